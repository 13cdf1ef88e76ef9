/* The record sheet. Method: one walk over the records; words are wrapped greedily at white space by display width
 * (libutf8proc's East Asian widths). Lines and columns come from a table of positions every STEP bytes, so a sheet is
 * linear in the text and its records even when the article is one line of ten megabytes. */
#include "cli/sheet.h"

#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/json.h"
#include "doc/vocab.h"

enum { STEP = 4096, INDENT = 5 };

typedef struct position {
    uint32_t line, column;
} position;

typedef struct sheet {
    const onr_doc *doc;
    const cli_sheet_options *options;
    onr_buf *out;
    position *table; /* the position of byte STEP * i */
    unsigned column; /* columns written on the current line of wrapped words */
} sheet;

/* ---- places ----------------------------------------------------------------------------------------------------- */

static position advance(position p, const char *text, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (text[i] == '\n') p = (position){p.line + 1, 1};
        else if (((unsigned char)text[i] & 0xC0) != 0x80) p.column++;
    }
    return p;
}

static onr_status index_places(sheet *s, onr_err *err) {
    uint32_t n = s->doc->text_n / STEP + 1;
    s->table = onr_mem_zalloc(n, sizeof *s->table);
    if (!s->table) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while writing the sheet");
    s->table[0] = (position){1, 1};
    for (uint32_t i = 1; i < n; i++) s->table[i] = advance(s->table[i - 1], s->doc->text, (i - 1) * STEP, i * STEP);
    return ONR_OK;
}

static position place_of(const sheet *s, uint32_t at) {
    if (at > s->doc->text_n) at = s->doc->text_n;
    return advance(s->table[at / STEP], s->doc->text, at - at % STEP, at);
}

/* ---- words ------------------------------------------------------------------------------------------------------ */

static void style(sheet *s, const char *code) {
    if (s->options->colour) onr_buf_fmt(s->out, "\x1b[%sm", code);
}

/* Would this code point move the cursor or turn the text around it? */
static int hidden(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029;
}

/* One code point as a terminal may get it: a control becomes its picture (U+2400 on) or U+FFFD. */
static void show(sheet *s, uint32_t c) {
    char b[4];
    if (hidden(c)) c = c < 0x20 ? 0x2400 + c : c == 0x7F ? 0x2421 : ONR_UTF8_REPLACEMENT;
    onr_buf_add(s->out, b, onr_utf8_encode(c, b));
}

static unsigned width_of(uint32_t c) {
    int w = hidden(c) ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);
    return w > 0 ? (unsigned)w : 0;
}

static int blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/* Text on one line, its white space as single spaces. */
static void line_text(sheet *s, onr_slice t) {
    int space = 0, any = 0;
    for (size_t i = 0, k; i < t.n; i += k) {
        uint32_t c;
        k = onr_utf8_decode(t.p + i, t.n - i, &c);
        if (blank(t.p[i])) {
            space = any;
            continue;
        }
        if (space) onr_buf_char(s->out, ' ');
        space = 0;
        any = 1;
        show(s, c);
    }
}

static void line_string(sheet *s, const char *t) { line_text(s, onr_slice_of(t)); }
static void line_span(sheet *s, onr_span t) { line_text(s, onr_doc_slice(s->doc, t)); }

static void indent(sheet *s) {
    onr_buf_fmt(s->out, "%*s", INDENT, "");
    s->column = INDENT;
}

/* One word of wrapped text, on a new line when it does not fit the current one. */
static void wrapped_word(sheet *s, const char *p, size_t n) {
    unsigned w = 0;
    for (size_t i = 0, k; i < n; i += k) {
        uint32_t c;
        k = onr_utf8_decode(p + i, n - i, &c);
        w += width_of(c);
    }
    if (s->column > INDENT && s->column + 1 + w > s->options->width) {
        onr_buf_char(s->out, '\n');
        indent(s);
    } else if (s->column > INDENT) {
        onr_buf_char(s->out, ' ');
        s->column++;
    }
    for (size_t i = 0, k; i < n; i += k) {
        uint32_t c;
        k = onr_utf8_decode(p + i, n - i, &c);
        show(s, c);
    }
    s->column += w;
}

static void wrapped(sheet *s, onr_slice t) {
    for (size_t i = 0; i < t.n;) {
        size_t from = i;
        while (i < t.n && !blank(t.p[i])) i++;
        if (i > from) wrapped_word(s, t.p + from, i - from);
        while (i < t.n && blank(t.p[i])) i++;
    }
}

/* ---- the parts of a sheet --------------------------------------------------------------------------------------- */

static void head(sheet *s) {
    const onr_meta *m = &s->doc->meta;
    if (s->options->path) {
        style(s, "2");
        line_string(s, s->options->path);
        style(s, "0");
        onr_buf_char(s->out, '\n');
    }
    style(s, "1");
    if (onr_span_empty(m->title)) onr_buf_str(s->out, "(no title)");
    else line_span(s, m->title);
    style(s, "0");
    onr_buf_char(s->out, '\n');
    if (m->published.year) {
        onr_buf_fmt(s->out, "%04ld", (long)m->published.year);
        if (m->published.month) onr_buf_fmt(s->out, "-%02u", m->published.month);
        if (m->published.day) onr_buf_fmt(s->out, "-%02u", m->published.day);
        onr_buf_fmt(s->out, " (%s)", m->published_how ? m->published_how : "none");
    } else onr_buf_str(s->out, "no date");
    const char *more[] = {m->outlet, m->agency, m->url};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        if (!more[i]) continue;
        onr_buf_str(s->out, " \xC2\xB7 ");
        line_string(s, more[i]);
    }
    onr_buf_char(s->out, '\n');
}

/* The speaker's name, else the words that stand for the source. */
static void who(sheet *s, const onr_statement *t) {
    const onr_doc *doc = s->doc;
    const onr_entity *e = t->speaker < doc->entities_n ? &doc->entities[t->speaker] : NULL;
    style(s, "1");
    if (e) line_span(s, e->name);
    else if (!onr_span_empty(t->source)) line_span(s, t->source);
    else onr_buf_str(s->out, "nobody named");
    style(s, "0");
    if (e && !onr_span_empty(e->role)) {
        onr_buf_str(s->out, " \xE2\x80\x94 ");
        line_span(s, e->role);
    }
    onr_buf_char(s->out, '\n');
}

static void day(sheet *s, const onr_said_on *d) {
    onr_buf_fmt(s->out, "%04ld", (long)d->year);
    if (d->month) onr_buf_fmt(s->out, "-%02u", d->month);
    if (d->month && d->day) onr_buf_fmt(s->out, "-%02u", d->day);
}

/* " · to reporters · at a news conference · in a tweet · 2023-12-28": as far as the text says it. */
static void circumstances(sheet *s, const onr_statement *t) {
    const onr_span parts[] = {t->addressee, t->venue, t->medium};
    for (int i = 0; i < 3; i++) {
        if (onr_span_empty(parts[i])) continue;
        onr_buf_str(s->out, i ? " \xC2\xB7 " : " \xC2\xB7 to ");
        line_span(s, parts[i]);
    }
    if (!t->said_on.how || !t->said_on.year) return;
    onr_buf_str(s->out, " \xC2\xB7 ");
    day(s, &t->said_on);
}

static double sure(float confidence) { return confidence >= 0 && confidence <= 1 ? (double)confidence : 0; }

/* "went on to accuse (accuse) · mixed · denied · to reporters · 2023-12-28 · 12:1 · 0.94" */
static void manner(sheet *s, const onr_statement *t) {
    indent(s);
    style(s, "2");
    if (!onr_span_empty(t->cue)) line_span(s, t->cue);
    else onr_buf_str(s->out, "no cue");
    if (t->cue_class) onr_buf_fmt(s->out, " (%s)", t->cue_class);
    onr_buf_fmt(s->out, " \xC2\xB7 %s", onr_statement_type_word(t->type));
    if (t->polarity && !onr_slice_eq(onr_slice_of(t->polarity), ONR_SLICE("asserted")))
        onr_buf_fmt(s->out, " \xC2\xB7 %s", t->polarity);
    circumstances(s, t);
    if (t->content_n) {
        position p = place_of(s, t->content[0].start);
        onr_buf_fmt(s->out, " \xC2\xB7 %lu:%lu", (unsigned long)p.line, (unsigned long)p.column);
    }
    onr_buf_fmt(s->out, " \xC2\xB7 %.2f", sure(t->confidence));
    style(s, "0");
    onr_buf_char(s->out, '\n');
}

static void link_name(sheet *s, const onr_chain_link *link) {
    const onr_doc *doc = s->doc;
    if (link->entity < doc->entities_n) line_span(s, doc->entities[link->entity].name);
    else if (!onr_span_empty(link->span)) line_span(s, link->span);
    else if (link->role == ONR_LINK_OUTLET && doc->meta.outlet) line_string(s, doc->meta.outlet);
    else if (link->role == ONR_LINK_RELAY && doc->meta.agency) line_string(s, doc->meta.agency);
    else if (link->role == ONR_LINK_OUTLET) onr_buf_str(s->out, "the outlet");
    else onr_buf_str(s->out, "somebody");
}

static void links(sheet *s, const onr_chain_link *chain, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (i) onr_buf_str(s->out, " \xE2\x86\x92 ");
        link_name(s, &chain[i]);
    }
}

static void chain(sheet *s, const onr_statement *t) {
    if (!t->chain_n) return;
    indent(s);
    style(s, "2");
    onr_buf_str(s->out, "on the word of ");
    links(s, t->chain, t->chain_n);
    style(s, "0");
    onr_buf_char(s->out, '\n');
}

static void statement(sheet *s, uint32_t i) {
    const onr_statement *t = &s->doc->statements[i];
    onr_buf_fmt(s->out, "\n%3lu  ", (unsigned long)i + 1);
    who(s, t);
    manner(s, t);
    indent(s);
    for (uint32_t k = 0; k < t->content_n; k++) {
        if (k) wrapped(s, ONR_SLICE("\xE2\x80\xA6")); /* what stands between two pieces of a split quotation */
        wrapped(s, onr_doc_slice(s->doc, t->content[k]));
    }
    onr_buf_char(s->out, '\n');
    chain(s, t);
}

/* "at least 56", "36-40", "dozens": the value as far as it is known. */
static void value(sheet *s, const onr_value *v) {
    if (v->vague) {
        line_string(s, v->vague);
        return;
    }
    int one = v->has_low && v->has_high && v->low.digits == v->high.digits && v->low.places == v->high.places;
    if (v->approx) onr_buf_str(s->out, "about ");
    if (!v->has_high) onr_buf_str(s->out, v->low_open ? "more than " : "at least ");
    if (!v->has_low) onr_buf_str(s->out, v->high_open ? "under " : "up to ");
    if (v->has_low) onr_json_decimal(s->out, v->low);
    if (!one && v->has_low && v->has_high) onr_buf_str(s->out, "\xE2\x80\x93");
    if (!one && v->has_high) onr_json_decimal(s->out, v->high);
}

/* "at least 56 people · killed · Kerman · Ministry of Health → the outlet · 4:17 · 0.91" */
static void figure(sheet *s, const onr_figure *f) {
    position p = place_of(s, f->number.start);
    indent(s);
    style(s, "1");
    value(s, &f->value);
    style(s, "0");
    onr_span parts[] = {f->unit, f->where};
    for (int i = 0; i < 2; i++) {
        if (i) onr_buf_fmt(s->out, " \xC2\xB7 %s", onr_label_name(ONR_LABELS_MARK, f->effect));
        if (onr_span_empty(parts[i])) continue;
        onr_buf_str(s->out, i ? " \xC2\xB7 " : " ");
        line_span(s, parts[i]);
    }
    if (f->polarity[0] != 'a') onr_buf_fmt(s->out, " \xC2\xB7 %s", f->polarity);
    if (f->modality[0] != 'h') onr_buf_fmt(s->out, " \xC2\xB7 %s", f->modality);
    style(s, "2");
    onr_buf_str(s->out, " \xC2\xB7 ");
    links(s, f->chain, f->chain_n);
    onr_buf_fmt(s->out, " \xC2\xB7 %lu:%lu \xC2\xB7 %.2f", (unsigned long)p.line, (unsigned long)p.column,
                sure(f->confidence));
    style(s, "0");
    onr_buf_char(s->out, '\n');
}

static void figures(sheet *s) {
    if (!s->doc->figures_n) return;
    onr_buf_str(s->out, "\nFigures\n");
    for (uint32_t i = 0; i < s->doc->figures_n; i++) figure(s, &s->doc->figures[i]);
}

/* "20 · killed · sum.list · of 14 (4:17), 5 (4:40), 1 (4:71)": numbers that the text does not have. */
static void derived(sheet *s) {
    if (!s->doc->derived) return;
    onr_buf_str(s->out, "\nDerived, not in the text\n");
    if (!s->doc->derived_n) onr_buf_str(s->out, "     nothing\n");
    for (uint32_t i = 0; i < s->doc->derived_n; i++) {
        const onr_derived *d = &s->doc->derived[i];
        indent(s);
        value(s, &d->value);
        onr_buf_fmt(s->out, " \xC2\xB7 %s \xC2\xB7 %s \xC2\xB7 of ", onr_label_name(ONR_LABELS_MARK, d->effect),
                    d->rule);
        for (uint32_t k = 0; k < d->from_n; k++) {
            const onr_figure *f = &s->doc->figures[d->from[k]];
            position p = place_of(s, f->number.start);
            if (k) onr_buf_str(s->out, ", ");
            line_span(s, f->number);
            onr_buf_fmt(s->out, " (%lu:%lu)", (unsigned long)p.line, (unsigned long)p.column);
        }
        onr_buf_char(s->out, '\n');
    }
}

static void event_date(sheet *s, const onr_said_on *d) {
    if (!d->how || !d->year) {
        onr_buf_str(s->out, "(no date)  ");
        return;
    }
    day(s, d);
    onr_buf_str(s->out, "  ");
}

/* "Moscow (RUS GOV)", "?" where nobody is named. */
static void party(sheet *s, const onr_party *p) {
    if (onr_span_empty(p->span)) {
        onr_buf_char(s->out, '?');
        return;
    }
    line_span(s, p->span);
    if (p->code[0] || p->sector[0])
        onr_buf_fmt(s->out, " (%s%s%s)", p->code, p->code[0] && p->sector[0] ? " " : "", p->sector);
}

/* "2023-12-28  Moscow (RUS GOV) -> the town (NOR)  THREATEN/violence \"warned\" · future · Ada Brenn -> the outlet ·
 * 3:4 · 0.75" */
static void event(sheet *s, const onr_event *e) {
    position p = place_of(s, e->anchor.start);
    indent(s);
    event_date(s, &e->when);
    style(s, "1");
    party(s, &e->actor);
    onr_buf_str(s->out, " \xE2\x86\x92 ");
    party(s, &e->recipient);
    style(s, "0");
    onr_buf_fmt(s->out, "  %s%s%s ", onr_label_name(ONR_LABELS_MARK, e->type), e->mode ? "/" : "",
                e->mode ? e->mode : "");
    onr_buf_char(s->out, '"');
    line_span(s, e->anchor);
    onr_buf_fmt(s->out, "\" \xC2\xB7 %s \xC2\xB7 ", onr_label_name(ONR_LABELS_ATTR, e->modality));
    style(s, "2");
    links(s, e->chain, e->chain_n);
    onr_buf_fmt(s->out, " \xC2\xB7 %lu:%lu \xC2\xB7 %.2f", (unsigned long)p.line, (unsigned long)p.column,
                sure(e->confidence));
    if (e->same_as < s->doc->events_n) {
        position q = place_of(s, s->doc->events[e->same_as].anchor.start);
        onr_buf_fmt(s->out, " \xC2\xB7 told before at %lu:%lu", (unsigned long)q.line, (unsigned long)q.column);
    }
    style(s, "0");
    onr_buf_char(s->out, '\n');
}

static void events(sheet *s) {
    if (!s->doc->events_n) return;
    onr_buf_str(s->out, "\nActs\n");
    for (uint32_t i = 0; i < s->doc->events_n; i++) event(s, &s->doc->events[i]);
}

static void quotations(sheet *s) {
    const onr_doc *doc = s->doc;
    if (!doc->quotations_n) return;
    onr_buf_str(s->out, "\nQuoted, but nobody's statement\n");
    for (uint32_t i = 0; i < doc->quotations_n; i++) {
        const onr_quotation *q = &doc->quotations[i];
        position p = place_of(s, q->span.start);
        indent(s);
        line_span(s, q->span);
        onr_buf_fmt(s->out, " (%s \xC2\xB7 %lu:%lu)\n", q->kind ? q->kind : "unattributed", (unsigned long)p.line,
                    (unsigned long)p.column);
    }
}

static void warnings(sheet *s) {
    const onr_doc *doc = s->doc;
    if (!doc->warnings_n) return;
    onr_buf_str(s->out, "\nWarnings\n");
    for (uint32_t i = 0; i < doc->warnings_n; i++) {
        const onr_warning *w = &doc->warnings[i];
        indent(s);
        style(s, "33");
        line_string(s, w->message);
        style(s, "0");
        if (!onr_span_empty(w->span)) {
            position p = place_of(s, w->span.start);
            onr_buf_fmt(s->out, " (%lu:%lu)", (unsigned long)p.line, (unsigned long)p.column);
        }
        onr_buf_char(s->out, '\n');
    }
}

onr_status cli_sheet(const onr_doc *doc, const cli_sheet_options *options, onr_buf *out, onr_err *err) {
    sheet s = {.doc = doc, .options = options, .out = out};
    onr_status st = index_places(&s, err);
    if (st != ONR_OK) return st;
    head(&s);
    if (!doc->statements_n) onr_buf_str(out, "\nNo statements.\n");
    for (uint32_t i = 0; i < doc->statements_n; i++) statement(&s, i);
    figures(&s);
    derived(&s);
    events(&s);
    quotations(&s);
    warnings(&s);
    onr_mem_free(s.table);
    if (onr_buf_failed(out)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while writing the sheet");
    return ONR_OK;
}
