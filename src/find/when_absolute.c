/* The grammar of dates by the calendar: days, months, years, decades, centuries, quarters, halves, seasons, holidays.
 *
 * Recursive descent over items; every function looks a bounded number of items ahead. A word that is also something
 * else (May, March, 2000 people) is taken only beside words that make it a date. Cost: O(1) an item.
 */
#include <string.h>

#include "doc/date.h"
#include "find/when_form.h"

static const onr_item *at(onr_lex *lex, uint32_t i) { return onr_lex_at(lex, i); }
static unsigned word_at(onr_lex *lex, uint32_t i) { return onr_lex_at(lex, i)->word; }
static const onr_item *before(onr_lex *lex, uint32_t i) { return onr_lex_before(lex, i); }

void onr_form_clear(onr_form *f) {
    memset(f, 0, sizeof *f);
    f->shift = f->year_shift = f->week_shift = f->weekday = -1;
}

int onr_item_text(const onr_lex *lex, const onr_item *it, const char *low) {
    size_t n = strlen(low);
    if (it->word == ONR_WORD_END || it->end - it->start != n) return 0;
    for (size_t k = 0; k < n; k++)
        if ((lex->text[it->start + k] | 0x20) != low[k]) return 0;
    return 1;
}

/* ---- pieces ----------------------------------------------------------------------------------------------------- */

static uint32_t hyphen(onr_lex *lex, uint32_t i) { return onr_item_char(at(lex, i), '-') ? i + 1 : i; }

/* A tight hyphen: no white space on either side. */
static int tight_hyphen(onr_lex *lex, uint32_t i) {
    return onr_item_char(at(lex, i), '-') && !at(lex, i)->spaced && !at(lex, i + 1)->spaced;
}

static uint32_t ordinal_at(onr_lex *lex, uint32_t i, int32_t *value) {
    const onr_item *it = at(lex, i);
    if (it->word == ONR_WORD_NTH || it->word == ONR_WORD_ORD) {
        *value = it->value;
        return i + 1;
    }
    if (it->word != ONR_WORD_TEN) return 0;
    uint32_t j = hyphen(lex, i + 1);
    if (word_at(lex, j) != ONR_WORD_ORD || at(lex, j)->value > 9) return 0;
    *value = it->value + at(lex, j)->value;
    return j + 1;
}

/* one ... ninety-nine in words */
static uint32_t small_number(onr_lex *lex, uint32_t i, int32_t *value) {
    const onr_item *it = at(lex, i);
    int32_t v = it->value;
    if (it->word == ONR_WORD_ONE) {
        *value = v;
        return i + 1;
    }
    if (it->word != ONR_WORD_TEN) return 0;
    *value = v;
    uint32_t j = hyphen(lex, i + 1);
    if (word_at(lex, j) != ONR_WORD_ONE || at(lex, j)->value > 9) return i + 1;
    *value = v + at(lex, j)->value;
    return j + 1;
}

static uint32_t year_at(onr_lex *lex, uint32_t i, int32_t *year) {
    const onr_item *it = at(lex, i);
    int32_t v, w;
    if (it->word == ONR_WORD_DIGITS && it->digits == 4 && it->value >= 1000 && it->value <= 2999) {
        *year = it->value;
        return i + 1;
    }
    if (onr_item_char(it, '\'') && word_at(lex, i + 1) == ONR_WORD_DIGITS && at(lex, i + 1)->digits == 2 &&
        !at(lex, i + 1)->spaced) {
        v = at(lex, i + 1)->value;
        *year = v + (v < 50 ? 2000 : 1900);
        return i + 2;
    }
    if (it->word == ONR_WORD_ONE && it->value == 2 && word_at(lex, i + 1) == ONR_WORD_THOUSAND) {
        uint32_t j = word_at(lex, i + 2) == ONR_WORD_AND ? i + 3 : i + 2, k = small_number(lex, j, &v);
        *year = 2000 + (k ? v : 0);
        return k ? k : i + 2;
    }
    if (!(it->word == ONR_WORD_ONE && it->value >= 16) && !(it->word == ONR_WORD_TEN && it->value == 20)) return 0;
    uint32_t j = small_number(lex, hyphen(lex, i + 1), &w);
    if (!j || w < 10) return 0;
    *year = it->value * 100 + w;
    return j;
}

static int is_year_unit(const onr_item *it) {
    return it->word == ONR_WORD_UNIT && it->value == ONR_GRAIN_YEAR && !it->plural;
}

/* "last year", "this year", "that year" */
static uint32_t shifted_year(onr_lex *lex, uint32_t i, onr_form *f) {
    if (word_at(lex, i) == ONR_WORD_THE) i++;
    if (word_at(lex, i) != ONR_WORD_SHIFT) return 0;
    int8_t shift = (int8_t)at(lex, i)->value;
    if (word_at(lex, ++i) == ONR_WORD_YEARLY) i++;
    if (!is_year_unit(at(lex, i)) || tight_hyphen(lex, i + 1)) return 0;
    f->year_shift = shift;
    return i + 1;
}

static uint32_t of_year(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t j = i, k;
    if (onr_item_char(at(lex, j), ',')) j++;
    if (word_at(lex, j) == ONR_WORD_OF || word_at(lex, j) == ONR_WORD_IN) j++;
    if (word_at(lex, j) == ONR_WORD_THE && word_at(lex, j + 1) == ONR_WORD_YEARLY) j++;
    if (word_at(lex, j) == ONR_WORD_YEARLY) j++, j += is_year_unit(at(lex, j));
    else if (word_at(lex, j) == ONR_WORD_THE && is_year_unit(at(lex, j + 1)) && at(lex, j + 2)->digits == 4) j += 2;
    if ((k = year_at(lex, j, &f->year)) != 0) return k;
    f->year = 0;
    return shifted_year(lex, j, f);
}

/* ---- day and month ---------------------------------------------------------------------------------------------- */

static uint32_t month_word(onr_lex *lex, uint32_t i, uint8_t *month) {
    const onr_item *it = at(lex, i);
    if (it->word != ONR_WORD_MONTH || !it->capital) return 0;
    *month = (uint8_t)it->value;
    if (it->abbrev && onr_item_char(at(lex, i + 1), '.') && !at(lex, i + 1)->spaced) return i + 2;
    return i + 1;
}

/* 24, 24th; spelled ordinals where `spelled` */
static uint32_t day_word(onr_lex *lex, uint32_t i, int spelled, uint8_t *day) {
    const onr_item *it = at(lex, i);
    int32_t v = 0;
    uint32_t j = 0;
    if (it->word == ONR_WORD_DIGITS && it->digits <= 2) v = it->value, j = i + 1;
    else if (it->word == ONR_WORD_NTH || spelled) j = ordinal_at(lex, i, &v);
    if (!j || v < 1 || v > 31) return 0;
    *day = (uint8_t)v;
    return j;
}

/* The second day of "3-5 May", "May 3 to 5", "May 3 and 5": a connector and a day; 0 when there is none. */
static uint32_t second_day(onr_lex *lex, uint32_t i, onr_form *f) {
    const onr_item *c = at(lex, i);
    if (!onr_item_char(c, '-') && c->word != ONR_WORD_TO && c->word != ONR_WORD_AND && c->word != ONR_WORD_THROUGH)
        return 0;
    uint32_t j = day_word(lex, i + 1, 0, &f->to_day);
    if (!j || f->to_day <= f->day) return 0;
    return j;
}

static int unit_follows(onr_lex *lex, uint32_t i) {
    i = hyphen(lex, i);
    return word_at(lex, i) == ONR_WORD_UNIT || word_at(lex, i) == ONR_WORD_THOUSAND ||
           word_at(lex, i) == ONR_WORD_HUNDRED || onr_item_char(at(lex, i), '%');
}

/* What may come after the year of "January 24, 2019": not a unit ("May 3, 2000 people" is rare enough). */
static uint32_t year_after(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t j = onr_item_char(at(lex, i), ',') ? i + 1 : i, k = year_at(lex, j, &f->year);
    if (k) return k;
    f->year = 0;
    /* "10 August 234 BC", "Jan 1 3000": a year that is none of ours: no day may be guessed for it */
    const onr_item *d = at(lex, j), *n = at(lex, j + 1);
    if (d->word == ONR_WORD_DIGITS && (onr_item_text(lex, n, "bc") || onr_item_text(lex, n, "bce") ||
                                       onr_item_text(lex, n, "ad") || onr_item_text(lex, n, "ce")))
        f->bad = 1;
    if (d->word == ONR_WORD_DIGITS && j == i && d->value >= 0 && d->digits > 3) f->bad = 1;
    return 0;
}

/* "January 24[, 2019]", "March 3-5", "March eighth" */
static uint32_t month_first(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t j = month_word(lex, i, &f->month), k, m;
    if (!j) return 0;
    if (word_at(lex, j) == ONR_WORD_THE && word_at(lex, j + 1) != ONR_WORD_SHIFT) j++;
    k = day_word(lex, j, 1, &f->day);
    if (!k || (unit_follows(lex, k) && at(lex, j)->word != ONR_WORD_NTH)) return 0;
    onr_form g = *f;
    if ((m = second_day(lex, k, &g)) != 0 && !unit_follows(lex, m) && word_at(lex, m) != ONR_WORD_MONTH) {
        *f = g;
        f->has_to = 1;
        f->to_month = f->month;
        k = m;
    }
    m = year_after(lex, k, f);
    if (!m) m = onr_item_char(at(lex, k), ',') ? shifted_year(lex, k + 1, f) : of_year(lex, k, f);
    f->to_year = f->year;
    return m ? m : k;
}

/* "24 January[ 2019]", "the 24th of January", "3-5 May", "3 and 5 May" */
static uint32_t day_first(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t from = i, j, k, m;
    if (word_at(lex, i) == ONR_WORD_THE) i++;
    const onr_item *it = at(lex, i);
    if ((j = day_word(lex, i, 1, &f->day)) == 0) return 0;
    onr_form g = *f;
    if (it->word != ONR_WORD_ORD && it->word != ONR_WORD_TEN && (k = second_day(lex, j, &g)) != 0) {
        *f = g;
        f->has_to = 1;
        j = k;
    } else if (onr_item_char(at(lex, j), '-')) {
        j++; /* 24-Jan-2019 */
    }
    int of = word_at(lex, j) == ONR_WORD_OF;
    if (!of && (it->word == ONR_WORD_ORD || it->word == ONR_WORD_TEN)) return 0;
    if (!of && from < i && it->word == ONR_WORD_DIGITS) return 0; /* "the 24 May ..." */
    if ((k = month_word(lex, j + (uint32_t)of, &f->month)) == 0) return 0;
    m = onr_item_char(at(lex, k), '-') ? year_at(lex, k + 1, &f->year) : 0;
    if (!m) m = year_after(lex, k, f);
    if (!m) m = shifted_year(lex, k, f);
    f->to_month = f->month;
    f->to_year = f->year;
    return m ? m : k;
}

/* Is a month's name that is also a verb or a person's name (March, April, May, June, August) a month here? */
static int surely_month(onr_lex *lex, uint32_t i) {
    const onr_item *it = at(lex, i), *p = before(lex, i), *n = at(lex, i + 1);
    if (it->abbrev) return p->word == ONR_WORD_IN || p->word == ONR_WORD_SINCE || p->word == ONR_WORD_MOD;
    if (n->word == ONR_WORD_OTHER && n->capital && !n->spaced) return 0;
    if (onr_item_char(n, '-') && at(lex, i + 2)->word == ONR_WORD_MONTH && at(lex, i + 2)->capital) return 1;
    if (!(it->value >= 3 && it->value <= 6) && it->value != 8)
        return !(n->word == ONR_WORD_OTHER && n->capital && n->spaced) || p->word == ONR_WORD_IN;
    switch (p->word) {
    case ONR_WORD_IN:
    case ONR_WORD_OF:
    case ONR_WORD_SINCE:
    case ONR_WORD_BY:
    case ONR_WORD_UNTIL:
    case ONR_WORD_FROM:
    case ONR_WORD_BETWEEN:
    case ONR_WORD_THROUGH:
    case ONR_WORD_DURING:
    case ONR_WORD_MOD:
    case ONR_WORD_SHIFT:
    case ONR_WORD_BEFORE:
    case ONR_WORD_AFTER: return !(n->word == ONR_WORD_OTHER && n->capital && n->spaced);
    case ONR_WORD_TO:
    case ONR_WORD_AND:
    case ONR_WORD_OR: return i >= 2 && at(lex, i - 2)->word == ONR_WORD_MONTH;
    case ONR_WORD_PUNCT:
        return p->value == '-' && i >= 2 &&
               (at(lex, i - 2)->word == ONR_WORD_MOD || at(lex, i - 2)->word == ONR_WORD_MONTH);
    default: return 0;
    }
}

/* "January 2019", "June last year", "last June", "January" */
static uint32_t month_only(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t from = i, j, k;
    if (word_at(lex, i) == ONR_WORD_SHIFT && at(lex, i)->value != ONR_SHIFT_SAME)
        f->shift = (int8_t)at(lex, i++)->value;
    if (i > from && word_at(lex, i) == ONR_WORD_SHIFT && at(lex, i)->value == ONR_SHIFT_COMING)
        i++; /* this coming May */
    if ((j = month_word(lex, i, &f->month)) == 0) return 0;
    k = year_at(lex, onr_item_char(at(lex, j), ',') ? j + 1 : j, &f->year);
    if (!k) f->year = 0, k = of_year(lex, j, f);
    if (k) return k;
    const onr_item *d = at(lex, j);
    if (d->word == ONR_WORD_DIGITS && d->value >= 0 && (d->digits > 4 || d->value > 31)) return 0; /* "May 96" */
    return i > from || surely_month(lex, i) ? j : 0;
}

/* ---- numeric dates ---------------------------------------------------------------------------------------------- */

/* 1/24/2019 or 24/1/2019, when only one reading is a day of the calendar; both: `bad`. */
static int slashes(const onr_lex *lex, const onr_item *it, onr_form *f) {
    int32_t v[3] = {0, 0, 0};
    unsigned digits[3] = {0, 0, 0}, part = 0;
    for (uint32_t i = it->start; i < it->end; i++) {
        char c = lex->text[i];
        if (c == '/') {
            if (++part > 2) return 0;
        } else if (c < '0' || c > '9' || ++digits[part] > 4) return 0;
        else v[part] = v[part] * 10 + (c - '0');
    }
    if (part != 2 || digits[0] > 2 || digits[1] > 2 || digits[2] != 4 || !digits[0] || !digits[1]) return 0;
    onr_date us = {v[2], (uint8_t)v[0], (uint8_t)v[1]}, eu = {v[2], (uint8_t)v[1], (uint8_t)v[0]};
    int a = onr_date_exists(us), b = onr_date_exists(eu);
    onr_date d = a ? us : eu;
    f->kind = ONR_FORM_DATE;
    f->year = d.year, f->month = d.month, f->day = d.day;
    f->bad = (uint8_t)((a && b && us.day != us.month) || (!a && !b));
    return 1;
}

/* 2019-01-24, 2019/01/24, 24.01.2019, 1/24/2019 */
static uint32_t numeric(onr_lex *lex, uint32_t i, onr_form *f) {
    const onr_item *it = at(lex, i);
    if (it->word != ONR_WORD_DIGITS || before(lex, i)->word == ONR_WORD_DIGITS) return 0;
    if (it->value < 0 && slashes(lex, it, f)) return i + 1;
    if (it->value >= 0 && it->digits != 4) return 0;
    onr_date d;
    int weekday;
    uint32_t end = it->end, room = lex->end - it->start;
    for (uint32_t j = i + 1; j < i + 6; j++)
        if (!at(lex, j)->spaced && at(lex, j)->word != ONR_WORD_END) end = at(lex, j)->end;
        else break;
    if (end - it->start < room) room = end - it->start;
    size_t k = onr_date_scan((onr_slice){lex->text + it->start, room}, &d, &weekday);
    if (k == 0) return 0;
    f->kind = ONR_FORM_DATE;
    f->year = d.year, f->month = d.month, f->day = d.day;
    uint32_t stop = it->start + (uint32_t)k, j = i;
    while (at(lex, j)->word != ONR_WORD_END && at(lex, j)->end <= stop) j++;
    if (j > i && at(lex, j - 1)->end == stop) return j;
    return j; /* 2019-01-24T10: the item that holds the T stays outside */
}

uint32_t onr_form_calendar(onr_lex *lex, uint32_t i, onr_form *f) {
    static uint32_t (*const orders[])(onr_lex *, uint32_t, onr_form *) = {month_first, day_first};
    uint32_t j = i;
    int8_t weekday = -1;
    const onr_item *it = at(lex, i);
    if (it->word == ONR_WORD_WEEKDAY && !it->plural && it->capital) {
        weekday = (int8_t)it->value;
        j++;
        if (onr_item_char(at(lex, j), '.') && it->abbrev) j++;
        if (onr_item_char(at(lex, j), ',') || onr_item_char(at(lex, j), '(')) j++;
        if (word_at(lex, j) == ONR_WORD_ON || word_at(lex, j) == ONR_WORD_THE) j++;
    }
    for (size_t k = 0; k < 2; k++) {
        onr_form g = *f;
        uint32_t end = orders[k](lex, j, &g);
        if (!end) continue;
        *f = g;
        f->kind = ONR_FORM_DATE;
        f->weekday = weekday;
        return end;
    }
    if (weekday >= 0) return 0;
    onr_form g = *f;
    uint32_t end = numeric(lex, i, &g);
    if (!end) {
        g = *f;
        end = month_only(lex, i, &g);
    }
    if (!end) return 0;
    *f = g;
    f->kind = ONR_FORM_DATE;
    return end;
}

/* ---- years, decades, centuries ---------------------------------------------------------------------------------- */

static int makes_count(unsigned word) { return word == ONR_WORD_NUMBERISH || word == ONR_WORD_SOME; }

static int is_prep(unsigned w) {
    return w == ONR_WORD_IN || w == ONR_WORD_SINCE || w == ONR_WORD_BY || w == ONR_WORD_UNTIL || w == ONR_WORD_DURING ||
           w == ONR_WORD_FROM || w == ONR_WORD_OF || w == ONR_WORD_BEFORE || w == ONR_WORD_AFTER || w == ONR_WORD_MOD ||
           w == ONR_WORD_PREP || w == ONR_WORD_THROUGH || w == ONR_WORD_BETWEEN || w == ONR_WORD_YEARLY;
}

/* Four digits are a year unless something beside them makes them a count, a price, a part of a longer number. */
static int surely_year(onr_lex *lex, uint32_t i, int32_t y) {
    const onr_item *it = at(lex, i), *p = before(lex, i), *n = at(lex, i + 1);
    if (p->word == ONR_WORD_PUNCT && !it->spaced && strchr("$#.@+=*~_&^%<>\\|", (int)(p->value & 127))) return 0;
    if (p->word == ONR_WORD_PUNCT && !it->spaced && (p->value == '-' || p->value == '/') && i >= 2 &&
        (at(lex, i - 2)->word == ONR_WORD_DIGITS || at(lex, i - 2)->word == ONR_WORD_OTHER) && !p->spaced &&
        !(at(lex, i - 2)->digits == 4))
        return 0;
    if (p->word == ONR_WORD_DIGITS || (p->word == ONR_WORD_PUNCT && p->value < 0))
        return 0; /* "0800 1998", a currency */
    if (n->word == ONR_WORD_PUNCT && !n->spaced && strchr("%$#@=*&^<>\\|_", (int)(n->value & 127)) && n->value > 0)
        return 0;
    if (n->word == ONR_WORD_DIGITS || n->word == ONR_WORD_HUNDRED || n->word == ONR_WORD_THOUSAND) return 0;
    if (onr_item_char(n, '-') && !n->spaced && !at(lex, i + 2)->spaced && at(lex, i + 2)->word != ONR_WORD_DIGITS &&
        (at(lex, i + 2)->word == ONR_WORD_UNIT))
        return 0;
    if (n->word == ONR_WORD_UNIT && n->plural) return 0;
    if (makes_count(p->word)) return 0;
    int unit = n->plural || n->word == ONR_WORD_UNIT ||
               (n->end - n->start == 4 && memcmp(lex->text + n->start, "feet", 4) == 0) ||
               (n->end - n->start == 6 && memcmp(lex->text + n->start, "people", 6) == 0);
    if (p->end - p->start == 4 && (memcmp(lex->text + p->start, "over", 4) == 0) && unit) return 0; /* over 1400 feet */
    if (is_prep(p->word) && !(n->word == ONR_WORD_OTHER && n->plural && y < 1900))
        return !(n->plural && n->word == ONR_WORD_OTHER && y % 100 == 0 && y != 2000 && y != 1900);
    if (y < 1900 || y > 2099) return p->word == ONR_WORD_PUNCT && p->value == '(' && onr_item_char(n, ')');
    if (n->word == ONR_WORD_OTHER && n->plural && !n->capital && (y % 100 == 0 || y > 2035) && p->word != ONR_WORD_THE)
        return 0;
    return !(p->word == ONR_WORD_OTHER && p->capital && it->spaced == 0);
}

static uint32_t decade(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t j = i;
    const onr_item *it = at(lex, j);
    if (onr_item_char(it, '\'')) it = at(lex, ++j); /* the '90s */
    if (it->word == ONR_WORD_DIGITS && it->value >= 1000 && it->value % 10 == 0 && it->digits == 4 &&
        at(lex, j + 1)->word == ONR_WORD_POSS && !at(lex, j + 2)->spaced)
        return 0;
    if (it->word == ONR_WORD_DIGITS && it->digits == 4 && it->value >= 1100 && it->value <= 2090 &&
        it->value % 10 == 0 && word_at(lex, j + 1) == ONR_WORD_POSS &&
        before(lex, i)->word == ONR_WORD_THE) { /* the 1990's */
        f->kind = ONR_FORM_DECADE;
        f->year = it->value;
        return j + 2;
    }
    if (it->word == ONR_WORD_DECADE && (it->digits == 4 ? it->value >= 1000 && it->value <= 2990 : it->value >= 20)) {
        const onr_item *p = before(lex, i);
        if (it->digits == 2 && j == i && p->word != ONR_WORD_THE && p->word != ONR_WORD_MOD && !onr_item_char(p, '-'))
            return 0;
        f->kind = ONR_FORM_DECADE;
        f->year = it->value;
        return j + 1;
    }
    if (it->word != ONR_WORD_DECADES || j > i) return 0;
    const onr_item *p = before(lex, i);
    if (p->word != ONR_WORD_THE && p->word != ONR_WORD_MOD && !onr_item_char(p, '-') &&
        !(p->word == ONR_WORD_ONE && p->value == 19))
        return 0;
    f->kind = ONR_FORM_DECADE;
    f->year = it->value;
    return i + 1;
}

static uint32_t century(onr_lex *lex, uint32_t i, onr_form *f) {
    int32_t v;
    uint32_t j = ordinal_at(lex, i, &v);
    if (!j || v < 1 || v > 29) return 0;
    j = hyphen(lex, j);
    if (word_at(lex, j) != ONR_WORD_UNIT || at(lex, j)->value != ONR_GRAIN_CENTURY) return 0;
    f->kind = ONR_FORM_CENTURY;
    f->amount = v;
    return j + 1;
}

/* 1914-18 and 2019-20 are ranges; 1914-1918 is joined by the stage. */
static uint32_t year_range(onr_lex *lex, uint32_t j, onr_form *f) {
    if (!tight_hyphen(lex, j) || word_at(lex, j + 1) != ONR_WORD_DIGITS || at(lex, j + 1)->digits != 2) return j;
    if (tight_hyphen(lex, j + 2) || at(lex, j + 1)->value <= f->year % 100) return j;
    f->has_to = 1;
    f->to_year = f->year / 100 * 100 + at(lex, j + 1)->value;
    return j + 2;
}

uint32_t onr_form_year(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t j = decade(lex, i, f);
    if (!j) j = century(lex, i, f);
    if (j) return j;
    uint32_t from = i;
    if (word_at(lex, i) == ONR_WORD_YEARLY) i++;
    if (word_at(lex, i) == ONR_WORD_THE && is_year_unit(at(lex, i + 1))) i++;
    if (is_year_unit(at(lex, i)) && (i > from || before(lex, i)->word == ONR_WORD_YEARLY)) i++;
    j = year_at(lex, i, &f->year);
    if (!j) return 0;
    const onr_item *it = at(lex, i);
    if (it->word == ONR_WORD_PUNCT) return 0; /* '98 alone may be anything */
    f->kind = ONR_FORM_DATE;
    if (i > from) return j;
    if (it->word == ONR_WORD_DIGITS) return surely_year(lex, i, f->year) ? year_range(lex, j, f) : 0;
    /* spelled out: never before a noun of quantity, and "two thousand" only after "in" or a month */
    if (it->word == ONR_WORD_ONE && it->value == 2 && before(lex, i)->word != ONR_WORD_IN) return 0;
    return word_at(lex, j) == ONR_WORD_UNIT || word_at(lex, j) == ONR_WORD_HUNDRED ||
                   word_at(lex, j) == ONR_WORD_THOUSAND || at(lex, j)->plural
               ? 0
               : j;
}

/* ---- quarters, halves, seasons ---------------------------------------------------------------------------------- */

static uint32_t ordinal_part(onr_lex *lex, uint32_t i, onr_form *f) {
    int32_t v;
    uint32_t j = ordinal_at(lex, i, &v);
    if (!j || v < 1 || v > 4) return 0;
    j = hyphen(lex, j);
    if (word_at(lex, j) == ONR_WORD_YEARLY) j++;
    const onr_item *it = at(lex, j);
    if (it->word != ONR_WORD_UNIT || it->plural || (it->value != ONR_GRAIN_QUARTER && it->value != ONR_GRAIN_HALF))
        return 0;
    if (it->value == ONR_GRAIN_HALF && v > 2) return 0;
    f->amount = v;
    f->unit = (uint8_t)it->value;
    return j + 1;
}

/* "of 1998", "last year" after it, or "1998", "this year's" before it; halves of a match are no dates. */
uint32_t onr_form_part(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t j = i, k;
    if (word_at(lex, j) == ONR_WORD_THE) j++;
    onr_form g = *f;
    if ((k = year_at(lex, j, &g.year)) != 0 && word_at(lex, j) == ONR_WORD_DIGITS) {
        *f = g;
        j = k + (word_at(lex, k) == ONR_WORD_POSS);
    } else if ((k = shifted_year(lex, j, &g)) != 0 && word_at(lex, k) == ONR_WORD_POSS) {
        *f = g;
        j = k + 1;
    }
    int yeared = f->year || f->year_shift >= 0;
    if (word_at(lex, j) == ONR_WORD_YEARLY) j++;
    const onr_item *it = at(lex, j);
    if (it->word == ONR_WORD_QNUM || it->word == ONR_WORD_HNUM) {
        f->unit = it->word == ONR_WORD_QNUM ? ONR_GRAIN_QUARTER : ONR_GRAIN_HALF;
        f->amount = it->value;
        if (f->amount < 1 || f->amount > (it->word == ONR_WORD_QNUM ? 4 : 2)) return 0;
        k = j + 1;
    } else if (it->word == ONR_WORD_SEASON) {
        f->unit = ONR_GRAIN_SEASON;
        f->amount = it->value + 1;
        k = j + 1;
    } else k = ordinal_part(lex, j, f);
    if (!k || (tight_hyphen(lex, k) && word_at(lex, k + 1) == ONR_WORD_OTHER)) return 0; /* "quarter-final" */
    f->kind = ONR_FORM_PART;
    uint32_t m = yeared ? 0 : of_year(lex, k, f);
    if (m) return m;
    if (yeared) return k;
    if (it->word == ONR_WORD_HNUM || f->unit == ONR_GRAIN_HALF) return 0;
    if (f->unit == ONR_GRAIN_SEASON) { /* "in the summer", never the noun or the verb */
        const onr_item *p = before(lex, i);
        int named = p->word == ONR_WORD_IN || p->word == ONR_WORD_DURING || p->word == ONR_WORD_SINCE ||
                    p->word == ONR_WORD_BY || p->word == ONR_WORD_UNTIL || p->word == ONR_WORD_MOD;
        return named && j > i ? k : 0;
    }
    return k;
}

/* ---- holidays --------------------------------------------------------------------------------------------------- */

uint32_t onr_form_holiday(onr_lex *lex, uint32_t i, onr_form *f) {
    const onr_item *it = at(lex, i);
    if (!it->capital) return 0;
    uint32_t j = 0;
    int day = onr_item_text(lex, at(lex, i + 1), "day"), eve = onr_item_text(lex, at(lex, i + 1), "eve");
    if (it->word == ONR_WORD_OTHER && onr_item_text(lex, it, "christmas")) {
        f->amount = eve ? ONR_HOLIDAY_CHRISTMAS_EVE : ONR_HOLIDAY_CHRISTMAS;
        j = i + 1 + (uint32_t)(day || eve);
        const onr_item *p = before(lex, i);
        if (!day && !eve && p->word != ONR_WORD_AT && p->word != ONR_WORD_ON && p->word != ONR_WORD_BEFORE &&
            p->word != ONR_WORD_AFTER && p->word != ONR_WORD_BY && p->word != ONR_WORD_SINCE &&
            p->word != ONR_WORD_UNTIL)
            return 0;
    } else if (onr_item_text(lex, it, "thanksgiving")) {
        f->amount = ONR_HOLIDAY_THANKSGIVING;
        j = i + 1 + (uint32_t)day;
    } else if (onr_item_text(lex, it, "easter")) {
        f->amount = ONR_HOLIDAY_EASTER;
        if (onr_item_text(lex, at(lex, i + 1), "sunday") || onr_item_text(lex, at(lex, i + 1), "day")) j = i + 2;
    } else if (onr_item_text(lex, it, "halloween")) {
        f->amount = ONR_HOLIDAY_HALLOWEEN;
        j = i + 1;
    } else if (onr_item_text(lex, it, "boxing") && day) {
        f->amount = ONR_HOLIDAY_BOXING;
        j = i + 2;
    } else if (onr_item_text(lex, it, "new") && at(lex, i + 1)->capital && onr_item_text(lex, at(lex, i + 1), "year") &&
               word_at(lex, i + 2) == ONR_WORD_POSS) {
        if (onr_item_text(lex, at(lex, i + 3), "day")) f->amount = ONR_HOLIDAY_NEW_YEAR, j = i + 4;
        if (onr_item_text(lex, at(lex, i + 3), "eve")) f->amount = ONR_HOLIDAY_NEW_YEARS_EVE, j = i + 4;
    }
    if (!j) return 0;
    f->kind = ONR_FORM_HOLIDAY;
    uint32_t k = of_year(lex, j, f);
    return k ? k : j;
}
