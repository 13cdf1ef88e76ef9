/* onrecord: news articles into records of who said what. Finds the command, or prints help and version. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/command.h"
#include "cli/output.h"

/* a line a command, so that two people can add one each */
/* clang-format off */
static const cli_command *const commands[] = {
    &cli_read_command,
    &cli_text_command,
    &cli_add_command,
    &cli_status_command,
    &cli_find_command,
    &cli_rebuild_command,
    &cli_correct_command,
    &cli_log_command,
    &cli_cite_command,
    &cli_copies_command,
    &cli_verify_command,
    &cli_export_command,
    &cli_filter_command,
    &cli_serve_command,
    &cli_model_command,
};
/* clang-format on */
enum { COMMANDS = sizeof commands / sizeof *commands, HELP_MAX = 64 * 1024 };

static const cli_command *find_command(const char *name) {
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

/* Print a text and make an exit code of it. */
static int show(onr_buf *text) {
    int ok = !onr_buf_failed(text) && cli_write(text->p, text->n) == 0;
    onr_buf_clear(text);
    return ok ? CLI_DONE : CLI_FAILED;
}

static int overview(void) {
    onr_buf b;
    onr_buf_init(&b, HELP_MAX);
    onr_buf_str(
        &b,
        "onrecord reads news articles and records who said what, who did what and how many, with the words that prove "
        "it.\n\n");
    for (size_t i = 0; i < COMMANDS; i++)
        onr_buf_fmt(&b, "  onrecord %-8s %-22s %s\n", commands[i]->name, commands[i]->operands, commands[i]->summary);
    onr_buf_str(&b, "  onrecord help     [COMMAND]              explain a command\n"
                    "  onrecord --version                       print the version\n\n"
                    "Exit status: 0 done, 1 some input failed, 2 the command line is wrong.\n");
    return show(&b);
}

static int explain(const cli_command *c) {
    onr_buf b;
    onr_buf_init(&b, HELP_MAX);
    onr_buf_fmt(&b, "onrecord %s %s%s\n\n%s", c->name, c->options_n ? "[OPTION]... " : "", c->operands, c->text);
    if (c->options_n) onr_buf_char(&b, '\n');
    for (size_t i = 0; i < c->options_n; i++) {
        const cli_option *o = &c->options[i];
        onr_buf word;
        onr_buf_init(&word, HELP_MAX);
        if (o->value && o->value[0] == '[') onr_buf_fmt(&word, "--%s[=%s", o->name, o->value + 1);
        else onr_buf_fmt(&word, "--%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
        onr_buf_fmt(&b, "  %-20s %s\n", word.p ? word.p : "", o->help);
        onr_buf_clear(&word);
    }
    return show(&b);
}

/* A word that is no command: mistyped, or a file that the user wants read. */
static int unknown(const char *word) {
    cli_near near;
    char hint[64];
    if (access(word, F_OK) == 0)
        return cli_usage(NULL, "'%s' is a file, not a command: try 'onrecord read %s'", word, word);
    cli_near_init(&near, word, strlen(word));
    for (size_t i = 0; i < COMMANDS; i++) cli_near_try(&near, commands[i]->name);
    return cli_usage(NULL, "there is no command '%s'%s", word, cli_near_hint(&near, "", hint, sizeof hint));
}

static int help(int argc, char **argv) {
    if (argc == 0) return overview();
    if (argc > 1) return cli_usage(NULL, "help takes one command, not '%s' too", argv[1]);
    const cli_command *c = find_command(argv[0]);
    return c ? explain(c) : unknown(argv[0]);
}

static int version(void) {
    onr_buf b;
    onr_buf_init(&b, HELP_MAX);
    onr_buf_str(&b, "onrecord " ONR_VERSION_STRING "\n");
    return show(&b);
}

static int run(int argc, char **argv) {
    if (argc < 2) return cli_usage(NULL, "a command is missing");
    const char *word = argv[1];
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) return version();
    if (strcmp(word, "help") == 0) return help(argc - 2, argv + 2);
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return help(0, NULL);
    const cli_command *c = find_command(word);
    if (!c) return unknown(word);
    cli_args args;
    int rc = cli_parse(c, argc - 2, argv + 2, &args);
    if (rc != CLI_DONE) return rc;
    return args.help ? explain(c) : c->run(&args);
}

int main(int argc, char **argv) {
    /* a closed pipe is an error of write(2), not a death */
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
    int rc = run(argc, argv);
    return cli_close() != 0 && rc == CLI_DONE ? CLI_FAILED : rc;
}
