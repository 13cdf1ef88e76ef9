/* The chain of a statement.
 *
 * Method: the origin is the speaker, or whom an outlet cites ("Reuters reported, citing officials"). Relays, from the
 * inside out: an outlet that was told, the outlet of the interview or report it was said in, one that the sentence
 * names as carrier ("carried by", "quoted by", "via", "per", "as reported by", "according to" beside another cue), the
 * speakers of the statements around it (somebody, where one has none), the agency of the article. Nobody stands in a
 * chain twice. Needs no list of outlets for carriers behind "by" beyond outlet.h: "quoted by his wife" is no relay.
 * Cost: O(words of the sentence) a statement.
 */
#include "find/chain.h"

#include <string.h>

#include "find/act.h"
#include "find/cast.h"
#include "find/manner.h"
#include "find/outlet.h"

enum { RELAYS = 5, NESTED = 4 };

typedef struct links {
    onr_chain_link at[RELAYS + 2];
    uint32_t n;
} links;

/* ---- links ------------------------------------------------------------------------------------------------------ */

/* The entity that has a mention inside the span, if it has the span's last word too: a name that was read short does
 * not stand for the whole. */
static uint32_t entity_in(const onr_doc *doc, onr_span s) {
    const onr_mention *m = onr_doc_mention_in(doc, s);
    return m && m->span.end == s.end ? m->entity : ONR_NONE;
}

static onr_slice name_of(const onr_doc *doc, const onr_chain_link *l) {
    return onr_doc_slice(doc, l->entity < doc->entities_n ? doc->entities[l->entity].name : l->span);
}

static onr_slice bare(onr_slice s) {
    if (s.n > 4 && (memcmp(s.p, "the ", 4) == 0 || memcmp(s.p, "The ", 4) == 0)) return (onr_slice){s.p + 4, s.n - 4};
    return s;
}

/* Long enough to tell names apart by: four letters, or three capitals ("NBC" of "NBC News"). */
static int is_telling(onr_slice s) {
    for (size_t i = 0; i < s.n && i < 4; i++)
        if (s.n < 4 && (s.p[i] < 'A' || s.p[i] > 'Z')) return 0;
    return s.n >= 3;
}

/* The same name, or one that begins or ends with the other ("Tennis Federation" of "Norland Tennis Federation"). */
static int alike(onr_slice a, onr_slice b) {
    a = bare(a), b = bare(b);
    if (a.n < b.n) return alike(b, a);
    if (b.n == 0) return 0;
    if (a.n == b.n) return memcmp(a.p, b.p, a.n) == 0;
    if (!is_telling(b)) return 0;
    return (a.p[a.n - b.n - 1] == ' ' && memcmp(a.p + a.n - b.n, b.p, b.n) == 0) ||
           ((a.p[b.n] == ' ' || a.p[b.n] == '-') && memcmp(a.p, b.p, b.n) == 0);
}

/* Names that mean the same agency: its abbreviation, and what that stands for. */
static onr_slice whole_name(onr_slice s) {
    static const char *const agencies[][2] = {{"AP", "Associated Press"},
                                              {"AFP", "Agence France-Presse"},
                                              {"PA", "Press Association"},
                                              {"CP", "Canadian Press"},
                                              {"PTI", "Press Trust of India"},
                                              {"dpa", "Deutsche Presse-Agentur"},
                                              {"AAP", "Australian Associated Press"},
                                              {"TASS", "ITAR-TASS"}};
    s = bare(s);
    if (s.n > 5 && memcmp(s.p + s.n - 5, " News", 5) == 0) s.n -= 5; /* "AP News" */
    for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++)
        if (onr_slice_eq(s, onr_slice_of(agencies[i][0]))) return onr_slice_of(agencies[i][1]);
    return s;
}

static int is_same(onr_slice a, onr_slice b) { return alike(a, b) || alike(whole_name(a), whole_name(b)); }

static int is_outlet_itself(const onr_doc *doc, onr_slice name) {
    return doc->meta.outlet && is_same(name, onr_slice_of(doc->meta.outlet));
}

/* "a memo seen by Norpress" is not Norpress, whose name it ends with. */
static int is_paper(const onr_doc *doc, const onr_chain_link *l) {
    return l->entity < doc->entities_n && doc->entities[l->entity].kind == ONR_ENTITY_DOCUMENT;
}

/* Add a relay unless it is there already, is the outlet itself or has neither words nor entity. */
static void relay(const onr_doc *doc, links *c, uint32_t entity, onr_span span) {
    onr_chain_link l = {ONR_LINK_RELAY, entity, span};
    if (c->n > RELAYS || (entity == ONR_NONE && onr_span_empty(span))) return;
    if (is_outlet_itself(doc, name_of(doc, &l))) return;
    for (uint32_t i = 0; i < c->n; i++) {
        if (entity != ONR_NONE && c->at[i].entity == entity) return;
        if (!is_paper(doc, &c->at[i]) && is_same(name_of(doc, &c->at[i]), name_of(doc, &l))) return;
    }
    c->at[c->n++] = l;
}

/* "Agencies reportedly believe that he ordered it": whose word carries it is not said, but it is not the outlet's. A
 * relay without words is the agency's where the article has one. */
static void relay_unnamed(const onr_doc *doc, links *c) {
    if (c->n > RELAYS || doc->meta.agency) return;
    for (uint32_t i = 0; i < c->n; i++)
        if (c->at[i].entity == ONR_NONE && onr_span_empty(c->at[i].span)) return;
    c->at[c->n++] = (onr_chain_link){ONR_LINK_RELAY, ONR_NONE, {0, 0}};
}

static void relay_outlet(const onr_doc *doc, links *c, onr_range r) {
    onr_range o = onr_outlet_in(doc, r);
    if (o.from >= o.to) return;
    onr_span s = onr_doc_tokens_span(doc, o);
    relay(doc, c, entity_in(doc, s), s);
}

/* ---- what the sentence says ------------------------------------------------------------------------------------- */

static int in_spans(onr_span w, const onr_span *spans, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (onr_span_overlap(w, spans[i])) return 1;
    return 0;
}

static int outside(const onr_doc *doc, const onr_statement *s, uint32_t t) {
    onr_span w = {doc->tokens[t].start, doc->tokens[t].end};
    return !onr_span_overlap(w, s->cue) && !in_spans(w, s->content, s->content_n);
}

/* The words behind t up to a comma, a verb or the statement's own words: at most one noun phrase and its complement. */
static onr_range phrase_behind(const onr_doc *doc, const onr_statement *s, uint32_t t, uint32_t end) {
    enum { LONGEST = 12 };
    onr_range r = {t, t};
    while (r.to < end && r.to - r.from < LONGEST && outside(doc, s, r.to) && doc->tags[r.to].upos != ONR_UPOS_PUNCT &&
           doc->tags[r.to].upos != ONR_UPOS_VERB && doc->tags[r.to].upos != ONR_UPOS_AUX)
        r.to++;
    return r;
}

/* Does an outlet's name follow token t as a carrier: "carried by", "via", "per", "as reported by", "according to"? */
static uint32_t carrier_behind(const onr_doc *doc, const onr_statement *s, uint32_t t, uint32_t end) {
    static const char carried[] = "carry|quote|cite|report|publish|broadcast|air|relay|distribute|release|obtain|run|"
                                  "see|view|review";
    if (t + 1 >= end || !outside(doc, s, t)) return ONR_NONE;
    if (onr_word_is(doc, t, "via") || onr_word_is(doc, t, "per")) return t + 1;
    if (onr_word_is(doc, t, "according") && onr_word_is(doc, t + 1, "to")) return t + 2;
    if (doc->tags[t].xpos != ONR_XPOS_VBN && doc->tags[t].xpos != ONR_XPOS_VBD) return ONR_NONE;
    if (!onr_lemma_any(doc, t, carried) || !(onr_word_is(doc, t + 1, "by") || onr_word_is(doc, t + 1, "on")))
        return ONR_NONE;
    return t + 2;
}

static void relay_carriers(const onr_doc *doc, const onr_statement *s, onr_range sent, links *c) {
    for (uint32_t t = sent.from; t < sent.to; t++) {
        uint32_t from = carrier_behind(doc, s, t, sent.to);
        if (from == ONR_NONE || from >= sent.to) continue;
        onr_range np = phrase_behind(doc, s, from, sent.to);
        for (uint32_t k = np.from; k < np.to; k++) /* "a ministry statement carried by SANA" is found at "carried" */
            if (carrier_behind(doc, s, k, np.to) != ONR_NONE) np.to = k;
        relay_outlet(doc, c, np);
    }
}

/* "The Courier quoted Olt as saying", "Norpress reported that the mayor said": an outlet whose verb governs the cue. */
static void relay_governors(const onr_doc *doc, const onr_statement *s, onr_range sent, links *c) {
    onr_range cue = onr_tokens_in(doc, s->cue);
    uint32_t t = doc->arcs[onr_head_of(doc, cue)].head;
    for (int up = 0; up < 4 && t != ONR_NONE && t >= sent.from && t < sent.to; up++, t = doc->arcs[t].head) {
        if (!onr_lemma_any(doc, t, "quote|cite|report|say|reveal|write|claim")) continue;
        uint32_t subject = onr_child(doc, t, ONR_DEPREL_NSUBJ);
        if (subject != ONR_NONE && subject < t) relay_outlet(doc, c, onr_phrase(doc, subject));
    }
}

/* "Reuters reported, citing officials, ...": whom the outlet cites; from == to when nobody. */
static onr_range cited(const onr_doc *doc, const onr_statement *s, onr_range sent) {
    onr_range cue = onr_tokens_in(doc, s->cue), source = onr_tokens_in(doc, s->source), none = {0, 0};
    for (uint32_t t = sent.from; t < sent.to; t++) {
        if (!onr_word_is(doc, t, "citing") && !onr_word_is(doc, t, "quoting")) continue;
        uint32_t h = doc->arcs[t].head;
        int ours = h != ONR_NONE && ((h >= cue.from && h < cue.to) || (h >= source.from && h < source.to));
        int beside = t > sent.from && onr_word_is(doc, t - 1, ",") && (t == cue.to + 1 || t == source.to + 1);
        uint32_t o = onr_child(doc, t, ONR_DEPREL_OBJ);
        if (!ours && !beside) continue;
        onr_range np = o == ONR_NONE || o < t ? phrase_behind(doc, s, t + 1, sent.to) : onr_phrase(doc, o);
        if (np.from <= t) np.from = t + 1;
        for (uint32_t k = np.from; k < np.to; k++)
            if (onr_word_is(doc, k, ",") || in_spans((onr_span){doc->tokens[k].start, doc->tokens[k].end}, &s->cue, 1))
                np.to = k;
        return np.to > np.from ? np : none;
    }
    return none;
}

static int reports(const onr_doc *doc, onr_range source) {
    onr_range o = onr_outlet_in(doc, source);
    return o.from < o.to || onr_lemma_any(doc, onr_head_of(doc, source), "report|media|press|outlet|newspaper|paper");
}

/* ---- the agency ------------------------------------------------------------------------------------------------- */

/* Where the text itself gives the agency: at the head of an early block or in the last ones. */
static onr_span agency_span(const onr_doc *doc) {
    enum { EARLY = 4, LATE = 3, HEAD = 200 };
    size_t n = doc->meta.agency ? strlen(doc->meta.agency) : 0;
    for (uint32_t b = 0; n && b < doc->blocks_n; b++) {
        if (b >= EARLY && b + LATE < doc->blocks_n) b = doc->blocks_n - LATE;
        onr_span s = doc->blocks[b].span;
        uint32_t from = s.start, to = s.end;
        if (b < EARLY && to - from > HEAD) to = from + HEAD;
        else if (b >= EARLY && to - from > HEAD) from = to - HEAD;
        for (uint32_t i = from; i + n <= to; i++)
            if (memcmp(doc->text + i, doc->meta.agency, n) == 0) return (onr_span){i, i + (uint32_t)n};
    }
    return (onr_span){0, 0};
}

static int names_agency(const onr_doc *doc, const onr_chain_link *l) {
    return is_same(name_of(doc, l), onr_slice_of(doc->meta.agency));
}

static void relay_agency(const onr_doc *doc, onr_span span, links *c) {
    if (!doc->meta.agency || !doc->meta.agency[0] || c->n > RELAYS) return;
    if (is_outlet_itself(doc, onr_slice_of(doc->meta.agency))) return;
    for (uint32_t i = 0; i < c->n; i++)
        if (names_agency(doc, &c->at[i])) return;
    onr_chain_link l = {ONR_LINK_RELAY, onr_span_empty(span) ? ONR_NONE : entity_in(doc, span), span};
    if (!names_agency(doc, &l)) l.entity = ONR_NONE; /* "Norland (AP)" is no short form of the land */
    c->at[c->n++] = l;
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

static int is_order(const onr_statement *s) {
    static const char *const classes[] = {"ask", "order", "threaten", "accuse", "praise", "promise"};
    for (size_t i = 0; s->cue_class && i < sizeof classes / sizeof *classes; i++)
        if (strcmp(s->cue_class, classes[i]) == 0) return 1;
    return 0;
}

/* "In a Norvik24 report": the name before the noun is the outlet's, whatever it is. */
static void relay_article(const onr_doc *doc, links *c, onr_range r) {
    uint32_t head = onr_head_of(doc, r), i = onr_doc_name_at(doc, r.from);
    if (!onr_lemma_any(doc, head, "report|story|article|broadcast|interview")) return;
    if (i >= doc->names_n || doc->names[i].tok.to != head || doc->names[i].kind == ONR_NAME_PER) return;
    onr_span s = onr_doc_tokens_span(doc, doc->names[i].tok);
    relay(doc, c, entity_in(doc, s), s);
}

static void own_relays(const onr_doc *doc, const onr_statement *s, links *c) {
    const onr_span places[] = {s->addressee, s->medium, s->venue};
    for (int i = is_order(s) ? 1 : 0; i < 3; i++) {
        onr_range r = onr_tokens_in(doc, places[i]);
        if (onr_span_empty(places[i])) continue;
        uint32_t before = c->n;
        relay_outlet(doc, c, r);
        if (i > 0 && c->n == before) relay_article(doc, c, r);
    }
    uint32_t sent = onr_span_empty(s->cue) ? ONR_NONE : onr_doc_sent_of(doc, onr_doc_token_at(doc, s->cue.start));
    if (sent == ONR_NONE || !doc->arcs || !doc->tags) return;
    relay_carriers(doc, s, doc->sents[sent].tok, c);
    relay_governors(doc, s, doc->sents[sent].tok, c);
}

static void origin(const onr_doc *doc, const onr_statement *s, links *c) {
    uint32_t sent = onr_span_empty(s->cue) ? ONR_NONE : onr_doc_sent_of(doc, onr_doc_token_at(doc, s->cue.start));
    c->at[c->n++] = (onr_chain_link){ONR_LINK_ORIGIN, s->speaker, s->source};
    if (sent == ONR_NONE || !doc->arcs || !doc->tags || onr_span_empty(s->source)) return;
    onr_range np = cited(doc, s, doc->sents[sent].tok);
    if (np.from >= np.to || !reports(doc, onr_tokens_in(doc, s->source))) return;
    onr_span span = onr_doc_tokens_span(doc, np);
    c->at[0] = (onr_chain_link){ONR_LINK_ORIGIN, entity_in(doc, span), span};
    relay(doc, c, s->speaker, s->source);
}

static onr_status set_chain(onr_doc *doc, uint32_t i, onr_span agency, onr_err *err) {
    links c = {.n = 0};
    onr_statement *s = &doc->statements[i];
    origin(doc, s, &c);
    own_relays(doc, s, &c);
    uint32_t outer = s->within;
    for (int up = 0; up < NESTED && outer < doc->statements_n; up++) {
        const onr_statement *o = &doc->statements[outer];
        if (o->speaker == ONR_NONE && onr_span_empty(o->source)) relay_unnamed(doc, &c);
        else relay(doc, &c, o->speaker, o->source);
        own_relays(doc, o, &c);
        outer = o->within;
    }
    relay_agency(doc, agency, &c);
    c.at[c.n++] = (onr_chain_link){ONR_LINK_OUTLET, ONR_NONE, {0, 0}};
    s->chain = onr_arena_alloc(&doc->arena, c.n, sizeof *s->chain);
    if (!s->chain) return onr_doc_no_memory(err);
    memcpy(s->chain, c.at, c.n * sizeof *s->chain);
    s->chain_n = c.n;
    return ONR_OK;
}

onr_status onr_chain_of_outlet(onr_doc *doc, const onr_chain_link *origin, onr_chain_link **out, uint32_t *n,
                               onr_err *err) {
    links c = {.n = 0};
    if (origin) c.at[c.n++] = *origin;
    relay_agency(doc, agency_span(doc), &c);
    c.at[c.n++] = (onr_chain_link){ONR_LINK_OUTLET, ONR_NONE, {0, 0}};
    *out = onr_arena_alloc(&doc->arena, c.n, sizeof **out);
    if (!*out) return onr_doc_no_memory(err);
    memcpy(*out, c.at, c.n * sizeof **out);
    *n = c.n;
    return ONR_OK;
}

onr_status onr_find_chains(onr_doc *doc, onr_err *err) {
    onr_find_manner(doc);
    onr_span agency = agency_span(doc);
    onr_status st = ONR_OK;
    for (uint32_t i = 0; st == ONR_OK && i < doc->statements_n; i++) st = set_chain(doc, i, agency, err);
    return st;
}
