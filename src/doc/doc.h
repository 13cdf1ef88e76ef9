/* doc.h - the one noun: a document, its text and the layers that stages add to it.
 *
 * A document is born by the reader with text and blocks; each stage then fills ONE layer, which is read-only from then
 * on. Every item is a half-open byte span into doc->text. Order of the layers:
 *
 *     bytes --read--> text, map, blocks, warnings
 *           --lang--> tokens, sents, tags, lemmas, arcs, names, marks, links       (token indices, parallel arrays)
 *           --find--> quotes, dates, entities, mentions, statements, quotations, figures, events   (records.h)
 *
 * Ownership: everything lives in doc->arena and dies with onr_doc_reset/clear. Offsets, never pointers, between layers.
 * Threads: a document belongs to one worker at a time. Errors: see base/status.h; nothing here prints or aborts.
 *
 *     onr_doc doc;
 *     onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
 *     if (onr_read_text(..., &doc, &err) == ONR_OK) ...
 *     onr_doc_clear(&doc);
 */
#ifndef ONR_DOC_DOC_H
#define ONR_DOC_DOC_H

#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"
#include "doc/labels.h"
#include "doc/records.h"

enum { ONR_DOC_TEXT_MAX = 64 * 1024 * 1024 }; /* bytes of text a document may have */
#define ONR_DOC_ARENA_CAP ((size_t)3 << 30)   /* bytes a document and its layers may hold */
#define ONR_NONE UINT32_MAX                   /* "no such item" wherever an index is expected */

/* ---- what the reader fills -------------------------------------------------------------------------------------- */

typedef enum onr_block_kind { ONR_BLOCK_TITLE, ONR_BLOCK_DATE, ONR_BLOCK_HEADING, ONR_BLOCK_PARA, ONR_BLOCK_CREDIT } onr_block_kind;

/* A paragraph-like stretch of text without its line ends. Blocks are in order and do not overlap; a sentence never
 * crosses a block end. Text between blocks is white space. */
typedef struct onr_block {
    onr_span span;
    uint8_t kind; /* onr_block_kind */
} onr_block;

/* text bytes [text, next run's text) came from source bytes [byte, ...). `same` means they are the same bytes one for
 * one; otherwise the whole run stands for the whole source stretch (an entity, a recoded or replaced character), which
 * is `bytes` long, or reaches to the next run's (0). */
typedef struct onr_run {
    uint32_t text;
    uint8_t same;
    uint16_t bytes;
    uint64_t byte;
} onr_run;

typedef struct onr_warning {
    const char *message; /* one line */
    onr_span span;       /* where, or 0,0 */
} onr_warning;

typedef struct onr_source {
    const char *path;       /* as the user named it; "-" for standard input */
    const char *media_type; /* "text/plain" */
    char sha256[65];        /* of the bytes received, lower-case hex */
    uint64_t bytes;
} onr_source;

/* A date that a page gives for its article. */
typedef struct onr_seen_date {
    onr_date date;
    const char *place;   /* json-ld, meta, itemprop, url, time, class, text */
    uint8_t updated;     /* 1: when it was last changed */
    uint64_t start, end; /* in the bytes received */
} onr_seen_date;

typedef struct onr_meta {
    onr_span title;          /* 0,0: none */
    const char *outlet, *url, *language, *agency; /* NULL: not known */
    const char *const *authors; uint32_t authors_n; /* names as the page or container gives them */
    onr_date published;
    const char *published_how; /* given, dateline, meta ... "none" */
    onr_seen_date *seen; uint32_t seen_n; /* every date a page gives, published or not */
    char id[33];               /* hash of canonical text and origin, lower-case hex */
} onr_meta;

/* ---- what lang fills -------------------------------------------------------------------------------------------- */

enum { ONR_TOKEN_SPACE_AFTER = 1, /* white space (or a block end) follows */
       ONR_TOKEN_MWT_HEAD = 2,    /* first syntactic word of a UD multiword token ("do" of "don't") */
       ONR_TOKEN_MWT_TAIL = 4 };  /* a later word of one ("n't") */

/* A syntactic word of UD English. Tokens are in order, never overlap, never cross a block end, are never empty. */
typedef struct onr_token {
    uint32_t start, end;
    uint32_t block;
    uint8_t flags;
} onr_token;

typedef struct onr_range { uint32_t from, to; } onr_range; /* half-open token indices */

typedef struct onr_sent {
    onr_range tok;
    uint8_t cut; /* 1: longer than a window, read in overlapping pieces */
} onr_sent;

typedef struct onr_tag { uint8_t upos, xpos; } onr_tag;

typedef struct onr_arc {
    uint32_t head; /* token index, ONR_NONE for the root of its sentence */
    uint8_t rel;   /* ONR_DEPREL_… */
} onr_arc;

typedef struct onr_name {
    onr_range tok;
    uint8_t kind; /* ONR_NAME_… */
    float score;  /* mean probability per token, 0..1 */
} onr_name;

/* A piece that the network marked: layer 0 = this project's statements (source, cue, content), 1 = acts, 2 = numbers,
 * 3 = PolNeAR's attribution convention (kept apart for scoring). */
enum { ONR_LAYER_STATEMENT, ONR_LAYER_ACT, ONR_LAYER_NUMBER, ONR_LAYER_ATTRIBUTION, ONR_LAYER_COUNT };
typedef struct onr_mark {
    onr_range tok;
    uint8_t layer, kind; /* ONR_LAYER_…, ONR_MARK_… */
    uint8_t attr;        /* ONR_ATTR_…: polarity of a cue, modality of an act, accrual of a number */
    float score;         /* mean probability per token, 0..1 */
} onr_mark;

/* A span of words in a role to a mark (a cue, an act, a number, an attribution's cue). */
typedef struct onr_link {
    uint32_t mark; /* index into doc->marks */
    uint8_t role;  /* ONR_ROLE_… */
    onr_range tok;
    float score;
} onr_link;

/* ---- what find fills: records.h --------------------------------------------------------------------------------- */

typedef struct onr_doc {
    onr_arena arena;
    onr_source source;
    onr_meta meta;

    char *text; /* valid UTF-8, NUL-terminated, no other NUL */
    uint32_t text_n;
    onr_run *map;           uint32_t map_n;
    onr_block *blocks;      uint32_t blocks_n;
    onr_warning *warnings;  uint32_t warnings_n; size_t warnings_cap;

    onr_token *tokens;      uint32_t tokens_n;
    onr_sent *sents;        uint32_t sents_n;
    onr_tag *tags;          /* tokens_n, or NULL before the stage */
    onr_slice *lemmas;      /* tokens_n */
    onr_arc *arcs;          /* tokens_n */
    onr_name *names;        uint32_t names_n;
    onr_mark *marks;        uint32_t marks_n;
    onr_link *links;        uint32_t links_n;

    onr_quote *quotes;            uint32_t quotes_n;
    onr_when *dates;              uint32_t dates_n; /* in order, never overlapping */
    onr_entity *entities;         uint32_t entities_n;
    onr_mention *mentions;        uint32_t mentions_n;
    onr_statement *statements;    uint32_t statements_n;
    onr_figure *figures;          uint32_t figures_n;
    onr_quotation *quotations;    uint32_t quotations_n;
    onr_event *events;            uint32_t events_n;
    onr_derived *derived;         uint32_t derived_n; /* NULL: nobody asked */
} onr_doc;

void onr_doc_init(onr_doc *doc, size_t arena_cap);
void onr_doc_reset(onr_doc *doc); /* forget the document, keep memory for the next */
void onr_doc_clear(onr_doc *doc);

/* The bytes of a span; an empty slice for a span outside the text. */
onr_slice onr_doc_slice(const onr_doc *doc, onr_span s);
/* Does a token stand in a block that tells nothing: a date line, a credit line? O(1). */
int onr_doc_is_apart(const onr_doc *doc, uint32_t tok);
/* The byte span that tokens [from, to) cover; 0,0 when empty. */
onr_span onr_doc_tokens_span(const onr_doc *doc, onr_range tok);
/* The index of the first token whose end lies after `at`; tokens_n when none. O(log n). */
uint32_t onr_doc_token_at(const onr_doc *doc, uint32_t at);
/* The block whose span ends behind byte `at`: the one that holds it, or the next; blocks_n when none. O(log n). */
uint32_t onr_doc_block_at(const onr_doc *doc, uint32_t at);
/* The index of the sentence that holds token `tok`; ONR_NONE when sentences are not there. O(log n). */
uint32_t onr_doc_sent_of(const onr_doc *doc, uint32_t tok);
/* 1-based line and column (in code points) of a byte offset. O(n). */
void onr_doc_line_column(const onr_doc *doc, uint32_t at, uint32_t *line, uint32_t *column);
/* Source bytes that text byte span s came from, by the map; an identity map when there is none. */
void onr_doc_source_span(const onr_doc *doc, onr_span s, uint64_t *start, uint64_t *end);

/* Index of the first name that ends after token `tok`; names_n when none. O(log n). */
uint32_t onr_doc_name_at(const onr_doc *doc, uint32_t tok);
/* Index of the first date that ends after byte `at`; dates_n when none. O(log n). */
uint32_t onr_doc_date_at(const onr_doc *doc, uint32_t at);
/* Index of the first mention that starts at byte `at` or behind it; mentions_n when none does. O(log mentions). */
uint32_t onr_doc_mention_from(const onr_doc *doc, uint32_t at);
/* The last mention that lies inside the span, which is most often its head; NULL when none does. */
const onr_mention *onr_doc_mention_in(const onr_doc *doc, onr_span s);
/* The shortest mention that covers byte `at`, of the sixteen that start last before it; NULL when none does. */
const onr_mention *onr_doc_mention_over(const onr_doc *doc, uint32_t at);

/* Say that the document's arena is at its cap, or memory at its end; returns ONR_NOMEM. */
onr_status onr_doc_no_memory(onr_err *err);

/* Add a warning (printf-style, copied into the arena). ONR_NOMEM is the only failure. */
ONR_MUST onr_status onr_doc_warn(onr_doc *doc, onr_span where, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Check every invariant named above of the layers that are present. Returns ONR_INTERNAL with the first broken one. */
ONR_MUST onr_status onr_doc_check(const onr_doc *doc, onr_err *err);

#endif
