/* fuzz_charset.c - any bytes under any label: decode, and hold text and map against the bytes. The first byte chooses
 * the label. What must hold: the text is valid UTF-8 without NUL, the map's invariants, same runs are the same bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static const char *const labels[] = {
        NULL,         "utf-8",       "gbk",          "gb18030",      "big5",        "euc-jp",
        "shift_jis",  "iso-2022-jp", "euc-kr",       "windows-1251", "windows-874", "windows-1255",
        "iso-8859-2", "koi8-u",      "windows-1252", "macintosh",    "utf-16",      "text/html; charset=\"ibm866\"",
        "nonsense"};
    onr_doc doc;
    onr_decoded got;
    onr_err err;
    if (n == 0) return 0;
    const char *label = labels[data[0] % (sizeof labels / sizeof *labels)];
    data++, n--;
    (void)onr_encoding_of_page(data, n);
    onr_doc_init(&doc, (size_t)256 << 20);
    MUST(onr_charset_decode_page(data, n, label, NULL, &doc, &got) == ONR_OK);
    doc.source.bytes = n;
    MUST(onr_utf8_check(doc.text, doc.text_n) == doc.text_n && !memchr(doc.text, 0, doc.text_n));
    MUST(onr_doc_check(&doc, &err) == ONR_OK);
    for (uint32_t i = 0; i < doc.map_n; i++) {
        uint32_t end = i + 1 < doc.map_n ? doc.map[i + 1].text : doc.text_n;
        if (doc.map[i].same)
            MUST(memcmp(doc.text + doc.map[i].text, data + doc.map[i].byte, end - doc.map[i].text) == 0);
    }
    onr_doc_clear(&doc);
    return 0;
}
