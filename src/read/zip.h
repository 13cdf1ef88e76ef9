/* zip.h - the files of a zip archive (APPNOTE 6.3: stored and deflated, zip64), wherever it lies.
 *
 *     onr_zip_list(stream, &arena, &list, &n, &err);
 *     onr_zip_open(stream, &list[0], &file, &err);    ... onr_stream_peek(file, ...) ... onr_stream_close(file);
 *
 * Only the directory is held; files are streams over the archive, unpacked on the way.
 */
#ifndef ONR_READ_ZIP_H
#define ONR_READ_ZIP_H

#include "base/arena.h"
#include "base/buf.h"
#include "read/stream.h"

typedef struct onr_zip_entry {
    const char *name; /* UTF-8, one line; a "?" for each byte that is not */
    uint64_t at;      /* of its header in the archive */
    uint64_t packed;  /* bytes */
    unsigned method;
    int encrypted;
} onr_zip_entry;

/* All entries in the order of the directory, in `arena`. `zip` must seek. ONR_CORRUPT: cut, damaged, or entries that
 * share bytes (a bomb); ONR_TOO_BIG; ONR_IO; ONR_NOMEM. */
ONR_MUST onr_status onr_zip_list(const onr_stream *zip, onr_arena *arena, onr_zip_entry **list, size_t *n,
                                 onr_err *err);
/* The entry called `name`; NULL: there is none. */
const onr_zip_entry *onr_zip_find(const onr_zip_entry *list, size_t n, const char *name);
/* Its bytes as a stream. ONR_FORMAT for an encrypted file or a method that is not read; as above. */
ONR_MUST onr_status onr_zip_open(const onr_stream *zip, const onr_zip_entry *entry, onr_stream **out, onr_err *err);
/* Unpack the file `name` of an archive in memory into the empty buffer `out`, whose maximum bounds it. ONR_NOT_FOUND;
 * as above. */
ONR_MUST onr_status onr_zip_get(onr_slice zip, const char *name, onr_buf *out, onr_err *err);

#endif
