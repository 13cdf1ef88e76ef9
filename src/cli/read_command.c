/* onrecord read: each article of each file through the pipe, its sheet (or JSON, CoNLL-U, layers) to standard output in
 * the order of the input, whatever the number of threads. A file that fails is reported and the others are still read;
 * what a container holds beside articles is told at the end. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/model_path.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/skipped.h"
#include "cli/sheet.h"
#include "doc/conllu.h"
#include "doc/date.h"
#include "doc/html.h"
#include "doc/plover.h"
#include "doc/print.h"
#include "pipe/pipe.h"
#include "pipe/pool.h"
#include "read/columns.h"
#include "serve/assets.h"

enum {
    PUBLISHED,
    OUTLET,
    URL,
    JSON,
    HTML,
    CONLLU,
    LAYERS,
    PLOVER,
    ACTORS,
    AGENTS,
    FORMAT,
    MAP,
    JOBS,
    MODEL,
    TIMEOUT,
    MEMORY,
    OPTIONS
};
enum { SHEET_WIDTH = 100, NARROWEST = 40, TIMEOUT_MAX_S = 24 * 3600, MEMORY_MAX_MIB = 64 * 1024 };

static const cli_option options[OPTIONS] = {
    [PUBLISHED] = {"published", "DATE", "the day the article appeared, as 2024-03-05"},
    [OUTLET] = {"outlet", "NAME", "who published it"},
    [URL] = {"url", "URL", "where it was published"},
    [JSON] = {"json", NULL, "print the records as JSON, one line a file"},
    [HTML] = {"html", NULL, "print one page of HTML that needs nothing else: the article beside its records"},
    [CONLLU] = {"conllu", NULL, "print tokens, tags and trees as CoNLL-U"},
    [LAYERS] = {"layers", "[LIST]", "print layers as text: --layers=tokens,quotes; all without a list"},
    [PLOVER] = {"plover", NULL, "print the acts as PLOVER records, one JSON line each"},
    [ACTORS] = {"actors", "FILE", "your actors in PETRARCH's format; they win over the built-in ones"},
    [AGENTS] = {"agents", "FILE", "your agents in PETRARCH's format; they win over the built-in ones"},
    [FORMAT] = {"format", "FORMAT", "what the files are, where they do not show it: see below"},
    [MAP] = {"map", "COLUMNS", "columns of CSV and NDJSON: text=body,published=date"},
    [JOBS] = {"jobs", "N", "threads that read; also -j N (default 1)", 'j'},
    [MODEL] = {"model", "FILE", "the model file; 'none' reads without one: text, tokens and quotes only"},
    [TIMEOUT] = {"timeout", "SECONDS", "time a file may take (default 60, 0 for no limit)"},
    [MEMORY] = {"memory", "MIB", "memory a document may take (default 3072)"},
};

/* What one run of the command holds. */
typedef struct job {
    const cli_args *args;
    onr_pipe_options pipe_options;
    onr_input_options input_options;
    onr_pool_options pool_options;
    onr_pipe *pipe;
    onr_buf in, line;
    cli_sheet_options sheet;
    cli_skipped skipped;
    cli_progress progress;
    unsigned layers; /* bits 1 << onr_print_layer */
    uint64_t documents;
    int failed; /* something could not be read */
    int closed; /* standard output takes no more */
} job;

/* ---- the command line ------------------------------------------------------------------------------------------- */

static int parse_layers(const cli_args *args, unsigned *bits) {
    const char *s = args->value[LAYERS];
    *bits = *s ? 0 : (1u << ONR_PRINT_COUNT) - 1;
    while (*s) {
        size_t n = strcspn(s, ",");
        int k = onr_print_layer_find(s, n);
        if (k < 0) return cli_usage(args->command, "there is no layer '%.*s'", (int)n, s);
        *bits |= 1u << k;
        s += n + (s[n] == ',');
    }
    return CLI_DONE;
}

static int parse_origin(job *j) {
    const char *const *v = j->args->value;
    const cli_command *c = j->args->command;
    onr_err err = {0};
    if (v[PUBLISHED] && onr_date_parse(onr_slice_of(v[PUBLISHED]), &j->pipe_options.published, &err) != ONR_OK)
        return cli_usage(c, "--published: %s", err.msg);
    static const int texts[] = {OUTLET, URL};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *s = v[texts[i]];
        if (s && (!*s || onr_utf8_check(s, strlen(s)) != strlen(s)))
            return cli_usage(c, "--%s '%s' is empty or not UTF-8", c->options[texts[i]].name, s);
    }
    j->pipe_options.outlet = v[OUTLET];
    j->pipe_options.url = v[URL];
    return CLI_DONE;
}

static int parse_budget(job *j, size_t *memory) {
    const char *const *v = j->args->value;
    j->pipe_options.timeout_ms = ONR_PIPE_TIMEOUT_MS;
    *memory = ONR_DOC_ARENA_CAP;
    if (v[TIMEOUT]) {
        long s = cli_number(v[TIMEOUT], 0, TIMEOUT_MAX_S);
        if (s < 0) return cli_usage(j->args->command, "--timeout '%s' is not a number of seconds", v[TIMEOUT]);
        j->pipe_options.timeout_ms = (uint64_t)s * 1000;
    }
    if (v[MEMORY]) {
        long mib = cli_number(v[MEMORY], 1, MEMORY_MAX_MIB);
        if (mib < 0) return cli_usage(j->args->command, "--memory '%s' is not a number of MiB", v[MEMORY]);
        *memory = (size_t)mib << 20;
    }
    return CLI_DONE;
}

static int parse_input(job *j) {
    const char *const *v = j->args->value;
    const cli_command *c = j->args->command;
    onr_err err = {0};
    int conllu = v[FORMAT] && strcmp(v[FORMAT], "conllu") == 0;
    onr_format format = conllu ? ONR_FORMAT_TEXT : v[FORMAT] ? onr_format_find(v[FORMAT]) : ONR_FORMAT_AUTO;
    if (format == ONR_FORMAT_COUNT) return cli_usage(c, "--format '%s' is not a format", v[FORMAT]);
    if (v[MAP] && onr_columns_check(v[MAP], &err) != ONR_OK) return cli_usage(c, "--map: %s", err.msg);
    long jobs = v[JOBS] ? cli_number(v[JOBS], 1, ONR_POOL_MOST) : 1;
    if (jobs < 0) return cli_usage(c, "--jobs '%s' is not a number from 1 to %d", v[JOBS], ONR_POOL_MOST);
    j->pipe_options.format = conllu ? ONR_PIPE_CONLLU : ONR_PIPE_TEXT;
    j->input_options = (onr_input_options){.format = format, .map = v[MAP]};
    j->pool_options.workers = (unsigned)jobs;
    return CLI_DONE;
}

static int parse(job *j, size_t *memory) {
    const char *const *v = j->args->value;
    const cli_command *c = j->args->command;
    if ((v[JSON] != NULL) + (v[HTML] != NULL) + (v[CONLLU] != NULL) + (v[LAYERS] != NULL) + (v[PLOVER] != NULL) > 1)
        return cli_usage(c, "--json, --html, --plover, --conllu and --layers exclude one another");
    int rc = parse_input(j);
    if (rc != CLI_DONE) return rc;
    if (j->args->operands_n == 0) return cli_usage(c, "read needs a FILE, or - for standard input");
    if (v[HTML] && j->args->operands_n > 1) return cli_usage(c, "--html makes a page of one FILE");
    rc = v[LAYERS] ? parse_layers(j->args, &j->layers) : CLI_DONE;
    if (rc == CLI_DONE) rc = parse_origin(j);
    return rc == CLI_DONE ? parse_budget(j, memory) : rc;
}

/* ---- one article ------------------------------------------------------------------------------------------------ */

/* What became of a buffer that layers were printed into. */
static onr_status printed(const onr_buf *out, onr_err *err) {
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu bytes to print: split it", out->max);
    if (onr_buf_failed(out)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while printing: read it alone");
    return ONR_OK;
}

/* Runs in the threads of the workers: the job is only looked at. */
static onr_status render(const onr_doc *doc, const onr_item *item, const void *context, onr_buf *out, onr_err *err) {
    const job *j = context;
    const char *const *v = j->args->value;
    const onr_json_run *run = onr_pipe_run(j->pipe);
    if (v[JSON]) return onr_json_write(doc, run, out, err);
    if (v[HTML]) {
        onr_html_parts parts = {onr_asset_page_style(), onr_asset_page_script()};
        return onr_html_write(doc, run, &parts, out, err);
    }
    if (v[CONLLU]) onr_conllu_write(doc, out);
    if (v[PLOVER]) onr_plover_write(doc, run->program, out);
    for (unsigned k = 0; v[LAYERS] && k < ONR_PRINT_COUNT; k++)
        if (j->layers & 1u << k) onr_print_layer_add(doc, (onr_print_layer)k, out);
    if (v[CONLLU] || v[LAYERS] || v[PLOVER]) return printed(out, err);
    cli_sheet_options o = j->sheet;
    int alone = j->args->operands_n == 1 && strcmp(item->locator, j->args->operands[0]) == 0;
    o.path = alone ? NULL : item->locator;
    return cli_sheet(doc, &o, out, err);
}

static void set_sheet(job *j) {
    unsigned width = cli_terminal_width();
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    j->sheet = (cli_sheet_options){.width = SHEET_WIDTH};
    j->sheet.colour = width > 0 && !(no_colour && *no_colour) && !(term && strcmp(term, "dumb") == 0);
    if (width) j->sheet.width = width < NARROWEST ? NARROWEST : width;
}

/* Was this file named by the user, and not found in a folder? */
static int is_named(const job *j, const char *path) {
    for (size_t i = 0; path && i < j->args->operands_n; i++)
        if (strcmp(path, j->args->operands[i]) == 0) return 1;
    return 0;
}

/* A file that the user named fails the run; what lies in a folder or a container and is no article is skipped. */
static void refuse(job *j, const onr_pool_result *r) {
    int is_part = !r->is_file && (strcmp(r->locator, r->path) != 0 || !is_named(j, r->path));
    cli_progress_clear(&j->progress);
    if (is_part && (r->st == ONR_FORMAT || r->st == ONR_TOO_BIG)) {
        size_t n = strlen(r->locator);
        const char *reason = r->err->msg; /* "a.html#12: no text": the place is told apart */
        if (strncmp(reason, r->locator, n) == 0 && reason[n] == ':') reason += n + 2;
        if (cli_skipped_add(&j->skipped, r->locator, reason) == 0) return;
    }
    j->failed = 1;
    cli_say_about(r->locator ? r->locator : r->path, r->err);
}

static int emit(const onr_pool_result *r, const onr_input *in, void *context) {
    job *j = context;
    const char *const *v = j->args->value;
    const char *note;
    while ((note = onr_input_note((onr_input *)(uintptr_t)in)) != NULL) {
        cli_progress_clear(&j->progress);
        cli_say("%s", note);
    }
    if (r->st != ONR_OK) refuse(j, r);
    else {
        cli_progress_clear(&j->progress);
        if (j->documents && !v[JSON] && !v[PLOVER]) j->closed = cli_write("\n", 1) != 0;
        j->documents++;
        if (!j->closed) j->closed = cli_write(r->out->n ? r->out->p : "", r->out->n) != 0;
    }
    cli_progress_show(&j->progress, onr_input_at(in), j->documents);
    return j->closed;
}

/* The last line: what was not read. Where the output has no place for it, it is said. */
static void tell_skipped(job *j, const onr_input *in) {
    const char *const *v = j->args->value;
    onr_buf_reset(&j->line);
    if (v[JSON]) cli_skipped_json(&j->skipped, in, &j->line);
    else cli_skipped_line(&j->skipped, in, &j->line);
    if (!j->line.n || j->closed) return;
    if (onr_buf_failed(&j->line)) cli_say("out of memory while listing what was skipped"), j->failed = 1;
    else if (v[CONLLU] || v[LAYERS] || v[PLOVER] || v[HTML]) {
        j->line.p[j->line.n - 1] = '\0';
        cli_say("%s", j->line.p);
    } else {
        if (!v[JSON] && j->documents) j->closed = cli_write("\n", 1) != 0;
        if (!j->closed) j->closed = cli_write(j->line.p, j->line.n) != 0;
    }
}

/* Read the user's dictionary of option `k`, if there is one; *path names what is read, for a message. */
static onr_status add_dictionary(job *j, int k, int kind, const char **path, onr_err *err) {
    const char *file = j->args->value[k];
    if (!file) return ONR_OK;
    *path = file;
    onr_buf_reset(&j->in);
    onr_status st = cli_input(file, &j->in, err);
    return st == ONR_OK ? onr_pipe_add_actors(j->pipe, file, j->in.p ? j->in.p : "", j->in.n, kind, err) : st;
}

static int open_pipe(job *j, onr_pool **pool) {
    onr_err err = {0};
    const char *path = cli_model_path(j->args->value[MODEL]);
    onr_status st = onr_pipe_new(path, &j->pipe, &err);
    if (st == ONR_OK) st = add_dictionary(j, ACTORS, ONR_PIPE_ACTORS, &path, &err);
    if (st == ONR_OK) st = add_dictionary(j, AGENTS, ONR_PIPE_AGENTS, &path, &err);
    if (st == ONR_OK) st = onr_pool_new(j->pipe, &j->pool_options, pool, &err);
    if (st == ONR_OK) return CLI_DONE;
    cli_say_about(path, &err);
    return CLI_FAILED;
}

static int read_all(job *j, onr_pool *pool) {
    onr_err err = {0};
    onr_input *in = NULL;
    const char *const *paths = (const char *const *)j->args->operands;
    if (onr_input_open(paths, j->args->operands_n, &j->input_options, &in, &err) != ONR_OK) {
        cli_say("%s", err.msg);
        return CLI_FAILED;
    }
    set_sheet(j);
    cli_progress_start(&j->progress);
    onr_pool_run(pool, in);
    cli_progress_clear(&j->progress);
    tell_skipped(j, in);
    onr_input_close(in);
    return j->failed || j->closed ? CLI_FAILED : CLI_DONE;
}

static int run(const cli_args *args) {
    job j = {.args = args};
    onr_pool *pool = NULL;
    onr_buf_init(&j.in, ONR_DOC_TEXT_MAX);
    onr_buf_init(&j.line, ONR_DOC_TEXT_MAX);
    cli_skipped_init(&j.skipped);
    int rc = parse(&j, &j.pool_options.memory);
    j.pool_options.out_max = ONR_JSON_MAX;
    j.pool_options.read = &j.pipe_options;
    j.pool_options.render = render;
    j.pool_options.emit = emit;
    j.pool_options.context = &j;
    if (rc == CLI_DONE) rc = open_pipe(&j, &pool);
    if (rc == CLI_DONE) rc = read_all(&j, pool);
    onr_pool_free(pool);
    onr_pipe_free(j.pipe);
    cli_skipped_clear(&j.skipped);
    onr_buf_clear(&j.line);
    onr_buf_clear(&j.in);
    return rc;
}

const cli_command cli_read_command = {
    .name = "read",
    .operands = "FILE...",
    .summary = "read news articles and print who said what",
    .text =
        "Each FILE is an article (plain text, a saved page), a container of articles (WARC, a feed, CSV, NDJSON, an\n"
        "export of Nexis, Factiva or Europresse), or a folder of those; - is standard input. The sheet shows the\n"
        "statements in order, each with its speaker, the words that say that it was said, its place (line:column)\n"
        "and the exact words. What was skipped, and why, is the last line.\n\n"
        "What a file is, is seen from its bytes. --format says it where that goes wrong: text, html, warc, feed,\n"
        "ndjson, csv, export, docx, petrarch; or conllu, whose tokens are kept.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
