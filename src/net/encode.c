/* encode.c - the encoder: embeddings, transformer layers, the mix of their outputs (docs/model-format.md).
 *
 * Method: keys and values of all pieces first, then blocks of 48 rows pass through the rest of the layer, so that a
 * block's activations stay in the second cache while the weights stream by once a block. The last layer computes only
 * the rows that are the first piece of a word: nothing else reads them.
 * Attention runs in int16 with exact int32 sums: queries and keys are scaled row by row to ±8191 (±4095 for heads wider
 * than 32, so that Σ of 128 products fits), values by one scale a window to ±32767, probabilities to 1/32767, whose row
 * sum is at most 32767 + T/2. The error is that of rounding to 13 bits, far below the 8-bit layers around it, and
 * integer sums are the same in any order.
 * Cost: see onr_net_encode; measured by bench/bench_net.c.
 */
#include <string.h>

#include "net/scratch.h"

#define LOG2_E 1.4426950408889634f

static float limit16(unsigned dim) { return dim <= 32 ? 8191.0f : 4095.0f; }

static void embed(const onr_net *net, onr_net_scratch *s, const uint32_t *ids, const uint8_t *cases) {
    unsigned h = net->hidden;
    for (unsigned i = 0; i < s->pieces; i++) {
        float *x = s->x + (size_t)i * h;
        s->k.embed(net->word_q + (size_t)ids[i] * h, net->word_s[ids[i]], net->pos + (size_t)i * h,
                   net->letter_case + (size_t)cases[i] * h, h, x);
    }
    s->k.norm(s->x, NULL, net->ln_g, net->ln_b, h, s->pieces);
}

/* y[m][w->n] = w x for m <= ONR_ROWS quantised rows. */
static void linear(onr_net_scratch *s, const onr_qlinear *w, const uint8_t *x8, const float *scale, const int32_t *zero,
                   unsigned m, float *y) {
    onr_gemm8 g = {x8, scale, zero, m, w, y, w->n, s->wide};
    s->k.gemm8(&g);
}

/* The same for rows still in floats. */
static void linear_of(onr_net_scratch *s, const onr_qlinear *w, const float *x, unsigned m, float *y) {
    for (unsigned i = 0; i < m; i++)
        s->k.quantise(x + (size_t)i * w->k, w->k, s->r8 + (size_t)i * w->k, &s->r8_s[i], &s->r8_z[i]);
    linear(s, w, s->r8, s->r8_s, s->r8_z, m, y);
}

/* Round one row of floats to int16 by its own scale, which is returned; 0 for a row of zeros. */
static float round_row(onr_net_scratch *s, const float *x, unsigned n, float limit, int16_t *out) {
    float most = s->k.absmax(x, n);
    int any = most > 1e-30f;
    s->k.to_i16(x, n, any ? limit / most : 0.0f, limit, out);
    return any ? most / limit : 0.0f;
}

/* Row j of keys to its place in the panels: key16[head][j / 16][d / 2][j % 16][d % 2]. */
static void place_key(const onr_net *net, onr_net_scratch *s, unsigned j, const int16_t *row) {
    unsigned dim = net->hidden / net->heads;
    for (unsigned head = 0; head < net->heads; head++) {
        int16_t *to = s->key16 + ((size_t)head * (s->padded / 16) + j / 16) * dim * 16 + j % 16 * 2;
        for (unsigned d = 0; d < dim; d += 2) memcpy(to + (size_t)d * 16, row + head * dim + d, 4);
    }
}

/* Rows j and j + 1 of values: value16[head][d / 16][j / 2][d % 16][j % 2]. */
static void place_values(const onr_net *net, onr_net_scratch *s, unsigned j, const int16_t *a, const int16_t *b) {
    for (unsigned d = 0; d < net->hidden; d += 16) {
        int16_t *to = s->value16 + ((size_t)(d / 16) * (s->padded / 2) + j / 2) * 32;
        for (unsigned l = 0; l < 16; l++) {
            to[l * 2] = a[d + l];
            to[l * 2 + 1] = b[d + l];
        }
    }
}

static void keys_and_values(const onr_net *net, onr_net_scratch *s, const onr_layer *layer) {
    unsigned h = net->hidden, t = s->pieces;
    float limit = limit16(h / net->heads);
    int16_t *row = s->q16, *next = s->q16 + h;
    for (unsigned at = 0; at < t; at += ONR_ROWS) {
        unsigned m = t - at < ONR_ROWS ? t - at : ONR_ROWS;
        uint8_t *x8 = s->x8 + (size_t)at * h;
        for (unsigned i = 0; i < m; i++)
            s->k.quantise(s->x + (size_t)(at + i) * h, h, x8 + (size_t)i * h, &s->x8_s[at + i], &s->x8_z[at + i]);
        linear(s, &layer->k, x8, s->x8_s + at, s->x8_z + at, m, s->y);
        for (unsigned i = 0; i < m; i++) {
            s->key_s[at + i] = round_row(s, s->y + (size_t)i * h, h, limit, row);
            place_key(net, s, at + i, row);
        }
        linear(s, &layer->v, x8, s->x8_s + at, s->x8_z + at, m, s->v + (size_t)at * h);
    }
    for (unsigned j = t; j < (t + 15) / 16 * 16; j++) s->key_s[j] = 0.0f; /* what those rows hold is never used */
    float most = s->k.absmax(s->v, (size_t)t * h);
    int any = most > 1e-30f;
    s->value_s = any ? most / 32767.0f : 0.0f;
    float inv = any ? 32767.0f / most : 0.0f;
    for (unsigned j = 0; j < t; j += 2) {
        s->k.to_i16(s->v + (size_t)j * h, h, inv, 32767.0f, row);
        if (j + 1 < t) s->k.to_i16(s->v + (size_t)(j + 1) * h, h, inv, 32767.0f, next);
        else memset(next, 0, h * sizeof *next);
        place_values(net, s, j, row, next);
    }
}

/* z[m][H] = attention of m query rows (q16) over all pieces. */
static void attend(const onr_net *net, onr_net_scratch *s, unsigned m) {
    unsigned h = net->hidden, dim = h / net->heads, t = s->pieces, panels = (t + 15) / 16;
    for (unsigned head = 0; head < net->heads; head++) {
        size_t offset = (size_t)head * dim;
        onr_gemm16 qk = {s->q16 + offset,  h,        m,
                         dim / 2,          panels,   s->key16 + offset * s->padded,
                         (size_t)dim * 16, s->logit, (size_t)panels * 16};
        s->k.gemm16(&qk);
        onr_softmax job = {s->logit, s->q16_s, s->key_s, m, t, panels * 16, s->soft, s->prob};
        s->k.softmax(&job);
        onr_gemm16 pv = {s->prob,
                         (size_t)panels * 16,
                         m,
                         (t + 1) / 2,
                         dim / 16,
                         s->value16 + offset * s->padded,
                         (size_t)s->padded * 16,
                         s->sum,
                         dim};
        s->k.gemm16(&pv);
        for (unsigned i = 0; i < m; i++)
            s->k.scale_i32(s->sum + (size_t)i * dim, dim, s->value_s / 32767.0f, s->z + (size_t)i * h + offset);
    }
}

/* The rest of the layer for m rows: x in, x out; x8 is x quantised. */
static void block(const onr_net *net, onr_net_scratch *s, const onr_layer *layer, float *x, const uint8_t *x8,
                  const float *x8_s, const int32_t *x8_z, unsigned m) {
    unsigned h = net->hidden;
    linear(s, &layer->q, x8, x8_s, x8_z, m, s->y);
    float limit = limit16(h / net->heads), factor = LOG2_E / __builtin_sqrtf((float)(h / net->heads));
    for (unsigned i = 0; i < m; i++)
        s->q16_s[i] = round_row(s, s->y + (size_t)i * h, h, limit, s->q16 + (size_t)i * h) * factor;
    attend(net, s, m);
    linear_of(s, &layer->o, s->z, m, s->y);
    s->k.norm(x, s->y, layer->ln1_g, layer->ln1_b, h, m);
    linear_of(s, &layer->f1, x, m, s->y);
    s->k.gelu(s->y, (size_t)m * net->inner);
    linear_of(s, &layer->f2, s->y, m, s->z);
    s->k.norm(x, s->z, layer->ln2_g, layer->ln2_b, h, m);
}

/* The last layer, for the first pieces of words only; word += mix · x. */
static void last_layer(const onr_net *net, onr_net_scratch *s, const uint32_t *first) {
    unsigned h = net->hidden;
    const onr_layer *layer = &net->layer[net->layers - 1];
    keys_and_values(net, s, layer);
    for (unsigned at = 0; at < s->words; at += ONR_ROWS) {
        unsigned m = s->words - at < ONR_ROWS ? s->words - at : ONR_ROWS;
        for (unsigned i = 0; i < m; i++) {
            size_t from = first[at + i];
            memcpy(s->v + (size_t)i * h, s->x + from * h, h * sizeof *s->v);
            memcpy(s->r8 + (size_t)i * h, s->x8 + from * h, h);
            s->r8_s[i] = s->x8_s[from];
            s->r8_z[i] = s->x8_z[from];
        }
        block(net, s, layer, s->v, s->r8, s->r8_s, s->r8_z, m);
        for (unsigned i = 0; i < m; i++)
            s->k.mix(s->word + (size_t)(at + i) * h, s->v + (size_t)i * h, net->mix[net->layers - 1], h);
    }
}

static void transpose_words(const onr_net *net, onr_net_scratch *s) {
    unsigned h = net->hidden, end = (s->words + 15) / 16 * 16;
    for (unsigned w = 0; w < end; w++) {
        float *to = s->word_t + (size_t)(w / 16) * h * 16 + w % 16;
        const float *from = s->word + (size_t)w * h;
        for (unsigned k = 0; k < h; k++) to[(size_t)k * 16] = w < s->words ? from[k] : 0.0f;
    }
}

static onr_status check_window(const onr_net *net, const onr_net_scratch *s, const uint32_t *ids, const uint8_t *cases,
                               unsigned pieces, const uint32_t *first, unsigned words, onr_err *err) {
    if (pieces == 0 || pieces > s->cap || words > s->cap)
        return onr_err_set(err, ONR_TOO_BIG, 0, "a window of %u pieces and %u words: the network reads 1 to %u", pieces,
                           words, s->cap);
    for (unsigned i = 0; i < pieces; i++)
        if (ids[i] >= net->vocab || cases[i] >= net->cases)
            return onr_err_set(err, ONR_FORMAT, i, "word piece %u (case %u) is not in the model", (unsigned)ids[i],
                               (unsigned)cases[i]);
    for (unsigned w = 0; w < words; w++)
        if (first[w] >= pieces) return onr_err_set(err, ONR_FORMAT, w, "word %u begins past the end of its window", w);
    return ONR_OK;
}

onr_status onr_net_encode(const onr_net *net, onr_net_scratch *s, const uint32_t *ids, const uint8_t *cases,
                          unsigned pieces, const uint32_t *first, unsigned words, onr_err *err) {
    s->pieces = s->words = 0;
    s->arcs_ready = s->rels_ready = s->roles_ready = 0;
    onr_status st = check_window(net, s, ids, cases, pieces, first, words, err);
    if (st != ONR_OK) return st;
    s->pieces = pieces;
    s->words = words;
    unsigned h = net->hidden;
    embed(net, s, ids, cases);
    memset(s->word, 0, (size_t)words * h * sizeof *s->word);
    for (unsigned l = 0; l + 1 < net->layers; l++) {
        const onr_layer *layer = &net->layer[l];
        keys_and_values(net, s, layer);
        for (unsigned at = 0; at < pieces; at += ONR_ROWS) {
            unsigned m = pieces - at < ONR_ROWS ? pieces - at : ONR_ROWS;
            block(net, s, layer, s->x + (size_t)at * h, s->x8 + (size_t)at * h, s->x8_s + at, s->x8_z + at, m);
        }
        for (unsigned w = 0; w < words; w++)
            s->k.mix(s->word + (size_t)w * h, s->x + (size_t)first[w] * h, net->mix[l], h);
    }
    last_layer(net, s, first);
    transpose_words(net, s);
    return ONR_OK;
}

const float *onr_net_word(const onr_net *net, const onr_net_scratch *s, unsigned w) {
    return w < s->words ? s->word + (size_t)w * net->hidden : NULL;
}
