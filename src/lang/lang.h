/* lang.h - the network read over a document: tokens in; sentences, tags, lemmas, trees, names, marks, links out.
 *
 * The document is cut into windows of whole paragraphs, each window is encoded once (room net), and every layer is
 * decoded from its scores. A window never parts a sentence, unless one is longer than a window: it is then read in
 * overlapping pieces, each of which counts as a sentence of its own (onr_sent.cut), and the document gets a warning.
 *
 *     onr_lang lang;                 // const after init, shared by threads; borrows the model
 *     onr_lang_scratch *scratch;     // one a worker
 *     onr_lang_init(&lang, model, &err);
 *     onr_lang_scratch_new(&lang, &scratch, &err);
 *     onr_lang_read(&lang, scratch, &doc, &deadline, &err);
 *
 * Where doc->sents are there already (a CoNLL-U file), they are kept; otherwise the network finds their starts.
 */
#ifndef ONR_LANG_LANG_H
#define ONR_LANG_LANG_H

#include "base/clock.h"
#include "doc/doc.h"
#include "lang/lemma.h"
#include "lang/pieces.h"
#include "net/net.h"

enum { ONR_LANG_STAGE = 3 }; /* raised whenever the output for some text changes */

/* A BIO label set as the decoder needs it. */
typedef struct onr_bio_labels {
    uint8_t part[ONR_NET_LABELS_MAX];  /* 0 O, 1 B, 2 I */
    uint16_t type[ONR_NET_LABELS_MAX]; /* ONR_NAME_… or ONR_MARK_… */
    unsigned n;
} onr_bio_labels;

enum { ONR_BIO_NER, ONR_BIO_ST, ONR_BIO_EV, ONR_BIO_FG, ONR_BIO_AT, ONR_BIO_SETS };

typedef struct onr_lang {
    onr_net net;
    onr_pieces pieces;
    onr_lemmas lemmas;
    uint8_t upos[ONR_NET_LABELS_MAX], xpos[ONR_NET_LABELS_MAX], rel[ONR_NET_LABELS_MAX];
    onr_bio_labels bio[ONR_BIO_SETS];
    uint8_t role[4][ONR_NET_LABELS_MAX]; /* by kind of anchor st, ev, fg, at; label 0 is none */
    uint8_t attr[3][ONR_NET_LABELS_MAX]; /* pol, mod, acc */
} onr_lang;

typedef struct onr_lang_scratch onr_lang_scratch;

/* Check the model for everything this stage needs. Errors: those of onr_net_init, and ONR_VERSION for a label that
 * this program does not know. The caller clears. */
ONR_MUST onr_status onr_lang_init(onr_lang *lang, const onr_model *model, onr_err *err);
void onr_lang_clear(onr_lang *lang);

ONR_MUST onr_status onr_lang_scratch_new(const onr_lang *lang, onr_kernel kernel, onr_lang_scratch **out, onr_err *err);
void onr_lang_scratch_free(onr_lang_scratch *s); /* NULL is allowed */

/* Fill sents (unless there), tags, lemmas, arcs, names, marks, links. Errors: ONR_NOMEM, ONR_TIMEOUT, ONR_INTERNAL. */
ONR_MUST onr_status onr_lang_read(const onr_lang *lang, onr_lang_scratch *s, onr_doc *doc, const onr_deadline *deadline,
                                  onr_err *err);

#endif
