/* A query becomes two statements: one gives the keys of the hits in order (where.h), one reads a hit by its key. So a
 * hit is shown at once, sorting is walking, and what is held is the keys of one document. Cost: the index of words,
 * then one look-up a hit.
 */
#include "store/find.h"

#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/db.h"
#include "store/fields.h"
#include "store/place.h"
#include "store/where.h"

enum { FIXED = 16, RUN_MIN = 64 };

/* ---- conditions ------------------------------------------------------------------------------------------------- */

/* The value is in a list that is cut at commas by SQL itself: each element is compared without regard to case. */
#define IN_LIST(column) "instr(lower(',' || ? || ','), ',' || lower(" column ") || ',') > 0"

static void add_if(onr_where *w, const char *condition, const char *value) {
    if (value) onr_where_add(w, condition, value);
}

static void add_words(onr_where *w, const char *columns, const char *words) {
    if (words) onr_where_words(w, columns, words);
}

static int is_code(const char *s) {
    size_t n = strlen(s);
    return n >= 3 && n <= 7 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
}

#define PARTY(x) "coalesce(nullif(r." x "_code, ''), r." x "_name, '?') = ? AND r." x "_code = ?"

static void add_parties(onr_where *w, const onr_store_query *q) {
    if (q->actor && is_code(q->actor)) onr_where_add(w, PARTY("actor"), q->actor);
    else add_words(w, "actor_who", q->actor);
    if (q->recipient && is_code(q->recipient)) onr_where_add(w, PARTY("recipient"), q->recipient);
    else add_words(w, "recipient_who", q->recipient);
    w->narrow |= (q->actor && is_code(q->actor)) || (q->recipient && is_code(q->recipient));
}

static void add_document(onr_where *w, const onr_store_query *q) {
    add_if(w, "r.outlet = ? COLLATE NOCASE", q->outlet);
    onr_where_days(w, q->from, q->to);
    if (!q->document) return;
    onr_where_add_number(w, q->kind == ONR_STORE_DOCUMENTS ? "r.key = ?" : "r.document = ?", (double)q->document);
    w->narrow = 1;
}

static void add_record(onr_where *w, const onr_store_query *q) {
    static const char *const about[] = {NULL, "content", "content context who", "context", "content context"};
    onr_store_kind k = q->kind;
    if (k == ONR_STORE_ENTITY)
        add_if(w, "instr(lower(r.name || char(10) || coalesce(r.forms, '')), lower(?)) > 0", q->about);
    else add_words(w, about[k], q->about);
    add_words(w, "who", q->speaker);
    add_words(w, "who", q->who);
    add_parties(w, q);
    add_if(w, k == ONR_STORE_ENTITY || k == ONR_STORE_QUOTATION ? IN_LIST("r.kind") : IN_LIST("r.type"), q->type);
    add_if(w, IN_LIST("r.polarity"), q->polarity);
    add_if(w, IN_LIST("r.modality"), q->modality);
    add_if(w, IN_LIST("r.effect"), q->effect);
    add_if(w, "(" IN_LIST("r.cue") " OR " IN_LIST("r.cue_class") ")", q->cue);
    add_if(w, IN_LIST("r.review"), q->review);
    w->reviewed = q->review != NULL;
    if (q->confidence > 0) onr_where_add_number(w, "r.confidence >= ?", q->confidence);
}

/* Does a list have this word (n bytes), in whatever case? */
static int list_has(const char *list, const char *word, size_t n) {
    for (const char *p = list;; p++) {
        size_t k = strcspn(p, ",");
        if (k == n && onr_ascii_same(p, word, n)) return 1;
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

#define HEAD                                                                                                           \
    "x.key, x.document, x.id, x.review, x.start, x.\"end\", x.json, d.id, d.title, d.published, d.outlet, d.url, "
#define TABLE(id) "x.id AS " id ", d.id AS document, d.published, d.outlet, d.title, d.url, x.start, x.\"end\", "
#define FROM_BOTH "x.review FROM %s x JOIN document d ON d.key = x.document WHERE x.key = ?1"

#define TRUTH(x) "iif(x." x ", 'true', 'false') AS " x ", "

/* The day that a record gives itself, where it is not the day of publication. */
#define OWN_DAY(word, day) " || coalesce(', " word " ' || nullif(" day ", d.published), '')"
#define SAID_ON            OWN_DAY("on", "x.said_on")
#define COUNTED_ON         OWN_DAY("as of", "x.as_of") OWN_DAY("on", "x.on_date")
#define DONE_ON            OWN_DAY("on", "x.when_date")

static const char *const row_sql[] = {
    "SELECT " HEAD "x.name, x.kind, replace(coalesce(x.forms, x.name), char(10), '; '), x.role, " TABLE(
        "entity") "x.name, x.kind, x.role, x.country, x.mentions, " FROM_BOTH,
    "SELECT " HEAD "coalesce(x.speaker_name, x.source), x.type || coalesce(', ' || x.cue, '')" SAID_ON
    ", x.content, NULL, " TABLE(
        "statement") "x.type, x.speaker_name AS speaker, x.speaker_kind, x.speaker_country, x.source, x.cue, "
                     "x.cue_class, x.content, x.addressee, "
                     "x.venue, x.medium, x.said_on, x.polarity, x.within, x.chain, x.confidence, x.rule, " FROM_BOTH,
    "SELECT " HEAD "iif(x.chain IN ('outlet', d.outlet), 'the outlet itself', x.chain), x.effect || coalesce(', ' || "
    "x.accrual, '')" COUNTED_ON
    ", x.content, x.context, " TABLE("figure") "x.content AS words, x.number, x.low, x.high, " TRUTH("low_open")
        TRUTH("high_open") TRUTH("approx") "x.vague, x.effect, x.unit, x.who, "
                                           "x.where_text AS \"where\", x.period, x.currency, x.scale, x.\"of\" AS "
                                           "part_of, x.relation, x.accrual, x.since, x.as_of, x.on_date AS \"on\", "
                                           "x.polarity, x.modality, x.caveat, x.chain, x.confidence, x.rule, x.context "
                                           "AS sentence, " FROM_BOTH,
    "SELECT " HEAD "coalesce(x.actor_name, x.actor, 'nobody named') || coalesce(' > ' || coalesce(x.recipient_name, "
    "x.recipient), ''), x.type || coalesce(' ' || x.mode, '') || ', ' || x.modality" DONE_ON
    ", x.anchor, x.context, " TABLE(
        "event") "x.type, x.mode, x.cameo, x.anchor, x.actor, x.actor_name, x.actor_code AS actor_country, "
                 "x.actor_sector, x.recipient, "
                 "x.recipient_name, x.recipient_code AS recipient_country, x.recipient_sector, x.modality, x.when_date "
                 "AS date, x.where_text AS place, x.same_as, "
                 "x.chain, x.confidence, x.rule, x.context AS sentence, " FROM_BOTH,
    "SELECT " HEAD "NULL, x.kind, x.content, x.context, " TABLE(
        "quotation") "x.kind, x.content AS words, x.rule, x.context AS sentence, " FROM_BOTH,
    "SELECT d.key, d.key, d.id, 'unseen', 0, d.text_bytes, '', d.id, d.title, d.published, d.outlet, d.url, d.outlet, "
    "d.language, d.title, NULL, d.id AS document, d.published, d.published_how, d.outlet, d.title, d.url, d.language, "
    "d.agency, "
    "d.text_bytes FROM document d WHERE d.place = ?1",
};

static onr_status start(onr_store *s, onr_where *w, onr_cursor **out, onr_err *err) {
    onr_cursor *c = *out = onr_mem_zalloc(1, sizeof *c);
    if (!c) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while searching");
    c->store = s;
    c->kind = w->kind;
    onr_status st = onr_where_prepare(w, s, NULL, NULL, "ORDER BY 1 DESC", &c->stmt, err);
    if (st != ONR_OK) return st;
    char *row = sqlite3_mprintf(row_sql[w->kind], w->kind == ONR_STORE_DOCUMENTS ? "" : onr_store_kind_word(w->kind));
    if (!row) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while searching");
    st = onr_db_prepare(s, row, &c->row, err);
    sqlite3_free(row);
    return st;
}

onr_status onr_store_find(onr_store *s, const onr_store_query *q, onr_cursor **out, onr_err *err) {
    onr_where w;
    *out = NULL;
    onr_status st = admit(q, err);
    if (st != ONR_OK) return st;
    onr_where_init(&w, q->kind);
    if (q->kind == ONR_STORE_DOCUMENTS) add_words(&w, "title text", q->about);
    else add_record(&w, q);
    add_document(&w, q);
    st = start(s, &w, out, err);
    if (st != ONR_OK) {
        onr_cursor_close(*out);
        *out = NULL;
    }
    onr_where_clear(&w);
    return st;
}

/* ---- hits ------------------------------------------------------------------------------------------------------- */

/* Keys have the latest first; walked backwards they are in the order of publication, but each document's records come
 * from its end: they are held until the document is whole. */
static onr_status hold_document(onr_cursor *c, onr_err *err) {
    int row = 1;
    onr_status st = c->ahead ? ONR_OK : onr_db_step(c->store, c->stmt, &row, err);
    int64_t key = c->ahead ? c->ahead : row ? sqlite3_column_int64(c->stmt, 0) : 0;
    c->ahead = 0;
    while (st == ONR_OK && row) {
        if (c->held_n == c->held_cap) {
            size_t cap = c->held_cap ? 2 * c->held_cap : RUN_MIN;
            int64_t *p = onr_mem_realloc(c->held, cap * sizeof *p);
            if (!p) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while searching");
            c->held = p;
            c->held_cap = cap;
        }
        c->held[c->held_n++] = key;
        st = onr_db_step(c->store, c->stmt, &row, err);
        if (st != ONR_OK || !row) break;
        key = sqlite3_column_int64(c->stmt, 0);
        if (onr_place_is_same_document(key, c->held[0])) continue;
        c->ahead = key;
        break;
    }
    c->ended = !row;
    return st;
}

static onr_status next_key(onr_cursor *c, int64_t *key, int *more, onr_err *err) {
    onr_status st = ONR_OK;
    if (!c->held_n && !c->ended) st = hold_document(c, err);
    *more = st == ONR_OK && c->held_n > 0;
    if (*more) *key = c->held[--c->held_n];
    return st;
}

onr_status onr_cursor_hit(onr_cursor *c, onr_store_hit *h, int *more, onr_err *err) {
    int row = 0;
    int64_t key = 0;
    onr_status st = next_key(c, &key, more, err);
    if (st != ONR_OK || !*more) return st;
    sqlite3_stmt *q = c->row;
    (void)sqlite3_reset(q);
    (void)sqlite3_bind_int64(q, 1, key);
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
