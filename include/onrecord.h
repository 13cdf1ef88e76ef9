/* onrecord.h - news text to records, as a library: who said what, who did what to whom, how many, on whose word.
 *
 *     #include <onrecord.h>
 *     onrecord *o;
 *     char *json, message[ONRECORD_MESSAGE];
 *     if (onrecord_open(NULL, &o, message) != 0) ...            // the model that was installed
 *     if (onrecord_read(o, text, n, "2031-03-05", &json, message) == 0) puts(json);
 *     onrecord_free(json);
 *     onrecord_close(o);
 *
 * The JSON is that of `onrecord read --json` (docs/record.schema.json): one object, one line. Ownership: what a
 * function gives through a pointer is the caller's. Errors: 0 is success; otherwise `message` holds one line that says
 * what is wrong and what to do. The library never prints, exits, or reads the environment. Threads: a handle belongs to
 * one thread at a time; open one a thread (the model file is mapped, so that they share its memory).
 */
#ifndef ONRECORD_H
#define ONRECORD_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { ONRECORD_MESSAGE = 256 }; /* bytes of a message with its NUL */

typedef struct onrecord onrecord;

/* Open a model file; NULL: the one that was installed with the library. */
int onrecord_open(const char *model, onrecord **out, char message[ONRECORD_MESSAGE]);
/* Read one article: n bytes of plain text or of a web page. `published` is its day, as 2031-03-05, or NULL. *json is
 * NUL-terminated. */
int onrecord_read(onrecord *o, const char *bytes, size_t n, const char *published, char **json,
                  char message[ONRECORD_MESSAGE]);
void onrecord_free(char *json);   /* NULL is allowed */
void onrecord_close(onrecord *o); /* NULL is allowed */
/* "0.1.0" */
const char *onrecord_version(void);

#ifdef __cplusplus
}
#endif

#endif
