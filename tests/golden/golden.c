/* golden [--update] STAGE FILE...: run one stage over the cases of the files and compare what its layers print.
 *
 *     === title
 *     input
 *     ---
 *     expected
 *
 * The input is without its last line end. A title that ends in [escapes] has \n \r \t \\ and \xNN in its input decoded,
 * for bytes that a text file cannot show. --update writes what was got in the place of what was expected.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "doc/conllu.h"
#include "doc/date.h"
#include "doc/json.h"
#include "doc/print.h"
#include "find/event.h"
#include "find/figure.h"
#include "find/number.h"
#include "find/when.h"
#include "lang/token.h"
#include "read/text.h"

enum { FILE_MAX_BYTES = 16 << 20 };

typedef struct stage {
    const char *name;
    onr_status (*run)(onr_slice input, onr_doc *doc, onr_buf *out, onr_err *err);
} stage;

/* ---- the stages ------------------------------------------------------------------------------------------------- */

static onr_status read_text(onr_slice in, onr_doc *doc, onr_err *err) {
    onr_read_options options = {.path = "case"};
    return onr_read_text((const unsigned char *)in.p, in.n, &options, doc, err);
}

static onr_status run_read(onr_slice in, onr_doc *doc, onr_buf *out, onr_err *err) {
    static const onr_print_layer layers[] = {ONR_PRINT_META, ONR_PRINT_MAP, ONR_PRINT_BLOCKS, ONR_PRINT_WARNINGS};
    onr_status st = read_text(in, doc, err);
    for (size_t i = 0; st == ONR_OK && i < sizeof layers / sizeof *layers; i++)
        onr_print_layer_add(doc, layers[i], out);
    return st;
}

static onr_status run_token(onr_slice in, onr_doc *doc, onr_buf *out, onr_err *err) {
    onr_status st = read_text(in, doc, err);
    if (st == ONR_OK) st = onr_token_split(doc, err);
    if (st == ONR_OK) onr_print_layer_add(doc, ONR_PRINT_TOKENS, out);
    return st;
}

static onr_status run_conllu(onr_slice in, onr_doc *doc, onr_buf *out, onr_err *err) {
    onr_status st = onr_conllu_read(in.p, in.n, ONR_CONLLU_ALL, doc, err);
    if (st == ONR_OK) onr_conllu_write(doc, out);
    return st;
}

static onr_status run_json(onr_slice in, onr_doc *doc, onr_buf *out, onr_err *err) {
    const onr_json_stage versions[] = {{"read", 1}};
    const onr_json_run run = {"onrecord 0.0.0", NULL, versions, 1};
    onr_status st = read_text(in, doc, err);
    return st == ONR_OK ? onr_json_write(doc, &run, out, err) : st;
}

/* The first line is the publication day, or a hyphen; every other line is a block. */
static onr_status run_when(onr_slice in, onr_doc *doc, onr_buf *out, onr_err *err) {
    const char *end = memchr(in.p, '\n', in.n);
    size_t first = end ? (size_t)(end - in.p) : in.n, lines = 1;
    onr_status st = ONR_OK;
    if (in.n && in.p[0] != '-') st = onr_date_parse((onr_slice){in.p, first}, &doc->meta.published, err);
    if (st != ONR_OK) return st;
    for (size_t i = 0; i < in.n; i++) lines += in.p[i] == '\n';
    doc->text = onr_arena_copy(&doc->arena, in.p, in.n);
    doc->blocks = onr_arena_alloc(&doc->arena, lines, sizeof *doc->blocks);
    if (!doc->text || !doc->blocks) return onr_err_set(err, ONR_NOMEM, 0, "out of memory");
    doc->text_n = (uint32_t)in.n;
    for (uint32_t a = (uint32_t)first + 1, b; a < doc->text_n; a = b + 1) {
        for (b = a; b < doc->text_n && doc->text[b] != '\n';) b++;
        if (b > a) doc->blocks[doc->blocks_n++] = (onr_block){{a, b}, ONR_BLOCK_PARA};
    }
    st = onr_find_dates(doc, err);
    if (st == ONR_OK) onr_print_layer_add(doc, ONR_PRINT_DATES, out);
    return st;
}

/* "low..high" with ( or ) where an end is open, ~ where it is approximate; v for a vague word. */
static void print_amount(const onr_quantity *q, onr_buf *out) {
    const onr_value *v = &q->value;
    if (q->vague) {
        onr_buf_char(out, 'v');
        return;
    }
    onr_buf_str(out, v->approx ? "~" : "");
    onr_buf_str(out, v->low_open ? "(" : "");
    if (v->has_low) onr_json_decimal(out, v->low);
    onr_buf_str(out, "..");
    if (v->has_high) onr_json_decimal(out, v->high);
    onr_buf_str(out, v->high_open ? ")" : "");
}

/* Every line is a text of its own; a line "number" with its place, its amount and what it is of, or why it is no count.
 */
static onr_status run_number(onr_slice in, onr_doc *doc, onr_buf *out, onr_err *err) {
    static const char *const what[] = {"count", "percent", "points", "money", "measure", "duration"};
    static const char *const no[] = {
        "",   "date",  "time", "ordinal", "decade", "name", "phone", "address", "version", "age", "address of the net",
        "id", "score", "year", "label",   "pronoun"};
    (void)doc, (void)err;
    for (uint32_t a = 0, b; a < in.n; a = b + 1) {
        for (b = a; b < in.n && in.p[b] != '\n';) b++;
        const onr_text t = {in.p + a, 0, b - a};
        onr_quantity q;
        for (uint32_t at = 0; onr_quantity_next(&t, &at, 0, &q);) {
            onr_buf_fmt(out, "number %lu-%lu ", (unsigned long)q.number.start, (unsigned long)q.number.end);
            if (q.no) onr_buf_fmt(out, "no count: %s", no[q.no]);
            else {
                print_amount(&q, out);
                onr_buf_fmt(out, " %s", what[q.what]);
                if (q.currency) onr_buf_fmt(out, " %s", q.currency);
                if (q.num) onr_buf_fmt(out, " %lld/%lld", (long long)q.num, (long long)q.den);
            }
            onr_buf_char(out, ' ');
            onr_json_string(out, (onr_slice){t.p + q.text.start, q.text.end - q.text.start});
            onr_buf_char(out, '\n');
        }
    }
    return ONR_OK;
}

/* CoNLL-U with tags and trees, published on 7 March 2031: dates and figures, by rule alone (no marks of the network).
 */
static onr_status run_figure(onr_slice in, onr_doc *doc, onr_buf *out, onr_err *err) {
    doc->meta.published = (onr_date){2031, 3, 7};
    onr_status st = onr_conllu_read(in.p, in.n, ONR_CONLLU_ALL, doc, err);
    if (st == ONR_OK) st = onr_find_dates(doc, err);
    if (st == ONR_OK) st = onr_find_figures(doc, err);
    if (st == ONR_OK) st = onr_doc_check(doc, err);
    if (st != ONR_OK) return st;
    onr_print_layer_add(doc, ONR_PRINT_DATES, out);
    onr_print_layer_add(doc, ONR_PRINT_FIGURES, out);
    return ONR_OK;
}

/* Trees as CoNLL-U; the article appeared on 2024-03-05. */
static onr_status run_event(onr_slice in, onr_doc *doc, onr_buf *out, onr_err *err) {
    onr_status st = onr_conllu_read(in.p, in.n, ONR_CONLLU_ALL, doc, err);
    doc->meta.published = (onr_date){2024, 3, 5};
    if (st == ONR_OK) st = onr_find_dates(doc, err);
    if (st == ONR_OK) st = onr_find_events(doc, NULL, err);
    if (st == ONR_OK) onr_print_layer_add(doc, ONR_PRINT_EVENTS, out);
    return st;
}

static const stage stages[] = {{"read", run_read},     {"token", run_token}, {"conllu", run_conllu},
                               {"json", run_json},     {"when", run_when},   {"number", run_number},
                               {"figure", run_figure}, {"event", run_event}};

/* ---- cases ------------------------------------------------------------------------------------------------------ */

static int hex(char c) {
    const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

static void decode(onr_slice in, onr_buf *out) {
    static const char names[] = "nrt\\", values[] = "\n\r\t\\";
    for (size_t i = 0; i < in.n; i++) {
        const char *name = in.p[i] == '\\' && i + 1 < in.n ? memchr(names, in.p[i + 1], 4) : NULL;
        if (in.p[i] == '\\' && i + 3 < in.n && in.p[i + 1] == 'x' && hex(in.p[i + 2]) >= 0 && hex(in.p[i + 3]) >= 0) {
            onr_buf_char(out, (char)(hex(in.p[i + 2]) * 16 + hex(in.p[i + 3])));
            i += 3;
        } else if (name) {
            onr_buf_char(out, values[name - names]);
            i++;
        } else onr_buf_char(out, in.p[i]);
    }
}

/* What the stage makes of one input; a refusal is printed as its message. */
static void run_case(const stage *s, onr_slice title, onr_slice input, onr_buf *got) {
    static const char escapes[] = "[escapes]";
    const size_t k = sizeof escapes - 1;
    onr_buf raw;
    onr_doc doc;
    onr_err err = {0};
    onr_buf_init(&raw, FILE_MAX_BYTES);
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    if (title.n >= k && memcmp(title.p + title.n - k, escapes, k) == 0) decode(input, &raw);
    else onr_buf_add(&raw, input.p, input.n);
    onr_status st = s->run((onr_slice){raw.p ? raw.p : "", raw.n}, &doc, got, &err);
    if (st != ONR_OK) onr_buf_fmt(got, "refused (%s): %s\n", onr_status_name(st), err.msg);
    onr_doc_clear(&doc);
    onr_buf_clear(&raw);
}

/* The slice from `from` up to the next line that begins with `mark`, or to the end; *next is where that line begins. */
static onr_slice until(onr_slice text, size_t from, const char *mark, size_t *next) {
    size_t n = strlen(mark), i = from;
    while (i < text.n) {
        if (text.n - i >= n && memcmp(text.p + i, mark, n) == 0) break;
        const char *nl = memchr(text.p + i, '\n', text.n - i);
        i = nl ? (size_t)(nl - text.p) + 1 : text.n;
    }
    *next = i;
    return (onr_slice){text.p + from, i - from};
}

static onr_slice trim_line_end(onr_slice s) {
    if (s.n && s.p[s.n - 1] == '\n') s.n--;
    return s;
}

/* A blank line may part the cases: it belongs to nobody. */
static onr_slice trim_blank(onr_slice s) {
    while (s.n > 1 && s.p[s.n - 1] == '\n' && s.p[s.n - 2] == '\n') s.n--;
    if (s.n == 1 && s.p[0] == '\n') s.n = 0;
    return s;
}

/* ---- files ------------------------------------------------------------------------------------------------------ */

static int load(const char *path, onr_buf *text) {
    FILE *f = fopen(path, "rb");
    if (!f) return -1;
    char piece[4096];
    size_t n;
    while ((n = fread(piece, 1, sizeof piece, f)) > 0) onr_buf_add(text, piece, n);
    int bad = ferror(f);
    return fclose(f) != 0 || bad || onr_buf_failed(text) ? -1 : 0;
}

static int store(const char *path, const onr_buf *text) {
    FILE *f = fopen(path, "wb");
    if (!f) return -1;
    size_t n = fwrite(text->p, 1, text->n, f);
    return fclose(f) != 0 || n != text->n ? -1 : 0;
}

/* Run every case of a text; `anew` becomes the file as it should be. Returns the number of cases that differ. */
static int run_text(const stage *s, const char *path, onr_slice text, onr_buf *anew, int *cases) {
    int bad = 0;
    size_t at;
    onr_slice intro = until(text, 0, "=== ", &at);
    onr_buf_add(anew, intro.p, intro.n);
    while (at < text.n) {
        const char *nl = memchr(text.p + at, '\n', text.n - at);
        size_t body = nl ? (size_t)(nl - text.p) + 1 : text.n, dash, next;
        onr_slice head = {text.p + at, body - at}, title = trim_line_end((onr_slice){head.p + 4, head.n - 4});
        onr_slice input = until(text, body, "---\n", &dash);
        onr_slice expected = until(text, dash < text.n ? dash + 4 : text.n, "=== ", &next);
        onr_buf got;
        onr_buf_init(&got, FILE_MAX_BYTES);
        run_case(s, title, trim_line_end(input), &got);
        onr_slice is = trim_blank((onr_slice){got.p ? got.p : "", got.n});
        if (!onr_slice_eq(trim_blank(expected), is)) {
            bad++;
            printf("%s: %.*s\n--- expected\n%.*s--- got\n%.*s\n", path, (int)title.n, title.p, (int)expected.n,
                   expected.p, (int)is.n, is.p);
        }
        (*cases)++;
        onr_buf_add(anew, head.p, head.n);
        onr_buf_add(anew, input.p, input.n);
        onr_buf_str(anew, "---\n");
        onr_buf_add(anew, is.p, is.n);
        if (next < text.n) onr_buf_char(anew, '\n');
        onr_buf_clear(&got);
        at = next;
    }
    return bad;
}

static int run_file(const stage *s, const char *path, int update, int *cases) {
    onr_buf text, anew;
    onr_buf_init(&text, FILE_MAX_BYTES);
    onr_buf_init(&anew, FILE_MAX_BYTES);
    int bad = 1;
    if (load(path, &text) != 0) printf("%s: cannot be read\n", path);
    else {
        bad = run_text(s, path, (onr_slice){text.p ? text.p : "", text.n}, &anew, cases);
        if (update && bad) bad = store(path, &anew) != 0;
    }
    onr_buf_clear(&anew);
    onr_buf_clear(&text);
    return bad;
}

int main(int argc, char **argv) {
    int update = argc > 1 && strcmp(argv[1], "--update") == 0, first = 1 + update, cases = 0, bad = 0;
    const stage *s = NULL;
    for (size_t i = 0; first < argc && i < sizeof stages / sizeof *stages; i++)
        if (strcmp(stages[i].name, argv[first]) == 0) s = &stages[i];
    if (!s) {
        printf("usage: golden [--update] STAGE FILE...\n");
        return 2;
    }
    for (int i = first + 1; i < argc; i++) bad += run_file(s, argv[i], update, &cases);
    printf("%s: %d cases, %d differ\n", s->name, cases, bad);
    return bad || cases == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
