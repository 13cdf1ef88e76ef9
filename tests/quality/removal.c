/* Method: tokens, sentences, tags, trees, names, marks and links are copied without those of the block, indices and
 * offsets moved; then the stages of find run. A record is known again by the place of its cue or number. */
#include "removal.h"

#include <string.h>

#include "find/chain.h"
#include "find/figure.h"
#include "find/quote.h"
#include "find/said_on.h"
#include "find/speaker.h"
#include "find/statement.h"
#include "find/when.h"

/* What is cut: bytes [from, to) and tokens [tok.from, tok.to). */
typedef struct cut {
    onr_span bytes;
    onr_range tok;
} cut;

static uint32_t moved(uint32_t at, uint32_t from, uint32_t to) { return at >= to ? at - (to - from) : at; }
static uint32_t byte_of(const cut *c, uint32_t at) { return moved(at, c->bytes.start, c->bytes.end); }
static uint32_t token_of(const cut *c, uint32_t t) { return moved(t, c->tok.from, c->tok.to); }
static onr_span span_of(const cut *c, onr_span s) { return (onr_span){byte_of(c, s.start), byte_of(c, s.end)}; }
static onr_range range_of(const cut *c, onr_range r) { return (onr_range){token_of(c, r.from), token_of(c, r.to)}; }
static int gone(const cut *c, onr_range r) { return r.from < c->tok.to && c->tok.from < r.to; }

static cut cut_of(const onr_doc *d, uint32_t b) {
    cut c = {d->blocks[b].span, {0, 0}};
    if (b + 1 < d->blocks_n) c.bytes.end = d->blocks[b + 1].span.start;
    else c.bytes.start = b ? d->blocks[b - 1].span.end : 0;
    while (c.tok.from < d->tokens_n && d->tokens[c.tok.from].block < b) c.tok.from++;
    for (c.tok.to = c.tok.from; c.tok.to < d->tokens_n && d->tokens[c.tok.to].block == b;) c.tok.to++;
    return c;
}

#define ROOM(d, n, of) onr_arena_alloc(&(d)->arena, (n) ? (n) : 1, sizeof *(of))

static int copy_words(const onr_doc *w, const cut *c, uint32_t b, onr_doc *d) {
    d->meta = w->meta;
    d->text_n = w->text_n - (c->bytes.end - c->bytes.start);
    d->text = onr_arena_alloc(&d->arena, d->text_n + 1u, 1);
    d->blocks = ROOM(d, w->blocks_n, d->blocks);
    d->tokens = ROOM(d, w->tokens_n, d->tokens);
    d->tags = ROOM(d, w->tokens_n, d->tags);
    d->lemmas = ROOM(d, w->tokens_n, d->lemmas);
    d->arcs = ROOM(d, w->tokens_n, d->arcs);
    if (!d->text || !d->blocks || !d->tokens || !d->tags || !d->lemmas || !d->arcs) return 0;
    memcpy(d->text, w->text, c->bytes.start);
    memcpy(d->text + c->bytes.start, w->text + c->bytes.end, w->text_n - c->bytes.end);
    d->text[d->text_n] = '\0';
    d->meta.title = span_of(c, w->meta.title);
    for (uint32_t i = 0; i < w->blocks_n; i++)
        if (i != b) d->blocks[d->blocks_n++] = (onr_block){span_of(c, w->blocks[i].span), w->blocks[i].kind};
    for (uint32_t t = 0; t < w->tokens_n; t++) {
        if (t >= c->tok.from && t < c->tok.to) continue;
        onr_token k = w->tokens[t];
        uint32_t n = d->tokens_n++, h = w->arcs[t].head;
        d->tokens[n] =
            (onr_token){byte_of(c, k.start), byte_of(c, k.end), k.block > b ? k.block - 1 : k.block, k.flags};
        d->tags[n] = w->tags[t];
        d->lemmas[n] = w->lemmas[t];
        d->arcs[n] = (onr_arc){h == ONR_NONE ? h : token_of(c, h), w->arcs[t].rel};
    }
    return 1;
}

static int copy_marks(const onr_doc *w, const cut *c, onr_doc *d) {
    uint32_t *mark = ROOM(d, w->marks_n, mark);
    d->sents = ROOM(d, w->sents_n, d->sents);
    d->names = ROOM(d, w->names_n, d->names);
    d->marks = ROOM(d, w->marks_n, d->marks);
    d->links = ROOM(d, w->links_n, d->links);
    if (!mark || !d->sents || !d->names || !d->marks || !d->links) return 0;
    for (uint32_t i = 0; i < w->sents_n; i++)
        if (!gone(c, w->sents[i].tok))
            d->sents[d->sents_n++] = (onr_sent){range_of(c, w->sents[i].tok), w->sents[i].cut};
    for (uint32_t i = 0; i < w->names_n; i++)
        if (!gone(c, w->names[i].tok))
            d->names[d->names_n++] = (onr_name){range_of(c, w->names[i].tok), w->names[i].kind, w->names[i].score};
    for (uint32_t i = 0; i < w->marks_n; i++) {
        mark[i] = ONR_NONE;
        if (gone(c, w->marks[i].tok)) continue;
        mark[i] = d->marks_n;
        d->marks[d->marks_n] = w->marks[i];
        d->marks[d->marks_n++].tok = range_of(c, w->marks[i].tok);
    }
    for (uint32_t i = 0; i < w->links_n; i++) {
        const onr_link *l = &w->links[i];
        if (gone(c, l->tok) || mark[l->mark] == ONR_NONE) continue;
        d->links[d->links_n++] = (onr_link){mark[l->mark], l->role, range_of(c, l->tok), l->score};
    }
    return 1;
}

static onr_status find_all(onr_doc *d, onr_err *err) {
    onr_status st = onr_find_quotes(d, err);
    if (st == ONR_OK) st = onr_find_dates(d, err);
    if (st == ONR_OK) st = onr_find_statements(d, err);
    if (st == ONR_OK) onr_find_said_on(d);
    if (st == ONR_OK) st = onr_find_speakers(d, err);
    if (st == ONR_OK) st = onr_find_chains(d, err);
    if (st == ONR_OK) st = onr_find_figures(d, err);
    return st;
}

/* ---- comparing -------------------------------------------------------------------------------------------------- */

static int same_span(onr_span a, onr_span b) {
    return (onr_span_empty(a) && onr_span_empty(b)) || (a.start == b.start && a.end == b.end);
}

static int same_word(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

static int same_statement(const cut *c, const onr_statement *a, const onr_statement *b) {
    if (a->content_n != b->content_n || a->type != b->type) return 0;
    for (uint32_t i = 0; i < a->content_n; i++)
        if (!same_span(span_of(c, a->content[i]), b->content[i])) return 0;
    return same_span(span_of(c, a->cue), b->cue) && same_span(span_of(c, a->source), b->source) &&
           same_span(span_of(c, a->addressee), b->addressee) && same_span(span_of(c, a->venue), b->venue) &&
           same_span(span_of(c, a->medium), b->medium) && same_word(a->cue_class, b->cue_class) &&
           same_word(a->polarity, b->polarity) && same_word(a->rule, b->rule);
}

static int same_figure(const cut *c, const onr_figure *a, const onr_figure *b) {
    return same_span(span_of(c, a->number), b->number) && a->effect == b->effect &&
           a->value.low.digits == b->value.low.digits && a->value.high.digits == b->value.high.digits &&
           same_word(a->modality, b->modality);
}

/* How far a span is from the block: 0 inside, 1 in a block beside it, 2 away. */
static int distance(const onr_doc *w, uint32_t b, onr_span s) {
    if (onr_span_empty(s)) return 2;
    uint32_t from = b > 0 ? w->blocks[b - 1].span.start : 0;
    uint32_t to = b + 1 < w->blocks_n ? w->blocks[b + 1].span.end : w->text_n;
    if (onr_span_overlap(s, w->blocks[b].span)) return 0;
    return s.start < to && s.end > from ? 1 : 2;
}

static int distance_of_statement(const onr_doc *w, uint32_t b, const onr_statement *s) {
    int least = distance(w, b, s->cue), d = distance(w, b, s->source);
    if (d < least) least = d;
    for (uint32_t i = 0; i < s->content_n; i++)
        if ((d = distance(w, b, s->content[i])) < least) least = d;
    return least;
}

static void count_one(removal *count, int distance, int same) {
    if (distance == 2) count->compared++, count->changed += !same;
    if (distance == 1) count->beside_compared++, count->beside_changed += !same;
}

int removal_try(const onr_doc *whole, uint32_t b, onr_doc *less, removal *count, onr_err *err) {
    cut c = cut_of(whole, b);
    onr_doc_reset(less);
    if (!copy_words(whole, &c, b, less) || !copy_marks(whole, &c, less)) {
        (void)onr_err_set(err, ONR_NOMEM, 0, "out of memory");
        return 0;
    }
    if (find_all(less, err) != ONR_OK || onr_doc_check(less, err) != ONR_OK) return 0;
    for (uint32_t i = 0; i < whole->statements_n; i++) {
        const onr_statement *s = &whole->statements[i];
        int same = 0;
        for (uint32_t k = 0; k < less->statements_n && !same; k++) same = same_statement(&c, s, &less->statements[k]);
        count_one(count, distance_of_statement(whole, b, s), same);
    }
    for (uint32_t i = 0; i < whole->figures_n; i++) {
        int same = 0;
        for (uint32_t k = 0; k < less->figures_n && !same; k++)
            same = same_figure(&c, &whole->figures[i], &less->figures[k]);
        count_one(count, distance(whole, b, whole->figures[i].number), same);
    }
    return 1;
}
