/* Why a record is there. Method: the record's words lead back to the network's mark under them (find/confidence.h keeps
 * which mark lies on which token), the mark to its links; the fields that rules made are named with their rule. Cost:
 * O(records), O(links of the mark) a record. */
#include "cli/explain.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/vocab.h"
#include "find/confidence.h"

typedef struct view {
    const onr_doc *doc;
    const onr_evidence *ev;
    onr_buf *out;
} view;

static int is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029;
}

void cli_explain_words(const onr_doc *doc, onr_span s, size_t most, onr_buf *out) {
    onr_slice t = onr_doc_slice(doc, s);
    onr_buf_char(out, '"');
    for (size_t i = 0, k; i < t.n; i += k) {
        uint32_t c;
        char b[4];
        k = onr_utf8_decode(t.p + i, t.n - i, &c);
        if (i + k > most) {
            onr_buf_str(out, "\xE2\x80\xA6");
            break;
        }
        if (c == '\n' || c == '\t' || c == '\r') c = ' ';
        if (is_control(c)) c = ONR_UTF8_REPLACEMENT;
        onr_buf_add(out, b, onr_utf8_encode(c, b));
    }
    onr_buf_char(out, '"');
}

static void words(const view *v, onr_span s) { cli_explain_words(v->doc, s, 120, v->out); }

static void title(const view *v, const char *kind, const char *id, onr_span at) {
    uint32_t line, column;
    onr_doc_line_column(v->doc, at.start, &line, &column);
    onr_buf_fmt(v->out, "%s %s at %lu:%lu (bytes %lu-%lu)\n", kind, id, (unsigned long)line, (unsigned long)column,
                (unsigned long)at.start, (unsigned long)at.end);
}

static void field(const view *v, const char *name, onr_span s) {
    if (onr_span_empty(s)) return;
    onr_buf_fmt(v->out, "  %-11s ", name);
    words(v, s);
    onr_buf_char(v->out, '\n');
}

static void mark_and_links(const view *v, uint32_t mark) {
    const onr_doc *doc = v->doc;
    if (mark == ONR_NONE) {
        onr_buf_str(v->out, "  mark        none: a rule found it alone\n");
        return;
    }
    const onr_mark *m = &doc->marks[mark];
    onr_buf_fmt(v->out, "  mark        %s ", onr_label_name(ONR_LABELS_MARK, m->kind));
    words(v, onr_doc_tokens_span(doc, m->tok));
    onr_buf_fmt(v->out, " %.3f", (double)m->score);
    if (m->attr < ONR_ATTR_COUNT) onr_buf_fmt(v->out, ", %s", onr_label_name(ONR_LABELS_ATTR, m->attr));
    onr_buf_char(v->out, '\n');
    uint32_t first, end;
    onr_evidence_links(doc, mark, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        onr_buf_fmt(v->out, "  link        %s ", onr_label_name(ONR_LABELS_ROLE, doc->links[i].role));
        words(v, onr_doc_tokens_span(doc, doc->links[i].tok));
        onr_buf_fmt(v->out, " %.3f\n", (double)doc->links[i].score);
    }
}

static void chain(const view *v, const onr_chain_link *c, uint32_t n) {
    onr_buf_str(v->out, "  chain       ");
    for (uint32_t i = 0; i < n; i++) {
        if (i) onr_buf_str(v->out, " \xE2\x86\x92 ");
        onr_buf_fmt(v->out, "%s ", onr_chain_role_word(c[i].role));
        if (c[i].entity < v->doc->entities_n) words(v, v->doc->entities[c[i].entity].name);
        else if (!onr_span_empty(c[i].span)) words(v, c[i].span);
        else onr_buf_str(v->out, c[i].role == ONR_LINK_ORIGIN ? "(nobody named)" : "(not in the text)");
    }
    onr_buf_char(v->out, '\n');
}

static void factors(const view *v, unsigned kind, uint32_t i, float stated) {
    onr_factor f[ONR_FACTORS];
    uint32_t n = onr_confidence_factors(v->ev, kind, i, f);
    onr_buf_fmt(v->out, "  confidence  %.3f = logistic of the sum of\n", (double)stated);
    for (uint32_t k = 0; k < n; k++)
        onr_buf_fmt(v->out, "    %-24s %8.4f x %8.4f\n", f[k].name, f[k].value, f[k].weight);
}

/* ---- the three kinds -------------------------------------------------------------------------------------------- */

static void speaker(const view *v, const onr_statement *s) {
    const onr_doc *doc = v->doc;
    onr_buf_str(v->out, "  speaker     ");
    if (s->speaker >= doc->entities_n) {
        onr_buf_str(v->out, onr_span_empty(s->source) ? "none: no source is linked to the cue\n"
                                                      : "unknown: the source could not be resolved for sure\n");
        return;
    }
    words(v, doc->entities[s->speaker].name);
    onr_buf_fmt(v->out, " (%s)", onr_entity_kind_word(doc->entities[s->speaker].kind));
    for (uint32_t m = 0; m < doc->mentions_n; m++)
        if (doc->mentions[m].entity == s->speaker && onr_span_overlap(doc->mentions[m].span, s->source)) {
            onr_buf_fmt(v->out, ", by %s", onr_mention_form_word(doc->mentions[m].form));
            break;
        }
    onr_buf_char(v->out, '\n');
}

static void statement(const view *v, uint32_t i) {
    const onr_statement *s = &v->doc->statements[i];
    title(v, "statement", s->id, s->content[0]);
    for (uint32_t k = 0; k < s->content_n; k++) field(v, "content", s->content[k]);
    field(v, "cue", s->cue);
    field(v, "source", s->source);
    speaker(v, s);
    field(v, "addressee", s->addressee);
    field(v, "venue", s->venue);
    field(v, "medium", s->medium);
    if (s->said_on.how) field(v, "said on", s->said_on.span);
    mark_and_links(v, onr_evidence_mark(v->ev, ONR_KIND_STATEMENT, s->cue));
    onr_buf_fmt(v->out, "  rule        %s; class %s by the list of cues; %s by %lu runs of quotation marks; %s\n",
                s->rule, s->cue_class ? s->cue_class : "none", onr_statement_type_word(s->type),
                (unsigned long)s->quoted_n, s->polarity ? s->polarity : "asserted");
    if (s->within < v->doc->statements_n)
        onr_buf_fmt(v->out, "  within      %s, whose content holds it\n", v->doc->statements[s->within].id);
    chain(v, s->chain, s->chain_n);
    factors(v, ONR_KIND_STATEMENT, i, s->confidence);
}

static void figure(const view *v, uint32_t i) {
    const onr_figure *f = &v->doc->figures[i];
    title(v, "figure", f->id, f->number);
    field(v, "text", f->text);
    field(v, "number", f->number);
    field(v, "unit", f->unit);
    field(v, "who", f->who);
    field(v, "where", f->where);
    field(v, "period", f->period);
    field(v, "caveat", f->caveat);
    int marked = strcmp(f->rule, "network") == 0;
    mark_and_links(v, marked ? onr_evidence_mark(v->ev, ONR_KIND_FIGURE, f->number) : ONR_NONE);
    onr_buf_fmt(v->out, "  rule        %s; effect %s; %s; %s; %s; relation %s\n", f->rule,
                onr_label_name(ONR_LABELS_MARK, f->effect), f->polarity, f->modality, f->accrual,
                onr_relation_word(f->relation));
    chain(v, f->chain, f->chain_n);
    factors(v, ONR_KIND_FIGURE, i, f->confidence);
}

static void party(const view *v, const char *name, const onr_party *p) {
    if (onr_span_empty(p->span)) {
        onr_buf_fmt(v->out, "  %-11s none\n", name);
        return;
    }
    onr_buf_fmt(v->out, "  %-11s ", name);
    words(v, p->span);
    onr_buf_fmt(v->out, " %s %s\n", p->code[0] ? p->code : "(no country)", p->sector[0] ? p->sector : "(no sector)");
}

static void event(const view *v, uint32_t i) {
    const onr_event *e = &v->doc->events[i];
    title(v, "event", e->id, e->anchor);
    field(v, "anchor", e->anchor);
    party(v, "actor", &e->actor);
    party(v, "recipient", &e->recipient);
    field(v, "where", e->where);
    if (e->when.how) field(v, "when", e->when.span);
    mark_and_links(v, onr_evidence_mark(v->ev, ONR_KIND_EVENT, e->anchor));
    onr_buf_fmt(v->out, "  rule        %s; %s%s%s; %s", e->rule, onr_label_name(ONR_LABELS_MARK, e->type),
                e->mode ? "/" : "", e->mode ? e->mode : "", onr_label_name(ONR_LABELS_ATTR, e->modality));
    if (!onr_span_empty(e->modality_span)) {
        onr_buf_str(v->out, " by ");
        words(v, e->modality_span);
    }
    onr_buf_char(v->out, '\n');
    if (e->statement < v->doc->statements_n)
        onr_buf_fmt(v->out, "  told by     statement %s\n", v->doc->statements[e->statement].id);
    if (e->same_as < v->doc->events_n) onr_buf_fmt(v->out, "  same as     event %s\n", v->doc->events[e->same_as].id);
    chain(v, e->chain, e->chain_n);
    factors(v, ONR_KIND_EVENT, i, e->confidence);
}

/* ---- all of them ------------------------------------------------------------------------------------------------ */

static int chosen(const char *record, const char *id) {
    size_t n = strlen(id);
    return strcmp(id, "all") == 0 || (n > 0 && strncmp(record, id, n) == 0);
}

onr_status cli_explain(const onr_doc *doc, const char *id, onr_buf *out, onr_err *err) {
    onr_evidence ev;
    size_t before = out->n;
    onr_status st = onr_evidence_take(doc, &ev, err);
    if (st != ONR_OK) return st;
    view v = {doc, &ev, out};
    for (uint32_t i = 0; i < doc->statements_n; i++)
        if (chosen(doc->statements[i].id, id)) statement(&v, i);
    for (uint32_t i = 0; i < doc->figures_n; i++)
        if (chosen(doc->figures[i].id, id)) figure(&v, i);
    for (uint32_t i = 0; i < doc->events_n; i++)
        if (chosen(doc->events[i].id, id)) event(&v, i);
    onr_evidence_clear(&ev);
    if (onr_buf_failed(out)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while explaining");
    if (out->n == before && strcmp(id, "all") != 0)
        return onr_err_set(err, ONR_NOT_FOUND, 0, "no record has the id %.40s: --json prints the ids", id);
    return ONR_OK;
}
