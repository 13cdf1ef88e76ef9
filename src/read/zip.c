/* The central directory is found by its end record, which stands in the last 64 KiB, or by the zip64 record that stands
 * before it; its entries are walked, every offset checked against the archive. Sizes of unpacked files are not believed
 * and not read. Packed sizes that are more than the archive together mean that entries share bytes, which only bombs do
 * (D. Fifield, "A better zip bomb", 2019). Cost: O(directory). */
#include "read/zip.h"

#include <string.h>

#include "base/utf8.h"

enum { END_SIZE = 22, ENTRY_SIZE = 46, LOCAL_SIZE = 30, COMMENT_MAX = 65535, STORED = 0, DEFLATED = 8 };
enum { LOCATOR_SIZE = 20, END64_SIZE = 56, DIRECTORY_MAX = 64 << 20, ENTRIES_MAX = 1 << 20 };

static uint32_t u16(const char *p) { return (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8; }
static uint32_t u32(const char *p) { return u16(p) | u16(p + 2) << 16; }
static uint64_t u64(const char *p) { return u32(p) | (uint64_t)u32(p + 4) << 32; }

static onr_status broken(onr_err *err) {
    return onr_err_set(err, ONR_CORRUPT, 0, "a zip archive that is cut or damaged");
}

static onr_status no_memory(onr_err *err) { return onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone"); }

/* n bytes at `at`; a place outside the archive means that it is broken. */
static onr_status read_at(const onr_stream *z, uint64_t at, char *to, size_t n, onr_err *err) {
    onr_status st = onr_stream_read_at(z, at, to, n, err);
    return st == ONR_CORRUPT ? broken(err) : st;
}

typedef struct directory {
    uint64_t at, bytes, entries;
} directory;

/* The zip64 end record, to which a locator before the end record leads. */
static onr_status read_end64(const onr_stream *z, uint64_t end, directory *d, onr_err *err) {
    char b[END64_SIZE];
    if (end < LOCATOR_SIZE) return broken(err);
    onr_status st = read_at(z, end - LOCATOR_SIZE, b, LOCATOR_SIZE, err);
    if (st == ONR_OK && memcmp(b, "PK\x06\x07", 4) != 0) return broken(err);
    if (st == ONR_OK) st = read_at(z, u64(b + 8), b, END64_SIZE, err);
    if (st != ONR_OK) return st;
    if (memcmp(b, "PK\x06\x06", 4) != 0) return broken(err);
    *d = (directory){.at = u64(b + 48), .bytes = u64(b + 40), .entries = u64(b + 32)};
    return ONR_OK;
}

static onr_status find_directory(const onr_stream *z, onr_arena *arena, directory *d, onr_err *err) {
    uint64_t size = onr_stream_file_size(z);
    size_t n = size < END_SIZE + COMMENT_MAX ? (size_t)size : END_SIZE + COMMENT_MAX;
    char *tail = onr_arena_alloc(arena, n + 1, 1);
    if (!tail) return no_memory(err);
    onr_status st = read_at(z, size - n, tail, n, err);
    if (st != ONR_OK) return st;
    size_t i = n < END_SIZE ? 0 : n - END_SIZE + 1;
    while (i > 0 && memcmp(tail + i - 1, "PK\x05\x06", 4) != 0) i--;
    if (i == 0) return broken(err);
    const char *e = tail + i - 1;
    *d = (directory){.at = u32(e + 16), .bytes = u32(e + 12), .entries = u16(e + 10)};
    if (d->at == UINT32_MAX || d->bytes == UINT32_MAX || d->entries == UINT16_MAX)
        st = read_end64(z, size - n + (i - 1), d, err);
    if (st != ONR_OK) return st;
    return d->at > size || d->bytes > size - d->at ? broken(err) : ONR_OK;
}

/* What does not fit 32 bits stands in an extra field, in this order: unpacked size, packed size, offset. */
static void read_extra64(const char *e, onr_zip_entry *out) {
    const char *p = e + ENTRY_SIZE + u16(e + 28), *end = p + u16(e + 30);
    while (end - p >= 4) {
        size_t n = u16(p + 2);
        const char *v = p + 4;
        if (n > (size_t)(end - v)) return;
        if (u16(p) == 1) {
            const char *stop = v + n;
            if (u32(e + 24) == UINT32_MAX) v += 8;
            if (u32(e + 20) == UINT32_MAX && stop - v >= 8) out->packed = u64(v), v += 8;
            if (u32(e + 42) == UINT32_MAX && stop - v >= 8) out->at = u64(v);
            return;
        }
        p = v + n;
    }
}

static char *copy_name(onr_arena *arena, const char *p, size_t n) {
    char *name = onr_arena_copy(arena, p, n);
    if (!name) return NULL;
    int utf8 = onr_utf8_check(p, n) == n;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)name[i] < ' ' || name[i] == 0x7F || (!utf8 && (unsigned char)name[i] >= 0x80)) name[i] = '?';
    return name;
}

/* All entries of the directory at `dir`. */
static onr_status walk(const char *dir, size_t n, uint64_t size, onr_arena *arena, onr_zip_entry **list, size_t *list_n,
                       onr_err *err) {
    void *items = NULL;
    size_t cap = 0, k = 0;
    uint64_t packed = 0;
    for (size_t at = 0; n - at >= ENTRY_SIZE && memcmp(dir + at, "PK\x01\x02", 4) == 0; k++) {
        const char *e = dir + at;
        size_t name_n = u16(e + 28), bytes = ENTRY_SIZE + name_n + u16(e + 30) + u16(e + 32);
        if (bytes > n - at || k == ENTRIES_MAX) return broken(err);
        if (onr_arena_grow(arena, &items, &cap, k, k + 1, sizeof **list) != 0) return no_memory(err);
        *list = items;
        onr_zip_entry *o = &(*list)[k];
        *o = (onr_zip_entry){.at = u32(e + 42), .packed = u32(e + 20), .method = u16(e + 10)};
        o->encrypted = (int)(u16(e + 8) & 1);
        o->name = copy_name(arena, e + ENTRY_SIZE, name_n);
        if (!o->name) return no_memory(err);
        read_extra64(e, o);
        if (o->packed > size - packed)
            return onr_err_set(err, ONR_CORRUPT, 0, "a zip archive whose files share bytes: it is damaged, or a bomb");
        packed += o->packed;
        at += bytes;
    }
    *list_n = k;
    return ONR_OK;
}

onr_status onr_zip_list(const onr_stream *z, onr_arena *arena, onr_zip_entry **list, size_t *n, onr_err *err) {
    directory d = {0};
    *list = NULL;
    *n = 0;
    onr_status st = find_directory(z, arena, &d, err);
    if (st != ONR_OK) return st;
    if (d.bytes > DIRECTORY_MAX) return onr_err_set(err, ONR_TOO_BIG, 0, "a zip archive of too many files: split it");
    char *dir = onr_arena_alloc(arena, (size_t)d.bytes + 1, 1);
    if (!dir) return no_memory(err);
    st = read_at(z, d.at, dir, (size_t)d.bytes, err);
    if (st == ONR_OK) st = walk(dir, (size_t)d.bytes, onr_stream_file_size(z), arena, list, n, err);
    return st == ONR_OK && *n < d.entries ? broken(err) : st;
}

const onr_zip_entry *onr_zip_find(const onr_zip_entry *list, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0) return &list[i];
    return NULL;
}

onr_status onr_zip_open(const onr_stream *z, const onr_zip_entry *e, onr_stream **out, onr_err *err) {
    char b[LOCAL_SIZE];
    uint64_t size = onr_stream_file_size(z);
    *out = NULL;
    if (e->encrypted) return onr_err_set(err, ONR_FORMAT, 0, "an encrypted zip archive: unpack it first");
    if (e->method != STORED && e->method != DEFLATED)
        return onr_err_set(err, ONR_FORMAT, 0, "a zip archive packed by method %u: unpack it first", e->method);
    onr_status st = read_at(z, e->at, b, LOCAL_SIZE, err);
    if (st != ONR_OK) return st;
    uint64_t data = e->at + LOCAL_SIZE + u16(b + 26) + u16(b + 28);
    if (memcmp(b, "PK\x03\x04", 4) != 0 || data > size || e->packed > size - data) return broken(err);
    return onr_stream_open_piece(z, data, e->packed, e->method == DEFLATED, out, err);
}

/* All that a stream gives; a break in it means that the archive is damaged. */
static onr_status take_all(onr_stream *s, onr_buf *out, onr_err *err) {
    for (;;) {
        onr_slice ready;
        onr_status st = onr_stream_peek(s, 1, &ready, err);
        if (st != ONR_OK) return st;
        if (ready.n == 0) return onr_stream_ends_broken(s) ? broken(err) : ONR_OK;
        onr_buf_add(out, ready.p, ready.n);
        if (onr_buf_full(out)) return onr_err_set(err, ONR_TOO_BIG, 0, "over %zu MiB unpacked", out->max >> 20);
        if (onr_buf_failed(out)) return no_memory(err);
        onr_stream_skip(s, ready.n);
    }
}

onr_status onr_zip_get(onr_slice zip, const char *name, onr_buf *out, onr_err *err) {
    onr_arena arena;
    onr_stream *whole = NULL, *file = NULL;
    onr_zip_entry *list = NULL;
    size_t n = 0;
    onr_arena_init(&arena, (size_t)4 * DIRECTORY_MAX);
    onr_status st = onr_stream_open_bytes(zip.p, zip.n, &whole, err);
    if (st == ONR_OK) st = onr_zip_list(whole, &arena, &list, &n, err);
    const onr_zip_entry *e = st == ONR_OK ? onr_zip_find(list, n, name) : NULL;
    if (st == ONR_OK && !e) st = onr_err_set(err, ONR_NOT_FOUND, 0, "a zip archive without %s", name);
    if (st == ONR_OK) st = onr_zip_open(whole, e, &file, err);
    if (st == ONR_OK) st = take_all(file, out, err);
    onr_stream_close(file);
    onr_stream_close(whole);
    onr_arena_clear(&arena);
    return st;
}
