/* The fields are looked up, not stored: an answer has some twenty lines and four of them matter. Chunks are joined only
 * where they parse to the end; crawlers often store the joined payload under the field that says "chunked". */
#include "read/http.h"

#include "base/ascii.h"
#include "read/inflate.h"

enum { FIELDS_MAX = 1 << 20 };

onr_slice onr_http_field(onr_slice fields, const char *name) {
    size_t name_n = strlen(name);
    const char *p = fields.p, *end = fields.p + fields.n;
    while (p < end) {
        const char *line_end = memchr(p, '\n', (size_t)(end - p));
        if (!line_end) line_end = end;
        if ((size_t)(line_end - p) > name_n && p[name_n] == ':' && onr_ascii_same(p, name, name_n))
            return onr_ascii_trim((onr_slice){p + name_n + 1, (size_t)(line_end - p) - name_n - 1});
        p = line_end + (line_end < end);
    }
    return (onr_slice){"", 0};
}

size_t onr_http_fields_end(const char *p, size_t n) {
    if (n > FIELDS_MAX) n = FIELDS_MAX;
    for (size_t i = 0; i < n;) {
        const char *line_end = memchr(p + i, '\n', n - i);
        if (!line_end) return 0;
        size_t line = (size_t)(line_end - p) - i;
        if (line == 0 || (line == 1 && p[i] == '\r')) return (size_t)(line_end - p) + 1;
        i += line + 1;
    }
    return 0;
}

int onr_http_parse(onr_slice b, onr_http *out) {
    *out = (onr_http){.payload = b};
    if (b.n < 12 || memcmp(b.p, "HTTP/", 5) != 0) return 0;
    const char *line_end = memchr(b.p, '\n', b.n < 4096 ? b.n : 4096);
    size_t fields_n = onr_http_fields_end(b.p, b.n);
    if (!line_end) return 0;
    const char *p = memchr(b.p, ' ', (size_t)(line_end - b.p));
    for (size_t i = 1; p && i <= 3; i++) {
        if (p + i >= line_end || p[i] < '0' || p[i] > '9') return 0;
        out->status = out->status * 10 + (unsigned)(p[i] - '0');
    }
    onr_slice fields = {b.p, fields_n ? fields_n : b.n};
    out->type = onr_http_field(fields, "Content-Type");
    out->encoding = onr_http_field(fields, "Content-Encoding");
    out->transfer = onr_http_field(fields, "Transfer-Encoding");
    out->payload = (onr_slice){b.p + fields.n, b.n - fields.n};
    return p != NULL;
}

/* Join chunks; 1 when they parse up to the last one, or up to where the record ends. */
static int join_chunks(onr_slice b, onr_buf *out) {
    size_t i = 0;
    while (i < b.n && !onr_buf_failed(out)) {
        size_t size = 0, digits = 0;
        for (; i < b.n && digits < 8; i++, digits++) {
            char c = b.p[i] | 0x20;
            if (b.p[i] >= '0' && b.p[i] <= '9') size = size * 16 + (size_t)(b.p[i] - '0');
            else if (c >= 'a' && c <= 'f') size = size * 16 + (size_t)(c - 'a' + 10);
            else break;
        }
        const char *line_end = digits ? memchr(b.p + i, '\n', b.n - i) : NULL;
        if (!line_end || line_end - (b.p + i) > 256) return 0;
        i = (size_t)(line_end - b.p) + 1;
        if (size == 0) return 1;
        size_t here = size < b.n - i ? size : b.n - i;
        onr_buf_add(out, b.p + i, here);
        i += here;
        if (i < b.n && b.p[i] == '\r') i++;
        if (i < b.n && b.p[i] == '\n') i++;
    }
    return out->n > 0;
}

/* Which packing it is: by its mark where it has one, else as the field says. -1: as it is; -2: one that is not known.
 * brotli and bare deflate have no mark; bytes that begin as a page or JSON does are taken for what they look like,
 * except after "br", where the first bit of such a stream may look so too and unpacking decides. */
static int packing_of(onr_slice encoding, onr_slice body) {
    const unsigned char *p = (const unsigned char *)body.p;
    size_t first = 0;
    while (first < body.n && p[first] <= ' ') first++;
    int plain = first < body.n && (p[first] == '<' || p[first] == '{' || p[first] == '[');
    if (!encoding.n || onr_ascii_is(encoding, "identity")) return -1;
    if (body.n > 2 && p[0] == 0x1F && p[1] == 0x8B) return ONR_INFLATE_GZIP;
    if (body.n > 4 && memcmp(p, "\x28\xB5\x2F\xFD", 4) == 0) return ONR_INFLATE_ZSTD;
    if (onr_ascii_is(encoding, "br")) return ONR_INFLATE_BROTLI;
    if (onr_ascii_is(encoding, "deflate") && body.n > 2 && (p[0] & 0x0F) == 8 && (p[0] * 256 + p[1]) % 31 == 0)
        return ONR_INFLATE_ZLIB;
    if (plain || onr_ascii_is(encoding, "gzip") || onr_ascii_is(encoding, "x-gzip") || onr_ascii_is(encoding, "zstd"))
        return -1;
    return onr_ascii_is(encoding, "deflate") ? ONR_INFLATE_RAW : -2;
}

static onr_status unpack(onr_slice encoding, onr_slice body, onr_buf *to, onr_slice *out, onr_err *err) {
    int kind = packing_of(encoding, body);
    *out = body;
    if (kind == -1) return ONR_OK;
    if (kind == -2)
        return onr_err_set(err, ONR_FORMAT, 0, "a payload packed as '%.*s'", (int)(encoding.n < 20 ? encoding.n : 20),
                           encoding.p);
    onr_status st = onr_inflate((onr_inflate_kind)kind, body, to, err);
    if (st == ONR_CORRUPT && kind == ONR_INFLATE_BROTLI && body.n && strchr("<{[", body.p[0]) && body.p[0])
        return ONR_OK; /* the field says "br" of a page that was stored unpacked */
    if (st == ONR_CORRUPT) return onr_err_set(err, ONR_FORMAT, 0, "a payload whose packed data is damaged");
    if (st == ONR_TOO_BIG) return onr_err_set(err, st, 0, "a payload over %zu MiB unpacked", to->max >> 20);
    *out = (onr_slice){to->n ? to->p : "", to->n};
    return st;
}

onr_status onr_http_payload(const onr_http *h, onr_buf *chunks, onr_buf *unpacked, onr_slice *out, onr_err *err) {
    onr_slice body = h->payload;
    onr_buf_reset(chunks);
    onr_buf_reset(unpacked);
    if (onr_ascii_ends(h->transfer, "chunked") && join_chunks(body, chunks))
        body = (onr_slice){chunks->n ? chunks->p : "", chunks->n};
    if (onr_buf_failed(chunks)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory");
    return unpack(h->encoding, body, unpacked, out, err);
}

static void copy_lower(onr_slice s, char *to, size_t size) {
    size_t n = s.n < size ? s.n : size - 1;
    for (size_t i = 0; i < n; i++) to[i] = onr_ascii_lower(s.p[i]);
    to[n] = '\0';
}

void onr_media_type(onr_slice type, char *to, size_t size) {
    const char *end = type.n ? memchr(type.p, ';', type.n) : NULL;
    if (end) type.n = (size_t)(end - type.p);
    copy_lower(onr_ascii_trim(type), to, size);
}

void onr_media_charset(onr_slice type, char *to, size_t size) {
    to[0] = '\0';
    for (size_t i = 0; i + 8 < type.n; i++) {
        if (!onr_ascii_same(type.p + i, "charset=", 8)) continue;
        onr_slice v = {type.p + i + 8, type.n - i - 8};
        size_t k = 0;
        if (v.n && (v.p[0] == '"' || v.p[0] == '\'')) v.p++, v.n--;
        while (k < v.n && v.p[k] > ' ' && !strchr(";\"',", v.p[k])) k++;
        copy_lower((onr_slice){v.p, k}, to, size);
        return;
    }
}
