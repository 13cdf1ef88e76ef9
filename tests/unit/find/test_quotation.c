/* test_quotation.c - kinds of quoted runs on tests/quality/quotes.txt, and what becomes a quotation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "find/quotation.h"
#include "find/quote.h"

static onr_block blocks[16];

static void one_block(onr_doc *doc, char *text) {
    onr_doc_init(doc, ONR_DOC_ARENA_CAP);
    doc->text = text;
    doc->text_n = (uint32_t)strlen(text);
    blocks[0] = (onr_block){{0, doc->text_n}, ONR_BLOCK_PARA};
    doc->blocks = blocks;
    doc->blocks_n = doc->text_n > 0;
    assert_int_equal(onr_find_quotes(doc, NULL), ONR_OK);
}

/* Judge one line of the quality file; returns how many runs are right and adds to *all. */
static int judge_line(char *line, int *all) {
    char *text = strstr(line, " | "), *kinds = line;
    if (!text) fail_msg("no bar: %s", line);
    *text = 0;
    text += 3;
    text[strcspn(text, "\n")] = 0;
    onr_doc doc;
    one_block(&doc, text);
    int right = 0;
    uint32_t q = 0;
    for (char *want = kinds; want; (*all)++) {
        char *comma = strchr(want, ',');
        if (comma) *comma++ = 0;
        while (q < doc.quotes_n && doc.quotes[q].depth) q++;
        if (q == doc.quotes_n) fail_msg("fewer runs than kinds: %s", text);
        const char *kind = onr_quote_kind(&doc, &doc.quotes[q++]);
        int ok = strcmp(kind ? kind : "speech", want) == 0;
        if (!ok) print_message("  %s, not %s: %s\n", kind ? kind : "speech", want, text);
        right += ok;
        want = comma;
    }
    onr_doc_clear(&doc);
    return right;
}

static void quality(void **state) {
    (void)state;
    FILE *fp = fopen("tests/quality/quotes.txt", "r");
    if (!fp) fail_msg("cannot open tests/quality/quotes.txt (run from the repository's root)");
    static char line[1024];
    int all = 0, right = 0;
    while (fgets(line, sizeof line, fp))
        if (line[0] != '#' && line[0] != '\n') right += judge_line(line, &all);
    fclose(fp);
    print_message("kinds of quoted runs: %d of %d right\n", right, all);
    assert_true(all >= 60);
    assert_true(right * 100 >= all * 95);
}

static void expect(onr_doc *doc, uint32_t i, const char *words, const char *kind) {
    assert_true(i < doc->quotations_n);
    onr_slice s = onr_doc_slice(doc, doc->quotations[i].span);
    if (s.n != strlen(words) || memcmp(s.p, words, s.n) != 0) fail_msg("%.*s, not %s", (int)s.n, s.p, words);
    assert_string_equal(doc->quotations[i].kind, kind);
    assert_int_equal(strlen(doc->quotations[i].id), 16);
    assert_non_null(doc->quotations[i].rule);
}

static void leftovers(void **state) {
    (void)state;
    char text[] = "“We stay,” said Ilse “The Heron” Brandt. “Nobody asked us what we wanted.” The 'reform' of "
                  "\"Night Boats\", \"Salt Ebb\" and \"Heron\" failed.";
    onr_doc doc;
    one_block(&doc, text);
    /* A statement took the first run. */
    onr_span content = doc.quotes[0].span;
    onr_statement taken = {.content = &content, .content_n = 1};
    doc.statements = &taken;
    doc.statements_n = 1;
    assert_int_equal(onr_find_quotations(&doc, NULL), ONR_OK);
    expect(&doc, 0, "“The Heron”", "nickname");
    expect(&doc, 1, "“Nobody asked us what we wanted.”", "unattributed");
    expect(&doc, 2, "'reform'", "scare");
    expect(&doc, 3, "\"Night Boats\"", "title");
    expect(&doc, 4, "\"Salt Ebb\"", "title");
    expect(&doc, 5, "\"Heron\"", "title");
    assert_int_equal(doc.quotations_n, 6);
    for (uint32_t i = 1; i < doc.quotations_n; i++)
        assert_string_not_equal(doc.quotations[i].id, doc.quotations[i - 1].id);
    onr_doc_clear(&doc);
}

static void tags_decide(void **state) {
    (void)state;
    char text[] = "The \"lamps burnt out\" at nine in a \"storm of wind and salt\".";
    onr_doc doc;
    one_block(&doc, text);
    static onr_token tokens[] = {{0, 3, 0, 1},   {4, 5, 0, 0},   {5, 10, 0, 1},
                                 {11, 16, 0, 1}, {17, 20, 0, 0}, {20, 21, 0, 1}};
    static onr_tag tags[] = {{ONR_UPOS_DET, ONR_XPOS_DT},   {ONR_UPOS_PUNCT, ONR_XPOS_OPEN},
                             {ONR_UPOS_NOUN, ONR_XPOS_NNS}, {ONR_UPOS_VERB, ONR_XPOS_VBN},
                             {ONR_UPOS_ADV, ONR_XPOS_RB},   {ONR_UPOS_PUNCT, ONR_XPOS_CLOSE}};
    doc.tokens = tokens;
    doc.tokens_n = 6;
    doc.tags = tags;
    /* Three words with a participle are a scare quote, with a finite verb a clause; five may be speech anyhow. */
    assert_string_equal(onr_quote_kind(&doc, &doc.quotes[0]), "scare");
    tags[3].xpos = ONR_XPOS_VBD;
    assert_null(onr_quote_kind(&doc, &doc.quotes[0]));
    assert_null(onr_quote_kind(&doc, &doc.quotes[1]));
    onr_doc_clear(&doc);
}

static void any_bytes(void **state) {
    (void)state;
    static const char *const part[] = {"“", "”",         "\"", "‘",        "’",    "'",    "a",       "B",
                                       " ", ".",         ",",  "é",        "\xE2", "\x80", "called ", "film ",
                                       "…", "known as ", ":",  "\xC2\xA0", "-",    " of "};
    uint32_t seed = 11;
    for (int round = 0; round < 20000; round++) {
        char text[256];
        size_t n = 0, want = (seed >> 8) % 120;
        while (n < want) {
            seed = seed * 1664525u + 1013904223u;
            const char *p = part[(seed >> 8) % (sizeof part / sizeof *part)];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        text[n] = 0;
        char *exact = malloc(n + 1);
        assert_non_null(exact);
        memcpy(exact, text, n + 1);
        onr_doc doc;
        one_block(&doc, exact);
        assert_int_equal(onr_find_quotations(&doc, NULL), ONR_OK);
        uint32_t tops = 0;
        for (uint32_t i = 0; i < doc.quotes_n; i++) tops += doc.quotes[i].depth == 0;
        assert_int_equal(doc.quotations_n, tops);
        onr_doc_clear(&doc);
        free(exact);
        seed = seed * 1664525u + 1013904223u;
    }
}

static void out_of_memory(void **state) {
    (void)state;
    char text[] = "The “reform” failed.";
    for (long k = 0; k < 4; k++) {
        onr_doc doc;
        onr_err err = {0};
        one_block(&doc, text);
        onr_mem_fail_after(k);
        onr_status st = onr_find_quotations(&doc, &err);
        onr_mem_fail_after(-1);
        assert_true(st == ONR_OK || (st == ONR_NOMEM && err.msg[0]));
        onr_doc_clear(&doc);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quality),   cmocka_unit_test(leftovers),     cmocka_unit_test(tags_decide),
        cmocka_unit_test(any_bytes), cmocka_unit_test(out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
