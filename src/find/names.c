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

enum { KEY_FULL = 11, KEY_LAST = 22, KEY_FIRST = 33, KEY_THING = 44, KEY_THING_FIRST = 46, KEY_INITIALS = 57 };

static onr_range word_range(uint32_t t) { return (onr_range){t, t + 1}; }

static uint32_t length(onr_range r) { return r.to - r.from; }

/* Do two first words go together: the same, or one the initial of the other? */
static int first_words_agree(const onr_doc *doc, uint32_t a, uint32_t b) {
    onr_slice x = onr_word(doc, a), y = onr_word(doc, b);
    if (onr_slice_eq(x, y)) return 1;
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

/* The known person whom this name of several words means, or ONR_NONE. */
static uint32_t person_of_full_name(const onr_cast *c, onr_range r) {
    uint32_t e = onr_cast_look(c, r, KEY_FULL);
    if (e != ONR_NONE) return e;
    e = onr_cast_look(c, word_range(r.to - 1), KEY_LAST);
    if (e == ONR_NONE) return e;
    onr_range known = name_tokens(c->doc, e);
    if (length(known) == 1 || first_words_agree(c->doc, known.from, r.from)) return e;
    return ONR_NONE;
}

static uint32_t person_of_word(const onr_cast *c, uint32_t t) {
    uint32_t e = onr_cast_look(c, word_range(t), KEY_LAST);
    return e != ONR_NONE ? e : onr_cast_look(c, word_range(t), KEY_FIRST);
}

static void set_role(onr_cast *c, uint32_t entity, onr_range r) {
    static const char *const male[] = {"mr.", "mr", "sir", "lord", "king", "prince"};
    static const char *const female[] = {"mrs.", "mrs", "ms.", "ms", "miss", "dame", "queen", "princess"};
    onr_doc *doc = c->doc;
    onr_player *p = &c->players[entity];
    if (r.from > 0 && onr_word_in(doc, r.from - 1, male, sizeof male / sizeof *male)) p->gender = ONR_GENDER_MALE;
    if (r.from > 0 && onr_word_in(doc, r.from - 1, female, sizeof female / sizeof *female))
        p->gender = ONR_GENDER_FEMALE;
    if (!onr_span_empty(doc->entities[entity].role)) return;
    uint32_t head = ONR_NONE;
    onr_span role = onr_role_of(doc, r, &head);
    if (onr_span_empty(role)) return;
    doc->entities[entity].role = role;
    p->role_head = head;
    onr_slice w = head == ONR_NONE ? (onr_slice){"", 0} : onr_word(doc, head);
    if (w.n > 5 && memcmp(w.p + w.n - 5, "woman", 5) == 0) p->gender = ONR_GENDER_FEMALE;
    else if (w.n > 3 && memcmp(w.p + w.n - 3, "man", 3) == 0) p->gender = ONR_GENDER_MALE;
}

static onr_status add_person(onr_cast *c, onr_range r, uint32_t *out, onr_err *err) {
    onr_doc *doc = c->doc;
    uint32_t e = length(r) > 1 ? person_of_full_name(c, r) : person_of_word(c, r.from);
    onr_status st = ONR_OK;
    if (e == ONR_NONE) st = onr_cast_entity(c, onr_doc_tokens_span(doc, r), ONR_ENTITY_PERSON, &e, err);
    else if (length(r) > length(name_tokens(doc, e))) doc->entities[e].name = onr_doc_tokens_span(doc, r);
    if (st == ONR_OK) st = onr_cast_file(c, r, KEY_FULL, e, err);
    if (st == ONR_OK) st = onr_cast_file(c, word_range(r.to - 1), KEY_LAST, e, err);
    if (st == ONR_OK && length(r) > 1) st = onr_cast_file(c, word_range(r.from), KEY_FIRST, e, err);
    if (st == ONR_OK) set_role(c, e, r);
    *out = e;
    return st;
}

/* Hash of the initials of the capitalised words ("Ministry of Foreign Affairs": MFA), 0 when there are fewer than two.
 */
static uint64_t initials_hash(const onr_doc *doc, onr_range r) {
    char low[16];
    size_t n = 0;
    for (uint32_t t = r.from; t < r.to && n < sizeof low; t++) {
        char c = onr_word(doc, t).p[0];
        if (c >= 'A' && c <= 'Z') low[n++] = (char)(c + 32);
    }
    return n < 2 ? 0 : onr_hash64(low, n, KEY_INITIALS + 1);
}

/* The whole of a name that the tagger parted at "of": "Supreme Court" of "Supreme Court of Norland". */
static onr_range whole_thing(const onr_doc *doc, const onr_name *n) {
    const onr_name *next = n + 1, *end = doc->names + doc->names_n;
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
    if (length(r) != 1 || w.n < 2 || w.p[1] < 'A' || w.p[1] > 'Z' || onr_dict_country_is(w, &hit)) return ONR_NONE;
    return onr_cast_look(c, r, KEY_INITIALS);
}

/* The known organisation that a name of several words is the fuller form of, or that a single word is the start of:
 * "Sallow" and "Sallow Group". ONR_NONE otherwise. */
static uint32_t organisation_by_start(const onr_cast *c, onr_range r, unsigned name_kind) {
    if (name_kind != ONR_NAME_ORG) return ONR_NONE;
    uint32_t e = onr_cast_look(c, word_range(r.from), length(r) == 1 ? KEY_THING_FIRST : KEY_THING);
    return e != ONR_NONE && c->doc->entities[e].kind == ONR_ENTITY_ORGANISATION ? e : ONR_NONE;
}

static onr_status file_thing(onr_cast *c, onr_range r, onr_range whole, uint32_t e, onr_err *err) {
    onr_doc *doc = c->doc;
    uint64_t initials = initials_hash(doc, whole);
    uint32_t alias = short_form(doc, r);
    onr_status st = onr_cast_file(c, r, KEY_THING, e, err);
    if (st == ONR_OK && length(whole) > length(r)) st = onr_cast_file(c, whole, KEY_THING, e, err);
    if (st == ONR_OK && length(r) > 1) st = onr_cast_file(c, word_range(r.from), KEY_THING_FIRST, e, err);
    if (st == ONR_OK && initials && onr_cast_look_hash(c, initials) == ONR_NONE)
        st = onr_cast_file_hash(c, initials, e, err);
    if (st == ONR_OK && alias != ONR_NONE) st = onr_cast_file(c, word_range(alias), KEY_THING, e, err);
    return st;
}

static onr_status add_thing(onr_cast *c, const onr_name *n, uint32_t *out, onr_err *err) {
    onr_doc *doc = c->doc;
    onr_range r = n->tok, whole = whole_thing(doc, n);
    uint32_t e = onr_cast_look(c, whole, KEY_THING);
    if (e == ONR_NONE) e = onr_cast_look(c, r, KEY_THING);
    if (e == ONR_NONE) e = thing_of_initials(c, r);
    if (e == ONR_NONE) e = organisation_by_start(c, r, n->kind);
    onr_status st = ONR_OK;
    if (e == ONR_NONE) st = new_thing(c, whole, n->kind, &e, err);
    else if (length(whole) > length(name_tokens(doc, e)) && doc->entities[e].kind == ONR_ENTITY_ORGANISATION)
        doc->entities[e].name = onr_doc_tokens_span(doc, whole);
    *out = e;
    return st == ONR_OK ? file_thing(c, r, whole, e, err) : st;
}

/* A single word that the tagger took for another kind than the name it was introduced by: "Brenn" as an organisation, a
 * short form as a person. The entity it means, or ONR_NONE. */
static uint32_t known_under_other_kind(const onr_cast *c, const onr_name *n) {
    if (length(n->tok) != 1) return ONR_NONE;
    if (n->kind == ONR_NAME_PER)
        return person_of_word(c, n->tok.from) == ONR_NONE ? onr_cast_look(c, n->tok, KEY_THING) : ONR_NONE;
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
    c->name_entity = onr_arena_alloc(&doc->arena, doc->names_n, sizeof *c->name_entity);
    if (!c->name_entity) return onr_doc_no_memory(err);
    for (uint32_t i = 0; i < doc->names_n; i++) {
        const onr_name *n = &doc->names[i];
        onr_status st = add_name(c, n, &c->name_entity[i], err);
        if (st == ONR_OK)
            st = onr_cast_mention(c, c->name_entity[i], onr_doc_tokens_span(doc, n->tok), ONR_FORM_NAME, err);
        if (st != ONR_OK) return st;
    }
    return ONR_OK;
}
