/* token_words.h - word lists of the tokeniser as static tables (from data/token_words.txt, which says what each is). */
#ifndef ONR_LANG_TOKEN_WORDS_H
#define ONR_LANG_TOKEN_WORDS_H

#include <stddef.h>

typedef enum onr_words_kind {
    ONR_WORDS_ABBREV,
    ONR_WORDS_NUMBER,
    ONR_WORDS_CAPITAL,
    ONR_WORDS_STARTER,
    ONR_WORDS_PREFIX,
    ONR_WORDS_COMPOUND,
    ONR_WORDS_SURNAME,
    ONR_WORDS_TLD,
    ONR_WORDS_FILE,
    ONR_WORDS_GROUP,
    ONR_WORDS_UNIT,
    ONR_WORDS_MONEY,
    ONR_WORDS_ELISION,
    ONR_WORDS_SMILE,
    ONR_WORDS_SLASH,
    ONR_WORDS_MWT,
    ONR_WORDS_COUNT
} onr_words_kind;

typedef struct onr_words {
    const char *name;         /* the KIND of the text file */
    const char *const *words; /* sorted by bytes, `|` left out of the comparison */
    size_t n;
} onr_words;

extern const onr_words onr_token_lists[ONR_WORDS_COUNT];

#endif
