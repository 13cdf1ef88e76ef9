/* Decisions: applied, logged, taken back, kept over a rebuild; what cannot be decided is not written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/decide.h"
#include "store/find.h"
#include "store/rebuild.h"
#include "store/store.h"

int specimen_main(int argc, char **argv);
#define main specimen_main /* the document with every field of every record */
#include "../../cli/specimen.c"
#undef main

static const onr_json_stage stages[] = {{"read", 1}};
static const onr_json_run made = {"onrecord 9", "en-9", stages, 1}, later = {"onrecord 10", "en-10", stages, 1};
#define FIRST  "00000000000000a1"
#define SECOND "00000000000000a2"
#define EVENT  "00000000000000e1"

typedef struct book {
    char path[64];
    onr_store *store;
    int64_t document;
} book;

static void fill_doc(onr_doc *doc) {
    onr_doc_init(doc, ONR_DOC_ARENA_CAP);
    doc->text = onr_arena_copy(&doc->arena, article, sizeof article - 1);
    doc->text_n = sizeof article - 1;
    fill_layers(doc);
    fill_entities(doc);
    fill_statements(doc);
    fill_events(doc);
    strcpy(doc->meta.id, "0123456789abcdef0123456789abcdef");
}

static int make_book(void **state) {
    static const onr_store_source source = {.bytes = {"x", 1}, .locator = "a.txt"};
    book *b = calloc(1, sizeof *b);
    onr_doc doc;
    onr_err err = {0};
    (void)snprintf(b->path, sizeof b->path, "/tmp/onr-decide-%ld.book", (long)getpid());
    fill_doc(&doc);
    int ok = onr_store_open(b->path, ONR_STORE_CREATE, &b->store, &err) == ONR_OK &&
             onr_store_begin(b->store, &err) == ONR_OK &&
             onr_store_add(b->store, &source, &doc, &made, &b->document, &err) == ONR_OK &&
             onr_store_commit(b->store, &err) == ONR_OK;
    onr_doc_clear(&doc);
    *state = b;
    if (!ok) print_error("%s\n", err.msg);
    return ok ? 0 : -1;
}

static int remove_book(void **state) {
    book *b = *state;
    onr_store_close(b->store);
    (void)unlink(b->path);
    free(b);
    return 0;
}

static onr_status decide(book *b, onr_decision_op op, const char *record, const char *name, const char *value) {
    onr_decision_field f = {name, value};
    onr_decision d = {.op = op, .who = "mo", .record = record, .fields = &f, .fields_n = name ? 1 : 0};
    onr_err err = {0};
    int64_t key = 0;
    if (record && record[0] == 'e') d.kind = ONR_STORE_ENTITY, d.document = b->document;
    if (op == ONR_DECIDE_MERGE) d.other = value, d.fields_n = 0;
    if (op == ONR_DECIDE_UNDO) d.undoes = atoi(value), d.fields_n = 0;
    if (op == ONR_DECIDE_ADD) d.kind = ONR_STORE_STATEMENT, d.document = b->document;
    onr_status st = onr_store_decide(b->store, &d, &key, &err);
    if (st != ONR_OK) print_message("    %s\n", err.msg);
    return st;
}

static onr_status judge_as(book *b, const char *who, onr_decision_op op, const char *record, int blind) {
    onr_decision d = {.op = op, .who = who, .record = record, .blind = blind};
    onr_err err = {0};
    int64_t key = 0;
    return onr_store_decide(b->store, &d, &key, &err);
}

/* How a record reads now: its review and JSON; NULL where there is none. The caller frees it. */
static char *read_record(book *b, onr_store_kind kind, const char *id) {
    onr_cursor *c = NULL;
    onr_store_record r;
    onr_err err = {0};
    int more = 1;
    char *found = NULL;
    assert_int_equal(onr_store_records(b->store, kind, b->document, &c, &err), ONR_OK);
    while (onr_cursor_record(c, &r, &more, &err) == ONR_OK && more) {
        if (strcmp(r.id, id) != 0) continue;
        size_t n = strlen(r.review);
        found = calloc(1, r.json.n + n + 2);
        memcpy(found, r.review, n);
        found[n] = ' ';
        memcpy(found + n + 1, r.json.p, r.json.n);
    }
    onr_cursor_close(c);
    return found;
}

static void reads(book *b, onr_store_kind kind, const char *id, const char *words) {
    char *now = read_record(b, kind, id);
    if (!now || !strstr(now, words)) fail_msg("'%s' is not in %s", words, now ? now : "nothing");
    free(now);
}

/* The state and reason of decision `key`. */
static void is_state(book *b, int64_t key, const char *state) {
    onr_cursor *c = NULL;
    onr_log_entry e;
    onr_err err = {0};
    int more = 1, seen = 0;
    assert_int_equal(onr_store_log(b->store, 0, &c, &err), ONR_OK);
    while (onr_cursor_log(c, &e, &more, &err) == ONR_OK && more) {
        if (e.key != key) continue;
        seen = 1;
        if (strcmp(e.state ? e.state : "none", state) != 0)
            fail_msg("%lld is %s: %s", (long long)key, e.state, e.reason);
    }
    onr_cursor_close(c);
    assert_true(seen);
}

static void rebuild(book *b, onr_doc *doc) {
    onr_err err = {0};
    onr_store_diff diff = {0};
    assert_int_equal(onr_store_begin(b->store, &err), ONR_OK);
    if (onr_store_replace(b->store, b->document, doc, NULL, &later, &diff, NULL, NULL, &err) != ONR_OK)
        fail_msg("%s", err.msg);
    assert_int_equal(onr_store_commit(b->store, &err), ONR_OK);
}

static void accept_reject_undo(void **state) {
    book *b = *state;
    assert_int_equal(decide(b, ONR_DECIDE_ACCEPT, FIRST, NULL, NULL), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, FIRST, "accepted ");
    assert_int_equal(decide(b, ONR_DECIDE_REJECT, EVENT, NULL, NULL), ONR_OK);
    reads(b, ONR_STORE_EVENT, EVENT, "rejected ");
    onr_buf out;
    onr_err err = {0};
    onr_buf_init(&out, ONR_JSON_MAX);
    assert_int_equal(onr_store_json(b->store, b->document, &out, &err), ONR_OK);
    assert_null(strstr(out.p, "\"id\":\"" EVENT "\"")); /* rejected: no longer printed */
    assert_non_null(strstr(out.p, "\"review\":\"accepted\""));
    onr_buf_clear(&out);
    assert_int_equal(decide(b, ONR_DECIDE_UNDO, NULL, NULL, "2"), ONR_OK);
    reads(b, ONR_STORE_EVENT, EVENT, "unseen ");
    reads(b, ONR_STORE_STATEMENT, FIRST, "accepted ");
    assert_int_equal(decide(b, ONR_DECIDE_UNDO, NULL, NULL, "2"), ONR_CONFLICT);
    is_state(b, 2, "undone");
}

/* Accepted by one reader: checked; by another as it reads now: approved. */
static void second_reader(void **state) {
    book *b = *state;
    assert_int_equal(judge_as(b, "mo", ONR_DECIDE_ACCEPT, FIRST, 0), ONR_OK); /* 1 */
    assert_int_equal(judge_as(b, "mo", ONR_DECIDE_ACCEPT, FIRST, 0), ONR_OK); /* 2: twice the same is one */
    reads(b, ONR_STORE_STATEMENT, FIRST, "accepted ");
    assert_int_equal(judge_as(b, "ada", ONR_DECIDE_ACCEPT, FIRST, 0), ONR_OK); /* 3 */
    reads(b, ONR_STORE_STATEMENT, FIRST, "approved ");
    assert_int_equal(decide(b, ONR_DECIDE_UNDO, NULL, NULL, "3"), ONR_OK); /* 4 */
    reads(b, ONR_STORE_STATEMENT, FIRST, "accepted ");
    assert_int_equal(decide(b, ONR_DECIDE_SET, SECOND, "venue", "in a letter"), ONR_OK); /* 5, mo */
    assert_int_equal(judge_as(b, "mo", ONR_DECIDE_ACCEPT, SECOND, 0), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, SECOND, "accepted "); /* one's own correction needs another reader */
    assert_int_equal(judge_as(b, "ada", ONR_DECIDE_ACCEPT, SECOND, 0), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, SECOND, "approved ");
    assert_int_equal(judge_as(b, "mo", ONR_DECIDE_REJECT, EVENT, 0), ONR_OK);
    assert_int_equal(judge_as(b, "ada", ONR_DECIDE_ACCEPT, EVENT, 0), ONR_OK);
    reads(b, ONR_STORE_EVENT, EVENT, "accepted "); /* the first reader does not stand behind it */
}

/* A blind reader judges what the program said; a correction of another stays. */
static void blind_reader(void **state) {
    book *b = *state;
    onr_buf out;
    onr_err err = {0};
    assert_int_equal(decide(b, ONR_DECIDE_SET, SECOND, "speaker", "Tomas Brandvik"), ONR_OK); /* 1 */
    assert_int_equal(decide(b, ONR_DECIDE_REJECT, EVENT, NULL, NULL), ONR_OK);
    assert_int_equal(decide(b, ONR_DECIDE_ADD, NULL, "content", "the Long Table"), ONR_OK);
    onr_buf_init(&out, ONR_JSON_MAX);
    assert_int_equal(onr_store_suggested(b->store, b->document, &out, &err), ONR_OK);
    assert_non_null(strstr(out.p, "\"id\":\"" EVENT "\""));
    assert_null(strstr(out.p, "\"review\""));
    assert_null(strstr(out.p, "\"rule\":\"person\""));
    onr_buf_clear(&out);
    assert_int_equal(judge_as(b, "ada", ONR_DECIDE_REJECT, SECOND, 1), ONR_OK); /* 4 */
    reads(b, ONR_STORE_STATEMENT, SECOND, "corrected ");
    assert_int_equal(judge_as(b, "ada", ONR_DECIDE_ACCEPT, SECOND, 1), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, SECOND, "corrected ");
    is_state(b, 4, "applied");
    assert_int_equal(decide(b, ONR_DECIDE_UNDO, NULL, NULL, "1"), ONR_OK); /* now it is about the record itself */
    reads(b, ONR_STORE_STATEMENT, SECOND, "accepted ");
    assert_int_equal(judge_as(b, "mo", ONR_DECIDE_ACCEPT, FIRST, 1), ONR_OK);
    assert_int_equal(judge_as(b, "ada", ONR_DECIDE_ACCEPT, FIRST, 1), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, FIRST, "approved ");
}

static void set_fields(void **state) {
    book *b = *state;
    assert_int_equal(decide(b, ONR_DECIDE_SET, SECOND, "speaker", "Tomas Brandvik"), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, SECOND, "\"speaker\":\"e2\"");
    reads(b, ONR_STORE_STATEMENT, SECOND, "\"name\":\"Tomas Brandvik\"");
    assert_int_equal(decide(b, ONR_DECIDE_SET, SECOND, "venue", "in a letter"), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, SECOND, "\"venue\":{\"start\":");
    assert_int_equal(decide(b, ONR_DECIDE_SET, SECOND, "venue", ""), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, SECOND, "\"venue\":null");
    assert_int_equal(decide(b, ONR_DECIDE_SET, SECOND, "polarity", "loud"), ONR_FORMAT);
    assert_int_equal(decide(b, ONR_DECIDE_SET, SECOND, "cue", "words that are not there"), ONR_NOT_FOUND);
    assert_int_equal(decide(b, ONR_DECIDE_SET, SECOND, "id", "x"), ONR_FORMAT);
    assert_int_equal(decide(b, ONR_DECIDE_SET, "00000000000000ff", "span", "x"), ONR_NOT_FOUND);
    assert_int_equal(decide(b, ONR_DECIDE_SET, EVENT, "actor.code", "OSM"), ONR_OK);
    reads(b, ONR_STORE_EVENT, EVENT, "\"code\":\"OSM\"");
    assert_int_equal(decide(b, ONR_DECIDE_UNDO, NULL, NULL, "1"), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, SECOND, "\"speaker\":\"e1\"");
}

static void merge_split(void **state) {
    book *b = *state;
    assert_int_equal(decide(b, ONR_DECIDE_MERGE, "e2", NULL, "e1"), ONR_OK); /* the minister is Brandvik */
    reads(b, ONR_STORE_STATEMENT, FIRST, "\"speaker\":\"e2\"");
    reads(b, ONR_STORE_ENTITY, "e1", "merged ");
    reads(b, ONR_STORE_EVENT, EVENT, "\"entity\":\"e2\"");
    assert_int_equal(decide(b, ONR_DECIDE_UNDO, NULL, NULL, "1"), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, FIRST, "\"speaker\":\"e1\"");
    assert_int_equal(decide(b, ONR_DECIDE_SPLIT, "e1", "mention", "she"), ONR_OK); /* she is somebody else */
    reads(b, ONR_STORE_STATEMENT, SECOND, "\"speaker\":\"e4\"");
    reads(b, ONR_STORE_STATEMENT, FIRST, "\"speaker\":\"e1\"");
    assert_int_equal(decide(b, ONR_DECIDE_SPLIT, "e1", "mention", "Sailors"), ONR_NOT_FOUND);
    assert_int_equal(decide(b, ONR_DECIDE_MERGE, "e1", NULL, "e1"), ONR_CONFLICT);
    assert_int_equal(decide(b, ONR_DECIDE_UNDO, NULL, NULL, "3"), ONR_OK);
    reads(b, ONR_STORE_STATEMENT, SECOND, "\"speaker\":\"e1\"");
    assert_null(read_record(b, ONR_STORE_ENTITY, "e4"));
}

/* A later program: the text begins with another line, the second statement is not found, the first reads otherwise. */
static void rebuilt(void **state) {
    book *b = *state;
    static const char before[] = "By our desk\n";
    onr_doc doc;
    assert_int_equal(decide(b, ONR_DECIDE_ACCEPT, FIRST, NULL, NULL), ONR_OK);              /* 1: reads otherwise */
    assert_int_equal(decide(b, ONR_DECIDE_SET, FIRST, "addressee", "Selwick"), ONR_OK);     /* 2: moves */
    assert_int_equal(decide(b, ONR_DECIDE_ACCEPT, SECOND, NULL, NULL), ONR_OK);             /* 3: not found */
    assert_int_equal(decide(b, ONR_DECIDE_REJECT, SECOND, NULL, NULL), ONR_OK);             /* 4: settled */
    assert_int_equal(decide(b, ONR_DECIDE_ADD, NULL, "content", "the Long Table"), ONR_OK); /* 5: moves */
    fill_doc(&doc);
    rebuild(b, &doc); /* nothing new: all decisions hold */
    is_state(b, 1, "applied"), is_state(b, 2, "applied"), is_state(b, 3, "applied"), is_state(b, 4, "applied");
    onr_doc_clear(&doc);

    fill_doc(&doc);
    size_t n = sizeof before - 1;
    char *text = onr_arena_alloc(&doc.arena, 1, n + sizeof article);
    memcpy(text, before, n);
    memcpy(text + n, article, sizeof article);
    doc.text = text, doc.text_n += (uint32_t)n;
    static onr_span moved[2];
    onr_statement one = doc.statements[0];
    for (int i = 0; i < 2; i++)
        moved[i] = (onr_span){one.content[i].start + (uint32_t)n, one.content[i].end + (uint32_t)n};
    one.content = one.quoted = moved, one.source = one.cue = one.addressee = one.venue = (onr_span){0, 0};
    one.said_on.how = NULL, one.chain_n = 0, strcpy(one.id, "00000000000000b1");
    doc.statements = &one, doc.statements_n = 1;
    doc.entities_n = doc.mentions_n = doc.events_n = doc.quotations_n = 0;
    rebuild(b, &doc);
    is_state(b, 1, "lost"), is_state(b, 2, "applied"), is_state(b, 3, "lost"), is_state(b, 4, "settled");
    is_state(b, 5, "applied");
    reads(b, ONR_STORE_STATEMENT, "00000000000000b1", "corrected ");
    char *now = read_record(b, ONR_STORE_STATEMENT, "00000000000000b1");
    char want[80];
    (void)snprintf(want, sizeof want, "\"addressee\":{\"start\":%u,", at("Selwick", 1).start + (unsigned)n);
    assert_non_null(strstr(now, want));
    free(now);
    onr_doc_clear(&doc);

    fill_doc(&doc);
    rebuild(b, &doc); /* the old program again: what was lost anchors again */
    is_state(b, 1, "applied"), is_state(b, 3, "applied"), is_state(b, 5, "applied");
    onr_doc_clear(&doc);
}

/* ---- days of figures: a correction of as_of or on over rebuilds, by another model too ------------------------------
 */

#define COUNT "00000000000000c1"
#define TOLL  "00000000000000c2"

/* The document of the specimen, with two figures; `without` of the second, `shift` bytes further on. */
static void fill_figures(onr_doc *doc, int without, const char *before) {
    static onr_figure figures[2];
    size_t n = strlen(before);
    fill_doc(doc);
    char *text = onr_arena_alloc(&doc->arena, 1, n + sizeof article);
    memcpy(text, before, n);
    memcpy(text + n, article, sizeof article);
    doc->text = text, doc->text_n += (uint32_t)n;
    for (int i = 0; i < 2; i++) {
        onr_figure *f = &figures[i];
        *f = (onr_figure){.effect = ONR_MARK_KILLED, .of = ONR_NONE, .accrual = "incident", .polarity = "asserted"};
        onr_span words = at(i ? "Sailors" : "reporters", 1);
        f->text = f->number = (onr_span){words.start + (uint32_t)n, words.end + (uint32_t)n};
        f->value.low.digits = f->value.high.digits = 3 + i, f->value.has_low = f->value.has_high = 1;
        f->since = f->as_of = f->on = ONR_NONE, f->modality = "happened", f->rule = "network";
        strcpy(f->id, i ? TOLL : COUNT);
        if (n) f->id[0] = 'f'; /* another text, other ids */
    }
    doc->figures = figures, doc->figures_n = without ? 1 : 2;
    if (!n) return;
    doc->statements_n = doc->entities_n = doc->mentions_n = doc->events_n = doc->quotations_n = 0;
}

static void set_days(book *b, const char *record, const char *as_of, const char *on) {
    assert_int_equal(decide(b, ONR_DECIDE_SET, record, "as_of", as_of), ONR_OK);
    assert_int_equal(decide(b, ONR_DECIDE_SET, record, "on", on), ONR_OK);
}

/* The figures as `find` lists them: their ids and days. */
static void lists(book *b, const char *want) {
    static const onr_store_query all = {.kind = ONR_STORE_FIGURE};
    char got[256] = "";
    onr_cursor *c = NULL;
    onr_store_hit h;
    onr_err err = {0};
    int more = 1;
    assert_int_equal(onr_store_find(b->store, &all, &c, &err), ONR_OK);
    while (onr_cursor_hit(c, &h, &more, &err) == ONR_OK && more) {
        size_t n = strlen(got);
        (void)snprintf(got + n, sizeof got - n, "%s%s %s", n ? "; " : "", h.record.id + 14, h.what);
    }
    onr_cursor_close(c);
    assert_string_equal(got, want);
}

static void days_survive(void **state) {
    book *b = *state;
    onr_doc doc;
    fill_figures(&doc, 0, "");
    rebuild(b, &doc);
    lists(b, "c1 killed, incident; c2 killed, incident");
    set_days(b, TOLL, "2019-05-01", "2031-03-09"); /* 1, 2: long before, and after the article's day */
    set_days(b, COUNT, "2031-03", "");             /* 3, 4: a month; a day taken away */
    static const char set[] =
        "c1 killed, incident, as of 2031-03; c2 killed, incident, as of 2019-05-01, on 2031-03-09";
    lists(b, set); /* in the order of the text, whatever their days */
    for (int i = 0; i < 2; i++) {
        rebuild(b, &doc);
        lists(b, set);
        for (int64_t key = 1; key <= 4; key++) is_state(b, key, "applied");
    }
    onr_doc_clear(&doc);

    fill_figures(&doc, 1, ""); /* another model does not find the toll: its decisions are listed, the others hold */
    rebuild(b, &doc), rebuild(b, &doc);
    lists(b, "c1 killed, incident, as of 2031-03");
    is_state(b, 1, "lost"), is_state(b, 2, "lost"), is_state(b, 3, "applied");
    onr_doc_clear(&doc);

    fill_figures(&doc, 0, "By our desk\n"); /* another reader: the same words elsewhere, under other ids */
    rebuild(b, &doc), rebuild(b, &doc);
    lists(b, set);
    for (int64_t key = 1; key <= 4; key++) is_state(b, key, "applied");
    assert_int_equal(decide(b, ONR_DECIDE_UNDO, NULL, NULL, "1"), ONR_OK);
    rebuild(b, &doc);
    lists(b, "c1 killed, incident, as of 2031-03; c2 killed, incident, on 2031-03-09");
    onr_doc_clear(&doc);
}

/* An act's day, and a statement's. */
static void other_days_survive(void **state) {
    book *b = *state;
    onr_doc doc;
    assert_int_equal(decide(b, ONR_DECIDE_SET, EVENT, "when", "1998"), ONR_OK);
    assert_int_equal(decide(b, ONR_DECIDE_SET, FIRST, "said_on", "2031-02-27"), ONR_OK);
    assert_int_equal(decide(b, ONR_DECIDE_ACCEPT, EVENT, NULL, NULL), ONR_OK);
    fill_doc(&doc);
    for (int i = 0; i < 2; i++) {
        rebuild(b, &doc);
        reads(b, ONR_STORE_EVENT, EVENT, "\"date\":\"1998\",\"grain\":\"year\"");
        reads(b, ONR_STORE_EVENT, EVENT, "accepted ");
        reads(b, ONR_STORE_STATEMENT, FIRST, "\"said_on\":{\"date\":\"2031-02-27\"");
    }
    onr_doc_clear(&doc);
}

#define BOOK_TEST(f) cmocka_unit_test_setup_teardown(f, make_book, remove_book)

int main(void) {
    const struct CMUnitTest tests[] = {BOOK_TEST(accept_reject_undo), BOOK_TEST(second_reader),
                                       BOOK_TEST(blind_reader),       BOOK_TEST(set_fields),
                                       BOOK_TEST(merge_split),        BOOK_TEST(rebuilt),
                                       BOOK_TEST(days_survive),       BOOK_TEST(other_days_survive)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
