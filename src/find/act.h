/* act.h - an event while it is being put together; internal to room find. */
#ifndef ONR_FIND_ACT_H
#define ONR_FIND_ACT_H

#include "find/mode.h"

typedef struct onr_act {
    onr_range anchor;
    uint32_t head;           /* the anchor's head token */
    uint32_t mark;           /* the network's mark, or ONR_NONE: the table alone found it */
    const onr_mode_row *row; /* never NULL */
    uint8_t type, modality, dropped;
    onr_range actor, recipient, place; /* from == to: absent */
    onr_range cause;                   /* what says the modality; may be empty */
    float score;
} onr_act;

static inline int onr_range_empty(onr_range r) { return r.from >= r.to; }

/* ---- the tree (party_tree.c) ------------------------------------------------------------------------------------- */

/* The tokens near t in its sentence: what hangs on t is looked for here. */
onr_range onr_near(const onr_doc *doc, uint32_t t);
/* The first child of t with this relation (subtypes count); ONR_NONE. */
uint32_t onr_child(const onr_doc *doc, uint32_t t, unsigned rel);
/* A child of t in a relation to an adposition of this list ("by|with"); ONR_NONE. */
uint32_t onr_child_with(const onr_doc *doc, uint32_t t, const char *preps);
/* Has t an adposition of this list before it? */
int onr_has_case(const onr_doc *doc, uint32_t t, const char *preps);
/* The name that holds token t, or NULL. */
const onr_name *onr_act_name_at(const onr_doc *doc, uint32_t t);
/* The noun phrase that token t heads: its subtree without later clauses. */
onr_range onr_phrase(const onr_doc *doc, uint32_t t);
int onr_lemma_any(const onr_doc *doc, uint32_t t, const char *list);

/* ---- subjects (party_subject.c) ------------------------------------------------------------------------------------
 */

int onr_act_is_verb(const onr_doc *doc, uint32_t t);
int onr_act_is_passive(const onr_doc *doc, uint32_t verb);
/* Who stands after "by" under the verb; ONR_NONE. */
uint32_t onr_act_agent(const onr_doc *doc, uint32_t verb);
/* Is it who, which or that? */
int onr_act_is_relative(const onr_doc *doc, uint32_t t);
/* A word of time or measure, which is nobody. */
int onr_act_is_time(const onr_doc *doc, uint32_t t);
/* It, that, something: a word for what is talked about. */
int onr_act_is_talk(const onr_doc *doc, uint32_t t);
/* May t stand as the actor of an act of this type? */
int onr_act_can_act(const onr_doc *doc, uint32_t t, unsigned type);
/* Who fills the subject slot; ONR_NONE. `depth` is 0; *as_object, 0 before, becomes 1 where the noun found is what the
 * verb does something to. */
uint32_t onr_act_subject(const onr_doc *doc, uint32_t verb, int depth, int *as_object);
/* Does a thing fill the subject slot of the verb, neither somebody nor a weapon? */
int onr_act_by_thing(const onr_doc *doc, uint32_t verb);

/* Fill actor, recipient and place from the tree and, where there is a mark, its links (parties.c). */
void onr_act_parties(const onr_doc *doc, onr_act *act, uint32_t first_link);
/* What the tree knows of the parties of an act against links, as bits: KEEPS an actor where no link names another, is
 * SURE of it whatever a link says. */
typedef enum onr_tree_says {
    ONR_TREE_NONE = 0,
    ONR_TREE_KEEPS_ACTOR = 1,
    ONR_TREE_SURE_ACTOR = 2,
    ONR_TREE_SURE_RECIPIENT = 4,
} onr_tree_says;
/* What the network links to the act's mark, put over what the tree says (party_links.c). */
void onr_act_links(const onr_doc *doc, onr_act *act, uint32_t first_link, unsigned tree);
/* Is the token a party: a name, a country, a person or body with a sector? */
int onr_is_party(const onr_doc *doc, uint32_t t);
/* Do the words name police or an army? */
int onr_is_force(const onr_doc *doc, onr_range r);
/* Is it one of public life: a state, an office, an armed or political group? */
int onr_is_public(const onr_doc *doc, onr_range r, uint32_t statement);
/* The modality that the words around say, and which words (modality.c). */
unsigned onr_act_modality(const onr_doc *doc, uint32_t head, onr_range *cause);
/* Has it begun: "began withdrawing", "completed its withdrawal"? */
int onr_act_is_under_way(const onr_doc *doc, uint32_t head);
/* Is the act told in the present tense, so no history? */
int onr_act_is_present(const onr_doc *doc, uint32_t head);

/* Set when the act was done, and its modality where only its date tells it (event_when.c). */
void onr_event_when(const onr_doc *doc, uint32_t head, onr_event *e);

/* The entity that the words mean, or ONR_NONE; `statement` tells who says "I" (party.c). */
uint32_t onr_entity_at(const onr_doc *doc, onr_range r, uint32_t statement);
/* Entities and mentions for the parties of all events that have none. */
ONR_MUST onr_status onr_events_name(onr_doc *doc, onr_err *err);

#endif
