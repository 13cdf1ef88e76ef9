/* onrecord find: all records of a book that meet every condition, as text, JSON lines or CSV. Streams: one hit at a
 * time, written out whenever a piece is full. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/book.h"
#include "base/csv.h"
#include "cli/output.h"
#include "doc/date.h"
#include "store/find.h"

enum {
    KIND,
    ABOUT,
    SPEAKER,
    CUE,
    TYPE,
    DIRECT,
    POLARITY,
    ACTOR,
    RECIPIENT,
    MODALITY,
    EFFECT,
    WHO,
    OUTLET,
    FROM,
    TO,
    DOCUMENT,
    REVIEW,
    CONFIDENCE,
    COUNT,
    JSON,
    CSV,
    OPTIONS
};
enum { PIECE = 64 * 1024, CONTEXT_MAX = 400 };

static const cli_option options[OPTIONS] = {
    [KIND] = {"kind", "KIND", "statement (default), figure, event, quotation, entity or document"},
    [ABOUT] = {"about", "WORDS", "words of the content or its sentence; \"a phrase\", part*, one OR another"},
    [SPEAKER] = {"speaker", "WORDS", "statements: words of the speaker's names, role or source"},
    [CUE] = {"cue", "LIST", "statements: cues (told, according to) or their classes (deny,warn)"},
    [TYPE] = {"type", "LIST", "direct, mixed, indirect; ASSAULT,PROTEST ...; kinds of quotation or entity"},
    [DIRECT] = {"direct", NULL, "statements: all of it in quotation marks"},
    [POLARITY] = {"polarity", "LIST", "statements and figures: asserted, denied ..."},
    [ACTOR] = {"actor", "WORDS", "events: who acts, by words or by a code in capitals (RUS)"},
    [RECIPIENT] = {"recipient", "WORDS", "events: who is acted on"},
    [MODALITY] = {"modality", "LIST", "events and figures: happened, future, feared ..."},
    [EFFECT] = {"effect", "LIST", "figures: killed, injured, displaced ..."},
    [WHO] = {"who", "WORDS", "figures: whom they count"},
    [OUTLET] = {"outlet", "NAME", "published by"},
    [FROM] = {"from", "DATE", "published on this day or later; 2031, 2031-03 or 2031-03-06"},
    [TO] = {"to", "DATE", "published on this day or before"},
    [DOCUMENT] = {"document", "ID", "in this document, by id or key"},
    [REVIEW] = {"review", "LIST",
                "unseen, accepted, approved, corrected, added, rejected; all but the last without it"},
    [CONFIDENCE] = {"confidence", "P", "at least so sure, as 0.9"},
    [COUNT] = {"count", NULL, "print how many there are, nothing else"},
    [JSON] = {"json", NULL, "a JSON object a line: the document and the record"},
    [CSV] = {"csv", NULL, "a table with a header"},
};

typedef struct job {
    const cli_args *args;
    onr_store *book;
    onr_store_query query;
    onr_buf out;
    uint64_t hits;
} job;

/* ---- the command line ------------------------------------------------------------------------------------------- */

static int parse_kind(job *j) {
    const char *const *v = j->args->value, *k = v[KIND];
    j->query.kind = ONR_STORE_STATEMENT;
    if (!k && (v[ACTOR] || v[RECIPIENT])) j->query.kind = ONR_STORE_EVENT;
    if (!k && (v[EFFECT] || v[WHO])) j->query.kind = ONR_STORE_FIGURE;
    int is_event = v[TYPE] && onr_store_words_check(ONR_STORE_EVENT, "type", v[TYPE], NULL) == ONR_OK;
    if (!k && is_event) j->query.kind = ONR_STORE_EVENT;
    if (!k) return CLI_DONE;
    if (strcmp(k, "document") == 0) return j->query.kind = ONR_STORE_DOCUMENTS, CLI_DONE;
    for (int i = 0; i < ONR_STORE_KINDS; i++)
        if (strcmp(k, onr_store_kind_word((onr_store_kind)i)) == 0) return j->query.kind = (onr_store_kind)i, CLI_DONE;
    return cli_usage(j->args->command,
                     "--kind '%s' is none of statement, figure, event, quotation, entity and document", k);
}

static int parse_confidence(job *j) {
    const char *p = j->args->value[CONFIDENCE];
    if (!p) return CLI_DONE;
    char *end = NULL;
    j->query.confidence = strtod(p, &end);
    if (end != p && !*end && j->query.confidence >= 0 && j->query.confidence <= 1) return CLI_DONE;
    return cli_usage(j->args->command, "--confidence '%s' is not a number from 0 to 1", p);
}

static int parse(job *j) {
    const char *const *v = j->args->value;
    const cli_command *c = j->args->command;
    onr_store_query *q = &j->query;
    if (j->args->operands_n > 1)
        return cli_usage(c, "find takes one BOOK, not '%s' too: words go behind --about", j->args->operands[1]);
    if ((v[JSON] != NULL) + (v[CSV] != NULL) + (v[COUNT] != NULL) > 1)
        return cli_usage(c, "--json, --csv and --count exclude one another");
    if (v[DIRECT] && v[TYPE]) return cli_usage(c, "--direct and --type exclude one another");
    for (int i = FROM; i <= TO; i++)
        if (v[i] && !onr_store_is_day(v[i]))
            return cli_usage(c, "--%s '%s' is not a day as 2031-03-06", options[i].name, v[i]);
    for (int i = 0; i < OPTIONS; i++)
        if (v[i] && onr_utf8_check(v[i], strlen(v[i])) != strlen(v[i]))
            return cli_usage(c, "--%s is not UTF-8", options[i].name);
    int rc = parse_kind(j);
    if (rc == CLI_DONE) rc = parse_confidence(j);
    q->about = v[ABOUT], q->speaker = v[SPEAKER], q->cue = v[CUE], q->polarity = v[POLARITY];
    q->type = v[DIRECT] ? "direct" : v[TYPE];
    q->actor = v[ACTOR], q->recipient = v[RECIPIENT], q->modality = v[MODALITY], q->effect = v[EFFECT];
    q->who = v[WHO], q->outlet = v[OUTLET], q->from = v[FROM], q->to = v[TO], q->review = v[REVIEW];
    return rc;
}

/* ---- output ----------------------------------------------------------------------------------------------------- */

static void write_text(const onr_store_hit *h, onr_buf *out) {
    onr_buf_fmt(out, "%s  ", h->document.published ? h->document.published : "no date   ");
    if (h->record.kind != ONR_STORE_DOCUMENTS && h->document.outlet) {
        cli_add_line(out, h->document.outlet, CONTEXT_MAX);
        onr_buf_str(out, ": ");
    }
    if (h->who) cli_add_line(out, h->who, CONTEXT_MAX);
    else onr_buf_str(out, "nobody named");
    if (h->what) onr_buf_fmt(out, "  (%s", "");
    if (h->what) cli_add_line(out, h->what, CONTEXT_MAX);
    onr_buf_fmt(out, "%s  %s", h->what ? ")" : "", h->record.id);
    if (strcmp(h->record.review, "unseen") != 0) onr_buf_fmt(out, " %s", h->record.review);
    onr_buf_str(out, "\n    ");
    if (h->words) cli_add_line(out, h->words, SIZE_MAX);
    if (h->context && *h->context && (!h->words || strcmp(h->words, h->context) != 0)) {
        onr_buf_str(out, "\n      in: ");
        cli_add_line(out, h->context, CONTEXT_MAX);
    }
    onr_buf_char(out, '\n');
}

static void add_string(onr_buf *out, const char *name, const char *value) {
    onr_buf_fmt(out, ",\"%s\":", name);
    if (value) onr_json_string(out, onr_slice_of(value));
    else onr_buf_str(out, "null");
}

static void write_json(const onr_store_hit *h, onr_buf *out) {
    onr_buf_fmt(out, "{\"document\":{\"key\":%lld", (long long)h->document.key);
    add_string(out, "id", h->document.id);
    add_string(out, "title", h->document.title);
    add_string(out, "published", h->document.published);
    add_string(out, "outlet", h->document.outlet);
    add_string(out, "url", h->document.url);
    onr_buf_char(out, '}');
    if (h->record.kind < ONR_STORE_KINDS) {
        onr_buf_fmt(out, ",\"%s\":", onr_store_kind_word(h->record.kind));
        onr_buf_add(out, h->record.json.p, h->record.json.n);
        add_string(out, "review", h->record.review);
        if (h->context) add_string(out, "context", h->context);
    }
    onr_buf_str(out, "}\n");
}

static void write_csv(const onr_cursor *c, int header, onr_buf *out) {
    int n = onr_cursor_columns(c);
    for (int i = 0; i < n; i++) {
        int is_number = 0;
        if (i) onr_buf_char(out, ',');
        if (header) onr_buf_str(out, onr_cursor_column_name(c, i));
        else {
            onr_slice v = onr_cursor_column(c, i, &is_number);
            if (is_number && v.n > 2 && memcmp(v.p + v.n - 2, ".0", 2) == 0) v.n -= 2; /* 56 is 56 */
            onr_csv_cell(out, v, is_number);
        }
    }
    onr_buf_str(out, "\r\n");
}

static void write_hit(job *j, const onr_cursor *c, const onr_store_hit *h) {
    const char *const *v = j->args->value;
    if (v[JSON]) write_json(h, &j->out);
    else if (v[CSV]) write_csv(c, 0, &j->out);
    else if (!v[COUNT]) write_text(h, &j->out);
}

/* Give what is written to standard output, once it is a piece or at the end. 0, or -1 when nobody takes it. */
static int flush(job *j, int end) {
    if (!end && j->out.n < PIECE) return 0;
    int rc = cli_write(j->out.p ? j->out.p : "", j->out.n);
    onr_buf_reset(&j->out);
    return rc;
}

static int is_text(const job *j) {
    const char *const *v = j->args->value;
    return !v[JSON] && !v[CSV] && !v[COUNT];
}

static const char *kind_word(onr_store_kind kind) {
    return kind == ONR_STORE_DOCUMENTS ? "document" : onr_store_kind_word(kind);
}

static int find(job *j, onr_cursor *c) {
    onr_store_hit h;
    onr_err err = {0};
    onr_status st = ONR_OK;
    int more = 1, closed = 0;
    if (j->args->value[CSV]) write_csv(c, 1, &j->out);
    while (!closed && (st = onr_cursor_hit(c, &h, &more, &err)) == ONR_OK && more) {
        j->hits++;
        write_hit(j, c, &h);
        if (onr_buf_failed(&j->out)) st = onr_err_set(&err, ONR_NOMEM, 0, "out of memory while printing");
        if (st != ONR_OK) break;
        closed = flush(j, 0) != 0;
    }
    if (st != ONR_OK) cli_say("%s", err.msg);
    else if (!j->hits && is_text(j))
        cli_say("no %s of %s meets every condition", kind_word(j->query.kind), j->args->operands[0]);
    if (j->args->value[COUNT]) onr_buf_fmt(&j->out, "%llu\n", (unsigned long long)j->hits);
    if (!closed) closed = flush(j, 1) != 0;
    return st != ONR_OK || closed ? CLI_FAILED : CLI_DONE;
}

static int run(const cli_args *args) {
    job j = {.args = args};
    onr_err err = {0};
    onr_cursor *c = NULL;
    int rc = parse(&j);
    if (rc == CLI_DONE) rc = cli_book_open(args, ONR_STORE_READ, &j.book);
    if (rc != CLI_DONE) return rc;
    onr_buf_init(&j.out, ONR_JSON_MAX);
    const char *document = args->value[DOCUMENT];
    onr_status st = document ? onr_store_document_key(j.book, document, &j.query.document, &err) : ONR_OK;
    if (st == ONR_OK) st = onr_store_find(j.book, &j.query, &c, &err);
    if (st == ONR_OK) rc = find(&j, c);
    else if (st == ONR_CONFLICT) rc = cli_usage(args->command, "%s", err.msg);
    else {
        cli_say("%s", err.msg);
        rc = CLI_FAILED;
    }
    onr_cursor_close(c);
    onr_buf_clear(&j.out);
    onr_store_close(j.book);
    return rc;
}

const cli_command cli_find_command = {
    .name = "find",
    .operands = "BOOK",
    .summary = "print all records of a book that meet every condition",
    .text =
        "Statements, unless --kind or a condition that only figures or events meet says otherwise; in the order of\n"
        "publication, all of them. A line begins with the day of publication; a day that the record gives itself\n"
        "stands behind 'on' or 'as of'. Words are found by their English stem, in any order.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
