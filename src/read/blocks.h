/* blocks.h - text to paragraphs. */
#ifndef ONR_READ_BLOCKS_H
#define ONR_READ_BLOCKS_H

#include "base/clock.h"
#include "doc/doc.h"

/* How the lines of a text were set. */
typedef struct onr_layout {
    int wrapped;    /* 1: lines were broken at a width, blank lines part the paragraphs */
    uint32_t width; /* that width in code points */
} onr_layout;

/* Decide whether doc->text is hard-wrapped. O(n). */
onr_layout onr_read_layout(const onr_doc *doc);
/* Fill doc->blocks (every block ONR_BLOCK_PARA). ONR_NOMEM, ONR_TIMEOUT: without a message. O(n). */
ONR_MUST onr_status onr_read_blocks(onr_doc *doc, onr_layout layout, const onr_deadline *deadline);

/* What the reader of titles and datelines asks of a block. */
uint32_t onr_read_words(onr_slice s);    /* runs of non-space */
int onr_read_ends_sentence(onr_slice s); /* . ! ? or an ellipsis, closing quotes and brackets after it allowed */
int onr_read_has_letter(onr_slice s);

#endif
