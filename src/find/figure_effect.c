/* figure_effect.c - what was done to what a number counts, and which numbers count without a mark.
 *
 * Method: effects are those of the governing words (killed, dead, injuries ...) in the right relation: victims are
 * passive subjects, objects, subjects of "die", nouns beside "dead"; where the tree is silent, the words right beside
 * the number. Votes, tolls and magnitudes have forms of their own. A count without the network's mark is taken only
 * where a rule below is certain. Cost: O(length of the sentence) a number.
 */
#include <string.h>

#include "find/cast.h"
#include "find/figure_part.h"

enum { SPREAD = 60 };

static unsigned rel(const onr_doc *doc, uint32_t t) { return onr_deprel_base(doc->arcs[t].rel); }
static uint32_t head(const onr_doc *doc, uint32_t t) { return doc->arcs[t].head; }
static onr_range near(const onr_doc *doc, uint32_t t) { return onr_figure_near(doc, t); }
static uint32_t child(const onr_doc *doc, uint32_t t, unsigned relation, const char *list) {
    return onr_figure_child(doc, t, relation, list);
}
static int is_noun(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos;
    return u == ONR_UPOS_NOUN || u == ONR_UPOS_PROPN || u == ONR_UPOS_SYM;
}

/* ---- effect ----------------------------------------------------------------------------------------------------- */

static const struct effect {
    uint8_t mark;
    const char *of;   /* verbs whose object or passive subject it is */
    const char *self; /* verbs and predicates whose subject it is */
    const char *noun; /* nouns that are counted, or that the number's noun hangs on ("the death of 6") */
} effects[] = {
    {ONR_MARK_KILLED,
     "|kill|kills|killed|killing|murder|assassinate|behead|slaughter|massacre|slay|electrocute|execute|strangle|"
     "lynch|decapitate|martyr|drown|gun|",
     "|die|perish|dead|drown|succumb|",
     "|death|fatality|body|corpse|dead|killing|casualty|killed|deceased|suicide|murder|assassination|massacre|slaying|"
     "execution|homicide|killer|assassin|murderer|funeral|remains|drowning|beheading|"},
    {ONR_MARK_INJURED, "|injure|injures|injured|injuring|wound|wounded|wounding|hurt|hospitalise|hospitalize|maim|",
     "|injured|wounded|hurt|hospitalised|hospitalized|", "|injury|wounded|injured|"},
    {ONR_MARK_MISSING, "||", "|missing|unaccounted|disappear|vanish|", "|missing|disappearance|whereabouts|"},
    {ONR_MARK_DISPLACED, "|displace|evacuate|uproot|relocate|", "|flee|fled|homeless|", "|refugee|evacuee|"},
    {ONR_MARK_ARRESTED, "|arrest|detain|capture|jail|imprison|apprehend|kidnap|abduct|", "||", "|arrest|detainee|"},
    {ONR_MARK_RESCUED, "|rescue|save|", "|rescued|", "|survivor|"},
    {ONR_MARK_INFECTED, "|infect|infected|", "||", "|case|infection|"},
    {ONR_MARK_RECOVERED, "||", "|recover|", "|recovery|"},
    {ONR_MARK_CHARGED, "|charge|indict|impeach|", "|guilty|", "|count|charge|"},
    {ONR_MARK_VOTED, "||", "|vote|", "|vote|"},
};
enum { EFFECTS = sizeof effects / sizeof *effects };

/* Is t what a passive is about? "34 of the 52 people were taken" hangs on its verb like a phrase of place. */
static int is_passive_subject(const onr_doc *doc, uint32_t t, uint32_t verb) {
    if (doc->arcs[t].rel == ONR_DEPREL_NSUBJ_PASS) return 1;
    return rel(doc, t) == ONR_DEPREL_OBL && t < verb && onr_figure_case(doc, t, "|of|") &&
           doc->tags[verb].xpos == ONR_XPOS_VBN && child(doc, verb, ONR_DEPREL_NSUBJ, NULL) == ONR_NONE;
}

/* "were shot dead", "fatally shot eight" */
static int struck_dead(const onr_doc *doc, uint32_t verb) {
    onr_range r = near(doc, verb);
    if (child(doc, verb, ONR_DEPREL_ADVMOD, "|fatally|mortally|") != ONR_NONE) return 1;
    for (uint32_t i = verb + 1; i < verb + 8 && i < r.to; i++)
        if (head(doc, i) == verb && onr_word_is(doc, i, "dead")) return 1;
    return 0;
}

static const char persons[] =
    "|people|person|man|woman|child|boy|girl|teen|teenager|youth|infant|baby|adult|officer|policeman|police|deputy|"
    "guard|"
    "soldier|troop|marine|sailor|fighter|civilian|bystander|resident|villager|protester|demonstrator|student|pupil|"
    "teacher|"
    "worker|miner|passenger|driver|pilot|tourist|fan|migrant|journalist|reporter|other|victim|patient|settler|"
    "pilgrim|nurse|doctor|firefighter|member|citizen|life|official|";

/* Is what is counted a person, or a number that stands for one: "11 of them"? */
static int is_person(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].upos == ONR_UPOS_NUM || onr_figure_lemma(doc, t, persons);
}

/* "was taken to hospital", "is in critical condition", "was shot", "left 13 fans with minor injuries": hurt, though no
 * word says so. Whoever is dead besides was found to be so before. */
static int is_hurt(const onr_doc *doc, uint32_t t, uint32_t verb) {
    if (!is_person(doc, t)) return 0;
    static const char hitting[] = "|shooting|gunfire|bullet|shrapnel|car|truck|van|bus|train|vehicle|stone|";
    uint32_t last = child(doc, t, ONR_DEPREL_CONJ, persons), with = ONR_NONE;
    static const char harms[] = "|injury|wound|burn|fracture|concussion|";
    if (last != ONR_NONE) with = child(doc, last, ONR_DEPREL_NMOD, harms); /* 13 fans and an official with burns */
    if (with == ONR_NONE) with = child(doc, t, ONR_DEPREL_NMOD, harms);
    if (with == ONR_NONE) with = child(doc, t, ONR_DEPREL_CONJ, harms);
    if (with != ONR_NONE && onr_figure_case(doc, with, "|with|")) return 1;
    if (verb == ONR_NONE) return 0;
    if (rel(doc, t) == ONR_DEPREL_OBJ && onr_figure_lemma(doc, verb, "|leave|") &&
        (with = child(doc, verb, ONR_DEPREL_OBL, harms)) != ONR_NONE && onr_figure_case(doc, with, "|with|"))
        return 1;
    uint32_t in = onr_figure_lemma(doc, verb, "|condition|") ? verb : child(doc, verb, ONR_DEPREL_OBL, "|condition|");
    if (in != ONR_NONE && onr_figure_case(doc, in, "|in|") &&
        child(doc, in, ONR_DEPREL_AMOD, "|critical|serious|stable|grave|fair|") != ONR_NONE)
        return 1;
    if (rel(doc, t) == ONR_DEPREL_OBJ && doc->tags[t].upos == ONR_UPOS_NOUN &&
        onr_figure_lemma(doc, verb, "|shoot|stab|"))
        return 1;
    int passive =
        is_passive_subject(doc, t, verb) || rel(doc, verb) == ONR_DEPREL_ACL || rel(doc, verb) == ONR_DEPREL_CONJ;
    if (!passive || doc->tags[verb].xpos != ONR_XPOS_VBN) return 0;
    if (onr_figure_lemma(doc, verb, "|shoot|stab|")) return 1;
    uint32_t by = child(doc, verb, ONR_DEPREL_OBL, NULL);
    if (onr_figure_lemma(doc, verb, "|hit|") &&
        (by == ONR_NONE || child(doc, verb, ONR_DEPREL_OBL, hitting) != ONR_NONE))
        return 1;
    uint32_t to = child(doc, verb, ONR_DEPREL_OBL, "|hospital|clinic|");
    return to != ONR_NONE && onr_figure_case(doc, to, "|to|") &&
           onr_figure_lemma(doc, verb, "|take|send|transport|rush|bring|fly|airlift|move|transfer|carry|admit|");
}

/* "four of them seriously", "20 were hurt, four critically": hurt, whatever was counted before. */
static int is_hurt_part(const onr_doc *doc, const onr_count *c) {
    onr_range r = doc->sents[c->sent].tok;
    uint32_t t = c->tok.to;
    if (t + 1 < r.to && onr_word_is(doc, t, "of") && onr_figure_lemma(doc, t + 1, "|they|them|whom|these|those|"))
        t += 2;
    else if (t < r.to && onr_figure_lemma(doc, t, "|other|people|")) t++;
    if (t >= r.to || !onr_figure_lemma(doc, t, "|seriously|critically|badly|severely|gravely|slightly|lightly|"))
        return 0;
    return t + 1 >= r.to || doc->tags[t + 1].upos == ONR_UPOS_PUNCT ||
           onr_figure_lemma(doc, t + 1, "|injure|injured|wound|wounded|hurt|burn|burned|");
}

/* "four on board; one was pronounced dead": a clause with a subject of its own describes nothing, wherever the tree has
 * hung it. */
static int stands_alone(const onr_doc *doc, uint32_t verb) {
    uint32_t s = child(doc, verb, ONR_DEPREL_NSUBJ, NULL);
    return s != ONR_NONE && doc->arcs[verb].rel == ONR_DEPREL_ACL && doc->tags[s].xpos != ONR_XPOS_WP &&
           doc->tags[s].xpos != ONR_XPOS_WDT;
}

/* A clause that describes t: "eleven migrants who died", "five seriously injured", "12 dead". */
static int described(const onr_doc *doc, uint32_t t, const struct effect *e) {
    onr_range r = near(doc, t);
    for (uint32_t i = r.from; i < t; i++) /* "93 injured people" */
        if (doc->arcs[i].head == t && rel(doc, i) == ONR_DEPREL_AMOD &&
            (doc->tags[i].xpos != ONR_XPOS_VBG || onr_word_is(doc, i, "missing")) &&
            (onr_figure_lemma(doc, i, e->self) || onr_figure_lemma(doc, i, e->of)))
            return 1;
    for (uint32_t i = t + 1; i < r.to; i++) {
        if (doc->arcs[i].head != t) continue;
        unsigned k = rel(doc, i), x = doc->tags[i].xpos;
        if ((k != ONR_DEPREL_ACL && k != ONR_DEPREL_AMOD) || stands_alone(doc, i)) continue;
        if (onr_figure_lemma(doc, i, e->self) || (x == ONR_XPOS_VBN && onr_figure_lemma(doc, i, e->of))) return 1;
        if (k != ONR_DEPREL_ACL) continue;
        if (onr_figure_lemma(doc, i, e->of) && child(doc, i, ONR_DEPREL_AUX, "|be|get|") != ONR_NONE) return 1;
        if (onr_figure_lemma(doc, i, "|go|report|") && child(doc, i, ONR_DEPREL_XCOMP, e->self) != ONR_NONE) return 1;
        if (e->mark == ONR_MARK_KILLED && x == ONR_XPOS_VBN &&
            (child(doc, i, ONR_DEPREL_OBL, "|death|") != ONR_NONE || struck_dead(doc, i)))
            return 1; /* the fans who were crushed to death */
        if (e->mark == ONR_MARK_INJURED && is_hurt(doc, t, i)) return 1;
    }
    return 0;
}

/* "was killed along with two others" */
static int beside_victim(const onr_doc *doc, uint32_t t) {
    uint32_t with = child(doc, t, ONR_DEPREL_CASE, "|with|along|alongside|together|");
    return rel(doc, t) == ONR_DEPREL_OBL && with != ONR_NONE &&
           (!onr_word_is(doc, with, "with") || (with > 0 && onr_figure_lemma(doc, with - 1, "|along|together|")));
}

/* "were attacked and wounded": a verb joined to the passive, which is one itself. */
static int joined_participle(const onr_doc *doc, uint32_t verb, const struct effect *e) {
    uint32_t v = child(doc, verb, ONR_DEPREL_CONJ, e->of);
    return v != ONR_NONE && v > verb && doc->tags[v].xpos == ONR_XPOS_VBN &&
           child(doc, v, ONR_DEPREL_NSUBJ, NULL) == ONR_NONE && child(doc, v, ONR_DEPREL_OBJ, NULL) == ONR_NONE &&
           onr_deprel_base(doc->arcs[verb].rel) != ONR_DEPREL_CONJ;
}

/* Is token t a victim of `verb` as this effect has it? */
static int suffers(const onr_doc *doc, uint32_t t, uint32_t verb, const struct effect *e) {
    unsigned r = doc->arcs[t].rel;
    int passive = is_passive_subject(doc, t, verb), subject = r == ONR_DEPREL_NSUBJ,
        object = onr_deprel_base(r) == ONR_DEPREL_OBJ;
    int participle =
        subject && doc->tags[verb].xpos == ONR_XPOS_VBN && child(doc, verb, ONR_DEPREL_OBJ, NULL) == ONR_NONE;
    if (onr_figure_lemma(doc, verb, e->of) && (passive || object || participle || beside_victim(doc, t))) return 1;
    if (e->mark == ONR_MARK_KILLED && (passive || object || participle || beside_victim(doc, t)) &&
        (child(doc, verb, ONR_DEPREL_OBL, "|death|") != ONR_NONE || struck_dead(doc, verb))) /* shot to death */
        return 1;
    if (passive && joined_participle(doc, verb, e)) return 1;
    if (onr_figure_lemma(doc, verb, e->self) && (passive || subject)) return 1;
    if (!(passive || subject || object)) return 0;
    if (e->mark == ONR_MARK_MISSING && passive && onr_figure_lemma(doc, verb, "|presume|fear|report|list|believe|") &&
        child(doc, verb, ONR_DEPREL_XCOMP, "|lost|lose|") != ONR_NONE)
        return 1;
    if (e->mark == ONR_MARK_INJURED && onr_figure_lemma(doc, verb, "|suffer|sustain|receive|have|") &&
        child(doc, verb, ONR_DEPREL_OBJ, "|injury|injuries|wound|wounds|burn|burns|fracture|fractures|") != ONR_NONE)
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

/* The end of the tokens behind t that stand in its block, at most twelve on. */
static uint32_t block_end(const onr_doc *doc, uint32_t t) {
    uint32_t end = t + 1;
    while (end < doc->tokens_n && end - t < 12 && doc->tokens[end].block == doc->tokens[t].block) end++;
    return end;
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
    if (t > first + 1 && onr_figure_lemma(doc, t - 2, "|fatally|mortally|") && doc->tags[t - 1].upos == ONR_UPOS_VERB)
        return ONR_MARK_KILLED;
    for (size_t k = 0; k < EFFECTS; k++)
        if (onr_figure_lemma(doc, t - 1, effects[k].of)) return effects[k].mark;
    return ONR_MARK_OTHER;
}

/* The effect of the predicate right behind: "dozens dead", "35 were rescued", "two people have been killed". */
static unsigned right_before_verb(const onr_doc *doc, const onr_count *c) {
    onr_range r = {0, block_end(doc, c->tok.from)}; /* a sentence may be cut wrongly */
    uint32_t t = c->noun != ONR_NONE && c->noun >= c->tok.to && c->noun < c->tok.to + 6 ? c->noun + 1 : c->tok.to;
    int aux = 0;
    for (int k = 0; k < 5 && t < r.to; k++, t++) {
        if (onr_figure_lemma(doc, t, "|be|have|get|")) aux = 1;
        else if (doc->tags[t].upos != ONR_UPOS_ADV &&
                 !onr_figure_lemma(doc, t, "|more|other|people|confirmed|confirm|report|feared|fear|believe|'s|"))
            break;
    }
    if (t >= r.to) return ONR_MARK_OTHER;
    if (t + 1 < r.to && aux && doc->tags[t].upos == ONR_UPOS_VERB && onr_word_is(doc, t + 1, "dead"))
        return ONR_MARK_KILLED;
    for (size_t k = 0; k < EFFECTS; k++) {
        const struct effect *e = &effects[k];
        if (onr_figure_lemma(doc, t, e->self) && !onr_figure_lemma(doc, t, "|vote|")) return e->mark;
        int alone = t + 1 < r.to && doc->tags[t + 1].upos == ONR_UPOS_VERB; /* the 36 people infected included */
        int past = doc->tags[t].xpos == ONR_XPOS_VBN || (alone && doc->tags[t].xpos == ONR_XPOS_VBD) ||
                   (aux && doc->tags[t].xpos == ONR_XPOS_VBD) || doc->tags[t].xpos == ONR_XPOS_JJ;
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

/* Is the noun t one of a list that a noun of this effect heads or counts: "13 bodies, eight guerrillas and ...", "the
 * deaths are ten miners", "among the dead are two girls", "injuries to five people"? */
static int listed_under(const onr_doc *doc, uint32_t t, uint32_t up, const struct effect *e) {
    unsigned r = rel(doc, t);
    if (child(doc, t, ONR_DEPREL_NSUBJ, e->noun) != ONR_NONE) return child(doc, t, ONR_DEPREL_COP, NULL) != ONR_NONE;
    for (int k = 0; k < 2; k++) {
        uint32_t h = k ? up : t, o = h == ONR_NONE ? ONR_NONE : child(doc, h, ONR_DEPREL_OBL, e->noun);
        if (o != ONR_NONE && o < t && child(doc, o, ONR_DEPREL_CASE, "|among|") != ONR_NONE) return 1;
    }
    if (up == ONR_NONE) return 0;
    if (r == ONR_DEPREL_OBL && onr_figure_lemma(doc, up, "|cause|inflict|bring|") &&
        onr_figure_case(doc, t, "|to|among|"))
        return child(doc, up, ONR_DEPREL_OBJ, e->noun) != ONR_NONE;
    if (!onr_figure_lemma(doc, up, e->noun)) return 0;
    if (r == ONR_DEPREL_APPOS || r == ONR_DEPREL_LIST) return 1;
    return (r == ONR_DEPREL_NMOD || r == ONR_DEPREL_OBL) && onr_figure_case(doc, t, "|of|to|among|");
}

/* "the dead include 10 children": also "they", where the dead were named before in the sentence. */
static int is_included(const onr_doc *doc, uint32_t t, uint32_t verb, const struct effect *e) {
    if (rel(doc, t) != ONR_DEPREL_OBJ || !onr_figure_lemma(doc, verb, "|include|")) return 0;
    uint32_t s = child(doc, verb, ONR_DEPREL_NSUBJ, NULL), first = near(doc, verb).from;
    if (s == ONR_NONE) return 0;
    if (onr_figure_lemma(doc, s, e->noun)) return 1;
    if (!onr_figure_lemma(doc, s, "|they|these|those|")) return 0;
    for (uint32_t i = s; i-- > first;)
        if (onr_figure_lemma(doc, i, e->noun)) return 1;
    return 0;
}

/* "mourn the loss of 136 people" */
static int is_lost(const onr_doc *doc, uint32_t t, uint32_t up) {
    return up != ONR_NONE && rel(doc, t) == ONR_DEPREL_NMOD && onr_figure_lemma(doc, up, "|loss|") &&
           onr_figure_case(doc, t, "|of|") && doc->tags[t].upos == ONR_UPOS_NOUN && is_person(doc, t);
}

/* What the subject or object of a verb of change counts: "the death toll has climbed to 115", "brought injuries to 9",
 * "the number of dead rose to 40". */
static int changed(const onr_doc *doc, uint32_t t, uint32_t verb, const struct effect *e) {
    if (rel(doc, t) != ONR_DEPREL_OBL && rel(doc, t) != ONR_DEPREL_OBJ) return 0;
    if (!onr_figure_lemma(doc, verb,
                          "|climb|rise|reach|stand|increase|jump|pass|top|exceed|hit|surpass|grow|go|bring|put|"
                          "raise|revise|push|take|lift|soar|drop|fall|"))
        return 0;
    uint32_t s = child(doc, verb, ONR_DEPREL_OBJ, NULL);
    if (s == ONR_NONE || s == t) s = child(doc, verb, ONR_DEPREL_NSUBJ, NULL);
    if (s == ONR_NONE || s == t) return 0;
    if (e->mark == ONR_MARK_KILLED && onr_figure_lemma(doc, s, "|toll|")) return 1;
    if (onr_figure_lemma(doc, s, e->noun)) return 1;
    if (!onr_figure_lemma(doc, s, "|number|count|total|tally|figure|")) return 0;
    uint32_t of = child(doc, s, ONR_DEPREL_NMOD, NULL), of_compound = child(doc, s, ONR_DEPREL_COMPOUND, e->noun);
    if (of_compound != ONR_NONE) return 1;
    return of != ONR_NONE && (onr_figure_lemma(doc, of, e->noun) || described(doc, of, e));
}

/* The effect that the tree gives: the clause that describes the noun, the verb above it, the noun that it hangs on. */
static unsigned by_tree(const onr_doc *doc, const onr_count *c) {
    uint32_t t = c->noun != ONR_NONE && !c->below ? c->noun : onr_head_of(doc, c->tok), up = head(doc, t), u = t;
    for (int i = 0; i < 4 && up != ONR_NONE; i++) {
        if (rel(doc, u) != ONR_DEPREL_CONJ && rel(doc, u) != ONR_DEPREL_APPOS && rel(doc, u) != ONR_DEPREL_LIST) break;
        if (!is_noun(doc, up) && doc->tags[up].upos != ONR_UPOS_NUM) break;
        for (size_t k = 0; k < EFFECTS; k++)
            if (listed_under(doc, u, up, &effects[k])) return effects[k].mark;
        u = up, up = head(doc, u);
    }
    for (size_t k = 0; k < EFFECTS; k++)
        if (described(doc, t, &effects[k])) return effects[k].mark; /* the nearest words: 93 injured people */
    for (size_t k = 0; k < EFFECTS; k++) {
        const struct effect *e = &effects[k];
        if ((up != ONR_NONE && (suffers(doc, u, up, e) || changed(doc, u, up, e) || is_included(doc, u, up, e))))
            return e->mark;
        if (listed_under(doc, u, up, e)) return e->mark;
    }
    if (is_lost(doc, u, up)) return ONR_MARK_KILLED;
    return is_hurt(doc, t, up) ? ONR_MARK_INJURED : ONR_MARK_OTHER;
}

/* ---- all together ----------------------------------------------------------------------------------------------- */

int onr_figure_says(const onr_doc *doc, onr_range r, const char *words) {
    for (uint32_t t = r.from; t < r.to; t++)
        if (doc->tags[t].upos != ONR_UPOS_PUNCT && onr_figure_lemma(doc, t, words)) return 1;
    return 0;
}

int onr_figure_says_near(const onr_doc *doc, const onr_count *c, const char *words) {
    return onr_figure_says(doc, doc->sents[c->sent].tok, words) ||
           (c->sent && onr_figure_says(doc, doc->sents[c->sent - 1].tok, words));
}

/* "231 Democrats supported the resolution" */
static int takes_side(const onr_doc *doc, const onr_count *c) {
    static const char words[] = "|resolution|bill|vote|article|motion|amendment|impeachment|legislation|";
    if (c->verb == ONR_NONE ||
        !onr_figure_lemma(doc, c->verb, "|support|oppose|vote|abstain|back|reject|favor|favour|"))
        return 0;
    uint32_t t = c->noun != ONR_NONE ? c->noun : onr_head_of(doc, c->tok);
    if (head(doc, t) != c->verb && doc->arcs[c->verb].head != t && rel(doc, t) != ONR_DEPREL_NSUBJ) return 0;
    if (t > c->verb) return 0;
    return onr_figure_says(doc, doc->sents[c->sent].tok, words) ||
           (c->sent && doc->sents[c->sent].tok.to - doc->sents[c->sent].tok.from < 16 &&
            onr_figure_says(doc, doc->sents[c->sent - 1].tok, words));
}

/* "in one case the roof fell": nothing around tells of a disease. */
static int is_other_case(const onr_doc *doc, const onr_count *c) {
    static const char disease[] =
        "|infect|infection|virus|covid|covid-19|coronavirus|positive|disease|outbreak|measles|"
        "ebola|patient|flu|influenza|cholera|dengue|malaria|polio|epidemic|pandemic|variant|"
        "infected|confirmed|suspected|death|health|";
    if (!onr_figure_lemma(doc, c->noun, "|case|")) return 0;
    if (c->verb != ONR_NONE && onr_figure_lemma(doc, c->verb, "|report|confirm|record|register|detect|")) return 0;
    return !onr_figure_says_near(doc, c, disease);
}

/* "a 107 million loss": money without a sign */
static int is_sum(const onr_doc *doc, const onr_count *c) {
    return c->q.scale >= 1000 && c->noun != ONR_NONE && !c->below &&
           onr_figure_lemma(doc, c->noun,
                            "|loss|profit|revenue|turnover|debt|deficit|surplus|budget|fine|loan|payout|"
                            "fortune|salary|bailout|grant|lawsuit|settlement|");
}

int onr_figure_is_most(const onr_doc *doc, onr_range tok) {
    return tok.to > tok.from && onr_figure_lemma(doc, tok.to - 1, "|majority|most|");
}

/* "the majority of those killed", "most of the dead": a share of victims */
static int is_most_of_victims(const onr_doc *doc, const onr_count *c) {
    uint32_t f = c->tok.from;
    if (!onr_figure_is_most(doc, c->tok)) return 0;
    if (onr_word_is(doc, f, "most") &&
        (!onr_word_is(doc, c->tok.to, "of") || (f > 0 && onr_word_is(doc, f - 1, "the"))))
        return 0; /* the most seriously injured adults */
    for (uint32_t t = c->tok.to + 1; t < c->tok.to + 6 && t < doc->tokens_n; t++) {
        if (doc->tags[t].upos == ONR_UPOS_PUNCT) return 0;
        for (size_t k = 0; k < EFFECTS; k++)
            if (onr_figure_lemma(doc, t, effects[k].noun) ||
                (doc->tags[t].xpos == ONR_XPOS_VBN && onr_figure_lemma(doc, t, effects[k].of)))
                return effects[k].mark < ONR_MARK_VOTED;
        if (onr_figure_lemma(doc, t, "|victim|")) return 1;
    }
    return 0;
}

unsigned onr_figure_effect(const onr_doc *doc, const onr_count *c) {
    if (c->q.what == ONR_QUANTITY_MONEY) return ONR_MARK_MONEY;
    if (c->q.what == ONR_QUANTITY_PERCENT || c->q.what == ONR_QUANTITY_POINTS) return ONR_MARK_PERCENT;
    if (c->q.what != ONR_QUANTITY_COUNT) return ONR_MARK_OTHER;
    if (onr_figure_is_most(doc, c->tok)) return ONR_MARK_PERCENT;
    if (is_sum(doc, c)) return ONR_MARK_MONEY;
    if (c->q.kind == ONR_NUMBER_FRACTION)
        return c->q.den >= 1000 && c->q.num == 1 && c->noun == ONR_NONE ? ONR_MARK_OTHER : ONR_MARK_PERCENT;
    if (is_hurt_part(doc, c)) return ONR_MARK_INJURED;
    unsigned e = right_behind_verb(doc, c);
    if (e != ONR_MARK_OTHER) return e;
    for (size_t k = 0; k < EFFECTS && c->noun != ONR_NONE; k++)
        if (onr_figure_lemma(doc, c->noun, effects[k].noun) && !is_other_case(doc, c)) return effects[k].mark;
    if (c->noun != ONR_NONE && onr_figure_lemma(doc, c->noun, "|life|") && c->verb != ONR_NONE) {
        if (onr_figure_lemma(doc, c->verb, "|claim|lose|cost|take|")) return ONR_MARK_KILLED;
        if (onr_figure_lemma(doc, c->verb, "|save|")) return ONR_MARK_RESCUED;
    }
    e = by_tree(doc, c);
    if (e == ONR_MARK_OTHER) e = right_before_verb(doc, c);
    if (e == ONR_MARK_OTHER && (is_vote(doc, c) || takes_side(doc, c))) e = ONR_MARK_VOTED;
    return e == ONR_MARK_OTHER && in_toll(doc, c) ? ONR_MARK_KILLED : e;
}

/* "magnitude 5.2", "a 6.4 quake" */
static int is_magnitude(const onr_doc *doc, const onr_count *c) {
    uint32_t first = doc->sents[c->sent].tok.from;
    if (c->tok.from > first && onr_figure_lemma(doc, c->tok.from - 1, "|magnitude|")) return 1;
    int point = memchr(doc->text + c->q.number.start, '.', c->q.number.end - c->q.number.start) != NULL; /* 5.0 too */
    return point && c->noun != ONR_NONE && onr_figure_lemma(doc, c->noun, "|magnitude|quake|earthquake|");
}

/* Things are not killed, hurt, arrested or infected. */
int onr_figure_is_thing(const onr_doc *doc, const onr_count *c) {
    static const char things[] = "|accident|crash|collision|incident|home|house|building|attack|bombing|shooting|"
                                 "explosion|blast|rocket|missile|drone|"
                                 "bomb|motorcycle|car|vehicle|truck|"
                                 "bus|boat|ship|aftershock|tremor|album|song|train|plane|aircraft|helicopter|delegate|"
                                 "seat|state|country|city|town|"
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

int onr_figure_described(const onr_doc *doc, const onr_count *c) {
    for (size_t k = 0; k < EFFECTS && c->noun != ONR_NONE; k++)
        if (described(doc, c->noun, &effects[k]) || onr_figure_lemma(doc, c->noun, effects[k].noun)) return 1;
    return 0;
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
    if (is_most_of_victims(doc, c)) return "share";
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
