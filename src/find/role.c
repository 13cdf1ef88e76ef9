/* Office or affiliation of a named person, from the words around the name.
 *
 * Method: before the name, the unbroken run of nouns, proper nouns and adjectives that ends in a noun next to it
 * ("Norlandian Foreign Minister Ada Brenn") and that the tree joins to it or the list of titles knows; "Mr" and "Dr"
 * are no office. After it, an apposition between commas ("Ada Brenn, 54, the town's mayor, …"): the words from comma to
 * comma where the tree has an apposition of the name in them. The same rule as titles in the field's style guides.
 * Cost: O(length of the sentence).
 */
#include <string.h>

#include "dict/dict.h"
#include "find/cast.h"

static int is_nominal(unsigned upos) { return upos == ONR_UPOS_NOUN || upos == ONR_UPOS_PROPN || upos == ONR_UPOS_ADJ; }

/* "Mr", "Dr", "Sheikh": said of anybody, no office. */
static int is_address(const onr_doc *doc, uint32_t t) {
    onr_dict_title title;
    if (!onr_dict_title_is(onr_word(doc, t), &title) || strcmp(title.kind, "honorific") != 0) return 0;
    return !title.sector || onr_word_is(doc, t, "dr") || onr_word_is(doc, t, "dr.");
}

/* Does the tree join the noun t and the name: one the head of the other, or both the subject of the same verb? In
 * "during the massage Brenn left" it does not. */
static int is_joined(const onr_doc *doc, uint32_t t, onr_range name) {
    uint32_t own = onr_head_of(doc, name), up = doc->arcs[own].head;
    for (uint32_t k = name.from; k < name.to; k++)
        if (doc->arcs[k].head == t) return 1;
    uint32_t head = doc->arcs[t].head;
    return (head >= name.from && head < name.to) || (head == up && doc->arcs[t].rel == doc->arcs[own].rel);
}

static int is_office(const onr_doc *doc, uint32_t t, onr_range name) {
    onr_dict_title title;
    return onr_dict_title_is(onr_word(doc, t), &title) ||
           (doc->tags[t].upos == ONR_UPOS_NOUN && is_joined(doc, t, name));
}

/* "Secretary of State" before token `to`: where it begins; `to` where no title with a preposition ends there. *head:
 * the office itself. */
static uint32_t long_title(const onr_doc *doc, uint32_t to, onr_range sent, uint32_t *head) {
    enum { FAR = 6 };
    onr_dict_title title;
    for (uint32_t t = to > sent.from + FAR ? to - FAR : sent.from; t + 2 < to; t++) {
        onr_slice s = onr_doc_slice(doc, (onr_span){doc->tokens[t].start, doc->tokens[to - 1].end});
        uint32_t of = t + 1;
        while (of + 1 < to && !onr_word_is(doc, of, "of") && !onr_word_is(doc, of, "for")) of++;
        if (of + 1 == to || !onr_dict_title_is(s, &title)) continue;
        *head = of - 1;
        return t;
    }
    return to;
}

static onr_span before(const onr_doc *doc, onr_range name, onr_range sent, uint32_t *head) {
    uint32_t to = name.from;
    while (to > sent.from && is_address(doc, to - 1)) to--;
    uint32_t office = to > sent.from ? to - 1 : to, from = long_title(doc, to, sent, &office);
    int titled = from < to;
    while (from > sent.from) {
        uint32_t t = from - 1;
        int joint = doc->tags[t].xpos == ONR_XPOS_HYPH || doc->tags[t].xpos == ONR_XPOS_POS;
        if (!is_nominal(doc->tags[t].upos) && !(joint && t > sent.from && is_nominal(doc->tags[t - 1].upos))) break;
        from = t;
    }
    if (from == to || (!titled && !is_office(doc, to - 1, name))) return (onr_span){0, 0};
    *head = office;
    return onr_doc_tokens_span(doc, (onr_range){from, to});
}

static int ends_apposition(const onr_doc *doc, uint32_t t) {
    static const char *const marks[] = {
        ",", ";", ":", "(", ")", ".", "\"", "--", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x9C", "\xE2\x80\x9D"};
    unsigned x = doc->tags[t].xpos, upos = doc->tags[t].upos;
    int finite = x == ONR_XPOS_VBD || x == ONR_XPOS_VBZ || x == ONR_XPOS_VBP || x == ONR_XPOS_MD;
    return onr_word_in(doc, t, marks, sizeof marks / sizeof *marks) || x == ONR_XPOS_WP || x == ONR_XPOS_WDT ||
           (finite && (upos == ONR_UPOS_VERB || upos == ONR_UPOS_AUX));
}

/* ", the town's mayor,": from the comma to the next one, where the tree has an apposition of the name in it; an age
 * between ("Ada Brenn, 54, the mayor") is passed over. */
static onr_span after(const onr_doc *doc, onr_range name, onr_range sent, uint32_t *head) {
    enum { LONGEST = 30 };
    if (name.to >= sent.to || !onr_word_is(doc, name.to, ",")) return (onr_span){0, 0};
    onr_range r = {name.to + 1, name.to + 1};
    if (r.from + 1 < sent.to && doc->tags[r.from].upos == ONR_UPOS_NUM && onr_word_is(doc, r.from + 1, ","))
        r.from += 2;
    for (r.to = r.from; r.to < sent.to && !ends_apposition(doc, r.to);) r.to++;
    if (r.to - r.from > LONGEST) return (onr_span){0, 0};
    for (uint32_t t = r.from; t < r.to; t++) {
        uint32_t h = doc->arcs[t].head;
        if (doc->arcs[t].rel != ONR_DEPREL_APPOS || h < name.from || h >= name.to) continue;
        if (doc->tags[t].upos == ONR_UPOS_NUM) continue;
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
