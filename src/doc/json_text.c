/* Strings and numbers as JSON, for every room that writes it. RFC 8259.
 *
 * No number goes through printf: libonrecord lives in programs whose locale may write a comma where JSON has a point.
 * Cost: O(bytes); runs of plain characters are copied whole.
 */
#include "base/utf8.h"
#include "doc/json.h"

static void escape(onr_buf *out, uint32_t c) {
    switch (c) {
    case '"': onr_buf_str(out, "\\\""); break;
    case '\\': onr_buf_str(out, "\\\\"); break;
    case '\n': onr_buf_str(out, "\\n"); break;
    case '\r': onr_buf_str(out, "\\r"); break;
    case '\t': onr_buf_str(out, "\\t"); break;
    default: onr_buf_fmt(out, "\\u%04x", (unsigned)c);
    }
}

void onr_json_string(onr_buf *out, onr_slice s) {
    onr_buf_char(out, '"');
    size_t from = 0; /* bytes before it are written */
    for (size_t i = 0, k; i < s.n; i += k) {
        uint32_t c;
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        int bad = c == ONR_UTF8_REPLACEMENT && onr_utf8_valid_length(s.p + i, s.n - i) == 0;
        if (!bad && c >= 0x20 && c != '"' && c != '\\' && !(c >= 0x7F && c < 0xA0)) continue;
        onr_buf_add(out, s.p + from, i - from);
        if (bad) onr_buf_str(out, "\xEF\xBF\xBD");
        else escape(out, c);
        from = i + k;
    }
    onr_buf_add(out, s.p + from, s.n - from);
    onr_buf_char(out, '"');
}

void onr_json_decimal(onr_buf *out, onr_decimal d) {
    char text[32];
    unsigned n = 0;
    uint64_t v = d.digits < 0 ? 0 - (uint64_t)d.digits : (uint64_t)d.digits;
    for (; v || n <= d.places; v /= 10) { /* from the last digit to the first */
        if (n == d.places && n) text[31 - n] = '.';
        text[31 - n - (n >= d.places && d.places)] = (char)('0' + v % 10);
        n++;
    }
    n += d.places > 0;
    if (d.digits < 0) onr_buf_char(out, '-');
    onr_buf_add(out, text + 32 - n, n);
}

void onr_json_thousandths(onr_buf *out, float p) {
    /* 24 bits times 10 bits: the product is exact, so this rounds as printf does, ties to even */
    double exact = p >= 0 && p <= 1 ? (double)p * 1000.0 : 0.0;
    unsigned k = (unsigned)exact;
    double over = exact - (double)k;
    if (over > 0.5 || (over == 0.5 && k % 2)) k++;
    onr_buf_fmt(out, "%u.%03u", k / 1000, k % 1000);
}
