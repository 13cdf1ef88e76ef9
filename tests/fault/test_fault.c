/* Allocation N fails, for N = 1, 2, ... until all succeed: opening the pipe, reading an article, printing it. Every run
 * must end with a status and give everything back (ASan's leak check watches); the last one must succeed and print the
 * same bytes as an undisturbed run. With the model where it is built, and without one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "cli/sheet.h"
#include "doc/conllu.h"
#include "doc/print.h"
#include "pipe/pipe.h"

enum { SWEEP_MAX = 200000 };

static const char article[] = "Quay reopens\n\n"
                              "SELWICK, March 7, 2031 (Meridian Wire) - \x93We sail,\x94 said harbour minister Mara "
                              "Ostrell, who didn't say when.\n\nShe denied that 7 people had been hurt.\n";
static const char gold[] = "1\tFerries\tferry\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n"
                           "2\tsail\tsail\tVERB\tVBP\t_\t0\troot\t_\t_\n\n";

typedef struct input {
    const char *model, *bytes;
    size_t n;
    onr_pipe_format format;
} input;

static onr_status print(const onr_pipe *pipe, const onr_doc *doc, onr_buf *out, onr_err *err) {
    onr_status st = onr_json_write(doc, onr_pipe_run(pipe), out, err);
    if (st == ONR_OK) st = cli_sheet(doc, &(cli_sheet_options){100, 0, NULL}, out, err);
    if (st != ONR_OK) return st;
    onr_conllu_write(doc, out);
    for (unsigned k = 0; k < ONR_PRINT_COUNT; k++) onr_print_layer_add(doc, (onr_print_layer)k, out);
    return onr_buf_failed(out) ? ONR_NOMEM : ONR_OK;
}

static onr_status whole(const input *in, onr_buf *out) {
    onr_pipe *pipe = NULL;
    onr_worker *worker = NULL;
    onr_err err = {0};
    onr_pipe_options options = {.format = in->format, .path = "a.txt", .outlet = "The Lowmark Courier"};
    onr_doc doc;
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    onr_status st = onr_pipe_new(in->model, &pipe, &err);
    if (st == ONR_OK) st = onr_worker_new(pipe, &worker, &err);
    if (st == ONR_OK) st = onr_pipe_read(worker, in->bytes, in->n, &options, &doc, &err);
    if (st == ONR_OK) st = print(pipe, &doc, out, &err);
    onr_doc_clear(&doc);
    onr_worker_free(worker);
    onr_pipe_free(pipe);
    return st;
}

static void sweep(const input *in) {
    onr_buf plain, out;
    onr_buf_init(&plain, ONR_JSON_MAX);
    assert_int_equal(whole(in, &plain), ONR_OK);
    onr_status st = ONR_NOMEM;
    long n = 0;
    for (; st != ONR_OK && n < SWEEP_MAX; n++) {
        onr_buf_init(&out, ONR_JSON_MAX);
        (void)onr_mem_fail_after(n);
        st = whole(in, &out);
        (void)onr_mem_fail_after(-1);
        if (st == ONR_OK) {
            assert_int_equal(out.n, plain.n);
            assert_memory_equal(out.p, plain.p, plain.n);
        } else assert_int_equal(st, ONR_NOMEM);
        onr_buf_clear(&out);
    }
    print_message("%ld allocations\n", n - 1);
    assert_int_equal(st, ONR_OK);
    onr_buf_clear(&plain);
}

static void text_without_model(void **state) {
    (void)state;
    sweep(&(input){NULL, article, sizeof article - 1, ONR_PIPE_TEXT});
}

static void conllu_without_model(void **state) {
    (void)state;
    sweep(&(input){NULL, gold, sizeof gold - 1, ONR_PIPE_CONLLU});
}

static void text_with_model(void **state) {
    (void)state;
    FILE *f = fopen("models/en.onrm", "rb");
    if (!f) skip();
    (void)fclose(f);
    sweep(&(input){"models/en.onrm", article, sizeof article - 1, ONR_PIPE_TEXT});
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(text_without_model), cmocka_unit_test(conllu_without_model),
                                       cmocka_unit_test(text_with_model)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
