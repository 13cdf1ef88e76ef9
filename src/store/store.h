/* store.h - the book: many documents, their records and what people decided about them, in one SQLite file.
 *
 *     onr_store *book;
 *     if (onr_store_open("news.book", ONR_STORE_CREATE, &book, &err) != ONR_OK) ...
 *     onr_store_begin(book, &err);
 *     onr_store_has(book, &source, &key, NULL, &err);                    // 0: these bytes are new
 *     if (!key) onr_store_add(book, &source, &doc, run, &key, &err);
 *     onr_store_commit(book, &err);                                // all of it, or nothing after a crash
 *     onr_store_json(book, key, &out, &err);                       // the document as `read --json` prints it
 *     onr_store_close(book);
 *
 * A document is known by its key (the source's number, which never changes) and by its id. Tables: schema.sql. Strings
 * that an iterator gives live until its next step. Errors are one line that names the book.
 *
 * Threads: a store is one connection and belongs to one thread at a time; open one a thread. Processes: any number may
 * read while one writes. A writer waits ten seconds for another one, then gives ONR_CONFLICT.
 */
#ifndef ONR_STORE_STORE_H
#define ONR_STORE_STORE_H

#include <stdint.h>

#include "base/buf.h"
#include "doc/doc.h"
#include "doc/json.h"

typedef struct onr_store onr_store;
typedef enum onr_store_mode {
    ONR_STORE_READ,  /* never writes; a book on a read-only disk will do */
    ONR_STORE_WRITE, /* the book must be there; it is brought to this program's schema */
    ONR_STORE_CREATE /* as WRITE, and makes a book where there is no file or an empty one */
} onr_store_mode;

/* Open a book; the caller closes *out. ONR_NOT_FOUND (no such file), ONR_FORMAT (not a book), ONR_VERSION (a newer
 * schema, or an older one and READ), ONR_CORRUPT, ONR_CONFLICT (locked), ONR_IO, ONR_NOMEM. */
ONR_MUST onr_status onr_store_open(const char *path, onr_store_mode mode, onr_store **out, onr_err *err);
void onr_store_close(onr_store *store); /* NULL is allowed; a transaction that is open is undone */

/* ---- writing ---------------------------------------------------------------------------------------------------- */

ONR_MUST onr_status onr_store_begin(onr_store *store, onr_err *err);
ONR_MUST onr_status onr_store_commit(onr_store *store, onr_err *err);
void onr_store_rollback(onr_store *store);

/* One document as it came in, and what the user or its container said of it; NULL, 0 and year 0: nothing. */
typedef struct onr_store_source {
    onr_slice bytes;
    const char *locator; /* the path as the user named it; "path#place" inside a container */
    const char *media;   /* how the bytes are read: "text" (NULL), "html", "conllu" */
    const char *charset;
    const char *title, *outlet, *url, *agency, *language;
    const char *const *authors;
    size_t authors_n;
    onr_date published;
    const char *published_how;
} onr_store_source;

/* The key of the source that has the same bytes, outlet and address; 0 when there is none. *problem (may be NULL) is
 * why there is no document of it, "" where there is one. */
ONR_MUST onr_status onr_store_has(onr_store *store, const onr_store_source *source, int64_t *key, onr_err *problem,
                                  onr_err *err);
/* Note a further place where the bytes of source `key` were seen; nothing where it is noted already. */
ONR_MUST onr_status onr_store_note_origin(onr_store *store, int64_t key, const onr_store_source *source, onr_err *err);
/* Keep a source and the document made of it. Within begin and commit. */
ONR_MUST onr_status onr_store_add(onr_store *store, const onr_store_source *source, const onr_doc *doc,
                                  const onr_json_run *run, int64_t *key, onr_err *err);
/* Keep a source of which no document could be made, and why: nothing is lost in silence. */
ONR_MUST onr_status onr_store_add_problem(onr_store *store, const onr_store_source *source, const char *problem,
                                          int64_t *key, onr_err *err);

/* ---- reading: documents ----------------------------------------------------------------------------------------- */

typedef struct onr_store_document {
    int64_t key;
    const char *id, *title, *published, *published_how, *outlet, *url, *language, *agency; /* NULL: not known */
    const char *locator; /* where it came from, as first named */
    uint32_t text_n;     /* bytes of its text */
} onr_store_document;

/* A running query. next() sets *more to 0 at the end; close() is always needed. */
typedef struct onr_cursor onr_cursor;
void onr_cursor_close(onr_cursor *cursor); /* NULL is allowed */

/* All documents in the order of their keys. */
ONR_MUST onr_status onr_store_documents(onr_store *store, onr_cursor **out, onr_err *err);
ONR_MUST onr_status onr_cursor_document(onr_cursor *cursor, onr_store_document *row, int *more, onr_err *err);

/* The key of the document that `name` names: its id or a beginning of it of at least 6 digits, or its key.
 * ONR_NOT_FOUND; ONR_CONFLICT when it names several. */
ONR_MUST onr_status onr_store_document_key(onr_store *store, const char *name, int64_t *key, onr_err *err);
/* The whole document and its records, corrections applied, as one line of JSON (docs/record.schema.json): the same
 * bytes as `read --json` where nobody corrected anything; a reviewed record has "review" at its end. Rejected records
 * are left out. */
ONR_MUST onr_status onr_store_json(onr_store *store, int64_t key, onr_buf *out, onr_err *err);
/* The same as the program said it: no correction applied, nothing rejected, no review; what a blind second reader sees.
 */
ONR_MUST onr_status onr_store_suggested(onr_store *store, int64_t key, onr_buf *out, onr_err *err);
/* Its text; the layers that the book keeps beside it, each as JSON lists (schema.sql). */
typedef enum onr_store_layer {
    ONR_STORE_TEXT,
    ONR_STORE_BLOCKS,
    ONR_STORE_SENTENCES,
    ONR_STORE_MAP,
    ONR_STORE_DATES,
    ONR_STORE_META /* the "document" object, its text empty */
} onr_store_layer;
ONR_MUST onr_status onr_store_layer_get(onr_store *store, int64_t key, onr_store_layer layer, onr_buf *out,
                                        onr_err *err);
/* The bytes that came in, and what was given with them; strings live until the next call with this store. */
ONR_MUST onr_status onr_store_source_get(onr_store *store, int64_t key, onr_buf *bytes, onr_store_source *source,
                                         onr_err *err);

/* ---- reading: records ------------------------------------------------------------------------------------------- */

typedef enum onr_store_kind {
    ONR_STORE_ENTITY,
    ONR_STORE_STATEMENT,
    ONR_STORE_FIGURE,
    ONR_STORE_EVENT,
    ONR_STORE_QUOTATION,
    ONR_STORE_KINDS
} onr_store_kind;
const char *onr_store_kind_word(onr_store_kind kind); /* entity ...: also the name of its table */

typedef struct onr_store_record {
    int64_t key, document; /* keys of the record (new after each rebuild) and of its document */
    onr_store_kind kind;
    const char *id;      /* 16 hex digits; of an entity "e3", unique within its document only */
    const char *review;  /* unseen, accepted, approved, corrected, rejected, added */
    uint32_t start, end; /* where it stands in the text */
    onr_slice json;      /* the record, corrections applied */
} onr_store_record;

/* The records of a kind, of one document or (document 0) of all, in the order of the text, rejected ones too. */
ONR_MUST onr_status onr_store_records(onr_store *store, onr_store_kind kind, int64_t document, onr_cursor **out,
                                      onr_err *err);
ONR_MUST onr_status onr_cursor_record(onr_cursor *cursor, onr_store_record *row, int *more, onr_err *err);

/* ---- the book as a whole ---------------------------------------------------------------------------------------- */

typedef struct onr_store_status {
    int64_t sources, problems, documents, outlets;
    int64_t records[ONR_STORE_KINDS]; /* of each kind, rejected ones and merged entities left out */
    int64_t direct, mixed, indirect;  /* statements */
    int64_t reviewed;                 /* records that somebody looked at */
    int64_t corrections, lost;        /* decisions in the log; those that no longer anchor */
    int64_t bytes, source_bytes;      /* of the file; of the sources as they came in */
    char first[16], last[16];         /* publication days; "" where none is known */
} onr_store_status;

ONR_MUST onr_status onr_store_status_get(onr_store *store, onr_store_status *out, onr_err *err);

/* What made the records: one row a run, the latest first. */
typedef struct onr_store_run {
    int64_t key, documents;
    const char *program, *model, *json; /* model NULL: none */
} onr_store_run;
ONR_MUST onr_status onr_store_runs(onr_store *store, onr_cursor **out, onr_err *err);
ONR_MUST onr_status onr_cursor_run(onr_cursor *cursor, onr_store_run *row, int *more, onr_err *err);

/* Sources that could not be read. */
typedef struct onr_store_problem {
    int64_t key;
    const char *locator, *problem;
} onr_store_problem;
ONR_MUST onr_status onr_store_problems(onr_store *store, onr_cursor **out, onr_err *err);
/* The same by reason, the most frequent first, as `read --json` tells it: {"skipped":{"n":2,"reasons":[{"reason", "n",
 * "first"}]}}; n 0 and no reasons where all was read. */
ONR_MUST onr_status onr_store_skipped(onr_store *store, onr_buf *out, onr_err *err);
ONR_MUST onr_status onr_cursor_problem(onr_cursor *cursor, onr_store_problem *row, int *more, onr_err *err);

#endif
