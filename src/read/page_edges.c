/* The edges of an article, corrected by what the page says of itself. Above the title stands nothing of it: lines there
 * are left out, unless they are most of the text. Between the title and the text may stand a standfirst, in another
 * element than the text: it is kept where the page's description says it too, or where it reads like a paragraph and
 * nothing else stands there. Cost: O(lines), and the text of a few of them. */
#include "read/page_meta.h"

enum {
    LEAD_LEAST = 60,
    LEAD_MOST = 900,
    LEAD_LINES = 4,
    GAP_LINES = 60,
    TEASERS = 2,
    SAME = 48,
    SAME_LEAST = 30,
    SQUEEZED = 512,
    OWN_LEAST = 250,
    FRAME_NODES = 64,
    FRAME_TEXT = 400,
    FRAME_DEPTH = 4
};

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

/* The nearest article element around a node; 0: none. */
static uint32_t article_of(const onr_page *page, uint32_t node) {
    while (node && page->tree.nodes[node].tag != ONR_TAG_ARTICLE) node = page->tree.nodes[node].parent;
    return node;
}

static int is_inside(const onr_page *page, uint32_t node, uint32_t around) {
    return node >= around && node < page->tree.nodes[around].after;
}

/* Leave out other articles that the same element holds ("next article", endless scrolling): what stands in an article
 * element beside the title's own, where that has a text. */
static void cut_others(onr_page *page, uint32_t title) {
    uint32_t own = article_of(page, title), text = 0;
    if (!own) return;
    for (uint32_t i = 0; i < page->lines_n; i++)
        if (page->lines[i].kept && is_inside(page, page->lines[i].block, own)) text += page->lines[i].text_n;
    if (text < OWN_LEAST) return;
    for (uint32_t i = 0; i < page->lines_n; i++) {
        onr_page_line *l = &page->lines[i];
        uint32_t other = l->kept ? article_of(page, l->block) : 0;
        if (!other || is_inside(page, other, own) || is_inside(page, own, other)) continue;
        l->kept = 0;
        page->kept_n -= l->text_n;
    }
}

static int class_holds(const onr_page *page, const onr_html_node *x, const char *word) {
    size_t n = strlen(word);
    const char *p = page->tree.page + x->class_at;
    for (size_t i = 0; i + n <= x->class_n; i++) {
        size_t k = 0;
        while (k < n && (p[i + k] | 0x20) == word[k]) k++;
        if (k == n) return 1;
    }
    return 0;
}

/* Is an element the frame of a picture: by its class, with a picture among its few nodes and little text? */
static int frames_picture(const onr_page *page, uint32_t node) {
    static const char *const words[] = {"image", "img", "photo", "picture", "foto", "bild"};
    const onr_html_node *x = &page->tree.nodes[node];
    if (x->after - node > FRAME_NODES || page->info[node].live_n > FRAME_TEXT) return 0;
    int named = 0, picture = 0;
    for (size_t k = 0; k < sizeof words / sizeof *words && !named; k++) named = class_holds(page, x, words[k]);
    for (uint32_t i = node + 1; named && i < x->after && !picture; i++)
        picture = page->tree.nodes[i].tag == ONR_TAG_IMG || page->tree.nodes[i].tag == ONR_TAG_PICTURE;
    return picture;
}

/* Leave out captions of pictures in frames of their own. */
static void cut_captions(onr_page *page) {
    for (uint32_t i = 0; i < page->lines_n; i++) {
        onr_page_line *l = &page->lines[i];
        if (!l->kept || l->text_n > FRAME_TEXT) continue;
        uint32_t at = l->block;
        for (int k = 0; k < FRAME_DEPTH && at > page->best && l->kept; k++, at = page->tree.nodes[at].parent)
            if (frames_picture(page, at)) {
                l->kept = 0;
                page->kept_n -= l->text_n;
            }
    }
}

/* Does a line, a heading, lead elsewhere? */
static int leads_away(const onr_page_line *l) { return l->text_n > 10 && l->link_n * 2 >= l->text_n; }

/* Leave out teasers of other articles at the end: lines that each stand alone below a heading that leads elsewhere. */
static void cut_teasers(onr_page *page) {
    uint32_t end = page->tree.nodes[page->best].after, from = 0, n = 0;
    int under = 0;
    for (uint32_t i = 0; i < page->lines_n; i++) {
        const onr_page_line *l = &page->lines[i];
        uint8_t tag = page->tree.nodes[l->block].tag;
        if (l->from < page->best || l->from >= end) continue;
        if (tag >= ONR_TAG_H1 && tag <= ONR_TAG_H6) under = leads_away(l);
        else if (l->kept) {
            n = under ? n + 1 : 0;
            if (n < 2) from = i;
            under = 0;
        }
    }
    if (n < TEASERS || first_kept(page) == from) return; /* nothing else is there: the reader will doubt it */
    for (uint32_t i = from; i < page->lines_n; i++) {
        if (page->lines[i].kept) page->kept_n -= page->lines[i].text_n;
        page->lines[i].kept = 0;
    }
}

void onr_page_edges(onr_page *page, onr_page_meta *m) {
    if (!page->kept_n) return;
    uint32_t title = onr_page_title_node(page, m);
    uint32_t cut = title ? title : lower_title(page, m);
    if (cut && page->tree.nodes[cut].after - cut < 64) cut_above(page, cut);
    if (cut) cut_others(page, cut);
    cut_captions(page);
    cut_teasers(page);
    keep_lead(page, title, m);
}
