/* view.h - tables of many documents, as the page and the HTTP API show them: records, documents, speakers, series of
 * figures, who acted on whom, and the counts of their facets.
 *
 * A view is asked for by name with arguments as a link has them, name and value; what it gives is JSON or CSV, ready to
 * send. The same arguments give the same rows in the same order. The language of `q` is that of `find`: words that must
 * all be there, "phrases", a star at a word's end.
 *
 *     onr_view_arg args[] = {{"q", "quay"}, {"outlet", "The Lowmark Courier"}, {"limit", "20"}};
 *     onr_view_write(book, "statements", args, 3, ONR_VIEW_JSON, &out, &err);
 *
 * JSON: {"view", "total", "more", "offset", "rows": [{...}]}; `total` counts to ONR_VIEW_COUNTED and no further, and
 * `more` says that there are others. Of a view of records a row holds the record itself, as "record". CSV (RFC 4180)
 * has the same rows without it, with a line of names; a value that a spreadsheet would run as a formula is given a '.
 *
 * fold=text counts the copies of a text once, as `onrecord copies` folded them last.
 *
 * Rejected records are left out unless `review` asks for them. not_by=NAME gives a blind second reader whatever the
 * program suggested and NAME has not decided about; disputed=1 the records of which two readers made different things.
 */
#ifndef ONR_STORE_VIEW_H
#define ONR_STORE_VIEW_H

#include "store/store.h"

enum { ONR_VIEW_ROWS_MAX = 1000, ONR_VIEW_CSV_MAX = 1000000, ONR_VIEW_COUNTED = 10000, ONR_VIEW_ARGS_MAX = 24 };

typedef struct onr_view_arg {
    const char *name, *value; /* UTF-8 */
} onr_view_arg;

typedef enum onr_view_format { ONR_VIEW_JSON, ONR_VIEW_CSV } onr_view_format;

/* The views: documents, statements, figures, events, quotations, speakers, series, acts, stories, decisions (newest
 * first), agreement (of readers). ONR_NOT_FOUND: no such view; ONR_FORMAT: no such argument, or a value that is none.
 */
ONR_MUST onr_status onr_view_write(onr_store *store, const char *view, const onr_view_arg *args, size_t n,
                                   onr_view_format format, onr_buf *out, onr_err *err);
/* {"outlet": [{"value", "count"}], ...}: for each facet of a view, under all arguments but its own. */
ONR_MUST onr_status onr_view_facets(onr_store *store, const char *view, const onr_view_arg *args, size_t n,
                                    onr_buf *out, onr_err *err);

#endif
