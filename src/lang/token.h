/* token.h - text into the syntactic words of UD English. */
#ifndef ONR_LANG_TOKEN_H
#define ONR_LANG_TOKEN_H

#include "doc/doc.h"

enum { ONR_TOKEN_STAGE = 1 }; /* raised whenever the tokens of some text change */

/* Fill doc->tokens from doc->text and doc->blocks, in the doc's arena. Conventions: UD_English-EWT and GUM 2.16;
 * hyphens part words, clitics are words of a multiword token. Linear time. Errors: ONR_NOMEM. */
ONR_MUST onr_status onr_token_split(onr_doc *doc, onr_err *err);

#endif
