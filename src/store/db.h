/* db.h - inside the room: the connection, its prepared statements, and what SQLite's codes mean to a user. */
#ifndef ONR_STORE_DB_H
#define ONR_STORE_DB_H

#include <sqlite3.h>

#include "store/store.h"

enum {
    ONR_DB_APPLICATION = 0x6F6E7263, /* "onrc": application_id, at byte 68 of the file */
    ONR_DB_STATEMENTS = 64,          /* prepared statements kept */
    ONR_DB_ANSWERS = 16,             /* counts kept, of views and facets */
    ONR_DB_ANSWER_MAX = 256 * 1024
};

/* A count of the whole book that was asked for, true as long as nobody writes to the book. */
struct onr_db_answer {
    onr_buf key, text;
    int64_t version, changes; /* by others, by this connection */
};

struct onr_store {
    sqlite3 *db;
    char *path;
    onr_store_mode mode;
    struct {
        const char *sql; /* a literal: compared by address */
        sqlite3_stmt *stmt;
    } kept[ONR_DB_STATEMENTS];
    onr_buf json, text; /* work space of a call */
    onr_json_parts parts;
    int64_t run;       /* the run stored last, and its JSON */
    int64_t stale_run; /* the run that a rebuild compares with */
    onr_buf run_json;
    onr_arena strings; /* what onr_store_source_get lent out */
    struct onr_db_answer answers[ONR_DB_ANSWERS];
    unsigned answers_next; /* which one makes room */
};

struct onr_cursor {
    onr_store *store;
    sqlite3_stmt *stmt; /* its own */
    sqlite3_stmt *row;  /* of a search: what one hit is read with; NULL otherwise */
    onr_store_kind kind;
    int64_t *held; /* of a search: keys of one document, the last first */
    size_t held_n, held_cap;
    int64_t ahead; /* the first key of the next one; 0: not read yet */
    int ended;     /* no key is left to be read */
};

/* Turn an SQLite code into a status and a line. */
onr_status onr_db_fail(onr_store *store, int rc, onr_err *err);
/* Run statements that give no rows. */
ONR_MUST onr_status onr_db_exec(onr_store *store, const char *sql, onr_err *err);
/* A statement from its literal, prepared once, reset and without bindings. */
ONR_MUST onr_status onr_db_use(onr_store *store, const char *sql, sqlite3_stmt **out, onr_err *err);
/* A statement of the caller's own: onr_cursor_close or sqlite3_finalize. */
ONR_MUST onr_status onr_db_prepare(onr_store *store, const char *sql, sqlite3_stmt **out, onr_err *err);
/* A cursor over a statement of its own. */
ONR_MUST onr_status onr_cursor_new(onr_store *store, const char *sql, onr_store_kind kind, onr_cursor **out,
                                   onr_err *err);
/* Step to the end, ignoring rows, and reset. */
ONR_MUST onr_status onr_db_run(onr_store *store, sqlite3_stmt *stmt, onr_err *err);
/* Step once: *row says whether there is a row. Without one the statement is reset. */
ONR_MUST onr_status onr_db_step(onr_store *store, sqlite3_stmt *stmt, int *row, onr_err *err);

/* Bindings by place, from 1. Errors (memory) show at the next step, since a NULL where NOT NULL stands is refused. */
void onr_db_text(sqlite3_stmt *stmt, int at, const char *s); /* NULL binds NULL; borrowed until the reset */
void onr_db_slice(sqlite3_stmt *stmt, int at, onr_slice s);  /* as text */
onr_slice onr_db_column(sqlite3_stmt *stmt, int at);         /* text or blob; p is never NULL */
const char *onr_db_string(sqlite3_stmt *stmt, int at);       /* NULL for NULL */

#endif
