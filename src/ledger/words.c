/* Words for comparing: see words.h. Invariant: spans are in order, not empty, and never overlap. */
#include "ledger/words.h"

#include <string.h>
#include <utf8proc.h>

#include "base/hash.h"
#include "base/utf8.h"

enum { FOLD_MAX = 256, WORD_ROOM = 64 };

static const char *const negations[] = {"not", "no",      "never",   "nobody",  "none",  "nothing",
                                        "nor", "neither", "nowhere", "without", "cannot"};

static int is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0x2018; }

static int is_word_char(uint32_t c) { return onr_char_is_letter(c) || onr_char_is_digit(c) || onr_char_is_mark(c); }

/* Quotation marks and dashes: typography, not words. */
static int is_ignored(uint32_t c) {
    if (is_apostrophe(c) || c == '"' || c == '`' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F)) return 1;
    if (c == 0x2039 || c == 0x203A || (c >= 0x300C && c <= 0x300F)) return 1;
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xAD;
}

/* Does the character at `at` stand between two word characters, as the apostrophe of "don't" or the comma of "1,000"?
 */
static int joins(onr_slice s, size_t at, uint32_t c, size_t bytes) {
    int apostrophe = is_apostrophe(c);
    if ((!apostrophe && c != '.' && c != ',') || at + bytes >= s.n) return 0;
    uint32_t before = 0, after = 0;
    onr_utf8_before(s.p, at, &before);
    onr_utf8_decode(s.p + at + bytes, s.n - at - bytes, &after);
    if (apostrophe) return onr_char_is_letter(before) && onr_char_is_letter(after);
    return onr_char_is_digit(before) && onr_char_is_digit(after);
}

static size_t word_end(onr_slice s, size_t at) {
    while (at < s.n) {
        uint32_t c = 0;
        size_t k = onr_utf8_decode(s.p + at, s.n - at, &c);
        if (!is_word_char(c) && !joins(s, at, c, k)) break;
        at += k;
    }
    return at;
}

/* Bytes of the ellipsis at `at`, in brackets or not; 0: none. */
static size_t ellipsis(onr_slice s, size_t at) {
    static const char *const forms[] = {"[...]", "[…]", "(...)", "(…)", "[. . .]", "...", ". . .", "…"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t n = strlen(forms[i]);
        if (s.n - at >= n && memcmp(s.p + at, forms[i], n) == 0) return n;
    }
    return 0;
}

static int says_no(const char *ascii, size_t n) {
    if (n > 3 && memcmp(ascii + n - 3, "n't", 3) == 0) return 1;
    for (size_t i = 0; i < sizeof negations / sizeof *negations; i++)
        if (strlen(negations[i]) == n && memcmp(negations[i], ascii, n) == 0) return 1;
    return 0;
}

static void fold(onr_slice s, onr_word *w) {
    utf8proc_int32_t points[FOLD_MAX];
    size_t n = w->span.end - w->span.start;
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s.p + w->span.start;
    utf8proc_ssize_t k = utf8proc_decompose(p, (utf8proc_ssize_t)n, points, FOLD_MAX,
                                            UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STABLE);
    if (k < 0 || k > FOLD_MAX) { /* longer than any word: its bytes as they are */
        w->fold = onr_hash64(s.p + w->span.start, n, 0);
        return;
    }
    char ascii[WORD_ROOM];
    size_t m = 0;
    for (utf8proc_ssize_t i = 0; i < k; i++) {
        if (is_apostrophe((uint32_t)points[i])) points[i] = '\'';
        if (m < sizeof ascii) ascii[m] = points[i] < 128 ? (char)points[i] : '?';
        m++;
    }
    w->fold = onr_hash64(points, (size_t)k * sizeof *points, 0);
    w->negation = (uint8_t)(m <= sizeof ascii && says_no(ascii, m));
}

/* The item at or after *at; 0 at the end. */
static int next(onr_slice s, size_t *at, onr_word *w) {
    while (*at < s.n) {
        uint32_t c = 0;
        size_t i = *at, k = onr_utf8_decode(s.p + i, s.n - i, &c), dots = ellipsis(s, i);
        *w = (onr_word){.span = {(uint32_t)i, (uint32_t)(i + k)}};
        *at = i + k;
        if (dots) {
            *at = i + dots;
            w->kind = ONR_WORD_ELLIPSIS;
        } else if (is_word_char(c)) *at = word_end(s, i);
        else if (onr_char_is_space(c) || is_ignored(c)) continue;
        else w->kind = ONR_WORD_PUNCTUATION;
        w->span.end = (uint32_t)*at;
        fold(s, w);
        return 1;
    }
    return 0;
}

onr_status onr_words_split(onr_slice text, onr_arena *arena, onr_word **out, uint32_t *n, onr_err *err) {
    size_t at = 0, cap = 0;
    onr_word w;
    *out = NULL;
    *n = 0;
    while (next(text, &at, &w)) {
        if (onr_arena_grow(arena, (void **)out, &cap, *n, (size_t)*n + 1, sizeof w) != 0)
            return onr_err_set(err, ONR_NOMEM, 0, "out of memory while comparing words: use a smaller text");
        (*out)[(*n)++] = w;
    }
    return ONR_OK;
}
