/* parquet.h - write one flat Parquet file: nullable columns of text, 64-bit integers, doubles and booleans.
 *
 *     onr_parquet *p;
 *     onr_parquet_new(columns, n, write, file, &p, &err);
 *     for each row: onr_parquet_row(p, cells, &err);
 *     onr_parquet_end(p, &err);      // the footer
 *     onr_parquet_free(p);
 *
 * Format: Apache Parquet 2.x, one data page (version 1, PLAIN, zstd) a column chunk, definition levels as RLE; the
 * footer in thrift's compact protocol. Memory: one row group. The same rows give the same bytes. Threads: none shared.
 */
#ifndef ONR_STORE_PARQUET_H
#define ONR_STORE_PARQUET_H

#include "store/export.h"

typedef struct onr_parquet onr_parquet;
/* Takes n bytes to the file; 0, or -1 when it could not. */
typedef int (*onr_parquet_write)(void *with, const void *bytes, size_t n);

/* `columns` must stay until the end. */
ONR_MUST onr_status onr_parquet_new(const onr_column *columns, uint32_t n, onr_parquet_write write, void *with,
                                    onr_parquet **out, onr_err *err);
/* One row of n cells. ONR_IO when the writer failed, ONR_NOMEM, ONR_TOO_BIG. */
ONR_MUST onr_status onr_parquet_row(onr_parquet *p, const onr_cell *cells, onr_err *err);
ONR_MUST onr_status onr_parquet_end(onr_parquet *p, onr_err *err);
void onr_parquet_free(onr_parquet *p); /* NULL is allowed */

#endif
