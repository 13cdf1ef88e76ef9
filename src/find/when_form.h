/* when_form.h - a date expression as read, before it means anything: what the grammar hands to the resolver. */
#ifndef ONR_FIND_WHEN_FORM_H
#define ONR_FIND_WHEN_FORM_H

#include "find/when_lex.h"

typedef enum onr_form_kind {
    ONR_FORM_NONE,
    ONR_FORM_DATE,    /* year, month, day: 0 where not written */
    ONR_FORM_DECADE,  /* year: 1990, or 90 for "the 90s" */
    ONR_FORM_CENTURY, /* amount: 19 */
    ONR_FORM_PART,    /* of a year: unit quarter, half or season, amount 1-4; year may be 0 */
    ONR_FORM_WEEKDAY, /* weekday; shift or the week it is of */
    ONR_FORM_DAYS,    /* amount days from the publication day */
    ONR_FORM_UNIT,    /* "last week", "the same day": unit and shift */
    ONR_FORM_AGO,     /* amount units ago, earlier, later: sign and in_context */
    ONR_FORM_PERIOD,  /* "the past two months": amount, unit, sign */
    ONR_FORM_DURATION,
    ONR_FORM_VAGUE,  /* sign: past, present, future */
    ONR_FORM_HOLIDAY /* amount: ONR_HOLIDAY_... */
} onr_form_kind;

enum {
    ONR_HOLIDAY_CHRISTMAS,
    ONR_HOLIDAY_CHRISTMAS_EVE,
    ONR_HOLIDAY_NEW_YEAR,
    ONR_HOLIDAY_NEW_YEARS_EVE,
    ONR_HOLIDAY_THANKSGIVING,
    ONR_HOLIDAY_EASTER,
    ONR_HOLIDAY_HALLOWEEN,
    ONR_HOLIDAY_BOXING
};

typedef struct onr_form {
    uint8_t kind, unit;   /* onr_form_kind, ONR_GRAIN_... */
    int8_t shift;         /* ONR_SHIFT_..., -1 none */
    int8_t year_shift;    /* "June last year": ONR_SHIFT_..., -1 none */
    int8_t week_shift;    /* "Friday last week" */
    int8_t weekday, sign; /* -1 none; -1, 0, 1 */
    int8_t mod;           /* the item value of early, late, earlier, later; 0 none */
    uint8_t in_context;   /* counted from a date named before, not from publication */
    uint8_t half;         /* "two and a half" */
    uint8_t bad;          /* written as a date but no day of the calendar, or with two readings */
    int32_t amount;       /* 0: unknown ("several") */
    int32_t year;
    uint8_t month, day;
    int32_t to_year; /* the other end of a range that shares words: "3-5 May", "1914-18" */
    uint8_t to_month, to_day;
    uint8_t has_to;
} onr_form;

/* The longest date expression that begins at item i; returns the index of the item after it, 0 when there is none. */
uint32_t onr_form_scan(onr_lex *lex, uint32_t i, onr_form *out);

/* The halves of the grammar (when_absolute.c and when_relative.c). Same result as onr_form_scan. */
void onr_form_clear(onr_form *f);
uint32_t onr_form_calendar(onr_lex *lex, uint32_t i, onr_form *f); /* weekday, day, month, year in any order */
uint32_t onr_form_year(onr_lex *lex, uint32_t i, onr_form *f);     /* a year alone, a decade, a century */
uint32_t onr_form_part(onr_lex *lex, uint32_t i, onr_form *f);     /* quarter, half, season */
uint32_t onr_form_holiday(onr_lex *lex, uint32_t i, onr_form *f);
uint32_t onr_form_relative(onr_lex *lex, uint32_t i, onr_form *f); /* last week, two days ago, nine months */

static inline int onr_item_is(const onr_item *it, unsigned word) { return it->word == word; }
static inline int onr_item_char(const onr_item *it, char c) { return it->word == ONR_WORD_PUNCT && it->value == c; }
/* Does the item's text equal this lower-case word? */
int onr_item_text(const onr_lex *lex, const onr_item *it, const char *low);

#endif
