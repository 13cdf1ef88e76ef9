/* layers.h - a document with hand-made layers, for the tests of room find: no model needed.
 *
 *     layers l;
 *     layers_begin(&l, "Mayor Ada Brenn said that the pier is shut.");   // a line is a block
 *     layers_name(&l, "Ada Brenn", ONR_NAME_PER);
 *     uint32_t cue = layers_cue(&l, "said");
 *     layers_link(&l, cue, ONR_ROLE_SOURCE, "Mayor Ada Brenn");
 *     layers_link(&l, cue, ONR_ROLE_CONTENT, "that the pier is shut.");
 *     layers_find(&l);
 *     layers_expect(&l, 0, "indirect | Mayor Ada Brenn | said | the pier is shut | Ada Brenn");
 *     layers_end(&l);
 *
 * Words are named by themselves; "#2" behind them means the second place where they stand. Names, cues and links are
 * given in the order of the text, links right after their cue. Tags are guessed from the letters (capital: PROPN,
 * small: VERB, a few pronouns, marks); sentences end at . ! ? before a capital; every word hangs on the first of its
 * sentence. What a test depends on it sets itself.
 */
#ifndef ONR_TESTS_FIND_LAYERS_H
#define ONR_TESTS_FIND_LAYERS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "doc/doc.h"
#include "find/chain.h"
#include "find/quote.h"
#include "find/speaker.h"
#include "find/statement.h"
#include "lang/token.h"

enum { LAYERS_MOST = 512 };

typedef struct layers {
    onr_doc doc;
    onr_err err;
    onr_block blocks[LAYERS_MOST];
    onr_sent sents[LAYERS_MOST];
    onr_tag tags[4 * LAYERS_MOST];
    onr_slice lemmas[4 * LAYERS_MOST];
    onr_arc arcs[4 * LAYERS_MOST];
    onr_name names[LAYERS_MOST];
    onr_mark marks[LAYERS_MOST];
    onr_link links[LAYERS_MOST];
} layers;

/* ---- words ------------------------------------------------------------------------------------------------------ */

static inline onr_span layers_span(const layers *l, const char *words) {
    size_t n = strlen(words);
    int nth = 1;
    if (n > 2 && words[n - 2] == '#') nth = words[n - 1] - '0', n -= 2;
    for (uint32_t i = 0; i + n <= l->doc.text_n; i++)
        if (memcmp(l->doc.text + i, words, n) == 0 && --nth == 0) return (onr_span){i, i + (uint32_t)n};
    fail_msg("not in the text: %s", words);
    return (onr_span){0, 0};
}

static inline onr_range layers_range(const layers *l, const char *words) {
    onr_span s = layers_span(l, words);
    uint32_t a = onr_doc_token_at(&l->doc, s.start), b = a;
    while (b < l->doc.tokens_n && l->doc.tokens[b].start < s.end) b++;
    return (onr_range){a, b};
}

static inline uint32_t layers_token(const layers *l, const char *words) { return layers_range(l, words).from; }

/* ---- the start -------------------------------------------------------------------------------------------------- */

static inline int layers_is(onr_slice s, const char *word) {
    return s.n == strlen(word) && memcmp(s.p, word, s.n) == 0;
}

static inline onr_tag layers_guess(onr_slice s) {
    static const char *const personal[] = {"he", "she", "it", "they", "i", "we"};
    char low[64] = {0};
    for (size_t i = 0; i < s.n && i < sizeof low - 1; i++)
        low[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
    for (size_t i = 0; i < sizeof personal / sizeof *personal; i++)
        if (strcmp(low, personal[i]) == 0) return (onr_tag){ONR_UPOS_PRON, ONR_XPOS_PRP};
    if (strcmp(low, "who") == 0) return (onr_tag){ONR_UPOS_PRON, ONR_XPOS_WP};
    if (strcmp(low, "which") == 0) return (onr_tag){ONR_UPOS_PRON, ONR_XPOS_WDT};
    if (strcmp(low, "the") == 0 || strcmp(low, "a") == 0) return (onr_tag){ONR_UPOS_DET, ONR_XPOS_DT};
    if (s.p[0] >= 'A' && s.p[0] <= 'Z') return (onr_tag){ONR_UPOS_PROPN, ONR_XPOS_NNP};
    if (low[0] >= 'a' && low[0] <= 'z') return (onr_tag){ONR_UPOS_VERB, ONR_XPOS_VBD};
    if (low[0] >= '0' && low[0] <= '9') return (onr_tag){ONR_UPOS_NUM, ONR_XPOS_CD};
    return (onr_tag){ONR_UPOS_PUNCT, ONR_XPOS_STOP};
}

static inline int layers_ends_sentence(const layers *l, uint32_t t) {
    const onr_doc *d = &l->doc;
    if (t + 1 == d->tokens_n || d->tokens[t].block != d->tokens[t + 1].block) return 1;
    uint32_t k = t;
    onr_slice next = onr_doc_slice(d, (onr_span){d->tokens[t + 1].start, d->tokens[t + 1].end});
    int closing = 0;
    for (;; k--) { /* closing marks behind the full stop belong to its sentence */
        onr_slice s = onr_doc_slice(d, (onr_span){d->tokens[k].start, d->tokens[k].end});
        if (layers_is(s, ".") || layers_is(s, "!") || layers_is(s, "?")) break;
        if (!layers_is(s, "”") && !layers_is(s, "\"")) return 0;
        closing = 1;
        if (k == 0) return 0;
    }
    int opens =
        layers_is(next, "“") || (layers_is(next, "\"") && (closing || (d->tokens[t].flags & ONR_TOKEN_SPACE_AFTER)));
    return opens || (next.p[0] >= 'A' && next.p[0] <= 'Z');
}

static inline void layers_guess_word(layers *l, uint32_t t) {
    onr_doc *d = &l->doc;
    onr_slice s = onr_doc_slice(d, (onr_span){d->tokens[t].start, d->tokens[t].end});
    char *low = onr_arena_copy(&d->arena, s.p, s.n);
    assert_non_null(low);
    for (size_t i = 0; i < s.n; i++)
        if (low[i] >= 'A' && low[i] <= 'Z') low[i] = (char)(low[i] + 32);
    l->tags[t] = layers_guess(s);
    l->lemmas[t] = (onr_slice){low, s.n};
}

static inline void layers_guess_all(layers *l) {
    onr_doc *d = &l->doc;
    for (uint32_t t = 0, from = 0; t < d->tokens_n; t++) {
        layers_guess_word(l, t);
        if (!layers_ends_sentence(l, t)) continue;
        assert_true(d->sents_n < LAYERS_MOST);
        l->sents[d->sents_n++] = (onr_sent){{from, t + 1}, 0};
        for (uint32_t k = from; k < t; k++)
            l->arcs[k] = (onr_arc){t, l->tags[k].upos == ONR_UPOS_PUNCT ? ONR_DEPREL_PUNCT : ONR_DEPREL_DEP};
        l->arcs[t] = (onr_arc){ONR_NONE, ONR_DEPREL_ROOT};
        from = t + 1;
    }
}

static inline void layers_begin(layers *l, const char *text) {
    memset(l, 0, sizeof *l);
    onr_doc *d = &l->doc;
    onr_doc_init(d, ONR_DOC_ARENA_CAP);
    d->text_n = (uint32_t)strlen(text);
    d->text = onr_arena_copy(&d->arena, text, d->text_n);
    assert_non_null(d->text);
    d->blocks = l->blocks;
    for (uint32_t i = 0, j; i < d->text_n; i = j + 1) {
        for (j = i; j < d->text_n && text[j] != '\n';) j++;
        if (j > i) l->blocks[d->blocks_n++] = (onr_block){{i, j}, ONR_BLOCK_PARA};
    }
    assert_int_equal(onr_token_split(d, &l->err), ONR_OK);
    assert_true(d->tokens_n <= 4 * LAYERS_MOST);
    d->sents = l->sents, d->tags = l->tags, d->lemmas = l->lemmas, d->arcs = l->arcs;
    d->names = l->names, d->marks = l->marks, d->links = l->links;
    layers_guess_all(l);
}

static inline void layers_end(layers *l) { onr_doc_clear(&l->doc); }

/* ---- layers ----------------------------------------------------------------------------------------------------- */

static inline void layers_tag(layers *l, const char *words, unsigned upos, unsigned xpos) {
    onr_range r = layers_range(l, words);
    for (uint32_t t = r.from; t < r.to; t++) l->tags[t] = (onr_tag){(uint8_t)upos, (uint8_t)xpos};
}

static inline void layers_lemma(layers *l, const char *word, const char *lemma) {
    l->lemmas[layers_token(l, word)] = onr_slice_of(lemma);
}

/* Hang the first word of `words` on the first of `head`. */
static inline void layers_arc(layers *l, const char *words, const char *head, unsigned rel) {
    l->arcs[layers_token(l, words)] = (onr_arc){layers_token(l, head), (uint8_t)rel};
}

/* A noun phrase: its last word is the head, a noun, and hangs on `on` by rel; the others hang on it. */
static inline void layers_phrase(layers *l, const char *words, const char *on, unsigned rel) {
    onr_range r = layers_range(l, words);
    for (uint32_t t = r.from; t + 1 < r.to; t++)
        l->arcs[t] = (onr_arc){r.to - 1, l->tags[t].upos == ONR_UPOS_DET ? ONR_DEPREL_DET : ONR_DEPREL_COMPOUND};
    if (l->tags[r.to - 1].upos == ONR_UPOS_VERB) l->tags[r.to - 1] = (onr_tag){ONR_UPOS_NOUN, ONR_XPOS_NN};
    l->arcs[r.to - 1] = (onr_arc){layers_token(l, on), (uint8_t)rel};
}

/* A name: its words hang flat on the first. */
static inline void layers_name(layers *l, const char *words, unsigned kind) {
    onr_range r = layers_range(l, words);
    for (uint32_t t = r.from + 1; t < r.to; t++) l->arcs[t] = (onr_arc){r.from, ONR_DEPREL_FLAT};
    l->names[l->doc.names_n++] = (onr_name){r, (uint8_t)kind, 0.9f};
}

static inline uint32_t layers_mark(layers *l, const char *words, unsigned kind, unsigned attr, float score) {
    l->marks[l->doc.marks_n] =
        (onr_mark){layers_range(l, words), ONR_LAYER_STATEMENT, (uint8_t)kind, (uint8_t)attr, score};
    return l->doc.marks_n++;
}

static inline uint32_t layers_cue(layers *l, const char *words) {
    return layers_mark(l, words, ONR_MARK_CUE, ONR_ATTR_ASSERTED, 0.9f);
}

static inline void layers_link(layers *l, uint32_t mark, unsigned role, const char *words) {
    l->links[l->doc.links_n++] = (onr_link){mark, (uint8_t)role, layers_range(l, words), 0.9f};
}

/* A cue with its source ("" for none) and one run of content. */
static inline uint32_t layers_said(layers *l, const char *source, const char *cue, const char *content) {
    uint32_t m = layers_cue(l, cue);
    if (source[0]) layers_link(l, m, ONR_ROLE_SOURCE, source);
    if (content[0]) layers_link(l, m, ONR_ROLE_CONTENT, content);
    return m;
}

/* ---- what is found ---------------------------------------------------------------------------------------------- */

static inline void layers_find(layers *l) {
    assert_int_equal(onr_find_quotes(&l->doc, &l->err), ONR_OK);
    assert_int_equal(onr_find_statements(&l->doc, &l->err), ONR_OK);
    assert_int_equal(onr_find_speakers(&l->doc, &l->err), ONR_OK);
    assert_int_equal(onr_find_chains(&l->doc, &l->err), ONR_OK);
    if (onr_doc_check(&l->doc, &l->err) != ONR_OK) fail_msg("%s", l->err.msg);
}

static inline size_t layers_put(char *out, size_t at, size_t cap, onr_slice s) {
    size_t n = at < cap ? cap - at : 0;
    int k = snprintf(out + at, n, "%.*s", (int)s.n, s.p);
    return at + (k > 0 ? (size_t)k : 0);
}

/* "type | source | cue | content … content | speaker" of statement i must be `line`. */
static inline void layers_expect(const layers *l, uint32_t i, const char *line) {
    static const char *const types[] = {"direct", "mixed", "indirect"};
    char got[2048];
    size_t n = 0;
    const onr_doc *d = &l->doc;
    if (i >= d->statements_n) fail_msg("no statement %u of %s", i, line);
    const onr_statement *s = &d->statements[i];
    n = layers_put(got, n, sizeof got, onr_slice_of(types[s->type]));
    n = layers_put(got, n, sizeof got, ONR_SLICE(" | "));
    n = layers_put(got, n, sizeof got, onr_span_empty(s->source) ? ONR_SLICE("-") : onr_doc_slice(d, s->source));
    n = layers_put(got, n, sizeof got, ONR_SLICE(" | "));
    n = layers_put(got, n, sizeof got, onr_doc_slice(d, s->cue));
    for (uint32_t k = 0; k < s->content_n; k++) {
        n = layers_put(got, n, sizeof got, k ? ONR_SLICE(" … ") : ONR_SLICE(" | "));
        n = layers_put(got, n, sizeof got, onr_doc_slice(d, s->content[k]));
    }
    n = layers_put(got, n, sizeof got, ONR_SLICE(" | "));
    n = layers_put(got, n, sizeof got,
                   s->speaker == ONR_NONE ? ONR_SLICE("unknown") : onr_doc_slice(d, d->entities[s->speaker].name));
    assert_true(n < sizeof got);
    assert_string_equal(got, line);
}

#endif
