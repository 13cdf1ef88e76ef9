/* where.h - inside the room: which records are meant, put together a condition at a time; and the query that finds them
 * in the order of their keys.
 *
 * What searches (find.h), lists and counts (view.h) ask with the same conditions over `r`, the record or document. What
 * a user wrote is only ever bound; of words a full-text query is made in which each is quoted, so that nothing in them
 * is an operator but OR and a last *.
 *
 *     onr_where w;
 *     onr_where_init(&w, ONR_STORE_STATEMENT);
 *     onr_where_words(&w, "content", "quay OR harbour");
 *     onr_where_add(&w, "r.outlet = ?", outlet);
 *     onr_where_prepare(&w, store, NULL, NULL, "ORDER BY 1 LIMIT 50", &stmt, &err);   // keys
 *     onr_where_clear(&w);
 *
 * Texts must live until the statement is prepared, which copies them.
 */
#ifndef ONR_STORE_WHERE_H
#define ONR_STORE_WHERE_H

#include "store/db.h"
#include "store/find.h"

enum { ONR_WHERE_BOUND_MAX = 40 };

typedef struct onr_where {
    onr_store_kind kind; /* or ONR_STORE_DOCUMENTS */
    onr_buf sql, match;  /* " AND ..." a condition; the full-text query */
    int rows;            /* more is asked than words and days */
    int narrow;          /* a condition that keeps little of the book and has an index */
    const char *index;   /* to walk along; NULL: KIND_place, in the order of the keys */
    int reviewed;        /* a condition says which reviews are meant: else the rejected are left out */
    const char *from, *to;
    struct {
        const char *text; /* NULL: a number */
        double number;
    } bound[ONR_WHERE_BOUND_MAX];
    int bound_n, match_at; /* match_at: the parameter of the full-text query */
} onr_where;

void onr_where_init(onr_where *w, onr_store_kind kind);
void onr_where_clear(onr_where *w);

/* AND a condition, a literal; each "?" in it stands for `value` (NULL: none does). */
void onr_where_add(onr_where *w, const char *condition, const char *value);
void onr_where_add_number(onr_where *w, const char *condition, double value);
/* AND words, of these columns of the kind's index of words; columns NULL: of any. */
void onr_where_words(onr_where *w, const char *columns, const char *words);
/* AND published from and to these days; NULL: no bound. */
void onr_where_days(onr_where *w, const char *from, const char *to);

/* SELECT columns FROM ... WHERE the conditions, `after` behind it. columns NULL: the keys (of documents: the places),
 * to be ordered as column 1. from NULL: the records (or documents) as r; else tables that hold an r and its conditions.
 * ONR_TOO_BIG (an over-long question), ONR_NOMEM, and those of SQLite. The caller finalizes *out. */
ONR_MUST onr_status onr_where_prepare(onr_where *w, onr_store *store, const char *columns, const char *from,
                                      const char *after, sqlite3_stmt **out, onr_err *err);

#endif
