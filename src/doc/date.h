/* date.h - calendar dates: does the day exist, which weekday is it, and the forms in which English news writes one.
 *
 * Proleptic Gregorian calendar, years 1000 to 2999. Read are dates with day, month AND year, in forms that have one
 * reading only: 2019-01-24 and 2019/01/24; 24.01.2019; January 24, 2019 and Jan. 24 2019; 24 January 2019, 24th of
 * January, 2019; each with a weekday before it ("Thursday, "). Not read: 01/02/2019, which Britain and America read
 * differently. Pure functions; months and weekdays are matched without regard to case.
 */
#ifndef ONR_DOC_DATE_H
#define ONR_DOC_DATE_H

#include "base/slice.h"
#include "base/status.h"
#include "doc/doc.h"

/* Days of a month (28-31); 0 for a month that is none. */
unsigned onr_date_month_days(int32_t year, unsigned month);
/* Does the day exist? Needs year, month and day. */
int onr_date_exists(onr_date d);
/* Days since 1970-01-01 (may be negative), and back. The date must exist. */
int32_t onr_date_to_number(onr_date d);
onr_date onr_date_from_number(int32_t number);
/* 0 Monday ... 6 Sunday. The date must exist. */
unsigned onr_date_weekday(onr_date d);
const char *onr_date_weekday_name(unsigned weekday); /* "Monday"; "?" when out of range */

/* "January", "jan", "Sept" -> 1 ... 12, else 0; "Thursday", "thu", "Thurs" -> 0 ... 6, else -1. Without a full stop. */
unsigned onr_date_month_of(onr_slice word);
int onr_date_weekday_of(onr_slice word);

/* Read a date at the very beginning of s. Returns the bytes it takes, 0 when there is none. *out may be a day that does
 * not exist (31 February): ask onr_date_exists. *weekday is the one written before it, or -1. */
size_t onr_date_scan(onr_slice s, onr_date *out, int *weekday);

/* All of s (outer white space apart) is one date that exists, with its right weekday if it names one. ONR_FORMAT says
 * what is wrong: "2019-02-31: no such day". */
ONR_MUST onr_status onr_date_parse(onr_slice s, onr_date *out, onr_err *err);

#endif
