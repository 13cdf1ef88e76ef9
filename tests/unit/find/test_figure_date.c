/* A figure's caveat and dates: a denial of verification in its sentence or the next, "since" and "as of" beside it. */
#include "layers.h"

#include "find/figure_part.h"
#include "find/when.h"

static void caveat(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "Some 40 died. This could not be independently verified. Nothing was confirmed.\nNot confirmed.");
    onr_span want = layers_span(&l, "not be independently verified");
    onr_span got = onr_figure_caveat(&l.doc, 0);
    assert_int_equal(got.end, want.end);
    assert_true(got.start <= want.start && got.start >= layers_span(&l, "could").start);
    assert_int_equal(onr_figure_caveat(&l.doc, 1).end, want.end);
    assert_true(onr_span_empty(onr_figure_caveat(&l.doc, 2))); /* the next block is not its own */
    layers_end(&l);
}

static void dates(void **state) {
    (void)state;
    static layers l;
    layers_begin(&l, "As of 5 March 2031, 40 died since 1 March 2031.");
    l.doc.meta.published = (onr_date){2031, 3, 7};
    assert_int_equal(onr_find_dates(&l.doc, &l.err), ONR_OK);
    assert_int_equal(l.doc.dates_n, 2);
    onr_count c = {.tok = layers_range(&l, "40"), .sent = 0};
    onr_figure f;
    memset(&f, 0, sizeof f);
    onr_figure_dates(&l.doc, &c, &f);
    assert_int_equal(f.as_of, 0);
    assert_int_equal(f.since, 1);
    assert_int_equal(f.on, ONR_NONE); /* no period: a date of the sentence is not yet its day */
    layers_end(&l);
    layers_begin(&l, "On 5 March 2031 40 died.");
    l.doc.meta.published = (onr_date){2031, 3, 7};
    assert_int_equal(onr_find_dates(&l.doc, &l.err), ONR_OK);
    c.tok = layers_range(&l, "40");
    memset(&f, 0, sizeof f);
    f.period = layers_span(&l, "On 5 March 2031");
    onr_figure_dates(&l.doc, &c, &f);
    assert_int_equal(f.on, 0);
    layers_end(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(caveat), cmocka_unit_test(dates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
