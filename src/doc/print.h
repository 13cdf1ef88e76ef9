/* print.h - every layer of a document as readable text, one line an item, for golden files and for looking.
 *
 * A line begins with the layer's singular and the item's index, then fixed columns, then the words as a JSON string:
 *
 *     token 4 20-25 block=1 space "quiet"
 *
 * The words come last because they may hold anything; everything before them is free of spaces inside a column.
 */
#ifndef ONR_DOC_PRINT_H
#define ONR_DOC_PRINT_H

#include "base/buf.h"
#include "doc/doc.h"

typedef enum onr_print_layer {
    ONR_PRINT_META,
    ONR_PRINT_MAP,
    ONR_PRINT_BLOCKS,
    ONR_PRINT_TOKENS,
    ONR_PRINT_SENTS,
    ONR_PRINT_TAGS, /* tag, lemma and arc of each token */
    ONR_PRINT_NAMES,
    ONR_PRINT_MARKS,
    ONR_PRINT_LINKS,
    ONR_PRINT_QUOTES,
    ONR_PRINT_DATES,
    ONR_PRINT_ENTITIES,
    ONR_PRINT_MENTIONS,
    ONR_PRINT_STATEMENTS,
    ONR_PRINT_QUOTATIONS,
    ONR_PRINT_EVENTS,
    ONR_PRINT_FIGURES,
    ONR_PRINT_WARNINGS,
    ONR_PRINT_COUNT
} onr_print_layer;

/* "blocks", "tokens", ...; "?" when out of range. */
const char *onr_print_layer_name(unsigned layer);
/* The layer of a name (n bytes), or -1. */
int onr_print_layer_find(const char *name, size_t n);
/* Append one layer; nothing when it is empty. A failed buffer stays failed: test it once at the end. */
void onr_print_layer_add(const onr_doc *doc, onr_print_layer layer, onr_buf *out);

#endif
