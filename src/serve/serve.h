/* serve.h - the book in a browser: an HTTP server of this machine, for one person or a few.
 *
 *     onr_serve_reader ada = {.who = "ada"};
 *     onr_serve_options o = {.book = "news.book", .address = "127.0.0.1", .port = 8470, .readers = &ada, .readers_n =
 * 1}; onr_server *server; if (onr_server_start(&o, &server, &err) == ONR_OK) ... onr_server_port(server) ...
 *     onr_server_stop(server);
 *
 * It serves the page (web/dist, inside the program) and the API under /api/v1 (docs/openapi.json). Who may ask is
 * guard.c's to say; src/serve/README.md lists what is refused and why.
 *
 * Threads: the server has its own; each holds its own connection to the book while it answers. Start and stop belong to
 * one thread.
 */
#ifndef ONR_SERVE_SERVE_H
#define ONR_SERVE_SERVE_H

#include <stddef.h>

#include "base/status.h"

typedef struct onr_server onr_server;

/* Somebody who reads and decides. The token tells one reader from the others, and from strangers: it is needed where
 * there are several readers, or where the address is not this machine's own. */
typedef struct onr_serve_reader {
    const char *who;   /* the name under which decisions are kept */
    const char *token; /* NULL: none */
} onr_serve_reader;

typedef struct onr_serve_options {
    const char *book;                /* its path */
    const char *address;             /* in figures: "127.0.0.1", "::1", "0.0.0.0" */
    unsigned port;                   /* 0: any that is free */
    const onr_serve_reader *readers; /* at least one */
    size_t readers_n;
    unsigned threads;     /* 0: one a processor, at most 8 */
    unsigned patience_ms; /* within which a request must be there, once its connection is; 0: 20 seconds */
} onr_serve_options;

/* Begin to serve; the caller stops it, and keeps what the options point to until then. Errors: those of onr_store_open;
 * ONR_FORMAT (the address is none, a token is missing), ONR_IO (the port is taken or forbidden), ONR_NOMEM. */
ONR_MUST onr_status onr_server_start(const onr_serve_options *options, onr_server **out, onr_err *err);
unsigned onr_server_port(const onr_server *server);
void onr_server_stop(onr_server *server); /* NULL is allowed */

/* Is the address this machine's own, reached from nowhere else? */
int onr_serve_is_loopback(const char *address);

#endif
