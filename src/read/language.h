/* language.h - is this English? Asked so that no records are made up from an article in another language. */
#ifndef ONR_READ_LANGUAGE_H
#define ONR_READ_LANGUAGE_H

#include "base/slice.h"

/* ISO 639-1 code of the language of valid UTF-8 text (static string): "en"; another that it knows; "und" where there is
 * too little to judge by; "mis" for a long text that is not English nor any language it knows. Looks at the first
 * 64 KiB. */
const char *onr_read_language(onr_slice text);
/* "French" for "fr"; "another language" where the code has no name here. */
const char *onr_read_language_name(const char *code);
/* Should the text be read as English? "en", "und" and NULL are; no records are made from the others. */
int onr_read_is_english(const char *code);

#endif
