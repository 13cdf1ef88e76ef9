/* When a statement was made.
 *
 * Method: of the dates of the cue's sentence that stand outside the content, the one that the tree hangs on the cue
 * ("said on Monday"); else the one that hangs on the cue over nouns alone ("said in a statement on Monday", "told
 * reporters Monday"), never over another verb ("said the man shot on Monday ..."); the nearest of equals. Lengths,
 * ranges and vague words are no days on which something was said. A date that is not resolved keeps its span with how
 * "none". Cost: O(dates of the sentence) a statement.
 */
#include "find/said_on.h"

#include "doc/vocab.h"

enum { STEPS = 4, FAR = 1 << 20 };

/* The token of a span whose head stands outside it; ONR_NONE when there is none. */
static uint32_t top_of(const onr_doc *doc, onr_span s) {
    enum { LONGEST = 64 };
    uint32_t first = onr_doc_token_at(doc, s.start);
    for (uint32_t t = first; t < doc->tokens_n && t < first + LONGEST && doc->tokens[t].start < s.end; t++) {
        uint32_t h = doc->arcs[t].head;
        if (h == ONR_NONE || doc->tokens[h].start < s.start || doc->tokens[h].start >= s.end) return t;
    }
    return ONR_NONE;
}

static int is_adverbial(unsigned rel) {
    unsigned base = onr_deprel_base(rel);
    return base == ONR_DEPREL_OBL || base == ONR_DEPREL_ADVMOD || rel == ONR_DEPREL_NMOD_UNMARKED;
}

static int in_cue(const onr_doc *doc, const onr_statement *s, uint32_t t) {
    return doc->tokens[t].start >= s->cue.start && doc->tokens[t].start < s->cue.end;
}

/* 0: hangs on the cue; 1: over nouns; FAR: it does not. */
static uint32_t attachment(const onr_doc *doc, const onr_statement *s, onr_span date) {
    uint32_t t = top_of(doc, date);
    if (t == ONR_NONE) return FAR;
    uint32_t h = doc->arcs[t].head;
    if (h != ONR_NONE && in_cue(doc, s, h)) return is_adverbial(doc->arcs[t].rel) ? 0 : 1;
    for (unsigned k = 0; h != ONR_NONE && k < STEPS; k++, h = doc->arcs[h].head) {
        if (in_cue(doc, s, h)) return 1;
        unsigned pos = doc->tags[h].upos;
        if (pos != ONR_UPOS_NOUN && pos != ONR_UPOS_PROPN && pos != ONR_UPOS_PRON && pos != ONR_UPOS_NUM) return FAR;
    }
    return FAR;
}

static int in_content(const onr_statement *s, onr_span x) {
    for (uint32_t i = 0; i < s->content_n; i++)
        if (onr_span_overlap(s->content[i], x)) return 1;
    return 0;
}

static const onr_when *date_of(const onr_doc *doc, const onr_statement *s) {
    enum { MOST = 64 }; /* dates looked at: a sentence that is a table of dates has no single one */
    uint32_t sent = onr_doc_sent_of(doc, onr_doc_token_at(doc, s->cue.start)), best = FAR;
    const onr_when *found = NULL;
    if (sent == ONR_NONE) return NULL;
    onr_span here = onr_doc_tokens_span(doc, doc->sents[sent].tok);
    uint32_t from = onr_doc_date_at(doc, here.start);
    for (uint32_t i = from; i < doc->dates_n && i < from + MOST && doc->dates[i].span.start < here.end; i++) {
        const onr_when *w = &doc->dates[i];
        if (w->kind != ONR_WHEN_DATE || in_content(s, w->span)) continue;
        uint32_t a = attachment(doc, s, w->span);
        uint32_t gap = w->span.start > s->cue.start ? w->span.start - s->cue.start : s->cue.start - w->span.start;
        if (a == FAR || gap >= FAR / 2) continue;
        a = a * (FAR / 2) + gap;
        if (a < best) best = a, found = w;
    }
    return found;
}

void onr_find_said_on(onr_doc *doc) {
    if (!doc->arcs || !doc->tags || !doc->sents_n) return;
    for (uint32_t i = 0; i < doc->statements_n; i++) {
        onr_statement *s = &doc->statements[i];
        const onr_when *w = onr_span_empty(s->cue) ? NULL : date_of(doc, s);
        if (!w) continue;
        onr_date d = onr_when_date(w);
        s->said_on =
            (onr_said_on){d.year, d.month, d.day, onr_when_grain_word(w->grain), onr_when_how_word(w->how), w->span};
    }
}
