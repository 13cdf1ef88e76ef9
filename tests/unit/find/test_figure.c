/* Figures on hand-made layers: a passive with a subset, a denial, a mark with links, what a statement lends, dates that
 * are none, random trees, and every allocation failing once. */
#include "layers.h"

#include "base/mem.h"
#include "find/figure.h"

static uint32_t number_mark(layers *l, const char *words, unsigned kind) {
    l->marks[l->doc.marks_n] =
        (onr_mark){layers_range(l, words), ONR_LAYER_NUMBER, (uint8_t)kind, ONR_ATTR_INCIDENT, 0.9f};
    return l->doc.marks_n++;
}

static void find(layers *l) {
    assert_int_equal(onr_find_figures(&l->doc, &l->err), ONR_OK);
    if (onr_doc_check(&l->doc, &l->err) != ONR_OK) fail_msg("%s", l->err.msg);
}

static void noun(layers *l, const char *word, const char *lemma, const char *on, unsigned rel) {
    layers_tag(l, word, ONR_UPOS_NOUN, ONR_XPOS_NNS);
    layers_lemma(l, word, lemma);
    layers_arc(l, word, on, rel);
}

static void build_subset(layers *l) {
    layers_begin(l, "At least 12 people, including three children, were killed.");
    noun(l, "people", "people", "killed", ONR_DEPREL_NSUBJ_PASS);
    noun(l, "children", "child", "people", ONR_DEPREL_NMOD);
    layers_tag(l, "killed", ONR_UPOS_VERB, ONR_XPOS_VBN);
    l->arcs[layers_token(l, "killed")] = (onr_arc){ONR_NONE, ONR_DEPREL_ROOT};
    layers_lemma(l, "killed", "kill");
    layers_tag(l, "three", ONR_UPOS_NUM, ONR_XPOS_CD);
    layers_arc(l, "12", "people", ONR_DEPREL_NUMMOD);
    layers_arc(l, "three", "children", ONR_DEPREL_NUMMOD);
    layers_arc(l, "were", "killed", ONR_DEPREL_AUX_PASS);
    layers_arc(l, ".", "killed", ONR_DEPREL_PUNCT);
}

static void subset(void **state) {
    (void)state;
    static layers l;
    build_subset(&l);
    find(&l);
    assert_int_equal(l.doc.figures_n, 2);
    const onr_figure *f = l.doc.figures;
    assert_true(f[0].value.has_low && !f[0].value.has_high && f[0].value.low.digits == 12);
    assert_int_equal(f[0].effect, ONR_MARK_KILLED);
    assert_string_equal(f[0].rule, "victims");
    assert_int_equal(f[1].effect, ONR_MARK_KILLED);
    assert_int_equal(f[1].of, 0);
    assert_int_equal(f[1].relation, ONR_RELATION_SUBSET);
    assert_true(f[1].value.low.digits == 3 && f[1].chain_n == 1 && f[1].chain[0].role == ONR_LINK_OUTLET);
    layers_end(&l);
}

static void marked(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Ostmark lost 2.4 million herons on 4 May.");
    uint32_t m = number_mark(&l, "2.4 million", ONR_MARK_OTHER);
    l.links[l.doc.links_n++] = (onr_link){m, ONR_ROLE_UNIT, layers_range(&l, "herons"), 0.9f};
    number_mark(&l, "4", ONR_MARK_OTHER); /* the network may mark a date: it is none */
    find(&l);
    assert_int_equal(l.doc.figures_n, 1);
    const onr_figure *f = l.doc.figures;
    assert_true(f->value.low.digits == 2400000 && f->scale == 1000000);
    assert_string_equal(f->accrual, "incident");
    assert_int_equal(f->unit.start, layers_span(&l, "herons").start);
    assert_int_equal(f->text.end, layers_span(&l, "herons").end);
    layers_end(&l);
}

static void unit_as_written(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Ostmark paid 27 per cent of the cost.");
    uint32_t m = number_mark(&l, "27 per cent", ONR_MARK_PERCENT);
    l.links[l.doc.links_n++] = (onr_link){m, ONR_ROLE_UNIT, layers_range(&l, "cent"), 0.9f};
    find(&l);
    assert_int_equal(l.doc.figures_n, 1);
    assert_int_equal(l.doc.figures[0].unit.start, layers_span(&l, "per cent").start);
    assert_int_equal(l.doc.figures[0].unit.end, layers_span(&l, "per cent").end);
    layers_end(&l);
}

/* The first word of the text before a number: nothing stands before it that could say "of". */
static void nothing_ahead(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "The 40 passengers and 22 sailors drowned.");
    number_mark(&l, "40", ONR_MARK_KILLED);
    number_mark(&l, "22", ONR_MARK_KILLED);
    find(&l);
    assert_int_equal(l.doc.figures_n, 2);
    for (uint32_t i = 0; i < l.doc.figures_n; i++) assert_int_equal(l.doc.figures[i].of, ONR_NONE);
    layers_end(&l);
}

static void on_whose_word(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Ada Brenn said that 40 sailors died.");
    noun(&l, "sailors", "sailor", "died", ONR_DEPREL_NSUBJ);
    layers_arc(&l, "40", "sailors", ONR_DEPREL_NUMMOD);
    layers_tag(&l, "died", ONR_UPOS_VERB, ONR_XPOS_VBD);
    layers_lemma(&l, "died", "die");
    layers_tag(&l, "that", ONR_UPOS_SCONJ, ONR_XPOS_IN);
    onr_chain_link chain[2] = {{ONR_LINK_ORIGIN, ONR_NONE, layers_span(&l, "Ada Brenn")},
                               {ONR_LINK_OUTLET, ONR_NONE, {0, 0}}};
    onr_span content = layers_span(&l, "40 sailors died");
    onr_statement s = {.id = "0123456789abcdef",
                       .type = ONR_STATEMENT_INDIRECT,
                       .source = chain[0].span,
                       .speaker = ONR_NONE,
                       .cue = layers_span(&l, "said"),
                       .content = &content,
                       .content_n = 1,
                       .polarity = "denied",
                       .within = ONR_NONE,
                       .chain = chain,
                       .chain_n = 2,
                       .rule = "test"};
    l.doc.statements = &s;
    l.doc.statements_n = 1;
    find(&l);
    assert_int_equal(l.doc.figures_n, 1);
    assert_int_equal(l.doc.figures[0].effect, ONR_MARK_KILLED);
    assert_int_equal(l.doc.figures[0].chain_n, 2);
    assert_string_equal(l.doc.figures[0].polarity, "denied");
    layers_end(&l);
}

static void nothing_without_layers(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "12 people were killed.");
    l.doc.arcs = NULL;
    find(&l);
    assert_int_equal(l.doc.figures_n, 0);
    layers_end(&l);
}

static uint64_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Any tree, any tags, any marks: no crash, every invariant. */
static void any_layers(void **state) {
    (void)state;
    static layers l;
    uint64_t seed = 3;
    for (int round = 0; round < 3000; round++) {
        layers_begin(&l,
                     "No one denied that 12 of the 40 people, including 3 or 4 boys, died. "
                     "Up from 7, half of them were feared dead in 2019.\nKills 5, injures 60% and $2 million to 9.");
        onr_doc *d = &l.doc;
        for (uint32_t s = 0; s < d->sents_n; s++) {
            onr_range r = d->sents[s].tok;
            for (uint32_t t = r.from; t < r.to; t++) { /* heads go left of the last word: no cycle */
                l.tags[t] = (onr_tag){(uint8_t)(next_random(&seed) % ONR_UPOS_COUNT),
                                      (uint8_t)(next_random(&seed) % ONR_XPOS_COUNT)};
                if (t + 1 == r.to) continue;
                uint8_t rel = (uint8_t)(next_random(&seed) % ONR_DEPREL_COUNT);
                if (rel == ONR_DEPREL_ROOT) rel = ONR_DEPREL_DEP;
                l.arcs[t] = (onr_arc){t + 1 + (uint32_t)(next_random(&seed) % (r.to - t - 1)), rel};
            }
        }
        for (uint32_t t = 0; t < d->tokens_n; t++) {
            if (next_random(&seed) % 6) continue;
            uint32_t to = t + 1 + (uint32_t)(next_random(&seed) % 3);
            if (to > d->tokens_n) to = d->tokens_n;
            l.marks[d->marks_n++] = (onr_mark){{t, to},
                                               ONR_LAYER_NUMBER,
                                               (uint8_t)(next_random(&seed) % ONR_MARK_COUNT),
                                               (uint8_t)(next_random(&seed) % ONR_ATTR_COUNT),
                                               0.5f};
            t = to;
        }
        find(&l);
        layers_end(&l);
    }
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    static layers l;
    for (long n = 0;; n++) {
        build_subset(&l);
        onr_mem_fail_after(n);
        onr_status st = onr_find_figures(&l.doc, &l.err);
        onr_mem_fail_after(-1);
        if (st == ONR_OK) break;
        assert_int_equal(st, ONR_NOMEM);
        assert_int_equal(l.doc.figures_n, 0);
        layers_end(&l);
        assert_true(n < 100);
    }
    layers_end(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subset),          cmocka_unit_test(marked),
        cmocka_unit_test(unit_as_written), cmocka_unit_test(nothing_ahead),
        cmocka_unit_test(on_whose_word),   cmocka_unit_test(nothing_without_layers),
        cmocka_unit_test(any_layers),      cmocka_unit_test(every_allocation_fails_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
