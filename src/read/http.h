/* http.h - an HTTP answer as crawlers keep it (RFC 9112): status line, fields, payload as it was sent. */
#ifndef ONR_READ_HTTP_H
#define ONR_READ_HTTP_H

#include "base/buf.h"
#include "base/slice.h"
#include "base/status.h"

typedef struct onr_http {
    unsigned status;
    onr_slice type;     /* Content-Type, whole */
    onr_slice encoding; /* Content-Encoding */
    onr_slice transfer; /* Transfer-Encoding */
    onr_slice payload;  /* what follows the fields */
} onr_http;

/* The value of field `name` (any case) in a block of "Name: value" lines; empty where there is none. Folded lines are
 * not joined. O(n). */
onr_slice onr_http_field(onr_slice fields, const char *name);
/* Bytes up to and with the empty line that ends a block of fields; 0: there is none. */
size_t onr_http_fields_end(const char *p, size_t n);
/* 1 when the bytes are an answer. */
int onr_http_parse(onr_slice bytes, onr_http *out);
/* The payload without chunks and packing: *out lies in `bytes` of the answer, or in one of the two buffers. A field
 * that says "gzip" over plain bytes (crawlers unpack and leave it) is not believed. ONR_FORMAT with what cannot be
 * unpacked, ONR_TOO_BIG, ONR_NOMEM. */
ONR_MUST onr_status onr_http_payload(const onr_http *http, onr_buf *chunks, onr_buf *unpacked, onr_slice *out,
                                     onr_err *err);
/* "text/html" of "text/html; charset=utf-8", lower case, into to[size]; and the charset. */
void onr_media_type(onr_slice type, char *to, size_t size);
void onr_media_charset(onr_slice type, char *to, size_t size);

#endif
