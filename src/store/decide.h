/* decide.h - what people decide about records: a log that is only ever added to, applied over what the program found.
 *
 *     onr_decision d = {.op = ONR_DECIDE_SET, .who = "mo", .record = "b33ae6b6e3cb640d"};
 *     onr_decision_field f = {"source", "the harbour minister"};
 *     d.fields = &f, d.fields_n = 1;
 *     onr_store_decide(book, &d, &key, &err);
 *
 * A decision is checked, written to the log and applied in one transaction; one that cannot be applied is not written.
 * It is anchored by document, place and words, so it is found again after a rebuild; what then anchors no longer stays
 * in the log with the reason (state "lost"). An accepted record that reads otherwise after a rebuild is lost too:
 * nobody has accepted what it says now. A rejected one that is not found again is "settled".
 *
 * A record that one reader accepted is "accepted" (checked); accepted as it reads now by a second one, it is
 * "approved". A second reader who reads blind judges what the program said: where that was corrected since, the
 * judgement is kept for the agreement of readers and the corrected record stays.
 *
 * Values of fields are written as people write them. A span: words of the text (the place nearest to the record counts)
 * or START-END in bytes. Content: spans joined by " ... ". A date: 2031, 2031-03, 2031-03-06. An entity: its id or its
 * name. "" takes the value away.
 */
#ifndef ONR_STORE_DECIDE_H
#define ONR_STORE_DECIDE_H

#include "store/store.h"

typedef enum onr_decision_op {
    ONR_DECIDE_ACCEPT,
    ONR_DECIDE_REJECT,
    ONR_DECIDE_SET,   /* fields get other values; a row of the log for each */
    ONR_DECIDE_MERGE, /* entity `other` is the same as entity `record` */
    ONR_DECIDE_SPLIT, /* the mentions in fields (name "mention") are another entity */
    ONR_DECIDE_ADD,   /* a record that was missed, with these fields */
    ONR_DECIDE_UNDO,  /* take back decision `undoes` */
    ONR_DECIDE_OPS
} onr_decision_op;
const char *onr_decision_word(onr_decision_op op); /* accept ... */

typedef struct onr_decision_field {
    const char *name, *value; /* "value.low", "58" */
} onr_decision_field;

typedef struct onr_decision {
    onr_decision_op op;
    const char *who, *note; /* note NULL: none */
    int64_t document;       /* key; needed for ADD and for entities */
    onr_store_kind kind;    /* ADD: which kind; entities: ONR_STORE_ENTITY; of other records it is found by the id */
    const char *record;     /* id; NULL for ADD and UNDO */
    const char *other;      /* MERGE: the id of the other entity */
    const onr_decision_field *fields;
    size_t fields_n;
    int64_t undoes;
    int blind; /* accept, reject: it is the suggestion that was judged, whatever others made of it since */
} onr_decision;

/* Write and apply a decision; *key is its place in the log (the last one of several). Errors: ONR_NOT_FOUND (no such
 * record, words that are not in the text), ONR_FORMAT (no such field, a value that is none), ONR_CONFLICT (already
 * undone; the book is locked). */
ONR_MUST onr_status onr_store_decide(onr_store *store, const onr_decision *decision, int64_t *key, onr_err *err);

/* The log, in order. */
typedef struct onr_log_entry {
    int64_t key, document, undoes; /* undoes 0: none */
    const char *at, *who, *op, *kind, *record, *words, *field, *value, *before, *note;
    const char *state, *reason;             /* applied, undone, settled, lost; NULL: not applied yet */
    const char *now;                        /* the id of the record that it is applied to */
    const char *document_id;                /* NULL: the document is not there now */
    const char *value_shown, *before_shown; /* of a field that was set, for people; NULL: nothing */
} onr_log_entry;
ONR_MUST onr_status onr_store_log(onr_store *store, int64_t document, onr_cursor **out, onr_err *err); /* 0: all */
ONR_MUST onr_status onr_cursor_log(onr_cursor *cursor, onr_log_entry *row, int *more, onr_err *err);

#endif
