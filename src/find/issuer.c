/* Issuers: on whose word a document speaks.
 *
 * Method. "the NWS report", "the ministry's website", "a survey by the NWS", "its statement" speak for the one body or
 * person that their words name as owner, author or signer. A document without such words ("the report said") speaks for
 * whoever issued the last one called so; findings and studies for the team that the text names (team.c); a bare
 * "the statement" for whoever spoke last nearby. What is still open is an entity of its own. Cost: O(names of the
 * source).
 */
#include <string.h>

#include "find/source.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const document_nouns[] = {
    "report",   "statement",     "study",    "survey",     "poll",        "letter",     "document",     "law",
    "article",  "release",       "research", "bulletin",   "indictment",  "estimate",   "figure",       "data",
    "filing",   "paper",         "memo",     "ruling",     "analysis",    "polling",    "review",       "note",
    "website",  "database",      "page",     "blog",       "tweet",       "post",       "guideline",    "framework",
    "advisory", "account",       "warning",  "decree",     "record",      "schedule",   "statistic",    "summary",
    "finding",  "opinion",       "decision", "notice",     "description", "result",     "publication",  "proclamation",
    "order",    "motion",        "lawsuit",  "complaint",  "site",        "hypothesis", "announcement", "forecast",
    "memoir",   "autobiography", "diary",    "newsletter", "profile",     "advice",     "guidance",     "brochure",
    "leaflet",  "pamphlet"};

int onr_is_document_noun(const onr_doc *doc, uint32_t head) {
    return onr_noun_in(doc, head, document_nouns, COUNT(document_nouns));
}

/* Has the token a preposition of these? */
static int has_case(const onr_doc *doc, onr_range r, uint32_t t, const char *word) {
    for (uint32_t k = r.from; k < r.to && k < t; k++)
        if (doc->arcs[k].head == t && doc->arcs[k].rel == ONR_DEPREL_CASE && onr_word_is(doc, k, word)) return 1;
    return 0;
}

/* "a memo seen by the Courier": who got to see a document did not issue it. */
static int is_reader(const onr_doc *doc, onr_range r, uint32_t own) {
    static const char *const read[] = {"seen", "obtained", "reviewed", "viewed", "read", "heard", "shown", "leaked"};
    for (uint32_t t = r.from; t + 1 < r.to && t < own; t++)
        if (onr_word_in(doc, t, read, COUNT(read)) && (onr_word_is(doc, t + 1, "by") || onr_word_is(doc, t + 1, "to")))
            return 1;
    return 0;
}

/* Does the name own, modify or issue the document? */
static int issues(const onr_view *v, onr_range r, uint32_t head, uint32_t i) {
    const onr_doc *doc = v->cast->doc;
    const onr_name *n = &v->cast->names[i];
    int country = doc->entities[v->cast->name_entity[i]].kind == ONR_ENTITY_COUNTRY;
    uint32_t own = onr_head_of(doc, n->tok);
    int joined = doc->arcs[own].head == head, owner = joined && doc->arcs[own].rel == ONR_DEPREL_NMOD_POSS;
    int modifies = joined && onr_deprel_base(doc->arcs[own].rel) != ONR_DEPREL_NMOD;
    if (n->kind == ONR_NAME_LOC || country)
        return (owner || modifies) && (onr_word_is(doc, head, "statement") || onr_word_is(doc, head, "data"));
    if (has_case(doc, r, own, "by")) return !is_reader(doc, r, own);
    int from = joined && n->kind == ONR_NAME_ORG && (has_case(doc, r, own, "from") || has_case(doc, r, own, "of"));
    return owner || modifies || from;
}

static uint32_t named_issuer(const onr_view *v, onr_range r, uint32_t head) {
    uint32_t found = ONR_NONE;
    for (uint32_t i = onr_cast_name_at(v->cast, r.from); i < v->cast->names_n && v->cast->names[i].tok.from < r.to;
         i++) {
        if (!issues(v, r, head, i)) continue;
        if (found != ONR_NONE && found != v->cast->name_entity[i]) return ONR_NONE;
        found = v->cast->name_entity[i];
    }
    return found;
}

/* "the party's website", "the decree signed by the governor": the known owner or signer that a description names. */
static uint32_t described_issuer(const onr_view *v, onr_range r, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    for (uint32_t t = r.from + 1; t < head; t++)
        if (doc->tags[t].xpos == ONR_XPOS_POS) return onr_known_description(v, (onr_range){r.from, t});
    for (uint32_t t = head + 1; t + 1 < r.to; t++)
        if (onr_word_is(doc, t, "by") && onr_is_definite(doc, (onr_range){t + 1, r.to}))
            return onr_known_description(v, (onr_range){t + 1, r.to});
    return ONR_NONE;
}

/* A bare "the statement" is the word of whoever spoke last nearby. */
static uint32_t speaker_before(const onr_view *v, onr_range r, uint32_t head) {
    static const char *const of_speakers[] = {"statement", "release", "announcement", "letter", "post", "tweet"};
    const onr_doc *doc = v->cast->doc;
    if (r.to - r.from != 2 || !onr_is_definite(doc, r) || !onr_noun_in(doc, head, of_speakers, COUNT(of_speakers)))
        return ONR_NONE;
    if (v->last_speaker == ONR_NONE || v->last_block + 1 < v->block) return ONR_NONE;
    unsigned kind = doc->entities[v->last_speaker].kind;
    return kind == ONR_ENTITY_PERSON || kind == ONR_ENTITY_ORGANISATION ? v->last_speaker : ONR_NONE;
}

/* The words of the noun phrase that token t heads, with what hangs on it closely. */
static onr_range phrase_around(const onr_doc *doc, uint32_t t) {
    onr_range r = {t, t + 1}, sent = doc->sents[onr_doc_sent_of(doc, t)].tok;
    while (r.from > sent.from && t - r.from < 8) {
        uint32_t h = doc->arcs[r.from - 1].head;
        unsigned upos = doc->tags[r.from - 1].upos;
        if (h == ONR_NONE || h < r.from || h >= r.to || upos == ONR_UPOS_PUNCT || upos == ONR_UPOS_VERB) break;
        r.from--;
    }
    for (uint32_t k = t + 1; k < sent.to && k < t + 8; k++)
        if (onr_word_is(doc, k, "by") || onr_word_is(doc, k, "from")) r.to = sent.to < k + 6 ? sent.to : k + 6;
    return r;
}

/* "Norvik Rail issued a warning": the named subject of the verb that brings the document forth. */
static uint32_t maker(const onr_view *v, uint32_t t) {
    static const char *const verbs[] = {"issue", "issued", "release", "released", "publish", "published",
                                        "sign",  "signed", "file",    "filed",    "write",   "wrote",
                                        "post",  "posted", "tweet",   "tweeted"};
    const onr_doc *doc = v->cast->doc;
    uint32_t verb = doc->arcs[t].head;
    if (verb == ONR_NONE || verb >= t || onr_deprel_base(doc->arcs[t].rel) != ONR_DEPREL_OBJ ||
        !onr_noun_in(doc, verb, verbs, COUNT(verbs)))
        return ONR_NONE;
    uint32_t from = doc->sents[onr_doc_sent_of(doc, t)].tok.from;
    for (uint32_t i = onr_cast_name_at(v->cast, from); i < v->cast->names_n && v->cast->names[i].tok.from < verb; i++) {
        uint32_t own = onr_head_of(doc, v->cast->names[i].tok);
        if (doc->arcs[own].head == verb && doc->arcs[own].rel == ONR_DEPREL_NSUBJ) return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

/* A bare "the report", "the warning": who issued the document of that name that the text told of last. */
static uint32_t issuer_before(const onr_view *v, onr_range r, uint32_t head) {
    enum { REACH = 600 };
    const onr_doc *doc = v->cast->doc;
    if (r.to - r.from != 2 || !onr_is_definite(doc, r)) return ONR_NONE;
    for (uint32_t t = r.from, k = 0; t-- > 0 && k < REACH; k++) {
        if (doc->lemmas[t].n != doc->lemmas[head].n || !onr_slice_eq(doc->lemmas[t], doc->lemmas[head])) continue;
        uint32_t e = named_issuer(v, phrase_around(doc, t), t);
        if (e == ONR_NONE) e = maker(v, t);
        if (e != ONR_NONE) return e;
    }
    return ONR_NONE;
}

/* The noun that says which document it is; where the tree put another word on top, the last one of a source without
 * prepositions ("a 14 March NATO press release"). */
static uint32_t document_head(const onr_doc *doc, onr_range r, uint32_t head) {
    if (onr_is_document_noun(doc, head)) return head;
    for (uint32_t t = r.from; t < r.to; t++)
        if (doc->tags[t].upos == ONR_UPOS_ADP) return ONR_NONE;
    return r.to - r.from > 1 && onr_is_document_noun(doc, r.to - 1) ? r.to - 1 : ONR_NONE;
}

/* A name among the words right before the document's noun, whatever the tree makes of it. */
static uint32_t name_beside(const onr_view *v, onr_range r, uint32_t head) {
    for (uint32_t i = onr_cast_name_at(v->cast, r.from); i < v->cast->names_n && v->cast->names[i].tok.from < head;
         i++) {
        uint32_t to = v->cast->names[i].tok.to;
        int close = to == head || (to + 1 == head && v->cast->doc->tags[to].upos == ONR_UPOS_NOUN);
        if (close && v->cast->names[i].kind == ONR_NAME_ORG) return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

uint32_t onr_issuer(onr_view *v, onr_range r, uint32_t head, onr_err *err, onr_status *st) {
    static const char *const media[] = {"newspaper", "magazine", "broadcaster", "agency", "network", "channel"};
    const onr_doc *doc = v->cast->doc;
    if (onr_noun_in(doc, r.to - 1, media, COUNT(media))) {
        uint32_t known = named_issuer(v, r, r.to - 1);
        return known != ONR_NONE ? known : name_beside(v, r, r.to - 1);
    }
    head = document_head(doc, r, head);
    if (head == ONR_NONE) return ONR_NONE;
    uint32_t e = named_issuer(v, r, head);
    if (e == ONR_NONE) e = name_beside(v, r, head);
    if (e == ONR_NONE && doc->tags[r.from].xpos == ONR_XPOS_PRPS) e = onr_pronoun_entity(v, r.from, err, st);
    if (e == ONR_NONE) e = described_issuer(v, r, head);
    if (e == ONR_NONE) e = issuer_before(v, r, head);
    if (e == ONR_NONE && onr_described_before(v->cast, r) == ONR_NONE) e = speaker_before(v, r, head);
    return e;
}
