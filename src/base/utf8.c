/* UTF-8 by table 3-7 of the Unicode standard: the lead byte fixes the length and the range of the second byte, which
 * excludes overlong forms, surrogates and code points past U+10FFFF; every later byte is 80..BF. Cost: O(bytes). */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

static int in_range(unsigned b, unsigned lo, unsigned hi) { return b >= lo && b <= hi; }

/* Length of the sequence that lead byte b opens, 0 when it opens none; the range of its second byte. */
static size_t lead(unsigned b, unsigned *lo, unsigned *hi) {
    *lo = 0x80;
    *hi = 0xBF;
    if (b < 0x80) return 1;
    if (b < 0xC2) return 0;
    if (b < 0xE0) return 2;
    if (b < 0xF0) {
        if (b == 0xE0) *lo = 0xA0;
        if (b == 0xED) *hi = 0x9F;
        return 3;
    }
    if (b > 0xF4) return 0;
    if (b == 0xF0) *lo = 0x90;
    if (b == 0xF4) *hi = 0x8F;
    return 4;
}

/* Bytes of p that are a valid sequence or the longest beginning of one; *whole says which. n > 0. */
static size_t subpart(const char *p, size_t n, int *whole) {
    unsigned lo, hi;
    size_t need = lead((unsigned char)p[0], &lo, &hi), k = 1;
    *whole = 0;
    if (need == 0) return 1;
    for (; k < need; k++, lo = 0x80, hi = 0xBF)
        if (k >= n || !in_range((unsigned char)p[k], lo, hi)) return k;
    *whole = 1;
    return need;
}

size_t onr_utf8_decode(const char *p, size_t n, uint32_t *c) {
    *c = ONR_UTF8_REPLACEMENT;
    if (n == 0) return 0;
    if ((unsigned char)p[0] < 0x80) { /* nearly always */
        *c = (unsigned char)p[0];
        return 1;
    }
    int whole;
    size_t k = subpart(p, n, &whole);
    if (!whole) return k;
    const unsigned char *u = (const unsigned char *)p;
    if (k == 2) *c = (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
    else if (k == 3) *c = (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
    else *c = (u[0] & 0x07u) << 18 | (u[1] & 0x3Fu) << 12 | (u[2] & 0x3Fu) << 6 | (u[3] & 0x3Fu);
    return k;
}

size_t onr_utf8_valid_length(const char *p, size_t n) {
    if (n == 0) return 0;
    int whole;
    size_t k = subpart(p, n, &whole);
    return whole ? k : 0;
}

size_t onr_utf8_check(const char *p, size_t n) {
    size_t i = 0;
    while (i < n) {
        uint64_t four[4], eight; /* 32 or eight ASCII bytes at a time: news text is nearly all ASCII */
        while (n - i >= 32 &&
               (memcpy(four, p + i, 32), ((four[0] | four[1] | four[2] | four[3]) & 0x8080808080808080u) == 0))
            i += 32;
        while (n - i >= 8 && (memcpy(&eight, p + i, 8), (eight & 0x8080808080808080u) == 0)) i += 8;
        if (i == n) break;
        size_t k = onr_utf8_valid_length(p + i, n - i);
        if (k == 0) return i;
        i += k;
    }
    return n;
}

size_t onr_utf8_encode(uint32_t c, char out[4]) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = ONR_UTF8_REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t onr_utf8_before(const char *p, size_t at, uint32_t *c) {
    size_t k = 1;
    *c = 0;
    if (at == 0) return 0;
    while (k < at && k < 4 && ((unsigned char)p[at - k] & 0xC0) == 0x80) k++;
    (void)onr_utf8_decode(p + at - k, k, c);
    return k;
}

static utf8proc_category_t category(uint32_t c) {
    return c > 0x10FFFF ? UTF8PROC_CATEGORY_CN : utf8proc_category((utf8proc_int32_t)c);
}

int onr_char_is_letter(uint32_t c) {
    if (c < 0x80) return in_range(c | 0x20, 'a', 'z');
    utf8proc_category_t k = category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

int onr_char_is_upper(uint32_t c) {
    if (c < 0x80) return in_range(c, 'A', 'Z');
    utf8proc_category_t k = category(c);
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

int onr_char_is_lower(uint32_t c) {
    if (c < 0x80) return in_range(c, 'a', 'z');
    return category(c) == UTF8PROC_CATEGORY_LL;
}

int onr_char_is_digit(uint32_t c) {
    if (c < 0x80) return in_range(c, '0', '9');
    return category(c) == UTF8PROC_CATEGORY_ND;
}

int onr_char_is_mark(uint32_t c) {
    if (c < 0x80) return 0;
    utf8proc_category_t k = category(c);
    return k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME;
}

int onr_char_is_punct(uint32_t c) {
    utf8proc_category_t k = category(c);
    return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_PO;
}

int onr_char_is_space(uint32_t c) {
    if (c < 0x80) return c <= 0x20 || c == 0x7F;
    if (c == 0x200B || c == 0x2060 || c == 0xFEFF) return 1;
    utf8proc_category_t k = category(c);
    return k == UTF8PROC_CATEGORY_CC || (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP);
}

uint32_t onr_char_lower(uint32_t c) {
    if (c < 0x80) return in_range(c, 'A', 'Z') ? c | 0x20 : c;
    return c > 0x10FFFF ? c : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

uint32_t onr_char_upper(uint32_t c) {
    if (c < 0x80) return in_range(c, 'a', 'z') ? c & ~0x20u : c;
    return c > 0x10FFFF ? c : (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

uint32_t onr_char_base(uint32_t c) {
    static const uint32_t pairs[][2] = {{0xD8, 'O'},  {0xF8, 'o'},  {0x110, 'D'}, {0x111, 'd'}, {0x126, 'H'},
                                        {0x127, 'h'}, {0x131, 'i'}, {0x141, 'L'}, {0x142, 'l'}};
    utf8proc_int32_t parts[8];
    int bound = 0;
    if (c < 0x80 || c > 0x10FFFF) return c;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == c) return pairs[i][1];
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE, &bound);
    return n > 1 && n <= 8 ? (uint32_t)parts[0] : c;
}

const char *onr_utf8_printable(char *out, size_t cap, const char *s, size_t n) {
    size_t at = 0, safe = 0; /* `safe`: the last place where "..." still fits */
    for (size_t i = 0; i < n;) {
        size_t k = onr_utf8_valid_length(s + i, n - i), take = k ? k : 1;
        uint32_t c;
        (void)onr_utf8_decode(s + i, n - i, &c);
        int shown = k != 0 && (c == ' ' || !onr_char_is_space(c));
        size_t width = shown ? take : 1;
        if (at + width + 1 > cap) {
            memcpy(out + safe, "...", 4);
            return out;
        }
        if (shown) memcpy(out + at, s + i, take);
        else out[at] = '?';
        at += width;
        if (at + 4 <= cap) safe = at;
        i += take;
    }
    out[at] = '\0';
    return out;
}
