/* explain.h - why a record is there, and why none is.
 *
 * cli_explain prints, for the record whose id begins with `id` (or all of them for "all"), the marks and links that the
 * network set under it with their scores, the rules that made its fields, and its confidence factor by factor.
 * cli_why_not prints, for every sentence on a line of the text, what was found there and what stood in the way of the
 * rest. Both are for people and for tools/calibrate.py, which reads the lines "NAME  VALUE x WEIGHT".
 */
#ifndef ONR_CLI_EXPLAIN_H
#define ONR_CLI_EXPLAIN_H

#include "base/buf.h"
#include "doc/doc.h"

/* ONR_NOT_FOUND when no record has the id. ONR_NOMEM. */
ONR_MUST onr_status cli_explain(const onr_doc *doc, const char *id, onr_buf *out, onr_err *err);
/* ONR_NOT_FOUND when no sentence stands on that line (from 1). ONR_NOMEM. */
ONR_MUST onr_status cli_why_not(const onr_doc *doc, uint32_t line, onr_buf *out, onr_err *err);

/* The words of a span in quotation marks on one line, controls as U+FFFD, cut after `most` bytes. */
void cli_explain_words(const onr_doc *doc, onr_span s, size_t most, onr_buf *out);

#endif
