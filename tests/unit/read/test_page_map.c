/* test_page_map.c - the map between text and page bytes, as a property of many made pages.
 *
 * A page is made of units: a character (as itself, as one of its entities) or white space, each with the text that a
 * reader shows for it, in one of seventeen encodings. The maker knows which bytes it wrote for which unit, so that the
 * map is held against something that was not made by the reader: every unit's text leads to its bytes exactly, and so
 * does every stretch of units from its first byte to its last. What must hold of any page, whatever its bytes: runs are
 * ordered, disjoint, not empty and cover the text; a same run is those bytes; the ends of spans never go back. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/html.h"

enum { UNITS = 4096, PAGES = 12 };

/* A generator that is the same everywhere (xorshift). */
static uint32_t seed;

static uint32_t random_below(uint32_t n) {
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % n;
}

typedef struct unit {
    uint32_t text, text_end;  /* in the text that is expected */
    uint32_t bytes, byte_end; /* in the page */
} unit;

typedef struct maker {
    const char *charset, *mark;
    iconv_t cd;
    onr_buf page, want;
    unit units[UNITS];
    uint32_t n;
} maker;

static onr_doc doc;

/* Write UTF-8 in the page's encoding; 0: it has no such character. */
static int write(maker *m, const char *s, size_t n) {
    char copy[512], out[1024], *in = copy, *to = out;
    size_t room = sizeof out;
    assert_true(n < sizeof copy);
    memcpy(copy, s, n);
    if (iconv(m->cd, &in, &n, &to, &room) != 0 || n) return 0;
    if (iconv(m->cd, NULL, NULL, &to, &room) == (size_t)-1) return 0;
    onr_buf_add(&m->page, out, sizeof out - room);
    return 1;
}

static void markup(maker *m, const char *s) { assert_true(write(m, s, strlen(s))); }

/* A unit: `source` in the page shows as `text`. */
static void add(maker *m, const char *source, const char *text) {
    uint32_t at = (uint32_t)m->page.n;
    if (m->n == UNITS || !write(m, source, strlen(source))) {
        (void)iconv(m->cd, NULL, NULL, NULL, NULL);
        return;
    }
    uint32_t from = (uint32_t)m->want.n;
    onr_buf_str(&m->want, text);
    m->units[m->n++] = (unit){from, (uint32_t)m->want.n, at, (uint32_t)m->page.n};
}

static void add_word(maker *m) {
    static const char *const chars[] = {"a",      "e",      "n",      "t",      "s",      "Z",
                                        "7",      "-",      "'",      "\u00E9", "\u00FC", "\u0142",
                                        "\u0431", "\u03BB", "\u05D0", "\u6F22", "\u30AB", "\uD55C",
                                        "\u201C", "\u2019", "\u2026", "\u00BD", "\u20AC", "\U0001F6A2"};
    static const char *const coded[][2] = {{"&amp;", "&"},        {"&lt;", "<"},
                                           {"&#8217;", "\u2019"}, {"&#x93;", "\u201C"},
                                           {"&eacute", "\u00E9"}, {"&nbsp;", "\u00A0"},
                                           {"&#0;", "\uFFFD"},    {"&NotEqualTilde;", "\u2242\u0338"},
                                           {"&zz;", "&zz;"},      {"&#128674;", "\U0001F6A2"}};
    uint32_t length = 1 + random_below(9);
    add(m, "x", "x"); /* a word begins with a letter, so that no white space is folded into an entity's */
    for (uint32_t i = 0; i < length; i++) {
        uint32_t k = random_below(10) ? UINT32_MAX : random_below(sizeof coded / sizeof *coded);
        if (k != UINT32_MAX) add(m, coded[k][0], coded[k][1]);
        else
            k = random_below(4) ? random_below(9) : random_below(sizeof chars / sizeof *chars),
            add(m, chars[k], chars[k]);
    }
    add(m, "y", "y");
}

/* White space shows as one blank and leads to its first byte; what is behind that is nobody's. */
static void add_blank(maker *m) {
    static const char *const blanks[][2] = {{" ", ""},  {" ", ""},    {" ", ""},    {"\n", ""},    {" ", "  \t"},
                                            {"\t", ""}, {"\r", "\n"}, {"<br>", ""}, {"&#32;", ""}, {" ", "<i>"}};
    uint32_t k = random_below(sizeof blanks / sizeof *blanks);
    add(m, blanks[k][0], " ");
    if (*blanks[k][1]) markup(m, blanks[k][1]);
}

static void add_paragraph(maker *m, int first) {
    uint32_t words = 24 + random_below(20);
    if (!first) onr_buf_str(&m->want, "\n\n");
    markup(m, random_below(3) ? "<p>" : "<p class=x>\n ");
    for (uint32_t i = 0; i < words; i++) {
        if (i) add_blank(m);
        if (random_below(12) == 0) markup(m, "<b>");
        add_word(m);
        if (random_below(12) == 0) markup(m, "</b>");
        if (i % 8 == 7) add(m, ".", ".");
    }
    add(m, ".", ".");
    markup(m, random_below(3) ? "</p>" : " \n</p>\n");
}

static void make(maker *m, const char *charset, const char *iconv_name, const char *mark) {
    m->cd = iconv_open(iconv_name, "UTF-8");
    assert_true(m->cd != (iconv_t)-1);
    onr_buf_init(&m->page, 1 << 20);
    onr_buf_init(&m->want, 1 << 20);
    m->n = 0;
    onr_buf_str(&m->page, mark);
    char head[128];
    (void)snprintf(head, sizeof head, "<!doctype html><html><head>%s%s%s</head><body><article>",
                   *mark ? "" : "<meta charset=", *mark ? "" : charset, *mark ? "" : ">");
    markup(m, head);
    for (int i = 0; i < 4; i++) add_paragraph(m, i == 0);
    markup(m, "</article></body></html>");
    assert_true(m->n < UNITS && !onr_buf_failed(&m->page) && !onr_buf_failed(&m->want));
}

static void clear_maker(maker *m) {
    (void)iconv_close(m->cd);
    onr_buf_clear(&m->page);
    onr_buf_clear(&m->want);
}

/* ---- what must hold ---------------------------------------------------------------------------------------------- */

static uint32_t end_of(uint32_t run) { return run + 1 < doc.map_n ? doc.map[run + 1].text : doc.text_n; }

static void runs_hold(const char *page, size_t n) {
    uint64_t at = 0;
    assert_int_equal(doc.map[0].text, 0);
    for (uint32_t i = 0; i < doc.map_n; i++) {
        const onr_run *r = &doc.map[i];
        assert_true(end_of(i) > r->text && r->byte >= at && r->byte < n);
        at = r->byte;
        if (!r->same) continue;
        at += end_of(i) - r->text;
        assert_true(at <= n);
        assert_memory_equal(doc.text + r->text, page + r->byte, end_of(i) - r->text);
    }
    uint64_t start, end, last = 0;
    for (uint32_t i = 0, k, c; i < doc.text_n; i += k) {
        k = (uint32_t)onr_utf8_decode(doc.text + i, doc.text_n - i, &c);
        onr_doc_source_span(&doc, (onr_span){i, i + k}, &start, &end);
        assert_true(start >= last && end >= start && end <= n);
        last = start;
    }
}

static void read_bytes(const char *page, size_t n) {
    onr_err err = {0};
    onr_doc_clear(&doc);
    onr_doc_init(&doc, 64u << 20);
    assert_int_equal(onr_read_html((const unsigned char *)page, n, NULL, &doc, &err), ONR_OK);
    assert_int_equal(onr_doc_check(&doc, &err), ONR_OK);
    runs_hold(page, n);
}

/* Does the span of text lead to these bytes? The escapes that ISO-2022-JP shifts with may be left out. */
static void leads_to(const unit *a, const unit *b, const char *charset) {
    uint64_t start, end;
    onr_doc_source_span(&doc, (onr_span){a->text, b->text_end}, &start, &end);
    if (start == a->bytes && end == b->byte_end) return;
    if (strcmp(charset, "iso-2022-jp") == 0 && start < end && start >= a->bytes && end <= b->byte_end) return;
    print_message("%s: text %u-%u leads to %llu-%llu, not %u-%u\n", charset, a->text, b->text_end,
                  (unsigned long long)start, (unsigned long long)end, a->bytes, b->byte_end);
    fail();
}

static void units_lead_back(const maker *m) {
    size_t same = 0;
    while (same < m->want.n && doc.text[same] == m->want.p[same]) same++;
    if (same < m->want.n || same < doc.text_n)
        print_message("%s: text differs at %zu: %.40s | %.40s\n", m->charset, same, doc.text + same, m->want.p + same);
    assert_true(same == m->want.n && same == doc.text_n);
    for (uint32_t i = 0; i < m->n; i++) {
        uint32_t k = i + random_below(40);
        leads_to(&m->units[i], &m->units[i], m->charset);
        if (k < m->n) leads_to(&m->units[i], &m->units[k], m->charset);
    }
}

static const struct {
    const char *charset, *iconv, *mark;
} encodings[] = {{"utf-8", "UTF-8", ""},
                 {"utf-8", "UTF-8", "\xEF\xBB\xBF"},
                 {"utf-16", "UTF-16LE", "\xFF\xFE"},
                 {"utf-16", "UTF-16BE", "\xFE\xFF"},
                 {"windows-1252", "CP1252", ""},
                 {"iso-8859-2", "ISO-8859-2", ""},
                 {"windows-1251", "CP1251", ""},
                 {"koi8-r", "KOI8-R", ""},
                 {"iso-8859-7", "ISO-8859-7", ""},
                 {"windows-1255", "CP1255", ""},
                 {"gbk", "GBK", ""},
                 {"gb18030", "GB18030", ""},
                 {"big5", "BIG5-HKSCS", ""},
                 {"shift_jis", "CP932", ""},
                 {"euc-jp", "EUC-JP", ""},
                 {"iso-2022-jp", "ISO-2022-JP", ""},
                 {"euc-kr", "CP949", ""}};

static void made_pages(void **state) {
    (void)state;
    static maker m;
    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++)
        for (uint32_t k = 0; k < PAGES; k++) {
            seed = (uint32_t)(e * 1000 + k + 1) * 2654435761u;
            m.charset = encodings[e].charset;
            make(&m, m.charset, encodings[e].iconv, encodings[e].mark);
            read_bytes(m.page.p, m.page.n);
            units_lead_back(&m);
            clear_maker(&m);
        }
}

/* Bytes changed, taken out and put in at random: the text is whatever it is, the map holds. */
static void broken_pages(void **state) {
    (void)state;
    static maker m;
    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++)
        for (uint32_t k = 0; k < PAGES; k++) {
            seed = (uint32_t)(e * 1000 + k + 7) * 2246822519u;
            make(&m, encodings[e].charset, encodings[e].iconv, encodings[e].mark);
            for (uint32_t b = 0, breaks = 1 + random_below(30); b < breaks; b++) {
                size_t at = 64 + random_below((uint32_t)m.page.n - 64);
                uint32_t how = random_below(3);
                if (how == 0) m.page.p[at] = (char)random_below(256);
                else if (how == 1) memmove(m.page.p + at, m.page.p + at + 1, m.page.n - at - 1), m.page.n--;
                else m.page.p[at] = (char)(0x80 + random_below(128));
            }
            onr_err err = {0};
            onr_doc_clear(&doc);
            onr_doc_init(&doc, 64u << 20);
            if (onr_read_html((const unsigned char *)m.page.p, m.page.n, NULL, &doc, &err) == ONR_OK) {
                assert_int_equal(onr_doc_check(&doc, &err), ONR_OK);
                runs_hold(m.page.p, m.page.n);
            } else assert_non_null(strstr(err.msg, "without text"));
            clear_maker(&m);
        }
}

/* Titles out of attributes and JSON strings, a title below the text's beginning, lists, tables, nested inline elements.
 */
static void written_pages(void **state) {
    (void)state;
#define TEXT                                                                                                           \
    "<p>The mayor of Lowmark said on Monday that the harbour &amp; the quay would stay closed for a week.</p>"         \
    "<p>&ldquo;We wait for the engineers,&rdquo; she said, and <i>left</i>  the quay without another word.</p>"
    static const char *const pages[] = {
        "<meta property=og:title content='Harbour &amp; quay closed'><body>" TEXT,
        "<script type=application/ld+json>{\"headline\":\"Harbour \\u0026 quay \\\"closed\\\"\"}</script><body>" TEXT,
        "<title>Harbour closed</title><body><h1>Har<b>bour</b> \n closed</h1><ul><li>One thing &mdash; the quay, said "
        "she."
        "</ul>" TEXT "<table><tr><td>Ships<td>12</table>",
        "<body><div>The mayor of Lowmark said, on Monday, that the harbour is closed.<br><br>\xC2\xA0 Nobody, she "
        "said, "
        "was hurt, and the ships wait.<br>&nbsp;<br>So they do, she said.</div>",
        "<body><article>" TEXT "</article><h1>Harbour closed</h1>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) read_bytes(pages[i], strlen(pages[i]));
}

static int clear(void **state) {
    (void)state;
    onr_doc_clear(&doc);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(made_pages), cmocka_unit_test(broken_pages),
                                       cmocka_unit_test(written_pages)};
    return cmocka_run_group_tests(tests, NULL, clear);
}
