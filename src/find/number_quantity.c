/* number_quantity.c - a number with its bound, its other end, its sign or unit.
 *
 * Method: a walk finds where a number may begin; onr_number_at reads it; suffixes ("3bn", "10k"), signs and units
 * beside it say what it is of; a second number behind a dash, "to", "or", or "and" after "between" makes a range, and
 * its magnitude is shared ("five to six million"); words before and behind give the bound, longest phrase first. At
 * last the words around say why it is no count, if it is none. Invariant: low <= high. Cost: bounded look-around a
 * number.
 */
#include <string.h>

#include "find/number_part.h"

/* ---- one number with what grows on it --------------------------------------------------------------------------- */

/* 10k, 3bn, 2mil, $5m: letters grown on the digits that multiply. *end behind them. Returns 0 for other letters. */
static int64_t suffix(const onr_text *t, uint32_t at, int money, uint32_t *end) {
    static const struct {
        const char *text;
        int64_t value;
        int money;
    } list[] = {{"k", 1000, 0},
                {"bn", 1000000000, 0},
                {"b", 1000000000, 0},
                {"mn", 1000000, 0},
                {"mln", 1000000, 0},
                {"mil", 1000000, 0},
                {"million", 1000000, 0},
                {"billion", 1000000000, 0},
                {"mm", 1000000, 1},
                {"m", 1000000, 1},
                {"tn", INT64_C(1000000000000), 0},
                {"trn", INT64_C(1000000000000), 0},
                {"t", INT64_C(1000000000000), 1},
                {"cr", 10000000, 0},
                {"lakh", 100000, 0},
                {"crore", 10000000, 0}};
    uint32_t e = at;
    while (onr_is_alpha(onr_byte(t, e))) e++;
    if (onr_is_digit(onr_byte(t, e))) return 0;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        if (!onr_num_is(t, (onr_span){at, e}, list[i].text)) continue;
        int big_m = onr_byte(t, at) == 'M' && e - at == 1;
        if (list[i].money && !money && !big_m) continue;
        *end = e;
        return list[i].value;
    }
    return 0;
}

/* The length of a fraction's bar at `at` ("/", U+2044), 0 when there is none. */
static uint32_t fraction_bar(const onr_text *t, uint32_t at) {
    uint32_t n = onr_byte(t, at) == '/' ? 1 : 0;
    if (onr_byte(t, at) == '\xE2' && onr_byte(t, at + 1) == '\x81' && onr_byte(t, at + 2) == '\x84') n = 3;
    return n && onr_is_digit(onr_byte(t, at + n)) && onr_byte(t, at + n) != '0' ? n : 0;
}

/* 3/4 and 2 1/4, ½ and 2½ */
static void digit_fraction(const onr_text *t, onr_number *n) {
    static const struct {
        const char *glyph;
        int num, den;
    } glyphs[] = {{"\xC2\xBC", 1, 4},     {"\xC2\xBD", 1, 2},     {"\xC2\xBE", 3, 4},     {"\xE2\x85\x93", 1, 3},
                  {"\xE2\x85\x94", 2, 3}, {"\xE2\x85\x95", 1, 5}, {"\xE2\x85\x99", 1, 6}, {"\xE2\x85\x9B", 1, 8},
                  {"\xE2\x85\x9C", 3, 8}, {"\xE2\x85\x9D", 5, 8}, {"\xE2\x85\x9E", 7, 8}};
    if (!n->digits || n->scale || n->value.places) return;
    uint32_t at = onr_num_skip_space(t, n->span.end);
    for (size_t k = 0; k < sizeof glyphs / sizeof *glyphs; k++) {
        uint32_t len = (uint32_t)strlen(glyphs[k].glyph);
        if (t->to - at < len || memcmp(t->p + at, glyphs[k].glyph, len) != 0) continue;
        onr_decimal f = onr_decimal_ratio(glyphs[k].num, glyphs[k].den);
        if (onr_decimal_plus(n->value, f, &n->value)) n->span.end = at + len;
        return;
    }
    onr_decimal a = n->value, b, whole = {0, 0};
    int bad;
    uint32_t end = n->span.end;
    if (!fraction_bar(t, end)) { /* 2 1/4 */
        end = onr_num_digits(t, at, &a, &bad);
        if (end == at || bad || a.places || end - at > 2 || !fraction_bar(t, end)) return;
        whole = n->value;
    }
    uint32_t last = onr_num_digits(t, end + fraction_bar(t, end), &b, &bad);
    if (bad || b.places || b.digits < 2 || b.digits > 1000 || a.digits > 1000 || onr_byte(t, last) == '/') return;
    if (whole.digits && a.digits >= b.digits) return;
    onr_decimal f = onr_decimal_ratio(a.digits, b.digits);
    if (!onr_decimal_plus(whole, f, &n->value)) return;
    n->span.end = last;
    if (whole.digits) return;
    n->kind = ONR_NUMBER_FRACTION;
    n->num = a.digits;
    n->den = b.digits;
}

/* Letters or a dash and letters before digits: F-16, G7, COVID-19, but not US$5, GBP5, Rs5. */
static int grown_on_name(const onr_text *t, uint32_t at) {
    if (at == t->from) return 0;
    char c = t->p[at - 1];
    const char *code;
    if (onr_num_sign_before(t, at, &code) < at) return 0;
    if (onr_is_alpha(c) || c == '_' || c == '&') return 1;
    if ((unsigned char)c >= 0x80) { /* a letter with an accent, not a dash or a sign */
        uint32_t i = at - 1;
        while (i > t->from && ((unsigned char)t->p[i] & 0xC0) == 0x80) i--;
        return (unsigned char)t->p[i] >= 0xC3 && (unsigned char)t->p[i] < 0xE2;
    }
    if (c != '-' || at - 1 == t->from || !onr_is_alpha(t->p[at - 2])) return 0;
    for (uint32_t i = at - 1; i > t->from && onr_is_word_byte(t->p[i - 1]); i--) /* F-16, COVID-19; not sub-300 */
        if (t->p[i - 1] >= 'A' && t->p[i - 1] <= 'Z') return 1;
    return 0;
}

static void set_value(onr_quantity *q, const onr_number *n) {
    q->kind = n->kind;
    q->weak = n->weak;
    q->num = n->num;
    q->den = n->den;
    q->scale = n->scale;
    q->vague = n->kind == ONR_NUMBER_VAGUE;
    q->value = (onr_value){.low = n->value, .high = n->value, .approx = n->approx};
    q->value.has_low = q->value.has_high = !q->vague;
    q->number = q->text = n->span;
}

/* The number at `at` with its suffix, sign and unit. Letters grown on it that are none of these make it a name. */
static int one_number(const onr_text *t, uint32_t at, unsigned flags, onr_quantity *q) {
    onr_number n;
    const char *code = NULL;
    if (!onr_number_at(t, at, flags, &n)) return 0;
    uint32_t sign = n.kind == ONR_NUMBER_CARDINAL ? onr_num_sign_before(t, at, &code) : at, end = n.span.end;
    digit_fraction(t, &n);
    int64_t factor = 0;
    int million =
        onr_byte(t, end) == 'm' && onr_byte(t, end + 1) == ' ' && onr_num_counted(t, onr_num_word_after(t, end + 1));
    if (n.digits && end == n.span.end && onr_is_alpha(onr_byte(t, end)))
        factor = suffix(t, end, sign < at || million, &end);
    else if (sign < at && onr_byte(t, end) == ' ' && !n.scale) factor = suffix(t, end + 1, 1, &end);
    else if (n.digits && onr_byte(t, end) == ' ' && (onr_byte(t, end + 1) == 'k' || onr_byte(t, end + 1) == 'M'))
        factor = suffix(t, end + 1, 0, &end);
    if (factor && onr_decimal_times(n.value, factor, &n.value)) n.span.end = end, n.scale = factor;
    set_value(q, &n);
    q->text.start = sign;
    if (sign < at) {
        q->what = ONR_QUANTITY_MONEY;
        q->currency = code;
        q->unit = (onr_span){sign, onr_num_back_space(t, at)};
    }
    return 1;
}

/* st, nd, rd, th: ordinals; s: decades; else a name, unless it is a unit. */
static void look_at_tail(const onr_text *t, onr_quantity *q) {
    uint32_t at = q->number.end;
    char c = onr_byte(t, at);
    if (!onr_is_digit(onr_byte(t, q->number.start)) && onr_byte(t, q->number.start) != '.') return;
    if (c == '\'' && onr_byte(t, at + 1) == 's' && !q->scale) q->no = ONR_NOT_NAME;
    if (!onr_is_alpha(c)) return;
    uint32_t e = at;
    while (onr_is_alpha(onr_byte(t, e)) || onr_is_digit(onr_byte(t, e))) e++;
    onr_span w = {at, e};
    if (onr_num_in(t, w, "|st|nd|rd|th|")) q->no = ONR_NOT_ORDINAL;
    else if (onr_num_is(t, w, "s")) q->no = ONR_NOT_DECADE;
    else if (onr_num_in(t, w, "|am|pm|")) q->no = ONR_NOT_TIME;
    else if (q->what == ONR_QUANTITY_COUNT) q->no = ONR_NOT_NAME;
    else return;
    q->number.end = q->text.end = e;
}

/* ---- ranges ----------------------------------------------------------------------------------------------------- */

/* Has the text a change before "from A to B"? It is then two numbers. */
static int is_change(const onr_text *t, uint32_t from) {
    onr_span w = onr_num_word_before(t, from);
    for (int k = 0; k < 3 && w.end > w.start; k++) {
        if (onr_num_in(t, w,
                       "|rose|rise|risen|rising|rises|grew|grown|fell|fall|fallen|falling|dropped|drop|increased|"
                       "increase|increasing|decreased|decrease|went|up|down|jumped|moved|climbed|cut|raised|raise|"
                       "changed|change|reduced|reduce|expanded|declined|shrank|lowered|doubled|soared|slipped|"
                       "revised|upgraded|extended|improved|gone|goes|go|toll|"))
            return 1;
        w = onr_num_word_before(t, w.start);
    }
    return 0;
}

/* Where the other end of a range may begin behind byte `at`; 0: nowhere. */
static uint32_t other_end(const onr_text *t, uint32_t at, onr_span before, int *dash) {
    uint32_t i = onr_num_skip_space(t, at), k = onr_num_dash(t, i);
    *dash = 0;
    if (!k && onr_byte(t, i) == '~') return onr_num_skip_space(t, i + 1);
    if (k) {
        *dash = 1;
        uint32_t to = onr_num_dash(t, i + k); /* "--" is a dash of the sentence */
        onr_span w = onr_num_word_after(t, i + k);
        if (to) return 0;
        if (i == at && w.end > w.start + 3 &&
            (memcmp(t->p + w.start, "to-", 3) == 0 || memcmp(t->p + w.start, "or-", 3) == 0))
            return w.start + 3;
        return onr_num_skip_space(t, i + k);
    }
    onr_span w = onr_num_word_after(t, at);
    if (onr_num_is(t, w, "and"))
        return onr_num_is(t, before, "between") ||
                       (onr_num_is(t, before, "of") && onr_num_in(t, onr_num_word_before(t, before.start), "|ages|"))
                   ? onr_num_skip_space(t, w.end)
                   : 0;
    return onr_num_in(t, w, "|to|or|through|") ? onr_num_skip_space(t, w.end) : 0;
}

static void join_range(const onr_text *t, unsigned flags, onr_quantity *q) {
    if (q->kind != ONR_NUMBER_CARDINAL || q->weak || q->no) return;
    onr_span before = onr_num_word_before(t, q->text.start);
    uint8_t why = onr_num_reject(t, q);
    if (why && why != ONR_NOT_SCORE && !(why == ONR_NOT_YEAR && onr_num_dash(t, q->number.end))) return;
    int from = onr_num_is(t, before, "from"), between = onr_num_is(t, before, "between"), dash;
    uint32_t first_end = q->text.end;
    onr_quantity unit = *q;
    if (onr_num_percent_behind(t, q->text.end, &unit) || onr_num_money_behind(t, q->text.end, &unit))
        first_end = unit.text.end;
    uint32_t at = other_end(t, first_end, before, &dash);
    if (!at || at >= t->to || (from && is_change(t, before.start))) return;
    int by = onr_num_is(t, before, "by") && onr_num_is(t, onr_num_word_after(t, first_end), "to");
    at = onr_num_skip_sign(t, at);
    onr_quantity o = {0};
    uint8_t no = 0;
    if (onr_is_digit(onr_byte(t, at)) && onr_num_no_number(t, at, &no)) return;
    if (!one_number(t, at, flags & ~(unsigned)ONR_NUMBER_WEAK, &o) || o.kind != ONR_NUMBER_CARDINAL) return;
    onr_decimal low = q->value.low;
    if (!q->scale && o.scale) { /* five to six million */
        onr_decimal shared;
        if (onr_decimal_times(low, o.scale, &shared) && onr_decimal_compare(shared, o.value.low) < 0) low = shared;
    }
    if (!q->scale && onr_num_is(t, onr_num_word_before(t, o.number.end), "hundred")) { /* one or two hundred */
        onr_decimal shared;
        if (low.digits < 10 && onr_decimal_times(low, 100, &shared) && onr_decimal_compare(shared, o.value.low) < 0)
            low = shared;
    }
    if (onr_decimal_compare(low, o.value.low) >= 0) return;
    onr_decimal twice;
    if (by && (!onr_decimal_times(low, 2, &twice) || onr_decimal_compare(twice, o.value.low) < 0))
        return; /* rose by 4 to 19, not: by 1 to 1.5 degrees */
    onr_quantity after = o;
    if (unit.what == ONR_QUANTITY_PERCENT && !onr_num_percent_behind(t, o.number.end, &after))
        return;                                                         /* rose 6.5% to 164p */
    if (o.currency && q->currency && o.currency != q->currency) return; /* GBP738 thousand or USD910 thousand */
    int small = low.digits < 1000 && o.value.low.digits <= low.digits + 10;
    onr_span w = onr_num_word_after(t, first_end);
    if (onr_num_is(t, w, "or") && !dash && !small && low.digits * 3 < o.value.low.digits) return;
    int ranges = onr_num_in(t, before, "|range|ranges|ranging|about|around|approximately|roughly|some|estimated|");
    if (dash && first_end == q->number.end && !between &&
        !ranges) { /* 2-3: a score, unless something is counted behind it */
        onr_span noun = onr_num_word_after(t, o.number.end);
        int counted = noun.end > noun.start && onr_byte(t, noun.start) >= 'a' && onr_byte(t, noun.start) <= 'z' &&
                      !onr_num_in(t, noun,
                                  "|in|at|on|to|against|over|and|with|after|for|by|win|victory|defeat|loss|"
                                  "draw|lead|vote|margin|score|scoreline|up|down|the|a|record|");
        onr_quantity u = o;
        if (!counted && !onr_num_percent_behind(t, o.number.end, &u) && !onr_num_money_behind(t, o.number.end, &u) &&
            q->what != ONR_QUANTITY_MONEY && !(low.digits >= 1000))
            return;
    }
    q->value.low = low;
    q->value.high = o.value.low;
    q->number.end = q->text.end = o.number.end;
    q->scale = o.scale;
    q->range = 1;
    if (from || between) q->text.start = before.start;
    if (unit.what == ONR_QUANTITY_PERCENT && q->what == ONR_QUANTITY_COUNT) q->what = unit.what, q->unit = unit.unit;
}

/* -5 · minus five */
static void negate(const onr_text *t, onr_quantity *q) {
    if ((q->kind != ONR_NUMBER_CARDINAL && q->kind != ONR_NUMBER_FRACTION) || q->range) return;
    uint32_t at = q->text.start, k = 0;
    if (at >= t->from + 1 && t->p[at - 1] == '-') k = 1;
    if (at >= t->from + 3 && onr_num_dash(t, at - 3) == 3 && (unsigned char)t->p[at - 1] == 0x92) k = 3;
    onr_span w = onr_num_word_before(t, at);
    char before = k && at - k > t->from ? t->p[at - k - 1] : ' ';
    if (k == 1 && onr_num_in(t, onr_num_word_before(t, at - 1), "|minus|"))
        w = onr_num_word_before(t, at - 1), k = 0; /* minus-5 */
    int words = onr_num_in(t, w, "|minus|negative|");
    if (!words && !(k && (before == ' ' || before == '(' || before == '\n'))) return;
    q->value.low.digits = -q->value.low.digits;
    q->value.high.digits = -q->value.high.digits;
    q->text.start = words ? w.start : at - k;
}

/* half a mile · a quarter mile: an amount, not a share */
static void half_a_unit(const onr_text *t, onr_quantity *q) {
    if (q->kind != ONR_NUMBER_FRACTION) return;
    onr_span w = onr_num_word_after(t, q->number.end), unit = w;
    if (onr_num_in(t, w, "|a|an|")) unit = onr_num_word_after(t, w.end);
    if (!onr_num_is_measure(t, unit)) return;
    q->kind = ONR_NUMBER_CARDINAL;
    if (unit.start != w.start) q->number.end = q->text.end = w.end;
}

/* nine hundred trillion trillion: a magnitude that does not fit is left behind it */
static void too_large(const onr_text *t, onr_quantity *q) {
    if (q->kind != ONR_NUMBER_CARDINAL || !q->scale) return;
    for (;;) {
        onr_num_word w = onr_num_word_at(t, onr_num_skip_space(t, q->number.end));
        if (w.what != ONR_WORD_SCALE || w.plural || w.start == q->number.end || w.end - w.start < 4) return;
        q->number.end = q->text.end = w.end;
        q->no = ONR_NOT_VERSION;
    }
}

/* ---- the walk --------------------------------------------------------------------------------------------------- */

static int quantity_at(const onr_text *t, uint32_t at, unsigned flags, onr_quantity *q) {
    memset(q, 0, sizeof *q);
    int digit = onr_is_digit(t->p[at]) || t->p[at] == '.';
    uint8_t no = 0;
    uint32_t end = digit ? onr_num_no_number(t, at, &no) : 0;
    if (end > at) {
        q->number = q->text = (onr_span){at, end};
        q->no = no;
        return 1;
    }
    onr_span before = onr_num_word_before(t, at);
    if (onr_num_is(t, before, "between")) { /* "between one hundred and two": is there an "and" behind the whole? */
        onr_number n;
        if (onr_number_at(t, at, flags, &n) && !onr_num_is(t, onr_num_word_after(t, n.span.end), "and"))
            flags |= ONR_NUMBER_NO_AND;
    }
    if (!one_number(t, at, flags, q)) {
        onr_decimal d;
        int bad;
        end = digit ? onr_num_digits(t, at, &d, &bad) : at;
        if (end == at) return 0;
        q->number = q->text = (onr_span){at, end};
        q->no = ONR_NOT_VERSION;
        return 1;
    }
    half_a_unit(t, q);
    too_large(t, q);
    join_range(t, flags, q);
    negate(t, q);
    onr_num_unit_behind(t, q);
    if (digit && grown_on_name(t, at)) q->no = ONR_NOT_NAME;
    look_at_tail(t, q);
    onr_num_bounds_before(t, q);
    onr_num_bounds_behind(t, q);
    if (!q->no) q->no = onr_num_reject(t, q);
    return 1;
}

static int begins_word(const onr_text *t, uint32_t i) {
    if (i == t->from) return 1;
    char c = t->p[i - 1];
    if (onr_is_digit(t->p[i])) return !onr_is_digit(c) && !(c == '.' && i - 1 > t->from && onr_is_digit(t->p[i - 2]));
    return !onr_is_word_byte(c) || ((unsigned char)c >= 0x80 && (unsigned char)c < 0xC0);
}

static uint32_t word_end(const onr_text *t, uint32_t i) {
    do i++;
    while (i < t->to && onr_is_word_byte(t->p[i]) && onr_is_digit(t->p[i]) == onr_is_digit(t->p[i - 1]));
    return i;
}

/* Does a point behind this byte begin no number? */
static int is_glued(char c) { return onr_is_word_byte(c) || c == '.'; }

int onr_quantity_next(const onr_text *t, uint32_t *at, unsigned flags, onr_quantity *q) {
    uint32_t i = *at < t->from ? t->from : *at;
    while (i < t->to) {
        char c = t->p[i];
        int digit = onr_is_digit(c) ||
                    (c == '.' && onr_is_digit(onr_byte(t, i + 1)) && (i == t->from || !is_glued(t->p[i - 1])));
        if (!digit && !onr_is_alpha(c)) {
            i++;
            continue;
        }
        int maybe = digit;
        uint32_t letters = 0; /* where they end */
        if (!digit && begins_word(t, i)) {
            onr_num_word w = onr_num_word_at(t, i);
            letters = w.end;
            maybe = w.what != ONR_WORD_NONE && w.what != ONR_WORD_AND && w.what != ONR_WORD_POINT;
            if (!maybe && w.end - i == 3) maybe = onr_num_is(t, (onr_span){i, w.end}, "not");
        }
        if (maybe && begins_word(t, i) && quantity_at(t, i, flags, q)) {
            *at = q->text.end > i ? q->text.end : i + 1;
            if (q->number.end > *at) *at = q->number.end;
            return 1;
        }
        i = letters > i && (unsigned char)onr_byte(t, letters) < 0x80 ? letters : word_end(t, i);
    }
    *at = t->to;
    return 0;
}
