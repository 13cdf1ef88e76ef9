/* status.h - the one set of result codes, and the error a caller owns.
 *
 * Every function that can fail returns an onr_status and takes an `onr_err *` as its last argument (which may be NULL).
 * The message is one line that names the thing, says what is wrong and what to do. There is no global error and no
 * thread-local one: two threads never share an onr_err.
 *
 *     onr_err err = {0};
 *     if (onr_model_open(path, &model, &err) != ONR_OK) fprintf(stderr, "onrecord: %s\n", err.msg);
 */
#ifndef ONR_BASE_STATUS_H
#define ONR_BASE_STATUS_H

#include <stdint.h>

#define ONR_MUST __attribute__((warn_unused_result))

typedef enum onr_status {
    ONR_OK = 0,
    ONR_NOMEM,     /* an allocation failed, or an arena reached its cap */
    ONR_IO,        /* the operating system refused a read or a write */
    ONR_FORMAT,    /* the input is not what it should be (not a model, not a date, not text) */
    ONR_VERSION,   /* readable in principle, but by another version of this program */
    ONR_CORRUPT,   /* the right kind of file, damaged at byte err.at */
    ONR_TOO_BIG,   /* over a declared limit */
    ONR_TIMEOUT,   /* the deadline of the document passed */
    ONR_NOT_FOUND, /* no such file or thing */
    ONR_CONFLICT,  /* two things that exclude one another */
    ONR_INTERNAL   /* a bug of ours: an invariant does not hold */
} onr_status;

typedef struct onr_err {
    onr_status code;
    uint64_t at;   /* byte offset the message speaks of; 0 where none */
    char msg[256]; /* one line, NUL-terminated, always valid UTF-8 up to truncation at a character boundary */
} onr_err;

/* Fill `err` (NULL is allowed) and return `code`, so that a failing function can end in one line. */
onr_status onr_err_set(onr_err *err, onr_status code, uint64_t at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The short English name of a code ("out of memory"); never NULL. */
const char *onr_status_name(onr_status code);

#endif
