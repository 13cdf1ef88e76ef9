/* figure_source.c - on whose word a figure stands, its caveat, its dates.
 *
 * Method: the chain is that of the innermost statement whose content holds the number; else what "according to" names
 * in the sentence; else the outlet's. Statements are sorted by their first byte, so only a window of them is looked at.
 * Cost: O(WINDOW) a figure.
 */
#include <string.h>

#include "find/cast.h"
#include "find/figure_part.h"

enum { WINDOW = 48, SENTENCE = 80 };

static uint32_t first_byte(const onr_statement *s) {
    uint32_t a = s->content[0].start < s->cue.start ? s->content[0].start : s->cue.start;
    return !onr_span_empty(s->source) && s->source.start < a ? s->source.start : a;
}

/* The first statement that begins behind byte `at`. */
static uint32_t statement_after(const onr_doc *doc, uint32_t at) {
    uint32_t lo = 0, hi = doc->statements_n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (first_byte(&doc->statements[mid]) > at) hi = mid;
        else lo = mid + 1;
    }
    return lo;
}

static uint32_t innermost(const onr_doc *doc, onr_span number) {
    uint32_t best = ONR_NONE, least = UINT32_MAX, i = statement_after(doc, number.start);
    for (uint32_t k = 0; k < WINDOW && i > 0; k++) {
        const onr_statement *s = &doc->statements[--i];
        uint32_t size = 0;
        int holds = 0;
        for (uint32_t c = 0; c < s->content_n; c++) {
            size += s->content[c].end - s->content[c].start;
            holds |= onr_span_within(number, s->content[c]);
        }
        if (holds && size < least) least = size, best = i;
    }
    return best;
}

/* The noun phrase behind "according to": up to a comma, a bracket or the end of the sentence. */
static onr_span according_to(const onr_doc *doc, onr_range r) {
    for (uint32_t t = r.from; t + 2 < r.to; t++) {
        if (!onr_word_is(doc, t, "according") || !onr_word_is(doc, t + 1, "to")) continue;
        onr_range np = {t + 2, t + 2};
        while (np.to < r.to && !onr_word_is(doc, np.to, ",") && doc->tags[np.to].upos != ONR_UPOS_PUNCT &&
               doc->tags[np.to].upos != ONR_UPOS_VERB)
            np.to++;
        return onr_doc_tokens_span(doc, np);
    }
    return (onr_span){0, 0};
}

/* The entity that has a mention inside the span; the last one, which is most often the head. */
static uint32_t entity_in(const onr_doc *doc, onr_span s) {
    uint32_t lo = 0, hi = doc->mentions_n, e = ONR_NONE;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->mentions[mid].span.start < s.start) lo = mid + 1;
        else hi = mid;
    }
    for (uint32_t i = lo; i < doc->mentions_n && doc->mentions[i].span.start < s.end; i++)
        if (onr_span_within(doc->mentions[i].span, s)) e = doc->mentions[i].entity;
    return e;
}

/* "reportedly", "was reported to have": somebody's word, but whose is not said. */
static int reported(const onr_doc *doc, const onr_count *c) {
    onr_range r = doc->sents[c->sent].tok;
    uint32_t from = c->tok.from > r.from + 12 ? c->tok.from - 12 : r.from,
             to = c->tok.to + 12 < r.to ? c->tok.to + 12 : r.to;
    for (uint32_t t = from; t < to; t++) {
        if (t < c->tok.from && onr_word_is(doc, t, ";")) return 0;
        if (onr_word_is(doc, t, "reportedly") || onr_word_is(doc, t, "allegedly")) return 1;
        if (onr_word_is(doc, t, "reported") && t > r.from && onr_figure_lemma(doc, t - 1, "|be|") && t + 1 < r.to &&
            !onr_word_is(doc, t + 1, "by"))
            return 1;
    }
    return 0;
}

onr_status onr_figure_chain(onr_doc *doc, const onr_count *c, onr_figure *f, uint32_t *statement, onr_err *err) {
    uint32_t i = innermost(doc, c->q.number);
    *statement = i;
    if (i != ONR_NONE && doc->statements[i].chain_n) {
        f->chain = doc->statements[i].chain;
        f->chain_n = doc->statements[i].chain_n;
        return ONR_OK;
    }
    onr_span s = according_to(doc, doc->sents[c->sent].tok);
    int unnamed = onr_span_empty(s) && reported(doc, c);
    f->chain = onr_arena_alloc(&doc->arena, 2, sizeof *f->chain);
    if (!f->chain) return onr_doc_no_memory(err);
    if (!onr_span_empty(s)) f->chain[f->chain_n++] = (onr_chain_link){ONR_LINK_ORIGIN, entity_in(doc, s), s};
    if (unnamed) f->chain[f->chain_n++] = (onr_chain_link){ONR_LINK_ORIGIN, ONR_NONE, {0, 0}};
    f->chain[f->chain_n++] = (onr_chain_link){ONR_LINK_OUTLET, ONR_NONE, {0, 0}};
    return ONR_OK;
}

/* ---- caveat ----------------------------------------------------------------------------------------------------- */

static int verified(const onr_doc *doc, uint32_t t) {
    return onr_figure_lemma(doc, t, "|verify|confirm|corroborate|verified|confirmed|");
}

onr_span onr_figure_caveat(const onr_doc *doc, uint32_t sent) {
    for (uint32_t s = sent; s < sent + 2 && s < doc->sents_n; s++) {
        onr_range r = doc->sents[s].tok;
        if (doc->tokens[r.from].block != doc->tokens[doc->sents[sent].tok.from].block) break;
        for (uint32_t t = r.from, n = 0; t < r.to && n < SENTENCE; t++, n++) {
            if (!onr_figure_lemma(doc, t, "|not|n't|never|yet|")) continue;
            uint32_t from = t > r.from && doc->tags[t - 1].upos == ONR_UPOS_AUX ? t - 1 : t;
            for (uint32_t k = t + 1; k < t + 5 && k < r.to; k++)
                if (verified(doc, k)) return onr_doc_tokens_span(doc, (onr_range){from, k + 1});
        }
    }
    return (onr_span){0, 0};
}

/* ---- dates ------------------------------------------------------------------------------------------------------ */

static uint32_t date_at(const onr_doc *doc, uint32_t at) {
    uint32_t lo = 0, hi = doc->dates_n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->dates[mid].span.end > at) hi = mid;
        else lo = mid + 1;
    }
    return lo;
}

/* The word before a date decides what it is to the figure. */
static void take_date(const onr_doc *doc, uint32_t i, onr_figure *f, int marked) {
    const onr_when *w = &doc->dates[i];
    uint32_t t = onr_doc_token_at(doc, w->span.start);
    int since = w->kind == ONR_WHEN_SINCE, as_of = w->kind == ONR_WHEN_AS_OF;
    if (t > 0 && onr_word_is(doc, t - 1, "since")) since = 1;
    if (t > 1 && onr_figure_lemma(doc, t - 2, "|start|begin|starting|beginning|")) since = 1;
    if (t > 1 && onr_word_is(doc, t - 1, "of") && onr_word_is(doc, t - 2, "as")) as_of = 1;
    if (since && f->since == ONR_NONE) f->since = i;
    else if (as_of && f->as_of == ONR_NONE) f->as_of = i;
    else if (marked && !since && !as_of && f->on == ONR_NONE && w->kind <= ONR_WHEN_RANGE) f->on = i;
}

void onr_figure_dates(const onr_doc *doc, const onr_count *c, onr_figure *f) {
    f->since = f->as_of = f->on = ONR_NONE;
    for (uint32_t i = date_at(doc, f->period.start);
         !onr_span_empty(f->period) && i < doc->dates_n && doc->dates[i].span.start < f->period.end; i++)
        take_date(doc, i, f, 1);
    onr_span s = onr_doc_tokens_span(doc, doc->sents[c->sent].tok);
    uint32_t n = 0;
    for (uint32_t i = date_at(doc, s.start); i < doc->dates_n && doc->dates[i].span.start < s.end && n < 16; i++, n++)
        take_date(doc, i, f, 0);
}
