/* JSON-LD, as much as metadata needs: one pass over the characters with a stack of open objects and lists, each with
 * the role that its key gives it (the article, its author, its publisher, its page). What is under any other key
 * (comments, videos, lists of other articles) is passed over. Nothing of it ever becomes text of the article. Tolerant:
 * a damaged script gives what was read until then. Cost: O(bytes). */
#include "read/page_meta.h"

enum { DEPTH_MAX = 48 };
typedef enum part { NOTHING, ARTICLE, AUTHOR, PUBLISHER, PAGE } part;

typedef struct level {
    part role;
    int list;
} level;

typedef struct scan {
    onr_page *page;
    onr_page_meta *meta;
    level stack[DEPTH_MAX];
    uint32_t depth;          /* levels open, also those over DEPTH_MAX */
    onr_slice key;           /* the key before the value to come; empty in a list */
    int named;               /* ... has its name already */
    onr_slice given, family; /* of the author whose object is open */
} scan;

static int is(onr_slice s, const char *word) { return s.n == strlen(word) && memcmp(s.p, word, s.n) == 0; }

static part role_under(part above, onr_slice key) {
    if (key.n == 0) return above; /* a list's items are what the list is */
    if (above == NOTHING || above == AUTHOR || above == PUBLISHER) return NOTHING;
    if (is(key, "@graph") || is(key, "mainEntity")) return ARTICLE;
    if (is(key, "author") || is(key, "creator")) return AUTHOR;
    if (is(key, "publisher")) return PUBLISHER;
    if (is(key, "mainEntityOfPage")) return PAGE;
    return NOTHING;
}

static void set(onr_page_text *to, const onr_page_text *t) {
    if (!to->s.n && t->s.n) *to = *t;
}

static void take(scan *s, part role, uint32_t start, uint32_t end) {
    onr_slice k = s->key;
    onr_page_meta *m = s->meta;
    int date = is(k, "datePublished")                        ? 1
               : is(k, "dateModified")                       ? 2
               : is(k, "dateCreated") || is(k, "uploadDate") ? 3
                                                             : 0;
    int part_of_name = role == AUTHOR && (is(k, "givenName") || is(k, "familyName"));
    int author = role == AUTHOR ? k.n == 0 || is(k, "name") : is(k, "author") || is(k, "creator");
    int wanted = date || author || part_of_name || is(k, "headline") || is(k, "publisher") || is(k, "name") ||
                 is(k, "@id") || is(k, "url") || is(k, "inLanguage");
    if (!wanted || end <= start || end - start > 2000) return;
    onr_page_text t = onr_page_text_of(s->page, start, end, 1, m);
    if (role == AUTHOR && author) onr_page_note_author(m, t.s, 0), s->named = 1;
    if (part_of_name) *(is(k, "givenName") ? &s->given : &s->family) = t.s;
    if (role == PUBLISHER && is(k, "name")) set(&m->publisher, &t);
    if (role == PAGE && is(k, "@id")) set(&m->json_url, &t);
    if (role != ARTICLE) return;
    if (date) onr_page_note_date(m, &t, date == 3 ? ONR_DATE_CREATED : ONR_DATE_JSON, date == 2);
    else if (author) onr_page_note_author(m, t.s, 0);
    else if (is(k, "headline")) set(&m->headline, &t);
    else if (is(k, "publisher")) set(&m->publisher, &t);
    else if (is(k, "inLanguage")) set(&m->language, &t);
}

static part role_now(const scan *s) {
    if (s->depth == 0) return ARTICLE;
    return s->depth <= DEPTH_MAX ? s->stack[s->depth - 1].role : NOTHING;
}

static void push(scan *s, int list) {
    part r = role_under(role_now(s), s->key);
    if (s->depth < DEPTH_MAX) s->stack[s->depth] = (level){r, list};
    s->depth++;
    s->key = (onr_slice){"", 0};
}

/* The end of an object or list; an author without "name" is the two parts of it. */
static void pop(scan *s) {
    size_t n = s->given.n + s->family.n;
    if (role_now(s) == AUTHOR && n) {
        char *name = s->given.n && s->family.n ? onr_arena_alloc(s->page->arena, n + 2, 1) : NULL;
        if (name) {
            memcpy(name, s->given.p, s->given.n);
            name[s->given.n] = ' ';
            memcpy(name + s->given.n + 1, s->family.p, s->family.n);
            name[n + 1] = 0;
            if (!s->named) onr_page_note_author(s->meta, (onr_slice){name, n + 1}, 0);
        } else if (s->given.n && s->family.n) s->meta->failed = 1;
    }
    s->given = s->family = (onr_slice){"", 0};
    s->named = 0;
    s->depth -= s->depth > 0;
    s->key = (onr_slice){"", 0};
}

/* The string that opens at i; returns where it ends (its closing mark). */
static uint32_t string_end(const char *p, uint32_t i, uint32_t end) {
    for (i++; i < end && p[i] != '"'; i++)
        if (p[i] == '\\') i++;
    return i < end ? i : end;
}

/* Is the value false, as a word or as a string? */
static int is_false(const char *p, uint32_t i, uint32_t end) {
    while (i < end && ((unsigned char)p[i] <= ' ' || p[i] == '"')) i++;
    return end - i > 5 && (p[i] == 'f' || p[i] == 'F') && memcmp(p + i + 1, "alse", 4) == 0;
}

void onr_page_json_read(onr_page *page, uint32_t start, uint32_t end, onr_page_meta *meta) {
    scan s = {.page = page, .meta = meta, .key = {"", 0}, .given = {"", 0}, .family = {"", 0}};
    const char *p = page->tree.page;
    for (uint32_t i = start; i < end; i++) {
        if (p[i] == '{' || p[i] == '[') push(&s, p[i] == '[');
        else if (p[i] == '}' || p[i] == ']') pop(&s);
        else if (p[i] == ',') s.key = (onr_slice){"", 0};
        if (p[i] != '"') continue;
        uint32_t close = string_end(p, i, end), after = close + 1;
        while (after < end && (unsigned char)p[after] <= ' ') after++;
        int in_list = s.depth && s.depth <= DEPTH_MAX && s.stack[s.depth - 1].list;
        if (!in_list && after < end && p[after] == ':') {
            s.key = (onr_slice){p + i + 1, close - i - 1};
            if (is(s.key, "isAccessibleForFree")) meta->paid |= is_false(p, after + 1, end);
            close = after;
        } else take(&s, role_now(&s), i + 1, close);
        i = close;
    }
}
