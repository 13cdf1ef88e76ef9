/* agency.h - is it a news agency? One table (data/agencies.tsv) for datelines, credit lines and bylines; each name says
 * where it is believed: "UNI" in a dateline is the agency, in a byline anything. Case is not asked; whoever has to
 * (credit.c) asks it. Used inside the room only. */
#ifndef ONR_READ_AGENCY_H
#define ONR_READ_AGENCY_H

#include "base/slice.h"

/* Of a dateline or a credit line. O(log agencies). */
int onr_read_is_agency(onr_slice name);
/* Of a byline that is nothing else; also of several that are parted by '/' ("dpa/AFP"). */
int onr_read_is_byline_agency(onr_slice name);

#endif
