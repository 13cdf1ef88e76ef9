/* fuzz_request.c - any bytes as a request to the server, without sockets: lines "method path", then "name: value" of
 * the headers and "?name=value" of the query, an empty line, the body. What must hold: the guard and the answers come
 * to a status, every body is JSON or one of the program's own files, an error says what to do, and the book stays a
 * book.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../tests/unit/serve/shelf.h"
#include "serve/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

/* The next line of *p, ended by NUL in place; NULL at the end. */
static char *next_line(char **p) {
    char *line = *p, *end = line ? strchr(line, '\n') : NULL;
    if (!line) return NULL;
    if (end) *end = '\0';
    *p = end ? end + 1 : NULL;
    return line;
}

static void read_header(onr_request *rq, char *line) {
    char *value = strchr(line, ':');
    if (!value) return;
    *value++ = '\0';
    value += *value == ' ';
    struct {
        const char *name;
        const char **into;
    } const names[] = {{"Host", &rq->host},
                       {"Origin", &rq->origin},
                       {"Authorization", &rq->authorization},
                       {"Cookie", &rq->cookie},
                       {"Content-Type", &rq->content_type},
                       {"Sec-Fetch-Site", &rq->fetch_site},
                       {"X-Onrecord", &rq->marker}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(line, names[i].name) == 0) *names[i].into = value;
}

static void read_request(onr_request *rq, char *text) {
    char *p = text, *line = next_line(&p), *space = strchr(line, ' ');
    if (space) *space = '\0';
    *rq = (onr_request){.method = line, .path = space ? space + 1 : "/"};
    while ((line = next_line(&p)) != NULL && *line) {
        char *equals = strchr(line, '=');
        if (*line != '?') read_header(rq, line);
        else if (rq->args_n == ONR_VIEW_ARGS_MAX) rq->too_many = 1;
        else {
            if (equals) *equals = '\0';
            rq->args[rq->args_n++] = (onr_view_arg){line + 1, equals ? equals + 1 : ""};
        }
    }
    if (p) rq->body = (onr_slice){p, strlen(p)};
}

static void judge(onr_store *book, const onr_site *site, const onr_request *rq) {
    onr_response rs;
    onr_response_init(&rs);
    const onr_serve_reader *reader = onr_serve_guard(site, rq, &rs);
    if (reader) onr_serve_answer(reader, book, rq, &rs);
    MUST(rs.status >= 200 && rs.status < 600 && rs.media_type);
    MUST(rs.status < 400 || (rs.body.n > 20 && strstr(rs.body.p, "\"message\":\"")));
    MUST(rs.status != 500);
    if (!rs.fixed.p && rs.status == 200 && strncmp(rs.media_type, "application/json", 16) == 0)
        MUST(rs.body.n && strchr("{[", rs.body.p[0]));
    onr_response_clear(&rs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static onr_store *book;
    static const onr_serve_reader alone = {"reader", NULL}, other = {"reader", "abcdefgh-0123456789"};
    static const onr_site sites[] = {{"127.0.0.1", 8470, 1, &alone, 1}, {"0.0.0.0", 8470, 0, &other, 1}};
    if (!book) {
        char path[32];
        book = shelf_new(path);
        MUST(unlink(path) == 0);
    }
    for (size_t i = 0; i < 2; i++) {
        char *text = malloc(n + 1);
        MUST(text);
        memcpy(text, data, n);
        text[n] = '\0';
        onr_request rq;
        read_request(&rq, text);
        judge(book, &sites[i], &rq);
        free(text);
    }
    return 0;
}
