/* viterbi.h - the best BIO path through the scores of a tagging head. */
#ifndef ONR_LANG_VITERBI_H
#define ONR_LANG_VITERBI_H

#include <stddef.h>

#include "base/status.h"

enum { ONR_BIO_O, ONR_BIO_B, ONR_BIO_I };

/* Bytes of scratch (8-byte aligned) that a decode needs. */
size_t onr_bio_scratch(uint32_t n, uint32_t labels);

/* out[0..n) = the label sequence of the highest sum of logits[n][labels] in which I of a type follows only B or I of
 * the same type; of equal sums the lowest label index wins, last word first. kind and type have an entry a label.
 * Logits that are not finite count as ±1e30. O(n · labels). Errors: FORMAT when no label may begin a sequence, or two
 * labels claim the same kind (B or I) and type. */
ONR_MUST onr_status onr_bio_decode(const float *logits, uint32_t n, uint32_t labels, const uint8_t *kind,
                                   const uint16_t *type, void *scratch, uint16_t *out, onr_err *err);

#endif
