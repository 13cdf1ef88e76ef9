/* number.h - numbers in English text: what is written, as an exact value, and whether it counts anything.
 *
 * Two layers, both on bytes alone (no token, tag or network), so that they are tested alone:
 *     number    "two hundred and five", "1,00,000", "2.4 million", "half a dozen", "tens of thousands", "no one"
 *     quantity  a number, or the two ends of a range, with its bound ("at least"), its sign or unit ("US$", "%",
 *               "km"), and what it is not ("May 4", "F-16", "3:30", "aged 7", "555-0100")
 * Values are exact decimals up to 10^18; what does not fit is no number. Pure functions without allocation or state;
 * each call reads a bounded stretch around `at`, so a walk over a text is linear.
 *
 *     onr_text t = {text, 0, n};
 *     onr_quantity q;
 *     for (uint32_t at = 0; onr_quantity_next(&t, &at, 0, &q);) ...
 */
#ifndef ONR_FIND_NUMBER_H
#define ONR_FIND_NUMBER_H

#include <stdint.h>

#include "doc/records.h"

/* Bytes [from, to) of a text: nothing outside them is read. */
typedef struct onr_text {
    const char *p;
    uint32_t from, to;
} onr_text;

enum {
    ONR_NUMBER_CARDINAL = 1, /* a count or amount */
    ONR_NUMBER_FRACTION,     /* two thirds, half, one in five: num / den */
    ONR_NUMBER_VAGUE,        /* dozens, several */
    ONR_NUMBER_ZERO
}; /* no, none, nobody */

enum {
    ONR_NUMBER_WEAK = 1, /* flag: read words that are numbers in some sentences only (a, another, no, few) */
    ONR_NUMBER_NO_AND = 2
}; /* flag: "and" joins nothing ("between one hundred and two hundred") */

typedef struct onr_number {
    onr_span span;
    onr_decimal value; /* a fraction that is no finite decimal is rounded to 3 places */
    int64_t num, den;  /* of a fraction, else 0 */
    int64_t scale;     /* of the last magnitude word, else 0 */
    uint8_t kind;      /* ONR_NUMBER_CARDINAL ... */
    uint8_t weak;      /* read only because of ONR_NUMBER_WEAK */
    uint8_t approx;    /* "a couple" */
    uint8_t digits;    /* begins with a digit */
} onr_number;

/* Does a number begin at byte `at`, which must be the begin of a word? Fills *out and returns 1. */
int onr_number_at(const onr_text *t, uint32_t at, unsigned flags, onr_number *out);

/* What a quantity is of, as far as its own words tell. */
enum {
    ONR_QUANTITY_COUNT,
    ONR_QUANTITY_PERCENT,
    ONR_QUANTITY_POINTS,
    ONR_QUANTITY_MONEY,
    ONR_QUANTITY_MEASURE,
    ONR_QUANTITY_DURATION
};

/* Why it is no count. Up to ONR_NOT_SOFT the pattern alone decides; from there on a reader of the sentence may know
 * better. */
enum {
    ONR_NOT_NOTHING,
    ONR_NOT_DATE,
    ONR_NOT_TIME,
    ONR_NOT_ORDINAL,
    ONR_NOT_DECADE,
    ONR_NOT_NAME,
    ONR_NOT_PHONE,
    ONR_NOT_ADDRESS,
    ONR_NOT_VERSION,
    ONR_NOT_AGE,
    ONR_NOT_URL,
    ONR_NOT_ID,
    ONR_NOT_SOFT,
    ONR_NOT_SCORE = ONR_NOT_SOFT,
    ONR_NOT_YEAR,
    ONR_NOT_LABEL,
    ONR_NOT_PRONOUN
};

typedef struct onr_quantity {
    onr_span number, text; /* "36 and 40"; "between 36 and 40", "at least US$5 million" */
    onr_value value;       /* vague points nowhere: it is the words of `number` */
    uint8_t vague;
    uint8_t kind, what, no; /* ONR_NUMBER_..., ONR_QUANTITY_..., ONR_NOT_... */
    uint8_t weak, range;
    int64_t num, den; /* of a fraction */
    int64_t scale;
    onr_span unit;        /* the sign, code or word of what it is of; 0,0: none known */
    const char *currency; /* see onr_figure */
} onr_quantity;

/* The first quantity at or after *at; moves *at behind it. Returns 0 at the end of the text. Flags as above. */
int onr_quantity_next(const onr_text *t, uint32_t *at, unsigned flags, onr_quantity *out);

/* 100 * num / den, rounded to two places. */
onr_decimal onr_number_percent(int64_t num, int64_t den);
/* The order of two decimals: <0, 0, >0. */
int onr_decimal_compare(onr_decimal a, onr_decimal b);

#endif
