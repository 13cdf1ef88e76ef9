/* tally.h - inside the room: how often each value occurs, of one column of many rows.
 *
 *     onr_tally t;
 *     onr_tally_init(&t);
 *     for each row: onr_tally_add(&t, value);         // value.p NULL: none
 *     n = onr_tally_top(&t, top, 40);                 // the most frequent first, equal ones by value
 *     onr_tally_clear(&t);
 *
 * Memory: 24 bytes and the text for each different value; onr_tally_add gives -1 when there is none left.
 */
#ifndef ONR_STORE_TALLY_H
#define ONR_STORE_TALLY_H

#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

typedef struct onr_tally_value {
    onr_slice value; /* p NULL: no value */
    int64_t n;       /* 0: a free place of the table */
} onr_tally_value;

typedef struct onr_tally {
    onr_tally_value *at; /* open addressing, a power of two of places */
    size_t n, cap;
    onr_arena texts;
} onr_tally;

void onr_tally_init(onr_tally *t);
void onr_tally_clear(onr_tally *t);
int onr_tally_add(onr_tally *t, onr_slice value); /* 0; -1: out of memory */
/* The `most` most frequent values at most, into `top`; returns how many. */
size_t onr_tally_top(const onr_tally *t, onr_tally_value *top, size_t most);

#endif
