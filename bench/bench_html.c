/* bench_html.c - how fast pages are read, from memory, on one core.
 *
 *     bench_html FILE...     saved pages, e.g. of ../shared/data/ingest/aeb (gunzipped)
 *
 * Prints the tokenizer in MB/s, the nodes in MB/s, the whole reading in pages/s (best of five rounds each) and, where
 * libxml2 is installed, the ratio of its HTML parser's time to ours; ratios are what to compare between machines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "read/html.h"
#include "read/html_tree.h"
#ifdef HAVE_LIBXML2
#include <libxml/HTMLparser.h>
#endif

enum { ROUNDS = 5 };

/* Processor seconds of this thread: other programs on the machine do not count. */
static double now(void) {
    struct timespec t;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

typedef struct page {
    char *p;
    size_t n;
} page;

static page load(const char *path) {
    page x = {0};
    FILE *f = fopen(path, "rb");
    if (!f) return x;
    size_t cap = 0, k;
    do {
        if (x.n == cap) {
            char *p = realloc(x.p, cap = cap ? cap * 2 : 1 << 16);
            if (!p) exit(1);
            x.p = p;
        }
        k = fread(x.p + x.n, 1, cap - x.n, f);
        x.n += k;
    } while (k);
    (void)fclose(f);
    return x;
}

static size_t tokens(const page *x) {
    onr_html_lex lex;
    onr_html_token t;
    size_t n = 0;
    onr_html_lex_init(&lex, x->p, (uint32_t)x->n);
    while (onr_html_next(&lex, &t)) n++;
    return n;
}

static onr_arena arena;
static onr_doc doc;

static size_t nodes(const page *x) {
    onr_html_tree tree;
    onr_arena_reset(&arena);
    return onr_html_tree_build(x->p, (uint32_t)x->n, &arena, NULL, &tree) == ONR_OK ? tree.nodes_n : 0;
}

static size_t reading(const page *x) {
    onr_doc_reset(&doc);
    return onr_read_html((const unsigned char *)x->p, x->n, NULL, &doc, NULL) == ONR_OK ? doc.text_n : 0;
}

#ifdef HAVE_LIBXML2
static size_t libxml2(const page *x) {
    htmlDocPtr d =
        htmlReadMemory(x->p, (int)x->n, NULL, "utf-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER);
    xmlFreeDoc(d);
    return d != NULL;
}
#endif

/* Seconds of the best round over all pages. */
static double best(const page *pages, size_t n, size_t (*run)(const page *)) {
    double least = 1e9;
    volatile size_t sum = 0;
    for (int r = 0; r < ROUNDS; r++) {
        double from = now();
        for (size_t i = 0; i < n; i++) sum += run(&pages[i]);
        double s = now() - from;
        if (s < least) least = s;
    }
    return least;
}

int main(int argc, char **argv) {
    page *pages = calloc((size_t)argc, sizeof *pages);
    size_t n = 0, bytes = 0;
    for (int i = 1; pages && i < argc; i++) {
        pages[n] = load(argv[i]);
        bytes += pages[n].n;
        n += pages[n].n > 0;
    }
    if (!n) {
        (void)fprintf(stderr, "usage: bench_html FILE...\n");
        return 2;
    }
    onr_arena_init(&arena, (size_t)1 << 30);
    onr_doc_init(&doc, (size_t)1 << 30);
    double mb = (double)bytes / 1e6, lex = best(pages, n, tokens), tree = best(pages, n, nodes),
           whole = best(pages, n, reading);
    printf("%zu pages, %.1f MB\n", n, mb);
    printf("tokenizer  %8.0f MB/s\n", mb / lex);
    printf("nodes      %8.0f MB/s\n", mb / tree);
    printf("reading    %8.0f pages/s  %.0f MB/s\n", (double)n / whole, mb / whole);
#ifdef HAVE_LIBXML2
    double xml = best(pages, n, libxml2);
    printf("libxml2    %8.0f pages/s  %.1f times the time of our nodes, %.1f times that of the whole reading\n",
           (double)n / xml, xml / tree, xml / whole);
#endif
    return 0;
}
