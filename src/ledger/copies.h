/* copies.h - which documents are the same text, or parts of the same story; nothing is dropped, everything is counted.
 *
 *     onr_copies *c;
 *     onr_copies_new(&c, &err);
 *     for each document: onr_copies_add(c, text, outlet, day, &arena, &err);   // places 0, 1, 2 ...
 *     onr_copies_fold(c, &err);
 *     const onr_copy *of = onr_copies_get(c, place);     // of->text, of->story: places of the heads
 *     onr_copies_free(c);
 *
 * Three levels, none destructive: an outlet carries a text; a text is what several outlets print with most words in
 * common; a story is what re-uses a good piece of another text. So every count reads "1 story, 3 texts, 14 outlets".
 * The head of a group is its earliest document, the first added among equals. Texts of more than 14 days apart are
 * apart. Memory: about 4 bytes a word added, of all documents together. Threads: none shared.
 */
#ifndef ONR_LEDGER_COPIES_H
#define ONR_LEDGER_COPIES_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

enum { ONR_COPIES_WINDOW = 14 };    /* days */
#define ONR_COPIES_NO_DAY INT32_MIN /* the day is not known: in every window */

typedef struct onr_copy {
    uint32_t text, story; /* places of the heads of its groups; its own place where it is alone or first */
    float share;          /* of its words found in another document of the story, 0..1; 1 for the same words */
} onr_copy;

typedef struct onr_copies onr_copies;

ONR_MUST onr_status onr_copies_new(onr_copies **out, onr_err *err);
void onr_copies_free(onr_copies *copies); /* NULL is allowed */
/* Add a document: valid UTF-8; outlet may be empty (not known); day as onr_date_to_number gives it. `scratch` holds its
 * words for the time of the call. ONR_NOMEM, ONR_TOO_BIG (over 2^32 documents or pieces). */
ONR_MUST onr_status onr_copies_add(onr_copies *copies, onr_slice text, onr_slice outlet, int32_t day,
                                   onr_arena *scratch, onr_err *err);
/* Fold what was added; again after more was added. ONR_NOMEM. O(n log n) in the words. */
ONR_MUST onr_status onr_copies_fold(onr_copies *copies, onr_err *err);
/* The groups of the document at `place`, after a fold; lives until the next add. */
const onr_copy *onr_copies_get(const onr_copies *copies, uint32_t place);

#endif
