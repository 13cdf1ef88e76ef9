/* csv.h - one cell of a CSV table (RFC 4180), safe to open in a spreadsheet: text that would start a formula there gets
 * an apostrophe before it. */
#ifndef ONR_BASE_CSV_H
#define ONR_BASE_CSV_H

#include "base/buf.h"
#include "base/slice.h"

void onr_csv_cell(onr_buf *out, onr_slice value, int is_number);

#endif
