/* kernels.h - the inner loops, one table of functions a kind of machine; internal to this room.
 *
 * Integer loops (int_*.c) are written once per instruction set: their sums are exact, so any order gives the same bits.
 * Float loops are ONE source (float_kernels.inc.c) compiled three times: every sum runs over 16 lanes in the same
 * order whatever the width of the registers, and no multiplication is fused with an addition.
 *
 * Lengths: floats come in multiples of 16 unless said otherwise; no pointer needs alignment beyond its type.
 */
#ifndef ONR_NET_KERNELS_H
#define ONR_NET_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "net/net.h"

enum {
    ONR_LANES = 16, /* lanes of a float sum, outputs of a packed panel, words of a transposed block */
    ONR_ROWS = 48
}; /* rows (pieces) that a layer works on at a time; what gemm8 is given at most */

/* y[m][ldy] = (Σ_k a·w − zero_m · rowsum_n) · (scale_m · wscale_n) + bias_n, m <= ONR_ROWS rows. */
typedef struct onr_gemm8 {
    const uint8_t *a; /* [m][k] */
    const float *scale;
    const int32_t *zero;
    unsigned m;
    const onr_qlinear *w;
    float *y;
    size_t ldy;
    uint16_t *work; /* ONR_ROWS x k, for kernels that widen a first */
} onr_gemm8;

/* c[m][ldc] = Σ_k a·b in int16 -> int32; b in panels of 16 columns: [panel][k / 2][16][2], `stride` int16 a panel. */
typedef struct onr_gemm16 {
    const int16_t *a;
    size_t lda;
    unsigned m, pairs, panels; /* pairs: k / 2 */
    const int16_t *b;
    size_t stride;
    int32_t *c;
    size_t ldc;
} onr_gemm16;

/* Softmax of m rows of one head: logits s[i][j] · (scale[i] · key[j]) in powers of two, j < n. Rows are `padded` wide,
 * n rounded up to 16. out: probability · 32767, rounded; 0 past n. */
typedef struct onr_softmax {
    const int32_t *s;
    const float *scale, *key;
    unsigned m, n, padded;
    float *work; /* [2][padded] */
    int16_t *out;
} onr_softmax;

typedef struct onr_kernels {
    onr_kernel id;
    void (*gemm8)(const onr_gemm8 *g);
    void (*gemm16)(const onr_gemm16 *g);

    /* One row to u8 with a zero point (docs/model-format.md). */
    void (*quantise)(const float *x, unsigned n, uint8_t *q, float *scale, int32_t *zero);
    /* x = LN(x + b) · g + bias, m rows of n; b may be NULL */
    void (*norm)(float *x, const float *b, const float *g, const float *bias, unsigned n, unsigned m);
    /* y = word · scale + pos + letter_case */
    void (*embed)(const int8_t *word, float scale, const float *pos, const float *letter_case, unsigned n, float *y);
    void (*gelu)(float *x, size_t n);
    void (*mix)(float *sum, const float *x, float weight, unsigned n); /* sum += weight · x */
    float (*absmax)(const float *x, size_t n);
    /* out = round(x · inv) clamped to ±limit; limit <= 32767 */
    void (*to_i16)(const float *x, unsigned n, float inv, float limit, int16_t *out);
    void (*scale_i32)(const int32_t *x, unsigned n, float scale, float *y); /* y = x · scale */
    void (*softmax)(const onr_softmax *job);
    /* A linear layer over 16 words at a time. xt[k][16] -> yt[n][16]: yt[i] = Σ_k w[i·ldw + k] xt[k] (+ bias[i · ldb]),
     * k rising; relu afterwards when asked. k and n are any. */
    void (*linear16)(const float *xt, unsigned k, const float *w, size_t ldw, unsigned n, const float *bias, size_t ldb,
                     int relu, float *yt);
    void (*dot16)(const float *at, const float *bt, unsigned n, float *out); /* out[16] += Σ_i at[i] bt[i] */
    /* h = relu(a + base + dist + u ∘ v), n floats. */
    void (*role)(const float *a, const float *base, const float *dist, const float *u, const float *v, unsigned n,
                 float *h);
} onr_kernels;

/* Fill the table for a kernel, AUTO = the best here; -1 when this machine or build lacks it. */
int onr_kernels_init(onr_kernels *k, onr_kernel kernel);

void onr_gemm8_scalar(const onr_gemm8 *g);
void onr_gemm16_scalar(const onr_gemm16 *g);
void onr_gemm8_avx2(const onr_gemm8 *g);
void onr_gemm16_avx2(const onr_gemm16 *g);
void onr_gemm8_vnni(const onr_gemm8 *g);
void onr_gemm16_vnni(const onr_gemm16 *g);
void onr_floats_scalar(onr_kernels *k);
void onr_floats_avx2(onr_kernels *k);
void onr_floats_avx512(onr_kernels *k);

#endif
