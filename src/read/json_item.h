/* json_item.h - one JSON object as an article: its fields by their names, by json-c. */
#ifndef ONR_READ_JSON_ITEM_H
#define ONR_READ_JSON_ITEM_H

#include "base/buf.h"
#include "read/compose.h"

enum { ONR_JSON_DEPTH = 64 };

/* The end of the JSON value that begins at s.p[0] (an object or a list), by brackets and strings alone; 0: it does not
 * end in s. O(n). */
size_t onr_json_value_end(onr_slice s);
/* An article from the object in `json`. Columns as the map says, else guessed by name. `guess` (size bytes) receives
 * "text=body, published=date" for the user; where none of the object's fields is text, their names, and *why is
 * onr_json_no_text. 1: an item; 0: none, and *why says why (static); -1: *err. */
extern const char onr_json_no_text[];
int onr_json_item(onr_part *part, onr_slice json, onr_buf *buf, onr_item *item, char *guess, size_t size,
                  const char **why, onr_err *err);
/* A JSON Feed (jsonfeed.org): all its items. */
extern const onr_reader onr_json_feed_reader;

#endif
