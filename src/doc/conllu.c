/* Writing CoNLL-U. Method: one walk over sentences and tokens with one cursor for each layer of ranges (names, marks by
 * layer), which are in token order; O(tokens + marks). Reading stands in conllu_read.c. */
#include "doc/conllu.h"

#include <string.h>

/* A place in a list of ranges that only moves forwards. */
typedef struct cursor {
    uint32_t at;
} cursor;

typedef struct cursors {
    cursor name, mark[ONR_LAYER_COUNT];
} cursors;

/* Text of a column: white space and control characters would break the line. */
static void column(onr_buf *out, onr_slice s) {
    if (s.n == 0) onr_buf_char(out, '_');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        onr_buf_char(out, (unsigned char)c < 0x20 || c == 0x7F ? ' ' : c);
    }
}

static void misc(onr_buf *out, int *any) {
    if ((*any)++) onr_buf_char(out, '|');
}

static char bio(onr_range r, uint32_t token) { return r.from == token ? 'B' : 'I'; }

static void write_names(const onr_doc *doc, uint32_t t, cursor *c, int *any, onr_buf *out) {
    while (c->at < doc->names_n && doc->names[c->at].tok.to <= t) c->at++;
    if (c->at >= doc->names_n || doc->names[c->at].tok.from > t) return;
    const onr_name *x = &doc->names[c->at];
    misc(out, any);
    onr_buf_fmt(out, "NER=%c-%s", bio(x->tok, t), onr_label_name(ONR_LABELS_NAME, x->kind));
}

static void write_marks(const onr_doc *doc, uint32_t t, cursors *c, int *any, onr_buf *out) {
    static const char *const keys[ONR_LAYER_COUNT] = {"Statement", "Act", "Number", "Attribution"};
    for (unsigned layer = 0; layer < ONR_LAYER_COUNT; layer++) {
        uint32_t i = c->mark[layer].at;
        while (i < doc->marks_n && (doc->marks[i].layer != layer || doc->marks[i].tok.to <= t)) i++;
        c->mark[layer].at = i;
        if (i >= doc->marks_n || doc->marks[i].tok.from > t) continue;
        misc(out, any);
        onr_buf_fmt(out, "%s=%c-%s", keys[layer], bio(doc->marks[i].tok, t),
                    onr_label_name(ONR_LABELS_MARK, doc->marks[i].kind));
    }
}

static void write_tree(const onr_doc *doc, const onr_sent *s, uint32_t t, onr_buf *out) {
    if (!doc->arcs) {
        onr_buf_str(out, "\t_\t_");
        return;
    }
    uint32_t head = doc->arcs[t].head;
    int inside = head != ONR_NONE && head >= s->tok.from && head < s->tok.to;
    onr_buf_fmt(out, "\t%lu\t%s", inside ? (unsigned long)(head - s->tok.from + 1) : 0ul,
                onr_label_name(ONR_LABELS_DEPREL, doc->arcs[t].rel));
}

static void write_word(const onr_doc *doc, const onr_sent *s, uint32_t t, cursors *c, onr_buf *out) {
    const onr_token *tok = &doc->tokens[t];
    onr_buf_fmt(out, "%lu\t", (unsigned long)(t - s->tok.from + 1));
    column(out, onr_doc_slice(doc, (onr_span){tok->start, tok->end}));
    onr_buf_char(out, '\t');
    column(out, doc->lemmas ? doc->lemmas[t] : (onr_slice){"", 0});
    if (doc->tags)
        onr_buf_fmt(out, "\t%s\t%s", onr_label_name(ONR_LABELS_UPOS, doc->tags[t].upos),
                    onr_label_name(ONR_LABELS_XPOS, doc->tags[t].xpos));
    else onr_buf_str(out, "\t_\t_");
    onr_buf_str(out, "\t_");
    write_tree(doc, s, t, out);
    onr_buf_str(out, "\t_\t");
    int any = 0;
    misc(out, &any);
    onr_buf_fmt(out, "Bytes=%lu:%lu", (unsigned long)tok->start, (unsigned long)tok->end);
    write_names(doc, t, &c->name, &any, out);
    write_marks(doc, t, c, &any, out);
    /* a word of a multiword token carries no SpaceAfter: its surface line does */
    if (!(tok->flags & (ONR_TOKEN_SPACE_AFTER | ONR_TOKEN_MWT_HEAD | ONR_TOKEN_MWT_TAIL)))
        onr_buf_str(out, "|SpaceAfter=No");
    onr_buf_char(out, '\n');
}

/* The line "3-4 don't" before the words of a multiword token. */
static void write_surface(const onr_doc *doc, const onr_sent *s, uint32_t t, onr_buf *out) {
    uint32_t end = t + 1;
    while (end < s->tok.to && doc->tokens[end].flags & ONR_TOKEN_MWT_TAIL) end++;
    onr_buf_fmt(out, "%lu-%lu\t", (unsigned long)(t - s->tok.from + 1), (unsigned long)(end - s->tok.from));
    column(out, onr_doc_slice(doc, onr_doc_tokens_span(doc, (onr_range){t, end})));
    onr_buf_str(out, "\t_\t_\t_\t_\t_\t_\t_\t");
    onr_buf_str(out, doc->tokens[end - 1].flags & ONR_TOKEN_SPACE_AFTER ? "_\n" : "SpaceAfter=No\n");
}

static void write_sentence(const onr_doc *doc, uint32_t i, const onr_sent *s, cursors *c, onr_buf *out) {
    const onr_token *first = &doc->tokens[s->tok.from];
    if (s->tok.from == 0 || first[-1].block != first->block) onr_buf_str(out, "# newpar\n");
    onr_buf_fmt(out, "# sent_id = %lu\n# text = ", (unsigned long)i + 1);
    column(out, onr_doc_slice(doc, onr_doc_tokens_span(doc, s->tok)));
    onr_buf_char(out, '\n');
    for (uint32_t t = s->tok.from; t < s->tok.to; t++) {
        if (doc->tokens[t].flags & ONR_TOKEN_MWT_HEAD) write_surface(doc, s, t, out);
        write_word(doc, s, t, c, out);
    }
    onr_buf_char(out, '\n');
}

/* Before sentences are found, a block stands for one. */
static void write_blocks(const onr_doc *doc, cursors *c, onr_buf *out) {
    onr_sent s = {{0, 0}, 0};
    for (uint32_t i = 0; s.tok.from < doc->tokens_n; i++, s.tok.from = s.tok.to) {
        while (s.tok.to < doc->tokens_n && doc->tokens[s.tok.to].block == doc->tokens[s.tok.from].block) s.tok.to++;
        write_sentence(doc, i, &s, c, out);
    }
}

void onr_conllu_write(const onr_doc *doc, onr_buf *out) {
    cursors c = {0};
    onr_buf_str(out, "# newdoc\n");
    for (uint32_t i = 0; i < doc->warnings_n; i++) {
        onr_buf_str(out, "# warning = ");
        column(out, onr_slice_of(doc->warnings[i].message));
        onr_buf_char(out, '\n');
    }
    if (!doc->sents_n) write_blocks(doc, &c, out);
    for (uint32_t i = 0; i < doc->sents_n; i++)
        if (doc->sents[i].tok.from < doc->sents[i].tok.to) write_sentence(doc, i, &doc->sents[i], &c, out);
}
