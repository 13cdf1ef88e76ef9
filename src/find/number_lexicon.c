/* number_lexicon.c - the words that numbers are made of.
 *
 * Method: one sorted table, looked up by its first letter and bisection without regard to case. Invariant: the table is
 * in order and `begins` says where each letter begins (a test looks up words of every letter). Cost: the letters of the
 * word for nearly every word, as few of them begin like a number.
 */
#include "find/number_part.h"

/* ---- the words, sorted ------------------------------------------------------------------------------------------ */

struct entry {
    const char *word;
    uint8_t what, plural;
    int64_t value;
};

#define K INT64_C(1000)
static const struct entry words[] = {
    {"a", ONR_WORD_A, 0, 1},
    {"an", ONR_WORD_A, 0, 1},
    {"and", ONR_WORD_AND, 0, 0},
    {"another", ONR_WORD_SINGLE, 0, 1},
    {"billion", ONR_WORD_SCALE, 0, K *K *K},
    {"billions", ONR_WORD_SCALE, 1, K *K *K},
    {"billionth", ONR_WORD_PART, 0, K *K *K},
    {"billionths", ONR_WORD_PART, 1, K *K *K},
    {"bln", ONR_WORD_SCALE, 0, K *K *K},
    {"bn", ONR_WORD_SCALE, 0, K *K *K},
    {"couple", ONR_WORD_COUPLE, 0, 2},
    {"cr", ONR_WORD_SCALE, 0, 10000 * K},
    {"crore", ONR_WORD_SCALE, 0, 10000 * K},
    {"crores", ONR_WORD_SCALE, 1, 10000 * K},
    {"doz", ONR_WORD_DOZEN, 0, 12},
    {"dozen", ONR_WORD_DOZEN, 0, 12},
    {"dozens", ONR_WORD_DOZEN, 1, 12},
    {"dozs", ONR_WORD_DOZEN, 0, 12},
    {"dzs", ONR_WORD_DOZEN, 0, 12},
    {"eight", ONR_WORD_UNIT, 0, 8},
    {"eighteen", ONR_WORD_TEEN, 0, 18},
    {"eighteenth", ONR_WORD_PART, 0, 18},
    {"eighteenths", ONR_WORD_PART, 1, 18},
    {"eighth", ONR_WORD_PART, 0, 8},
    {"eighths", ONR_WORD_PART, 1, 8},
    {"eightieth", ONR_WORD_PART, 0, 80},
    {"eighty", ONR_WORD_TENS, 0, 80},
    {"eleven", ONR_WORD_TEEN, 0, 11},
    {"eleventh", ONR_WORD_PART, 0, 11},
    {"elevenths", ONR_WORD_PART, 1, 11},
    {"few", ONR_WORD_SOME, 0, 0},
    {"fifteen", ONR_WORD_TEEN, 0, 15},
    {"fifteenth", ONR_WORD_PART, 0, 15},
    {"fifteenths", ONR_WORD_PART, 1, 15},
    {"fifth", ONR_WORD_PART, 0, 5},
    {"fifths", ONR_WORD_PART, 1, 5},
    {"fiftieth", ONR_WORD_PART, 0, 50},
    {"fifty", ONR_WORD_TENS, 0, 50},
    {"five", ONR_WORD_UNIT, 0, 5},
    {"forty", ONR_WORD_TENS, 0, 40},
    {"four", ONR_WORD_UNIT, 0, 4},
    {"fourteen", ONR_WORD_TEEN, 0, 14},
    {"fourth", ONR_WORD_PART, 0, 4},
    {"fourths", ONR_WORD_PART, 1, 4},
    {"fourty", ONR_WORD_TENS, 0, 40},
    {"half", ONR_WORD_PART, 0, 2},
    {"halves", ONR_WORD_PART, 1, 2},
    {"handful", ONR_WORD_SOME, 0, 0},
    {"hundred", ONR_WORD_HUNDRED, 0, 100},
    {"hundreds", ONR_WORD_HUNDRED, 1, 100},
    {"hundredth", ONR_WORD_PART, 0, 100},
    {"hundredths", ONR_WORD_PART, 1, 100},
    {"lac", ONR_WORD_SCALE, 0, 100 * K},
    {"lacs", ONR_WORD_SCALE, 1, 100 * K},
    {"lakh", ONR_WORD_SCALE, 0, 100 * K},
    {"lakhs", ONR_WORD_SCALE, 1, 100 * K},
    {"lone", ONR_WORD_SINGLE, 0, 1},
    {"majority", ONR_WORD_MOST, 0, 0},
    {"mil", ONR_WORD_SCALE, 0, K *K},
    {"million", ONR_WORD_SCALE, 0, K *K},
    {"millions", ONR_WORD_SCALE, 1, K *K},
    {"millionth", ONR_WORD_PART, 0, K *K},
    {"millionths", ONR_WORD_PART, 1, K *K},
    {"mln", ONR_WORD_SCALE, 0, K *K},
    {"mn", ONR_WORD_SCALE, 0, K *K},
    {"most", ONR_WORD_MOST, 0, 0},
    {"naught", ONR_WORD_UNIT, 0, 0},
    {"nil", ONR_WORD_NONE_OF, 0, 0},
    {"nine", ONR_WORD_UNIT, 0, 9},
    {"nineteen", ONR_WORD_TEEN, 0, 19},
    {"ninety", ONR_WORD_TENS, 0, 90},
    {"ninth", ONR_WORD_PART, 0, 9},
    {"ninths", ONR_WORD_PART, 1, 9},
    {"no", ONR_WORD_NO, 0, 0},
    {"nobody", ONR_WORD_NONE_OF, 0, 0},
    {"none", ONR_WORD_NONE_OF, 0, 0},
    {"nought", ONR_WORD_UNIT, 0, 0},
    {"numerous", ONR_WORD_SOME, 0, 0},
    {"one", ONR_WORD_UNIT, 0, 1},
    {"point", ONR_WORD_POINT, 0, 0},
    {"quarter", ONR_WORD_PART, 0, 4},
    {"quarters", ONR_WORD_PART, 1, 4},
    {"score", ONR_WORD_DOZEN, 0, 20},
    {"scores", ONR_WORD_DOZEN, 1, 20},
    {"seven", ONR_WORD_UNIT, 0, 7},
    {"seventeen", ONR_WORD_TEEN, 0, 17},
    {"seventh", ONR_WORD_PART, 0, 7},
    {"sevenths", ONR_WORD_PART, 1, 7},
    {"seventy", ONR_WORD_TENS, 0, 70},
    {"several", ONR_WORD_SOME, 0, 0},
    {"single", ONR_WORD_SINGLE, 0, 1},
    {"six", ONR_WORD_UNIT, 0, 6},
    {"sixteen", ONR_WORD_TEEN, 0, 16},
    {"sixteenth", ONR_WORD_PART, 0, 16},
    {"sixteenths", ONR_WORD_PART, 1, 16},
    {"sixth", ONR_WORD_PART, 0, 6},
    {"sixths", ONR_WORD_PART, 1, 6},
    {"sixty", ONR_WORD_TENS, 0, 60},
    {"ten", ONR_WORD_TEEN, 0, 10},
    {"tens", ONR_WORD_TEEN, 1, 10},
    {"tenth", ONR_WORD_PART, 0, 10},
    {"tenths", ONR_WORD_PART, 1, 10},
    {"third", ONR_WORD_PART, 0, 3},
    {"thirds", ONR_WORD_PART, 1, 3},
    {"thirteen", ONR_WORD_TEEN, 0, 13},
    {"thirtieth", ONR_WORD_PART, 0, 30},
    {"thirty", ONR_WORD_TENS, 0, 30},
    {"thousand", ONR_WORD_SCALE, 0, K},
    {"thousands", ONR_WORD_SCALE, 1, K},
    {"thousandth", ONR_WORD_PART, 0, K},
    {"thousandths", ONR_WORD_PART, 1, K},
    {"three", ONR_WORD_UNIT, 0, 3},
    {"tln", ONR_WORD_SCALE, 0, K *K *K *K},
    {"trillion", ONR_WORD_SCALE, 0, K *K *K *K},
    {"trillions", ONR_WORD_SCALE, 1, K *K *K *K},
    {"trillionth", ONR_WORD_PART, 0, K *K *K *K},
    {"trillionths", ONR_WORD_PART, 1, K *K *K *K},
    {"trn", ONR_WORD_SCALE, 0, K *K *K *K},
    {"twelfth", ONR_WORD_PART, 0, 12},
    {"twelfths", ONR_WORD_PART, 1, 12},
    {"twelve", ONR_WORD_TEEN, 0, 12},
    {"twentieth", ONR_WORD_PART, 0, 20},
    {"twentieths", ONR_WORD_PART, 1, 20},
    {"twenty", ONR_WORD_TENS, 0, 20},
    {"two", ONR_WORD_UNIT, 0, 2},
    {"zero", ONR_WORD_UNIT, 0, 0},
};
#undef K

/* Where the words of each letter begin, and their end. */
static const uint8_t begins[27] = {0,  4,  10, 14, 19, 30, 45,  45,  52,  52,  52,  52,  57, 66,
                                   78, 79, 80, 82, 82, 98, 125, 125, 125, 125, 125, 125, 126};

static int compare(const char *lower, uint32_t n, const char *word) {
    for (uint32_t i = 1; i < n; i++)
        if (lower[i] != word[i]) return lower[i] < word[i] ? -1 : 1;
    return word[n] ? -1 : 0;
}

onr_num_word onr_num_word_at(const onr_text *t, uint32_t at) {
    onr_num_word w = {at, at, ONR_WORD_NONE, 0, 0};
    enum { LONGEST = 12 };
    char lower[LONGEST];
    while (onr_is_alpha(onr_byte(t, w.end))) w.end++;
    uint32_t n = w.end - at;
    if (n == 0 || n > LONGEST || (unsigned char)onr_byte(t, w.end) >= 0xC3) return w;
    unsigned letter = (unsigned)(t->p[at] | 32) - 'a';
    unsigned lo = begins[letter], hi = begins[letter + 1];
    if (lo == hi) return w;
    for (uint32_t i = 0; i < n; i++) lower[i] = (char)(t->p[at + i] | 32);
    while (lo < hi) {
        unsigned mid = lo + (hi - lo) / 2;
        int c = compare(lower, n, words[mid].word);
        if (c == 0) {
            w.what = words[mid].what;
            w.plural = words[mid].plural;
            w.value = words[mid].value;
            return w;
        }
        if (c < 0) hi = mid;
        else lo = mid + 1;
    }
    return w;
}
