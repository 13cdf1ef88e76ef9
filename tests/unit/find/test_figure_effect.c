/* Effects on hand-made layers: a victim of the verb, a part that is hurt, a thing that is none, a rule and a toll. */
#include "layers.h"

#include "find/figure_part.h"
#include "find/number.h"

static onr_count count_of(layers *l, const char *number) {
    onr_span s = layers_span(l, number);
    onr_text t = {l->doc.text, s.start, l->doc.text_n};
    onr_count c = {.tok = layers_range(l, number), .mark = ONR_NONE, .of = ONR_NONE};
    uint32_t at = s.start;
    assert_true(onr_quantity_next(&t, &at, 0, &c.q));
    c.sent = onr_doc_sent_of(&l->doc, c.tok.from);
    onr_figure_place(&l->doc, &c);
    return c;
}

static void victim(layers *l, const char *number, const char *noun, const char *verb, unsigned rel) {
    layers_tag(l, noun, ONR_UPOS_NOUN, ONR_XPOS_NNS);
    layers_arc(l, number, noun, ONR_DEPREL_NUMMOD);
    layers_arc(l, noun, verb, rel);
    layers_tag(l, number, ONR_UPOS_NUM, ONR_XPOS_CD);
    layers_tag(l, verb, ONR_UPOS_VERB, ONR_XPOS_VBN);
    l->arcs[layers_token(l, verb)] = (onr_arc){ONR_NONE, ONR_DEPREL_ROOT};
}

static void passive(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Then 12 sailors were killed.");
    victim(&l, "12", "sailors", "killed", ONR_DEPREL_NSUBJ_PASS);
    onr_count c = count_of(&l, "12");
    assert_int_equal(c.noun, layers_token(&l, "sailors"));
    assert_int_equal(onr_figure_effect(&l.doc, &c), ONR_MARK_KILLED);
    c.effect = ONR_MARK_KILLED;
    assert_string_equal(onr_figure_rule(&l.doc, &c), "victims");
    assert_false(onr_figure_is_thing(&l.doc, &c));
    layers_end(&l);
}

static void shot_is_hurt(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Then 12 soldiers were shot.");
    victim(&l, "12", "soldiers", "shot", ONR_DEPREL_NSUBJ_PASS);
    layers_lemma(&l, "soldiers", "soldier");
    layers_lemma(&l, "shot", "shoot");
    onr_count c = count_of(&l, "12");
    assert_int_equal(onr_figure_effect(&l.doc, &c), ONR_MARK_INJURED);
    layers_end(&l);
    layers_begin(&l, "Then 12 films were shot.");
    victim(&l, "12", "films", "shot", ONR_DEPREL_NSUBJ_PASS);
    layers_lemma(&l, "films", "film");
    layers_lemma(&l, "shot", "shoot");
    c = count_of(&l, "12");
    assert_int_equal(onr_figure_effect(&l.doc, &c), ONR_MARK_OTHER);
    assert_true(onr_figure_is_thing(&l.doc, &c));
    layers_end(&l);
}

static void hurt_part(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Nine died, four of them seriously.");
    layers_tag(&l, "four", ONR_UPOS_NUM, ONR_XPOS_CD);
    onr_count c = count_of(&l, "four");
    assert_int_equal(onr_figure_effect(&l.doc, &c), ONR_MARK_INJURED);
    layers_end(&l);
}

static void toll(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "The toll stood at 40.");
    onr_count c = count_of(&l, "40");
    assert_int_equal(onr_figure_effect(&l.doc, &c), ONR_MARK_KILLED);
    layers_end(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(passive), cmocka_unit_test(shot_is_hurt),
                                       cmocka_unit_test(hurt_part), cmocka_unit_test(toll)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
