/* The reader of pages, in order: charset, nodes, lines, what to leave out, what to keep, text and map, metadata,
 * language, ids. Each step is linear in the page. The page's own memory (decoded bytes, nodes, lines) is one arena that
 * ends with the call; the document's holds only what stays. */
#include "read/html.h"

#include <stdio.h>

#include "base/sha256.h"
#include "base/utf8.h"
#include "read/charset.h"
#include "read/credit.h"
#include "read/dateline.h"
#include "read/page_date.h"
#include "read/page_meta.h"
#include "read/sniff.h"

enum { SHOWN = 128, BYLINE_MOST = 90 };

/* What one call holds. */
typedef struct reader {
    const onr_read_options *opt;
    const unsigned char *bytes;
    size_t n;
    char shown[SHOWN];
    onr_doc raw; /* the page as UTF-8 with its map, where the bytes are not that; its arena is the working memory */
    onr_decoded got;
    onr_page page;
    onr_page_meta meta;
    onr_page_out out;
    int titled; /* the first block is the title */
    int walled; /* a subscription was asked for */
    onr_doc *doc;
    onr_err *err;
} reader;

static onr_status fail(reader *r, onr_status st) {
    if (st == ONR_TIMEOUT) return onr_err_set(r->err, st, 0, "%s: out of time while reading", r->shown);
    if (st == ONR_TOO_BIG)
        return onr_err_set(r->err, st, 0, "%s: more than %d bytes as UTF-8: the limit: split it", r->shown,
                           ONR_DOC_TEXT_MAX);
    return onr_err_set(r->err, ONR_NOMEM, 0, "%s: out of memory while reading", r->shown);
}

static onr_status extract(reader *r) {
    onr_page *page = &r->page;
    page->arena = &r->raw.arena;
    r->raw.source.bytes = r->n;
    const char *text = (const char *)r->bytes;
    uint32_t text_n = (uint32_t)r->n;
    onr_status st = ONR_OK;
    if (r->n > ONR_DOC_TEXT_MAX || !onr_charset_is_plain(r->bytes, r->n)) { /* most pages are read where they lie */
        st = onr_charset_decode_page(r->bytes, r->n, r->opt->charset, r->opt->deadline, &r->raw, &r->got);
        text = r->raw.text;
        text_n = r->raw.text_n;
    }
    if (st == ONR_OK) st = onr_html_tree_build(text, text_n, page->arena, r->opt->deadline, &page->tree);
    if (st == ONR_OK) st = onr_page_measure(page);
    if (st != ONR_OK) return st;
    onr_page_prune(page, 1);
    onr_page_choose(page);
    if (page->kept_n < 250) {
        uint32_t strict = page->kept_n;
        onr_page_prune(page, 0);
        onr_page_choose(page);
        page->loose = 1;
        if (page->kept_n < 2 * strict) {
            onr_page_prune(page, 1);
            onr_page_choose(page);
            page->loose = 0;
        }
    }
    return ONR_OK;
}

/* The date in the address, the page's own or the one given. */
static void note_address_date(reader *r) {
    onr_page_meta *m = &r->meta;
    const onr_page_text *const all[] = {&m->canonical, &m->og_url, &m->json_url};
    onr_date d;
    size_t start, end;
    for (size_t i = 0; i < 3 && m->seen_n < ONR_PAGE_SEEN_MAX; i++)
        if (all[i]->s.n && onr_page_date_in_url(all[i]->s, &d, &start, &end)) {
            m->seen[m->seen_n++] = (onr_page_seen){d, ONR_DATE_URL, 0, 0, all[i]->start, all[i]->end};
            return;
        }
}

/* Take the last block back. */
static void take_back(onr_page_out *o) {
    uint32_t start = o->blocks[--o->blocks_n].span.start;
    onr_page_cut(o, start ? start - 2 : 0);
}

/* Headings under which nothing is left. */
static void drop_headings(reader *r) {
    onr_page_out *o = &r->out;
    while (!o->failed && o->blocks_n > (uint32_t)r->titled && o->blocks[o->blocks_n - 1].kind == ONR_BLOCK_HEADING)
        take_back(o);
}

/* A heading with no text below it may ask for a subscription. */
static void look_for_wall(reader *r, const onr_page_line *l, int heading) {
    onr_page *page = &r->page;
    if (!heading || l->from < page->best || l->from >= page->tree.nodes[page->best].after) return;
    if (!l->whole_n || page->info[l->block].out) return;
    onr_slice s = onr_page_line_text(page, l, &r->meta).s;
    r->walled |= s.n && onr_page_is_junk(s.p, s.n) == ONR_PAGE_WALL;
}

static void emit(reader *r) {
    onr_page *page = &r->page;
    onr_page_out *o = &r->out;
    *o = (onr_page_out){.arena = page->arena, .same_end = UINT32_MAX};
    uint32_t first = 0;
    while (first < page->lines_n && !page->lines[first].kept) first++;
    uint32_t at = first < page->lines_n ? page->tree.nodes[page->lines[first].from].start : page->tree.page_n;
    r->titled = onr_page_put_title(page, &r->meta, at, o);
    uint8_t above = 0; /* the tag of the heading that came last */
    int text = 0;      /* a paragraph is out: no byline comes behind it */
    for (uint32_t i = first; i < page->lines_n && !o->failed; i++) {
        const onr_page_line *l = &page->lines[i];
        uint8_t tag = page->tree.nodes[l->block].tag;
        int heading = tag >= ONR_TAG_H1 && tag <= ONR_TAG_H6;
        if (!l->kept) {
            look_for_wall(r, l, heading);
            continue;
        }
        if (heading && tag <= above) drop_headings(r);
        if (!onr_page_put_line(page, l, o, heading ? ONR_BLOCK_HEADING : ONR_BLOCK_PARA)) continue;
        onr_span s = o->blocks[o->blocks_n - 1].span;
        onr_slice line = {o->text + s.start, s.end - s.start};
        int byline = !text && line.n <= BYLINE_MOST && onr_page_is_byline(line, &r->meta);
        text |= !heading && line.n > BYLINE_MOST;
        int junk = onr_page_is_junk(line.p, line.n);
        r->walled |= junk == ONR_PAGE_WALL;
        if (byline || junk) take_back(o);
        else above = heading ? tag : 0;
    }
    if (o->blocks_n > (uint32_t)r->titled + 1) drop_headings(r);
}

/* One run of the page's text, [at, end), as runs into the bytes received. *k: the run of `raw` to begin at. */
static onr_status compose_run(reader *r, const onr_run *x, uint32_t at, uint32_t end, size_t *cap, uint32_t *k) {
    onr_doc *doc = r->doc, *raw = &r->raw;
    uint32_t from = (uint32_t)x->byte;
    while (at < end) {
        void *items = doc->map;
        if (onr_arena_grow(&doc->arena, &items, cap, doc->map_n, doc->map_n + 1u, sizeof *doc->map) != 0)
            return ONR_NOMEM;
        doc->map = items;
        while (*k + 1 < raw->map_n && raw->map[*k + 1].text <= from) ++*k;
        const onr_run *m = raw->map_n ? &raw->map[*k] : NULL;
        uint32_t left = end - at, room = m && *k + 1 < raw->map_n ? raw->map[*k + 1].text - from : UINT32_MAX;
        uint32_t step = x->same && room < left ? room : left;
        int same = x->same && (!m || m->same);
        uint32_t of = x->same ? step : x->bytes; /* page bytes that it stands for */
        uint64_t byte, last;
        onr_doc_source_span(raw, (onr_span){from, from + of}, &byte, &last);
        uint16_t bytes = (uint16_t)(same || last - byte > UINT16_MAX ? 0 : last - byte);
        doc->map[doc->map_n++] = (onr_run){.text = at, .same = (uint8_t)same, .bytes = bytes, .byte = byte};
        at += step;
        from += step;
    }
    return ONR_OK;
}

/* The map into the page becomes one into the bytes received. The page's own is empty where they are the same. */
static onr_status compose(reader *r) {
    const onr_page_out *o = &r->out;
    size_t cap = 0;
    uint32_t k = 0;
    onr_status st = ONR_OK;
    for (size_t i = 0; i < o->runs_n && st == ONR_OK; i++) {
        uint32_t end = i + 1 < o->runs_n ? o->runs[i + 1].text : (uint32_t)o->text_n;
        st = compose_run(r, &o->runs[i], o->runs[i].text, end, &cap, &k);
    }
    return st;
}

static int copy(onr_doc *doc, const char *s, const char **to) {
    *to = s ? onr_arena_copy(&doc->arena, s, strlen(s)) : NULL;
    return !s || *to;
}

static onr_status settle(reader *r) {
    onr_doc *doc = r->doc;
    const onr_page_out *o = &r->out;
    if (o->text_n > ONR_DOC_TEXT_MAX) return ONR_TOO_BIG;
    doc->text = onr_arena_copy(&doc->arena, o->text ? o->text : "", o->text_n);
    doc->text_n = (uint32_t)o->text_n;
    doc->blocks = onr_arena_alloc(&doc->arena, o->blocks_n, sizeof *doc->blocks);
    if (!doc->text || !doc->blocks) return ONR_NOMEM;
    if (o->blocks_n) memcpy(doc->blocks, o->blocks, o->blocks_n * sizeof *doc->blocks);
    doc->blocks_n = (uint32_t)o->blocks_n;
    doc->source.bytes = r->n;
    doc->source.media_type = "text/html";
    onr_sha256_hex(r->bytes, r->n, doc->source.sha256);
    if (r->titled) doc->meta.title = doc->blocks[0].span;
    return compose(r);
}

/* The first of two strings that says something. */
static const char *either(const char *given, onr_slice found) { return given ? given : found.n ? found.p : NULL; }

static onr_status copy_authors(reader *r) {
    onr_doc *doc = r->doc;
    if (!r->opt->authors_n) return onr_page_settle_authors(&r->meta, doc);
    const char **names = onr_arena_alloc(&doc->arena, r->opt->authors_n, sizeof *names);
    if (!names) return ONR_NOMEM;
    for (size_t i = 0; i < r->opt->authors_n; i++)
        if (!copy(doc, r->opt->authors[i], &names[i])) return ONR_NOMEM;
    doc->meta.authors = names;
    doc->meta.authors_n = (uint32_t)r->opt->authors_n;
    return ONR_OK;
}

static int is_address(onr_slice s) {
    return s.n > 10 && (memcmp(s.p, "http://", 7) == 0 || memcmp(s.p, "https://", 8) == 0) && !memchr(s.p, ' ', s.n);
}

static onr_slice address_of(const onr_page_meta *m) {
    const onr_page_text *const all[] = {&m->canonical, &m->og_url, &m->json_url};
    for (size_t i = 0; i < 3; i++)
        if (is_address(all[i]->s)) return all[i]->s;
    return (onr_slice){NULL, 0};
}

/* The dateline of the first paragraph: an agency, and a date where nothing else gave one. */
static onr_status read_dateline(reader *r) {
    onr_doc *doc = r->doc;
    uint32_t b = (uint32_t)(r->titled != 0);
    onr_dateline d;
    while (b < doc->blocks_n && doc->blocks[b].kind != ONR_BLOCK_PARA) b++;
    if (b == doc->blocks_n || !onr_read_dateline(onr_doc_slice(doc, doc->blocks[b].span), &d)) return ONR_OK;
    if (d.date.year && !doc->meta.published.year) {
        doc->meta.published = d.date;
        doc->meta.published_how = "dateline";
    }
    if (!d.agency.n || doc->meta.agency) return ONR_OK;
    doc->meta.agency = onr_arena_copy(&doc->arena, d.agency.p, d.agency.n);
    return doc->meta.agency ? ONR_OK : ONR_NOMEM;
}

static onr_status describe(reader *r) {
    onr_doc *doc = r->doc;
    const onr_page_meta *m = &r->meta;
    onr_slice site = m->site.s.n ? m->site.s : m->publisher.s;
    if (!copy(doc, r->opt->path ? r->opt->path : "-", &doc->source.path) ||
        !copy(doc, either(r->opt->outlet, site), &doc->meta.outlet) ||
        !copy(doc, either(r->opt->url, address_of(m)), &doc->meta.url) || !copy(doc, r->opt->agency, &doc->meta.agency))
        return ONR_NOMEM;
    onr_status st = copy_authors(r);
    if (st == ONR_OK) st = onr_page_settle_dates(m, r->opt, &r->raw, doc);
    if (st == ONR_OK) st = read_dateline(r);
    if (st == ONR_OK) st = onr_read_credits(doc);
    if (st == ONR_OK && !doc->meta.published.year)
        st = onr_doc_warn(doc, (onr_span){0, 0}, "no publication date: weekdays stay unresolved");
    return st;
}

static onr_status warn_bytes(reader *r) {
    const onr_decoded *got = &r->got;
    onr_doc *doc = r->doc;
    onr_span none = {0, 0};
    const char *charset = got->encoding ? got->encoding->name : onr_charset_name(got->charset);
    onr_status st = ONR_OK;
    if (got->charset == ONR_CHARSET_WINDOWS_1252 && !got->by_label)
        st = onr_doc_warn(doc, none, "the page names no charset that its bytes are in: read as windows-1252");
    if (st == ONR_OK && got->bad_n)
        st = onr_doc_warn(doc, none, "not valid %s: %llu bad %s, the first at byte %llu, read as U+FFFD", charset,
                          (unsigned long long)got->bad_n, got->bad_n == 1 ? "sequence" : "sequences",
                          (unsigned long long)got->bad_first);
    if (st == ONR_OK && r->page.tree.cut)
        st = onr_doc_warn(doc, none, "more than %d elements: what comes after byte %lu of the page is not read",
                          ONR_HTML_NODES_MAX, (unsigned long)r->page.tree.cut);
    return st;
}

int onr_read_is_html(const unsigned char *bytes, size_t n) {
    onr_sniffed look;
    onr_sniff(bytes, n, &look);
    return look.kind == ONR_SNIFF_MARKUP && strcmp(look.what, "HTML") == 0;
}

onr_status onr_read_html(const unsigned char *bytes, size_t n, const onr_read_options *given, onr_doc *doc,
                         onr_err *err) {
    const onr_read_options none = {0};
    reader r = {.opt = given ? given : &none, .bytes = bytes, .n = n, .doc = doc, .err = err};
    const char *path = r.opt->path ? r.opt->path : "-";
    size_t max = r.opt->max_bytes ? r.opt->max_bytes : ONR_DOC_TEXT_MAX;
    (void)onr_utf8_printable(r.shown, sizeof r.shown, path, strlen(path));
    if (n == 0) return onr_err_set(err, ONR_FORMAT, 0, "%s: empty file: nothing to read", r.shown);
    if (n > max)
        return onr_err_set(err, ONR_TOO_BIG, max, "%s: %zu bytes: the limit is %zu: split it", r.shown, n, max);
    onr_doc_init(&r.raw, doc->arena.cap);
    onr_status st = extract(&r);
    if (st == ONR_OK) st = onr_page_meta_read(&r.page, &r.meta);
    if (st == ONR_OK) onr_page_edges(&r.page, &r.meta);
    if (st == ONR_OK) note_address_date(&r);
    if (st == ONR_OK) onr_page_near_dates(&r.page, &r.meta);
    if (st == ONR_OK && r.meta.failed) st = ONR_NOMEM;
    if (st == ONR_OK) {
        emit(&r);
        st = r.out.failed || r.meta.failed ? ONR_NOMEM : settle(&r);
    }
    if (st == ONR_OK) st = describe(&r);
    if (st == ONR_OK && doc->text_n) st = warn_bytes(&r);
    if (st == ONR_OK && doc->text_n) st = onr_page_warn_doubt(&r.page, &r.meta, r.walled, doc);
    if (st == ONR_OK) st = onr_read_warn_language(doc);
    if (st == ONR_OK) onr_read_name(doc);
    onr_doc_clear(&r.raw);
    if (st != ONR_OK) return fail(&r, st);
    if (doc->text_n == 0) return onr_err_set(err, ONR_FORMAT, 0, "%s: a page without text: nothing to read", r.shown);
    return ONR_OK;
}
