/* The answers. Method: a table of routes, each a path in which "*" stands for one segment; docs/openapi.json lists the
 * same ones, and tests/serve checks that it does. What is not in the table is a file of the bundle, or is not there:
 * no request ever names a file of the disk. Cost: a dozen comparisons, then that of the store.
 */
#include <string.h>

#include "dict/dict.h"
#include "serve/assets.h"
#include "serve/request.h"
#include "serve/route.h"

#define JSON_TYPE "application/json; charset=utf-8"

/* ---- responses -------------------------------------------------------------------------------------------------- */

void onr_response_init(onr_response *rs) {
    *rs = (onr_response){.status = 200, .media_type = JSON_TYPE};
    onr_buf_init(&rs->body, ONR_SERVE_ANSWER_MAX);
}

void onr_response_clear(onr_response *rs) { onr_buf_clear(&rs->body); }

void onr_response_error(onr_response *rs, unsigned status, const char *message) {
    onr_buf_clear(&rs->body); /* also what failed */
    onr_buf_init(&rs->body, ONR_SERVE_ANSWER_MAX);
    rs->status = status;
    rs->media_type = JSON_TYPE;
    rs->fixed = (onr_slice){NULL, 0};
    rs->disposition = NULL;
    rs->keep = 0;
    onr_buf_fmt(&rs->body, "{\"error\":{\"status\":%u,\"message\":", status);
    onr_json_string(&rs->body, onr_slice_of(message));
    onr_buf_str(&rs->body, "}}\n");
}

void onr_route_failed(onr_response *rs, const onr_err *err) {
    static const struct {
        onr_status code;
        unsigned status;
    } table[] = {{ONR_FORMAT, 400},  {ONR_NOT_FOUND, 404}, {ONR_CONFLICT, 409},
                 {ONR_TOO_BIG, 413}, {ONR_TIMEOUT, 503},   {ONR_NOMEM, 503}};
    unsigned status = 500;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].code == err->code) status = table[i].status;
    onr_response_error(rs, status, err->msg);
}

const char *onr_request_arg(const onr_request *rq, const char *name) {
    for (size_t i = 0; i < rq->args_n; i++)
        if (strcmp(rq->args[i].name, name) == 0) return rq->args[i].value;
    return NULL;
}

/* ---- routes ----------------------------------------------------------------------------------------------------- */

typedef struct question {
    const onr_serve_reader *reader;
    onr_store *book;
    const onr_request *rq;
    char segment[64]; /* what "*" stood for */
} question;

static void answer_view(const question *q, onr_response *rs) {
    onr_view_arg args[ONR_VIEW_ARGS_MAX];
    size_t n = 0;
    const char *format = onr_request_arg(q->rq, "format");
    int csv = format && strcmp(format, "csv") == 0;
    if (format && !csv && strcmp(format, "json") != 0) {
        onr_response_error(rs, 400, "format is json or csv");
        return;
    }
    for (size_t i = 0; i < q->rq->args_n; i++)
        if (strcmp(q->rq->args[i].name, "format") != 0) args[n++] = q->rq->args[i];
    onr_err err = {0};
    if (csv) {
        rs->media_type = "text/csv; charset=utf-8; header=present";
        rs->disposition = "attachment; filename=\"onrecord.csv\"";
    }
    onr_status st = onr_view_write(q->book, q->segment, args, n, csv ? ONR_VIEW_CSV : ONR_VIEW_JSON, &rs->body, &err);
    if (st != ONR_OK) onr_route_failed(rs, &err);
}

static void answer_facets(const question *q, onr_response *rs) {
    onr_err err = {0};
    if (onr_view_facets(q->book, q->segment, q->rq->args, q->rq->args_n, &rs->body, &err) != ONR_OK)
        onr_route_failed(rs, &err);
}

static void answer_document(const question *q, onr_response *rs) {
    onr_err err = {0};
    int64_t key = 0;
    const char *as = onr_request_arg(q->rq, "as");
    if (as && strcmp(as, "suggested") != 0) {
        onr_response_error(rs, 400, "as is suggested: the records as the program said them");
        return;
    }
    onr_status st = onr_store_document_key(q->book, q->segment, &key, &err);
    if (st == ONR_OK) st = (as ? onr_store_suggested : onr_store_json)(q->book, key, &rs->body, &err);
    if (st != ONR_OK) onr_route_failed(rs, &err);
}

/* The bytes as they came: shown as plain text or saved, never run (server.c adds a sandbox). */
static void answer_source(const question *q, onr_response *rs) {
    onr_err err = {0};
    int64_t key = 0;
    onr_store_source source = {0};
    onr_status st = onr_store_document_key(q->book, q->segment, &key, &err);
    if (st == ONR_OK) st = onr_store_source_get(q->book, key, &rs->body, &source, &err);
    if (st != ONR_OK) {
        onr_route_failed(rs, &err);
        return;
    }
    rs->media_type = "text/plain; charset=utf-8";
    if (!onr_request_arg(q->rq, "download")) return;
    rs->media_type = "application/octet-stream";
    rs->disposition = "attachment; filename=\"source.bin\"";
}

/* The layers that the page draws the article by: its blocks and sentences. */
static void answer_layer(const question *q, onr_response *rs) {
    onr_err err = {0};
    int64_t key = 0;
    onr_status st = onr_store_document_key(q->book, q->segment, &key, &err);
    if (st == ONR_OK) st = onr_store_layer_get(q->book, key, ONR_STORE_BLOCKS, &rs->body, &err);
    if (st != ONR_OK) onr_route_failed(rs, &err);
}

static void answer_decisions(const question *q, onr_response *rs) { onr_route_decisions(q->book, q->rq, rs); }
static void answer_decide(const question *q, onr_response *rs) { onr_route_decide(q->reader->who, q->book, q->rq, rs); }

static void answer_api(const question *q, onr_response *rs) {
    (void)q;
    onr_asset a;
    if (onr_asset_find("/openapi.json", 13, &a)) rs->fixed = a.bytes;
}

/* What of the inputs is in the book unread, and why. */
static void answer_skipped(const question *q, onr_response *rs) {
    onr_err err = {0};
    if (onr_store_skipped(q->book, &rs->body, &err) != ONR_OK) onr_route_failed(rs, &err);
}

static void answer_session(const question *q, onr_response *rs) {
    onr_buf_str(&rs->body, "{\"who\":");
    onr_json_string(&rs->body, onr_slice_of(q->reader->who));
    onr_buf_str(&rs->body, "}\n");
}

/* What the codes of countries stand for. */
static void answer_names(const question *q, onr_response *rs) {
    size_t at = 0;
    (void)q;
    for (const char *code, *name; (code = onr_dict_country_next(&at, &name)) != NULL;) {
        onr_buf_fmt(&rs->body, "%s\"%s\":", rs->body.n ? "," : "{\"countries\":{", code);
        onr_json_string(&rs->body, onr_slice_of(name));
    }
    onr_buf_str(&rs->body, "}}\n");
}

static const struct route {
    const char *method, *path;
    void (*answer)(const question *q, onr_response *rs);
} routes[] = {
    {"GET", "/api/v1/openapi.json", answer_api},
    {"GET", "/api/v1/session", answer_session},
    {"GET", "/api/v1/names", answer_names},
    {"GET", "/api/v1/documents/*", answer_document},
    {"GET", "/api/v1/documents/*/source", answer_source},
    {"GET", "/api/v1/documents/*/blocks", answer_layer},
    {"GET", "/api/v1/views/*", answer_view},
    {"GET", "/api/v1/views/*/facets", answer_facets},
    {"GET", "/api/v1/skipped", answer_skipped},
    {"GET", "/api/v1/decisions", answer_decisions},
    {"POST", "/api/v1/decisions", answer_decide},
};
enum { ROUTES = sizeof routes / sizeof *routes };

/* Does the path fit the pattern? The one segment that "*" stands for is copied. */
static int fits(const char *pattern, const char *path, char segment[64]) {
    const char *star = strchr(pattern, '*');
    if (!star) return strcmp(pattern, path) == 0;
    size_t before = (size_t)(star - pattern);
    if (strncmp(pattern, path, before) != 0) return 0;
    size_t n = strcspn(path + before, "/");
    if (n == 0 || n >= 64 || strcmp(path + before + n, star + 1) != 0) return 0;
    memcpy(segment, path + before, n);
    segment[n] = '\0';
    return 1;
}

static void answer_file(const onr_request *rq, onr_response *rs) {
    const char *path = strcmp(rq->path, "/") == 0 ? "/index.html" : rq->path;
    onr_asset a;
    if (!onr_asset_find(path, strlen(path), &a)) {
        onr_response_error(rs, 404, "there is no such page");
        return;
    }
    rs->media_type = a.media_type;
    rs->fixed = a.bytes;
    rs->keep = 1;
}

void onr_serve_answer(const onr_serve_reader *reader, onr_store *book, const onr_request *rq, onr_response *rs) {
    question q = {.reader = reader, .book = book, .rq = rq};
    const char *method = strcmp(rq->method, "HEAD") == 0 ? "GET" : rq->method;
    int known = 0;
    for (size_t i = 0; i < ROUTES; i++) {
        if (!fits(routes[i].path, rq->path, q.segment)) continue;
        known = 1;
        if (strcmp(routes[i].method, method) != 0) continue;
        routes[i].answer(&q, rs);
        if (onr_buf_failed(&rs->body)) onr_response_error(rs, 503, "out of memory while answering: ask for less");
        return;
    }
    if (known) onr_response_error(rs, 405, "this is not asked by that method");
    else if (strcmp(method, "GET") != 0) onr_response_error(rs, 404, "there is no such page");
    else answer_file(rq, rs);
}
