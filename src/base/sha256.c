/* SHA-256 as FIPS 180-4 writes it: 64-byte blocks, 64 rounds, big-endian words. About 3 ns a byte; where the
 * processor has instructions for it, a sixth of that. */
#include "base/sha256.h"

#include <string.h>

#include "base/hash.h"
#include "base/sha256_part.h"

const uint32_t onr_sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, unsigned k) { return x >> k | x << (32 - k); }

static void mix(uint32_t h[8], const unsigned char *p) {
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] =
            w[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[i - 7] + (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
    memcpy(v, h, sizeof v);
    for (int i = 0; i < 64; i++) { /* a is v[-i mod 8] and so on: nothing is moved */
        uint32_t a = v[-i & 7], b = v[(1 - i) & 7], c = v[(2 - i) & 7], e = v[(4 - i) & 7];
        uint32_t t1 = v[(7 - i) & 7] + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
                      ((e & v[(5 - i) & 7]) ^ (~e & v[(6 - i) & 7])) + onr_sha256_constants[i] + w[i];
        uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        v[(3 - i) & 7] += t1;
        v[(7 - i) & 7] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) h[i] += v[i];
}

static void mix_blocks(uint32_t h[8], const unsigned char *p, size_t blocks) {
#ifdef ONR_SHA256_X86
    if (onr_sha256_has_x86()) {
        onr_sha256_x86(h, p, blocks);
        return;
    }
#endif
    for (; blocks; blocks--, p += 64) mix(h, p);
}

void onr_sha256_init(onr_sha256 *s) {
    static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memset(s, 0, sizeof *s);
    memcpy(s->h, start, sizeof start);
}

void onr_sha256_add(onr_sha256 *s, const void *data, size_t n) {
    const unsigned char *p = data;
    size_t held = s->bytes % 64;
    s->bytes += n;
    if (n && held) {
        size_t take = n < 64 - held ? n : 64 - held;
        memcpy(s->block + held, p, take);
        p += take;
        n -= take;
        if (held + take < 64) return;
        mix_blocks(s->h, s->block, 1);
    }
    mix_blocks(s->h, p, n / 64);
    if (n % 64) memcpy(s->block, p + n / 64 * 64, n % 64);
}

void onr_sha256_end(onr_sha256 *s, unsigned char out[32]) {
    static const unsigned char pad[64] = {0x80};
    uint64_t bits = s->bytes * 8;
    size_t held = s->bytes % 64;
    unsigned char length[8];
    for (int i = 0; i < 8; i++) length[i] = (unsigned char)(bits >> (56 - 8 * i));
    onr_sha256_add(s, pad, held < 56 ? 56 - held : 120 - held);
    onr_sha256_add(s, length, 8);
    for (int i = 0; i < 32; i++) out[i] = (unsigned char)(s->h[i / 4] >> (24 - 8 * (i % 4)));
}

void onr_sha256_hex(const void *p, size_t n, char out[65]) {
    onr_sha256 s;
    unsigned char digest[32];
    onr_sha256_init(&s);
    onr_sha256_add(&s, p, n);
    onr_sha256_end(&s, digest);
    onr_hex(digest, 32, out);
}
