/* check.h - what the two halves of onr_doc_check (declared in doc.h) share; of no interest elsewhere. */
#ifndef ONR_DOC_CHECK_H
#define ONR_DOC_CHECK_H

#include "doc/doc.h"

/* "document: LAYER i: what" as ONR_INTERNAL. */
ONR_MUST onr_status onr_check_fail(onr_err *err, const char *layer, uint32_t i, const char *what);
/* Not empty, within the text, on character boundaries. */
int onr_check_span(const onr_doc *doc, onr_span s);
int onr_check_span_or_none(const onr_doc *doc, onr_span s);

/* The item above item i, or ONR_NONE; must be < n or ONR_NONE for every i. */
typedef uint32_t (*onr_check_parent)(const onr_doc *doc, uint32_t i);
/* Is there no cycle among n items? O(n). *st is ONR_NOMEM when that could not be told. */
int onr_check_forest(const onr_doc *doc, uint32_t n, onr_check_parent parent, onr_status *st);

ONR_MUST onr_status onr_check_records(const onr_doc *doc, onr_err *err);

#endif
