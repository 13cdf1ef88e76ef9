/* The grammar of dates that are counted from another: yesterday, last week, two days ago, the past three months, and of
 * lengths of time. Recursive descent over items with bounded look-ahead. Cost: O(1) an item.
 */
#include "find/when_form.h"

static const onr_item *at(onr_lex *lex, uint32_t i) { return onr_lex_at(lex, i); }
static unsigned word_at(onr_lex *lex, uint32_t i) { return onr_lex_at(lex, i)->word; }

static int is_unit(const onr_item *it, int32_t grain) { return it->word == ONR_WORD_UNIT && it->value == grain; }

static int tight(onr_lex *lex, uint32_t i) {
    return onr_item_char(at(lex, i), '-') && !at(lex, i)->spaced && !at(lex, i + 1)->spaced;
}

/* ---- numbers ---------------------------------------------------------------------------------------------------- */

/* two, twenty-five, 12, a, a couple of, several, a few, a hundred; half: "two and a half" */
static uint32_t number_at(onr_lex *lex, uint32_t i, int32_t *value, uint8_t *half) {
    const onr_item *it = at(lex, i);
    uint32_t j = i + 1;
    *half = 0;
    *value = it->value;
    switch (it->word) {
    case ONR_WORD_DIGITS:
        if (it->value < 0 || it->digits > 4) return 0;
        break;
    case ONR_WORD_A:
        if (word_at(lex, j) == ONR_WORD_SOME) {
            *value = at(lex, j)->value;
            j += 1 + (word_at(lex, j + 1) == ONR_WORD_OF);
        }
        break;
    case ONR_WORD_SOME: break;
    case ONR_WORD_ONE: break;
    case ONR_WORD_TEN:
        if (onr_item_char(at(lex, j), '-') && word_at(lex, j + 1) == ONR_WORD_ONE) j++;
        if (word_at(lex, j) == ONR_WORD_ONE && at(lex, j)->value < 10) *value += at(lex, j++)->value;
        break;
    default: return 0;
    }
    if (word_at(lex, j) == ONR_WORD_HUNDRED && *value > 0 && *value < 20) *value *= 100, j++;
    if (word_at(lex, j) == ONR_WORD_THOUSAND && *value > 0 && *value < 100) *value *= 1000, j++;
    if (word_at(lex, j) == ONR_WORD_AND && word_at(lex, j + 1) == ONR_WORD_A &&
        is_unit(at(lex, j + 2), ONR_GRAIN_HALF)) {
        *half = 1;
        j += 3;
    }
    return j;
}

/* ---- days around today ------------------------------------------------------------------------------------------ */

static uint32_t part_of_day(onr_lex *lex, uint32_t i) { return word_at(lex, i) == ONR_WORD_PART ? i + 1 : i; }

static uint32_t days_form(onr_form *f, int32_t days, uint32_t end) {
    f->kind = ONR_FORM_DAYS;
    f->unit = ONR_GRAIN_DAY;
    f->amount = days;
    return end;
}

/* "the day before yesterday", "the day after tomorrow" */
static uint32_t day_beside(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t j = i + (word_at(lex, i) == ONR_WORD_THE);
    unsigned p = onr_lex_before(lex, i)->word; /* "2 day before yesterday" is another day */
    if (j == i && (p == ONR_WORD_DIGITS || p == ONR_WORD_ONE || p == ONR_WORD_A || p == ONR_WORD_TEN)) return 0;
    if (!is_unit(at(lex, j), ONR_GRAIN_DAY) || at(lex, j)->plural) return 0;
    int back = word_at(lex, j + 1) == ONR_WORD_BEFORE, ahead = word_at(lex, j + 1) == ONR_WORD_AFTER;
    const onr_item *d = at(lex, j + 2);
    if ((!back && !ahead) || d->word != ONR_WORD_DEICTIC) return 0;
    return days_form(f, d->value + (ahead ? 1 : -1), j + 3);
}

static uint32_t deictic(onr_lex *lex, uint32_t i, onr_form *f) {
    const onr_item *it = at(lex, i);
    if (it->word != ONR_WORD_DEICTIC || word_at(lex, i + 1) == ONR_WORD_POSS) {
        if (it->word != ONR_WORD_DEICTIC) return 0;
        return days_form(f, it->value, i + 1);
    }
    return days_form(f, it->value, part_of_day(lex, i + 1));
}

/* "this morning", "last night", "this evening"; "the same night" */
static uint32_t shifted_part(onr_lex *lex, uint32_t i, onr_form *f) {
    if (word_at(lex, i) != ONR_WORD_SHIFT || word_at(lex, i + 1) != ONR_WORD_PART) return 0;
    if (at(lex, i)->value == ONR_SHIFT_THIS && !onr_item_text(lex, at(lex, i), "current"))
        return days_form(f, 0, i + 2);
    if (at(lex, i)->value == ONR_SHIFT_LAST) return days_form(f, -1, i + 2);
    return 0;
}

/* ---- weekdays --------------------------------------------------------------------------------------------------- */

/* After a weekday: "last week", "of this week", "next week": the week it is of. */
static uint32_t of_week(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t j = i + (word_at(lex, i) == ONR_WORD_OF);
    if (word_at(lex, j) != ONR_WORD_SHIFT || !is_unit(at(lex, j + 1), ONR_GRAIN_WEEK)) return 0;
    if (word_at(lex, j + 2) == ONR_WORD_POSS) return 0;
    f->week_shift = (int8_t)at(lex, j)->value;
    return j + 2;
}

static uint32_t weekday(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t from = i;
    if (word_at(lex, i) == ONR_WORD_SHIFT && at(lex, i)->value != ONR_SHIFT_SAME &&
        at(lex, i)->value != ONR_SHIFT_LATEST)
        f->shift = (int8_t)at(lex, i++)->value;
    if (i > from && word_at(lex, i) == ONR_WORD_SHIFT && at(lex, i)->value == ONR_SHIFT_COMING)
        f->shift = (int8_t)at(lex, i++)->value;
    const onr_item *it = at(lex, i);
    if (it->word != ONR_WORD_WEEKDAY || it->plural || !it->capital) return 0;
    if (it->abbrev && !(onr_item_char(at(lex, i + 1), '.') && !at(lex, i + 1)->spaced)) return 0;
    const onr_item *n = at(lex, i + 1), *p = onr_lex_before(lex, from);
    /* "Sunday Times", "Black Friday", "Good Friday" are names */
    if (n->word == ONR_WORD_OTHER && n->capital &&
        (onr_item_text(lex, n, "times") || onr_item_text(lex, n, "telegraph") || onr_item_text(lex, n, "mirror") ||
         onr_item_text(lex, n, "mail") || onr_item_text(lex, n, "express") || onr_item_text(lex, n, "herald") ||
         onr_item_text(lex, n, "independent") || onr_item_text(lex, n, "world") || onr_item_text(lex, n, "post") ||
         onr_item_text(lex, n, "book")))
        return 0;
    if (p->word == ONR_WORD_OTHER && p->capital && p->end + 1 == it->start &&
        (onr_item_text(lex, p, "black") || onr_item_text(lex, p, "bloody") || onr_item_text(lex, p, "good") ||
         onr_item_text(lex, p, "cyber") || onr_item_text(lex, p, "ash") || onr_item_text(lex, p, "palm") ||
         onr_item_text(lex, p, "super") || onr_item_text(lex, p, "casual") || onr_item_text(lex, p, "easter")))
        return 0;
    f->kind = ONR_FORM_WEEKDAY;
    f->unit = ONR_GRAIN_DAY;
    f->weekday = (int8_t)it->value;
    i += 1 + (it->abbrev);
    uint32_t j = of_week(lex, i, f);
    if (j) return part_of_day(lex, j);
    j = part_of_day(lex, i);
    if (j > i) {
        uint32_t k = of_week(lex, j, f);
        if (k) return k;
    }
    return j;
}

/* ---- this and last ---------------------------------------------------------------------------------------------- */

static int is_calendar_unit(const onr_item *it) {
    return it->word == ONR_WORD_UNIT && it->value >= ONR_GRAIN_DAY && it->value != ONR_GRAIN_HALF;
}

/* "the same day", "that year", "the following week", "the previous month": counted from a date named before. */
static int is_context_shift(int32_t s) {
    return s == ONR_SHIFT_PREVIOUS || s == ONR_SHIFT_FOLLOWING || s == ONR_SHIFT_SAME || s == ONR_SHIFT_LATEST;
}

static uint32_t period_form(onr_form *f, int32_t n, int32_t unit, int32_t shift, uint32_t end) {
    f->kind = ONR_FORM_PERIOD;
    f->amount = n;
    f->unit = (uint8_t)unit;
    f->sign = shift == ONR_SHIFT_NEXT || shift == ONR_SHIFT_COMING || shift == ONR_SHIFT_FOLLOWING ? 1 : -1;
    return end;
}

/* [the] last/past/next N units */
static uint32_t shifted_count(onr_lex *lex, uint32_t i, int32_t shift, onr_form *f) {
    int32_t n;
    uint8_t half;
    uint32_t j = number_at(lex, i, &n, &half);
    if (!j) {
        if (word_at(lex, i) != ONR_WORD_UNIT || !at(lex, i)->plural) return 0;
        n = 0; /* "in the coming weeks" */
        j = i;
    }
    const onr_item *u = at(lex, j);
    if (u->word != ONR_WORD_UNIT || u->value == ONR_GRAIN_HALF || shift == ONR_SHIFT_SAME || shift == ONR_SHIFT_THIS)
        return 0;
    f->half = half;
    return period_form(f, n, u->value, shift, j + 1);
}

static uint32_t shifted(onr_lex *lex, uint32_t i, onr_form *f) {
    int the = word_at(lex, i) == ONR_WORD_THE;
    i += (uint32_t)the;
    if (word_at(lex, i) != ONR_WORD_SHIFT) return 0;
    int32_t s = at(lex, i)->value;
    uint32_t j = i + 1, k;
    if (s == ONR_SHIFT_THIS && word_at(lex, j) == ONR_WORD_SHIFT) { /* this past week, this coming Sunday */
        s = at(lex, j)->value;
        s = s == ONR_SHIFT_PAST ? ONR_SHIFT_LAST : s;
        j++;
    }
    if ((k = shifted_count(lex, j, s, f)) != 0) return k;
    if (word_at(lex, j) == ONR_WORD_YEARLY) j++;
    const onr_item *u = at(lex, j);
    if (u->word == ONR_WORD_SEASON && s != ONR_SHIFT_SAME) {
        f->kind = ONR_FORM_PART;
        f->unit = ONR_GRAIN_SEASON;
        f->amount = u->value + 1;
        f->shift = (int8_t)s;
        return j + 1;
    }
    if (u->word == ONR_WORD_PERIOD && s == ONR_SHIFT_LATEST) {
        f->kind = ONR_FORM_UNIT;
        f->unit = ONR_GRAIN_QUARTER;
        f->shift = (int8_t)s;
        return j + 1;
    }
    if (!is_calendar_unit(u) || u->plural || tight(lex, j + 1)) return 0;
    if (onr_item_text(lex, at(lex, i), "that") && u->value == ONR_GRAIN_DAY && word_at(lex, j + 1) == ONR_WORD_OTHER)
        return 0;
    if (the && s == ONR_SHIFT_LAST && u->value == ONR_GRAIN_DAY) return 0; /* "the last day of" */
    if (the && (s == ONR_SHIFT_PAST || s == ONR_SHIFT_LAST)) return period_form(f, 1, u->value, s, j + 1);
    f->kind = ONR_FORM_UNIT;
    f->unit = (uint8_t)u->value;
    f->shift = (int8_t)s;
    f->in_context = (uint8_t)(is_context_shift(s) || (the && s == ONR_SHIFT_NEXT));
    return j + 1;
}

/* "the weekend", "the end of the year", "earlier in the week": the unit that the publication day is in. */
static uint32_t plain_unit(onr_lex *lex, uint32_t i, onr_form *f) {
    if (word_at(lex, i) != ONR_WORD_THE) return 0;
    uint32_t j = i + 1;
    if (word_at(lex, j) == ONR_WORD_YEARLY) j++;
    const onr_item *u = at(lex, j), *p = onr_lex_before(lex, i);
    if (!is_calendar_unit(u) || u->plural || u->value == ONR_GRAIN_DAY || u->value >= ONR_GRAIN_DECADE ||
        tight(lex, j + 1))
        return 0;
    if (word_at(lex, j + 1) == ONR_WORD_BEFORE || word_at(lex, j + 1) == ONR_WORD_AFTER) { /* "the year before" */
        if (word_at(lex, j + 2) == ONR_WORD_SHIFT || word_at(lex, j + 2) == ONR_WORD_THE) return 0;
        f->kind = ONR_FORM_UNIT;
        f->unit = (uint8_t)u->value;
        f->shift = word_at(lex, j + 1) == ONR_WORD_BEFORE ? ONR_SHIFT_PREVIOUS : ONR_SHIFT_FOLLOWING;
        f->in_context = 1;
        return j + 2;
    }
    int part = p->word == ONR_WORD_OF && i >= 2 && (onr_lex_at(lex, i - 2)->word == ONR_WORD_EDGE);
    int within = p->word == ONR_WORD_IN && i >= 2 && onr_lex_at(lex, i - 2)->word == ONR_WORD_MOD;
    if (word_at(lex, j + 1) == ONR_WORD_OF || onr_item_text(lex, at(lex, j + 1), "ended")) return 0;
    if (u->value != ONR_GRAIN_WEEKEND && u->value != ONR_GRAIN_QUARTER && u->value != ONR_GRAIN_YEAR && !part &&
        !within)
        return 0;
    if (u->value == ONR_GRAIN_YEAR && !part && !within && p->word != ONR_WORD_FOR) return 0;
    f->kind = ONR_FORM_UNIT;
    f->unit = (uint8_t)u->value;
    f->shift = u->value == ONR_GRAIN_QUARTER ? ONR_SHIFT_LATEST : ONR_SHIFT_THIS;
    return j + 1;
}

/* "year-earlier quarter", "the year-ago period" */
static uint32_t year_ago(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t j = i + (word_at(lex, i) == ONR_WORD_THE || word_at(lex, i) == ONR_WORD_A);
    if (!is_unit(at(lex, j), ONR_GRAIN_YEAR) || at(lex, j)->plural || !tight(lex, j + 1)) return 0;
    const onr_item *w = at(lex, j + 2);
    if (w->word != ONR_WORD_AGO && !(w->word == ONR_WORD_MOD && w->value == -2)) return 0;
    f->kind = ONR_FORM_AGO;
    f->unit = ONR_GRAIN_YEAR;
    f->amount = 1;
    f->sign = -1;
    f->in_context = 1;
    const onr_item *u = at(lex, j + 3);
    return j + 3 + (u->word == ONR_WORD_PERIOD || is_unit(u, ONR_GRAIN_QUARTER));
}

/* ---- counted units ---------------------------------------------------------------------------------------------- */

/* What follows a length: ago, earlier, later, before, after, from now, from today. 0: nothing. */
static uint32_t direction(onr_lex *lex, uint32_t i, onr_form *f) {
    const onr_item *it = at(lex, i);
    if (onr_item_text(lex, it, "or") && onr_item_text(lex, at(lex, i + 1), "so")) it = at(lex, i += 2);
    if (onr_item_char(it, '-') && !it->spaced) it = at(lex, ++i);
    f->sign = -1;
    f->in_context = 1;
    switch (it->word) {
    case ONR_WORD_AGO: f->in_context = 0; return i + 1;
    case ONR_WORD_MOD:
        if (it->value != -2 && it->value != 2) return 0;
        f->sign = it->value < 0 ? -1 : 1;
        return i + 1;
    case ONR_WORD_BEFORE:
    case ONR_WORD_AFTER: {
        const onr_item *n = at(lex, i + 1);
        f->sign = it->word == ONR_WORD_AFTER ? 1 : -1;
        return n->word == ONR_WORD_PUNCT || n->word == ONR_WORD_END ? i + 1 : 0;
    }
    case ONR_WORD_FROM:
        if (!onr_item_text(lex, at(lex, i + 1), "now") && !onr_item_text(lex, at(lex, i + 1), "today")) return 0;
        f->sign = 1;
        f->in_context = 0;
        return i + 2;
    default: return 0;
    }
}

/* An age, a rate, a part of a name: "12-year-old", "5 years old", "two years of age", "aged 3 months". */
static int is_age(onr_lex *lex, uint32_t from, uint32_t after) {
    const onr_item *p = onr_lex_before(lex, from), *n = at(lex, after);
    if (p->word == ONR_WORD_OLD) return 1;
    if (n->word == ONR_WORD_OLD) return 1;
    if (onr_item_char(n, '-') && at(lex, after + 1)->word == ONR_WORD_OLD) return 1;
    return n->word == ONR_WORD_OF && at(lex, after + 1)->word == ONR_WORD_OLD;
}

/* "a day" is a rate ("20 a day") unless a word before it makes it a length. */
static int is_length(onr_lex *lex, uint32_t i) {
    const onr_item *p = onr_lex_before(lex, i);
    return p->word == ONR_WORD_FOR || p->word == ONR_WORD_IN || p->word == ONR_WORD_NUMBERISH ||
           p->word == ONR_WORD_PREP || p->word == ONR_WORD_AFTER || p->word == ONR_WORD_OF || p->word == ONR_WORD_BY;
}

static uint32_t counted(onr_lex *lex, uint32_t i, onr_form *f) {
    uint32_t from = i, j, k;
    if (word_at(lex, i) == ONR_WORD_THE) i++;
    if (i > from && word_at(lex, i) == ONR_WORD_ORD && at(lex, i)->value == 1) i++; /* the first nine months */
    j = number_at(lex, i, &f->amount, &f->half);
    if (!j) {
        if (word_at(lex, i) != ONR_WORD_UNIT || !at(lex, i)->plural || i > from) return 0;
        j = i; /* "years ago" */
        f->amount = 0;
    }
    int hyphened = tight(lex, j);
    j += (uint32_t)hyphened;
    if (onr_item_text(lex, at(lex, j), "more") || onr_item_text(lex, at(lex, j), "full") ||
        onr_item_text(lex, at(lex, j), "straight") || onr_item_text(lex, at(lex, j), "consecutive"))
        j++;
    const onr_item *u = at(lex, j), *n = at(lex, i);
    if (u->word != ONR_WORD_UNIT || u->value == ONR_GRAIN_HALF || u->value == ONR_GRAIN_WEEKEND ||
        is_age(lex, from, j + 1))
        return 0;
    f->unit = (uint8_t)u->value;
    if ((k = direction(lex, j + 1, f)) != 0) {
        f->kind = ONR_FORM_AGO;
        return k;
    }
    f->sign = 0;
    f->in_context = 0;
    if (j == i || (n->word == ONR_WORD_SOME && !u->plural)) return 0;
    if (n->word == ONR_WORD_A && j == i + 1 && !is_length(lex, i)) return 0;
    if (n->word == ONR_WORD_ONE && n->value == 1 && !hyphened && !is_length(lex, i)) return 0; /* "one day" */
    if (u->value == ONR_GRAIN_QUARTER && !u->plural) return 0;
    if (!u->plural && !hyphened && f->amount != 1) return 0;
    f->kind = ONR_FORM_DURATION;
    return j + 1;
}

/* ---- vague ------------------------------------------------------------------------------------------------------ */

static uint32_t vague_form(onr_form *f, int sign, uint32_t end) {
    f->kind = ONR_FORM_VAGUE;
    f->sign = (int8_t)sign;
    return end;
}

static uint32_t vague(onr_lex *lex, uint32_t i, onr_form *f) {
    const onr_item *it = at(lex, i), *p = onr_lex_before(lex, i);
    if (it->word == ONR_WORD_THE) {
        uint32_t j = i + 1;
        if (onr_item_text(lex, at(lex, j), "near") || onr_item_text(lex, at(lex, j), "foreseeable")) j++;
        if (onr_item_text(lex, at(lex, j), "future")) return vague_form(f, 1, j + 1);
    }
    if (it->word == ONR_WORD_VAGUE) {
        if (onr_item_text(lex, it, "future"))
            return p->word == ONR_WORD_THE || onr_item_text(lex, p, "near") || onr_item_text(lex, p, "foreseeable")
                       ? vague_form(f, 1, i + 1)
                       : 0;
        if (onr_item_text(lex, it, "soon") && onr_item_text(lex, p, "as")) return 0;
        if (onr_item_text(lex, it, "now") && (it->capital && p->word != ONR_WORD_END && p->word != ONR_WORD_PUNCT))
            return 0;
        return vague_form(f, it->value, i + 1);
    }
    if (onr_item_text(lex, it, "recent") && word_at(lex, i + 1) == ONR_WORD_UNIT && at(lex, i + 1)->plural)
        return vague_form(f, -1, i + 2);
    if (it->word == ONR_WORD_THE && at(lex, i + 1)->value == ONR_SHIFT_PAST &&
        onr_item_text(lex, at(lex, i + 1), "past") && (word_at(lex, i + 2) == ONR_WORD_PUNCT) && p->word == ONR_WORD_IN)
        return vague_form(f, -1, i + 2);
    return 0;
}

uint32_t onr_form_relative(onr_lex *lex, uint32_t i, onr_form *f) {
    static uint32_t (*const forms[])(onr_lex *, uint32_t, onr_form *) = {
        day_beside, deictic, shifted_part, weekday, shifted, year_ago, counted, plain_unit, vague};
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        onr_form g = *f;
        uint32_t end = forms[k](lex, i, &g);
        if (!end) continue;
        *f = g;
        return end;
    }
    return 0;
}
