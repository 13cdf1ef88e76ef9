/* Who may ask. A page of another site that is open in the user's browser can send requests here; so can anybody who
 * reaches the address. Against them, in this order:
 *
 *   Host      must name this server: else a stranger's name could be pointed at 127.0.0.1 (DNS rebinding)
 *   token     where one is set: in Authorization, or in the cookie that /?token=... gives; compared in constant time;
 *             it also says which of several readers asks
 *   method    GET and HEAD read, POST decides; nothing else
 *   Origin    where the browser names one it must be this server's own; Sec-Fetch-Site must not be another site's
 *   POST      must be application/json with the header X-Onrecord: a form of another page can send neither
 *
 * Cost: a few string comparisons a request.
 */
#include <string.h>

#include "base/ascii.h"
#include "serve/request.h"

/* Do the strings agree? Takes as long for a wrong first byte as for a wrong last one. */
static int same_secret(const char *a, size_t n, const char *b) {
    size_t m = strlen(b);
    unsigned char differ = (unsigned char)(n != m);
    for (size_t i = 0; i < m; i++) differ |= (unsigned char)(b[i] ^ (i < n ? a[i] : 0));
    return differ == 0;
}

/* "localhost:8470" into name and port; a missing port is HTTP's own, 80. 0: it is no host. */
static int split_host(const char *host, size_t *name_n, unsigned *port) {
    const char *end = *host == '[' ? strchr(host, ']') : host + strcspn(host, ":");
    if (!end) return 0;
    if (*host == '[') end++;
    *name_n = (size_t)(end - host);
    *port = 80;
    if (!*end) return *name_n > 0;
    if (*end != ':') return 0;
    const char *p = end + 1;
    for (*port = 0; *p >= '0' && *p <= '9' && *port < 100000; p++) *port = *port * 10 + (unsigned)(*p - '0');
    return *name_n > 0 && p > end + 1 && !*p && *port < 65536;
}

/* An address in figures cannot be pointed elsewhere by a name server. */
static int is_figures(const char *name, size_t n) {
    if (n > 2 && name[0] == '[') return strspn(name + 1, "0123456789abcdefABCDEF:.") == n - 2;
    return n > 6 && strspn(name, "0123456789.") >= n;
}

static int host_is_ours(const onr_site *site, const char *host) {
    static const char *const own[] = {"localhost", "127.0.0.1", "[::1]"};
    size_t n;
    unsigned port;
    if (!host || !split_host(host, &n, &port) || port != site->port) return 0;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (onr_ascii_is((onr_slice){host, n}, own[i])) return 1;
    if (onr_ascii_is((onr_slice){host, n}, site->address)) return 1;
    return !site->loopback && is_figures(host, n);
}

static int origin_is_ours(const onr_request *rq) {
    if (!rq->origin) return 1;
    return strncmp(rq->origin, "http://", 7) == 0 && onr_ascii_is(onr_slice_of(rq->origin + 7), rq->host);
}

/* Is it the value of our cookie in a Cookie header? */
static int cookie_holds(const char *cookie, const char *token) {
    static const char name[] = "onrecord=";
    for (const char *p = cookie; p && *p;) {
        p += strspn(p, " ;");
        size_t n = strcspn(p, ";");
        if (n >= sizeof name - 1 && strncmp(p, name, sizeof name - 1) == 0 &&
            same_secret(p + sizeof name - 1, n - (sizeof name - 1), token))
            return 1;
        p += n;
    }
    return 0;
}

static int token_is_right(const char *token, const onr_request *rq) {
    const char *a = rq->authorization;
    if (!token) return 1; /* the one reader of this machine */
    if (a && strncmp(a, "Bearer ", 7) == 0 && same_secret(a + 7, strlen(a + 7), token)) return 1;
    return cookie_holds(rq->cookie, token);
}

static const onr_serve_reader *reader_of(const onr_site *site, const onr_request *rq) {
    const onr_serve_reader *found = NULL;
    for (size_t i = 0; i < site->readers_n; i++)
        if (token_is_right(site->readers[i].token, rq)) found = &site->readers[i];
    return found;
}

static int refuse(onr_response *rs, unsigned status, const char *message) {
    onr_response_error(rs, status, message);
    return 0;
}

/* The way in: /?token=... changes the token into a cookie, so that it does not stay in the address. */
static int lets_in(const onr_site *site, const onr_request *rq, onr_response *rs) {
    const char *given = onr_request_arg(rq, "token");
    if (!given || strcmp(rq->path, "/") != 0) return 0;
    for (size_t i = 0; i < site->readers_n; i++)
        if (site->readers[i].token && same_secret(given, strlen(given), site->readers[i].token))
            rs->cookie = site->readers[i].token;
    if (!rs->cookie) return 0;
    rs->status = 303;
    rs->location = "/";
    return 1;
}

static int may_post(const onr_request *rq, onr_response *rs) {
    const char *type = rq->content_type;
    if (!type || !onr_ascii_begins(onr_slice_of(type), "application/json") || (type[16] && !strchr("; ", type[16])))
        return refuse(rs, 415, "send application/json");
    if (!rq->marker) return refuse(rs, 403, "the header X-Onrecord is missing: requests of other pages are refused");
    if (rq->body.n > ONR_SERVE_BODY_MAX) return refuse(rs, 413, "the body is over 64 KiB");
    return 1;
}

/* Of a reader who is known: may this be asked? */
static int may_ask(const onr_request *rq, onr_response *rs) {
    int reads = strcmp(rq->method, "GET") == 0 || strcmp(rq->method, "HEAD") == 0;
    if (!reads && strcmp(rq->method, "POST") != 0) return refuse(rs, 405, "only GET, HEAD and POST are served");
    if (!origin_is_ours(rq)) return refuse(rs, 403, "the Origin header names another site");
    const char *site_of = rq->fetch_site;
    int page = reads && strncmp(rq->path, "/api/", 5) != 0; /* a link from elsewhere may open the page */
    if (site_of && !page && strcmp(site_of, "same-origin") != 0 && strcmp(site_of, "none") != 0)
        return refuse(rs, 403, "asked by another site");
    return reads || may_post(rq, rs);
}

const onr_serve_reader *onr_serve_guard(const onr_site *site, const onr_request *rq, onr_response *rs) {
    const onr_serve_reader *reader = NULL;
    if (!host_is_ours(site, rq->host)) (void)refuse(rs, 421, "the Host header does not name this server");
    else if (rq->too_many) (void)refuse(rs, 400, "the query has too many arguments");
    else if (lets_in(site, rq, rs)) return NULL;
    else if (!(reader = reader_of(site, rq)))
        (void)refuse(rs, 401, "open the address with ?token= as it was printed when the server began");
    return reader && may_ask(rq, rs) ? reader : NULL;
}
