/* model.c - see model.h; the format is docs/model-format.md.
 *
 * Method: the file is canonical. Chunks stand in table order, each at the first multiple of 64 after the one before,
 * padding is zero, the file ends with the last chunk, and XXH3-64 covers table and chunks. So every byte is either
 * checked or one of the header's few fields that are compared, and any single changed byte is refused, except a format
 * version raised by a newer writer that still says "version 1 can read this".
 * Invariants: after `check` every entry lies inside the file and its byte count follows from type and shape.
 * Cost: one pass over the file at memory speed; measured in bench/bench_net.c.
 */
#include "model/model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "base/mem.h"

enum { HEADER = 64, ENTRY = 80, ALIGN = 64, NAME = 32 };

struct onr_model {
    const unsigned char *bytes;
    size_t n;
    void *map;  /* munmap(map, n) at close, or NULL */
    void *copy; /* onr_mem_free at close, or NULL */
    uint32_t count;
    uint32_t *sorted; /* chunk indices by name */
    char id[64];
};

static uint32_t u32_at(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}
static uint64_t u64_at(const unsigned char *p) { return (uint64_t)u32_at(p) | (uint64_t)u32_at(p + 4) << 32; }

/* The first byte of [at, at + n) that is not zero, or at + n. */
static size_t first_nonzero(const unsigned char *bytes, size_t at, size_t n) {
    size_t end = at + n;
    while (at < end && bytes[at] == 0) at++;
    return at;
}

static onr_status corrupt(onr_err *err, uint64_t at, const char *what) {
    return onr_err_set(err, ONR_CORRUPT, at, "model file is corrupt at byte %llu (%s): fetch or build it again",
                       (unsigned long long)at, what);
}

onr_chunk_info onr_model_chunk_at(const onr_model *m, uint32_t index) {
    onr_chunk_info c = {"", 0, 0, 0, 0, 0, NULL};
    if (index >= m->count) return c;
    const unsigned char *e = m->bytes + HEADER + (size_t)index * ENTRY;
    c.name = (const char *)e;
    c.type = u32_at(e + 32);
    c.rows = u32_at(e + 36);
    c.cols = u32_at(e + 40);
    c.offset = u64_at(e + 48);
    c.bytes = u64_at(e + 56);
    if (c.offset <= m->n) c.data = m->bytes + c.offset; /* not so only before check_entry has seen it */
    return c;
}

static int big_endian(void) {
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

/* What kind of file it is and whether this program may read it. */
static onr_status check_header(onr_model *m, onr_err *err) {
    const unsigned char *b = m->bytes;
    size_t magic = m->n < 8 ? m->n : 8;
    if (m->n == 0 || memcmp(b, "ONRMODEL", magic) != 0)
        return onr_err_set(err, ONR_FORMAT, 0, "not a model file (it does not begin with ONRMODEL): check the name");
    if (m->n < HEADER) return corrupt(err, m->n, "the header is cut short");
    if (big_endian()) return onr_err_set(err, ONR_VERSION, 8, "model files need a little-endian machine");
    uint32_t version = u32_at(b + 8), oldest = u32_at(b + 12), kind = u32_at(b + 16);
    if (version < 1)
        return onr_err_set(err, ONR_VERSION, 8,
                           "model file is too old (format %u, this program reads from 1 on): fetch or build it again",
                           version);
    if (oldest > ONR_MODEL_VERSION)
        return onr_err_set(
            err, ONR_VERSION, 12,
            "model file is too new (it needs format %u, this program reads up to %u): use a newer onrecord", oldest,
            (unsigned)ONR_MODEL_VERSION);
    if (oldest > version || oldest < 1) return corrupt(err, 12, "impossible range of versions");
    if (kind != ONR_MODEL_KIND_ENCODER)
        return onr_err_set(err, ONR_FORMAT, 16,
                           "model file of the wrong kind (%u, wanted 1: encoder with heads): name another", kind);
    m->count = u32_at(b + 20);
    if (m->count == 0 || m->count > ONR_MODEL_CHUNKS_MAX) return corrupt(err, 20, "impossible number of chunks");
    uint64_t size = u64_at(b + 24);
    if (size < m->n) return corrupt(err, 24, "more bytes than the header says");
    if (size > m->n) return corrupt(err, m->n, "the file is cut short");
    size_t zero = first_nonzero(b, 40, HEADER - 40);
    if (zero < HEADER) return corrupt(err, zero, "reserved byte of the header");
    size_t table = (size_t)m->count * ENTRY;
    if (table > m->n - HEADER) return corrupt(err, 20, "the chunk table is longer than the file");
    if (XXH3_64bits(b + HEADER, table) != u64_at(b + 32)) return corrupt(err, HEADER, "chunk table checksum");
    return ONR_OK;
}

/* A name: printable ASCII without spaces, NUL-padded to the end. */
static int good_name(const unsigned char *name) {
    size_t n = 0;
    while (n < NAME && name[n] > 0x20 && name[n] < 0x7F) n++;
    return n > 0 && n <= ONR_MODEL_NAME_MAX && first_nonzero(name, n, NAME - n) == NAME;
}

/* Bytes that type and shape demand; 0 when they are impossible (2^32 * 2^32 * 4 would not fit). */
static uint64_t shape_bytes(const onr_chunk_info *c) {
    uint64_t cells = (uint64_t)c->rows * c->cols;
    if (cells == 0 || cells > (uint64_t)1 << 40) return 0;
    switch (c->type) {
    case ONR_CHUNK_F32:
    case ONR_CHUNK_I32: return cells * 4;
    case ONR_CHUNK_PACKED: return c->rows % 16 == 0 && c->cols % 4 == 0 ? cells : 0;
    case ONR_CHUNK_I8: return cells;
    default: return 0;
    }
}

static onr_status check_entry(const onr_model *m, uint32_t index, uint64_t *end, onr_err *err) {
    uint64_t at = HEADER + (uint64_t)index * ENTRY;
    const unsigned char *e = m->bytes + at;
    onr_chunk_info c = onr_model_chunk_at(m, index);
    if (!good_name(e)) return corrupt(err, at, "chunk name");
    if (u32_at(e + 44) != 0 || u64_at(e + 72) != 0) return corrupt(err, at + 44, "reserved field of the chunk table");
    uint64_t start = (*end + ALIGN - 1) / ALIGN * ALIGN;
    if (c.offset != start || c.offset > m->n) return corrupt(err, at + 48, "chunk offset");
    if (c.bytes > m->n - c.offset) return corrupt(err, at + 56, "chunk longer than the file");
    /* Types this version does not know may come from a newer writer; no lookup will ever match them. */
    int known = c.type <= ONR_CHUNK_I8;
    if (!known && u32_at(m->bytes + 8) == ONR_MODEL_VERSION) return corrupt(err, at + 32, "chunk type");
    if (known && c.type != ONR_CHUNK_BYTES && shape_bytes(&c) != c.bytes) return corrupt(err, at + 36, "chunk shape");
    size_t zero = first_nonzero(m->bytes, (size_t)*end, (size_t)(start - *end));
    if (zero < start) return corrupt(err, zero, "padding");
    if (XXH3_64bits(m->bytes + c.offset, (size_t)c.bytes) != u64_at(e + 64))
        return corrupt(err, c.offset, "chunk checksum");
    *end = c.offset + c.bytes;
    return ONR_OK;
}

static const char *name_of(const onr_model *m, uint32_t index) {
    return (const char *)m->bytes + HEADER + (size_t)index * ENTRY;
}

/* Heap sort of chunk indices by name: no recursion, no callback state, O(n log n). */
static void sift(const onr_model *m, size_t root, size_t n) {
    uint32_t *s = m->sorted;
    for (;;) {
        size_t child = 2 * root + 1;
        if (child >= n) return;
        if (child + 1 < n && strcmp(name_of(m, s[child]), name_of(m, s[child + 1])) < 0) child++;
        if (strcmp(name_of(m, s[root]), name_of(m, s[child])) >= 0) return;
        uint32_t swap = s[root];
        s[root] = s[child];
        s[child] = swap;
        root = child;
    }
}

static onr_status sort_names(onr_model *m, onr_err *err) {
    m->sorted = onr_mem_zalloc(m->count, sizeof *m->sorted);
    if (!m->sorted) return onr_err_set(err, ONR_NOMEM, 0, "out of memory for the model's table of chunks");
    for (uint32_t i = 0; i < m->count; i++) m->sorted[i] = i;
    for (size_t i = m->count / 2; i-- > 0;) sift(m, i, m->count);
    for (size_t n = m->count; n-- > 1;) {
        uint32_t swap = m->sorted[0];
        m->sorted[0] = m->sorted[n];
        m->sorted[n] = swap;
        sift(m, 0, n);
    }
    for (uint32_t i = 1; i < m->count; i++)
        if (strcmp(name_of(m, m->sorted[i - 1]), name_of(m, m->sorted[i])) == 0)
            return corrupt(err, HEADER + (uint64_t)m->sorted[i] * ENTRY, "chunk name used twice");
    return ONR_OK;
}

/* The value of "name" in `meta`, if it is plain (letters, digits, - . _): enough for an id, no JSON parser needed. */
static void name_model(onr_model *m) {
    onr_slice meta, name = ONR_SLICE("model");
    if (onr_model_text(m, "meta", &meta, NULL) == ONR_OK) {
        const char *key = "\"name\"";
        for (size_t i = 0; i + 6 < meta.n; i++) {
            if (memcmp(meta.p + i, key, 6) != 0) continue;
            size_t a = i + 6;
            while (a < meta.n && (meta.p[a] == ' ' || meta.p[a] == ':')) a++;
            if (a >= meta.n || meta.p[a] != '"') break;
            size_t z = ++a;
            while (z < meta.n && z - a < 40 && meta.p[z] &&
                   strchr("abcdefghijklmnopqrstuvwxyz"
                          "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._",
                          meta.p[z]))
                z++;
            if (z > a && z < meta.n && meta.p[z] == '"') name = (onr_slice){meta.p + a, z - a};
            break;
        }
    }
    unsigned digest = (unsigned)(u64_at(m->bytes + 32) >> 32);
    (void)snprintf(m->id, sizeof m->id, "%.*s-%08x", (int)name.n, name.p, digest);
}

static onr_status check(onr_model *m, onr_err *err) {
    onr_status st = check_header(m, err);
    if (st != ONR_OK) return st;
    uint64_t end = HEADER + (uint64_t)m->count * ENTRY;
    for (uint32_t i = 0; i < m->count; i++)
        if ((st = check_entry(m, i, &end, err)) != ONR_OK) return st;
    if (end != m->n) return corrupt(err, end, "bytes after the last chunk");
    if ((st = sort_names(m, err)) != ONR_OK) return st;
    name_model(m);
    return ONR_OK;
}

void onr_model_close(onr_model *m) {
    if (!m) return;
    if (m->map) (void)munmap(m->map, m->n);
    onr_mem_free(m->copy);
    onr_mem_free(m->sorted);
    onr_mem_free(m);
}

/* Check a model whose bytes are in place; close it when they are refused. */
static onr_status finish(onr_model *m, onr_model **out, onr_err *err) {
    onr_status st = check(m, err);
    if (st == ONR_OK) *out = m;
    else onr_model_close(m);
    return st;
}

onr_status onr_model_from_bytes(const void *bytes, size_t n, onr_model **out, onr_err *err) {
    *out = NULL;
    onr_model *m = onr_mem_zalloc(1, sizeof *m);
    if (!m) return onr_err_set(err, ONR_NOMEM, 0, "out of memory for the model");
    m->bytes = bytes;
    m->n = n;
    if (n > 0 && (uintptr_t)bytes % ALIGN != 0) {
        unsigned char *copy = n > SIZE_MAX - ALIGN ? NULL : onr_mem_alloc(n + ALIGN);
        if (!copy) {
            onr_mem_free(m);
            return onr_err_set(err, ONR_NOMEM, 0, "out of memory for a copy of the model");
        }
        m->copy = copy;
        copy += (ALIGN - (uintptr_t)copy % ALIGN) % ALIGN;
        memcpy(copy, bytes, n);
        m->bytes = copy;
    }
    return finish(m, out, err);
}

/* Open the file and learn its size; refuses what is not a regular file. */
static onr_status open_file(const char *path, int *fd, size_t *n, onr_err *err) {
    *fd = open(path, O_RDONLY | O_CLOEXEC);
    if (*fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return onr_err_set(err, ONR_NOT_FOUND, 0, "model file not found: %s: put it there or name another", path);
        return onr_err_set(err, ONR_IO, 0, "model file cannot be read: %s: %s: make it readable", path,
                           strerror(errno));
    }
    struct stat info;
    if (fstat(*fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        (void)close(*fd);
        return onr_err_set(err, ONR_IO, 0, "model file cannot be read: %s: it is not a plain file: check the name",
                           path);
    }
    *n = (size_t)info.st_size;
    return ONR_OK;
}

onr_status onr_model_open(const char *path, onr_model **out, onr_err *err) {
    *out = NULL;
    int fd = -1;
    size_t n = 0;
    onr_status st = open_file(path, &fd, &n, err);
    if (st != ONR_OK) return st;
    onr_model *m = onr_mem_zalloc(1, sizeof *m);
    if (!m) {
        (void)close(fd);
        return onr_err_set(err, ONR_NOMEM, 0, "out of memory for the model");
    }
    m->n = n;
    if (n > 0) { /* an empty file cannot be mapped; check_header refuses it as "not a model" */
        void *map = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
        if (map == MAP_FAILED) {
            (void)close(fd);
            onr_model_close(m);
            return onr_err_set(err, ONR_IO, 0, "model file cannot be mapped: %s: %s: free memory or use another disk",
                               path, strerror(errno));
        }
        m->map = map;
        m->bytes = map;
    }
    (void)close(fd);
    return finish(m, out, err);
}

/* Binary search by name. Returns 0 and fills *out, or -1. */
static int look_up(const onr_model *m, const char *name, onr_chunk_info *out) {
    uint32_t lo = 0, hi = m->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int order = strcmp(name, name_of(m, m->sorted[mid]));
        if (order == 0) {
            *out = onr_model_chunk_at(m, m->sorted[mid]);
            return 0;
        }
        if (order < 0) hi = mid;
        else lo = mid + 1;
    }
    return -1;
}

static const char *type_name(uint32_t type) {
    static const char *const names[] = {"bytes", "f32", "packed i8", "i32", "i8"};
    return type < sizeof names / sizeof *names ? names[type] : "an unknown type";
}

onr_status onr_model_find(const onr_model *m, const char *name, onr_chunk_type type, onr_chunk_info *out,
                          onr_err *err) {
    if (look_up(m, name, out) != 0)
        return onr_err_set(err, ONR_NOT_FOUND, 0, "model has no chunk '%s': it was made for another program", name);
    if (out->type != (uint32_t)type)
        return onr_err_set(err, ONR_FORMAT, out->offset, "model chunk '%s' holds %s, wanted %s", name,
                           type_name(out->type), type_name((uint32_t)type));
    return ONR_OK;
}

onr_status onr_model_chunk(const onr_model *m, const char *name, onr_chunk_type type, uint32_t rows, uint32_t cols,
                           const void **out, onr_err *err) {
    onr_chunk_info c;
    onr_status st = onr_model_find(m, name, type, &c, err);
    if (st != ONR_OK) return st;
    if (type != ONR_CHUNK_BYTES && (c.rows != rows || c.cols != cols))
        return onr_err_set(err, ONR_FORMAT, c.offset, "model chunk '%s' is %u x %u, wanted %u x %u", name, c.rows,
                           c.cols, rows, cols);
    *out = c.data;
    return ONR_OK;
}

onr_status onr_model_text(const onr_model *m, const char *name, onr_slice *out, onr_err *err) {
    onr_chunk_info c;
    onr_status st = onr_model_find(m, name, ONR_CHUNK_BYTES, &c, err);
    if (st == ONR_OK) *out = (onr_slice){(const char *)c.data, (size_t)c.bytes};
    return st;
}

int onr_model_has(const onr_model *m, const char *name) {
    onr_chunk_info c;
    return look_up(m, name, &c) == 0;
}

uint32_t onr_model_chunks(const onr_model *m) { return m->count; }
uint64_t onr_model_bytes(const onr_model *m) { return m->n; }
const char *onr_model_id(const onr_model *m) { return m->id; }
