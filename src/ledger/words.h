/* words.h - a text as the words that a comparison of wording looks at.
 *
 * A word is a run of letters, marks and digits, with an apostrophe, a point or a comma inside it ("don't", "1,000.5").
 * Its `fold` is a 64-bit hash of its case-folded, decomposed characters, an apostrophe being one however it is written.
 * Quotation marks, dashes and white space are left out; an ellipsis ("...", "[...]") is one item; every other
 * punctuation mark is one. Method: one pass over the code points; folding by libutf8proc, hash by xxHash. O(n).
 */
#ifndef ONR_LEDGER_WORDS_H
#define ONR_LEDGER_WORDS_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"
#include "doc/records.h"

typedef enum onr_word_kind { ONR_WORD, ONR_WORD_PUNCTUATION, ONR_WORD_ELLIPSIS } onr_word_kind;
typedef struct onr_word {
    onr_span span;
    uint64_t fold;
    uint8_t kind;     /* onr_word_kind */
    uint8_t negation; /* "not", "no", "never", "don't" ... */
} onr_word;

/* All words of `text` (valid UTF-8, below 4 GiB), in order; they live in the arena. Error: ONR_NOMEM. */
ONR_MUST onr_status onr_words_split(onr_slice text, onr_arena *arena, onr_word **out, uint32_t *n, onr_err *err);

#endif
