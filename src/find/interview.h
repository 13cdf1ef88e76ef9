/* interview.h - the turns of an interview printed with the speakers' labels; internal to room find. */
#ifndef ONR_FIND_INTERVIEW_H
#define ONR_FIND_INTERVIEW_H

#include "doc/doc.h"

/* A paragraph that begins with who speaks: "((NWS)) Why now?", "AB: It was time.", "AB It was time." */
typedef struct onr_turn {
    onr_span label, content;
} onr_turn;

/* The turns of the document in order, in its arena; *n is 0 unless it plainly is an interview. Errors: ONR_NOMEM. */
ONR_MUST onr_status onr_find_turns(onr_doc *doc, onr_turn **out, uint32_t *n, onr_err *err);

#endif
