/* Numbers by their own words: a speller writes integers in three styles, and each must come back; a table of quantities
 * with value, bound and class; what is no count; random bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "find/number.h"

/* ---- the speller ------------------------------------------------------------------------------------------------ */

enum { BRITISH, AMERICAN, DASHED, STYLES };

static const char *const ones[] = {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                   "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                   "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                   "fifty", "sixty", "seventy", "eighty", "ninety"};
static const struct {
    int64_t value;
    const char *word;
} scales[] = {{1000000000000, "trillion"}, {1000000000, "billion"}, {1000000, "million"}, {1000, "thousand"}};

typedef struct spelling {
    char text[320];
    size_t n;
    int style;
} spelling;

static void put(spelling *s, const char *word) {
    size_t n = strlen(word);
    assert_true(s->n + n < sizeof s->text);
    memcpy(s->text + s->n, word, n);
    s->n += n;
    s->text[s->n] = 0;
}

static void gap(spelling *s) {
    if (s->n) put(s, s->style == DASHED ? "-" : " ");
}

static void and_word(spelling *s) {
    if (!s->n || s->style == AMERICAN) return;
    gap(s);
    put(s, "and");
}

/* 1 to 999; `led`: something larger stands before it. */
static void spell_group(spelling *s, unsigned v, int led) {
    if (v >= 100) {
        gap(s);
        put(s, ones[v / 100]);
        gap(s);
        put(s, "hundred");
        led = 1;
        v %= 100;
    }
    if (!v) return;
    if (led) and_word(s);
    gap(s);
    if (v < 20) {
        put(s, ones[v]);
        return;
    }
    put(s, tens[v / 10]);
    if (v % 10 == 0) return;
    put(s, s->style == AMERICAN ? " " : "-");
    put(s, ones[v % 10]);
}

static void spell(spelling *s, int64_t v, int style) {
    *s = (spelling){.style = style};
    if (!v) put(s, ones[0]);
    for (size_t k = 0; k < sizeof scales / sizeof *scales; k++) {
        unsigned group = (unsigned)(v / scales[k].value);
        v %= scales[k].value;
        if (!group) continue;
        if (s->n && style == BRITISH) put(s, ",");
        spell_group(s, group, 0);
        gap(s);
        put(s, scales[k].word);
    }
    if (!v) return;
    if (s->n && style == BRITISH && v >= 100) put(s, ",");
    spell_group(s, (unsigned)v, s->n > 0);
}

static void round_trip(int64_t v) {
    for (int style = 0; style < STYLES; style++) {
        spelling s;
        spell(&s, v, style);
        onr_text t = {s.text, 0, (uint32_t)s.n};
        onr_number n;
        int ok = onr_number_at(&t, 0, 0, &n) && n.value.digits == v && n.value.places == 0 && n.span.end == s.n;
        if (!ok) fail_msg("%lld: \"%s\"", (long long)v, s.text);
    }
}

static uint64_t next_random(uint64_t *state) { /* splitmix64 */
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static void every_integer_to_a_million(void **state) {
    (void)state;
    for (int64_t v = 0; v <= 1000000; v++) round_trip(v);
}

static void random_integers_to_ten_to_the_fifteen(void **state) {
    (void)state;
    uint64_t seed = 42;
    for (int i = 0; i < 100000; i++) {
        uint64_t top = 10;
        for (uint64_t digits = next_random(&seed) % 15; digits; digits--) top *= 10;
        int64_t v = (int64_t)(next_random(&seed) % top);
        if (v < INT64_C(1000000000000000)) round_trip(v);
    }
}

/* ---- quantities ------------------------------------------------------------------------------------------------- */

/* "[number] low..high flags" of every quantity of the text: ( or ) for open ends, ~ approx, v vague, ! and the class.
 */
static void describe(const char *text, unsigned flags, char *out, size_t cap) {
    onr_text t = {text, 0, (uint32_t)strlen(text)};
    onr_quantity q;
    size_t n = 0;
    out[0] = 0;
    for (uint32_t at = 0; onr_quantity_next(&t, &at, flags, &q) && n < cap - 80;) {
        n += (size_t)snprintf(out + n, cap - n, "%s[%.*s]", n ? " " : "", (int)(q.number.end - q.number.start),
                              text + q.number.start);
        if (q.no) {
            n += (size_t)snprintf(out + n, cap - n, "!");
            continue;
        }
        if (q.vague) {
            n += (size_t)snprintf(out + n, cap - n, "v");
            continue;
        }
        double ten[2] = {1, 1};
        for (int i = 0; i < q.value.low.places; i++) ten[0] *= 10;
        for (int i = 0; i < q.value.high.places; i++) ten[1] *= 10;
        n += (size_t)snprintf(out + n, cap - n, "%s%s", q.value.approx ? "~" : "", q.value.low_open ? "(" : "");
        if (q.value.has_low) n += (size_t)snprintf(out + n, cap - n, "%.15g", (double)q.value.low.digits / ten[0]);
        n += (size_t)snprintf(out + n, cap - n, "..");
        if (q.value.has_high) n += (size_t)snprintf(out + n, cap - n, "%.15g", (double)q.value.high.digits / ten[1]);
        if (q.value.high_open) n += (size_t)snprintf(out + n, cap - n, ")");
        static const char *const what[] = {"", "%", "pp", "$", "m", "t"};
        n += (size_t)snprintf(out + n, cap - n, "%s", what[q.what]);
    }
}

static const struct {
    const char *text, *want;
} cases[] = {
    {"at least 56 people", "[56]56.."},
    {"no fewer than three boats", "[three]3.."},
    {"more than 200 homes", "[200](200.."},
    {"nearly 50 sailors", "[50]..50)"},
    {"up to 30 inches", "[30]..30m"},
    {"about 100 guests", "[100]~100..100"},
    {"100 or so guests", "[100]~100..100"},
    {"60-odd guests", "[60]~60..60"},
    {"50 or more guests", "[50]50.."},
    {"between 36 and 40 people", "[36 and 40]36..40"},
    {"between one hundred and two hundred people", "[one hundred and two hundred]100..200"},
    {"five to six million herons", "[five to six million]5000000..6000000"},
    {"10\xE2\x80\x93"
     "15% of herons",
     "[10\xE2\x80\x93"
     "15]10..15%"},
    {"three or four gulls", "[three or four]3..4"},
    {"US$2.4 million in aid", "[2.4 million]2400000..2400000$"},
    {"between $5 and $7 billion", "[5 and $7 billion]5000000000..7000000000$"},
    {"\xC2\xA3"
     "3bn for piers",
     "[3bn]3000000000..3000000000$"},
    {"Rs 1,00,000 was paid", "[1,00,000]100000..100000$"},
    {"3 crore rupees", "[3 crore]30000000..30000000$"},
    {"1.234.567 tickets", "[1.234.567]1234567..1234567"},
    {"1 234 567 tickets", "[1 234 567]1234567..1234567"},
    {"half a million herons", "[half a million]500000..500000"},
    {"half a dozen herons", "[half a dozen]6..6"},
    {"two dozen herons", "[two dozen]24..24"},
    {"one and a half million", "[one and a half million]1500000..1500000"},
    {"2 1/2 tons", "[2 1/2]2.5..2.5m"},
    {"fifteen hundred gulls", "[fifteen hundred]1500..1500"},
    {"two hundred point zero three", "[two hundred point zero three]200.03..200.03"},
    {"tens of thousands of gulls", "[tens of thousands]v"},
    {"hundreds if not thousands of gulls", "[hundreds if not thousands]v"},
    {"a few hundred gulls", "[a few hundred]v"},
    {"several dozen gulls", "[several dozen]v"},
    {"no one was hurt", "[no one]0..0"},
    {"none of them", "[none]0..0"},
    {"7 per cent of them", "[7]7..7%"},
    {"fell 3 percentage points", "[3]3..3pp"},
    {"rose from 12 to 15 boats", "[12]12..12 [15]15..15"},
    {"up 4% to 120 boats", "[4]4..4% [120]120..120"},
    {"for three weeks", "[three]3..3t"},
    {"temperatures of -5 degrees", "[5]-5..-5m"},
    {"minus five degrees", "[five]-5..-5m"},
    {"$4.5 million and 7% of it", "[4.5 million]4500000..4500000$ [7]7..7%"},
    {"3 million and 40 boats", "[3 million]3000000..3000000 [40]40..40"},
    {"10,000 and three gulls", "[10,000]10000..10000 [three]3..3"},
    {"2 thousand and five gulls", "[2 thousand]2000..2000 [five]5..5"},
    {"two million and three hundred", "[two million and three hundred]2000300..2000300"},
    {"ten thousand, two of them new", "[ten thousand]10000..10000 [two]2..2"},
    {"the 21st boat in the 1990s", "[21st]! [1990s]!"},
    {"on May 4, 2019 at 3:30", "[4]! [2019]! [3:30]!"},
    {"an F-16 and COVID-19", "[16]! [19]!"},
    {"a 12-year-old and a girl aged 7", "[12]! [7]!"},
    {"Call +1 425 555 0100 or 555-0100.", "[1 425 555 0100]! [555-0100]!"},
    {"version 1.2.3", "[1.2.3]!"},
    {"at 10 Heron Street", "[10]!"},
    {"won 3-2", "[3]! [2]!"},
    {"http://heron.invalid/p/42 now", "[42]!"},
    {"31/12/2019 and 2019-12-31", "[31/12/2019]! [2019-12-31]!"},
    {"S&P 500 and Route 66", "[500]! [66]!"},
    {"the 7.62mm rifle", "[7.62]7.62..7.62m"},
    {"3 per 100,000", "[3]3..3 [100,000]!"},
};

static void quantities(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[512];
        describe(cases[i].text, 0, got, sizeof got);
        if (strcmp(got, cases[i].want) == 0) continue;
        print_error("%s\n  want %s\n  got  %s\n", cases[i].text, cases[i].want, got);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void four_hundred_digits_are_no_number(void **state) {
    (void)state;
    char text[401], got[1024];
    memset(text, '9', 400);
    text[400] = 0;
    describe(text, 0, got, sizeof got);
    assert_true(got[strlen(got) - 1] == '!');
    describe("nine hundred trillion trillion trillion", 0, got, sizeof got);
    assert_null(strstr(got, "e+"));
}

/* ---- any bytes -------------------------------------------------------------------------------------------------- */

static const char *const shreds[] = {
    "one ",   "hundred ", "and ",    "a ",      "half ",  "million", "-",        "\xE2\x80\x93",
    "12",     "1,234",    ".5",      "$",       "US$",    " to ",    "from ",    "between ",
    "%",      " percent", "dozens ", "of ",     "no ",    "third",   "thirds ",  ",",
    ".",      "May ",     "/",       ":",       "(",      "+",       "0",        "999999999999999999",
    "point ", "k",        "in ",     "out of ", "every ", "\n",      "\xC2\xA0", "\xC3\xA9",
    "~",      "or so"};

static void walk(const char *p, uint32_t n, unsigned flags) {
    onr_text t = {p, 0, n};
    onr_quantity q;
    uint32_t last = 0;
    for (uint32_t at = 0; onr_quantity_next(&t, &at, flags, &q);) {
        assert_true(at > last && at <= n);
        assert_true(q.number.start < q.number.end && q.number.end <= n && q.number.start >= (last ? last : 0));
        assert_true(q.text.start <= q.number.start && q.number.end <= q.text.end && q.text.end <= n);
        if (q.value.has_low && q.value.has_high && !q.no)
            assert_true(onr_decimal_compare(q.value.low, q.value.high) <= 0);
        last = at;
    }
}

static void any_bytes(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 60000; i++) {
        char text[512];
        uint32_t n = 0;
        for (uint64_t k = next_random(&seed) % 14; k; k--) {
            const char *s = shreds[next_random(&seed) % (sizeof shreds / sizeof *shreds)];
            size_t m = strlen(s);
            if (n + m > sizeof text) break;
            memcpy(text + n, s, m);
            n += (uint32_t)m;
        }
        if (i % 4 == 0)
            for (uint32_t k = 0; k < n; k++)
                if (next_random(&seed) % 5 == 0) text[k] = (char)next_random(&seed);
        walk(text, n, (unsigned)(i % 2));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_integer_to_a_million),
        cmocka_unit_test(random_integers_to_ten_to_the_fifteen),
        cmocka_unit_test(quantities),
        cmocka_unit_test(four_hundred_digits_are_no_number),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
