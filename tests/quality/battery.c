/* Method: the file is read whole; every slice and span points into it. Spans are found by their words, at word bounds.
 * Cost: linear in the file, times the length of a case where its words are looked for. */
#include "battery.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { FILE_MAX_BYTES = 4 << 20 };

static char *read_file(const char *path, size_t *n) {
    FILE *f = fopen(path, "rb");
    char *p = f ? onr_mem_alloc(FILE_MAX_BYTES + 1) : NULL;
    *n = p ? fread(p, 1, FILE_MAX_BYTES, f) : 0;
    if (f) fclose(f);
    if (!p) {
        printf("cannot read %s\n", path);
        return NULL;
    }
    p[*n] = 0;
    return p;
}

/* ---- slices ----------------------------------------------------------------------------------------------------- */

static onr_slice trim(onr_slice s) {
    while (s.n && (s.p[0] == ' ' || s.p[0] == '\n')) s.p++, s.n--;
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\n')) s.n--;
    return s;
}

/* What stands before `mark`; *rest goes on behind it. Without the mark: all, and *rest is empty. */
static onr_slice cut(onr_slice *rest, const char *mark) {
    size_t m = strlen(mark);
    onr_slice s = *rest;
    for (size_t i = 0; i + m <= s.n; i++) {
        if (memcmp(s.p + i, mark, m) != 0) continue;
        *rest = (onr_slice){s.p + i + m, s.n - i - m};
        return (onr_slice){s.p, i};
    }
    *rest = (onr_slice){s.p + s.n, 0};
    return s;
}

static int is(onr_slice s, const char *word) { return s.n == strlen(word) && memcmp(s.p, word, s.n) == 0; }

/* ---- spans ------------------------------------------------------------------------------------------------------ */

/* Letters and digits; of UTF-8 leads all but that of dashes and curly marks. */
static int is_word(unsigned char c) {
    return (c >= 0xC3 && c != 0xE2) || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Where the `nth` of these words stands in `text` at or after `from`; text.n when nowhere. */
static size_t place(onr_slice text, onr_slice words, size_t from, int nth) {
    for (size_t i = from; words.n && i + words.n <= text.n; i++) {
        if (memcmp(text.p + i, words.p, words.n) != 0) continue;
        size_t end = i + words.n;
        unsigned char first = (unsigned char)words.p[0], last = (unsigned char)words.p[words.n - 1];
        if (i > 0 && is_word(first) && is_word((unsigned char)text.p[i - 1])) continue;
        if (end < text.n && is_word(last) && is_word((unsigned char)text.p[end])) continue;
        if (--nth == 0) return i;
    }
    return text.n;
}

static int find_span(onr_slice text, onr_slice words, onr_span *out) {
    int nth = 1;
    onr_slice rest = trim(words), from;
    *out = (onr_span){0, 0};
    if (is(rest, "-") || rest.n == 0) return 1;
    if (rest.n > 2 && rest.p[rest.n - 2] == '#') nth = rest.p[rest.n - 1] - '0', rest.n -= 2;
    from = cut(&rest, ">>");
    size_t a = place(text, from, 0, nth);
    if (a == text.n) return 0;
    size_t b = a + from.n;
    if (rest.n) {
        size_t c = place(text, rest, b, 1);
        if (c == text.n) return 0;
        b = c + rest.n;
    }
    *out = (onr_span){(uint32_t)a, (uint32_t)b};
    return 1;
}

/* ---- statements ------------------------------------------------------------------------------------------------- */

static int key_value(onr_slice text, onr_slice field, want *w) {
    onr_slice value = field, key = cut(&value, "=");
    if (value.n == 0) {
        w->polarity = field;
        return 1;
    }
    if (is(key, "within")) {
        w->within = (uint32_t)(value.p[0] - '0');
        return 1;
    }
    if (is(key, "said_on")) {
        w->said_on = value;
        return 1;
    }
    if (is(key, "addressee")) return find_span(text, value, &w->addressee);
    if (is(key, "venue")) return find_span(text, value, &w->venue);
    return is(key, "medium") && find_span(text, value, &w->medium);
}

static int parse_want(onr_slice text, onr_slice line, want *w) {
    static const char *const types[] = {"direct", "mixed", "indirect"};
    onr_slice rest = line, type = trim(cut(&rest, " | "));
    memset(w, 0, sizeof *w);
    w->polarity = ONR_SLICE("asserted");
    while (w->type < 3 && !is(type, types[w->type])) w->type++;
    if (w->type == 3 || !find_span(text, cut(&rest, " | "), &w->source)) return 0;
    onr_slice cue = trim(cut(&rest, " | "));
    if (is(cue, "-") && place(text, cue, 0, 1) < text.n) { /* a dash that signs a quote */
        size_t at = place(text, cue, 0, 1);
        w->cue = (onr_span){(uint32_t)at, (uint32_t)at + 1};
    } else if (!find_span(text, cue, &w->cue)) return 0;
    onr_slice content = cut(&rest, " | ");
    while (content.n && w->content_n < BATTERY_PIECES)
        if (!find_span(text, cut(&content, " … "), &w->content[w->content_n++])) return 0;
    w->speaker = trim(cut(&rest, " | "));
    while (rest.n)
        if (!key_value(text, trim(cut(&rest, " | ")), w)) return 0;
    return w->speaker.n > 0 && w->content_n > 0;
}

static int parse_case(onr_slice all, battery_case *c) {
    onr_slice rest = all;
    memset(c, 0, sizeof *c);
    c->title = cut(&rest, "\n");
    onr_slice after = c->title;
    c->phenomenon = cut(&after, ": ");
    c->text = trim(cut(&rest, "---\n"));
    while (rest.n) {
        onr_slice line = trim(cut(&rest, "\n"));
        if (line.n == 0) continue;
        if (c->n < BATTERY_STATEMENTS && parse_want(c->text, line, &c->want[c->n])) {
            c->n++;
            continue;
        }
        printf("%.*s: cannot place: %.*s\n", (int)c->title.n, c->title.p, (int)line.n, line.p);
        return 0;
    }
    return after.n > 0 && c->text.n > 0;
}

int battery_read(battery *b, const char *path) {
    size_t n;
    memset(b, 0, sizeof *b);
    b->bytes = read_file(path, &n);
    b->at = onr_mem_zalloc(BATTERY_CASES, sizeof *b->at);
    if (!b->bytes || !b->at) return 0;
    onr_slice rest = {b->bytes, n};
    while (rest.n && rest.p[0] == '#') (void)cut(&rest, "\n");
    while (rest.n) {
        onr_slice one = cut(&rest, "====\n");
        if (trim(one).n == 0) continue;
        if (b->n == BATTERY_CASES || !parse_case(one, &b->at[b->n])) {
            printf("%s: case %u is wrong\n", path, b->n + 1);
            return 0;
        }
        b->n++;
    }
    return 1;
}

void battery_clear(battery *b) {
    onr_mem_free(b->bytes);
    onr_mem_free(b->at);
    memset(b, 0, sizeof *b);
}
