/* pieces.c - words into WordPieces, their case, and the direction of straight quotation marks.
 *
 * Method: greedy longest match first (Wu et al. 2016; Devlin et al. 2019) over the lower-cased, decomposed word without
 * non-spacing marks, each stretch between punctuation marks on its own; a stretch that cannot be covered is [UNK] as a
 * whole. The word streams through a small buffer that always holds one longest piece, so a word of any length costs
 * no memory. Vocabulary: an open hash table with linear probing, at most half full; the hash of a continuation (`##x`)
 * is that of x with another seed, so that no key is ever put together.
 * The trainer (train/encoder.py, train/windows.py) has the same three functions; tests compare them.
 */
#include "lang/pieces.h"

#include <utf8proc.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lang/casing.h"

enum { PIECE_MAX = 255, PIECES_MAX = 1000000 };

/* ---- the vocabulary --------------------------------------------------------------------------------------------- */

/* The bytes of piece i without its `##`; *more says whether it had one. */
static onr_slice piece(const onr_pieces *p, uint32_t i, int *more) {
    onr_slice s = {p->text + p->starts[i], p->starts[i + 1] - p->starts[i] - 1};
    *more = s.n > 2 && s.p[0] == '#' && s.p[1] == '#';
    return *more ? (onr_slice){s.p + 2, s.n - 2} : s;
}

/* The slot that holds the piece, or the empty one where it would go. */
static uint32_t *slot_of(const onr_pieces *p, const char *key, size_t n, int more) {
    uint32_t at = (uint32_t)onr_hash64(key, n, (uint64_t)more) & p->mask;
    for (;; at = (at + 1) & p->mask) {
        if (p->slots[at] == 0) return &p->slots[at];
        int m;
        onr_slice s = piece(p, p->slots[at] - 1, &m);
        if (m == more && s.n == n && memcmp(s.p, key, n) == 0) return &p->slots[at];
    }
}

static onr_status index_lines(onr_pieces *p, onr_slice vocab, onr_err *err) {
    uint32_t line = 0;
    for (size_t i = 0; i < vocab.n; line++) {
        const char *end = memchr(vocab.p + i, '\n', vocab.n - i);
        size_t stop = end ? (size_t)(end - vocab.p) : vocab.n;
        if (stop - i > PIECE_MAX)
            return onr_err_set(err, ONR_FORMAT, i, "vocabulary: line %u has more than %d bytes", line + 1, PIECE_MAX);
        p->starts[line] = (uint32_t)i;
        i = stop + 1;
        p->starts[line + 1] = (uint32_t)i;
    }
    p->n = line;
    for (uint32_t id = 0; id < p->n; id++) {
        int more;
        onr_slice s = piece(p, id, &more);
        if (s.n == 0) continue;
        if (s.n > p->longest) p->longest = (uint32_t)s.n;
        *slot_of(p, s.p, s.n, more) = id + 1; /* of two equal lines the later counts, as in a Python dict */
    }
    return ONR_OK;
}

onr_status onr_pieces_init(onr_pieces *p, onr_slice vocab, onr_err *err) {
    *p = (onr_pieces){.text = vocab.p};
    size_t lines = 1;
    for (size_t i = 0; i < vocab.n; i++) lines += vocab.p[i] == '\n';
    if (lines > PIECES_MAX || vocab.n >= UINT32_MAX)
        return onr_err_set(err, ONR_FORMAT, 0, "vocabulary: more than %d pieces", PIECES_MAX);
    uint32_t slots = 1024;
    while (slots < 2 * lines) slots *= 2;
    p->mask = slots - 1;
    p->starts = onr_mem_alloc((lines + 1) * sizeof *p->starts);
    p->slots = onr_mem_zalloc(slots, sizeof *p->slots);
    onr_status status = p->starts && p->slots ? index_lines(p, vocab, err)
                                              : onr_err_set(err, ONR_NOMEM, 0, "out of memory for the vocabulary");
    if (status == ONR_OK) {
        uint32_t unknown = *slot_of(p, "[UNK]", 5, 0);
        p->unknown = unknown - 1;
        if (!unknown) status = onr_err_set(err, ONR_FORMAT, 0, "vocabulary: no [UNK] among its %u pieces", p->n);
    }
    if (status != ONR_OK) onr_pieces_clear(p);
    return status;
}

void onr_pieces_clear(onr_pieces *p) {
    onr_mem_free(p->starts);
    onr_mem_free(p->slots);
    *p = (onr_pieces){0};
}

/* ---- one word --------------------------------------------------------------------------------------------------- */

/* A stretch without punctuation on its way through. */
typedef struct stretch {
    const onr_pieces *p;
    char buf[PIECE_MAX + 5];
    uint32_t n;     /* bytes in buf */
    uint32_t *out;  /* ONR_PIECES_WORD_MAX ids */
    uint32_t base;  /* ids in out before this stretch */
    uint32_t count; /* ids in out */
    int more;       /* a piece of this stretch was found already */
    int failed;     /* it cannot be covered */
} stretch;

/* Take pieces off the front of the buffer until fewer than `keep` bytes are left. */
static void match(stretch *s, uint32_t keep) {
    while (!s->failed && s->n && s->n >= keep) {
        uint32_t j = s->n < s->p->longest ? s->n : s->p->longest, id = 0;
        for (; j > 0; j--) {
            if (!onr_utf8_boundary(s->buf, s->n, j)) continue;
            id = *slot_of(s->p, s->buf, j, s->more);
            if (id) break;
        }
        if (!id) {
            s->failed = 1;
            return;
        }
        if (s->count < ONR_PIECES_WORD_MAX) s->out[s->count++] = id - 1;
        s->more = 1;
        memmove(s->buf, s->buf + j, s->n - j);
        s->n -= j;
    }
}

static void end_stretch(stretch *s) {
    match(s, 0);
    if (s->failed) {
        s->count = s->base;
        if (s->count < ONR_PIECES_WORD_MAX) s->out[s->count++] = s->p->unknown;
    }
    s->base = s->count;
    s->n = 0;
    s->more = s->failed = 0;
}

/* Add one decomposed code point. */
static void add_point(stretch *s, uint32_t c) {
    if (c >= 0x80 && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_MN) return;
    int ascii = (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
    int punct = ascii || onr_char_is_punct(c);
    if (punct) end_stretch(s);
    if (!s->failed) s->n += (uint32_t)onr_utf8_encode(c, s->buf + s->n);
    if (punct) end_stretch(s);
    else match(s, s->p->longest > 0 ? s->p->longest : 1);
}

uint32_t onr_pieces_word(const onr_pieces *p, onr_slice word, uint32_t out[ONR_PIECES_WORD_MAX]) {
    stretch s = {.p = p, .out = out};
    /* Once full at a stretch's end, nothing later can change the answer. */
    for (size_t i = 0, len; i < word.n && s.base < ONR_PIECES_WORD_MAX; i += len) {
        utf8proc_int32_t parts[32];
        int dot, last = 0;
        uint32_t c = onr_case_lower(word, i, &len, &dot);
        utf8proc_ssize_t n = 1;
        if (c < 0x80) parts[0] = (utf8proc_int32_t)c;
        else n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 32, UTF8PROC_DECOMPOSE, &last);
        for (utf8proc_ssize_t k = 0; k < n && k < 32; k++) add_point(&s, (uint32_t)parts[k]);
    }
    end_stretch(&s);
    if (s.count == 0) out[s.count++] = p->unknown;
    return s.count;
}

uint8_t onr_pieces_case(onr_slice word) {
    int first = 0;                       /* what the first character is: 1 lower, 2 upper, 3 title */
    int lower = 0, upper = 0, title = 0; /* are there such characters at all? */
    int tail_lower = 0, tail_other = 0;  /* … after the first */
    size_t count = 0;
    for (size_t i = 0, len; i < word.n; i += len, count++) {
        uint32_t c;
        len = onr_utf8_decode(word.p + i, word.n - i, &c);
        int k = onr_case_is_lower(c) ? 1 : onr_case_is_upper(c) ? 2 : onr_case_is_title(c) ? 3 : 0;
        if (count == 0) first = k;
        lower |= k == 1;
        upper |= k == 2;
        title |= k == 3;
        if (count && k == 1) tail_lower = 1;
        if (count && k > 1) tail_other = 1;
    }
    if (lower && !upper && !title) return 1;
    if (count > 1 && upper && !lower && !title) return 3;
    if (first == 2 && (count == 1 || (tail_lower && !tail_other))) return 2;
    return upper ? 4 : 5;
}

void onr_pieces_quotes(const onr_doc *doc, uint8_t *out) {
    int inside = 0;
    for (uint32_t i = 0; i < doc->tokens_n; i++) {
        const onr_token *t = &doc->tokens[i];
        const char *p = doc->text + t->start;
        uint32_t n = t->end - t->start;
        int starts = i == 0 || t[-1].block != t->block, ends = i + 1 == doc->tokens_n || t[1].block != t->block;
        if (starts) inside = 0;
        out[i] = 0;
        if (!(n == 1 && p[0] == '"') && !(n == 2 && (memcmp(p, "''", 2) == 0 || memcmp(p, "``", 2) == 0))) continue;
        int before = starts || (t[-1].flags & ONR_TOKEN_SPACE_AFTER);
        int after = ends || (t->flags & ONR_TOKEN_SPACE_AFTER);
        inside = before != after ? before : !inside;
        out[i] = inside ? ONR_PIECES_OPEN : ONR_PIECES_CLOSE;
    }
}
