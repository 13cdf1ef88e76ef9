/* test_base.c - the small ones: arena, buffer, search, status, clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/search.h"
#include "base/status.h"
#include "base/utf8.h"

static void arena_gives_zeroed_aligned_memory(void **state) {
    (void)state;
    onr_arena a;
    onr_arena_init(&a, 1 << 20);
    for (size_t n = 0; n < 200; n++) {
        unsigned char *p = onr_arena_alloc(&a, n, 3);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < 3 * n; i++) assert_int_equal(p[i], 0);
        memset(p, 0xAA, 3 * n);
    }
    onr_arena_reset(&a);
    assert_non_null(onr_arena_alloc(&a, 10, 10));
    onr_arena_clear(&a);
}

static void arena_holds_its_cap(void **state) {
    (void)state;
    onr_arena a;
    onr_arena_init(&a, 100000);
    assert_null(onr_arena_alloc(&a, 100001, 1));
    assert_null(onr_arena_alloc(&a, SIZE_MAX / 2, 4));
    assert_non_null(onr_arena_alloc(&a, 90000, 1));
    assert_null(onr_arena_alloc(&a, 90000, 1));
    onr_arena_clear(&a);
}

static void arena_grows_arrays(void **state) {
    (void)state;
    onr_arena a;
    onr_arena_init(&a, 1 << 20);
    void *items = NULL;
    size_t cap = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        assert_int_equal(onr_arena_grow(&a, &items, &cap, i, i + 1, sizeof i), 0);
        ((uint32_t *)items)[i] = i;
    }
    for (uint32_t i = 0; i < 1000; i++) assert_int_equal(((uint32_t *)items)[i], i);
    assert_string_equal(onr_arena_copy(&a, "word", 3), "wor");
    onr_arena_clear(&a);
}

static void buffer_stays_failed_past_its_maximum(void **state) {
    (void)state;
    onr_buf b;
    onr_buf_init(&b, 8);
    onr_buf_str(&b, "1234");
    onr_buf_fmt(&b, "%d", 5678);
    assert_string_equal(b.p, "12345678");
    assert_false(onr_buf_failed(&b));
    onr_buf_char(&b, '9');
    assert_true(onr_buf_failed(&b));
    onr_buf_reset(&b);
    onr_buf_add(&b, "x", 1);
    assert_string_equal(b.p, "x");
    onr_buf_clear(&b);
}

static void messages_are_cut_at_a_character(void **state) {
    (void)state;
    onr_err err;
    char path[400];
    for (size_t i = 0; i + 2 < sizeof path; i += 2) memcpy(path + i, "\xC3\xA9", 3);
    for (int lead = 0; lead < 4; lead++) {
        assert_int_equal(onr_err_set(&err, ONR_IO, 7, "%.*s%s", lead, "abc", path), ONR_IO);
        assert_int_equal(onr_utf8_check(err.msg, strlen(err.msg)), strlen(err.msg));
        assert_true(strlen(err.msg) >= sizeof err.msg - 4);
    }
    assert_int_equal(err.at, 7);
    assert_int_equal(onr_err_set(NULL, ONR_NOMEM, 0, "nobody listens"), ONR_NOMEM);
    for (int i = 0; i < 14; i++) assert_true(strlen(onr_status_name((onr_status)i)) > 3);
}

static void ascii_knows_no_locale(void **state) {
    (void)state;
    assert_true(onr_ascii_is(ONR_SLICE("CHUNKED"), "chunked"));
    assert_false(onr_ascii_is(ONR_SLICE("chunk"), "chunked"));
    assert_true(onr_ascii_begins(ONR_SLICE("By Ida Holm"), "by "));
    assert_false(onr_ascii_begins(ONR_SLICE("B"), "by "));
    assert_true(onr_ascii_ends(ONR_SLICE("gzip, Chunked"), "chunked"));
    assert_false(onr_ascii_ends((onr_slice){NULL, 0}, "chunked"));
    assert_true(onr_ascii_is((onr_slice){NULL, 0}, ""));
    /* 0x20 apart, but no letters; and bytes above 0x7F */
    assert_false(onr_ascii_same("@[", "`{", 2));
    assert_false(onr_ascii_same("\xC4", "\xE4", 1));
    assert_true(onr_ascii_is_letter('Z') && !onr_ascii_is_letter('[') && !onr_ascii_is_letter((char)0xE4));
    assert_true(onr_ascii_is_alnum('7') && !onr_ascii_is_alnum('-'));
}

static void search_finds_the_first_of_a_row(void **state) {
    (void)state;
    static const struct {
        char pad;
        struct {
            uint32_t start, end;
        } span;
    } row[] = {{0, {2, 4}}, {0, {2, 6}}, {0, {9, 12}}, {0, {UINT32_MAX, UINT32_MAX}}}, *none = NULL;
    static const struct {
        uint32_t at, from, above;
    } cases[] = {{0, 0, 0}, {2, 0, 2}, {3, 2, 2}, {9, 2, 3}, {10, 3, 3}, {UINT32_MAX - 1, 3, 3}, {UINT32_MAX, 3, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(ONR_FIRST_FROM(row, 4, span.start, cases[i].at), cases[i].from);
        assert_int_equal(ONR_FIRST_ABOVE(row, 4, span.start, cases[i].at), cases[i].above);
    }
    assert_int_equal(ONR_FIRST_FROM(row, 3, span.end, 13), 3);
    assert_int_equal(ONR_FIRST_FROM(none, 0, span.start, 5), 0);
}

static void deadlines(void **state) {
    (void)state;
    onr_deadline none = onr_deadline_in(0), past = {1}, far = onr_deadline_in(UINT64_MAX),
                 soon = onr_deadline_in(60000);
    assert_false(onr_deadline_passed(NULL));
    assert_false(onr_deadline_passed(&none));
    assert_true(onr_deadline_passed(&past));
    assert_false(onr_deadline_passed(&far));
    assert_false(onr_deadline_passed(&soon));
    assert_true(onr_clock_ns() > 0);
}

static void failing_allocations_are_counted(void **state) {
    (void)state;
#ifdef ONR_FAULT
    (void)onr_mem_fail_after(1);
    void *first = onr_mem_alloc(4), *second = onr_mem_alloc(4);
    assert_non_null(first);
    assert_null(second);
    assert_int_equal(onr_mem_fail_after(-1), 2);
    onr_mem_free(first);
#endif
    assert_null(onr_mem_zalloc(SIZE_MAX, 2));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_holds_its_cap),
        cmocka_unit_test(arena_grows_arrays),
        cmocka_unit_test(buffer_stays_failed_past_its_maximum),
        cmocka_unit_test(messages_are_cut_at_a_character),
        cmocka_unit_test(ascii_knows_no_locale),
        cmocka_unit_test(search_finds_the_first_of_a_row),
        cmocka_unit_test(deadlines),
        cmocka_unit_test(failing_allocations_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
