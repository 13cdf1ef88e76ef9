/* When an act was done, and whether that makes it history.
 *
 * Method: of the dates of the act's sentence that belong to no other noun or name, the one nearest in the tree, else
 * the only one. An act whose dates are all older than OLD_MONTHS is history, and so is one told right after such a
 * sentence; a date ahead of the publication makes it future. Cost: O(dates of the sentence · depth of the tree).
 */
#include "find/act.h"
#include "find/cast.h"
#include "doc/date.h"
#include "doc/vocab.h"

enum { OLD_MONTHS = 12 }; /* measured on marked articles: most acts up to a year old are news */

/* Steps from token t up to `top`; a large number when it is not under it. */
static unsigned steps_up(const onr_doc *doc, uint32_t t, uint32_t top) {
    for (unsigned steps = 0; steps < 8 && t != ONR_NONE; steps++) {
        if (t == top) return steps;
        t = doc->arcs[t].head;
    }
    return 99;
}

/* Does the date belong to something else in the sentence: a clause about a noun ("who served until 2016"), a name ("the
 * Act of 1867")? */
static int is_of_noun(const onr_doc *doc, uint32_t t, uint32_t head) {
    if (onr_act_name_at(doc, t)) return 1;
    for (unsigned steps = 0; steps < 8 && t != ONR_NONE && t != head; steps++) {
        unsigned rel = doc->arcs[t].rel;
        uint32_t up = doc->arcs[t].head;
        if (rel == ONR_DEPREL_ACL_RELCL || rel == ONR_DEPREL_APPOS) return steps_up(doc, head, t) == 99;
        if (onr_deprel_base(rel) == ONR_DEPREL_NMOD && up != ONR_NONE && onr_act_name_at(doc, up)) return 1;
        t = up;
    }
    return 0;
}

/* The date that hangs on the anchor or on the verb that carries it, else the only one of the sentence. */
static const onr_when *date_of(const onr_doc *doc, uint32_t head) {
    uint32_t s = onr_doc_sent_of(doc, head);
    if (s == ONR_NONE) return NULL;
    onr_span sent = onr_doc_tokens_span(doc, doc->sents[s].tok);
    const onr_when *best = NULL, *only = NULL;
    unsigned least = 99, seen = 0;
    uint32_t up = doc->arcs[head].head;
    for (uint32_t i = onr_doc_date_at(doc, sent.start); i < doc->dates_n && doc->dates[i].span.start < sent.end; i++) {
        const onr_when *w = &doc->dates[i];
        if (!w->from.year || w->kind == ONR_WHEN_DURATION || w->kind == ONR_WHEN_VAGUE) continue;
        uint32_t t = onr_doc_token_at(doc, w->span.start);
        if (is_of_noun(doc, t, head)) continue;
        if (w->kind == ONR_WHEN_DATE && seen++ == 0) only = w;
        unsigned d = steps_up(doc, t, head);
        if (d == 99 && up != ONR_NONE) d = 4 + steps_up(doc, t, up);
        if (d < least) least = d, best = w;
    }
    return best || seen != 1 ? best : only;
}

static int32_t months_between(onr_date later, onr_date earlier) {
    return (later.year - earlier.year) * 12 + later.month - earlier.month;
}

static int is_past(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].xpos == ONR_XPOS_VBD || doc->tags[t].xpos == ONR_XPOS_VBN;
}

/* The date that makes a sentence history: dates stand in it, and all are old. *none: no date stands in it at all. */
static const onr_when *old_date_in(const onr_doc *doc, uint32_t s, int *none) {
    const onr_when *old = NULL;
    onr_span sent = onr_doc_tokens_span(doc, doc->sents[s].tok);
    *none = 1;
    for (uint32_t i = onr_doc_date_at(doc, sent.start); i < doc->dates_n && doc->dates[i].span.start < sent.end; i++) {
        const onr_when *w = &doc->dates[i];
        if (!w->to.year || w->kind == ONR_WHEN_DURATION || w->kind == ONR_WHEN_VAGUE) continue;
        *none = 0;
        if (w->kind == ONR_WHEN_SINCE || w->kind == ONR_WHEN_AS_OF) return NULL; /* it goes on */
        if (months_between(doc->meta.published, w->to) <= OLD_MONTHS) return NULL;
        old = w;
    }
    return old;
}

/* The same for the act's sentence, or, where that has no date, for the one before it in the paragraph: a tale of old
 * days goes on ("In 2003 he was tried for fraud. A jury acquitted him."). */
static const onr_when *old_date(const onr_doc *doc, uint32_t head) {
    uint32_t s = onr_doc_sent_of(doc, head);
    int none;
    if (s == ONR_NONE || !doc->meta.published.year) return NULL;
    const onr_when *old = old_date_in(doc, s, &none);
    if (old || !none || s == 0 || doc->tags[head].xpos == ONR_XPOS_VBZ || doc->tags[head].xpos == ONR_XPOS_VBP)
        return old;
    if (doc->tokens[doc->sents[s - 1].tok.from].block != doc->tokens[head].block) return NULL;
    old = old_date_in(doc, s - 1, &none);
    return old && months_between(doc->meta.published, old->to) > 2 * OLD_MONTHS ? old : NULL;
}

/* Does the date hang on the act itself? "the 2020 election" further off makes nothing future. */
static int hangs_near(const onr_doc *doc, const onr_when *w, uint32_t head) {
    return w->kind != ONR_WHEN_UNTIL && steps_up(doc, onr_doc_token_at(doc, w->span.start), head) <= 2;
}

void onr_event_when(const onr_doc *doc, uint32_t head, onr_event *e) {
    const onr_when *w = doc->dates_n ? date_of(doc, head) : NULL, *old = doc->dates_n ? old_date(doc, head) : NULL;
    if (w) {
        onr_date d = onr_when_date(w);
        e->when =
            (onr_said_on){d.year, d.month, d.day, onr_when_grain_word(w->grain), onr_when_how_word(w->how), w->span};
    }
    if (e->modality != ONR_ATTR_HAPPENED || !doc->meta.published.year) return;
    if (w && w->to.year && w->kind != ONR_WHEN_SINCE && w->kind != ONR_WHEN_AS_OF &&
        months_between(doc->meta.published, w->to) > OLD_MONTHS)
        old = w;
    if (old && !onr_act_is_present(doc, head)) e->modality = ONR_ATTR_HISTORICAL, e->modality_span = old->span;
    else if (w && hangs_near(doc, w, head) && w->from.year &&
             onr_date_to_number(w->from) > onr_date_to_number(doc->meta.published) && !is_past(doc, head))
        e->modality = ONR_ATTR_FUTURE, e->modality_span = w->span;
}
