/* pipe.h - one document through all the stages, and the only place that knows their order.
 *
 *     onr_pipe *pipe;      // the model: opened once, const, shared by all threads
 *     onr_worker *worker;  // scratch: one a thread
 *     onr_doc doc;
 *     onr_pipe_new("models/en.onrm", &pipe, &err);
 *     onr_worker_new(pipe, &worker, &err);
 *     onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
 *     onr_pipe_read(worker, bytes, n, &options, &doc, &err);
 *
 * Budgets: a document has a deadline and a cap on memory. When one strikes, the stage that it struck is dropped, the
 * stages after it do not run, and a warning in the document says so; onr_pipe_read then still returns ONR_OK, since
 * what is in the document is true. Out of memory for any other reason is an error.
 *
 * Without a model (path NULL) the stages that need none still run: text, tokens, quotes.
 */
#ifndef ONR_PIPE_PIPE_H
#define ONR_PIPE_PIPE_H

#include "doc/doc.h"
#include "doc/json.h"
#include "read/input.h"

enum { ONR_PIPE_TIMEOUT_MS = 60 * 1000 }; /* a document's time where the caller says nothing */

typedef struct onr_pipe onr_pipe;
typedef struct onr_worker onr_worker;

enum { ONR_PIPE_ACTORS, ONR_PIPE_AGENTS };
typedef enum onr_pipe_format { ONR_PIPE_TEXT, ONR_PIPE_CONLLU } onr_pipe_format;

typedef struct onr_pipe_options {
    onr_pipe_format format;   /* CONLLU: the tokens and sentences of the file are kept, the rest is found anew */
    const char *path;         /* where the bytes came from, for the document's origin; "-" or NULL: nowhere */
    onr_date published;       /* year 0: not given */
    const char *outlet, *url; /* UTF-8; NULL: not given */
    uint64_t timeout_ms;      /* 0: no deadline */
} onr_pipe_options;

/* Open the model and make what all workers share. Errors: those of onr_model_open. The caller frees *out. */
ONR_MUST onr_status onr_pipe_new(const char *model_path, onr_pipe **out, onr_err *err);
void onr_pipe_free(onr_pipe *pipe); /* after its workers; NULL is allowed */
/* Add a user's own dictionary, n bytes in PETRARCH's format, named `name` in messages: kind is ONR_PIPE_ACTORS or
 * ONR_PIPE_AGENTS. Before the first worker. Errors: ONR_FORMAT with file and line, ONR_TOO_BIG, ONR_NOMEM.
 */
ONR_MUST onr_status onr_pipe_add_actors(onr_pipe *pipe, const char *name, const char *bytes, size_t n, int kind,
                                        onr_err *err);
/* Program, model and stage versions, as "run" in the JSON. Lives as long as the pipe. */
const onr_json_run *onr_pipe_run(const onr_pipe *pipe);

ONR_MUST onr_status onr_worker_new(const onr_pipe *pipe, onr_worker **out, onr_err *err);
void onr_worker_free(onr_worker *worker); /* NULL is allowed */

/* Read one article of n bytes into `doc`, which is initialised; what it held is forgotten. Strings of `options` are
 * copied. Errors: ONR_FORMAT (no text), ONR_TOO_BIG, ONR_NOMEM, ONR_INTERNAL. */
ONR_MUST onr_status onr_pipe_read(onr_worker *worker, const void *bytes, size_t n, const onr_pipe_options *options,
                                  onr_doc *doc, onr_err *err);
/* The same for an item of an input: text or page, with what its container says of it. `options` win over the container;
 * their path is not looked at. */
ONR_MUST onr_status onr_pipe_read_item(onr_worker *worker, const onr_item *item, const onr_pipe_options *options,
                                       onr_doc *doc, onr_err *err);
/* The document alone: text, blocks, title, date, language, warnings; no stage runs. */
ONR_MUST onr_status onr_pipe_read_document(const onr_item *item, const onr_pipe_options *options, onr_doc *doc,
                                           onr_err *err);

#endif
