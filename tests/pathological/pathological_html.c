/* pathological_html.c - pages that would hurt a careless reader: deep nesting, attributes and comments without end,
 * entities without end, tables of a million cells. Each is read whole; a quadratic step would run for minutes, which
 * ctest's timeout ends. Whatever comes out must be a document whose invariants hold, or a refusal of one line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "read/html.h"

enum { SIZE = 3 << 19 };

typedef struct input {
    const char *head, *unit;
    size_t size; /* 0: SIZE */
} input;

static const input inputs[] = {
    {"<body>", "<div>", 200000 * 5},
    {"<body>", "<b>", 0},
    {"<body>", "<p><b><i>", 0},
    {"<body>", "<table><tr><td>", 0},
    {"<body>", "<x-a>", 0},
    {"<body>", "</div></p></b></x-a>", 0},
    {"<body><div>", "<p></div>", 0},
    {"<body><ul>", "<li>a<ul>", 0},
    {"<body><table>", "<tr><td>1", 0},
    {"<body><table>", "<tr><td>one, two, three and four. ", 0},
    {"<body>", "<p>One sentence, with a comma, and an end that is long enough to be a paragraph, said he.", 0},
    {"<body>", "<p><a href=x>One link, and another, and an end that is long enough to be a paragraph.</a>", 0},
    {"<body><div class='", "related ", 0},
    {"<body><div data-x='", "a", 50 << 20},
    {"<body><div ", "a ", 0},
    {"<body><div ", "a='b'", 0},
    {"<body><!--", "-", 0},
    {"<body><!--", "<!-- -- > ", 0},
    {"<body>", "<!--", 0},
    {"<body><p>", "&amp;", 0},
    {"<body><p>", "&", 0},
    {"<body><p>", "&CounterClockwiseContourIntegral", 0},
    {"<body><p>&#", "9", 0},
    {"<body><p>", "&nbsp;", 0},
    {"<body><p>", "a<br>", 0},
    {"<body>", "<", 0},
    {"<body>", "</", 0},
    {"<body>", "<script>", 0},
    {"<script>", "<!--<script>", 0},
    {"<script type='application/ld+json'>", "{\"a\":[", 0},
    {"<script type='application/ld+json'>", "{\"author\":\"A B\"},", 0},
    {"<script type='application/ld+json'>\"", "\\", 0},
    {"", "<script type='application/ld+json'>{\"datePublished\":\"2020-01-02\"}</script>", 0},
    {"", "<meta name=author content='Ada Lund and Bo Berg, and Cy Dahl'>", 0},
    {"<body>", "<h1>One title of many</h1>", 0},
    {"<body>", "<time datetime=2020-01-02>", 0},
    {"<body>", "<div class=date>January ", 0},
    {"<body><p class=date>", "1 January 1 ", 0},
    {"<title>", "a - b | ", 0},
    {"<meta charset=gbk>", "\x81", 0},
    {"<meta charset=iso-2022-jp>", "\x1B$B", 0},
};

static void read_one(const input *in) {
    size_t size = in->size ? in->size : SIZE, head = strlen(in->head), unit = strlen(in->unit);
    unsigned char *p = malloc(head + size);
    onr_doc doc;
    onr_err err = {0};
    assert_non_null(p);
    memcpy(p, in->head, head);
    for (size_t i = 0; i < size; i++) p[head + i] = (unsigned char)in->unit[i % unit];
    onr_doc_init(&doc, (size_t)1 << 30);
    onr_status st = onr_read_html(p, head + size, NULL, &doc, &err);
    if (st == ONR_OK) assert_int_equal(onr_doc_check(&doc, &err), ONR_OK);
    else {
        assert_true(st == ONR_FORMAT || st == ONR_NOMEM);
        assert_null(strchr(err.msg, '\n'));
    }
    onr_doc_clear(&doc);
    free(p);
}

static void every_input(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        if (getenv("ONR_VERBOSE")) print_message("%s %.40s\n", inputs[i].head, inputs[i].unit);
        read_one(&inputs[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_input)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
