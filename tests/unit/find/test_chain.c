/* test_chain.c - on whose word, to whom, where, by what medium; on hand-made layers. People and papers are invented. */
#include "layers.h"

static layers l;

/* "name > name": the chain of statement i without its outlet; "?" for a link without a name. */
static void expect_chain(uint32_t i, const char *want) {
    char got[512];
    size_t n = 0;
    const onr_doc *d = &l.doc;
    assert_true(i < d->statements_n);
    const onr_statement *s = &d->statements[i];
    for (uint32_t k = 0; k + 1 < s->chain_n; k++) {
        const onr_chain_link *c = &s->chain[k];
        onr_slice name = onr_doc_slice(d, c->entity < d->entities_n ? d->entities[c->entity].name : c->span);
        if (!name.n) name = c->role == ONR_LINK_RELAY && d->meta.agency ? onr_slice_of(d->meta.agency) : ONR_SLICE("?");
        if (k) n = layers_put(got, n, sizeof got, ONR_SLICE(" > "));
        n = layers_put(got, n, sizeof got, name);
        assert_int_equal(c->role, k ? ONR_LINK_RELAY : ONR_LINK_ORIGIN);
    }
    assert_int_equal(s->chain[s->chain_n - 1].role, ONR_LINK_OUTLET);
    assert_string_equal(got, want);
}

static void expect_span(onr_span got, const char *want) {
    if (!onr_slice_eq(onr_doc_slice(&l.doc, got), onr_slice_of(want)))
        fail_msg("'%.*s', not '%s'", (int)(got.end - got.start), l.doc.text + got.start, want);
}

static void told(const char *text, const char *addressee, unsigned kind, const char *chain) {
    layers_begin(&l, text);
    layers_name(&l, "Olt", ONR_NAME_PER);
    if (kind < ONR_NAME_COUNT) layers_name(&l, addressee, kind);
    else layers_tag(&l, addressee, ONR_UPOS_NOUN, ONR_XPOS_NNS);
    uint32_t m = layers_said(&l, "Olt", "told", "the pier is shut");
    layers_link(&l, m, ONR_ROLE_ADDRESSEE, addressee);
    layers_find(&l);
    expect_span(l.doc.statements[0].addressee, addressee);
    expect_chain(0, chain);
    layers_end(&l);
}

static void told_an_outlet(void **state) {
    (void)state;
    told("Olt told TASS the pier is shut.", "TASS", ONR_NAME_ORG, "Olt > TASS");
    told("Olt told Lowmark Courier the pier is shut.", "Lowmark Courier", ONR_NAME_ORG, "Olt > Lowmark Courier");
    told("Olt told state media the pier is shut.", "state media", ONR_NAME_COUNT, "Olt > state media");
    told("Olt told Agence France-Presse the pier is shut.", "Agence France-Presse", ONR_NAME_ORG,
         "Olt > Agence France-Presse");
}

static void told_somebody_else(void **state) {
    (void)state;
    told("Olt told reporters the pier is shut.", "reporters", ONR_NAME_COUNT, "Olt");
    told("Olt told Norvik Rail the pier is shut.", "Norvik Rail", ONR_NAME_ORG, "Olt");
    told("Olt told Ada Post the pier is shut.", "Ada Post", ONR_NAME_PER, "Olt"); /* a person's name */
}

/* Who was told is the outlet itself, under the short form of its name: no relay. */
static void told_this_outlet(void **state) {
    (void)state;
    layers_begin(&l, "Olt told the TASS the pier is shut.");
    l.doc.meta.outlet = "TASS Daily";
    layers_name(&l, "Olt", ONR_NAME_PER);
    layers_name(&l, "TASS", ONR_NAME_ORG);
    uint32_t m = layers_said(&l, "Olt", "told", "the pier is shut");
    layers_link(&l, m, ONR_ROLE_ADDRESSEE, "TASS");
    layers_find(&l);
    expect_chain(0, "Olt");
    layers_end(&l);
    layers_begin(&l, "Olt told CNN the pier is shut.");
    l.doc.meta.outlet = "CNN International";
    layers_name(&l, "Olt", ONR_NAME_PER);
    layers_name(&l, "CNN", ONR_NAME_ORG);
    m = layers_said(&l, "Olt", "told", "the pier is shut");
    layers_link(&l, m, ONR_ROLE_ADDRESSEE, "CNN");
    layers_find(&l);
    expect_chain(0, "Olt");
    layers_end(&l);
}

/* An outlet that is asked for something passes nothing on. */
static void asked_an_outlet(void **state) {
    (void)state;
    layers_begin(&l, "Olt urged TASS to leave the pier.");
    layers_name(&l, "Olt", ONR_NAME_PER);
    layers_name(&l, "TASS", ONR_NAME_ORG);
    layers_lemma(&l, "urged", "urge");
    uint32_t m = layers_said(&l, "Olt", "urged", "to leave the pier");
    layers_link(&l, m, ONR_ROLE_ADDRESSEE, "TASS");
    layers_find(&l);
    expect_chain(0, "Olt");
    layers_end(&l);
}

static void carried_by(void **state) {
    static const char *const texts[] = {"The pier is shut, according to Olt in remarks carried by SANA.",
                                        "The pier is shut, according to Olt via SANA.",
                                        "The pier is shut, according to Olt as quoted by SANA."};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        layers_begin(&l, texts[i]);
        layers_name(&l, "Olt", ONR_NAME_PER);
        layers_name(&l, "SANA", ONR_NAME_ORG);
        uint32_t m = layers_cue(&l, "according to");
        layers_link(&l, m, ONR_ROLE_SOURCE, "Olt");
        layers_link(&l, m, ONR_ROLE_CONTENT, "The pier is shut");
        if (i == 0) layers_tag(&l, "carried", ONR_UPOS_VERB, ONR_XPOS_VBN), layers_lemma(&l, "carried", "carry");
        if (i == 2) layers_tag(&l, "quoted", ONR_UPOS_VERB, ONR_XPOS_VBN), layers_lemma(&l, "quoted", "quote");
        layers_find(&l);
        expect_chain(0, "Olt > SANA");
        layers_end(&l);
    }
    layers_begin(&l, "The pier is shut, according to Olt as quoted by Brenn."); /* his wife is no outlet */
    layers_name(&l, "Olt", ONR_NAME_PER);
    layers_name(&l, "Brenn", ONR_NAME_PER);
    uint32_t m = layers_cue(&l, "according to");
    layers_link(&l, m, ONR_ROLE_SOURCE, "Olt");
    layers_link(&l, m, ONR_ROLE_CONTENT, "The pier is shut");
    layers_find(&l);
    expect_chain(0, "Olt");
    layers_end(&l);
}

static void citing(void **state) {
    (void)state;
    layers_begin(&l, "TASS reported, citing officials, the pier is shut.");
    layers_name(&l, "TASS", ONR_NAME_ORG);
    (void)layers_said(&l, "TASS", "reported", "the pier is shut");
    layers_arc(&l, "citing", "reported", ONR_DEPREL_ADVCL);
    layers_phrase(&l, "officials", "citing", ONR_DEPREL_OBJ);
    layers_find(&l);
    expect_chain(0, "officials > TASS");
    layers_end(&l);
    layers_begin(&l, "Olt said, citing officials, the pier is shut."); /* a person's word stays the person's */
    layers_name(&l, "Olt", ONR_NAME_PER);
    (void)layers_said(&l, "Olt", "said", "the pier is shut");
    layers_arc(&l, "citing", "said", ONR_DEPREL_ADVCL);
    layers_phrase(&l, "officials", "citing", ONR_DEPREL_OBJ);
    layers_find(&l);
    expect_chain(0, "Olt");
    layers_end(&l);
}

static void nested(void **state) {
    (void)state;
    layers_begin(&l, "Olt said Brenn had warned the pier is shut.");
    layers_name(&l, "Olt", ONR_NAME_PER);
    layers_name(&l, "Brenn", ONR_NAME_PER);
    (void)layers_said(&l, "Olt", "said", "Brenn had warned the pier is shut");
    (void)layers_said(&l, "Brenn", "had warned", "the pier is shut");
    layers_find(&l);
    expect_chain(0, "Olt");
    expect_chain(1, "Brenn > Olt");
    layers_end(&l);
}

/* Whose belief it is nobody says: not the outlet's word, but somebody's. */
static void nested_in_hearsay(void **state) {
    (void)state;
    layers_begin(&l, "Reportedly Brenn had warned the pier is shut.");
    layers_name(&l, "Brenn", ONR_NAME_PER);
    (void)layers_said(&l, "", "Reportedly", "Brenn had warned the pier is shut");
    (void)layers_said(&l, "Brenn", "had warned", "the pier is shut");
    layers_find(&l);
    expect_chain(0, "?");
    expect_chain(1, "Brenn > ?");
    layers_end(&l);
}

static void agency(void **state) {
    (void)state;
    layers_begin(&l, "LOWMARK (Norpress) - Olt said the pier is shut.");
    layers_name(&l, "Olt", ONR_NAME_PER);
    (void)layers_said(&l, "Olt", "said", "the pier is shut");
    l.doc.meta.agency = "Norpress";
    layers_find(&l);
    expect_chain(0, "Olt > Norpress");
    expect_span(l.doc.statements[0].chain[1].span, "Norpress");
    layers_end(&l);
    layers_begin(&l, "Olt said the pier is shut."); /* known from elsewhere: no words to point at */
    layers_name(&l, "Olt", ONR_NAME_PER);
    (void)layers_said(&l, "Olt", "said", "the pier is shut");
    l.doc.meta.agency = "Norpress";
    layers_find(&l);
    expect_chain(0, "Olt > Norpress");
    layers_end(&l);
    layers_begin(&l, "Olt told TASS the pier is shut."); /* nobody stands in a chain twice */
    layers_name(&l, "Olt", ONR_NAME_PER);
    layers_name(&l, "TASS", ONR_NAME_ORG);
    uint32_t m = layers_said(&l, "Olt", "told", "the pier is shut");
    layers_link(&l, m, ONR_ROLE_ADDRESSEE, "TASS");
    l.doc.meta.agency = "TASS";
    layers_find(&l);
    expect_chain(0, "Olt > TASS");
    layers_end(&l);
    layers_begin(&l, "Olt told Associated Press the pier is shut."); /* nor under its short name */
    layers_name(&l, "Olt", ONR_NAME_PER);
    layers_name(&l, "Associated Press", ONR_NAME_ORG);
    m = layers_said(&l, "Olt", "told", "the pier is shut");
    layers_link(&l, m, ONR_ROLE_ADDRESSEE, "Associated Press");
    l.doc.meta.agency = "AP";
    layers_find(&l);
    expect_chain(0, "Olt > Associated Press");
    layers_end(&l);
}

/* What the article tells itself stands on the agency's word, unless the outlet is that agency. */
static void told_by_the_article(void **state) {
    onr_chain_link *chain;
    uint32_t n;
    (void)state;
    layers_begin(&l, "LOWMARK (AP) - The pier is shut.");
    l.doc.meta.agency = "AP";
    layers_find(&l);
    assert_int_equal(onr_chain_of_outlet(&l.doc, NULL, &chain, &n, &l.err), ONR_OK);
    assert_int_equal(n, 2);
    assert_int_equal(chain[0].role, ONR_LINK_RELAY);
    expect_span(chain[0].span, "AP");
    assert_int_equal(chain[1].role, ONR_LINK_OUTLET);
    l.doc.meta.outlet = "AP News";
    assert_int_equal(onr_chain_of_outlet(&l.doc, NULL, &chain, &n, &l.err), ONR_OK);
    assert_int_equal(n, 1);
    assert_int_equal(chain[0].role, ONR_LINK_OUTLET);
    layers_end(&l);
}

/* The place goes on to its noun, and its noun says which field it is. */
static void venue_or_medium(void **state) {
    (void)state;
    layers_begin(&l, "Olt said in an interview with Courier TV the pier is shut.");
    layers_name(&l, "Olt", ONR_NAME_PER);
    layers_name(&l, "Courier TV", ONR_NAME_ORG);
    uint32_t m = layers_said(&l, "Olt", "said", "the pier is shut");
    layers_link(&l, m, ONR_ROLE_VENUE, "in an interview with");
    layers_tag(&l, "in", ONR_UPOS_ADP, ONR_XPOS_IN);
    layers_tag(&l, "with", ONR_UPOS_ADP, ONR_XPOS_IN);
    layers_phrase(&l, "an interview", "said", ONR_DEPREL_OBL);
    layers_arc(&l, "in", "interview", ONR_DEPREL_CASE);
    layers_arc(&l, "with", "Courier", ONR_DEPREL_CASE);
    layers_arc(&l, "Courier", "interview", ONR_DEPREL_NMOD);
    layers_find(&l);
    expect_span(l.doc.statements[0].venue, "in an interview with Courier TV");
    expect_span(l.doc.statements[0].medium, "");
    expect_chain(0, "Olt > Courier TV");
    layers_end(&l);
    layers_begin(&l, "Olt said in a tweet the pier is shut.");
    m = layers_said(&l, "Olt", "said", "the pier is shut");
    layers_link(&l, m, ONR_ROLE_VENUE, "tweet");
    layers_tag(&l, "in", ONR_UPOS_ADP, ONR_XPOS_IN);
    layers_phrase(&l, "a tweet", "said", ONR_DEPREL_OBL);
    layers_arc(&l, "in", "tweet", ONR_DEPREL_CASE);
    layers_find(&l);
    expect_span(l.doc.statements[0].medium, "in a tweet");
    expect_span(l.doc.statements[0].venue, "");
    layers_end(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told_an_outlet),  cmocka_unit_test(told_somebody_else),
        cmocka_unit_test(asked_an_outlet), cmocka_unit_test(told_this_outlet),
        cmocka_unit_test(carried_by),      cmocka_unit_test(citing),
        cmocka_unit_test(nested),          cmocka_unit_test(nested_in_hearsay),
        cmocka_unit_test(agency),          cmocka_unit_test(told_by_the_article),
        cmocka_unit_test(venue_or_medium),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
