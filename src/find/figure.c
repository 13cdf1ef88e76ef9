/* figure.c - numbers become figures.
 *
 * Method: the quantities of every block (find/number) are matched with the network's marks by overlap. A marked one is
 * a figure unless its form forbids it; one without a mark is a figure where a rule is certain (a share, an amount of
 * money, a measure, a noun counted). Then tree, statements and dates fill the fields (figure_tree.c, figure_source.c),
 * and figures of one sentence are related to each other. Dates of the document are no figures. Invariants: figures are
 * in text order, one a quantity. Cost: O(text + marks + figures).
 */
#include "find/figure.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "find/cast.h"
#include "find/figure_part.h"

static const float SURE = 1.1f; /* a mark's score from which on its effect stands against the tree */

static const float GUESS = 0.6f; /* a score below which an effect needs a word for it in its own sentence */

typedef struct counts {
    onr_count *at;
    uint32_t n, cap;
} counts;

/* ---- numbers and marks ------------------------------------------------------------------------------------------ */

/* Marks of the number layer in text order, by index into doc->marks; with the first link of each. */
typedef struct marks {
    uint32_t *mark, *link;
    uint32_t n, next;
} marks;

static onr_status collect_marks(const onr_doc *doc, marks *m, onr_err *err) {
    memset(m, 0, sizeof *m);
    uint32_t n = 0, link = 0;
    for (uint32_t i = 0; i < doc->marks_n; i++) n += doc->marks[i].layer == ONR_LAYER_NUMBER;
    if (!n) return ONR_OK;
    m->mark = onr_mem_zalloc(2 * (size_t)n, sizeof *m->mark);
    if (!m->mark) return onr_doc_no_memory(err);
    m->link = m->mark + n;
    for (uint32_t i = 0; i < doc->marks_n; i++) {
        while (link < doc->links_n && doc->links[link].mark < i) link++;
        if (doc->marks[i].layer != ONR_LAYER_NUMBER) continue;
        m->mark[m->n] = i;
        m->link[m->n++] = link;
    }
    return ONR_OK;
}

/* The mark that overlaps tokens r, which never go back; ONR_NONE. Marks that end before r are left behind. */
static uint32_t overlapping(const onr_doc *doc, marks *m, onr_range r, uint32_t *link) {
    while (m->next < m->n && doc->marks[m->mark[m->next]].tok.to <= r.from) m->next++;
    if (m->next == m->n || doc->marks[m->mark[m->next]].tok.from >= r.to) return ONR_NONE;
    *link = m->link[m->next];
    return m->mark[m->next];
}

static int in_date(const onr_doc *doc, onr_span s, uint32_t *next) {
    while (*next < doc->dates_n && doc->dates[*next].span.end <= s.start) ++*next;
    return *next < doc->dates_n && onr_span_overlap(doc->dates[*next].span, s);
}

static int in_name(const onr_doc *doc, onr_range r, uint32_t *next) {
    while (*next < doc->names_n && doc->names[*next].tok.to <= r.from) ++*next;
    return *next < doc->names_n && doc->names[*next].tok.from < r.to;
}

/* ---- one candidate ---------------------------------------------------------------------------------------------- */

static void take_links(const onr_doc *doc, onr_count *c) {
    while (c->links + c->link_n < doc->links_n && doc->links[c->links + c->link_n].mark == c->mark) c->link_n++;
}

/* "One of them said so" */
static int is_one_of_them(const onr_doc *doc, const onr_count *c) {
    uint32_t t = c->tok.to;
    return c->effect == ONR_MARK_OTHER && onr_word_is(doc, t - 1, "one") && t + 1 < doc->tokens_n &&
           onr_word_is(doc, t, "of") && onr_figure_lemma(doc, t + 1, "|they|them|us|we|you|");
}

/* "12.53%", "11", "no two people": nothing is said of the number, or it is none. */
static int is_fragment(const onr_doc *doc, const onr_count *c) {
    uint32_t t = c->tok.from, first = doc->sents[c->sent].tok.from, to = doc->sents[c->sent].tok.to;
    if (t > first && onr_word_is(doc, t - 1, "no")) return 1;
    if (c->noun == ONR_NONE && t > first && onr_word_is(doc, t - 1, "at") &&
        onr_figure_child(doc, t, ONR_DEPREL_NSUBJ, "|i|he|she|we|you|") != ONR_NONE)
        return 1; /* I'm at 10 */
    if (c->verb != ONR_NONE || (c->q.what == ONR_QUANTITY_COUNT && c->noun != ONR_NONE)) return 0;
    uint32_t up = onr_head_of(doc, c->tok);
    if (up == ONR_NONE || c->effect < ONR_MARK_MONEY || doc->arcs[up].head != ONR_NONE) {
        if (c->q.what == ONR_QUANTITY_COUNT || c->noun == ONR_NONE || doc->arcs[c->noun].head != ONR_NONE) return 0;
    }
    if (to - first > 12) return 0;
    for (uint32_t i = first; i < to; i++)
        if ((i < c->tok.from || i >= c->tok.to) && i != c->noun &&
            (doc->tags[i].upos == ONR_UPOS_VERB || doc->tags[i].upos == ONR_UPOS_NOUN ||
             doc->tags[i].upos == ONR_UPOS_PROPN || doc->tags[i].upos == ONR_UPOS_AUX))
            return 0;
    return 1;
}

/* Is the count a figure? Fills effect, accrual and rule. */
static int settle(const onr_doc *doc, onr_count *c, int dated, int named) {
    onr_figure_place(doc, c);
    if (onr_figure_is_none(doc, c)) return 0;
    unsigned by_tree = onr_figure_effect(doc, c);
    c->of = ONR_NONE;
    c->effect = (uint8_t)by_tree;
    c->sure = by_tree != ONR_MARK_OTHER;
    c->accrual = "other";
    /* three quarters of the town are no time */
    int share = c->q.kind == ONR_NUMBER_FRACTION && c->tok.to < doc->tokens_n && onr_word_is(doc, c->tok.to, "of");
    if (c->mark != ONR_NONE) {
        if (is_one_of_them(doc, c) || is_fragment(doc, c)) return 0;
        const onr_mark *m = &doc->marks[c->mark];
        if (c->q.no && c->q.no < ONR_NOT_SOFT) return 0;
        if (c->q.what == ONR_QUANTITY_DURATION && by_tree == ONR_MARK_OTHER) return 0;
        if (dated && !share && c->q.what != ONR_QUANTITY_PERCENT && c->q.what != ONR_QUANTITY_MONEY) return 0;
        c->effect = m->kind >= ONR_MARK_KILLED && m->kind <= ONR_MARK_OTHER ? m->kind : ONR_MARK_OTHER;
        if (m->attr >= ONR_ATTR_INCIDENT && m->attr < ONR_ATTR_OTHER)
            c->accrual = onr_label_name(ONR_LABELS_ATTR, m->attr);
        if (by_tree != ONR_MARK_OTHER && by_tree != c->effect && m->score < SURE) c->effect = (uint8_t)by_tree;
        int harm = c->effect >= ONR_MARK_KILLED && c->effect <= ONR_MARK_CHARGED;
        if (harm && (by_tree == ONR_MARK_OTHER || c->noun != ONR_NONE) && onr_figure_is_thing(doc, c))
            c->effect = ONR_MARK_OTHER;
        if (by_tree == ONR_MARK_OTHER && harm && onr_figure_is_doer(doc, c)) c->effect = ONR_MARK_OTHER;
        if (by_tree == ONR_MARK_OTHER && harm && !onr_figure_is_told(doc, c, c->effect, m->score >= GUESS))
            c->effect = ONR_MARK_OTHER;
        int whole = c->q.what == ONR_QUANTITY_COUNT && c->q.kind == ONR_NUMBER_CARDINAL && !c->q.vague;
        if ((c->q.what == ONR_QUANTITY_MEASURE || whole) && c->effect == ONR_MARK_PERCENT &&
            by_tree != ONR_MARK_PERCENT && !onr_figure_is_polled(doc, c))
            c->effect = ONR_MARK_OTHER;
        if (c->q.what == ONR_QUANTITY_MONEY && c->effect == ONR_MARK_OTHER) c->effect = ONR_MARK_MONEY;
        if (c->q.what == ONR_QUANTITY_PERCENT && c->effect == ONR_MARK_OTHER) c->effect = ONR_MARK_PERCENT;
        c->rule = "network";
        take_links(doc, c);
        return 1;
    }
    if ((dated && !share && c->q.what != ONR_QUANTITY_MEASURE) || named) return 0;
    c->rule = onr_figure_rule(doc, c);
    return c->rule != NULL;
}

static onr_count *add(counts *list) {
    if (list->n == list->cap) {
        uint32_t cap = list->cap ? list->cap * 2 : 64;
        onr_count *p = onr_mem_realloc(list->at, (size_t)cap * sizeof *p);
        if (!p) return NULL;
        list->at = p;
        list->cap = cap;
    }
    onr_count *c = &list->at[list->n];
    memset(c, 0, sizeof *c);
    return c;
}

/* One quantity; a mark belongs to the first that overlaps it, unless that was read for its weak words only. */
static onr_status take(const onr_doc *doc, const onr_quantity *q, marks *m, uint32_t *date, uint32_t *name,
                       counts *list, onr_err *err) {
    onr_range tok = onr_tokens_in(doc, q->number);
    if (tok.from >= tok.to) return ONR_OK;
    int dated = in_date(doc, q->number, date), named = in_name(doc, tok, name);
    uint32_t link = 0, mark = overlapping(doc, m, tok, &link);
    int most = onr_figure_is_most(doc, tok);
    if (mark == ONR_NONE && q->weak && q->kind != ONR_NUMBER_ZERO && !most) return ONR_OK;
    if (tok.from > 0 && onr_word_is(doc, tok.from - 1, "per")) return ONR_OK; /* a rate's base */
    if (mark == ONR_NONE && doc->tags[tok.from].upos == ONR_UPOS_X)
        return ONR_OK; /* in a table: nothing says of what */
    onr_count *c = add(list);
    if (!c) return onr_doc_no_memory(err);
    *c = (onr_count){.q = *q, .mark = mark, .links = link, .tok = tok};
    c->sent = onr_doc_sent_of(doc, tok.from);
    if (c->sent == ONR_NONE) return ONR_OK;
    if (list->n && mark != ONR_NONE && list->at[list->n - 1].mark == mark) { /* the mark has one already */
        onr_count *p = &list->at[list->n - 1];
        if (!p->q.weak) {
            c->mark = ONR_NONE;
            if (q->weak) return ONR_OK;
        } else list->n--, *p = *c, c = p;
    }
    list->n += (uint32_t)settle(doc, c, dated, named);
    return ONR_OK;
}

/* "over 100 mph (161 km/h)": the bound of a measure holds for its conversion. */
static void convert(const onr_text *t, const onr_quantity *last, onr_quantity *q) {
    const onr_value *v = &last->value;
    int bounded = v->has_low != v->has_high;
    if (q->what != ONR_QUANTITY_MEASURE || last->what != ONR_QUANTITY_MEASURE || !bounded || q->range) return;
    if (q->text.start <= t->from || t->p[q->text.start - 1] != '(' || last->unit.end > q->text.start ||
        q->text.start - last->unit.end > 16 || q->value.approx || !q->value.has_low || !q->value.has_high)
        return;
    q->value.has_low = v->has_low;
    q->value.has_high = v->has_high;
    q->value.low_open = v->low_open;
    q->value.high_open = v->high_open;
}

static onr_status collect(const onr_doc *doc, counts *list, onr_err *err) {
    marks m;
    uint32_t date = 0, name = 0;
    onr_status st = collect_marks(doc, &m, err);
    for (uint32_t b = 0; b < doc->blocks_n && st == ONR_OK; b++) {
        onr_text t = {doc->text, doc->blocks[b].span.start, doc->blocks[b].span.end};
        if (doc->blocks[b].kind == ONR_BLOCK_DATE || doc->blocks[b].kind == ONR_BLOCK_CREDIT) continue;
        onr_quantity q, last = {0};
        for (uint32_t at = t.from; st == ONR_OK && onr_quantity_next(&t, &at, ONR_NUMBER_WEAK, &q); last = q) {
            convert(&t, &last, &q);
            st = take(doc, &q, &m, &date, &name, list, err);
        }
    }
    onr_mem_free(m.mark);
    return st;
}

/* ---- one record ------------------------------------------------------------------------------------------------- */

/* "a nearby | hospital": words that end in one that waits for its noun go on to that. */
static onr_range to_noun(const onr_doc *doc, onr_range r) {
    enum { FAR = 3 };
    for (int steps = 0; steps < FAR && r.from < r.to; steps++) {
        uint32_t last = r.to - 1, head = doc->arcs[last].head, base = onr_deprel_base(doc->arcs[last].rel);
        int waits = base == ONR_DEPREL_DET || base == ONR_DEPREL_AMOD || base == ONR_DEPREL_CASE;
        if (!waits || doc->tags[last].upos == ONR_UPOS_PROPN || head == ONR_NONE || head < r.to || head > last + FAR)
            break;
        r.to = head + 1;
    }
    return r;
}

/* The words in a role to the mark: the surest run. */
static onr_span role(const onr_doc *doc, const onr_count *c, unsigned role) {
    const onr_link *best = NULL;
    for (uint32_t i = c->links; i < c->links + c->link_n; i++) {
        const onr_link *l = &doc->links[i];
        if (l->role == role && (!best || l->score > best->score)) best = l;
    }
    if (!best) return (onr_span){0, 0};
    int whole = role == ONR_ROLE_WHO || role == ONR_ROLE_WHERE;
    return onr_doc_tokens_span(doc, whole ? to_noun(doc, best->tok) : best->tok);
}

/* Is the unit that the network gives a name that stands elsewhere ("four of them, according to Caldry City Hospital")?
 * Other words elsewhere are good: "300 shops in Velden and 40 in Orle". */
static int is_far_name(const onr_doc *doc, const onr_count *c, onr_span unit) {
    enum { NEAR = 3 };
    onr_range r = onr_tokens_in(doc, unit);
    if (r.from >= r.to || (r.from < c->tok.to + NEAR && c->tok.from < r.to + NEAR)) return 0;
    uint32_t i = onr_doc_name_at(doc, r.from);
    return i < doc->names_n && doc->names[i].tok.to >= r.to;
}

/* What is counted: the network's words, the tree's, those of the whole that it is a part of. */
static onr_span unit_of(const onr_doc *doc, const onr_count *c, const onr_figure *figures, uint32_t i) {
    onr_span u = role(doc, c, ONR_ROLE_UNIT), none = {0, 0};
    if (onr_span_empty(u) || onr_span_overlap(u, c->q.number) || is_far_name(doc, c, u)) u = onr_figure_unit(doc, c);
    if (!onr_span_empty(c->q.unit) && onr_span_within(u, c->q.unit)) u = c->q.unit; /* "per cent", not "cent" */
    uint32_t t = onr_doc_token_at(doc, u.start);
    if (onr_span_empty(u) || t == ONR_NONE || doc->tags[t].upos == ONR_UPOS_PRON ||
        onr_figure_lemma(doc, t, "|whom|those|"))
        u = c->q.what == ONR_QUANTITY_COUNT && c->relation == ONR_RELATION_SUBSET && c->of < i ? figures[c->of].unit
                                                                                               : none;
    return u;
}

/* The figure's words: what the network says where it touches the number, with the bound and the unit beside it. */
static void set_text(const onr_doc *doc, const onr_count *c, onr_figure *f) {
    onr_span s = c->q.text, sent = onr_doc_tokens_span(doc, doc->sents[c->sent].tok);
    for (uint32_t i = c->links; i < c->links + c->link_n; i++) {
        onr_span l = onr_doc_tokens_span(doc, doc->links[i].tok);
        if (doc->links[i].role != ONR_ROLE_EXTENT || !onr_span_overlap(l, s) || !onr_span_within(l, sent)) continue;
        if (l.start < s.start) s.start = l.start;
        if (l.end > s.end) s.end = l.end;
    }
    if (f->unit.start >= s.end && f->unit.start - s.end <= 24 && onr_span_within(f->unit, sent)) s.end = f->unit.end;
    f->text = s;
}

static onr_status set_vague(onr_doc *doc, const onr_count *c, onr_figure *f, onr_err *err) {
    if (!c->q.vague) return ONR_OK;
    onr_slice w = onr_doc_slice(doc, c->q.number);
    char *copy = onr_arena_copy(&doc->arena, w.p, w.n);
    if (!copy) return onr_doc_no_memory(err);
    for (size_t i = 0; i < w.n; i++) {
        if (copy[i] >= 'A' && copy[i] <= 'Z') copy[i] |= 32;
        if (copy[i] == '\n' || copy[i] == '\t' || copy[i] == '\r') copy[i] = ' ';
    }
    f->value.vague = copy;
    f->value.has_low = f->value.has_high = f->value.low_open = f->value.high_open = 0;
    return ONR_OK;
}

static void set_value(const onr_count *c, onr_figure *f) {
    f->value = c->q.value;
    if (c->q.kind != ONR_NUMBER_FRACTION || c->effect != ONR_MARK_PERCENT || c->q.what != ONR_QUANTITY_COUNT) return;
    onr_decimal p = onr_number_percent(c->q.num, c->q.den);
    f->value.low = f->value.high = p;
}

static void set_id(const onr_doc *doc, onr_figure *f) {
    uint64_t h = onr_hash64(doc->meta.id, strlen(doc->meta.id), 0x66696775);
    h = onr_hash64(&f->number, sizeof f->number, h);
    onr_hash_hex(h, f->id);
}

static onr_status make(onr_doc *doc, const onr_count *c, onr_figure *figures, uint32_t i, onr_err *err) {
    onr_figure *f = &figures[i];
    memset(f, 0, sizeof *f);
    f->number = c->q.number;
    f->effect = c->effect;
    set_value(c, f);
    onr_status st = set_vague(doc, c, f, err);
    if (st != ONR_OK) return st;
    f->unit = unit_of(doc, c, figures, i);
    f->who = role(doc, c, ONR_ROLE_WHO);
    f->where = role(doc, c, ONR_ROLE_WHERE);
    f->period = role(doc, c, ONR_ROLE_PERIOD);
    set_text(doc, c, f);
    if (c->effect == ONR_MARK_MONEY) f->currency = c->q.currency;
    f->scale = c->q.scale >= 1000 ? c->q.scale : 0;
    f->of = c->of;
    f->relation = c->relation;
    f->accrual = c->accrual;
    onr_figure_dates(doc, c, f);
    if (f->since != ONR_NONE && strcmp(f->accrual, "incident") == 0)
        f->accrual = "cumulative"; /* counted since a day */
    f->polarity = onr_figure_polarity(doc, c);
    f->modality = onr_figure_modality(doc, c);
    f->caveat = onr_figure_caveat(doc, c->sent);
    f->confidence = c->mark != ONR_NONE ? doc->marks[c->mark].score : 0.5f;
    f->rule = c->rule;
    uint32_t statement;
    st = onr_figure_chain(doc, c, f, &statement, err);
    if (st != ONR_OK) return st;
    if (statement != ONR_NONE && strcmp(doc->statements[statement].polarity, "denied") == 0 &&
        c->q.kind != ONR_NUMBER_ZERO)
        f->polarity = "denied";
    set_id(doc, f);
    return ONR_OK;
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

onr_status onr_find_figures(onr_doc *doc, onr_err *err) {
    if (!doc->tags || !doc->arcs || !doc->lemmas || !doc->sents_n) return ONR_OK;
    counts list = {0};
    onr_status st = collect(doc, &list, err);
    for (uint32_t i = 0; st == ONR_OK && i < list.n; i++) onr_figure_relate(doc, list.at, list.n, i);
    onr_figure *figures = st == ONR_OK ? onr_arena_alloc(&doc->arena, list.n, sizeof *figures) : NULL;
    if (st == ONR_OK && !figures) st = onr_doc_no_memory(err);
    for (uint32_t i = 0; st == ONR_OK && i < list.n; i++) st = make(doc, &list.at[i], figures, i, err);
    if (st == ONR_OK) {
        doc->figures = figures;
        doc->figures_n = list.n;
    }
    onr_mem_free(list.at);
    return st;
}
