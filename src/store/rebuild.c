/* Making a document again: what the program said is set aside in a temporary table, the rows are deleted and made anew,
 * the two are compared by SQL, then the document's decisions are applied. Two records are the same one where they are
 * of one kind and stand at the same place of the text (the nth at a place with the nth); what differs then is their
 * `face`: all that is asked for, but no ids and no confidence.
 */
#include "store/rebuild.h"

#include <string.h>

#include "store/add.h"
#include "store/apply.h"

static onr_status number(onr_store *s, const char *sql, int64_t a, int64_t *n, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = onr_db_use(s, sql, &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, a);
    st = onr_db_step(s, q, &row, err);
    *n = row ? sqlite3_column_int64(q, 0) : 0;
    (void)sqlite3_reset(q);
    return st;
}

onr_status onr_store_stale(onr_store *s, const onr_json_run *run, int64_t after, int64_t *key, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    if (!run) return number(s, "SELECT key FROM source WHERE key > ?1 ORDER BY key LIMIT 1", after, key, err);
    if (!s->run) { /* the run's row, where there is one: its JSON as the documents' JSON has it */
        onr_buf json;
        onr_doc none = {0};
        onr_json_parts parts = {0};
        onr_buf_init(&json, ONR_JSON_MAX);
        onr_status made = onr_json_write_parts(&none, run, &json, &parts, err);
        if (made == ONR_OK) made = onr_db_use(s, "SELECT key FROM run WHERE json = ?1", &q, err);
        if (made == ONR_OK) {
            const onr_json_part *p = &parts.p[parts.n - 1]; /* the run ends the document */
            onr_db_slice(q, 1, (onr_slice){json.p + p->start, p->end - p->start});
            made = onr_db_step(s, q, &row, err);
            s->stale_run = row ? sqlite3_column_int64(q, 0) : 0;
            (void)sqlite3_reset(q);
            (void)sqlite3_clear_bindings(q);
        }
        onr_json_parts_clear(&parts);
        onr_buf_clear(&json);
        if (made != ONR_OK) return made;
    } else s->stale_run = s->run;
    onr_status st = onr_db_use(s,
                               "SELECT s.key FROM source s LEFT JOIN document d ON d.key = s.key WHERE s.key > ?1 AND "
                               "d.run IS NOT ?2 ORDER BY s.key LIMIT 1",
                               &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, after);
    (void)sqlite3_bind_int64(q, 2, s->stale_run);
    st = onr_db_step(s, q, &row, err);
    *key = row ? sqlite3_column_int64(q, 0) : 0;
    (void)sqlite3_reset(q);
    return st;
}

/* Set the faces of the document's records aside: as `before` or `after`. pristine: as the program said them. */
static onr_status set_aside(onr_store *s, int64_t key, const char *table, onr_err *err) {
    char sql[900];
    (void)sqlite3_snprintf(sizeof sql, sql,
                           "CREATE TEMP TABLE IF NOT EXISTS %s (kind, place, n, face, words); DELETE FROM %s", table,
                           table);
    onr_status st = onr_db_exec(s, sql, err);
    static const char *const words[] = {"name", "content", "content", "anchor", "content"};
    for (int k = 0; st == ONR_OK && k < ONR_STORE_KINDS; k++) {
        const char *name = onr_store_kind_word((onr_store_kind)k);
        (void)sqlite3_snprintf(
            sizeof sql, sql,
            "INSERT INTO %s SELECT %d, start || '-' || \"end\", row_number() OVER (PARTITION BY start, "
            "\"end\" ORDER BY seq), %s, %s FROM %s WHERE document = %lld AND seq < 1000000000",
            table, k, onr_apply_face((onr_store_kind)k), words[k], name, (long long)key);
        st = onr_db_exec(s, sql, err);
    }
    return st;
}

static onr_status compare(onr_store *s, onr_store_diff *diff, onr_store_each *each, void *arg, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 1;
    onr_status st = onr_db_prepare(
        s,
        "SELECT '+', kind, words FROM temp.after a WHERE NOT EXISTS (SELECT 1 FROM temp.before b WHERE b.kind = a.kind "
        "AND b.place = a.place AND b.n = a.n) UNION ALL "
        "SELECT '-', kind, words FROM temp.before b WHERE NOT EXISTS (SELECT 1 FROM temp.after a WHERE b.kind = a.kind "
        "AND b.place = a.place AND b.n = a.n) UNION ALL "
        "SELECT '~', a.kind, a.words FROM temp.after a JOIN temp.before b ON b.kind = a.kind AND b.place = a.place AND "
        "b.n = a.n WHERE a.face <> b.face",
        &q, err);
    while (st == ONR_OK && (st = onr_db_step(s, q, &row, err)) == ONR_OK && row) {
        char sign = onr_db_string(q, 0)[0];
        int k = sqlite3_column_int(q, 1);
        const char *words = onr_db_string(q, 2);
        if (sign == '+') diff->added[k]++;
        else if (sign == '-') diff->gone[k]++;
        else diff->changed[k]++;
        if (each) each(arg, sign, (onr_store_kind)k, words ? words : "");
    }
    (void)sqlite3_finalize(q);
    return st;
}

static onr_status drop(onr_store *s, int64_t key, onr_err *err) {
    char sql[400];
    (void)sqlite3_snprintf(sizeof sql, sql,
                           "DELETE FROM statement WHERE document = %lld; DELETE FROM figure WHERE document = %lld; "
                           "DELETE FROM event WHERE document = %lld; DELETE FROM quotation WHERE document = %lld; "
                           "DELETE FROM entity WHERE document = %lld; DELETE FROM document WHERE key = %lld",
                           (long long)key, (long long)key, (long long)key, (long long)key, (long long)key,
                           (long long)key);
    return onr_db_exec(s, sql, err);
}

/* What is there of a source that cannot be read any more stays as it is; its problem is noted where there is nothing.
 */
static onr_status note_problem(onr_store *s, int64_t key, const char *problem, onr_err *err) {
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(s,
                               "UPDATE source SET problem = ?2 WHERE key = ?1 AND problem IS NOT ?2 AND NOT EXISTS "
                               "(SELECT 1 FROM document WHERE key = ?1)",
                               &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    onr_db_text(q, 2, problem);
    return onr_db_run(s, q, err);
}

/* The document's records with no decision in them. */
static onr_status to_pristine(onr_store *s, int64_t key, int64_t *decisions, onr_err *err) {
    onr_status st = number(s, "SELECT count(*) FROM correction WHERE document = ?1", key, decisions, err);
    return st == ONR_OK && *decisions ? onr_apply_none(s, key, err) : st;
}

onr_status onr_store_replace(onr_store *s, int64_t key, const onr_doc *doc, const char *problem,
                             const onr_json_run *run, onr_store_diff *diff, onr_store_each *each, void *arg,
                             onr_err *err) {
    int64_t decisions = 0, same_text = 0;
    if (!doc) {
        diff->problems++;
        return note_problem(s, key, problem, err);
    }
    onr_status st = to_pristine(s, key, &decisions, err);
    if (st == ONR_OK) st = set_aside(s, key, "before", err);
    sqlite3_stmt *q = NULL;
    int row = 0;
    if (st == ONR_OK) st = onr_db_use(s, "SELECT text = ?2 FROM document WHERE key = ?1", &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    onr_db_slice(q, 2, (onr_slice){doc->text, doc->text_n});
    st = onr_db_step(s, q, &row, err);
    same_text = !row || sqlite3_column_int(q, 0);
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    if (st == ONR_OK) st = drop(s, key, err);
    if (st == ONR_OK)
        st = number(s, "UPDATE source SET problem = NULL WHERE key = ?1 RETURNING 1", key, &decisions, err);
    if (st == ONR_OK) st = onr_store_put(s, key, doc, run, err);
    if (st == ONR_OK) st = set_aside(s, key, "after", err);
    if (st == ONR_OK) st = compare(s, diff, each, arg, err);
    if (st == ONR_OK) st = number(s, "SELECT count(*) FROM correction WHERE document = ?1", key, &decisions, err);
    if (st == ONR_OK && decisions) st = onr_apply_all(s, key, err);
    diff->documents++;
    diff->text_changed += !same_text;
    return st;
}
