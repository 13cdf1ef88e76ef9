/* cue.h - the words of a cue: their span, their class, what they make of the statement; internal to room find. */
#ifndef ONR_FIND_CUE_H
#define ONR_FIND_CUE_H

#include "find/draft.h"

/* Bring a draft's cue to its whole words: auxiliaries and "not" before it, "to comment" behind "declined". */
void onr_cue_complete(const onr_doc *doc, onr_draft *d);

/* The class of a cue ("say", "deny" …) by the longest phrase of the list in it. */
const char *onr_cue_class(const onr_doc *doc, onr_span cue);

/* asserted, denied, declined, asked, ordered, conditional: by the cue's words where they decide, else the network's
 * attribute `attr`. */
const char *onr_cue_polarity(const onr_doc *doc, const onr_draft *d, unsigned attr);

#endif
