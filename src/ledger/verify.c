/* Is a quotation in a text? See verify.h.
 *
 * Method, from cheap to dear: the bytes; the folded words in a row; the parts between ellipses in order, as close
 * together as they can be; else the stretch of text with the most words in common is aligned with the quotation by
 * least cost (Sellers 1980: the text's ends are free). A word lost, added or swapped costs 2, punctuation 1, what an
 * ellipsis leaves out nothing. Less than three words or half of them in order is absence. Cost: O(n + m^2) words.
 */
#include "ledger/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ledger/words.h"

enum { WORDS_MAX = 4096, WINDOW = 2, SLACK = 40, LEAST = 3, HALF = 2 };
enum { STEP_MATCH, STEP_TEXT, STEP_QUOTE };

typedef struct side {
    onr_slice s;
    onr_word *w;
    uint32_t n;
} side;

typedef struct compare {
    side quote, text;
    onr_arena *arena;
    onr_verify_result *out;
} compare;

static const char *const verdict_names[] = {"verbatim", "normalised", "shortened", "altered", "absent"};

const char *onr_verdict_name(onr_verdict v) { return verdict_names[v]; }

static int same(const onr_word *a, const onr_word *b) { return a->kind == b->kind && a->fold == b->fold; }

/* ---- in a row --------------------------------------------------------------------------------------------------- */

/* Do quotation words [from, to) stand at text word `at`? */
static int row_at(const compare *c, uint32_t from, uint32_t to, uint32_t at) {
    if (to - from > c->text.n - at) return 0;
    for (uint32_t i = from; i < to; i++)
        if (!same(&c->quote.w[i], &c->text.w[at + i - from])) return 0;
    return 1;
}

/* The first place at or after `at`; UINT32_MAX when none. */
static uint32_t row_find(const compare *c, uint32_t from, uint32_t to, uint32_t at) {
    for (; at + (to - from) <= c->text.n; at++)
        if (row_at(c, from, to, at)) return at;
    return UINT32_MAX;
}

static onr_span text_span(const compare *c, uint32_t from, uint32_t to) {
    return (onr_span){c->text.w[from].span.start, c->text.w[to - 1].span.end};
}

/* Are the quotation's bytes, between its first and last word, those of the text there? */
static int same_bytes(const compare *c, uint32_t at) {
    onr_span t = text_span(c, at, at + c->quote.n);
    size_t start = c->quote.w[0].span.start, n = c->quote.w[c->quote.n - 1].span.end - start;
    return n == t.end - t.start && memcmp(c->quote.s.p + start, c->text.s.p + t.start, n) == 0;
}

static int find_row(compare *c) {
    uint32_t first = UINT32_MAX;
    for (uint32_t at = 0; (at = row_find(c, 0, c->quote.n, at)) != UINT32_MAX; at++) {
        int exact = same_bytes(c, at);
        if (!exact && first != UINT32_MAX) continue;
        first = at;
        c->out->verdict = exact ? ONR_VERDICT_VERBATIM : ONR_VERDICT_NORMALISED;
        c->out->span = text_span(c, at, at + c->quote.n);
        if (exact) return 1;
    }
    return first != UINT32_MAX;
}

/* ---- with ellipses ---------------------------------------------------------------------------------------------- */

/* Words [*from, *to) of the part that begins at or after word `at`; 0 at the end. */
static int part(const side *q, uint32_t at, uint32_t *from, uint32_t *to) {
    while (at < q->n && q->w[at].kind == ONR_WORD_ELLIPSIS) at++;
    *from = at;
    while (at < q->n && q->w[at].kind != ONR_WORD_ELLIPSIS) at++;
    *to = at;
    return *from < *to;
}

static uint32_t count_parts(const side *q) {
    uint32_t n = 0, from, to;
    for (uint32_t at = 0; part(q, at, &from, &to); at = to) n++;
    return n;
}

/* Place the parts in order, the first one at text word `start`; *end is the text word after the last. */
static int place_parts(const compare *c, uint32_t start, uint32_t *places, uint32_t *end) {
    uint32_t from, to, k = 0, at = start;
    for (uint32_t q = 0; part(&c->quote, q, &from, &to); q = to) {
        uint32_t found = row_find(c, from, to, at);
        if (found == UINT32_MAX) return 0;
        places[k++] = found;
        at = found + (to - from);
    }
    *end = at;
    return 1;
}

static void set_swallowed(compare *c, const uint32_t *places) {
    uint32_t from, to, k = 0, end = 0;
    for (uint32_t q = 0; part(&c->quote, q, &from, &to); q = to, k++) {
        if (k > 0 && places[k] > end) {
            c->out->swallowed[c->out->swallowed_n++] = text_span(c, end, places[k]);
            for (uint32_t t = end; t < places[k]; t++) c->out->swallowed_negation |= c->text.w[t].negation;
        }
        end = places[k] + (to - from);
    }
}

static onr_status no_memory(onr_err *err) {
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while comparing words: use a smaller text");
}

/* The tightest placing of all parts; *found says whether there is one. */
static onr_status find_parts(compare *c, int *found, onr_err *err) {
    uint32_t n = count_parts(&c->quote), from, to, end = 0, best = UINT32_MAX;
    *found = 0;
    uint32_t *places = onr_arena_alloc(c->arena, n, sizeof *places), *kept = onr_arena_alloc(c->arena, n, sizeof *kept);
    c->out->swallowed = onr_arena_alloc(c->arena, n, sizeof *c->out->swallowed);
    if (!places || !kept || !c->out->swallowed) return no_memory(err);
    if (!part(&c->quote, 0, &from, &to)) return ONR_OK;
    for (uint32_t at = 0; (at = row_find(c, from, to, at)) != UINT32_MAX; at++) {
        if (!place_parts(c, at, places, &end)) break; /* later starts have less text left */
        if (end - at >= best) continue;
        best = end - at;
        c->out->span = text_span(c, at, end);
        memcpy(kept, places, n * sizeof *kept);
    }
    *found = best != UINT32_MAX;
    if (*found) {
        c->out->verdict = ONR_VERDICT_SHORTENED;
        set_swallowed(c, kept);
    }
    return ONR_OK;
}

/* ---- by least cost ---------------------------------------------------------------------------------------------- */

static int compare_folds(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static int has_fold(const uint64_t *folds, uint32_t n, uint64_t f) {
    uint32_t lo = 0, hi = n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (folds[mid] < f) lo = mid + 1;
        else hi = mid;
    }
    return lo < n && folds[lo] == f;
}

/* Bytes that a word weighs in the search for the place: long words are rarer. */
static uint32_t weight(const onr_word *w) { return w->kind == ONR_WORD ? w->span.end - w->span.start : 0; }

/* The stretch of text with the most bytes of the quotation's words; *n words from *from. */
static onr_status find_window(const compare *c, uint32_t *from, uint32_t *n, onr_err *err) {
    uint64_t *folds = onr_arena_alloc(c->arena, c->quote.n, sizeof *folds);
    if (!folds) return no_memory(err);
    for (uint32_t i = 0; i < c->quote.n; i++) folds[i] = c->quote.w[i].fold;
    qsort(folds, c->quote.n, sizeof *folds, compare_folds);
    uint32_t room = WINDOW * c->quote.n + SLACK;
    if (count_parts(&c->quote) > 1) room *= WINDOW;
    *from = 0;
    *n = room < c->text.n ? room : c->text.n;
    uint64_t sum = 0, best = 0;
    for (uint32_t t = 0; t < c->text.n; t++) {
        if (has_fold(folds, c->quote.n, c->text.w[t].fold)) sum += weight(&c->text.w[t]);
        if (t >= *n && has_fold(folds, c->quote.n, c->text.w[t - *n].fold)) sum -= weight(&c->text.w[t - *n]);
        if (sum <= best) continue;
        best = sum;
        *from = t + 1 >= *n ? t + 1 - *n : 0;
    }
    return ONR_OK;
}

static uint32_t cost_of(const onr_word *w) { return w->kind == ONR_WORD ? 2 : w->kind == ONR_WORD_ELLIPSIS ? 0 : 1; }

static uint32_t cost_swap(const onr_word *q, const onr_word *t) {
    if (same(q, t)) return 0;
    if (q->kind != t->kind) return 6;
    return q->kind == ONR_WORD ? 2 : 1;
}

/* Fill steps[i * (n + 1) + j]: how quotation words [0, i) and window words [.., j) end. Returns the window word at
 * which the cheapest alignment ends. `row` holds 2 (n + 1) costs. */
static uint32_t align(const compare *c, uint32_t from, uint32_t n, uint8_t *steps, uint32_t *row) {
    uint32_t *above = row, *here = row + n + 1;
    memset(above, 0, (n + 1) * sizeof *above); /* the quotation may begin anywhere */
    for (uint32_t i = 1; i <= c->quote.n; i++) {
        const onr_word *q = &c->quote.w[i - 1];
        uint8_t *s = steps + (size_t)i * (n + 1);
        here[0] = above[0] + cost_of(q);
        s[0] = STEP_QUOTE;
        int gap = q->kind == ONR_WORD_ELLIPSIS; /* after an ellipsis text may be left out for nothing */
        for (uint32_t j = 1; j <= n; j++) {
            const onr_word *t = &c->text.w[from + j - 1];
            uint32_t match = above[j - 1] + cost_swap(q, t), lost = here[j - 1] + (gap ? 0 : cost_of(t));
            uint32_t added = above[j] + cost_of(q);
            here[j] = match;
            s[j] = STEP_MATCH;
            if (lost < here[j]) here[j] = lost, s[j] = STEP_TEXT;
            if (added < here[j]) here[j] = added, s[j] = STEP_QUOTE;
        }
        uint32_t *swap = above;
        above = here;
        here = swap;
    }
    uint32_t best = 0;
    const uint8_t *last = steps + (size_t)c->quote.n * (n + 1);
    for (uint32_t j = 1; j <= n; j++) /* of equals, the first that ends on a word of the text */
        if (above[j] < above[best] || (above[j] == above[best] && last[j] == STEP_MATCH && last[best] != STEP_MATCH))
            best = j;
    return best;
}

/* Read the alignment backwards into out->words (reversed); returns the window word at which it begins. */
static uint32_t trace(compare *c, uint32_t from, uint32_t n, uint32_t end, const uint8_t *steps) {
    uint32_t i = c->quote.n, j = end;
    onr_verify_result *o = c->out;
    while (i > 0) {
        int step = steps[(size_t)i * (n + 1) + j];
        const onr_word *q = &c->quote.w[i - 1], *t = j ? &c->text.w[from + j - 1] : NULL;
        onr_verify_word w = {.change = ONR_CHANGE_SAME};
        if (step != STEP_TEXT) w.quote = q->span, i--;
        if (step != STEP_QUOTE) w.text = t->span, j--;
        if (step == STEP_TEXT) w.change = ONR_CHANGE_LOST;
        if (step == STEP_QUOTE) w.change = ONR_CHANGE_ADDED;
        if (step == STEP_MATCH && !same(q, t)) w.change = ONR_CHANGE_SWAPPED;
        if (w.change != ONR_CHANGE_SAME)
            w.negation = (step != STEP_QUOTE && t->negation) || (step != STEP_TEXT && q->negation);
        w.punctuation = (step == STEP_TEXT ? t->kind : q->kind) != ONR_WORD;
        o->words[o->words_n++] = w;
    }
    return j;
}

static void reverse(onr_verify_word *w, uint32_t n) {
    for (uint32_t i = 0; i + 1 < n - i; i++) {
        onr_verify_word x = w[i];
        w[i] = w[n - 1 - i];
        w[n - 1 - i] = x;
    }
}

/* Is what was aligned still that quotation? Three words of it and half of all, in order, and half of their bytes. */
static int is_likely(const onr_verify_result *o, uint32_t *changes) {
    uint32_t words = 0, kept = 0, kept_bytes = 0, bytes = 0;
    *changes = 0;
    for (uint32_t i = 0; i < o->words_n; i++) {
        const onr_verify_word *w = &o->words[i];
        *changes += w->change != ONR_CHANGE_SAME;
        if (w->punctuation) continue;
        uint32_t n = w->change == ONR_CHANGE_LOST ? 0 : w->quote.end - w->quote.start;
        words++;
        bytes += n;
        if (w->change != ONR_CHANGE_SAME) continue;
        kept++;
        kept_bytes += n;
    }
    return kept >= LEAST && kept * HALF >= words && kept_bytes * HALF >= bytes;
}

static onr_status find_altered(compare *c, onr_err *err) {
    uint32_t from = 0, n = 0;
    onr_status st = find_window(c, &from, &n, err);
    if (st != ONR_OK) return st;
    uint8_t *steps = onr_arena_alloc(c->arena, (size_t)(c->quote.n + 1) * (n + 1), 1);
    uint32_t *row = onr_arena_alloc(c->arena, 2 * ((size_t)n + 1), sizeof *row);
    c->out->words = onr_arena_alloc(c->arena, (size_t)c->quote.n + n, sizeof *c->out->words);
    if (!steps || !row || !c->out->words) return no_memory(err);
    uint32_t end = align(c, from, n, steps, row), start = trace(c, from, n, end, steps);
    reverse(c->out->words, c->out->words_n);
    if (start < end && is_likely(c->out, &c->out->changes)) {
        c->out->verdict = ONR_VERDICT_ALTERED;
        c->out->span = text_span(c, from + start, from + end);
    } else c->out->words_n = 0;
    return ONR_OK;
}

/* ---- shown word by word ------------------------------------------------------------------------------------------ */

static void add_word(onr_buf *out, onr_slice s, onr_span at, int capitals) {
    for (uint32_t i = at.start; i < at.end;) {
        uint32_t c = 0;
        char bytes[4];
        i += (uint32_t)onr_utf8_decode(s.p + i, at.end - i, &c);
        onr_buf_add(out, bytes, onr_utf8_encode(capitals ? onr_char_upper(c) : c, bytes));
    }
}

void onr_verify_diff(const onr_verify_result *r, onr_slice quote, onr_slice text, onr_buf *out) {
    for (uint32_t i = 0; i < r->words_n; i++) {
        const onr_verify_word *w = &r->words[i];
        int lost = w->change == ONR_CHANGE_LOST || w->change == ONR_CHANGE_SWAPPED;
        int added = w->change == ONR_CHANGE_ADDED || w->change == ONR_CHANGE_SWAPPED;
        if (i > 0 && !(w->punctuation && w->change == ONR_CHANGE_SAME)) onr_buf_char(out, ' ');
        if (lost) onr_buf_str(out, "[-");
        if (lost || !added) add_word(out, text, w->text, w->negation);
        if (lost) onr_buf_str(out, "-]");
        if (!added) continue;
        onr_buf_str(out, "{+");
        add_word(out, quote, w->quote, w->negation);
        onr_buf_str(out, "+}");
    }
}

/* ---- the door --------------------------------------------------------------------------------------------------- */

/* A last full stop or comma is the sentence's around the quotation, and an ellipsis at an end leaves out nothing. */
static void trim(side *q) {
    while (q->n && q->w[0].kind == ONR_WORD_ELLIPSIS) q->w++, q->n--;
    while (q->n > 1) {
        const onr_word *w = &q->w[q->n - 1];
        char c = q->s.p[w->span.start];
        if (w->kind == ONR_WORD || (w->kind == ONR_WORD_PUNCTUATION && c != '.' && c != ',')) break;
        q->n--;
    }
}

onr_status onr_verify(onr_slice quote, onr_slice text, onr_arena *arena, onr_verify_result *out, onr_err *err) {
    compare c = {.quote = {.s = quote}, .text = {.s = text}, .arena = arena, .out = out};
    *out = (onr_verify_result){.verdict = ONR_VERDICT_ABSENT};
    if (quote.n > ONR_VERIFY_QUOTE_MAX) return onr_err_set(err, ONR_TOO_BIG, 0, "the quotation is longer than 64 KiB");
    onr_status st = onr_words_split(quote, arena, &c.quote.w, &c.quote.n, err);
    if (st == ONR_OK) st = onr_words_split(text, arena, &c.text.w, &c.text.n, err);
    if (st != ONR_OK) return st;
    trim(&c.quote);
    if (c.quote.n == 0 || (c.quote.n == 1 && c.quote.w[0].kind != ONR_WORD))
        return onr_err_set(err, ONR_FORMAT, 0, "the quotation has no words");
    if (c.quote.n > WORDS_MAX) return onr_err_set(err, ONR_TOO_BIG, 0, "the quotation is longer than 4096 words");
    int found = count_parts(&c.quote) == 1 && find_row(&c);
    if (!found && count_parts(&c.quote) > 1) st = find_parts(&c, &found, err);
    if (st != ONR_OK || found) return st;
    return find_altered(&c, err);
}
