/* test_charset.c - text and map of every kind of bytes, drawn run by run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "read/charset.h"

/* The decoded text with the map as "byte:text" pieces, replaced ones in brackets. */
static void draw(const char *bytes, size_t n, char *out, size_t cap, onr_decoded *got) {
    onr_doc doc;
    onr_doc_init(&doc, 1 << 20);
    doc.source.bytes = n;
    assert_int_equal(onr_charset_decode((const unsigned char *)bytes, n, NULL, &doc, got), ONR_OK);
    size_t at = 0;
    if (doc.map_n == 0) at += (size_t)snprintf(out, cap, "%s", doc.text);
    for (uint32_t i = 0; i < doc.map_n; i++) {
        uint32_t end = i + 1 < doc.map_n ? doc.map[i + 1].text : doc.text_n, from = doc.map[i].text;
        at += (size_t)snprintf(out + at, cap - at, doc.map[i].same ? "%s%llu:%.*s" : "%s%llu[%.*s]", i ? " " : "",
                               (unsigned long long)doc.map[i].byte, (int)(end - from), doc.text + from);
    }
    out[at] = '\0';
    onr_doc_clear(&doc);
}

static void maps(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        onr_charset charset;
        const char *drawn;
        uint64_t bad, nul;
    } cases[] = {
        {"caf\xC3\xA9\r\n", 7, ONR_CHARSET_UTF8, "caf\xC3\xA9\r\n", 0, 0},
        {"\xEF\xBB\xBFHello", 8, ONR_CHARSET_UTF8, "3:Hello", 0, 0},
        {"a\0b", 3, ONR_CHARSET_UTF8, "0:a 1[\xEF\xBF\xBD] 2:b", 0, 1},
        {"\xE2\x80\x9C\0caf\xFF!", 9, ONR_CHARSET_UTF8, "0:\xE2\x80\x9C 3[\xEF\xBF\xBD] 4:caf 7[\xEF\xBF\xBD] 8:!", 1,
         1},
        {"\xC3\xA9 \xE2\x82", 5, ONR_CHARSET_UTF8, "0:\xC3\xA9  3[\xEF\xBF\xBD]", 1, 0},
        {"caf\xE9 na\xEFve", 10, ONR_CHARSET_WINDOWS_1252, "0:caf 3[\xC3\xA9] 4: na 7[\xC3\xAF] 8:ve", 0, 0},
        {"\x93No,\x94 \x80"
         "5 \x96 x",
         12, ONR_CHARSET_WINDOWS_1252,
         "0[\xE2\x80\x9C] 1:No, 4[\xE2\x80\x9D] 5:  6[\xE2\x82\xAC] 7:5  9[\xE2\x80\x93] 10: x", 0, 0},
        {"caf\xE9 \x81", 6, ONR_CHARSET_UTF8, "0:caf 3[\xEF\xBF\xBD] 4:  5[\xEF\xBF\xBD]", 2, 0},
        {"\xFF\xFEH\0i\0=\xD8\xFC\xDD", 10, ONR_CHARSET_UTF16LE, "2[H] 4[i] 6[\xF0\x9F\x97\xBC]", 0, 0},
        {"\xFE\xFF\0H\xD8\x3D\0i\0\0x", 11, ONR_CHARSET_UTF16BE,
         "2[H] 4[\xEF\xBF\xBD] 6[i] 8[\xEF\xBF\xBD] 10[\xEF\xBF\xBD]", 2, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[256];
        onr_decoded got;
        draw(cases[i].bytes, cases[i].n, out, sizeof out, &got);
        assert_string_equal(out, cases[i].drawn);
        assert_int_equal(got.charset, cases[i].charset);
        assert_int_equal(got.bad_n, cases[i].bad);
        assert_int_equal(got.nul_n, cases[i].nul);
    }
}

static void every_windows_1252_byte(void **state) {
    (void)state;
    for (unsigned b = 0x80; b < 0x100; b++) {
        char bytes[] = "wor?s of a text with hardly anything else in it", out[512];
        onr_decoded got;
        bytes[3] = (char)b;
        draw(bytes, sizeof bytes - 1, out, sizeof out, &got);
        int hole = b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D;
        assert_int_equal(got.charset, hole ? ONR_CHARSET_UTF8 : ONR_CHARSET_WINDOWS_1252);
        assert_int_equal(got.bad_n, hole);
    }
}

static void legacy_text_of_another_script_is_not_1252(void **state) {
    (void)state; /* Russian in windows-1251 */
    static const char bytes[] = "\xCF\xEE\xF0\xF2 \xEE\xF2\xEA\xF0\xFB\xF2 \xF1\xEE \xE2\xF7\xE5\xF0\xE0";
    char out[512];
    onr_decoded got;
    draw(bytes, sizeof bytes - 1, out, sizeof out, &got);
    assert_int_equal(got.charset, ONR_CHARSET_UTF8);
    assert_true(got.bad_n > 10);
}

static void limits(void **state) {
    (void)state;
    enum { N = ONR_DOC_TEXT_MAX / 3 + 2 }; /* as U+FFFD three times as many bytes: over the limit */
    unsigned char *bytes = malloc(N);
    memset(bytes, 0xFF, N);
    onr_doc doc;
    onr_decoded got;
    onr_deadline past = {1};
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    assert_int_equal(onr_charset_decode(bytes, N, NULL, &doc, &got), ONR_TOO_BIG);
    assert_int_equal(onr_charset_decode(bytes, N, &past, &doc, &got), ONR_TIMEOUT);
    assert_int_equal(onr_charset_decode(bytes, 1000, NULL, &doc, &got), ONR_OK);
    onr_doc_clear(&doc);
    onr_doc_init(&doc, 1000);
    assert_int_equal(onr_charset_decode(bytes, 1000, NULL, &doc, &got), ONR_NOMEM);
    onr_doc_clear(&doc);
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(maps), cmocka_unit_test(every_windows_1252_byte),
                                       cmocka_unit_test(legacy_text_of_another_script_is_not_1252),
                                       cmocka_unit_test(limits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
