/* The names of the enumerations of doc.h and records.h. Constant tables and a bounds check. */
#include "doc/vocab.h"

#include "doc/doc.h"

#define WORD(table, i) ((i) < sizeof(table) / sizeof *(table) ? (table)[i] : "unknown")

static const char *const block_kinds[] = {
    [ONR_BLOCK_TITLE] = "title", [ONR_BLOCK_DATE] = "date",     [ONR_BLOCK_HEADING] = "heading",
    [ONR_BLOCK_PARA] = "para",   [ONR_BLOCK_CREDIT] = "credit",
};
static const char *const entity_kinds[] = {
    [ONR_ENTITY_UNKNOWN] = "unknown",   [ONR_ENTITY_PERSON] = "person", [ONR_ENTITY_ORGANISATION] = "organisation",
    [ONR_ENTITY_COUNTRY] = "country",   [ONR_ENTITY_PLACE] = "place",   [ONR_ENTITY_GROUP] = "group",
    [ONR_ENTITY_DOCUMENT] = "document",
};
static const char *const mention_forms[] = {
    [ONR_FORM_NAME] = "name",
    [ONR_FORM_NOMINAL] = "nominal",
    [ONR_FORM_PRONOUN] = "pronoun",
};
static const char *const statement_types[] = {
    [ONR_STATEMENT_DIRECT] = "direct",
    [ONR_STATEMENT_MIXED] = "mixed",
    [ONR_STATEMENT_INDIRECT] = "indirect",
};
static const char *const chain_roles[] = {
    [ONR_LINK_ORIGIN] = "origin",
    [ONR_LINK_RELAY] = "relay",
    [ONR_LINK_OUTLET] = "outlet",
};
static const char *const quote_marks[] = {
    [ONR_QUOTE_DOUBLE] = "double",
    [ONR_QUOTE_SINGLE] = "single",
    [ONR_QUOTE_GUILLEMET] = "guillemet",
};
static const char *const when_kinds[] = {
    [ONR_WHEN_DATE] = "date",         [ONR_WHEN_RANGE] = "range", [ONR_WHEN_SINCE] = "since",
    [ONR_WHEN_UNTIL] = "until",       [ONR_WHEN_AS_OF] = "as_of", [ONR_WHEN_PERIOD] = "period",
    [ONR_WHEN_DURATION] = "duration", [ONR_WHEN_VAGUE] = "vague",
};
static const char *const when_grains[] = {
    [ONR_GRAIN_NONE] = "none",       [ONR_GRAIN_SECOND] = "second",   [ONR_GRAIN_MINUTE] = "minute",
    [ONR_GRAIN_HOUR] = "hour",       [ONR_GRAIN_DAY] = "day",         [ONR_GRAIN_WEEKEND] = "weekend",
    [ONR_GRAIN_WEEK] = "week",       [ONR_GRAIN_MONTH] = "month",     [ONR_GRAIN_SEASON] = "season",
    [ONR_GRAIN_QUARTER] = "quarter", [ONR_GRAIN_HALF] = "half",       [ONR_GRAIN_YEAR] = "year",
    [ONR_GRAIN_DECADE] = "decade",   [ONR_GRAIN_CENTURY] = "century",
};
static const char *const when_hows[] = {
    [ONR_HOW_NONE] = "none",       [ONR_HOW_EXPLICIT] = "explicit", [ONR_HOW_WEEKDAY] = "weekday",
    [ONR_HOW_NEAREST] = "nearest", [ONR_HOW_RELATIVE] = "relative", [ONR_HOW_CONTEXT] = "context",
};
static const char *const mark_layers[] = {
    [ONR_LAYER_STATEMENT] = "statement",
    [ONR_LAYER_ACT] = "act",
    [ONR_LAYER_NUMBER] = "number",
    [ONR_LAYER_ATTRIBUTION] = "attribution",
};

static const char *const relations[] = {
    [ONR_RELATION_NONE] = "none",   [ONR_RELATION_SUBSET] = "subset", [ONR_RELATION_TOTAL] = "total",
    [ONR_RELATION_SHARE] = "share", [ONR_RELATION_CHANGE] = "change",
};

const char *onr_block_kind_word(unsigned kind) { return WORD(block_kinds, kind); }
const char *onr_entity_kind_word(unsigned kind) { return WORD(entity_kinds, kind); }
const char *onr_mention_form_word(unsigned form) { return WORD(mention_forms, form); }
const char *onr_statement_type_word(unsigned type) { return WORD(statement_types, type); }
const char *onr_chain_role_word(unsigned role) { return WORD(chain_roles, role); }
const char *onr_quote_marks_word(unsigned marks) { return WORD(quote_marks, marks); }
const char *onr_mark_layer_word(unsigned layer) { return WORD(mark_layers, layer); }
const char *onr_when_kind_word(unsigned kind) { return WORD(when_kinds, kind); }
const char *onr_when_grain_word(unsigned grain) { return WORD(when_grains, grain); }
const char *onr_when_how_word(unsigned how) { return WORD(when_hows, how); }
const char *onr_relation_word(unsigned relation) { return WORD(relations, relation); }
