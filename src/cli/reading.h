/* reading.h - the options that commands share which read many articles: where they come from, how they are read.
 *
 * A command puts CLI_READING_OPTIONS at the beginning of its table; cli_reading_parse reads their values.
 */
#ifndef ONR_CLI_READING_H
#define ONR_CLI_READING_H

#include "cli/command.h"
#include "pipe/crew.h"

/* The options by their place in the table. */
enum { CLI_MODEL, CLI_ACTORS, CLI_AGENTS, CLI_TIMEOUT, CLI_MEMORY, CLI_JOBS, CLI_READING_N };
#define CLI_READING_OPTIONS                                                                                            \
    [CLI_MODEL] = {"model", "FILE", "the model file; 'none' reads without one: text and quotes only"},                 \
    [CLI_ACTORS] = {"actors", "FILE", "your actors in PETRARCH's format; they win over the built-in ones"},            \
    [CLI_AGENTS] = {"agents", "FILE", "your agents in PETRARCH's format; they win over the built-in ones"},            \
    [CLI_TIMEOUT] = {"timeout", "SECONDS", "time a document may take (default 60, 0 for no limit)"},                   \
    [CLI_MEMORY] = {"memory", "MIB", "memory a document may take (default 3072)"},                                     \
    [CLI_JOBS] = {"jobs", "N", "documents read at the same time, also -j N (default: one a processor)", 'j'}

typedef struct cli_reading {
    onr_pipe_options options;
    onr_pipe *pipe;
    onr_crew *crew;
    size_t memory;
    unsigned jobs;
} cli_reading;

/* Fill *r from the options; CLI_USAGE after saying what is wrong. */
int cli_reading_parse(const cli_args *args, cli_reading *r);
/* Open the model, read the dictionaries, start the workers, run `work`, close all of it: the result of `work`, or
 * CLI_FAILED after saying why it could not be begun. */
int cli_reading_run(const cli_args *args, cli_reading *r, int (*work)(void *arg), void *arg);

#endif
