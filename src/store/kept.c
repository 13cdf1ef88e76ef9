/* Kept answers: see kept.h. The state of a book is what SQLite counts: writes by others (data_version) and by this
 * connection (total_changes). Cost: a look through sixteen names. */
#include "store/kept.h"

#include <string.h>

int onr_kept_name(onr_store *s, const char *what, const char *view, const onr_view_arg *args, size_t n,
                  struct onr_db_answer *k) {
    onr_err err = {0};
    sqlite3_stmt *stmt;
    int row = 0;
    onr_buf_init(&k->key, ONR_DB_ANSWER_MAX);
    if (!sqlite3_get_autocommit(s->db)) return 0;
    if (onr_db_use(s, "PRAGMA data_version", &stmt, &err) != ONR_OK) return 0;
    if (onr_db_step(s, stmt, &row, &err) != ONR_OK || !row) return 0;
    k->version = sqlite3_column_int64(stmt, 0);
    k->changes = sqlite3_total_changes64(s->db);
    (void)sqlite3_reset(stmt);
    onr_buf_fmt(&k->key, "%s %s", what, view);
    for (size_t i = 0; i < n; i++) {
        onr_buf_fmt(&k->key, "\n%s %zu ", args[i].name, strlen(args[i].value));
        onr_buf_str(&k->key, args[i].value);
    }
    return !onr_buf_failed(&k->key);
}

int onr_kept_get(const onr_store *s, const struct onr_db_answer *k, onr_buf *out) {
    for (size_t i = 0; i < ONR_DB_ANSWERS; i++) {
        const struct onr_db_answer *a = &s->answers[i];
        if (a->key.n != k->key.n || a->version != k->version || a->changes != k->changes) continue;
        if (!a->text.n || memcmp(a->key.p, k->key.p, k->key.n) != 0) continue;
        onr_buf_add(out, a->text.p, a->text.n);
        return 1;
    }
    return 0;
}

void onr_kept_put(onr_store *s, const struct onr_db_answer *k, const char *p, size_t n) {
    struct onr_db_answer *a = &s->answers[s->answers_next++ % ONR_DB_ANSWERS];
    onr_buf_clear(&a->key), onr_buf_clear(&a->text);
    onr_buf_init(&a->key, ONR_DB_ANSWER_MAX), onr_buf_init(&a->text, ONR_DB_ANSWER_MAX);
    if (n > ONR_DB_ANSWER_MAX) return;
    a->version = k->version, a->changes = k->changes;
    onr_buf_add(&a->key, k->key.p, k->key.n);
    onr_buf_add(&a->text, p, n);
    if (onr_buf_failed(&a->key) || onr_buf_failed(&a->text)) onr_buf_clear(&a->key), onr_buf_clear(&a->text);
}
