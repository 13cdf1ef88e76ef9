/* mime.h - a page that a browser saved as one file (MHTML), and a message of mail: the article is one part of it. */
#ifndef ONR_READ_MIME_H
#define ONR_READ_MIME_H

#include "read/input_part.h"

extern const onr_reader onr_mime_reader;
/* Do a file's first bytes begin with the fields of such a message? */
int onr_mime_is(onr_slice head);

#endif
