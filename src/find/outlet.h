/* outlet.h - do these words name a news outlet: an agency, a paper, a broadcaster? Internal to room find. */
#ifndef ONR_FIND_OUTLET_H
#define ONR_FIND_OUTLET_H

#include "doc/doc.h"

/* The tokens of r that name an outlet or describe one ("the BBC", "news agency Interfax", "state media"), widened over
 * its article and its own words ("magazine The Bark"); from == to when none do. Reporters and journalists are people,
 * not an outlet. Needs names, tags and lemmas. Cost: O(words of r). */
onr_range onr_outlet_in(const onr_doc *doc, onr_range r);

#endif
