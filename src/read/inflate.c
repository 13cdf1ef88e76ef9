/* zlib in pieces into a buffer with a maximum: sizes that the packed data claims are not believed. */
#include "read/inflate.h"

#include <zlib.h>

enum { PIECE = 32 * 1024, IN_MAX = 1 << 30 };

static int window_bits(onr_inflate_kind kind) {
    return kind == ONR_INFLATE_RAW ? -MAX_WBITS : kind == ONR_INFLATE_ZLIB ? MAX_WBITS : 16 + MAX_WBITS;
}

onr_status onr_inflate(onr_inflate_kind kind, onr_slice packed, onr_buf *out, onr_err *err) {
    unsigned char piece[PIECE];
    z_stream z = {0};
    if (packed.n > IN_MAX) return onr_err_set(err, ONR_TOO_BIG, 0, "over 1 GiB packed");
    if (inflateInit2(&z, window_bits(kind)) != Z_OK) return onr_err_set(err, ONR_NOMEM, 0, "out of memory");
    z.next_in = (unsigned char *)(uintptr_t)packed.p;
    z.avail_in = (uInt)packed.n;
    int rc = Z_OK;
    while (rc == Z_OK && !onr_buf_failed(out)) {
        z.next_out = piece;
        z.avail_out = PIECE;
        rc = inflate(&z, Z_NO_FLUSH);
        onr_buf_add(out, piece, PIECE - z.avail_out);
        /* several gzip members, one after the other, are one payload */
        if (rc == Z_STREAM_END && kind == ONR_INFLATE_GZIP && z.avail_in > 2 && z.next_in[0] == 0x1F &&
            z.next_in[1] == 0x8B)
            rc = inflateReset(&z);
    }
    (void)inflateEnd(&z);
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu MiB unpacked", out->max >> 20);
    if (onr_buf_failed(out) || rc == Z_MEM_ERROR) return onr_err_set(err, ONR_NOMEM, 0, "out of memory");
    if (rc != Z_STREAM_END) return onr_err_set(err, ONR_CORRUPT, 0, "damaged packed data");
    return ONR_OK;
}
