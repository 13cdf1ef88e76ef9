/* field_date.h - dates as containers write them: ISO 8601, RFC 822, ctime, seconds since 1970, and what people write.
 */
#ifndef ONR_READ_FIELD_DATE_H
#define ONR_READ_FIELD_DATE_H

#include "base/slice.h"
#include "doc/records.h"
#include "read/columns.h"

/* What the order of the numbers is in a field as "03/04/2021 10:15": shown by one over 12, or open. 0: no such field.
 */
enum { ONR_ORDER_DAY_FIRST = 1, ONR_ORDER_MONTH_FIRST = 2, ONR_ORDER_OPEN = 4 };
unsigned onr_field_order(onr_slice s);
/* The order that fields of one column show together, whose answers are or-ed: OPEN where none or two of them do. */
onr_dates onr_dates_shown(unsigned orders);
/* The day that a field names, as it is written there (no zone is applied); `order` is that of its column. 0 where it
 * names none, or one that is not ("31 February"), or leaves its order open. */
int onr_field_date(onr_slice s, onr_dates order, onr_date *out);

#endif
