/* Whether an act happened, from the words around it.
 *
 * Method: the nearest sign wins, looked for at the word itself, then at the words that govern it, up to four. Signs: a
 * negation, an auxiliary (will, may, would), a verb that turns its complement into a plan or a wish (plan to, refuse
 * to, call for), if and unless, and before nouns adjectives (planned, possible). A year before that of publication, or
 * the pluperfect's company (ago, former), makes it history. Cost: O(words of the neighbourhood).
 */
#include "find/act.h"
#include "find/cast.h"

static const char future_verbs[] =
    "plan|intend|intent|intention|willing|ready|prepare|vow|promise|pledge|agree|schedule|set|expect|"
    "commit|decide|go|announce|due|aim|undertake|will";
static const char wish_verbs[] =
    "want|seek|try|urge|call|ask|demand|threaten|consider|hope|allow|authorize|authorise|require|propose|attempt|"
    "request|"
    "wish|need|encourage|recommend|advise|press|push|appeal|permit|let|enable|offer|fear|risk|warn|suggest|able|"
    "order|tell|invite|insist|advocate|discuss|threat|possibility|risk|bid|chance|power|right|calls|prevent|avoid|stop|"
    "deter|avert|oppose|favor|favour|support|debate|vote|mull|prefer|unlikely|likely|possible";
static const char failing_verbs[] =
    "fail|refuse|decline|deny|avoid|refrain|forget|unable|unwilling|stop|prevent|reject|foil|thwart";
static const char future_words[] =
    "planned|upcoming|scheduled|future|impending|imminent|forthcoming|next|pending|prospective";
static const char wish_words[] =
    "potential|possible|proposed|likely|threatened|any|hypothetical|would-be|feared|recommended";
static const char past_words[] = "formerly|historically|once";
static const char negations[] = "not|n't|never|no|neither|nor|without|cannot|nobody|n’t";
static const char future_aux[] = "will|shall|'ll|wo|’ll|gonna";
static const char wish_aux[] = "may|might|could|would|should|must|can|'d|ought|ca|’d";

typedef struct sign {
    unsigned modality;
    uint32_t word;
} sign;

static int word_any(const onr_doc *doc, uint32_t t, const char *list) {
    if (onr_lemma_any(doc, t, list)) return 1;
    for (const char *p = list; *p;) {
        char one[32];
        size_t n = 0;
        while (p[n] && p[n] != '|' && n + 1 < sizeof one) one[n] = p[n], n++;
        one[n] = 0;
        if (onr_word_is(doc, t, one)) return 1;
        p += n + (p[n] == '|');
    }
    return 0;
}

/* Is it the future seen from a past report: "he said that he would resign"? Not with a condition beside it. */
static int is_reported(const onr_doc *doc, uint32_t t) {
    onr_range r = onr_near(doc, t);
    for (uint32_t k = r.from; k < r.to; k++) {
        if (doc->arcs[k].head == t && doc->arcs[k].rel == ONR_DEPREL_AUX && onr_lemma_any(doc, k, "have")) return 0;
        if (word_any(doc, k, "if|unless|prefer|like|possibly|perhaps")) return 0;
    }
    for (uint32_t k = t; k-- > r.from && t - k < 16;)
        if ((doc->tags[k].xpos == ONR_XPOS_VBD || doc->tags[k].xpos == ONR_XPOS_VBN) &&
            onr_lemma_any(doc, k,
                          "say|announce|state|tell|promise|pledge|vow|indicate|add|confirm|declare|report|predict|"
                          "write|agree|decide|reveal|expect"))
            return 1;
    return 0;
}

/* What a child of the word says of it. */
static unsigned of_child(const onr_doc *doc, uint32_t k) {
    unsigned rel = doc->arcs[k].rel, base = onr_deprel_base(rel);
    if ((base == ONR_DEPREL_ADVMOD || base == ONR_DEPREL_DET || base == ONR_DEPREL_CC || base == ONR_DEPREL_CASE) &&
        word_any(doc, k, negations))
        return ONR_ATTR_NEGATED;
    if (base == ONR_DEPREL_AUX && word_any(doc, k, future_aux)) return ONR_ATTR_FUTURE;
    if ((base == ONR_DEPREL_AUX || base == ONR_DEPREL_COP) && onr_lemma_any(doc, k, "be") &&
        doc->tags[k + 1].xpos == ONR_XPOS_TO && k + 1 < doc->arcs[k].head)
        return ONR_ATTR_FUTURE; /* "is to step down" */
    if (base == ONR_DEPREL_CASE && word_any(doc, k, "pending")) return ONR_ATTR_FUTURE;
    if (base == ONR_DEPREL_AUX && word_any(doc, k, "would|'d") && is_reported(doc, doc->arcs[k].head))
        return ONR_ATTR_FUTURE;
    if (base == ONR_DEPREL_AUX && word_any(doc, k, wish_aux)) return ONR_ATTR_HYPOTHETICAL;
    if (base == ONR_DEPREL_MARK && word_any(doc, k, "if|unless|whether|lest")) return ONR_ATTR_HYPOTHETICAL;
    if (base == ONR_DEPREL_ADVMOD && word_any(doc, k, past_words)) return ONR_ATTR_HISTORICAL;
    if (base == ONR_DEPREL_AMOD && word_any(doc, k, future_words)) return ONR_ATTR_FUTURE;
    if (base == ONR_DEPREL_AMOD && word_any(doc, k, wish_words)) return ONR_ATTR_HYPOTHETICAL;
    if (base == ONR_DEPREL_DET && word_any(doc, k, "any")) return ONR_ATTR_HYPOTHETICAL;
    return ONR_ATTR_HAPPENED;
}

static sign of_children(const onr_doc *doc, uint32_t t) {
    onr_range r = onr_near(doc, t);
    sign best = {ONR_ATTR_HAPPENED, ONR_NONE};
    for (uint32_t k = r.from; k < r.to; k++) {
        if (doc->arcs[k].head != t) continue;
        unsigned m = of_child(doc, k);
        if (m == ONR_ATTR_HAPPENED) continue;
        if (m == ONR_ATTR_NEGATED) return (sign){m, k};
        if (best.word == ONR_NONE) best = (sign){m, k};
    }
    return best;
}

/* "since the attack in August", "the first in the history of the club", "during his time as mayor": an earlier time. */
static sign of_earlier_time(const onr_doc *doc, uint32_t t) {
    onr_range r = onr_near(doc, t);
    unsigned base = onr_deprel_base(doc->arcs[t].rel);
    if ((base == ONR_DEPREL_OBL || base == ONR_DEPREL_NMOD) && doc->tags[t].upos == ONR_UPOS_NOUN &&
        onr_has_case(doc, t, "since"))
        return (sign){ONR_ATTR_HISTORICAL, onr_phrase(doc, t).from};
    for (uint32_t k = r.from; k < r.to; k++) {
        unsigned rel = onr_deprel_base(doc->arcs[k].rel);
        if (rel != ONR_DEPREL_OBL && rel != ONR_DEPREL_NMOD) continue;
        uint32_t up = doc->arcs[k].head, by = onr_child(doc, k, ONR_DEPREL_NMOD_POSS);
        if (up != t && (up == ONR_NONE || doc->arcs[up].head != t || doc->tags[up].upos == ONR_UPOS_VERB)) continue;
        if (onr_lemma_any(doc, k, "history") && onr_has_case(doc, k, "in") &&
            (onr_child(doc, k, ONR_DEPREL_NMOD) != ONR_NONE || by != ONR_NONE))
            return (sign){ONR_ATTR_HISTORICAL, k};
        if (up == t && by != ONR_NONE && onr_has_case(doc, k, "during") &&
            onr_lemma_any(doc, k, "time|tenure|term|presidency|reign|rule|premiership|career|year|childhood|youth"))
            return (sign){ONR_ATTR_HISTORICAL, k};
    }
    return (sign){ONR_ATTR_HAPPENED, ONR_NONE};
}

/* Does the subject or the object say no ("no one was killed", "put no pressure on them")? The word, or ONR_NONE. */
static uint32_t none_as_party(const onr_doc *doc, uint32_t t) {
    static const unsigned rels[] = {ONR_DEPREL_NSUBJ, ONR_DEPREL_OBJ};
    for (int i = 0; i < 2; i++) {
        uint32_t s = onr_child(doc, t, rels[i]);
        if (s == ONR_NONE) continue;
        if (word_any(doc, s, "nobody|none|nothing")) return s;
        uint32_t d = onr_child(doc, s, ONR_DEPREL_DET);
        if (d == ONR_NONE) d = onr_child(doc, s, ONR_DEPREL_CC); /* "neither Kenya nor Uganda" */
        if (d != ONR_NONE && word_any(doc, d, "no|neither")) return d;
    }
    return ONR_NONE;
}

/* Is it told in the present tense: by the act's own verb, or the verb over it? "is in a conflict with", not "has been".
 */
int onr_act_is_present(const onr_doc *doc, uint32_t t) {
    for (int up = 0; up < 3 && t != ONR_NONE; up++) {
        onr_range r = onr_near(doc, t);
        unsigned x = doc->tags[t].xpos;
        if (x == ONR_XPOS_VBD) return 0;
        if ((x == ONR_XPOS_VBZ || x == ONR_XPOS_VBP) && doc->tags[t].upos != ONR_UPOS_NOUN) return 1;
        for (uint32_t k = r.from; k < r.to; k++) {
            unsigned base = onr_deprel_base(doc->arcs[k].rel);
            if (doc->arcs[k].head != t || (base != ONR_DEPREL_AUX && base != ONR_DEPREL_COP)) continue;
            if (doc->tags[k].xpos == ONR_XPOS_VBD || onr_lemma_any(doc, k, "have")) return 0;
            if (doc->tags[k].xpos == ONR_XPOS_VBZ || doc->tags[k].xpos == ONR_XPOS_VBP) return 1;
        }
        if (doc->arcs[t].rel == ONR_DEPREL_ACL_RELCL) return 0;
        t = doc->arcs[t].head;
    }
    return 0;
}

static int is_yet(const onr_doc *doc, uint32_t t) { return t > 1 && onr_word_is(doc, t - 2, "yet"); }

static int is_done(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].xpos == ONR_XPOS_VBD || doc->tags[t].xpos == ONR_XPOS_VBN;
}

int onr_act_is_under_way(const onr_doc *doc, uint32_t t) {
    uint32_t head = doc->arcs[t].head;
    unsigned base = onr_deprel_base(doc->arcs[t].rel);
    if (head == ONR_NONE || !is_done(doc, head)) return 0;
    if (base == ONR_DEPREL_OBJ && onr_lemma_any(doc, head, "announce|declare"))
        return onr_lemma_any(doc, t, "suspension|ceasefire|cease-fire|truce");
    return (base == ONR_DEPREL_OBJ || base == ONR_DEPREL_XCOMP) &&
           onr_lemma_any(doc, head, "begin|start|complete|finish|continue|resume|launch");
}

/* "began a planned strike" is under way, "cancelled the planned hearing" is off: the verb outweighs the adjective. */
static int is_settled_by_verb(const onr_doc *doc, uint32_t t, uint32_t by) {
    uint32_t head = doc->arcs[t].head;
    if (head == ONR_NONE || onr_deprel_base(doc->arcs[t].rel) != ONR_DEPREL_OBJ || doc->arcs[by].head != t ||
        onr_deprel_base(doc->arcs[by].rel) != ONR_DEPREL_AMOD)
        return 0;
    return onr_lemma_any(doc, head, "cancel|foil|thwart") ||
           (is_done(doc, head) && onr_lemma_any(doc, head, "begin|start|execute|conduct|stage|launch|complete|finish"));
}

/* Does "for" stand right before the noun phrase of t? */
static int follows_for(const onr_doc *doc, uint32_t t) {
    onr_range p = onr_phrase(doc, t);
    return onr_word_is(doc, p.from, "for") || (p.from > 0 && onr_word_is(doc, p.from - 1, "for"));
}

/* "for a trial to begin", whatever the tree makes of it. */
static int is_for_to(const onr_doc *doc, uint32_t t) {
    return t + 2 < onr_near(doc, t).to && doc->tags[t + 1].xpos == ONR_XPOS_TO &&
           doc->tags[t + 1].upos == ONR_UPOS_PART && doc->tags[t + 2].xpos == ONR_XPOS_VB && follows_for(doc, t);
}

/* An infinitive, whatever the tagger made of it: "intends to appeal". */
static int is_infinitive(const onr_doc *doc, uint32_t t) {
    uint32_t k = t;
    while (k > 0 && t - k < 3 && doc->tags[k - 1].upos == ONR_UPOS_ADV) k--;
    return k > 0 && doc->tags[k - 1].xpos == ONR_XPOS_TO && doc->tags[k - 1].upos == ONR_UPOS_PART &&
           doc->arcs[t].rel != ONR_DEPREL_OBL;
}

/* "Helped facilitate", "managed to arrange": done, whatever the verb under it would say. */
static int has_helped(const onr_doc *doc, uint32_t t) {
    uint32_t head = doc->arcs[t].head;
    return is_done(doc, t) || (head != ONR_NONE && onr_deprel_base(doc->arcs[t].rel) == ONR_DEPREL_XCOMP &&
                               is_done(doc, head) && onr_lemma_any(doc, head, "help|manage|begin"));
}

/* What the governor of t makes of it. */
static unsigned of_governor(const onr_doc *doc, uint32_t t, uint32_t head) {
    unsigned base = onr_deprel_base(doc->arcs[t].rel);
    if (base == ONR_DEPREL_NSUBJ && doc->tags[t].upos == ONR_UPOS_NOUN && is_infinitive(doc, head) &&
        follows_for(doc, t))
        return ONR_ATTR_HYPOTHETICAL; /* "for a trial to begin" */
    int complement = base == ONR_DEPREL_XCOMP || base == ONR_DEPREL_CCOMP || base == ONR_DEPREL_ACL ||
                     base == ONR_DEPREL_OBJ || base == ONR_DEPREL_OBL || base == ONR_DEPREL_NMOD ||
                     base == ONR_DEPREL_ADVCL;
    if (!complement || doc->arcs[t].rel == ONR_DEPREL_ACL_RELCL) return ONR_ATTR_HAPPENED;
    int infinitive = is_infinitive(doc, t), verb_under = doc->tags[t].upos == ONR_UPOS_VERB || infinitive;
    if (verb_under && base == ONR_DEPREL_XCOMP && (infinitive || doc->tags[t].xpos == ONR_XPOS_VB)) {
        if (onr_lemma_any(doc, head, "have")) return is_yet(doc, t) ? ONR_ATTR_NEGATED : ONR_ATTR_HYPOTHETICAL;
        if (onr_lemma_any(doc, head, "vote") && is_done(doc, head)) return ONR_ATTR_HAPPENED;
        if (onr_lemma_any(doc, head, "be") && onr_child(doc, t, ONR_DEPREL_MARK) != ONR_NONE) return ONR_ATTR_FUTURE;
    }
    if (!verb_under && onr_lemma_any(doc, head, "call|appeal|ask|push|campaign")) /* not "called the inquiry a farce" */
        return follows_for(doc, t) ? ONR_ATTR_HYPOTHETICAL : ONR_ATTR_HAPPENED;
    if (!verb_under && onr_lemma_any(doc, head, "include") && base == ONR_DEPREL_OBJ &&
        onr_lemma_any(doc, onr_child(doc, head, ONR_DEPREL_NSUBJ), "demand|request|proposal|plan|condition"))
        return ONR_ATTR_HYPOTHETICAL;
    if (!verb_under && onr_lemma_any(doc, head, "expand|grow|extend|widen") && onr_has_case(doc, t, "to") &&
        onr_lemma_any(doc, onr_child(doc, head, ONR_DEPREL_NSUBJ), "demand|request|proposal|condition"))
        return ONR_ATTR_HYPOTHETICAL; /* "their demands expanded to an inquiry" */
    if (!verb_under && is_for_to(doc, t)) return ONR_ATTR_HYPOTHETICAL;
    if (onr_lemma_any(doc, head, "lack|absence|failure|inability") && base != ONR_DEPREL_OBL) return ONR_ATTR_NEGATED;
    int thing = base == ONR_DEPREL_OBJ || doc->arcs[t].rel == ONR_DEPREL_NSUBJ_PASS;
    if (!verb_under && thing && onr_lemma_any(doc, head, "cancel|foil|thwart")) return ONR_ATTR_NEGATED;
    if (!verb_under && thing && onr_lemma_any(doc, head, "postpone|schedule|plan|await")) return ONR_ATTR_FUTURE;
    if (verb_under && base == ONR_DEPREL_XCOMP && onr_lemma_any(doc, head, failing_verbs)) return ONR_ATTR_NEGATED;
    if (verb_under && !infinitive && doc->tags[t].xpos != ONR_XPOS_VB && base != ONR_DEPREL_CCOMP)
        return ONR_ATTR_HAPPENED;
    if (base == ONR_DEPREL_ADVCL) return ONR_ATTR_HAPPENED;
    if (verb_under && base == ONR_DEPREL_CCOMP)
        return onr_lemma_any(doc, head, "demand|hope|fear|insist|recommend|propose|suggest|request|ask") &&
                       doc->tags[t].xpos == ONR_XPOS_VB
                   ? ONR_ATTR_HYPOTHETICAL
                   : ONR_ATTR_HAPPENED;
    if (verb_under && onr_lemma_any(doc, head, future_verbs)) return ONR_ATTR_FUTURE;
    if (onr_lemma_any(
            doc, head,
            verb_under ? wish_verbs
                       : "demand|threaten|threat|plan|urge|propose|suggest|recommend|consider|seek|request|risk|want|"
                         "prevent|avoid|avert|fit|need|require|arrange|facilitate") &&
        !(onr_lemma_any(doc, head, "arrange|facilitate") && has_helped(doc, head)))
        return onr_lemma_any(doc, head, "plan") ? ONR_ATTR_FUTURE : ONR_ATTR_HYPOTHETICAL;
    return ONR_ATTR_HAPPENED;
}

/* Is what the governor is said to be also true of t? */
static int goes_up(const onr_doc *doc, uint32_t t, uint32_t head) {
    unsigned base = onr_deprel_base(doc->arcs[t].rel);
    if (base == ONR_DEPREL_OBJ && onr_lemma_any(doc, head,
                                                "appeal|overturn|condemn|protest|criticize|criticise|avenge|challenge|"
                                                "contest|denounce|mourn|regret|celebrate|commemorate|quash"))
        return 0; /* "will appeal the conviction": it stands */
    if (base == ONR_DEPREL_XCOMP || base == ONR_DEPREL_OBJ || doc->arcs[t].rel == ONR_DEPREL_NSUBJ_PASS) return 1;
    if (base == ONR_DEPREL_NSUBJ && doc->tags[t].upos == ONR_UPOS_NOUN)
        return onr_lemma_any(doc, head, "be|happen|occur|begin|start|take|follow|continue") ||
               onr_child(doc, head, ONR_DEPREL_AUX_PASS) != ONR_NONE;
    if (base != ONR_DEPREL_CONJ || onr_child(doc, t, ONR_DEPREL_NSUBJ) != ONR_NONE) return 0;
    uint32_t aux = onr_child(doc, t, ONR_DEPREL_AUX);
    if (aux != ONR_NONE && doc->tags[aux].xpos != ONR_XPOS_VB) return 0; /* but "wants him to resign or be impeached" */
    return doc->tags[t].xpos != ONR_XPOS_VBD && doc->tags[t].xpos != ONR_XPOS_VBZ;
}

unsigned onr_act_modality(const onr_doc *doc, uint32_t t, onr_range *cause) {
    *cause = (onr_range){0, 0};
    for (int up = 0; up < 4; up++) {
        sign s = of_children(doc, t);
        if (s.modality != ONR_ATTR_NEGATED && none_as_party(doc, t) != ONR_NONE)
            s = (sign){ONR_ATTR_NEGATED, none_as_party(doc, t)};
        if (s.word != ONR_NONE && is_settled_by_verb(doc, t, s.word)) s = (sign){ONR_ATTR_HAPPENED, ONR_NONE};
        if (s.word == ONR_NONE) s = of_earlier_time(doc, t);
        if (s.word != ONR_NONE) return *cause = (onr_range){s.word, s.word + 1}, s.modality;
        uint32_t head = doc->arcs[t].head;
        if (head == ONR_NONE) break;
        unsigned m = of_governor(doc, t, head);
        if (m != ONR_ATTR_HAPPENED) return *cause = (onr_range){head, head + 1}, m;
        if (!goes_up(doc, t, head)) break;
        t = head;
    }
    return ONR_ATTR_HAPPENED;
}
