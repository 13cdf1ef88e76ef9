/* Documents by their words: see texts.h. The index gives candidates only; the comparison is the caller's. */
#include "store/texts.h"

#include "store/db.h"

#define COLUMNS                                                                                                        \
    "SELECT key, id, document.title, published, published_how, outlet, url, language, agency, chars, "                 \
    "(SELECT locator FROM origin WHERE source = document.key ORDER BY rowid LIMIT 1) "                                 \
    "FROM document_words JOIN document ON document.key = document_words.rowid WHERE document_words MATCH ?1 "

onr_status onr_store_texts(onr_store *s, const char *match, uint32_t most, onr_cursor **out, onr_err *err) {
    const char *sql = most ? COLUMNS "ORDER BY document_words.rank, key LIMIT ?2" : COLUMNS "ORDER BY key";
    onr_status st = onr_cursor_new(s, sql, ONR_STORE_KINDS, out, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_text((*out)->stmt, 1, match, -1, SQLITE_TRANSIENT); /* without memory nothing matches NULL */
    if (most) (void)sqlite3_bind_int64((*out)->stmt, 2, most);
    return ONR_OK;
}

onr_status onr_store_credit(onr_store *s, int64_t document, uint32_t start, uint32_t end, onr_buf *name, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = onr_db_use(s,
                               "SELECT coalesce(speaker_name, source) FROM statement WHERE document = ?1 "
                               "AND start < ?3 AND \"end\" > ?2 AND review <> 'rejected' "
                               "ORDER BY min(\"end\", ?3) - max(start, ?2) DESC, start DESC LIMIT 1",
                               &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, document);
    (void)sqlite3_bind_int64(q, 2, start);
    (void)sqlite3_bind_int64(q, 3, end);
    st = onr_db_step(s, q, &row, err);
    if (row) {
        onr_slice v = onr_db_column(q, 0);
        onr_buf_add(name, v.p, v.n);
    }
    (void)sqlite3_reset(q);
    return st;
}
