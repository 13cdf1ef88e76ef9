/* One date expression at a place: what may stand before it (early, the end of) and the longest of the grammar's halves.
 * A table of word classes that can begin one turns most places away at once. Cost: O(1) an item. */
#include "find/when_form.h"

static int may_begin(const onr_item *it) {
    switch (it->word) {
    case ONR_WORD_DIGITS:
    case ONR_WORD_NTH:
    case ONR_WORD_DECADE:
    case ONR_WORD_QNUM:
    case ONR_WORD_HNUM:
    case ONR_WORD_ONE:
    case ONR_WORD_TEN:
    case ONR_WORD_A:
    case ONR_WORD_SOME:
    case ONR_WORD_ORD:
    case ONR_WORD_MONTH:
    case ONR_WORD_WEEKDAY:
    case ONR_WORD_UNIT:
    case ONR_WORD_SEASON:
    case ONR_WORD_DECADES:
    case ONR_WORD_DEICTIC:
    case ONR_WORD_SHIFT:
    case ONR_WORD_MOD:
    case ONR_WORD_EDGE:
    case ONR_WORD_VAGUE:
    case ONR_WORD_THE:
    case ONR_WORD_YEARLY: return 1;
    case ONR_WORD_PUNCT: return it->value == '\'';
    case ONR_WORD_OTHER: return it->capital || it->end - it->start == 6; /* a holiday; "recent" */
    default: return 0;
    }
}

static uint32_t core(onr_lex *lex, uint32_t i, onr_form *out) {
    static uint32_t (*const halves[])(onr_lex *, uint32_t, onr_form *) = {
        onr_form_calendar, onr_form_relative, onr_form_part, onr_form_year, onr_form_holiday};
    uint32_t best = 0;
    if (!may_begin(onr_lex_at(lex, i))) return 0;
    for (size_t k = 0; k < sizeof halves / sizeof *halves; k++) {
        onr_form f;
        onr_form_clear(&f);
        uint32_t end = halves[k](lex, i, &f);
        if (end > best) {
            best = end;
            *out = f;
        }
    }
    return best;
}

/* "early ", "mid-", "later ", "the end of ", "later in "; returns i when there is none. */
static uint32_t prefix(onr_lex *lex, uint32_t i, int32_t *mod) {
    uint32_t j = i + (onr_lex_at(lex, i)->word == ONR_WORD_THE);
    const onr_item *it = onr_lex_at(lex, j);
    *mod = 0;
    if (it->word == ONR_WORD_MOD) {
        *mod = it->value;
        j++;
        if (onr_item_char(onr_lex_at(lex, j), '-')) j++;
        else if (onr_lex_at(lex, j)->word == ONR_WORD_IN || onr_lex_at(lex, j)->word == ONR_WORD_ON) j++;
        return j;
    }
    if (it->word != ONR_WORD_EDGE || onr_lex_at(lex, j + 1)->word != ONR_WORD_OF) return i;
    return j + 2;
}

uint32_t onr_form_scan(onr_lex *lex, uint32_t i, onr_form *out) {
    const onr_item *it = onr_lex_at(lex, i);
    if (!may_begin(it)) return 0;
    if (it->word == ONR_WORD_MOD || it->word == ONR_WORD_EDGE || it->word == ONR_WORD_THE) {
        int32_t mod;
        uint32_t j = prefix(lex, i, &mod);
        if (j > i) {
            uint32_t end = core(lex, j, out);
            if (end && (out->kind == ONR_FORM_DURATION || out->kind == ONR_FORM_AGO || out->kind == ONR_FORM_VAGUE))
                end = 0;
            if (end) {
                out->mod = (int8_t)mod;
                return end;
            }
        }
    }
    return core(lex, i, out);
}
