/* quote_pair.h - the cheapest reading of a row of quotation marks. Private to find/quote.c. */
#ifndef ONR_FIND_QUOTE_PAIR_H
#define ONR_FIND_QUOTE_PAIR_H

#include "find/quote_marks.h"

enum { ONR_PAIR_STATES = 80, ONR_PAIR_WINDOW = 2048 /* marks judged together */ };

/* Work space for one row; owned, by base/mem.h. */
typedef struct onr_quote_pairs {
    uint8_t *from; /* [window][states]: the state before, where the cheapest way comes from */
    uint8_t *act;  /* [window][states] */
    size_t cap;    /* rows */
} onr_quote_pairs;

/* A row of marks of one family that must pair among themselves, and what it costs to leave things open. */
typedef struct onr_quote_row {
    onr_quote_mark **marks; /* in text order */
    size_t n;
    int at_start; /* the first mark stands at the start of its block */
    int first;    /* cost of leaving open what the first mark opened at the start of the block */
    int rest;     /* cost of leaving open anything else at depth 0 */
    int unopened; /* cost of a closing mark that nothing opened */
} onr_quote_row;

enum { ONR_PAIR_NEVER = 10000 };

/* Set `act` of every mark. ONR_NOMEM. Linear: at most states × 4 steps a mark. */
ONR_MUST onr_status onr_quote_pair(onr_quote_pairs *work, const onr_quote_row *row, onr_err *err);
void onr_quote_pairs_clear(onr_quote_pairs *work);

#endif
