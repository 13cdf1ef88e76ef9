/* Content sniffing in the order of certainty: signatures at byte 0, UTF-16 marks (left to the decoder), the share of
 * control bytes, then the first characters of markup. Text in any legacy charset has next to no control bytes; random
 * or compressed bytes have 11 %, so 2 % parts them with room on both sides. Cost: one pass. */
#include "read/sniff.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "read/html_tag.h"

enum {
    TAG_WINDOW = 64 * 1024,
    CONTROL_LEAST = 4,
    CONTROL_PERCENT = 2,
    LATE_WINDOW = 8 * 1024,
    WIDE_WINDOW = 2048,
    WIDE_LOOK = 4096,
    WIDE_LEAST = 4
};

typedef struct signature {
    const char *bytes;
    unsigned char n;
    unsigned char kind;
    const char *what;
} signature;

static const signature signatures[] = {
    {"%PDF-", 5, ONR_SNIFF_BINARY, "PDF"},
    {"PK\x03\x04", 4, ONR_SNIFF_BINARY, "ZIP, DOCX or EPUB"},
    {"\x1F\x8B", 2, ONR_SNIFF_BINARY, "gzip"},
    {"BZh", 3, ONR_SNIFF_BINARY, "bzip2"},
    {"\xFD"
     "7zXZ",
     5, ONR_SNIFF_BINARY, "xz"},
    {"\x28\xB5\x2F\xFD", 4, ONR_SNIFF_BINARY, "zstd"},
    {"\x04\x22\x4D\x18", 4, ONR_SNIFF_BINARY, "LZ4"},
    {"7z\xBC\xAF", 4, ONR_SNIFF_BINARY, "7-Zip"},
    {"Rar!\x1A", 5, ONR_SNIFF_BINARY, "RAR"},
    {"\xD0\xCF\x11\xE0", 4, ONR_SNIFF_BINARY, "old Word or Excel"},
    {"\x89PNG", 4, ONR_SNIFF_BINARY, "PNG"},
    {"GIF8", 4, ONR_SNIFF_BINARY, "GIF"},
    {"\xFF\xD8\xFF", 3, ONR_SNIFF_BINARY, "JPEG"},
    {"\x7F"
     "ELF",
     4, ONR_SNIFF_BINARY, "program"},
    {"SQLite format 3", 15, ONR_SNIFF_BINARY, "SQLite database"},
    {"ONRMODEL", 8, ONR_SNIFF_BINARY, "onrecord model"},
    {"{\\rtf", 5, ONR_SNIFF_MARKUP, "RTF"},
    {"WARC/1.", 7, ONR_SNIFF_MARKUP, "WARC"},
};

static int find_signature(const unsigned char *p, size_t n, onr_sniffed *out) {
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const signature *s = &signatures[i];
        if (n < s->n || memcmp(p, s->bytes, s->n) != 0) continue;
        /* letters that text may begin with are believed only when a byte follows that text has not */
        if (!strcmp(s->what, "bzip2") && (n < 10 || memcmp(p + 4, "1AY&SY", 6) != 0)) continue;
        if (!strcmp(s->what, "GIF") && (n < 6 || p[5] != 'a')) continue;
        out->kind = (onr_sniff_kind)s->kind;
        (void)snprintf(out->what, sizeof out->what, "%s", s->what);
        return 1;
    }
    return 0;
}

/* C0 controls but tab, line feed, vertical tab, form feed, carriage return; and DEL. */
static int is_control(unsigned char b) { return b < 0x09 || (b > 0x0D && b < 0x20) || b == 0x7F; }

/* A change of character set as ISO-2022-JP writes it: ESC $ B, ESC $ @, ESC ( B, ESC ( J, ESC ( I. */
static int is_shift(const unsigned char *p, size_t n) {
    if (n < 3 || p[0] != 0x1B) return 0;
    return (p[1] == '$' && (p[2] == 'B' || p[2] == '@')) ||
           (p[1] == '(' && (p[2] == 'B' || p[2] == 'J' || p[2] == 'I'));
}

static int find_controls(const unsigned char *p, size_t n, onr_sniffed *out) {
    size_t controls = 0;
    for (size_t i = 0; i < n; i++) controls += is_control(p[i]) && !is_shift(p + i, n - i);
    if (controls < CONTROL_LEAST || controls * 100 <= n * CONTROL_PERCENT) return 0;
    out->kind = ONR_SNIFF_BINARY;
    (void)snprintf(out->what, sizeof out->what, "%zu%% control bytes", controls * 100 / n);
    return 1;
}

/* Samples of sound have NULs too, but no ASCII between them; tables of numbers have both, but also units of two NULs.
 */
onr_wide onr_sniff_wide(const unsigned char *p, size_t n, size_t *mark) {
    size_t units = (n < WIDE_LOOK ? n : WIDE_LOOK) / 2, little = 0, big = 0;
    *mark = 2;
    if (n >= 2 && p[0] == 0xFF && p[1] == 0xFE) return ONR_WIDE_LE;
    if (n >= 2 && p[0] == 0xFE && p[1] == 0xFF) return ONR_WIDE_BE;
    *mark = 0;
    if (units < WIDE_LEAST || !memchr(p, 0, 2 * units)) return ONR_WIDE_NOT;
    for (size_t i = 0; i < 2 * units; i += 2) {
        if (!p[i] && !p[i + 1]) return ONR_WIDE_NOT;
        little += !p[i + 1] && p[i] < 0x7F && !is_control(p[i]);
        big += !p[i] && p[i + 1] < 0x7F && !is_control(p[i + 1]);
    }
    if (little * 4 >= units * 3) return ONR_WIDE_LE;
    return big * 4 >= units * 3 ? ONR_WIDE_BE : ONR_WIDE_NOT;
}

static int is_space(unsigned char b) { return b == ' ' || (b >= 0x09 && b <= 0x0D); }

/* Does p begin with the lower-case string s, in any case? */
static int begins(const unsigned char *p, size_t n, const char *s) {
    size_t i = 0;
    for (; s[i]; i++) {
        if (i >= n) return 0;
        if (onr_ascii_lower((char)p[i]) != s[i]) return 0;
    }
    return 1;
}

static int holds(const unsigned char *p, size_t n, const char *s) {
    for (size_t i = 0; i < n; i++)
        if (begins(p + i, n - i, s)) return 1;
    return 0;
}

/* "<" and the name of an element of HTML, and then its end or a blank. */
static int opens_tag(const unsigned char *p, size_t n) {
    char name[16];
    size_t k = 0;
    if (n < 3 || p[0] != '<') return 0;
    while (k + 1 < n && k < sizeof name - 1 && onr_ascii_is_alnum((char)p[k + 1])) name[k] = (char)p[k + 1], k++;
    return k && k + 1 < n && (is_space(p[k + 1]) || p[k + 1] == '>' || p[k + 1] == '/') &&
           onr_html_tag_find(name, k) != ONR_TAG_OTHER;
}

/* Text before a page: a warning of the server, a template's leftovers. The page says itself where it begins. */
static int opens_late(const unsigned char *p, size_t n) {
    if (n > LATE_WINDOW) n = LATE_WINDOW;
    for (size_t i = 0; i < n; i++) {
        if (p[i] != '<' || (i > 0 && p[i - 1] != '\n' && p[i - 1] != '>' && p[i - 1] != '\r')) continue;
        if (begins(p + i, n - i, "<!doctype html")) return 1;
        if (begins(p + i, n - i, "<html") && holds(p + i, n - i, "<head")) return 1;
    }
    return 0;
}

static int find_markup(const unsigned char *p, size_t n, onr_sniffed *out) {
    size_t from = 0, to = n;
    while (from < n && is_space(p[from])) from++;
    while (to > from && is_space(p[to - 1])) to--;
    if (to - from < 2) return 0;
    const unsigned char *q = p + from;
    size_t m = to - from, window = m < 1024 ? m : 1024;
    const char *what = NULL;
    if (begins(q, m, "<!doctype html") || begins(q, m, "<!--") || opens_tag(q, m)) what = "HTML";
    if (!what && (begins(q, m, "<?xml") || begins(q, m, "<rss") || begins(q, m, "<feed") || begins(q, m, "<!doctype")))
        what = holds(q, window, "<html") ? "HTML" : "XML";
    if (!what && q[0] == '{' && q[m - 1] == '}' && holds(q, window, "\":")) what = "JSON";
    if (!what && q[0] == '{' && q[m - 1] == '}' && holds(q, window, "\" :")) what = "JSON";
    if (!what && q[0] == '[' && q[m - 1] == ']' && holds(q, window, "{\"")) what = "JSON";
    if (!what && opens_late(q, m)) what = "HTML";
    if (!what) return 0;
    out->kind = ONR_SNIFF_MARKUP;
    (void)snprintf(out->what, sizeof out->what, "%s", what);
    return 1;
}

static void count_tags(const unsigned char *p, size_t n, onr_sniffed *out) {
    static const char *const tags[] = {"<p>",  "</p>",    "<br",     "<div", "</div>",
                                       "</a>", "<a href", "</span>", "<h2",  "<li>"};
    if (n > TAG_WINDOW) n = TAG_WINDOW;
    for (size_t i = 0; i < n; i++) {
        if (p[i] != '<') continue;
        for (size_t k = 0; k < sizeof tags / sizeof *tags; k++) {
            if (!begins(p + i, n - i, tags[k])) continue;
            if (out->tags_n++ == 0) out->first_tag = i;
            break;
        }
    }
}

/* The same of UTF-16, by the characters that ASCII has. */
static int find_wide_markup(const unsigned char *p, size_t n, onr_wide wide, onr_sniffed *out) {
    unsigned char narrow[WIDE_WINDOW];
    size_t k = 0;
    for (size_t i = 0; i + 1 < n && k < sizeof narrow; i += 2) {
        unsigned char low = wide == ONR_WIDE_LE ? p[i] : p[i + 1], high = wide == ONR_WIDE_LE ? p[i + 1] : p[i];
        narrow[k++] = high ? '?' : low;
    }
    return find_markup(narrow, k, out);
}

void onr_sniff(const unsigned char *p, size_t n, onr_sniffed *out) {
    size_t mark;
    memset(out, 0, sizeof *out);
    if (n == 0 || find_signature(p, n, out)) return;
    onr_wide wide = onr_sniff_wide(p, n, &mark);
    if (wide) {
        (void)find_wide_markup(p + mark, n - mark, wide, out);
        return;
    }
    size_t bom = n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (find_controls(p, n, out) || find_markup(p + bom, n - bom, out)) return;
    count_tags(p, n, out);
}
