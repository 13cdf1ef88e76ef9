/* removal.h - what taking a paragraph away does to the records of the others.
 *
 * The network's layers are kept as they are, less the paragraph's own: what its words do to the reading of others
 * inside one window is the network's right. Everything that code makes of the layers must then stay: cue, source,
 * content, type, class, polarity, addressee, venue and medium of every statement, number, value and effect of every
 * figure whose words stand in other paragraphs. Who a pronoun means, which entity, on whose word, what counts from a
 * date named before: that may change, it is coreference. So may a quotation that goes on into the next paragraph, so
 * the paragraphs beside the one taken away are told apart.
 */
#ifndef ONR_TESTS_QUALITY_REMOVAL_H
#define ONR_TESTS_QUALITY_REMOVAL_H

#include "doc/doc.h"

typedef struct removal {
    unsigned compared, changed;               /* records of paragraphs that do not touch the one taken away */
    unsigned beside_compared, beside_changed; /* of those that do */
    unsigned gained;                          /* records that only the shorter text has, away from the gap */
} removal;

/* Take block `b` out of a document that was read whole, find again into `less`, count. 0 with a message when it fails.
 */
int removal_try(const onr_doc *whole, uint32_t b, onr_doc *less, removal *count, onr_err *err);

#endif
