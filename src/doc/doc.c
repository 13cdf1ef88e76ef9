/* The document's memory, its small look-ups. Layers are parallel arrays in one arena; look-ups by offset are binary
 * searches, since every layer is in text order. */
#include "doc/doc.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/search.h"

void onr_doc_init(onr_doc *doc, size_t arena_cap) {
    memset(doc, 0, sizeof *doc);
    onr_arena_init(&doc->arena, arena_cap);
}

void onr_doc_reset(onr_doc *doc) {
    onr_arena arena = doc->arena;
    onr_arena_reset(&arena);
    memset(doc, 0, sizeof *doc);
    doc->arena = arena;
}

void onr_doc_clear(onr_doc *doc) {
    onr_arena_clear(&doc->arena);
    memset(doc, 0, sizeof *doc);
}

onr_slice onr_doc_slice(const onr_doc *doc, onr_span s) {
    if (s.end > doc->text_n || s.start > s.end) return (onr_slice){"", 0};
    return (onr_slice){doc->text + s.start, s.end - s.start};
}

int onr_doc_is_apart(const onr_doc *doc, uint32_t tok) {
    uint32_t b = tok < doc->tokens_n ? doc->tokens[tok].block : ONR_NONE;
    return b < doc->blocks_n && (doc->blocks[b].kind == ONR_BLOCK_DATE || doc->blocks[b].kind == ONR_BLOCK_CREDIT);
}

onr_span onr_doc_tokens_span(const onr_doc *doc, onr_range tok) {
    if (tok.from >= tok.to || tok.to > doc->tokens_n) return (onr_span){0, 0};
    return (onr_span){doc->tokens[tok.from].start, doc->tokens[tok.to - 1].end};
}

uint32_t onr_doc_token_at(const onr_doc *doc, uint32_t at) {
    return ONR_FIRST_ABOVE(doc->tokens, doc->tokens_n, end, at);
}

uint32_t onr_doc_block_at(const onr_doc *doc, uint32_t at) {
    return ONR_FIRST_ABOVE(doc->blocks, doc->blocks_n, span.end, at);
}

uint32_t onr_doc_sent_of(const onr_doc *doc, uint32_t tok) {
    uint32_t i = ONR_FIRST_ABOVE(doc->sents, doc->sents_n, tok.to, tok);
    return i < doc->sents_n && doc->sents[i].tok.from <= tok ? i : ONR_NONE;
}

uint32_t onr_doc_date_at(const onr_doc *doc, uint32_t at) {
    return ONR_FIRST_ABOVE(doc->dates, doc->dates_n, span.end, at);
}

uint32_t onr_doc_mention_from(const onr_doc *doc, uint32_t at) {
    return ONR_FIRST_FROM(doc->mentions, doc->mentions_n, span.start, at);
}

const onr_mention *onr_doc_mention_in(const onr_doc *doc, onr_span s) {
    const onr_mention *last = NULL;
    for (uint32_t i = onr_doc_mention_from(doc, s.start); i < doc->mentions_n && doc->mentions[i].span.start < s.end;
         i++)
        if (onr_span_within(doc->mentions[i].span, s)) last = &doc->mentions[i];
    return last;
}

const onr_mention *onr_doc_mention_over(const onr_doc *doc, uint32_t at) {
    enum { NEAR = 16 };
    const onr_mention *best = NULL;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = onr_doc_mention_from(doc, at + 1), back = 0; i > 0 && back < NEAR; back++) {
        const onr_mention *m = &doc->mentions[--i];
        uint32_t n = m->span.end - m->span.start;
        if (at < m->span.end && n < least) least = n, best = m;
    }
    return best;
}

uint32_t onr_doc_name_at(const onr_doc *doc, uint32_t tok) {
    return ONR_FIRST_ABOVE(doc->names, doc->names_n, tok.to, tok);
}

onr_status onr_doc_no_memory(onr_err *err) {
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory: the document is too large for its budget");
}

void onr_doc_line_column(const onr_doc *doc, uint32_t at, uint32_t *line, uint32_t *column) {
    uint32_t l = 1, c = 1;
    for (uint32_t i = 0; i < at && i < doc->text_n; i++) {
        unsigned char b = (unsigned char)doc->text[i];
        if (b == '\n') l++, c = 1;
        else if ((b & 0xC0) != 0x80) c++;
    }
    *line = l;
    *column = c;
}

/* The run that text offset `at` lies in; map_n when the map is empty. */
static uint32_t run_of(const onr_doc *doc, uint32_t at) {
    uint32_t next = ONR_FIRST_ABOVE(doc->map, doc->map_n, text, at);
    return next ? next - 1 : doc->map_n;
}

void onr_doc_source_span(const onr_doc *doc, onr_span s, uint64_t *start, uint64_t *end) {
    *start = s.start;
    *end = s.end;
    if (!doc->map_n) return;
    uint32_t r = run_of(doc, s.start);
    *start = doc->map[r].byte + (doc->map[r].same ? s.start - doc->map[r].text : 0);
    if (s.end <= s.start) {
        *end = *start;
        return;
    }
    r = run_of(doc, s.end - 1);
    if (doc->map[r].same) *end = doc->map[r].byte + (s.end - doc->map[r].text);
    else if (doc->map[r].bytes) *end = doc->map[r].byte + doc->map[r].bytes;
    else *end = r + 1 < doc->map_n ? doc->map[r + 1].byte : doc->source.bytes;
}

onr_status onr_doc_warn(onr_doc *doc, onr_span where, const char *fmt, ...) {
    char line[512];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    char *message = onr_arena_copy(&doc->arena, line, strlen(line));
    void *items = doc->warnings;
    if (!message || onr_arena_grow(&doc->arena, &items, &doc->warnings_cap, doc->warnings_n, doc->warnings_n + 1u,
                                   sizeof *doc->warnings) != 0)
        return ONR_NOMEM;
    doc->warnings = items;
    doc->warnings[doc->warnings_n++] = (onr_warning){message, where};
    return ONR_OK;
}
