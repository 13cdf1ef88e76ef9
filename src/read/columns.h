/* columns.h - which column of a table, or field of an object, is the text, the title, the date ...: as the user says,
 * or by its name. */
#ifndef ONR_READ_COLUMNS_H
#define ONR_READ_COLUMNS_H

#include "base/slice.h"
#include "base/status.h"

typedef enum onr_role {
    ONR_COLUMN_TEXT,
    ONR_COLUMN_TITLE,
    ONR_COLUMN_PUBLISHED,
    ONR_COLUMN_OUTLET,
    ONR_COLUMN_URL,
    ONR_COLUMN_AUTHORS,
    ONR_COLUMN_AGENCY,
    ONR_COLUMN_LANGUAGE,
    ONR_COLUMNS
} onr_role;

const char *onr_column_role(onr_role r); /* "text", "title", "published" ... */
/* How well a column's name fits a role: 0 not at all, else the higher the better. Case, spaces, - and _ do not count.
 */
unsigned onr_column_fits(onr_role role, onr_slice name);
/* What the user's map ("text=body,published=date") says of a role; empty: nothing. */
onr_slice onr_column_mapped(const char *map, onr_role role);
/* Is the map one? ONR_FORMAT says which part is not. */
ONR_MUST onr_status onr_columns_check(const char *map, onr_err *err);

#endif
