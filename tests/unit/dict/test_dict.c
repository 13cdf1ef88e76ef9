/* test_dict.c - every entry of data/ is found, the examples in it hold, the committed tables are what the data makes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "dict/dict.h"

enum { LINE_MAX_BYTES = 8192 };

static onr_slice of(const char *s) { return onr_slice_of(s); }

/* Split a line at tabs (or bars) in place; returns the number of fields. */
static size_t split(char *line, char sep, char **field, size_t max) {
    size_t n = 0;
    line[strcspn(line, "\n")] = 0;
    for (char *p = line; p && n < max; n++) {
        field[n] = p;
        p = strchr(p, sep);
        if (p) *p++ = 0;
    }
    return n;
}

static FILE *open_list(const char *path) {
    FILE *fp = fopen(path, "r");
    if (!fp) fail_msg("cannot open %s (run from the repository's root)", path);
    return fp;
}

static void country_entry(char *entry, const char *alpha3, const char *how) {
    onr_dict_country c = {0};
    int ambiguous = 0;
    char *plus = strstr(entry, "+s");
    if (plus) *plus = 0;
    while (*entry == '=' || *entry == '~') ambiguous |= *entry++ == '~';
    if (!onr_dict_country_is(of(entry), &c)) fail_msg("%s: not found", entry);
    if (strcmp(alpha3, "-") == 0) assert_null(c.alpha3);
    else if (!c.alpha3 || strcmp(c.alpha3, alpha3) != 0) fail_msg("%s: %s, not %s", entry, c.alpha3, alpha3);
    if (strcmp(c.how, how) == 0) assert_int_equal(c.ambiguous, ambiguous); /* a city that is a state is a name first */
}

static void countries_complete(void **state) {
    (void)state;
    static const char *const how[] = {"name", "demonym", "capital", "seat"};
    static char line[LINE_MAX_BYTES];
    FILE *fp = open_list("data/countries.tsv");
    char *field[8], *part[128];
    int iso = 0, named = 0;
    while (fgets(line, sizeof line, fp)) {
        if (line[0] == '#' || line[0] == '\n') continue;
        assert_int_equal(split(line, '\t', field, 8), 6);
        iso += strlen(field[0]) == 3 && strlen(field[1]) == 2 && strcmp(field[0], "XKX") != 0;
        for (int c = 0; c < 4; c++) {
            if (strcmp(field[2 + c], "-") == 0) continue;
            size_t n = split(field[2 + c], '|', part, 128);
            for (size_t i = 0; i < n; i++) country_entry(part[i], field[0], how[c]);
        }
        if (field[0][0] == '-') continue;
        named++;
        const char *name = onr_dict_country_name(of(field[0]));
        assert_non_null(name);
        assert_string_equal(name, field[2] + strspn(field[2], "~="));
    }
    fclose(fp);
    assert_int_equal(iso, 249);
    size_t at = 0;
    const char *name, *code;
    for (; (code = onr_dict_country_next(&at, &name)) != NULL; named--)
        assert_string_equal(onr_dict_country_name(of(code)), name);
    assert_int_equal(named, 0); /* each once */
    assert_null(onr_dict_country_name(of("XXX")));
    assert_null(onr_dict_country_name(of("")));
}

static void country(const char *text, const char *match, const char *alpha3, const char *how) {
    onr_dict_country c = {0};
    size_t n = onr_dict_country_at(of(text), &c);
    if (n != strlen(match)) fail_msg("%s: %zu bytes", text, n);
    if (n == 0) return;
    if (alpha3) assert_string_equal(c.alpha3, alpha3);
    else assert_null(c.alpha3);
    assert_string_equal(c.how, how);
}

static void countries_in_text(void **state) {
    (void)state;
    country("Russia said", "Russia", "RUS", "name");
    country("Russian troops", "Russian", "RUS", "demonym");
    country("Russians", "Russians", "RUS", "demonym");
    country("Moscow's reply", "Moscow", "RUS", "capital");
    country("Kremlin", "Kremlin", "RUS", "seat");
    country("Downing Street", "Downing Street", "GBR", "seat");
    country("US-led forces", "US", "USA", "name");
    country("U.S.-led forces", "U.S.", "USA", "name");
    country("U.S. Capitol", "U.S. Capitol", "USA", "seat");
    country("us too", "", NULL, NULL);
    country("Us too", "", NULL, NULL);
    country("turkey is served", "", NULL, NULL);
    country("Turkey is", "Turkey", "TUR", "name");
    country("TURKEY VOTES", "TURKEY", "TUR", "name");
    country("polish the pole", "", NULL, NULL);
    country("Chadwick", "", NULL, NULL);
    country("Indiana", "", NULL, NULL);
    country("Georgia", "Georgia", "GEO", "name");
    country("New England", "New England", NULL, "name");
    country("Papua New Guinea's", "Papua New Guinea", "PNG", "name");
    country("Guinea - Bissau", "Guinea - Bissau", "GNB", "name");
    country("Guinea-Bissau", "Guinea-Bissau", "GNB", "name");
    country("C\303\264te d\342\200\231Ivoire today", "C\303\264te d\342\200\231Ivoire", "CIV", "name");
    country("United\n  Arab\302\240Emirates", "United\n  Arab\302\240Emirates", "ARE", "name");
    country("Democratic Republic of the Congo", "Democratic Republic of the Congo", "COD", "name");
    country("North Korea and", "North Korea", "PRK", "name");
    country("France - Germany", "France", "FRA", "name");
    country("UN Security Council", "UN Security Council", "IGO", "name");
    country("un chien", "", NULL, NULL);
    country("", "", NULL, NULL);
    country(" Russia", "", NULL, NULL);
    country("\342\200\234", "", NULL, NULL);
    onr_dict_country c;
    assert_true(onr_dict_country_at(of("Georgia"), &c) && c.ambiguous);
    assert_true(onr_dict_country_at(of("France"), &c) && !c.ambiguous);
}

static void titles_complete(void **state) {
    (void)state;
    static char line[LINE_MAX_BYTES];
    FILE *fp = open_list("data/titles.tsv");
    char *field[4];
    size_t count = 0;
    while (fgets(line, sizeof line, fp)) {
        if (line[0] == '#' || line[0] == '\n') continue;
        assert_int_equal(split(line, '\t', field, 4), 3);
        onr_dict_title t = {0};
        const char *entry = field[0] + (field[0][0] == '=');
        if (!onr_dict_title_is(of(entry), &t)) fail_msg("%s: not found", entry);
        assert_string_equal(t.kind, field[1]);
        if (strcmp(field[2], "-") == 0) assert_null(t.sector);
        else assert_string_equal(t.sector, field[2]);
        count++;
    }
    fclose(fp);
    assert_true(count > 1000);
}

static void title(const char *text, const char *match, const char *sector) {
    onr_dict_title t = {0};
    size_t n = onr_dict_title_at(of(text), &t);
    if (n != strlen(match)) fail_msg("%s: %zu bytes", text, n);
    if (n && sector) assert_string_equal(t.sector, sector);
    else if (n) assert_null(t.sector);
}

static void titles_in_text(void **state) {
    (void)state;
    title("Prime Minister Ilse Brandt", "Prime Minister", "GOV");
    title("prime minister", "prime minister", "GOV");
    title("former Foreign Minister Varga", "former Foreign Minister", "GOV");
    title("ex-police chief Varga", "ex-police chief", "COP");
    title("then-acting Mayor Brandt", "then-acting Mayor", "GOV");
    title("chief scientist Okoro", "chief scientist", "EDU");
    title("chief executive Okoro", "chief executive", "BUS");
    title("deputy sheriff Varga", "deputy sheriff", "COP");
    title("Mr Varga", "Mr", NULL);
    title("Mr. Varga", "Mr.", NULL);
    title("Sen. Brandt", "Sen.", "LEG");
    title("sen", "", NULL);
    title("FM Brandt", "FM", "GOV");
    title("fm radio", "", NULL);
    title("spokeswoman", "spokeswoman", NULL);
    title("presidential", "", NULL);
    title("former", "", NULL);
}

static void cue_examples(void **state) {
    (void)state;
    static char line[LINE_MAX_BYTES];
    FILE *fp = open_list("data/cues.tsv");
    char *field[4];
    size_t entries = 0, must = 0, must_not = 0;
    while (fgets(line, sizeof line, fp)) {
        if (line[0] == '#' || line[0] == '\n') continue;
        size_t n = split(line, '\t', field, 4);
        if (strcmp(field[0], "*") == 0) {
            assert_int_equal(n, 2);
            if (onr_dict_cue_class(of(field[1]))) fail_msg("* %s: found", field[1]);
            must_not++;
            continue;
        }
        assert_int_equal(n, 3);
        int example = strcmp(field[0], "+") == 0;
        const char *lemma = field[example], *want = field[example + 1], *got = onr_dict_cue_class(of(lemma));
        if (!got || strcmp(got, want) != 0) fail_msg("%s: %s, not %s", lemma, got ? got : "nothing", want);
        entries += !example;
        must += example;
    }
    fclose(fp);
    assert_true(entries >= 350 && must >= 30 && must_not >= 10);
}

static void cue(const char *words, const char *want) {
    char text[256];
    char *field[16];
    onr_slice lemma[16];
    (void)snprintf(text, sizeof text, "%s", words);
    size_t n = words[0] ? split(text, ' ', field, 16) : 0;
    for (size_t i = 0; i < n; i++) lemma[i] = of(field[i]);
    const char *got = onr_dict_cue_of(lemma, n);
    if (want ? !got || strcmp(got, want) != 0 : got != NULL) fail_msg("%s: %s", words, got ? got : "nothing");
}

static void cues_of_words(void **state) {
    (void)state;
    cue("have say", "say");
    cue("go on to accuse", "accuse");
    cue("have repeatedly call for", "ask");
    cue("decline to comment", "decline");
    cue("do not immediately respond", "decline");
    cue("refuse to say", "decline");
    cue("say in a statement", "say");
    cue("plead guilty", "agree");
    cue("walk away", NULL);
    cue("", NULL);
    cue("a-word-far-too-long-for-any-entry-of-the-list-of-cues-because-it-never-ends say", "say");
}

static void first_names(void **state) {
    (void)state;
    static char line[LINE_MAX_BYTES];
    FILE *fp = open_list("data/first_names.tsv");
    char *field[4];
    while (fgets(line, sizeof line, fp)) {
        if (line[0] == '#' || line[0] == '\n') continue;
        assert_int_equal(split(line, '\t', field, 4), 2);
        if (onr_dict_first_name(of(field[0])) != field[1][0]) fail_msg("%s: not %s", field[0], field[1]);
    }
    fclose(fp);
    assert_int_equal(onr_dict_first_name(of("Mary")), 'f');
    assert_int_equal(onr_dict_first_name(of("MARY")), 'f');
    assert_int_equal(onr_dict_first_name(of("Volodymyr")), 'm');
    assert_int_equal(onr_dict_first_name(of("\305\201ukasz")), 'm');
    assert_int_equal(onr_dict_first_name(of("Andrea")), 0); /* a man in Rome, a woman in Ohio */
    assert_int_equal(onr_dict_first_name(of("mark")), 0);   /* no name without its capital */
    assert_int_equal(onr_dict_first_name(of("Mary Ann")), 0);
    assert_int_equal(onr_dict_first_name(of("")), 0);
}

/* No text makes a look-up read out of bounds (the sanitizers watch) or match more than it was given. */
static void any_bytes(void **state) {
    (void)state;
    static const char *const part[] = {"U",    ".",    "S",   " ",       "-",      "'",        "\342\200\231",
                                       "\342", "\377", "New", "Guinea",  "of",     "the",      "\n",
                                       "R",    "e",    "p",   "former ", "chief ", "\302\240", "x"};
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[128];
        size_t n = 0;
        while (n < 100 && (seed = seed * 1664525u + 1013904223u) >> 28) {
            const char *p = part[(seed >> 8) % (sizeof part / sizeof *part)];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        char *exact = malloc(n + 1);
        assert_non_null(exact);
        memcpy(exact, text, n);
        onr_dict_country c;
        onr_dict_title t;
        assert_true(onr_dict_country_at((onr_slice){exact, n}, &c) <= n);
        assert_true(onr_dict_title_at((onr_slice){exact, n}, &t) <= n);
        (void)onr_dict_cue_class((onr_slice){exact, n});
        free(exact);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries_complete), cmocka_unit_test(countries_in_text), cmocka_unit_test(titles_complete),
        cmocka_unit_test(titles_in_text),     cmocka_unit_test(cue_examples),      cmocka_unit_test(cues_of_words),
        cmocka_unit_test(any_bytes),          cmocka_unit_test(first_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
