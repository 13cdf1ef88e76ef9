/* What is never the article: by tag, by role or hidden attribute, by words of class and id (data/page_words.tsv). An
 * element that holds most of the page's paragraph text is kept all the same: some pages wrap everything in a form, or
 * call their body "article-with-sidebar". Top-down, so that a node inherits its parent's verdict. O(nodes). */
#include <stdio.h>

#include "read/page.h"

enum { QUOTE_NODES = 48, QUOTE_FIRST = 6, MEMO = 128 };

static int same_word(onr_slice s, const char *word) {
    size_t n = strlen(word);
    if (s.n != n) return 0;
    for (size_t i = 0; i < n; i++)
        if ((s.p[i] | 0x20) != word[i]) return 0;
    return 1;
}

static int by_tag(uint8_t tag) {
    switch (tag) {
    case ONR_TAG_NAV:
    case ONR_TAG_ASIDE:
    case ONR_TAG_FOOTER:
    case ONR_TAG_FORM:
    case ONR_TAG_BUTTON:
    case ONR_TAG_FIGURE:
    case ONR_TAG_FIGCAPTION:
    case ONR_TAG_CAPTION:
    case ONR_TAG_DIALOG:
    case ONR_TAG_MENU:
    case ONR_TAG_LABEL:
    case ONR_TAG_SEARCH: return 1;
    default: return 0;
    }
}

/* Words of a class do not speak against these: a post that is quoted, a row of a table, a name that the site links. */
static int is_text(uint8_t tag) {
    return tag == ONR_TAG_BLOCKQUOTE || tag == ONR_TAG_TR ||
           (onr_html_tag_flags(tag) & ONR_TAG_IS_INLINE && tag != ONR_TAG_SPAN && tag);
}

/* Is an element the frame of a quoted post: few nodes, a blockquote among the first? */
static int frames_quote(const onr_html_tree *tree, uint32_t i) {
    const onr_html_node *x = &tree->nodes[i];
    if (x->after - i > QUOTE_NODES) return 0;
    for (uint32_t k = i + 1; k < x->after && k < i + QUOTE_FIRST; k++)
        if (tree->nodes[k].kind == ONR_HTML_START && tree->nodes[k].tag == ONR_TAG_BLOCKQUOTE) return 1;
    return 0;
}

static int holds(onr_slice s, const char *word) {
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.n; i++) {
        size_t k = 0;
        while (k < n && (s.p[i + k] | 0x20) == (word[k] | 0x20)) k++;
        if (k == n) return 1;
    }
    return 0;
}

/* Does a style keep an element from sight: not drawn, or cut to nothing for screen readers alone? */
static int is_unseen(onr_slice style) {
    static const char *const ways[] = {"display:none", "display: none",       "clip:rect(",
                                       "clip: rect(",  "clip-path:inset(50%", "clip-path: inset(50%"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (holds(style, ways[i])) return 1;
    return 0;
}

/* One walk over the attributes. */
static int by_attribute(const onr_html_tree *tree, const onr_html_node *x) {
    static const char *const roles[] = {"navigation", "complementary", "banner", "contentinfo", "dialog",
                                        "search",     "menu",          "alert",  "menubar",     "toolbar"};
    uint32_t at = x->name_end;
    onr_html_attr a;
    if (!(x->lengths & (1u << 4 | 1u << 5 | 1u << 6 | 1u << 11)))
        return ONR_PAGE_KEPT; /* none so long as those below */
    while (at < x->end && onr_html_attr_next(tree->page, x->end, &at, &a) == 1) {
        onr_slice name = {tree->page + a.name, a.name_end - a.name};
        onr_slice value = {tree->page + a.value, a.value_end - a.value};
        if (name.n == 6 && same_word(name, "hidden")) return ONR_PAGE_HIDDEN;
        if (name.n == 11 && x->tag != ONR_TAG_P && same_word(name, "aria-hidden") && same_word(value, "true"))
            return ONR_PAGE_HIDDEN; /* not from sight; but a paragraph behind a paywall is text */
        if (name.n == 5 && same_word(name, "style") && is_unseen(value)) return ONR_PAGE_HIDDEN;
        if (name.n == 4 && same_word(name, "role"))
            for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
                if (same_word(value, roles[i])) return ONR_PAGE_TAG;
    }
    return ONR_PAGE_KEPT;
}

/* Verdicts on classes seen before: a page's lists and cards say the same words over and over. */
typedef struct memo {
    const onr_html_node *of[MEMO];
    int said[MEMO];
} memo;

/* onr_page_words, from the memo where it has the same class; an id is nearly always another one. */
static int words_of(const char *p, const onr_html_node *x, memo *m) {
    if (x->id_n || !x->class_n) return onr_page_words(p, x);
    const char *c = p + x->class_at;
    unsigned first = (unsigned char)c[0], last = (unsigned char)c[x->class_n - 1];
    unsigned middle = (unsigned char)c[x->class_n / 2];
    unsigned k = (x->class_n * 31u + first * 7u + middle * 13u + last * 3u) % MEMO;
    const onr_html_node *y = m->of[k];
    if (y && y->class_n == x->class_n && memcmp(p + y->class_at, c, x->class_n) == 0) return m->said[k];
    m->of[k] = x;
    return m->said[k] = onr_page_words(p, x);
}

void onr_page_prune(onr_page *page, int words) {
    const onr_html_node *nodes = page->tree.nodes;
    memo seen = {0};
    uint32_t half = page->info[0].para_n / 2;
    for (uint32_t i = 1; i < page->tree.nodes_n; i++) {
        const onr_html_node *x = &nodes[i];
        onr_page_node *y = &page->info[i];
        uint8_t up = page->info[x->parent].out;
        if (y->out == ONR_PAGE_UNSEEN) continue;
        y->out = up;
        y->good = 0;
        if (up || x->kind != ONR_HTML_START || x->tag == ONR_TAG_BODY || x->tag == ONR_TAG_HTML) continue;
        int verdict = by_tag(x->tag) ? ONR_PAGE_TAG : by_attribute(&page->tree, x);
        if (verdict == ONR_PAGE_KEPT && (x->class_n || x->id_n)) {
            int said = words_of(page->tree.page, x, &seen);
            y->good = said < 0;
            if (said > 0 && words && !is_text(x->tag)) verdict = said;
        }
        if (verdict && y->para_n > half && y->para_n) verdict = ONR_PAGE_KEPT;
        if ((verdict == ONR_PAGE_WORD || x->tag == ONR_TAG_FIGURE) && verdict != ONR_PAGE_HIDDEN &&
            frames_quote(&page->tree, i))
            verdict = ONR_PAGE_KEPT;
        y->out = (uint8_t)verdict;
    }
}
