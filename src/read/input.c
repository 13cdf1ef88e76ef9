/* The order of the files, and which reader reads each. Paths are laid out in the order given; a folder is walked in the
 * order of names (bytes), without following links to folders; names that begin with a dot are left out. A file is
 * opened when its turn comes, its first bytes say what it is, and its reader is asked for items until it has no more.
 */
#include "read/input.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "read/formats.h"
#include "read/input_part.h"

enum { ITEM_ARENA = 256 << 20, LIST_ARENA = 512 << 20, DEPTH_MAX = 64, NOTE_MAX = 512, SKIPPED_MAX = 1 << 16 };

struct onr_input {
    onr_arena arena; /* paths, options, the list of what was skipped */
    onr_input_options options;
    char **paths;
    size_t paths_n, paths_cap, next;
    const void *bytes; /* of onr_input_open_bytes */
    size_t bytes_n;
    onr_part part;
    int open;
    int told; /* the open file gave an article or a reason */
    onr_input_state at;
    uint64_t before; /* bytes of the files that are done */
    onr_skipped *skipped;
    size_t skipped_n, skipped_cap;
    char note[NOTE_MAX];
    int noted;
};

static onr_status no_memory(onr_err *err) {
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while listing the input: name fewer files");
}

/* ---- paths ------------------------------------------------------------------------------------------------------ */

static onr_status add_path(onr_input *in, const char *path, onr_err *err) {
    void *items = in->paths;
    char *copy = onr_arena_copy(&in->arena, path, strlen(path));
    if (!copy || onr_arena_grow(&in->arena, &items, &in->paths_cap, in->paths_n, in->paths_n + 1, sizeof *in->paths))
        return no_memory(err);
    in->paths = items;
    in->paths[in->paths_n++] = copy;
    return ONR_OK;
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }
static int is_shown(const struct dirent *d) { return d->d_name[0] != '.'; }

static onr_status add_folder(onr_input *in, const char *path, unsigned depth, onr_err *err);

/* One entry of a folder: a file is added, a folder entered, a link to a folder left out, so that no walk goes round. */
static onr_status add_entry(onr_input *in, const char *path, unsigned depth, onr_err *err) {
    struct stat s, link;
    if (stat(path, &s) != 0 || lstat(path, &link) != 0) return add_path(in, path, err); /* its turn will say why */
    if (S_ISDIR(s.st_mode)) return S_ISLNK(link.st_mode) ? ONR_OK : add_folder(in, path, depth + 1, err);
    if (!S_ISREG(s.st_mode)) return ONR_OK; /* a socket, a pipe, a device: nothing that a walk should wait for */
    in->at.bytes_total += (uint64_t)s.st_size;
    return add_path(in, path, err);
}

static onr_status add_folder(onr_input *in, const char *path, unsigned depth, onr_err *err) {
    struct dirent **list = NULL;
    int n = depth < DEPTH_MAX ? scandir(path, &list, is_shown, by_name) : -1;
    if (n < 0) return errno == ENOMEM ? no_memory(err) : add_path(in, path, err);
    onr_status st = ONR_OK;
    size_t slash = strlen(path);
    while (slash > 1 && path[slash - 1] == '/') slash--;
    for (int i = 0; i < n; i++) {
        size_t k = strlen(list[i]->d_name);
        char *inner = st == ONR_OK ? onr_mem_alloc(slash + k + 2) : NULL;
        if (inner) {
            memcpy(inner, path, slash);
            inner[slash] = '/';
            memcpy(inner + slash + 1, list[i]->d_name, k + 1);
            st = add_entry(in, inner, depth, err);
        } else if (st == ONR_OK) st = no_memory(err);
        onr_mem_free(inner);
        free(list[i]); /* scandir's own */
    }
    free(list);
    return st;
}

static onr_status add_operand(onr_input *in, const char *path, onr_err *err) {
    struct stat s;
    if (strcmp(path, "-") != 0 && stat(path, &s) == 0) {
        if (S_ISDIR(s.st_mode)) {
            size_t before = in->paths_n;
            onr_status st = add_folder(in, path, 0, err);
            return st == ONR_OK && in->paths_n == before ? add_path(in, path, err) : st; /* its turn will say it */
        }
        if (S_ISREG(s.st_mode)) in->at.bytes_total += (uint64_t)s.st_size;
        return add_path(in, path, err);
    }
    glob_t found = {0};
    onr_status st = ONR_OK;
    int globbed = strpbrk(path, "*?[") && glob(path, 0, NULL, &found) == 0 && found.gl_pathc;
    if (!globbed) st = add_path(in, path, err);
    for (size_t i = 0; globbed && st == ONR_OK && i < found.gl_pathc; i++) {
        if (stat(found.gl_pathv[i], &s) == 0 && S_ISDIR(s.st_mode)) st = add_folder(in, found.gl_pathv[i], 0, err);
        else st = add_entry(in, found.gl_pathv[i], 0, err);
    }
    globfree(&found);
    return st;
}

/* ---- what readers ask for --------------------------------------------------------------------------------------- */

onr_status onr_part_no_memory(const onr_part *part, onr_err *err) {
    if (part->arena.capped) return onr_err_set(err, ONR_TOO_BIG, 0, "one article of it is too large: split it");
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while reading: read it alone");
}

const char *onr_part_path(onr_arena *arena, const char *path, const char *place) {
    size_t a = strlen(path), b = strlen(place);
    char *s = onr_arena_alloc(arena, a + b + 2, 1);
    if (!s) return NULL;
    memcpy(s, path, a);
    if (b) {
        s[a] = '#';
        memcpy(s + a + 1, place, b);
    }
    return s;
}

onr_status onr_part_locate(onr_part *part, onr_item *item, const char *place, onr_err *err) {
    item->path = part->file;
    item->locator = *place ? onr_part_path(&part->arena, part->path, place) : part->path;
    return item->locator ? ONR_OK : onr_part_no_memory(part, err);
}

/* Things of one file with one reason share an entry; the latest entries are looked at, since a file's lie together. */
onr_status onr_part_skip(onr_part *part, const char *place, const char *reason, onr_err *err) {
    onr_input *in = part->in;
    in->told = 1;
    size_t path_n = strlen(part->file);
    for (size_t i = in->skipped_n, seen = 0; i > 0 && seen < 32; i--, seen++) {
        onr_skipped *s = &in->skipped[i - 1];
        int same = strncmp(s->locator, part->file, path_n) == 0 && (!s->locator[path_n] || s->locator[path_n] == '#');
        if (!same) break;
        if (strcmp(s->reason, reason) != 0) continue;
        s->n++;
        return ONR_OK;
    }
    void *items = in->skipped;
    const char *locator = onr_part_path(&in->arena, part->path, place);
    const char *why = onr_arena_copy(&in->arena, reason, strlen(reason));
    if (!locator || !why ||
        onr_arena_grow(&in->arena, &items, &in->skipped_cap, in->skipped_n, in->skipped_n + 1, sizeof *in->skipped))
        return no_memory(err);
    in->skipped = items;
    in->skipped[in->skipped_n++] = (onr_skipped){locator, why, 1};
    return ONR_OK;
}

onr_status onr_part_note(onr_part *part, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(part->in->note, NOTE_MAX, fmt, ap);
    va_end(ap);
    part->in->noted = 0;
    return ONR_OK;
}

/* ---- a file ----------------------------------------------------------------------------------------------------- */

static void close_part(onr_input *in) {
    onr_part *part = &in->part;
    if (!in->open) return;
    if (part->reader && part->reader->close) part->reader->close(part);
    part->reader = NULL;
    part->state = NULL;
    if (part->stream) {
        uint64_t size = onr_stream_file_size(part->stream);
        in->before += size ? size : onr_stream_file_at(part->stream);
    }
    onr_stream_close(part->stream);
    part->stream = NULL;
    in->open = 0;
}

static onr_status open_part(onr_input *in, onr_err *err) {
    onr_part *part = &in->part;
    const char *name = in->options.name;
    const char *path = in->paths[in->next++];
    part->path = name && (in->bytes || strcmp(path, "-") == 0) ? name : path;
    part->file = part->path;
    part->depth = 0;
    part->done = 0;
    part->format = in->options.format;
    part->map = in->options.map;
    part->dates = onr_columns_dates(part->map);
    in->open = 1;
    in->told = 0;
    onr_status st = in->bytes ? onr_stream_open_bytes(in->bytes, in->bytes_n, &part->stream, err)
                              : onr_stream_open(path, &part->stream, err);
    if (st == ONR_NOT_FOUND && strpbrk(path, "*?["))
        return onr_err_set(err, st, 0, "no file has this name and none matches it: check the pattern");
    if (st == ONR_OK) st = onr_formats_choose(part, err);
    return st;
}

int onr_part_break(onr_part *part, onr_status *st, onr_err *err) {
    const char *why;
    uint64_t at;
    char place[32];
    if (!onr_stream_break(part->stream, &why, &at)) return 0;
    (void)snprintf(place, sizeof place, "%llu", (unsigned long long)at);
    *st = onr_part_skip(part, place, why, err);
    return 1;
}

onr_status onr_part_next(onr_part *part, onr_item *item, onr_err *err) {
    for (;;) {
        onr_arena_reset(&part->arena);
        onr_status st = part->reader->next(part, item, err);
        if (st != ONR_OK || item->bytes || !onr_part_break(part, &st, err)) return st;
        if (st != ONR_OK) return st;
    }
}

onr_status onr_input_next(onr_input *in, onr_item *item, onr_err *err) {
    for (;;) {
        onr_status st = ONR_OK;
        *item = (onr_item){0};
        if (!in->open) {
            if (in->next >= in->paths_n) return ONR_OK;
            st = open_part(in, err);
        }
        if (st == ONR_OK) st = onr_part_next(&in->part, item, err);
        if (st != ONR_OK) {
            close_part(in);
            *item = (onr_item){.path = in->part.path, .locator = in->part.path};
            return st;
        }
        if (item->bytes) {
            in->at.items++;
            in->told = 1;
            return ONR_OK;
        }
        if (!in->told) st = onr_part_skip(&in->part, "", "no article in it", err);
        close_part(in);
        if (st != ONR_OK) return st;
    }
}

/* ---- life and death --------------------------------------------------------------------------------------------- */

static onr_status copy_option(onr_input *in, const char **s, onr_err *err) {
    if (*s) *s = onr_arena_copy(&in->arena, *s, strlen(*s));
    return in->arena.capped || (in->options.map && !*s && s == &in->options.map) ? no_memory(err) : ONR_OK;
}

static onr_status make(const onr_input_options *options, onr_input **out, onr_err *err) {
    onr_input *in = onr_mem_zalloc(1, sizeof *in);
    *out = in;
    if (!in) return no_memory(err);
    onr_arena_init(&in->arena, LIST_ARENA);
    onr_arena_init(&in->part.arena, ITEM_ARENA);
    in->part.in = in;
    in->noted = 1;
    if (options) in->options = *options;
    onr_status st = copy_option(in, &in->options.map, err);
    if (st == ONR_OK) st = copy_option(in, &in->options.name, err);
    return st;
}

static onr_status finish(onr_status st, onr_input **out) {
    if (st == ONR_OK) return st;
    onr_input_close(*out);
    *out = NULL;
    return st;
}

onr_status onr_input_open(const char *const *paths, size_t n, const onr_input_options *options, onr_input **out,
                          onr_err *err) {
    onr_status st = make(options, out, err);
    for (size_t i = 0; st == ONR_OK && i < n; i++) st = add_operand(*out, paths[i], err);
    return finish(st, out);
}

onr_status onr_input_open_bytes(const void *bytes, size_t n, const onr_input_options *options, onr_input **out,
                                onr_err *err) {
    onr_status st = make(options, out, err);
    if (st == ONR_OK) {
        (*out)->bytes = n ? bytes : "";
        (*out)->bytes_n = n;
        (*out)->at.bytes_total = n;
        st = add_path(*out, "-", err);
    }
    return finish(st, out);
}

void onr_input_close(onr_input *in) {
    if (!in) return;
    close_part(in);
    onr_arena_clear(&in->part.arena);
    onr_arena_clear(&in->arena);
    onr_mem_free(in);
}

const onr_skipped *onr_input_skipped(const onr_input *in, size_t *n) {
    *n = in->skipped_n;
    return in->skipped;
}

const char *onr_input_note(onr_input *in) {
    if (in->noted) return NULL;
    in->noted = 1;
    return in->note;
}

onr_input_state onr_input_at(const onr_input *in) {
    onr_input_state s = in->at;
    s.bytes_done = in->before + (in->part.stream ? onr_stream_file_at(in->part.stream) + in->part.done : 0);
    if (s.bytes_total && s.bytes_done > s.bytes_total)
        s.bytes_done = s.bytes_total; /* an unpacked entry counts in full */
    return s;
}
