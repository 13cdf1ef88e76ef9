/* shelf.h - a small book for tests: three documents made by hand, of two outlets. */
#ifndef ONR_TESTS_SERVE_SHELF_H
#define ONR_TESTS_SERVE_SHELF_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

static inline onr_span shelf_at(const char *text, const char *words) {
    const char *p = strstr(text, words);
    uint32_t start = (uint32_t)(p - text);
    return (onr_span){start, start + (uint32_t)strlen(words)};
}

/* "Mara Ostrell said that ...": a statement, a figure, an act and a quotation, on the words of `text`. */
static inline onr_status shelf_add(onr_store *book, char *text, const char *outlet, onr_date day, char letter,
                                   int64_t *key, onr_err *err) {
    onr_doc d = {.text = text, .text_n = (uint32_t)strlen(text)};
    onr_block block = {{0, d.text_n}, ONR_BLOCK_PARA};
    onr_entity who = {shelf_at(text, "Mara Ostrell"), ONR_ENTITY_PERSON, {0, 0}, "VEL", "role"};
    onr_span content = shelf_at(text, "the quay stays shut");
    onr_chain_link chain[2] = {{ONR_LINK_ORIGIN, 0, who.name}, {ONR_LINK_OUTLET, ONR_NONE, {0, 0}}};
    onr_statement s = {.type = ONR_STATEMENT_INDIRECT,
                       .source = who.name,
                       .cue = shelf_at(text, "said"),
                       .cue_class = "say",
                       .content = &content,
                       .content_n = 1,
                       .polarity = "asserted",
                       .within = ONR_NONE,
                       .chain = chain,
                       .chain_n = 2,
                       .confidence = 0.75f,
                       .rule = "network"};
    onr_figure f = {.text = shelf_at(text, "40 people"),
                    .number = shelf_at(text, "40"),
                    .unit = shelf_at(text, "people"),
                    .value = {{40, 0}, {40, 0}, 1, 1, 0, 0, 0, NULL},
                    .effect = ONR_MARK_KILLED,
                    .of = ONR_NONE,
                    .since = ONR_NONE,
                    .as_of = ONR_NONE,
                    .on = ONR_NONE,
                    .accrual = "incident",
                    .polarity = "asserted",
                    .modality = "happened",
                    .chain = chain,
                    .chain_n = 2,
                    .confidence = 0.5f,
                    .rule = "network"};
    onr_event e = {.type = ONR_MARK_ACCUSE,
                   .anchor = shelf_at(text, "accused"),
                   .actor = {who.name, 0, "VEL", "GOV"},
                   .modality = ONR_ATTR_HAPPENED,
                   .where_entity = ONR_NONE,
                   .same_as = ONR_NONE,
                   .statement = ONR_NONE,
                   .chain = chain,
                   .chain_n = 2,
                   .confidence = 0.25f,
                   .rule = "table"};
    onr_quotation q = {.span = shelf_at(text, "'the Table'"), .kind = "nickname", .rule = "quotation.rule"};
    e.recipient.entity = ONR_NONE;
    (void)snprintf(s.id, sizeof s.id, "%c00000000000000a", letter);
    (void)snprintf(f.id, sizeof f.id, "%c00000000000000b", letter);
    (void)snprintf(e.id, sizeof e.id, "%c00000000000000c", letter);
    (void)snprintf(q.id, sizeof q.id, "%c00000000000000d", letter);
    d.meta =
        (onr_meta){.outlet = outlet, .language = "en", .published = day, .published_how = "given", .title = block.span};
    (void)snprintf(d.meta.id, sizeof d.meta.id, "%c0000000000000000000000000000000", letter);
    d.source = (onr_source){.media_type = "text/plain", .bytes = d.text_n};
    d.blocks = &block, d.blocks_n = 1, d.entities = &who, d.entities_n = 1, d.statements = &s, d.statements_n = 1;
    d.figures = &f, d.figures_n = 1, d.events = &e, d.events_n = 1, d.quotations = &q, d.quotations_n = 1;
    const onr_json_run run = {"onrecord 0.0.0", "en-1", NULL, 0};
    onr_store_source source = {.bytes = {text, d.text_n}, .locator = "a.txt", .outlet = outlet, .published = day};
    return onr_store_add(book, &source, &d, &run, key, err);
}

/* A new book in a file of its own; the caller closes it and removes `path`. */
static inline onr_store *shelf_new(char path[32]) {
    static char one[] =
        "Mara Ostrell said that the quay stays shut. At 'the Table' she accused the port: 40 people died.";
    static char two[] =
        "Mara Ostrell said again: the quay stays shut. She accused <b>\"nobody\"</b> of 40 people at 'the Table'.";
    static char three[] = "=Mara Ostrell said that the quay stays shut, accused of 40 people, 'the Table'.";
    onr_store *book = NULL;
    onr_err err = {0};
    int64_t key;
    (void)snprintf(path, 32, "/tmp/onr-shelf-XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0 || close(fd) != 0 || onr_store_open(path, ONR_STORE_CREATE, &book, &err) != ONR_OK ||
        onr_store_begin(book, &err) != ONR_OK ||
        shelf_add(book, one, "The Lowmark Courier", (onr_date){2031, 3, 6}, 'a', &key, &err) != ONR_OK ||
        shelf_add(book, two, "Selwick Post", (onr_date){2031, 3, 8}, 'b', &key, &err) != ONR_OK ||
        shelf_add(book, three, "Selwick Post", (onr_date){2031, 4, 1}, 'c', &key, &err) != ONR_OK ||
        onr_store_commit(book, &err) != ONR_OK) {
        (void)fprintf(stderr, "no book for the test: %s\n", err.msg);
        abort();
    }
    return book;
}

#endif
