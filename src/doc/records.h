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

typedef struct onr_date {
    int32_t year;       /* 0: absent */
    uint8_t month, day; /* 0: not known at this grain */
} onr_date;

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

/* A date expression. Its span holds the date's own words ("since 3 May": "3 May"; "from Monday to Wednesday": "Monday to
 * Wednesday"). [from, to] are the first and the last day that it names: both whole days, or year 0 where the text or a
 * missing publication day leaves them open; never guessed. */
enum { ONR_WHEN_DATE,   /* a day, week, month ... of the calendar */
       ONR_WHEN_RANGE,  /* from one to another: "3-5 May" */
       ONR_WHEN_SINCE, ONR_WHEN_UNTIL, ONR_WHEN_AS_OF,
       ONR_WHEN_PERIOD,   /* a length tied to the publication day or to another date: "the past two months" */
       ONR_WHEN_DURATION, /* a length alone: "nine months" */
       ONR_WHEN_VAGUE,    /* "recently", "years ago" */
       ONR_WHEN_KINDS };
enum { ONR_GRAIN_NONE, ONR_GRAIN_SECOND, ONR_GRAIN_MINUTE, ONR_GRAIN_HOUR, ONR_GRAIN_DAY, ONR_GRAIN_WEEKEND,
       ONR_GRAIN_WEEK, ONR_GRAIN_MONTH, ONR_GRAIN_SEASON, ONR_GRAIN_QUARTER, ONR_GRAIN_HALF, ONR_GRAIN_YEAR,
       ONR_GRAIN_DECADE, ONR_GRAIN_CENTURY, ONR_GRAINS };
enum { ONR_HOW_NONE,     /* not resolved: no publication day, no such day, or nothing to resolve */
       ONR_HOW_EXPLICIT, /* the year is written */
       ONR_HOW_WEEKDAY,  /* the publication day or one of the six before it; ahead under a future verb */
       ONR_HOW_NEAREST,  /* a day, month, season or quarter without its year: the nearest one */
       ONR_HOW_RELATIVE, /* counted from the publication day */
       ONR_HOW_CONTEXT,  /* counted from a date that the text named before */
       ONR_HOWS };
typedef struct onr_when {
    onr_span span;
    uint8_t kind, grain, how; /* ONR_WHEN_..., ONR_GRAIN_..., ONR_HOW_... */
    onr_date from, to;
    char value[24]; /* TIMEX3: 2019-01-24, 2019-W04, 2019-Q3, 2019-SU, 201X, P9M, PAST_REF, XXXX-05-03; "" for a range */
} onr_when;

/* As much of the beginning as the grain knows: the day of a day or week, the month of a month, season, quarter or half,
 * the year of a year or more. Year 0: open. */
onr_date onr_when_date(const onr_when *w);

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

/* Who acts or is acted on: a span, its entity, its country ("RUS", "IGO") and its PLOVER sector ("GOV"). */
typedef struct onr_party {
    onr_span span;
    uint32_t entity;
    char code[8], sector[4]; /* "": not known */
} onr_party;

typedef struct onr_event {
    char id[17];
    uint8_t type;             /* ONR_MARK_AGREE … ONR_MARK_ASSAULT: a PLOVER type */
    const char *mode, *cameo; /* NULL: none */
    onr_span anchor;
    onr_party actor, recipient; /* span 0,0: not named */
    uint8_t modality;           /* ONR_ATTR_HAPPENED … ONR_ATTR_HISTORICAL */
    onr_span modality_span;
    onr_said_on when; /* NULL how: absent */
    onr_span where;
    uint32_t where_entity;
    uint32_t *magnitude; /* figures, in order */
    uint32_t magnitude_n;
    uint32_t same_as;   /* an earlier event */
    uint32_t statement; /* the innermost one that tells it; absent: the outlet tells it */
    onr_chain_link *chain;
    uint32_t chain_n;
    float confidence;
    const char *rule;
} onr_event;

/* An exact number: digits / 10^places, in lowest form (56 is {56, 0}, 2.50 is {25, 1}). */
typedef struct onr_decimal {
    int64_t digits;
    uint8_t places; /* at most 18 */
} onr_decimal;

/* What a number says: exact, low = high; "at least 56", low only; "more than 200", low only and open; "nearly 50", high
 * only and open; "about 100", both and approx; "dozens", neither and vague. */
typedef struct onr_value {
    onr_decimal low, high;
    uint8_t has_low, has_high, low_open, high_open, approx;
    const char *vague; /* the vague word in lower case; NULL: none */
} onr_value;

enum { ONR_RELATION_NONE, ONR_RELATION_SUBSET, ONR_RELATION_TOTAL, ONR_RELATION_SHARE, ONR_RELATION_CHANGE };

/* A count, an amount or a share as the text gives it; never a sum, a conversion or a convention. */
typedef struct onr_figure {
    char id[17];
    onr_span text, number; /* "at least 56 people", "56" */
    onr_value value;
    uint8_t effect; /* ONR_MARK_KILLED ... ONR_MARK_OTHER */
    onr_span unit, who, where, period;
    const char *currency; /* ISO 4217 where the text fixes it, else the sign ("$"); NULL: no money */
    int64_t scale;        /* what the magnitude word multiplies by ("million"); 0: none */
    uint32_t of;          /* the figure that it is a part, share or change of */
    uint8_t relation;     /* ONR_RELATION_... */
    const char *accrual;  /* incident, new, cumulative, stock, projected, other */
    uint32_t since, as_of, on; /* dates of the document */
    const char *polarity;      /* asserted, denied */
    const char *modality;      /* happened, feared, planned, conditional */
    onr_span caveat;
    onr_chain_link *chain;
    uint32_t chain_n;
    float confidence;
    const char *rule;
} onr_figure;

/* What follows from figures by a named rule (ledger/derive.h): it cites them and stands for none. */
typedef struct onr_derived {
    char id[17];
    const char *rule; /* "sum.list", "vague.acled", ... */
    onr_value value;
    uint8_t effect; /* as in onr_figure */
    uint32_t *from; /* figures, at least one */
    uint32_t from_n;
} onr_derived;

typedef struct onr_quotation {
    char id[17];
    onr_span span;
    const char *kind; /* title, nickname, scare, slogan, term, unattributed */
    const char *rule;
} onr_quotation;

#endif
