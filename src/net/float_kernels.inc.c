/* float_kernels.inc.c - the float loops, included by float_scalar.c, float_avx2.c and float_avx512.c.
 *
 * Method: everything is computed on groups of 16 lanes (`f16`), made of 16 / W native vectors of W floats by GCC and
 * Clang's vector extension. A sum adds lane by lane over the row and folds 16 lanes as 8 + 8, 4 + 4, 2 + 2, 1 + 1 at
 * the end; the same tree whatever W is. Compiled with -ffp-contract=off, so that a * b + c rounds twice everywhere.
 * Invariants: max(a, b) is a > b ? a : b in all builds (as x86 does it, also for NaN: then b), and every conversion to
 * an integer is clamped first, so that no damaged model can cause undefined behaviour.
 * exp2: 2^f on [-1/2, 1/2] by a polynomial of degree 4 (relative error 2.6e-6), exponent by shifting the bits of the
 * rounding constant. GELU: x (1/2 + x P(x²)), P of degree 9 fitted to the normal distribution on |x| <= 4.5 (absolute
 * error 2e-5 there, < 1e-4 to |x| = 12), far below the step of the 8-bit quantisation that follows it.
 */
#include <string.h>

#if defined(__AVX512F__)
#include <immintrin.h>
#define W 16
#elif defined(__AVX__)
#include <immintrin.h>
#define W 8
#else
#if defined(__SSE2__)
#include <emmintrin.h>
#endif
#define W 4
#endif
#define NV (16 / W)

typedef float vf __attribute__((vector_size(4 * W)));
typedef int32_t vi __attribute__((vector_size(4 * W)));
typedef uint32_t vu __attribute__((vector_size(4 * W)));
typedef float vf_at __attribute__((vector_size(4 * W), aligned(4), may_alias));
typedef int32_t vi_at __attribute__((vector_size(4 * W), aligned(4), may_alias));
typedef int16_t vs __attribute__((vector_size(2 * W)));
typedef int16_t vs_at __attribute__((vector_size(2 * W), aligned(2), may_alias));
typedef uint8_t vb __attribute__((vector_size(W)));
typedef uint8_t vb_at __attribute__((vector_size(W), aligned(1), may_alias));
typedef int8_t vc __attribute__((vector_size(W)));
typedef int8_t vc_at __attribute__((vector_size(W), aligned(1), may_alias));
typedef struct f16 {
    vf v[NV];
} f16;

#define INLINE  static inline __attribute__((always_inline))
#define EACH(i) for (int i = 0; i < NV; i++)
/* 1.5 * 2^23: adding it rounds |x| < 2^22 to the nearest integer, ties to even, and leaves it in the low bits. */
#define MAGIC      12582912.0f
#define MAGIC_BITS 0x4B400000

INLINE vf vmax(vf a, vf b) {
#if W == 16
    return (vf)_mm512_max_ps((__m512)a, (__m512)b);
#elif W == 8
    return (vf)_mm256_max_ps((__m256)a, (__m256)b);
#elif defined(__SSE2__)
    return (vf)_mm_max_ps((__m128)a, (__m128)b);
#else
    vf r;
    for (int i = 0; i < W; i++) r[i] = a[i] > b[i] ? a[i] : b[i];
    return r;
#endif
}

INLINE vf vmin(vf a, vf b) {
#if W == 16
    return (vf)_mm512_min_ps((__m512)a, (__m512)b);
#elif W == 8
    return (vf)_mm256_min_ps((__m256)a, (__m256)b);
#elif defined(__SSE2__)
    return (vf)_mm_min_ps((__m128)a, (__m128)b);
#else
    vf r;
    for (int i = 0; i < W; i++) r[i] = a[i] < b[i] ? a[i] : b[i];
    return r;
#endif
}

INLINE f16 load(const float *p) {
    f16 r;
    EACH(i) r.v[i] = *(const vf_at *)(p + i * W);
    return r;
}
INLINE void store(float *p, f16 a) { EACH(i) * (vf_at *)(p + i * W) = a.v[i]; }
INLINE f16 all(float x) {
    f16 r;
    EACH(i) r.v[i] = x - (vf){0};
    return r;
}
INLINE f16 add(f16 a, f16 b) {
    EACH(i) a.v[i] = a.v[i] + b.v[i];
    return a;
}
INLINE f16 sub(f16 a, f16 b) {
    EACH(i) a.v[i] = a.v[i] - b.v[i];
    return a;
}
INLINE f16 mul(f16 a, f16 b) {
    EACH(i) a.v[i] = a.v[i] * b.v[i];
    return a;
}
INLINE f16 mulc(f16 a, float c) {
    EACH(i) a.v[i] = a.v[i] * c;
    return a;
}
INLINE f16 addc(f16 a, float c) {
    EACH(i) a.v[i] = a.v[i] + c;
    return a;
}
INLINE f16 larger(f16 a, f16 b) {
    EACH(i) a.v[i] = vmax(a.v[i], b.v[i]);
    return a;
}
INLINE f16 smaller(f16 a, f16 b) {
    EACH(i) a.v[i] = vmin(a.v[i], b.v[i]);
    return a;
}
/* NaN becomes lo. */
INLINE f16 clamp(f16 a, float lo, float hi) { return smaller(larger(a, all(lo)), all(hi)); }

/* Folding of 16 lanes to one: FOLD names the operation. Lane l meets l + 8, then + 4, + 2, + 1. */
#if W == 16
#define TURN(x, k)                                                                                                     \
    __builtin_shufflevector(x, x, (0 + k) % 16, (1 + k) % 16, (2 + k) % 16, (3 + k) % 16, (4 + k) % 16, (5 + k) % 16,  \
                            (6 + k) % 16, (7 + k) % 16, (8 + k) % 16, (9 + k) % 16, (10 + k) % 16, (11 + k) % 16,      \
                            (12 + k) % 16, (13 + k) % 16, (14 + k) % 16, (15 + k) % 16)
#define FOLD(OP, a)                                                                                                    \
    vf x = (a).v[0];                                                                                                   \
    x = OP(x, TURN(x, 8));                                                                                             \
    x = OP(x, TURN(x, 4));                                                                                             \
    x = OP(x, TURN(x, 2));                                                                                             \
    x = OP(x, TURN(x, 1));
#elif W == 8
#define TURN(x, k)                                                                                                     \
    __builtin_shufflevector(x, x, (0 + k) % 8, (1 + k) % 8, (2 + k) % 8, (3 + k) % 8, (4 + k) % 8, (5 + k) % 8,        \
                            (6 + k) % 8, (7 + k) % 8)
#define FOLD(OP, a)                                                                                                    \
    vf x = OP((a).v[0], (a).v[1]);                                                                                     \
    x = OP(x, TURN(x, 4));                                                                                             \
    x = OP(x, TURN(x, 2));                                                                                             \
    x = OP(x, TURN(x, 1));
#else
#define TURN(x, k) __builtin_shufflevector(x, x, (0 + k) % 4, (1 + k) % 4, (2 + k) % 4, (3 + k) % 4)
#define FOLD(OP, a)                                                                                                    \
    vf x = OP(OP((a).v[0], (a).v[2]), OP((a).v[1], (a).v[3]));                                                         \
    x = OP(x, TURN(x, 2));                                                                                             \
    x = OP(x, TURN(x, 1));
#endif
INLINE vf vadd(vf a, vf b) { return a + b; }
INLINE float fold_sum(f16 a) {
    FOLD(vadd, a)
    return x[0];
}
INLINE float fold_max(f16 a) {
    FOLD(vmax, a)
    return x[0];
}
INLINE float fold_min(f16 a) {
    FOLD(vmin, a)
    return x[0];
}

/* Integer part of a value that had MAGIC added; anything, but defined, when that was out of range. */
INLINE vi magic_int(vf x) { return (vi)((vu)x - MAGIC_BITS); }

INLINE vi clamp_byte(vi k) {
#if W == 16
    return (vi)_mm512_min_epi32(_mm512_max_epi32((__m512i)k, _mm512_setzero_si512()), _mm512_set1_epi32(255));
#elif W == 8
    return (vi)_mm256_min_epi32(_mm256_max_epi32((__m256i)k, _mm256_setzero_si256()), _mm256_set1_epi32(255));
#else
    k = k & ~(k < 0);
    return (k & (k < 255)) | (255 & ~(k < 255));
#endif
}

/* 2^x for x <= 0; below -126, and for NaN, it is 2^-126. */
INLINE f16 exp2_neg(f16 x) {
    x = larger(x, all(-126.0f));
    f16 t = addc(x, MAGIC);
    f16 f = sub(x, addc(t, -MAGIC));
    f16 p = addc(mulc(f, 0.009570096619427204f), 0.05591785907745361f);
    p = addc(mul(p, f), 0.240247443318367f);
    p = addc(mul(p, f), 0.6931217908859253f);
    p = addc(mul(p, f), 0.9999992847442627f);
    EACH(i) p.v[i] = (vf)((vu)p.v[i] + ((vu)t.v[i] << 23));
    return p;
}

static void quantise(const float *x, unsigned n, uint8_t *q, float *scale, int32_t *zero) {
    f16 lo = all(0.0f), hi = all(0.0f);
    for (unsigned i = 0; i < n; i += 16) {
        f16 a = load(x + i);
        lo = smaller(a, lo);
        hi = larger(a, hi);
    }
    float least = fold_min(lo), s = (fold_max(hi) - least) / 255.0f;
    if (!(s > 0.0f)) s = 1.0f;
    float inv = 1.0f / s;
    f16 z = addc(clamp(all(-least * inv), 0.0f, 255.0f), MAGIC);
    int32_t zi = magic_int(z.v[0])[0];
    for (unsigned i = 0; i < n; i += 16) {
        f16 a = addc(mulc(load(x + i), inv), MAGIC);
        EACH(j) {
            vi k = clamp_byte((vi)((vu)magic_int(a.v[j]) + (uint32_t)zi));
            *(vb_at *)(q + i + j * W) = __builtin_convertvector(k, vb);
        }
    }
    *scale = s;
    *zero = zi;
}

/* Rows y and z side by side, as above; the sums a + b are in place already. */
INLINE void norm_two(float *y, float *z, const float *g, const float *bias, unsigned n, f16 sum_y, f16 sum_z) {
    float mean_y = fold_sum(sum_y) / (float)n, mean_z = fold_sum(sum_z) / (float)n;
    f16 var_y = all(0.0f), var_z = var_y;
    for (unsigned i = 0; i < n; i += 16) {
        f16 d = addc(load(y + i), -mean_y), e = addc(load(z + i), -mean_z);
        var_y = add(var_y, mul(d, d));
        var_z = add(var_z, mul(e, e));
    }
    float inv_y = 1.0f / __builtin_sqrtf(fold_sum(var_y) / (float)n + 1e-12f);
    float inv_z = 1.0f / __builtin_sqrtf(fold_sum(var_z) / (float)n + 1e-12f);
    for (unsigned i = 0; i < n; i += 16) {
        f16 a = load(g + i), b = load(bias + i);
        f16 d = mulc(addc(load(y + i), -mean_y), inv_y), e = mulc(addc(load(z + i), -mean_z), inv_z);
        store(y + i, add(mul(d, a), b));
        if (z != y) store(z + i, add(mul(e, a), b));
    }
}

static void norm(float *x, const float *b, const float *g, const float *bias, unsigned n, unsigned m) {
    for (unsigned r = 0; r < m; r += 2) {
        size_t at = (size_t)r * n, next = r + 1 < m ? at + n : at;
        f16 sum = all(0.0f), sum_next = sum;
        for (unsigned i = 0; i < n; i += 16) {
            f16 v = load(x + at + i), w = load(x + next + i);
            if (b) {
                v = add(v, load(b + at + i));
                w = add(w, load(b + next + i));
                store(x + at + i, v);
                if (next != at) store(x + next + i, w);
            }
            sum = add(sum, v);
            sum_next = add(sum_next, w);
        }
        norm_two(x + at, x + next, g, bias, n, sum, sum_next);
    }
}

static void embed(const int8_t *word, float scale, const float *pos, const float *letter_case, unsigned n, float *y) {
    for (unsigned i = 0; i < n; i += 16) {
        f16 w;
        EACH(j) w.v[j] = __builtin_convertvector((vc) * (const vc_at *)(word + i + j * W), vf);
        store(y + i, add(add(mulc(w, scale), load(pos + i)), load(letter_case + i)));
    }
}

static void gelu(float *x, size_t n) {
    static const float c[10] = {0.15690603852272034f,   -0.07718588411808014f,  0.05463749170303345f,
                                -0.04023698717355728f,  0.0288576390594244f,    -0.018483920022845268f,
                                0.009653246030211449f,  -0.006070274394005537f, 0.004962689708918333f,
                                -0.0019304926972836256f};
    for (size_t i = 0; i < n; i += 16) {
        f16 a = load(x + i), u = clamp(a, -4.5f, 4.5f);
        f16 t = addc(mulc(mul(u, u), 2.0f / (4.5f * 4.5f)), -1.0f);
        f16 p = all(c[9]);
        for (int k = 8; k >= 0; k--) p = addc(mul(p, t), c[k]);
        store(x + i, mul(a, addc(mul(u, p), 0.5f)));
    }
}

static void mix(float *sum, const float *x, float weight, unsigned n) {
    for (unsigned i = 0; i < n; i += 16) store(sum + i, add(load(sum + i), mulc(load(x + i), weight)));
}

static float absmax(const float *x, size_t n) {
    f16 m = all(0.0f);
    for (size_t i = 0; i < n; i += 16) {
        f16 a = load(x + i);
        m = larger(larger(a, sub(all(0.0f), a)), m);
    }
    return fold_max(m);
}

static void to_i16(const float *x, unsigned n, float inv, float limit, int16_t *out) {
    for (unsigned i = 0; i < n; i += 16) {
        f16 a = addc(clamp(mulc(load(x + i), inv), -limit, limit), MAGIC);
        EACH(j) * (vs_at *)(out + i + j * W) = __builtin_convertvector(magic_int(a.v[j]), vs);
    }
}

static void scale_i32(const int32_t *x, unsigned n, float scale, float *y) {
    for (unsigned i = 0; i < n; i += 16) {
        EACH(j) {
            vi k = *(const vi_at *)(x + i + j * W);
            *(vf_at *)(y + i + j * W) = __builtin_convertvector(k, vf) * scale;
        }
    }
}

/* Logits of 16 keys: s · (key · scale). */
INLINE f16 logits(const int32_t *s, const float *key, float scale) {
    f16 a;
    EACH(j) {
        vi k = *(const vi_at *)(s + j * W);
        a.v[j] = __builtin_convertvector(k, vf) * (*(const vf_at *)(key + j * W) * scale);
    }
    return a;
}

INLINE void probabilities(const float *e, float inv, int16_t *out) {
    f16 a = addc(mulc(load(e), inv), MAGIC);
    EACH(j) * (vs_at *)(out + j * W) = __builtin_convertvector(magic_int(a.v[j]), vs);
}

/* Rows i and j side by side, so that the chains of one fill the waits of the other; i == j is allowed. */
INLINE void softmax_two(const onr_softmax *job, unsigned i, unsigned j) {
    const int32_t *s = job->s + (size_t)i * job->padded, *t = job->s + (size_t)j * job->padded;
    float *w = job->work, *x = w + job->padded;
    f16 top_w = all(-3.0e38f), top_x = top_w, sum_w = all(0.0f), sum_x = sum_w;
    unsigned last = job->padded - 16;
    for (unsigned k = 0; k < last; k += 16) {
        f16 a = logits(s + k, job->key + k, job->scale[i]), b = logits(t + k, job->key + k, job->scale[j]);
        store(w + k, a);
        store(x + k, b);
        top_w = larger(a, top_w);
        top_x = larger(b, top_x);
    }
    store(w + last, logits(s + last, job->key + last, job->scale[i]));
    store(x + last, logits(t + last, job->key + last, job->scale[j]));
    for (unsigned l = job->n; l < job->padded; l++) w[l] = x[l] = -3.0e38f; /* padding counts for nothing */
    float most_w = fold_max(larger(load(w + last), top_w)), most_x = fold_max(larger(load(x + last), top_x));
    for (unsigned k = 0; k < job->padded; k += 16) {
        f16 a = exp2_neg(addc(load(w + k), -most_w)), b = exp2_neg(addc(load(x + k), -most_x));
        store(w + k, a);
        store(x + k, b);
        sum_w = add(sum_w, a);
        sum_x = add(sum_x, b);
    }
    float inv_w = 32767.0f / fold_sum(sum_w), inv_x = 32767.0f / fold_sum(sum_x);
    for (unsigned k = 0; k < job->padded; k += 16) {
        probabilities(w + k, inv_w, job->out + (size_t)i * job->padded + k);
        probabilities(x + k, inv_x, job->out + (size_t)j * job->padded + k);
    }
}

static void softmax(const onr_softmax *job) {
    unsigned i = 0;
    for (; i + 2 <= job->m; i += 2) softmax_two(job, i, i + 1);
    if (i < job->m) softmax_two(job, i, i);
}

/* ROWS outputs at once, so that additions to one output do not wait for one another. */
#if W == 16
#define ROWS 8
#else
#define ROWS 4
#endif
INLINE void linear_rows(const float *xt, unsigned k, const float *w, size_t ldw, const float *bias, size_t ldb,
                        int relu, float *yt, const int rows) {
    f16 acc[ROWS];
    for (int r = 0; r < rows; r++) acc[r] = all(0.0f);
    for (unsigned i = 0; i < k; i++) {
        f16 x = load(xt + (size_t)i * 16);
        for (int r = 0; r < rows; r++) acc[r] = add(acc[r], mulc(x, w[(size_t)r * ldw + i]));
    }
    for (int r = 0; r < rows; r++) {
        if (bias) acc[r] = addc(acc[r], bias[(size_t)r * ldb]);
        if (relu) acc[r] = larger(acc[r], all(0.0f));
        store(yt + (size_t)r * 16, acc[r]);
    }
}

static void linear16(const float *xt, unsigned k, const float *w, size_t ldw, unsigned n, const float *bias, size_t ldb,
                     int relu, float *yt) {
    unsigned i = 0;
    for (; i + ROWS <= n; i += ROWS)
        linear_rows(xt, k, w + i * ldw, ldw, bias ? bias + i * ldb : NULL, ldb, relu, yt + (size_t)i * 16, ROWS);
    for (; i < n; i++)
        linear_rows(xt, k, w + i * ldw, ldw, bias ? bias + i * ldb : NULL, ldb, relu, yt + (size_t)i * 16, 1);
}

static void dot16(const float *at, const float *bt, unsigned n, float *out) {
    f16 acc = load(out);
    for (unsigned i = 0; i < n; i++) acc = add(acc, mul(load(at + (size_t)i * 16), load(bt + (size_t)i * 16)));
    store(out, acc);
}

static void role(const float *a, const float *base, const float *dist, const float *u, const float *v, unsigned n,
                 float *h) {
    for (unsigned i = 0; i < n; i += 16) {
        f16 x = add(add(add(load(a + i), load(base + i)), load(dist + i)), mul(load(u + i), load(v + i)));
        store(h + i, larger(x, all(0.0f)));
    }
}

void FLOATS_NAME(onr_kernels *k) {
    k->quantise = quantise;
    k->norm = norm;
    k->embed = embed;
    k->gelu = gelu;
    k->mix = mix;
    k->absmax = absmax;
    k->to_i16 = to_i16;
    k->scale_i32 = scale_i32;
    k->softmax = softmax;
    k->linear16 = linear16;
    k->dot16 = dot16;
    k->role = role;
}
