/* test_text.c - whole readings: head, warnings, refusals, ids, and every allocation failing once. */
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

static const char article[] =
    "Harbour of Selwick opens again\n\n2031-03-07\n\nFriday, March 7, 2031\n\n"
    "SELWICK (AP) - The harbour of Selwick was opened on Thursday, said the mayor of the town.\n\n"
    "Background\n\nIt had been shut since the storm of the winter before last, to the grief of all.\n";

static onr_status read_bytes(const void *bytes, size_t n, const onr_read_options *opt, onr_doc *doc, onr_err *err) {
    onr_doc_init(doc, (size_t)256 << 20);
    onr_status st = onr_read_text(bytes, n, opt, doc, err);
    if (st == ONR_OK) assert_int_equal(onr_doc_check(doc, NULL), ONR_OK);
    return st;
}

static int has_warning(const onr_doc *doc, const char *part) {
    for (uint32_t i = 0; i < doc->warnings_n; i++)
        if (strstr(doc->warnings[i].message, part)) return 1;
    return 0;
}

static void an_article(void **state) {
    (void)state;
    onr_doc doc;
    onr_err err = {0};
    onr_read_options opt = {.path = "a.txt", .outlet = "The Selwick Post", .url = "https://post.example/1"};
    static const uint8_t kinds[] = {ONR_BLOCK_TITLE, ONR_BLOCK_DATE,    ONR_BLOCK_DATE,
                                    ONR_BLOCK_PARA,  ONR_BLOCK_HEADING, ONR_BLOCK_PARA};
    assert_int_equal(read_bytes(article, sizeof article - 1, &opt, &doc, &err), ONR_OK);
    assert_int_equal(doc.blocks_n, 6);
    for (uint32_t i = 0; i < 6; i++) assert_int_equal(doc.blocks[i].kind, kinds[i]);
    assert_memory_equal(doc.text, article, sizeof article);
    assert_true(onr_slice_eq(onr_doc_slice(&doc, doc.meta.title), ONR_SLICE("Harbour of Selwick opens again")));
    assert_true(doc.meta.published.year == 2031 && doc.meta.published.month == 3 && doc.meta.published.day == 7);
    assert_string_equal(doc.meta.published_how, "dateline");
    assert_string_equal(doc.meta.agency, "AP");
    assert_string_equal(doc.meta.language, "en");
    assert_string_equal(doc.meta.outlet, "The Selwick Post");
    assert_string_equal(doc.source.path, "a.txt");
    assert_int_equal(strlen(doc.source.sha256), 64);
    assert_int_equal(doc.warnings_n, 0);
    onr_doc_clear(&doc);
}

static void dates_given_and_written(void **state) {
    (void)state;
    onr_doc doc;
    onr_read_options opt = {.published = {2031, 3, 8}};
    assert_int_equal(read_bytes(article, sizeof article - 1, &opt, &doc, NULL), ONR_OK);
    assert_string_equal(doc.meta.published_how, "given");
    assert_int_equal(doc.meta.published.day, 8);
    assert_true(has_warning(&doc, "the date given is 2031-03-08, the article itself says 2031-03-07"));
    onr_doc_clear(&doc);
    static const char wrong[] = "Ferry\n\nMonday, 7 March 2031\n\nIt sails.\n", none[] = "It sails again, they said.\n";
    assert_int_equal(read_bytes(wrong, sizeof wrong - 1, NULL, &doc, NULL), ONR_OK);
    assert_true(has_warning(&doc, "the date line says Monday, but 2031-03-07 was a Friday"));
    onr_doc_clear(&doc);
    assert_int_equal(read_bytes(none, sizeof none - 1, NULL, &doc, NULL), ONR_OK);
    assert_string_equal(doc.meta.published_how, "none");
    assert_string_equal(doc.source.path, "-");
    assert_true(has_warning(&doc, "no publication date: weekdays stay unresolved"));
    onr_doc_clear(&doc);
    static const char changed[] =
        "Updated: 9 March 2031\nFerry sails\n7 March 2031\nBy Tom Averill\nThe ferry sails.\n";
    assert_int_equal(read_bytes(changed, sizeof changed - 1, NULL, &doc, NULL), ONR_OK);
    assert_int_equal(doc.meta.published.day, 7);
    assert_int_equal(doc.blocks[1].kind, ONR_BLOCK_TITLE);
    onr_doc_clear(&doc);
}

static void titles(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int title;
    } cases[] = {
        {"Ferry sails again\n\nIt does.", 1},
        {"Will the ferry sail again?\n\nIt will.", 1},
        {"Ferry sails to the U.S.\n\nIt does.", 1},
        {"The ferry sails again.\n\nIt does.", 0},
        {"\xE2\x80\x9CWe sail.\xE2\x80\x9D\n\nIt does.", 0},
        {"Ferry sails again", 0},
        {"In short:\n\nIt sails.", 0},
        {"SELWICK (AP) - the ferry sails\n\nIt does.", 0},
        {"By Tom Averill\n\nIt sails.", 0},
        {"* * *\n\nIt sails.", 0},
        {"one two three four five six seven eight nine ten a b c d e f g h i j k\n\nIt does.", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_doc doc;
        assert_int_equal(read_bytes(cases[i].text, strlen(cases[i].text), NULL, &doc, NULL), ONR_OK);
        if (onr_span_empty(doc.meta.title) == cases[i].title) fail_msg("%s", cases[i].text);
        onr_doc_clear(&doc);
    }
}

static void refusals(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        const char *message;
    } cases[] = {
        {"", 0, "a?b.txt: empty file: nothing to read"},
        {"\xEF\xBB\xBF", 3, "a?b.txt: empty file: nothing to read"},
        {"%PDF-1.4", 8, "a?b.txt: looks like a binary file (PDF): give text"},
        {"\0\1\2\3\4\5", 6, "a?b.txt: looks like a binary file (100% control bytes): give text"},
        {"<html>", 6, "a?b.txt: looks like HTML: this version reads plain text only"},
        {"\xFF\xFE\0\xD8\0\xD8\0\xD8", 8, "a?b.txt: looks like a binary file (not UTF-16LE as it says): give text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_doc doc;
        onr_err err = {0};
        onr_read_options opt = {.path = "a\nb.txt"};
        assert_int_equal(read_bytes(cases[i].bytes, cases[i].n, &opt, &doc, &err), ONR_FORMAT);
        assert_string_equal(err.msg, cases[i].message);
        onr_doc_clear(&doc);
    }
    onr_doc doc;
    onr_err err = {0};
    onr_deadline past = {1};
    onr_read_options small = {.path = "x", .max_bytes = 10}, late = {.path = "x", .deadline = &past};
    assert_int_equal(read_bytes("12345678901", 11, &small, &doc, &err), ONR_TOO_BIG);
    assert_string_equal(err.msg, "x: 11 bytes: the limit is 10: split it");
    onr_doc_clear(&doc);
    assert_int_equal(read_bytes("text", 4, &late, &doc, &err), ONR_TIMEOUT);
    assert_string_equal(err.msg, "x: out of time while reading");
    onr_doc_clear(&doc);
}

static void id_of(const void *bytes, size_t n, const char *url, const char *outlet, char id[33]) {
    onr_doc doc;
    onr_read_options opt = {.path = url ? "one" : "another", .url = url, .outlet = outlet};
    assert_int_equal(read_bytes(bytes, n, &opt, &doc, NULL), ONR_OK);
    memcpy(id, doc.meta.id, 33);
    onr_doc_clear(&doc);
}

static void ids_name_the_words_and_their_origin(void **state) {
    (void)state;
    char a[33], b[33];
    id_of("Ferry sails\n\nIt does.", 21, NULL, NULL, a);
    assert_int_equal(strlen(a), 32);
    id_of("\xEF\xBB\xBF"
          "Ferry  sails\r\n\r\nIt does.\r\n",
          29, NULL, NULL, b);
    assert_string_equal(a, b);
    id_of("Ferry sails\n\nIt does!", 21, NULL, NULL, b);
    assert_string_not_equal(a, b);
    id_of("Ferry sails\n\nIt does.", 21, "https://post.example/1", NULL, b);
    assert_string_not_equal(a, b);
    id_of("Ferry sails\n\nIt does.", 21, NULL, "Selwick Post", b);
    assert_string_not_equal(a, b);
    id_of("Ferry sails\n\nIt does.", 21, NULL, "Osmere Day", a);
    assert_string_not_equal(a, b);
    id_of("Ferry sails\n\nIt does.", 21, "Osmere Day", NULL, b); /* an address is no outlet */
    assert_string_not_equal(a, b);
}

static void every_allocation_may_fail(void **state) {
    (void)state;
#ifdef ONR_FAULT
    static const char hard[] = "caf\xE9\0 opens\n\n7 March 2031\n\nSELWICK (AP) - Le caf\xE9 est dans la ville et il "
                               "n'est pas sur la place <p> <p> <p> <p> <p> de la ville.\n";
    onr_read_options opt = {.path = "x", .outlet = "o", .url = "u", .published = {2031, 3, 8}};
    onr_status st = ONR_NOMEM;
    long n = 0;
    for (; st != ONR_OK; n++) {
        onr_doc doc;
        onr_err err = {0};
        onr_doc_init(&doc, 1 << 20);
        (void)onr_mem_fail_after(n);
        st = onr_read_text((const unsigned char *)hard, sizeof hard - 1, &opt, &doc, &err);
        (void)onr_mem_fail_after(-1);
        if (st != ONR_OK) assert_int_equal(st, ONR_NOMEM);
        if (st != ONR_OK) assert_string_equal(err.msg, "x: out of memory while reading");
        else assert_int_equal(doc.warnings_n, 5);
        onr_doc_clear(&doc);
    }
    assert_true(n > 10);
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_article),
                                       cmocka_unit_test(dates_given_and_written),
                                       cmocka_unit_test(titles),
                                       cmocka_unit_test(refusals),
                                       cmocka_unit_test(ids_name_the_words_and_their_origin),
                                       cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
