/* test_content.c - the shape of content: whole quote runs, trimming, runs that go on, cues of other paragraphs. */
#include "layers.h"

static void one_said(layers *l, const char *text, const char *source, const char *cue, const char *content,
                     const char *want) {
    layers_begin(l, text);
    layers_said(l, source, cue, content);
    layers_find(l);
    assert_int_equal(l->doc.statements_n, 1);
    layers_expect(l, 0, want);
    layers_end(l);
}

static void whole_runs(void **state) {
    static layers l;
    (void)state;
    /* more than half of a run takes all of it, marks included */
    one_said(&l, "“The pier is shut for good,” Olt said.", "Olt", "said", "pier is shut for good",
             "direct | Olt | said | “The pier is shut for good,” | Olt");
    one_said(&l, "\"The pier is shut.\" Olt said so.", "Olt", "said", "The pier is shut",
             "direct | Olt | said | \"The pier is shut.\" | Olt");
    /* a corner of a run is no content */
    one_said(&l, "Olt said the pier, “a relic of the old days and of bad ones”, stood.", "Olt", "said", "the pier, “a",
             "indirect | Olt | said | the pier | Olt");
    /* the marks of a run inside the content stay, and what it says is its type */
    one_said(&l, "Olt called the pier “a relic of old”.", "Olt", "called", "the pier “a relic of old",
             "mixed | Olt | called | the pier “a relic of old” | Olt");
    one_said(&l, "« The pier is shut », said Olt.", "Olt", "said", "The pier is shut",
             "direct | Olt | said | « The pier is shut » | Olt");
}

static void trimming(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Olt said that the pier is shut.");
    layers_said(&l, "Olt", "said", "that the pier is shut.");
    layers_arc(&l, "that", "shut", ONR_DEPREL_MARK);
    layers_find(&l);
    layers_expect(&l, 0, "indirect | Olt | said | the pier is shut | Olt");
    layers_end(&l);
    /* "that" as a subject is content */
    one_said(&l, "Olt said that was all.", "Olt", "said", "that was all.",
             "indirect | Olt | said | that was all | Olt");
    one_said(&l, "The pier is shut, Olt said.", "Olt", "said", "The pier is shut,",
             "indirect | Olt | said | The pier is shut | Olt");
    one_said(&l, "Olt said: the pier is shut – for now.", "Olt", "said", ": the pier is shut –",
             "indirect | Olt | said | the pier is shut | Olt");
    /* the full stop of a quotation is inside its marks and stays */
    one_said(&l, "Olt said: “The pier is shut.”", "Olt", "said", "“The pier is shut.”",
             "direct | Olt | said | “The pier is shut.” | Olt");
}

static void cue_and_source_are_no_content(void **state) {
    static layers l;
    (void)state;
    one_said(&l, "The pier, Olt said, is shut.", "Olt", "said", "The pier, Olt said, is shut.",
             "indirect | Olt | said | The pier … is shut | Olt");
    one_said(&l, "The pier is shut, said Olt on Monday.", "Olt", "said", "The pier is shut, said Olt on Monday.",
             "indirect | Olt | said | The pier is shut … on Monday | Olt");
    one_said(&l, "He was reportedly seen there.", "", "reportedly", "He was reportedly seen there.",
             "indirect | - | reportedly | He was … seen there | unknown");
    /* nothing but marks is no content, and then there is no statement */
    layers_begin(&l, "Olt said , . Nothing else.");
    layers_said(&l, "Olt", "said", ", .");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 0);
    layers_end(&l);
}

static void goes_on_in_the_paragraph(void **state) {
    static layers l;
    (void)state;
    one_said(&l, "“I saw it,” Olt said. “Then the pier fell.”", "Olt", "said", "“I saw it,”",
             "direct | Olt | said | “I saw it,” … “Then the pier fell.” | Olt");
    one_said(&l, "“I saw it,” Olt said. “Then the pier fell. It was dark.” “Nobody was hurt there.”", "Olt", "said",
             "“I saw it,”",
             "direct | Olt | said | “I saw it,” … “Then the pier fell. It was dark.” “Nobody was hurt there.” | Olt");
    /* a run inside a sentence of the paper is not adopted */
    one_said(&l, "“I saw it,” Olt said. The inn “Three Black Ravens” is near.", "Olt", "said", "“I saw it,”",
             "direct | Olt | said | “I saw it,” | Olt");
}

static void the_next_speaker_keeps_his_run(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "“I saw it,” Olt said. “Then the pier fell,” Brask said.");
    layers_said(&l, "Olt", "said", "“I saw it,”");
    layers_said(&l, "Brask", "said#2", "“Then the pier fell,”");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 2);
    layers_expect(&l, 0, "direct | Olt | said | “I saw it,” | Olt");
    layers_expect(&l, 1, "direct | Brask | said | “Then the pier fell,” | Brask");
    layers_end(&l);
}

static void over_paragraphs(void **state) {
    static layers l;
    (void)state;
    one_said(&l, "Olt said: “The winter was long.\n“We owe the farmers.\n“They will be paid.”\nRain fell.", "Olt",
             "said", "“The winter was long.",
             "direct | Olt | said | “The winter was long. … “We owe the farmers. … “They will be paid.” | Olt");
    /* the quotation starts in a paragraph of its own after the cue's */
    one_said(&l, "Olt said:\n“The winter was long.\n“We owe the farmers.”", "Olt", "said", "The winter was long.",
             "direct | Olt | said | “The winter was long. … “We owe the farmers.” | Olt");
}

static void not_into_a_paragraph_with_its_own_cue(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "“We will appeal,” said Olt.\n“They will lose,” said Brask.");
    uint32_t m = layers_said(&l, "Olt", "said", "“We will appeal,”");
    layers_link(&l, m, ONR_ROLE_CONTENT, "“They will lose,”");
    layers_said(&l, "Brask", "said#2", "“They will lose,”");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 2);
    layers_expect(&l, 0, "direct | Olt | said | “We will appeal,” | Olt");
    layers_expect(&l, 1, "direct | Brask | said | “They will lose,” | Brask");
    layers_end(&l);
    /* without a cue there it stays */
    one_said(&l, "Olt spoke, then said:\nThe pier is shut.", "Olt", "said", "The pier is shut.",
             "indirect | Olt | said | The pier is shut | Olt");
}

static void doubles(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Olt went on and said the pier is shut.");
    layers_link(&l, layers_mark(&l, "went", ONR_MARK_CUE, ONR_ATTR_ASSERTED, 0.4f), ONR_ROLE_CONTENT,
                "the pier is shut");
    layers_said(&l, "Olt", "said", "the pier is shut");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 1);
    layers_expect(&l, 0, "indirect | Olt | said | the pier is shut | Olt");
    layers_end(&l);
    /* the surer cue wins, wherever it stands */
    layers_begin(&l, "Olt went on and said the pier is shut.");
    layers_link(&l, layers_cue(&l, "went"), ONR_ROLE_CONTENT, "the pier is shut");
    layers_link(&l, layers_mark(&l, "said", ONR_MARK_CUE, ONR_ATTR_ASSERTED, 0.4f), ONR_ROLE_CONTENT,
                "the pier is shut");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 1);
    layers_expect(&l, 0, "indirect | - | went | the pier is shut | unknown");
    layers_end(&l);
}

static void contested_words(void **state) {
    static layers l;
    (void)state;
    /* who has nothing else keeps them, though less sure */
    layers_begin(&l, "“Sell the farm,” said Olt. “Never, never,” replied Brask.");
    uint32_t m = layers_said(&l, "Olt", "said", "“Sell the farm,”");
    layers_link(&l, m, ONR_ROLE_CONTENT, "“Never, never,”");
    m = layers_mark(&l, "replied", ONR_MARK_CUE, ONR_ATTR_ASSERTED, 0.4f);
    layers_link(&l, m, ONR_ROLE_SOURCE, "Brask");
    layers_link(&l, m, ONR_ROLE_CONTENT, "“Never, never,”");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 2);
    layers_expect(&l, 0, "direct | Olt | said | “Sell the farm,” | Olt");
    layers_expect(&l, 1, "direct | Brask | replied | “Never, never,” | Brask");
    layers_end(&l);
}

static void plain_words_of_another_paragraph(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Olt said the pier is shut.\nRain fell on the town.");
    uint32_t m = layers_said(&l, "Olt", "said", "the pier is shut");
    layers_link(&l, m, ONR_ROLE_CONTENT, "Rain fell on the town");
    layers_find(&l);
    assert_int_equal(l.doc.statements_n, 1);
    layers_expect(&l, 0, "indirect | Olt | said | the pier is shut | Olt");
    layers_end(&l);
}

static void many_pieces(void **state) {
    static layers l;
    static char text[8192];
    (void)state;
    size_t n = (size_t)snprintf(text, sizeof text, "Olt said");
    for (int i = 0; i < 70; i++) n += (size_t)snprintf(text + n, sizeof text - n, " word%d, and", i);
    layers_begin(&l, text);
    uint32_t m = layers_said(&l, "Olt", "said", "");
    for (int i = 0; i < 70; i++) {
        char word[16];
        snprintf(word, sizeof word, "word%d,", i);
        layers_link(&l, m, ONR_ROLE_CONTENT, word);
    }
    layers_find(&l); /* more pieces than a statement may have: the rest is left out, nothing breaks */
    assert_int_equal(l.doc.statements_n, 1);
    assert_true(l.doc.statements[0].content_n >= 32);
    layers_end(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_runs),
        cmocka_unit_test(trimming),
        cmocka_unit_test(cue_and_source_are_no_content),
        cmocka_unit_test(goes_on_in_the_paragraph),
        cmocka_unit_test(the_next_speaker_keeps_his_run),
        cmocka_unit_test(over_paragraphs),
        cmocka_unit_test(not_into_a_paragraph_with_its_own_cue),
        cmocka_unit_test(doubles),
        cmocka_unit_test(contested_words),
        cmocka_unit_test(plain_words_of_another_paragraph),
        cmocka_unit_test(many_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
