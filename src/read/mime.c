/* MIME (RFC 2045 to 2047, 2557): fields, an empty line, a body; a multipart body is parts between lines that begin with
 * "--" and its boundary. Of a saved page (multipart/related) the first HTML part is the page; of a mail that says the
 * same twice (multipart/alternative) the plain text is taken. The part is decoded (quoted-printable, base64) and is the
 * item, so offsets lead into what was saved and not into how it was packed; "page.mhtml#part1" is its place.
 *
 * What the message says of when it was written is the day it was saved or sent, not the day of publication: it is left
 * out. Bounds: the file is held whole; parts inside parts up to DEPTH_MAX. Cost: O(bytes) a level. */
#include "read/mime.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "read/http.h"

enum { FILE_MAX = 64 << 20, DEPTH_MAX = 4, WORD = 80, BOUNDARY_MAX = 200 };

typedef struct message {
    onr_buf body;
} message;

/* A part: its fields, unfolded, and what follows them. */
typedef struct entity {
    onr_slice fields, body;
    char type[WORD];
} entity;

int onr_mime_is(onr_slice head) {
    size_t n = onr_http_fields_end(head.p, head.n), i = 0;
    onr_slice fields = {head.p, n};
    while (i < n && (head.p[i] == '-' || onr_ascii_is_letter(head.p[i]))) i++;
    return i > 0 && i < n && head.p[i] == ':' && onr_http_field(fields, "MIME-Version").n > 0 &&
           onr_http_field(fields, "Content-Type").n > 0;
}

/* Cut `s` into fields and body; a field that goes on over lines becomes one line. 0, or -1 when out of memory. */
static int open_entity(onr_part *part, onr_slice s, entity *e) {
    size_t n = onr_http_fields_end(s.p, s.n), k = 0;
    char *to = onr_arena_alloc(&part->arena, n + 1, 1);
    if (!to) return -1;
    for (size_t i = 0; i < n; i++) {
        int folded = s.p[i] == '\n' && i + 1 < n && (s.p[i + 1] == ' ' || s.p[i + 1] == '\t');
        if (s.p[i] != '\r') to[k++] = folded ? ' ' : s.p[i];
    }
    e->fields = (onr_slice){to, k};
    e->body = (onr_slice){s.p + n, s.n - n};
    onr_media_type(onr_http_field(e->fields, "Content-Type"), e->type, sizeof e->type);
    if (!e->type[0]) (void)snprintf(e->type, sizeof e->type, "text/plain");
    return 0;
}

/* "--" and the boundary, as the Content-Type names it; empty where it does not. */
static void mark_of(const entity *e, char mark[BOUNDARY_MAX]) {
    onr_slice type = onr_http_field(e->fields, "Content-Type");
    mark[0] = '\0';
    for (size_t i = 0; i + 9 < type.n; i++) {
        if (!onr_ascii_same(type.p + i, "boundary=", 9)) continue;
        onr_slice v = {type.p + i + 9, type.n - i - 9};
        int quoted = v.p[0] == '"';
        v.p += quoted, v.n -= (size_t)quoted;
        size_t n = 0;
        while (n < v.n && (quoted ? v.p[n] != '"' : v.p[n] != ';' && v.p[n] > ' ')) n++;
        if (n && n + 3 < BOUNDARY_MAX) (void)snprintf(mark, BOUNDARY_MAX, "--%.*s", (int)n, v.p);
        return;
    }
}

/* Where a line that begins with the mark begins, from `i` on; s.n: nowhere. */
static size_t find_mark(onr_slice s, size_t i, const char *mark) {
    size_t k = strlen(mark);
    while (i + k <= s.n && memcmp(s.p + i, mark, k) != 0) {
        const char *end = memchr(s.p + i, '\n', s.n - i);
        if (!end) return s.n;
        i = (size_t)(end - s.p) + 1;
    }
    return i + k <= s.n ? i : s.n;
}

/* ---- decoding --------------------------------------------------------------------------------------------------- */

static int hex(char c) {
    char l = (char)(c | 0x20);
    return c >= '0' && c <= '9' ? c - '0' : l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

static void add_quoted(onr_slice s, onr_buf *out) {
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '=') onr_buf_char(out, s.p[i]);
        else if (i + 1 < s.n && s.p[i + 1] == '\n') i++;
        else if (i + 2 < s.n && s.p[i + 1] == '\r' && s.p[i + 2] == '\n') i += 2;
        else if (i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0)
            onr_buf_char(out, (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]))), i += 2;
        else onr_buf_char(out, '=');
    }
}

static int base64(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static void add_base64(onr_slice s, onr_buf *out) {
    uint32_t bits = 0;
    unsigned n = 0;
    for (size_t i = 0; i < s.n && s.p[i] != '='; i++) {
        int v = base64(s.p[i]);
        if (v < 0) continue;
        bits = (bits << 6 | (uint32_t)v) & 0xFFFFFF;
        n += 6;
        if (n >= 8) n -= 8, onr_buf_char(out, (char)(bits >> n & 0xFF));
    }
}

static void decode(const entity *e, onr_buf *out) {
    onr_slice how = onr_http_field(e->fields, "Content-Transfer-Encoding");
    if (onr_ascii_is(how, "quoted-printable")) add_quoted(e->body, out);
    else if (onr_ascii_is(how, "base64")) add_base64(e->body, out);
    else onr_buf_add(out, e->body.p, e->body.n);
}

/* ---- which part ------------------------------------------------------------------------------------------------- */

static int is_wanted(const entity *e, int html) {
    onr_slice held = onr_http_field(e->fields, "Content-Disposition");
    if (onr_ascii_begins(held, "attachment")) return 0;
    return html ? strcmp(e->type, "text/html") == 0 || strcmp(e->type, "application/xhtml+xml") == 0
                : strcmp(e->type, "text/plain") == 0;
}

/* The first part of `e` of the kind, counted in the order of the file. 1 found, 0 not, -1 out of memory. */
static int find_part(onr_part *part, const entity *e, int html, unsigned depth, entity *found, unsigned *number) {
    char mark[BOUNDARY_MAX];
    if (strncmp(e->type, "multipart/", 10) != 0) {
        ++*number;
        if (!is_wanted(e, html)) return 0;
        *found = *e;
        return 1;
    }
    mark_of(e, mark);
    if (!mark[0] || depth == DEPTH_MAX) return 0;
    for (size_t at = find_mark(e->body, 0, mark); at < e->body.n;) {
        const char *line_end = memchr(e->body.p + at, '\n', e->body.n - at);
        onr_slice rest = {e->body.p + at + strlen(mark), e->body.n - at - strlen(mark)};
        if (!line_end || onr_slice_begins(rest, "--")) return 0;
        size_t from = (size_t)(line_end - e->body.p) + 1, to = find_mark(e->body, from, mark);
        entity inner;
        size_t stop = to;
        if (stop > from && e->body.p[stop - 1] == '\n' && to < e->body.n) stop--;
        if (open_entity(part, (onr_slice){e->body.p + from, stop - from}, &inner) != 0) return -1;
        int got = find_part(part, &inner, html, depth + 1, found, number);
        if (got) return got;
        at = to;
    }
    return 0;
}

/* The page of a saved page, else the text of a message, else its HTML. */
static int choose(onr_part *part, const entity *whole, entity *found, unsigned *number) {
    int saved =
        onr_http_field(whole->fields, "Snapshot-Content-Location").n || strcmp(whole->type, "multipart/related") == 0;
    for (int i = 0; i < 2; i++) {
        *number = 0;
        int got = find_part(part, whole, i == 0 ? saved : !saved, 0, found, number);
        if (got) return got;
    }
    return 0;
}

static const char *copy_field(onr_part *part, onr_slice s) {
    return s.n ? onr_arena_copy(&part->arena, s.p, s.n) : NULL;
}

static onr_status make_item(onr_part *part, const entity *whole, const entity *e, onr_item *item, onr_err *err) {
    message *m = part->state;
    char charset[WORD];
    decode(e, &m->body);
    if (onr_buf_full(&m->body)) return onr_err_set(err, ONR_TOO_BIG, 0, "over 64 MiB unpacked");
    if (onr_buf_failed(&m->body)) return onr_part_no_memory(part, err);
    onr_slice url = onr_http_field(whole->fields, "Snapshot-Content-Location");
    if (!url.n) url = onr_http_field(e->fields, "Content-Location");
    onr_media_charset(onr_http_field(e->fields, "Content-Type"), charset, sizeof charset);
    item->charset = charset[0] ? copy_field(part, onr_slice_of(charset)) : NULL;
    item->meta.url = url.n > 4 && onr_ascii_begins(url, "http") ? copy_field(part, url) : NULL;
    item->media = strcmp(e->type, "text/plain") == 0 ? ONR_MEDIA_TEXT : ONR_MEDIA_HTML;
    item->bytes = (const unsigned char *)(m->body.n ? m->body.p : "");
    item->n = m->body.n;
    return ONR_OK;
}

static onr_status next_message(onr_part *part, onr_item *item, onr_err *err) {
    onr_slice all;
    entity whole, e;
    unsigned number = 0;
    char place[32];
    message *m = part->state;
    if (m) return ONR_OK;
    onr_status st = onr_stream_peek(part->stream, FILE_MAX, &all, err);
    if (st != ONR_OK) return st;
    if (all.n >= FILE_MAX) return onr_err_set(err, ONR_TOO_BIG, FILE_MAX, "a message over 64 MiB: save its page alone");
    m = part->state = onr_mem_zalloc(1, sizeof *m);
    if (!m) return onr_part_no_memory(part, err);
    onr_buf_init(&m->body, ONR_ITEM_MAX);
    int got = open_entity(part, all, &whole) != 0 ? -1 : choose(part, &whole, &e, &number);
    if (got < 0) return onr_part_no_memory(part, err);
    if (got) st = make_item(part, &whole, &e, item, err);
    onr_stream_skip(part->stream, all.n); /* the item lies in a buffer of its own; charset and URL in the arena */
    if (!got) return onr_part_skip(part, "", "a message without a page or text", err);
    (void)snprintf(place, sizeof place, "part%u", number);
    return st == ONR_OK ? onr_part_locate(part, item, place, err) : st;
}

static void close_mime(onr_part *part) {
    message *m = part->state;
    if (m) onr_buf_clear(&m->body);
    onr_mem_free(m);
}

const onr_reader onr_mime_reader = {next_message, close_mime};
