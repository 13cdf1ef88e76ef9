/* bench_when.c - how fast dates are found: MB of text a second on one core, text alone, no network.
 *
 *     bench_when [FILE...]
 *
 * With files: their bytes, as one block each. Without: an invented article over and over, some six dates in 600 bytes,
 * and a row of dates with nothing between them, which is the worst that there is. The best of several rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "find/when.h"

static const char article[] =
    "Harbour minister Mara Ostrell said on Monday that the ferries to Osmere will sail again by the end of March, two "
    "weeks after the strike began. About 2,000 sailors stopped work on 20 February, according to the union, which had "
    "asked for higher pay since October 2029. \"We look, and we wait,\" she told reporters in Selwick. The quay had "
    "been "
    "closed last year as well, when a storm broke the northern pier and flooded the market. Nobody along the quay "
    "could "
    "remember such a winter; the oldest of them, Tomas Brandvik, 81, shook his head and went home with his dog. ";
static const char row[] =
    "3 May 2029, last week, two days ago, from Monday to Wednesday, in the third quarter of 1998; ";

static double now(void) {
    struct timespec t;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void measure(const char *name, char *text, size_t n) {
    enum { ROUNDS = 7 };
    double best = 1e9;
    uint32_t dates = 0;
    for (int i = 0; i < ROUNDS; i++) {
        onr_doc doc;
        onr_err err = {0};
        onr_block block = {{0, (uint32_t)n}, ONR_BLOCK_PARA};
        onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
        doc.text = text;
        doc.text_n = (uint32_t)n;
        doc.blocks = &block;
        doc.blocks_n = n > 0;
        doc.meta.published = (onr_date){2031, 3, 7};
        double t = now();
        if (onr_find_dates(&doc, &err) != ONR_OK) printf("%s: %s\n", name, err.msg);
        t = now() - t;
        if (t < best) best = t;
        dates = doc.dates_n;
        onr_doc_clear(&doc);
    }
    printf("%-12s %8.2f MB  %8lu dates  %7.1f MB/s\n", name, (double)n / 1e6, (unsigned long)dates,
           (double)n / 1e6 / best);
}

static void repeat(const char *name, const char *what, size_t n) {
    enum { TIMES = 4 << 20 };
    size_t k = TIMES / n;
    char *text = malloc(k * n + 1);
    if (!text) return;
    for (size_t i = 0; i < k; i++) memcpy(text + i * n, what, n);
    text[k * n] = 0;
    measure(name, text, k * n);
    free(text);
}

static int measure_file(const char *path) {
    FILE *fp = fopen(path, "rb");
    static char text[ONR_DOC_TEXT_MAX];
    if (!fp) {
        perror(path);
        return 1;
    }
    size_t n = fread(text, 1, sizeof text - 1, fp);
    (void)fclose(fp);
    text[n] = 0;
    if (onr_utf8_check(text, n) != n) printf("%s: not UTF-8\n", path);
    else measure(path, text, n);
    return 0;
}

int main(int argc, char **argv) {
    int bad = 0;
    for (int i = 1; i < argc; i++) bad |= measure_file(argv[i]);
    if (argc > 1) return bad;
    repeat("article", article, sizeof article - 1);
    repeat("row of dates", row, sizeof row - 1);
    return 0;
}
