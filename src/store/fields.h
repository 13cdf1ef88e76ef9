/* fields.h - inside the room: the fields that a person may set, and their values as JSON. */
#ifndef ONR_STORE_FIELDS_H
#define ONR_STORE_FIELDS_H

#include "store/db.h"

/* Where a value is looked for. */
typedef struct onr_field_place {
    onr_store *store;
    int64_t document;
    onr_slice text;
    uint32_t near; /* of several places with the same words the nearest to this byte counts */
} onr_field_place;

/* Append the value of field `name` of a kind as JSON. ONR_FORMAT (no such field, no such value), ONR_NOT_FOUND (words
 * that are not in the text, no such entity). */
ONR_MUST onr_status onr_field_value(const onr_field_place *place, onr_store_kind kind, const char *name,
                                    const char *value, onr_buf *json, onr_err *err);
/* The occurrence of `words` in `text` whose start is nearest to `near`; 0 when there is none. O(text). */
int onr_field_nearest(onr_slice text, onr_slice words, uint32_t near, onr_span *span);
/* The words that a field of a kind may have, separated by commas; NULL: there is no such field, or anything goes. */
const char *onr_field_words(onr_store_kind kind, const char *name);
/* All fields of a record of the kind, with nothing in them, as JSON. */
const char *onr_field_blank(onr_store_kind kind);

#endif
