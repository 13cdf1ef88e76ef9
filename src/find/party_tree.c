/* What the tree says around a word, and whether a word is a party.
 *
 * Method: plain walks over the arcs of a window of the sentence, relations of Universal Dependencies v2. A phrase is a
 * subtree without later clauses. A party is a name, a person's pronoun, or a word whose country or sector the lists
 * know (actor.c). Cost: O(words of the neighbourhood).
 */
#include <string.h>

#include "base/ascii.h"
#include "find/act.h"
#include "find/actor.h"
#include "find/cast.h"

/* ---- the tree --------------------------------------------------------------------------------------------------- */

onr_range onr_near(const onr_doc *doc, uint32_t t) {
    enum { NEAR = 80 };
    uint32_t s = onr_doc_sent_of(doc, t);
    if (s == ONR_NONE) return (onr_range){t, t + 1};
    onr_range r = doc->sents[s].tok;
    if (t - r.from > NEAR) r.from = t - NEAR;
    if (r.to - t > NEAR) r.to = t + NEAR;
    return r;
}

uint32_t onr_child(const onr_doc *doc, uint32_t t, unsigned rel) {
    onr_range r = onr_near(doc, t);
    for (uint32_t k = r.from; k < r.to; k++)
        if (doc->arcs[k].head == t && (doc->arcs[k].rel == rel || onr_deprel_base(doc->arcs[k].rel) == rel)) return k;
    return ONR_NONE;
}

int onr_lemma_any(const onr_doc *doc, uint32_t t, const char *list) {
    if (t == ONR_NONE) return 0;
    if (onr_ascii_listed(doc->lemmas[t], list)) return 1;
    onr_slice form = onr_doc_slice(doc, (onr_span){doc->tokens[t].start, doc->tokens[t].end});
    for (size_t n; form.n > 3 && *list; list += n + (list[n] == '|')) {
        n = strcspn(list, "|");
        if (onr_inflects(form, list, n)) return 1;
    }
    return 0;
}

int onr_has_case(const onr_doc *doc, uint32_t t, const char *preps) {
    onr_range r = onr_near(doc, t);
    if (t > r.from + 12) r.from = t - 12;
    for (uint32_t k = r.from; k <= t && k < r.to; k++)
        if (doc->arcs[k].head == t && doc->arcs[k].rel == ONR_DEPREL_CASE && onr_ascii_listed(doc->lemmas[k], preps))
            return 1;
    return 0;
}

uint32_t onr_child_with(const onr_doc *doc, uint32_t t, const char *preps) {
    onr_range r = onr_near(doc, t);
    for (uint32_t k = r.from; k < r.to; k++) {
        unsigned base = onr_deprel_base(doc->arcs[k].rel);
        if (doc->arcs[k].head == t && (base == ONR_DEPREL_OBL || base == ONR_DEPREL_NMOD) &&
            onr_has_case(doc, k, preps))
            return k;
    }
    uint32_t next = t + 1; /* hung elsewhere, but the preposition follows at once */
    if (next < r.to && doc->arcs[next].rel == ONR_DEPREL_CASE && onr_ascii_listed(doc->lemmas[next], preps) &&
        doc->arcs[next].head != ONR_NONE && doc->arcs[next].head > next)
        return doc->arcs[next].head;
    return ONR_NONE;
}

/* Does t stand under `top` by relations that stay inside a noun phrase? */
static int inside_phrase(const onr_doc *doc, uint32_t t, uint32_t top) {
    for (int steps = 0; steps < 12 && t != ONR_NONE; steps++) {
        if (t == top) return 1;
        unsigned rel = doc->arcs[t].rel, base = onr_deprel_base(rel);
        if (base == ONR_DEPREL_ACL || base == ONR_DEPREL_PUNCT || base == ONR_DEPREL_PARATAXIS ||
            base == ONR_DEPREL_CC || base == ONR_DEPREL_ADVCL || (rel == ONR_DEPREL_CASE && doc->arcs[t].head == top))
            return 0;
        t = doc->arcs[t].head;
    }
    return 0;
}

onr_range onr_phrase(const onr_doc *doc, uint32_t t) {
    onr_range r = onr_near(doc, t), out = {t, t + 1};
    for (uint32_t k = r.from; k < r.to; k++) {
        if (!inside_phrase(doc, k, t)) continue;
        if (k < out.from) out.from = k;
        if (k + 1 > out.to) out.to = k + 1;
    }
    for (uint32_t k = t + 1; k < out.to; k++) /* a relative clause that the tree hung elsewhere */
        if ((doc->tags[k].xpos == ONR_XPOS_WP || doc->tags[k].xpos == ONR_XPOS_WDT) && onr_word_is(doc, k - 1, ","))
            out.to = k - 1 > t ? k - 1 : t + 1;
    return out;
}

/* ---- parties ---------------------------------------------------------------------------------------------------- */

const onr_name *onr_act_name_at(const onr_doc *doc, uint32_t t) {
    uint32_t i = onr_doc_name_at(doc, t);
    return i < doc->names_n && doc->names[i].tok.from <= t ? &doc->names[i] : NULL;
}

int onr_is_party(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos;
    if (onr_act_name_at(doc, t)) return 1;
    if (u == ONR_UPOS_PROPN) return 1;
    if (u == ONR_UPOS_PRON)
        return !onr_lemma_any(doc, t,
                              "it|this|that|these|those|what|which|something|nothing|anything|everything|there");
    onr_party p = {.span = onr_doc_tokens_span(doc, (onr_range){t, t + 1}), .entity = ONR_NONE};
    onr_actor_code(doc, NULL, (onr_date){0, 0, 0}, &p);
    return p.code[0] || p.sector[0];
}

int onr_is_force(const onr_doc *doc, onr_range r) {
    onr_party p = {.span = onr_doc_tokens_span(doc, r), .entity = ONR_NONE};
    onr_actor_code(doc, NULL, (onr_date){0, 0, 0}, &p);
    return strcmp(p.sector, "COP") == 0 || strcmp(p.sector, "MIL") == 0;
}

int onr_is_public(const onr_doc *doc, onr_range r, uint32_t statement) {
    if (onr_range_empty(r)) return 0;
    onr_party p = {.span = onr_doc_tokens_span(doc, r), .entity = onr_entity_at(doc, r, statement)};
    onr_actor_code(doc, NULL, (onr_date){0, 0, 0}, &p);
    if (p.sector[0]) return !onr_ascii_listed(onr_slice_of(p.sector), "CVL|BUS|EDU|HLH|LAB|AGR|MED") || p.code[0];
    return p.code[0] != 0;
}
