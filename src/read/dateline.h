/* dateline.h - the top of an article: its title, its date, the agency it came from. */
#ifndef ONR_READ_DATELINE_H
#define ONR_READ_DATELINE_H

#include "doc/doc.h"

/* Is a whole line a date ("Thursday, January 24, 2019", "Published: 24 January 2019, 10:32 GMT")? 1: yes, *out is a day
 * that exists; -1: yes, but there is no such day (31 February); 0: no. *updated says that the line speaks of a later
 * change; *weekday is the one written, or -1. */
int onr_read_date_line(onr_slice line, onr_date *out, int *weekday, int *updated);

/* What a paragraph opens with: "KABUL, Jan 24 (Reuters) -", "MOSCOW, December 28. /TASS/." */
typedef struct onr_dateline {
    onr_slice agency; /* as written; empty: none */
    onr_date date;    /* year 0: none, or written without a year */
} onr_dateline;

/* Returns 1 when there is one. */
int onr_read_dateline(onr_slice paragraph, onr_dateline *out);

/* What is known of an article before it is looked at. */
typedef struct onr_given {
    onr_date published; /* year 0: nothing */
    const char *how;    /* who says so; NULL: "given" */
    const char *title;  /* NULL: nothing */
} onr_given;

/* Name the blocks at the top (title, date, heading), and fill meta.title, published, published_how, agency. ONR_NOMEM
 * only. */
ONR_MUST onr_status onr_read_head(onr_doc *doc, const onr_given *given);

#endif
