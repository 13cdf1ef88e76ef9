/* conllu.h - the layers as CoNLL-U (universaldependencies.org/format.html), and a CoNLL-U file as a document.
 *
 * Written: tokens, sentences, tags, lemmas and trees in their columns; in MISC the byte span (`Bytes=12:15`), names
 * (`NER=B-PER`) and the network's marks (`Statement=B-cue`, `Act=B-AGREE`, ...). A layer that is not there is `_`.
 *
 * Read: the text is made anew from the forms and SpaceAfter, one block a `# newpar` or `# newdoc`, so that the gold
 * tokens and sentences of a treebank stand in the document exactly as a tokenizer would have put them. A multiword
 * token gives each of its words a piece of its surface. Empty nodes, features and enhanced graphs are skipped.
 */
#ifndef ONR_DOC_CONLLU_H
#define ONR_DOC_CONLLU_H

#include "base/buf.h"
#include "doc/doc.h"

typedef enum onr_conllu_what {
    ONR_CONLLU_TOKENS, /* text, blocks, tokens, sentences: the rest is for the network to say */
    ONR_CONLLU_ALL     /* tags, lemmas and trees too, where the file has them */
} onr_conllu_what;

/* Fill an initialised, empty document. ONR_FORMAT names the line that is wrong, err->at is its byte; ONR_TOO_BIG,
 * ONR_NOMEM. Time and memory are linear in n. */
ONR_MUST onr_status onr_conllu_read(const char *bytes, size_t n, onr_conllu_what what, onr_doc *doc, onr_err *err);

/* Append the document. A failed buffer stays failed: test it once at the end. */
void onr_conllu_write(const onr_doc *doc, onr_buf *out);

#endif
