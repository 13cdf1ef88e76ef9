/* test_utf8.c - UTF-8 by the standard's tables, every code point there and back, character classes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"

static void every_code_point_there_and_back(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char b[4];
        uint32_t back;
        size_t k = onr_utf8_encode(c, b);
        int scalar = c < 0xD800 || c > 0xDFFF;
        assert_int_equal(onr_utf8_valid_length(b, k), k);
        assert_int_equal(onr_utf8_decode(b, k, &back), k);
        assert_int_equal(back, scalar ? c : ONR_UTF8_REPLACEMENT);
        if (k > 1) assert_int_equal(onr_utf8_valid_length(b, k - 1), 0);
        assert_int_equal(onr_utf8_before(b, k, &back), k);
    }
}

/* Unicode 15, section 3.9, tables 3-8 to 3-11: maximal subparts. */
static void bad_sequences_are_cut_into_maximal_subparts(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t parts[10];
    } cases[] = {
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82", {1, 1, 1, 1, 1, 1, 1, 1}},
        {"\xED\xA0\x80\xED\xBF\xBF", {1, 1, 1, 1, 1, 1}},
        {"\xF4\x91\x92\x93\xFF\x41", {1, 1, 1, 1, 1, 1}},
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", {2, 1, 3, 2, 1}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *p = cases[i].bytes;
        size_t n = strlen(p), at = 0, part = 0;
        for (uint32_t c; at < n; part++) {
            size_t k = onr_utf8_decode(p + at, n - at, &c);
            assert_int_equal(k, cases[i].parts[part]);
            assert_int_equal(c, p[at] == 'A' ? 'A' : ONR_UTF8_REPLACEMENT);
            at += k;
        }
        assert_int_equal(cases[i].parts[part], 0);
    }
}

static void check_finds_the_first_bad_byte(void **state) {
    (void)state;
    char text[64];
    for (size_t at = 0; at < 40; at++) { /* at every place of an eight-byte step */
        memset(text, 'a', sizeof text);
        text[at] = (char)0xFF;
        assert_int_equal(onr_utf8_check(text, sizeof text), at);
    }
    assert_int_equal(onr_utf8_check("caf\xC3\xA9 \xE2\x80\x9C", 9), 9);
    assert_int_equal(onr_utf8_check("caf\xC3\xA9 \xE2\x80\x9C", 8), 6);
    assert_int_equal(onr_utf8_check("", 0), 0);
}

static void classes(void **state) {
    (void)state;
    static const uint32_t spaces[] = {' ',  '\t',   '\r',   0x0B,   0x00,   0x7F,   0x85,
                                      0xA0, 0x1680, 0x2003, 0x200B, 0x2028, 0x3000, 0xFEFF};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) assert_true(onr_char_is_space(spaces[i]));
    assert_false(onr_char_is_space('a') || onr_char_is_space(0x201C) || onr_char_is_space(0x200D));
    assert_true(onr_char_is_letter('z') && onr_char_is_letter(0xE9) && onr_char_is_letter(0x4E2D));
    assert_false(onr_char_is_letter('@') || onr_char_is_letter('[') || onr_char_is_letter('1'));
    assert_true(onr_char_is_upper(0xC9) && onr_char_is_lower(0xE9) && !onr_char_is_upper('1'));
    assert_true(onr_char_is_digit('7') && onr_char_is_digit(0x0663) && !onr_char_is_digit(0xB2));
    assert_true(onr_char_is_punct(0x201C) && onr_char_is_punct('.'));
    assert_true(onr_char_is_mark(0x301) && !onr_char_is_mark('a'));
    assert_int_equal(onr_char_lower(0xC9), 0xE9);
    assert_int_equal(onr_char_upper('q'), 'Q');
    assert_int_equal(onr_char_base(0xE9), 'e');  /* é */
    assert_int_equal(onr_char_base(0x142), 'l'); /* ł */
    assert_int_equal(onr_char_base('x'), 'x');
    assert_int_equal(onr_char_base(0x4E2D), 0x4E2D);
    assert_int_equal(onr_char_lower(0xFFFFFFFF), 0xFFFFFFFF);
    assert_false(onr_char_is_letter(0x110000) || onr_char_is_space(0xFFFFFFFF));
}

static void printable_is_one_valid_line(void **state) {
    (void)state;
    char out[12];
    assert_string_equal(onr_utf8_printable(out, sizeof out, "a\nb\x1B\xFF", 5), "a?b??");
    assert_string_equal(onr_utf8_printable(out, sizeof out, "12345678901", 11), "12345678901");
    assert_string_equal(onr_utf8_printable(out, sizeof out, "123456789012", 12), "12345678...");
    assert_string_equal(onr_utf8_printable(out, sizeof out, "1234567\xC3\xA9\xC3\xA9\xC3\xA9", 13), "1234567...");
    assert_string_equal(onr_utf8_printable(out, 4, "\xC3\xA9\xC3\xA9", 4), "...");
    assert_string_equal(onr_utf8_printable(out, sizeof out, "", 0), "");
}

static void counting_and_boundaries(void **state) {
    (void)state;
    assert_true(onr_utf8_boundary("\xC3\xA9", 2, 0) && onr_utf8_boundary("\xC3\xA9", 2, 2));
    assert_false(onr_utf8_boundary("\xC3\xA9", 2, 1) || onr_utf8_boundary("\xC3\xA9", 2, 3));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_there_and_back),
        cmocka_unit_test(bad_sequences_are_cut_into_maximal_subparts),
        cmocka_unit_test(check_finds_the_first_bad_byte),
        cmocka_unit_test(classes),
        cmocka_unit_test(printable_is_one_valid_line),
        cmocka_unit_test(counting_and_boundaries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
