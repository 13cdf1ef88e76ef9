/* int_avx2.c - integer products with AVX2, exact.
 *
 * Method: vpmaddubsw would saturate (255 · 127 · 2 > 32,767), so bytes are widened to int16 and vpmaddwd adds pairs
 * into int32. Activations are widened once a call, split into even and odd columns: work[row][k / 4] = (a0, a2, a1,
 * a3). Weights are split in registers, even columns by a shift up and an arithmetic shift down, odd ones by the latter
 * alone; the cost of that is shared by the 4 rows of a tile (4 rows x 1 panel = 8 accumulators of the 16 registers).
 */
#include "net/kernels.h"

#include <immintrin.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
enum { MR = 4 };

INLINE __m256i four(const void *p) {
    int32_t x;
    memcpy(&x, p, 4);
    return _mm256_set1_epi32(x);
}

static void widen(const uint8_t *a, size_t n, uint16_t *out) {
    for (size_t i = 0; i < n; i += 4) {
        out[i] = a[i];
        out[i + 1] = a[i + 2];
        out[i + 2] = a[i + 1];
        out[i + 3] = a[i + 3];
    }
}

/* Sums have the type of 8 int32, not __m256i (4 int64), and are variables, not an array: otherwise GCC 12 keeps copies
 * of them in memory. */
typedef int32_t sums __attribute__((vector_size(32)));

INLINE sums madd(sums acc, __m256i x, __m256i y) { return acc + (sums)_mm256_madd_epi16(x, y); }

#define ZERO(i) sums c##i##0 = {0}, c##i##1 = {0}
#define KEEP(i)                                                                                                        \
    if (rows > i) acc[i][0] = c##i##0, acc[i][1] = c##i##1

INLINE void finish(const onr_gemm8 *g, size_t row, size_t o, sums acc) {
    const onr_qlinear *w = g->w;
    __m256i sum = _mm256_loadu_si256((const __m256i *)(w->rowsum + o));
    __m256i s = _mm256_sub_epi32((__m256i)acc, _mm256_mullo_epi32(_mm256_set1_epi32(g->zero[row]), sum));
    __m256 f = _mm256_mul_ps(_mm256_set1_ps(g->scale[row]), _mm256_loadu_ps(w->scale + o));
    _mm256_storeu_ps(g->y + row * g->ldy + o,
                     _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(s), f), _mm256_loadu_ps(w->bias + o)));
}

INLINE void tile8(const onr_gemm8 *g, unsigned row, unsigned panel, const int rows) {
    const onr_qlinear *w = g->w;
    const int8_t *b = w->q + (size_t)panel * w->k * 16;
    const uint16_t *a = g->work + (size_t)row * w->k;
    sums acc[MR][2];
    ZERO(0);
    ZERO(1);
    ZERO(2);
    ZERO(3);
    const char *p = (const char *)b, *end = p + (size_t)w->k * 16;
    do { /* there is at least one step */
        __m256i x = _mm256_loadu_si256((const __m256i *)p), y = _mm256_loadu_si256((const __m256i *)(p + 32));
        __m256i even0 = _mm256_srai_epi16(_mm256_slli_epi16(x, 8), 8), odd0 = _mm256_srai_epi16(x, 8);
        __m256i even1 = _mm256_srai_epi16(_mm256_slli_epi16(y, 8), 8), odd1 = _mm256_srai_epi16(y, 8);
#define STEP(i)                                                                                                        \
    if (rows > i) {                                                                                                    \
        __m256i even = four(a + (size_t)i * w->k), odd = four(a + (size_t)i * w->k + 2);                               \
        c##i##0 = madd(c##i##0, even, even0);                                                                          \
        c##i##1 = madd(c##i##1, even, even1);                                                                          \
        c##i##0 = madd(c##i##0, odd, odd0);                                                                            \
        c##i##1 = madd(c##i##1, odd, odd1);                                                                            \
    }
        STEP(0)
        STEP(1)
        STEP(2)
        STEP(3)
#undef STEP
        a += 4;
        p += 64;
    } while (p < end);
    KEEP(0);
    KEEP(1);
    KEEP(2);
    KEEP(3);
#pragma GCC unroll 4
    for (int i = 0; i < rows; i++) {
        finish(g, (size_t)row + (size_t)i, (size_t)panel * 16, acc[i][0]);
        finish(g, (size_t)row + (size_t)i, (size_t)panel * 16 + 8, acc[i][1]);
    }
}

INLINE void tile16(const onr_gemm16 *g, unsigned row, unsigned panel, const int rows) {
    const int16_t *b = g->b + (size_t)panel * g->stride, *a = g->a + (size_t)row * g->lda;
    sums acc[MR][2];
    ZERO(0);
    ZERO(1);
    ZERO(2);
    ZERO(3);
    unsigned k = 0;
    do {
        __m256i x = _mm256_loadu_si256((const __m256i *)b), y = _mm256_loadu_si256((const __m256i *)(b + 16));
#define STEP(i)                                                                                                        \
    if (rows > i) {                                                                                                    \
        __m256i q = four(a + (size_t)i * g->lda);                                                                      \
        c##i##0 = madd(c##i##0, q, x);                                                                                 \
        c##i##1 = madd(c##i##1, q, y);                                                                                 \
    }
        STEP(0)
        STEP(1)
        STEP(2)
        STEP(3)
#undef STEP
        a += 2;
        b += 32;
    } while (++k < g->pairs);
    KEEP(0);
    KEEP(1);
    KEEP(2);
    KEEP(3);
#pragma GCC unroll 4
    for (int i = 0; i < rows; i++) {
        int32_t *c = g->c + ((size_t)row + (size_t)i) * g->ldc + (size_t)panel * 16;
        _mm256_storeu_si256((__m256i *)c, (__m256i)acc[i][0]);
        _mm256_storeu_si256((__m256i *)(c + 8), (__m256i)acc[i][1]);
    }
}

/* All rows of one panel: four at a time, then the rest. */
#define COLUMN(TILE, g, panel)                                                                                         \
    do {                                                                                                               \
        unsigned row_ = 0;                                                                                             \
        for (; row_ + 4 <= (g)->m; row_ += 4) TILE(g, row_, panel, 4);                                                 \
        switch ((g)->m - row_) {                                                                                       \
        case 3: TILE(g, row_, panel, 3); break;                                                                        \
        case 2: TILE(g, row_, panel, 2); break;                                                                        \
        case 1: TILE(g, row_, panel, 1); break;                                                                        \
        default: break;                                                                                                \
        }                                                                                                              \
    } while (0)

void onr_gemm8_avx2(const onr_gemm8 *g) {
    widen(g->a, (size_t)g->m * g->w->k, g->work);
    for (unsigned p = 0; p < g->w->n / 16; p++) COLUMN(tile8, g, p);
}

void onr_gemm16_avx2(const onr_gemm16 *g) {
    for (unsigned p = 0; p < g->panels; p++) COLUMN(tile16, g, p);
}
