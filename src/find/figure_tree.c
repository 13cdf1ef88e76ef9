/* figure_tree.c - what a number counts, and whether it happened, by the tree.
 *
 * Method: from the number up its arcs: the noun that it modifies, the verb or predicate that governs it. Effects are
 * those of the governing words (killed, dead, injuries ...) in the right relation: victims are passive subjects,
 * objects, subjects of "die", nouns beside "dead". Polarity is the negation of that clause, or a denial above it;
 * modality its auxiliaries, its "if", and the verbs above (fear, plan). Climbs are bounded. Cost: O(depth) a number.
 */
#include <string.h>

#include "find/cast.h"
#include "find/figure_part.h"

enum { CLIMB = 12, SPREAD = 60 };

int onr_figure_lemma(const onr_doc *doc, uint32_t t, const char *list) {
    char word[28];
    if (t >= doc->tokens_n) return 0;
    onr_slice l = doc->lemmas[t];
    if (l.n == 0 || l.n > 24) return 0;
    word[0] = '|';
    for (size_t i = 0; i < l.n; i++) {
        if (l.p[i] == '|' || l.p[i] == 0) return 0;
        word[i + 1] = l.p[i] >= 'A' && l.p[i] <= 'Z' ? (char)(l.p[i] | 32) : l.p[i];
    }
    word[l.n + 1] = '|';
    word[l.n + 2] = 0;
    return strstr(list, word) != NULL;
}

static unsigned rel(const onr_doc *doc, uint32_t t) { return onr_deprel_base(doc->arcs[t].rel); }
static uint32_t head(const onr_doc *doc, uint32_t t) { return doc->arcs[t].head; }
static int is_noun(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos;
    return u == ONR_UPOS_NOUN || u == ONR_UPOS_PROPN || u == ONR_UPOS_SYM;
}

/* Tokens around t in its sentence, where its children are looked for. */
static onr_range near(const onr_doc *doc, uint32_t t) {
    uint32_t s = onr_doc_sent_of(doc, t);
    onr_range r = s == ONR_NONE ? (onr_range){t, t + 1} : doc->sents[s].tok;
    if (t - r.from > SPREAD) r.from = t - SPREAD;
    if (r.to - t > SPREAD) r.to = t + SPREAD;
    return r;
}

/* The first child of t in this relation whose lemma is in the list (NULL: any). */
static uint32_t child(const onr_doc *doc, uint32_t t, unsigned relation, const char *list) {
    onr_range r = near(doc, t);
    for (uint32_t i = r.from; i < r.to; i++)
        if (doc->arcs[i].head == t && rel(doc, i) == relation && (!list || onr_figure_lemma(doc, i, list))) return i;
    return ONR_NONE;
}

void onr_figure_place(const onr_doc *doc, onr_count *c) {
    c->noun = c->verb = ONR_NONE;
    uint32_t t = onr_head_of(doc, c->tok);
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
            return;
        }
    }
}

/* ---- effect ----------------------------------------------------------------------------------------------------- */

static const struct effect {
    uint8_t mark;
    const char *of;   /* verbs whose object or passive subject it is */
    const char *self; /* verbs and predicates whose subject it is */
    const char *noun; /* nouns that are counted themselves, or that the number's noun is in ("the death of 6") */
} effects[] = {
    {ONR_MARK_KILLED, "|kill|murder|assassinate|behead|execute|slaughter|massacre|slay|drown|electrocute|",
     "|die|perish|dead|drown|succumb|", "|death|fatality|body|corpse|dead|killing|casualty|killed|deceased|murder|"},
    {ONR_MARK_INJURED, "|injure|wound|hurt|hospitalise|hospitalize|maim|", "|injured|wounded|hurt|",
     "|injury|wounded|injured|"},
    {ONR_MARK_MISSING, "||", "|missing|unaccounted|", "|missing|"},
    {ONR_MARK_DISPLACED, "|displace|evacuate|uproot|", "|flee|homeless|", "|refugee|evacuee|"},
    {ONR_MARK_ARRESTED, "|arrest|detain|capture|jail|imprison|apprehend|kidnap|abduct|", "||", "|arrest|detainee|"},
    {ONR_MARK_RESCUED, "|rescue|save|", "|survive|", "|survivor|"},
    {ONR_MARK_INFECTED, "|infect|", "||", "|case|infection|"},
    {ONR_MARK_RECOVERED, "||", "|recover|", "|recovery|"},
    {ONR_MARK_CHARGED, "|charge|indict|", "||", "||"},
    {ONR_MARK_VOTED, "||", "|vote|", "|vote|"},
};

/* Is token t a victim of `verb` as this effect has it? */
static int suffers(const onr_doc *doc, uint32_t t, uint32_t verb, const struct effect *e) {
    unsigned r = doc->arcs[t].rel;
    int passive = r == ONR_DEPREL_NSUBJ_PASS, subject = r == ONR_DEPREL_NSUBJ,
        object = onr_deprel_base(r) == ONR_DEPREL_OBJ;
    if (onr_figure_lemma(doc, verb, e->of) &&
        (passive || object ||
         (subject && child(doc, verb, ONR_DEPREL_OBJ, NULL) == ONR_NONE && doc->tags[verb].xpos == ONR_XPOS_VBN)))
        return 1;
    if (onr_figure_lemma(doc, verb, e->self) && (passive || subject || object)) return 1;
    /* "left 42 people dead" */
    uint32_t x = child(doc, verb, ONR_DEPREL_XCOMP, e->self);
    return object && (x != ONR_NONE || child(doc, verb, ONR_DEPREL_XCOMP, e->of) != ONR_NONE);
}

unsigned onr_figure_effect(const onr_doc *doc, const onr_count *c) {
    if (c->q.what == ONR_QUANTITY_MONEY) return ONR_MARK_MONEY;
    if (c->q.what == ONR_QUANTITY_PERCENT || c->q.what == ONR_QUANTITY_POINTS) return ONR_MARK_PERCENT;
    uint32_t t = c->noun != ONR_NONE ? c->noun : onr_head_of(doc, c->tok);
    for (size_t k = 0; k < sizeof effects / sizeof *effects; k++) {
        const struct effect *e = &effects[k];
        if (c->noun != ONR_NONE && onr_figure_lemma(doc, c->noun, e->noun)) return e->mark;
        uint32_t u = t, up = head(doc, u);
        for (int i = 0; i < 3 && up != ONR_NONE && rel(doc, u) == ONR_DEPREL_CONJ && is_noun(doc, up); i++)
            u = up, up = head(doc, u);
        if (up == ONR_NONE) continue;
        if (suffers(doc, u, up, e)) return e->mark;
        if (rel(doc, u) == ONR_DEPREL_NMOD && child(doc, u, ONR_DEPREL_CASE, "|of|to|") != ONR_NONE &&
            onr_figure_lemma(doc, up, e->noun))
            return e->mark;
        onr_range r = near(doc, t); /* "12 dead", "30 injured": a participle or adjective behind the noun */
        uint32_t next = c->noun != ONR_NONE ? c->noun + 1 : c->tok.to;
        if (next < r.to && (onr_figure_lemma(doc, next, e->self) ||
                            (doc->tags[next].xpos == ONR_XPOS_VBN && onr_figure_lemma(doc, next, e->of))))
            return e->mark;
    }
    return c->q.kind == ONR_NUMBER_FRACTION && c->q.what == ONR_QUANTITY_COUNT ? ONR_MARK_PERCENT : ONR_MARK_OTHER;
}

/* ---- certain counts --------------------------------------------------------------------------------------------- */

const char *onr_figure_rule(const onr_doc *doc, const onr_count *c) {
    const onr_quantity *q = &c->q;
    if (q->no || q->weak) return NULL;
    switch (q->what) {
    case ONR_QUANTITY_PERCENT: return "percent";
    case ONR_QUANTITY_MONEY: return "money";
    case ONR_QUANTITY_DURATION: return NULL;
    case ONR_QUANTITY_MEASURE: return "measure";
    default: break;
    }
    if (q->kind == ONR_NUMBER_FRACTION || q->kind == ONR_NUMBER_ZERO) return NULL;
    if (c->noun == ONR_NONE || doc->tags[c->noun].upos != ONR_UPOS_NOUN) return NULL;
    if (doc->tags[c->noun].xpos != ONR_XPOS_NNS && q->kind != ONR_NUMBER_VAGUE &&
        !onr_figure_lemma(doc, c->noun, "|people|police|crew|staff|"))
        return NULL;
    if (onr_figure_lemma(doc, c->noun, "|year|month|week|day|hour|minute|second|decade|century|night|time|weekend|"))
        return NULL;
    return "count";
}

/* ---- polarity and modality -------------------------------------------------------------------------------------- */

static const char negations[] = "|not|never|n't|no|";

/* Is the clause of `verb` negated? "not only" and "no fewer than" hang elsewhere. */
static int negated(const onr_doc *doc, uint32_t verb) {
    onr_range r = near(doc, verb);
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
    (void)negations;
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
        if (predicate && !clause && negated(doc, t)) return "denied";
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

/* ---- unit and relations ----------------------------------------------------------------------------------------- */

onr_span onr_figure_unit(const onr_doc *doc, const onr_count *c) {
    if (!onr_span_empty(c->q.unit) && c->q.what != ONR_QUANTITY_COUNT) return c->q.unit;
    uint32_t t = c->noun;
    if (t == ONR_NONE) return (onr_span){0, 0};
    onr_range r = {t, t + 1};
    while (r.from > c->tok.to && doc->arcs[r.from - 1].head == t && rel(doc, r.from - 1) == ONR_DEPREL_COMPOUND)
        r.from--;
    return onr_doc_tokens_span(doc, r);
}

static int words_before(const onr_doc *doc, uint32_t t, uint32_t least, const char *list) {
    return t > least && onr_figure_lemma(doc, t - 1, list);
}

void onr_figure_relate(const onr_doc *doc, onr_count *list, uint32_t n, uint32_t i) {
    onr_count *c = &list[i];
    uint32_t first = doc->sents[c->sent].tok.from, start = onr_doc_token_at(doc, c->q.text.start);
    uint32_t before = i && list[i - 1].sent == c->sent ? i - 1 : ONR_NONE;
    uint32_t after = i + 1 < n && list[i + 1].sent == c->sent ? i + 1 : ONR_NONE;
    if (before != ONR_NONE && words_before(doc, start, first, "|include|including|among|")) {
        c->of = before;
        c->relation = ONR_RELATION_SUBSET;
        if (c->effect == ONR_MARK_OTHER) c->effect = list[before].effect;
        return;
    }
    if (after != ONR_NONE && c->tok.to < list[after].tok.from) { /* 12 of the 50 · 3 out of 4 · 60% of the 500 */
        uint32_t t = c->tok.to, stop = onr_doc_token_at(doc, list[after].q.text.start);
        while (t < stop && (onr_word_is(doc, t, "%") || onr_figure_lemma(doc, t, "|percent|out|per|cent|"))) t++;
        if (t < stop && onr_word_is(doc, t, "of") &&
            (t + 1 == stop || (t + 2 == stop && onr_figure_lemma(doc, t + 1, "|the|its|their|those|all|our|")))) {
            c->of = after;
            c->relation = c->effect == ONR_MARK_PERCENT ? ONR_RELATION_SHARE : ONR_RELATION_SUBSET;
            return;
        }
    }
    if (start >= first + 2 &&
        onr_word_is(doc, start - 1, "from")) { /* up from 12 · from 12 to 15: the second changes the first */
        if (onr_figure_lemma(doc, start - 2, "|up|down|") && before != ONR_NONE)
            c->of = before, c->relation = ONR_RELATION_CHANGE;
    }
    uint32_t k = start;
    if (k > first && onr_word_is(doc, k - 1, "to")) {
        for (uint32_t back = 1; back < 8 && k > first + back; back++) {
            if (!onr_figure_lemma(doc, k - 1 - back, "|bring|raise|take|push|lift|")) continue;
            c->accrual = "cumulative";
            if (before != ONR_NONE) c->of = before, c->relation = ONR_RELATION_TOTAL;
            return;
        }
    }
}
