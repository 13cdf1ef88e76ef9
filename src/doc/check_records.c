/* The second half of onr_doc_check: quotes, dates, entities, mentions, statements, quotations, events. Cost: O(items).
 */
#include <string.h>

#include "base/ascii.h"
#include "doc/check.h"
#include "doc/date.h"
#include "doc/doc.h"

#define FAIL_IF(condition, layer, i, what)                                                                             \
    do {                                                                                                               \
        if (condition) return onr_check_fail(err, (layer), (i), (what));                                               \
    } while (0)

static onr_status check_quotes(const onr_doc *doc, onr_err *err) {
    for (uint32_t i = 0; i < doc->quotes_n; i++) {
        const onr_quote *q = &doc->quotes[i];
        FAIL_IF(!onr_check_span(doc, q->span), "quote", i, "has no valid span");
        FAIL_IF(i && q->span.start < q[-1].span.start, "quote", i, "begins before the one before");
        FAIL_IF(q->inner.start > q->inner.end || !onr_span_within(q->inner, q->span), "quote", i,
                "has its words outside its marks");
        FAIL_IF(q->inner.start < q->inner.end && !onr_check_span(doc, q->inner), "quote", i, "cuts a character");
        uint32_t b = onr_doc_block_at(doc, q->span.start);
        FAIL_IF(b == doc->blocks_n || !onr_span_within(q->span, doc->blocks[b].span), "quote", i,
                "is not in one block");
        FAIL_IF(q->marks > ONR_QUOTE_GUILLEMET, "quote", i, "has no known marks");
        FAIL_IF(q->flags & ~(unsigned)(ONR_QUOTE_UNCLOSED | ONR_QUOTE_UNOPENED), "quote", i, "has an unknown flag");
        FAIL_IF(q->parent != ONR_NONE && q->parent >= i, "quote", i, "has a parent that does not stand before it");
        FAIL_IF(q->parent == ONR_NONE ? q->depth != 0 : q->depth != doc->quotes[q->parent].depth + 1, "quote", i,
                "has a depth that is not its parent's plus one");
        FAIL_IF(q->parent != ONR_NONE && !onr_span_within(q->span, doc->quotes[q->parent].span), "quote", i,
                "is not inside its parent");
        FAIL_IF(q->next != ONR_NONE && (q->next <= i || q->next >= doc->quotes_n), "quote", i,
                "goes on in a quote that does not come after it");
    }
    return ONR_OK;
}

/* A year of 0 is "open"; any other date must be a day of the calendar. */
static int is_day_or_open(onr_date d) { return d.year ? onr_date_exists(d) : d.month == 0 && d.day == 0; }

static onr_status check_dates(const onr_doc *doc, onr_err *err) {
    for (uint32_t i = 0; i < doc->dates_n; i++) {
        const onr_when *w = &doc->dates[i];
        FAIL_IF(!onr_check_span(doc, w->span), "date", i, "has no valid span");
        FAIL_IF(i && w->span.start < w[-1].span.end, "date", i, "begins before the end of the one before");
        uint32_t b = onr_doc_block_at(doc, w->span.start);
        FAIL_IF(b == doc->blocks_n || !onr_span_within(w->span, doc->blocks[b].span), "date", i, "is not in one block");
        FAIL_IF(w->kind >= ONR_WHEN_KINDS, "date", i, "has no known kind");
        FAIL_IF(w->grain >= ONR_GRAINS, "date", i, "has no known grain");
        FAIL_IF(w->how >= ONR_HOWS, "date", i, "has no known how");
        FAIL_IF(!is_day_or_open(w->from) || !is_day_or_open(w->to), "date", i, "names a day that does not exist");
        FAIL_IF(w->from.year && w->to.year && onr_date_to_number(w->from) > onr_date_to_number(w->to), "date", i,
                "ends before it begins");
        FAIL_IF(w->how == ONR_HOW_NONE && (w->from.year || w->to.year), "date", i, "has days but not how");
        FAIL_IF(!memchr(w->value, '\0', sizeof w->value), "date", i, "has a value without an end");
        FAIL_IF(!w->value[0] && w->kind != ONR_WHEN_RANGE, "date", i, "has no value");
    }
    return ONR_OK;
}

static onr_status check_entities(const onr_doc *doc, onr_err *err) {
    for (uint32_t i = 0; i < doc->entities_n; i++) {
        const onr_entity *e = &doc->entities[i];
        FAIL_IF(!onr_check_span(doc, e->name), "entity", i, "has no valid name");
        FAIL_IF(e->kind > ONR_ENTITY_DOCUMENT, "entity", i, "has no known kind");
        FAIL_IF(!onr_check_span_or_none(doc, e->role), "entity", i, "has no valid role");
        FAIL_IF(e->country && !e->country_how, "entity", i, "has a country without how");
    }
    for (uint32_t i = 0; i < doc->mentions_n; i++) {
        const onr_mention *m = &doc->mentions[i];
        FAIL_IF(!onr_check_span(doc, m->span), "mention", i, "has no valid span");
        FAIL_IF(m->entity >= doc->entities_n, "mention", i, "names an entity that is not there");
        FAIL_IF(m->form > ONR_FORM_PRONOUN, "mention", i, "has no known form");
    }
    return ONR_OK;
}

static int is_id(const char *id, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!onr_ascii_is_digit(id[i]) && !(id[i] >= 'a' && id[i] <= 'f')) return 0;
    return id[n] == '\0';
}

static int is_entity_or_none(const onr_doc *doc, uint32_t e) { return e == ONR_NONE || e < doc->entities_n; }

static onr_status check_chain(const onr_doc *doc, const onr_chain_link *chain, uint32_t n, const char *layer,
                              uint32_t i, onr_err *err) {
    for (uint32_t k = 0; k < n; k++) {
        const onr_chain_link *l = &chain[k];
        FAIL_IF(l->role > ONR_LINK_OUTLET, layer, i, "has a chain link of no known role");
        FAIL_IF(k && l->role < l[-1].role, layer, i, "has a chain that does not lead from origin to outlet");
        FAIL_IF(!is_entity_or_none(doc, l->entity), layer, i, "has a chain link to no entity");
        FAIL_IF(!onr_check_span_or_none(doc, l->span), layer, i, "has a chain link without a valid span");
    }
    return ONR_OK;
}

static onr_status check_party(const onr_doc *doc, const onr_party *p, uint32_t i, onr_err *err) {
    FAIL_IF(!onr_check_span_or_none(doc, p->span), "event", i, "has a party without a valid span");
    FAIL_IF(!is_entity_or_none(doc, p->entity), "event", i, "has a party that is no entity");
    FAIL_IF(!memchr(p->code, 0, sizeof p->code) || !memchr(p->sector, 0, sizeof p->sector), "event", i,
            "has a code that does not end");
    return ONR_OK;
}

static onr_status check_event(const onr_doc *doc, uint32_t i, onr_err *err) {
    const onr_event *e = &doc->events[i];
    const onr_span spans[] = {e->modality_span, e->when.span, e->where};
    FAIL_IF(!is_id(e->id, 16), "event", i, "has an id that is not 16 hex digits");
    FAIL_IF(e->type < ONR_MARK_AGREE || e->type > ONR_MARK_ASSAULT, "event", i, "has no known type");
    FAIL_IF(!onr_check_span(doc, e->anchor), "event", i, "has no valid anchor");
    FAIL_IF(i && e->anchor.start < e[-1].anchor.start, "event", i, "begins before the one before");
    for (size_t k = 0; k < sizeof spans / sizeof *spans; k++)
        FAIL_IF(!onr_check_span_or_none(doc, spans[k]), "event", i, "has a part without a valid span");
    FAIL_IF(e->modality < ONR_ATTR_HAPPENED || e->modality > ONR_ATTR_HISTORICAL, "event", i, "has no known modality");
    FAIL_IF(!is_entity_or_none(doc, e->where_entity), "event", i, "has a place that is no entity");
    FAIL_IF(e->same_as != ONR_NONE && e->same_as >= i, "event", i, "is told again by one that is not before it");
    FAIL_IF(e->statement != ONR_NONE && e->statement >= doc->statements_n, "event", i, "is told by no statement");
    FAIL_IF(!(e->confidence >= 0 && e->confidence <= 1), "event", i, "has a confidence outside 0 to 1");
    FAIL_IF(!e->rule, "event", i, "has no rule");
    onr_status st = check_party(doc, &e->actor, i, err);
    if (st == ONR_OK) st = check_party(doc, &e->recipient, i, err);
    return st == ONR_OK ? check_chain(doc, e->chain, e->chain_n, "event", i, err) : st;
}

/* Content in order without overlap; quoted runs in order, each inside a piece of the content. */
static onr_status check_content(const onr_doc *doc, const onr_statement *s, uint32_t i, onr_err *err) {
    FAIL_IF(s->content_n == 0 || !s->content, "statement", i, "has no content");
    for (uint32_t k = 0; k < s->content_n; k++) {
        FAIL_IF(!onr_check_span(doc, s->content[k]), "statement", i, "has content without a valid span");
        FAIL_IF(k && s->content[k].start < s->content[k - 1].end, "statement", i, "has content out of order");
    }
    for (uint32_t k = 0, c = 0; k < s->quoted_n; k++) {
        FAIL_IF(!onr_check_span(doc, s->quoted[k]), "statement", i, "has a quoted run without a valid span");
        FAIL_IF(k && s->quoted[k].start < s->quoted[k - 1].start, "statement", i, "has quoted runs out of order");
        while (c < s->content_n && s->content[c].end <= s->quoted[k].start) c++;
        FAIL_IF(c == s->content_n || !onr_span_within(s->quoted[k], s->content[c]), "statement", i,
                "has a quoted run outside its content");
    }
    FAIL_IF(s->type == ONR_STATEMENT_INDIRECT && s->quoted_n, "statement", i, "is indirect but quotes");
    return ONR_OK;
}

static onr_status check_statement(const onr_doc *doc, uint32_t i, onr_err *err) {
    const onr_statement *s = &doc->statements[i];
    const onr_span spans[] = {s->source, s->cue, s->addressee, s->venue, s->medium, s->said_on.span};
    FAIL_IF(!is_id(s->id, 16), "statement", i, "has an id that is not 16 hex digits");
    FAIL_IF(s->type > ONR_STATEMENT_INDIRECT, "statement", i, "has no known type");
    for (size_t k = 0; k < sizeof spans / sizeof *spans; k++)
        FAIL_IF(!onr_check_span_or_none(doc, spans[k]), "statement", i, "has a part without a valid span");
    FAIL_IF(!is_entity_or_none(doc, s->speaker), "statement", i, "has a speaker that is no entity");
    FAIL_IF(s->within != ONR_NONE && s->within >= doc->statements_n, "statement", i, "stands within none");
    FAIL_IF(!(s->confidence >= 0 && s->confidence <= 1), "statement", i, "has a confidence outside 0 to 1");
    FAIL_IF(!s->rule, "statement", i, "has no rule");
    onr_status st = check_content(doc, s, i, err);
    return st == ONR_OK ? check_chain(doc, s->chain, s->chain_n, "statement", i, err) : st;
}

static uint32_t within_of(const onr_doc *doc, uint32_t i) { return doc->statements[i].within; }

static int is_decimal(onr_decimal d) {
    return d.places <= 18 && !(d.places && d.digits % 10 == 0) && d.digits <= INT64_C(1000000000000000000) &&
           d.digits >= -INT64_C(1000000000000000000);
}

static onr_status check_value(const onr_value *v, uint32_t i, onr_err *err) {
    FAIL_IF((v->has_low && !is_decimal(v->low)) || (v->has_high && !is_decimal(v->high)), "figure", i,
            "has a value that is not in lowest form");
    FAIL_IF(v->vague ? v->has_low || v->has_high : !v->has_low && !v->has_high, "figure", i,
            "has not either a value or a vague word");
    FAIL_IF((v->low_open && !v->has_low) || (v->high_open && !v->has_high), "figure", i,
            "has an open end without a value");
    return ONR_OK;
}

static int is_date_or_none(const onr_doc *doc, uint32_t d) { return d == ONR_NONE || d < doc->dates_n; }

static onr_status check_figure(const onr_doc *doc, uint32_t i, onr_err *err) {
    const onr_figure *f = &doc->figures[i];
    const onr_span spans[] = {f->unit, f->who, f->where, f->period, f->caveat};
    FAIL_IF(!is_id(f->id, 16), "figure", i, "has an id that is not 16 hex digits");
    FAIL_IF(!onr_check_span(doc, f->number) || !onr_check_span(doc, f->text), "figure", i, "has no valid span");
    FAIL_IF(!onr_span_within(f->number, f->text), "figure", i, "has its number outside its words");
    FAIL_IF(i && f->number.start < f[-1].number.end, "figure", i, "begins before the end of the one before");
    for (size_t k = 0; k < sizeof spans / sizeof *spans; k++)
        FAIL_IF(!onr_check_span_or_none(doc, spans[k]), "figure", i, "has a part without a valid span");
    FAIL_IF(f->effect < ONR_MARK_KILLED || f->effect > ONR_MARK_OTHER, "figure", i, "has no known effect");
    FAIL_IF(f->of != ONR_NONE && (f->of >= doc->figures_n || f->of == i), "figure", i, "is a part of none");
    FAIL_IF((f->of != ONR_NONE) != (f->relation != ONR_RELATION_NONE), "figure", i, "has a relation to none");
    FAIL_IF(f->relation > ONR_RELATION_CHANGE, "figure", i, "has no known relation");
    FAIL_IF(!f->accrual || !f->polarity || !f->modality || !f->rule, "figure", i, "has a word missing");
    FAIL_IF(!is_date_or_none(doc, f->since) || !is_date_or_none(doc, f->as_of) || !is_date_or_none(doc, f->on),
            "figure", i, "names a date that is not there");
    FAIL_IF(!(f->confidence >= 0 && f->confidence <= 1), "figure", i, "has a confidence outside 0 to 1");
    onr_status st = check_value(&f->value, i, err);
    return st == ONR_OK ? check_chain(doc, f->chain, f->chain_n, "figure", i, err) : st;
}

static onr_status check_derived(const onr_doc *doc, uint32_t i, onr_err *err) {
    const onr_derived *d = &doc->derived[i];
    FAIL_IF(!is_id(d->id, 16), "derived row", i, "has an id that is not 16 hex digits");
    FAIL_IF(!d->rule || !d->from_n, "derived row", i, "has no rule or cites no figure");
    for (uint32_t k = 0; k < d->from_n; k++)
        FAIL_IF(d->from[k] >= doc->figures_n, "derived row", i, "cites a figure that is not there");
    return check_value(&d->value, i, err);
}

onr_status onr_check_records(const onr_doc *doc, onr_err *err) {
    onr_status st = check_quotes(doc, err);
    if (st == ONR_OK) st = check_dates(doc, err);
    if (st == ONR_OK) st = check_entities(doc, err);
    for (uint32_t i = 0; i < doc->statements_n && st == ONR_OK; i++) st = check_statement(doc, i, err);
    if (st != ONR_OK) return st;
    int sound = onr_check_forest(doc, doc->statements_n, within_of, &st);
    if (st != ONR_OK) return onr_err_set(err, st, 0, "document: out of memory while checking");
    FAIL_IF(!sound, "statement", 0, "the statements stand within one another in a circle");
    for (uint32_t i = 0; i < doc->quotations_n; i++) {
        const onr_quotation *q = &doc->quotations[i];
        FAIL_IF(!is_id(q->id, 16), "quotation", i, "has an id that is not 16 hex digits");
        FAIL_IF(!onr_check_span(doc, q->span), "quotation", i, "has no valid span");
        FAIL_IF(!q->kind, "quotation", i, "has no kind");
    }
    for (uint32_t i = 0; i < doc->figures_n && st == ONR_OK; i++) st = check_figure(doc, i, err);
    for (uint32_t i = 0; i < doc->derived_n && st == ONR_OK; i++) st = check_derived(doc, i, err);
    for (uint32_t i = 0; i < doc->events_n && st == ONR_OK; i++) st = check_event(doc, i, err);
    return st;
}
