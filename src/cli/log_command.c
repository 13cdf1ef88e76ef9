/* onrecord log: every decision about the records of a book, and what became of it. */
#include <string.h>

#include "cli/book.h"
#include "cli/output.h"
#include "doc/json.h"
#include "store/decide.h"

enum { JSON, LOST, DOCUMENT, OPTIONS, PIECE = 64 * 1024 };

static const cli_option options[OPTIONS] = {
    [JSON] = {"json", NULL, "a JSON object a line"},
    [LOST] = {"lost", NULL, "only decisions that anchor no longer"},
    [DOCUMENT] = {"document", "ID", "only those about this document, by id or key"},
};

static void add_string(onr_buf *out, const char *name, const char *value) {
    onr_buf_fmt(out, ",\"%s\":", name);
    if (value) onr_json_string(out, onr_slice_of(value));
    else onr_buf_str(out, "null");
}

static void add_raw(onr_buf *out, const char *name, const char *json) {
    onr_buf_fmt(out, ",\"%s\":%s", name, json ? json : "null");
}

static void write_json(const onr_log_entry *e, onr_buf *out) {
    onr_buf_fmt(out, "{\"decision\":%lld", (long long)e->key);
    add_string(out, "at", e->at);
    add_string(out, "who", e->who);
    add_string(out, "op", e->op);
    add_string(out, "document", e->document_id);
    add_string(out, "kind", e->kind);
    add_string(out, "record", e->record);
    add_string(out, "words", e->words);
    add_string(out, "field", e->field);
    add_raw(out, "value", e->value);
    add_raw(out, "before", e->before);
    if (e->undoes) onr_buf_fmt(out, ",\"undoes\":%lld", (long long)e->undoes);
    else onr_buf_str(out, ",\"undoes\":null");
    add_string(out, "note", e->note);
    add_string(out, "state", e->state);
    add_string(out, "now", e->now);
    add_string(out, "reason", e->reason);
    onr_buf_str(out, "}\n");
}

static void write_text(const onr_log_entry *e, onr_buf *out) {
    onr_buf_fmt(out, "%lld  %s  ", (long long)e->key, e->at);
    cli_add_line(out, e->who, 60);
    onr_buf_fmt(out, "  %s %s %s", e->op, e->kind, e->record);
    if (e->undoes) onr_buf_fmt(out, " (takes back %lld)", (long long)e->undoes);
    if (e->state && strcmp(e->state, "applied") != 0) onr_buf_fmt(out, "  [%s]", e->state);
    onr_buf_str(out, "\n    ");
    cli_add_line(out, e->words, 160);
    if (e->field) onr_buf_fmt(out, "\n    %s: ", e->field);
    if (e->field) cli_add_line(out, e->before_shown ? e->before_shown : "nothing", 200);
    if (e->field) onr_buf_str(out, " > ");
    if (e->field) cli_add_line(out, e->value_shown ? e->value_shown : "nothing", 200);
    if (e->note) onr_buf_str(out, "\n    note: ");
    if (e->note) cli_add_line(out, e->note, 400);
    if (e->reason) onr_buf_fmt(out, "\n    %s", e->reason);
    onr_buf_char(out, '\n');
}

static int print(const cli_args *args, onr_cursor *c) {
    onr_log_entry e;
    onr_err err = {0};
    onr_buf out;
    onr_status st = ONR_OK;
    int more = 1, closed = 0;
    onr_buf_init(&out, ONR_JSON_MAX);
    while (!closed && (st = onr_cursor_log(c, &e, &more, &err)) == ONR_OK && more) {
        if (args->value[LOST] && (!e.state || strcmp(e.state, "lost") != 0)) continue;
        if (args->value[JSON]) write_json(&e, &out);
        else write_text(&e, &out);
        if (out.n < PIECE) continue;
        closed = cli_write(out.p, out.n) != 0;
        onr_buf_reset(&out);
    }
    if (st == ONR_OK && onr_buf_failed(&out)) st = onr_err_set(&err, ONR_NOMEM, 0, "out of memory while printing");
    if (st != ONR_OK) cli_say("%s", err.msg);
    if (!closed && out.n) closed = cli_write(out.p, out.n) != 0;
    onr_buf_clear(&out);
    return st != ONR_OK || closed ? CLI_FAILED : CLI_DONE;
}

static int run(const cli_args *args) {
    onr_store *book = NULL;
    onr_cursor *c = NULL;
    onr_err err = {0};
    int64_t document = 0;
    if (args->operands_n > 1) return cli_usage(args->command, "log takes one BOOK");
    int rc = cli_book_open(args, ONR_STORE_READ, &book);
    if (rc != CLI_DONE) return rc;
    const char *name = args->value[DOCUMENT];
    onr_status st = name ? onr_store_document_key(book, name, &document, &err) : ONR_OK;
    if (st == ONR_OK) st = onr_store_log(book, document, &c, &err);
    if (st == ONR_OK) rc = print(args, c);
    else {
        cli_say("%s", err.msg);
        rc = CLI_FAILED;
    }
    onr_cursor_close(c);
    onr_store_close(book);
    return rc;
}

const cli_command cli_log_command = {
    .name = "log",
    .operands = "BOOK",
    .summary = "print what people decided about the records of a book",
    .text =
        "Every decision with its number, time, author, record and words, and what became of it. Nothing in the log is\n"
        "ever changed or deleted.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
