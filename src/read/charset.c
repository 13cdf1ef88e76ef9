/* Decoding in two passes of one routine: the first counts bytes and runs, the second writes them into arrays of just
 * that size, so that hostile input (a run for every byte) costs what it needs and no more.
 *
 * Charset: a byte order mark decides, and UTF-16 shows without one (sniff.h). Else bytes that are valid UTF-8 are
 * UTF-8. Else windows-1252 where that is plausible (see plausible_1252), by the WHATWG table; else UTF-8 with U+FFFD
 * for each maximal bad subpart. A page's bytes that are not valid UTF-8 are read by their label, through iconv: ASCII
 * in one piece, the rest a character at a time, so that each has its own run.
 *
 *     source   E2 80 9C  00  63 61 66  FF  21          (bytes, UTF-8 with a NUL and a bad byte)
 *     text     E2 80 9C  EF BF BD  63 61 66  EF BF BD  21
 *     runs     {0,same,0} {3,not,3} {6,same,4} {9,not,7} {12,same,8}
 *
 * Invariant: runs ascend in both offsets; every same run begins and ends on a character. Cost: O(bytes). */
#include "read/charset.h"

#include <errno.h>
#include <iconv.h>

#include "base/utf8.h"
#include "read/sniff.h"

enum { DEADLINE_EVERY = 1 << 16, CHAR_MAX_BYTES = 8 };

/* windows-1252, 80..9F; 0: undefined (the five holes). A0..FF are U+00A0..U+00FF. */
static const uint16_t windows_1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                          0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

const char *onr_charset_name(onr_charset c) {
    static const char *const names[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "its charset"};
    return (unsigned)c < sizeof names / sizeof *names ? names[c] : "?";
}

/* Where a pass puts what it makes: counts only while `text` is NULL. */
typedef struct sink {
    char *text;
    onr_run *runs;
    uint64_t text_n, runs_n;
    uint64_t same_end; /* source offset where the open same run ends; UINT64_MAX: the last run is not a same run */
    const onr_deadline *deadline;
    uint32_t steps;
} sink;

/* A run from `byte` on; `bytes`: of one that is not the same. */
static void add_run(sink *s, int same, uint64_t byte, size_t bytes) {
    if (s->runs)
        s->runs[s->runs_n] =
            (onr_run){.text = (uint32_t)s->text_n, .same = (uint8_t)same, .bytes = (uint16_t)bytes, .byte = byte};
    s->runs_n++;
}

/* n bytes that are the same in the text. */
static void put_same(sink *s, const unsigned char *p, size_t n, uint64_t byte) {
    if (n == 0) return;
    if (s->same_end != byte) add_run(s, 1, byte, 0);
    if (s->text) memcpy(s->text + s->text_n, p, n);
    s->text_n += n;
    s->same_end = byte + n;
}

/* n bytes of text that stand for the source bytes [byte, byte + bytes). */
static void put_made(sink *s, const char *text, size_t n, uint64_t byte, size_t bytes) {
    add_run(s, 0, byte, bytes);
    if (s->text) memcpy(s->text + s->text_n, text, n);
    s->text_n += n;
    s->same_end = UINT64_MAX;
}

/* A code point that does. */
static void put_other(sink *s, uint32_t c, uint64_t byte, size_t bytes) {
    char out[4];
    put_made(s, out, onr_utf8_encode(c, out), byte, bytes);
}

static void put_nul(sink *s, uint64_t byte, size_t bytes, onr_decoded *out) {
    if (out->nul_n++ == 0) out->nul_first = byte;
    put_other(s, ONR_UTF8_REPLACEMENT, byte, bytes);
}

static void put_bad(sink *s, uint64_t byte, size_t bytes, onr_decoded *out) {
    if (out->bad_n++ == 0) out->bad_first = byte;
    put_other(s, ONR_UTF8_REPLACEMENT, byte, bytes);
}

static int late(sink *s) { return (s->steps++ % DEADLINE_EVERY) == 0 && onr_deadline_passed(s->deadline); }

static int decode_utf8(const unsigned char *p, size_t n, size_t i, sink *s, onr_decoded *out) {
    const char *q = (const char *)p;
    /* NULs and bad bytes cut the input into good stretches; `bad` is the end of the valid UTF-8 from i on */
    size_t bad = i;
    while (i < n) {
        if (late(s)) return -1;
        if (bad <= i) bad = i + onr_utf8_check(q + i, n - i);
        const unsigned char *nul = bad > i ? memchr(p + i, 0, bad - i) : NULL;
        size_t end = nul ? (size_t)(nul - p) : bad;
        put_same(s, p + i, end - i, i);
        i = end;
        if (i >= n) break;
        if (nul) put_nul(s, i++, 1, out);
        else {
            uint32_t c;
            size_t k = onr_utf8_decode(q + i, n - i, &c);
            put_bad(s, i, k, out);
            i += k;
        }
    }
    return 0;
}

static int decode_1252(const unsigned char *p, size_t n, sink *s, onr_decoded *out) {
    for (size_t i = 0; i < n;) {
        if (late(s)) return -1;
        size_t from = i;
        while (i < n && p[i] != 0 && p[i] < 0x80) i++;
        put_same(s, p + from, i - from, from);
        if (i >= n) break;
        uint32_t c = p[i] >= 0xA0 ? p[i] : p[i] ? windows_1252[p[i] - 0x80] : 0;
        if (p[i] == 0) put_nul(s, i, 1, out);
        else if (c == 0) put_bad(s, i, 1, out);
        else put_other(s, c, i, 1);
        i++;
    }
    return 0;
}

static uint32_t unit(const unsigned char *p, int big) {
    return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static int decode_utf16(const unsigned char *p, size_t n, size_t i, int big, sink *s, onr_decoded *out) {
    while (i < n) {
        if (late(s)) return -1;
        if (n - i < 2) {
            put_bad(s, i, 1, out); /* half a unit */
            break;
        }
        uint32_t u = unit(p + i, big), low = n - i >= 4 ? unit(p + i + 2, big) : 0;
        size_t k = 2;
        if (u == 0) put_nul(s, i, 2, out);
        else if (u < 0xD800 || u > 0xDFFF) put_other(s, u, i, 2);
        else if (u < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF) {
            put_other(s, 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00), i, 4);
            k = 4;
        } else put_bad(s, i, 2, out); /* an unpaired surrogate */
        i += k;
    }
    return 0;
}

static int is_letter(unsigned char b) { return (b | 0x20) >= 'a' && (b | 0x20) <= 'z'; }

/* Is windows-1252 a good reading of bytes that are not valid UTF-8? Yes when no byte is one of its five holes, when
 * hardly anything in it is a good UTF-8 sequence (a damaged UTF-8 file has many), and when the high bytes are what
 * Western text has: few (under two fifths), and next to a letter (accents) or among the usual punctuation and signs. */
static int plausible_1252(const unsigned char *p, size_t n, uint64_t *first) {
    uint64_t good = 0, bad = 0, high = 0, fitting = 0;
    *first = UINT64_MAX;
    for (size_t i = 0; i < n;) {
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        size_t k = onr_utf8_valid_length((const char *)p + i, n - i);
        if (k) good++, i += k;
        else {
            if (*first == UINT64_MAX) *first = i;
            bad++, i++;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (p[i] < 0x80) continue;
        if (p[i] < 0xA0 && windows_1252[p[i] - 0x80] == 0) return 0;
        high++;
        int beside = (i > 0 && is_letter(p[i - 1])) || (i + 1 < n && is_letter(p[i + 1]));
        int sign = p[i] < 0xC0; /* quotes, dashes, currency, degree, section ... */
        fitting += beside || sign;
    }
    return bad > 4 * good && high * 5 < n * 2 && fitting * 10 >= high * 9;
}

static void choose(const unsigned char *p, size_t n, onr_decoded *out) {
    size_t mark;
    onr_wide wide = onr_sniff_wide(p, n, &mark);
    if (wide) {
        out->charset = wide == ONR_WIDE_LE ? ONR_CHARSET_UTF16LE : ONR_CHARSET_UTF16BE;
        out->bom = (uint32_t)mark;
    } else if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) out->bom = 3;
    else if (onr_utf8_check((const char *)p, n) < n && plausible_1252(p, n, &out->high_first))
        out->charset = ONR_CHARSET_WINDOWS_1252;
}

/* One character from `left` bytes at p by iconv, written to out: *made bytes of UTF-8 (0 for a shift sequence). Returns
 * the bytes it takes; 0: they are nothing in the charset. */
static size_t convert(iconv_t cd, const unsigned char *p, size_t left, char out[16], size_t *made) {
    for (size_t k = 1; k <= CHAR_MAX_BYTES && k <= left; k++) {
        char copy[CHAR_MAX_BYTES], *in = copy, *to = out;
        size_t in_left = k, room = 16;
        memcpy(copy, p, k);
        size_t rc = iconv(cd, &in, &in_left, &to, &room);
        *made = 16 - room;
        if (*made && memchr(out, 0, *made)) return 0;
        if (rc != (size_t)-1 || *made) return k - in_left;
        if (errno != EINVAL || in_left != k) return in_left != k ? k - in_left : 0;
    }
    return 0;
}

/* Does a charset keep ASCII bytes for ASCII characters, whatever is before? */
static int keeps_ascii(const onr_encoding *e) { return strcmp(e->name, "ISO-2022-JP") != 0; }

static int decode_labelled(const unsigned char *p, size_t n, sink *s, onr_decoded *out) {
    iconv_t cd = iconv_open("UTF-8", out->encoding->iconv);
    if (cd == (iconv_t)-1) return -1; /* choose_label has opened it once */
    int ascii = keeps_ascii(out->encoding), rc = 0;
    for (size_t i = 0; i < n && (rc = late(s) ? -1 : 0) == 0;) {
        size_t from = i, made = 0, taken;
        char text[16];
        while (ascii && i < n && p[i] != 0 && p[i] < 0x80) i++;
        put_same(s, p + from, i - from, from);
        if (i >= n) break;
        if (p[i] == 0) {
            put_nul(s, i++, 1, out);
            continue;
        }
        taken = convert(cd, p + i, n - i, text, &made);
        if (taken && !made &&
            ascii) { /* held back, to be composed with a mark that may follow: the standard does not */
            char *to = text;
            size_t room = sizeof text;
            (void)iconv(cd, NULL, NULL, &to, &room);
            made = sizeof text - room;
        }
        if (taken == 0 && p[i] == 0x80 && strcmp(out->encoding->iconv, "GB18030") == 0) { /* as the standard has it */
            put_other(s, 0x20AC, i++, 1);
            continue;
        }
        if (taken == 0) {
            put_bad(s, i++, 1, out);
            (void)iconv(cd, NULL, NULL, NULL, NULL);
            continue;
        }
        if (made) put_made(s, text, made, i, taken);
        i += taken;
    }
    (void)iconv_close(cd);
    return rc;
}

static int decode(const unsigned char *p, size_t n, sink *s, onr_decoded *out) {
    out->bad_n = out->nul_n = 0;
    switch (out->charset) {
    case ONR_CHARSET_WINDOWS_1252: return decode_1252(p, n, s, out);
    case ONR_CHARSET_UTF16LE: return decode_utf16(p, n, out->bom, 0, s, out);
    case ONR_CHARSET_UTF16BE: return decode_utf16(p, n, out->bom, 1, s, out);
    case ONR_CHARSET_LABELLED: return decode_labelled(p, n, s, out);
    case ONR_CHARSET_UTF8: break;
    }
    return decode_utf8(p, n, out->bom, s, out);
}

/* Bytes of a page: by what it is called. `valid`: they are UTF-8, which only ISO-2022-JP can look like by chance, since
 * it writes with ASCII bytes and escapes. 0: by no label, or one that is not believed. */
static int choose_label(const unsigned char *p, size_t n, const char *label, int valid, onr_decoded *out) {
    if (valid && !memchr(p, 0x1B, n)) return 0;
    const onr_encoding *e = label ? onr_encoding_find(onr_charset_of_type(onr_slice_of(label))) : NULL;
    if (!e) e = onr_encoding_of_page(p, n);
    if (!e || (!e->iconv && strcmp(e->name, "windows-1252") != 0)) return 0; /* it says UTF-8, and is not */
    if (valid && keeps_ascii(e)) return 0;
    uint64_t first = onr_utf8_check((const char *)p, n);
    if (e->iconv) {
        iconv_t cd = iconv_open("UTF-8", e->iconv);
        if (cd == (iconv_t)-1) return 0; /* not on this system */
        (void)iconv_close(cd);
    }
    out->charset = e->iconv ? ONR_CHARSET_LABELLED : ONR_CHARSET_WINDOWS_1252;
    out->encoding = e;
    out->high_first = first;
    out->by_label = 1;
    return 1;
}

static onr_status decode_chosen(const unsigned char *p, size_t n, const onr_deadline *deadline, onr_doc *doc,
                                onr_decoded *out) {
    sink count = {.same_end = UINT64_MAX, .deadline = deadline};
    if (decode(p, n, &count, out) != 0) return ONR_TIMEOUT;
    if (count.text_n > ONR_DOC_TEXT_MAX) return ONR_TOO_BIG;
    int identity =
        out->bom == 0 && count.text_n == n && out->nul_n == 0 && out->bad_n == 0 && out->charset == ONR_CHARSET_UTF8;
    sink write = {.same_end = UINT64_MAX, .deadline = deadline};
    write.text = onr_arena_alloc(&doc->arena, count.text_n + 1, 1);
    if (!identity) write.runs = onr_arena_alloc(&doc->arena, count.runs_n, sizeof *write.runs);
    if (!write.text || (!identity && !write.runs)) return ONR_NOMEM;
    if (decode(p, n, &write, out) != 0) return ONR_TIMEOUT;
    doc->text = write.text;
    doc->text_n = (uint32_t)write.text_n;
    doc->map = write.runs;
    doc->map_n = identity ? 0 : (uint32_t)write.runs_n;
    return ONR_OK;
}

onr_status onr_charset_decode(const unsigned char *p, size_t n, const onr_deadline *deadline, onr_doc *doc,
                              onr_decoded *out) {
    memset(out, 0, sizeof *out);
    choose(p, n, out);
    return decode_chosen(p, n, deadline, doc, out);
}

int onr_charset_is_plain(const unsigned char *p, size_t n) {
    if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) return 0;
    return onr_utf8_check((const char *)p, n) == n && !memchr(p, 0x1B, n) && !memchr(p, 0, n);
}

onr_status onr_charset_decode_page(const unsigned char *p, size_t n, const char *label, const onr_deadline *deadline,
                                   onr_doc *doc, onr_decoded *out) {
    memset(out, 0, sizeof *out);
    if (onr_charset_is_plain(p, n)) {
        if (n > ONR_DOC_TEXT_MAX) return ONR_TOO_BIG;
        doc->text = onr_arena_copy(&doc->arena, (const char *)p, n);
        doc->text_n = (uint32_t)n;
        return doc->text ? ONR_OK : ONR_NOMEM;
    }
    size_t mark;
    int marked = onr_sniff_wide(p, n, &mark) != ONR_WIDE_NOT;
    marked |= n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0;
    int valid = !marked && onr_utf8_check((const char *)p, n) == n;
    if (marked || !choose_label(p, n, label, valid, out)) choose(p, n, out);
    return decode_chosen(p, n, deadline, doc, out);
}
