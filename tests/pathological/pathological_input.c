/* Containers that hurt: bombs, laughs, endless fields, archives cut anywhere. Each must end with a reason, in bounded
 * memory, and what stands beside it must still be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "read/input.h"

enum { MIB = 1 << 20 };

typedef struct bytes {
    unsigned char *p;
    size_t n;
} bytes;

/* n bytes of `fill` between head and tail, as one gzip member, added to b. */
static void add_member(bytes *b, const char *head, size_t n, char fill, const char *tail) {
    size_t head_n = strlen(head), tail_n = strlen(tail), plain_n = head_n + n + tail_n;
    unsigned char *plain = malloc(plain_n);
    uLong room = compressBound(plain_n) + 64;
    b->p = realloc(b->p, b->n + room);
    assert_non_null(plain);
    assert_non_null(b->p);
    memcpy(plain, head, head_n);
    memset(plain + head_n, fill, n);
    memcpy(plain + head_n + n, tail, tail_n);
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 1, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = plain;
    z.avail_in = (uInt)plain_n;
    z.next_out = b->p + b->n;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    b->n += z.total_out;
    (void)deflateEnd(&z);
    free(plain);
}

/* Read all; counts items and what was skipped; *reason is the first one. */
static void count(const void *p, size_t n, onr_format format, unsigned *items, unsigned *skipped, char reason[128]) {
    const onr_input_options o = {.format = format};
    onr_input *in;
    onr_item item;
    onr_err err = {0};
    *items = *skipped = 0;
    reason[0] = '\0';
    assert_int_equal(onr_input_open_bytes(p, n, &o, &in, &err), ONR_OK);
    for (;;) {
        onr_status st = onr_input_next(in, &item, &err);
        assert_true(st == ONR_OK || (err.msg[0] && st != ONR_NOMEM && st != ONR_INTERNAL));
        if (st != ONR_OK) {
            ++*skipped;
            (void)snprintf(reason, 128, "%.120s", err.msg);
            continue;
        }
        if (!item.bytes) break;
        ++*items;
    }
    size_t k;
    const onr_skipped *list = onr_input_skipped(in, &k);
    for (size_t i = 0; i < k; i++) *skipped += (unsigned)list[i].n;
    if (k && !reason[0]) (void)snprintf(reason, 128, "%.120s", list[0].reason);
    onr_input_close(in);
}

static const char record[] = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 18\r\n\r\n"
                             "The mayor said so.\r\n\r\n";

static void test_warc_bomb(void **state) {
    (void)state;
    bytes b = {0};
    unsigned items, skipped;
    char why[128];
    add_member(&b, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 209715200\r\n\r\n",
               200 * (size_t)MIB, 'a', "\r\n\r\n");
    add_member(&b, record, 0, ' ', "");
    count(b.p, b.n, ONR_FORMAT_AUTO, &items, &skipped, why);
    assert_int_equal(items, 1);
    assert_string_equal(why, "a record over 64 MiB");
    b.n = 0; /* a page that was sent as a bomb */
    bytes payload = {0}, archive = {0};
    add_member(&payload, "<html>", 200 * (size_t)MIB, ' ', "</html>");
    char head[256];
    static const char http[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    (void)snprintf(head, sizeof head, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n%s",
                   payload.n + strlen(http), http);
    archive.n = strlen(head) + payload.n + 4 + strlen(record);
    archive.p = malloc(archive.n);
    assert_non_null(archive.p);
    memcpy(archive.p, head, strlen(head));
    memcpy(archive.p + strlen(head), payload.p, payload.n);
    memcpy(archive.p + strlen(head) + payload.n, "\r\n\r\n", 4);
    memcpy(archive.p + strlen(head) + payload.n + 4, record, strlen(record));
    count(archive.p, archive.n, ONR_FORMAT_AUTO, &items, &skipped, why);
    assert_int_equal(items, 1);
    assert_string_equal(why, "a payload over 64 MiB unpacked");
    free(b.p);
    free(payload.p);
    free(archive.p);
}

/* Cut at every byte: whole records before the cut are read, the end is told, nothing else happens. */
static void test_warc_cut(void **state) {
    (void)state;
    bytes b = {0};
    unsigned items, skipped;
    char why[128];
    for (int i = 0; i < 3; i++) add_member(&b, record, 0, ' ', "");
    size_t member = b.n / 3;
    for (size_t cut = 1; cut <= b.n; cut++) {
        count(b.p, cut, ONR_FORMAT_WARC, &items, &skipped, why);
        assert_in_range(items, cut / member, cut / member + 1); /* only its checksum may be what is cut off */
        assert_int_equal(skipped, cut % member != 0);
    }
    char plain[3 * sizeof record];
    for (int i = 0; i < 3; i++) memcpy(plain + i * strlen(record), record, sizeof record);
    for (size_t cut = 1; cut <= 3 * strlen(record); cut++) {
        count(plain, cut, ONR_FORMAT_WARC, &items, &skipped, why);
        assert_true(items >= cut / strlen(record) && items <= 3);
    }
    free(b.p);
}

/* A table: a field of 10 MB is read; a mark that is never closed costs the rest of its rows, not the memory. */
static void test_csv(void **state) {
    (void)state;
    unsigned items, skipped;
    char why[128];
    size_t n = 10 * (size_t)MIB;
    char *p = malloc(n + 64);
    assert_non_null(p);
    memcpy(p, "text,title\n\"", 12);
    memset(p + 12, 'a', n);
    memcpy(p + 12 + n, "\",One\nTwo,\n", 11);
    count(p, 12 + n + 11, ONR_FORMAT_AUTO, &items, &skipped, why);
    assert_int_equal(items, 2);
    free(p);
    n = 70 * (size_t)MIB;
    p = malloc(n);
    assert_non_null(p);
    memset(p, 'a', n);
    memcpy(p, "text,title\n\"open\nbeside,Two\n", 28);
    for (size_t i = 4096; i < n; i += 4096) p[i] = '\n';
    count(p, n, ONR_FORMAT_CSV, &items, &skipped, why);
    assert_true(items > 1000);
    assert_non_null(strstr(why, "quotation mark"));
    free(p);
}

static void test_laughs(void **state) {
    (void)state;
    static const char xml[] =
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>"
        "<rss><channel><item><title>&b;</title></item></channel></rss>";
    unsigned items, skipped;
    char why[128];
    count(xml, sizeof xml - 1, ONR_FORMAT_AUTO, &items, &skipped, why);
    assert_int_equal(items, 0);
    assert_non_null(strstr(why, "declares entities"));
}

static void test_nesting(void **state) {
    (void)state;
    unsigned items, skipped;
    char why[128];
    size_t n = 1 * (size_t)MIB;
    char *p = malloc(n + 64);
    assert_non_null(p);
    memcpy(p, "{\"text\":\"a\",\"b\":", 16);
    memset(p + 16, '[', n);
    memcpy(p + 16 + n, "\n{\"text\":\"b\"}\n", 14);
    count(p, n + 30, ONR_FORMAT_NDJSON, &items, &skipped, why);
    assert_int_equal(items, 1);
    memcpy(p, "<rss><channel><item><title>a</title></item>", 43);
    for (size_t i = 43; i + 3 < n; i += 3) memcpy(p + i, "<a>", 3);
    count(p, n, ONR_FORMAT_FEED, &items, &skipped, why);
    assert_int_equal(items, 1);
    assert_int_equal(skipped, 1);
    free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_warc_bomb), cmocka_unit_test(test_warc_cut), cmocka_unit_test(test_csv),
        cmocka_unit_test(test_laughs),    cmocka_unit_test(test_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
