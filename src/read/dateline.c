/* Date lines and datelines by scanning, without backtracking over more than a line.
 *
 * A date line is [label] [weekday] date [time]. A dateline is what agencies put before the first sentence: a place that
 * begins with a capital, perhaps a date, the agency in brackets or slashes, then a dash or a full stop. It is believed
 * only in the first 160 bytes of a paragraph; an agency that is not in the list needs a place in capitals. A date
 * without a year is left alone: the year would be a guess. Cost: O(1) a block, by that window. */
#include "read/dateline.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/date.h"
#include "read/agency.h"

enum { WINDOW = 160, LINE_MOST = 100 };

typedef struct cursor {
    onr_slice s;
    size_t at;
} cursor;

static onr_slice rest(const cursor *c) { return (onr_slice){c->s.p + c->at, c->s.n - c->at}; }

static uint32_t next_char(const cursor *c, size_t *k) {
    uint32_t cp = 0;
    *k = onr_utf8_decode(c->s.p + c->at, c->s.n - c->at, &cp);
    return cp;
}

static void skip_space(cursor *c) {
    size_t k;
    while (onr_char_is_space(next_char(c, &k)) && k) c->at += k;
}

/* The next run of bytes up to white space. */
static onr_slice take_word(cursor *c) {
    size_t from = c->at, k;
    for (;;) {
        uint32_t cp = next_char(c, &k);
        if (k == 0 || onr_char_is_space(cp)) break;
        c->at += k;
    }
    return (onr_slice){c->s.p + from, c->at - from};
}

static int in_list(onr_slice w, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (onr_ascii_is(w, list[i])) return 1;
    return 0;
}
#define IN(w, list) in_list((w), (list), sizeof(list) / sizeof *(list))

/* "Published:", "Last updated on": up to three words; leaves c after them. */
static void skip_label(cursor *c, int *updated) {
    static const char *const labels[] = {"published", "posted", "date", "issued", "first", "last", "on", "created"};
    static const char *const changes[] = {"updated", "modified", "corrected"};
    for (int i = 0; i < 3; i++) {
        cursor t = *c;
        onr_slice w = take_word(&t);
        int colon = w.n && w.p[w.n - 1] == ':';
        w.n -= (size_t)colon;
        int change = IN(w, changes);
        if (!change && !IN(w, labels)) return;
        *updated |= change;
        *c = t;
        skip_space(c);
        if (colon) return;
    }
}

/* What may stand after the date of a date line: a time of day, a time zone, separators. */
static int is_time_word(onr_slice w, int *digits) {
    static const char *const words[] = {"at", "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "local", "time", "hrs", "h"};
    static const char *const signs[] = {",", "|", "-", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7", "/"};
    if (w.n && w.p[w.n - 1] == ',') w.n--;
    if (w.n == 0 || IN(w, words) || IN(w, signs)) return 1;
    if (w.p[0] >= '0' && w.p[0] <= '9') {
        for (size_t i = 0; i < w.n; i++)
            if (!strchr("0123456789:.amphAMPHZ+-", w.p[i])) return 0;
        *digits = 1;
        return w.n <= 14;
    }
    if (w.p[0] == '(' && w.p[w.n - 1] == ')' && w.n > 2) w.p++, w.n -= 2;
    size_t capitals = 0; /* GMT, UTC+3 */
    while (capitals < w.n && w.p[capitals] >= 'A' && w.p[capitals] <= 'Z') capitals++;
    if (capitals < 2 || capitals > 5) return 0;
    for (size_t i = capitals; i < w.n; i++)
        if (!strchr("+-0123456789:", w.p[i])) return 0;
    return 1;
}

int onr_read_date_line(onr_slice line, onr_date *out, int *weekday, int *updated) {
    cursor c = {line, 0};
    *updated = 0;
    if (line.n > LINE_MOST) return 0;
    skip_space(&c);
    skip_label(&c, updated);
    size_t k = onr_date_scan(rest(&c), out, weekday);
    if (k == 0) return 0;
    c.at += k;
    if (c.at < line.n && line.p[c.at] == 'T') c.at++; /* 2019-01-24T10:32:00Z */
    if (c.at < line.n && line.p[c.at] == '.') c.at++;
    int digits = 0, words = 0;
    for (skip_space(&c); c.at < line.n; skip_space(&c), words++)
        if (!is_time_word(take_word(&c), &digits)) return 0;
    if (words && !digits) return 0;
    return onr_date_exists(*out) ? 1 : -1;
}

/* ---- datelines --------------------------------------------------------------------------------------------------- */

/* A dash, alone or doubled, or the end of the window. */
static int at_dash(cursor c) {
    skip_space(&c);
    size_t k;
    uint32_t cp = next_char(&c, &k);
    return k && (cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212);
}

/* Does a place read like one? Begins with a capital (or is empty) and has no sentence in it. *caps: its first word is
 * in capitals. A full stop may stand inside an abbreviation and at the end. */
static int is_place(onr_slice s, int *caps) {
    cursor c = {s, 0};
    size_t words = 0;
    *caps = 1;
    for (skip_space(&c); c.at < s.n; skip_space(&c), words++) {
        onr_slice w = take_word(&c);
        uint32_t cp;
        (void)onr_utf8_decode(w.p, w.n, &cp);
        if (words == 0) {
            if (!onr_char_is_upper(cp)) return 0;
            for (size_t i = 0, k; i < w.n; i += k) {
                k = onr_utf8_decode(w.p + i, w.n - i, &cp);
                if (onr_char_is_lower(cp)) *caps = 0;
            }
            if (w.n < 2) *caps = 0;
        }
    }
    if (words == 0) *caps = 0;
    return words <= 8;
}

/* A date inside s that ends it or is followed by . , or a space; only with a year. */
static onr_date date_inside(onr_slice s) {
    for (size_t i = 0; i < s.n; i++) {
        if (i > 0 && s.p[i - 1] != ' ' && s.p[i - 1] != ',') continue;
        onr_date d;
        int weekday;
        if (onr_date_scan((onr_slice){s.p + i, s.n - i}, &d, &weekday) && onr_date_exists(d)) return d;
    }
    return (onr_date){0};
}

/* The agency between the brackets or slashes that open at s.p[open]; sets *after behind them. */
static onr_slice agency_at(onr_slice s, size_t open, size_t *after) {
    char close = s.p[open] == '(' ? ')' : '/';
    size_t i = open + 1;
    while (i < s.n && i - open <= 40 && s.p[i] != close && s.p[i] != '\n') i++;
    if (i >= s.n || s.p[i] != close) return (onr_slice){"", 0};
    *after = i + 1;
    return (onr_slice){s.p + open + 1, i - open - 1};
}

/* A place and a date with its year, then a dash: "PARIS, January 24, 2019 -". */
static int dated_without_agency(onr_slice s, onr_dateline *out) {
    for (size_t i = 0; i + 1 < s.n; i++) {
        int weekday, caps;
        if (i == 0 || s.p[i] != ',') continue;
        cursor c = {s, i + 1};
        skip_space(&c);
        size_t k = onr_date_scan(rest(&c), &out->date, &weekday);
        c.at += k;
        if (k && onr_date_exists(out->date) && at_dash(c) && is_place((onr_slice){s.p, i}, &caps)) return 1;
    }
    out->date = (onr_date){0};
    return 0;
}

int onr_read_dateline(onr_slice paragraph, onr_dateline *out) {
    onr_slice s = {paragraph.p, paragraph.n < WINDOW ? paragraph.n : WINDOW};
    *out = (onr_dateline){.agency = {"", 0}};
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '(' && s.p[i] != '/') continue;
        size_t after = 0;
        int caps;
        onr_slice name = agency_at(s, i, &after);
        if (name.n == 0 || !is_place((onr_slice){s.p, i}, &caps)) break;
        cursor c = {s, after};
        int known = onr_read_is_agency(name);
        int stop = s.p[i] == '/' && after < s.n && s.p[after] == '.';
        if (!(stop ? known : at_dash(c))) break;
        uint32_t cp;
        (void)onr_utf8_decode(name.p, name.n, &cp);
        if (!known && !(caps && onr_char_is_upper(cp))) break;
        out->agency = name;
        out->date = date_inside((onr_slice){s.p, i});
        return 1;
    }
    return dated_without_agency(s, out);
}
