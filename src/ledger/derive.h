/* derive.h - what follows from the figures of a document by a named rule.
 *
 * Records hold what was written: "fourteen civilians, five soldiers and a guard" is three figures, "dozens" is a word.
 * Who counts victims needs more: the sum, the least number that a word allows. Each such number is a row of its own
 * that names its rule and cites the figures that it was made from; it never replaces, corrects or confirms one of them,
 * and nothing is derived unless it is asked for.
 *
 *     unsigned rules = onr_derive_find("sum.list", 8);
 *     onr_derive(&doc, rules, &err);              // doc.derived, doc.derived_n
 *
 *     sum.list      members of one list, with the same effect on the same word, added up
 *     rest.part     a whole less its part: 22 of the 40 were killed, so 18 were not
 *     count.share   a share of a figure as a number: 60% of the 500 houses
 *     range.mid     the middle of a range
 *     bound.low     the bound of "at least" and "more than", as a number
 *     vague.acled, vague.isaf, vague.least   words to numbers by data/conventions.tsv
 */
#ifndef ONR_LEDGER_DERIVE_H
#define ONR_LEDGER_DERIVE_H

#include "doc/doc.h"

/* The rules of this name, or of this first part of names ("vague"), or all of them ("all"), as bits; 0: there is none.
 */
unsigned onr_derive_find(const char *name, size_t n);
/* The name of rule i, from 0; NULL behind the last. */
const char *onr_derive_rule(unsigned i);

/* Fill doc->derived by these rules, in the order of the first figure cited. ONR_NOMEM is the only failure. O(figures).
 */
ONR_MUST onr_status onr_derive(onr_doc *doc, unsigned rules, onr_err *err);

#endif
