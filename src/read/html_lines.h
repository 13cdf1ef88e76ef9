/* html_lines.h - a fragment of HTML (a feed's entry, a column of a table, an export) as lines of text.
 *
 * Nothing is chosen and nothing is pruned, as it is for a page: tags go, references are decoded, blocks and <br> break
 * lines. Text of script, style and comments is left out.
 */
#ifndef ONR_READ_HTML_LINES_H
#define ONR_READ_HTML_LINES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"

/* A line, and what its first words stood in: the tag and class of the nearest element that has a class. */
typedef struct onr_line {
    onr_slice text;  /* one line, outer white space off, inner folded */
    onr_slice style; /* class names as written; "bold" words of a DOCX style ... empty: none */
    unsigned char bold, heading, blank_before; /* heading: 1-6 */
} onr_line;

/* Does a text hold tags or references of HTML? */
int onr_html_is_fragment(onr_slice s);
/* Append the text: paragraphs parted by blank lines, <br> as line ends. */
void onr_html_plain(onr_slice html, onr_buf *out);
/* All lines of an HTML file, in `arena`. 0, or -1 when out of memory. */
int onr_html_lines(onr_slice html, onr_arena *arena, onr_line **lines, size_t *n);

#endif
