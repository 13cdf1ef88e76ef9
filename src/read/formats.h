/* formats.h - which reader reads a file: by its bytes, or by what the user said. */
#ifndef ONR_READ_FORMATS_H
#define ONR_READ_FORMATS_H

#include "read/input_part.h"

/* Set part->reader (and part->format) by the first bytes of its stream; a user's format is not doubted. ONR_NOMEM,
 * ONR_IO, and what the stream's look-ahead may fail with. */
ONR_MUST onr_status onr_formats_choose(onr_part *part, onr_err *err);

#endif
