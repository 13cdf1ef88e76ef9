/* test_statements MODEL FILE [-v] [--found N] [--right N] [--exact N] [--rounds N] [--every N]: who said what, on small
 * cases.
 *
 * Method: every case is read with the model; the statements found are paired with the expected ones, best first. A pair
 * counts as found (half of the words, cues near), right (four fifths of the words, the source, the speaker by the last
 * word of the name) and exact (every span to the byte, type, polarity, speaker, within, addressee, venue and medium
 * where the case names them). Totals are F1 in percent; the floors --found, --right, --exact make the exit status.
 *
 * Then properties, over each --every th case and --rounds mutations of it (bytes gone or changed, paragraphs gone,
 * quotes gone): onr_doc_check holds, contents are in order, every span of the JSON is the slice it says, and the same
 * input gives the same bytes. Exit: 0 all holds, 1 it does not, 77 the model is not there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"
#include "battery.h"
#include "pipe/pipe.h"
#include "properties.h"

typedef struct options {
    const char *model, *file;
    int verbose, rounds;
    unsigned every;             /* properties: of so many cases one */
    double found, right, exact; /* floors in percent */
} options;

/* Counts of one phenomenon, or of all. */
typedef struct tally {
    onr_slice name;
    unsigned wanted, got, found, right, exact;
} tally;

typedef struct bench {
    onr_worker *worker;
    const onr_pipe *pipe;
    onr_doc doc;
    onr_err err;
    tally of[BATTERY_PHENOMENA], all;
    unsigned phenomena;
    int verbose;
} bench;

/* ---- comparing -------------------------------------------------------------------------------------------------- */

static int same_span(onr_span a, onr_span b) {
    return (onr_span_empty(a) && onr_span_empty(b)) || (a.start == b.start && a.end == b.end);
}

static int same_place(onr_span a, onr_span b) {
    return (onr_span_empty(a) && onr_span_empty(b)) || onr_span_overlap(a, b);
}

/* Bytes of letters and digits in a span. */
static unsigned letters(onr_slice text, onr_span s) {
    unsigned n = 0;
    for (uint32_t i = s.start; i < s.end; i++) {
        unsigned char c = (unsigned char)text.p[i];
        n += c >= 0xC3 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
    }
    return n;
}

static double dice(onr_slice text, const want *w, const onr_statement *s) {
    unsigned both = 0, sum = 0;
    for (uint32_t i = 0; i < w->content_n; i++) {
        sum += letters(text, w->content[i]);
        for (uint32_t k = 0; k < s->content_n; k++) {
            onr_span a = w->content[i], b = s->content[k];
            onr_span common = {a.start > b.start ? a.start : b.start, a.end < b.end ? a.end : b.end};
            if (onr_span_overlap(a, b)) both += letters(text, common);
        }
    }
    for (uint32_t k = 0; k < s->content_n; k++) sum += letters(text, s->content[k]);
    return sum ? 2.0 * both / sum : 0;
}

static int near(onr_span a, onr_span b) { return a.start < b.end + 150 && b.start < a.end + 150; }

static onr_slice last_word(onr_slice s) {
    while (s.n && strchr(" .\",)", s.p[s.n - 1])) s.n--;
    size_t i = s.n;
    while (i > 0 && s.p[i - 1] != ' ') i--;
    return (onr_slice){s.p + i, s.n - i};
}

static onr_slice name_of(const onr_doc *doc, const onr_statement *s) {
    return s->speaker == UINT32_MAX ? ONR_SLICE("unknown") : onr_doc_slice(doc, doc->entities[s->speaker].name);
}

static int same_speaker(const onr_doc *doc, const want *w, const onr_statement *s) {
    onr_slice a = last_word(w->speaker), b = last_word(name_of(doc, s));
    if (a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0) return 1;
    return onr_slice_eq(w->speaker, ONR_SLICE("unknown")) && same_place(w->source, s->source);
}

static int is_right(const onr_doc *doc, onr_slice text, const want *w, const onr_statement *s) {
    return dice(text, w, s) >= .8 && same_place(w->source, s->source) && same_speaker(doc, w, s);
}

/* ---- pairing ---------------------------------------------------------------------------------------------------- */

/* pair[i]: the found statement that stands for wanted i, or UINT32_MAX; best pairs first. */
static void pair_up(const onr_doc *doc, const battery_case *c, uint32_t *pair) {
    for (unsigned i = 0; i < c->n; i++) pair[i] = UINT32_MAX;
    for (;;) {
        double best = .5;
        uint32_t at = UINT32_MAX, to = 0;
        for (unsigned i = 0; i < c->n; i++) {
            for (uint32_t k = 0; pair[i] == UINT32_MAX && k < doc->statements_n; k++) {
                const onr_statement *s = &doc->statements[k];
                int taken = 0;
                for (unsigned j = 0; j < c->n; j++) taken |= pair[j] == k;
                double d = dice(c->text, &c->want[i], s) + .01 * onr_span_overlap(c->want[i].cue, s->cue);
                if (!taken && d > best && near(c->want[i].cue, s->cue)) best = d, at = i, to = k;
            }
        }
        if (at == UINT32_MAX) return;
        pair[at] = to;
    }
}

static int same_day(onr_slice day, const onr_said_on *s) {
    char got[32] = "none";
    if (day.n == 0) return 1;
    if (s->how && s->year) snprintf(got, sizeof got, "%04d-%02u-%02u", s->year, s->month, s->day);
    return onr_slice_eq(day, onr_slice_of(got));
}

/* Is everything of the statement as wanted? Otherwise what is not goes into `why`. */
static int is_exact(const onr_doc *doc, const battery_case *c, const want *w, const onr_statement *s,
                    const uint32_t *pair, onr_buf *why) {
    onr_buf_reset(why);
    int content = w->content_n == s->content_n;
    for (uint32_t i = 0; content && i < w->content_n; i++) content = same_span(w->content[i], s->content[i]);
    if (!content) onr_buf_str(why, " content");
    if (w->type != s->type) onr_buf_str(why, " type");
    if (!same_span(w->source, s->source)) onr_buf_str(why, " source");
    if (!same_span(w->cue, s->cue)) onr_buf_str(why, " cue");
    if (!same_speaker(doc, w, s)) onr_buf_str(why, " speaker");
    if (!onr_slice_eq(w->polarity, onr_slice_of(s->polarity))) onr_buf_str(why, " polarity");
    uint32_t outer = w->within && w->within <= c->n ? pair[w->within - 1] : UINT32_MAX;
    if (s->within != outer) onr_buf_str(why, " within");
    if (!onr_span_empty(w->addressee) && !same_span(w->addressee, s->addressee)) onr_buf_str(why, " addressee");
    if (!onr_span_empty(w->venue) && !same_span(w->venue, s->venue)) onr_buf_str(why, " venue");
    if (!onr_span_empty(w->medium) && !same_span(w->medium, s->medium)) onr_buf_str(why, " medium");
    if (!same_day(w->said_on, &s->said_on)) onr_buf_str(why, " said_on");
    return why->n == 0;
}

/* ---- printing --------------------------------------------------------------------------------------------------- */

static void print_slice(onr_slice s) {
    for (size_t i = 0; i < s.n; i++) putchar(s.p[i] == '\n' ? ' ' : s.p[i]);
}

static onr_slice slice(onr_slice text, onr_span s) {
    return onr_span_empty(s) ? ONR_SLICE("-") : (onr_slice){text.p + s.start, s.end - s.start};
}

static const char *const type_names[] = {"direct", "mixed", "indirect"};

static void print_line(const char *sign, onr_slice text, unsigned type, onr_span source, onr_span cue,
                       const onr_span *content, uint32_t n, onr_slice speaker) {
    printf("  %s %s | ", sign, type_names[type]);
    print_slice(slice(text, source));
    printf(" | ");
    print_slice(slice(text, cue));
    printf(" | ");
    for (uint32_t i = 0; i < n; i++) {
        if (i) printf(" … ");
        print_slice(slice(text, content[i]));
    }
    printf(" | ");
    print_slice(speaker);
}

static void print_wanted(const char *sign, const battery_case *c, const want *w) {
    print_line(sign, c->text, w->type, w->source, w->cue, w->content, w->content_n, w->speaker);
    printf(" | %.*s\n", (int)w->polarity.n, w->polarity.p);
}

static void print_found(const char *sign, const bench *b, onr_slice text, const onr_statement *s) {
    print_line(sign, text, s->type, s->source, s->cue, s->content, s->content_n, name_of(&b->doc, s));
    printf(" | %s (%.2f)\n", s->polarity, (double)s->confidence);
}

static double f1(unsigned hit, const tally *t) { return t->wanted + t->got ? 200.0 * hit / (t->wanted + t->got) : 100; }

static void print_tally(const tally *t) {
    printf("%-15.*s wanted %3u  got %3u  found %3u  right %3u  exact %3u\n", (int)t->name.n, t->name.p, t->wanted,
           t->got, t->found, t->right, t->exact);
}

/* ---- the cases -------------------------------------------------------------------------------------------------- */

static tally *tally_of(bench *b, onr_slice name) {
    for (unsigned i = 0; i < b->phenomena; i++)
        if (onr_slice_eq(b->of[i].name, name)) return &b->of[i];
    if (b->phenomena < BATTERY_PHENOMENA) b->phenomena++;
    b->of[b->phenomena - 1].name = name;
    return &b->of[b->phenomena - 1];
}

static void show_case(const bench *b, const battery_case *c, const uint32_t *pair, const int *exact, onr_buf *whys) {
    int clean = c->n == b->doc.statements_n;
    for (unsigned i = 0; i < c->n; i++) clean = clean && exact[i];
    if (clean) return;
    printf("%.*s\n    ", (int)c->title.n, c->title.p);
    print_slice(c->text);
    printf("\n");
    for (unsigned i = 0; i < c->n; i++) {
        if (exact[i]) continue;
        print_wanted(pair[i] == UINT32_MAX ? "-" : "!", c, &c->want[i]);
        if (pair[i] == UINT32_MAX) continue;
        print_found(is_right(&b->doc, c->text, &c->want[i], &b->doc.statements[pair[i]]) ? "~" : "x", b, c->text,
                    &b->doc.statements[pair[i]]);
        printf("   %s\n", whys[i].p ? whys[i].p : "");
    }
    for (uint32_t k = 0; k < b->doc.statements_n; k++) {
        int taken = 0;
        for (unsigned i = 0; i < c->n; i++) taken |= pair[i] == k;
        if (!taken) print_found("+", b, c->text, &b->doc.statements[k]);
    }
}

static void add(tally *t, unsigned wanted, unsigned got, unsigned found, unsigned right, unsigned exact) {
    t->wanted += wanted, t->got += got, t->found += found, t->right += right, t->exact += exact;
}

static int judge_case(bench *b, const battery_case *c) {
    uint32_t pair[BATTERY_STATEMENTS];
    int exact[BATTERY_STATEMENTS] = {0};
    onr_buf whys[BATTERY_STATEMENTS];
    onr_pipe_options o = {.path = "case", .published = {2031, 3, 7}};
    if (onr_pipe_read(b->worker, c->text.p, c->text.n, &o, &b->doc, &b->err) != ONR_OK) {
        printf("%.*s: %s\n", (int)c->title.n, c->title.p, b->err.msg);
        return 0;
    }
    unsigned found = 0, right = 0, whole = 0;
    pair_up(&b->doc, c, pair);
    for (unsigned i = 0; i < c->n; i++) {
        onr_buf_init(&whys[i], 1024);
        if (pair[i] == UINT32_MAX) continue;
        const onr_statement *s = &b->doc.statements[pair[i]];
        found++;
        right += (unsigned)is_right(&b->doc, c->text, &c->want[i], s);
        exact[i] = is_exact(&b->doc, c, &c->want[i], s, pair, &whys[i]);
        whole += (unsigned)exact[i];
    }
    add(tally_of(b, c->phenomenon), c->n, b->doc.statements_n, found, right, whole);
    add(&b->all, c->n, b->doc.statements_n, found, right, whole);
    if (b->verbose) show_case(b, c, pair, exact, whys);
    for (unsigned i = 0; i < c->n; i++) onr_buf_clear(&whys[i]);
    return 1;
}

static int judge(bench *b, const battery *cases, const options *o) {
    b->all.name = ONR_SLICE("all");
    b->verbose = o->verbose;
    int ok = 1;
    for (unsigned i = 0; i < cases->n; i++) ok = judge_case(b, &cases->at[i]) && ok;
    for (unsigned i = 0; i < b->phenomena; i++) print_tally(&b->of[i]);
    print_tally(&b->all);
    double found = f1(b->all.found, &b->all), right = f1(b->all.right, &b->all), exact = f1(b->all.exact, &b->all);
    printf("%u cases, F1: found %.1f (floor %.1f), right %.1f (floor %.1f), exact %.1f (floor %.1f)\n", cases->n, found,
           o->found, right, o->right, exact, o->exact);
    return ok && found >= o->found && right >= o->right && exact >= o->exact;
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static int parse_options(int n, char **arg, options *o) {
    *o = (options){.rounds = 2, .every = 1};
    for (int i = 1; i < n; i++) {
        const char *value = i + 1 < n ? arg[i + 1] : "0";
        if (strcmp(arg[i], "-v") == 0) o->verbose = 1;
        else if (strcmp(arg[i], "--found") == 0) o->found = strtod(value, NULL), i++;
        else if (strcmp(arg[i], "--right") == 0) o->right = strtod(value, NULL), i++;
        else if (strcmp(arg[i], "--exact") == 0) o->exact = strtod(value, NULL), i++;
        else if (strcmp(arg[i], "--rounds") == 0) o->rounds = (int)strtol(value, NULL, 10), i++;
        else if (strcmp(arg[i], "--every") == 0) o->every = (unsigned)strtoul(value, NULL, 10), i++;
        else if (!o->model) o->model = arg[i];
        else o->file = arg[i];
    }
    return o->model && o->file && o->every;
}

static int run(bench *b, const battery *cases, const options *o) {
    int ok = judge(b, cases, o), hold = 1;
    unsigned reads = 0;
    for (unsigned i = 0; i < cases->n; i += o->every)
        hold = properties_hold(b->worker, b->pipe, &cases->at[i], o->rounds, &reads) && hold;
    printf("properties: %u texts read twice, %s\n", reads, hold ? "all hold" : "BROKEN");
    return ok && hold ? 0 : 1;
}

int main(int n, char **arg) {
    static bench b;
    options o;
    battery cases;
    onr_pipe *pipe = NULL;
    if (!parse_options(n, arg, &o)) {
        printf("usage: test_statements MODEL FILE [-v] [--found N] [--right N] [--exact N] [--rounds N] [--every N]\n");
        return 1;
    }
    if (!battery_read(&cases, o.file)) return 1;
    onr_status st = onr_pipe_new(o.model, &pipe, &b.err);
    if (st == ONR_NOT_FOUND || st == ONR_IO) {
        printf("skipped: no model at %s (%s)\n", o.model, b.err.msg);
        battery_clear(&cases);
        return 77;
    }
    if (st == ONR_OK) st = onr_worker_new(pipe, &b.worker, &b.err);
    onr_doc_init(&b.doc, ONR_DOC_ARENA_CAP);
    b.pipe = pipe;
    if (st != ONR_OK) printf("%s\n", b.err.msg);
    int rc = st == ONR_OK ? run(&b, &cases, &o) : 1;
    onr_doc_clear(&b.doc);
    onr_worker_free(b.worker);
    onr_pipe_free(pipe);
    battery_clear(&cases);
    return rc;
}
