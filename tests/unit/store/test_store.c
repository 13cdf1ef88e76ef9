/* The book: what goes in comes out byte for byte; nothing goes in twice; what is no book, too new or damaged is
 * refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/mem.h"
#include "store/store.h"

int specimen_main(int argc, char **argv);
#define main specimen_main /* the document with every field of every record */
#include "../../cli/specimen.c"
#undef main

static const onr_json_stage stages[] = {{"read", 1}, {"lang.token", 2}};
static const onr_json_run made = {"onrecord 9", "en-9", stages, 2};
static const char bytes[] = "\x93We wait,\x94 said the harbour minister.\n";
static const onr_store_source source = {
    .bytes = {bytes, sizeof bytes - 1}, .locator = "desk/a.txt", .outlet = "Courier"};

typedef struct place {
    char folder[32], book[64];
} place;

static int make_folder(void **state) {
    place *p = calloc(1, sizeof *p);
    strcpy(p->folder, "/tmp/onr-store-XXXXXX");
    if (!mkdtemp(p->folder)) return -1;
    (void)snprintf(p->book, sizeof p->book, "%s/a.book", p->folder);
    *state = p;
    return 0;
}

static int remove_folder(void **state) {
    place *p = *state;
    char word[64];
    (void)snprintf(word, sizeof word, "rm -rf %s", p->folder);
    int rc = system(word);
    free(p);
    return rc;
}

static onr_store *open_book(const place *p, onr_store_mode mode) {
    onr_store *s = NULL;
    onr_err err = {0};
    if (onr_store_open(p->book, mode, &s, &err) != ONR_OK) fail_msg("%s", err.msg);
    return s;
}

static void fill_doc(onr_doc *doc) {
    onr_doc_init(doc, ONR_DOC_ARENA_CAP);
    doc->text = onr_arena_copy(&doc->arena, article, sizeof article - 1);
    if (!doc->text) return;
    doc->text_n = sizeof article - 1;
    fill_layers(doc);
    fill_entities(doc);
    fill_statements(doc);
    fill_events(doc);
    strcpy(doc->meta.id, "0123456789abcdef0123456789abcdef");
}

static int64_t add(onr_store *s, const onr_store_source *what) {
    onr_doc doc;
    onr_err err = {0};
    int64_t key = 0;
    fill_doc(&doc);
    assert_int_equal(onr_store_begin(s, &err), ONR_OK);
    if (onr_store_add(s, what, &doc, &made, &key, &err) != ONR_OK) fail_msg("%s", err.msg);
    assert_int_equal(onr_store_commit(s, &err), ONR_OK);
    onr_doc_clear(&doc);
    return key;
}

static void comes_back(void **state) {
    onr_buf want, got;
    onr_doc doc;
    onr_err err = {0};
    onr_buf_init(&want, ONR_JSON_MAX);
    onr_buf_init(&got, ONR_JSON_MAX);
    onr_store *s = open_book(*state, ONR_STORE_CREATE);
    int64_t key = add(s, &source), found = 0;
    onr_store_close(s);

    fill_doc(&doc);
    assert_int_equal(onr_json_write(&doc, &made, &want, &err), ONR_OK);
    s = open_book(*state, ONR_STORE_READ);
    assert_int_equal(onr_store_json(s, key, &got, &err), ONR_OK);
    assert_string_equal(got.p, want.p);
    onr_buf_reset(&got);
    assert_int_equal(onr_store_layer_get(s, key, ONR_STORE_TEXT, &got, &err), ONR_OK);
    assert_string_equal(got.p, article);
    onr_store_source back;
    assert_int_equal(onr_store_source_get(s, key, &got, &back, &err), ONR_OK);
    assert_int_equal(got.n, sizeof bytes - 1);
    assert_memory_equal(got.p, bytes, got.n);
    assert_string_equal(back.locator, "desk/a.txt");
    assert_string_equal(back.outlet, "Courier");
    assert_null(back.url);
    assert_int_equal(onr_store_document_key(s, "0123456", &found, &err), ONR_OK);
    assert_int_equal(found, key);
    assert_int_equal(onr_store_document_key(s, "1", &found, &err), ONR_OK);
    assert_int_equal(onr_store_document_key(s, "0123457", &found, &err), ONR_NOT_FOUND);
    onr_store_close(s);
    onr_doc_clear(&doc);
    onr_buf_clear(&want);
    onr_buf_clear(&got);
}

static void lists(void **state) {
    onr_err err = {0};
    onr_store *s = open_book(*state, ONR_STORE_CREATE);
    int64_t key = add(s, &source);
    onr_cursor *c = NULL;
    onr_store_document d;
    onr_store_record r;
    int more = 0, n = 0;
    assert_int_equal(onr_store_documents(s, &c, &err), ONR_OK);
    assert_int_equal(onr_cursor_document(c, &d, &more, &err), ONR_OK);
    assert_true(more);
    assert_string_equal(d.title, "Quay stays shut");
    assert_string_equal(d.published, "2031-03-07");
    assert_string_equal(d.locator, "desk/a.txt");
    assert_int_equal(onr_cursor_document(c, &d, &more, &err), ONR_OK);
    assert_false(more);
    onr_cursor_close(c);
    assert_int_equal(onr_store_records(s, ONR_STORE_STATEMENT, key, &c, &err), ONR_OK);
    for (more = 1; more;) {
        assert_int_equal(onr_cursor_record(c, &r, &more, &err), ONR_OK);
        if (more) assert_string_equal(r.review, "unseen");
        n += more;
    }
    assert_int_equal(n, 3);
    onr_cursor_close(c);
    onr_store_close(s);
}

static void nothing_twice(void **state) {
    onr_err err = {0};
    int64_t key = 0, first;
    onr_store *s = open_book(*state, ONR_STORE_CREATE);
    assert_int_equal(onr_store_has(s, &source, &key, NULL, &err), ONR_OK);
    assert_int_equal(key, 0);
    first = add(s, &source);
    assert_int_equal(onr_store_has(s, &source, &key, NULL, &err), ONR_OK);
    assert_int_equal(key, first);
    onr_store_source other = source;
    other.outlet = NULL; /* the same bytes of another outlet are another text */
    assert_int_equal(onr_store_has(s, &other, &key, NULL, &err), ONR_OK);
    assert_int_equal(key, 0);
    assert_int_equal(onr_store_begin(s, &err), ONR_OK); /* what is not committed was never there */
    assert_int_equal(onr_store_add_problem(s, &other, "no text", &key, &err), ONR_OK);
    onr_buf skipped;
    onr_buf_init(&skipped, 4096);
    assert_int_equal(onr_store_skipped(s, &skipped, &err), ONR_OK);
    assert_non_null(
        strstr(skipped.p, "{\"skipped\":{\"n\":1,\"reasons\":[{\"reason\":\"no text\",\"n\":1,\"first\":\""));
    onr_buf_clear(&skipped);
    onr_store_close(s);
    s = open_book(*state, ONR_STORE_READ);
    assert_int_equal(onr_store_has(s, &other, &key, NULL, &err), ONR_OK);
    assert_int_equal(key, 0);
    onr_store_close(s);
}

static void refuse(const place *p, onr_store_mode mode, onr_status want, const char *words) {
    onr_store *s = NULL;
    onr_err err = {0};
    assert_int_equal(onr_store_open(p->book, mode, &s, &err), want);
    assert_null(s);
    if (!strstr(err.msg, words)) fail_msg("'%s' is not in '%s'", words, err.msg);
}

static void run_sql(const place *p, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(p->book, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(db);
}

static void refusals(void **state) {
    const place *p = *state;
    refuse(p, ONR_STORE_READ, ONR_NOT_FOUND, "there is no such book");
    refuse(p, ONR_STORE_WRITE, ONR_NOT_FOUND, "there is no such book");
    run_sql(p, "CREATE TABLE mine (x); PRAGMA application_id = 7; PRAGMA user_version = 1");
    refuse(p, ONR_STORE_READ, ONR_FORMAT, "is not a book");
    refuse(p, ONR_STORE_CREATE, ONR_FORMAT, "is not a book");
    (void)unlink(p->book);
    FILE *f = fopen(p->book, "wb");
    assert_non_null(f);
    for (int i = 0; i < 5000; i++) (void)fputc("a page of text\n"[i % 15], f);
    (void)fclose(f);
    refuse(p, ONR_STORE_CREATE, ONR_FORMAT, "is not a book");
    (void)unlink(p->book);
    f = fopen(p->book, "wb"); /* an empty file becomes a book, but only where one may be made */
    (void)fclose(f);
    refuse(p, ONR_STORE_READ, ONR_FORMAT, "is not a book");
    onr_store_close(open_book(p, ONR_STORE_CREATE));
    run_sql(p, "PRAGMA user_version = 9999");
    refuse(p, ONR_STORE_READ, ONR_VERSION, "newer onrecord");
    refuse(p, ONR_STORE_CREATE, ONR_VERSION, "newer onrecord");
}

/* A book of before the first release has the number of schema 1 and other tables; what others put beside ours is
 * theirs.
 */
static void before_the_first_release(void **state) {
    static const char *const changes[] = {
        "DROP INDEX statement_place",
        "DROP INDEX figure_hidden; CREATE INDEX figure_hidden ON figure (key)",
        "DROP TRIGGER event_out",
        "ALTER TABLE document RENAME COLUMN text_bytes TO chars",
    };
    const place *p = *state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        (void)unlink(p->book);
        onr_store_close(open_book(p, ONR_STORE_CREATE));
        run_sql(p, "CREATE INDEX mine ON statement (cue); CREATE VIEW said AS SELECT content FROM statement");
        onr_store_close(open_book(p, ONR_STORE_READ));
        run_sql(p, changes[i]);
        refuse(p, ONR_STORE_READ, ONR_VERSION, "before the first release");
        refuse(p, ONR_STORE_CREATE, ONR_VERSION, "before the first release");
    }
}

/* The log of corrections cannot be rewritten, whoever tries. */
static void log_is_kept(void **state) {
    onr_store *s = open_book(*state, ONR_STORE_CREATE);
    (void)add(s, &source);
    onr_store_close(s);
    const place *p = *state;
    run_sql(p, "INSERT INTO correction (at, who, op, document, kind, record, start, \"end\", words) "
               "VALUES ('2031-03-07T00:00:00Z', 'mo', 'accept', 1, 'statement', 'a', 0, 1, 'x')");
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(p->book, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "DELETE FROM correction", NULL, NULL, NULL), SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_exec(db, "UPDATE correction SET who = 'me'", NULL, NULL, NULL), SQLITE_CONSTRAINT);
    (void)sqlite3_close(db);
}

/* Everything once, in a new book. */
static onr_status whole(const place *p, onr_buf *out) {
    onr_store *s = NULL;
    onr_doc doc;
    onr_err err = {0};
    int64_t key = 0;
    onr_store_source back;
    fill_doc(&doc);
    onr_status st = doc.text ? onr_store_open(p->book, ONR_STORE_CREATE, &s, &err) : ONR_NOMEM;
    if (st == ONR_OK) st = onr_store_begin(s, &err);
    if (st == ONR_OK) st = onr_store_add(s, &source, &doc, &made, &key, &err);
    if (st == ONR_OK) st = onr_store_commit(s, &err);
    if (st == ONR_OK) st = onr_store_source_get(s, key, out, &back, &err);
    onr_buf_reset(out);
    if (st == ONR_OK) st = onr_store_json(s, key, out, &err);
    onr_store_close(s);
    onr_doc_clear(&doc);
    (void)unlink(p->book);
    return st;
}

/* Allocation N fails, for N = 1, 2 ... until none does: each time an error, nothing leaked, and at last the same bytes.
 */
static void no_memory(void **state) {
    onr_buf plain, out;
    onr_buf_init(&plain, ONR_JSON_MAX);
    assert_int_equal(whole(*state, &plain), ONR_OK);
    onr_status st = ONR_NOMEM;
    for (long n = 0; st != ONR_OK && n < 2000; n++) {
        onr_buf_init(&out, ONR_JSON_MAX);
        (void)onr_mem_fail_after(n);
        st = whole(*state, &out);
        (void)onr_mem_fail_after(-1);
        if (st == ONR_OK) assert_string_equal(out.p, plain.p);
        else assert_int_equal(st, ONR_NOMEM);
        onr_buf_clear(&out);
    }
    assert_int_equal(st, ONR_OK);
    onr_buf_clear(&plain);
}

#define BOOK_TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)

int main(void) {
    const struct CMUnitTest tests[] = {BOOK_TEST(comes_back),
                                       BOOK_TEST(lists),
                                       BOOK_TEST(nothing_twice),
                                       BOOK_TEST(refusals),
                                       BOOK_TEST(before_the_first_release),
                                       BOOK_TEST(log_is_kept),
                                       BOOK_TEST(no_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
