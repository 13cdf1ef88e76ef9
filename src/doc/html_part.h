/* html_part.h - what the two files of the HTML writer share: html.c (page and article) and html_record.c (the list of
 * records). Private to them. */
#ifndef ONR_DOC_HTML_PART_H
#define ONR_DOC_HTML_PART_H

#include "doc/html.h"

/* The kinds of records, in the order of the page. Their letter begins ids and labels: s1, f2, a3, q4. */
enum { ONR_HTML_STATEMENT, ONR_HTML_FIGURE, ONR_HTML_ACT, ONR_HTML_QUOTATION };

/* One field of one record, where its words stand. */
typedef struct onr_html_mark {
    onr_span span;
    uint32_t record;   /* index among the records of its kind */
    uint8_t kind;      /* ONR_HTML_... */
    uint8_t first;     /* the record's label stands here */
    const char *field; /* "cue" */
} onr_html_mark;

char onr_html_letter(unsigned kind);
/* All marks of a document: written to `marks` where it is not NULL; returns their number. */
size_t onr_html_marks(const onr_doc *doc, onr_html_mark *marks);
/* The list of records, as sections. */
void onr_html_records(const onr_doc *doc, onr_buf *out);

#endif
