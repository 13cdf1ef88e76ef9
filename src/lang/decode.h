/* decode.h - scores of one window into layers; internal to room lang. */
#ifndef ONR_LANG_DECODE_H
#define ONR_LANG_DECODE_H

#include "lang/lang.h"
#include "lang/window.h"

/* Growing layers of the document that is being read. */
typedef struct onr_layers {
    onr_doc *doc;
    size_t sents_cap, names_cap, marks_cap, links_cap;
    int sents_given;
} onr_layers;

enum { ONR_WINDOW_TOKENS = ONR_WINDOW_WORDS + ONR_WINDOW_CONTEXT };

struct onr_lang_scratch {
    onr_net_scratch *net;
    float *scores; /* room for the largest score matrix of a window */
    float *labels; /* and for one of relations */
    uint32_t ids[ONR_NET_PIECES_MAX], first[ONR_NET_PIECES_MAX], heads[ONR_NET_PIECES_MAX];
    uint8_t cases[ONR_NET_PIECES_MAX];
    uint16_t best[ONR_NET_PIECES_MAX];
    void *bio, *tree; /* scratch of the decoders */
};

/* Append a sentence. ONR_NOMEM is the only failure. */
ONR_MUST onr_status onr_sents_add(onr_layers *out, onr_sent sent, onr_err *err);

/* Fill the layers for the window that was just encoded. `w->context` is the first word encoded. */
ONR_MUST onr_status onr_decode_window(const onr_lang *lang, struct onr_lang_scratch *s, onr_layers *out,
                                      const onr_window *w, onr_err *err);

#endif
