/* fuzz_model.c - any bytes as a model file, and as a network when they are one.
 *
 * Bytes are tried as they are, and a second time with size and checksums made right, because no fuzzer finds those and
 * an attacker computes them. What must hold: a refusal with a code and one line, or a model all of whose chunks can be
 * read; a network that encodes a window of any pieces and answers every head, with the same scores from every kernel.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "model/model.h"
#include "net/net.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

enum { PIECES = 9, WORDS = 6, SCORES = 256 * PIECES, HIDDEN_MOST = 512 };

/* Every score of one window: words x up to 256 labels a head, NaN made alike. Returns a checksum. */
static uint64_t read_window(const onr_net *net, onr_kernel kernel) {
    static const uint32_t first[WORDS] = {1, 3, 2, 3, 8, 0}, heads[WORDS] = {0, 1, 9, 6, 2, 7};
    static float out[SCORES];
    uint32_t ids[PIECES];
    uint8_t cases[PIECES];
    for (uint32_t i = 0; i < PIECES; i++) {
        ids[i] = i * 7919u % net->vocab;
        cases[i] = (uint8_t)(i % net->cases);
    }
    onr_net_scratch *s;
    MUST(onr_net_scratch_new(net, kernel, &s, NULL) == ONR_OK);
    onr_err err = {0};
    uint64_t sum = 0;
    unsigned words = WORDS;
    onr_status st = onr_net_encode(net, s, ids, cases, PIECES, first, words, &err);
    MUST(st == ONR_OK || (st == ONR_TOO_BIG && net->positions < PIECES));
    for (unsigned set = 0; st == ONR_OK && set < ONR_NET_SETS; set++) {
        memset(out, 0, sizeof out);
        if (set < ONR_NET_HEADS) onr_net_head(net, s, (onr_net_set)set, out);
        else if (set == ONR_NET_REL) onr_net_rels(net, s, 0, words, heads, out);
        else onr_net_roles(net, s, (onr_net_set)set, set % words, out);
        for (size_t i = 0; i < SCORES; i++) out[i] = isnan(out[i]) ? 0.0f : out[i];
        sum = XXH3_64bits_withSeed(out, sizeof out, sum);
    }
    if (st == ONR_OK) {
        memset(out, 0, sizeof out);
        onr_net_arcs(net, s, 1, words, out);
        for (size_t i = 0; i < SCORES; i++) out[i] = isnan(out[i]) ? 0.0f : out[i];
        sum = XXH3_64bits_withSeed(out, sizeof out, sum);
    }
    onr_net_scratch_free(s);
    return sum;
}

static void try_bytes(const uint8_t *data, size_t n) {
    static onr_net net;
    onr_model *m;
    onr_err err = {0};
    onr_status st = onr_model_from_bytes(data, n, &m, &err);
    MUST((st == ONR_OK) == (m != NULL));
    if (st != ONR_OK) {
        MUST(err.code == st && err.msg[0] != '\0' && !strchr(err.msg, '\n') && err.at <= n);
        return;
    }
    uint8_t all = 0;
    for (uint32_t i = 0; i < onr_model_chunks(m); i++) {
        onr_chunk_info c = onr_model_chunk_at(m, i);
        for (uint64_t k = 0; k < c.bytes; k++) all ^= ((const uint8_t *)c.data)[k];
        MUST(onr_model_has(m, c.name));
    }
    st = onr_net_init(&net, m, &err);
    if (st != ONR_OK) {
        MUST(err.code == st && err.msg[0] != '\0' && !strchr(err.msg, '\n'));
    } else if (net.hidden <= HIDDEN_MOST) {
        for (unsigned set = 0; set < ONR_NET_SETS; set++)
            for (unsigned i = 0; i <= onr_net_label_count(&net, (onr_net_set)set); i++)
                all ^= (uint8_t)onr_net_label(&net, (onr_net_set)set, i).n;
        uint64_t want = read_window(&net, ONR_KERNEL_SCALAR);
        for (onr_kernel k = ONR_KERNEL_AVX2; k <= ONR_KERNEL_VNNI; k++)
            if (onr_net_kernel_here(k)) MUST(read_window(&net, k) == want);
    }
    MUST(onr_model_id(m)[0] != '\0' || all); /* `all` is used, so that the reads stay */
    onr_model_close(m);
}

static uint64_t u64(const uint8_t *p) {
    uint64_t v;
    memcpy(&v, p, 8);
    return v;
}

/* Size, chunk checksums and table checksum as they should be. */
static void seal(uint8_t *file, size_t n) {
    uint64_t size = n, digest;
    uint32_t count;
    memcpy(file + 24, &size, 8);
    memcpy(&count, file + 20, 4);
    if (count > (n - 64) / 80) return;
    for (size_t i = 0; i < count; i++) {
        uint8_t *e = file + 64 + i * 80;
        uint64_t at = u64(e + 48), bytes = u64(e + 56);
        if (at > n || bytes > n - at) continue;
        digest = XXH3_64bits(file + at, (size_t)bytes);
        memcpy(e + 64, &digest, 8);
    }
    digest = XXH3_64bits(file + 64, (size_t)count * 80);
    memcpy(file + 32, &digest, 8);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    try_bytes(data, n);
    if (n < 64) return 0;
    uint8_t *copy = malloc(n);
    if (!copy) return 0;
    memcpy(copy, data, n);
    seal(copy, n);
    try_bytes(copy, n);
    free(copy);
    return 0;
}
