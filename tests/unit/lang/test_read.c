/* test_read.c - the network stage with a random model: labels that are refused, layers that hold, budgets, long texts.
 * The model is tests/unit/net/tiny.onrm with a lemma chunk and more positions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../model/container.h"
#include "lang/lang.h"
#include "lang/token.h"
#include "lang/window.h"
#include "lang_doc.h"

enum { POSITIONS = 512 };

static onr_model *tiny;
static c_chunk chunks[C_CHUNKS];
static uint32_t chunks_n;
static char lemmas[1 << 14];
static float positions[POSITIONS * 64];
static int32_t config[8];

static c_chunk *chunk_of(const char *name) {
    for (uint32_t i = 0; i < chunks_n; i++)
        if (strcmp(chunks[i].name, name) == 0) return &chunks[i];
    fail_msg("no chunk %s", name);
    return NULL;
}

/* The tiny model has 64 positions; a window may be 502 pieces long: repeat them. */
static void lengthen(void) {
    c_chunk *pos = chunk_of("emb.pos"), *conf = chunk_of("config");
    const float *have = pos->data;
    uint32_t rows = pos->rows, h = pos->cols;
    assert_int_equal(h, 64);
    for (uint32_t i = 0; i < POSITIONS; i++) memcpy(positions + i * h, have + (i % rows) * h, h * sizeof *have);
    *pos = (c_chunk){"emb.pos", pos->type, POSITIONS, h, positions, sizeof positions};
    memcpy(config, conf->data, sizeof config);
    config[5] = POSITIONS;
    conf->data = config;
}

static int set_up(void **state) {
    (void)state;
    onr_err err = {0};
    if (onr_model_open("tests/unit/net/tiny.onrm", &tiny, &err) != ONR_OK) return -1;
    chunks_n = c_copy(tiny, chunks);
    FILE *f = fopen("tests/unit/lang/lemma.bin", "rb");
    if (!f) return -1;
    size_t n = fread(lemmas, 1, sizeof lemmas, f);
    fclose(f);
    chunks[chunks_n++] = (c_chunk){"lemma", 0, 0, 0, lemmas, n};
    lengthen();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    onr_model_close(tiny);
    return 0;
}

/* ---- a stage that is ready -------------------------------------------------------------------------------------- */

typedef struct reader {
    unsigned char *file;
    onr_model *model;
    onr_lang lang;
    onr_lang_scratch *scratch;
    onr_err err;
} reader;

static onr_status init(reader *r) {
    size_t n;
    memset(r, 0, sizeof *r);
    r->file = c_build(chunks, chunks_n, &n);
    onr_status st = onr_model_from_bytes(r->file, n, &r->model, &r->err);
    if (st == ONR_OK) st = onr_lang_init(&r->lang, r->model, &r->err);
    if (st == ONR_OK) st = onr_lang_scratch_new(&r->lang, ONR_KERNEL_SCALAR, &r->scratch, &r->err);
    return st;
}

static void clear(reader *r) {
    onr_lang_scratch_free(r->scratch);
    onr_lang_clear(&r->lang);
    onr_model_close(r->model);
    free(r->file);
}

static void begin(onr_doc *doc, const char *text) {
    onr_doc_init(doc, ONR_DOC_ARENA_CAP);
    assert_int_equal(lang_doc(doc, text, strlen(text)), 0);
    assert_int_equal(onr_token_split(doc, NULL), ONR_OK);
}

static void read_ok(reader *r, onr_doc *doc) {
    onr_deadline none = onr_deadline_in(0);
    if (onr_lang_read(&r->lang, r->scratch, doc, &none, &r->err) != ONR_OK) fail_msg("%s", r->err.msg);
    if (onr_doc_check(doc, &r->err) != ONR_OK) fail_msg("%s", r->err.msg);
}

static void partition(const onr_doc *doc) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->sents_n; i++) {
        assert_int_equal(doc->sents[i].tok.from, at);
        assert_true(doc->sents[i].tok.to > at);
        at = doc->sents[i].tok.to;
    }
    assert_int_equal(at, doc->tokens_n);
    for (uint32_t t = 0; t < doc->tokens_n; t++) assert_true(doc->lemmas[t].n > 0);
}

/* ---- models ----------------------------------------------------------------------------------------------------- */

static void refused(const char *chunk, const char *labels, onr_status want, const char *words) {
    reader r;
    c_chunk *c = chunk_of(chunk), kept = *c;
    c->data = labels, c->bytes = strlen(labels);
    assert_int_equal(init(&r), want);
    if (!strstr(r.err.msg, words)) fail_msg("%s", r.err.msg);
    *chunk_of(chunk) = kept;
    clear(&r);
}

static void unknown_labels_are_refused(void **state) {
    static char many[4096];
    (void)state;
    c_chunk *c = chunk_of("labels.upos");
    snprintf(many, sizeof many, "%.*s", (int)c->bytes, (const char *)c->data);
    memcpy(strstr(many, "ADJ"), "ADQ", 3);
    refused("labels.upos", many, ONR_VERSION, "\"ADQ\"");
    c = chunk_of("labels.ner");
    snprintf(many, sizeof many, "%.*s", (int)c->bytes, (const char *)c->data);
    memcpy(strstr(many, "B-PER"), "B-DOG", 5);
    refused("labels.ner", many, ONR_VERSION, "\"B-DOG\"");
    snprintf(many, sizeof many, "%.*s", (int)c->bytes, (const char *)c->data);
    memcpy(strstr(many, "B-PER"), "X-PER", 5);
    refused("labels.ner", many, ONR_VERSION, "\"X-PER\"");
}

static void a_model_without_lemmas_is_refused(void **state) {
    (void)state;
    reader r;
    chunks_n--; /* the last one */
    assert_int_equal(init(&r), ONR_NOT_FOUND);
    assert_non_null(strstr(r.err.msg, "lemma"));
    chunks_n++;
    clear(&r);
}

/* ---- texts ------------------------------------------------------------------------------------------------------ */

static const char article[] = "Minister says the pier is shut\n"
                              "The police told the minister that 3 people were killed by a gun, she said.\n"
                              "\"We don't know,\" said Ada Brenn. \"It isn't over.\"";

static void layers_hold(void **state) {
    (void)state;
    reader r;
    onr_doc doc;
    assert_int_equal(init(&r), ONR_OK);
    begin(&doc, article);
    read_ok(&r, &doc);
    partition(&doc);
    assert_true(doc.sents_n >= 3);
    assert_int_equal(doc.warnings_n, 0);
    for (uint32_t i = 1; i < doc.links_n; i++) assert_true(doc.links[i - 1].mark <= doc.links[i].mark);
    for (uint32_t i = 0; i < doc.marks_n; i++) assert_true(doc.marks[i].score > 0 && doc.marks[i].score <= 1);
    onr_doc_clear(&doc);
    clear(&r);
}

static void nothing_to_read(void **state) {
    (void)state;
    reader r;
    onr_doc doc;
    assert_int_equal(init(&r), ONR_OK);
    begin(&doc, "");
    read_ok(&r, &doc);
    assert_int_equal(doc.sents_n, 0);
    onr_doc_clear(&doc);
    clear(&r);
}

static void given_sentences_are_kept(void **state) {
    (void)state;
    reader r;
    onr_doc doc;
    static onr_sent sents[3];
    assert_int_equal(init(&r), ONR_OK);
    begin(&doc, "The pier. Is shut. Nobody knows the way.");
    sents[0] = (onr_sent){{0, 2}, 0};
    sents[1] = (onr_sent){{2, 5}, 0};
    sents[2] = (onr_sent){{5, doc.tokens_n}, 0};
    doc.sents = sents;
    doc.sents_n = 3;
    read_ok(&r, &doc);
    assert_ptr_equal(doc.sents, sents);
    assert_int_equal(doc.sents_n, 3);
    assert_int_equal(doc.sents[1].tok.to, 5);
    partition(&doc);
    onr_doc_clear(&doc);
    clear(&r);
}

/* `n` words without a full stop. */
static char *long_sentence(int n) {
    static char text[1 << 14];
    size_t at = 0;
    for (int i = 0; i < n; i++) at += (size_t)snprintf(text + at, sizeof text - at, "%s", i % 7 ? "the " : "police ");
    return text;
}

static void a_long_sentence_is_read_in_pieces(void **state) {
    (void)state;
    reader r;
    onr_doc doc;
    assert_int_equal(init(&r), ONR_OK);
    begin(&doc, long_sentence(450));
    read_ok(&r, &doc);
    partition(&doc);
    uint32_t cuts = 0;
    for (uint32_t i = 0; i < doc.sents_n; i++) cuts += doc.sents[i].cut;
    assert_true(cuts >= 3);
    assert_int_equal(doc.warnings_n, 1);
    assert_non_null(strstr(doc.warnings[0].message, "longer than"));
    onr_doc_clear(&doc);
    /* given as one sentence it stays one, with one tree */
    static onr_sent whole;
    begin(&doc, long_sentence(450));
    whole = (onr_sent){{0, doc.tokens_n}, 0};
    doc.sents = &whole;
    doc.sents_n = 1;
    read_ok(&r, &doc);
    uint32_t roots = 0;
    for (uint32_t t = 0; t < doc.tokens_n; t++) roots += doc.arcs[t].head == ONR_NONE;
    assert_int_equal(roots, 1);
    onr_doc_clear(&doc);
    clear(&r);
}

static void the_deadline_strikes(void **state) {
    (void)state;
    reader r;
    onr_doc doc;
    assert_int_equal(init(&r), ONR_OK);
    begin(&doc, article);
    onr_deadline soon = onr_deadline_in(1);
    while (!onr_deadline_passed(&soon)) continue;
    assert_int_equal(onr_lang_read(&r.lang, r.scratch, &doc, &soon, &r.err), ONR_TIMEOUT);
    onr_doc_clear(&doc);
    clear(&r);
}

static void memory_ends(void **state) {
    (void)state;
    reader r;
    onr_doc doc;
    assert_int_equal(init(&r), ONR_OK);
    begin(&doc, article);
    doc.arena.cap = doc.arena.used;
    onr_deadline none = onr_deadline_in(0);
    assert_int_equal(onr_lang_read(&r.lang, r.scratch, &doc, &none, &r.err), ONR_NOMEM);
    assert_true(r.err.msg[0]);
    onr_doc_clear(&doc);
    clear(&r);
}

static void same_layers(const onr_doc *a, const onr_doc *b) {
    assert_int_equal(a->tokens_n, b->tokens_n);
    assert_int_equal(a->sents_n, b->sents_n);
    assert_int_equal(a->marks_n, b->marks_n);
    assert_int_equal(a->links_n, b->links_n);
    assert_int_equal(a->names_n, b->names_n);
    for (uint32_t t = 0; t < a->tokens_n; t++) {
        assert_int_equal(a->tags[t].upos, b->tags[t].upos);
        assert_int_equal(a->tags[t].xpos, b->tags[t].xpos);
        assert_int_equal(a->arcs[t].head, b->arcs[t].head);
        assert_int_equal(a->arcs[t].rel, b->arcs[t].rel);
    }
    for (uint32_t i = 0; i < a->marks_n; i++) {
        assert_memory_equal(&a->marks[i].tok, &b->marks[i].tok, sizeof(onr_range));
        assert_memory_equal(&a->marks[i].score, &b->marks[i].score, sizeof(float));
        assert_int_equal(a->marks[i].attr, b->marks[i].attr);
    }
    for (uint32_t i = 0; i < a->links_n; i++) {
        assert_memory_equal(&a->links[i].tok, &b->links[i].tok, sizeof(onr_range));
        assert_int_equal(a->links[i].role, b->links[i].role);
    }
}

/* What a scratch read before leaves no trace, and a second document sees the same. */
static void reading_leaves_no_trace(void **state) {
    (void)state;
    reader r;
    onr_doc a, b, other;
    assert_int_equal(init(&r), ONR_OK);
    begin(&a, article);
    begin(&b, article);
    begin(&other, long_sentence(300));
    read_ok(&r, &a);
    read_ok(&r, &other);
    read_ok(&r, &b);
    same_layers(&a, &b);
    onr_doc_clear(&a);
    onr_doc_clear(&b);
    onr_doc_clear(&other);
    clear(&r);
}

/* A paragraph after more than a window of others is read as it is alone: windows do not look back. */
static void windows_do_not_look_back(void **state) {
    (void)state;
    static char text[1 << 14];
    reader r;
    onr_doc all, alone;
    assert_int_equal(init(&r), ONR_OK);
    size_t at = 0;
    for (int i = 0; i < 198; i++) at += (size_t)snprintf(text + at, sizeof text - at, "the ");
    snprintf(text + at, sizeof text - at, ".\nThe police told the minister no.");
    begin(&all, text);
    begin(&alone, "The police told the minister no.");
    read_ok(&r, &all);
    read_ok(&r, &alone);
    uint32_t from = all.tokens_n - alone.tokens_n;
    for (uint32_t t = 0; t < alone.tokens_n; t++) {
        assert_int_equal(all.tags[from + t].xpos, alone.tags[t].xpos);
        assert_int_equal(all.arcs[from + t].rel, alone.arcs[t].rel);
    }
    onr_doc_clear(&all);
    onr_doc_clear(&alone);
    clear(&r);
}

static void any_text(void **state) {
    static const char *const words[] = {"the", "police", "Said",     "\"",
                                        "”",   "“",      ".",        "?",
                                        "\n",  "killed", "3",        "don't",
                                        "A.",  ",",      "people",   "zebra-crossing",
                                        "é",   "(",      "minister", "\xF0\x9F\x98\x80"};
    static char text[1 << 13];
    (void)state;
    reader r;
    uint64_t seed = 11;
    assert_int_equal(init(&r), ONR_OK);
    for (int turn = 0; turn < 40; turn++) {
        onr_doc doc;
        size_t at = 0;
        for (int i = 0; i < turn * 9; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            unsigned k = (unsigned)(seed >> 33);
            at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", words[k % 20], k % 7 ? " " : "");
        }
        text[at] = 0;
        begin(&doc, text);
        read_ok(&r, &doc);
        partition(&doc);
        onr_doc_clear(&doc);
    }
    clear(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_labels_are_refused),
        cmocka_unit_test(a_model_without_lemmas_is_refused),
        cmocka_unit_test(layers_hold),
        cmocka_unit_test(nothing_to_read),
        cmocka_unit_test(given_sentences_are_kept),
        cmocka_unit_test(a_long_sentence_is_read_in_pieces),
        cmocka_unit_test(the_deadline_strikes),
        cmocka_unit_test(memory_ends),
        cmocka_unit_test(reading_leaves_no_trace),
        cmocka_unit_test(windows_do_not_look_back),
        cmocka_unit_test(any_text),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
