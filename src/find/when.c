/* The stage: from text to doc->dates.
 *
 * Method: block by block, items are read (when_lex.c) and at each the grammar takes the longest expression
 * (when_scan.c), which is resolved (when_resolve.c) with what was named before. Two expressions with a connector
 * between them become one range. The word before says since, until, as of. What lies inside a person's or an
 * organisation's name is no date. Invariants: expressions are in order, do not overlap, lie in one block. Cost:
 * O(text).
 */
#include "find/when.h"

#include <string.h>

#include "doc/date.h"
#include "find/when_form.h"
#include "find/when_resolve.h"

typedef struct finder {
    onr_doc *doc;
    onr_lex lex;
    onr_when_state state;
    size_t cap;
    uint32_t name; /* the first name that does not end before the place where the scan stands */
} finder;

static onr_status add(finder *f, const onr_when *w, onr_err *err) {
    void *items = f->doc->dates;
    if (onr_arena_grow(&f->doc->arena, &items, &f->cap, f->doc->dates_n, f->doc->dates_n + 1u, sizeof *w) != 0)
        return onr_doc_no_memory(err);
    f->doc->dates = items;
    f->doc->dates[f->doc->dates_n++] = *w;
    return ONR_OK;
}

/* ---- names ------------------------------------------------------------------------------------------------------ */

/* Does a person's or an organisation's name hold more than this span, or all of it and it is a bare month? */
static int in_name(finder *f, onr_span s, const onr_form *form) {
    const onr_doc *doc = f->doc;
    while (f->name < doc->names_n && onr_doc_tokens_span(doc, doc->names[f->name].tok).end <= s.start) f->name++;
    if (f->name == doc->names_n || doc->names[f->name].kind == ONR_NAME_LOC) return 0;
    onr_span n = onr_doc_tokens_span(doc, doc->names[f->name].tok);
    if (!onr_span_within(s, n)) return 0;
    return n.end - n.start > s.end - s.start ||
           (doc->names[f->name].kind == ONR_NAME_PER && form->kind == ONR_FORM_DATE && !form->day);
}

/* ---- ranges ----------------------------------------------------------------------------------------------------- */

static onr_span span_of(finder *f, uint32_t i, uint32_t end) {
    return (onr_span){onr_lex_at(&f->lex, i)->start, onr_lex_at(&f->lex, end - 1)->end};
}

/* Dates that can be two ends of one range: both of the calendar or both weekdays. */
static int comparable(const onr_form *a, const onr_form *b) {
    if (a->has_to || b->has_to || a->bad || b->bad) return 0;
    if (a->kind == ONR_FORM_WEEKDAY && b->kind == ONR_FORM_WEEKDAY) return a->week_shift < 0;
    if (a->kind == ONR_FORM_DECADE && b->kind == ONR_FORM_DECADE) return 1;
    if (a->kind == ONR_FORM_PART && b->kind == ONR_FORM_PART) return a->unit == b->unit;
    if (a->kind != ONR_FORM_DATE || b->kind != ONR_FORM_DATE) return 0;
    return (a->day != 0) == (b->day != 0) && (a->month != 0) == (b->month != 0);
}

static int is_bare_year(const onr_form *f) { return f->kind == ONR_FORM_DATE && !f->month; }

/* Is the item after the first date a connector of a range? */
static int connects(finder *f, uint32_t i, uint32_t end, const onr_form *a) {
    const onr_item *c = onr_lex_at(&f->lex, end), *p = onr_lex_before(&f->lex, i);
    if (p->word == ONR_WORD_THE && i > 1) p = onr_lex_before(&f->lex, i - 1);
    if (onr_item_char(c, '-')) return !is_bare_year(a) || c->spaced == onr_lex_at(&f->lex, end + 1)->spaced;
    if (c->word == ONR_WORD_TO || c->word == ONR_WORD_UNTIL) return !is_bare_year(a) || p->word == ONR_WORD_FROM;
    if (c->word == ONR_WORD_THROUGH) return 1;
    return c->word == ONR_WORD_AND && p->word == ONR_WORD_BETWEEN;
}

/* Join the date [i, *end) with what follows it, if that makes a range. */
static int join(finder *f, uint32_t i, uint32_t *end, onr_form *a, int ahead, onr_when *w) {
    onr_form b;
    onr_when x = *w, y = {0};
    if (!connects(f, i, *end, a)) return 0;
    uint32_t stop = onr_form_scan(&f->lex, *end + 1, &b);
    if (!stop || !comparable(a, &b)) return 0;
    if (a->kind == ONR_FORM_DATE && !a->year && b.year && a->year_shift < 0) {
        a->year = b.year; /* "between 3 May and 5 June 2019" */
        if (a->month > b.month) a->year--;
        onr_when_resolve(a, &f->state, ahead, &x);
    }
    onr_when_resolve(&b, &f->state, ahead, &y);
    if (x.from.year && y.to.year && onr_date_to_number(y.to) < onr_date_to_number(x.from)) {
        if (b.kind != ONR_FORM_WEEKDAY) return 0;
        y.to = onr_date_from_number(onr_date_to_number(y.to) + 7);
        if (!onr_date_exists(y.to)) return 0;
    }
    *w = x;
    w->kind = ONR_WHEN_RANGE;
    w->to = y.to;
    if (!x.from.year || !y.to.year) w->from = w->to = (onr_date){0}, w->how = ONR_HOW_NONE;
    w->value[0] = 0;
    *end = stop;
    return 1;
}

/* "3-5 May", "1914-18": the other end stands in the form itself. */
static void widen(finder *f, const onr_form *a, int ahead, onr_when *w) {
    onr_form b = *a;
    onr_when y = {0};
    b.year = a->to_year ? a->to_year : a->year;
    b.month = a->to_month ? a->to_month : a->month;
    b.day = a->to_day ? a->to_day : a->day;
    b.weekday = -1;
    onr_when_resolve(&b, &f->state, ahead, &y);
    w->kind = ONR_WHEN_RANGE;
    w->value[0] = 0;
    w->to = y.to;
    if (!w->from.year || !y.to.year || onr_date_to_number(y.to) < onr_date_to_number(w->from))
        w->from = w->to = (onr_date){0}, w->how = ONR_HOW_NONE;
}

/* ---- since, until, as of ---------------------------------------------------------------------------------------- */

static unsigned kind_before(finder *f, uint32_t i) {
    const onr_item *p = onr_lex_before(&f->lex, i);
    if (p->word == ONR_WORD_THE && i > 1) p = onr_lex_before(&f->lex, --i);
    if (p->word == ONR_WORD_SINCE) return ONR_WHEN_SINCE;
    if (p->word == ONR_WORD_UNTIL || p->word == ONR_WORD_THROUGH) return ONR_WHEN_UNTIL;
    if (p->word == ONR_WORD_OF && i > 1 && onr_lex_before(&f->lex, i - 1)->word == ONR_WORD_AS) return ONR_WHEN_AS_OF;
    return ONR_WHEN_DATE;
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

/* Take the expression [i, end); returns the item after it. */
static uint32_t take(finder *f, uint32_t i, uint32_t end, onr_form *form, onr_status *st, onr_err *err) {
    onr_when w = {0};
    int ahead = onr_when_ahead(f->doc, &f->lex, i, end);
    onr_when_resolve(form, &f->state, ahead, &w);
    if (form->has_to) widen(f, form, ahead, &w);
    else if (w.kind == ONR_WHEN_DATE && !join(f, i, &end, form, ahead, &w)) w.kind = (uint8_t)kind_before(f, i);
    w.span = span_of(f, i, end);
    onr_when_remember(&f->state, &w);
    *st = add(f, &w, err);
    return end;
}

static onr_status scan_block(finder *f, onr_span block, onr_err *err) {
    onr_status st = ONR_OK;
    onr_lex_init(&f->lex, f->doc->text, block);
    for (uint32_t i = 0; st == ONR_OK && onr_lex_at(&f->lex, i)->word != ONR_WORD_END;) {
        onr_form form;
        uint32_t end = onr_form_scan(&f->lex, i, &form);
        if (end <= i || (f->doc->names_n && in_name(f, span_of(f, i, end), &form))) i++;
        else i = take(f, i, end, &form, &st, err);
    }
    return st;
}

onr_status onr_find_dates(onr_doc *doc, onr_err *err) {
    finder f = {.doc = doc};
    onr_date p = doc->meta.published;
    if (onr_date_exists(p)) f.state.published = p;
    for (uint32_t b = 0; b < doc->blocks_n; b++) {
        onr_status st = scan_block(&f, doc->blocks[b].span, err);
        if (st != ONR_OK) return st;
    }
    return ONR_OK;
}
