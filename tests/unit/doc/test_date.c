/* test_date.c - the calendar and the written forms; the forms that must not be read are there too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "doc/date.h"

static void the_calendar_there_and_back(void **state) {
    (void)state;
    int32_t number = onr_date_to_number((onr_date){1000, 1, 1}), last = onr_date_to_number((onr_date){2999, 12, 31});
    onr_date before = {999, 12, 31};
    for (; number <= last; number++) {
        onr_date d = onr_date_from_number(number);
        assert_true(onr_date_exists(d));
        assert_int_equal(onr_date_to_number(d), number);
        int next_day = d.day == before.day + 1 && d.month == before.month && d.year == before.year;
        int next_month = d.day == 1 && before.day >= 28 &&
                         !onr_date_exists((onr_date){before.year, before.month, (uint8_t)(before.day + 1)});
        assert_true(next_day || next_month);
        before = d;
    }
    assert_int_equal(onr_date_to_number((onr_date){1970, 1, 1}), 0);
    assert_int_equal(onr_date_weekday((onr_date){1970, 1, 1}), 3);
    assert_int_equal(onr_date_weekday((onr_date){2023, 12, 28}), 3);
    assert_int_equal(onr_date_weekday((onr_date){1582, 10, 18}), 0);
    assert_true(onr_date_exists((onr_date){2024, 2, 29}) && onr_date_exists((onr_date){2000, 2, 29}));
    assert_false(onr_date_exists((onr_date){2023, 2, 29}) || onr_date_exists((onr_date){1900, 2, 29}));
    assert_false(onr_date_exists((onr_date){0}) || onr_date_exists((onr_date){2023, 13, 1}));
}

static void forms_that_are_dates(void **state) {
    (void)state;
    static const char *const forms[] = {"2019-01-24",
                                        "2019/1/24",
                                        "24.01.2019",
                                        "24.1.2019",
                                        "January 24, 2019",
                                        "Jan. 24, 2019",
                                        "Jan 24 2019",
                                        "JANUARY 24, 2019",
                                        "january 24th, 2019",
                                        "24 January 2019",
                                        "24 Jan 2019",
                                        "24th of January, 2019",
                                        "24 Jan. 2019",
                                        "Thursday, January 24, 2019",
                                        "Thu, 24 Jan 2019",
                                        "Thurs. January 24, 2019",
                                        "  Thursday 24 January 2019 ",
                                        "24\xC2\xA0January\xC2\xA0"
                                        "2019"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        onr_date d = {0};
        onr_err err = {0};
        if (onr_date_parse(onr_slice_of(forms[i]), &d, &err) != ONR_OK) fail_msg("%s", err.msg);
        if (d.year != 2019 || d.month != 1 || d.day != 24) fail_msg("%s", forms[i]);
    }
}

static void forms_that_are_not(void **state) {
    (void)state;
    static const char *const wrong[][2] = {
        {"2019-02-31", "2019-02-31: no such day"},
        {"31 February 2019", "31 February 2019: no such day"},
        {"2019-13-01", "2019-13-01: no such day"},
        {"2019-00-10", "2019-00-10: no such day"},
        {"Friday, January 24, 2019", "Friday, January 24, 2019: that day is a Thursday"},
        {"yesterday", "yesterday: not a date: write it as 2019-01-24 or 24 January 2019"},
        {"01/24/2019", NULL},
        {"24/01/2019", NULL},
        {"January 24", NULL},
        {"2019", NULL},
        {"2019-01", NULL},
        {"", NULL},
        {" ", NULL},
        {"2019-01-24x", NULL},
        {"2019-01-24 10:00", NULL},
        {"20190124", NULL},
        {"24 Janvier 2019", NULL},
        {"January 24,2019,", NULL},
        {"0 January 2019", NULL},
        {"January 124, 2019", NULL},
        {"24 January 20199", NULL},
        {"24January2019x", NULL},
        {"2019-01/24", NULL},
        {"99999999-01-24", NULL},
        {"\xFF\xFE", NULL},
        {"12.2019", NULL}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        onr_date d = {0};
        onr_err err = {0};
        assert_int_equal(onr_date_parse(onr_slice_of(wrong[i][0]), &d, &err), ONR_FORMAT);
        if (wrong[i][1]) assert_string_equal(err.msg, wrong[i][1]);
        assert_int_equal(d.year, 0);
    }
    onr_date d;
    assert_int_equal(onr_date_parse((onr_slice){NULL, 0}, &d, NULL), ONR_FORMAT);
}

static void scan_stops_behind_the_date(void **state) {
    (void)state;
    onr_date d;
    int weekday;
    assert_int_equal(onr_date_scan(ONR_SLICE("2019-01-24T10:00Z"), &d, &weekday), 10);
    assert_int_equal(weekday, -1);
    assert_int_equal(onr_date_scan(ONR_SLICE("Thu 24 Jan 2019, noon"), &d, &weekday), 15);
    assert_int_equal(weekday, 3);
    assert_int_equal(onr_date_scan(ONR_SLICE("May they come"), &d, &weekday), 0);
}

static void words(void **state) {
    (void)state;
    assert_int_equal(onr_date_month_of(ONR_SLICE("Sept")), 9);
    assert_int_equal(onr_date_month_of(ONR_SLICE("DEC")), 12);
    assert_int_equal(onr_date_month_of(ONR_SLICE("Decem")), 0);
    assert_int_equal(onr_date_month_of(ONR_SLICE("ma")), 0);
    assert_int_equal(onr_date_weekday_of(ONR_SLICE("tues")), 1);
    assert_int_equal(onr_date_weekday_of(ONR_SLICE("Sunday")), 6);
    assert_int_equal(onr_date_weekday_of(ONR_SLICE("Sundays")), -1);
    assert_string_equal(onr_date_weekday_name(6), "Sunday");
    assert_string_equal(onr_date_weekday_name(7), "?");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_calendar_there_and_back),
                                       cmocka_unit_test(forms_that_are_dates), cmocka_unit_test(forms_that_are_not),
                                       cmocka_unit_test(scan_stops_behind_the_date), cmocka_unit_test(words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
