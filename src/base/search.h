/* search.h - look-up by binary search in a row of structs.
 *
 * The layers of a document are sorted by offset, so nearly every look-up is one question: which is the first item whose
 * start, or end, reaches this byte?
 *
 *     uint32_t i = ONR_FIRST_FROM(doc->tokens, doc->tokens_n, start, at);
 *     if (i == doc->tokens_n) ... no token starts at `at` or behind it
 *
 * The field must be a uint32_t and never decrease along the row; the row may be NULL where n is 0. The items are
 * borrowed, nothing is allocated, nothing can fail. Cost: O(log n).
 */
#ifndef ONR_BASE_SEARCH_H
#define ONR_BASE_SEARCH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The first of n numbers, `stride` bytes apart, that is at least `least`; n when none is. */
static inline uint32_t onr_search_from(const void *first, uint32_t n, size_t stride, uint64_t least) {
    uint32_t lo = 0, hi = n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2, value;
        memcpy(&value, (const char *)first + mid * stride, sizeof value);
        if (value < least) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* The index of the first item whose `field` is at least, or is above, a number; n when there is none. */
#define ONR_FIRST_FROM(items, n, field, least)                                                                         \
    ((n) ? onr_search_from(&(items)[0].field, (n), sizeof(items)[0], (uint64_t)(least)) : 0)
#define ONR_FIRST_ABOVE(items, n, field, bound) ONR_FIRST_FROM(items, n, field, (uint64_t)(bound) + 1)

#endif
