/* sniff.h - what do these bytes look like? Asked before anything is decoded, so that a PDF is called a PDF. */
#ifndef ONR_READ_SNIFF_H
#define ONR_READ_SNIFF_H

#include <stddef.h>

typedef enum onr_sniff_kind {
    ONR_SNIFF_TEXT,   /* nothing speaks against text */
    ONR_SNIFF_BINARY, /* `what` names it, or says how many control bytes there are */
    ONR_SNIFF_MARKUP  /* text, but not plain: HTML, XML, JSON, RTF, WARC */
} onr_sniff_kind;

typedef struct onr_sniffed {
    onr_sniff_kind kind;
    char what[64];    /* "PDF", "HTML", "41% control bytes" */
    size_t tags_n;    /* HTML tags inside what begins as text, of the first 64 KiB */
    size_t first_tag; /* byte offset of the first */
} onr_sniffed;

typedef enum onr_wide { ONR_WIDE_NOT, ONR_WIDE_LE, ONR_WIDE_BE } onr_wide;

/* Is it UTF-16? By its byte order mark (*mark bytes, 0 where there is none) or, since most of what is read is English,
 * by every other byte being NUL and those between being ASCII. O(1). */
onr_wide onr_sniff_wide(const unsigned char *p, size_t n, size_t *mark);
/* O(n). */
void onr_sniff(const unsigned char *p, size_t n, onr_sniffed *out);

#endif
