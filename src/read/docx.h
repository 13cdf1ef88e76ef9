/* docx.h - a Word document as lines: its paragraphs, with their style and whether they are bold. */
#ifndef ONR_READ_DOCX_H
#define ONR_READ_DOCX_H

#include "base/status.h"
#include "read/html_lines.h"

/* All paragraphs of word/document.xml, in `arena`; a line break inside one ends a line. ONR_NOT_FOUND: a zip that is no
 * DOCX; ONR_CORRUPT, ONR_FORMAT, ONR_TOO_BIG (unpacked over 64 MiB), ONR_NOMEM. */
ONR_MUST onr_status onr_docx_lines(onr_slice zip, onr_arena *arena, onr_line **lines, size_t *n, onr_err *err);

#endif
