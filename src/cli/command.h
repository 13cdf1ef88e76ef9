/* command.h - what a command is: one table of options that both the parser and `help` read.
 *
 * Every option has a long name; a few have a letter too ("-j 4", "-j4"). `value` names its argument; NULL is a flag; a
 * value in brackets ("[LIST]") is optional and then given as --name=VALUE only. After parsing, args->value[i] is NULL
 * where option i was not given, "" for a flag, else the text. Everything points into argv.
 */
#ifndef ONR_CLI_COMMAND_H
#define ONR_CLI_COMMAND_H

#include <stddef.h>

#include "base/status.h"

enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2, CLI_OPTIONS_MAX = 32 };

typedef struct cli_option {
    const char *name, *value, *help;
    char letter; /* 0: none */
} cli_option;

struct cli_args;
typedef struct cli_command {
    const char *name, *operands, *summary, *text;
    const cli_option *options;
    size_t options_n;
    int (*run)(const struct cli_args *args);
} cli_command;

typedef struct cli_args {
    const cli_command *command;
    const char *value[CLI_OPTIONS_MAX];
    char **operands; /* argv, its operands moved to the front */
    size_t operands_n;
    int help; /* --help was given: nothing else was looked at */
} cli_args;

extern const cli_command cli_read_command, cli_text_command;
extern const cli_command cli_add_command;
extern const cli_command cli_status_command;
extern const cli_command cli_find_command;
extern const cli_command cli_cite_command;
extern const cli_command cli_rebuild_command;
extern const cli_command cli_correct_command;
extern const cli_command cli_log_command;
extern const cli_command cli_copies_command;
extern const cli_command cli_verify_command;
extern const cli_command cli_export_command;
extern const cli_command cli_filter_command;
extern const cli_command cli_serve_command;
extern const cli_command cli_model_command;

/* Sort argv[0, argc) into options and operands. Returns CLI_DONE, or CLI_USAGE after saying what is wrong. */
int cli_parse(const cli_command *command, int argc, char **argv, cli_args *args);
/* Of the names that were tried, the one that a mistyped word most likely means: `best` is NULL while none is near. */
typedef struct cli_near {
    const char *word, *best;
    size_t word_n, distance;
} cli_near;
void cli_near_init(cli_near *near, const char *word, size_t word_n);
void cli_near_try(cli_near *near, const char *name);
/* " (did you mean 'DASHESbest'?)", or nothing; in `to`. */
const char *cli_near_hint(const cli_near *near, const char *dashes, char *to, size_t size);
/* A decimal number from low to high; -1 for anything else. */
long cli_number(const char *s, long low, long high);
/* One line on standard error: "onrecord: ..." with control characters and bad bytes made visible. */
void cli_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Say what is wrong with a file; the path is named once. */
void cli_say_about(const char *path, const onr_err *err);
/* As cli_say, and where to read more; returns CLI_USAGE. */
int cli_usage(const cli_command *command, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
