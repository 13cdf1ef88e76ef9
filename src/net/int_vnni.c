/* int_vnni.c - integer products with AVX-512-VNNI (vpdpbusd: 64 byte products an instruction, exact in int32).
 *
 * Method: tiles of up to 6 rows x 4 panels of 16 outputs, 24 accumulators of the 32 registers; a step over 4 columns
 * loads 4 weight vectors and broadcasts 6 times 4 activation bytes for 24 products, so that the product unit, not the
 * loads, is the limit. Panels outside, rows inside: 4 panels of 384 columns are 24 KB and stay in the first cache.
 * Only called when the machine has AVX-512 F, BW, VL, DQ and VNNI (kernels.c).
 */
#include "net/kernels.h"

#include <immintrin.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
enum { MR = 6, NR = 4 };

INLINE __m512i four(const void *p) {
    int32_t x;
    memcpy(&x, p, 4);
    return _mm512_set1_epi32(x);
}

/* Sums have the type of 16 int32, not __m512i (8 int64): GCC 12 would keep a copy of each sum in both types. */
typedef int32_t sums __attribute__((vector_size(64)));

INLINE sums dot(sums acc, __m512i x, __m512i w, int wide) {
    return (sums)(wide ? _mm512_dpwssd_epi32((__m512i)acc, x, w) : _mm512_dpbusd_epi32((__m512i)acc, x, w));
}

/* The 24 accumulators are 24 variables: GCC 12 keeps an array of them in memory. Conditions are constants. */
#define ZERO(i) sums c##i##0 = {0}, c##i##1 = {0}, c##i##2 = {0}, c##i##3 = {0}
#define STEP(i)                                                                                                        \
    if (rows > i) {                                                                                                    \
        __m512i x = four(a + (size_t)i * lda + (size_t)k * 4);                                                         \
        c##i##0 = dot(c##i##0, x, w0, wide);                                                                           \
        if (panels > 1) c##i##1 = dot(c##i##1, x, w1, wide);                                                           \
        if (panels > 2) c##i##2 = dot(c##i##2, x, w2, wide);                                                           \
        if (panels > 2) c##i##3 = dot(c##i##3, x, w3, wide);                                                           \
    }
#define KEEP(i)                                                                                                        \
    if (rows > i) acc[i][0] = c##i##0, acc[i][1] = c##i##1, acc[i][2] = c##i##2, acc[i][3] = c##i##3

/* acc[i][j] = Σ_k a[i][k] · b[j][k]; wide: int16 pairs instead of byte quadruples. Strides in bytes; panels 1, 2, 4. */
INLINE void tile(const char *a, size_t lda, const char *b, size_t ldb, unsigned steps, sums acc[MR][NR], const int rows,
                 const int panels, const int wide) {
    const __m512i z = _mm512_setzero_si512();
    ZERO(0);
    ZERO(1);
    ZERO(2);
    ZERO(3);
    ZERO(4);
    ZERO(5);
    unsigned k = 0;
    do { /* there is at least one step */
        const char *p = b + (size_t)k * 64;
        __m512i w0 = _mm512_loadu_si512(p), w1 = z, w2 = z, w3 = z;
        if (panels > 1) w1 = _mm512_loadu_si512(p + ldb);
        if (panels > 2) w2 = _mm512_loadu_si512(p + 2 * ldb);
        if (panels > 2) w3 = _mm512_loadu_si512(p + 3 * ldb);
        STEP(0) STEP(1) STEP(2) STEP(3) STEP(4) STEP(5)
    } while (++k < steps);
    KEEP(0);
    KEEP(1);
    KEEP(2);
    KEEP(3);
    KEEP(4);
    KEEP(5);
}

INLINE void tile8(const onr_gemm8 *g, unsigned row, unsigned panel, const int rows, const int panels) {
    const onr_qlinear *w = g->w;
    sums acc[MR][NR];
    tile((const char *)g->a + (size_t)row * w->k, w->k, (const char *)w->q + (size_t)panel * w->k * 16,
         (size_t)w->k * 16, w->k / 4, acc, rows, panels, 0);
#pragma GCC unroll 8
    for (int j = 0; j < panels; j++) {
        size_t o = ((size_t)panel + (size_t)j) * 16;
        __m512 scale = _mm512_loadu_ps(w->scale + o), bias = _mm512_loadu_ps(w->bias + o);
        __m512i sum = _mm512_loadu_si512(w->rowsum + o);
#pragma GCC unroll 8
        for (int i = 0; i < rows; i++) {
            size_t r = (size_t)row + (size_t)i;
            __m512i s = _mm512_sub_epi32((__m512i)acc[i][j], _mm512_mullo_epi32(_mm512_set1_epi32(g->zero[r]), sum));
            __m512 f = _mm512_mul_ps(_mm512_set1_ps(g->scale[r]), scale);
            _mm512_storeu_ps(g->y + r * g->ldy + o, _mm512_add_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(s), f), bias));
        }
    }
}

INLINE void tile16(const onr_gemm16 *g, unsigned row, unsigned panel, const int rows, const int panels) {
    sums acc[MR][NR];
    tile((const char *)(g->a + (size_t)row * g->lda), g->lda * 2, (const char *)(g->b + (size_t)panel * g->stride),
         g->stride * 2, g->pairs, acc, rows, panels, 1);
#pragma GCC unroll 8
    for (int i = 0; i < rows; i++)
#pragma GCC unroll 8
        for (int j = 0; j < panels; j++)
            _mm512_storeu_si512(g->c + ((size_t)row + (size_t)i) * g->ldc + ((size_t)panel + (size_t)j) * 16,
                                (__m512i)acc[i][j]);
}

/* All rows of one column of tiles: six at a time, then the rest. */
#define COLUMN(TILE, g, panel, panels)                                                                                 \
    do {                                                                                                               \
        unsigned row_ = 0;                                                                                             \
        for (; row_ + 6 <= (g)->m; row_ += 6) TILE(g, row_, panel, 6, panels);                                         \
        switch ((g)->m - row_) {                                                                                       \
        case 5: TILE(g, row_, panel, 5, panels); break;                                                                \
        case 4: TILE(g, row_, panel, 4, panels); break;                                                                \
        case 3: TILE(g, row_, panel, 3, panels); break;                                                                \
        case 2: TILE(g, row_, panel, 2, panels); break;                                                                \
        case 1: TILE(g, row_, panel, 1, panels); break;                                                                \
        default: break;                                                                                                \
        }                                                                                                              \
    } while (0)

static void column8_4(const onr_gemm8 *g, unsigned panel) { COLUMN(tile8, g, panel, 4); }
static void column8_2(const onr_gemm8 *g, unsigned panel) { COLUMN(tile8, g, panel, 2); }
static void column8_1(const onr_gemm8 *g, unsigned panel) { COLUMN(tile8, g, panel, 1); }
static void column16_4(const onr_gemm16 *g, unsigned panel) { COLUMN(tile16, g, panel, 4); }
static void column16_2(const onr_gemm16 *g, unsigned panel) { COLUMN(tile16, g, panel, 2); }
static void column16_1(const onr_gemm16 *g, unsigned panel) { COLUMN(tile16, g, panel, 1); }

void onr_gemm8_vnni(const onr_gemm8 *g) {
    unsigned p = 0, n = g->w->n / 16;
    for (; p + 4 <= n; p += 4) column8_4(g, p);
    if (p + 2 <= n) column8_2(g, p), p += 2;
    if (p < n) column8_1(g, p);
}

void onr_gemm16_vnni(const onr_gemm16 *g) {
    unsigned p = 0, n = g->panels;
    for (; p + 4 <= n; p += 4) column16_4(g, p);
    if (p + 2 <= n) column16_2(g, p), p += 2;
    if (p < n) column16_1(g, p);
}
