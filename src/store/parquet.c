/* Parquet: see parquet.h; the format is https://parquet.apache.org/docs/file-format/ and its parquet.thrift.
 *
 *     "PAR1"  page of column 0, page of column 1 ... (a row group)  ...  footer  footer's length (4, LE)  "PAR1"
 *     page = PageHeader (thrift)  zstd( levels' length (4, LE)  levels  values )
 *
 * Thrift's compact protocol: a field is a byte (distance to the field before << 4 | type), then its value; integers are
 * zigzag varints; a list is (size << 4 | element type), long ones 0xF0 | type and the size; a struct ends with 0.
 */
#include "store/parquet.h"

#include <string.h>
#include <zstd.h>

#include "base/buf.h"
#include "base/mem.h"

enum { GROUP_ROWS = 50000, GROUP_BYTES = 32 << 20, LEVEL = 3 };
#define CHUNK_MAX ((size_t)1 << 30)
enum { T_I32 = 5, T_I64 = 6, T_BINARY = 8, T_LIST = 9, T_STRUCT = 12 };
enum { P_BOOLEAN = 0, P_INT64 = 2, P_DOUBLE = 5, P_BYTES = 6 };

typedef struct chunk {
    onr_buf values, levels;
    uint32_t run; /* rows of the run of equal levels that is open */
    uint8_t level, bits, bits_n;
} chunk;

struct onr_parquet {
    const onr_column *columns;
    uint32_t n;
    onr_parquet_write write;
    void *with;
    chunk *chunks;
    onr_buf page, packed, head, groups; /* work space; the row groups of the footer */
    uint64_t at, rows;
    uint32_t group_rows, groups_n;
};

/* ---- thrift ----------------------------------------------------------------------------------------------------- */

static void varint(onr_buf *b, uint64_t v) {
    for (; v >= 0x80; v >>= 7) onr_buf_char(b, (char)(v | 0x80));
    onr_buf_char(b, (char)v);
}

static void zigzag(onr_buf *b, int64_t v) { varint(b, (uint64_t)v << 1 ^ (uint64_t)(v >> 63)); }

/* Field `id`, the one before being *last. */
static void field(onr_buf *b, int *last, int id, int type) {
    onr_buf_char(b, (char)((id - *last) << 4 | type));
    *last = id;
}

static void int_field(onr_buf *b, int *last, int id, int type, int64_t v) {
    field(b, last, id, type);
    zigzag(b, v);
}

static void text_value(onr_buf *b, const char *s) {
    varint(b, strlen(s));
    onr_buf_str(b, s);
}

static void list_head(onr_buf *b, uint32_t n, int type) {
    if (n < 15) onr_buf_char(b, (char)(n << 4 | (unsigned)type));
    else {
        onr_buf_char(b, (char)(0xF0 | type));
        varint(b, n);
    }
}

static void stop(onr_buf *b) { onr_buf_char(b, '\0'); }

/* ---- a row ------------------------------------------------------------------------------------------------------ */

static void little(onr_buf *b, uint64_t v, int bytes) {
    for (int i = 0; i < bytes; i++) onr_buf_char(b, (char)(v >> 8 * i));
}

static void end_run(chunk *c) {
    if (c->run == 0) return;
    varint(&c->levels, (uint64_t)c->run << 1);
    onr_buf_char(&c->levels, (char)c->level);
    c->run = 0;
}

static void add_level(chunk *c, uint8_t level) {
    if (c->run && c->level != level) end_run(c);
    c->level = level;
    c->run++;
}

static void add_bit(chunk *c, int bit) {
    c->bits |= (uint8_t)(bit << c->bits_n);
    if (++c->bits_n < 8) return;
    onr_buf_char(&c->values, (char)c->bits);
    c->bits = c->bits_n = 0;
}

static void add_value(chunk *c, onr_column_type type, const onr_cell *v) {
    uint64_t bits;
    switch (type) {
    case ONR_COLUMN_INTEGER: little(&c->values, (uint64_t)v->integer, 8); break;
    case ONR_COLUMN_REAL:
        memcpy(&bits, &v->real, sizeof bits);
        little(&c->values, bits, 8);
        break;
    case ONR_COLUMN_BOOLEAN: add_bit(c, v->integer != 0); break;
    case ONR_COLUMN_TEXT:
        little(&c->values, v->text.n, 4);
        onr_buf_add(&c->values, v->text.p, v->text.n);
        break;
    }
}

static onr_status no_memory(onr_err *err) {
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while writing Parquet: export fewer documents");
}

static onr_status put(onr_parquet *p, const void *bytes, size_t n, onr_err *err) {
    if (p->write(p->with, bytes, n) != 0) return onr_err_set(err, ONR_IO, 0, "could not be written");
    p->at += n;
    return ONR_OK;
}

/* ---- a row group ------------------------------------------------------------------------------------------------ */

static int physical(onr_column_type t) {
    return t == ONR_COLUMN_INTEGER   ? P_INT64
           : t == ONR_COLUMN_REAL    ? P_DOUBLE
           : t == ONR_COLUMN_BOOLEAN ? P_BOOLEAN
                                     : P_BYTES;
}

/* The chunk's page, uncompressed, in p->page; compressed in p->packed. */
static onr_status pack(onr_parquet *p, chunk *c, onr_err *err) {
    end_run(c);
    if (c->bits_n) onr_buf_char(&c->values, (char)c->bits);
    c->bits = c->bits_n = 0;
    onr_buf_reset(&p->page);
    little(&p->page, c->levels.n, 4);
    onr_buf_add(&p->page, c->levels.p ? c->levels.p : "", c->levels.n);
    onr_buf_add(&p->page, c->values.p ? c->values.p : "", c->values.n);
    if (onr_buf_failed(&p->page) || onr_buf_failed(&c->values) || onr_buf_failed(&c->levels)) return no_memory(err);
    size_t room = ZSTD_compressBound(p->page.n);
    char *packed = onr_mem_alloc(room);
    if (!packed) return no_memory(err);
    size_t n = ZSTD_compress(packed, room, p->page.p, p->page.n, LEVEL);
    onr_buf_reset(&p->packed);
    if (!ZSTD_isError(n)) onr_buf_add(&p->packed, packed, n);
    onr_mem_free(packed);
    return ZSTD_isError(n) || onr_buf_failed(&p->packed) ? no_memory(err) : ONR_OK;
}

static void page_head(onr_parquet *p) {
    int last = 0, inner = 0;
    onr_buf *b = &p->head;
    onr_buf_reset(b);
    int_field(b, &last, 1, T_I32, 0); /* DATA_PAGE */
    int_field(b, &last, 2, T_I32, (int64_t)p->page.n);
    int_field(b, &last, 3, T_I32, (int64_t)p->packed.n);
    field(b, &last, 5, T_STRUCT);
    int_field(b, &inner, 1, T_I32, p->group_rows);
    int_field(b, &inner, 2, T_I32, 0); /* PLAIN */
    int_field(b, &inner, 3, T_I32, 3); /* levels: RLE */
    int_field(b, &inner, 4, T_I32, 3);
    stop(b);
    stop(b);
}

/* What the footer says of the page that begins at `offset`. */
static void chunk_meta(onr_parquet *p, const onr_column *column, uint64_t offset) {
    onr_buf *b = &p->groups;
    int last = 0, inner = 0;
    int_field(b, &last, 2, T_I64, (int64_t)offset);
    field(b, &last, 3, T_STRUCT);
    int_field(b, &inner, 1, T_I32, physical(column->type));
    field(b, &inner, 2, T_LIST);
    list_head(b, 2, T_I32);
    zigzag(b, 0); /* PLAIN */
    zigzag(b, 3); /* RLE */
    field(b, &inner, 3, T_LIST);
    list_head(b, 1, T_BINARY);
    text_value(b, column->name);
    int_field(b, &inner, 4, T_I32, 6); /* ZSTD */
    int_field(b, &inner, 5, T_I64, p->group_rows);
    int_field(b, &inner, 6, T_I64, (int64_t)(p->head.n + p->page.n));
    int_field(b, &inner, 7, T_I64, (int64_t)(p->head.n + p->packed.n));
    int_field(b, &inner, 9, T_I64, (int64_t)offset);
    stop(b);
    stop(b);
}

static onr_status end_group(onr_parquet *p, onr_err *err) {
    if (p->group_rows == 0) return ONR_OK;
    int last = 0;
    uint64_t bytes = 0;
    onr_buf *b = &p->groups;
    field(b, &last, 1, T_LIST);
    list_head(b, p->n, T_STRUCT);
    for (uint32_t i = 0; i < p->n; i++) {
        uint64_t offset = p->at;
        onr_status st = pack(p, &p->chunks[i], err);
        if (st != ONR_OK) return st;
        page_head(p);
        st = put(p, p->head.p, p->head.n, err);
        if (st == ONR_OK) st = put(p, p->packed.p, p->packed.n, err);
        if (st != ONR_OK) return st;
        chunk_meta(p, &p->columns[i], offset);
        bytes += p->head.n + p->page.n;
        onr_buf_reset(&p->chunks[i].values);
        onr_buf_reset(&p->chunks[i].levels);
    }
    int_field(b, &last, 2, T_I64, (int64_t)bytes);
    int_field(b, &last, 3, T_I64, p->group_rows);
    stop(b);
    p->groups_n++;
    p->rows += p->group_rows;
    p->group_rows = 0;
    return onr_buf_failed(b) ? no_memory(err) : ONR_OK;
}

onr_status onr_parquet_row(onr_parquet *p, const onr_cell *cells, onr_err *err) {
    size_t bytes = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        chunk *c = &p->chunks[i];
        add_level(c, !cells[i].null);
        if (!cells[i].null) add_value(c, p->columns[i].type, &cells[i]);
        if (onr_buf_failed(&c->values) || onr_buf_failed(&c->levels)) return no_memory(err);
        bytes += c->values.n;
    }
    p->group_rows++;
    return p->group_rows == GROUP_ROWS || bytes > GROUP_BYTES ? end_group(p, err) : ONR_OK;
}

/* ---- the file --------------------------------------------------------------------------------------------------- */

static void schema_element(onr_buf *b, const onr_column *c) {
    int last = 0, logical = 0;
    int_field(b, &last, 1, T_I32, physical(c->type));
    int_field(b, &last, 3, T_I32, 1); /* OPTIONAL */
    field(b, &last, 4, T_BINARY);
    text_value(b, c->name);
    if (c->type == ONR_COLUMN_TEXT) {
        int_field(b, &last, 6, T_I32, 0); /* UTF8 */
        field(b, &last, 10, T_STRUCT);
        field(b, &logical, 1, T_STRUCT); /* STRING */
        stop(b);
        stop(b);
    }
    stop(b);
}

onr_status onr_parquet_end(onr_parquet *p, onr_err *err) {
    onr_status st = end_group(p, err);
    if (st != ONR_OK) return st;
    onr_buf *b = &p->head;
    int last = 0, root = 0;
    onr_buf_reset(b);
    int_field(b, &last, 1, T_I32, 2);
    field(b, &last, 2, T_LIST);
    list_head(b, p->n + 1, T_STRUCT);
    field(b, &root, 4, T_BINARY);
    text_value(b, "schema");
    int_field(b, &root, 5, T_I32, p->n);
    stop(b);
    for (uint32_t i = 0; i < p->n; i++) schema_element(b, &p->columns[i]);
    int_field(b, &last, 3, T_I64, (int64_t)p->rows);
    field(b, &last, 4, T_LIST);
    list_head(b, p->groups_n, T_STRUCT);
    onr_buf_add(b, p->groups.p ? p->groups.p : "", p->groups.n);
    field(b, &last, 6, T_BINARY);
    text_value(b, "onrecord");
    stop(b);
    uint64_t n = b->n;
    little(b, n, 4);
    onr_buf_str(b, "PAR1");
    return onr_buf_failed(b) ? no_memory(err) : put(p, b->p, b->n, err);
}

onr_status onr_parquet_new(const onr_column *columns, uint32_t n, onr_parquet_write write, void *with,
                           onr_parquet **out, onr_err *err) {
    onr_parquet *p = onr_mem_zalloc(1, sizeof *p);
    *out = NULL;
    if (!p) return no_memory(err);
    p->columns = columns;
    p->n = n;
    p->write = write;
    p->with = with;
    onr_buf *work[] = {&p->page, &p->packed, &p->head, &p->groups};
    for (size_t i = 0; i < sizeof work / sizeof *work; i++) onr_buf_init(work[i], CHUNK_MAX);
    p->chunks = onr_mem_zalloc(n, sizeof *p->chunks);
    for (uint32_t i = 0; p->chunks && i < n; i++) {
        onr_buf_init(&p->chunks[i].values, CHUNK_MAX);
        onr_buf_init(&p->chunks[i].levels, CHUNK_MAX);
    }
    onr_status st = p->chunks ? put(p, "PAR1", 4, err) : no_memory(err);
    if (st == ONR_OK) *out = p;
    else onr_parquet_free(p);
    return st;
}

void onr_parquet_free(onr_parquet *p) {
    if (!p) return;
    for (uint32_t i = 0; p->chunks && i < p->n; i++) {
        onr_buf_clear(&p->chunks[i].values);
        onr_buf_clear(&p->chunks[i].levels);
    }
    onr_buf *work[] = {&p->page, &p->packed, &p->head, &p->groups};
    for (size_t i = 0; i < sizeof work / sizeof *work; i++) onr_buf_clear(work[i]);
    onr_mem_free(p->chunks);
    onr_mem_free(p);
}
