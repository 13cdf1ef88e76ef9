/* sha256_part.h - SHA-256's blocks by instructions of the processor (used by base/sha256.c only). */
#ifndef ONR_BASE_SHA256_PART_H
#define ONR_BASE_SHA256_PART_H

#include <stddef.h>
#include <stdint.h>

extern const uint32_t onr_sha256_constants[64];

int onr_sha256_has_x86(void);                                              /* may the next be called here? */
void onr_sha256_x86(uint32_t h[8], const unsigned char *p, size_t blocks); /* 64 bytes a block */

#endif
