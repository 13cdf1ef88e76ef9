/* anchor.h - inside the room: where the record of a decision is now. */
#ifndef ONR_STORE_ANCHOR_H
#define ONR_STORE_ANCHOR_H

#include "store/db.h"

/* A decision as the log has it; strings live in the arena that it was loaded into. */
typedef struct onr_decided {
    int64_t key, document, undoes;
    onr_store_kind kind;
    uint32_t start, end;
    const char *op, *record, *words, *field, *value, *before;
} onr_decided;

ONR_MUST onr_status onr_anchor_load(onr_store *store, int64_t key, onr_arena *arena, onr_decided *d, onr_err *err);
/* The row (its key; 0: none) that the decision is about, in a document whose text is `text`: the record with the same
 * id and words; else the one at the same words, at the place nearest to where they stood; else, for all but entities,
 * the one that shares most with that place and at least half. *reason says why there is none. */
ONR_MUST onr_status onr_anchor_find(onr_store *store, const onr_decided *d, onr_slice text, int64_t *key,
                                    const char **reason, onr_err *err);
/* The JSON of a value with its spans where their words stand now; *ok 0 when some stand nowhere. */
ONR_MUST onr_status onr_anchor_value(onr_store *store, const char *value, onr_slice text, onr_buf *json, int *ok,
                                     onr_err *err);

#endif
