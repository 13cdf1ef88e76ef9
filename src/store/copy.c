/* Copies as they were folded last: see copy.h. */
#include "store/copy.h"

#include "store/db.h"

onr_status onr_store_copies_clear(onr_store *s, onr_err *err) { return onr_db_exec(s, "DELETE FROM copy", err); }

onr_status onr_store_copy_set(onr_store *s, const onr_store_copy *c, onr_err *err) {
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(s, "INSERT INTO copy (document, text, story, share) VALUES (?1, ?2, ?3, ?4)", &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, c->document);
    (void)sqlite3_bind_int64(q, 2, c->text);
    (void)sqlite3_bind_int64(q, 3, c->story);
    (void)sqlite3_bind_double(q, 4, c->share);
    return onr_db_run(s, q, err);
}

onr_status onr_store_copies(onr_store *s, onr_cursor **out, onr_err *err) {
    return onr_cursor_new(s,
                          "SELECT c.document, c.text, c.story, c.share, d.id, d.title, d.outlet, d.published, "
                          "(SELECT locator FROM origin WHERE source = d.key ORDER BY rowid LIMIT 1), n.carriers "
                          "FROM copy c JOIN document d ON d.key = c.document JOIN (SELECT story, count(*) AS carriers "
                          "FROM copy GROUP BY story HAVING count(*) > 1) n ON n.story = c.story "
                          "ORDER BY c.story, c.text <> c.story, c.text, c.document <> c.text, d.published, c.document",
                          ONR_STORE_KINDS, out, err);
}

onr_status onr_cursor_copy(onr_cursor *c, onr_store_copy *row, int *more, onr_err *err) {
    onr_status st = onr_db_step(c->store, c->stmt, more, err);
    if (st != ONR_OK || !*more) return st;
    sqlite3_stmt *q = c->stmt;
    *row = (onr_store_copy){.document = sqlite3_column_int64(q, 0),
                            .text = sqlite3_column_int64(q, 1),
                            .story = sqlite3_column_int64(q, 2),
                            .share = sqlite3_column_double(q, 3),
                            .id = onr_db_string(q, 4),
                            .title = onr_db_string(q, 5),
                            .outlet = onr_db_string(q, 6),
                            .published = onr_db_string(q, 7),
                            .locator = onr_db_string(q, 8),
                            .carriers = sqlite3_column_int64(q, 9)};
    return ONR_OK;
}
