/* tree.h - the best dependency tree with one root. */
#ifndef ONR_LANG_TREE_H
#define ONR_LANG_TREE_H

#include <stddef.h>

#include "base/status.h"

enum { ONR_TREE_WORDS_MAX = 512 };

/* Bytes of scratch (8-byte aligned) for a sentence of n words: 12 (n + 1)² and a little. */
size_t onr_tree_scratch(uint32_t n);

/* heads[i] for words i in [0, n): 0 = the root of the sentence, else 1 + the index of its head: the spanning tree with
 * exactly one root word and the highest sum of scores[i][heads[i]] (n rows of n + 1; the diagonal scores[i][i + 1] is
 * not read). Scores are bounded to ±1e6. Ties: the lowest head. O(n²). Errors: TOO_BIG over ONR_TREE_WORDS_MAX words.
 */
ONR_MUST onr_status onr_tree_decode(const float *scores, uint32_t n, void *scratch, uint32_t *heads, onr_err *err);

#endif
