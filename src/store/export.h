/* export.h - the tables and lines that a book is exported as; their definitions are export.sql, a part of the program.
 *
 *     onr_export *list;
 *     size_t n;
 *     onr_exports(&arena, &list, &n, &err);
 *     onr_export_open(book, &list[0], &cursor, &err);
 *     while (onr_export_step(cursor, &more, &err) == ONR_OK && more) onr_export_cell(cursor, 0, &cell);
 *     onr_cursor_close(cursor);
 *
 * One row is held at a time, whatever the size of the book. What a cell points at lives until the next step. Threads:
 * as for the store. The same book gives the same rows in the same order.
 */
#ifndef ONR_STORE_EXPORT_H
#define ONR_STORE_EXPORT_H

#include "base/arena.h"
#include "store/store.h"

typedef enum onr_column_type {
    ONR_COLUMN_TEXT,
    ONR_COLUMN_INTEGER,
    ONR_COLUMN_REAL,
    ONR_COLUMN_BOOLEAN
} onr_column_type;

typedef struct onr_column {
    const char *name, *meaning;
    onr_column_type type;
} onr_column;

typedef struct onr_export {
    const char *format; /* "table", or the format whose lines these are */
    const char *name;   /* of the table; else the file, with a % where there is a file a document */
    const char *meaning;
    const char *sql;
    const onr_column *columns; /* of a table */
    uint32_t columns_n;
} onr_export;

typedef struct onr_cell {
    uint8_t null;
    int64_t integer; /* integer, boolean */
    double real;
    onr_slice text;
} onr_cell;

/* The definitions, in the order of export.sql; everything lives in the arena. ONR_NOMEM. */
ONR_MUST onr_status onr_exports(onr_arena *arena, onr_export **out, size_t *n, onr_err *err);
ONR_MUST onr_status onr_export_open(onr_store *store, const onr_export *e, onr_cursor **out, onr_err *err);
ONR_MUST onr_status onr_export_step(onr_cursor *cursor, int *more, onr_err *err);
/* Column `at` of the row, from 0, as each of the types. */
void onr_export_cell(onr_cursor *cursor, uint32_t at, onr_cell *out);
/* Write the whole book, compacted, as one SQLite file, which must not be there yet. */
ONR_MUST onr_status onr_export_sqlite(onr_store *store, const char *path, onr_err *err);

#endif
