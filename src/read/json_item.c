/* json-c parses one object at a time, with a limit on depth; what it copies lives until the item is made. Fields of a
 * JSON Feed, of Media Cloud's record and of plain NDJSON meet in one place: onr_fields. A field that is a list of names
 * or of objects with a name is joined by semicolons. Cost: O(bytes). */
#include "read/json_item.h"

#include <json-c/json.h>
#include <stdio.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "read/field_date.h"
#include "read/warc.h"

const char onr_json_no_text[] = "an object without a field that is known to hold text";

enum { JOINED_MAX = 4096, NESTED = 3, PATH_MAX_BYTES = 128, FEED_MAX = 64 << 20 };

/* ---- json-c ----------------------------------------------------------------------------------------------------- */

static struct json_object *parse(onr_slice s, size_t *used) {
    *used = 0;
    struct json_tokener *t = json_tokener_new_ex(ONR_JSON_DEPTH);
    if (!t || s.n > INT32_MAX) {
        if (t) json_tokener_free(t);
        return NULL;
    }
    struct json_object *o = json_tokener_parse_ex(t, s.p, (int)s.n);
    *used = json_tokener_get_parse_end(t);
    json_tokener_free(t);
    return o;
}

static onr_slice string_of(struct json_object *o) {
    if (!o || !json_object_is_type(o, json_type_string)) return (onr_slice){"", 0};
    return (onr_slice){json_object_get_string(o), (size_t)json_object_get_string_len(o)};
}

static struct json_object *field(struct json_object *o, const char *name) {
    struct json_object *v = NULL;
    return o && json_object_is_type(o, json_type_object) && json_object_object_get_ex(o, name, &v) ? v : NULL;
}

/* "content.body" in nested objects. */
static struct json_object *field_at(struct json_object *o, onr_slice path) {
    char name[PATH_MAX_BYTES];
    while (o && path.n) {
        const char *dot = memchr(path.p, '.', path.n);
        size_t n = dot ? (size_t)(dot - path.p) : path.n;
        if (n >= sizeof name) return NULL;
        memcpy(name, path.p, n);
        name[n] = '\0';
        o = field(o, name);
        path.p += n + (dot != NULL);
        path.n -= n + (dot != NULL);
    }
    return o;
}

/* A field's value as text: a string, a number, an object's name, a list of those. In `joined` where it is no string. */
static onr_slice value_of(struct json_object *o, onr_buf *joined) {
    if (!o) return (onr_slice){"", 0};
    size_t from = joined->n;
    switch (json_object_get_type(o)) {
    case json_type_string: return string_of(o);
    case json_type_int: onr_buf_fmt(joined, "%lld", (long long)json_object_get_int64(o)); break;
    case json_type_object: return string_of(field(o, "name"));
    case json_type_array:
        for (size_t i = 0; i < json_object_array_length(o) && i < 32; i++) {
            struct json_object *v = json_object_array_get_idx(o, i);
            onr_slice s = json_object_is_type(v, json_type_object) ? string_of(field(v, "name")) : string_of(v);
            if (s.n && joined->n > from) onr_buf_str(joined, "; ");
            onr_buf_add(joined, s.p, s.n);
        }
        break;
    default: break;
    }
    if (onr_buf_failed(joined) || joined->n == from) return (onr_slice){"", 0};
    return (onr_slice){joined->p + from, joined->n - from};
}

/* ---- objects of NDJSON ------------------------------------------------------------------------------------------ */

/* The object's own field for a role: the best by name whose value is one. */
static struct json_object *best_field(struct json_object *o, onr_role role, const char **name) {
    struct json_object *best = NULL;
    *name = NULL;
    unsigned fit = 0;
    json_object_object_foreach(o, key, v) {
        unsigned f = onr_column_fits(role, onr_slice_of(key));
        if (f <= fit || !v || (role == ONR_COLUMN_TEXT && !json_object_is_type(v, json_type_string))) continue;
        if (json_object_is_type(v, json_type_object) && !field(v, "name")) continue; /* "_source" is no outlet */
        fit = f;
        best = v;
        *name = key;
    }
    return best;
}

/* The object that holds the text: this one, else the nearest inside it ("_source" of a search engine's export). `path`
 * is how to come there, dot behind dot; empty for this one. NULL: none. */
static struct json_object *article_in(struct json_object *o, unsigned depth, char path[PATH_MAX_BYTES]) {
    const char *name;
    size_t at = strlen(path);
    if (best_field(o, ONR_COLUMN_TEXT, &name)) return o;
    for (unsigned nearest = 0; nearest < depth; nearest++) {
        json_object_object_foreach(o, key, v) {
            if (!v || !json_object_is_type(v, json_type_object) || at + strlen(key) + 2 > PATH_MAX_BYTES) continue;
            (void)snprintf(path + at, PATH_MAX_BYTES - at, "%s.", key);
            struct json_object *found = article_in(v, nearest, path);
            if (found) return found;
            path[at] = '\0';
        }
    }
    return NULL;
}

/* The field for a role: the one mapped, else the article's own, else that of the object around it. */
static struct json_object *field_for(struct json_object *o, struct json_object *article, const char *map, onr_role role,
                                     const char **name) {
    onr_slice mapped = onr_column_mapped(map, role);
    *name = NULL;
    if (mapped.n) return field_at(o, mapped);
    struct json_object *v = article ? best_field(article, role, name) : NULL;
    return v || article == o ? v : best_field(o, role, name);
}

/* What a refusal names, so that a map can be written: the keys. */
static void say_keys(struct json_object *o, char *to, size_t size) {
    char shown[PATH_MAX_BYTES];
    size_t at = 0;
    unsigned n = 0;
    to[0] = '\0';
    json_object_object_foreach(o, key, v) {
        (void)v;
        const char *s = onr_utf8_printable(shown, sizeof shown, key, strlen(key) < 40 ? strlen(key) : 40);
        int k = n < 8 && at < size ? snprintf(to + at, size - at, "%s%s", n ? ", " : "", s) : 0;
        if (k > 0) at += (size_t)k;
        n++;
    }
    if (n > 8 && at + 8 < size) (void)snprintf(to + at, size - at, ", ...");
}

static int fields_of(onr_part *part, struct json_object *o, onr_buf *joined, onr_fields *f, char *guess, size_t size) {
    size_t at = 0;
    char path[PATH_MAX_BYTES] = "";
    int told = onr_column_mapped(part->map, ONR_COLUMN_TEXT).n > 0;
    struct json_object *article = told ? o : article_in(o, NESTED, path);
    guess[0] = '\0';
    f->how = "meta";
    for (unsigned r = 0; r < ONR_COLUMNS; r++) {
        const char *name;
        struct json_object *v = field_for(o, article, part->map, (onr_role)r, &name);
        f->value[r] = value_of(v, joined);
        onr_slice mapped = onr_column_mapped(part->map, (onr_role)r);
        if (!v || at >= size) continue;
        if (!name) name = mapped.p;
        const char *before = mapped.n || !article || field(article, name) != v ? "" : path;
        int k = snprintf(guess + at, size - at, "%s%s=%s%.*s", at ? ", " : "", onr_column_role((onr_role)r), before,
                         mapped.n ? (int)mapped.n : (int)strlen(name), name);
        if (k > 0) at += (size_t)k;
    }
    return f->value[ONR_COLUMN_TEXT].n > 0 || f->value[ONR_COLUMN_TITLE].n > 0;
}

int onr_json_item(onr_part *part, onr_slice json, onr_buf *buf, onr_item *item, char *guess, size_t size,
                  const char **why, onr_err *err) {
    size_t used;
    struct json_object *o = parse(json, &used);
    if (!o || !json_object_is_type(o, json_type_object)) {
        json_object_put(o);
        *why = "a line that is no JSON object";
        return 0;
    }
    onr_fields f = {0};
    onr_buf joined; /* what it gives away must not move: its maximum is taken at once */
    onr_buf_init(&joined, JOINED_MAX);
    onr_buf_fmt(&joined, "%*s", JOINED_MAX - 1, "");
    joined.n = 0;
    int found = fields_of(part, o, &joined, &f, guess, size);
    onr_status st = found ? onr_compose(part, &f, buf, item, err) : ONR_OK;
    onr_buf_clear(&joined);
    if (!found) say_keys(o, guess, size);
    json_object_put(o);
    if (st == ONR_TOO_BIG) {
        *why = "an article over 64 MiB";
        return 0;
    }
    *why = found ? "an object without text" : onr_json_no_text;
    return st != ONR_OK ? -1 : found && item->bytes;
}

size_t onr_json_value_end(onr_slice s) {
    size_t depth = 0;
    int quoted = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (quoted) {
            if (c == '\\') i++;
            else if (c == '"') quoted = 0;
        } else if (c == '"') quoted = 1;
        else if (c == '{' || c == '[') depth++;
        else if ((c == '}' || c == ']') && --depth == 0) return i + 1;
        if (depth == 0 && !quoted && i == 0) return 0;
    }
    return 0;
}

/* ---- Media Cloud ------------------------------------------------------------------------------------------------ */

int onr_warc_mediacloud(onr_slice json, onr_arena *arena, onr_item_meta *meta) {
    size_t used;
    struct json_object *o = parse(json, &used);
    struct json_object *m = field(o, "content_metadata");
    if (!m) m = o;
    onr_slice title = string_of(field(m, "article_title"));
    if (!title.n) title = string_of(field(m, "title"));
    struct {
        onr_slice from;
        const char **to;
    } strings[] = {
        {title, &meta->title},
        {string_of(field(m, "url")), &meta->url},
        {string_of(field(m, "language")), &meta->language},
        {string_of(field(m, "canonical_domain")), &meta->outlet},
    };
    int rc = m != NULL;
    for (size_t i = 0; rc == 1 && i < sizeof strings / sizeof *strings; i++) {
        onr_slice s = strings[i].from;
        if (!s.n || onr_utf8_check(s.p, s.n) != s.n) continue;
        *strings[i].to = onr_arena_copy(arena, s.p, s.n);
        if (!*strings[i].to) rc = -1;
    }
    if (rc == 1 && onr_field_date(string_of(field(m, "publication_date")), ONR_DATES_OPEN, &meta->published))
        meta->published_how = "meta";
    json_object_put(o);
    return rc;
}

/* ---- JSON Feed -------------------------------------------------------------------------------------------------- */

typedef struct feed {
    struct json_object *root, *items;
    onr_buf buf, joined;
    size_t next;
} feed;

static onr_status open_feed(onr_part *part, onr_err *err) {
    onr_slice all;
    size_t used;
    onr_status st = onr_stream_peek(part->stream, FEED_MAX, &all, err);
    if (st != ONR_OK) return st;
    if (all.n >= FEED_MAX) return onr_err_set(err, ONR_TOO_BIG, FEED_MAX, "a feed over 64 MiB: split it");
    feed *f = onr_mem_zalloc(1, sizeof *f);
    if (!f) return onr_part_no_memory(part, err);
    part->state = f;
    onr_buf_init(&f->buf, ONR_ITEM_MAX);
    onr_buf_init(&f->joined, JOINED_MAX);
    f->root = parse(all, &used);
    f->items = field(f->root, "items");
    if (f->items && json_object_is_type(f->items, json_type_array)) return ONR_OK;
    return onr_err_set(err, ONR_FORMAT, used, "no JSON Feed: the JSON ends or is wrong at byte %zu", used);
}

static void entry_fields(feed *f, struct json_object *o, onr_fields *out) {
    onr_buf_reset(&f->joined);
    struct json_object *authors = field(o, "authors");
    out->how = "feed";
    out->value[ONR_COLUMN_TITLE] = string_of(field(o, "title"));
    out->value[ONR_COLUMN_TEXT] = string_of(field(o, "content_html"));
    if (!out->value[ONR_COLUMN_TEXT].n) out->value[ONR_COLUMN_TEXT] = string_of(field(o, "content_text"));
    if (!out->value[ONR_COLUMN_TEXT].n) out->value[ONR_COLUMN_TEXT] = string_of(field(o, "summary"));
    out->value[ONR_COLUMN_URL] = string_of(field(o, "url"));
    out->value[ONR_COLUMN_PUBLISHED] = string_of(field(o, "date_published"));
    out->value[ONR_COLUMN_LANGUAGE] = string_of(field(o, "language"));
    out->value[ONR_COLUMN_OUTLET] = string_of(field(f->root, "title"));
    out->value[ONR_COLUMN_AUTHORS] = value_of(authors ? authors : field(o, "author"), &f->joined);
}

static onr_status next_entry(onr_part *part, onr_item *item, onr_err *err) {
    onr_status st = part->state ? ONR_OK : open_feed(part, err);
    feed *f = part->state;
    while (st == ONR_OK && !item->bytes && f->next < json_object_array_length(f->items)) {
        onr_fields fields = {0};
        char place[32];
        entry_fields(f, json_object_array_get_idx(f->items, f->next++), &fields);
        (void)snprintf(place, sizeof place, "entry%zu", f->next);
        st = onr_compose(part, &fields, &f->buf, item, err);
        if (st == ONR_OK && item->bytes) return onr_part_locate(part, item, place, err);
        if (st == ONR_OK) st = onr_part_skip(part, place, "an entry without text and title", err);
    }
    return st;
}

static void close_feed(onr_part *part) {
    feed *f = part->state;
    if (!f) return;
    json_object_put(f->root);
    onr_buf_clear(&f->buf);
    onr_buf_clear(&f->joined);
    onr_mem_free(f);
}

const onr_reader onr_json_feed_reader = {next_entry, close_feed};
