/* verify.h - do these words stand in that text, and if not quite: what was changed?
 *
 * A quotation is compared with a text word by word. Words are folded (case, Unicode composition); quotation marks,
 * dashes and white space are no words, so that typography is no difference; other punctuation is compared. The
 * verdicts, from good to bad:
 *
 *     verbatim    the very bytes (marks around the whole and a last "." or "," left aside)
 *     normalised  only quotation marks, dashes, white space and case differ
 *     shortened   the same where the quotation has "..." or "[...]", which swallowed the spans given
 *     altered     words added, lost or swapped: `words` shows each
 *     absent      not there
 *
 * Everything found is a span of the text or of the quotation; nothing is repaired. Memory comes from the caller's
 * arena. Threads: pure functions. Cost: O(text + quotation^2) words.
 *
 *     onr_verify_result r;
 *     onr_verify(onr_slice_of("we will not yield"), text, &arena, &r, &err);
 */
#ifndef ONR_LEDGER_VERIFY_H
#define ONR_LEDGER_VERIFY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"
#include "base/status.h"
#include "doc/records.h"

enum { ONR_VERIFY_QUOTE_MAX = 64 * 1024 }; /* bytes of a quotation */

typedef enum onr_verdict {
    ONR_VERDICT_VERBATIM,
    ONR_VERDICT_NORMALISED,
    ONR_VERDICT_SHORTENED,
    ONR_VERDICT_ALTERED,
    ONR_VERDICT_ABSENT
} onr_verdict;

typedef enum onr_change { ONR_CHANGE_SAME, ONR_CHANGE_LOST, ONR_CHANGE_ADDED, ONR_CHANGE_SWAPPED } onr_change;

/* One step of the comparison. LOST: in the text only. ADDED: in the quotation only. SWAPPED: both, different. */
typedef struct onr_verify_word {
    onr_span quote, text; /* 0,0: none */
    uint8_t change;       /* onr_change */
    uint8_t negation;     /* the word lost, added or swapped says no */
    uint8_t punctuation;
} onr_verify_word;

typedef struct onr_verify_result {
    onr_verdict verdict;
    onr_span span;       /* of the text; 0,0 where absent */
    onr_span *swallowed; /* what each ellipsis left out, in order */
    uint32_t swallowed_n;
    uint8_t swallowed_negation; /* one of them says no */
    onr_verify_word *words;     /* where altered */
    uint32_t words_n;
    uint32_t changes; /* words among them that are not the same */
} onr_verify_result;

const char *onr_verdict_name(onr_verdict v); /* "verbatim" ... */
/* Compare. Errors: ONR_FORMAT (no word in the quotation), ONR_TOO_BIG (quotation over the maximum), ONR_NOMEM. */
ONR_MUST onr_status onr_verify(onr_slice quote, onr_slice text, onr_arena *arena, onr_verify_result *out, onr_err *err);

/* The comparison of an altered quotation as one line: what the text has and the quotation has not as [-word-], what was
 * put in as {+word+}; a "not" that was lost, put in or swapped stands in capitals. Failures stay in the buffer. */
void onr_verify_diff(const onr_verify_result *r, onr_slice quote, onr_slice text, onr_buf *out);

#endif
