/* onrecord status: what a book holds, as text or as one JSON object. */
#include <string.h>

#include "cli/book.h"
#include "cli/output.h"
#include "doc/json.h"

enum { JSON, OPTIONS };
enum { LINE_MAX = 4096 };

static const cli_option options[OPTIONS] = {[JSON] = {"json", NULL, "print it as one JSON object"}};

static const char *const plural[] = {"entities", "statements", "figures", "events", "quotations"};
static const char *or_none(const char *s) { return s ? s : "none"; }

typedef unsigned long long ull;

static void write_text(const onr_store_status *s, onr_buf *out) {
    onr_buf_fmt(out, "documents    %llu", (ull)s->documents);
    onr_buf_str(out, s->outlets ? " from " : ", no outlet is known");
    if (s->outlets) cli_add_count(out, s->outlets, "outlet");
    if (s->first[0]) onr_buf_fmt(out, ", %s to %s", s->first, s->last);
    onr_buf_fmt(out, "\nsources      %llu, %llu bytes as they came, %llu that could not be read\n", (ull)s->sources,
                (ull)s->source_bytes, (ull)s->problems);
    for (int k = 0; k < ONR_STORE_KINDS; k++) {
        onr_buf_fmt(out, "%-12s %llu", plural[k], (ull)s->records[k]);
        if (k == ONR_STORE_STATEMENT)
            onr_buf_fmt(out, " (%llu direct, %llu mixed, %llu indirect)", (ull)s->direct, (ull)s->mixed,
                        (ull)s->indirect);
        onr_buf_char(out, '\n');
    }
    onr_buf_str(out, "reviewed     ");
    cli_add_count(out, s->reviewed, "record");
    onr_buf_str(out, "; ");
    cli_add_count(out, s->corrections, "decision");
    onr_buf_fmt(out, " in the log, %llu of them anchor no longer\n", (ull)s->lost);
    onr_buf_fmt(out, "file         %llu bytes\n", (ull)s->bytes);
}

static void write_json(const onr_store_status *s, onr_buf *out) {
    onr_buf_fmt(out, "{\"documents\":%llu,\"outlets\":%llu,\"first\":", (ull)s->documents, (ull)s->outlets);
    if (s->first[0]) onr_json_string(out, onr_slice_of(s->first));
    else onr_buf_str(out, "null");
    onr_buf_str(out, ",\"last\":");
    if (s->last[0]) onr_json_string(out, onr_slice_of(s->last));
    else onr_buf_str(out, "null");
    onr_buf_fmt(out, ",\"sources\":%llu,\"source_bytes\":%llu,\"problems\":%llu", (ull)s->sources, (ull)s->source_bytes,
                (ull)s->problems);
    for (int k = 0; k < ONR_STORE_KINDS; k++) onr_buf_fmt(out, ",\"%s\":%llu", plural[k], (ull)s->records[k]);
    onr_buf_fmt(out, ",\"direct\":%llu,\"mixed\":%llu,\"indirect\":%llu", (ull)s->direct, (ull)s->mixed,
                (ull)s->indirect);
    onr_buf_fmt(out, ",\"reviewed\":%llu,\"corrections\":%llu,\"lost\":%llu,\"bytes\":%llu", (ull)s->reviewed,
                (ull)s->corrections, (ull)s->lost, (ull)s->bytes);
}

static onr_status write_runs(onr_store *book, int json, onr_buf *out, onr_err *err) {
    onr_cursor *c = NULL;
    onr_store_run r;
    int more = 1, n = 0;
    onr_status st = onr_store_runs(book, &c, err);
    if (json) onr_buf_str(out, ",\"runs\":[");
    while (st == ONR_OK && (st = onr_cursor_run(c, &r, &more, err)) == ONR_OK && more) {
        if (json)
            onr_buf_fmt(out, "%s{\"documents\":%llu,\"run\":%s}", n++ ? "," : "", (ull)r.documents, or_none(r.json));
        else {
            onr_buf_fmt(out, "made by      %s, model %s: ", or_none(r.program), or_none(r.model));
            cli_add_count(out, r.documents, "document");
            onr_buf_char(out, '\n');
        }
    }
    if (json) onr_buf_char(out, ']');
    onr_cursor_close(c);
    return st;
}

static onr_status write_problems(onr_store *book, int json, onr_buf *out, onr_err *err) {
    onr_cursor *c = NULL;
    onr_store_problem p;
    int more = 1, n = 0;
    onr_status st = onr_store_problems(book, &c, err);
    if (json) onr_buf_str(out, ",\"unread\":[");
    while (st == ONR_OK && (st = onr_cursor_problem(c, &p, &more, err)) == ONR_OK && more) {
        if (json) {
            onr_buf_str(out, n++ ? ",{\"locator\":" : "{\"locator\":");
            onr_json_string(out, onr_slice_of(or_none(p.locator)));
            onr_buf_str(out, ",\"problem\":");
            onr_json_string(out, onr_slice_of(or_none(p.problem)));
            onr_buf_char(out, '}');
        } else {
            onr_buf_str(out, "not read     ");
            cli_add_line(out, or_none(p.locator), LINE_MAX);
            onr_buf_str(out, ": ");
            cli_add_line(out, or_none(p.problem), LINE_MAX);
            onr_buf_char(out, '\n');
        }
    }
    if (json) onr_buf_char(out, ']');
    onr_cursor_close(c);
    return st;
}

static int run(const cli_args *args) {
    onr_store *book = NULL;
    onr_store_status s;
    onr_err err = {0};
    onr_buf out;
    if (args->operands_n > 1) return cli_usage(args->command, "status takes one BOOK");
    int rc = cli_book_open(args, ONR_STORE_READ, &book), json = args->value[JSON] != NULL;
    if (rc != CLI_DONE) return rc;
    onr_buf_init(&out, ONR_JSON_MAX);
    onr_status st = onr_store_status_get(book, &s, &err);
    if (st == ONR_OK) json ? write_json(&s, &out) : write_text(&s, &out);
    if (st == ONR_OK) st = write_runs(book, json, &out, &err);
    if (st == ONR_OK) st = write_problems(book, json, &out, &err);
    if (json) onr_buf_str(&out, "}\n");
    if (st == ONR_OK && onr_buf_failed(&out)) st = onr_err_set(&err, ONR_NOMEM, 0, "out of memory");
    if (st != ONR_OK) cli_say("%s", err.msg);
    if (st != ONR_OK || cli_write(out.p, out.n) != 0) rc = CLI_FAILED;
    onr_buf_clear(&out);
    onr_store_close(book);
    return rc;
}

const cli_command cli_status_command = {
    .name = "status",
    .operands = "BOOK",
    .summary = "say what a book holds",
    .text = "Counts of documents and records, what made them, what could not be read, what people decided.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
