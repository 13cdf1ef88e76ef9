/* apply.h - inside the room: decisions over records. */
#ifndef ONR_STORE_APPLY_H
#define ONR_STORE_APPLY_H

#include "store/db.h"

/* Apply the decision `key` of the log, the last one of its document, to the records as they are. *lost: it has no
 * place; why is in the table. */
ONR_MUST onr_status onr_apply_one(onr_store *store, int64_t key, int *lost, onr_err *err);
/* Bring the records of a document back to what the program said and apply all its decisions in their order. */
ONR_MUST onr_status onr_apply_all(onr_store *store, int64_t document, onr_err *err);
/* Bring the records of a document back to what the program said, with no decision in them. */
ONR_MUST onr_status onr_apply_none(onr_store *store, int64_t document, onr_err *err);
/* The record of a kind as one text for comparing, without its place, ids and confidence: an SQL expression over its
 * table. */
const char *onr_apply_face(onr_store_kind kind);

#endif
