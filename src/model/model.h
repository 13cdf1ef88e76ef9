/* model.h - the model file: opened once, checked whole, read-only, shared by all threads.
 *
 * The file (docs/model-format.md) is mapped, not read: nothing is copied, and every chunk is a pointer into the map.
 * `open` trusts nothing: header, table, order and padding of the chunks, shapes, and the checksum of every byte are
 * verified before it returns, so that a lookup afterwards can only fail by name, type or shape.
 *
 *     onr_model *model;
 *     onr_err err = {0};
 *     const float *mix;
 *     if (onr_model_open("models/en.onrm", &model, &err) != ONR_OK) return report(&err);
 *     if (onr_model_chunk(model, "mix", ONR_CHUNK_F32, 1, 12, (const void **)&mix, &err) != ONR_OK) ...
 *     onr_model_close(model);
 *
 * Ownership: the model owns the map; views die with onr_model_close. Errors: NOT_FOUND (no such file, no such chunk),
 * IO (unreadable), FORMAT (not a model, wrong kind, a chunk of another shape), VERSION (too new, too old), CORRUPT
 * (damaged at byte err.at), NOMEM. Threads: a model is const after open. Little-endian machines only: elsewhere every
 * file is refused by its version.
 */
#ifndef ONR_MODEL_MODEL_H
#define ONR_MODEL_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/status.h"

enum {
    ONR_MODEL_VERSION = 1,       /* of the format this program reads and writes */
    ONR_MODEL_KIND_ENCODER = 1,  /* the only kind there is */
    ONR_MODEL_CHUNKS_MAX = 4096, /* chunks a file may have */
    ONR_MODEL_NAME_MAX = 31
}; /* bytes of a chunk's name */

typedef enum onr_chunk_type {
    ONR_CHUNK_BYTES = 0,  /* text or any bytes; no shape */
    ONR_CHUNK_F32 = 1,    /* [rows][cols], finite or not: who computes with it checks */
    ONR_CHUNK_PACKED = 2, /* int8, in the order of the kernels; rows % 16 == 0, cols % 4 == 0 */
    ONR_CHUNK_I32 = 3,
    ONR_CHUNK_I8 = 4
} onr_chunk_type;

typedef struct onr_chunk_info {
    const char *name; /* NUL-terminated printable ASCII, in the map */
    uint32_t type;    /* onr_chunk_type */
    uint32_t rows, cols;
    uint64_t offset, bytes; /* in the file */
    const void *data;       /* 64-byte aligned, `bytes` long */
} onr_chunk_info;

typedef struct onr_model onr_model;

/* Map and check a file. The caller closes *out; *out is NULL on failure. O(file size): ~0.1 ms a MB. */
ONR_MUST onr_status onr_model_open(const char *path, onr_model **out, onr_err *err);
/* The same checks over bytes that the caller keeps alive and unchanged until close; they may have any alignment (they
 * are copied when it is not 64). For tests and fuzzing. */
ONR_MUST onr_status onr_model_from_bytes(const void *bytes, size_t n, onr_model **out, onr_err *err);
void onr_model_close(onr_model *model); /* NULL is allowed */

/* Find a chunk of exactly this type and shape and borrow its data. NOT_FOUND when there is none of that name, FORMAT
 * when its type or shape is another. O(log chunks). */
ONR_MUST onr_status onr_model_chunk(const onr_model *model, const char *name, onr_chunk_type type, uint32_t rows,
                                    uint32_t cols, const void **out, onr_err *err);
/* Find a chunk of this type and learn its shape. */
ONR_MUST onr_status onr_model_find(const onr_model *model, const char *name, onr_chunk_type type, onr_chunk_info *out,
                                   onr_err *err);
/* A text chunk as a slice (not NUL-terminated). */
ONR_MUST onr_status onr_model_text(const onr_model *model, const char *name, onr_slice *out, onr_err *err);
/* 1 when a chunk of that name is there. */
int onr_model_has(const onr_model *model, const char *name);

/* Chunks in file order, for `onrecord model info`. Index < onr_model_chunks. */
uint32_t onr_model_chunks(const onr_model *model);
onr_chunk_info onr_model_chunk_at(const onr_model *model, uint32_t index);

uint64_t onr_model_bytes(const onr_model *model); /* file size */
/* "NAME-xxxxxxxx": the name in `meta` (or "model") and the first eight hex digits of the table's checksum, which
 * covers every byte of every chunk by way of its checksum. Owned by the model. */
const char *onr_model_id(const onr_model *model);

#endif
