/* Is the text the article, and all of it? What is no article: a page of links, teasers, an error, a question for
 * consent; by its title, its words and its shape. What is a part of one: a page that says it is not free to read, or
 * that asks for a subscription, or a text that breaks off, where the text is short. And where nothing so plain is
 * found, signs against the choice are counted: two of them, or next to no text, are a warning too. One warning a page:
 * the plainest. Cost: O(text) times a few words. */
#include "base/ascii.h"
#include "read/page_meta.h"

enum { CUT_MOST = 1000, WALL_MOST = 2500, LITTLE = 250, LEAST = 80, ERROR_MOST = 600, TEASERS = 3, OPENING = 2 };

/* Does s hold the small-letter word, in any case? */
static int holds(onr_slice s, const char *word) {
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.n; i++)
        if ((s.p[i] | 0x20) == (word[0] | 0x20) && onr_ascii_is((onr_slice){s.p + i, n}, word)) return 1;
    return 0;
}

/* Is a word of four letters or more of the title in the text? 1 where there is no such word. */
static int title_in_text(const onr_doc *doc) {
    onr_slice t = onr_doc_slice(doc, doc->meta.title);
    uint32_t words = 0;
    for (size_t i = 0, k; i < t.n; i += k + 1) {
        for (k = 0; i + k < t.n && t.p[i + k] != ' '; k++) {}
        if (k < 4 || k > 60) continue;
        char word[64];
        words++;
        memcpy(word, t.p + i, k);
        word[k] = 0;
        if (strstr(doc->text + doc->meta.title.end, word)) return 1;
    }
    return words < 3;
}

/* Does the title say that there is nothing here? */
static int is_error(const onr_doc *doc) {
    static const char *const titles[] = {"page not found",
                                         "404",
                                         "not found",
                                         "access denied",
                                         "just a moment",
                                         "attention required",
                                         "403",
                                         "service unavailable",
                                         "are you a robot",
                                         "error 4",
                                         "error 5",
                                         "seite nicht gefunden",
                                         "page introuvable",
                                         "p\xC3\xA1gina no encontrada",
                                         "pagina non trovata"};
    onr_slice t = onr_doc_slice(doc, doc->meta.title);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        size_t n = strlen(titles[i]);
        if (t.n >= n && onr_ascii_is((onr_slice){t.p, n}, titles[i])) return doc->text_n < ERROR_MOST;
    }
    return 0;
}

/* Is half of the text or more a question for consent? It speaks to the reader; news of such questions does not. */
static int asks_consent(const onr_doc *doc) {
    static const char *const words[] = {
        "we and our",         "our partners",    "your consent",      "your preferences", "cookie settings",
        "we use cookies",     "wir und unsere",  "ihre einwilligung", "unsere partner",   "nos partenaires",
        "votre consentement", "nuestros socios", "su consentimiento", "il tuo consenso",  "onze partners"};
    uint64_t asking = 0, all = 0;
    for (uint32_t b = 0; b < doc->blocks_n; b++) {
        onr_slice s = onr_doc_slice(doc, doc->blocks[b].span);
        if (doc->blocks[b].kind == ONR_BLOCK_TITLE) continue;
        int found = 0;
        for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++) found = holds(s, words[i]);
        all += s.n;
        if (found) asking += s.n;
        if (b >= OPENING && !asking) return 0; /* it would have begun with it */
    }
    return asking * 2 > all;
}

/* Is it a list of other articles: headings that lead elsewhere, each over a paragraph or two of the text? */
static int is_list(const onr_page *page) {
    uint32_t teasers = 0, paragraphs = 0, end = page->tree.nodes[page->best].after;
    int under = 0; /* such a heading, and nothing kept below it yet */
    for (uint32_t i = 0; i < page->lines_n; i++) {
        const onr_page_line *l = &page->lines[i];
        uint8_t tag = page->tree.nodes[l->block].tag;
        if (l->from < page->best || l->from >= end) continue;
        if (tag >= ONR_TAG_H1 && tag <= ONR_TAG_H6) under = l->text_n > 10 && l->link_n * 2 >= l->text_n;
        else if (l->kept) {
            paragraphs++;
            teasers += (uint32_t)under;
            under = 0;
        }
    }
    return teasers >= TEASERS && teasers * 2 >= paragraphs;
}

/* Why this may be only the article's beginning; NULL: nothing says so. */
static const char *cut_why(const onr_page_meta *m, const onr_doc *doc, int walled) {
    static const char *const ends[] = {"...", "\xE2\x80\xA6", "...]", "\xE2\x80\xA6]"};
    int breaks = 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        breaks |= doc->text_n >= n && memcmp(doc->text + doc->text_n - n, ends[i], n) == 0;
    }
    if (m->paid && breaks) return "the page is not free to read, and its text breaks off";
    if (walled && doc->text_n < WALL_MOST) return "the page asks for a subscription behind it";
    if (doc->text_n >= CUT_MOST) return NULL;
    return m->paid  ? "the page is not free to read, and its text is short"
           : breaks ? "its text is short and breaks off"
                    : NULL;
}

/* Why this may be no article; NULL: nothing says so. */
static const char *doubt_why(const onr_page *page, const onr_doc *doc) {
    if (is_error(doc)) return "its title is that of an error";
    if (asks_consent(doc)) return "it asks for consent";
    if (is_list(page)) return "it is a list of others";
    int few = page->kept_n * 3 < page->info[0].para_n, stray = !title_in_text(doc);
    int doubts = few + stray + page->loose + page->tied + (page->kept_n < LITTLE);
    if (doubts < 2 && page->kept_n >= LEAST) return NULL;
    return page->kept_n < LITTLE ? "there is little of it"
           : few                 ? "most of the page's text is elsewhere"
           : page->tied          ? "other parts of the page look like it as much"
           : stray               ? "it has no word of the title"
                                 : "the page calls it furniture";
}

onr_status onr_page_warn_doubt(const onr_page *page, const onr_page_meta *m, int walled, onr_doc *doc) {
    onr_span none = {0, 0};
    if (page->kept_n == 0 || doc->text_n == doc->meta.title.end)
        return onr_doc_warn(doc, none, "text_none: no article was found on the page, only its title");
    const char *cut = cut_why(m, doc, walled);
    if (cut) return onr_doc_warn(doc, none, "text_cut: this may be only the beginning: %s", cut);
    const char *why = doubt_why(page, doc);
    return why ? onr_doc_warn(doc, none, "text_doubtful: this may not be the article: %s", why) : ONR_OK;
}
