/* test_when.c - dates: the vocabulary, values of single expressions, invariants on random text, linear work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "doc/date.h"
#include "find/when.h"
#include "find/when_lex.h"

static onr_block block;

/* A document of one block, published on Friday 7 March 2031, or on no day. */
static onr_status read_dates(onr_doc *doc, char *text, size_t n, int dated) {
    onr_doc_init(doc, ONR_DOC_ARENA_CAP);
    doc->text = text;
    doc->text_n = (uint32_t)n;
    block = (onr_block){{0, (uint32_t)n}, ONR_BLOCK_PARA};
    doc->blocks = &block;
    doc->blocks_n = n > 0;
    if (!dated) return onr_find_dates(doc, NULL);
    doc->meta.published = (onr_date){2031, 3, 7};
    doc->meta.published_how = "given";
    return onr_find_dates(doc, NULL);
}

/* The values of all dates of a text, one after another; a range is its ends, what is not resolved is in brackets. */
static const char *values(const char *text, int dated) {
    static char out[1024];
    char copy[1024];
    onr_doc doc;
    size_t at = 0;
    (void)snprintf(copy, sizeof copy, "%s", text);
    assert_int_equal(read_dates(&doc, copy, strlen(copy), dated), ONR_OK);
    onr_err err = {0};
    if (onr_doc_check(&doc, &err) != ONR_OK) fail_msg("%s: %s", text, err.msg);
    out[0] = 0;
    for (uint32_t i = 0; i < doc.dates_n; i++) {
        const onr_when *w = &doc.dates[i];
        const char *open = w->how == ONR_HOW_NONE ? "(" : "", *close = w->how == ONR_HOW_NONE ? ")" : "";
        if (w->kind == ONR_WHEN_RANGE)
            at += (size_t)snprintf(out + at, sizeof out - at, "%s%04d-%02u-%02u/%04d-%02u-%02u", i ? " " : "",
                                   (int)w->from.year, w->from.month, w->from.day, (int)w->to.year, w->to.month,
                                   w->to.day);
        else at += (size_t)snprintf(out + at, sizeof out - at, "%s%s%s%s", i ? " " : "", open, w->value, close);
    }
    onr_doc_clear(&doc);
    return out;
}

static void is(const char *text, const char *want) {
    const char *got = values(text, 1);
    if (strcmp(got, want) != 0) fail_msg("%s: %s, not %s", text, got, want);
}

/* ---- the vocabulary --------------------------------------------------------------------------------------------- */

static void every_word_is_found(void **state) {
    (void)state;
    static const struct {
        const char *word;
        int kind, value;
    } some[] = {{"january", ONR_WORD_MONTH, 1},
                {"Sept", ONR_WORD_MONTH, 9},
                {"MONDAY", ONR_WORD_WEEKDAY, 0},
                {"thurs", ONR_WORD_WEEKDAY, 3},
                {"weeks", ONR_WORD_UNIT, ONR_GRAIN_WEEK},
                {"a", ONR_WORD_A, 1},
                {"ninety", ONR_WORD_TEN, 90},
                {"yesterday", ONR_WORD_DEICTIC, -1},
                {"tomorrow", ONR_WORD_DEICTIC, 1},
                {"centuries", ONR_WORD_UNIT, ONR_GRAIN_CENTURY},
                {"will", ONR_WORD_FUTURE, 1},
                {"ago", ONR_WORD_AGO, 0},
                {"year", ONR_WORD_UNIT, ONR_GRAIN_YEAR},
                {"within", ONR_WORD_PREP, 0},
                {"wrote", ONR_WORD_SAID, 0},
                {"zebra", ONR_WORD_OTHER, 0},
                {"mondayish", ONR_WORD_OTHER, 0},
                {"", ONR_WORD_OTHER, 0}};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        onr_item it = {0};
        onr_word_look_up(some[i].word, strlen(some[i].word), &it);
        assert_int_equal(it.word, some[i].kind);
        if (it.word != ONR_WORD_OTHER) assert_int_equal(it.value, some[i].value);
    }
}

/* ---- arithmetic against the calendar ----------------------------------------------------------------------------- */

static void weekdays_are_the_last_seven_days(void **state) {
    (void)state;
    for (int32_t back = 0; back < 7; back++) {
        onr_date d = onr_date_from_number(onr_date_to_number((onr_date){2031, 3, 7}) - back);
        char text[64], want[32];
        (void)snprintf(text, sizeof text, "It sank on %s.", onr_date_weekday_name(onr_date_weekday(d)));
        (void)snprintf(want, sizeof want, "%04d-%02u-%02u", (int)d.year, d.month, d.day);
        is(text, want);
    }
}

static void every_day_of_a_year_takes_the_nearest_year(void **state) {
    (void)state;
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    int32_t now = onr_date_to_number((onr_date){2031, 3, 7});
    for (int32_t n = now - 182; n <= now + 182; n++) {
        onr_date d = onr_date_from_number(n);
        char text[64], want[32];
        (void)snprintf(text, sizeof text, "It sank on %s %u, they say.", months[d.month - 1], d.day);
        (void)snprintf(want, sizeof want, "%04d-%02u-%02u", (int)d.year, d.month, d.day);
        is(text, want);
        (void)snprintf(text, sizeof text, "It sank on %u %s %d.", d.day, months[d.month - 1], (int)d.year);
        is(text, want);
        is(want, want);
    }
}

static void single_expressions(void **state) {
    (void)state;
    is("It sank two days ago.", "2031-03-05");
    is("It sank three and a half years ago.", "2027");
    is("A voyage of two and a half years.", "(P2.5Y)");
    is("It sank 48 hours ago.", "2031-03-05");
    is("It sank on 29 February.", "2032-02-29");
    is("From Friday to Sunday it rained.", "2031-03-07/2031-03-09");
    is("It ran from 28 December to 3 January 2031.", "2030-12-28/2031-01-03");
    is("Nothing on 31 April 2031.", "(XXXX-XX-XX)");
    is("Version 1.2.3, score 3-2, phone 555-1998.", "");
    is("A 12-year-old and a boy aged 7 years.", "");
    is("Theresa May may march.", "");
}

static void nothing_is_guessed_without_a_publication_day(void **state) {
    (void)state;
    const char *got = values("It sank on Friday, yesterday, last week, on 3 May, in June and a year ago.", 0);
    assert_string_equal(got, "(XXXX-WXX-5) (XXXX) (XXXX) (XXXX-05-03) (XXXX-06) (XXXX)");
    assert_string_equal(values("It sank on 3 May 2029; two days later it rose.", 0), "2029-05-03 2029-05-05");
}

/* ---- any text ---------------------------------------------------------------------------------------------------- */

static uint64_t next(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    return *seed ^= *seed << 17;
}

static void invariants_hold_on_random_text(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "last ", "May",     " 3",       "-",        ", ",       "2029",    "the ",      "next ",        "Monday",
        " week", " years",  " ago",     "between ", " and ",    "1998",    "31 ",       "February ",    "'",
        "s ",    "Q3 ",     "third ",   "quarter",  " of ",     "from ",   "to ",       "\xE2\x80\x93", "99999",
        "half ", "a ",      "two ",     "hundred ", "century ", "19th ",   "nineties ", "Christmas ",   "Easter ",
        "2999",  "1000",    ". ",       "/",        "0",        "decade ", "later",     " before ",     "early ",
        "mid-",  "twenty-", "\xC3\xA9", "(",        "since ",   "as of ",  "thousand "};
    uint64_t seed = 20310307;
    for (int round = 0; round < 20000; round++) {
        char text[512];
        size_t n = 0;
        for (unsigned k = (unsigned)(next(&seed) % 24); k-- > 0;) {
            const char *p = pieces[next(&seed) % (sizeof pieces / sizeof *pieces)];
            size_t m = strlen(p);
            memcpy(text + n, p, m);
            n += m;
        }
        text[n] = 0;
        onr_doc doc;
        onr_err err = {0};
        assert_int_equal(read_dates(&doc, text, n, round & 1), ONR_OK);
        if (onr_doc_check(&doc, &err) != ONR_OK) fail_msg("%s: %s", text, err.msg);
        onr_doc_clear(&doc);
    }
}

static void a_long_row_of_dates(void **state) {
    (void)state;
    enum { ROWS = 100000 };
    static const char row[] = "3 May 2029 to 1.2.3 last ";
    size_t n = ROWS * (sizeof row - 1);
    char *text = malloc(n + 1);
    assert_non_null(text);
    for (size_t i = 0; i < ROWS; i++) memcpy(text + i * (sizeof row - 1), row, sizeof row - 1);
    text[n] = 0;
    onr_doc doc;
    assert_int_equal(read_dates(&doc, text, n, 1), ONR_OK);
    assert_int_equal(doc.dates_n, ROWS);
    onr_err err = {0};
    if (onr_doc_check(&doc, &err) != ONR_OK) fail_msg("%s", err.msg);
    onr_doc_clear(&doc);
    free(text);
}

static void no_memory_is_reported(void **state) {
    (void)state;
    char text[] = "It sank on Monday.";
    onr_doc doc;
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    doc.text = text;
    doc.text_n = sizeof text - 1;
    block = (onr_block){{0, doc.text_n}, ONR_BLOCK_PARA};
    doc.blocks = &block;
    doc.blocks_n = 1;
    (void)onr_mem_fail_after(-1);
    (void)onr_mem_fail_after(0);
    onr_err err = {0};
    onr_status st = onr_find_dates(&doc, &err);
    long made = onr_mem_fail_after(-1);
#ifdef ONR_FAULT
    assert_int_equal(st, ONR_NOMEM);
    assert_true(err.msg[0] != 0);
#endif
    (void)st;
    (void)made;
    onr_doc_clear(&doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_found),
        cmocka_unit_test(weekdays_are_the_last_seven_days),
        cmocka_unit_test(every_day_of_a_year_takes_the_nearest_year),
        cmocka_unit_test(single_expressions),
        cmocka_unit_test(nothing_is_guessed_without_a_publication_day),
        cmocka_unit_test(invariants_hold_on_random_text),
        cmocka_unit_test(a_long_row_of_dates),
        cmocka_unit_test(no_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
