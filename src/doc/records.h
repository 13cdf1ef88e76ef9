/* records.h - what a document becomes: the vocabulary of docs/record.schema.json as C structs.
 *
 * Field names are those of the JSON contract. Spans are byte offsets into doc->text; {0,0} means absent. Indices refer to
 * the document's own arrays; UINT32_MAX means absent. Everything lives in the document's arena.
 */
#ifndef ONR_DOC_RECORDS_H
#define ONR_DOC_RECORDS_H

#include <stdint.h>

typedef struct onr_span {
    uint32_t start, end;
} onr_span;

static inline int onr_span_empty(onr_span s) { return s.end <= s.start; }
static inline int onr_span_overlap(onr_span a, onr_span b) { return a.start < b.end && b.start < a.end; }
static inline int onr_span_within(onr_span inner, onr_span outer) {
    return outer.start <= inner.start && inner.end <= outer.end;
}

/* A run of quoted text. `span` has its marks, `inner` has not. A run never crosses a block end; a quotation that goes on
 * over paragraphs (open mark on each, close on the last) is several runs joined by `next`. */
enum { ONR_QUOTE_DOUBLE, ONR_QUOTE_SINGLE, ONR_QUOTE_GUILLEMET };
enum { ONR_QUOTE_UNCLOSED = 1, /* no closing mark in its block: it ends with the block, or goes on in `next` */
       ONR_QUOTE_UNOPENED = 2  /* a closing mark without an opening one: it begins with its block */ };
typedef struct onr_quote {
    onr_span span, inner;
    uint8_t marks, flags;
    uint8_t depth;   /* 0 outermost */
    uint32_t parent; /* the run that holds it */
    uint32_t next;   /* the run of a later block that continues it */
} onr_quote;

enum { ONR_ENTITY_UNKNOWN, ONR_ENTITY_PERSON, ONR_ENTITY_ORGANISATION, ONR_ENTITY_COUNTRY, ONR_ENTITY_PLACE,
       ONR_ENTITY_GROUP, ONR_ENTITY_DOCUMENT };
enum { ONR_FORM_NAME, ONR_FORM_NOMINAL, ONR_FORM_PRONOUN };

typedef struct onr_mention {
    onr_span span;
    uint32_t entity;
    uint8_t form; /* ONR_FORM_… */
} onr_mention;

typedef struct onr_entity {
    onr_span name; /* the fullest form the document gives, as written */
    uint8_t kind;  /* ONR_ENTITY_… */
    onr_span role;
    const char *country, *country_how; /* ISO 3166 alpha-3 or "IGO"; NULL: not known */
} onr_entity;

enum { ONR_STATEMENT_DIRECT, ONR_STATEMENT_MIXED, ONR_STATEMENT_INDIRECT };
enum { ONR_LINK_ORIGIN, ONR_LINK_RELAY, ONR_LINK_OUTLET };

/* One link of a chain, from the origin to the outlet. An outlet link may have neither entity nor span. */
typedef struct onr_chain_link {
    uint8_t role; /* ONR_LINK_… */
    uint32_t entity;
    onr_span span;
} onr_chain_link;

typedef struct onr_said_on {
    int32_t year;
    uint8_t month, day;
    const char *grain, *how; /* NULL how: absent */
    onr_span span;
} onr_said_on;

typedef struct onr_statement {
    char id[17]; /* hash of document id, kind and spans */
    uint8_t type; /* ONR_STATEMENT_… */
    onr_span source;
    uint32_t speaker; /* entity */
    onr_span cue;
    const char *cue_class; /* "say", "deny", … */
    onr_span *content;     /* in order, at least one */
    uint32_t content_n;
    onr_span *quoted;
    uint32_t quoted_n;
    onr_span addressee, venue, medium;
    onr_said_on said_on;
    const char *polarity; /* asserted, denied, declined, asked, ordered, conditional */
    uint32_t within;      /* statement */
    onr_chain_link *chain;
    uint32_t chain_n;
    float confidence;
    const char *rule; /* what produced it */
} onr_statement;

typedef struct onr_quotation {
    char id[17];
    onr_span span;
    const char *kind; /* title, nickname, scare, slogan, term, unattributed */
    const char *rule;
} onr_quotation;

#endif
