/* onrecord text: the article's text alone, or what is known of it, or where its bytes came from. No model is opened and
 * no stage runs: this is the reader by itself, useful to whoever wants the words and nothing else. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/articles.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/meter.h"
#include "cli/output.h"
#include "cli/skipped.h"
#include "doc/json.h"
#include "pipe/pipe.h"

enum { META, MAP, FORMAT, COLUMNS, OPTIONS };

static const cli_option options[OPTIONS] = {
    [META] = {"meta", NULL, "print what is known of each article as one JSON line: title, date, authors ..."},
    [MAP] = {"map", NULL,
             "print the runs of bytes: text offset, source offset, length, 1 where they are the same, length there"},
    [FORMAT] = {"format", "FORMAT", "what the files are, where they do not show it, as for read"},
    [COLUMNS] = {"columns", "COLUMNS", "columns of CSV and NDJSON: text=body,published=date"},
};

typedef struct job {
    const cli_args *args;
    onr_input_options input_options;
    onr_input *input;
    onr_doc doc;
    onr_buf out;
    cli_skipped skipped;
    cli_meter meter;
    uint64_t documents;
    int failed, closed;
} job;

static void add_field(onr_buf *out, const char *name, const char *value) {
    onr_buf_fmt(out, ",\"%s\":", name);
    if (value) onr_json_string(out, onr_slice_of(value));
    else onr_buf_str(out, "null");
}

/* Every date that the page gave, whether it was believed or not, and the bytes that say it. */
static void add_dates(onr_buf *out, const onr_meta *m) {
    onr_buf_str(out, ",\"dates_seen\":[");
    for (uint32_t i = 0; i < m->seen_n; i++) {
        const onr_seen_date *x = &m->seen[i];
        onr_buf_fmt(
            out,
            "%s{\"date\":\"%04d-%02u-%02u\",\"place\":\"%s\",\"updated\":%s,\"page\":{\"start\":%llu,\"end\":%llu}}",
            i ? "," : "", (int)x->date.year, (unsigned)x->date.month, (unsigned)x->date.day, x->place,
            x->updated ? "true" : "false", (unsigned long long)x->start, (unsigned long long)x->end);
    }
    onr_buf_char(out, ']');
}

static void print_meta(job *j, const onr_item *item) {
    const onr_meta *m = &j->doc.meta;
    onr_buf *out = &j->out;
    onr_slice title = onr_doc_slice(&j->doc, m->title);
    onr_buf_str(out, "{\"locator\":");
    onr_json_string(out, onr_slice_of(item->locator));
    onr_buf_str(out, ",\"title\":");
    if (title.n) onr_json_string(out, title);
    else onr_buf_str(out, "null");
    onr_buf_str(out, ",\"published\":");
    if (m->published.year)
        onr_buf_fmt(out, "{\"date\":\"%04d-%02u-%02u\",\"how\":\"%s\"}", (int)m->published.year,
                    (unsigned)m->published.month, (unsigned)m->published.day, m->published_how);
    else onr_buf_str(out, "null");
    add_dates(out, m);
    add_field(out, "outlet", m->outlet);
    add_field(out, "url", m->url);
    add_field(out, "language", m->language);
    add_field(out, "agency", m->agency);
    onr_buf_str(out, ",\"authors\":[");
    for (uint32_t i = 0; i < m->authors_n; i++) {
        if (i) onr_buf_char(out, ',');
        onr_json_string(out, onr_slice_of(m->authors[i]));
    }
    onr_buf_fmt(out, "],\"media_type\":\"%s\",\"bytes\":%llu,\"text_bytes\":%lu,\"warnings\":[",
                j->doc.source.media_type, (unsigned long long)j->doc.source.bytes, (unsigned long)j->doc.text_n);
    for (uint32_t i = 0; i < j->doc.warnings_n; i++) {
        if (i) onr_buf_char(out, ',');
        onr_json_string(out, onr_slice_of(j->doc.warnings[i].message));
    }
    onr_buf_str(out, "]}\n");
}

/* Without a map text and source are the same bytes: one run. */
static void print_map(job *j) {
    const onr_doc *d = &j->doc;
    uint32_t runs = d->map_n ? d->map_n : 1;
    for (uint32_t i = 0; i < runs; i++) {
        onr_span s = {d->map_n ? d->map[i].text : 0, i + 1 < d->map_n ? d->map[i + 1].text : d->text_n};
        uint64_t start, end;
        onr_doc_source_span(d, s, &start, &end);
        onr_buf_fmt(&j->out, "%lu\t%llu\t%lu\t%d\t%llu\n", (unsigned long)s.start, (unsigned long long)start,
                    (unsigned long)(s.end - s.start), !d->map_n || d->map[i].same, (unsigned long long)(end - start));
    }
}

static onr_status print(job *j, const onr_item *item, onr_err *err) {
    const char *const *v = j->args->value;
    int alone = j->args->operands_n == 1 && strcmp(item->locator, j->args->operands[0]) == 0;
    if (!v[META] && !alone) onr_buf_fmt(&j->out, "%s# %s\n", j->documents ? "\n" : "", item->locator);
    if (v[META]) print_meta(j, item);
    else if (v[MAP]) print_map(j);
    else {
        onr_buf_add(&j->out, j->doc.text, j->doc.text_n);
        if (j->doc.text_n && j->doc.text[j->doc.text_n - 1] != '\n') onr_buf_char(&j->out, '\n');
    }
    return onr_buf_failed(&j->out) ? onr_err_set(err, ONR_NOMEM, 0, "out of memory while printing") : ONR_OK;
}

static void refuse(job *j, const onr_item *item, onr_status st, const onr_err *err) {
    cli_progress("%s", "");
    if (strcmp(item->locator, item->path) != 0 && (st == ONR_FORMAT || st == ONR_TOO_BIG) &&
        cli_skipped_add(&j->skipped, item->locator, cli_skipped_reason(item->locator, err)) == 0)
        return;
    j->failed = 1;
    cli_say_about(item->locator, err);
}

static void read_item(job *j, const onr_item *item) {
    onr_err err = {0};
    const onr_pipe_options o = {.timeout_ms = ONR_PIPE_TIMEOUT_MS};
    onr_buf_reset(&j->out);
    onr_status st = onr_pipe_read_document(item, &o, &j->doc, &err);
    if (st == ONR_OK) st = print(j, item, &err);
    if (st != ONR_OK) {
        refuse(j, item, st, &err);
        return;
    }
    cli_progress("%s", "");
    j->documents++;
    j->closed = cli_write(j->out.n ? j->out.p : "", j->out.n) != 0;
}

/* What was not read: the last line of JSON; said beside text and runs, where standard output holds nothing else. */
static void tell_skipped(job *j) {
    int json = j->args->value[META] != NULL;
    onr_buf_reset(&j->out);
    if (json) cli_skipped_json(&j->skipped, j->input, &j->out);
    else cli_skipped_line(&j->skipped, j->input, &j->out);
    if (!j->out.n || j->closed) return;
    if (onr_buf_failed(&j->out)) cli_say("out of memory while listing what was skipped"), j->failed = 1;
    else if (json) j->closed = cli_write(j->out.p, j->out.n) != 0;
    else {
        j->out.p[j->out.n - 1] = '\0';
        cli_say("%s", j->out.p);
    }
}

static void read_all(job *j) {
    cli_meter_start(&j->meter);
    while (!j->closed) {
        onr_item item;
        onr_err err = {0};
        onr_status st = onr_input_next(j->input, &item, &err);
        const char *note = onr_input_note(j->input);
        if (note) cli_progress("%s", ""), cli_say("%s", note);
        if (st == ONR_OK && !item.bytes) break;
        if (st == ONR_OK) read_item(j, &item);
        else {
            cli_progress("%s", "");
            cli_say_about(item.path, &err);
            j->failed = 1;
        }
        cli_meter_show(&j->meter, onr_input_at(j->input), j->documents);
    }
    cli_progress("%s", "");
    tell_skipped(j);
}

static int parse(job *j) {
    const char *const *v = j->args->value;
    const cli_command *c = j->args->command;
    if (v[META] && v[MAP]) return cli_usage(c, "--meta and --map exclude one another");
    int rc = cli_articles_input(j->args, FORMAT, COLUMNS, &j->input_options, NULL);
    if (rc == CLI_DONE && j->args->operands_n == 0) rc = cli_usage(c, "text needs a FILE, or - for standard input");
    return rc;
}

static int run(const cli_args *args) {
    job j = {.args = args};
    onr_err err = {0};
    int rc = parse(&j);
    if (rc != CLI_DONE) return rc;
    onr_doc_init(&j.doc, ONR_DOC_ARENA_CAP);
    onr_buf_init(&j.out, ONR_JSON_MAX);
    cli_skipped_init(&j.skipped);
    const char *const *paths = (const char *const *)args->operands;
    if (onr_input_open(paths, args->operands_n, &j.input_options, &j.input, &err) == ONR_OK) read_all(&j);
    else cli_say("%s", err.msg), j.failed = 1;
    onr_input_close(j.input);
    cli_skipped_clear(&j.skipped);
    onr_buf_clear(&j.out);
    onr_doc_clear(&j.doc);
    return j.failed || j.closed || !j.documents ? CLI_FAILED : CLI_DONE;
}

const cli_command cli_text_command = {
    .name = "text",
    .operands = "FILE...",
    .summary = "print the text of articles alone",
    .text =
        "The article's text as 'read' sees it, without menus and advertisements, from pages, archives, feeds, tables\n"
        "and exports; no records are made. Where there are several, each has a line with its place before it. With\n"
        "--map the text leads back to the bytes that came in.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
