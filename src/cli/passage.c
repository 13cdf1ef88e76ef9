/* The texts of a file or of a book: see passage.h. A file is read with its records, so that a speaker can be named. */
#include "cli/passage.h"

#include <stdio.h>
#include <string.h>

#include "doc/date.h"
#include "pipe/pipe.h"
#include "read/input.h"
#include "store/texts.h"

enum { DATE_ROOM = 16, TITLE_MAX = 4096 };

/* ---- who is credited in a document ------------------------------------------------------------------------------ */

static uint32_t overlap(onr_span a, onr_span b) {
    uint32_t from = a.start > b.start ? a.start : b.start, to = a.end < b.end ? a.end : b.end;
    return to > from ? to - from : 0;
}

/* The statement that holds most of the span; of equals the innermost, which is the later one. */
static const onr_statement *holder(const onr_doc *doc, onr_span span) {
    const onr_statement *best = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < doc->statements_n; i++) {
        const onr_statement *s = &doc->statements[i];
        uint32_t shared = 0;
        for (uint32_t k = 0; k < s->content_n; k++) shared += overlap(s->content[k], span);
        if (shared == 0 || shared < most) continue;
        most = shared;
        best = s;
    }
    return 2 * most >= span.end - span.start ? best : NULL;
}

static onr_status credit(const cli_passage *p, onr_span span, onr_buf *name, onr_err *err) {
    (void)err;
    const onr_doc *doc = p->context;
    const onr_statement *s = holder(doc, span);
    if (!s) return ONR_OK;
    onr_span who = s->speaker != ONR_NONE ? doc->entities[s->speaker].name : s->source;
    onr_slice words = onr_doc_slice(doc, who);
    onr_buf_add(name, words.p, words.n);
    return ONR_OK;
}

/* ---- a file ----------------------------------------------------------------------------------------------------- */

static onr_status visit_document(const onr_doc *doc, const char *where, cli_passage_visit visit, void *with,
                                 onr_err *err) {
    char date[DATE_ROOM] = "", title[TITLE_MAX];
    onr_date d = doc->meta.published;
    onr_slice t = onr_doc_slice(doc, doc->meta.title);
    size_t n = t.n < sizeof title - 1 ? t.n : sizeof title - 1;
    memcpy(title, t.p ? t.p : "", n);
    title[n] = '\0';
    if (d.year) (void)snprintf(date, sizeof date, "%04d-%02u-%02u", d.year, d.month, d.day);
    cli_passage p = {.text = {doc->text, doc->text_n},
                     .title = n ? title : NULL,
                     .outlet = doc->meta.outlet,
                     .published = date[0] ? date : NULL,
                     .where = where,
                     .credit = credit,
                     .context = doc};
    return visit(&p, with, err);
}

static onr_status walk(onr_input *in, onr_worker *worker, cli_passage_visit visit, void *with, onr_err *err) {
    onr_pipe_options options = {.timeout_ms = ONR_PIPE_TIMEOUT_MS};
    onr_doc doc;
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    onr_item item;
    onr_status st;
    while ((st = onr_input_next(in, &item, err)) == ONR_OK && item.bytes) {
        st = onr_pipe_read_item(worker, &item, &options, &doc, err);
        if (st == ONR_FORMAT) continue; /* no text in it: there is nothing to compare with */
        if (st == ONR_OK) st = visit_document(&doc, item.locator, visit, with, err);
        if (st != ONR_OK) break;
    }
    onr_doc_clear(&doc);
    return st;
}

onr_status cli_passages(const char *path, const char *model, cli_passage_visit visit, void *with, onr_err *err) {
    onr_pipe *pipe = NULL;
    onr_worker *worker = NULL;
    onr_input *in = NULL;
    onr_status st = onr_pipe_new(model, &pipe, err);
    if (st == ONR_OK) st = onr_worker_new(pipe, &worker, err);
    if (st == ONR_OK) st = onr_input_open(&path, 1, NULL, &in, err);
    if (st == ONR_OK) st = walk(in, worker, visit, with, err);
    onr_input_close(in);
    onr_worker_free(worker);
    onr_pipe_free(pipe);
    return st;
}

/* ---- a book ----------------------------------------------------------------------------------------------------- */

int cli_is_book(const char *path) {
    static const char magic[] = "SQLite format 3";
    char head[sizeof magic] = "";
    FILE *f = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    if (!f) return 0;
    size_t n = fread(head, 1, sizeof head, f);
    (void)fclose(f); /* it was only read */
    return n == sizeof head && memcmp(head, magic, sizeof magic) == 0;
}

static onr_status book_credit(const cli_passage *p, onr_span span, onr_buf *name, onr_err *err) {
    onr_store *book = *(onr_store *const *)p->context;
    return onr_store_credit(book, p->key, span.start, span.end, name, err);
}

onr_status cli_book_passages(onr_store *book, const char *match, uint32_t most, cli_passage_visit visit, void *with,
                             onr_err *err) {
    onr_cursor *cursor = NULL;
    onr_store_document d;
    onr_buf text;
    int more = 0;
    onr_buf_init(&text, ONR_DOC_TEXT_MAX + 1);
    onr_status st = onr_store_texts(book, match, most, &cursor, err);
    while (st == ONR_OK && (st = onr_cursor_document(cursor, &d, &more, err)) == ONR_OK && more) {
        onr_buf_reset(&text);
        st = onr_store_layer_get(book, d.key, ONR_STORE_TEXT, &text, err);
        if (st != ONR_OK) break;
        cli_passage p = {.text = {text.p ? text.p : "", text.n},
                         .title = d.title,
                         .outlet = d.outlet,
                         .published = d.published,
                         .where = d.url ? d.url : d.locator,
                         .credit = book_credit,
                         .context = &book,
                         .key = d.key};
        st = visit(&p, with, err);
    }
    onr_cursor_close(cursor);
    onr_buf_clear(&text);
    return st;
}
