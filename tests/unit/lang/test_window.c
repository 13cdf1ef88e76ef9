/* test_window.c - how documents are cut into windows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lang/token.h"
#include "lang/window.h"
#include "lang_doc.h"

enum { TOKENS = 8192 };
static uint8_t pieces[TOKENS];
static onr_sent sents[TOKENS];

/* A document of this text with `each` pieces a token. */
static void begin(onr_doc *doc, const char *text, unsigned each) {
    onr_doc_init(doc, ONR_DOC_ARENA_CAP);
    assert_int_equal(lang_doc(doc, text, strlen(text)), 0);
    assert_int_equal(onr_token_split(doc, NULL), ONR_OK);
    assert_true(doc->tokens_n <= TOKENS);
    memset(pieces, (int)each, sizeof pieces);
}

/* `n` times "word word … word." with `words` words and the full stop; sentences end with a space, paragraphs of
 * `per` sentences with a line end. */
static char *text_of(unsigned n, unsigned words, unsigned per) {
    static char text[1 << 16];
    size_t at = 0;
    for (unsigned i = 0; i < n; i++) {
        for (unsigned k = 0; k + 1 < words; k++) at += (size_t)snprintf(text + at, sizeof text - at, k ? " b" : "A");
        at += (size_t)snprintf(text + at, sizeof text - at, ".%s", (i + 1) % per ? " " : "\n");
    }
    return text;
}

static void expect(const onr_doc *doc, uint32_t from, int given, uint32_t to, uint32_t context, int cut) {
    onr_window w = onr_window_next(doc, pieces, from, given);
    assert_int_equal(w.tok.from, from);
    assert_int_equal(w.tok.to, to);
    assert_int_equal(w.context, context);
    assert_int_equal(w.cut, cut);
}

static void a_short_text_is_one_window(void **state) {
    (void)state;
    onr_doc doc;
    begin(&doc, "A short text. It has two sentences.\nAnd two paragraphs.", 1);
    expect(&doc, 0, 0, doc.tokens_n, 0, 0);
    onr_doc_clear(&doc);
}

static void ends_at_a_paragraph_if_it_can(void **state) {
    (void)state;
    onr_doc doc;
    begin(&doc, text_of(40, 10, 4), 1); /* 400 words, paragraphs of 40 */
    expect(&doc, 0, 0, 200, 0, 0);
    expect(&doc, 200, 0, 400, 200, 0);
    onr_doc_clear(&doc);
    begin(&doc, text_of(40, 10, 7), 1); /* paragraphs of 70: two fit */
    expect(&doc, 0, 0, 140, 0, 0);
    onr_doc_clear(&doc);
}

static void else_at_a_sentence(void **state) {
    (void)state;
    onr_doc doc;
    begin(&doc, text_of(40, 15, 100), 1); /* one paragraph of 600 words, sentences of 15 */
    expect(&doc, 0, 0, 195, 0, 0);
    expect(&doc, 195, 0, 390, 195, 0);
    onr_doc_clear(&doc);
}

static void pieces_are_bounded_too(void **state) {
    (void)state;
    onr_doc doc;
    begin(&doc, text_of(40, 10, 100), 4); /* 110 words are 440 pieces */
    expect(&doc, 0, 0, 110, 0, 0);
    onr_doc_clear(&doc);
    begin(&doc, text_of(40, 10, 100), 8);
    expect(&doc, 0, 0, 50, 0, 0);
    onr_doc_clear(&doc);
}

static void a_long_sentence_is_cut_with_context(void **state) {
    (void)state;
    onr_doc doc;
    begin(&doc, text_of(1, 500, 1), 1);
    expect(&doc, 0, 0, 200, 0, 1);
    expect(&doc, 200, 0, 400, 160, 1);
    expect(&doc, 400, 0, 500, 360, 1);
    onr_doc_clear(&doc);
    begin(&doc, text_of(1, 500, 1), 8); /* 55 words fill a window; context up to 500 pieces: 7 words more */
    expect(&doc, 0, 0, 55, 0, 1);
    expect(&doc, 55, 0, 110, 48, 1);
    onr_doc_clear(&doc);
}

static void context_stays_in_its_paragraph(void **state) {
    (void)state;
    onr_doc doc;
    char text[4096] = "We sail. They stay.\n";
    size_t at = strlen(text);
    for (int i = 0; i < 230; i++) at += (size_t)snprintf(text + at, sizeof text - at, "w ");
    begin(&doc, text, 1);
    doc.tokens_n = 236; /* words of the second paragraph begin at token 6 */
    assert_int_equal(doc.tokens[6].block, 1);
    assert_int_equal(doc.tokens[5].block, 0);
    expect(&doc, 0, 0, 6, 0, 0); /* a whole paragraph ends here */
    expect(&doc, 6, 0, 206, 6, 1);
    expect(&doc, 206, 0, 236, 166, 1);
    expect(&doc, 20, 0, 220, 6, 1);
    onr_doc_clear(&doc);
}

static void given_sentences_count(void **state) {
    (void)state;
    onr_doc doc;
    begin(&doc, text_of(30, 10, 100), 1);
    doc.sents = sents;
    for (uint32_t i = 0; i < 6; i++) sents[i] = (onr_sent){{i * 50, i * 50 + 50}, 0};
    sents[3].tok.to = 190, sents[4].tok.from = 190;
    doc.sents_n = 6;
    expect(&doc, 0, 1, 190, 0, 0);
    expect(&doc, 190, 1, 300, 190, 0);
    sents[0] = (onr_sent){{0, 260}, 0}; /* longer than a window */
    sents[1] = (onr_sent){{260, 300}, 0};
    doc.sents_n = 2;
    expect(&doc, 0, 1, 200, 0, 1);
    expect(&doc, 200, 1, 300, 160, 1); /* the rest of it, and the next one */
    expect(&doc, 260, 1, 300, 260, 0);
    onr_doc_clear(&doc);
}

/* ---- any text --------------------------------------------------------------------------------------------------- */

static uint32_t next(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static char *random_text(uint64_t *seed) {
    static const char *const words[] = {"A", "b",  "cd", "Ef", ".", "?", "!",  "\"",   "”",     "“",   ",",
                                        "é", "Öl", "…",  "\n", "7", "-", "b.", "U.S.", "isn't", "x/y", "G"};
    static char text[1 << 14];
    size_t at = 0;
    unsigned n = next(seed) % 900, calm = next(seed) % 3; /* calm: few sentence ends, so that units are long */
    for (unsigned i = 0; i < n; i++) {
        unsigned k = next(seed) % (sizeof words / sizeof *words);
        if (calm && next(seed) % (calm * 40) && k >= 4 && k <= 14) k = 1;
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", words[k], next(seed) % 5 ? " " : "");
    }
    text[at] = 0;
    return text;
}

static uint32_t sum_of_pieces(uint32_t a, uint32_t b) {
    uint32_t n = 0;
    for (; a < b; a++) n += pieces[a];
    return n;
}

/* The rule of window.h, said again: where may a window begin? */
static int may_begin(const onr_doc *doc, uint32_t i, int given) {
    if (i == 0 || i >= doc->tokens_n) return 1;
    if (given) {
        uint32_t s = onr_doc_sent_of(doc, i);
        return s != ONR_NONE && doc->sents[s].tok.from == i;
    }
    if (doc->tokens[i].block != doc->tokens[i - 1].block) return 1;
    onr_slice a = onr_doc_slice(doc, (onr_span){doc->tokens[i - 1].start, doc->tokens[i - 1].end}),
              b = onr_doc_slice(doc, (onr_span){doc->tokens[i].start, doc->tokens[i].end});
    static const char *const ends[] = {".", "!", "?", "\"", "”", "…"};
    int end = 0;
    for (size_t k = 0; k < 6; k++) end |= onr_slice_eq(a, onr_slice_of(ends[k]));
    return end && ((b.p[0] >= 'A' && b.p[0] <= 'Z') || memcmp(b.p, "Ö", 2) == 0);
}

static void check_window(const onr_doc *doc, onr_window w, uint32_t from, int given) {
    uint32_t n = w.tok.to - w.tok.from, size = sum_of_pieces(w.tok.from, w.tok.to);
    assert_int_equal(w.tok.from, from);
    assert_in_range(n, 1, ONR_WINDOW_WORDS);
    assert_true(w.tok.to <= doc->tokens_n);
    assert_true(size <= ONR_WINDOW_PIECES);
    assert_true(sum_of_pieces(w.context, w.tok.to) <= ONR_WINDOW_MOST);
    assert_in_range(from - w.context, 0, ONR_WINDOW_CONTEXT);
    assert_int_equal(doc->tokens[w.context].block, doc->tokens[from].block);
    assert_int_equal(w.cut, !may_begin(doc, from, given) || !may_begin(doc, w.tok.to, given));
    if (may_begin(doc, from, given)) assert_int_equal(w.context, from);
    if (may_begin(doc, w.tok.to, given)) return;
    for (uint32_t i = from + 1; i < w.tok.to; i++) /* parted inside a unit: only where no other end was in reach */
        assert_false(may_begin(doc, i, given));
    assert_true(n == ONR_WINDOW_WORDS || size + pieces[w.tok.to] > ONR_WINDOW_PIECES);
}

static void any_text(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int turn = 0; turn < 300; turn++) {
        onr_doc doc;
        begin(&doc, random_text(&seed), 1);
        for (uint32_t i = 0; i < doc.tokens_n; i++) pieces[i] = (uint8_t)(1 + next(&seed) % (turn % 2 ? 8 : 2));
        int given = turn % 3 == 0;
        doc.sents = sents;
        for (uint32_t i = 0; given && i < doc.tokens_n;) {
            uint32_t to = i + 1 + next(&seed) % (turn % 5 ? 40 : 400);
            if (to > doc.tokens_n) to = doc.tokens_n;
            sents[doc.sents_n++] = (onr_sent){{i, to}, 0};
            i = to;
        }
        for (uint32_t from = 0; from < doc.tokens_n;) {
            onr_window w = onr_window_next(&doc, pieces, from, given);
            check_window(&doc, w, from, given);
            from = w.tok.to;
        }
        onr_doc_clear(&doc);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_text_is_one_window),
        cmocka_unit_test(ends_at_a_paragraph_if_it_can),
        cmocka_unit_test(else_at_a_sentence),
        cmocka_unit_test(pieces_are_bounded_too),
        cmocka_unit_test(a_long_sentence_is_cut_with_context),
        cmocka_unit_test(context_stays_in_its_paragraph),
        cmocka_unit_test(given_sentences_count),
        cmocka_unit_test(any_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
