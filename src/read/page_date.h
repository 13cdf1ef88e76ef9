/* page_date.h - dates as pages write them, in many languages: "2019-03-04T10:00Z", "4 de marzo de 2019", "04.03.2019",
 * "March 4th, 2019", "2019年3月4日", "/2019/03/04/". */
#ifndef ONR_READ_PAGE_DATE_H
#define ONR_READ_PAGE_DATE_H

#include "doc/doc.h"

/* How a page orders 03/04/2019. */
enum { ONR_PAGE_ORDER_UNKNOWN, ONR_PAGE_DAY_FIRST, ONR_PAGE_MONTH_FIRST };

/* The order by the page's language ("en-US", "fr"); unknown for plain "en" and for none. */
int onr_page_date_order(onr_slice language);
/* The first whole date (a day that exists, 1990 to 2099) at or after *at in s; returns 1, and *at is behind it, *start
 * at its first byte. Looks at no more than 4 KiB. */
int onr_page_date_find(onr_slice s, int order, size_t *at, size_t *start, onr_date *out);
/* The date in an address's path: "/2019/03/04/", "/2019-03-04-", "/20190304/"; *start, *end its bytes. */
int onr_page_date_in_url(onr_slice url, onr_date *out, size_t *start, size_t *end);

#endif
