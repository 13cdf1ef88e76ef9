#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/lemma.h"

static size_t load(const char *path, char *buf, size_t cap) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t n = fread(buf, 1, cap - 1, f);
    fclose(f);
    buf[n] = '\0';
    return n;
}

static char chunk[1 << 14];
static size_t chunk_n;

static int set_up(void **state) {
    (void)state;
    chunk_n = load("tests/unit/lang/lemma.bin", chunk, sizeof chunk);
    return 0;
}

static onr_tag tag_of(const char *upos, const char *xpos) {
    int u = onr_label_find(ONR_LABELS_UPOS, upos, strlen(upos)),
        x = onr_label_find(ONR_LABELS_XPOS, xpos, strlen(xpos));
    assert_true(u >= 0 && x >= 0);
    return (onr_tag){(uint8_t)u, (uint8_t)x};
}

/* lemmas.txt was made by train/lemma.py (tools/lang_golden.py). */
static void same_as_the_trainer(void **state) {
    (void)state;
    static char text[1 << 14];
    onr_lemmas l;
    onr_err err = {0};
    onr_arena arena;
    onr_arena_init(&arena, 1 << 20);
    load("tests/unit/lang/lemmas.txt", text, sizeof text);
    assert_int_equal(onr_lemmas_init(&l, (onr_slice){chunk, chunk_n}, &err), ONR_OK);
    size_t lines = 0;
    for (char *line = text; *line; lines++) {
        char *col[4] = {line}, *end = strchr(line, '\n');
        for (int i = 1; i < 4; i++) {
            col[i] = strchr(col[i - 1], '\t');
            *col[i]++ = '\0';
        }
        *end = '\0';
        onr_slice got, form = onr_slice_of(col[0]);
        assert_int_equal(onr_lemma_of(&l, form, tag_of(col[1], col[2]), &arena, &got, &err), ONR_OK);
        if (!onr_slice_eq(got, onr_slice_of(col[3]))) fail_msg("%s: %.*s, not %s", col[0], (int)got.n, got.p, col[3]);
        if (onr_slice_eq(got, form)) assert_ptr_equal(got.p, form.p); /* no copy of what is written the same */
        line = end + 1;
    }
    assert_true(lines > 25);
    onr_arena_clear(&arena);
}

static void words_beyond_the_limits(void **state) {
    (void)state;
    onr_lemmas l;
    onr_arena arena;
    onr_slice got;
    char big[201];
    memset(big, 'S', sizeof big);
    onr_arena_init(&arena, 0);
    assert_int_equal(onr_lemmas_init(&l, (onr_slice){chunk, chunk_n}, NULL), ONR_OK);
    const onr_tag nns = tag_of("NOUN", "NNS"), odd = {200, 200}, unseen = tag_of("INTJ", "UH");
    assert_int_equal(onr_lemma_of(&l, (onr_slice){big, 201}, nns, &arena, &got, NULL), ONR_OK);
    assert_ptr_equal(got.p, big);
    assert_int_equal(onr_lemma_of(&l, ONR_SLICE("Boats"), odd, &arena, &got, NULL), ONR_OK);
    assert_int_equal(got.n, 5);
    assert_int_equal(onr_lemma_of(&l, ONR_SLICE("Boats"), unseen, &arena, &got, NULL), ONR_OK);
    assert_int_equal(got.n, 5);
    assert_int_equal(onr_lemma_of(&l, ONR_SLICE(""), nns, &arena, &got, NULL), ONR_OK);
    assert_int_equal(got.n, 0);
    onr_err err = {0};
    assert_int_equal(onr_lemma_of(&l, ONR_SLICE("Boats"), nns, &arena, &got, &err), ONR_NOMEM);
    onr_arena_clear(&arena);
}

/* Cut anywhere or with any byte changed, a chunk is refused or still safe to look words up in. */
static void damaged_chunks(void **state) {
    (void)state;
    static const char *const forms[] = {"ferries", "Went", "OSMERE", "Ǆ", "s"};
    onr_lemmas l;
    onr_err err = {0};
    for (size_t n = 0; n < chunk_n; n++) {
        char *exact = malloc(n ? n : 1); /* of the exact size, so that ASan sees a step outside */
        memcpy(exact, chunk, n);
        onr_status st = onr_lemmas_init(&l, (onr_slice){exact, n}, &err);
        assert_true(st == ONR_FORMAT || st == ONR_CORRUPT);
        free(exact);
    }
    char *copy = malloc(chunk_n);
    onr_arena arena;
    onr_arena_init(&arena, 1 << 24);
    for (size_t i = 0; i < chunk_n; i++) {
        for (int v = 0; v < 3; v++) {
            memcpy(copy, chunk, chunk_n);
            copy[i] = (char)(v == 0 ? copy[i] ^ 1 : v == 1 ? 0xFF : 0);
            if (onr_lemmas_init(&l, (onr_slice){copy, chunk_n}, &err) != ONR_OK) continue;
            for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
                onr_slice got;
                for (uint8_t x = 0; x < ONR_XPOS_COUNT; x += 3)
                    assert_int_equal(
                        onr_lemma_of(&l, onr_slice_of(forms[f]), (onr_tag){x % ONR_UPOS_COUNT, x}, &arena, &got, &err),
                        ONR_OK);
            }
            onr_arena_reset(&arena);
        }
    }
    onr_arena_clear(&arena);
    free(copy);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_as_the_trainer), cmocka_unit_test(words_beyond_the_limits),
                                       cmocka_unit_test(damaged_chunks)};
    return cmocka_run_group_tests(tests, set_up, NULL);
}
