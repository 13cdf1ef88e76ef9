/* What the words are is never changed: a body of plain text is copied byte for byte, a fragment of HTML loses its tags
 * and has its references decoded. Cost: O(bytes). */
#include "read/compose.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/agency.h"
#include "read/field_date.h"
#include "read/html_lines.h"

enum { AUTHORS_MAX = 32, NAME_BYTES = 120, PAGE_LOOK = 1024 };

static int is_space(char c) { return (unsigned char)c <= ' '; }

static int is_hard_space(const char *p) { return p[0] == '\xC2' && p[1] == '\xA0'; }

static onr_slice trim(onr_slice s) {
    size_t k;
    while (s.n && (k = is_space(s.p[0]) ? 1 : s.n > 1 && is_hard_space(s.p) ? 2 : 0) != 0) s.p += k, s.n -= k;
    while (s.n && (k = is_space(s.p[s.n - 1]) ? 1 : s.n > 1 && is_hard_space(s.p + s.n - 2) ? 2 : 0) != 0) s.n -= k;
    return s;
}

/* A copy on one line: outer white space off, inner folded, what is not UTF-8 read as Latin-1. *out NULL where nothing
 * is left. -1: out of memory. */
static int copy_line(onr_part *part, onr_slice s, const char **out) {
    *out = NULL;
    s = trim(s);
    if (!s.n) return 0;
    int utf8 = onr_utf8_check(s.p, s.n) == s.n;
    char *to = onr_arena_alloc(&part->arena, (utf8 ? 1 : 3) * s.n + 1, 1);
    size_t n = 0;
    if (!to) return -1;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (is_space((char)c)) {
            if (n && to[n - 1] != ' ') to[n++] = ' ';
        } else if (utf8 || c < 0x80) to[n++] = (char)c;
        else if (c < 0xA0) memcpy(to + n, "\xEF\xBF\xBD", 3), n += 3;
        else to[n++] = (char)(0xC0 | c >> 6), to[n++] = (char)(0x80 | (c & 0x3F));
    }
    to[n] = '\0';
    *out = to;
    return 0;
}

/* "Hill, Carl": one comma behind a single word that is no agency, and a word or two after it. */
static int is_turned(onr_slice s) {
    const char *comma = memchr(s.p, ',', s.n);
    size_t at = comma ? (size_t)(comma - s.p) : 0, words = 1;
    if (!comma) return 0;
    onr_slice last = trim((onr_slice){s.p, at}), first = trim((onr_slice){comma + 1, s.n - at - 1});
    for (size_t i = 0; i < first.n; i++) {
        words += is_space(first.p[i]);
        if (memchr(",&|\n", first.p[i], 4)) return 0;
    }
    return last.n && first.n && !memchr(last.p, ' ', last.n) && words <= 2 && !onr_read_is_byline_agency(last) &&
           !onr_read_is_byline_agency(first);
}

/* Where the next name ends: at one of `ends`, and where a comma is one also at " and ", " & ". */
static size_t name_end(onr_slice s, const char *ends, size_t *next) {
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] && strchr(ends, s.p[i])) return *next = i + 1, i;
        if (!strchr(ends, ',')) continue;
        if (i + 5 < s.n && onr_ascii_same(s.p + i, " and ", 5)) return *next = i + 5, i;
        if (i + 3 < s.n && memcmp(s.p + i, " & ", 3) == 0) return *next = i + 3, i;
    }
    *next = s.n;
    return s.n;
}

/* "Ada Brenn and Tomas Hale" to names, "By " left off, into meta->authors. -1: out of memory. */
static int take_authors(onr_part *part, onr_slice s, onr_item_meta *meta) {
    s = trim(s);
    if (s.n > 3 && onr_ascii_begins(s, "by ")) s.p += 3, s.n -= 3;
    if (!s.n) return 0;
    const char **list = onr_arena_alloc(&part->arena, AUTHORS_MAX, sizeof *list);
    if (!list) return -1;
    const char *ends = memchr(s.p, ';', s.n) || is_turned(s) ? ";\n" : ",|\n";
    size_t n = 0;
    while (s.n && n < AUTHORS_MAX) {
        size_t next = 0;
        onr_slice name = {s.p, name_end(s, ends, &next)};
        name = trim(name);
        while (name.n && strchr("[]'\"", name.p[0])) name.p++, name.n--;
        while (name.n && strchr("[]'\"", name.p[name.n - 1])) name.n--;
        s.p += next;
        s.n -= next;
        if (!name.n || name.n > NAME_BYTES) continue;
        if (copy_line(part, name, &list[n])) return -1;
        int agency = list[n] && onr_read_is_byline_agency(name);
        if (agency && !meta->agency) meta->agency = list[n];
        n += list[n] != NULL && !agency;
    }
    meta->authors = list;
    meta->authors_n = n;
    return 0;
}

/* Does the text open with the title on a line of its own? */
static int opens_with(onr_slice text, onr_slice title) {
    text = trim(text);
    if (text.n < title.n || memcmp(text.p, title.p, title.n) != 0) return 0;
    return text.n == title.n || text.p[title.n] == '\n' || text.p[title.n] == '\r';
}

static int holds(onr_slice s, const char *word) {
    size_t k = strlen(word);
    for (size_t i = 0; i + k <= s.n; i++)
        if (s.p[i] == word[0] && onr_ascii_same(s.p + i, word, k)) return 1;
    return 0;
}

static int is_page(onr_slice s) {
    if (!s.n || s.p[0] != '<') return 0;
    s.n = s.n < PAGE_LOOK ? s.n : PAGE_LOOK;
    return holds(s, "<!doctype html") || holds(s, "<html") || holds(s, "<body");
}

static onr_status fill_meta(onr_part *part, const onr_fields *f, onr_item *item, onr_err *err) {
    onr_item_meta *m = &item->meta;
    *m = (onr_item_meta){0}; /* an article before this one, that had no text, may have left its own */
    int bad = copy_line(part, f->value[ONR_COLUMN_TITLE], &m->title) ||
              copy_line(part, f->value[ONR_COLUMN_OUTLET], &m->outlet) ||
              copy_line(part, f->value[ONR_COLUMN_URL], &m->url) ||
              copy_line(part, f->value[ONR_COLUMN_AGENCY], &m->agency) ||
              copy_line(part, f->value[ONR_COLUMN_LANGUAGE], &m->language) ||
              take_authors(part, f->value[ONR_COLUMN_AUTHORS], m);
    if (bad) return onr_part_no_memory(part, err);
    if (onr_field_date(f->value[ONR_COLUMN_PUBLISHED], part->dates, &m->published)) m->published_how = f->how;
    else m->published = (onr_date){0};
    return ONR_OK;
}

/* The title is decoded as a field of HTML where it holds references ("Fish &amp; chips"): feeds escape it twice. */
static onr_status plain_title(onr_part *part, onr_item *item, onr_buf *buf, onr_err *err) {
    const char *title = item->meta.title;
    if (!title || !onr_html_is_fragment(onr_slice_of(title))) return ONR_OK;
    onr_html_plain(onr_slice_of(title), buf);
    if (onr_buf_failed(buf)) return onr_part_no_memory(part, err);
    if (copy_line(part, (onr_slice){buf->n ? buf->p : "", buf->n}, &item->meta.title))
        return onr_part_no_memory(part, err);
    onr_buf_reset(buf);
    return ONR_OK;
}

onr_status onr_compose(onr_part *part, const onr_fields *f, onr_buf *buf, onr_item *item, onr_err *err) {
    onr_buf_reset(buf);
    onr_status st = fill_meta(part, f, item, err);
    if (st == ONR_OK && !f->is_plain) st = plain_title(part, item, buf, err);
    if (st != ONR_OK) return st;
    onr_slice text = trim(f->value[ONR_COLUMN_TEXT]), title = onr_slice_of(item->meta.title ? item->meta.title : "");
    item->media = !f->is_plain && is_page(text) ? ONR_MEDIA_HTML : ONR_MEDIA_TEXT;
    if (item->media == ONR_MEDIA_TEXT && title.n && !opens_with(text, title)) {
        onr_buf_add(buf, title.p, title.n);
        if (text.n) onr_buf_str(buf, "\n\n");
    }
    if (item->media == ONR_MEDIA_TEXT && !f->is_plain && onr_html_is_fragment(text)) onr_html_plain(text, buf);
    else onr_buf_add(buf, text.p, text.n);
    if (onr_buf_full(buf)) return onr_err_set(err, ONR_TOO_BIG, 0, "one article of it is over 64 MiB: split it");
    if (onr_buf_failed(buf)) return onr_part_no_memory(part, err);
    item->bytes = buf->n ? (const unsigned char *)buf->p : NULL;
    item->n = buf->n;
    return ONR_OK;
}
