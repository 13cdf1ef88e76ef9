/* fill.h - inside the room: a record's JSON becomes a row. */
#ifndef ONR_STORE_FILL_H
#define ONR_STORE_FILL_H

#include "store/db.h"

/* seq of a record that a person made: behind all that the program found */
enum { ONR_SEQ_PERSON = 1000000000 };

typedef struct onr_row {
    int64_t document;
    onr_store_kind kind;
    int64_t seq;
    onr_slice json;
    onr_slice original; /* n 0: nothing was changed */
    onr_slice context;  /* the sentence that it stands in */
    const char *review;
} onr_row;

/* Insert the row, under the key that place.h gives it: the same one again where the same record was deleted before.
 * The document is there, and its entities come first: the others look their names up. */
ONR_MUST onr_status onr_fill(onr_store *store, const onr_row *row, onr_err *err);
/* Has the kind's table a column for the context? */
int onr_fill_has_context(onr_store_kind kind);

#endif
