/* casing.c - letter case by Unicode's derived properties, so that C and Python agree on every word.
 *
 * Reference: Unicode 15 DerivedCoreProperties (Lowercase = Ll + Other_Lowercase, Uppercase = Lu + Other_Uppercase) and
 * the Final_Sigma condition of SpecialCasing.
 */
#include "lang/casing.h"

#include <utf8proc.h>

#include "base/utf8.h"

typedef struct range {
    uint32_t from, to;
} range;

static int within(const range *r, size_t n, uint32_t c) {
    for (size_t i = 0; i < n; i++)
        if (c >= r[i].from && c <= r[i].to) return 1;
    return 0;
}

int onr_case_is_lower(uint32_t c) {
    static const range other[] = {{0xAA, 0xAA},       {0xBA, 0xBA},       {0x2B0, 0x2B8},     {0x2C0, 0x2C1},
                                  {0x2E0, 0x2E4},     {0x345, 0x345},     {0x37A, 0x37A},     {0x1D2C, 0x1D6A},
                                  {0x1D78, 0x1D78},   {0x1D9B, 0x1DBF},   {0x2071, 0x2071},   {0x207F, 0x207F},
                                  {0x2090, 0x209C},   {0x2170, 0x217F},   {0x24D0, 0x24E9},   {0x2C7C, 0x2C7D},
                                  {0xA69C, 0xA69D},   {0xA770, 0xA770},   {0xA7F8, 0xA7F9},   {0xAB5C, 0xAB5F},
                                  {0x10780, 0x10780}, {0x10783, 0x10785}, {0x10787, 0x107B0}, {0x107B2, 0x107BA}};
    if (c < 0x80) return c >= 'a' && c <= 'z';
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL ||
           within(other, sizeof other / sizeof *other, c);
}

int onr_case_is_upper(uint32_t c) {
    static const range other[] = {
        {0x2160, 0x216F}, {0x24B6, 0x24CF}, {0x1F130, 0x1F149}, {0x1F150, 0x1F169}, {0x1F170, 0x1F189}};
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU ||
           within(other, sizeof other / sizeof *other, c);
}

int onr_case_is_title(uint32_t c) {
    return c >= 0x80 && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LT;
}

/* Case_Ignorable, near enough: marks, format characters, modifiers and the punctuation that stands inside words. */
static int ignorable(uint32_t c) {
    static const uint32_t word_punct[] = {'\'', '.', ':', '^', '`', 0xB7, 0x2018, 0x2019, 0x2024, 0x2027};
    for (size_t i = 0; i < sizeof word_punct / sizeof *word_punct; i++)
        if (c == word_punct[i]) return 1;
    int k = utf8proc_category((utf8proc_int32_t)c);
    return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_ME || k == UTF8PROC_CATEGORY_CF ||
           k == UTF8PROC_CATEGORY_LM || k == UTF8PROC_CATEGORY_SK;
}

static int is_cased(uint32_t c) { return onr_case_is_lower(c) || onr_case_is_upper(c) || onr_case_is_title(c); }

/* Is the sigma at [i, i + len) the last letter of its word? Looks over ignorable characters only. */
static int is_final(onr_slice w, size_t i, size_t len) {
    uint32_t c = 0;
    size_t k = i, step;
    while ((step = onr_utf8_before(w.p, k, &c)) && ignorable(c)) k -= step;
    if (!step || !is_cased(c)) return 0;
    for (k = i + len; k < w.n && (step = onr_utf8_decode(w.p + k, w.n - k, &c)) && ignorable(c);) k += step;
    return k >= w.n || !is_cased(c);
}

uint32_t onr_case_lower(onr_slice word, size_t i, size_t *len, int *dot) {
    uint32_t c;
    *len = onr_utf8_decode(word.p + i, word.n - i, &c);
    *dot = c == 0x130;
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c == 0x3A3) return is_final(word, i, *len) ? 0x3C2 : 0x3C3;
    if (c == 0x130) return 'i';
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

size_t onr_case_lower_word(onr_slice word, char *out, size_t cap) {
    size_t n = 0;
    for (size_t i = 0, len; i < word.n; i += len) {
        int dot;
        uint32_t c = onr_case_lower(word, i, &len, &dot);
        if (n + 6 > cap) return 0;
        n += onr_utf8_encode(c, out + n);
        if (dot) n += onr_utf8_encode(0x307, out + n);
    }
    return n;
}
