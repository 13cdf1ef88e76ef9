/* The option parser: getopt_long's habits without its global state. `--name value`, `--name=value`, `--` ends the
 * options, options and operands may be mixed, `-` is an operand. Names are given in full: a script that uses a short
 * form would break on the day a second option begins the same way. Linear in argc. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/command.h"

void cli_say(const char *fmt, ...) {
    char line[1200], shown[1200];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    (void)fprintf(stderr, "onrecord: %s\n", onr_utf8_printable(shown, sizeof shown, line, strlen(line)));
}

/* Does a message name the path already: at its beginning, or after a colon? */
static int names(const char *message, const char *path) {
    for (const char *at = strstr(message, path); at && *path; at = strstr(at + 1, path))
        if (at == message || (at - message >= 2 && at[-2] == ':')) return 1;
    return 0;
}

void cli_say_about(const char *path, const onr_err *err) {
    if (path && strcmp(path, "-") == 0) cli_say("standard input: %s", err->msg + (strncmp(err->msg, "-: ", 3) ? 0 : 3));
    else if (!path || names(err->msg, path)) cli_say("%s", err->msg);
    else cli_say("%s: %s", path, err->msg);
}

int cli_usage(const cli_command *command, const char *fmt, ...) {
    char line[1024];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    if (command) cli_say("%s: see 'onrecord help %s'", line, command->name);
    else cli_say("%s: see 'onrecord help'", line);
    return CLI_USAGE;
}

enum { NEAR_MAX = 24 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* How many letters must be changed, put in, left out or swapped with their neighbour to make b of a (optimal string
 * alignment); both have NEAR_MAX letters at most. */
static size_t distance(const char *a, size_t a_n, const char *b, size_t b_n) {
    size_t rows[3][NEAR_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t k = 0; k <= b_n; k++) last[k] = before[k] = k;
    for (size_t i = 1; i <= a_n; i++) {
        now[0] = i;
        for (size_t k = 1; k <= b_n; k++) {
            now[k] = least(least(last[k], now[k - 1]) + 1, last[k - 1] + (a[i - 1] != b[k - 1]));
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                now[k] = least(now[k], before[k - 2] + 1);
        }
        size_t *oldest = before;
        before = last, last = now, now = oldest;
    }
    return last[b_n];
}

void cli_near_init(cli_near *near, const char *word, size_t word_n) {
    *near = (cli_near){.word = word, .word_n = word_n, .distance = word_n < 5 ? 2 : 3};
}

void cli_near_try(cli_near *near, const char *name) {
    size_t n = strlen(name);
    if (near->word_n > NEAR_MAX || n > NEAR_MAX || near->word_n < 2) return;
    size_t d = distance(near->word, near->word_n, name, n);
    if (n > near->word_n && memcmp(name, near->word, near->word_n) == 0) d = 1; /* cut short */
    if (d < near->distance) near->distance = d, near->best = name;
}

const char *cli_near_hint(const cli_near *near, const char *dashes, char *to, size_t size) {
    to[0] = '\0';
    if (near->best) (void)snprintf(to, size, " (did you mean '%s%s'?)", dashes, near->best);
    return to;
}

long cli_number(const char *s, long low, long high) {
    long v = 0;
    if (!*s) return -1;
    for (; *s; s++) {
        if (*s < '0' || *s > '9') return -1;
        v = v * 10 + (*s - '0');
        if (v > high) return -1;
    }
    return v >= low ? v : -1;
}

/* The option that `name` (n bytes) names; options_n when there is none. */
static size_t find(const cli_command *c, const char *name, size_t n) {
    size_t i = 0;
    while (i < c->options_n && (strlen(c->options[i].name) != n || memcmp(c->options[i].name, name, n) != 0)) i++;
    return i;
}

/* "-j" and "-j4": the option that has this letter; options_n when there is none. */
static size_t find_letter(const cli_command *c, const char *word) {
    size_t i = 0;
    while (i < c->options_n && (!c->options[i].letter || c->options[i].letter != word[1])) i++;
    return i;
}

static int unknown(const cli_command *c, const char *word) {
    cli_near near;
    char hint[64];
    size_t dashes = strspn(word, "-");
    cli_near_init(&near, word + dashes, strcspn(word + dashes, "="));
    for (size_t i = 0; i < c->options_n; i++) cli_near_try(&near, c->options[i].name);
    return cli_usage(c, "%s has no option '%s'%s", c->name, word, cli_near_hint(&near, "--", hint, sizeof hint));
}

/* Read the option at argv[*i], and its value at argv[*i + 1] where it has one. */
static int parse_option(cli_args *args, int argc, char **argv, int *i) {
    const cli_command *c = args->command;
    const char *word = argv[*i], *name = word + 2, *equals = strchr(name, '=');
    size_t k = find(c, name, equals ? (size_t)(equals - name) : strlen(name));
    int is_letter = word[1] != '-';
    if (is_letter) {
        k = find_letter(c, word);
        equals = word[2] ? word + 1 : NULL; /* its value stands behind it */
    }
    if (k == c->options_n || (is_letter && equals && !c->options[k].value)) return unknown(c, word);
    const char *value = c->options[k].value;
    if (args->value[k]) return cli_usage(c, "--%s is given twice", c->options[k].name);
    if (!value && equals) return cli_usage(c, "--%s takes no value", c->options[k].name);
    if (equals) args->value[k] = equals + 1;
    else if (word[1] != '-' && word[2]) args->value[k] = word + 2;
    else if (!value || value[0] == '[') args->value[k] = "";
    else if (*i + 1 < argc) args->value[k] = argv[++*i];
    else return cli_usage(c, "--%s needs %s after it", c->options[k].name, value);
    return CLI_DONE;
}

int cli_parse(const cli_command *command, int argc, char **argv, cli_args *args) {
    *args = (cli_args){.command = command, .operands = argv};
    int options = 1;
    for (int i = 0; i < argc; i++) {
        const char *word = argv[i];
        if (options && strcmp(word, "--") == 0) options = 0;
        else if (options && (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)) {
            args->help = 1;
            return CLI_DONE;
        } else if (options && word[0] == '-' && word[1]) {
            int rc = parse_option(args, argc, argv, &i);
            if (rc != CLI_DONE) return rc;
        } else argv[args->operands_n++] = argv[i];
    }
    return CLI_DONE;
}
