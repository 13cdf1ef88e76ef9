/* test_derive.c - sums, remainders, shares and conventions over figures set by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ledger/derive.h"

enum { MOST = 40 };
static onr_figure figures[MOST];
static onr_chain_link outlet = {ONR_LINK_OUTLET, ONR_NONE, {0, 0}};

static void begin(onr_doc *doc, char *text) {
    onr_doc_init(doc, ONR_DOC_ARENA_CAP);
    memset(figures, 0, sizeof figures);
    doc->text = text;
    doc->text_n = (uint32_t)strlen(text);
    doc->figures = figures;
}

/* The figure with these words and this number, behind the ones before. */
static onr_figure *add(onr_doc *doc, const char *words, int64_t low, int64_t high, unsigned effect) {
    onr_figure *f = &figures[doc->figures_n];
    uint32_t behind = doc->figures_n ? f[-1].text.end : 0;
    const char *p = strstr(doc->text + behind, words);
    assert_non_null(p);
    uint32_t at = (uint32_t)(p - doc->text);
    f->text = (onr_span){at, at + (uint32_t)strlen(words)};
    f->number = (onr_span){at, at + (uint32_t)strcspn(words, " ")};
    f->value = (onr_value){{low < 0 ? 0 : low, 0}, {high < 0 ? 0 : high, 0}, low >= 0, high >= 0, 0, 0, 0, NULL};
    f->effect = (uint8_t)effect;
    f->of = f->since = f->as_of = f->on = ONR_NONE;
    f->accrual = "incident", f->polarity = "asserted", f->modality = "happened", f->rule = "network";
    f->chain = &outlet, f->chain_n = 1;
    snprintf(f->id, sizeof f->id, "%016x", doc->figures_n + 1u);
    doc->figures_n++;
    return f;
}

static void derive(onr_doc *doc, const char *rule, uint32_t n) {
    onr_err err = {0};
    assert_int_equal(onr_derive(doc, onr_derive_find(rule, strlen(rule)), &err), ONR_OK);
    assert_non_null(doc->derived);
    assert_int_equal(doc->derived_n, n);
    if (onr_doc_check(doc, &err) != ONR_OK) fail_msg("%s", err.msg);
}

static void row(const onr_doc *doc, uint32_t i, const char *rule, int64_t low, int64_t high, uint32_t from) {
    const onr_derived *d = &doc->derived[i];
    assert_string_equal(d->rule, rule);
    assert_int_equal(d->value.has_low ? d->value.low.digits : -1, low);
    assert_int_equal(d->value.has_high ? d->value.high.digits : -1, high);
    assert_int_equal(d->from_n, from);
}

static void names_of_rules(void **state) {
    (void)state;
    assert_int_equal(onr_derive_find("", 0), 0);
    assert_int_equal(onr_derive_find("su", 2), 0);
    assert_int_equal(onr_derive_find("sum.lists", 9), 0);
    unsigned all = 0, i = 0;
    for (; onr_derive_rule(i); i++) all |= onr_derive_find(onr_derive_rule(i), strlen(onr_derive_rule(i)));
    assert_int_equal(i, 8);
    assert_int_equal(all, onr_derive_find("all", 3));
    assert_int_equal(onr_derive_find("vague", 5) & onr_derive_find("vague.isaf", 10),
                     onr_derive_find("vague.isaf", 10));
}

static void a_list_is_added_up(void **state) {
    (void)state;
    onr_doc doc;
    char text[] = "killed fourteen civilians, five soldiers and one guard. Also killed: 7 sailors";
    begin(&doc, text);
    add(&doc, "fourteen civilians", 14, 14, ONR_MARK_KILLED);
    add(&doc, "five soldiers", 5, -1, ONR_MARK_KILLED);
    add(&doc, "one guard", 1, 1, ONR_MARK_KILLED);
    add(&doc, "7 sailors", 7, 7, ONR_MARK_KILLED);
    derive(&doc, "sum.list", 1);
    row(&doc, 0, "sum.list", 20, -1, 3);
    onr_doc_clear(&doc);
}

static void what_may_not_be_added(void **state) {
    (void)state;
    for (int k = 0; k < 8; k++) {
        onr_doc doc;
        char text[] = "12 men and 8 women";
        onr_chain_link other = {ONR_LINK_ORIGIN, 0, {0, 0}}, *chain = &other;
        begin(&doc, text);
        add(&doc, "12 men", 12, 12, ONR_MARK_KILLED);
        onr_figure *f = add(&doc, "8 women", 8, 8, ONR_MARK_KILLED);
        onr_err err = {0};
        if (k == 0) f->polarity = "denied";
        if (k == 1) f->modality = "feared";
        if (k == 2) f->effect = ONR_MARK_INJURED;
        if (k == 3) f->of = 0, f->relation = ONR_RELATION_SUBSET;
        if (k == 4) f->accrual = "cumulative";
        if (k == 5) f->chain = chain;
        if (k == 6) f->effect = figures[0].effect = ONR_MARK_OTHER;
        if (k == 7) f->value = (onr_value){.vague = "dozens"};
        assert_int_equal(onr_derive(&doc, onr_derive_find("sum.list", 8), &err), ONR_OK);
        assert_int_equal(doc.derived_n, 0);
        onr_doc_clear(&doc);
    }
}

static void wholes_parts_and_shares(void **state) {
    (void)state;
    onr_doc doc;
    char text[] = "22 of the 40 passengers were killed, 60% of the 500 houses burned";
    begin(&doc, text);
    onr_figure *part = add(&doc, "22", 22, 22, ONR_MARK_KILLED);
    add(&doc, "40 passengers", 40, 40, ONR_MARK_OTHER);
    onr_figure *share = add(&doc, "60", 60, 60, ONR_MARK_PERCENT);
    add(&doc, "500 houses", 500, 500, ONR_MARK_OTHER);
    part->of = 1, part->relation = ONR_RELATION_SUBSET;
    share->of = 3, share->relation = ONR_RELATION_SHARE;
    derive(&doc, "rest", 1);
    row(&doc, 0, "rest.part", 18, 18, 2);
    assert_int_equal(doc.derived[0].effect, ONR_MARK_OTHER);
    derive(&doc, "count.share", 1);
    row(&doc, 0, "count.share", 300, 300, 2);
    assert_true(doc.derived[0].value.approx);
    part->value.high.digits = part->value.low.digits = 41; /* a part that is more than its whole */
    derive(&doc, "rest", 0);
    onr_doc_clear(&doc);
}

static void bounds_and_ranges(void **state) {
    (void)state;
    onr_doc doc;
    char text[] = "at least 56 dead, 36-41 missing, 30 hurt, nearly 9 held, about 100 dead";
    begin(&doc, text);
    add(&doc, "56 dead", 56, -1, ONR_MARK_KILLED);
    add(&doc, "36-41 missing", 36, 41, ONR_MARK_MISSING);
    add(&doc, "30 hurt", 30, 30, ONR_MARK_INJURED);
    add(&doc, "9 held", -1, 9, ONR_MARK_ARRESTED);
    add(&doc, "100 dead", 100, 100, ONR_MARK_KILLED)->value.approx = 1;
    derive(&doc, "bound.low", 1);
    row(&doc, 0, "bound.low", 56, 56, 1);
    derive(&doc, "range.mid", 1);
    row(&doc, 0, "range.mid", 385, 385, 1);
    assert_int_equal(doc.derived[0].value.low.places, 1);
    onr_doc_clear(&doc);
}

static void words_by_convention(void **state) {
    (void)state;
    onr_doc doc;
    char text[] = "dozens killed, several hurt, many fled";
    begin(&doc, text);
    add(&doc, "dozens killed", -1, -1, ONR_MARK_KILLED)->value.vague = "dozens";
    add(&doc, "several hurt", -1, -1, ONR_MARK_INJURED)->value.vague = "several";
    add(&doc, "many fled", -1, -1, ONR_MARK_DISPLACED)->value.vague = "many";
    derive(&doc, "vague", 3);
    row(&doc, 0, "vague.acled", 12, 12, 1);
    row(&doc, 1, "vague.least", 24, -1, 1);
    row(&doc, 2, "vague.isaf", 3, 3, 1);
    derive(&doc, "vague.acled", 1);
    derive(&doc, "sum.list", 0);
    onr_doc_clear(&doc);
}

static void numbers_that_do_not_fit_give_no_row(void **state) {
    (void)state;
    const int64_t most = INT64_C(1000000000000000000);
    onr_doc doc;
    char text[] = "9 men and 9 women, 9% of the 9-9 hurt";
    begin(&doc, text);
    add(&doc, "9 men", most, most, ONR_MARK_KILLED);
    add(&doc, "9 women", most, most, ONR_MARK_KILLED);
    onr_figure *share = add(&doc, "9% of", 99, 99, ONR_MARK_PERCENT);
    add(&doc, "9-9 hurt", most, most, ONR_MARK_INJURED);
    share->of = 3, share->relation = ONR_RELATION_SHARE;
    derive(&doc, "all", 0);
    onr_doc_clear(&doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_rules),
        cmocka_unit_test(a_list_is_added_up),
        cmocka_unit_test(what_may_not_be_added),
        cmocka_unit_test(wholes_parts_and_shares),
        cmocka_unit_test(bounds_and_ranges),
        cmocka_unit_test(words_by_convention),
        cmocka_unit_test(numbers_that_do_not_fit_give_no_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
