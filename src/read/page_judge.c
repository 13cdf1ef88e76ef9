/* Judging what a page says about its article: which string is the title, which date the day it appeared, which names
 * its authors are. By an order of trust; what contradicts is a warning. Cost: O(what was collected).
 *
 * A title: og:title (else the title element) as an h1 on the page says it, if the h1 stands there whole; the headline
 * of JSON-LD where og:title is the headline and more behind a mark, or where there is nothing else. (A headline that
 * only the title element confirms loses to an h1: on most sites it is written for search engines.) What stands in the
 * head only is given with a map to the bytes of that attribute or JSON string. */
#include <stdio.h>

#include "base/utf8.h"
#include "doc/date.h"
#include "read/page_meta.h"

enum { TITLE_MOST = 400, FAR = 200, UPDATED = 100 };

/* ---- title ------------------------------------------------------------------------------------------------------- */

size_t onr_page_squeeze(onr_slice s, char *out, size_t cap) {
    size_t n = 0, k;
    for (size_t i = 0; i < s.n && n + 4 < cap; i += k) {
        uint32_t c;
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        if (onr_char_is_letter(c) || onr_char_is_digit(c)) n += onr_utf8_encode(onr_char_lower(c), out + n);
    }
    return n;
}

static int within(onr_slice inner, onr_slice outer) {
    char a[TITLE_MOST], b[TITLE_MOST];
    size_t n = onr_page_squeeze(inner, a, sizeof a), m = onr_page_squeeze(outer, b, sizeof b);
    if (n < 8 && n != m) return 0;
    for (size_t i = 0; n && i + n <= m; i++)
        if (memcmp(a, b + i, n) == 0) return 1;
    return 0;
}

/* Where " | Site" begins in a title; its length where nothing is to be cut. */
static size_t site_at(onr_slice t, onr_slice site, onr_slice publisher, int is_head_title) {
    static const char *const marks[] = {" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " « ", " • ", ": "};
    size_t best = t.n;
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        size_t m = strlen(marks[k]);
        for (size_t i = t.n > m ? t.n - m : 0; i > 0; i--) {
            if (memcmp(t.p + i, marks[k], m) != 0) continue;
            onr_slice rest = {t.p + i + m, t.n - i - m};
            int site_name = (site.n && (within(rest, site) || within(site, rest))) ||
                            (publisher.n && (within(rest, publisher) || within(publisher, rest)));
            size_t words = 1;
            for (size_t j = 0; j < rest.n; j++) words += rest.p[j] == ' ';
            int looks = is_head_title && k + 1 < sizeof marks / sizeof *marks && words <= 4 && i > 2 * rest.n;
            if ((site_name || looks) && i < best && i > 8) best = i;
            if (!site_name) break;
        }
    }
    return best;
}

/* The h1 that says most of what `base` says: it stands on the page. One with the outlet's name is none. */
static uint32_t heading_of(onr_page *page, onr_page_meta *m, onr_slice base) {
    uint32_t best = 0;
    size_t most = 0;
    for (uint32_t k = 0; k < m->h1_n; k++) {
        onr_page_text t = onr_page_text_below(page, m->h1[k], m);
        if (!t.s.n || t.s.n >= TITLE_MOST || t.s.n <= most || !(base.n ? within(t.s, base) : m->h1_n == 1)) continue;
        if ((m->site.s.n && within(t.s, m->site.s)) || (m->publisher.s.n && within(t.s, m->publisher.s))) continue;
        best = m->h1[k];
        most = t.s.n;
    }
    return best;
}

/* Is `whole` the headline, or the headline and something behind a mark (" | Site", "-Section")? */
static int opens_with(onr_slice whole, onr_slice headline) {
    size_t n = headline.n;
    uint32_t c;
    if (whole.n < n || memcmp(whole.p, headline.p, n) != 0) return 0;
    while (n < whole.n && whole.p[n] == ' ') n++;
    if (n == whole.n) return 1;
    onr_utf8_decode(whole.p + n, whole.n - n, &c);
    return !onr_char_is_letter(c) && !onr_char_is_digit(c);
}

/* A headline of JSON-LD that may be the title: whole, without markup, not the outlet's name, before the article. */
static int is_headline(const onr_page_meta *m, uint32_t before) {
    onr_slice h = m->headline.s;
    if (h.n < 8 || h.n >= TITLE_MOST || m->headline.end > before || memchr(h.p, '<', h.n)) return 0;
    if (memcmp(h.p + h.n - 3, "...", 3) == 0 || memcmp(h.p + h.n - 3, "…", 3) == 0) return 0;
    return !(m->site.s.n && within(h, m->site.s)) && !(m->publisher.s.n && within(h, m->publisher.s));
}

/* Does `whole` say what `h1` says, after something more ("Elections: the vote is counted")? */
static int has_kicker(onr_slice whole, onr_slice h1) {
    char a[TITLE_MOST], b[TITLE_MOST];
    size_t n = onr_page_squeeze(h1, a, sizeof a), m = onr_page_squeeze(whole, b, sizeof b);
    return n && m > n && memcmp(a, b + m - n, n) == 0;
}

static int put_node(onr_page *page, uint32_t node, onr_page_out *out) {
    const onr_html_node *x = &page->tree.nodes[node];
    onr_page_line line = {.from = node + 1, .to = x->after, .block = node};
    return onr_page_put_line(page, &line, out, ONR_BLOCK_TITLE);
}

/* A string of the head; `cut`: without the outlet's name. */
static int put_string(const onr_page *page, const onr_page_meta *m, const onr_page_text *what, int cut,
                      onr_page_out *out) {
    onr_page_open(out, what->start);
    size_t from = out->text_n;
    onr_page_put(out, page->tree.page, what->start, what->end, what->start == m->headline.start);
    if (out->failed) return 0;
    onr_slice t = {out->text + from, out->text_n - from};
    while (t.n && t.p[t.n - 1] == ' ') t.n--;
    size_t keep = cut ? site_at(t, m->site.s, m->publisher.s, what->start == m->title.start) : t.n;
    onr_page_cut(out, from + keep);
    return onr_page_close(out, ONR_BLOCK_TITLE);
}

/* Would an h1 lose a piece ("<span class=kicker>") that the string, which says all of it, has? */
static int loses(onr_page *page, onr_page_meta *m, uint32_t h1, onr_slice string) {
    uint32_t i = h1 + 1;
    while (i < page->tree.nodes[h1].after && !page->info[i].out) i++;
    if (i == page->tree.nodes[h1].after) return 0;
    onr_slice whole = onr_page_text_below(page, h1, m).s;
    return within(string, whole) && within(whole, string);
}

/* og:title where it is not the outlet's name alone, else the title element. */
static onr_page_text base_title(const onr_page_meta *m) {
    int named = m->og_title.s.n && !(m->site.s.n && within(m->og_title.s, m->site.s));
    return named ? m->og_title : m->title;
}

uint32_t onr_page_title_node(onr_page *page, onr_page_meta *m) {
    onr_page_text base = base_title(m);
    onr_slice wide = base.s.n ? base.s : m->headline.s;
    uint32_t h1 = heading_of(page, m, wide);
    if (!h1 && m->headline.s.n) h1 = heading_of(page, m, m->headline.s);
    if (!h1 && !wide.n) h1 = heading_of(page, m, (onr_slice){"", 0});
    return h1;
}

/* The h1 that is given as the title; 0: none. */
static uint32_t title_heading(onr_page *page, onr_page_meta *m, uint32_t before) {
    uint32_t h1 = onr_page_title_node(page, m);
    if (h1 && m->og_title.s.n && m->og_title.end <= before) {
        onr_slice og = {m->og_title.s.p, site_at(m->og_title.s, m->site.s, m->publisher.s, 0)};
        onr_slice heading = onr_page_text_below(page, h1, m).s;
        int sure = m->headline.s.n && within(m->headline.s, heading); /* the headline has no kicker either */
        if ((!sure && has_kicker(og, heading)) || loses(page, m, h1, og)) h1 = 0;
    }
    const onr_html_node *nodes = page->tree.nodes; /* an h1 that was never closed may hold the article */
    return h1 && nodes[nodes[h1].after - 1].end <= before ? h1 : 0;
}

int onr_page_put_title(onr_page *page, onr_page_meta *m, uint32_t before, onr_page_out *out) {
    onr_page_text base = base_title(m);
    int headline = is_headline(m, before);
    uint32_t h1 = title_heading(page, m, before);
    if (h1 && put_node(page, h1, out)) return 1;
    if (headline && (!base.s.n || base.end > before || opens_with(base.s, m->headline.s)))
        return put_string(page, m, &m->headline, 0, out);
    return base.s.n && base.end <= before && put_string(page, m, &base, 1, out);
}

/* ---- dates ------------------------------------------------------------------------------------------------------- */

static const char *how_of(const onr_page_seen *x) {
    switch (x->source) {
    case ONR_DATE_JSON:
    case ONR_DATE_CREATED: return "json-ld";
    case ONR_DATE_META:
    case ONR_DATE_PROP:
    case ONR_DATE_META_WEAK: return "meta";
    case ONR_DATE_URL: return "url";
    default: return "byline";
    }
}

static int days_apart(onr_date a, onr_date b) {
    int d = onr_date_to_number(a) - onr_date_to_number(b);
    return d < 0 ? -d : d;
}

/* Smaller is more trusted: first what is no update, then what stands near the article, then by source. */
static unsigned rank(const onr_page_meta *m, const onr_page_seen *x) {
    int body = x->source == ONR_DATE_TIME || x->source == ONR_DATE_WORDS || x->source == ONR_DATE_PROP;
    int far = body && (x->start < m->near_from || x->end > m->near_to);
    return (far ? FAR : 0u) + (x->updated ? UPDATED : 0u) + x->source;
}

/* A time in UTC may be the day before or after where the outlet is: the day that the page itself shows, or has in its
 * address, is the one on which it appeared. */
static const onr_page_seen *local_day(const onr_page_meta *m, const onr_page_seen *utc) {
    const onr_page_seen *other = NULL;
    for (uint32_t i = 0; i < m->seen_n; i++) {
        const onr_page_seen *x = &m->seen[i];
        if (x->utc || x->updated || x->source > ONR_DATE_TEXT || rank(m, x) >= UPDATED) continue;
        int days = onr_date_to_number(x->date) - onr_date_to_number(utc->date);
        if (days == 0) return utc; /* the page shows that day */
        if (days == utc->utc && !other) other = x;
    }
    return other ? other : utc;
}

/* The most trusted, of equals the first. */
static const onr_page_seen *choose(const onr_page_meta *m) {
    const onr_page_seen *best = NULL;
    for (uint32_t i = 0; i < m->seen_n; i++) {
        const onr_page_seen *x = &m->seen[i];
        if (!best || rank(m, x) < rank(m, best)) best = x;
    }
    if (best && rank(m, best) >= FAR) return NULL; /* that of something else on the page, as likely as not */
    return best && best->utc ? local_day(m, best) : best;
}

static onr_status keep_seen(const onr_page_meta *m, const onr_doc *raw, onr_doc *doc) {
    static const char *const places[ONR_DATE_SOURCES] = {"json-ld", "meta", "itemprop", "url",    "time",
                                                         "class",   "meta", "text",     "json-ld"};
    doc->meta.seen = onr_arena_alloc(&doc->arena, m->seen_n, sizeof *doc->meta.seen);
    if (!doc->meta.seen) return ONR_NOMEM;
    for (uint32_t i = 0; i < m->seen_n; i++) {
        const onr_page_seen *x = &m->seen[i];
        onr_seen_date *to = &doc->meta.seen[doc->meta.seen_n++];
        *to = (onr_seen_date){.date = x->date, .place = places[x->source], .updated = x->updated};
        onr_doc_source_span(raw, (onr_span){x->start, x->end}, &to->start, &to->end);
    }
    return ONR_OK;
}

/* The candidate of which a warning speaks: the most trusted, of those that the page as a whole states or that stand
 * between title and text, that is days away from the date believed. NULL: none. */
static const onr_page_seen *contradicts(const onr_page_meta *m, onr_date published, const onr_page_seen *best) {
    const onr_page_seen *other = NULL;
    for (uint32_t i = 0; i < m->seen_n; i++) {
        const onr_page_seen *x = &m->seen[i];
        int shown = x->source == ONR_DATE_TIME || x->source == ONR_DATE_WORDS || x->source == ONR_DATE_TEXT;
        if (x == best || x->updated || days_apart(x->date, published) <= 1) continue;
        if (x->source > ONR_DATE_URL && !(shown && x->start >= m->top_from && x->end <= m->top_to)) continue;
        if (!other || x->source < other->source) other = x;
    }
    return other;
}

static onr_status warn_conflict(onr_doc *doc, const onr_page_seen *x) {
    onr_date d = doc->meta.published;
    char what[64];
    if (x->source > ONR_DATE_URL) (void)snprintf(what, sizeof what, "the line above the text");
    else (void)snprintf(what, sizeof what, "the page's %s date", how_of(x));
    return onr_doc_warn(doc, (onr_span){0, 0}, "%s says %04d-%02u-%02u, published is %04d-%02u-%02u by %s", what,
                        x->date.year, x->date.month, x->date.day, d.year, d.month, d.day, doc->meta.published_how);
}

onr_status onr_page_settle_dates(const onr_page_meta *m, const onr_read_options *opt, const onr_doc *raw,
                                 onr_doc *doc) {
    const onr_page_seen *best = choose(m);
    if (keep_seen(m, raw, doc) != ONR_OK) return ONR_NOMEM;
    int given = opt->published.year != 0;
    doc->meta.published = given ? opt->published : best ? best->date : (onr_date){0, 0, 0};
    doc->meta.published_how = given  ? (opt->published_how ? opt->published_how : "given")
                              : best ? how_of(best)
                                     : "none";
    if (!given && !best) return ONR_OK;
    const onr_page_seen *other = contradicts(m, doc->meta.published, given ? NULL : best);
    if (other) return warn_conflict(doc, other);
    if (!given && best->updated)
        return onr_doc_warn(doc, (onr_span){0, 0}, "the page gives only the date of its latest change");
    return ONR_OK;
}
