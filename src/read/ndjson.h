/* ndjson.h - JSON objects, one a line, one after the other, or in one list: each an article. */
#ifndef ONR_READ_NDJSON_H
#define ONR_READ_NDJSON_H

#include "read/input_part.h"

extern const onr_reader onr_ndjson_reader;

#endif
