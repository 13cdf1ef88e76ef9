/* texts.h - documents by their words, and who is credited with a stretch of one: what `verify` asks of a book.
 *
 *     onr_store_texts(book, "\"ferry\" AND \"late\"", 0, &cursor, &err);
 *     while (onr_cursor_document(cursor, &row, &more, &err) == ONR_OK && more) ...
 */
#ifndef ONR_STORE_TEXTS_H
#define ONR_STORE_TEXTS_H

#include "store/store.h"

/* Documents whose title or text matches an FTS5 expression: the `most` best by rank, or all in the order of their keys
 * where `most` is 0. ONR_FORMAT for what is no expression (at the first step). */
ONR_MUST onr_status onr_store_texts(onr_store *store, const char *match, uint32_t most, onr_cursor **out, onr_err *err);
/* Append the name of the speaker (or the words of the source) of the statement that holds most of [start, end) of the
 * document; nothing where there is none. */
ONR_MUST onr_status onr_store_credit(onr_store *store, int64_t document, uint32_t start, uint32_t end, onr_buf *name,
                                     onr_err *err);

#endif
