/* csv_look.h - is it a table? For sniffing, and what the reader of tables needs to know of a row before it is cut. */
#ifndef ONR_READ_CSV_LOOK_H
#define ONR_READ_CSV_LOOK_H

#include "base/slice.h"

/* Do a file's first bytes look like a table: one whose header names a column of text or of titles, or one without
 * names? */
int onr_csv_is_table(onr_slice head);
/* The bytes before the header: a byte order mark, and Excel's line "sep=;", which sets *separator. */
size_t onr_csv_preamble(onr_slice s, char *separator);
/* The one of comma, semicolon, tab and bar that the header has most of. */
char onr_csv_separator(onr_slice header);
/* The bytes of the first row with its line end; 0: it does not end in s. */
size_t onr_csv_row_end(onr_slice s, char separator);

#endif
