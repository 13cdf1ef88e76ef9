/* The tables and lines of an export: see export.h. The definitions are read from the embedded export.sql, whose marked
 * comments name them, so that the codebook and the columns cannot disagree. */
#include "store/export.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/labels.h"
#include "doc/plover.h"
#include "store/db.h"

extern const unsigned char onr_store_export[];
extern const size_t onr_store_export_n;

enum { EXPORTS_MAX = 64, COLUMNS_MAX = 64 };

/* ---- the definitions -------------------------------------------------------------------------------------------- */

typedef struct reader {
    onr_arena *arena;
    const char *p, *end;
} reader;

static int next_line(reader *r, onr_slice *line) {
    if (r->p >= r->end) return 0;
    const char *stop = memchr(r->p, '\n', (size_t)(r->end - r->p));
    if (!stop) stop = r->end;
    *line = (onr_slice){r->p, (size_t)(stop - r->p)};
    r->p = stop + 1;
    return 1;
}

/* The word at the head of *s, copied; *s moves behind it and its blanks. NULL: out of memory. */
static const char *take_word(reader *r, onr_slice *s) {
    size_t n = 0;
    while (n < s->n && s->p[n] != ' ') n++;
    const char *word = onr_arena_copy(r->arena, s->p, n);
    while (n < s->n && s->p[n] == ' ') n++;
    s->p += n;
    s->n -= n;
    return word;
}

/* What stands behind "| ". */
static const char *take_meaning(reader *r, onr_slice s) {
    if (onr_slice_begins(s, "| ")) s = (onr_slice){s.p + 2, s.n - 2};
    return onr_arena_copy(r->arena, s.p, s.n);
}

static onr_column_type type_of(const char *word) {
    if (strcmp(word, "integer") == 0) return ONR_COLUMN_INTEGER;
    if (strcmp(word, "real") == 0) return ONR_COLUMN_REAL;
    return strcmp(word, "boolean") == 0 ? ONR_COLUMN_BOOLEAN : ONR_COLUMN_TEXT;
}

static int read_column(reader *r, onr_slice line, onr_export *e, onr_column *columns) {
    onr_slice s = {line.p + 4, line.n - 4};
    onr_column *c = &columns[e->columns_n++];
    c->name = take_word(r, &s);
    const char *type = take_word(r, &s);
    c->meaning = take_meaning(r, s);
    if (!c->name || !type || !c->meaning) return -1;
    c->type = type_of(type);
    return 0;
}

/* The definition that `line` opens, up to the end of its statement. */
static int read_export(reader *r, onr_slice line, onr_export *e) {
    onr_slice s = {line.p + 4, line.n - 4};
    onr_column *columns = onr_arena_alloc(r->arena, COLUMNS_MAX, sizeof *columns);
    e->format = take_word(r, &s);
    if (e->format && strcmp(e->format, "lines") == 0) e->format = take_word(r, &s);
    e->name = take_word(r, &s);
    e->meaning = take_meaning(r, s);
    e->columns = columns;
    if (!columns || !e->format || !e->name || !e->meaning) return -1;
    const char *start = r->p;
    while (next_line(r, &line)) {
        if (onr_slice_begins(line, "--: ")) {
            if (e->columns_n == COLUMNS_MAX || read_column(r, line, e, columns) != 0) return -1;
            start = r->p;
        }
        if (line.n && line.p[line.n - 1] == ';') break;
    }
    e->sql = onr_arena_copy(r->arena, start, (size_t)(r->p - start));
    return e->sql ? 0 : -1;
}

onr_status onr_exports(onr_arena *arena, onr_export **out, size_t *n, onr_err *err) {
    reader r = {arena, (const char *)onr_store_export, (const char *)onr_store_export + onr_store_export_n};
    onr_slice line;
    *n = 0;
    *out = onr_arena_alloc(arena, EXPORTS_MAX, sizeof **out);
    int failed = *out == NULL;
    while (!failed && next_line(&r, &line))
        if (onr_slice_begins(line, "--@ ") && *n < EXPORTS_MAX) failed = read_export(&r, line, &(*out)[(*n)++]);
    return failed ? onr_err_set(err, ONR_NOMEM, 0, "out of memory while preparing an export") : ONR_OK;
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

/* onr_units(text, byte, unit): see export.sql. */
static void units(sqlite3_context *c, int argc, sqlite3_value **argv) {
    (void)argc;
    const char *p = (const char *)sqlite3_value_text(argv[0]);
    sqlite3_int64 n = sqlite3_value_bytes(argv[0]), at = sqlite3_value_int64(argv[1]), k = 0;
    if (!p || sqlite3_value_type(argv[1]) == SQLITE_NULL) return; /* NULL */
    int wide = sqlite3_value_int(argv[2]) == 16;
    for (sqlite3_int64 i = 0; i < at && i < n; i++) {
        unsigned char b = (unsigned char)p[i];
        k += (b & 0xC0) != 0x80;
        k += wide && b >= 0xF0;
    }
    sqlite3_result_int64(c, k);
}

/* onr_line(text, marks) */
static void line(sqlite3_context *c, int argc, sqlite3_value **argv) {
    (void)argc;
    const char *p = (const char *)sqlite3_value_text(argv[0]), *marks = (const char *)sqlite3_value_text(argv[1]);
    sqlite3_int64 n = sqlite3_value_bytes(argv[0]);
    char *out = p && marks ? sqlite3_malloc64((sqlite3_uint64)n + 1) : NULL;
    sqlite3_uint64 k = 0;
    if (!p || !marks) return; /* NULL */
    if (!out) {
        sqlite3_result_error_nomem(c);
        return;
    }
    for (sqlite3_int64 i = 0; i < n; i++) {
        int blank = (unsigned char)p[i] <= ' ' || strchr(marks, p[i]) != NULL;
        if (!blank) out[k++] = p[i];
        else if (k && out[k - 1] != ' ') out[k++] = ' ';
    }
    sqlite3_result_text64(c, out, k - (k && out[k - 1] == ' '), sqlite3_free, SQLITE_UTF8);
}

/* onr_plover(what, type, mode, cameo, modality, text, start, end): see export.sql. */
static void plover(sqlite3_context *c, int argc, sqlite3_value **argv) {
    (void)argc;
    const char *word[6];
    for (int i = 0; i < 6; i++) word[i] = (const char *)sqlite3_value_text(argv[i]);
    if (!word[0] || !word[1] || !word[4] || !word[5]) return; /* NULL */
    int type = onr_label_find(ONR_LABELS_MARK, word[1], strlen(word[1]));
    int modality = onr_label_find(ONR_LABELS_ATTR, word[4], strlen(word[4]));
    if (type < 0 || modality < 0) return;
    onr_event e = {.type = (uint8_t)type, .mode = word[2], .cameo = word[3], .modality = (uint8_t)modality};
    sqlite3_int64 n = sqlite3_value_bytes(argv[5]), from = sqlite3_value_int64(argv[6]);
    sqlite3_int64 to = sqlite3_value_int64(argv[7]);
    onr_slice words = {word[5], 0};
    if (from < to && to <= n) {
        from = from > 6 ? from - 6 : 0;
        words = (onr_slice){word[5] + from, (size_t)(to - from)};
    }
    onr_plover_words w = onr_plover_words_of(&e, words);
    if (strcmp(word[0], "quad") == 0) sqlite3_result_int(c, w.quad);
    else
        sqlite3_result_text(c,
                            strcmp(word[0], "event") == 0      ? w.event
                            : strcmp(word[0], "resolved") == 0 ? w.resolved
                                                               : w.aux,
                            -1, SQLITE_STATIC);
}

onr_status onr_export_open(onr_store *s, const onr_export *e, onr_cursor **out, onr_err *err) {
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    int rc = sqlite3_create_function_v2(s->db, "onr_units", 3, flags, NULL, units, NULL, NULL, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_create_function_v2(s->db, "onr_line", 2, flags, NULL, line, NULL, NULL, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_create_function_v2(s->db, "onr_plover", 8, flags, NULL, plover, NULL, NULL, NULL);
    if (rc != SQLITE_OK) return onr_db_fail(s, rc, err);
    return onr_cursor_new(s, e->sql, ONR_STORE_KINDS, out, err);
}

onr_status onr_export_step(onr_cursor *c, int *more, onr_err *err) { return onr_db_step(c->store, c->stmt, more, err); }

void onr_export_cell(onr_cursor *c, uint32_t at, onr_cell *out) {
    int i = (int)at;
    out->null = sqlite3_column_type(c->stmt, i) == SQLITE_NULL;
    out->integer = sqlite3_column_int64(c->stmt, i);
    out->real = sqlite3_column_double(c->stmt, i);
    out->text = onr_db_column(c->stmt, i);
}

onr_status onr_export_sqlite(onr_store *s, const char *path, onr_err *err) {
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(s, "VACUUM INTO ?1", &q, err);
    if (st != ONR_OK) return st;
    onr_db_text(q, 1, path);
    return onr_db_run(s, q, err);
}
