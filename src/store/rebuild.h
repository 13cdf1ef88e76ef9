/* rebuild.h - documents made again from the sources that the book keeps, and what that changes.
 *
 *     while (onr_store_stale(book, run, key, &key, &err) == ONR_OK && key) {
 *         onr_store_source_get(book, key, &bytes, &source, &err);  ... read it again ...
 *         onr_store_replace(book, key, &doc, NULL, run, &diff, &err);   // within begin and commit
 *     }
 *
 * A document's records are those of one run, so a rebuild that was interrupted goes on with the documents that are
 * still of another. Decisions are applied again; what no longer anchors is in the log as lost.
 */
#ifndef ONR_STORE_REBUILD_H
#define ONR_STORE_REBUILD_H

#include "store/store.h"

/* What the program says now that it did not, no longer says, and says otherwise, by kind; decisions left aside. A
 * record is the same where it stands at the same place. */
typedef struct onr_store_diff {
    int64_t added[ONR_STORE_KINDS], gone[ONR_STORE_KINDS], changed[ONR_STORE_KINDS];
    int64_t documents, text_changed, problems; /* made again; with another text; that could not be read */
} onr_store_diff;

/* The first source after `after` whose document is not of this run, or all of them (run NULL); *key 0: there is none.
 */
ONR_MUST onr_status onr_store_stale(onr_store *store, const onr_json_run *run, int64_t after, int64_t *key,
                                    onr_err *err);
/* Put `doc` in the place of the document of source `key`, apply its decisions, and add to `diff`. doc NULL: it could
 * not be read, for the reason `problem`; what the book has of it stays, and the problem is noted only where it has
 * nothing. Each change is given to `each` (NULL: not) as "+", "-" or "~", the kind and the words. */
typedef void onr_store_each(void *arg, char sign, onr_store_kind kind, const char *words);
ONR_MUST onr_status onr_store_replace(onr_store *store, int64_t key, const onr_doc *doc, const char *problem,
                                      const onr_json_run *run, onr_store_diff *diff, onr_store_each *each, void *arg,
                                      onr_err *err);

#endif
