/* onrecord export: a book as files for other programs, each with what it is and how it was made.
 *
 * Rows are streamed, one at a time. Beside the data stand `codebook.md` (every column's meaning, from the definitions
 * themselves), `datapackage.json` (for the tables) and `manifest.json` (program, model and stage versions; every file's
 * bytes and SHA-256). Nothing in them depends on the hour or the machine: the same book exports the same bytes. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "cli/command.h"
#include "base/csv.h"
#include "cli/output.h"
#include "doc/json.h"
#include "store/export.h"
#include "store/parquet.h"

enum { TO, OPTIONS };
enum { PATH_MAX_BYTES = 4096, FILES_TEXT_MAX = 256 << 20, CELLS_MAX = 64 };

static const cli_option options[OPTIONS] = {
    [TO] = {"to", "FORMAT",
            "csv, parquet, jsonl, sqlite, plover, gkg, webannotation, brat or claimreview; or a list: csv,brat"},
};

static const char *const formats[] = {"csv", "parquet", "jsonl",         "sqlite",     "plover",
                                      "gkg", "brat",    "webannotation", "claimreview"};
enum { FORMATS = sizeof formats / sizeof *formats };

typedef struct out_file {
    FILE *f;
    char name[PATH_MAX_BYTES]; /* beside DIR */
    onr_sha256 sha;
    uint64_t bytes;
    int failed;
} out_file;

typedef struct job {
    const char *dir;
    onr_store *book;
    onr_arena arena;
    onr_export *exports;
    size_t exports_n;
    out_file file;
    onr_buf line, codebook, package, files; /* a line of output; the pieces of the files beside the data */
    int packaged;                           /* tables in `package` so far */
} job;

/* ---- files ------------------------------------------------------------------------------------------------------ */

static onr_status io_error(const char *name, onr_err *err) {
    return onr_err_set(err, ONR_IO, 0, "%s: %s: make room or choose another folder", name, strerror(errno));
}

static onr_status open_file(job *j, const char *name, onr_err *err) {
    char path[PATH_MAX_BYTES];
    out_file *o = &j->file;
    *o = (out_file){.f = NULL};
    int n = snprintf(path, sizeof path, "%s/%s", j->dir, name);
    if (n < 0 || (size_t)n >= sizeof path || strlen(name) >= sizeof o->name)
        return onr_err_set(err, ONR_TOO_BIG, 0, "%s: the path is too long", name);
    memcpy(o->name, name, strlen(name) + 1);
    onr_sha256_init(&o->sha);
    o->f = fopen(path, "wb");
    return o->f ? ONR_OK : io_error(name, err);
}

static int put(void *with, const void *bytes, size_t n) {
    out_file *o = with;
    if (n == 0) return 0;
    onr_sha256_add(&o->sha, bytes, n);
    o->bytes += n;
    o->failed |= fwrite(bytes, 1, n, o->f) != n;
    return o->failed ? -1 : 0;
}

/* Note the file for the manifest. */
static void note_file(job *j) {
    out_file *o = &j->file;
    unsigned char sha[32];
    char hex[65];
    onr_sha256_end(&o->sha, sha);
    onr_hex(sha, sizeof sha, hex);
    onr_buf_str(&j->files, j->files.n ? ",\n    {\"path\": " : "    {\"path\": ");
    onr_json_string(&j->files, onr_slice_of(o->name));
    onr_buf_fmt(&j->files, ", \"bytes\": %llu, \"sha256\": \"%s\"}", (unsigned long long)o->bytes, hex);
}

/* Close the file that is open, and note it. `st` is how its writing went. */
static onr_status close_file(job *j, onr_status st, onr_err *err) {
    out_file *o = &j->file;
    if (!o->f) return st;
    int closed = fclose(o->f);
    o->f = NULL;
    if (st == ONR_OK && (closed != 0 || o->failed)) return io_error(o->name, err);
    if (st == ONR_OK) note_file(j);
    return st;
}

static onr_status put_buf(job *j, const onr_buf *b, onr_err *err) {
    if (onr_buf_failed(b)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while exporting");
    return put(&j->file, b->p, b->n) == 0 ? ONR_OK : io_error(j->file.name, err);
}

static onr_status write_file(job *j, const char *name, const onr_buf *b, onr_err *err) {
    onr_status st = open_file(j, name, err);
    if (st == ONR_OK) st = put_buf(j, b, err);
    return close_file(j, st, err);
}

/* ---- CSV -------------------------------------------------------------------------------------------------------- */

static void csv_cell(onr_buf *b, onr_column_type type, const onr_cell *c) {
    if (c->null) return;
    switch (type) {
    case ONR_COLUMN_INTEGER: onr_buf_fmt(b, "%lld", (long long)c->integer); break;
    case ONR_COLUMN_REAL: onr_buf_fmt(b, "%.15g", c->real); break;
    case ONR_COLUMN_BOOLEAN: onr_buf_str(b, c->integer ? "true" : "false"); break;
    case ONR_COLUMN_TEXT: onr_csv_cell(b, c->text, 0); break;
    }
}

static onr_status csv_rows(job *j, const onr_export *e, onr_cursor *rows, onr_err *err) {
    int more = 0;
    onr_status st;
    onr_buf_reset(&j->line);
    for (uint32_t i = 0; i < e->columns_n; i++) onr_buf_fmt(&j->line, "%s%s", i ? "," : "", e->columns[i].name);
    onr_buf_str(&j->line, "\r\n");
    st = put_buf(j, &j->line, err);
    while (st == ONR_OK && (st = onr_export_step(rows, &more, err)) == ONR_OK && more) {
        onr_buf_reset(&j->line);
        for (uint32_t i = 0; i < e->columns_n; i++) {
            onr_cell c;
            onr_export_cell(rows, i, &c);
            if (i) onr_buf_char(&j->line, ',');
            csv_cell(&j->line, e->columns[i].type, &c);
        }
        onr_buf_str(&j->line, "\r\n");
        st = put_buf(j, &j->line, err);
    }
    return st;
}

/* ---- Parquet ---------------------------------------------------------------------------------------------------- */

static onr_status parquet_rows(job *j, const onr_export *e, onr_cursor *rows, onr_err *err) {
    onr_parquet *p = NULL;
    onr_cell cells[CELLS_MAX];
    int more = 0;
    onr_status st = onr_parquet_new(e->columns, e->columns_n, put, &j->file, &p, err);
    while (st == ONR_OK && (st = onr_export_step(rows, &more, err)) == ONR_OK && more) {
        for (uint32_t i = 0; i < e->columns_n; i++) onr_export_cell(rows, i, &cells[i]);
        st = onr_parquet_row(p, cells, err);
    }
    if (st == ONR_OK) st = onr_parquet_end(p, err);
    onr_parquet_free(p);
    return st;
}

/* ---- tables ----------------------------------------------------------------------------------------------------- */

static void describe_package(job *j, const onr_export *e, const char *file, const char *format) {
    static const char *const types[] = {"string", "integer", "number", "boolean"};
    onr_buf *b = &j->package;
    onr_buf_str(b, j->packaged++ ? ",\n    {\"name\": " : "    {\"name\": ");
    onr_json_string(b, onr_slice_of(e->name));
    onr_buf_fmt(b, ", \"path\": \"%s\", \"format\": \"%s\", \"encoding\": \"utf-8\", \"description\": ", file, format);
    onr_json_string(b, onr_slice_of(e->meaning));
    onr_buf_str(b, ",\n     \"schema\": {\"fields\": [");
    for (uint32_t i = 0; i < e->columns_n; i++) {
        onr_buf_fmt(b, "%s\n      {\"name\": \"%s\", \"type\": \"%s\", \"description\": ", i ? "," : "",
                    e->columns[i].name, types[e->columns[i].type]);
        onr_json_string(b, onr_slice_of(e->columns[i].meaning));
        onr_buf_char(b, '}');
    }
    onr_buf_str(b, "]}}");
}

static void describe_codebook(job *j, const onr_export *e) {
    static const char *const types[] = {"text", "integer", "real", "true or false"};
    onr_buf *b = &j->codebook;
    onr_buf_fmt(b, "\n## %s\n\n%s\n\n| column | type | meaning |\n|---|---|---|\n", e->name, e->meaning);
    for (uint32_t i = 0; i < e->columns_n; i++)
        onr_buf_fmt(b, "| %s | %s | %s |\n", e->columns[i].name, types[e->columns[i].type], e->columns[i].meaning);
}

static onr_status export_tables(job *j, const char *format, onr_err *err) {
    onr_status st = ONR_OK;
    char name[PATH_MAX_BYTES];
    for (size_t i = 0; i < j->exports_n && st == ONR_OK; i++) {
        const onr_export *e = &j->exports[i];
        onr_cursor *rows = NULL;
        if (strcmp(e->format, "table") != 0 || e->columns_n > CELLS_MAX) continue;
        (void)snprintf(name, sizeof name, "%s.%s", e->name, format);
        st = onr_export_open(j->book, e, &rows, err);
        if (st == ONR_OK) st = open_file(j, name, err);
        if (st == ONR_OK) st = (format[0] == 'c' ? csv_rows : parquet_rows)(j, e, rows, err);
        st = close_file(j, st, err);
        onr_cursor_close(rows);
        describe_package(j, e, name, format);
    }
    return st;
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static onr_status put_line(job *j, onr_slice s, onr_err *err) {
    if (put(&j->file, s.p, s.n) != 0) return io_error(j->file.name, err);
    return put(&j->file, "\n", s.n && s.p[s.n - 1] == '\n' ? 0 : 1) == 0 ? ONR_OK : io_error(j->file.name, err);
}

/* `pattern` with its % replaced by `group`. */
static void file_name(const char *pattern, onr_slice group, char *out, size_t room) {
    const char *mark = strchr(pattern, '%');
    if (!mark) (void)snprintf(out, room, "%s", pattern);
    else (void)snprintf(out, room, "%.*s%.*s%s", (int)(mark - pattern), pattern, (int)group.n, group.p, mark + 1);
}

/* Rows of a definition into its file, or into a file a group. */
static onr_status export_lines(job *j, const onr_export *e, onr_err *err) {
    onr_cursor *rows = NULL;
    int more = 0, many = strchr(e->name, '%') != NULL;
    onr_cell line, group = {.null = 1};
    char name[PATH_MAX_BYTES];
    onr_status st = onr_export_open(j->book, e, &rows, err);
    if (st == ONR_OK && !many) st = open_file(j, e->name, err);
    while (st == ONR_OK && (st = onr_export_step(rows, &more, err)) == ONR_OK && more) {
        onr_export_cell(rows, 0, &line);
        if (many) {
            onr_export_cell(rows, 1, &group);
            file_name(e->name, group.text, name, sizeof name);
            if (!j->file.f || strcmp(name, j->file.name) != 0) {
                st = close_file(j, ONR_OK, err);
                if (st == ONR_OK) st = open_file(j, name, err);
            }
        }
        if (st == ONR_OK) st = put_line(j, line.text, err);
    }
    onr_cursor_close(rows);
    return close_file(j, st, err);
}

static onr_status export_jsonl(job *j, onr_err *err) {
    onr_cursor *documents = NULL;
    onr_store_document d;
    int more = 0;
    onr_status st = onr_store_documents(j->book, &documents, err);
    if (st == ONR_OK) st = open_file(j, "documents.jsonl", err);
    while (st == ONR_OK && (st = onr_cursor_document(documents, &d, &more, err)) == ONR_OK && more) {
        onr_buf_reset(&j->line);
        st = onr_store_json(j->book, d.key, &j->line, err);
        if (st == ONR_OK) st = put_buf(j, &j->line, err);
    }
    onr_cursor_close(documents);
    return close_file(j, st, err);
}

/* A file that something else wrote: read it for the manifest. */
static onr_status note_written(job *j, const char *name, const char *path, onr_err *err) {
    char bytes[16 * 1024];
    out_file *o = &j->file;
    size_t n;
    *o = (out_file){.f = fopen(path, "rb")};
    if (!o->f) return io_error(name, err);
    memcpy(o->name, name, strlen(name) + 1);
    onr_sha256_init(&o->sha);
    for (; (n = fread(bytes, 1, sizeof bytes, o->f)) > 0; o->bytes += n) onr_sha256_add(&o->sha, bytes, n);
    o->failed = ferror(o->f) != 0;
    return close_file(j, ONR_OK, err);
}

static onr_status export_sqlite(job *j, onr_err *err) {
    char path[PATH_MAX_BYTES];
    int n = snprintf(path, sizeof path, "%s/book.sqlite", j->dir);
    if (n < 0 || (size_t)n >= sizeof path) return onr_err_set(err, ONR_TOO_BIG, 0, "the folder's path is too long");
    if (remove(path) != 0 && errno != ENOENT) return io_error("book.sqlite", err);
    onr_status st = onr_export_sqlite(j->book, path, err);
    return st == ONR_OK ? note_written(j, "book.sqlite", path, err) : st;
}

/* Is `word` one of the comma-separated list? */
static int is_listed(const char *list, const char *word) {
    size_t n = strlen(word);
    for (const char *s = list; (s = strstr(s, word)); s += n)
        if ((s == list || s[-1] == ',') && (s[n] == ',' || s[n] == '\0')) return 1;
    return 0;
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

static onr_status export_format(job *j, const char *format, onr_err *err) {
    if (strcmp(format, "csv") == 0 || strcmp(format, "parquet") == 0) return export_tables(j, format, err);
    if (strcmp(format, "jsonl") == 0) return export_jsonl(j, err);
    if (strcmp(format, "sqlite") == 0) return export_sqlite(j, err);
    onr_status st = ONR_OK;
    for (size_t i = 0; i < j->exports_n && st == ONR_OK; i++)
        if (strcmp(j->exports[i].format, format) == 0) st = export_lines(j, &j->exports[i], err);
    return st;
}

static onr_status write_codebook(job *j, onr_err *err) {
    onr_buf_str(
        &j->codebook,
        "# Codebook\n\nMade from the definitions that the files are made from. Dates are ISO 8601; an empty cell is "
        "\"not known\".\nIn CSV a text that begins with =, +, -, @, a tab or a carriage return has one apostrophe "
        "before it, so that no\nspreadsheet runs it; take it away to get the words. Text is UTF-8; rejected records "
        "are left out.\n");
    for (size_t i = 0; i < j->exports_n; i++)
        if (strcmp(j->exports[i].format, "table") == 0) describe_codebook(j, &j->exports[i]);
    return write_file(j, "codebook.md", &j->codebook, err);
}

static onr_status write_manifest(job *j, onr_err *err) {
    int more = 0, n = 0;
    onr_status st = ONR_OK;
    onr_buf_reset(&j->line);
    onr_buf_str(&j->line, "{\"runs\": [\n");
    for (size_t i = 0; i < j->exports_n && st == ONR_OK; i++) {
        onr_cursor *rows = NULL;
        onr_cell run;
        if (strcmp(j->exports[i].format, "manifest") != 0) continue;
        st = onr_export_open(j->book, &j->exports[i], &rows, err);
        while (st == ONR_OK && (st = onr_export_step(rows, &more, err)) == ONR_OK && more) {
            onr_export_cell(rows, 0, &run);
            onr_buf_str(&j->line, n++ ? ",\n    " : "    ");
            onr_buf_add(&j->line, run.text.p, run.text.n);
        }
        onr_cursor_close(rows);
    }
    onr_buf_str(&j->line, "],\n  \"files\": [\n");
    onr_buf_add(&j->line, j->files.p ? j->files.p : "", j->files.n);
    onr_buf_str(&j->line, "]}\n");
    return st == ONR_OK ? write_file(j, "manifest.json", &j->line, err) : st;
}

static onr_status write_package(job *j, onr_err *err) {
    if (!j->packaged) return ONR_OK;
    onr_buf_reset(&j->line);
    onr_buf_str(&j->line, "{\"profile\": \"tabular-data-package\", \"name\": \"onrecord\", \"resources\": [\n");
    onr_buf_add(&j->line, j->package.p ? j->package.p : "", j->package.n);
    onr_buf_str(&j->line, "]}\n");
    return write_file(j, "datapackage.json", &j->line, err);
}

static onr_status export_all(job *j, const char *list, onr_err *err) {
    onr_status st = onr_exports(&j->arena, &j->exports, &j->exports_n, err);
    for (size_t k = 0; k < FORMATS && st == ONR_OK; k++)
        if (is_listed(list, formats[k])) st = export_format(j, formats[k], err);
    if (st == ONR_OK) st = write_codebook(j, err);
    if (st == ONR_OK) st = write_package(j, err);
    return st == ONR_OK ? write_manifest(j, err) : st;
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

/* Is every word of the list a format? */
static int check_list(const cli_args *args) {
    for (const char *s = args->value[TO]; *s;) {
        size_t n = strcspn(s, ","), known = 0;
        for (size_t k = 0; k < FORMATS; k++) known |= strlen(formats[k]) == n && memcmp(formats[k], s, n) == 0;
        if (!known)
            return cli_usage(
                args->command,
                "--to '%.*s' is none of csv, parquet, jsonl, sqlite, plover, gkg, webannotation, brat and claimreview",
                (int)n, s);
        s += n + (s[n] == ',');
    }
    return *args->value[TO] ? CLI_DONE : cli_usage(args->command, "--to names no format");
}

static int make_dir(const char *dir) {
    struct stat st;
    if (mkdir(dir, 0777) == 0 || (errno == EEXIST && stat(dir, &st) == 0 && S_ISDIR(st.st_mode))) return CLI_DONE;
    cli_say("%s: %s: name a folder that can be made", dir, strerror(errno));
    return CLI_FAILED;
}

static int run(const cli_args *args) {
    if (args->operands_n != 2 || !args->value[TO])
        return cli_usage(args->command, "export needs a BOOK, --to FORMAT and a DIR");
    int rc = check_list(args);
    if (rc != CLI_DONE) return rc;
    job *j = onr_mem_zalloc(1, sizeof *j);
    if (!j) return cli_say("out of memory at the start"), CLI_FAILED;
    onr_err err = {0};
    onr_buf *work[] = {&j->line, &j->codebook, &j->package, &j->files};
    for (size_t i = 0; i < sizeof work / sizeof *work; i++) onr_buf_init(work[i], i ? FILES_TEXT_MAX : ONR_JSON_MAX);
    onr_arena_init(&j->arena, FILES_TEXT_MAX);
    j->dir = args->operands[1];
    onr_status st = onr_store_open(args->operands[0], ONR_STORE_READ, &j->book, &err);
    if (st == ONR_OK && (rc = make_dir(j->dir)) == CLI_DONE) st = export_all(j, args->value[TO], &err);
    if (st != ONR_OK) {
        cli_say_about(args->operands[0], &err);
        rc = CLI_FAILED;
    }
    onr_store_close(j->book);
    onr_arena_clear(&j->arena);
    for (size_t i = 0; i < sizeof work / sizeof *work; i++) onr_buf_clear(work[i]);
    onr_mem_free(j);
    return rc;
}

const cli_command cli_export_command = {
    .name = "export",
    .operands = "BOOK DIR",
    .summary = "write a book as files for other programs",
    .text = "Writes tables (csv, parquet), whole documents (jsonl, sqlite) or what other tools read (plover, gkg,\n"
            "webannotation, brat, claimreview) into the folder DIR, with a codebook and a manifest of every file's "
            "hash. The\n"
            "same book exports the same bytes.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
