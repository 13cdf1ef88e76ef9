/* The network's links against the tree: which of the two names the parties of an act.
 *
 * Method: of each role the surest link. Links that share one phrase are one party, of the surer role. A link goes
 * before what the tree says, except between the two of "a war between A and B"; without a link for the actor a verb
 * keeps its subject, a noun only its owner. Cost: O(links of the act · words of the neighbourhood).
 */
#include "find/act.h"
#include "find/cast.h"

static onr_range link_of(const onr_doc *doc, const onr_act *a, uint32_t link, unsigned role, float *score) {
    onr_range best = {0, 0};
    *score = 0;
    for (; link < doc->links_n && doc->links[link].mark == a->mark; link++)
        if (doc->links[link].role == role && doc->links[link].score > *score)
            best = doc->links[link].tok, *score = doc->links[link].score;
    return best;
}

static int overlap(onr_range a, onr_range b) { return a.from < b.to && b.from < a.to; }

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

void onr_act_links(const onr_doc *doc, onr_act *a, uint32_t first_link, onr_tree_says tree) {
    float sure_actor, sure_recipient, sure_place;
    onr_range actor = link_of(doc, a, first_link, ONR_ROLE_ACTOR, &sure_actor);
    onr_range recipient = link_of(doc, a, first_link, ONR_ROLE_RECIPIENT, &sure_recipient);
    onr_range place = link_of(doc, a, first_link, ONR_ROLE_PLACE, &sure_place);
    if (onr_range_empty(a->place)) a->place = place;
    if (tree == ONR_TREE_BOTH) return;
    join_pieces(doc, &actor, sure_actor, &recipient, sure_recipient);
    if (!onr_range_empty(actor) || tree == ONR_TREE_NONE) a->actor = actor;
    if (!onr_range_empty(recipient)) a->recipient = recipient;
    if (!overlap(a->actor, a->recipient)) return;
    if (onr_range_empty(actor)) a->actor = (onr_range){0, 0};
    else a->recipient = (onr_range){0, 0};
}
