/* onrecord add: articles into a book.
 *
 * One thread (this one) reads inputs, asks the book what it has, and writes; a crew reads the articles. They are
 * written in the order of the input, so the book is the same with any number of workers. A source and all that was
 * made of it go in together or not at all; what a crash undoes is added by the next run, what is there is left alone.
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/book.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "doc/date.h"

enum { PUBLISHED = CLI_READING_N, OUTLET, URL, FORMAT, MAP, OPTIONS };

static const cli_option options[OPTIONS] = {
    CLI_READING_OPTIONS,
    [PUBLISHED] = {"published", "DATE", "the day the articles appeared, as 2024-03-05"},
    [OUTLET] = {"outlet", "NAME", "who published them"},
    [URL] = {"url", "URL", "where they were published"},
    [FORMAT] = {"format", "FORMAT", "what the files are: auto (default), text, html, warc, csv ... or conllu"},
    [MAP] = {"map", "LIST", "columns of a table: text=body,published=date"},
};

typedef struct job {
    const cli_args *args;
    cli_reading reading;
    onr_input_options input_options;
    onr_input *input;
    cli_batch batch;
    uint64_t added, there, problems, lost; /* lost: not even kept */
    int input_failed;
} job;

/* ---- the command line ------------------------------------------------------------------------------------------- */

static int parse_origin(job *j) {
    const char *const *v = j->args->value;
    const cli_command *c = j->args->command;
    onr_err err = {0};
    onr_pipe_options *o = &j->reading.options;
    if (v[PUBLISHED] && onr_date_parse(onr_slice_of(v[PUBLISHED]), &o->published, &err) != ONR_OK)
        return cli_usage(c, "--published: %s", err.msg);
    static const int texts[] = {OUTLET, URL};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *s = v[texts[i]];
        if (s && (!*s || onr_utf8_check(s, strlen(s)) != strlen(s)))
            return cli_usage(c, "--%s '%s' is empty or not UTF-8", c->options[texts[i]].name, s);
    }
    o->outlet = v[OUTLET];
    o->url = v[URL];
    j->input_options.map = v[MAP];
    if (!v[FORMAT]) return CLI_DONE;
    if (strcmp(v[FORMAT], "conllu") == 0) {
        o->format = ONR_PIPE_CONLLU;
        j->input_options.format = ONR_FORMAT_TEXT;
    } else j->input_options.format = onr_format_find(v[FORMAT]);
    if (j->input_options.format == ONR_FORMAT_COUNT) return cli_usage(c, "--format '%s' is not a format", v[FORMAT]);
    return CLI_DONE;
}

static int parse(job *j) {
    if (j->args->operands_n < 2) return cli_usage(j->args->command, "add needs a BOOK and a FILE");
    int rc = cli_reading_parse(j->args, &j->reading);
    return rc == CLI_DONE ? parse_origin(j) : rc;
}

/* ---- one article ------------------------------------------------------------------------------------------------ */

/* What the user says wins over what the container says; the pipe reads it the same way. */
static onr_store_source source_of(const onr_item *item, const onr_pipe_options *o) {
    const onr_item_meta *m = &item->meta;
    onr_store_source s = {.bytes = {(const char *)item->bytes, item->n}, .charset = item->charset};
    s.locator = item->locator ? item->locator : item->path;
    s.media = o->format == ONR_PIPE_CONLLU ? "conllu" : item->media == ONR_MEDIA_HTML ? "html" : "text";
    s.title = m->title;
    s.agency = m->agency;
    s.language = m->language;
    s.authors = m->authors;
    s.authors_n = m->authors_n;
    s.outlet = o->outlet ? o->outlet : m->outlet;
    s.url = o->url ? o->url : m->url;
    s.published = o->published.year ? o->published : m->published;
    s.published_how = o->published.year ? "given" : m->published.year ? m->published_how : NULL;
    return s;
}

/* Is the source in the book? Then note where it was seen again. */
static onr_status look(job *j, const onr_store_source *s, int *there, onr_err *err) {
    int64_t key = 0;
    onr_status st = onr_store_has(j->batch.book, s, &key, err);
    *there = key != 0;
    if (st != ONR_OK || !key) return st;
    j->there++;
    st = cli_batch_begin(&j->batch, err);
    return st == ONR_OK ? onr_store_note_origin(j->batch.book, key, s, err) : st;
}

/* An article that the pipe refused: kept with the reason, unless the reason is not the article's. */
static onr_status write_problem(job *j, const onr_crew_job *done, const onr_store_source *s, onr_err *err) {
    int64_t key = 0;
    cli_progress("%s", "");
    cli_say_about(s->locator, &done->err);
    if (done->status != ONR_FORMAT && done->status != ONR_TOO_BIG && done->status != ONR_TIMEOUT) {
        j->lost++;
        return ONR_OK;
    }
    j->problems++;
    return onr_store_add_problem(j->batch.book, s, done->err.msg, &key, err);
}

static onr_status write_one(job *j, onr_err *err) {
    if (!onr_crew_ready(j->reading.crew)) { /* nothing waits to be written: what is written may be kept now */
        onr_status st = cli_batch_end(&j->batch, err);
        if (st != ONR_OK) return st;
    }
    const onr_crew_job *done = onr_crew_take(j->reading.crew);
    onr_store_source s = source_of(&done->item, &done->options);
    int there = 0;
    int64_t key = 0;
    onr_status st = look(j, &s, &there, err); /* again: its twin may have been read beside it */
    if (st != ONR_OK || there) return st;
    st = cli_batch_begin(&j->batch, err);
    if (st == ONR_OK && done->status != ONR_OK) return write_problem(j, done, &s, err);
    if (st == ONR_OK) st = onr_store_add(j->batch.book, &s, &done->doc, onr_pipe_run(j->reading.pipe), &key, err);
    if (st == ONR_OK) j->added++;
    return st;
}

/* ---- all of them ------------------------------------------------------------------------------------------------ */

static void show_progress(const job *j) {
    onr_input_state at = onr_input_at(j->input);
    if (at.bytes_total)
        cli_progress("%llu added, %llu there already, %llu%%", (unsigned long long)j->added,
                     (unsigned long long)j->there, (unsigned long long)(at.bytes_done * 100 / at.bytes_total));
    else cli_progress("%llu added, %llu there already", (unsigned long long)j->added, (unsigned long long)j->there);
}

/* Give the crew the next article that is new; *more is 0 at the end of the input. */
static onr_status read_one(job *j, int *more, onr_err *err) {
    onr_item item;
    onr_err about = {0};
    onr_status st = onr_input_next(j->input, &item, &about);
    if (st != ONR_OK) { /* one file, or the rest of it: the others are still read */
        cli_progress("%s", "");
        cli_say_about(item.path, &about);
        j->input_failed = 1;
        return ONR_OK;
    }
    const char *note = onr_input_note(j->input);
    if (note) cli_say("%s", note);
    *more = item.bytes != NULL;
    if (!*more) return ONR_OK;
    onr_store_source s = source_of(&item, &j->reading.options);
    int there = 0;
    st = look(j, &s, &there, err);
    if (st != ONR_OK || there) return st;
    return onr_crew_put(j->reading.crew, &item, &j->reading.options, 0, err);
}

static onr_status add_all(job *j, onr_err *err) {
    onr_status st = ONR_OK;
    onr_crew *crew = j->reading.crew;
    for (int more = 1; st == ONR_OK && (more || onr_crew_busy(crew));) {
        if (onr_crew_ready(crew) || onr_crew_full(crew) || !more) st = write_one(j, err);
        else st = read_one(j, &more, err);
        if (st == ONR_OK && cli_batch_old(&j->batch)) {
            st = cli_batch_end(&j->batch, err);
            show_progress(j);
        }
    }
    return st == ONR_OK ? cli_batch_end(&j->batch, err) : st;
}

static void report_skipped(const job *j) {
    size_t n = 0;
    const onr_skipped *list = onr_input_skipped(j->input, &n);
    for (size_t i = 0; i < n; i++)
        cli_say("%s: %s%s", list[i].locator, list[i].reason, list[i].n > 1 ? " (and others like it)" : "");
}

static int summary(const job *j) {
    onr_buf out;
    onr_buf_init(&out, 4096);
    onr_buf_fmt(&out, "%llu added, %llu there already", (unsigned long long)j->added, (unsigned long long)j->there);
    if (j->problems) onr_buf_fmt(&out, ", %llu kept that could not be read", (unsigned long long)j->problems);
    if (j->lost) onr_buf_fmt(&out, ", %llu not added", (unsigned long long)j->lost);
    onr_buf_char(&out, '\n');
    int rc = onr_buf_failed(&out) || cli_write(out.p, out.n) != 0 ? CLI_FAILED : CLI_DONE;
    onr_buf_clear(&out);
    return rc;
}

static int add(job *j) {
    onr_err err = {0};
    const char *const *files = (const char *const *)j->args->operands + 1;
    onr_status st = onr_input_open(files, j->args->operands_n - 1, &j->input_options, &j->input, &err);
    if (st == ONR_OK) st = add_all(j, &err);
    cli_progress("%s", "");
    if (j->input) report_skipped(j);
    onr_input_close(j->input);
    if (st != ONR_OK) {
        onr_store_rollback(j->batch.book);
        cli_say("%s", err.msg);
        return CLI_FAILED;
    }
    int rc = summary(j);
    return rc == CLI_DONE && (j->problems || j->lost || j->input_failed) ? CLI_FAILED : rc;
}

static int run(const cli_args *args) {
    job j = {.args = args};
    int rc = parse(&j);
    if (rc != CLI_DONE) return rc;
    rc = cli_book_open(args, ONR_STORE_CREATE, &j.batch.book);
    if (rc == CLI_DONE) rc = cli_reading_open(args, &j.reading);
    if (rc == CLI_DONE) rc = add(&j);
    cli_reading_close(&j.reading);
    onr_store_close(j.batch.book);
    return rc;
}

const cli_command cli_add_command = {
    .name = "add",
    .operands = "BOOK FILE...",
    .summary = "read articles and keep them, with their records, in a book",
    .text =
        "BOOK is one file, made where there is none. FILE is anything that 'read' takes, also a folder or - for "
        "standard\n"
        "input. What the book has already is not added again, so a run that was interrupted is simply started again.\n"
        "Articles that cannot be read are kept with the reason.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
