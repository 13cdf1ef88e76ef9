/* properties.h - what must hold of the records of any text. */
#ifndef ONR_TESTS_QUALITY_PROPERTIES_H
#define ONR_TESTS_QUALITY_PROPERTIES_H

#include "battery.h"
#include "pipe/pipe.h"

/* Read the case's text and `rounds` mutations of it. Prints what does not hold and returns 0; 1 when all holds. Adds
 * the number of texts to *reads. */
int properties_hold(onr_worker *worker, const onr_pipe *pipe, const battery_case *c, int rounds, unsigned *reads);

#endif
