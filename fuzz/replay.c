/* replay.c - runs a fuzz target over files without a fuzzer, so that every corpus is a test of ./check.
 *
 *     replay_text fuzz/corpus/text [more files or folders ...]
 *
 * Files of a folder are taken in the order of their names, so a run is the same everywhere; sub-folders are not
 * entered. A target that finds a fault aborts. Exit codes: 0 all read, 1 a path could not be read, 2 nothing to replay.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { FILE_MAX = 64 * 1024 * 1024 };

static int fail(const char *path) {
    (void)fprintf(stderr, "replay: %s: %s\n", path, strerror(errno ? errno : EFBIG));
    return 1;
}

static int replay_file(const char *path, size_t bytes, size_t *count) {
    if (bytes > FILE_MAX) return errno = 0, fail(path);
    FILE *f = fopen(path, "rb");
    uint8_t *data = malloc(bytes + 1); /* ASan sees a read past the end only if the block ends there */
    int bad = !f || !data || fread(data, 1, bytes, f) != bytes;
    uint8_t *exact = bad ? NULL : realloc(data, bytes ? bytes : 1);
    if (f) (void)fclose(f);
    if (!exact) {
        free(data);
        return fail(path);
    }
    (void)LLVMFuzzerTestOneInput(exact, bytes);
    free(exact);
    ++*count;
    return 0;
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

static int replay(const char *path, int enter, size_t *count) {
    struct stat st;
    if (stat(path, &st) != 0) return fail(path);
    if (S_ISREG(st.st_mode)) return replay_file(path, (size_t)st.st_size, count);
    if (!S_ISDIR(st.st_mode) || !enter) return 0;
    struct dirent **list;
    int n = scandir(path, &list, NULL, by_name), bad = 0;
    if (n < 0) return fail(path);
    for (int i = 0; i < n; i++) {
        char inner[4096];
        int k = snprintf(inner, sizeof inner, "%s/%s", path, list[i]->d_name);
        if (k > 0 && (size_t)k < sizeof inner) bad |= replay(inner, 0, count);
        else bad = 1;
        free(list[i]);
    }
    free(list);
    return bad;
}

int main(int argc, char **argv) {
    size_t count = 0;
    int bad = 0;
    for (int i = 1; i < argc; i++) bad |= replay(argv[i], 1, &count);
    (void)printf("%zu inputs replayed\n", count);
    return bad ? 1 : count ? 0 : 2;
}
