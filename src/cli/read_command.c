/* onrecord read: each file through the pipe, its sheet (or JSON, CoNLL-U, layers) to standard output. A file that fails
 * is reported and the others are still read. One buffer, one document and one worker serve all files. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/model_path.h"
#include "cli/output.h"
#include "cli/sheet.h"
#include "doc/conllu.h"
#include "doc/date.h"
#include "doc/html.h"
#include "doc/plover.h"
#include "doc/print.h"
#include "pipe/pipe.h"
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
    FROM,
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
    [FROM] = {"from", "FORMAT", "what the files are: text (default) or conllu, whose tokens are kept"},
    [MODEL] = {"model", "FILE", "the model file; 'none' reads without one: text, tokens and quotes only"},
    [TIMEOUT] = {"timeout", "SECONDS", "time a file may take (default 60, 0 for no limit)"},
    [MEMORY] = {"memory", "MIB", "memory a document may take (default 3072)"},
};

/* What one run of the command holds. */
typedef struct job {
    const cli_args *args;
    onr_pipe_options pipe_options;
    onr_pipe *pipe;
    onr_worker *worker;
    onr_doc doc;
    onr_buf in, out;
    unsigned layers; /* bits 1 << onr_print_layer */
    int printed;     /* something went to standard output */
    int closed;      /* it takes no more */
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

static int parse(job *j, size_t *memory) {
    const char *const *v = j->args->value;
    const cli_command *c = j->args->command;
    if ((v[JSON] != NULL) + (v[HTML] != NULL) + (v[CONLLU] != NULL) + (v[LAYERS] != NULL) + (v[PLOVER] != NULL) > 1)
        return cli_usage(c, "--json, --html, --plover, --conllu and --layers exclude one another");
    if (v[FROM] && strcmp(v[FROM], "text") != 0 && strcmp(v[FROM], "conllu") != 0)
        return cli_usage(c, "--from '%s' is neither text nor conllu", v[FROM]);
    j->pipe_options.format = v[FROM] && strcmp(v[FROM], "conllu") == 0 ? ONR_PIPE_CONLLU : ONR_PIPE_TEXT;
    if (j->args->operands_n == 0) return cli_usage(c, "read needs a FILE, or - for standard input");
    if (v[HTML] && j->args->operands_n > 1) return cli_usage(c, "--html makes a page of one FILE");
    int rc = v[LAYERS] ? parse_layers(j->args, &j->layers) : CLI_DONE;
    if (rc == CLI_DONE) rc = parse_origin(j);
    return rc == CLI_DONE ? parse_budget(j, memory) : rc;
}

/* ---- one file --------------------------------------------------------------------------------------------------- */

/* What became of a buffer that layers were printed into. */
static onr_status printed(const onr_buf *out, onr_err *err) {
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu bytes to print: split it", out->max);
    if (onr_buf_failed(out)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while printing: read it alone");
    return ONR_OK;
}

static onr_status print(job *j, const char *path, onr_err *err) {
    const char *const *v = j->args->value;
    if (v[JSON]) return onr_json_write(&j->doc, onr_pipe_run(j->pipe), &j->out, err);
    if (v[HTML]) {
        onr_html_parts parts = {onr_asset_page_style(), onr_asset_page_script()};
        return onr_html_write(&j->doc, onr_pipe_run(j->pipe), &parts, &j->out, err);
    }
    if (v[CONLLU]) onr_conllu_write(&j->doc, &j->out);
    if (v[PLOVER]) onr_plover_write(&j->doc, onr_pipe_run(j->pipe)->program, &j->out);
    for (unsigned k = 0; v[LAYERS] && k < ONR_PRINT_COUNT; k++)
        if (j->layers & 1u << k) onr_print_layer_add(&j->doc, (onr_print_layer)k, &j->out);
    if (v[CONLLU] || v[LAYERS] || v[PLOVER]) return printed(&j->out, err);
    unsigned width = cli_terminal_width();
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    cli_sheet_options o = {.width = SHEET_WIDTH, .path = j->args->operands_n > 1 ? path : NULL};
    o.colour = width > 0 && !(no_colour && *no_colour) && !(term && strcmp(term, "dumb") == 0);
    if (width) o.width = width < NARROWEST ? NARROWEST : width;
    return cli_sheet(&j->doc, &o, &j->out, err);
}

static int read_file(job *j, const char *path) {
    onr_err err = {0};
    onr_buf_reset(&j->in);
    onr_buf_reset(&j->out);
    if (j->printed && !j->args->value[JSON] && !j->args->value[PLOVER]) onr_buf_char(&j->out, '\n');
    j->pipe_options.path = path;
    onr_status st = cli_input(path, &j->in, &err);
    if (st == ONR_OK) st = onr_pipe_read(j->worker, j->in.p ? j->in.p : "", j->in.n, &j->pipe_options, &j->doc, &err);
    if (st == ONR_OK) st = print(j, path, &err);
    if (st != ONR_OK) {
        cli_say_about(path, &err);
        return CLI_FAILED;
    }
    j->printed = 1;
    j->closed = cli_write(j->out.p, j->out.n) != 0;
    return j->closed ? CLI_FAILED : CLI_DONE;
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

static int open_pipe(job *j) {
    onr_err err = {0};
    const char *path = cli_model_path(j->args->value[MODEL]);
    onr_status st = onr_pipe_new(path, &j->pipe, &err);
    if (st == ONR_OK) st = add_dictionary(j, ACTORS, ONR_PIPE_ACTORS, &path, &err);
    if (st == ONR_OK) st = add_dictionary(j, AGENTS, ONR_PIPE_AGENTS, &path, &err);
    if (st == ONR_OK) st = onr_worker_new(j->pipe, &j->worker, &err);
    if (st == ONR_OK) return CLI_DONE;
    cli_say_about(path, &err);
    return CLI_FAILED;
}

static int run(const cli_args *args) {
    job j = {.args = args};
    size_t memory = 0;
    int rc = parse(&j, &memory);
    onr_doc_init(&j.doc, memory);
    onr_buf_init(&j.in, ONR_DOC_TEXT_MAX);
    onr_buf_init(&j.out, ONR_JSON_MAX);
    if (rc == CLI_DONE) rc = open_pipe(&j);
    int ready = rc == CLI_DONE;
    for (size_t i = 0; ready && i < args->operands_n && !j.closed; i++)
        if (read_file(&j, args->operands[i]) != CLI_DONE) rc = CLI_FAILED;
    onr_buf_clear(&j.out);
    onr_buf_clear(&j.in);
    onr_doc_clear(&j.doc);
    onr_worker_free(j.worker);
    onr_pipe_free(j.pipe);
    return rc;
}

const cli_command cli_read_command = {
    .name = "read",
    .operands = "FILE...",
    .summary = "read news articles and print who said what",
    .text =
        "Each FILE is one article of plain text; - is standard input. The sheet shows the statements in order, each\n"
        "with its speaker, the words that say that it was said, its place (line:column) and the exact words.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
