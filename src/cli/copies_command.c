/* onrecord copies: which documents of a book are the same text or parts of the same story. Folds, keeps what it found
 * in the book, and prints it; nothing is dropped, and every count has its members under it. */
#include <string.h>

#include "base/mem.h"
#include "cli/command.h"
#include "cli/output.h"
#include "doc/date.h"
#include "doc/json.h"
#include "ledger/copies.h"
#include "store/copy.h"

enum { JSON, OPTIONS };
enum { FIRST_ROOM = 1024, ROOM = 1 << 20 };

static const cli_option options[OPTIONS] = {
    [JSON] = {"json", NULL, "print one JSON object a document"},
};

typedef struct keys {
    int64_t *p;
    size_t n, cap;
} keys;

/* ---- folding ---------------------------------------------------------------------------------------------------- */

static onr_status push(keys *k, int64_t key, onr_err *err) {
    if (k->n == k->cap) {
        size_t cap = k->cap ? 2 * k->cap : FIRST_ROOM;
        int64_t *p = onr_mem_realloc(k->p, cap * sizeof *p);
        if (!p) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while comparing documents");
        k->p = p;
        k->cap = cap;
    }
    k->p[k->n++] = key;
    return ONR_OK;
}

static int32_t day_of(const char *published) {
    onr_date d = {0};
    onr_err err = {0};
    if (!published || onr_date_parse(onr_slice_of(published), &d, &err) != ONR_OK || !d.day) return ONR_COPIES_NO_DAY;
    return onr_date_to_number(d);
}

static onr_status add_documents(onr_store *book, onr_copies *copies, keys *k, onr_err *err) {
    onr_cursor *cursor = NULL;
    onr_store_document d;
    onr_arena scratch;
    onr_buf text;
    int more = 0;
    onr_arena_init(&scratch, (size_t)1 << 30);
    onr_buf_init(&text, ONR_DOC_TEXT_MAX + 1);
    onr_status st = onr_store_documents(book, &cursor, err);
    while (st == ONR_OK && (st = onr_cursor_document(cursor, &d, &more, err)) == ONR_OK && more) {
        onr_buf_reset(&text);
        onr_arena_reset(&scratch);
        st = onr_store_layer_get(book, d.key, ONR_STORE_TEXT, &text, err);
        if (st == ONR_OK) st = push(k, d.key, err);
        onr_slice words = {text.p ? text.p : "", text.n}, outlet = onr_slice_of(d.outlet);
        if (st == ONR_OK) st = onr_copies_add(copies, words, outlet, day_of(d.published), &scratch, err);
    }
    onr_cursor_close(cursor);
    onr_buf_clear(&text);
    onr_arena_clear(&scratch);
    return st;
}

static onr_status keep(onr_store *book, const onr_copies *copies, const keys *k, onr_err *err) {
    onr_status st = onr_store_begin(book, err);
    if (st != ONR_OK) return st;
    st = onr_store_copies_clear(book, err);
    for (size_t i = 0; i < k->n && st == ONR_OK; i++) {
        const onr_copy *c = onr_copies_get(copies, (uint32_t)i);
        onr_store_copy row = {
            .document = k->p[i], .text = k->p[c->text], .story = k->p[c->story], .share = (double)c->share};
        st = onr_store_copy_set(book, &row, err);
    }
    if (st == ONR_OK) return onr_store_commit(book, err);
    onr_store_rollback(book);
    return st;
}

static onr_status fold(onr_store *book, onr_err *err) {
    onr_copies *copies = NULL;
    keys k = {NULL, 0, 0};
    onr_status st = onr_copies_new(&copies, err);
    if (st == ONR_OK) st = add_documents(book, copies, &k, err);
    if (st == ONR_OK) st = onr_copies_fold(copies, err);
    if (st == ONR_OK) st = keep(book, copies, &k, err);
    onr_copies_free(copies);
    onr_mem_free(k.p);
    return st;
}

/* ---- printing --------------------------------------------------------------------------------------------------- */

/* The members of one story, and its counts. */
typedef struct story {
    int64_t story, text;
    unsigned texts, outlets;
    keys seen; /* hashes of outlets */
    onr_buf members;
} story;

static const char *or_else(const char *s, const char *other) { return s && *s ? s : other; }

static void add_outlet(story *s, const char *outlet, onr_err *err) {
    int64_t hash = 1469598103;
    for (const char *p = outlet; *p; p++) hash = (int64_t)(((uint64_t)hash ^ (unsigned char)*p) * 1099511628211u);
    for (size_t i = 0; i < s->seen.n; i++)
        if (s->seen.p[i] == hash) return;
    if (push(&s->seen, hash, err) == ONR_OK) s->outlets++;
}

/* A line with nothing in it that moves the terminal. */
static void add_clean(onr_buf *out, const char *s) {
    for (; *s; s++) onr_buf_char(out, (unsigned char)*s < 0x20 || *s == 0x7F ? ' ' : *s);
}

static void add_member(story *s, const onr_store_copy *c, onr_err *err) {
    if (c->story != s->story) {
        s->story = c->story;
        s->texts = s->outlets = 0;
        s->text = 0;
        s->seen.n = 0;
        onr_buf_reset(&s->members);
    }
    if (c->text != s->text) s->texts++;
    const char *outlet = or_else(c->outlet, or_else(c->locator, "?"));
    add_outlet(s, outlet, err);
    onr_buf_str(&s->members, c->text != s->text ? "  * " : "    ");
    onr_buf_fmt(&s->members, "%-10s %3.0f%%  ", or_else(c->published, ""), 100 * c->share);
    add_clean(&s->members, outlet);
    onr_buf_str(&s->members, " - ");
    add_clean(&s->members, or_else(c->title, or_else(c->locator, "")));
    onr_buf_char(&s->members, '\n');
    s->text = c->text;
}

static void end_story(const story *s, onr_buf *out) {
    if (s->members.n == 0) return;
    onr_buf_fmt(out, "1 story, %u text%s, %u outlet%s\n", s->texts, s->texts == 1 ? "" : "s", s->outlets,
                s->outlets == 1 ? "" : "s");
    onr_buf_add(out, s->members.p, s->members.n);
}

static void add_json(onr_buf *out, const onr_store_copy *c) {
    onr_buf_fmt(out,
                "{\"document\": \"%s\", \"key\": %lld, \"text\": %lld, \"story\": %lld, \"share\": %.3f, \"outlet\": ",
                c->id, (long long)c->document, (long long)c->text, (long long)c->story, c->share);
    if (c->outlet) onr_json_string(out, onr_slice_of(c->outlet));
    else onr_buf_str(out, "null");
    onr_buf_str(out, ", \"title\": ");
    if (c->title) onr_json_string(out, onr_slice_of(c->title));
    else onr_buf_str(out, "null");
    onr_buf_str(out, "}\n");
}

static onr_status print(onr_store *book, int json, onr_err *err) {
    onr_cursor *cursor = NULL;
    onr_store_copy c;
    story s = {.story = 0};
    onr_buf out;
    int more = 0, closed = 0;
    onr_buf_init(&out, ONR_JSON_MAX);
    onr_buf_init(&s.members, ONR_JSON_MAX);
    onr_status st = onr_store_copies(book, &cursor, err);
    while (st == ONR_OK && !closed && (st = onr_cursor_copy(cursor, &c, &more, err)) == ONR_OK && more) {
        if (json) add_json(&out, &c);
        else {
            if (c.story != s.story) end_story(&s, &out);
            add_member(&s, &c, err);
        }
        if (out.n > ROOM) {
            closed = cli_write(out.p, out.n);
            onr_buf_reset(&out);
        }
    }
    if (!json && st == ONR_OK) end_story(&s, &out);
    if (onr_buf_failed(&out) || onr_buf_failed(&s.members)) st = onr_err_set(err, ONR_NOMEM, 0, "out of memory");
    if (!json && st == ONR_OK && !out.n && !s.story) cli_say("no two documents share a good part of their words");
    if (st == ONR_OK && !closed && out.n) closed = cli_write(out.p, out.n);
    onr_cursor_close(cursor);
    onr_mem_free(s.seen.p);
    onr_buf_clear(&s.members);
    onr_buf_clear(&out);
    return st == ONR_OK && closed ? onr_err_set(err, ONR_IO, 0, "standard output takes no more") : st;
}

static int run(const cli_args *args) {
    if (args->operands_n != 1) return cli_usage(args->command, "copies needs one BOOK");
    onr_store *book = NULL;
    onr_err err = {0};
    onr_status st = onr_store_open(args->operands[0], ONR_STORE_WRITE, &book, &err);
    if (st == ONR_OK) st = fold(book, &err);
    if (st == ONR_OK) st = print(book, args->value[JSON] != NULL, &err);
    onr_store_close(book);
    if (st == ONR_OK) return CLI_DONE;
    cli_say_about(args->operands[0], &err);
    return CLI_FAILED;
}

const cli_command cli_copies_command = {
    .name = "copies",
    .operands = "BOOK",
    .summary = "fold the documents of a book that are copies",
    .text = "Documents that share most of their words within 14 days are one text, those that share a good part one "
            "story;\n"
            "what an outlet prints under all its articles does not count. Prints every story of several documents: its "
            "texts\n"
            "(*), their carriers, the share of each that others have too. Nothing is dropped from the book.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
