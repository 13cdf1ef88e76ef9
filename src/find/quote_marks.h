/* quote_marks.h - the quotation marks of a stretch of text, each with what it costs to read it as opening, as closing
 * or as no quotation mark at all (an apostrophe, an inch). Private to find/quote.c.
 */
#ifndef ONR_FIND_QUOTE_MARKS_H
#define ONR_FIND_QUOTE_MARKS_H

#include "doc/doc.h"

/* What opened a run, as far as it matters for what may close it. */
enum { ONR_MARK_CURLY, ONR_MARK_LOW, ONR_MARK_STRAIGHT, ONR_MARK_CLASSES };
/* What a mark does: chosen by onr_quote_pair. */
enum { ONR_ACT_IGNORE, ONR_ACT_OPEN, ONR_ACT_CLOSE, ONR_ACT_RESTART, ONR_ACT_UNOPENED };

typedef struct onr_quote_mark {
    uint32_t start, end;             /* bytes of the mark */
    uint8_t family;                  /* ONR_QUOTE_DOUBLE … */
    uint8_t opens_as;                /* ONR_MARK_CURLY … */
    uint8_t open, ignore;            /* costs, in tenths of a plain surprise */
    uint8_t anew;                    /* what it costs to open here and leave the run before it unclosed */
    uint8_t close[ONR_MARK_CLASSES]; /* by what opened the run */
    uint8_t act;                     /* ONR_ACT_… */
    uint32_t group;                  /* the run around it that it may not leave; 0: none, else its index + 1 */
} onr_quote_mark;

typedef struct onr_quote_marks {
    onr_quote_mark *items; /* in text order; owned, by base/mem.h */
    size_t n, cap;
} onr_quote_marks;

/* Replace `out` with the marks of bytes [span.start, span.end) of the text. ONR_NOMEM. Linear. */
ONR_MUST onr_status onr_quote_marks_get(const char *text, onr_span span, onr_quote_marks *out, onr_err *err);
/* 1 + family of the opening mark that the stretch begins with; 0 when it begins otherwise. */
int onr_quote_marks_opens(const char *text, onr_span span);
/* Bytes of white space at p[0..n): 0, or the length of one white-space character. */
size_t onr_quote_space(const char *p, size_t n);

#endif
