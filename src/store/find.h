/* find.h - searching a book: all records (or documents) that meet every condition, in the order of publication, and of
 * one document as it reads.
 *
 *     onr_store_query q = {.kind = ONR_STORE_STATEMENT, .speaker = "ostrell", .about = "quay OR harbour"};
 *     onr_store_find(book, &q, &cursor, &err);
 *     while (onr_cursor_hit(cursor, &hit, &more, &err) == ONR_OK && more) ...
 *     onr_cursor_close(cursor);
 *
 * Words are found by their English stem, in any order, without regard to case and accents; "in quotation marks" as they
 * stand; part* by their beginning; OR between two of them means either. There is no limit: a cursor gives every hit,
 * and holds one at a time, and the keys of its document. A condition that a kind has no field for is refused with
 * ONR_CONFLICT, and so is a word that no record of the kind can have there: a slip of the pen must not look like "there
 * are none".
 */
#ifndef ONR_STORE_FIND_H
#define ONR_STORE_FIND_H

#include "store/store.h"

#define ONR_STORE_DOCUMENTS ONR_STORE_KINDS /* as a kind: documents, by the words of title and text */

/* NULL and 0: no condition. Lists are separated by commas. */
typedef struct onr_store_query {
    onr_store_kind kind;
    const char *about;   /* words: of a statement's content; of the sentence of the others */
    const char *speaker; /* words of names, role or source */
    const char *cue;     /* list of cues or of their classes */
    const char *type;    /* list: direct, mixed, indirect; PLOVER types; kinds of quotation or entity */
    const char *polarity, *modality;
    const char *actor, *recipient;  /* words, or a country's code in capitals */
    const char *effect;             /* list */
    const char *who;                /* words: whom a figure counts */
    const char *outlet, *from, *to; /* publication days, inclusive; documents without one meet neither */
    const char *review;             /* list; NULL: all but rejected */
    int64_t document;               /* key */
    double confidence;              /* at least */
} onr_store_query;

typedef struct onr_store_hit {
    onr_store_record record;                  /* of a document: key, id, and no JSON */
    onr_store_document document;              /* key, id, title, published, outlet, url */
    const char *who, *what, *words, *context; /* for people: who says or does, how, the words, the words around them */
} onr_store_hit;

/* May `field` (type, effect ...) of a kind have every word of a list, in whatever case? ONR_CONFLICT names those it
 * may. */
ONR_MUST onr_status onr_store_words_check(onr_store_kind kind, const char *field, const char *list, onr_err *err);
ONR_MUST onr_status onr_store_find(onr_store *store, const onr_store_query *query, onr_cursor **out, onr_err *err);
ONR_MUST onr_status onr_cursor_hit(onr_cursor *cursor, onr_store_hit *hit, int *more, onr_err *err);
/* The fields of the hit as columns, for tables, under the names that exports have: how many, their names, and their
 * values after a hit. */
int onr_cursor_columns(const onr_cursor *cursor);
const char *onr_cursor_column_name(const onr_cursor *cursor, int i);
/* Is it a day as 2031, 2031-03 or 2031-03-06? Nothing else is compared with one. */
int onr_store_is_day(const char *s);
onr_slice onr_cursor_column(const onr_cursor *cursor, int i, int *is_number);

#endif
