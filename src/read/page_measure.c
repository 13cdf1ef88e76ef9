/* Lines and counts. A line is a stretch of inline content inside one block element: it ends where a block element
 * begins or ends, and at two <br> in a row. So a paragraph is found whether the page wrote <p>, <div> or text with
 * breaks. Counts go up from the lines to all ancestors by one walk backwards (a parent comes before its children).
 * Cost: O(nodes + bytes of text). */
#include "read/html_entity.h"
#include "read/page.h"

enum { PARAGRAPH_LEAST = 80 };

static int is_unseen(uint8_t tag) {
    switch (tag) {
    case ONR_TAG_SCRIPT:
    case ONR_TAG_STYLE:
    case ONR_TAG_NOSCRIPT:
    case ONR_TAG_TEMPLATE:
    case ONR_TAG_SVG:
    case ONR_TAG_IFRAME:
    case ONR_TAG_OBJECT:
    case ONR_TAG_CANVAS:
    case ONR_TAG_AUDIO:
    case ONR_TAG_VIDEO:
    case ONR_TAG_TEXTAREA:
    case ONR_TAG_SELECT:
    case ONR_TAG_NOEMBED:
    case ONR_TAG_NOFRAMES:
    case ONR_TAG_HEAD:
    case ONR_TAG_TITLE:
    case ONR_TAG_MAP: return 1;
    default: return 0;
    }
}

static void inherit(onr_page *page) {
    const onr_html_node *nodes = page->tree.nodes;
    for (uint32_t i = 1; i < page->tree.nodes_n; i++) {
        const onr_html_node *x = &nodes[i];
        const onr_page_node *up = &page->info[x->parent];
        onr_page_node *y = &page->info[i];
        int block = x->kind == ONR_HTML_START && onr_html_tag_flags(x->tag) & ONR_TAG_IS_BLOCK;
        y->block = block ? i : up->block;
        y->link = up->link || (x->kind == ONR_HTML_START && x->tag == ONR_TAG_A);
        y->out = up->out ? up->out : is_unseen(x->tag) && x->kind == ONR_HTML_START ? ONR_PAGE_UNSEEN : ONR_PAGE_KEPT;
    }
}

/* Count what is seen of a text; a non-breaking space is white space. */
static void count(const char *p, const onr_html_node *x, int link, onr_page_line *line) {
    uint32_t seen = 0;
    for (uint32_t i = x->start; i < x->end; i++) {
        unsigned char c = (unsigned char)p[i];
        if (c <= ' ') continue;
        if (c >= '@' && c < 0x80) { /* letters: nothing else to ask */
            seen++;
            continue;
        }
        if (c == '&') {
            uint32_t points[2];
            size_t k = onr_html_entity(p + i, x->end - i, 0, points);
            if (k) {
                i += (uint32_t)k - 1;
                seen += points[0] != 0xA0;
                continue;
            }
        }
        if (c == 0xC2 && i + 1 < x->end && (unsigned char)p[i + 1] == 0xA0) {
            i++;
            continue;
        }
        seen++;
        line->commas += c == ',' || (c == 0xE3 && i + 2 < x->end && (unsigned char)p[i + 2] == 0x81) || c == 0xD8;
        line->stops +=
            c == '.' || c == '!' || c == '?' || (c == 0xE3 && i + 2 < x->end && (unsigned char)p[i + 2] == 0x82);
    }
    line->text_n += seen;
    if (link) line->link_n += seen;
}

static onr_page_line *add_line(onr_page *page, size_t *cap, uint32_t from, uint32_t block) {
    void *items = page->lines;
    if (onr_arena_grow(page->arena, &items, cap, page->lines_n, page->lines_n + 1u, sizeof *page->lines) != 0)
        return NULL;
    page->lines = items;
    onr_page_line *line = &page->lines[page->lines_n++];
    *line = (onr_page_line){.from = from, .to = from, .block = block};
    return line;
}

/* Does a node end the line before it? Counts breaks in a row. */
static int breaks(const onr_html_node *x, unsigned *br) {
    if (x->kind != ONR_HTML_START) return 0;
    if (x->tag == ONR_TAG_BR) return ++*br >= 2;
    return (onr_html_tag_flags(x->tag) & ONR_TAG_IS_BLOCK) != 0;
}

static onr_status make_lines(onr_page *page) {
    const onr_html_node *nodes = page->tree.nodes;
    onr_page_line *line = NULL;
    size_t cap = 0;
    unsigned br = 0;
    for (uint32_t i = 1; i < page->tree.nodes_n; i++) {
        const onr_html_node *x = &nodes[i];
        if (page->info[i].out == ONR_PAGE_UNSEEN) {
            i = x->after - 1;
            continue;
        }
        if (breaks(x, &br)) line = NULL;
        if (x->kind != ONR_HTML_TEXT) continue;
        onr_page_line got = {0};
        count(page->tree.page, x, page->info[i].link, &got);
        page->info[i].text_n = got.text_n;
        if (got.text_n) br = 0;
        else if (!line) continue;
        if (!line || line->block != page->info[i].block)
            if (!(line = add_line(page, &cap, i, page->info[i].block))) return ONR_NOMEM;
        line->to = i + 1;
        line->text_n += got.text_n;
        line->whole_n += got.text_n;
        line->link_n += got.link_n;
        line->commas += got.commas;
        line->stops += got.stops;
    }
    return ONR_OK;
}

static void sum(onr_page *page) {
    for (uint32_t i = 0; i < page->lines_n; i++) {
        const onr_page_line *l = &page->lines[i];
        onr_page_node *y = &page->info[l->block];
        if (l->text_n >= PARAGRAPH_LEAST && l->link_n * 3 < l->text_n && l->stops) y->para_n += l->text_n;
    }
    for (uint32_t i = page->tree.nodes_n; i-- > 1;) {
        onr_page_node *up = &page->info[page->tree.nodes[i].parent];
        up->text_n += page->info[i].text_n;
        up->para_n += page->info[i].para_n;
    }
}

onr_status onr_page_measure(onr_page *page) {
    page->info = onr_arena_alloc(page->arena, page->tree.nodes_n, sizeof *page->info);
    if (!page->info) return ONR_NOMEM;
    inherit(page);
    if (make_lines(page) != ONR_OK) return ONR_NOMEM;
    sum(page);
    return ONR_OK;
}
