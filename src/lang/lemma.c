/* lemma.c - lemmas by suffix scripts and a dictionary of what they get wrong. train/lemma.py learns and writes them.
 *
 * A script says: case (0 lower, 1 as it is, 2 lower but for the first character), how many characters to drop at the
 * end (255: all of them), which ending to add. A word's script is looked up under its tag and its shape (0 lower, 1
 * Capital, 2 UPPER of two or more): in the dictionary, by its lower-case form, or there under shape 0; then among the
 * rules, by its longest known suffix of at most six characters, and where that rule only makes it lower, by a longer
 * one of shape 0. A tag is a pair of UPOS and XPOS, or an XPOS alone.
 *
 * The chunk, little endian, byte offsets from its start (T tags, S scripts, R rules, W words, P bytes of pool):
 *
 *     0   "ONRLEM01", u32 T, S, R, W, P, zero                                                      32 bytes
 *     32  T tags:    UPOS (8, NUL-padded; empty: any), XPOS (8)                                    16 each
 *         S scripts: u32 ending in pool, u8 its bytes, u8 drop, u8 case, u8 zero                    8 each
 *         R rules:   u32 suffix in pool, u16 3 * tag + shape, u16 script, u8 its bytes, 3 zeros    12 each
 *         W words:   the same, with a whole word for a suffix                                      12 each
 *         P bytes of pool
 *
 * Rules and words are sorted by (3 * tag + shape, bytes of text, text), each once. Cost of a lookup: at most 16
 * bisections.
 */
#include "lang/lemma.h"

#include "base/utf8.h"
#include "lang/casing.h"
#include "lang/pieces.h"

enum {
    HEAD = 32,
    TAG = 16,
    SCRIPT = 8,
    ENTRY = 12,
    FORM_MAX = 200,
    SUFFIX_MAX = 6,
    DROP_ALL = 255,
    NO_TAG = UINT16_MAX
};
enum { CASE_LOWER, CASE_KEEP, CASE_TITLE };

static uint32_t u16(const unsigned char *p) { return (uint32_t)p[0] | (uint32_t)p[1] << 8; }
static uint32_t u32(const unsigned char *p) { return u16(p) | u16(p + 2) << 16; }

/* ---- the chunk -------------------------------------------------------------------------------------------------- */

static int find_label(onr_labels list, const unsigned char *name) {
    const unsigned char *nul = memchr(name, 0, 8);
    return onr_label_find(list, (const char *)name, nul ? (size_t)(nul - name) : 8);
}

/* Fill the table of pairs: pairs that are named, then everything else by XPOS alone. */
static onr_status read_tags(onr_lemmas *l, const unsigned char *tags, onr_err *err) {
    memset(l->pair, 0xFF, sizeof l->pair);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t t = 0; t < l->tags_n; t++) {
            const unsigned char *name = tags + (size_t)t * TAG;
            int any = name[0] == 0, upos = any ? 0 : find_label(ONR_LABELS_UPOS, name);
            int xpos = find_label(ONR_LABELS_XPOS, name + 8);
            if (upos < 0 || xpos < 0)
                return onr_err_set(err, ONR_FORMAT, HEAD + (uint64_t)t * TAG, "lemmas: tag %u is not known here", t);
            if (any != pass) continue;
            if (!any) l->pair[upos][xpos] = (uint16_t)t;
            for (int u = 0; any && u < ONR_UPOS_COUNT; u++)
                if (l->pair[u][xpos] == NO_TAG) l->pair[u][xpos] = (uint16_t)t;
        }
    }
    return ONR_OK;
}

/* <0, 0, >0: entry `e` lies before, at or after (key, text[0..n)). */
static int compare(const onr_lemmas *l, const unsigned char *e, uint32_t key, const char *text, uint32_t n) {
    uint32_t k = u16(e + 4), size = e[8];
    if (k != key) return k < key ? -1 : 1;
    if (size != n) return size < n ? -1 : 1;
    return n ? memcmp(l->pool + u32(e), text, n) : 0;
}

static int entries_ok(const onr_lemmas *l, const unsigned char *e, uint32_t n) {
    for (uint32_t i = 0; i < n; i++, e += ENTRY) {
        if (u32(e) > l->pool_n || e[8] > l->pool_n - u32(e)) return 0;
        if (u16(e + 4) >= 3 * l->tags_n || u16(e + 6) >= l->scripts_n) return 0;
        if (i && compare(l, e - ENTRY, u16(e + 4), l->pool + u32(e), e[8]) >= 0) return 0;
    }
    return 1;
}

onr_status onr_lemmas_init(onr_lemmas *l, onr_slice chunk, onr_err *err) {
    const unsigned char *p = (const unsigned char *)chunk.p;
    *l = (onr_lemmas){0};
    if (chunk.n < HEAD || memcmp(p, "ONRLEM01", 8) != 0)
        return onr_err_set(err, ONR_FORMAT, 0, "lemmas: the chunk does not begin with ONRLEM01");
    l->tags_n = u32(p + 8);
    l->scripts_n = u32(p + 12);
    l->rules_n = u32(p + 16);
    l->words_n = u32(p + 20);
    l->pool_n = u32(p + 24);
    uint64_t size = HEAD + (uint64_t)l->tags_n * TAG + (uint64_t)l->scripts_n * SCRIPT +
                    ((uint64_t)l->rules_n + l->words_n) * ENTRY + l->pool_n;
    if (size != chunk.n || l->tags_n >= NO_TAG / 3)
        return onr_err_set(err, ONR_CORRUPT, 8, "lemmas: the tables need %llu bytes, the chunk has %llu",
                           (unsigned long long)size, (unsigned long long)chunk.n);
    l->scripts = p + HEAD + (size_t)l->tags_n * TAG;
    l->rules = l->scripts + (size_t)l->scripts_n * SCRIPT;
    l->words = l->rules + (size_t)l->rules_n * ENTRY;
    l->pool = (const char *)(l->words + (size_t)l->words_n * ENTRY);
    for (uint32_t i = 0; i < l->scripts_n; i++) {
        const unsigned char *s = l->scripts + (size_t)i * SCRIPT;
        if (u32(s) > l->pool_n || s[4] > l->pool_n - u32(s) || s[6] > CASE_TITLE ||
            onr_utf8_check(l->pool + u32(s), s[4]) != s[4])
            return onr_err_set(err, ONR_CORRUPT, (uint64_t)(s - p), "lemmas: script %u is damaged", i);
    }
    if (!entries_ok(l, l->rules, l->rules_n))
        return onr_err_set(err, ONR_CORRUPT, (uint64_t)(l->rules - p), "lemmas: the rules are damaged");
    if (!entries_ok(l, l->words, l->words_n))
        return onr_err_set(err, ONR_CORRUPT, (uint64_t)(l->words - p), "lemmas: the words are damaged");
    return read_tags(l, p + HEAD, err);
}

/* ---- lookup ----------------------------------------------------------------------------------------------------- */

static const unsigned char *find(const onr_lemmas *l, const unsigned char *table, uint32_t n, uint32_t key,
                                 const char *text, size_t size) {
    for (uint32_t lo = 0, hi = n; lo < hi;) {
        uint32_t mid = lo + (hi - lo) / 2;
        const unsigned char *e = table + (size_t)mid * ENTRY;
        int c = compare(l, e, key, text, (uint32_t)size);
        if (c == 0) return l->scripts + (size_t)u16(e + 6) * SCRIPT;
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return NULL;
}

/* 0 lower, 1 Capital, 2 UPPER */
static uint32_t shape_of(onr_slice form) {
    uint32_t c;
    size_t first = onr_utf8_decode(form.p, form.n, &c);
    if (onr_pieces_case(form) == 3 && first < form.n) return 2;
    return onr_case_is_upper(c) ? 1 : 0;
}

/* The script of the longest of the suffixes low[starts[k]..) with k >= *above; *above becomes k + 1. */
static const unsigned char *longest(const onr_lemmas *l, uint32_t key, const char *low, size_t n, const size_t *starts,
                                    size_t found, size_t *above) {
    for (size_t k = found; k-- > *above;) {
        const unsigned char *hit = find(l, l->rules, l->rules_n, key, low + starts[k], n - starts[k]);
        if (hit) return *above = k + 1, hit;
    }
    return NULL;
}

static const unsigned char *script_of(const onr_lemmas *l, uint32_t tag, uint32_t shape, const char *low, size_t n) {
    const unsigned char *hit = find(l, l->words, l->words_n, 3 * tag + shape, low, n);
    if (!hit && shape) hit = find(l, l->words, l->words_n, 3 * tag, low, n);
    if (hit) return hit;
    size_t starts[SUFFIX_MAX + 1] = {n}, found = 1, above = 0; /* where suffixes of 0, 1, … characters begin */
    while (found <= SUFFIX_MAX && starts[found - 1] > 0) {
        uint32_t c;
        starts[found] = starts[found - 1] - onr_utf8_before(low, starts[found - 1], &c);
        found++;
    }
    hit = longest(l, 3 * tag + shape, low, n, starts, found, &above);
    if (shape && (!hit || hit[6] == CASE_LOWER)) {
        const unsigned char *other = longest(l, 3 * tag, low, n, starts, found, &above);
        if (other) hit = other;
    }
    return hit;
}

/* Write what a script makes of a form; `low` is its lower case. */
static size_t apply(const onr_lemmas *l, const unsigned char *script, onr_slice form, onr_slice low, char *out) {
    size_t n = 0, skip = 0, head = 0;
    uint32_t c;
    onr_slice rest = script[6] == CASE_KEEP ? form : low;
    if (script[6] == CASE_TITLE) { /* the first character as it is, the rest from the lower case */
        head = onr_utf8_decode(form.p, form.n, &c);
        skip = onr_utf8_decode(low.p, low.n, &c);
    }
    memcpy(out, form.p, head);
    memcpy(out + head, rest.p + skip, rest.n - skip);
    n = head + rest.n - skip;
    for (uint32_t k = script[5]; k && n && script[5] != DROP_ALL; k--) n -= onr_utf8_before(out, n, &c);
    if (script[5] == DROP_ALL) n = 0;
    memcpy(out + n, l->pool + u32(script), script[4]);
    return n + script[4];
}

onr_status onr_lemma_of(const onr_lemmas *l, onr_slice form, onr_tag tag, onr_arena *arena, onr_slice *out,
                        onr_err *err) {
    char buf[4 * FORM_MAX], made[4 * FORM_MAX + 264];
    *out = form;
    if (form.n == 0 || form.n > FORM_MAX || tag.upos >= ONR_UPOS_COUNT || tag.xpos >= ONR_XPOS_COUNT) return ONR_OK;
    uint32_t t = l->pair[tag.upos][tag.xpos];
    size_t n = onr_case_lower_word(form, buf, sizeof buf);
    if (t == NO_TAG || n == 0) return ONR_OK;
    const unsigned char *script = script_of(l, t, shape_of(form), buf, n);
    if (!script) return ONR_OK;
    n = apply(l, script, form, (onr_slice){buf, n}, made);
    if (n == 0 || (n == form.n && memcmp(made, form.p, n) == 0)) return ONR_OK;
    char *copy = onr_arena_copy(arena, made, n);
    if (!copy) return onr_err_set(err, ONR_NOMEM, 0, "out of memory for the lemma of a word");
    *out = (onr_slice){copy, n};
    return ONR_OK;
}
