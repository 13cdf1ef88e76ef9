/* place.h - inside the room: a record's key is its place in the order in which records are listed.
 *
 * Whoever searches wants hits in an order and a page at a time. If keys are in that order, a walk along any index gives
 * it: nothing is sorted, nothing is looked up that is not shown, and a page of a word with a million hits costs what a
 * page of a rare one does. So a key is made of the day, the document and the place in the document:
 *
 *     63          41            14        0
 *     |  day 22    | document 27 | seq 14 |
 *
 * Everything stands by the day of publication, the latest first (day and document counted down), and within a document
 * as it reads. A date may end at its month or year and then stands before its days; what has none is last. A record's
 * own day (as_of, on, when, said_on) is a column and no part of the key, so that a correction of it moves nothing.
 *
 * Keys are given to the same record again when it is made again. What does not fit (over 8,192 records of a kind in a
 * document) goes to a free place of the same day: shown out of order, never lost.
 */
#ifndef ONR_STORE_PLACE_H
#define ONR_STORE_PLACE_H

#include "store/db.h"

enum { ONR_PLACE_DOCUMENT_MAX = (1 << 26) - 1 }; /* a book holds so many sources */

/* day: 2031, 2031-03 or 2031-03-06; NULL: none. */
int64_t onr_place(const char *day, int64_t document, int64_t seq);
/* The keys of one document differ in these bits only. */
int onr_place_is_same_document(int64_t key, int64_t other);
/* The keys of what was published from and to these days (NULL: no bound). */
void onr_place_range(const char *from, const char *to, int64_t *first, int64_t *last);
/* The key for a record that is to be inserted: its place, or a free one of its day. */
ONR_MUST onr_status onr_place_free(onr_store *store, onr_store_kind kind, const char *day, int64_t document,
                                   int64_t seq, int64_t *key, onr_err *err);

#endif
