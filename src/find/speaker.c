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

#include "dict/dict.h"
#include "find/source.h"
#include "find/statement.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

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
static uint32_t last_of_phrase(const onr_view *v, onr_range source, uint32_t name) {
    const onr_doc *doc = v->cast->doc;
    uint32_t i = name;
    for (uint32_t t = v->cast->names[name].tok.to; t < source.to;) {
        if (i + 1 < v->cast->names_n && v->cast->names[i + 1].tok.from == t) {
            i++;
            t = v->cast->names[i].tok.to;
            if (v->cast->names[i].kind == ONR_NAME_PER) name = i;
        } else if (doc->tags[t].upos == ONR_UPOS_NOUN || doc->tags[t].upos == ONR_UPOS_PROPN ||
                   doc->tags[t].xpos == ONR_XPOS_POS) {
            t++;
        } else {
            break;
        }
    }
    return name;
}

/* The token behind which the phrase of name i begins: back over titles to "and", a preposition or a mark. */
static uint32_t phrase_start(const onr_view *v, uint32_t i, uint32_t least) {
    const onr_doc *doc = v->cast->doc;
    uint32_t t = v->cast->names[i].tok.from;
    while (t > least && doc->tags[t - 1].upos != ONR_UPOS_CCONJ && doc->tags[t - 1].upos != ONR_UPOS_ADP &&
           doc->tags[t - 1].upos != ONR_UPOS_PUNCT)
        t--;
    return t;
}

/* Two or more named together ("Brenn and Varga", "Brenn and the villagers") are a group of their own, described by the
 * source's words. */
static int is_joint(const onr_view *v, onr_range source, uint32_t name) {
    static const char *const with_him[] = {"others", "colleagues", "co-authors", "aides"}; /* the one named speaks */
    const onr_doc *doc = v->cast->doc;
    const onr_name *own = &v->cast->names[name];
    for (uint32_t t = own->tok.to; t < source.to && doc->tags[t].upos != ONR_UPOS_ADP; t++) {
        unsigned upos = doc->tags[t].upos;
        uint32_t head = doc->arcs[t].head;
        if (onr_word_in(doc, t, with_him, COUNT(with_him)) || doc->tags[t].xpos == ONR_XPOS_PRPS) return 0;
        if (doc->arcs[t].rel == ONR_DEPREL_CONJ && head != ONR_NONE && head >= source.from && head < own->tok.to &&
            (upos == ONR_UPOS_NOUN || upos == ONR_UPOS_PROPN))
            return 1;
    }
    for (uint32_t i = name + 1; i < v->cast->names_n && v->cast->names[i].tok.from < source.to; i++) {
        uint32_t t = phrase_start(v, i, own->tok.to);
        int listed = t > own->tok.to && doc->tags[t - 1].upos == ONR_UPOS_CCONJ;
        if (listed && own->kind == ONR_NAME_PER && v->cast->names[i].kind == ONR_NAME_PER) return 1;
    }
    return 0;
}

/* Does a common noun follow the name at once ("the Brenn campaign")? Then that is meant. */
static int modifies_noun(const onr_doc *doc, uint32_t t, onr_range source) {
    if (t < source.to && doc->tags[t].xpos == ONR_XPOS_POS) t++;
    return t < source.to && doc->tags[t].upos == ONR_UPOS_NOUN &&
           (doc->tags[t].xpos == ONR_XPOS_NN || doc->tags[t].xpos == ONR_XPOS_NNS);
}

/* Where the tree has no name at the head: a person named behind titles and nouns alone ("Mayor Ada Brenn of Lasker").
 */
static uint32_t titled_name(const onr_view *v, onr_range source) {
    const onr_doc *doc = v->cast->doc;
    for (uint32_t i = onr_cast_name_at(v->cast, source.from);
         i < v->cast->names_n && v->cast->names[i].tok.from < source.to; i++) {
        onr_range n = v->cast->names[i].tok;
        if (v->cast->names[i].kind != ONR_NAME_PER || modifies_noun(doc, n.to, source)) continue;
        if (n.to < source.to && doc->tags[n.to].xpos == ONR_XPOS_POS) continue;
        onr_dict_title title;
        int office = onr_dict_title_at(onr_doc_slice(doc, onr_doc_tokens_span(doc, source)), &title) &&
                     n.from > source.from + 2 &&
                     doc->tags[n.from - 1].upos != ONR_UPOS_ADP; /* "Minister of Works Ada Brenn" */
        for (uint32_t t = source.from; t < n.from; t++) {
            unsigned upos = doc->tags[t].upos;
            if ((upos == ONR_UPOS_ADP && !office) || upos == ONR_UPOS_CCONJ || upos == ONR_UPOS_VERB ||
                upos == ONR_UPOS_SCONJ)
                return ONR_NONE;
        }
        unsigned last = n.from > source.from ? doc->tags[n.from - 1].upos : ONR_UPOS_PUNCT;
        return last == ONR_UPOS_NOUN || last == ONR_UPOS_PROPN || last == ONR_UPOS_ADJ || office ? i : ONR_NONE;
    }
    return ONR_NONE;
}

/* The name that heads the source, persons first; its index or ONR_NONE. */
static uint32_t heading_name(const onr_view *v, onr_range source) {
    const onr_doc *doc = v->cast->doc;
    uint32_t head = onr_head_of(doc, source), best = ONR_NONE;
    for (uint32_t i = onr_cast_name_at(v->cast, source.from);
         i < v->cast->names_n && v->cast->names[i].tok.from < source.to; i++) {
        const onr_name *n = &v->cast->names[i];
        int covers = n->tok.from <= head && head < n->tok.to;
        uint32_t own = onr_head_of(doc, n->tok);
        if (!covers && !(n->kind == ONR_NAME_PER && names_the_head(doc, own, source, head))) continue;
        if (modifies_noun(doc, n->tok.to, source)) continue;
        if (best == ONR_NONE || (v->cast->names[best].kind != ONR_NAME_PER && n->kind == ONR_NAME_PER)) best = i;
    }
    return best == ONR_NONE ? titled_name(v, source) : last_of_phrase(v, source, best);
}

/* ---- a source --------------------------------------------------------------------------------------------------- */

static uint32_t resolve_words(onr_view *v, onr_range r, onr_err *err, onr_status *st) {
    const onr_doc *doc = v->cast->doc;
    if (onr_is_pronoun(doc, r)) return onr_pronoun_entity(v, r.from, err, st);
    uint32_t name = heading_name(v, r);
    if (name == ONR_NONE || v->cast->names[name].kind != ONR_NAME_PER) {
        uint32_t officer = onr_officer(v, r); /* "the Norlandian FM" is no organisation */
        if (officer != ONR_NONE) return officer;
    }
    if (name == ONR_NONE || is_joint(v, r, name)) return onr_description_entity(v, r, err, st);
    uint32_t known = v->cast->names[name].kind == ONR_NAME_PER ? ONR_NONE : onr_described_before(v->cast, r);
    return known != ONR_NONE ? known : v->cast->name_entity[name]; /* a short form of a description comes first */
}

/* "Notes from Norland (NFN)": the words before the parenthesis, which from here on have that short form. */
static uint32_t resolve_source(onr_view *v, onr_range r, onr_err *err, onr_status *st) {
    const onr_doc *doc = v->cast->doc;
    int alias = r.to - r.from > 3 && onr_word_is(doc, r.to - 3, "(") && onr_word_is(doc, r.to - 1, ")");
    if (!alias) return resolve_words(v, r, err, st);
    onr_range brief = {r.to - 2, r.to - 1};
    uint32_t e = resolve_words(v, (onr_range){r.from, r.to - 3}, err, st);
    if (e != ONR_NONE && *st == ONR_OK) *st = onr_describe(v->cast, brief, brief.from, e, err);
    return e;
}

/* Are the letters of `s` found in this order in `whole`, first in first? ("NW" in "Norwatch") */
static int shortens(onr_slice s, onr_slice whole) {
    size_t k = 0;
    if (s.n < 2 || s.n >= whole.n || (s.p[0] | 32) != (whole.p[0] | 32)) return 0;
    for (size_t i = 0; i < whole.n && k < s.n; i++) k += (whole.p[i] | 32) == (s.p[k] | 32);
    return k == s.n;
}

/* Words of the text, each a name's, with these initials ("WSS": "William S. Saturn"); empty when there are none. */
static onr_range words_of_initials(const onr_doc *doc, onr_slice initials) {
    enum { FIRST_WORDS = 4000 }; /* an interview presents its people first */
    uint32_t size = (uint32_t)initials.n;
    if (size < 2 || size > 5) return (onr_range){0, 0};
    for (uint32_t t = 0; t + size <= doc->tokens_n && t < FIRST_WORDS; t++) {
        uint32_t same = 0;
        while (same < size && doc->tags[t + same].upos == ONR_UPOS_PROPN && onr_word(doc, t + same).n > 1 &&
               onr_word(doc, t + same).p[0] == initials.p[same] && doc->tokens[t + same].block == doc->tokens[t].block)
            same++;
        if (same == size) return (onr_range){t, t + size};
    }
    return (onr_range){0, 0};
}

/* A body of one word that the label shortens ("NW": "Norwatch"). */
static uint32_t body_of_label(const onr_view *v, onr_slice label) {
    for (uint32_t i = 0; label.n <= 3 && i < v->cast->names_n && i < 60; i++) {
        const onr_name *n = &v->cast->names[i];
        if (n->kind == ONR_NAME_ORG && n->tok.to - n->tok.from == 1 &&
            shortens(label, onr_word(v->cast->doc, n->tok.from)))
            return v->cast->name_entity[i];
    }
    return ONR_NONE;
}

/* The label of an interview's turn: a person with these initials, the longer label or the body that it shortens. */
static uint32_t of_label(onr_view *v, onr_err *err, onr_status *st) {
    onr_doc *doc = v->cast->doc;
    onr_slice label = onr_doc_slice(doc, doc->statements[v->statement].source);
    int one = v->tok.to - v->tok.from == 1;
    uint32_t e = onr_described_before(v->cast, v->tok);
    if (e != ONR_NONE) return e;
    onr_range words = one ? words_of_initials(doc, label) : (onr_range){0, 0};
    if (words.to > words.from) {
        uint32_t i = onr_cast_name_at(v->cast, words.from);
        if (i < v->cast->names_n && v->cast->names[i].tok.from <= words.from && v->cast->names[i].kind == ONR_NAME_PER)
            e = v->cast->name_entity[i];
        else *st = onr_cast_entity(v->cast, onr_doc_tokens_span(doc, words), ONR_ENTITY_PERSON, &e, err);
        if (*st == ONR_OK) *st = onr_describe(v->cast, v->tok, v->tok.from, e, err);
        return e;
    }
    for (uint32_t i = v->statement; i-- > 0 && v->statement - i < 64;) {
        const onr_statement *s = &doc->statements[i];
        if (s->speaker != ONR_NONE && strcmp(s->rule, ONR_RULE_INTERVIEW) == 0 &&
            shortens(label, onr_doc_slice(doc, s->source)))
            return s->speaker;
    }
    e = one ? body_of_label(v, label) : ONR_NONE;
    return e != ONR_NONE ? e : resolve_source(v, v->tok, err, st);
}

static onr_status resolve(onr_view *v, onr_err *err) {
    onr_doc *doc = v->cast->doc;
    onr_statement *s = &doc->statements[v->statement];
    v->tok = onr_tokens_in(doc, s->source);
    v->block = doc->tokens[onr_doc_token_at(doc, s->cue.start)].block;
    if (v->tok.from >= v->tok.to) return ONR_OK;
    onr_status st = ONR_OK;
    int named = heading_name(v, v->tok) != ONR_NONE;
    int turn = strcmp(s->rule, ONR_RULE_INTERVIEW) == 0;
    uint32_t e = turn ? of_label(v, err, &st) : resolve_source(v, v->tok, err, &st);
    if (st != ONR_OK) return st;
    s->speaker = e;
    if (e == ONR_NONE) return ONR_OK;
    if (!named) {
        unsigned form = onr_is_pronoun(doc, v->tok) ? ONR_FORM_PRONOUN : ONR_FORM_NOMINAL;
        st = onr_cast_mention(v->cast, e, s->source, form, err);
    }
    v->last_speaker = e;
    v->last_block = v->block;
    v->last_joint = 0;
    for (uint32_t t = v->tok.from; t < v->tok.to; t++) v->last_joint |= onr_word_is(doc, t, "and");
    return st;
}

/* Nested statements come after the one that holds them, in any order of the text: outer speakers are needed first. */
static onr_status name_speakers(onr_cast *c, onr_err *err) {
    onr_view v = {.cast = c, .last_speaker = ONR_NONE};
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
    onr_status st = onr_cast_whole_names(&cast, err);
    if (st == ONR_OK) st = onr_cast_names(&cast, err);
    if (st == ONR_OK) st = name_speakers(&cast, err);
    if (st == ONR_OK && doc->mentions_n) qsort(doc->mentions, doc->mentions_n, sizeof *doc->mentions, by_place);
    return st;
}
