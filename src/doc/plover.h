/* plover.h - events as PLOVER records, one JSON object a line, for programs of that tradition.
 *
 * PLOVER's own field names: id, date, actor, recipient, event, mode, quad_code, event_loc, event_text, text, text_info,
 * cite_info, coder. CONCEDE and RETREAT are told apart by mode, since YIELD joins them. Modalities are PLOVER's
 * auxiliary modes. Beside them: "event_resolved" (the modality algebra), byte offsets, "chain" (on whose word) and
 * "cameo".
 */
#ifndef ONR_DOC_PLOVER_H
#define ONR_DOC_PLOVER_H

#include "base/buf.h"
#include "doc/doc.h"

/* PLOVER's modality algebra: what an act of this type and CAMEO code (may be NULL) amounts to under a modality
 * (ONR_MARK_..., ONR_ATTR_...): a signed treaty is support, a
 * planned visit is an agreement, aid that was not given a sanction, a strike that will not be ended (`to_come`) a
 * refusal. */
unsigned onr_plover_type(unsigned type, const char *cameo, unsigned modality, int to_come);

/* An act in PLOVER's words: its event, what that amounts to under its modality (`words`: those of the modality and a
 * few before them), its quad, and its auxiliary mode, NULL where it happened. Of the act only type, mode, cameo and
 * modality are looked at. */
typedef struct onr_plover_words {
    const char *event, *resolved, *aux;
    int quad;
} onr_plover_words;
onr_plover_words onr_plover_words_of(const onr_event *event, onr_slice words);

/* Append one line an event. `coder` is the program's name and version. */
void onr_plover_write(const onr_doc *doc, const char *coder, onr_buf *out);

#endif
