/* Strings and numbers as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "doc/json.h"

static const char *text(onr_buf *b) {
    onr_buf_char(b, '\0');
    assert_false(onr_buf_failed(b));
    return b->p;
}

static void string_is(const char *in, size_t n, const char *want) {
    onr_buf b;
    onr_buf_init(&b, 256);
    onr_json_string(&b, (onr_slice){in, n});
    assert_string_equal(text(&b), want);
    onr_buf_clear(&b);
}

static void strings(void **state) {
    (void)state;
    string_is("", 0, "\"\"");
    string_is("a \"b\"\\\n", 7, "\"a \\\"b\\\"\\\\\\n\"");
    string_is("\0\x1b\x7f\xc2\x85", 5, "\"\\u0000\\u001b\\u007f\\u0085\"");
    string_is("caf\xc3\xa9", 5, "\"caf\xc3\xa9\"");
    string_is("\xff\xc3", 2, "\"\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void decimal_is(int64_t digits, uint8_t places, const char *want) {
    onr_buf b;
    onr_buf_init(&b, 64);
    onr_json_decimal(&b, (onr_decimal){.digits = digits, .places = places});
    assert_string_equal(text(&b), want);
    onr_buf_clear(&b);
}

static void decimals(void **state) {
    (void)state;
    decimal_is(0, 0, "0");
    decimal_is(56, 0, "56");
    decimal_is(-5, 0, "-5");
    decimal_is(25, 1, "2.5");
    decimal_is(1, 3, "0.001");
    decimal_is(INT64_MIN, 0, "-9223372036854775808");
    decimal_is(INT64_MAX, 0, "9223372036854775807");
}

static void thousandth_is(float p, const char *want) {
    onr_buf b;
    onr_buf_init(&b, 64);
    onr_json_thousandths(&b, p);
    assert_string_equal(text(&b), want);
    onr_buf_clear(&b);
}

/* As printf writes them where the locale has a point: ties, the ends, and many between. */
static void thousandths(void **state) {
    (void)state;
    thousandth_is(-1.0f, "0.000");
    thousandth_is(2.0f, "0.000");
    thousandth_is(1.0f, "1.000");
    thousandth_is(0.0625f, "0.062");
    thousandth_is(0.1875f, "0.188");
    for (unsigned i = 0; i <= 1u << 16; i++) {
        char want[32];
        float p = (float)i / 65536.0f;
        (void)snprintf(want, sizeof want, "%.3f", (double)p);
        thousandth_is(p, want);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings),
        cmocka_unit_test(decimals),
        cmocka_unit_test(thousandths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
