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
    "plan|intend|prepare|vow|promise|pledge|agree|schedule|set|expect|commit|decide|go|announce|due|aim|undertake|will";
static const char wish_verbs[] =
    "want|seek|try|urge|call|ask|demand|threaten|consider|hope|allow|authorize|authorise|require|propose|attempt|"
    "request|"
    "wish|need|encourage|recommend|advise|press|push|appeal|permit|let|enable|offer|fear|risk|warn|suggest|ready|able|"
    "order|tell|invite|insist|advocate|discuss|threat|possibility|risk|bid|chance|power|right|calls|prevent|avoid|stop|"
    "deter|avert|oppose|favor|favour|support|debate|vote|mull|willing|unlikely|likely|possible";
static const char failing_verbs[] =
    "fail|refuse|decline|deny|avoid|refrain|forget|unable|unwilling|stop|prevent|reject|foil|thwart";
static const char future_words[] =
    "planned|upcoming|scheduled|future|impending|imminent|forthcoming|next|pending|prospective";
static const char wish_words[] =
    "potential|possible|proposed|likely|threatened|further|any|hypothetical|would-be|feared";
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

/* Is it the future seen from a past report: "he said that he would resign"? */
static int is_reported(const onr_doc *doc, uint32_t t) {
    onr_range r = onr_near(doc, t);
    uint32_t head = doc->arcs[t].head;
    for (uint32_t k = r.from; k < r.to; k++)
        if (doc->arcs[k].head == t && doc->arcs[k].rel == ONR_DEPREL_AUX && onr_lemma_any(doc, k, "have")) return 0;
    return head != ONR_NONE && doc->arcs[t].rel == ONR_DEPREL_CCOMP &&
           (doc->tags[head].xpos == ONR_XPOS_VBD || doc->tags[head].xpos == ONR_XPOS_VBN);
}

/* What a child of the word says of it. */
static unsigned of_child(const onr_doc *doc, uint32_t k) {
    unsigned rel = doc->arcs[k].rel, base = onr_deprel_base(rel);
    if ((base == ONR_DEPREL_ADVMOD || base == ONR_DEPREL_DET || base == ONR_DEPREL_CC || base == ONR_DEPREL_CASE) &&
        word_any(doc, k, negations))
        return ONR_ATTR_NEGATED;
    if (base == ONR_DEPREL_AUX && word_any(doc, k, future_aux)) return ONR_ATTR_FUTURE;
    if (base == ONR_DEPREL_AUX && word_any(doc, k, "would|'d") && is_reported(doc, doc->arcs[k].head))
        return ONR_ATTR_FUTURE;
    if (base == ONR_DEPREL_AUX && word_any(doc, k, wish_aux)) return ONR_ATTR_HYPOTHETICAL;
    if (base == ONR_DEPREL_MARK && word_any(doc, k, "if|unless|whether|lest")) return ONR_ATTR_HYPOTHETICAL;
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

/* Does the subject say no ("no one was killed")? */
static int none_as_subject(const onr_doc *doc, uint32_t t) {
    uint32_t s = onr_child(doc, t, ONR_DEPREL_NSUBJ);
    if (s == ONR_NONE) return 0;
    if (word_any(doc, s, "nobody|none|nothing")) return 1;
    uint32_t d = onr_child(doc, s, ONR_DEPREL_DET);
    return d != ONR_NONE && word_any(doc, d, "no|neither");
}

/* What the governor of t makes of it. */
static unsigned of_governor(const onr_doc *doc, uint32_t t, uint32_t head) {
    unsigned base = onr_deprel_base(doc->arcs[t].rel);
    int complement = base == ONR_DEPREL_XCOMP || base == ONR_DEPREL_CCOMP || base == ONR_DEPREL_ACL ||
                     base == ONR_DEPREL_OBJ || base == ONR_DEPREL_OBL || base == ONR_DEPREL_NMOD ||
                     base == ONR_DEPREL_ADVCL;
    if (!complement || doc->arcs[t].rel == ONR_DEPREL_ACL_RELCL) return ONR_ATTR_HAPPENED;
    int verb_under = doc->tags[t].upos == ONR_UPOS_VERB;
    if (verb_under && base == ONR_DEPREL_XCOMP && doc->tags[t].xpos == ONR_XPOS_VB) {
        if (onr_lemma_any(doc, head, "have")) return ONR_ATTR_HYPOTHETICAL;
        if (onr_lemma_any(doc, head, "be") && onr_child(doc, t, ONR_DEPREL_MARK) != ONR_NONE) return ONR_ATTR_FUTURE;
    }
    if (!verb_under && onr_lemma_any(doc, head, "call") && onr_child(doc, t, ONR_DEPREL_CASE) == ONR_NONE)
        return ONR_ATTR_HAPPENED; /* "called the inquiry a farce" */
    if (verb_under && base == ONR_DEPREL_XCOMP && onr_lemma_any(doc, head, failing_verbs)) return ONR_ATTR_NEGATED;
    if (verb_under && doc->tags[t].xpos != ONR_XPOS_VB && base != ONR_DEPREL_CCOMP) return ONR_ATTR_HAPPENED;
    if (base == ONR_DEPREL_ADVCL) return ONR_ATTR_HAPPENED;
    if (verb_under && base == ONR_DEPREL_CCOMP)
        return onr_lemma_any(doc, head, "demand|hope|fear|insist|recommend|propose|suggest|request|ask") &&
                       doc->tags[t].xpos == ONR_XPOS_VB
                   ? ONR_ATTR_HYPOTHETICAL
                   : ONR_ATTR_HAPPENED;
    if (verb_under && onr_lemma_any(doc, head, future_verbs)) return ONR_ATTR_FUTURE;
    if (onr_lemma_any(doc, head,
                      verb_under ? wish_verbs
                                 : "call|demand|threaten|threat|plan|urge|propose|consider|seek|request|risk|want|"
                                   "appeal|prevent|avoid|avert"))
        return onr_lemma_any(doc, head, "plan") ? ONR_ATTR_FUTURE : ONR_ATTR_HYPOTHETICAL;
    return ONR_ATTR_HAPPENED;
}

unsigned onr_act_modality(const onr_doc *doc, uint32_t t, onr_range *cause) {
    *cause = (onr_range){0, 0};
    for (int up = 0; up < 4; up++) {
        sign s = of_children(doc, t);
        if (s.word == ONR_NONE && none_as_subject(doc, t))
            s = (sign){ONR_ATTR_NEGATED, onr_child(doc, t, ONR_DEPREL_NSUBJ)};
        if (s.word != ONR_NONE) return *cause = (onr_range){s.word, s.word + 1}, s.modality;
        uint32_t head = doc->arcs[t].head;
        if (head == ONR_NONE) break;
        unsigned m = of_governor(doc, t, head);
        if (m != ONR_ATTR_HAPPENED) return *cause = (onr_range){head, head + 1}, m;
        unsigned base = onr_deprel_base(doc->arcs[t].rel);
        int goes_up = base == ONR_DEPREL_XCOMP || base == ONR_DEPREL_OBJ || doc->arcs[t].rel == ONR_DEPREL_NSUBJ_PASS ||
                      (base == ONR_DEPREL_CONJ && onr_child(doc, t, ONR_DEPREL_NSUBJ) == ONR_NONE &&
                       onr_child(doc, t, ONR_DEPREL_AUX) == ONR_NONE && doc->tags[t].xpos != ONR_XPOS_VBD &&
                       doc->tags[t].xpos != ONR_XPOS_VBZ);
        if (!goes_up) break;
        t = head;
    }
    return ONR_ATTR_HAPPENED;
}
