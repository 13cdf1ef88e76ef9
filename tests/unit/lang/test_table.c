/* test_table.c - which stretches hold no sentence, and the layers that they get without the network. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "lang/table.h"
#include "lang/token.h"
#include "lang_doc.h"

static const char prose[] = "Seven people were killed in the port of Orle on Monday, the mayor said.\n";

/* `rows` lines of a name and nine numbers behind `head`, then `tail`. */
static char *text_of(const char *head, unsigned rows, const char *tail) {
    static char text[1 << 16];
    size_t at = (size_t)snprintf(text, sizeof text, "%s", head);
    for (unsigned i = 0; i < rows; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "Velden 12 450 3 7 88 1,204 5 60 %u\n", i);
    snprintf(text + at, sizeof text - at, "%s", tail);
    return text;
}

/* The document of this text, its tokens and which of them stand in a table; the caller clears and frees. */
static uint8_t *begin(onr_doc *doc, const char *text) {
    onr_doc_init(doc, ONR_DOC_ARENA_CAP);
    assert_int_equal(lang_doc(doc, text, strlen(text)), 0);
    assert_int_equal(onr_token_split(doc, NULL), ONR_OK);
    uint8_t *at = malloc(doc->tokens_n + 1u);
    assert_non_null(at);
    onr_table_mark(doc, at);
    return at;
}

static uint32_t marked(const onr_doc *doc, const uint8_t *at) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < doc->tokens_n; i++) n += at[i];
    return n;
}

static void prose_is_no_table(void **state) {
    (void)state;
    static const char *const texts[] = {
        "", "12", prose, "Velden 2, Orle 1. Kessel 0, Tarn 0.\n",
        "They counted 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22 and 23 boats in the first 12 of the 40 harbours.\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        onr_doc doc;
        uint8_t *at = begin(&doc, texts[i]);
        assert_int_equal(marked(&doc, at), 0);
        free(at);
        onr_doc_clear(&doc);
    }
}

static void a_short_table_is_left(void **state) {
    (void)state;
    onr_doc doc;
    uint8_t *at = begin(&doc, text_of(prose, 9, prose));
    assert_int_equal(marked(&doc, at), 0);
    free(at);
    onr_doc_clear(&doc);
}

static void rows_are_marked_and_prose_is_not(void **state) {
    (void)state;
    onr_doc doc;
    uint8_t *at = begin(&doc, text_of(prose, 300, prose));
    assert_int_equal(marked(&doc, at), 3000);
    assert_int_equal(at[0], 0);
    assert_int_equal(at[doc.tokens_n - 1], 0);
    free(at);
    onr_doc_clear(&doc);
}

/* A table in one paragraph, whose sentences may be no longer than a window. */
static void layers_of_a_table_are_sound(void **state) {
    (void)state;
    onr_doc doc;
    onr_err err = {0};
    char text[4096];
    size_t n = 0;
    for (unsigned i = 0; i < 700; i++) n += (size_t)snprintf(text + n, sizeof text - n, "%u ", i);
    uint8_t *at = begin(&doc, text);
    assert_int_equal(marked(&doc, at), 700);
    onr_layers out = {.doc = &doc};
    doc.tags = onr_arena_alloc(&doc.arena, doc.tokens_n, sizeof *doc.tags);
    doc.arcs = onr_arena_alloc(&doc.arena, doc.tokens_n, sizeof *doc.arcs);
    assert_true(doc.tags && doc.arcs);
    uint32_t to = 0;
    assert_int_equal(onr_table_fill(&out, at, 0, &to, &err), ONR_OK);
    assert_int_equal(to, 700);
    assert_int_equal(doc.sents_n, 4);
    assert_int_equal(onr_doc_check(&doc, &err), ONR_OK);
    assert_int_equal(onr_table_warn(&doc, at), ONR_OK);
    assert_int_equal(doc.warnings_n, 1);
    assert_non_null(strstr(doc.warnings[0].message, "700 words and numbers"));
    free(at);
    onr_doc_clear(&doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prose_is_no_table),
        cmocka_unit_test(a_short_table_is_left),
        cmocka_unit_test(rows_are_marked_and_prose_is_not),
        cmocka_unit_test(layers_of_a_table_are_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
