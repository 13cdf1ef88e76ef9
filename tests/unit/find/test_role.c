/* test_role.c - the office or affiliation of a person, from the words around the name. */
#include "layers.h"

#include "find/cast.h"

static layers l;

static void expect_role(const char *name, const char *want, const char *want_head) {
    uint32_t head = ONR_NONE;
    onr_range r = layers_range(&l, name);
    onr_slice got = onr_doc_slice(&l.doc, onr_role_of(&l.doc, r, &head));
    if (got.n != strlen(want) || memcmp(got.p, want, got.n) != 0) fail_msg("%.*s, not %s", (int)got.n, got.p, want);
    if (!want[0]) return;
    assert_true(onr_slice_eq(onr_word(&l.doc, head), onr_slice_of(want_head)));
}

static void noun(const char *words) { layers_tag(&l, words, ONR_UPOS_NOUN, ONR_XPOS_NN); }

static void before_the_name(void **state) {
    (void)state;
    layers_begin(&l, "On Monday the Norlandian foreign minister Ada Brenn left.");
    layers_tag(&l, "Norlandian foreign", ONR_UPOS_ADJ, ONR_XPOS_JJ);
    noun("minister");
    expect_role("Ada Brenn", "Norlandian foreign minister", "minister");
    layers_end(&l);
    layers_begin(&l, "Then Mayor Ada Brenn left.");
    layers_tag(&l, "Then", ONR_UPOS_ADV, ONR_XPOS_RB);
    expect_role("Ada Brenn", "Mayor", "Mayor");
    layers_end(&l);
    layers_begin(&l, "Lasker's vice-mayor Ada Brenn left.");
    noun("vice-mayor");
    layers_tag(&l, "-", ONR_UPOS_PUNCT, ONR_XPOS_HYPH);
    layers_tag(&l, "'s", ONR_UPOS_PART, ONR_XPOS_POS);
    expect_role("Ada Brenn", "Lasker's vice-mayor", "mayor");
    layers_end(&l);
}

static void after_the_name(void **state) {
    (void)state;
    layers_begin(&l, "Ada Brenn, the head nurse, left.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_tag(&l, "head", ONR_UPOS_NOUN, ONR_XPOS_NN);
    layers_phrase(&l, "the head nurse", "Ada", ONR_DEPREL_APPOS);
    expect_role("Ada Brenn", "the head nurse", "nurse");
    layers_end(&l);
    layers_begin(&l, "Ada Brenn, a spokeswoman for the miners, left.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_tag(&l, "for", ONR_UPOS_ADP, ONR_XPOS_IN);
    layers_tag(&l, "miners", ONR_UPOS_NOUN, ONR_XPOS_NNS);
    layers_phrase(&l, "a spokeswoman", "Ada", ONR_DEPREL_APPOS);
    layers_phrase(&l, "the miners", "spokeswoman", ONR_DEPREL_NMOD);
    layers_arc(&l, "for", "miners", ONR_DEPREL_CASE);
    expect_role("Ada Brenn", "a spokeswoman for the miners", "spokeswoman");
    layers_end(&l);
}

/* An age is passed over; of "Secretary of State" the office is the secretary; "Mr" and a noun that the tree does not
 * join are no office. */
static void ages_titles_and_strangers(void **state) {
    (void)state;
    layers_begin(&l, "Ada Brenn, 54, the head nurse, left.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_tag(&l, "54", ONR_UPOS_NUM, ONR_XPOS_CD);
    layers_tag(&l, "head", ONR_UPOS_NOUN, ONR_XPOS_NN);
    layers_phrase(&l, "the head nurse", "Ada", ONR_DEPREL_APPOS);
    expect_role("Ada Brenn", "the head nurse", "nurse");
    layers_end(&l);
    layers_begin(&l, "Secretary of State Ada Brenn left.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_tag(&l, "of", ONR_UPOS_ADP, ONR_XPOS_IN);
    expect_role("Ada Brenn", "Secretary of State", "Secretary");
    layers_end(&l);
    layers_begin(&l, "Later Mr Brenn left.");
    layers_tag(&l, "Later", ONR_UPOS_ADV, ONR_XPOS_RB);
    layers_name(&l, "Brenn", ONR_NAME_PER);
    expect_role("Brenn", "", "");
    layers_end(&l);
    layers_begin(&l, "During the massage Brenn left.");
    layers_name(&l, "Brenn", ONR_NAME_PER);
    layers_tag(&l, "massage", ONR_UPOS_NOUN, ONR_XPOS_NN);
    layers_arc(&l, "massage", "left", ONR_DEPREL_OBL);
    layers_arc(&l, "Brenn", "left", ONR_DEPREL_NSUBJ);
    expect_role("Brenn", "", "");
    layers_end(&l);
}

static void none(void **state) {
    (void)state;
    layers_begin(&l, "Ada Brenn left, and the mayor slept.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    expect_role("Ada Brenn", "", "");
    layers_end(&l);
    layers_begin(&l, "Then Otto Lund Ada Brenn left."); /* a name before a name is no office */
    expect_role("Ada Brenn", "", "");
    layers_end(&l);
    layers_begin(&l, "Nobody left the nurse. Ada Brenn slept."); /* nor is what stands in another sentence */
    noun("nurse");
    expect_role("Ada Brenn", "", "");
    layers_end(&l);
    layers_begin(&l, "Ada Brenn and, the nurse, left."); /* no comma behind the name */
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_phrase(&l, "the nurse", "Ada", ONR_DEPREL_APPOS);
    expect_role("Ada Brenn", "", "");
    layers_end(&l);
}

/* The role of an entity is that of the mention that has one, and gives a gender where its word does. */
static void of_an_entity(void **state) {
    (void)state;
    layers_begin(&l, "Brenn left. The mayor Ada Brenn slept.");
    layers_name(&l, "Brenn", ONR_NAME_PER);
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    noun("mayor");
    layers_find(&l);
    assert_int_equal(l.doc.entities_n, 1);
    assert_true(onr_slice_eq(onr_doc_slice(&l.doc, l.doc.entities[0].role), ONR_SLICE("mayor")));
    layers_end(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_the_name),
        cmocka_unit_test(after_the_name),
        cmocka_unit_test(ages_titles_and_strangers),
        cmocka_unit_test(none),
        cmocka_unit_test(of_an_entity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
