/* stream_part.h - the inside of a stream, shared by stream.c (windows) and unpack.c (gzip, zstd). */
#ifndef ONR_READ_STREAM_PART_H
#define ONR_READ_STREAM_PART_H

#include "read/stream.h"

enum { ONR_MARKS = 32 };

typedef struct onr_window {
    unsigned char *p;
    size_t from, to, cap;
    uint64_t at; /* offset of p[from] in what the window is over */
    int borrowed;
} onr_window;

/* Where in the unpacked stream a member of the file begins. */
typedef struct onr_member_mark {
    uint64_t out, file;
} onr_member_mark;

struct onr_unpacker;

/* Values of onr_stream.packing beside those of unpack.c. */
enum { ONR_WIDE_STREAM_LE = 16, ONR_WIDE_STREAM_BE };

struct onr_stream {
    int fd, lent, in_end; /* lent: the descriptor is not this stream's to close */
    uint64_t size;
    int is_piece; /* of a file: bytes [start, start + size), of which [start, pos) were read */
    uint64_t start, pos;
    struct onr_stream *of; /* instead of a file: what this stream, which it owns, gives */
    onr_window in;
    int packing; /* 0: the bytes are what they are */
    onr_window out;
    int ended;
    const char *why; /* a break stands at the end of `out` */
    uint64_t why_at;
    onr_member_mark marks[ONR_MARKS]; /* the first is the member of the next byte; later ones lie behind it */
    unsigned marks_n;
    struct onr_unpacker *unpacker;
};

/* Room for so many bytes behind window.to. */
ONR_MUST onr_status onr_stream_reserve(onr_window *w, size_t room, onr_err *err);
/* At least `want` bytes of the file in s->in, or its end. */
ONR_MUST onr_status onr_stream_fill(onr_stream *s, size_t want, onr_err *err);
void onr_window_skip(onr_window *w, size_t n);

ONR_MUST onr_status onr_unpack_begin(onr_stream *s, onr_err *err);     /* looks at the first bytes, sets s->packing */
ONR_MUST onr_status onr_unpack_begin_raw(onr_stream *s, onr_err *err); /* what it is over is bare deflate */
ONR_MUST onr_status onr_unpack_more(onr_stream *s, onr_err *err);      /* adds to s->out, or sets ended or why */
ONR_MUST onr_status onr_wide_more(onr_stream *s, onr_err *err);        /* the same where it is UTF-16 (wide.c) */
void onr_unpack_passed(onr_stream *s);                                 /* bytes of s->out were skipped */
void onr_unpack_end(onr_stream *s);

#endif
