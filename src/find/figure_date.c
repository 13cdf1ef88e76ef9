/* figure_date.c - a figure's caveat and its dates.
 *
 * Method: a caveat is a negated "verify" or "confirm" in the figure's sentence or the next of its block. Dates are
 * those inside the network's period, or of the sentence where it says "since" or "as of". Cost: O(sentence) a figure.
 */
#include "find/cast.h"
#include "find/figure_part.h"

enum { SENTENCE = 80 };

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
    for (uint32_t i = onr_doc_date_at(doc, f->period.start);
         !onr_span_empty(f->period) && i < doc->dates_n && doc->dates[i].span.start < f->period.end; i++)
        take_date(doc, i, f, 1);
    onr_span s = onr_doc_tokens_span(doc, doc->sents[c->sent].tok);
    uint32_t n = 0;
    for (uint32_t i = onr_doc_date_at(doc, s.start); i < doc->dates_n && doc->dates[i].span.start < s.end && n < 16;
         i++, n++)
        take_date(doc, i, f, 0);
}
