/* csv.h - tables: RFC 4180, separated by commas, semicolons, tabs or bars; the first row names the columns. */
#ifndef ONR_READ_CSV_H
#define ONR_READ_CSV_H

#include "read/input_part.h"

extern const onr_reader onr_csv_reader;

#endif
