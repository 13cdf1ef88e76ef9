/* Confidence: factors of a record times weights, through the logistic function.
 *
 * Method: p = 1 / (1 + exp(-sum of weight times value)). A score enters as its log-odds, clipped to [.01, .995]; what
 * is so or not so as 1 or 0. A factor that the table does not know weighs nothing, so that a new one can be added
 * before the next fit. Platt, "Probabilistic outputs", 1999, for the form; tools/calibrate.py for the fit. Cost:
 * O(words of the record + factors) a record, O(tokens) once.
 */
#include "find/confidence.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/search.h"
#include "find/cast.h"
#include "find/outlet.h"
#include "find/statement.h"

typedef struct weight {
    const char *name;
    double value;
} weight;

#include "find/confidence.inc" /* weights_statement, weights_figure, weights_event */

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- marks ------------------------------------------------------------------------------------------------------ */

onr_status onr_evidence_take(const onr_doc *doc, onr_evidence *out, onr_err *err) {
    size_t n = doc->tokens_n;
    *out = (onr_evidence){.doc = doc};
    if (n == 0) return ONR_OK;
    out->cue = onr_mem_alloc(3 * n * sizeof *out->cue);
    if (!out->cue) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while weighing the records");
    out->act = out->cue + n;
    out->number = out->act + n;
    for (size_t i = 0; i < 3 * n; i++) out->cue[i] = ONR_NONE;
    for (uint32_t i = 0; i < doc->marks_n; i++) {
        const onr_mark *m = &doc->marks[i];
        int cue = m->layer == ONR_LAYER_STATEMENT && m->kind == ONR_MARK_CUE;
        uint32_t *of = cue                            ? out->cue
                       : m->layer == ONR_LAYER_ACT    ? out->act
                       : m->layer == ONR_LAYER_NUMBER ? out->number
                                                      : NULL;
        for (uint32_t t = m->tok.from; of && t < m->tok.to; t++) of[t] = i;
    }
    return ONR_OK;
}

void onr_evidence_clear(onr_evidence *ev) {
    onr_mem_free(ev->cue);
    ev->cue = ev->act = ev->number = NULL;
}

uint32_t onr_evidence_mark(const onr_evidence *ev, unsigned kind, onr_span words) {
    const uint32_t *of = kind == ONR_KIND_STATEMENT ? ev->cue : kind == ONR_KIND_EVENT ? ev->act : ev->number;
    if (!of || onr_span_empty(words)) return ONR_NONE;
    onr_range r = onr_tokens_in(ev->doc, words);
    for (uint32_t t = r.from; t < r.to; t++)
        if (of[t] != ONR_NONE) return of[t];
    return ONR_NONE;
}

void onr_evidence_links(const onr_doc *doc, uint32_t mark, uint32_t *first, uint32_t *end) {
    *first = ONR_FIRST_FROM(doc->links, doc->links_n, mark, mark);
    *end = ONR_FIRST_ABOVE(doc->links, doc->links_n, mark, mark);
}

/* ---- factors ---------------------------------------------------------------------------------------------------- */

typedef struct list {
    onr_factor *at;
    uint32_t n;
} list;

static void add(list *l, const char *name, double value) {
    if (value == 0 || l->n >= ONR_FACTORS) return;
    l->at[l->n++] = (onr_factor){name, value, 0};
}

static double log_odds(double p) {
    if (p < .01) p = .01;
    if (p > .995) p = .995;
    return log(p / (1 - p));
}

/* Mean score of a mark's links in a role, weighted by their words; 0 when there is none. */
static double role_score(const onr_doc *doc, uint32_t mark, unsigned role) {
    uint32_t first, end;
    double sum = 0, words = 0;
    onr_evidence_links(doc, mark, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        if (doc->links[i].role != role) continue;
        double n = doc->links[i].tok.to - doc->links[i].tok.from;
        sum += n * (double)doc->links[i].score;
        words += n;
    }
    return words > 0 ? sum / words : 0;
}

static void add_role(list *l, const onr_doc *doc, uint32_t mark, unsigned role, const char *name, const char *absent) {
    double s = role_score(doc, mark, role);
    if (s > 0) add(l, name, log_odds(s));
    else add(l, absent, 1);
}

static int is(const char *word, const char *wanted) { return word && strcmp(word, wanted) == 0; }

static int in_title(const onr_doc *doc, onr_span s) {
    return !onr_span_empty(doc->meta.title) && onr_span_within(s, doc->meta.title);
}

static uint32_t length_of(const onr_statement *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->content_n; i++) n += s->content[i].end - s->content[i].start;
    return n;
}

/* How the source was understood: the step on which wrong names are made. */
static void add_speaker(list *l, const onr_doc *doc, const onr_statement *s) {
    if (onr_span_empty(s->source)) {
        add(l, "nobody named", 1);
        return;
    }
    onr_range r = onr_tokens_in(doc, s->source);
    uint32_t head = onr_head_of(doc, r);
    int pronoun = r.to - r.from == 1 && doc->tags[head].upos == ONR_UPOS_PRON;
    if (s->speaker >= doc->entities_n) {
        add(l, pronoun ? "pronoun without speaker" : "source without speaker", 1);
        return;
    }
    const onr_entity *e = &doc->entities[s->speaker];
    int own = onr_span_overlap(e->name, s->source);
    if (pronoun)
        add(l, onr_word_is(doc, head, "he") || onr_word_is(doc, head, "she") ? "he or she" : "other pronoun", 1);
    else if (!own && doc->tags[head].upos != ONR_UPOS_PROPN && e->kind == ONR_ENTITY_PERSON)
        add(l, "office for a name", 1);
    else if (!own) add(l, "named before", 1);
    else
        add(l,
            e->kind == ONR_ENTITY_PERSON  ? "person by name"
            : e->kind == ONR_ENTITY_GROUP ? "group"
                                          : "by description",
            1);
    add(l, "speaker is a person", e->kind == ONR_ENTITY_PERSON);
    add(l, "speaker has a role", !onr_span_empty(e->role));
    add(l, "long source", r.to - r.from > 8);
}

static void statement_factors(const onr_evidence *ev, uint32_t i, list *l) {
    const onr_doc *doc = ev->doc;
    const onr_statement *s = &doc->statements[i];
    uint32_t mark = onr_evidence_mark(ev, ONR_KIND_STATEMENT, s->cue);
    add(l, "always", 1);
    if (mark == ONR_NONE) add(l, "no mark", 1);
    else {
        add(l, "cue score", log_odds((double)doc->marks[mark].score));
        add_role(l, doc, mark, ONR_ROLE_CONTENT, "content score", "no content linked");
        add_role(l, doc, mark, ONR_ROLE_SOURCE, "source score", "no source linked");
    }
    add_speaker(l, doc, s);
    add(l, "direct", s->type == ONR_STATEMENT_DIRECT);
    add(l, "mixed", s->type == ONR_STATEMENT_MIXED);
    add(l, "several pieces", s->content_n > 1);
    add(l, "joined by quote", is(s->rule, "network+quote"));
    add(l, "interview", is(s->rule, ONR_RULE_INTERVIEW));
    add(l, "nested", s->within != ONR_NONE);
    add(l, "plain cue", is(s->cue_class, "say"));
    add(l, "not asserted", !is(s->polarity, "asserted"));
    uint32_t cue = onr_head_of(doc, onr_tokens_in(doc, s->cue));
    add(l, "noun cue", !onr_span_empty(s->cue) && doc->tags[cue].upos == ONR_UPOS_NOUN);
    add(l, "in title", in_title(doc, s->content[0]));
    add(l, "short content", length_of(s) < 24);
    add(l, "long content", length_of(s) > 300);
    add(l, "relayed", s->chain_n > 2);
}

static void figure_factors(const onr_evidence *ev, uint32_t i, list *l) {
    const onr_doc *doc = ev->doc;
    const onr_figure *f = &doc->figures[i];
    uint32_t mark = onr_evidence_mark(ev, ONR_KIND_FIGURE, f->number);
    int marked = mark != ONR_NONE && is(f->rule, "network");
    add(l, "always", 1);
    if (marked) {
        add(l, "number score", log_odds((double)doc->marks[mark].score));
        add(l, "effect changed by rule", doc->marks[mark].kind != f->effect);
    } else {
        static char const *const rules[] = {"percent", "money", "measure", "share",  "victims",  "vague",
                                            "count",   "vote",  "none",    "elided", "attribute"};
        for (size_t k = 0; k < COUNT(rules); k++)
            if (is(f->rule, rules[k])) add(l, rules[k], 1);
        add(l, "by rule alone", 1);
    }
    add(l, onr_label_name(ONR_LABELS_MARK, f->effect), 1);
    add(l, "vague value", f->value.vague != NULL);
    add(l, "approximate value", f->value.approx);
    add(l, "open value", f->value.has_low != f->value.has_high);
    add(l, "has relation", f->relation != ONR_RELATION_NONE);
    add(l, "no unit", onr_span_empty(f->unit));
    add(l, "accrual other", is(f->accrual, "other"));
    add(l, "not happened", !is(f->modality, "happened"));
    add(l, "in title", in_title(doc, f->number));
    add(l, "on somebody's word", f->chain_n && f->chain[0].role == ONR_LINK_ORIGIN);
}

static void add_party(list *l, const onr_party *p, const char *absent, const char *unknown) {
    if (onr_span_empty(p->span)) add(l, absent, 1);
    else add(l, unknown, !p->code[0] && !p->sector[0]);
}

static void event_factors(const onr_evidence *ev, uint32_t i, list *l) {
    const onr_doc *doc = ev->doc;
    const onr_event *e = &doc->events[i];
    uint32_t mark = onr_evidence_mark(ev, ONR_KIND_EVENT, e->anchor);
    add(l, "always", 1);
    if (mark == ONR_NONE) add(l, "by table alone", 1);
    else {
        add(l, "act score", log_odds((double)doc->marks[mark].score));
        add(l, "type changed by table", doc->marks[mark].kind != e->type);
        add_role(l, doc, mark, ONR_ROLE_ACTOR, "actor score", "no actor linked");
        add_role(l, doc, mark, ONR_ROLE_RECIPIENT, "recipient score", "no recipient linked");
    }
    add_party(l, &e->actor, "no actor", "actor of no code");
    add_party(l, &e->recipient, "no recipient", "recipient of no code");
    add(l, onr_label_name(ONR_LABELS_MARK, e->type), 1);
    add(l, onr_label_name(ONR_LABELS_ATTR, e->modality), 1);
    add(l, "told before", e->same_as != ONR_NONE);
    add(l, "in title", in_title(doc, e->anchor));
    add(l, "in a statement", e->statement != ONR_NONE);
    add(l, "noun", doc->tags[onr_head_of(doc, onr_tokens_in(doc, e->anchor))].upos == ONR_UPOS_NOUN);
    add(l, "has mode", e->mode != NULL);
}

/* ---- the sum ---------------------------------------------------------------------------------------------------- */

static double weight_of(const weight *w, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(w[i].name, name) == 0) return w[i].value;
    return 0;
}

uint32_t onr_confidence_factors(const onr_evidence *ev, unsigned kind, uint32_t i, onr_factor *out) {
    static const struct {
        void (*fill)(const onr_evidence *ev, uint32_t i, list *l);
        const weight *at;
        size_t n;
    } kinds[ONR_KINDS] = {
        {statement_factors, weights_statement, COUNT(weights_statement)},
        {figure_factors, weights_figure, COUNT(weights_figure)},
        {event_factors, weights_event, COUNT(weights_event)},
    };
    list l = {.at = out};
    kinds[kind].fill(ev, i, &l);
    for (uint32_t k = 0; k < l.n; k++) out[k].weight = weight_of(kinds[kind].at, kinds[kind].n, out[k].name);
    return l.n;
}

double onr_confidence_of(const onr_factor *f, uint32_t n) {
    double sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += f[i].value * f[i].weight;
    return 1 / (1 + exp(-sum));
}

static float weigh(const onr_evidence *ev, unsigned kind, uint32_t i) {
    onr_factor f[ONR_FACTORS];
    uint32_t n = onr_confidence_factors(ev, kind, i, f);
    return (float)onr_confidence_of(f, n);
}

onr_status onr_find_confidence(onr_doc *doc, onr_err *err) {
    onr_evidence ev;
    if (!doc->tags || !doc->arcs || !doc->tokens_n) return ONR_OK;
    onr_status st = onr_evidence_take(doc, &ev, err);
    if (st != ONR_OK) return st;
    for (uint32_t i = 0; i < doc->statements_n; i++) doc->statements[i].confidence = weigh(&ev, ONR_KIND_STATEMENT, i);
    for (uint32_t i = 0; i < doc->figures_n; i++) doc->figures[i].confidence = weigh(&ev, ONR_KIND_FIGURE, i);
    for (uint32_t i = 0; i < doc->events_n; i++) doc->events[i].confidence = weigh(&ev, ONR_KIND_EVENT, i);
    onr_evidence_clear(&ev);
    return ONR_OK;
}
