/* number_bound.c - the words that make a number a bound: "at least 5", "nearly 50", "66 people or more".
 *
 * Method: before the number the longest phrase of a table that ends there, twice ("at least some 50"), with its signs
 * (~, >, >=); behind it a few fixed forms. A bound that contradicts one already read is dropped. Cost: a bounded
 * look-around.
 */
#include <string.h>

#include "find/number_part.h"

/* ---- bounds ----------------------------------------------------------------------------------------------------- */

enum { LOW = 1, LOW_OPEN, HIGH, HIGH_OPEN, APPROX };

/* Words before the number, nearest last. */
static const struct bound {
    const char *words[5];
    uint8_t says;
} bounds[] = {
    {{"less", "than", "or", "equal", "to"}, HIGH},
    {{"more", "than", "or", "equal", "to"}, LOW},
    {{"greater", "than", "or", "equal", "to"}, LOW},
    {{"equal", "to", "or", "less", "than"}, HIGH},
    {{"equal", "to", "or", "more", "than"}, LOW},
    {{"at", "the", "very", "least"}, LOW},
    {{"in", "the", "region", "of"}, APPROX},
    {{"in", "the", "order", "of"}, APPROX},
    {{"no", "fewer", "than"}, LOW},
    {{"no", "less", "than"}, LOW},
    {{"not", "less", "than"}, LOW},
    {{"not", "fewer", "than"}, LOW},
    {{"no", "more", "than"}, HIGH},
    {{"not", "more", "than"}, HIGH},
    {{"a", "minimum", "of"}, LOW},
    {{"a", "maximum", "of"}, HIGH},
    {{"in", "excess", "of"}, LOW_OPEN},
    {{"just", "short", "of"}, HIGH_OPEN},
    {{"as", "many", "as"}, HIGH},
    {{"as", "much", "as"}, HIGH},
    {{"as", "high", "as"}, HIGH},
    {{"something", "like"}, APPROX},
    {{"minimum", "of"}, LOW},
    {{"maximum", "of"}, HIGH},
    {{"short", "of"}, HIGH_OPEN},
    {{"an", "estimated"}, APPROX},
    {{"at", "least"}, LOW},
    {{"at", "most"}, HIGH},
    {{"more", "than"}, LOW_OPEN},
    {{"greater", "than"}, LOW_OPEN},
    {{"higher", "than"}, LOW_OPEN},
    {{"larger", "than"}, LOW_OPEN},
    {{"bigger", "than"}, LOW_OPEN},
    {{"upwards", "of"}, LOW_OPEN},
    {{"upward", "of"}, LOW_OPEN},
    {{"north", "of"}, LOW_OPEN},
    {{"just", "over"}, LOW_OPEN},
    {{"well", "over"}, LOW_OPEN},
    {{"up", "to"}, HIGH},
    {{"fewer", "than"}, HIGH_OPEN},
    {{"less", "than"}, HIGH_OPEN},
    {{"smaller", "than"}, HIGH_OPEN},
    {{"lower", "than"}, HIGH_OPEN},
    {{"just", "under"}, HIGH_OPEN},
    {{"close", "to"}, HIGH_OPEN},
    {{"not", "quite"}, HIGH_OPEN},
    {{"over"}, LOW_OPEN},
    {{"above"}, LOW_OPEN},
    {{"exceeding"}, LOW_OPEN},
    {{"exceed"}, LOW_OPEN},
    {{"exceeds"}, LOW_OPEN},
    {{"exceeded"}, LOW_OPEN},
    {{"surpass"}, LOW_OPEN},
    {{"surpassed"}, LOW_OPEN},
    {{"surpasses"}, LOW_OPEN},
    {{"surpassing"}, LOW_OPEN},
    {{"topped"}, LOW_OPEN},
    {{"topping"}, LOW_OPEN},
    {{"beyond"}, LOW_OPEN},
    {{"under"}, HIGH_OPEN},
    {{"below"}, HIGH_OPEN},
    {{"nearly"}, HIGH_OPEN},
    {{"almost"}, HIGH_OPEN},
    {{"approaching"}, HIGH_OPEN},
    {{"within"}, HIGH_OPEN},
    {{"minimum"}, LOW},
    {{"maximum"}, HIGH},
    {{"about"}, APPROX},
    {{"around"}, APPROX},
    {{"some"}, APPROX},
    {{"roughly"}, APPROX},
    {{"approximately"}, APPROX},
    {{"approx"}, APPROX},
    {{"circa"}, APPROX},
    {{"estimated"}, APPROX},
};
enum { BOUNDS = sizeof bounds / sizeof *bounds };

static void say(onr_value *v, unsigned says) {
    v->approx |= says == APPROX;
    if (says == LOW || says == LOW_OPEN) {
        if (v->high_open) return;
        v->has_high = 0;
        v->low_open = says == LOW_OPEN;
    } else if ((says == HIGH || says == HIGH_OPEN) && v->has_high) {
        v->has_low = 0;
        v->high_open = says == HIGH_OPEN;
    }
}

/* "takes over 7000 employees", "chosen over two others", "from under eight metres": a word of the verb or a place. */
static int is_other_over(const onr_text *t, onr_span w, onr_span before) {
    if (onr_num_in(t, w, "|under|below|beyond|above|")) return onr_num_in(t, before, "|from|");
    return onr_num_is(t, w, "over") &&
           onr_num_in(t, before, "|take|takes|took|taking|taken|hand|hands|handed|handing|chosen|preferred|");
}

/* The phrase of the table that ends right before `at`: its first byte, or `at`. */
static uint32_t bound_before(const onr_text *t, uint32_t at, unsigned *says) {
    onr_span word[5];
    unsigned n = 0;
    for (uint32_t i = at; n < 5; n++) {
        word[n] = onr_num_word_before(t, i);
        if (word[n].end <= word[n].start) break;
        i = word[n].start;
    }
    for (size_t b = 0; n && b < BOUNDS; b++) {
        unsigned m = 0;
        while (m < 5 && bounds[b].words[m]) m++;
        unsigned k = 0;
        while (k < m && m <= n && onr_num_is(t, word[k], bounds[b].words[m - 1 - k])) k++;
        if (k < m || m > n) continue;
        if (m == 1 && is_other_over(t, word[0], m < n ? word[1] : (onr_span){0, 0})) return at;
        *says = bounds[b].says;
        return word[m - 1].start;
    }
    return at;
}

void onr_num_bounds_before(const onr_text *t, onr_quantity *q) {
    for (int k = 0; k < 2; k++) {
        unsigned says = 0;
        uint32_t i = onr_num_back_space(t, q->text.start), from;
        char c = i > t->from ? t->p[i - 1] : 0;
        if (c == '~') q->value.approx = 1, q->text.start = i - 1;
        else if (c == '>' || c == '<') say(&q->value, c == '>' ? LOW_OPEN : HIGH_OPEN), q->text.start = i - 1;
        else if (c == '=' && i > t->from + 1 && (t->p[i - 2] == '>' || t->p[i - 2] == '<'))
            say(&q->value, t->p[i - 2] == '>' ? LOW : HIGH), q->text.start = i - 2;
        else if ((from = bound_before(t, q->text.start, &says)) < q->text.start) {
            say(&q->value, says);
            q->text.start = from;
        } else return;
    }
}

/* or more · or fewer · or so · -plus · + · -odd */
void onr_num_bounds_behind(const onr_text *t, onr_quantity *q) {
    uint32_t at = q->text.end, k = onr_num_dash(t, at);
    onr_span w = onr_num_word_after(t, at + k), x = onr_num_word_after(t, w.end);
    unsigned says = 0;
    onr_span y = onr_num_word_after(t, x.end);
    if (!k && onr_num_is(t, x, "or") && onr_num_in(t, y, "|more|") && w.end > w.start)
        w = x, x = y; /* 66 people or more */
    if (onr_byte(t, at) == '+' && !onr_is_digit(onr_byte(t, at + 1))) says = LOW, w.end = at + 1;
    else if (onr_num_is(t, w, "plus") && k) says = LOW;
    else if (onr_num_is(t, w, "odd") && k) says = APPROX;
    else if (k) return;
    else if (onr_num_in(t, w, "|or|and|") && onr_num_in(t, x, "|more|greater|above|higher|counting|"))
        says = LOW, w.end = x.end;
    else if (onr_num_is(t, w, "or") && onr_num_in(t, x, "|less|fewer|under|lower|below|")) says = HIGH, w.end = x.end;
    else if (onr_num_is(t, w, "or") && onr_num_is(t, x, "so")) says = APPROX, w.end = x.end;
    if (!says) return;
    say(&q->value, says);
    q->text.end = w.end;
}
