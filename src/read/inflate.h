/* inflate.h - packed bytes that lie in memory whole: a page sent as gzip, a file of a zip archive. */
#ifndef ONR_READ_INFLATE_H
#define ONR_READ_INFLATE_H

#include "base/buf.h"
#include "base/slice.h"
#include "base/status.h"

typedef enum onr_inflate_kind {
    ONR_INFLATE_RAW,
    ONR_INFLATE_ZLIB,
    ONR_INFLATE_GZIP,
    ONR_INFLATE_BROTLI,
    ONR_INFLATE_ZSTD
} onr_inflate_kind;

/* Append what `packed` holds to `out`; out->max bounds it (a bomb is ONR_TOO_BIG after that many bytes of work).
 * ONR_CORRUPT: damaged or cut, and what could be unpacked is in `out`. ONR_NOMEM. O(bytes out). */
ONR_MUST onr_status onr_inflate(onr_inflate_kind kind, onr_slice packed, onr_buf *out, onr_err *err);

#endif
