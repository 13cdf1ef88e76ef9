/* Who did it and to whom, from the tree.
 *
 * Method. A verb: its subject acts and its object is acted on, the other way round in the passive; a verb without a
 * subject takes that of the verb it is joined to (conjunction, complement, adverbial clause) or the noun it describes;
 * a complement of a verb with an object takes that object ("urged A to free B"). A noun: owner, "by" and adjectives
 * before it act, "against", "on", "into" are acted on, "of" by the noun's own sense; a verb that carries the noun
 * ("launched an attack", "faces trial") lends its subject. What the network links goes before
 * (party_links.c). Relations: Universal Dependencies v2. Cost: O(acts · words of the neighbourhood).
 */
#include <string.h>

#include "dict/dict.h"
#include "find/act.h"
#include "find/actor.h"
#include "find/cast.h"

/* ---- verbs ------------------------------------------------------------------------------------------------------ */

/* The prepositions that lead to the recipient of a verb without an object, or of a noun, by type. */
static const char *recipient_preps(unsigned type) {
    switch (type) {
    case ONR_MARK_AGREE: return "with|to";
    case ONR_MARK_CONSULT: return "with|to|between";
    case ONR_MARK_SUPPORT: return "for|of|to";
    case ONR_MARK_COOPERATE: return "with";
    case ONR_MARK_AID: return "to|for|of";
    case ONR_MARK_YIELD: return "to|of|from";
    case ONR_MARK_REQUEST: return "on|upon|to|from|of|with";
    case ONR_MARK_ACCUSE: return "against|of|into|on|at";
    case ONR_MARK_REJECT: return "to|of|against|with";
    case ONR_MARK_THREATEN: return "against|to|at";
    case ONR_MARK_PROTEST: return "against|at|outside";
    case ONR_MARK_SANCTION: return "on|against|from|of";
    case ONR_MARK_MOBILIZE: return "against";
    case ONR_MARK_COERCE: return "of|on|against";
    default: return "against|on|at|of|with|into";
    }
}

/* "Accused Kenya of shelling" where the tree hangs Kenya on the shelling; ONR_NONE. */
static uint32_t accused_in_clause(const onr_doc *doc, uint32_t v) {
    uint32_t c = onr_child(doc, v, ONR_DEPREL_CCOMP);
    if (c == ONR_NONE || !onr_lemma_any(doc, onr_child(doc, c, ONR_DEPREL_MARK), "of|for")) return ONR_NONE;
    return onr_child(doc, c, ONR_DEPREL_NSUBJ);
}

static uint32_t object_of(const onr_doc *doc, uint32_t v, unsigned type) {
    uint32_t o = onr_child(doc, v, ONR_DEPREL_IOBJ);
    if (o == ONR_NONE) o = onr_child(doc, v, ONR_DEPREL_OBJ);
    uint32_t head = doc->arcs[v].head;
    if (o == ONR_NONE && doc->arcs[v].rel == ONR_DEPREL_CONJ && head != ONR_NONE && onr_act_is_verb(doc, head)) {
        o = onr_child(doc, head, ONR_DEPREL_OBJ);
        if (o != ONR_NONE && o < v) o = ONR_NONE; /* stands before the second verb: it is the first verb's alone */
    }
    if (o != ONR_NONE && onr_act_is_relative(doc, o)) o = doc->arcs[v].rel == ONR_DEPREL_ACL_RELCL ? head : ONR_NONE;
    if (o == ONR_NONE) o = accused_in_clause(doc, v);
    if (o == ONR_NONE) o = onr_child_with(doc, v, recipient_preps(type));
    return o;
}

/* Named papers are no party: "signed the Clean Rivers Act", "voted against the Budget Bill". */
static int is_paper(const onr_doc *doc, uint32_t t) {
    return onr_lemma_any(doc, t,
                         "act|bill|law|treaty|agreement|resolution|constitution|article|amendment|accord|protocol|"
                         "pact|deal|act|order|decree|proposal|plan|budget|report|Act|Bill|Law|Treaty|Agreement|"
                         "Resolution|Constitution|Article|Amendment|Accord|Protocol|Pact|Deal|Order|Plan|War|"
                         "Convention|convention|Referendum|Brexit|brexit|counts|count|charge");
}

/* Verbs that are said to somebody: whatever their object is, it is the one addressed. */
static int is_addressing(const onr_doc *doc, uint32_t v) {
    return onr_lemma_any(doc, v,
                         "tell|ask|urge|order|instruct|direct|invite|encourage|press|advise|accuse|blame|implore|beg|"
                         "warn|thank|congratulate|request|appoint|elect|nominate|arrest|detain|convict|sentence|charge|"
                         "sue|indict|impeach|criticize|criticise|meet|kidnap|abduct");
}

/* An object that is no party gives way to the party that it belongs to ("rejected Iran's offer"). */
static uint32_t party_in(const onr_doc *doc, uint32_t o, unsigned type) {
    if (o == ONR_NONE) return o;
    if (onr_act_is_time(doc, o)) return ONR_NONE;
    if (!is_paper(doc, o) && onr_is_party(doc, o)) return o;
    onr_range r = onr_phrase(doc, o);
    for (uint32_t k = r.from; k < r.to; k++)
        if (doc->arcs[k].rel == ONR_DEPREL_NMOD_POSS && doc->arcs[k].head == o) return k;
    if (!is_paper(doc, o))
        for (uint32_t k = r.from; k < r.to; k++)
            if (k != o && onr_is_party(doc, k) && doc->arcs[k].head == o &&
                onr_deprel_base(doc->arcs[k].rel) != ONR_DEPREL_FLAT)
                return k;
    int thing = type == ONR_MARK_ASSAULT || type == ONR_MARK_SANCTION || type == ONR_MARK_AID;
    return thing && doc->tags[o].upos != ONR_UPOS_PRON && !is_paper(doc, o) ? o : ONR_NONE;
}

static void parties_of_verb(const onr_doc *doc, uint32_t v, unsigned type, uint32_t *actor, uint32_t *recipient) {
    int as_object = 0, passive = onr_act_is_passive(doc, v);
    if (onr_deprel_base(doc->arcs[v].rel) == ONR_DEPREL_AMOD && doc->arcs[v].head != ONR_NONE) { /* the detained man */
        *(doc->tags[v].xpos == ONR_XPOS_VBG ? actor : recipient) = doc->arcs[v].head;
        return;
    }
    uint32_t s = onr_act_subject(doc, v, 0, &as_object);
    if (passive) {
        *recipient = party_in(doc, s, type);
        *actor = onr_act_agent(doc, v);
        return;
    }
    if (onr_lemma_any(doc, v, "face|undergo|receive|suffer") && type != ONR_MARK_AID && !as_object) {
        *recipient = s; /* "faced twelve counts" */
        return;
    }
    uint32_t o = object_of(doc, v, type);
    if (as_object) o = s, s = ONR_NONE;
    *actor = s;
    int direct = o != ONR_NONE && is_addressing(doc, v) && !onr_act_is_time(doc, o) &&
                 onr_deprel_base(doc->arcs[o].rel) != ONR_DEPREL_OBL && doc->tags[o].upos != ONR_UPOS_VERB &&
                 !onr_act_is_talk(doc, o);
    *recipient = direct && doc->tags[o].xpos != ONR_XPOS_NN ? o : party_in(doc, o, type);
}

/* ---- nouns ------------------------------------------------------------------------------------------------------ */

/* Nouns whose owner and "of" are what the act is done to. */
static const char patient_nouns[] =
    "arrest|detention|imprisonment|sentence|conviction|trial|impeachment|extradition|murder|killing|assassination|"
    "kidnapping|abduction|deportation|expulsion|prosecution|indictment|removal|ouster|dismissal|release|acquittal|"
    "pardon|"
    "poisoning|stabbing|shooting|invasion|annexation|occupation|bombing|shelling|destruction|massacre|genocide|rescue|"
    "suspension|nomination|endorsement|recognition|investigation|probe|inquiry|criticism|condemnation|rejection|abuse|"
    "rape|"
    "torture|execution|overthrow|capture|seizure|charge|persecution|sentencing|support|praise|defeat|downing|"
    "prorogation|"
    "ban|denial|critic|denunciation|lynching|beheading|punishment|death|siege|blockade";
static const char undergo_verbs[] =
    "face|receive|suffer|undergo|await|survive|draw|attract|get|stand|serve|escape|fear";

/* Verbs that speak about an act without doing it: their subject is no party of it ("police investigate the attack"),
 * except those who answer what is done to them ("denied the accusation", "appealed the conviction"). */
static const char about_verbs[] =
    "announce|investigate|report|condemn|describe|deny|see|say|follow|precede|discuss|confirm|cover|mark|mention|"
    "denounce|criticize|criticise|call|support|oppose|welcome|praise|witness|watch|study|film|cite|remember|reject|"
    "dismiss|know|hear|find|show|claim|blame|film|recall|note|explain|prevent|stop|end|trigger|prompt|spark|cause|"
    "leave|consider|question|probe|regard|view|appeal|waive|dispute|contest|respond|attend|include|commute|defend|"
    "overturn|uphold|quash|review|lift|want|help|become|remain|threaten";
static const char answering_verbs[] = "deny|appeal|waive|dispute|contest|face|refute";

static uint32_t carrier_of(const onr_doc *doc, uint32_t n) {
    unsigned rel = doc->arcs[n].rel;
    uint32_t head = doc->arcs[n].head;
    if (head == ONR_NONE || !onr_act_is_verb(doc, head)) return ONR_NONE;
    if (rel == ONR_DEPREL_OBJ || rel == ONR_DEPREL_NSUBJ_PASS) return head;
    return onr_deprel_base(rel) == ONR_DEPREL_OBL &&
                   onr_lemma_any(doc, head, "participate|engage|take|join|involve|go|call")
               ? head
               : ONR_NONE;
}

/* A party among the words before the noun: "Israeli airstrike", "police shooting". */
static uint32_t party_before(const onr_doc *doc, uint32_t n) {
    onr_range r = onr_near(doc, n);
    if (n > r.from + 8) r.from = n - 8;
    for (uint32_t k = r.from; k < n; k++) {
        unsigned base = onr_deprel_base(doc->arcs[k].rel);
        if (doc->arcs[k].head != n || (base != ONR_DEPREL_COMPOUND && base != ONR_DEPREL_AMOD)) continue;
        onr_dict_country c;
        if (onr_dict_country_is(onr_word(doc, k), &c) && c.alpha3) return k;
        if (base == ONR_DEPREL_COMPOUND && onr_is_party(doc, k)) return k;
    }
    return ONR_NONE;
}

/* B of "between A and B"; where A has a clause of its own the tree may have lost it. */
static uint32_t second_of(const onr_doc *doc, uint32_t a) {
    uint32_t b = onr_child(doc, a, ONR_DEPREL_CONJ), to = onr_near(doc, a).to;
    for (uint32_t t = a + 1; b == ONR_NONE && t + 1 < to && t < a + 16; t++)
        if (onr_word_is(doc, t, "and") && doc->tags[t].upos == ONR_UPOS_CCONJ) {
            b = t + 1;
            while (b < to && doc->arcs[b].head > b && doc->arcs[b].head < to && doc->arcs[b].head < t + 8)
                b = doc->arcs[b].head;
        }
    return b != ONR_NONE && b != a && onr_is_party(doc, b) ? b : ONR_NONE;
}

/* Who is in it, where the noun is what the sentence says of somebody: "Ukraine, which is in a conflict with Russia". */
static uint32_t subject_of_noun(const onr_doc *doc, uint32_t n) {
    uint32_t s = onr_child(doc, n, ONR_DEPREL_NSUBJ);
    if (s == ONR_NONE || !onr_has_case(doc, n, "in|at")) return ONR_NONE;
    return onr_act_is_relative(doc, s) && doc->arcs[n].rel == ONR_DEPREL_ACL_RELCL ? doc->arcs[n].head : s;
}

/* Who is asked, where somebody does what is asked: "did so at the request of A", "complied with the demands of A". */
static uint32_t who_obeys(const onr_doc *doc, uint32_t n) {
    uint32_t v = doc->arcs[n].head;
    int ignore = 0;
    if (v == ONR_NONE || !onr_act_is_verb(doc, v) || onr_deprel_base(doc->arcs[n].rel) != ONR_DEPREL_OBL)
        return ONR_NONE;
    if (!onr_has_case(doc, n, "at") && !onr_lemma_any(doc, v, "comply|agree|accede|bow|yield|respond")) return ONR_NONE;
    return onr_act_is_passive(doc, v) ? onr_act_agent(doc, v) : onr_act_subject(doc, v, 0, &ignore);
}

static void parties_of_noun(const onr_doc *doc, uint32_t n, unsigned type, uint32_t *actor, uint32_t *recipient) {
    int patient = onr_lemma_any(doc, n, patient_nouns), ignore = 0;
    uint32_t owner = onr_child(doc, n, ONR_DEPREL_NMOD_POSS), of = onr_child_with(doc, n, "of");
    uint32_t by = onr_child_with(doc, n, "by|from"), before = party_before(doc, n), v = carrier_of(doc, n);
    uint32_t between = onr_child_with(doc, n, "between");
    if (between != ONR_NONE && onr_is_party(doc, between)) { /* "a meeting between A and B" */
        *actor = between;
        *recipient = second_of(doc, between);
        return;
    }
    const char *preps = type != ONR_MARK_ASSAULT ? recipient_preps(type)
                        : onr_lemma_any(doc, n, "conflict|war|clash|fight|fighting|battle|hostility|firefight")
                            ? "with|against|on|upon|of"
                            : "against|on|upon|of";
    *actor = by;
    if (of != ONR_NONE && patient) *recipient = of;
    int aimed = of != ONR_NONE || onr_child_with(doc, n, "into|against") != ONR_NONE; /* "its inquiry into A" */
    if (owner != ONR_NONE) *(patient && !aimed ? recipient : actor) = owner;
    if (*actor == ONR_NONE) *actor = subject_of_noun(doc, n);
    if (of != ONR_NONE && !patient && *actor == ONR_NONE) *actor = of;
    if (*recipient == ONR_NONE) {
        uint32_t o = onr_child_with(doc, n, preps);
        if (o != *actor && o != of) *recipient = o;
    }
    uint32_t told = onr_child(doc, n, ONR_DEPREL_ACL); /* "a lawsuit filed by A against B" */
    if (told != ONR_NONE && doc->tags[told].xpos == ONR_XPOS_VBN) {
        if (*actor == ONR_NONE) *actor = onr_act_agent(doc, told);
        if (*recipient == ONR_NONE) *recipient = onr_child_with(doc, told, preps);
    }
    if (v != ONR_NONE) {
        int under = onr_lemma_any(doc, v, undergo_verbs) || onr_lemma_any(doc, v, answering_verbs);
        int passive = onr_act_is_passive(doc, v), about = !under && onr_lemma_any(doc, v, about_verbs);
        uint32_t s = passive ? onr_act_agent(doc, v) : onr_act_subject(doc, v, 0, &ignore);
        if (s != ONR_NONE && s != n && !about) {
            uint32_t *slot = under ? recipient : actor;
            if (*slot == ONR_NONE) *slot = s;
        }
        if (*recipient == ONR_NONE && !under) {
            uint32_t o = onr_child_with(doc, v, preps);
            *recipient = o != ONR_NONE && o != n ? o : onr_child(doc, v, ONR_DEPREL_IOBJ);
        }
    }
    if (*recipient == ONR_NONE && type == ONR_MARK_REQUEST) *recipient = who_obeys(doc, n);
    const onr_name *name = before == ONR_NONE ? NULL : onr_act_name_at(doc, before);
    if (name && name->kind == ONR_NAME_PER && patient) {
        if (*recipient == ONR_NONE) *recipient = before;
    } else if (before != ONR_NONE && *actor == ONR_NONE) *actor = before;
    *recipient = party_in(doc, *recipient, type);
}

/* ---- acts told of somebody ----------------------------------------------------------------------------------------
 */

/* Whoever is tried for an act did it: "convicted of raping a tourist", "the suspect in the shooting", "charged with
 * murder", "confessed to the killing", "claimed responsibility for the attack". */
static int is_crime_noun(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].upos == ONR_UPOS_NOUN &&
           onr_lemma_any(doc, t, "rape|murder|abuse|assault|killing|torture|fraud|attack|kidnapping|robbery|terrorism");
}

static uint32_t culprit(const onr_doc *doc, uint32_t t) {
    for (int up = 0; up < 5; up++) {
        uint32_t head = doc->arcs[t].head;
        unsigned base = onr_deprel_base(doc->arcs[t].rel);
        if (head == ONR_NONE) return ONR_NONE;
        int hangs = base == ONR_DEPREL_OBL || base == ONR_DEPREL_NMOD || base == ONR_DEPREL_ADVCL ||
                    base == ONR_DEPREL_ACL || base == ONR_DEPREL_OBJ || base == ONR_DEPREL_XCOMP;
        if (hangs && doc->tags[head].upos == ONR_UPOS_NOUN &&
            onr_lemma_any(doc, head, "suspect|perpetrator|culprit|assailant|attacker|shooter|gunman"))
            return head;
        int ignore = 0;
        if (hangs && onr_lemma_any(doc, head,
                                   "convict|sentence|jail|imprison|arrest|detain|charge|acquit|accuse|indict|"
                                   "prosecute|try|clear|execute|fine|suspect|blame|punish|guilty|want")) {
            if (base == ONR_DEPREL_OBJ) return ONR_NONE;
            if (onr_lemma_any(doc, head, "guilty")) {
                uint32_t s = onr_child(doc, head, ONR_DEPREL_NSUBJ), v = doc->arcs[head].head;
                if (s == ONR_NONE && v != ONR_NONE) s = onr_act_subject(doc, v, 0, &ignore);
                return s;
            }
            if (onr_act_is_verb(doc, head))
                return onr_act_is_passive(doc, head) ? onr_act_subject(doc, head, 0, &ignore)
                                                     : onr_child(doc, head, ONR_DEPREL_OBJ);
            return ONR_NONE;
        }
        if (hangs && onr_act_is_verb(doc, head) &&
            onr_lemma_any(doc, head, "confess|admit|plead|claim|commit|plot|plan|carry|mastermind|orchestrate")) {
            if (onr_lemma_any(doc, head, "claim|admit") && base == ONR_DEPREL_OBJ &&
                !onr_lemma_any(doc, t, "responsibility|guilt"))
                return ONR_NONE;
            return onr_act_is_passive(doc, head) ? onr_act_agent(doc, head) : onr_act_subject(doc, head, 0, &ignore);
        }
        int goes_up = base == ONR_DEPREL_CONJ || base == ONR_DEPREL_COMPOUND ||
                      (base == ONR_DEPREL_NMOD &&
                       onr_lemma_any(doc, head,
                                     "count|charge|responsibility|guilt|case|connection|crime|role|suspicion|part|"
                                     "act|involvement|offence|offense|conspiracy|allegation")) ||
                      (base == ONR_DEPREL_NMOD && is_crime_noun(doc, head));
        if (!goes_up) return ONR_NONE;
        t = head;
    }
    return ONR_NONE;
}

/* The court that a verb of justice names as its place: "was sentenced in a federal court". */
static uint32_t court_of(const onr_doc *doc, uint32_t v) {
    uint32_t c = onr_child_with(doc, v, "in|at|by|before");
    return onr_lemma_any(doc, c, "court|tribunal|Court|Tribunal") ? c : ONR_NONE;
}

/* What is lifted, ended or eased weighs on somebody: "lifted its ban on Kenyan tea", "called off the strike against".
 * Else whoever something is given back to, or left. ONR_NONE. */
static uint32_t relieved(const onr_doc *doc, uint32_t v) {
    uint32_t o = onr_child(doc, v, ONR_DEPREL_OBJ), to;
    if (o == ONR_NONE) o = onr_child(doc, v, ONR_DEPREL_NSUBJ_PASS);
    if (onr_lemma_any(doc, o,
                      "ban|sanction|embargo|blockade|boycott|restriction|curfew|siege|tariff|ceasefire|truce|troop|"
                      "soldier|force|withdrawal|occupation")) {
        to = onr_child_with(doc, o, "on|against|of|from|with");
        if (to != ONR_NONE && onr_is_party(doc, to)) return to;
    }
    to = onr_child_with(doc, v, "to|from|with");
    return to != ONR_NONE && onr_is_party(doc, to) && !onr_act_is_time(doc, to) ? to : ONR_NONE;
}

/* Whoever gets what is given, or loses what is cut: "sent medicine to Uganda", "suspended talks with Uganda". */
static uint32_t beneficiary(const onr_doc *doc, uint32_t v, unsigned type) {
    uint32_t to = onr_child_with(doc, v, type == ONR_MARK_AID ? "to|for|into|with" : "to|against|with|for");
    if (to == ONR_NONE && type == ONR_MARK_AID) to = onr_child_with(doc, v, "in");
    return to != ONR_NONE && onr_is_party(doc, to) && !onr_act_is_time(doc, to) ? to : ONR_NONE;
}

/* What violence is done with; whom it hits stands after "at", "on", "against". */
static uint32_t aimed_at(const onr_doc *doc, uint32_t v, uint32_t weapon) {
    static const char at[] = "at|on|against|into|upon|toward|towards";
    uint32_t t = onr_child_with(doc, v, at);
    if (t == ONR_NONE) t = onr_child_with(doc, weapon, at);
    return t == weapon || onr_act_is_time(doc, t == ONR_NONE ? v : t) ? ONR_NONE : t;
}

static const char weapons[] = "gas|teargas|cannon|bullet|shot|missile|rocket|bomb|grenade|force|violence|baton|shell|"
                              "round|weapon|fire|drone|stone|rock|water|spray|canister|attack|strike|airstrike|"
                              "gun|rifle|tear|mortar|artillery|cocktail|bottle|knife|explosive";

/* Whom troops are withdrawn from: "withdrew its peacekeepers from Somalia". What goes is no recipient. */
static uint32_t left_behind(const onr_doc *doc, uint32_t v) {
    uint32_t o = onr_child(doc, v, ONR_DEPREL_OBJ), from = onr_child_with(doc, v, "from|of");
    if (from == ONR_NONE && o != ONR_NONE) from = onr_child_with(doc, o, "from");
    return from != ONR_NONE && onr_is_party(doc, from) && !onr_act_is_time(doc, from) ? from : ONR_NONE;
}

/* ---- the act ---------------------------------------------------------------------------------------------------- */

static uint32_t place_of(const onr_doc *doc, uint32_t t) {
    for (int up = 0; up < 2 && t != ONR_NONE; up++) {
        onr_range r = onr_near(doc, t);
        for (uint32_t k = r.from; k < r.to; k++) {
            unsigned base = onr_deprel_base(doc->arcs[k].rel);
            if (doc->arcs[k].head != t || (base != ONR_DEPREL_OBL && base != ONR_DEPREL_NMOD)) continue;
            const onr_name *n = onr_act_name_at(doc, k);
            if (n && n->kind == ONR_NAME_LOC && onr_has_case(doc, k, "in|at|near|outside|inside|across|around|on"))
                return k;
        }
        uint32_t v = carrier_of(doc, t);
        t = v != ONR_NONE ? v : doc->arcs[t].head;
        if (t != ONR_NONE && !onr_act_is_verb(doc, t)) break;
    }
    return ONR_NONE;
}

static onr_range phrase_or_none(const onr_doc *doc, uint32_t t) {
    return t == ONR_NONE ? (onr_range){0, 0} : onr_phrase(doc, t);
}

/* A possessive of the third person gives way to the subject that it repeats in its sentence: "Ada Brenn announced her
 * resignation". */
static uint32_t antecedent(const onr_doc *doc, uint32_t pronoun, uint32_t head) {
    if (pronoun == ONR_NONE || doc->tags[pronoun].upos != ONR_UPOS_PRON ||
        !onr_lemma_any(doc, pronoun, "he|she|they|it|his|her|their|its"))
        return pronoun;
    for (int up = 0; up < 6 && head != ONR_NONE; up++) {
        uint32_t s = onr_child(doc, head, ONR_DEPREL_NSUBJ);
        if (s != ONR_NONE && s != pronoun && s < pronoun && doc->tags[s].upos != ONR_UPOS_PRON && onr_is_party(doc, s))
            return s;
        head = doc->arcs[head].head;
    }
    return pronoun;
}

static int is_withdrawal(const onr_doc *doc, const onr_act *a) {
    return (a->type == ONR_MARK_YIELD || a->type == ONR_MARK_SANCTION) &&
           onr_lemma_any(doc, a->head, "withdraw|pull") &&
           onr_lemma_any(doc, onr_child(doc, a->head, ONR_DEPREL_OBJ),
                         "troop|soldier|force|army|peacekeeper|observer|marine|unit|contingent|warship|tank|military|"
                         "fighter|police|staff");
}

/* Who the tree says acts and is acted on. */
static void tree_parties(const onr_doc *doc, const onr_act *a, uint32_t *actor, uint32_t *recipient) {
    int verb = onr_act_is_verb(doc, a->head), release = a->row->mode && strcmp(a->row->mode, "release") == 0;
    if (verb) parties_of_verb(doc, a->head, a->type, actor, recipient);
    else parties_of_noun(doc, a->head, a->type, actor, recipient);
    if (!onr_act_can_act(doc, *actor, a->type)) *actor = ONR_NONE;
    if (*actor == ONR_NONE && a->type == ONR_MARK_ASSAULT) *actor = culprit(doc, a->head);
    if (*actor == ONR_NONE && verb && (a->type == ONR_MARK_SANCTION || a->type == ONR_MARK_ACCUSE))
        *actor = court_of(doc, a->head);
    if (a->type == ONR_MARK_YIELD && verb && !release &&
        (*recipient == ONR_NONE || !onr_has_case(doc, *recipient, "to|from|with")))
        *recipient = relieved(doc, a->head); /* what one gives up is no recipient */
    if ((a->type == ONR_MARK_AID || a->type == ONR_MARK_SANCTION) && *recipient != ONR_NONE && verb &&
        !onr_is_party(doc, *recipient) && beneficiary(doc, a->head, a->type) != ONR_NONE)
        *recipient = beneficiary(doc, a->head, a->type);
    if (a->type == ONR_MARK_ASSAULT && verb && *recipient != ONR_NONE && onr_lemma_any(doc, *recipient, weapons) &&
        onr_lemma_any(doc, a->head, "use|fire|throw|hurl|launch|deploy|shoot|drop|lob|open"))
        *recipient = aimed_at(doc, a->head, *recipient);
    if (is_withdrawal(doc, a) && verb) *recipient = left_behind(doc, a->head);
    if (onr_lemma_any(doc, *recipient, "state|emergency|order|curfew|law|lockdown|restriction|sanction|ban"))
        *recipient = ONR_NONE;
    if (*actor != ONR_NONE && doc->tags[*actor].xpos == ONR_XPOS_PRPS) *actor = antecedent(doc, *actor, a->head);
    if (*recipient != ONR_NONE && doc->tags[*recipient].xpos == ONR_XPOS_PRPS)
        *recipient = antecedent(doc, *recipient, a->head);
    if (*recipient == *actor) *recipient = ONR_NONE;
}

/* A day or a month is nobody: "a state of emergency begun on November 15". */
static int is_dated(const onr_doc *doc, onr_range r) {
    if (onr_range_empty(r)) return 0;
    onr_span head = onr_doc_tokens_span(doc, (onr_range){onr_head_of(doc, r), onr_head_of(doc, r) + 1});
    uint32_t i = onr_doc_date_at(doc, head.start);
    return i < doc->dates_n && doc->dates[i].span.start <= head.start && head.end <= doc->dates[i].span.end;
}

static int overlap(onr_range a, onr_range b) { return a.from < b.to && b.from < a.to; }

/* A noun or a name right under the word, in one of two relations. */
static int is_plain(const onr_doc *doc, uint32_t t, uint32_t head, unsigned rel, unsigned other) {
    unsigned r = t == ONR_NONE ? 0 : doc->arcs[t].rel, u = t == ONR_NONE ? 0 : doc->tags[t].upos;
    return t != ONR_NONE && doc->arcs[t].head == head && (r == rel || r == other) &&
           (u == ONR_UPOS_NOUN || u == ONR_UPOS_PROPN ||
            (u == ONR_UPOS_ADJ && !onr_lemma_any(doc, t, "first|second|third|other|latter|former")));
}

/* Is t the object whose deed the verb v is: "want him to resign", "urged A to free B"? */
static int controls(const onr_doc *doc, uint32_t v, uint32_t t) {
    uint32_t head = doc->arcs[v].head;
    if (t == ONR_NONE || doc->arcs[v].rel != ONR_DEPREL_XCOMP || head == ONR_NONE || doc->arcs[t].head != head)
        return 0;
    unsigned base = onr_deprel_base(doc->arcs[t].rel);
    return (base == ONR_DEPREL_OBJ || base == ONR_DEPREL_IOBJ) && t < v &&
           onr_lemma_any(doc, head, "want|ask|urge|tell|order|force|allow|press|call|invite|instruct|help|encourage");
}

/* What the tree is sure of: the noun that is the verb's own subject, the one after "by", both of "between A and B". On
 * marked articles a named subject acts 98 times of 100, another noun 87, whoever stands after "by" 92. */
static unsigned tree_says(const onr_doc *doc, uint32_t head, uint32_t actor, uint32_t recipient) {
    int verb = onr_act_is_verb(doc, head), between = actor != ONR_NONE && onr_has_case(doc, actor, "between");
    int own = actor != ONR_NONE && doc->arcs[actor].head == head;
    int by = own && onr_has_case(doc, actor, "by");
    unsigned says = 0;
    if (verb || by || between || (own && doc->arcs[actor].rel == ONR_DEPREL_NMOD_POSS)) says |= ONR_TREE_KEEPS_ACTOR;
    int finite = verb && (doc->tags[head].xpos != ONR_XPOS_VBN || onr_child(doc, head, ONR_DEPREL_AUX) != ONR_NONE);
    if (by || (finite && actor < head && is_plain(doc, actor, head, ONR_DEPREL_NSUBJ, ONR_DEPREL_NSUBJ)))
        says |= ONR_TREE_SURE_ACTOR;
    if (verb && is_plain(doc, recipient, head, ONR_DEPREL_NSUBJ_PASS, ONR_DEPREL_IOBJ) && onr_is_party(doc, recipient))
        says |= ONR_TREE_SURE_RECIPIENT;
    if (between) says |= ONR_TREE_SURE_ACTOR | (recipient == ONR_NONE ? 0u : (unsigned)ONR_TREE_SURE_RECIPIENT);
    if (verb && controls(doc, head, actor)) says |= ONR_TREE_SURE_ACTOR;
    return says;
}

void onr_act_parties(const onr_doc *doc, onr_act *a, uint32_t first_link) {
    uint32_t actor = ONR_NONE, recipient = ONR_NONE;
    tree_parties(doc, a, &actor, &recipient);
    a->actor = phrase_or_none(doc, actor);
    if (recipient != ONR_NONE && doc->arcs[recipient].head == actor && a->actor.to > recipient)
        a->actor.to = onr_phrase(doc, recipient).from; /* A of "between A and B" ends before B */
    while (a->actor.to > a->actor.from + 1 &&
           (doc->tags[a->actor.to - 1].upos == ONR_UPOS_CCONJ || doc->tags[a->actor.to - 1].upos == ONR_UPOS_PUNCT))
        a->actor.to--;
    a->recipient = phrase_or_none(doc, recipient);
    a->place = phrase_or_none(doc, place_of(doc, a->head));
    if (a->mark != ONR_NONE) {
        onr_act_links(doc, a, first_link, tree_says(doc, a->head, actor, recipient));
        uint32_t hit = onr_range_empty(a->recipient) ? ONR_NONE : onr_head_of(doc, a->recipient);
        if (is_withdrawal(doc, a) || (a->type == ONR_MARK_ASSAULT && hit != ONR_NONE && onr_act_is_verb(doc, a->head) &&
                                      doc->arcs[hit].head == a->head && onr_lemma_any(doc, hit, weapons) &&
                                      doc->arcs[hit].rel == ONR_DEPREL_OBJ))
            a->recipient = phrase_or_none(doc, recipient);
        uint32_t did = a->type == ONR_MARK_ASSAULT && onr_range_empty(a->actor) ? culprit(doc, a->head) : ONR_NONE;
        if (did != ONR_NONE && a->recipient.from <= did && did < a->recipient.to) { /* "jailed for murder" */
            a->actor = a->recipient;
            a->recipient = (onr_range){0, 0};
        }
    }
    if (overlap(a->actor, a->anchor)) a->actor = (onr_range){0, 0};
    if (overlap(a->recipient, a->anchor) || is_dated(doc, a->recipient)) a->recipient = (onr_range){0, 0};
}
