/* A record's JSON becomes a row, by the statements of fill.sql: about 20 us a record. */
#include "store/fill.h"

#include <string.h>

extern const unsigned char onr_store_fill[];

/* Statement i of fill.sql. */
static const char *statement(int i) {
    const char *p = (const char *)onr_store_fill;
    while (i-- > 0) {
        const char *end = strstr(p, ";\n");
        if (end) p = end + 2;
    }
    return p;
}

int onr_fill_has_context(onr_store_kind kind) { return kind >= ONR_STORE_FIGURE; }

onr_status onr_fill(onr_store *s, const onr_row *r, onr_err *err) {
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(s, statement((int)r->kind), &q, err);
    if (st != ONR_OK) return st;
    onr_db_slice(q, 1, r->json);
    (void)sqlite3_bind_int64(q, 2, r->document);
    (void)sqlite3_bind_int64(q, 3, r->seq);
    if (onr_fill_has_context(r->kind)) onr_db_slice(q, 4, r->context);
    onr_db_text(q, 5, r->review);
    if (r->original.n) onr_db_slice(q, 6, r->original);
    if (r->key) (void)sqlite3_bind_int64(q, 7, r->key);
    st = onr_db_run(s, q, err);
    (void)sqlite3_clear_bindings(q);
    return st;
}
