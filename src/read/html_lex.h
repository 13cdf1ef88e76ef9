/* html_lex.h - HTML to tokens that are nothing but offsets into the page.
 *
 * The lexer is the tokenizer of the HTML standard (13.2.5) without a parser behind it: it cuts UTF-8 bytes into text,
 * start tags, end tags, comments and doctypes, and follows the content of script, style, title and textarea by itself.
 * Nothing is copied and nothing is allocated; entities and attribute values are decoded by those who need them.
 *
 *     onr_html_lex lex;
 *     onr_html_token t;
 *     onr_html_lex_init(&lex, page, n);
 *     while (onr_html_next(&lex, &t)) ...
 *
 * Whatever the bytes are, the tokens are in order and do not overlap; the whole costs O(n). A tag that the page ends in
 * the middle of is no token, as the standard wants it. Threads: a lexer belongs to one worker.
 */
#ifndef ONR_READ_HTML_LEX_H
#define ONR_READ_HTML_LEX_H

#include <stdint.h>

#include "base/slice.h"

enum { ONR_HTML_TEXT, ONR_HTML_START, ONR_HTML_END, ONR_HTML_COMMENT, ONR_HTML_DOCTYPE };
/* What the text is in: in RAW and SCRIPT text no entities are decoded, in PLAIN nothing ends it. */
enum { ONR_HTML_DATA, ONR_HTML_RCDATA, ONR_HTML_RAW, ONR_HTML_SCRIPT, ONR_HTML_PLAIN, ONR_HTML_CDATA };

typedef struct onr_html_token {
    uint32_t start, end;                     /* the whole token */
    uint32_t name, name_end;                 /* a tag's name; what a comment holds */
    uint32_t class_at, class_n, id_at, id_n; /* a start tag's class and id as written */
    uint16_t lengths; /* bit k: a name of k bytes is among the other attributes; longer ones have no bit */
    uint8_t kind;     /* ONR_HTML_TEXT ... */
    uint8_t mode;     /* of a text: ONR_HTML_DATA ... */
    uint8_t tag;      /* of a tag: ONR_TAG_..., read/html_tag.h */
    uint8_t closed;   /* "<br/>" */
} onr_html_token;

typedef struct onr_html_lex {
    const char *p;
    uint32_t n, at;
    uint32_t raw, raw_n; /* the name that ends what is not ONR_HTML_DATA */
    uint8_t mode;
} onr_html_lex;

typedef struct onr_html_attr {
    uint32_t name, name_end, value, value_end; /* no value: value == value_end */
} onr_html_attr;

void onr_html_lex_init(onr_html_lex *lex, const char *page, uint32_t n);
/* The next token; 0 at the end. */
int onr_html_next(onr_html_lex *lex, onr_html_token *t);
/* The next attribute of a start tag, from *at (first the name's end, moved behind what was read), before `end`, the
 * token's end. Returns 1, 0 at the end of the tag, -1 where the page ends before the tag does. */
int onr_html_attr_next(const char *page, uint32_t end, uint32_t *at, onr_html_attr *a);

#endif
