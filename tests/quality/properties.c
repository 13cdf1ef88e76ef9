/* Method: each text is read twice into JSON; the two must be the same bytes, the document must pass onr_doc_check, the
 * contents of a statement must be in order and apart, those of two statements too unless one lies within the other,
 * every {"start","end","text"} of the JSON must be the slice that it says. Mutations come from a generator with a fixed
 * seed, so that a failure comes again. Cost: two readings a text. */
#include "properties.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "doc/json.h"

/* ---- the JSON --------------------------------------------------------------------------------------------------- */

static int hex4(const char *p) {
    char digits[5] = {p[0], p[1], p[2], p[3], 0};
    return (int)strtol(digits, NULL, 16);
}

/* Does the JSON string at p (behind its opening quote) say the bytes of `slice`? */
static int says(const char *p, onr_slice slice) {
    size_t i = 0;
    for (; *p && *p != '"'; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '\\') {
            static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
            const char *at = strchr(from, *++p);
            c = (unsigned char)(at ? to[at - from] : *p);
            if (*p == 'u') {
                int code = hex4(p + 1);
                p += 4;
                if (code >= 0x80) { /* C1 controls are escaped too */
                    if (i >= slice.n || (unsigned char)slice.p[i++] != (0xC0 | code >> 6)) return 0;
                    c = (unsigned char)(0x80 | (code & 63));
                } else {
                    c = (unsigned char)code;
                }
            }
        }
        if (i >= slice.n || (unsigned char)slice.p[i++] != c) return 0;
    }
    return i == slice.n;
}

/* Is every span of the JSON the slice that it says? */
static int spans_are_slices(const onr_doc *doc, const onr_buf *json) {
    for (const char *p = json->p; (p = strstr(p, "{\"start\":")) != NULL; p++) {
        char *end;
        unsigned long a = strtoul(p + 9, &end, 10), b;
        if (strncmp(end, ",\"end\":", 7) != 0) return 0;
        b = strtoul(end + 7, &end, 10);
        if (strncmp(end, ",\"text\":\"", 9) != 0 || a >= b || b > doc->text_n) return 0;
        if (!says(end + 9, (onr_slice){doc->text + a, b - a})) return 0;
    }
    return 1;
}

/* ---- one text --------------------------------------------------------------------------------------------------- */

static const char *order_of_contents(const onr_doc *doc) {
    for (uint32_t i = 0; i < doc->statements_n; i++) {
        const onr_statement *s = &doc->statements[i];
        for (uint32_t k = 0; k < s->content_n; k++) {
            if (onr_span_empty(s->content[k])) return "an empty content";
            if (k > 0 && s->content[k].start < s->content[k - 1].end) return "contents out of order or overlapping";
            if (onr_span_overlap(s->content[k], s->cue)) return "a content that holds its own cue";
        }
        for (uint32_t k = 0; k < s->quoted_n; k++) {
            int inside = 0;
            for (uint32_t j = 0; j < s->content_n; j++) inside |= onr_span_within(s->quoted[k], s->content[j]);
            if (!inside) return "a quoted run outside the content";
        }
    }
    return NULL;
}

static int holds_statement(const onr_doc *doc, uint32_t outer, uint32_t inner) {
    for (uint32_t up = 0; up < doc->statements_n && inner != UINT32_MAX; up++) {
        if (inner == outer) return 1;
        inner = doc->statements[inner].within;
    }
    return 0;
}

static int contents_meet(const onr_statement *a, const onr_statement *b) {
    for (uint32_t i = 0; i < a->content_n; i++)
        for (uint32_t k = 0; k < b->content_n; k++)
            if (onr_span_overlap(a->content[i], b->content[k])) return 1;
    return 0;
}

/* Words belong to one statement, unless it lies within the other and says so. */
static const char *contents_apart(const onr_doc *doc) {
    for (uint32_t i = 0; i < doc->statements_n; i++)
        for (uint32_t k = 0; k < i; k++)
            if (contents_meet(&doc->statements[i], &doc->statements[k]) && !holds_statement(doc, i, k) &&
                !holds_statement(doc, k, i))
                return "contents of two statements overlap, and neither lies within the other";
    return NULL;
}

/* Read the text and write its JSON. Returns what is wrong, "" when the text was refused, NULL when all is well. */
static const char *read_once(onr_worker *w, const onr_pipe *pipe, onr_slice text, onr_doc *doc, onr_buf *json,
                             onr_err *err) {
    onr_pipe_options o = {.path = "case", .published = {2031, 3, 7}};
    onr_status st = onr_pipe_read(w, text.p, text.n, &o, doc, err);
    onr_buf_reset(json);
    if (st == ONR_FORMAT) return "";
    if (st != ONR_OK || onr_doc_check(doc, err) != ONR_OK) return err->msg;
    if (onr_json_write(doc, onr_pipe_run(pipe), json, err) != ONR_OK) return err->msg;
    if (!spans_are_slices(doc, json)) return "a span of the JSON is not its slice";
    const char *wrong = order_of_contents(doc);
    return wrong ? wrong : contents_apart(doc);
}

static const char *read_twice(onr_worker *w, const onr_pipe *pipe, onr_slice text, onr_doc *doc, onr_err *err) {
    onr_buf first, second;
    onr_buf_init(&first, ONR_JSON_MAX);
    onr_buf_init(&second, ONR_JSON_MAX);
    const char *wrong = read_once(w, pipe, text, doc, &first, err);
    if (!wrong) wrong = read_once(w, pipe, text, doc, &second, err);
    if (!wrong && (first.n != second.n || memcmp(first.p, second.p, first.n) != 0)) wrong = "two readings differ";
    onr_buf_clear(&first);
    onr_buf_clear(&second);
    return wrong && wrong[0] ? wrong : NULL;
}

/* ---- mutations -------------------------------------------------------------------------------------------------- */

static uint32_t next(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static size_t erase(char *p, size_t n, size_t at, size_t len) {
    if (at >= n) return n;
    if (len > n - at) len = n - at;
    memmove(p + at, p + at + len, n - at - len);
    return n - len;
}

/* Take out the paragraph that holds byte `at`. */
static size_t erase_paragraph(char *p, size_t n, size_t at) {
    size_t a = at, b = at;
    while (a > 0 && !(p[a - 1] == '\n' && a > 1 && p[a - 2] == '\n')) a--;
    while (b < n && !(p[b] == '\n' && b + 1 < n && p[b + 1] == '\n')) b++;
    return erase(p, n, a, b + 2 - a);
}

/* Take out one mark of quotation, or all of them. */
static size_t erase_quotes(char *p, size_t n, int all, size_t from) {
    static const char *const marks[] = {"“", "”", "‘", "’", "\"", "'", "«", "»"};
    for (size_t i = all ? 0 : from; i < n; i++)
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
            size_t len = strlen(marks[k]);
            if (i + len > n || memcmp(p + i, marks[k], len) != 0) continue;
            n = erase(p, n, i, len);
            if (!all) return n;
            k = 0;
        }
    return n;
}

static size_t mutate(char *p, size_t n, uint64_t *seed) {
    uint32_t kind = next(seed) % 7, times = 1 + next(seed) % 4;
    for (uint32_t t = 0; t < times && n > 1; t++) {
        size_t at = next(seed) % n;
        if (kind == 0) n = erase(p, n, at, 1);
        else if (kind == 1) p[at] = (char)(next(seed) & 255);
        else if (kind == 2) n = erase_paragraph(p, n, at);
        else if (kind == 3) n = erase_quotes(p, n, 1, 0);
        else if (kind == 4) n = erase_quotes(p, n, 0, at);
        else if (kind == 5) n = erase(p, n, at, 1 + next(seed) % 12);
        else p[at] = "\"'\n.:,-(["[next(seed) % 9];
    }
    return n;
}

int properties_hold(onr_worker *worker, const onr_pipe *pipe, const battery_case *c, int rounds, unsigned *reads) {
    onr_doc doc;
    onr_err err = {0};
    int ok = 1;
    uint64_t seed = 20310307u + (uint64_t)c->text.n;
    char *copy = onr_mem_alloc(c->text.n + 1);
    if (!copy) return 0;
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    for (int i = 0; i <= rounds; i++) {
        size_t n = c->text.n;
        memcpy(copy, c->text.p, n);
        if (i > 0) n = mutate(copy, n, &seed);
        ++*reads;
        const char *wrong = read_twice(worker, pipe, (onr_slice){copy, n}, &doc, &err);
        if (!wrong) continue;
        ok = 0;
        printf("%.*s, mutation %d: %s\n    %.*s\n", (int)c->title.n, c->title.p, i, wrong, (int)n, copy);
    }
    onr_doc_clear(&doc);
    onr_mem_free(copy);
    return ok;
}
