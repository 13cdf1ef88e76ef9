/* texts.h - documents by their words, who is credited with a stretch of one, a record as a citation: what `verify` and
 * `cite` ask of a book.
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

/* A record with what a citation needs. Strings live until the next call with this store; NULL: not known. */
typedef struct onr_store_citation {
    const char *kind, *id, *who, *chain; /* who: the speaker or source, the origin of a figure, the actor */
    const char *type; /* of a statement: direct, mixed, indirect; only direct words are the speaker's */
    const char *title, *outlet, *published, *url, *document, *sha256;
    onr_slice words; /* of a statement or quotation, split parts joined by " ... "; the sentence of a figure or event */
    onr_slice passage; /* those words as they stand in the text, in one piece */
    uint32_t start, end;
} onr_store_citation;

/* The record with that id; the first one where several documents have it. ONR_NOT_FOUND. */
ONR_MUST onr_status onr_store_cite(onr_store *store, const char *id, onr_store_citation *out, onr_err *err);

#endif
