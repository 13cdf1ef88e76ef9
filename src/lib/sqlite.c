/* An extension of SQLite: the records of a text as rows.
 *
 *     .load onrecord_sqlite
 *     SELECT speaker, content FROM onrecord_statements('Petra Volk said: "No ship will sail."');
 *     SELECT a.rowid, f.effect, f.low FROM article a, onrecord_figures(a.text, a.day) f;
 *
 * Method: three eponymous virtual tables with the hidden columns `text` and `published`; a scan reads the text once
 * (the text read last is kept, so that three functions over one text cost one reading) and walks its JSON with SQLite's
 * own json_each. The handle is made at the first use and dies with the connection.
 */
#include <string.h>

#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

#include <onrecord.h>

/* What a connection shares. */
typedef struct shared {
    onrecord *o;
    char *text, *published, *json; /* read last */
    int users;
} shared;

typedef struct kind {
    const char *name, *schema, *sql;
    int columns; /* visible ones */
} kind;

static const kind kinds[] = {
    {"onrecord_statements",
     "CREATE TABLE x(id, type, speaker, source, cue, cue_class, content, addressee, said_on, polarity, origin, "
     "confidence, "
     "start, \"end\", text HIDDEN, published HIDDEN)",
     "SELECT value->>'id', value->>'type', (SELECT e.value->>'name' FROM json_each(?1, '$.entities') e WHERE "
     "e.value->>'id' "
     "= r.value->>'speaker'), value->>'$.source.text', value->>'$.cue.text', value->>'cue_class', (SELECT "
     "group_concat(c.value->>'text', ' ... ') FROM json_each(r.value, '$.content') c), value->>'$.addressee.text', "
     "value->>'$.said_on.date', value->>'polarity', value->>'$.chain[0].name', value->>'confidence', "
     "value->>'$.content[0].start', value->>'$.content[0].end' FROM json_each(?1, '$.statements') r",
     14},
    {"onrecord_figures",
     "CREATE TABLE x(id, words, low, high, approx, vague, effect, who, \"where\", accrual, since, polarity, modality, "
     "origin, confidence, start, \"end\", text HIDDEN, published HIDDEN)",
     "SELECT value->>'id', value->>'$.text.text', value->>'$.value.low', value->>'$.value.high', "
     "value->>'$.value.approx', "
     "value->>'$.value.vague', value->>'effect', value->>'$.who.text', value->>'$.where.text', value->>'accrual', "
     "value->>'$.since.date', value->>'polarity', value->>'modality', value->>'$.chain[0].name', value->>'confidence', "
     "value->>'$.text.start', value->>'$.text.end' FROM json_each(?1, '$.figures')",
     17},
    {"onrecord_events",
     "CREATE TABLE x(id, type, mode, cameo, anchor, actor, actor_country, actor_sector, recipient, recipient_country, "
     "recipient_sector, modality, date, place, origin, confidence, start, \"end\", text HIDDEN, published HIDDEN)",
     "SELECT value->>'id', value->>'type', value->>'mode', value->>'cameo', value->>'$.anchor.text', "
     "value->>'$.actor.span.text', value->>'$.actor.code', value->>'$.actor.sector', value->>'$.recipient.span.text', "
     "value->>'$.recipient.code', value->>'$.recipient.sector', value->>'modality', value->>'$.when.date', "
     "value->>'$.where.span.text', value->>'$.chain[0].name', value->>'confidence', value->>'$.anchor.start', "
     "value->>'$.anchor.end' FROM json_each(?1, '$.events')",
     18},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

typedef struct table {
    sqlite3_vtab base;
    sqlite3 *db;
    const kind *kind;
    shared *shared;
} table;

typedef struct cursor {
    sqlite3_vtab_cursor base;
    sqlite3_stmt *rows;
    int end;
    sqlite3_int64 row;
} cursor;

typedef struct registration {
    const kind *kind;
    shared *shared;
} registration;

/* ---- the table -------------------------------------------------------------------------------------------------- */

static int connect(sqlite3 *db, void *with, int argc, const char *const *argv, sqlite3_vtab **out, char **message) {
    (void)argc;
    (void)argv;
    (void)message;
    const registration *r = with;
    int rc = sqlite3_declare_vtab(db, r->kind->schema);
    if (rc != SQLITE_OK) return rc;
    table *t = sqlite3_malloc((int)sizeof *t);
    if (!t) return SQLITE_NOMEM;
    memset(t, 0, sizeof *t);
    t->db = db;
    t->kind = r->kind;
    t->shared = r->shared;
    *out = &t->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *v) {
    sqlite3_free(v);
    return SQLITE_OK;
}

/* The text must be given, the day may be: they become arguments 1 and 2 of `filter`. */
static int best_index(sqlite3_vtab *v, sqlite3_index_info *info) {
    const table *t = (table *)v;
    int text = -1, published = -1;
    for (int i = 0; i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *c = &info->aConstraint[i];
        if (c->op != SQLITE_INDEX_CONSTRAINT_EQ || c->iColumn < t->kind->columns) continue;
        if (!c->usable) return SQLITE_CONSTRAINT;
        if (c->iColumn == t->kind->columns) text = i;
        else published = i;
    }
    if (text < 0) return SQLITE_CONSTRAINT; /* there is nothing to read */
    info->aConstraintUsage[text].argvIndex = 1;
    info->aConstraintUsage[text].omit = 1;
    if (published >= 0) {
        info->aConstraintUsage[published].argvIndex = 2;
        info->aConstraintUsage[published].omit = 1;
    }
    info->estimatedCost = 1000;
    info->estimatedRows = 20;
    return SQLITE_OK;
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

static int same(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

static int say(sqlite3_vtab *v, const char *message) {
    sqlite3_free(v->zErrMsg);
    v->zErrMsg = sqlite3_mprintf("onrecord: %s", message);
    return SQLITE_ERROR;
}

/* Make s->json the records of this text. */
static int read_text(table *t, const char *text, const char *published) {
    shared *s = t->shared;
    char message[ONRECORD_MESSAGE] = "";
    if (s->json && same(s->text, text) && same(s->published, published)) return SQLITE_OK;
    if (!s->o && onrecord_open(NULL, &s->o, message) != 0) return say(&t->base, message);
    onrecord_free(s->json);
    sqlite3_free(s->text);
    sqlite3_free(s->published);
    s->json = NULL;
    s->text = sqlite3_mprintf("%s", text);
    s->published = published ? sqlite3_mprintf("%s", published) : NULL;
    if (!s->text || (published && !s->published)) return SQLITE_NOMEM;
    return onrecord_read(s->o, text, strlen(text), published, &s->json, message) == 0 ? SQLITE_OK
                                                                                      : say(&t->base, message);
}

static int next(sqlite3_vtab_cursor *v) {
    cursor *c = (cursor *)v;
    int rc = sqlite3_step(c->rows);
    c->row++;
    c->end = rc != SQLITE_ROW;
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int filter(sqlite3_vtab_cursor *v, int index, const char *name, int argc, sqlite3_value **argv) {
    (void)index;
    (void)name;
    cursor *c = (cursor *)v;
    table *t = (table *)v->pVtab;
    const char *text = argc > 0 ? (const char *)sqlite3_value_text(argv[0]) : NULL;
    const char *published = argc > 1 ? (const char *)sqlite3_value_text(argv[1]) : NULL;
    (void)sqlite3_finalize(c->rows);
    c->rows = NULL;
    c->end = 1;
    c->row = 0;
    if (!text || !*text) return SQLITE_OK; /* no text, no records */
    int rc = read_text(t, text, published);
    if (rc == SQLITE_OK) rc = sqlite3_prepare_v2(t->db, t->kind->sql, -1, &c->rows, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_bind_text(c->rows, 1, t->shared->json, -1, SQLITE_TRANSIENT);
    return rc == SQLITE_OK ? next(v) : rc;
}

static int open(sqlite3_vtab *v, sqlite3_vtab_cursor **out) {
    (void)v;
    cursor *c = sqlite3_malloc((int)sizeof *c);
    if (!c) return SQLITE_NOMEM;
    memset(c, 0, sizeof *c);
    *out = &c->base;
    return SQLITE_OK;
}

static int close(sqlite3_vtab_cursor *v) {
    cursor *c = (cursor *)v;
    (void)sqlite3_finalize(c->rows);
    sqlite3_free(c);
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *v) { return ((cursor *)v)->end; }

static int column(sqlite3_vtab_cursor *v, sqlite3_context *out, int i) {
    cursor *c = (cursor *)v;
    if (i < ((table *)v->pVtab)->kind->columns) sqlite3_result_value(out, sqlite3_column_value(c->rows, i));
    return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *v, sqlite3_int64 *out) {
    *out = ((cursor *)v)->row;
    return SQLITE_OK;
}

/* ---- the door --------------------------------------------------------------------------------------------------- */

static void release(void *with) {
    registration *r = with;
    shared *s = r->shared;
    sqlite3_free(r);
    if (--s->users > 0) return;
    onrecord_close(s->o);
    onrecord_free(s->json);
    sqlite3_free(s->text);
    sqlite3_free(s->published);
    sqlite3_free(s);
}

static const sqlite3_module module = {.iVersion = 1,
                                      .xConnect = connect,
                                      .xBestIndex = best_index,
                                      .xDisconnect = disconnect,
                                      .xOpen = open,
                                      .xClose = close,
                                      .xFilter = filter,
                                      .xNext = next,
                                      .xEof = at_end,
                                      .xColumn = column,
                                      .xRowid = rowid};

__attribute__((visibility("default"))) int sqlite3_onrecordsqlite_init(sqlite3 *db, char **message,
                                                                       const sqlite3_api_routines *api);

int sqlite3_onrecordsqlite_init(sqlite3 *db, char **message, const sqlite3_api_routines *api) {
    (void)message;
    SQLITE_EXTENSION_INIT2(api)
    shared *s = sqlite3_malloc((int)sizeof *s);
    if (!s) return SQLITE_NOMEM;
    memset(s, 0, sizeof *s);
    for (int i = 0; i < KINDS; i++) {
        registration *r = sqlite3_malloc((int)sizeof *r);
        if (!r) return SQLITE_NOMEM;
        *r = (registration){&kinds[i], s};
        s->users++;
        int rc = sqlite3_create_module_v2(db, kinds[i].name, &module, r, release); /* a failure releases r */
        if (rc != SQLITE_OK) return rc;
    }
    return SQLITE_OK;
}
