/* Deadlines.
 *
 * Method: CLOCK_MONOTONIC, which no setting of the time of day moves. Sums saturate: a deadline too far to count is
 * never reached. Where the clock fails it reads 0 and no deadline passes. Cost: a system call without a kernel entry.
 */
#include "base/clock.h"

#include <time.h>

uint64_t onr_clock_ns(void) {
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0) return 0;
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

onr_deadline onr_deadline_in(uint64_t ms) {
    if (ms == 0) return (onr_deadline){0};
    uint64_t now = onr_clock_ns();
    if (ms > (UINT64_MAX - now) / 1000000u) return (onr_deadline){UINT64_MAX};
    return (onr_deadline){now + ms * 1000000u};
}

int onr_deadline_passed(const onr_deadline *d) { return d && d->ns != 0 && onr_clock_ns() >= d->ns; }
