/* onrecord read: each article of each file through the pipe, its sheet (or JSON, CoNLL-U, layers) to standard output in
 * the order of the input, whatever the number of threads. A file that fails is reported and the others are still read;
 * what a container holds beside articles is told at the end. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli/articles.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/explain.h"
#include "cli/meter.h"
#include "cli/output.h"
#include "cli/sheet.h"
#include "doc/conllu.h"
#include "doc/html.h"
#include "doc/plover.h"
#include "doc/print.h"
#include "ledger/derive.h"
#include "pipe/pipe.h"
#include "serve/assets.h"

enum { JSON = CLI_ARTICLES_N, HTML, CONLLU, LAYERS, PLOVER, DERIVE, EXPLAIN, WHY_NOT, OPTIONS };
enum { SHEET_WIDTH = 100, NARROWEST = 40 };

static const cli_option options[OPTIONS] = {
    CLI_ARTICLES_OPTIONS,
    [JSON] = {"json", NULL, "print the records as JSON, one line an article"},
    [HTML] = {"html", NULL, "print one page of HTML that needs nothing else: the article beside its records"},
    [CONLLU] = {"conllu", NULL, "print tokens, tags and trees as CoNLL-U"},
    [LAYERS] = {"layers", "[LIST]", "print layers as text: --layers=tokens,quotes; all without a list"},
    [PLOVER] = {"plover", NULL, "print the acts as PLOVER records, one JSON line each"},
    [DERIVE] = {"derive", "RULES", "add numbers that follow from figures by rules: sum.list,vague.acled,...; all"},
    [EXPLAIN] = {"explain", "ID", "print which marks, links and rules made a record; 'all' for every one"},
    [WHY_NOT] = {"why-not", "LINE", "print what was found in the sentences of a line, and what stood in the way"},
};

/* What one run of the command holds. */
typedef struct job {
    const cli_args *args;
    cli_articles articles;
    onr_buf out;
    cli_sheet_options sheet;
    cli_meter meter;
    uint32_t line;   /* of --why-not */
    onr_err absent;  /* why an article had nothing to explain; code ONR_OK: one had */
    unsigned derive; /* rules of ledger/derive.h, as bits */
    unsigned layers; /* bits 1 << onr_print_layer */
    uint64_t documents;
    int closed; /* standard output takes no more */
} job;

/* ---- the command line ------------------------------------------------------------------------------------------- */

static int no_layer(const cli_command *c, const char *word, size_t n) {
    cli_near near;
    char hint[64];
    cli_near_init(&near, word, n);
    for (unsigned k = 0; k < ONR_PRINT_COUNT; k++) cli_near_try(&near, onr_print_layer_name(k));
    return cli_usage(c, "there is no layer '%.*s'%s", (int)n, word, cli_near_hint(&near, "", hint, sizeof hint));
}

static int parse_layers(const cli_args *args, unsigned *bits) {
    const char *s = args->value[LAYERS];
    *bits = *s ? 0 : (1u << ONR_PRINT_COUNT) - 1;
    while (*s) {
        size_t n = strcspn(s, ",");
        int k = onr_print_layer_find(s, n);
        if (k < 0) return no_layer(args->command, s, n);
        *bits |= 1u << k;
        s += n + (s[n] == ',');
    }
    return CLI_DONE;
}

static int parse_derive(const cli_args *args, unsigned *rules) {
    const char *s = args->value[DERIVE];
    *rules = 0;
    for (; *s; s += strspn(s, ",")) {
        size_t n = strcspn(s, ",");
        unsigned found = onr_derive_find(s, n);
        if (!found) {
            cli_near near;
            char hint[64];
            cli_near_init(&near, s, n);
            for (unsigned k = 0; onr_derive_rule(k); k++) cli_near_try(&near, onr_derive_rule(k));
            return cli_usage(args->command, "there is no rule '%.*s' to derive by%s", (int)n, s,
                             cli_near_hint(&near, "", hint, sizeof hint));
        }
        *rules |= found;
        s += n;
    }
    return *rules ? CLI_DONE : cli_usage(args->command, "--derive needs the name of a rule, or all");
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
    if (rc == CLI_DONE && v[LAYERS]) rc = parse_layers(j->args, &j->layers);
    if (rc == CLI_DONE && v[DERIVE]) rc = parse_derive(j->args, &j->derive);
    if (rc == CLI_DONE && v[DERIVE] && given && !v[JSON]) rc = cli_usage(c, "--derive goes with the sheet or --json");
    if (rc == CLI_DONE) rc = cli_articles_parse(j->args, 0, &j->articles);
    if (rc != CLI_DONE) return rc; /* an option that took the FILE for its value has said so */
    if (j->args->operands_n == 0) return cli_usage(c, "read needs a FILE, or - for standard input");
    if (v[HTML] && j->args->operands_n > 1) return cli_usage(c, "--html makes a page of one FILE");
    return CLI_DONE;
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
    const onr_json_run *run = onr_pipe_run(j->articles.reading.pipe);
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

/* The oldest article that is read, printed. */
static void print_one(job *j) {
    const char *const *v = j->args->value;
    onr_crew_job *done = onr_crew_take(j->articles.reading.crew);
    onr_status st = done->status;
    onr_buf_reset(&j->out);
    if (j->documents && !v[JSON] && !v[PLOVER]) onr_buf_char(&j->out, '\n');
    if (st == ONR_OK && j->derive) st = onr_derive(&done->doc, j->derive, &done->err);
    if (st == ONR_OK) st = print(j, &done->doc, &done->item, &done->err);
    if (st != ONR_OK) {
        cli_articles_refuse(&j->articles, done->item.path, done->item.locator, st, &done->err);
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
    onr_status st = onr_input_next(j->articles.input, &item, &err);
    const char *note = onr_input_note(j->articles.input);
    int failed = st != ONR_OK;
    if (!failed && !item.bytes) return 0;
    if (!failed && !note) {
        st = onr_crew_put(j->articles.reading.crew, &item, &j->articles.reading.options, 0, &err);
        if (st == ONR_OK) return 1;
    }
    const char *path = item.path; /* the input's own, until its next call */
    while (onr_crew_busy(j->articles.reading.crew) && !j->closed) print_one(j);
    cli_progress("%s", "");
    if (note) cli_say("%s", note);
    if (!failed && st == ONR_OK)
        st = onr_crew_put(j->articles.reading.crew, &item, &j->articles.reading.options, 0, &err);
    if (st == ONR_OK) return 1;
    j->articles.failed++;
    cli_say_about(path, &err);
    return 1;
}

/* The last line: what was not read. Where the output has no place for it, it is said. */
static void tell_skipped(job *j) {
    const char *const *v = j->args->value;
    const onr_input *in = j->articles.input;
    onr_buf_reset(&j->out);
    if (v[JSON]) cli_skipped_json(&j->articles.skipped, in, &j->out);
    else cli_skipped_line(&j->articles.skipped, in, &j->out);
    if (!j->out.n || j->closed) return;
    if (onr_buf_failed(&j->out)) cli_say("out of memory while listing what was skipped"), j->articles.failed++;
    else if (v[CONLLU] || v[LAYERS] || v[PLOVER] || v[HTML]) {
        j->out.p[j->out.n - 1] = '\0';
        cli_say("%s", j->out.p);
    } else {
        if (!v[JSON] && j->documents) j->closed = cli_write("\n", 1) != 0;
        if (!j->closed) j->closed = cli_write(j->out.p, j->out.n) != 0;
    }
}

static int read_all(void *arg) {
    job *j = arg;
    onr_crew *crew = j->articles.reading.crew;
    set_sheet(j);
    cli_meter_start(&j->meter);
    for (int more = 1; !j->closed && (more || onr_crew_busy(crew));) {
        if (onr_crew_ready(crew) || onr_crew_full(crew) || !more) print_one(j);
        else more = give_one(j);
        cli_meter_show(&j->meter, onr_input_at(j->articles.input), j->documents);
    }
    cli_progress("%s", "");
    tell_skipped(j);
    if (j->absent.code != ONR_OK) cli_say("%s", j->absent.msg), j->articles.failed++;
    /* files in which nothing could be read have failed, however orderly each part was skipped */
    return j->articles.failed || j->closed || !j->documents ? CLI_FAILED : CLI_DONE;
}

static int run(const cli_args *args) {
    job j = {.args = args};
    onr_buf_init(&j.out, ONR_JSON_MAX);
    int rc = parse(&j);
    if (rc == CLI_DONE) rc = cli_articles_run(args, &j.articles, read_all, &j);
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
        "ndjson, csv, export, docx, petrarch, mime; or conllu, whose tokens are kept.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
