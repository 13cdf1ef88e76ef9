/* Collecting what a page says about its article, in one walk over the nodes: meta elements, title, h1, canonical link,
 * JSON-LD, time elements, itemprop, rel=author, and elements whose class speaks of a date or an author. Nothing is
 * judged here. Cost: O(page). */
#include "read/page_meta.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/html_entity.h"
#include "read/page_date.h"

enum { SHORT_TEXT = 160 };

/* ---- strings ----------------------------------------------------------------------------------------------------- */

static int hex4(const char *p, uint32_t *c) {
    *c = 0;
    for (int i = 0; i < 4; i++) {
        char d = p[i], l = (char)(d | 0x20);
        int v = d >= '0' && d <= '9' ? d - '0' : l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
        if (v < 0) return 0;
        *c = *c * 16 + (uint32_t)v;
    }
    return 1;
}

size_t onr_page_json_escape(const char *p, size_t n, uint32_t *c) {
    *c = n > 1 ? (unsigned char)p[1] : ' ';
    if (n < 2) return 1;
    if (p[1] == 'n' || p[1] == 't' || p[1] == 'r' || p[1] == 'b' || p[1] == 'f') *c = ' ';
    if (p[1] != 'u' || n < 6 || !hex4(p + 2, c)) return 2;
    uint32_t low;
    if (*c >= 0xD800 && *c < 0xDC00 && n >= 12 && p[6] == '\\' && p[7] == 'u' && hex4(p + 8, &low) && low >= 0xDC00 &&
        low < 0xE000) {
        *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
        return 12;
    }
    if (*c >= 0xD800 && *c < 0xE000) *c = 0xFFFD; /* half of a pair is no character */
    return 6;
}

/* Decode into out (large enough: nothing grows by more than a third); returns the length. */
static size_t decode(const char *p, uint32_t start, uint32_t end, int json, char *out, size_t n) {
    for (uint32_t i = start; i < end;) {
        uint32_t points[2] = {(unsigned char)p[i], 0};
        size_t k = p[i] == '&' ? onr_html_entity(p + i, end - i, 0, points) : 0;
        if (!k && json && p[i] == '\\') k = onr_page_json_escape(p + i, end - i, &points[0]), points[1] = 0;
        if (!k) {
            k = 1;
            if ((unsigned char)p[i] > ' ') out[n++] = p[i];
            else if (n && out[n - 1] != ' ') out[n++] = ' ';
        } else
            for (int j = 0; j < 2 && (j == 0 || points[j]); j++) {
                int space = points[j] <= ' ' || points[j] == 0xA0;
                if (space && n && out[n - 1] != ' ') out[n++] = ' ';
                if (!space) n += onr_utf8_encode(points[j], out + n);
            }
        i += (uint32_t)k;
    }
    return n;
}

static size_t trim(char *out, size_t n) {
    while (n && out[n - 1] == ' ') n--;
    out[n] = 0;
    return n;
}

onr_page_text onr_page_text_of(onr_page *page, uint32_t start, uint32_t end, int json, onr_page_meta *meta) {
    onr_page_text t = {.start = start, .end = end};
    if (end <= start) return t;
    char *out = onr_arena_alloc(page->arena, 2 * (size_t)(end - start) + 8, 1);
    if (!out) meta->failed = 1;
    else t.s = (onr_slice){out, trim(out, decode(page->tree.page, start, end, json, out, 0))};
    return t;
}

onr_page_text onr_page_text_below(onr_page *page, uint32_t node, onr_page_meta *meta) {
    const onr_html_node *nodes = page->tree.nodes;
    onr_page_text t = {0};
    size_t total = 0;
    for (uint32_t i = node + 1; i < nodes[node].after; i++)
        if (nodes[i].kind == ONR_HTML_TEXT) total += nodes[i].end - nodes[i].start + 1;
    if (!total || total > 4096) return t;
    char *out = onr_arena_alloc(page->arena, 2 * total + 8, 1);
    if (!out) {
        meta->failed = 1;
        return t;
    }
    size_t n = 0;
    for (uint32_t i = node + 1; i < nodes[node].after; i++) {
        const onr_html_node *x = &nodes[i];
        if (x->kind == ONR_HTML_START && (x->tag == ONR_TAG_SCRIPT || x->tag == ONR_TAG_STYLE)) i = x->after - 1;
        if (x->kind == ONR_HTML_START && n && out[n - 1] != ' ' && x->tag != ONR_TAG_SPAN) out[n++] = ' ';
        if (x->kind != ONR_HTML_TEXT) continue;
        if (!t.end) t.start = x->start;
        t.end = x->end;
        n = decode(page->tree.page, x->start, x->end, 0, out, n);
    }
    t.s = (onr_slice){out, trim(out, n)};
    return t;
}

/* ---- notes ------------------------------------------------------------------------------------------------------- */

/* "T02:25:54Z", "T22:10:00.000+00:00" behind a date: -1 before eight, when it may be the day before in
 * America; 1 from three on, when it may be the next day in Asia; 0: neither, or no time in UTC. */
static int8_t utc_of(onr_slice s, size_t at) {
    if (s.n - at < 7 || (s.p[at] != 'T' && s.p[at] != ' ') || s.p[at + 3] != ':') return 0;
    int hour = (s.p[at + 1] - '0') * 10 + s.p[at + 2] - '0';
    size_t i = at + 1;
    while (i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == ':' || s.p[i] == '.')) i++;
    onr_slice zone = {s.p + i, s.n - i};
    int utc = (zone.n && zone.p[0] == 'Z') || (zone.n >= 5 && memcmp(zone.p, "+00", 3) == 0);
    return (int8_t)(!utc ? 0 : hour < 8 ? -1 : hour >= 15 ? 1 : 0);
}

void onr_page_note_date(onr_page_meta *meta, const onr_page_text *t, uint8_t source, int updated) {
    size_t at = 0, start;
    onr_date d;
    int loose = source == ONR_DATE_TIME || source == ONR_DATE_WORDS; /* a page of lists has hundreds */
    if (!t->s.n || meta->seen_n >= (loose ? ONR_PAGE_SEEN_BODY : ONR_PAGE_SEEN_MAX)) return;
    if (!onr_page_date_find(t->s, meta->order, &at, &start, &d)) return;
    meta->seen[meta->seen_n++] = (onr_page_seen){d, source, (uint8_t)updated, utc_of(t->s, at), t->start, t->end};
}

void onr_page_note_author(onr_page_meta *meta, onr_slice name, uint8_t trust) {
    if (name.n < 2 || name.n > 300 || meta->authors_n == ONR_PAGE_AUTHORS_MAX) return;
    meta->authors[meta->authors_n++] = (onr_page_author){name, trust};
}

static int among(onr_slice s, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (onr_ascii_is(s, list[i])) return 1;
    return 0;
}
#define AMONG(s, list) among(s, list, sizeof list / sizeof *list)

static int holds(const char *p, size_t n, const char *word) {
    size_t k = strlen(word);
    for (size_t i = 0; i + k <= n; i++) {
        size_t j = 0;
        while (j < k && (char)(p[i + j] | 0x20) == word[j]) j++;
        if (j == k) return 1;
    }
    return 0;
}

/* Does a text or class speak of a later change? */
static int speaks_of_update(onr_slice s) {
    static const char *const words[] = {"updat",      "modif",      "aktualis",   "actualiz",  "mis a jour",
                                        "aggiorn",    "bijgewerkt", "atualiz",    "oppdatert", "opdateret",
                                        "uppdaterad", "geändert",   "mise à jour"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (holds(s.p, s.n, words[i])) return 1;
    return 0;
}

/* ---- the elements ------------------------------------------------------------------------------------------------ */

static const char *const published_names[] = {"article:published_time",
                                              "article:published",
                                              "og:article:published_time",
                                              "og:published_time",
                                              "datepublished",
                                              "parsely-pub-date",
                                              "sailthru.date",
                                              "pubdate",
                                              "publishdate",
                                              "publish-date",
                                              "publish_date",
                                              "publication_date",
                                              "date_published",
                                              "published",
                                              "article.published",
                                              "article_date_original",
                                              "originalpublicationdate",
                                              "dc.date.issued",
                                              "dcterms.issued",
                                              "citation_publication_date",
                                              "citation_online_date",
                                              "rnews:datepublished",
                                              "prism.publicationdate",
                                              "cxenseparse:recs:publishtime",
                                              "bt:pubdate",
                                              "og:pubdate",
                                              "ptime",
                                              "displaydate",
                                              "article:publication_date",
                                              "datum",
                                              "published_at",
                                              "published-date",
                                              "article-publication_date",
                                              "dc:date",
                                              "shareaholic:article_published_time",
                                              "vr:published_time",
                                              "published_time_telegram",
                                              "article:post_date"};
static const char *const weak_names[] = {
    "date",       "dc.date",         "dcterms.date",    "dc.date.created", "dcterms.created",
    "created",    "datecreated",     "release_date",    "creation_date",   "cre_date",
    "timestamp",  "og:date",         "og:article:date", "pub_date",        "article:created",
    "dc.created", "dc.terms.created"};
static const char *const updated_names[] = {"article:modified_time",
                                            "og:updated_time",
                                            "og:article:modified_time",
                                            "datemodified",
                                            "lastmod",
                                            "last-modified",
                                            "modified",
                                            "modificationdate",
                                            "dc.date.modified",
                                            "dcterms.modified",
                                            "article:updated",
                                            "revision_date",
                                            "updated_time",
                                            "last-update",
                                            "lastupdate"};
static const char *const author_names[] = {"author",
                                           "article:author",
                                           "byl",
                                           "parsely-author",
                                           "sailthru.author",
                                           "dc.creator",
                                           "dcterms.creator",
                                           "citation_author",
                                           "article:author_name",
                                           "article.author",
                                           "creator",
                                           "dc.contributor",
                                           "og:article:author",
                                           "cxenseparse:author",
                                           "article-author",
                                           "twitter:data1_author"};

static void keep(onr_page_text *to, const onr_page_text *t) {
    if (!to->s.n) *to = *t;
}

static void read_meta(onr_page *page, uint32_t i, onr_page_meta *m) {
    onr_slice value = onr_html_node_attr(&page->tree, i, "content");
    onr_slice name = onr_html_node_attr(&page->tree, i, "property");
    if (!value.p || !value.n || value.n > 4096) return;
    if (!name.n) name = onr_html_node_attr(&page->tree, i, "name");
    if (!name.n) name = onr_html_node_attr(&page->tree, i, "itemprop");
    if (!name.n) name = onr_html_node_attr(&page->tree, i, "http-equiv");
    uint32_t start = (uint32_t)(value.p - page->tree.page);
    onr_page_text t = onr_page_text_of(page, start, start + (uint32_t)value.n, 0, m);
    if (onr_ascii_is(name, "og:title")) keep(&m->og_title, &t);
    else if (onr_ascii_is(name, "og:site_name")) keep(&m->site, &t);
    else if (onr_ascii_is(name, "og:url")) keep(&m->og_url, &t);
    else if (onr_ascii_is(name, "og:description")) keep(&m->about[0], &t);
    else if (onr_ascii_is(name, "description")) keep(&m->about[1], &t);
    else if (onr_ascii_is(name, "isaccessibleforfree")) m->paid |= onr_ascii_is(t.s, "false");
    else if (onr_ascii_is(name, "article:content_tier")) m->paid |= onr_ascii_is(t.s, "locked");
    else if (AMONG(name, published_names)) onr_page_note_date(m, &t, ONR_DATE_META, 0);
    else if (AMONG(name, weak_names)) onr_page_note_date(m, &t, ONR_DATE_META_WEAK, 0);
    else if (AMONG(name, updated_names)) onr_page_note_date(m, &t, ONR_DATE_META, 1);
    else if (AMONG(name, author_names) && !holds(t.s.p, t.s.n, "http")) onr_page_note_author(m, t.s, 1);
}

static void read_link(onr_page *page, uint32_t i, onr_page_meta *m) {
    onr_slice rel = onr_html_node_attr(&page->tree, i, "rel"), href = onr_html_node_attr(&page->tree, i, "href");
    if (!onr_ascii_is(rel, "canonical") || !href.n || href.n > 4096) return;
    uint32_t start = (uint32_t)(href.p - page->tree.page);
    onr_page_text t = onr_page_text_of(page, start, start + (uint32_t)href.n, 0, m);
    keep(&m->canonical, &t);
}

static void read_script(onr_page *page, uint32_t i, onr_page_meta *m) {
    onr_slice type = onr_html_node_attr(&page->tree, i, "type");
    const onr_html_node *nodes = page->tree.nodes;
    if (!onr_ascii_is(type, "application/ld+json") || i + 1 >= nodes[i].after) return;
    onr_page_json_read(page, nodes[i + 1].start, nodes[i + 1].end, m);
}

/* A time element, or one with an itemprop of a date: its attribute, or its text. */
static void read_time(onr_page *page, uint32_t i, uint8_t source, int updated, onr_page_meta *m) {
    static const char *const attrs[] = {"datetime", "content", "title"};
    onr_page_text t = {0};
    uint32_t before = m->seen_n;
    for (size_t k = 0; k < 3; k++) {
        onr_slice v = onr_html_node_attr(&page->tree, i, attrs[k]);
        if (!v.n || v.n > 200) continue;
        uint32_t start = (uint32_t)(v.p - page->tree.page);
        t = onr_page_text_of(page, start, start + (uint32_t)v.n, 0, m);
        onr_page_note_date(m, &t, source, updated);
        if (m->seen_n > before) return;
    }
    t = onr_page_text_below(page, i, m);
    onr_page_note_date(m, &t, source, updated);
}

/* Does a class or id hold the word, anywhere? */
static int class_holds(const onr_page *page, const onr_html_node *x, const char *word) {
    const char *p = page->tree.page;
    return holds(p + x->class_at, x->class_n, word) || holds(p + x->id_at, x->id_n, word);
}

enum { SAYS_DATE = 1, SAYS_AUTHOR = 2 };

static int stands(const char *p, size_t n, const char *word) {
    size_t k = 0;
    while (k < n && word[k] && (char)(p[k] | 0x20) == word[k]) k++;
    return word[k] == 0;
}

/* What a class or id speaks of, in one walk over it. */
static unsigned class_says(const char *p, size_t n) {
    static const struct {
        const char *word;
        unsigned says;
    } words[] = {{"author", SAYS_AUTHOR}, {"byline", SAYS_DATE | SAYS_AUTHOR},
                 {"date", SAYS_DATE},     {"datum", SAYS_DATE},
                 {"dato", SAYS_DATE},     {"fecha", SAYS_DATE},
                 {"info", SAYS_DATE},     {"meta", SAYS_DATE},
                 {"posted", SAYS_DATE},   {"pubdat", SAYS_DATE},
                 {"publish", SAYS_DATE},  {"time", SAYS_DATE}};
    /* the words of each first letter: from the first digit to before the second, in base 16 */
    static const unsigned char of[256] = {
        ['A'] = 0x01, ['B'] = 0x12, ['D'] = 0x25, ['F'] = 0x56, ['I'] = 0x67, ['M'] = 0x78, ['P'] = 0x8B, ['T'] = 0xBC};
    unsigned says = 0;
    for (size_t i = 0; i + 3 < n; i++) {
        unsigned which = of[(unsigned char)p[i] & 0xDFu]; /* capital letters, and some signs that are none */
        for (unsigned k = which >> 4; k < (which & 15u); k++)
            if (stands(p + i, n - i, words[k].word)) says |= words[k].says;
    }
    return says;
}

static void read_marked(onr_page *page, uint32_t i, onr_page_meta *m) {
    const onr_html_node *x = &page->tree.nodes[i];
    if (!page->info[i].text_n || page->info[i].text_n > SHORT_TEXT) return;
    const char *p = page->tree.page;
    unsigned says = class_says(p + x->class_at, x->class_n) | class_says(p + x->id_at, x->id_n);
    unsigned date = says & SAYS_DATE, author = says & SAYS_AUTHOR;
    if (!says) return;
    onr_page_text t = onr_page_text_below(page, i, m);
    int updated = class_holds(page, x, "updat") || class_holds(page, x, "modif") || speaks_of_update(t.s);
    if (date) onr_page_note_date(m, &t, ONR_DATE_WORDS, updated);
    if (author && t.s.n <= SHORT_TEXT && !class_holds(page, x, "bio")) onr_page_note_author(m, t.s, 3);
}

static void read_body(onr_page *page, uint32_t i, onr_page_meta *m) {
    const onr_html_node *x = &page->tree.nodes[i];
    if (x->tag == ONR_TAG_H1 && m->h1_n < ONR_PAGE_H1_MAX && page->info[i].out != ONR_PAGE_UNSEEN) m->h1[m->h1_n++] = i;
    if (x->end - x->start < 8) return; /* no attributes */
    onr_slice prop = onr_html_node_attr(&page->tree, i, "itemprop");
    if (prop.n && (holds(prop.p, prop.n, "datepublished") || onr_ascii_is(prop, "datecreated")))
        read_time(page, i, ONR_DATE_PROP, 0, m);
    else if (onr_ascii_is(prop, "datemodified")) read_time(page, i, ONR_DATE_PROP, 1, m);
    else if (x->tag == ONR_TAG_TIME)
        read_time(page, i, ONR_DATE_TIME, class_holds(page, x, "updat") || class_holds(page, x, "modif"), m);
    else if (x->class_n || x->id_n) read_marked(page, i, m);
    onr_slice rel = x->tag == ONR_TAG_A ? onr_html_node_attr(&page->tree, i, "rel") : (onr_slice){NULL, 0};
    if (page->info[i].text_n < SHORT_TEXT && (onr_ascii_is(prop, "author") || (rel.n && holds(rel.p, rel.n, "author"))))
        onr_page_note_author(m, onr_page_text_below(page, i, m).s, 2);
}

onr_status onr_page_meta_read(onr_page *page, onr_page_meta *m) {
    const onr_html_node *nodes = page->tree.nodes;
    for (uint32_t i = 1; i < page->tree.nodes_n && !m->failed; i++) {
        const onr_html_node *x = &nodes[i];
        if (x->kind != ONR_HTML_START) continue;
        switch (x->tag) {
        case ONR_TAG_HTML: {
            onr_slice lang = onr_html_node_attr(&page->tree, i, "lang");
            if (!lang.n) lang = onr_html_node_attr(&page->tree, i, "xml:lang");
            uint32_t start = lang.n ? (uint32_t)(lang.p - page->tree.page) : 0;
            if (lang.n && lang.n < 40) m->language = onr_page_text_of(page, start, start + (uint32_t)lang.n, 0, m);
            m->order = onr_page_date_order(m->language.s);
            break;
        }
        case ONR_TAG_META: read_meta(page, i, m); break;
        case ONR_TAG_LINK: read_link(page, i, m); break;
        case ONR_TAG_SCRIPT: read_script(page, i, m); break;
        case ONR_TAG_TITLE:
            if (!m->title.s.n && nodes[x->parent].tag != ONR_TAG_SVG) m->title = onr_page_text_below(page, i, m);
            break;
        default: read_body(page, i, m);
        }
    }
    return m->failed ? ONR_NOMEM : ONR_OK;
}
