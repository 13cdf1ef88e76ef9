/* test_charset_label.c - what pages call their charsets, and pages read by it; html5lib's encoding tests where they are
 * (in ../shared, skipped without; nothing of them is in this repository). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "read/charset.h"

static const char *found(const char *label) {
    const onr_encoding *e = onr_encoding_find(onr_slice_of(label));
    return e ? e->name : "none";
}

static void labels(void **state) {
    (void)state;
    assert_string_equal(found("latin1"), "windows-1252");
    assert_string_equal(found(" ISO-8859-1\n"), "windows-1252");
    assert_string_equal(found("GB2312"), "GBK");
    assert_string_equal(found("x-sjis"), "Shift_JIS");
    assert_string_equal(found("utf8"), "UTF-8");
    assert_string_equal(found("klingon"), "none");
    assert_string_equal(found(""), "none");
    assert_int_equal(onr_charset_of_type(ONR_SLICE("text/html; charset=\"gbk\"; x=y")).n, 3);
    assert_int_equal(onr_charset_of_type(ONR_SLICE("text/html")).n, 0);
    assert_int_equal(onr_charset_of_type(ONR_SLICE("koi8-r")).n, 6);
}

static const char *prescan(const char *page) {
    const onr_encoding *e = onr_encoding_of_page((const unsigned char *)page, strlen(page));
    return e ? e->name : "none";
}

static void meta_elements(void **state) {
    (void)state;
    assert_string_equal(prescan("<meta charset=gbk>"), "GBK");
    assert_string_equal(prescan("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>"),
                        "windows-1251");
    assert_string_equal(prescan("<meta content='text/html; charset=gbk'>"), "none");
    assert_string_equal(prescan("<!-- <meta charset=gbk> --><meta charset=koi8-r>"), "KOI8-R");
    assert_string_equal(prescan("<a title='<meta charset=gbk>'><meta charset=utf-16>"), "UTF-8");
    assert_string_equal(prescan("<meta charset=gbk"), "none");
    assert_string_equal(prescan("<"), "none");
}

static void reads(const char *bytes, size_t n, const char *label, const char *text) {
    onr_doc doc;
    onr_decoded got;
    onr_doc_init(&doc, 1 << 20);
    assert_int_equal(onr_charset_decode_page((const unsigned char *)bytes, n, label, NULL, &doc, &got), ONR_OK);
    doc.source.bytes = n;
    assert_string_equal(doc.text, text);
    assert_int_equal(onr_doc_check(&doc, NULL), ONR_OK);
    for (uint32_t i = 0; i < doc.map_n; i++) { /* what is the same is the same */
        uint32_t end = i + 1 < doc.map_n ? doc.map[i + 1].text : doc.text_n;
        if (doc.map[i].same)
            assert_memory_equal(doc.text + doc.map[i].text, bytes + doc.map[i].byte, end - doc.map[i].text);
    }
    onr_doc_clear(&doc);
}

static void by_label(void **state) {
    (void)state;
    reads("Gda\xF1sk", 6, "iso-8859-2", "Gda\xC5\x84sk");
    reads("<meta charset=iso-8859-2>Gda\xF1sk", 31, NULL, "<meta charset=iso-8859-2>Gda\xC5\x84sk");
    reads("\xCC\xEE\xF1\xEA\xE2\xE0", 6, "text/html; charset=windows-1251",
          "\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0");
    reads("\x93\xFA\x96{ x", 6, "shift_jis", "\xE6\x97\xA5\xE6\x9C\xAC x");
    reads("\xC4\xE3\xBA\xC3", 4, "gb2312", "\xE4\xBD\xA0\xE5\xA5\xBD");
    reads("\x1B$B8e\x1B(B.", 9, "iso-2022-jp", "\xE5\xBE\x8C.");
    reads("a\xC4", 2, "gbk", "a\xEF\xBF\xBD");             /* half a character */
    reads("caf\xC3\xA9", 5, "gbk", "caf\xC3\xA9");         /* valid UTF-8 is believed over a label */
    reads("\xEF\xBB\xBFx\xE9", 5, "gbk", "x\xEF\xBF\xBD"); /* so is a mark */
    reads("caf\xE9", 4, "utf-8", "caf\xC3\xA9");           /* a label that is not true */
    reads("caf\xE9 \x81", 6, "latin1", "caf\xC3\xA9 \xEF\xBF\xBD");
}

/* ---- html5lib ------------------------------------------------------------------------------------------------------
 */

static int same_name(const char *a, const char *b) {
    while (*a && (*a | 0x20) == (*b | 0x20)) a++, b++;
    return *a == *b;
}

static int run_case(onr_buf *data, const char *want, int *left_out) {
    while (data->n && data->p[data->n - 1] == '\n') data->p[--data->n] = 0;
    const char *got = prescan(data->n ? data->p : "");
    if (strcmp(got, "none") == 0) got = "windows-1252";
    if (strncmp(data->p, "\xEF\xBB\xBF", 3) == 0) got = "UTF-8"; /* decided before the search, see by_label */
    if (same_name(got, want)) return 0;
    if (data->n > 1024) { /* the tests end the search at 1,024 bytes, the reader at 8,192 */
        ++*left_out;
        return 0;
    }
    print_message("%.80s: %s, not %s\n", data->p, got, want);
    return 1;
}

static void html5lib(void **state) {
    (void)state;
    int failed = 0, run = 0, left_out = 0;
    for (int k = 1; k <= 2; k++) {
        char path[128], line[8192];
        (void)snprintf(path, sizeof path, "../shared/data/ingest/html5lib/encoding/tests%d.dat", k);
        FILE *f = fopen(path, "rb");
        if (!f) skip();
        onr_buf data;
        int in_data = 0;
        onr_buf_init(&data, 1 << 20);
        while (fgets(line, sizeof line, f)) {
            if (strcmp(line, "#data\n") == 0) onr_buf_reset(&data), in_data = 1;
            else if (strcmp(line, "#encoding\n") == 0) {
                in_data = 0;
                if (!fgets(line, sizeof line, f)) break;
                line[strcspn(line, "\n")] = 0;
                failed += run_case(&data, line, &left_out);
                run++;
            } else if (in_data) onr_buf_str(&data, line);
        }
        onr_buf_clear(&data);
        (void)fclose(f);
    }
    print_message("html5lib: %d encoding tests, %d failed, %d left out\n", run, failed, left_out);
    assert_int_equal(failed, 0);
    assert_true(run > 70);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(labels), cmocka_unit_test(meta_elements),
                                       cmocka_unit_test(by_label), cmocka_unit_test(html5lib)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
