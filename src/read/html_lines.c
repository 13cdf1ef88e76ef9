/* One walk over the lexer's tokens; a stack of what is open, as far as it has a class or is bold. Tags that are never
 * closed stay on the stack until an outer one ends; beyond DEPTH they are not kept. Cost: O(bytes). */
#include "read/html_lines.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "read/html_entity.h"
#include "read/html_lex.h"
#include "read/html_tag.h"

enum { DEPTH = 64, BYTES_MAX = 128 << 20 };

typedef struct open_tag {
    uint8_t tag;
    onr_slice style;
} open_tag;

typedef struct walk {
    onr_html_lex lex;
    open_tag stack[DEPTH];
    unsigned depth;
    onr_buf line;   /* its text so far, folded */
    int space;      /* white space came since its last byte */
    unsigned blank; /* line ends since the last text */
    onr_line about;
    /* one of the two takes the lines */
    onr_buf *text;
    onr_arena *arena;
    onr_line *lines;
    size_t n, cap;
    int failed;
} walk;

int onr_html_is_fragment(onr_slice s) {
    for (size_t i = 0; i + 2 < s.n; i++) {
        uint32_t points[2];
        if (s.p[i] == '&' && onr_html_entity(s.p + i, s.n - i, 0, points)) return 1;
        if (s.p[i] != '<') continue;
        size_t k = i + 1 + (s.p[i + 1] == '/');
        size_t from = k;
        while (k < s.n && ((s.p[k] | 0x20) >= 'a' ? (s.p[k] | 0x20) <= 'z' : s.p[k] >= '0' && s.p[k] <= '9')) k++;
        if (k > from && onr_html_tag_find(s.p + from, k - from) != ONR_TAG_OTHER && k < s.n &&
            strchr(" >/\n\t", s.p[k]))
            return 1;
    }
    return 0;
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static void keep_line(walk *w) {
    void *items = w->lines;
    char *copy = onr_arena_copy(w->arena, w->line.p, w->line.n);
    if (!copy || onr_arena_grow(w->arena, &items, &w->cap, w->n, w->n + 1, sizeof *w->lines) != 0) {
        w->failed = 1;
        return;
    }
    w->lines = items;
    w->about.text = (onr_slice){copy, w->line.n};
    w->lines[w->n++] = w->about;
}

/* End the line; `weight` 1 is a line end, 2 a paragraph's. */
static void end_line(walk *w, unsigned weight) {
    if (w->line.n) {
        if (w->text) {
            if (w->text->n) onr_buf_str(w->text, w->blank > 1 ? "\n\n" : w->blank ? "\n" : "");
            onr_buf_add(w->text, w->line.p, w->line.n);
        } else {
            w->about.blank_before = w->blank > 1;
            keep_line(w);
        }
        w->failed |= onr_buf_failed(&w->line);
        onr_buf_reset(&w->line);
        w->blank = 0;
    }
    w->space = 0;
    if (weight > 1 && w->blank < 2) w->blank = 2;
    else if (weight == 1) w->blank++;
}

static void begin_line(walk *w) {
    w->about = (onr_line){0};
    for (unsigned i = w->depth; i > 0; i--) {
        const open_tag *t = &w->stack[i - 1];
        if (!w->about.style.n) w->about.style = t->style;
        if (t->tag == ONR_TAG_B || t->tag == ONR_TAG_STRONG) w->about.bold = 1;
        if (t->tag >= ONR_TAG_H1 && t->tag <= ONR_TAG_H6) w->about.heading = (unsigned char)(t->tag - ONR_TAG_H1 + 1);
    }
}

static void add_bytes(walk *w, const char *p, size_t n) {
    if (!w->line.n) begin_line(w);
    if (w->space && w->line.n) onr_buf_char(&w->line, ' ');
    w->space = 0;
    onr_buf_add(&w->line, p, n);
}

static void add_point(walk *w, uint32_t c) {
    char out[4];
    if (c == 0xA0 || c <= ' ' || c == 0) w->space = 1;
    else add_bytes(w, out, onr_utf8_encode(c, out));
}

static int is_blank(char c) { return (unsigned char)c <= ' '; }

static void add_text(walk *w, const char *p, size_t n) {
    for (size_t i = 0; i < n;) {
        size_t from = i;
        while (i < n && !is_blank(p[i]) && p[i] != '&' && p[i] != '\xC2') i++;
        if (i > from) add_bytes(w, p + from, i - from);
        if (i == n) return;
        uint32_t points[2];
        size_t k = p[i] == '&' ? onr_html_entity(p + i, n - i, 0, points) : 0;
        if (k) {
            add_point(w, points[0]);
            if (points[1]) add_point(w, points[1]);
            i += k;
        } else if (is_blank(p[i])) w->space = 1, i++;
        else if (p[i] == '\xC2' && i + 1 < n && p[i + 1] == '\xA0') w->space = 1, i += 2;
        else add_bytes(w, p + i, 1), i++;
    }
}

/* ---- tags ------------------------------------------------------------------------------------------------------- */

static void open_element(walk *w, const onr_html_token *t) {
    unsigned flags = onr_html_tag_flags(t->tag);
    if (t->tag == ONR_TAG_BR) end_line(w, 1);
    else if (t->tag == ONR_TAG_P || t->tag == ONR_TAG_LI || (t->tag >= ONR_TAG_H1 && t->tag <= ONR_TAG_H6))
        end_line(w, 2);
    else if (flags & ONR_TAG_IS_BLOCK) end_line(w, t->tag == ONR_TAG_DIV || t->tag == ONR_TAG_TABLE ? 2 : 1);
    if (flags & (ONR_TAG_IS_VOID | ONR_TAG_IS_RAW) || t->closed || w->depth == DEPTH) return;
    w->stack[w->depth++] = (open_tag){t->tag, {w->lex.p + t->class_at, t->class_n}};
}

static void close_element(walk *w, const onr_html_token *t) {
    unsigned flags = onr_html_tag_flags(t->tag);
    if (flags & ONR_TAG_IS_BLOCK) end_line(w, t->tag == ONR_TAG_TR || t->tag == ONR_TAG_TD ? 1 : 2);
    for (unsigned i = w->depth; i > 0; i--) {
        if (w->stack[i - 1].tag != t->tag) continue;
        w->depth = i - 1;
        return;
    }
}

static void run(walk *w, onr_slice html) {
    onr_html_token t;
    onr_buf_init(&w->line, BYTES_MAX);
    onr_html_lex_init(&w->lex, html.p, (uint32_t)html.n);
    while (!w->failed && onr_html_next(&w->lex, &t)) {
        if (t.kind == ONR_HTML_START) open_element(w, &t);
        else if (t.kind == ONR_HTML_END) close_element(w, &t);
        else if (t.kind == ONR_HTML_TEXT && (t.mode == ONR_HTML_DATA || t.mode == ONR_HTML_CDATA))
            add_text(w, html.p + t.start, t.end - t.start);
    }
    end_line(w, 1);
    onr_buf_clear(&w->line);
}

void onr_html_plain(onr_slice html, onr_buf *out) {
    onr_buf own;
    onr_buf_init(&own, out->max);
    walk w = {.text = &own};
    run(&w, html);
    onr_buf_add(out, own.n ? own.p : "", own.n);
    if (w.failed || onr_buf_failed(&own)) out->failed = onr_buf_full(&own) ? 2 : 1;
    onr_buf_clear(&own);
}

int onr_html_lines(onr_slice html, onr_arena *arena, onr_line **lines, size_t *n) {
    walk w = {.arena = arena};
    run(&w, html);
    *lines = w.lines;
    *n = w.n;
    return w.failed ? -1 : 0;
}
