/* test_html.c - the page: no markup but its own whatever the article holds, the article's words whole and in order,
 * every link with its target, and the refusals. */
#define _GNU_SOURCE 1 /* memmem */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "doc/html.h"

static const onr_json_run run = {"onrecord 0.0.0", "en-1", NULL, 0};
static const onr_html_parts parts = {{"p{color:red}", 12}, {"let x=1<2", 9}};

/* A document of one block with a record of each kind laid over it, the spans nested, overlapping and side by side. */
typedef struct fixture {
    onr_doc doc;
    onr_block block;
    onr_statement statement;
    onr_figure figure;
    onr_event event;
    onr_quotation quotation;
    onr_entity entity;
    onr_span content[2];
    onr_chain_link chain[3];
    onr_warning warning;
} fixture;

static onr_span part(uint32_t n, unsigned from, unsigned to, const char *text) {
    onr_span s = {n * from / 16, n * to / 16};
    while (s.start > 0 && ((unsigned char)text[s.start] & 0xC0) == 0x80) s.start--;
    while (s.end < n && ((unsigned char)text[s.end] & 0xC0) == 0x80) s.end++;
    return s;
}

static void lay(fixture *f, char *text, uint32_t n) {
    memset(f, 0, sizeof *f);
    onr_doc *d = &f->doc;
    d->text = text, d->text_n = n;
    f->block = (onr_block){{0, n}, ONR_BLOCK_TITLE};
    f->content[0] = part(n, 1, 8, text);
    f->content[1] = part(n, 10, 16, text);
    f->entity = (onr_entity){part(n, 0, 12, text), ONR_ENTITY_PERSON, part(n, 2, 5, text), NULL, NULL};
    f->chain[0] = (onr_chain_link){ONR_LINK_ORIGIN, 0, part(n, 3, 4, text)};
    f->chain[1] = (onr_chain_link){ONR_LINK_RELAY, ONR_NONE, part(n, 5, 7, text)};
    f->chain[2] = (onr_chain_link){ONR_LINK_OUTLET, ONR_NONE, {0, 0}};
    f->statement = (onr_statement){.id = "<s>",
                                   .source = part(n, 0, 3, text),
                                   .cue = part(n, 2, 9, text),
                                   .cue_class = "<say>",
                                   .content = f->content,
                                   .content_n = 2,
                                   .polarity = "<p>",
                                   .within = 0,
                                   .chain = f->chain,
                                   .chain_n = 3,
                                   .rule = "<rule>"};
    f->statement.said_on = (onr_said_on){2031, 3, 0, "month", "<how>", part(n, 6, 7, text)};
    f->figure = (onr_figure){.id = "f",
                             .text = part(n, 4, 6, text),
                             .number = part(n, 4, 5, text),
                             .since = ONR_NONE,
                             .as_of = ONR_NONE,
                             .on = ONR_NONE,
                             .of = 0,
                             .relation = ONR_RELATION_SUBSET,
                             .effect = ONR_MARK_KILLED,
                             .value = {.vague = "<dozens>"},
                             .accrual = "new",
                             .polarity = "asserted",
                             .modality = "happened",
                             .chain = f->chain,
                             .chain_n = 3};
    f->event = (onr_event){.id = "e",
                           .type = ONR_MARK_AID,
                           .mode = "<mode>",
                           .anchor = part(n, 4, 6, text),
                           .actor = {part(n, 0, 16, text), 0, "<C>", "GOV"},
                           .modality = ONR_ATTR_FUTURE,
                           .same_as = ONR_NONE,
                           .chain = f->chain,
                           .chain_n = 3,
                           .confidence = 2};
    f->quotation = (onr_quotation){"q", part(n, 15, 16, text), "<kind>", NULL};
    f->warning = (onr_warning){text, {0, 0}};
    d->meta = (onr_meta){.title = {0, n},
                         .outlet = text,
                         .url = text,
                         .language = "en",
                         .agency = text,
                         .published = {2031, 3, 7},
                         .published_how = "<given>",
                         .id = "id"};
    d->source.media_type = text;
    d->blocks = &f->block, d->blocks_n = 1, d->entities = &f->entity, d->entities_n = 1;
    d->statements = &f->statement, d->statements_n = 1, d->figures = &f->figure, d->figures_n = 1;
    d->events = &f->event, d->events_n = 1, d->quotations = &f->quotation, d->quotations_n = 1;
    d->warnings = &f->warning, d->warnings_n = 1;
}

/* Is p one of the tags that the writer writes, with attributes of quoted values only? Returns its length, 0 for no. */
static size_t known_tag(const char *p) {
    static const char *const names[] = {"!doctype", "a",       "article", "blockquote", "body",   "code",  "dd", "div",
                                        "dl",       "dt",      "details", "summary",    "footer", "h1",    "h2", "h3",
                                        "head",     "header",  "html",    "li",         "main",   "meta",  "ol", "p",
                                        "script",   "section", "small",   "span",       "style",  "title", "ul"};
    const char *q = p + 1 + (p[1] == '/');
    size_t n = strspn(q, "!abcdefghijklmnopqrstuvwxyz123456"), k = 0;
    while (k < sizeof names / sizeof *names && (strlen(names[k]) != n || strncmp(names[k], q, n) != 0)) k++;
    if (k == sizeof names / sizeof *names) return 0;
    for (q += n; *q == ' ';) {
        q++;
        q += strspn(q, "abcdefghijklmnopqrstuvwxyz-");
        if (*q != '=') continue;
        if (q[1] != '"') return 0;
        q += 2 + strcspn(q + 2, "\"<>");
        if (*q++ != '"') return 0;
    }
    return *q == '>' ? (size_t)(q + 1 - p) : 0;
}

static void only_own_markup(const char *html) {
    unsigned opened = 0, scripts = 0;
    for (const char *p = strchr(html, '<'); p; p = strchr(p + 1, '<')) {
        if (strncmp(p, "<2", 2) == 0) continue; /* in our own script */
        assert_true(known_tag(p) > 0);
        opened++;
        scripts += strncmp(p, "<script", 7) == 0;
        assert_null(memmem(p, known_tag(p), "href=\"j", 7)); /* javascript: */
        assert_null(memmem(p, known_tag(p), " on", 3));
    }
    assert_true(opened > 20);
    assert_int_equal(scripts, 1);
}

/* The article's text as a browser would show it: tags out, labels out, entities read. */
static void article_text(const char *html, char *out) {
    const char *p = strstr(html, "<article"), *end = strstr(html, "</article>");
    assert_true(p && end);
    while (p < end) {
        if (strncmp(p, "<a class=\"tag", 13) == 0) p = strstr(p, "</a>") + 4;
        else if (*p == '<') p = strchr(p, '>') + 1;
        else if (*p == '&') {
            static const char *const from[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
            size_t k = 0;
            while (strncmp(p, from[k], strlen(from[k])) != 0) k++;
            *out++ = "&<>\"'"[k];
            p += strlen(from[k]);
        } else *out++ = *p++;
    }
    *out = '\0';
}

/* Every href="#x" has its id="x", and no id is there twice. */
static void links_have_targets(const char *html) {
    char want[64];
    for (const char *p = strstr(html, "href=\"#"); p; p = strstr(p + 1, "href=\"#")) {
        int n = (int)strcspn(p + 7, "\"");
        assert_true(n < 40);
        (void)snprintf(want, sizeof want, " id=\"%.*s\"", n, p + 7);
        const char *at = strstr(html, want);
        assert_non_null(at);
        assert_null(strstr(at + 1, want));
    }
}

static void hostile_articles_stay_text(void **state) {
    (void)state;
    static char all[1 << 20];
    static fixture f;
    FILE *in = fopen("tests/hostile/articles.txt", "rb");
    assert_non_null(in);
    size_t n = fread(all, 1, sizeof all - 1, in);
    (void)fclose(in);
    unsigned seen = 0;
    for (char *p = all, *next; p; p = next) {
        next = strstr(p, "====\n");
        size_t k = next ? (size_t)(next - p) : n - (size_t)(p - all);
        if (next) *next = '\0', next += 5;
        onr_buf out;
        onr_buf_init(&out, 1 << 24);
        lay(&f, p, (uint32_t)k);
        assert_int_equal(onr_html_write(&f.doc, &run, &parts, &out, NULL), ONR_OK);
        only_own_markup(out.p);
        links_have_targets(out.p);
        char *text = malloc(out.n + 1), *bare = text;
        article_text(out.p, text);
        while (*bare == '\n') bare++;
        if (!strpbrk(p, "\x07\x1b")) assert_true(strncmp(bare, p, k) == 0); /* controls are shown as pictures */
        free(text);
        onr_buf_clear(&out);
        seen++;
    }
    assert_int_equal(seen, 60);
}

static void an_address_is_a_link_only_where_it_is_the_webs(void **state) {
    (void)state;
    static fixture f;
    static const struct {
        const char *url;
        int link;
    } cases[] = {{"https://courier.invalid/?a=1&b=\"2\"", 1},
                 {"http://courier.invalid", 1},
                 {"javascript:alert(1)", 0},
                 {"data:text/html,x", 0},
                 {" https://courier.invalid", 0},
                 {"HTTPS://courier.invalid", 0}};
    char text[] = "Mara Ostrell said that the quay stays shut.";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_buf out;
        onr_buf_init(&out, 1 << 20);
        lay(&f, text, sizeof text - 1);
        f.doc.meta.url = cases[i].url;
        assert_int_equal(onr_html_write(&f.doc, &run, &parts, &out, NULL), ONR_OK);
        assert_int_equal(strstr(out.p, "noopener") != NULL, cases[i].link);
        only_own_markup(out.p);
        onr_buf_clear(&out);
    }
}

static void parts_that_end_themselves_are_refused(void **state) {
    (void)state;
    static fixture f;
    char text[] = "Text.";
    const onr_html_parts bad[] = {{{"a</b", 4}, {"", 0}}, {{"", 0}, {"x<!--", 5}}};
    for (int i = 0; i < 2; i++) {
        onr_buf out;
        onr_err err = {0};
        onr_buf_init(&out, 1 << 20);
        lay(&f, text, 5);
        assert_int_equal(onr_html_write(&f.doc, &run, &bad[i], &out, &err), ONR_CONFLICT);
        assert_true(err.msg[0]);
        onr_buf_clear(&out);
    }
}

static void a_page_too_big_and_memory_at_its_end(void **state) {
    (void)state;
    static fixture f;
    char text[] = "Mara Ostrell said that the quay stays shut.";
    lay(&f, text, sizeof text - 1);
    onr_buf out;
    onr_buf_init(&out, 500);
    assert_int_equal(onr_html_write(&f.doc, &run, &parts, &out, NULL), ONR_TOO_BIG);
    onr_buf_clear(&out);
    (void)onr_mem_fail_after(-1);
    for (long n = 0; n < 40; n++) {
        onr_buf_init(&out, 1 << 20);
        (void)onr_mem_fail_after(n);
        onr_status st = onr_html_write(&f.doc, &run, &parts, &out, NULL);
        long made = onr_mem_fail_after(-1);
        onr_buf_clear(&out);
        if (st == ONR_OK) return;
        assert_int_equal(st, ONR_NOMEM);
        assert_true(made >= 0);
    }
    fail();
}

static void a_document_without_anything(void **state) {
    (void)state;
    onr_doc doc = {.text = (char[]){""}};
    onr_buf out;
    onr_buf_init(&out, 1 << 20);
    assert_int_equal(onr_html_write(&doc, &run, &parts, &out, NULL), ONR_OK);
    assert_non_null(strstr(out.p, "(no title)"));
    only_own_markup(out.p);
    onr_buf_clear(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_articles_stay_text), cmocka_unit_test(an_address_is_a_link_only_where_it_is_the_webs),
        cmocka_unit_test(parts_that_end_themselves_are_refused), cmocka_unit_test(a_page_too_big_and_memory_at_its_end),
        cmocka_unit_test(a_document_without_anything)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
