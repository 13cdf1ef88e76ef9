/* bench_net.c - how fast the network runs, beside what the machine could do.
 *
 *     bench_net MODEL [pieces words [seconds]]
 *
 * For every kernel the machine has: words a second of encode and of all heads, int8 products a second, and their ratio
 * to the peak of a plain int8 loop over data that stays in the first cache, measured in the same run before and after
 * (other work on the machine lowers both). The text is random pieces; time does not depend on them.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "net/kernels.h"
#include "net/net.h"

static double now(void) {
    struct timespec t;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Products a second of gemm8 on 6 x 64 x 256: 16 KB of weights. The best of several short rounds. */
static double peak(const onr_kernels *k) {
    enum { M = 6, N = 64, K = 256 };
    static uint8_t a[M * K];
    static int8_t q[N * K];
    static float scale[N], bias[N], y[M * N], xs[M];
    static int32_t rowsum[N], zero[M];
    static uint16_t work[M * K];
    memset(a, 3, sizeof a);
    memset(q, 5, sizeof q);
    onr_qlinear w = {q, scale, bias, rowsum, N, K};
    onr_gemm8 g = {a, xs, zero, M, &w, y, N, work};
    double best = 0;
    for (int round = 0; round < 20; round++) {
        double t = now();
        for (int i = 0; i < 1000; i++) k->gemm8(&g);
        double rate = 1000.0 * M * N * K / (now() - t);
        if (rate > best) best = rate;
    }
    return best;
}

typedef struct window {
    uint32_t ids[ONR_NET_PIECES_MAX], first[ONR_NET_PIECES_MAX], heads[ONR_NET_PIECES_MAX];
    uint8_t cases[ONR_NET_PIECES_MAX];
    unsigned pieces, words;
} window;

static void fill(window *w, const onr_net *net, unsigned pieces, unsigned words) {
    uint32_t seed = 1;
    w->pieces = pieces;
    w->words = words;
    for (unsigned i = 0; i < pieces; i++) {
        seed = seed * 1664525u + 1013904223u;
        w->ids[i] = (seed >> 8) % net->vocab;
        w->cases[i] = (uint8_t)((seed >> 4) % net->cases);
    }
    for (unsigned i = 0; i < words; i++) {
        w->first[i] = (uint32_t)(1 + (uint64_t)i * (pieces - 2) / words);
        w->heads[i] = (i * 7 + 3) % (words + 1);
    }
}

/* Every head once: all linear ones, trees of sentences of 25 words, the roles of one anchor in 12 words. */
static void all_heads(const onr_net *net, onr_net_scratch *s, const window *w, float *out) {
    for (unsigned h = 0; h < ONR_NET_HEADS; h++) onr_net_head(net, s, (onr_net_set)h, out);
    for (unsigned from = 0; from < w->words; from += 25)
        onr_net_arcs(net, s, from, from + 25 < w->words ? from + 25 : w->words, out);
    onr_net_rels(net, s, 0, w->words, w->heads, out);
    for (unsigned a = 0; a < w->words; a += 12)
        onr_net_roles(net, s, (onr_net_set)(ONR_NET_ROLE_ST + a / 12 % 4), a, out);
}

static double macs(const onr_net *n, unsigned pieces, unsigned words) {
    double h = n->hidden, layer = 4 * h * h + 2 * h * n->inner;
    return (double)(n->layers - 1) * pieces * layer + pieces * 2 * h * h + words * (layer - 2 * h * h);
}

static void run(const onr_net *net, onr_kernel kernel, const window *w, double seconds, float *out) {
    onr_err err = {0};
    onr_net_scratch *s;
    onr_kernels k;
    if (onr_kernels_init(&k, kernel) != 0) {
        printf("%-12s not on this machine\n", onr_kernel_name(kernel));
        return;
    }
    if (onr_net_scratch_new(net, kernel, &s, &err) != ONR_OK) {
        printf("%s\n", err.msg);
        return;
    }
    double top = peak(&k), encode = 1e9, heads = 1e9, end = now() + seconds;
    while (now() < end) {
        double t = now();
        if (onr_net_encode(net, s, w->ids, w->cases, w->pieces, w->first, w->words, &err) != ONR_OK) {
            printf("%s\n", err.msg);
            break;
        }
        double mid = now();
        all_heads(net, s, w, out);
        double done = now();
        if (mid - t < encode) encode = mid - t;
        if (done - mid < heads) heads = done - mid;
    }
    double again = peak(&k);
    if (again > top) top = again;
    double rate = macs(net, w->pieces, w->words) / encode;
    printf("%-12s %7.0f words/s (encode alone %7.0f; heads %4.1f %%)  %6.1f GMAC/s int8, peak %6.1f: %.2f of it\n",
           onr_kernel_name(kernel), w->words / (encode + heads), w->words / encode, 100 * heads / (encode + heads),
           rate / 1e9, top / 1e9, rate / top);
    onr_net_scratch_free(s);
}

int main(int argc, char **argv) {
    if (argc < 2) {
        printf("usage: bench_net MODEL [pieces words [seconds]]\n");
        return 2;
    }
    onr_err err = {0};
    onr_model *model;
    static onr_net net;
    double t = now();
    if (onr_model_open(argv[1], &model, &err) != ONR_OK || onr_net_init(&net, model, &err) != ONR_OK) {
        printf("%s\n", err.msg);
        return 1;
    }
    printf("%s: %.1f MB, opened and checked in %.2f ms\n", onr_model_id(model), (double)onr_model_bytes(model) / 1e6,
           (now() - t) * 1e3);
    unsigned cap = net.positions < ONR_NET_PIECES_MAX ? net.positions : ONR_NET_PIECES_MAX;
    unsigned pieces = argc > 3 ? (unsigned)strtoul(argv[2], NULL, 10) : 200;
    unsigned words = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 170;
    if (pieces > cap) pieces = cap;
    if (words > pieces - 2) words = pieces - 2;
    static window w;
    fill(&w, &net, pieces, words);
    float *out = malloc((size_t)512 * 513 * sizeof *out);
    if (!out) return 1;
    double seconds = argc > 4 ? strtod(argv[4], NULL) : 2.0;
    printf("%u layers, hidden %u, inner %u; windows of %u pieces, %u words\n", net.layers, net.hidden, net.inner,
           pieces, words);
    for (onr_kernel k = ONR_KERNEL_VNNI; k >= ONR_KERNEL_SCALAR; k--) run(&net, k, &w, seconds, out);
    free(out);
    onr_model_close(model);
    return 0;
}
