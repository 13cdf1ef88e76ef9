/* test_server.c - the server at its socket: what no browser would send. Slow requests are closed while others are
 * answered, large ones refused, paths that climb find nothing. Nothing here sleeps: every wait ends with an event. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/serve.h"
#include "shelf.h"

static char path[32];

static int start(void **state) {
    static const onr_serve_reader reader = {.who = "reader"};
    onr_store_close(shelf_new(path));
    onr_serve_options o = {
        .book = path, .address = "127.0.0.1", .readers = &reader, .readers_n = 1, .threads = 2, .patience_ms = 200};
    onr_server *server = NULL;
    onr_err err = {0};
    if (onr_server_start(&o, &server, &err) != ONR_OK) print_error("%s\n", err.msg);
    *state = server;
    return server ? 0 : -1;
}

static int stop(void **state) {
    onr_server_stop(*state);
    return unlink(path);
}

static int call(const onr_server *server) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)onr_server_port(server))};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&a, sizeof a), 0);
    return fd;
}

static int put(int fd, const char *p, size_t n) { return send(fd, p, n, MSG_NOSIGNAL) == (ssize_t)n; }

/* Send a request in which %u is the port; its status, 0 where the connection is closed without one. */
static int status_of(const onr_server *server, const char *request, size_t filler) {
    char line[512], got[64] = "";
    int fd = call(server), status = 0;
    int n = snprintf(line, sizeof line, request, onr_server_port(server));
    const char *gap = memchr(line, '~', (size_t)n);
    size_t before = gap ? (size_t)(gap - line) : (size_t)n;
    char *many = calloc(filler + 1, 1);
    memset(many, 'a', filler);
    if (put(fd, line, before) && (!gap || (put(fd, many, filler) && put(fd, gap + 1, (size_t)n - before - 1)))) {}
    free(many);
    if (recv(fd, got, sizeof got - 1, MSG_WAITALL) > 0) (void)sscanf(got, "HTTP/1.%*d %d", &status);
    (void)close(fd);
    return status;
}

static void a_browser_is_answered(const onr_server *server) {
    assert_int_equal(status_of(server, "GET /api/v1/views/documents HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", 0), 200);
}

/* Send `head`, then a byte of `drip` whenever 5 ms have passed without an answer. The bytes sent until the end. */
static int drip(const onr_server *server, const char *head, char byte) {
    char line[256], got[256];
    int fd = call(server), sent = 0;
    assert_true(put(fd, line, (size_t)snprintf(line, sizeof line, head, onr_server_port(server))));
    for (; sent < 5000; sent++) {
        struct pollfd p = {fd, POLLIN, 0};
        if (poll(&p, 1, 5) > 0 && recv(fd, got, sizeof got, 0) <= 0) break; /* closed */
        if (!put(fd, &byte, 1)) break;
        if (sent == 5) a_browser_is_answered(server);
    }
    (void)close(fd);
    return sent;
}

static void slow_requests(void **state) {
    assert_true(drip(*state, "GET / HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nX: ", 'a') < 5000);
    assert_true(drip(*state, "GET /", 'a') < 5000);
    assert_true(drip(*state,
                     "POST /api/v1/decisions HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nContent-Type: application/json\r\n"
                     "X-Onrecord: 1\r\nContent-Length: 60000\r\n\r\n{",
                     ' ') < 5000);
    a_browser_is_answered(*state);
}

/* As many as there is room for, silent: they are all closed, and the next one is answered. */
static void many_that_wait(void **state) {
    enum { MANY = 300 };
    int fd[MANY];
    char got[16];
    for (int i = 0; i < MANY; i++) fd[i] = call(*state), (void)put(fd[i], "GET / HT", 8);
    a_browser_is_answered(*state);
    for (int i = 0; i < MANY; i++) {
        assert_true(recv(fd[i], got, sizeof got, 0) <= 0);
        (void)close(fd[i]);
    }
    a_browser_is_answered(*state);
}

static void what_is_refused(void **state) {
#define HOST "Host: 127.0.0.1:%u\r\n"
    static const struct {
        const char *request;
        size_t filler;
        int status;
    } cases[] = {
        {"GET / HTTP/1.1\r\n" HOST "\r\n", 0, 200},
        {"GET / HTTP/1.1\r\n" HOST "X: ~\r\n\r\n", 60000, 431},
        {"GET /~ HTTP/1.1\r\n" HOST "\r\n", 60000, 414},
        {"POST /api/v1/decisions HTTP/1.1\r\n" HOST "Content-Type: application/json\r\nX-Onrecord: 1\r\n"
         "Content-Length: 70000\r\n\r\n~",
         70000, 413},
        {"POST /api/v1/decisions HTTP/1.1\r\n" HOST "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", 0, 415},
        {"POST /api/v1/decisions HTTP/1.1\r\n" HOST "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 0,
         403},
        {"GET /api/v1/session HTTP/1.1\r\n" HOST "Origin: http://evil.invalid\r\n\r\n", 0, 403},
        {"GET /api/v1/session HTTP/1.1\r\n" HOST "Sec-Fetch-Site: cross-site\r\n\r\n", 0, 403},
        {"GET / HTTP/1.1\r\nHost: evil.invalid:%u\r\n\r\n", 0, 421},
        {"GET /../../etc/passwd HTTP/1.1\r\n" HOST "\r\n", 0, 404},
        {"GET /%%2e%%2e/%%2e%%2e/etc/passwd HTTP/1.1\r\n" HOST "\r\n", 0, 404},
        {"GET /api/v1/documents/..%%2f..%%2fbook HTTP/1.1\r\n" HOST "\r\n", 0, 404},
        {"DELETE /api/v1/decisions HTTP/1.1\r\n" HOST "\r\n", 0, 405},
        {"TRACE / HTTP/1.1\r\n" HOST "\r\n", 0, 405},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int status = status_of(*state, cases[i].request, cases[i].filler);
        /* a refusal in the middle of what is sent may be lost with the connection: no answer is a refusal too */
        if (status != cases[i].status && !(status == 0 && cases[i].filler))
            fail_msg("%d instead of %d: %s", status, cases[i].status, cases[i].request);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(slow_requests), cmocka_unit_test(many_that_wait),
                                       cmocka_unit_test(what_is_refused)};
    return cmocka_run_group_tests(tests, start, stop);
}
