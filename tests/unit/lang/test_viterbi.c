#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/viterbi.h"

enum { N = 5, L = 6 };
static const uint8_t kind[L] = {ONR_BIO_O, ONR_BIO_B, ONR_BIO_I, ONR_BIO_I, ONR_BIO_B, ONR_BIO_I};
static const uint16_t type[L] = {0, 1, 1, 2, 2, 3}; /* type 2 has its I before its B, type 3 has no B at all */

static int allowed(int prev, int label) {
    if (kind[label] != ONR_BIO_I) return 1;
    return prev >= 0 && kind[prev] != ONR_BIO_O && type[prev] == type[label];
}

static double random_unit(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return (double)(*seed >> 8) / (1 << 24);
}

/* The best of all L^N sequences. */
static void is_the_best_of_all(void **state) {
    (void)state;
    uint32_t seed = 7;
    void *scratch = malloc(onr_bio_scratch(N, L));
    for (int round = 0; round < 200; round++) {
        float logits[N * L];
        for (int i = 0; i < N * L; i++)
            logits[i] = round < 100 ? (float)(random_unit(&seed) * 8 - 4) : (float)(int)(random_unit(&seed) * 3);
        uint16_t out[N];
        assert_int_equal(onr_bio_decode(logits, N, L, kind, type, scratch, out, NULL), ONR_OK);
        double best = -INFINITY, got = 0;
        for (int code = 0; code < 7776; code++) { /* 6^5 */
            double sum = 0;
            int ok = 1, prev = -1;
            for (int i = 0, c = code; i < N; i++, c /= L) {
                ok &= allowed(prev, c % L);
                prev = c % L;
                sum += (double)logits[i * L + prev];
            }
            if (ok && sum > best) best = sum;
        }
        for (int i = 0; i < N; i++) {
            assert_true(allowed(i ? out[i - 1] : -1, out[i]));
            got += (double)logits[i * L + out[i]];
        }
        assert_true(fabs(got - best) < 1e-9);
    }
    free(scratch);
}

static void ties_take_the_lowest_label(void **state) {
    (void)state;
    float logits[N * L] = {0};
    uint16_t out[N];
    void *scratch = malloc(onr_bio_scratch(N, L));
    assert_int_equal(onr_bio_decode(logits, N, L, kind, type, scratch, out, NULL), ONR_OK);
    for (int i = 0; i < N; i++) assert_int_equal(out[i], 0);
    free(scratch);
}

static void odd_logits_do_no_harm(void **state) {
    (void)state;
    float logits[N * L];
    const float odd[] = {NAN, INFINITY, -INFINITY, 3e38f, -3e38f, 0};
    for (int i = 0; i < N * L; i++) logits[i] = odd[(i * 5 + i / 7) % 6];
    uint16_t out[N];
    void *scratch = malloc(onr_bio_scratch(N, L));
    assert_int_equal(onr_bio_decode(logits, N, L, kind, type, scratch, out, NULL), ONR_OK);
    for (int i = 0; i < N; i++) assert_true(out[i] < L && allowed(i ? out[i - 1] : -1, out[i]));
    free(scratch);
}

static void bad_label_lists_are_refused(void **state) {
    (void)state;
    onr_err err = {0};
    float logits[4] = {0};
    uint16_t out[2], types[2] = {1, 1};
    uint8_t inside[2] = {ONR_BIO_I, ONR_BIO_I}, twice[2] = {ONR_BIO_B, ONR_BIO_B}, lone[1] = {ONR_BIO_I};
    void *scratch = malloc(onr_bio_scratch(2, 2));
    assert_int_equal(onr_bio_decode(logits, 2, 2, inside, types, scratch, out, &err), ONR_FORMAT);
    assert_int_equal(onr_bio_decode(logits, 2, 2, twice, types, scratch, out, &err), ONR_FORMAT);
    assert_int_equal(onr_bio_decode(logits, 2, 1, lone, types, scratch, out, &err), ONR_FORMAT);
    assert_int_equal(onr_bio_decode(logits, 2, 0, lone, types, scratch, out, &err), ONR_FORMAT);
    assert_int_equal(onr_bio_decode(logits, 0, 0, lone, types, scratch, out, &err), ONR_OK);
    free(scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_best_of_all), cmocka_unit_test(ties_take_the_lowest_label),
        cmocka_unit_test(odd_logits_do_no_harm), cmocka_unit_test(bad_label_lists_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
