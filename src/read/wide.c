/* UTF-16 to UTF-8 on the way, for tables, lines of JSON and exports, whose readers know no other charset. (Text and
 * pages are decoded by charset.c, with a map back into their bytes; the items of a container are put together anyhow.)
 * What is no character becomes U+FFFD, the byte order mark at the beginning nothing. Cost: O(bytes), a piece at a time.
 */
#include "base/utf8.h"
#include "read/stream_part.h"

enum { PIECE = 256 * 1024, UNIT_MOST = 3 };

static uint32_t unit(const unsigned char *p, int big) {
    return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

/* The character at p and the bytes it takes; 0: the rest of it is not there yet. */
static size_t character(const unsigned char *p, size_t n, int big, int last, uint32_t *c) {
    *c = ONR_UTF8_REPLACEMENT;
    if (n < 2) return last ? n : 0;
    uint32_t u = unit(p, big);
    if (u < 0xD800 || u > 0xDFFF) return *c = u ? u : ONR_UTF8_REPLACEMENT, 2;
    if (u >= 0xDC00) return 2;
    if (n < 4) return last ? 2 : 0;
    uint32_t low = unit(p + 2, big);
    if (low < 0xDC00 || low > 0xDFFF) return 2;
    return *c = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00), 4;
}

onr_status onr_wide_more(onr_stream *s, onr_err *err) {
    int big = s->packing == ONR_WIDE_STREAM_BE;
    onr_status st = onr_stream_fill(s, PIECE, err);
    size_t held = s->in.to - s->in.from, n = held < PIECE ? held : PIECE, i = 0;
    if (st == ONR_OK) st = onr_stream_reserve(&s->out, n / 2 * UNIT_MOST + UNIT_MOST, err);
    if (st != ONR_OK) return st;
    const unsigned char *p = s->in.p + s->in.from;
    char *to = (char *)s->out.p;
    for (size_t k; i < n; i += k) {
        uint32_t c;
        k = character(p + i, n - i, big, s->in_end && n == held, &c);
        if (!k) break;
        if (c == 0xFEFF && s->in.at + i == 0) continue;
        s->out.to += onr_utf8_encode(c, to + s->out.to);
    }
    onr_window_skip(&s->in, i);
    if (s->in_end && s->in.to == s->in.from) {
        s->ended = 1;
        if (s->of) (void)onr_stream_break(s->of, &s->why, &s->why_at);
    }
    return ONR_OK;
}
