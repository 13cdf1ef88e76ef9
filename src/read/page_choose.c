/* Which element holds the article, and which of its lines are text.
 *
 * Score: a line that reads like prose gives its score (1 + commas + length, times the share of it outside links) to the
 * element it stands in, and parts of it (1, .5, .2, .1) to the elements around that. The best is chosen, and grown
 * while its parent adds a quarter to its paragraph text without adding many links. Cost: O(lines + nodes). */
#include "read/page.h"

enum { SCORED_LEAST = 25, PARAGRAPH_LEAST = 80, HEADINGS = 3 };

/* Elements that are a paragraph themselves: the score starts at their parent. */
static int is_leaf(uint8_t tag) {
    return tag == ONR_TAG_P || tag == ONR_TAG_LI || tag == ONR_TAG_PRE || tag == ONR_TAG_BLOCKQUOTE ||
           tag == ONR_TAG_TD || tag == ONR_TAG_DD || tag == ONR_TAG_DT || (tag >= ONR_TAG_H1 && tag <= ONR_TAG_H6);
}

static float line_score(const onr_page_line *l) {
    float length = (float)l->text_n / 100;
    if (length > 3) length = 3;
    return (1 + (float)(l->commas < 20 ? l->commas : 20) + length) * (1 - (float)l->link_n / (float)l->text_n);
}

static uint32_t block_above(const onr_page *page, uint32_t node) {
    return node ? page->info[page->tree.nodes[node].parent].block : 0;
}

static void score(onr_page *page) {
    static const float weights[] = {1, .5f, .2f, .1f};
    for (uint32_t i = 0; i < page->tree.nodes_n; i++) page->info[i].score = 0;
    for (uint32_t i = 0; i < page->lines_n; i++) {
        const onr_page_line *l = &page->lines[i];
        if (l->text_n < SCORED_LEAST || page->info[l->block].out) continue;
        float s = line_score(l);
        uint32_t at = l->block;
        if (is_leaf(page->tree.nodes[at].tag)) at = block_above(page, at);
        for (size_t k = 0; k < sizeof weights / sizeof *weights && at; k++) {
            page->info[at].score += s * weights[k];
            at = block_above(page, at);
        }
    }
}

/* What a line has without what is left out inside it. */
static void recount(onr_page *page) {
    for (uint32_t i = 0; i < page->lines_n; i++) {
        onr_page_line *l = &page->lines[i];
        l->text_n = l->link_n = 0;
        for (uint32_t k = l->from; k < l->to; k++) {
            if (page->tree.nodes[k].kind != ONR_HTML_TEXT || page->info[k].out) continue;
            l->text_n += page->info[k].text_n;
            if (page->info[k].link) l->link_n += page->info[k].text_n;
        }
    }
}

/* Count, below every node, what is not left out. */
static void count_live(onr_page *page) {
    for (uint32_t i = 0; i < page->tree.nodes_n; i++)
        page->info[i].live_n = page->info[i].live_links = page->info[i].live_para = 0;
    for (uint32_t i = 0; i < page->lines_n; i++) {
        const onr_page_line *l = &page->lines[i];
        onr_page_node *y = &page->info[l->block];
        if (page->info[l->block].out) continue;
        y->live_n += l->text_n;
        y->live_links += l->link_n;
        if (l->text_n >= PARAGRAPH_LEAST && l->link_n * 3 < l->text_n && l->stops) y->live_para += l->text_n;
    }
    for (uint32_t i = page->tree.nodes_n; i-- > 1;) {
        onr_page_node *up = &page->info[page->tree.nodes[i].parent];
        const onr_page_node *y = &page->info[i];
        up->live_n += y->live_n;
        up->live_links += y->live_links;
        up->live_para += y->live_para;
    }
}

static float bonus(const onr_page *page, uint32_t i) {
    const onr_html_node *x = &page->tree.nodes[i];
    onr_slice prop = onr_html_node_attr(&page->tree, i, "itemprop");
    if (prop.n == 11 && memcmp(prop.p, "articleBody", 11) == 0) return 1.6f;
    float b = x->tag == ONR_TAG_ARTICLE || x->tag == ONR_TAG_MAIN ? 1.2f : 1;
    return page->info[i].good ? b * 1.25f : b;
}

static void pick(onr_page *page) {
    float best = 0, second = 0;
    page->best = 0;
    for (uint32_t i = 1; i < page->tree.nodes_n; i++) {
        if (page->info[i].score <= 0 || page->info[i].out) continue;
        float s = page->info[i].score * bonus(page, i);
        if (s > best) second = best, best = s, page->best = i;
        else if (s > second) second = s;
    }
    page->tied = second > best * .9f;
}

static void climb(onr_page *page) {
    for (uint32_t at = page->best; at && (at = block_above(page, at)) != 0;) {
        const onr_page_node *up = &page->info[at], *now = &page->info[page->best];
        if (page->tree.nodes[at].tag == ONR_TAG_BODY || page->tree.nodes[at].tag == ONR_TAG_HTML) return;
        if (up->live_para * 4 > now->live_para * 5 && up->live_links * 100 < up->live_n * 35) page->best = at;
    }
}

static int is_heading(uint8_t tag) { return tag >= ONR_TAG_H1 && tag <= ONR_TAG_H6; }

/* Is a cell's table one of data: few links, and most of it no paragraphs? */
static int is_data(const onr_page *page, const onr_page_line *l) {
    uint32_t at = l->block;
    while (at && page->tree.nodes[at].tag != ONR_TAG_TABLE) at = page->tree.nodes[at].parent;
    const onr_page_node *y = &page->info[at];
    return at > page->best && y->live_links * 4 < y->live_n && y->live_para * 2 < y->live_n;
}

static int keeps(const onr_page *page, const onr_page_line *l) {
    uint8_t tag = page->tree.nodes[l->block].tag;
    if (is_heading(tag)) return tag != ONR_TAG_H1 && l->link_n * 2 < l->text_n;
    if (tag == ONR_TAG_P || tag == ONR_TAG_BLOCKQUOTE)
        return l->link_n * 10 < l->text_n * 7 && (l->text_n > 20 || l->stops || !l->link_n);
    if (tag == ONR_TAG_TD || tag == ONR_TAG_TH)
        return l->link_n * 10 < l->text_n * 4 && (l->text_n > 10 || is_data(page, l));
    if (tag == ONR_TAG_LI || tag == ONR_TAG_DD || tag == ONR_TAG_DT)
        return l->link_n * 10 < l->text_n * 4 && l->text_n > 10;
    return l->link_n * 3 < l->text_n && (l->stops ? l->text_n > 25 : l->text_n > 60);
}

/* A heading is kept when text follows it; of two or three in a row those of which each is of a lower level. */
typedef struct headings {
    uint32_t line[HEADINGS];
    uint8_t tag[HEADINGS];
    uint32_t n;
} headings;

static void hold(headings *h, uint32_t line, uint8_t tag) {
    while (h->n && h->tag[h->n - 1] >= tag) h->n--;
    if (h->n == HEADINGS) return;
    h->line[h->n] = line;
    h->tag[h->n++] = tag;
}

static void keep_lines(onr_page *page) {
    uint32_t end = page->tree.nodes[page->best].after;
    headings held = {.n = 0};
    page->kept_n = 0;
    for (uint32_t i = 0; i < page->lines_n; i++) {
        onr_page_line *l = &page->lines[i];
        uint8_t tag = page->tree.nodes[l->block].tag;
        l->kept = 0;
        if (l->from < page->best || l->from >= end || page->info[l->block].out || !l->text_n) continue;
        if (!keeps(page, l)) continue;
        if (is_heading(tag)) {
            hold(&held, i, tag);
            continue;
        }
        for (uint32_t k = 0; k < held.n; k++) page->lines[held.line[k]].kept = 1;
        held.n = 0;
        l->kept = 1;
        page->kept_n += l->text_n;
    }
}

void onr_page_choose(onr_page *page) {
    recount(page);
    count_live(page);
    score(page);
    pick(page);
    climb(page);
    keep_lines(page);
}
