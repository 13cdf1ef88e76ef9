/* quotation.h - quoted words that are no statement: titles, nicknames, scare quotes, slogans, terms. */
#ifndef ONR_FIND_QUOTATION_H
#define ONR_FIND_QUOTATION_H

#include "doc/doc.h"

enum { ONR_QUOTATION_STAGE = 1 }; /* raised whenever the output for some text changes */

/* "title", "nickname", "scare", "slogan" or "term"; NULL where the run may well be reported speech: a clause, a
 * sentence's punctuation before the closing mark, or words that somebody used ("called it “absurd”"). Needs blocks;
 * uses tags where they are present. Cost: linear in the run. */
const char *onr_quote_kind(const onr_doc *doc, const onr_quote *q);

/* Fill doc->quotations: every outermost run that no statement's content overlaps, with its kind; what looks like speech
 * is "unattributed", other leftovers are "scare". Needs quotes and statements. ONR_NOMEM. */
ONR_MUST onr_status onr_find_quotations(onr_doc *doc, onr_err *err);

#endif
