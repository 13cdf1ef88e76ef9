/* From a form to its first and last day and its TIMEX3 value (ISO 8601 with Q, H, SU, X as in TimeML 1.2.1).
 *
 * Rules, measured on news with known publication days: a bare weekday is the publication day or one of the six before
 * it, under a future verb the next one; a day without its year takes the nearest year, and the nearest with the right
 * weekday if one is written; a month, quarter or season takes the last one begun, under a future verb the next one.
 * "Earlier", "the next day", "that year" count from the last date named. What has no anchor is left open: value XXXX,
 * how NONE. Invariant: from and to exist in the calendar or are zero. Cost: O(1).
 */
#include <stdio.h>
#include <string.h>

#include "doc/date.h"
#include "find/when_resolve.h"

/* ---- intervals -------------------------------------------------------------------------------------------------- */

static void open_value(onr_when *w, const char *value) {
    w->from = w->to = (onr_date){0};
    w->how = ONR_HOW_NONE;
    (void)snprintf(w->value, sizeof w->value, "%s", value);
}

static int put(onr_when *w, unsigned grain, onr_date from, onr_date to, unsigned how) {
    w->grain = (uint8_t)grain;
    if (!onr_date_exists(from) || !onr_date_exists(to)) {
        open_value(w, "XXXX");
        return 0;
    }
    w->from = from;
    w->to = to;
    w->how = (uint8_t)how;
    return 1;
}

static void put_day(onr_when *w, onr_date d, unsigned how) {
    if (put(w, ONR_GRAIN_DAY, d, d, how))
        (void)snprintf(w->value, sizeof w->value, "%04d-%02u-%02u", (int)d.year, d.month, d.day);
}

static void put_month(onr_when *w, int32_t y, unsigned m, unsigned how) {
    onr_date a = {y, (uint8_t)m, 1}, b = {y, (uint8_t)m, (uint8_t)onr_date_month_days(y, m)};
    if (put(w, ONR_GRAIN_MONTH, a, b, how)) (void)snprintf(w->value, sizeof w->value, "%04d-%02u", (int)y, m);
}

static void put_years(onr_when *w, int32_t a, int32_t b, unsigned grain, unsigned how) {
    if (!put(w, grain, (onr_date){a, 1, 1}, (onr_date){b, 12, 31}, how)) return;
    if (grain == ONR_GRAIN_DECADE) (void)snprintf(w->value, sizeof w->value, "%03dX", (int)(a / 10));
    else if (grain == ONR_GRAIN_CENTURY) (void)snprintf(w->value, sizeof w->value, "%02dXX", (int)(a / 100));
    else (void)snprintf(w->value, sizeof w->value, "%04d", (int)a);
}

/* The quarter q (1-4), half (1-2) or season (1 spring - 4 winter, which ends in the next year) of year y. */
static void put_part(onr_when *w, unsigned unit, int32_t y, int32_t q, unsigned how) {
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    unsigned n = unit == ONR_GRAIN_HALF ? 6 : 3,
             first = unit == ONR_GRAIN_SEASON ? 3 * (unsigned)q : n * ((unsigned)q - 1) + 1;
    unsigned last = first + n - 1;
    int32_t y2 = y + (last > 12);
    if (last > 12) last -= 12;
    onr_date a = {y, (uint8_t)first, 1}, b = {y2, (uint8_t)last, (uint8_t)onr_date_month_days(y2, last)};
    if (!put(w, unit, a, b, how)) return;
    if (unit == ONR_GRAIN_SEASON) (void)snprintf(w->value, sizeof w->value, "%04d-%s", (int)y, seasons[q - 1]);
    else (void)snprintf(w->value, sizeof w->value, "%04d-%c%d", (int)y, unit == ONR_GRAIN_HALF ? 'H' : 'Q', (int)q);
}

static onr_date plus_days(onr_date d, int32_t n) { return onr_date_from_number(onr_date_to_number(d) + n); }
static onr_date monday_of(onr_date d) { return plus_days(d, -(int32_t)onr_date_weekday(d)); }

/* ISO 8601: the week belongs to the year of its Thursday. */
static void put_week(onr_when *w, onr_date monday, unsigned grain, unsigned how) {
    onr_date thursday = plus_days(monday, 3), first = {thursday.year, 1, 1};
    int n = (onr_date_to_number(thursday) - onr_date_to_number(first)) / 7 + 1, weekend = grain == ONR_GRAIN_WEEKEND;
    if (!put(w, grain, plus_days(monday, weekend ? 5 : 0), plus_days(monday, 6), how)) return;
    (void)snprintf(w->value, sizeof w->value, "%04d-W%02d%s", (int)thursday.year, n, weekend ? "-WE" : "");
}

/* Months since year 0, and back. */
static int32_t month_number(onr_date d) { return d.year * 12 + d.month - 1; }

/* The calendar unit that holds day d, moved by n units. */
static void put_unit(onr_when *w, unsigned unit, onr_date d, int32_t n, unsigned how) {
    int32_t m = month_number(d);
    switch (unit) {
    case ONR_GRAIN_DAY: put_day(w, plus_days(d, n), how); return;
    case ONR_GRAIN_WEEK:
    case ONR_GRAIN_WEEKEND: put_week(w, plus_days(monday_of(d), 7 * n), unit, how); return;
    case ONR_GRAIN_MONTH:
        m += n;
        put_month(w, m / 12, (unsigned)(m % 12) + 1, how);
        return;
    case ONR_GRAIN_QUARTER:
        m = m / 3 + n;
        put_part(w, unit, m / 4, m % 4 + 1, how);
        return;
    case ONR_GRAIN_DECADE: put_years(w, (d.year / 10 + n) * 10, (d.year / 10 + n) * 10 + 9, unit, how); return;
    case ONR_GRAIN_CENTURY: put_years(w, (d.year / 100 + n) * 100, (d.year / 100 + n) * 100 + 99, unit, how); return;
    default: put_years(w, d.year + n, d.year + n, ONR_GRAIN_YEAR, how); return;
    }
}

/* ---- shifts ----------------------------------------------------------------------------------------------------- */

static int step_of(int shift) {
    switch (shift) {
    case ONR_SHIFT_LAST:
    case ONR_SHIFT_PAST:
    case ONR_SHIFT_PREVIOUS: return -1;
    case ONR_SHIFT_NEXT:
    case ONR_SHIFT_COMING:
    case ONR_SHIFT_FOLLOWING: return 1;
    default: return 0;
    }
}

static int from_context(int shift) {
    return shift == ONR_SHIFT_PREVIOUS || shift == ONR_SHIFT_FOLLOWING || shift == ONR_SHIFT_SAME ||
           shift == ONR_SHIFT_LATEST;
}

static int known(const onr_when *w) { return w->how != ONR_HOW_NONE; }

/* The year that "last year", "that year" means; 0 when it has no anchor. */
static int32_t shifted_year(const onr_when_state *s, int shift, unsigned *how) {
    *how = ONR_HOW_RELATIVE;
    if (from_context(shift) && known(&s->last)) {
        *how = ONR_HOW_CONTEXT;
        return s->last.from.year + step_of(shift);
    }
    if (!s->published.year || shift == ONR_SHIFT_FOLLOWING) return 0;
    return s->published.year + step_of(shift);
}

/* ---- days ------------------------------------------------------------------------------------------------------- */

/* The nearest day to `pub` with this month and day; with the weekday (>= 0) if there is one within three years. */
static onr_date nearest_day(onr_date pub, unsigned month, unsigned day, int weekday) {
    onr_date best = {0};
    int32_t p = onr_date_to_number(pub), distance = 0;
    int right = 0;
    for (int32_t y = pub.year - 4; y <= pub.year + 4; y++) {
        onr_date d = {y, (uint8_t)month, (uint8_t)day};
        if (!onr_date_exists(d)) continue;
        int32_t k = onr_date_to_number(d) - p, away = k < 0 ? -k : k;
        int fits = weekday < 0 || (onr_date_weekday(d) == (unsigned)weekday && away < 3 * 366);
        if (best.year && (fits < right || (fits == right && away >= distance))) continue;
        best = d;
        right = fits;
        distance = away;
    }
    return best;
}

/* The year of the month, quarter or season numbered q of `n` a year, when it is now number `now` of `year`: the last
 * one begun; under a future verb the next one; the nearest where the verb leaves it open. A quarter that has just ended
 * is still reported on with future verbs. */
static int32_t year_of(int32_t year, int32_t q, int32_t now, int32_t n, int ahead) {
    int32_t past = q <= now ? year : year - 1, next = q >= now ? year : year + 1;
    int32_t since = (now - q + n) % n, until = (q - now + n) % n;
    if (ahead == ONR_AHEAD_YES) return n == 4 && since == 1 ? past : next;
    if (ahead == ONR_AHEAD_OPEN) return until < since ? next : past;
    return past;
}

static void resolve_month(const onr_form *f, const onr_when_state *s, int ahead, onr_when *w) {
    onr_date p = s->published;
    if (!p.year) {
        (void)snprintf(w->value, sizeof w->value, "XXXX-%02u", f->month);
        return;
    }
    int step = f->shift < 0 ? 0 : step_of(f->shift);
    int32_t y = year_of(p.year, f->month, p.month, 12, ahead);
    if (step < 0) y = f->month < p.month ? p.year : p.year - 1;
    if (step > 0) y = f->month > p.month ? p.year : p.year + 1;
    if (step == 0 && f->shift >= 0) y = p.year;
    put_month(w, y, f->month, f->shift >= 0 ? ONR_HOW_RELATIVE : ONR_HOW_NEAREST);
}

static void resolve_date(const onr_form *f, const onr_when_state *s, int ahead, onr_when *w) {
    onr_date d = {f->year, f->month, f->day};
    unsigned how = ONR_HOW_EXPLICIT;
    w->grain = f->day ? ONR_GRAIN_DAY : f->month ? ONR_GRAIN_MONTH : ONR_GRAIN_YEAR;
    if (f->bad || (f->day && f->day > onr_date_month_days(d.year ? d.year : 2000, f->month))) {
        open_value(w, "XXXX-XX-XX");
        return;
    }
    if (!d.year && f->year_shift >= 0) d.year = shifted_year(s, f->year_shift, &how);
    if (d.year) {
        if (!d.month) put_years(w, d.year, d.year, ONR_GRAIN_YEAR, how);
        else if (!d.day) put_month(w, d.year, d.month, how);
        else put_day(w, d, how);
    } else if (!d.day) resolve_month(f, s, ahead, w);
    else if (!s->published.year) (void)snprintf(w->value, sizeof w->value, "XXXX-%02u-%02u", f->month, f->day);
    else put_day(w, nearest_day(s->published, f->month, f->day, f->weekday), ONR_HOW_NEAREST);
}

static void resolve_weekday(const onr_form *f, const onr_when_state *s, int ahead, onr_when *w) {
    onr_date p = s->published;
    w->grain = ONR_GRAIN_DAY;
    if (!p.year) {
        (void)snprintf(w->value, sizeof w->value, "XXXX-WXX-%d", f->weekday + 1);
        return;
    }
    int32_t today = (int32_t)onr_date_weekday(p), back = (today - f->weekday + 7) % 7, forth = (7 - back) % 7;
    if (f->week_shift >= 0) {
        put_day(w, plus_days(monday_of(p), 7 * step_of(f->week_shift) + f->weekday), ONR_HOW_RELATIVE);
        return;
    }
    int step = f->shift < 0 ? 0 : step_of(f->shift);
    if (step < 0) put_day(w, plus_days(p, back ? -back : -7), ONR_HOW_RELATIVE);
    else if (step > 0) put_day(w, plus_days(p, forth ? forth : 7), ONR_HOW_RELATIVE);
    else if (f->shift >= 0)
        put_day(w, plus_days(p, ahead == ONR_AHEAD_YES || forth <= 6 - today ? forth : -back), ONR_HOW_RELATIVE);
    else put_day(w, plus_days(p, ahead == ONR_AHEAD_YES ? forth : -back), ONR_HOW_WEEKDAY);
}

/* ---- parts of years, holidays ----------------------------------------------------------------------------------- */

/* The season of a day, and the year it is counted to: January belongs to the winter of the year before. */
static int32_t season_of(onr_date d, int32_t *year) {
    *year = d.year - (d.month < 3);
    return d.month < 3 ? 4 : d.month / 3;
}

static void resolve_season(const onr_form *f, const onr_when_state *s, int ahead, onr_when *w) {
    int32_t y, now = season_of(s->published, &y);
    int step = f->shift < 0 ? 0 : step_of(f->shift);
    unsigned how = f->shift < 0 ? ONR_HOW_NEAREST : ONR_HOW_RELATIVE;
    if (step < 0) put_part(w, f->unit, f->amount < now ? y : y - 1, f->amount, how);
    else if (step > 0) put_part(w, f->unit, f->amount > now ? y : y + 1, f->amount, how);
    else if (f->shift >= 0) /* this winter, said in March, is the one that has just ended */
        put_part(w, f->unit,
                 (now + 3 - f->amount) % 4 == 0 ? year_of(y, f->amount, now, 4, ONR_AHEAD_NO)
                                                : year_of(y, f->amount, now, 4, ONR_AHEAD_YES),
                 f->amount, how);
    else put_part(w, f->unit, year_of(y, f->amount, now, 4, ahead), f->amount, how);
}

static void resolve_part(const onr_form *f, const onr_when_state *s, int ahead, onr_when *w) {
    unsigned how = ONR_HOW_EXPLICIT;
    int32_t y = f->year;
    w->grain = f->unit;
    open_value(w, "XXXX");
    if (!y && f->year_shift >= 0) y = shifted_year(s, f->year_shift, &how);
    if (y) {
        put_part(w, f->unit, y, f->amount, how);
        return;
    }
    if (!s->published.year) return;
    if (f->unit == ONR_GRAIN_SEASON) {
        resolve_season(f, s, ahead, w);
        return;
    }
    int32_t months = f->unit == ONR_GRAIN_HALF ? 6 : 3, now = (s->published.month - 1) / months + 1;
    put_part(w, f->unit, year_of(s->published.year, f->amount, now, 12 / months, ahead), f->amount, ONR_HOW_NEAREST);
}

/* The anonymous Gregorian algorithm (Meeus, Jones, Butcher). */
static onr_date easter(int32_t y) {
    int32_t a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int32_t h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return (onr_date){y, (uint8_t)(n / 31), (uint8_t)(n % 31 + 1)};
}

static onr_date holiday(int32_t which, int32_t y) {
    static const uint8_t fixed[][2] = {[ONR_HOLIDAY_CHRISTMAS] = {12, 25}, [ONR_HOLIDAY_CHRISTMAS_EVE] = {12, 24},
                                       [ONR_HOLIDAY_NEW_YEAR] = {1, 1},    [ONR_HOLIDAY_NEW_YEARS_EVE] = {12, 31},
                                       [ONR_HOLIDAY_HALLOWEEN] = {10, 31}, [ONR_HOLIDAY_BOXING] = {12, 26}};
    if (which == ONR_HOLIDAY_EASTER) return easter(y);
    if (which == ONR_HOLIDAY_THANKSGIVING) { /* the fourth Thursday of November */
        onr_date first = {y, 11, 1};
        return (onr_date){y, 11, (uint8_t)(22 + (10 - onr_date_weekday(first)) % 7)};
    }
    return (onr_date){y, fixed[which][0], fixed[which][1]};
}

static void resolve_holiday(const onr_form *f, const onr_when_state *s, onr_when *w) {
    unsigned how = ONR_HOW_EXPLICIT;
    int32_t y = f->year, p = s->published.year;
    w->grain = ONR_GRAIN_DAY;
    open_value(w, "XXXX-XX-XX");
    if (!y && f->year_shift >= 0) y = shifted_year(s, f->year_shift, &how);
    if (!y && p) {
        how = ONR_HOW_NEAREST;
        y = p;
        for (int32_t k = p - 1, least = INT32_MAX; k <= p + 1; k++) {
            onr_date d = holiday(f->amount, k);
            if (!onr_date_exists(d)) continue;
            int32_t away = onr_date_to_number(d) - onr_date_to_number(s->published);
            if ((away < 0 ? -away : away) < least) least = away < 0 ? -away : away, y = k;
        }
    }
    if (y) put_day(w, holiday(f->amount, y), how);
}

/* ---- counted ---------------------------------------------------------------------------------------------------- */

static void put_length(onr_when *w, unsigned unit, int32_t n, int half) {
    static const char letters[ONR_GRAINS + 1] = "?SMHDWWM?Q?YYY";
    unsigned times = unit == ONR_GRAIN_DECADE ? 10 : unit == ONR_GRAIN_CENTURY ? 100 : 1;
    const char *t = unit <= ONR_GRAIN_HOUR ? "T" : "";
    w->grain = (uint8_t)unit;
    if (n > 0 && n < 100000)
        (void)snprintf(w->value, sizeof w->value, "P%s%ld%s%c", t,
                       (long)n * times + (half && times > 1 ? (long)times / 2 : 0), half && times == 1 ? ".5" : "",
                       letters[unit]);
    else (void)snprintf(w->value, sizeof w->value, "P%sX%c", t, letters[unit]);
}

static void put_vague(onr_when *w, int sign) {
    w->kind = ONR_WHEN_VAGUE;
    open_value(w, sign < 0 ? "PAST_REF" : sign > 0 ? "FUTURE_REF" : "PRESENT_REF");
}

/* Day d moved by n units (n may be negative). */
static onr_date moved(onr_date d, unsigned unit, int32_t n) {
    if (unit == ONR_GRAIN_DAY) return plus_days(d, n);
    if (unit == ONR_GRAIN_WEEK || unit == ONR_GRAIN_WEEKEND) return plus_days(d, 7 * n);
    int32_t per = unit == ONR_GRAIN_MONTH     ? 1
                  : unit == ONR_GRAIN_QUARTER ? 3
                  : unit == ONR_GRAIN_DECADE  ? 120
                  : unit == ONR_GRAIN_CENTURY ? 1200
                                              : 12;
    int32_t m = month_number(d) + per * n;
    if (m < 0) return (onr_date){0};
    onr_date r = {m / 12, (uint8_t)(m % 12 + 1), d.day};
    unsigned days = onr_date_month_days(r.year, r.month);
    if (r.day > days) r.day = (uint8_t)days;
    return r;
}

static void resolve_ago(const onr_form *f, const onr_when_state *s, onr_when *w) {
    int32_t n = f->amount;
    w->grain = f->unit;
    if (f->unit == ONR_GRAIN_HOUR && n > 0 && n % 24 == 0) { /* 24 hours ago: a day ago */
        onr_form days = *f;
        days.unit = ONR_GRAIN_DAY;
        days.amount = n / 24;
        resolve_ago(&days, s, w);
        return;
    }
    if (n <= 0 || n > 1500 || f->unit < ONR_GRAIN_DAY) {
        open_value(w, "XXXX");
        if (f->in_context) return;
        put_vague(w, f->sign);
        w->grain = f->unit;
        return;
    }
    open_value(w, "XXXX");
    int year = f->unit == ONR_GRAIN_YEAR && n == 1 && f->sign < 0;
    if (year && known(&s->quarter) && (f->in_context || s->quarter.span.end)) { /* compared with the same quarter */
        put_part(w, ONR_GRAIN_QUARTER, s->quarter.from.year - 1, (s->quarter.from.month - 1) / 3 + 1, ONR_HOW_CONTEXT);
        return;
    }
    int context = f->in_context && known(&s->last) && s->last.grain <= f->unit;
    onr_date base = context ? s->last.from : s->published;
    if (!base.year || (f->in_context && !context && !year)) return;
    onr_date d = moved(base, f->unit, f->sign * n);
    if (f->half && f->unit == ONR_GRAIN_YEAR && onr_date_exists(d)) d = moved(d, ONR_GRAIN_MONTH, f->sign * 6);
    if (onr_date_exists(d))
        put_unit(w, f->unit >= ONR_GRAIN_DECADE ? ONR_GRAIN_YEAR : f->unit, d, 0,
                 context ? ONR_HOW_CONTEXT : ONR_HOW_RELATIVE);
}

/* A length up to or from the publication day. */
static void resolve_period(const onr_form *f, const onr_when_state *s, onr_when *w) {
    w->kind = ONR_WHEN_PERIOD;
    put_length(w, f->unit, f->amount, f->half);
    if (!s->published.year || f->amount <= 0 || f->half || f->amount > 1500 || f->unit < ONR_GRAIN_HOUR) return;
    onr_date far = f->unit == ONR_GRAIN_HOUR ? plus_days(s->published, f->sign * ((f->amount + 23) / 24))
                                             : moved(s->published, f->unit, f->sign * f->amount);
    if (!onr_date_exists(far)) return;
    w->from = f->sign < 0 ? far : s->published;
    w->to = f->sign < 0 ? s->published : far;
    w->how = ONR_HOW_RELATIVE;
}

static void resolve_weekend(const onr_form *f, const onr_when_state *s, int ahead, onr_when *w) {
    onr_date p = s->published;
    unsigned today = onr_date_weekday(p);
    int step = step_of(f->shift);
    if (step == 0 && today < 5 && ahead != ONR_AHEAD_YES && (today < 2 || !f->in_context)) step = -1;
    if (step < 0 && today >= 5 && f->shift == ONR_SHIFT_THIS) step = 0;
    put_unit(w, ONR_GRAIN_WEEKEND, p, step, ONR_HOW_RELATIVE);
}

static void resolve_unit(const onr_form *f, const onr_when_state *s, int ahead, onr_when *w) {
    w->grain = f->unit;
    open_value(w, "XXXX");
    if (f->shift == ONR_SHIFT_LATEST && f->unit == ONR_GRAIN_QUARTER) {
        if (known(&s->quarter)) put_unit(w, f->unit, s->quarter.from, 0, ONR_HOW_CONTEXT);
        else if (s->published.year) put_unit(w, f->unit, s->published, -1, ONR_HOW_RELATIVE);
        return;
    }
    int context = f->in_context && known(&s->last) && s->last.grain <= f->unit;
    if (context) put_unit(w, f->unit, s->last.from, step_of(f->shift), ONR_HOW_CONTEXT);
    else if (!s->published.year || f->shift == ONR_SHIFT_FOLLOWING || f->shift == ONR_SHIFT_SAME) return;
    else if (f->in_context && f->unit == ONR_GRAIN_DAY) return;
    else if (f->unit == ONR_GRAIN_WEEKEND) resolve_weekend(f, s, ahead, w);
    else put_unit(w, f->unit, s->published, step_of(f->shift), ONR_HOW_RELATIVE);
}

static void resolve_decade(const onr_form *f, const onr_when_state *s, onr_when *w) {
    int32_t y = f->year;
    if (y < 100) { /* the 90s: the last ones begun; without a publication day, those of the last century */
        int32_t now = s->published.year ? s->published.year : 1999;
        y += now / 100 * 100;
        if (y > now) y -= 100;
    }
    put_years(w, y, y + 9, ONR_GRAIN_DECADE, f->year < 100 ? ONR_HOW_NEAREST : ONR_HOW_EXPLICIT);
}

void onr_when_resolve(const onr_form *f, const onr_when_state *s, int ahead, onr_when *w) {
    w->kind = ONR_WHEN_DATE;
    open_value(w, "XXXX");
    switch (f->kind) {
    case ONR_FORM_DATE: resolve_date(f, s, ahead, w); return;
    case ONR_FORM_DECADE: resolve_decade(f, s, w); return;
    case ONR_FORM_CENTURY:
        put_years(w, (f->amount - 1) * 100, f->amount * 100 - 1, ONR_GRAIN_CENTURY, ONR_HOW_EXPLICIT);
        return;
    case ONR_FORM_PART: resolve_part(f, s, ahead, w); return;
    case ONR_FORM_WEEKDAY: resolve_weekday(f, s, ahead, w); return;
    case ONR_FORM_DAYS:
        w->grain = ONR_GRAIN_DAY;
        if (s->published.year) put_day(w, plus_days(s->published, f->amount), ONR_HOW_RELATIVE);
        return;
    case ONR_FORM_UNIT: resolve_unit(f, s, ahead, w); return;
    case ONR_FORM_AGO: resolve_ago(f, s, w); return;
    case ONR_FORM_PERIOD: resolve_period(f, s, w); return;
    case ONR_FORM_DURATION:
        w->kind = ONR_WHEN_DURATION;
        put_length(w, f->unit, f->amount, f->half);
        return;
    case ONR_FORM_HOLIDAY: resolve_holiday(f, s, w); return;
    default: put_vague(w, f->sign); return;
    }
}

void onr_when_remember(onr_when_state *s, const onr_when *w) {
    if (w->how == ONR_HOW_NONE || w->kind == ONR_WHEN_PERIOD || w->kind == ONR_WHEN_VAGUE ||
        w->kind == ONR_WHEN_DURATION)
        return;
    if (w->grain == ONR_GRAIN_QUARTER && w->how != ONR_HOW_CONTEXT) s->quarter = *w;
    if (w->grain <= ONR_GRAIN_YEAR) s->last = *w;
}
