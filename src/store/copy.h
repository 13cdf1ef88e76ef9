/* copy.h - which documents of a book are copies, as `onrecord copies` found it last (derived: made again at will).
 *
 *     onr_store_begin(book, &err);
 *     onr_store_copies_clear(book, &err);
 *     onr_store_copy_set(book, &copy, &err);      // each document
 *     onr_store_commit(book, &err);
 *     onr_store_copies(book, &cursor, &err);      // by story, then text, then day
 *     while (onr_cursor_copy(cursor, &row, &more, &err) == ONR_OK && more) ...
 */
#ifndef ONR_STORE_COPY_H
#define ONR_STORE_COPY_H

#include "store/store.h"

typedef struct onr_store_copy {
    int64_t document, text, story; /* keys; of the heads of the groups */
    double share;                  /* of its words found in another document of the story */
    /* filled by the cursor only */
    const char *id, *title, *outlet, *published, *locator; /* NULL: not known */
    int64_t carriers;                                      /* documents of the story */
} onr_store_copy;

ONR_MUST onr_status onr_store_copies_clear(onr_store *store, onr_err *err);
ONR_MUST onr_status onr_store_copy_set(onr_store *store, const onr_store_copy *copy, onr_err *err);
/* Documents of stories with more than one. */
ONR_MUST onr_status onr_store_copies(onr_store *store, onr_cursor **out, onr_err *err);
ONR_MUST onr_status onr_cursor_copy(onr_cursor *cursor, onr_store_copy *row, int *more, onr_err *err);

#endif
