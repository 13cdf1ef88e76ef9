/* when_resolve.h - from a form to days; internal to room find. */
#ifndef ONR_FIND_WHEN_RESOLVE_H
#define ONR_FIND_WHEN_RESOLVE_H

#include "find/when_form.h"

/* What dates are counted from. */
typedef struct onr_when_state {
    onr_date published; /* year 0: not known */
    onr_when last;      /* the last day, week, month, quarter or year named; how NONE: none yet */
    onr_when quarter;   /* the last quarter named */
} onr_when_state;

/* What the verb says that governs an expression. */
enum { ONR_AHEAD_NO, ONR_AHEAD_YES, ONR_AHEAD_OPEN /* neither in the past nor surely ahead */ };

/* Fill kind, grain, how, from, to and value; `ahead`: ONR_AHEAD_... */
void onr_when_resolve(const onr_form *f, const onr_when_state *state, int ahead, onr_when *out);
/* Let later expressions be counted from this one. */
void onr_when_remember(onr_when_state *state, const onr_when *w);

/* ONR_AHEAD_... of the expression of items [i, end): by the words, and by the tree where they leave it open. */
int onr_when_ahead(const onr_doc *doc, onr_lex *lex, uint32_t i, uint32_t end);

#endif
