/* fuzz_text.c - any bytes as an article: read, check every invariant, and hold the map against the bytes.
 *
 * What must hold for every input: the reader answers with a document that onr_doc_check accepts or with a message of
 * one line; valid UTF-8 without mark and NUL is kept byte for byte; each same run of the map is those source bytes;
 * source spans of neighbouring characters follow one another; a second reading gives the same id and blocks. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "doc/date.h"
#include "read/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

static void check_map(const onr_doc *doc, const uint8_t *data, size_t n) {
    int plain = onr_utf8_check((const char *)data, n) == n && !memchr(data, 0, n) &&
                (n < 3 || memcmp(data, "\xEF\xBB\xBF", 3) != 0);
    if (plain) MUST(doc->map_n == 0 && doc->text_n == n && memcmp(doc->text, data, n) == 0);
    for (uint32_t i = 0; i < doc->map_n; i++) {
        uint32_t end = i + 1 < doc->map_n ? doc->map[i + 1].text : doc->text_n;
        if (!doc->map[i].same) continue;
        MUST(doc->map[i].byte + (end - doc->map[i].text) <= n);
        MUST(memcmp(doc->text + doc->map[i].text, data + doc->map[i].byte, end - doc->map[i].text) == 0);
    }
    uint64_t at = 0;
    for (uint32_t i = 0, k, c; i < doc->text_n && i < 4096; i += k) {
        uint64_t start, end;
        k = (uint32_t)onr_utf8_decode(doc->text + i, doc->text_n - i, &c);
        onr_doc_source_span(doc, (onr_span){i, i + k}, &start, &end);
        MUST(start >= at && start < end && end <= n);
        at = end;
    }
}

static void check_error(const onr_err *err) {
    MUST(err->code != ONR_OK && err->msg[0] && !strchr(err->msg, '\n'));
    MUST(onr_utf8_check(err->msg, strlen(err->msg)) == strlen(err->msg));
}

static void check_date(const uint8_t *data, size_t n) {
    onr_date d, back;
    onr_err err = {0};
    if (onr_date_parse((onr_slice){(const char *)data, n}, &d, &err) != ONR_OK) {
        check_error(&err);
        return;
    }
    back = onr_date_from_number(onr_date_to_number(d));
    MUST(onr_date_exists(d) && back.year == d.year && back.month == d.month && back.day == d.day);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    onr_doc doc;
    onr_err err = {0};
    char id[33];
    uint32_t blocks;
    const onr_read_options opt = {.path = "fuzz", .url = "https://news.example/a", .max_bytes = 1 << 20};
    check_date(data, n);
    onr_doc_init(&doc, (size_t)256 << 20);
    onr_status st = onr_read_text(data, n, &opt, &doc, &err);
    MUST(st == ONR_OK || st == ONR_FORMAT || st == ONR_TOO_BIG);
    if (st != ONR_OK) check_error(&err);
    else {
        MUST(onr_doc_check(&doc, &err) == ONR_OK);
        check_map(&doc, data, n);
        memcpy(id, doc.meta.id, sizeof id);
        blocks = doc.blocks_n;
        onr_doc_reset(&doc);
        MUST(onr_read_text(data, n, &opt, &doc, &err) == ONR_OK);
        MUST(memcmp(id, doc.meta.id, sizeof id) == 0 && doc.blocks_n == blocks);
    }
    onr_doc_clear(&doc);
    return 0;
}
