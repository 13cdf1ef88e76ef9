/* test_quote.c - golden cases of quote runs, and the invariants on random rows of marks.
 *
 * tests/golden/quote/runs.txt: "=== title", input (a line is a block), "---", the runs: kind (D double, S single,
 * G guillemet), depth, U unclosed, N unopened, >K goes on in run K, a bar, the text of the run.
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
#include "base/mem.h"
#include "find/quote.h"

enum { TEXT_MAX = 1 << 17, BLOCKS_MAX = 4096 };
static onr_block blocks[BLOCKS_MAX];

/* A document whose blocks are the lines of `text`. */
static void lines(onr_doc *doc, char *text, size_t n) {
    doc->text = text;
    doc->text_n = (uint32_t)n;
    doc->blocks = blocks;
    doc->blocks_n = 0;
    for (size_t i = 0; i < n && doc->blocks_n < BLOCKS_MAX;) {
        size_t e = i;
        while (e < n && text[e] != '\n') e++;
        if (e > i) blocks[doc->blocks_n++] = (onr_block){{(uint32_t)i, (uint32_t)e}, ONR_BLOCK_PARA};
        i = e + 1;
    }
}

static void print_runs(const onr_doc *doc, onr_buf *out) {
    for (uint32_t k = 0; k < doc->quotes_n; k++) {
        const onr_quote *q = &doc->quotes[k];
        onr_buf_fmt(out, "%c%u%s%s", "DSG"[q->marks], q -> depth, q -> flags &ONR_QUOTE_UNCLOSED ? "U" : "",
                    q->flags &ONR_QUOTE_UNOPENED ? "N" : "");
        if (q->next != ONR_NONE) onr_buf_fmt(out, ">%u", q->next);
        onr_buf_str(out, " | ");
        onr_buf_add(out, doc->text + q->span.start, q->span.end - q->span.start);
        onr_buf_char(out, '\n');
    }
}

static void check_runs(const onr_doc *doc) {
    for (uint32_t k = 0; k < doc->quotes_n; k++) {
        const onr_quote *q = &doc->quotes[k];
        assert_true(q->span.start < q->span.end && q->span.end <= doc->text_n);
        assert_true(onr_span_within(q->inner, q->span) && q->inner.start < q->inner.end);
        assert_true(q->depth < ONR_QUOTE_DEPTH_MAX);
        int inside = 0;
        for (uint32_t b = 0; b < doc->blocks_n; b++) inside += onr_span_within(q->span, doc->blocks[b].span);
        assert_int_equal(inside, 1);
        if (q->parent != ONR_NONE) {
            assert_true(q->parent < k);
            assert_int_equal(doc->quotes[q->parent].depth + 1, q->depth);
            assert_true(onr_span_within(q->span, doc->quotes[q->parent].inner));
        } else {
            assert_int_equal(q->depth, 0);
        }
        if (q->next != ONR_NONE) {
            assert_true(q->next > k && q->next < doc->quotes_n);
            assert_true(q->flags & ONR_QUOTE_UNCLOSED);
            assert_int_equal(doc->quotes[q->next].marks, q->marks);
        }
        if (k == 0) continue;
        const onr_quote *p = q - 1;
        assert_true(p->span.start < q->span.start || (p->span.start == q->span.start && p->span.end >= q->span.end));
        /* Proper nesting: the one before holds this one, or ends before it, or so do its ancestors. */
        for (;;) {
            assert_true(onr_span_within(q->span, p->span) || p->span.end <= q->span.start);
            if (p->parent == ONR_NONE) break;
            p = &doc->quotes[p->parent];
        }
    }
}

static char *read_file(const char *path, size_t *n) {
    FILE *fp = fopen(path, "rb");
    if (!fp) fail_msg("cannot open %s", path);
    char *text = malloc(TEXT_MAX);
    *n = text ? fread(text, 1, TEXT_MAX - 1, fp) : 0;
    fclose(fp);
    if (!text || *n == TEXT_MAX - 1) fail_msg("cannot hold %s", path);
    text[*n] = 0;
    return text;
}

static void golden(void **state) {
    (void)state;
    size_t n, cases = 0;
    char *file = read_file("tests/golden/quote/runs.txt", &n);
    for (char *at = file; at && *at;) {
        char *input = strchr(at, '\n'), *expect = input ? strstr(input, "\n---\n") : NULL;
        if (strncmp(at, "=== ", 4) != 0 || !expect) fail_msg("bad case at byte %ld", (long)(at - file));
        char *next = strstr(expect + 4, "\n=== ");
        char *end = next ? next + 1 : file + n;
        onr_doc doc;
        onr_err err = {0};
        onr_buf out;
        onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
        onr_buf_init(&out, TEXT_MAX);
        lines(&doc, input + 1, (size_t)(expect - input - 1 > 0 ? expect - input - 1 : 0));
        assert_int_equal(onr_find_quotes(&doc, &err), ONR_OK);
        check_runs(&doc);
        print_runs(&doc, &out);
        assert_false(onr_buf_failed(&out));
        size_t want = (size_t)(end - (expect + 5));
        if (out.n != want || (want && memcmp(out.p, expect + 5, want) != 0))
            fail_msg("%.*s\nexpected:\n%.*sgot:\n%.*s", (int)(input - at), at, (int)want, expect + 5, (int)out.n,
                     out.n ? out.p : "");
        onr_buf_clear(&out);
        onr_doc_clear(&doc);
        cases++;
        at = next ? next + 1 : NULL;
    }
    assert_true(cases >= 60);
    free(file);
}

static uint32_t random_next(uint32_t *s) {
    *s = *s * 1664525u + 1013904223u;
    return *s >> 8;
}

static size_t random_text(char *text, size_t max, uint32_t *seed, unsigned spaces) {
    static const char *const part[] = {"“", "”", "\"", "‘", "’", "'",  "«", "»", "„", "‚", "`", "a",
                                       "s", "B", " ",  ".", ",", "\n", "—", "5", "(", "“", "”", "é"};
    size_t n = 0, want = random_next(seed) % max;
    while (n + 8 < want) {
        const char *p = random_next(seed) % 10 < spaces ? " " : part[random_next(seed) % (sizeof part / sizeof *part)];
        memcpy(text + n, p, strlen(p));
        n += strlen(p);
    }
    text[n] = 0;
    return n;
}

static void invariants(void **state) {
    (void)state;
    static char text[1024];
    uint32_t seed = 20240229;
    for (int round = 0; round < 20000; round++) {
        size_t n = random_text(text, round % 50 == 0 ? 1000 : 60, &seed, (unsigned)round % 4);
        onr_doc doc;
        onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
        lines(&doc, text, n);
        assert_int_equal(onr_find_quotes(&doc, NULL), ONR_OK);
        check_runs(&doc);
        onr_doc_clear(&doc);
    }
}

/* Long rows are judged in windows: marks after the first window must pair as well as those in it. */
static void long_row(void **state) {
    (void)state;
    enum { RUNS = 9000 };
    char *text = malloc(RUNS * 8 + 1);
    assert_non_null(text);
    size_t n = 0;
    for (int k = 0; k < RUNS; k++) {
        memcpy(text + n, "\"a b\" c ", 8);
        n += 8;
    }
    text[n] = 0;
    onr_doc doc;
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    lines(&doc, text, n);
    assert_int_equal(onr_find_quotes(&doc, NULL), ONR_OK);
    assert_int_equal(doc.quotes_n, RUNS);
    for (uint32_t k = 0; k < RUNS; k++) assert_int_equal(doc.quotes[k].span.end - doc.quotes[k].span.start, 5);
    onr_doc_clear(&doc);
    /* Nothing but opening marks: no window is ever settled; depth stays bounded. */
    for (size_t k = 0; k + 3 <= n; k += 3) memcpy(text + k, "\xE2\x80\x9C", 3);
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    lines(&doc, text, n - n % 3);
    assert_int_equal(onr_find_quotes(&doc, NULL), ONR_OK);
    onr_doc_clear(&doc);
    free(text);
}

static void bad_bytes(void **state) {
    (void)state;
    char text[] = "\x80\"\xE2\x80 \xE2\"\xFF'\xC3";
    onr_doc doc;
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    lines(&doc, text, sizeof text - 1);
    assert_int_equal(onr_find_quotes(&doc, NULL), ONR_OK);
    check_runs(&doc);
    onr_doc_clear(&doc);
}

static void out_of_memory(void **state) {
    (void)state;
    char text[] = "“One ‘two’ «three»\n“four”\n";
    int failed = 0;
    for (long k = 0; k < 40; k++) {
        onr_doc doc;
        onr_err err = {0};
        onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
        lines(&doc, text, sizeof text - 1);
        onr_mem_fail_after(k);
        onr_status st = onr_find_quotes(&doc, &err);
        onr_mem_fail_after(-1);
        assert_true(st == ONR_OK || st == ONR_NOMEM);
        if (st == ONR_NOMEM) failed++, assert_true(err.msg[0] != 0);
        onr_doc_clear(&doc);
    }
#ifdef ONR_FAULT
    assert_true(failed > 5 && failed < 40);
#endif
    (void)failed;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden),    cmocka_unit_test(invariants),    cmocka_unit_test(long_row),
        cmocka_unit_test(bad_bytes), cmocka_unit_test(out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
