/* test_answer.c - the answers over a small book: every route, the filters, CSV, and that nothing else is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "serve/assets.h"
#include "serve/request.h"
#include "shelf.h"
#include "store/view_table.h"

static const onr_serve_reader reader = {"reader", NULL};
static const onr_site site = {"127.0.0.1", 8470, 1, &reader, 1};

/* Ask GET `path` with "name=value" arguments until NULL; the answer lives until the next question. */
static const onr_response *ask(onr_store *book, const char *path, ...) {
    static onr_response rs;
    static char kept[ONR_VIEW_ARGS_MAX][128];
    static int began;
    if (began) onr_response_clear(&rs);
    began = 1;
    onr_response_init(&rs);
    onr_request rq = {.method = "GET", .path = path, .host = "localhost:8470"};
    va_list ap;
    va_start(ap, path);
    for (const char *a; (a = va_arg(ap, const char *)) != NULL; rq.args_n++) {
        (void)snprintf(kept[rq.args_n], sizeof *kept, "%s", a);
        char *equals = strchr(kept[rq.args_n], '=');
        *equals = '\0';
        rq.args[rq.args_n] = (onr_view_arg){kept[rq.args_n], equals + 1};
    }
    va_end(ap);
    onr_serve_answer(&reader, book, &rq, &rs);
    return &rs;
}

static int total(const onr_response *rs) {
    const char *p = rs->status == 200 ? strstr(rs->body.p, "\"total\":") : NULL;
    return p ? atoi(p + 8) : -1;
}

static int open_shelf(void **state) {
    static char path[32];
    *state = shelf_new(path);
    return unlink(path); /* SQLite keeps it open */
}

static int close_shelf(void **state) {
    onr_store_close(*state);
    return 0;
}

static void documents(void **state) {
    const onr_response *rs = ask(*state, "/api/v1/documents/1", NULL);
    assert_int_equal(rs->status, 200);
    assert_memory_equal(rs->body.p, "{\"document\":", 12);
    assert_int_equal(ask(*state, "/api/v1/documents/b00000", NULL)->status, 200);
    assert_int_equal(ask(*state, "/api/v1/documents/1", "as=suggested", NULL)->status, 200);
    assert_int_equal(ask(*state, "/api/v1/documents/1", "as=else", NULL)->status, 400);
    assert_int_equal(ask(*state, "/api/v1/documents/999", NULL)->status, 404);
    assert_int_equal(ask(*state, "/api/v1/documents/nothing", NULL)->status, 404);
    rs = ask(*state, "/api/v1/documents/2/source", NULL);
    assert_string_equal(rs->media_type, "text/plain; charset=utf-8");
    assert_non_null(strstr(rs->body.p, "<b>"));
    rs = ask(*state, "/api/v1/documents/2/source", "download=1", NULL);
    assert_string_equal(rs->media_type, "application/octet-stream");
    assert_non_null(rs->disposition);
    assert_memory_equal(ask(*state, "/api/v1/documents/1/blocks", NULL)->body.p, "[[0,", 4);
}

static void names_of_codes(void **state) {
    const onr_response *rs = ask(*state, "/api/v1/names", NULL);
    assert_int_equal(rs->status, 200);
    assert_memory_equal(rs->body.p, "{\"countries\":{\"", 15);
    assert_non_null(strstr(rs->body.p, "\"FRA\":\"France\""));
}

static void views_and_filters(void **state) {
    static const struct {
        const char *view, *a, *b;
        int rows;
    } cases[] = {{"documents", NULL, NULL, 3},
                 {"documents", "q=quay", NULL, 3},
                 {"documents", "q=\"said again\"", NULL, 1},
                 {"documents", "outlet=Selwick Post", NULL, 2},
                 {"documents", "from=2031-03-07", "to=2031-03", 1},
                 {"documents", "to=2030", NULL, 0},
                 {"documents", "document=2", NULL, 1},
                 {"statements", NULL, NULL, 3},
                 {"statements", "q=quays", NULL, 3}, /* stems */
                 {"statements", "q=qu*", "outlet=The Lowmark Courier", 1},
                 {"statements", "q=nowhere", NULL, 0},
                 {"statements", "q=", NULL, 0},
                 {"statements", "q=\" OR 1=1 --", NULL, 0},
                 {"statements", "q=) OR (content:quay NEAR(", NULL, 0},
                 {"statements", "type=indirect", "min_confidence=0.7", 3},
                 {"statements", "max_confidence=0.7", NULL, 0},
                 {"statements", "name=ostr", NULL, 3},
                 {"speakers", "name=%rell", "q=quay", 1},
                 {"speakers", "name=nobody", NULL, 0},
                 {"statements", "review=accepted", NULL, 0},
                 {"statements", "review=unseen", "limit=1", 3},
                 {"statements", "id=a00000000000000a", NULL, 1},
                 {"statements", "outlet=' OR 1 --", NULL, 0},
                 {"figures", "effect=killed", "origin=Mara Ostrell", 3},
                 {"figures", "place=", NULL, 3},
                 {"events", "actor=VEL", "type=ACCUSE", 3},
                 {"events", "recipient=?", "rule=network", 0},
                 {"quotations", "kind=nickname", "q=table", 3},
                 {"series", NULL, NULL, 1},
                 {"acts", "fold=text", NULL, 1},
                 {"stories", NULL, NULL, 0},
                 {"documents", "story=1", NULL, 0},
                 {"documents", "fold=text", NULL, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[64];
        (void)snprintf(path, sizeof path, "/api/v1/views/%s", cases[i].view);
        assert_int_equal(total(ask(*state, path, cases[i].a, cases[i].b, NULL)), cases[i].rows);
    }
}

static void what_is_refused(void **state) {
    static const struct {
        const char *path, *a;
        unsigned status;
    } cases[] = {
        {"/api/v1/views/nothing", NULL, 404},
        {"/api/v1/views/statements", "colour=red", 400},
        {"/api/v1/views/statements", "limit=1001", 400},
        {"/api/v1/views/statements", "limit=-1", 400},
        {"/api/v1/views/statements", "limit=", 400},
        {"/api/v1/views/statements", "offset=99999999999999999999", 400},
        {"/api/v1/views/statements", "format=xml", 400},
        {"/api/v1/views/", NULL, 404},
        {"/api/v1/views/statements/", NULL, 404},
        {"/api/v1/documents/../book", NULL, 404},
        {"/api/v1/documents/..", NULL, 404},
        {"/api/v2/documents/1", NULL, 404},
        {"/../../etc/passwd", NULL, 404},
        {"//etc/passwd", NULL, 404},
        {"/app.js/../../book", NULL, 404},
        {"/.git/config", NULL, 404},
        {"/page.css\\..\\x", NULL, 404},
        {"", NULL, 404},
        {"/api/v1/documents/0123456789012345678901234567890123456789012345678901234567890123456789", NULL, 404}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const onr_response *rs = ask(*state, cases[i].path, cases[i].a, NULL);
        assert_int_equal(rs->status, cases[i].status);
        char shape[64]; /* as components.responses.error of docs/openapi.json has it */
        int n = snprintf(shape, sizeof shape, "{\"error\":{\"status\":%u,\"message\":\"", cases[i].status);
        assert_memory_equal(rs->body.p, shape, n);
    }
}

static void tables_for_a_spreadsheet(void **state) {
    const onr_response *rs = ask(*state, "/api/v1/views/documents", "format=csv", NULL);
    assert_memory_equal(rs->media_type, "text/csv", 8);
    assert_memory_equal(rs->body.p, "document,document_id,", 21);
    assert_null(strstr(rs->body.p, "record"));
    rs = ask(*state, "/api/v1/views/documents", "format=csv", NULL);
    assert_non_null(strstr(rs->body.p, "\"'=Mara Ostrell said that the quay stays shut, accused")); /* no formula */
    assert_non_null(strstr(rs->body.p, "<b>\"\"nobody\"\"</b>"));
}

static void nothing_was_skipped(void **state) {
    const onr_response *rs = ask(*state, "/api/v1/skipped", NULL);
    assert_int_equal(rs->status, 200);
    assert_string_equal(rs->body.p, "{\"skipped\":{\"n\":0,\"reasons\":[]}}\n");
}

static void facets(void **state) {
    const onr_response *rs = ask(*state, "/api/v1/views/statements/facets", "outlet=Selwick Post", NULL);
    assert_int_equal(rs->status, 200);
    assert_non_null(strstr(rs->body.p, "\"outlet\":[{\"value\":\"Selwick Post\",\"count\":2},"
                                       "{\"value\":\"The Lowmark Courier\",\"count\":1}]"));
    assert_non_null(strstr(rs->body.p, "\"rule\":[{\"value\":\"network\",\"count\":2}]"));
}

/* POST a body; the status, and the answer for a look. */
static unsigned post(onr_store *book, const char *body, char answer[512]) {
    onr_response rs;
    onr_response_init(&rs);
    onr_request rq = {.method = "POST", .path = "/api/v1/decisions", .host = "localhost:8470", .marker = "1"};
    rq.content_type = "application/json", rq.body = onr_slice_of(body);
    assert_ptr_equal(onr_serve_guard(&site, &rq, &rs), &reader);
    onr_serve_answer(&reader, book, &rq, &rs);
    unsigned status = rs.status;
    (void)snprintf(answer, 512, "%s", rs.body.p);
    onr_response_clear(&rs);
    return status;
}

static void decisions(void **state) {
    char answer[512];
    static const struct {
        const char *body;
        unsigned status;
    } cases[] = {
        {"", 400},
        {"[1]", 400},
        {"{", 400},
        {"{} x", 400},
        {"{\"op\":{\"op\":{\"op\":{\"op\":{}}}}}", 400},
        {"{\"op\":\"drop\"}", 400},
        {"{\"op\":7}", 400},
        {"{\"op\":\"accept\"}", 400},
        {"{\"op\":\"accept\",\"kind\":\"statement\"}", 400},
        {"{\"op\":\"accept\",\"kind\":\"statement\",\"document\":1}", 400},
        {"{\"op\":\"accept\",\"kind\":\"statement\",\"document\":1,\"record\":\"ff\"}", 404},
        {"{\"op\":\"accept\",\"kind\":\"statement\",\"document\":1,\"record\":\"a\\u0000b\"}", 400},
        {"{\"op\":\"set\",\"kind\":\"statement\",\"document\":1,\"record\":\"a00000000000000a\",\"fields\":[1]}", 400},
        {"{\"op\":\"set\",\"kind\":\"statement\",\"document\":1,\"record\":\"a00000000000000a\",\"fields\":{\"cue\":1}"
         "}",
         400},
        {"{\"op\":\"set\",\"kind\":\"statement\",\"document\":1,\"record\":\"a00000000000000a\",\"fields\":{\"x\":"
         "\"1\"}}",
         400},
        {"{\"op\":\"undo\"}", 400},
        {"{\"op\":\"undo\",\"decision\":99}", 404},
        {"{\"op\":\"accept\",\"kind\":\"statement\",\"document\":1,\"record\":\"a00000000000000a\"}", 200},
        {"{\"op\":\"reject\",\"kind\":\"figure\",\"document\":1,\"record\":\"a00000000000000b\"}", 200},
        {"{\"op\":\"set\",\"kind\":\"statement\",\"document\":2,\"record\":\"b00000000000000a\",\"fields\":{\"cue\":"
         "\"13-17\",\"polarity\":\"denied\"}}",
         200},
        {"{\"op\":\"undo\",\"decision\":2}", 200},
        {"{\"op\":\"undo\",\"decision\":2}", 409}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (post(*state, cases[i].body, answer) != cases[i].status) fail_msg("%s: %s", cases[i].body, answer);
    const onr_response *rs = ask(*state, "/api/v1/decisions", "limit=1", NULL);
    assert_int_equal(total(rs), 5);
    assert_non_null(strstr(rs->body.p, "\"who\":\"reader\",\"op\":\"undo\""));
    assert_int_equal(total(ask(*state, "/api/v1/views/statements", "review=accepted", NULL)), 1);
    assert_int_equal(total(ask(*state, "/api/v1/views/statements", "not_by=reader", NULL)), 1);
    assert_int_equal(total(ask(*state, "/api/v1/views/statements", "polarity=denied", NULL)), 1);
    assert_int_equal(total(ask(*state, "/api/v1/views/figures", NULL)), 3);
}

/* Two readers: one corrected and rejected, the other judges blind what the program said. */
static void two_readers(void **state) {
    static const onr_serve_reader second = {"ada", NULL};
    static const char *const bodies[] = {
        "{\"op\":\"accept\",\"kind\":\"statement\",\"document\":1,\"record\":\"a00000000000000a\",\"blind\":true}",
        "{\"op\":\"reject\",\"kind\":\"statement\",\"document\":2,\"record\":\"b00000000000000a\",\"blind\":true}",
        "{\"op\":\"reject\",\"kind\":\"event\",\"document\":1,\"record\":\"a00000000000000c\",\"blind\":true}"};
    char answer[512];
    assert_int_equal(total(ask(*state, "/api/v1/views/statements", "not_by=ada", NULL)), 3);
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        onr_response rs;
        onr_request rq = {.method = "POST", .path = "/api/v1/decisions", .host = "localhost:8470", .marker = "1"};
        rq.content_type = "application/json", rq.body = onr_slice_of(bodies[i]);
        onr_response_init(&rs);
        onr_serve_answer(&second, *state, &rq, &rs);
        assert_int_equal(rs.status, 200);
        onr_response_clear(&rs);
    }
    assert_int_equal(total(ask(*state, "/api/v1/views/statements", "not_by=ada", NULL)), 1);
    assert_int_equal(total(ask(*state, "/api/v1/views/statements", "review=approved", NULL)), 1);
    assert_int_equal(total(ask(*state, "/api/v1/views/statements", "review=corrected", NULL)), 1); /* it stays */
    assert_int_equal(total(ask(*state, "/api/v1/views/statements", "disputed=1", NULL)), 1);
    assert_int_equal(total(ask(*state, "/api/v1/views/events", "disputed=1", NULL)), 0);
    const onr_response *rs = ask(*state, "/api/v1/views/agreement", NULL);
    assert_non_null(strstr(rs->body.p, "\"first\":\"ada\",\"second\":\"reader\",\"kind\":\"statement\",\"both\":2,"
                                       "\"same\":1,\"accepts\":2,\"corrects\":1,\"rejects\":1"));
    assert_int_equal(post(*state, "{\"op\":\"undo\",\"decision\":6}", answer), 200);
    assert_int_equal(total(ask(*state, "/api/v1/views/statements", "not_by=ada", NULL)), 2);
    assert_int_equal(post(*state, "{\"op\":\"undo\",\"decision\":7}", answer), 200);
    assert_int_equal(post(*state, "{\"op\":\"undo\",\"decision\":8}", answer), 200);
}

/* Every path of docs/openapi.json is answered, and what it says of views is what there is. */
static void the_description_is_true(void **state) {
    onr_asset a;
    assert_true(onr_asset_find("/openapi.json", 13, &a));
    unsigned paths = 0, listed = 0;
    for (const char *p = strstr(a.bytes.p, "\"/api/v1/"); p; p = strstr(p + 1, "\"/api/v1/"), paths++) {
        char path[128];
        size_t n = 0;
        for (const char *q = p + 1; *q != '"'; q++) {
            if (*q != '{') path[n++] = *q;
            else {
                const char *value = strncmp(q, "{view}", 6) == 0 ? "documents" : "1";
                for (; *value; value++) path[n++] = *value;
                q = strchr(q, '}');
            }
        }
        path[n] = '\0';
        assert_int_equal(ask(*state, path, NULL)->status, 200);
    }
    assert_int_equal(paths, 10);
    unsigned operations = 0, errors = 0;
    for (const char *p = a.bytes.p; (p = strstr(p, "\"summary\":")) != NULL; p++) operations++;
    for (const char *p = a.bytes.p;
         (p = strstr(p, "\"default\": { \"$ref\": \"#/components/responses/error\"")) != NULL; p++)
        errors++;
    assert_int_equal(operations, 11);
    assert_int_equal(errors, operations); /* any of them may be refused */
    const char *views = strstr(a.bytes.p, "\"enum\": [\"documents\"");
    assert_non_null(views);
    for (const char *p = strchr(views, '['); *p != ']'; p++) {
        if (*p != '"') continue;
        char path[64];
        int n = (int)strcspn(p + 1, "\"");
        (void)snprintf(path, sizeof path, "/api/v1/views/%.*s", n, p + 1);
        assert_int_equal(ask(*state, path, NULL)->status, 200);
        p += n + 1;
        listed++;
    }
    assert_int_equal(listed, 11);
}

/* Every filter that there is, is described, and every one that is described is taken by one of the views. */
static void the_filters_are_described(void **state) {
    static const char *const views[] = {"documents", "statements", "figures", "events", "quotations", "decisions"};
    onr_asset a;
    unsigned described = 0;
    char name[64];
    assert_true(onr_asset_find("/openapi.json", 13, &a));
    const char *from = strstr(a.bytes.p, "\"/api/v1/views/{view}\""), *to = strstr(a.bytes.p, "/facets\"");
    assert_true(from && to && from < to);
    for (size_t i = 0; onr_view_filter_at(i); i++) {
        if (strcmp(onr_view_filter_at(i)->name, "q") == 0) continue; /* by reference */
        (void)snprintf(name, sizeof name, "\"name\": \"%s\"", onr_view_filter_at(i)->name);
        const char *at = strstr(from, name);
        if (!at || at > to) fail_msg("docs/openapi.json has no %s", name);
    }
    for (const char *p = strstr(from, "\"name\": \""); p && p < to; p = strstr(p + 1, "\"name\": \""), described++) {
        char arg[80], path[64];
        int taken = 0, n = (int)strcspn(p + 9, "\"");
        int day = strncmp(p + 9, "from\"", 5) == 0 || strncmp(p + 9, "to\"", 3) == 0;
        int format = strncmp(p + 9, "format\"", 7) == 0;
        (void)snprintf(arg, sizeof arg, "%.*s=%s", n, p + 9, day ? "2031" : format ? "json" : "1");
        for (size_t v = 0; v < sizeof views / sizeof *views && !taken; v++) {
            (void)snprintf(path, sizeof path, "/api/v1/views/%s", views[v]);
            taken = ask(*state, path, arg, NULL)->status == 200;
        }
        if (!taken) fail_msg("no view takes %s", arg);
    }
    assert_true(described > 25);
}

static void the_page_is_inside(void **state) {
    static const char *const paths[] = {"/", "/index.html", "/app.js", "/app.css", "/icon.svg"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        const onr_response *rs = ask(*state, paths[i], NULL);
        assert_int_equal(rs->status, 200);
        assert_true(rs->keep && rs->fixed.p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(documents),
                                       cmocka_unit_test(names_of_codes),
                                       cmocka_unit_test(views_and_filters),
                                       cmocka_unit_test(what_is_refused),
                                       cmocka_unit_test(tables_for_a_spreadsheet),
                                       cmocka_unit_test(nothing_was_skipped),
                                       cmocka_unit_test(facets),
                                       cmocka_unit_test(decisions),
                                       cmocka_unit_test(two_readers),
                                       cmocka_unit_test(the_description_is_true),
                                       cmocka_unit_test(the_filters_are_described),
                                       cmocka_unit_test(the_page_is_inside)};
    return cmocka_run_group_tests(tests, open_shelf, close_shelf);
}
