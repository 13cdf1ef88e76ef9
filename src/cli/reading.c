/* What `read`, `add` and `rebuild` do alike before the first article and after the last. */
#include "cli/reading.h"

#include <unistd.h>

#include "cli/input.h"
#include "cli/model_path.h"

enum { TIMEOUT_MAX_S = 24 * 3600, MEMORY_MAX_MIB = 64 * 1024 };

int cli_reading_parse(const cli_args *args, cli_reading *r) {
    const char *const *v = args->value;
    r->options.timeout_ms = ONR_PIPE_TIMEOUT_MS;
    r->memory = ONR_DOC_ARENA_CAP;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    r->jobs = cores < 1 ? 1 : cores > ONR_CREW_MAX ? ONR_CREW_MAX : (unsigned)cores;
    if (v[CLI_TIMEOUT]) {
        long s = cli_number(v[CLI_TIMEOUT], 0, TIMEOUT_MAX_S);
        if (s < 0) return cli_usage(args->command, "--timeout '%s' is not a number of seconds", v[CLI_TIMEOUT]);
        r->options.timeout_ms = (uint64_t)s * 1000;
    }
    if (v[CLI_MEMORY]) {
        long mib = cli_number(v[CLI_MEMORY], 1, MEMORY_MAX_MIB);
        if (mib < 0) return cli_usage(args->command, "--memory '%s' is not a number of MiB", v[CLI_MEMORY]);
        r->memory = (size_t)mib << 20;
    }
    if (v[CLI_JOBS]) {
        long jobs = cli_number(v[CLI_JOBS], 1, ONR_CREW_MAX);
        if (jobs < 0)
            return cli_usage(args->command, "--jobs '%s' is not a number from 1 to %d", v[CLI_JOBS], ONR_CREW_MAX);
        r->jobs = (unsigned)jobs;
    }
    return CLI_DONE;
}

static onr_status add_dictionary(cli_reading *r, const char *path, int kind, const char **at, onr_err *err) {
    if (!path) return ONR_OK;
    onr_buf text;
    *at = path;
    onr_buf_init(&text, ONR_DOC_TEXT_MAX);
    onr_status st = cli_input(path, &text, err);
    if (st == ONR_OK) st = onr_pipe_add_actors(r->pipe, path, text.p ? text.p : "", text.n, kind, err);
    onr_buf_clear(&text);
    return st;
}

static int open(const cli_args *args, cli_reading *r) {
    onr_err err = {0};
    const char *path = cli_model_path(args->value[CLI_MODEL]);
    onr_status st = onr_pipe_new(path, &r->pipe, &err);
    if (st == ONR_OK) st = add_dictionary(r, args->value[CLI_ACTORS], ONR_PIPE_ACTORS, &path, &err);
    if (st == ONR_OK) st = add_dictionary(r, args->value[CLI_AGENTS], ONR_PIPE_AGENTS, &path, &err);
    if (st == ONR_OK) st = onr_crew_new(r->pipe, r->jobs, r->memory, &r->crew, &err);
    if (st == ONR_OK) return CLI_DONE;
    cli_say_about(path, &err);
    return CLI_FAILED;
}

int cli_reading_run(const cli_args *args, cli_reading *r, int (*work)(void *arg), void *arg) {
    int rc = open(args, r);
    if (rc == CLI_DONE) rc = work(arg);
    onr_crew_free(r->crew);
    onr_pipe_free(r->pipe);
    return rc;
}
