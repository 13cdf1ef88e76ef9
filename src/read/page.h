/* page.h - from the nodes of a page to its article (used inside the room only).
 *
 * In order: onr_page_measure makes lines (stretches of inline content) and counts; onr_page_prune marks what is never
 * the article; onr_page_choose finds the element that holds it and decides line by line; onr_page_emit writes the kept
 * lines as text with a map. Each step reads what those before it filled.
 */
#ifndef ONR_READ_PAGE_H
#define ONR_READ_PAGE_H

#include "doc/doc.h"
#include "read/html_tree.h"

/* Why a node is left out. */
enum { ONR_PAGE_KEPT, ONR_PAGE_UNSEEN, ONR_PAGE_HIDDEN, ONR_PAGE_TAG, ONR_PAGE_WORD };

typedef struct onr_page_node {
    uint32_t block;                         /* the nearest block element: itself or an ancestor */
    uint32_t text_n;                        /* visible bytes below, white space not counted */
    uint32_t para_n;                        /* of these, in lines that read like paragraphs */
    uint32_t live_n, live_links, live_para; /* the same of what is not left out; of it, in links */
    float score;
    uint8_t out;  /* ONR_PAGE_KEPT ...; inherited */
    uint8_t good; /* class or id speaks for an article */
    uint8_t link; /* inside an a element */
} onr_page_node;

/* Inline content between two block boundaries. */
typedef struct onr_page_line {
    uint32_t from, to;                      /* nodes [from, to): its texts are among them */
    uint32_t block;                         /* the block element that it stands in */
    uint32_t text_n, link_n, commas, stops; /* bytes without white space, of them in links; commas, sentence ends */
    uint32_t whole_n;                       /* text_n with what is left out inside the line */
    uint8_t kept;
} onr_page_line;

typedef struct onr_page {
    onr_html_tree tree;
    onr_arena *arena; /* working memory */
    onr_page_node *info;
    onr_page_line *lines;
    uint32_t lines_n;
    uint32_t best;   /* the element chosen; 0: the page */
    uint32_t kept_n; /* bytes of the kept lines */
    uint8_t loose;   /* class words were not believed, since with them nothing was left */
    uint8_t tied;    /* another element would do nearly as well */
} onr_page;

/* ONR_NOMEM without a message. O(nodes + bytes). */
ONR_MUST onr_status onr_page_measure(onr_page *page);
void onr_page_prune(onr_page *page, int words);
void onr_page_choose(onr_page *page);

/* What the words of a class and id attribute say: ONR_PAGE_WORD (leave out), -1 (speaks for an article), 0. */
int onr_page_words(const char *page, const onr_html_node *x);
/* Is a paragraph no text of an article by its words: furniture, an appeal, a credit or caption of a picture (1), or
 * what stands before the rest of an article that is to be paid for (ONR_PAGE_WALL)? */
enum { ONR_PAGE_WALL = 2 };
int onr_page_is_junk(const char *line, size_t n);

/* Text under construction, with its map into the page (not yet into the bytes received). */
typedef struct onr_page_out {
    onr_arena *arena;
    char *text;
    size_t text_n, text_cap;
    onr_run *runs;
    size_t runs_n, runs_cap;
    onr_block *blocks;
    size_t blocks_n, blocks_cap;
    uint32_t same_end; /* page offset that would continue the last run; UINT32_MAX: none would */
    int failed;
} onr_page_out;

/* Append page bytes [start, end) as text with entities (no tags in it); `json`: with the escapes of a JSON string too.
 */
void onr_page_put(onr_page_out *out, const char *page, uint32_t start, uint32_t end, int json);
/* An escape of JSON at p[0] == '\\': its character (U+FFFD for half of a pair); returns its bytes. */
size_t onr_page_json_escape(const char *p, size_t n, uint32_t *c);
/* A block: open, put pieces, close. A block without a letter or digit is taken back; close returns 1 where it stayed.
 */
void onr_page_open(onr_page_out *out, uint32_t at);
int onr_page_close(onr_page_out *out, uint8_t kind);
void onr_page_cut(onr_page_out *out, size_t n); /* the text back to n bytes */
/* The texts of a line as one block. */
int onr_page_put_line(const onr_page *page, const onr_page_line *line, onr_page_out *out, uint8_t kind);

#endif
