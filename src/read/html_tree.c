/* One pass over the tokens with a stack of open elements.
 *
 * Start tag: closes what it implies the end of (a block closes an open p; li, dt, dd, tr, td, th, option close their
 * like within their list, row or table), becomes a node, and is pushed unless it is void. End tag: ignored unless such
 * an element is open and no table cell (for an inline element: no block) stands between; else everything up to it is
 * closed.
 *
 * Linear on hostile input: `open` counts the open elements of each tag, so that a stray end tag costs nothing; where
 * one is open, the search looks at no more than ONR_HTML_DEPTH_MAX entries, which is all there are. Invariant: a node's
 * parent comes before it; [node + 1, after) are its descendants. Cost: O(n) time, 40 bytes a node. */
#include "read/html_tree.h"

enum { DEADLINE_EVERY = 1 << 12, FIRST_NODES = 256, BYTES_A_NODE = 48 };

typedef struct builder {
    onr_html_tree *tree;
    onr_arena *arena;
    size_t cap;
    uint32_t stack[ONR_HTML_DEPTH_MAX]; /* open elements; stack[0] is node 0 */
    uint32_t depth;                     /* entries of the stack */
    uint32_t open[ONR_TAG_COUNT];
} builder;

static uint8_t top_tag(const builder *b, uint32_t k) { return b->tree->nodes[b->stack[k]].tag; }

static void pop(builder *b) {
    onr_html_node *x = &b->tree->nodes[b->stack[--b->depth]];
    x->after = b->tree->nodes_n;
    b->open[x->tag]--;
}

static void pop_to(builder *b, uint32_t k) {
    while (b->depth > k) pop(b);
}

/* Add a node; NULL when out of memory. */
static onr_html_node *add(builder *b, const onr_html_token *t, uint8_t tag) {
    onr_html_tree *tree = b->tree;
    void *items = tree->nodes;
    if (onr_arena_grow(b->arena, &items, &b->cap, tree->nodes_n, tree->nodes_n + 1u, sizeof *tree->nodes) != 0)
        return NULL;
    tree->nodes = items;
    onr_html_node *x = &tree->nodes[tree->nodes_n++];
    *x = (onr_html_node){.start = t->start,
                         .end = t->end,
                         .parent = b->depth ? b->stack[b->depth - 1] : 0,
                         .after = tree->nodes_n,
                         .depth = (uint16_t)b->depth,
                         .kind = t->kind,
                         .tag = tag};
    return x;
}

static int is_list(uint8_t tag) {
    return tag == ONR_TAG_UL || tag == ONR_TAG_OL || tag == ONR_TAG_MENU || tag == ONR_TAG_DIR || tag == ONR_TAG_DL;
}

static int is_cell(uint8_t tag) { return tag == ONR_TAG_TD || tag == ONR_TAG_TH || tag == ONR_TAG_CAPTION; }

/* Does the start of `tag` end an open `other`; -1: and nothing further out either. */
static int implies(uint8_t tag, uint8_t other) {
    switch (tag) {
    case ONR_TAG_LI: return other == ONR_TAG_LI ? 1 : is_list(other) ? -1 : 0;
    case ONR_TAG_DT:
    case ONR_TAG_DD: return other == ONR_TAG_DT || other == ONR_TAG_DD ? 1 : is_list(other) ? -1 : 0;
    case ONR_TAG_TD:
    case ONR_TAG_TH: return is_cell(other) ? 1 : other == ONR_TAG_TR || other == ONR_TAG_TABLE ? -1 : 0;
    case ONR_TAG_TR: return other == ONR_TAG_TR ? 1 : other == ONR_TAG_TABLE ? -1 : 0;
    case ONR_TAG_TBODY:
    case ONR_TAG_THEAD:
    case ONR_TAG_TFOOT:
        return other == ONR_TAG_TBODY || other == ONR_TAG_THEAD || other == ONR_TAG_TFOOT ? 1
               : other == ONR_TAG_TABLE                                                   ? -1
                                                                                          : 0;
    case ONR_TAG_OPTION: return other == ONR_TAG_OPTION ? 1 : other == ONR_TAG_SELECT ? -1 : 0;
    default: return -1;
    }
}

/* The tag that stands for the group in `open`. */
static int has_open(const builder *b, uint8_t tag) {
    switch (tag) {
    case ONR_TAG_DT:
    case ONR_TAG_DD: return b->open[ONR_TAG_DT] || b->open[ONR_TAG_DD];
    case ONR_TAG_TD:
    case ONR_TAG_TH: return b->open[ONR_TAG_TD] || b->open[ONR_TAG_TH] || b->open[ONR_TAG_CAPTION];
    case ONR_TAG_TBODY:
    case ONR_TAG_THEAD:
    case ONR_TAG_TFOOT: return b->open[ONR_TAG_TBODY] || b->open[ONR_TAG_THEAD] || b->open[ONR_TAG_TFOOT];
    default: return b->open[tag] != 0;
    }
}

static void close_implied(builder *b, uint8_t tag) {
    if (b->open[ONR_TAG_P] && onr_html_tag_flags(tag) & ONR_TAG_IS_BLOCK) /* a p holds inline elements only */
        for (uint32_t k = b->depth; k-- > 1;) {
            if (top_tag(b, k) == ONR_TAG_P) {
                pop_to(b, k);
                break;
            }
            if (onr_html_tag_flags(top_tag(b, k)) & ONR_TAG_IS_BLOCK) break;
        }
    if (!has_open(b, tag)) return;
    for (uint32_t k = b->depth; k-- > 1;) {
        int rc = implies(tag, top_tag(b, k));
        if (rc < 0) return;
        if (rc == 0) continue;
        pop_to(b, k);
        return;
    }
}

static void read_end(builder *b, const onr_html_token *t) {
    uint8_t tag = t->tag;
    if (!b->open[tag]) return;
    unsigned block = onr_html_tag_flags(tag) & ONR_TAG_IS_BLOCK;
    const char *p = b->tree->page;
    for (uint32_t k = b->depth; k-- > 1;) {
        const onr_html_node *x = &b->tree->nodes[b->stack[k]];
        int same = x->tag == tag;
        if (same && tag == ONR_TAG_OTHER) { /* compare the names */
            uint32_t n = t->name_end - t->name;
            same = x->name_end - x->start - 1 == n && memcmp(p + x->start + 1, p + t->name, n) == 0;
        }
        if (same) {
            pop_to(b, k);
            return;
        }
        unsigned flags = onr_html_tag_flags(x->tag);
        if (!block && flags & ONR_TAG_IS_BLOCK) return;
        if (is_cell(x->tag) && tag != ONR_TAG_TR && tag != ONR_TAG_TABLE && tag != ONR_TAG_TBODY) return;
    }
}

static int read_start(builder *b, const onr_html_token *t) {
    unsigned flags = onr_html_tag_flags(t->tag);
    if (t->tag == ONR_TAG_BODY && b->open[ONR_TAG_HEAD])
        while (b->open[ONR_TAG_HEAD]) pop(b);
    if ((t->tag == ONR_TAG_HTML || t->tag == ONR_TAG_BODY) && b->open[t->tag]) return 1; /* a second one is nothing */
    close_implied(b, t->tag);
    onr_html_node *x = add(b, t, t->tag);
    if (!x) return 0;
    x->name_end = t->name_end;
    x->lengths = t->lengths;
    x->class_at = t->class_at;
    x->id_at = t->id_at;
    x->class_n = (uint16_t)(t->class_n < UINT16_MAX ? t->class_n : UINT16_MAX);
    x->id_n = (uint16_t)(t->id_n < UINT16_MAX ? t->id_n : UINT16_MAX);
    int other = t->tag == ONR_TAG_OTHER && t->closed;
    if (flags & ONR_TAG_IS_VOID || other || b->depth == ONR_HTML_DEPTH_MAX) return 1;
    b->stack[b->depth++] = b->tree->nodes_n - 1;
    b->open[t->tag]++;
    return 1;
}

static int read_token(builder *b, const onr_html_token *t) {
    if (t->kind == ONR_HTML_START) return read_start(b, t);
    if (t->kind == ONR_HTML_END) read_end(b, t);
    if (t->kind != ONR_HTML_TEXT) return 1;
    return add(b, t, top_tag(b, b->depth - 1)) != NULL;
}

onr_status onr_html_tree_build(const char *page, uint32_t n, onr_arena *arena, const onr_deadline *deadline,
                               onr_html_tree *out) {
    onr_html_lex lex;
    onr_html_token t = {0};
    builder b = {.tree = out, .arena = arena};
    *out = (onr_html_tree){.page = page, .page_n = n};
    onr_html_lex_init(&lex, page, n);
    void *items = NULL;
    size_t first = FIRST_NODES + n / BYTES_A_NODE;
    if (onr_arena_grow(arena, &items, &b.cap, 0, first, sizeof *out->nodes) != 0) return ONR_NOMEM;
    out->nodes = items;
    t.kind = ONR_HTML_START;
    if (!add(&b, &t, ONR_TAG_OTHER)) return ONR_NOMEM;
    b.stack[b.depth++] = 0;
    b.open[ONR_TAG_OTHER]++;
    for (uint32_t steps = 0; onr_html_next(&lex, &t); steps++) {
        if (steps % DEADLINE_EVERY == 0 && onr_deadline_passed(deadline)) return ONR_TIMEOUT;
        if (out->nodes_n >= ONR_HTML_NODES_MAX) {
            out->cut = t.start;
            break;
        }
        if (!read_token(&b, &t)) return ONR_NOMEM;
    }
    pop_to(&b, 0);
    return ONR_OK;
}

onr_slice onr_html_node_attr(const onr_html_tree *tree, uint32_t node, const char *name) {
    const onr_html_node *x = &tree->nodes[node];
    onr_slice none = {NULL, 0};
    if (node == 0 || x->kind != ONR_HTML_START) return none;
    size_t k = strlen(name);
    if (k != 2 && k != 5 && k < 16 && !(x->lengths >> k & 1)) return none; /* the most: no walk */
    uint32_t at = x->name_end;
    onr_html_attr a;
    while (at < x->end && onr_html_attr_next(tree->page, x->end, &at, &a) == 1) {
        if (a.name_end - a.name != k) continue;
        size_t i = 0;
        while (i < k && (tree->page[a.name + i] | 0x20) == (name[i] | 0x20)) i++;
        if (i == k) return (onr_slice){tree->page + a.value, a.value_end - a.value};
    }
    return none;
}
