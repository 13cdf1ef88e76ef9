/* slice.h - bytes that belong to somebody else.
 *
 * A slice borrows: it owns nothing, and it is valid as long as the bytes are. It may hold any byte, NUL too, and has no
 * NUL behind it: hand `p` to nothing that expects a string. An empty slice may have a NULL pointer.
 *
 *     onr_slice s = ONR_SLICE("gzip");
 *     if (onr_slice_eq(field, s)) ...
 */
#ifndef ONR_BASE_SLICE_H
#define ONR_BASE_SLICE_H

#include <stddef.h>
#include <string.h>

typedef struct onr_slice {
    const char *p;
    size_t n;
} onr_slice;

#define ONR_SLICE(literal) ((onr_slice){(literal), sizeof(literal) - 1})

static inline onr_slice onr_slice_of(const char *s) { return (onr_slice){s, s ? strlen(s) : 0}; }

static inline int onr_slice_eq(onr_slice a, onr_slice b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline int onr_slice_begins(onr_slice s, const char *with) {
    size_t n = strlen(with);
    return s.n >= n && memcmp(s.p, with, n) == 0;
}

#endif
