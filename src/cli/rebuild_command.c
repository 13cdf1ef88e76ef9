/* onrecord rebuild: every document read again from the bytes that the book keeps; what that changes, by kind.
 *
 * As with add, a crew reads and this thread writes, in transactions of a second or less. A document that is of this
 * program and model already is left alone, so an interrupted rebuild goes on where it was.
 */
#include <string.h>

#include "cli/book.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "store/rebuild.h"

enum { ALL = CLI_READING_N, LIST, OPTIONS };
enum { PIECE = 64 * 1024, WORDS_MAX = 200 };

static const cli_option options[OPTIONS] = {
    CLI_READING_OPTIONS,
    [ALL] = {"all", NULL, "also documents that this program and model have made"},
    [LIST] = {"list", NULL, "print each record that is new (+), gone (-) or different (~)"},
};

typedef struct job {
    const cli_args *args;
    cli_reading reading;
    cli_batch batch;
    onr_store_diff diff;
    onr_buf bytes, out;
    uint64_t failed;
    int closed;
} job;

static void flush(job *j, int end) {
    if (!j->out.n || (!end && j->out.n < PIECE)) return;
    if (!j->closed) j->closed = cli_write(j->out.p, j->out.n) != 0;
    onr_buf_reset(&j->out);
}

static void list(void *arg, char sign, onr_store_kind kind, const char *words) {
    job *j = arg;
    onr_buf_fmt(&j->out, "%c %s ", sign, onr_store_kind_word(kind));
    cli_add_line(&j->out, words, WORDS_MAX);
    onr_buf_char(&j->out, '\n');
    flush(j, 0);
}

/* Give the crew source `key`. */
static onr_status read_one(job *j, int64_t key, onr_err *err) {
    onr_store_source s;
    onr_status st = onr_store_source_get(j->batch.book, key, &j->bytes, &s, err);
    if (st != ONR_OK) return st;
    onr_pipe_options o = j->reading.options;
    o.format = strcmp(s.media, "conllu") == 0 ? ONR_PIPE_CONLLU : ONR_PIPE_TEXT;
    if (s.published_how && strcmp(s.published_how, "given") == 0) o.published = s.published;
    onr_item item = {.bytes = (const unsigned char *)s.bytes.p,
                     .n = s.bytes.n,
                     .media = strcmp(s.media, "html") == 0 ? ONR_MEDIA_HTML : ONR_MEDIA_TEXT,
                     .charset = s.charset,
                     .path = s.locator,
                     .locator = s.locator,
                     .meta = {.title = s.title,
                              .outlet = s.outlet,
                              .url = s.url,
                              .agency = s.agency,
                              .language = s.language,
                              .authors = s.authors,
                              .authors_n = s.authors_n,
                              .published = s.published,
                              .published_how = s.published_how}};
    return onr_crew_put(j->reading.crew, &item, &o, key, err);
}

static onr_status write_one(job *j, onr_err *err) {
    onr_status st = ONR_OK;
    if (!onr_crew_ready(j->reading.crew)) st = cli_batch_end(&j->batch, err);
    if (st != ONR_OK) return st;
    const onr_crew_job *done = onr_crew_take(j->reading.crew);
    if (done->status != ONR_OK) {
        cli_progress("%s", "");
        cli_say_about(done->item.locator, &done->err);
        if (done->status == ONR_NOMEM || done->status == ONR_IO || done->status == ONR_INTERNAL)
            return j->failed++, ONR_OK;
    }
    st = cli_batch_begin(&j->batch, err);
    if (st != ONR_OK) return st;
    return onr_store_replace(j->batch.book, done->tag, done->status == ONR_OK ? &done->doc : NULL, done->err.msg,
                             onr_pipe_run(j->reading.pipe), &j->diff, j->args->value[LIST] ? list : NULL, j, err);
}

static onr_status rebuild_all(job *j, onr_err *err) {
    onr_crew *crew = j->reading.crew;
    const onr_json_run *run = j->args->value[ALL] ? NULL : onr_pipe_run(j->reading.pipe);
    onr_status st = ONR_OK;
    int64_t key = 0;
    for (int more = 1; st == ONR_OK && (more || onr_crew_busy(crew));) {
        if (onr_crew_ready(crew) || onr_crew_full(crew) || !more) st = write_one(j, err);
        else {
            st = onr_store_stale(j->batch.book, run, key, &key, err);
            more = st == ONR_OK && key != 0;
            if (more) st = read_one(j, key, err);
        }
        if (st == ONR_OK && cli_batch_old(&j->batch)) {
            st = cli_batch_end(&j->batch, err);
            cli_progress("%lld documents made again", (long long)j->diff.documents);
        }
    }
    return st == ONR_OK ? cli_batch_end(&j->batch, err) : st;
}

static void summary(job *j) {
    static const char *const plural[] = {"entities", "statements", "figures", "events", "quotations"};
    const onr_store_diff *d = &j->diff;
    cli_add_count(&j->out, d->documents, "document");
    onr_buf_str(&j->out, " made again");
    if (!d->documents && !d->problems && !j->failed) {
        onr_buf_str(&j->out, ": all are of this program and model (--all makes them again)\n");
        return;
    }
    if (d->text_changed) onr_buf_fmt(&j->out, ", %lld with another text", (long long)d->text_changed);
    if (d->problems) onr_buf_fmt(&j->out, ", %lld could not be read", (long long)d->problems);
    if (j->failed) onr_buf_fmt(&j->out, ", %llu left as they were", (unsigned long long)j->failed);
    onr_buf_char(&j->out, '\n');
    for (int k = 0; k < ONR_STORE_KINDS; k++)
        onr_buf_fmt(&j->out, "%-11s +%lld -%lld ~%lld\n", plural[k], (long long)d->added[k], (long long)d->gone[k],
                    (long long)d->changed[k]);
}

/* Decisions that anchor no longer are said, never passed over. */
static onr_status say_lost(job *j, onr_err *err) {
    onr_store_status s;
    onr_status st = onr_store_status_get(j->batch.book, &s, err);
    if (st != ONR_OK || !s.lost) return st;
    cli_add_count(&j->out, s.lost, "decision");
    onr_buf_fmt(&j->out, " of the log anchor%s no longer: see 'onrecord log --lost'\n", s.lost == 1 ? "s" : "");
    return ONR_OK;
}

static int rebuild(void *arg) {
    job *j = arg;
    onr_err err = {0};
    onr_status st = rebuild_all(j, &err);
    cli_progress("%s", "");
    if (st == ONR_OK) {
        summary(j);
        st = say_lost(j, &err);
    } else onr_store_rollback(j->batch.book);
    flush(j, 1);
    if (st != ONR_OK) cli_say("%s", err.msg);
    return st != ONR_OK || j->failed || j->closed ? CLI_FAILED : CLI_DONE;
}

static int run(const cli_args *args) {
    job j = {.args = args};
    if (args->operands_n > 1) return cli_usage(args->command, "rebuild takes one BOOK");
    int rc = cli_reading_parse(args, &j.reading);
    if (rc == CLI_DONE) rc = cli_book_open(args, ONR_STORE_WRITE, &j.batch.book);
    if (rc != CLI_DONE) return rc;
    onr_buf_init(&j.bytes, ONR_JSON_MAX);
    onr_buf_init(&j.out, ONR_JSON_MAX);
    rc = cli_reading_run(args, &j.reading, rebuild, &j);
    onr_buf_clear(&j.bytes);
    onr_buf_clear(&j.out);
    onr_store_close(j.batch.book);
    return rc;
}

const cli_command cli_rebuild_command = {
    .name = "rebuild",
    .operands = "BOOK",
    .summary = "make the records of a book again from the sources it keeps",
    .text = "Reads every source again with this program and model, applies the decisions of the log again, and prints\n"
            "how many records are new, gone or different. Documents that are up to date are left alone.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
