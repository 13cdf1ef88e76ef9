/* confidence.h - how likely a record is right: of records at .9 nine in ten are, on articles nobody trained on.
 *
 * A record's confidence is a logistic sum of its factors: what the network thought of its pieces, which rule made it,
 * what kind of record it is. The factors are computed here; their weights are src/find/confidence.inc, which
 * tools/calibrate.py fits on marked articles, with "right" as the scorer says it. `onrecord read --explain` prints the
 * sum, factor by factor, and the tool reads exactly that, so the two cannot drift apart.
 *
 *     onr_evidence ev;
 *     if (onr_evidence_take(doc, &ev, err) != ONR_OK) return ...
 *     onr_factor f[ONR_FACTORS];
 *     uint32_t n = onr_confidence_factors(&ev, ONR_KIND_STATEMENT, 3, f);
 *     double p = onr_confidence_of(f, n);
 *     onr_evidence_clear(&ev);
 */
#ifndef ONR_FIND_CONFIDENCE_H
#define ONR_FIND_CONFIDENCE_H

#include "doc/doc.h"

enum { ONR_CONFIDENCE_STAGE = 1 }; /* raised whenever factors or weights change */
enum { ONR_KIND_STATEMENT, ONR_KIND_FIGURE, ONR_KIND_EVENT, ONR_KINDS };
enum { ONR_FACTORS = 64 };

/* Which mark the network set on each token; owned, by base/mem.h. */
typedef struct onr_evidence {
    const onr_doc *doc;
    uint32_t *cue, *act, *number; /* index into doc->marks, or ONR_NONE; one block of memory, `cue` owns it */
} onr_evidence;

typedef struct onr_factor {
    const char *name;
    double value, weight;
} onr_factor;

ONR_MUST onr_status onr_evidence_take(const onr_doc *doc, onr_evidence *out, onr_err *err);
void onr_evidence_clear(onr_evidence *ev);
/* The network's mark under the words of a record (a cue, an anchor, a number); ONR_NONE: a rule found it alone. */
uint32_t onr_evidence_mark(const onr_evidence *ev, unsigned kind, onr_span words);
/* Links of a mark: [*first, *end) of doc->links. O(log links). */
void onr_evidence_links(const onr_doc *doc, uint32_t mark, uint32_t *first, uint32_t *end);

/* The factors of record i of a kind, with their weights; returns how many. Those that are 0 are left out. */
uint32_t onr_confidence_factors(const onr_evidence *ev, unsigned kind, uint32_t i, onr_factor *out);
double onr_confidence_of(const onr_factor *f, uint32_t n);

/* The stage: set `confidence` of every statement, figure and event. ONR_NOMEM. */
ONR_MUST onr_status onr_find_confidence(onr_doc *doc, onr_err *err);

#endif
