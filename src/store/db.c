/* The thin layer over SQLite: one place that prepares, steps and says what went wrong. Statements are kept by the
 * address of their text, so a literal is prepared once a connection. */
#include "store/db.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

onr_status onr_db_fail(onr_store *s, int rc, onr_err *err) {
    char path[160];
    (void)onr_utf8_printable(path, sizeof path, s->path, strlen(s->path));
    switch (rc & 0xFF) {
    case SQLITE_NOMEM: return onr_err_set(err, ONR_NOMEM, 0, "%s: out of memory", path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return onr_err_set(err, ONR_CONFLICT, 0, "%s: another program writes to it: try again when it is done", path);
    case SQLITE_FULL: return onr_err_set(err, ONR_IO, 0, "%s: no room left on the disk: make room and go on", path);
    case SQLITE_READONLY:
    case SQLITE_PERM: return onr_err_set(err, ONR_IO, 0, "%s: it may not be written to: change its permissions", path);
    case SQLITE_CANTOPEN:
        return onr_err_set(err, ONR_IO, 0, "%s: cannot be opened: check its name and its folder", path);
    case SQLITE_IOERR:
        return onr_err_set(err, ONR_IO, 0, "%s: the disk refused: check its room and its health (%s)", path,
                           sqlite3_errmsg(s->db));
    case SQLITE_NOTADB:
        return onr_err_set(err, ONR_FORMAT, 0, "%s: is not a book of onrecord: name one that 'onrecord add' made",
                           path);
    case SQLITE_CORRUPT:
        return onr_err_set(err, ONR_CORRUPT, 0, "%s: is damaged: take the last copy of it (%s)", path,
                           sqlite3_errmsg(s->db));
    case SQLITE_TOOBIG: return onr_err_set(err, ONR_TOO_BIG, 0, "%s: a document is too big for a book", path);
    default: return onr_err_set(err, ONR_INTERNAL, 0, "%s: SQLite says %s", path, sqlite3_errmsg(s->db));
    }
}

onr_status onr_db_exec(onr_store *s, const char *sql, onr_err *err) {
    int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? ONR_OK : onr_db_fail(s, rc, err);
}

onr_status onr_db_prepare(onr_store *s, const char *sql, sqlite3_stmt **out, onr_err *err) {
    int rc = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    return rc == SQLITE_OK ? ONR_OK : onr_db_fail(s, rc, err);
}

onr_status onr_db_use(onr_store *s, const char *sql, sqlite3_stmt **out, onr_err *err) {
    size_t i = 0;
    while (i < ONR_DB_STATEMENTS && s->kept[i].sql && s->kept[i].sql != sql) i++;
    if (i == ONR_DB_STATEMENTS) return onr_err_set(err, ONR_INTERNAL, 0, "more statements than are kept");
    if (!s->kept[i].sql) {
        onr_status st = onr_db_prepare(s, sql, &s->kept[i].stmt, err);
        if (st != ONR_OK) return st;
        s->kept[i].sql = sql;
    }
    *out = s->kept[i].stmt;
    (void)sqlite3_reset(*out);
    (void)sqlite3_clear_bindings(*out);
    return ONR_OK;
}

onr_status onr_db_step(onr_store *s, sqlite3_stmt *stmt, int *row, onr_err *err) {
    int rc = sqlite3_step(stmt);
    *row = rc == SQLITE_ROW;
    if (rc == SQLITE_ROW) return ONR_OK;
    onr_status st = rc == SQLITE_DONE ? ONR_OK : onr_db_fail(s, rc, err);
    (void)sqlite3_reset(stmt);
    return st;
}

onr_status onr_db_run(onr_store *s, sqlite3_stmt *stmt, onr_err *err) {
    for (int row = 1; row;) {
        onr_status st = onr_db_step(s, stmt, &row, err);
        if (st != ONR_OK) return st;
    }
    return ONR_OK;
}

void onr_db_text(sqlite3_stmt *stmt, int at, const char *text) {
    (void)sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC);
}

void onr_db_slice(sqlite3_stmt *stmt, int at, onr_slice s) {
    (void)sqlite3_bind_text64(stmt, at, s.p ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8);
}

onr_slice onr_db_column(sqlite3_stmt *stmt, int at) {
    const void *p = sqlite3_column_blob(stmt, at);
    return (onr_slice){p ? p : "", (size_t)sqlite3_column_bytes(stmt, at)};
}

const char *onr_db_string(sqlite3_stmt *stmt, int at) { return (const char *)sqlite3_column_text(stmt, at); }

void onr_cursor_close(onr_cursor *c) {
    if (!c) return;
    (void)sqlite3_finalize(c->stmt);
    (void)sqlite3_finalize(c->row);
    onr_mem_free(c->held);
    onr_mem_free(c);
}
