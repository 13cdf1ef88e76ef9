/* Layers as text. One printer a layer, chosen by a table; each walks its array once. The words of an item are written
 * by onr_json_string, so a line is always one line. */
#include "doc/print.h"

#include <string.h>

#include "doc/json.h"
#include "doc/vocab.h"

#define UL(x) ((unsigned long)(x))

static void words(const onr_doc *doc, onr_span s, onr_buf *out) {
    onr_buf_char(out, ' ');
    onr_json_string(out, onr_doc_slice(doc, s));
    onr_buf_char(out, '\n');
}

static void place(onr_span s, onr_buf *out) { onr_buf_fmt(out, " %lu-%lu", UL(s.start), UL(s.end)); }

/* key=start-end, or nothing for an absent span */
static void named_place(const char *name, onr_span s, onr_buf *out) {
    if (!onr_span_empty(s)) onr_buf_fmt(out, " %s=%lu-%lu", name, UL(s.start), UL(s.end));
}

static void index_or_dash(const char *name, uint32_t i, onr_buf *out) {
    if (i == ONR_NONE) onr_buf_fmt(out, " %s=-", name);
    else onr_buf_fmt(out, " %s=%lu", name, UL(i));
}

static void meta_text(const char *name, const char *value, onr_buf *out) {
    onr_buf_fmt(out, "meta %s ", name);
    if (value) onr_json_string(out, onr_slice_of(value));
    else onr_buf_char(out, '-');
    onr_buf_char(out, '\n');
}

static void print_meta(const onr_doc *doc, onr_buf *out) {
    const onr_meta *m = &doc->meta;
    if (!onr_span_empty(m->title)) {
        onr_buf_str(out, "meta title");
        place(m->title, out);
        words(doc, m->title, out);
    }
    onr_buf_fmt(out, "meta published %04ld-%02u-%02u %s\n", (long)m->published.year, m->published.month,
                m->published.day, m->published_how ? m->published_how : "none");
    meta_text("outlet", m->outlet, out);
    meta_text("url", m->url, out);
    meta_text("language", m->language, out);
    meta_text("agency", m->agency, out);
}

static void print_map(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->map_n; i++)
        onr_buf_fmt(out, "run %lu text=%lu byte=%llu %s\n", UL(i), UL(doc->map[i].text),
                    (unsigned long long)doc->map[i].byte, doc->map[i].same ? "same" : "replaced");
}

static void print_blocks(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->blocks_n; i++) {
        onr_buf_fmt(out, "block %lu", UL(i));
        place(doc->blocks[i].span, out);
        onr_buf_fmt(out, " %s", onr_block_kind_word(doc->blocks[i].kind));
        words(doc, doc->blocks[i].span, out);
    }
}

static void print_tokens(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->tokens_n; i++) {
        const onr_token *t = &doc->tokens[i];
        onr_buf_fmt(out, "token %lu", UL(i));
        place((onr_span){t->start, t->end}, out);
        onr_buf_fmt(out, " block=%lu", UL(t->block));
        if (t->flags & ONR_TOKEN_SPACE_AFTER) onr_buf_str(out, " space");
        if (t->flags & ONR_TOKEN_MWT_HEAD) onr_buf_str(out, " mwt-head");
        if (t->flags & ONR_TOKEN_MWT_TAIL) onr_buf_str(out, " mwt-tail");
        words(doc, (onr_span){t->start, t->end}, out);
    }
}

static void print_sents(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->sents_n; i++) {
        const onr_sent *s = &doc->sents[i];
        onr_buf_fmt(out, "sent %lu %lu-%lu%s", UL(i), UL(s->tok.from), UL(s->tok.to), s->cut ? " cut" : "");
        words(doc, onr_doc_tokens_span(doc, s->tok), out);
    }
}

static void print_tags(const onr_doc *doc, onr_buf *out) {
    if (!doc->tags && !doc->arcs && !doc->lemmas) return;
    for (uint32_t i = 0; i < doc->tokens_n; i++) {
        onr_buf_fmt(out, "tag %lu", UL(i));
        if (doc->tags)
            onr_buf_fmt(out, " %s %s", onr_label_name(ONR_LABELS_UPOS, doc->tags[i].upos),
                        onr_label_name(ONR_LABELS_XPOS, doc->tags[i].xpos));
        if (doc->arcs) {
            onr_buf_fmt(out, " %s", onr_label_name(ONR_LABELS_DEPREL, doc->arcs[i].rel));
            index_or_dash("head", doc->arcs[i].head, out);
        }
        if (doc->lemmas) {
            onr_buf_str(out, " lemma=");
            onr_json_string(out, doc->lemmas[i]);
        }
        words(doc, (onr_span){doc->tokens[i].start, doc->tokens[i].end}, out);
    }
}

static void print_names(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->names_n; i++) {
        const onr_name *x = &doc->names[i];
        onr_buf_fmt(out, "name %lu %lu-%lu %s %.2f", UL(i), UL(x->tok.from), UL(x->tok.to),
                    onr_label_name(ONR_LABELS_NAME, x->kind), (double)x->score);
        words(doc, onr_doc_tokens_span(doc, x->tok), out);
    }
}

static void print_marks(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->marks_n; i++) {
        const onr_mark *m = &doc->marks[i];
        onr_buf_fmt(out, "mark %lu %lu-%lu %s %s %s %.2f", UL(i), UL(m->tok.from), UL(m->tok.to),
                    onr_mark_layer_word(m->layer), onr_label_name(ONR_LABELS_MARK, m->kind),
                    onr_label_name(ONR_LABELS_ATTR, m->attr), (double)m->score);
        words(doc, onr_doc_tokens_span(doc, m->tok), out);
    }
}

static void print_links(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->links_n; i++) {
        const onr_link *l = &doc->links[i];
        onr_buf_fmt(out, "link %lu mark=%lu %s %lu-%lu %.2f", UL(i), UL(l->mark),
                    onr_label_name(ONR_LABELS_ROLE, l->role), UL(l->tok.from), UL(l->tok.to), (double)l->score);
        words(doc, onr_doc_tokens_span(doc, l->tok), out);
    }
}

static void print_quotes(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->quotes_n; i++) {
        const onr_quote *q = &doc->quotes[i];
        onr_buf_fmt(out, "quote %lu", UL(i));
        place(q->span, out);
        named_place("inner", q->inner, out);
        onr_buf_fmt(out, " %s depth=%u", onr_quote_marks_word(q->marks), q->depth);
        if (q->flags & ONR_QUOTE_UNCLOSED) onr_buf_str(out, " unclosed");
        if (q->flags & ONR_QUOTE_UNOPENED) onr_buf_str(out, " unopened");
        if (q->parent != ONR_NONE) index_or_dash("parent", q->parent, out);
        if (q->next != ONR_NONE) index_or_dash("next", q->next, out);
        words(doc, q->span, out);
    }
}

static void named_day(const char *name, onr_date d, onr_buf *out) {
    if (d.year) onr_buf_fmt(out, " %s=%04ld-%02u-%02u", name, (long)d.year, d.month, d.day);
}

static void print_dates(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->dates_n; i++) {
        const onr_when *w = &doc->dates[i];
        onr_buf_fmt(out, "date %lu", UL(i));
        place(w->span, out);
        onr_buf_fmt(out, " %s %s %s %s", onr_when_kind_word(w->kind), w->value[0] ? w->value : "-",
                    onr_when_grain_word(w->grain), onr_when_how_word(w->how));
        named_day("from", w->from, out);
        named_day("to", w->to, out);
        words(doc, w->span, out);
    }
}

static void print_entities(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->entities_n; i++) {
        const onr_entity *e = &doc->entities[i];
        onr_buf_fmt(out, "entity %lu", UL(i));
        place(e->name, out);
        onr_buf_fmt(out, " %s", onr_entity_kind_word(e->kind));
        named_place("role", e->role, out);
        if (e->country) onr_buf_fmt(out, " %s(%s)", e->country, e->country_how ? e->country_how : "-");
        words(doc, e->name, out);
    }
}

static void print_mentions(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->mentions_n; i++) {
        onr_buf_fmt(out, "mention %lu", UL(i));
        place(doc->mentions[i].span, out);
        index_or_dash("entity", doc->mentions[i].entity, out);
        onr_buf_fmt(out, " %s", onr_mention_form_word(doc->mentions[i].form));
        words(doc, doc->mentions[i].span, out);
    }
}

static void print_chain(const onr_chain_link *chain, uint32_t n, onr_buf *out) {
    onr_buf_str(out, " chain=");
    for (uint32_t i = 0; i < n; i++) {
        onr_buf_fmt(out, "%s%s", i ? ">" : "", onr_chain_role_word(chain[i].role));
        if (chain[i].entity != ONR_NONE) onr_buf_fmt(out, ":%lu", UL(chain[i].entity));
    }
}

/* The head line, then one line a span of content: a split quotation has several. */
static void print_statement(const onr_doc *doc, uint32_t i, onr_buf *out) {
    const onr_statement *s = &doc->statements[i];
    onr_buf_fmt(out, "statement %lu %s %s %s", UL(i), onr_statement_type_word(s->type),
                s->cue_class ? s->cue_class : "-", s->polarity ? s->polarity : "asserted");
    index_or_dash("speaker", s->speaker, out);
    named_place("source", s->source, out);
    named_place("cue", s->cue, out);
    named_place("addressee", s->addressee, out);
    named_place("venue", s->venue, out);
    named_place("medium", s->medium, out);
    if (s->said_on.how)
        onr_buf_fmt(out, " said_on=%04ld-%02u-%02u(%s)", (long)s->said_on.year, s->said_on.month, s->said_on.day,
                    s->said_on.how);
    if (s->within != ONR_NONE) index_or_dash("within", s->within, out);
    print_chain(s->chain, s->chain_n, out);
    onr_buf_fmt(out, " confidence=%.3f rule=%s", (double)s->confidence, s->rule ? s->rule : "-");
    words(doc, s->source, out);
    for (uint32_t k = 0; k < s->content_n; k++) {
        onr_buf_fmt(out, "content %lu", UL(i));
        place(s->content[k], out);
        words(doc, s->content[k], out);
    }
    for (uint32_t k = 0; k < s->quoted_n; k++) {
        onr_buf_fmt(out, "quoted %lu", UL(i));
        place(s->quoted[k], out);
        words(doc, s->quoted[k], out);
    }
}

static void print_statements(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->statements_n; i++) print_statement(doc, i, out);
}

static void print_quotations(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->quotations_n; i++) {
        const onr_quotation *q = &doc->quotations[i];
        onr_buf_fmt(out, "quotation %lu", UL(i));
        place(q->span, out);
        onr_buf_fmt(out, " %s rule=%s", q->kind ? q->kind : "-", q->rule ? q->rule : "-");
        words(doc, q->span, out);
    }
}

static void print_party(const char *name, const onr_party *p, onr_buf *out) {
    if (onr_span_empty(p->span)) return;
    named_place(name, p->span, out);
    onr_buf_fmt(out, "/%s/%s", p->code[0] ? p->code : "-", p->sector[0] ? p->sector : "-");
    if (p->entity != ONR_NONE) onr_buf_fmt(out, "/%lu", UL(p->entity));
}

/* 12 · 36..40 · 56.. · ..50 · (200..: more than 200 · ~100: about · dozens */
static void print_value(const onr_value *v, onr_buf *out) {
    onr_buf_char(out, ' ');
    if (v->vague) {
        onr_json_string(out, onr_slice_of(v->vague));
        return;
    }
    if (v->approx) onr_buf_char(out, '~');
    int one = v->has_low && v->has_high && v->low.digits == v->high.digits && v->low.places == v->high.places;
    if (v->low_open) onr_buf_char(out, '(');
    if (v->has_low) onr_json_decimal(out, v->low);
    if (!one) {
        onr_buf_str(out, "..");
        if (v->has_high) onr_json_decimal(out, v->high);
    }
    if (v->high_open) onr_buf_char(out, ')');
}

static void print_figures(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->figures_n; i++) {
        const onr_figure *f = &doc->figures[i];
        onr_buf_fmt(out, "figure %lu", UL(i));
        place(f->number, out);
        print_value(&f->value, out);
        onr_buf_fmt(out, " %s %s %s %s", onr_label_name(ONR_LABELS_MARK, f->effect), f->accrual, f->polarity,
                    f->modality);
        if (f->currency) onr_buf_fmt(out, " currency=%s", f->currency);
        named_place("text", f->text, out);
        named_place("unit", f->unit, out);
        named_place("who", f->who, out);
        named_place("where", f->where, out);
        named_place("period", f->period, out);
        named_place("caveat", f->caveat, out);
        if (f->of != ONR_NONE) {
            onr_buf_fmt(out, " %s", onr_relation_word(f->relation));
            index_or_dash("of", f->of, out);
        }
        if (f->since != ONR_NONE) index_or_dash("since", f->since, out);
        if (f->as_of != ONR_NONE) index_or_dash("as_of", f->as_of, out);
        if (f->on != ONR_NONE) index_or_dash("on", f->on, out);
        print_chain(f->chain, f->chain_n, out);
        onr_buf_fmt(out, " confidence=%.3f rule=%s", (double)f->confidence, f->rule ? f->rule : "-");
        words(doc, f->text, out);
    }
}

static void print_events(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->events_n; i++) {
        const onr_event *e = &doc->events[i];
        onr_buf_fmt(out, "event %lu", UL(i));
        place(e->anchor, out);
        onr_buf_fmt(out, " %s mode=%s cameo=%s %s", onr_label_name(ONR_LABELS_MARK, e->type), e->mode ? e->mode : "-",
                    e->cameo ? e->cameo : "-", onr_label_name(ONR_LABELS_ATTR, e->modality));
        named_place("by", e->modality_span, out);
        print_party("actor", &e->actor, out);
        print_party("recipient", &e->recipient, out);
        if (e->when.how)
            onr_buf_fmt(out, " when=%04ld-%02u-%02u(%s)", (long)e->when.year, e->when.month, e->when.day, e->when.how);
        named_place("where", e->where, out);
        for (uint32_t k = 0; k < e->magnitude_n; k++) index_or_dash("figure", e->magnitude[k], out);
        if (e->same_as != ONR_NONE) index_or_dash("same_as", e->same_as, out);
        if (e->statement != ONR_NONE) index_or_dash("statement", e->statement, out);
        print_chain(e->chain, e->chain_n, out);
        onr_buf_fmt(out, " confidence=%.3f rule=%s", (double)e->confidence, e->rule ? e->rule : "-");
        words(doc, e->anchor, out);
    }
}

static void print_warnings(const onr_doc *doc, onr_buf *out) {
    for (uint32_t i = 0; i < doc->warnings_n; i++) {
        onr_buf_fmt(out, "warning %lu", UL(i));
        place(doc->warnings[i].span, out);
        onr_buf_char(out, ' ');
        onr_json_string(out, onr_slice_of(doc->warnings[i].message));
        onr_buf_char(out, '\n');
    }
}

static const struct {
    const char *name;
    void (*print)(const onr_doc *, onr_buf *);
} layers[ONR_PRINT_COUNT] = {
    [ONR_PRINT_META] = {"meta", print_meta},
    [ONR_PRINT_MAP] = {"map", print_map},
    [ONR_PRINT_BLOCKS] = {"blocks", print_blocks},
    [ONR_PRINT_TOKENS] = {"tokens", print_tokens},
    [ONR_PRINT_SENTS] = {"sents", print_sents},
    [ONR_PRINT_TAGS] = {"tags", print_tags},
    [ONR_PRINT_NAMES] = {"names", print_names},
    [ONR_PRINT_MARKS] = {"marks", print_marks},
    [ONR_PRINT_LINKS] = {"links", print_links},
    [ONR_PRINT_QUOTES] = {"quotes", print_quotes},
    [ONR_PRINT_DATES] = {"dates", print_dates},
    [ONR_PRINT_ENTITIES] = {"entities", print_entities},
    [ONR_PRINT_MENTIONS] = {"mentions", print_mentions},
    [ONR_PRINT_STATEMENTS] = {"statements", print_statements},
    [ONR_PRINT_QUOTATIONS] = {"quotations", print_quotations},
    [ONR_PRINT_EVENTS] = {"events", print_events},
    [ONR_PRINT_FIGURES] = {"figures", print_figures},
    [ONR_PRINT_WARNINGS] = {"warnings", print_warnings},
};

const char *onr_print_layer_name(unsigned layer) { return layer < ONR_PRINT_COUNT ? layers[layer].name : "?"; }

int onr_print_layer_find(const char *name, size_t n) {
    for (int i = 0; i < ONR_PRINT_COUNT; i++)
        if (strlen(layers[i].name) == n && memcmp(layers[i].name, name, n) == 0) return i;
    return -1;
}

void onr_print_layer_add(const onr_doc *doc, onr_print_layer layer, onr_buf *out) {
    if (layer < ONR_PRINT_COUNT) layers[layer].print(doc, out);
}
