/* html.h - a document and its records as one page of HTML that needs nothing else: to be mailed, archived, printed or
 * shown in a frame.
 *
 * The article stands on the left, its records on the right. Everything that can be read is in the HTML itself; the
 * script that the caller gives only lights the other side when one side is pointed at. Without it, links do the work:
 * every field of a record is a link to the place in the article where its words begin (#b120: byte 120 of the text),
 * and a label in the article (S1 statement, F2 figure, A3 act, Q4 quotation) is a link to its record.
 *
 * Nothing of an article is ever interpreted: all of it is written as escaped text, controls become their pictures, and
 * the page carries a Content-Security-Policy that names the digests of its own style and script and forbids the rest.
 *
 *     onr_html_parts parts = {style, script};
 *     if (onr_html_write(&doc, &run, &parts, &out, &err) == ONR_OK) ... out.p, out.n ...
 *
 * Pure functions; the buffer belongs to the caller. The same document gives the same bytes.
 */
#ifndef ONR_DOC_HTML_H
#define ONR_DOC_HTML_H

#include "base/buf.h"
#include "doc/doc.h"
#include "doc/json.h"

/* What goes into the page's one <style> and one <script>; empty: none. Neither may hold "</". */
typedef struct onr_html_parts {
    onr_slice style, script;
} onr_html_parts;

/* Append the whole page. Errors: ONR_TOO_BIG (over out->max), ONR_NOMEM, ONR_CONFLICT (a part that would end its own
 * element). */
ONR_MUST onr_status onr_html_write(const onr_doc *doc, const onr_json_run *run, const onr_html_parts *parts,
                                   onr_buf *out, onr_err *err);

/* Append text so that HTML shows it and does nothing else with it, in an element or in a quoted attribute. */
void onr_html_text(onr_buf *out, onr_slice s);

#endif
