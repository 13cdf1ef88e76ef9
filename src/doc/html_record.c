/* The records of a document as HTML: four lists, each item with its fields as links to the words, its chain drawn from
 * the origin to the outlet, and what made it. Also the marks, since both know which fields a record has.
 *
 * Invariant: every field that is shown as words of the article is a link to #bN, where N is the first byte of a mark,
 * and html.c writes that anchor. Cost: linear in the records.
 */
#include "base/utf8.h"
#include "doc/html_part.h"
#include "doc/vocab.h"

typedef struct list {
    const onr_doc *doc;
    onr_buf *out;
    unsigned kind;   /* ONR_HTML_... */
    uint32_t record; /* the one that is written */
} list;

#define DOT   " \xC2\xB7 "
#define ARROW " \xE2\x86\x92 "

char onr_html_letter(unsigned kind) { return "sfaq"[kind & 3]; }

/* ---- marks ------------------------------------------------------------------------------------------------------ */

typedef struct sink {
    onr_html_mark *marks; /* NULL: only count */
    size_t n;
    uint32_t record;
    uint8_t kind;
} sink;

static void mark(sink *s, const char *field, onr_span span, int first) {
    if (onr_span_empty(span)) return;
    if (s->marks) s->marks[s->n] = (onr_html_mark){span, s->record, s->kind, (uint8_t)first, field};
    s->n++;
}

static void mark_chain(sink *s, const onr_chain_link *chain, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) mark(s, onr_chain_role_word(chain[i].role), chain[i].span, 0);
}

static void mark_statement(sink *s, const onr_statement *t) {
    mark(s, "source", t->source, 0);
    mark(s, "cue", t->cue, 0);
    for (uint32_t i = 0; i < t->content_n; i++) mark(s, "content", t->content[i], i == 0);
    mark(s, "addressee", t->addressee, 0);
    mark(s, "venue", t->venue, 0);
    mark(s, "medium", t->medium, 0);
    if (t->said_on.how) mark(s, "said_on", t->said_on.span, 0);
    mark_chain(s, t->chain, t->chain_n);
}

static onr_span date_span(const onr_doc *doc, uint32_t i) {
    return i < doc->dates_n ? doc->dates[i].span : (onr_span){0, 0};
}

static void mark_figure(const onr_doc *doc, sink *s, const onr_figure *f) {
    mark(s, "text", f->text, 1);
    mark(s, "number", f->number, 0);
    mark(s, "unit", f->unit, 0);
    mark(s, "who", f->who, 0);
    mark(s, "where", f->where, 0);
    mark(s, "period", f->period, 0);
    mark(s, "caveat", f->caveat, 0);
    mark(s, "since", date_span(doc, f->since), 0);
    mark(s, "as_of", date_span(doc, f->as_of), 0);
    mark(s, "on", date_span(doc, f->on), 0);
    mark_chain(s, f->chain, f->chain_n);
}

static void mark_event(sink *s, const onr_event *e) {
    mark(s, "anchor", e->anchor, 1);
    mark(s, "actor", e->actor.span, 0);
    mark(s, "recipient", e->recipient.span, 0);
    mark(s, "modality", e->modality_span, 0);
    if (e->when.how) mark(s, "when", e->when.span, 0);
    mark(s, "where", e->where, 0);
    mark_chain(s, e->chain, e->chain_n);
}

size_t onr_html_marks(const onr_doc *doc, onr_html_mark *marks) {
    sink s = {.marks = marks};
    s.kind = ONR_HTML_STATEMENT;
    for (s.record = 0; s.record < doc->statements_n; s.record++) mark_statement(&s, &doc->statements[s.record]);
    s.kind = ONR_HTML_FIGURE;
    for (s.record = 0; s.record < doc->figures_n; s.record++) mark_figure(doc, &s, &doc->figures[s.record]);
    s.kind = ONR_HTML_ACT;
    for (s.record = 0; s.record < doc->events_n; s.record++) mark_event(&s, &doc->events[s.record]);
    s.kind = ONR_HTML_QUOTATION;
    for (s.record = 0; s.record < doc->quotations_n; s.record++) mark(&s, "span", doc->quotations[s.record].span, 1);
    return s.n;
}

/* ---- values ----------------------------------------------------------------------------------------------------- */

static void str(list *l, const char *s) { onr_buf_str(l->out, s); }
static void text(list *l, const char *s) { onr_html_text(l->out, onr_slice_of(s ? s : "unknown")); }
static void words(list *l, onr_span s) { onr_html_text(l->out, onr_doc_slice(l->doc, s)); }

/* The words of a field as a link to where they stand. */
static void open_on(list *l, const char *field, onr_span s) {
    onr_buf_fmt(l->out, "<a class=\"w\" href=\"#b%lu\" data-f=\"%c%lu.%s\">", (unsigned long)s.start,
                onr_html_letter(l->kind), (unsigned long)l->record + 1, field);
    words(l, s);
    str(l, "</a>");
}

/* A row of the record's table of fields; nothing for an absent one. */
static void row(list *l, const char *name, const char *field, onr_span s) {
    if (onr_span_empty(s)) return;
    onr_buf_fmt(l->out, "<div><dt>%s</dt><dd>", name);
    open_on(l, field, s);
    str(l, "</dd></div>");
}

static void day(list *l, int32_t year, unsigned month, unsigned d) {
    if (!year) {
        str(l, "date not known");
        return;
    }
    onr_buf_fmt(l->out, "%04ld", (long)year);
    if (month) onr_buf_fmt(l->out, "-%02u", month);
    if (month && d) onr_buf_fmt(l->out, "-%02u", d);
}

static void row_date(list *l, const char *name, const char *field, const onr_said_on *s) {
    if (!s->how) return;
    onr_buf_fmt(l->out, "<div><dt>%s</dt><dd>", name);
    day(l, s->year, s->month, s->day);
    if (!onr_span_empty(s->span)) {
        str(l, " (");
        open_on(l, field, s->span);
        str(l, ", ");
    } else str(l, " (");
    text(l, s->how);
    str(l, ")</dd></div>");
}

static void row_day(list *l, const char *name, const char *field, uint32_t i) {
    if (i >= l->doc->dates_n) return;
    const onr_when *w = &l->doc->dates[i];
    onr_date d = onr_when_date(w);
    onr_said_on s = {d.year, d.month, d.day, NULL, onr_when_how_word(w->how), w->span};
    row_date(l, name, field, &s);
}

static void link_name(list *l, const onr_chain_link *link) {
    const onr_doc *doc = l->doc;
    int entity = link->entity < doc->entities_n;
    onr_span name = entity ? doc->entities[link->entity].name : link->span;
    if (!onr_span_empty(link->span)) {
        onr_buf_fmt(l->out, "<a class=\"w\" href=\"#b%lu\" data-f=\"%c%lu.%s\">", (unsigned long)link->span.start,
                    onr_html_letter(l->kind), (unsigned long)l->record + 1, onr_chain_role_word(link->role));
        words(l, name);
        str(l, "</a>");
    } else if (!onr_span_empty(name)) words(l, name);
    else if (link->role == ONR_LINK_OUTLET) text(l, doc->meta.outlet ? doc->meta.outlet : "not named");
    else str(l, "somebody");
}

/* On whose word: a list that the style draws as a chain with arrows. */
static void chain(list *l, const onr_chain_link *links, uint32_t n) {
    if (!n) return;
    str(l, "<p class=\"on\">on the word of</p><ol class=\"chain\">");
    for (uint32_t i = 0; i < n; i++) {
        const char *role = onr_chain_role_word(links[i].role);
        onr_buf_fmt(l->out, "<li class=\"%s\">", role);
        link_name(l, &links[i]);
        onr_buf_fmt(l->out, " <small>%s</small></li>", role);
    }
    str(l, "</ol>");
}

static void made_by(list *l, float confidence, const char *rule, const char *id) {
    onr_buf_fmt(l->out, "<p class=\"made\">confidence %.2f" DOT "found by ",
                confidence >= 0 && confidence <= 1 ? (double)confidence : 0.0);
    text(l, rule);
    str(l, DOT "id ");
    text(l, id);
    str(l, "</p></li>\n");
}

/* The beginning of an item: its label and its heading, which stays open. */
static void begin(list *l) {
    char c = onr_html_letter(l->kind);
    unsigned long n = (unsigned long)l->record + 1;
    onr_buf_fmt(l->out, "<li id=\"%c%lu\" class=\"rec r-%c\"><h3><span class=\"tag t-%c\">%c%lu</span> ", c, n, c, c,
                c - 'a' + 'A', n);
}

/* ---- statements ------------------------------------------------------------------------------------------------- */

static void speaker(list *l, const onr_statement *s) {
    const onr_doc *doc = l->doc;
    const onr_entity *e = s->speaker < doc->entities_n ? &doc->entities[s->speaker] : NULL;
    if (e) words(l, e->name);
    else if (!onr_span_empty(s->source)) words(l, s->source);
    else str(l, "nobody named");
    if (e && !onr_span_empty(e->role)) {
        str(l, " <span class=\"role\">");
        words(l, e->role);
        str(l, "</span>");
    }
}

static void statement(list *l, const onr_statement *s) {
    begin(l);
    speaker(l, s);
    str(l, "</h3><blockquote>");
    for (uint32_t i = 0; i < s->content_n; i++) {
        if (i) str(l, " \xE2\x80\xA6 ");
        open_on(l, "content", s->content[i]);
    }
    str(l, "</blockquote><dl><div><dt>how</dt><dd>");
    if (onr_span_empty(s->cue)) str(l, "no cue");
    else open_on(l, "cue", s->cue);
    if (s->cue_class) {
        str(l, " (");
        text(l, s->cue_class);
        str(l, ")");
    }
    onr_buf_fmt(l->out, DOT "%s" DOT, onr_statement_type_word(s->type));
    text(l, s->polarity ? s->polarity : "asserted");
    str(l, "</dd></div>");
    row(l, "source", "source", s->source);
    row(l, "to", "addressee", s->addressee);
    row(l, "at", "venue", s->venue);
    row(l, "by", "medium", s->medium);
    row_date(l, "said on", "said_on", &s->said_on);
    if (s->within < l->doc->statements_n)
        onr_buf_fmt(l->out, "<div><dt>within</dt><dd><a href=\"#s%lu\">statement %lu</a></dd></div>",
                    (unsigned long)s->within + 1, (unsigned long)s->within + 1);
    str(l, "</dl>");
    chain(l, s->chain, s->chain_n);
    made_by(l, s->confidence, s->rule, s->id);
}

/* ---- figures ---------------------------------------------------------------------------------------------------- */

/* "at least 56", "36-40", "dozens": the value as far as it is known. */
static void value(list *l, const onr_value *v) {
    if (v->vague) {
        text(l, v->vague);
        return;
    }
    int one = v->has_low && v->has_high && v->low.digits == v->high.digits && v->low.places == v->high.places;
    if (v->approx) str(l, "about ");
    if (!v->has_low && !v->has_high) str(l, "unknown");
    else if (!v->has_high) str(l, v->low_open ? "more than " : "at least ");
    else if (!v->has_low) str(l, v->high_open ? "under " : "up to ");
    if (v->has_low) onr_json_decimal(l->out, v->low);
    if (!one && v->has_low && v->has_high) str(l, "\xE2\x80\x93");
    if (!one && v->has_high) onr_json_decimal(l->out, v->high);
}

static void figure(list *l, const onr_figure *f) {
    begin(l);
    value(l, &f->value);
    str(l, " <span class=\"role\">");
    text(l, onr_label_name(ONR_LABELS_MARK, f->effect));
    str(l, "</span></h3><dl>");
    row(l, "words", "text", f->text);
    row(l, "of what", "unit", f->unit);
    row(l, "who", "who", f->who);
    row(l, "where", "where", f->where);
    row(l, "period", "period", f->period);
    row_day(l, "since", "since", f->since);
    row_day(l, "as of", "as_of", f->as_of);
    row_day(l, "on", "on", f->on);
    if (f->of < l->doc->figures_n)
        onr_buf_fmt(l->out, "<div><dt>%s of</dt><dd><a href=\"#f%lu\">figure %lu</a></dd></div>",
                    onr_relation_word(f->relation), (unsigned long)f->of + 1, (unsigned long)f->of + 1);
    str(l, "<div><dt>kind</dt><dd>");
    text(l, f->accrual);
    str(l, DOT);
    text(l, f->polarity);
    str(l, DOT);
    text(l, f->modality);
    str(l, "</dd></div>");
    row(l, "caveat", "caveat", f->caveat);
    str(l, "</dl>");
    chain(l, f->chain, f->chain_n);
    made_by(l, f->confidence, f->rule, f->id);
}

/* ---- acts ------------------------------------------------------------------------------------------------------- */

static void party(list *l, const char *field, const onr_party *p) {
    if (onr_span_empty(p->span)) {
        str(l, "not named");
        return;
    }
    open_on(l, field, p->span);
    if (!p->code[0] && !p->sector[0]) return;
    str(l, " <span class=\"role\">");
    text(l, p->code);
    if (p->code[0] && p->sector[0]) str(l, " ");
    text(l, p->sector);
    str(l, "</span>");
}

static void event(list *l, const onr_event *e) {
    begin(l);
    party(l, "actor", &e->actor);
    str(l, ARROW);
    party(l, "recipient", &e->recipient);
    str(l, "</h3><dl><div><dt>act</dt><dd>");
    text(l, onr_label_name(ONR_LABELS_MARK, e->type));
    if (e->mode) {
        str(l, " / ");
        text(l, e->mode);
    }
    str(l, ": ");
    open_on(l, "anchor", e->anchor);
    str(l, "</dd></div><div><dt>happened?</dt><dd>");
    text(l, onr_label_name(ONR_LABELS_ATTR, e->modality));
    if (!onr_span_empty(e->modality_span)) {
        str(l, ": ");
        open_on(l, "modality", e->modality_span);
    }
    str(l, "</dd></div>");
    row_date(l, "when", "when", &e->when);
    row(l, "where", "where", e->where);
    for (uint32_t i = 0; i < e->magnitude_n; i++)
        onr_buf_fmt(l->out, "<div><dt>how many</dt><dd><a href=\"#f%lu\">figure %lu</a></dd></div>",
                    (unsigned long)e->magnitude[i] + 1, (unsigned long)e->magnitude[i] + 1);
    if (e->same_as < l->doc->events_n)
        onr_buf_fmt(l->out, "<div><dt>same as</dt><dd><a href=\"#a%lu\">act %lu</a></dd></div>",
                    (unsigned long)e->same_as + 1, (unsigned long)e->same_as + 1);
    str(l, "</dl>");
    chain(l, e->chain, e->chain_n);
    made_by(l, e->confidence, e->rule, e->id);
}

/* ---- quotations and the four lists ------------------------------------------------------------------------------ */

static void quotation(list *l, const onr_quotation *q) {
    begin(l);
    open_on(l, "span", q->span);
    str(l, " <span class=\"role\">");
    text(l, q->kind ? q->kind : "unattributed");
    str(l, "</span></h3><p class=\"made\">found by ");
    text(l, q->rule);
    str(l, "</p></li>\n");
}

static void heading(list *l, const char *name, uint32_t n) {
    onr_buf_fmt(l->out, "<section class=\"list\"><h2>%s (%lu)</h2>\n", name, (unsigned long)n);
    str(l, n ? "<ol class=\"recs\">\n" : "<p class=\"none\">none found</p>\n");
}

void onr_html_records(const onr_doc *doc, onr_buf *out) {
    static const char *const names[] = {"Statements", "Figures", "Acts", "Quoted, but nobody's statement"};
    const uint32_t counts[] = {doc->statements_n, doc->figures_n, doc->events_n, doc->quotations_n};
    list l = {.doc = doc, .out = out};
    for (l.kind = 0; l.kind < 4; l.kind++) {
        heading(&l, names[l.kind], counts[l.kind]);
        for (l.record = 0; l.record < counts[l.kind]; l.record++) {
            if (l.kind == ONR_HTML_STATEMENT) statement(&l, &doc->statements[l.record]);
            else if (l.kind == ONR_HTML_FIGURE) figure(&l, &doc->figures[l.record]);
            else if (l.kind == ONR_HTML_ACT) event(&l, &doc->events[l.record]);
            else quotation(&l, &doc->quotations[l.record]);
        }
        str(&l, counts[l.kind] ? "</ol></section>\n" : "</section>\n");
    }
}
