/* warc.h - web archives: WARC 0.18 to 1.1 (ISO 28500), plain or packed member by member. */
#ifndef ONR_READ_WARC_H
#define ONR_READ_WARC_H

#include "read/input_part.h"

extern const onr_reader onr_warc_reader;

/* What Media Cloud's metadata record says of the page before it: fill `meta` (strings in `arena`). 1 when the bytes are
 * such a record; 0: not; -1: out of memory. */
int onr_warc_mediacloud(onr_slice json, onr_arena *arena, onr_item_meta *meta);

#endif
