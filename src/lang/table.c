/* table.c - what is no prose is not read as prose.
 *
 * Method: a document is looked at in pieces of at most PIECE words of one block. A piece without sentences has few
 * words with letters, and fewer still in lower case ("the", "were"): a list of results, prices, casualties by district.
 * A run of such pieces of LEAST words or more is a table. A shorter one is left to the network, which may know better
 * and loses little time. Without this, a table of a hundred thousand numbers took all of a document's time and the
 * prose beside it was lost. Cost: O(text).
 */
#include "lang/table.h"

#include <string.h>

#include "base/utf8.h"

enum { PIECE = 50, LEAST = 100 };

typedef struct letters {
    uint32_t n, with, lower; /* words; those with a letter; those that begin with one in lower case */
} letters;

static void count_word(letters *l, onr_slice w) {
    uint32_t c;
    l->n++;
    for (size_t i = 0; i < w.n; i += onr_utf8_decode(w.p + i, w.n - i, &c)) {
        onr_utf8_decode(w.p + i, w.n - i, &c);
        if (!onr_char_is_letter(c)) continue;
        l->with++;
        l->lower += i == 0 && onr_char_is_lower(c);
        return;
    }
}

static int is_bare(const letters *l) { return l->with * 3 <= l->n && l->lower * 10 <= l->n; }

/* The end of the piece that begins at token `from`, counted into *l. */
static uint32_t piece_end(const onr_doc *doc, uint32_t from, letters *l) {
    uint32_t t = from;
    *l = (letters){0};
    for (; t < doc->tokens_n && t - from < PIECE && doc->tokens[t].block == doc->tokens[from].block; t++)
        count_word(l, onr_doc_slice(doc, (onr_span){doc->tokens[t].start, doc->tokens[t].end}));
    return t;
}

void onr_table_mark(const onr_doc *doc, uint8_t *at) {
    uint32_t run = 0;
    letters l;
    memset(at, 0, doc->tokens_n);
    for (uint32_t t = 0, end; t < doc->tokens_n; t = end) {
        end = piece_end(doc, t, &l);
        int bare = is_bare(&l);
        if (bare && end - run >= LEAST) memset(at + run, 1, end - run);
        if (!bare) run = end;
    }
}

onr_status onr_table_fill(onr_layers *out, const uint8_t *at, uint32_t from, uint32_t *to, onr_err *err) {
    onr_doc *doc = out->doc;
    uint32_t t = from;
    while (t < doc->tokens_n && at[t]) {
        uint32_t first = t;
        for (; t < doc->tokens_n && at[t] && t - first < ONR_WINDOW_WORDS; t++) {
            if (doc->tokens[t].block != doc->tokens[first].block) break;
            doc->tags[t] = (onr_tag){ONR_UPOS_X, ONR_XPOS_LS};
            doc->arcs[t] = t == first ? (onr_arc){ONR_NONE, ONR_DEPREL_ROOT} : (onr_arc){first, ONR_DEPREL_DEP};
        }
        onr_status st = onr_sents_add(out, (onr_sent){{first, t}, 0}, err);
        if (st != ONR_OK) return st;
    }
    *to = t;
    return ONR_OK;
}

onr_status onr_table_warn(onr_doc *doc, const uint8_t *at) {
    uint32_t first = ONR_NONE, last = 0, n = 0;
    for (uint32_t t = 0; t < doc->tokens_n; t++) {
        if (!at[t]) continue;
        if (first == ONR_NONE) first = t;
        last = t;
        n++;
    }
    if (first == ONR_NONE) return ONR_OK;
    onr_span s = {doc->tokens[first].start, doc->tokens[last].end};
    return onr_doc_warn(doc, s, "%lu words and numbers in tables make no sentences: no records made of them",
                        (unsigned long)n);
}
