/* test_blocks.c - layouts: what is wrapped and what is not, and where its paragraphs are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "read/blocks.h"

/* The blocks of a text, joined by '|'; a leading '~' says that it was found to be wrapped. */
static const char *blocks_of(const char *text, char *out, size_t cap) {
    onr_doc doc;
    onr_doc_init(&doc, 1 << 20);
    doc.text = onr_arena_copy(&doc.arena, text, strlen(text));
    doc.text_n = (uint32_t)strlen(text);
    onr_layout l = onr_read_layout(&doc);
    assert_int_equal(onr_read_blocks(&doc, l, NULL), ONR_OK);
    assert_int_equal(onr_doc_check(&doc, NULL), ONR_OK);
    size_t at = (size_t)snprintf(out, cap, "%s", l.wrapped ? "~" : "");
    for (uint32_t i = 0; i < doc.blocks_n; i++) {
        onr_slice s = onr_doc_slice(&doc, doc.blocks[i].span);
        at += (size_t)snprintf(out + at, cap - at, "%s%.*s", i ? "|" : "", (int)s.n, s.p);
    }
    onr_doc_clear(&doc);
    return out;
}

static void line_ends(void **state) {
    (void)state;
    char out[512];
    assert_string_equal(blocks_of("a\nb\r\nc\rd\ve\ff\xC2\x85g\xE2\x80\xA8h\xE2\x80\xA9i", out, sizeof out),
                        "a|b|c|d|e|f|g|h|i");
    assert_string_equal(blocks_of("\n\n  a b \xC2\xA0\r\r\n\t\n\xE2\x80\x8B c\n ", out, sizeof out), "a b|c");
    assert_string_equal(blocks_of("", out, sizeof out), "");
    assert_string_equal(blocks_of(" \n \xE3\x80\x80\n", out, sizeof out), "");
    assert_string_equal(blocks_of("\xC2\xA3", out, sizeof out), "\xC2\xA3");
}

#define A "The old ferry of Selwick, which has carried people and sheep across\n"
#define B "the sound for sixty years, was sold on Monday to a museum, said the\n"
#define C "harbour master, Ine Solberg, who had hoped to keep it a while more.\n"
#define D "Nobody wanted it.\n"

static void wrapped_text(void **state) {
    (void)state;
    char out[1024];
    assert_string_equal(blocks_of(A B C "\n" B C, out, sizeof out),
                        "~The old ferry of Selwick, which has carried people and sheep across\n"
                        "the sound for sixty years, was sold on Monday to a museum, said the\n"
                        "harbour master, Ine Solberg, who had hoped to keep it a while more.|"
                        "the sound for sixty years, was sold on Monday to a museum, said the\n"
                        "harbour master, Ine Solberg, who had hoped to keep it a while more.");
    /* a title and a date line right above, a short last line, an indented paragraph */
    assert_string_equal(blocks_of("Ferry sold\n7 March 2031\n" A B C D "   " A B, out, sizeof out),
                        "~Ferry sold|7 March 2031|The old ferry of Selwick, which has carried people and sheep across\n"
                        "the sound for sixty years, was sold on Monday to a museum, said the\n"
                        "harbour master, Ine Solberg, who had hoped to keep it a while more.\n"
                        "Nobody wanted it.|"
                        "The old ferry of Selwick, which has carried people and sheep across\n"
                        "the sound for sixty years, was sold on Monday to a museum, said the");
}

static void text_that_is_not_wrapped(void **state) {
    (void)state;
    static const char *const texts[] = {
        /* paragraphs on lines of their own, some as long as wrapped lines */
        "The old ferry of Selwick was sold to a museum on Monday evening.\n"
        "Nobody wanted it.\n"
        "The harbour master had hoped to keep it for a little while longer.\n"
        "She will miss it, she said.\n",
        /* headlines */
        "Old ferry of Selwick sold to museum after sixty years of service\n"
        "Harbour master says that she will miss the old ferry of Selwick\n"
        "Museum promises to keep the engine of the ferry in good health\n",
        /* a list of names */
        "Ine Solberg\nTom Averill\nOda Brinkmann\nPetra Holm\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char out[1024];
        size_t lines = 0, bars = 0;
        (void)blocks_of(texts[i], out, sizeof out);
        assert_int_not_equal(out[0], '~');
        for (const char *p = texts[i]; *p; p++) lines += *p == '\n';
        for (const char *p = out; *p; p++) bars += *p == '|';
        assert_int_equal(bars + 1, lines);
    }
}

static void questions_about_a_block(void **state) {
    (void)state;
    assert_true(onr_read_ends_sentence(ONR_SLICE("He left.")) && onr_read_ends_sentence(ONR_SLICE("\"Who?\"")));
    assert_true(onr_read_ends_sentence(ONR_SLICE("gone.\xE2\x80\x9D)")) &&
                onr_read_ends_sentence(ONR_SLICE("so\xE2\x80\xA6")));
    assert_false(onr_read_ends_sentence(ONR_SLICE("He left")) || onr_read_ends_sentence(ONR_SLICE("\"")));
    assert_false(onr_read_ends_sentence(ONR_SLICE("")));
    assert_int_equal(onr_read_words(ONR_SLICE("  one two\xC2\xA0three ")), 3);
    assert_true(onr_read_has_letter(ONR_SLICE("12 \xC3\xA9")));
    assert_false(onr_read_has_letter(ONR_SLICE("12 \xE2\x80\x9C.")));
}

static void a_deadline_stops_it(void **state) {
    (void)state;
    onr_deadline past = {1};
    onr_doc doc;
    onr_doc_init(&doc, 1 << 20);
    doc.text = onr_arena_copy(&doc.arena, "a\nb", 3);
    doc.text_n = 3;
    assert_int_equal(onr_read_blocks(&doc, (onr_layout){0, 0}, &past), ONR_TIMEOUT);
    onr_doc_clear(&doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_ends), cmocka_unit_test(wrapped_text), cmocka_unit_test(text_that_is_not_wrapped),
        cmocka_unit_test(questions_about_a_block), cmocka_unit_test(a_deadline_stops_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
