/* pool.h - many articles through one pipe: several threads read, one hands out and prints, in the order of the input.
 *
 *     onr_pool *pool;
 *     onr_pool_options options = {.workers = 4, .memory = ONR_DOC_ARENA_CAP, .render = render, .emit = emit, .context =
 * x}; onr_pool_new(pipe, &options, &pool, &err); onr_pool_run(pool, input); onr_pool_free(pool);
 *
 * What is emitted is the same, in the same order, for any number of workers. `render` makes bytes of a document in the
 * thread of its worker: it may read what `context` points to, never change it. `emit` runs in the caller's thread, once
 * for each item and for each file that could not be read. Memory: each worker holds one document; twice as many items
 * and results wait as there are workers. With one worker no thread is started.
 */
#ifndef ONR_PIPE_POOL_H
#define ONR_PIPE_POOL_H

#include "base/buf.h"
#include "pipe/pipe.h"

enum { ONR_POOL_MOST = 256 }; /* workers */

/* What became of an item, or of a file. Borrowed until emit returns. */
typedef struct onr_pool_result {
    const char *path, *locator;
    int is_file;   /* no item: the file, or the rest of it, could not be read */
    onr_status st; /* ONR_OK: `out` is what render made */
    const onr_err *err;
    const onr_buf *out;
} onr_pool_result;

typedef struct onr_pool_options {
    unsigned workers;
    size_t memory;  /* a document's cap */
    size_t out_max; /* of a result in bytes */
    const onr_pipe_options *read;
    onr_status (*render)(const onr_doc *doc, const onr_item *item, const void *context, onr_buf *out, onr_err *err);
    int (*emit)(const onr_pool_result *result, const onr_input *in, void *context); /* not 0: stop */
    void *context;
} onr_pool_options;

typedef struct onr_pool onr_pool;

/* The pipe and what `options` point to outlive the pool. ONR_NOMEM; ONR_IO where threads cannot be started. */
ONR_MUST onr_status onr_pool_new(const onr_pipe *pipe, const onr_pool_options *options, onr_pool **out, onr_err *err);
/* Everything of `in`, up to its end or until emit says stop. Failures go through emit. */
void onr_pool_run(onr_pool *pool, onr_input *in);
void onr_pool_free(onr_pool *pool); /* NULL is allowed */

#endif
