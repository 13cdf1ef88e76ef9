/* hash.h - short ids: XXH3 (xxhash.com) of bytes, written as lower-case hex. The same bytes give the same id on every
 * machine. Ids name things inside a collection; they are no proof against somebody who wants a collision. */
#ifndef ONR_BASE_HASH_H
#define ONR_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <xxhash.h>

static inline uint64_t onr_hash64(const void *p, size_t n, uint64_t seed) { return XXH3_64bits_withSeed(p, n, seed); }

/* n bytes as 2n lower-case hex digits and a NUL. */
static inline void onr_hex(const unsigned char *p, size_t n, char *out) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[p[i] >> 4];
        out[2 * i + 1] = digits[p[i] & 15];
    }
    out[2 * n] = '\0';
}

/* A 64-bit hash as 16 hex digits, most significant first. */
static inline void onr_hash_hex(uint64_t h, char out[17]) {
    unsigned char b[8];
    for (int i = 0; i < 8; i++) b[i] = (unsigned char)(h >> (56 - 8 * i));
    onr_hex(b, 8, out);
}

#endif
