/* number_part.h - the words and digits that numbers are made of; internal to the number files of room find. */
#ifndef ONR_FIND_NUMBER_PART_H
#define ONR_FIND_NUMBER_PART_H

#include "find/number.h"

/* What a word is to a number. */
enum {
    ONR_WORD_NONE,
    ONR_WORD_UNIT,    /* zero ... nine */
    ONR_WORD_TEEN,    /* ten ... nineteen */
    ONR_WORD_TENS,    /* twenty ... ninety */
    ONR_WORD_HUNDRED, /* hundred */
    ONR_WORD_SCALE,   /* thousand, million, lakh, crore ...; their plurals have `plural` */
    ONR_WORD_DOZEN,   /* dozen, score */
    ONR_WORD_PART,    /* third, thirds, tenth, half, quarter: a denominator */
    ONR_WORD_A,       /* a, an */
    ONR_WORD_AND,
    ONR_WORD_POINT,
    ONR_WORD_COUPLE,  /* couple */
    ONR_WORD_SOME,    /* several, few, handful, numerous: vague */
    ONR_WORD_NO,      /* no */
    ONR_WORD_NONE_OF, /* none, nobody, nil */
    ONR_WORD_SINGLE,  /* single, lone, another: one */
    ONR_WORD_MOST     /* majority, most: vague shares */
};

typedef struct onr_num_word {
    uint32_t start, end;
    uint8_t what, plural;
    int64_t value;
} onr_num_word;

/* The word of ASCII letters that begins at `at`, looked up; what = ONR_WORD_NONE when it is not in the list, end = at
 * when no word begins there. */
onr_num_word onr_num_word_at(const onr_text *t, uint32_t at);

/* Digits with their separators: "1,234.5", "1 00 000" is three. Returns the end, at when no digits begin there. *bad is
 * set where the digits are no number ("1.2.3", more digits than a value holds). */
uint32_t onr_num_digits(const onr_text *t, uint32_t at, onr_decimal *value, int *bad);

/* a * m and a + b in lowest form; 0 when the result does not fit. */
int onr_decimal_times(onr_decimal a, int64_t m, onr_decimal *out);
int onr_decimal_plus(onr_decimal a, onr_decimal b, onr_decimal *out);
/* num / den: exact where it is a decimal of at most 12 places, else rounded to 3. */
onr_decimal onr_decimal_ratio(int64_t num, int64_t den);

/* ---- bytes ------------------------------------------------------------------------------------------------------ */

static inline int onr_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline int onr_is_alpha(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
/* The byte at `i`, 0 outside. */
static inline char onr_byte(const onr_text *t, uint32_t i) { return i >= t->from && i < t->to ? t->p[i] : 0; }
/* Is byte i a letter, a digit, or a part of another character? */
static inline int onr_is_word_byte(char c) { return onr_is_digit(c) || onr_is_alpha(c) || (unsigned char)c >= 0x80; }
/* Over white space (space, line end, no-break and thin spaces), at most 8 bytes of it. */
uint32_t onr_num_skip_space(const onr_text *t, uint32_t at);
uint32_t onr_num_back_space(const onr_text *t, uint32_t at);
/* The length of a dash (-, U+2010 ... U+2015, U+2212) that begins at `at`, else 0. */
uint32_t onr_num_dash(const onr_text *t, uint32_t at);
/* The word of letters and inner hyphens, apostrophes and points that ends at or begins at `at`: [start, end). */
onr_span onr_num_word_before(const onr_text *t, uint32_t at);
onr_span onr_num_word_after(const onr_text *t, uint32_t at);
/* Is the span's text this lower-case word, its case aside? In a list "|a|b|"? */
int onr_num_is_all(const onr_text *t, onr_span s, const char *lower);
static inline int onr_num_is(const onr_text *t, onr_span s, const char *lower) {
    return s.end > s.start && (t->p[s.start] | 32) == (lower[0] | 32) && onr_num_is_all(t, s, lower);
}
int onr_num_in(const onr_text *t, onr_span s, const char *list);

/* ---- bounds (number_bound.c) and units (number_unit.c) ---------------------------------------------------------- */

/* Read the bound before or behind q->text into q->value; text grows over it. */
void onr_num_bounds_before(const onr_text *t, onr_quantity *q);
void onr_num_bounds_behind(const onr_text *t, onr_quantity *q);
/* A sign of money that ends at `at`, white space between them or not: its first byte, or `at`. */
uint32_t onr_num_sign_before(const onr_text *t, uint32_t at, const char **code);
/* The byte behind a sign of money that begins at `at`, or `at`. */
uint32_t onr_num_skip_sign(const onr_text *t, uint32_t at);
/* "percent", "percentage points" or money behind byte `at`: fills what, unit and currency, text grows; else 0. */
int onr_num_percent_behind(const onr_text *t, uint32_t at, onr_quantity *q);
int onr_num_money_behind(const onr_text *t, uint32_t at, onr_quantity *q);
/* Is the word a measure: "mile", "tonnes"? Not one of one or two letters. */
int onr_num_is_measure(const onr_text *t, onr_span w);
/* Whatever stands behind the quantity or grows on it. */
void onr_num_unit_behind(const onr_text *t, onr_quantity *q);

/* ---- context (number_reject.c) --------------------------------------------------------------------------------- */

/* Where the stretch of digits, letters and signs at `at` is no number by its form (a phone number, an address of the
 * net, a time, 31/12/2019, F-16): its end, and why in *no. 0: it may be one. */
uint32_t onr_num_no_number(const onr_text *t, uint32_t at, uint8_t *no);
/* Why the quantity is no count, by the words around it; `number`, `what` and `value` are set. */
uint8_t onr_num_reject(const onr_text *t, const onr_quantity *q);
/* Does the word look like a plural that is counted: "people", "tons"? */
int onr_num_counted(const onr_text *t, onr_span s);

#endif
