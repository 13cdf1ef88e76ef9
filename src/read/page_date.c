/* Reading dates by tokens: numbers, month names (data/months.tsv) and what stands between. Every pattern begins at a
 * number or a month name and looks at most seven tokens ahead, so the cost is O(bytes).
 *
 *     Y-M-D  2019-03-04  2019/3/4  2019.03.04  2019年3月4日  20190304 (in addresses)
 *     D-M-Y  4.3.2019  04/03/2019 (by the page's order)  04.03.19
 *     D mon Y  4 March 2019  4. März 2019  4 de marzo de 2019  4th of March, 2019
 *     mon D Y  March 4, 2019  Mar. 4th 2019            Y mon D  2019. március 4.
 */
#include "read/page_date.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "doc/date.h"

enum { LOOK_MAX = 4096, TOKENS = 8, YEAR_LEAST = 1990, YEAR_MOST = 2099 };

static const struct month {
    const char *name;
    unsigned number;
} months[] = {
#define MONTH(name, number) {name, number},
#include "read/months.inc"
#undef MONTH
};

typedef enum token_kind { END, NUMBER, MONTH_NAME, FILLER, SIGN, WORD } token_kind;

typedef struct token {
    token_kind kind;
    unsigned value, digits; /* of a number; the month; the character of a sign */
    size_t start, end;
} token;

static int compare(const void *key, const void *item) {
    return strcmp((const char *)key, ((const struct month *)item)->name);
}

static int is_filler(const char *w) {
    static const char *const fillers[] = {"de", "del", "of",  "th", "st",  "nd", "rd",
                                          "er", "º",   "the", "d",  "den", "г",  "dne"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (strcmp(w, fillers[i]) == 0) return 1;
    return 0;
}

static int is_word_char(uint32_t c) { return onr_char_is_letter(c) || onr_char_is_mark(c); }

static void read_word(onr_slice s, token *t) {
    char word[64];
    size_t n = 0, i = t->start, k;
    uint32_t c;
    for (; i < s.n; i += k) {
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        if (!is_word_char(c)) break;
        if (n + 4 < sizeof word) n += onr_utf8_encode(onr_char_lower(c), word + n);
        if (c == 0x5E74 || c == 0x6708 || c == 0x65E5) { /* year, month, day: a word each */
            i += k;
            break;
        }
    }
    word[n] = 0;
    t->end = i;
    const struct month *m = bsearch(word, months, sizeof months / sizeof *months, sizeof *months, compare);
    t->kind = m ? MONTH_NAME : is_filler(word) ? FILLER : WORD;
    t->value = m ? m->number : 0;
    if (n == 3 && t->kind == WORD) { /* 年 月 日, and Korean's 년 월 일 */
        static const char *const cjk[] = {"年", "月", "日", "년", "월", "일"};
        for (unsigned j = 0; j < 6; j++)
            if (memcmp(word, cjk[j], 3) == 0) t->kind = SIGN, t->value = 256 + j % 3;
    }
}

static token next_token(onr_slice s, size_t at) {
    token t = {.kind = END};
    uint32_t c = 0;
    size_t k = 0;
    for (; at < s.n; at += k) {
        k = onr_utf8_decode(s.p + at, s.n - at, &c);
        if (!onr_char_is_space(c)) break;
    }
    t.start = at;
    t.end = at + k;
    if (at >= s.n) {
        t.end = at;
        return t;
    }
    if (c >= '0' && c <= '9') {
        t.kind = NUMBER;
        for (t.end = at; t.end < s.n && s.p[t.end] >= '0' && s.p[t.end] <= '9'; t.end++, t.digits++)
            if (t.digits < 9) t.value = t.value * 10 + (unsigned)(s.p[t.end] - '0');
    } else if (is_word_char(c)) read_word(s, &t);
    else t.kind = SIGN, t.value = c;
    return t;
}

static int settle(unsigned y, unsigned m, unsigned d, onr_date *out) {
    onr_date x = {(int32_t)y, (uint8_t)m, (uint8_t)d};
    if (y < YEAR_LEAST || y > YEAR_MOST || m == 0 || m > 12 || d == 0 || d > 31 || !onr_date_exists(x)) return 0;
    *out = x;
    return 1;
}

static int is_sign(const token *t, unsigned a) { return t->kind == SIGN && t->value == a; }

/* Y sep M sep D */
static int year_first(const token *t, onr_date *out, size_t *last) {
    if (t[0].digits != 4 || t[2].kind != NUMBER || t[4].kind != NUMBER || t[2].digits > 2 || t[4].digits > 2) return 0;
    int cjk = is_sign(&t[1], 256) && is_sign(&t[3], 257);
    int plain = t[1].kind == SIGN && t[1].value == t[3].value && t[3].kind == SIGN &&
                (t[1].value == '-' || t[1].value == '/' || t[1].value == '.');
    *last = 4;
    return (cjk || plain) && settle(t[0].value, t[2].value, t[4].value, out);
}

/* D sep M sep Y, or by the page's order M sep D sep Y */
static int day_first(const token *t, int order, onr_date *out, size_t *last) {
    if (t[0].digits > 2 || t[1].kind != SIGN || t[3].kind != SIGN || t[1].value != t[3].value) return 0;
    unsigned sep = t[1].value, a = t[0].value, b = t[2].value, y = t[4].value;
    if (t[2].kind != NUMBER || t[4].kind != NUMBER || t[2].digits > 2 || (sep != '.' && sep != '/' && sep != '-'))
        return 0;
    if (t[4].digits == 2) y += y < 70 ? 2000 : 1900;
    else if (t[4].digits != 4) return 0;
    *last = 4;
    if (sep == '.' || a > 12) return settle(y, b, a, out);
    if (b > 12) return settle(y, a, b, out);
    if (a == b) return settle(y, a, b, out);
    if (order == ONR_PAGE_ORDER_UNKNOWN) return 0;
    return order == ONR_PAGE_MONTH_FIRST ? settle(y, a, b, out) : settle(y, b, a, out);
}

static size_t skip(const token *t, size_t i) {
    while (i < TOKENS && (t[i].kind == FILLER || is_sign(&t[i], '.') || is_sign(&t[i], ',') || is_sign(&t[i], '-') ||
                          is_sign(&t[i], 0xBA) || is_sign(&t[i], '/')))
        i++;
    return i < TOKENS ? i : TOKENS - 1;
}

/* D mon Y, mon D Y, Y mon D */
static int with_name(const token *t, onr_date *out, size_t *last) {
    size_t i = skip(t, 1), k = skip(t, i + 1);
    *last = k;
    if (t[0].kind == MONTH_NAME)
        return t[i].kind == NUMBER && t[i].digits <= 2 && t[k].kind == NUMBER && t[k].digits == 4 &&
               settle(t[k].value, t[0].value, t[i].value, out);
    if (t[i].kind != MONTH_NAME || t[k].kind != NUMBER) return 0;
    if (t[0].digits <= 2 && t[k].digits == 4) return settle(t[k].value, t[i].value, t[0].value, out);
    return t[0].digits == 4 && t[k].digits <= 2 && settle(t[0].value, t[i].value, t[k].value, out);
}

int onr_page_date_find(onr_slice s, int order, size_t *at, size_t *start, onr_date *out) {
    token t[TOKENS];
    if (s.n > LOOK_MAX) s.n = LOOK_MAX;
    size_t i = *at;
    for (size_t k = 0; k < TOKENS; k++) {
        t[k] = next_token(s, i);
        i = t[k].end;
    }
    while (t[0].kind != END) {
        size_t last = 0;
        int found = 0;
        if (t[0].kind == NUMBER && t[0].digits <= 4)
            found = year_first(t, out, &last) || day_first(t, order, out, &last) || with_name(t, out, &last);
        else if (t[0].kind == MONTH_NAME) found = with_name(t, out, &last);
        if (found) {
            *start = t[0].start;
            *at = t[last].end;
            return 1;
        }
        memmove(t, t + 1, (TOKENS - 1) * sizeof *t);
        t[TOKENS - 1] = next_token(s, t[TOKENS - 2].end);
    }
    return 0;
}

int onr_page_date_order(onr_slice language) {
    if (language.n < 2) return ONR_PAGE_ORDER_UNKNOWN;
    int english = (language.p[0] | 0x20) == 'e' && (language.p[1] | 0x20) == 'n';
    if (!english) return ONR_PAGE_DAY_FIRST;
    if (language.n < 5) return ONR_PAGE_ORDER_UNKNOWN;
    int us = (language.p[3] | 0x20) == 'u' && (language.p[4] | 0x20) == 's';
    return us ? ONR_PAGE_MONTH_FIRST : ONR_PAGE_DAY_FIRST;
}

static unsigned digits(const char *p, size_t n) {
    unsigned v = 0;
    for (size_t i = 0; i < n; i++) v = v * 10 + (unsigned)(p[i] - '0');
    return v;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

int onr_page_date_in_url(onr_slice url, onr_date *out, size_t *start, size_t *end) {
    for (size_t i = 1; i + 8 <= url.n; i++) {
        const char *p = url.p + i;
        if (!is_digit(p[0]) || is_digit(p[-1])) continue;
        size_t k = 0, from[3] = {0}, len[3] = {0}, at = 0;
        for (; k < 3 && i + at < url.n; k++) { /* three numbers, parted by the same '/', '-' or '_' */
            from[k] = at;
            while (i + at < url.n && is_digit(p[at]) && at - from[k] < 9) at++;
            len[k] = at - from[k];
            if (k < 2 && i + at < url.n && (p[at] == '/' || p[at] == '-' || p[at] == '_') && len[k]) at++;
            else if (k < 2) break;
        }
        *start = i;
        if (k == 3 && len[0] == 4 && len[1] <= 2 && len[2] >= 1 && len[2] <= 2 &&
            settle(digits(p, 4), digits(p + from[1], len[1]), digits(p + from[2], len[2]), out)) {
            *end = i + at;
            return 1;
        }
        if (k == 3 && len[2] == 4 && len[0] == 2 && len[1] == 2 && digits(p, 2) > 12 && /* 29-10-2021: only one way */
            settle(digits(p + from[2], 4), digits(p + from[1], 2), digits(p, 2), out)) {
            *end = i + at;
            return 1;
        }
        if (len[0] == 8 && settle(digits(p, 4), digits(p + 4, 2), digits(p + 6, 2), out)) {
            *end = i + 8;
            return 1;
        }
    }
    return 0;
}
