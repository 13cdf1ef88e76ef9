/* viterbi.c - the best BIO path, exact.
 *
 * Method: Viterbi (1967). Every transition is free but those into I-x, which come from B-x or I-x alone; so O and B
 * labels share one best predecessor and a step costs O(labels). Sums are doubles in a fixed order: the same bits
 * everywhere.
 */
#include "lang/viterbi.h"

#include <math.h>

size_t onr_bio_scratch(uint32_t n, uint32_t labels) {
    return ((size_t)n * labels + 2 * (size_t)labels) * sizeof(uint16_t) + 2 * (size_t)labels * sizeof(double);
}

static double bounded(float x) { return !(x > -1e30f) ? -1e30 : x > 1e30f ? 1e30 : (double)x; }

/* from[l]: the other label that may stand before I label l (its B), or l itself when the list has no B for it. */
static onr_status pair_labels(uint32_t labels, const uint8_t *kind, const uint16_t *type, uint16_t *from,
                              onr_err *err) {
    int open = 0;
    for (uint32_t l = 0; l < labels; l++) {
        from[l] = (uint16_t)l;
        open |= kind[l] != ONR_BIO_I;
        for (uint32_t m = 0; m < labels && kind[l] != ONR_BIO_O; m++) {
            if (m == l || type[m] != type[l] || kind[m] == ONR_BIO_O) continue;
            if (kind[m] == kind[l]) return onr_err_set(err, ONR_FORMAT, 0, "labels %u and %u are the same", l, m);
            if (kind[l] == ONR_BIO_I) from[l] = (uint16_t)m;
        }
    }
    return open || labels == 0 ? ONR_OK : onr_err_set(err, ONR_FORMAT, 0, "no label may begin a sequence");
}

onr_status onr_bio_decode(const float *logits, uint32_t n, uint32_t labels, const uint8_t *kind, const uint16_t *type,
                          void *scratch, uint16_t *out, onr_err *err) {
    if (n == 0) return ONR_OK;
    if (labels == 0 || labels > UINT16_MAX) return onr_err_set(err, ONR_FORMAT, 0, "%u labels to choose from", labels);
    double *prev = scratch, *next = prev + labels;
    uint16_t *from = (uint16_t *)(next + labels), *back = from + 2 * (size_t)labels;
    onr_status status = pair_labels(labels, kind, type, from, err);
    if (status != ONR_OK) return status;

    for (uint32_t l = 0; l < labels; l++) prev[l] = kind[l] == ONR_BIO_I ? -INFINITY : bounded(logits[l]);
    for (uint32_t i = 1; i < n; i++) {
        uint16_t best = 0; /* over all labels: what O and B continue */
        for (uint32_t l = 1; l < labels; l++)
            if (prev[l] > prev[best]) best = (uint16_t)l;
        for (uint32_t l = 0; l < labels; l++) {
            uint16_t b = best;
            if (kind[l] == ONR_BIO_I) {
                uint16_t lo = from[l] < l ? from[l] : (uint16_t)l, hi = from[l] < l ? (uint16_t)l : from[l];
                b = prev[hi] > prev[lo] ? hi : lo;
            }
            back[(size_t)i * labels + l] = b;
            next[l] = prev[b] + bounded(logits[(size_t)i * labels + l]);
        }
        double *swap = prev;
        prev = next;
        next = swap;
    }
    uint16_t l = 0;
    for (uint32_t k = 1; k < labels; k++)
        if (prev[k] > prev[l]) l = (uint16_t)k;
    for (uint32_t i = n; i-- > 0;) {
        out[i] = l;
        if (i) l = back[(size_t)i * labels + l];
    }
    return ONR_OK;
}
