/* Office or affiliation of a named person, from the words around the name.
 *
 * Method: before the name, the unbroken run of nouns, proper nouns and adjectives that ends in a noun next to it
 * ("Norlandian Foreign Minister Ada Brenn"); after it, an apposition between commas ("Ada Brenn, the town's mayor, …"):
 * the subtree of a token that the tree calls an apposition of the name, up to the next comma at its level. The same
 * rule as titles in the field's style guides. Cost: O(length of the sentence).
 */
#include "dict/dict.h"
#include "find/cast.h"

static int is_nominal(unsigned upos) { return upos == ONR_UPOS_NOUN || upos == ONR_UPOS_PROPN || upos == ONR_UPOS_ADJ; }

static int is_office(const onr_doc *doc, uint32_t t) {
    onr_dict_title title;
    return doc->tags[t].upos == ONR_UPOS_NOUN || onr_dict_title_is(onr_word(doc, t), &title);
}

static onr_span before(const onr_doc *doc, onr_range name, onr_range sent, uint32_t *head) {
    uint32_t from = name.from;
    while (from > sent.from) {
        uint32_t t = from - 1;
        int joint = doc->tags[t].xpos == ONR_XPOS_HYPH || doc->tags[t].xpos == ONR_XPOS_POS;
        if (!is_nominal(doc->tags[t].upos) && !(joint && t > sent.from && is_nominal(doc->tags[t - 1].upos))) break;
        from = t;
    }
    if (from == name.from || !is_office(doc, name.from - 1)) return (onr_span){0, 0};
    *head = name.from - 1;
    return onr_doc_tokens_span(doc, (onr_range){from, name.from});
}

/* The tokens under `root`, as a range (English subtrees are nearly always unbroken). */
static onr_range subtree(const onr_doc *doc, uint32_t root, onr_range sent) {
    onr_range r = {root, root + 1};
    for (int grown = 1; grown;) {
        grown = 0;
        for (uint32_t t = sent.from; t < sent.to; t++) {
            uint32_t h = doc->arcs[t].head;
            if (h < r.from || h >= r.to || (t >= r.from && t < r.to)) continue;
            if (t < r.from) r.from = t;
            else r.to = t + 1;
            grown = 1;
        }
    }
    return r;
}

static onr_span after(const onr_doc *doc, onr_range name, onr_range sent, uint32_t *head) {
    for (uint32_t t = name.to + 1; t < sent.to && t < name.to + 12; t++) {
        uint32_t h = doc->arcs[t].head;
        int apposed = doc->arcs[t].rel == ONR_DEPREL_APPOS && h >= name.from && h < name.to;
        if (!apposed || !onr_word_is(doc, name.to, ",")) continue;
        onr_range r = subtree(doc, t, sent);
        if (r.from < name.to + 1) r.from = name.to + 1;
        while (r.to > r.from && doc->tags[r.to - 1].upos == ONR_UPOS_PUNCT) r.to--;
        if (r.to - r.from > 30) return (onr_span){0, 0};
        *head = t;
        return onr_doc_tokens_span(doc, r);
    }
    return (onr_span){0, 0};
}

onr_span onr_role_of(const onr_doc *doc, onr_range name, uint32_t *head) {
    uint32_t s = onr_doc_sent_of(doc, name.from);
    if (s == ONR_NONE) return (onr_span){0, 0};
    onr_span role = before(doc, name, doc->sents[s].tok, head);
    return onr_span_empty(role) ? after(doc, name, doc->sents[s].tok, head) : role;
}
