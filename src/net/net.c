/* net.c - find and check every tensor of the network in the model file (docs/model-format.md, "Chunks").
 *
 * Sizes come from `config` and from the shapes of the chunks themselves; every later loop relies on what is checked
 * here: multiples of 16 where kernels step by 16, sums that fit an int32, floats that are finite.
 */
#include "net/net.h"

#include <stdio.h>
#include <string.h>

enum { HIDDEN_MAX = 4096, INNER_MAX = 16384, HEAD_DIM_MAX = 128, VOCAB_MAX = 1 << 20, ARC_MAX = 1024, REL_MAX = 256 };

static const char *const set_names[ONR_NET_SETS] = {"upos",    "xpos",    "ner",     "st",     "ev",  "fg",
                                                    "at",      "ss",      "pol",     "mod",    "acc", "rel",
                                                    "role.st", "role.ev", "role.fg", "role.at"};

/* Looks chunks up until the first failure, then returns NULL for all others. */
typedef struct finder {
    const onr_model *model;
    onr_err *err;
    onr_status st;
} finder;

static void refuse(finder *f, onr_status code, const char *what, const char *name) {
    if (f->st == ONR_OK) f->st = onr_err_set(f->err, code, 0, "model chunk '%s': %s", name, what);
}

static const void *chunk(finder *f, const char *name, onr_chunk_type type, uint32_t rows, uint32_t cols) {
    const void *p = NULL;
    if (f->st == ONR_OK) f->st = onr_model_chunk(f->model, name, type, rows, cols, &p, f->err);
    return f->st == ONR_OK ? p : NULL;
}

static const float *floats(finder *f, const char *name, uint32_t rows, uint32_t cols) {
    const uint32_t *bits = chunk(f, name, ONR_CHUNK_F32, rows, cols);
    if (!bits) return NULL;
    uint32_t bad = 0;
    for (size_t i = 0, n = (size_t)rows * cols; i < n; i++) bad |= (bits[i] & 0x7F800000u) == 0x7F800000u;
    if (bad) refuse(f, ONR_FORMAT, "holds numbers that are not finite", name);
    return bad ? NULL : (const float *)(const void *)bits;
}

/* The shape of a float chunk with `cols` columns and up to `max` rows; 0 on failure. */
static uint32_t rows_of(finder *f, const char *name, uint32_t cols, uint32_t max) {
    onr_chunk_info c;
    if (f->st != ONR_OK) return 0;
    f->st = onr_model_find(f->model, name, ONR_CHUNK_F32, &c, f->err);
    if (f->st == ONR_OK && c.cols != cols) refuse(f, ONR_FORMAT, "has the wrong number of columns", name);
    if (f->st == ONR_OK && c.rows > max) refuse(f, ONR_TOO_BIG, "has more rows than this program allows", name);
    return f->st == ONR_OK ? c.rows : 0;
}

static onr_qlinear qlinear(finder *f, unsigned layer, const char *part, uint32_t n, uint32_t k) {
    onr_qlinear w = {NULL, NULL, NULL, NULL, n, k};
    char name[ONR_MODEL_NAME_MAX + 1];
    (void)snprintf(name, sizeof name, "layer%u.%s.q", layer, part);
    size_t last = strlen(name) - 1;
    w.q = chunk(f, name, ONR_CHUNK_PACKED, n, k);
    name[last] = 's';
    w.scale = floats(f, name, n, 1);
    name[last] = 'z';
    w.rowsum = chunk(f, name, ONR_CHUNK_I32, n, 1);
    name[last] = 'b';
    w.bias = floats(f, name, n, 1);
    return w;
}

/* prefix.w and prefix.b; the number of outputs comes from the file. */
static onr_flinear flinear(finder *f, const char *prefix, uint32_t k, uint32_t max) {
    onr_flinear w = {NULL, NULL, 0, k};
    char name[ONR_MODEL_NAME_MAX + 1];
    (void)snprintf(name, sizeof name, "%s.w", prefix);
    w.n = rows_of(f, name, k, max);
    w.w = floats(f, name, w.n, k);
    (void)snprintf(name, sizeof name, "%s.b", prefix);
    w.bias = floats(f, name, 1, w.n);
    return w;
}

static const float *layer_floats(finder *f, unsigned layer, const char *part, uint32_t cols) {
    char name[ONR_MODEL_NAME_MAX + 1];
    (void)snprintf(name, sizeof name, "layer%u.%s", layer, part);
    return floats(f, name, 1, cols);
}

static void find_config(onr_net *net, finder *f) {
    const int32_t *c = chunk(f, "config", ONR_CHUNK_I32, 1, 8);
    if (!c) return;
    for (int i = 0; i < 8; i++)
        if (c[i] < 1) refuse(f, ONR_FORMAT, "a size is not positive", "config");
    if (f->st != ONR_OK) return;
    net->layers = (uint32_t)c[0];
    net->hidden = (uint32_t)c[1];
    net->heads = (uint32_t)c[2];
    net->inner = (uint32_t)c[3];
    net->vocab = (uint32_t)c[4];
    net->positions = (uint32_t)c[5];
    net->cases = (uint32_t)c[6];
    net->role_dim = (uint32_t)c[7];
    if (net->layers > ONR_NET_LAYERS_MAX || net->hidden > HIDDEN_MAX || net->inner > INNER_MAX ||
        net->vocab > VOCAB_MAX || net->positions > VOCAB_MAX || net->cases > 256 || net->role_dim > ARC_MAX)
        refuse(f, ONR_TOO_BIG, "a size is over this program's limit", "config");
    if (net->hidden % 16 != 0 || net->inner % 16 != 0 || net->role_dim % 16 != 0 || net->hidden % net->heads != 0)
        refuse(f, ONR_FORMAT, "sizes must be multiples of 16, hidden a multiple of heads", "config");
    uint32_t dim = net->hidden / net->heads;
    if (dim % 16 != 0 || dim > HEAD_DIM_MAX)
        refuse(f, ONR_FORMAT, "a head must have 16, 32, … 128 dimensions", "config");
}

static void find_encoder(onr_net *net, finder *f) {
    uint32_t h = net->hidden;
    net->word_q = chunk(f, "emb.word.q", ONR_CHUNK_I8, net->vocab, h);
    net->word_s = floats(f, "emb.word.s", net->vocab, 1);
    net->pos = floats(f, "emb.pos", net->positions, h);
    net->letter_case = floats(f, "emb.case", net->cases, h);
    net->ln_g = floats(f, "emb.ln.g", 1, h);
    net->ln_b = floats(f, "emb.ln.b", 1, h);
    net->mix = floats(f, "mix", 1, net->layers);
    for (unsigned i = 0; i < net->layers && f->st == ONR_OK; i++) {
        onr_layer *l = &net->layer[i];
        l->q = qlinear(f, i, "q", h, h);
        l->k = qlinear(f, i, "k", h, h);
        l->v = qlinear(f, i, "v", h, h);
        l->o = qlinear(f, i, "o", h, h);
        l->f1 = qlinear(f, i, "f1", net->inner, h);
        l->f2 = qlinear(f, i, "f2", h, net->inner);
        l->ln1_g = layer_floats(f, i, "ln1.g", h);
        l->ln1_b = layer_floats(f, i, "ln1.b", h);
        l->ln2_g = layer_floats(f, i, "ln2.g", h);
        l->ln2_b = layer_floats(f, i, "ln2.b", h);
    }
}

static void find_trees(onr_net *net, finder *f) {
    uint32_t h = net->hidden;
    net->arc_d = flinear(f, "arc.d", h, ARC_MAX);
    net->arc_h = flinear(f, "arc.h", h, ARC_MAX);
    net->arc_dim = net->arc_d.n;
    if (net->arc_h.n != net->arc_dim) refuse(f, ONR_FORMAT, "has another size than arc.d.w", "arc.h.w");
    net->arc_root = floats(f, "arc.root", 1, h);
    net->arc_u = floats(f, "arc.u", net->arc_dim + 1, net->arc_dim);
    net->rel_d = flinear(f, "rel.d", h, REL_MAX);
    net->rel_h = flinear(f, "rel.h", h, REL_MAX);
    net->rel_dim = net->rel_d.n;
    if (net->rel_h.n != net->rel_dim) refuse(f, ONR_FORMAT, "has another size than rel.d.w", "rel.h.w");
    uint32_t rows = rows_of(f, "rel.u", net->rel_dim + 1, ONR_NET_LABELS_MAX * (REL_MAX + 1));
    if (rows != net->labels_n[ONR_NET_REL] * (net->rel_dim + 1))
        refuse(f, ONR_FORMAT, "does not fit the number of labels in labels.rel", "rel.u");
    net->rel_u = floats(f, "rel.u", rows, net->rel_dim + 1);
}

static void find_roles(onr_net *net, finder *f) {
    uint32_t h = net->hidden, d = net->role_dim;
    net->role_a = floats(f, "role.a.w", d, h);
    net->role_b = floats(f, "role.b.w", d, h);
    net->role_u = floats(f, "role.u.w", d, h);
    net->role_v = floats(f, "role.v.w", d, h);
    net->role_dist = floats(f, "role.dist", ONR_NET_DIST, d);
    net->role_kind = floats(f, "role.kind", 4, d);
    for (unsigned i = 0; i < 4; i++) {
        const char *name = set_names[ONR_NET_ROLE_ST + i];
        net->role[i] = flinear(f, name, d, ONR_NET_LABELS_MAX);
        if (net->role[i].n != net->labels_n[ONR_NET_ROLE_ST + i])
            refuse(f, ONR_FORMAT, "has another number of labels than its list", name);
    }
}

static void find_labels(onr_net *net, finder *f) {
    for (unsigned i = 0; i < ONR_NET_SETS && f->st == ONR_OK; i++) {
        char name[ONR_MODEL_NAME_MAX + 1];
        (void)snprintf(name, sizeof name, "labels.%s", set_names[i]);
        onr_slice *text = &net->labels[i];
        if ((f->st = onr_model_text(f->model, name, text, f->err)) != ONR_OK) return;
        if (text->n > 0 && text->p[text->n - 1] == '\n') text->n--;
        uint32_t lines = text->n > 0;
        for (size_t k = 0; k < text->n; k++) lines += text->p[k] == '\n';
        net->labels_n[i] = lines;
        if (lines == 0) refuse(f, ONR_FORMAT, "is empty", name);
        if (lines > ONR_NET_LABELS_MAX) refuse(f, ONR_TOO_BIG, "has more labels than this program allows", name);
    }
}

static void find_heads(onr_net *net, finder *f) {
    for (unsigned i = 0; i < ONR_NET_HEADS; i++) {
        char name[ONR_MODEL_NAME_MAX + 1];
        (void)snprintf(name, sizeof name, "head.%s", set_names[i]);
        net->head[i] = flinear(f, name, net->hidden, ONR_NET_LABELS_MAX);
        if (net->head[i].n != net->labels_n[i])
            refuse(f, ONR_FORMAT, "has another number of labels than its list", name);
    }
}

onr_status onr_net_init(onr_net *net, const onr_model *model, onr_err *err) {
    *net = (onr_net){0};
    finder f = {model, err, ONR_OK};
    find_config(net, &f);
    if (f.st == ONR_OK) find_labels(net, &f);
    if (f.st == ONR_OK) find_encoder(net, &f);
    if (f.st == ONR_OK) find_heads(net, &f);
    if (f.st == ONR_OK) find_trees(net, &f);
    if (f.st == ONR_OK) find_roles(net, &f);
    return f.st;
}

unsigned onr_net_label_count(const onr_net *net, onr_net_set set) {
    return (unsigned)set < ONR_NET_SETS ? net->labels_n[set] : 0;
}

onr_slice onr_net_label(const onr_net *net, onr_net_set set, unsigned i) {
    if (i >= onr_net_label_count(net, set)) return ONR_SLICE("");
    onr_slice rest = net->labels[set];
    for (;; i--) {
        const char *end = memchr(rest.p, '\n', rest.n);
        size_t n = end ? (size_t)(end - rest.p) : rest.n;
        if (i == 0) return (onr_slice){rest.p, n};
        rest = (onr_slice){rest.p + n + 1, rest.n - n - 1};
    }
}
