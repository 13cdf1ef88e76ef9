#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/tree.h"

static float random_score(uint32_t *seed, int whole) {
    *seed = *seed * 1664525u + 1013904223u;
    double x = (double)(*seed >> 8) / (1 << 24);
    return whole ? (float)(int)(x * 4) : (float)(x * 20 - 10);
}

/* One root, no cycle. */
static int is_tree(const uint32_t *heads, uint32_t n) {
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (heads[i] > n || heads[i] == i + 1) return 0;
        roots += heads[i] == 0;
        uint32_t k = i, steps = 0;
        while (heads[k] && steps++ <= n) k = heads[k] - 1;
        if (steps > n) return 0;
    }
    return roots == 1;
}

static double sum(const float *scores, const uint32_t *heads, uint32_t n) {
    double s = 0;
    for (uint32_t i = 0; i < n; i++) s += (double)scores[i * (n + 1) + heads[i]];
    return s;
}

/* The best of all head assignments that are trees. */
static double best_of_all(const float *scores, uint32_t n) {
    double best = -INFINITY;
    uint32_t heads[6] = {0};
    for (;;) {
        if (is_tree(heads, n)) {
            double s = sum(scores, heads, n);
            if (s > best) best = s;
        }
        uint32_t k = 0;
        while (k < n && heads[k] == n) heads[k++] = 0;
        if (k == n) return best;
        heads[k]++;
    }
}

static void is_the_best_of_all(void **state) {
    (void)state;
    uint32_t seed = 3;
    for (uint32_t n = 1; n <= 6; n++) {
        void *scratch = malloc(onr_tree_scratch(n));
        for (int round = 0; round < (n < 6 ? 300 : 60); round++) {
            float scores[6 * 7];
            uint32_t heads[6];
            for (uint32_t i = 0; i < n * (n + 1); i++) scores[i] = random_score(&seed, round % 2);
            if (round % 3 == 0) /* many words that would like to be roots */
                for (uint32_t i = 0; i < n; i++) scores[i * (n + 1)] += 15;
            assert_int_equal(onr_tree_decode(scores, n, scratch, heads, NULL), ONR_OK);
            assert_true(is_tree(heads, n));
            assert_true(fabs(sum(scores, heads, n) - best_of_all(scores, n)) < 1e-5);
        }
        free(scratch);
    }
}

/* Nested cycles over the whole length: the case that needs the most contractions. */
static void long_sentences_give_trees(void **state) {
    (void)state;
    const uint32_t n = ONR_TREE_WORDS_MAX, m = n + 1;
    float *scores = malloc(sizeof *scores * n * m);
    uint32_t *heads = malloc(sizeof *heads * n), seed = 11;
    void *scratch = malloc(onr_tree_scratch(n));
    for (int round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j < m; j++)
                scores[i * m + j] = round == 0   ? random_score(&seed, 0)
                                    : round == 1 ? (j == 0 ? -100.0f : -fabsf((float)(i + 1) - (float)j))
                                                 : (float)((i ^ j) % 7);
        assert_int_equal(onr_tree_decode(scores, n, scratch, heads, NULL), ONR_OK);
        assert_true(is_tree(heads, n));
    }
    free(scratch);
    free(heads);
    free(scores);
}

static void odd_scores_do_no_harm(void **state) {
    (void)state;
    const float odd[] = {NAN, INFINITY, -INFINITY, 3e38f, -3e38f, 0, 1};
    float scores[6 * 7];
    uint32_t heads[6];
    void *scratch = malloc(onr_tree_scratch(6));
    for (int shift = 0; shift < 50; shift++) {
        for (int i = 0; i < 42; i++) scores[i] = odd[(i * 3 + shift * (i / 5 + 1)) % 7];
        assert_int_equal(onr_tree_decode(scores, 6, scratch, heads, NULL), ONR_OK);
        assert_true(is_tree(heads, 6));
    }
    free(scratch);
}

static void limits(void **state) {
    (void)state;
    onr_err err = {0};
    uint32_t head = 9;
    float score[2] = {0};
    assert_int_equal(onr_tree_decode(score, ONR_TREE_WORDS_MAX + 1, NULL, NULL, &err), ONR_TOO_BIG);
    assert_int_equal(onr_tree_decode(score, 0, NULL, NULL, &err), ONR_OK);
    void *scratch = malloc(onr_tree_scratch(1));
    assert_int_equal(onr_tree_decode(score, 1, scratch, &head, &err), ONR_OK);
    assert_int_equal(head, 0);
    free(scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(is_the_best_of_all),
                                       cmocka_unit_test(long_sentences_give_trees),
                                       cmocka_unit_test(odd_scores_do_no_harm), cmocka_unit_test(limits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
