/* Dates by a hand-written scanner: [weekday] then one of the three orders year-month-day, month day year, day month
 * year. Day numbers after Howard Hinnant's days_from_civil (chrono-compatible low-level date algorithms): years begin
 * in March, so that the leap day is the last. Cost: O(bytes), and no form is longer than some 40. */
#include "doc/date.h"

#include "base/utf8.h"

enum { YEAR_MIN = 1000, YEAR_MAX = 2999 };

unsigned onr_date_month_days(int32_t year, unsigned month) {
    static const unsigned char days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month] + (month == 2 && leap);
}

int onr_date_exists(onr_date d) {
    return d.year >= YEAR_MIN && d.year <= YEAR_MAX && d.day >= 1 && d.day <= onr_date_month_days(d.year, d.month);
}

int32_t onr_date_to_number(onr_date d) {
    int32_t y = d.year - (d.month <= 2);
    int32_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400; /* [0, 399] */
    int32_t doy = (153 * ((d.month + 9) % 12) + 2) / 5 + d.day - 1;  /* [0, 365], from 1 March */
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

onr_date onr_date_from_number(int32_t number) {
    int32_t z = number + 719468;
    int32_t era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097; /* [0, 146096] */
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;      /* [0, 399] */
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int32_t month = mp < 10 ? mp + 3 : mp - 9;
    return (onr_date){.year = yoe + era * 400 + (month <= 2),
                      .month = (uint8_t)month,
                      .day = (uint8_t)(doy - (153 * mp + 2) / 5 + 1)};
}

unsigned onr_date_weekday(onr_date d) {
    int32_t k = (onr_date_to_number(d) + 3) % 7; /* 1970-01-01 was a Thursday */
    return (unsigned)(k < 0 ? k + 7 : k);
}

static const char *const weekdays[7] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
static const char *const months[12] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};

const char *onr_date_weekday_name(unsigned weekday) {
    static const char *const names[7] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    return weekday < 7 ? names[weekday] : "?";
}

/* Is `word` the name or its beginning of at least `least` letters, in any case? */
static int abbreviates(onr_slice word, const char *name, size_t least) {
    if (word.n < least || word.n > strlen(name)) return 0;
    for (size_t i = 0; i < word.n; i++)
        if ((char)onr_char_lower((unsigned char)word.p[i]) != name[i]) return 0;
    return 1;
}

/* The usual short forms only: three letters, "sept", "tues", "wednes" is none. */
static int short_form(onr_slice word, const char *name) {
    return word.n == strlen(name) || word.n == 3 || (word.n == 4 && strchr("st", name[0])) ||
           (word.n == 5 && name[0] == 't' && name[1] == 'h');
}

unsigned onr_date_month_of(onr_slice word) {
    for (unsigned m = 0; m < 12; m++)
        if (abbreviates(word, months[m], 3) && short_form(word, months[m])) return m + 1;
    return 0;
}

int onr_date_weekday_of(onr_slice word) {
    for (int d = 0; d < 7; d++)
        if (abbreviates(word, weekdays[d], 3) && short_form(word, weekdays[d])) return d;
    return -1;
}

/* ---- the scanner: `at` moves forward only ----------------------------------------------------------------------- */

typedef struct scan {
    onr_slice s;
    size_t at;
} scan;

static unsigned char peek(const scan *c) { return c->at < c->s.n ? (unsigned char)c->s.p[c->at] : 0; }

static int is_digit(unsigned char b) { return b >= '0' && b <= '9'; }
static int is_alpha(unsigned char b) { return (b | 0x20) >= 'a' && (b | 0x20) <= 'z'; }

static void skip_space(scan *c) {
    uint32_t cp;
    size_t k;
    while ((k = onr_utf8_decode(c->s.p + c->at, c->s.n - c->at, &cp)) != 0 && onr_char_is_space(cp)) c->at += k;
}

static int take(scan *c, char b) {
    if (peek(c) != (unsigned char)b || c->at >= c->s.n) return 0;
    c->at++;
    return 1;
}

/* Up to `most` digits; returns how many there were, 0 when there are none or more. */
static size_t number(scan *c, size_t most, int32_t *value) {
    size_t k = 0;
    for (*value = 0; is_digit(peek(c)); c->at++)
        if (++k <= most) *value = *value * 10 + (peek(c) - '0');
    return k <= most ? k : 0;
}

static onr_slice word(scan *c) {
    size_t from = c->at;
    while (is_alpha(peek(c))) c->at++;
    return (onr_slice){c->s.p + from, c->at - from};
}

static int word_is(onr_slice w, const char *lower) { return w.n == strlen(lower) && abbreviates(w, lower, w.n); }

/* 24, 24th; the ordinal ending must be one but need not fit the number. */
static int day_number(scan *c, onr_date *d) {
    int32_t v;
    if (number(c, 2, &v) == 0) return 0;
    scan after = *c;
    onr_slice w = word(&after);
    if (word_is(w, "st") || word_is(w, "nd") || word_is(w, "rd") || word_is(w, "th")) *c = after;
    d->day = (uint8_t)v;
    return v >= 1;
}

static int year_number(scan *c, onr_date *d) {
    if (number(c, 4, &d->year) != 4) return 0;
    return d->year >= YEAR_MIN && d->year <= YEAR_MAX;
}

static int month_word(scan *c, onr_date *d) {
    onr_slice w = word(c);
    d->month = (uint8_t)onr_date_month_of(w);
    if (d->month && w.n < strlen(months[d->month - 1])) (void)take(c, '.');
    skip_space(c);
    return d->month != 0;
}

/* 2019-01-24, 2019/01/24, 24.01.2019 */
static int numeric(scan *c, onr_date *d) {
    int32_t a, m, b;
    size_t first = number(c, 4, &a);
    char sep = (char)peek(c);
    if (!((first == 4 && (sep == '-' || sep == '/')) || (first && first <= 2 && sep == '.'))) return 0;
    if (!take(c, sep) || number(c, 2, &m) == 0 || !take(c, sep)) return 0;
    size_t last = number(c, sep == '.' ? 4 : 2, &b);
    if (last == 0 || (sep == '.' && last != 4)) return 0;
    d->year = sep == '.' ? b : a;
    d->month = (uint8_t)m;
    d->day = (uint8_t)(sep == '.' ? a : b);
    return d->year >= YEAR_MIN && d->year <= YEAR_MAX;
}

/* January 24, 2019 */
static int month_first(scan *c, onr_date *d) {
    if (!month_word(c, d) || !day_number(c, d)) return 0;
    int comma = take(c, ',');
    size_t before = c->at;
    skip_space(c);
    return (comma || c->at > before) && year_number(c, d);
}

/* 24 January 2019, 24th of January, 2019 */
static int day_first(scan *c, onr_date *d) {
    if (!day_number(c, d)) return 0;
    skip_space(c);
    scan after = *c;
    if (word_is(word(&after), "of")) {
        *c = after;
        skip_space(c);
    }
    if (!month_word(c, d)) return 0;
    if (take(c, ',')) skip_space(c);
    return year_number(c, d);
}

size_t onr_date_scan(onr_slice s, onr_date *out, int *weekday) {
    static int (*const forms[])(scan *, onr_date *) = {numeric, month_first, day_first};
    scan c = {s, 0};
    *weekday = onr_date_weekday_of(word(&c));
    *out = (onr_date){0};
    if (*weekday < 0) c.at = 0;
    else {
        if (!take(&c, ',') && take(&c, '.')) (void)take(&c, ',');
        skip_space(&c);
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        scan t = c;
        onr_date d = {0};
        if (!forms[i](&t, &d)) continue;
        /* a date ends where its word ends; 2019-01-24T10:00 is the one exception */
        unsigned char next = peek(&t);
        if (is_digit(next) || (is_alpha(next) && !(i == 0 && next == 'T'))) continue;
        *out = d;
        return t.at;
    }
    return 0;
}

onr_status onr_date_parse(onr_slice s, onr_date *out, onr_err *err) {
    char shown[64];
    if (!s.p) s = ONR_SLICE("");
    scan c = {s, 0};
    skip_space(&c);
    int weekday;
    onr_date d;
    onr_slice rest = {s.p + c.at, s.n - c.at};
    (void)onr_utf8_printable(shown, sizeof shown, rest.p, rest.n);
    size_t k = onr_date_scan(rest, &d, &weekday);
    c.at += k;
    skip_space(&c);
    if (k == 0 || c.at != s.n)
        return onr_err_set(err, ONR_FORMAT, 0, "%s: not a date: write it as 2019-01-24 or 24 January 2019", shown);
    if (!onr_date_exists(d)) return onr_err_set(err, ONR_FORMAT, 0, "%s: no such day", shown);
    if (weekday >= 0 && onr_date_weekday(d) != (unsigned)weekday)
        return onr_err_set(err, ONR_FORMAT, 0, "%s: that day is a %s", shown,
                           onr_date_weekday_name(onr_date_weekday(d)));
    *out = d;
    return ONR_OK;
}

onr_date onr_when_date(const onr_when *w) {
    onr_date d = w->from;
    if (w->grain > ONR_GRAIN_WEEK) d.day = 0;
    if (w->grain > ONR_GRAIN_HALF) d.month = 0;
    return d;
}
