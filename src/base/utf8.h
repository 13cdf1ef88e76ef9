/* utf8.h - code points in UTF-8 bytes, and what kind of character a code point is.
 *
 * Strict UTF-8 (Unicode 15, table 3-7): shortest form, no surrogates, nothing above U+10FFFF. An invalid stretch is
 * taken in "maximal subparts", as the standard recommends: each becomes one U+FFFD. The classes come from Unicode's
 * general categories (libutf8proc), except white space, which is defined here. Pure functions, no state.
 *
 *     for (size_t i = 0, k; i < n; i += k) {
 *         uint32_t c;
 *         k = onr_utf8_decode(p + i, n - i, &c);
 *     }
 */
#ifndef ONR_BASE_UTF8_H
#define ONR_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define ONR_UTF8_REPLACEMENT 0xFFFDu

/* Read one code point of p[0, n) and return its bytes (1-4). On an invalid sequence *c is U+FFFD and the return value
 * is the length (>= 1) of its maximal subpart; 0 only when n is 0. To tell a real U+FFFD from a bad sequence, use
 * onr_utf8_valid_length. */
size_t onr_utf8_decode(const char *p, size_t n, uint32_t *c);
/* Bytes (1-4) of the valid sequence at p; 0 when n is 0 or the bytes there are not valid. */
size_t onr_utf8_valid_length(const char *p, size_t n);
/* The offset of the first byte that does not belong to a valid sequence; n when all is valid. */
size_t onr_utf8_check(const char *p, size_t n);
/* Write a code point and return its bytes (1-4); what is not a Unicode scalar value is written as U+FFFD. */
size_t onr_utf8_encode(uint32_t c, char out[4]);
/* Decode the code point that ends at p[at), in valid UTF-8; returns its bytes, 0 at the start. */
size_t onr_utf8_before(const char *p, size_t at, uint32_t *c);
/* Does offset `at` (<= n) lie between two characters of valid UTF-8? */
static inline int onr_utf8_boundary(const char *p, size_t n, size_t at) {
    return at == n || (at < n && ((unsigned char)p[at] & 0xC0) != 0x80);
}

int onr_char_is_letter(uint32_t c); /* L* */
int onr_char_is_upper(uint32_t c);  /* Lu, Lt */
int onr_char_is_lower(uint32_t c);  /* Ll */
int onr_char_is_digit(uint32_t c);  /* Nd */
int onr_char_is_mark(uint32_t c);   /* M*: belongs to the character before it */
int onr_char_is_punct(uint32_t c);  /* P* */
/* What separates words and shows nothing: Unicode White_Space, all control characters, and the invisible
 * U+200B (zero width space), U+2060 (word joiner) and U+FEFF (a byte order mark in the middle). */
int onr_char_is_space(uint32_t c);
uint32_t onr_char_lower(uint32_t c); /* simple lower-case mapping */
uint32_t onr_char_upper(uint32_t c); /* simple upper-case mapping */
uint32_t onr_char_base(uint32_t c);  /* the letter without its marks: e of é, l of ł; c itself where it has none */

/* A copy of s[0, n) fit for one line of a message: control characters and bad bytes become '?', what is too long ends
 * in "...". Writes at most cap bytes with the NUL (cap >= 4) and returns out. */
const char *onr_utf8_printable(char *out, size_t cap, const char *s, size_t n);

#endif
