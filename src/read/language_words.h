/* language_words.h - function words of Latin-script languages, the evidence of read/language.c. */
#ifndef ONR_READ_LANGUAGE_WORDS_H
#define ONR_READ_LANGUAGE_WORDS_H

#include <stddef.h>

enum { ONR_LANGUAGES = 18 }; /* English is the first */

typedef struct onr_language_words {
    const char *code, *name;
    const char *const *words; /* sorted by bytes */
    size_t n;
} onr_language_words;

extern const onr_language_words onr_languages[ONR_LANGUAGES];

#endif
