/* figure_part.h - a figure while it is being put together; internal to room find. */
#ifndef ONR_FIND_FIGURE_PART_H
#define ONR_FIND_FIGURE_PART_H

#include "doc/doc.h"
#include "find/number.h"

/* A quantity with its place in the layers. */
typedef struct onr_count {
    onr_quantity q;
    uint32_t mark;          /* the network's mark, or ONR_NONE: found by rule */
    uint32_t links, link_n; /* of the mark, in doc->links */
    onr_range tok;          /* tokens of the number */
    uint32_t sent;          /* sentence */
    uint32_t noun;          /* head token of what is counted, or ONR_NONE */
    uint8_t below;          /* the noun hangs on the number: "thousands of deaths" */
    uint32_t verb;          /* the nearest verb or adjective above the number, or ONR_NONE */
    uint8_t sure;           /* the words around tell the effect */
    uint8_t effect;         /* ONR_MARK_KILLED ... */
    uint8_t relation;
    uint32_t of; /* another count of the same list */
    const char *accrual, *rule;
} onr_count;

/* ---- tree (figure_tree.c) --------------------------------------------------------------------------------------- */

/* Is the lemma of token t in "|kill|die|"? */
int onr_figure_lemma(const onr_doc *doc, uint32_t t, const char *list);
/* Tokens around t in its sentence, where its children are looked for. */
onr_range onr_figure_near(const onr_doc *doc, uint32_t t);
/* The first child of t in this relation whose lemma is in the list (NULL: any); ONR_NONE. */
uint32_t onr_figure_child(const onr_doc *doc, uint32_t t, unsigned relation, const char *list);
/* Has noun t a preposition in "|of|by|"? */
int onr_figure_case(const onr_doc *doc, uint32_t t, const char *list);
/* Is noun t known to the reader: "the report", "this study"? */
int onr_figure_definite(const onr_doc *doc, uint32_t t);
/* Fill noun and verb from the tree. */
void onr_figure_place(const onr_doc *doc, onr_count *c);
/* ---- what counts nothing (figure_reject.c) ------------------------------------------------------------------------
 */

/* Do the words around show that it counts nothing? Needs noun and verb, and statements for slogans. */
int onr_figure_is_none(const onr_doc *doc, const onr_count *c);

/* ---- effect (figure_effect.c) ------------------------------------------------------------------------------------ */

/* What the words around make of it: ONR_MARK_KILLED ...; ONR_MARK_OTHER when they say nothing. */
unsigned onr_figure_effect(const onr_doc *doc, const onr_count *c);
/* Has the sentence (wide: or the one before) a word without which the effect is not told? */
int onr_figure_is_told(const onr_doc *doc, const onr_count *c, unsigned effect, int wide);
/* Is what is counted a thing by its noun or unit? Things are not killed, hurt, missing, arrested or infected. */
int onr_figure_is_thing(const onr_doc *doc, const onr_count *c);
/* Has one of the tokens a lemma of the list "|a|b|"? */
int onr_figure_says(const onr_doc *doc, onr_range r, const char *words);
/* Has the sentence of c, or the one before it? */
int onr_figure_says_near(const onr_doc *doc, const onr_count *c, const char *words);
/* Is a bare number a share by the words of its sentence: "polled at 12", "approval fell to 40"? */
int onr_figure_is_polled(const onr_doc *doc, const onr_count *c);
/* Is it said of those who did it, were left behind or were merely there: "followed by two gunmen", "three attackers",
 * "there were four people on board"? */
int onr_figure_is_doer(const onr_doc *doc, const onr_count *c);
/* Are these the words "majority" or "most"? */
int onr_figure_is_most(const onr_doc *doc, onr_range tok);
/* Does the number certainly count something, though no mark says so? The name of the rule, or NULL. */
const char *onr_figure_rule(const onr_doc *doc, const onr_count *c);
/* Is its own noun said to be dead, injured ...: "three of the 12 people killed"? */
int onr_figure_described(const onr_doc *doc, const onr_count *c);
/* ---- more of the tree (figure_tree.c) --------------------------------------------------------------------------- */

/* "asserted" or "denied"; "happened", "feared", "planned" or "conditional". */
const char *onr_figure_polarity(const onr_doc *doc, const onr_count *c);
const char *onr_figure_modality(const onr_doc *doc, const onr_count *c);
/* The words of what is counted, from the tree; 0,0 when none. */
onr_span onr_figure_unit(const onr_doc *doc, const onr_count *c);

/* ---- relations (figure_relate.c) --------------------------------------------------------------------------------- */

/* Set `of` and `relation` of counts [i] from the other counts of its sentence and the ones before; what it shares with
 * the members of its list. */
void onr_figure_relate(const onr_doc *doc, onr_count *list, uint32_t n, uint32_t i);

/* ---- source (figure_source.c) ----------------------------------------------------------------------------------- */

/* On whose word. ONR_NOMEM is the only failure. */
ONR_MUST onr_status onr_figure_chain(onr_doc *doc, const onr_count *c, onr_figure *f, uint32_t *statement,
                                     onr_err *err);
/* "could not be independently verified" in the sentence or the one behind it; 0,0. */
onr_span onr_figure_caveat(const onr_doc *doc, uint32_t sent);
/* Dates of the period, or of the sentence where it says "since" or "as of". */
void onr_figure_dates(const onr_doc *doc, const onr_count *c, onr_figure *f);

#endif
