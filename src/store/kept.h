/* kept.h - inside the room: answers that are kept until somebody writes to the book.
 *
 * Facets and grouped views read every record that fits. The same question is answered at once the second time. Inside a
 * transaction, which may be taken back, nothing is kept.
 */
#ifndef ONR_STORE_KEPT_H
#define ONR_STORE_KEPT_H

#include "store/db.h"
#include "store/view.h"

/* Begin the name of a question: what is asked, of which view, with which arguments. 0: its answer is not to be kept.
 * onr_buf_clear(&k->key) in any case. */
int onr_kept_name(onr_store *store, const char *what, const char *view, const onr_view_arg *args, size_t n,
                  struct onr_db_answer *k);
/* Append the answer; 0: there is none. */
int onr_kept_get(const onr_store *store, const struct onr_db_answer *k, onr_buf *out);
/* Keep one; where there is no memory, it is not kept. */
void onr_kept_put(onr_store *store, const struct onr_db_answer *k, const char *p, size_t n);

#endif
