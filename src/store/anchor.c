/* Finding the record of a decision again. A text that did not change anchors by offsets; one that did (another reader,
 * another version of the page) by the words at the place nearest to the old one. Never by likeness of meaning: a
 * decision that is applied to the wrong record is worse than one that is listed as lost.
 */
#include "store/anchor.h"

#include <string.h>

#include "store/fields.h"

#define PER_KIND(head, tail)                                                                                           \
    { head "entity" tail, head "statement" tail, head "figure" tail, head "event" tail, head "quotation" tail }

static const char *lend(onr_arena *a, sqlite3_stmt *q, int at, int *failed) {
    onr_slice v = onr_db_column(q, at);
    if (sqlite3_column_type(q, at) == SQLITE_NULL) return NULL;
    char *copy = onr_arena_copy(a, v.p, v.n);
    if (!copy) *failed = 1;
    return copy;
}

onr_status onr_anchor_load(onr_store *s, int64_t key, onr_arena *a, onr_decided *d, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0, failed = 0;
    onr_status st = onr_db_use(s,
                               "SELECT document, coalesce(undoes, 0), start, \"end\", op, record, words, field, value, "
                               "before, kind FROM correction WHERE key = ?1",
                               &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    st = onr_db_step(s, q, &row, err);
    if (st != ONR_OK) return st;
    if (!row) return onr_err_set(err, ONR_NOT_FOUND, 0, "%s: the log has no decision %lld", s->path, (long long)key);
    *d = (onr_decided){.key = key, .document = sqlite3_column_int64(q, 0), .undoes = sqlite3_column_int64(q, 1)};
    d->start = (uint32_t)sqlite3_column_int64(q, 2);
    d->end = (uint32_t)sqlite3_column_int64(q, 3);
    d->op = lend(a, q, 4, &failed);
    d->record = lend(a, q, 5, &failed);
    d->words = lend(a, q, 6, &failed);
    d->field = lend(a, q, 7, &failed);
    d->value = lend(a, q, 8, &failed);
    d->before = lend(a, q, 9, &failed);
    const char *kind = onr_db_string(q, 10);
    for (int k = 0; k < ONR_STORE_KINDS; k++)
        if (strcmp(kind, onr_store_kind_word((onr_store_kind)k)) == 0) d->kind = (onr_store_kind)k;
    (void)sqlite3_reset(q);
    return failed ? onr_err_set(err, ONR_NOMEM, 0, "out of memory while reading the log") : ONR_OK;
}

static onr_status ask(onr_store *s, const char *sql, const onr_decided *d, onr_span at, int64_t *key, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = onr_db_use(s, sql, &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, d->document);
    (void)sqlite3_bind_int64(q, 2, at.start);
    (void)sqlite3_bind_int64(q, 3, at.end);
    if (sqlite3_bind_parameter_count(q) >= 4) onr_db_text(q, 4, d->record);
    if (sqlite3_bind_parameter_count(q) >= 5) onr_db_text(q, 5, d->words);
    st = onr_db_step(s, q, &row, err);
    *key = row ? sqlite3_column_int64(q, 0) : 0;
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    return st;
}

onr_status onr_anchor_find(onr_store *s, const onr_decided *d, onr_slice text, int64_t *key, const char **reason,
                           onr_err *err) {
    /* at the same place the same id first, then the nearest in order; those put there by people last */
    static const char *const same[] = PER_KIND(
        "SELECT key FROM ",
        " WHERE document = ?1 AND start = ?2 AND \"end\" = ?3 ORDER BY id <> ?4, review = 'added', seq LIMIT 1");
    static const char *const near[] = PER_KIND(
        "SELECT key FROM ",
        " WHERE document = ?1 AND start < ?3 AND \"end\" > ?2 "
        "AND 2 * (min(\"end\", ?3) - max(start, ?2)) >= max(\"end\", ?3) - min(start, ?2) ORDER BY "
        "CAST(min(\"end\", ?3) - max(start, ?2) AS REAL) / (max(\"end\", ?3) - min(start, ?2)) DESC, seq LIMIT 1");
    static const char entity[] = "SELECT key FROM entity WHERE document = ?1 AND name = ?5 AND review <> 'merged' "
                                 "ORDER BY abs(start - ?2), id <> ?4, ?3 LIMIT 1";
    onr_span at = {d->start, d->end};
    *key = 0;
    *reason = NULL;
    int unmoved = d->end <= text.n && strlen(d->words) == d->end - d->start &&
                  memcmp(text.p + d->start, d->words, d->end - d->start) == 0;
    if (d->kind == ONR_STORE_ENTITY) {
        onr_status st = ask(s, entity, d, at, key, err);
        if (!*key) *reason = "the document has no entity of that name now";
        return st;
    }
    if (!unmoved && !onr_field_nearest(text, onr_slice_of(d->words), d->start, &at)) {
        *reason = "its words do not stand in the text any more";
        return ONR_OK;
    }
    onr_status st = ask(s, same[d->kind], d, at, key, err);
    if (st == ONR_OK && !*key) st = ask(s, near[d->kind], d, at, key, err);
    if (!*key) *reason = "no record stands there now";
    return st;
}

/* ---- values ----------------------------------------------------------------------------------------------------- */

/* One span of the value: set it to where its words are. */
static onr_status move_span(onr_store *s, onr_buf *json, const char *path, onr_span to, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = onr_db_use(s, "SELECT json_set(?1, ?2 || '.start', ?3, ?2 || '.end', ?4)", &q, err);
    if (st != ONR_OK) return st;
    onr_db_slice(q, 1, (onr_slice){json->p, json->n});
    onr_db_text(q, 2, path);
    (void)sqlite3_bind_int64(q, 3, to.start);
    (void)sqlite3_bind_int64(q, 4, to.end);
    st = onr_db_step(s, q, &row, err);
    if (st == ONR_OK && row) {
        onr_buf moved;
        onr_slice v = onr_db_column(q, 0);
        onr_buf_init(&moved, ONR_JSON_MAX);
        onr_buf_add(&moved, v.p, v.n);
        onr_buf_clear(json);
        *json = moved;
    }
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    return st;
}

onr_status onr_anchor_value(onr_store *s, const char *value, onr_slice text, onr_buf *json, int *ok, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 1;
    *ok = 1;
    onr_buf_reset(json);
    onr_buf_str(json, value ? value : "null");
    onr_status st = onr_db_use(s,
                               "SELECT fullkey, value->>'start', value->>'end', value->>'text' FROM json_tree(?1) "
                               "WHERE type = 'object' AND json_type(value, '$.text') = 'text' "
                               "AND json_type(value, '$.start') = 'integer'",
                               &q, err);
    if (st != ONR_OK) return st;
    onr_db_text(q, 1, value ? value : "null");
    while (st == ONR_OK && *ok && (st = onr_db_step(s, q, &row, err)) == ONR_OK && row) {
        onr_span at = {(uint32_t)sqlite3_column_int64(q, 1), (uint32_t)sqlite3_column_int64(q, 2)};
        onr_slice words = onr_db_column(q, 3);
        if (at.start < at.end && at.end <= text.n &&
            onr_slice_eq(words, (onr_slice){text.p + at.start, at.end - at.start}))
            continue;
        *ok = onr_field_nearest(text, words, at.start, &at);
        if (*ok) st = move_span(s, json, onr_db_string(q, 0), at, err);
    }
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    return st == ONR_OK && onr_buf_failed(json) ? onr_err_set(err, ONR_NOMEM, 0, "out of memory") : st;
}
