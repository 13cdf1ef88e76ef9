/* columns.h - which column of a table, or field of an object, is the text, the title, the date ...: as the user says,
 * or by its name; and in which order its dates are written. */
#ifndef ONR_READ_COLUMNS_H
#define ONR_READ_COLUMNS_H

#include "base/slice.h"
#include "base/status.h"

/* The order of the numbers in "03/04/2021". */
typedef enum onr_dates { ONR_DATES_OPEN, ONR_DATES_DAY_FIRST, ONR_DATES_MONTH_FIRST } onr_dates;

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
/* What the map says of dates ("dates=dmy", "dates=mdy"). */
onr_dates onr_columns_dates(const char *map);
/* Is the map one? ONR_FORMAT says which part is not. */
ONR_MUST onr_status onr_columns_check(const char *map, onr_err *err);

#endif
