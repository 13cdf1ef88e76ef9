/* html_entity.h - character references of HTML: "&amp;", "&#8217;", "&#x2019;". */
#ifndef ONR_READ_HTML_ENTITY_H
#define ONR_READ_HTML_ENTITY_H

#include <stddef.h>
#include <stdint.h>

/* Read the reference at p[0] == '&'. Returns the bytes it takes (0: it is none, the '&' stands for itself) and its one
 * or two code points (points[1] is 0 for one). In an attribute's value a name without semicolon is none where a letter,
 * digit or '=' follows ("?a=1&copy=2"). Bounded look-ahead: names have at most 32 bytes, digits are read to their end.
 */
size_t onr_html_entity(const char *p, size_t n, int in_attribute, uint32_t points[2]);

#endif
