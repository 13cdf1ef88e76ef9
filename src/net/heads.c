/* heads.c - scores from word vectors: tags, arcs, relations, roles, in floats.
 *
 * Method: 16 words at a time, one a lane: a linear layer over a transposed block [dim][16] broadcasts each weight once
 * for 16 words and sums in the order of the inputs, with nothing to fold. Arcs: s(i,j) = [d_i,1] U h_j is computed as
 * g_j = U h_j, then d_i · g_j + g_j[A], so that U is read row by row as it lies. Relations: for 16 dependents at once
 * v = W_r [lh, 1] of their heads, then [ld, 1] · v.
 * What only depends on the window is computed at the first call after encode. Last blocks hold zeros past the words.
 * Cost a word (H 384, A 256, B 64, R 52): 0.2 M products for both projections and U, 0.22 M for relations.
 */
#include "net/heads.h"

#include <string.h>

/* yt[n][16] of one block -> rows of words [at, at + 16) below `end`: out[(w - base) * stride]. */
static void scatter(const float *yt, unsigned n, unsigned at, unsigned from, unsigned to, float *out, size_t stride) {
    for (unsigned w = at > from ? at : from; w < at + 16 && w < to; w++)
        for (unsigned i = 0; i < n; i++) out[(size_t)(w - from) * stride + i] = yt[(size_t)i * 16 + (w - at)];
}

static void project(const onr_net_scratch *s, const onr_flinear *w, unsigned at, int relu, float *yt) {
    s->k.linear16(s->word_t + (size_t)at * w->k, w->k, w->w, w->k, w->n, w->bias, 1, relu, yt);
}

void onr_net_head(const onr_net *net, onr_net_scratch *s, onr_net_set head, float *out) {
    if ((unsigned)head >= ONR_NET_HEADS) return;
    const onr_flinear *w = &net->head[head];
    for (unsigned at = 0; at < s->words; at += 16) {
        project(s, w, at, 0, s->out_t);
        scatter(s->out_t, w->n, at, 0, s->words, out, w->n);
    }
}

/* g[A + 1][16] = U h for a transposed block of h. */
static void through_u(const onr_net *net, const onr_net_scratch *s, const float *ht, float *gt) {
    s->k.linear16(ht, net->arc_dim, net->arc_u, net->arc_dim, net->arc_dim + 1, NULL, 0, 0, gt);
}

void onr_net_root(const onr_net *net, onr_net_scratch *s) {
    float *xt = s->word_t; /* nothing is read yet: borrowed */
    unsigned h = net->hidden, a = net->arc_dim;
    memset(xt, 0, (size_t)h * 16 * sizeof *xt);
    for (unsigned k = 0; k < h; k++) xt[(size_t)k * 16] = net->arc_root[k];
    project(s, &net->rel_h, 0, 1, s->out_t);
    scatter(s->out_t, net->rel_dim, 0, 0, 1, s->rel_h_root, net->rel_dim);
    project(s, &net->arc_h, 0, 1, s->arc_d_t); /* borrowed too */
    through_u(net, s, s->arc_d_t, s->out_t);
    scatter(s->out_t, a + 1, 0, 0, 1, s->arc_g_root, a + 1);
}

static void prepare_arcs(const onr_net *net, onr_net_scratch *s) {
    unsigned a = net->arc_dim;
    for (unsigned at = 0; at < s->words; at += 16) {
        float *dt = s->arc_d_t + (size_t)at * a;
        project(s, &net->arc_h, at, 1, dt);
        through_u(net, s, dt, s->out_t);
        scatter(s->out_t, a + 1, at, 0, s->words, s->arc_g + 0, a + 1);
        project(s, &net->arc_d, at, 1, dt);
    }
    s->arcs_ready = 1;
}

void onr_net_arcs(const onr_net *net, onr_net_scratch *s, unsigned from, unsigned to, float *out) {
    if (from >= to || to > s->words) return;
    if (!s->arcs_ready) prepare_arcs(net, s);
    unsigned a = net->arc_dim, n = to - from;
    size_t ld = (size_t)a + 1;
    for (unsigned at = from / 16 * 16; at < to; at += 16) {
        const float *dt = s->arc_d_t + (size_t)at * a, *g = s->arc_g + from * ld;
        s->k.linear16(dt, a, s->arc_g_root, ld, 1, s->arc_g_root + a, 1, 0, s->out_t);
        scatter(s->out_t, 1, at, from, to, out, (size_t)n + 1);
        s->k.linear16(dt, a, g, ld, n, g + a, ld, 0, s->out_t);
        scatter(s->out_t, n, at, from, to, out + 1, (size_t)n + 1);
    }
}

static void prepare_rels(const onr_net *net, onr_net_scratch *s) {
    unsigned b = net->rel_dim;
    for (unsigned at = 0; at < s->words; at += 16) {
        float *dt = s->rel_d_t + (size_t)at * (b + 1);
        project(s, &net->rel_d, at, 1, dt);
        for (unsigned l = 0; l < 16; l++) dt[(size_t)b * 16 + l] = 1.0f;
        project(s, &net->rel_h, at, 1, s->out_t);
        scatter(s->out_t, b, at, 0, s->words, s->rel_h, b);
    }
    s->rels_ready = 1;
}

/* rel_h_t[B + 1][16] = [lh, 1] of the heads of words [at, at + 16); words outside [from, to) get the root. */
static void gather_heads(const onr_net *net, onr_net_scratch *s, unsigned at, unsigned from, unsigned to,
                         const uint32_t *heads) {
    unsigned b = net->rel_dim;
    for (unsigned l = 0; l < 16; l++) {
        const float *h = s->rel_h_root;
        unsigned w = at + l;
        if (w >= from && w < to && heads[w - from] >= 1 && heads[w - from] <= to - from)
            h = s->rel_h + (size_t)(from + heads[w - from] - 1) * b;
        for (unsigned k = 0; k < b; k++) s->rel_h_t[(size_t)k * 16 + l] = h[k];
        s->rel_h_t[(size_t)b * 16 + l] = 1.0f;
    }
}

void onr_net_rels(const onr_net *net, onr_net_scratch *s, unsigned from, unsigned to, const uint32_t *heads,
                  float *out) {
    if (from >= to || to > s->words) return;
    if (!s->rels_ready) prepare_rels(net, s);
    unsigned b = net->rel_dim + 1, rels = net->labels_n[ONR_NET_REL];
    for (unsigned at = from / 16 * 16; at < to; at += 16) {
        gather_heads(net, s, at, from, to, heads);
        s->k.linear16(s->rel_h_t, b, net->rel_u, b, rels * b, NULL, 0, 0, s->out_t);
        for (unsigned r = 0; r < rels; r++) {
            float score[16] = {0};
            s->k.dot16(s->rel_d_t + (size_t)at * b, s->out_t + (size_t)r * b * 16, b, score);
            scatter(score, 1, at, from, to, out + r, rels);
        }
    }
}

static void prepare_roles(const onr_net *net, onr_net_scratch *s) {
    const float *const weights[4] = {net->role_a, net->role_b, net->role_u, net->role_v};
    float *const rows[4] = {s->role_a, s->role_b, s->role_u, s->role_v};
    for (unsigned i = 0; i < 4; i++) {
        onr_flinear w = {weights[i], NULL, net->role_dim, net->hidden};
        for (unsigned at = 0; at < s->words; at += 16) {
            project(s, &w, at, 0, s->out_t);
            scatter(s->out_t, w.n, at, 0, s->words, rows[i], w.n);
        }
    }
    s->roles_ready = 1;
}

/* 8 for the anchor itself; |d| = 1, 2, 3-4, 5-8, … 33-64, >= 65 is 1 … 8 away from it. */
static unsigned bucket(unsigned anchor, unsigned word) {
    unsigned d = word > anchor ? word - anchor : anchor - word, step = 0;
    while (step < 8 && d > (step == 0 ? 0u : 1u << (step - 1))) step++;
    return word > anchor ? 8 + step : 8 - step;
}

void onr_net_roles(const onr_net *net, onr_net_scratch *s, onr_net_set set, unsigned anchor, float *out) {
    if (set < ONR_NET_ROLE_ST || set > ONR_NET_ROLE_AT || anchor >= s->words) return;
    if (!s->roles_ready) prepare_roles(net, s);
    unsigned d = net->role_dim, kind = set - ONR_NET_ROLE_ST;
    const onr_flinear *w = &net->role[kind];
    for (unsigned k = 0; k < d; k++)
        s->role_base[k] = s->role_b[(size_t)anchor * d + k] + net->role_kind[(size_t)kind * d + k];
    for (unsigned at = 0; at < s->words; at += 16) {
        for (unsigned j = at; j < at + 16 && j < s->words; j++) {
            s->k.role(s->role_a + (size_t)j * d, s->role_base, net->role_dist + (size_t)bucket(anchor, j) * d,
                      s->role_u + (size_t)anchor * d, s->role_v + (size_t)j * d, d, s->role_h);
            for (unsigned k = 0; k < d; k++) s->role_h_t[(size_t)k * 16 + (j - at)] = s->role_h[k];
        }
        s->k.linear16(s->role_h_t, d, w->w, d, w->n, w->bias, 1, 0, s->out_t);
        scatter(s->out_t, w->n, at, 0, s->words, out, w->n);
    }
}
