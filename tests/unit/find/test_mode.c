/* test_mode.c - the table of acts: every example of data/modes.tsv is run, and the compiled table is what the list
 * makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "doc/plover.h"
#include "find/mode.h"

typedef struct row {
    char type[16], mode[24], cameo[8];
} row;

static char *field(char **at) {
    char *s = *at, *tab = strchr(s, '\t');
    if (tab) *tab = 0;
    *at = tab ? tab + 1 : s + strlen(s);
    return s;
}

/* "fire.v subj:army obj:rocket" */
static void read_frame(char *s, onr_frame *f) {
    memset(f, 0, sizeof *f);
    char *word = strtok_r(s, " ", &s), *dot = strrchr(word, '.');
    assert_non_null(dot);
    f->pos = dot[1];
    f->lemma = (onr_slice){word, (size_t)(dot - word)};
    while ((word = strtok_r(NULL, " ", &s)) != NULL) {
        char *colon = strchr(word, ':');
        assert_non_null(colon);
        onr_frame_add(f, (onr_slice){word, (size_t)(colon - word)}, onr_slice_of(colon + 1));
    }
}

/* Does the table give the example's frame this row, also when nothing is known of its type? */
static int chooses(const onr_frame *f, const row *r) {
    int type = onr_label_find(ONR_LABELS_MARK, r->type, strlen(r->type));
    const onr_mode_row *given = onr_mode_of(f, type), *free_choice = onr_mode_of(f, -1);
    const onr_mode_row *both[] = {given, free_choice ? free_choice : given};
    for (int i = 0; i < 2; i++)
        if (both[i]->type != type || strcmp(both[i]->mode ? both[i]->mode : "-", r->mode) != 0 ||
            strcmp(both[i]->cameo, r->cameo) != 0)
            return 0;
    return free_choice != NULL;
}

static void examples(void **state) {
    (void)state;
    FILE *fp = fopen("data/modes.tsv", "r");
    if (!fp) fail_msg("cannot open data/modes.tsv (run from the repository's root)");
    static char line[16384];
    row r = {{0}, {0}, {0}};
    int run = 0, number = 0, wrong = 0;
    while (fgets(line, sizeof line, fp)) {
        number++;
        line[strcspn(line, "\n")] = 0;
        char *at = line;
        if (line[0] == '#' || !line[0]) continue;
        if (line[0] == '+' || line[0] == '*') {
            onr_frame f;
            read_frame(line + 2, &f);
            if (chooses(&f, &r) != (line[0] == '+')) {
                print_message("data/modes.tsv:%d: the example %s\n", number,
                              line[0] == '+' ? "does not match" : "matches");
                wrong++;
            }
            run++;
            continue;
        }
        (void)snprintf(r.type, sizeof r.type, "%s", field(&at));
        (void)snprintf(r.mode, sizeof r.mode, "%s", field(&at));
        (void)snprintf(r.cameo, sizeof r.cameo, "%s", field(&at));
    }
    fclose(fp);
    assert_true(run >= 60); /* of each row that could be misread, both kinds */
    assert_int_equal(wrong, 0);
}

static void any_word_has_a_row(void **state) {
    (void)state;
    for (int type = ONR_MARK_AGREE; type <= ONR_MARK_ASSAULT; type++)
        for (int noun = 0; noun < 2; noun++) {
            onr_frame f = {.lemma = ONR_SLICE("zzz"), .pos = noun ? 'n' : 'v'};
            const onr_mode_row *found = onr_mode_of(&f, type);
            assert_non_null(found);
            assert_int_equal(found->type, type);
            assert_null(onr_mode_of(&f, -1));
            f.lemma.n = 0;
            assert_non_null(onr_mode_of(&f, type));
            assert_null(onr_mode_of(&f, -1));
        }
    assert_true(onr_mode_knows(ONR_SLICE("kidnap")));
    assert_false(onr_mode_knows(ONR_SLICE("kidna")));
    assert_false(onr_mode_knows(ONR_SLICE("kidnapx")));
    assert_false(onr_mode_knows(ONR_SLICE("_")));
    assert_false(onr_mode_knows(ONR_SLICE("")));
}

static void a_frame_has_an_end(void **state) {
    (void)state;
    onr_frame f = {.lemma = ONR_SLICE("meet"), .pos = 'v'};
    for (int i = 0; i < 2 * ONR_FRAME_ARGS; i++) onr_frame_add(&f, ONR_SLICE("obj"), ONR_SLICE("minister"));
    assert_int_equal(f.n, ONR_FRAME_ARGS);
}

static void algebra(void **state) {
    (void)state;
    assert_int_equal(onr_plover_type(ONR_MARK_CONSULT, NULL, ONR_ATTR_FUTURE, 0), ONR_MARK_AGREE);
    assert_int_equal(onr_plover_type(ONR_MARK_AID, NULL, ONR_ATTR_NEGATED, 0), ONR_MARK_SANCTION);
    assert_int_equal(onr_plover_type(ONR_MARK_ASSAULT, NULL, ONR_ATTR_FUTURE, 0), ONR_MARK_THREATEN);
    assert_int_equal(onr_plover_type(ONR_MARK_ASSAULT, NULL, ONR_ATTR_HAPPENED, 0), ONR_MARK_ASSAULT);
    assert_int_equal(onr_plover_type(ONR_MARK_YIELD, NULL, ONR_ATTR_NEGATED, 1), ONR_MARK_REJECT);
    assert_int_equal(onr_plover_type(ONR_MARK_COERCE, NULL, ONR_ATTR_NEGATED, 1), ONR_MARK_AGREE);
    assert_int_equal(onr_plover_type(ONR_MARK_AGREE, "030", ONR_ATTR_HAPPENED, 0), ONR_MARK_AGREE);
    assert_int_equal(onr_plover_type(ONR_MARK_AGREE, "057", ONR_ATTR_HAPPENED, 0), ONR_MARK_SUPPORT);
    assert_int_equal(onr_plover_type(ONR_MARK_AGREE, "057", ONR_ATTR_FUTURE, 0), ONR_MARK_AGREE);
    assert_int_equal(onr_plover_type(ONR_MARK_KILLED, NULL, ONR_ATTR_FUTURE, 0), ONR_MARK_KILLED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples),
        cmocka_unit_test(any_word_has_a_row),
        cmocka_unit_test(a_frame_has_an_end),
        cmocka_unit_test(algebra),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
