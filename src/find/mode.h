/* mode.h - the table of acts: which words tell one, of which type and mode (data/modes.tsv explains the rows). */
#ifndef ONR_FIND_MODE_H
#define ONR_FIND_MODE_H

#include "doc/doc.h"

enum { ONR_FRAME_ARGS = 40 };

/* What stands around a word that may tell an act: lemmas in their relations. */
typedef struct onr_frame {
    onr_slice lemma; /* lower case */
    char pos;        /* 'v' or 'n' */
    uint32_t n;
    struct {
        onr_slice rel, lemma; /* "obj", "rocket" */
        onr_slice form;       /* as written; may be empty */
    } arg[ONR_FRAME_ARGS];
} onr_frame;

typedef struct onr_mode_row {
    const char *lemma;
    char pos, strength; /* '!', '?', '-' */
    uint8_t type;       /* ONR_MARK_AGREE ... */
    const char *mode;   /* NULL: none */
    const char *cameo;
    const char *conditions;
} onr_mode_row;

/* The frame of token t: needs tags, lemmas and arcs. Arguments over ONR_FRAME_ARGS are left out. */
void onr_frame_of(const onr_doc *doc, uint32_t t, onr_frame *out);
/* Is the form an English inflection of the lower-case word: stops, stopped, stopping of "stop"? Lemmas go wrong where
 * the tagger does; this does not. */
int onr_inflects(onr_slice form, const char *word, size_t n);
/* Add an argument; nothing when it is full. */
void onr_frame_add(onr_frame *f, onr_slice rel, onr_slice lemma);

/* The first row that fits the frame: of this type (never NULL then), or of any with strength ! or ? when type is -1. */
const onr_mode_row *onr_mode_of(const onr_frame *f, int type);

/* The lemma of token t as the table knows it: the document's, else one that its form inflects. */
onr_slice onr_mode_lemma(const onr_doc *doc, uint32_t t);
/* Is the lemma in the table at all? */
int onr_mode_knows(onr_slice lemma);

#endif
