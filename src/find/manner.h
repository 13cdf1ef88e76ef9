/* manner.h - to whom, where and by what medium a statement was made: the shape of its spans. Internal to room find. */
#ifndef ONR_FIND_MANNER_H
#define ONR_FIND_MANNER_H

#include "doc/doc.h"

/* Settle addressee, venue and medium of every statement: whole phrases, each in the field that its noun belongs to,
 * with what the network left out where the tree is plain about it. Needs statements, tags and trees. Cannot fail. */
void onr_find_manner(onr_doc *doc);

#endif
