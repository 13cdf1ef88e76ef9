/* view_table.h - inside the room: which views there are, of what, and what narrows them. */
#ifndef ONR_STORE_VIEW_TABLE_H
#define ONR_STORE_VIEW_TABLE_H

#include "store/find.h"

/* What a view is made of, as bits: a filter says for which it is. */
enum {
    ONR_VIEW_STATEMENT = 1,
    ONR_VIEW_FIGURE = 2,
    ONR_VIEW_EVENT = 4,
    ONR_VIEW_QUOTATION = 8,
    ONR_VIEW_DOCUMENT = 16,
    ONR_VIEW_DECISION = 32,
    ONR_VIEW_RECORDS = ONR_VIEW_STATEMENT | ONR_VIEW_FIGURE | ONR_VIEW_EVENT | ONR_VIEW_QUOTATION,
    ONR_VIEW_ANY = ONR_VIEW_RECORDS | ONR_VIEW_DOCUMENT
};

/* Columns over r (the record or document) and d (a record's document). A view of records or documents lists them in the
 * order of their keys; `group` makes one of their groups, over r alone. */
typedef struct onr_view_table {
    const char *name;
    unsigned is;         /* of what; 0: of nothing that a filter knows */
    onr_store_kind kind; /* the table behind r */
    const char *columns;
    const char *from;  /* other tables than the kind's; NULL: its own */
    const char *where; /* a condition; NULL: none */
    const char *group; /* GROUP BY; NULL: a row is a record */
    const char *order; /* of groups; NULL: by key */
    const char *index; /* that has the groups in their order; NULL: they are sorted */
} onr_view_table;

/* What an argument asks. */
typedef struct onr_view_filter {
    const char *name;
    unsigned of, facet;    /* for which views; for which its column is counted */
    int narrow;            /* keeps little, and there is an index */
    const char *column;    /* equals the value, "" meaning none; NULL: */
    const char *condition; /* the condition */
} onr_view_filter;

const onr_view_table *onr_view_table_find(const char *name); /* NULL: no such view */
const onr_view_filter *onr_view_filter_at(size_t i);         /* NULL behind the last */
const onr_view_filter *onr_view_filter_find(const char *name, unsigned of);

#endif
