/* Which element holds the article, and which of its lines are text.
 *
 * Score: a line that reads like prose gives its score (1 + commas + length, times the share of it outside links) to the
 * element it stands in, and parts of it (1, .5, .2, .1) to the elements around that. The best is chosen, and grown
 * while its parent adds a quarter to its paragraph text without adding many links. Cost: O(lines + nodes). */
#include "read/page.h"

enum { SCORED_LEAST = 25 };

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
        if (l->text_n < SCORED_LEAST || page->info[l->block].out || page->info[l->from].out) continue;
        float s = line_score(l);
        uint32_t at = l->block;
        if (is_leaf(page->tree.nodes[at].tag)) at = block_above(page, at);
        for (size_t k = 0; k < sizeof weights / sizeof *weights && at; k++) {
            page->info[at].score += s * weights[k];
            at = block_above(page, at);
        }
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

/* Visible text and links of lines below a node that are not left out. */
static void weigh(const onr_page *page, uint32_t node, uint32_t *para, uint32_t *text, uint32_t *link) {
    uint32_t end = page->tree.nodes[node].after;
    *para = *text = *link = 0;
    for (uint32_t i = 0; i < page->lines_n; i++) {
        const onr_page_line *l = &page->lines[i];
        if (l->from < node || l->from >= end || page->info[l->from].out) continue;
        *text += l->text_n;
        *link += l->link_n;
        if (l->text_n >= 80 && l->link_n * 3 < l->text_n && l->stops) *para += l->text_n;
    }
}

static void climb(onr_page *page) {
    uint32_t para, text, link, more, all, links;
    for (uint32_t at = page->best; at && (at = block_above(page, at)) != 0;) {
        if (page->tree.nodes[at].tag == ONR_TAG_BODY || page->tree.nodes[at].tag == ONR_TAG_HTML) return;
        weigh(page, page->best, &para, &text, &link);
        weigh(page, at, &more, &all, &links);
        if (more * 4 > para * 5 && links * 100 < all * 35) page->best = at;
    }
}

static int is_heading(uint8_t tag) { return tag >= ONR_TAG_H1 && tag <= ONR_TAG_H6; }

static int keeps(const onr_page *page, const onr_page_line *l) {
    uint8_t tag = page->tree.nodes[l->block].tag;
    if (is_heading(tag)) return tag != ONR_TAG_H1 && l->link_n * 2 < l->text_n;
    if (tag == ONR_TAG_P || tag == ONR_TAG_BLOCKQUOTE)
        return l->link_n * 10 < l->text_n * 7 && (l->text_n > 20 || l->stops);
    if (tag == ONR_TAG_LI || tag == ONR_TAG_TD || tag == ONR_TAG_DD || tag == ONR_TAG_DT)
        return l->link_n * 10 < l->text_n * 4 && l->text_n > 10;
    return l->link_n * 3 < l->text_n && (l->stops ? l->text_n > 25 : l->text_n > 60);
}

static void keep_lines(onr_page *page) {
    uint32_t end = page->tree.nodes[page->best].after, heading = ONR_NONE;
    page->kept_n = 0;
    for (uint32_t i = 0; i < page->lines_n; i++) {
        onr_page_line *l = &page->lines[i];
        l->kept = 0;
        if (l->from < page->best || l->from >= end || page->info[l->from].out) continue;
        int keep = keeps(page, l);
        if (keep && is_heading(page->tree.nodes[l->block].tag)) {
            heading = i; /* kept when text follows it */
            continue;
        }
        if (!keep) continue;
        if (heading != ONR_NONE) page->lines[heading].kept = 1;
        heading = ONR_NONE;
        l->kept = 1;
        page->kept_n += l->text_n;
    }
}

void onr_page_choose(onr_page *page) {
    score(page);
    pick(page);
    climb(page);
    keep_lines(page);
}
