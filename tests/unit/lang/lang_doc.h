/* lang_doc.h - a document made of lines of text, for the tests of this room. */
#ifndef ONR_TESTS_LANG_DOC_H
#define ONR_TESTS_LANG_DOC_H

#include "doc/doc.h"

/* Every line of text[0..n) that is not empty becomes a block. Returns 0, or -1 when out of memory. */
static inline int lang_doc(onr_doc *doc, const char *text, size_t n) {
    void *items = NULL;
    size_t cap = 0;
    doc->text = onr_arena_copy(&doc->arena, text, n);
    if (!doc->text) return -1;
    doc->text_n = (uint32_t)n;
    for (uint32_t i = 0, j; i < n; i = j + 1) {
        for (j = i; j < n && text[j] != '\n';) j++;
        if (j == i) continue;
        if (onr_arena_grow(&doc->arena, &items, &cap, doc->blocks_n, doc->blocks_n + 1, sizeof(onr_block))) return -1;
        doc->blocks = items;
        doc->blocks[doc->blocks_n++] = (onr_block){{i, j}, ONR_BLOCK_PARA};
    }
    return 0;
}

#endif
