/* The label table of the Encoding Standard (the facts: names and labels), and its prescan of a page's first bytes
 * (HTML standard 13.2.3.2), reading 8 KiB instead of 1 KiB, since one page in ten has its meta element further down.
 * Cost: O(8 KiB) and a search of some 200 labels. */
#include "read/charset_label.h"

#include "base/ascii.h"
#include "read/html_lex.h"

enum { WINDOW = 8192 };

static const onr_encoding encodings[] = {
    {"UTF-8", NULL, "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"},
    {"windows-1252", NULL,
     "windows-1252 iso-8859-1 latin1 ascii us-ascii cp1252 x-cp1252 ansi_x3.4-1968 cp819 csisolatin1 ibm819 iso-ir-100 "
     "iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1"},
    {"IBM866", "IBM866", "ibm866 866 cp866 csibm866"},
    {"ISO-8859-2", "ISO-8859-2",
     "iso-8859-2 latin2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2"},
    {"ISO-8859-3", "ISO-8859-3",
     "iso-8859-3 latin3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3"},
    {"ISO-8859-4", "ISO-8859-4",
     "iso-8859-4 latin4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4"},
    {"ISO-8859-5", "ISO-8859-5",
     "iso-8859-5 cyrillic csisolatincyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"},
    {"ISO-8859-6", "ISO-8859-6",
     "iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i "
     "iso-ir-127 "
     "iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"},
    {"ISO-8859-7", "ISO-8859-7",
     "iso-8859-7 greek greek8 csisolatingreek ecma-118 elot_928 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
     "iso_8859-7:1987 sun_eu_greek"},
    {"ISO-8859-8", "ISO-8859-8",
     "iso-8859-8 hebrew visual csiso88598e csisolatinhebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
     "iso_8859-8:1988 iso-8859-8-i logical csiso88598i"},
    {"ISO-8859-10", "ISO-8859-10", "iso-8859-10 latin6 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6"},
    {"ISO-8859-13", "ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", "ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-15", "ISO-8859-15", "iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9"},
    {"ISO-8859-16", "ISO-8859-16", "iso-8859-16"},
    {"KOI8-R", "KOI8-R", "koi8-r koi cskoi8r koi8 koi8_r"},
    {"KOI8-U", "KOI8-U", "koi8-u koi8-ru"},
    {"macintosh", "MACINTOSH", "macintosh mac csmacintosh x-mac-roman"},
    {"windows-874", "CP874", "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620"},
    {"windows-1250", "CP1250", "windows-1250 cp1250 x-cp1250"},
    {"windows-1251", "CP1251", "windows-1251 cp1251 x-cp1251"},
    {"windows-1253", "CP1253", "windows-1253 cp1253 x-cp1253"},
    {"windows-1254", "CP1254",
     "windows-1254 cp1254 x-cp1254 iso-8859-9 latin5 csisolatin5 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
     "iso_8859-9:1989 l5"},
    {"windows-1255", "CP1255", "windows-1255 cp1255 x-cp1255"},
    {"windows-1256", "CP1256", "windows-1256 cp1256 x-cp1256"},
    {"windows-1257", "CP1257", "windows-1257 cp1257 x-cp1257"},
    {"windows-1258", "CP1258", "windows-1258 cp1258 x-cp1258"},
    {"x-mac-cyrillic", "MAC-CYRILLIC", "x-mac-cyrillic x-mac-ukrainian"},
    {"GBK", "GB18030", "gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk"},
    {"gb18030", "GB18030", "gb18030"},
    {"Big5", "BIG5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    {"EUC-JP", "EUC-JP-MS", "euc-jp cseucpkdfmtjapanese x-euc-jp"},
    {"ISO-2022-JP", "ISO-2022-JP", "iso-2022-jp csiso2022jp"},
    {"Shift_JIS", "CP932", "shift_jis shift-jis sjis ms932 ms_kanji csshiftjis windows-31j x-sjis"},
    {"EUC-KR", "CP949",
     "euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 cseuckr csksc56011987 iso-ir-149 windows-949"},
    {"UTF-16BE", NULL, "utf-16be unicodefffe"},
    {"UTF-16LE", NULL, "utf-16 utf-16le unicode csunicode iso-10646-ucs-2 ucs-2 unicodefeff"},
};

static int is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static int listed(const char *labels, onr_slice s) {
    for (const char *p = labels; *p;) {
        size_t n = strcspn(p, " ");
        if (n == s.n && onr_ascii_same(s.p, p, n)) return 1;
        p += n + (p[n] == ' ');
    }
    return 0;
}

const onr_encoding *onr_encoding_find(onr_slice s) {
    while (s.n && is_space(s.p[0])) s.p++, s.n--;
    while (s.n && is_space(s.p[s.n - 1])) s.n--;
    for (size_t i = 0; s.n && i < sizeof encodings / sizeof *encodings; i++)
        if (listed(encodings[i].labels, s)) return &encodings[i];
    return NULL;
}

static int word_at(onr_slice s, size_t i, const char *word) {
    size_t n = strlen(word), k = 0;
    while (k < n && i + k < s.n && onr_ascii_lower(s.p[i + k]) == word[k]) k++;
    return k == n;
}

/* The standard's extraction of a charset from a content attribute. */
onr_slice onr_charset_of_type(onr_slice s) {
    onr_slice none = {NULL, 0};
    int plain = 1;
    for (size_t i = 0; i < s.n; i++) plain &= s.p[i] != ';' && s.p[i] != '/' && s.p[i] != '=';
    if (plain) return s;
    for (size_t i = 0; i < s.n; i++) {
        if (!word_at(s, i, "charset")) continue;
        size_t k = i + 7;
        while (k < s.n && is_space(s.p[k])) k++;
        if (k >= s.n || s.p[k] != '=') {
            i = k - 1;
            continue;
        }
        k++;
        while (k < s.n && is_space(s.p[k])) k++;
        if (k >= s.n) return none;
        if (s.p[k] == '"' || s.p[k] == '\'') {
            const char *q = memchr(s.p + k + 1, s.p[k], s.n - k - 1);
            return q ? (onr_slice){s.p + k + 1, (size_t)(q - s.p) - k - 1} : none;
        }
        size_t end = k;
        while (end < s.n && !is_space(s.p[end]) && s.p[end] != ';') end++;
        return (onr_slice){s.p + k, end - k};
    }
    return none;
}

static int same(const char *p, const onr_html_attr *a, const char *word) {
    onr_slice s = {p + a->name, a->name_end - a->name};
    return s.n == strlen(word) && word_at(s, 0, word);
}

/* The attributes of a meta element from *at on: its encoding, NULL where it says none. *at at the end, or n. */
static const onr_encoding *read_meta(const char *p, uint32_t n, uint32_t *at) {
    const onr_encoding *by_charset = NULL, *by_content = NULL;
    int charset = 0, content = 0, pragma = 0, more;
    onr_html_attr a;
    while ((more = onr_html_attr_next(p, n, at, &a)) == 1) {
        onr_slice value = {p + a.value, a.value_end - a.value};
        if (same(p, &a, "http-equiv")) pragma |= value.n == 12 && word_at(value, 0, "content-type");
        else if (same(p, &a, "charset") && !charset) charset = 1, by_charset = onr_encoding_find(value);
        else if (same(p, &a, "content") && !content) {
            onr_slice s = onr_charset_of_type(value);
            if (s.p && s.p != value.p) content = 1, by_content = onr_encoding_find(s);
        }
    }
    if (more < 0) {
        *at = n;
        return NULL;
    }
    return charset ? by_charset : pragma ? by_content : NULL;
}

const onr_encoding *onr_encoding_of_page(const unsigned char *bytes, size_t size) {
    const char *p = (const char *)bytes;
    uint32_t n = (uint32_t)(size < WINDOW ? size : WINDOW);
    onr_slice s = {p, n};
    for (uint32_t i = 0; i < n; i++) {
        if (p[i] != '<') continue;
        if (word_at(s, i, "<!--")) {
            for (i += 4; i < n && !(p[i] == '>' && p[i - 1] == '-' && p[i - 2] == '-'); i++) {}
            continue;
        }
        int meta = word_at(s, i, "<meta") && i + 5 < n && (is_space(p[i + 5]) || p[i + 5] == '/');
        uint32_t at = i + 1 + (i + 1 < n && p[i + 1] == '/');
        if (meta) {
            at = i + 5;
            const onr_encoding *e = read_meta(p, n, &at);
            if (e) return strncmp(e->name, "UTF-16", 6) == 0 ? &encodings[0] : e; /* it could not have been read */
        } else if (at < n && onr_ascii_is_letter(p[at])) {
            onr_html_attr a;
            while (at < n && !is_space(p[at]) && p[at] != '>') at++;
            while (at < n && onr_html_attr_next(p, n, &at, &a) == 1) {}
        } else if (i + 1 < n && (p[i + 1] == '!' || p[i + 1] == '/' || p[i + 1] == '?')) {
            while (at < n && p[at] != '>') at++;
        } else continue;
        i = at;
    }
    return NULL;
}
