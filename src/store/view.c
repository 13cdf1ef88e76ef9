/* Views. Method: a view lists the keys that meet its arguments (where.h), a page of them, and then reads the rows of
 * that page alone; a grouped view is one SELECT. Rows are written by the types that SQLite gives, so one writer serves
 * every view. Facets are counted in one walk for all of them; a facet that an argument narrows gets a walk of its own,
 * without that argument. Cost: of a page, its rows and the hits before them; of facets and groups, all that fits, once
 * until somebody writes.
 */
#include "store/view.h"

#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "store/db.h"
#include "store/kept.h"
#include "store/tally.h"
#include "store/view_table.h"
#include "store/where.h"

enum { SQL_MAX = 16 * 1024, FACET_VALUES = 40, FACETS_MAX = 16, ROWS_USUAL = 100 };

/* One question: the view and its arguments sorted out. */
typedef struct question {
    onr_store *store;
    const onr_view_table *view;
    const onr_view_arg *args;
    size_t n;
    const onr_view_filter *by[ONR_VIEW_ARGS_MAX]; /* of each argument; NULL: limit or offset */
    long limit, offset;
} question;

/* ---- arguments -------------------------------------------------------------------------------------------------- */

static long number(const char *s, long most) {
    long v = 0;
    if (!*s) return -1;
    for (; *s; s++) {
        if (*s < '0' || *s > '9' || v > most) return -1;
        v = v * 10 + (*s - '0');
    }
    return v <= most ? v : -1;
}

static onr_status sort_arg(question *q, size_t i, long limit, onr_err *err) {
    const onr_view_arg *a = &q->args[i];
    char shown[64];
    (void)onr_utf8_printable(shown, sizeof shown, a->name, strlen(a->name));
    if (strcmp(a->name, "limit") == 0) {
        q->limit = number(a->value, ONR_VIEW_CSV_MAX);
        if (q->limit >= 0 && q->limit <= limit) return ONR_OK;
        return onr_err_set(err, ONR_FORMAT, 0, "limit is a number up to %ld", limit);
    }
    if (strcmp(a->name, "offset") == 0) {
        q->offset = number(a->value, 100000000);
        return q->offset >= 0 ? ONR_OK : onr_err_set(err, ONR_FORMAT, 0, "offset is a number");
    }
    q->by[i] = onr_view_filter_find(a->name, q->view->is);
    if (!q->by[i])
        return onr_err_set(err, ONR_FORMAT, 0, "%s has no filter '%s': docs/openapi.json lists them", q->view->name,
                           shown);
    if ((strcmp(a->name, "from") == 0 || strcmp(a->name, "to") == 0) && *a->value && !onr_store_is_day(a->value))
        return onr_err_set(err, ONR_FORMAT, 0, "%s is a day as 2031-03-06, a month or a year", shown);
    return ONR_OK;
}

static onr_status sort_args(question *q, long limit, onr_err *err) {
    onr_status st = ONR_OK;
    q->limit = limit > ONR_VIEW_ROWS_MAX ? limit : ROWS_USUAL;
    if (q->n > ONR_VIEW_ARGS_MAX)
        return onr_err_set(err, ONR_FORMAT, 0, "over %d arguments: ask for less", ONR_VIEW_ARGS_MAX);
    for (size_t i = 0; st == ONR_OK && i < q->n; i++) st = sort_arg(q, i, limit, err);
    return st;
}

/* ---- the query -------------------------------------------------------------------------------------------------- */

static void add_filter(onr_where *w, const onr_view_filter *f, const char *value, int has_words) {
    char is[160];
    w->reviewed |= strcmp(f->name, "review") == 0 || strcmp(f->name, "not_by") == 0 || strcmp(f->name, "disputed") == 0;
    w->narrow |= f->narrow > 1 || (f->narrow && !has_words);
    if (strcmp(f->name, "q") == 0) onr_where_words(w, NULL, value);
    else if (strcmp(f->name, "from") == 0) onr_where_days(w, *value ? value : NULL, NULL);
    else if (strcmp(f->name, "to") == 0) onr_where_days(w, NULL, *value ? value : NULL);
    else if (f->condition) onr_where_add(w, f->condition, value);
    else {
        (void)sqlite3_snprintf(sizeof is, is, "%s IS nullif(?, '')", f->column);
        onr_where_add(w, is, value);
    }
}

/* What the arguments ask, but for those of `skip`. */
static void begin(const question *q, const onr_view_filter *skip, onr_where *w) {
    int has_words = 0;
    onr_where_init(w, q->view->kind);
    for (size_t i = 0; i < q->n; i++) has_words |= q->by[i] && strcmp(q->by[i]->name, "q") == 0;
    if (q->view->where) onr_where_add(w, q->view->where, NULL);
    for (size_t i = 0; i < q->n; i++)
        if (q->by[i] && q->by[i] != skip) add_filter(w, q->by[i], q->args[i].value, has_words);
}

/* How many keys, to ONR_VIEW_COUNTED and one more. */
static onr_status count(const question *q, long *total, onr_err *err) {
    sqlite3_stmt *stmt = NULL;
    onr_where w;
    char limit[32];
    int row = 1;
    begin(q, NULL, &w);
    (void)sqlite3_snprintf(sizeof limit, limit, "LIMIT %d", ONR_VIEW_COUNTED + 1);
    onr_status st = onr_where_prepare(&w, q->store, NULL, NULL, limit, &stmt, err);
    while (st == ONR_OK && (st = onr_db_step(q->store, stmt, &row, err)) == ONR_OK && row) ++*total;
    (void)sqlite3_finalize(stmt);
    onr_where_clear(&w);
    return st;
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

static void json_value(onr_buf *out, sqlite3_stmt *stmt, int i) {
    int type = sqlite3_column_type(stmt, i);
    if (type == SQLITE_NULL) onr_buf_str(out, "null");
    else if (strcmp(sqlite3_column_name(stmt, i), "record") == 0) {
        onr_slice json = onr_db_column(stmt, i);
        onr_buf_add(out, json.p, json.n);
    } else if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        onr_slice s = onr_db_column(stmt, i); /* as SQLite writes numbers: 56, 2.5 */
        onr_buf_add(out, s.p, s.n);
    } else onr_json_string(out, onr_db_column(stmt, i));
}

static void json_row(onr_buf *out, sqlite3_stmt *stmt) {
    for (int i = 0; i < sqlite3_column_count(stmt); i++) {
        onr_buf_str(out, i ? "," : "{");
        onr_json_string(out, onr_slice_of(sqlite3_column_name(stmt, i)));
        onr_buf_char(out, ':');
        json_value(out, stmt, i);
    }
    onr_buf_char(out, '}');
}

static void csv_line(onr_buf *out, sqlite3_stmt *stmt, int names) {
    for (int i = 0, any = 0; i < sqlite3_column_count(stmt); i++) {
        const char *name = sqlite3_column_name(stmt, i);
        if (strcmp(name, "record") == 0) continue;
        if (any++) onr_buf_char(out, ',');
        if (names) onr_buf_str(out, name);
        else if (sqlite3_column_type(stmt, i) != SQLITE_NULL)
            onr_csv_cell(out, onr_db_column(stmt, i), sqlite3_column_type(stmt, i) != SQLITE_TEXT);
    }
    onr_buf_str(out, "\r\n");
}

static void write_row(onr_buf *out, sqlite3_stmt *stmt, onr_view_format format, int *any) {
    if (format == ONR_VIEW_CSV) csv_line(out, stmt, 0);
    else {
        if ((*any)++) onr_buf_char(out, ',');
        json_row(out, stmt);
    }
}

/* The statement that reads one row of a view that is not grouped, by its key or place. */
static onr_status prepare_row(const question *q, sqlite3_stmt **row, onr_err *err) {
    const onr_view_table *v = q->view;
    int is_document = v->kind == ONR_STORE_DOCUMENTS;
    onr_buf sql;
    onr_buf_init(&sql, SQL_MAX);
    if (is_document) onr_buf_fmt(&sql, "SELECT %s FROM document r WHERE r.place = ?1", v->columns);
    else
        onr_buf_fmt(&sql, "SELECT %s FROM %s r JOIN document d ON d.key = r.document WHERE r.key = ?1", v->columns,
                    onr_store_kind_word(v->kind));
    onr_status st = onr_buf_failed(&sql) ? onr_err_set(err, ONR_NOMEM, 0, "out of memory while answering")
                                         : onr_db_prepare(q->store, sql.p, row, err);
    onr_buf_clear(&sql);
    return st;
}

/* A page of keys from an index, then their rows. */
static onr_status list_rows(const question *q, onr_view_format format, onr_buf *out, onr_err *err) {
    sqlite3_stmt *list = NULL, *row = NULL;
    onr_where w;
    char after[80];
    int more = 1, found = 1, any = 0;
    begin(q, NULL, &w);
    (void)sqlite3_snprintf(sizeof after, after, "ORDER BY 1 LIMIT %ld OFFSET %ld", q->limit, q->offset);
    onr_status st = onr_where_prepare(&w, q->store, NULL, NULL, after, &list, err);
    if (st == ONR_OK) st = prepare_row(q, &row, err);
    if (st == ONR_OK && format == ONR_VIEW_CSV) csv_line(out, row, 1);
    while (st == ONR_OK && !onr_buf_failed(out)) {
        st = onr_db_step(q->store, list, &more, err);
        if (st != ONR_OK || !more) break;
        (void)sqlite3_bind_int64(row, 1, sqlite3_column_int64(list, 0));
        st = onr_db_step(q->store, row, &found, err);
        if (st == ONR_OK && found) write_row(out, row, format, &any);
        (void)sqlite3_reset(row);
    }
    (void)sqlite3_finalize(list);
    (void)sqlite3_finalize(row);
    onr_where_clear(&w);
    return st;
}

/* Groups are made and sorted whole; the page is cut out of them while they are counted. */
static onr_status group_rows(const question *q, onr_view_format format, long *total, onr_buf *out, onr_err *err) {
    sqlite3_stmt *stmt = NULL;
    onr_where w;
    char after[512];
    int more = 1, any = 0;
    begin(q, NULL, &w);
    w.index = q->view->index;
    (void)sqlite3_snprintf(sizeof after, after, "%s %s", q->view->group, q->view->order);
    onr_status st = onr_where_prepare(&w, q->store, q->view->columns, q->view->from, after, &stmt, err);
    if (st == ONR_OK && format == ONR_VIEW_CSV) csv_line(out, stmt, 1);
    while (st == ONR_OK && !onr_buf_failed(out)) {
        if (*total > ONR_VIEW_COUNTED && *total >= q->offset + q->limit) break;
        st = onr_db_step(q->store, stmt, &more, err);
        if (st != ONR_OK || !more) break;
        if (*total >= q->offset && *total < q->offset + q->limit) write_row(out, stmt, format, &any);
        ++*total;
    }
    (void)sqlite3_finalize(stmt);
    onr_where_clear(&w);
    return st;
}

/* ---- facets ----------------------------------------------------------------------------------------------------- */

typedef struct facets {
    const onr_view_filter *of[FACETS_MAX];
    onr_tally tally[FACETS_MAX];
    size_t n;
} facets;

static int is_asked(const question *q, const onr_view_filter *f) {
    int asked = 0;
    for (size_t i = 0; i < q->n; i++) asked |= q->by[i] == f;
    return asked;
}

/* Walk what fits and count the facets: the one that is `own` without its argument, or (NULL) all that have none. */
static onr_status walk(const question *q, facets *f, const onr_view_filter *own, onr_err *err) {
    size_t which[FACETS_MAX], n = 0;
    sqlite3_stmt *stmt = NULL;
    onr_where w;
    onr_buf columns;
    int row = 1;
    onr_buf_init(&columns, SQL_MAX);
    for (size_t i = 0; i < f->n; i++) {
        if (own ? f->of[i] != own : is_asked(q, f->of[i])) continue;
        onr_buf_fmt(&columns, "%s%s", n ? ", " : "", f->of[i]->column);
        which[n++] = i;
    }
    if (!n) return ONR_OK;
    begin(q, own, &w);
    onr_status st = onr_buf_failed(&columns)
                        ? onr_err_set(err, ONR_NOMEM, 0, "out of memory while counting")
                        : onr_where_prepare(&w, q->store, columns.p, q->view->from, "", &stmt, err);
    while (st == ONR_OK && (st = onr_db_step(q->store, stmt, &row, err)) == ONR_OK && row)
        for (size_t i = 0; i < n && st == ONR_OK; i++) {
            int none = sqlite3_column_type(stmt, (int)i) == SQLITE_NULL;
            if (onr_tally_add(&f->tally[which[i]], none ? (onr_slice){NULL, 0} : onr_db_column(stmt, (int)i)) != 0)
                st = onr_err_set(err, ONR_NOMEM, 0, "out of memory while counting");
        }
    (void)sqlite3_finalize(stmt);
    onr_where_clear(&w);
    onr_buf_clear(&columns);
    return st;
}

static void write_facet(const onr_tally *t, onr_buf *out) {
    onr_tally_value top[FACET_VALUES];
    size_t n = onr_tally_top(t, top, FACET_VALUES);
    for (size_t i = 0; i < n; i++) {
        onr_buf_str(out, i ? ",{\"value\":" : "{\"value\":");
        if (top[i].value.p) onr_json_string(out, top[i].value);
        else onr_buf_str(out, "null");
        onr_buf_fmt(out, ",\"count\":%lld}", (long long)top[i].n);
    }
}

static onr_status write_facets(question *q, onr_buf *out, onr_err *err) {
    facets f = {.n = 0};
    const onr_view_filter *x;
    for (size_t i = 0; (x = onr_view_filter_at(i)) && f.n < FACETS_MAX; i++)
        if (x->facet & q->view->is) {
            f.of[f.n] = x;
            onr_tally_init(&f.tally[f.n++]);
        }
    onr_status st = walk(q, &f, NULL, err);
    for (size_t i = 0; st == ONR_OK && i < f.n; i++)
        if (is_asked(q, f.of[i])) st = walk(q, &f, f.of[i], err);
    onr_buf_char(out, '{');
    for (size_t i = 0; i < f.n; i++) {
        onr_buf_fmt(out, "%s\"%s\":[", i ? "," : "", f.of[i]->name);
        if (st == ONR_OK) write_facet(&f.tally[i], out);
        onr_buf_char(out, ']');
        onr_tally_clear(&f.tally[i]);
    }
    onr_buf_str(out, "}\n");
    return st;
}

/* ---- views ------------------------------------------------------------------------------------------------------ */

static onr_status whole(onr_status st, const onr_buf *out, onr_err *err) {
    if (st != ONR_OK || !onr_buf_failed(out)) return st;
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu bytes: ask for fewer rows", out->max);
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while answering");
}

static onr_status write_table(question *q, onr_buf *out, onr_err *err) {
    onr_buf rows;
    long total = 0;
    onr_buf_init(&rows, out->max);
    onr_status st = q->view->group ? group_rows(q, ONR_VIEW_JSON, &total, &rows, err) : count(q, &total, err);
    onr_buf_fmt(out, "{\"view\":\"%s\",\"total\":%ld,\"more\":%s,\"offset\":%ld,\"rows\":[", q->view->name,
                total > ONR_VIEW_COUNTED ? (long)ONR_VIEW_COUNTED : total, total > ONR_VIEW_COUNTED ? "true" : "false",
                q->offset);
    if (st == ONR_OK && !q->view->group) st = list_rows(q, ONR_VIEW_JSON, out, err);
    if (onr_buf_failed(&rows)) out->failed = rows.failed;
    else if (rows.n) onr_buf_add(out, rows.p, rows.n);
    onr_buf_str(out, "]}\n");
    onr_buf_clear(&rows);
    return st;
}

static onr_status write_csv(const question *q, onr_buf *out, onr_err *err) {
    long total = 0;
    return q->view->group ? group_rows(q, ONR_VIEW_CSV, &total, out, err) : list_rows(q, ONR_VIEW_CSV, out, err);
}

/* Answer by `write`, or as it was answered before. */
static onr_status answer(question *q, const char *what, onr_status (*write)(question *, onr_buf *, onr_err *),
                         onr_buf *out, onr_err *err) {
    struct onr_db_answer k = {0};
    size_t before = out->n;
    int keep = onr_kept_name(q->store, what, q->view->name, q->args, q->n, &k);
    onr_status st = ONR_OK;
    if (!keep || !onr_kept_get(q->store, &k, out)) {
        st = write(q, out, err);
        if (keep && st == ONR_OK && !onr_buf_failed(out)) onr_kept_put(q->store, &k, out->p + before, out->n - before);
    }
    onr_buf_clear(&k.key);
    return st;
}

static onr_status ask(question *q, onr_store *store, const char *view, const onr_view_arg *args, size_t n, long limit,
                      onr_err *err) {
    *q = (question){.store = store, .view = onr_view_table_find(view), .args = args, .n = n};
    if (!q->view) return onr_err_set(err, ONR_NOT_FOUND, 0, "there is no such view: docs/openapi.json lists them");
    return sort_args(q, limit, err);
}

onr_status onr_view_write(onr_store *store, const char *view, const onr_view_arg *args, size_t n,
                          onr_view_format format, onr_buf *out, onr_err *err) {
    question q;
    onr_status st = ask(&q, store, view, args, n, format == ONR_VIEW_CSV ? ONR_VIEW_CSV_MAX : ONR_VIEW_ROWS_MAX, err);
    if (st == ONR_OK && format == ONR_VIEW_CSV) st = write_csv(&q, out, err);
    else if (st == ONR_OK && q.view->group) st = answer(&q, "rows", write_table, out, err);
    else if (st == ONR_OK) st = write_table(&q, out, err);
    return whole(st, out, err);
}

onr_status onr_view_facets(onr_store *store, const char *view, const onr_view_arg *args, size_t n, onr_buf *out,
                           onr_err *err) {
    question q;
    onr_status st = ask(&q, store, view, args, n, ONR_VIEW_ROWS_MAX, err);
    if (st == ONR_OK) st = answer(&q, "facets", write_facets, out, err);
    return whole(st, out, err);
}
