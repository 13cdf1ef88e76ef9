/* book.h - what the commands on a book share: the first operand is the book; batches of writes; counts in words. */
#ifndef ONR_CLI_BOOK_H
#define ONR_CLI_BOOK_H

#include "base/buf.h"
#include "cli/command.h"
#include "store/store.h"

/* Open the book that is the first operand. CLI_FAILED or CLI_USAGE after saying why not. */
int cli_book_open(const cli_args *args, onr_store_mode mode, onr_store **book);

/* Writes go in batches: each is a transaction, ended after a second or when nothing waits to be written. */
typedef struct cli_batch {
    onr_store *book;
    int open;
    uint64_t since; /* ns, when it was begun */
} cli_batch;

ONR_MUST onr_status cli_batch_begin(cli_batch *b, onr_err *err); /* nothing where one is open */
ONR_MUST onr_status cli_batch_end(cli_batch *b, onr_err *err);   /* commit, where one is open */
int cli_batch_old(const cli_batch *b);                           /* open for a second */

/* "1 document", "2 documents" */
void cli_add_count(onr_buf *out, int64_t n, const char *noun);

/* A line that overwrites itself on standard error where that is a terminal; "" takes it away. */
void cli_progress(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Append words of an article as one line: nothing in them moves the terminal. At most `most` bytes, then "...". */
void cli_add_line(onr_buf *out, const char *s, size_t most);

#endif
