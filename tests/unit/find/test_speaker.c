/* test_speaker.c - from the words of a source to who it is. */
#include "layers.h"

static layers l;

/* Statement i's speaker, by name, and the name of the entity. */
static void expect_speaker(uint32_t i, const char *want) {
    assert_true(i < l.doc.statements_n);
    uint32_t e = l.doc.statements[i].speaker;
    onr_slice got = e == ONR_NONE ? ONR_SLICE("unknown") : onr_doc_slice(&l.doc, l.doc.entities[e].name);
    if (got.n != strlen(want) || memcmp(got.p, want, got.n) != 0) fail_msg("%.*s, not %s", (int)got.n, got.p, want);
}

static void subject(const char *words, const char *verb) { layers_arc(&l, words, verb, ONR_DEPREL_NSUBJ); }

static void named(void **state) {
    (void)state;
    layers_begin(&l, "Ada Brenn came. Mayor Brenn said the pier is shut.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_name(&l, "Brenn#2", ONR_NAME_PER);
    layers_arc(&l, "Mayor", "Brenn#2", ONR_DEPREL_COMPOUND);
    subject("Brenn#2", "said");
    layers_said(&l, "Mayor Brenn", "said", "the pier is shut");
    layers_find(&l);
    expect_speaker(0, "Ada Brenn");
    assert_int_equal(l.doc.entities_n, 1);
    layers_end(&l);
}

/* The tree may take the title as the head and hang the name on it. */
static void name_under_a_title(void **state) {
    static const unsigned rels[] = {ONR_DEPREL_FLAT, ONR_DEPREL_APPOS, ONR_DEPREL_NMOD_DESC};
    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        layers_begin(&l, "Then farmer Ada Brenn said the pier is shut.");
        layers_tag(&l, "farmer", ONR_UPOS_NOUN, ONR_XPOS_NN);
        layers_name(&l, "Ada Brenn", ONR_NAME_PER);
        subject("farmer", "said");
        layers_arc(&l, "Ada", "farmer", rels[i]);
        layers_said(&l, "farmer Ada Brenn", "said", "the pier is shut");
        layers_find(&l);
        expect_speaker(0, "Ada Brenn");
        assert_int_equal(l.doc.entities_n, 1);
        layers_end(&l);
    }
}

/* Of names in a row the person named last speaks; of two joined by "and", both. */
static void several_names(void **state) {
    (void)state;
    layers_begin(&l, "Then Lasker Police Constable Odo Varga said no.");
    layers_name(&l, "Lasker Police", ONR_NAME_ORG);
    layers_name(&l, "Odo Varga", ONR_NAME_PER);
    subject("Lasker", "said");
    layers_arc(&l, "Constable", "Lasker", ONR_DEPREL_FLAT);
    layers_arc(&l, "Odo", "Lasker", ONR_DEPREL_FLAT);
    layers_said(&l, "Lasker Police Constable Odo Varga", "said", "no");
    layers_find(&l);
    expect_speaker(0, "Odo Varga");
    layers_end(&l);
    layers_begin(&l, "Then Ada Brenn and Odo Varga said no.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_name(&l, "Odo Varga", ONR_NAME_PER);
    subject("Ada", "said");
    layers_arc(&l, "Odo", "Ada", ONR_DEPREL_CONJ);
    layers_arc(&l, "and", "Odo", ONR_DEPREL_CC);
    layers_tag(&l, "and", ONR_UPOS_CCONJ, ONR_XPOS_CC);
    layers_said(&l, "Ada Brenn and Odo Varga", "said", "no");
    layers_find(&l);
    expect_speaker(0, "Ada Brenn and Odo Varga");
    layers_end(&l);
}

/* "Brenn's lawyer" is not Brenn. */
static void owner_is_not_the_speaker(void **state) {
    (void)state;
    layers_begin(&l, "Then Brenn's lawyer said the pier is shut.");
    layers_name(&l, "Brenn", ONR_NAME_PER);
    layers_tag(&l, "lawyer", ONR_UPOS_NOUN, ONR_XPOS_NN);
    layers_arc(&l, "Brenn", "lawyer", ONR_DEPREL_NMOD_POSS);
    layers_arc(&l, "'s", "Brenn", ONR_DEPREL_CASE);
    subject("lawyer", "said");
    layers_said(&l, "Brenn's lawyer", "said", "the pier is shut");
    layers_find(&l);
    expect_speaker(0, "Brenn's lawyer");
    layers_end(&l);
}

static void two_people(const char *pronoun_text) {
    layers_begin(&l, pronoun_text);
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_name(&l, "Piet Olt", ONR_NAME_PER);
    subject("Ada", "met");
}

static void pronouns(void **state) {
    (void)state;
    two_people("Mrs. Ada Brenn met Mr. Piet Olt. He said no. She said yes."); /* the titles tell the gender */
    layers_said(&l, "He", "said", "no");
    layers_said(&l, "She", "said#2", "yes");
    layers_find(&l);
    expect_speaker(0, "Piet Olt");
    expect_speaker(1, "Ada Brenn");
    assert_int_equal(l.doc.mentions[2].form, ONR_FORM_PRONOUN);
    layers_end(&l);
    two_people("Mr. Ada Brenn met Mrs. Piet Olt. He said no.");
    layers_said(&l, "He", "said", "no");
    layers_find(&l);
    expect_speaker(0, "Ada Brenn");
    layers_end(&l);
    layers_begin(&l, "He said no."); /* nobody to mean */
    layers_said(&l, "He", "said", "no");
    layers_find(&l);
    expect_speaker(0, "unknown");
    layers_end(&l);
}

static void a_pronoun_means_the_speaker_before(void **state) {
    (void)state;
    layers_begin(&l, "“I saw the wall and ran,” Ada Brenn said. She said it fell.\n“It was loud,” she added.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    subject("Ada", "said");
    layers_said(&l, "Ada Brenn", "said", "“I saw the wall and ran,”");
    layers_said(&l, "She", "said#2", "it fell");
    layers_said(&l, "she", "added", "“It was loud,”");
    layers_find(&l);
    for (uint32_t i = 0; i < 3; i++) expect_speaker(i, "Ada Brenn");
    layers_end(&l);
}

static void things_by_pronoun(void **state) {
    (void)state;
    layers_begin(&l, "Norvik Rail closed. It said the line was shut.");
    layers_name(&l, "Norvik Rail", ONR_NAME_ORG);
    subject("Norvik", "closed");
    layers_said(&l, "It", "said", "the line was shut");
    layers_find(&l);
    expect_speaker(0, "Norvik Rail");
    layers_end(&l);
    layers_begin(&l, "Ada Brenn left. It said the line was shut."); /* a person is no "it" */
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_said(&l, "It", "said", "the line was shut");
    layers_find(&l);
    expect_speaker(0, "unknown");
    layers_end(&l);
}

static void relative(void **state) {
    (void)state;
    layers_begin(&l, "They met Ada Brenn, who said the pier is shut.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_arc(&l, "said", "Ada", ONR_DEPREL_ACL_RELCL);
    subject("who", "said");
    layers_said(&l, "who", "said", "the pier is shut");
    layers_find(&l);
    expect_speaker(0, "Ada Brenn");
    layers_end(&l);
    layers_begin(&l, "They met a man who said the pier is shut.");
    layers_phrase(&l, "a man", "met", ONR_DEPREL_OBJ);
    layers_arc(&l, "said", "man", ONR_DEPREL_ACL_RELCL);
    subject("who", "said");
    layers_said(&l, "who", "said", "the pier is shut");
    layers_find(&l);
    expect_speaker(0, "a man");
    layers_end(&l);
    layers_begin(&l, "They look for a man who said the pier is shut."); /* the preposition is not part of him */
    layers_phrase(&l, "a man", "look", ONR_DEPREL_OBL);
    layers_arc(&l, "for", "man", ONR_DEPREL_CASE);
    layers_arc(&l, "said", "man", ONR_DEPREL_ACL_RELCL);
    subject("who", "said");
    layers_said(&l, "who", "said", "the pier is shut");
    layers_find(&l);
    expect_speaker(0, "a man");
    layers_end(&l);
}

static void first_person_is_the_outer_speaker(void **state) {
    (void)state;
    layers_begin(&l, "“I told them the pier is shut,” Ada Brenn said.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_said(&l, "I", "told", "the pier is shut");
    layers_said(&l, "Ada Brenn", "said", "“I told them the pier is shut,”");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 2);
    uint32_t inner = l.doc.statements[0].within == ONR_NONE;
    assert_int_equal(l.doc.statements[inner].within, !inner);
    expect_speaker(0, "Ada Brenn");
    expect_speaker(1, "Ada Brenn");
    layers_end(&l);
}

static void offices(void **state) {
    (void)state;
    layers_begin(&l, "Mayor Ada Brenn met Governor Piet Olt. The governor said no. The mayor said yes.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_name(&l, "Piet Olt", ONR_NAME_PER);
    layers_phrase(&l, "The governor", "said", ONR_DEPREL_NSUBJ);
    layers_phrase(&l, "The mayor", "said#2", ONR_DEPREL_NSUBJ);
    layers_said(&l, "The governor", "said", "no");
    layers_said(&l, "The mayor", "said#2", "yes");
    layers_find(&l);
    expect_speaker(0, "Piet Olt");
    expect_speaker(1, "Ada Brenn");
    layers_end(&l);
    /* "the former mayor" is somebody else */
    layers_begin(&l, "Mayor Ada Brenn came. The former mayor said no.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_phrase(&l, "The former mayor", "said", ONR_DEPREL_NSUBJ);
    layers_said(&l, "The former mayor", "said", "no");
    layers_find(&l);
    expect_speaker(0, "The former mayor");
    layers_end(&l);
}

/* A vice president is not meant by "the president"; a headline's office is the one person who holds it. */
static void offices_told_apart(void **state) {
    (void)state;
    layers_begin(&l, "President Ada Brenn met vice president Piet Olt. The president said no.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_name(&l, "Piet Olt", ONR_NAME_PER);
    layers_tag(&l, "vice", ONR_UPOS_NOUN, ONR_XPOS_NN);
    layers_tag(&l, "president#1", ONR_UPOS_NOUN, ONR_XPOS_NN);
    layers_phrase(&l, "The president", "said", ONR_DEPREL_NSUBJ);
    layers_said(&l, "The president", "said", "no");
    layers_find(&l);
    expect_speaker(0, "Ada Brenn");
    layers_end(&l);
    layers_begin(&l, "Norland judge says no\nThen judge Ada Brenn came.");
    l.blocks[0].kind = ONR_BLOCK_TITLE;
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_tag(&l, "judge", ONR_UPOS_NOUN, ONR_XPOS_NN);
    layers_tag(&l, "judge#2", ONR_UPOS_NOUN, ONR_XPOS_NN);
    subject("judge", "says");
    layers_arc(&l, "Norland", "judge", ONR_DEPREL_COMPOUND);
    layers_said(&l, "Norland judge", "says", "no");
    layers_find(&l);
    expect_speaker(0, "Ada Brenn");
    layers_end(&l);
}

/* "Ada Brenn's firm" and "the Brenn campaign" are not Ada Brenn; a person behind titles is, whatever the tree says. */
static void names_at_the_head(void **state) {
    (void)state;
    layers_begin(&l, "The Brenn campaign said no.");
    layers_name(&l, "Brenn", ONR_NAME_PER);
    layers_tag(&l, "campaign", ONR_UPOS_NOUN, ONR_XPOS_NN);
    subject("Brenn", "said");
    subject("campaign", "said");
    layers_said(&l, "The Brenn campaign", "said", "no");
    layers_find(&l);
    expect_speaker(0, "The Brenn campaign");
    layers_end(&l);
    layers_begin(&l, "Then minister Ada Brenn of Lasker Party said no.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_name(&l, "Lasker Party", ONR_NAME_ORG);
    layers_tag(&l, "minister", ONR_UPOS_NOUN, ONR_XPOS_NN);
    layers_tag(&l, "of", ONR_UPOS_ADP, ONR_XPOS_IN);
    subject("minister", "said");
    layers_arc(&l, "Ada", "minister", ONR_DEPREL_NMOD);
    layers_said(&l, "minister Ada Brenn of Lasker Party", "said", "no");
    layers_find(&l);
    expect_speaker(0, "Ada Brenn");
    layers_end(&l);
}

/* What the tagger cut short is put together: the rest of a name, no title, a country of two words. */
static void whole_names(void **state) {
    (void)state;
    layers_begin(&l, "Ada Brenn Olt said no. Mayor Piet Voll said so.");
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_name(&l, "Mayor Piet Voll", ONR_NAME_PER);
    layers_arc(&l, "Olt", "Ada", ONR_DEPREL_FLAT);
    layers_said(&l, "Ada Brenn Olt", "said", "no");
    layers_said(&l, "Mayor Piet Voll", "said#2", "so");
    layers_find(&l);
    expect_speaker(0, "Ada Brenn Olt");
    expect_speaker(1, "Piet Voll");
    layers_end(&l);
    layers_begin(&l, "South Korea said no.");
    layers_name(&l, "Korea", ONR_NAME_LOC);
    subject("Korea", "said");
    layers_arc(&l, "South", "Korea", ONR_DEPREL_AMOD);
    layers_said(&l, "South Korea", "said", "no");
    layers_find(&l);
    expect_speaker(0, "South Korea");
    assert_int_equal(l.doc.entities[0].kind, ONR_ENTITY_COUNTRY);
    layers_end(&l);
}

static void teams(void **state) {
    (void)state;
    layers_begin(&l, "Today scientists from Lasker University met. The researchers said no. The study found so.");
    layers_name(&l, "Lasker University", ONR_NAME_ORG);
    layers_tag(&l, "scientists", ONR_UPOS_NOUN, ONR_XPOS_NNS);
    layers_tag(&l, "from", ONR_UPOS_ADP, ONR_XPOS_IN);
    layers_phrase(&l, "The researchers", "said", ONR_DEPREL_NSUBJ);
    layers_phrase(&l, "The study", "found", ONR_DEPREL_NSUBJ);
    layers_said(&l, "The researchers", "said", "no");
    layers_said(&l, "The study", "found", "so");
    layers_find(&l);
    expect_speaker(0, "scientists from Lasker University");
    expect_speaker(1, "scientists from Lasker University");
    layers_end(&l);
}

static void bodies(void **state) {
    (void)state;
    layers_begin(&l, "Sallow Steel closed. The company said no."); /* the one body it can be */
    layers_name(&l, "Sallow Steel", ONR_NAME_ORG);
    layers_phrase(&l, "The company", "said", ONR_DEPREL_NSUBJ);
    layers_said(&l, "The company", "said", "no");
    layers_find(&l);
    expect_speaker(0, "Sallow Steel");
    layers_end(&l);
    layers_begin(&l, "The Harbour Ministry closed. The ministry said no.");
    layers_name(&l, "Harbour Ministry", ONR_NAME_ORG);
    layers_phrase(&l, "The ministry", "said", ONR_DEPREL_NSUBJ);
    layers_said(&l, "The ministry", "said", "no");
    layers_find(&l);
    expect_speaker(0, "Harbour Ministry");
    layers_end(&l);
    layers_begin(&l, "A spokesman said no. The spokesman said so again.");
    layers_phrase(&l, "A spokesman", "said", ONR_DEPREL_NSUBJ);
    layers_phrase(&l, "The spokesman", "said#2", ONR_DEPREL_NSUBJ);
    layers_said(&l, "A spokesman", "said", "no");
    layers_said(&l, "The spokesman", "said#2", "so again");
    layers_find(&l);
    expect_speaker(0, "A spokesman");
    expect_speaker(1, "A spokesman");
    assert_int_equal(l.doc.statements[0].speaker, l.doc.statements[1].speaker);
    layers_end(&l);
}

static void issuers(void **state) {
    (void)state;
    layers_begin(&l, "A poll by Vox Norland said no.");
    layers_name(&l, "Vox Norland", ONR_NAME_ORG);
    layers_phrase(&l, "A poll", "said", ONR_DEPREL_NSUBJ);
    layers_arc(&l, "Vox", "poll", ONR_DEPREL_NMOD);
    layers_arc(&l, "by", "Vox", ONR_DEPREL_CASE);
    layers_said(&l, "A poll by Vox Norland", "said", "no");
    layers_find(&l);
    expect_speaker(0, "Vox Norland");
    layers_end(&l);
    /* a report about somebody does not speak for him */
    layers_begin(&l, "A report on Vox Norland said no.");
    layers_name(&l, "Vox Norland", ONR_NAME_ORG);
    layers_phrase(&l, "A report", "said", ONR_DEPREL_NSUBJ);
    layers_arc(&l, "Vox", "report", ONR_DEPREL_NMOD);
    layers_arc(&l, "on", "Vox", ONR_DEPREL_CASE);
    layers_said(&l, "A report on Vox Norland", "said", "no");
    layers_find(&l);
    expect_speaker(0, "A report on Vox Norland");
    assert_int_equal(l.doc.entities[l.doc.statements[0].speaker].kind, ONR_ENTITY_DOCUMENT);
    layers_end(&l);
}

static void unnamed(void **state) {
    (void)state;
    layers_begin(&l, "Officials said the pier is shut. It was reported so.");
    layers_tag(&l, "Officials", ONR_UPOS_NOUN, ONR_XPOS_NNS);
    layers_said(&l, "Officials", "said", "the pier is shut");
    layers_said(&l, "", "reported", "so");
    layers_find(&l);
    expect_speaker(0, "Officials");
    assert_int_equal(l.doc.entities[0].kind, ONR_ENTITY_GROUP);
    expect_speaker(1, "unknown");
    assert_int_equal(l.doc.statements[0].chain_n, 2); /* from the source to the outlet */
    assert_int_equal(l.doc.statements[1].chain_n, 2); /* somebody's word, but nobody is named */
    assert_int_equal(l.doc.statements[1].chain[0].role, ONR_LINK_ORIGIN);
    assert_int_equal(l.doc.statements[1].chain[0].entity, ONR_NONE);
    layers_end(&l);
}

static void mentions_are_sorted(void **state) {
    (void)state;
    layers_begin(&l, "The clerk said Ada Brenn left. She said no.");
    layers_phrase(&l, "The clerk", "said", ONR_DEPREL_NSUBJ);
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_said(&l, "The clerk", "said", "Ada Brenn left");
    layers_said(&l, "She", "said#2", "no");
    layers_find(&l);
    assert_int_equal(l.doc.mentions_n, 3);
    for (uint32_t i = 1; i < l.doc.mentions_n; i++)
        assert_true(l.doc.mentions[i - 1].span.start < l.doc.mentions[i].span.start);
    layers_end(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named),
        cmocka_unit_test(name_under_a_title),
        cmocka_unit_test(several_names),
        cmocka_unit_test(owner_is_not_the_speaker),
        cmocka_unit_test(pronouns),
        cmocka_unit_test(a_pronoun_means_the_speaker_before),
        cmocka_unit_test(things_by_pronoun),
        cmocka_unit_test(relative),
        cmocka_unit_test(first_person_is_the_outer_speaker),
        cmocka_unit_test(offices),
        cmocka_unit_test(offices_told_apart),
        cmocka_unit_test(names_at_the_head),
        cmocka_unit_test(whole_names),
        cmocka_unit_test(teams),
        cmocka_unit_test(bodies),
        cmocka_unit_test(issuers),
        cmocka_unit_test(unnamed),
        cmocka_unit_test(mentions_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
