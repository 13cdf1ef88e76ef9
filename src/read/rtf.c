/* RTF 1.9.1: groups in braces, control words, text. What is shown is taken; destinations that are not (fonts, styles,
 * pictures, headers, field codes, all that "\*" marks) are passed over with their group. Bytes mean what the file's
 * code page (\ansicpg) says and go through iconv a run at a time; \u gives a character of its own, and the characters
 * behind it that stand in for it (\uc) are dropped. A line is bold when all its letters are.
 *
 * Bounds: groups nested deeper than DEPTH share the state of the last one. Cost: O(bytes). */
#include "read/rtf.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { DEPTH = 256, TEXT_MAX = 64 << 20, NAME = 32 };

typedef struct group {
    unsigned char bold, passed; /* passed: nothing of it is shown */
    unsigned stand_ins;         /* characters behind \u that are dropped */
} group;

typedef struct rtf {
    const char *p, *end;
    onr_arena *arena;
    onr_line *lines;
    size_t n, cap;
    onr_buf line, run; /* UTF-8; bytes of the code page that wait for iconv */
    iconv_t charset;
    group stack[DEPTH];
    size_t depth;
    uint32_t high; /* first half of a surrogate pair */
    unsigned drop; /* stand-ins still to be dropped */
    int plain, empty_before;
} rtf;

static group *top(rtf *r) { return &r->stack[r->depth < DEPTH ? r->depth : DEPTH - 1]; }

int onr_rtf_is(onr_slice s) { return s.n >= 6 && memcmp(s.p, "{\\rtf", 5) == 0; }

/* ---- text ------------------------------------------------------------------------------------------------------- */

static void add_point(rtf *r, uint32_t c) {
    char utf8[4];
    onr_buf_add(&r->line, utf8, onr_utf8_encode(c, utf8));
}

static void flush(rtf *r) {
    char out[256], *in = r->run.p;
    size_t in_n = r->run.n;
    while (in_n) {
        char *to = out;
        size_t room = sizeof out;
        size_t rc = r->charset == (iconv_t)-1 ? (size_t)-1 : iconv(r->charset, &in, &in_n, &to, &room);
        onr_buf_add(&r->line, out, sizeof out - room);
        if (rc != (size_t)-1 || (errno == E2BIG && room < sizeof out)) continue;
        add_point(r, (unsigned char)*in < 0x80 && *in ? (uint32_t)*in : ONR_UTF8_REPLACEMENT);
        in++, in_n--;
    }
    onr_buf_reset(&r->run);
}

static void add_byte(rtf *r, char c) {
    if (top(r)->passed) return;
    if (r->drop) {
        r->drop--;
        return;
    }
    if ((unsigned char)c < ' ') c = ' ';
    if (!top(r)->bold && c != ' ') r->plain = 1;
    onr_buf_char(&r->run, c);
}

/* A character of Unicode, as \u gives it: halves of a pair come one behind the other. */
static void add_unicode(rtf *r, long v) {
    uint32_t c = (uint32_t)(v < 0 ? v + 65536 : v) & 0xFFFF;
    if (top(r)->passed) return;
    flush(r);
    if (!top(r)->bold) r->plain = 1;
    r->drop = top(r)->stand_ins;
    if (c >= 0xD800 && c < 0xDC00) {
        r->high = c;
        return;
    }
    if (c >= 0xDC00 && c < 0xE000) c = r->high ? 0x10000 + ((r->high - 0xD800) << 10) + (c - 0xDC00) : 0xFFFD;
    r->high = 0;
    add_point(r, c < ' ' ? ' ' : c);
}

static int end_line(rtf *r) {
    if (top(r)->passed) return 0;
    flush(r);
    const char *p = r->line.p;
    size_t n = r->line.n;
    while (n && (unsigned char)p[0] <= ' ') p++, n--;
    while (n && (unsigned char)p[n - 1] <= ' ') n--;
    if (!n) r->empty_before = 1;
    else {
        void *items = r->lines;
        char *copy = onr_arena_copy(r->arena, p, n);
        if (!copy || onr_arena_grow(r->arena, &items, &r->cap, r->n, r->n + 1, sizeof *r->lines) != 0) return -1;
        r->lines = items;
        r->lines[r->n++] =
            (onr_line){.text = {copy, n}, .style = {"", 0}, .bold = !r->plain, .blank_before = r->empty_before != 0};
        r->empty_before = 0;
    }
    int failed = onr_buf_failed(&r->line) || onr_buf_failed(&r->run);
    onr_buf_reset(&r->line);
    r->plain = 0;
    return -failed;
}

/* ---- control words ---------------------------------------------------------------------------------------------- */

static int is_one_of(const char *word, const char *const *list) {
    for (; *list; list++)
        if (strcmp(*list, word) == 0) return 1;
    return 0;
}

static const char *const passed_over[] = {
    "fonttbl",           "colortbl", "stylesheet", "info",     "pict",       "header",  "headerl", "headerr",
    "headerf",           "footer",   "footerl",    "footerr",  "footerf",    "fldinst", "objdata", "listtable",
    "listoverridetable", "rsidtbl",  "xmlnstbl",   "footnote", "nonshppict", NULL};
static const char *const line_ends[] = {"par", "line", "sect", "page", "cell", "row", "column", NULL};

static uint32_t point_of(const char *word) {
    static const struct {
        const char *word;
        uint32_t c;
    } table[] = {{"emdash", 0x2014}, {"endash", 0x2013},    {"lquote", 0x2018},    {"rquote", 0x2019},
                 {"bullet", 0x2022}, {"ldblquote", 0x201C}, {"rdblquote", 0x201D}, {"tab", ' '},
                 {"emspace", ' '},   {"enspace", ' '}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].word, word) == 0) return table[i].c;
    return 0;
}

static void set_charset(rtf *r, long page) {
    char name[16];
    if (page < 1 || page > 65535) return;
    (void)snprintf(name, sizeof name, "CP%ld", page);
    iconv_t opened = iconv_open("UTF-8", name);
    if (opened == (iconv_t)-1) return;
    flush(r);
    if (r->charset != (iconv_t)-1) (void)iconv_close(r->charset);
    r->charset = opened;
}

/* 0, or -1 when out of memory. */
static int obey(rtf *r, const char *word, int has_value, long value) {
    group *g = top(r);
    uint32_t c = point_of(word);
    if (strcmp(word, "bin") == 0) {
        size_t left = (size_t)(r->end - r->p);
        r->p += value > 0 && (size_t)value < left ? (size_t)value : value > 0 ? left : 0;
    } else if (is_one_of(word, passed_over)) g->passed = 1;
    else if (is_one_of(word, line_ends)) return end_line(r);
    else if (strcmp(word, "b") == 0) g->bold = !has_value || value != 0;
    else if (strcmp(word, "plain") == 0) g->bold = 0;
    else if (strcmp(word, "uc") == 0) g->stand_ins = value >= 0 && value < 16 ? (unsigned)value : 1;
    else if (strcmp(word, "u") == 0) add_unicode(r, value);
    else if (strcmp(word, "ansicpg") == 0) set_charset(r, value);
    else if (c && !g->passed) {
        flush(r);
        if (!g->bold && c != ' ') r->plain = 1;
        add_point(r, c);
    }
    return 0;
}

static int hex(char c) {
    char l = (char)(c | 0x20);
    return c >= '0' && c <= '9' ? c - '0' : l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/* What stands behind a backslash that no letter follows. */
static int symbol(rtf *r) {
    char c = *r->p++;
    if (c == '\'' && r->end - r->p >= 2 && hex(r->p[0]) >= 0 && hex(r->p[1]) >= 0) {
        char byte = (char)(hex(r->p[0]) * 16 + hex(r->p[1]));
        r->p += 2;
        add_byte(r, byte);
    } else if (c == '*') top(r)->passed = 1;
    else if (c == '~') add_byte(r, ' ');
    else if (c == '_') add_byte(r, '-');
    else if (c == '\n' || c == '\r') return end_line(r);
    else if (c == '\\' || c == '{' || c == '}') add_byte(r, c);
    return 0;
}

/* At a backslash. */
static int control(rtf *r) {
    char word[NAME];
    size_t n = 0;
    r->p++;
    if (r->p == r->end) return 0;
    if ((*r->p | 0x20) < 'a' || (*r->p | 0x20) > 'z') return symbol(r);
    for (; r->p < r->end && (*r->p | 0x20) >= 'a' && (*r->p | 0x20) <= 'z'; r->p++)
        if (n + 1 < sizeof word) word[n++] = *r->p;
    word[n] = '\0';
    int negative = r->p < r->end && *r->p == '-';
    const char *digits = r->p + negative;
    long value = 0;
    int has_value = digits < r->end && *digits >= '0' && *digits <= '9';
    if (has_value)
        for (r->p = digits; r->p < r->end && *r->p >= '0' && *r->p <= '9'; r->p++)
            if (value < 100000000) value = value * 10 + (*r->p - '0');
    if (r->p < r->end && *r->p == ' ') r->p++;
    return obey(r, word, has_value, negative ? -value : value);
}

static void open_group(rtf *r) {
    group g = *top(r);
    if (++r->depth < DEPTH) r->stack[r->depth] = g;
}

static int read_all(rtf *r) {
    while (r->p < r->end) {
        char c = *r->p;
        if (c == '\\') {
            if (control(r) != 0) return -1;
            continue;
        }
        r->p++;
        if (c == '{') open_group(r), r->drop = 0;
        else if (c == '}') r->depth -= r->depth > 0, r->drop = 0;
        else if (c != '\n' && c != '\r') add_byte(r, c);
    }
    r->depth = 0; /* a file that was cut inside a group that is passed over ends its last line all the same */
    r->stack[0].passed = 0;
    return end_line(r);
}

int onr_rtf_lines(onr_slice s, onr_arena *arena, onr_line **lines, size_t *n) {
    rtf *r = onr_arena_alloc(arena, 1, sizeof *r);
    if (!r) return -1;
    memset(r, 0, sizeof *r);
    r->p = s.p;
    r->end = s.p + s.n;
    r->arena = arena;
    r->stack[0].stand_ins = 1;
    onr_buf_init(&r->line, TEXT_MAX);
    onr_buf_init(&r->run, TEXT_MAX);
    r->charset = iconv_open("UTF-8", "CP1252");
    int bad = read_all(r);
    if (r->charset != (iconv_t)-1) (void)iconv_close(r->charset);
    onr_buf_clear(&r->line);
    onr_buf_clear(&r->run);
    *lines = r->lines;
    *n = r->n;
    return bad;
}
