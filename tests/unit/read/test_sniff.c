/* test_sniff.c - what bytes are called, and what must stay text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "read/sniff.h"

typedef struct sample {
    const char *bytes;
    size_t n; /* 0: up to the NUL */
    onr_sniff_kind kind;
    const char *what;
} sample;

static void looks(void **state) {
    (void)state;
    static const sample samples[] = {
        {"%PDF-1.7\n", 0, ONR_SNIFF_BINARY, "PDF"},
        {"PK\x03\x04rest", 0, ONR_SNIFF_BINARY, "ZIP, DOCX or EPUB"},
        {"\x1F\x8B\x08", 0, ONR_SNIFF_BINARY, "gzip"},
        {"BZh91AY&SY", 0, ONR_SNIFF_BINARY, "bzip2"},
        {"BZh is how the ferry company signs its letters.", 0, ONR_SNIFF_TEXT, ""},
        {"GIF89a", 0, ONR_SNIFF_BINARY, "GIF"},
        {"GIF8 is a file type.", 0, ONR_SNIFF_TEXT, ""},
        {"\xFF\xD8\xFF\xE0", 0, ONR_SNIFF_BINARY, "JPEG"},
        {"{\\rtf1\\ansi Hello}", 0, ONR_SNIFF_MARKUP, "RTF"},
        {"WARC/1.0\r\n", 0, ONR_SNIFF_MARKUP, "WARC"},
        {"\n  <!DocType HTML><p>x", 0, ONR_SNIFF_MARKUP, "HTML"},
        {"\xEF\xBB\xBF<HTML>", 0, ONR_SNIFF_MARKUP, "HTML"},
        {"<?xml version='1.0'?><rss/>", 0, ONR_SNIFF_MARKUP, "XML"},
        {"<?xml version='1.0'?><html/>", 0, ONR_SNIFF_MARKUP, "HTML"},
        {"{\"title\": 1}\n", 0, ONR_SNIFF_MARKUP, "JSON"},
        {"[{\"title\": 1}]", 0, ONR_SNIFF_MARKUP, "JSON"},
        {"[Selwick] The port is open [for now]", 0, ONR_SNIFF_TEXT, ""},
        {"{Correction} The port is open.", 0, ONR_SNIFF_TEXT, ""},
        {"<3 is a heart, said the mayor.", 0, ONR_SNIFF_TEXT, ""},
        {"a\0b", 3, ONR_SNIFF_TEXT, ""},
        {"\0\0\0\0", 4, ONR_SNIFF_BINARY, "100% control bytes"},
        {"t\0h\0e\0 \0p\0o\0r\0t\0", 16, ONR_SNIFF_TEXT, ""},
        {"\0t\0h\0e\0 \0p\0o\0r\0t", 16, ONR_SNIFF_TEXT, ""},
        {"<\0p\0>\0T\0h\0e\0", 12, ONR_SNIFF_MARKUP, "HTML"},
        {"t\0h\0\0\0 \0p\0o\0r\0t\0", 16, ONR_SNIFF_BINARY, "56% control bytes"},
        {"\1\0\2\0\3\0\4\0p\0o\0r\0t\0", 16, ONR_SNIFF_BINARY, "75% control bytes"},
        {"\xFF\xFEt\0h\0e\0", 8, ONR_SNIFF_TEXT, ""},
        {"\t\r\n\f\v", 0, ONR_SNIFF_TEXT, ""},
        {"\xC0\xC1\xF5\xFF\xE9\xE8\xE7", 0, ONR_SNIFF_TEXT, ""},
        {"x", 0, ONR_SNIFF_TEXT, ""},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const sample *s = &samples[i];
        onr_sniffed got;
        onr_sniff((const unsigned char *)s->bytes, s->n ? s->n : strlen(s->bytes), &got);
        if (got.kind != s->kind || strcmp(got.what, s->what) != 0) fail_msg("%zu: %d %s", i, got.kind, got.what);
    }
}

static void prefixes_of_everything_are_safe(void **state) {
    (void)state;
    static const char bytes[] = "<!doctype html><?xml {\\rtf SQLite format 3 ONRMODEL WARC/1. [{\"";
    for (size_t from = 0; from < sizeof bytes; from++)
        for (size_t n = 0; from + n <= sizeof bytes - 1; n++) {
            unsigned char *exact = malloc(n ? n : 1);
            memcpy(exact, bytes + from, n);
            onr_sniffed got;
            onr_sniff(exact, n, &got);
            free(exact);
        }
}

static void tags_are_counted(void **state) {
    (void)state;
    static const char text[] = "Port <p>open</p> again. <BR> a < b";
    onr_sniffed got;
    onr_sniff((const unsigned char *)text, sizeof text - 1, &got);
    assert_int_equal(got.tags_n, 3);
    assert_int_equal(got.first_tag, 5);
}

/* Pages that begin with a warning of the server, a style, any element; pages in UTF-16; Japanese with its shifts. */
static void odd_pages(void **state) {
    (void)state;
    static const char *const pages[] = {"<br />\n<b>Warning</b>: in the ferry\n<!DOCTYPE html><html><head>",
                                        "<style>p {}</style><p>x", "<title>Ships</title>", "<section class=a><p>x",
                                        "ferry()\n<html lang=en>\n<head><title>"};
    static const char *const texts[] = {"<quote> he said", "a < b and b > c",
                                        "The <html> element opens a page, and <head> follows.", "<3 the ferry", "<x>"};
    onr_sniffed got;
    for (size_t i = 0; i < 5; i++) {
        onr_sniff((const unsigned char *)pages[i], strlen(pages[i]), &got);
        assert_int_equal(got.kind, ONR_SNIFF_MARKUP);
        assert_string_equal(got.what, "HTML");
        onr_sniff((const unsigned char *)texts[i], strlen(texts[i]), &got);
        assert_int_equal(got.kind, ONR_SNIFF_TEXT);
    }
    static const unsigned char wide[] = {0xFF, 0xFE, '<', 0, 'h', 0, 't', 0, 'm', 0, 'l', 0, '>', 0, 0x42, 0x30};
    onr_sniff(wide, sizeof wide, &got);
    assert_int_equal(got.kind, ONR_SNIFF_MARKUP);
    static const unsigned char big[] = {0xFE, 0xFF, 0, '<', 0, 'p', 0, '>', 0x30, 0x42};
    onr_sniff(big, sizeof big, &got);
    assert_int_equal(got.kind, ONR_SNIFF_MARKUP);
    static const unsigned char words[] = {0xFF, 0xFE, 'W', 0, 'e', 0, ' ', 0, 's', 0};
    onr_sniff(words, sizeof words, &got);
    assert_int_equal(got.kind, ONR_SNIFF_TEXT);
    static const char shifts[] = "\x1B$B%F\x1B(B \x1B$B%F\x1B(B \x1B$B%F\x1B(J \x1B$@%F\x1B(B";
    onr_sniff((const unsigned char *)shifts, sizeof shifts - 1, &got);
    assert_int_equal(got.kind, ONR_SNIFF_TEXT);
    static const char escapes[] = "\x1B[0m\x1B[1m\x1B[2m\x1B[3m\x1B[4m";
    onr_sniff((const unsigned char *)escapes, sizeof escapes - 1, &got);
    assert_int_equal(got.kind, ONR_SNIFF_BINARY);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(odd_pages), cmocka_unit_test(looks),
                                       cmocka_unit_test(prefixes_of_everything_are_safe),
                                       cmocka_unit_test(tags_are_counted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
