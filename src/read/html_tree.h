/* html_tree.h - a page as a flat array of nodes, in document order, each with its bytes.
 *
 * Not the tree of the HTML standard, but as much of it as telling the article from its surroundings needs: elements and
 * texts with their parents, implied end tags (p, li, dt, dd, tr, td, th, option), void elements, stray end tags
 * ignored. A node's descendants are the nodes from its own index + 1 up to `after`, so that a subtree is skipped by one
 * jump and every walk is a loop. Node 0 is the page itself.
 *
 * Bounds: at most ONR_HTML_NODES_MAX nodes (`cut` says that there would have been more) and ONR_HTML_DEPTH_MAX levels
 * (what is deeper becomes a sibling). Memory is the arena's.
 */
#ifndef ONR_READ_HTML_TREE_H
#define ONR_READ_HTML_TREE_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/status.h"
#include "read/html_lex.h"
#include "read/html_tag.h"

enum { ONR_HTML_NODES_MAX = 4 * 1000 * 1000, ONR_HTML_DEPTH_MAX = 512 };

typedef struct onr_html_node {
    uint32_t start, end;    /* an element's start tag, or the text */
    uint32_t parent, after; /* indices */
    uint32_t name_end;      /* where an element's attributes begin */
    uint32_t class_at, id_at;
    uint16_t class_n, id_n; /* cut at 65,535 bytes */
    uint16_t depth;
    uint16_t lengths; /* of the names of other attributes, as in the token */
    uint8_t kind;     /* ONR_HTML_TEXT or ONR_HTML_START */
    uint8_t tag;      /* of a text: its parent's */
} onr_html_node;

typedef struct onr_html_tree {
    const char *page;
    uint32_t page_n;
    onr_html_node *nodes;
    uint32_t nodes_n;
    uint32_t cut; /* byte where reading stopped because of ONR_HTML_NODES_MAX; 0: it did not */
} onr_html_tree;

/* ONR_NOMEM, ONR_TIMEOUT: without a message. O(n). */
ONR_MUST onr_status onr_html_tree_build(const char *page, uint32_t n, onr_arena *arena, const onr_deadline *deadline,
                                        onr_html_tree *out);
/* The value of an element's attribute (lower-case name), as written; p NULL when there is none. O(its tag). */
onr_slice onr_html_node_attr(const onr_html_tree *tree, uint32_t node, const char *name);

#endif
