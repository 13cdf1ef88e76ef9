/* event.h - acts: who did what to whom, whether it happened, and on whose word. */
#ifndef ONR_FIND_EVENT_H
#define ONR_FIND_EVENT_H

#include "find/actor.h"

enum { ONR_EVENT_STAGE = 8 }; /* raised whenever the output for some text changes */

/* Fill doc->events in the order of their anchors; entities and mentions are added for actors that have none. Needs the
 * network's layers, statements and speakers; dates and figures where they are there. `user` may be NULL. Errors:
 * ONR_NOMEM. */
ONR_MUST onr_status onr_find_events(onr_doc *doc, const onr_actors *user, onr_err *err);

#endif
