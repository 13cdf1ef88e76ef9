/* input_part.h - what the readers of containers share: the file that is open, the item that they fill, the list of what
 * they leave out. Only read/ includes it.
 *
 * A reader is one function `next` and one `close` over its own state. `next` fills `item` from the file's stream, or
 * leaves item->bytes NULL at the end of the file. What it skips it says by onr_part_skip and goes on; an error ends the
 * file. Strings and small tables of an item come from part->arena, which is emptied before each call.
 */
#ifndef ONR_READ_INPUT_PART_H
#define ONR_READ_INPUT_PART_H

#include "base/arena.h"
#include "base/buf.h"
#include "read/columns.h"
#include "read/input.h"
#include "read/stream.h"

typedef struct onr_part onr_part;

typedef struct onr_reader {
    onr_status (*next)(onr_part *part, onr_item *item, onr_err *err);
    void (*close)(onr_part *part); /* NULL: nothing to give back */
} onr_reader;

/* The file that is being read. */
struct onr_part {
    onr_input *in;
    const char *path; /* of what is read: the file, or "file#entry" where it lies inside a zip archive */
    const char *file; /* the file itself */
    unsigned depth;   /* how many archives are around it */
    uint64_t done;    /* bytes of the file that were read beside the stream */
    onr_stream *stream;
    onr_format format;
    const char *map; /* the user's column mapping, or NULL */
    onr_dates dates; /* the order of days and months in its fields */
    onr_arena arena; /* of the item; emptied before each `next` */
    const onr_reader *reader;
    void *state; /* the reader's own */
    size_t lent; /* bytes of the stream that the reader's item borrows */
};

/* Say that a thing at `place` ("" for the whole file) was not read. The reason is copied. ONR_NOMEM only. */
ONR_MUST onr_status onr_part_skip(onr_part *part, const char *place, const char *reason, onr_err *err);
/* Where the stream stands at a break: pass it, and say its reason as skipped. 1 when it did; *st is that of the saying.
 */
int onr_part_break(onr_part *part, onr_status *st, onr_err *err);
/* The part's next item; breaks are passed and said. item->bytes NULL: the end. */
ONR_MUST onr_status onr_part_next(onr_part *part, onr_item *item, onr_err *err);
/* "path#place"; the path where place is empty. NULL: out of memory. */
const char *onr_part_path(onr_arena *arena, const char *path, const char *place);
/* Say what was decided about this file. */
ONR_MUST onr_status onr_part_note(onr_part *part, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* item->path and item->locator ("path#place"; the path where place is empty). */
ONR_MUST onr_status onr_part_locate(onr_part *part, onr_item *item, const char *place, onr_err *err);
onr_status onr_part_no_memory(const onr_part *part, onr_err *err);

#endif
