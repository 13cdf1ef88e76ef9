/* test_statement.c - marks and links into statements: parts, type, polarity, nesting, order. */
#include "layers.h"

static void parts(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "In an interview, Mayor Olt told reporters the pier is shut.");
    uint32_t m = layers_said(&l, "Mayor Olt", "told", "the pier is shut");
    layers_link(&l, m, ONR_ROLE_ADDRESSEE, "reporters");
    layers_link(&l, m, ONR_ROLE_VENUE, "In an interview");
    layers_find(&l);
    const onr_statement *s = &l.doc.statements[0];
    assert_int_equal(l.doc.statements_n, 1);
    assert_true(onr_slice_eq(onr_doc_slice(&l.doc, s->addressee), ONR_SLICE("reporters")));
    assert_true(onr_slice_eq(onr_doc_slice(&l.doc, s->venue), ONR_SLICE("In an interview")));
    assert_string_equal(s->polarity, "asserted");
    assert_string_equal(s->cue_class, "say");
    assert_int_equal(strlen(s->id), 16);
    assert_true(s->confidence > 0.8f && s->confidence < 0.82f); /* the cue's probability times the content's */
    layers_end(&l);
}

/* Quotation marks around nothing but dots make no mixed statement. */
static void marks_around_no_letter(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Olt said the pier \"...\" is shut.");
    layers_said(&l, "Olt", "said", "the pier \"...\" is shut");
    layers_find(&l);
    layers_expect(&l, 0, "indirect | Olt | said | the pier \"...\" is shut | Olt");
    assert_int_equal(l.doc.statements[0].quoted_n, 0);
    layers_end(&l);
}

static void the_surest_source_wins(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Olt and then Brask said the pier is shut.");
    uint32_t m = layers_said(&l, "Olt", "said", "the pier is shut");
    l.links[0].score = 0.5f;
    layers_link(&l, m, ONR_ROLE_SOURCE, "Brask");
    layers_find(&l);
    layers_expect(&l, 0, "indirect | Brask | said | the pier is shut | Brask");
    layers_end(&l);
}

static void the_taggers_bounds_of_a_source_are_taken(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Mayor Ada Olt said the pier is shut.");
    layers_mark(&l, "Mayor Ada Olt", ONR_MARK_SOURCE, ONR_ATTR_ASSERTED, 0.9f);
    layers_name(&l, "Ada Olt", ONR_NAME_PER);
    layers_arc(&l, "Ada", "said", ONR_DEPREL_NSUBJ);
    layers_arc(&l, "Mayor", "Ada", ONR_DEPREL_COMPOUND);
    layers_said(&l, "Ada", "said", "the pier is shut");
    layers_find(&l);
    layers_expect(&l, 0, "indirect | Mayor Ada Olt | said | the pier is shut | Ada Olt");
    layers_end(&l);
}

/* A source that ends in a word that waits for its noun goes on to it; never over the cue. */
static void whole_sources(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Thousands of students said the pier is shut.");
    layers_arc(&l, "of", "students", ONR_DEPREL_CASE);
    layers_said(&l, "Thousands of", "said", "the pier is shut");
    layers_find(&l);
    layers_expect(&l, 0, "indirect | Thousands of students | said | the pier is shut | Thousands of students");
    layers_end(&l);
    layers_begin(&l, "The said pier is shut.");
    layers_arc(&l, "The", "pier", ONR_DEPREL_DET);
    layers_said(&l, "The", "said", "pier is shut");
    layers_find(&l);
    assert_true(onr_span_empty(l.doc.statements[0].source)); /* a lone article is nobody */
    layers_end(&l);
}

/* Who was told, asked or accused says nothing; whoever stands behind "by" does. */
static void passive_verbs(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Olt was told the pier is shut.");
    layers_arc(&l, "Olt", "told", ONR_DEPREL_NSUBJ_PASS);
    layers_arc(&l, "was", "told", ONR_DEPREL_AUX_PASS);
    layers_tag(&l, "told", ONR_UPOS_VERB, ONR_XPOS_VBN);
    layers_lemma(&l, "told", "tell");
    layers_lemma(&l, "was", "be");
    layers_said(&l, "Olt", "told", "the pier is shut");
    layers_find(&l);
    assert_true(onr_span_empty(l.doc.statements[0].source));
    assert_true(onr_slice_eq(onr_doc_slice(&l.doc, l.doc.statements[0].addressee), ONR_SLICE("Olt")));
    layers_end(&l);
    layers_begin(&l, "Olt was told by Brask the pier is shut.");
    layers_arc(&l, "Brask", "told", ONR_DEPREL_OBL);
    layers_tag(&l, "told", ONR_UPOS_VERB, ONR_XPOS_VBN);
    layers_lemma(&l, "told", "tell");
    layers_lemma(&l, "was", "be");
    layers_said(&l, "Brask", "told", "the pier is shut");
    layers_find(&l);
    layers_expect(&l, 0, "indirect | Brask | told | the pier is shut | Brask");
    layers_end(&l);
}

/* "Olt heads the Forum, which says …": the noun of the clause says it. */
static void whoever_the_clause_describes(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Olt heads Brask Forum, which says the pier is shut.");
    layers_arc(&l, "says", "Forum", ONR_DEPREL_ACL_RELCL);
    layers_arc(&l, "which", "says", ONR_DEPREL_NSUBJ);
    layers_arc(&l, "Brask", "Forum", ONR_DEPREL_COMPOUND);
    layers_tag(&l, "which", ONR_UPOS_PRON, ONR_XPOS_WDT);
    layers_said(&l, "Olt", "says", "the pier is shut");
    layers_find(&l);
    layers_expect(&l, 0, "indirect | Brask Forum | says | the pier is shut | Brask Forum");
    layers_end(&l);
}

static void source_of_a_relative_clause(void **state) {
    static layers l;
    (void)state;
    for (int own = 0; own < 2; own++) { /* with a subject of its own the clause says nothing of the noun */
        layers_begin(&l, own ? "They met Ada Brenn, who Olt said is away."
                             : "They met Ada Brenn, who said the pier is shut.");
        layers_name(&l, "Ada Brenn", ONR_NAME_PER);
        layers_arc(&l, "said", "Ada", ONR_DEPREL_ACL_RELCL);
        layers_arc(&l, own ? "Olt" : "who", "said", ONR_DEPREL_NSUBJ);
        layers_said(&l, "", "said", own ? "is away" : "the pier is shut");
        layers_find(&l);
        layers_expect(&l, 0,
                      own ? "indirect | - | said | is away | unknown"
                          : "indirect | Ada Brenn | said | the pier is shut | Ada Brenn");
        layers_end(&l);
    }
}

static unsigned type_of(const char *text, const char *content) {
    static layers l;
    layers_begin(&l, text);
    layers_said(&l, "Olt", "said", content);
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 1);
    unsigned type = l.doc.statements[0].type;
    layers_end(&l);
    return type;
}

static void types(void **state) {
    (void)state;
    assert_int_equal(type_of("Olt said “no deal”.", "“no deal”"), ONR_STATEMENT_DIRECT);
    assert_int_equal(type_of("Olt said, “No deal.”", "“No deal.”"), ONR_STATEMENT_DIRECT);
    assert_int_equal(type_of("Olt said there was “no deal”.", "there was “no deal”."), ONR_STATEMENT_MIXED);
    assert_int_equal(type_of("Olt said there was no deal.", "there was no deal."), ONR_STATEMENT_INDIRECT);
    assert_int_equal(type_of("Olt said the boss's deal isn't signed.", "the boss's deal isn't signed."),
                     ONR_STATEMENT_INDIRECT);
    assert_int_equal(type_of("Olt said “he told me ‘no deal’ and left”.", "“he told me ‘no deal’ and left”"),
                     ONR_STATEMENT_DIRECT);
    assert_int_equal(type_of("Olt said: ‘There is no deal.’", "‘There is no deal.’"), ONR_STATEMENT_DIRECT);
}

/* Where the cue's words do not decide, the network does; where they do, it is not asked. */
static void polarity(void **state) {
    static const char *const names[] = {"asserted", "denied", "declined", "asked", "ordered", "conditional"};
    static layers l;
    (void)state;
    for (unsigned i = 0; i < 6; i++) {
        layers_begin(&l, "Olt warned the pier was shut.");
        layers_lemma(&l, "warned", "warn");
        uint32_t m = layers_mark(&l, "warned", ONR_MARK_CUE, ONR_ATTR_ASSERTED + i, 0.9f);
        layers_link(&l, m, ONR_ROLE_CONTENT, "the pier was shut");
        layers_find(&l);
        assert_string_equal(l.doc.statements[0].polarity, names[i]);
        assert_string_equal(l.doc.statements[0].cue_class, "warn");
        layers_end(&l);
    }
}

static void expect_polarity(const char *text, const char *cue, const char *lemma, const char *content, unsigned attr,
                            const char *want) {
    static layers l;
    layers_begin(&l, text);
    layers_lemma(&l, cue, lemma);
    uint32_t m = layers_mark(&l, cue, ONR_MARK_CUE, attr, 0.9f);
    layers_link(&l, m, ONR_ROLE_CONTENT, content);
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 1);
    assert_string_equal(l.doc.statements[0].polarity, want);
    layers_end(&l);
}

static void polarity_by_words(void **state) {
    (void)state;
    expect_polarity("Olt denied the pier was shut.", "denied", "deny", "the pier was shut", ONR_ATTR_ASSERTED,
                    "denied");
    expect_polarity("Olt declined to say more.", "declined", "decline", "more", ONR_ATTR_ASKED, "declined");
    expect_polarity("Olt pleaded guilty to theft.", "pleaded", "plead", "guilty to theft", ONR_ATTR_DENIED, "asserted");
    expect_polarity("Olt pleaded not guilty to theft.", "pleaded", "plead", "not guilty to theft", ONR_ATTR_ASSERTED,
                    "denied");
    expect_polarity("Olt ordered a retreat.", "ordered", "order", "a retreat", ONR_ATTR_ASKED, "ordered");
    expect_polarity("Olt urged a retreat.", "urged", "urge", "a retreat", ONR_ATTR_ORDERED, "asked");
    expect_polarity("Boats say no.", "say", "say", "no", ONR_ATTR_ASKED, "asserted");
}

/* A headline's speaker behind its verb or before a colon; a name under a quotation. */
static void cues_by_rule(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Ada Brenn: The pier stays shut");
    l.blocks[0].kind = ONR_BLOCK_TITLE;
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_tag(&l, "stays", ONR_UPOS_VERB, ONR_XPOS_VBZ);
    layers_find(&l);
    layers_expect(&l, 0, "indirect | Ada Brenn | : | The pier stays shut | Ada Brenn");
    layers_end(&l);
    layers_begin(&l, "“No pier is worth a life.” — Brenn");
    layers_name(&l, "Brenn", ONR_NAME_PER);
    layers_find(&l);
    layers_expect(&l, 0, "direct | Brenn | — | “No pier is worth a life.” | Brenn");
    layers_end(&l);
    layers_begin(&l, "And from Ada Brenn: “The pier is ours.”");
    layers_tag(&l, "from", ONR_UPOS_ADP, ONR_XPOS_IN);
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_find(&l);
    layers_expect(&l, 0, "direct | Ada Brenn | from | “The pier is ours.” | Ada Brenn");
    layers_end(&l);
}

/* The agency said police told it the driver admitted he slept: each within the one before. */
static void nesting(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Norpress said police told it the driver admitted he slept. Olt said no.");
    layers_said(&l, "Norpress", "said", "police told it the driver admitted he slept");
    layers_said(&l, "police", "told", "the driver admitted he slept");
    layers_said(&l, "the driver", "admitted", "he slept");
    layers_said(&l, "Olt", "said#2", "no");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 4);
    assert_int_equal(l.doc.statements[0].within, ONR_NONE);
    assert_int_equal(l.doc.statements[1].within, 0);
    assert_int_equal(l.doc.statements[2].within, 1);
    assert_int_equal(l.doc.statements[3].within, ONR_NONE);
    layers_end(&l);
}

static void order_is_that_of_the_text(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "The pier is shut, Olt said, adding it leaks. Brask said it is fine.");
    uint32_t m = layers_cue(&l, "said");
    layers_link(&l, m, ONR_ROLE_SOURCE, "Olt");
    layers_link(&l, m, ONR_ROLE_CONTENT, "The pier is shut");
    layers_said(&l, "", "adding", "it leaks");
    layers_said(&l, "Brask", "said#2", "it is fine");
    layers_find(&l);
    layers_expect(&l, 0, "indirect | Olt | said | The pier is shut | Olt");
    layers_expect(&l, 1, "indirect | - | adding | it leaks | unknown");
    layers_expect(&l, 2, "indirect | Brask | said | it is fine | Brask");
    layers_end(&l);
}

static void other_layers_are_not_looked_at(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Olt said the pier is shut.");
    uint32_t m = layers_said(&l, "Olt", "said", "the pier is shut");
    l.marks[m].layer = ONR_LAYER_ATTRIBUTION;
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 0);
    layers_end(&l);
}

static void nothing_there(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "The pier is shut.");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 0);
    assert_int_equal(l.doc.entities_n, 0);
    layers_end(&l);
    layers_begin(&l, "");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 0);
    layers_end(&l);
}

static void ids_differ_and_come_again(void **state) {
    static layers l;
    char first[2][17];
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        layers_begin(&l, "Olt said no. Olt said no.");
        layers_said(&l, "Olt", "said", "no");
        layers_said(&l, "Olt#2", "said#2", "no#2");
        layers_find(&l);
        assert_int_equal(l.doc.statements_n, 2);
        assert_string_not_equal(l.doc.statements[0].id, l.doc.statements[1].id);
        for (int i = 0; turn && i < 2; i++) assert_string_equal(first[i], l.doc.statements[i].id);
        for (int i = 0; i < 2; i++) memcpy(first[i], l.doc.statements[i].id, 17);
        layers_end(&l);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts),
        cmocka_unit_test(marks_around_no_letter),
        cmocka_unit_test(the_surest_source_wins),
        cmocka_unit_test(the_taggers_bounds_of_a_source_are_taken),
        cmocka_unit_test(whole_sources),
        cmocka_unit_test(passive_verbs),
        cmocka_unit_test(whoever_the_clause_describes),
        cmocka_unit_test(source_of_a_relative_clause),
        cmocka_unit_test(types),
        cmocka_unit_test(polarity),
        cmocka_unit_test(polarity_by_words),
        cmocka_unit_test(cues_by_rule),
        cmocka_unit_test(nesting),
        cmocka_unit_test(order_is_that_of_the_text),
        cmocka_unit_test(other_layers_are_not_looked_at),
        cmocka_unit_test(nothing_there),
        cmocka_unit_test(ids_differ_and_come_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
