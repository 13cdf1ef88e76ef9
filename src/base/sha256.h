/* sha256.h - SHA-256 (FIPS 180-4): the name of the bytes that came in. Not for secrets: not constant-time by intent. */
#ifndef ONR_BASE_SHA256_H
#define ONR_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct onr_sha256 {
    uint32_t h[8];
    uint64_t bytes;
    unsigned char block[64];
} onr_sha256;

void onr_sha256_init(onr_sha256 *s);
void onr_sha256_add(onr_sha256 *s, const void *p, size_t n);
void onr_sha256_end(onr_sha256 *s, unsigned char out[32]);
/* All at once, as 64 lower-case hex digits and a NUL. */
void onr_sha256_hex(const void *p, size_t n, char out[65]);

#endif
