/* input.h - from files, folders and containers to articles, one after the other; every byte that is no article
 * accounted for.
 *
 *     onr_input *in;
 *     onr_item item;
 *     onr_input_open(paths, n, &options, &in, &err);
 *     while (onr_input_next(in, &item, &err) == ONR_OK && item.bytes) ... onr_pipe_read_item(worker, &item, ...) ...
 *     skipped = onr_input_skipped(in, &n);
 *     onr_input_close(in);
 *
 * An item is one article as bytes: those of a file, of a record of a web archive, of an entry of a feed, of a row of a
 * table, of an article of a database's export. Offsets of a document that is read from it lead into these bytes; the
 * locator says where they lie ("crawl.warc.gz#18230", "news.csv#row12"), is stable, and gives the same bytes again.
 * What a container knows beside the text (title, date, outlet ...) is in `meta`; where it gives a title, the text of a
 * text/plain item opens with that title as a line of its own.
 *
 * What a file is, is asked of its bytes; never of its name alone. Files are read in pieces: what is held at a time is
 * one item and its container's window, whatever the size of the file. Ownership: an item borrows from the input until
 * the next call of onr_input_next or onr_input_close; strings are UTF-8. Threads: an input belongs to one thread.
 */
#ifndef ONR_READ_INPUT_H
#define ONR_READ_INPUT_H

#include "doc/doc.h"

enum { ONR_ITEM_MAX = ONR_DOC_TEXT_MAX }; /* bytes an item may have; larger ones are skipped with that reason */

/* What the bytes of an item are. */
typedef enum onr_media { ONR_MEDIA_TEXT, ONR_MEDIA_HTML } onr_media;

/* What a file is; AUTO asks its bytes. */
typedef enum onr_format {
    ONR_FORMAT_AUTO,
    ONR_FORMAT_TEXT,
    ONR_FORMAT_HTML,
    ONR_FORMAT_WARC,
    ONR_FORMAT_FEED,   /* RSS, Atom, JSON Feed, news sitemap */
    ONR_FORMAT_NDJSON, /* a JSON object a line, or one array of them */
    ONR_FORMAT_CSV,    /* RFC 4180, also with tabs or semicolons */
    ONR_FORMAT_EXPORT, /* Nexis, Factiva, Europresse: HTML, text, DOCX, XML */
    ONR_FORMAT_DOCX,   /* a Word document that is one article */
    ONR_FORMAT_PETRARCH,
    ONR_FORMAT_MIME, /* a page saved as one file (MHTML), a message of mail */
    ONR_FORMAT_COUNT
} onr_format;

/* What the container says of an article; NULL, 0 and year 0 where it says nothing. */
typedef struct onr_item_meta {
    const char *title, *outlet, *url, *agency, *language;
    const char *const *authors;
    size_t authors_n;
    onr_date published;
    const char *published_how; /* as document.published.how: "feed", "meta" ...; NULL where there is no date */
} onr_item_meta;

typedef struct onr_item {
    const unsigned char *bytes; /* NULL: there are no more items */
    size_t n;
    onr_media media;
    const char *charset; /* what the transport says ("iso-8859-1"); NULL: nothing */
    const char *path;    /* the file, as the user named it or as it was found in a folder */
    const char *locator; /* the path where the file is the article, else "path#place" */
    onr_item_meta meta;
} onr_item;

/* Things that were not read, by file and reason. */
typedef struct onr_skipped {
    const char *locator; /* the first of them */
    const char *reason;  /* one line */
    uint64_t n;
} onr_skipped;

typedef struct onr_input_options {
    onr_format format;
    const char *map;  /* columns of tables: "text=body,published=date"; NULL: guessed from the header */
    const char *name; /* what standard input or bytes are called; NULL: "-" */
} onr_input_options;

/* Where an input stands, for a progress line. Bytes are those of the files; total 0: not known. */
typedef struct onr_input_state {
    uint64_t bytes_done, bytes_total, items;
} onr_input_state;

typedef struct onr_input onr_input;

/* Make an input of n paths: files, folders (all that lies under them, in the order of names), globs that the shell left
 * alone, "-" for standard input. Nothing is opened yet. ONR_NOMEM; ONR_FORMAT for a `map` that is none. `options` may
 * be NULL; its strings are copied, the paths too. The caller closes *out. */
ONR_MUST onr_status onr_input_open(const char *const *paths, size_t n, const onr_input_options *options,
                                   onr_input **out, onr_err *err);
/* The same of one file's bytes, which must stay until the close. */
ONR_MUST onr_status onr_input_open_bytes(const void *bytes, size_t n, const onr_input_options *options, onr_input **out,
                                         onr_err *err);
/* The next article. ONR_OK with item->bytes NULL: the end. Any error speaks of one file that could not be read, or of
 * the rest of it; item->path names it and the next call goes on with the file after it. */
ONR_MUST onr_status onr_input_next(onr_input *in, onr_item *item, onr_err *err);
/* What was not read and why, so far; valid until the next call of onr_input_next or onr_input_close. */
const onr_skipped *onr_input_skipped(const onr_input *in, size_t *n);
/* What was decided about the latest file, for a person ("news.csv: text=body, published=date"); NULL: nothing new. Each
 * is given once. */
const char *onr_input_note(onr_input *in);
onr_input_state onr_input_at(const onr_input *in);
void onr_input_close(onr_input *in); /* NULL is allowed */

/* "warc" for ONR_FORMAT_WARC; NULL past the end. And back: ONR_FORMAT_COUNT where there is no such format. */
const char *onr_format_name(onr_format f);
onr_format onr_format_find(const char *name);

#endif
