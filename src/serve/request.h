/* request.h - one question of a browser and its answer, without sockets: what the server, its tests and the fuzzer
 * share.
 *
 * A request is what HTTP brought, already split: method, path, arguments, the few headers that matter, the body. It is
 * judged first (onr_serve_guard: host, origin, token, size, method) and then answered (onr_serve_answer). The answer is
 * a status, a media type and bytes; every answer, also a refusal, carries the same headers of caution (server.c).
 *
 *     onr_request rq = {.method = "GET", .path = "/api/v1/book", .host = "localhost:8470"};
 *     onr_response rs;
 *     onr_response_init(&rs);
 *     const onr_serve_reader *reader = onr_serve_guard(&site, &rq, &rs);
 *     if (reader) onr_serve_answer(reader, book, &rq, &rs);
 *     onr_response_clear(&rs);
 *
 * Everything that a request holds is a stranger's: it is compared, bound as a value of a query or written as escaped
 * JSON, never used as a path of the file system, as SQL or as HTML.
 *
 * Threads: a site is read-only; a request, its response and the book belong to one thread at a time.
 */
#ifndef ONR_SERVE_REQUEST_H
#define ONR_SERVE_REQUEST_H

#include "base/buf.h"
#include "serve/serve.h"
#include "store/store.h"
#include "store/view.h"

enum { ONR_SERVE_BODY_MAX = 64 * 1024, ONR_SERVE_ANSWER_MAX = 256 << 20 };

/* What holds for all requests of a running server. */
typedef struct onr_site {
    const char *address; /* that it listens on: "127.0.0.1" */
    unsigned port;
    int loopback; /* the address is this machine's own */
    const onr_serve_reader *readers;
    size_t readers_n;
} onr_site;

typedef struct onr_request {
    const char *method, *path; /* the path decoded, without its query */
    const char *host, *origin, *authorization, *cookie, *content_type, *fetch_site, *marker; /* headers; NULL: none */
    onr_view_arg args[ONR_VIEW_ARGS_MAX];                                                    /* the query, decoded */
    size_t args_n;
    int too_many; /* the query had more */
    onr_slice body;
} onr_request;

typedef struct onr_response {
    unsigned status;
    const char *media_type; /* a literal */
    onr_slice fixed;        /* bytes that are part of the program; else `body` */
    onr_buf body;
    const char *disposition; /* a literal; NULL: none */
    const char *location;    /* a literal: 303 */
    const char *cookie;      /* the token that the browser is given; NULL: none */
    int keep;                /* may be kept by the browser: part of the program */
} onr_response;

void onr_response_init(onr_response *rs);
void onr_response_clear(onr_response *rs);
/* Make it an error: {"error": {"status", "message"}}. */
void onr_response_error(onr_response *rs, unsigned status, const char *message);

/* Who asks, if this request may be answered; else NULL, and `rs` is the refusal (or the way in, where the token is
 * right). */
const onr_serve_reader *onr_serve_guard(const onr_site *site, const onr_request *rq, onr_response *rs);
/* Answer a request that the guard let in. Never fails: an error is an answer too. */
void onr_serve_answer(const onr_serve_reader *reader, onr_store *book, const onr_request *rq, onr_response *rs);

/* The argument `name`; NULL when it was not given. */
const char *onr_request_arg(const onr_request *rq, const char *name);

#endif
