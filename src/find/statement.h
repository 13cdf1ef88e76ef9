/* statement.h - from marks, links and quote runs to statements: who said what, which words say so. */
#ifndef ONR_FIND_STATEMENT_H
#define ONR_FIND_STATEMENT_H

#include "doc/doc.h"

#define ONR_RULE_INTERVIEW "interview" /* onr_statement.rule of a turn: its label is source and cue */

enum { ONR_STATEMENT_STAGE = 6 }; /* raised whenever the output for some text changes */

/* Fill doc->statements, in the order of their first word: type, source, cue, content, quoted, addressee, venue,
 * polarity, within, confidence, rule, id. The speaker is not resolved yet (find/speaker.h). Needs every layer of lang,
 * and quotes. Errors: ONR_NOMEM. */
ONR_MUST onr_status onr_find_statements(onr_doc *doc, onr_err *err);

#endif
