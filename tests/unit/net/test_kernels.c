/* test_kernels.c - every kernel against plain arithmetic, and against one another byte for byte. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "net/kernels.h"

static onr_kernels table[3];
static int tables;

static int load_tables(void **state) {
    (void)state;
    for (onr_kernel k = ONR_KERNEL_SCALAR; k <= ONR_KERNEL_VNNI; k++)
        if (onr_kernels_init(&table[tables], k) == 0) tables++;
    return 0;
}

static uint32_t seed = 1;
static uint32_t rnd(void) { return (seed = seed * 1664525u + 1013904223u) >> 8; }
static float rndf(void) { return (float)rnd() / 8388608.0f - 1.0f; } /* [-1, 1) */

static void bits_equal(const void *a, const void *b, size_t n, const char *what, int kernel) {
    if (memcmp(a, b, n) != 0) fail_msg("%s: %s differs from scalar", what, onr_kernel_name(table[kernel].id));
}

/* The same for floats, where one NaN is as good as another: its sign depends on the order of operands. */
static void floats_equal(const float *a, const float *b, size_t n, const char *what, int kernel) {
    for (size_t i = 0; i < n; i++)
        if (!(isnan(a[i]) && isnan(b[i]))) bits_equal(&a[i], &b[i], sizeof *a, what, kernel);
}

enum { M = ONR_ROWS, NMAX = 112, KMAX = 1536 };
static uint8_t a8[M * KMAX];
static int8_t w8[NMAX * KMAX];
static uint16_t work[M * KMAX];
static float scale[NMAX], bias[NMAX], row_scale[M], y[3][M * NMAX];
static int32_t rowsum[NMAX], zero[M];

static int8_t weight(unsigned n, unsigned k, unsigned kk) {
    return w8[((size_t)(n / 16) * (kk / 4) + k / 4) * 64 + n % 16 * 4 + k % 4];
}

/* mode 0: random; 1: largest sums; 2: smallest; 3: alternating, what a saturating product gets wrong. */
static void fill8(int mode, unsigned m, unsigned n, unsigned k) {
    for (size_t i = 0; i < (size_t)m * k; i++) a8[i] = mode == 0 ? (uint8_t)rnd() : 255;
    for (size_t i = 0; i < (size_t)n * k; i++)
        w8[i] = mode == 0 ? (int8_t)rnd() : mode == 1 ? 127 : mode == 2 ? -128 : (int8_t)(i % 3 ? 127 : -128);
    for (unsigned o = 0; o < n; o++) {
        scale[o] = rndf() * 0.01f;
        bias[o] = rndf();
        rowsum[o] = 0;
        for (unsigned c = 0; c < k; c++) rowsum[o] += weight(o, c, k);
    }
    for (unsigned r = 0; r < m; r++) {
        row_scale[r] = rndf() * 0.1f;
        zero[r] = mode == 0 ? (int32_t)(rnd() % 256) : 255 * (int32_t)(r % 2);
    }
}

static void try_gemm8(int mode, unsigned m, unsigned n, unsigned k) {
    fill8(mode, m, n, k);
    onr_qlinear w = {w8, scale, bias, rowsum, n, k};
    for (int t = 0; t < tables; t++) {
        memset(y[t], 0x55, sizeof y[t]);
        onr_gemm8 g = {a8, row_scale, zero, m, &w, y[t], NMAX, work};
        table[t].gemm8(&g);
        bits_equal(y[t], y[0], sizeof y[0], "gemm8", t);
    }
    for (unsigned r = 0; r < m; r += 5)
        for (unsigned o = 0; o < n; o += 3) {
            int64_t sum = 0;
            for (unsigned c = 0; c < k; c++) sum += (int64_t)(a8[(size_t)r * k + c] - zero[r]) * weight(o, c, k);
            float want = (float)sum * (row_scale[r] * scale[o]) + bias[o];
            if (y[0][r * NMAX + o] != want) fail_msg("gemm8 %u x %u x %u: [%u][%u]", m, n, k, r, o);
        }
}

static void test_gemm8(void **state) {
    (void)state;
    static const unsigned ns[] = {16, 32, 48, 64, 96, 112}, ks[] = {4, 8, 60, 384};
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 4; j++)
            for (unsigned m = 1; m <= 13; m++) try_gemm8(0, m, ns[i], ks[j]);
    for (int mode = 0; mode < 4; mode++) try_gemm8(mode, M, 112, KMAX);
}

static int16_t a16[M * 512], b16[NMAX * 512];
static int32_t c32[3][M * NMAX];

static void try_gemm16(int mode, unsigned m, unsigned panels, unsigned pairs, int limit) {
    size_t lda = (size_t)pairs * 2 + 6, stride = (size_t)pairs * 32 + 64;
    for (size_t i = 0; i < sizeof a16 / sizeof *a16; i++)
        a16[i] = (int16_t)(mode == 0 ? (int)(rnd() % (2u * (unsigned)limit)) - limit : mode == 1 ? limit : -limit);
    for (size_t i = 0; i < sizeof b16 / sizeof *b16; i++)
        b16[i] = (int16_t)(mode == 0 ? (int)(rnd() % (2u * (unsigned)limit)) - limit : limit);
    for (int t = 0; t < tables; t++) {
        memset(c32[t], 0x55, sizeof c32[t]);
        onr_gemm16 g = {a16, lda, m, pairs, panels, b16, stride, c32[t], NMAX};
        table[t].gemm16(&g);
        bits_equal(c32[t], c32[0], sizeof c32[0], "gemm16", t);
    }
    for (unsigned r = 0; r < m; r++)
        for (unsigned o = 0; o < panels * 16; o++) {
            int64_t sum = 0;
            for (unsigned c = 0; c < pairs * 2; c++)
                sum += (int64_t)a16[r * lda + c] * b16[o / 16 * stride + c / 2 * 32 + o % 16 * 2 + c % 2];
            if (c32[0][r * NMAX + o] != sum) fail_msg("gemm16 %u x %u x %u", m, panels, pairs);
        }
}

static void test_gemm16(void **state) {
    (void)state;
    for (unsigned m = 1; m <= 13; m++)
        for (unsigned panels = 1; panels <= 7; panels++)
            for (unsigned pairs = 1; pairs <= 33; pairs += 8) try_gemm16(0, m, panels, pairs, 4095);
    for (int mode = 0; mode < 3; mode++) try_gemm16(mode, M, 7, 16, 8191);
    for (int mode = 0; mode < 3; mode++) try_gemm16(mode, 7, 3, 64, 4095);
}

enum { LEN = 400 };
typedef enum shape { RANDOM, ZEROS, SAME, TINY, HUGE_, MIXED, NOT_FINITE, SHAPES } shape;

static void fill(float *x, size_t n, shape kind) {
    for (size_t i = 0; i < n; i++) {
        float r = rndf();
        switch (kind) {
        case RANDOM: x[i] = r * 4; break;
        case ZEROS: x[i] = i % 2 ? 0.0f : -0.0f; break;
        case SAME: x[i] = -2.5f; break;
        case TINY: x[i] = r * 1e-42f; break;
        case HUGE_: x[i] = r * 3e38f; break;
        case MIXED: x[i] = i % 7 ? r * 1e-3f : r * 1e6f; break;
        default: x[i] = i == 17 ? (float)NAN : i == 40 ? (float)INFINITY : r; break;
        }
    }
}

static void test_quantise(void **state) {
    (void)state;
    float x[LEN];
    for (int kind = 0; kind < SHAPES; kind++)
        for (unsigned n = 16; n <= LEN; n += 96) {
            fill(x, n, (shape)kind);
            uint8_t q[3][LEN] = {{0}};
            float s[3];
            int32_t z[3];
            for (int t = 0; t < tables; t++) {
                table[t].quantise(x, n, q[t], &s[t], &z[t]);
                bits_equal(q[t], q[0], LEN, "quantise", t);
                bits_equal(&s[t], &s[0], sizeof *s, "quantise scale", t);
                assert_int_equal(z[t], z[0]);
                assert_in_range(z[t], 0, 255);
            }
            if (kind != RANDOM && kind != MIXED && kind != SAME && kind != ZEROS) continue;
            for (unsigned i = 0; i < n; i++)
                assert_true(fabs((double)(q[0][i] - z[0]) * s[0] - x[i]) <= 0.5001 * s[0] + fabs(0.51 * s[0]));
        }
}

static void test_norm(void **state) {
    (void)state;
    float x[3 * LEN], b[3 * LEN], g[LEN], c[LEN], out[3][3 * LEN];
    fill(g, LEN, RANDOM);
    fill(c, LEN, RANDOM);
    for (int kind = 0; kind < SHAPES; kind++)
        for (unsigned m = 1; m <= 3; m++) {
            unsigned n = 384;
            fill(x, (size_t)m * n, (shape)kind);
            fill(b, (size_t)m * n, RANDOM);
            for (int t = 0; t < tables; t++) {
                memset(out[t], 0, sizeof out[t]);
                memcpy(out[t], x, (size_t)m * n * sizeof *x);
                table[t].norm(out[t], kind == MIXED ? NULL : b, g, c, n, m);
                floats_equal(out[t], out[0], 3 * LEN, "norm", t);
            }
            if (kind != RANDOM) continue;
            for (unsigned r = 0; r < m; r++) {
                double mean = 0, var = 0;
                for (unsigned i = 0; i < n; i++) mean += (double)(x[r * n + i] + b[r * n + i]) / n;
                for (unsigned i = 0; i < n; i++) var += pow(x[r * n + i] + b[r * n + i] - mean, 2) / n;
                for (unsigned i = 0; i < n; i++) {
                    double want = (x[r * n + i] + b[r * n + i] - mean) / sqrt(var + 1e-12) * g[i] + c[i];
                    assert_true(fabs(out[0][r * n + i] - want) < 1e-4);
                }
            }
        }
}

static void test_gelu(void **state) {
    (void)state;
    enum { N = 4096 };
    static float x[N], out[3][N];
    for (int kind = -1; kind < SHAPES; kind++) {
        if (kind < 0)
            for (int i = 0; i < N; i++) x[i] = (float)(i - N / 2) * (12.0f / (N / 2));
        else fill(x, N, (shape)kind);
        for (int t = 0; t < tables; t++) {
            memcpy(out[t], x, sizeof x);
            table[t].gelu(out[t], N);
            floats_equal(out[t], out[0], N, "gelu", t);
        }
        for (int i = 0; kind < 1 && i < N; i++)
            assert_true(fabs(out[0][i] - 0.5 * x[i] * (1 + erf(x[i] / sqrt(2)))) < (fabsf(x[i]) < 4.5f ? 2e-5 : 1e-4));
    }
}

static void try_softmax(int mode, unsigned m, unsigned n) {
    enum { P = 512 };
    static int32_t s[5 * P];
    static float key[P], sc[5], room[2 * P];
    static int16_t out[3][5 * P];
    unsigned padded = (n + 15) / 16 * 16;
    for (size_t i = 0; i < sizeof s / sizeof *s; i++)
        s[i] = mode == 1 ? 5 : mode == 2 ? INT32_MAX : mode == 3 && i % 50 ? INT32_MIN : (int32_t)(rnd() << 4);
    for (unsigned i = 0; i < P; i++) key[i] = mode == 4 ? 1e30f : 1.0f + rndf() / 2;
    for (unsigned i = 0; i < 5; i++) sc[i] = mode == 4 ? 1e30f : 4e-8f * (float)(i + 1);
    for (int t = 0; t < tables; t++) {
        memset(out[t], 0, sizeof out[t]);
        onr_softmax job = {s, sc, key, m, n, padded, room, out[t]};
        table[t].softmax(&job);
        bits_equal(out[t], out[0], sizeof out[0], "softmax", t);
    }
    for (unsigned r = 0; mode < 3 && r < m; r++) {
        double top = -1e300, sum = 0;
        for (unsigned j = 0; j < n; j++) top = fmax(top, (double)s[r * padded + j] * key[j] * sc[r]);
        for (unsigned j = 0; j < n; j++) sum += exp2((double)s[r * padded + j] * key[j] * sc[r] - top);
        for (unsigned j = 0; j < padded; j++) {
            double want = j < n ? exp2((double)s[r * padded + j] * key[j] * sc[r] - top) / sum * 32767 : 0;
            assert_true(fabs(out[0][r * padded + j] - want) < 0.51 + want * 1e-5);
        }
    }
}

static void test_softmax(void **state) {
    (void)state;
    for (int mode = 0; mode < 5; mode++)
        for (unsigned m = 1; m <= 5; m++) {
            try_softmax(mode, m, 1);
            try_softmax(mode, m, 16);
            try_softmax(mode, m, 53);
            try_softmax(mode, m, 512);
        }
}

static void test_linear16(void **state) {
    (void)state;
    enum { K = 65, N = 21, LD = 70 };
    static float xt[K * 16], w[N * LD], b[N], out[3][N * 16], dot[3][16];
    for (int kind = 0; kind < SHAPES - 1; kind++) {
        fill(xt, K * 16, (shape)kind);
        fill(w, N * LD, RANDOM);
        fill(b, N, RANDOM);
        for (unsigned n = 1; n <= N; n++)
            for (int t = 0; t < tables; t++) {
                table[t].linear16(xt, K, w, LD, n, n % 2 ? b : NULL, 1, n % 3 == 0, out[t]);
                floats_equal(out[t], out[0], (size_t)n * 16, "linear16", t);
            }
        for (int t = 0; t < tables; t++) {
            memset(dot[t], 0, sizeof dot[t]);
            table[t].dot16(xt, xt, K, dot[t]);
            floats_equal(dot[t], dot[0], 16, "dot16", t);
        }
        for (unsigned o = 0; kind == RANDOM && o < N; o++)
            for (unsigned l = 0; l < 16; l++) {
                double want = b[o]; /* N is odd and a multiple of 3: bias and relu */
                for (unsigned k = 0; k < K; k++) want += (double)xt[k * 16 + l] * w[o * LD + k];
                assert_true(fabs(out[0][o * 16 + l] - fmax(want, 0)) < 1e-3);
            }
    }
}

static void test_small_ones(void **state) {
    (void)state;
    static float x[LEN], u[5][LEN], out[3][LEN];
    static int8_t word[LEN];
    static int32_t ints[LEN];
    static int16_t s16[3][LEN];
    for (int kind = 0; kind < SHAPES - 1; kind++) {
        fill(x, LEN, (shape)kind);
        for (int i = 0; i < 5; i++) fill(u[i], LEN, (shape)kind);
        for (int i = 0; i < LEN; i++) word[i] = (int8_t)rnd(), ints[i] = (int32_t)rnd() - (1 << 23);
        float most[3];
        for (int t = 0; t < tables; t++) {
            table[t].embed(word, 0.37f, x, u[0], LEN, out[t]);
            floats_equal(out[t], out[0], LEN, "embed", t);
        }
        for (int t = 0; t < tables; t++) {
            table[t].mix(out[t], x, 0.3f, LEN);
            floats_equal(out[t], out[0], LEN, "mix", t);
            most[t] = table[t].absmax(x, LEN);
            bits_equal(&most[t], &most[0], sizeof *most, "absmax", t);
            table[t].to_i16(x, LEN, 1000.0f, 8191.0f, s16[t]);
            bits_equal(s16[t], s16[0], sizeof s16[0], "to_i16", t);
        }
        for (int t = 0; t < tables; t++) {
            table[t].scale_i32(ints, LEN, 0.11f, out[t]);
            floats_equal(out[t], out[0], LEN, "scale_i32", t);
        }
        for (int t = 0; t < tables; t++) {
            table[t].role(x, u[0], u[1], u[2], u[3], LEN, out[t]);
            floats_equal(out[t], out[0], LEN, "role", t);
        }
        for (int i = 0; i < LEN; i++) assert_in_range(s16[0][i] + 8191, 0, 16382);
    }
}

static void names(void **state) {
    (void)state;
    assert_true(tables >= 1);
    assert_string_equal(onr_kernel_name(ONR_KERNEL_SCALAR), "scalar");
    assert_string_equal(onr_kernel_name((onr_kernel)9), "unknown");
    assert_false(onr_net_kernel_here((onr_kernel)9));
    onr_kernels k;
    assert_int_equal(onr_kernels_init(&k, (onr_kernel)9), -1);
    assert_int_equal(onr_kernels_init(&k, ONR_KERNEL_AUTO), 0);
    assert_int_equal(k.id, table[tables - 1].id);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),         cmocka_unit_test(test_gemm8),    cmocka_unit_test(test_gemm16),
        cmocka_unit_test(test_quantise), cmocka_unit_test(test_norm),     cmocka_unit_test(test_gelu),
        cmocka_unit_test(test_softmax),  cmocka_unit_test(test_linear16), cmocka_unit_test(test_small_ones)};
    return cmocka_run_group_tests(tests, load_tables, NULL);
}
