/* Method: from the start, add sentence-like units while they fit; end at a paragraph if the window holds a whole one,
 * else at the last unit that fits. A unit is a sentence where sentences are known, otherwise what lies between likely
 * sentence ends (a full stop and the like followed by a capital), so that a window parts no sentence. A unit that does
 * not fit alone is cut where it must be, and the next window sees ONR_WINDOW_CONTEXT words before its own.
 * The trainer cuts the same way (train/windows.py). Cost: linear in the window's words.
 */
#include "lang/window.h"

#include <utf8proc.h>

static int ends_sentence(onr_slice s) {
    if (s.n == 1) return s.p[0] == '.' || s.p[0] == '!' || s.p[0] == '?' || s.p[0] == '"';
    return onr_slice_eq(s, ONR_SLICE("”")) || onr_slice_eq(s, ONR_SLICE("…"));
}

static int starts_upper(onr_slice s) {
    utf8proc_int32_t c = 0;
    if (s.n == 0 || utf8proc_iterate((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &c) <= 0) return 0;
    utf8proc_category_t k = utf8proc_category(c);
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

static onr_slice word(const onr_doc *doc, uint32_t i) {
    return onr_doc_slice(doc, (onr_span){doc->tokens[i].start, doc->tokens[i].end});
}

static int starts_block(const onr_doc *doc, uint32_t i) {
    return i == 0 || i >= doc->tokens_n || doc->tokens[i].block != doc->tokens[i - 1].block;
}

/* May a window begin at token i? */
static int starts_unit(const onr_doc *doc, uint32_t i, int given) {
    if (i >= doc->tokens_n) return 1;
    if (given) {
        uint32_t s = onr_doc_sent_of(doc, i);
        return s != ONR_NONE && doc->sents[s].tok.from == i;
    }
    return starts_block(doc, i) || (ends_sentence(word(doc, i - 1)) && starts_upper(word(doc, i)));
}

onr_window onr_window_next(const onr_doc *doc, const uint8_t *pieces, uint32_t from, int given) {
    uint32_t unit_end = 0, block_end = 0, i = from, size = 0;
    for (; i < doc->tokens_n && i - from < ONR_WINDOW_WORDS && size + pieces[i] <= ONR_WINDOW_PIECES; i++) {
        size += pieces[i];
        if (starts_unit(doc, i + 1, given)) unit_end = i + 1;
        if (unit_end == i + 1 && starts_block(doc, i + 1)) block_end = i + 1;
    }
    uint32_t end = given && unit_end ? unit_end : block_end ? block_end : unit_end ? unit_end : i;
    onr_window w = {{from, end}, from, 0};
    w.cut = !starts_unit(doc, end, given);
    if (!starts_unit(doc, from, given)) {
        w.cut = 1;
        while (w.context > 0 && from - w.context < ONR_WINDOW_CONTEXT &&
               doc->tokens[w.context - 1].block == doc->tokens[from].block &&
               size + pieces[w.context - 1] <= ONR_WINDOW_MOST)
            size += pieces[--w.context];
    }
    return w;
}
