/* tree.c - maximum spanning arborescence with exactly one root arc.
 *
 * Method: Chu & Liu (1965), Edmonds (1967), in the dense O(n²) form of Tarjan (1977) that grows one path: from a node
 * that has no head yet, follow best heads backwards; at a node that leads to the root the path is done, at a node of
 * the path itself the cycle is contracted into one node and the path goes on from there. A contraction of k nodes costs
 * O(k n) and removes k - 1 nodes, so all of them together cost O(n²). At the end the contracted nodes are opened from
 * the outermost in: the arc that enters one replaces the arc of the member it enters. One root: every arborescence has
 * at least one root arc, so a penalty on root arcs that outweighs any difference of the other arcs leaves exactly one,
 * and the best of those trees. Invariant: w[v][u] is the gain of the arc u -> v less the gain of v's present arcs, for
 * live v; arc[v][u] names the words.
 */
#include "lang/tree.h"

#include <string.h>

typedef struct tree {
    uint32_t m;       /* nodes: n words and node 0, the root */
    double *w;        /* [m][m], row: dependent, column: head */
    uint32_t *arc;    /* [m][m]: dependent * m + head, in words */
    uint32_t *id;     /* [m]: which contraction a live node stands for */
    uint32_t *path;   /* [m]: nodes of the path, oldest first */
    uint32_t *place;  /* [m]: 1 + position in the path, 0 when not in it */
    uint32_t *parent; /* [2m]: the contraction that holds this one */
    uint32_t *chosen; /* [2m]: the arc into it */
    double *gain;     /* [m]: w of the chosen arc of a live node */
    uint8_t *live;    /* [m] */
    uint8_t *done;    /* [m]: leads to the root; [2m] afterwards: its arc was replaced */
    uint32_t path_n, ids;
} tree;

size_t onr_tree_scratch(uint32_t n) {
    size_t m = (size_t)n + 1;
    return m * m * (sizeof(double) + sizeof(uint32_t)) + m * (sizeof(double) + 7 * sizeof(uint32_t) + 3) + 64;
}

static void lay_out(tree *t, void *scratch, uint32_t m) {
    t->m = m;
    t->w = scratch;
    t->gain = t->w + (size_t)m * m;
    t->arc = (uint32_t *)(t->gain + m);
    t->id = t->arc + (size_t)m * m;
    t->path = t->id + m;
    t->place = t->path + m;
    t->parent = t->place + m;
    t->chosen = t->parent + 2 * (size_t)m;
    t->live = (uint8_t *)(t->chosen + 2 * (size_t)m);
    t->done = t->live + m;
}

static double bounded(float x) { return !(x > -1e6f) ? -1e6 : x > 1e6f ? 1e6 : (double)x; }

static void fill(tree *t, const float *scores) {
    uint32_t m = t->m;
    double lo = 1e6, hi = -1e6;
    for (uint32_t v = 1; v < m; v++) {
        for (uint32_t u = 0; u < m; u++) {
            double x = bounded(scores[(size_t)(v - 1) * m + u]);
            t->w[(size_t)v * m + u] = x;
            t->arc[(size_t)v * m + u] = v * m + u;
            if (u == v) continue;
            lo = x < lo ? x : lo;
            hi = x > hi ? x : hi;
        }
    }
    double penalty = (hi - lo) * m + 1;
    for (uint32_t v = 1; v < m; v++) t->w[(size_t)v * m] -= penalty;
    for (uint32_t v = 0; v < m; v++) {
        t->id[v] = v;
        t->place[v] = 0;
        t->live[v] = 1;
        t->done[v] = v == 0;
    }
    for (uint32_t i = 0; i < 2 * m; i++) t->parent[i] = 0; /* 0 is never a contraction */
    t->ids = m;
}

/* Make one node of path[from ..): its first member stands for all. */
static void contract(tree *t, uint32_t from) {
    uint32_t m = t->m, rep = t->path[from];
    for (uint32_t k = from; k < t->path_n; k++) t->parent[t->id[t->path[k]]] = t->ids;
    for (uint32_t x = 0; x < m; x++) {
        if (!t->live[x] || t->place[x] > from) continue; /* members are the path from `from` on */
        double *in = &t->w[(size_t)rep * m + x], *out = &t->w[(size_t)x * m + rep];
        *in -= t->gain[rep];
        for (uint32_t k = from + 1; k < t->path_n; k++) {
            uint32_t v = t->path[k];
            double a = t->w[(size_t)v * m + x] - t->gain[v], b = t->w[(size_t)x * m + v];
            if (a > *in) *in = a, t->arc[(size_t)rep * m + x] = t->arc[(size_t)v * m + x];
            if (x && b > *out) *out = b, t->arc[(size_t)x * m + rep] = t->arc[(size_t)x * m + v];
        }
    }
    for (uint32_t k = from + 1; k < t->path_n; k++) t->live[t->path[k]] = 0;
    t->path_n = from + 1;
    t->id[rep] = t->ids++;
}

/* Give every node a head, beginning at v. */
static void grow(tree *t, uint32_t v) {
    uint32_t m = t->m;
    t->path_n = 0;
    t->path[t->path_n++] = v;
    t->place[v] = 1;
    for (;;) {
        v = t->path[t->path_n - 1];
        uint32_t best = 0;
        for (uint32_t u = 1; u < m; u++)
            if (t->live[u] && u != v && t->w[(size_t)v * m + u] > t->w[(size_t)v * m + best]) best = u;
        t->gain[v] = t->w[(size_t)v * m + best];
        t->chosen[t->id[v]] = t->arc[(size_t)v * m + best];
        if (t->done[best]) break;
        if (t->place[best]) {
            contract(t, t->place[best] - 1);
            continue;
        }
        t->path[t->path_n++] = best;
        t->place[best] = t->path_n;
    }
    for (uint32_t k = 0; k < t->path_n; k++) {
        t->done[t->path[k]] = 1;
        t->place[t->path[k]] = 0;
    }
}

/* Open the contractions, outermost first. */
static void open_up(tree *t, uint32_t *heads) {
    uint8_t *replaced = t->done;
    memset(replaced, 0, 2 * (size_t)t->m);
    for (uint32_t i = t->ids; i-- > 1;) {
        if (replaced[i]) continue;
        uint32_t word = t->chosen[i] / t->m;
        heads[word - 1] = t->chosen[i] % t->m;
        for (uint32_t k = word; k != i; k = t->parent[k]) replaced[k] = 1;
    }
}

onr_status onr_tree_decode(const float *scores, uint32_t n, void *scratch, uint32_t *heads, onr_err *err) {
    if (n == 0) return ONR_OK;
    if (n > ONR_TREE_WORDS_MAX)
        return onr_err_set(err, ONR_TOO_BIG, 0, "a sentence of %u words, at most %d can be parsed", n,
                           ONR_TREE_WORDS_MAX);
    tree t;
    lay_out(&t, scratch, n + 1);
    fill(&t, scores);
    for (uint32_t v = 1; v <= n; v++)
        if (t.live[v] && !t.done[v]) grow(&t, v);
    open_up(&t, heads);
    return ONR_OK;
}
