/* meter.h - how far a long run is, on a terminal: documents, bytes, rate, time left. */
#ifndef ONR_CLI_METER_H
#define ONR_CLI_METER_H

#include "read/input.h"

typedef struct cli_meter {
    uint64_t begun, last;
} cli_meter;

void cli_meter_start(cli_meter *m);
/* Show the line anew, after the first second and not more than five times a second. */
void cli_meter_show(cli_meter *m, onr_input_state at, uint64_t documents);

#endif
