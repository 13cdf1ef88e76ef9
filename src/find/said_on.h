/* said_on.h - when a statement was made: the date that belongs to its cue. */
#ifndef ONR_FIND_SAID_ON_H
#define ONR_FIND_SAID_ON_H

#include "doc/doc.h"

enum { ONR_SAID_ON_STAGE = 1 }; /* raised whenever the output for some text changes */

/* Fill said_on of every statement. Needs statements, dates, sentences, tags and trees; without a tree nothing is said.
 * Cannot fail. */
void onr_find_said_on(onr_doc *doc);

#endif
