/* passage.h - the texts of a file (anything that `read` reads) or of a book, one after the other, with who says what.
 *
 *     cli_passages("a.html", model_path, visit, &job, &err);
 *
 * The visitor sees each document once; everything in the passage lives until it returns. Its first error ends the walk.
 */
#ifndef ONR_CLI_PASSAGE_H
#define ONR_CLI_PASSAGE_H

#include "base/buf.h"
#include "ledger/verify.h"
#include "store/store.h"

typedef struct cli_passage {
    onr_slice text;
    const char *title, *outlet, *published, *where; /* NULL: not known */
    /* Append the name of who is credited with the words at `span`; nothing where nobody is. NULL: no records. */
    onr_status (*credit)(const struct cli_passage *p, onr_span span, onr_buf *name, onr_err *err);
    const void *context; /* of `credit` */
    int64_t key;         /* of the document in its book; 0: a file's */
} cli_passage;

typedef onr_status (*cli_passage_visit)(const cli_passage *p, void *with, onr_err *err);

/* Visit all documents of `path`. `model` NULL: read without records. Errors: those of reading, and the visitor's. */
ONR_MUST onr_status cli_passages(const char *path, const char *model, cli_passage_visit visit, void *with,
                                 onr_err *err);

/* Is the file a book? 0 also where it cannot be read: reading says why. */
int cli_is_book(const char *path);
/* Visit the documents of a book that match an FTS5 expression: the `most` best, or all where it is 0. */
ONR_MUST onr_status cli_book_passages(onr_store *book, const char *match, uint32_t most, cli_passage_visit visit,
                                      void *with, onr_err *err);

#endif
