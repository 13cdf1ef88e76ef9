/* bench_scan.c - how fast dates and numbers are found: MB of text a second on one core, text alone, no network.
 *
 *     bench_scan [FILE...]
 *
 * With files: their bytes, as one block each. Without: an invented article over and over, some six dates and five
 * numbers in 600 bytes, and rows of dates and of numbers with nothing between them, which is the worst that there is.
 * The best of several rounds, also in checks of UTF-8: so many of them over the same bytes take the same time, on any
 * machine.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "find/number.h"
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

typedef struct input {
    const char *name;
    char *text;
    size_t n;
    double plain; /* seconds of the check of UTF-8 */
} input;

static double check(const input *in, uint32_t *found) {
    double t = now();
    *found = onr_utf8_check(in->text, in->n) == in->n;
    return now() - t;
}

static double dates(const input *in, uint32_t *found) {
    onr_doc doc;
    onr_err err = {0};
    onr_block block = {{0, (uint32_t)in->n}, ONR_BLOCK_PARA};
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    doc.text = in->text;
    doc.text_n = (uint32_t)in->n;
    doc.blocks = &block;
    doc.blocks_n = in->n > 0;
    doc.meta.published = (onr_date){2031, 3, 7};
    double t = now();
    if (onr_find_dates(&doc, &err) != ONR_OK) printf("%s: %s\n", in->name, err.msg);
    t = now() - t;
    *found = doc.dates_n;
    onr_doc_clear(&doc);
    return t;
}

/* With the weak words, as figures read them. */
static double numbers(const input *in, uint32_t *found) {
    const onr_text text = {in->text, 0, (uint32_t)in->n};
    onr_quantity q;
    double t = now();
    *found = 0;
    for (uint32_t at = 0; onr_quantity_next(&text, &at, ONR_NUMBER_WEAK, &q);) ++*found;
    return now() - t;
}

static void measure(input *in) {
    static const struct {
        const char *what;
        double (*run)(const input *, uint32_t *);
    } scans[] = {{NULL, check}, {"dates", dates}, {"numbers", numbers}};
    enum { ROUNDS = 7 };
    double both = 0;
    for (size_t k = 0; k < sizeof scans / sizeof *scans; k++) {
        double best = 1e9;
        uint32_t found = 0;
        for (int i = 0; i < ROUNDS; i++) {
            double t = scans[k].run(in, &found);
            if (t < best) best = t;
        }
        if (!scans[k].what) {
            in->plain = best;
            continue;
        }
        both += best;
        printf("%-16s %8.2f MB  %8lu %-8s %7.1f MB/s  %5.0f checks\n", in->name, (double)in->n / 1e6,
               (unsigned long)found, scans[k].what, (double)in->n / 1e6 / best, best / in->plain);
    }
    printf("%-16s %8.2f MB  %8s %-8s %7.1f MB/s  %5.0f checks\n", in->name, (double)in->n / 1e6, "", "both",
           (double)in->n / 1e6 / both, both / in->plain);
}

static const char list[] =
    "1,234 men, at least 5 boats, two hundred and three houses, $4.5 million, 12% of 60, no one; ";

static void repeat(const char *name, const char *what, size_t n) {
    enum { TIMES = 4 << 20 };
    size_t k = TIMES / n;
    char *text = malloc(k * n + 1);
    if (!text) return;
    for (size_t i = 0; i < k; i++) memcpy(text + i * n, what, n);
    text[k * n] = 0;
    measure(&(input){name, text, k * n, 0});
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
    else measure(&(input){path, text, n, 0});
    return 0;
}

int main(int argc, char **argv) {
    int bad = 0;
    for (int i = 1; i < argc; i++) bad |= measure_file(argv[i]);
    if (argc > 1) return bad;
    repeat("article", article, sizeof article - 1);
    repeat("row of dates", row, sizeof row - 1);
    repeat("row of numbers", list, sizeof list - 1);
    return 0;
}
