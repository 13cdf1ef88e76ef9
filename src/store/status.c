/* The book as a whole: counts, runs, problems. Each count is a pass over a table or an index; seconds on a large book.
 */
#include <string.h>

#include "store/db.h"

static const struct count {
    size_t at; /* of the field */
    const char *sql;
} counts[] = {
    {offsetof(onr_store_status, sources), "SELECT count(*) FROM source"},
    {offsetof(onr_store_status, problems), "SELECT count(*) FROM source WHERE problem IS NOT NULL"},
    {offsetof(onr_store_status, documents), "SELECT count(*) FROM document"},
    {offsetof(onr_store_status, outlets), "SELECT count(DISTINCT outlet) FROM document"},
    {offsetof(onr_store_status, records[ONR_STORE_ENTITY]),
     "SELECT count(*) FROM entity WHERE review NOT IN ('rejected', 'merged')"},
    {offsetof(onr_store_status, records[ONR_STORE_STATEMENT]),
     "SELECT count(*) FROM statement WHERE review <> 'rejected'"},
    {offsetof(onr_store_status, records[ONR_STORE_FIGURE]), "SELECT count(*) FROM figure WHERE review <> 'rejected'"},
    {offsetof(onr_store_status, records[ONR_STORE_EVENT]), "SELECT count(*) FROM event WHERE review <> 'rejected'"},
    {offsetof(onr_store_status, records[ONR_STORE_QUOTATION]),
     "SELECT count(*) FROM quotation WHERE review <> 'rejected'"},
    {offsetof(onr_store_status, direct),
     "SELECT count(*) FROM statement WHERE type = 'direct' AND review <> 'rejected'"},
    {offsetof(onr_store_status, mixed), "SELECT count(*) FROM statement WHERE type = 'mixed' AND review <> 'rejected'"},
    {offsetof(onr_store_status, indirect),
     "SELECT count(*) FROM statement WHERE type = 'indirect' AND review <> 'rejected'"},
    {offsetof(onr_store_status, reviewed),
     "SELECT (SELECT count(*) FROM entity WHERE review <> 'unseen') + (SELECT count(*) FROM statement WHERE review <> "
     "'unseen') + (SELECT count(*) FROM figure WHERE review <> 'unseen') + (SELECT count(*) FROM event WHERE review <> "
     "'unseen') + (SELECT count(*) FROM quotation WHERE review <> 'unseen')"},
    {offsetof(onr_store_status, corrections), "SELECT count(*) FROM correction"},
    {offsetof(onr_store_status, lost), "SELECT count(*) FROM applied WHERE state = 'lost'"},
    {offsetof(onr_store_status, bytes), "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"},
    {offsetof(onr_store_status, source_bytes), "SELECT coalesce(sum(bytes), 0) FROM source"},
};

static onr_status read_days(onr_store *s, onr_store_status *out, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st =
        onr_db_use(s, "SELECT coalesce(min(published), ''), coalesce(max(published), '') FROM document", &q, err);
    if (st == ONR_OK) st = onr_db_step(s, q, &row, err);
    if (st != ONR_OK || !row) return st;
    (void)sqlite3_snprintf(sizeof out->first, out->first, "%s", onr_db_string(q, 0));
    (void)sqlite3_snprintf(sizeof out->last, out->last, "%s", onr_db_string(q, 1));
    (void)sqlite3_reset(q);
    return ONR_OK;
}

onr_status onr_store_status_get(onr_store *s, onr_store_status *out, onr_err *err) {
    *out = (onr_store_status){0};
    onr_status st = onr_db_exec(s, "BEGIN", err); /* one moment of the book */
    for (size_t i = 0; st == ONR_OK && i < sizeof counts / sizeof *counts; i++) {
        sqlite3_stmt *q = NULL;
        int row = 0;
        st = onr_db_use(s, counts[i].sql, &q, err);
        if (st == ONR_OK) st = onr_db_step(s, q, &row, err);
        int64_t n = st == ONR_OK && row ? sqlite3_column_int64(q, 0) : 0;
        memcpy((char *)out + counts[i].at, &n, sizeof n);
        (void)sqlite3_reset(q);
    }
    if (st == ONR_OK) st = read_days(s, out, err);
    if (!sqlite3_get_autocommit(s->db)) (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

onr_status onr_store_runs(onr_store *s, onr_cursor **out, onr_err *err) {
    return onr_cursor_new(s,
                          "SELECT r.key, count(*), r.program, r.model, r.json FROM document d JOIN run r "
                          "ON r.key = d.run GROUP BY r.key ORDER BY r.key DESC",
                          ONR_STORE_KINDS, out, err);
}

onr_status onr_cursor_run(onr_cursor *c, onr_store_run *row, int *more, onr_err *err) {
    onr_status st = onr_db_step(c->store, c->stmt, more, err);
    if (st != ONR_OK || !*more) return st;
    *row = (onr_store_run){.key = sqlite3_column_int64(c->stmt, 0),
                           .documents = sqlite3_column_int64(c->stmt, 1),
                           .program = onr_db_string(c->stmt, 2),
                           .model = onr_db_string(c->stmt, 3),
                           .json = onr_db_string(c->stmt, 4)};
    return ONR_OK;
}

onr_status onr_store_problems(onr_store *s, onr_cursor **out, onr_err *err) {
    return onr_cursor_new(s,
                          "SELECT key, (SELECT locator FROM origin WHERE source = s.key ORDER BY rowid LIMIT 1), "
                          "problem FROM source s WHERE problem IS NOT NULL ORDER BY key",
                          ONR_STORE_KINDS, out, err);
}

onr_status onr_cursor_problem(onr_cursor *c, onr_store_problem *row, int *more, onr_err *err) {
    onr_status st = onr_db_step(c->store, c->stmt, more, err);
    if (st != ONR_OK || !*more) return st;
    *row = (onr_store_problem){.key = sqlite3_column_int64(c->stmt, 0),
                               .locator = onr_db_string(c->stmt, 1),
                               .problem = onr_db_string(c->stmt, 2)};
    return ONR_OK;
}

onr_status onr_store_skipped(onr_store *s, onr_buf *out, onr_err *err) {
    static const char sql[] =
        "SELECT problem, n, (SELECT locator FROM origin WHERE source = first ORDER BY rowid LIMIT 1), sum(n) OVER () "
        "FROM (SELECT problem, count(*) AS n, min(key) AS first FROM source WHERE problem IS NOT NULL GROUP BY "
        "problem) "
        "ORDER BY n DESC, problem LIMIT 1000";
    sqlite3_stmt *q = NULL;
    int row = 0, any = 0;
    onr_status st = onr_db_use(s, sql, &q, err);
    while (st == ONR_OK && (st = onr_db_step(s, q, &row, err)) == ONR_OK && row) {
        const char *first = onr_db_string(q, 2);
        if (!any) onr_buf_fmt(out, "{\"skipped\":{\"n\":%lld,\"reasons\":[", (long long)sqlite3_column_int64(q, 3));
        onr_buf_str(out, any++ ? ",{\"reason\":" : "{\"reason\":");
        onr_json_string(out, onr_slice_of(onr_db_string(q, 0)));
        onr_buf_fmt(out, ",\"n\":%lld,\"first\":", (long long)sqlite3_column_int64(q, 1));
        onr_json_string(out, onr_slice_of(first ? first : ""));
        onr_buf_char(out, '}');
    }
    (void)sqlite3_reset(q);
    onr_buf_str(out, any ? "]}}\n" : "{\"skipped\":{\"n\":0,\"reasons\":[]}}\n");
    return st;
}
