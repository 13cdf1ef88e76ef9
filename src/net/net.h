/* net.h - the encoder: word pieces in, one vector a word out, and every head's scores from those vectors.
 *
 * The one room that knows tensors. The network is docs/model-format.md, "The network". A window is read once:
 *
 *     onr_net net;                                         // const views into the mapped model; shared by threads
 *     onr_net_scratch *s;                                  // one a worker
 *     onr_net_init(&net, model, &err);
 *     onr_net_scratch_new(&net, ONR_KERNEL_AUTO, &s, &err);
 *     onr_net_encode(&net, s, ids, cases, pieces, first, words, &err);
 *     onr_net_head(&net, s, ONR_NET_UPOS, upos);           // words x onr_net_label_count(&net, ONR_NET_UPOS)
 *     onr_net_arcs(&net, s, 0, words, scores);             // of one sentence
 *     onr_net_scratch_free(s);
 *
 * Ownership: `net` borrows the model, which must outlive it; outputs are the caller's. Errors: see each function; the
 * score functions after a successful encode cannot fail, and given indices outside the window they do nothing.
 * Threads: `net` is const after init, a scratch belongs to one worker at a time.
 * Determinism: every kernel gives the same bits on every machine (int8 sums are exact, float sums have one order, exp
 * and erf are this room's own).
 */
#ifndef ONR_NET_NET_H
#define ONR_NET_NET_H

#include <stdint.h>

#include "base/slice.h"
#include "base/status.h"
#include "model/model.h"

enum {
    ONR_NET_PIECES_MAX = 512, /* a window, [CLS] and [SEP] included; a model may allow fewer (net.positions) */
    ONR_NET_LAYERS_MAX = 48,
    ONR_NET_LABELS_MAX = 256, /* labels a head may have */
    ONR_NET_DIST = 17
}; /* distance buckets of the role scorer */

/* Sets of labels. The first eleven are linear heads; then the relations; then the roles of each kind of anchor. */
typedef enum onr_net_set {
    ONR_NET_UPOS,
    ONR_NET_XPOS,
    ONR_NET_NER,
    ONR_NET_ST,
    ONR_NET_EV,
    ONR_NET_FG,
    ONR_NET_AT,
    ONR_NET_SS,
    ONR_NET_POL,
    ONR_NET_MOD,
    ONR_NET_ACC,
    ONR_NET_HEADS,
    ONR_NET_REL = ONR_NET_HEADS,
    ONR_NET_ROLE_ST,
    ONR_NET_ROLE_EV,
    ONR_NET_ROLE_FG,
    ONR_NET_ROLE_AT,
    ONR_NET_SETS
} onr_net_set;

typedef enum onr_kernel { ONR_KERNEL_AUTO, ONR_KERNEL_SCALAR, ONR_KERNEL_AVX2, ONR_KERNEL_VNNI } onr_kernel;

/* y = W x + b in int8: packed weights, and for each output its scale, the sum of its weights, its bias. */
typedef struct onr_qlinear {
    const int8_t *q;
    const float *scale, *bias;
    const int32_t *rowsum;
    uint32_t n, k;
} onr_qlinear;

/* y = W x + b in floats, row-major [n][k]. bias may be NULL. */
typedef struct onr_flinear {
    const float *w, *bias;
    uint32_t n, k;
} onr_flinear;

typedef struct onr_layer {
    onr_qlinear q, k, v, o, f1, f2;
    const float *ln1_g, *ln1_b, *ln2_g, *ln2_b;
} onr_layer;

/* Views into the model; read-only. Shapes are checked by onr_net_init. */
typedef struct onr_net {
    uint32_t layers, hidden, heads, inner, vocab, positions, cases, role_dim;
    const int8_t *word_q;
    const float *word_s, *pos, *letter_case, *ln_g, *ln_b, *mix;
    onr_layer layer[ONR_NET_LAYERS_MAX];
    onr_flinear head[ONR_NET_HEADS];
    uint32_t arc_dim, rel_dim;
    onr_flinear arc_d, arc_h, rel_d, rel_h;
    const float *arc_root, *arc_u, *rel_u;
    const float *role_a, *role_b, *role_u, *role_v, *role_dist, *role_kind;
    onr_flinear role[4];
    onr_slice labels[ONR_NET_SETS]; /* one a line */
    uint32_t labels_n[ONR_NET_SETS];
} onr_net;

typedef struct onr_net_scratch onr_net_scratch;

/* Find and check every chunk the network needs. NOT_FOUND or FORMAT when the model lacks one or has it in another
 * shape, TOO_BIG over the limits above. Allocates nothing. */
ONR_MUST onr_status onr_net_init(onr_net *net, const onr_model *model, onr_err *err);

unsigned onr_net_label_count(const onr_net *net, onr_net_set set);
/* Label i of a set, as the model spells it; empty when out of range. O(i): map labels once, at start. */
onr_slice onr_net_label(const onr_net *net, onr_net_set set, unsigned i);

/* Working memory for windows up to the model's positions (~12 MB for hidden 384). AUTO takes the best the machine has;
 * a kernel it does not have is NOT_FOUND. */
ONR_MUST onr_status onr_net_scratch_new(const onr_net *net, onr_kernel kernel, onr_net_scratch **out, onr_err *err);
void onr_net_scratch_free(onr_net_scratch *s); /* NULL is allowed */
onr_kernel onr_net_scratch_kernel(const onr_net_scratch *s);
int onr_net_kernel_here(onr_kernel kernel); /* 1 when this machine (and build) has it */
const char *onr_kernel_name(onr_kernel kernel);

/* Read one window: `pieces` ids with the case class of their word; first[w] is the first piece of word w. Fills the
 * scratch's word vectors; every score function below speaks of this window. TOO_BIG when pieces or words exceed
 * min(positions, ONR_NET_PIECES_MAX); FORMAT for an id, case or piece index out of range. Cost: pieces x layers x
 * (4 H² + 2 H I) byte products, and pieces² x layers x 2 H for attention. */
ONR_MUST onr_status onr_net_encode(const onr_net *net, onr_net_scratch *s, const uint32_t *ids, const uint8_t *cases,
                                   unsigned pieces, const uint32_t *first, unsigned words, onr_err *err);

/* Vector of word w (hidden floats), valid until the next encode; NULL out of range. */
const float *onr_net_word(const onr_net *net, const onr_net_scratch *s, unsigned w);

/* Scores of a linear head: out[words][labels]. */
void onr_net_head(const onr_net *net, onr_net_scratch *s, onr_net_set head, float *out);

/* Arc scores of the sentence [from, to), n = to - from: out[n][n + 1]; column 0 is the root, column 1 + j is word
 * from + j as head of the row's word. */
void onr_net_arcs(const onr_net *net, onr_net_scratch *s, unsigned from, unsigned to, float *out);
/* Relation scores out[n][rels] given heads[n]: 0 is the root, 1 + j is word from + j. A head out of range counts as
 * the root. */
void onr_net_rels(const onr_net *net, onr_net_scratch *s, unsigned from, unsigned to, const uint32_t *heads,
                  float *out);

/* Role scores of every word of the window to the anchor word: out[words][roles of the set], set = ONR_NET_ROLE_…. */
void onr_net_roles(const onr_net *net, onr_net_scratch *s, onr_net_set set, unsigned anchor, float *out);

#endif
