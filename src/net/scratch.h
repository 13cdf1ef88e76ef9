/* scratch.h - the working memory of one worker; internal to this room. T pieces at most, H hidden, I inner. */
#ifndef ONR_NET_SCRATCH_H
#define ONR_NET_SCRATCH_H

#include "net/kernels.h"
#include "net/net.h"

struct onr_net_scratch {
    onr_kernels k;
    char *block; /* all buffers below, 64-byte aligned pieces of one allocation */
    void *owned;
    size_t used;
    unsigned cap, padded;   /* pieces a window may have; rounded up to 16 */
    unsigned pieces, words; /* of the window read last */

    /* one window */
    float *x;         /* [T][H] the layer's input, then its output */
    uint8_t *x8;      /* [T][H] quantised */
    float *x8_s;      /* [T] */
    int32_t *x8_z;    /* [T] */
    float *v;         /* [T][H] values as floats; afterwards the rows of the words (last layer) */
    int16_t *key16;   /* [heads][T/16][H/heads/2][16][2] */
    int16_t *value16; /* [heads][H/heads/16][T/2][16][2] */
    float *key_s;     /* [T] scale of a key row */
    float value_s;    /* one scale for all values */

    /* one block of ROWS rows */
    uint8_t *r8;    /* [ROWS][max(H, I)] */
    float *r8_s;    /* [ROWS] */
    int32_t *r8_z;  /* [ROWS] */
    float *y, *z;   /* [ROWS][max(H, I)], [ROWS][H] */
    int16_t *q16;   /* [ROWS][H] */
    float *q16_s;   /* [ROWS] with 1/√dim and log2 e in it */
    int32_t *logit; /* [ROWS][T] */
    float *soft;    /* [2][T] */
    int16_t *prob;  /* [ROWS][T] */
    int32_t *sum;   /* [ROWS][H/heads] */
    uint16_t *wide; /* [ROWS][max(H, I)] for gemm8 */

    /* the words and what heads make of them; blocks of 16 words lie transposed, [block][dim][16] */
    float *word, *word_t; /* [T][H], [T/16][H][16] */
    float *out_t;         /* [largest number of outputs][16] */
    int arcs_ready, rels_ready, roles_ready;
    float *arc_d_t;                           /* [T/16][A][16] relu(D X + b) */
    float *arc_g, *arc_g_root;                /* [T][A + 1], [A + 1]: U h_j */
    float *rel_d_t;                           /* [T/16][B + 1][16], the last row all 1 */
    float *rel_h, *rel_h_root;                /* [T][B], [B] */
    float *rel_h_t;                           /* [B + 1][16] heads of 16 words */
    float *role_a, *role_b, *role_u, *role_v; /* [T][D] */
    float *role_base, *role_h, *role_h_t;     /* [D], [D], [D][16] */
};

#endif
