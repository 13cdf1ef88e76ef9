#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/token.h"
#include "lang/token_words.h"
#include "lang_doc.h"

/* The C tables are what data/token_words.txt says, in the order that bisection needs. */
static void tables_are_the_text_file(void **state) {
    (void)state;
    FILE *f = fopen("data/token_words.txt", "r");
    assert_non_null(f);
    char line[256];
    size_t seen = 0, all = 0;
    while (fgets(line, sizeof line, f)) {
        if (line[0] == '#') continue;
        char *tab = strchr(line, '\t'), *end = strchr(line, '\n');
        assert_non_null(tab);
        assert_non_null(end);
        *tab = *end = '\0';
        int hit = 0;
        for (size_t k = 0; k < ONR_WORDS_COUNT; k++)
            for (size_t i = 0; strcmp(onr_token_lists[k].name, line) == 0 && i < onr_token_lists[k].n; i++)
                hit |= strcmp(onr_token_lists[k].words[i], tab + 1) == 0;
        if (!hit) fail_msg("%s %s is not in token_words.c: run tools/token_words.py", line, tab + 1);
        seen++;
    }
    fclose(f);
    for (size_t k = 0; k < ONR_WORDS_COUNT; k++) {
        all += onr_token_lists[k].n;
        for (size_t i = 1; i < onr_token_lists[k].n; i++) {
            char a[64], b[64];
            const char *pair[2] = {onr_token_lists[k].words[i - 1], onr_token_lists[k].words[i]};
            char *out[2] = {a, b};
            for (int w = 0; w < 2; w++) {
                char *o = out[w];
                for (const char *p = pair[w]; *p; p++)
                    if (*p != '|') *o++ = *p;
                *o = '\0';
            }
            assert_true(strcmp(a, b) < 0);
        }
    }
    assert_int_equal(seen, all);
}

/* Order, no white space inside, nothing left out, blocks kept apart, flags in their places. */
static void check_tokens(const onr_doc *doc) {
    uint32_t at = 0;
    for (uint32_t i = 0; i <= doc->tokens_n; i++) {
        const onr_token *t = i < doc->tokens_n ? &doc->tokens[i] : NULL;
        uint32_t stop = t ? t->start : doc->text_n, c;
        assert_true(stop >= at);
        for (; at < stop; at += (uint32_t)onr_utf8_decode(doc->text + at, doc->text_n - at, &c)) {
            (void)onr_utf8_decode(doc->text + at, doc->text_n - at, &c);
            assert_true(onr_char_is_space(c));
        }
        if (!t) break;
        onr_span b = doc->blocks[t->block].span;
        assert_true(t->start < t->end && b.start <= t->start && t->end <= b.end);
        assert_true(onr_utf8_boundary(doc->text, doc->text_n, t->end));
        for (; at < t->end; at += (uint32_t)onr_utf8_decode(doc->text + at, doc->text_n - at, &c)) {
            (void)onr_utf8_decode(doc->text + at, doc->text_n - at, &c);
            assert_false(onr_char_is_space(c));
        }
        assert_int_equal(at, t->end);
        int glued = i + 1 < doc->tokens_n && doc->tokens[i + 1].start == t->end && doc->tokens[i + 1].block == t->block;
        assert_int_equal(!!(t->flags & ONR_TOKEN_SPACE_AFTER), !glued);
        if (t->flags & ONR_TOKEN_MWT_TAIL) {
            assert_true(i > 0 && t[-1].end == t->start && (t[-1].flags & (ONR_TOKEN_MWT_HEAD | ONR_TOKEN_MWT_TAIL)));
            assert_false(t->flags & ONR_TOKEN_MWT_HEAD);
        }
        if (t->flags & ONR_TOKEN_MWT_HEAD) assert_true(glued && (t[1].flags & ONR_TOKEN_MWT_TAIL));
    }
}

static void split_and_check(const char *text, size_t n) {
    onr_doc doc;
    onr_err err = {0};
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    assert_int_equal(lang_doc(&doc, text, n), 0);
    assert_int_equal(onr_token_split(&doc, &err), ONR_OK);
    check_tokens(&doc);
    onr_doc_clear(&doc);
}

/* Any mixture of what the rules look for. */
static void any_text_keeps_the_invariants(void **state) {
    (void)state;
    static const char *const bits[] = {
        "a",      "I",  "Mr.",     "U.S",     ".",     "..",          ",",   "'",      "’",      "‘",
        "\"",     "``", "''",      "-",       "--",    "–",           "—",   "/",      "s",      "n't",
        "'re",    "1",  "2,000",   "9/11",    ":",     "$",           "US$", "%",      "#",      "@",
        "_",      "*",  "http://", "www.",    "x.com", "a@b.example", "(",   ")",      "[",      "]",
        "\n",     " ",  "é",       "e\u0301", "Σ",     "北",          "👍",   "\u200d", "\u200b", "\u00a0",
        "\u00ad", "km", "pm",      "pre-",    "gonna", "cannot",      "&",   "!",      "?",      ";",
        "<",      ">",  "=",       ":-)",     "Kim ",  "…",           "n",   "5th",    "°",      "`s"};
    uint32_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        char text[512];
        size_t n = 0;
        for (int k = 0; k < 24; k++) {
            seed = seed * 1664525u + 1013904223u;
            const char *bit = bits[(seed >> 8) % (sizeof bits / sizeof *bits)];
            memcpy(text + n, bit, strlen(bit));
            n += strlen(bit);
        }
        split_and_check(text, n);
    }
}

/* A quarter of a megabyte without a space, of what looks ahead: quadratic work would not end within the test's time
 * limit. */
static void long_lines_are_linear(void **state) {
    (void)state;
    static const char *const units[] = {"a",  "a.",    "1.",           "1.1x4", "a@",   "'s",      "-",
                                        "a-", "s'",    "A. ",          "é",     "'",    "w/o",     "!..",
                                        "1-", "x.com", "http://a.b\"", "(:'(",  "#a@a", "Kim A-b "};
    const size_t size = 1 << 18;
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
        size_t u = strlen(units[k]), n = 0;
        for (; n + u <= size; n += u) memcpy(text + n, units[k], u);
        onr_doc doc;
        onr_err err = {0};
        onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
        assert_int_equal(lang_doc(&doc, text, n), 0);
        assert_int_equal(onr_token_split(&doc, &err), ONR_OK);
        assert_true(doc.tokens_n > 0);
        onr_doc_clear(&doc);
    }
    free(text);
}

static void nothing_gives_nothing(void **state) {
    (void)state;
    split_and_check("", 0);
    split_and_check(" \n \t\n", 5);
}

static void out_of_memory_is_reported(void **state) {
    (void)state;
    onr_doc doc;
    onr_err err = {0};
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    assert_int_equal(lang_doc(&doc, "Osmere sails.", 13), 0);
    doc.arena.cap = doc.arena.used; /* nothing more */
    onr_token *before = doc.tokens;
    static char big[1 << 20];
    memset(big, '.', sizeof big);
    for (size_t i = 0; i < sizeof big; i += 2) big[i] = ',';
    doc.text = big;
    doc.text_n = sizeof big;
    doc.blocks[0].span = (onr_span){0, sizeof big};
    assert_int_equal(onr_token_split(&doc, &err), ONR_NOMEM);
    assert_non_null(strstr(err.msg, "out of memory"));
    assert_int_equal(doc.tokens_n, 0);
    assert_ptr_equal(doc.tokens, before);
    onr_doc_clear(&doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tables_are_the_text_file),
                                       cmocka_unit_test(any_text_keeps_the_invariants),
                                       cmocka_unit_test(long_lines_are_linear), cmocka_unit_test(nothing_gives_nothing),
                                       cmocka_unit_test(out_of_memory_is_reported)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
