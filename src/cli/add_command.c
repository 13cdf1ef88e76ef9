/* onrecord add: articles into a book.
 *
 * One thread (this one) reads inputs, asks the book what it has, and writes; a crew reads the articles. They are
 * written in the order of the input, so the book is the same with any number of workers. A source and all that was
 * made of it go in together or not at all; what a crash undoes is added by the next run, what is there is left alone.
 */
#include <string.h>

#include "cli/articles.h"
#include "cli/book.h"
#include "cli/meter.h"
#include "cli/output.h"

static const cli_option options[CLI_ARTICLES_N] = {CLI_ARTICLES_OPTIONS};

typedef struct job {
    cli_articles articles;
    cli_batch batch;
    cli_meter meter;
    uint64_t added, there;
} job;

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

/* Is the source in the book? Then note where it was seen again; one that could not be read is told again, as the run
 * that found it did. */
static onr_status look(job *j, const onr_item *item, const onr_store_source *s, int *there, onr_err *err) {
    int64_t key = 0;
    onr_err about = {0};
    onr_status st = onr_store_has(j->batch.book, s, &key, &about, err);
    *there = key != 0;
    if (st != ONR_OK || !key) return st;
    if (about.code != ONR_OK) cli_articles_refuse(&j->articles, item->path, s->locator, about.code, &about);
    else j->there++;
    st = cli_batch_begin(&j->batch, err);
    return st == ONR_OK ? onr_store_note_origin(j->batch.book, key, s, err) : st;
}

/* An article that the pipe refused: kept with the reason, unless the reason is not the article's. */
static onr_status write_problem(job *j, const onr_crew_job *done, const onr_store_source *s, onr_err *err) {
    int64_t key = 0;
    const char *reason = cli_skipped_reason(s->locator, &done->err);
    cli_articles_refuse(&j->articles, done->item.path, s->locator, done->status, &done->err);
    if (done->status != ONR_FORMAT && done->status != ONR_TOO_BIG && done->status != ONR_TIMEOUT) return ONR_OK;
    return onr_store_add_problem(j->batch.book, s, reason, &key, err);
}

static onr_status write_one(job *j, onr_err *err) {
    if (!onr_crew_ready(j->articles.reading.crew)) { /* nothing waits to be written: what is written may be kept now */
        onr_status st = cli_batch_end(&j->batch, err);
        if (st != ONR_OK) return st;
    }
    const onr_crew_job *done = onr_crew_take(j->articles.reading.crew);
    onr_store_source s = source_of(&done->item, &done->options);
    int there = 0;
    int64_t key = 0;
    onr_status st = look(j, &done->item, &s, &there, err); /* again: its twin may have been read beside it */
    if (st != ONR_OK || there) return st;
    st = cli_batch_begin(&j->batch, err);
    if (st == ONR_OK && done->status != ONR_OK) return write_problem(j, done, &s, err);
    if (st == ONR_OK)
        st = onr_store_add(j->batch.book, &s, &done->doc, onr_pipe_run(j->articles.reading.pipe), &key, err);
    if (st == ONR_OK) j->added++;
    return st;
}

/* ---- all of them ------------------------------------------------------------------------------------------------ */

/* Give the crew the next article that is new; *more is 0 at the end of the input. */
static onr_status read_one(job *j, int *more, onr_err *err) {
    onr_item item;
    onr_err about = {0};
    onr_status st = onr_input_next(j->articles.input, &item, &about);
    if (st != ONR_OK) { /* one file, or the rest of it: the others are still read */
        cli_progress("%s", "");
        cli_say_about(item.path, &about);
        j->articles.failed++;
        return ONR_OK;
    }
    const char *note = onr_input_note(j->articles.input);
    if (note) cli_say("%s", note);
    *more = item.bytes != NULL;
    if (!*more) return ONR_OK;
    onr_store_source s = source_of(&item, &j->articles.reading.options);
    int there = 0;
    st = look(j, &item, &s, &there, err);
    if (st != ONR_OK || there) return st;
    return onr_crew_put(j->articles.reading.crew, &item, &j->articles.reading.options, 0, err);
}

static onr_status add_all(job *j, onr_err *err) {
    onr_status st = ONR_OK;
    onr_crew *crew = j->articles.reading.crew;
    cli_meter_start(&j->meter);
    for (int more = 1; st == ONR_OK && (more || onr_crew_busy(crew));) {
        if (onr_crew_ready(crew) || onr_crew_full(crew) || !more) st = write_one(j, err);
        else st = read_one(j, &more, err);
        if (st == ONR_OK && cli_batch_old(&j->batch)) st = cli_batch_end(&j->batch, err);
        cli_meter_show(&j->meter, onr_input_at(j->articles.input), j->added + j->there);
    }
    return st == ONR_OK ? cli_batch_end(&j->batch, err) : st;
}

/* The last line: what was added, what was there, what was not read and why. */
static int summary(const job *j) {
    const cli_articles *a = &j->articles;
    uint64_t skipped = cli_skipped_total(&a->skipped, a->input);
    onr_buf out;
    onr_buf_init(&out, ONR_JSON_MAX);
    onr_buf_fmt(&out, "%llu added, %llu there already", (unsigned long long)j->added, (unsigned long long)j->there);
    if (a->failed) onr_buf_fmt(&out, ", %llu could not be read", (unsigned long long)a->failed);
    if (skipped) {
        onr_buf_fmt(&out, ", %llu skipped: ", (unsigned long long)skipped);
        cli_skipped_reasons(&a->skipped, a->input, &out);
    }
    onr_buf_char(&out, '\n');
    int rc = onr_buf_failed(&out) || cli_write(out.p, out.n) != 0 ? CLI_FAILED : CLI_DONE;
    onr_buf_clear(&out);
    return rc;
}

static int add(void *arg) {
    job *j = arg;
    onr_err err = {0};
    onr_status st = add_all(j, &err);
    cli_progress("%s", "");
    if (st != ONR_OK) {
        onr_store_rollback(j->batch.book);
        cli_say("%s", err.msg);
        return CLI_FAILED;
    }
    int rc = summary(j);
    /* as with `read`: files in which nothing could be read have failed, however orderly each part was skipped */
    return rc == CLI_DONE && (j->articles.failed || !(j->added + j->there)) ? CLI_FAILED : rc;
}

static int run(const cli_args *args) {
    job j = {.added = 0};
    int rc = cli_articles_parse(args, 1, &j.articles);
    if (rc == CLI_DONE && args->operands_n < 2) rc = cli_usage(args->command, "add needs a BOOK and a FILE");
    if (rc == CLI_DONE) rc = cli_book_open(args, ONR_STORE_CREATE, &j.batch.book);
    if (rc == CLI_DONE) rc = cli_articles_run(args, &j.articles, add, &j);
    onr_store_close(j.batch.book);
    return rc;
}

const cli_command cli_add_command = {
    .name = "add",
    .operands = "BOOK FILE...",
    .summary = "read articles and keep them, with their records, in a book",
    .text =
        "BOOK is one file, made where there is none. FILE is anything that 'read' takes, also a folder or - for\n"
        "standard input. What the book has already is not added again, so a run that was interrupted is simply\n"
        "started again. Articles that cannot be read are kept with the reason, which 'status' lists. The last line\n"
        "says what was added, what was there already, and what was skipped and why.\n",
    .options = options,
    .options_n = CLI_ARTICLES_N,
    .run = run,
};
