/* test_verify.c - the battery of verdicts, and quotations that hurt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "ledger/verify.h"

enum { LINE = 4096, TEXT = 16384 };

/* What is shown for a result, as the battery writes it. */
static void shown(const onr_verify_result *r, onr_slice quote, onr_slice text, onr_buf *out) {
    onr_buf_reset(out);
    onr_buf_add(out, "", 0);
    if (r->verdict == ONR_VERDICT_ALTERED) onr_verify_diff(r, quote, text, out);
    for (uint32_t i = 0; r->verdict == ONR_VERDICT_SHORTENED && i < r->swallowed_n; i++) {
        if (i) onr_buf_str(out, " / ");
        onr_buf_add(out, text.p + r->swallowed[i].start, r->swallowed[i].end - r->swallowed[i].start);
    }
}

/* A "*" at the end of `want` stands for anything. */
static int matches(const char *want, const onr_buf *got) {
    const char *have = got->n ? got->p : "";
    size_t n = strlen(want);
    if (n && want[n - 1] == '*') return strncmp(want, have, n - 1) == 0;
    return strcmp(want, have) == 0;
}

static int one_case(char *line, const char *text) {
    char *quote = strchr(line, '|');
    assert_non_null(quote);
    *quote++ = '\0';
    char *want = strchr(quote, '|');
    if (want) *want++ = '\0';
    onr_arena arena;
    onr_arena_init(&arena, 64u << 20);
    onr_buf out;
    onr_buf_init(&out, TEXT);
    onr_verify_result r;
    onr_err err = {0};
    assert_int_equal(onr_verify(onr_slice_of(quote), onr_slice_of(text), &arena, &r, &err), ONR_OK);
    shown(&r, onr_slice_of(quote), onr_slice_of(text), &out);
    int good = strcmp(line, onr_verdict_name(r.verdict)) == 0 && (!want || matches(want, &out));
    if (!good)
        printf("- %s\n  want %s %s\n  got  %s %s\n", quote, line, want ? want : "", onr_verdict_name(r.verdict),
               out.n ? out.p : "");
    onr_buf_clear(&out);
    onr_arena_clear(&arena);
    return good;
}

static void the_battery(void **state) {
    (void)state;
    static char line[LINE], text[TEXT];
    FILE *f = fopen("tests/quality/verify.txt", "r");
    assert_non_null(f);
    int cases = 0, right = 0, fresh = 1;
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || !line[0]) continue;
        if (line[0] == '=') {
            if (fresh) text[0] = '\0';
            fresh = 0;
            assert_true(strlen(text) + strlen(line) < sizeof text);
            strcat(strcat(text, line + 2), "\n");
            continue;
        }
        fresh = 1;
        cases++;
        right += one_case(line, text);
    }
    assert_int_equal(fclose(f), 0);
    printf("verify: %d of %d cases right\n", right, cases);
    assert_int_equal(right, cases);
    assert_true(cases >= 100);
}

static void refusals(void **state) {
    (void)state;
    onr_arena arena;
    onr_arena_init(&arena, 64u << 20);
    onr_verify_result r;
    onr_err err = {0};
    static const char *const empty[] = {"", " ", "…", "“”", "-", "... [...]", "?"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        assert_int_equal(onr_verify(onr_slice_of(empty[i]), onr_slice_of("a text"), &arena, &r, &err), ONR_FORMAT);
    assert_int_equal(onr_verify(onr_slice_of("words"), onr_slice_of(""), &arena, &r, &err), ONR_OK);
    assert_int_equal(r.verdict, ONR_VERDICT_ABSENT);
    static char big[ONR_VERIFY_QUOTE_MAX + 2];
    memset(big, 'a', sizeof big - 1);
    assert_int_equal(onr_verify(onr_slice_of(big), onr_slice_of("a"), &arena, &r, &err), ONR_TOO_BIG);
    onr_arena_clear(&arena);
}

static void one_word_repeated(void **state) {
    (void)state;
    static char text[60001], quote[6001];
    for (size_t i = 0; i + 3 < sizeof text; i += 3) memcpy(text + i, "no ", 3);
    for (size_t i = 0; i + 3 < sizeof quote; i += 3) memcpy(quote + i, i % 30 ? "no " : "yo ", 3);
    onr_arena arena;
    onr_arena_init(&arena, 256u << 20);
    onr_verify_result r;
    onr_err err = {0};
    assert_int_equal(onr_verify(onr_slice_of(quote), onr_slice_of(text), &arena, &r, &err), ONR_OK);
    assert_int_equal(r.verdict, ONR_VERDICT_ALTERED);
    onr_arena_clear(&arena);
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    static const char quote[] = "we … never said so at all",
                      text[] = "“We have,” he wrote, “never once said it at all.”";
    for (long n = 0;; n++) {
        onr_arena arena;
        onr_arena_init(&arena, 1u << 20);
        onr_verify_result r;
        onr_err err = {0};
        onr_mem_fail_after(n);
        onr_status st = onr_verify(onr_slice_of(quote), onr_slice_of(text), &arena, &r, &err);
        onr_mem_fail_after(-1);
        onr_arena_clear(&arena);
        if (st == ONR_OK) return;
        assert_int_equal(st, ONR_NOMEM);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_battery), cmocka_unit_test(refusals),
                                       cmocka_unit_test(one_word_repeated),
                                       cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
