/* test_html_lex.c - the lexer against its own cases, and against the tokenizer tests of html5lib where they are.
 *
 * Those lie in ../shared (nothing of them is in this repository) and are skipped where it is absent. Every test there
 * is run on what the reader hands to the lexer: without CR, NUL and lone surrogates being U+FFFD. Doctypes are compared
 * as "there is one". What may differ is the list `excluded`, each with its reason; one of it that passes is a failure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/html_entity.h"
#include "read/html_lex.h"
#include "read/html_tag.h"

/* ---- tokens as text: one line a token -----------------------------------------------------------------------------
 */

static void put_small(onr_buf *out, const char *p, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) onr_buf_char(out, p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] | 0x20) : p[i]);
}

static void put_decoded(onr_buf *out, const char *p, uint32_t from, uint32_t to, int attribute) {
    for (uint32_t i = from; i < to;) {
        uint32_t points[2];
        char c[4];
        size_t k = p[i] == '&' ? onr_html_entity(p + i, to - i, attribute, points) : 0;
        if (!k) {
            onr_buf_char(out, p[i++]);
            continue;
        }
        onr_buf_add(out, c, onr_utf8_encode(points[0], c));
        if (points[1]) onr_buf_add(out, c, onr_utf8_encode(points[1], c));
        i += (uint32_t)k;
    }
}

static int is_repeated(const char *p, const onr_html_token *t, const onr_html_attr *a) {
    onr_html_attr b;
    uint32_t at = t->name_end, n = a->name_end - a->name;
    while (onr_html_attr_next(p, t->end, &at, &b) == 1 && b.name < a->name) {
        int same = b.name_end - b.name == n;
        for (uint32_t i = 0; same && i < n; i++) {
            char x = p[b.name + i], y = p[a->name + i];
            same = (x >= 'A' && x <= 'Z' ? x | 0x20 : x) == (y >= 'A' && y <= 'Z' ? y | 0x20 : y);
        }
        if (same) return 1;
    }
    return 0;
}

static void put_tag(onr_buf *out, const char *p, const onr_html_token *t) {
    onr_html_attr a;
    uint32_t at = t->name_end;
    onr_buf_str(out, t->kind == ONR_HTML_START ? "S " : "E ");
    put_small(out, p, t->name, t->name_end);
    while (t->kind == ONR_HTML_START && onr_html_attr_next(p, t->end, &at, &a) == 1) {
        if (is_repeated(p, t, &a)) continue;
        onr_buf_char(out, '\1');
        put_small(out, p, a.name, a.name_end);
        onr_buf_char(out, '\2');
        put_decoded(out, p, a.value, a.value_end, 1);
    }
    if (t->closed && t->kind == ONR_HTML_START) onr_buf_str(out, "\3");
    onr_buf_char(out, '\n');
}

/* Text tokens in a row are one, as html5lib has it. */
static void put_tokens(onr_buf *out, const char *p, uint32_t n, uint8_t mode, const char *last) {
    onr_html_lex lex;
    onr_html_token t;
    int text = 0;
    uint32_t end = 0;
    onr_html_lex_init(&lex, p, n);
    lex.mode = mode;
    lex.at = (uint32_t)strlen(last); /* the last start tag's name stands before the input */
    lex.raw_n = lex.at;
    end = lex.at;
    while (onr_html_next(&lex, &t)) {
        assert_true(t.start >= end && t.end > t.start && t.end <= n);
        end = t.end;
        int nothing =
            t.kind == ONR_HTML_COMMENT && t.end - t.start == 3 && p[t.start + 1] == '/' && p[t.start + 2] == '>';
        if (t.kind == ONR_HTML_TEXT) {
            if (!text) onr_buf_str(out, "T ");
            text = 1;
            int raw = t.mode != ONR_HTML_DATA && t.mode != ONR_HTML_RCDATA;
            if (raw) onr_buf_add(out, p + t.start, t.end - t.start);
            else put_decoded(out, p, t.start, t.end, 0);
            continue;
        }
        if (nothing) continue;
        if (text) onr_buf_char(out, '\n');
        text = 0;
        if (t.kind == ONR_HTML_START || t.kind == ONR_HTML_END) put_tag(out, p, &t);
        else if (t.kind == ONR_HTML_DOCTYPE) onr_buf_str(out, "D\n");
        else {
            onr_buf_str(out, "C ");
            onr_buf_add(out, p + t.name, t.name_end - t.name);
            onr_buf_char(out, '\n');
        }
    }
    if (text) onr_buf_char(out, '\n');
}

static void is_lexed(const char *page, const char *want) {
    onr_buf out;
    onr_buf_init(&out, 1 << 20);
    put_tokens(&out, page, (uint32_t)strlen(page), ONR_HTML_DATA, "");
    assert_string_equal(out.n ? out.p : "", want);
    onr_buf_clear(&out);
}

static void own_cases(void **state) {
    (void)state;
    is_lexed("", "");
    is_lexed("a < b &amp; c", "T a < b & c\n");
    is_lexed("<P CLASS=Lead id='x'>Rain&nbsp;fell.</p>", "S p\1class\2Lead\1id\2x\nT Rain\xC2\xA0"
                                                         "fell.\nE p\n");
    is_lexed("<a href=/x?a=1&copy=2>", "S a\1href\2/x?a=1&copy=2\n");
    is_lexed("<br/><br /><a href=/>", "S br\3\nS br\3\nS a\1href\2/\n");
    is_lexed("<!-- a --b--><!--><!--->x", "C  a --b\nC \nC \nT x\n");
    is_lexed("<script>if (a<b) '</p>'</script >x", "S script\nT if (a<b) '</p>'\nE script\nT x\n");
    is_lexed("<script><!-- <script> </script> --></script>x",
             "S script\nT <!-- <script> </script> -->\nE script\nT x\n");
    is_lexed("<title>a</b>&lt;</title>", "S title\nT a</b><\nE title\n");
    is_lexed("x<div class=\"never closed", "T x\n");
    is_lexed("<!-- never closed", "C  never closed\n");
    is_lexed("</>a</ b>", "T a\nC  b\n");
}

static void entities(void **state) {
    (void)state;
    uint32_t c[2];
    assert_int_equal(onr_html_entity("&#8217;", 7, 0, c), 7);
    assert_int_equal(c[0], 0x2019);
    assert_int_equal(onr_html_entity("&#x93;", 6, 0, c), 6);
    assert_int_equal(c[0], 0x201C);
    assert_int_equal(onr_html_entity("&#99999999999999;", 17, 0, c), 17);
    assert_int_equal(c[0], 0xFFFD);
    assert_int_equal(onr_html_entity("&notit;", 7, 0, c), 4);
    assert_int_equal(onr_html_entity("&quot\0;", 7, 0, c), 5);
    assert_int_equal(onr_html_entity("&amp\0\0\0", 7, 0, c), 4);
    assert_int_equal(onr_html_entity("&zz\0\0\0", 6, 0, c), 0);
    assert_int_equal(onr_html_entity("&notit;", 7, 1, c), 0);
    assert_int_equal(onr_html_entity("&NotEqualTilde;", 15, 0, c), 15);
    assert_int_equal(c[1], 0x338);
    assert_int_equal(onr_html_entity("&", 1, 0, c), 0);
    assert_int_equal(onr_html_entity("&#;", 3, 0, c), 0);
    assert_int_equal(onr_html_entity("&zz;", 4, 0, c), 0);
}

static void tags(void **state) {
    (void)state;
    for (uint8_t t = 1; t < ONR_TAG_COUNT; t++) {
        const char *name = onr_html_tag_name(t);
        assert_int_equal(onr_html_tag_find(name, strlen(name)), t);
        assert_true(t == 1 || strcmp(onr_html_tag_name((uint8_t)(t - 1)), name) < 0);
    }
    assert_int_equal(onr_html_tag_find("BlockQuote", 10), ONR_TAG_BLOCKQUOTE);
    assert_int_equal(onr_html_tag_find("h7", 2), ONR_TAG_OTHER);
    assert_int_equal(onr_html_tag_find("x-y", 3), ONR_TAG_OTHER);
    assert_int_equal(onr_html_tag_find("", 0), ONR_TAG_OTHER);
}

/* ---- html5lib: enough JSON for its files --------------------------------------------------------------------------
 */

typedef struct json {
    const char *p, *end;
    int surrogate; /* a lone one was in the latest string */
} json;

static void blanks(json *j) {
    while (j->p < j->end && (unsigned char)*j->p <= ' ') j->p++;
}

static int at(json *j, char c) {
    blanks(j);
    if (j->p >= j->end || *j->p != c) return 0;
    j->p++;
    return 1;
}

static uint32_t hex(const char *p) {
    char text[5] = {p[0], p[1], p[2], p[3], 0};
    return (uint32_t)strtoul(text, NULL, 16);
}

static void read_string(json *j, onr_buf *out) {
    onr_buf_reset(out);
    assert_true(at(j, '"'));
    while (*j->p != '"') {
        char c[4];
        if (*j->p != '\\') {
            onr_buf_char(out, *j->p++);
            continue;
        }
        char e = j->p[1];
        j->p += 2;
        if (e != 'u') {
            onr_buf_char(out, e == 'n'   ? '\n'
                              : e == 't' ? '\t'
                              : e == 'r' ? '\r'
                              : e == 'f' ? '\f'
                              : e == 'b' ? '\b'
                                         : e);
            continue;
        }
        uint32_t u = hex(j->p);
        j->p += 4;
        if (u >= 0xD800 && u < 0xDC00 && j->p[0] == '\\' && j->p[1] == 'u') {
            u = 0x10000 + ((u - 0xD800) << 10) + (hex(j->p + 2) - 0xDC00);
            j->p += 6;
        }
        j->surrogate |= u >= 0xD800 && u < 0xE000;
        if (u == 0) onr_buf_add(out, "", 1);
        else onr_buf_add(out, c, onr_utf8_encode(u, c));
    }
    j->p++;
}

static void skip_value(json *j) {
    int depth = 0;
    do {
        blanks(j);
        char c = *j->p;
        if (c == '"') {
            for (j->p++; *j->p != '"'; j->p++)
                if (*j->p == '\\') j->p++;
            j->p++;
        } else if (c == '[' || c == '{') depth++, j->p++;
        else if (c == ']' || c == '}') depth--, j->p++;
        else if (c == ',' || c == ':') j->p++;
        else
            while (j->p < j->end && !strchr(",]}: \t\r\n", *j->p)) j->p++;
    } while (depth > 0);
}

typedef struct test {
    onr_buf name, input, want, last, scratch;
    int state[8], states_n; /* modes; -1: one that the lexer has not */
    int twice;
} test;

/* ["StartTag", "a", {"k": "v"}, true] as a line; text joins text before it. */
static void read_token(json *j, test *t, int *text) {
    onr_buf *s = &t->scratch, *w = &t->want;
    assert_true(at(j, '['));
    read_string(j, s);
    int character = s->n && strcmp(s->p, "Character") == 0;
    if (*text && !character) onr_buf_char(w, '\n');
    const char *kind = s->n == 0                          ? ""
                       : s->p[0] == 'S'                   ? "S "
                       : s->p[0] == 'E'                   ? "E "
                       : s->p[0] == 'C' && s->p[1] == 'o' ? "C "
                                                          : "";
    int doctype = s->p[0] == 'D';
    if (doctype) onr_buf_str(w, "D");
    else if (character && !*text) onr_buf_str(w, "T ");
    else onr_buf_str(w, kind);
    while (at(j, ',')) {
        blanks(j);
        if (*j->p == '"' && !doctype) {
            read_string(j, s);
            onr_buf_add(w, s->p ? s->p : "", s->n);
        } else if (*j->p == '{') {
            j->p++;
            while (!at(j, '}')) {
                read_string(j, s);
                onr_buf_char(w, '\1');
                onr_buf_add(w, s->p ? s->p : "", s->n);
                onr_buf_char(w, '\2');
                assert_true(at(j, ':'));
                read_string(j, s);
                onr_buf_add(w, s->p ? s->p : "", s->n);
                (void)at(j, ',');
            }
        } else {
            if (*j->p == 't' && !doctype) onr_buf_str(w, "\3");
            skip_value(j);
        }
    }
    assert_true(at(j, ']'));
    if (!character) onr_buf_char(w, '\n');
    *text = character;
}

static int mode_of(const char *name) {
    static const struct {
        const char *name;
        int mode;
    } modes[] = {{"Data state", ONR_HTML_DATA},          {"PLAINTEXT state", ONR_HTML_PLAIN},
                 {"RCDATA state", ONR_HTML_RCDATA},      {"RAWTEXT state", ONR_HTML_RAW},
                 {"Script data state", ONR_HTML_SCRIPT}, {"CDATA section state", ONR_HTML_CDATA}};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcmp(modes[i].name, name) == 0) return modes[i].mode;
    return -1;
}

static void read_test(json *j, test *t) {
    onr_buf key;
    onr_buf_init(&key, 1 << 10);
    onr_buf_reset(&t->name), onr_buf_reset(&t->input), onr_buf_reset(&t->want), onr_buf_reset(&t->last);
    t->states_n = 0;
    t->twice = 0;
    assert_true(at(j, '{'));
    while (!at(j, '}')) {
        int text = 0;
        read_string(j, &key);
        assert_true(at(j, ':'));
        if (strcmp(key.p, "description") == 0) read_string(j, &t->name);
        else if (strcmp(key.p, "input") == 0) read_string(j, &t->input);
        else if (strcmp(key.p, "lastStartTag") == 0) read_string(j, &t->last);
        else if (strcmp(key.p, "doubleEscaped") == 0) t->twice = 1, skip_value(j);
        else if (strcmp(key.p, "initialStates") == 0) {
            assert_true(at(j, '['));
            while (!at(j, ']')) {
                read_string(j, &t->scratch);
                if (t->states_n < 8) t->state[t->states_n++] = mode_of(t->scratch.p);
                (void)at(j, ',');
            }
        } else if (strcmp(key.p, "output") == 0) {
            assert_true(at(j, '['));
            while (!at(j, ']')) {
                read_token(j, t, &text);
                (void)at(j, ',');
            }
            if (text) onr_buf_char(&t->want, '\n');
        } else skip_value(j);
        (void)at(j, ',');
    }
    if (!t->states_n) t->state[t->states_n++] = ONR_HTML_DATA;
    onr_buf_clear(&key);
}

/* "\\uXXXX" once more, where a test is escaped twice. */
static void unescape(onr_buf *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->n;) {
        if (b->p[i] != '\\' || i + 6 > b->n || b->p[i + 1] != 'u') {
            b->p[n++] = b->p[i++];
            continue;
        }
        char c[4];
        uint32_t u = hex(b->p + i + 2);
        i += 6;
        size_t k = onr_utf8_encode(u, c);
        memcpy(b->p + n, c, k);
        n += k;
    }
    b->n = n;
}

/* What the reader does before the lexer: NUL becomes U+FFFD (a lone surrogate already is), CR and CR LF become LF. What
 * is wanted may have a CR, by an entity. */
static void decode_before(onr_buf *b, int breaks) {
    onr_buf out;
    onr_buf_init(&out, 1 << 20);
    for (size_t i = 0; i < b->n; i++) {
        if (b->p[i] == 0) onr_buf_str(&out, "\xEF\xBF\xBD");
        else if (b->p[i] != '\r' || !breaks) onr_buf_char(&out, b->p[i]);
        else if (i + 1 == b->n || b->p[i + 1] != '\n') onr_buf_char(&out, '\n');
    }
    onr_buf_reset(b);
    onr_buf_add(b, out.p ? out.p : "", out.n);
    onr_buf_clear(&out);
}

/* Tests that the lexer is not to pass, by description. */
static const struct {
    const char *name, *reason;
} excluded[] = {
    {"Non-XML character", "XML has no U+FFFF; a page may, and the text is kept as it came"},
    {"Non-XML space", "XML has no form feed; in a page it is white space, and the text is kept as it came"},
    {"Double hyphen in comment", "XML wants the hyphens of a comment parted; comments are never text"},
};
enum { EXCLUDED = sizeof excluded / sizeof *excluded };

typedef struct counts {
    int run, failed, excused[EXCLUDED];
} counts;

static int is_excluded(const char *name, counts *c) {
    for (int i = 0; i < EXCLUDED; i++)
        if (strcmp(excluded[i].name, name) == 0) return ++c->excused[i];
    return 0;
}

static void run_case(const test *t, counts *c) {
    onr_buf page, got;
    onr_buf_init(&page, 1 << 20);
    onr_buf_init(&got, 1 << 20);
    onr_buf_add(&page, t->last.p ? t->last.p : "", t->last.n);
    onr_buf_add(&page, t->input.p ? t->input.p : "", t->input.n);
    for (int s = 0; s < t->states_n; s++) {
        if (t->state[s] < 0) continue;
        onr_buf_reset(&got);
        put_tokens(&got, page.p ? page.p : "", (uint32_t)page.n, (uint8_t)t->state[s], t->last.n ? t->last.p : "");
        const char *a = got.n ? got.p : "", *b = t->want.n ? t->want.p : "";
        c->run++;
        if (got.n == t->want.n && memcmp(a, b, got.n) == 0) continue;
        if (is_excluded(t->name.p, c)) continue;
        c->failed++;
        print_message("%s (state %d)\n  input %.100s\n  got   %.200s  want  %.200s", t->name.p, t->state[s],
                      t->input.p ? t->input.p : "", a, b);
    }
    onr_buf_clear(&page);
    onr_buf_clear(&got);
}

static int run_file(const char *name, counts *c) {
    char path[256];
    (void)snprintf(path, sizeof path, "../shared/data/ingest/html5lib/tokenizer/%s.test", name);
    FILE *f = fopen(path, "rb");
    if (!f) return 0;
    onr_buf file;
    char piece[4096];
    onr_buf_init(&file, 16 << 20);
    for (size_t k; (k = fread(piece, 1, sizeof piece, f)) != 0;) onr_buf_add(&file, piece, k);
    (void)fclose(f);
    json j = {file.p, file.p + file.n, 0};
    test t = {0};
    onr_buf *all[] = {&t.name, &t.input, &t.want, &t.last, &t.scratch};
    for (size_t i = 0; i < 5; i++) onr_buf_init(all[i], 1 << 20);
    assert_true(at(&j, '{'));
    read_string(&j, &t.scratch);
    assert_true(at(&j, ':') && at(&j, '['));
    while (!at(&j, ']')) {
        j.surrogate = 0;
        read_test(&j, &t);
        if (t.twice) unescape(&t.input), unescape(&t.want);
        decode_before(&t.input, 1);
        decode_before(&t.want, 0);
        run_case(&t, c);
        (void)at(&j, ',');
    }
    for (size_t i = 0; i < 5; i++) onr_buf_clear(all[i]);
    onr_buf_clear(&file);
    return 1;
}

static void html5lib(void **state) {
    (void)state;
    static const char *const files[] = {
        "contentModelFlags",       "domjs",       "entities", "escapeFlag", "namedEntities", "numericEntities",
        "pendingSpecChanges",      "test1",       "test2",    "test3",      "test4",         "unicodeChars",
        "unicodeCharsProblematic", "xmlViolation"};
    counts c = {0};
    int found = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) found += run_file(files[i], &c);
    if (!found) skip();
    print_message("html5lib: %d runs, %d failed, %d excluded\n", c.run, c.failed, EXCLUDED);
    assert_int_equal(found, sizeof files / sizeof *files);
    assert_int_equal(c.failed, 0);
    assert_true(c.run > 7000);
    for (int i = 0; i < EXCLUDED; i++) {
        if (!c.excused[i]) print_message("excluded and yet passed: %s (%s)\n", excluded[i].name, excluded[i].reason);
        assert_true(c.excused[i] > 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(own_cases), cmocka_unit_test(entities), cmocka_unit_test(tags),
                                       cmocka_unit_test(html5lib)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
