/* The network's links against the tree: which of the two names the parties of an act.
 *
 * Method: of each role the surest link, made whole. Links that share one phrase are one party, of the surer role. What
 * the tree is sure of (parties.c) stays whatever a link says; else the link goes first. Without a link for the actor a
 * verb keeps its subject, a noun only its owner. Links that cannot be are dropped first. Measured on records/dev:
 * actors .824 to .859 precise. Cost: O(links of the act · words of the neighbourhood).
 */
#include "find/act.h"
#include "find/cast.h"

/* Parties may stand in an earlier sentence, but not in another paragraph; a place only in the act's own sentence. */
static int is_near(const onr_doc *doc, const onr_act *a, onr_range r, unsigned role) {
    if (role == ONR_ROLE_PLACE) return onr_doc_sent_of(doc, r.from) == onr_doc_sent_of(doc, a->head);
    return doc->tokens[r.from].block == doc->tokens[a->head].block;
}

static onr_range link_of(const onr_doc *doc, const onr_act *a, uint32_t link, unsigned role, float *score) {
    onr_range best = {0, 0};
    *score = 0;
    for (; link < doc->links_n && doc->links[link].mark == a->mark; link++)
        if (doc->links[link].role == role && doc->links[link].score > *score &&
            is_near(doc, a, doc->links[link].tok, role))
            best = doc->links[link].tok, *score = doc->links[link].score;
    return best;
}

static int overlap(onr_range a, onr_range b) { return a.from < b.to && b.from < a.to; }

/* Does the link hold the head of the phrase ("Olt" of "President Olt")? */
static int holds_head(const onr_doc *doc, onr_range link, onr_range phrase) {
    uint32_t head = onr_head_of(doc, phrase);
    return link.from <= head && head < link.to;
}

/* One phrase in two pieces has the surer role. */
static void join_pieces(const onr_doc *doc, onr_range *actor, float sure_actor, onr_range *recipient,
                        float sure_recipient) {
    if (onr_range_empty(*actor) || onr_range_empty(*recipient)) return;
    onr_range pa = onr_phrase(doc, onr_head_of(doc, *actor)), pr = onr_phrase(doc, onr_head_of(doc, *recipient));
    if (!overlap(*actor, pr) && !overlap(*recipient, pa)) return;
    if (sure_actor >= sure_recipient) {
        if (overlap(*recipient, pa)) *actor = pa;
        *recipient = (onr_range){0, 0};
    } else {
        if (overlap(*actor, pr)) *recipient = pr;
        *actor = (onr_range){0, 0};
    }
}

/* A link holds whole names, and one that has lost its noun ("the" of "the army") is given the phrase. */
static onr_range whole(const onr_doc *doc, onr_range r) {
    int noun = 0;
    if (onr_range_empty(r)) return r;
    const onr_name *first = onr_act_name_at(doc, r.from), *last = onr_act_name_at(doc, r.to - 1);
    if (first) r.from = first->tok.from;
    if (last) r.to = last->tok.to;
    for (uint32_t t = r.from; t < r.to; t++) {
        unsigned rel = onr_deprel_base(doc->arcs[t].rel);
        noun |= rel != ONR_DEPREL_DET && rel != ONR_DEPREL_CASE && rel != ONR_DEPREL_PUNCT && rel != ONR_DEPREL_CC;
    }
    uint32_t head = noun ? ONR_NONE : doc->arcs[onr_head_of(doc, r)].head;
    return head == ONR_NONE ? r : onr_phrase(doc, head);
}

/* Does the link begin with a preposition, so that it is the end of some phrase ("of State")? */
static int begins_low(const onr_doc *doc, onr_range r) {
    return !onr_range_empty(r) && onr_deprel_base(doc->arcs[r.from].rel) == ONR_DEPREL_CASE;
}

/* A link that cannot be the actor: the adjective of a noun that names no country; who does, "by" or as subject, what
 * the act only happens beside ("was questioned by police during the killings"); the police of a protest. */
static int is_stray(const onr_doc *doc, const onr_act *a, onr_range r, float sure) {
    if (onr_range_empty(r)) return 0;
    uint32_t t = onr_head_of(doc, r), v = doc->arcs[a->head].head;
    if (r.to - r.from == 1 && doc->arcs[t].rel == ONR_DEPREL_AMOD && doc->arcs[t].head == a->head &&
        !onr_is_party(doc, t))
        return 1;
    if (a->type == ONR_MARK_PROTEST && doc->arcs[t].head != a->head && onr_is_force(doc, r)) return 1;
    if (v == ONR_NONE || onr_deprel_base(doc->arcs[a->head].rel) != ONR_DEPREL_OBL || doc->arcs[t].head != v) return 0;
    if (onr_has_case(doc, t, "by")) return 1;
    return sure < 0.9f && onr_deprel_base(doc->arcs[t].rel) == ONR_DEPREL_NSUBJ &&
           onr_has_case(doc, a->head, "after|during|following|before|amid|since");
}

/* Who suffers beside a protest ("two were hurt in a protest") is not the one protested against. */
static int is_beside(const onr_doc *doc, const onr_act *a, onr_range r) {
    if (a->type != ONR_MARK_PROTEST || onr_range_empty(r) || onr_deprel_base(doc->arcs[a->head].rel) != ONR_DEPREL_OBL)
        return 0;
    uint32_t t = onr_head_of(doc, r);
    return doc->arcs[t].rel == ONR_DEPREL_NSUBJ_PASS && doc->arcs[t].head == doc->arcs[a->head].head;
}

void onr_act_links(const onr_doc *doc, onr_act *a, uint32_t first_link, unsigned tree) {
    float sure_actor, sure_recipient, sure_place;
    onr_range actor = link_of(doc, a, first_link, ONR_ROLE_ACTOR, &sure_actor);
    onr_range recipient = link_of(doc, a, first_link, ONR_ROLE_RECIPIENT, &sure_recipient);
    onr_range place = link_of(doc, a, first_link, ONR_ROLE_PLACE, &sure_place);
    if (onr_range_empty(a->place)) a->place = place;
    if (is_stray(doc, a, actor, sure_actor)) actor = (onr_range){0, 0};
    if (is_beside(doc, a, recipient)) recipient = (onr_range){0, 0};
    join_pieces(doc, &actor, sure_actor, &recipient, sure_recipient);
    if (begins_low(doc, actor) && !onr_range_empty(a->actor)) actor = a->actor;
    if (begins_low(doc, recipient) && !onr_range_empty(a->recipient)) recipient = a->recipient;
    actor = whole(doc, actor), recipient = whole(doc, recipient);
    if (overlap(actor, a->actor) && (tree & ONR_TREE_SURE_ACTOR) && !holds_head(doc, actor, a->actor)) actor = a->actor;
    int keep_actor = !onr_range_empty(a->actor) && ((tree & ONR_TREE_SURE_ACTOR) && !overlap(actor, a->actor));
    int keep_recipient =
        !onr_range_empty(a->recipient) && (tree & ONR_TREE_SURE_RECIPIENT) && !overlap(recipient, a->recipient);
    if (keep_actor) actor = a->actor;
    if (keep_recipient) recipient = a->recipient;
    if (keep_actor && overlap(actor, recipient)) recipient = (onr_range){0, 0};
    if (keep_recipient && overlap(actor, recipient)) actor = (onr_range){0, 0};
    if (!onr_range_empty(actor) || !(tree & ONR_TREE_KEEPS_ACTOR)) a->actor = actor;
    if (!onr_range_empty(recipient)) a->recipient = recipient;
    if (!overlap(a->actor, a->recipient)) return;
    if (onr_range_empty(actor)) a->actor = (onr_range){0, 0};
    else a->recipient = (onr_range){0, 0};
}
