/* number_words.c - numbers in words and digits to a value.
 *
 * Method: one pass over words with a small state, as numbers are spoken: a group below a thousand (unit, teen, tens,
 * hundred), closed by ever smaller magnitudes; a larger magnitude multiplies all so far ("three lakh crore"). A step
 * behind "and" or a comma is tentative: when what follows does not fit ("two hundred and three hundred") the number
 * ends before it. Behind it all stand fractions ("and a half", "two thirds", "of a million") and decimals ("point
 * five"). Vague plurals ("tens of thousands", "a few hundred") are read first: they have no value. Invariant: values
 * are exact; one that does not fit 10^18 is no number. Cost: O(words of the number).
 */
#include <string.h>

#include "find/number_part.h"

/* ---- cardinals -------------------------------------------------------------------------------------------------- */

enum { EMPTY, UNIT, TEEN, TENS, HUNDRED, DIGITS, CLOSED };
enum { BY_SPACE, BY_DASH, BY_AND, BY_COMMA };

typedef struct state {
    onr_decimal total, group;
    int64_t last;  /* the smallest magnitude so far; INT64_MAX: none */
    int64_t scale; /* of the latest magnitude word */
    uint8_t stage, hundred, digits;
    uint32_t end;
} state;

/* The place of the next word behind `at`, and what joins it: space, a dash, "and", a comma. 0 when nothing may. */
static uint32_t join(const onr_text *t, uint32_t at, int *how) {
    uint32_t i = onr_num_skip_space(t, at), k = onr_num_dash(t, i);
    *how = BY_SPACE;
    if (k == 1 || (k == 3 && (unsigned char)t->p[i + 2] <= 0x91)) {
        *how = BY_DASH;
        i = onr_num_skip_space(t, i + k);
    } else if (onr_byte(t, i) == ',' && i == at) {
        *how = BY_COMMA;
        i = onr_num_skip_space(t, i + 1);
    } else if (i == at) return 0;
    onr_num_word w = onr_num_word_at(t, i);
    if (w.what != ONR_WORD_AND) return i;
    *how = BY_AND;
    k = onr_num_dash(t, w.end);
    uint32_t next = k ? w.end + k : onr_num_skip_space(t, w.end);
    return next == w.end ? 0 : next;
}

static int add_small(state *s, int64_t v, int stage) {
    onr_decimal d = {v, 0};
    s->stage = (uint8_t)stage;
    return onr_decimal_plus(s->group, d, &s->group);
}

/* Take a magnitude: a smaller one closes the group, a larger one multiplies all so far. */
static int take_scale(state *s, const onr_num_word *w) {
    onr_decimal d = s->group;
    if (s->stage == CLOSED) return 0;
    if (w->value < s->last) {
        if (s->stage == EMPTY) {
            if (s->last != INT64_MAX) return 0;
            d.digits = 1;
        }
        if (!onr_decimal_times(d, w->value, &d) || !onr_decimal_plus(s->total, d, &s->total)) return 0;
    } else {
        if (w->value == s->last && s->stage != EMPTY) return 0;
        if (!onr_decimal_plus(s->total, d, &s->total) || !onr_decimal_times(s->total, w->value, &s->total)) return 0;
    }
    s->last = s->scale = w->value;
    s->group = (onr_decimal){0, 0};
    s->stage = EMPTY;
    s->hundred = 0;
    return 1;
}

static int take_word(state *s, const onr_num_word *w) {
    switch (w->what) {
    case ONR_WORD_UNIT:
        if (w->value == 0 && (s->stage != EMPTY || s->last != INT64_MAX)) return 0;
        return (s->stage == EMPTY || s->stage == TENS || s->stage == HUNDRED) &&
               add_small(s, w->value, w->value ? UNIT : CLOSED);
    case ONR_WORD_TEEN: return !w->plural && (s->stage == EMPTY || s->stage == HUNDRED) && add_small(s, w->value, TEEN);
    case ONR_WORD_TENS: return (s->stage == EMPTY || s->stage == HUNDRED) && add_small(s, w->value, TENS);
    case ONR_WORD_HUNDRED:
        if (s->hundred || s->stage == HUNDRED || s->stage == CLOSED || (s->stage == EMPTY && s->last != INT64_MAX))
            return 0;
        if (w->plural && s->stage == EMPTY) return 0;
        if (s->stage == EMPTY) s->group.digits = 1;
        s->stage = HUNDRED;
        s->hundred = 1;
        s->scale = 100;
        return onr_decimal_times(s->group, 100, &s->group);
    case ONR_WORD_SCALE: return !(w->plural && s->stage == EMPTY && s->last == INT64_MAX) && take_scale(s, w);
    case ONR_WORD_DOZEN:
        if (s->stage == EMPTY || s->stage == CLOSED) return 0;
        s->stage = CLOSED;
        s->scale = w->value;
        return onr_decimal_times(s->group, w->value, &s->group);
    default: return 0;
    }
}

/* Digits behind "and": "3 hundred and 21". */
static int take_digits(const onr_text *t, state *s, uint32_t at, uint32_t *end) {
    onr_decimal d;
    int bad;
    *end = onr_num_digits(t, at, &d, &bad);
    if (*end == at || bad || d.places || d.digits >= 1000 || d.digits == 0) return 0;
    if (s->stage == HUNDRED ? d.digits >= 100 : s->stage != EMPTY) return 0;
    s->stage = s->stage == HUNDRED ? CLOSED : DIGITS;
    return onr_decimal_plus(s->group, d, &s->group);
}

/* May `how` join something to the state? "and" and the comma stand behind hundreds and magnitudes only. */
static int may_join(const state *s, int how) {
    if (how == BY_SPACE || how == BY_DASH) return 1;
    if (how == BY_AND) /* not $4.5 million and 7% of it */
        return s->stage == HUNDRED || (s->stage == EMPTY && s->last != INT64_MAX && !s->digits);
    return s->stage == EMPTY && s->last != INT64_MAX;
}

static int is_number_word(const onr_num_word *w) { return w->what >= ONR_WORD_UNIT && w->what <= ONR_WORD_DOZEN; }

typedef struct part {
    int64_t num, den;
    uint32_t end;
} part;

/* "a half", "one fourth", "three quarters", "1/2" behind "and". */
static int part_at(const onr_text *t, uint32_t at, part *out) {
    onr_num_word n = onr_num_word_at(t, at);
    if (n.what != ONR_WORD_A && (n.what != ONR_WORD_UNIT || n.value == 0)) return 0;
    int how;
    uint32_t next = join(t, n.end, &how);
    if (!next || how == BY_AND || how == BY_COMMA) return 0;
    onr_num_word d = onr_num_word_at(t, next);
    if (d.what != ONR_WORD_PART || d.plural != (n.value > 1)) return 0;
    *out = (part){n.value, d.value, d.end};
    return out->num < out->den;
}

/* Take what follows as long as it fits. */
static void go_on(const onr_text *t, state *s, unsigned flags) {
    state safe = *s; /* before the last "and" or comma */
    int tentative = 0, comma = 0;
    for (;;) {
        int how;
        uint32_t next = join(t, s->end, &how);
        if (!next) break;
        onr_num_word w = onr_num_word_at(t, next);
        if (!may_join(s, how) || (how == BY_AND && flags & ONR_NUMBER_NO_AND)) break;
        if (how == BY_DASH && s->digits && s->stage == DIGITS && w.what != ONR_WORD_SCALE && w.what != ONR_WORD_HUNDRED)
            break;
        part p;
        if (how == BY_AND && part_at(t, next, &p)) break; /* two million and three fifths */
        state before = *s;
        int small = w.what == ONR_WORD_UNIT || w.what == ONR_WORD_TEEN || w.what == ONR_WORD_TENS;
        int took;
        if ((how == BY_AND || how == BY_COMMA || (s->stage == EMPTY && s->digits)) && w.end == w.start)
            took = how != BY_COMMA && take_digits(t, s, next, &w.end);
        else
            took = (how == BY_SPACE || how == BY_DASH || small) && !(small && w.value == 0 && how != BY_SPACE) &&
                   take_word(s, &w);
        if (!took) {
            *s = tentative && is_number_word(&w) && how != BY_AND && how != BY_COMMA ? safe : before;
            if (s->end == safe.end) comma = 0;
            break;
        }
        if (how == BY_AND || how == BY_COMMA) {
            safe = before;
            tentative = 1;
            comma = how == BY_COMMA;
        } else if (w.what == ONR_WORD_HUNDRED || w.what == ONR_WORD_SCALE) {
            comma = 0;
            if (w.what == ONR_WORD_SCALE) tentative = 0;
        }
        s->end = w.end;
    }
    if (comma) *s = safe;
}

/* ---- fractions and decimals behind a number --------------------------------------------------------------------- */

/* value + num/den, both times `unit`. */
static int add_part(onr_number *n, const part *p, int64_t unit) {
    if (unit > 1000000000000 || p->num > 1000) return 0;
    onr_decimal d = onr_decimal_ratio(p->num * unit, p->den);
    n->span.end = p->end;
    return onr_decimal_plus(n->value, d, &n->value);
}

/* A magnitude behind "one and a half": multiplies all. */
static int scale_after(const onr_text *t, onr_number *n, int of) {
    int how;
    uint32_t next = join(t, n->span.end, &how);
    if (next && of && how == BY_SPACE) {
        onr_span o = onr_num_word_after(t, next), a = onr_num_word_after(t, o.end);
        if (!onr_num_is(t, o, "of") || !onr_num_is(t, a, "a")) return 0;
        next = onr_num_skip_space(t, a.end);
    }
    if (!next || how == BY_AND || how == BY_COMMA) return 0;
    onr_num_word w = onr_num_word_at(t, next);
    if (w.plural || (w.what != ONR_WORD_SCALE && w.what != ONR_WORD_DOZEN && w.what != ONR_WORD_HUNDRED)) return 0;
    onr_decimal d;
    if (n->kind == ONR_NUMBER_FRACTION) {
        if (n->num > 1000) return 0;
        d = onr_decimal_ratio(n->num * w.value, n->den);
    } else if (!onr_decimal_times(n->value, w.value, &d)) return 0;
    n->value = d;
    n->kind = ONR_NUMBER_CARDINAL;
    n->num = n->den = 0;
    n->scale = w.value;
    n->span.end = w.end;
    return 1;
}

/* "two hundred point zero three", "nought point eleven". */
static void decimals_after(const onr_text *t, onr_number *n) {
    int how;
    uint32_t next = join(t, n->span.end, &how);
    if (!next || how != BY_SPACE || n->value.places) return;
    onr_num_word w = onr_num_word_at(t, next);
    if (w.what != ONR_WORD_POINT) return;
    onr_decimal v = {n->value.digits, 0}, one;
    uint32_t end = w.end;
    unsigned places = 0;
    for (int last = 0; !last;) {
        next = join(t, end, &how);
        w = next ? onr_num_word_at(t, next) : w;
        if (!next || how == BY_AND || how == BY_COMMA || places > 8) break;
        int wide = w.what == ONR_WORD_TEEN || w.what == ONR_WORD_TENS;
        if (w.plural || (w.what != ONR_WORD_UNIT && !(wide && places == 0))) break;
        if (!onr_decimal_times(v, wide ? 100 : 10, &v)) return;
        one = (onr_decimal){w.value, 0};
        if (!onr_decimal_plus(v, one, &v)) return;
        places += wide ? 2 : 1;
        end = w.end;
        if (w.what == ONR_WORD_TENS) {
            next = join(t, end, &how);
            onr_num_word u = onr_num_word_at(t, next ? next : end);
            if (next && how != BY_AND && how != BY_COMMA && u.what == ONR_WORD_UNIT) v.digits += u.value, end = u.end;
        }
        last = wide;
    }
    if (!places) return;
    v.places = (uint8_t)places;
    onr_decimal zero = {0, 0};
    if (onr_decimal_plus(v, zero, &n->value)) n->span.end = end;
}

/* What may stand behind a whole number: decimals, "and a half", a magnitude after that. */
static void parts_after(const onr_text *t, onr_number *n, const state *s) {
    int how;
    decimals_after(t, n);
    uint32_t next = join(t, n->span.end, &how);
    part p;
    if (next && how == BY_AND && s->stage != CLOSED && part_at(t, next, &p)) {
        int64_t unit = s->stage == EMPTY && s->last != INT64_MAX ? s->last : 1;
        onr_number whole = *n;
        part q = p;
        onr_num_word after = onr_num_word_at(t, onr_num_skip_space(t, p.end));
        if (unit > 1 && after.what == ONR_WORD_SCALE && after.value < unit) { /* one billion and a half million */
            unit = after.value;
            q.end = after.end;
        }
        if (!add_part(n, &q, unit)) *n = whole;
        else if (unit == 1) scale_after(t, n, 0);
    } else if (n->value.places && s->last == INT64_MAX) scale_after(t, n, 0);
}

/* "two thirds", "one fifth", "twenty-three fifths": the number was the numerator. */
static int denominator(const onr_text *t, onr_number *n) {
    int how;
    uint32_t next = join(t, n->span.end, &how);
    if (!next || how == BY_AND || how == BY_COMMA || n->value.places || n->value.digits <= 0 || n->digits) return 0;
    onr_num_word d = onr_num_word_at(t, next);
    if (d.what != ONR_WORD_PART || n->value.digits > 1000 || d.plural != (n->value.digits > 1)) return 0;
    if (d.value > 1000000000) return 0;
    if (d.value == 4 && d.plural && n->value.digits > 3) return 0; /* four quarters: of a year, a match */
    n->kind = ONR_NUMBER_FRACTION;
    n->num = n->value.digits;
    n->den = d.value;
    n->value = onr_decimal_ratio(n->num, n->den);
    n->scale = 0;
    n->span.end = d.end;
    scale_after(t, n, 1);
    return 1;
}

/* "one in five", "two out of three", "one-in-five", "one out of every thousand" */
static void ratio(const onr_text *t, onr_number *n, unsigned flags) {
    int how;
    uint32_t next = join(t, n->span.end, &how);
    if (!next || how == BY_AND || how == BY_COMMA || n->value.places || n->value.digits <= 0 || n->num) return;
    onr_span w = onr_num_word_after(t, next);
    int out_of = 0, every = 0, dash = how == BY_DASH;
    if (dash) { /* the inner dash made "in-five" one word */
        if (onr_byte(t, next + 2) != '-' || (t->p[next] | 32) != 'i' || (onr_byte(t, next + 1) | 32) != 'n') return;
        w = (onr_span){next, next + 2};
    } else if (onr_num_is(t, w, "out")) {
        w = onr_num_word_after(t, w.end);
        out_of = onr_num_is(t, w, "of");
        if (!out_of) return;
    } else if (!onr_num_is(t, w, "in")) return;
    uint32_t at = dash ? w.end + 1 : onr_num_skip_space(t, w.end);
    onr_span e = onr_num_word_after(t, at);
    if (onr_num_is(t, e, "every")) at = onr_num_skip_space(t, e.end), every = 1;
    onr_number m;
    if (!onr_number_at(t, at, flags & ~(unsigned)ONR_NUMBER_WEAK, &m) || m.kind != ONR_NUMBER_CARDINAL) return;
    if (m.value.places || m.value.digits <= n->value.digits || m.value.digits > 1000000) return;
    if (!dash && !every && !(n->value.digits == 1 || (!n->digits && !m.digits && m.value.digits <= 10))) return;
    if (!dash && !every && n->digits && m.value.digits > 100) return; /* 1 in 2019 */
    if (!out_of && !dash && !every && m.value.digits > 1000) return;
    n->kind = ONR_NUMBER_FRACTION;
    n->num = n->value.digits;
    n->den = m.value.digits;
    n->value = onr_decimal_ratio(n->num, n->den);
    n->span.end = m.span.end;
}

/* ---- vague numbers ---------------------------------------------------------------------------------------------- */

static int vague_plural(const onr_num_word *w) {
    return w->plural && (w->what == ONR_WORD_HUNDRED || w->what == ONR_WORD_SCALE || w->what == ONR_WORD_DOZEN ||
                         w->what == ONR_WORD_TEEN);
}

/* dozens · tens of thousands · hundreds if not thousands · tens or hundreds of thousands */
static int vague_at(const onr_text *t, uint32_t at, onr_number *out) {
    onr_num_word w = onr_num_word_at(t, at);
    if (!vague_plural(&w)) return 0;
    int tens = w.what == ONR_WORD_TEEN;
    uint32_t end = w.end;
    for (int links = 0; links < 4; links++) {
        onr_span o = onr_num_word_after(t, end);
        int of = onr_num_is(t, o, "of"), go = of || onr_num_in(t, o, "|or|if|and|to|even|perhaps|upon|on|");
        uint32_t next = o.end;
        for (int k = 0; go && !of && k < 2; k++) {
            onr_span more = onr_num_word_after(t, next);
            if (!onr_num_in(t, more, "|not|even|perhaps|possibly|")) break;
            next = more.end;
        }
        if (!go) break;
        onr_num_word v = onr_num_word_at(t, onr_num_skip_space(t, next));
        if (!vague_plural(&v)) break;
        end = v.end;
        tens = tens && v.what == ONR_WORD_TEEN;
    }
    int scores = w.what == ONR_WORD_DOZEN && w.value == 20 && end == w.end; /* of people, not of a match */
    if (tens || (scores && !onr_num_is(t, onr_num_word_after(t, end), "of"))) return 0;
    *out = (onr_number){.span = {at, end}, .kind = ONR_NUMBER_VAGUE};
    return 1;
}

/* several · a few · a few hundred · several dozen · a handful */
static int some_at(const onr_text *t, uint32_t at, unsigned flags, onr_number *out) {
    onr_num_word w = onr_num_word_at(t, at);
    int article = w.what == ONR_WORD_A, couple = 0;
    if (article) w = onr_num_word_at(t, onr_num_skip_space(t, w.end));
    couple = article && w.what == ONR_WORD_COUPLE;
    if (w.what == ONR_WORD_MOST && !article && (flags & ONR_NUMBER_WEAK)) { /* the majority of, most of */
        if (!onr_num_is(t, onr_num_word_after(t, w.end), "of")) return 0;
        *out = (onr_number){.span = {at, w.end}, .kind = ONR_NUMBER_VAGUE, .weak = 1};
        return 1;
    }
    if (w.what != ONR_WORD_SOME && !couple) return 0;
    onr_num_word v = onr_num_word_at(t, onr_num_skip_space(t, w.end));
    int scaled = !v.plural && (v.what == ONR_WORD_HUNDRED || v.what == ONR_WORD_SCALE || v.what == ONR_WORD_DOZEN);
    if (couple && !scaled) {
        *out = (onr_number){.span = {at, w.end}, .kind = ONR_NUMBER_CARDINAL, .value = {2, 0}, .approx = 1};
        return 1;
    }
    int several = onr_num_is(t, (onr_span){w.start, w.end}, "several");
    int weak = !scaled && !several && !(article && onr_num_is(t, (onr_span){w.start, w.end}, "few"));
    if (weak && !(flags & ONR_NUMBER_WEAK)) return 0;
    *out = (onr_number){.span = {at, scaled ? v.end : w.end}, .kind = ONR_NUMBER_VAGUE, .weak = (uint8_t)weak};
    return 1;
}

/* ---- single words ----------------------------------------------------------------------------------------------- */

/* no one · no-one · none · not a single · no (weak) */
static int zero_at(const onr_text *t, uint32_t at, unsigned flags, onr_number *out) {
    onr_num_word w = onr_num_word_at(t, at);
    uint32_t end = 0, weak = 0;
    if (w.what == ONR_WORD_NONE_OF) end = w.end;
    if (w.what == ONR_WORD_NO) {
        uint32_t k = onr_num_dash(t, w.end), next = k ? w.end + k : onr_num_skip_space(t, w.end);
        onr_num_word o = onr_num_word_at(t, next);
        int one = o.end - o.start == 3 && o.what == ONR_WORD_UNIT && o.value == 1;
        end = one ? o.end : w.end;
        weak = !one;
        if (weak && (k || onr_byte(t, w.end) == '.')) return 0;
    }
    if (!end && onr_num_is(t, (onr_span){w.start, w.end}, "not")) {
        onr_span a = onr_num_word_after(t, w.end), s = onr_num_word_after(t, a.end);
        if (onr_num_is(t, a, "a") && onr_num_is(t, s, "single")) end = s.end;
        if (onr_num_is(t, a, "even") && onr_num_is(t, s, "one")) a = s; /* not even one */
        if (onr_num_is(t, a, "one") && flags & ONR_NUMBER_WEAK) end = a.end;
    }
    if (!end || (weak && !(flags & ONR_NUMBER_WEAK))) return 0;
    *out = (onr_number){.span = {at, end}, .kind = ONR_NUMBER_ZERO, .weak = (uint8_t)weak};
    return 1;
}

/* A fraction without a numerator: half, a quarter (of), a third of, half a million, a millionth. */
static int lone_part(const onr_text *t, uint32_t at, onr_number *out) {
    onr_num_word w = onr_num_word_at(t, at), d = w;
    if (w.what == ONR_WORD_A) {
        uint32_t k = onr_num_dash(t, w.end);
        d = onr_num_word_at(t, k == 1 ? w.end + 1 : onr_num_skip_space(t, w.end));
    }
    if (d.what != ONR_WORD_PART || d.plural) return 0;
    *out = (onr_number){.span = {at, d.end}, .kind = ONR_NUMBER_FRACTION, .num = 1, .den = d.value};
    out->value = onr_decimal_ratio(1, d.value);
    if (d.value > 1000000000) out->value = (onr_decimal){1, d.value == 1000000000000 ? 12 : 9};
    if (scale_after(t, out, 0) || scale_after(t, out, 1)) return 1;
    onr_span next = onr_num_word_after(t, d.end);
    if (d.value == 2) { /* half a million, half a mile */
        onr_num_word a = onr_num_word_at(t, next.start);
        if (a.what == ONR_WORD_A && next.start > d.end) {
            uint32_t end = out->span.end;
            out->span.end = a.end;
            if (!scale_after(t, out, 0)) out->span.end = end;
        }
        return onr_num_dash(t, d.end) == 0;
    }
    int of = onr_num_is(t, next, "of"), last = next.end == next.start && !onr_num_dash(t, d.end);
    if (w.what == ONR_WORD_A) return of || last || d.value == 4 || d.value >= 100;
    return of && (t->p[at] | 32) == 'q';
}

/* ---- the door --------------------------------------------------------------------------------------------------- */

/* The first word or digits of a cardinal; 0 when none begins here. */
static int begin(const onr_text *t, uint32_t at, state *s) {
    onr_decimal d;
    int bad;
    *s = (state){.last = INT64_MAX};
    uint32_t end = onr_num_digits(t, at, &d, &bad);
    if (end > at) {
        if (bad) return 0;
        s->group = d;
        s->stage = DIGITS;
        s->digits = 1;
        s->end = end;
        return 1;
    }
    onr_num_word w = onr_num_word_at(t, at);
    if (w.what == ONR_WORD_A) {
        uint32_t k = onr_num_dash(t, w.end);
        w = onr_num_word_at(t, k == 1 ? w.end + 1 : onr_num_skip_space(t, w.end));
        if (w.plural || (w.what != ONR_WORD_HUNDRED && w.what != ONR_WORD_SCALE && w.what != ONR_WORD_DOZEN)) return 0;
        if (w.what == ONR_WORD_DOZEN && w.value == 20) return 0;
        s->group.digits = 1;
        s->stage = UNIT;
        s->end = w.end;
        return take_word(s, &w);
    }
    if (w.what == ONR_WORD_SCALE && w.end - w.start < 4) return 0; /* "mn", "bn" alone */
    s->end = w.end;
    return w.end > w.start && take_word(s, &w);
}

static int cardinal(const onr_text *t, uint32_t at, unsigned flags, onr_number *out) {
    state s;
    if (!begin(t, at, &s)) return 0;
    go_on(t, &s, flags);
    *out = (onr_number){.span = {at, s.end}, .kind = ONR_NUMBER_CARDINAL, .digits = s.digits, .scale = s.scale};
    if (!onr_decimal_plus(s.total, s.group, &out->value)) return 0;
    if (denominator(t, out)) return 1;
    parts_after(t, out, &s);
    ratio(t, out, flags);
    return 1;
}

static int weak_at(const onr_text *t, uint32_t at, onr_number *out) {
    onr_num_word w = onr_num_word_at(t, at);
    int one = w.what == ONR_WORD_A || w.what == ONR_WORD_SINGLE, two = w.what == ONR_WORD_COUPLE;
    if (!one && !two && w.what != ONR_WORD_MOST) return 0;
    *out = (onr_number){.span = {at, w.end}, .kind = ONR_NUMBER_CARDINAL, .value = {two ? 2 : 1, 0}, .weak = 1};
    if (w.what == ONR_WORD_MOST) out->kind = ONR_NUMBER_VAGUE;
    out->approx = (uint8_t)two;
    return 1;
}

int onr_number_at(const onr_text *t, uint32_t at, unsigned flags, onr_number *out) {
    char c = onr_byte(t, at);
    if (!onr_is_digit(c) && !onr_is_alpha(c) && c != '.') return 0;
    if (onr_is_alpha(c)) {
        if (vague_at(t, at, out) || some_at(t, at, flags, out) || zero_at(t, at, flags, out)) return 1;
        if (lone_part(t, at, out)) return 1;
    }
    if (cardinal(t, at, flags, out)) return 1;
    return flags & ONR_NUMBER_WEAK && weak_at(t, at, out);
}
