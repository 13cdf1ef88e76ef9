/* Lines to text with a map. White space is folded as a browser shows it; a folded blank that is one in the page stays
 * part of its run, so that most paragraphs are one run. Blocks begin and end with a character that is no white space.
 *
 * Invariants of the runs: ascending in text and in page offsets, never empty; a same run holds the page's own bytes,
 * another one says how many bytes it stands for (but for the blank line between blocks).
 * Cost: O(bytes). */
#include "base/utf8.h"
#include "read/html_entity.h"
#include "read/page.h"

static int reserve(onr_page_out *o, size_t text) {
    void *t = o->text, *r = o->runs;
    if (onr_arena_grow(o->arena, &t, &o->text_cap, o->text_n, o->text_n + text + 1, 1) != 0 ||
        onr_arena_grow(o->arena, &r, &o->runs_cap, o->runs_n, o->runs_n + 1, sizeof *o->runs) != 0)
        o->failed = 1;
    if (o->failed) return 0;
    o->text = t;
    o->runs = r;
    return 1;
}

static void put_same(onr_page_out *o, const char *page, uint32_t at, uint32_t n) {
    if (n == 0 || !reserve(o, n)) return;
    if (o->same_end != at) o->runs[o->runs_n++] = (onr_run){.text = (uint32_t)o->text_n, .same = 1, .byte = at};
    memcpy(o->text + o->text_n, page + at, n);
    o->text_n += n;
    o->same_end = at + n;
}

/* n bytes of text for the page bytes [at, at + bytes); bytes 0: for what lies before the next run. */
static void put_other(onr_page_out *o, const char *p, size_t n, uint32_t at, size_t bytes) {
    if (n == 0 || !reserve(o, n)) return;
    if (bytes > UINT16_MAX) bytes = 0;
    o->runs[o->runs_n++] = (onr_run){.text = (uint32_t)o->text_n, .same = 0, .bytes = (uint16_t)bytes, .byte = at};
    memcpy(o->text + o->text_n, p, n);
    o->text_n += n;
    o->same_end = UINT32_MAX;
}

static uint32_t block_start(const onr_page_out *o) { return o->blocks[o->blocks_n].span.start; }

/* Does the open block end in a blank, or has it nothing yet? */
static int after_space(const onr_page_out *o) { return o->text_n == block_start(o) || o->text[o->text_n - 1] == ' '; }

void onr_page_open(onr_page_out *o, uint32_t at) {
    void *b = o->blocks;
    if (o->failed) return;
    if (onr_arena_grow(o->arena, &b, &o->blocks_cap, o->blocks_n, o->blocks_n + 1, sizeof *o->blocks) != 0) {
        o->failed = 1;
        return;
    }
    o->blocks = b;
    if (o->text_n) put_other(o, "\n\n", 2, at, 0);
    o->blocks[o->blocks_n].span.start = (uint32_t)o->text_n;
}

static void put_space(onr_page_out *o, uint32_t at, size_t bytes) {
    if (!o->failed && !after_space(o)) put_other(o, " ", 1, at, bytes);
}

void onr_page_cut(onr_page_out *o, size_t n) {
    o->text_n = n;
    while (o->runs_n && o->runs[o->runs_n - 1].text >= n) o->runs_n--;
    o->same_end = UINT32_MAX;
}

int onr_page_close(onr_page_out *o, uint8_t kind) {
    if (o->failed) return 0;
    uint32_t start = block_start(o), c;
    size_t k, n = o->text_n;
    int seen = 0;
    while (n > start && (k = onr_utf8_before(o->text + start, n - start, &c)) != 0 && onr_char_is_space(c)) n -= k;
    if (n < o->text_n) onr_page_cut(o, n);
    for (size_t i = start; i < n && !seen; i += k) {
        k = onr_utf8_decode(o->text + i, n - i, &c);
        seen = onr_char_is_letter(c) || onr_char_is_digit(c);
    }
    if (!seen) { /* take back the block and the blank line before it */
        onr_page_cut(o, o->blocks_n ? o->blocks[o->blocks_n - 1].span.end : 0);
        return 0;
    }
    o->blocks[o->blocks_n].span.end = (uint32_t)n;
    o->blocks[o->blocks_n++].kind = kind;
    return 1;
}

/* What a reference or an escape of `bytes` bytes stands for: one code point, or two. */
static void put_points(onr_page_out *o, const uint32_t points[2], uint32_t at, size_t bytes) {
    char out[8];
    uint32_t c = points[0];
    if (c == 0) return;
    if (c < 0x20 || c == 0x7F) c = ' ';
    if (c == ' ') put_space(o, at, bytes);
    if (c == ' ' || (onr_char_is_space(c) && o->text_n == block_start(o))) return;
    size_t n = onr_utf8_encode(c, out);
    if (points[1]) n += onr_utf8_encode(points[1], out + n);
    put_other(o, out, n, at, bytes);
}

static int is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Does a byte stand for itself? */
static int is_plain(char c, int json) { return !is_blank(c) && c != '&' && (c != '\\' || !json); }

/* Is the byte at i, behind one that is no blank, a blank that stays as it is? */
static int is_single(const char *p, uint32_t i, uint32_t end) {
    return p[i] == ' ' && i + 1 < end && !is_blank(p[i + 1]);
}

/* Blanks at i: one is kept. Returns where they end. */
static uint32_t put_blanks(onr_page_out *o, const char *p, uint32_t i, uint32_t end) {
    uint32_t from = i;
    while (i < end && is_blank(p[i])) i++;
    if (after_space(o)) return i;
    if (p[from] == ' ') put_same(o, p, from, 1);
    else put_other(o, " ", 1, from, 1);
    return i;
}

/* At the beginning of a block: white space that is more than a byte is passed over. */
static uint32_t skip_wide(const onr_page_out *o, const char *p, uint32_t i, uint32_t end) {
    uint32_t c;
    while (i < end && o->text_n == block_start(o)) {
        size_t k = onr_utf8_decode(p + i, end - i, &c);
        if (!onr_char_is_space(c)) break;
        i += (uint32_t)k;
    }
    return i;
}

/* What stands for something else at i: an entity or an escape. Returns its bytes; 0: it stands for itself. */
static size_t put_code(onr_page_out *o, const char *p, uint32_t i, uint32_t end, int json) {
    uint32_t points[2] = {0, 0};
    size_t k = 0;
    if (p[i] == '&') k = onr_html_entity(p + i, end - i, 0, points);
    else if (json && p[i] == '\\') k = onr_page_json_escape(p + i, end - i, &points[0]);
    if (!k) return 0;
    put_points(o, points, i, k);
    return k;
}

void onr_page_put(onr_page_out *o, const char *p, uint32_t start, uint32_t end, int json) {
    for (uint32_t i = start; i < end && !o->failed;) {
        if (o->text_n == block_start(o)) i = skip_wide(o, p, i, end);
        uint32_t from = i;
        while (i < end && (is_plain(p[i], json) || (i > from && is_single(p, i, end)))) i++;
        put_same(o, p, from, i - from);
        if (i >= end) return;
        if (is_blank(p[i])) {
            i = put_blanks(o, p, i, end);
            continue;
        }
        size_t k = put_code(o, p, i, end, json);
        if (k) i += (uint32_t)k;
        else put_same(o, p, i++, 1);
    }
}

int onr_page_put_line(const onr_page *page, const onr_page_line *line, onr_page_out *o, uint8_t kind) {
    const onr_html_node *nodes = page->tree.nodes;
    onr_page_open(o, nodes[line->from].start);
    for (uint32_t i = line->from; i < line->to && !o->failed; i++) {
        const onr_html_node *x = &nodes[i];
        if (page->info[i].out) {
            i = x->after - 1;
            continue;
        }
        if (x->kind == ONR_HTML_START && x->tag == ONR_TAG_BR) put_space(o, x->start, x->end - x->start);
        if (x->kind == ONR_HTML_TEXT) onr_page_put(o, page->tree.page, x->start, x->end, 0);
    }
    return onr_page_close(o, kind);
}
