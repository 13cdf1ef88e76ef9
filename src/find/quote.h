/* quote.h - runs of quoted text, found in the text and its blocks alone (no tokens needed).
 *
 * Fills doc->quotes: every run of “ ”, " ", `` '', ‘ ’, ' ', „ “, « » and their mixtures, nested to depth 7, sorted by
 * start and then outer before inner, so that a parent always stands before its children. Runs nest properly and never
 * cross a block end; `next` joins the runs of a quotation that goes on over several paragraphs and always points
 * forward. A run that has no closing mark (ONR_QUOTE_UNCLOSED) ends with its block or, when another opening mark of its
 * kind follows, before that mark. One without an opening mark (ONR_QUOTE_UNOPENED) begins with its block or with the
 * sentence after the run before it. A run of white space alone is none.
 *
 * Errors: ONR_NOMEM. Cost: linear in the text. Threads: one document, one thread.
 */
#ifndef ONR_FIND_QUOTE_H
#define ONR_FIND_QUOTE_H

#include "doc/doc.h"

enum { ONR_QUOTE_DEPTH_MAX = 8 }; /* runs at this depth and deeper are not kept */

/* Fill doc->quotes, doc->quotes_n. Earlier quotes are replaced. ONR_NOMEM. */
ONR_MUST onr_status onr_find_quotes(onr_doc *doc, onr_err *err);

#endif
