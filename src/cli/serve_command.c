/* onrecord serve: the book in a browser until Ctrl-C. The address is printed, with the token where one is needed; a
 * server that other machines can reach is said to be one. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hash.h"
#include "cli/command.h"
#include "cli/output.h"
#include "serve/serve.h"

enum { PORT, ADDRESS, TOKEN, WHO, OPTIONS };
enum { PORT_USUAL = 8470, TOKEN_BYTES = 16, TOKEN_MIN = 16, TOKEN_MAX = 128, READERS_MAX = 16, WHO_MAX = 100 };

/* Who reads here, and with which token. */
typedef struct readers {
    onr_serve_reader list[READERS_MAX];
    size_t n;
    char names[READERS_MAX][WHO_MAX + 1], tokens[READERS_MAX][2 * TOKEN_BYTES + 1];
} readers;

static const cli_option options[OPTIONS] = {
    [PORT] = {"port", "NUMBER", "the port (default 8470; 0 takes any that is free)"},
    [ADDRESS] = {"address", "ADDRESS", "listen on this address; any but this machine's own asks for a token"},
    [TOKEN] = {"token", "WORD", "the token that a browser must bring, of 16 letters, digits, - or _ at least"},
    [WHO] = {"who", "NAMES", "whose decisions they are (default reader); of ada,ben each gets an address of their own"},
};

/* A token from the system's random bytes. */
static int make_token(char out[2 * TOKEN_BYTES + 1]) {
    unsigned char bytes[TOKEN_BYTES];
    int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, bytes, sizeof bytes) : -1;
    if (fd >= 0) (void)close(fd);
    if (n != (ssize_t)sizeof bytes) {
        cli_say("/dev/urandom: cannot be read: give a --token");
        return CLI_FAILED;
    }
    onr_hex(bytes, sizeof bytes, out);
    return CLI_DONE;
}

/* "ada,ben": each a reader. */
static int parse_who(const cli_command *c, const char *who, readers *r) {
    for (const char *p = who; p; p = strchr(p, ',')) {
        p += p != who;
        size_t n = strcspn(p, ",");
        if (n == 0 || n > WHO_MAX) return cli_usage(c, "--who '%s' has a name that is empty or long", who);
        if (r->n == READERS_MAX) return cli_usage(c, "--who names over %d readers", READERS_MAX);
        memcpy(r->names[r->n], p, n);
        for (size_t i = 0; i < r->n; i++)
            if (strcmp(r->names[i], r->names[r->n]) == 0) return cli_usage(c, "--who names %s twice", r->names[i]);
        r->list[r->n].who = r->names[r->n];
        r->n++;
    }
    return CLI_DONE;
}

static int parse_token(const cli_command *c, const char *token, readers *r) {
    size_t n = strlen(token);
    if (n < TOKEN_MIN || n > TOKEN_MAX ||
        strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != n)
        return cli_usage(c, "--token needs %d to %d letters, digits, - or _", TOKEN_MIN, TOKEN_MAX);
    if (r->n > 1) return cli_usage(c, "--token is for one reader: each of --who gets one of their own");
    r->list[0].token = token;
    return CLI_DONE;
}

static int parse(const cli_args *args, onr_serve_options *o, readers *r) {
    const char *const *v = args->value;
    const cli_command *c = args->command;
    if (args->operands_n != 1) return cli_usage(c, "serve takes one BOOK");
    long port = v[PORT] ? cli_number(v[PORT], 0, 65535) : PORT_USUAL;
    if (port < 0) return cli_usage(c, "--port '%s' is not a number up to 65535", v[PORT]);
    *o = (onr_serve_options){.book = args->operands[0], .port = (unsigned)port, .readers = r->list};
    o->address = v[ADDRESS] ? v[ADDRESS] : "127.0.0.1";
    int rc = parse_who(c, v[WHO] ? v[WHO] : "reader", r);
    if (rc == CLI_DONE && v[TOKEN]) rc = parse_token(c, v[TOKEN], r);
    o->readers_n = r->n;
    return rc;
}

static int make_tokens(const onr_serve_options *o, readers *r) {
    if (r->n == 1 && onr_serve_is_loopback(o->address)) return CLI_DONE; /* whoever sits here */
    for (size_t i = 0; i < r->n; i++) {
        if (r->list[i].token) continue;
        if (make_token(r->tokens[i]) != CLI_DONE) return CLI_FAILED;
        r->list[i].token = r->tokens[i];
    }
    return CLI_DONE;
}

/* "http://127.0.0.1:8470/?token=..." on standard output, so that a script can read it; of several readers a line each,
 * with the name after it. */
static int announce(const onr_serve_options *o, unsigned port) {
    int v6 = strchr(o->address, ':') != NULL;
    if (!onr_serve_is_loopback(o->address))
        cli_say("warning: %s can be reached from other machines, without encryption: whoever has the token reads and "
                "changes the book",
                o->address);
    onr_buf lines;
    onr_buf_init(&lines, 64 * 1024);
    for (size_t i = 0; i < o->readers_n; i++) {
        onr_buf_fmt(&lines, "http://%s%s%s:%u/", v6 ? "[" : "", o->address, v6 ? "]" : "", port);
        if (o->readers[i].token) onr_buf_fmt(&lines, "?token=%s", o->readers[i].token);
        if (o->readers_n > 1) onr_buf_fmt(&lines, " %s", o->readers[i].who);
        onr_buf_char(&lines, '\n');
    }
    int rc = onr_buf_failed(&lines) || cli_write(lines.p, lines.n) != 0 ? CLI_FAILED : CLI_DONE;
    onr_buf_clear(&lines);
    return rc;
}

static int run(const cli_args *args) {
    onr_serve_options o;
    readers r = {.n = 0};
    onr_server *server = NULL;
    onr_err err = {0};
    int rc = parse(args, &o, &r);
    if (rc == CLI_DONE) rc = make_tokens(&o, &r);
    if (rc != CLI_DONE) return rc;
    sigset_t stop; /* blocked before the server's threads begin, so that only sigwait gets them */
    (void)sigemptyset(&stop);
    (void)sigaddset(&stop, SIGINT);
    (void)sigaddset(&stop, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &stop, NULL);
    if (onr_server_start(&o, &server, &err) != ONR_OK) {
        cli_say_about(o.book, &err);
        return CLI_FAILED;
    }
    rc = announce(&o, onr_server_port(server));
    int signal_number = 0;
    if (rc == CLI_DONE) (void)sigwait(&stop, &signal_number);
    onr_server_stop(server);
    return rc;
}

const cli_command cli_serve_command = {
    .name = "serve",
    .operands = "BOOK",
    .summary = "show a book in the browser and check its records",
    .text =
        "Serves the book to a browser on this machine until Ctrl-C, and prints the address. Nothing is fetched from\n"
        "anywhere else. On an address that other machines can reach a token is asked for; it is part of the address\n"
        "that is printed. Several readers of --who get an address each, and review the same book side by side.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
