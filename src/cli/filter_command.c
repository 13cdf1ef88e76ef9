/* onrecord filter: NDJSON documents in, one line of records out for each, in order: the contract by which GNU parallel,
 * Slurm arrays, Spark's pipe() and Dask run the program.
 *
 * Every line of input gives exactly one line of output, flushed at once: the document with its records as `read --json`
 * prints it, or {"error": ...} where there is none. Nothing of a line depends on the lines before it, so that however
 * the input is split the output is the same. A line is never too much: what is over the limit is skipped to its end.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/command.h"
#include "cli/model_path.h"
#include "cli/output.h"
#include "doc/json.h"
#include "pipe/pipe.h"
#include "read/input.h"

enum { MAP, MODEL, TIMEOUT, OPTIONS };
enum { TIMEOUT_MAX_S = 24 * 3600, MESSAGE_MAX = 1 << 16 };

static const cli_option options[OPTIONS] = {
    [MAP] = {"map", "LIST", "which field holds what: text=body,published=date"},
    [MODEL] = {"model", "FILE", "the model file; 'none': documents without records"},
    [TIMEOUT] = {"timeout", "SECONDS", "time a document may take (default 60, 0 for no limit)"},
};

typedef struct job {
    const cli_args *args;
    onr_pipe *pipe;
    onr_worker *worker;
    onr_pipe_options options;
    onr_doc doc;
    onr_buf line, out;
} job;

/* Read one line into j->line, without its end. 1: a line, 0: the end of the input. What is over the buffer's maximum is
 * read and dropped: onr_buf_full says so. */
static int next_line(job *j) {
    int c = 0, any = 0;
    onr_buf_reset(&j->line);
    while ((c = getc(stdin)) != EOF && c != '\n') {
        any = 1;
        onr_buf_char(&j->line, (char)c);
    }
    return any || c == '\n';
}

static void add_error(job *j, const onr_err *err) {
    onr_buf_reset(&j->out);
    onr_buf_str(&j->out, "{\"error\": {\"message\": ");
    onr_json_string(&j->out, onr_slice_of(err->msg[0] ? err->msg : "could not be read"));
    onr_buf_str(&j->out, "}}\n");
}

/* The only item of a line; its skipping is an error here. */
static onr_status read_item(job *j, onr_input *in, onr_err *err) {
    onr_item item;
    size_t n = 0;
    onr_status st = onr_input_next(in, &item, err);
    if (st != ONR_OK) return st;
    if (item.bytes) {
        st = onr_pipe_read_item(j->worker, &item, &j->options, &j->doc, err);
        return st == ONR_OK ? onr_json_write(&j->doc, onr_pipe_run(j->pipe), &j->out, err) : st;
    }
    const onr_skipped *s = onr_input_skipped(in, &n);
    return onr_err_set(err, ONR_FORMAT, 0, "%s", n ? s->reason : "there is no document in the line");
}

static onr_status read_line(job *j, onr_err *err) {
    onr_input *in = NULL;
    if (onr_buf_full(&j->line)) return onr_err_set(err, ONR_TOO_BIG, 0, "the line is over %d MiB", ONR_ITEM_MAX >> 20);
    if (onr_buf_failed(&j->line)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory for the line");
    onr_input_options o = {.format = ONR_FORMAT_NDJSON, .map = j->args->value[MAP], .name = "-"};
    onr_status st = onr_input_open_bytes(j->line.p ? j->line.p : "", j->line.n, &o, &in, err);
    if (st == ONR_OK) st = read_item(j, in, err);
    onr_input_close(in);
    return st;
}

static int filter(job *j) {
    while (next_line(j)) {
        onr_err err = {0};
        onr_buf_reset(&j->out);
        if (read_line(j, &err) != ONR_OK) add_error(j, &err);
        if (cli_write(j->out.p, j->out.n) != 0) return CLI_FAILED;
    }
    if (!ferror(stdin)) return CLI_DONE;
    cli_say("standard input: %s", strerror(errno));
    return CLI_FAILED;
}

static int run(const cli_args *args) {
    job j = {.args = args, .options = {.timeout_ms = ONR_PIPE_TIMEOUT_MS}};
    onr_err err = {0};
    if (args->operands_n) return cli_usage(args->command, "filter reads standard input and takes no FILE");
    if (args->value[TIMEOUT]) {
        long s = cli_number(args->value[TIMEOUT], 0, TIMEOUT_MAX_S);
        if (s < 0) return cli_usage(args->command, "--timeout '%s' is not a number of seconds", args->value[TIMEOUT]);
        j.options.timeout_ms = (uint64_t)s * 1000;
    }
    onr_doc_init(&j.doc, ONR_DOC_ARENA_CAP);
    onr_buf_init(&j.line, ONR_ITEM_MAX);
    onr_buf_init(&j.out, ONR_JSON_MAX);
    const char *path = cli_model_path(args->value[MODEL]);
    onr_status st = onr_pipe_new(path, &j.pipe, &err);
    if (st == ONR_OK) st = onr_worker_new(j.pipe, &j.worker, &err);
    if (st != ONR_OK) cli_say_about(path ? path : "none", &err);
    int rc = st == ONR_OK ? filter(&j) : CLI_FAILED;
    onr_worker_free(j.worker);
    onr_pipe_free(j.pipe);
    onr_buf_clear(&j.line);
    onr_buf_clear(&j.out);
    onr_doc_clear(&j.doc);
    return rc;
}

const cli_command cli_filter_command = {
    .name = "filter",
    .operands = "",
    .summary = "NDJSON documents in, a line of records out for each",
    .text = "Reads one JSON document a line from standard input and writes one line for each, in order, flushed at "
            "once: what\n"
            "'read --json' prints, or {\"error\": ...}. However the input is split, the lines are the same; so GNU "
            "parallel,\n"
            "Slurm arrays, Spark and Dask can run it: see examples/scale.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
