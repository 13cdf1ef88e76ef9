/* Conditions: see where.h. Four shapes of query, by what is asked:
 *
 *     words alone         the index of words gives the keys, in their order
 *     words and more      the same, each hit looked up in the index KIND_place
 *     little is kept      the index of that condition; words are a set that the keys must be in
 *     else                a walk along KIND_place
 *
 * Cost of a page: the hits that are passed over on the way to its last row; no row of a table is read.
 */
#include "store/where.h"

#include <string.h>

#include "store/place.h"

enum { SQL_MAX = 16 * 1024, WORDS_MAX = 64 * 1024 };

void onr_where_init(onr_where *w, onr_store_kind kind) {
    *w = (onr_where){.kind = kind};
    onr_buf_init(&w->sql, SQL_MAX);
    onr_buf_init(&w->match, WORDS_MAX);
}

void onr_where_clear(onr_where *w) {
    onr_buf_clear(&w->sql);
    onr_buf_clear(&w->match);
}

/* ---- conditions ------------------------------------------------------------------------------------------------- */

/* The number of the parameter. */
static int bind(onr_where *w, const char *text, double number) {
    if (w->bound_n == ONR_WHERE_BOUND_MAX) return w->sql.failed = 2, 0;
    w->bound[w->bound_n].text = text;
    w->bound[w->bound_n].number = number;
    return ++w->bound_n;
}

static void add(onr_where *w, const char *condition, int parameter) {
    onr_buf_str(&w->sql, " AND ");
    for (const char *p = condition; *p; p++) {
        if (*p == '?') onr_buf_fmt(&w->sql, "?%d", parameter);
        else onr_buf_char(&w->sql, *p);
    }
    w->rows = 1;
}

void onr_where_add(onr_where *w, const char *condition, const char *value) {
    add(w, condition, value ? bind(w, value, 0) : 0);
}

void onr_where_add_number(onr_where *w, const char *condition, double value) {
    add(w, condition, bind(w, NULL, value));
}

void onr_where_days(onr_where *w, const char *from, const char *to) {
    if (from && (!w->from || strcmp(from, w->from) > 0)) w->from = from;
    if (to && (!w->to || strcmp(to, w->to) < 0)) w->to = to;
}

/* ---- words ------------------------------------------------------------------------------------------------------ */

static void add_quoted(onr_buf *b, const char *p, size_t n, int is_word) {
    int prefix = is_word && n > 1 && p[n - 1] == '*';
    onr_buf_char(b, '"');
    onr_buf_add(b, p, n - (size_t)prefix); /* no quotation mark is in it */
    onr_buf_str(b, prefix ? "\" *" : "\"");
}

void onr_where_words(onr_where *w, const char *columns, const char *words) {
    onr_buf *b = &w->match;
    int n = 0, either = 0;
    if (b->n) onr_buf_str(b, " AND ");
    if (columns) onr_buf_fmt(b, "{%s} : ", columns);
    onr_buf_char(b, '(');
    for (const char *p = words; *p;) {
        p += strspn(p, " \t\r\n");
        int phrase = *p == '"';
        const char *from = p + phrase;
        size_t k = phrase ? strcspn(from, "\"") : strcspn(from, " \t\r\n\"");
        p = from + k + (phrase && from[k] == '"');
        if (!phrase && k == 2 && memcmp(from, "OR", 2) == 0 && n) either = 1;
        else if (k) {
            if (n++) onr_buf_str(b, either ? " OR " : " ");
            either = 0;
            add_quoted(b, from, k, !phrase);
        }
    }
    onr_buf_str(b, n ? ")" : "\"\")");
}

/* ---- the query -------------------------------------------------------------------------------------------------- */

static const char *table_of(onr_store_kind kind) {
    return kind == ONR_STORE_DOCUMENTS ? "document" : onr_store_kind_word(kind);
}

static const char *key_of(const onr_where *w, int from_words) {
    return from_words ? "f.rowid" : w->kind == ONR_STORE_DOCUMENTS ? "r.place" : "r.key";
}

/* The parameter of the full-text query: bound once, however often it is asked. */
static int bind_words(onr_where *w) {
    if (!w->match_at) w->match_at = bind(w, w->match.p, 0);
    return w->match_at;
}

/* "FROM ... WHERE" and the condition of words. `rows`: more than the key is needed. */
static void begin(onr_where *w, int rows, onr_buf *sql) {
    const char *table = table_of(w->kind), *own = key_of(w, 0);
    int words = w->match.n > 0;
    if (words) (void)bind_words(w);
    if (words && !w->narrow) {
        onr_buf_fmt(sql, "%s_words f", table);
        if (rows) onr_buf_fmt(sql, " CROSS JOIN %s r INDEXED BY %s_place ON %s = f.rowid", table, table, own);
        onr_buf_fmt(sql, " WHERE f.%s_words MATCH ?%d", table, w->match_at);
        return;
    }
    onr_buf_fmt(sql, "%s r", table);
    if (!w->narrow && w->index) onr_buf_fmt(sql, " INDEXED BY %s", w->index);
    else if (!w->narrow) onr_buf_fmt(sql, " INDEXED BY %s_place", table);
    onr_buf_str(sql, " WHERE 1");
    if (words)
        onr_buf_fmt(sql, " AND %s IN (SELECT rowid FROM %s_words WHERE %s_words MATCH ?%d)", own, table, table,
                    w->match_at);
}

static void end(onr_where *w, const char *key, onr_buf *sql) {
    if (w->from || w->to) {
        int64_t first, last;
        onr_place_range(w->from, w->to, &first, &last);
        onr_buf_fmt(sql, " AND %s BETWEEN %lld AND %lld", key, (long long)first, (long long)last);
    }
    if (w->sql.n) onr_buf_add(sql, w->sql.p, w->sql.n);
    if (!w->reviewed && w->kind != ONR_STORE_DOCUMENTS)
        onr_buf_fmt(sql, " AND %s NOT IN (SELECT key FROM %s WHERE review IN ('rejected', 'merged'))", key,
                    table_of(w->kind));
}

static onr_status finish(onr_where *w, onr_store *s, onr_buf *sql, const char *after, sqlite3_stmt **out,
                         onr_err *err) {
    onr_buf_fmt(sql, " %s", after);
    onr_status st = ONR_OK;
    if (onr_buf_full(sql) || onr_buf_full(&w->sql) || onr_buf_full(&w->match))
        st = onr_err_set(err, ONR_TOO_BIG, 0, "the question is too long: ask for less");
    else if (onr_buf_failed(sql) || onr_buf_failed(&w->sql) || onr_buf_failed(&w->match))
        st = onr_err_set(err, ONR_NOMEM, 0, "out of memory while searching");
    if (st == ONR_OK) st = onr_db_prepare(s, sql->p, out, err);
    for (int i = 0; st == ONR_OK && i < w->bound_n; i++) {
        const char *text = w->bound[i].text;
        int rc = text ? sqlite3_bind_text(*out, i + 1, text, -1, SQLITE_TRANSIENT)
                      : sqlite3_bind_double(*out, i + 1, w->bound[i].number);
        if (rc != SQLITE_OK) st = onr_db_fail(s, rc, err);
    }
    onr_buf_clear(sql);
    if (st != ONR_OK) {
        (void)sqlite3_finalize(*out);
        *out = NULL;
    }
    return st;
}

onr_status onr_where_prepare(onr_where *w, onr_store *s, const char *columns, const char *from, const char *after,
                             sqlite3_stmt **out, onr_err *err) {
    const char *key = key_of(w, !from && w->match.n && !w->narrow);
    onr_buf sql;
    *out = NULL;
    onr_buf_init(&sql, SQL_MAX);
    onr_buf_fmt(&sql, "SELECT %s FROM ", columns ? columns : key);
    if (from && w->match.n)
        onr_buf_fmt(&sql, "%s WHERE %s IN (SELECT rowid FROM %s_words WHERE %s_words MATCH ?%d)", from, key,
                    table_of(w->kind), table_of(w->kind), bind_words(w));
    else if (from) onr_buf_fmt(&sql, "%s WHERE 1", from);
    else begin(w, w->rows || columns, &sql);
    end(w, key, &sql);
    return finish(w, s, &sql, after, out, err);
}
