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

static int listed(onr_slice l, const char *list) {
    char word[28];
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
        if (listed((onr_slice){word, w.n - n + m}, list)) return 1;
    }
    return 0;
}

/* The word itself counts too: a lemma is a guess of the network. */
int onr_figure_lemma(const onr_doc *doc, uint32_t t, const char *list) {
    if (t >= doc->tokens_n) return 0;
    onr_slice w = onr_word(doc, t);
    return listed(doc->lemmas[t], list) || listed(w, list) ||
           ((doc->tags[t].upos == ONR_UPOS_VERB || doc->tags[t].upos == ONR_UPOS_NOUN) && stem_listed(w, list));
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
    if (next < doc->tokens_n && doc->tokens[next].block == doc->tokens[next - 1].block &&
        doc->tokens[next].start == c->q.number.end + 1 && doc->tags[next].xpos == ONR_XPOS_NNS) {
        c->noun = next;
        return;
    }
    uint32_t of = child(doc, top, ONR_DEPREL_NMOD, NULL); /* thousands of deaths, four of the deceased */
    if (of == ONR_NONE || of < c->tok.to || child(doc, of, ONR_DEPREL_CASE, "|of|") == ONR_NONE) return;
    c->noun = of;
    c->below = 1;
}

/* ---- effect ----------------------------------------------------------------------------------------------------- */

static const struct effect {
    uint8_t mark;
    const char *of;   /* verbs whose object or passive subject it is */
    const char *self; /* verbs and predicates whose subject it is */
    const char *noun; /* nouns that are counted, or that the number's noun hangs on ("the death of 6") */
} effects[] = {
    {ONR_MARK_KILLED, "|kill|kills|killed|killing|murder|assassinate|behead|slaughter|massacre|slay|electrocute|",
     "|die|perish|dead|drown|succumb|", "|death|fatality|body|corpse|dead|killing|casualty|killed|deceased|suicide|"},
    {ONR_MARK_INJURED, "|injure|injures|injured|injuring|wound|wounded|wounding|hurt|hospitalise|hospitalize|maim|",
     "|injured|wounded|hurt|hospitalised|hospitalized|", "|injury|wounded|injured|"},
    {ONR_MARK_MISSING, "||", "|missing|unaccounted|", "|missing|"},
    {ONR_MARK_DISPLACED, "|displace|evacuate|uproot|", "|flee|fled|homeless|", "|refugee|evacuee|"},
    {ONR_MARK_ARRESTED, "|arrest|detain|capture|jail|imprison|apprehend|kidnap|abduct|", "||", "|arrest|detainee|"},
    {ONR_MARK_RESCUED, "|rescue|save|", "|rescued|", "|survivor|"},
    {ONR_MARK_INFECTED, "|infect|", "||", "|case|infection|"},
    {ONR_MARK_RECOVERED, "||", "|recover|", "|recovery|"},
    {ONR_MARK_CHARGED, "|charge|indict|", "||", "|count|charge|"},
    {ONR_MARK_VOTED, "||", "|vote|", "|vote|"},
};
enum { EFFECTS = sizeof effects / sizeof *effects };

/* A clause that describes t: "eleven migrants who died", "five seriously injured", "12 dead". */
static int described(const onr_doc *doc, uint32_t t, const struct effect *e) {
    onr_range r = near(doc, t);
    for (uint32_t i = r.from; i < t; i++) /* "93 injured people" */
        if (doc->arcs[i].head == t && rel(doc, i) == ONR_DEPREL_AMOD && doc->tags[i].xpos != ONR_XPOS_VBG &&
            (onr_figure_lemma(doc, i, e->self) || onr_figure_lemma(doc, i, e->of)))
            return 1;
    for (uint32_t i = t + 1; i < r.to; i++) {
        if (doc->arcs[i].head != t) continue;
        unsigned k = rel(doc, i), x = doc->tags[i].xpos;
        if (k != ONR_DEPREL_ACL && k != ONR_DEPREL_AMOD) continue;
        if (onr_figure_lemma(doc, i, e->self) || (x == ONR_XPOS_VBN && onr_figure_lemma(doc, i, e->of))) return 1;
        if (k == ONR_DEPREL_ACL && onr_figure_lemma(doc, i, e->of) &&
            child(doc, i, ONR_DEPREL_AUX, "|be|get|") != ONR_NONE)
            return 1;
    }
    return 0;
}

/* Is token t a victim of `verb` as this effect has it? */
static int suffers(const onr_doc *doc, uint32_t t, uint32_t verb, const struct effect *e) {
    unsigned r = doc->arcs[t].rel;
    int passive = r == ONR_DEPREL_NSUBJ_PASS, subject = r == ONR_DEPREL_NSUBJ,
        object = onr_deprel_base(r) == ONR_DEPREL_OBJ;
    int participle =
        subject && doc->tags[verb].xpos == ONR_XPOS_VBN && child(doc, verb, ONR_DEPREL_OBJ, NULL) == ONR_NONE;
    if (onr_figure_lemma(doc, verb, e->of) && (passive || object || participle)) return 1;
    if (onr_figure_lemma(doc, verb, e->self) && (passive || subject)) return 1;
    if (!(passive || subject || object)) return 0;
    if (e->mark == ONR_MARK_INJURED && onr_figure_lemma(doc, verb, "|suffer|sustain|receive|") &&
        child(doc, verb, ONR_DEPREL_OBJ, "|injury|injuries|wound|wounds|burn|burns|") != ONR_NONE)
        return 1;
    /* "left 42 people dead", "39 are confirmed dead" */
    return child(doc, verb, ONR_DEPREL_XCOMP, e->self) != ONR_NONE ||
           child(doc, verb, ONR_DEPREL_XCOMP, e->of) != ONR_NONE;
}

/* "the death toll rose to 22", "a toll of 40" */
static int in_toll(const onr_doc *doc, const onr_count *c) {
    onr_range r = doc->sents[c->sent].tok;
    if (c->noun != ONR_NONE && !onr_figure_lemma(doc, c->noun, "|people|person|dead|")) return 0;
    uint32_t least = c->tok.from > r.from + 8 ? c->tok.from - 8 : r.from;
    for (uint32_t t = c->tok.from; t-- > least;) {
        if (doc->tags[t].upos == ONR_UPOS_NUM && !(t > least && onr_word_is(doc, t - 1, "from"))) continue;
        if (onr_word_is(doc, t, "toll")) return 1;
        if (onr_word_is(doc, t, ";") || onr_word_is(doc, t, ".")) return 0;
    }
    return 0;
}

/* The first of the tokens before t that stand in its block, at most three back. */
static uint32_t block_start(const onr_doc *doc, uint32_t t) {
    uint32_t first = t;
    while (first > 0 && t - first < 3 && doc->tokens[first - 1].block == doc->tokens[t].block) first--;
    return first;
}

/* The effect whose verb stands right before the figure's words: "killing five", "injures at least 20". */
static unsigned right_behind_verb(const onr_doc *doc, const onr_count *c) {
    uint32_t t = onr_doc_token_at(doc, c->q.text.start),
             first = block_start(doc, t); /* a sentence may be cut wrongly */
    if (t > first &&
        onr_figure_lemma(doc, t - 1,
                         "|the|all|another|a|reportedly|some|those|also|only|least|at|about|additional|further|an|"))
        t--;
    if (t <= first) return ONR_MARK_OTHER;
    for (size_t k = 0; k < EFFECTS; k++)
        if (onr_figure_lemma(doc, t - 1, effects[k].of)) return effects[k].mark;
    return ONR_MARK_OTHER;
}

/* The effect of the predicate right behind: "dozens dead", "35 were rescued", "two people have been killed". */
static unsigned right_before_verb(const onr_doc *doc, const onr_count *c) {
    onr_range r = doc->sents[c->sent].tok;
    uint32_t t = c->noun != ONR_NONE && c->noun >= c->tok.to && c->noun < c->tok.to + 6 ? c->noun + 1 : c->tok.to;
    int aux = 0;
    for (int k = 0; k < 5 && t < r.to; k++, t++) {
        if (onr_figure_lemma(doc, t, "|be|have|get|")) aux = 1;
        else if (doc->tags[t].upos != ONR_UPOS_ADV &&
                 !onr_figure_lemma(doc, t, "|more|other|people|confirmed|confirm|report|feared|fear|believe|'s|"))
            break;
    }
    if (t >= r.to) return ONR_MARK_OTHER;
    for (size_t k = 0; k < EFFECTS; k++) {
        const struct effect *e = &effects[k];
        if (onr_figure_lemma(doc, t, e->self) && !onr_figure_lemma(doc, t, "|vote|")) return e->mark;
        int past = doc->tags[t].xpos == ONR_XPOS_VBN || (aux && doc->tags[t].xpos == ONR_XPOS_VBD) ||
                   doc->tags[t].xpos == ONR_XPOS_JJ;
        if (past && onr_figure_lemma(doc, t, e->of)) return e->mark;
    }
    return ONR_MARK_OTHER;
}

/* "voted 66 to 27", "by a vote of 52-48": one of two numbers behind a vote */
static int is_vote(const onr_doc *doc, const onr_count *c) {
    onr_range r = doc->sents[c->sent].tok;
    uint32_t a = c->tok.from, b = c->tok.to;
    int pair = b + 1 < r.to && onr_figure_lemma(doc, b, "|to|-|\xE2\x80\x93|") && doc->tags[b + 1].upos == ONR_UPOS_NUM;
    pair |=
        a > r.from + 1 && onr_figure_lemma(doc, a - 1, "|to|-|\xE2\x80\x93|") && doc->tags[a - 2].upos == ONR_UPOS_NUM;
    pair |= c->q.no == ONR_NOT_SCORE;
    if (!pair) return 0;
    for (uint32_t k = 1; k < 12 && a >= r.from + k; k++)
        if (onr_figure_lemma(doc, a - k, "|vote|pass|") || onr_word_is(doc, a - k, "voted"))
            return onr_figure_lemma(doc, a - k, "|vote|voted|") || k < 6;
    return 0;
}

/* The effect that the tree gives: the clause that describes the noun, the verb above it, the noun that it hangs on. */
static unsigned by_tree(const onr_doc *doc, const onr_count *c) {
    uint32_t t = c->noun != ONR_NONE && !c->below ? c->noun : onr_head_of(doc, c->tok), up = head(doc, t), u = t;
    for (int i = 0; i < 3 && up != ONR_NONE && rel(doc, u) == ONR_DEPREL_CONJ; i++) {
        if (!is_noun(doc, up) && doc->tags[up].upos != ONR_UPOS_NUM) break;
        u = up, up = head(doc, u);
    }
    for (size_t k = 0; k < EFFECTS; k++) {
        const struct effect *e = &effects[k];
        if (described(doc, t, e) || (up != ONR_NONE && suffers(doc, u, up, e))) return e->mark;
        if (up != ONR_NONE && rel(doc, u) == ONR_DEPREL_NMOD && onr_figure_lemma(doc, up, e->noun) &&
            child(doc, u, ONR_DEPREL_CASE, "|of|") != ONR_NONE)
            return e->mark;
    }
    return ONR_MARK_OTHER;
}

unsigned onr_figure_effect(const onr_doc *doc, const onr_count *c) {
    if (c->q.what == ONR_QUANTITY_MONEY) return ONR_MARK_MONEY;
    if (c->q.what == ONR_QUANTITY_PERCENT || c->q.what == ONR_QUANTITY_POINTS) return ONR_MARK_PERCENT;
    if (c->q.what != ONR_QUANTITY_COUNT) return ONR_MARK_OTHER;
    if (c->q.kind == ONR_NUMBER_FRACTION)
        return c->q.den >= 1000 && c->q.num == 1 && c->noun == ONR_NONE ? ONR_MARK_OTHER : ONR_MARK_PERCENT;
    unsigned e = right_behind_verb(doc, c);
    if (e != ONR_MARK_OTHER) return e;
    for (size_t k = 0; k < EFFECTS && c->noun != ONR_NONE; k++)
        if (onr_figure_lemma(doc, c->noun, effects[k].noun)) return effects[k].mark;
    if (c->noun != ONR_NONE && onr_figure_lemma(doc, c->noun, "|life|") && c->verb != ONR_NONE) {
        if (onr_figure_lemma(doc, c->verb, "|claim|lose|cost|take|")) return ONR_MARK_KILLED;
        if (onr_figure_lemma(doc, c->verb, "|save|")) return ONR_MARK_RESCUED;
    }
    e = by_tree(doc, c);
    if (e == ONR_MARK_OTHER) e = right_before_verb(doc, c);
    if (e == ONR_MARK_OTHER && is_vote(doc, c)) e = ONR_MARK_VOTED;
    return e == ONR_MARK_OTHER && in_toll(doc, c) ? ONR_MARK_KILLED : e;
}

/* "magnitude 5.2", "a 6.4 quake" */
static int is_magnitude(const onr_doc *doc, const onr_count *c) {
    uint32_t first = doc->sents[c->sent].tok.from;
    if (c->tok.from > first && onr_figure_lemma(doc, c->tok.from - 1, "|magnitude|")) return 1;
    return c->q.value.low.places == 1 && c->noun != ONR_NONE &&
           onr_figure_lemma(doc, c->noun, "|magnitude|quake|earthquake|");
}

/* Things are not killed, hurt, arrested or infected. */
int onr_figure_is_thing(const onr_doc *doc, const onr_count *c) {
    static const char things[] = "|home|house|building|attack|bombing|shooting|explosion|blast|rocket|missile|drone|"
                                 "bomb|motorcycle|car|vehicle|truck|"
                                 "bus|boat|ship|train|plane|aircraft|helicopter|delegate|seat|state|country|city|town|"
                                 "village|school|road|street|"
                                 "bridge|apartment|flat|room|floor|crime|magnitude|earthquake|quake|fire|storm|"
                                 "hurricane|shop|store|hospital|church|"
                                 "mosque|tree|animal|dog|bird|buffalo|horse|acre|hectare|election|primary|seat|vote|"
                                 "poll|study|report|record|goal|"
                                 "point|match|game|shot|gun|rifle|weapon|tank|jet|flight|company|business|product|dose|"
                                 "vaccine|test|lab|district|"
                                 "county|province|unit|facility|structure|tower|pole|line|mile|kilometre|kilometer|"
                                 "metre|meter|area|site|location|"
                                 "item|article|book|film|song|album|award|day|year|month|week|hour|time|";
    if (c->q.what != ONR_QUANTITY_COUNT) return 1;
    if (c->noun == ONR_NONE) return is_magnitude(doc, c);
    return onr_figure_lemma(doc, c->noun, things);
}

/* ---- certain counts --------------------------------------------------------------------------------------------- */

/* "the two officers", "these three": known to the reader already. */
static int is_definite(const onr_doc *doc, const onr_count *c) {
    uint32_t t = c->tok.from, first = doc->sents[c->sent].tok.from;
    if (t > first && doc->tags[t - 1].upos == ONR_UPOS_SCONJ) return 0; /* said that 40 died */
    return t > first &&
           onr_figure_lemma(doc, t - 1, "|the|this|these|that|those|its|their|his|her|last|first|next|other|between|");
}

static int is_vague_plural(const onr_doc *doc, const onr_count *c) {
    return c->q.vague && !onr_figure_lemma(doc, c->tok.from, "|several|a|few|");
}

/* Effects that a number without a noun has by its clause alone. */
static int is_casualty(unsigned effect) { return effect >= ONR_MARK_KILLED && effect <= ONR_MARK_RESCUED; }

/* "secured four", "Biden earned 6, with 54": digits or words that stand for a noun phrase, where the sentence counted
 * something before. */
static int is_elided(const onr_doc *doc, const onr_count *c) {
    uint32_t t = onr_head_of(doc, c->tok), from = doc->sents[c->sent].tok.from;
    unsigned r = rel(doc, t);
    if (doc->tags[t].upos != ONR_UPOS_NUM || c->q.kind != ONR_NUMBER_CARDINAL || c->q.vague ||
        onr_word_is(doc, t, "one"))
        return 0;
    if (r != ONR_DEPREL_OBJ && r != ONR_DEPREL_NSUBJ && r != ONR_DEPREL_OBL && r != ONR_DEPREL_NMOD &&
        r != ONR_DEPREL_CONJ)
        return 0;
    if (r == ONR_DEPREL_OBL && child(doc, t, ONR_DEPREL_CASE, "|with|to|from|") == ONR_NONE) return 0;
    if (r == ONR_DEPREL_NMOD && child(doc, t, ONR_DEPREL_CASE, "|with|of|to|from|") == ONR_NONE) return 0;
    if (t - from > SPREAD) from = t - SPREAD;
    for (uint32_t i = from; i < c->tok.from; i++) /* a plural that was counted */
        if (doc->arcs[i].rel == ONR_DEPREL_NUMMOD && head(doc, i) != ONR_NONE &&
            doc->tags[head(doc, i)].xpos == ONR_XPOS_NNS &&
            !onr_figure_lemma(doc, head(doc, i), "|year|month|week|day|hour|minute|second|point|"))
            return 1;
    return 0;
}

const char *onr_figure_rule(const onr_doc *doc, const onr_count *c) {
    const onr_quantity *q = &c->q;
    int casualty = is_casualty(c->effect);
    if (c->effect == ONR_MARK_VOTED && (!q->no || q->no == ONR_NOT_SCORE) && is_vote(doc, c)) return "vote";
    if (q->no) return NULL;
    if (q->kind == ONR_NUMBER_ZERO) return casualty ? "none" : NULL;
    if (q->weak) return NULL;
    switch (q->what) {
    case ONR_QUANTITY_PERCENT: return "percent";
    case ONR_QUANTITY_MONEY: return q->vague ? NULL : "money";
    case ONR_QUANTITY_DURATION: return NULL;
    case ONR_QUANTITY_MEASURE: return q->vague ? NULL : "measure";
    default: break;
    }
    if (q->kind == ONR_NUMBER_FRACTION)
        return onr_word_is(doc, c->tok.to < doc->tokens_n ? c->tok.to : c->tok.from, "of") ? "share" : NULL;
    if (casualty && !is_definite(doc, c)) return "victims";
    if (is_magnitude(doc, c)) return "measure";
    if (is_vague_plural(doc, c)) return "vague";
    if (c->noun == ONR_NONE && is_elided(doc, c)) return "elided";
    if (c->noun == ONR_NONE || c->below || q->vague || is_definite(doc, c)) return NULL;
    int joined = doc->text[q->number.end] == '-' && q->number.end < doc->tokens[c->noun].start;
    if (joined && !onr_figure_lemma(doc, c->noun, "|time|part|party|way|year|month|week|day|hour|minute|"))
        return "attribute";
    unsigned x = doc->tags[c->noun].xpos;
    if (x != ONR_XPOS_NNS && x != ONR_XPOS_NNPS && !onr_figure_lemma(doc, c->noun, "|people|police|crew|staff|"))
        return NULL;
    if (onr_figure_lemma(doc, c->noun, "|year|month|week|day|hour|minute|second|decade|century|night|time|weekend|"))
        return NULL;
    return "count";
}

/* ---- polarity and modality -------------------------------------------------------------------------------------- */

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
    if (t == ONR_NONE || t >= doc->tokens_n) return (onr_span){0, 0};
    onr_range r = {t, t + 1};
    while (r.from > c->tok.to && doc->arcs[r.from - 1].head == t && rel(doc, r.from - 1) == ONR_DEPREL_COMPOUND)
        r.from--;
    return onr_doc_tokens_span(doc, r);
}

/* Is its own noun said to be dead, injured ...: "three of the 12 people killed"? */
static int is_described(const onr_doc *doc, const onr_count *c) {
    for (size_t k = 0; k < EFFECTS && c->noun != ONR_NONE; k++)
        if (described(doc, c->noun, &effects[k]) || onr_figure_lemma(doc, c->noun, effects[k].noun)) return 1;
    return 0;
}

static int words_before(const onr_doc *doc, uint32_t t, uint32_t least, const char *list) {
    return t > least && onr_figure_lemma(doc, t - 1, list);
}

void onr_figure_relate(const onr_doc *doc, onr_count *list, uint32_t n, uint32_t i) {
    onr_count *c = &list[i];
    uint32_t first = doc->sents[c->sent].tok.from, start = onr_doc_token_at(doc, c->q.text.start);
    uint32_t before = i && list[i - 1].sent == c->sent ? i - 1 : ONR_NONE;
    uint32_t after = i + 1 < n && list[i + 1].sent == c->sent ? i + 1 : ONR_NONE;
    if (before != ONR_NONE && (words_before(doc, start, first, "|include|including|among|") ||
                               (start > first + 1 && onr_figure_lemma(doc, start - 1, "|them|whom|these|those|") &&
                                onr_figure_lemma(doc, start - 2, "|among|include|including|")))) {
        c->of = before;
        c->relation = ONR_RELATION_SUBSET;
        if (c->effect == ONR_MARK_OTHER || (list[before].effect != ONR_MARK_OTHER && !is_described(doc, c)))
            c->effect = list[before].effect; /* a part has its whole's effect where its own words name none */
        return;
    }
    if (after != ONR_NONE && c->tok.to < list[after].tok.from) { /* 12 of the 50 · 3 out of 4 · 60% of the 500 */
        uint32_t t = c->tok.to, stop = onr_doc_token_at(doc, list[after].q.text.start);
        while (t < stop && (onr_word_is(doc, t, "%") || onr_figure_lemma(doc, t, "|percent|out|per|cent|"))) t++;
        if (t < stop && onr_word_is(doc, t, "of") &&
            (t + 1 == stop || (t + 2 == stop && onr_figure_lemma(doc, t + 1, "|the|its|their|those|all|our|")))) {
            c->of = after;
            c->relation = c->effect == ONR_MARK_PERCENT ? ONR_RELATION_SHARE : ONR_RELATION_SUBSET;
            if (list[after].effect == c->effect && !is_described(doc, &list[after]))
                list[after].effect = ONR_MARK_OTHER;
            return;
        }
    }
    if (before != ONR_NONE && strcmp(c->rule, "elided") == 0 && c->effect == ONR_MARK_OTHER &&
        list[before].effect < ONR_MARK_MONEY)
        c->effect = list[before].effect;
    if (start >= first + 2 &&
        onr_word_is(doc, start - 1, "from")) { /* up from 12 · from 12 to 15: the second changes the first */
        if (onr_figure_lemma(doc, start - 2, "|up|down|") && before != ONR_NONE) {
            c->of = before;
            c->relation = ONR_RELATION_CHANGE;
            if (c->effect == ONR_MARK_OTHER) c->effect = list[before].effect;
        }
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
