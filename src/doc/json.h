/* json.h - the document and its records as JSON: the contract of docs/record.schema.json.
 *
 * One document is one line. The order of the fields is fixed and every field is always there: what is absent is null or
 * an empty list, so that a reader never has to ask whether a key exists. A span is {"start", "end", "text"}: byte
 * offsets into document.text, and the slice itself. Numbers with a fraction have three decimals.
 *
 *     onr_buf out;
 *     onr_buf_init(&out, ONR_JSON_MAX);
 *     if (onr_json_write(&doc, &run, &out, &err) == ONR_OK) ... out.p, out.n ...
 *     onr_buf_clear(&out);
 */
#ifndef ONR_DOC_JSON_H
#define ONR_DOC_JSON_H

#include "base/buf.h"
#include "doc/doc.h"

#define ONR_JSON_MAX ((size_t)1 << 30) /* bytes of JSON one document may become */

typedef struct onr_json_stage {
    const char *name;
    unsigned version;
} onr_json_stage;

/* What made the records: printed as "run". */
typedef struct onr_json_run {
    const char *program; /* "onrecord 0.1.0" */
    const char *model;   /* name of the model; NULL where none was used */
    const onr_json_stage *stages;
    size_t stages_n;
} onr_json_run;

/* Append the document as one line of JSON with its line end. ONR_TOO_BIG when `out` would pass its maximum, ONR_NOMEM.
 */
ONR_MUST onr_status onr_json_write(const onr_doc *doc, const onr_json_run *run, onr_buf *out, onr_err *err);

/* Where the parts of a document's JSON lie, for whoever keeps them apart (the store). TEXT is the value of
 * document.text; DOCUMENT, DATES and RUN are the values of those keys; the rest are single records, in order. */
typedef enum onr_json_kind {
    ONR_JSON_DOCUMENT,
    ONR_JSON_TEXT,
    ONR_JSON_DATES,
    ONR_JSON_RUN,
    ONR_JSON_ENTITY,
    ONR_JSON_STATEMENT,
    ONR_JSON_FIGURE,
    ONR_JSON_EVENT,
    ONR_JSON_QUOTATION,
    ONR_JSON_KINDS
} onr_json_kind;

typedef struct onr_json_part {
    onr_json_kind kind;
    size_t start, end; /* bytes of the output */
} onr_json_part;

typedef struct onr_json_parts {
    onr_json_part *p; /* in order of their ends; owned: onr_json_parts_clear */
    size_t n, cap;
    int failed; /* out of memory */
} onr_json_parts;

/* As onr_json_write, and note the parts in `parts`, which is zeroed or was used before. */
ONR_MUST onr_status onr_json_write_parts(const onr_doc *doc, const onr_json_run *run, onr_buf *out,
                                         onr_json_parts *parts, onr_err *err);
void onr_json_parts_clear(onr_json_parts *parts);

/* Append one JSON string, quotes included. Control characters (C0, DEL, C1) are escaped, invalid UTF-8 becomes U+FFFD,
 * so the output is always valid JSON and never moves a terminal. */
void onr_json_string(onr_buf *out, onr_slice s);

/* A decimal as a JSON number, without exponent or needless noughts: 56, -5, 2.5, 0.001. */
void onr_json_decimal(onr_buf *out, onr_decimal d);

/* Append a probability with three digits, 0.964; what lies outside of 0 to 1 is 0.000. The same in every locale. */
void onr_json_thousandths(onr_buf *out, float p);

#endif
