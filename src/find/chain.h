/* chain.h - on whose word a statement reaches the reader: origin, relays, outlet; and how it was made.
 *
 *     "Lavrov told TASS ..."                                   Lavrov -> TASS -> outlet
 *     "... according to a ministry statement carried by SANA"  ministry -> SANA -> outlet
 *     "The Courier reported, citing officials, ..."            officials -> The Courier -> outlet
 *     "Olt said that Brenn had warned ..."                     Brenn -> Olt -> outlet  (the inner statement)
 *
 * An agency that the article is credited to (dateline, credit line) stands last before the outlet, for what the article
 * tells itself as well. Figures and events inside a content share the statement's chain, so this stage comes before
 * theirs.
 */
#ifndef ONR_FIND_CHAIN_H
#define ONR_FIND_CHAIN_H

#include "doc/doc.h"

enum { ONR_CHAIN_STAGE = 2 }; /* raised whenever the output for some text changes */

/* The chain of what no statement holds: `origin`, where it is not NULL, the agency that the article is credited to, the
 * outlet. Links in the document's arena. Errors: ONR_NOMEM. */
ONR_MUST onr_status onr_chain_of_outlet(onr_doc *doc, const onr_chain_link *origin, onr_chain_link **out, uint32_t *n,
                                        onr_err *err);

/* Fill chain, addressee, venue and medium of every statement. Needs statements with their speakers. ONR_NOMEM. */
ONR_MUST onr_status onr_find_chains(onr_doc *doc, onr_err *err);

#endif
