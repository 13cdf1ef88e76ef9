/* container.h - test helper: writes model files in memory, right or wrong in one place. */
#ifndef ONR_TEST_CONTAINER_H
#define ONR_TEST_CONTAINER_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "model/model.h"

enum { C_HEADER = 64, C_ENTRY = 80, C_CHUNKS = 200 };

typedef struct c_chunk {
    char name[32];
    uint32_t type, rows, cols;
    const void *data;
    uint64_t bytes;
} c_chunk;

static inline void c_u32(unsigned char *p, uint32_t v) { memcpy(p, &v, 4); }
static inline void c_u64(unsigned char *p, uint64_t v) { memcpy(p, &v, 8); }
static inline uint64_t c_get64(const unsigned char *p) {
    uint64_t v;
    memcpy(&v, p, 8);
    return v;
}

/* Make the checksums of table and header right again after a change to table or chunks. */
static inline void c_seal(unsigned char *file, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        unsigned char *e = file + C_HEADER + (size_t)i * C_ENTRY;
        uint64_t at = c_get64(e + 48), n = c_get64(e + 56), size = c_get64(file + 24);
        if (at <= size && n <= size - at) c_u64(e + 64, XXH3_64bits(file + at, (size_t)n));
    }
    c_u64(file + 32, XXH3_64bits(file + C_HEADER, (size_t)count * C_ENTRY));
}

/* A whole file, 64-byte aligned; the caller frees it. */
static inline unsigned char *c_build(const c_chunk *chunks, uint32_t count, size_t *n) {
    size_t at = C_HEADER + (size_t)count * C_ENTRY;
    for (uint32_t i = 0; i < count; i++) at = (at + 63) / 64 * 64 + (size_t)chunks[i].bytes;
    unsigned char *file = aligned_alloc(64, (at + 63) / 64 * 64);
    if (!file) abort();
    memset(file, 0, at);
    *n = at;
    memcpy(file, "ONRMODEL", 8);
    c_u32(file + 8, 1);
    c_u32(file + 12, 1);
    c_u32(file + 16, 1);
    c_u32(file + 20, count);
    c_u64(file + 24, at);
    at = C_HEADER + (size_t)count * C_ENTRY;
    for (uint32_t i = 0; i < count; i++) {
        unsigned char *e = file + C_HEADER + (size_t)i * C_ENTRY;
        at = (at + 63) / 64 * 64;
        memcpy(e, chunks[i].name, 32);
        c_u32(e + 32, chunks[i].type);
        c_u32(e + 36, chunks[i].rows);
        c_u32(e + 40, chunks[i].cols);
        c_u64(e + 48, at);
        c_u64(e + 56, chunks[i].bytes);
        if (chunks[i].bytes) memcpy(file + at, chunks[i].data, (size_t)chunks[i].bytes);
        at += (size_t)chunks[i].bytes;
    }
    c_seal(file, count);
    return file;
}

/* The chunks of an open model, so that a test can leave one out or bend one. Returns how many. */
static inline uint32_t c_copy(const onr_model *model, c_chunk *out) {
    uint32_t n = onr_model_chunks(model);
    if (n > C_CHUNKS) abort();
    for (uint32_t i = 0; i < n; i++) {
        onr_chunk_info c = onr_model_chunk_at(model, i);
        memset(&out[i], 0, sizeof out[i]);
        snprintf(out[i].name, sizeof out[i].name, "%s", c.name);
        out[i].type = c.type;
        out[i].rows = c.rows;
        out[i].cols = c.cols;
        out[i].data = c.data;
        out[i].bytes = c.bytes;
    }
    return n;
}

#endif
