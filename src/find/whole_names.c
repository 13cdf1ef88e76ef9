/* Names as wholes: what the tagger cut short, put together again.
 *
 * Method. The tagger marks names word by word and errs at their edges: "Kingdom" of "United Kingdom", "William S." of
 * "William S. Saturn", "US President Brenn" as one person, "leaving" as a place. Here every name goes on over the words
 * that the tree joins to it (flat; for places and bodies a capitalised compound before it) and over hyphens without
 * spaces; titles before a person, letters of honour after one and everything from a parenthesis on are left out; what
 * has no capital, or is a pronoun, is no name. A country of several words is a name whether the tagger saw it or not.
 * doc->names stays as it is; the cast works on this copy. Invariants: in order, inside one sentence, never overlapping.
 * Cost: O(tokens).
 */
#include <string.h>

#include "base/search.h"
#include "base/utf8.h"
#include "dict/dict.h"
#include "find/cast.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static int starts_upper(const onr_doc *doc, uint32_t t) {
    onr_slice w = onr_word(doc, t);
    uint32_t c;
    return w.n && onr_utf8_decode(w.p, w.n, &c) && onr_char_is_upper(c);
}

static int has_upper(const onr_doc *doc, onr_range r) {
    onr_slice s = onr_doc_slice(doc, onr_doc_tokens_span(doc, r));
    for (size_t i = 0; i < s.n;) {
        uint32_t c;
        size_t n = onr_utf8_decode(s.p + i, s.n - i, &c);
        if (onr_char_is_upper(c)) return 1;
        i += n ? n : 1;
    }
    return 0;
}

static int is_closed_class(unsigned upos) {
    return upos == ONR_UPOS_PRON || upos == ONR_UPOS_DET || upos == ONR_UPOS_AUX || upos == ONR_UPOS_CCONJ ||
           upos == ONR_UPOS_SCONJ;
}

static int is_name(const onr_doc *doc, onr_range r) {
    if (r.from >= r.to || !has_upper(doc, r)) return 0;
    if (r.to - r.from > 1 || !is_closed_class(doc->tags[r.from].upos)) return 1;
    onr_slice w = onr_word(doc, r.from); /* "Her" is none, "WHO" is one */
    return w.n > 1 && w.p[1] >= 'A' && w.p[1] <= 'Z';
}

static int is_title(const onr_doc *doc, uint32_t t) {
    onr_dict_title title;
    return onr_dict_title_is(onr_word(doc, t), &title);
}

static int is_country(const onr_doc *doc, uint32_t t) {
    onr_dict_country hit;
    return onr_dict_country_is(onr_word(doc, t), &hit);
}

/* A hyphen that ties the words on both its sides together. */
static int is_tie(const onr_doc *doc, uint32_t t, onr_range sent) {
    return t > sent.from && t + 1 < sent.to && (onr_word_is(doc, t, "-") || onr_word_is(doc, t, "\xE2\x80\x91")) &&
           doc->tokens[t - 1].end == doc->tokens[t].start && doc->tokens[t].end == doc->tokens[t + 1].start;
}

/* ---- edges ------------------------------------------------------------------------------------------------------ */

static int is_flat_in(const onr_doc *doc, uint32_t t, onr_range r) {
    return doc->arcs[t].head >= r.from && doc->arcs[t].head < r.to &&
           onr_deprel_base(doc->arcs[t].rel) == ONR_DEPREL_FLAT;
}

/* "Finn" of "Finn Ask": a first name alone, and a capitalised name word right behind it. */
static int goes_on_as_name(const onr_doc *doc, onr_range r, uint32_t stop) {
    uint32_t t = r.to;
    return r.to - r.from == 1 && t < stop && onr_dict_first_name(onr_word(doc, r.from)) &&
           doc->blocks[doc->tokens[t].block].kind == ONR_BLOCK_PARA && doc->tags[t].upos == ONR_UPOS_PROPN &&
           starts_upper(doc, t) && !is_country(doc, t) && !is_title(doc, t);
}

static onr_range grow_right(const onr_doc *doc, onr_range r, onr_range sent, uint32_t stop) {
    for (;;) {
        uint32_t t = r.to;
        if (t < sent.to && is_tie(doc, t - 1, sent) && starts_upper(doc, t)) r.to++;
        else if (is_tie(doc, t, sent) && t + 1 < sent.to && starts_upper(doc, t + 1)) r.to += 2;
        else if (t < stop && t < sent.to && is_flat_in(doc, t, r) && doc->tags[t].upos == ONR_UPOS_PROPN &&
                 starts_upper(doc, t))
            r.to++;
        else return r;
    }
}

/* Where a person's name begins whose first named word hangs flat on one before it. */
static uint32_t flat_start(const onr_doc *doc, onr_range r, uint32_t floor) {
    uint32_t head = doc->arcs[r.from].head;
    if (onr_deprel_base(doc->arcs[r.from].rel) != ONR_DEPREL_FLAT || head == ONR_NONE || head >= r.from || head < floor)
        return r.from;
    for (uint32_t t = head; t < r.from; t++)
        if (doc->tags[t].upos != ONR_UPOS_PROPN || !starts_upper(doc, t) || is_title(doc, t)) return r.from;
    return head;
}

static int is_compound_of(const onr_doc *doc, uint32_t t, onr_range r, uint32_t first) {
    unsigned rel = doc->arcs[t].rel, upos = doc->tags[t].upos;
    static const char *const bodies[] = {"department", "ministry", "office", "bureau"}; /* "Justice Department" */
    int joined = (rel == ONR_DEPREL_COMPOUND || rel == ONR_DEPREL_AMOD) && doc->arcs[t].head >= r.from &&
                 doc->arcs[t].head < r.to;
    return joined && starts_upper(doc, t) && (upos == ONR_UPOS_PROPN || (upos == ONR_UPOS_ADJ && t > first)) &&
           !is_country(doc, t) && (!is_title(doc, t) || onr_word_in(doc, r.from, bodies, COUNT(bodies)));
}

static onr_range grow_left(const onr_doc *doc, onr_range r, unsigned kind, onr_range sent, uint32_t floor) {
    if (kind == ONR_NAME_PER) r.from = flat_start(doc, r, floor);
    else
        while (r.from > floor && is_compound_of(doc, r.from - 1, r, sent.from)) r.from--;
    if (kind == ONR_NAME_PER && r.from >= floor + 2 && is_tie(doc, r.from - 1, sent) && !is_title(doc, r.from - 2) &&
        onr_word(doc, r.from - 2).n <= 3)
        r.from -= 2; /* al-Tahr */
    return r;
}

/* Where a title of several words that begins before the name ends inside it: "Secretary | of State Brenn". The first
 * token behind it; `from` when there is none. */
static uint32_t past_title(const onr_doc *doc, onr_range r) {
    enum { FAR = 4 };
    onr_dict_title title;
    for (uint32_t t = r.from > FAR ? r.from - FAR : 0; t < r.from; t++) {
        onr_slice s = onr_doc_slice(doc, (onr_span){doc->tokens[t].start, doc->tokens[r.to - 1].end});
        uint32_t end = doc->tokens[t].start + (uint32_t)onr_dict_title_at(s, &title), k = r.from;
        while (k + 1 < r.to && doc->tokens[k].end <= end) k++;
        if (k > r.from) return k;
    }
    return r.from;
}

/* "US President Brenn" is "Brenn". */
static onr_range without_titles(const onr_doc *doc, onr_range r) {
    r.from = past_title(doc, r);
    uint32_t from = r.from;
    for (uint32_t t = r.from; t + 1 < r.to; t++) {
        if (is_title(doc, t)) from = t + 1;
        else if (!is_country(doc, t)) break;
    }
    return (onr_range){from, r.to};
}

static int is_dated(const onr_doc *doc, uint32_t t) {
    uint32_t i = onr_doc_date_at(doc, doc->tokens[t].start);
    return i < doc->dates_n && doc->dates[i].span.start < doc->tokens[t].end;
}

/* "Commission | on Religious Freedom": a body goes on over "on", "of" and "for" to the capitalised words of its field,
 * "and" between them. */
static onr_range with_field(const onr_doc *doc, onr_range r, onr_range sent) {
    static const char *const bodies[] = {
        "commission", "committee",   "institute", "council", "office",  "agency", "department", "ministry", "centre",
        "center",     "association", "authority", "bureau",  "society", "board",  "foundation", "union",    "academy"};
    uint32_t t = r.to + 1, end = r.to;
    if (t >= sent.to || !onr_word_in(doc, r.to - 1, bodies, COUNT(bodies)) || !starts_upper(doc, r.to - 1)) return r;
    if (!onr_word_is(doc, r.to, "on") && !onr_word_is(doc, r.to, "of") && !onr_word_is(doc, r.to, "for")) return r;
    if (onr_word_is(doc, t, "the")) t++;
    for (; t < sent.to; t++) {
        unsigned upos = doc->tags[t].upos;
        int word = upos == ONR_UPOS_PROPN || upos == ONR_UPOS_NOUN || upos == ONR_UPOS_ADJ;
        if (word && starts_upper(doc, t) && !is_dated(doc, t) && !is_title(doc, t)) end = t + 1;
        else if (end != t || !onr_word_is(doc, t, "and") || t + 1 >= sent.to || !starts_upper(doc, t + 1)) break;
    }
    return (onr_range){r.from, end};
}

static onr_range trimmed(const onr_doc *doc, onr_range r, unsigned kind) {
    static const char *const honours[] = {"qc",  "kc",  "mp",    "mep", "mla",  "msp", "obe",  "cbe",
                                          "mbe", "phd", "ph.d.", "md",  "m.d.", "esq", "esq.", ","};
    if (kind == ONR_NAME_PER) {
        r = without_titles(doc, r);
        while (r.to - r.from > 1 && onr_word_in(doc, r.to - 1, honours, COUNT(honours))) r.to--;
    }
    for (uint32_t t = r.from + 1; t < r.to; t++)
        if (onr_word_is(doc, t, "(") || onr_word_is(doc, t, "[")) r.to = t;
    while (r.to > r.from + 1 && doc->tags[r.to - 1].upos == ONR_UPOS_PUNCT) r.to--;
    return r;
}

/* ---- the walk --------------------------------------------------------------------------------------------------- */

typedef struct walk {
    onr_cast *c;
    uint32_t next;  /* the next name of the tagger */
    uint32_t floor; /* end of the last whole name */
    size_t cap;
} walk;

static onr_status add(walk *w, onr_range r, const onr_name *like, unsigned kind, onr_err *err) {
    onr_cast *c = w->c;
    void *items = c->names;
    if (onr_arena_grow(&c->doc->arena, &items, &w->cap, c->names_n, c->names_n + 1u, sizeof *c->names))
        return onr_doc_no_memory(err);
    c->names = items;
    c->names[c->names_n++] = (onr_name){.tok = r, .kind = (uint8_t)kind, .score = like ? like->score : 1};
    w->floor = r.to;
    return ONR_OK;
}

/* Tokens of the country of two or more words that begins at token t; 0 when none does. */
static uint32_t country_at(const onr_doc *doc, uint32_t t, onr_range sent) {
    onr_dict_country hit;
    if (!starts_upper(doc, t)) return 0;
    onr_span s = {doc->tokens[t].start, doc->tokens[sent.to - 1].end};
    size_t n = onr_dict_country_at(onr_doc_slice(doc, s), &hit);
    if (!n || !hit.alpha3 || strcmp(hit.how, "name") != 0) return 0;
    uint32_t to = t;
    while (to < sent.to && doc->tokens[to].end <= s.start + n) to++;
    return to - t > 1 && doc->tokens[to - 1].end == s.start + n ? to - t : 0;
}

/* Is it certain that a person's name begins here: behind a title, or with a first name? */
static int begins_a_person(const onr_doc *doc, uint32_t t, onr_range sent) {
    return (t > sent.from && is_title(doc, t - 1)) || onr_dict_first_name(onr_word(doc, t));
}

/* Words of a person's name that the tagger missed: a capitalised name word that others hang on as flat, or one behind a
 * title and the name words after it; 0 when there is none. Headlines capitalise what is no name. */
static uint32_t unseen_at(const onr_doc *doc, uint32_t t, onr_range sent, uint32_t stop) {
    uint32_t to = t + 1;
    int sure = begins_a_person(doc, t, sent);
    if (doc->blocks[doc->tokens[t].block].kind != ONR_BLOCK_PARA || !starts_upper(doc, t) || is_title(doc, t) ||
        doc->tags[t].upos != ONR_UPOS_PROPN || is_country(doc, t))
        return 0;
    if (stop > sent.to) stop = sent.to;
    while (to < stop && (doc->arcs[to].head == t || (sure && doc->arcs[to].head < to)) &&
           doc->arcs[to].rel == ONR_DEPREL_FLAT && doc->tags[to].upos == ONR_UPOS_PROPN && starts_upper(doc, to) &&
           !is_country(doc, to))
        to++;
    return to - t > 1 ? to - t : 0;
}

/* A seat of government ("Downing Street") or a country is no person, whatever the tagger says. */
static unsigned kind_of(const onr_doc *doc, const onr_name *n) {
    onr_dict_country hit;
    if (n->kind != ONR_NAME_PER || !onr_dict_country_is(onr_doc_slice(doc, onr_doc_tokens_span(doc, n->tok)), &hit))
        return n->kind;
    return hit.ambiguous || !hit.alpha3 || n->tok.to - n->tok.from == 1 ? n->kind : ONR_NAME_LOC;
}

static onr_status whole(walk *w, onr_range sent, uint32_t *t, onr_err *err) {
    const onr_doc *doc = w->c->doc;
    const onr_name *n = &doc->names[w->next++];
    onr_range r = {n->tok.from > w->floor ? n->tok.from : w->floor, n->tok.to < sent.to ? n->tok.to : sent.to};
    if (!is_name(doc, r)) return ONR_OK;
    uint32_t stop = sent.to;
    if (w->next < doc->names_n && (n->kind != ONR_NAME_PER || doc->names[w->next].kind != ONR_NAME_PER))
        stop = doc->names[w->next].tok.from;
    unsigned kind = kind_of(doc, n);
    r = grow_left(doc, r, kind, sent, w->floor > sent.from ? w->floor : sent.from);
    if (kind == ONR_NAME_ORG) r = with_field(doc, r, sent);
    if (kind == ONR_NAME_PER && goes_on_as_name(doc, r, stop < sent.to ? stop : sent.to)) r.to++;
    r = trimmed(doc, grow_right(doc, r, sent, stop), kind);
    if (r.to > *t + 1) *t = r.to - 1;
    return add(w, r, n, kind, err);
}

static onr_status walk_sentence(walk *w, onr_range sent, onr_err *err) {
    const onr_doc *doc = w->c->doc;
    onr_status st = ONR_OK;
    for (uint32_t t = sent.from; st == ONR_OK && t < sent.to; t++) {
        while (w->next < doc->names_n && doc->names[w->next].tok.to <= t) w->next++; /* part of one before */
        const onr_name *n = w->next < doc->names_n ? &doc->names[w->next] : NULL;
        uint32_t words = country_at(doc, t, sent);
        if (words && (!n || n->tok.from >= t + words || (n->tok.from >= t && n->tok.to <= t + words))) {
            st = add(w, (onr_range){t, t + words}, NULL, ONR_NAME_LOC, err);
            t += words - 1;
        } else if (n && n->tok.from <= t) {
            st = whole(w, sent, &t, err);
        } else {
            words = unseen_at(doc, t, sent, n ? n->tok.from : sent.to);
            if (words) st = add(w, (onr_range){t, t + words}, NULL, ONR_NAME_PER, err), t += words - 1;
        }
    }
    return st;
}

onr_status onr_cast_whole_names(onr_cast *c, onr_err *err) {
    walk w = {.c = c};
    onr_status st = ONR_OK;
    for (uint32_t i = 0; st == ONR_OK && i < c->doc->sents_n; i++) st = walk_sentence(&w, c->doc->sents[i].tok, err);
    return st;
}

uint32_t onr_cast_name_at(const onr_cast *c, uint32_t tok) {
    return ONR_FIRST_ABOVE(c->names, c->names_n, tok.to, tok);
}
