/* Documents by their words: see texts.h. The index gives candidates only; the comparison is the caller's. */
#include "store/texts.h"

#include <string.h>

#include "base/utf8.h"
#include "store/db.h"

#define COLUMNS                                                                                                        \
    "SELECT key, id, document.title, published, published_how, outlet, url, language, agency, text_bytes, "            \
    "(SELECT locator FROM origin WHERE source = document.key ORDER BY rowid LIMIT 1) "                                 \
    "FROM document_words JOIN document ON document.place = document_words.rowid WHERE document_words MATCH ?1 "

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

onr_status onr_store_cite(onr_store *s, const char *id, onr_store_citation *out, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    char shown[80];
    onr_status st = onr_db_use(
        s,
        "SELECT r.kind, r.id, r.who, r.chain, r.type, d.title, d.outlet, d.published, d.url, d.id, s.sha256, r.words, "
        "coalesce(r.context, substr(CAST(d.text AS BLOB), r.start + 1, r.\"end\" - r.start)), r.start, r.\"end\" FROM ("
        "SELECT 'statement' AS kind, id, document, coalesce(speaker_name, source) AS who, chain, type, content AS "
        "words, "
        "start, "
        "\"end\", NULL AS context FROM statement WHERE id = ?1 UNION ALL "
        "SELECT 'figure', id, document, origin, chain, NULL, context, start, \"end\", context FROM figure WHERE id = "
        "?1 "
        "UNION ALL "
        "SELECT 'event', id, document, actor_name, chain, NULL, context, start, \"end\", context FROM event WHERE id = "
        "?1 "
        "UNION ALL "
        "SELECT 'quotation', id, document, NULL, NULL, NULL, content, start, \"end\", NULL FROM quotation WHERE id = "
        "?1) r "
        "JOIN document d ON d.key = r.document JOIN source s ON s.key = d.key ORDER BY d.key LIMIT 1",
        &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_text(q, 1, id, -1, SQLITE_TRANSIENT);
    st = onr_db_step(s, q, &row, err);
    if (st != ONR_OK) return st;
    if (!row)
        return onr_err_set(err, ONR_NOT_FOUND, 0, "there is no record '%s'",
                           onr_utf8_printable(shown, sizeof shown, id, strlen(id)));
    *out = (onr_store_citation){.kind = onr_db_string(q, 0),
                                .id = onr_db_string(q, 1),
                                .who = onr_db_string(q, 2),
                                .chain = onr_db_string(q, 3),
                                .type = onr_db_string(q, 4),
                                .title = onr_db_string(q, 5),
                                .outlet = onr_db_string(q, 6),
                                .published = onr_db_string(q, 7),
                                .url = onr_db_string(q, 8),
                                .document = onr_db_string(q, 9),
                                .sha256 = onr_db_string(q, 10),
                                .words = onr_db_column(q, 11),
                                .passage = onr_db_column(q, 12),
                                .start = (uint32_t)sqlite3_column_int64(q, 13),
                                .end = (uint32_t)sqlite3_column_int64(q, 14)};
    return ONR_OK; /* the statement is reset when it is used again */
}
