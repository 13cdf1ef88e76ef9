/* window.h - a document cut into the stretches that the network sees at once; internal to room lang. */
#ifndef ONR_LANG_WINDOW_H
#define ONR_LANG_WINDOW_H

#include "doc/doc.h"

enum {
    ONR_WINDOW_WORDS = 200,  /* at most so many words */
    ONR_WINDOW_PIECES = 440, /* and so many word pieces, as in training */
    ONR_WINDOW_MOST = 500,   /* pieces with context */
    ONR_WINDOW_CONTEXT = 40
}; /* words of left context where a sentence is cut */

typedef struct onr_window {
    onr_range tok;    /* the words whose layers this window gives */
    uint32_t context; /* first word it sees: tok.from, or earlier where a sentence is cut */
    uint8_t cut;      /* it ends inside a sentence, or begins in one */
} onr_window;

/* The window that begins at token `from`. pieces[i] is the number of word pieces of token i (<= 8). `given`: the
 * document came with its sentences, and windows begin at them; otherwise doc->sents is not looked at. */
onr_window onr_window_next(const onr_doc *doc, const uint8_t *pieces, uint32_t from, int given);

#endif
