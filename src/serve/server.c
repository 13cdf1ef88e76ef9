/* The server: libmicrohttpd's own threads and connections, one onr_request each.
 *
 * Method: MHD polls with a pool of threads (by poll: with epoll, version 0.9.75 now and then leaves 128 connections or
 * a multiple of it unread until they time out, once in 18 runs of bench_page.mjs; with poll never in 20); a request is
 * gathered (its body up to ONR_SERVE_BODY_MAX), judged by the guard, and answered with one of the connections to the
 * book, which are as many as threads, so that none waits. Slow and large requests: a connection that is silent for
 * TIMEOUT_S is closed, and so is one whose request takes over PATIENCE_MS to come in (overdue.c); its headers may take
 * MEMORY bytes, and there are at most CONNECTIONS of them. Cost: one copy of each answer, into MHD's keeping.
 */
#include "serve/serve.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"
#include "serve/overdue.h"
#include "serve/request.h"

enum { TIMEOUT_S = 15, PATIENCE_MS = 20000, MEMORY = 32 * 1024, CONNECTIONS = 2048, THREADS_MAX = 8 };

struct onr_server {
    struct MHD_Daemon *daemon;
    onr_site site;
    const char *path;
    pthread_mutex_t lock;
    pthread_cond_t freed;
    onr_store *idle[THREADS_MAX]; /* connections to the book that nobody uses */
    unsigned idle_n, threads;
    onr_overdue overdue;
};

/* One request while its body comes in. */
typedef struct gathering {
    onr_buf body;
    int too_big;
} gathering;

/* ---- connections to the book ------------------------------------------------------------------------------------ */

static onr_store *take_book(onr_server *s) {
    (void)pthread_mutex_lock(&s->lock);
    while (s->idle_n == 0) (void)pthread_cond_wait(&s->freed, &s->lock);
    onr_store *book = s->idle[--s->idle_n];
    (void)pthread_mutex_unlock(&s->lock);
    return book;
}

static void give_book(onr_server *s, onr_store *book) {
    (void)pthread_mutex_lock(&s->lock);
    s->idle[s->idle_n++] = book;
    (void)pthread_cond_signal(&s->freed);
    (void)pthread_mutex_unlock(&s->lock);
}

/* ---- answers ---------------------------------------------------------------------------------------------------- */

/* The same for every answer. Scripts, styles and questions only from here; nothing inline, no frame, no form, no other
 * site. What came in from outside (the source) is besides locked into a sandbox. */
static void add_headers(const onr_response *rs, struct MHD_Response *m) {
    static const char *const fixed[][2] = {
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"X-Frame-Options", "DENY"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"},
    };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        (void)MHD_add_response_header(m, fixed[i][0], fixed[i][1]);
    int page = rs->keep;
    (void)MHD_add_response_header(m, "Content-Security-Policy",
                                  page ? "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                                         "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                                         "frame-ancestors 'none'"
                                       : "default-src 'none'; sandbox; frame-ancestors 'none'");
    (void)MHD_add_response_header(m, "Cache-Control", page ? "no-cache" : "no-store");
    (void)MHD_add_response_header(m, "Content-Type", rs->media_type);
    if (rs->disposition) (void)MHD_add_response_header(m, "Content-Disposition", rs->disposition);
    if (rs->location) (void)MHD_add_response_header(m, "Location", rs->location);
    if (rs->status == 405) (void)MHD_add_response_header(m, "Allow", "GET, HEAD, POST");
    if (!rs->cookie) return;
    onr_buf cookie;
    onr_buf_init(&cookie, 1024);
    onr_buf_fmt(&cookie, "onrecord=%s; HttpOnly; SameSite=Strict; Path=/", rs->cookie);
    if (!onr_buf_failed(&cookie)) (void)MHD_add_response_header(m, "Set-Cookie", cookie.p);
    onr_buf_clear(&cookie);
}

static enum MHD_Result send_answer(struct MHD_Connection *c, onr_response *rs) {
    int is_fixed = rs->fixed.p != NULL;
    const char *p = is_fixed ? rs->fixed.p : rs->body.p ? rs->body.p : "";
    struct MHD_Response *m = MHD_create_response_from_buffer(is_fixed ? rs->fixed.n : rs->body.n, (void *)(uintptr_t)p,
                                                             is_fixed ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
    if (!m) return MHD_NO;
    add_headers(rs, m);
    enum MHD_Result sent = MHD_queue_response(c, rs->status, m);
    MHD_destroy_response(m);
    return sent;
}

/* ---- requests --------------------------------------------------------------------------------------------------- */

static enum MHD_Result take_argument(void *closure, enum MHD_ValueKind kind, const char *name, const char *value) {
    onr_request *rq = closure;
    (void)kind;
    if (rq->args_n < ONR_VIEW_ARGS_MAX) rq->args[rq->args_n++] = (onr_view_arg){name, value ? value : ""};
    else rq->too_many = 1;
    return MHD_YES;
}

static void fill_request(onr_request *rq, struct MHD_Connection *c, const char *method, const char *path) {
    *rq = (onr_request){.method = method, .path = path};
    rq->host = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host");
    rq->origin = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Origin");
    rq->authorization = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Authorization");
    rq->cookie = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Cookie");
    rq->content_type = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Type");
    rq->fetch_site = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Sec-Fetch-Site");
    rq->marker = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "X-Onrecord");
    (void)MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_argument, rq);
}

static enum MHD_Result answer(onr_server *s, struct MHD_Connection *c, const char *method, const char *path,
                              const gathering *g) {
    onr_request rq;
    onr_response rs;
    fill_request(&rq, c, method, path);
    onr_response_init(&rs);
    rq.body = (onr_slice){g->body.p ? g->body.p : "", g->body.n};
    if (g->too_big) onr_response_error(&rs, 413, "the body is over 64 KiB");
    else {
        const onr_serve_reader *reader = onr_serve_guard(&s->site, &rq, &rs);
        onr_store *book = reader ? take_book(s) : NULL;
        if (reader) onr_serve_answer(reader, book, &rq, &rs), give_book(s, book);
    }
    enum MHD_Result sent = send_answer(c, &rs);
    onr_response_clear(&rs);
    return sent;
}

static onr_visit *visit_of(struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* A connection comes or goes. */
static void on_connection(void *closure, struct MHD_Connection *c, void **context,
                          enum MHD_ConnectionNotificationCode code) {
    onr_server *s = closure;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        onr_overdue_leave(&s->overdue, *context);
        *context = NULL;
        return;
    }
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    *context = info ? onr_overdue_enter(&s->overdue, info->connect_fd) : NULL;
}

/* MHD calls this once for the headers, once for each piece of the body, and once when all is there. */
static enum MHD_Result on_request(void *closure, struct MHD_Connection *c, const char *path, const char *method,
                                  const char *version, const char *data, size_t *n, void **state) {
    gathering *g = *state;
    (void)version;
    if (!g) {
        g = onr_mem_zalloc(1, sizeof *g);
        if (!g) return MHD_NO;
        onr_buf_init(&g->body, ONR_SERVE_BODY_MAX);
        *state = g;
        return MHD_YES;
    }
    if (*n) {
        onr_buf_add(&g->body, data, *n);
        g->too_big |= onr_buf_failed(&g->body);
        *n = 0;
        return MHD_YES;
    }
    onr_server *s = closure;
    onr_overdue_asked(&s->overdue, visit_of(c));
    return answer(s, c, method, path, g);
}

static void on_end(void *closure, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode code) {
    gathering *g = *state;
    onr_server *s = closure;
    (void)code;
    onr_overdue_answered(&s->overdue, visit_of(c));
    if (!g) return;
    onr_buf_clear(&g->body);
    onr_mem_free(g);
    *state = NULL;
}

/* ---- life and death --------------------------------------------------------------------------------------------- */

int onr_serve_is_loopback(const char *address) {
    struct in_addr v4;
    struct in6_addr v6;
    if (inet_pton(AF_INET, address, &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
    return inet_pton(AF_INET6, address, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

static onr_status make_address(const onr_serve_options *o, struct sockaddr_storage *a, unsigned *flags, onr_err *err) {
    struct sockaddr_in *v4 = (struct sockaddr_in *)(void *)a;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)(void *)a;
    memset(a, 0, sizeof *a);
    if (inet_pton(AF_INET, o->address, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons((uint16_t)o->port);
        return ONR_OK;
    }
    if (inet_pton(AF_INET6, o->address, &v6->sin6_addr) != 1)
        return onr_err_set(err, ONR_FORMAT, 0, "the address '%s' is not one in figures: try 127.0.0.1", o->address);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons((uint16_t)o->port);
    *flags |= MHD_USE_IPv6;
    return ONR_OK;
}

static onr_status open_books(onr_server *s, onr_err *err) {
    onr_status st = ONR_OK;
    for (unsigned i = 0; st == ONR_OK && i < s->threads; i++) {
        st = onr_store_open(s->path, ONR_STORE_WRITE, &s->idle[s->idle_n], err);
        if (st == ONR_OK) s->idle_n++;
    }
    return st;
}

static onr_status listen_on(onr_server *s, const onr_serve_options *o, onr_err *err) {
    struct sockaddr_storage a;
    unsigned flags = MHD_USE_POLL_INTERNAL_THREAD;
    onr_status st = make_address(o, &a, &flags, err);
    if (st != ONR_OK) return st;
    s->daemon = MHD_start_daemon(
        flags, (uint16_t)o->port, NULL, NULL, on_request, s, MHD_OPTION_SOCK_ADDR, &a, MHD_OPTION_THREAD_POOL_SIZE,
        s->threads > 1 ? s->threads : 0, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_S,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY,
        MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024u, MHD_OPTION_NOTIFY_COMPLETED,
        on_end, s, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s, MHD_OPTION_END);
    if (!s->daemon)
        return onr_err_set(err, ONR_IO, 0, "cannot listen on %s port %u: it is taken or forbidden; try another --port",
                           o->address, o->port);
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    s->site.port = info && info->port ? info->port : o->port;
    return ONR_OK;
}

/* A reader without a token is whoever asks: the only one, on this machine. */
static onr_status check_readers(const onr_serve_options *o, onr_err *err) {
    for (size_t i = 0; i < o->readers_n; i++) {
        if (o->readers[i].token) continue;
        if (!onr_serve_is_loopback(o->address))
            return onr_err_set(err, ONR_FORMAT, 0, "the address %s is seen from other machines: a token is needed",
                               o->address);
        if (o->readers_n > 1)
            return onr_err_set(err, ONR_FORMAT, 0, "several readers: %s needs a token", o->readers[i].who);
    }
    return ONR_OK;
}

onr_status onr_server_start(const onr_serve_options *o, onr_server **out, onr_err *err) {
    *out = NULL;
    onr_status st = check_readers(o, err);
    if (st != ONR_OK) return st;
    onr_server *s = onr_mem_zalloc(1, sizeof *s);
    if (!s) return onr_err_set(err, ONR_NOMEM, 0, "out of memory at the start");
    (void)pthread_mutex_init(&s->lock, NULL);
    (void)pthread_cond_init(&s->freed, NULL);
    long n = o->threads ? (long)o->threads : sysconf(_SC_NPROCESSORS_ONLN);
    s->threads = n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (unsigned)n;
    s->path = o->book;
    s->site = (onr_site){o->address, o->port, onr_serve_is_loopback(o->address), o->readers, o->readers_n};
    st = open_books(s, err);
    if (st == ONR_OK) st = onr_overdue_start(&s->overdue, o->patience_ms ? o->patience_ms : PATIENCE_MS, err);
    if (st == ONR_OK) st = listen_on(s, o, err);
    if (st != ONR_OK) {
        onr_server_stop(s);
        return st;
    }
    *out = s;
    return ONR_OK;
}

unsigned onr_server_port(const onr_server *s) { return s->site.port; }

void onr_server_stop(onr_server *s) {
    if (!s) return;
    if (s->daemon) MHD_stop_daemon(s->daemon);
    onr_overdue_stop(&s->overdue);
    while (s->idle_n) onr_store_close(s->idle[--s->idle_n]);
    (void)pthread_cond_destroy(&s->freed);
    (void)pthread_mutex_destroy(&s->lock);
    onr_mem_free(s);
}
