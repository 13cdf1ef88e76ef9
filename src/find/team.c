/* Teams: who "the researchers", "scientists" and "the study" are.
 *
 * Method. News of research names its team once ("scientists from the University of Lasker and Norvik Institute") and
 * then says "the researchers", "they", "the study". The phrase is found by its shape: a noun of research with a
 * preposition to an organisation. A bare or definite noun of research, a bare "the study" or "findings", means the team
 * named last before it, in a headline the first one of the document. Cost: O(tokens) for each such source.
 */
#include "find/source.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

int onr_is_team_noun(const onr_doc *doc, uint32_t head) {
    static const char *const research[] = {"researcher",   "scientist",     "author",         "team",
                                           "investigator", "archaeologist", "astronomer",     "engineer",
                                           "physicist",    "biologist",     "paleontologist", "palaeontologist"};
    return onr_noun_in(doc, head, research, COUNT(research));
}

static int is_findings(const onr_doc *doc, uint32_t head) {
    static const char *const nouns[] = {"study", "finding", "result", "research",
                                        "paper", "data",    "work",   "hypothesis"};
    return onr_noun_in(doc, head, nouns, COUNT(nouns));
}

/* May this token stand between two organisations of one list? */
static int joins_names(const onr_doc *doc, uint32_t t) {
    unsigned upos = doc->tags[t].upos;
    return upos == ONR_UPOS_ADP || upos == ONR_UPOS_DET || upos == ONR_UPOS_CCONJ || onr_word_is(doc, t, ",") ||
           onr_word_is(doc, t, "and") || onr_word_is(doc, t, "of") || onr_word_is(doc, t, "the") ||
           onr_word_is(doc, t, "'s") || onr_word_is(doc, t, "\xE2\x80\x99s") || onr_word_is(doc, t, "at") ||
           onr_word_is(doc, t, "in");
}

/* From token t on, the end of the last organisation of a list of names; t when no organisation is in it. What stands in
 * parentheses is looked through. */
static uint32_t end_of_names(const onr_view *v, uint32_t t, uint32_t to) {
    const onr_doc *doc = v->cast->doc;
    uint32_t end = t;
    for (int depth = 0; t < to;) {
        uint32_t i = onr_cast_name_at(v->cast, t);
        depth += onr_word_is(doc, t, "(") - (onr_word_is(doc, t, ")") && depth > 0);
        if (depth || onr_word_is(doc, t, ")")) {
            t++;
        } else if (i < v->cast->names_n && v->cast->names[i].tok.from <= t) {
            if (v->cast->names[i].kind == ONR_NAME_PER) break;
            t = v->cast->names[i].tok.to;
            if (v->cast->names[i].kind == ONR_NAME_ORG) end = t;
        } else if (joins_names(doc, t) || (doc->tags[t].upos != ONR_UPOS_VERB && doc->tags[t].xpos == ONR_XPOS_NNP) ||
                   doc->tags[t].upos == ONR_UPOS_ADJ) {
            t++;
        } else {
            break;
        }
    }
    return end;
}

/* The team phrase that noun t heads; empty when it names no organisation. It ends with the last organisation. */
static onr_range phrase_of(const onr_view *v, uint32_t t) {
    static const char *const joints[] = {"from", "at", "of", "with"};
    const onr_doc *doc = v->cast->doc;
    onr_range r = {t, t}, sent = doc->sents[onr_doc_sent_of(doc, t)].tok;
    onr_slice word = onr_word(doc, t);
    if (!onr_word_is(doc, t, "team") && (word.p[word.n - 1] | 32) != 's') return r; /* one scientist is no team */
    for (uint32_t k = t + 1; k < sent.to && k < t + 7 && r.to == t; k++) {
        if (doc->tags[k].upos == ONR_UPOS_PUNCT || doc->tags[k].xpos == ONR_XPOS_VBD) break;
        if (!onr_word_in(doc, k, joints, COUNT(joints))) continue;
        uint32_t end = end_of_names(v, k + 1, sent.to);
        if (end > k + 1) r.to = end;
    }
    while (r.to > t && r.from > sent.from && doc->arcs[r.from - 1].head == t &&
           doc->tags[r.from - 1].upos != ONR_UPOS_PUNCT &&
           onr_deprel_base(doc->arcs[r.from - 1].rel) != ONR_DEPREL_CASE)
        r.from--;
    return r;
}

static int is_bare(const onr_doc *doc, onr_range r, uint32_t head) {
    if (r.to - r.from == 1) return 1;
    return head + 1 == r.to && r.to - r.from <= 3 &&
           (onr_is_definite(doc, r) || doc->tags[r.from].upos == ONR_UPOS_ADJ);
}

/* The phrase of the team meant at token `at`: the last one before it, else in a headline the first one behind it. */
static onr_range team_phrase(const onr_view *v, uint32_t at, int ahead) {
    const onr_doc *doc = v->cast->doc;
    enum { MOST = 4000 };
    for (uint32_t t = at, k = 0; t-- > 0 && k < MOST; k++) {
        if (!onr_is_team_noun(doc, t)) continue;
        onr_range r = phrase_of(v, t);
        if (r.to > r.from) return r;
    }
    for (uint32_t t = at + 1; ahead && t < doc->tokens_n && t < at + MOST; t++) {
        if (!onr_is_team_noun(doc, t)) continue;
        onr_range r = phrase_of(v, t);
        if (r.to > r.from) return r;
    }
    return (onr_range){0, 0};
}

uint32_t onr_team(onr_view *v, onr_range r, uint32_t head, onr_err *err, onr_status *st) {
    onr_cast *c = v->cast;
    const onr_doc *doc = c->doc;
    int team = onr_is_team_noun(doc, head);
    onr_range own = team ? phrase_of(v, head) : (onr_range){0, 0};
    if (own.to <= own.from) {
        if (!(team || is_findings(doc, head)) || !is_bare(doc, r, head)) return ONR_NONE;
        int ahead = doc->blocks[doc->tokens[head].block].kind == ONR_BLOCK_TITLE;
        own = team_phrase(v, r.from, ahead);
    }
    if (own.to <= own.from) return ONR_NONE;
    uint32_t e = onr_described_before(c, own);
    if (e != ONR_NONE) return e;
    *st = onr_cast_entity(c, onr_doc_tokens_span(doc, own), ONR_ENTITY_GROUP, &e, err);
    if (*st != ONR_OK) return ONR_NONE;
    c->players[e].plural = 1;
    c->players[e].head = head;
    *st = onr_describe(c, own, onr_head_of(doc, own), e, err);
    return e;
}
