/* number_digits.c - digits, separators, exact decimals; the bytes around them.
 *
 * Method: digit runs and the separators between them are collected, then read by the one pattern that fits all of them:
 * 1,234,567.89 · 12,34,567.89 (Indian) · 1.234.567,89 (European) · 1 234 567 · 5,5 · .25. Where none fits, the first
 * run alone is the number (a list "22,24,26"), unless points join three runs or more: "1.2.3" is no number. Invariant:
 * a decimal is in lowest form and below 10^18. Cost: O(bytes of the number).
 */
#include <string.h>

#include "find/number_part.h"
#include "base/ascii.h"

enum { RUNS = 8, PLACES = 18 };

/* ---- decimals --------------------------------------------------------------------------------------------------- */

static const int64_t MOST = 1000000000000000000; /* 10^18 */

static onr_decimal lowest(onr_decimal d) {
    while (d.places && d.digits % 10 == 0) d.digits /= 10, d.places--;
    return d;
}

int onr_decimal_times(onr_decimal a, int64_t m, onr_decimal *out) {
    while (a.places && m % 10 == 0 && m) m /= 10, a.places--;
    if (m != 0 && (a.digits > MOST / m || a.digits < -MOST / m)) return 0;
    a.digits *= m;
    *out = lowest(a);
    return 1;
}

/* Bring a to `places`; 0 when it does not fit. */
static int widen(onr_decimal *a, unsigned places) {
    for (; a->places < places; a->places++) {
        if (a->digits > MOST / 10 || a->digits < -MOST / 10) return 0;
        a->digits *= 10;
    }
    return 1;
}

int onr_decimal_plus(onr_decimal a, onr_decimal b, onr_decimal *out) {
    unsigned places = a.places > b.places ? a.places : b.places;
    if (!widen(&a, places) || !widen(&b, places)) return 0;
    a.digits += b.digits;
    if (a.digits > MOST || a.digits < -MOST) return 0;
    *out = lowest(a);
    return 1;
}

int onr_decimal_compare(onr_decimal a, onr_decimal b) {
    int64_t ten_a = 1, ten_b = 1;
    for (unsigned i = 0; i < a.places && i < PLACES; i++) ten_a *= 10;
    for (unsigned i = 0; i < b.places && i < PLACES; i++) ten_b *= 10;
    int64_t x = a.digits / ten_a, y = b.digits / ten_b; /* the whole parts, then the rests as fractions of 10^18 */
    if (x != y) return x < y ? -1 : 1;
    int64_t r = a.digits % ten_a * (MOST / ten_a), s = b.digits % ten_b * (MOST / ten_b);
    return r < s ? -1 : r > s;
}

onr_decimal onr_decimal_ratio(int64_t num, int64_t den) {
    onr_decimal d = {0, 0};
    if (den <= 0 || num < 0 || num > MOST / 2 || den > MOST / 20) return d;
    int64_t whole = num / den, rest = num % den;
    d.digits = whole;
    int64_t r = rest;
    for (unsigned k = 0; k < 12 && r && d.digits < MOST / 10; k++) {
        d.digits = d.digits * 10 + r * 10 / den;
        r = r * 10 % den;
        d.places++;
    }
    if (!r) return lowest(d);
    if (whole > MOST / 2000 || rest > MOST / 2000) return (onr_decimal){whole, 0};
    return lowest((onr_decimal){whole * 1000 + (rest * 2000 + den) / (2 * den), 3});
}

onr_decimal onr_number_percent(int64_t num, int64_t den) {
    if (den <= 0 || num < 0 || num > MOST / 20000 || den > MOST / 2) return (onr_decimal){0, 0};
    return lowest((onr_decimal){(num * 20000 + den) / (2 * den), 2});
}

/* ---- bytes ------------------------------------------------------------------------------------------------------ */

/* The length of one white-space character at `at`: space, tab, line end, no-break space, thin and narrow spaces. */
static uint32_t space_at(const onr_text *t, uint32_t at) {
    char c = onr_byte(t, at);
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') return 1;
    if (c == '\xC2' && onr_byte(t, at + 1) == '\xA0') return 2;
    if (c == '\xE2' && onr_byte(t, at + 1) == '\x80') {
        unsigned char k = (unsigned char)onr_byte(t, at + 2);
        if ((k >= 0x80 && k <= 0x8A) || k == 0xAF) return 3;
    }
    return 0;
}

uint32_t onr_num_skip_space(const onr_text *t, uint32_t at) {
    if ((unsigned char)onr_byte(t, at) > ' ' && (unsigned char)onr_byte(t, at) < 0x80) return at;
    for (uint32_t k, from = at; at - from < 8 && (k = space_at(t, at)) > 0;) at += k;
    return at;
}

uint32_t onr_num_back_space(const onr_text *t, uint32_t at) {
    for (uint32_t from = at; from - at < 8 && at > t->from;) {
        uint32_t k = at - 1;
        while (k > t->from && at - k < 3 && ((unsigned char)t->p[k] & 0xC0) == 0x80) k--;
        if (space_at(t, k) != at - k) break;
        at = k;
    }
    return at;
}

uint32_t onr_num_dash(const onr_text *t, uint32_t at) {
    char c = onr_byte(t, at);
    if (c == '-') return 1;
    if (c != '\xE2') return 0;
    unsigned char b = (unsigned char)onr_byte(t, at + 1), d = (unsigned char)onr_byte(t, at + 2);
    return (b == 0x80 && d >= 0x90 && d <= 0x95) || (b == 0x88 && d == 0x92) ? 3 : 0;
}

static int inner(char c) { return c == '-' || c == '\'' || c == '.'; }

onr_span onr_num_word_before(const onr_text *t, uint32_t at) {
    uint32_t end = onr_num_back_space(t, at), i = end;
    while (i > t->from && end - i < 40 &&
           (onr_is_word_byte(t->p[i - 1]) ||
            (inner(t->p[i - 1]) && i < end && i - 1 > t->from && onr_is_word_byte(t->p[i - 2]))))
        i--;
    while (i < end && ((unsigned char)t->p[i] & 0xC0) == 0x80) i++;
    return (onr_span){i, end};
}

onr_span onr_num_word_after(const onr_text *t, uint32_t at) {
    uint32_t start = onr_num_skip_space(t, at), i = start;
    while (
        i < t->to && i - start < 40 &&
        (onr_is_word_byte(t->p[i]) || (inner(t->p[i]) && i > start && i + 1 < t->to && onr_is_word_byte(t->p[i + 1]))))
        i++;
    return (onr_span){start, i};
}

int onr_num_is_all(const onr_text *t, onr_span s, const char *lower) {
    return s.start <= s.end && onr_ascii_is((onr_slice){t->p + s.start, s.end - s.start}, lower);
}

int onr_num_in(const onr_text *t, onr_span s, const char *list) {
    return onr_ascii_listed((onr_slice){t->p + s.start, s.end - s.start}, list);
}

/* ---- digits ----------------------------------------------------------------------------------------------------- */

typedef struct runs {
    uint32_t start[RUNS], end[RUNS];
    char sep[RUNS]; /* before run i: ',' '.' '\'' or ' ' */
    unsigned n;
} runs;

/* A separator with a digit behind it: its sign and length. */
static uint32_t separator(const onr_text *t, uint32_t at, char *sign) {
    char c = onr_byte(t, at);
    uint32_t k = 0;
    if (c == ',' || c == '.' || c == '\'') k = 1, *sign = c;
    else if (c != '\n' && c != '\t' && c != '\r' && (k = space_at(t, at)) > 0) *sign = ' ';
    return k && onr_is_digit(onr_byte(t, at + k)) ? k : 0;
}

static void collect(const onr_text *t, uint32_t at, runs *r) {
    for (r->n = 0; r->n < RUNS;) {
        unsigned i = r->n++;
        r->start[i] = at;
        while (onr_is_digit(onr_byte(t, at))) at++;
        r->end[i] = at;
        char sign = 0;
        uint32_t k = separator(t, at, &sign);
        if (!k || r->n == RUNS) return;
        r->sep[r->n] = sign;
        at += k;
    }
}

static uint32_t length(const runs *r, unsigned i) { return r->end[i] - r->start[i]; }

/* The number of runs from the first that are groups parted by `sep`: "1,234" 2, "1,00,000" 3; 1 when none. */
static unsigned groups(const runs *r, char sep) {
    unsigned n = 1;
    while (n < r->n && r->sep[n] == sep) n++;
    if (n == 1 || length(r, 0) > 3 || length(r, n - 1) != 3) return 1;
    int west = 1, india = sep == ',' && length(r, 0) <= 2;
    for (unsigned i = 1; i + 1 < n; i++) {
        west &= length(r, i) == 3;
        india &= length(r, i) == 2;
    }
    return west || india ? n : 1;
}

/* Runs [0, whole) are the whole part, run `part` (or RUNS) the decimals. */
static int value_of(const onr_text *t, const runs *r, unsigned whole, unsigned part, onr_decimal *out) {
    onr_decimal d = {0, 0};
    for (unsigned i = 0; i < whole + (part < RUNS); i++)
        for (uint32_t k = r->start[i]; k < r->end[i]; k++) {
            if (d.digits > (MOST - 9) / 10) return 0;
            d.digits = d.digits * 10 + (t->p[k] - '0');
            if (i == part) d.places++;
        }
    *out = lowest(d);
    return 1;
}

static uint32_t read_digits(const onr_text *t, uint32_t at, onr_decimal *value, int *bad) {
    runs r;
    *bad = 0;
    int point = onr_byte(t, at) == '.' && onr_is_digit(onr_byte(t, at + 1));
    if (!point && !onr_is_digit(onr_byte(t, at))) return at;
    if (point) {
        collect(t, at + 1, &r);
        r.start[1] = r.start[0], r.end[1] = r.end[0], r.end[0] = r.start[0];
        *bad = !value_of(t, &r, 1, 1, value);
        return r.end[1];
    }
    collect(t, at, &r);
    char sep = r.n > 1 ? r.sep[1] : 0;
    unsigned whole = sep && !(sep == '.' && r.n == 2) ? groups(&r, sep) : 1, part = RUNS;
    char mark = whole < r.n ? r.sep[whole] : 0;
    int more = whole + 1 < r.n && (r.sep[whole + 1] == '.' || r.sep[whole + 1] == ',');
    if (mark == '.' && !more && (sep != '.' || whole == 1)) part = whole;
    if (mark == ',' && sep == '.' && whole > 1 && !more) part = whole;
    int list = at > t->from + 1 && t->p[at - 1] == ',' && onr_is_digit(t->p[at - 2]); /* the end of 22,24,26 */
    if (mark == ',' && whole == 1 && !more && !list && length(&r, 1) <= 2) part = whole;
    if (part == RUNS && mark == ',' && whole == 1 && !more && !list && length(&r, 1) > 3) { /* 200,0000 */
        *bad = 1;
        return r.end[1];
    }
    if (part == RUNS && mark == '.' && whole + 1 < r.n && r.sep[whole + 1] == '.') { /* 1.2.3, 31.12.2019 */
        unsigned last = whole + 1;
        while (last + 1 < r.n && r.sep[last + 1] == '.') last++;
        *bad = 1;
        return r.end[last];
    }
    if (part == RUNS && mark == '.' && whole < r.n) part = whole; /* 3.5,20 */
    *bad = !value_of(t, &r, whole, part, value);
    return r.end[part < RUNS ? part : whole - 1];
}

/* The end of the digits, points and commas at `at`, and the length of the longest run of digits. */
static uint32_t stretch(const onr_text *t, uint32_t at, uint32_t *longest) {
    uint32_t end = at, run = 0;
    *longest = 0;
    for (uint32_t i = at; i < t->to; i++) {
        char c = t->p[i];
        if (!onr_is_digit(c) && c != '.' && c != ',') break;
        run = onr_is_digit(c) ? run + 1 : 0;
        if (run > *longest) *longest = run;
        if (run) end = i + 1;
    }
    return end;
}

/* A value is read from all of the digits that hang together or from none of them: "1,234.567,89", "12,345,67" and
 * "1,,234" say nothing. A list of small numbers ("22,24,26") and "3.5,20" are numbers with a comma between. */
uint32_t onr_num_digits(const onr_text *t, uint32_t at, onr_decimal *value, int *bad) {
    uint32_t end = read_digits(t, at, value, bad), longest, all;
    char c = onr_byte(t, end);
    if (end == at || *bad || (c != '.' && c != ',')) return end;
    all = stretch(t, end, &longest);
    int grouped = memchr(t->p + at, ',', end - at) != NULL;
    if (all == end || (longest < 3 && !grouped)) return end;
    *bad = 1;
    return all;
}
