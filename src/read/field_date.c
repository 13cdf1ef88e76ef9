/* Forms are tried from the strictest to the loosest; each must give a day that exists. Exports of databases carry the
 * month names of the language in which their page was set, whatever the article's: so those of six more languages are
 * read, in the form "9 Januar 1993" only. Cost: O(length), and a length over 100 is no date. */
#include "read/field_date.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/date.h"

enum { LONGEST = 100 };

/* Twelve a language: German, French, Spanish, Italian, Portuguese, Dutch. Compared in lower case by their first bytes;
 * letters with accents are written as UTF-8. */
static const char *const months[][12] = {
    {"januar", "februar", "m\xC3\xA4rz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
     "dezember"},
    {"janvier", "f\xC3\xA9vrier", "mars", "avril", "mai", "juin", "juillet", "ao\xC3\xBBt", "septembre", "octobre",
     "novembre",
     "d\xC3\xA9"
     "cembre"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
     "diciembre"},
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
     "novembre", "dicembre"},
    {"janeiro", "fevereiro", "mar\xC3\xA7o", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
     "novembro", "dezembro"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
     "december"},
};
enum { LANGUAGES = sizeof months / sizeof *months };

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* Up to `most` digits at s.p[*i]; returns their number. */
static size_t digits(onr_slice s, size_t *i, size_t most, long *value) {
    size_t k = 0;
    for (*value = 0; *i < s.n && k < most && is_digit(s.p[*i]); ++*i, k++) *value = *value * 10 + (s.p[*i] - '0');
    return k;
}

/* 20240305, 20240305103000, 20240305T103000Z; seconds or milliseconds since 1970 from 2001 on. */
static int from_digits(onr_slice s, onr_date *out) {
    if (s.n > 9 && s.p[8] == 'T' && is_digit(s.p[9])) s.n = 8;
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i])) return 0;
    size_t i = 0;
    long year, month, day, seconds;
    if (s.n == 10 || s.n == 13) {
        (void)digits(s, &i, 10, &seconds);
        if (seconds < 1000000000) return 0;
        *out = onr_date_from_number((int32_t)(seconds / 86400));
        return 1;
    }
    if (s.n != 8 && s.n != 14) return 0;
    (void)digits(s, &i, 4, &year);
    (void)digits(s, &i, 2, &month);
    (void)digits(s, &i, 2, &day);
    *out = (onr_date){(int32_t)year, (uint8_t)month, (uint8_t)day};
    return year >= 1000 && onr_date_exists(*out);
}

static onr_slice word_at(onr_slice s, size_t *i) {
    while (*i < s.n && (unsigned char)s.p[*i] <= ' ') ++*i;
    size_t from = *i;
    while (*i < s.n && (unsigned char)s.p[*i] > ' ') ++*i;
    return (onr_slice){s.p + from, *i - from};
}

static int month_named(onr_slice w, const char *name) {
    if (w.n && (w.p[w.n - 1] == '.' || w.p[w.n - 1] == ',')) w.n--;
    return onr_ascii_is(w, name);
}

static unsigned month_of(onr_slice w) {
    unsigned m = onr_date_month_of(w);
    for (size_t l = 0; l < LANGUAGES; l++)
        for (unsigned k = 0; !m && k < 12; k++)
            if (month_named(w, months[l][k])) m = k + 1;
    return m;
}

/* "9 Januar 1993", "1er mars 2020", at word *i of s. */
static int from_words(onr_slice s, size_t at, onr_date *out) {
    size_t i = at, k = 0, y = 0;
    long day, year;
    onr_slice d = word_at(s, &i), m = word_at(s, &i), w = word_at(s, &i);
    size_t n = digits(d, &k, 2, &day);
    if (n == 0 || d.n - k > 2 || (k < d.n && is_digit(d.p[k]))) return 0;
    unsigned month = month_of(m);
    if (!month || digits(w, &y, 4, &year) != 4 || (y < w.n && is_digit(w.p[y]))) return 0;
    *out = (onr_date){(int32_t)year, (uint8_t)month, (uint8_t)day};
    return year >= 1000 && onr_date_exists(*out);
}

/* ctime and Twitter: "Wed Jul 27 16:08:06 2022", "Wed Jul 27 16:08:06 +0000 2022". */
static int from_ctime(onr_slice s, onr_date *out) {
    size_t i = 0, k = 0, y = 0;
    long day = 0, year = 0;
    onr_slice weekday = word_at(s, &i), m = word_at(s, &i), d = word_at(s, &i), w = {"", 0};
    if (onr_date_weekday_of(weekday) < 0) return 0;
    unsigned month = onr_date_month_of(m);
    if (!month || digits(d, &k, 2, &day) == 0 || k != d.n) return 0;
    for (int more = 0; more < 4 && i < s.n; more++) {
        onr_slice next = word_at(s, &i);
        if (next.n) w = next;
    }
    if (w.n != 4 || digits(w, &y, 4, &year) != 4) return 0;
    *out = (onr_date){(int32_t)year, (uint8_t)month, (uint8_t)day};
    return year >= 1000 && onr_date_exists(*out);
}

/* "04-Mar-2021", "4-Mar-21" as Oracle and spreadsheets write it: of two digits 50 to 99 are the last century's. */
static int from_dashes(onr_slice s, onr_date *out) {
    size_t i = 0;
    long day, year;
    if (digits(s, &i, 2, &day) == 0 || i >= s.n || s.p[i] != '-') return 0;
    size_t from = ++i;
    while (i < s.n && s.p[i] != '-') i++;
    unsigned month = onr_date_month_of((onr_slice){s.p + from, i - from});
    if (!month || i++ >= s.n) return 0;
    size_t k = digits(s, &i, 4, &year);
    if ((k != 2 && k != 4) || (i < s.n && (unsigned char)s.p[i] > ' ')) return 0;
    if (k == 2) year += year < 50 ? 2000 : 1900;
    *out = (onr_date){(int32_t)year, (uint8_t)month, (uint8_t)day};
    return onr_date_exists(*out);
}

/* "03/04/2021", "3-4-2021", and a time behind it. */
static int two_numbers(onr_slice s, long *a, long *b, long *year) {
    size_t i = 0;
    if (digits(s, &i, 2, a) == 0 || i >= s.n || (s.p[i] != '/' && s.p[i] != '-')) return 0;
    char between = s.p[i++];
    if (digits(s, &i, 2, b) == 0 || i >= s.n || s.p[i] != between) return 0;
    i++;
    if (digits(s, &i, 4, year) != 4 || *year < 1000) return 0;
    return i == s.n || s.p[i] == 'T' || s.p[i] == ',' || (unsigned char)s.p[i] <= ' ';
}

unsigned onr_field_order(onr_slice s) {
    long a, b, year;
    if (!two_numbers(s, &a, &b, &year) || a == 0 || b == 0 || (a > 12 && b > 12)) return 0;
    return a > 12 ? ONR_ORDER_DAY_FIRST : b > 12 ? ONR_ORDER_MONTH_FIRST : a == b ? 0 : ONR_ORDER_OPEN;
}

onr_dates onr_dates_shown(unsigned orders) {
    orders &= ONR_ORDER_DAY_FIRST | ONR_ORDER_MONTH_FIRST;
    if (orders == ONR_ORDER_DAY_FIRST) return ONR_DATES_DAY_FIRST;
    return orders == ONR_ORDER_MONTH_FIRST ? ONR_DATES_MONTH_FIRST : ONR_DATES_OPEN;
}

static int from_numbers(onr_slice s, onr_dates order, onr_date *out) {
    long a, b, year;
    if (!two_numbers(s, &a, &b, &year)) return 0;
    if (a <= 12 && b <= 12 && a != b && order == ONR_DATES_OPEN) return 0;
    int day_first = a > 12 || (b <= 12 && order == ONR_DATES_DAY_FIRST);
    *out = (onr_date){(int32_t)year, (uint8_t)(day_first ? b : a), (uint8_t)(day_first ? a : b)};
    return onr_date_exists(*out);
}

int onr_field_date(onr_slice s, onr_dates order, onr_date *out) {
    int weekday;
    while (s.n && (unsigned char)s.p[0] <= ' ') s.p++, s.n--;
    while (s.n && (unsigned char)s.p[s.n - 1] <= ' ') s.n--;
    if (s.n < 8 || s.n > LONGEST) return 0;
    if (from_digits(s, out) || from_dashes(s, out) || from_numbers(s, order, out)) return 1;
    size_t k = onr_date_scan(s, out, &weekday);
    if (k && onr_date_exists(*out)) return 1;
    if (from_ctime(s, out)) return 1;
    for (size_t i = 0, words = 0; words < 4 && i < s.n; words++) {
        if (from_words(s, i, out)) return 1;
        (void)word_at(s, &i);
    }
    return 0;
}
