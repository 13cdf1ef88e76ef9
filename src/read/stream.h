/* stream.h - the bytes of a file in order, through a window of bounded size, whatever they are packed in.
 *
 *     onr_stream *s;
 *     onr_slice ready;
 *     onr_stream_open("crawl.warc.gz", &s, &err);
 *     while (onr_stream_peek(s, 1, &ready, &err) == ONR_OK && ready.n) ... onr_stream_skip(s, used) ...
 *     onr_stream_close(s);
 *
 * gzip (one member or many) and zstd are unpacked on the way; a member that fits the window is unpacked whole by
 * libdeflate. A damaged member gives what could be unpacked of it, then a break: peek never joins bytes from both sides
 * of it, and onr_stream_break says where and why before it lets go on. A file, or bytes, can also be read at a place,
 * and a piece of it can be a stream of its own, as the files of a zip archive are. Threads: one.
 */
#ifndef ONR_READ_STREAM_H
#define ONR_READ_STREAM_H

#include <stdint.h>

#include "base/slice.h"
#include "base/status.h"

#define ONR_STREAM_WINDOW ((size_t)80 << 20) /* bytes a peek may ask for */

typedef struct onr_stream onr_stream;

/* ONR_NOT_FOUND, ONR_IO, ONR_NOMEM; "-" is standard input. The message does not repeat the path. */
ONR_MUST onr_status onr_stream_open(const char *path, onr_stream **out, onr_err *err);
ONR_MUST onr_status onr_stream_open_bytes(const void *bytes, size_t n, onr_stream **out, onr_err *err);
void onr_stream_close(onr_stream *s); /* NULL is allowed */

/* A stream over `of`, which is UTF-16 and becomes its own (also where this fails), that gives UTF-8. */
ONR_MUST onr_status onr_stream_open_wide(onr_stream *of, int big, onr_stream **out, onr_err *err);

/* Have at least `want` bytes ready (all that is left where less is), without taking them. *ready is all that is ready;
 * it is empty only at the end or at a break. ONR_TOO_BIG over ONR_STREAM_WINDOW, ONR_IO, ONR_NOMEM. */
ONR_MUST onr_status onr_stream_peek(onr_stream *s, size_t want, onr_slice *ready, onr_err *err);
void onr_stream_skip(onr_stream *s, size_t n); /* n: no more than is ready */

/* Is there a break where the stream stands? Then *why (static) and *at (byte of the file) say it, and the stream goes
 * on behind it. */
int onr_stream_break(onr_stream *s, const char **why, uint64_t *at);
int onr_stream_ends_broken(const onr_stream *s);   /* does what is ready end at a break? */
uint64_t onr_stream_at(const onr_stream *s);       /* byte of the unpacked stream that is next */
uint64_t onr_stream_member(const onr_stream *s);   /* byte of the file where its member begins; as _at where none */
int onr_stream_member_starts(const onr_stream *s); /* does the next byte begin a member? */
int onr_stream_packed(const onr_stream *s);
uint64_t onr_stream_file_at(const onr_stream *s);   /* bytes of the file taken in so far */
uint64_t onr_stream_file_size(const onr_stream *s); /* 0: not known */

/* Can it be read at a place? Not so a pipe, and nothing that is unpacked on the way. */
int onr_stream_seeks(const onr_stream *s);
/* n bytes of the file at `at`, wherever the stream stands. ONR_CORRUPT: it ends before; ONR_IO. Only where it seeks. */
ONR_MUST onr_status onr_stream_read_at(const onr_stream *s, uint64_t at, void *to, size_t n, onr_err *err);
/* A stream over n bytes of the file at `at`; `deflated`: over what these unpack to. gzip and zstd inside are unpacked
 * as they are in a file. `whole` must seek, reach so far, and stay until the close. */
ONR_MUST onr_status onr_stream_open_piece(const onr_stream *whole, uint64_t at, uint64_t n, int deflated,
                                          onr_stream **out, onr_err *err);

#endif
