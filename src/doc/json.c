/* The JSON writer. RFC 8259.
 *
 * Method: one function a record, each a straight list of its fields in the order of the schema. `key` and `item` put
 * the comma where the last byte written says that a value came before. A failed buffer swallows everything after, so
 * only the end is tested. Mentions are grouped by entity with one pass and two index arrays: O(text + records).
 */
#include "doc/json.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/vocab.h"

typedef struct writer {
    onr_buf *out;
    const onr_doc *doc;
    onr_json_parts *parts; /* NULL: nobody asks */
} writer;

/* Where the next value starts: behind the comma that `item` would write. */
static size_t part_start(const writer *w) {
    char last = w->out->n ? w->out->p[w->out->n - 1] : '{';
    return w->out->n + (last == '}' || last == ']');
}

static void part_end(writer *w, onr_json_kind kind, size_t start) {
    onr_json_parts *l = w->parts;
    if (!l || l->failed || onr_buf_failed(w->out)) return;
    if (l->n == l->cap) {
        size_t cap = l->cap ? 2 * l->cap : 64;
        onr_json_part *p = onr_mem_realloc(l->p, cap * sizeof *p);
        if (!p) {
            l->failed = 1;
            return;
        }
        l->p = p;
        l->cap = cap;
    }
    l->p[l->n++] = (onr_json_part){kind, start, w->out->n};
}

/* ---- values ----------------------------------------------------------------------------------------------------- */

/* A comma, unless this is the first value of its object or list. */
static void item(writer *w) {
    char last = w->out->n ? w->out->p[w->out->n - 1] : '{';
    if (last != '{' && last != '[' && last != ':' && last != '\n') onr_buf_char(w->out, ',');
}

static void key(writer *w, const char *name) {
    item(w);
    onr_buf_char(w->out, '"');
    onr_buf_str(w->out, name);
    onr_buf_str(w->out, "\":");
}

static void open_with(writer *w, char bracket) {
    item(w);
    onr_buf_char(w->out, bracket);
}

static void close_with(writer *w, char bracket) { onr_buf_char(w->out, bracket); }

static void string_or_null(writer *w, const char *name, const char *value) {
    key(w, name);
    if (value) onr_json_string(w->out, onr_slice_of(value));
    else onr_buf_str(w->out, "null");
}

/* An entity's id is its place in the list: "e1" is the first. */
static void entity_id(writer *w, const char *name, uint32_t entity) {
    key(w, name);
    if (entity < w->doc->entities_n) onr_buf_fmt(w->out, "\"e%lu\"", (unsigned long)entity + 1);
    else onr_buf_str(w->out, "null");
}

/* A stretch of the page that the document came from. */
static void page(writer *w, uint64_t start, uint64_t end) {
    key(w, "page");
    open_with(w, '{');
    key(w, "start");
    onr_buf_fmt(w->out, "%llu", (unsigned long long)start);
    key(w, "end");
    onr_buf_fmt(w->out, "%llu", (unsigned long long)end);
    close_with(w, '}');
}

static int is_page(const onr_doc *doc) {
    return doc->map_n && doc->source.media_type && strcmp(doc->source.media_type, "text/html") == 0;
}

static void span_fields(writer *w, onr_span s) {
    key(w, "start");
    onr_buf_fmt(w->out, "%lu", (unsigned long)s.start);
    key(w, "end");
    onr_buf_fmt(w->out, "%lu", (unsigned long)s.end);
    key(w, "text");
    onr_json_string(w->out, onr_doc_slice(w->doc, s));
    if (!is_page(w->doc)) return;
    uint64_t start, end;
    onr_doc_source_span(w->doc, s, &start, &end);
    page(w, start, end);
}

static void span(writer *w, onr_span s) {
    open_with(w, '{');
    span_fields(w, s);
    close_with(w, '}');
}

static void span_or_null(writer *w, const char *name, onr_span s) {
    key(w, name);
    if (onr_span_empty(s)) onr_buf_str(w->out, "null");
    else span(w, s);
}

static void spans(writer *w, const char *name, const onr_span *list, uint32_t n) {
    key(w, name);
    open_with(w, '[');
    for (uint32_t i = 0; i < n; i++) span(w, list[i]);
    close_with(w, ']');
}

/* "2023", "2023-12" or "2023-12-28", as much as is known; null without a year. */
static void date(writer *w, int32_t year, unsigned month, unsigned day) {
    key(w, "date");
    if (!year) {
        onr_buf_str(w->out, "null");
        return;
    }
    onr_buf_fmt(w->out, "\"%04ld", (long)year);
    if (month) onr_buf_fmt(w->out, "-%02u", month);
    if (month && day) onr_buf_fmt(w->out, "-%02u", day);
    onr_buf_char(w->out, '"');
}

static void confidence(writer *w, float p) {
    key(w, "confidence");
    onr_json_thousandths(w->out, p);
}

/* ---- the document ----------------------------------------------------------------------------------------------- */

static void write_source(writer *w) {
    const onr_source *s = &w->doc->source;
    key(w, "source");
    open_with(w, '{');
    string_or_null(w, "locator", s->path);
    string_or_null(w, "media_type", s->media_type);
    string_or_null(w, "sha256", s->sha256[0] ? s->sha256 : NULL);
    key(w, "bytes");
    onr_buf_fmt(w->out, "%llu", (unsigned long long)s->bytes);
    close_with(w, '}');
}

/* Every date that a page gives for itself; absent where the document came from no page. */
static void write_seen(writer *w) {
    const onr_meta *m = &w->doc->meta;
    if (!is_page(w->doc)) return;
    key(w, "dates_seen");
    open_with(w, '[');
    for (uint32_t i = 0; i < m->seen_n; i++) {
        const onr_seen_date *x = &m->seen[i];
        open_with(w, '{');
        date(w, x->date.year, x->date.month, x->date.day);
        string_or_null(w, "place", x->place);
        key(w, "updated");
        onr_buf_str(w->out, x->updated ? "true" : "false");
        page(w, x->start, x->end);
        close_with(w, '}');
    }
    close_with(w, ']');
}

static void write_document(writer *w) {
    const onr_doc *doc = w->doc;
    const onr_meta *m = &doc->meta;
    key(w, "document");
    size_t start = part_start(w);
    open_with(w, '{');
    string_or_null(w, "id", m->id[0] ? m->id : NULL);
    key(w, "title");
    if (onr_span_empty(m->title)) onr_buf_str(w->out, "null");
    else onr_json_string(w->out, onr_doc_slice(doc, m->title));
    key(w, "published");
    open_with(w, '{');
    date(w, m->published.year, m->published.month, m->published.day);
    string_or_null(w, "how", m->published_how ? m->published_how : "none");
    close_with(w, '}');
    write_seen(w);
    string_or_null(w, "outlet", m->outlet);
    string_or_null(w, "url", m->url);
    string_or_null(w, "language", m->language);
    key(w, "authors");
    open_with(w, '[');
    for (uint32_t i = 0; i < m->authors_n; i++) {
        item(w);
        onr_json_string(w->out, onr_slice_of(m->authors[i]));
    }
    close_with(w, ']');
    string_or_null(w, "agency", m->agency);
    write_source(w);
    key(w, "text");
    size_t text = part_start(w);
    onr_json_string(w->out, (onr_slice){doc->text, doc->text_n});
    part_end(w, ONR_JSON_TEXT, text);
    key(w, "warnings");
    open_with(w, '[');
    for (uint32_t i = 0; i < doc->warnings_n; i++) {
        item(w);
        onr_json_string(w->out, onr_slice_of(doc->warnings[i].message));
    }
    close_with(w, ']');
    close_with(w, '}');
    part_end(w, ONR_JSON_DOCUMENT, start);
}

/* ---- entities --------------------------------------------------------------------------------------------------- */

static void write_mention(writer *w, const onr_mention *m) {
    open_with(w, '{');
    span_fields(w, m->span);
    string_or_null(w, "form", onr_mention_form_word(m->form));
    close_with(w, '}');
}

/* first[e] is the first mention of entity e, next[m] the one after mention m of the same entity. */
static void write_entity(writer *w, uint32_t e, const uint32_t *first, const uint32_t *next) {
    const onr_entity *x = &w->doc->entities[e];
    size_t start = part_start(w);
    open_with(w, '{');
    entity_id(w, "id", e);
    key(w, "name");
    onr_json_string(w->out, onr_doc_slice(w->doc, x->name));
    string_or_null(w, "kind", onr_entity_kind_word(x->kind));
    span_or_null(w, "role", x->role);
    string_or_null(w, "country", x->country);
    string_or_null(w, "country_how", x->country_how);
    key(w, "mentions");
    open_with(w, '[');
    for (uint32_t m = first[e]; m != ONR_NONE; m = next[m]) write_mention(w, &w->doc->mentions[m]);
    close_with(w, ']');
    close_with(w, '}');
    part_end(w, ONR_JSON_ENTITY, start);
}

static onr_status write_entities(writer *w, onr_err *err) {
    const onr_doc *doc = w->doc;
    size_t n = (size_t)doc->entities_n + doc->mentions_n;
    uint32_t *first = n ? onr_mem_zalloc(n, sizeof *first) : NULL;
    if (n && !first) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while writing the entities");
    uint32_t *next = first ? first + doc->entities_n : NULL;
    for (uint32_t e = 0; e < doc->entities_n; e++) first[e] = ONR_NONE;
    for (uint32_t m = doc->mentions_n; m-- > 0;) { /* backwards, so that each list runs forwards */
        uint32_t e = doc->mentions[m].entity;
        if (e >= doc->entities_n) continue;
        next[m] = first[e];
        first[e] = m;
    }
    key(w, "entities");
    open_with(w, '[');
    for (uint32_t e = 0; e < doc->entities_n; e++) write_entity(w, e, first, next);
    close_with(w, ']');
    onr_mem_free(first);
    return ONR_OK;
}

/* ---- dates ------------------------------------------------------------------------------------------------------ */

static void day_or_null(writer *w, const char *name, onr_date d) {
    key(w, name);
    if (d.year) onr_buf_fmt(w->out, "\"%04ld-%02u-%02u\"", (long)d.year, d.month, d.day);
    else onr_buf_str(w->out, "null");
}

static void write_when(writer *w, const onr_when *x) {
    onr_date d = onr_when_date(x);
    open_with(w, '{');
    span_fields(w, x->span);
    string_or_null(w, "kind", onr_when_kind_word(x->kind));
    date(w, d.year, d.month, d.day);
    string_or_null(w, "grain", onr_when_grain_word(x->grain));
    string_or_null(w, "how", onr_when_how_word(x->how));
    day_or_null(w, "from", x->from);
    day_or_null(w, "to", x->to);
    string_or_null(w, "value", x->value[0] ? x->value : NULL);
    close_with(w, '}');
}

static void write_dates(writer *w) {
    key(w, "dates");
    size_t start = part_start(w);
    open_with(w, '[');
    for (uint32_t i = 0; i < w->doc->dates_n; i++) write_when(w, &w->doc->dates[i]);
    close_with(w, ']');
    part_end(w, ONR_JSON_DATES, start);
}

/* ---- statements and quotations ---------------------------------------------------------------------------------- */

static void write_link(writer *w, const onr_chain_link *link) {
    const onr_doc *doc = w->doc;
    open_with(w, '{');
    string_or_null(w, "role", onr_chain_role_word(link->role));
    entity_id(w, "entity", link->entity);
    key(w, "name");
    if (link->entity < doc->entities_n) onr_json_string(w->out, onr_doc_slice(doc, doc->entities[link->entity].name));
    else if (!onr_span_empty(link->span)) onr_json_string(w->out, onr_doc_slice(doc, link->span));
    else if (link->role == ONR_LINK_OUTLET && doc->meta.outlet) onr_json_string(w->out, onr_slice_of(doc->meta.outlet));
    else if (link->role == ONR_LINK_RELAY && doc->meta.agency) onr_json_string(w->out, onr_slice_of(doc->meta.agency));
    else onr_buf_str(w->out, "null");
    span_or_null(w, "span", link->span);
    close_with(w, '}');
}

static void write_chain(writer *w, const onr_chain_link *chain, uint32_t n) {
    key(w, "chain");
    open_with(w, '[');
    for (uint32_t i = 0; i < n; i++) write_link(w, &chain[i]);
    close_with(w, ']');
}

static void write_said_on(writer *w, const char *name, const onr_said_on *s) {
    key(w, name);
    if (!s->how) {
        onr_buf_str(w->out, "null");
        return;
    }
    open_with(w, '{');
    date(w, s->year, s->month, s->day);
    string_or_null(w, "grain", s->grain);
    string_or_null(w, "how", s->how);
    span_or_null(w, "span", s->span);
    close_with(w, '}');
}

static void write_statement(writer *w, const onr_statement *s) {
    size_t start = part_start(w);
    open_with(w, '{');
    string_or_null(w, "id", s->id);
    string_or_null(w, "type", onr_statement_type_word(s->type));
    span_or_null(w, "source", s->source);
    entity_id(w, "speaker", s->speaker);
    span_or_null(w, "cue", s->cue);
    string_or_null(w, "cue_class", s->cue_class);
    spans(w, "content", s->content, s->content_n);
    spans(w, "quoted", s->quoted, s->quoted_n);
    span_or_null(w, "addressee", s->addressee);
    span_or_null(w, "venue", s->venue);
    span_or_null(w, "medium", s->medium);
    write_said_on(w, "said_on", &s->said_on);
    string_or_null(w, "polarity", s->polarity ? s->polarity : "asserted");
    string_or_null(w, "within", s->within < w->doc->statements_n ? w->doc->statements[s->within].id : NULL);
    write_chain(w, s->chain, s->chain_n);
    confidence(w, s->confidence);
    string_or_null(w, "rule", s->rule);
    close_with(w, '}');
    part_end(w, ONR_JSON_STATEMENT, start);
}

static void write_quotation(writer *w, const onr_quotation *q) {
    size_t start = part_start(w);
    open_with(w, '{');
    string_or_null(w, "id", q->id);
    string_or_null(w, "kind", q->kind);
    span_or_null(w, "span", q->span);
    string_or_null(w, "rule", q->rule);
    close_with(w, '}');
    part_end(w, ONR_JSON_QUOTATION, start);
}

/* ---- events ----------------------------------------------------------------------------------------------------- */

static void write_party(writer *w, const char *name, const onr_party *p) {
    key(w, name);
    if (onr_span_empty(p->span)) {
        onr_buf_str(w->out, "null");
        return;
    }
    open_with(w, '{');
    entity_id(w, "entity", p->entity);
    span_or_null(w, "span", p->span);
    string_or_null(w, "code", p->code[0] ? p->code : NULL);
    string_or_null(w, "sector", p->sector[0] ? p->sector : NULL);
    close_with(w, '}');
}

/* The id of a figure. */
static void write_magnitude(writer *w, uint32_t figure) {
    item(w);
    if (figure < w->doc->figures_n) onr_json_string(w->out, onr_slice_of(w->doc->figures[figure].id));
    else onr_buf_str(w->out, "null");
}

static void write_place(writer *w, onr_span s, uint32_t entity) {
    key(w, "where");
    if (onr_span_empty(s)) {
        onr_buf_str(w->out, "null");
        return;
    }
    open_with(w, '{');
    entity_id(w, "entity", entity);
    span_or_null(w, "span", s);
    close_with(w, '}');
}

static void write_event(writer *w, const onr_event *e) {
    size_t start = part_start(w);
    open_with(w, '{');
    string_or_null(w, "id", e->id);
    string_or_null(w, "type", onr_label_name(ONR_LABELS_MARK, e->type));
    string_or_null(w, "mode", e->mode);
    string_or_null(w, "cameo", e->cameo);
    span_or_null(w, "anchor", e->anchor);
    write_party(w, "actor", &e->actor);
    write_party(w, "recipient", &e->recipient);
    string_or_null(w, "modality", onr_label_name(ONR_LABELS_ATTR, e->modality));
    span_or_null(w, "modality_span", e->modality_span);
    write_said_on(w, "when", &e->when);
    write_place(w, e->where, e->where_entity);
    key(w, "magnitude");
    open_with(w, '[');
    for (uint32_t i = 0; i < e->magnitude_n; i++) write_magnitude(w, e->magnitude[i]);
    close_with(w, ']');
    string_or_null(w, "same_as", e->same_as < w->doc->events_n ? w->doc->events[e->same_as].id : NULL);
    write_chain(w, e->chain, e->chain_n);
    confidence(w, e->confidence);
    string_or_null(w, "rule", e->rule);
    close_with(w, '}');
    part_end(w, ONR_JSON_EVENT, start);
}

static void write_events(writer *w) {
    key(w, "events");
    open_with(w, '[');
    for (uint32_t i = 0; i < w->doc->events_n; i++) write_event(w, &w->doc->events[i]);
    close_with(w, ']');
}

/* ---- figures ---------------------------------------------------------------------------------------------------- */

static void decimal_or_null(writer *w, const char *name, onr_decimal d, int there) {
    key(w, name);
    if (there) onr_json_decimal(w->out, d);
    else onr_buf_str(w->out, "null");
}

static void boolean(writer *w, const char *name, int value) {
    key(w, name);
    onr_buf_str(w->out, value ? "true" : "false");
}

static void write_value(writer *w, const onr_value *v) {
    key(w, "value");
    open_with(w, '{');
    decimal_or_null(w, "low", v->low, v->has_low);
    decimal_or_null(w, "high", v->high, v->has_high);
    boolean(w, "low_open", v->low_open);
    boolean(w, "high_open", v->high_open);
    boolean(w, "approx", v->approx);
    string_or_null(w, "vague", v->vague);
    close_with(w, '}');
}

/* The date that a figure refers to, in the form of said_on. */
static void write_date_of(writer *w, const char *name, uint32_t i) {
    onr_said_on s = {.how = NULL};
    if (i < w->doc->dates_n) {
        const onr_when *x = &w->doc->dates[i];
        onr_date d = onr_when_date(x);
        s = (onr_said_on){d.year, d.month, d.day, onr_when_grain_word(x->grain), onr_when_how_word(x->how), x->span};
    }
    write_said_on(w, name, &s);
}

static void write_figure(writer *w, const onr_figure *f) {
    size_t start = part_start(w);
    open_with(w, '{');
    string_or_null(w, "id", f->id);
    span_or_null(w, "text", f->text);
    span_or_null(w, "number", f->number);
    write_value(w, &f->value);
    string_or_null(w, "effect", onr_label_name(ONR_LABELS_MARK, f->effect));
    span_or_null(w, "unit", f->unit);
    span_or_null(w, "who", f->who);
    span_or_null(w, "where", f->where);
    span_or_null(w, "period", f->period);
    string_or_null(w, "currency", f->currency);
    decimal_or_null(w, "scale", (onr_decimal){f->scale, 0}, f->scale != 0);
    string_or_null(w, "of", f->of < w->doc->figures_n ? w->doc->figures[f->of].id : NULL);
    string_or_null(w, "relation", f->relation ? onr_relation_word(f->relation) : NULL);
    string_or_null(w, "accrual", f->accrual);
    write_date_of(w, "since", f->since);
    write_date_of(w, "as_of", f->as_of);
    write_date_of(w, "on", f->on);
    string_or_null(w, "polarity", f->polarity);
    string_or_null(w, "modality", f->modality);
    span_or_null(w, "caveat", f->caveat);
    write_chain(w, f->chain, f->chain_n);
    confidence(w, f->confidence);
    string_or_null(w, "rule", f->rule);
    close_with(w, '}');
    part_end(w, ONR_JSON_FIGURE, start);
}

/* Only where it was asked for. */
static void write_derived(writer *w) {
    const onr_doc *doc = w->doc;
    if (!doc->derived) return;
    key(w, "derived");
    open_with(w, '[');
    for (uint32_t i = 0; i < doc->derived_n; i++) {
        const onr_derived *d = &doc->derived[i];
        open_with(w, '{');
        string_or_null(w, "id", d->id);
        string_or_null(w, "rule", d->rule);
        write_value(w, &d->value);
        string_or_null(w, "effect", onr_label_name(ONR_LABELS_MARK, d->effect));
        key(w, "from");
        open_with(w, '[');
        for (uint32_t k = 0; k < d->from_n; k++) write_magnitude(w, d->from[k]);
        close_with(w, ']');
        close_with(w, '}');
    }
    close_with(w, ']');
}

static void write_records(writer *w) {
    const onr_doc *doc = w->doc;
    key(w, "statements");
    open_with(w, '[');
    for (uint32_t i = 0; i < doc->statements_n; i++) write_statement(w, &doc->statements[i]);
    close_with(w, ']');
    key(w, "figures");
    open_with(w, '[');
    for (uint32_t i = 0; i < doc->figures_n; i++) write_figure(w, &doc->figures[i]);
    close_with(w, ']');
    write_events(w);
    key(w, "quotations");
    open_with(w, '[');
    for (uint32_t i = 0; i < doc->quotations_n; i++) write_quotation(w, &doc->quotations[i]);
    close_with(w, ']');
    write_derived(w);
}

static void write_run(writer *w, const onr_json_run *run) {
    key(w, "run");
    size_t start = part_start(w);
    open_with(w, '{');
    string_or_null(w, "program", run->program);
    string_or_null(w, "model", run->model);
    key(w, "stages");
    open_with(w, '{');
    for (size_t i = 0; i < run->stages_n; i++) {
        key(w, run->stages[i].name);
        onr_buf_fmt(w->out, "%u", run->stages[i].version);
    }
    close_with(w, '}');
    close_with(w, '}');
    part_end(w, ONR_JSON_RUN, start);
}

static onr_status write_all(const onr_doc *doc, const onr_json_run *run, onr_buf *out, onr_json_parts *parts,
                            onr_err *err) {
    writer w = {out, doc, parts};
    onr_buf_char(out, '{');
    write_document(&w);
    onr_status st = write_entities(&w, err);
    if (st != ONR_OK) return st;
    write_dates(&w);
    write_records(&w);
    write_run(&w, run);
    onr_buf_str(out, "}\n");
    if (!onr_buf_failed(out)) return ONR_OK;
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "the JSON would be over %zu bytes", out->max);
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while writing the JSON");
}

onr_status onr_json_write(const onr_doc *doc, const onr_json_run *run, onr_buf *out, onr_err *err) {
    return write_all(doc, run, out, NULL, err);
}

onr_status onr_json_write_parts(const onr_doc *doc, const onr_json_run *run, onr_buf *out, onr_json_parts *parts,
                                onr_err *err) {
    parts->n = 0;
    parts->failed = 0;
    onr_status st = write_all(doc, run, out, parts, err);
    if (st == ONR_OK && parts->failed) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while writing the JSON");
    return st;
}

void onr_json_parts_clear(onr_json_parts *parts) {
    onr_mem_free(parts->p);
    *parts = (onr_json_parts){0};
}
