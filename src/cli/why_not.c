/* Why no record is there. Method: every sentence on the line is looked at as the stages saw it: cues that the network
 * marked and what became of them, words of the list of cues that it did not mark, quotation marks that no statement
 * took, numbers that are no figures with the pattern that refused them, words of the table of acts that told none. What
 * became a record is named by its id. Cost: O(words and records of the document). */
#include <string.h>

#include "cli/explain.h"
#include "dict/dict.h"
#include "find/confidence.h"
#include "find/mode.h"
#include "find/number.h"

typedef struct view {
    const onr_doc *doc;
    const onr_evidence *ev;
    onr_buf *out;
    onr_range sent;
    onr_span span; /* of the sentence */
} view;

static void words(const view *v, onr_span s) { cli_explain_words(v->doc, s, 120, v->out); }

static onr_span token_span(const view *v, uint32_t t) { return onr_doc_tokens_span(v->doc, (onr_range){t, t + 1}); }

static int holds(const onr_statement *s, onr_span x) {
    for (uint32_t i = 0; i < s->content_n; i++)
        if (onr_span_overlap(s->content[i], x)) return 1;
    return 0;
}

/* The statement whose content overlaps x, but for the one at `but`; NULL. */
static const onr_statement *holder(const onr_doc *doc, onr_span x) {
    for (uint32_t i = 0; i < doc->statements_n; i++)
        if (holds(&doc->statements[i], x)) return &doc->statements[i];
    return NULL;
}

/* ---- statements ------------------------------------------------------------------------------------------------- */

static const onr_statement *statement_of_cue(const onr_doc *doc, onr_span cue) {
    for (uint32_t i = 0; i < doc->statements_n; i++)
        if (onr_span_overlap(doc->statements[i].cue, cue)) return &doc->statements[i];
    return NULL;
}

/* A cue that became no statement: what it lacks. */
static void lost_cue(const view *v, uint32_t mark) {
    const onr_doc *doc = v->doc;
    uint32_t first, end, contents = 0;
    const onr_statement *taken = NULL;
    onr_evidence_links(doc, mark, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        if (doc->links[i].role != ONR_ROLE_CONTENT) continue;
        contents++;
        if (!taken) taken = holder(doc, onr_doc_tokens_span(doc, doc->links[i].tok));
    }
    if (contents == 0) onr_buf_str(v->out, "no statement: the network links no content to it\n");
    else if (taken) onr_buf_fmt(v->out, "no statement: its content belongs to statement %s\n", taken->id);
    else onr_buf_str(v->out, "no statement: nothing is left of its content without cue, source and marks\n");
}

static void cues(const view *v) {
    const onr_doc *doc = v->doc;
    uint32_t n = 0, last = ONR_NONE;
    for (uint32_t t = v->sent.from; t < v->sent.to; t++) {
        uint32_t m = v->ev->cue[t];
        if (m == ONR_NONE || m == last) continue;
        last = m;
        n++;
        onr_span cue = onr_doc_tokens_span(doc, doc->marks[m].tok);
        onr_buf_str(v->out, "  cue ");
        words(v, cue);
        onr_buf_fmt(v->out, " %.3f: ", (double)doc->marks[m].score);
        const onr_statement *s = statement_of_cue(doc, cue);
        if (!s) lost_cue(v, m);
        else if (onr_span_empty(s->source)) onr_buf_fmt(v->out, "statement %s, no source linked\n", s->id);
        else onr_buf_fmt(v->out, "statement %s%s\n", s->id, s->speaker == ONR_NONE ? ", speaker not resolved" : "");
    }
    for (uint32_t i = 0; i < doc->statements_n; i++) { /* turns of an interview, contents that began elsewhere */
        const onr_statement *s = &doc->statements[i];
        if (onr_span_overlap(s->cue, v->span) || !holds(s, v->span)) continue;
        onr_buf_fmt(v->out, "  words of statement %s, whose cue stands elsewhere\n", s->id);
        n++;
    }
    if (n == 0) onr_buf_str(v->out, "  no cue: the network marked no word as saying that something was said\n");
}

static void unmarked_cues(const view *v) {
    const onr_doc *doc = v->doc;
    for (uint32_t t = v->sent.from; doc->lemmas && t < v->sent.to; t++) {
        const char *class = v->ev->cue[t] == ONR_NONE ? onr_dict_cue_class(doc->lemmas[t]) : NULL;
        if (!class || doc->tags[t].upos != ONR_UPOS_VERB || statement_of_cue(doc, token_span(v, t))) continue;
        onr_buf_str(v->out, "  verb ");
        words(v, token_span(v, t));
        onr_buf_fmt(v->out, " is a cue of class %s in the list, but the network did not mark it here\n", class);
    }
}

static void quotes(const view *v) {
    const onr_doc *doc = v->doc;
    for (uint32_t i = 0; i < doc->quotations_n; i++) {
        const onr_quotation *q = &doc->quotations[i];
        if (!onr_span_overlap(q->span, v->span)) continue;
        onr_buf_str(v->out, "  quoted ");
        words(v, q->span);
        onr_buf_fmt(v->out, ": no statement took it; %s by %s\n", q->kind ? q->kind : "unattributed",
                    q->rule ? q->rule : "no rule");
    }
}

/* ---- figures ---------------------------------------------------------------------------------------------------- */

static const char *refusal(const onr_quantity *q) {
    static const char *const why[] = {
        [ONR_NOT_DATE] = "a date",         [ONR_NOT_TIME] = "a time of day",
        [ONR_NOT_ORDINAL] = "an ordinal",  [ONR_NOT_DECADE] = "a decade",
        [ONR_NOT_NAME] = "part of a name", [ONR_NOT_PHONE] = "a telephone number",
        [ONR_NOT_ADDRESS] = "an address",  [ONR_NOT_VERSION] = "a version",
        [ONR_NOT_AGE] = "an age",          [ONR_NOT_URL] = "part of an address on the web",
        [ONR_NOT_ID] = "a serial number",  [ONR_NOT_SCORE] = "a score",
        [ONR_NOT_YEAR] = "a year",         [ONR_NOT_LABEL] = "a label",
        [ONR_NOT_PRONOUN] = "a pronoun"};
    if (q->no && q->no < sizeof why / sizeof *why && why[q->no]) return why[q->no];
    if (q->what == ONR_QUANTITY_DURATION) return "a length of time";
    if (q->weak) return "a word that is a number in some sentences only";
    return NULL;
}

static const onr_figure *figure_of(const onr_doc *doc, onr_span number) {
    for (uint32_t i = 0; i < doc->figures_n; i++)
        if (onr_span_overlap(doc->figures[i].number, number)) return &doc->figures[i];
    return NULL;
}

static int in_date(const onr_doc *doc, onr_span s) {
    for (uint32_t i = 0; i < doc->dates_n; i++)
        if (onr_span_overlap(doc->dates[i].span, s)) return 1;
    return 0;
}

static void numbers(const view *v) {
    onr_text t = {v->doc->text, v->span.start, v->span.end};
    onr_quantity q;
    for (uint32_t at = t.from; onr_quantity_next(&t, &at, ONR_NUMBER_WEAK, &q);) {
        const onr_figure *f = figure_of(v->doc, q.number);
        uint32_t mark = onr_evidence_mark(v->ev, ONR_KIND_FIGURE, q.number);
        const char *why = refusal(&q);
        if (!f && q.weak && mark == ONR_NONE) continue;
        onr_buf_str(v->out, "  number ");
        words(v, q.number);
        if (f) onr_buf_fmt(v->out, ": figure %s by %s\n", f->id, f->rule);
        else if (why) onr_buf_fmt(v->out, ": no figure: it reads as %s\n", why);
        else if (in_date(v->doc, q.number)) onr_buf_str(v->out, ": no figure: it is part of a date\n");
        else if (mark != ONR_NONE)
            onr_buf_fmt(v->out, " %.3f: no figure: a rule refused it, or its mark went to a number beside it\n",
                        (double)v->doc->marks[mark].score);
        else onr_buf_str(v->out, ": no figure: the network did not mark it, and no rule is sure that it counts\n");
    }
}

/* ---- acts ------------------------------------------------------------------------------------------------------- */

static const onr_event *event_of(const onr_doc *doc, onr_span s) {
    for (uint32_t i = 0; i < doc->events_n; i++)
        if (onr_span_overlap(doc->events[i].anchor, s)) return &doc->events[i];
    return NULL;
}

static void acts(const view *v) {
    const onr_doc *doc = v->doc;
    const onr_event *last = NULL;
    for (uint32_t t = v->sent.from; t < v->sent.to; t++) {
        uint32_t m = v->ev->act[t];
        onr_span s = m == ONR_NONE ? token_span(v, t) : onr_doc_tokens_span(doc, doc->marks[m].tok);
        const onr_event *e = event_of(doc, token_span(v, t));
        if (e && e == last) continue;
        int listed = m == ONR_NONE && !e && onr_mode_knows(doc->lemmas[t]) &&
                     (doc->tags[t].upos == ONR_UPOS_VERB || doc->tags[t].upos == ONR_UPOS_NOUN);
        if (m != ONR_NONE && t > v->sent.from && v->ev->act[t - 1] == m) continue;
        if (m == ONR_NONE && !e && !listed) continue;
        onr_buf_str(v->out, "  act ");
        words(v, s);
        if (m != ONR_NONE)
            onr_buf_fmt(v->out, " %s %.3f", onr_label_name(ONR_LABELS_MARK, doc->marks[m].kind),
                        (double)doc->marks[m].score);
        last = e;
        if (e) {
            onr_buf_fmt(v->out, ": event %s by %s", e->id, e->rule);
            if (onr_span_empty(e->actor.span)) onr_buf_str(v->out, ", no actor found");
            if (onr_span_empty(e->recipient.span)) onr_buf_str(v->out, ", no recipient found");
            onr_buf_char(v->out, '\n');
        } else if (m != ONR_NONE)
            onr_buf_str(v->out, ": no event: a rule dropped it as the topic of another act, or as told beside one\n");
        else onr_buf_str(v->out, ": no event: not marked, and the table's conditions on its parties do not hold\n");
    }
}

/* ---- the line --------------------------------------------------------------------------------------------------- */

static void sentence(const view *v) {
    uint32_t line, column;
    onr_doc_line_column(v->doc, v->span.start, &line, &column);
    onr_buf_fmt(v->out, "%lu:%lu ", (unsigned long)line, (unsigned long)column);
    words(v, v->span);
    onr_buf_char(v->out, '\n');
    if (!v->ev->cue) return;
    cues(v);
    if (v->doc->tags) unmarked_cues(v);
    quotes(v);
    numbers(v);
    if (v->doc->tags && v->doc->lemmas) acts(v);
}

/* The bytes of a line, counted from 1; empty when there is none. */
static onr_span line_span(const onr_doc *doc, uint32_t line) {
    uint32_t from = 0;
    for (; line > 1 && from < doc->text_n; from++)
        if (doc->text[from] == '\n') line--;
    if (line > 1) return (onr_span){0, 0};
    uint32_t to = from;
    while (to < doc->text_n && doc->text[to] != '\n') to++;
    return (onr_span){from, to};
}

onr_status cli_why_not(const onr_doc *doc, uint32_t line, onr_buf *out, onr_err *err) {
    onr_evidence ev;
    onr_span where = line_span(doc, line);
    uint32_t n = 0;
    onr_status st = onr_evidence_take(doc, &ev, err);
    if (st != ONR_OK) return st;
    for (uint32_t i = 0; i < doc->sents_n && !onr_span_empty(where); i++) {
        view v = {doc, &ev, out, doc->sents[i].tok, onr_doc_tokens_span(doc, doc->sents[i].tok)};
        if (!onr_span_overlap(v.span, where)) continue;
        sentence(&v);
        n++;
    }
    onr_evidence_clear(&ev);
    if (onr_buf_failed(out)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while explaining");
    if (n == 0)
        return onr_err_set(err, ONR_NOT_FOUND, 0, "no sentence stands on line %lu of the text: the sheet prints places",
                           (unsigned long)line);
    return ONR_OK;
}
