/* test_names.c - which names mean the same person, organisation or place. */
#include "layers.h"

/* "Name, kind" pairs in the order of the text; the entity of each as a string of letters: "aab". */
static void expect_entities(const char *text, const char *const *names, const unsigned *kinds, unsigned n,
                            const char *want) {
    static layers l;
    char got[32] = {0};
    layers_begin(&l, text);
    for (unsigned i = 0; i < n; i++) layers_name(&l, names[i], kinds[i]);
    layers_find(&l);
    assert_int_equal(l.doc.mentions_n, n);
    for (unsigned i = 0; i < n; i++) got[i] = (char)('a' + l.doc.mentions[i].entity);
    if (strcmp(got, want) != 0) fail_msg("%s: %s, not %s", text, got, want);
    layers_end(&l);
}

#define PERSONS(text, want, ...)                                                                                       \
    do {                                                                                                               \
        static const char *const names_[] = {__VA_ARGS__};                                                             \
        static const unsigned kinds_[16] = {0};                                                                        \
        assert_int_equal(ONR_NAME_PER, 0);                                                                             \
        expect_entities(text, names_, kinds_, sizeof names_ / sizeof *names_, want);                                   \
    } while (0)

static void persons(void **state) {
    (void)state;
    PERSONS("Ada Brenn came. Brenn left.", "aa", "Ada Brenn", "Brenn#2");
    PERSONS("Ada Brenn came. Ada left.", "aa", "Ada Brenn", "Ada#2");
    PERSONS("Brenn came. Ada Brenn left. Ada slept.", "aaa", "Brenn", "Ada Brenn", "Ada#2");
    PERSONS("Ada Brenn came. A. Brenn left.", "aa", "Ada Brenn", "A. Brenn");
    PERSONS("Ada Brenn and Otto Brenn came.", "ab", "Ada Brenn", "Otto Brenn");
    PERSONS("Ada Brenn and Otto Brenn came. Otto left. Ada slept.", "abba", "Ada Brenn", "Otto Brenn", "Otto#2",
            "Ada#2");
    PERSONS("Ada Brenn met Piet Olt. Olt left. Brenn slept.", "abba", "Ada Brenn", "Piet Olt", "Olt#2", "Brenn#2");
}

static void expect_name(const layers *l, uint32_t entity, const char *want) {
    onr_slice got = onr_doc_slice(&l->doc, l->doc.entities[entity].name);
    if (!layers_is(got, want)) fail_msg("%.*s, not %s", (int)got.n, got.p, want);
}

static void the_fullest_form_is_the_name(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "Brenn came. Ada Brenn left.");
    layers_name(&l, "Brenn", ONR_NAME_PER);
    layers_name(&l, "Ada Brenn", ONR_NAME_PER);
    layers_find(&l);
    assert_int_equal(l.doc.entities_n, 1);
    expect_name(&l, 0, "Ada Brenn");
    assert_int_equal(l.doc.entities[0].kind, ONR_ENTITY_PERSON);
    layers_end(&l);
}

static void things(void **state) {
    static const unsigned org[] = {ONR_NAME_ORG, ONR_NAME_ORG, ONR_NAME_ORG, ONR_NAME_ORG};
    static const unsigned loc[] = {ONR_NAME_LOC, ONR_NAME_LOC, ONR_NAME_LOC};
    (void)state;
    {
        static const char *const n[] = {"Norland Weather Service", "NWS"};
        expect_entities("The Norland Weather Service closed. The NWS opened.", n, org, 2, "aa");
    }
    {
        static const char *const n[] = {"Harbour Board of Lasker", "TPB", "TPB#2"};
        expect_entities("The Harbour Board of Lasker (TPB) closed. The TPB opened.", n, org, 3, "aaa");
    }
    {
        static const char *const n[] = {"Norvik Rail", "Norvik Rail#2", "Norvik Steel"};
        expect_entities("Norvik Rail met Norvik Rail and Norvik Steel.", n, org, 3, "aab");
    }
    {
        static const char *const n[] = {"Talva", "Lasker", "Talva#2"};
        expect_entities("Talva and Lasker are near; Talva is bigger.", n, loc, 3, "aba");
    }
    {
        static const char *const n[] = {"The Courier", "the Courier"};
        expect_entities("The Courier closed. Today the Courier opened.", n, org, 2, "aa");
    }
}

static void countries(void **state) {
    static layers l;
    (void)state;
    layers_begin(&l, "France and Talva are near Norvik Rail.");
    layers_name(&l, "France", ONR_NAME_LOC);
    layers_name(&l, "Talva", ONR_NAME_LOC);
    layers_name(&l, "Norvik Rail", ONR_NAME_ORG);
    layers_find(&l);
    assert_int_equal(l.doc.entities_n, 3);
    assert_int_equal(l.doc.entities[0].kind, ONR_ENTITY_COUNTRY);
    assert_string_equal(l.doc.entities[0].country, "FRA");
    assert_string_equal(l.doc.entities[0].country_how, "dictionary");
    assert_int_equal(l.doc.entities[1].kind, ONR_ENTITY_PLACE);
    assert_null(l.doc.entities[1].country);
    assert_int_equal(l.doc.entities[2].kind, ONR_ENTITY_ORGANISATION);
    layers_end(&l);
}

/* Many names: the table of keys grows, nothing is lost. */
static void many(void **state) {
    static layers l;
    static char text[16384];
    (void)state;
    size_t n = 0;
    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < 200; i++) n += (size_t)snprintf(text + n, sizeof text - n, "Name%dx came. ", i);
    layers_begin(&l, text);
    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < 200; i++) {
            char name[16];
            snprintf(name, sizeof name, turn ? "Name%dx#2" : "Name%dx", i);
            layers_name(&l, name, ONR_NAME_PER);
        }
    layers_find(&l);
    assert_int_equal(l.doc.entities_n, 200);
    assert_int_equal(l.doc.mentions_n, 400);
    for (uint32_t i = 0; i < 400; i++) assert_int_equal(l.doc.mentions[i].entity, i % 200);
    layers_end(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons), cmocka_unit_test(the_fullest_form_is_the_name),
        cmocka_unit_test(things),  cmocka_unit_test(countries),
        cmocka_unit_test(many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
