/* onrecord verify: do these words stand in that file or book, who is credited there, and what was changed?
 *
 * Every quotation meets every document; of equal verdicts the earliest document is shown and the others are counted.
 * Exit code 1 where a quotation is altered or absent, so that a script can stop on it. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/model_path.h"
#include "cli/output.h"
#include "cli/passage.h"
#include "doc/json.h"
#include "ledger/words.h"

enum { LIST, JSON, MODEL, OPTIONS };
enum { LIST_MAX = 16 << 20, SHOWN_MAX = 1 << 20, MATCH_WORDS = 24, LIKELY = 200 };

static const cli_option options[OPTIONS] = {
    [LIST] = {"list", "FILE", "quotations, one a line; NAME and a tab before it say who is meant to have said it"},
    [JSON] = {"json", NULL, "print one JSON object a quotation"},
    [MODEL] = {"model", "FILE", "the model that finds who is credited; 'none': nobody is"},
};

/* A quotation and the best that was found for it so far. */
typedef struct quote {
    onr_slice name, words; /* name empty: nobody named */
    onr_verify_result best;
    uint32_t documents; /* those with a verdict as good */
    char published[16];
    onr_buf where, title, outlet, speaker, passage, shown, swallowed;
} quote;

typedef struct job {
    const cli_args *args;
    quote *quotes;
    size_t quotes_n;
    size_t from, to; /* the quotations that the documents on their way are compared with */
    onr_buf list;
    onr_arena scratch;
} job;

/* ---- the quotations --------------------------------------------------------------------------------------------- */

static onr_buf *const *buffers(quote *q, onr_buf **all) {
    onr_buf *b[] = {&q->where, &q->title, &q->outlet, &q->speaker, &q->passage, &q->shown, &q->swallowed};
    memcpy(all, b, sizeof b);
    return all;
}
enum { BUFFERS = 7 };

static size_t count_lines(const onr_buf *b) {
    size_t n = 1;
    for (size_t i = 0; i < b->n; i++) n += b->p[i] == '\n';
    return n;
}

static void add_quote(job *j, onr_slice line) {
    while (line.n && (line.p[line.n - 1] == '\r' || line.p[line.n - 1] == ' ')) line.n--;
    if (line.n == 0) return;
    quote *q = &j->quotes[j->quotes_n++];
    q->best.verdict = ONR_VERDICT_ABSENT;
    q->words = line;
    const char *tab = memchr(line.p, '\t', line.n);
    if (tab) {
        q->name = (onr_slice){line.p, (size_t)(tab - line.p)};
        q->words = (onr_slice){tab + 1, line.n - q->name.n - 1};
    }
    onr_buf *all[BUFFERS];
    buffers(q, all);
    for (size_t i = 0; i < BUFFERS; i++) onr_buf_init(all[i], SHOWN_MAX);
}

static int read_list(job *j) {
    onr_err err = {0};
    const char *path = j->args->value[LIST];
    if (path && cli_input(path, &j->list, &err) != ONR_OK) {
        cli_say_about(path, &err);
        return CLI_FAILED;
    }
    j->quotes = onr_mem_zalloc(j->args->operands_n + count_lines(&j->list), sizeof *j->quotes);
    if (!j->quotes) return cli_say("out of memory at the start"), CLI_FAILED;
    for (size_t i = 1; i < j->args->operands_n; i++) add_quote(j, onr_slice_of(j->args->operands[i]));
    for (size_t i = 0, end; i < j->list.n; i = end + 1) {
        const char *stop = memchr(j->list.p + i, '\n', j->list.n - i);
        end = stop ? (size_t)(stop - j->list.p) : j->list.n;
        add_quote(j, (onr_slice){j->list.p + i, end - i});
    }
    for (size_t i = 0; i < j->quotes_n; i++) {
        onr_slice s = j->quotes[i].words;
        if (onr_utf8_check(s.p, s.n) != s.n) return cli_usage(j->args->command, "quotation %zu is not UTF-8", i + 1);
    }
    return j->quotes_n ? CLI_DONE : cli_usage(j->args->command, "verify needs a quotation, or --list FILE");
}

/* ---- one document ----------------------------------------------------------------------------------------------- */

/* Is the result better than what the quotation has, or as good and earlier? */
static int is_better(const quote *q, const onr_verify_result *r, const char *published) {
    if (r->verdict != q->best.verdict) return r->verdict < q->best.verdict;
    if (r->verdict == ONR_VERDICT_ALTERED && r->changes != q->best.changes) return r->changes < q->best.changes;
    return r->verdict != ONR_VERDICT_ABSENT && published && (!q->published[0] || strcmp(published, q->published) < 0);
}

static void set(onr_buf *b, const char *p, size_t n) {
    onr_buf_reset(b);
    onr_buf_add(b, p, n);
}

static void set_text(onr_buf *b, const char *s) { set(b, s ? s : "", s ? strlen(s) : 0); }

static onr_status keep(quote *q, const onr_verify_result *r, const cli_passage *p, onr_err *err) {
    q->best = *r;
    onr_verify_diff(r, q->words, p->text, (onr_buf_reset(&q->shown), &q->shown));
    onr_buf_reset(&q->swallowed);
    for (uint32_t i = 0; i < r->swallowed_n; i++) {
        if (i) onr_buf_str(&q->swallowed, " … ");
        onr_buf_add(&q->swallowed, p->text.p + r->swallowed[i].start, r->swallowed[i].end - r->swallowed[i].start);
    }
    q->published[0] = '\0';
    if (p->published) strncat(q->published, p->published, sizeof q->published - 1);
    set_text(&q->title, p->title);
    set_text(&q->outlet, p->outlet);
    set_text(&q->where, p->where);
    set(&q->passage, p->text.p + r->span.start, r->span.end - r->span.start);
    onr_buf_reset(&q->speaker);
    return p->credit ? p->credit(p, r->span, &q->speaker, err) : ONR_OK;
}

/* cli_passage_visit: the quotations in turn against this document. */
static onr_status compare(const cli_passage *p, void *with, onr_err *err) {
    job *j = with;
    for (size_t i = j->from; i < j->to; i++) {
        quote *q = &j->quotes[i];
        onr_verify_result r;
        onr_arena_reset(&j->scratch);
        onr_status st = onr_verify(q->words, p->text, &j->scratch, &r, err);
        if (st != ONR_OK) return st;
        int equal = r.verdict == q->best.verdict && (r.verdict < ONR_VERDICT_ALTERED || r.changes == q->best.changes);
        int better = is_better(q, &r, p->published);
        if (equal && r.verdict != ONR_VERDICT_ABSENT) q->documents++;
        else if (better) q->documents = 1;
        if (better && (st = keep(q, &r, p, err)) != ONR_OK) return st;
    }
    return ONR_OK;
}

/* ---- a book ----------------------------------------------------------------------------------------------------- */

static int longer(const void *a, const void *b) {
    const onr_word *x = a, *y = b;
    uint32_t m = x->span.end - x->span.start, n = y->span.end - y->span.start;
    if (m != n) return m > n ? -1 : 1;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* The quotation's longest words as an FTS5 expression, joined by " AND " or " OR ". */
static onr_status expression(job *j, const quote *q, const char *joint, onr_buf *out, onr_err *err) {
    onr_word *w = NULL;
    uint32_t n = 0, used = 0;
    onr_arena_reset(&j->scratch);
    onr_status st = onr_words_split(q->words, &j->scratch, &w, &n, err);
    if (st != ONR_OK) return st;
    onr_buf_reset(out);
    if (n) qsort(w, n, sizeof *w, longer);
    for (uint32_t i = 0; i < n && used < MATCH_WORDS; i++) {
        if (w[i].kind != ONR_WORD) continue;
        if (used++) onr_buf_str(out, joint);
        onr_buf_char(out, '"'); /* a word holds no quotation mark */
        onr_buf_add(out, q->words.p + w[i].span.start, w[i].span.end - w[i].span.start);
        onr_buf_char(out, '"');
    }
    if (used == 0) return onr_err_set(err, ONR_FORMAT, 0, "a quotation has no words");
    return onr_buf_failed(out) ? onr_err_set(err, ONR_NOMEM, 0, "out of memory while searching") : ONR_OK;
}

/* First the documents that have all of its words, where it may stand unaltered; else the likeliest that have some. */
static onr_status search(job *j, onr_store *book, size_t i, onr_buf *match, onr_err *err) {
    quote *q = &j->quotes[i];
    j->from = i;
    j->to = i + 1;
    onr_status st = expression(j, q, " AND ", match, err);
    if (st == ONR_OK) st = cli_book_passages(book, match->p, 0, compare, j, err);
    if (st != ONR_OK || q->best.verdict <= ONR_VERDICT_SHORTENED) return st;
    q->best = (onr_verify_result){.verdict = ONR_VERDICT_ABSENT};
    q->documents = 0;
    st = expression(j, q, " OR ", match, err);
    return st == ONR_OK ? cli_book_passages(book, match->p, LIKELY, compare, j, err) : st;
}

static onr_status search_book(job *j, const char *path, onr_err *err) {
    onr_store *book = NULL;
    onr_buf match;
    onr_buf_init(&match, SHOWN_MAX);
    onr_status st = onr_store_open(path, ONR_STORE_READ, &book, err);
    for (size_t i = 0; i < j->quotes_n && st == ONR_OK; i++) st = search(j, book, i, &match, err);
    onr_store_close(book);
    onr_buf_clear(&match);
    return st;
}

static onr_status search_file(job *j, const char *path, onr_err *err) {
    j->from = 0;
    j->to = j->quotes_n;
    return cli_passages(path, cli_model_path(j->args->value[MODEL]), compare, j, err);
}

/* ---- what is printed -------------------------------------------------------------------------------------------- */

static onr_slice slice(const onr_buf *b) { return (onr_slice){b->p ? b->p : "", b->n}; }

/* Text for a terminal line: nothing in it moves the cursor. */
static void add_line(onr_buf *out, const char *label, onr_slice s) {
    if (s.n == 0) return;
    onr_buf_fmt(out, "  %-10s ", label);
    for (size_t i = 0, k; i < s.n; i += k) {
        uint32_t c = 0;
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        if (c == '\n' || c == '\t' || c == '\r') onr_buf_char(out, ' ');
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E))
            onr_buf_str(out, "\xEF\xBF\xBD");
        else onr_buf_add(out, s.p + i, k);
    }
    onr_buf_char(out, '\n');
}

/* Does the credited name hold the one that was meant? Unknown where nobody is credited. */
static const char *credit_word(const quote *q) {
    if (q->name.n == 0 || q->best.verdict == ONR_VERDICT_ABSENT) return NULL;
    if (q->speaker.n == 0) return "unknown";
    onr_slice last = q->name;
    for (size_t i = last.n; i-- > 0;)
        if (last.p[i] == ' ') {
            last = (onr_slice){q->name.p + i + 1, q->name.n - i - 1};
            break;
        }
    for (size_t i = 0; i + last.n <= q->speaker.n; i++)
        if (memcmp(q->speaker.p + i, last.p, last.n) == 0) return "agrees";
    return "differs";
}

static void print_sheet(const quote *q, onr_buf *out) {
    onr_buf_fmt(out, "%-10s ", onr_verdict_name(q->best.verdict));
    onr_buf_add(out, q->words.p, q->words.n);
    onr_buf_char(out, '\n');
    if (q->best.verdict == ONR_VERDICT_ABSENT) return;
    if (q->best.verdict == ONR_VERDICT_ALTERED) add_line(out, "changed", slice(&q->shown));
    if (q->best.verdict == ONR_VERDICT_NORMALISED) add_line(out, "written", slice(&q->passage));
    add_line(out, q->best.swallowed_negation ? "left NO out" : "left out", slice(&q->swallowed));
    add_line(out, "credited", slice(&q->speaker));
    const char *credit = credit_word(q);
    if (credit && strcmp(credit, "agrees") != 0) {
        add_line(out, "meant", q->name);
        onr_buf_fmt(out, "  %-10s the name meant %s\n", "", credit[0] == 'd' ? "is another one" : "cannot be checked");
    }
    add_line(out, "title", slice(&q->title));
    add_line(out, "outlet", slice(&q->outlet));
    add_line(out, "first", onr_slice_of(q->published));
    add_line(out, "where", slice(&q->where));
    if (q->documents > 1) onr_buf_fmt(out, "  %-10s %u documents\n", "in", q->documents);
}

static void add_field(onr_buf *out, const char *name, onr_slice s) {
    onr_buf_fmt(out, ", \"%s\": ", name);
    if (s.n) onr_json_string(out, s);
    else onr_buf_str(out, "null");
}

static void print_json(const quote *q, onr_buf *out) {
    onr_buf_str(out, "{\"quotation\": ");
    onr_json_string(out, q->words);
    onr_buf_fmt(out, ", \"verdict\": \"%s\"", onr_verdict_name(q->best.verdict));
    add_field(out, "passage", slice(&q->passage));
    onr_buf_fmt(out, ", \"start\": %u, \"end\": %u", q->best.span.start, q->best.span.end);
    add_field(out, "changed", slice(&q->shown));
    add_field(out, "left_out", slice(&q->swallowed));
    onr_buf_fmt(out, ", \"left_out_negation\": %s", q->best.swallowed_negation ? "true" : "false");
    add_field(out, "credited", slice(&q->speaker));
    add_field(out, "meant", q->name);
    const char *credit = credit_word(q);
    add_field(out, "credit", credit ? onr_slice_of(credit) : (onr_slice){"", 0});
    add_field(out, "title", slice(&q->title));
    add_field(out, "outlet", slice(&q->outlet));
    add_field(out, "first_published", onr_slice_of(q->published));
    add_field(out, "where", slice(&q->where));
    onr_buf_fmt(out, ", \"documents\": %u}\n", q->documents);
}

static int print(const job *j) {
    onr_buf out;
    onr_buf_init(&out, (size_t)1 << 30);
    int rc = CLI_DONE;
    for (size_t i = 0; i < j->quotes_n; i++) {
        const quote *q = &j->quotes[i];
        if (j->args->value[JSON]) print_json(q, &out);
        else print_sheet(q, &out);
        if (q->best.verdict >= ONR_VERDICT_ALTERED) rc = CLI_FAILED;
    }
    if (onr_buf_failed(&out)) cli_say("out of memory while printing"), rc = CLI_FAILED;
    else if (cli_write(out.p, out.n) != 0) rc = CLI_FAILED;
    onr_buf_clear(&out);
    return rc;
}

static void clear(job *j) {
    for (size_t i = 0; i < j->quotes_n; i++) {
        onr_buf *all[BUFFERS];
        buffers(&j->quotes[i], all);
        for (size_t k = 0; k < BUFFERS; k++) onr_buf_clear(all[k]);
    }
    onr_mem_free(j->quotes);
    onr_buf_clear(&j->list);
    onr_arena_clear(&j->scratch);
}

static int run(const cli_args *args) {
    if (args->operands_n == 0) return cli_usage(args->command, "verify needs a BOOK or FILE, and quotations");
    job j = {.args = args};
    onr_err err = {0};
    onr_arena_init(&j.scratch, (size_t)1 << 30);
    onr_buf_init(&j.list, LIST_MAX);
    int rc = read_list(&j);
    if (rc == CLI_DONE) {
        const char *path = args->operands[0];
        if ((cli_is_book(path) ? search_book : search_file)(&j, path, &err) != ONR_OK) {
            cli_say_about(path, &err);
            rc = CLI_FAILED;
        } else rc = print(&j);
    }
    clear(&j);
    return rc;
}

const cli_command cli_verify_command = {
    .name = "verify",
    .operands = "BOOK|FILE QUOTATION...",
    .summary = "compare quotations with what was printed",
    .text = "Each QUOTATION is compared with every document: verbatim, normalised (only quotation marks, dashes, "
            "spaces and\n"
            "case differ), shortened (with what an ellipsis left out), altered (shown word by word: [-lost-] {+put "
            "in+}, a\n"
            "lost \"not\" in capitals) or absent; with who is credited there, and where it was printed first. The exit "
            "code\n"
            "is 1 where one is altered or absent.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
