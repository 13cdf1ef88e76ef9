/* onrecord read: each article of each file through the pipe, its sheet (or JSON, CoNLL-U, layers) to standard output in
 * the order of the input, whatever the number of threads. A file that fails is reported and the others are still read;
 * what a container holds beside articles is told at the end. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/explain.h"
#include "cli/meter.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/skipped.h"
#include "cli/sheet.h"
#include "doc/conllu.h"
#include "doc/date.h"
#include "doc/html.h"
#include "doc/plover.h"
#include "doc/print.h"
#include "pipe/pipe.h"
#include "read/columns.h"
#include "serve/assets.h"

enum {
    PUBLISHED = CLI_READING_N,
    OUTLET,
    URL,
    JSON,
    HTML,
    CONLLU,
    LAYERS,
    PLOVER,
    EXPLAIN,
    WHY_NOT,
    FORMAT,
    MAP,
    OPTIONS
};
enum { SHEET_WIDTH = 100, NARROWEST = 40 };

static const cli_option options[OPTIONS] = {
    [PUBLISHED] = {"published", "DATE", "the day the article appeared, as 2024-03-05"},
    [OUTLET] = {"outlet", "NAME", "who published it"},
    [URL] = {"url", "URL", "where it was published"},
    [JSON] = {"json", NULL, "print the records as JSON, one line an article"},
    [HTML] = {"html", NULL, "print one page of HTML that needs nothing else: the article beside its records"},
    [CONLLU] = {"conllu", NULL, "print tokens, tags and trees as CoNLL-U"},
    [LAYERS] = {"layers", "[LIST]", "print layers as text: --layers=tokens,quotes; all without a list"},
    [PLOVER] = {"plover", NULL, "print the acts as PLOVER records, one JSON line each"},
    [EXPLAIN] = {"explain", "ID", "print which marks, links and rules made a record; 'all' for every one"},
    [WHY_NOT] = {"why-not", "LINE", "print what was found in the sentences of a line, and what stood in the way"},
    [FORMAT] = {"format", "FORMAT", "what the files are, where they do not show it: see above"},
    [MAP] = {"map", "COLUMNS", "columns of CSV and NDJSON: text=body,published=date"},
    CLI_READING_OPTIONS,
};

/* What one run of the command holds. */
typedef struct job {
    const cli_args *args;
    cli_reading reading;
    onr_input_options input_options;
    onr_input *input;
    onr_buf out;
    cli_sheet_options sheet;
    cli_skipped skipped;
    cli_meter meter;
    uint32_t line;   /* of --why-not */
    onr_err absent;  /* why an article had nothing to explain; code ONR_OK: one had */
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
    if (v[PUBLISHED] && onr_date_parse(onr_slice_of(v[PUBLISHED]), &j->reading.options.published, &err) != ONR_OK)
        return cli_usage(c, "--published: %s", err.msg);
    static const int texts[] = {OUTLET, URL};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *s = v[texts[i]];
        if (s && (!*s || onr_utf8_check(s, strlen(s)) != strlen(s)))
            return cli_usage(c, "--%s '%s' is empty or not UTF-8", c->options[texts[i]].name, s);
    }
    j->reading.options.outlet = v[OUTLET];
    j->reading.options.url = v[URL];
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
    j->reading.options.format = conllu ? ONR_PIPE_CONLLU : ONR_PIPE_TEXT;
    j->input_options = (onr_input_options){.format = format, .map = v[MAP]};
    return CLI_DONE;
}

static int parse_explain(job *j) {
    const char *id = j->args->value[EXPLAIN], *line = j->args->value[WHY_NOT];
    if (id && !*id) return cli_usage(j->args->command, "--explain needs the id of a record, or all");
    if (!line) return CLI_DONE;
    long n = cli_number(line, 1, ONR_DOC_TEXT_MAX);
    if (n < 0) return cli_usage(j->args->command, "--why-not '%s' is not the number of a line", line);
    j->line = (uint32_t)n;
    return CLI_DONE;
}

static int parse(job *j) {
    const char *const *v = j->args->value;
    const cli_command *c = j->args->command;
    static const int forms[] = {JSON, HTML, CONLLU, LAYERS, PLOVER, EXPLAIN, WHY_NOT};
    int given = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) given += v[forms[i]] != NULL;
    if (given > 1)
        return cli_usage(c,
                         "--json, --html, --plover, --conllu, --layers, --explain and --why-not exclude one another");
    int rc = parse_explain(j);
    if (rc == CLI_DONE) rc = parse_input(j);
    if (rc != CLI_DONE) return rc;
    if (j->args->operands_n == 0) return cli_usage(c, "read needs a FILE, or - for standard input");
    if (v[HTML] && j->args->operands_n > 1) return cli_usage(c, "--html makes a page of one FILE");
    rc = v[LAYERS] ? parse_layers(j->args, &j->layers) : CLI_DONE;
    if (rc == CLI_DONE) rc = parse_origin(j);
    return rc == CLI_DONE ? cli_reading_parse(j->args, &j->reading) : rc;
}

/* ---- one article ------------------------------------------------------------------------------------------------ */

/* What became of a buffer that layers were printed into. */
static onr_status printed(const onr_buf *out, onr_err *err) {
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu bytes to print: split it", out->max);
    if (onr_buf_failed(out)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while printing: read it alone");
    return ONR_OK;
}

/* Of many articles one may have the record or the line: that the others have not is told only when none has. */
static onr_status explain(job *j, const onr_doc *doc, onr_err *err) {
    const char *id = j->args->value[EXPLAIN];
    onr_status st = id ? cli_explain(doc, id, &j->out, err) : cli_why_not(doc, j->line, &j->out, err);
    if (st == ONR_OK || st == ONR_NOT_FOUND) {
        int first = j->documents == 0;
        if (st == ONR_OK) j->absent = (onr_err){.code = ONR_OK};
        else if (first || j->absent.code != ONR_OK) j->absent = *err;
        return ONR_OK;
    }
    return st;
}

static onr_status print(job *j, const onr_doc *doc, const onr_item *item, onr_err *err) {
    const char *const *v = j->args->value;
    const onr_json_run *run = onr_pipe_run(j->reading.pipe);
    onr_buf *out = &j->out;
    if (v[JSON]) return onr_json_write(doc, run, out, err);
    if (v[HTML]) {
        onr_html_parts parts = {onr_asset_page_style(), onr_asset_page_script()};
        return onr_html_write(doc, run, &parts, out, err);
    }
    if (v[EXPLAIN] || v[WHY_NOT]) return explain(j, doc, err);
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
static void refuse(job *j, const onr_item *item, onr_status st, const onr_err *err) {
    int is_part = strcmp(item->locator, item->path) != 0 || !is_named(j, item->path);
    cli_progress("%s", "");
    if (is_part && (st == ONR_FORMAT || st == ONR_TOO_BIG)) {
        if (cli_skipped_add(&j->skipped, item->locator, cli_skipped_reason(item->locator, err)) == 0) return;
    }
    j->failed = 1;
    cli_say_about(item->locator, err);
}

/* The oldest article that is read, printed. */
static void print_one(job *j) {
    const char *const *v = j->args->value;
    onr_crew_job *done = onr_crew_take(j->reading.crew);
    onr_status st = done->status;
    onr_buf_reset(&j->out);
    if (j->documents && !v[JSON] && !v[PLOVER]) onr_buf_char(&j->out, '\n');
    if (st == ONR_OK) st = print(j, &done->doc, &done->item, &done->err);
    if (st != ONR_OK) {
        refuse(j, &done->item, st, &done->err);
        return;
    }
    cli_progress("%s", "");
    j->documents++;
    j->closed = cli_write(j->out.n ? j->out.p : "", j->out.n) != 0;
}

/* The next article to the crew; what cannot be read is told after the articles before it. 0: there is no more. */
static int give_one(job *j) {
    onr_item item;
    onr_err err = {0};
    onr_status st = onr_input_next(j->input, &item, &err);
    const char *note = onr_input_note(j->input);
    int failed = st != ONR_OK;
    if (!failed && !item.bytes) return 0;
    if (!failed && !note) {
        st = onr_crew_put(j->reading.crew, &item, &j->reading.options, 0, &err);
        if (st == ONR_OK) return 1;
    }
    const char *path = item.path; /* the input's own, until its next call */
    while (onr_crew_busy(j->reading.crew) && !j->closed) print_one(j);
    cli_progress("%s", "");
    if (note) cli_say("%s", note);
    if (!failed && st == ONR_OK) st = onr_crew_put(j->reading.crew, &item, &j->reading.options, 0, &err);
    if (st == ONR_OK) return 1;
    j->failed = 1;
    cli_say_about(path, &err);
    return 1;
}

/* The last line: what was not read. Where the output has no place for it, it is said. */
static void tell_skipped(job *j) {
    const char *const *v = j->args->value;
    const onr_input *in = j->input;
    onr_buf_reset(&j->out);
    if (v[JSON]) cli_skipped_json(&j->skipped, in, &j->out);
    else cli_skipped_line(&j->skipped, in, &j->out);
    if (!j->out.n || j->closed) return;
    if (onr_buf_failed(&j->out)) cli_say("out of memory while listing what was skipped"), j->failed = 1;
    else if (v[CONLLU] || v[LAYERS] || v[PLOVER] || v[HTML]) {
        j->out.p[j->out.n - 1] = '\0';
        cli_say("%s", j->out.p);
    } else {
        if (!v[JSON] && j->documents) j->closed = cli_write("\n", 1) != 0;
        if (!j->closed) j->closed = cli_write(j->out.p, j->out.n) != 0;
    }
}

static int read_all(job *j) {
    onr_err err = {0};
    onr_crew *crew = j->reading.crew;
    const char *const *paths = (const char *const *)j->args->operands;
    if (onr_input_open(paths, j->args->operands_n, &j->input_options, &j->input, &err) != ONR_OK) {
        cli_say("%s", err.msg);
        return CLI_FAILED;
    }
    set_sheet(j);
    cli_meter_start(&j->meter);
    for (int more = 1; !j->closed && (more || onr_crew_busy(crew));) {
        if (onr_crew_ready(crew) || onr_crew_full(crew) || !more) print_one(j);
        else more = give_one(j);
        cli_meter_show(&j->meter, onr_input_at(j->input), j->documents);
    }
    cli_progress("%s", "");
    tell_skipped(j);
    if (j->absent.code != ONR_OK) cli_say("%s", j->absent.msg), j->failed = 1;
    onr_input_close(j->input);
    /* files in which nothing could be read have failed, however orderly each part was skipped */
    return j->failed || j->closed || !j->documents ? CLI_FAILED : CLI_DONE;
}

static int run(const cli_args *args) {
    job j = {.args = args};
    onr_buf_init(&j.out, ONR_JSON_MAX);
    cli_skipped_init(&j.skipped);
    int rc = parse(&j);
    if (rc == CLI_DONE) rc = cli_reading_open(args, &j.reading);
    if (rc == CLI_DONE) rc = read_all(&j);
    cli_reading_close(&j.reading);
    cli_skipped_clear(&j.skipped);
    onr_buf_clear(&j.out);
    return rc;
}

const cli_command cli_read_command = {
    .name = "read",
    .operands = "FILE...",
    .summary = "read news articles and print their records",
    .text =
        "Each FILE is an article (plain text, a saved page), a container of articles (WARC, a feed, CSV, NDJSON, an\n"
        "export of Nexis, Factiva or Europresse), or a folder of those; - is standard input. The sheet shows\n"
        "the statements in order, figures and acts, each on whose word, with its place (line:column) and how sure the\n"
        "program is. What was skipped, and why, is the last line.\n\n"
        "What a file is, is seen from its bytes. --format says it where that goes wrong: text, html, warc, feed,\n"
        "ndjson, csv, export, docx, petrarch; or conllu, whose tokens are kept.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
