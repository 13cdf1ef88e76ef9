/* The entity that a party's words mean, and entities for those that have none yet.
 *
 * Method: a mention that holds the head of the words; for I and we the speaker who says it; for he and she the person
 * last mentioned before, for they and it the last group or body. What remains is an entity of its own, described by its
 * own words; equal words are one entity. Cost: O(log mentions + mentions of the neighbourhood), O(new entities · 64).
 */
#include <stdlib.h>
#include <string.h>

#include "find/act.h"
#include "find/cast.h"

static uint32_t holding(const onr_doc *doc, uint32_t head) {
    const onr_mention *m = onr_doc_mention_over(doc, doc->tokens[head].start);
    return m ? m->entity : ONR_NONE;
}

static uint32_t person_before(const onr_doc *doc, uint32_t at, int many) {
    for (uint32_t i = onr_doc_mention_from(doc, at + 1), back = 0; i > 0 && back < 40; back++) {
        const onr_mention *m = &doc->mentions[--i];
        unsigned kind = doc->entities[m->entity].kind;
        if (m->span.end > at) continue;
        if (many ? kind == ONR_ENTITY_GROUP || kind == ONR_ENTITY_ORGANISATION : kind == ONR_ENTITY_PERSON)
            return m->entity;
    }
    return ONR_NONE;
}

uint32_t onr_entity_at(const onr_doc *doc, onr_range r, uint32_t statement) {
    uint32_t head = onr_head_of(doc, r), e = holding(doc, head);
    if (e != ONR_NONE) return e;
    for (uint32_t t = r.from; t < r.to; t++) { /* "Foreign Minister Ada Brenn": the name may hang on the title */
        unsigned base = onr_deprel_base(doc->arcs[t].rel);
        if (t == head || (base != ONR_DEPREL_FLAT && base != ONR_DEPREL_APPOS)) continue;
        if ((e = holding(doc, t)) != ONR_NONE && doc->entities[e].kind == ONR_ENTITY_PERSON) return e;
    }
    if (doc->tags[head].upos != ONR_UPOS_PRON) return ONR_NONE;
    uint32_t at = doc->tokens[head].start;
    if (onr_lemma_any(doc, head, "I|i|we|my|our|me|us"))
        return statement < doc->statements_n ? doc->statements[statement].speaker : ONR_NONE;
    if (onr_lemma_any(doc, head, "he|she|his|her|him")) return person_before(doc, at, 0);
    if (onr_lemma_any(doc, head, "they|their|it|its|them")) return person_before(doc, at, 1);
    return ONR_NONE;
}

/* ---- new entities ----------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
    const onr_mention *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end) return x->span.end < y->span.end ? -1 : 1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

/* Has the party words of its own that could name an entity? */
static int can_be_named(const onr_doc *doc, const onr_party *p) {
    if (onr_span_empty(p->span) || p->entity != ONR_NONE) return 0;
    onr_range r = onr_tokens_in(doc, p->span);
    return r.from < r.to && doc->tags[onr_head_of(doc, r)].upos != ONR_UPOS_PRON;
}

static unsigned kind_of(const onr_doc *doc, onr_span s) {
    onr_range r = onr_tokens_in(doc, s);
    unsigned x = doc->tags[onr_head_of(doc, r)].xpos;
    return x == ONR_XPOS_NNS || x == ONR_XPOS_NNPS ? ONR_ENTITY_GROUP : ONR_ENTITY_UNKNOWN;
}

static void name_party(onr_doc *doc, onr_party *p, uint32_t first) {
    if (!can_be_named(doc, p)) return;
    onr_slice words = onr_doc_slice(doc, p->span);
    uint32_t e = doc->entities_n;
    for (uint32_t back = 0; e > first && back < 64; back++)
        if (onr_slice_eq(onr_doc_slice(doc, doc->entities[--e].name), words)) break;
    if (e >= doc->entities_n || e < first || !onr_slice_eq(onr_doc_slice(doc, doc->entities[e].name), words)) {
        e = doc->entities_n++;
        doc->entities[e] = (onr_entity){.name = p->span, .kind = (uint8_t)kind_of(doc, p->span)};
    }
    p->entity = e;
}

/* Write the party's mention at *m unless one holds it already. */
static uint32_t write_mention(const onr_doc *doc, const onr_party *p, onr_mention *m) {
    if (p->entity == ONR_NONE || onr_span_empty(p->span)) return 0;
    uint32_t head = onr_head_of(doc, onr_tokens_in(doc, p->span));
    if (holding(doc, head) != ONR_NONE) return 0;
    int pronoun = doc->tags[head].upos == ONR_UPOS_PRON;
    *m = (onr_mention){p->span, p->entity, pronoun ? ONR_FORM_PRONOUN : ONR_FORM_NOMINAL};
    return 1;
}

/* Sort, and keep one of equal mentions. */
static void settle_mentions(onr_doc *doc, uint32_t n) {
    if (n) qsort(doc->mentions, n, sizeof *doc->mentions, by_place);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!kept || by_place(&doc->mentions[kept - 1], &doc->mentions[i]) != 0)
            doc->mentions[kept++] = doc->mentions[i];
    doc->mentions_n = kept;
}

onr_status onr_events_name(onr_doc *doc, onr_err *err) {
    uint32_t first = doc->entities_n, had = doc->mentions_n, n = had;
    size_t e = (size_t)doc->entities_n + 2 * (size_t)doc->events_n,
           m = (size_t)doc->mentions_n + 2 * (size_t)doc->events_n;
    onr_entity *entities = onr_arena_alloc(&doc->arena, e, sizeof *entities);
    onr_mention *mentions = onr_arena_alloc(&doc->arena, m, sizeof *mentions);
    if (!entities || !mentions) return onr_doc_no_memory(err);
    if (first) memcpy(entities, doc->entities, first * sizeof *entities);
    if (had) memcpy(mentions, doc->mentions, had * sizeof *mentions);
    doc->entities = entities;
    doc->mentions = mentions;
    for (uint32_t i = 0; i < doc->events_n; i++) {
        onr_event *v = &doc->events[i];
        name_party(doc, &v->actor, first);
        name_party(doc, &v->recipient, first);
        n += write_mention(doc, &v->actor, mentions + n);
        n += write_mention(doc, &v->recipient, mentions + n);
    }
    settle_mentions(doc, n);
    return ONR_OK;
}
