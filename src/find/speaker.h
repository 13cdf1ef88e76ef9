/* speaker.h - who the sources are: entities of the document, and the speaker of each statement. */
#ifndef ONR_FIND_SPEAKER_H
#define ONR_FIND_SPEAKER_H

#include "doc/doc.h"

enum { ONR_SPEAKER_STAGE = 6 }; /* raised whenever the output for some text changes */

/* Fill doc->entities and doc->mentions (sorted by place), and the speaker of every statement. Needs
 * statements. A speaker that is not certain stays unknown (UINT32_MAX). Errors: ONR_NOMEM. */
ONR_MUST onr_status onr_find_speakers(onr_doc *doc, onr_err *err);

#endif
