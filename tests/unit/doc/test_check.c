/* test_check.c - a sound document passes onr_doc_check; each broken invariant is found and named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <math.h>

#include "base/mem.h"
#include "doc/doc.h"

/* "Ada said “no”." with everything filled in; tests break one thing of a fresh copy. */
enum { TOKENS = 6 };
static char text[] = "Ada said \xE2\x80\x9Cno\xE2\x80\x9D.\n";

typedef struct fixture {
    onr_doc doc;
    onr_run map[2];
    onr_block blocks[1];
    onr_warning warnings[1];
    onr_token tokens[TOKENS];
    onr_sent sents[1];
    onr_tag tags[TOKENS];
    onr_slice lemmas[TOKENS];
    onr_arc arcs[TOKENS];
    onr_name names[1];
    onr_mark marks[1];
    onr_link links[1];
    onr_quote quotes[2];
    onr_entity entities[1];
    onr_mention mentions[1];
    onr_statement statements[2];
    onr_span content[2], quoted[1];
    onr_chain_link chain[2];
    onr_quotation quotations[1];
    onr_event events[2];
} fixture;

static void fill_records(fixture *f) {
    onr_doc *d = &f->doc;
    f->quotes[0] = (onr_quote){{9, 17}, {12, 14}, ONR_QUOTE_DOUBLE, 0, 0, ONR_NONE, ONR_NONE};
    f->quotes[1] = (onr_quote){{12, 14}, {12, 14}, ONR_QUOTE_SINGLE, 0, 1, 0, ONR_NONE};
    f->entities[0] = (onr_entity){.name = {0, 3}, .kind = ONR_ENTITY_PERSON};
    f->mentions[0] = (onr_mention){{0, 3}, 0, ONR_FORM_NAME};
    f->content[0] = (onr_span){9, 17};
    f->content[1] = (onr_span){17, 18};
    f->quoted[0] = (onr_span){9, 17};
    f->chain[0] = (onr_chain_link){ONR_LINK_ORIGIN, 0, {0, 3}};
    f->chain[1] = (onr_chain_link){ONR_LINK_OUTLET, ONR_NONE, {0, 0}};
    for (int i = 0; i < 2; i++)
        f->statements[i] = (onr_statement){.id = "0123456789abcdef",
                                           .source = {0, 3},
                                           .cue = {4, 8},
                                           .content = f->content,
                                           .content_n = 2,
                                           .quoted = f->quoted,
                                           .quoted_n = 1,
                                           .within = i ? 0 : ONR_NONE,
                                           .chain = f->chain,
                                           .chain_n = 2,
                                           .confidence = 0.5f,
                                           .rule = "test"};
    f->quotations[0] = (onr_quotation){.id = "0123456789abcdef", .span = {9, 17}, .kind = "scare", .rule = "test"};
    for (int i = 0; i < 2; i++)
        f->events[i] = (onr_event){.id = "0123456789abcdef",
                                   .type = ONR_MARK_ASSAULT,
                                   .anchor = {4, 8},
                                   .actor = {{0, 3}, 0, "NOR", "GOV"},
                                   .recipient = {{0, 0}, ONR_NONE, "", ""},
                                   .modality = ONR_ATTR_HAPPENED,
                                   .where_entity = ONR_NONE,
                                   .same_as = i ? 0 : ONR_NONE,
                                   .statement = i ? ONR_NONE : 0,
                                   .chain = f->chain,
                                   .chain_n = 2,
                                   .confidence = 0.5f,
                                   .rule = "test"};
    d->events = f->events, d->events_n = 2;
    d->quotes = f->quotes, d->quotes_n = 2;
    d->entities = f->entities, d->entities_n = 1;
    d->mentions = f->mentions, d->mentions_n = 1;
    d->statements = f->statements, d->statements_n = 2;
    d->quotations = f->quotations, d->quotations_n = 1;
}

static void fill(fixture *f) {
    static const onr_span spans[TOKENS] = {{0, 3}, {4, 8}, {9, 12}, {12, 14}, {14, 17}, {17, 18}};
    static const uint32_t heads[TOKENS] = {1, ONR_NONE, 3, 1, 3, 1};
    memset(f, 0, sizeof *f);
    onr_doc *d = &f->doc;
    d->text = text, d->text_n = sizeof text - 1, d->source.bytes = sizeof text + 2;
    f->map[0] = (onr_run){.text = 0, .same = 1, .byte = 3};
    f->map[1] = (onr_run){.text = 18, .same = 0, .byte = 21};
    f->blocks[0] = (onr_block){{0, 18}, ONR_BLOCK_PARA};
    f->warnings[0] = (onr_warning){"beware", {0, 0}};
    for (int i = 0; i < TOKENS; i++) {
        f->tokens[i] = (onr_token){spans[i].start, spans[i].end, 0, i < 2 || i == 5 ? ONR_TOKEN_SPACE_AFTER : 0};
        f->lemmas[i] = ONR_SLICE("x");
        f->arcs[i] = (onr_arc){heads[i], heads[i] == ONR_NONE ? ONR_DEPREL_ROOT : ONR_DEPREL_DEP};
    }
    f->sents[0] = (onr_sent){{0, TOKENS}, 0};
    f->names[0] = (onr_name){{0, 1}, ONR_NAME_PER, 0.9f};
    f->marks[0] = (onr_mark){{1, 2}, ONR_LAYER_STATEMENT, ONR_MARK_CUE, ONR_ATTR_ASSERTED, -0.1f};
    f->links[0] = (onr_link){0, ONR_ROLE_SOURCE, {0, 1}, -0.1f};
    d->map = f->map, d->map_n = 2;
    d->blocks = f->blocks, d->blocks_n = 1;
    d->warnings = f->warnings, d->warnings_n = 1;
    d->meta.title = (onr_span){0, 3};
    d->meta.published = (onr_date){2020, 2, 29}, d->meta.published_how = "given";
    d->tokens = f->tokens, d->tokens_n = TOKENS;
    d->sents = f->sents, d->sents_n = 1;
    d->tags = f->tags, d->lemmas = f->lemmas, d->arcs = f->arcs;
    d->names = f->names, d->names_n = 1;
    d->marks = f->marks, d->marks_n = 1;
    d->links = f->links, d->links_n = 1;
    fill_records(f);
}

static void sound_documents_pass(void **state) {
    (void)state;
    fixture f;
    onr_err err = {0};
    onr_doc empty = {0};
    fill(&f);
    if (onr_doc_check(&f.doc, &err) != ONR_OK) fail_msg("%s", err.msg);
    assert_int_equal(onr_doc_check(&empty, &err), ONR_OK);
    assert_int_equal(onr_doc_check(&f.doc, NULL), ONR_OK);
}

/* X(what is broken, a part of the message) */
#define BREAKS(X)                                                                                                      \
    X(f.doc.text = NULL, "text")                                                                                       \
    X(f.doc.text_n--, "text")                                                                                          \
    X(f.doc.text = bad_text, "not valid UTF-8")                                                                        \
    X(f.doc.text = nul_text, "NUL")                                                                                    \
    X(f.map[0].text = 1, "run 0")                                                                                      \
    X(f.map[1].text = 10, "run 1")                                                                                     \
    X(f.map[1].text = 19, "run 0")                                                                                     \
    X(f.map[1].byte = 2, "run 0")                                                                                      \
    X(f.map[1].byte = 20, "longer than its source")                                                                    \
    X(f.blocks[0].span.start = 1, "words before")                                                                      \
    X(f.blocks[0].span.end = 17, "words after")                                                                        \
    X(f.blocks[0].span.end = 20, "block 0")                                                                            \
    X(f.blocks[0].kind = 9, "block 0")                                                                                 \
    X(f.warnings[0].message = "a\nb", "more than one line")                                                            \
    X(f.doc.meta.title.end = 10, "title")                                                                              \
    X(f.doc.meta.published.year = 2019, "publication date")                                                            \
    X(f.doc.meta.published_how = NULL, "how")                                                                          \
    X(f.tokens[1].start = 2, "token 1")                                                                                \
    X(f.tokens[2].end = 11, "token 2")                                                                                 \
    X(f.tokens[3].end = 12, "token 3")                                                                                 \
    X(f.tokens[3].block = 1, "token 3")                                                                                \
    X(f.tokens[5].end = 19, "inside its block")                                                                        \
    X(f.tokens[2].flags = 1, "says that space follows")                                                                \
    X(f.tokens[0].flags = 0, "says that no space follows")                                                             \
    X(f.tokens[2].flags = 128, "unknown flag")                                                                         \
    X(f.tokens[2].flags = ONR_TOKEN_MWT_TAIL, "without a head")                                                        \
    X(f.sents[0].tok.from = 1, "sentence 0")                                                                           \
    X(f.sents[0].tok.to = 5, "sentence 0")                                                                             \
    X(f.sents[0].tok.to = 7, "sentence 0")                                                                             \
    X(f.tags[3].upos = 99, "tag 3")                                                                                    \
    X(f.lemmas[3].n = 0, "lemma 3")                                                                                    \
    X(f.arcs[3].head = 6, "leaves its sentence")                                                                       \
    X((f.arcs[3].head = ONR_NONE, f.arcs[3].rel = ONR_DEPREL_ROOT), "exactly one root")                                \
    X(f.arcs[3].rel = ONR_DEPREL_ROOT, "disagree")                                                                     \
    X(f.arcs[3].head = 4, "cycle")                                                                                     \
    X(f.arcs[3].head = 3, "cycle")                                                                                     \
    X(f.arcs[3].rel = 250, "relation")                                                                                 \
    X(f.names[0].tok.to = 0, "name 0")                                                                                 \
    X(f.names[0].score = NAN, "score")                                                                                 \
    X(f.names[0].kind = 3, "kind")                                                                                     \
    X(f.marks[0].tok.to = 7, "mark 0")                                                                                 \
    X(f.marks[0].layer = 4, "layer")                                                                                   \
    X(f.links[0].mark = 1, "link 0")                                                                                   \
    X(f.links[0].role = 200, "role")                                                                                   \
    X(f.quotes[0].span.end = 19, "one block")                                                                          \
    X(f.quotes[0].inner.end = 18, "outside its marks")                                                                 \
    X(f.quotes[1].depth = 0, "depth")                                                                                  \
    X(f.quotes[1].parent = 1, "parent")                                                                                \
    X(f.quotes[1].span.end = 18, "inside its parent")                                                                  \
    X(f.quotes[0].next = 0, "goes on")                                                                                 \
    X(f.entities[0].name.end = 0, "entity 0")                                                                          \
    X(f.mentions[0].entity = 1, "mention 0")                                                                           \
    X(f.statements[0].id[3] = 'X', "16 hex")                                                                           \
    X(f.statements[0].type = 3, "type")                                                                                \
    X(f.statements[0].content_n = 0, "no content")                                                                     \
    X(f.content[1].start = 16, "content")                                                                              \
    X(f.content[1].start = 12, "out of order")                                                                         \
    X(f.quoted[0].end = 18, "outside its content")                                                                     \
    X(f.statements[1].type = ONR_STATEMENT_INDIRECT, "is indirect")                                                    \
    X(f.statements[0].within = 1, "circle")                                                                            \
    X(f.statements[0].within = 0, "circle")                                                                            \
    X(f.statements[0].speaker = 7, "speaker")                                                                          \
    X(f.statements[0].confidence = 1.5f, "confidence")                                                                 \
    X(f.chain[0].role = ONR_LINK_OUTLET + 1, "chain")                                                                  \
    X(f.quotations[0].kind = NULL, "quotation 0")                                                                      \
    X(f.events[0].id[3] = 'x', "event 0")                                                                              \
    X(f.events[0].type = ONR_MARK_CUE, "type")                                                                         \
    X(f.events[0].anchor.end = 4, "anchor")                                                                            \
    X(f.events[0].anchor = ((onr_span){9, 12}), "begins before")                                                       \
    X(f.events[0].where = ((onr_span){9, 11}), "part")                                                                 \
    X(f.events[0].modality = ONR_ATTR_ASSERTED, "modality")                                                            \
    X(f.events[0].where_entity = 7, "place")                                                                           \
    X(f.events[1].same_as = 1, "told again")                                                                           \
    X(f.events[0].statement = 7, "statement")                                                                          \
    X(f.events[0].confidence = -1, "confidence")                                                                       \
    X(f.events[0].rule = NULL, "rule")                                                                                 \
    X(f.events[1].actor.span.end = 99, "party")                                                                        \
    X(f.events[1].recipient.entity = 7, "party")                                                                       \
    X(memset(f.events[0].actor.code, 'A', sizeof f.events[0].actor.code), "code")

static void every_break_is_found(void **state) {
    (void)state;
    static char bad_text[] = "Ada said \xE2\x80\x9Cno\xE2\x80.\n\n",
                nul_text[] = "Ada said \xE2\x80\x9C\0o\xE2\x80\x9D.\n";
    fixture f;
    onr_err err;
#define TRY(change, part)                                                                                              \
    fill(&f);                                                                                                          \
    err.msg[0] = '\0';                                                                                                 \
    (void)(change);                                                                                                    \
    if (onr_doc_check(&f.doc, &err) != ONR_INTERNAL) fail_msg("not found: %s", #change);                               \
    if (!strstr(err.msg, part)) fail_msg("%s: %s", #change, err.msg);
    BREAKS(TRY)
    fill(&f);
    f.chain[0].role = ONR_LINK_OUTLET;
    f.chain[1].role = ONR_LINK_RELAY;
    assert_int_equal(onr_doc_check(&f.doc, &err), ONR_INTERNAL);
}

static void long_chains_are_linear(void **state) { /* a sentence whose every word hangs on the next */
    (void)state;
    enum { N = 200000 };
    onr_doc d = {0};
    d.text_n = 2 * N - 1;
    d.text = malloc(2 * N);
    d.tokens = calloc(N, sizeof *d.tokens);
    d.arcs = calloc(N, sizeof *d.arcs);
    onr_block block = {{0, 2 * N - 1}, ONR_BLOCK_PARA};
    onr_sent sent = {{0, N}, 0};
    for (uint32_t i = 0; i < N; i++) {
        d.text[2 * i] = 'a';
        d.text[2 * i + 1] = i + 1 < N ? ' ' : '\0';
        d.tokens[i] = (onr_token){2 * i, 2 * i + 1, 0, ONR_TOKEN_SPACE_AFTER};
        d.arcs[i] = i + 1 < N ? (onr_arc){i + 1, ONR_DEPREL_DEP} : (onr_arc){ONR_NONE, ONR_DEPREL_ROOT};
    }
    d.blocks = &block, d.blocks_n = 1, d.sents = &sent, d.sents_n = 1, d.tokens_n = N;
    assert_int_equal(onr_doc_check(&d, NULL), ONR_OK);
    d.arcs[N - 1] = (onr_arc){0, ONR_DEPREL_DEP};
    d.arcs[0] = (onr_arc){ONR_NONE, ONR_DEPREL_ROOT};
    d.arcs[N / 2].head = 1; /* 1 -> 2 -> ... -> N/2 -> 1 */
    assert_int_equal(onr_doc_check(&d, NULL), ONR_INTERNAL);
    free(d.text);
    free(d.tokens);
    free(d.arcs);
}

static void out_of_memory_is_said(void **state) {
    (void)state;
#ifdef ONR_FAULT
    fixture f;
    onr_err err = {0};
    fill(&f);
    for (long n = 0; n < 2; n++) {
        (void)onr_mem_fail_after(n);
        onr_status st = onr_doc_check(&f.doc, &err);
        (void)onr_mem_fail_after(-1);
        assert_int_equal(st, ONR_NOMEM);
    }
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(sound_documents_pass), cmocka_unit_test(every_break_is_found),
                                       cmocka_unit_test(long_chains_are_linear),
                                       cmocka_unit_test(out_of_memory_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
