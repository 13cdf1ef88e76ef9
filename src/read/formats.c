/* Sniffing a file that may hold many articles: from the certain (a signature) to the likely (a header line with
 * commas), and plain text where nothing speaks for anything else. */
#include "read/formats.h"

#include <string.h>

#include "read/warc.h"

enum { LOOK = 4096 };

static const char *const names[ONR_FORMAT_COUNT] = {"auto",   "text", "html",   "warc", "feed",
                                                    "ndjson", "csv",  "export", "docx", "petrarch"};

const char *onr_format_name(onr_format f) { return (unsigned)f < ONR_FORMAT_COUNT ? names[f] : NULL; }

onr_format onr_format_find(const char *name) {
    unsigned i = 0;
    while (i < ONR_FORMAT_COUNT && strcmp(names[i], name) != 0) i++;
    return (onr_format)i;
}

/* ---- a file that is one article --------------------------------------------------------------------------------- */

/* The whole file is the item: it is looked at once, and skipped at the next call. */
static onr_status next_whole(onr_part *part, onr_item *item, onr_err *err) {
    onr_slice all;
    if (part->state) return ONR_OK;
    onr_status st = onr_stream_peek(part->stream, (size_t)ONR_ITEM_MAX + 1, &all, err);
    if (st != ONR_OK) return st;
    if (all.n > ONR_ITEM_MAX)
        return onr_err_set(err, ONR_TOO_BIG, ONR_ITEM_MAX, "over %d MiB: split it", ONR_ITEM_MAX >> 20);
    part->state = part;
    item->bytes = (const unsigned char *)all.p;
    item->n = all.n;
    item->media = part->format == ONR_FORMAT_HTML ? ONR_MEDIA_HTML : ONR_MEDIA_TEXT;
    return onr_part_locate(part, item, "", err);
}

static const onr_reader whole = {next_whole, NULL};

/* ---- which one -------------------------------------------------------------------------------------------------- */

static int begins(onr_slice s, const char *with) { return s.n >= strlen(with) && memcmp(s.p, with, strlen(with)) == 0; }

static onr_format look(onr_slice s) {
    if (begins(s, "WARC/")) return ONR_FORMAT_WARC;
    return ONR_FORMAT_TEXT;
}

onr_status onr_formats_choose(onr_part *part, onr_err *err) {
    onr_slice head;
    onr_status st = onr_stream_peek(part->stream, LOOK, &head, err);
    if (st != ONR_OK) return st;
    if (part->format == ONR_FORMAT_AUTO) part->format = look(head);
    part->reader = part->format == ONR_FORMAT_WARC ? &onr_warc_reader : &whole;
    return ONR_OK;
}
