/* add.h - inside the room: what adding and rebuilding share. */
#ifndef ONR_STORE_ADD_H
#define ONR_STORE_ADD_H

#include "store/db.h"

/* Insert the document of source `key` and its records; there must be none. Corrections are not applied. */
ONR_MUST onr_status onr_store_put(onr_store *store, int64_t key, const onr_doc *doc, const onr_json_run *run,
                                  onr_err *err);
/* Now, in UTC: 2031-03-06T12:00:00Z. */
void onr_store_now(char out[21]);

#endif
