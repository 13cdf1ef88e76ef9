/* specimen json|html|layers|sheet|colour|narrow: a document made by hand with every kind of record, printed by the
 * program's own writers. The second statement has nothing that may be absent. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/sheet.h"
#include "doc/html.h"
#include "doc/json.h"
#include "doc/print.h"

static const char article[] =
    "Quay stays shut\n"
    "\n"
    "\"We wait,\" harbour minister Mara Ostrell told reporters in Selwick on Monday, \"and we "
    "look.\"\n"
    "Sailors call the quay 'the Long Table'. It was not her fault, she denied in a letter that "
    "Tomas Brandvik said nobody had read, although everybody along the whole northern quay had "
    "asked for a copy of it since the morning.\n";

/* The nth place (from 1) where the words stand. */
static onr_span at(const char *words, int nth) {
    const char *p = article - 1;
    while (nth-- > 0 && p) p = strstr(p + 1, words);
    if (!p) abort();
    uint32_t start = (uint32_t)(p - article);
    return (onr_span){start, start + (uint32_t)strlen(words)};
}

static onr_block blocks[3];
static onr_token tokens[2];
static onr_sent sents[] = {{{0, 2}, 0}};
static onr_tag tags[] = {{ONR_UPOS_PRON, ONR_XPOS_PRP}, {ONR_UPOS_VERB, ONR_XPOS_VBP}};
static onr_arc arcs[] = {{1, ONR_DEPREL_NSUBJ}, {ONR_NONE, ONR_DEPREL_ROOT}};
static onr_slice lemmas[] = {{"we", 2}, {"wait", 4}};
static onr_name names[] = {{{0, 1}, ONR_NAME_PER, 0.5f}};
static onr_mark marks[] = {{{1, 2}, ONR_LAYER_STATEMENT, ONR_MARK_CUE, ONR_ATTR_ASSERTED, -0.25f}};
static onr_link links[] = {{0, ONR_ROLE_SOURCE, {0, 1}, -1.0f}};
static onr_quote quotes[2];
static onr_entity entities[3];
static onr_mention mentions[4];
static onr_statement statements[3];
static onr_quotation quotations[1];
static onr_event events[2];
static onr_warning warnings[1];
static onr_span first_content[2], second_content[1], third_content[1];
static onr_chain_link first_chain[2], second_chain[3], third_chain[1];

static void fill_layers(onr_doc *doc) {
    onr_span we = at("We", 1), wait = at("wait", 1);
    blocks[0] = (onr_block){at("Quay stays shut", 1), ONR_BLOCK_TITLE};
    blocks[1] = (onr_block){{blocks[0].span.end + 2, at("Sailors", 1).start - 1}, ONR_BLOCK_PARA};
    blocks[2] = (onr_block){{at("Sailors", 1).start, (uint32_t)sizeof article - 2}, ONR_BLOCK_PARA};
    tokens[0] = (onr_token){we.start, we.end, 1, ONR_TOKEN_SPACE_AFTER};
    tokens[1] = (onr_token){wait.start, wait.end, 1, 0};
    quotes[0] = (onr_quote){at("\"We wait,\"", 1), at("We wait,", 1), ONR_QUOTE_DOUBLE, 0, 0, ONR_NONE, ONR_NONE};
    quotes[1] =
        (onr_quote){at("\"and we look.\"", 1), at("and we look.", 1), ONR_QUOTE_DOUBLE, ONR_QUOTE_UNCLOSED, 1, 0, 0};
    doc->blocks = blocks, doc->blocks_n = 3;
    doc->tokens = tokens, doc->tokens_n = 2;
    doc->sents = sents, doc->sents_n = 1;
    doc->tags = tags, doc->arcs = arcs, doc->lemmas = lemmas;
    doc->names = names, doc->names_n = 1;
    doc->marks = marks, doc->marks_n = 1;
    doc->links = links, doc->links_n = 1;
    doc->quotes = quotes, doc->quotes_n = 2;
    doc->meta.title = blocks[0].span;
    doc->meta.outlet = "The \"Lowmark\" Courier";
    doc->meta.url = "https://courier.invalid/1";
    doc->meta.language = "en";
    doc->meta.agency = "Meridian Wire";
    doc->meta.published = (onr_date){2031, 3, 7};
    doc->meta.published_how = "given";
}

static void fill_entities(onr_doc *doc) {
    entities[0] = (onr_entity){at("Mara Ostrell", 1), ONR_ENTITY_PERSON, at("harbour minister", 1), "VEL", "role"};
    entities[1] = (onr_entity){at("Tomas Brandvik", 1), ONR_ENTITY_PERSON, {0, 0}, NULL, NULL};
    entities[2] = (onr_entity){at("Sailors", 1), ONR_ENTITY_GROUP, {0, 0}, NULL, NULL};
    mentions[0] = (onr_mention){at("Mara Ostrell", 1), 0, ONR_FORM_NAME};
    mentions[1] = (onr_mention){at("Sailors", 1), 2, ONR_FORM_NOMINAL};
    mentions[2] = (onr_mention){at("she", 1), 0, ONR_FORM_PRONOUN};
    mentions[3] = (onr_mention){at("Tomas Brandvik", 1), 1, ONR_FORM_NAME};
    doc->entities = entities, doc->entities_n = 3;
    doc->mentions = mentions, doc->mentions_n = 4;
    quotations[0] = (onr_quotation){"00000000000000ff", at("'the Long Table'", 1), "nickname", "quotation.call"};
    doc->quotations = quotations, doc->quotations_n = 1;
    warnings[0] = (onr_warning){"no publication date: weekdays stay unresolved", at("Monday", 1)};
    doc->warnings = warnings, doc->warnings_n = 1;
}

static void fill_statements(onr_doc *doc) {
    onr_statement *s = statements;
    first_content[0] = at("\"We wait,\"", 1);
    first_content[1] = at("\"and we look.\"", 1);
    first_chain[0] = (onr_chain_link){ONR_LINK_ORIGIN, 0, at("Mara Ostrell", 1)};
    first_chain[1] = (onr_chain_link){ONR_LINK_OUTLET, ONR_NONE, {0, 0}};
    s[0] = (onr_statement){.id = "00000000000000a1", .type = ONR_STATEMENT_DIRECT, .speaker = 0, .cue_class = "say"};
    s[0].source = at("harbour minister Mara Ostrell", 1);
    s[0].cue = at("told", 1);
    s[0].content = s[0].quoted = first_content;
    s[0].content_n = s[0].quoted_n = 2;
    s[0].addressee = at("reporters", 1);
    s[0].venue = at("in Selwick", 1);
    s[0].said_on = (onr_said_on){2031, 3, 3, "day", "weekday", at("on Monday", 1)};
    s[0].polarity = "asserted", s[0].within = ONR_NONE;
    s[0].chain = first_chain, s[0].chain_n = 2;
    s[0].confidence = 0.9375f, s[0].rule = "quote.cue";

    second_content[0] = at("It was not her fault", 1);
    second_chain[0] = (onr_chain_link){ONR_LINK_ORIGIN, 0, at("she", 1)};
    second_chain[1] = (onr_chain_link){ONR_LINK_RELAY, ONR_NONE, at("Tomas Brandvik", 1)};
    second_chain[2] = first_chain[1];
    s[1] = (onr_statement){.id = "00000000000000a2", .type = ONR_STATEMENT_INDIRECT, .speaker = 0, .cue_class = "deny"};
    s[1].source = at("she", 1), s[1].cue = at("denied", 1);
    s[1].content = second_content, s[1].content_n = 1;
    s[1].medium = at("in a letter", 1);
    s[1].polarity = "denied", s[1].within = 2;
    s[1].chain = second_chain, s[1].chain_n = 3;
    s[1].confidence = 0.5f, s[1].rule = "net.statement";

    third_content[0] =
        at("nobody had read, although everybody along the whole northern quay had asked for a copy of it since "
           "the morning",
           1);
    third_chain[0] = first_chain[1];
    s[2] = (onr_statement){.id = "00000000000000a3", .type = ONR_STATEMENT_MIXED, .speaker = ONR_NONE};
    s[2].content = third_content, s[2].content_n = 1;
    s[2].within = ONR_NONE;
    s[2].chain = third_chain, s[2].chain_n = 1;
    s[2].confidence = 2.0f;
    doc->statements = statements, doc->statements_n = 3;
}

/* One act with all that an act can have, and its second telling with all that may be absent. */
static void fill_events(onr_doc *doc) {
    onr_event *e = events;
    e[0] = (onr_event){.id = "00000000000000e1", .type = ONR_MARK_REQUEST, .mode = "assist", .cameo = "103"};
    e[0].anchor = at("told", 1);
    e[0].actor = (onr_party){at("Mara Ostrell", 1), 0, "VEL", "GOV"};
    e[0].recipient = (onr_party){at("reporters", 1), ONR_NONE, "", "MED"};
    e[0].modality = ONR_ATTR_FUTURE, e[0].modality_span = at("wait", 1);
    e[0].when = (onr_said_on){2031, 3, 3, "day", "weekday", at("Monday", 1)};
    e[0].where = at("Selwick", 1), e[0].where_entity = ONR_NONE;
    e[0].same_as = ONR_NONE, e[0].statement = 0;
    e[0].chain = first_chain, e[0].chain_n = 2;
    e[0].confidence = 0.75f, e[0].rule = "network";
    e[1] = (onr_event){.id = "00000000000000e2", .type = ONR_MARK_REQUEST, .modality = ONR_ATTR_HAPPENED};
    e[1].anchor = at("asked", 1);
    e[1].actor.entity = e[1].recipient.entity = e[1].where_entity = ONR_NONE;
    e[1].same_as = 0, e[1].statement = ONR_NONE;
    e[1].chain = third_chain, e[1].chain_n = 1;
    e[1].confidence = 0.5f, e[1].rule = "table";
    doc->events = events, doc->events_n = 2;
}

static onr_status print(const char *how, const onr_doc *doc, onr_buf *out, onr_err *err) {
    static const onr_json_stage versions[] = {{"read", 1}, {"find.statement", 5}};
    static const onr_json_run run = {"onrecord 0.0.0", "en-1", versions, 2};
    cli_sheet_options options = {100, strcmp(how, "colour") == 0, NULL};
    if (strcmp(how, "narrow") == 0) options.width = 40;
    if (strcmp(how, "html") == 0) return onr_html_write(doc, &run, &(onr_html_parts){{"", 0}, {"", 0}}, out, err);
    if (strcmp(how, "json") == 0) return onr_json_write(doc, &run, out, err);
    if (strcmp(how, "layers") != 0) return cli_sheet(doc, &options, out, err);
    for (unsigned i = 0; i < ONR_PRINT_COUNT; i++) onr_print_layer_add(doc, (onr_print_layer)i, out);
    return ONR_OK;
}

int main(int argc, char **argv) {
    onr_doc doc;
    onr_buf out;
    onr_err err = {0};
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    onr_buf_init(&out, ONR_JSON_MAX);
    doc.text = onr_arena_copy(&doc.arena, article, sizeof article - 1);
    if (!doc.text) return EXIT_FAILURE;
    doc.text_n = sizeof article - 1;
    fill_layers(&doc);
    fill_entities(&doc);
    fill_statements(&doc);
    fill_events(&doc);
    onr_status st = print(argc > 1 ? argv[1] : "sheet", &doc, &out, &err);
    if (st == ONR_OK) (void)fwrite(out.p, 1, out.n, stdout);
    else (void)fprintf(stderr, "%s\n", err.msg);
    onr_buf_clear(&out);
    onr_doc_clear(&doc);
    return st == ONR_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
