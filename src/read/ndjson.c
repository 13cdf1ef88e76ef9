/* Where the first object ends on its line, each line is an object and a bad line costs itself only. Else objects are
 * cut out by their brackets (a list, or objects set over many lines), and a bad one costs what follows up to the next
 * line that begins with a brace. Bounds: one object at a time, at most ONR_ITEM_MAX bytes. Cost: O(bytes), the window
 * being doubled while an object does not end in it. */
#include "read/ndjson.h"

#include <stdio.h>

#include "base/mem.h"
#include "read/field_date.h"
#include "read/json_item.h"

enum { AHEAD = 64 * 1024, GUESS = 256 };

typedef struct ndjson {
    onr_buf buf;
    uint64_t number; /* of the object, from 1 */
    int by_lines, noted;
} ndjson;

static int is_between(char c) { return (unsigned char)c <= ' ' || c == ',' || c == '[' || c == ']'; }

/* The bytes of the next object's line, or of the object: `n` of them; 0 where what is ready does not hold its end. */
static size_t extent(const ndjson *s, onr_slice ready) {
    if (!s->by_lines) return ready.p[0] == '{' ? onr_json_value_end(ready) : 0;
    const char *end = memchr(ready.p, '\n', ready.n);
    return end ? (size_t)(end - ready.p) + 1 : 0;
}

/* Pass over bytes up to the next line. */
static onr_status pass_line(onr_part *part, onr_err *err) {
    onr_slice ready;
    for (;;) {
        onr_status st = onr_stream_peek(part->stream, 1, &ready, err);
        if (st != ONR_OK || !ready.n) return st;
        const char *end = ready.n ? memchr(ready.p, '\n', ready.n) : NULL;
        onr_stream_skip(part->stream, end ? (size_t)(end - ready.p) + 1 : ready.n);
        if (end) return ONR_OK;
    }
}

/* The order of days and months, where strings at the beginning of the file show it (as the reader of tables does). */
static onr_dates dates_of(onr_slice ready) {
    unsigned seen = 0;
    const char *p = ready.p, *end = ready.p + ready.n;
    while (p < end && (p = memchr(p, '"', (size_t)(end - p))) != NULL) {
        p++;
        const char *close = memchr(p, '"', (size_t)(end - p));
        if (close) seen |= onr_field_order((onr_slice){p, (size_t)(close - p)});
    }
    return onr_dates_shown(seen);
}

static onr_status begin(onr_part *part, onr_err *err) {
    onr_slice ready;
    ndjson *s = onr_mem_zalloc(1, sizeof *s);
    if (!s) return onr_part_no_memory(part, err);
    part->state = s;
    onr_buf_init(&s->buf, ONR_ITEM_MAX);
    onr_status st = onr_stream_peek(part->stream, AHEAD, &ready, err);
    size_t i = 0;
    if (st != ONR_OK) return st;
    if (ready.n > AHEAD) ready.n = AHEAD; /* how much is ready depends on the reading, the answer must not */
    if (ready.n >= 3 && memcmp(ready.p, "\xEF\xBB\xBF", 3) == 0) i = 3;
    while (i < ready.n && (unsigned char)ready.p[i] <= ' ') i++;
    if (part->dates == ONR_DATES_OPEN) part->dates = dates_of(ready);
    onr_stream_skip(part->stream, i);
    ready.p += i;
    ready.n -= i;
    const char *end = ready.n ? memchr(ready.p, '\n', ready.n) : NULL;
    size_t line = end ? (size_t)(end - ready.p) : ready.n, value = onr_json_value_end((onr_slice){ready.p, line});
    s->by_lines = ready.n && ready.p[0] == '{' && (value || (!end && ready.n >= AHEAD));
    return ONR_OK;
}

/* The next object's bytes in *object; n == 0 at the end. *reason: they are none, and how many bytes to pass. */
static onr_status find(onr_part *part, onr_slice *object, const char **reason, onr_err *err) {
    ndjson *s = part->state;
    *reason = NULL;
    for (size_t ask = AHEAD;;) {
        onr_slice ready;
        size_t i = 0;
        onr_status st = onr_stream_peek(part->stream, ask, &ready, err);
        *object = (onr_slice){"", 0};
        if (st != ONR_OK || !ready.n) return st;
        while (i < ready.n && (s->by_lines ? (unsigned char)ready.p[i] <= ' ' : is_between(ready.p[i]))) i++;
        if (i) {
            onr_stream_skip(part->stream, i);
            continue;
        }
        size_t n = extent(s, ready);
        *object = (onr_slice){ready.p, n};
        if (n) return ONR_OK;
        if (ready.n < ask) { /* the end of the file */
            object->n = ready.n;
            return ONR_OK;
        }
        if (!s->by_lines && ready.p[0] != '{') *reason = "bytes that are no JSON object";
        else if (ask >= ONR_ITEM_MAX) *reason = "an object over 64 MiB";
        if (*reason) return ONR_OK;
        ask *= 2;
    }
}

static onr_status next_object(onr_part *part, onr_item *item, onr_err *err) {
    onr_status st = part->state ? ONR_OK : begin(part, err);
    ndjson *s = part->state;
    while (st == ONR_OK && !item->bytes) {
        const char *reason;
        char place[32], guess[GUESS];
        onr_slice object;
        int got = 0;
        onr_arena_reset(&part->arena);
        st = find(part, &object, &reason, err);
        if (st != ONR_OK || (!object.n && !reason)) return st;
        (void)snprintf(place, sizeof place, "%s%llu", s->by_lines ? "line" : "object", (unsigned long long)++s->number);
        if (!reason) {
            got = onr_json_item(part, object, &s->buf, item, guess, sizeof guess, &reason, err);
            if (got < 0) return err ? err->code : ONR_NOMEM;
            onr_stream_skip(part->stream, object.n);
        } else st = pass_line(part, err);
        if (st == ONR_OK && !got && !s->noted && reason == onr_json_no_text) {
            s->noted = 1;
            st = onr_part_note(part, "%s: no field is known to hold the text: say --map text=FIELD (there are: %s)",
                               part->path, guess);
        } else if (st == ONR_OK && got && !s->noted) {
            s->noted = 1;
            if (!part->map) st = onr_part_note(part, "%s: read with %s", part->path, guess);
        }
        if (st == ONR_OK) st = got ? onr_part_locate(part, item, place, err) : onr_part_skip(part, place, reason, err);
    }
    return st;
}

static void close_ndjson(onr_part *part) {
    ndjson *s = part->state;
    if (s) onr_buf_clear(&s->buf);
    onr_mem_free(s);
}

const onr_reader onr_ndjson_reader = {next_object, close_ndjson};
