/* text.h - a plain-text article becomes a document.
 *
 * Whatever the bytes are, there is an answer: a document with text, map, blocks, title, date, language and warnings, or
 * a refusal of one line that names the file. For valid UTF-8 without byte order mark and NUL, doc->text is the input
 * byte for byte (line ends too), so that offsets into the text are offsets into the file; else doc->map leads back.
 *
 *     onr_read_options opt = {.path = "a.txt", .published = {2023, 12, 28}};
 *     if (onr_read_text(bytes, n, &opt, &doc, &err) != ONR_OK) fprintf(stderr, "onrecord: %s\n", err.msg);
 *
 * Ownership: bytes are copied; the options' strings are copied too. Threads: none shared. The document must be fresh
 * (init or reset); after an error reset it.
 */
#ifndef ONR_READ_TEXT_H
#define ONR_READ_TEXT_H

#include "base/clock.h"
#include "doc/doc.h"

enum { ONR_READ_VERSION = 6 }; /* stage version: raised when the output can change */

typedef struct onr_read_options {
    const char *path;          /* how the user named the input; NULL: "-" */
    onr_date published;        /* year 0: not given */
    const char *published_how; /* who gave it; NULL: "given", by the user */
    const char *outlet, *url;  /* NULL: not given */
    const char *charset;       /* what the transport says of a page; NULL: nothing */
    const char *title;         /* the first paragraph is it, where it says the same; NULL: found by its look */
    const char *agency;        /* NULL: found in the dateline */
    const char *const *authors;
    size_t authors_n;
    size_t max_bytes;             /* 0: ONR_DOC_TEXT_MAX */
    const onr_deadline *deadline; /* NULL: none */
} onr_read_options;

/* Errors: ONR_FORMAT (empty, binary, HTML and such), ONR_TOO_BIG (input or text over the limit), ONR_TIMEOUT,
 * ONR_NOMEM. O(n). `opt` may be NULL. */
ONR_MUST onr_status onr_read_text(const unsigned char *bytes, size_t n, const onr_read_options *opt, onr_doc *doc,
                                  onr_err *err);

/* For the readers of other formats, which end as this one does: meta.language, and a warning where it is not English
 * (ONR_NOMEM only); meta.id, by the words, meta.url and meta.outlet. */
ONR_MUST onr_status onr_read_warn_language(onr_doc *doc);
void onr_read_name(onr_doc *doc);

#endif
