/* On whose word a figure stands where no statement holds it: "according to", hearsay, and nobody but the outlet. */
#include "layers.h"

#include "find/figure_part.h"
#include "find/number.h"

static onr_figure chain_of(layers *l, const char *number) {
    onr_figure f;
    memset(&f, 0, sizeof f);
    onr_count c = {.tok = layers_range(l, number), .mark = ONR_NONE, .noun = ONR_NONE, .verb = ONR_NONE};
    c.q.number = layers_span(l, number);
    c.sent = onr_doc_sent_of(&l->doc, c.tok.from);
    uint32_t statement;
    assert_int_equal(onr_figure_chain(&l->doc, &c, &f, &statement, &l->err), ONR_OK);
    assert_int_equal(statement, ONR_NONE);
    assert_true(f.chain_n > 0 && f.chain[f.chain_n - 1].role == ONR_LINK_OUTLET);
    return f;
}

static void according_to(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Some 40 died, according to the Harbour Office; 12 fled.");
    layers_tag(&l, "Harbour Office", ONR_UPOS_PROPN, ONR_XPOS_NNP);
    onr_figure f = chain_of(&l, "40");
    assert_int_equal(f.chain_n, 2);
    assert_int_equal(f.chain[0].role, ONR_LINK_ORIGIN);
    assert_int_equal(f.chain[0].span.start, layers_span(&l, "the Harbour Office").start);
    assert_int_equal(f.chain[0].span.end, layers_span(&l, "the Harbour Office").end);
    assert_int_equal(chain_of(&l, "12").chain_n, 1); /* not across a semicolon */
    layers_end(&l);
}

static void hearsay(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Some 40 reportedly died.");
    onr_figure f = chain_of(&l, "40");
    assert_int_equal(f.chain_n, 2);
    assert_true(f.chain[0].entity == ONR_NONE && onr_span_empty(f.chain[0].span));
    layers_end(&l);
}

static void outlet(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Some 40 died. According to the mayor, nobody fled.");
    assert_int_equal(chain_of(&l, "40").chain_n, 1);
    layers_end(&l);
}

static void goes_on(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Some 40 died, according to the mayor. Of these 12 were nurses.");
    layers_tag(&l, "mayor", ONR_UPOS_NOUN, ONR_XPOS_NN);
    onr_figure f = chain_of(&l, "12");
    assert_int_equal(f.chain_n, 2);
    assert_int_equal(f.chain[0].span.end, layers_span(&l, "the mayor").end);
    layers_end(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(according_to), cmocka_unit_test(hearsay),
                                       cmocka_unit_test(outlet), cmocka_unit_test(goes_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
