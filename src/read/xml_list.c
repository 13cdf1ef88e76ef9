/* One table a format says which element is an article and which elements inside it, or at the file's top, hold what.
 * The parser collects a field's text from its first element to that one's end; elements inside it (Atom's xhtml) are
 * written back as tags. Where a format gives two elements for one role, the better one wins by its weight, whatever
 * comes first. What is not well-formed ends the reading: articles that were complete are kept, the rest is told as
 * skipped. Cost: O(bytes); memory: the text of all articles of a file. */
#include "read/xml_list.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "read/compose.h"
#include "read/xml.h"

enum { FILE_MAX = 64 << 20, LIST_MAX = 512 << 20 };

/* Where a field's value is: the element's text, or an attribute of it. `more`: several are joined by a blank line
 * (text) or a semicolon. `inside`: only within an element of that name. */
typedef struct rule {
    const char *element, *inside, *attribute;
    onr_role role;
    unsigned char weight, more;
} rule;

typedef struct list_format {
    const char *const *articles; /* elements that are one */
    const char *outlet;          /* outside articles */
    const char *how, *nothing;
    const rule *rules;
    size_t rules_n;
    int by_stem; /* PETRARCH: articles whose ids differ only behind the last '_' are one */
} list_format;

typedef struct entry {
    onr_slice value[ONR_COLUMNS];
    onr_slice id;
} entry;

typedef struct list {
    const list_format *format;
    onr_part *part;
    onr_arena arena;
    entry *entries;
    size_t n, cap, next;
    onr_buf buf, field;
    const rule *rule; /* the field that is being collected */
    unsigned depth, rule_depth, article_depth;
    unsigned char weight[ONR_COLUMNS];
    const char *inside[2]; /* the rules' own names of the elements that are open, if any rule asks */
    unsigned inside_depth[2];
    int markup, outlet_open;
    onr_slice outlet;
    onr_err damage;
    int damaged;
} list;

/* ---- collecting ------------------------------------------------------------------------------------------------- */

static int in_names(const char *const *names, const char *name) {
    for (; *names; names++)
        if (strcmp(*names, name) == 0) return 1;
    return 0;
}

static int is_inside(const list *l, const char *name) {
    for (size_t i = 0; i < 2; i++)
        if (l->inside[i] && strcmp(l->inside[i], name) == 0) return 1;
    return 0;
}

/* Keep a value for a role, unless a better one is there. */
static int keep(list *l, const rule *r, onr_slice v) {
    entry *e = &l->entries[l->n - 1];
    onr_slice *to = &e->value[r->role];
    while (v.n && (unsigned char)v.p[0] <= ' ') v.p++, v.n--;
    while (v.n && (unsigned char)v.p[v.n - 1] <= ' ') v.n--;
    if (!v.n || r->weight < l->weight[r->role]) return 0;
    int join = r->more && to->n && l->weight[r->role] == r->weight;
    if (to->n && !join && r->weight == l->weight[r->role]) return 0; /* the first of equals */
    const char *between = r->role != ONR_COLUMN_TEXT ? "; " : l->format->by_stem ? " " : "\n\n";
    size_t gap = strlen(between), had = join ? to->n + gap : 0;
    char *copy = onr_arena_alloc(&l->arena, had + v.n + 1, 1);
    if (!copy) return -1;
    if (join) {
        memcpy(copy, to->p, to->n);
        memcpy(copy + to->n, between, gap);
    }
    memcpy(copy + had, v.p, v.n);
    *to = (onr_slice){copy, had + v.n};
    l->weight[r->role] = r->weight;
    return 0;
}

static int open_article(list *l, const char **attrs) {
    const char *id = onr_xml_attr(attrs, "id");
    void *items = l->entries;
    size_t stem = 0;
    l->article_depth = l->depth;
    if (l->format->by_stem && id) {
        const char *last = strrchr(id, '_');
        stem = last ? (size_t)(last - id) : strlen(id);
        const onr_slice *before = l->n ? &l->entries[l->n - 1].id : NULL;
        if (before && before->n && before->n == stem && memcmp(before->p, id, stem) == 0) return 0; /* goes on */
    }
    memset(l->weight, 0, sizeof l->weight);
    if (onr_arena_grow(&l->arena, &items, &l->cap, l->n, l->n + 1, sizeof *l->entries) != 0) return -1;
    l->entries = items;
    l->entries[l->n++] = (entry){0};
    if (!stem) return 0;
    char *copy = onr_arena_copy(&l->arena, id, stem);
    l->entries[l->n - 1].id = (onr_slice){copy, copy ? stem : 0};
    return copy ? 0 : -1;
}

/* Take what a start tag begins or holds: a field of the article. */
static int open_field(list *l, const char *name, const char **attrs) {
    for (size_t i = 0; i < l->format->rules_n; i++) {
        const rule *r = &l->format->rules[i];
        if (strcmp(r->element, name) != 0 || (r->inside && !is_inside(l, r->inside))) continue;
        if (r->attribute) {
            const char *v = onr_xml_attr(attrs, r->attribute), *rel = onr_xml_attr(attrs, "rel");
            int other = r->role == ONR_COLUMN_URL && rel && strcmp(rel, "alternate") != 0;
            if (v && !other && keep(l, r, onr_slice_of(v)) != 0) return -1;
            continue;
        }
        const char *type = onr_xml_attr(attrs, "type");
        l->rule = r;
        l->rule_depth = l->depth;
        l->markup = type && strcmp(type, "xhtml") == 0;
        onr_buf_reset(&l->field);
        return 0;
    }
    return 0;
}

static void note_inside(list *l, const char *name) {
    for (size_t i = 0; i < l->format->rules_n; i++) {
        const char *inside = l->format->rules[i].inside;
        if (!inside || strcmp(inside, name) != 0 || is_inside(l, inside)) continue;
        size_t k = l->inside[0] ? 1 : 0;
        if (l->inside[k]) return;
        l->inside[k] = inside;
        l->inside_depth[k] = l->depth;
    }
}

static int on_open(void *context, const char *name, const char **attrs) {
    list *l = context;
    l->depth++;
    if (l->rule) {
        if (l->markup) onr_buf_fmt(&l->field, "<%s>", name);
        else onr_buf_char(&l->field, ' ');
        return -onr_buf_failed(&l->field);
    }
    int lone = strcmp(name, "url") == 0 && l->depth != 2; /* an image's address, no page of a sitemap */
    if (!l->article_depth && !lone && in_names(l->format->articles, name) && open_article(l, attrs) != 0) return -1;
    note_inside(l, name);
    if (l->article_depth) return open_field(l, name, attrs);
    int here = l->format->outlet && strcmp(l->format->outlet, name) == 0 && !l->outlet.n;
    l->outlet_open = here && l->depth <= 3;
    if (l->outlet_open) onr_buf_reset(&l->field);
    return 0;
}

static int on_text(void *context, const char *p, size_t n) {
    list *l = context;
    if (!l->rule && !l->outlet_open) return 0;
    if (!l->markup) onr_buf_add(&l->field, p, n);
    for (size_t i = 0; l->markup && i < n; i++) {
        if (p[i] == '<') onr_buf_str(&l->field, "&lt;");
        else if (p[i] == '&') onr_buf_str(&l->field, "&amp;");
        else onr_buf_char(&l->field, p[i]);
    }
    return -onr_buf_failed(&l->field);
}

static int on_close(void *context, const char *name) {
    list *l = context;
    onr_slice field = {l->field.n ? l->field.p : "", l->field.n};
    int bad = 0;
    if (l->rule && l->depth == l->rule_depth) {
        bad = keep(l, l->rule, field);
        l->rule = NULL;
        l->markup = 0;
    } else if (l->rule && l->markup) onr_buf_fmt(&l->field, "</%s>", name);
    else if (l->outlet_open) {
        char *copy = onr_arena_copy(&l->arena, field.p, field.n);
        bad = copy ? 0 : -1;
        l->outlet = (onr_slice){copy, copy ? field.n : 0};
        l->outlet_open = 0;
    }
    for (size_t i = 0; i < 2; i++)
        if (l->inside[i] && l->inside_depth[i] == l->depth) l->inside[i] = NULL;
    if (l->article_depth == l->depth) l->article_depth = 0;
    l->depth--;
    return bad;
}

/* ---- the reader ------------------------------------------------------------------------------------------------- */

static onr_status begin(onr_part *part, const list_format *format, onr_err *err) {
    onr_slice all;
    onr_status st = onr_stream_peek(part->stream, FILE_MAX, &all, err);
    if (st != ONR_OK) return st;
    if (all.n >= FILE_MAX) return onr_err_set(err, ONR_TOO_BIG, FILE_MAX, "an XML file over 64 MiB: split it");
    list *l = onr_mem_zalloc(1, sizeof *l);
    if (!l) return onr_part_no_memory(part, err);
    part->state = l;
    *l = (list){.format = format, .part = part};
    onr_arena_init(&l->arena, LIST_MAX);
    onr_buf_init(&l->buf, ONR_ITEM_MAX);
    onr_buf_init(&l->field, ONR_ITEM_MAX);
    while (all.n && (unsigned char)all.p[0] <= ' ') all.p++, all.n--; /* an XML declaration must come first */
    const onr_xml_handler handler = {on_open, on_close, on_text, l};
    st = onr_xml_parse(all, &handler, &l->damage);
    l->damaged = st == ONR_FORMAT;
    /* an article that was open when the reading ended is not whole */
    if (l->damaged && l->article_depth && l->n) l->n--;
    if (st == ONR_OK || (l->damaged && l->n)) return ONR_OK;
    if (err) *err = l->damage;
    return st;
}

static onr_status next(onr_part *part, const list_format *format, onr_item *item, onr_err *err) {
    onr_status st = part->state ? ONR_OK : begin(part, format, err);
    list *l = part->state;
    while (st == ONR_OK && !item->bytes && l->next < l->n) {
        onr_fields f = {.how = format->how};
        char place[32];
        memcpy(f.value, l->entries[l->next++].value, sizeof f.value);
        if (!f.value[ONR_COLUMN_OUTLET].n) f.value[ONR_COLUMN_OUTLET] = l->outlet;
        (void)snprintf(place, sizeof place, "entry%zu", l->next);
        st = onr_compose(part, &f, &l->buf, item, err);
        if (st == ONR_OK && item->bytes) return onr_part_locate(part, item, place, err);
        if (st == ONR_OK) st = onr_part_skip(part, place, format->nothing, err);
    }
    if (st == ONR_OK && !item->bytes && l->damaged) {
        l->damaged = 0;
        char place[32];
        (void)snprintf(place, sizeof place, "entry%zu", l->n + 1);
        st = onr_part_skip(part, place, l->damage.msg, err);
    }
    return st;
}

static void close_list(onr_part *part) {
    list *l = part->state;
    if (!l) return;
    onr_arena_clear(&l->arena);
    onr_buf_clear(&l->buf);
    onr_buf_clear(&l->field);
    onr_mem_free(l);
}

/* ---- the formats ------------------------------------------------------------------------------------------------ */

/* element, inside, attribute, role, weight, more */
static const rule feed_rules[] = {
    {"content:encoded", NULL, NULL, ONR_COLUMN_TEXT, 4, 0},
    {"content", NULL, NULL, ONR_COLUMN_TEXT, 3, 0},
    {"xhtml:body", NULL, NULL, ONR_COLUMN_TEXT, 3, 0},
    {"description", NULL, NULL, ONR_COLUMN_TEXT, 2, 0},
    {"summary", NULL, NULL, ONR_COLUMN_TEXT, 2, 0},
    {"title", NULL, NULL, ONR_COLUMN_TITLE, 3, 0},
    {"news:title", NULL, NULL, ONR_COLUMN_TITLE, 3, 0},
    {"link", NULL, "href", ONR_COLUMN_URL, 2, 0},
    {"link", NULL, NULL, ONR_COLUMN_URL, 2, 0},
    {"loc", NULL, NULL, ONR_COLUMN_URL, 2, 0},
    {"guid", NULL, NULL, ONR_COLUMN_URL, 1, 0},
    {"pubDate", NULL, NULL, ONR_COLUMN_PUBLISHED, 4, 0},
    {"published", NULL, NULL, ONR_COLUMN_PUBLISHED, 4, 0},
    {"issued", NULL, NULL, ONR_COLUMN_PUBLISHED, 4, 0},
    {"news:publication_date", NULL, NULL, ONR_COLUMN_PUBLISHED, 4, 0},
    {"dc:date", NULL, NULL, ONR_COLUMN_PUBLISHED, 3, 0},
    {"updated", NULL, NULL, ONR_COLUMN_PUBLISHED, 2, 0},
    {"lastmod", NULL, NULL, ONR_COLUMN_PUBLISHED, 1, 0},
    {"dc:creator", NULL, NULL, ONR_COLUMN_AUTHORS, 3, 1},
    {"name", "author", NULL, ONR_COLUMN_AUTHORS, 3, 1},
    {"author", "item", NULL, ONR_COLUMN_AUTHORS, 2, 1},
    {"news:name", NULL, NULL, ONR_COLUMN_OUTLET, 3, 0},
    {"source", "item", NULL, ONR_COLUMN_OUTLET, 1, 0},
    {"news:language", NULL, NULL, ONR_COLUMN_LANGUAGE, 2, 0},
    {"dc:language", NULL, NULL, ONR_COLUMN_LANGUAGE, 1, 0},
};
static const char *const feed_articles[] = {"item", "entry", "url", NULL};
static const list_format feed_format = {.articles = feed_articles,
                                        .outlet = "title",
                                        .how = "feed",
                                        .nothing = "an entry without text and title",
                                        .rules = feed_rules,
                                        .rules_n = sizeof feed_rules / sizeof *feed_rules};

static const rule factiva_rules[] = {
    {"headline", NULL, NULL, ONR_COLUMN_TITLE, 3, 0},
    {"paragraph", "leadParagraph", NULL, ONR_COLUMN_TEXT, 3, 1},
    {"paragraph", "tailParagraphs", NULL, ONR_COLUMN_TEXT, 3, 1},
    {"publicationDate", NULL, NULL, ONR_COLUMN_PUBLISHED, 3, 0},
    {"sourceName", NULL, NULL, ONR_COLUMN_OUTLET, 3, 0},
    {"byline", NULL, NULL, ONR_COLUMN_AUTHORS, 3, 0},
    {"baseLanguage", NULL, NULL, ONR_COLUMN_LANGUAGE, 3, 0},
};
static const char *const factiva_articles[] = {"article", NULL};
static const list_format factiva_format = {.articles = factiva_articles,
                                           .how = "meta",
                                           .nothing = "an article without text and title",
                                           .rules = factiva_rules,
                                           .rules_n = sizeof factiva_rules / sizeof *factiva_rules};

static const rule petrarch_rules[] = {
    {"Text", NULL, NULL, ONR_COLUMN_TEXT, 3, 1},
    {"Sentence", NULL, "date", ONR_COLUMN_PUBLISHED, 3, 0},
    {"Sentence", NULL, "source", ONR_COLUMN_OUTLET, 3, 0},
};
static const char *const petrarch_articles[] = {"Sentence", NULL};
static const list_format petrarch_format = {.articles = petrarch_articles,
                                            .how = "meta",
                                            .nothing = "a sentence without text",
                                            .rules = petrarch_rules,
                                            .rules_n = sizeof petrarch_rules / sizeof *petrarch_rules,
                                            .by_stem = 1};

static onr_status next_feed(onr_part *part, onr_item *item, onr_err *err) {
    return next(part, &feed_format, item, err);
}
static onr_status next_factiva(onr_part *part, onr_item *item, onr_err *err) {
    return next(part, &factiva_format, item, err);
}
static onr_status next_petrarch(onr_part *part, onr_item *item, onr_err *err) {
    return next(part, &petrarch_format, item, err);
}

const onr_reader onr_feed_reader = {next_feed, close_list};
const onr_reader onr_factiva_xml_reader = {next_factiva, close_list};
const onr_reader onr_petrarch_reader = {next_petrarch, close_list};
