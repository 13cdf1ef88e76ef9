/* page_meta.h - what a page says about its article (used inside the room only): collected from the head, JSON-LD and
 * marked elements first, judged by an order of trust afterwards. Strings are decoded UTF-8 in the page's working
 * memory; each keeps its bytes of the page. */
#ifndef ONR_READ_PAGE_META_H
#define ONR_READ_PAGE_META_H

#include "read/page.h"
#include "read/text.h"

enum { ONR_PAGE_SEEN_MAX = 64, ONR_PAGE_SEEN_BODY = 48, ONR_PAGE_AUTHORS_MAX = 24, ONR_PAGE_H1_MAX = 8 };

/* Where a date was found, most trusted first. */
enum {
    ONR_DATE_JSON, /* JSON-LD datePublished */
    ONR_DATE_META, /* meta article:published_time and its like */
    ONR_DATE_PROP, /* itemprop datePublished */
    ONR_DATE_URL,
    ONR_DATE_TIME,      /* time element */
    ONR_DATE_WORDS,     /* text of an element whose class speaks of a date */
    ONR_DATE_META_WEAK, /* meta date, dc.date, created ... */
    ONR_DATE_TEXT,      /* text near the title */
    ONR_DATE_CREATED,   /* JSON-LD dateCreated, uploadDate */
    ONR_DATE_SOURCES
};

typedef struct onr_page_text {
    onr_slice s;         /* decoded, white space folded; p NULL: none */
    uint32_t start, end; /* page bytes */
} onr_page_text;

typedef struct onr_page_seen {
    onr_date date;
    uint8_t source, updated; /* ONR_DATE_...; 1: when it was last changed */
    int8_t utc;              /* with a time in UTC by which the local day may be the one before (-1) or after (1) */
    uint32_t start, end;     /* page bytes */
} onr_page_seen;

typedef struct onr_page_author {
    onr_slice name;
    uint8_t trust; /* 0 JSON-LD, 1 meta, 2 marked element, 3 class */
} onr_page_author;

typedef struct onr_page_meta {
    onr_page_text og_title, headline, title, site, publisher, canonical, og_url, json_url, language;
    onr_page_text about[2];             /* og:description, description: often the standfirst */
    uint32_t h1[ONR_PAGE_H1_MAX], h1_n; /* nodes */
    onr_page_seen seen[ONR_PAGE_SEEN_MAX];
    uint32_t seen_n;
    onr_page_author authors[ONR_PAGE_AUTHORS_MAX];
    uint32_t authors_n;
    uint32_t near_from, near_to; /* page bytes around title and article: dates there are the article's */
    uint32_t top_from, top_to;   /* of these, from just above the title to where the article begins */
    int order;                   /* of dates with slashes */
    int paid;                    /* the page says that it is not free to read */
    int failed;
} onr_page_meta;

/* Collect; ONR_NOMEM only. O(page). */
ONR_MUST onr_status onr_page_meta_read(onr_page *page, onr_page_meta *meta);
/* JSON-LD in page bytes [start, end). */
void onr_page_json_read(onr_page *page, uint32_t start, uint32_t end, onr_page_meta *meta);
/* Page bytes [start, end) decoded (entities; or JSON's escapes), white space folded and trimmed. */
onr_page_text onr_page_text_of(onr_page *page, uint32_t start, uint32_t end, int json, onr_page_meta *meta);
/* The text below a node. */
onr_page_text onr_page_text_below(onr_page *page, uint32_t node, onr_page_meta *meta);
/* The text of a line, with what is left out inside it. */
onr_page_text onr_page_line_text(onr_page *page, const onr_page_line *line, onr_page_meta *meta);
/* Note the first date in a text. */
void onr_page_note_date(onr_page_meta *meta, const onr_page_text *t, uint8_t source, int updated);
void onr_page_note_author(onr_page_meta *meta, onr_slice name, uint8_t trust);

/* Correct the choice of lines by what the page says: what stands before the title is left out, a standfirst between
 * title and text is kept. After onr_page_meta_read. */
void onr_page_edges(onr_page *page, onr_page_meta *meta);

/* Set near_from to top_to, and note dates in short lines around the title and the article. After onr_page_choose. */
void onr_page_near_dates(onr_page *page, onr_page_meta *meta);

/* ---- judging ---- */

/* The letters and digits of a text, small, up to cap bytes: what two writings of it share. Returns their bytes. */
size_t onr_page_squeeze(onr_slice s, char *out, size_t cap);
/* The h1 that says the title; 0: none. */
uint32_t onr_page_title_node(onr_page *page, onr_page_meta *meta);

/* Open the document with the title, as its first block, where there is one; returns 1. `before` is the page byte at
 * which the article begins. */
int onr_page_put_title(onr_page *page, onr_page_meta *meta, uint32_t before, onr_page_out *out);
/* Is a short line nothing but a date, or the name of an author? */
int onr_page_is_byline(onr_slice line, const onr_page_meta *meta);
/* Names parted, agencies into meta.agency, jobs and the outlet left out. ONR_NOMEM only. */
ONR_MUST onr_status onr_page_settle_authors(const onr_page_meta *meta, onr_doc *doc);
/* A warning where the text may be no article, or only the beginning of one. `walled`: a line asked for a subscription.
 * ONR_NOMEM only. */
ONR_MUST onr_status onr_page_warn_doubt(const onr_page *page, const onr_page_meta *meta, int walled, onr_doc *doc);
/* meta.published, published_how, seen; warnings where dates contradict one another. `raw` maps page bytes to the bytes
 * received. ONR_NOMEM only. */
ONR_MUST onr_status onr_page_settle_dates(const onr_page_meta *meta, const onr_read_options *opt, const onr_doc *raw,
                                          onr_doc *doc);

#endif
