/* progress.h - how far a long run is, on a terminal: documents, bytes, rate, time left. */
#ifndef ONR_CLI_PROGRESS_H
#define ONR_CLI_PROGRESS_H

#include "read/input.h"

typedef struct cli_progress {
    int on;    /* standard error is a terminal */
    int shown; /* a line stands there */
    uint64_t begun, last;
} cli_progress;

void cli_progress_start(cli_progress *p);
/* Write the line anew, after the first second and not more than five times a second. */
void cli_progress_show(cli_progress *p, onr_input_state at, uint64_t documents);
/* Take the line away, so that something else can be written. */
void cli_progress_clear(cli_progress *p);
/* The line's words into to[size]: bytes 0 of a total of 0 leave out what is not known. */
void cli_progress_words(char *to, size_t size, onr_input_state at, uint64_t documents, uint64_t elapsed_ns);

#endif
