/* Character references as the HTML standard tokenizes them (13.2.5.72 to .80): the longest name in the table wins, with
 * or without its semicolon; numbers of the windows-1252 block mean its characters; what is no scalar value is U+FFFD.
 *
 * Method: the table is sorted by bytes; every character read narrows the range [lo, hi) of names that begin so, and the
 * longest name that was complete on the way is kept. Cost: at most 32 characters times two binary searches. */
#include "read/html_entity.h"

#include "base/ascii.h"
#include "base/utf8.h"

static const struct entity {
    const char *name;
    uint32_t points[2];
} entities[] = {
#define E(name, a, b)                                                                                                  \
    {                                                                                                                  \
        name, { a, b }                                                                                                 \
    }
#include "read/html_entities.inc"
#undef E
};
enum { ENTITIES = sizeof entities / sizeof *entities, NAME_MAX_BYTES = 33 };

/* What the numbers 0x80 to 0x9F stand for; 0: themselves. */
static const uint16_t c1[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static int digit_of(char c, int hex) {
    if (c >= '0' && c <= '9') return c - '0';
    char l = (char)(c | 0x20);
    return hex && l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

static size_t read_number(const char *p, size_t n, uint32_t points[2]) {
    size_t i = 2;
    int hex = n > 2 && (p[2] | 0x20) == 'x';
    i += (size_t)hex;
    size_t from = i;
    uint32_t c = 0;
    for (int d; i < n && (d = digit_of(p[i], hex)) >= 0; i++)
        if (c <= 0x10FFFF) c = c * (hex ? 16 : 10) + (uint32_t)d;
    if (i == from) return 0;
    if (i < n && p[i] == ';') i++;
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = ONR_UTF8_REPLACEMENT;
    if (c >= 0x80 && c < 0xA0 && c1[c - 0x80]) c = c1[c - 0x80];
    points[0] = c;
    points[1] = 0;
    return i;
}

/* The first entry of [lo, hi) whose character `k` is not below c. All of them share the k characters before it. */
static size_t narrow(size_t lo, size_t hi, size_t k, unsigned c) {
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if ((unsigned char)entities[mid].name[k] < c) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

size_t onr_html_entity(const char *p, size_t n, int in_attribute, uint32_t points[2]) {
    if (n < 2 || p[0] != '&') return 0;
    if (p[1] == '#') return read_number(p, n, points);
    if (!onr_ascii_is_alnum(p[1])) return 0;
    size_t lo = 0, hi = ENTITIES, best = 0, found = 0;
    for (size_t k = 0; k < NAME_MAX_BYTES && k + 1 < n; k++) {
        unsigned c = (unsigned char)p[k + 1];
        if (c == 0) break; /* a NUL ends no name: it would match where names end */
        lo = narrow(lo, hi, k, c);
        hi = narrow(lo, hi, k, c + 1);
        if (lo >= hi) break;
        if (entities[lo].name[k + 1] == 0) found = lo, best = k + 2;
    }
    if (!best) return 0;
    if (in_attribute && p[best - 1] != ';' && best < n && (p[best] == '=' || onr_ascii_is_alnum(p[best]))) return 0;
    points[0] = entities[found].points[0];
    points[1] = entities[found].points[1];
    return best;
}
