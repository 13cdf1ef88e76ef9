/* test_actor_file.c - actor and agent dictionaries in the formats of PETRARCH: what they say, and which line is wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "find/actor.h"

static const char actors_text[] = "; an old comment\n"
                                  "# actors\n"
                                  "ADA_BRENN_ [NORELI]   # the first line's code holds when no other does\n"
                                  "+MARSHAL_BRENN\n"
                                  "\t[NORMIL <20100131]\n"
                                  "\t[NORGOV 20100201-191231]\r\n"
                                  "LOWMARK [LOW]\n"
                                  "THE_LEAGUE_OF_LOWMARK\n"
                                  "\t[IGOLOL >990101]\n"
                                  "UNCODED_BODY\n";
static const char agents_text[] = "!PERSON! = MAN, WOMEN\n"
                                  "HARBOUR_POLICE {} [~COP]\n"
                                  "ENVOY {ENVOIES} [~GOV]\n"
                                  "DEPUTY [~leg]\n"
                                  "BOSS [~BUS]\n"
                                  "CHARITY [NGO~]\n"
                                  "FISHER!PERSON! [~AGR]\n";

static const char *find(const onr_actors *a, const char *text, onr_date day, int agent) {
    const char *code, *other;
    onr_actors_find(a, onr_slice_of(text), day, &code, &other);
    return agent ? other : code;
}

static void dated_codes(void **state) {
    (void)state;
    onr_actors *a = NULL;
    onr_err err = {0};
    assert_int_equal(onr_actors_read(&a, "a.txt", actors_text, sizeof actors_text - 1, ONR_ACTORS_FILE, &err), ONR_OK);
    assert_string_equal(find(a, "Ada Brenn", (onr_date){2009, 5, 1}, 0), "NORMIL");
    assert_string_equal(find(a, "ADA  brenn, the marshal", (onr_date){2010, 2, 1}, 0), "NORGOV");
    assert_string_equal(find(a, "Marshal Brenn", (onr_date){2019, 12, 31}, 0), "NORGOV");
    assert_string_equal(find(a, "Marshal Brenn", (onr_date){2020, 1, 1}, 0), "NORELI");
    assert_string_equal(find(a, "Marshal Brenn", (onr_date){0, 0, 0}, 0), "NORELI");
    assert_string_equal(find(a, "the League of Lowmark", (onr_date){1999, 1, 1}, 0), "IGOLOL");
    assert_string_equal(find(a, "the League of Lowmark", (onr_date){1998, 1, 1}, 0), "LOW"); /* the shorter one holds */
    assert_string_equal(find(a, "Brenn", (onr_date){2009, 5, 1}, 0), "");
    assert_string_equal(find(a, "uncoded body", (onr_date){2009, 5, 1}, 0), "");
    assert_string_equal(find(a, "", (onr_date){2009, 5, 1}, 0), "");
    onr_actors_free(a);
}

static void compound_codes(void **state) {
    (void)state;
    static const char text[] = "ESTMARK [EST/LOW]\nNOBODY [+++]\n";
    onr_date day = {2020, 1, 1};
    onr_actors *a = NULL;
    onr_err err = {0};
    assert_int_equal(onr_actors_read(&a, "c.txt", text, sizeof text - 1, ONR_ACTORS_FILE, &err), ONR_OK);
    assert_string_equal(find(a, "Estmark", day, 0), "EST/LOW");
    assert_string_equal(find(a, "nobody", day, 0), "+++");
    onr_actors_free(a);
}

static void agents(void **state) {
    (void)state;
    static const char *const yes[][2] = {{"harbour police", "COP"}, {"two envoies", "GOV"}, {"deputies", "LEG"},
                                         {"bosses", "BUS"},         {"charities", "NGO"},   {"a fisherwomen", "AGR"},
                                         {"fisherman", "AGR"}};
    static const char *const no[] = {"harbour polices", "envoys", "fisher", "deputys"};
    onr_date day = {2020, 1, 1};
    onr_actors *a = NULL;
    onr_err err = {0};
    assert_int_equal(onr_actors_read(&a, "g.txt", agents_text, sizeof agents_text - 1, ONR_AGENTS_FILE, &err), ONR_OK);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) assert_string_equal(find(a, yes[i][0], day, 1), yes[i][1]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) assert_string_equal(find(a, no[i], day, 1), "");
    assert_int_equal(onr_actors_read(&a, "a.txt", actors_text, sizeof actors_text - 1, ONR_ACTORS_FILE, &err), ONR_OK);
    assert_string_equal(find(a, "Lowmark harbour police", day, 0), "LOW");
    assert_string_equal(find(a, "Lowmark harbour police", day, 1), "COP");
    onr_actors_free(a);
}

static void refused(const char *text, int kind, const char *message) {
    onr_actors *a = NULL;
    onr_err err = {0};
    assert_int_equal(onr_actors_read(&a, "my.txt", text, strlen(text), kind, &err), ONR_FORMAT);
    assert_string_equal(err.msg, message);
    onr_actors_free(a);
}

static void malformed_lines(void **state) {
    (void)state;
    refused("A [B]\n\t[NOR\n", ONR_ACTORS_FILE, "my.txt:2: a bracket is not closed");
    refused("\n+B\n", ONR_ACTORS_FILE, "my.txt:2: a synonym stands before any actor");
    refused("\t[NOR]\n", ONR_ACTORS_FILE, "my.txt:1: a code stands before any actor");
    refused("A\n\tNOR\n", ONR_ACTORS_FILE, "my.txt:2: an indented line is a code in brackets");
    refused("A [NOR] x\n", ONR_ACTORS_FILE, "my.txt:1: something stands after the code");
    refused("A\n\t[NOR <2010]\n", ONR_ACTORS_FILE, "my.txt:2: a day is not six or eight digits");
    refused("A\n\t[NOR 20100101]\n", ONR_ACTORS_FILE, "my.txt:2: days are <DAY, >DAY or DAY-DAY");
    refused("A\n\t[NOR 20100101-2011]\n", ONR_ACTORS_FILE, "my.txt:2: a day is not six or eight digits");
    refused("A\n\t[NOR >20100101 x]\n", ONR_ACTORS_FILE, "my.txt:2: something stands after the days");
    refused("A\n\t[N;R]\n", ONR_ACTORS_FILE, "my.txt:2: a code has letters, digits and -/+# only");
    refused("[NOR]\n", ONR_ACTORS_FILE, "my.txt:1: a phrase is missing");
    refused("ENVOY\n", ONR_AGENTS_FILE, "my.txt:1: an agent needs its code in brackets");
    refused("ENVOY {X [~GOV]\n", ONR_AGENTS_FILE, "my.txt:1: a brace is not closed");
    refused("A!B [~GOV]\n", ONR_AGENTS_FILE, "my.txt:1: a set's name is not closed by !");
    refused("A!B! [~GOV]\n", ONR_AGENTS_FILE, "my.txt:1: a set that is not defined above");
    refused("!B = X\n", ONR_AGENTS_FILE, "my.txt:1: a set is !NAME! = ITEM, ITEM");
}

static void no_memory(void **state) {
    (void)state;
    if (onr_mem_fail_after(-1) < 0) return;
    for (long n = 0;; n++) {
        onr_actors *a = NULL;
        onr_err err = {0};
        (void)onr_mem_fail_after(n);
        onr_status st = onr_actors_read(&a, "a.txt", actors_text, sizeof actors_text - 1, ONR_ACTORS_FILE, &err);
        (void)onr_mem_fail_after(-1);
        onr_actors_free(a);
        if (st == ONR_OK) break;
        assert_int_equal(st, ONR_NOMEM);
        assert_true(n < 1000);
    }
}

/* Files of any bytes are read or refused, never more (the sanitizers watch). */
static void any_bytes(void **state) {
    (void)state;
    static const char part[] = "A_ [NOR]\n\t+!=,{}<>~-2010010199#;\r\xC3\xA9\xFF";
    uint32_t seed = 11;
    for (int round = 0; round < 20000; round++) {
        char text[96];
        size_t n = 0;
        onr_actors *a = NULL;
        onr_err err = {0};
        while (n < sizeof text && (seed = seed * 1664525u + 1013904223u) >> 27)
            text[n++] = part[(seed >> 8) % (sizeof part - 1)];
        char *exact = malloc(n + 1);
        assert_non_null(exact);
        memcpy(exact, text, n);
        onr_status st = onr_actors_read(&a, "x", exact, n, round & 1, &err);
        if (st == ONR_OK) (void)find(a, "A 2010 NOR", (onr_date){2010, 1, 1}, 0);
        onr_actors_free(a);
        free(exact);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dated_codes),     cmocka_unit_test(compound_codes), cmocka_unit_test(agents),
        cmocka_unit_test(malformed_lines), cmocka_unit_test(no_memory),      cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
