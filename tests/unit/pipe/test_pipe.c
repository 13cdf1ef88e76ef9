/* The pipe: budgets that strike are said and never lost in silence; a worker and a document serve many articles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "pipe/pipe.h"

typedef struct fixture {
    onr_pipe *pipe;
    onr_worker *worker;
    onr_doc doc;
    onr_err err;
} fixture;

static int open_fixture(void **state) {
    static fixture f;
    memset(&f, 0, sizeof f);
    *state = &f;
    onr_doc_init(&f.doc, ONR_DOC_ARENA_CAP);
    if (onr_pipe_new(NULL, &f.pipe, &f.err) != ONR_OK) return -1;
    return onr_worker_new(f.pipe, &f.worker, &f.err) == ONR_OK ? 0 : -1;
}

static int close_fixture(void **state) {
    fixture *f = *state;
    onr_doc_clear(&f->doc);
    onr_worker_free(f->worker);
    onr_pipe_free(f->pipe);
    return 0;
}

static int warned(const onr_doc *doc, const char *words) {
    for (uint32_t i = 0; i < doc->warnings_n; i++)
        if (strstr(doc->warnings[i].message, words)) return 1;
    return 0;
}

/* `n` bytes of short paragraphs. */
static char *long_text(size_t n) {
    static const char words[] = "The quay is shut, she said.\n\n";
    char *p = onr_mem_alloc(n);
    assert_non_null(p);
    for (size_t i = 0; i < n; i++) p[i] = words[i % (sizeof words - 1)];
    return p;
}

static void reads_tokens_and_quotes(void **state) {
    fixture *f = *state;
    static const char text[] = "\"We sail,\" said the captain.";
    onr_pipe_options o = {.path = "a", .published = {2031, 3, 7}, .outlet = "Courier", .timeout_ms = 60000};
    assert_int_equal(onr_pipe_read(f->worker, text, sizeof text - 1, &o, &f->doc, &f->err), ONR_OK);
    assert_int_equal(f->doc.quotes_n, 1);
    assert_true(f->doc.tokens_n > 5);
    assert_string_equal(f->doc.meta.outlet, "Courier");
    assert_int_equal(f->doc.meta.published.year, 2031);
    assert_true(warned(&f->doc, "without a model"));
}

static void same_bytes_after_other_documents(void **state) {
    fixture *f = *state;
    static const char text[] = "\"We sail,\" said the captain.";
    onr_pipe_options o = {.path = "a"};
    onr_buf first, again;
    onr_buf_init(&first, ONR_JSON_MAX);
    onr_buf_init(&again, ONR_JSON_MAX);
    char *other = long_text(100000);
    assert_int_equal(onr_pipe_read(f->worker, text, sizeof text - 1, &o, &f->doc, &f->err), ONR_OK);
    assert_int_equal(onr_json_write(&f->doc, onr_pipe_run(f->pipe), &first, &f->err), ONR_OK);
    assert_int_equal(onr_pipe_read(f->worker, other, 100000, &o, &f->doc, &f->err), ONR_OK);
    assert_int_equal(onr_pipe_read(f->worker, "", 0, &o, &f->doc, &f->err), ONR_FORMAT);
    assert_int_equal(onr_pipe_read(f->worker, text, sizeof text - 1, &o, &f->doc, &f->err), ONR_OK);
    assert_int_equal(onr_json_write(&f->doc, onr_pipe_run(f->pipe), &again, &f->err), ONR_OK);
    assert_int_equal(first.n, again.n);
    assert_memory_equal(first.p, again.p, first.n);
    onr_mem_free(other);
    onr_buf_clear(&first);
    onr_buf_clear(&again);
}

static void memory_budget_is_said(void **state) {
    fixture *f = *state;
    size_t n = 100000, cap = 600000;
    char *text = long_text(n);
    onr_doc small;
    onr_doc_init(&small, cap);
    onr_pipe_options o = {.path = "a"};
    assert_int_equal(onr_pipe_read(f->worker, text, n, &o, &small, &f->err), ONR_OK);
    assert_true(warned(&small, "memory budget"));
    assert_int_equal(small.tokens_n, 0);
    assert_int_equal(small.arena.cap, cap);
    onr_doc_clear(&small);

    onr_doc_init(&small, 1000); /* not even the text has room */
    assert_int_equal(onr_pipe_read(f->worker, text, n, &o, &small, &f->err), ONR_TOO_BIG);
    onr_doc_clear(&small);
    onr_mem_free(text);
}

static void time_budget_is_said(void **state) {
    fixture *f = *state;
    size_t n = 20u << 20; /* takes far more than the time given, on any machine */
    char *text = long_text(n);
    onr_pipe_options o = {.path = "a", .timeout_ms = 1};
    onr_status st = onr_pipe_read(f->worker, text, n, &o, &f->doc, &f->err);
    if (st == ONR_OK) assert_true(warned(&f->doc, "time budget"));
    else {
        assert_int_equal(st, ONR_TIMEOUT);
        assert_non_null(strstr(f->err.msg, "out of time"));
    }
    onr_mem_free(text);
}

static void json_has_a_maximum(void **state) {
    fixture *f = *state;
    static const char text[] = "\"We sail,\" said the captain.";
    onr_pipe_options o = {.path = "a"};
    onr_buf out;
    onr_buf_init(&out, 300);
    assert_int_equal(onr_pipe_read(f->worker, text, sizeof text - 1, &o, &f->doc, &f->err), ONR_OK);
    assert_int_equal(onr_json_write(&f->doc, onr_pipe_run(f->pipe), &out, &f->err), ONR_TOO_BIG);
    onr_buf_clear(&out);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int main(void) {
    const struct CMUnitTest tests[] = {CASE(reads_tokens_and_quotes), CASE(same_bytes_after_other_documents),
                                       CASE(memory_budget_is_said), CASE(time_budget_is_said),
                                       CASE(json_has_a_maximum)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
