/* figure_relate.c - of which other figure a figure is a part, a share, a change or the total, and what members of one
 * list have in common.
 *
 * Method: words of a part before the number ("including", "among them") or behind it ("of them", "of whom", "of the
 * dead", "of the 50"), of a change ("up from 12") or a total ("bringing the toll to 40"). What a part is a part of is
 * the nearest figure before it that may be: of the same sentence for a pronoun, of one of the sentences just before for
 * "of the dead" or where only one figure of the sentence before can be meant. A whole is no smaller than its part.
 * Cost: O(BACK) a figure.
 */
#include <string.h>

#include "find/cast.h"
#include "find/figure_part.h"

enum { BACK = 12, SENTENCES = 3 };

static unsigned rel(const onr_doc *doc, uint32_t t) { return onr_deprel_base(doc->arcs[t].rel); }
static uint32_t head(const onr_doc *doc, uint32_t t) { return doc->arcs[t].head; }

static int words_before(const onr_doc *doc, uint32_t t, uint32_t least, const char *list) {
    return t > least && onr_figure_lemma(doc, t - 1, list);
}

/* "four of whom were later released": what was done to the whole no longer holds for the part. */
static int is_undone(const onr_doc *doc, const onr_count *c) {
    uint32_t end = doc->sents[c->sent].tok.to;
    for (uint32_t t = c->tok.to + 2; t < c->tok.to + 7 && t < end; t++)
        if (onr_figure_lemma(doc, t, "|release|free|survive|escape|return|recover|discharge|")) return 1;
    return 0;
}

/* Members of one list share what was done to them: "fourteen civilians, five soldiers and a guard", "36 in the north,
 * 29 in the south". The one whose effect its own words tell decides. */
static void share_effect(const onr_doc *doc, onr_count *list, uint32_t i) {
    onr_count *c = &list[i], *p = &list[i - 1];
    uint32_t t = c->noun != ONR_NONE ? c->noun : onr_head_of(doc, c->tok), u = head(doc, t),
             first = p->noun != ONR_NONE ? p->noun : onr_head_of(doc, p->tok);
    int undone = is_undone(doc, c);
    if (!c->sure && !undone && c->effect == ONR_MARK_OTHER && c->tok.to + 1 < doc->tokens_n &&
        onr_word_is(doc, c->tok.to, "of") && onr_figure_lemma(doc, c->tok.to + 1, "|those|these|them|whom|which|") &&
        p->effect <= ONR_MARK_CHARGED) {
        c->effect = p->effect; /* six were murders, and five of those ... */
        return;
    }
    int joined = rel(doc, t) == ONR_DEPREL_CONJ &&
                 (u == first || (u != ONR_NONE && u == head(doc, first) && rel(doc, first) == ONR_DEPREL_CONJ));
    if (!joined || c->q.what != ONR_QUANTITY_COUNT || p->q.what != ONR_QUANTITY_COUNT || c->sure == p->sure) return;
    onr_count *from = c->sure ? c : p, *to = c->sure ? p : c;
    if (from->effect > ONR_MARK_CHARGED || onr_figure_is_thing(doc, to) || to->effect > ONR_MARK_OTHER) return;
    to->effect = from->effect;
    to->sure = 1;
}

/* ---- parts of what was told before ------------------------------------------------------------------------------ */

static const char pronouns[] = "|them|whom|these|those|which|";

/* Can list[w], told before list[i], be what list[i] is a part of? */
static int holds(const onr_doc *doc, const onr_count *list, uint32_t w, uint32_t i) {
    const onr_count *whole = &list[w], *part = &list[i];
    if (whole->q.what != ONR_QUANTITY_COUNT || whole->q.kind == ONR_NUMBER_FRACTION ||
        onr_figure_is_most(doc, whole->tok))
        return 0;
    if (whole->effect == ONR_MARK_MONEY || whole->effect == ONR_MARK_PERCENT || whole->effect == ONR_MARK_VOTED)
        return 0;
    const onr_value *v = &whole->q.value, *p = &part->q.value;
    int open = whole->q.vague || part->q.vague || !v->has_high || !(p->has_low || p->has_high);
    return open || onr_decimal_compare(p->has_low ? p->low : p->high, v->high) <= 0;
}

/* Is it a part itself, or a member of a list of parts, of another? Then that one is the whole. */
static uint32_t whole_of(const onr_count *list, uint32_t w) {
    return list[w].of != ONR_NONE && list[w].of < w && list[w].relation == ONR_RELATION_SUBSET ? list[w].of : w;
}

/* The nearest count before list[i] in its own sentence that holds it. */
static uint32_t whole_beside(const onr_doc *doc, const onr_count *list, uint32_t i) {
    for (uint32_t w = i; w-- > 0 && i - w < BACK && list[w].sent == list[i].sent;)
        if (holds(doc, list, whole_of(list, w), i)) return whole_of(list, w);
    return ONR_NONE;
}

/* The only count of the sentence before that holds it and is itself no part; ONR_NONE where two may be meant. */
static uint32_t whole_before(const onr_doc *doc, const onr_count *list, uint32_t i) {
    uint32_t found = ONR_NONE;
    for (uint32_t w = i; w-- > 0 && i - w < BACK && list[w].sent + 1 >= list[i].sent;) {
        if (list[w].sent == list[i].sent || list[w].of != ONR_NONE || !holds(doc, list, w, i)) continue;
        if (onr_figure_is_thing(doc, &list[w])) continue;
        if (found != ONR_NONE) return ONR_NONE;
        found = w;
    }
    return found;
}

/* Does token t name those with this effect: "the dead", "the victims"? */
static int names_effect(const onr_doc *doc, uint32_t t, unsigned effect) {
    if (onr_figure_lemma(doc, t, "|victim|casualty|")) return effect == ONR_MARK_KILLED || effect == ONR_MARK_INJURED;
    if (effect == ONR_MARK_KILLED) return onr_figure_lemma(doc, t, "|dead|deceased|killed|body|death|fatality|");
    if (effect == ONR_MARK_INJURED) return onr_figure_lemma(doc, t, "|injured|wounded|hurt|injury|");
    if (effect == ONR_MARK_MISSING) return onr_figure_lemma(doc, t, "|missing|");
    if (effect == ONR_MARK_ARRESTED) return onr_figure_lemma(doc, t, "|detainee|arrested|detained|suspect|arrest|");
    if (effect == ONR_MARK_DISPLACED) return onr_figure_lemma(doc, t, "|evacuee|displaced|refugee|");
    return effect == ONR_MARK_RESCUED && onr_figure_lemma(doc, t, "|survivor|rescued|");
}

/* The nearest figure before it of those that token t names. */
static uint32_t whole_named(const onr_doc *doc, const onr_count *list, uint32_t i, uint32_t t) {
    for (uint32_t w = i; w-- > 0 && i - w < BACK && list[w].sent + SENTENCES >= list[i].sent;)
        if (names_effect(doc, t, list[w].effect) && holds(doc, list, whole_of(list, w), i)) return whole_of(list, w);
    return ONR_NONE;
}

/* "Of the 40 passengers, 22 were killed and 10 hurt": the count behind the "of" that the sentence begins with. */
static uint32_t whole_ahead(const onr_doc *doc, const onr_count *list, uint32_t i) {
    uint32_t w = i, first = doc->sents[list[i].sent].tok.from;
    while (w > 0 && list[w - 1].sent == list[i].sent) w--;
    if (w == i) return ONR_NONE;
    uint32_t t = onr_doc_token_at(doc, list[w].q.text.start);
    if (t == ONR_NONE || t <= first) return ONR_NONE;
    if (t > first && onr_figure_lemma(doc, t - 1, "|the|those|its|their|these|")) t--;
    if (t <= first || !onr_word_is(doc, t - 1, "of"))
        return ONR_NONE; /* its words may begin in a sentence cut wrongly */
    if (t - 1 > first && onr_word_is(doc, t - 2, "out")) t--;
    return t - 1 == first && holds(doc, list, w, i) ? w : ONR_NONE;
}

/* "Of them, 12 died", "Among the dead were two girls": what the sentence begins with. */
static uint32_t whole_of_sentence(const onr_doc *doc, const onr_count *list, uint32_t i) {
    uint32_t t = doc->sents[list[i].sent].tok.from, end = doc->sents[list[i].sent].tok.to;
    if (t + 1 < end && onr_word_is(doc, t, "out")) t++;
    if (t + 2 >= end || !onr_figure_lemma(doc, t, "|of|among|amongst|")) return ONR_NONE;
    if (onr_figure_lemma(doc, t + 1, pronouns)) return whole_before(doc, list, i);
    return onr_word_is(doc, t + 1, "the") ? whole_named(doc, list, i, t + 2) : ONR_NONE;
}

/* What list[i] is a part of by the words behind it: "four of them", "12 of the dead"; by those that the sentence begins
 * with. */
static uint32_t whole_for(const onr_doc *doc, const onr_count *list, uint32_t i) {
    const onr_count *c = &list[i];
    uint32_t t = c->tok.to, end = doc->sents[c->sent].tok.to, w;
    if (c->q.what != ONR_QUANTITY_COUNT || c->q.kind == ONR_NUMBER_ZERO) return ONR_NONE;
    if (t + 1 < end && onr_word_is(doc, t, "of")) {
        if (onr_figure_lemma(doc, t + 1, pronouns) && doc->tags[t + 1].upos == ONR_UPOS_PRON) {
            w = whole_beside(doc, list, i);
            return w == ONR_NONE ? whole_before(doc, list, i) : w;
        }
        if (onr_word_is(doc, t + 1, "the") && t + 2 < end) return whole_named(doc, list, i, t + 2);
    }
    w = whole_ahead(doc, list, i);
    return w == ONR_NONE ? whole_of_sentence(doc, list, i) : w;
}

/* ---- all together ----------------------------------------------------------------------------------------------- */

void onr_figure_relate(const onr_doc *doc, onr_count *list, uint32_t n, uint32_t i) {
    onr_count *c = &list[i];
    uint32_t first = doc->sents[c->sent].tok.from, start = onr_doc_token_at(doc, c->q.text.start);
    uint32_t before = i && list[i - 1].sent == c->sent ? i - 1 : ONR_NONE;
    uint32_t after = i + 1 < n && list[i + 1].sent == c->sent ? i + 1 : ONR_NONE;
    if (before != ONR_NONE) share_effect(doc, list, i);
    uint32_t whole = whole_for(doc, list, i);
    if (whole != ONR_NONE) {
        c->of = whole;
        c->relation = c->q.kind == ONR_NUMBER_FRACTION ? ONR_RELATION_SHARE : ONR_RELATION_SUBSET;
        if (list[whole].effect == c->effect && whole == whole_ahead(doc, list, i) &&
            !onr_figure_described(doc, &list[whole]))
            list[whole].effect = ONR_MARK_OTHER; /* of the 40 passengers, 22 were killed */
        return;
    }
    if (before != ONR_NONE && (words_before(doc, start, first, "|include|including|among|") ||
                               (start > first + 1 && onr_figure_lemma(doc, start - 1, "|them|whom|these|those|") &&
                                onr_figure_lemma(doc, start - 2, "|among|include|including|")))) {
        c->of = before;
        c->relation = ONR_RELATION_SUBSET;
        if (c->effect == ONR_MARK_OTHER || (list[before].effect != ONR_MARK_OTHER && !onr_figure_described(doc, c)))
            c->effect = list[before].effect; /* a part has its whole's effect where its own words name none */
        return;
    }
    if (after != ONR_NONE && c->tok.to < list[after].tok.from) { /* 12 of the 50 · 3 out of 4 · 60% of the 500 */
        uint32_t t = c->tok.to, stop = onr_doc_token_at(doc, list[after].q.text.start);
        while (t < stop && (onr_word_is(doc, t, "%") || onr_figure_lemma(doc, t, "|percent|out|per|cent|"))) t++;
        if (t < stop && onr_word_is(doc, t, "of") &&
            (t + 1 == stop || (t + 2 == stop && onr_figure_lemma(doc, t + 1, "|the|its|their|those|all|our|")))) {
            c->of = after;
            c->relation = c->effect == ONR_MARK_PERCENT ? ONR_RELATION_SHARE : ONR_RELATION_SUBSET;
            if (list[after].effect == c->effect && !onr_figure_described(doc, &list[after]))
                list[after].effect = ONR_MARK_OTHER;
            return;
        }
    }
    if (before != ONR_NONE && strcmp(c->rule, "elided") == 0 && c->effect == ONR_MARK_OTHER &&
        list[before].effect < ONR_MARK_MONEY)
        c->effect = list[before].effect;
    if (start >= first + 2 &&
        onr_word_is(doc, start - 1, "from")) { /* up from 12 · from 12 to 15: the second changes the first */
        if (onr_figure_lemma(doc, start - 2, "|up|down|") && before != ONR_NONE) {
            c->of = before;
            c->relation = ONR_RELATION_CHANGE;
            if (c->effect == ONR_MARK_OTHER) c->effect = list[before].effect;
        }
    }
    uint32_t k = start;
    if (k > first && onr_word_is(doc, k - 1, "to")) {
        for (uint32_t back = 1; back < 8 && k > first + back; back++) {
            if (!onr_figure_lemma(doc, k - 1 - back, "|bring|raise|take|push|lift|")) continue;
            c->accrual = "cumulative";
            if (before != ONR_NONE) c->of = before, c->relation = ONR_RELATION_TOTAL;
            return;
        }
    }
}
