/* A record's JSON becomes a row, by the statements of fill.sql: about 20 us a record. */
#include "store/fill.h"

#include <string.h>

#include "store/place.h"

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

/* The document's day and outlet, as columns of *q, which stay until it is reset. */
static onr_status look_up(onr_store *s, const onr_row *r, sqlite3_stmt **q, onr_err *err) {
    int row = 0;
    onr_status st = onr_db_use(s, "SELECT published, outlet FROM document WHERE key = ?1", q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(*q, 1, r->document);
    st = onr_db_step(s, *q, &row, err);
    if (st == ONR_OK && !row) st = onr_err_set(err, ONR_INTERNAL, 0, "%s: a record without its document", s->path);
    return st;
}

onr_status onr_fill(onr_store *s, const onr_row *r, onr_err *err) {
    sqlite3_stmt *d = NULL, *q = NULL;
    int64_t key = 0;
    onr_status st = look_up(s, r, &d, err);
    if (st == ONR_OK) st = onr_place_free(s, r->kind, onr_db_string(d, 0), r->document, r->seq, &key, err);
    if (st == ONR_OK) st = onr_db_use(s, statement((int)r->kind), &q, err);
    if (st != ONR_OK) return st;
    onr_db_slice(q, 1, r->json);
    (void)sqlite3_bind_int64(q, 2, r->document);
    (void)sqlite3_bind_int64(q, 3, r->seq);
    if (onr_fill_has_context(r->kind)) onr_db_slice(q, 4, r->context);
    onr_db_text(q, 5, r->review);
    if (r->original.n) onr_db_slice(q, 6, r->original);
    (void)sqlite3_bind_int64(q, 7, key);
    onr_db_text(q, 8, onr_db_string(d, 0));
    onr_db_text(q, 9, onr_db_string(d, 1));
    st = onr_db_run(s, q, err);
    (void)sqlite3_clear_bindings(q);
    (void)sqlite3_reset(d);
    return st;
}
