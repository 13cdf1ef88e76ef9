/* test_net.c - the tiny model against numpy (train/tiny_model.py), all kernels against one another, and refusals. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../model/container.h"
#include "base/mem.h"
#include "net/net.h"

static onr_model *model, *expect;
static onr_net net;
static uint32_t ids[64], first[64], heads[64];
static uint8_t cases[64];
static unsigned pieces, words;

static const int32_t *ints(const char *name, unsigned *n) {
    onr_chunk_info c;
    assert_int_equal(onr_model_find(expect, name, ONR_CHUNK_I32, &c, NULL), ONR_OK);
    assert_true(c.cols <= 64);
    *n = c.cols;
    return c.data;
}

static int load(void **state) {
    (void)state;
    onr_err err = {0};
    if (onr_model_open("tests/unit/net/tiny.onrm", &model, &err) != ONR_OK ||
        onr_model_open("tests/unit/net/tiny.expect", &expect, &err) != ONR_OK ||
        onr_net_init(&net, model, &err) != ONR_OK) {
        print_error("%s\n", err.msg);
        return -1;
    }
    const int32_t *p = ints("ids", &pieces), *c = ints("cases", &pieces);
    for (unsigned i = 0; i < pieces; i++) ids[i] = (uint32_t)p[i], cases[i] = (uint8_t)c[i];
    p = ints("first", &words);
    c = ints("heads", &words);
    for (unsigned i = 0; i < words; i++) first[i] = (uint32_t)p[i], heads[i] = (uint32_t)c[i];
    return 0;
}

static int unload(void **state) {
    (void)state;
    onr_model_close(model);
    onr_model_close(expect);
    return 0;
}

static onr_net_scratch *scratch(onr_kernel kernel) {
    onr_net_scratch *s;
    onr_err err = {0};
    if (onr_net_scratch_new(&net, kernel, &s, &err) != ONR_OK) fail_msg("%s", err.msg);
    return s;
}

/* `got` is the float chunk `name`, to 1e-3. */
static void agrees(const char *name, const float *got, uint32_t rows, uint32_t cols) {
    const void *want;
    onr_err err = {0};
    if (onr_model_chunk(expect, name, ONR_CHUNK_F32, rows, cols, &want, &err) != ONR_OK) fail_msg("%s", err.msg);
    for (size_t i = 0; i < (size_t)rows * cols; i++)
        if (!(fabsf(got[i] - ((const float *)want)[i]) < 1e-3f))
            fail_msg("%s[%zu]: %g, numpy says %g", name, i, (double)got[i], (double)((const float *)want)[i]);
}

static float out[64 * 256];

static void against_numpy(onr_kernel kernel) {
    static const char *const linear[] = {"upos", "xpos", "ner", "st", "ev", "fg", "at", "ss", "pol", "mod", "acc"};
    static const char *const kinds[] = {"st", "ev", "fg", "at"};
    const unsigned anchors[] = {0, 3, 20, words - 1};
    onr_net_scratch *s = scratch(kernel);
    char name[32];
    assert_int_equal(onr_net_scratch_kernel(s), kernel);
    assert_int_equal(onr_net_encode(&net, s, ids, cases, pieces, first, words, NULL), ONR_OK);
    for (unsigned w = 0; w < words; w++) memcpy(out + w * net.hidden, onr_net_word(&net, s, w), net.hidden * 4);
    agrees("word", out, words, net.hidden);
    double far = 0;
    const void *plain;
    assert_int_equal(onr_model_chunk(expect, "word.plain", ONR_CHUNK_F32, words, net.hidden, &plain, NULL), ONR_OK);
    for (unsigned i = 0; i < words * net.hidden; i++) far += fabsf(out[i] - ((const float *)plain)[i]);
    assert_true(far / (words * net.hidden) < 5e-3); /* a few roundings fall the other way */
    for (unsigned h = 0; h < ONR_NET_HEADS; h++) {
        onr_net_head(&net, s, (onr_net_set)h, out);
        snprintf(name, sizeof name, "head.%s", linear[h]);
        agrees(name, out, words, onr_net_label_count(&net, (onr_net_set)h));
    }
    onr_net_arcs(&net, s, 0, words, out);
    agrees("arcs", out, words, words + 1);
    onr_net_rels(&net, s, 0, words, heads, out);
    agrees("rels", out, words, onr_net_label_count(&net, ONR_NET_REL));
    for (unsigned k = 0; k < 4; k++) {
        onr_net_set set = (onr_net_set)(ONR_NET_ROLE_ST + k);
        onr_net_roles(&net, s, set, anchors[k], out);
        snprintf(name, sizeof name, "role.%s.%u", kinds[k], anchors[k]);
        agrees(name, out, words, onr_net_label_count(&net, set));
    }
    onr_net_scratch_free(s);
}

static void numpy(void **state) {
    (void)state;
    for (onr_kernel k = ONR_KERNEL_SCALAR; k <= ONR_KERNEL_VNNI; k++)
        if (onr_net_kernel_here(k)) against_numpy(k);
}

/* Everything the window gives, in one run of floats; returns how many. */
static size_t everything(onr_net_scratch *s, unsigned n, const uint32_t *head, float *to) {
    float *p = to;
    for (unsigned w = 0; w < n; w++, p += net.hidden) memcpy(p, onr_net_word(&net, s, w), net.hidden * 4);
    for (unsigned h = 0; h < ONR_NET_HEADS; h++) {
        onr_net_head(&net, s, (onr_net_set)h, p);
        p += (size_t)n * net.labels_n[h];
    }
    for (unsigned from = 0; from < n; from += 19) {
        unsigned end = from + 19 < n ? from + 19 : n;
        onr_net_arcs(&net, s, from, end, p);
        p += (size_t)(end - from) * (end - from + 1);
        onr_net_rels(&net, s, from, end, head + from, p);
        p += (size_t)(end - from) * net.labels_n[ONR_NET_REL];
    }
    for (unsigned k = ONR_NET_ROLE_ST; k <= ONR_NET_ROLE_AT && n; k++) {
        onr_net_roles(&net, s, (onr_net_set)k, k % n, p);
        p += (size_t)n * net.labels_n[k];
    }
    return (size_t)(p - to);
}

/* Windows of every length, one scratch for all: the same bytes from every kernel, whatever was read before. */
static void same_bytes(void **state) {
    (void)state;
    static float one[64 * 256], two[64 * 256];
    onr_net_scratch *s = scratch(ONR_KERNEL_SCALAR);
    uint32_t seed = 7;
    for (unsigned n = 1; n <= 64; n = n < 12 ? n + 1 : n + 13) {
        uint32_t id[64], at[64], head[64];
        uint8_t letter[64];
        unsigned w = n > 2 ? n - 2 : 0;
        for (unsigned i = 0; i < n; i++) {
            seed = seed * 1664525u + 1013904223u;
            id[i] = (seed >> 8) % net.vocab;
            letter[i] = (uint8_t)((seed >> 4) % net.cases);
            at[i] = (seed >> 12) % n;
            head[i] = (seed >> 16) % (n + 3); /* some out of range: the root */
        }
        memset(one, 0, sizeof one);
        assert_int_equal(onr_net_encode(&net, s, id, letter, n, at, w, NULL), ONR_OK);
        size_t count = everything(s, w, head, one);
        assert_true(count <= sizeof one / sizeof *one);
        for (onr_kernel k = ONR_KERNEL_SCALAR; k <= ONR_KERNEL_VNNI; k++) {
            if (!onr_net_kernel_here(k)) continue;
            onr_net_scratch *fresh = scratch(k);
            memset(two, 0, sizeof two);
            assert_int_equal(onr_net_encode(&net, fresh, id, letter, n, at, w, NULL), ONR_OK);
            assert_int_equal(everything(fresh, w, head, two), count);
            if (memcmp(one, two, sizeof one) != 0) fail_msg("%s differs at %u pieces", onr_kernel_name(k), n);
            onr_net_scratch_free(fresh);
        }
    }
    onr_net_scratch_free(s);
}

/* Relations of many sentences in one call are those of one sentence each: heads count from `from`. */
static void rels_of_two_sentences(void **state) {
    (void)state;
    onr_net_scratch *s = scratch(ONR_KERNEL_AUTO);
    unsigned r = net.labels_n[ONR_NET_REL];
    float *apart = out, *together = out + 8192;
    uint32_t a[64], b[64];
    assert_int_equal(onr_net_encode(&net, s, ids, cases, pieces, first, words, NULL), ONR_OK);
    for (unsigned i = 0; i < words; i++) {
        unsigned from = i < 10 ? 0 : 10, n = i < 10 ? 10 : words - 10;
        a[i] = i % 5 ? (i * 3) % n + 1 : 0;
        b[i] = a[i] ? a[i] + from : 0;
    }
    onr_net_rels(&net, s, 0, 10, a, apart);
    onr_net_rels(&net, s, 10, words, a + 10, apart + 10 * r);
    onr_net_rels(&net, s, 0, words, b, together);
    assert_memory_equal(apart, together, words * r * sizeof *apart);
    onr_net_scratch_free(s);
}

static void labels(void **state) {
    (void)state;
    assert_int_equal(onr_net_label_count(&net, ONR_NET_UPOS), 17);
    assert_true(onr_slice_eq(onr_net_label(&net, ONR_NET_UPOS, 0), ONR_SLICE("ADJ")));
    assert_true(onr_slice_eq(onr_net_label(&net, ONR_NET_UPOS, 16), ONR_SLICE("X")));
    assert_true(onr_slice_eq(onr_net_label(&net, ONR_NET_ST, 1), ONR_SLICE("B-source")));
    assert_true(onr_slice_eq(onr_net_label(&net, ONR_NET_ROLE_AT, 2), ONR_SLICE("content")));
    assert_int_equal(onr_net_label(&net, ONR_NET_UPOS, 17).n, 0);
    assert_int_equal(onr_net_label_count(&net, ONR_NET_SETS), 0);
}

static void bad_windows(void **state) {
    (void)state;
    onr_net_scratch *s = scratch(ONR_KERNEL_AUTO);
    onr_err err = {0};
    uint32_t bad[64];
    uint8_t letter[64];
    assert_int_equal(onr_net_encode(&net, s, ids, cases, 0, first, 0, &err), ONR_TOO_BIG);
    assert_int_equal(onr_net_encode(&net, s, ids, cases, 65, first, 0, &err), ONR_TOO_BIG);
    assert_int_equal(onr_net_encode(&net, s, ids, cases, pieces, first, 65, &err), ONR_TOO_BIG);
    memcpy(bad, ids, sizeof bad);
    bad[4] = net.vocab;
    assert_int_equal(onr_net_encode(&net, s, bad, cases, pieces, first, words, &err), ONR_FORMAT);
    assert_int_equal(err.at, 4);
    memcpy(letter, cases, sizeof letter);
    letter[5] = (uint8_t)net.cases;
    assert_int_equal(onr_net_encode(&net, s, ids, letter, pieces, first, words, &err), ONR_FORMAT);
    memcpy(bad, first, sizeof bad);
    bad[6] = pieces;
    assert_int_equal(onr_net_encode(&net, s, ids, cases, pieces, bad, words, &err), ONR_FORMAT);
    assert_null(onr_net_word(&net, s, 0)); /* a refused window leaves none behind */
    assert_int_equal(onr_net_encode(&net, s, ids, cases, pieces, first, words, &err), ONR_OK);
    assert_null(onr_net_word(&net, s, words));
    float untouched = 5;
    onr_net_head(&net, s, ONR_NET_REL, &untouched);
    onr_net_arcs(&net, s, 3, 3, &untouched);
    onr_net_arcs(&net, s, 3, words + 1, &untouched);
    onr_net_rels(&net, s, 3, words + 1, heads, &untouched);
    onr_net_roles(&net, s, ONR_NET_UPOS, 0, &untouched);
    onr_net_roles(&net, s, ONR_NET_ROLE_ST, words, &untouched);
    assert_true(untouched == 5);
    onr_net_scratch_free(s);
    onr_net_scratch_free(NULL);
    assert_int_equal(onr_net_scratch_new(&net, (onr_kernel)9, &s, &err), ONR_NOT_FOUND);
}

static onr_status init_from(const c_chunk *chunks, uint32_t count, onr_err *err) {
    static onr_net other;
    size_t n;
    unsigned char *file = c_build(chunks, count, &n);
    onr_model *m;
    assert_int_equal(onr_model_from_bytes(file, n, &m, err), ONR_OK);
    onr_status st = onr_net_init(&other, m, err);
    onr_model_close(m);
    free(file);
    return st;
}

/* Without any one chunk, or with one of another shape or type, the network is refused and the message names it. */
static void every_chunk_is_needed(void **state) {
    (void)state;
    static c_chunk all[C_CHUNKS], some[C_CHUNKS];
    uint32_t count = c_copy(model, all);
    onr_err err = {0};
    assert_int_equal(init_from(all, count, &err), ONR_OK);
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(all[i].name, "meta") == 0 || strcmp(all[i].name, "vocab") == 0) continue;
        memcpy(some, all, sizeof some);
        memmove(some + i, some + i + 1, (count - i - 1) * sizeof *some);
        assert_int_equal(init_from(some, count - 1, &err), ONR_NOT_FOUND);
        assert_non_null(strstr(err.msg, all[i].name));
        memcpy(some, all, sizeof some);
        some[i].type = some[i].type == ONR_CHUNK_F32 ? ONR_CHUNK_I32 : ONR_CHUNK_F32;
        if (some[i].bytes % 4 == 0 && some[i].type == ONR_CHUNK_F32 && all[i].type != ONR_CHUNK_I32) {
            some[i].rows = 1;
            some[i].cols = (uint32_t)(some[i].bytes / 4);
        }
        if (some[i].type != ONR_CHUNK_F32 || all[i].bytes % 4 == 0) {
            assert_int_equal(init_from(some, count, &err), ONR_FORMAT);
            assert_non_null(strstr(err.msg, all[i].name));
        }
        if (all[i].type == ONR_CHUNK_BYTES || all[i].rows < 2) continue;
        memcpy(some, all, sizeof some);
        uint32_t fewer = some[i].type == ONR_CHUNK_PACKED ? 16 : 1;
        some[i].bytes -= some[i].bytes / some[i].rows * fewer;
        some[i].rows -= fewer;
        if (some[i].rows == 0) continue;
        onr_status st = init_from(some, count, &err);
        assert_true(st == ONR_FORMAT);
    }
}

static void bad_numbers(void **state) {
    (void)state;
    static c_chunk all[C_CHUNKS];
    uint32_t count = c_copy(model, all);
    onr_err err = {0};
    for (uint32_t i = 0; i < count; i++) {
        c_chunk kept = all[i];
        if (kept.type == ONR_CHUNK_F32) {
            float *copy = malloc(kept.bytes);
            memcpy(copy, kept.data, kept.bytes);
            copy[kept.bytes / 8] = i % 2 ? (float)NAN : -(float)INFINITY;
            all[i].data = copy;
            assert_int_equal(init_from(all, count, &err), ONR_FORMAT);
            assert_non_null(strstr(err.msg, "not finite"));
            free(copy);
        }
        all[i] = kept;
    }
}

static void bad_config(void **state) {
    (void)state;
    static c_chunk all[C_CHUNKS];
    uint32_t count = c_copy(model, all), at = 0;
    onr_err err = {0};
    while (strcmp(all[at].name, "config") != 0) at++;
    const int32_t *good = all[at].data;
    static const int32_t values[] = {0, -1, 1, 7, 63, 65, 1 << 30, INT32_MIN, INT32_MAX};
    for (unsigned i = 0; i < 8; i++)
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            int32_t bent[8];
            memcpy(bent, good, sizeof bent);
            bent[i] = values[v];
            all[at].data = bent;
            /* fewer heads or layers are another network, not a refused one, when all else fits */
            onr_status st = init_from(all, count, &err);
            if (i == 2 && values[v] == 1) assert_int_equal(st, ONR_OK);
            else assert_true(st == ONR_FORMAT || st == ONR_TOO_BIG);
        }
}

static void out_of_memory(void **state) {
    (void)state;
    onr_net_scratch *s;
    onr_err err = {0};
    onr_mem_fail_after(0);
    onr_status st = onr_net_scratch_new(&net, ONR_KERNEL_AUTO, &s, &err);
    onr_mem_fail_after(-1);
    if (st == ONR_OK) {
        onr_net_scratch_free(s);
        return;
    }
    assert_int_equal(st, ONR_NOMEM);
    onr_mem_fail_after(1);
    st = onr_net_scratch_new(&net, ONR_KERNEL_AUTO, &s, &err);
    onr_mem_fail_after(-1);
    assert_int_equal(st, ONR_NOMEM);
    assert_null(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numpy),        cmocka_unit_test(same_bytes),
                                       cmocka_unit_test(labels),       cmocka_unit_test(rels_of_two_sentences),
                                       cmocka_unit_test(bad_windows),  cmocka_unit_test(every_chunk_is_needed),
                                       cmocka_unit_test(bad_numbers),  cmocka_unit_test(bad_config),
                                       cmocka_unit_test(out_of_memory)};
    return cmocka_run_group_tests(tests, load, unload);
}
