/* The edges of an article, corrected by what the page says of itself. Above the title stands nothing of it: lines there
 * are left out, unless they are most of the text. Between the title and the text may stand a standfirst, in another
 * element than the text: it is kept where the page's description says it too, or where it reads like a paragraph and
 * nothing else stands there. Cost: O(lines), and the text of a few of them. */
#include "read/page_meta.h"

enum { LEAD_LEAST = 60, LEAD_MOST = 900, LEAD_LINES = 4, GAP_LINES = 60, SAME = 48, SAME_LEAST = 30, SQUEEZED = 512 };

static uint32_t first_kept(const onr_page *page) {
    uint32_t i = 0;
    while (i < page->lines_n && !page->lines[i].kept) i++;
    return i;
}

/* The line that node `node` begins or that comes after it. */
static uint32_t line_at(const onr_page *page, uint32_t node) {
    uint32_t i = 0;
    while (i < page->lines_n && page->lines[i].from < node) i++;
    return i;
}

/* A heading of a lower level among the kept lines that says the title; 0: none. */
static uint32_t lower_title(onr_page *page, onr_page_meta *m) {
    char title[SQUEEZED], own[SQUEEZED];
    onr_slice said = m->og_title.s.n ? m->og_title.s : m->headline.s.n ? m->headline.s : m->title.s;
    size_t n = onr_page_squeeze(said, title, sizeof title);
    for (uint32_t i = 0; i < page->lines_n && n >= SAME_LEAST / 2; i++) {
        const onr_page_line *l = &page->lines[i];
        uint8_t tag = page->tree.nodes[l->block].tag;
        if (!l->kept || (tag != ONR_TAG_H2 && tag != ONR_TAG_H3)) continue;
        size_t k = onr_page_squeeze(onr_page_line_text(page, l, m).s, own, sizeof own);
        if (k * 2 > n && k <= n && memcmp(own, title, k) == 0) return l->block;
    }
    return 0;
}

/* Leave out what is kept above the title, and the title itself where it is kept. */
static void cut_above(onr_page *page, uint32_t title) {
    uint32_t above = 0, end = line_at(page, page->tree.nodes[title].after);
    for (uint32_t i = 0; i < end; i++)
        if (page->lines[i].kept) above += page->lines[i].text_n;
    if (above * 2 > page->kept_n) return;
    for (uint32_t i = 0; i < end; i++) page->lines[i].kept = 0;
    page->kept_n -= above;
}

/* Does a line say what a description says, from its beginning? */
static int is_about(const char *line, size_t n, const onr_page_meta *m) {
    for (int k = 0; k < 2; k++) {
        char about[SQUEEZED];
        size_t a = onr_page_squeeze(m->about[k].s, about, sizeof about);
        size_t same = a < n ? a : n;
        if (same > SAME) same = SAME;
        if (same >= SAME_LEAST && memcmp(line, about, same) == 0) return 1;
    }
    return 0;
}

/* May a line above the text be a standfirst? */
static int is_lead(onr_page *page, const onr_page_line *l, const char *next, size_t next_n, onr_page_meta *m) {
    const onr_html_node *x = &page->tree.nodes[l->block];
    uint8_t out = page->info[l->block].out;
    if (l->whole_n < LEAD_LEAST || l->whole_n > LEAD_MOST || l->link_n * 3 > l->whole_n) return 0;
    if (out && out != ONR_PAGE_WORD) return 0;
    char own[SQUEEZED];
    size_t n = onr_page_squeeze(onr_page_line_text(page, l, m).s, own, sizeof own);
    size_t same = n < SAME ? n : SAME;
    if (same > next_n || memcmp(own, next, same) == 0) return 0; /* the text begins with it */
    if (is_about(own, n, m)) return 1;
    int prose = x->tag == ONR_TAG_P || x->tag == ONR_TAG_DIV || x->tag == ONR_TAG_H2 || x->tag == ONR_TAG_SECTION;
    return !out && prose && l->stops && l->text_n >= LEAD_LEAST;
}

/* Keep a line, though a word of a class spoke against it. */
static void keep_line(onr_page *page, onr_page_line *l) {
    for (uint32_t i = l->from; i < l->to; i++)
        if (page->info[i].out == ONR_PAGE_WORD) page->info[i].out = ONR_PAGE_KEPT;
    l->kept = 1;
    page->kept_n += l->whole_n;
}

static void keep_lead(onr_page *page, uint32_t title, onr_page_meta *m) {
    uint32_t first = first_kept(page), at = title ? line_at(page, page->tree.nodes[title].after) : 0, n = 0;
    if (first == page->lines_n || first <= at) return;
    if (!title && first > GAP_LINES) at = first - GAP_LINES;
    char next[SQUEEZED];
    size_t next_n = onr_page_squeeze(onr_page_line_text(page, &page->lines[first], m).s, next, sizeof next);
    uint32_t found[LEAD_LINES];
    for (uint32_t i = at; i < first && i < at + GAP_LINES; i++) {
        if (!page->lines[i].whole_n || !is_lead(page, &page->lines[i], next, next_n, m)) continue;
        if (n == LEAD_LINES) return; /* not a standfirst but another text */
        found[n++] = i;
    }
    for (uint32_t k = 0; k < n; k++) keep_line(page, &page->lines[found[k]]);
}

void onr_page_edges(onr_page *page, onr_page_meta *m) {
    if (!page->kept_n) return;
    uint32_t title = onr_page_title_node(page, m);
    uint32_t cut = title ? title : lower_title(page, m);
    if (cut && page->tree.nodes[cut].after - cut < 64) cut_above(page, cut);
    keep_lead(page, title, m);
}
