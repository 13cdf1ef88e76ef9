/* when.h - every date expression of a document, with what it means: the layer doc->dates.
 *
 * Exact code over the text: no network is needed. Where trees are there, they help to say whether a future verb governs
 * a bare weekday or month; where names are there, "May" of a person is no month. The day of publication is
 * doc->meta.published; without it, what is counted from it stays unresolved.
 *
 * The rules of resolution were measured on news: a bare weekday is the publication day or one of the six before it,
 * under a future verb one of the days ahead; a day without its year takes the nearest year.
 */
#ifndef ONR_FIND_WHEN_H
#define ONR_FIND_WHEN_H

#include "doc/doc.h"

enum { ONR_WHEN_STAGE = 2 }; /* raise when the layer can change */

/* Fill doc->dates. ONR_NOMEM is the only failure. Linear in the text. */
ONR_MUST onr_status onr_find_dates(onr_doc *doc, onr_err *err);

#endif
