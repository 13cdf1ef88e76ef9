/* scratch.c - one allocation a worker, cut into 64-byte aligned pieces; sizes follow the model (scratch.h).
 * What depends on the model alone (the root's side of arcs and relations) is computed here once. */
#include "net/scratch.h"

#include <string.h>

#include "base/mem.h"
#include "net/heads.h"

static size_t max_size(size_t a, size_t b) { return a > b ? a : b; }

/* The next n items of `size` bytes; NULL in the first round, which only counts. */
static void *take(onr_net_scratch *s, size_t n, size_t size) {
    size_t at = s->used;
    s->used += (n * size + 63) / 64 * 64;
    return s->block ? s->block + at : NULL;
}

static float *take_f(onr_net_scratch *s, size_t n) { return take(s, n, sizeof(float)); }

static size_t outputs_max(const onr_net *net) {
    size_t n = max_size(net->arc_dim + 1, max_size(net->rel_dim, net->role_dim));
    n = max_size(n, max_size((size_t)net->labels_n[ONR_NET_REL] * (net->rel_dim + 1), ONR_NET_LABELS_MAX));
    return max_size(n, ONR_NET_PIECES_MAX);
}

static void cut(onr_net_scratch *s, const onr_net *net) {
    size_t t = s->padded, h = net->hidden, wide = max_size(h, net->inner), rows = ONR_ROWS;
    s->used = 0;
    s->x = take_f(s, t * h);
    s->x8 = take(s, t * h, 1);
    s->x8_s = take_f(s, t);
    s->x8_z = take(s, t, sizeof(int32_t));
    s->v = take_f(s, t * h);
    s->key16 = take(s, t * h, sizeof(int16_t));
    s->value16 = take(s, t * h, sizeof(int16_t));
    s->key_s = take_f(s, t);
    s->r8 = take(s, rows * wide, 1);
    s->r8_s = take_f(s, rows);
    s->r8_z = take(s, rows, sizeof(int32_t));
    s->y = take_f(s, rows * wide);
    s->z = take_f(s, rows * h);
    s->q16 = take(s, rows * h, sizeof(int16_t));
    s->q16_s = take_f(s, rows);
    s->logit = take(s, rows * t, sizeof(int32_t));
    s->soft = take_f(s, 2 * t);
    s->prob = take(s, rows * t, sizeof(int16_t));
    s->sum = take(s, rows * (h / net->heads), sizeof(int32_t));
    s->wide = take(s, rows * wide, sizeof(uint16_t));
    s->word = take_f(s, t * h);
    s->word_t = take_f(s, t * h);
    s->out_t = take_f(s, outputs_max(net) * 16);
    s->arc_d_t = take_f(s, t * net->arc_dim);
    s->arc_g = take_f(s, t * (net->arc_dim + 1));
    s->arc_g_root = take_f(s, net->arc_dim + 1);
    s->rel_d_t = take_f(s, t * (net->rel_dim + 1));
    s->rel_h = take_f(s, t * net->rel_dim);
    s->rel_h_root = take_f(s, net->rel_dim);
    s->rel_h_t = take_f(s, (size_t)(net->rel_dim + 1) * 16);
    s->role_a = take_f(s, t * net->role_dim);
    s->role_b = take_f(s, t * net->role_dim);
    s->role_u = take_f(s, t * net->role_dim);
    s->role_v = take_f(s, t * net->role_dim);
    s->role_base = take_f(s, net->role_dim);
    s->role_h = take_f(s, net->role_dim);
    s->role_h_t = take_f(s, (size_t)net->role_dim * 16);
}

onr_status onr_net_scratch_new(const onr_net *net, onr_kernel kernel, onr_net_scratch **out, onr_err *err) {
    *out = NULL;
    onr_net_scratch *s = onr_mem_zalloc(1, sizeof *s);
    if (!s) return onr_err_set(err, ONR_NOMEM, 0, "out of memory for the network");
    if (onr_kernels_init(&s->k, kernel) != 0) {
        onr_mem_free(s);
        return onr_err_set(err, ONR_NOT_FOUND, 0, "this machine has no %s: use another kernel",
                           onr_kernel_name(kernel));
    }
    s->cap = net->positions < ONR_NET_PIECES_MAX ? net->positions : ONR_NET_PIECES_MAX;
    s->padded = (s->cap + 15) / 16 * 16;
    cut(s, net);
    s->owned = onr_mem_zalloc(s->used + 64, 1);
    if (!s->owned) {
        onr_mem_free(s);
        return onr_err_set(err, ONR_NOMEM, 0, "out of memory for the network");
    }
    s->block = (char *)s->owned + (64 - (uintptr_t)s->owned % 64) % 64;
    cut(s, net);
    onr_net_root(net, s);
    *out = s;
    return ONR_OK;
}

void onr_net_scratch_free(onr_net_scratch *s) {
    if (!s) return;
    onr_mem_free(s->owned);
    onr_mem_free(s);
}

onr_kernel onr_net_scratch_kernel(const onr_net_scratch *s) { return s->k.id; }
