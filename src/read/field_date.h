/* field_date.h - dates as containers write them: ISO 8601, RFC 822, ctime, seconds since 1970, and what people write.
 */
#ifndef ONR_READ_FIELD_DATE_H
#define ONR_READ_FIELD_DATE_H

#include "base/slice.h"
#include "doc/records.h"

/* The day that a field names, as it is written there (no zone is applied). 0 where it names none, or one that is not
 * ("31 February"), or leaves its order open ("03/04/2021"). */
int onr_field_date(onr_slice s, onr_date *out);

#endif
