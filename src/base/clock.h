/* clock.h - deadlines on the monotonic clock. Nothing in a record depends on the time of day.
 *
 * A stage asks every few thousand steps and, where the time is up, returns ONR_TIMEOUT with what it has.
 *
 *     onr_deadline d = onr_deadline_in(60000);
 *     while (more()) if (onr_deadline_passed(&d)) return ONR_TIMEOUT;
 */
#ifndef ONR_BASE_CLOCK_H
#define ONR_BASE_CLOCK_H

#include <stdint.h>

/* A moment of the monotonic clock in nanoseconds; 0 is "no deadline". */
typedef struct onr_deadline {
    uint64_t ns;
} onr_deadline;

uint64_t onr_clock_ns(void);                    /* now; 0 only where the system has no monotonic clock */
onr_deadline onr_deadline_in(uint64_t ms);      /* so many milliseconds from now; 0 ms: no deadline */
int onr_deadline_passed(const onr_deadline *d); /* NULL or no deadline: never. About 30 ns: call it once in a while */

#endif
