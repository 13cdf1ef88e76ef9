/* Opening a book: is it one, which schema has it, which does this program need.
 *
 * A book is an SQLite file in WAL mode with application_id "onrc" and user_version = the number of the last migration.
 * It is made, and brought up to date, in one transaction: a crash leaves an empty file or the book before. A file of no
 * bytes, or an SQLite file without tables (what a crash between the two steps leaves), counts as empty.
 *
 * Books of before the first release carry its number and other tables. They are told by their words: every table, index
 * and trigger of schema 1 must stand in the book as schema.sql has it; what somebody else put beside them does not
 * matter.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/db.h"

enum { BUSY_MS = 10 * 1000, CACHE_KIB = 64 * 1024, SCHEMA = 1 };

extern const unsigned char onr_store_schema[];

/* Migration i brings a book from schema i to i + 1. Released ones are never changed. */
static const char *migration(int i) { return i == 0 ? (const char *)onr_store_schema : NULL; }

static onr_status number(onr_store *s, const char *sql, int64_t *n, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = onr_db_prepare(s, sql, &q, err);
    if (st == ONR_OK) st = onr_db_step(s, q, &row, err);
    *n = row ? sqlite3_column_int64(q, 0) : 0;
    (void)sqlite3_finalize(q);
    return st;
}

typedef struct state {
    int64_t application, version, tables;
} state;

static onr_status look(onr_store *s, state *x, onr_err *err) {
    onr_status st = number(s, "PRAGMA application_id", &x->application, err);
    if (st == ONR_OK) st = number(s, "PRAGMA user_version", &x->version, err);
    if (st == ONR_OK) st = number(s, "SELECT count(*) FROM sqlite_schema", &x->tables, err);
    return st;
}

static int is_empty(const state *x) { return x->tables == 0 && x->application == 0 && x->version == 0; }

/* Is it one of the statements of the schema, to its end? */
static int is_ours(const char *sql) {
    const char *at = strstr((const char *)onr_store_schema, sql);
    return at && at[strlen(sql)] == ';';
}

/* Has the book all that schema 1 makes? SQLite keeps the words of every CREATE. */
static onr_status compare(onr_store *s, int *same, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 1, want = 0, have = 0;
    for (const char *p = (const char *)onr_store_schema; (p = strstr(p, "\nCREATE ")); p++) want++;
    onr_status st = onr_db_prepare(s, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL", &q, err);
    while (st == ONR_OK && (st = onr_db_step(s, q, &row, err)) == ONR_OK && row) have += is_ours(onr_db_string(q, 0));
    (void)sqlite3_finalize(q);
    *same = have == want;
    return st;
}

/* May this program use the book as it is? */
static onr_status judge(onr_store *s, const state *x, onr_err *err) {
    char path[160];
    (void)onr_utf8_printable(path, sizeof path, s->path, strlen(s->path));
    if (is_empty(x) && s->mode == ONR_STORE_CREATE) return ONR_OK;
    if (x->application != ONR_DB_APPLICATION)
        return onr_err_set(err, ONR_FORMAT, 0, "%s: is not a book of onrecord: name one that 'onrecord add' made",
                           path);
    if (x->version > SCHEMA)
        return onr_err_set(err, ONR_VERSION, 0,
                           "%s: was written by a newer onrecord (schema %lld, this one knows %d): "
                           "use that one",
                           path, (long long)x->version, SCHEMA);
    if (x->version < SCHEMA && s->mode == ONR_STORE_READ)
        return onr_err_set(err, ONR_VERSION, 0,
                           "%s: was written by an older onrecord (schema %lld): run 'onrecord "
                           "add' on it once",
                           path, (long long)x->version);
    int same = 1;
    onr_status st = x->version == 1 ? compare(s, &same, err) : ONR_OK;
    if (st != ONR_OK || same) return st;
    return onr_err_set(err, ONR_VERSION, 0,
                       "%s: was written by an onrecord of before the first release: add its articles to a new book",
                       path);
}

static onr_status migrate(onr_store *s, onr_err *err) {
    state x = {0};
    char set[96];
    onr_status st = onr_db_exec(s, "BEGIN IMMEDIATE", err);
    if (st == ONR_OK) st = look(s, &x, err); /* again: another process may have been first */
    if (st == ONR_OK) st = judge(s, &x, err);
    for (int64_t v = x.version; st == ONR_OK && v < SCHEMA; v++) st = onr_db_exec(s, migration((int)v), err);
    (void)sqlite3_snprintf(sizeof set, set, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                           ONR_DB_APPLICATION, SCHEMA);
    if (st == ONR_OK) st = onr_db_exec(s, set, err);
    if (st != ONR_OK) onr_store_rollback(s);
    return st;
}

static onr_status prepare(onr_store *s, onr_err *err) {
    state x = {0};
    char set[160];
    (void)sqlite3_busy_timeout(s->db, BUSY_MS);
    (void)sqlite3_snprintf(sizeof set, set,
                           "PRAGMA cache_size = -%d; PRAGMA foreign_keys = ON; "
                           "PRAGMA synchronous = FULL",
                           CACHE_KIB);
    onr_status st = onr_db_exec(s, set, err);
    if (st == ONR_OK) st = look(s, &x, err);
    if (st == ONR_OK) st = judge(s, &x, err);
    if (st != ONR_OK || s->mode == ONR_STORE_READ) return st;
    st = onr_db_exec(s, "PRAGMA journal_mode = WAL", err);
    if (st == ONR_OK && x.version < SCHEMA) st = migrate(s, err);
    if (st == ONR_OK && sqlite3_db_readonly(s->db, "main") == 1) st = onr_db_fail(s, SQLITE_READONLY, err);
    return st;
}

/* A name for SQLite that nothing in it is an option of: "file:" with every odd byte as %XX. */
static char *as_uri(const char *path, const char *query) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    size_t n = strlen(path), q = strlen(query);
    char *uri = onr_mem_alloc(3 * n + q + 8), *to = uri;
    if (!uri) return NULL;
    memcpy(to, "file:", 5);
    to += 5;
    for (size_t i = 0; i < n; i++) {
        if (strchr(plain, path[i])) *to++ = path[i];
        else to += (sqlite3_snprintf(4, to, "%%%02X", (unsigned)(unsigned char)path[i]), 3);
    }
    memcpy(to, query, q + 1);
    return uri;
}

static onr_status open_as(onr_store *s, const char *query, onr_err *err) {
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    flags |= s->mode == ONR_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (s->mode == ONR_STORE_CREATE) flags |= SQLITE_OPEN_CREATE;
    char *uri = as_uri(s->path, query);
    if (!uri) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while opening a book");
    int rc = sqlite3_open_v2(uri, &s->db, flags, NULL);
    onr_mem_free(uri);
    if (rc != SQLITE_OK && !s->db) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while opening a book");
    if (rc != SQLITE_OK) return onr_db_fail(s, rc, err);
    (void)sqlite3_extended_result_codes(s->db, 1);
    return prepare(s, err);
}

/* Is something of the book still in its journal? */
static int has_journal(const onr_store *s) {
    struct stat info;
    char *path = sqlite3_mprintf("%s-wal", s->path);
    int there = !path || (stat(path, &info) == 0 && info.st_size > 0);
    sqlite3_free(path);
    return there;
}

/* On a read-only disk there is no place for the files beside the book that readers share; where nobody left a journal
 * nobody is writing either, and the book alone is all of it. */
static onr_status open_book(onr_store *s, onr_err *err) {
    onr_status st = open_as(s, "", err);
    if (st != ONR_IO || s->mode != ONR_STORE_READ || has_journal(s)) return st;
    (void)sqlite3_close(s->db);
    s->db = NULL;
    return open_as(s, "?immutable=1", err);
}

onr_status onr_store_open(const char *path, onr_store_mode mode, onr_store **out, onr_err *err) {
    struct stat info;
    *out = NULL;
    int there = stat(path, &info) == 0;
    if (!there && errno == ENOENT && mode != ONR_STORE_CREATE)
        return onr_err_set(err, ONR_NOT_FOUND, 0, "%s: there is no such book: make it with 'onrecord add'", path);
    if (there && S_ISDIR(info.st_mode)) return onr_err_set(err, ONR_FORMAT, 0, "%s: is a folder, not a book", path);
    size_t n = strlen(path);
    onr_store *s = onr_mem_zalloc(1, sizeof *s);
    if (s) s->path = onr_mem_alloc(n + 1);
    if (!s || !s->path) {
        onr_mem_free(s);
        return onr_err_set(err, ONR_NOMEM, 0, "out of memory while opening a book");
    }
    memcpy(s->path, path, n + 1);
    s->mode = mode;
    onr_buf_init(&s->json, ONR_JSON_MAX);
    onr_buf_init(&s->text, ONR_JSON_MAX);
    onr_buf_init(&s->run_json, ONR_JSON_MAX);
    onr_arena_init(&s->strings, ONR_JSON_MAX);
    for (size_t i = 0; i < ONR_DB_ANSWERS; i++) {
        onr_buf_init(&s->answers[i].key, ONR_DB_ANSWER_MAX);
        onr_buf_init(&s->answers[i].text, ONR_DB_ANSWER_MAX);
    }
    onr_status st = open_book(s, err);
    if (st == ONR_OK) *out = s;
    else onr_store_close(s);
    return st;
}

void onr_store_close(onr_store *s) {
    if (!s) return;
    for (size_t i = 0; i < ONR_DB_STATEMENTS; i++) (void)sqlite3_finalize(s->kept[i].stmt);
    (void)sqlite3_close_v2(s->db);
    onr_buf_clear(&s->json);
    onr_buf_clear(&s->text);
    onr_buf_clear(&s->run_json);
    onr_arena_clear(&s->strings);
    for (size_t i = 0; i < ONR_DB_ANSWERS; i++) {
        onr_buf_clear(&s->answers[i].key);
        onr_buf_clear(&s->answers[i].text);
    }
    onr_json_parts_clear(&s->parts);
    onr_mem_free(s->path);
    onr_mem_free(s);
}

onr_status onr_store_begin(onr_store *s, onr_err *err) { return onr_db_exec(s, "BEGIN IMMEDIATE", err); }

onr_status onr_store_commit(onr_store *s, onr_err *err) { return onr_db_exec(s, "COMMIT", err); }

void onr_store_rollback(onr_store *s) {
    if (!sqlite3_get_autocommit(s->db)) (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->run = 0;
}
