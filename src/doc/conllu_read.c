/* Reading CoNLL-U. Method: one pass over the lines into arrays sized by the number of lines, so nothing grows; the text
 * is written as the forms come. Heads are kept as written until the sentence ends, then turned into token indices.
 * Invariants: tokens are never empty, in order, inside their block. Cost: linear in the bytes. */
#include "doc/conllu.h"

#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"

enum { COLUMNS = 10, ID = 0, FORM = 1, LEMMA = 2, UPOS = 3, XPOS = 4, HEAD = 6, DEPREL = 7, MISC = 9 };

typedef struct reader {
    onr_doc *doc;
    onr_err *err;
    size_t line, at;    /* number and byte offset of the current line */
    int fresh;          /* the next token begins a block */
    int space;          /* the next token is preceded by a space */
    uint32_t from;      /* first token of the current sentence */
    uint32_t mwt_left;  /* words of the current multiword token still to come */
    onr_slice mwt_rest; /* their part of its surface */
    int mwt_exact;      /* the words' forms are its surface, one after the other */
    int mwt_space;      /* SpaceAfter of its surface line */
    int mwt_first;      /* the next word is its first */
    int want_tags, want_arcs, want_lemmas;
} reader;

static onr_status bad(reader *r, const char *what) {
    return onr_err_set(r->err, ONR_FORMAT, r->at, "line %zu is not CoNLL-U: %s", r->line, what);
}

/* ---- small parsers ---------------------------------------------------------------------------------------------- */

static int is(onr_slice s, const char *word) { return onr_slice_eq(s, onr_slice_of(word)); }

/* A decimal number that is the whole slice, at most a million; -1 otherwise. */
static long number(onr_slice s) {
    long v = 0;
    if (s.n == 0 || s.n > 7) return -1;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    return v;
}

static int no_space_after(onr_slice misc) {
    static const char key[] = "SpaceAfter=No";
    const size_t k = sizeof key - 1;
    for (size_t i = 0; i + k <= misc.n; i++)
        if ((i == 0 || misc.p[i - 1] == '|') && memcmp(misc.p + i, key, k) == 0) return 1;
    return 0;
}

static int starts(onr_slice line, const char *prefix) {
    size_t n = strlen(prefix);
    return line.n >= n && memcmp(line.p, prefix, n) == 0;
}

/* Cut a line at its tabs; 0 when it has not exactly ten columns. */
static int split(onr_slice line, onr_slice col[COLUMNS]) {
    size_t k = 0, from = 0;
    for (size_t i = 0; i <= line.n; i++) {
        if (i < line.n && line.p[i] != '\t') continue;
        if (k == COLUMNS) return 0;
        col[k++] = (onr_slice){line.p + from, i - from};
        from = i + 1;
    }
    return k == COLUMNS;
}

/* ---- text and tokens -------------------------------------------------------------------------------------------- */

static void put(reader *r, const char *p, size_t n) {
    /* cannot overflow: every form has a line of its own, longer than the form and the space before it */
    memcpy(r->doc->text + r->doc->text_n, p, n);
    r->doc->text_n += (uint32_t)n;
}

/* White space before the next token, and a new block where one is due. */
static void begin_token(reader *r) {
    onr_doc *doc = r->doc;
    if (r->fresh || doc->blocks_n == 0) {
        if (doc->text_n) put(r, "\n", 1);
        doc->blocks[doc->blocks_n++] = (onr_block){{doc->text_n, doc->text_n}, ONR_BLOCK_PARA};
        if (doc->tokens_n) doc->tokens[doc->tokens_n - 1].flags |= ONR_TOKEN_SPACE_AFTER;
    } else if (r->space) put(r, " ", 1);
    r->fresh = 0;
    r->space = 0;
}

/* How many bytes of the multiword token's surface the next word takes: its own form where the forms are the surface,
 * otherwise an even share of the characters, at least one. 0 when the words do not fit the surface. */
static size_t mwt_share(const reader *r, onr_slice form) {
    onr_slice rest = r->mwt_rest;
    if (r->mwt_exact) {
        if (form.n > rest.n || memcmp(form.p, rest.p, form.n) != 0) return 0;
        return r->mwt_left > 1 || form.n == rest.n ? form.n : 0;
    }
    if (r->mwt_left == 1) return rest.n;
    size_t chars = 0, i = 0;
    for (size_t k = 0; k < rest.n; k++) chars += ((unsigned char)rest.p[k] & 0xC0) != 0x80;
    if (chars < r->mwt_left) return 0;
    for (size_t share = chars / r->mwt_left; share > 0; share--) {
        i++;
        while (i < rest.n && ((unsigned char)rest.p[i] & 0xC0) == 0x80) i++;
    }
    return i;
}

static onr_status add_word(reader *r, onr_slice form, int space_after) {
    onr_doc *doc = r->doc;
    uint8_t flags = 0;
    if (r->mwt_left) {
        size_t n = mwt_share(r, form);
        if (n == 0) return bad(r, "the words do not fit their multiword token");
        form = (onr_slice){r->mwt_rest.p, n};
        r->mwt_rest = (onr_slice){r->mwt_rest.p + n, r->mwt_rest.n - n};
        flags = r->mwt_first ? ONR_TOKEN_MWT_HEAD : ONR_TOKEN_MWT_TAIL;
        r->mwt_first = 0;
        space_after = --r->mwt_left == 0 ? r->mwt_space : 0;
    }
    begin_token(r);
    uint32_t start = doc->text_n;
    put(r, form.p, form.n);
    if (space_after) flags |= ONR_TOKEN_SPACE_AFTER;
    doc->tokens[doc->tokens_n++] = (onr_token){start, doc->text_n, doc->blocks_n - 1, flags};
    doc->blocks[doc->blocks_n - 1].span.end = doc->text_n;
    r->space = space_after;
    return ONR_OK;
}

/* ---- columns ---------------------------------------------------------------------------------------------------- */

static onr_status read_tags(reader *r, const onr_slice col[COLUMNS], uint32_t t) {
    if (is(col[UPOS], "_")) {
        r->want_tags = 0;
        return ONR_OK;
    }
    int upos = onr_label_find(ONR_LABELS_UPOS, col[UPOS].p, col[UPOS].n);
    int xpos = is(col[XPOS], "_") ? ONR_XPOS_XX : onr_label_find(ONR_LABELS_XPOS, col[XPOS].p, col[XPOS].n);
    if (upos < 0 || xpos < 0) return bad(r, "a tag that UD English does not have");
    r->doc->tags[t] = (onr_tag){(uint8_t)upos, (uint8_t)xpos};
    return ONR_OK;
}

/* A subtype that the list has not falls back to its relation: obl:tmod is obl. */
static onr_status read_arc(reader *r, const onr_slice col[COLUMNS], uint32_t t) {
    if (is(col[HEAD], "_")) {
        r->want_arcs = 0;
        return ONR_OK;
    }
    onr_slice rel = col[DEPREL];
    int id = onr_label_find(ONR_LABELS_DEPREL, rel.p, rel.n);
    const char *colon = rel.n ? memchr(rel.p, ':', rel.n) : NULL;
    if (id < 0 && colon) id = onr_label_find(ONR_LABELS_DEPREL, rel.p, (size_t)(colon - rel.p));
    long head = number(col[HEAD]);
    if (id < 0 || head < 0) return bad(r, "a head or relation that UD English does not have");
    r->doc->arcs[t] = (onr_arc){(uint32_t)head, (uint8_t)id}; /* 1-based until the sentence ends */
    return ONR_OK;
}

static onr_status read_layers(reader *r, const onr_slice col[COLUMNS], uint32_t t) {
    onr_status st = ONR_OK;
    if (r->want_tags) st = read_tags(r, col, t);
    if (st == ONR_OK && r->want_arcs) st = read_arc(r, col, t);
    if (st != ONR_OK || !r->want_lemmas) return st;
    char *lemma = onr_arena_copy(&r->doc->arena, col[LEMMA].p, col[LEMMA].n);
    if (!lemma) return onr_err_set(r->err, ONR_NOMEM, 0, "out of memory while reading CoNLL-U");
    r->doc->lemmas[t] = (onr_slice){lemma, col[LEMMA].n};
    return ONR_OK;
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static onr_status end_sentence(reader *r) {
    onr_doc *doc = r->doc;
    if (r->mwt_left) return bad(r, "the sentence ends inside a multiword token");
    if (doc->tokens_n == r->from) return ONR_OK;
    uint32_t n = doc->tokens_n - r->from;
    for (uint32_t t = r->from; r->want_arcs && t < doc->tokens_n; t++) {
        uint32_t head = doc->arcs[t].head;
        if (head > n || head == t - r->from + 1) return bad(r, "a head outside its sentence");
        doc->arcs[t].head = head == 0 ? ONR_NONE : r->from + head - 1;
    }
    doc->sents[doc->sents_n++] = (onr_sent){{r->from, doc->tokens_n}, 0};
    r->from = doc->tokens_n;
    return ONR_OK;
}

/* "3-4 don't": the words 3 and 4 share this surface. `rest` are the bytes after the line, to look at their forms. */
static onr_status begin_mwt(reader *r, const onr_slice col[COLUMNS], const char *dash, onr_slice rest) {
    long a = number((onr_slice){col[ID].p, (size_t)(dash - col[ID].p)});
    long b = number((onr_slice){dash + 1, col[ID].n - (size_t)(dash - col[ID].p) - 1});
    if (r->mwt_left || a != (long)(r->doc->tokens_n - r->from) + 1 || b <= a || b - a > 20)
        return bad(r, "a multiword range that does not fit its place");
    if (col[FORM].n == 0) return bad(r, "an empty form");
    r->mwt_left = (uint32_t)(b - a + 1);
    r->mwt_rest = col[FORM];
    r->mwt_space = !no_space_after(col[MISC]);
    r->mwt_first = 1;
    size_t at = 0; /* bytes of the surface that the forms have spelled */
    r->mwt_exact = 1;
    for (uint32_t k = 0; k < r->mwt_left && r->mwt_exact; k++) {
        const char *nl = rest.n ? memchr(rest.p, '\n', rest.n) : NULL;
        size_t n = nl ? (size_t)(nl - rest.p) : rest.n;
        const char *tab = n ? memchr(rest.p, '\t', n) : NULL;
        const char *form = tab ? tab + 1 : rest.p, *end = rest.p + n;
        const char *stop = tab ? memchr(form, '\t', (size_t)(end - form)) : NULL;
        size_t len = stop ? (size_t)(stop - form) : 0;
        r->mwt_exact = len > 0 && len <= col[FORM].n - at && memcmp(form, col[FORM].p + at, len) == 0;
        at += len;
        rest = nl ? (onr_slice){nl + 1, rest.n - n - 1} : (onr_slice){rest.p + n, 0};
    }
    if (r->mwt_exact && at != col[FORM].n) r->mwt_exact = 0;
    return ONR_OK;
}

static onr_status read_line(reader *r, onr_slice line, onr_slice rest) {
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    if (line.n == 0) return end_sentence(r);
    if (line.p[0] == '#') {
        if (starts(line, "# newpar") || starts(line, "# newdoc")) r->fresh = 1;
        return ONR_OK;
    }
    onr_slice col[COLUMNS];
    if (!split(line, col)) return bad(r, "it has not ten columns");
    if (col[ID].n && memchr(col[ID].p, '.', col[ID].n)) return ONR_OK; /* an empty node */
    const char *dash = col[ID].n ? memchr(col[ID].p, '-', col[ID].n) : NULL;
    if (dash) return begin_mwt(r, col, dash, rest);
    uint32_t t = r->doc->tokens_n;
    if (number(col[ID]) != (long)(t - r->from) + 1) return bad(r, "the word's number is not the next one");
    if (col[FORM].n == 0) return bad(r, "an empty form");
    onr_status st = add_word(r, col[FORM], !no_space_after(col[MISC]));
    return st == ONR_OK ? read_layers(r, col, t) : st;
}

/* ---- memory ----------------------------------------------------------------------------------------------------- */

static onr_status check_bytes(const char *bytes, size_t n, onr_err *err) {
    if (n > ONR_DOC_TEXT_MAX)
        return onr_err_set(err, ONR_TOO_BIG, 0, "the CoNLL-U has %zu bytes: at most %d are read", n, ONR_DOC_TEXT_MAX);
    const char *nul = n ? memchr(bytes, '\0', n) : NULL;
    size_t at = onr_utf8_check(bytes, n);
    if (nul && (size_t)(nul - bytes) < at) at = (size_t)(nul - bytes);
    if (at < n) return onr_err_set(err, ONR_FORMAT, at, "byte %zu is not UTF-8 text: convert the file to UTF-8", at);
    return ONR_OK;
}

static onr_status reserve(reader *r, const char *bytes, size_t n, onr_conllu_what what) {
    onr_doc *doc = r->doc;
    size_t lines = 2;
    for (size_t i = 0; i < n; i++) lines += bytes[i] == '\n';
    r->want_tags = r->want_arcs = r->want_lemmas = what == ONR_CONLLU_ALL;
    doc->text = onr_arena_alloc(&doc->arena, n + 2, 1);
    doc->blocks = onr_arena_alloc(&doc->arena, lines, sizeof *doc->blocks);
    doc->tokens = onr_arena_alloc(&doc->arena, lines, sizeof *doc->tokens);
    doc->sents = onr_arena_alloc(&doc->arena, lines, sizeof *doc->sents);
    doc->map = onr_arena_alloc(&doc->arena, 1, sizeof *doc->map); /* the whole text stands for the whole file */
    int ok = doc->text && doc->blocks && doc->tokens && doc->sents && doc->map;
    if (ok && what == ONR_CONLLU_ALL) {
        doc->tags = onr_arena_alloc(&doc->arena, lines, sizeof *doc->tags);
        doc->arcs = onr_arena_alloc(&doc->arena, lines, sizeof *doc->arcs);
        doc->lemmas = onr_arena_alloc(&doc->arena, lines, sizeof *doc->lemmas);
        ok = doc->tags && doc->arcs && doc->lemmas;
    }
    if (!ok) return onr_err_set(r->err, ONR_NOMEM, 0, "out of memory while reading CoNLL-U");
    doc->map_n = 1;
    return ONR_OK;
}

onr_status onr_conllu_read(const char *bytes, size_t n, onr_conllu_what what, onr_doc *doc, onr_err *err) {
    reader r = {.doc = doc, .err = err, .fresh = 1};
    onr_status st = check_bytes(bytes, n, err);
    if (st == ONR_OK) st = reserve(&r, bytes, n, what);
    while (st == ONR_OK && r.at < n) {
        const char *p = bytes + r.at, *nl = memchr(p, '\n', n - r.at);
        size_t len = nl ? (size_t)(nl - p) : n - r.at, step = len + (nl != NULL);
        r.line++;
        st = read_line(&r, (onr_slice){p, len}, (onr_slice){p + step, n - r.at - step});
        r.at += step;
    }
    if (st == ONR_OK) st = end_sentence(&r);
    if (st != ONR_OK) return st;
    if (doc->tokens_n) doc->tokens[doc->tokens_n - 1].flags |= ONR_TOKEN_SPACE_AFTER;
    if (!r.want_tags) doc->tags = NULL;
    if (!r.want_arcs) doc->arcs = NULL;
    if (!r.want_lemmas) doc->lemmas = NULL;
    doc->source.media_type = "text/x-conllu";
    doc->source.bytes = n;
    onr_sha256_hex(bytes, n, doc->source.sha256);
    doc->meta.published_how = "none";
    doc->meta.language = NULL;
    return ONR_OK;
}
