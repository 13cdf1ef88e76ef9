/* Names told apart: which mentions name the same person, organisation or place.
 *
 * Method: mentions in text order. A person of several words is filed under its whole name, its last word and its first;
 * a single word is the latest person with that last word, else with that first word. "Al Gore" and "Tipper Gore" stay
 * apart, since first words must agree or be initials. A fuller form becomes the entity's name. Organisations and places
 * are filed under all their words (without "the"), and under their initials. Cost: O(names).
 */
#include <string.h>

#include "base/hash.h"
#include "dict/dict.h"
#include "find/cast.h"

enum {
    KEY_FULL = 11,
    KEY_LAST = 22,
    KEY_FIRST = 33,
    KEY_MIDDLE = 35,
    KEY_THING = 44,
    KEY_THING_FIRST = 46,
    KEY_INITIALS = 57,
    KEY_COUNTRY = 68
};

static onr_range word_range(uint32_t t) { return (onr_range){t, t + 1}; }

uint32_t onr_cast_family(const onr_cast *c, uint32_t t) { return onr_cast_look(c, word_range(t), KEY_LAST); }

static uint32_t length(onr_range r) { return r.to - r.from; }

/* Do two first words go together: the same, or one the initial of the other? */
static int first_words_agree(const onr_doc *doc, uint32_t a, uint32_t b) {
    onr_slice x = onr_word(doc, a), y = onr_word(doc, b);
    if (onr_cast_hash(doc, word_range(a), 1) == onr_cast_hash(doc, word_range(b), 1)) return 1;
    int initial = (x.n <= 2 && x.n > 0) || (y.n <= 2 && y.n > 0);
    return initial && x.n && y.n && x.p[0] == y.p[0];
}

/* The short form in "Norland Weather Service (NWS)": the token between parentheses after the name, or ONR_NONE. */
static uint32_t short_form(const onr_doc *doc, onr_range r) {
    if (r.to + 2 >= doc->tokens_n || !onr_word_is(doc, r.to, "(") || !onr_word_is(doc, r.to + 2, ")")) return ONR_NONE;
    char c = onr_word(doc, r.to + 1).p[0];
    return c >= 'A' && c <= 'Z' ? r.to + 1 : ONR_NONE;
}

static onr_range name_tokens(const onr_doc *doc, uint32_t entity) {
    return onr_tokens_in(doc, doc->entities[entity].name);
}

/* The token of the family name: the last one that is no "Jr." or "III". */
static uint32_t family_token(const onr_doc *doc, onr_range r) {
    static const char *const after[] = {"jr.", "jr", "sr.", "sr", "ii", "iii", "iv", ","};
    uint32_t t = r.to - 1;
    while (t > r.from && onr_word_in(doc, t, after, sizeof after / sizeof *after)) t--;
    return t;
}

static int may_be(const onr_cast *c, uint32_t e, onr_range r) {
    onr_range known = name_tokens(c->doc, e);
    return length(known) == 1 || first_words_agree(c->doc, known.from, r.from);
}

/* The known person whom this name of several words means, or ONR_NONE: the same words; the same family name and a first
 * name that agrees; a known name with more words behind it ("Ada Brenn Olt" after "Ada Brenn"). */
static uint32_t person_of_full_name(const onr_cast *c, onr_range r) {
    uint32_t e = onr_cast_look(c, r, KEY_FULL);
    if (e != ONR_NONE) return e;
    e = onr_cast_look(c, word_range(family_token(c->doc, r)), KEY_LAST);
    if (e != ONR_NONE) return may_be(c, e, r) ? e : ONR_NONE;
    for (uint32_t to = r.to - 1; to > r.from + 1; to--) {
        e = onr_cast_look(c, (onr_range){r.from, to}, KEY_FULL);
        if (e == ONR_NONE) e = onr_cast_look(c, word_range(to - 1), KEY_LAST);
        if (e != ONR_NONE && may_be(c, e, r)) return e;
    }
    return ONR_NONE;
}

static uint32_t person_of_word(const onr_cast *c, uint32_t t) {
    uint32_t e = onr_cast_look(c, word_range(t), KEY_LAST);
    if (e == ONR_NONE) e = onr_cast_look(c, word_range(t), KEY_FIRST);
    return e != ONR_NONE ? e : onr_cast_look(c, word_range(t), KEY_MIDDLE);
}

/* Two of one family ("Brenn" and her mother "Ida Brenn"): does the surname alone stay with the one who has it, since
 * the article is about them: named by it, or in full, several times before the other came? */
static int keeps_surname(const onr_cast *c, uint32_t holder, uint32_t other) {
    enum { OFTEN = 3 };
    uint32_t times = 0;
    if (holder == ONR_NONE || holder == other || c->players[other].last > c->doc->entities[other].name.start) return 0;
    for (uint32_t i = 0; i < c->doc->mentions_n; i++) {
        if (c->doc->mentions[i].entity == other) return 0;
        times += c->doc->mentions[i].entity == holder;
    }
    return times >= OFTEN;
}

static onr_status file_person(onr_cast *c, onr_range r, uint32_t e, onr_err *err) {
    uint32_t family = family_token(c->doc, r);
    onr_status st = onr_cast_file(c, r, KEY_FULL, e, err);
    uint32_t holder = onr_cast_look(c, word_range(family), KEY_LAST);
    if (st == ONR_OK && !keeps_surname(c, holder, e)) st = onr_cast_file(c, word_range(family), KEY_LAST, e, err);
    if (st == ONR_OK && length(r) > 1) st = onr_cast_file(c, word_range(r.from), KEY_FIRST, e, err);
    for (uint32_t t = r.from + 1; st == ONR_OK && t < family; t++)
        if (onr_word(c->doc, t).n > 3) st = onr_cast_file(c, word_range(t), KEY_MIDDLE, e, err);
    return st;
}

static int ends_with(onr_slice w, const char *end) {
    size_t n = strlen(end);
    return w.n > n && memcmp(w.p + w.n - n, end, n) == 0;
}

unsigned onr_gender_of_word(const onr_doc *doc, uint32_t t) {
    static const char *const male[] = {"mr.",  "mr",   "sir",    "lord",    "king",    "prince",   "duke",
                                       "dad",  "son",  "father", "brother", "husband", "uncle",    "nephew",
                                       "monk", "earl", "pope",   "widower", "priest",  "grandson", "grandfather"};
    static const char *const female[] = {
        "mrs.",    "mrs", "ms.",    "ms",    "miss",   "dame",    "queen",    "princess", "duchess",
        "mum",     "mom", "mother", "wife",  "sister", "aunt",    "niece",    "daughter", "widow",
        "actress", "nun", "lady",   "madam", "girl",   "heiress", "countess", "empress",  "grandmother"};
    onr_slice w = onr_word(doc, t);
    if (onr_word_in(doc, t, male, sizeof male / sizeof *male)) return ONR_GENDER_MALE;
    if (onr_word_in(doc, t, female, sizeof female / sizeof *female)) return ONR_GENDER_FEMALE;
    if (ends_with(w, "woman")) return ONR_GENDER_FEMALE;
    return ends_with(w, "man") ? ONR_GENDER_MALE : ONR_GENDER_UNKNOWN;
}

/* What the first name tells; of "Jean-Pierre" the part that does. */
static unsigned gender_of_name(const onr_doc *doc, onr_range r) {
    char g = onr_dict_first_name(onr_word(doc, r.from));
    if (!g && length(r) > 3 && onr_word_is(doc, r.from + 1, "-")) g = onr_dict_first_name(onr_word(doc, r.from + 2));
    return g == 'f' ? ONR_GENDER_FEMALE : g == 'm' ? ONR_GENDER_MALE : ONR_GENDER_UNKNOWN;
}

static void set_role(onr_cast *c, uint32_t entity, onr_range r) {
    onr_doc *doc = c->doc;
    onr_player *p = &c->players[entity];
    unsigned title = r.from > 0 ? onr_gender_of_word(doc, r.from - 1) : ONR_GENDER_UNKNOWN;
    if (title != ONR_GENDER_UNKNOWN) p->gender = (uint8_t)title;
    if (p->gender == ONR_GENDER_UNKNOWN && length(r) > 1) p->gender = (uint8_t)gender_of_name(doc, r);
    if (!onr_span_empty(doc->entities[entity].role)) return;
    uint32_t head = ONR_NONE;
    onr_span role = onr_role_of(doc, r, &head);
    if (onr_span_empty(role)) return;
    doc->entities[entity].role = role;
    p->role_head = head;
    title = head == ONR_NONE ? ONR_GENDER_UNKNOWN : onr_gender_of_word(doc, head);
    if (title != ONR_GENDER_UNKNOWN) p->gender = (uint8_t)title;
}

/* The same words with accents that the known form has not? */
static int is_better_spelt(const onr_cast *c, uint32_t e, onr_range r) {
    onr_span known = c->doc->entities[e].name, now = onr_doc_tokens_span(c->doc, r);
    onr_range k = name_tokens(c->doc, e);
    return length(k) == length(r) && now.end - now.start > known.end - known.start &&
           onr_cast_hash(c->doc, k, 1) == onr_cast_hash(c->doc, r, 1);
}

static onr_status add_person(onr_cast *c, onr_range r, uint32_t *out, onr_err *err) {
    onr_doc *doc = c->doc;
    uint32_t e = length(r) > 1 ? person_of_full_name(c, r) : person_of_word(c, r.from);
    onr_status st = ONR_OK;
    if (e == ONR_NONE) st = onr_cast_entity(c, onr_doc_tokens_span(doc, r), ONR_ENTITY_PERSON, &e, err);
    else if (length(r) > length(name_tokens(doc, e)) || is_better_spelt(c, e, r))
        doc->entities[e].name = onr_doc_tokens_span(doc, r);
    if (st == ONR_OK) st = file_person(c, r, e, err);
    if (st == ONR_OK) set_role(c, e, r);
    *out = e;
    return st;
}

/* Hash of the initials of the capitalised words ("Ministry of Foreign Affairs": MFA), 0 when there are fewer than two;
 * with `ampersand`, "and" gives its sign ("Pier and Gas": P&G). */
static uint64_t initials_hash(const onr_doc *doc, onr_range r, int ampersand) {
    char low[16];
    size_t n = 0;
    for (uint32_t t = r.from; t < r.to && n < sizeof low; t++) {
        char c = onr_word(doc, t).p[0];
        if (c >= 'A' && c <= 'Z') low[n++] = (char)(c + 32);
        else if (ampersand && (c == '&' || onr_word_is(doc, t, "and"))) low[n++] = '&';
    }
    return n < 2 ? 0 : onr_hash64(low, n, KEY_INITIALS + 1);
}

static onr_status file_initials(onr_cast *c, uint64_t hash, uint32_t e, onr_err *err) {
    return hash && onr_cast_look_hash(c, hash) == ONR_NONE ? onr_cast_file_hash(c, hash, e, err) : ONR_OK;
}

/* The initials of a body, with and without the last word, which may be its legal form ("Company"). */
static onr_status file_all_initials(onr_cast *c, onr_range r, uint32_t e, onr_err *err) {
    onr_range but_last = {r.from, length(r) > 2 ? r.to - 1 : r.to};
    onr_status st = file_initials(c, initials_hash(c->doc, r, 0), e, err);
    if (st == ONR_OK) st = file_initials(c, initials_hash(c->doc, r, 1), e, err);
    if (st == ONR_OK) st = file_initials(c, initials_hash(c->doc, but_last, 1), e, err);
    return st;
}

/* Hash of what "Department of State" is called when the last word comes first: "State Department"; 0 for other names.
 */
static uint64_t turned_hash(const onr_doc *doc, onr_range r) {
    static const char *const bodies[] = {"department", "ministry", "office", "court", "university", "bank", "bureau"};
    for (uint32_t t = r.from; t + 2 < r.to; t++) {
        uint32_t last = onr_word_is(doc, t + 2, "the") && t + 3 < r.to ? t + 3 : t + 2;
        if (!onr_word_in(doc, t, bodies, sizeof bodies / sizeof *bodies) || !onr_word_is(doc, t + 1, "of")) continue;
        if (last + 1 != r.to) return 0;
        char low[64];
        uint64_t h = onr_hash64(low, onr_fold(onr_word(doc, last), low, sizeof low), KEY_THING + 1);
        return onr_hash64(low, onr_fold(onr_word(doc, t), low, sizeof low), h + 1);
    }
    return 0;
}

/* Hash of a country that goes by its common name or a short form of it ("US", "United States"); 0 for a part of one
 * ("Scotland") and for what is none. */
static uint64_t country_hash(const onr_doc *doc, onr_range r) {
    onr_dict_country hit;
    onr_slice s = onr_doc_slice(doc, onr_doc_tokens_span(doc, r));
    if (!onr_dict_country_is(s, &hit) || !hit.alpha3 || strcmp(hit.how, "name") != 0) return 0;
    if (strcmp(hit.alpha3, "IGO") == 0) return 0;
    const char *common = onr_dict_country_name(onr_slice_of(hit.alpha3));
    int is_short =
        s.n >= 2 && s.n <= 6 && s.p[0] >= 'A' && s.p[0] <= 'Z' && ((s.p[1] >= 'A' && s.p[1] <= 'Z') || s.p[1] == '.');
    if (!is_short && !(common && onr_slice_eq(s, onr_slice_of(common)))) return 0;
    return onr_hash64(hit.alpha3, 3, KEY_COUNTRY);
}

/* The whole of a name that the tagger parted at "of": "Supreme Court" of "Supreme Court of Norland". */
static onr_range whole_thing(const onr_cast *c, const onr_name *n) {
    const onr_doc *doc = c->doc;
    const onr_name *next = n + 1, *end = c->names + c->names_n;
    onr_range r = n->tok;
    if (n->kind != ONR_NAME_ORG || next == end || next->kind == ONR_NAME_PER || r.to + 1 >= doc->tokens_n) return r;
    uint32_t t = onr_word_is(doc, r.to, "of") ? r.to + 1 : ONR_NONE;
    if (t != ONR_NONE && onr_word_is(doc, t, "the")) t++;
    return t == next->tok.from ? (onr_range){r.from, next->tok.to} : r;
}

static onr_status new_thing(onr_cast *c, onr_range whole, unsigned name_kind, uint32_t *e, onr_err *err) {
    onr_doc *doc = c->doc;
    onr_dict_country hit;
    onr_span span = onr_doc_tokens_span(doc, whole);
    int country = onr_dict_country_is(onr_doc_slice(doc, span), &hit) && hit.alpha3;
    unsigned kind = name_kind == ONR_NAME_ORG ? ONR_ENTITY_ORGANISATION : ONR_ENTITY_PLACE;
    if (country && strcmp(hit.how, "name") == 0) kind = ONR_ENTITY_COUNTRY;
    onr_status st = onr_cast_entity(c, span, kind, e, err);
    if (st == ONR_OK && country) {
        doc->entities[*e].country = hit.alpha3;
        doc->entities[*e].country_how = "dictionary";
    }
    return st;
}

/* The body whose initials a single word is; a country's own short form ("US") is never taken for one. */
static uint32_t thing_of_initials(const onr_cast *c, onr_range r) {
    onr_dict_country hit;
    onr_slice w = onr_word(c->doc, r.from);
    int capital = w.n >= 2 && ((w.p[1] >= 'A' && w.p[1] <= 'Z') || w.p[1] == '&');
    if (length(r) != 1 || !capital || onr_dict_country_is(w, &hit)) return ONR_NONE;
    return onr_cast_look(c, r, KEY_INITIALS);
}

/* Words that a body's short form leaves out. */
static int is_legal_form(const onr_doc *doc, uint32_t t) {
    static const char *const forms[] = {"group",        "inc",           "inc.",       "corp",
                                        "corp.",        "corporation",   "company",    "co",
                                        "co.",          "ltd",           "ltd.",       "limited",
                                        "plc",          "llc",           "ag",         "sa",
                                        "gmbh",         "holdings",      "airlines",   "airways",
                                        "air",          "motors",        "bank",       "energy",
                                        "electric",     "technologies",  "systems",    "party",
                                        "movement",     "university",    "news",       "media",
                                        "foundation",   "entertainment", "industries", "international",
                                        "organisation", "organization",  "institute",  "association",
                                        "police",       "studios",       "motor"};
    return onr_word_in(doc, t, forms, sizeof forms / sizeof *forms);
}

/* The known organisation that a name of several words is the fuller form of, or that a single word is the start of:
 * "Sallow" and "Sallow Group". ONR_NONE otherwise. */
static uint32_t organisation_by_start(const onr_cast *c, onr_range r, unsigned name_kind) {
    if (name_kind != ONR_NAME_ORG) return ONR_NONE;
    uint32_t e = onr_cast_look(c, word_range(r.from), length(r) == 1 ? KEY_THING_FIRST : KEY_THING);
    if (e == ONR_NONE || c->doc->entities[e].kind != ONR_ENTITY_ORGANISATION) return ONR_NONE;
    for (uint32_t t = r.from + 1; t < r.to && !onr_word_is(c->doc, r.from + 1, "of"); t++)
        if (!is_legal_form(c->doc, t)) return ONR_NONE; /* "Sallow Norland" is a daughter */
    return e;
}

/* "the Court", tagged as a name: the latest body of several words that has the word. */
static uint32_t body_of_noun(const onr_cast *c, const onr_name *n) {
    static const char *const bodies[] = {"department", "court",     "house",      "ministry",    "commission",
                                         "council",    "committee", "university", "institute",   "agency",
                                         "bank",       "union",     "party",      "board",       "authority",
                                         "office",     "academy",   "federation", "association", "embassy"};
    if (n->kind != ONR_NAME_ORG || length(n->tok) != 1) return ONR_NONE;
    if (!onr_word_in(c->doc, n->tok.from, bodies, sizeof bodies / sizeof *bodies)) return ONR_NONE;
    for (const onr_name *k = n; k-- > c->names && n - k < 60;) {
        uint32_t e = c->name_entity[k - c->names];
        onr_range whole = name_tokens(c->doc, e);
        if (k->kind != ONR_NAME_ORG || length(whole) < 2) continue;
        for (uint32_t t = whole.from; t < whole.to; t++)
            if (onr_cast_hash(c->doc, word_range(t), 1) == onr_cast_hash(c->doc, n->tok, 1)) return e;
    }
    return ONR_NONE;
}

static onr_status file_thing(onr_cast *c, onr_range r, onr_range whole, uint32_t e, onr_err *err) {
    onr_doc *doc = c->doc;
    uint64_t turned = turned_hash(doc, whole), country = country_hash(doc, r);
    uint32_t alias = short_form(doc, r);
    onr_status st = onr_cast_file(c, r, KEY_THING, e, err);
    if (st == ONR_OK && length(whole) > length(r)) st = onr_cast_file(c, whole, KEY_THING, e, err);
    if (st == ONR_OK && length(r) > 1) st = onr_cast_file(c, word_range(r.from), KEY_THING_FIRST, e, err);
    if (st == ONR_OK) st = file_all_initials(c, whole, e, err);
    if (st == ONR_OK && turned) st = onr_cast_file_hash(c, turned, e, err);
    if (st == ONR_OK && country) st = onr_cast_file_hash(c, country, e, err);
    if (st == ONR_OK && alias != ONR_NONE) st = onr_cast_file(c, word_range(alias), KEY_THING, e, err);
    return st;
}

static onr_status add_thing(onr_cast *c, const onr_name *n, uint32_t *out, onr_err *err) {
    onr_doc *doc = c->doc;
    onr_range r = n->tok, whole = whole_thing(c, n);
    uint32_t e = length(whole) == 1 ? body_of_noun(c, n) : ONR_NONE;
    if (e != ONR_NONE) {
        *out = e;
        return ONR_OK;
    }
    e = onr_cast_look(c, whole, KEY_THING);
    if (e == ONR_NONE) e = onr_cast_look(c, r, KEY_THING);
    if (e == ONR_NONE) e = thing_of_initials(c, r);
    if (e == ONR_NONE && country_hash(doc, whole)) e = onr_cast_look_hash(c, country_hash(doc, whole));
    if (e == ONR_NONE && turned_hash(doc, whole)) e = onr_cast_look_hash(c, turned_hash(doc, whole));
    if (e == ONR_NONE) e = organisation_by_start(c, r, n->kind);
    onr_status st = ONR_OK;
    unsigned kind = e == ONR_NONE ? 0 : doc->entities[e].kind;
    if (e == ONR_NONE) st = new_thing(c, whole, n->kind, &e, err);
    else if (length(whole) > length(name_tokens(doc, e)) &&
             (kind == ONR_ENTITY_ORGANISATION || kind == ONR_ENTITY_COUNTRY))
        doc->entities[e].name = onr_doc_tokens_span(doc, whole);
    *out = e;
    return st == ONR_OK ? file_thing(c, r, whole, e, err) : st;
}

static uint32_t thing_of_word(const onr_cast *c, onr_range word) {
    uint32_t e = onr_cast_look(c, word, KEY_THING);
    return e != ONR_NONE ? e : onr_cast_look(c, word, KEY_THING_FIRST);
}

/* A single word that the tagger took for another kind than the name it was introduced by: "Brenn" as an organisation, a
 * short form as a person. The entity it means, or ONR_NONE. */
static uint32_t known_under_other_kind(const onr_cast *c, const onr_name *n) {
    if (length(n->tok) != 1) return ONR_NONE;
    if (n->kind == ONR_NAME_PER)
        return person_of_word(c, n->tok.from) == ONR_NONE ? thing_of_word(c, n->tok) : ONR_NONE;
    return onr_cast_look(c, n->tok, KEY_THING) == ONR_NONE && thing_of_initials(c, n->tok) == ONR_NONE
               ? onr_cast_look(c, n->tok, KEY_LAST)
               : ONR_NONE;
}

static onr_status add_name(onr_cast *c, const onr_name *n, uint32_t *out, onr_err *err) {
    *out = known_under_other_kind(c, n);
    if (*out != ONR_NONE) return ONR_OK;
    return n->kind == ONR_NAME_PER ? add_person(c, n->tok, out, err) : add_thing(c, n, out, err);
}

onr_status onr_cast_names(onr_cast *c, onr_err *err) {
    onr_doc *doc = c->doc;
    c->name_entity = onr_arena_alloc(&doc->arena, c->names_n, sizeof *c->name_entity);
    if (!c->name_entity) return onr_doc_no_memory(err);
    for (uint32_t i = 0; i < c->names_n; i++) {
        const onr_name *n = &c->names[i];
        onr_status st = add_name(c, n, &c->name_entity[i], err);
        if (st == ONR_OK)
            st = onr_cast_mention(c, c->name_entity[i], onr_doc_tokens_span(doc, n->tok), ONR_FORM_NAME, err);
        if (st != ONR_OK) return st;
    }
    return ONR_OK;
}
