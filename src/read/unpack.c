/* gzip (RFC 1952) and zstd (RFC 8878), member by member; bare deflate (RFC 1951), as zip archives hold it.
 *
 * gzip: libdeflate unpacks a member in one call when all of it is in the window and its size is guessed (a guess that
 * was too small is doubled). What is too large for that, or damaged, goes through zlib in pieces: zlib says where
 * damage begins, so that what stood before it is kept. After damage the search for the next member goes on behind the
 * damaged one's first byte, since a member that was cut off is followed by a whole one; a place counts as a member only
 * if its first bytes unpack.
 *
 * A hostile file is one damaged member inside another, each of which unpacks to much: what begins inside bytes that a
 * damaged member took may give AGAIN_MAX in all; from then on damage costs all that it took.
 *
 * Bounds: a member is held whole up to WHOLE_MAX unpacked; beyond that a piece at a time. Cost: one unpacking of every
 * byte, two of a damaged or very large member. */
#include <libdeflate.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/mem.h"
#include "read/stream_part.h"

enum { AHEAD = 256 * 1024, AHEAD_MAX = 8 << 20, WHOLE_MAX = 16 << 20, PIECE = 256 * 1024, HEADER = 18 };
enum { GZIP = 1, ZSTD, RAW, TRY = 512, TRY_IN = 1024, DICTIONARY_MAX = 16 << 20, AGAIN_MAX = 64 << 20 };

static const char damaged_gzip[] = "damaged gzip data", cut_gzip[] = "gzip data that ends too early",
                  not_gzip[] = "bytes that are no gzip member", damaged_zstd[] = "damaged zstd data",
                  cut_zstd[] = "zstd data that ends too early", damaged_raw[] = "damaged packed data",
                  cut_raw[] = "packed data that ends too early";

typedef struct onr_unpacker {
    struct libdeflate_decompressor *whole;
    z_stream z;
    int z_ready;   /* inflateInit was done */
    int streaming; /* inside a member that goes through zlib */
    size_t used;   /* bytes of the window that zlib has taken while the member is kept */
    int kept;      /* the window still begins at the member's first byte */
    uint64_t member;
    size_t guess;   /* unpacked size to begin with */
    uint64_t reach; /* of the file: the furthest byte that a damaged member took */
    uint64_t again; /* bytes unpacked of members that begin before it */
    ZSTD_DStream *zstd;
    int inside; /* of a zstd frame */
} onr_unpacker;

static onr_status no_memory(onr_err *err) { return onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone"); }

static const unsigned char *window(const onr_stream *s) { return s->in.p + s->in.from; }
static size_t held(const onr_stream *s) { return s->in.to - s->in.from; }

static uint64_t out_end(const onr_stream *s) { return s->out.at + (s->out.to - s->out.from); }

/* The bytes added from here on belong to the member at file offset `at`. Where there are too many of them in the window
 * the later ones count as the last one's. */
static void mark(onr_stream *s, uint64_t at) {
    if (s->marks_n && s->marks[s->marks_n - 1].out == out_end(s)) s->marks[s->marks_n - 1].file = at;
    else if (s->marks_n < ONR_MARKS) s->marks[s->marks_n++] = (onr_member_mark){out_end(s), at};
}

void onr_unpack_passed(onr_stream *s) {
    unsigned gone = 0;
    while (gone + 1 < s->marks_n && s->marks[gone + 1].out <= s->out.at) gone++;
    memmove(s->marks, s->marks + gone, (s->marks_n - gone) * sizeof *s->marks);
    s->marks_n -= gone;
}

static void set_break(onr_stream *s, const char *why, uint64_t at) {
    s->why = why;
    s->why_at = at;
}

/* ---- gzip ------------------------------------------------------------------------------------------------------- */

static int is_gzip(const unsigned char *p, size_t n) {
    return n >= 4 && p[0] == 0x1F && p[1] == 0x8B && p[2] == 8 && (p[3] & 0xE0) == 0;
}

/* Do the first bytes at p unpack to something? */
static int starts_member(const unsigned char *p, size_t n) {
    unsigned char out[TRY];
    z_stream z = {0};
    if (!is_gzip(p, n) || inflateInit2(&z, 16 + MAX_WBITS) != Z_OK) return 0;
    z.next_in = (unsigned char *)(uintptr_t)p;
    z.avail_in = (uInt)(n < TRY_IN ? n : TRY_IN);
    z.next_out = out;
    z.avail_out = sizeof out;
    int rc = inflate(&z, Z_SYNC_FLUSH);
    (void)inflateEnd(&z);
    return rc == Z_STREAM_END || ((rc == Z_OK || rc == Z_BUF_ERROR) && z.avail_out < sizeof out);
}

/* Drop bytes up to the next member; at the end of the file, all. */
static onr_status find_member(onr_stream *s, size_t from, onr_err *err) {
    onr_window_skip(&s->in, from);
    for (;;) {
        onr_status st = onr_stream_fill(s, AHEAD, err);
        if (st != ONR_OK || held(s) < HEADER) {
            onr_window_skip(&s->in, held(s));
            return st;
        }
        const unsigned char *p = window(s), *at = p, *end = p + held(s);
        /* a member that begins in the last bytes is looked at with more behind it */
        size_t keep = s->in_end ? 0 : HEADER + TRY;
        while (at + keep < end && (at = memchr(at, 0x1F, (size_t)(end - at) - keep)) != NULL) {
            if (starts_member(at, (size_t)(end - at))) {
                onr_window_skip(&s->in, (size_t)(at - p));
                return ONR_OK;
            }
            at++;
        }
        onr_window_skip(&s->in, held(s) - keep);
    }
}

/* The member is damaged or cut: what zlib gave stays, the search for the next begins, behind its first byte or, once
 * enough was unpacked again in this file, behind all of it. */
static onr_status leave_member(onr_stream *s, onr_unpacker *u, const char *why, onr_err *err) {
    uint64_t stop = s->in.at + u->used;
    set_break(s, why, u->member);
    u->streaming = 0;
    if (stop > u->reach) u->reach = stop;
    if (u->again > AGAIN_MAX && u->reach > s->in.at && u->reach - s->in.at <= held(s))
        return find_member(s, (size_t)(u->reach - s->in.at), err);
    return find_member(s, u->kept ? 1 : 0, err);
}

/* One piece through zlib. While the member is small, the window keeps its first byte. */
static onr_status stream_member(onr_stream *s, onr_unpacker *u, onr_err *err) {
    onr_status st = onr_stream_fill(s, u->used + PIECE, err);
    if (st == ONR_OK) st = onr_stream_reserve(&s->out, PIECE, err);
    if (st != ONR_OK) return st;
    size_t ready = held(s) - u->used;
    u->z.next_in = (unsigned char *)(uintptr_t)window(s) + u->used;
    u->z.avail_in = (uInt)(ready < PIECE ? ready : PIECE);
    u->z.next_out = s->out.p + s->out.to;
    u->z.avail_out = PIECE;
    uInt in = u->z.avail_in;
    int rc = inflate(&u->z, Z_NO_FLUSH);
    u->used += in - u->z.avail_in;
    s->out.to += PIECE - u->z.avail_out;
    if (u->member < u->reach) u->again += PIECE - u->z.avail_out;
    if (rc == Z_MEM_ERROR) return no_memory(err);
    if (rc == Z_STREAM_END) {
        onr_window_skip(&s->in, u->used);
        u->streaming = 0;
        return ONR_OK;
    }
    if (rc != Z_OK && rc != Z_BUF_ERROR) return leave_member(s, u, damaged_gzip, err);
    if (u->z.avail_in == 0 && u->z.avail_out > 0 && s->in_end && u->used == held(s))
        return leave_member(s, u, cut_gzip, err);
    if (u->used > AHEAD_MAX) {
        onr_window_skip(&s->in, u->used);
        u->used = 0;
        u->kept = 0;
    }
    return ONR_OK;
}

static onr_status begin_stream(onr_unpacker *u, onr_err *err) {
    if (u->z_ready) (void)inflateEnd(&u->z);
    u->z = (z_stream){0};
    u->z_ready = inflateInit2(&u->z, 16 + MAX_WBITS) == Z_OK;
    if (!u->z_ready) return no_memory(err);
    u->streaming = 1;
    u->used = 0;
    u->kept = 1;
    return ONR_OK;
}

/* The whole member in one call; where that does not do, zlib's turn begins. */
static onr_status whole_member(onr_stream *s, onr_unpacker *u, onr_err *err) {
    size_t ahead = AHEAD;
    for (;;) {
        size_t used = 0, made = 0;
        onr_status st = onr_stream_reserve(&s->out, u->guess, err);
        if (st != ONR_OK) return st;
        enum libdeflate_result rc = libdeflate_gzip_decompress_ex(u->whole, window(s), held(s), s->out.p + s->out.to,
                                                                  s->out.cap - s->out.to, &used, &made);
        if (rc == LIBDEFLATE_SUCCESS) {
            onr_window_skip(&s->in, used);
            s->out.to += made;
            return ONR_OK;
        }
        if (rc == LIBDEFLATE_INSUFFICIENT_SPACE && u->guess < WHOLE_MAX) u->guess *= 2;
        else if (rc == LIBDEFLATE_BAD_DATA && !s->in_end && ahead < AHEAD_MAX) {
            ahead *= 4;
            st = onr_stream_fill(s, ahead, err);
            if (st != ONR_OK) return st;
        } else return begin_stream(u, err);
    }
}

static onr_status more_gzip(onr_stream *s, onr_unpacker *u, onr_err *err) {
    if (u->streaming) return stream_member(s, u, err);
    onr_status st = onr_stream_fill(s, AHEAD, err);
    if (st != ONR_OK) return st;
    if (held(s) == 0) {
        s->ended = 1;
        return ONR_OK;
    }
    u->member = s->in.at;
    const unsigned char *p = window(s);
    if (!is_gzip(p, held(s))) {
        size_t noughts = 0; /* tapes and block devices fill up with them */
        while (noughts < held(s) && p[noughts] == 0) noughts++;
        if (noughts) onr_window_skip(&s->in, noughts);
        if (noughts) return ONR_OK;
        set_break(s, not_gzip, u->member);
        return find_member(s, 1, err);
    }
    mark(s, u->member);
    return whole_member(s, u, err);
}

/* ---- bare deflate ----------------------------------------------------------------------------------------------- */

/* One stream to the end of the bytes. What is damaged gives what could be unpacked of it, a break, and no more. */
static onr_status more_raw(onr_stream *s, onr_unpacker *u, onr_err *err) {
    if (!u->streaming) {
        s->ended = 1;
        return ONR_OK;
    }
    onr_status st = onr_stream_fill(s, PIECE, err);
    if (st == ONR_OK) st = onr_stream_reserve(&s->out, PIECE, err);
    if (st != ONR_OK) return st;
    uInt in = (uInt)(held(s) < PIECE ? held(s) : PIECE);
    u->z.next_in = (unsigned char *)(uintptr_t)window(s);
    u->z.avail_in = in;
    u->z.next_out = s->out.p + s->out.to;
    u->z.avail_out = PIECE;
    int rc = inflate(&u->z, Z_NO_FLUSH);
    int stuck = u->z.avail_in == in && u->z.avail_out == PIECE;
    onr_window_skip(&s->in, in - u->z.avail_in);
    s->out.to += PIECE - u->z.avail_out;
    if (rc == Z_MEM_ERROR) return no_memory(err);
    if (rc == Z_STREAM_END) u->streaming = 0;
    else if ((rc != Z_OK && rc != Z_BUF_ERROR) || stuck) {
        u->streaming = 0;
        set_break(s, stuck && held(s) == 0 ? cut_raw : damaged_raw, s->in.at);
    }
    return ONR_OK;
}

onr_status onr_unpack_begin_raw(onr_stream *s, onr_err *err) {
    onr_unpacker *u = onr_mem_zalloc(1, sizeof *u);
    if (!u) return no_memory(err);
    s->unpacker = u;
    s->packing = RAW;
    u->z_ready = inflateInit2(&u->z, -MAX_WBITS) == Z_OK;
    u->streaming = 1;
    return u->z_ready ? ONR_OK : no_memory(err);
}

/* ---- zstd ------------------------------------------------------------------------------------------------------- */

static uint32_t u32(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static int is_zstd(const unsigned char *p, size_t n) {
    return n >= 4 && (u32(p) == ZSTD_MAGICNUMBER || (u32(p) & 0xFFFFFFF0u) == ZSTD_MAGIC_SKIPPABLE_START);
}

static onr_status load_packed_dictionary(onr_unpacker *u, const unsigned char *p, size_t n, onr_err *err) {
    unsigned long long size = ZSTD_getFrameContentSize(p, n);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > DICTIONARY_MAX || !size)
        return ONR_OK; /* the frames after it will say that they cannot be read */
    void *plain = onr_mem_alloc((size_t)size);
    if (!plain) return no_memory(err);
    size_t made = ZSTD_decompress(plain, (size_t)size, p, n);
    if (!ZSTD_isError(made)) (void)ZSTD_DCtx_loadDictionary(u->zstd, plain, made);
    onr_mem_free(plain);
    return ONR_OK;
}

/* .warc.zst: the first frame may be a skippable one (0x184D2A5D) with the dictionary of the others, packed or not. */
static onr_status read_dictionary(onr_stream *s, onr_unpacker *u, onr_err *err) {
    onr_status st = onr_stream_fill(s, 8, err);
    if (st != ONR_OK || held(s) < 8 || u32(window(s)) != 0x184D2A5Du) return st;
    size_t n = u32(window(s) + 4);
    if (n > DICTIONARY_MAX) return ONR_OK;
    st = onr_stream_fill(s, 8 + n, err);
    if (st != ONR_OK || held(s) < 8 + n) return st;
    const unsigned char *p = window(s) + 8;
    if (n >= 4 && u32(p) == ZSTD_MAGICNUMBER) st = load_packed_dictionary(u, p, n, err);
    else (void)ZSTD_DCtx_loadDictionary(u->zstd, p, n);
    onr_window_skip(&s->in, 8 + n);
    return st;
}

static onr_status find_frame(onr_stream *s, onr_err *err) {
    for (;;) {
        onr_status st = onr_stream_fill(s, PIECE, err);
        if (st != ONR_OK) return st;
        const unsigned char *p = window(s);
        size_t i = 0;
        while (i + 4 <= held(s) && u32(p + i) != ZSTD_MAGICNUMBER) i++;
        if (i + 4 <= held(s) || s->in_end) {
            onr_window_skip(&s->in, i + 4 <= held(s) ? i : held(s));
            return ONR_OK;
        }
        onr_window_skip(&s->in, i);
    }
}

static onr_status more_zstd(onr_stream *s, onr_unpacker *u, onr_err *err) {
    onr_status st = onr_stream_fill(s, 1, err);
    if (st == ONR_OK) st = onr_stream_reserve(&s->out, PIECE, err);
    if (st != ONR_OK) return st;
    if (!u->inside) {
        if (held(s) == 0) {
            s->ended = 1;
            return ONR_OK;
        }
        u->member = s->in.at;
        mark(s, u->member);
    }
    ZSTD_inBuffer in = {window(s), held(s), 0};
    ZSTD_outBuffer out = {s->out.p + s->out.to, PIECE, 0};
    size_t rc = ZSTD_decompressStream(u->zstd, &out, &in);
    s->out.to += out.pos;
    if (ZSTD_isError(rc)) {
        set_break(s, damaged_zstd, u->member);
        (void)ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
        u->inside = 0;
        onr_window_skip(&s->in, in.pos ? in.pos : held(s) ? 1 : 0);
        return find_frame(s, err);
    }
    onr_window_skip(&s->in, in.pos);
    u->inside = rc != 0;
    if (u->inside && in.pos == 0 && out.pos == 0 && s->in_end && held(s) == 0) {
        set_break(s, cut_zstd, u->member);
        u->inside = 0;
    }
    return ONR_OK;
}

/* ---- all ------------------------------------------------------------------------------------------------------- */

onr_status onr_unpack_begin(onr_stream *s, onr_err *err) {
    int gzip = is_gzip(window(s), held(s)), zstd = is_zstd(window(s), held(s));
    if (!gzip && !zstd) return ONR_OK;
    onr_unpacker *u = onr_mem_zalloc(1, sizeof *u);
    if (!u) return no_memory(err);
    s->unpacker = u;
    u->guess = PIECE;
    if (gzip) u->whole = libdeflate_alloc_decompressor();
    else u->zstd = ZSTD_createDStream();
    if (!u->whole && !u->zstd) return no_memory(err);
    s->packing = gzip ? GZIP : ZSTD;
    return zstd ? read_dictionary(s, u, err) : ONR_OK;
}

onr_status onr_unpack_more(onr_stream *s, onr_err *err) {
    if (s->packing >= ONR_WIDE_STREAM_LE) return onr_wide_more(s, err);
    if (s->packing == RAW) return more_raw(s, s->unpacker, err);
    return s->packing == GZIP ? more_gzip(s, s->unpacker, err) : more_zstd(s, s->unpacker, err);
}

void onr_unpack_end(onr_stream *s) {
    onr_unpacker *u = s->unpacker;
    if (!u) return;
    libdeflate_free_decompressor(u->whole);
    if (u->z_ready) (void)inflateEnd(&u->z);
    (void)ZSTD_freeDStream(u->zstd);
    onr_mem_free(u);
    s->unpacker = NULL;
}
