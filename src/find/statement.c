/* Drafts become statements.
 *
 * Method: drafts are collected from the network's marks, shaped by quote runs, given the runs they continue, settled
 * (draft.h); then each becomes a record: its type by how many of its letters stand inside quotation marks, its polarity
 * from its cue (cue.h), `within` by containment: the smallest other statement whose content holds
 * this one's cue and content. Invariant: content spans are in order, do not overlap, and are slices of the text.
 * Cost: O(statements · statements of the neighbourhood).
 */
#include "find/statement.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/search.h"
#include "find/cue.h"
#include "find/interview.h"

/* ---- type ------------------------------------------------------------------------------------------------------- */

/* The outermost runs that overlap a content span, copied into `out` when it is not NULL; returns their number.
 * Outermost runs are sorted and do not overlap, so only the last one that starts before the span can reach into it. */
static uint32_t runs_in(const onr_doc *doc, onr_span s, onr_span *out) {
    uint32_t n = 0, i = onr_first_run(doc, s.start);
    while (i > 0 && doc->quotes[--i].depth > 0) continue;
    for (; i < doc->quotes_n && doc->quotes[i].span.start < s.end; i++) {
        if (doc->quotes[i].depth > 0 || !onr_span_overlap(doc->quotes[i].span, s)) continue;
        onr_span q = doc->quotes[i].span;
        if (out) out[n] = (onr_span){q.start > s.start ? q.start : s.start, q.end < s.end ? q.end : s.end};
        n++;
    }
    return n;
}

static int is_letter(unsigned char c) {
    return c >= 0xC0 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static uint32_t letters(const onr_doc *doc, onr_span s) {
    uint32_t n = 0;
    for (uint32_t i = s.start; i < s.end; i++) n += (uint32_t)is_letter((unsigned char)doc->text[i]);
    return n;
}

static uint8_t type_of(const onr_doc *doc, const onr_statement *s) {
    uint32_t all = 0, inside = 0;
    for (uint32_t i = 0; i < s->content_n; i++) all += letters(doc, s->content[i]);
    for (uint32_t i = 0; i < s->quoted_n; i++) inside += letters(doc, s->quoted[i]);
    if (inside == 0) return ONR_STATEMENT_INDIRECT;
    return inside >= all ? ONR_STATEMENT_DIRECT : ONR_STATEMENT_MIXED;
}

static onr_status copy_spans(onr_doc *doc, const onr_draft *d, onr_statement *s, onr_err *err) {
    uint32_t quoted = 0;
    for (uint32_t i = 0; i < d->content_n; i++) quoted += runs_in(doc, d->content[i], NULL);
    s->content = onr_arena_alloc(&doc->arena, d->content_n, sizeof *s->content);
    s->quoted = onr_arena_alloc(&doc->arena, quoted, sizeof *s->quoted);
    if (!s->content || !s->quoted) return onr_doc_no_memory(err);
    memcpy(s->content, d->content, d->content_n * sizeof *s->content);
    s->content_n = d->content_n;
    for (uint32_t i = 0; i < d->content_n; i++) s->quoted_n += runs_in(doc, d->content[i], s->quoted + s->quoted_n);
    return ONR_OK;
}

static void set_id(const onr_doc *doc, onr_statement *s) {
    uint64_t h = onr_hash64(doc->meta.id, strlen(doc->meta.id), 0x73746d74);
    h = onr_hash64(&s->cue, sizeof s->cue, h);
    h = onr_hash64(&s->source, sizeof s->source, h);
    for (uint32_t i = 0; i < s->content_n; i++) h = onr_hash64(&s->content[i], sizeof s->content[i], h);
    onr_hash_hex(h, s->id);
}

static onr_status make(onr_doc *doc, const onr_draft *d, onr_statement *s, onr_err *err) {
    s->source = d->source;
    s->cue = d->cue;
    s->addressee = d->addressee;
    s->venue = d->venue;
    s->speaker = s->within = ONR_NONE;
    s->cue_class = onr_cue_class(doc, d->cue);
    s->polarity = onr_cue_polarity(doc, d, d->attr);
    s->confidence = d->cue_score * d->content_score;
    s->rule = d->quoted && d->mark != ONR_NONE ? "network+quote" : d->rule;
    onr_status st = copy_spans(doc, d, s, err);
    if (st != ONR_OK) return st;
    s->type = d->verbatim ? ONR_STATEMENT_DIRECT : type_of(doc, s);
    if (s->type == ONR_STATEMENT_INDIRECT) s->quoted_n = 0; /* marks around no letter quote nothing */
    set_id(doc, s);
    return ONR_OK;
}

/* A turn of an interview is a direct statement without quotation marks; its label is both source and cue. */
static onr_status make_turn(onr_doc *doc, const onr_turn *t, onr_statement *s, onr_err *err) {
    s->content = onr_arena_alloc(&doc->arena, 1, sizeof *s->content);
    if (!s->content) return onr_doc_no_memory(err);
    int asked = doc->text[t->content.end - 1] == '?';
    s->content[0] = t->content;
    s->content_n = 1;
    s->type = ONR_STATEMENT_DIRECT;
    s->source = s->cue = t->label;
    s->speaker = s->within = ONR_NONE;
    s->cue_class = asked ? "ask" : "say";
    s->polarity = asked ? "asked" : "asserted";
    s->confidence = 0.9f;
    s->rule = ONR_RULE_INTERVIEW;
    set_id(doc, s);
    return ONR_OK;
}

/* Is the draft's cue a turn's label, or its content a whole turn? Then the turn says it better. */
static int doubles_a_turn(const onr_draft *d, const onr_turn *turns, uint32_t n) {
    uint32_t i = ONR_FIRST_ABOVE(turns, n, content.end, d->cue.start);
    if (i == n) return 0;
    onr_span c = d->content[0], t = turns[i].content;
    uint32_t size = c.end - c.start;
    return onr_span_overlap(d->cue, turns[i].label) || (onr_span_overlap(c, t) && 10 * size > 9 * (t.end - t.start));
}

/* ---- order and nesting ------------------------------------------------------------------------------------------ */

static uint32_t first_byte(const onr_statement *s) {
    uint32_t a = s->content[0].start < s->cue.start ? s->content[0].start : s->cue.start;
    return !onr_span_empty(s->source) && s->source.start < a ? s->source.start : a;
}

static int by_place(const void *a, const void *b) {
    const onr_statement *x = a, *y = b;
    uint32_t p = first_byte(x), q = first_byte(y);
    if (p != q) return p < q ? -1 : 1;
    if (x->cue.start != y->cue.start) return x->cue.start < y->cue.start ? -1 : 1;
    return memcmp(x->id, y->id, sizeof x->id);
}

static uint32_t size_of(const onr_statement *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->content_n; i++) n += s->content[i].end - s->content[i].start;
    return n;
}

static int holds(const onr_statement *outer, onr_span s) {
    for (uint32_t i = 0; i < outer->content_n; i++)
        if (onr_span_within(s, outer->content[i])) return 1;
    return 0;
}

static void set_within(onr_doc *doc) {
    enum { NEIGHBOURS = 32 };
    for (uint32_t i = 0; i < doc->statements_n; i++) {
        onr_statement *s = &doc->statements[i];
        uint32_t lo = i > NEIGHBOURS ? i - NEIGHBOURS : 0,
                 hi = i + NEIGHBOURS < doc->statements_n ? i + NEIGHBOURS : doc->statements_n;
        for (uint32_t j = lo; j < hi; j++) {
            const onr_statement *o = &doc->statements[j];
            if (j == i || !holds(o, s->cue) || !holds(o, s->content[0]) || size_of(o) <= size_of(s)) continue;
            if (s->within == ONR_NONE || size_of(o) < size_of(&doc->statements[s->within])) s->within = j;
        }
    }
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

static onr_status find_drafts(onr_doc *doc, onr_drafts *drafts, onr_err *err) {
    onr_status st = onr_drafts_collect(doc, drafts, err);
    if (st != ONR_OK) return st;
    st = onr_drafts_add_by_rule(doc, drafts, err);
    if (st != ONR_OK) return st;
    onr_drafts_share_sources(doc, drafts);
    onr_drafts_mend_sources(doc, drafts);
    onr_drafts_split(doc, drafts);
    onr_drafts_complete(doc, drafts);
    onr_drafts_shape(doc, drafts);
    onr_drafts_settle(doc, drafts);
    onr_drafts_adopt_quotes(doc, drafts);
    onr_drafts_part(doc, drafts);
    return ONR_OK;
}

onr_status onr_find_statements(onr_doc *doc, onr_err *err) {
    onr_drafts drafts = {0};
    onr_turn *turns;
    uint32_t turns_n, n = 0;
    onr_status st = find_drafts(doc, &drafts, err);
    if (st == ONR_OK) st = onr_find_turns(doc, &turns, &turns_n, err);
    if (st != ONR_OK) return st;
    doc->statements = onr_arena_alloc(&doc->arena, (size_t)drafts.n + turns_n, sizeof *doc->statements);
    if (!doc->statements) return onr_doc_no_memory(err);
    for (uint32_t i = 0; st == ONR_OK && i < drafts.n; i++)
        if (!drafts.at[i].dropped && !doubles_a_turn(&drafts.at[i], turns, turns_n))
            st = make(doc, &drafts.at[i], &doc->statements[n++], err);
    for (uint32_t i = 0; st == ONR_OK && i < turns_n; i++) st = make_turn(doc, &turns[i], &doc->statements[n++], err);
    if (st != ONR_OK) return st;
    doc->statements_n = n;
    qsort(doc->statements, n, sizeof *doc->statements, by_place);
    set_within(doc);
    return ONR_OK;
}
