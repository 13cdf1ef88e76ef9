/* test_confidence.c - factors, marks under records, the sum. Weights are fitted, so no test knows one. */
#include "find/confidence.h"

#include "base/mem.h"
#include "layers.h"

static layers l;

static void begin(void) {
    layers_begin(&l, "Mayor Ada Olt said the pier is shut. “We wait,” she added.");
    layers_name(&l, "Ada Olt", ONR_NAME_PER);
    (void)layers_said(&l, "Mayor Ada Olt", "said", "the pier is shut");
    (void)layers_said(&l, "she", "added", "“We wait,”");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 2);
}

static double value(const onr_evidence *ev, unsigned kind, uint32_t i, const char *name) {
    onr_factor f[ONR_FACTORS];
    uint32_t n = onr_confidence_factors(ev, kind, i, f);
    for (uint32_t k = 0; k < n; k++)
        if (strcmp(f[k].name, name) == 0) return f[k].value;
    return 0;
}

static void marks_are_found_again(void **state) {
    (void)state;
    onr_evidence ev;
    begin();
    assert_int_equal(onr_evidence_take(&l.doc, &ev, &l.err), ONR_OK);
    assert_int_equal(onr_evidence_mark(&ev, ONR_KIND_STATEMENT, l.doc.statements[0].cue), 0);
    assert_int_equal(onr_evidence_mark(&ev, ONR_KIND_STATEMENT, l.doc.statements[1].cue), 1);
    assert_int_equal(onr_evidence_mark(&ev, ONR_KIND_EVENT, l.doc.statements[1].cue), ONR_NONE);
    assert_int_equal(onr_evidence_mark(&ev, ONR_KIND_FIGURE, layers_span(&l, "pier")), ONR_NONE);
    uint32_t first, end;
    onr_evidence_links(&l.doc, 1, &first, &end);
    assert_int_equal(first, 2);
    assert_int_equal(end, 4);
    onr_evidence_clear(&ev);
    layers_end(&l);
}

static void factors_of_a_statement(void **state) {
    (void)state;
    onr_evidence ev;
    begin();
    assert_int_equal(onr_evidence_take(&l.doc, &ev, &l.err), ONR_OK);
    assert_true(value(&ev, ONR_KIND_STATEMENT, 0, "always") == 1);
    assert_true(value(&ev, ONR_KIND_STATEMENT, 0, "cue score") > 2.1); /* log(.9 / .1) = 2.197 */
    assert_true(value(&ev, ONR_KIND_STATEMENT, 0, "cue score") < 2.3);
    assert_true(value(&ev, ONR_KIND_STATEMENT, 0, "person by name") == 1);
    assert_true(value(&ev, ONR_KIND_STATEMENT, 0, "direct") == 0);
    assert_true(value(&ev, ONR_KIND_STATEMENT, 1, "direct") == 1);
    assert_true(value(&ev, ONR_KIND_STATEMENT, 1, "he or she") == 1);
    onr_evidence_clear(&ev);
    layers_end(&l);
}

/* Every factor has one name, and the sum is a probability that grows with each term. */
static void the_sum(void **state) {
    (void)state;
    onr_evidence ev;
    onr_factor f[ONR_FACTORS];
    begin();
    assert_int_equal(onr_evidence_take(&l.doc, &ev, &l.err), ONR_OK);
    uint32_t n = onr_confidence_factors(&ev, ONR_KIND_STATEMENT, 1, f);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < i; k++) assert_string_not_equal(f[i].name, f[k].name);
    assert_int_equal(onr_find_confidence(&l.doc, &l.err), ONR_OK);
    assert_true(l.doc.statements[1].confidence > 0 && l.doc.statements[1].confidence < 1);
    assert_true(onr_confidence_of(f, 0) == .5);
    f[0].value = 1, f[0].weight = 2;
    assert_true(onr_confidence_of(f, 1) > .88 && onr_confidence_of(f, 1) < .8809);
    f[0].weight = -1000;
    assert_true(onr_confidence_of(f, 1) >= 0);
    f[0].weight = 1000;
    assert_true(onr_confidence_of(f, 1) <= 1);
    onr_evidence_clear(&ev);
    layers_end(&l);
}

static void no_memory_and_nothing_read(void **state) {
    (void)state;
    begin();
    onr_mem_fail_after(0);
    onr_status st = onr_find_confidence(&l.doc, &l.err);
    if (onr_mem_fail_after(-1) > 0) assert_int_equal(st, ONR_NOMEM); /* only where faults are built in */
    layers_end(&l);
    onr_doc empty;
    onr_evidence ev;
    onr_doc_init(&empty, ONR_DOC_ARENA_CAP);
    assert_int_equal(onr_find_confidence(&empty, &l.err), ONR_OK);
    assert_int_equal(onr_evidence_take(&empty, &ev, &l.err), ONR_OK);
    assert_int_equal(onr_evidence_mark(&ev, ONR_KIND_FIGURE, (onr_span){0, 4}), ONR_NONE);
    onr_evidence_clear(&ev);
    onr_doc_clear(&empty);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_found_again),
        cmocka_unit_test(factors_of_a_statement),
        cmocka_unit_test(the_sum),
        cmocka_unit_test(no_memory_and_nothing_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
