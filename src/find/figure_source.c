/* figure_source.c - on whose word a figure stands.
 *
 * Method, the first that answers: the chain of the innermost statement whose content holds the number; of the statement
 * whose content or cue governs the number in the tree (contents end early); whoever "according to", "per" or "by some
 * estimates" names nearest to it; the report that the sentence begins in ("In a report of the council, ..."); the
 * subject of a verb of counting above it ("The agency recorded 6 ..."); "reportedly" on its clause, which names nobody;
 * the source of the sentence before, where this one goes on from it ("Of these, 4 ..."). Else the outlet. A document
 * speaks for who issued it ("WHO's report"). Statements are sorted by their first byte, so only a window of them is
 * looked at. Cost: O(WINDOW + sentence) a figure.
 */
#include <string.h>

#include "find/cast.h"
#include "find/chain.h"
#include "find/figure_part.h"
#include "find/source.h"

enum { WINDOW = 48, CLIMB = 10, NEAR = 40, BACK = 600 };

/* Who a figure stands on: an origin link, or nobody. */
typedef struct origin {
    int found;
    uint32_t entity;
    onr_span span;
} origin;

static unsigned rel(const onr_doc *doc, uint32_t t) { return onr_deprel_base(doc->arcs[t].rel); }

/* ---- statements ------------------------------------------------------------------------------------------------- */

static uint32_t first_byte(const onr_statement *s) {
    uint32_t a = s->content[0].start < s->cue.start ? s->content[0].start : s->cue.start;
    return !onr_span_empty(s->source) && s->source.start < a ? s->source.start : a;
}

/* The first statement that begins behind byte `at`. */
static uint32_t statement_after(const onr_doc *doc, uint32_t at) {
    uint32_t lo = 0, hi = doc->statements_n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (first_byte(&doc->statements[mid]) > at) hi = mid;
        else lo = mid + 1;
    }
    return lo;
}

/* "reportedly": the statement names nobody. */
static int is_hearsay(const onr_statement *s) {
    return s->chain_n && s->chain[0].role == ONR_LINK_ORIGIN && s->chain[0].entity == ONR_NONE &&
           onr_span_empty(s->chain[0].span);
}

/* The innermost statement whose content holds the span, one on somebody's word first. */
static uint32_t innermost(const onr_doc *doc, onr_span number) {
    uint32_t best = ONR_NONE, least = UINT32_MAX, i = statement_after(doc, number.start), hearsay = ONR_NONE;
    for (uint32_t k = 0; k < WINDOW && i > 0; k++) {
        const onr_statement *s = &doc->statements[--i];
        uint32_t size = 0;
        int holds = 0;
        for (uint32_t c = 0; c < s->content_n; c++) {
            size += s->content[c].end - s->content[c].start;
            holds |= onr_span_within(number, s->content[c]);
        }
        if (holds && is_hearsay(s)) hearsay = i;
        else if (holds && size < least) least = size, best = i;
    }
    return best != ONR_NONE ? best : hearsay;
}

/* The statement whose cue holds token t, or whose source does (*source); ONR_NONE. */
static uint32_t told_at(const onr_doc *doc, uint32_t t, int *source) {
    onr_span s = {doc->tokens[t].start, doc->tokens[t].end};
    uint32_t i = statement_after(doc, s.end);
    for (uint32_t k = 0; k < WINDOW && i > 0; k++) {
        const onr_statement *m = &doc->statements[--i];
        *source = onr_span_within(s, m->source);
        if (*source || onr_span_within(s, m->cue)) return i;
    }
    return ONR_NONE;
}

/* The statement that governs the number by the tree: a clause of its content, or of its cue, though the content that
 * was found ends before it. What is told of the source itself stands on the outlet's word. */
static uint32_t governing(const onr_doc *doc, const onr_count *c) {
    uint32_t t = onr_head_of(doc, c->tok);
    for (int k = 0; k < CLIMB && t != ONR_NONE; k++) {
        uint32_t up = doc->arcs[t].head;
        if (up == ONR_NONE) break;
        int source = 0;
        uint32_t i = told_at(doc, up, &source);
        unsigned r = rel(doc, t);
        if (i != ONR_NONE) {
            int below = r == ONR_DEPREL_CCOMP || r == ONR_DEPREL_XCOMP || r == ONR_DEPREL_OBJ;
            return !source && below && !is_hearsay(&doc->statements[i]) ? i : ONR_NONE;
        }
        if (r == ONR_DEPREL_PARATAXIS || doc->arcs[t].rel == ONR_DEPREL_ACL_RELCL) break;
        i = innermost(doc, (onr_span){doc->tokens[up].start, doc->tokens[up].end});
        if (i != ONR_NONE)
            return doc->statements[i].type == ONR_STATEMENT_INDIRECT && !is_hearsay(&doc->statements[i]) ? i : ONR_NONE;
        t = up;
    }
    return ONR_NONE;
}

/* ---- who issued a document -------------------------------------------------------------------------------------- */

/* The entity that has a mention inside the span. */
static uint32_t entity_in(const onr_doc *doc, onr_span s, onr_span *at) {
    const onr_mention *m = onr_doc_mention_in(doc, s);
    if (m) *at = m->span;
    return m ? m->entity : ONR_NONE;
}

/* The entity with a mention that covers token t. */
static uint32_t entity_at(const onr_doc *doc, uint32_t t, onr_span *at) {
    const onr_mention *m = onr_doc_mention_over(doc, doc->tokens[t].start);
    if (m) *at = m->span;
    return m ? m->entity : ONR_NONE;
}

/* Is it somebody whose word counts: no place, no document, no nameless thing? */
static int may_speak(const onr_doc *doc, uint32_t e) {
    unsigned k = doc->entities[e].kind;
    return k == ONR_ENTITY_PERSON || k == ONR_ENTITY_ORGANISATION || k == ONR_ENTITY_GROUP;
}

/* The last statement of sentence s on somebody's word. */
static uint32_t statement_in(const onr_doc *doc, uint32_t s) {
    onr_range r = doc->sents[s].tok;
    for (uint32_t t = r.to; t-- > r.from && r.to - t < NEAR;) {
        uint32_t i = innermost(doc, (onr_span){doc->tokens[t].start, doc->tokens[t].end});
        if (i != ONR_NONE) return i;
    }
    return ONR_NONE;
}

/* Whose word the sentence before t ends on: what "its report" goes back to. */
static origin last_source(const onr_doc *doc, uint32_t t) {
    uint32_t s = onr_doc_sent_of(doc, t), i = s && s != ONR_NONE ? statement_in(doc, s - 1) : ONR_NONE;
    if (i == ONR_NONE || is_hearsay(&doc->statements[i])) return (origin){.entity = ONR_NONE};
    return (origin){1, doc->statements[i].speaker, doc->statements[i].source};
}

/* Who is named as the issuer beside the document noun h: "its report", "the WHO report", "a study by the council". */
static origin issuer_beside(const onr_doc *doc, uint32_t h) {
    onr_range r = doc->sents[onr_doc_sent_of(doc, h)].tok;
    uint32_t from = h - r.from > NEAR ? h - NEAR : r.from, to = r.to - h > NEAR ? h + NEAR : r.to;
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t t = from; t < to; t++) {
            uint32_t up = doc->arcs[t].head;
            if (up == ONR_NONE || t == h) continue;
            int poss = up == h && doc->arcs[t].rel == ONR_DEPREL_NMOD_POSS;
            int named = up == h && t < h && rel(doc, t) == ONR_DEPREL_COMPOUND;
            int behind = t > h && (rel(doc, t) == ONR_DEPREL_NMOD || rel(doc, t) == ONR_DEPREL_OBL) &&
                         (up == h || (doc->arcs[up].head == h && rel(doc, up) == ONR_DEPREL_ACL)) &&
                         onr_figure_case(doc, t, up == h ? "|of|by|from|" : "|by|");
            if (!(pass == 0 ? poss : pass == 1 ? named : behind)) continue;
            origin o = {0};
            o.entity = entity_at(doc, t, &o.span);
            if (pass == 0 && o.entity == ONR_NONE && onr_figure_lemma(doc, t, "|its|their|")) o = last_source(doc, t);
            if (o.entity == ONR_NONE || doc->entities[o.entity].kind == ONR_ENTITY_DOCUMENT) continue;
            if (pass == 1 && doc->entities[o.entity].kind != ONR_ENTITY_ORGANISATION) continue;
            if (pass == 2 && !may_speak(doc, o.entity)) continue;
            o.found = 1;
            return o;
        }
    return (origin){0};
}

/* Who issued it: named beside it, or beside an earlier mention of the same document ("The report added ..."). */
static origin issuer(const onr_doc *doc, uint32_t h) {
    origin o = issuer_beside(doc, h);
    if (o.found || !onr_figure_definite(doc, h) ||
        !onr_figure_lemma(doc, h, "|report|study|survey|poll|advisory|bulletin|statement|paper|release|"))
        return o;
    uint32_t least = h > BACK ? h - BACK : 0;
    for (uint32_t t = h; t-- > least && !o.found;)
        if (doc->lemmas[t].n == doc->lemmas[h].n && doc->tags[t].upos == ONR_UPOS_NOUN &&
            memcmp(doc->lemmas[t].p, doc->lemmas[h].p, doc->lemmas[h].n) == 0)
            o = issuer_beside(doc, t);
    return o;
}

/* The origin that a noun phrase with this head names. */
static origin named_by(const onr_doc *doc, onr_span np, uint32_t h) {
    origin o = {0};
    if (onr_is_document_noun(doc, h)) o = issuer(doc, h);
    if (o.found) return o;
    onr_span at;
    return (origin){1, entity_in(doc, np, &at), np};
}

/* ---- phrases that name a source --------------------------------------------------------------------------------- */

/* The noun phrase from token t on: up to a comma, a bracket, a verb or the end of the sentence. */
static onr_range phrase(const onr_doc *doc, uint32_t t, uint32_t stop) {
    onr_range np = {t, t};
    while (np.to < stop && !onr_word_is(doc, np.to, ",") && doc->tags[np.to].upos != ONR_UPOS_PUNCT &&
           doc->tags[np.to].upos != ONR_UPOS_VERB)
        np.to++;
    return np;
}

/* "by reports", "by varying accounts" */
static int by_some(const onr_doc *doc, uint32_t t, uint32_t first) {
    if (onr_figure_lemma(doc, t - 1, "|varying|some|various|most|all|many|several|conflicting|") && t > first + 1) t--;
    return onr_word_is(doc, t - 1, "by");
}

/* What "according to", "per" or "by some estimates" at token t names, as a range; empty: nothing. */
static onr_range named_at(const onr_doc *doc, uint32_t t, onr_range r) {
    if (t + 2 < r.to && onr_word_is(doc, t, "according") && onr_word_is(doc, t + 1, "to"))
        return phrase(doc, t + 2, r.to);
    int apart = t == r.from || onr_word_is(doc, t - 1, ",") || onr_word_is(doc, t - 1, "and");
    if (apart && t + 2 < r.to && onr_word_is(doc, t, "per") && onr_word_is(doc, t + 1, "the"))
        return phrase(doc, t + 1, r.to);
    if (!onr_word_is(doc, t, "by")) return (onr_range){t, t};
    for (uint32_t k = t + 1; k < t + 4 && k < r.to; k++) {
        if (onr_figure_lemma(doc, k, "|reports|estimates|accounts|counts|") && !by_some(doc, k, r.from))
            return (onr_range){t + 1, k + 1};
        if (doc->tags[k].upos != ONR_UPOS_ADJ && doc->tags[k].upos != ONR_UPOS_DET) break;
    }
    return (onr_range){t, t};
}

/* The one nearest to token `at`, none across a semicolon. */
static origin according_to(const onr_doc *doc, onr_range r, uint32_t at) {
    onr_range best = {0, 0};
    uint32_t least = UINT32_MAX, semicolon = UINT32_MAX;
    for (uint32_t t = r.from; t < r.to; t++) {
        if (onr_word_is(doc, t, ";")) {
            if (t < at) best = (onr_range){0, 0}, least = UINT32_MAX;
            else semicolon = t;
        }
        if (t > semicolon) break;
        onr_range np = named_at(doc, t, r);
        uint32_t far = t < at ? at - t : t - at;
        if (np.to > np.from && far < least) least = far, best = np;
    }
    if (best.to <= best.from) return (origin){0};
    return named_by(doc, onr_doc_tokens_span(doc, best), onr_head_of(doc, best));
}

/* "In a report of the council, ...": only where the issuer is known. */
static origin begins_in_report(const onr_doc *doc, onr_range r) {
    if (r.to <= r.from || !onr_word_is(doc, r.from, "in")) return (origin){0};
    for (uint32_t t = r.from + 1; t < r.from + 8 && t < r.to; t++) {
        if (onr_word_is(doc, t, ",")) break;
        if (onr_is_document_noun(doc, t) && doc->arcs[r.from].head == t) return issuer(doc, t);
    }
    return (origin){0};
}

/* ---- verbs of counting ------------------------------------------------------------------------------------------ */

static uint32_t child(const onr_doc *doc, uint32_t h, unsigned relation, const char *cases) {
    onr_range r = doc->sents[onr_doc_sent_of(doc, h)].tok;
    uint32_t from = h - r.from > NEAR ? h - NEAR : r.from, to = r.to - h > NEAR ? h + NEAR : r.to;
    for (uint32_t t = from; t < to; t++)
        if (doc->arcs[t].head == h && doc->arcs[t].rel == relation && (!cases || onr_figure_case(doc, t, cases)))
            return t;
    return ONR_NONE;
}

/* What is registered by those who watch: "recorded 6 aftershocks", not "recorded 6 albums". */
static int seen(const onr_doc *doc, const onr_count *c) {
    return c->q.what == ONR_QUANTITY_MEASURE || c->q.value.low.places ||
           (c->noun != ONR_NONE &&
            onr_figure_lemma(doc, c->noun,
                             "|case|aftershock|quake|earthquake|tremor|incident|violation|attack|crime|"
                             "temperature|magnitude|people|person|strike|protest|"));
}

/* Does verb v count or tell: "recorded", "estimates", "raised the toll to"? */
static int counts(const onr_doc *doc, const onr_count *c, uint32_t v) {
    if (onr_figure_lemma(doc, v, "|record|register|log|find|")) return c->effect != ONR_MARK_OTHER || seen(doc, c);
    if (onr_figure_lemma(doc, v,
                         "|report|estimate|count|figure|tally|document|measure|confirm|note|state|"
                         "reveal|indicate|list|cite|"))
        return 1;
    if (!onr_figure_lemma(doc, v, "|put|place|raise|increase|lower|revise|reduce|bring|")) return 0;
    uint32_t o = child(doc, v, ONR_DEPREL_OBJ, NULL);
    return o != ONR_NONE && onr_figure_lemma(doc, o, "|toll|number|count|figure|total|tally|cost|damage|loss|");
}

/* Who does what verb v says: its subject, the noun that a relative clause hangs on, the agent of a passive. */
static uint32_t teller(const onr_doc *doc, uint32_t v) {
    if (child(doc, v, ONR_DEPREL_NSUBJ_PASS, NULL) != ONR_NONE) return child(doc, v, ONR_DEPREL_OBL_AGENT, NULL);
    uint32_t s = child(doc, v, ONR_DEPREL_NSUBJ, NULL);
    if (s != ONR_NONE && onr_figure_lemma(doc, s, "|which|that|who|")) return doc->arcs[v].head;
    return s;
}

static origin counted_by(const onr_doc *doc, const onr_count *c) {
    uint32_t t = onr_head_of(doc, c->tok);
    for (int k = 0; k < CLIMB && t != ONR_NONE; k++) {
        uint32_t up = doc->arcs[t].head;
        if (up == ONR_NONE) break;
        unsigned r = rel(doc, t);
        int side = doc->arcs[t].rel == ONR_DEPREL_NSUBJ || r == ONR_DEPREL_ADVCL || r == ONR_DEPREL_PARATAXIS;
        if (!side && doc->tags[up].upos == ONR_UPOS_VERB && counts(doc, c, up)) {
            uint32_t s = teller(doc, up);
            if (s == ONR_NONE) break;
            origin o = {0};
            if (onr_is_document_noun(doc, s)) return issuer(doc, s);
            o.entity = entity_at(doc, s, &o.span);
            o.found = o.entity != ONR_NONE && may_speak(doc, o.entity);
            return o;
        }
        if (r == ONR_DEPREL_ADVCL || r == ONR_DEPREL_PARATAXIS || r == ONR_DEPREL_ACL) break;
        t = up;
    }
    return (origin){0};
}

/* ---- hearsay and what is carried on ----------------------------------------------------------------------------- */

/* "reportedly", "was reported to have", "by varying reports": somebody's word, but whose is not said. */
static int reported(const onr_doc *doc, const onr_count *c) {
    onr_range r = doc->sents[c->sent].tok;
    uint32_t from = c->tok.from > r.from + 12 ? c->tok.from - 12 : r.from,
             to = c->tok.to + 12 < r.to ? c->tok.to + 12 : r.to;
    for (uint32_t t = c->tok.from; t-- > from;)
        if (onr_word_is(doc, t, ";")) from = t + 1;
    for (uint32_t t = from; t < to; t++) {
        if (t > c->tok.to && onr_word_is(doc, t - 1, ",") && doc->tags[t].upos == ONR_UPOS_ADV) return 0;
        if (onr_word_is(doc, t, "reportedly") || onr_word_is(doc, t, "allegedly")) return 1;
        if (onr_figure_lemma(doc, t, "|reports|accounts|") && t > r.from && by_some(doc, t, r.from)) return 1;
        if (onr_word_is(doc, t, "reported") && t + 1 < c->tok.from + 2 && t + 3 > c->tok.from &&
            doc->tags[t].upos != ONR_UPOS_AUX && doc->arcs[t].rel == ONR_DEPREL_AMOD)
            return 1; /* a reported magnitude of 6.3 */
        if (onr_word_is(doc, t, "reported") && t > r.from && onr_figure_lemma(doc, t - 1, "|be|") && t + 1 < r.to &&
            !onr_word_is(doc, t + 1, "by"))
            return 1;
    }
    return 0;
}

/* Does the sentence go on from the one before: "Of these, 4 ...", "Another 12 ...", or was it cut wrongly? */
static int goes_on(const onr_doc *doc, onr_range r) {
    if (doc->tags[r.from - 1].upos != ONR_UPOS_PUNCT) return 1;
    for (uint32_t t = r.from; t < r.from + 4 && t + 1 < r.to; t++)
        if (onr_figure_lemma(doc, t, "|of|among|out|from|") && onr_figure_lemma(doc, t + 1, "|these|those|them|"))
            return 1;
    return onr_figure_lemma(doc, r.from, "|another|") ||
           (onr_figure_lemma(doc, r.from, "|these|they|") && onr_figure_lemma(doc, r.from + 1, "|include|included|"));
}

/* ---- the chain -------------------------------------------------------------------------------------------------- */

static onr_status take_chain(const onr_statement *s, onr_figure *f) {
    f->chain = s->chain;
    f->chain_n = s->chain_n;
    return ONR_OK;
}

static origin find_origin(const onr_doc *doc, const onr_count *c) {
    onr_range r = doc->sents[c->sent].tok;
    origin o = counted_by(doc, c);
    if (!o.found) o = according_to(doc, r, c->tok.from);
    if (!o.found) o = begins_in_report(doc, r);
    if (!o.found && reported(doc, c)) o = (origin){1, ONR_NONE, {0, 0}};
    return o;
}

onr_status onr_figure_chain(onr_doc *doc, const onr_count *c, onr_figure *f, uint32_t *statement, onr_err *err) {
    uint32_t i = innermost(doc, c->q.number);
    *statement = i;
    /* what was ordered is no claim of its figures: "ordered his staff to delay 400 million in aid" */
    if (i != ONR_NONE && strcmp(doc->statements[i].polarity, "ordered") == 0 && !doc->statements[i].quoted_n)
        i = ONR_NONE;
    else if (i == ONR_NONE) i = governing(doc, c);
    if (i != ONR_NONE && doc->statements[i].chain_n) return take_chain(&doc->statements[i], f);
    origin o = find_origin(doc, c);
    uint32_t before = c->sent ? c->sent - 1 : ONR_NONE;
    if (!o.found && before != ONR_NONE && goes_on(doc, doc->sents[c->sent].tok) &&
        doc->tokens[doc->sents[before].tok.from].block == doc->tokens[c->tok.from].block) {
        i = statement_in(doc, before);
        if (i != ONR_NONE && doc->statements[i].chain_n) return take_chain(&doc->statements[i], f);
        o = according_to(doc, doc->sents[before].tok, doc->sents[before].tok.to);
    }
    onr_chain_link first = {ONR_LINK_ORIGIN, o.entity, o.span};
    return onr_chain_of_outlet(doc, o.found ? &first : NULL, &f->chain, &f->chain_n, err);
}
