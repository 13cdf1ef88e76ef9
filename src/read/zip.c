/* The central directory is found by its end record, which stands in the last 64 KiB; its entries are walked, every
 * offset checked against the archive. Sizes that entries claim are used for bounds only. Cost: O(entries) plus the
 * file. */
#include "read/zip.h"

#include <stdint.h>

#include "read/inflate.h"

enum { END_SIZE = 22, ENTRY_SIZE = 46, LOCAL_SIZE = 30, COMMENT_MAX = 65535, STORED = 0, DEFLATED = 8 };

static uint32_t u16(const char *p) { return (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8; }
static uint32_t u32(const char *p) { return u16(p) | u16(p + 2) << 16; }

int onr_zip_is(onr_slice b) { return b.n >= 4 && memcmp(b.p, "PK\x03\x04", 4) == 0; }

/* Offset of the end record; SIZE_MAX: there is none. */
static size_t find_end(onr_slice z) {
    if (z.n < END_SIZE) return SIZE_MAX;
    size_t least = z.n > END_SIZE + COMMENT_MAX ? z.n - END_SIZE - COMMENT_MAX : 0;
    for (size_t i = z.n - END_SIZE + 1; i-- > least;)
        if (memcmp(z.p + i, "PK\x05\x06", 4) == 0) return i;
    return SIZE_MAX;
}

static onr_status broken(onr_err *err) {
    return onr_err_set(err, ONR_CORRUPT, 0, "a zip archive that is cut or damaged");
}

/* The packed bytes of the directory entry at `e`. */
static onr_status unpack(onr_slice z, const char *e, onr_buf *out, onr_err *err) {
    uint32_t flags = u16(e + 8), method = u16(e + 10), packed = u32(e + 20), local = u32(e + 42);
    if (flags & 1) return onr_err_set(err, ONR_FORMAT, 0, "an encrypted zip archive: unpack it first");
    if (local > z.n || z.n - local < LOCAL_SIZE || memcmp(z.p + local, "PK\x03\x04", 4) != 0) return broken(err);
    size_t at = (size_t)local + LOCAL_SIZE + u16(z.p + local + 26) + u16(z.p + local + 28);
    if (at > z.n || packed > z.n - at) return broken(err);
    onr_slice data = {z.p + at, packed};
    if (method == DEFLATED) {
        onr_status st = onr_inflate(ONR_INFLATE_RAW, data, out, err);
        return st == ONR_CORRUPT ? broken(err) : st;
    }
    if (method != STORED) return onr_err_set(err, ONR_FORMAT, 0, "a zip archive packed by method %u", (unsigned)method);
    onr_buf_add(out, data.p, data.n);
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu MiB unpacked", out->max >> 20);
    return onr_buf_failed(out) ? onr_err_set(err, ONR_NOMEM, 0, "out of memory") : ONR_OK;
}

onr_status onr_zip_get(onr_slice z, const char *name, onr_buf *out, onr_err *err) {
    size_t end = find_end(z), name_n = strlen(name);
    if (end == SIZE_MAX) return broken(err);
    size_t at = u32(z.p + end + 16), entries = u16(z.p + end + 10);
    for (size_t i = 0; i < entries; i++) {
        if (at > end || end - at < ENTRY_SIZE || memcmp(z.p + at, "PK\x01\x02", 4) != 0) return broken(err);
        const char *e = z.p + at;
        size_t k = u16(e + 28), size = ENTRY_SIZE + k + u16(e + 30) + u16(e + 32);
        if (size > end - at) return broken(err);
        if (k == name_n && memcmp(e + ENTRY_SIZE, name, k) == 0) return unpack(z, e, out, err);
        at += size;
    }
    return onr_err_set(err, ONR_NOT_FOUND, 0, "a zip archive without %s", name);
}
