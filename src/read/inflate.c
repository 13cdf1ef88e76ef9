/* zlib, brotli (RFC 7932) and zstd (RFC 8878) in pieces into a buffer with a maximum: sizes that the packed data claims
 * are not believed. Each of the three answers alike: 0 done, -1 damaged or cut, -2 out of memory. */
#include "read/inflate.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

enum { PIECE = 32 * 1024, IN_MAX = 1 << 30 };

static int window_bits(onr_inflate_kind kind) {
    return kind == ONR_INFLATE_RAW ? -MAX_WBITS : kind == ONR_INFLATE_ZLIB ? MAX_WBITS : 16 + MAX_WBITS;
}

static int inflate_zlib(onr_inflate_kind kind, onr_slice packed, onr_buf *out) {
    unsigned char piece[PIECE];
    z_stream z = {0};
    if (inflateInit2(&z, window_bits(kind)) != Z_OK) return -2;
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
    return rc == Z_STREAM_END ? 0 : rc == Z_MEM_ERROR ? -2 : -1;
}

static int inflate_brotli(onr_slice packed, onr_buf *out) {
    unsigned char piece[PIECE];
    BrotliDecoderState *b = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!b) return -2;
    const uint8_t *in = (const uint8_t *)packed.p;
    size_t in_n = packed.n;
    BrotliDecoderResult rc = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (rc == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !onr_buf_failed(out)) {
        uint8_t *to = piece;
        size_t room = PIECE;
        rc = BrotliDecoderDecompressStream(b, &in_n, &in, &room, &to, NULL);
        onr_buf_add(out, piece, PIECE - room);
    }
    BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(b);
    BrotliDecoderDestroyInstance(b);
    if (rc == BROTLI_DECODER_RESULT_SUCCESS) return 0;
    return code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES && code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES ? -2
                                                                                                                   : -1;
}

static int inflate_zstd(onr_slice packed, onr_buf *out) {
    unsigned char piece[PIECE];
    ZSTD_DStream *z = ZSTD_createDStream();
    if (!z) return -2;
    ZSTD_inBuffer in = {packed.p, packed.n, 0};
    size_t rc = 1;
    for (int more = 1; more && !onr_buf_failed(out);) {
        ZSTD_outBuffer to = {piece, PIECE, 0};
        size_t before = in.pos;
        rc = ZSTD_decompressStream(z, &to, &in);
        onr_buf_add(out, piece, to.pos);
        more = !ZSTD_isError(rc) && (in.pos < in.size || to.pos == PIECE) && (in.pos > before || to.pos > 0);
    }
    (void)ZSTD_freeDStream(z);
    return rc == 0 && in.pos == in.size ? 0 : -1;
}

onr_status onr_inflate(onr_inflate_kind kind, onr_slice packed, onr_buf *out, onr_err *err) {
    if (packed.n > IN_MAX) return onr_err_set(err, ONR_TOO_BIG, 0, "over 1 GiB packed");
    int rc = kind == ONR_INFLATE_BROTLI ? inflate_brotli(packed, out)
             : kind == ONR_INFLATE_ZSTD ? inflate_zstd(packed, out)
                                        : inflate_zlib(kind, packed, out);
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu MiB unpacked", out->max >> 20);
    if (onr_buf_failed(out) || rc == -2) return onr_err_set(err, ONR_NOMEM, 0, "out of memory");
    if (rc != 0) return onr_err_set(err, ONR_CORRUPT, 0, "damaged packed data");
    return ONR_OK;
}
