#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "lang/casing.h"
#include "lang/pieces.h"

/* The whole of a small file under tests/unit/lang, NUL-terminated; the caller frees it. */
static char *load(const char *name, size_t *n) {
    char path[128];
    snprintf(path, sizeof path, "tests/unit/lang/%s", name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *p = calloc(1, 1 << 16);
    *n = fread(p, 1, (1 << 16) - 1, f);
    fclose(f);
    return p;
}

/* pieces_words.txt was made by the trainer's functions (tools/lang_golden.py). */
static void same_as_the_trainer(void **state) {
    (void)state;
    size_t vn, wn, lines = 0;
    char *vocab = load("vocab.txt", &vn), *words = load("pieces_words.txt", &wn);
    onr_pieces p;
    onr_err err = {0};
    assert_int_equal(onr_pieces_init(&p, (onr_slice){vocab, vn}, &err), ONR_OK);
    for (char *line = words; *line; lines++) {
        char *t1 = strchr(line, '\t'), *t2 = strchr(t1 + 1, '\t'), *end = strchr(t2, '\n'), got[128];
        onr_slice word = {line, (size_t)(t1 - line)};
        *end = '\0';
        uint32_t ids[ONR_PIECES_WORD_MAX], n = onr_pieces_word(&p, word, ids);
        int k = snprintf(got, sizeof got, "%d\t", onr_pieces_case(word));
        for (uint32_t i = 0; i < n; i++)
            k += snprintf(got + k, sizeof got - (size_t)k, "%s%lu", i ? " " : "", (unsigned long)ids[i]);
        assert_string_equal(got, t1 + 1);
        line = end + 1;
    }
    assert_true(lines > 60);
    onr_pieces_clear(&p);
    free(vocab);
    free(words);
}

/* A word of any length is exact: eight pieces when it can be covered, [UNK] when its last character cannot. */
static void long_words(void **state) {
    (void)state;
    const size_t n = 300000;
    size_t vn;
    char *vocab = load("vocab.txt", &vn), *word = malloc(n);
    onr_pieces p;
    uint32_t ids[ONR_PIECES_WORD_MAX];
    assert_int_equal(onr_pieces_init(&p, (onr_slice){vocab, vn}, NULL), ONR_OK);
    memset(word, 'a', n);
    assert_int_equal(onr_pieces_word(&p, (onr_slice){word, n}, ids), ONR_PIECES_WORD_MAX);
    assert_int_not_equal(ids[0], p.unknown);
    word[n - 1] = 'z';
    assert_int_equal(onr_pieces_word(&p, (onr_slice){word, n}, ids), 1);
    assert_int_equal(ids[0], p.unknown);
    memset(word, '-', n);
    assert_int_equal(onr_pieces_word(&p, (onr_slice){word, n}, ids), ONR_PIECES_WORD_MAX);
    assert_int_equal(onr_pieces_word(&p, (onr_slice){"", 0}, ids), 1);
    assert_int_equal(ids[0], p.unknown);
    onr_pieces_clear(&p);
    free(vocab);
    free(word);
}

static void vocabularies(void **state) {
    (void)state;
    onr_pieces p;
    onr_err err = {0};
    assert_int_equal(onr_pieces_init(&p, ONR_SLICE(""), &err), ONR_FORMAT);
    assert_int_equal(onr_pieces_init(&p, ONR_SLICE("a\nb\n"), &err), ONR_FORMAT);
    assert_non_null(strstr(err.msg, "[UNK]"));
    char longest[600];
    memset(longest, 'x', sizeof longest);
    memcpy(longest, "[UNK]\n", 6);
    assert_int_equal(onr_pieces_init(&p, (onr_slice){longest, sizeof longest}, &err), ONR_FORMAT);
    assert_null(p.slots);

    uint32_t ids[ONR_PIECES_WORD_MAX];
    assert_int_equal(onr_pieces_init(&p, ONR_SLICE("\n[UNK]\n\na\na\n##a"), &err), ONR_OK);
    assert_int_equal(onr_pieces_word(&p, ONR_SLICE("AA"), ids), 2);
    assert_int_equal(ids[0], 4); /* the later of two equal lines */
    assert_int_equal(ids[1], 5);
    assert_int_equal(onr_pieces_word(&p, ONR_SLICE("##a"), ids), 3); /* # is punctuation: no piece is found by `##` */
    assert_int_equal(ids[0], 1);
    onr_pieces_clear(&p);
}

static void out_of_memory(void **state) {
    (void)state;
    onr_pieces p;
    onr_err err = {0};
    onr_mem_fail_after(-1);
    for (long k = 0; k < 2; k++) {
        onr_mem_fail_after(k);
        onr_status st = onr_pieces_init(&p, ONR_SLICE("[UNK]"), &err);
        onr_mem_fail_after(-1);
        if (st == ONR_OK) onr_pieces_clear(&p); /* a build without ONR_FAULT */
        else assert_int_equal(st, ONR_NOMEM);
        assert_null(p.starts);
    }
}

/* quotes.txt: words, `_` where a space follows, `|` between blocks; then what each word is. */
static void quotes_as_in_the_trainer(void **state) {
    (void)state;
    size_t n, lines = 0;
    char *cases = load("quotes.txt", &n);
    for (char *line = cases; *line; lines++) {
        char *tab = strchr(line, '\t'), *end = strchr(line, '\n');
        onr_token tokens[64];
        uint8_t out[64];
        onr_doc doc = {.text = cases, .tokens = tokens};
        uint32_t block = 0;
        for (char *p = line; p < tab;) {
            size_t k = strcspn(p, " \t");
            if (*p == '|') block++;
            else if (k) {
                int space = p[k - 1] == '_';
                uint32_t at = (uint32_t)(p - cases);
                tokens[doc.tokens_n++] = (onr_token){at, at + (uint32_t)k - (uint32_t)space, block, (uint8_t)space};
            }
            p += k + 1;
        }
        onr_pieces_quotes(&doc, out);
        assert_int_equal(doc.tokens_n, end - tab - 1);
        for (uint32_t i = 0; i < doc.tokens_n; i++) assert_int_equal(".()"[out[i]], tab[1 + i]);
        line = end + 1;
    }
    assert_true(lines >= 10);
    free(cases);
}

static void lower_case_of_whole_words(void **state) {
    (void)state;
    char out[64];
    static const char *const pairs[][2] = {{"Osmere", "osmere"}, {"ΟΔΟΣ", "οδος"}, {"Σ", "σ"}, {"ΑΣ.", "ας."},
                                           {"ΑΣ.Α", "ασ.α"},     {"İ", "i̇"},       {"ẞ", "ß"}, {"北", "北"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t n = onr_case_lower_word(onr_slice_of(pairs[i][0]), out, sizeof out);
        assert_true(onr_slice_eq((onr_slice){out, n}, onr_slice_of(pairs[i][1])));
    }
    assert_int_equal(onr_case_lower_word(ONR_SLICE("Osmere"), out, 8), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_as_the_trainer),
                                       cmocka_unit_test(long_words),
                                       cmocka_unit_test(vocabularies),
                                       cmocka_unit_test(out_of_memory),
                                       cmocka_unit_test(quotes_as_in_the_trainer),
                                       cmocka_unit_test(lower_case_of_whole_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
