/* Decisions: checked, written to the log, applied; all or nothing. See apply.c for what they do and anchor.c for how a
 * record is found again. */
#include "store/decide.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/add.h"
#include "store/apply.h"
#include "store/fields.h"

static const char *const op_words[] = {"accept", "reject", "set", "merge", "split", "add", "undo"};
const char *onr_decision_word(onr_decision_op op) { return op < ONR_DECIDE_OPS ? op_words[op] : "unknown"; }

/* The record that a decision is about, as it is now. */
typedef struct target {
    int64_t key, document;
    onr_store_kind kind;
    onr_span span;
    char id[40];
    onr_buf text, words, face; /* of the document; of the record; the record for comparing */
} target;

/* One row of the log. */
typedef struct entry {
    const char *field, *value, *before;
    int64_t undoes;
} entry;

static onr_status no_memory(onr_err *err) { return onr_err_set(err, ONR_NOMEM, 0, "out of memory while deciding"); }

/* ---- the record ------------------------------------------------------------------------------------------------- */

static onr_status look_up(onr_store *s, const onr_decision *d, onr_store_kind kind, target *t, onr_err *err) {
    char sql[900];
    sqlite3_stmt *q = NULL;
    int row = 0, more = 0;
    (void)sqlite3_snprintf(sizeof sql, sql,
                           "SELECT key, document, start, \"end\", id, %s, %s FROM %s WHERE id = ?1 AND (?2 = 0 OR "
                           "document = ?2) AND review <> 'merged' ORDER BY key",
                           onr_apply_face(kind), kind == ONR_STORE_ENTITY ? "name" : "NULL", onr_store_kind_word(kind));
    onr_status st = onr_db_prepare(s, sql, &q, err);
    if (st != ONR_OK) return st;
    onr_db_text(q, 1, d->record);
    (void)sqlite3_bind_int64(q, 2, d->document);
    st = onr_db_step(s, q, &row, err);
    if (st == ONR_OK && row) {
        onr_slice face = onr_db_column(q, 5), name = onr_db_column(q, 6), id = onr_db_column(q, 4);
        t->key = sqlite3_column_int64(q, 0);
        t->document = sqlite3_column_int64(q, 1);
        t->kind = kind;
        t->span = (onr_span){(uint32_t)sqlite3_column_int64(q, 2), (uint32_t)sqlite3_column_int64(q, 3)};
        (void)sqlite3_snprintf(sizeof t->id, t->id, "%.*s", (int)id.n, id.p);
        onr_buf_add(&t->face, face.p, face.n);
        onr_buf_add(&t->words, name.p, name.n);
        st = onr_db_step(s, q, &more, err);
    }
    (void)sqlite3_finalize(q);
    if (st == ONR_OK && more)
        return onr_err_set(err, ONR_CONFLICT, 0, "several documents have a record '%.40s': say in which", d->record);
    return st;
}

static onr_status read_words(onr_store *s, target *t, onr_err *err) {
    onr_status st = onr_store_layer_get(s, t->document, ONR_STORE_TEXT, &t->text, err);
    if (st != ONR_OK) return st;
    if (!t->text.p) onr_buf_str(&t->text, "");
    if (t->kind != ONR_STORE_ENTITY && t->span.start <= t->span.end && t->span.end <= t->text.n)
        onr_buf_add(&t->words, t->text.p + t->span.start, t->span.end - t->span.start);
    return onr_buf_failed(&t->words) || onr_buf_failed(&t->face) ? no_memory(err) : ONR_OK;
}

static onr_status find_target(onr_store *s, const onr_decision *d, target *t, onr_err *err) {
    char shown[60];
    onr_status st = ONR_OK;
    int entity = d->kind == ONR_STORE_ENTITY && (d->record && d->record[0] == 'e');
    if (!d->record) return onr_err_set(err, ONR_NOT_FOUND, 0, "no record is named");
    if (entity && !d->document) return onr_err_set(err, ONR_NOT_FOUND, 0, "an entity is named as DOCUMENT/e1");
    if (entity) st = look_up(s, d, ONR_STORE_ENTITY, t, err);
    for (int k = ONR_STORE_STATEMENT; !entity && st == ONR_OK && !t->key && k < ONR_STORE_KINDS; k++)
        st = look_up(s, d, (onr_store_kind)k, t, err);
    if (st != ONR_OK) return st;
    if (!t->key)
        return onr_err_set(err, ONR_NOT_FOUND, 0, "%s: has no record '%s'", s->path,
                           onr_utf8_printable(shown, sizeof shown, d->record, strlen(d->record)));
    return read_words(s, t, err);
}

/* ---- the log ---------------------------------------------------------------------------------------------------- */

static onr_status write_log(onr_store *s, const onr_decision *d, const target *t, const entry *e, int64_t *key,
                            onr_err *err) {
    char now[21];
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(s,
                               "INSERT INTO correction (at, who, op, document, kind, record, start, \"end\", words, "
                               "field, value, before, undoes, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
                               "?11, ?12, nullif(?13, 0), ?14)",
                               &q, err);
    if (st != ONR_OK) return st;
    onr_store_now(now);
    onr_db_text(q, 1, now);
    onr_db_text(q, 2, d->who);
    onr_db_text(q, 3, onr_decision_word(d->op));
    (void)sqlite3_bind_int64(q, 4, t->document);
    onr_db_text(q, 5, onr_store_kind_word(t->kind));
    onr_db_text(q, 6, t->id);
    (void)sqlite3_bind_int64(q, 7, t->span.start);
    (void)sqlite3_bind_int64(q, 8, t->span.end);
    onr_db_slice(q, 9, (onr_slice){t->words.p, t->words.n});
    onr_db_text(q, 10, e->field);
    onr_db_text(q, 11, e->value);
    onr_db_text(q, 12, e->before);
    (void)sqlite3_bind_int64(q, 13, e->undoes);
    onr_db_text(q, 14, d->note);
    st = onr_db_run(s, q, err);
    (void)sqlite3_clear_bindings(q);
    *key = sqlite3_last_insert_rowid(s->db);
    return st;
}

static onr_status write_and_apply(onr_store *s, const onr_decision *d, const target *t, const entry *e, int64_t *key,
                                  onr_err *err) {
    int lost = 0, row = 0;
    sqlite3_stmt *q = NULL;
    onr_status st = write_log(s, d, t, e, key, err);
    if (st == ONR_OK) st = onr_apply_one(s, *key, &lost, err);
    if (st != ONR_OK || !lost) return st;
    st = onr_db_use(s, "SELECT reason FROM applied WHERE correction = ?1", &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, *key);
    st = onr_db_step(s, q, &row, err);
    if (st == ONR_OK)
        st =
            onr_err_set(err, ONR_CONFLICT, 0, "%s: this cannot be decided: %s", t->id, row ? onr_db_string(q, 0) : "?");
    (void)sqlite3_reset(q);
    return st;
}

/* ---- the kinds of decision -------------------------------------------------------------------------------------- */

/* The value of a query with ?1 the record's key and ?2, ?3 texts, appended to `out`. */
static onr_status compute(onr_store *s, const char *sql, int64_t key, const char *a, const char *b, onr_buf *out,
                          onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = onr_db_prepare(s, sql, &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    if (sqlite3_bind_parameter_count(q) >= 2) onr_db_text(q, 2, a);
    if (sqlite3_bind_parameter_count(q) >= 3) onr_db_text(q, 3, b);
    st = onr_db_step(s, q, &row, err);
    if (row) {
        onr_slice v = onr_db_column(q, 0);
        onr_buf_add(out, v.p, v.n);
    }
    (void)sqlite3_finalize(q);
    return st == ONR_OK && onr_buf_failed(out) ? no_memory(err) : st;
}

static onr_status set_fields(onr_store *s, const onr_decision *d, const target *t, int64_t *key, onr_err *err) {
    onr_buf value, before;
    char sql[96], path[64];
    onr_field_place at = {s, t->document, {t->text.p, t->text.n}, t->span.start};
    onr_status st = d->fields_n ? ONR_OK : onr_err_set(err, ONR_FORMAT, 0, "no field is set: give FIELD=VALUE");
    onr_buf_init(&value, ONR_JSON_MAX);
    onr_buf_init(&before, ONR_JSON_MAX);
    (void)sqlite3_snprintf(sizeof sql, sql, "SELECT json -> ?2 FROM %s WHERE document = ?1 AND id = ?3",
                           onr_store_kind_word(t->kind));
    for (size_t i = 0; st == ONR_OK && i < d->fields_n; i++) {
        onr_buf_reset(&value);
        onr_buf_reset(&before);
        (void)sqlite3_snprintf(sizeof path, path, "$.%s", d->fields[i].name);
        st = onr_field_value(&at, t->kind, d->fields[i].name, d->fields[i].value, &value, err);
        if (st == ONR_OK) st = compute(s, sql, t->document, path, t->id, &before, err);
        entry e = {d->fields[i].name, value.p, before.n ? before.p : NULL, 0};
        if (st == ONR_OK && onr_buf_failed(&value)) st = no_memory(err);
        if (st == ONR_OK) st = write_and_apply(s, d, t, &e, key, err);
    }
    onr_buf_clear(&value);
    onr_buf_clear(&before);
    return st;
}

static onr_status merge(onr_store *s, const onr_decision *d, const target *t, int64_t *key, onr_err *err) {
    onr_buf value;
    onr_buf_init(&value, ONR_JSON_MAX);
    onr_status st =
        compute(s,
                "SELECT json_object('entity', id, 'name', name, 'start', start) FROM entity WHERE document = "
                "?1 AND id = ?2 AND review <> 'merged'",
                t->document, d->other ? d->other : "", NULL, &value, err);
    if (st == ONR_OK && !value.n)
        st = onr_err_set(err, ONR_NOT_FOUND, 0, "the document has no entity '%.40s'", d->other ? d->other : "");
    if (st == ONR_OK && d->other && strcmp(d->other, t->id) == 0)
        st = onr_err_set(err, ONR_CONFLICT, 0, "an entity cannot be merged with itself");
    entry e = {.value = value.p};
    if (st == ONR_OK) st = write_and_apply(s, d, t, &e, key, err);
    onr_buf_clear(&value);
    return st;
}

/* The mentions of the entity that have these words, or that stand at START-END, one behind the other. */
static const char mentions_sql[] =
    "SELECT group_concat(m.value, ',') FROM entity e, json_each(e.json, '$.mentions') m WHERE e.key = ?1 AND "
    "(m.value->>'text' = ?2 OR m.value->>'start' || '-' || (m.value->>'end') = ?2)";

static onr_status split(onr_store *s, const onr_decision *d, const target *t, int64_t *key, onr_err *err) {
    onr_buf value;
    char shown[60];
    onr_status st = d->fields_n ? ONR_OK : onr_err_set(err, ONR_FORMAT, 0, "no mention is named");
    onr_buf_init(&value, ONR_JSON_MAX);
    for (size_t i = 0; st == ONR_OK && i < d->fields_n; i++) {
        const char *words = d->fields[i].value;
        onr_buf_char(&value, i ? ',' : '[');
        size_t before = value.n;
        st = compute(s, mentions_sql, t->key, words, NULL, &value, err);
        if (st == ONR_OK && value.n == before)
            st = onr_err_set(err, ONR_NOT_FOUND, 0, "%s has no mention '%s'", t->id,
                             onr_utf8_printable(shown, sizeof shown, words, strlen(words)));
    }
    onr_buf_char(&value, ']');
    entry e = {.value = value.p};
    if (st == ONR_OK && onr_buf_failed(&value)) st = no_memory(err);
    if (st == ONR_OK) st = write_and_apply(s, d, t, &e, key, err);
    onr_buf_clear(&value);
    return st;
}

/* The place of a record that a person writes: that of its main field. */
static onr_status place_of(onr_store *s, onr_store_kind kind, const onr_buf *json, target *t, onr_err *err) {
    static const char *const sql[] = {
        NULL,
        "SELECT (SELECT min(value->>'start') FROM json_each(?2, '$.content')), (SELECT max(value->>'end') FROM "
        "json_each(?2, '$.content')) WHERE ?1 = ?1",
        "SELECT ?2->>'$.text.start', ?2->>'$.text.end' WHERE ?1 = ?1",
        "SELECT ?2->>'$.anchor.start', ?2->>'$.anchor.end' WHERE ?1 = ?1",
        "SELECT ?2->>'$.span.start', ?2->>'$.span.end' WHERE ?1 = ?1"};
    static const char *const needs[] = {NULL, "content", "text", "anchor", "span"};
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = onr_db_prepare(s, sql[kind], &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, 0);
    onr_db_text(q, 2, json->p);
    st = onr_db_step(s, q, &row, err);
    int there = row && sqlite3_column_type(q, 1) == SQLITE_INTEGER;
    if (there) t->span = (onr_span){(uint32_t)sqlite3_column_int64(q, 0), (uint32_t)sqlite3_column_int64(q, 1)};
    (void)sqlite3_finalize(q);
    if (st == ONR_OK && !there)
        return onr_err_set(err, ONR_FORMAT, 0, "a %s needs %s=WORDS", onr_store_kind_word(kind), needs[kind]);
    return st;
}

/* The speaker of a statement begins its chain; the outlet ends it. */
static onr_status add_chain(onr_store *s, const target *t, onr_buf *json, onr_err *err) {
    onr_buf out;
    onr_buf_init(&out, ONR_JSON_MAX);
    onr_status st = compute(
        s,
        "SELECT json_set(?2, '$.id', ?3, '$.chain', json(CASE WHEN ?2->>'speaker' IS NOT NULL THEN json_array("
        "json_object('role', 'origin', 'entity', ?2->>'speaker', 'name', (SELECT name FROM entity e WHERE e.document = "
        "d.key AND e.id = ?2->>'speaker'), 'span', ?2->'source'), json_object('role', 'outlet', 'entity', NULL, "
        "'name', "
        "d.outlet, 'span', NULL)) ELSE json_array(json_object('role', 'outlet', 'entity', NULL, 'name', d.outlet, "
        "'span', "
        "NULL)) END)) FROM document d WHERE key = ?1",
        t->document, json->p, t->id, &out, err);
    if (st == ONR_OK && out.n) {
        onr_buf_clear(json);
        *json = out;
    } else onr_buf_clear(&out);
    return st;
}

static onr_status fill_record(onr_store *s, const onr_decision *d, const target *t, onr_buf *json, onr_err *err) {
    onr_buf value, next;
    char path[64];
    onr_field_place at = {s, t->document, {t->text.p, t->text.n}, 0};
    onr_status st = ONR_OK;
    onr_buf_init(&value, ONR_JSON_MAX);
    onr_buf_str(json, onr_field_blank(d->kind));
    for (size_t i = 0; st == ONR_OK && i < d->fields_n; i++) {
        onr_buf_reset(&value);
        onr_buf_init(&next, ONR_JSON_MAX);
        st = onr_field_value(&at, d->kind, d->fields[i].name, d->fields[i].value, &value, err);
        (void)sqlite3_snprintf(sizeof path, path, "$.%s", d->fields[i].name);
        sqlite3_stmt *q = NULL;
        int row = 0;
        if (st == ONR_OK) st = onr_db_use(s, "SELECT json_set(?1, ?2, json(?3))", &q, err);
        if (st != ONR_OK) break;
        onr_db_text(q, 1, json->p);
        onr_db_text(q, 2, path);
        onr_db_text(q, 3, value.p);
        st = onr_db_step(s, q, &row, err);
        if (row) onr_buf_str(&next, onr_db_string(q, 0));
        (void)sqlite3_reset(q);
        (void)sqlite3_clear_bindings(q);
        onr_buf_clear(json);
        *json = next;
    }
    onr_buf_clear(&value);
    return st == ONR_OK && onr_buf_failed(json) ? no_memory(err) : st;
}

static onr_status add(onr_store *s, const onr_decision *d, target *t, int64_t *key, onr_err *err) {
    onr_buf json, id;
    t->document = d->document;
    t->kind = d->kind;
    if (d->kind < ONR_STORE_STATEMENT || d->kind >= ONR_STORE_KINDS)
        return onr_err_set(err, ONR_FORMAT, 0,
                           "a missed statement, figure, event or quotation can be added, no entity");
    onr_buf_init(&json, ONR_JSON_MAX);
    onr_buf_init(&id, ONR_JSON_MAX);
    onr_status st = onr_store_layer_get(s, t->document, ONR_STORE_TEXT, &t->text, err);
    if (st == ONR_OK) st = fill_record(s, d, t, &json, err);
    if (st == ONR_OK) st = place_of(s, d->kind, &json, t, err);
    if (st == ONR_OK) st = compute(s, "SELECT id FROM document WHERE key = ?1", t->document, NULL, NULL, &id, err);
    if (st == ONR_OK) { /* an id as the program makes them: of document, kind and place */
        uint64_t h = onr_hash64(id.p, id.n, 0x70657273u + d->kind);
        h = onr_hash64(&t->span.start, sizeof t->span.start, h);
        onr_hash_hex(onr_hash64(&t->span.end, sizeof t->span.end, h), t->id);
        onr_buf_add(&t->words, t->text.p + t->span.start, t->span.end - t->span.start);
        st = add_chain(s, t, &json, err);
    }
    entry e = {.value = json.p};
    if (st == ONR_OK) st = write_and_apply(s, d, t, &e, key, err);
    onr_buf_clear(&json);
    onr_buf_clear(&id);
    return st;
}

static onr_status undo(onr_store *s, const onr_decision *d, target *t, int64_t *key, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0, undone = 0, is_undo = 0;
    onr_status st =
        onr_db_use(s,
                   "SELECT document, kind, record, start, \"end\", words, op = 'undo', EXISTS (SELECT 1 FROM "
                   "correction u WHERE u.undoes = c.key) FROM correction c WHERE key = ?1",
                   &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, d->undoes);
    st = onr_db_step(s, q, &row, err);
    if (st == ONR_OK && row) {
        onr_slice words = onr_db_column(q, 5);
        const char *kind = onr_db_string(q, 1);
        t->document = sqlite3_column_int64(q, 0);
        for (int k = 0; k < ONR_STORE_KINDS; k++)
            if (strcmp(kind, onr_store_kind_word((onr_store_kind)k)) == 0) t->kind = (onr_store_kind)k;
        (void)sqlite3_snprintf(sizeof t->id, t->id, "%s", onr_db_string(q, 2));
        t->span = (onr_span){(uint32_t)sqlite3_column_int64(q, 3), (uint32_t)sqlite3_column_int64(q, 4)};
        onr_buf_add(&t->words, words.p, words.n);
        is_undo = sqlite3_column_int(q, 6);
        undone = sqlite3_column_int(q, 7);
    }
    (void)sqlite3_reset(q);
    if (st != ONR_OK) return st;
    if (!row)
        return onr_err_set(err, ONR_NOT_FOUND, 0, "%s: the log has no decision %lld", s->path, (long long)d->undoes);
    if (is_undo || undone)
        return onr_err_set(err, ONR_CONFLICT, 0, "decision %lld %s: decide again instead", (long long)d->undoes,
                           is_undo ? "is an undo" : "is undone already");
    entry e = {.undoes = d->undoes};
    st = write_log(s, d, t, &e, key, err);
    return st == ONR_OK ? onr_apply_all(s, t->document, err) : st;
}

/* Accept or reject: the log keeps what was judged, the record's face or (blind) the suggestion under a correction. */
static onr_status judge(onr_store *s, const onr_decision *d, const target *t, int64_t *key, onr_err *err) {
    onr_buf said;
    char sql[96];
    onr_status st = ONR_OK;
    onr_buf_init(&said, ONR_JSON_MAX);
    (void)sqlite3_snprintf(sizeof sql, sql, "SELECT original FROM %s WHERE key = ?1 AND original <> json",
                           onr_store_kind_word(t->kind));
    if (d->blind) st = compute(s, sql, t->key, NULL, NULL, &said, err);
    entry e = {.before = said.n ? said.p : t->face.p};
    if (st == ONR_OK) st = write_and_apply(s, d, t, &e, key, err);
    onr_buf_clear(&said);
    return st;
}

static onr_status decide(onr_store *s, const onr_decision *d, target *t, int64_t *key, onr_err *err) {
    if (d->op == ONR_DECIDE_UNDO) return undo(s, d, t, key, err);
    if (d->op == ONR_DECIDE_ADD) return add(s, d, t, key, err);
    onr_status st = find_target(s, d, t, err);
    if (st != ONR_OK) return st;
    if ((d->op == ONR_DECIDE_MERGE || d->op == ONR_DECIDE_SPLIT) && t->kind != ONR_STORE_ENTITY)
        return onr_err_set(err, ONR_FORMAT, 0, "only entities are merged and split");
    switch (d->op) {
    case ONR_DECIDE_SET: return set_fields(s, d, t, key, err);
    case ONR_DECIDE_MERGE: return merge(s, d, t, key, err);
    case ONR_DECIDE_SPLIT: return split(s, d, t, key, err);
    default: return judge(s, d, t, key, err);
    }
}

onr_status onr_store_decide(onr_store *s, const onr_decision *d, int64_t *key, onr_err *err) {
    if (!d->who || !*d->who) return onr_err_set(err, ONR_FORMAT, 0, "a decision needs somebody who made it");
    int own = sqlite3_get_autocommit(s->db);
    target t = {0};
    onr_buf_init(&t.text, ONR_JSON_MAX);
    onr_buf_init(&t.words, ONR_JSON_MAX);
    onr_buf_init(&t.face, ONR_JSON_MAX);
    onr_buf_str(&t.words, "");
    onr_status st = own ? onr_store_begin(s, err) : onr_db_exec(s, "SAVEPOINT decision", err);
    if (st == ONR_OK) {
        st = decide(s, d, &t, key, err);
        onr_err ignored = {0};
        if (own && st == ONR_OK) st = onr_store_commit(s, err);
        if (own && st != ONR_OK) onr_store_rollback(s);
        if (!own && st != ONR_OK) (void)!onr_db_exec(s, "ROLLBACK TO decision", &ignored);
        if (!own) (void)!onr_db_exec(s, "RELEASE decision", &ignored);
    }
    onr_buf_clear(&t.text);
    onr_buf_clear(&t.words);
    onr_buf_clear(&t.face);
    return st;
}

/* ---- reading the log -------------------------------------------------------------------------------------------- */

/* A field's value for people: a span's words, a day, an entity's name. */
#define SHOWN(x)                                                                                                       \
    "CASE WHEN c.field IS NULL THEN NULL WHEN c.field = 'speaker' THEN coalesce((SELECT name FROM entity e WHERE "     \
    "e.document = c.document AND e.id = " x "->>'$'), " x "->>'$') WHEN json_type(" x ") = 'array' THEN (SELECT "      \
    "group_concat(value->>'text', ' ... ') FROM json_each(" x ")) ELSE coalesce(" x "->>'$.date', " x                  \
    "->>'$.text', " x "->>'$.span.text', " x "->>'$') END"

onr_status onr_store_log(onr_store *s, int64_t document, onr_cursor **out, onr_err *err) {
    onr_status st = onr_cursor_new(
        s,
        "SELECT c.key, c.document, coalesce(c.undoes, 0), c.at, c.who, c.op, c.kind, c.record, c.words, "
        "c.field, c.value, "
        "c.before, c.note, a.state, a.reason, a.record, d.id, " SHOWN("c.value") ", " SHOWN(
            "c.before") " FROM correction c LEFT JOIN applied a ON a.correction = c.key "
                        "LEFT JOIN document d ON d.key = c.document WHERE ?1 = 0 OR c.document = ?1 ORDER BY c.key",
        ONR_STORE_KINDS, out, err);
    if (st == ONR_OK) (void)sqlite3_bind_int64((*out)->stmt, 1, document);
    return st;
}

onr_status onr_cursor_log(onr_cursor *c, onr_log_entry *row, int *more, onr_err *err) {
    onr_status st = onr_db_step(c->store, c->stmt, more, err);
    if (st != ONR_OK || !*more) return st;
    sqlite3_stmt *q = c->stmt;
    *row = (onr_log_entry){
        sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 2), onr_db_string(q, 3),
        onr_db_string(q, 4),        onr_db_string(q, 5),        onr_db_string(q, 6),        onr_db_string(q, 7),
        onr_db_string(q, 8),        onr_db_string(q, 9),        onr_db_string(q, 10),       onr_db_string(q, 11),
        onr_db_string(q, 12),       onr_db_string(q, 13),       onr_db_string(q, 14),       onr_db_string(q, 15),
        onr_db_string(q, 16),       onr_db_string(q, 17),       onr_db_string(q, 18)};
    return ONR_OK;
}
