/* compose.h - an item put together from what a container gives: a title, a body that is text or a fragment of HTML, and
 * fields. */
#ifndef ONR_READ_COMPOSE_H
#define ONR_READ_COMPOSE_H

#include "read/columns.h"
#include "read/input_part.h"

/* The fields of one article, by role; borrowed. */
typedef struct onr_fields {
    onr_slice value[ONR_COLUMNS];
    const char *how; /* where a date comes from: "feed", "meta" */
    int is_plain;    /* the text is text, whatever stands in it */
} onr_fields;

/* Fill item->bytes (in `buf`, which is emptied first), media and meta. Title and text make "Title\n\ntext"; a text that
 * opens with its title is not given it twice; a fragment of HTML becomes paragraphs, a whole page stays one. Without
 * text the title alone is the text; with neither, item->bytes stays NULL. ONR_TOO_BIG, ONR_NOMEM. */
ONR_MUST onr_status onr_compose(onr_part *part, const onr_fields *fields, onr_buf *buf, onr_item *item, onr_err *err);

#endif
