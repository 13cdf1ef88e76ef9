/* Keys in the order of lists: by day, document and seq; ranges of days; what does not fit finds a free place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/fill.h"
#include "store/find.h"
#include "store/place.h"
#include "store/tally.h"

static int64_t latest(const char *day, int64_t document, int64_t seq) { return onr_place(day, document, seq); }

static void order(void **state) {
    (void)state;
    assert_true(latest("2031-03-07", 1, 0) < latest("2031-03-06", 1, 0)); /* the latest day first */
    assert_true(latest("2031-03-06", 1, 0) < latest("2031-03", 1, 0));    /* a month stands before its days in time */
    assert_true(latest("2031-01-01", 1, 0) < latest("2031", 1, 0));
    assert_true(latest("1831", 9, 9) < latest(NULL, 1, 0)); /* no date: last */
    assert_true(latest("", 9, 9) == latest(NULL, 9, 9));
    assert_true(latest("2031-03-06", 8, 7) < latest("2031-03-06", 7, 0)); /* of a day, the later document first */
    assert_true(latest("2031-03-06", 7, 0) < latest("2031-03-06", 7, 1)); /* of a document, as it reads */
    assert_true(latest("9999-12-31", ONR_PLACE_DOCUMENT_MAX, 9) > 0 && latest(NULL, 1, 9) > 0);
    assert_true(onr_place_is_same_document(latest("2031", 7, 0), latest("2031", 7, 99)));
    assert_false(onr_place_is_same_document(latest("2031", 7, 0), latest("2031", 8, 0)));
}

static int in(const char *day, const char *from, const char *to) {
    int64_t first, last, key = latest(day, 5, 3);
    onr_place_range(from, to, &first, &last);
    return key >= first && key <= last;
}

static void ranges(void **state) {
    (void)state;
    assert_true(in("2031-03-06", "2031-03-06", "2031-03-06"));
    assert_false(in("2031-03-07", "2031-03-06", "2031-03-06"));
    assert_false(in("2031-03-05", "2031-03-06", "2031-03-06"));
    assert_true(in("2031-03-31", NULL, "2031-03")); /* a month holds all its days, a year too */
    assert_false(in("2031-04-01", NULL, "2031-03"));
    assert_true(in("2031-12-31", "2031", "2031"));
    assert_true(in("2031", "2031", "2031"));
    assert_false(in("2031", "2031-03", NULL)); /* some day of 2031: it may be one before March */
    assert_false(in(NULL, "0001", NULL));      /* what has no date is in no range */
    assert_false(in(NULL, NULL, "2031"));
}

static void days(void **state) {
    (void)state;
    static const char *const yes[] = {"2031", "2031-03", "2031-03-06"};
    static const char *const no[] = {"", "31", "2031-3", "2031-03-6", "March", "2031-03-06T10", "20310306", "2031/03"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) assert_true(onr_store_is_day(yes[i]));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) assert_false(onr_store_is_day(no[i]));
}

static onr_slice text(const char *s) { return onr_slice_of(s); }

static void counts(void **state) {
    (void)state;
    onr_tally t;
    onr_tally_value top[3];
    char word[16];
    onr_tally_init(&t);
    assert_int_equal(onr_tally_top(&t, top, 3), 0);
    for (int i = 0; i < 3; i++) assert_int_equal(onr_tally_add(&t, text("quay")), 0);
    for (int i = 0; i < 2; i++) assert_int_equal(onr_tally_add(&t, text("pier")), 0);
    for (int i = 0; i < 2; i++) assert_int_equal(onr_tally_add(&t, (onr_slice){NULL, 0}), 0);
    assert_int_equal(onr_tally_add(&t, text("")), 0); /* an empty value is one; none is another */
    for (int i = 0; i < 500; i++) {
        (void)snprintf(word, sizeof word, "w%d", i);
        assert_int_equal(onr_tally_add(&t, text(word)), 0);
    }
    assert_int_equal(onr_tally_top(&t, top, 3), 3);
    assert_int_equal(top[0].n, 3);
    assert_memory_equal(top[0].value.p, "quay", 4);
    assert_null(top[1].value.p);
    assert_int_equal(top[1].n, 2);
    assert_memory_equal(top[2].value.p, "pier", 4);
    assert_int_equal(t.n, 504);
    onr_tally_clear(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(order), cmocka_unit_test(ranges), cmocka_unit_test(days),
                                       cmocka_unit_test(counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
