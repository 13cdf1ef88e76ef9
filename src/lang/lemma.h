/* lemma.h - the lemma of a word whose tags are known. */
#ifndef ONR_LANG_LEMMA_H
#define ONR_LANG_LEMMA_H

#include "base/arena.h"
#include "base/slice.h"
#include "doc/doc.h"

enum { ONR_LEMMA_STAGE = 1 }; /* raised whenever the lemma of some word changes with the same chunk */

/* A view into the model's chunk `lemma` (lemma.c says how it is laid out). Const after init: threads may share it. */
typedef struct onr_lemmas {
    const unsigned char *scripts, *rules, *words;
    const char *pool;
    uint32_t tags_n, scripts_n, rules_n, words_n, pool_n;
    uint16_t pair[ONR_UPOS_COUNT][ONR_XPOS_COUNT]; /* number of the tag, UINT16_MAX: unknown */
} onr_lemmas;

/* Check a whole chunk, so that lookups cannot fail, and borrow it. O(chunk). Errors: FORMAT (not a lemma chunk, an
 * unknown tag), CORRUPT (damaged at byte err.at of the chunk). */
ONR_MUST onr_status onr_lemmas_init(onr_lemmas *l, onr_slice chunk, onr_err *err);

/* *out = the lemma of `form`: a slice of the form itself where it is written the same, else of the arena. A word of an
 * unknown tag, or of more than 200 bytes, is its own lemma. Errors: NOMEM. */
ONR_MUST onr_status onr_lemma_of(const onr_lemmas *l, onr_slice form, onr_tag tag, onr_arena *arena, onr_slice *out,
                                 onr_err *err);

#endif
