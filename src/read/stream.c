/* The window over a file: read(2) in pieces into one buffer that grows to what a peek asks for; bytes given by the
 * caller are used where they lie. What is packed is unpacked by read/unpack.c into a second buffer of the same kind.
 * Invariant: window.from <= window.to <= window.cap; window.at is the offset of window.p[from]. Cost: each byte is
 * moved at most once for every doubling of the window and once for every window's length that is read. */
#include "read/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "read/stream_part.h"

enum { PIECE = 256 * 1024 };

static onr_status system_error(onr_err *err, const char *todo) {
    onr_status st = errno == ENOENT || errno == ENOTDIR ? ONR_NOT_FOUND : ONR_IO;
    return onr_err_set(err, st, 0, "%s: %s", strerror(errno), todo);
}

onr_status onr_stream_reserve(onr_window *w, size_t room, onr_err *err) {
    if (w->cap - w->to >= room) return ONR_OK;
    size_t held = w->to - w->from, need = held + room;
    if (need <= w->cap && (w->from >= held || w->cap - need >= w->cap / 4)) {
        memmove(w->p, w->p + w->from, held);
        w->from = 0;
        w->to = held;
        return ONR_OK;
    }
    size_t cap = w->cap ? w->cap : PIECE;
    while (cap < need) cap *= 2;
    unsigned char *p = onr_mem_alloc(cap);
    if (!p) return onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone");
    if (held) memcpy(p, w->p + w->from, held);
    onr_mem_free(w->p);
    *w = (onr_window){.p = p, .from = 0, .to = held, .cap = cap, .at = w->at};
    return ONR_OK;
}

/* What the stream below has, and its break where it ends in one. */
static onr_status take_below(onr_stream *s, onr_err *err) {
    onr_slice ready;
    onr_status st = onr_stream_peek(s->of, 1, &ready, err);
    if (st != ONR_OK) return st;
    size_t room = s->in.cap - s->in.to, k = ready.n < room ? ready.n : room;
    if (k) memcpy(s->in.p + s->in.to, ready.p, k);
    s->in.to += k;
    onr_stream_skip(s->of, k);
    if (k) return ONR_OK;
    s->in_end = 1;
    if (!s->packing) (void)onr_stream_break(s->of, &s->why, &s->why_at); /* a packed one is cut, and says so itself */
    return ONR_OK;
}

static ssize_t read_some(onr_stream *s) {
    size_t room = s->in.cap - s->in.to;
    if (!s->is_piece) return read(s->fd, s->in.p + s->in.to, room);
    uint64_t left = s->start + s->size - s->pos;
    if (left < room) room = (size_t)left;
    ssize_t k = room ? pread(s->fd, s->in.p + s->in.to, room, (off_t)s->pos) : 0;
    if (k > 0) s->pos += (uint64_t)k;
    return k;
}

onr_status onr_stream_fill(onr_stream *s, size_t want, onr_err *err) {
    while (s->in.to - s->in.from < want && !s->in_end) {
        if (s->fd < 0 && !s->of) {
            s->in_end = 1;
            break;
        }
        size_t missing = want - (s->in.to - s->in.from);
        onr_status st = onr_stream_reserve(&s->in, missing > PIECE ? missing : PIECE, err);
        if (st != ONR_OK) return st;
        if (s->of) {
            st = take_below(s, err);
            if (st != ONR_OK) return st;
            continue;
        }
        ssize_t k = read_some(s);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return system_error(err, "check the disk or the pipe");
        if (k == 0) s->in_end = 1;
        s->in.to += (size_t)k;
    }
    return ONR_OK;
}

void onr_window_skip(onr_window *w, size_t n) {
    w->from += n;
    w->at += n;
    if (w->from == w->to && !w->borrowed) w->from = w->to = 0;
}

static onr_status begin(onr_stream *s, onr_err *err) {
    onr_status st = onr_stream_fill(s, 4, err);
    if (st != ONR_OK) return st;
    return onr_unpack_begin(s, err);
}

onr_status onr_stream_open(const char *path, onr_stream **out, onr_err *err) {
    *out = NULL;
    int is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return system_error(err, errno == EACCES ? "make it readable" : "check the name");
    struct stat about;
    int known = fstat(fd, &about) == 0;
    onr_stream *s = onr_mem_zalloc(1, sizeof *s);
    onr_status st = ONR_OK;
    if (!s) st = onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone");
    else if (known && S_ISDIR(about.st_mode))
        st = onr_err_set(err, ONR_FORMAT, 0, "it is a folder: nothing to read in it");
    if (st == ONR_OK) {
        s->fd = fd;
        s->lent = is_stdin;
        s->size = known && S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
        st = begin(s, err);
        if (st == ONR_OK) *out = s;
        else onr_stream_close(s);
        return st;
    }
    onr_mem_free(s);
    if (!is_stdin) (void)close(fd);
    return st;
}

onr_status onr_stream_open_bytes(const void *bytes, size_t n, onr_stream **out, onr_err *err) {
    onr_stream *s = onr_mem_zalloc(1, sizeof *s);
    *out = NULL;
    if (!s) return onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone");
    s->fd = -1;
    s->size = n;
    s->in = (onr_window){.p = (unsigned char *)(uintptr_t)bytes, .to = n, .cap = n, .borrowed = 1};
    onr_status st = begin(s, err);
    if (st == ONR_OK) *out = s;
    else onr_stream_close(s);
    return st;
}

/* A new stream over what `of` gives, which becomes its own, also where memory runs out: NULL then. */
static onr_stream *put_over(onr_stream *of, onr_err *err) {
    onr_stream *s = onr_mem_zalloc(1, sizeof *s);
    if (!s) {
        onr_stream_close(of);
        (void)onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone");
        return NULL;
    }
    s->fd = -1;
    s->of = of;
    return s;
}

static onr_status open_over(onr_stream *of, onr_stream **out, onr_err *err) {
    onr_stream *s = put_over(of, err);
    *out = NULL;
    if (!s) return ONR_NOMEM;
    onr_status st = begin(s, err);
    if (st == ONR_OK) *out = s;
    else onr_stream_close(s);
    return st;
}

onr_status onr_stream_open_wide(onr_stream *of, int big, onr_stream **out, onr_err *err) {
    onr_stream *s = put_over(of, err);
    *out = s;
    if (!s) return ONR_NOMEM;
    s->packing = big ? ONR_WIDE_STREAM_BE : ONR_WIDE_STREAM_LE;
    return ONR_OK;
}

int onr_stream_seeks(const onr_stream *s) { return !s->packing && !s->of && (s->in.borrowed || s->size > 0); }

onr_status onr_stream_read_at(const onr_stream *s, uint64_t at, void *to, size_t n, onr_err *err) {
    if (at > s->size || n > s->size - at) return onr_err_set(err, ONR_CORRUPT, at, "it ends too early");
    if (s->in.borrowed) {
        if (n) memcpy(to, s->in.p + at, n);
        return ONR_OK;
    }
    for (size_t done = 0; done < n;) {
        ssize_t k = pread(s->fd, (char *)to + done, n - done, (off_t)(s->start + at + done));
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return system_error(err, "check the disk");
        if (k == 0) return onr_err_set(err, ONR_CORRUPT, at, "it ends too early");
        done += (size_t)k;
    }
    return ONR_OK;
}

onr_status onr_stream_open_piece(const onr_stream *whole, uint64_t at, uint64_t n, int deflated, onr_stream **out,
                                 onr_err *err) {
    onr_stream *s = onr_mem_zalloc(1, sizeof *s);
    *out = NULL;
    if (!s) return onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone");
    s->size = n;
    s->fd = -1;
    if (whole->in.borrowed)
        s->in = (onr_window){.p = whole->in.p + at, .to = (size_t)n, .cap = (size_t)n, .borrowed = 1};
    else {
        s->fd = whole->fd;
        s->lent = s->is_piece = 1;
        s->start = s->pos = whole->start + at;
    }
    onr_status st = deflated ? onr_unpack_begin_raw(s, err) : begin(s, err);
    if (st == ONR_OK && deflated) return open_over(s, out, err);
    if (st == ONR_OK) *out = s;
    else onr_stream_close(s);
    return st;
}

void onr_stream_close(onr_stream *s) {
    if (!s) return;
    onr_unpack_end(s);
    if (!s->in.borrowed) onr_mem_free(s->in.p);
    onr_mem_free(s->out.p);
    if (s->fd >= 0 && !s->lent) (void)close(s->fd);
    onr_stream_close(s->of);
    onr_mem_free(s);
}

onr_status onr_stream_peek(onr_stream *s, size_t want, onr_slice *ready, onr_err *err) {
    *ready = (onr_slice){"", 0};
    if (want > ONR_STREAM_WINDOW)
        return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu MiB in one piece", ONR_STREAM_WINDOW >> 20);
    onr_status st = ONR_OK;
    if (!s->packing) st = onr_stream_fill(s, want, err);
    else
        while (st == ONR_OK && s->out.to - s->out.from < want && !s->ended && !s->why) st = onr_unpack_more(s, err);
    if (st != ONR_OK) return st;
    const onr_window *w = s->packing ? &s->out : &s->in;
    if (w->to > w->from) *ready = (onr_slice){(const char *)w->p + w->from, w->to - w->from};
    return ONR_OK;
}

void onr_stream_skip(onr_stream *s, size_t n) {
    onr_window_skip(s->packing ? &s->out : &s->in, n);
    if (s->packing) onr_unpack_passed(s);
}

int onr_stream_break(onr_stream *s, const char **why, uint64_t *at) {
    const onr_window *w = s->packing ? &s->out : &s->in;
    if (!s->why || w->to > w->from) return 0;
    *why = s->why;
    *at = s->why_at;
    s->why = NULL;
    return 1;
}

int onr_stream_ends_broken(const onr_stream *s) { return s->why != NULL; }
uint64_t onr_stream_at(const onr_stream *s) { return s->packing ? s->out.at : s->in.at; }
int onr_stream_packed(const onr_stream *s) { return s->packing != 0; }
uint64_t onr_stream_file_at(const onr_stream *s) { return s->in.at; }
uint64_t onr_stream_file_size(const onr_stream *s) { return s->size; }

uint64_t onr_stream_member(const onr_stream *s) {
    return s->packing && s->marks_n ? s->marks[0].file : onr_stream_at(s);
}

int onr_stream_member_starts(const onr_stream *s) { return s->packing && s->marks_n && s->marks[0].out == s->out.at; }
