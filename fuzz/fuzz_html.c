/* fuzz_html.c - any bytes as a page: lex, read, check every invariant, and hold the map against the bytes.
 *
 * What must hold for every input: tokens are in order; the reader answers with a document that onr_doc_check accepts or
 * with a message of one line; each same run of the map is those source bytes; source spans of neighbouring characters
 * never go back; dates seen lie inside the bytes; a second reading gives the same id. The first byte chooses the
 * charset that the transport is said to have named. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/html.h"
#include "read/html_lex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

static void check_tokens(const uint8_t *data, size_t n) {
    onr_html_lex lex;
    onr_html_token t;
    uint32_t end = 0;
    onr_html_lex_init(&lex, (const char *)data, (uint32_t)n);
    while (onr_html_next(&lex, &t)) {
        MUST(t.start >= end && t.end > t.start && t.end <= n);
        MUST(t.name <= t.name_end && t.name_end <= t.end && t.class_at + t.class_n <= n && t.id_at + t.id_n <= n);
        end = t.end;
    }
}

static void check_map(const onr_doc *doc, const uint8_t *data, size_t n) {
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
        MUST(start >= at && start <= end && end <= n);
        at = start;
    }
    for (uint32_t i = 0; i < doc->meta.seen_n; i++)
        MUST(doc->meta.seen[i].start <= doc->meta.seen[i].end && doc->meta.seen[i].end <= n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static const char *const charsets[] = {NULL,          "utf-8",        "gbk",  "shift_jis",
                                           "iso-2022-jp", "windows-1251", "big5", "x"};
    onr_doc doc;
    onr_err err = {0};
    char id[33];
    if (n == 0) return 0;
    const onr_read_options opt = {.path = "fuzz", .max_bytes = 1 << 20, .charset = charsets[data[0] % 8]};
    data++, n--;
    check_tokens(data, n);
    onr_doc_init(&doc, (size_t)256 << 20);
    onr_status st = onr_read_html(data, n, &opt, &doc, &err);
    MUST(st == ONR_OK || st == ONR_FORMAT || st == ONR_TOO_BIG);
    if (st != ONR_OK) MUST(err.msg[0] && !strchr(err.msg, '\n'));
    else {
        MUST(onr_doc_check(&doc, &err) == ONR_OK);
        check_map(&doc, data, n);
        memcpy(id, doc.meta.id, sizeof id);
        onr_doc_reset(&doc);
        MUST(onr_read_html(data, n, &opt, &doc, &err) == ONR_OK);
        MUST(memcmp(id, doc.meta.id, sizeof id) == 0);
    }
    onr_doc_clear(&doc);
    return 0;
}
