/* Who did it and to whom, from the tree.
 *
 * Method. A verb: its subject acts and its object is acted on, the other way round in the passive; a verb without a
 * subject takes that of the verb it is joined to (conjunction, complement, adverbial clause) or the noun it describes;
 * a complement of a verb with an object takes that object ("urged A to free B"). A noun: owner, "by" and adjectives
 * before it act, "against", "on", "into" are acted on, "of" by the noun's own sense; a verb that carries the noun
 * ("launched an attack", "faces trial") lends its subject. What the network links is kept where the tree has nothing
 * to say. Relations: Universal Dependencies v2. Cost: O(acts · words of the neighbourhood).
 */
#include <string.h>

#include "dict/dict.h"
#include "find/act.h"
#include "find/actor.h"
#include "find/cast.h"

/* ---- the tree --------------------------------------------------------------------------------------------------- */

onr_range onr_near(const onr_doc *doc, uint32_t t) {
    enum { NEAR = 80 };
    uint32_t s = onr_doc_sent_of(doc, t);
    if (s == ONR_NONE) return (onr_range){t, t + 1};
    onr_range r = doc->sents[s].tok;
    if (t - r.from > NEAR) r.from = t - NEAR;
    if (r.to - t > NEAR) r.to = t + NEAR;
    return r;
}

uint32_t onr_child(const onr_doc *doc, uint32_t t, unsigned rel) {
    onr_range r = onr_near(doc, t);
    for (uint32_t k = r.from; k < r.to; k++)
        if (doc->arcs[k].head == t && (doc->arcs[k].rel == rel || onr_deprel_base(doc->arcs[k].rel) == rel)) return k;
    return ONR_NONE;
}

static int word_in(onr_slice s, const char *list) {
    while (*list) {
        size_t n = strcspn(list, "|");
        if (n == s.n && memcmp(list, s.p, n) == 0) return 1;
        list += n + (list[n] == '|');
    }
    return 0;
}

int onr_lemma_any(const onr_doc *doc, uint32_t t, const char *list) {
    return t != ONR_NONE && word_in(doc->lemmas[t], list);
}

static int has_case(const onr_doc *doc, uint32_t t, const char *preps) {
    onr_range r = onr_near(doc, t);
    if (t > r.from + 12) r.from = t - 12;
    for (uint32_t k = r.from; k <= t && k < r.to; k++)
        if (doc->arcs[k].head == t && doc->arcs[k].rel == ONR_DEPREL_CASE && word_in(doc->lemmas[k], preps)) return 1;
    return 0;
}

uint32_t onr_child_with(const onr_doc *doc, uint32_t t, const char *preps) {
    onr_range r = onr_near(doc, t);
    for (uint32_t k = r.from; k < r.to; k++) {
        unsigned base = onr_deprel_base(doc->arcs[k].rel);
        if (doc->arcs[k].head == t && (base == ONR_DEPREL_OBL || base == ONR_DEPREL_NMOD) && has_case(doc, k, preps))
            return k;
    }
    uint32_t next = t + 1; /* hung elsewhere, but the preposition follows at once */
    if (next < r.to && doc->arcs[next].rel == ONR_DEPREL_CASE && word_in(doc->lemmas[next], preps) &&
        doc->arcs[next].head != ONR_NONE && doc->arcs[next].head > next)
        return doc->arcs[next].head;
    return ONR_NONE;
}

/* Does t stand under `top` by relations that stay inside a noun phrase? */
static int inside_phrase(const onr_doc *doc, uint32_t t, uint32_t top) {
    for (int steps = 0; steps < 12 && t != ONR_NONE; steps++) {
        if (t == top) return 1;
        unsigned rel = doc->arcs[t].rel, base = onr_deprel_base(rel);
        if (base == ONR_DEPREL_ACL || base == ONR_DEPREL_PUNCT || base == ONR_DEPREL_PARATAXIS ||
            base == ONR_DEPREL_CC || base == ONR_DEPREL_ADVCL || (rel == ONR_DEPREL_CASE && doc->arcs[t].head == top))
            return 0;
        t = doc->arcs[t].head;
    }
    return 0;
}

onr_range onr_phrase(const onr_doc *doc, uint32_t t) {
    onr_range r = onr_near(doc, t), out = {t, t + 1};
    for (uint32_t k = r.from; k < r.to; k++) {
        if (!inside_phrase(doc, k, t)) continue;
        if (k < out.from) out.from = k;
        if (k + 1 > out.to) out.to = k + 1;
    }
    return out;
}

/* ---- parties ---------------------------------------------------------------------------------------------------- */

static const onr_name *name_at(const onr_doc *doc, uint32_t t) {
    uint32_t i = onr_doc_name_at(doc, t);
    return i < doc->names_n && doc->names[i].tok.from <= t ? &doc->names[i] : NULL;
}

int onr_is_party(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos;
    if (name_at(doc, t)) return 1;
    if (u == ONR_UPOS_PROPN) return 1;
    if (u == ONR_UPOS_PRON)
        return !onr_lemma_any(doc, t,
                              "it|this|that|these|those|what|which|something|nothing|anything|everything|there");
    onr_party p = {.span = onr_doc_tokens_span(doc, (onr_range){t, t + 1}), .entity = ONR_NONE};
    onr_actor_code(doc, NULL, (onr_date){0, 0, 0}, &p);
    return p.code[0] || p.sector[0];
}

int onr_is_public(const onr_doc *doc, onr_range r, uint32_t statement) {
    if (onr_range_empty(r)) return 0;
    onr_party p = {.span = onr_doc_tokens_span(doc, r), .entity = onr_entity_at(doc, r, statement)};
    onr_actor_code(doc, NULL, (onr_date){0, 0, 0}, &p);
    if (p.sector[0]) return !word_in(onr_slice_of(p.sector), "CVL|BUS|EDU|HLH|LAB|AGR|MED") || p.code[0];
    return p.code[0] != 0;
}

/* ---- verbs ------------------------------------------------------------------------------------------------------ */

static int is_verb(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].upos == ONR_UPOS_VERB || doc->tags[t].upos == ONR_UPOS_AUX;
}

static int is_passive(const onr_doc *doc, uint32_t v) {
    onr_range r = onr_near(doc, v);
    int aux = 0, object = 0, marked = 0, past = doc->tags[v].xpos == ONR_XPOS_VBN;
    for (uint32_t k = r.from; k < r.to; k++) {
        if (doc->arcs[k].head != v) continue;
        unsigned rel = doc->arcs[k].rel;
        if (rel == ONR_DEPREL_AUX_PASS) return 1;
        if (rel == ONR_DEPREL_OBL_AGENT && has_case(doc, k, "by")) return 1;
        if (rel == ONR_DEPREL_NSUBJ_PASS) marked = 1;
        if (rel == ONR_DEPREL_AUX) aux = 1;
        if (rel == ONR_DEPREL_OBJ) object = 1;
    }
    if (marked && !object && past) return 1;
    if (!past || aux || object) return 0;
    unsigned base = onr_deprel_base(doc->arcs[v].rel);
    if (base == ONR_DEPREL_ACL || base == ONR_DEPREL_ADVCL || doc->arcs[v].head == ONR_NONE) return 1;
    return base == ONR_DEPREL_CONJ && is_verb(doc, doc->arcs[v].head) && is_passive(doc, doc->arcs[v].head);
}

static uint32_t agent_of(const onr_doc *doc, uint32_t v) {
    return onr_child_with(doc, v, "by"); /* the tree's obl:agent too, but never "according to" */
}

static int is_relative(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].xpos == ONR_XPOS_WP || doc->tags[t].xpos == ONR_XPOS_WDT ||
           (onr_word_is(doc, t, "that") && doc->tags[t].upos == ONR_UPOS_PRON);
}

/* Who fills the subject slot of a verb that has no subject of its own; *as_object: the noun that it describes is what
 * the verb does something to. */
static uint32_t outer_subject(const onr_doc *doc, uint32_t v, int depth, int *as_object);

static uint32_t subject_of(const onr_doc *doc, uint32_t v, int depth, int *as_object) {
    uint32_t s = onr_child(doc, v, ONR_DEPREL_NSUBJ);
    if (s == ONR_NONE) return outer_subject(doc, v, depth, as_object);
    uint32_t head = doc->arcs[v].head;
    if (is_relative(doc, s) && doc->arcs[v].rel == ONR_DEPREL_ACL_RELCL && head != ONR_NONE) return head;
    return s;
}

static uint32_t outer_subject(const onr_doc *doc, uint32_t v, int depth, int *as_object) {
    uint32_t head = doc->arcs[v].head, s;
    unsigned base = onr_deprel_base(doc->arcs[v].rel);
    if (head == ONR_NONE || depth > 4) return ONR_NONE;
    switch (base) {
    case ONR_DEPREL_CONJ: return is_verb(doc, head) ? subject_of(doc, head, depth + 1, as_object) : ONR_NONE;
    case ONR_DEPREL_XCOMP:
        s = onr_child(doc, head, ONR_DEPREL_OBJ);
        if (s != ONR_NONE && s < v) return s;
        return subject_of(doc, head, depth + 1, as_object);
    case ONR_DEPREL_ADVCL:
    case ONR_DEPREL_PARATAXIS:
        if (!is_verb(doc, head)) return subject_of(doc, head, depth + 1, as_object);
        if (is_passive(doc, head) && agent_of(doc, head) != ONR_NONE) return agent_of(doc, head);
        return subject_of(doc, head, depth + 1, as_object);
    case ONR_DEPREL_ACL:
        if (doc->arcs[v].rel == ONR_DEPREL_ACL_RELCL) return *as_object = 1, head;
        if (doc->tags[v].xpos == ONR_XPOS_VBN) return head;
        if (doc->tags[v].xpos == ONR_XPOS_VBG && onr_is_party(doc, head)) return head;
        s = onr_child(doc, head, ONR_DEPREL_NMOD_POSS);
        if (s != ONR_NONE) return s;
        s = doc->arcs[head].head;
        return s != ONR_NONE && is_verb(doc, s) ? subject_of(doc, s, depth + 1, as_object) : ONR_NONE;
    default: return ONR_NONE;
    }
}

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

static uint32_t object_of(const onr_doc *doc, uint32_t v, unsigned type) {
    uint32_t o = onr_child(doc, v, ONR_DEPREL_IOBJ);
    if (o == ONR_NONE) o = onr_child(doc, v, ONR_DEPREL_OBJ);
    uint32_t head = doc->arcs[v].head;
    if (o == ONR_NONE && doc->arcs[v].rel == ONR_DEPREL_CONJ && head != ONR_NONE && is_verb(doc, head)) {
        o = onr_child(doc, head, ONR_DEPREL_OBJ);
        if (o != ONR_NONE && o < v) o = ONR_NONE; /* stands before the second verb: it is the first verb's alone */
    }
    if (o != ONR_NONE && is_relative(doc, o)) o = doc->arcs[v].rel == ONR_DEPREL_ACL_RELCL ? head : ONR_NONE;
    if (o == ONR_NONE) o = onr_child_with(doc, v, recipient_preps(type));
    return o;
}

static const char time_words[] =
    "day|week|month|year|hour|minute|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "life|time|morning|night|evening|yesterday|today|tomorrow|term|january|february|march|"
    "april|may|june|july|august|september|october|november|december|campaign|office|way";

static int is_time(const onr_doc *doc, uint32_t t) {
    char low[16];
    onr_slice w = doc->lemmas[t];
    if (doc->tags[t].upos == ONR_UPOS_NUM) return 1;
    if (w.n >= sizeof low) return 0;
    for (size_t i = 0; i < w.n; i++) low[i] = w.p[i] >= 'A' && w.p[i] <= 'Z' ? (char)(w.p[i] + 32) : w.p[i];
    return word_in((onr_slice){low, w.n}, time_words);
}

/* An object that is no party gives way to the party that it belongs to ("rejected Iran's offer"). */
static uint32_t party_in(const onr_doc *doc, uint32_t o, unsigned type) {
    if (o == ONR_NONE) return o;
    if (is_time(doc, o)) return ONR_NONE;
    if (onr_is_party(doc, o)) return o;
    onr_range r = onr_phrase(doc, o);
    for (uint32_t k = r.from; k < r.to; k++)
        if (doc->arcs[k].rel == ONR_DEPREL_NMOD_POSS && doc->arcs[k].head == o) return k;
    for (uint32_t k = r.from; k < r.to; k++)
        if (k != o && onr_is_party(doc, k) && onr_deprel_base(doc->arcs[k].rel) != ONR_DEPREL_FLAT) return k;
    int thing =
        type == ONR_MARK_ASSAULT || type == ONR_MARK_COERCE || type == ONR_MARK_SANCTION || type == ONR_MARK_AID;
    return thing && doc->tags[o].upos != ONR_UPOS_PRON ? o : ONR_NONE;
}

static void parties_of_verb(const onr_doc *doc, uint32_t v, unsigned type, uint32_t *actor, uint32_t *recipient) {
    int as_object = 0, passive = is_passive(doc, v);
    if (onr_deprel_base(doc->arcs[v].rel) == ONR_DEPREL_AMOD && doc->arcs[v].head != ONR_NONE) { /* the detained man */
        *(doc->tags[v].xpos == ONR_XPOS_VBG ? actor : recipient) = doc->arcs[v].head;
        return;
    }
    uint32_t s = subject_of(doc, v, 0, &as_object);
    if (passive) {
        *recipient = party_in(doc, s, type);
        *actor = agent_of(doc, v);
        return;
    }
    uint32_t o = object_of(doc, v, type);
    if (as_object) o = s, s = ONR_NONE;
    *actor = s;
    *recipient = party_in(doc, o, type);
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

static uint32_t carrier_of(const onr_doc *doc, uint32_t n) {
    unsigned rel = doc->arcs[n].rel;
    uint32_t head = doc->arcs[n].head;
    if (head == ONR_NONE || !is_verb(doc, head)) return ONR_NONE;
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

static void parties_of_noun(const onr_doc *doc, uint32_t n, unsigned type, uint32_t *actor, uint32_t *recipient) {
    int patient = onr_lemma_any(doc, n, patient_nouns), ignore = 0;
    uint32_t owner = onr_child(doc, n, ONR_DEPREL_NMOD_POSS), of = onr_child_with(doc, n, "of");
    uint32_t by = onr_child_with(doc, n, "by|from"), before = party_before(doc, n), v = carrier_of(doc, n);
    const char *preps = recipient_preps(type);
    *actor = by;
    if (of != ONR_NONE && patient) *recipient = of;
    if (owner != ONR_NONE) *(patient && of == ONR_NONE ? recipient : actor) = owner;
    if (of != ONR_NONE && !patient && *actor == ONR_NONE) *actor = of;
    if (*recipient == ONR_NONE) {
        uint32_t o = onr_child_with(doc, n, preps);
        if (o != *actor && o != of) *recipient = o;
    }
    uint32_t told = onr_child(doc, n, ONR_DEPREL_ACL); /* "a lawsuit filed by A against B" */
    if (told != ONR_NONE && doc->tags[told].xpos == ONR_XPOS_VBN) {
        if (*actor == ONR_NONE) *actor = agent_of(doc, told);
        if (*recipient == ONR_NONE) *recipient = onr_child_with(doc, told, preps);
    }
    if (v != ONR_NONE) {
        int under = onr_lemma_any(doc, v, undergo_verbs), passive = is_passive(doc, v);
        uint32_t s = passive ? agent_of(doc, v) : subject_of(doc, v, 0, &ignore);
        if (s != ONR_NONE && s != n) {
            uint32_t *slot = under ? recipient : actor;
            if (*slot == ONR_NONE) *slot = s;
        }
        if (*recipient == ONR_NONE && !under) {
            uint32_t o = onr_child_with(doc, v, preps);
            *recipient = o != ONR_NONE && o != n ? o : onr_child(doc, v, ONR_DEPREL_IOBJ);
        }
    }
    const onr_name *name = before == ONR_NONE ? NULL : name_at(doc, before);
    if (name && name->kind == ONR_NAME_PER && patient) {
        if (*recipient == ONR_NONE) *recipient = before;
    } else if (before != ONR_NONE && *actor == ONR_NONE) *actor = before;
    *recipient = party_in(doc, *recipient, type);
}

/* ---- the act ---------------------------------------------------------------------------------------------------- */

static onr_range link_of(const onr_doc *doc, const onr_act *a, uint32_t link, unsigned role, float *score) {
    onr_range best = {0, 0};
    *score = 0;
    for (; link < doc->links_n && doc->links[link].mark == a->mark; link++)
        if (doc->links[link].role == role && doc->links[link].score > *score)
            best = doc->links[link].tok, *score = doc->links[link].score;
    return best;
}

static uint32_t place_of(const onr_doc *doc, uint32_t t) {
    for (int up = 0; up < 2 && t != ONR_NONE; up++) {
        onr_range r = onr_near(doc, t);
        for (uint32_t k = r.from; k < r.to; k++) {
            unsigned base = onr_deprel_base(doc->arcs[k].rel);
            if (doc->arcs[k].head != t || (base != ONR_DEPREL_OBL && base != ONR_DEPREL_NMOD)) continue;
            const onr_name *n = name_at(doc, k);
            if (n && n->kind == ONR_NAME_LOC && has_case(doc, k, "in|at|near|outside|inside|across|around|on"))
                return k;
        }
        uint32_t v = carrier_of(doc, t);
        t = v != ONR_NONE ? v : doc->arcs[t].head;
        if (t != ONR_NONE && !is_verb(doc, t)) break;
    }
    return ONR_NONE;
}

static onr_range phrase_or_none(const onr_doc *doc, uint32_t t) {
    return t == ONR_NONE ? (onr_range){0, 0} : onr_phrase(doc, t);
}

/* A pronoun of the third person gives way to the subject that it repeats in its sentence: "Ada Brenn announced her
 * resignation", "Brenn said she would resign". */
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

static int overlap(onr_range a, onr_range b) { return a.from < b.to && b.from < a.to; }

void onr_act_parties(const onr_doc *doc, onr_act *a, uint32_t first_link) {
    uint32_t actor = ONR_NONE, recipient = ONR_NONE;
    if (is_verb(doc, a->head)) parties_of_verb(doc, a->head, a->type, &actor, &recipient);
    else parties_of_noun(doc, a->head, a->type, &actor, &recipient);
    if (actor != ONR_NONE && !onr_is_party(doc, actor)) actor = ONR_NONE; /* rockets do not act */
    if (a->type == ONR_MARK_YIELD && recipient != ONR_NONE && is_verb(doc, a->head) &&
        !(a->row->mode && strcmp(a->row->mode, "release") == 0) && !has_case(doc, recipient, "to|from|with"))
        recipient = ONR_NONE; /* what one gives up is no recipient */
    if (onr_lemma_any(doc, recipient, "state|emergency|order|curfew|law|lockdown|restriction|sanction|ban"))
        recipient = ONR_NONE;
    actor = antecedent(doc, actor, a->head);
    if (recipient != ONR_NONE && doc->tags[recipient].xpos == ONR_XPOS_PRPS)
        recipient = antecedent(doc, recipient, a->head);
    if (recipient == actor) recipient = ONR_NONE;
    a->actor = phrase_or_none(doc, actor);
    a->recipient = phrase_or_none(doc, recipient);
    a->place = phrase_or_none(doc, place_of(doc, a->head));
    if (a->mark != ONR_NONE) {
        float sa, sr, sp;
        onr_range la = link_of(doc, a, first_link, ONR_ROLE_ACTOR, &sa);
        onr_range lr = link_of(doc, a, first_link, ONR_ROLE_RECIPIENT, &sr);
        if (!onr_range_empty(la) && !onr_range_empty(lr)) { /* one phrase in two pieces has the surer role */
            onr_range pa = onr_phrase(doc, onr_head_of(doc, la)), pr = onr_phrase(doc, onr_head_of(doc, lr));
            if (overlap(la, pr) || overlap(lr, pa)) {
                if (sa >= sr) la = overlap(lr, pa) ? pa : la, lr = (onr_range){0, 0};
                else lr = overlap(la, pr) ? pr : lr, la = (onr_range){0, 0};
            }
        }
        onr_range lp = link_of(doc, a, first_link, ONR_ROLE_PLACE, &sp);
        if (!onr_range_empty(la) || !is_verb(doc, a->head)) a->actor = la;
        if (!onr_range_empty(lr)) a->recipient = lr;
        if (overlap(a->actor, a->recipient)) {
            if (onr_range_empty(la)) a->actor = (onr_range){0, 0};
            else a->recipient = (onr_range){0, 0};
        }
        if (onr_range_empty(a->place)) a->place = lp;
    }
    if (overlap(a->actor, a->anchor)) a->actor = (onr_range){0, 0};
    if (overlap(a->recipient, a->anchor)) a->recipient = (onr_range){0, 0};
}
