/* int_scalar.c - integer products in plain C: the reference for the others, and what other machines run.
 *
 * Method: panel by panel of 16 outputs, as the weights lie. Sums are int32 and exact: |Σ a·w| <= 255 · 128 · K fits for
 * K <= 65,000, which onr_net_init enforces; what a damaged row sum could overflow is computed in unsigned arithmetic,
 * which wraps like the vector instructions. Cost: m · n · k products, no vector instruction asked for.
 */
#include "net/kernels.h"

static void finish(const onr_gemm8 *g, unsigned row, unsigned panel, const int32_t *acc) {
    const onr_qlinear *w = g->w;
    for (unsigned l = 0; l < 16; l++) {
        unsigned o = panel * 16 + l;
        uint32_t sum = (uint32_t)acc[l] - (uint32_t)g->zero[row] * (uint32_t)w->rowsum[o];
        g->y[row * g->ldy + o] = (float)(int32_t)sum * (g->scale[row] * w->scale[o]) + w->bias[o];
    }
}

void onr_gemm8_scalar(const onr_gemm8 *g) {
    unsigned k4 = g->w->k / 4;
    for (unsigned p = 0; p < g->w->n / 16; p++) {
        const int8_t *b = g->w->q + (size_t)p * k4 * 64;
        for (unsigned i = 0; i < g->m; i++) {
            const uint8_t *a = g->a + (size_t)i * g->w->k;
            int32_t acc[16] = {0};
            for (unsigned k = 0; k < k4; k++)
                for (unsigned l = 0; l < 16; l++)
                    for (unsigned c = 0; c < 4; c++) acc[l] += a[k * 4 + c] * b[k * 64 + l * 4 + c];
            finish(g, i, p, acc);
        }
    }
}

void onr_gemm16_scalar(const onr_gemm16 *g) {
    for (unsigned p = 0; p < g->panels; p++) {
        const int16_t *b = g->b + p * g->stride;
        for (unsigned i = 0; i < g->m; i++) {
            const int16_t *a = g->a + i * g->lda;
            uint32_t acc[16] = {0};
            for (unsigned k = 0; k < g->pairs; k++)
                for (unsigned l = 0; l < 16; l++) {
                    acc[l] += (uint32_t)(a[k * 2] * b[k * 32 + l * 2]);
                    acc[l] += (uint32_t)(a[k * 2 + 1] * b[k * 32 + l * 2 + 1]);
                }
            for (unsigned l = 0; l < 16; l++) g->c[i * g->ldc + p * 16 + l] = (int32_t)acc[l];
        }
    }
}
