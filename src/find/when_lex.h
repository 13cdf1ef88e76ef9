/* when_lex.h - text as the date grammar sees it: items of a closed vocabulary; internal to room find. */
#ifndef ONR_FIND_WHEN_LEX_H
#define ONR_FIND_WHEN_LEX_H

#include "doc/doc.h"

typedef enum onr_word {
    ONR_WORD_END,    /* past the block */
    ONR_WORD_OTHER,  /* any other word */
    ONR_WORD_PUNCT,  /* value: the character; every hyphen and dash '-', the long dash '_', apostrophes '\'' */
    ONR_WORD_POSS,   /* 's */
    ONR_WORD_DIGITS, /* value, or -1 when it is no plain whole number of at most 6 digits; digits: how many */
    ONR_WORD_NTH,    /* 21st */
    ONR_WORD_DECADE, /* 1990s, 90s: value 1990 or 90 */
    ONR_WORD_QNUM,   /* Q3, 3Q: value 3 */
    ONR_WORD_HNUM,   /* H1, 1H */
    ONR_WORD_TIME,   /* 3pm */
    ONR_WORD_ONE,    /* one ... nineteen */
    ONR_WORD_TEN,    /* twenty ... ninety */
    ONR_WORD_HUNDRED,
    ONR_WORD_THOUSAND,
    ONR_WORD_A,       /* a, an */
    ONR_WORD_SOME,    /* several, few, many, couple (2) ... : value 0 unknown */
    ONR_WORD_ORD,     /* first ... twentieth, thirtieth */
    ONR_WORD_MONTH,   /* value 1-12; `abbrev` when short */
    ONR_WORD_WEEKDAY, /* value 0-6; `abbrev` when short */
    ONR_WORD_UNIT,    /* value: ONR_GRAIN_...; `plural` */
    ONR_WORD_PERIOD,  /* period */
    ONR_WORD_SEASON,  /* value 0 spring ... 3 winter */
    ONR_WORD_DECADES, /* twenties ... nineties: value 20 ... 90 */
    ONR_WORD_DEICTIC, /* yesterday, today, tomorrow, tonight: days */
    ONR_WORD_SHIFT,   /* last, this, next ...: value ONR_SHIFT_... */
    ONR_WORD_MOD,     /* early, late, mid, earlier, later */
    ONR_WORD_EDGE,    /* beginning, end, middle, start, rest, close, half */
    ONR_WORD_PART,    /* morning, afternoon, evening, night, noon, midnight */
    ONR_WORD_AGO,
    ONR_WORD_VAGUE, /* VAGUE: value -1 past, 0 present, 1 future */
    ONR_WORD_THE,
    ONR_WORD_OF,
    ONR_WORD_IN,
    ONR_WORD_ON,
    ONR_WORD_AT,
    ONR_WORD_BY,
    ONR_WORD_FOR,
    ONR_WORD_FROM,
    ONR_WORD_TO,
    ONR_WORD_AND,
    ONR_WORD_OR,
    ONR_WORD_BETWEEN,
    ONR_WORD_SINCE,
    ONR_WORD_UNTIL,
    ONR_WORD_THROUGH,
    ONR_WORD_BEFORE,
    ONR_WORD_AFTER,
    ONR_WORD_DURING,
    ONR_WORD_AS,
    ONR_WORD_PREP,     /* within, around, throughout, circa */
    ONR_WORD_YEARLY,   /* fiscal, financial, academic, calendar */
    ONR_WORD_OLD,      /* old, age, aged */
    ONR_WORD_FUTURE,   /* will, shall, ll, wo ...: a verb that looks ahead */
    ONR_WORD_PLANNED,  /* scheduled, expected, due, planned, set, hopes ... */
    ONR_WORD_SAID,     /* said, told: a verb in the past, like every word in -ed */
    ONR_WORD_HAD,      /* was, were, had, did, has, have */
    ONR_WORD_NUMBERISH /* words before a number that make it a count: than, about, nearly, some ... */
} onr_word;

enum {
    ONR_SHIFT_LAST,
    ONR_SHIFT_PAST,
    ONR_SHIFT_THIS,
    ONR_SHIFT_NEXT,
    ONR_SHIFT_COMING,
    ONR_SHIFT_PREVIOUS,
    ONR_SHIFT_FOLLOWING,
    ONR_SHIFT_SAME,
    ONR_SHIFT_LATEST
};

typedef struct onr_item {
    uint32_t start, end;
    int32_t value;
    uint8_t word; /* onr_word */
    uint8_t digits;
    uint8_t capital, spaced /* white space before it */, abbrev, plural;
} onr_item;

enum {
    ONR_LEX_RING = 128, /* items kept: a power of two */
    ONR_LEX_AHEAD = 40, /* items after the place where the grammar stands that may be asked for */
    ONR_LEX_BACK = 64
};

typedef struct onr_lex {
    const char *text;
    uint32_t at, end; /* bytes still to be read */
    uint32_t n;       /* items read */
    onr_item ring[ONR_LEX_RING];
} onr_lex;

void onr_lex_init(onr_lex *lex, const char *text, onr_span s);
/* Item i; an END item past the block, or when i lies further back than the ring reaches. */
const onr_item *onr_lex_read(onr_lex *lex, uint32_t i);
static inline const onr_item *onr_lex_at(onr_lex *lex, uint32_t i) {
    int kept = i < lex->n && lex->n - i < ONR_LEX_RING;
    return kept ? &lex->ring[i & (ONR_LEX_RING - 1)] : onr_lex_read(lex, i);
}
/* Item i - 1; an END item before the first. */
const onr_item *onr_lex_before(onr_lex *lex, uint32_t i);

/* The word class of n bytes of ASCII letters, ONR_WORD_OTHER for most; fills value, abbrev and plural. */
void onr_word_look_up(const char *p, size_t n, onr_item *out);

#endif
