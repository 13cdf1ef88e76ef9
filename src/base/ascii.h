/* ascii.h - letters and digits of ASCII, and words compared whatever their case.
 *
 * The functions of <ctype.h> and strncasecmp ask the locale, which belongs to the program that loads the library: under
 * tr_TR "I" is not the capital of "i". These do not ask. Bytes above 0x7F equal only themselves. Pure functions, no
 * state; for other alphabets see utf8.h.
 *
 *     if (onr_ascii_is(field, "chunked")) ...         "chunked", "Chunked"
 *     if (onr_ascii_begins(line, "by ")) ...          "By Ida Holm"
 */
#ifndef ONR_BASE_ASCII_H
#define ONR_BASE_ASCII_H

#include "base/slice.h"

static inline char onr_ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c; }
static inline int onr_ascii_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline int onr_ascii_is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
static inline int onr_ascii_is_alnum(char c) { return onr_ascii_is_digit(c) || onr_ascii_is_letter(c); }

/* Are n bytes the same, whatever the case of their letters? */
static inline int onr_ascii_same(const char *a, const char *b, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (onr_ascii_lower(a[i]) != onr_ascii_lower(b[i])) return 0;
    return 1;
}

/* Is the slice this word, does it begin or end with it? */
static inline int onr_ascii_begins(onr_slice s, const char *word) {
    size_t n = strlen(word);
    return s.n >= n && onr_ascii_same(s.p, word, n);
}
static inline int onr_ascii_ends(onr_slice s, const char *word) {
    size_t n = strlen(word);
    return s.n >= n && onr_ascii_same(s.p + s.n - n, word, n);
}
static inline int onr_ascii_is(onr_slice s, const char *word) {
    return s.n == strlen(word) && onr_ascii_same(s.p, word, s.n);
}

/* Is it a word of a list "killed|injured"? Bars before and behind the list do not matter. */
static inline int onr_ascii_listed(onr_slice word, const char *list) {
    while (word.n && *list) {
        size_t n = strcspn(list, "|");
        if (n == word.n && onr_ascii_same(list, word.p, n)) return 1;
        list += n + (list[n] == '|');
    }
    return 0;
}

/* The slice without the blanks and control characters around it. */
static inline onr_slice onr_ascii_trim(onr_slice s) {
    while (s.n && (unsigned char)s.p[0] <= ' ') s.p++, s.n--;
    while (s.n && (unsigned char)s.p[s.n - 1] <= ' ') s.n--;
    return s;
}

#endif
