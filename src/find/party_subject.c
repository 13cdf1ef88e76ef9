/* Who fills the subject slot of a verb, where it is not its own child, and who may.
 *
 * Method: a verb's own subject; else that of the verb it is joined to (conjunction, complement, adverbial clause), the
 * object that controls it ("urged A to free B"), the noun it describes, and where the tree has lost it the noun phrase
 * right before. Passive: by an auxiliary, an agent, a bare participle, a headline's verb. Relations: Universal
 * Dependencies v2. Cost: O(depth · words of the neighbourhood).
 */
#include <string.h>

#include "find/act.h"
#include "find/cast.h"

/* Either of the two tags may say so: they are read apart. */
int onr_act_is_verb(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos, x = doc->tags[t].xpos;
    if (u == ONR_UPOS_VERB || u == ONR_UPOS_AUX) return 1;
    return u != ONR_UPOS_NOUN && u != ONR_UPOS_ADJ && u != ONR_UPOS_PROPN &&
           (x == ONR_XPOS_VB || x == ONR_XPOS_VBD || x == ONR_XPOS_VBG || x == ONR_XPOS_VBN || x == ONR_XPOS_VBP ||
            x == ONR_XPOS_VBZ);
}

/* Verbs that headlines use without "was": who is named before them suffers ("Mayor stabbed on stage"). */
static const char headline_passives[] =
    "stab|kill|shoot|arrest|detain|jail|convict|sentence|charge|poison|murder|airlift|indict|impeach|fine|sack|injure|"
    "wound|ban|elect|acquit|deport|expel|abduct|kidnap|assassinate|evacuate|behead|execute|suspend|oust|name|appoint|"
    "attack|hang|accuse|imprison|release|free|rescue|pardon|extradite|sanction";

static int is_headline_passive(const onr_doc *doc, uint32_t v) {
    unsigned x = doc->tags[v].xpos;
    if (x != ONR_XPOS_VBD && x != ONR_XPOS_VBN) return 0;
    uint32_t b = doc->tokens[v].block;
    if (b >= doc->blocks_n || (doc->blocks[b].kind != ONR_BLOCK_TITLE && doc->blocks[b].kind != ONR_BLOCK_HEADING))
        return 0;
    return onr_lemma_any(doc, v, headline_passives) && onr_child(doc, v, ONR_DEPREL_OBJ) == ONR_NONE;
}

int onr_act_is_passive(const onr_doc *doc, uint32_t v) {
    onr_range r = onr_near(doc, v);
    int aux = 0, object = 0, marked = 0, past = doc->tags[v].xpos == ONR_XPOS_VBN;
    for (uint32_t k = r.from; k < r.to; k++) {
        if (doc->arcs[k].head != v) continue;
        unsigned rel = doc->arcs[k].rel;
        if (rel == ONR_DEPREL_AUX_PASS) return 1;
        if (rel == ONR_DEPREL_OBL_AGENT && onr_has_case(doc, k, "by")) return 1;
        if (rel == ONR_DEPREL_NSUBJ_PASS) marked = 1;
        if (rel == ONR_DEPREL_AUX) aux = 1;
        if (rel == ONR_DEPREL_OBJ) object = 1;
    }
    if (marked && !object && past) return 1;
    if (!aux && is_headline_passive(doc, v)) return 1;
    if (!past || aux || object) return 0;
    unsigned base = onr_deprel_base(doc->arcs[v].rel);
    if (base == ONR_DEPREL_ACL || base == ONR_DEPREL_ADVCL || doc->arcs[v].head == ONR_NONE) return 1;
    return base == ONR_DEPREL_CONJ && onr_act_is_verb(doc, doc->arcs[v].head) &&
           onr_act_is_passive(doc, doc->arcs[v].head);
}

uint32_t onr_act_agent(const onr_doc *doc, uint32_t v) {
    return onr_child_with(doc, v, "by"); /* the tree's obl:agent too, but never "according to" */
}

int onr_act_is_relative(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].xpos == ONR_XPOS_WP || doc->tags[t].xpos == ONR_XPOS_WDT ||
           (onr_word_is(doc, t, "that") && doc->tags[t].upos == ONR_UPOS_PRON);
}

static const char time_words[] =
    "day|week|month|year|hour|minute|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|life|time|morning|night|"
    "evening|yesterday|today|tomorrow|Yesterday|Today|Tomorrow|term|January|February|March|April|May|June|July|August|"
    "September|October|"
    "November|December|campaign|office|way|dollar|euro|pound|percent|mile|kilometre|%|$|€|£|vote";

int onr_act_is_time(const onr_doc *doc, uint32_t t) {
    onr_slice w = doc->lemmas[t];
    if (doc->tags[t].upos == ONR_UPOS_NUM) return w.n == 4 && (w.p[0] == '1' || w.p[0] == '2'); /* a year */
    return onr_lemma_any(doc, t, time_words);
}

/* Things that are named as the subject of violence, but that nobody is. */
static const char no_actor[] =
    "attack|bomb|bombing|explosion|blast|rocket|missile|shell|car|vehicle|truck|shooting|bullet|gun|fire|strike|"
    "airstrike|raid|clash|violence|protest|riot|war|fighting|gunfire|shelling|drone|storm|flood|earthquake|quake|"
    "hurricane|crash|virus|disease|outbreak|accident|incident|conflict|offensive|battle|weapon|mine|device|grenade|"
    "poison|explosive|emergency|law|shot|round|assault|murder|killing|sentence|trial|investigation|case|event";
static const char things_of_talk[] = "it|this|that|these|those|what|which|something|nothing|anything|everything|there";

int onr_act_is_talk(const onr_doc *doc, uint32_t t) { return onr_lemma_any(doc, t, things_of_talk); }

/* May what fills the subject slot stand as the actor? Whoever speaks, demands, agrees may be anything that has a voice
 * ("the motion claims", "27 have ratified"); for deeds it is somebody. */
int onr_act_can_act(const onr_doc *doc, uint32_t t, unsigned type) {
    if (t == ONR_NONE || onr_act_is_time(doc, t)) return 0;
    if (onr_act_is_talk(doc, t) && !onr_lemma_any(doc, t, "it")) return 0;
    if (onr_lemma_any(doc, t, no_actor)) return 0;
    if (onr_is_party(doc, t)) return 1;
    unsigned u = doc->tags[t].upos;
    if (u == ONR_UPOS_VERB || u == ONR_UPOS_ADV || u == ONR_UPOS_AUX || u == ONR_UPOS_ADP) return 0;
    int talk = type == ONR_MARK_ACCUSE || type == ONR_MARK_REQUEST || type == ONR_MARK_REJECT ||
               type == ONR_MARK_AGREE || type == ONR_MARK_SUPPORT || type == ONR_MARK_CONSULT ||
               type == ONR_MARK_THREATEN;
    return talk || u == ONR_UPOS_NUM || onr_lemma_any(doc, t, "it") ||
           doc->tags[t].xpos == ONR_XPOS_NNS; /* "developers", "separatists" */
}

/* Who fills the subject slot of a verb that has no subject of its own; *as_object: the noun that it describes is what
 * the verb does something to. */
static uint32_t outer_subject(const onr_doc *doc, uint32_t v, int depth, int *as_object);

static int is_nominal(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos;
    return u == ONR_UPOS_NOUN || u == ONR_UPOS_PROPN || u == ONR_UPOS_PRON || u == ONR_UPOS_NUM;
}

/* The noun phrase that ends right before token t (a comma, adverbs and auxiliaries may stand between): where the tree
 * has lost the subject it is there. */
static uint32_t nominal_before(const onr_doc *doc, uint32_t t) {
    onr_range r = onr_near(doc, t);
    for (uint32_t k = t; k-- > r.from && t - k < 7;) {
        unsigned u = doc->tags[k].upos;
        if (u == ONR_UPOS_AUX || u == ONR_UPOS_ADV || u == ONR_UPOS_PART ||
            (u == ONR_UPOS_PUNCT && k + 1 == t && onr_word_is(doc, k, ",")))
            continue;
        if (!is_nominal(doc, k)) return ONR_NONE;
        for (int up = 0; up < 6; up++) { /* the head of the phrase, never what hangs on a preposition in it */
            uint32_t h = doc->arcs[k].head;
            unsigned b = onr_deprel_base(doc->arcs[k].rel);
            if (h == ONR_NONE || h > t || !is_nominal(doc, h) ||
                (b != ONR_DEPREL_COMPOUND && b != ONR_DEPREL_FLAT && b != ONR_DEPREL_NMOD && b != ONR_DEPREL_APPOS &&
                 b != ONR_DEPREL_CONJ && b != ONR_DEPREL_NUMMOD))
                break;
            k = h;
        }
        return doc->arcs[k].rel == ONR_DEPREL_OBL && !onr_act_is_relative(doc, t) ? ONR_NONE : k;
    }
    return ONR_NONE;
}

uint32_t onr_act_subject(const onr_doc *doc, uint32_t v, int depth, int *as_object) {
    uint32_t s = onr_child(doc, v, ONR_DEPREL_NSUBJ);
    if (s == ONR_NONE) {
        s = outer_subject(doc, v, depth, as_object);
        unsigned x = doc->tags[v].xpos;
        if (s == ONR_NONE && (x == ONR_XPOS_VBD || x == ONR_XPOS_VBZ || x == ONR_XPOS_VBP)) s = nominal_before(doc, v);
        return s;
    }
    uint32_t head = doc->arcs[v].head;
    if (!onr_act_is_relative(doc, s)) return s;
    if (doc->arcs[v].rel == ONR_DEPREL_ACL_RELCL && head != ONR_NONE) return head;
    return nominal_before(doc, s);
}

/* Verbs whose object does what hangs on them: "accused Norland of shelling", "sentenced him for torturing". */
static const char object_control[] =
    "accuse|blame|suspect|convict|charge|acquit|arrest|jail|detain|stop|prevent|criticize|criticise|condemn|praise|"
    "thank|sentence|imprison|fine|indict|prosecute|try|clear|ban|bar|discourage|deter|punish|sanction";

static uint32_t outer_subject(const onr_doc *doc, uint32_t v, int depth, int *as_object) {
    uint32_t head = doc->arcs[v].head, s;
    unsigned base = onr_deprel_base(doc->arcs[v].rel);
    if (head == ONR_NONE || depth > 4) return ONR_NONE;
    switch (base) {
    case ONR_DEPREL_CONJ:
        return onr_act_is_verb(doc, head) ? onr_act_subject(doc, head, depth + 1, as_object) : ONR_NONE;
    case ONR_DEPREL_XCOMP:
        s = onr_child(doc, head, ONR_DEPREL_OBJ);
        if (s != ONR_NONE && s < v) return s;
        return onr_act_subject(doc, head, depth + 1, as_object);
    case ONR_DEPREL_ADVCL:
    case ONR_DEPREL_PARATAXIS:
        if (base == ONR_DEPREL_ADVCL && onr_lemma_any(doc, head, object_control) && v > head) {
            if (onr_act_is_passive(doc, head)) return onr_act_subject(doc, head, depth + 1, as_object);
            s = onr_child(doc, head, ONR_DEPREL_OBJ);
            if (s == ONR_NONE) s = onr_child(doc, head, ONR_DEPREL_IOBJ);
            if (s != ONR_NONE) return s;
        }
        if (!onr_act_is_verb(doc, head)) return onr_act_subject(doc, head, depth + 1, as_object);
        if (onr_act_is_passive(doc, head) && onr_act_agent(doc, head) != ONR_NONE) return onr_act_agent(doc, head);
        return onr_act_subject(doc, head, depth + 1, as_object);
    case ONR_DEPREL_ACL:
        if (doc->arcs[v].rel == ONR_DEPREL_ACL_RELCL) return *as_object = 1, head;
        if (doc->tags[v].xpos == ONR_XPOS_VBN) return head;
        if (doc->tags[v].xpos == ONR_XPOS_VBG) return head; /* "resolutions calling for an end" */
        s = onr_child(doc, head, ONR_DEPREL_NMOD_POSS);
        if (s != ONR_NONE) return s;
        s = doc->arcs[head].head;
        return s != ONR_NONE && onr_act_is_verb(doc, s) ? onr_act_subject(doc, s, depth + 1, as_object) : ONR_NONE;
    default: return ONR_NONE;
    }
}

/* Nouns for people by their endings: "gunman", "attackers", "arsonist". */
static int names_person(const onr_doc *doc, uint32_t t) {
    static const char *const endings[] = {"er", "or", "man", "men", "ist", "ant", "ian", "woman", "women", "kin"};
    onr_slice w = doc->lemmas[t];
    if (onr_is_party(doc, t) || doc->tags[t].upos != ONR_UPOS_NOUN || doc->tags[t].xpos == ONR_XPOS_NNS) return 1;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (w.n > n + 2 && memcmp(w.p + w.n - n, endings[i], n) == 0) return 1;
    }
    return 0;
}

int onr_act_by_thing(const onr_doc *doc, uint32_t v) {
    int as_object = 0;
    if (!onr_act_is_verb(doc, v) || onr_act_is_passive(doc, v)) return 0;
    uint32_t s = onr_act_subject(doc, v, 0, &as_object);
    if (s == ONR_NONE || onr_lemma_any(doc, s, "crane|tower|container|trailer|tractor|boiler|heater|reactor|rotor"))
        return s != ONR_NONE;
    return !names_person(doc, s) && !onr_lemma_any(doc, s, no_actor);
}
