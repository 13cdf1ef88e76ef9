/* html.h - a saved web page becomes a document: the article's text, and what the page says about it.
 *
 *     onr_read_options opt = {.path = "page.html"};
 *     if (onr_read_html(bytes, n, &opt, &doc, &err) != ONR_OK) fprintf(stderr, "onrecord: %s\n", err.msg);
 *
 * The text holds the title and the article's paragraphs, one block each, parted by blank lines; menus, comments,
 * captions and advertisements are left out. doc->map leads from every byte of the text to the bytes received, through
 * entities, folded white space and the charset. Title, date, authors, outlet, address and language come from the page's
 * own metadata by an order of trust; every date that the page gives is kept in meta.seen with its source and its bytes,
 * and dates that contradict one another are a warning, as is a text that may not be the article.
 *
 * Ownership: bytes are copied; so are the options' strings. Threads: none shared. The document must be fresh (init or
 * reset); after an error reset it. Memory: the page's nodes live in an arena of their own until the call returns.
 */
#ifndef ONR_READ_HTML_H
#define ONR_READ_HTML_H

#include "read/text.h"

/* Errors: ONR_FORMAT (empty, or no text that could be an article), ONR_TOO_BIG, ONR_TIMEOUT, ONR_NOMEM. O(n). `opt` may
 * be NULL. */
ONR_MUST onr_status onr_read_html(const unsigned char *bytes, size_t n, const onr_read_options *opt, onr_doc *doc,
                                  onr_err *err);
/* Do these bytes look like a page (not: text that mentions tags)? */
int onr_read_is_html(const unsigned char *bytes, size_t n);

#endif
