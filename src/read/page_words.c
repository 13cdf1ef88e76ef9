/* Class and id attributes to words, and words to verdicts. A value is cut at what is no letter or digit and where a
 * capital follows a small letter ("articleBody relatedLinks-2": article body related links 2); each word and each pair
 * of neighbours is looked up in the sorted table. Cost: O(bytes) with a binary search a word. */
#include <stdlib.h>

#include "read/page.h"

enum { DROP, KEEP, WORD_MAX = 32, VALUE_MAX = 512, SLUG_DASHES = 4 };

static const struct word {
    const char *text;
    int verdict;
} words[] = {
#define WORD(text, verdict) {text, verdict},
#include "read/page_words.inc"
#undef WORD
};

static int compare_word(const void *key, const void *item) {
    const char *a = key, *b = ((const struct word *)item)->text;
    int first = (unsigned char)*a - (unsigned char)*b; /* decides most often */
    return first ? first : strcmp(a, b);
}

/* The verdict on a NUL-terminated word, -1: none. */
static int look_up(const char *word) {
    const struct word *w = bsearch(word, words, sizeof words / sizeof *words, sizeof *words, compare_word);
    return w ? w->verdict : -1;
}

static int is_small(char c) { return c >= 'a' && c <= 'z'; }
static int is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/* A letter or digit parts neither two names nor two words of a name. */
static int is_edge(onr_slice s, size_t i) {
    return i >= s.n || !(is_small(s.p[i]) || is_capital(s.p[i]) || (s.p[i] >= '0' && s.p[i] <= '9'));
}

/* The next word of s from *at, small; its length, 0 at the end; *joined: nothing but one '-' or '_' or a change of case
 * parts it from the one before. A word of up to three letters inside mixed letters ("n1AuAdJlVL") is chance: skipped.
 */
static size_t next_word(onr_slice s, size_t *at, char *out, int *joined) {
    size_t i = *at, k = 0, from = i;
    while (i < s.n && !is_small(s.p[i]) && !is_capital(s.p[i])) i++;
    size_t first = i;
    *joined = from > 0 && i - from <= 1 && (i == from || s.p[from] == '-' || s.p[from] == '_');
    for (; i < s.n && (is_small(s.p[i]) || is_capital(s.p[i])); i++) {
        if (k && is_capital(s.p[i]) && is_small(s.p[i - 1])) break;
        if (k < WORD_MAX) out[k++] = (char)(s.p[i] | 0x20);
    }
    if (k && k <= 3 && first && !is_edge(s, first - 1) && !is_edge(s, i)) out[0] = '-';
    *at = i;
    out[k] = 0;
    return k;
}

static void judge(onr_slice s, int *drop, int *keep) {
    char pair[2 * WORD_MAX + 2], word[WORD_MAX + 1];
    size_t at = 0, before = 0, k;
    int joined;
    if (s.n > VALUE_MAX) s.n = VALUE_MAX;
    while ((k = next_word(s, &at, word, &joined)) != 0) {
        int verdict = look_up(word);
        if (joined && before) {
            pair[before] = '-';
            memcpy(pair + before + 1, word, k + 1);
            int two = look_up(pair);
            if (two >= 0) verdict = two;
        }
        *drop |= verdict == DROP;
        *keep |= verdict == KEEP;
        memcpy(pair, word, k);
        before = k;
    }
}

/* An id made of a headline ("the-vote-is-promoted-to-may") says what the text is about, not what the element is. */
static int is_slug(onr_slice id) {
    unsigned dashes = 0;
    for (size_t i = 0; i < id.n; i++) dashes += id.p[i] == '-';
    return dashes >= SLUG_DASHES;
}

/* Does a class list what a post is filed under, as WordPress writes it ("type-post category-news tag-ferries")? */
static int lists_terms(onr_slice s) {
    static const char mark[] = "type-post";
    for (size_t i = 0; i + sizeof mark - 1 <= s.n; i++)
        if (memcmp(s.p + i, mark, sizeof mark - 1) == 0) return 1;
    return 0;
}

int onr_page_words(const char *page, const onr_html_node *x) {
    int drop = 0, keep = 0;
    onr_slice class = {page + x->class_at, x->class_n}, id = {page + x->id_at, x->id_n};
    judge(class, &drop, &keep);
    if (drop && lists_terms(class)) drop = 0;
    if (!is_slug(id)) judge(id, &drop, &keep);
    return drop ? ONR_PAGE_WORD : keep ? -1 : 0;
}
