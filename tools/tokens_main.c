/* tokens_main.c - onr-tokens FILE…: the tokens of text files (every line a block), for the trainer and for scoring.
 *
 * For each file: "# file PATH", then a line a token: start, end (code points), block, flags, parted by tabs; an empty
 * line ends the file.
 */
#include <errno.h>
#include <stdio.h>

#include "base/mem.h"
#include "lang/token.h"

static char *read_file(const char *path, size_t *n) {
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    char *p = NULL;
    size_t cap = 0, got;
    *n = 0;
    do {
        if (cap - *n < 65536) {
            char *q = onr_mem_realloc(p, cap = cap * 2 + 131072);
            if (!q) break;
            p = q;
        }
        got = fread(p + *n, 1, cap - *n - 1, f);
        *n += got;
    } while (got);
    if (p) p[*n] = 0;
    if (ferror(f) || *n > ONR_DOC_TEXT_MAX) {
        onr_mem_free(p);
        p = NULL;
    }
    fclose(f);
    return p;
}

static int make_blocks(onr_doc *doc) {
    size_t cap = 0;
    void *items = NULL;
    for (uint32_t i = 0; i < doc->text_n;) {
        uint32_t j = i;
        while (j < doc->text_n && doc->text[j] != '\n') j++;
        if (j > i) {
            if (onr_arena_grow(&doc->arena, &items, &cap, doc->blocks_n, doc->blocks_n + 1, sizeof(onr_block)))
                return -1;
            doc->blocks = items;
            doc->blocks[doc->blocks_n++] = (onr_block){{i, j}, ONR_BLOCK_PARA};
        }
        i = j + 1;
    }
    return 0;
}

static int one_file(const char *path, onr_doc *doc) {
    onr_err err = {0};
    size_t n;
    char *text = read_file(path, &n);
    if (!text) return fprintf(stderr, "onr-tokens: cannot read %s\n", path), 1;
    doc->text = text;
    doc->text_n = (uint32_t)n;
    if (make_blocks(doc) || onr_token_split(doc, &err) != ONR_OK) {
        fprintf(stderr, "onr-tokens: %s: %s\n", path, err.msg[0] ? err.msg : "out of memory");
        onr_mem_free(text);
        return 1;
    }
    printf("# file %s\n", path);
    uint32_t byte = 0, point = 0;
    for (uint32_t k = 0; k < doc->tokens_n; k++) {
        const onr_token *t = &doc->tokens[k];
        uint32_t at[2] = {t->start, t->end}, out[2];
        for (int e = 0; e < 2; e++) {
            for (; byte < at[e]; byte++) point += (text[byte] & 0xC0) != 0x80;
            out[e] = point;
        }
        printf("%u\t%u\t%u\t%u\n", out[0], out[1], t->block, t->flags);
    }
    printf("\n");
    onr_mem_free(text);
    return 0;
}

int main(int argc, char **argv) {
    int bad = 0;
    onr_doc doc;
    onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
    for (int i = 1; i < argc; i++) {
        onr_doc_reset(&doc);
        bad |= one_file(argv[i], &doc);
    }
    onr_doc_clear(&doc);
    return bad || fflush(stdout) != 0;
}
