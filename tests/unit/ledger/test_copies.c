/* test_copies.c - copies between outlets, boilerplate within one, windows, and stories that share a paragraph. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "ledger/copies.h"

enum { TEXT = 1 << 16 };

/* n words of a made-up story: the same story gives the same words. */
static void tell(char *out, int story, int from, int n) {
    static const char *const syllables[] = {"ka", "lo",  "mi", "ter", "van", "dus",
                                            "ri", "pel", "go", "san", "ne",  "fu"};
    char *p = out + strlen(out);
    for (int i = from; i < from + n; i++) {
        uint32_t x = (uint32_t)i * 2654435761u ^ (uint32_t)story * 2246822519u;
        x = (x ^ x >> 15) * 3266489917u;
        x ^= x >> 13;
        for (int k = 0; k < 3; k++, x /= 12) p += snprintf(p, 8, "%s", syllables[x % 12]);
        p += snprintf(p, 8, i % 14 == 13 ? ". " : " ");
    }
}

typedef struct shelf {
    onr_copies *c;
    onr_arena arena;
} shelf;

static void open(shelf *s) {
    onr_err err = {0};
    onr_arena_init(&s->arena, 64u << 20);
    assert_int_equal(onr_copies_new(&s->c, &err), ONR_OK);
}

static void add(shelf *s, const char *text, const char *outlet, int32_t day) {
    onr_err err = {0};
    onr_arena_reset(&s->arena);
    assert_int_equal(onr_copies_add(s->c, onr_slice_of(text), onr_slice_of(outlet), day, &s->arena, &err), ONR_OK);
}

static void fold(shelf *s) {
    onr_err err = {0};
    assert_int_equal(onr_copies_fold(s->c, &err), ONR_OK);
}

static void close(shelf *s) {
    onr_copies_free(s->c);
    onr_arena_clear(&s->arena);
}

static void a_wire_story_and_its_cuts(void **state) {
    (void)state;
    static char full[TEXT], cut[TEXT], mixed[TEXT], other[TEXT];
    full[0] = cut[0] = mixed[0] = other[0] = '\0';
    tell(full, 1, 0, 500);
    tell(cut, 1, 0, 180);
    tell(mixed, 1, 100, 120);
    tell(mixed, 2, 0, 400);
    tell(other, 3, 0, 500);
    shelf s;
    open(&s);
    add(&s, cut, "Harbour Post", 1001);
    add(&s, full, "Wire", 1000);
    add(&s, mixed, "Valley Times", 1003);
    add(&s, other, "Valley Times", 1003);
    add(&s, full, "Island Echo", 1002);
    fold(&s);
    static const uint32_t texts[] = {1, 1, 2, 3, 1}, stories[] = {1, 1, 1, 3, 1};
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(onr_copies_get(s.c, i)->text, texts[i]);
        assert_int_equal(onr_copies_get(s.c, i)->story, stories[i]);
    }
    assert_true(onr_copies_get(s.c, 4)->share == 1);
    assert_true(onr_copies_get(s.c, 2)->share > .1f && onr_copies_get(s.c, 2)->share < .5f);
    assert_true(onr_copies_get(s.c, 3)->share == 0);
    close(&s);
}

static void boilerplate_joins_nothing(void **state) {
    (void)state;
    static char text[TEXT];
    shelf s;
    open(&s);
    for (int day = 0; day < 6; day++) {
        text[0] = '\0';
        tell(text, 100 + day, 0, 80);
        tell(text, 7, 0, 90); /* the same 90 words under every article of the outlet */
        add(&s, text, "Harbour Post", 2000 + day);
    }
    fold(&s);
    for (uint32_t i = 0; i < 6; i++) assert_int_equal(onr_copies_get(s.c, i)->story, i);
    close(&s);
}

static void the_window(void **state) {
    (void)state;
    static char text[TEXT];
    text[0] = '\0';
    tell(text, 1, 0, 200);
    shelf s;
    open(&s);
    add(&s, text, "A", 100);
    add(&s, text, "B", 115);
    add(&s, text, "C", 114);
    add(&s, text, "D", 400);
    add(&s, text, "", ONR_COPIES_NO_DAY);
    fold(&s);
    assert_int_equal(onr_copies_get(s.c, 2)->text, 0);
    assert_int_equal(onr_copies_get(s.c, 1)->text, 0);
    close(&s);
}

static void short_texts_only_when_all_words_agree(void **state) {
    (void)state;
    shelf s;
    open(&s);
    add(&s, "Ferry late again.", "A", 5);
    add(&s, "FERRY late - again", "B", 5);
    add(&s, "Ferry late today.", "C", 5);
    add(&s, "", "D", 5);
    add(&s, "", "E", 5);
    fold(&s);
    assert_int_equal(onr_copies_get(s.c, 1)->text, 0);
    assert_int_equal(onr_copies_get(s.c, 2)->text, 2);
    assert_int_equal(onr_copies_get(s.c, 4)->text, 4);
    close(&s);
}

static void a_hundred_carriers_are_one_text(void **state) {
    (void)state;
    static char text[TEXT];
    char outlet[16];
    shelf s;
    open(&s);
    for (int i = 0; i < 100; i++) {
        text[0] = '\0';
        tell(text, 1, i % 7, 300);
        assert_true(snprintf(outlet, sizeof outlet, "outlet %d", i) > 0);
        add(&s, text, outlet, 50 + i % 3);
    }
    fold(&s);
    for (uint32_t i = 0; i < 100; i++) assert_int_equal(onr_copies_get(s.c, i)->text, 0);
    close(&s);
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    static char text[TEXT];
    text[0] = '\0';
    tell(text, 1, 0, 60);
    for (long n = 0;; n++) {
        onr_copies *c = NULL;
        onr_arena arena;
        onr_arena_init(&arena, 1u << 20);
        onr_err err = {0};
        onr_mem_fail_after(n);
        onr_status st = onr_copies_new(&c, &err);
        for (int i = 0; i < 3 && st == ONR_OK; i++)
            st = onr_copies_add(c, onr_slice_of(text), ONR_SLICE("A"), i, &arena, &err);
        if (st == ONR_OK) st = onr_copies_fold(c, &err);
        onr_mem_fail_after(-1);
        onr_copies_free(c);
        onr_arena_clear(&arena);
        if (st == ONR_OK) return;
        assert_int_equal(st, ONR_NOMEM);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_wire_story_and_its_cuts),
                                       cmocka_unit_test(boilerplate_joins_nothing),
                                       cmocka_unit_test(the_window),
                                       cmocka_unit_test(short_texts_only_when_all_words_agree),
                                       cmocka_unit_test(a_hundred_carriers_are_one_text),
                                       cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
