/* The HTML writer: the page and the article. The list of records is html_record.c.
 *
 * Method: every field of every record is a mark, a span with its record. Marks are sorted by start; a sweep over each
 * block of the text keeps those that are open and cuts the text wherever one begins or ends, so that overlapping and
 * nested spans become one flat row of <span>s, each naming all the fields it belongs to:
 *
 *     text     Officials said 40 people drowned on Monday
 *     marks    [source ]     [content                  ]
 *                            [number   ]      [when    ]
 *     spans    [       ]     [         ][    ][        ]
 *
 * Invariants: the text of the spans, in order, is the text of the block; no byte of the article is written unescaped.
 * Cost: O(marks log marks + text + pieces x open marks).
 */
#include "doc/html.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "doc/html_part.h"

typedef struct page {
    const onr_doc *doc;
    onr_buf *out;
    onr_html_mark *marks; /* by start, then longest first */
    size_t marks_n, next; /* marks[next] is the first that has not begun */
    size_t *open;         /* indices of marks that have begun and not ended */
    size_t open_n;
} page;

/* ---- text ------------------------------------------------------------------------------------------------------- */

static const char *entity_of(uint32_t c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void onr_html_text(onr_buf *out, onr_slice s) {
    size_t from = 0; /* bytes before it are written */
    for (size_t i = 0, k; i < s.n; i += k) {
        uint32_t c;
        char b[4];
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        int bad = c == ONR_UTF8_REPLACEMENT && onr_utf8_valid_length(s.p + i, s.n - i) == 0;
        int control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
        const char *entity = entity_of(c);
        if (!bad && !control && !entity) continue;
        onr_buf_add(out, s.p + from, i - from);
        if (control) c = c < 0x20 ? 0x2400 + c : c == 0x7F ? 0x2421 : ONR_UTF8_REPLACEMENT;
        if (entity) onr_buf_str(out, entity);
        else onr_buf_add(out, b, onr_utf8_encode(c, b));
        from = i + k;
    }
    onr_buf_add(out, s.p + from, s.n - from);
}

static void text_of(page *p, const char *s) { onr_html_text(p->out, onr_slice_of(s)); }

/* ---- the article ------------------------------------------------------------------------------------------------ */

static int by_start(const void *x, const void *y) {
    const onr_html_mark *a = x, *b = y;
    if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end) return a->span.end > b->span.end ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->record != b->record) return a->record < b->record ? -1 : 1;
    return strcmp(a->field, b->field);
}

static void take_marks(page *p, uint32_t at) {
    for (; p->next < p->marks_n && p->marks[p->next].span.start <= at; p->next++) p->open[p->open_n++] = p->next;
}

static void drop_marks(page *p, uint32_t at) {
    size_t k = 0;
    for (size_t i = 0; i < p->open_n; i++)
        if (p->marks[p->open[i]].span.end > at) p->open[k++] = p->open[i];
    p->open_n = k;
}

/* Where the piece that begins at `at` ends: the next place where a mark begins or ends. */
static uint32_t piece_end(const page *p, uint32_t at, uint32_t end) {
    if (p->next < p->marks_n && p->marks[p->next].span.start < end) end = p->marks[p->next].span.start;
    for (size_t i = 0; i < p->open_n; i++) {
        uint32_t e = p->marks[p->open[i]].span.end;
        if (e > at && e < end) end = e;
    }
    return end;
}

/* The labels of the records whose first words begin here: links to them. */
static void labels(page *p, uint32_t at) {
    static const char *const names[] = {"statement", "figure", "act", "quotation"};
    for (size_t i = 0; i < p->open_n; i++) {
        const onr_html_mark *m = &p->marks[p->open[i]];
        if (!m->first || m->span.start != at) continue;
        char c = onr_html_letter(m->kind);
        unsigned long n = (unsigned long)m->record + 1;
        onr_buf_fmt(p->out, "<a class=\"tag t-%c\" href=\"#%c%lu\" aria-label=\"%c%lu %s\">%c%lu</a>", c, c, n,
                    c - 'a' + 'A', n, names[m->kind], c - 'a' + 'A', n);
    }
}

/* One piece: <span id="b120" class="s-content f-text" data-m="s1.content f2.text">...</span>. */
static void piece(page *p, uint32_t at, uint32_t end, int anchor) {
    onr_slice words = onr_doc_slice(p->doc, (onr_span){at, end});
    if (!p->open_n) {
        onr_html_text(p->out, words);
        return;
    }
    labels(p, at);
    onr_buf_str(p->out, "<span");
    if (anchor) onr_buf_fmt(p->out, " id=\"b%lu\"", (unsigned long)at);
    for (int what = 0; what < 2; what++) {
        onr_buf_str(p->out, what ? "\" data-m=\"" : " class=\"");
        for (size_t i = 0; i < p->open_n; i++) {
            const onr_html_mark *m = &p->marks[p->open[i]];
            if (i) onr_buf_char(p->out, ' ');
            onr_buf_char(p->out, onr_html_letter(m->kind));
            if (what) onr_buf_fmt(p->out, "%lu.%s", (unsigned long)m->record + 1, m->field);
            else onr_buf_fmt(p->out, "-%s", m->field);
        }
    }
    onr_buf_str(p->out, "\">");
    onr_html_text(p->out, words);
    onr_buf_str(p->out, "</span>");
}

static void stretch(page *p, onr_span s) {
    for (uint32_t at = s.start; at < s.end;) {
        size_t before = p->next;
        drop_marks(p, at);
        take_marks(p, at);
        int begins = 0;
        for (size_t i = before; i < p->next; i++) begins |= p->marks[i].span.start == at;
        uint32_t end = piece_end(p, at, s.end);
        piece(p, at, end, begins);
        at = end;
    }
}

static void block(page *p, const onr_block *b) {
    static const char *const names[] = {[ONR_BLOCK_TITLE] = "h1",
                                        [ONR_BLOCK_DATE] = "p",
                                        [ONR_BLOCK_HEADING] = "h2",
                                        [ONR_BLOCK_PARA] = "p",
                                        [ONR_BLOCK_CREDIT] = "p"};
    const char *name = b->kind < sizeof names / sizeof *names ? names[b->kind] : "p";
    onr_buf_fmt(p->out, "<%s dir=\"auto\">", name);
    stretch(p, b->span);
    onr_buf_fmt(p->out, "</%s>\n", name);
}

static void article(page *p) {
    const onr_doc *doc = p->doc;
    onr_buf_str(p->out, "<article id=\"text\" aria-label=\"The article\" tabindex=\"0\">\n");
    for (uint32_t i = 0; i < doc->blocks_n; i++) block(p, &doc->blocks[i]);
    if (!doc->blocks_n) {
        onr_buf_str(p->out, "<p dir=\"auto\">");
        stretch(p, (onr_span){0, doc->text_n});
        onr_buf_str(p->out, "</p>\n");
    }
    onr_buf_str(p->out, "</article>\n");
}

/* ---- head and foot ---------------------------------------------------------------------------------------------- */

/* The digest of a part as a Content-Security-Policy names it: 'sha256-' and base64 (RFC 4648). */
static void digest(page *p, const char *directive, onr_slice part) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (!part.n) return;
    unsigned char h[33] = {0}; /* 32 bytes and one of padding: eleven groups of three */
    onr_sha256 s;
    onr_sha256_init(&s);
    onr_sha256_add(&s, part.p, part.n);
    onr_sha256_end(&s, h);
    onr_buf_fmt(p->out, "; %s 'sha256-", directive);
    for (int i = 0; i < 33; i += 3) {
        uint32_t v = (uint32_t)h[i] << 16 | (uint32_t)h[i + 1] << 8 | h[i + 2];
        for (int k = 0; k < 4 && !(i == 30 && k == 3); k++) onr_buf_char(p->out, digits[v >> (18 - 6 * k) & 63]);
    }
    onr_buf_str(p->out, "='");
}

static void title(page *p) {
    const onr_meta *m = &p->doc->meta;
    if (onr_span_empty(m->title)) onr_buf_str(p->out, "(no title)");
    else onr_html_text(p->out, onr_doc_slice(p->doc, m->title));
}

enum { MANY = 200 }; /* records: the style leaves what is not in sight to be laid out later */

static uint32_t records_n(const onr_doc *doc) {
    return doc->statements_n + doc->figures_n + doc->events_n + doc->quotations_n;
}

static void head(page *p, const onr_json_run *run, const onr_html_parts *parts) {
    onr_buf_str(p->out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'");
    digest(p, "style-src", parts->style);
    digest(p, "script-src", parts->script);
    onr_buf_str(p->out, "; base-uri 'none'; form-action 'none'\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"");
    text_of(p, run->program);
    onr_buf_str(p->out, "\">\n<title>");
    title(p);
    onr_buf_str(p->out, " - on record</title>\n<style>");
    onr_buf_add(p->out, parts->style.p, parts->style.n);
    onr_buf_str(p->out, "</style>\n</head>\n<body class=\"page");
    if (records_n(p->doc) > MANY) onr_buf_str(p->out, " many");
    onr_buf_str(p->out, "\">\n<a class=\"skip\" href=\"#records\">To the records</a>\n");
}

/* The address is a link only where it is one of the web's. */
static void address(page *p, const char *url) {
    int web = strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
    onr_buf_str(p->out, " \xC2\xB7 ");
    if (web) {
        onr_buf_str(p->out, "<a rel=\"noreferrer noopener\" href=\"");
        text_of(p, url);
        onr_buf_str(p->out, "\">");
    }
    text_of(p, url);
    if (web) onr_buf_str(p->out, "</a>");
}

static void origin(page *p) {
    const onr_meta *m = &p->doc->meta;
    onr_buf_str(p->out, "<p class=\"meta\">");
    if (m->published.year) {
        onr_buf_fmt(p->out, "%04ld", (long)m->published.year);
        if (m->published.month) onr_buf_fmt(p->out, "-%02u", m->published.month);
        if (m->published.month && m->published.day) onr_buf_fmt(p->out, "-%02u", m->published.day);
        onr_buf_str(p->out, " (");
        text_of(p, m->published_how ? m->published_how : "none");
        onr_buf_str(p->out, ")");
    } else onr_buf_str(p->out, "no date");
    const char *more[] = {m->outlet, m->agency};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        if (!more[i]) continue;
        onr_buf_str(p->out, " \xC2\xB7 ");
        text_of(p, more[i]);
    }
    if (m->url) address(p, m->url);
    onr_buf_str(p->out, "</p>\n");
}

/* What the marks and the small print mean. It opens without a script, and is printed open. */
static void legend(page *p) {
    onr_buf_str(
        p->out,
        "<details class=\"legend\"><summary>How to read this page</summary>\n"
        "<p><span class=\"tag t-s\">S</span> <span class=\"s-source\">source</span> <span class=\"s-cue\">says</span> "
        "<span class=\"s-content\">a statement</span> \xC2\xB7 <span class=\"tag t-f\">F</span> "
        "<span class=\"f-text\">a figure</span> \xC2\xB7 <span class=\"tag t-a\">A</span> <span class=\"a-anchor\">an "
        "act</span> \xC2\xB7 <span class=\"tag t-q\">Q</span> <span class=\"q-span\">quoted, but nobody's "
        "statement</span>. A label leads to its record, and every field of a record to the words that it is made "
        "of.</p>\n"
        "<p>\xE2\x80\x9COn the word of\xE2\x80\x9D leads from the origin, who says so, to the outlet that printed it. "
        "The "
        "confidence says how sure the program is: of the records at 0.9, about nine in ten were right on articles it "
        "had "
        "not seen. \xE2\x80\x9C"
        "Found by\xE2\x80\x9D names the part of the program that suggested the record. Acts are of "
        "the types of PLOVER, in capitals; beside a party stand its country (ISO 3166) and sector (GOV government, MIL "
        "military, COP police, JUD courts, LEG parliament, REB armed group, CVL civilians "
        "\xE2\x80\xA6).</p></details>\n");
}

static void warnings(page *p) {
    const onr_doc *doc = p->doc;
    if (!doc->warnings_n) return;
    onr_buf_str(p->out, "<section class=\"warnings\" aria-label=\"Warnings\"><h2>Warnings</h2><ul>\n");
    for (uint32_t i = 0; i < doc->warnings_n; i++) {
        onr_buf_str(p->out, "<li>");
        text_of(p, doc->warnings[i].message);
        onr_buf_str(p->out, "</li>\n");
    }
    onr_buf_str(p->out, "</ul></section>\n");
}

static void foot(page *p, const onr_json_run *run, const onr_html_parts *parts) {
    const onr_source *s = &p->doc->source;
    onr_buf_str(p->out, "<footer><p>Made by ");
    text_of(p, run->program);
    onr_buf_str(p->out, run->model ? ", model " : ", without a model");
    if (run->model) text_of(p, run->model);
    onr_buf_fmt(p->out, ". Source: %llu bytes", (unsigned long long)s->bytes);
    if (s->media_type) {
        onr_buf_str(p->out, " of ");
        text_of(p, s->media_type);
    }
    if (s->sha256[0]) {
        onr_buf_str(p->out, ", sha256 <code>");
        text_of(p, s->sha256);
        onr_buf_str(p->out, "</code>");
    }
    onr_buf_str(p->out, ". The words of every record are the article's own; nobody has checked the records unless it "
                        "says so.</p></footer>\n");
    if (parts->script.n) {
        onr_buf_str(p->out, "<script>");
        onr_buf_add(p->out, parts->script.p, parts->script.n);
        onr_buf_str(p->out, "</script>\n");
    }
    onr_buf_str(p->out, "</body>\n</html>\n");
}

/* ---- the page --------------------------------------------------------------------------------------------------- */

static int ends_itself(onr_slice s) {
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == '<' && (s.p[i + 1] == '/' || s.p[i + 1] == '!')) return 1;
    return 0;
}

static onr_status collect(page *p, onr_err *err) {
    p->marks_n = onr_html_marks(p->doc, NULL);
    if (!p->marks_n) return ONR_OK;
    p->marks = onr_mem_zalloc(p->marks_n, sizeof *p->marks);
    p->open = onr_mem_zalloc(p->marks_n, sizeof *p->open);
    if (!p->marks || !p->open) return onr_err_set(err, ONR_NOMEM, 0, "out of memory while writing the page");
    (void)onr_html_marks(p->doc, p->marks);
    qsort(p->marks, p->marks_n, sizeof *p->marks, by_start);
    return ONR_OK;
}

static void write_page(page *p, const onr_json_run *run, const onr_html_parts *parts) {
    int titled = 0;
    for (uint32_t i = 0; i < p->doc->blocks_n; i++) titled |= p->doc->blocks[i].kind == ONR_BLOCK_TITLE;
    head(p, run, parts);
    onr_buf_str(p->out, "<header>\n");
    if (!titled) {
        onr_buf_str(p->out, "<h1>");
        title(p);
        onr_buf_str(p->out, "</h1>\n");
    }
    origin(p);
    legend(p);
    onr_buf_str(p->out, "<div id=\"tools\"></div>\n</header>\n<main>\n");
    article(p);
    onr_buf_str(p->out, "<div id=\"records\" tabindex=\"0\" role=\"region\" aria-label=\"The records\">\n");
    warnings(p);
    onr_html_records(p->doc, p->out);
    onr_buf_str(p->out, "</div>\n</main>\n");
    foot(p, run, parts);
}

onr_status onr_html_write(const onr_doc *doc, const onr_json_run *run, const onr_html_parts *parts, onr_buf *out,
                          onr_err *err) {
    page p = {.doc = doc, .out = out};
    if (ends_itself(parts->style) || ends_itself(parts->script))
        return onr_err_set(err, ONR_CONFLICT, 0, "the page's style or script holds \"</\" or \"<!\": rebuild web/");
    onr_status st = collect(&p, err);
    if (st == ONR_OK) write_page(&p, run, parts);
    onr_mem_free(p.marks);
    onr_mem_free(p.open);
    if (st != ONR_OK || !onr_buf_failed(out)) return st;
    if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "the page would be over %zu bytes", out->max);
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while writing the page");
}
