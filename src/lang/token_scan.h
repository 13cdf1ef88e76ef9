/* token_scan.h - the state that the tokeniser's files share; not for other rooms. */
#ifndef ONR_LANG_TOKEN_SCAN_H
#define ONR_LANG_TOKEN_SCAN_H

#include "doc/doc.h"
#include "lang/token_words.h"

typedef struct onr_scan {
    const char *t;  /* the text */
    uint32_t i;     /* next byte to read */
    uint32_t chunk; /* the stretch without white space that is being read: [chunk, end) */
    uint32_t end;
    uint32_t block_end;
    uint32_t block; /* index of the block */
    uint32_t probe; /* no address begins before this byte: it was looked at already */
    uint32_t prev;  /* start of the token before, or ONR_NONE at the start of a block */
    int single;     /* a single quotation mark is open in this block */
    onr_token *out; /* NULL while counting */
    uint32_t n;
} onr_scan;

enum { ONR_CHAR_SPACE, ONR_CHAR_LETTER, ONR_CHAR_DIGIT, ONR_CHAR_OTHER };

/* The code point at byte i (0 at or past the chunk's end) and its length in bytes. */
uint32_t onr_scan_char(const onr_scan *s, uint32_t i, uint32_t *len);
int onr_scan_class(uint32_t c);                              /* ONR_CHAR_… of a code point */
int onr_scan_alnum(const onr_scan *s, uint32_t i);           /* is there a letter or a digit at i? */
int onr_scan_digit(const onr_scan *s, uint32_t i);           /* is there an ASCII digit at i? */
uint32_t onr_scan_apostrophe(const onr_scan *s, uint32_t i); /* its length in bytes, 0 when there is none at i */
void onr_scan_emit(onr_scan *s, uint32_t start, uint32_t end, uint8_t flags); /* adds a token, goes on at its end */

/* Copy [a, b) in ASCII lower case with ’ as ' into buf of `cap` bytes; 0 when it does not fit or is empty. */
size_t onr_scan_lower(const onr_scan *s, uint32_t a, uint32_t b, char *buf, size_t cap);
/* The entry of a list that equals p[0..n) when `|` is left out of it; NULL when there is none. O(log n). */
const char *onr_words_find(onr_words_kind kind, const char *p, size_t n);

/* Each of these emits at least one token that begins at s->i, or returns 0 and leaves s as it was. */
int onr_scan_address(onr_scan *s);
int onr_scan_number(onr_scan *s, uint32_t start); /* start: where the token begins (a sign), s->i: its first digit */
int onr_scan_word(onr_scan *s);
int onr_scan_clitic(onr_scan *s, uint32_t start, uint32_t end); /* emits [start, end) split into its clitics */

#endif
