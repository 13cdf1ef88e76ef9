/* rtf.h - a document in Rich Text Format as lines: its paragraphs, and whether they are bold. */
#ifndef ONR_READ_RTF_H
#define ONR_READ_RTF_H

#include "read/html_lines.h"

/* Do the bytes begin as RTF does? */
int onr_rtf_is(onr_slice bytes);
/* All paragraphs, in `arena`; the cells of a table are lines too. What is cut or damaged gives what can be read of it.
 * 0, or -1 when out of memory. O(n). */
int onr_rtf_lines(onr_slice rtf, onr_arena *arena, onr_line **lines, size_t *n);

#endif
