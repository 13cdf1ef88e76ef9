/* table.h - stretches of a document that hold no sentence, which the network is not asked about; internal to room
 * lang. */
#ifndef ONR_LANG_TABLE_H
#define ONR_LANG_TABLE_H

#include "lang/decode.h"

/* Set at[i] to 1 for every token that stands in a table, to 0 for the others; at has doc->tokens_n places. Linear. */
void onr_table_mark(const onr_doc *doc, uint8_t *at);

/* The layers of the table that begins at token `from`, which the network has not read: sentences that end where blocks
 * do, words without a part of speech (X), trees of one level. `*to` is the end of the table. ONR_NOMEM is the only
 * failure. */
ONR_MUST onr_status onr_table_fill(onr_layers *out, const uint8_t *at, uint32_t from, uint32_t *to, onr_err *err);

/* Say in a warning how much of the document was passed over. */
ONR_MUST onr_status onr_table_warn(onr_doc *doc, const uint8_t *at);

#endif
