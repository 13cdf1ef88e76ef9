/* Sniffing a file that may hold many articles: from the certain (a signature) to the likely (a header line with
 * commas), and plain text where nothing speaks for anything else. */
#include "read/formats.h"

#include <string.h>

#include "read/csv.h"
#include "read/csv_look.h"
#include "read/export.h"
#include "read/json_item.h"
#include "read/mime.h"
#include "read/ndjson.h"
#include "read/rtf.h"
#include "read/sniff.h"
#include "read/warc.h"
#include "read/xml_list.h"
#include "read/zip_files.h"

enum { LOOK = 64 * 1024 };

static const char *const names[ONR_FORMAT_COUNT] = {"auto", "text",   "html", "warc",     "feed", "ndjson",
                                                    "csv",  "export", "docx", "petrarch", "mime"};

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
    if (part->state) {
        onr_stream_skip(part->stream, part->lent); /* what stands behind is a break, or nothing */
        part->lent = 0;
        return ONR_OK;
    }
    onr_status st = onr_stream_peek(part->stream, (size_t)ONR_ITEM_MAX + 1, &all, err);
    if (st != ONR_OK) return st;
    if (all.n > ONR_ITEM_MAX)
        return onr_err_set(err, ONR_TOO_BIG, ONR_ITEM_MAX, "over %d MiB: split it", ONR_ITEM_MAX >> 20);
    part->state = part; /* a mark, no more */
    part->lent = all.n;
    item->bytes = (const unsigned char *)all.p;
    item->n = all.n;
    item->media = part->format == ONR_FORMAT_HTML ? ONR_MEDIA_HTML : ONR_MEDIA_TEXT;
    return onr_part_locate(part, item, "", err);
}

static const onr_reader whole = {next_whole, NULL};

/* ---- which one -------------------------------------------------------------------------------------------------- */

static int holds(onr_slice s, const char *word) {
    size_t k = strlen(word);
    for (const char *p = s.p, *end = s.p + s.n; (p = memchr(p, word[0], (size_t)(end - p))) != NULL; p++)
        if ((size_t)(end - p) >= k && memcmp(p, word, k) == 0) return 1;
    return 0;
}

static onr_slice trimmed(onr_slice s) {
    if (onr_slice_begins(s, "\xEF\xBB\xBF")) s.p += 3, s.n -= 3;
    while (s.n && (unsigned char)s.p[0] <= ' ') s.p++, s.n--;
    return s;
}

/* A JSON Feed says so in its version; every other object, or list of objects, is read as NDJSON is. */
static onr_format look_json(onr_slice s) {
    size_t i = 1;
    while (i < s.n && (unsigned char)s.p[i] <= ' ') i++;
    if (i == s.n) return ONR_FORMAT_TEXT;
    if (s.p[0] == '{' && s.p[i] == '"') return holds(s, "jsonfeed.org/version") ? ONR_FORMAT_FEED : ONR_FORMAT_NDJSON;
    return s.p[0] == '[' && s.p[i] == '{' ? ONR_FORMAT_NDJSON : ONR_FORMAT_TEXT;
}

/* By the name of the first element, behind declarations, comments and instructions. */
static onr_format look_xml(onr_slice s) {
    static const struct {
        const char *root;
        onr_format format;
    } roots[] = {
        {"<rss", ONR_FORMAT_FEED},
        {"<feed", ONR_FORMAT_FEED},
        {"<atom:feed", ONR_FORMAT_FEED},
        {"<rdf:RDF", ONR_FORMAT_FEED},
        {"<urlset", ONR_FORMAT_FEED},
        {"<PPSResponse", ONR_FORMAT_EXPORT},
        {"<ppsArticleResponse", ONR_FORMAT_EXPORT},
        {"<Sentences", ONR_FORMAT_PETRARCH},
    };
    while (onr_slice_begins(s, "<?") || onr_slice_begins(s, "<!")) {
        const char *close = onr_slice_begins(s, "<!--") ? "-->" : ">";
        size_t k = strlen(close), i = 2;
        int nested = 0; /* the brackets of a DOCTYPE hold declarations */
        for (; i + k <= s.n && (nested || memcmp(s.p + i, close, k) != 0); i++)
            if (k == 1) nested += (s.p[i] == '[') - (s.p[i] == ']' && nested > 0);
        i = i + k < s.n ? i + k : s.n;
        s = trimmed((onr_slice){s.p + i, s.n - i});
    }
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        size_t n = strlen(roots[i].root);
        if (onr_slice_begins(s, roots[i].root) && s.n > n && strchr(" >/\t\r\n", s.p[n])) return roots[i].format;
    }
    return ONR_FORMAT_TEXT;
}

static onr_format look(onr_slice s) {
    if (onr_slice_begins(s, "WARC/")) return ONR_FORMAT_WARC;
    s = trimmed(s);
    if (onr_rtf_is(s)) return ONR_FORMAT_EXPORT;
    if (onr_slice_begins(s, "{") || onr_slice_begins(s, "[")) return look_json(s);
    if (onr_slice_begins(s, "<") && look_xml(s) != ONR_FORMAT_TEXT) return look_xml(s);
    if (onr_mime_is(s)) return ONR_FORMAT_MIME;
    if (onr_export_is(s)) return ONR_FORMAT_EXPORT;
    if (onr_slice_begins(s, "<")) return ONR_FORMAT_TEXT;
    return onr_csv_is_table(s) ? ONR_FORMAT_CSV : ONR_FORMAT_TEXT;
}

static const onr_reader *reader_of(const onr_part *part, onr_slice head) {
    switch (part->format) {
    case ONR_FORMAT_WARC: return &onr_warc_reader;
    case ONR_FORMAT_NDJSON: return &onr_ndjson_reader;
    case ONR_FORMAT_CSV: return &onr_csv_reader;
    case ONR_FORMAT_MIME: return &onr_mime_reader;
    case ONR_FORMAT_PETRARCH: return &onr_petrarch_reader;
    case ONR_FORMAT_DOCX: return &onr_export_reader;
    case ONR_FORMAT_EXPORT:
        return look_xml(trimmed(head)) == ONR_FORMAT_EXPORT ? &onr_factiva_xml_reader : &onr_export_reader;
    case ONR_FORMAT_FEED: return onr_slice_begins(trimmed(head), "{") ? &onr_json_feed_reader : &onr_feed_reader;
    default: return &whole;
    }
}

/* UTF-16: what the bytes look like as UTF-8. */
static onr_status look_wide(onr_slice head, onr_format *format, onr_err *err) {
    onr_stream *bytes, *narrow;
    onr_slice s;
    size_t mark;
    onr_status st = onr_stream_open_bytes(head.p, head.n, &bytes, err);
    if (st != ONR_OK) return st;
    onr_wide wide = onr_sniff_wide((const unsigned char *)head.p, head.n, &mark);
    st = onr_stream_open_wide(bytes, wide == ONR_WIDE_BE, &narrow, err);
    if (st != ONR_OK) return st;
    st = onr_stream_peek(narrow, LOOK, &s, err);
    if (st == ONR_OK) *format = look(s);
    onr_stream_close(narrow);
    return st;
}

/* Text, pages and XML are given to their readers as they are, which decode them; what holds articles as text is decoded
 * on the way. */
static onr_status choose_wide(onr_part *part, onr_slice head, onr_wide wide, onr_err *err) {
    onr_status st = part->format == ONR_FORMAT_AUTO ? look_wide(head, &part->format, err) : ONR_OK;
    if (st != ONR_OK) return st;
    switch (part->format) {
    case ONR_FORMAT_NDJSON:
    case ONR_FORMAT_CSV:
    case ONR_FORMAT_EXPORT: break;
    default: return ONR_OK;
    }
    onr_stream *of = part->stream;
    part->stream = NULL;
    return onr_stream_open_wide(of, wide == ONR_WIDE_BE, &part->stream, err);
}

onr_status onr_formats_choose(onr_part *part, onr_err *err) {
    onr_slice head;
    onr_status st = onr_stream_peek(part->stream, LOOK, &head, err);
    while (st == ONR_OK && head.n == 0 && onr_part_break(part, &st, err) && st == ONR_OK)
        st = onr_stream_peek(part->stream, LOOK, &head, err);
    if (st != ONR_OK) return st;
    if (head.n > LOOK) head.n = LOOK; /* what is ready beyond it depends on the reading, the format must not */
    if (part->format != ONR_FORMAT_DOCX &&
        (onr_slice_begins(head, "PK\x03\x04") || onr_slice_begins(head, "PK\x05\x06"))) {
        part->reader = &onr_zip_reader; /* what is asked for is asked of the files in it */
        return ONR_OK;
    }
    size_t mark;
    onr_wide wide = onr_sniff_wide((const unsigned char *)head.p, head.n, &mark);
    if (wide) st = choose_wide(part, head, wide, err);
    else if (part->format == ONR_FORMAT_AUTO) part->format = look(head);
    if (st == ONR_OK && wide && part->format == ONR_FORMAT_EXPORT) st = onr_stream_peek(part->stream, LOOK, &head, err);
    if (st == ONR_OK) part->reader = reader_of(part, head);
    return st;
}
