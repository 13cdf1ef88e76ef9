/* Does a future verb govern a date? Of bare weekdays in news one in twenty lies ahead, and all of those stand under
 * will, to + verb, scheduled, expected and the like.
 *
 * By the words: the nearest verb-like word before the date in its clause, and after it where none stands before; on the
 * 297 bare weekdays of TBAQ that is right for 280, the tree first for 271 (with an unfinished model). By the tree,
 * where the words leave it open: the nearest verb above the date's words, with its auxiliaries. Cost: O(1), both look a
 * bounded way.
 */
#include <string.h>

#include "find/when_resolve.h"

enum { CLIMB = 8, NEAR = 24, AUXILIARIES = 16 };

/* ---- by the words ----------------------------------------------------------------------------------------------- */

static int ends_clause(const onr_item *it, const onr_item *next) {
    if (it->word == ONR_WORD_END) return 1;
    if (it->word != ONR_WORD_PUNCT) return 0;
    if (it->value == ';' || it->value == '?' || it->value == '!' || it->value == ':' || it->value == '_') return 1;
    return it->value == '.' && (next->capital || next->word == ONR_WORD_END);
}

/* What the verb-like word k, `away` items from the date, says; -1: it is none. */
static int judge(onr_lex *lex, uint32_t k, uint32_t away) {
    const onr_item *it = onr_lex_at(lex, k), *p = onr_lex_before(lex, k);
    switch (it->word) {
    case ONR_WORD_FUTURE: return it->value || away < NEAR / 3 ? ONR_AHEAD_YES : -1; /* "would" only when it is near */
    case ONR_WORD_PLANNED: return ONR_AHEAD_YES;
    case ONR_WORD_SAID:
        if (onr_item_text(lex, p, "be")) return -1; /* "will be named": go on to will */
        for (uint32_t j = k; j > 1 && j + 4 > k; j--)
            if (onr_lex_at(lex, j - 1)->word == ONR_WORD_AS && onr_item_text(lex, onr_lex_at(lex, j - 2), "soon"))
                return ONR_AHEAD_YES; /* "as soon as trading opened" */
        return ONR_AHEAD_NO;
    case ONR_WORD_HAD: return ONR_AHEAD_NO;
    case ONR_WORD_AS: return onr_item_text(lex, p, "soon") || onr_item_text(lex, p, "early") ? ONR_AHEAD_YES : -1;
    case ONR_WORD_TO:
        if (p->word == ONR_WORD_PLANNED || onr_item_text(lex, p, "is") || onr_item_text(lex, p, "are") ||
            onr_item_text(lex, p, "set") || onr_item_text(lex, p, "planned"))
            return ONR_AHEAD_YES;
        it = onr_lex_at(lex, k + 1); /* "agreed to buy": open */
        return it->word == ONR_WORD_OTHER && !it->capital && !it->plural && away > 1 ? ONR_AHEAD_OPEN : -1;
    default: return -1;
    }
}

static int by_words(onr_lex *lex, uint32_t i, uint32_t end) {
    const onr_item *after = onr_lex_at(lex, end); /* "a service planned for Saturday was called off" */
    int over = after->word == ONR_WORD_HAD && i && onr_lex_at(lex, i - 1)->word == ONR_WORD_FOR;
    if (over && !onr_item_text(lex, after, "has") && !onr_item_text(lex, after, "have")) return ONR_AHEAD_NO;
    for (uint32_t k = i, n = 0; k > 0 && n < NEAR; k--, n++) {
        if (ends_clause(onr_lex_at(lex, k - 1), onr_lex_at(lex, k))) break;
        int j = judge(lex, k - 1, n);
        if (j >= 0) return j;
    }
    for (uint32_t k = end; k < end + NEAR; k++) {
        const onr_item *it = onr_lex_at(lex, k);
        if (ends_clause(it, onr_lex_at(lex, k + 1))) break;
        if (it->word == ONR_WORD_FUTURE && it->value) return ONR_AHEAD_YES;
        if (it->word == ONR_WORD_PLANNED && (lex->text[it->end - 1] | 0x20) == 's' &&
            onr_lex_at(lex, k + 1)->word == ONR_WORD_TO)
            return ONR_AHEAD_YES; /* "plans to" */
        if (it->word == ONR_WORD_SAID || it->word == ONR_WORD_HAD || it->word == ONR_WORD_PLANNED) return ONR_AHEAD_NO;
    }
    return ONR_AHEAD_OPEN;
}

/* ---- by the tree ------------------------------------------------------------------------------------------------ */

static int lemma_in(const onr_doc *doc, uint32_t t, const char *const *list) {
    if (!doc->lemmas) return 0;
    for (; *list; list++)
        if (onr_slice_eq(doc->lemmas[t], onr_slice_of(*list))) return 1;
    return 0;
}

/* Verbs whose own date lies ahead ("scheduled for Monday"). */
static int is_planned(const onr_doc *doc, uint32_t t) {
    static const char *const list[] = {"schedule", "expect", "plan", "slate", "due", "suppose", "poise", NULL};
    return lemma_in(doc, t, list);
}

/* Verbs whose infinitive's date lies ahead ("agreed to meet Monday"). */
static int is_intention(const onr_doc *doc, uint32_t t) {
    static const char *const list[] = {"hope", "intend", "set", "agree",   "order", "ask",     "invite", "urge",
                                       "aim",  "want",   "vow", "promise", "ready", "prepare", NULL};
    return is_planned(doc, t) || lemma_in(doc, t, list);
}

/* The word above the words of a span: the first of its tokens whose head stands outside. */
static uint32_t top_token(const onr_doc *doc, onr_span s) {
    uint32_t t = onr_doc_token_at(doc, s.start), first = t;
    for (; t < doc->tokens_n && doc->tokens[t].start < s.end && t < first + NEAR; t++) {
        uint32_t h = doc->arcs[t].head;
        if (h == ONR_NONE || doc->tokens[h].start < s.start || doc->tokens[h].start >= s.end) return t;
    }
    return ONR_NONE;
}

/* What the auxiliaries of verb v say: ONR_AHEAD_..., -1 none; *to: an infinitive with "to". */
static int auxiliaries(const onr_doc *doc, uint32_t v, int *to) {
    static const char *const will[] = {"will", "shall", "would", NULL};
    int said = -1;
    for (uint32_t t = v > AUXILIARIES ? v - AUXILIARIES : 0; t < v; t++) {
        if (doc->arcs[t].head != v) continue;
        if (doc->arcs[t].rel == ONR_DEPREL_MARK && doc->tags[t].xpos == ONR_XPOS_TO) *to = 1;
        if (onr_deprel_base(doc->arcs[t].rel) != ONR_DEPREL_AUX && doc->arcs[t].rel != ONR_DEPREL_COP) continue;
        if (lemma_in(doc, t, will)) return ONR_AHEAD_YES;
        unsigned x = doc->tags[t].xpos;
        said = x == ONR_XPOS_VBD ? ONR_AHEAD_NO : x == ONR_XPOS_VBZ || x == ONR_XPOS_VBP ? ONR_AHEAD_OPEN : said;
        if (said == ONR_AHEAD_OPEN && doc->tags[v].xpos == ONR_XPOS_VBN && doc->lemmas &&
            onr_slice_eq(doc->lemmas[t], ONR_SLICE("have")))
            said = ONR_AHEAD_NO;
    }
    return said;
}

/* What verb v says; -1: ask the verb above it. */
static int verb(const onr_doc *doc, uint32_t v) {
    int to = 0, aux = auxiliaries(doc, v, &to);
    if (aux == ONR_AHEAD_YES) return aux;
    uint32_t h = doc->arcs[v].head;
    if (to) return h != ONR_NONE && is_intention(doc, h) ? ONR_AHEAD_YES : -1; /* else as the verb above */
    switch (doc->tags[v].xpos) {
    case ONR_XPOS_VBD: return ONR_AHEAD_NO;
    case ONR_XPOS_VBN:
        return is_planned(doc, v) ? ONR_AHEAD_YES : aux == ONR_AHEAD_OPEN ? ONR_AHEAD_OPEN : ONR_AHEAD_NO;
    case ONR_XPOS_VBZ:
    case ONR_XPOS_VBP: return is_planned(doc, v) ? ONR_AHEAD_YES : ONR_AHEAD_OPEN;
    case ONR_XPOS_VBG: return is_planned(doc, v) ? ONR_AHEAD_YES : aux;
    default: return aux;
    }
}

static int by_tree(const onr_doc *doc, onr_span s) {
    uint32_t t = top_token(doc, s);
    for (unsigned n = 0; t != ONR_NONE && n < CLIMB; n++, t = doc->arcs[t].head) {
        unsigned pos = doc->tags[t].upos;
        if (n && doc->tags[t].upos == ONR_UPOS_ADJ && is_planned(doc, t)) return ONR_AHEAD_YES;
        int to = 0, j = pos == ONR_UPOS_VERB || pos == ONR_UPOS_AUX ? verb(doc, t) : n ? auxiliaries(doc, t, &to) : -1;
        if (j >= 0) return j;
    }
    return ONR_AHEAD_OPEN;
}

int onr_when_ahead(const onr_doc *doc, onr_lex *lex, uint32_t i, uint32_t end) {
    if (onr_lex_at(lex, end)->word == ONR_WORD_POSS) return ONR_AHEAD_NO;
    int words = by_words(lex, i, end);
    if (words != ONR_AHEAD_OPEN || !doc->arcs || !doc->tags) return words;
    return by_tree(doc, (onr_span){onr_lex_at(lex, i)->start, onr_lex_at(lex, end - 1)->end});
}
