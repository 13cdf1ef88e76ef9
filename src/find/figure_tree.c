/* figure_tree.c - what a number counts and whether it happened, by the tree.
 *
 * Method: from the number up its arcs: the noun that it modifies, the verb or predicate that governs it. Polarity is
 * the negation of that clause, or a denial above it; modality its auxiliaries, its "if", and the verbs above (fear,
 * plan). Climbs are bounded. Cost: O(depth) a number.
 */
#include <string.h>

#include "base/ascii.h"
#include "find/cast.h"
#include "find/figure_part.h"

enum { CLIMB = 12, SPREAD = 60 };

/* The word without an ending: arrested, detaining, injures. */
static int stem_listed(onr_slice w, const char *list) {
    static const struct {
        const char *ending, *instead;
    } endings[] = {{"ed", ""}, {"d", ""}, {"ing", ""}, {"ing", "e"}, {"s", ""}, {"es", ""}, {"ies", "y"}};
    char word[28];
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
        size_t n = strlen(endings[k].ending), m = strlen(endings[k].instead);
        if (w.n < n + 3 || w.n > 24 || memcmp(w.p + w.n - n, endings[k].ending, n) != 0) continue;
        memcpy(word, w.p, w.n - n);
        memcpy(word + w.n - n, endings[k].instead, m);
        if (onr_ascii_listed((onr_slice){word, w.n - n + m}, list)) return 1;
    }
    return 0;
}

/* The word itself counts too: a lemma is a guess of the network. */
int onr_figure_lemma(const onr_doc *doc, uint32_t t, const char *list) {
    if (t >= doc->tokens_n) return 0;
    onr_slice w = onr_word(doc, t);
    return onr_ascii_listed(doc->lemmas[t], list) || onr_ascii_listed(w, list) ||
           ((doc->tags[t].upos == ONR_UPOS_VERB || doc->tags[t].upos == ONR_UPOS_NOUN) && stem_listed(w, list));
}

static unsigned rel(const onr_doc *doc, uint32_t t) { return onr_deprel_base(doc->arcs[t].rel); }
static uint32_t head(const onr_doc *doc, uint32_t t) { return doc->arcs[t].head; }
static int is_noun(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos;
    return u == ONR_UPOS_NOUN || u == ONR_UPOS_PROPN || u == ONR_UPOS_SYM;
}

onr_range onr_figure_near(const onr_doc *doc, uint32_t t) {
    uint32_t s = onr_doc_sent_of(doc, t);
    onr_range r = s == ONR_NONE ? (onr_range){t, t + 1} : doc->sents[s].tok;
    if (t - r.from > SPREAD) r.from = t - SPREAD;
    if (r.to - t > SPREAD) r.to = t + SPREAD;
    return r;
}

uint32_t onr_figure_child(const onr_doc *doc, uint32_t t, unsigned relation, const char *list) {
    onr_range r = onr_figure_near(doc, t);
    for (uint32_t i = r.from; i < r.to; i++)
        if (doc->arcs[i].head == t && rel(doc, i) == relation && (!list || onr_figure_lemma(doc, i, list))) return i;
    return ONR_NONE;
}

static uint32_t child(const onr_doc *doc, uint32_t t, unsigned relation, const char *list) {
    return onr_figure_child(doc, t, relation, list);
}

int onr_figure_case(const onr_doc *doc, uint32_t t, const char *list) {
    return child(doc, t, ONR_DEPREL_CASE, list) != ONR_NONE;
}

int onr_figure_definite(const onr_doc *doc, uint32_t t) {
    return child(doc, t, ONR_DEPREL_DET, "|the|this|that|these|those|") != ONR_NONE;
}

void onr_figure_place(const onr_doc *doc, onr_count *c) {
    c->noun = c->verb = ONR_NONE;
    c->below = 0;
    int not = c->q.kind == ONR_NUMBER_ZERO && onr_word_is(doc, c->tok.from, "not"); /* not a single soldier */
    uint32_t t = not ? c->tok.to - 1 : onr_head_of(doc, c->tok), top = t;
    if (t == ONR_NONE || t >= doc->tokens_n) return;
    for (int k = 0; k < CLIMB && t != ONR_NONE; k++, t = head(doc, t)) {
        unsigned r = rel(doc, t);
        int own = t >= c->tok.from && t < c->tok.to;
        if (c->noun == ONR_NONE && own && head(doc, t) != ONR_NONE && is_noun(doc, head(doc, t)) &&
            (r == ONR_DEPREL_NUMMOD || r == ONR_DEPREL_DET || r == ONR_DEPREL_AMOD || r == ONR_DEPREL_COMPOUND ||
             (r == ONR_DEPREL_NMOD && doc->tags[t].upos == ONR_UPOS_NUM)))
            c->noun = head(doc, t);
        unsigned u = doc->tags[t].upos;
        if (!own && (u == ONR_UPOS_VERB || (u == ONR_UPOS_ADJ && rel(doc, t) != ONR_DEPREL_AMOD))) {
            c->verb = t;
            break;
        }
    }
    if (c->noun != ONR_NONE) return;
    uint32_t next = c->tok.to; /* a sentence may be cut wrongly between a number and its noun */
    while (next < c->tok.to + 3 && next + 1 < doc->tokens_n && doc->tags[next].upos == ONR_UPOS_ADJ) next++;
    if (next < doc->tokens_n && doc->tokens[next].block == doc->tokens[c->tok.to - 1].block &&
        doc->tokens[c->tok.to].start == c->q.number.end + 1 && doc->tags[next].xpos == ONR_XPOS_NNS) {
        c->noun = next;
        return;
    }
    uint32_t of = child(doc, top, ONR_DEPREL_NMOD, NULL); /* thousands of deaths, four of the deceased */
    if (of == ONR_NONE || of < c->tok.to || child(doc, of, ONR_DEPREL_CASE, "|of|") == ONR_NONE) {
        of = c->tok.to + 1; /* "hundreds of arrests", where the tree hangs both on the verb */
        if (!c->q.vague || of >= doc->sents[c->sent].tok.to || !onr_word_is(doc, of - 1, "of")) return;
        if (doc->tags[of].xpos != ONR_XPOS_NNS) return;
    }
    c->noun = of;
    c->below = 1;
}

/* ---- polarity and modality -------------------------------------------------------------------------------------- */

/* Is the clause of `verb` negated? "not only" and "no fewer than" hang elsewhere. */
static int negated(const onr_doc *doc, uint32_t verb) {
    onr_range r = onr_figure_near(doc, verb);
    for (uint32_t i = r.from; i < r.to; i++) {
        if (doc->arcs[i].head != verb) continue;
        unsigned k = rel(doc, i);
        if (k == ONR_DEPREL_ADVMOD && onr_figure_lemma(doc, i, "|not|never|n't|") &&
            !onr_word_is(doc, i + 1 < r.to ? i + 1 : i, "only"))
            return 1;
    }
    return 0;
}

const char *onr_figure_polarity(const onr_doc *doc, const onr_count *c) {
    if (c->q.kind == ONR_NUMBER_ZERO) return "asserted";
    uint32_t t = onr_head_of(doc, c->tok);
    int clause = 0;
    for (int k = 0; k < CLIMB && t != ONR_NONE; k++, t = head(doc, t)) {
        if (t >= c->tok.from && t < c->tok.to) continue;
        unsigned u = doc->tags[t].upos;
        int predicate = u == ONR_UPOS_VERB || u == ONR_UPOS_AUX || child(doc, t, ONR_DEPREL_COP, NULL) != ONR_NONE;
        if (onr_figure_lemma(doc, t, "|deny|refute|denial|") &&
            clause + (u == ONR_UPOS_VERB || u == ONR_UPOS_NOUN) > 0 && !negated(doc, t))
            return "denied";
        int unknown = c->effect == ONR_MARK_MISSING && onr_figure_lemma(doc, t, "|know|find|see|hear|locate|");
        if (predicate && !clause && !unknown && negated(doc, t)) return "denied";
        if (predicate) clause = 1;
        if (predicate && (rel(doc, t) == ONR_DEPREL_ACL || rel(doc, t) == ONR_DEPREL_PARATAXIS)) break;
    }
    return "asserted";
}

const char *onr_figure_modality(const onr_doc *doc, const onr_count *c) {
    uint32_t t = onr_head_of(doc, c->tok);
    const char *found = "happened";
    int clause = 0;
    for (int k = 0; k < CLIMB && t != ONR_NONE; k++, t = head(doc, t)) {
        if (t >= c->tok.from && t < c->tok.to) continue;
        unsigned u = doc->tags[t].upos;
        if (onr_figure_lemma(doc, t, "|fear|feared|presume|presumed|") &&
            (u == ONR_UPOS_VERB || u == ONR_UPOS_ADJ || u == ONR_UPOS_NOUN))
            return "feared";
        if (child(doc, t, ONR_DEPREL_AMOD, "|fear|feared|") != ONR_NONE ||
            child(doc, t, ONR_DEPREL_ACL, "|fear|") != ONR_NONE ||
            (!clause && child(doc, t, ONR_DEPREL_ADVCL, "|fear|") != ONR_NONE))
            return "feared";
        int predicate = u == ONR_UPOS_VERB || child(doc, t, ONR_DEPREL_COP, NULL) != ONR_NONE;
        if (!predicate) continue;
        if (child(doc, t, ONR_DEPREL_MARK, "|if|unless|") != ONR_NONE) return "conditional";
        if (!clause) {
            if (child(doc, t, ONR_DEPREL_AUX, "|could|would|might|may|can|should|") != ONR_NONE) found = "conditional";
            if (child(doc, t, ONR_DEPREL_AUX, "|will|shall|'ll|wo|") != ONR_NONE) found = "planned";
        }
        int above =
            clause &&
            (onr_figure_lemma(doc, t, "|plan|intend|aim|propose|schedule|expect|pledge|promise|vow|want|hope|go|set|"));
        if (above && child(doc, t, ONR_DEPREL_AUX, "|will|") == ONR_NONE && strcmp(found, "happened") == 0)
            found = "planned";
        if (rel(doc, t) == ONR_DEPREL_CCOMP || rel(doc, t) == ONR_DEPREL_PARATAXIS || rel(doc, t) == ONR_DEPREL_CONJ) {
            clause = 2;
            /* a reported clause: only fears and conditions above it count */
            uint32_t up = head(doc, t);
            if (up != ONR_NONE && onr_figure_lemma(doc, up, "|fear|")) return "feared";
            return found;
        }
        clause = 1;
    }
    return found;
}

/* ---- unit ------------------------------------------------------------------------------------------------------- */

onr_span onr_figure_unit(const onr_doc *doc, const onr_count *c) {
    if (!onr_span_empty(c->q.unit) && c->q.what != ONR_QUANTITY_COUNT) return c->q.unit;
    uint32_t t = c->noun;
    if (t == ONR_NONE || t >= doc->tokens_n || doc->tags[t].upos == ONR_UPOS_PRON) return (onr_span){0, 0};
    onr_range r = {t, t + 1};
    while (r.from > c->tok.to && doc->arcs[r.from - 1].head == t && rel(doc, r.from - 1) == ONR_DEPREL_COMPOUND)
        r.from--;
    return onr_doc_tokens_span(doc, r);
}
