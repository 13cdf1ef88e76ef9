/* test_guard.c - who may ask: what is let in, what is refused and with which status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "serve/request.h"
#include "serve/serve.h"

static const onr_serve_reader alone = {"reader", NULL};
static const onr_serve_reader two[] = {{"ada", "abcdefgh-0123456789"}, {"ben", "ben-ben-ben-ben-ben"}};
static const onr_site own = {"127.0.0.1", 8470, 1, &alone, 1};
static const onr_site open_site = {"0.0.0.0", 8470, 0, two, 2};

/* The status that a request gets; 0: it is let in. */
static unsigned judged(const onr_site *site, const onr_request *rq) {
    onr_response rs;
    onr_response_init(&rs);
    int in = onr_serve_guard(site, rq, &rs) != NULL;
    unsigned status = in ? 0 : rs.status;
    if (!in && rs.status != 303) assert_non_null(strstr(rs.body.p, "\"message\":\""));
    onr_response_clear(&rs);
    return status;
}

static void hosts(void **state) {
    (void)state;
    static const struct {
        const char *host;
        unsigned own, open; /* with the token */
    } cases[] = {{"127.0.0.1:8470", 0, 0},
                 {"localhost:8470", 0, 0},
                 {"LOCALHOST:8470", 0, 0},
                 {"[::1]:8470", 0, 0},
                 {"192.0.2.7:8470", 421, 0},
                 {"[2001:db8::7]:8470", 421, 0},
                 {NULL, 421, 421},
                 {"", 421, 421},
                 {":8470", 421, 421},
                 {"localhost", 421, 421},
                 {"localhost:80", 421, 421},
                 {"localhost:84700", 421, 421},
                 {"localhost:8470x", 421, 421},
                 {"localhost:", 421, 421},
                 {"evil.invalid:8470", 421, 421},
                 {"localhost.evil.invalid:8470", 421, 421},
                 {"127.0.0.1.evil.invalid:8470", 421, 421},
                 {"[::1:8470", 421, 421},
                 {"localhost:8470, evil.invalid", 421, 421}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_request rq = {.method = "GET", .path = "/", .host = cases[i].host};
        assert_int_equal(judged(&own, &rq), cases[i].own);
        rq.authorization = "Bearer abcdefgh-0123456789";
        assert_int_equal(judged(&open_site, &rq), cases[i].open);
    }
}

static void tokens(void **state) {
    (void)state;
    onr_request rq = {.method = "GET", .path = "/", .host = "localhost:8470"};
    assert_int_equal(judged(&open_site, &rq), 401);
    static const char *const wrong[] = {"Bearer ",
                                        "Bearer abcdefgh-012345678",
                                        "Bearer abcdefgh-01234567890",
                                        "abcdefgh-0123456789",
                                        "Basic abcdefgh-0123456789",
                                        "Bearer Abcdefgh-0123456789"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        rq.authorization = wrong[i];
        assert_int_equal(judged(&open_site, &rq), 401);
    }
    rq.authorization = NULL;
    static const struct {
        const char *cookie;
        unsigned status;
    } cookies[] = {{"onrecord=abcdefgh-0123456789", 0},
                   {"a=b; onrecord=abcdefgh-0123456789; c=d", 0},
                   {"xonrecord=abcdefgh-0123456789", 401},
                   {"onrecord=abcdefgh", 401},
                   {"onrecord=", 401},
                   {"; ;=;", 401},
                   {"onrecord=wrong; onrecord=abcdefgh-0123456789", 0}};
    for (size_t i = 0; i < sizeof cookies / sizeof *cookies; i++) {
        rq.cookie = cookies[i].cookie;
        assert_int_equal(judged(&open_site, &rq), cookies[i].status);
    }
    rq.cookie = NULL;
    rq.args[0] = (onr_view_arg){"token", "abcdefgh-0123456789"}, rq.args_n = 1;
    assert_int_equal(judged(&open_site, &rq), 303);
    rq.path = "/api/v1/views/documents";
    assert_int_equal(judged(&open_site, &rq), 401);
    rq.path = "/", rq.args[0].value = "abcdefgh";
    assert_int_equal(judged(&open_site, &rq), 401);
}

static void the_token_tells_who_asks(void **state) {
    (void)state;
    onr_request rq = {.method = "GET", .path = "/", .host = "localhost:8470"};
    onr_response rs;
    onr_response_init(&rs);
    assert_string_equal(onr_serve_guard(&own, &rq, &rs)->who, "reader");
    rq.authorization = "Bearer ben-ben-ben-ben-ben";
    assert_string_equal(onr_serve_guard(&open_site, &rq, &rs)->who, "ben");
    rq.authorization = NULL, rq.cookie = "onrecord=abcdefgh-0123456789";
    assert_string_equal(onr_serve_guard(&open_site, &rq, &rs)->who, "ada");
    rq.args[0] = (onr_view_arg){"token", "ben-ben-ben-ben-ben"}, rq.args_n = 1; /* another reader, the same browser */
    assert_null(onr_serve_guard(&open_site, &rq, &rs));
    assert_int_equal(rs.status, 303);
    assert_string_equal(rs.cookie, "ben-ben-ben-ben-ben");
    onr_response_clear(&rs);
}

static void other_sites_and_methods(void **state) {
    (void)state;
    onr_request get = {.method = "GET", .path = "/api/v1/views/documents", .host = "localhost:8470"};
    static const struct {
        const char *method, *origin, *fetch_site;
        unsigned status;
    } cases[] = {{"GET", NULL, NULL, 0},
                 {"HEAD", NULL, NULL, 0},
                 {"GET", "http://localhost:8470", "same-origin", 0},
                 {"GET", NULL, "none", 0},
                 {"GET", "http://evil.invalid", NULL, 403},
                 {"GET", "null", NULL, 403},
                 {"GET", "http://localhost:8471", NULL, 403},
                 {"GET", "https://localhost:8470", NULL, 403},
                 {"GET", "http://localhost:8470.evil.invalid", NULL, 403},
                 {"GET", NULL, "cross-site", 403},
                 {"GET", NULL, "same-site", 403},
                 {"PUT", NULL, NULL, 405},
                 {"DELETE", NULL, NULL, 405},
                 {"OPTIONS", "http://localhost:8470", NULL, 405},
                 {"TRACE", NULL, NULL, 405},
                 {"get", NULL, NULL, 405},
                 {"", NULL, NULL, 405}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        get.method = cases[i].method, get.origin = cases[i].origin, get.fetch_site = cases[i].fetch_site;
        assert_int_equal(judged(&own, &get), cases[i].status);
    }
    onr_request page = {.method = "GET", .path = "/", .host = "localhost:8470", .fetch_site = "cross-site"};
    assert_int_equal(judged(&own, &page), 0); /* a link from elsewhere opens the page */
    page.too_many = 1;
    assert_int_equal(judged(&own, &page), 400);
}

static void posts(void **state) {
    (void)state;
    static char big[ONR_SERVE_BODY_MAX + 1];
    static const struct {
        const char *type, *marker, *origin, *fetch_site;
        size_t n;
        unsigned status;
    } cases[] = {{"application/json", "1", NULL, NULL, 2, 0},
                 {"application/json; charset=utf-8", "1", "http://localhost:8470", "same-origin", 2, 0},
                 {"Application/JSON", "1", NULL, NULL, ONR_SERVE_BODY_MAX, 0},
                 {NULL, "1", NULL, NULL, 2, 415},
                 {"text/plain", "1", NULL, NULL, 2, 415},
                 {"application/x-www-form-urlencoded", "1", NULL, NULL, 2, 415},
                 {"multipart/form-data", "1", NULL, NULL, 2, 415},
                 {"application/jsonp", "1", NULL, NULL, 2, 415},
                 {"application/json", NULL, NULL, NULL, 2, 403},
                 {"application/json", "1", "http://evil.invalid", NULL, 2, 403},
                 {"application/json", "1", NULL, "cross-site", 2, 403},
                 {"application/json", "1", NULL, NULL, ONR_SERVE_BODY_MAX + 1, 413}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_request rq = {.method = "POST", .path = "/api/v1/decisions", .host = "localhost:8470"};
        rq.content_type = cases[i].type, rq.marker = cases[i].marker, rq.origin = cases[i].origin;
        rq.fetch_site = cases[i].fetch_site, rq.body = (onr_slice){big, cases[i].n};
        assert_int_equal(judged(&own, &rq), cases[i].status);
    }
}

static void addresses_of_this_machine(void **state) {
    (void)state;
    static const char *const own_ones[] = {"127.0.0.1", "127.8.9.1", "::1"};
    static const char *const others[] = {
        "0.0.0.0", "192.0.2.1", "::", "2001:db8::1", "localhost", "", "127.0.0.1.evil.invalid"};
    for (size_t i = 0; i < sizeof own_ones / sizeof *own_ones; i++) assert_true(onr_serve_is_loopback(own_ones[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) assert_false(onr_serve_is_loopback(others[i]));
    onr_server *server;
    onr_err err = {0};
    static const onr_serve_reader nameless[] = {{"ada", NULL}, {"ben", NULL}};
    onr_serve_options o = {.book = "none.book", .address = "0.0.0.0", .readers = nameless, .readers_n = 1};
    assert_int_equal(onr_server_start(&o, &server, &err), ONR_FORMAT);
    assert_non_null(strstr(err.msg, "token"));
    o.address = "127.0.0.1", o.readers_n = 2; /* who is who? */
    assert_int_equal(onr_server_start(&o, &server, &err), ONR_FORMAT);
    assert_non_null(strstr(err.msg, "several readers: ada needs a token"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(hosts),
                                       cmocka_unit_test(tokens),
                                       cmocka_unit_test(the_token_tells_who_asks),
                                       cmocka_unit_test(other_sites_and_methods),
                                       cmocka_unit_test(posts),
                                       cmocka_unit_test(addresses_of_this_machine)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
