/* A record: "WARC/1.0", fields, an empty line, Content-Length bytes, two line ends. Records follow one another; in
 * packed files each is a member of its own, which costs nothing here, since the stream gives members one by one.
 *
 * Response and resource records (and the text of a conversion, as Common Crawl's WET files hold) become items where
 * their payload is a page or plain text. A record that says "resource" and holds an HTTP answer, or says "response" and
 * holds none, is taken for what its bytes are. Everything else is skipped by its kind. Where bytes are no record, the
 * next line that begins one is searched. Media Cloud writes what it knows of a page into a metadata record behind the
 * response: the first records of a file tell whether it is one of those.
 *
 * Bounds: a record over ONR_ITEM_MAX is passed over in pieces. Cost: O(bytes). */
#include "read/warc.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "read/http.h"
#include "read/sniff.h"

enum { FIELDS_AHEAD = 4096, FIELDS_MAX = 1 << 20, PIECE = 1 << 20, LOOK = 4096, HOPEFUL = 8, WORD = 64 };

typedef struct record {
    size_t fields_n; /* bytes of the head, its empty line too */
    uint64_t length; /* of the body */
    char type[WORD], media[WORD], *uri;
} record;

typedef struct warc {
    onr_buf chunks, unpacked;
    size_t pending;  /* bytes of the item that the caller borrows, to be passed at the next call */
    unsigned hoping; /* responses yet to be looked behind for Media Cloud's record */
    int lost;        /* inside bytes that are no record */
} warc;

/* ---- the head of a record --------------------------------------------------------------------------------------- */

static int is_digits(onr_slice s, uint64_t *value) {
    *value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || *value > UINT64_MAX / 20) return 0;
        *value = *value * 10 + (uint64_t)(s.p[i] - '0');
    }
    return s.n > 0;
}

static void lower_word(onr_slice s, char to[WORD]) { onr_media_type(s, to, WORD); }

/* 1 a record's head; 0 none; -1 out of memory. */
static int parse_head(onr_part *part, onr_slice ready, record *r) {
    onr_slice fields = {ready.p, r->fields_n};
    onr_slice uri = onr_http_field(fields, "WARC-Target-URI");
    if (!is_digits(onr_http_field(fields, "Content-Length"), &r->length)) return 0;
    lower_word(onr_http_field(fields, "WARC-Type"), r->type);
    lower_word(onr_http_field(fields, "Content-Type"), r->media);
    if (uri.n >= 2 && uri.p[0] == '<' && uri.p[uri.n - 1] == '>') uri.p++, uri.n -= 2;
    r->uri = onr_arena_copy(&part->arena, uri.p, uri.n);
    return r->uri ? 1 : -1;
}

static void place_here(const onr_part *part, char *to, size_t size) {
    const onr_stream *s = part->stream;
    unsigned long long at = onr_stream_at(s), member = onr_stream_member(s);
    if (!onr_stream_packed(s) || !onr_stream_member_starts(s))
        (void)snprintf(to, size, "%s%llu", onr_stream_packed(s) ? "unpacked" : "", at);
    else (void)snprintf(to, size, "%llu", member);
}

/* ---- bytes that are no record ----------------------------------------------------------------------------------- */

/* Search the next record from `from` bytes on. */
static onr_status find_record(onr_part *part, onr_slice ready, size_t from, onr_err *err) {
    warc *w = part->state;
    onr_status st = ONR_OK;
    if (onr_stream_ends_broken(part->stream)) { /* a head that damage cut: the damage is told, once */
        onr_stream_skip(part->stream, ready.n);
        return ONR_OK;
    }
    if (!w->lost) {
        char place[40];
        place_here(part, place, sizeof place);
        st = onr_part_skip(part, place, "bytes that are no WARC record", err);
    }
    w->lost = 1;
    size_t i = from;
    while (i + 5 <= ready.n && (memcmp(ready.p + i, "WARC/", 5) != 0 || (i && ready.p[i - 1] != '\n'))) i++;
    int found = i + 5 <= ready.n;
    if (!found && i < ready.n && ready.n - i < 5 && i == from)
        i = ready.n; /* fewer bytes than a mark has, and no more */
    onr_stream_skip(part->stream, i);
    return st;
}

/* Pass over n bytes of a body, in pieces. *whole: all were there. */
static onr_status pass(onr_part *part, uint64_t n, int *whole, onr_err *err) {
    *whole = 1;
    while (n > 0) {
        onr_slice ready;
        onr_status st = onr_stream_peek(part->stream, n < PIECE ? (size_t)n : PIECE, &ready, err);
        if (st != ONR_OK) return st;
        if (ready.n == 0) {
            *whole = 0;
            return ONR_OK;
        }
        size_t k = ready.n < n ? ready.n : (size_t)n;
        onr_stream_skip(part->stream, k);
        n -= k;
    }
    return ONR_OK;
}

/* ---- what a record holds ---------------------------------------------------------------------------------------- */

static onr_status skip_record(onr_part *part, const record *r, const char *place, const char *reason, onr_err *err) {
    int whole;
    onr_status st = pass(part, r->fields_n + r->length, &whole, err);
    if (st != ONR_OK || (!whole && onr_part_break(part, &st, err))) return st;
    return onr_part_skip(part, place, whole ? reason : "a record that is cut off", err);
}

/* Why a payload is no article: its kind, by the type that the server gave and by its bytes. NULL: it may be one. */
static const char *judge(onr_slice payload, const char *type, onr_item *item, char reason[WORD + 32]) {
    static const char *const pages[] = {"text/html", "application/xhtml+xml",    "text/plain",     "", "text",
                                        "html",      "application/octet-stream", "unknown/unknown"};
    onr_sniffed look;
    int known = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) known |= strcmp(type, pages[i]) == 0;
    if (payload.n == 0) return "an empty payload";
    onr_sniff((const unsigned char *)payload.p, payload.n < LOOK ? payload.n : LOOK, &look);
    int html = strstr(type, "html") != NULL || (look.kind == ONR_SNIFF_MARKUP && strcmp(look.what, "HTML") == 0);
    const char *kind = NULL;
    if (look.kind == ONR_SNIFF_BINARY) kind = look.what;
    else if (!known && !html) kind = type;
    else if (!html && look.kind == ONR_SNIFF_MARKUP) kind = look.what;
    item->media = html ? ONR_MEDIA_HTML : ONR_MEDIA_TEXT;
    if (!kind) return NULL;
    (void)snprintf(reason, WORD + 32, "a payload that is %s", kind);
    return reason;
}

static const char *known_type(const char *type) {
    static const char *const kinds[][2] = {
        {"warcinfo", "a warcinfo record"},         {"request", "a request record"},
        {"metadata", "a metadata record"},         {"revisit", "a revisit record: the page was stored before"},
        {"continuation", "a continuation record"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i][0], type) == 0) return kinds[i][1];
    return "a record of unknown type";
}

/* The record's body as an item, or the reason why it is none. */
static onr_status read_body(onr_part *part, const record *r, onr_slice body, onr_item *item, const char **why,
                            char reason[WORD + 32], onr_err *err) {
    warc *w = part->state;
    onr_http http;
    char type[WORD], charset[WORD];
    int answer = onr_http_parse(body, &http);
    (void)snprintf(type, sizeof type, "%s", r->media);
    charset[0] = '\0';
    if (answer) {
        onr_err inner = {0};
        onr_status st = onr_http_payload(&http, &w->chunks, &w->unpacked, &body, &inner);
        onr_media_type(http.type, type, sizeof type);
        onr_media_charset(http.type, charset, sizeof charset);
        if (st == ONR_NOMEM) return onr_part_no_memory(part, err);
        if (http.status && (http.status < 200 || http.status > 299)) {
            (void)snprintf(reason, WORD + 32, "an answer with HTTP status %u", http.status);
            *why = reason;
            return ONR_OK;
        }
        if (st != ONR_OK) {
            (void)snprintf(reason, WORD + 32, "%.90s", inner.msg);
            *why = reason;
            return ONR_OK;
        }
    } else if (strncmp(type, "application/http", 16) == 0) type[0] = '\0';
    *why = judge(body, type, item, reason);
    item->bytes = (const unsigned char *)body.p;
    item->n = body.n;
    item->charset = charset[0] ? onr_arena_copy(&part->arena, charset, strlen(charset)) : NULL;
    item->meta.url = *r->uri ? r->uri : NULL;
    return charset[0] && !item->charset ? onr_part_no_memory(part, err) : ONR_OK;
}

/* Does Media Cloud's record stand behind this one (which takes `n` bytes)? Then its length is added to *n. */
static onr_status look_behind(onr_part *part, size_t *n, onr_item *item, onr_err *err) {
    warc *w = part->state;
    onr_slice ready;
    record r = {0};
    onr_status st = onr_stream_peek(part->stream, *n + FIELDS_AHEAD, &ready, err);
    size_t at = *n;
    while (st == ONR_OK && at < ready.n && (ready.p[at] == '\r' || ready.p[at] == '\n')) at++;
    if (st != ONR_OK || ready.n < at + 5 || memcmp(ready.p + at, "WARC/", 5) != 0) return st;
    r.fields_n = onr_http_fields_end(ready.p + at, ready.n - at);
    if (!r.fields_n) return ONR_OK;
    int parsed = parse_head(part, (onr_slice){ready.p + at, ready.n - at}, &r);
    if (parsed < 0) return onr_part_no_memory(part, err);
    if (!parsed || strcmp(r.type, "metadata") != 0 || !strstr(r.media, "mediacloud") || r.length > PIECE * 4)
        return ONR_OK;
    size_t whole = at + r.fields_n + (size_t)r.length;
    st = onr_stream_peek(part->stream, whole, &ready, err);
    if (st != ONR_OK || ready.n < whole) return st;
    parsed = onr_warc_mediacloud((onr_slice){ready.p + at + r.fields_n, (size_t)r.length}, &part->arena, &item->meta);
    if (parsed < 0) return onr_part_no_memory(part, err);
    if (parsed) *n = whole, w->hoping = HOPEFUL;
    return ONR_OK;
}

/* A response, resource or conversion that is all there. */
static onr_status read_record(onr_part *part, const record *r, const char *place, onr_item *item, onr_err *err) {
    warc *w = part->state;
    size_t n = r->fields_n + (size_t)r->length;
    char reason[WORD + 32];
    const char *why = NULL;
    onr_slice ready;
    onr_status st = onr_stream_peek(part->stream, n, &ready, err);
    if (st != ONR_OK) return st;
    if (ready.n < n) { /* its length may be wrong: what follows its head is searched for other records */
        int broken = onr_stream_ends_broken(part->stream);
        onr_stream_skip(part->stream, broken ? ready.n : r->fields_n);
        if (broken && onr_part_break(part, &st, err)) return st;
        w->lost = 1;
        return onr_part_skip(part, place, "a record that is cut off", err);
    }
    if (w->hoping) {
        w->hoping--;
        st = look_behind(part, &n, item, err);
        if (st == ONR_OK) st = onr_stream_peek(part->stream, n, &ready, err);
        if (st != ONR_OK) return st;
    }
    onr_item_meta said = item->meta;
    st = read_body(part, r, (onr_slice){ready.p + r->fields_n, (size_t)r->length}, item, &why, reason, err);
    if (said.url) item->meta.url = said.url;
    if (st == ONR_OK && !why) {
        w->pending = n;
        return onr_part_locate(part, item, place, err);
    }
    *item = (onr_item){0};
    onr_stream_skip(part->stream, n);
    return st == ONR_OK ? onr_part_skip(part, place, why, err) : st;
}

/* ---- the reader ------------------------------------------------------------------------------------------------- */

/* The head of the record at hand in `r`. *found 0: the stream is at its end, or something was passed over. */
static onr_status next_head(onr_part *part, record *r, int *found, int *ended, onr_err *err) {
    warc *w = part->state;
    onr_slice ready;
    *found = *ended = 0;
    size_t ask = FIELDS_AHEAD;
    for (;;) {
        onr_status st = onr_stream_peek(part->stream, ask, &ready, err);
        if (st != ONR_OK) return st;
        if (ready.n == 0) {
            *ended = !onr_part_break(part, &st, err);
            w->lost = 0;
            return st;
        }
        size_t i = 0;
        while (i < ready.n && (ready.p[i] == '\r' || ready.p[i] == '\n')) i++;
        if (i) {
            onr_stream_skip(part->stream, i);
            continue;
        }
        if (ready.n < 5 || memcmp(ready.p, "WARC/", 5) != 0) return find_record(part, ready, 0, err);
        r->fields_n = onr_http_fields_end(ready.p, ready.n);
        if (!r->fields_n && ready.n >= ask && ask < FIELDS_MAX) {
            ask *= 4;
            continue;
        }
        int parsed = r->fields_n ? parse_head(part, ready, r) : 0;
        if (parsed < 0) return onr_part_no_memory(part, err);
        if (!parsed) return find_record(part, ready, 1, err);
        w->lost = 0;
        *found = 1;
        return ONR_OK;
    }
}

static onr_status next_item(onr_part *part, onr_item *item, onr_err *err) {
    if (!part->state) {
        warc *made = onr_mem_zalloc(1, sizeof *made);
        if (!made) return onr_part_no_memory(part, err);
        onr_buf_init(&made->chunks, ONR_ITEM_MAX);
        onr_buf_init(&made->unpacked, ONR_ITEM_MAX);
        made->hoping = HOPEFUL;
        part->state = made;
    }
    warc *w = part->state;
    onr_stream_skip(part->stream, w->pending);
    w->pending = 0;
    while (!item->bytes) {
        record r = {0};
        int found, ended;
        char place[40];
        onr_arena_reset(&part->arena);
        onr_status st = next_head(part, &r, &found, &ended, err);
        if (st != ONR_OK || ended) return st;
        if (!found) continue;
        place_here(part, place, sizeof place);
        int wanted = !strcmp(r.type, "response") || !strcmp(r.type, "resource") || !strcmp(r.type, "conversion");
        if (!wanted) st = skip_record(part, &r, place, known_type(r.type), err);
        else if (r.length > ONR_ITEM_MAX) st = skip_record(part, &r, place, "a record over 64 MiB", err);
        else st = read_record(part, &r, place, item, err);
        if (st != ONR_OK) return st;
    }
    return ONR_OK;
}

static void close_warc(onr_part *part) {
    warc *w = part->state;
    if (!w) return;
    onr_buf_clear(&w->chunks);
    onr_buf_clear(&w->unpacked);
    onr_mem_free(w);
}

const onr_reader onr_warc_reader = {next_item, close_warc};
