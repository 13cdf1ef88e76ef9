/* Dates in the plain text around an article: in short lines between the title and the first paragraphs, then in those
 * right after the end, then in any short line that says "published" in one of many languages. The first found counts.
 * Cost: O(lines), and the bytes of some dozens of short ones. */
#include "base/search.h"
#include "base/utf8.h"
#include "read/page_date.h"
#include "read/page_meta.h"

enum {
    ABOVE_BYTES = 500,
    BYLINE_MOST = 60,
    BEFORE_BYTES = 4000,
    AFTER_BYTES = 1500,
    LINES_BEFORE = 12,
    LINES_AFTER = 10,
    SHORT_LINE = 110,
    MARKED_MOST = 400,
    OPENING = 20
};

static const char *const marks[] = {
    "publish",      "posted",    "veröffentlicht", "publié",          "publicado", "pubblicato",   "erstellt",
    "gepostet",     "geplaatst", "julkaistu",      "opublikowano",    "dodano",    "опубликовано", "yayın",
    "datum",        "date:",     "fecha",          "stand:",          "written",   "created",      "erschienen",
    "gepubliceerd", "публик",    "data:",          "veroeffentlicht", "postado",   "eingestellt",  "uploaded"};

/* The bytes that a mark begins with. */
static const unsigned char begin_mark[256] = {
    ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1, ['j'] = 1, ['o'] = 1,
    ['p'] = 1, ['s'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['y'] = 1, [0xD0] = 1};

onr_page_text onr_page_line_text(onr_page *page, const onr_page_line *l, onr_page_meta *m) {
    const onr_html_node *nodes = page->tree.nodes;
    uint32_t from = nodes[l->from].start, to = nodes[l->to - 1].end;
    onr_page_text t = {0};
    if (l->to == l->from + 1) return onr_page_text_of(page, from, to, 0, m);
    size_t total = 0, n = 0;
    for (uint32_t i = l->from; i < l->to; i++)
        if (nodes[i].kind == ONR_HTML_TEXT) total += 2 * (size_t)(nodes[i].end - nodes[i].start) + 1;
    if (total > 16384) return t;
    char *out = onr_arena_alloc(page->arena, total + 8, 1);
    if (!out) {
        m->failed = 1;
        return t;
    }
    for (uint32_t i = l->from; i < l->to && !m->failed; i++) {
        if (nodes[i].kind != ONR_HTML_TEXT || page->info[i].out == ONR_PAGE_UNSEEN) continue;
        onr_page_text piece = onr_page_text_of(page, nodes[i].start, nodes[i].end, 0, m);
        if (piece.s.n && n) out[n++] = ' ';
        if (piece.s.n) memcpy(out + n, piece.s.p, piece.s.n);
        n += piece.s.n;
    }
    return (onr_page_text){{out, n}, from, to};
}

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80; }

/* Does a NUL-terminated text begin with a mark? */
static int is_mark(const char *text) {
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (marks[k][0] == *text && strncmp(text, marks[k], strlen(marks[k])) == 0) return 1;
    return 0;
}

static int is_marked(onr_slice s) {
    char text[MARKED_MOST + 8];
    size_t n = 0, k;
    for (size_t i = 0; i < s.n && n < MARKED_MOST; i += k) {
        uint32_t c;
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        n += onr_utf8_encode(onr_char_lower(c), text + n);
    }
    text[n] = 0;
    for (size_t i = 0; i < n; i++)
        if (begin_mark[(unsigned char)text[i]] && (i == 0 || !is_letter(text[i - 1])) && is_mark(text + i)) return 1;
    return 0;
}

static int says_update(onr_slice s) {
    static const char *const words[] = {"pdat", "odif", "ktualis", "ctualiz", "ggiorn", "ijgewerkt", "tualiz"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        for (size_t i = 0, n = strlen(words[k]); i + n <= s.n; i++)
            if (memcmp(s.p + i, words[k], n) == 0) return 1;
    return 0;
}

/* Note the date of a line; 1 where it has one. */
static int try_line(onr_page *page, uint32_t i, int marked, onr_page_meta *m) {
    const onr_page_line *l = &page->lines[i];
    if (l->whole_n < 6 || (l->whole_n > SHORT_LINE && marked) || page->info[l->from].out == ONR_PAGE_HIDDEN) return 0;
    onr_page_text t = onr_page_line_text(page, l, m);
    if (marked && !is_marked(t.s)) return 0;
    uint32_t before = m->seen_n;
    if (l->whole_n > SHORT_LINE) { /* a paragraph: only what it opens with, "27.1.2022 - The council ..." */
        if (!l->kept || t.s.n < OPENING || t.s.p[0] < '0' || t.s.p[0] > '9') return 0;
        t.s.n = OPENING;
    }
    onr_page_note_date(m, &t, ONR_DATE_TEXT, says_update(t.s));
    return m->seen_n > before && !m->seen[before].updated;
}

/* The line that node `node` begins or that comes after it. */
static uint32_t line_at(const onr_page *page, uint32_t node) {
    return ONR_FIRST_FROM(page->lines, page->lines_n, from, node);
}

/* The h1 before the article that is nearest to it; 0: none. */
static uint32_t nearest_h1(const onr_page *page, const onr_page_meta *m, uint32_t first) {
    uint32_t best = 0;
    for (uint32_t k = 0; k < m->h1_n; k++)
        if (m->h1[k] < page->lines[first].from) best = m->h1[k];
    return best;
}

void onr_page_near_dates(onr_page *page, onr_page_meta *m) {
    uint32_t first = 0, last = page->lines_n;
    while (first < page->lines_n && !page->lines[first].kept) first++;
    if (first == page->lines_n) {
        m->near_to = page->tree.page_n;
        return;
    }
    while (last > first && !page->lines[last - 1].kept) last--;
    uint32_t h1 = nearest_h1(page, m, first);
    uint32_t top = h1 ? line_at(page, h1) : first;
    uint32_t start = page->tree.nodes[page->lines[top].from].start;
    uint32_t end = page->tree.nodes[page->lines[last - 1].to - 1].end;
    m->top_from = start > ABOVE_BYTES ? start - ABOVE_BYTES : 0;
    uint32_t text = first; /* short lines that are kept may be the byline */
    while (text < last && (!page->lines[text].kept || page->lines[text].whole_n < BYLINE_MOST)) text++;
    m->top_to = page->tree.nodes[page->lines[text < last ? text : first].from].start;
    m->near_from = start > BEFORE_BYTES ? start - BEFORE_BYTES : 0;
    m->near_to = end < page->tree.page_n - AFTER_BYTES && page->tree.page_n > AFTER_BYTES ? end + AFTER_BYTES
                                                                                          : page->tree.page_n;
    for (uint32_t i = top; i < first + 3 && i < page->lines_n && i < top + 40; i++)
        if (try_line(page, i, 0, m)) return;
    for (uint32_t k = 1; k <= LINES_BEFORE && k <= top; k++)
        if (try_line(page, top - k, 0, m)) return;
    for (uint32_t i = last; i < last + LINES_AFTER && i < page->lines_n; i++)
        if (try_line(page, i, 0, m)) return;
    for (uint32_t i = first; i < page->lines_n && i < first + 2000; i++)
        if (try_line(page, i, 1, m)) return;
}
