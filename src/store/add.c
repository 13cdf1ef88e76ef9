/* Writing a source and its document: one row each, one row a record, all within the caller's transaction.
 *
 * The JSON of the whole document is written once and cut by its parts, so the book repeats what `read --json` prints
 * byte for byte. Only the text is kept apart (it is searched) and the layers that a page needs: blocks, sentences, map.
 * Sources are packed by zstd. Cost: about 2 ms for a page of news, most of it the index of words.
 */
#include <string.h>
#include <time.h>
#include <zstd.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "store/add.h"
#include "store/fill.h"
#include "store/find.h"
#include "store/place.h"

enum { ZSTD_LEVEL = 6, DATE_MAX = 24 };

void onr_store_now(char out[21]) {
    time_t now = time(NULL);
    struct tm t = {0};
    (void)gmtime_r(&now, &t);
    if (strftime(out, 21, "%Y-%m-%dT%H:%M:%SZ", &t) == 0) out[0] = '\0';
}

static const char *given(const char *s) { return s ? s : ""; }

static void write_date(onr_date d, char out[DATE_MAX]) {
    out[0] = '\0';
    if (!d.year) return;
    if (d.day) (void)sqlite3_snprintf(DATE_MAX, out, "%04d-%02u-%02u", (int)d.year, d.month, d.day);
    else if (d.month) (void)sqlite3_snprintf(DATE_MAX, out, "%04d-%02u", (int)d.year, d.month);
    else (void)sqlite3_snprintf(DATE_MAX, out, "%04d", (int)d.year);
}

/* ---- sources ---------------------------------------------------------------------------------------------------- */

onr_status onr_store_has(onr_store *s, const onr_store_source *src, int64_t *key, onr_err *problem, onr_err *err) {
    char sha[65];
    sqlite3_stmt *q = NULL;
    int row = 0;
    *key = 0;
    onr_sha256_hex(src->bytes.p, src->bytes.n, sha);
    onr_status st =
        onr_db_use(s, "SELECT key, problem FROM source WHERE sha256 = ?1 AND outlet = ?2 AND url = ?3", &q, err);
    if (st != ONR_OK) return st;
    onr_db_text(q, 1, sha);
    onr_db_text(q, 2, given(src->outlet));
    onr_db_text(q, 3, given(src->url));
    st = onr_db_step(s, q, &row, err);
    if (row) *key = sqlite3_column_int64(q, 0);
    if (row && problem && onr_db_string(q, 1)) (void)onr_err_set(problem, ONR_FORMAT, 0, "%s", onr_db_string(q, 1));
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    return st;
}

onr_status onr_store_note_origin(onr_store *s, int64_t key, const onr_store_source *src, onr_err *err) {
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(s, "INSERT OR IGNORE INTO origin (source, locator) VALUES (?1, ?2)", &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    onr_db_text(q, 2, src->locator ? src->locator : "-");
    return onr_db_run(s, q, err);
}

/* Pack the bytes into a block of the caller's; *n is 0 where packing does not pay. */
static onr_status pack(onr_slice bytes, void **out, size_t *n, onr_err *err) {
    size_t room = ZSTD_compressBound(bytes.n);
    *n = 0;
    *out = onr_mem_alloc(room);
    if (!*out) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while packing a source");
    size_t k = ZSTD_compress(*out, room, bytes.n ? bytes.p : "", bytes.n, ZSTD_LEVEL);
    if (!ZSTD_isError(k) && k < bytes.n) *n = k;
    return ONR_OK;
}

static void write_string(onr_buf *b, const char *name, const char *value) {
    if (!value) return;
    onr_buf_fmt(b, "%s\"%s\":", b->n > 1 ? "," : "", name);
    onr_json_string(b, onr_slice_of(value));
}

/* What was given with the bytes and is no column. */
static void write_given(const onr_store_source *src, onr_buf *b) {
    onr_buf_reset(b);
    onr_buf_char(b, '{');
    write_string(b, "title", src->title);
    write_string(b, "agency", src->agency);
    write_string(b, "language", src->language);
    write_string(b, "published_how", src->published_how);
    for (size_t i = 0; i < src->authors_n; i++) {
        onr_buf_str(b, i ? "," : b->n > 1 ? ",\"authors\":[" : "\"authors\":[");
        onr_json_string(b, onr_slice_of(src->authors[i]));
    }
    onr_buf_str(b, src->authors_n ? "]}" : "}");
}

static onr_status insert_source(onr_store *s, const onr_store_source *src, const char *problem, onr_slice packed,
                                int64_t *key, onr_err *err) {
    char sha[65], now[21], date[DATE_MAX];
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(s,
                               "INSERT INTO source (sha256, outlet, url, published, media, charset, given, bytes, "
                               "problem, added, codec, data) VALUES (?1, ?2, ?3, nullif(?4, ''), ?5, ?6, ?7, ?8, ?9, "
                               "?10, ?11, ?12)",
                               &q, err);
    if (st != ONR_OK) return st;
    write_given(src, &s->text);
    if (onr_buf_failed(&s->text)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while storing a source");
    onr_sha256_hex(src->bytes.p, src->bytes.n, sha);
    onr_store_now(now);
    write_date(src->published, date);
    onr_db_text(q, 1, sha);
    onr_db_text(q, 2, given(src->outlet));
    onr_db_text(q, 3, given(src->url));
    onr_db_text(q, 4, date);
    onr_db_text(q, 5, src->media ? src->media : "text");
    onr_db_text(q, 6, src->charset);
    onr_db_slice(q, 7, (onr_slice){s->text.p, s->text.n});
    (void)sqlite3_bind_int64(q, 8, (sqlite3_int64)src->bytes.n);
    onr_db_text(q, 9, problem);
    onr_db_text(q, 10, now);
    onr_db_text(q, 11, packed.n ? "zstd" : "plain");
    onr_slice data = packed.n ? packed : src->bytes;
    (void)sqlite3_bind_blob64(q, 12, data.n ? data.p : "", data.n, SQLITE_STATIC);
    st = onr_db_run(s, q, err);
    *key = sqlite3_last_insert_rowid(s->db);
    (void)sqlite3_clear_bindings(q);
    return st;
}

onr_status onr_store_add_problem(onr_store *s, const onr_store_source *src, const char *problem, int64_t *key,
                                 onr_err *err) {
    void *packed = NULL;
    size_t packed_n = 0;
    onr_status st = pack(src->bytes, &packed, &packed_n, err);
    if (st == ONR_OK) st = insert_source(s, src, problem, (onr_slice){packed, packed_n}, key, err);
    if (st == ONR_OK) st = onr_store_note_origin(s, *key, src, err);
    onr_mem_free(packed);
    return st;
}

/* ---- the document ----------------------------------------------------------------------------------------------- */

/* The key of this run, its row made where it is new. */
static onr_status find_run(onr_store *s, const onr_json_run *run, onr_slice json, int64_t *key, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    if (s->run && onr_slice_eq(json, (onr_slice){s->run_json.p, s->run_json.n})) return *key = s->run, ONR_OK;
    onr_status st = onr_db_use(s, "INSERT OR IGNORE INTO run (program, model, json) VALUES (?1, ?2, ?3)", &q, err);
    if (st != ONR_OK) return st;
    onr_db_text(q, 1, run->program);
    onr_db_text(q, 2, run->model);
    onr_db_slice(q, 3, json);
    st = onr_db_run(s, q, err);
    if (st == ONR_OK) st = onr_db_use(s, "SELECT key FROM run WHERE json = ?1", &q, err);
    if (st != ONR_OK) return st;
    onr_db_slice(q, 1, json);
    st = onr_db_step(s, q, &row, err);
    if (row) *key = sqlite3_column_int64(q, 0);
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    if (st != ONR_OK) return st;
    onr_buf_reset(&s->run_json);
    onr_buf_add(&s->run_json, json.p, json.n);
    s->run = onr_buf_failed(&s->run_json) ? 0 : *key;
    return ONR_OK;
}

/* The layers that the JSON of `read` does not have, as lists, one behind the other in s->text: ends[i] is where list i
 * ends. */
static void write_layers(onr_store *s, const onr_doc *doc, size_t ends[3]) {
    onr_buf *b = &s->text;
    onr_buf_reset(b);
    onr_buf_char(b, '[');
    for (uint32_t i = 0; i < doc->blocks_n; i++)
        onr_buf_fmt(b, "%s[%u,%u,%u]", i ? "," : "", doc->blocks[i].span.start, doc->blocks[i].span.end,
                    doc->blocks[i].kind);
    onr_buf_char(b, ']');
    ends[0] = b->n;
    onr_buf_char(b, '[');
    for (uint32_t i = 0; i < doc->sents_n; i++) {
        onr_span x = onr_doc_tokens_span(doc, doc->sents[i].tok);
        onr_buf_fmt(b, "%s[%u,%u]", i ? "," : "", x.start, x.end);
    }
    onr_buf_char(b, ']');
    ends[1] = b->n;
    onr_buf_char(b, '[');
    for (uint32_t i = 0; i < doc->map_n; i++)
        onr_buf_fmt(b, "%s[%u,%llu,%u]", i ? "," : "", doc->map[i].text, (unsigned long long)doc->map[i].byte,
                    doc->map[i].same);
    onr_buf_char(b, ']');
    ends[2] = b->n;
}

static onr_slice part(const onr_store *s, const onr_json_part *p) {
    return (onr_slice){s->json.p + p->start, p->end - p->start};
}

/* The only part of a kind; an empty one where there is none. */
static onr_json_part only(const onr_store *s, onr_json_kind kind) {
    for (size_t i = 0; i < s->parts.n; i++)
        if (s->parts.p[i].kind == kind) return s->parts.p[i];
    return (onr_json_part){kind, 0, 0};
}

/* The "document" object with "" where its text was; returns the place of the "". */
static size_t write_head(const onr_store *s, onr_buf *out) {
    onr_json_part head = only(s, ONR_JSON_DOCUMENT), text = only(s, ONR_JSON_TEXT);
    onr_buf_add(out, s->json.p + head.start, text.start - head.start);
    onr_buf_str(out, "\"\"");
    onr_buf_add(out, s->json.p + text.end, head.end - text.end);
    return text.start - head.start;
}

static void bind_meta(sqlite3_stmt *q, const onr_doc *doc, char date[DATE_MAX]) {
    const onr_meta *m = &doc->meta;
    write_date(m->published, date);
    onr_db_text(q, 2, m->id);
    if (!onr_span_empty(m->title)) onr_db_slice(q, 3, onr_doc_slice(doc, m->title));
    onr_db_text(q, 4, date);
    onr_db_text(q, 5, m->published_how ? m->published_how : "none");
    onr_db_text(q, 6, m->outlet);
    onr_db_text(q, 7, m->url);
    onr_db_text(q, 8, m->language);
    onr_db_text(q, 9, m->agency);
}

static onr_status insert_document(onr_store *s, int64_t key, const onr_doc *doc, int64_t run, onr_err *err) {
    char date[DATE_MAX];
    size_t ends[3];
    onr_buf head;
    sqlite3_stmt *q = NULL;
    onr_status st =
        onr_db_use(s,
                   "INSERT INTO document (key, place, id, title, published, published_how, outlet, url, language, "
                   "agency, run, text_bytes, text_at, json, dates, blocks, sentences, map, text) VALUES (?1, ?19, ?2, "
                   "?3, nullif(?4, ''), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
                   &q, err);
    if (st != ONR_OK) return st;
    onr_buf_init(&head, ONR_JSON_MAX);
    size_t at = write_head(s, &head);
    write_layers(s, doc, ends);
    if (onr_buf_failed(&head) || onr_buf_failed(&s->text)) {
        onr_buf_clear(&head);
        return onr_err_set(err, ONR_NOMEM, 0, "out of memory while storing a document");
    }
    onr_json_part dates = only(s, ONR_JSON_DATES);
    (void)sqlite3_bind_int64(q, 1, key);
    bind_meta(q, doc, date);
    (void)sqlite3_bind_int64(q, 10, run);
    (void)sqlite3_bind_int64(q, 11, doc->text_n);
    (void)sqlite3_bind_int64(q, 12, (sqlite3_int64)at);
    onr_db_slice(q, 13, (onr_slice){head.p, head.n});
    onr_db_slice(q, 14, part(s, &dates));
    onr_db_slice(q, 15, (onr_slice){s->text.p, ends[0]});
    onr_db_slice(q, 16, (onr_slice){s->text.p + ends[0], ends[1] - ends[0]});
    onr_db_slice(q, 17, (onr_slice){s->text.p + ends[1], ends[2] - ends[1]});
    onr_db_slice(q, 18, (onr_slice){doc->text, doc->text_n});
    (void)sqlite3_bind_int64(q, 19, onr_place(date, key, 0));
    st = onr_db_run(s, q, err);
    (void)sqlite3_clear_bindings(q);
    onr_buf_clear(&head);
    return st;
}

/* ---- its records ------------------------------------------------------------------------------------------------ */

/* Where record i of a kind stands, for its context. */
static onr_span place(const onr_doc *doc, onr_store_kind kind, uint32_t i) {
    if (kind == ONR_STORE_FIGURE && i < doc->figures_n) return doc->figures[i].text;
    if (kind == ONR_STORE_EVENT && i < doc->events_n) return doc->events[i].anchor;
    if (kind == ONR_STORE_QUOTATION && i < doc->quotations_n) return doc->quotations[i].span;
    return (onr_span){0, 0};
}

/* The sentence that a span begins in; without sentences, the span itself. */
static onr_slice context(const onr_doc *doc, onr_span at) {
    uint32_t sent = doc->sents_n ? onr_doc_sent_of(doc, onr_doc_token_at(doc, at.start)) : ONR_NONE;
    if (sent >= doc->sents_n) return onr_doc_slice(doc, at);
    onr_span s = onr_doc_tokens_span(doc, doc->sents[sent].tok);
    return onr_doc_slice(doc, s.end < at.end ? (onr_span){s.start, at.end} : s);
}

static onr_status insert_records(onr_store *s, int64_t key, const onr_doc *doc, onr_err *err) {
    uint32_t seen[ONR_STORE_KINDS] = {0};
    onr_status st = ONR_OK;
    for (size_t i = 0; st == ONR_OK && i < s->parts.n; i++) {
        const onr_json_part *p = &s->parts.p[i];
        if (p->kind < ONR_JSON_ENTITY) continue;
        onr_store_kind kind = (onr_store_kind)(p->kind - ONR_JSON_ENTITY);
        onr_row row = {.document = key, .kind = kind, .seq = seen[kind], .json = part(s, p), .review = "unseen"};
        if (onr_fill_has_context(kind)) row.context = context(doc, place(doc, kind, seen[kind]));
        seen[kind]++;
        st = onr_fill(s, &row, err);
    }
    return st;
}

onr_status onr_store_put(onr_store *s, int64_t key, const onr_doc *doc, const onr_json_run *run, onr_err *err) {
    int64_t run_key = 0;
    onr_buf_reset(&s->json);
    onr_status st = onr_json_write_parts(doc, run, &s->json, &s->parts, err);
    if (st != ONR_OK) return st;
    onr_json_part made = only(s, ONR_JSON_RUN);
    if (key > ONR_PLACE_DOCUMENT_MAX)
        return onr_err_set(err, ONR_TOO_BIG, 0, "%s: is full: begin another book", s->path);
    st = find_run(s, run, part(s, &made), &run_key, err);
    if (st == ONR_OK) st = insert_document(s, key, doc, run_key, err);
    return st == ONR_OK ? insert_records(s, key, doc, err) : st;
}

onr_status onr_store_add(onr_store *s, const onr_store_source *src, const onr_doc *doc, const onr_json_run *run,
                         int64_t *key, onr_err *err) {
    onr_status st = onr_store_add_problem(s, src, NULL, key, err);
    return st == ONR_OK ? onr_store_put(s, *key, doc, run, err) : st;
}
