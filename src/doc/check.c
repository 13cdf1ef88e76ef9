/* Every invariant of the layers, said once in code. A stage's tests and fuzz targets call it after the stage; nothing
 * here trusts that an earlier layer was right unless it was checked first, so the order below is that of the layers.
 * The first broken invariant is reported with its layer and index. Records are checked in check_records.c.
 *
 * Cost: O(text + items), with one byte a token of scratch for the cycle check. */
#include "doc/check.h"

#include <math.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/date.h"

onr_status onr_check_fail(onr_err *err, const char *layer, uint32_t i, const char *what) {
    return onr_err_set(err, ONR_INTERNAL, 0, "document: %s %lu: %s", layer, (unsigned long)i, what);
}
#define FAIL_IF(condition, layer, i, what)                                                                             \
    do {                                                                                                               \
        if (condition) return onr_check_fail(err, (layer), (i), (what));                                               \
    } while (0)

int onr_check_span(const onr_doc *doc, onr_span s) {
    return s.start < s.end && s.end <= doc->text_n && onr_utf8_boundary(doc->text, doc->text_n, s.start) &&
           onr_utf8_boundary(doc->text, doc->text_n, s.end);
}

int onr_check_span_or_none(const onr_doc *doc, onr_span s) {
    return (s.start == 0 && s.end == 0) || onr_check_span(doc, s);
}

static int is_range(const onr_doc *doc, onr_range r) { return r.from < r.to && r.to <= doc->tokens_n; }

/* A date may know its year only, or year and month; a full one must exist. */
static int is_date(onr_date d) {
    if (d.year == 0) return d.month == 0 && d.day == 0;
    if (d.month == 0) return d.day == 0;
    return d.day == 0 ? d.month <= 12 : onr_date_exists(d);
}

int onr_check_forest(const onr_doc *doc, uint32_t n, onr_check_parent parent, onr_status *st) {
    enum { NEW, ON_THE_WAY, DONE };
    *st = ONR_OK;
    if (n == 0) return 1;
    unsigned char *state = onr_mem_zalloc(n, 1);
    if (!state) return *st = ONR_NOMEM, 0;
    int sound = 1;
    for (uint32_t i = 0; i < n && sound; i++) {
        uint32_t j = i; /* climb until something known; each item is coloured twice at most */
        for (; j != ONR_NONE && state[j] == NEW; j = parent(doc, j)) state[j] = ON_THE_WAY;
        if (j != ONR_NONE && state[j] == ON_THE_WAY) sound = 0;
        for (j = i; j != ONR_NONE && state[j] == ON_THE_WAY && sound; j = parent(doc, j)) state[j] = DONE;
    }
    onr_mem_free(state);
    return sound;
}

static onr_status check_text(const onr_doc *doc, onr_err *err) {
    FAIL_IF(doc->text_n && !doc->text, "text", 0, "is missing");
    if (!doc->text) return ONR_OK;
    FAIL_IF(doc->text_n > ONR_DOC_TEXT_MAX, "text", doc->text_n, "is longer than ONR_DOC_TEXT_MAX");
    FAIL_IF(doc->text[doc->text_n] != '\0', "text", doc->text_n, "does not end in NUL");
    size_t bad = onr_utf8_check(doc->text, doc->text_n);
    FAIL_IF(bad != doc->text_n, "text", (uint32_t)bad, "is not valid UTF-8 at this byte");
    const char *nul = doc->text_n ? memchr(doc->text, 0, doc->text_n) : NULL;
    FAIL_IF(nul, "text", (uint32_t)(nul - doc->text), "has a NUL at this byte");
    return ONR_OK;
}

static onr_status check_map(const onr_doc *doc, onr_err *err) {
    for (uint32_t i = 0; i < doc->map_n; i++) {
        const onr_run *r = &doc->map[i];
        uint32_t end = i + 1 < doc->map_n ? r[1].text : doc->text_n;
        uint64_t byte_end = i + 1 < doc->map_n ? r[1].byte : doc->source.bytes;
        FAIL_IF(i == 0 && r->text != 0, "run", i, "does not begin with the text");
        FAIL_IF(r->text >= end || end > doc->text_n, "run", i, "is empty, out of order or outside the text");
        FAIL_IF(!onr_utf8_boundary(doc->text, doc->text_n, r->text), "run", i, "begins inside a character");
        FAIL_IF(r->same > 1, "run", i, "has a flag that is not 0 or 1");
        FAIL_IF(r->byte > byte_end, "run", i, "goes back in the source");
        FAIL_IF(r->bytes && (r->same || r->bytes > byte_end - r->byte), "run", i, "reaches into the next one's bytes");
        FAIL_IF(r->same && byte_end - r->byte < end - r->text, "run", i, "is longer than its source bytes");
    }
    return ONR_OK;
}

/* Is text [from, to) white space only? */
static int is_blank(const onr_doc *doc, uint32_t from, uint32_t to) {
    for (uint32_t i = from, k, c; i < to; i += k) {
        k = (uint32_t)onr_utf8_decode(doc->text + i, to - i, &c);
        if (!onr_char_is_space(c)) return 0;
    }
    return 1;
}

static onr_status check_blocks(const onr_doc *doc, onr_err *err) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->blocks_n; i++) {
        onr_span s = doc->blocks[i].span;
        FAIL_IF(!onr_check_span(doc, s), "block", i, "has no valid span");
        FAIL_IF(s.start < at, "block", i, "begins before the end of the one before");
        FAIL_IF(!is_blank(doc, at, s.start), "block", i, "has words before it that are in no block");
        FAIL_IF(doc->blocks[i].kind > ONR_BLOCK_CREDIT, "block", i, "has no known kind");
        at = s.end;
    }
    FAIL_IF(doc->blocks_n && !is_blank(doc, at, doc->text_n), "block", doc->blocks_n - 1, "has words after it");
    return ONR_OK;
}

static onr_status check_meta(const onr_doc *doc, onr_err *err) {
    for (uint32_t i = 0; i < doc->warnings_n; i++) {
        const onr_warning *w = &doc->warnings[i];
        FAIL_IF(!w->message || !*w->message, "warning", i, "has no message");
        FAIL_IF(strchr(w->message, '\n'), "warning", i, "is more than one line");
        FAIL_IF(!onr_check_span_or_none(doc, w->span), "warning", i, "has no valid span");
    }
    FAIL_IF(!onr_check_span_or_none(doc, doc->meta.title), "meta", 0, "the title has no valid span");
    FAIL_IF(!is_date(doc->meta.published), "meta", 0, "the publication date is none");
    FAIL_IF(doc->meta.published.year && !doc->meta.published_how, "meta", 0, "a publication date without how");
    return ONR_OK;
}

static onr_status check_tokens(const onr_doc *doc, onr_err *err) {
    const unsigned known = ONR_TOKEN_SPACE_AFTER | ONR_TOKEN_MWT_HEAD | ONR_TOKEN_MWT_TAIL;
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->tokens_n; i++) {
        const onr_token *t = &doc->tokens[i];
        onr_span s = {t->start, t->end};
        FAIL_IF(!onr_check_span(doc, s), "token", i, "has no valid span");
        FAIL_IF(s.start < at, "token", i, "begins before the end of the one before");
        FAIL_IF(t->block >= doc->blocks_n, "token", i, "names a block that is not there");
        FAIL_IF(!onr_span_within(s, doc->blocks[t->block].span), "token", i, "is not inside its block");
        FAIL_IF(t->flags & ~known, "token", i, "has an unknown flag");
        int tail = (t->flags & ONR_TOKEN_MWT_TAIL) != 0, head = (t->flags & ONR_TOKEN_MWT_HEAD) != 0;
        int after = i > 0 && (t[-1].flags & (ONR_TOKEN_MWT_HEAD | ONR_TOKEN_MWT_TAIL)) && t[-1].block == t->block;
        FAIL_IF(head && tail, "token", i, "is head and tail of a multiword token");
        FAIL_IF(tail && !after, "token", i, "is the tail of a multiword token without a head");
        at = s.end;
    }
    return ONR_OK;
}

/* SPACE_AFTER is set where white space or the block's end follows, and only there. */
static onr_status check_spaces(const onr_doc *doc, onr_err *err) {
    for (uint32_t i = 0; i < doc->tokens_n; i++) {
        const onr_token *t = &doc->tokens[i];
        int last = i + 1 == doc->tokens_n || t[1].block != t->block;
        int touches = !last && t[1].start == t->end;
        int flag = (t->flags & ONR_TOKEN_SPACE_AFTER) != 0;
        FAIL_IF(touches && flag, "token", i, "says that space follows, but a token does");
        FAIL_IF(!last && !touches && !flag, "token", i, "says that no space follows, but it does");
    }
    return ONR_OK;
}

static onr_status check_sents(const onr_doc *doc, onr_err *err) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->sents_n; i++) {
        onr_range r = doc->sents[i].tok;
        FAIL_IF(!is_range(doc, r), "sentence", i, "is empty or outside the tokens");
        FAIL_IF(r.from != at, "sentence", i, "does not begin where the one before ends");
        FAIL_IF(doc->tokens[r.from].block != doc->tokens[r.to - 1].block, "sentence", i, "crosses a block end");
        FAIL_IF(doc->sents[i].cut > 1, "sentence", i, "has a flag that is not 0 or 1");
        at = r.to;
    }
    FAIL_IF(doc->sents_n && at != doc->tokens_n, "sentence", doc->sents_n - 1, "is the last, but tokens follow");
    return ONR_OK;
}

static onr_status check_tags(const onr_doc *doc, onr_err *err) {
    for (uint32_t i = 0; doc->tags && i < doc->tokens_n; i++)
        FAIL_IF(doc->tags[i].upos >= ONR_UPOS_COUNT || doc->tags[i].xpos >= ONR_XPOS_COUNT, "tag", i, "is unknown");
    for (uint32_t i = 0; doc->lemmas && i < doc->tokens_n; i++) {
        onr_slice l = doc->lemmas[i];
        FAIL_IF(!l.p || l.n == 0, "lemma", i, "is empty");
        FAIL_IF(onr_utf8_check(l.p, l.n) != l.n, "lemma", i, "is not valid UTF-8");
    }
    return ONR_OK;
}

static uint32_t head_of(const onr_doc *doc, uint32_t i) { return doc->arcs[i].head; }

static onr_status check_arcs(const onr_doc *doc, onr_err *err) {
    if (!doc->arcs) return ONR_OK;
    FAIL_IF(doc->tokens_n && !doc->sents_n, "arc", 0, "stands without sentences");
    for (uint32_t s = 0; s < doc->sents_n; s++) {
        onr_range r = doc->sents[s].tok;
        uint32_t roots = 0;
        for (uint32_t i = r.from; i < r.to; i++) {
            uint32_t h = doc->arcs[i].head;
            FAIL_IF(doc->arcs[i].rel >= ONR_DEPREL_COUNT, "arc", i, "has no known relation");
            FAIL_IF(h != ONR_NONE && (h < r.from || h >= r.to), "arc", i, "leaves its sentence");
            FAIL_IF((h == ONR_NONE) != (doc->arcs[i].rel == ONR_DEPREL_ROOT), "arc", i, "root and relation disagree");
            roots += h == ONR_NONE;
        }
        FAIL_IF(roots != 1, "sentence", s, "has not exactly one root");
    }
    onr_status st;
    int sound = onr_check_forest(doc, doc->tokens_n, head_of, &st);
    if (st != ONR_OK) return onr_err_set(err, st, 0, "document: out of memory while checking");
    FAIL_IF(!sound, "arc", 0, "the trees have a cycle");
    return ONR_OK;
}

static onr_status check_names(const onr_doc *doc, onr_err *err) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->names_n; i++) {
        const onr_name *n = &doc->names[i];
        FAIL_IF(!is_range(doc, n->tok), "name", i, "is empty or outside the tokens");
        FAIL_IF(n->tok.from < at, "name", i, "begins before the end of the one before");
        FAIL_IF(n->kind >= ONR_NAME_COUNT, "name", i, "has no known kind");
        FAIL_IF(!(n->score >= 0 && n->score <= 1), "name", i, "has a score outside 0..1");
        FAIL_IF(doc->sents_n && onr_doc_sent_of(doc, n->tok.from) != onr_doc_sent_of(doc, n->tok.to - 1), "name", i,
                "crosses a sentence end");
        at = n->tok.to;
    }
    return ONR_OK;
}

static onr_status check_marks(const onr_doc *doc, onr_err *err) {
    for (uint32_t i = 0; i < doc->marks_n; i++) {
        const onr_mark *m = &doc->marks[i];
        FAIL_IF(!is_range(doc, m->tok), "mark", i, "is empty or outside the tokens");
        FAIL_IF(m->layer >= ONR_LAYER_COUNT, "mark", i, "has no known layer");
        FAIL_IF(m->kind >= ONR_MARK_COUNT, "mark", i, "has no known kind");
        FAIL_IF(m->attr >= ONR_ATTR_COUNT && m->attr != UINT8_MAX, "mark", i, "has no known attribute");
        FAIL_IF(isnan(m->score), "mark", i, "has no score");
    }
    for (uint32_t i = 0; i < doc->links_n; i++) {
        const onr_link *l = &doc->links[i];
        FAIL_IF(l->mark >= doc->marks_n, "link", i, "names a mark that is not there");
        FAIL_IF(l->role >= ONR_ROLE_COUNT, "link", i, "has no known role");
        FAIL_IF(!is_range(doc, l->tok), "link", i, "is empty or outside the tokens");
        FAIL_IF(isnan(l->score), "link", i, "has no score");
    }
    return ONR_OK;
}

onr_status onr_doc_check(const onr_doc *doc, onr_err *err) {
    static onr_status (*const layers[])(const onr_doc *, onr_err *) = {
        check_text,  check_map,  check_blocks, check_meta,  check_tokens, check_spaces,
        check_sents, check_tags, check_arcs,   check_names, check_marks,  onr_check_records};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        onr_status st = layers[i](doc, err);
        if (st != ONR_OK) return st;
    }
    return ONR_OK;
}
