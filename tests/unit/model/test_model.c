/* test_model.c - every refusal of the container one by one, lookups, and what a good file answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "container.h"
#include "base/mem.h"

enum { COUNT = 5 };
static const float numbers[6] = {1, 2, 3, 4, 5, 6};
static const int8_t packed[64] = {1, 2, 3};
static const int32_t ints[3] = {7, 8, 9};

static unsigned char *small(size_t *n) {
    static const char meta[] = "{\"name\": \"small-1\", \"data\": \"none\"}";
    c_chunk c[COUNT] = {{"meta", ONR_CHUNK_BYTES, 1, sizeof meta - 1, meta, sizeof meta - 1},
                        {"zeta", ONR_CHUNK_F32, 2, 3, numbers, sizeof numbers},
                        {"beta.q", ONR_CHUNK_PACKED, 16, 4, packed, sizeof packed},
                        {"beta.z", ONR_CHUNK_I32, 1, 3, ints, sizeof ints},
                        {"alpha", ONR_CHUNK_I8, 3, 5, packed, 15}};
    return c_build(c, COUNT, n);
}

static unsigned char *entry(unsigned char *file, int i) { return file + C_HEADER + (size_t)i * C_ENTRY; }

/* The bytes are refused with this code, at this byte (UINT64_MAX: any), with these words in a message of one line. */
static void refused(const unsigned char *file, size_t n, onr_status code, uint64_t at, const char *words) {
    onr_err err = {0};
    onr_model *m = (onr_model *)1;
    assert_int_equal(onr_model_from_bytes(file, n, &m, &err), code);
    assert_null(m);
    assert_int_equal(err.code, code);
    if (at != UINT64_MAX) assert_int_equal(err.at, at);
    if (!strstr(err.msg, words)) fail_msg("'%s' does not say '%s'", err.msg, words);
    assert_null(strchr(err.msg, '\n'));
    if (code == ONR_CORRUPT) assert_non_null(strstr(err.msg, "corrupt at byte "));
}

static void good_file(void **state) {
    (void)state;
    size_t n;
    unsigned char *file = small(&n);
    onr_err err = {0};
    onr_model *m;
    assert_int_equal(onr_model_from_bytes(file, n, &m, &err), ONR_OK);
    assert_int_equal(onr_model_chunks(m), COUNT);
    assert_int_equal(onr_model_bytes(m), n);
    assert_string_equal(onr_model_chunk_at(m, 0).name, "meta");
    assert_string_equal(onr_model_chunk_at(m, 4).name, "alpha");
    assert_string_equal(onr_model_chunk_at(m, 5).name, "");
    char id[64];
    snprintf(id, sizeof id, "small-1-%08x", (unsigned)(c_get64(file + 32) >> 32));
    assert_string_equal(onr_model_id(m), id);
    onr_slice meta;
    assert_int_equal(onr_model_text(m, "meta", &meta, &err), ONR_OK);
    assert_int_equal(meta.p[0], '{');
    const void *p;
    assert_int_equal(onr_model_chunk(m, "zeta", ONR_CHUNK_F32, 2, 3, &p, &err), ONR_OK);
    assert_memory_equal(p, numbers, sizeof numbers);
    assert_int_equal((uintptr_t)p % 64, 0);
    onr_chunk_info c;
    assert_int_equal(onr_model_find(m, "alpha", ONR_CHUNK_I8, &c, &err), ONR_OK);
    assert_int_equal(c.rows, 3);
    assert_int_equal(c.cols, 5);
    assert_true(onr_model_has(m, "beta.z"));
    assert_false(onr_model_has(m, "beta"));
    onr_model_close(m);
    /* any alignment */
    unsigned char *moved = malloc(n + 1);
    memcpy(moved + 1, file, n);
    assert_int_equal(onr_model_from_bytes(moved + 1, n, &m, &err), ONR_OK);
    assert_int_equal(onr_model_chunk(m, "zeta", ONR_CHUNK_F32, 2, 3, &p, &err), ONR_OK);
    assert_int_equal((uintptr_t)p % 64, 0);
    onr_model_close(m);
    onr_model_close(NULL);
    free(moved);
    free(file);
}

static void lookups_that_fail(void **state) {
    (void)state;
    size_t n;
    unsigned char *file = small(&n);
    onr_err err = {0};
    onr_model *m;
    const void *p;
    onr_slice text;
    assert_int_equal(onr_model_from_bytes(file, n, &m, &err), ONR_OK);
    assert_int_equal(onr_model_chunk(m, "eta", ONR_CHUNK_F32, 2, 3, &p, &err), ONR_NOT_FOUND);
    assert_non_null(strstr(err.msg, "no chunk 'eta'"));
    assert_int_equal(onr_model_chunk(m, "zeta", ONR_CHUNK_I32, 2, 3, &p, &err), ONR_FORMAT);
    assert_non_null(strstr(err.msg, "holds f32, wanted i32"));
    assert_int_equal(onr_model_chunk(m, "zeta", ONR_CHUNK_F32, 3, 2, &p, &err), ONR_FORMAT);
    assert_non_null(strstr(err.msg, "2 x 3, wanted 3 x 2"));
    assert_int_equal(onr_model_text(m, "alpha", &text, NULL), ONR_FORMAT);
    onr_model_close(m);
    free(file);
}

static void not_a_model(void **state) {
    (void)state;
    size_t n;
    unsigned char *file = small(&n);
    refused(file, 0, ONR_FORMAT, 0, "not a model file");
    refused((const unsigned char *)"GIF89a", 6, ONR_FORMAT, 0, "not a model file");
    file[7] = 'X';
    refused(file, n, ONR_FORMAT, 0, "not a model file");
    free(file);
}

static void other_versions(void **state) {
    (void)state;
    size_t n;
    unsigned char *file = small(&n);
    c_u32(file + 8, 0);
    refused(file, n, ONR_VERSION, 8, "too old");
    c_u32(file + 8, 9);
    c_u32(file + 12, 2);
    refused(file, n, ONR_VERSION, 12, "too new");
    c_u32(file + 12, 1); /* written by a newer program, for us too; a chunk of a new type is no harm */
    c_u32(entry(file, 1) + 32, 77);
    c_seal(file, COUNT);
    onr_model *m;
    onr_err err = {0};
    assert_int_equal(onr_model_from_bytes(file, n, &m, &err), ONR_OK);
    onr_chunk_info c;
    assert_int_equal(onr_model_find(m, "zeta", ONR_CHUNK_F32, &c, &err), ONR_FORMAT);
    onr_model_close(m);
    c_u32(file + 12, 0);
    refused(file, n, ONR_CORRUPT, 12, "versions");
    c_u32(file + 12, 1);
    c_u32(file + 8, 1);
    c_u32(file + 16, 2);
    refused(file, n, ONR_FORMAT, 16, "wrong kind");
    free(file);
}

static void bent_header(void **state) {
    (void)state;
    size_t n;
    unsigned char *file = small(&n);
    c_u32(file + 20, 0);
    refused(file, n, ONR_CORRUPT, 20, "number of chunks");
    c_u32(file + 20, 1u << 20);
    refused(file, n, ONR_CORRUPT, 20, "number of chunks");
    c_u32(file + 20, 4096);
    refused(file, n, ONR_CORRUPT, 20, "table is longer");
    c_u32(file + 20, COUNT);
    c_u64(file + 24, n - 1);
    refused(file, n, ONR_CORRUPT, 24, "more bytes");
    c_u64(file + 24, n + 1);
    refused(file, n, ONR_CORRUPT, n, "cut short");
    c_u64(file + 24, n);
    file[50] = 1;
    refused(file, n, ONR_CORRUPT, 50, "reserved");
    file[50] = 0;
    file[32] ^= 1;
    refused(file, n, ONR_CORRUPT, C_HEADER, "table checksum");
    free(file);
}

/* Change `bytes` bytes of entry 1, make checksums right, and expect the refusal. */
static void bend(size_t at, const void *value, size_t bytes, uint64_t where, const char *words) {
    size_t n;
    unsigned char *file = small(&n);
    memcpy(entry(file, 1) + at, value, bytes);
    c_seal(file, COUNT);
    refused(file, n, ONR_CORRUPT, where == UINT64_MAX ? where : C_HEADER + C_ENTRY + where, words);
    free(file);
}

static void bent_table(void **state) {
    (void)state;
    static const char full[33] = "abcdefghijklmnopqrstuvwxyzabcdef";
    uint64_t off = 3, far = UINT64_MAX - 63, none = 0;
    uint32_t one = 1, zero = 0, type = 9, rows = 3, huge = UINT32_MAX, is_packed = ONR_CHUNK_PACKED;
    bend(0, full, 32, 0, "name");
    bend(0, "\0", 1, 0, "name");
    bend(0, "a b", 3, 0, "name");
    bend(0, "z\0x", 3, 0, "name");
    bend(0, "\xFF", 1, 0, "name");
    bend(44, &one, 4, 44, "reserved");
    bend(72, &one, 4, 44, "reserved");
    bend(48, &off, 8, 48, "offset");
    bend(48, &far, 8, 48, "offset");
    bend(56, &far, 8, 56, "longer than the file");
    bend(56, &none, 8, 36, "shape");
    bend(32, &type, 4, 32, "type");
    bend(32, &is_packed, 4, 36, "shape");
    bend(36, &rows, 4, 36, "shape");
    bend(36, &zero, 4, 36, "shape");
    bend(36, &huge, 4, 36, "shape");
    bend(0, "alpha\0", 6, UINT64_MAX, "used twice");
}

static void bent_bytes(void **state) {
    (void)state;
    size_t n;
    unsigned char *file = small(&n);
    uint64_t at = c_get64(entry(file, 1) + 48), end = at + sizeof numbers;
    file[at + 3] ^= 0x10;
    refused(file, n, ONR_CORRUPT, at, "checksum");
    file[at + 3] ^= 0x10;
    file[end] = 1;
    refused(file, n, ONR_CORRUPT, end, "padding");
    free(file);
    /* bytes after the last chunk, with a header that admits them */
    file = small(&n);
    unsigned char *longer = aligned_alloc(64, (n + 64) / 64 * 64 + 64);
    memcpy(longer, file, n);
    longer[n] = 0;
    c_u64(longer + 24, n + 1);
    refused(longer, n + 1, ONR_CORRUPT, n, "after the last chunk");
    free(longer);
    free(file);
}

static void cut_at_every_byte(void **state) {
    (void)state;
    size_t n;
    unsigned char *file = small(&n);
    for (size_t k = 0; k < n; k++) {
        onr_model *m;
        onr_err err = {0};
        c_u64(file + 24, n);
        assert_int_not_equal(onr_model_from_bytes(file, k, &m, &err), ONR_OK);
        assert_true(err.at <= n);
        c_u64(file + 24, k); /* and with a header that says so */
        assert_int_not_equal(onr_model_from_bytes(file, k, &m, &err), ONR_OK);
    }
    free(file);
}

/* Every changed bit is refused, except in the version of the writer, which the file may raise. */
static void flip_every_bit(void **state) {
    (void)state;
    size_t n;
    unsigned char *file = small(&n);
    for (size_t k = 0; k < n; k++)
        for (int bit = 0; bit < 8; bit++) {
            if (k >= 8 && k < 12) continue;
            file[k] ^= (unsigned char)(1 << bit);
            onr_model *m;
            onr_err err = {0};
            if (onr_model_from_bytes(file, n, &m, &err) == ONR_OK)
                fail_msg("bit %d of byte %zu goes unnoticed", bit, k);
            assert_true(err.at <= n);
            file[k] ^= (unsigned char)(1 << bit);
        }
    free(file);
}

static void from_disk(void **state) {
    (void)state;
    onr_model *m;
    onr_err err = {0};
    assert_int_equal(onr_model_open("tests/unit/model/no-such.onrm", &m, &err), ONR_NOT_FOUND);
    assert_non_null(strstr(err.msg, "not found: tests/unit/model/no-such.onrm"));
    assert_int_equal(onr_model_open("tests/unit/model", &m, &err), ONR_IO);
    assert_int_equal(onr_model_open("/dev/null", &m, &err), ONR_IO);
    assert_int_equal(onr_model_open("tests/unit/model/test_model.c", &m, &err), ONR_FORMAT);
    assert_null(m);
    assert_int_equal(onr_model_open("tests/unit/net/tiny.onrm", &m, &err), ONR_OK);
    assert_memory_equal(onr_model_id(m), "tiny-", 5);
    assert_true(onr_model_has(m, "vocab"));
    onr_model_close(m);
}

static void names_that_are_no_id(void **state) {
    (void)state;
    static const char *const metas[] = {
        "", "{}", "{\"name\"", "{\"name\": 3}", "{\"name\": \"a b\"}", "{\"name\": \"\"}"};
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++) {
        c_chunk c = {"meta", ONR_CHUNK_BYTES, 1, 0, metas[i], strlen(metas[i])};
        size_t n;
        unsigned char *file = c_build(&c, 1, &n);
        onr_model *m;
        assert_int_equal(onr_model_from_bytes(file, n, &m, NULL), ONR_OK);
        assert_memory_equal(onr_model_id(m), "model-", 6);
        onr_model_close(m);
        free(file);
    }
}

static void out_of_memory(void **state) {
    (void)state;
    size_t n;
    unsigned char *file = small(&n);
    unsigned char *moved = malloc(n + 1);
    memcpy(moved + 1, file, n);
    onr_model *m;
    onr_err err = {0};
    onr_mem_fail_after(0);
    onr_status first = onr_model_from_bytes(file, n, &m, &err);
    onr_mem_fail_after(-1);
    if (first != ONR_OK) { /* a build that can make allocations fail */
        assert_int_equal(first, ONR_NOMEM);
        for (long k = 0; k < 3; k++) {
            onr_mem_fail_after(k);
            onr_status st = onr_model_from_bytes(moved + 1, n, &m, &err);
            onr_mem_fail_after(-1);
            assert_int_equal(st, ONR_NOMEM);
            assert_null(m);
        }
        onr_mem_fail_after(0);
        assert_int_equal(onr_model_open("tests/unit/net/tiny.onrm", &m, &err), ONR_NOMEM);
        onr_mem_fail_after(-1);
    } else {
        onr_model_close(m);
    }
    free(moved);
    free(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_file),      cmocka_unit_test(lookups_that_fail),    cmocka_unit_test(not_a_model),
        cmocka_unit_test(other_versions), cmocka_unit_test(bent_header),          cmocka_unit_test(bent_table),
        cmocka_unit_test(bent_bytes),     cmocka_unit_test(cut_at_every_byte),    cmocka_unit_test(flip_every_bit),
        cmocka_unit_test(from_disk),      cmocka_unit_test(names_that_are_no_id), cmocka_unit_test(out_of_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
