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

/* What stands before the number; a phrase before those that it ends with. */
#define BOUND(phrase, says)                                                                                            \
    { phrase, sizeof phrase - 1, says }
static const struct bound {
    const char *phrase;
    uint8_t n, says;
} bounds[] = {
    BOUND("less than or equal to", HIGH),
    BOUND("more than or equal to", LOW),
    BOUND("greater than or equal to", LOW),
    BOUND("equal to or less than", HIGH),
    BOUND("equal to or more than", LOW),
    BOUND("at the very least", LOW),
    BOUND("in the region of", APPROX),
    BOUND("in the order of", APPROX),
    BOUND("no fewer than", LOW),
    BOUND("no less than", LOW),
    BOUND("not less than", LOW),
    BOUND("not fewer than", LOW),
    BOUND("no more than", HIGH),
    BOUND("not more than", HIGH),
    BOUND("a minimum of", LOW),
    BOUND("a maximum of", HIGH),
    BOUND("in excess of", LOW_OPEN),
    BOUND("just short of", HIGH_OPEN),
    BOUND("as many as", HIGH),
    BOUND("as much as", HIGH),
    BOUND("as high as", HIGH),
    BOUND("something like", APPROX),
    BOUND("minimum of", LOW),
    BOUND("maximum of", HIGH),
    BOUND("short of", HIGH_OPEN),
    BOUND("an estimated", APPROX),
    BOUND("at least", LOW),
    BOUND("at most", HIGH),
    BOUND("more than", LOW_OPEN),
    BOUND("greater than", LOW_OPEN),
    BOUND("higher than", LOW_OPEN),
    BOUND("larger than", LOW_OPEN),
    BOUND("bigger than", LOW_OPEN),
    BOUND("upwards of", LOW_OPEN),
    BOUND("upward of", LOW_OPEN),
    BOUND("north of", LOW_OPEN),
    BOUND("just over", LOW_OPEN),
    BOUND("well over", LOW_OPEN),
    BOUND("up to", HIGH),
    BOUND("fewer than", HIGH_OPEN),
    BOUND("less than", HIGH_OPEN),
    BOUND("smaller than", HIGH_OPEN),
    BOUND("lower than", HIGH_OPEN),
    BOUND("just under", HIGH_OPEN),
    BOUND("close to", HIGH_OPEN),
    BOUND("not quite", HIGH_OPEN),
    BOUND("over", LOW_OPEN),
    BOUND("above", LOW_OPEN),
    BOUND("exceeding", LOW_OPEN),
    BOUND("exceed", LOW_OPEN),
    BOUND("exceeds", LOW_OPEN),
    BOUND("exceeded", LOW_OPEN),
    BOUND("surpass", LOW_OPEN),
    BOUND("surpassed", LOW_OPEN),
    BOUND("surpasses", LOW_OPEN),
    BOUND("surpassing", LOW_OPEN),
    BOUND("topped", LOW_OPEN),
    BOUND("topping", LOW_OPEN),
    BOUND("beyond", LOW_OPEN),
    BOUND("under", HIGH_OPEN),
    BOUND("below", HIGH_OPEN),
    BOUND("nearly", HIGH_OPEN),
    BOUND("almost", HIGH_OPEN),
    BOUND("approaching", HIGH_OPEN),
    BOUND("within", HIGH_OPEN),
    BOUND("minimum", LOW),
    BOUND("maximum", HIGH),
    BOUND("about", APPROX),
    BOUND("around", APPROX),
    BOUND("some", APPROX),
    BOUND("roughly", APPROX),
    BOUND("approximately", APPROX),
    BOUND("approx", APPROX),
    BOUND("circa", APPROX),
    BOUND("estimated", APPROX),
};
#undef BOUND
enum { BOUNDS = sizeof bounds / sizeof *bounds };

static void say(onr_value *v, unsigned says) {
    v->approx |= says == APPROX;
    if (says == LOW || says == LOW_OPEN) {
        if (v->high_open) return;
        v->has_high = 0;
        v->low_open = says == LOW_OPEN;
    } else if ((says == HIGH || says == HIGH_OPEN) && v->has_high) {
        if (v->high.digits == 0) { /* almost zero: nothing is below it */
            v->approx = 1;
            return;
        }
        v->has_low = 0;
        v->high_open = says == HIGH_OPEN;
    }
}

/* "takes over 7000 employees", "chosen over two others", "from under eight metres": a word of the verb or a place. */
static int is_other_over(const onr_text *t, onr_span w, onr_span before) {
    if (onr_num_in(t, w, "|under|below|beyond|above|")) return onr_num_in(t, before, "|from|");
    return onr_num_is(t, w, "over") &&
           onr_num_in(t, before,
                      "|take|takes|took|taking|taken|hand|hands|handed|handing|chosen|preferred|nomination|victory|"
                      "triumph|triumphed|prevailed|preference|");
}

/* Does the phrase, in lower case, end at `end`? Its first byte in *from. */
static int phrase_ends(const onr_text *t, uint32_t end, const struct bound *b, uint32_t *from) {
    uint32_t i = end, n = b->n;
    while (n > 0) {
        char c = b->phrase[--n];
        if (c == ' ') {
            uint32_t k = onr_num_back_space(t, i);
            if (k == i) return 0;
            i = k;
            continue;
        }
        if (i == t->from || (t->p[i - 1] | 32) != c) return 0;
        i--;
    }
    *from = i;
    uint32_t first = i;
    while (onr_is_alpha(onr_byte(t, first))) first++;
    return onr_num_word_before(t, first).start == i;
}

/* The phrase of the table that ends right before `at`: its first byte, or `at`. */
static uint32_t bound_before(const onr_text *t, uint32_t at, unsigned *says) {
    uint32_t end = onr_num_back_space(t, at), from;
    if (end == t->from || !onr_is_alpha(t->p[end - 1])) return at;
    char last = (char)(t->p[end - 1] | 32);
    for (size_t b = 0; b < BOUNDS; b++) {
        if (bounds[b].phrase[bounds[b].n - 1] != last || !phrase_ends(t, end, &bounds[b], &from)) continue;
        if (!memchr(bounds[b].phrase, ' ', bounds[b].n) &&
            is_other_over(t, (onr_span){from, end}, onr_num_word_before(t, from)))
            return at;
        *says = bounds[b].says;
        return from;
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
