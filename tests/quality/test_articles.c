/* test_articles MODEL PATH... [--rounds N] [--most N]: what must hold of the records of real articles.
 *
 * Method: every article of the paths (files, folders, CSV: whatever `onrecord read` takes) is read twice, and so are
 * --rounds mutations of it: the same bytes come out, every span is the slice it says, contents are in order and apart
 * unless nested and linked. Then each of its paragraphs is taken away in turn (at most eight, spread over the text) and
 * the records of the others must stay (removal.h). Exit: 0 all holds, 1 it does not, 77 model or articles are not
 * there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipe/pipe.h"
#include "properties.h"
#include "read/input.h"
#include "removal.h"

enum { PATHS = 16, GAPS = 8 };

typedef struct options {
    const char *model, *paths[PATHS];
    size_t paths_n;
    int rounds;
    long most;
} options;

typedef struct bench {
    onr_pipe *pipe;
    onr_worker *worker;
    onr_doc whole, less;
    unsigned articles, reads;
    removal removed;
    int ok;
} bench;

static int parse(int n, char **arg, options *o) {
    *o = (options){.rounds = 1, .most = 40};
    for (int i = 1; i < n; i++) {
        if (strcmp(arg[i], "--rounds") == 0 && i + 1 < n) o->rounds = (int)strtol(arg[++i], NULL, 10);
        else if (strcmp(arg[i], "--most") == 0 && i + 1 < n) o->most = strtol(arg[++i], NULL, 10);
        else if (!o->model) o->model = arg[i];
        else if (o->paths_n < PATHS) o->paths[o->paths_n++] = arg[i];
    }
    return o->model && o->paths_n;
}

static int is_interview(const onr_doc *d) {
    for (uint32_t i = 0; i < d->statements_n; i++)
        if (strcmp(d->statements[i].rule, "interview") == 0) return 1;
    return 0;
}

/* Paragraphs gone, one at a time. An interview is one by the labels of all its paragraphs: left out. */
static void gaps(bench *b, const char *name) {
    onr_err err = {0};
    const onr_doc *d = &b->whole;
    if (!d->tags || d->blocks_n < 2 || is_interview(d)) return;
    uint32_t step = d->blocks_n / GAPS + 1;
    for (uint32_t i = 0; i < d->blocks_n; i += step) {
        unsigned before = b->removed.changed;
        if (d->blocks[i].kind != ONR_BLOCK_PARA) continue;
        if (!removal_try(d, i, &b->less, &b->removed, &err)) {
            printf("%s, without paragraph %u: %s\n", name, (unsigned)i, err.msg);
            b->ok = 0;
        }
        if (b->removed.changed > before)
            printf("%s, without paragraph %u: %u records elsewhere changed\n", name, (unsigned)i,
                   b->removed.changed - before);
    }
}

static void one(bench *b, const onr_item *item, const options *o) {
    onr_err err = {0};
    onr_pipe_options p = {.published = {2019, 6, 5}};
    if (onr_pipe_read_item(b->worker, item, &p, &b->whole, &err) != ONR_OK) return;
    b->articles++;
    battery_case c = {.title = onr_slice_of(item->locator), .text = {b->whole.text, b->whole.text_n}};
    b->ok = properties_hold(b->worker, b->pipe, &c, o->rounds, &b->reads) && b->ok;
    gaps(b, item->locator);
}

static int run(bench *b, const options *o) {
    onr_err err = {0};
    for (size_t i = 0; i < o->paths_n; i++) {
        onr_input *in = NULL;
        onr_input_options io = {.format = ONR_FORMAT_AUTO};
        if (onr_input_open(&o->paths[i], 1, &io, &in, &err) != ONR_OK) return 1;
        onr_item item;
        for (long n = 0; n < o->most; n++) {
            if (onr_input_next(in, &item, &err) != ONR_OK) continue;
            if (!item.bytes) break;
            one(b, &item, o);
        }
        onr_input_close(in);
    }
    const removal *r = &b->removed;
    printf("%u articles, %u texts read twice: %s\n", b->articles, b->reads, b->ok ? "all hold" : "BROKEN");
    printf("without a paragraph: of %u records elsewhere %u changed, of %u beside it %u\n", r->compared, r->changed,
           r->beside_compared, r->beside_changed);
    if (!b->articles) return 77;
    /* beside the gap a quotation may have gone on over it */
    return b->ok && r->changed == 0 && r->beside_changed * 50 <= r->beside_compared + 49 ? 0 : 1;
}

int main(int n, char **arg) {
    static bench b = {.ok = 1};
    options o;
    onr_err err = {0};
    if (!parse(n, arg, &o)) {
        printf("usage: test_articles MODEL PATH... [--rounds N] [--most N]\n");
        return 1;
    }
    FILE *f = fopen(o.paths[0], "r");
    if (!f) {
        printf("skipped: no articles at %s\n", o.paths[0]);
        return 77;
    }
    (void)fclose(f);
    onr_doc_init(&b.whole, ONR_DOC_ARENA_CAP);
    onr_doc_init(&b.less, ONR_DOC_ARENA_CAP);
    onr_status st = onr_pipe_new(o.model, &b.pipe, &err);
    int missing = st == ONR_NOT_FOUND || st == ONR_IO;
    if (st == ONR_OK) st = onr_worker_new(b.pipe, &b.worker, &err);
    if (st != ONR_OK) printf("%s\n", err.msg);
    int rc = st == ONR_OK ? run(&b, &o) : missing ? 77 : 1;
    onr_doc_clear(&b.whole);
    onr_doc_clear(&b.less);
    onr_worker_free(b.worker);
    onr_pipe_free(b.pipe);
    return rc;
}
