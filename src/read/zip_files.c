/* A zip archive is read as a folder is: its files in the order of the directory, each by the reader that its bytes ask
 * for, "news.zip#march/3.html" its place. So a batch of DOCX files as Nexis Uni hands it out, a table that was zipped
 * for sending, and the web archive of a browser (WACZ 1.1: WARC files under archive/, the rest is about them) are one
 * thing. A DOCX is a zip archive too, and goes to the reader of exports.
 *
 * A file of the archive is a part of its own inside this reader's state. An error in it is a reason why it was skipped;
 * the others are still read. A pipe, or an archive inside an archive, is held whole, up to the window of a stream.
 *
 * Bounds: archives inside archives up to DEPTH_MAX; packed bytes are unpacked once each (read/zip.c refuses entries
 * that share them), deflate makes at most a thousand of one. Cost: O(bytes unpacked). */
#include "read/zip_files.h"

#include <string.h>

#include "base/mem.h"
#include "read/export.h"
#include "read/formats.h"
#include "read/zip.h"

enum { DIRECTORY_ARENA = 512 << 20, ITEM_ARENA = 256 << 20, DEPTH_MAX = 2 };

typedef struct zip_files {
    onr_arena arena;  /* the directory, names of parts */
    onr_stream *held; /* over the archive's bytes where its own stream does not seek */
    onr_zip_entry *list;
    size_t n, next;
    int is_wacz, open;
    onr_part inner;
} zip_files;

/* Archives that are one document, of a kind that is not read. NULL: none of them. */
static const char *refuse(const zip_files *z) {
    static const char *const kinds[][2] = {
        {"xl/workbook.xml", "a spreadsheet (XLSX): save it as CSV"},
        {"ppt/presentation.xml", "a presentation (PPTX): save its text"},
        {"META-INF/container.xml", "an e-book (EPUB): save its text"},
        {"content.xml", "an OpenDocument file: save it as DOCX, text or CSV"},
        {"META-INF/MANIFEST.MF", "a Java archive"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (onr_zip_find(z->list, z->n, kinds[i][0])) return kinds[i][1];
    return NULL;
}

/* The stream that can be read at a place. */
static onr_status seekable(onr_part *part, zip_files *z, const onr_stream **out, onr_err *err) {
    onr_slice all;
    *out = part->stream;
    if (onr_stream_seeks(part->stream)) return ONR_OK;
    if (z->held) {
        *out = z->held;
        return ONR_OK;
    }
    onr_status st = onr_stream_peek(part->stream, ONR_STREAM_WINDOW, &all, err);
    if (st != ONR_OK) return st;
    if (all.n >= ONR_STREAM_WINDOW)
        return onr_err_set(err, ONR_TOO_BIG, 0, "a zip archive over %zu MiB from a pipe: name the file itself",
                           ONR_STREAM_WINDOW >> 20);
    st = onr_stream_open_bytes(all.p, all.n, &z->held, err);
    *out = z->held;
    return st;
}

static onr_status begin(onr_part *part, onr_err *err) {
    const onr_stream *zip;
    zip_files *z = onr_mem_zalloc(1, sizeof *z);
    if (!z) return onr_part_no_memory(part, err);
    part->state = z;
    onr_arena_init(&z->arena, DIRECTORY_ARENA);
    onr_arena_init(&z->inner.arena, ITEM_ARENA);
    onr_status st = seekable(part, z, &zip, err);
    if (st == ONR_OK) st = onr_zip_list(zip, &z->arena, &z->list, &z->n, err);
    if (st != ONR_OK) return st;
    const char *kind = refuse(z);
    if (kind) return onr_err_set(err, ONR_FORMAT, 0, "%s", kind);
    for (size_t i = 0; i < z->n; i++) z->is_wacz |= strncmp(z->list[i].name, "archive/", 8) == 0;
    z->is_wacz &= onr_zip_find(z->list, z->n, "datapackage.json") != NULL;
    return ONR_OK;
}

static void close_inner(onr_part *part, zip_files *z) {
    onr_part *inner = &z->inner;
    if (!z->open) return;
    part->done += onr_stream_file_at(inner->stream);
    if (inner->reader && inner->reader->close) inner->reader->close(inner);
    onr_stream_close(inner->stream);
    inner->reader = NULL;
    inner->state = NULL;
    inner->stream = NULL;
    inner->lent = 0;
    z->open = 0;
}

/* Left out in silence, as in a folder: names that begin with a dot, and what a Mac adds. */
static int is_hidden(const char *name) {
    return name[0] == '.' || strstr(name, "/.") != NULL || strncmp(name, "__MACOSX/", 9) == 0;
}

static onr_status open_entry(onr_part *part, zip_files *z, const onr_zip_entry *e, onr_err *err) {
    onr_part *inner = &z->inner;
    const onr_stream *zip;
    inner->in = part->in;
    inner->file = part->file;
    inner->format = part->format;
    inner->map = part->map;
    inner->dates = onr_columns_dates(part->map);
    inner->depth = part->depth + 1;
    inner->path = onr_part_path(&z->arena, part->path, e->name);
    if (!inner->path) return onr_part_no_memory(part, err);
    onr_status st = seekable(part, z, &zip, err);
    if (st == ONR_OK) st = onr_zip_open(zip, e, &inner->stream, err);
    if (st != ONR_OK) return st;
    z->open = 1;
    return onr_formats_choose(inner, err);
}

/* A file that could not be read, or not further. */
static onr_status give_up(onr_part *part, zip_files *z, onr_status st, onr_err *err) {
    onr_err why = *err;
    close_inner(part, z);
    return st == ONR_NOMEM ? st : onr_part_skip(&z->inner, "", why.msg, err);
}

static onr_status next_file(onr_part *part, zip_files *z, onr_err *err) {
    const onr_zip_entry *e = &z->list[z->next++];
    size_t n = strlen(e->name);
    if (n == 0 || e->name[n - 1] == '/' || is_hidden(e->name)) return ONR_OK;
    if (z->is_wacz && strncmp(e->name, "archive/", 8) != 0)
        return onr_part_skip(part, e->name, "a file about the web archive, none of its pages", err);
    onr_status st = open_entry(part, z, e, err);
    return st == ONR_OK ? ONR_OK : give_up(part, z, st, err);
}

static onr_status next_item(onr_part *part, onr_item *item, onr_err *err) {
    onr_status st = ONR_OK;
    zip_files *z = part->state;
    if (part->depth > DEPTH_MAX)
        return onr_err_set(err, ONR_FORMAT, 0, "a zip archive too deep inside others: unpack it first");
    while (z->open || z->next < z->n) {
        if (!z->open) st = next_file(part, z, err);
        if (st == ONR_OK && z->open) {
            *item = (onr_item){0};
            st = onr_part_next(&z->inner, item, err);
            if (st == ONR_OK && item->bytes) return ONR_OK;
            if (st == ONR_OK) close_inner(part, z);
            else st = give_up(part, z, st, err);
        }
        if (st != ONR_OK) return st;
    }
    *item = (onr_item){0};
    return ONR_OK;
}

static void close_zip(onr_part *part) {
    zip_files *z = part->state;
    if (!z) return;
    close_inner(part, z);
    onr_arena_clear(&z->inner.arena);
    onr_stream_close(z->held);
    onr_arena_clear(&z->arena);
    onr_mem_free(z);
}

/* The first call: a DOCX changes hands. */
static onr_status next_or_docx(onr_part *part, onr_item *item, onr_err *err) {
    if (!part->state) {
        onr_status st = begin(part, err);
        const zip_files *z = part->state;
        if (st != ONR_OK) return st;
        if (onr_zip_find(z->list, z->n, "word/document.xml")) {
            close_zip(part);
            part->state = NULL;
            part->reader = &onr_export_reader;
            return onr_export_reader.next(part, item, err);
        }
    }
    return next_item(part, item, err);
}

const onr_reader onr_zip_reader = {next_or_docx, close_zip};
