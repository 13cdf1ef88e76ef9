/* Bytes to items. One pass; the last ONR_LEX_RING items are kept, so memory does not grow with the block.
 *
 * A run of letters is a word; digits with the letters glued to them are one item (21st, 1990s, Q3, 3pm), and what else
 * mixes letters and digits (F16, MH370) is OTHER. Digits with inner commas, points, colons or slashes (1,500 3.5 3:30
 * 1.2.3) are DIGITS without a value: never a year or a day. Cost: O(bytes).
 */
#include <string.h>

#include "find/when_lex.h"

static int is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static int is_alpha(unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
static int is_blank(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void onr_lex_init(onr_lex *lex, const char *text, onr_span s) {
    lex->text = text;
    lex->at = s.start;
    lex->end = s.end;
    lex->n = 0;
}

static unsigned char byte_at(const onr_lex *lex, uint32_t i) { return i < lex->end ? (unsigned char)lex->text[i] : 0; }

/* U+00A0, U+2009, U+202F: spaces of two or three bytes; returns their length, or 0. */
static uint32_t wide_space(const onr_lex *lex, uint32_t i) {
    if (byte_at(lex, i) == 0xC2 && byte_at(lex, i + 1) == 0xA0) return 2;
    if (byte_at(lex, i) != 0xE2 || byte_at(lex, i + 1) != 0x80) return 0;
    return byte_at(lex, i + 2) == 0x89 || byte_at(lex, i + 2) == 0xAF ? 3 : 0;
}

static int take_space(onr_lex *lex) {
    uint32_t from = lex->at, k;
    for (;;) {
        if (is_blank(byte_at(lex, lex->at))) lex->at++;
        else if ((k = wide_space(lex, lex->at)) != 0) lex->at += k;
        else break;
    }
    return lex->at > from;
}

/* Curly apostrophe, hyphens and dashes of three bytes; returns the ASCII stand-in or 0. */
static char stand_in(const onr_lex *lex, uint32_t i) {
    if (byte_at(lex, i) != 0xE2 || byte_at(lex, i + 1) != 0x80) return 0;
    switch (byte_at(lex, i + 2)) {
    case 0x99: return '\'';
    case 0x90:
    case 0x91:
    case 0x92:
    case 0x93: return '-';
    case 0x94: return '_';
    default: return 0;
    }
}

/* Letters, digits and non-ASCII letters run on; used for what is no word of ours. */
static uint32_t word_end(const onr_lex *lex, uint32_t i) {
    while (i < lex->end) {
        unsigned char c = (unsigned char)lex->text[i];
        if (is_alpha(c) || is_digit(c)) i++;
        else if (c >= 0x80 && !stand_in(lex, i) && !wide_space(lex, i)) i++;
        else break;
    }
    return i;
}

static int suffix_is(const onr_lex *lex, uint32_t i, uint32_t end, const char *low) {
    size_t n = strlen(low);
    if (end - i != n) return 0;
    for (size_t k = 0; k < n; k++)
        if ((lex->text[i + k] | 0x20) != low[k]) return 0;
    return 1;
}

/* The digits have an inner comma, point, colon or slash before more digits: 1,500 3.5 12:30 1/2. */
static uint32_t compound_end(const onr_lex *lex, uint32_t i) {
    while (i < lex->end && (is_digit((unsigned char)lex->text[i]) ||
                            (memchr(",.:/", lex->text[i], 4) && is_digit(byte_at(lex, i + 1)))))
        i++;
    return i;
}

static void take_digits(onr_lex *lex, onr_item *it) {
    uint32_t i = lex->at, n = 0;
    int32_t v = 0;
    for (; is_digit(byte_at(lex, i)); i++)
        if (++n <= 6) v = v * 10 + (lex->text[i] - '0');
    uint32_t end = word_end(lex, i);
    it->word = ONR_WORD_OTHER;
    it->value = v;
    it->digits = (uint8_t)(n < 255 ? n : 255);
    if (end > i) { /* glued letters */
        if (n <= 2 && (suffix_is(lex, i, end, "st") || suffix_is(lex, i, end, "nd") || suffix_is(lex, i, end, "rd") ||
                       suffix_is(lex, i, end, "th")))
            it->word = ONR_WORD_NTH;
        else if ((n == 4 || n == 2) && v % 10 == 0 && suffix_is(lex, i, end, "s")) it->word = ONR_WORD_DECADE;
        else if (n == 1 && suffix_is(lex, i, end, "q")) it->word = ONR_WORD_QNUM;
        else if (n == 1 && suffix_is(lex, i, end, "h")) it->word = ONR_WORD_HNUM;
        else if (n <= 2 && (suffix_is(lex, i, end, "am") || suffix_is(lex, i, end, "pm"))) it->word = ONR_WORD_TIME;
        i = end;
    } else {
        it->word = ONR_WORD_DIGITS;
        end = compound_end(lex, i);
        if (end > i || n > 6) it->value = -1;
        i = end;
    }
    lex->at = i;
}

static void take_word(onr_lex *lex, onr_item *it) {
    uint32_t i = lex->at;
    while (is_alpha(byte_at(lex, i))) i++;
    uint32_t end = i < lex->end && (is_digit(byte_at(lex, i)) || byte_at(lex, i) >= 0x80) ? word_end(lex, i) : i;
    it->capital = (lex->text[lex->at] & 0x20) == 0;
    it->word = ONR_WORD_OTHER;
    if (end == i) onr_word_look_up(lex->text + lex->at, i - lex->at, it);
    else if (end == i + 1 && i == lex->at + 1 && is_digit(byte_at(lex, i))) { /* Q3, H1 */ char c = lex->text[lex->at];
        it->value = lex->text[i] - '0';
        if (c == 'Q') it->word = ONR_WORD_QNUM;
        if (c == 'H') it->word = ONR_WORD_HNUM;
    }
    if (it->word == ONR_WORD_OTHER && end == i && !it->capital && i - lex->at > 4 && (lex->text[i - 1] | 32) == 'd' &&
        (lex->text[i - 2] | 32) == 'e')
        it->word = ONR_WORD_SAID;
    if (it->word == ONR_WORD_OTHER && end == i) it->plural = i - lex->at > 3 && (lex->text[i - 1] | 32) == 's';
    lex->at = end;
}

static void take_punct(onr_lex *lex, onr_item *it) {
    char s = stand_in(lex, lex->at);
    uint32_t width = s ? 3 : 1;
    if (!s) {
        uint32_t end = word_end(lex, lex->at);
        if (end > lex->at) { /* a word in another script, or with an accent at its head */
            it->word = ONR_WORD_OTHER;
            lex->at = end;
            return;
        }
    }
    it->word = ONR_WORD_PUNCT;
    it->value = s ? s : lex->text[lex->at];
    lex->at += width;
    if (it->value == '\'' && (byte_at(lex, lex->at) | 0x20) == 's' && !is_alpha(byte_at(lex, lex->at + 1)) &&
        byte_at(lex, lex->at + 1) < 0x80 && !it->spaced) {
        it->word = ONR_WORD_POSS;
        lex->at++;
    }
}

static void read_item(onr_lex *lex) {
    onr_item *it = &lex->ring[lex->n & (ONR_LEX_RING - 1)];
    memset(it, 0, sizeof *it);
    it->spaced = (uint8_t)take_space(lex);
    it->start = lex->at;
    unsigned char c = byte_at(lex, lex->at);
    if (lex->at >= lex->end) it->word = ONR_WORD_END;
    else if (is_alpha(c)) take_word(lex, it);
    else if (is_digit(c)) take_digits(lex, it);
    else take_punct(lex, it);
    it->end = lex->at;
    lex->n++;
}

static const onr_item none = {.word = ONR_WORD_END};

const onr_item *onr_lex_before(onr_lex *lex, uint32_t i) { return i ? onr_lex_at(lex, i - 1) : &none; }

const onr_item *onr_lex_read(onr_lex *lex, uint32_t i) {
    if (i + ONR_LEX_RING <= lex->n) return &none;
    while (lex->n <= i) read_item(lex);
    return &lex->ring[i & (ONR_LEX_RING - 1)];
}
