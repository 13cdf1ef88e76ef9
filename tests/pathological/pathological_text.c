/* pathological_text.c - inputs that would hurt a careless reader. The bound is not on wall time: each input is read at
 * one size and at four times that size, and the arena may grow by no more than five times; a quadratic step would make
 * the larger reading run for minutes, which ctest's timeout ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "read/text.h"

enum { SIZE = 3 << 18 }; /* 0.75 MB; a quarter of it before */

typedef struct input {
    const char *name;
    const char *unit; /* repeated until the size is reached; NULL: see make */
    size_t n;
} input;

static const input inputs[] = {
    {"one line of words", "harbour ", 8},
    {"one word", "a", 1},
    {"blank lines", "\n", 1},
    {"carriage returns", "\r", 1},
    {"lines of one letter", "a\n", 2},
    {"straight quotes", "\"", 1},
    {"curly quotes", "\xE2\x80\x9C\xE2\x80\x9D", 6},
    {"closing brackets", ")", 1},
    {"closing brackets a line", "))))))))))))))))))))\n", 21},
    {"full stops", ". ", 2},
    {"bad bytes", "\xFF", 1},
    {"half characters", "\xE2\x80", 2},
    {"bad byte, NUL", "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvw\xFF\0", 79},
    {"windows-1252", "caf\xE9 ", 5},
    {"combining marks", "\xCC\x81", 2},
    {"no-break spaces", "\xC2\xA0", 2},
    {"line separators", "\xE2\x80\xA8", 3},
    {"datelines", "A, (AP\n", 7},
    {"commas", "A, ", 3},
    {"slashes", "/(", 2},
    {"date lines", "January 24, 2019\n", 17},
    {"almost date lines", "Published: Published: Thursday, January 24, 2019 at 10:32 at at at at at x\n", 75},
    {"tags", "<p><p", 5},
    {"braces", "{[\"", 3},
    {"wrapped lines", "the sound for sixty years, was sold on Monday to a museum, said the\n", 68},
    {"indented lines", "  the sound for sixty years, was sold on Monday to a museum, said the.\n", 71},
    {"headings", "What now\nIt goes on and on, they said.\n", 39},
};

static unsigned char *make(const input *in, size_t n) {
    unsigned char *p = malloc(n);
    assert_non_null(p);
    for (size_t i = 0; i < n; i++) p[i] = (unsigned char)in->unit[i % in->n];
    return p;
}

/* Read n bytes of it; returns the arena's bytes. */
static size_t read_once(const input *in, size_t n) {
    unsigned char *p = make(in, n);
    onr_doc doc;
    onr_err err = {0};
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    onr_status st = onr_read_text(p, n, NULL, &doc, &err);
    if (st != ONR_OK && st != ONR_FORMAT) fail_msg("%s: %s", in->name, err.msg);
    if (st == ONR_OK && onr_doc_check(&doc, &err) != ONR_OK) fail_msg("%s: %s", in->name, err.msg);
    size_t used = doc.arena.used;
    onr_doc_clear(&doc);
    free(p);
    return used;
}

static void every_input_is_linear(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        size_t small = read_once(&inputs[i], SIZE / 4), large = read_once(&inputs[i], SIZE);
        if (large > 5 * small + (1 << 16)) fail_msg("%s: %zu bytes, then %zu", inputs[i].name, small, large);
    }
}

static void a_line_of_ten_megabytes(void **state) {
    (void)state;
    assert_true(read_once(&inputs[0], 10 << 20) < (size_t)64 << 20);
}

static void a_million_blank_lines(void **state) {
    (void)state;
    assert_true(read_once(&inputs[2], 1000000) < (size_t)8 << 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_input_is_linear),
                                       cmocka_unit_test(a_line_of_ten_megabytes),
                                       cmocka_unit_test(a_million_blank_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
