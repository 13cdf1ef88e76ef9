/* From the words of a source to an entity.
 *
 * Method, by the kind of source: a name that heads it is that name's entity; a pronoun is the likeliest person (or
 * organisation, for it and they) of the last paragraphs, by recency, by having just spoken, by being a subject, never
 * against a known gender; a definite office ("the minister") is the latest person whose role it heads; "the ministry"
 * the latest organisation with that word; everything else is an entity of its own, described by its own words.
 * "unknown" is an honest answer, a wrong name is not. Measured on news (../shared/notes/statements.md): the speaker
 * before is the referent of he or she in 68 %, the nearest person in 61 %. Cost: O(sources · names of three
 * paragraphs).
 */
#include "find/speaker.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "find/cast.h"
#include "find/statement.h"

enum { KEY_DESCRIPTION = 55, KEY_DESCRIPTION_HEAD = 66, KEY_CLASS = 77 };
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* What the resolution of one source looks at. */
typedef struct view {
    onr_cast *cast;
    uint32_t statement; /* the one being resolved */
    onr_range tok;      /* its source */
    uint32_t block;
    uint32_t last_speaker, last_block; /* speaker of the statement before, and where its cue stood */
} view;

/* ---- names ------------------------------------------------------------------------------------------------------ */

/* Is the token part of the same name or title phrase as the head of the source: only relations of naming in between? */
static int names_the_head(const onr_doc *doc, uint32_t t, onr_range source, uint32_t head) {
    if (doc->arcs[t].head != ONR_NONE && doc->arcs[t].head == doc->arcs[head].head &&
        doc->arcs[t].rel == doc->arcs[head].rel && doc->arcs[head].rel != ONR_DEPREL_CONJ)
        return 1; /* the tree gave the verb two subjects: title and name */
    for (int steps = 0; steps < 12; steps++) {
        if (t == head) return 1;
        unsigned rel = onr_deprel_base(doc->arcs[t].rel);
        int naming = rel == ONR_DEPREL_FLAT || rel == ONR_DEPREL_APPOS || doc->arcs[t].rel == ONR_DEPREL_NMOD_DESC ||
                     rel == ONR_DEPREL_DEP || rel == ONR_DEPREL_PARATAXIS;
        if (!naming) return 0;
        t = doc->arcs[t].head;
        if (t == ONR_NONE || t < source.from || t >= source.to) return 0;
    }
    return 0;
}

/* In a phrase of names and nouns without a break ("Lowmark RCMP Constable Odo Varga") the person named last is meant.
 */
static uint32_t last_of_phrase(const onr_doc *doc, onr_range source, uint32_t name) {
    uint32_t i = name;
    for (uint32_t t = doc->names[name].tok.to; t < source.to;) {
        if (i + 1 < doc->names_n && doc->names[i + 1].tok.from == t) {
            i++;
            t = doc->names[i].tok.to;
            if (doc->names[i].kind == ONR_NAME_PER) name = i;
        } else if (doc->tags[t].upos == ONR_UPOS_NOUN || doc->tags[t].upos == ONR_UPOS_PROPN ||
                   doc->tags[t].xpos == ONR_XPOS_POS) {
            t++;
        } else {
            break;
        }
    }
    return name;
}

/* Two or more named together ("Brenn and Varga") are a group of their own, described by the source's words. */
static int is_joint(const onr_doc *doc, onr_range source, uint32_t name) {
    const onr_range own = doc->names[name].tok;
    for (uint32_t i = name + 1; i < doc->names_n && doc->names[i].tok.from < source.to; i++) {
        uint32_t head = onr_head_of(doc, doc->names[i].tok), t = doc->names[i].tok.from, hops = 0;
        while (t > own.to && doc->tags[t - 1].upos != ONR_UPOS_CCONJ && doc->tags[t - 1].upos != ONR_UPOS_ADP &&
               doc->tags[t - 1].upos != ONR_UPOS_PUNCT)
            t--;
        if (t <= own.to || doc->tags[t - 1].upos != ONR_UPOS_CCONJ) continue;
        while (hops++ < 4 && doc->arcs[head].rel != ONR_DEPREL_CONJ && doc->arcs[head].head != ONR_NONE)
            head = doc->arcs[head].head;
        uint32_t to = doc->arcs[head].head;
        if (doc->arcs[head].rel == ONR_DEPREL_CONJ && head >= own.to && to != ONR_NONE && to >= source.from &&
            to < own.to)
            return 1;
    }
    return 0;
}

/* The name that heads the source, persons first; its index or ONR_NONE. */
static uint32_t heading_name(const onr_doc *doc, onr_range source) {
    uint32_t head = onr_head_of(doc, source), best = ONR_NONE;
    for (uint32_t i = onr_doc_name_at(doc, source.from); i < doc->names_n && doc->names[i].tok.from < source.to; i++) {
        const onr_name *n = &doc->names[i];
        int covers = n->tok.from <= head && head < n->tok.to;
        uint32_t own = onr_head_of(doc, n->tok);
        if (!covers && !(n->kind == ONR_NAME_PER && names_the_head(doc, own, source, head))) continue;
        if (best == ONR_NONE || (doc->names[best].kind != ONR_NAME_PER && n->kind == ONR_NAME_PER)) best = i;
    }
    return best == ONR_NONE ? best : last_of_phrase(doc, source, best);
}

/* ---- pronouns --------------------------------------------------------------------------------------------------- */

static const char *const male_words[] = {"he", "him", "his", "himself"};
static const char *const female_words[] = {"she", "her", "hers", "herself"};
static const char *const many_words[] = {"they", "them", "their"};
static const char *const thing_words[] = {"it", "its"};
static const char *const relative_words[] = {"who", "which", "that", "whom", "whose"};
static const char *const first_words[] = {"i", "we", "me", "us", "my", "our"};

static int is_subject(const onr_doc *doc, onr_range r) {
    return onr_deprel_base(doc->arcs[onr_head_of(doc, r)].rel) == ONR_DEPREL_NSUBJ;
}

static int inside_content(const onr_doc *doc, uint32_t at, uint32_t around) {
    uint32_t lo = around > 8 ? around - 8 : 0, hi = around + 8 < doc->statements_n ? around + 8 : doc->statements_n;
    for (uint32_t i = lo; i < hi; i++)
        for (uint32_t k = 0; k < doc->statements[i].quoted_n; k++)
            if (doc->statements[i].quoted[k].start <= at && at < doc->statements[i].quoted[k].end) return 1;
    return 0;
}

static int gender_fits(const view *v, uint32_t entity, unsigned gender) {
    unsigned known = v->cast->players[entity].gender;
    return known == ONR_GENDER_UNKNOWN || gender == ONR_GENDER_UNKNOWN || known == gender;
}

/* How likely a person named by names[i] is meant by a pronoun at the source. */
static double salience(const view *v, uint32_t i, unsigned gender) {
    const onr_doc *doc = v->cast->doc;
    const onr_name *n = &doc->names[i];
    uint32_t e = v->cast->name_entity[i], here = onr_doc_sent_of(doc, v->tok.from),
             there = onr_doc_sent_of(doc, n->tok.from);
    double s = 3.0 - 0.6 * (here - there);
    if (is_subject(doc, n->tok)) s += 1.5;
    if (e == v->last_speaker) s += 2;
    if (inside_content(doc, doc->tokens[n->tok.from].start, v->statement)) s -= 2;
    if (gender != ONR_GENDER_UNKNOWN && v->cast->players[e].gender == gender) s += 1;
    return s;
}

static uint32_t person_of_pronoun(const view *v, unsigned gender) {
    const onr_doc *doc = v->cast->doc;
    uint32_t best = ONR_NONE, i = onr_doc_name_at(doc, v->tok.from);
    double most = -1e9;
    if (v->last_speaker != ONR_NONE && v->last_block + 2 >= v->block && gender_fits(v, v->last_speaker, gender) &&
        doc->entities[v->last_speaker].kind <= ONR_ENTITY_PERSON && !v->cast->players[v->last_speaker].plural)
        best = v->last_speaker, most = v->last_block == v->block ? 4.2 : 3;
    for (uint32_t back = 0; i > 0 && back < 60; back++) {
        const onr_name *n = &doc->names[--i];
        if (doc->tokens[n->tok.from].block + 3 < v->block) break;
        if (n->kind != ONR_NAME_PER || !gender_fits(v, v->cast->name_entity[i], gender)) continue;
        double s = salience(v, i, gender);
        if (s > most) most = s, best = v->cast->name_entity[i];
    }
    if (best != ONR_NONE && v->cast->players[best].gender == ONR_GENDER_UNKNOWN)
        v->cast->players[best].gender = (uint8_t)gender;
    return best;
}

/* it, they: the organisation, group, place or document that spoke last nearby, else the nearest name that can speak. */
static uint32_t thing_of_pronoun(const view *v, int many) {
    const onr_doc *doc = v->cast->doc;
    if (v->last_speaker != ONR_NONE && v->last_block + 1 >= v->block) {
        unsigned kind = doc->entities[v->last_speaker].kind;
        if (kind >= ONR_ENTITY_ORGANISATION || (many && v->cast->players[v->last_speaker].plural))
            return v->last_speaker;
    }
    uint32_t i = onr_doc_name_at(doc, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 20; back++) {
        const onr_name *n = &doc->names[--i];
        if (doc->tokens[n->tok.from].block + 1 < v->block) break;
        if (n->kind == ONR_NAME_ORG && (is_subject(doc, n->tok) || back == 0)) return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

static uint32_t of_description(view *v, onr_range r, onr_err *err, onr_status *st);

/* who, which: the noun that the relative clause describes, with what stands before it. */
static uint32_t antecedent(view *v, onr_err *err, onr_status *st) {
    const onr_doc *doc = v->cast->doc;
    uint32_t t = v->tok.from;
    for (int steps = 0; steps < 8 && doc->arcs[t].head != ONR_NONE; steps++) {
        uint32_t head = doc->arcs[t].head;
        if (doc->arcs[t].rel == ONR_DEPREL_ACL_RELCL && head < v->tok.from) {
            uint32_t i = onr_doc_name_at(doc, head);
            if (i < doc->names_n && doc->names[i].tok.from <= head) return v->cast->name_entity[i];
            onr_range r = {head, head + 1};
            while (r.from > 0 && doc->arcs[r.from - 1].head == head && doc->arcs[r.from - 1].rel != ONR_DEPREL_CASE &&
                   r.from - 1 >= doc->sents[onr_doc_sent_of(doc, head)].tok.from)
                r.from--;
            return of_description(v, r, err, st);
        }
        t = head;
    }
    return ONR_NONE;
}

static uint32_t enclosing_speaker(const view *v) {
    const onr_doc *doc = v->cast->doc;
    uint32_t within = doc->statements[v->statement].within;
    return within != ONR_NONE ? doc->statements[within].speaker : ONR_NONE;
}

static uint32_t of_pronoun(view *v, onr_err *err, onr_status *st) {
    const onr_doc *doc = v->cast->doc;
    uint32_t t = v->tok.from;
    if (onr_word_in(doc, t, male_words, COUNT(male_words))) return person_of_pronoun(v, ONR_GENDER_MALE);
    if (onr_word_in(doc, t, female_words, COUNT(female_words))) return person_of_pronoun(v, ONR_GENDER_FEMALE);
    if (onr_word_in(doc, t, many_words, COUNT(many_words))) return thing_of_pronoun(v, 1);
    if (onr_word_in(doc, t, thing_words, COUNT(thing_words))) return thing_of_pronoun(v, 0);
    if (onr_word_in(doc, t, relative_words, COUNT(relative_words))) return antecedent(v, err, st);
    if (onr_word_in(doc, t, first_words, COUNT(first_words))) return enclosing_speaker(v);
    return ONR_NONE;
}

/* ---- descriptions ----------------------------------------------------------------------------------------------- */

static int lemma_eq(const onr_doc *doc, uint32_t a, uint32_t b) {
    if (a == ONR_NONE || b == ONR_NONE || doc->lemmas[a].n != doc->lemmas[b].n) return 0;
    return strncasecmp(doc->lemmas[a].p, doc->lemmas[b].p, doc->lemmas[a].n) == 0;
}

static int is_definite(const onr_doc *doc, onr_range r) {
    return onr_word_is(doc, r.from, "the") || onr_word_is(doc, r.from, "this") || onr_word_is(doc, r.from, "that");
}

/* Is every word of the description between the article and the head found in the role's words? "The Russian FM" fits
 * "Russian Foreign Minister" by rule below; "the former minister" does not fit "minister". */
static int role_fits(const onr_doc *doc, onr_range r, uint32_t head, onr_span role) {
    onr_range words = onr_tokens_in(doc, role);
    for (uint32_t t = r.from + 1; t < r.to; t++) {
        if (t == head) continue;
        int found = 0;
        for (uint32_t k = words.from; k < words.to && !found; k++) found = lemma_eq(doc, t, k);
        if (!found) return 0;
    }
    return 1;
}

/* "FM" for "Foreign Minister": the description's head is the initials of the role's last words. */
static int abbreviates(const onr_doc *doc, uint32_t head, onr_span role) {
    onr_slice w = onr_word(doc, head);
    onr_range words = onr_tokens_in(doc, role);
    if (w.n < 2 || w.n > 5 || words.to - words.from < w.n) return 0;
    for (size_t i = 0; i < w.n; i++)
        if (onr_word(doc, words.to - (uint32_t)w.n + (uint32_t)i).p[0] != w.p[i]) return 0;
    return 1;
}

/* The latest person whose office the definite description names; ONR_NONE when none, or when two of them would do. */
static uint32_t person_of_office(const view *v, onr_range r, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    uint32_t best = ONR_NONE, i = onr_doc_name_at(doc, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 120; back++) {
        uint32_t e = v->cast->name_entity[--i];
        if (doc->names[i].kind != ONR_NAME_PER || e == best || onr_span_empty(doc->entities[e].role)) continue;
        uint32_t office = v->cast->players[e].role_head;
        int same = lemma_eq(doc, office, head) && role_fits(doc, r, head, doc->entities[e].role);
        if (!same && !abbreviates(doc, head, doc->entities[e].role)) continue;
        if (best == ONR_NONE) best = e;
        else if (e != v->last_speaker) continue;
        else best = e;
    }
    return best;
}

/* "the ministry": the latest organisation whose name has the word. */
static uint32_t organisation_of_word(const view *v, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    uint32_t i = onr_doc_name_at(doc, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 60; back++) {
        const onr_name *n = &doc->names[--i];
        if (n->kind != ONR_NAME_ORG || n->tok.to - n->tok.from < 2) continue;
        for (uint32_t t = n->tok.from; t < n->tok.to; t++)
            if (lemma_eq(doc, t, head) ||
                (onr_word(doc, t).n == onr_word(doc, head).n && onr_word(doc, t).n > 3 &&
                 strncasecmp(onr_word(doc, t).p, onr_word(doc, head).p, onr_word(doc, t).n) == 0))
                return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

static int lemma_in(const onr_doc *doc, uint32_t t, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (onr_slice_eq(doc->lemmas[t], onr_slice_of(words[i]))) return 1;
    return 0;
}

static const char *const document_nouns[] = {
    "report",  "statement", "study",       "survey",     "poll",      "letter",   "document", "law",      "article",
    "release", "research",  "bulletin",    "indictment", "estimate",  "figure",   "data",     "filing",   "paper",
    "memo",    "ruling",    "analysis",    "polling",    "review",    "note",     "website",  "database", "page",
    "blog",    "tweet",     "post",        "guideline",  "framework", "advisory", "account",  "warning",  "decree",
    "agency",  "newspaper", "broadcaster", "outlet",     "channel",   "magazine"};
static const char *const body_nouns[] = {
    "ministry",     "department",     "police",     "government", "court",     "agency",  "army",
    "military",     "council",        "parliament", "office",     "committee", "company", "party",
    "union",        "administration", "embassy",    "authority",  "force",     "service", "organisation",
    "organization", "university",     "hospital",   "team",       "group",     "church"};
static const char *const place_nouns[] = {"city", "town", "country", "state", "village", "county", "island", "kingdom"};

static unsigned kind_of_noun(const onr_doc *doc, uint32_t head) {
    if (lemma_in(doc, head, document_nouns, COUNT(document_nouns))) return ONR_ENTITY_DOCUMENT;
    if (lemma_in(doc, head, body_nouns, COUNT(body_nouns))) return ONR_ENTITY_ORGANISATION;
    unsigned x = doc->tags[head].xpos;
    return x == ONR_XPOS_NNS || x == ONR_XPOS_NNPS ? ONR_ENTITY_GROUP : ONR_ENTITY_UNKNOWN;
}

/* "the town": the place that the document named most often so far; the later one of two. */
static uint32_t place_of_word(const view *v, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    enum { KEPT = 24 };
    uint32_t entity[KEPT], times[KEPT], n = 0, best = 0;
    if (!lemma_in(doc, head, place_nouns, COUNT(place_nouns))) return ONR_NONE;
    uint32_t i = onr_doc_name_at(doc, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 200; back++) {
        if (doc->names[--i].kind != ONR_NAME_LOC) continue;
        uint32_t e = v->cast->name_entity[i], k = 0;
        while (k < n && entity[k] != e) k++;
        if (k == n && n < KEPT) entity[n] = e, times[n++] = 0;
        if (k < n) times[k]++;
    }
    for (uint32_t k = 1; k < n; k++)
        if (times[k] > times[best]) best = k;
    return n ? entity[best] : ONR_NONE;
}

/* "the NWS report", "a survey by the NWS": a document speaks for the one organisation that its words name. */
static uint32_t issuer(const view *v, onr_range r, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    uint32_t found = ONR_NONE;
    if (!lemma_in(doc, head, document_nouns, COUNT(document_nouns))) return ONR_NONE;
    for (uint32_t i = onr_doc_name_at(doc, r.from); i < doc->names_n && doc->names[i].tok.from < r.to; i++) {
        const onr_name *n = &doc->names[i];
        uint32_t own = onr_head_of(doc, n->tok), t = own;
        int by = 0;
        for (uint32_t k = r.from; k < r.to; k++) by |= doc->arcs[k].head == own && onr_word_is(doc, k, "by");
        int modifies = doc->arcs[t].head == head && onr_deprel_base(doc->arcs[t].rel) != ONR_DEPREL_NMOD;
        int owns = doc->arcs[t].head == head && doc->arcs[t].rel == ONR_DEPREL_NMOD_POSS;
        if (n->kind == ONR_NAME_LOC || !(by || modifies || owns)) continue;
        if (found != ONR_NONE) return ONR_NONE;
        found = v->cast->name_entity[i];
    }
    return found;
}

/* A description without what only comments on it: cut before a parenthesis, and before a comma unless a list goes on.
 */
static onr_range bare(const onr_doc *doc, onr_range r, uint32_t head, uint32_t *alias) {
    *alias = ONR_NONE;
    if (r.to - r.from > 3 && onr_word_is(doc, r.to - 3, "(") && onr_word_is(doc, r.to - 1, ")")) {
        *alias = r.to - 2;
        r.to -= 3;
    }
    for (uint32_t t = head + 1; t < r.to; t++) {
        unsigned next = t + 1 < r.to ? doc->tags[t + 1].upos : ONR_UPOS_PUNCT;
        int comment = onr_word_is(doc, t, ",") && next != ONR_UPOS_PROPN && next != ONR_UPOS_NOUN &&
                      next != ONR_UPOS_ADJ && next != ONR_UPOS_CCONJ;
        if (comment) return (onr_range){r.from, t};
    }
    return r;
}

/* "the researchers" after "scientists from two institutes": nouns that news uses for one another, one key a class. */
static uint64_t class_key(const onr_doc *doc, uint32_t head) {
    static const char *const research[] = {"researcher", "scientist", "author", "team", "investigator", "expert"};
    static const char *const crowd[] = {"protester", "demonstrator", "marcher", "activist"};
    if (lemma_in(doc, head, research, COUNT(research))) return KEY_CLASS + 1;
    if (lemma_in(doc, head, crowd, COUNT(crowd))) return KEY_CLASS + 2;
    return 0;
}

static uint32_t known_definite(const view *v, onr_range r, uint32_t head) {
    const onr_cast *c = v->cast;
    uint32_t e = person_of_office(v, r, head);
    int two = r.to - r.from == 2;
    if (e == ONR_NONE && two) e = place_of_word(v, head);
    if (e == ONR_NONE) e = organisation_of_word(v, head);
    if (e == ONR_NONE && two)
        e = onr_cast_look_hash(c, onr_cast_hash(c->doc, (onr_range){head, head + 1}, KEY_DESCRIPTION_HEAD));
    if (e == ONR_NONE && two && class_key(c->doc, head)) e = onr_cast_look_hash(c, class_key(c->doc, head));
    return e;
}

/* A short form that the tagger took for a name elsewhere but not here ("NWS said"): the entity of the name before. */
static uint32_t name_elsewhere(const view *v, onr_range r) {
    const onr_doc *doc = v->cast->doc;
    onr_slice w = onr_word(doc, r.from);
    if (r.to - r.from != 1 || w.n < 2 || w.p[1] < 'A' || w.p[1] > 'Z') return ONR_NONE;
    uint32_t i = onr_doc_name_at(doc, r.from);
    for (uint32_t back = 0; i > 0 && back < 200; back++) {
        onr_range n = doc->names[--i].tok;
        if (n.to - n.from == 1 && onr_slice_eq(onr_word(doc, n.from), w)) return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

static uint32_t known_description(const view *v, onr_range r, uint32_t head) {
    uint32_t e = issuer(v, r, head);
    if (e == ONR_NONE) e = name_elsewhere(v, r);
    if (e == ONR_NONE) e = onr_cast_look(v->cast, r, KEY_DESCRIPTION);
    if (e == ONR_NONE && is_definite(v->cast->doc, r) && r.to - r.from <= 5) e = known_definite(v, r, head);
    return e;
}

static uint32_t of_description(view *v, onr_range r, onr_err *err, onr_status *st) {
    onr_cast *c = v->cast;
    const onr_doc *doc = c->doc;
    uint32_t head = onr_head_of(doc, r), alias, e = known_description(v, r, head);
    if (e != ONR_NONE) return e;
    r = bare(doc, r, head, &alias);
    *st = onr_cast_entity(c, onr_doc_tokens_span(doc, r), kind_of_noun(doc, head), &e, err);
    if (*st != ONR_OK) return ONR_NONE;
    c->players[e].plural = doc->tags[head].xpos == ONR_XPOS_NNS || doc->tags[head].xpos == ONR_XPOS_NNPS;
    c->players[e].head = head;
    *st = onr_cast_file(c, r, KEY_DESCRIPTION, e, err);
    if (*st == ONR_OK && alias != ONR_NONE)
        *st = onr_cast_file(c, (onr_range){alias, alias + 1}, KEY_DESCRIPTION, e, err);
    if (*st == ONR_OK) *st = onr_cast_file(c, (onr_range){head, head + 1}, KEY_DESCRIPTION_HEAD, e, err);
    if (*st == ONR_OK && class_key(doc, head)) *st = onr_cast_file_hash(c, class_key(doc, head), e, err);
    return e;
}

/* ---- a source --------------------------------------------------------------------------------------------------- */

static int is_pronoun(const onr_doc *doc, onr_range r) {
    unsigned x = doc->tags[r.from].xpos;
    onr_slice w = onr_word(doc, r.from);
    if (r.to - r.from != 1 || (w.n > 1 && w.p[0] >= 'A' && w.p[0] <= 'Z' && w.p[1] >= 'A' && w.p[1] <= 'Z'))
        return 0; /* WHO */
    return x == ONR_XPOS_PRP || x == ONR_XPOS_PRPS || x == ONR_XPOS_WP || x == ONR_XPOS_WPS || x == ONR_XPOS_WDT;
}

static uint32_t resolve_source(view *v, onr_range r, onr_err *err, onr_status *st) {
    const onr_doc *doc = v->cast->doc;
    if (is_pronoun(doc, r)) return of_pronoun(v, err, st);
    uint32_t name = heading_name(doc, r);
    if (is_definite(doc, r) && (name == ONR_NONE || doc->names[name].kind != ONR_NAME_PER)) {
        uint32_t officer = person_of_office(v, r, onr_head_of(doc, r)); /* "the Norlandian FM" is no organisation */
        if (officer != ONR_NONE) return officer;
    }
    if (name == ONR_NONE || is_joint(doc, r, name)) return of_description(v, r, err, st);
    uint32_t known = doc->names[name].kind == ONR_NAME_PER ? ONR_NONE : onr_cast_look(v->cast, r, KEY_DESCRIPTION);
    return known != ONR_NONE ? known : v->cast->name_entity[name]; /* a short form of a description comes first */
}

/* Are the letters of `s` found in this order in `whole`, first in first? ("NW" in "Norwatch") */
static int shortens(onr_slice s, onr_slice whole) {
    size_t k = 0;
    if (s.n < 2 || s.n >= whole.n || (s.p[0] | 32) != (whole.p[0] | 32)) return 0;
    for (size_t i = 0; i < whole.n && k < s.n; i++) k += (whole.p[i] | 32) == (s.p[k] | 32);
    return k == s.n;
}

/* The label of an interview's turn: a person with these initials, or the longer label that it shortens. */
static uint32_t of_label(view *v, onr_err *err, onr_status *st) {
    const onr_doc *doc = v->cast->doc;
    onr_slice label = onr_doc_slice(doc, doc->statements[v->statement].source);
    for (uint32_t i = 0; v->tok.to - v->tok.from == 1 && i < doc->names_n; i++) {
        const onr_name *n = &doc->names[i];
        uint32_t same = 0, size = n->tok.to - n->tok.from;
        if (n->kind != ONR_NAME_PER || size < 2 || size != label.n) continue;
        while (same < size && onr_word(doc, n->tok.from + same).p[0] == label.p[same]) same++;
        if (same == size) return v->cast->name_entity[i];
    }
    for (uint32_t i = v->statement; i-- > 0 && v->statement - i < 64;) {
        const onr_statement *s = &doc->statements[i];
        if (s->speaker != ONR_NONE && strcmp(s->rule, ONR_RULE_INTERVIEW) == 0 &&
            shortens(label, onr_doc_slice(doc, s->source)))
            return s->speaker;
    }
    return resolve_source(v, v->tok, err, st);
}

static onr_status resolve(view *v, onr_err *err) {
    onr_doc *doc = v->cast->doc;
    onr_statement *s = &doc->statements[v->statement];
    v->tok = onr_tokens_in(doc, s->source);
    v->block = doc->tokens[onr_doc_token_at(doc, s->cue.start)].block;
    if (v->tok.from >= v->tok.to) return ONR_OK;
    onr_status st = ONR_OK;
    int named = heading_name(doc, v->tok) != ONR_NONE;
    int turn = strcmp(s->rule, ONR_RULE_INTERVIEW) == 0;
    uint32_t e = turn ? of_label(v, err, &st) : resolve_source(v, v->tok, err, &st);
    if (st != ONR_OK) return st;
    s->speaker = e;
    if (e == ONR_NONE) return ONR_OK;
    if (!named) {
        unsigned form = is_pronoun(doc, v->tok) ? ONR_FORM_PRONOUN : ONR_FORM_NOMINAL;
        st = onr_cast_mention(v->cast, e, s->source, form, err);
    }
    v->last_speaker = e;
    v->last_block = v->block;
    return st;
}

/* Nested statements come after the one that holds them, in any order of the text: outer speakers are needed first. */
onr_status onr_cast_speakers(onr_cast *c, onr_err *err) {
    view v = {.cast = c, .last_speaker = ONR_NONE};
    onr_status st = ONR_OK;
    for (uint32_t i = 0; st == ONR_OK && i < c->doc->statements_n; i++) {
        v.statement = i;
        st = resolve(&v, err);
    }
    return st;
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
    const onr_mention *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end) return x->span.end < y->span.end ? -1 : 1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

onr_status onr_find_speakers(onr_doc *doc, onr_err *err) {
    onr_cast cast = {.doc = doc};
    onr_status st = onr_cast_names(&cast, err);
    if (st == ONR_OK) st = onr_cast_speakers(&cast, err);
    if (st == ONR_OK && doc->mentions_n) qsort(doc->mentions, doc->mentions_n, sizeof *doc->mentions, by_place);
    return st;
}
