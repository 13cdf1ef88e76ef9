/* casing.h - cases of single code points, by Unicode's derived properties; not for other rooms. */
#ifndef ONR_LANG_CASING_H
#define ONR_LANG_CASING_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

int onr_case_is_lower(uint32_t c); /* property Lowercase */
int onr_case_is_upper(uint32_t c); /* property Uppercase */
int onr_case_is_title(uint32_t c); /* category Lt */
/* The lower case of the code point at byte i of a word (valid UTF-8); `len` gets its bytes. A capital sigma that ends
 * the word becomes a final sigma. U+0130 gives i; its second half, U+0307, is left to the caller (`dot` is set). */
uint32_t onr_case_lower(onr_slice word, size_t i, size_t *len, int *dot);

/* Lower case as str.lower() of Python has it (full mappings, final sigma), for at most cap bytes; 0 when out does not
 * suffice, or when the word is empty. */
size_t onr_case_lower_word(onr_slice word, char *out, size_t cap);

#endif
