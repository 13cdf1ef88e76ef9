/* test_explain.c - why a record is there, and why none is, on hand-made layers. */
#include "cli/explain.h"

#include "../find/layers.h"

static layers l;
static onr_buf out;

static void begin(const char *text) {
    layers_begin(&l, text);
    onr_buf_init(&out, 1 << 20);
}

static void end(void) {
    onr_buf_clear(&out);
    layers_end(&l);
}

static void says(const char *what) {
    onr_buf_char(&out, '\0');
    if (!strstr(out.p, what)) fail_msg("'%s' is not in:\n%s", what, out.p);
    out.n--;
}

static void a_statement(void **state) {
    (void)state;
    begin("Mayor Ada Olt said the pier is shut.");
    layers_name(&l, "Ada Olt", ONR_NAME_PER);
    (void)layers_said(&l, "Mayor Ada Olt", "said", "the pier is shut");
    layers_find(&l);
    assert_int_equal(cli_explain(&l.doc, "all", &out, &l.err), ONR_OK);
    says("statement ");
    says("  mark        cue \"said\" 0.900, asserted\n");
    says("  link        source \"Mayor Ada Olt\" 0.900\n");
    says("  speaker     \"Ada Olt\" (person), by name\n");
    says("  chain       origin \"Ada Olt\"");
    says("    cue score ");
    char id[5] = {0};
    memcpy(id, l.doc.statements[0].id, 4);
    onr_buf_reset(&out);
    assert_int_equal(cli_explain(&l.doc, id, &out, &l.err), ONR_OK); /* the beginning of an id will do */
    says(l.doc.statements[0].id);
    end();
}

static void no_such_record(void **state) {
    (void)state;
    begin("Mayor Ada Olt said the pier is shut.");
    layers_find(&l);
    assert_int_equal(cli_explain(&l.doc, "all", &out, &l.err), ONR_OK); /* nothing to explain is no failure */
    assert_int_equal(out.n, 0);
    assert_int_equal(cli_explain(&l.doc, "f00", &out, &l.err), ONR_NOT_FOUND);
    assert_non_null(strstr(l.err.msg, "f00"));
    assert_int_equal(cli_explain(&l.doc, "", &out, &l.err), ONR_NOT_FOUND);
    end();
}

static void why_not(void **state) {
    (void)state;
    begin("Nobody came.\nMayor Olt said little to the 12 sailors aged 40 in 2029.\nOlt added the pier is shut.");
    layers_lemma(&l, "said", "say");
    (void)layers_said(&l, "Mayor Olt", "said", "");
    (void)layers_said(&l, "", "added", "the pier is shut");
    layers_find(&l);
    assert_int_equal(cli_why_not(&l.doc, 1, &out, &l.err), ONR_OK);
    says("1:1 \"Nobody came.\"\n  no cue: ");
    onr_buf_reset(&out);
    assert_int_equal(cli_why_not(&l.doc, 2, &out, &l.err), ONR_OK);
    says("cue \"said\" 0.900: no statement: the network links no content to it\n");
    says("number \"40\": no figure: it reads as an age\n");
    says("number \"2029\": no figure: it reads as a year\n");
    says("number \"12\": no figure: the network did not mark it");
    onr_buf_reset(&out);
    assert_int_equal(cli_why_not(&l.doc, 3, &out, &l.err), ONR_OK);
    says("no source linked\n");
    assert_int_equal(cli_why_not(&l.doc, 4, &out, &l.err), ONR_NOT_FOUND);
    end();
}

/* A verb of the list of cues that the network left alone is said to be one. */
static void unmarked_verb(void **state) {
    (void)state;
    begin("Mayor Olt warned us.");
    layers_lemma(&l, "warned", "warn");
    layers_find(&l);
    assert_int_equal(cli_why_not(&l.doc, 1, &out, &l.err), ONR_OK);
    says("verb \"warned\" is a cue of class warn in the list, but the network did not mark it here\n");
    end();
}

/* Text that would move a terminal's cursor is shown as U+FFFD, long words are cut. */
static void words_are_safe(void **state) {
    (void)state;
    begin("Olt \033[2J said it.");
    cli_explain_words(&l.doc, (onr_span){0, l.doc.text_n}, 120, &out);
    says("\"Olt \xEF\xBF\xBD[2J said it.\"");
    onr_buf_reset(&out);
    cli_explain_words(&l.doc, (onr_span){0, l.doc.text_n}, 3, &out);
    says("\"Olt\xE2\x80\xA6\"");
    end();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement),   cmocka_unit_test(no_such_record), cmocka_unit_test(why_not),
        cmocka_unit_test(unmarked_verb), cmocka_unit_test(words_are_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
