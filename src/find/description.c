/* Descriptions: who "the minister", "the ministry", "the company", "a witness" are.
 *
 * Method. A definite office is the latest person whose role it heads, unless a "former" or "deputy" tells them apart; a
 * headline's office is the one person of the document who holds it; "the ministry" is the latest organisation with that
 * word, "the company" the body that spoke last or is named most; a document speaks for whoever issued it (issuer.c);
 * "the researchers" are the team that the document names (team.c). Everything else is an entity of its own, described
 * by its own words. Cost: O(names of three paragraphs) a description.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/search.h"
#include "dict/dict.h"
#include "find/outlet.h"
#include "find/source.h"

enum { KEY_DESCRIPTION = 55, KEY_DESCRIPTION_HEAD = 66, KEY_CLASS = 77 };
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- words ------------------------------------------------------------------------------------------------------ */

static int lemma_eq(const onr_doc *doc, uint32_t a, uint32_t b) {
    if (a == ONR_NONE || b == ONR_NONE || doc->lemmas[a].n != doc->lemmas[b].n) return 0;
    return onr_ascii_same(doc->lemmas[a].p, doc->lemmas[b].p, doc->lemmas[a].n);
}

/* Is it a noun of the list, in the singular or the plural, however the tagger read it? */
int onr_noun_in(const onr_doc *doc, uint32_t t, const char *const *words, size_t n) {
    onr_slice w = onr_word(doc, t);
    for (size_t i = 0; i < n; i++) {
        size_t k = strlen(words[i]);
        if (onr_slice_eq(doc->lemmas[t], onr_slice_of(words[i]))) return 1;
        int plural = w.n == k + 1 && (w.p[k] | 32) == 's';
        if ((w.n == k || plural) && onr_ascii_same(w.p, words[i], k)) return 1;
    }
    return 0;
}

int onr_is_definite(const onr_doc *doc, onr_range r) {
    return onr_word_is(doc, r.from, "the") || onr_word_is(doc, r.from, "this") || onr_word_is(doc, r.from, "that");
}

static int in_title(const onr_doc *doc, uint32_t t) {
    return doc->tokens[t].block < doc->blocks_n && doc->blocks[doc->tokens[t].block].kind == ONR_BLOCK_TITLE;
}

static int is_plural(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].xpos == ONR_XPOS_NNS || doc->tags[t].xpos == ONR_XPOS_NNPS;
}

/* ---- offices ---------------------------------------------------------------------------------------------------- */

/* Words that make another office of one. */
static const char *const apart[] = {"former", "ex",        "then",    "vice",     "deputy",
                                    "acting", "candidate", "nominee", "assistant"};

/* The whole word of an office that is written short before a name ("Gov."); the word itself where it is not. */
static onr_slice office_word(const onr_doc *doc, uint32_t t) {
    static const struct {
        const char *brief, *whole;
    } offices[] = {{"gov", "governor"},
                   {"sen", "senator"},
                   {"rep", "representative"},
                   {"gen", "general"},
                   {"lt", "lieutenant"},
                   {"sgt", "sergeant"},
                   {"capt", "captain"},
                   {"col", "colonel"},
                   {"prof", "professor"},
                   {"pres", "president"},
                   {"adm", "admiral"},
                   {"supt", "superintendent"},
                   {"det", "detective"},
                   {"insp", "inspector"},
                   {"rev", "reverend"},
                   {"maj", "major"},
                   {"congresswoman", "representative"},
                   {"congressman", "representative"},
                   {"lawmaker", "representative"}};
    onr_slice w = onr_word(doc, t), l = doc->lemmas[t];
    if (w.n > 1 && w.p[w.n - 1] == '.') w.n--;
    for (size_t i = 0; i < COUNT(offices); i++)
        if (strlen(offices[i].brief) == w.n && onr_ascii_same(w.p, offices[i].brief, w.n))
            return onr_slice_of(offices[i].whole);
    return l;
}

static int same_office(const onr_doc *doc, uint32_t a, uint32_t b) {
    if (a == ONR_NONE || b == ONR_NONE) return 0;
    onr_slice x = office_word(doc, a), y = office_word(doc, b);
    return x.n == y.n && onr_ascii_same(x.p, y.p, x.n);
}

/* Words that tell of a person without making another office of it. */
static const char *const beside[] = {"republican", "democratic", "conservative", "labour",   "labor",      "liberal",
                                     "socialist",  "tory",       "centrist",     "longtime", "long-time",  "veteran",
                                     "embattled",  "outgoing",   "newly",        "current",  "first-term", "then-new"};

/* "French" and "France"? */
static int same_country(const onr_doc *doc, uint32_t a, uint32_t b) {
    onr_dict_country x, y;
    return onr_dict_country_is(onr_word(doc, a), &x) && onr_dict_country_is(onr_word(doc, b), &y) && x.alpha3 &&
           y.alpha3 && strcmp(x.alpha3, y.alpha3) == 0;
}

/* Is every word of the description between the article and the head found in the role's words, and no word of the role
 * one that makes another office of it? "The former minister" does not fit "minister", nor "the president" "vice
 * president". */
static int role_fits(const onr_doc *doc, onr_range r, uint32_t head, onr_span role) {
    onr_range words = onr_tokens_in(doc, role);
    for (uint32_t t = r.from; t < r.to; t++) {
        unsigned upos = doc->tags[t].upos;
        int found =
            t == head || upos == ONR_UPOS_DET || upos == ONR_UPOS_PUNCT || onr_word_in(doc, t, beside, COUNT(beside));
        for (uint32_t k = words.from; k < words.to && !found; k++)
            found = same_office(doc, t, k) || same_country(doc, t, k);
        if (!found) return 0;
    }
    for (uint32_t k = words.from; k < words.to; k++) {
        int said = !onr_word_in(doc, k, apart, COUNT(apart));
        for (uint32_t t = r.from; t < r.to && !said; t++) said = lemma_eq(doc, t, k);
        if (!said) return 0;
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

static int is_body_noun(const onr_doc *doc, uint32_t t);

static int holds_office(const onr_view *v, uint32_t e, onr_range r, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    if (onr_span_empty(doc->entities[e].role) || is_body_noun(doc, head)) return 0; /* "Brenn of the Unity Party" */
    if (same_office(doc, v->cast->players[e].role_head, head) && role_fits(doc, r, head, doc->entities[e].role))
        return 1;
    return abbreviates(doc, head, doc->entities[e].role);
}

/* The latest person whose office the definite description names; of two the one who spoke last. */
static uint32_t person_of_office(const onr_view *v, onr_range r, uint32_t head) {
    uint32_t best = ONR_NONE, i = onr_cast_name_at(v->cast, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 120; back++) {
        uint32_t e = v->cast->name_entity[--i];
        if (v->cast->names[i].kind != ONR_NAME_PER || e == best || !holds_office(v, e, r, head)) continue;
        if (best == ONR_NONE || e == v->last_speaker) best = e;
    }
    return best;
}

/* A headline's "Norlandian judge", or "the governor" before the name is given: the only person of the document who
 * holds such an office. */
static uint32_t person_of_headline(const onr_view *v, onr_range r, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    uint32_t found = ONR_NONE;
    int nominal = doc->tags[head].upos == ONR_UPOS_NOUN || doc->tags[head].upos == ONR_UPOS_PROPN;
    if (!nominal || is_plural(doc, head) || (!in_title(doc, head) && !onr_is_definite(doc, r))) return ONR_NONE;
    if (is_body_noun(doc, head)) return ONR_NONE;
    for (uint32_t t = r.from; t < r.to; t++)
        if (onr_word_in(doc, t, apart, COUNT(apart))) return ONR_NONE;
    for (uint32_t i = 0; i < v->cast->names_n && i < 400; i++) {
        uint32_t e = v->cast->name_entity[i];
        if (v->cast->names[i].kind != ONR_NAME_PER || e == found) continue;
        if (in_title(doc, head) ? !lemma_eq(doc, v->cast->players[e].role_head, head) : !holds_office(v, e, r, head))
            continue;
        if (found != ONR_NONE) return ONR_NONE;
        found = e;
    }
    return found;
}

uint32_t onr_officer(const onr_view *v, onr_range r) {
    return onr_is_definite(v->cast->doc, r) ? person_of_office(v, r, onr_head_of(v->cast->doc, r)) : ONR_NONE;
}

/* ---- bodies and places ------------------------------------------------------------------------------------------ */

static const char *const company_nouns[] = {"company", "firm",  "airline",  "corporation", "manufacturer", "retailer",
                                            "carrier", "chain", "operator", "startup",     "utility",      "brand"};
static const char *const public_words[] = {"ministry", "department", "court",  "police",     "government", "parliament",
                                           "senate",   "congress",   "office", "university", "institute",  "commission",
                                           "council",  "party",      "union",  "army",       "house",      "agency",
                                           "times",    "news",       "post",   "association"};

static int same_word(const onr_doc *doc, uint32_t a, uint32_t b) {
    onr_slice x = onr_word(doc, a), y = onr_word(doc, b);
    return lemma_eq(doc, a, b) || (x.n == y.n && x.n > 3 && onr_ascii_same(x.p, y.p, x.n));
}

/* "the ministry": the latest organisation whose name has the word; "the force": the latest police. */
static uint32_t organisation_of_word(const onr_view *v, uint32_t head) {
    static const char *const police[] = {"police", "constabulary"};
    const onr_doc *doc = v->cast->doc;
    int force = onr_word_is(doc, head, "force");
    uint32_t i = onr_cast_name_at(v->cast, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 60; back++) {
        const onr_name *n = &v->cast->names[--i];
        onr_range whole = onr_tokens_in(doc, doc->entities[v->cast->name_entity[i]].name);
        if (n->kind != ONR_NAME_ORG || whole.to - whole.from < 2) continue;
        for (uint32_t t = whole.from; t < whole.to; t++)
            if (same_word(doc, t, head) || (force && onr_word_in(doc, t, police, COUNT(police))))
                return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

static int is_public(const onr_doc *doc, onr_span name) {
    onr_range r = onr_tokens_in(doc, name);
    for (uint32_t t = r.from; t < r.to; t++)
        if (onr_word_in(doc, t, public_words, COUNT(public_words))) return 1;
    return 0;
}

/* Of the names of a kind before the source the one named most often, the later one of two; bodies of the state do not
 * count. */
static uint32_t named_most(const onr_view *v, unsigned kind) {
    enum { KEPT = 24 };
    uint32_t entity[KEPT], times[KEPT], n = 0, best = 0;
    uint32_t i = onr_cast_name_at(v->cast, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 200; back++) {
        uint32_t e = v->cast->name_entity[--i], k = 0;
        onr_range own = v->cast->names[i].tok;
        if (i > 0 && v->cast->names[i - 1].tok.to + 1 == own.from && onr_word_is(v->cast->doc, own.from - 1, ","))
            continue; /* "Lasker, Norland": the land of the town */
        if (v->cast->names[i].kind != kind || is_public(v->cast->doc, v->cast->doc->entities[e].name)) continue;
        while (k < n && entity[k] != e) k++;
        if (k == n && n < KEPT) entity[n] = e, times[n++] = 0;
        if (k < n) times[k]++;
    }
    for (uint32_t k = 1; k < n; k++)
        if (times[k] > times[best]) best = k;
    return n ? entity[best] : ONR_NONE;
}

/* "the company": the body that spoke last, else the one the document is about. */
static uint32_t company_of_word(const onr_view *v, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    if (is_plural(doc, head) || !onr_noun_in(doc, head, company_nouns, COUNT(company_nouns))) return ONR_NONE;
    if (v->last_speaker != ONR_NONE && v->last_block + 1 >= v->block &&
        doc->entities[v->last_speaker].kind == ONR_ENTITY_ORGANISATION &&
        !is_public(doc, doc->entities[v->last_speaker].name))
        return v->last_speaker;
    return named_most(v, ONR_NAME_ORG);
}

/* "the paper", "the website": the outlet named last that the text calls so ("newspaper Dagbladet Nord"), or that is one
 * by its name. */
static uint32_t outlet_of_word(const onr_view *v, uint32_t head) {
    static const char *const media[] = {"newspaper", "paper",   "magazine", "broadcaster", "outlet", "channel",
                                        "tabloid",   "station", "daily",    "publication", "weekly", "journal"};
    static const char *const sites[] = {"website", "site", "blog", "portal", "platform", "network", "agency"};
    const onr_doc *doc = v->cast->doc;
    int medium = onr_noun_in(doc, head, media, COUNT(media));
    if (is_plural(doc, head) || (!medium && !onr_noun_in(doc, head, sites, COUNT(sites)))) return ONR_NONE;
    uint32_t i = onr_cast_name_at(v->cast, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 60; back++) {
        onr_range n = v->cast->names[--i].tok;
        if (v->cast->names[i].kind == ONR_NAME_PER) continue;
        if (n.from > 0 && lemma_eq(doc, n.from - 1, head)) return v->cast->name_entity[i];
        onr_range o = medium ? onr_outlet_in(doc, n) : (onr_range){0, 0};
        if (o.from < o.to) return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

/* "In Norland, the government": of that country, whatever government the text told of before. */
static int is_elsewhere(const onr_view *v, onr_range r, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    if (!is_body_noun(doc, head) || r.from < 3 || !onr_word_is(doc, r.from - 1, ",")) return 0;
    uint32_t i = onr_cast_name_at(v->cast, r.from - 2);
    if (i >= v->cast->names_n || v->cast->names[i].tok.to != r.from - 1 || v->cast->names[i].kind != ONR_NAME_LOC)
        return 0;
    uint32_t in = v->cast->names[i].tok.from, own = onr_doc_sent_of(doc, in);
    return in > 0 && own != ONR_NONE && onr_word_is(doc, in - 1, "in") && doc->sents[own].tok.from == in - 1;
}

/* "the town": the place that the document named most often so far; the later one of two. */
static uint32_t place_of_word(const onr_view *v, uint32_t head) {
    static const char *const places[] = {"city", "town", "country", "state", "village", "county", "island", "kingdom"};
    return onr_noun_in(v->cast->doc, head, places, COUNT(places)) ? named_most(v, ONR_NAME_LOC) : ONR_NONE;
}

/* ---- known ------------------------------------------------------------------------------------------------------ */

static const char *const body_nouns[] = {
    "ministry",     "department",     "police",     "government", "court",     "agency",    "army",
    "military",     "council",        "parliament", "office",     "committee", "company",   "party",
    "union",        "administration", "embassy",    "authority",  "force",     "service",   "organisation",
    "organization", "university",     "hospital",   "team",       "group",     "newspaper", "broadcaster",
    "outlet",       "channel",        "magazine",   "church"};

static int is_body_noun(const onr_doc *doc, uint32_t t) { return onr_noun_in(doc, t, body_nouns, COUNT(body_nouns)); }

static unsigned kind_of_noun(const onr_doc *doc, uint32_t head) {
    if (onr_is_document_noun(doc, head)) return ONR_ENTITY_DOCUMENT;
    if (is_body_noun(doc, head)) return ONR_ENTITY_ORGANISATION;
    return is_plural(doc, head) ? ONR_ENTITY_GROUP : ONR_ENTITY_UNKNOWN;
}

/* "researchers from Lasker University in Norland": where a name already tells them apart, its place is left out. */
static onr_range without_place(const onr_view *v, onr_range r, uint32_t head) {
    const onr_doc *doc = v->cast->doc;
    for (uint32_t t = r.to - 1; t > head + 2; t--) {
        if (!onr_word_is(doc, t, "in")) continue;
        uint32_t i = onr_cast_name_at(v->cast, t - 1), k = onr_cast_name_at(v->cast, t + 1);
        int named = i < v->cast->names_n && v->cast->names[i].tok.to == t;
        int place =
            k < v->cast->names_n && v->cast->names[k].tok.from == t + 1 && v->cast->names[k].kind == ONR_NAME_LOC;
        return named && place ? (onr_range){r.from, t} : r;
    }
    return r;
}

/* "One study in Ostrel Letters from March": when it was belongs to no name. */
static onr_range without_date(const onr_doc *doc, onr_range r, uint32_t head) {
    uint32_t end = doc->tokens[r.to - 1].end, i = ONR_FIRST_FROM(doc->dates, doc->dates_n, span.end, end);
    if (i == doc->dates_n || doc->dates[i].span.end != end) return r;
    uint32_t t = onr_doc_token_at(doc, doc->dates[i].span.start);
    if (t > head + 2 && t < r.to && doc->tags[t - 1].upos == ONR_UPOS_ADP) r.to = t - 1;
    return r;
}

/* A description without what only comments on it: cut before a dash, a parenthesis, and before a comma unless a list
 * goes on.
 */
static onr_range bare(const onr_view *v, onr_range r, uint32_t head, uint32_t *alias) {
    const onr_doc *doc = v->cast->doc;
    *alias = ONR_NONE;
    int listed = 0;
    for (uint32_t t = r.from; t < r.to; t++) listed |= doc->tags[t].upos == ONR_UPOS_CCONJ;
    if (listed && onr_word_is(doc, r.from, "both")) r.from++; /* "both camps" are no camps */
    if (r.to - r.from > 3 && onr_word_is(doc, r.to - 3, "(") && onr_word_is(doc, r.to - 1, ")")) {
        *alias = r.to - 2;
        r.to -= 3;
    }
    for (uint32_t t = head + 1; t < r.to; t++) {
        if (onr_word_is(doc, t, "\xE2\x80\x94") || onr_word_is(doc, t, "\xE2\x80\x93")) return (onr_range){r.from, t};
        unsigned next = t + 1 < r.to ? doc->tags[t + 1].upos : ONR_UPOS_PUNCT;
        int comment = onr_word_is(doc, t, ",") && next != ONR_UPOS_PROPN && next != ONR_UPOS_NOUN &&
                      next != ONR_UPOS_ADJ && next != ONR_UPOS_CCONJ;
        if (comment) return (onr_range){r.from, t};
    }
    if (r.to - r.from > 2 && doc->tags[r.to - 1].xpos == ONR_XPOS_POS) r.to--;
    return without_place(v, without_date(doc, r, head), head);
}

/* "the protesters" after "demonstrators": nouns that news uses for one another, one key a class. */
static uint64_t class_key(const onr_doc *doc, uint32_t head) {
    static const char *const crowd[] = {"protester", "demonstrator", "marcher", "activist"};
    if (onr_is_team_noun(doc, head)) return KEY_CLASS + 1;
    return onr_noun_in(doc, head, crowd, COUNT(crowd)) ? KEY_CLASS + 2 : 0;
}

static uint32_t by_head(const onr_cast *c, uint32_t head) {
    return onr_cast_look_hash(c, onr_cast_hash(c->doc, (onr_range){head, head + 1}, KEY_DESCRIPTION_HEAD));
}

/* "the agency": a body of any name that spoke last, or was the subject last in these paragraphs. */
static uint32_t body_of_word(const onr_view *v, uint32_t head) {
    static const char *const any[] = {"agency",      "organisation", "organization", "group", "association", "body",
                                      "institution", "institute",    "charity",      "union", "party",       "service"};
    const onr_doc *doc = v->cast->doc;
    if (is_plural(doc, head) || !onr_noun_in(doc, head, any, COUNT(any))) return ONR_NONE;
    if (v->last_speaker != ONR_NONE && v->last_block + 1 >= v->block &&
        doc->entities[v->last_speaker].kind == ONR_ENTITY_ORGANISATION)
        return v->last_speaker;
    uint32_t i = onr_cast_name_at(v->cast, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 12; back++) {
        const onr_name *n = &v->cast->names[--i];
        if (doc->tokens[n->tok.from].block + 1 < v->block) break;
        if (n->kind == ONR_NAME_ORG && onr_deprel_base(doc->arcs[onr_head_of(doc, n->tok)].rel) == ONR_DEPREL_NSUBJ)
            return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

/* "the 37-year-old": the person whose age the document gives so ("Ada Brenn, 37,"), else who spoke last in these
 * paragraphs. */
static uint32_t person_of_age(const onr_view *v, onr_range r) {
    const onr_doc *doc = v->cast->doc;
    onr_slice words = onr_doc_slice(doc, onr_doc_tokens_span(doc, r));
    size_t age = 4, n = 0;
    if (words.n < 13 || memcmp(words.p + words.n - 9, "-year-old", 9) != 0) return ONR_NONE;
    while (age + n < words.n && words.p[age + n] >= '0' && words.p[age + n] <= '9') n++;
    if (n == 0 || age + n + 9 != words.n) return ONR_NONE;
    uint32_t i = onr_cast_name_at(v->cast, v->tok.from);
    for (uint32_t back = 0; i > 0 && back < 120; back++) {
        onr_range own = v->cast->names[--i].tok;
        if (v->cast->names[i].kind != ONR_NAME_PER || own.to + 2 >= doc->tokens_n) continue;
        onr_slice w = onr_word(doc, own.to + 1);
        if (onr_word_is(doc, own.to, ",") && w.n == n && memcmp(w.p, words.p + age, n) == 0)
            return v->cast->name_entity[i];
    }
    uint32_t e = v->last_speaker;
    return e != ONR_NONE && v->last_block + 2 >= v->block && doc->entities[e].kind == ONR_ENTITY_PERSON ? e : ONR_NONE;
}

static uint32_t known_definite(const onr_view *v, onr_range r, uint32_t head) {
    const onr_cast *c = v->cast;
    uint32_t e = person_of_age(v, r);
    if (e == ONR_NONE) e = person_of_office(v, r, head);
    int two = r.to - r.from == 2 || (r.to - r.from == 3 && onr_word_is(c->doc, r.from + 1, "same"));
    if (e == ONR_NONE && two) e = place_of_word(v, head);
    if (e == ONR_NONE) e = organisation_of_word(v, head);
    if (e == ONR_NONE && two) e = outlet_of_word(v, head);
    if (e == ONR_NONE && two) e = company_of_word(v, head);
    if (e == ONR_NONE && two && by_head(c, head) == ONR_NONE) e = body_of_word(v, head);
    if (e == ONR_NONE && two) e = by_head(c, head);
    if (e == ONR_NONE && two && class_key(c->doc, head)) e = onr_cast_look_hash(c, class_key(c->doc, head));
    return e;
}

/* A short form that the tagger took for a name elsewhere but not here ("NWS said"): the entity of the name before. */
static uint32_t name_elsewhere(const onr_view *v, onr_range r) {
    const onr_doc *doc = v->cast->doc;
    onr_slice w = onr_word(doc, r.from);
    if (r.to - r.from != 1 || w.n < 2 || w.p[0] < 'A' || w.p[0] > 'Z') return ONR_NONE;
    if (doc->tags[r.from].upos != ONR_UPOS_PROPN && (w.p[1] < 'A' || w.p[1] > 'Z')) return ONR_NONE;
    uint32_t i = onr_cast_name_at(v->cast, r.from);
    for (uint32_t back = 0; i > 0 && back < 200; back++) {
        onr_range n = v->cast->names[--i].tok;
        if (n.to - n.from == 1 && onr_slice_eq(onr_word(doc, n.from), w)) return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

uint32_t onr_described_before(const onr_cast *c, onr_range r) { return onr_cast_look(c, r, KEY_DESCRIPTION); }

uint32_t onr_known_description(const onr_view *v, onr_range r) {
    uint32_t head = onr_head_of(v->cast->doc, r), e = name_elsewhere(v, r);
    if (is_elsewhere(v, r, head)) return ONR_NONE;
    if (e == ONR_NONE) e = onr_described_before(v->cast, r);
    if (e == ONR_NONE && onr_is_definite(v->cast->doc, r) && r.to - r.from <= 6) e = known_definite(v, r, head);
    return e == ONR_NONE ? person_of_headline(v, r, head) : e;
}

/* ---- an entity -------------------------------------------------------------------------------------------------- */

onr_status onr_describe(onr_cast *c, onr_range r, uint32_t head, uint32_t e, onr_err *err) {
    onr_status st = onr_cast_file(c, r, KEY_DESCRIPTION, e, err);
    if (st == ONR_OK) st = onr_cast_file(c, (onr_range){head, head + 1}, KEY_DESCRIPTION_HEAD, e, err);
    if (st == ONR_OK && class_key(c->doc, head)) st = onr_cast_file_hash(c, class_key(c->doc, head), e, err);
    return st;
}

uint32_t onr_description_entity(onr_view *v, onr_range r, onr_err *err, onr_status *st) {
    onr_cast *c = v->cast;
    const onr_doc *doc = c->doc;
    uint32_t head = onr_head_of(doc, r), alias, e = onr_issuer(v, r, head, err, st);
    if (e == ONR_NONE && *st == ONR_OK) e = onr_team(v, r, head, err, st);
    if (e != ONR_NONE && *st == ONR_OK) *st = onr_describe(c, r, head, e, err);
    if (*st != ONR_OK) return ONR_NONE;
    if (e == ONR_NONE) e = onr_known_description(v, r);
    if (e != ONR_NONE) return e;
    r = bare(v, r, head, &alias);
    *st = onr_cast_entity(c, onr_doc_tokens_span(doc, r), kind_of_noun(doc, head), &e, err);
    if (*st != ONR_OK) return ONR_NONE;
    c->players[e].plural = (uint8_t)is_plural(doc, head);
    c->players[e].gender = (uint8_t)onr_gender_of_word(doc, head);
    c->players[e].head = head;
    *st = onr_describe(c, r, head, e, err);
    if (*st == ONR_OK && alias != ONR_NONE)
        *st = onr_cast_file(c, (onr_range){alias, alias + 1}, KEY_DESCRIPTION, e, err);
    return e;
}
