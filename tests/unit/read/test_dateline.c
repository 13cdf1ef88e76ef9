/* test_dateline.c - date lines and datelines, with those that must not be taken for one (marked *). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "read/dateline.h"

static void date_lines(void **state) {
    (void)state;
    static const char *const lines[] = {"2019-01-24",
                                        "Thursday, January 24, 2019",
                                        "24 January 2019",
                                        "Jan. 24, 2019",
                                        "Published: 24 January 2019",
                                        "Published on Thursday 24 January 2019, 10:32 GMT",
                                        "POSTED 24 Jan 2019",
                                        "Date: 24.01.2019",
                                        "January 24, 2019.",
                                        "2019-01-24T10:32:00Z",
                                        "2019-01-24 10:32",
                                        "24 January 2019 at 10.32 am",
                                        "Jan 24, 2019 10:32 a.m. EST",
                                        "24 January 2019 | 10:32 (UTC+3)",
                                        "January 24, 2019 \xE2\x80\x94 6pm local time",
                                        "First published 24 January 2019",
                                        "*January 24",
                                        "*24/01/2019",
                                        "*January 24, 2019 was a Thursday",

                                        "*31 February 2019",
                                        "*24 January 2019 Selwick",
                                        "*24 January 2019 GMT",
                                        "*Published",
                                        "*",
                                        "*Published by Tom Averill, 24 January 2019",
                                        "*24 January 2019 AND",
                                        "*January 24, 2019, the day on which the ferry was sold"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        onr_date d;
        int weekday, updated, not_one = lines[i][0] == '*';
        int is = onr_read_date_line(onr_slice_of(lines[i] + not_one), &d, &weekday, &updated);
        if ((is == 1) == not_one) fail_msg("%s", lines[i]);
        if (is == 1 && (d.year != 2019 || d.month != 1 || d.day != 24 || updated)) fail_msg("%s", lines[i]);
    }
    onr_date d;
    int weekday, updated;
    assert_int_equal(onr_read_date_line(ONR_SLICE("30 February 2019"), &d, &weekday, &updated), -1);
    assert_true(onr_read_date_line(ONR_SLICE("Last updated: Fri, 25 Jan 2019"), &d, &weekday, &updated));
    assert_true(updated && weekday == 4 && d.day == 25);
}

static void datelines(void **state) {
    (void)state;
    static const struct {
        const char *text, *agency;
        int32_t year;
    } cases[] = {
        {"KABUL, Jan 24 (Reuters) - Text.", "Reuters", 0},
        {"LONDON (AP) \xE2\x80\x94 Text.", "AP", 0},
        {"(CNN) -- Text.", "CNN", 0},
        {"Paris, 24 January 2019 (AFP) \xE2\x80\x93 Text.", "AFP", 2019},
        {"MOSCOW, December 28. /TASS/. Text.", "TASS", 0},
        {"MOSCOW, December 28, 2023. /TASS/. Text.", "TASS", 2023},
        {"ST. OLAVE, Osmere (Meridian Wire) - Text.", "Meridian Wire", 0},
        {"OSMERE, January 24, 2019 - Text.", "", 2019},
        {"Osmere, Jan. 24, 2019 \xE2\x80\x94 Text.", "", 2019},
        {"The company (AP) - which it bought - said no.", "AP", 0}, /* the price of believing known agencies */
        {"Osmere (Meridian Wire) - Text.", NULL, 0},
        {"the ferry (AP) - Text.", NULL, 0},
        {"Ine Solberg (left) - Text.", NULL, 0},
        {"Ine Solberg (67) said on January 24, 2019 - a Thursday - that", NULL, 0},
        {"On January 24, 2019, the ferry was sold.", NULL, 0},
        {"He paid and/or promised /TASS/ nothing.", NULL, 0},
        {"The ferry was sold (Reuters).", NULL, 0},
        {"", NULL, 0},
        {"(", NULL, 0},
        {"KABUL (Reuters", NULL, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_dateline d;
        int is = onr_read_dateline(onr_slice_of(cases[i].text), &d);
        if (is != (cases[i].agency != NULL)) fail_msg("%s", cases[i].text);
        if (!is) continue;
        if (!onr_slice_eq(d.agency, onr_slice_of(cases[i].agency)))
            fail_msg("%s: %.*s", cases[i].text, (int)d.agency.n, d.agency.p);
        if (d.date.year != cases[i].year) fail_msg("%s: %d", cases[i].text, d.date.year);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(date_lines), cmocka_unit_test(datelines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
