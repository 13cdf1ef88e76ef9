/* test_sentences MODEL FILE [--acts] [-v] [--right N]: figures, or acts, sentence by sentence.
 *
 * Method: every sentence is read with the model as an article of its own; its figures or acts, written as the file
 * writes them, must be those before the bar. The total is sentences right in percent; --right N is a floor for the exit
 * status. Exit: 0 all holds, 1 it does not, 77 the model is not there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "doc/json.h"
#include "doc/vocab.h"
#include "pipe/pipe.h"

static void value(const onr_value *v, onr_buf *out) {
    if (v->vague) {
        onr_buf_str(out, v->vague);
        return;
    }
    int one = v->has_low && v->has_high && v->low.digits == v->high.digits && v->low.places == v->high.places;
    if (v->approx) onr_buf_char(out, '~');
    if (v->low_open) onr_buf_char(out, '(');
    if (v->has_low) onr_json_decimal(out, v->low);
    if (!one) onr_buf_str(out, "..");
    if (!one && v->has_high) onr_json_decimal(out, v->high);
    if (v->high_open) onr_buf_char(out, ')');
}

static void describe_figures(const onr_doc *doc, onr_buf *out) {
    if (!doc->figures_n) onr_buf_char(out, '-');
    for (uint32_t i = 0; i < doc->figures_n; i++) {
        const onr_figure *f = &doc->figures[i];
        if (i) onr_buf_str(out, "; ");
        value(&f->value, out);
        onr_buf_fmt(out, " %s", onr_label_name(ONR_LABELS_MARK, f->effect));
        if (strcmp(f->polarity, "asserted") != 0) onr_buf_fmt(out, " %s", f->polarity);
        if (strcmp(f->modality, "happened") != 0) onr_buf_fmt(out, " %s", f->modality);
        if (f->relation) onr_buf_fmt(out, " %s", onr_relation_word(f->relation));
    }
}

static void party(const onr_doc *doc, const onr_party *p, onr_buf *out) {
    onr_slice words = onr_span_empty(p->span) ? ONR_SLICE("?") : onr_doc_slice(doc, p->span);
    onr_buf_fmt(out, "%.*s", (int)words.n, words.p);
}

static void describe_acts(const onr_doc *doc, onr_buf *out) {
    if (!doc->events_n) onr_buf_char(out, '-');
    for (uint32_t i = 0; i < doc->events_n; i++) {
        const onr_event *e = &doc->events[i];
        onr_buf_fmt(out, "%s%s: ", i ? "; " : "", onr_label_name(ONR_LABELS_MARK, e->type));
        party(doc, &e->actor, out);
        onr_buf_str(out, " > ");
        party(doc, &e->recipient, out);
        if (e->modality != ONR_ATTR_HAPPENED) onr_buf_fmt(out, ", %s", onr_label_name(ONR_LABELS_ATTR, e->modality));
    }
}

typedef struct bench {
    onr_worker *worker;
    onr_doc doc;
    onr_buf got;
    unsigned n, right;
    int verbose, acts;
} bench;

static void one_line(bench *b, const char *line) {
    const char *bar = strstr(line, " | ");
    if (line[0] == '#' || !bar) return;
    size_t want = (size_t)(bar - line);
    const char *text = bar + 3;
    onr_pipe_options o = {.published = {2031, 3, 7}};
    onr_err err = {0};
    b->n++;
    onr_buf_reset(&b->got);
    if (onr_pipe_read(b->worker, text, strlen(text), &o, &b->doc, &err) != ONR_OK ||
        onr_doc_check(&b->doc, &err) != ONR_OK) {
        printf("%s\n  %s\n", text, err.msg);
        return;
    }
    if (b->acts) describe_acts(&b->doc, &b->got);
    else describe_figures(&b->doc, &b->got);
    int same = b->got.n == want && memcmp(b->got.p, line, want) == 0;
    b->right += (unsigned)same;
    if (!same && b->verbose) printf("- %s\n  want %.*s\n  got  %.*s\n", text, (int)want, line, (int)b->got.n, b->got.p);
}

static int run(const char *model, const char *file, double floor, int acts, int verbose) {
    onr_err err = {0};
    onr_pipe *pipe = NULL;
    bench b = {.verbose = verbose, .acts = acts};
    FILE *f = fopen(file, "r");
    if (!f) return printf("cannot read %s\n", file), 1;
    onr_doc_init(&b.doc, ONR_DOC_ARENA_CAP);
    onr_buf_init(&b.got, 1 << 16);
    if (onr_pipe_new(model, &pipe, &err) != ONR_OK || onr_worker_new(pipe, &b.worker, &err) != ONR_OK) {
        printf("%s\n", err.msg);
        fclose(f);
        return 1;
    }
    char line[1024];
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = 0;
        one_line(&b, line);
    }
    fclose(f);
    onr_worker_free(b.worker);
    onr_pipe_free(pipe);
    onr_doc_clear(&b.doc);
    onr_buf_clear(&b.got);
    double percent = b.n ? 100.0 * b.right / b.n : 0;
    printf("%s: %u of %u sentences right, %.1f %%\n", acts ? "acts" : "figures", b.right, b.n, percent);
    return percent + 1e-9 < floor;
}

int main(int argc, char **argv) {
    double floor = 0;
    int verbose = 0, acts = 0;
    if (argc < 3) return fprintf(stderr, "usage: test_sentences MODEL FILE [--acts] [-v] [--right N]\n"), 2;
    for (int i = 3; i < argc; i++) {
        if (strcmp(argv[i], "-v") == 0) verbose = 1;
        else if (strcmp(argv[i], "--acts") == 0) acts = 1;
        else if (strcmp(argv[i], "--right") == 0 && i + 1 < argc) floor = strtod(argv[++i], NULL);
    }
    FILE *f = fopen(argv[1], "rb");
    if (!f) return printf("%s is absent: the sentences of %s are not read\n", argv[1], argv[2]), 77;
    fclose(f);
    return run(argv[1], argv[2], floor, acts, verbose);
}
