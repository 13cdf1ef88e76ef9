/* Decisions over records.
 *
 * The derived tables hold the records with all decisions in them. A decision that comes last is applied to what is
 * there; where the order matters (an undo, a rebuild) the document's records are first brought back to what the program
 * said, which `original` keeps, and all decisions are applied again from the first. Cost: the document's records.
 */
#include "store/apply.h"

#include <string.h>

#include "store/anchor.h"
#include "store/fields.h"
#include "store/fill.h"

#define PER_KIND(head, tail)                                                                                           \
    { head "entity" tail, head "statement" tail, head "figure" tail, head "event" tail, head "quotation" tail }

/* What a decision is applied with. */
typedef struct work {
    onr_store *store;
    onr_decided d;
    onr_slice text;
    onr_buf value;      /* its value, anchored */
    const char *reason; /* why it has no place; NULL: it has */
    const char *state;  /* "applied", "settled" or "lost" */
    char now[24];       /* the id of the record that it is applied to */
    int entities;       /* entities changed: the records that name them must be made again */
} work;

const char *onr_apply_face(onr_store_kind kind) {
    static const char *const faces[] = {
        "json_array(name, kind, role, country, forms)",
        "json_array(type, speaker_name, source, cue, content, addressee, venue, medium, said_on, polarity, chain)",
        "json_array(content, number, low, high, low_open, high_open, approx, vague, effect, unit, who, where_text, "
        "period, currency, scale, relation, accrual, since, as_of, on_date, polarity, modality, caveat, chain)",
        "json_array(type, mode, anchor, actor, actor_code, recipient, recipient_code, modality, when_date, where_text, "
        "chain)",
        "json_array(kind, content)"};
    return faces[kind];
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

/* Put another JSON and review in the place of a row; `original` keeps what the program said. */
static onr_status replace(onr_store *s, onr_store_kind kind, int64_t key, onr_slice json, const char *review,
                          onr_err *err) {
    static const char *const read_sql[] = {
        "SELECT document, seq, coalesce(original, json), review, NULL FROM entity WHERE key = ?1",
        "SELECT document, seq, coalesce(original, json), review, NULL FROM statement WHERE key = ?1",
        "SELECT document, seq, coalesce(original, json), review, context FROM figure WHERE key = ?1",
        "SELECT document, seq, coalesce(original, json), review, context FROM event WHERE key = ?1",
        "SELECT document, seq, coalesce(original, json), review, context FROM quotation WHERE key = ?1"};
    static const char *const delete_sql[] = PER_KIND("DELETE FROM ", " WHERE key = ?1");
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_arena a;
    onr_arena_init(&a, ONR_JSON_MAX);
    onr_status st = onr_db_use(s, read_sql[kind], &q, err);
    if (st == ONR_OK) (void)sqlite3_bind_int64(q, 1, key);
    if (st == ONR_OK) st = onr_db_step(s, q, &row, err);
    onr_row r = {.kind = kind, .json = json};
    if (st == ONR_OK && row) {
        onr_slice o = onr_db_column(q, 2), c = onr_db_column(q, 4), v = onr_db_column(q, 3);
        r.document = sqlite3_column_int64(q, 0);
        r.seq = sqlite3_column_int64(q, 1);
        r.original = (onr_slice){onr_arena_copy(&a, o.p, o.n), o.n};
        r.context = (onr_slice){onr_arena_copy(&a, c.p, c.n), c.n};
        r.review = review ? review : onr_arena_copy(&a, v.p, v.n);
        if (!r.original.p || !r.context.p || !r.review) st = onr_err_set(err, ONR_NOMEM, 0, "out of memory");
        if (r.seq >= ONR_SEQ_PERSON) { /* the program never said it */
            r.original = (onr_slice){NULL, 0};
            if (review && strcmp(review, "corrected") == 0) r.review = "added";
        }
        (void)sqlite3_reset(q);
    }
    if (st == ONR_OK) st = onr_db_use(s, delete_sql[kind], &q, err);
    if (st == ONR_OK) (void)sqlite3_bind_int64(q, 1, key);
    if (st == ONR_OK) st = onr_db_run(s, q, err);
    if (st == ONR_OK) st = onr_fill(s, &r, err);
    onr_arena_clear(&a);
    return st;
}

/* Make all rows of a document again: its records name entities, and bring the entities' names with them. pristine: as
 * the program said, nothing decided. */
static onr_status refill(onr_store *s, int64_t document, int pristine, onr_err *err) {
    static const char *const names[] = {"entity", "statement", "figure", "event", "quotation"};
    sqlite3_stmt *q = NULL;
    char sql[512];
    int row = 1;
    onr_status st = onr_db_exec(s,
                                "CREATE TEMP TABLE IF NOT EXISTS stash (kind, key, seq, json, original, context, "
                                "review); DELETE FROM stash",
                                err);
    for (int k = 0; st == ONR_OK && k < ONR_STORE_KINDS; k++) {
        const char *context = onr_fill_has_context((onr_store_kind)k) ? "context" : "NULL";
        (void)sqlite3_snprintf(sizeof sql, sql,
                               "INSERT INTO stash SELECT %d, key, seq, %s, %s, %s, %s FROM %s WHERE document = %lld%s; "
                               "DELETE FROM %s WHERE document = %lld",
                               k, pristine ? "coalesce(original, json)" : "json", pristine ? "NULL" : "original",
                               context, pristine ? "'unseen'" : "review", names[k], (long long)document,
                               pristine ? " AND seq < 1000000000" : "", names[k], (long long)document);
        st = onr_db_exec(s, sql, err);
    }
    if (st == ONR_OK)
        st = onr_db_prepare(
            s, "SELECT kind, key, seq, json, original, context, review FROM stash ORDER BY kind, seq, key", &q, err);
    while (st == ONR_OK && (st = onr_db_step(s, q, &row, err)) == ONR_OK && row) {
        onr_row r = {.document = document,
                     .kind = (onr_store_kind)sqlite3_column_int(q, 0),
                     .seq = sqlite3_column_int64(q, 2),
                     .json = onr_db_column(q, 3),
                     .original = onr_db_column(q, 4),
                     .context = onr_db_column(q, 5),
                     .review = onr_db_string(q, 6)};
        st = onr_fill(s, &r, err);
    }
    (void)sqlite3_finalize(q);
    return st;
}

/* The first column of a query over one row, with ?1 key, ?2 value, ?3 path; NULL gives an empty slice. */
static onr_status compute(work *w, const char *sql, int64_t key, const char *path, onr_buf *out, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_buf_reset(out);
    onr_status st = onr_db_prepare(w->store, sql, &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    if (sqlite3_bind_parameter_count(q) >= 2) onr_db_slice(q, 2, (onr_slice){w->value.p, w->value.n});
    if (sqlite3_bind_parameter_count(q) >= 3) onr_db_text(q, 3, path);
    st = onr_db_step(w->store, q, &row, err);
    if (row) {
        onr_slice v = onr_db_column(q, 0);
        onr_buf_add(out, v.p, v.n);
    }
    (void)sqlite3_finalize(q);
    return st == ONR_OK && onr_buf_failed(out) ? onr_err_set(err, ONR_NOMEM, 0, "out of memory") : st;
}

/* ---- one decision ----------------------------------------------------------------------------------------------- */

static void lose(work *w, const char *reason) {
    w->state = "lost";
    w->reason = reason;
}

static onr_status review(work *w, int64_t key, const char *word, onr_err *err) {
    static const char *const sql[] = PER_KIND("UPDATE ", " SET review = ?2 WHERE key = ?1");
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(w->store, sql[w->d.kind], &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    onr_db_text(q, 2, word);
    return onr_db_run(w->store, q, err);
}

/* Does another reader stand behind the record as it reads now: whoever corrected it last, or accepted it since? */
static onr_status find_second(work *w, int *second, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0;
#define ON_IT                                                                                                          \
    "FROM correction c JOIN applied a ON a.correction = c.key WHERE c.document = ?1 AND a.record = ?2 AND "            \
    "a.state = 'applied' AND c.key < ?3 AND c.op IN "
    onr_status st = onr_db_use(w->store,
                               "SELECT 1 " ON_IT "('accept', 'set', 'add') AND c.who <> (SELECT who FROM correction "
                               "WHERE key = ?3) AND c.key >= coalesce((SELECT max(c.key) " ON_IT
                               "('set', 'add', 'reject')), 0) LIMIT 1",
                               &q, err);
#undef ON_IT
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, w->d.document);
    onr_db_text(q, 2, w->now);
    (void)sqlite3_bind_int64(q, 3, w->d.key);
    st = onr_db_step(w->store, q, &row, err);
    (void)sqlite3_reset(q);
    *second = row;
    return st;
}

/* A reader judged the suggestion while it was corrected otherwise (decide.h: blind). The judgement counts for the
 * agreement of readers; the record changes only where nobody's correction stands over the suggestion now. */
static onr_status judge_suggestion(work *w, int64_t key, onr_err *err) {
    static const char *const sql[] =
        PER_KIND("SELECT coalesce(original, json), coalesce(original <> json, 0) FROM ", " WHERE key = ?1");
    sqlite3_stmt *q = NULL;
    int row = 0, same = 0, changed = 0;
    onr_status st = onr_db_use(w->store, sql[w->d.kind], &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    st = onr_db_step(w->store, q, &row, err);
    if (row) same = strcmp(onr_db_string(q, 0), w->d.before) == 0, changed = sqlite3_column_int(q, 1);
    (void)sqlite3_reset(q);
    if (st != ONR_OK) return st;
    if (!same) lose(w, "the suggestion reads otherwise now: look at it again");
    if (!same || changed) return ONR_OK;
    return review(w, key, strcmp(w->d.op, "accept") == 0 ? "accepted" : "rejected", err);
}

/* Accepted by one reader a record is checked, by a second one, as it reads now, approved. */
static onr_status accept(work *w, int64_t key, onr_err *err) {
    char sql[640];
    onr_buf face;
    onr_buf_init(&face, ONR_JSON_MAX);
    (void)sqlite3_snprintf(sizeof sql, sql, "SELECT %s FROM %s WHERE key = ?1", onr_apply_face(w->d.kind),
                           onr_store_kind_word(w->d.kind));
    onr_status st = compute(w, sql, key, NULL, &face, err);
    int same = st == ONR_OK && w->d.before && face.p && strcmp(face.p, w->d.before) == 0;
    onr_buf_clear(&face);
    if (st != ONR_OK) return st;
    int second = 0;
    if (!same) lose(w, "the record reads otherwise now: look at it again");
    else if ((st = find_second(w, &second, err)) == ONR_OK) st = review(w, key, second ? "approved" : "accepted", err);
    return st;
}

static onr_status set(work *w, int64_t key, onr_err *err) {
    char sql[1024], path[64];
    onr_buf json;
    onr_buf_init(&json, ONR_JSON_MAX);
    (void)sqlite3_snprintf(sizeof path, path, "$.%s", w->d.field);
    int speaker = w->d.kind == ONR_STORE_STATEMENT && strcmp(w->d.field, "speaker") == 0;
    const char *table = onr_store_kind_word(w->d.kind);
    if (speaker) /* the first link of the chain is the speaker too, where it was */
        (void)sqlite3_snprintf(
            sizeof sql, sql,
            "SELECT CASE WHEN json->>'$.chain[0].role' = 'origin' AND ?2 <> 'null' THEN json_set(json, ?3, json(?2), "
            "'$.chain[0].entity', json(?2), '$.chain[0].name', (SELECT name FROM entity e WHERE e.document = "
            "x.document "
            "AND e.id = json_extract(?2, '$'))) ELSE json_set(json, ?3, json(?2)) END FROM statement x WHERE key = ?1");
    else (void)sqlite3_snprintf(sizeof sql, sql, "SELECT json_set(json, ?3, json(?2)) FROM %s WHERE key = ?1", table);
    onr_status st = compute(w, sql, key, path, &json, err);
    if (st == ONR_OK) st = replace(w->store, w->d.kind, key, (onr_slice){json.p, json.n}, "corrected", err);
    onr_buf_clear(&json);
    if (w->d.kind == ONR_STORE_ENTITY) w->entities = 1;
    return st;
}

/* The value is the whole record. Where the program finds one at the same place now, the person's words go over it. */
static onr_status add(work *w, int64_t key, onr_err *err) {
    onr_slice json = {w->value.p, w->value.n};
    if (key) return replace(w->store, w->d.kind, key, json, "corrected", err);
    onr_row r = {.document = w->d.document,
                 .kind = w->d.kind,
                 .seq = (int64_t)w->d.start + ONR_SEQ_PERSON,
                 .json = json,
                 .review = "added"};
    uint32_t from = w->d.start, to = w->d.end; /* the line that it stands in */
    while (from > 0 && w->text.p[from - 1] != '\n' && w->d.start - from < 500) from--;
    while (to < w->text.n && w->text.p[to] != '\n' && to - w->d.end < 500) to++;
    if (from <= to && to <= w->text.n) r.context = (onr_slice){w->text.p + from, to - from};
    return onr_fill(w->store, &r, err);
}

/* ---- entities --------------------------------------------------------------------------------------------------- */

/* Run a query that gives (kind, key, json) and put each JSON in its place. */
static onr_status rewrite(work *w, const char *sql, const char *from, const char *to, onr_err *err) {
    onr_store *s = w->store;
    sqlite3_stmt *q = NULL;
    int row = 1;
    onr_status st =
        onr_db_exec(s, "CREATE TEMP TABLE IF NOT EXISTS rewritten (kind, key, json); DELETE FROM rewritten", err);
    if (st == ONR_OK) st = onr_db_prepare(s, sql, &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, w->d.document);
    onr_db_text(q, 2, from);
    onr_db_text(q, 3, to);
    if (sqlite3_bind_parameter_count(q) >= 4) onr_db_slice(q, 4, (onr_slice){w->value.p, w->value.n});
    st = onr_db_run(s, q, err);
    (void)sqlite3_finalize(q);
    q = NULL;
    if (st == ONR_OK) st = onr_db_prepare(s, "SELECT kind, key, json FROM rewritten ORDER BY kind, key", &q, err);
    while (st == ONR_OK && (st = onr_db_step(s, q, &row, err)) == ONR_OK && row)
        st = replace(s, (onr_store_kind)sqlite3_column_int(q, 0), sqlite3_column_int64(q, 1), onr_db_column(q, 2), NULL,
                     err);
    (void)sqlite3_finalize(q);
    return st;
}

/* ?1 document, ?2 the entity that goes, ?3 the one that stays. Our JSON has no space between a name and its value, and
 * a quotation mark inside a string is escaped, so the pairs cannot stand in anybody's words. */
#define RENAMED                                                                                                        \
    "replace(replace(replace(json, '\"entity\":\"' || ?2 || '\",\"name\":' || json_quote((SELECT name FROM entity e "  \
    "WHERE e.document = ?1 AND e.id = ?2)), '\"entity\":\"' || ?3 || '\",\"name\":' || json_quote((SELECT name FROM "  \
    "entity e WHERE e.document = ?1 AND e.id = ?3))), '\"entity\":\"' || ?2 || '\"', '\"entity\":\"' || ?3 || '\"'), " \
    "'\"speaker\":\"' || ?2 || '\"', '\"speaker\":\"' || ?3 || '\"')"
static const char merge_sql[] =
    "INSERT INTO rewritten SELECT k, key, j FROM (SELECT 1 AS k, key, " RENAMED
    " AS j, json AS o FROM statement WHERE document = ?1 "
    "UNION ALL SELECT 2, key, " RENAMED ", json FROM figure WHERE document = ?1 "
    "UNION ALL SELECT 3, key, " RENAMED ", json FROM event WHERE document = ?1) WHERE j <> o";

static onr_status merge(work *w, int64_t key, onr_err *err) {
    char from[24] = "";
    onr_buf json;
    onr_buf_init(&json, ONR_JSON_MAX);
    /* ?2 the other entity by its name, as the log has it */
    onr_status st = compute(w,
                            "SELECT id FROM entity WHERE document = (SELECT document FROM entity WHERE key = ?1) "
                            "AND key <> ?1 AND name = ?2->>'name' AND review NOT IN ('merged', 'rejected') "
                            "ORDER BY abs(start - (?2->>'start')), id LIMIT 1",
                            key, NULL, &json, err);
    if (st == ONR_OK && json.n && json.n < sizeof from) memcpy(from, json.p, json.n + 1);
    if (st == ONR_OK && !from[0]) lose(w, "the other entity is not there now");
    if (st != ONR_OK || !from[0]) {
        onr_buf_clear(&json);
        return st;
    }
    st = onr_db_exec(w->store, "CREATE TEMP TABLE IF NOT EXISTS rewritten (kind, key, json)", err);
    char sql[1024];
    (void)sqlite3_snprintf(
        sizeof sql, sql,
        "SELECT json_set(a.json, '$.mentions', (SELECT json_group_array(json(v)) FROM (SELECT value "
        "AS v FROM (SELECT value FROM json_each(a.json, '$.mentions') UNION ALL SELECT value FROM "
        "json_each(b.json, '$.mentions')) ORDER BY value->>'start'))) FROM entity a JOIN entity b ON "
        "b.document = a.document AND b.id = '%s' WHERE a.key = ?1",
        from);
    if (st == ONR_OK) st = rewrite(w, merge_sql, from, w->now, err);
    if (st == ONR_OK) st = compute(w, sql, key, NULL, &json, err);
    if (st == ONR_OK) st = replace(w->store, ONR_STORE_ENTITY, key, (onr_slice){json.p, json.n}, "corrected", err);
    (void)sqlite3_snprintf(sizeof sql, sql, "UPDATE entity SET review = 'merged' WHERE document = %lld AND id = '%s'",
                           (long long)w->d.document, from);
    if (st == ONR_OK) st = onr_db_exec(w->store, sql, err);
    w->entities = 1;
    onr_buf_clear(&json);
    return st;
}

/* ?4: the mentions that go; a record goes with them where one stands in the span that names its party. */
#define GOES(table, span)                                                                                              \
    "EXISTS (SELECT 1 FROM json_each(?4) v WHERE v.value->>'start' < " table ".json->>'" span                          \
    ".end' AND v.value->>'end' > " table ".json->>'" span ".start')"
#define GOES_PARTY(party) "(event.json->>'$." party ".entity' = ?2 AND " GOES("event", "$." party ".span") ")"
static const char split_sql[] =
    "INSERT INTO rewritten SELECT 1, key, json_set(json, '$.speaker', ?3) FROM statement WHERE document = ?1 "
    "AND speaker = ?2 AND " GOES(
        "statement", "$.source") " UNION ALL SELECT 3, key, json_set(json, CASE "
                                 "WHEN " GOES_PARTY("actor") " THEN '$.actor.entity' ELSE "
                                                             "'$.recipient.entity' END, ?3) "
                                                             "FROM event WHERE document = ?1 "
                                                             "AND (" GOES_PARTY("actor") " OR " GOES_PARTY("r"
                                                                                                           "e"
                                                                                                           "c"
                                                                                                           "i"
                                                                                                           "p"
                                                                                                           "i"
                                                                                                           "e"
                                                                                                           "n"
                                                                                                           "t") ")";

static onr_status split(work *w, int64_t key, onr_err *err) {
    char id[24] = "";
    onr_buf rest, gone;
    onr_buf_init(&rest, ONR_JSON_MAX);
    onr_buf_init(&gone, ONR_JSON_MAX);
    onr_status st = compute(w,
                            "SELECT 'e' || (max(CAST(substr(id, 2) AS INTEGER)) + 1) FROM entity WHERE document = "
                            "(SELECT document FROM entity WHERE key = ?1)",
                            key, NULL, &rest, err);
    if (st == ONR_OK && rest.n && rest.n < sizeof id) memcpy(id, rest.p, rest.n + 1);
#define MOVED                                                                                                          \
    "(SELECT 1 FROM json_each(?2) v WHERE v.value->>'start' = m.value->>'start' AND v.value->>'end' = "                \
    "m.value->>'end')"
    if (st == ONR_OK)
        st = compute(
            w,
            "SELECT json_set(json, '$.mentions', (SELECT json_group_array(json(m.value)) FROM json_each(entity.json, "
            "'$.mentions') m WHERE NOT EXISTS " MOVED ")) FROM entity WHERE key = ?1",
            key, NULL, &rest, err);
    if (st == ONR_OK)
        st = compute(
            w,
            "SELECT json_set(json, '$.id', ?3, '$.role', NULL, '$.name', (SELECT m.value->>'text' FROM "
            "json_each(entity.json, '$.mentions') m WHERE EXISTS " MOVED " ORDER BY m.value->>'form' <> 'name', "
            "length(m.value->>'text') DESC LIMIT 1), '$.mentions', (SELECT json_group_array(json(m.value)) FROM "
            "json_each(entity.json, '$.mentions') m WHERE EXISTS " MOVED ")) FROM entity WHERE key = ?1",
            key, id, &gone, err);
#undef MOVED
    int possible =
        st == ONR_OK && rest.p && gone.p && !strstr(rest.p, "\"mentions\":[]") && !strstr(gone.p, "\"mentions\":[]");
    if (st == ONR_OK && !possible) lose(w, "these mentions are not some of its mentions now");
    if (possible) {
        onr_row r = {.document = w->d.document,
                     .kind = ONR_STORE_ENTITY,
                     .seq = ONR_SEQ_PERSON,
                     .json = {gone.p, gone.n},
                     .review = "added"};
        st = replace(w->store, ONR_STORE_ENTITY, key, (onr_slice){rest.p, rest.n}, "corrected", err);
        if (st == ONR_OK) st = onr_fill(w->store, &r, err);
        if (st == ONR_OK) st = rewrite(w, split_sql, w->now, id, err);
        w->entities = 1;
    }
    onr_buf_clear(&rest);
    onr_buf_clear(&gone);
    return st;
}

/* ---- all of them ------------------------------------------------------------------------------------------------ */

static onr_status note(work *w, onr_err *err) {
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(
        w->store,
        "INSERT OR REPLACE INTO applied (correction, state, record, reason) VALUES (?1, ?2, nullif(?3, ''), ?4)", &q,
        err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, w->d.key);
    onr_db_text(q, 2, w->state);
    onr_db_text(q, 3, w->now);
    onr_db_text(q, 4, w->reason);
    return onr_db_run(w->store, q, err);
}

static onr_status read_id(work *w, int64_t key, onr_err *err) {
    static const char *const sql[] = PER_KIND("SELECT id FROM ", " WHERE key = ?1");
    onr_buf id;
    onr_buf_init(&id, sizeof w->now - 1);
    onr_status st = compute(w, sql[w->d.kind], key, NULL, &id, err);
    if (st == ONR_OK && id.n) memcpy(w->now, id.p, id.n + 1);
    onr_buf_clear(&id);
    return st;
}

static onr_status act(work *w, onr_err *err) {
    int64_t key = 0;
    int ok = 1;
    const char *op = w->d.op, *reason = NULL;
    onr_status st = onr_anchor_value(w->store, w->d.value, w->text, &w->value, &ok, err);
    if (st == ONR_OK) st = onr_anchor_find(w->store, &w->d, w->text, &key, &reason, err);
    w->state = "applied";
    if (st != ONR_OK) return st;
    if (!ok) return lose(w, "the words of its value do not stand in the text any more"), ONR_OK;
    if (key && (st = read_id(w, key, err)) != ONR_OK) return st;
    if (strcmp(op, "add") == 0) {
        if (!key) (void)sqlite3_snprintf(sizeof w->now, w->now, "%s", w->d.record);
        return add(w, key, err);
    }
    if (!key) {
        lose(w, reason);
        if (strcmp(op, "reject") == 0) w->state = "settled";
        return ONR_OK;
    }
    int blind = w->d.before && w->d.before[0] == '{' && !w->d.field; /* else a face, which is a list */
    if (blind && (strcmp(op, "accept") == 0 || strcmp(op, "reject") == 0)) return judge_suggestion(w, key, err);
    if (strcmp(op, "accept") == 0) return accept(w, key, err);
    if (strcmp(op, "reject") == 0) return review(w, key, "rejected", err);
    if (strcmp(op, "set") == 0) return set(w, key, err);
    if (strcmp(op, "merge") == 0) return merge(w, key, err);
    if (strcmp(op, "split") == 0) return split(w, key, err);
    return ONR_OK;
}

static onr_status apply(onr_store *s, int64_t key, onr_slice text, int *entities, int *lost, onr_err *err) {
    work w = {.store = s, .text = text};
    onr_arena a;
    onr_arena_init(&a, ONR_JSON_MAX);
    onr_buf_init(&w.value, ONR_JSON_MAX);
    onr_status st = onr_anchor_load(s, key, &a, &w.d, err);
    if (st == ONR_OK) st = act(&w, err);
    if (st == ONR_OK) st = note(&w, err);
    *entities |= w.entities;
    *lost = st == ONR_OK && strcmp(w.state, "lost") == 0;
    onr_buf_clear(&w.value);
    onr_arena_clear(&a);
    return st;
}

onr_status onr_apply_one(onr_store *s, int64_t key, int *lost, onr_err *err) {
    onr_decided d;
    onr_arena a;
    onr_buf text;
    int entities = 0;
    onr_arena_init(&a, ONR_JSON_MAX);
    onr_buf_init(&text, ONR_JSON_MAX);
    onr_status st = onr_anchor_load(s, key, &a, &d, err);
    if (st == ONR_OK) st = onr_store_layer_get(s, d.document, ONR_STORE_TEXT, &text, err);
    if (st == ONR_OK) st = apply(s, key, (onr_slice){text.p ? text.p : "", text.n}, &entities, lost, err);
    if (st == ONR_OK && entities) st = refill(s, d.document, 0, err);
    onr_buf_clear(&text);
    onr_arena_clear(&a);
    return st;
}

static onr_status mark_undone(onr_store *s, int64_t document, onr_err *err) {
    sqlite3_stmt *q = NULL;
    onr_status st =
        onr_db_use(s,
                   "INSERT OR REPLACE INTO applied (correction, state) SELECT key, CASE op WHEN 'undo' THEN "
                   "'applied' ELSE 'undone' END FROM correction WHERE document = ?1 AND (op = 'undo' OR key "
                   "IN (SELECT undoes FROM correction WHERE document = ?1 AND op = 'undo'))",
                   &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, document);
    return onr_db_run(s, q, err);
}

onr_status onr_apply_none(onr_store *s, int64_t document, onr_err *err) { return refill(s, document, 1, err); }

onr_status onr_apply_all(onr_store *s, int64_t document, onr_err *err) {
    sqlite3_stmt *q = NULL;
    onr_buf text;
    int row = 1, lost = 0;
    onr_buf_init(&text, ONR_JSON_MAX);
    onr_status st = mark_undone(s, document, err);
    if (st == ONR_OK) st = refill(s, document, 1, err);
    if (st == ONR_OK) st = onr_store_layer_get(s, document, ONR_STORE_TEXT, &text, err);
    if (st == ONR_OK)
        st = onr_db_prepare(s,
                            "SELECT key FROM correction WHERE document = ?1 AND op <> 'undo' AND key NOT IN (SELECT "
                            "undoes FROM correction WHERE document = ?1 AND op = 'undo') ORDER BY key",
                            &q, err);
    if (st == ONR_OK) (void)sqlite3_bind_int64(q, 1, document);
    while (st == ONR_OK && (st = onr_db_step(s, q, &row, err)) == ONR_OK && row) {
        int entities = 0;
        st = apply(s, sqlite3_column_int64(q, 0), (onr_slice){text.p ? text.p : "", text.n}, &entities, &lost, err);
        if (st == ONR_OK && entities) st = refill(s, document, 0, err);
    }
    (void)sqlite3_finalize(q);
    onr_buf_clear(&text);
    return st;
}
