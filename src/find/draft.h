/* draft.h - a statement while it is being put together; internal to room find. */
#ifndef ONR_FIND_DRAFT_H
#define ONR_FIND_DRAFT_H

#include "doc/doc.h"

enum { ONR_DRAFT_SPANS = 48 }; /* content spans a statement may have; later ones are left out with a warning */

typedef struct onr_draft {
    uint32_t mark; /* the cue's mark; ONR_NONE for a draft by rule */
    onr_range tok; /* the cue's words as marked */
    uint8_t attr;  /* ONR_ATTR_…: the network's polarity */
    const char *rule;
    onr_span cue, source, addressee, venue;
    onr_span content[ONR_DRAFT_SPANS]; /* in order, never overlapping */
    uint32_t content_n;
    float cue_score, content_score;
    uint8_t quoted;   /* a quote run was joined to it by rule, not by the network */
    uint8_t verbatim; /* somebody's own words without quotation marks: a post that the page shows */
    uint8_t dropped;
} onr_draft;

typedef struct onr_drafts {
    onr_draft *at;
    uint32_t n;
    size_t cap;
} onr_drafts;

/* One draft for each cue that the network marked, with its source, content, addressee and venue as linked. */
ONR_MUST onr_status onr_drafts_collect(onr_doc *doc, onr_drafts *out, onr_err *err);

/* An empty draft at the end of the list. Errors: ONR_NOMEM. */
ONR_MUST onr_status onr_drafts_new(onr_doc *doc, onr_drafts *drafts, onr_draft **out, onr_err *err);

/* Drafts by pattern where the network marked no cue: headlines, signatures, refusals (cue_rules.c). Keeps the order of
 * cues. */
ONR_MUST onr_status onr_drafts_add_by_rule(onr_doc *doc, onr_drafts *drafts, onr_err *err);

/* A cue that hangs on another cue ("…, he said, adding that …"; "she said … and added …") has its source, where the
 * network gave it none. */
void onr_drafts_share_sources(const onr_doc *doc, onr_drafts *drafts);

/* Take from sources what no source is: marks at their edges, whom a passive verb speaks to or of (source_edges.c). */
void onr_drafts_mend_sources(const onr_doc *doc, onr_drafts *drafts);

/* Where a later cue of the same sentence has the same speaker ("…, she said, adding …"), what stands behind it is not
 * the earlier one's. */
void onr_drafts_split(const onr_doc *doc, onr_drafts *drafts);

/* Give content the words at its edges that the network's spans lost. */
void onr_drafts_complete(const onr_doc *doc, onr_drafts *drafts);

/* Bring every draft's content to whole quote runs, trim what is not content, part it at cue and source. */
void onr_drafts_shape(const onr_doc *doc, onr_drafts *drafts);

/* Give quote runs that no draft holds to the draft they continue. */
void onr_drafts_adopt_quotes(const onr_doc *doc, onr_drafts *drafts);

/* Drop drafts without content and doubles. */
void onr_drafts_settle(const onr_doc *doc, onr_drafts *drafts);

/* Content belongs to one statement, unless one lies within the other: where two overlap otherwise, the one that has
 * nothing else keeps it, else the surer one. */
void onr_drafts_part(const onr_doc *doc, onr_drafts *drafts);

/* Index of the first quote run that starts at or after `at`; quotes_n when none. O(log n). */
uint32_t onr_first_run(const onr_doc *doc, uint32_t at);

/* Take [cut) out of a draft's content. */
void onr_draft_cut(onr_draft *d, onr_span cut);

/* Add a span to a draft's content, merged with what it touches. */
void onr_draft_add(const onr_doc *doc, onr_draft *d, onr_span s);

#endif
