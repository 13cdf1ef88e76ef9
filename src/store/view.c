/* Views. Method: a view is a SELECT in three parts (columns, tables, grouping) and the arguments that it takes, each
 * one a condition with one "?"; the text of the query is put together from these literals alone, and every value of a
 * user is bound. Rows are written by the types that SQLite gives, so one writer serves every view.
 * Cost: that of the query; an index or the full-text index narrows it where `q`, `document` or `id` is given.
 */
#include "store/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "store/db.h"

enum {
    SQL_MAX = 16 * 1024,
    FACET_VALUES = 40,
    ROWS_USUAL = 100,
    STATEMENT = 1,
    FIGURE = 2,
    EVENT = 4,
    QUOTATION = 8,
    DOCUMENT = 16,
    DECISION = 32
};
enum { RECORDS = STATEMENT | FIGURE | EVENT | QUOTATION, ANY = RECORDS | DOCUMENT };

#define FROM(table) table " r JOIN document d ON d.key = r.document"
/* The same with the documents first, in the order of the view: the rows come sorted, and LIMIT stops the walk. */
#define WALK(table) "document d CROSS JOIN " table " r ON r.document = d.key"
#define HEAD                                                                                                           \
    "r.id AS id, d.key AS document, d.id AS document_id, d.title AS title, d.published AS published, d.outlet AS "     \
    "outlet, "
#define TAIL                                                                                                           \
    ", r.start AS start, r.\"end\" AS \"end\", r.confidence AS confidence, r.rule AS rule, r.review AS review, "       \
    "r.json AS record"
#define DAY       "coalesce(r.as_of, r.on_date, d.published)"
#define ACTOR     "coalesce(nullif(r.actor_code, ''), r.actor_name, '?')"
#define RECIPIENT "coalesce(nullif(r.recipient_code, ''), r.recipient_name, '?')"

/* What each reader made of each record, where it was not taken back: reject, set (kept, but corrected), accept. */
#define JUDGED                                                                                                         \
    "(SELECT max(key) AS key, who, document, kind, record, CASE WHEN op <> 'reject' AND total(op = 'set') > 0 THEN "   \
    "'set' ELSE op END AS op FROM correction WHERE op IN ('accept', 'reject', 'set') AND key NOT IN (SELECT undoes "   \
    "FROM correction WHERE undoes IS NOT NULL) GROUP BY who, document, kind, record)"
#define BOTH_JUDGED                                                                                                    \
    JUDGED " a JOIN " JUDGED " b ON a.document = b.document AND a.kind = b.kind AND a.record = b.record AND a.who < "  \
           "b.who"
#define EITHER(op) "sum(a.op = '" op "') + sum(b.op = '" op "')"

static const struct view {
    const char *name;
    unsigned kind;
    const char *columns, *from, *where, *after; /* after: GROUP BY and ORDER BY */
    const char *walk;                           /* `from` in the order of the rows; NULL: there is no such order */
} views[] = {
    {"documents", DOCUMENT,
     "d.key AS document, d.id AS document_id, d.title AS title, d.published AS published, d.outlet AS outlet, "
     "d.url AS url, d.language AS language, d.agency AS agency, "
     "(SELECT count(*) FROM statement x WHERE x.document = d.key) AS statements, "
     "(SELECT count(*) FROM figure x WHERE x.document = d.key) AS figures, "
     "(SELECT count(*) FROM event x WHERE x.document = d.key) AS acts, "
     "(SELECT x.story FROM copy x WHERE x.document = d.key) AS story, "
     "(SELECT count(*) FROM copy x JOIN copy y ON y.story = x.story WHERE x.document = d.key) AS carriers",
     "document d", "1", "ORDER BY d.published DESC, d.key", NULL},
    {"statements", STATEMENT,
     HEAD "r.type AS type, r.speaker_name AS speaker, r.source AS source, r.cue AS cue, r.cue_class AS cue_class, "
          "r.content AS content, r.addressee AS addressee, r.venue AS venue, r.medium AS medium, r.said_on AS said_on, "
          "r.polarity AS polarity, r.origin AS origin, r.chain AS chain" TAIL,
     FROM("statement"), "1", "ORDER BY d.published DESC, d.key, r.start, r.seq", WALK("statement")},
    {"figures", FIGURE,
     HEAD DAY
     " AS day, r.content AS content, r.low AS low, r.high AS high, r.low_open AS low_open, r.high_open AS high_open, "
     "r.approx AS approx, r.vague AS vague, r.effect AS effect, r.unit AS unit, r.who AS who, "
     "r.where_text AS place, r.accrual AS accrual, r.polarity AS polarity, r.modality AS modality, "
     "r.origin AS origin, r.chain AS chain, r.context AS context" TAIL,
     FROM("figure"), "1", "ORDER BY " DAY ", d.key, r.start, r.seq", NULL},
    {"events", EVENT,
     HEAD "coalesce(r.when_date, d.published) AS day, r.type AS type, r.mode AS mode, r.anchor AS anchor, " ACTOR
          " AS actor, r.actor_name AS actor_name, r.actor_sector AS actor_sector, " RECIPIENT
          " AS recipient, r.recipient_name AS recipient_name, r.recipient_sector AS recipient_sector, "
          "r.modality AS modality, r.where_text AS place, r.same_as AS same_as, r.origin AS origin, r.chain AS chain, "
          "r.context AS context" TAIL,
     FROM("event"), "1", "ORDER BY coalesce(r.when_date, d.published), d.key, r.start, r.seq", NULL},
    {"quotations", QUOTATION,
     HEAD "r.kind AS kind, r.content AS content, r.start AS start, r.\"end\" AS \"end\", NULL AS confidence, "
          "r.rule AS rule, r.review AS review, r.json AS record",
     FROM("quotation"), "1", "ORDER BY d.published DESC, d.key, r.start, r.seq", WALK("quotation")},
    {"speakers", STATEMENT,
     "r.speaker_name AS speaker, count(*) AS statements, sum(r.type = 'direct') AS direct, "
     "count(DISTINCT r.document) AS documents, count(DISTINCT d.outlet) AS outlets, min(d.published) AS first, "
     "max(d.published) AS last",
     FROM("statement"), "r.speaker_name IS NOT NULL",
     "GROUP BY r.speaker_name ORDER BY statements DESC, r.speaker_name", NULL},
    {"series", FIGURE,
     "r.effect AS effect, r.where_text AS place, r.origin AS origin, count(*) AS figures, "
     "count(DISTINCT d.outlet) AS outlets, min(" DAY ") AS first, max(" DAY ") AS last, min(r.low) AS low, "
     "max(coalesce(r.high, r.low)) AS high",
     FROM("figure"), "(r.low IS NOT NULL OR r.high IS NOT NULL)",
     "GROUP BY r.effect, r.where_text, r.origin ORDER BY figures DESC, r.effect, r.where_text, r.origin", NULL},
    {"acts", EVENT,
     ACTOR " AS actor, " RECIPIENT " AS recipient, count(*) AS acts, count(DISTINCT r.document) AS documents, "
           "min(coalesce(r.when_date, d.published)) AS first, max(coalesce(r.when_date, d.published)) AS last",
     FROM("event"), "r.same_as IS NULL", "GROUP BY " ACTOR ", " RECIPIENT " ORDER BY acts DESC, 1, 2", NULL},
    {"stories", DOCUMENT,
     "c.story AS story, (SELECT title FROM document h WHERE h.key = c.story) AS title, count(*) AS documents, "
     "count(DISTINCT c.text) AS texts, count(DISTINCT d.outlet) AS outlets, min(d.published) AS first, "
     "max(d.published) AS last",
     "copy c JOIN document d ON d.key = c.document", "1",
     "GROUP BY c.story HAVING count(*) > 1 ORDER BY documents DESC, c.story", NULL},
    {"decisions", DECISION,
     "c.key AS key, c.at AS at, c.who AS who, c.op AS op, c.document AS document, c.kind AS kind, c.record AS id, "
     "c.words AS words, c.field AS field, c.value AS value, c.undoes AS undoes, "
     "EXISTS (SELECT 1 FROM correction u WHERE u.undoes = c.key) AS undone",
     "correction c", "1", "ORDER BY c.key DESC", NULL},
    {"agreement", 0,
     "a.who AS first, b.who AS second, a.kind AS kind, count(*) AS both, sum(a.op = b.op) AS same, " EITHER(
         "accept") " AS accepts, " EITHER("set") " AS corrects, " EITHER("reject") " AS rejects",
     BOTH_JUDGED, "1", "GROUP BY a.who, b.who, a.kind ORDER BY 1, 2, 3", NULL},
};
enum { VIEWS = sizeof views / sizeof *views };

/* What an argument asks. `facet`: its column is counted, for views of these kinds. */
static const struct filter {
    const char *name;
    unsigned kinds, facet;
    const char *column, *condition; /* condition NULL: column = ? */
} filters[] = {
    {"type", STATEMENT | EVENT, STATEMENT | EVENT, "r.type", NULL},
    {"effect", FIGURE, FIGURE, "r.effect", NULL},
    {"kind", QUOTATION, QUOTATION, "r.kind", NULL},
    {"speaker", STATEMENT, STATEMENT, "r.speaker_name", NULL},
    {"cue_class", STATEMENT, STATEMENT, "r.cue_class", NULL},
    {"polarity", STATEMENT | FIGURE, STATEMENT | FIGURE, "r.polarity", NULL},
    {"modality", FIGURE | EVENT, FIGURE | EVENT, "r.modality", NULL},
    {"accrual", FIGURE, FIGURE, "r.accrual", NULL},
    {"actor", EVENT, EVENT, ACTOR, NULL},
    {"recipient", EVENT, EVENT, RECIPIENT, NULL},
    {"place", FIGURE | EVENT, FIGURE | EVENT, "r.where_text", NULL},
    {"origin", STATEMENT | FIGURE | EVENT, FIGURE | EVENT, "r.origin", NULL},
    {"outlet", ANY, ANY, "d.outlet", NULL},
    {"rule", RECORDS, RECORDS, "r.rule", NULL},
    {"review", RECORDS, RECORDS, "r.review", NULL},
    {"id", RECORDS, 0, NULL, "r.id = ?"},
    {"document", ANY, 0, NULL, "d.key = CAST(? AS INTEGER)"},
    {"story", DOCUMENT, 0, NULL, "d.key IN (SELECT x.document FROM copy x WHERE x.story = CAST(? AS INTEGER))"},
    {"fold", ANY, 0, NULL,
     "NOT EXISTS (SELECT 1 FROM copy x WHERE x.document = d.key AND x.text <> x.document AND ? = 'text')"},
    {"document", DECISION, 0, NULL, "c.document = CAST(? AS INTEGER)"},
    {"who", DECISION, DECISION, "c.who", NULL},
    {"op", DECISION, DECISION, "c.op", NULL},
    {"not_by", RECORDS, 0, NULL,
     "r.seq < 1000000000 AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.document = r.document AND c.record = r.id "
     "AND c.who = ? AND c.op <> 'undo' AND NOT EXISTS (SELECT 1 FROM correction u WHERE u.document = c.document AND "
     "u.undoes = c.key))"},
    {"disputed", RECORDS, 0, NULL,
     "(r.document, r.id) IN (SELECT a.document, a.record FROM " BOTH_JUDGED " WHERE a.op <> b.op) AND ? <> ''"},
    {"from", ANY, 0, NULL, "d.published >= ?"},
    {"to", ANY, 0, NULL, "d.published <= ? || '~'"}, /* 2031-03 holds all its days */
    {"min_confidence", STATEMENT | FIGURE | EVENT, 0, NULL, "r.confidence >= CAST(? AS REAL)"},
    {"max_confidence", STATEMENT | FIGURE | EVENT, 0, NULL, "r.confidence <= CAST(? AS REAL)"},
    {"q", STATEMENT, 0, NULL, "r.key IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)"},
    {"q", FIGURE, 0, NULL, "r.key IN (SELECT rowid FROM figure_words WHERE figure_words MATCH ?)"},
    {"q", EVENT, 0, NULL, "r.key IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)"},
    {"q", QUOTATION, 0, NULL, "r.key IN (SELECT rowid FROM quotation_words WHERE quotation_words MATCH ?)"},
    {"q", DOCUMENT, 0, NULL, "d.key IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)"},
};
enum { FILTERS = sizeof filters / sizeof *filters };

/* One question: the view, its arguments sorted out, and the words of `q` in FTS5's language. */
typedef struct question {
    onr_store *store;
    const struct view *view;
    const onr_view_arg *args;
    size_t n;
    const struct filter *by[ONR_VIEW_ARGS_MAX]; /* of each argument; NULL: limit or offset */
    long limit, offset;
    onr_buf sql, words;
    const struct filter *skip; /* a facet's own argument */
} question;

/* ---- arguments -------------------------------------------------------------------------------------------------- */

static const struct view *find_view(const char *name) {
    for (size_t i = 0; i < VIEWS; i++)
        if (strcmp(views[i].name, name) == 0) return &views[i];
    return NULL;
}

static const struct filter *find_filter(const char *name, unsigned kind) {
    for (size_t i = 0; i < FILTERS; i++)
        if (filters[i].kinds & kind && strcmp(filters[i].name, name) == 0) return &filters[i];
    return NULL;
}

static long number(const char *s, long most) {
    long v = 0;
    if (!*s) return -1;
    for (; *s; s++) {
        if (*s < '0' || *s > '9' || v > most) return -1;
        v = v * 10 + (*s - '0');
    }
    return v <= most ? v : -1;
}

/* Words into FTS5: each in quotes, so that nothing of its syntax acts; a phrase stays one; a star keeps its meaning. */
static void words_of(const char *q, onr_buf *out) {
    while (*q) {
        size_t n, star = 0;
        int phrase = *q == '"';
        if (phrase) q++;
        n = phrase ? strcspn(q, "\"") : strcspn(q, " \t\r\n\"");
        if (!phrase && n > 1 && q[n - 1] == '*') star = 1;
        if (n - star > 0) {
            onr_buf_str(out, out->n ? " \"" : "\"");
            onr_buf_add(out, q, n - star);
            onr_buf_str(out, star ? "\"*" : "\"");
        }
        q += n;
        if (phrase && *q == '"') q++;
        q += strspn(q, " \t\r\n");
    }
    if (!out->n) onr_buf_str(out, "\"\"");
}

static onr_status sort_args(question *q, long limit, onr_err *err) {
    q->limit = limit > ONR_VIEW_ROWS_MAX ? limit : ROWS_USUAL;
    if (q->n > ONR_VIEW_ARGS_MAX)
        return onr_err_set(err, ONR_FORMAT, 0, "over %d arguments: ask for less", ONR_VIEW_ARGS_MAX);
    for (size_t i = 0; i < q->n; i++) {
        const onr_view_arg *a = &q->args[i];
        char shown[64];
        (void)onr_utf8_printable(shown, sizeof shown, a->name, strlen(a->name));
        if (strcmp(a->name, "limit") == 0) {
            q->limit = number(a->value, ONR_VIEW_CSV_MAX);
            if (q->limit < 0 || q->limit > limit)
                return onr_err_set(err, ONR_FORMAT, 0, "limit is a number up to %ld", limit);
        } else if (strcmp(a->name, "offset") == 0) {
            q->offset = number(a->value, 100000000);
            if (q->offset < 0) return onr_err_set(err, ONR_FORMAT, 0, "offset is a number");
        } else {
            q->by[i] = find_filter(a->name, q->view->kind);
            if (!q->by[i])
                return onr_err_set(err, ONR_FORMAT, 0, "%s has no filter '%s': docs/openapi.json lists them",
                                   q->view->name, shown);
            if (strcmp(a->name, "q") == 0) {
                onr_buf_reset(&q->words);
                words_of(a->value, &q->words);
            }
        }
    }
    return ONR_OK;
}

/* ---- the query -------------------------------------------------------------------------------------------------- */

static void conditions(question *q) {
    int reviewed = 0;
    onr_buf_fmt(&q->sql, " WHERE %s", q->view->where);
    for (size_t i = 0; i < q->n; i++) {
        const struct filter *f = q->by[i];
        if (!f || f == q->skip) continue;
        reviewed |=
            strcmp(f->name, "review") == 0 || strcmp(f->name, "not_by") == 0 || strcmp(f->name, "disputed") == 0;
        onr_buf_str(&q->sql, " AND ");
        if (f->condition) onr_buf_str(&q->sql, f->condition);
        else onr_buf_fmt(&q->sql, "%s IS nullif(?, '')", f->column);
    }
    if (!reviewed && q->view->kind & RECORDS) onr_buf_str(&q->sql, " AND r.review <> 'rejected'");
}

/* Does an expression name a column of the document? */
static int names_document(const char *s) { return strncmp(s, "d.", 2) == 0 || strstr(s, " d.") != NULL; }

/* The tables for counting `what`: without the document where nothing asks for it, since each record has one. */
static void count_from(question *q, const char *what) {
    int needed = !(q->view->kind & RECORDS) || names_document(what) || names_document(q->view->where);
    for (size_t i = 0; i < q->n; i++) {
        const struct filter *f = q->by[i];
        if (f && f != q->skip) needed |= names_document(f->condition ? f->condition : f->column);
    }
    size_t n = strcspn(q->view->from, " ");
    if (needed) onr_buf_fmt(&q->sql, " FROM %s", q->view->from);
    else onr_buf_fmt(&q->sql, " FROM %.*s r", (int)n, q->view->from);
}

/* Where the filters keep much of the book, the first rows come soonest by walking it in their order; where one of them
 * keeps little, its index finds all, and they are sorted. */
static const char *rows_from(const question *q) {
    static const char *const wide[] = {"type",   "kind", "polarity", "outlet",        "fold",
                                       "not_by", "from", "to",       "min_confidence"};
    int walk = q->view->walk != NULL;
    for (size_t i = 0; i < q->n && walk; i++) {
        int is_wide = !q->by[i];
        for (size_t k = 0; k < sizeof wide / sizeof *wide && !is_wide; k++)
            is_wide = strcmp(q->by[i]->name, wide[k]) == 0;
        walk = is_wide;
    }
    return walk ? q->view->walk : q->view->from;
}

/* Prepare what `sql` holds and bind the arguments in their order. */
static onr_status prepare(question *q, sqlite3_stmt **stmt, onr_err *err) {
    *stmt = NULL;
    if (onr_buf_failed(&q->sql) || onr_buf_failed(&q->words))
        return onr_err_set(err, ONR_TOO_BIG, 0, "the question is too long: ask for less");
    onr_status st = onr_db_prepare(q->store, q->sql.p, stmt, err);
    int at = 1;
    for (size_t i = 0; st == ONR_OK && i < q->n; i++) {
        if (!q->by[i] || q->by[i] == q->skip) continue;
        onr_db_text(*stmt, at++, strcmp(q->args[i].name, "q") == 0 ? q->words.p : q->args[i].value);
    }
    return st;
}

static onr_status count(question *q, long *total, onr_err *err) {
    sqlite3_stmt *stmt;
    int row = 0;
    onr_buf_reset(&q->sql);
    onr_buf_str(&q->sql, "SELECT count(*) FROM (SELECT 1");
    const char *group = strncmp(q->view->after, "GROUP", 5) == 0 ? q->view->after : "";
    const char *order = strstr(group, " ORDER BY");
    count_from(q, group);
    conditions(q);
    if (order) onr_buf_fmt(&q->sql, " %.*s", (int)(order - group), group);
    onr_buf_fmt(&q->sql, " LIMIT %d)", ONR_VIEW_COUNTED + 1);
    onr_status st = prepare(q, &stmt, err);
    if (st == ONR_OK) st = onr_db_step(q->store, stmt, &row, err);
    if (st == ONR_OK && row) *total = (long)sqlite3_column_int64(stmt, 0);
    (void)sqlite3_finalize(stmt);
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

/* RFC 4180, and no formula: what a spreadsheet would run gets a ' before it. */
static void csv_cell(onr_buf *out, onr_slice s, int text) {
    int quoted = 0;
    for (size_t i = 0; i < s.n; i++) quoted |= s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r';
    if (quoted) onr_buf_char(out, '"');
    if (text && s.n && strchr("=+-@\t\r", s.p[0])) onr_buf_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') onr_buf_char(out, '"');
        onr_buf_char(out, s.p[i]);
    }
    if (quoted) onr_buf_char(out, '"');
}

static void csv_line(onr_buf *out, sqlite3_stmt *stmt, int names) {
    for (int i = 0, any = 0; i < sqlite3_column_count(stmt); i++) {
        const char *name = sqlite3_column_name(stmt, i);
        if (strcmp(name, "record") == 0) continue;
        if (any++) onr_buf_char(out, ',');
        if (names) onr_buf_str(out, name);
        else if (sqlite3_column_type(stmt, i) != SQLITE_NULL)
            csv_cell(out, onr_db_column(stmt, i), sqlite3_column_type(stmt, i) == SQLITE_TEXT);
    }
    onr_buf_str(out, "\r\n");
}

static onr_status rows(question *q, onr_view_format format, onr_buf *out, onr_err *err) {
    sqlite3_stmt *stmt;
    onr_buf_reset(&q->sql);
    onr_buf_fmt(&q->sql, "SELECT %s FROM %s", q->view->columns, rows_from(q));
    conditions(q);
    onr_buf_fmt(&q->sql, " %s LIMIT %ld OFFSET %ld", q->view->after, q->limit, q->offset);
    onr_status st = prepare(q, &stmt, err);
    int more = 1, any = 0;
    if (st == ONR_OK && format == ONR_VIEW_CSV) csv_line(out, stmt, 1);
    while (st == ONR_OK && more && !onr_buf_failed(out)) {
        st = onr_db_step(q->store, stmt, &more, err);
        if (st != ONR_OK || !more) break;
        if (format == ONR_VIEW_CSV) csv_line(out, stmt, 0);
        else {
            if (any++) onr_buf_char(out, ',');
            json_row(out, stmt);
        }
    }
    (void)sqlite3_finalize(stmt);
    return st;
}

/* ---- what is asked ---------------------------------------------------------------------------------------------- */

static onr_status ask(question *q, onr_store *store, const char *view, const onr_view_arg *args, size_t n, long limit,
                      onr_err *err) {
    *q = (question){.store = store, .view = find_view(view), .args = args, .n = n};
    onr_buf_init(&q->sql, SQL_MAX);
    onr_buf_init(&q->words, SQL_MAX);
    if (!q->view) return onr_err_set(err, ONR_NOT_FOUND, 0, "there is no such view: docs/openapi.json lists them");
    return sort_args(q, limit, err);
}

static void end(question *q) {
    onr_buf_clear(&q->sql);
    onr_buf_clear(&q->words);
}

static onr_status whole(onr_status st, const onr_buf *out, onr_err *err) {
    if (st != ONR_OK || !onr_buf_failed(out)) return st;
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu bytes: ask for fewer rows", out->max);
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while answering");
}

/* ---- counts that are kept ----------------------------------------------------------------------------------------
 * Facets and grouped views read every record that fits. Their answers are kept until somebody writes to the book: the
 * same question is then answered at once. Inside a transaction, which may be taken back, nothing is kept. */

/* The state of the book and the name of the question; 0: not to be kept. */
static int answer_key(const question *q, const char *what, struct onr_db_answer *k) {
    onr_err err = {0};
    sqlite3_stmt *stmt;
    int row = 0;
    if (!sqlite3_get_autocommit(q->store->db)) return 0;
    if (onr_db_use(q->store, "PRAGMA data_version", &stmt, &err) != ONR_OK) return 0;
    if (onr_db_step(q->store, stmt, &row, &err) != ONR_OK || !row) return 0;
    k->version = sqlite3_column_int64(stmt, 0);
    k->changes = sqlite3_total_changes64(q->store->db);
    (void)sqlite3_reset(stmt);
    onr_buf_init(&k->key, ONR_DB_ANSWER_MAX);
    onr_buf_fmt(&k->key, "%s %s", what, q->view->name);
    for (size_t i = 0; i < q->n; i++) {
        onr_buf_fmt(&k->key, "\n%s %zu ", q->args[i].name, strlen(q->args[i].value));
        onr_buf_str(&k->key, q->args[i].value);
    }
    return !onr_buf_failed(&k->key);
}

static int answer_again(const onr_store *s, const struct onr_db_answer *k, onr_buf *out) {
    for (size_t i = 0; i < ONR_DB_ANSWERS; i++) {
        const struct onr_db_answer *a = &s->answers[i];
        if (a->key.n != k->key.n || a->version != k->version || a->changes != k->changes) continue;
        if (!a->text.n || memcmp(a->key.p, k->key.p, k->key.n) != 0) continue;
        onr_buf_add(out, a->text.p, a->text.n);
        return 1;
    }
    return 0;
}

/* Where there is no memory, it is not kept. */
static void answer_keep(onr_store *s, const struct onr_db_answer *k, const char *p, size_t n) {
    struct onr_db_answer *a = &s->answers[s->answers_next++ % ONR_DB_ANSWERS];
    onr_buf_clear(&a->key), onr_buf_clear(&a->text);
    onr_buf_init(&a->key, ONR_DB_ANSWER_MAX), onr_buf_init(&a->text, ONR_DB_ANSWER_MAX);
    a->version = k->version, a->changes = k->changes;
    onr_buf_add(&a->key, k->key.p, k->key.n);
    onr_buf_add(&a->text, p, n);
    if (onr_buf_failed(&a->key) || onr_buf_failed(&a->text)) onr_buf_clear(&a->key), onr_buf_clear(&a->text);
}

/* Answer by `make`, or as it was answered before. */
static onr_status answer_kept(question *q, const char *what, onr_status (*make)(question *, onr_buf *, onr_err *),
                              onr_buf *out, onr_err *err) {
    struct onr_db_answer k = {0};
    size_t before = out->n;
    int keep = answer_key(q, what, &k);
    onr_status st = ONR_OK;
    if (!keep || !answer_again(q->store, &k, out)) {
        st = make(q, out, err);
        if (keep && st == ONR_OK && !onr_buf_failed(out) && out->n - before <= ONR_DB_ANSWER_MAX)
            answer_keep(q->store, &k, out->p + before, out->n - before);
    }
    onr_buf_clear(&k.key);
    return st;
}

/* ---- views ------------------------------------------------------------------------------------------------------ */

static onr_status json_table(question *q, onr_buf *out, onr_err *err) {
    long total = 0;
    onr_status st = count(q, &total, err);
    onr_buf_fmt(out, "{\"view\":\"%s\",\"total\":%ld,\"more\":%s,\"offset\":%ld,\"rows\":[", q->view->name,
                total > ONR_VIEW_COUNTED ? (long)ONR_VIEW_COUNTED : total, total > ONR_VIEW_COUNTED ? "true" : "false",
                q->offset);
    if (st == ONR_OK) st = rows(q, ONR_VIEW_JSON, out, err);
    onr_buf_str(out, "]}\n");
    return st;
}

onr_status onr_view_write(onr_store *store, const char *view, const onr_view_arg *args, size_t n,
                          onr_view_format format, onr_buf *out, onr_err *err) {
    question q;
    onr_status st = ask(&q, store, view, args, n, format == ONR_VIEW_CSV ? ONR_VIEW_CSV_MAX : ONR_VIEW_ROWS_MAX, err);
    if (st == ONR_OK && format == ONR_VIEW_CSV) st = rows(&q, format, out, err);
    else if (st == ONR_OK && strncmp(q.view->after, "GROUP", 5) == 0)
        st = answer_kept(&q, "rows", json_table, out, err);
    else if (st == ONR_OK) st = json_table(&q, out, err);
    end(&q);
    return whole(st, out, err);
}

static onr_status facet(question *q, const struct filter *f, onr_buf *out, onr_err *err) {
    q->skip = f;
    onr_buf_reset(&q->sql);
    onr_buf_fmt(&q->sql, "SELECT %s AS value, count(*) AS count", f->column);
    count_from(q, f->column);
    conditions(q);
    onr_buf_fmt(&q->sql, " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %d", FACET_VALUES);
    sqlite3_stmt *stmt;
    onr_status st = prepare(q, &stmt, err);
    int more = 1, any = 0;
    while (st == ONR_OK) {
        st = onr_db_step(q->store, stmt, &more, err);
        if (st != ONR_OK || !more) break;
        if (any++) onr_buf_char(out, ',');
        json_row(out, stmt);
    }
    (void)sqlite3_finalize(stmt);
    q->skip = NULL;
    return st;
}

static onr_status facets(question *q, onr_buf *out, onr_err *err) {
    onr_status st = ONR_OK;
    onr_buf_char(out, '{');
    for (size_t i = 0, any = 0; st == ONR_OK && i < FILTERS; i++) {
        if (!(filters[i].facet & q->view->kind)) continue;
        onr_buf_fmt(out, "%s\"%s\":[", any++ ? "," : "", filters[i].name);
        st = facet(q, &filters[i], out, err);
        onr_buf_char(out, ']');
    }
    onr_buf_str(out, "}\n");
    return st;
}

onr_status onr_view_facets(onr_store *store, const char *view, const onr_view_arg *args, size_t n, onr_buf *out,
                           onr_err *err) {
    question q;
    onr_status st = ask(&q, store, view, args, n, ONR_VIEW_ROWS_MAX, err);
    if (st == ONR_OK) st = answer_kept(&q, "facets", facets, out, err);
    end(&q);
    return whole(st, out, err);
}
