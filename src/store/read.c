/* Reading back: documents, layers, sources, records, and the whole document as `read --json` prints it.
 *
 * The JSON is put together from its parts: the head with the text put in, the records in the order of the text, the
 * run.
 */
#include <string.h>
#include <zstd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/db.h"
#include "store/fill.h"

const char *onr_store_kind_word(onr_store_kind kind) {
    static const char *const words[] = {"entity", "statement", "figure", "event", "quotation"};
    return kind < ONR_STORE_KINDS ? words[kind] : "unknown";
}

static onr_status no_memory(onr_err *err) {
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while reading a book");
}

onr_status onr_cursor_new(onr_store *s, const char *sql, onr_store_kind kind, onr_cursor **out, onr_err *err) {
    onr_cursor *c = onr_mem_zalloc(1, sizeof *c);
    *out = NULL;
    if (!c) return no_memory(err);
    c->store = s;
    c->kind = kind;
    onr_status st = onr_db_prepare(s, sql, &c->stmt, err);
    if (st == ONR_OK) *out = c;
    else onr_cursor_close(c);
    return st;
}

/* ---- documents -------------------------------------------------------------------------------------------------- */

onr_status onr_store_documents(onr_store *s, onr_cursor **out, onr_err *err) {
    return onr_cursor_new(s,
                          "SELECT key, id, title, published, published_how, outlet, url, language, agency, text_bytes, "
                          "(SELECT locator FROM origin WHERE source = document.key ORDER BY rowid LIMIT 1) "
                          "FROM document ORDER BY key",
                          ONR_STORE_KINDS, out, err);
}

onr_status onr_cursor_document(onr_cursor *c, onr_store_document *row, int *more, onr_err *err) {
    onr_status st = onr_db_step(c->store, c->stmt, more, err);
    if (st != ONR_OK || !*more) return st;
    sqlite3_stmt *q = c->stmt;
    *row = (onr_store_document){.key = sqlite3_column_int64(q, 0),
                                .id = onr_db_string(q, 1),
                                .title = onr_db_string(q, 2),
                                .published = onr_db_string(q, 3),
                                .published_how = onr_db_string(q, 4),
                                .outlet = onr_db_string(q, 5),
                                .url = onr_db_string(q, 6),
                                .language = onr_db_string(q, 7),
                                .agency = onr_db_string(q, 8),
                                .text_n = (uint32_t)sqlite3_column_int64(q, 9),
                                .locator = onr_db_string(q, 10)};
    return ONR_OK;
}

/* A key: digits alone, and few of them, so that no id is taken for one. */
static int64_t as_key(const char *name) {
    int64_t v = 0;
    size_t n = strlen(name);
    if (n == 0 || n > 12 || strspn(name, "0123456789") != n) return 0;
    for (; *name; name++) v = v * 10 + (*name - '0');
    return v;
}

onr_status onr_store_document_key(onr_store *s, const char *name, int64_t *key, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0, more = 0;
    char shown[80];
    size_t n = strlen(name);
    (void)onr_utf8_printable(shown, sizeof shown, name, n);
    int hex = n >= 6 && n <= 32 && strspn(name, "0123456789abcdef") == n;
    onr_status st = onr_db_use(s,
                               "SELECT key FROM document WHERE key = ?1 UNION SELECT key FROM document "
                               "WHERE ?3 AND id BETWEEN ?2 AND ?2 || 'g' ORDER BY key",
                               &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, as_key(name));
    onr_db_text(q, 2, name);
    (void)sqlite3_bind_int(q, 3, hex);
    st = onr_db_step(s, q, &row, err);
    if (row) *key = sqlite3_column_int64(q, 0);
    if (row) st = onr_db_step(s, q, &more, err);
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    if (st != ONR_OK) return st;
    if (!row) return onr_err_set(err, ONR_NOT_FOUND, 0, "%s: has no document '%s'", s->path, shown);
    if (more) return onr_err_set(err, ONR_CONFLICT, 0, "%s: has several documents '%s': use the key", s->path, shown);
    return ONR_OK;
}

onr_status onr_store_layer_get(onr_store *s, int64_t key, onr_store_layer layer, onr_buf *out, onr_err *err) {
    static const char *const sql[] = {
        "SELECT text FROM document WHERE key = ?1",      "SELECT blocks FROM document WHERE key = ?1",
        "SELECT sentences FROM document WHERE key = ?1", "SELECT map FROM document WHERE key = ?1",
        "SELECT dates FROM document WHERE key = ?1",     "SELECT json FROM document WHERE key = ?1"};
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = onr_db_use(s, sql[layer], &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    st = onr_db_step(s, q, &row, err);
    if (st == ONR_OK && !row)
        st = onr_err_set(err, ONR_NOT_FOUND, 0, "%s: has no document %lld", s->path, (long long)key);
    if (row) {
        onr_slice v = onr_db_column(q, 0);
        onr_buf_add(out, v.p, v.n);
    }
    (void)sqlite3_reset(q);
    return st == ONR_OK && onr_buf_failed(out) ? no_memory(err) : st;
}

/* ---- sources ---------------------------------------------------------------------------------------------------- */

static onr_status unpack(onr_store *s, onr_slice data, uint64_t n, int packed, onr_buf *out, onr_err *err) {
    if (!packed) {
        onr_buf_add(out, data.p, data.n);
        return onr_buf_failed(out) ? no_memory(err) : ONR_OK;
    }
    void *room = n < ONR_JSON_MAX ? onr_mem_alloc(n + 1) : NULL;
    if (!room) return no_memory(err);
    size_t k = ZSTD_decompress(room, n + 1, data.p, data.n);
    int whole = !ZSTD_isError(k) && k == n;
    if (whole) onr_buf_add(out, room, k);
    onr_mem_free(room);
    if (!whole) return onr_err_set(err, ONR_CORRUPT, 0, "%s: a source is damaged: take the last copy", s->path);
    return onr_buf_failed(out) ? no_memory(err) : ONR_OK;
}

/* "2031-03-06", "2031-03" or "2031", as this program wrote it. */
static onr_date read_date(const char *s) {
    onr_date d = {0, 0, 0};
    unsigned part[3] = {0, 0, 0};
    for (int i = 0; s && *s && i < 3; s++) {
        if (*s == '-') i++;
        else part[i] = part[i] * 10 + (unsigned)(*s - '0');
    }
    d.year = (int32_t)part[0];
    d.month = (uint8_t)part[1];
    d.day = (uint8_t)part[2];
    return d;
}

static const char *lend(onr_store *s, sqlite3_stmt *q, int at, int *failed) {
    const char *text = onr_db_string(q, at);
    char *copy = text ? onr_arena_copy(&s->strings, text, strlen(text)) : NULL;
    if (text && !copy) *failed = 1;
    return copy;
}

static onr_status read_authors(onr_store *s, int64_t key, size_t n, onr_store_source *src, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 1, failed = 0;
    const char **list = onr_arena_alloc(&s->strings, n, sizeof *list);
    if (!list) return no_memory(err);
    onr_status st =
        onr_db_use(s, "SELECT a.value FROM source s, json_each(s.given, '$.authors') a WHERE s.key = ?1", &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    while (st == ONR_OK && row && !failed && src->authors_n < n) {
        st = onr_db_step(s, q, &row, err);
        if (row) list[src->authors_n++] = lend(s, q, 0, &failed);
    }
    (void)sqlite3_reset(q);
    src->authors = list;
    return st == ONR_OK && failed ? no_memory(err) : st;
}

static onr_status read_given(onr_store *s, sqlite3_stmt *q, int64_t key, onr_store_source *src, onr_err *err) {
    int failed = 0;
    src->media = lend(s, q, 3, &failed);
    src->charset = lend(s, q, 4, &failed);
    src->outlet = lend(s, q, 5, &failed);
    src->url = lend(s, q, 6, &failed);
    src->published = read_date(onr_db_string(q, 7));
    src->title = lend(s, q, 8, &failed);
    src->agency = lend(s, q, 9, &failed);
    src->language = lend(s, q, 10, &failed);
    src->published_how = lend(s, q, 11, &failed);
    src->locator = lend(s, q, 12, &failed);
    int64_t authors = sqlite3_column_int64(q, 13);
    if (failed) return no_memory(err);
    return authors > 0 ? read_authors(s, key, (size_t)authors, src, err) : ONR_OK;
}

onr_status onr_store_source_get(onr_store *s, int64_t key, onr_buf *bytes, onr_store_source *src, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    *src = (onr_store_source){0};
    onr_status st = onr_db_use(s,
                               "SELECT s.codec, s.data, s.bytes, s.media, s.charset, nullif(s.outlet, ''), "
                               "nullif(s.url, ''), s.published, s.given->>'title', s.given->>'agency', "
                               "s.given->>'language', s.given->>'published_how', o.locator, "
                               "json_array_length(s.given, '$.authors') FROM source s LEFT JOIN origin o "
                               "ON o.source = s.key WHERE s.key = ?1 ORDER BY o.rowid LIMIT 1",
                               &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    st = onr_db_step(s, q, &row, err);
    if (st == ONR_OK && !row)
        return onr_err_set(err, ONR_NOT_FOUND, 0, "%s: has no source %lld", s->path, (long long)key);
    if (st != ONR_OK) return st;
    onr_buf_reset(bytes);
    onr_arena_reset(&s->strings);
    st = unpack(s, onr_db_column(q, 1), (uint64_t)sqlite3_column_int64(q, 2), strcmp(onr_db_string(q, 0), "zstd") == 0,
                bytes, err);
    if (st == ONR_OK) st = read_given(s, q, key, src, err);
    (void)sqlite3_reset(q); /* a statement on its row would hold the book */
    src->bytes = (onr_slice){bytes->p ? bytes->p : "", bytes->n};
    return st;
}

/* ---- records ---------------------------------------------------------------------------------------------------- */

onr_status onr_store_records(onr_store *s, onr_store_kind kind, int64_t document, onr_cursor **out, onr_err *err) {
    char sql[200];
    (void)sqlite3_snprintf(sizeof sql, sql,
                           "SELECT key, document, id, review, start, \"end\", json FROM %s %s "
                           "ORDER BY document, seq, key",
                           onr_store_kind_word(kind), document ? "WHERE document = ?1" : "");
    onr_status st = onr_cursor_new(s, sql, kind, out, err);
    if (st == ONR_OK && document) (void)sqlite3_bind_int64((*out)->stmt, 1, document);
    return st;
}

onr_status onr_cursor_record(onr_cursor *c, onr_store_record *row, int *more, onr_err *err) {
    onr_status st = onr_db_step(c->store, c->stmt, more, err);
    if (st != ONR_OK || !*more) return st;
    sqlite3_stmt *q = c->stmt;
    *row = (onr_store_record){.key = sqlite3_column_int64(q, 0),
                              .document = sqlite3_column_int64(q, 1),
                              .kind = c->kind,
                              .id = onr_db_string(q, 2),
                              .review = onr_db_string(q, 3),
                              .start = (uint32_t)sqlite3_column_int64(q, 4),
                              .end = (uint32_t)sqlite3_column_int64(q, 5),
                              .json = onr_db_column(q, 6)};
    return ONR_OK;
}

/* ---- the whole document ----------------------------------------------------------------------------------------- */

/* The records of a document as the program said them: what people added is not among them. */
static onr_status suggestions(onr_store *s, onr_store_kind kind, int64_t document, onr_cursor **out, onr_err *err) {
    char sql[200];
    (void)sqlite3_snprintf(sizeof sql, sql,
                           "SELECT key, document, id, 'unseen', start, \"end\", coalesce(original, json) FROM %s WHERE "
                           "document = ?1 AND seq < %d ORDER BY seq, key",
                           onr_store_kind_word(kind), ONR_SEQ_PERSON);
    onr_status st = onr_cursor_new(s, sql, kind, out, err);
    if (st == ONR_OK) (void)sqlite3_bind_int64((*out)->stmt, 1, document);
    return st;
}

/* A record with its review, where somebody looked at it. */
static void write_record(const onr_store_record *r, onr_buf *out) {
    if (strcmp(r->review, "unseen") == 0 || r->json.n < 2) {
        onr_buf_add(out, r->json.p, r->json.n);
        return;
    }
    onr_buf_add(out, r->json.p, r->json.n - 1);
    onr_buf_fmt(out, ",\"review\":\"%s\"}", r->review);
}

static onr_status write_list(onr_store *s, int64_t key, onr_store_kind kind, int suggested, onr_buf *out,
                             onr_err *err) {
    static const char *const names[] = {"entities", "statements", "figures", "events", "quotations"};
    onr_cursor *c = NULL;
    onr_store_record r;
    int more = 1, first = 1;
    onr_status st = suggested ? suggestions(s, kind, key, &c, err) : onr_store_records(s, kind, key, &c, err);
    onr_buf_fmt(out, ",\"%s\":[", names[kind]);
    while (st == ONR_OK) {
        st = onr_cursor_record(c, &r, &more, err);
        if (st != ONR_OK || !more) break;
        if (strcmp(r.review, "rejected") == 0) continue;
        if (!first) onr_buf_char(out, ',');
        first = 0;
        write_record(&r, out);
    }
    onr_buf_char(out, ']');
    onr_cursor_close(c);
    return st;
}

/* The head, the dates and the run of the document into `out` and `tail`. */
static onr_status write_head(onr_store *s, int64_t key, onr_buf *out, onr_buf *dates, onr_buf *run, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = onr_db_use(s,
                               "SELECT d.json, d.text_at, d.text, d.dates, r.json FROM document d "
                               "JOIN run r ON r.key = d.run WHERE d.key = ?1",
                               &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    st = onr_db_step(s, q, &row, err);
    if (st == ONR_OK && !row)
        st = onr_err_set(err, ONR_NOT_FOUND, 0, "%s: has no document %lld", s->path, (long long)key);
    if (st == ONR_OK) {
        onr_slice head = onr_db_column(q, 0), d = onr_db_column(q, 3), r = onr_db_column(q, 4);
        size_t at = (size_t)sqlite3_column_int64(q, 1);
        if (at + 2 > head.n)
            st = onr_err_set(err, ONR_CORRUPT, 0, "%s: document %lld is damaged", s->path, (long long)key);
        else {
            onr_buf_str(out, "{\"document\":");
            onr_buf_add(out, head.p, at);
            onr_json_string(out, onr_db_column(q, 2));
            onr_buf_add(out, head.p + at + 2, head.n - at - 2);
            onr_buf_add(dates, d.p, d.n);
            onr_buf_add(run, r.p, r.n);
        }
    }
    (void)sqlite3_reset(q);
    return st;
}

static onr_status write_document(onr_store *s, int64_t key, int suggested, onr_buf *out, onr_err *err) {
    onr_buf dates, run;
    onr_buf_init(&dates, ONR_JSON_MAX);
    onr_buf_init(&run, ONR_JSON_MAX);
    onr_status st = write_head(s, key, out, &dates, &run, err);
    if (st == ONR_OK) st = write_list(s, key, ONR_STORE_ENTITY, suggested, out, err);
    onr_buf_fmt(out, ",\"dates\":%s", dates.n ? dates.p : "[]");
    if (st == ONR_OK) st = write_list(s, key, ONR_STORE_STATEMENT, suggested, out, err);
    if (st == ONR_OK) st = write_list(s, key, ONR_STORE_FIGURE, suggested, out, err);
    if (st == ONR_OK) st = write_list(s, key, ONR_STORE_EVENT, suggested, out, err);
    if (st == ONR_OK) st = write_list(s, key, ONR_STORE_QUOTATION, suggested, out, err);
    onr_buf_fmt(out, ",\"run\":%s}\n", run.n ? run.p : "{}");
    int failed = onr_buf_failed(out) || onr_buf_failed(&dates) || onr_buf_failed(&run);
    onr_buf_clear(&dates);
    onr_buf_clear(&run);
    return st == ONR_OK && failed ? no_memory(err) : st;
}

onr_status onr_store_json(onr_store *s, int64_t key, onr_buf *out, onr_err *err) {
    return write_document(s, key, 0, out, err);
}

onr_status onr_store_suggested(onr_store *s, int64_t key, onr_buf *out, onr_err *err) {
    return write_document(s, key, 1, out, err);
}
