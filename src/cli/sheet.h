/* sheet.h - the record sheet: what a person reads.
 *
 * Title, date and outlet; the statements in order, each with who, as what, how, where it stands and the exact words;
 * then quotations that are no statement; then warnings. Control characters of the article are shown, never sent.
 */
#ifndef ONR_CLI_SHEET_H
#define ONR_CLI_SHEET_H

#include "base/buf.h"
#include "doc/doc.h"

typedef struct cli_sheet_options {
    unsigned width;   /* columns to wrap the words at */
    int colour;       /* write escape sequences */
    const char *path; /* shown above the title; NULL: not */
} cli_sheet_options;

ONR_MUST onr_status cli_sheet(const onr_doc *doc, const cli_sheet_options *options, onr_buf *out, onr_err *err);

#endif
