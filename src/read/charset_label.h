/* charset_label.h - the names by which pages call their charsets. */
#ifndef ONR_READ_CHARSET_LABEL_H
#define ONR_READ_CHARSET_LABEL_H

#include "base/slice.h"

/* An encoding of the WHATWG's Encoding Standard. */
typedef struct onr_encoding {
    const char *name;   /* "windows-1252" */
    const char *iconv;  /* what iconv calls it; NULL: read without iconv (UTF-8, UTF-16, windows-1252) */
    const char *labels; /* all labels, small, parted by blanks */
} onr_encoding;

/* The encoding of a label, white space around it and case aside ("latin1" is windows-1252); NULL: not known. */
const onr_encoding *onr_encoding_find(onr_slice label);
/* What the page says of itself in a meta element within its first 8 KiB, by the standard's prescan; NULL: nothing. */
const onr_encoding *onr_encoding_of_page(const unsigned char *p, size_t n);
/* The charset parameter of "text/html; charset=gbk"; empty: none. A plain label is given back as it is. */
onr_slice onr_charset_of_type(onr_slice type);

#endif
