/* Acts become events.
 *
 * Method: an act is a word that the network marked (faintly is enough where the table agrees), or one that the table of
 * acts knows by its frame (mode.h) and whose parties belong to public life. Of a verb and the noun that it carries one
 * stays. Parties come from the tree and the links (parties.c), modality from the network's attribute and the words
 * around (modality.c), codes from dict and the user's files (actor.c). The chain is that of the innermost statement
 * whose content holds the anchor; an act that an accusation tells stands on the accuser's word; all else on the
 * outlet's. A second telling is the same type with the same word or the same parties. Invariant: events are in the
 * order of their anchors. Cost: O(words + acts · words of the neighbourhood + events · TELLINGS).
 */
#include "find/event.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/search.h"
#include "find/act.h"
#include "find/cast.h"
#include "find/chain.h"
#include "doc/vocab.h"

#define DOUBT_NOUN 0.45f /* a noun whose mark is under it needs a party */
#define DOUBT      0.7f  /* a mark under it takes the table's type */
#define SURE       0.9f  /* the same where the words alone tell the act */
/* A mark under FAINT is none, where the table knows the words one under FAINT_KNOWN: of such marks fewer than a third
 * were acts (records/train by a network that knew it less, records/dev by the shipped one). */
#define FAINT       0.3f
#define FAINT_KNOWN 0.12f
enum { TELLINGS = 200 }; /* events back that a second telling is looked for */

typedef struct acts {
    onr_act *at;
    uint32_t n;
    size_t cap;
    uint32_t *of_token; /* the act whose anchor holds the token, or ONR_NONE */
    uint32_t *teller;   /* the innermost statement whose content holds the token, or ONR_NONE */
} acts;

/* ---- finding acts ----------------------------------------------------------------------------------------------- */

static onr_status add(onr_doc *doc, acts *a, const onr_act *act, onr_err *err) {
    void *items = a->at;
    if (onr_arena_grow(&doc->arena, &items, &a->cap, a->n, a->n + 1u, sizeof *a->at) != 0)
        return onr_doc_no_memory(err);
    a->at = items;
    for (uint32_t t = act->anchor.from; t < act->anchor.to; t++) a->of_token[t] = a->n;
    a->at[a->n++] = *act;
    return ONR_OK;
}

/* The row of a mark: of its type, unless the network is in doubt where the table is not. NULL: the mark is too faint
 * for what the table says of the word. */
static const onr_mode_row *row_of(const onr_frame *frame, const onr_mark *m) {
    const onr_mode_row *other = onr_mode_of(frame, -1);
    if (m->score < (other ? FAINT_KNOWN : FAINT)) return NULL;
    if (other && m->score >= (other->strength == '!' ? SURE : DOUBT)) other = NULL;
    return other ? other : onr_mode_of(frame, m->kind);
}

/* Is the mark the second half of the one before it ("sexual" "abuse", "impeachment" "inquiry")? Then the act's head
 * moves to the later word. */
static int joined(const onr_doc *doc, acts *a, const onr_act *act) {
    onr_act *before = &a->at[a->n - 1];
    unsigned base = onr_deprel_base(doc->arcs[before->head].rel);
    if (before->type != act->type || before->anchor.to != act->anchor.from) return 0;
    int part = doc->arcs[before->head].head == act->head && (base == ONR_DEPREL_AMOD || base == ONR_DEPREL_COMPOUND);
    int twins = doc->arcs[before->head].head == doc->arcs[act->head].head && base == ONR_DEPREL_OBJ &&
                doc->arcs[act->head].rel == ONR_DEPREL_OBJ; /* two words of one object that the tree took for two */
    if (!part && !twins) return 0;
    before->anchor.to = act->anchor.to;
    for (uint32_t t = act->anchor.from; t < act->anchor.to; t++) a->of_token[t] = a->n - 1;
    return 1;
}

static int is_topic(const onr_doc *doc, const onr_act *act);

/* "Twelve were killed in a Kenyan airstrike": who did the second did the first. */
static void lend_actors(const onr_doc *doc, acts *a) {
    for (uint32_t i = 0; i < a->n; i++) {
        const onr_act *n = &a->at[i];
        uint32_t head = doc->arcs[n->head].head;
        if (head != ONR_NONE && a->of_token[head] == ONR_NONE && doc->arcs[head].rel == ONR_DEPREL_CONJ)
            head = doc->arcs[head].head; /* "were killed, and others wounded, in" */
        uint32_t k = head == ONR_NONE ? ONR_NONE : a->of_token[head];
        if (k == ONR_NONE || k == i || n->type != ONR_MARK_ASSAULT || a->at[k].type != n->type) continue;
        if (onr_range_empty(n->actor) || !onr_range_empty(a->at[k].actor) ||
            onr_deprel_base(doc->arcs[n->head].rel) != ONR_DEPREL_OBL || !onr_has_case(doc, n->head, "in|by|during"))
            continue;
        a->at[k].actor = n->actor;
    }
}

/* What a mark in doubt needs more: a noun that nobody is a party of, or that is only a topic, is no act. */
static int is_faint(const onr_doc *doc, const onr_act *act) {
    uint32_t over = doc->arcs[act->head].head;
    if (onr_has_case(doc, act->head, "of") && onr_lemma_any(doc, over, "circle|cycle|spiral"))
        return 1; /* a figure of speech */
    if (doc->arcs[act->head].rel == ONR_DEPREL_ACL && onr_word_is(doc, over, "those") &&
        onr_has_case(doc, over, "of|among|for"))
        return 1; /* "the majority of those killed": told elsewhere */
    if (act->score >= DOUBT_NOUN || doc->tags[act->head].upos != ONR_UPOS_NOUN) return 0;
    return is_topic(doc, act) || (onr_range_empty(act->actor) && onr_range_empty(act->recipient));
}

/* The noun takes the parties of the verb that it replaces, where it has none. */
static void take_parties(onr_act *noun, onr_act *verb) {
    onr_range r = verb->recipient;
    verb->dropped = 1;
    if (onr_range_empty(noun->actor)) noun->actor = verb->actor;
    int itself = r.from < noun->anchor.to && noun->anchor.from < r.to;
    if (onr_range_empty(noun->recipient) && !itself) noun->recipient = r;
}

/* "Launched airstrikes" is one act: the noun tells it, the verb only carries it. */
static void drop_carriers(const onr_doc *doc, acts *a) {
    for (uint32_t i = 0; i < a->n; i++) {
        uint32_t head = doc->arcs[a->at[i].head].head;
        unsigned rel = doc->arcs[a->at[i].head].rel;
        uint32_t k = head == ONR_NONE ? ONR_NONE : a->of_token[head];
        if (k == ONR_NONE || k == i || a->at[k].type != a->at[i].type || a->at[i].dropped) continue;
        if ((rel == ONR_DEPREL_OBJ || rel == ONR_DEPREL_NSUBJ_PASS) && doc->tags[a->at[i].head].upos == ONR_UPOS_NOUN &&
            onr_lemma_any(
                doc, head,
                "launch|conduct|stage|hold|begin|start|make|issue|commit|mount|wage|carry|mark|order|file|tender|"
                "submit|impose"))
            take_parties(&a->at[i], &a->at[k]);
    }
}

/* "Called for peace, calling for efforts": the same word again of the same act, in a clause that hangs on it. */
static int is_again(const onr_doc *doc, const acts *a, uint32_t i) {
    uint32_t t = a->at[i].head, head = doc->arcs[t].head;
    uint32_t k = head == ONR_NONE ? ONR_NONE : a->of_token[head];
    if (k == ONR_NONE || k == i || a->at[k].dropped || a->at[k].type != a->at[i].type) return 0;
    unsigned base = onr_deprel_base(doc->arcs[t].rel);
    return (base == ONR_DEPREL_ADVCL || base == ONR_DEPREL_PARATAXIS) && doc->tags[t].xpos == ONR_XPOS_VBG &&
           onr_child(doc, t, ONR_DEPREL_NSUBJ) == ONR_NONE && onr_slice_eq(doc->lemmas[t], doc->lemmas[head]);
}

/* "A crane collapsed and killed two": what kills is a thing, and no weapon. */
static int is_accident(const onr_doc *doc, const onr_act *act) {
    return act->type == ONR_MARK_ASSAULT && act->score < DOUBT &&
           onr_lemma_any(doc, act->head, "kill|injure|wound|hurt|crush") && onr_act_by_thing(doc, act->head);
}

static onr_status add_marks(onr_doc *doc, acts *a, onr_err *err) {
    uint32_t link = 0;
    for (uint32_t i = 0; i < doc->marks_n; i++) {
        const onr_mark *m = &doc->marks[i];
        while (link < doc->links_n && doc->links[link].mark < i) link++;
        if (m->layer != ONR_LAYER_ACT || m->kind < ONR_MARK_AGREE || m->kind > ONR_MARK_ASSAULT) continue;
        if (onr_doc_is_apart(doc, m->tok.from)) continue;
        onr_frame frame;
        onr_act act = {
            .anchor = m->tok, .head = onr_head_of(doc, m->tok), .mark = i, .type = m->kind, .score = m->score};
        if (a->n && m->score >= FAINT && joined(doc, a, &act)) continue;
        onr_frame_of(doc, act.head, &frame);
        act.row = row_of(&frame, m);
        if (!act.row) continue;
        act.type = act.row->type;
        onr_act_parties(doc, &act, link);
        if (is_faint(doc, &act) || is_accident(doc, &act)) continue;
        onr_status st = add(doc, a, &act, err);
        if (st != ONR_OK) return st;
    }
    return ONR_OK;
}

static int is_word_of_act(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos;
    return u == ONR_UPOS_VERB || u == ONR_UPOS_NOUN;
}

/* Does an act stand on a word that t carries, that carries t, or that t is part of? */
static int told_beside(const onr_doc *doc, const acts *a, uint32_t t, unsigned type) {
    uint32_t head = doc->arcs[t].head, next = t + 1 < doc->tokens_n ? a->of_token[t + 1] : ONR_NONE;
    unsigned base = onr_deprel_base(doc->arcs[t].rel);
    if (next != ONR_NONE && a->at[next].type == type && doc->tags[t].upos == ONR_UPOS_NOUN &&
        doc->arcs[t + 1].head == head)
        return 1;
    if (head != ONR_NONE && a->of_token[head] != ONR_NONE &&
        (base == ONR_DEPREL_OBJ || base == ONR_DEPREL_COMPOUND || doc->arcs[t].rel == ONR_DEPREL_NSUBJ_PASS) &&
        a->at[a->of_token[head]].type == type)
        return 1;
    uint32_t o = onr_child(doc, t, ONR_DEPREL_OBJ);
    return o != ONR_NONE && a->of_token[o] != ONR_NONE && a->at[a->of_token[o]].type == type;
}

static int is_act_noun(const onr_doc *doc, uint32_t t) {
    onr_frame frame;
    if (t == ONR_NONE || doc->tags[t].upos != ONR_UPOS_NOUN || !onr_mode_knows(onr_mode_lemma(doc, t))) return 0;
    onr_frame_of(doc, t, &frame);
    return onr_mode_of(&frame, -1) != NULL;
}

/* Does the word only say what another one is about: "murder conviction", "charged with murder", "victims of torture"?
 */
static int is_topic(const onr_doc *doc, const onr_act *act) {
    uint32_t t = act->head, head = doc->arcs[t].head;
    unsigned base = onr_deprel_base(doc->arcs[t].rel);
    if (doc->tags[t].upos != ONR_UPOS_NOUN || head == ONR_NONE) return 0;
    if (act->type == ONR_MARK_CONSULT && onr_has_case(doc, t, "at|during|in|ahead|before|after"))
        return 1; /* a venue */
    if (base == ONR_DEPREL_COMPOUND && is_act_noun(doc, head)) return 1;
    if (base == ONR_DEPREL_COMPOUND && onr_range_empty(act->actor) && onr_range_empty(act->recipient)) return 1;
    int under = base == ONR_DEPREL_OBL || base == ONR_DEPREL_NMOD || base == ONR_DEPREL_CONJ || base == ONR_DEPREL_OBJ;
    return under && onr_range_empty(act->recipient) &&
           onr_lemma_any(doc, head,
                         "charge|count|accuse|convict|crime|allegation|victim|guilty|case|suspicion|conviction|form|"
                         "history|risk|possibility|type|report|reporting|kind|survivor|law|word|culture|level|rate|end|"
                         "circle|cycle|spiral");
}

/* Is what the table found an act of public life that is told here, not a topic or a general case? */
static int is_news(const onr_doc *doc, const acts *a, const onr_act *act) {
    uint32_t teller = a->teller[act->head];
    if (is_topic(doc, act) || is_accident(doc, act)) return 0;
    if (doc->arcs[act->head].rel == ONR_DEPREL_ACL && !onr_range_empty(act->actor) &&
        onr_lemma_any(doc, onr_head_of(doc, act->actor), "resolution|bill|motion|law|letter|report|petition|statement"))
        return 0; /* "vetoed resolutions calling for an end": what a paper says */
    int actor = onr_is_public(doc, act->actor, teller), recipient = onr_is_public(doc, act->recipient, teller);
    int parties = !onr_range_empty(act->actor) + !onr_range_empty(act->recipient);
    /* What nobody does to nobody is a topic ("the trial", "murder rates"); a noun needs more than one idle word. */
    if (!parties || (act->row->strength == '?' && !actor && !recipient)) return 0;
    if (parties == 2 || doc->tags[act->head].upos == ONR_UPOS_VERB) return 1;
    return act->row->strength == '!' ? 1 : actor;
}

/* "A car bomb attack killed five": the noun tells it, and whom the verb names is whom it hit. */
static int told_by_subject(const onr_doc *doc, acts *a, uint32_t t, unsigned type) {
    uint32_t s = onr_child(doc, t, ONR_DEPREL_NSUBJ), o = onr_child(doc, t, ONR_DEPREL_OBJ);
    if (type != ONR_MARK_ASSAULT || s == ONR_NONE || a->of_token[s] == ONR_NONE) return 0;
    onr_act *noun = &a->at[a->of_token[s]];
    if (noun->type != type || noun->head != s || doc->tags[s].upos != ONR_UPOS_NOUN) return 0;
    if (onr_range_empty(noun->recipient) && o != ONR_NONE && doc->tags[o].upos != ONR_UPOS_NUM && onr_is_party(doc, o))
        noun->recipient = onr_phrase(doc, o);
    return 1;
}

static onr_status add_from_table(onr_doc *doc, acts *a, onr_err *err) {
    for (uint32_t t = 0; t < doc->tokens_n; t++) {
        if (a->of_token[t] != ONR_NONE || !is_word_of_act(doc, t) || !onr_mode_knows(onr_mode_lemma(doc, t))) continue;
        onr_frame frame;
        onr_frame_of(doc, t, &frame);
        const onr_mode_row *row = onr_mode_of(&frame, -1);
        if (!row || told_beside(doc, a, t, row->type) || told_by_subject(doc, a, t, row->type)) continue;
        onr_act act = {.anchor = {t, t + 1}, .head = t, .mark = ONR_NONE, .row = row, .type = row->type};
        act.score = row->strength == '!' ? 0.5f : 0.4f; /* measured beside the network's */
        onr_act_parties(doc, &act, 0);
        if (!is_news(doc, a, &act)) continue;
        onr_status st = add(doc, a, &act, err);
        if (st != ONR_OK) return st;
    }
    return ONR_OK;
}

static int by_anchor(const void *x, const void *y) {
    const onr_act *a = x, *b = y;
    if (a->anchor.from != b->anchor.from) return a->anchor.from < b->anchor.from ? -1 : 1;
    return a->type < b->type ? -1 : a->type > b->type;
}

/* ---- whose word ------------------------------------------------------------------------------------------------- */

static uint32_t size_of(const onr_statement *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->content_n; i++) n += s->content[i].end - s->content[i].start;
    return n;
}

static void paint_tellers(const onr_doc *doc, uint32_t *teller) {
    for (uint32_t t = 0; t < doc->tokens_n; t++) teller[t] = ONR_NONE;
    for (uint32_t i = 0; i < doc->statements_n; i++) {
        const onr_statement *s = &doc->statements[i];
        uint32_t size = size_of(s);
        for (uint32_t k = 0; k < s->content_n; k++) {
            onr_range r = onr_tokens_in(doc, s->content[k]);
            for (uint32_t t = r.from; t < r.to; t++)
                if (teller[t] == ONR_NONE || size_of(&doc->statements[teller[t]]) > size) teller[t] = i;
        }
    }
}

static int class_in(const onr_statement *s, const char *const *list, size_t n) {
    for (size_t i = 0; s->cue_class && i < n; i++)
        if (strcmp(s->cue_class, list[i]) == 0) return 1;
    return 0;
}

/* Does the outlet know of the act although a statement is about it? What somebody comments on ("called the inquiry a
 * farce") and what somebody does by saying so ("announced her resignation"). */
static int is_known(const onr_doc *doc, const onr_act *act, const onr_event *e, const onr_statement *s) {
    static const char *const doubtful[] = {"accuse",  "claim",  "deny", "suggest", "predict",
                                           "believe", "report", "ask",  "order"};
    uint32_t head = doc->arcs[act->head].head;
    if (e->modality != ONR_ATTR_HAPPENED && e->modality != ONR_ATTR_HISTORICAL) return 0;
    if (class_in(s, doubtful, sizeof doubtful / sizeof *doubtful)) return 0;
    onr_range cue = onr_tokens_in(doc, s->cue);
    int noun = doc->tags[act->head].upos == ONR_UPOS_NOUN;
    if (noun && doc->arcs[act->head].rel == ONR_DEPREL_COMPOUND && head != ONR_NONE) head = doc->arcs[head].head;
    int plain = onr_child(doc, act->head, ONR_DEPREL_CASE) == ONR_NONE; /* no "in", "over", "of" before it */
    if (noun && plain && head != ONR_NONE && cue.from <= head && head < cue.to) return 1;
    if (s->type != ONR_STATEMENT_INDIRECT || !s->cue_class || strcmp(s->cue_class, "announce") != 0) return 0;
    return !onr_range_empty(act->actor) && s->speaker != ONR_NONE &&
           onr_entity_at(doc, act->actor, ONR_NONE) == s->speaker;
}

/* The accusation whose words govern the act, or ONR_NONE. */
static uint32_t accuser_of(const onr_doc *doc, const acts *a, uint32_t i) {
    uint32_t t = a->at[i].head;
    for (int up = 0; up < 4 && t != ONR_NONE; up++) {
        unsigned base = onr_deprel_base(doc->arcs[t].rel);
        if (base != ONR_DEPREL_ADVCL && base != ONR_DEPREL_OBL && base != ONR_DEPREL_XCOMP && base != ONR_DEPREL_CONJ &&
            base != ONR_DEPREL_OBJ && base != ONR_DEPREL_NMOD && base != ONR_DEPREL_ACL && base != ONR_DEPREL_CCOMP)
            return ONR_NONE;
        t = doc->arcs[t].head;
        uint32_t k = t == ONR_NONE ? ONR_NONE : a->of_token[t];
        if (k != ONR_NONE && k != i && a->at[k].type == ONR_MARK_ACCUSE && !onr_range_empty(a->at[k].actor) &&
            onr_lemma_any(doc, a->at[k].head, "accuse|allege|blame|accusation|allegation|suspect|claim"))
            return k;
    }
    return ONR_NONE;
}

static int is_hearsay_word(const onr_doc *doc, uint32_t t) {
    return onr_lemma_any(doc, t, "reportedly|allegedly|supposedly|purportedly|Reportedly|Allegedly");
}

/* Is the act told on the word of nobody in particular: "reportedly", "is said to have", "ascribed to"? */
static int is_hearsay(const onr_doc *doc, uint32_t t) {
    for (int up = 0; up < 6; up++) {
        onr_range r = onr_near(doc, t);
        for (uint32_t k = r.from; k < r.to; k++)
            if (doc->arcs[k].head == t && (is_hearsay_word(doc, k) || (doc->arcs[k].rel == ONR_DEPREL_ACL &&
                                                                       onr_lemma_any(doc, k, "ascribe|attribute"))))
                return 1;
        uint32_t head = doc->arcs[t].head;
        if (head == ONR_NONE) return 0;
        int told = onr_lemma_any(doc, head, "report|say|allege|believe|rumor|rumour|think|suspect") &&
                   onr_child(doc, head, ONR_DEPREL_AUX_PASS) != ONR_NONE;
        if (told && onr_child_with(doc, head, "by") == ONR_NONE && doc->arcs[t].rel != ONR_DEPREL_ADVCL) return 1;
        t = head;
    }
    return 0;
}

static onr_status set_chain(onr_doc *doc, const acts *a, uint32_t i, onr_event *e, onr_err *err) {
    const onr_act *act = &a->at[i];
    e->statement = a->teller[act->head];
    for (int up = 0; up < 4 && e->statement != ONR_NONE && is_known(doc, act, e, &doc->statements[e->statement]); up++)
        e->statement = doc->statements[e->statement].within;
    if (e->statement != ONR_NONE) {
        e->chain = doc->statements[e->statement].chain;
        e->chain_n = doc->statements[e->statement].chain_n;
        return ONR_OK;
    }
    uint32_t k = accuser_of(doc, a, i);
    onr_chain_link first = {ONR_LINK_ORIGIN, ONR_NONE, {0, 0}};
    if (k != ONR_NONE) first.span = onr_doc_tokens_span(doc, a->at[k].actor);
    int told = k != ONR_NONE || is_hearsay(doc, act->head);
    return onr_chain_of_outlet(doc, told ? &first : NULL, &e->chain, &e->chain_n, err);
}

/* ---- how many -------------------------------------------------------------------------------------------------------
 */

static uint32_t first_figure(const onr_doc *doc, uint32_t at) {
    return ONR_FIRST_FROM(doc->figures, doc->figures_n, number.start, at);
}

/* Does the number at t stand close under the anchor, in no other verb's part ("killed two and injured eight")? */
static int counts_for(const onr_doc *doc, uint32_t t, uint32_t head) {
    for (unsigned steps = 0; steps < 4 && t != ONR_NONE; steps++) {
        if (t == head) return 1;
        if (doc->tags[t].upos == ONR_UPOS_VERB && doc->tags[head].upos == ONR_UPOS_VERB &&
            doc->arcs[t].rel == ONR_DEPREL_CONJ)
            return 0;
        t = doc->arcs[t].head;
    }
    return 0;
}

/* Figures whose number stands under the anchor: "killed 12 people", "12 were killed", "an attack that killed 12". */
static onr_status set_magnitude(onr_doc *doc, uint32_t head, onr_event *e, onr_err *err) {
    enum { FIGURES = 8 };
    uint32_t found[FIGURES], n = 0, s = onr_doc_sent_of(doc, head);
    if (s == ONR_NONE || !doc->figures_n) return ONR_OK;
    onr_span sent = onr_doc_tokens_span(doc, doc->sents[s].tok);
    for (uint32_t i = first_figure(doc, sent.start);
         i < doc->figures_n && doc->figures[i].number.start < sent.end && n < FIGURES; i++) {
        if (doc->figures[i].effect == ONR_MARK_PERCENT || doc->figures[i].effect == ONR_MARK_MONEY) continue;
        if (counts_for(doc, onr_doc_token_at(doc, doc->figures[i].number.start), head)) found[n++] = i;
    }
    if (!n) return ONR_OK;
    e->magnitude = onr_arena_alloc(&doc->arena, n, sizeof *e->magnitude);
    if (!e->magnitude) return onr_doc_no_memory(err);
    memcpy(e->magnitude, found, n * sizeof *found);
    e->magnitude_n = n;
    return ONR_OK;
}

/* ---- one record ------------------------------------------------------------------------------------------------- */

static void set_party(const onr_doc *doc, const onr_actors *user, onr_range r, onr_event *e, onr_party *p) {
    *p = (onr_party){.entity = ONR_NONE};
    if (onr_range_empty(r)) return;
    p->span = onr_doc_tokens_span(doc, r);
    p->entity = onr_entity_at(doc, r, e->statement);
    onr_date day =
        e->when.how && e->when.day ? (onr_date){e->when.year, e->when.month, e->when.day} : doc->meta.published;
    onr_actor_code(doc, user, day, p);
}

static void set_id(const onr_doc *doc, onr_event *e) {
    uint64_t h = onr_hash64(doc->meta.id, strlen(doc->meta.id), 0x65766e74);
    h = onr_hash64(&e->anchor, sizeof e->anchor, h);
    h = onr_hash64(&e->type, sizeof e->type, h);
    onr_hash_hex(h, e->id);
}

static onr_status make(onr_doc *doc, const onr_actors *user, const acts *a, uint32_t i, onr_event *e, onr_err *err) {
    const onr_act *act = &a->at[i];
    onr_range cause;
    e->type = act->type;
    e->mode = act->row->mode;
    e->cameo = act->row->cameo;
    e->anchor = onr_doc_tokens_span(doc, act->anchor);
    e->modality = (uint8_t)onr_act_modality(doc, act->head, &cause);
    e->modality_span = onr_doc_tokens_span(doc, cause);
    e->same_as = e->where_entity = ONR_NONE;
    unsigned attr = act->mark == ONR_NONE ? UINT8_MAX : doc->marks[act->mark].attr;
    if (e->modality == ONR_ATTR_HAPPENED && attr >= ONR_ATTR_HAPPENED && attr <= ONR_ATTR_HISTORICAL &&
        !(attr == ONR_ATTR_HISTORICAL && onr_act_is_present(doc, act->head)) &&
        !(attr == ONR_ATTR_FUTURE && onr_act_is_under_way(doc, act->head)))
        e->modality = (uint8_t)attr;
    onr_status st = set_chain(doc, a, i, e, err);
    if (st != ONR_OK) return st;
    onr_event_when(doc, act->head, e);
    set_party(doc, user, act->actor, e, &e->actor);
    set_party(doc, user, act->recipient, e, &e->recipient);
    if (!onr_range_empty(act->place)) {
        e->where = onr_doc_tokens_span(doc, act->place);
        e->where_entity = onr_entity_at(doc, act->place, ONR_NONE);
    }
    e->confidence = act->score;
    e->rule = act->mark == ONR_NONE ? "table" : "network";
    set_id(doc, e);
    return set_magnitude(doc, act->head, e, err);
}

/* ---- second tellings -------------------------------------------------------------------------------------------- */

/* Can two parties be one? Unknown goes with anything; "the army" may be "Kenya", one person is not another. */
static int agree(const onr_doc *doc, const onr_party *x, const onr_party *y) {
    if (onr_span_empty(x->span) || onr_span_empty(y->span)) return 1;
    if (x->code[0] && y->code[0] && strcmp(x->code, y->code) != 0) return 0;
    if (x->entity == ONR_NONE || y->entity == ONR_NONE || x->entity == y->entity) return 1;
    return doc->entities[x->entity].kind != ONR_ENTITY_PERSON && doc->entities[y->entity].kind != ONR_ENTITY_PERSON;
}

static int both_known(const onr_party *x, const onr_party *y) {
    return x->entity != ONR_NONE && x->entity == y->entity;
}

static void set_same_as(onr_doc *doc, const acts *a, const uint32_t *act_of, uint32_t i) {
    onr_event *e = &doc->events[i];
    for (uint32_t j = i; j-- > 0 && i - j <= TELLINGS;) {
        const onr_event *o = &doc->events[j];
        if (o->type != e->type || !agree(doc, &e->actor, &o->actor) || !agree(doc, &e->recipient, &o->recipient))
            continue;
        if ((e->modality == ONR_ATTR_NEGATED) != (o->modality == ONR_ATTR_NEGATED)) continue;
        int word = onr_slice_eq(doc->lemmas[a->at[act_of[i]].head], doc->lemmas[a->at[act_of[j]].head]);
        int who = both_known(&e->actor, &o->actor) && both_known(&e->recipient, &o->recipient);
        if (!word && !who) continue;
        e->same_as = o->same_as != ONR_NONE ? o->same_as : j;
        return;
    }
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

static onr_status collect(onr_doc *doc, acts *a, onr_err *err) {
    a->of_token = onr_arena_alloc(&doc->arena, doc->tokens_n, sizeof *a->of_token);
    a->teller = onr_arena_alloc(&doc->arena, doc->tokens_n, sizeof *a->teller);
    if (!a->of_token || !a->teller) return onr_doc_no_memory(err);
    for (uint32_t t = 0; t < doc->tokens_n; t++) a->of_token[t] = ONR_NONE;
    paint_tellers(doc, a->teller);
    onr_status st = add_marks(doc, a, err);
    if (st == ONR_OK) st = add_from_table(doc, a, err);
    if (st != ONR_OK || !a->n) return st;
    qsort(a->at, a->n, sizeof *a->at, by_anchor);
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t t = a->at[i].anchor.from; t < a->at[i].anchor.to; t++) a->of_token[t] = i;
    drop_carriers(doc, a);
    for (uint32_t i = 0; i < a->n; i++)
        if (is_again(doc, a, i)) a->at[i].dropped = 1;
    lend_actors(doc, a);
    return ONR_OK;
}

onr_status onr_find_events(onr_doc *doc, const onr_actors *user, onr_err *err) {
    acts a = {0};
    if (!doc->tokens_n || !doc->tags || !doc->lemmas || !doc->arcs) return ONR_OK;
    onr_status st = collect(doc, &a, err);
    if (st != ONR_OK || !a.n) return st;
    doc->events = onr_arena_alloc(&doc->arena, a.n, sizeof *doc->events);
    uint32_t *act_of = onr_arena_alloc(&doc->arena, a.n, sizeof *act_of);
    if (!doc->events || !act_of) return onr_doc_no_memory(err);
    uint32_t n = 0;
    for (uint32_t i = 0; st == ONR_OK && i < a.n; i++) {
        if (a.at[i].dropped) continue;
        act_of[n] = i;
        st = make(doc, user, &a, i, &doc->events[n++], err);
    }
    if (st != ONR_OK) return st;
    doc->events_n = n;
    st = onr_events_name(doc, err);
    for (uint32_t i = 0; st == ONR_OK && i < n; i++) set_same_as(doc, &a, act_of, i);
    return st;
}
