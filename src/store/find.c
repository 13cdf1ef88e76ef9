/* A query becomes two statements: one gives the keys of the hits in order (so that sorting moves keys, not records),
 * one reads a hit by its key. What the user wrote is only ever bound; of words, a full-text query is made in which each
 * is quoted, so nothing in them is an operator but OR and a last *. Cost: the index of words, then one look-up a hit.
 */
#include "store/find.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/db.h"
#include "store/fields.h"

enum { SQL_MAX = 8192, BOUND_MAX = 24, WORDS_MAX = 64 * 1024, FIXED = 16 };

/* A statement in the making. Values are owned where made here. */
typedef struct making {
    onr_buf sql, match; /* the statement; its full-text query */
    struct {
        const char *text; /* NULL: number or real */
        int64_t number;
        double real;
        char type; /* t, n, r */
    } bound[BOUND_MAX];
    int bound_n;
} making;

/* ---- words ------------------------------------------------------------------------------------------------------ */

static void add_quoted(onr_buf *b, const char *p, size_t n) {
    int prefix = n > 1 && p[n - 1] == '*';
    onr_buf_char(b, '"');
    for (size_t i = 0; i < n - (size_t)prefix; i++) {
        if (p[i] == '"') onr_buf_char(b, '"');
        onr_buf_char(b, p[i]);
    }
    onr_buf_str(b, prefix ? "\" *" : "\"");
}

/* Append `columns : (words)` to the full-text query, joined by AND. */
static void add_words(onr_buf *b, const char *columns, const char *words) {
    if (!words) return;
    onr_buf_fmt(b, "%s{%s} : (", b->n ? " AND " : "", columns);
    int n = 0, either = 0;
    for (const char *p = words; *p;) {
        p += strspn(p, " \t\n");
        if (!*p) break;
        const char *from = *p == '"' ? p + 1 : p;
        size_t k = *p == '"' ? strcspn(from, "\"") : strcspn(from, " \t\n\"");
        p = from + k + (*p == '"' && from[k] == '"');
        if (from[-1] != '"' && k == 2 && memcmp(from, "OR", 2) == 0 && n) {
            either = 1;
            continue;
        }
        if (n++) onr_buf_str(b, either ? " OR " : " ");
        either = 0;
        add_quoted(b, from, k);
    }
    onr_buf_str(b, n ? ")" : "\"\")");
}

/* ---- conditions ------------------------------------------------------------------------------------------------- */

static int bind_text(making *m, const char *text) {
    if (m->bound_n == BOUND_MAX) return m->sql.failed = 2, 0;
    m->bound[m->bound_n].type = 't';
    m->bound[m->bound_n].text = text;
    return ++m->bound_n;
}

/* "x IN (list)", the list cut at commas by SQL itself: each element is compared without regard to case. */
static void add_list(making *m, const char *column, const char *list) {
    if (!list) return;
    onr_buf_fmt(&m->sql, " AND instr(lower(',' || ?%d || ','), ',' || lower(%s) || ',') > 0", bind_text(m, list),
                column);
}

static int is_code(const char *s) {
    size_t n = strlen(s);
    return n >= 3 && n <= 7 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
}

static void add_party(making *m, const char *party, const char *value) {
    if (!value) return;
    char column[32];
    (void)sqlite3_snprintf(sizeof column, column, "%s_%s", party, is_code(value) ? "code" : "who");
    if (is_code(value)) onr_buf_fmt(&m->sql, " AND x.%s = ?%d", column, bind_text(m, value));
    else add_words(&m->match, column, value);
}

static void add_document(making *m, const onr_store_query *q) {
    if (q->outlet) onr_buf_fmt(&m->sql, " AND d.outlet = ?%d COLLATE NOCASE", bind_text(m, q->outlet));
    if (q->from) onr_buf_fmt(&m->sql, " AND d.published >= ?%d", bind_text(m, q->from));
    if (q->to) onr_buf_fmt(&m->sql, " AND d.published <= ?%d || '~'", bind_text(m, q->to));
    if (!q->document) return;
    if (m->bound_n == BOUND_MAX) {
        m->sql.failed = 2;
        return;
    }
    m->bound[m->bound_n].type = 'n';
    m->bound[m->bound_n++].number = q->document;
    onr_buf_fmt(&m->sql, " AND d.key = ?%d", m->bound_n);
}

static void add_record(making *m, const onr_store_query *q) {
    static const char *const about[] = {NULL, "content", "content context who", "context", "content context"};
    onr_store_kind k = q->kind;
    if (k == ONR_STORE_ENTITY) {
        if (q->about)
            onr_buf_fmt(&m->sql, " AND instr(lower(x.name || char(10) || coalesce(x.forms, '')), lower(?%d)) > 0",
                        bind_text(m, q->about));
    } else add_words(&m->match, about[k], q->about);
    if (q->speaker) add_words(&m->match, "who", q->speaker);
    if (q->who) add_words(&m->match, "who", q->who);
    add_party(m, "actor", q->actor);
    add_party(m, "recipient", q->recipient);
    add_list(m, k == ONR_STORE_ENTITY || k == ONR_STORE_QUOTATION ? "x.kind" : "x.type", q->type);
    add_list(m, "x.polarity", q->polarity);
    add_list(m, "x.modality", q->modality);
    add_list(m, "x.effect", q->effect);
    if (q->cue) {
        int at = bind_text(m, q->cue);
        onr_buf_fmt(&m->sql,
                    " AND (instr(lower(',' || ?%d || ','), ',' || lower(x.cue) || ',') > 0 OR "
                    "instr(lower(',' || ?%d || ','), ',' || x.cue_class || ',') > 0)",
                    at, at);
    }
    if (q->review) add_list(m, "x.review", q->review);
    else onr_buf_str(&m->sql, " AND x.review NOT IN ('rejected', 'merged')");
    if (q->confidence > 0 && m->bound_n < BOUND_MAX) {
        m->bound[m->bound_n].type = 'r';
        m->bound[m->bound_n++].real = q->confidence;
        onr_buf_fmt(&m->sql, " AND x.confidence >= ?%d", m->bound_n);
    }
}

/* Does a list have this word (n bytes), in whatever case? */
static int list_has(const char *list, const char *word, size_t n) {
    for (const char *p = list;; p++) {
        size_t k = strcspn(p, ",");
        if (k == n && strncasecmp(p, word, n) == 0) return 1;
        p += k;
        if (!*p) return 0;
    }
}

onr_status onr_store_words_check(onr_store_kind kind, const char *field, const char *list, onr_err *err) {
    static const char reviews[] = "unseen,accepted,approved,corrected,added,rejected,merged";
    char shown[64];
    const char *words = strcmp(field, "review") == 0 ? reviews : onr_field_words(kind, field);
    for (const char *p = list; list && words; p++) {
        size_t n = strcspn(p, ",");
        if (!list_has(words, p, n))
            return onr_err_set(err, ONR_CONFLICT, 0, "%s '%s' of a%s %s is none of %s", field,
                               onr_utf8_printable(shown, sizeof shown, p, n),
                               strchr("eE", onr_store_kind_word(kind)[0]) ? "n" : "", onr_store_kind_word(kind), words);
        p += n;
        if (!*p) break;
    }
    return ONR_OK;
}

/* Are the words of every list among those that the kind has? */
static onr_status admit_words(const onr_store_query *q, onr_err *err) {
    const char *type = q->kind == ONR_STORE_ENTITY ? "kind" : "type";
    const char *const lists[][2] = {
        {type, q->type},       {"polarity", q->polarity}, {"modality", q->modality},
        {"effect", q->effect}, {"review", q->review},
    };
    onr_status st = ONR_OK;
    for (size_t i = 0; i < sizeof lists / sizeof *lists && st == ONR_OK; i++)
        if (lists[i][1]) st = onr_store_words_check(q->kind, lists[i][0], lists[i][1], err);
    return st;
}

/* Does the kind have the fields that the query asks of? */
static onr_status admit(const onr_store_query *q, onr_err *err) {
    int s = q->kind == ONR_STORE_STATEMENT, f = q->kind == ONR_STORE_FIGURE, e = q->kind == ONR_STORE_EVENT;
    const struct {
        const char *name;
        int given, allowed;
    } rules[] = {
        {"a speaker", q->speaker != NULL, s},
        {"a cue", q->cue != NULL, s},
        {"a polarity", q->polarity != NULL, s || f},
        {"a modality", q->modality != NULL, e || f},
        {"an actor", q->actor != NULL, e},
        {"a recipient", q->recipient != NULL, e},
        {"an effect", q->effect != NULL, f},
        {"whom it counts", q->who != NULL, f},
        {"a type", q->type != NULL, q->kind != ONR_STORE_DOCUMENTS && !f},
        {"a confidence", q->confidence > 0, s || f || e},
        {"a review", q->review != NULL, q->kind != ONR_STORE_DOCUMENTS},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].given && !rules[i].allowed)
            return onr_err_set(err, ONR_CONFLICT, 0, "%s has no field for %s: ask of another kind",
                               q->kind == ONR_STORE_DOCUMENTS ? "document" : onr_store_kind_word(q->kind),
                               rules[i].name);
    return admit_words(q, err);
}

/* ---- the two statements ----------------------------------------------------------------------------------------- */

/* Where words are asked for, hits come by their keys, and what sorts them is read from two narrow indexes, not from the
 * records: a quarter of the time for 20,000 hits. */
static void make_keys(making *m, const onr_store_query *q) {
    int documents = q->kind == ONR_STORE_DOCUMENTS;
    const char *table = documents ? "document" : onr_store_kind_word(q->kind);
    if (documents) add_words(&m->match, "title text", q->about);
    else add_record(m, q);
    add_document(m, q);
    onr_buf where = m->sql; /* the conditions */
    onr_buf_init(&m->sql, SQL_MAX);
    if (documents) onr_buf_str(&m->sql, "SELECT d.key FROM document d");
    else if (m->match.n)
        onr_buf_fmt(&m->sql,
                    "SELECT x.key FROM %s x INDEXED BY %s_place JOIN document d INDEXED BY document_place "
                    "ON d.key = x.document",
                    table, table);
    else onr_buf_fmt(&m->sql, "SELECT x.key FROM %s x JOIN document d ON d.key = x.document", table);
    onr_buf_fmt(&m->sql, " WHERE 1%s", where.p ? where.p : "");
    if (onr_buf_failed(&where)) m->sql.failed = where.failed;
    onr_buf_clear(&where);
    if (m->match.n)
        onr_buf_fmt(&m->sql, " AND %s.key IN (SELECT rowid FROM %s_words WHERE %s_words MATCH ?%d)",
                    documents ? "d" : "x", table, table, bind_text(m, m->match.p));
    onr_buf_str(&m->sql, documents ? " ORDER BY d.published, d.key" : " ORDER BY d.published, d.key, x.start, x.key");
}

#define HEAD                                                                                                           \
    "x.key, x.document, x.id, x.review, x.start, x.\"end\", x.json, d.id, d.title, d.published, d.outlet, d.url, "
#define TABLE     "x.id, d.id AS document, d.published, d.outlet, d.title, d.url, x.start, x.\"end\", "
#define FROM_BOTH "x.review FROM %s x JOIN document d ON d.key = x.document WHERE x.key = ?1"

static const char *const row_sql[] = {
    "SELECT " HEAD "x.name, x.kind, coalesce(x.forms, x.name), x.role, " TABLE
    "x.name, x.kind, x.role, x.country, x.mentions, " FROM_BOTH,
    "SELECT " HEAD "coalesce(x.speaker_name, x.source), x.type || coalesce(', ' || x.cue, ''), x.content, NULL, " TABLE
    "x.type, x.speaker_name, x.speaker_kind, x.speaker_country, x.source, x.cue, x.cue_class, x.content, x.addressee, "
    "x.venue, x.medium, x.said_on, x.polarity, x.within, x.chain, x.confidence, x.rule, " FROM_BOTH,
    "SELECT " HEAD "x.chain, x.effect || coalesce(', ' || x.accrual, ''), x.content, x.context, " TABLE
    "x.content, x.number, x.low, x.high, x.low_open, x.high_open, x.approx, x.vague, x.effect, x.unit, x.who, "
    "x.where_text, "
    "x.period, x.currency, x.scale, x.\"of\", x.relation, x.accrual, x.since, x.as_of, x.on_date, x.polarity, "
    "x.modality, "
    "x.caveat, x.chain, x.confidence, x.rule, x.context, " FROM_BOTH,
    "SELECT " HEAD "coalesce(x.actor_name, x.actor, 'nobody named') || coalesce(' > ' || coalesce(x.recipient_name, "
    "x.recipient), ''), x.type || coalesce(' ' || x.mode, '') || ', ' || x.modality, x.anchor, x.context, " TABLE
    "x.type, x.mode, x.cameo, x.anchor, x.actor, x.actor_name, x.actor_code, x.actor_sector, x.recipient, "
    "x.recipient_name, x.recipient_code, x.recipient_sector, x.modality, x.when_date, x.where_text, x.same_as, "
    "x.chain, "
    "x.confidence, x.rule, x.context, " FROM_BOTH,
    "SELECT " HEAD "NULL, x.kind, x.content, x.context, " TABLE "x.kind, x.content, x.rule, x.context, " FROM_BOTH,
    "SELECT d.key, d.key, d.id, 'unseen', 0, d.chars, '', d.id, d.title, d.published, d.outlet, d.url, d.outlet, "
    "d.language, d.title, NULL, d.id, d.published, d.published_how, d.outlet, d.title, d.url, d.language, d.agency, "
    "d.chars FROM document d WHERE d.key = ?1",
};

static onr_status start(onr_store *s, const onr_store_query *q, making *m, onr_cursor **out, onr_err *err) {
    onr_status st = onr_cursor_new(s, m->sql.p, q->kind, out, err);
    if (st != ONR_OK) return st;
    for (int i = 0; i < m->bound_n; i++) {
        if (m->bound[i].type == 't')
            (void)sqlite3_bind_text((*out)->stmt, i + 1, m->bound[i].text, -1, SQLITE_TRANSIENT);
        else if (m->bound[i].type == 'n') (void)sqlite3_bind_int64((*out)->stmt, i + 1, m->bound[i].number);
        else (void)sqlite3_bind_double((*out)->stmt, i + 1, m->bound[i].real);
    }
    char *row = sqlite3_mprintf(row_sql[q->kind], q->kind == ONR_STORE_DOCUMENTS ? "" : onr_store_kind_word(q->kind));
    if (!row) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while searching");
    st = onr_db_prepare(s, row, &(*out)->row, err);
    sqlite3_free(row);
    return st;
}

onr_status onr_store_find(onr_store *s, const onr_store_query *q, onr_cursor **out, onr_err *err) {
    making m = {0};
    *out = NULL;
    onr_status st = admit(q, err);
    if (st != ONR_OK) return st;
    onr_buf_init(&m.sql, SQL_MAX);
    onr_buf_init(&m.match, WORDS_MAX);
    make_keys(&m, q);
    if (onr_buf_full(&m.sql) || onr_buf_full(&m.match))
        st = onr_err_set(err, ONR_TOO_BIG, 0, "that are too many words to search for");
    else if (onr_buf_failed(&m.sql) || onr_buf_failed(&m.match))
        st = onr_err_set(err, ONR_NOMEM, 0, "out of memory while searching");
    if (st == ONR_OK) st = start(s, q, &m, out, err);
    if (st != ONR_OK) {
        onr_cursor_close(*out);
        *out = NULL;
    }
    onr_buf_clear(&m.sql);
    onr_buf_clear(&m.match);
    return st;
}

onr_status onr_cursor_hit(onr_cursor *c, onr_store_hit *h, int *more, onr_err *err) {
    int row = 0;
    onr_status st = onr_db_step(c->store, c->stmt, more, err);
    if (st != ONR_OK || !*more) return st;
    sqlite3_stmt *q = c->row;
    (void)sqlite3_reset(q);
    (void)sqlite3_bind_int64(q, 1, sqlite3_column_int64(c->stmt, 0));
    st = onr_db_step(c->store, q, &row, err);
    if (st != ONR_OK) return st;
    if (!row) return onr_err_set(err, ONR_INTERNAL, 0, "%s: a hit went away", c->store->path);
    *h = (onr_store_hit){{.key = sqlite3_column_int64(q, 0),
                          .document = sqlite3_column_int64(q, 1),
                          .kind = c->kind,
                          .id = onr_db_string(q, 2),
                          .review = onr_db_string(q, 3),
                          .start = (uint32_t)sqlite3_column_int64(q, 4),
                          .end = (uint32_t)sqlite3_column_int64(q, 5),
                          .json = onr_db_column(q, 6)},
                         {.key = sqlite3_column_int64(q, 1),
                          .id = onr_db_string(q, 7),
                          .title = onr_db_string(q, 8),
                          .published = onr_db_string(q, 9),
                          .outlet = onr_db_string(q, 10),
                          .url = onr_db_string(q, 11)},
                         onr_db_string(q, 12),
                         onr_db_string(q, 13),
                         onr_db_string(q, 14),
                         onr_db_string(q, 15)};
    return ONR_OK;
}

int onr_cursor_columns(const onr_cursor *c) { return sqlite3_column_count(c->row) - FIXED; }

const char *onr_cursor_column_name(const onr_cursor *c, int i) { return sqlite3_column_name(c->row, FIXED + i); }

onr_slice onr_cursor_column(const onr_cursor *c, int i, int *is_number) {
    int type = sqlite3_column_type(c->row, FIXED + i);
    *is_number = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
    return onr_db_column(c->row, FIXED + i);
}
