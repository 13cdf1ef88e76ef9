/* The edges of content: words that the network's spans lost.
 *
 * Method. A span that ends in a word that waits for its noun ("the", "10", "Hong" of "Hong Kong") goes on to that noun;
 * one that begins behind such a word goes back to it; one that ends a word or two before its sentence does takes them.
 * Where a cue stands in the middle of its content ("The bomb was hidden, said the minister, and went off later") the
 * part behind it belongs to the content when its verb is joined to one of the part before. Words left out of the middle
 * are content unless a cue, source or place stands in them; a dateline and a lone "However" before a quotation are
 * none. Nothing goes over a cue or a source. Cost: O(words of a sentence) a draft.
 */
#include "base/ascii.h"
#include "find/cast.h"
#include "find/draft.h"

enum { FAR = 4 }; /* words between a word and the noun it waits for */

static int waits(unsigned rel) {
    unsigned base = onr_deprel_base(rel);
    return base == ONR_DEPREL_DET || base == ONR_DEPREL_NUMMOD || base == ONR_DEPREL_AMOD ||
           base == ONR_DEPREL_COMPOUND || rel == ONR_DEPREL_NMOD_POSS;
}

static int in_span(const onr_doc *doc, uint32_t t, onr_span s) {
    return doc->tokens[t].start < s.end && s.start < doc->tokens[t].end;
}

/* Does content that ends with "from" go on to whom it is asked of ("answers from | the ministry")? */
static int asks_from(const onr_doc *doc, uint32_t last) {
    return onr_word_is(doc, last, "from") && doc->arcs[last].rel == ONR_DEPREL_CASE;
}

/* Do tokens [from, to) touch the cue or the source of a draft near `self`? */
static int touches(const onr_doc *doc, const onr_drafts *drafts, uint32_t self, uint32_t from, uint32_t to) {
    enum { NEAR = 4 };
    uint32_t lo = self > NEAR ? self - NEAR : 0, hi = self + NEAR < drafts->n ? self + NEAR : drafts->n;
    for (uint32_t i = lo; i < hi; i++)
        for (uint32_t t = from; t < to; t++)
            if (in_span(doc, t, drafts->at[i].cue) || (i == self && in_span(doc, t, drafts->at[i].source)) ||
                (i == self && in_span(doc, t, drafts->at[i].venue)) ||
                (i == self && in_span(doc, t, drafts->at[i].addressee) && !(from > 0 && asks_from(doc, from - 1))))
                return 1;
    return 0;
}

/* The end of the tagger's name that holds token t, t + 1 when none does. */
static uint32_t name_end(const onr_doc *doc, uint32_t t) {
    uint32_t i = onr_doc_name_at(doc, t);
    return i < doc->names_n && doc->names[i].tok.from <= t ? doc->names[i].tok.to : t + 1;
}

/* Where content that ends with token `to` - 1 should end. */
static uint32_t right_edge(const onr_doc *doc, uint32_t to, onr_range sent) {
    for (int steps = 0; steps < FAR && to > sent.from && to < sent.to; steps++) {
        uint32_t last = to - 1, head = doc->arcs[last].head, end = name_end(doc, last);
        int case_of = doc->arcs[last].rel == ONR_DEPREL_CASE && doc->tags[last].upos == ONR_UPOS_ADP;
        if ((waits(doc->arcs[last].rel) || case_of) && head != ONR_NONE && head >= to && head < sent.to &&
            head <= last + FAR)
            end = name_end(doc, head);
        if (doc->tags[to].xpos == ONR_XPOS_POS && end <= to) end = to + 1;
        if (doc->tags[last].xpos == ONR_XPOS_POS && head != ONR_NONE && doc->arcs[head].head != ONR_NONE &&
            doc->arcs[head].head > last && doc->arcs[head].head <= last + FAR)
            end = doc->arcs[head].head + 1;
        if (end <= to || end > sent.to) break;
        to = end;
    }
    return to;
}

/* "pleaded guilty to theft": adjectives and "not" between cue and content belong to the content. */
static uint32_t from_cue(const onr_doc *doc, uint32_t from, onr_span cue) {
    uint32_t t = onr_tokens_in(doc, cue).to;
    if (t >= from || from - t > 2) return from;
    for (uint32_t k = t; k < from; k++)
        if (doc->tags[k].upos != ONR_UPOS_ADJ && !onr_word_is(doc, k, "not") && !onr_word_is(doc, k, "guilty"))
            return from;
    return t;
}

static uint32_t left_edge(const onr_doc *doc, uint32_t from, uint32_t to, onr_range sent) {
    while (from > sent.from && waits(doc->arcs[from - 1].rel) && doc->arcs[from - 1].head >= from &&
           doc->arcs[from - 1].head < to)
        from--;
    return from;
}

/* One or two nouns between the content and the full stop belong to it. */
static uint32_t to_the_stop(const onr_doc *doc, uint32_t to, onr_range sent) {
    uint32_t stop = sent.to;
    while (stop > to && doc->tags[stop - 1].upos == ONR_UPOS_PUNCT) stop--;
    if (stop == sent.to || stop <= to || stop > to + 2) return to;
    for (uint32_t t = to; t < stop; t++)
        if (doc->tags[t].upos != ONR_UPOS_NOUN && doc->tags[t].upos != ONR_UPOS_PROPN) return to;
    return stop;
}

static void complete(const onr_doc *doc, const onr_drafts *drafts, uint32_t self) {
    onr_draft *d = &drafts->at[self];
    uint32_t n = d->content_n;
    onr_span spans[ONR_DRAFT_SPANS];
    for (uint32_t i = 0; i < n; i++) spans[i] = d->content[i];
    for (uint32_t i = 0; i < n; i++) {
        onr_range r = onr_tokens_in(doc, spans[i]);
        if (r.from >= r.to || onr_doc_sent_of(doc, r.to - 1) == ONR_NONE) continue;
        onr_range last = doc->sents[onr_doc_sent_of(doc, r.to - 1)].tok,
                  first = doc->sents[onr_doc_sent_of(doc, r.from)].tok;
        uint32_t from = left_edge(doc, r.from, r.to, first), to = right_edge(doc, r.to, last);
        if (i == 0) from = from_cue(doc, from, d->cue);
        if (i + 1 == n) to = to_the_stop(doc, to, last);
        if (from < r.from && !touches(doc, drafts, self, from, r.from))
            onr_draft_add(doc, d, onr_doc_tokens_span(doc, (onr_range){from, r.from}));
        if (to > r.to && !touches(doc, drafts, self, r.to, to))
            onr_draft_add(doc, d, onr_doc_tokens_span(doc, (onr_range){r.to, to}));
    }
}

/* "C1, said S, and C2": C2, from its "and" to the end of the sentence, when its first verb is joined to C1. */
static void take_up(const onr_doc *doc, const onr_drafts *drafts, uint32_t self) {
    onr_draft *d = &drafts->at[self];
    if (d->content_n != 1 || onr_span_empty(d->source) || d->content[0].end > d->cue.start) return;
    onr_range c = onr_tokens_in(doc, d->content[0]);
    uint32_t behind = d->source.end > d->cue.end ? d->source.end : d->cue.end, s = onr_doc_sent_of(doc, c.from);
    if (c.from >= c.to || s == ONR_NONE) return;
    onr_range sent = doc->sents[s].tok;
    uint32_t t = onr_doc_token_at(doc, behind), to = sent.to;
    if (t + 2 >= sent.to || t < c.to || !onr_word_is(doc, t, ",") || !onr_word_is(doc, t + 1, "and")) return;
    uint32_t head = doc->arcs[t + 1].head;
    if (head == ONR_NONE || doc->arcs[head].rel != ONR_DEPREL_CONJ || doc->arcs[head].head < c.from ||
        doc->arcs[head].head >= c.to)
        return;
    while (to > t + 2 && doc->tags[to - 1].upos == ONR_UPOS_PUNCT) to--;
    if (!touches(doc, drafts, self, t + 1, to)) onr_draft_add(doc, d, onr_doc_tokens_span(doc, (onr_range){t + 1, to}));
}

/* ---- between pieces --------------------------------------------------------------------------------------------- */

/* Does token t belong to another draft near by, or is it a verb that tells something of its own? */
static int is_apart(const onr_doc *doc, const onr_drafts *drafts, uint32_t self, uint32_t t) {
    enum { NEAR = 4 };
    uint32_t lo = self > NEAR ? self - NEAR : 0, hi = self + NEAR < drafts->n ? self + NEAR : drafts->n;
    unsigned x = doc->tags[t].xpos;
    if (x == ONR_XPOS_VBD || x == ONR_XPOS_VBZ || x == ONR_XPOS_VBP || x == ONR_XPOS_MD) return 1;
    for (uint32_t i = lo; i < hi; i++) {
        const onr_draft *d = &drafts->at[i];
        if (in_span(doc, t, d->source)) return 1;
        for (uint32_t k = 0; i != self && k < d->content_n; k++)
            if (in_span(doc, t, d->content[k])) return 1;
    }
    return 0;
}

/* May the words between two pieces of content be content as well: a few words of the same sentence, no verb, no cue,
 * source, addressee or place in them? */
static int is_hole(const onr_doc *doc, const onr_drafts *drafts, uint32_t self, onr_range gap) {
    enum { MOST = 6 };
    if (gap.from >= gap.to || gap.to - gap.from > MOST) return 0;
    if (onr_doc_sent_of(doc, gap.from - 1) != onr_doc_sent_of(doc, gap.to)) return 0;
    if (touches(doc, drafts, self, gap.from, gap.to)) return 0;
    for (uint32_t t = gap.from; t < gap.to; t++)
        if (is_apart(doc, drafts, self, t)) return 0;
    return 1;
}

/* The network leaves words out of the middle of content; people who mark it do so only for a cue and what belongs to
 * it. */
static void fill_holes(const onr_doc *doc, const onr_drafts *drafts, uint32_t self) {
    onr_draft *d = &drafts->at[self];
    for (uint32_t i = 0; i + 1 < d->content_n;) {
        onr_range a = onr_tokens_in(doc, d->content[i]), b = onr_tokens_in(doc, d->content[i + 1]);
        uint32_t before = d->content_n;
        onr_range gap = {a.to, b.from};
        if (a.from < a.to && b.from < b.to && is_hole(doc, drafts, self, gap))
            onr_draft_add(doc, d, onr_doc_tokens_span(doc, gap));
        if (d->content_n == before) i++;
    }
}

/* "However, “Q,” she said": the word that ties the sentence to the one before is not hers. */
static void drop_tie(const onr_doc *doc, onr_draft *d) {
    static const char *const ties[] = {"however", "but",  "and",     "still", "meanwhile",
                                       "yet",     "also", "instead", "later"};
    if (d->content_n < 2) return;
    onr_range tie = onr_tokens_in(doc, d->content[0]);
    uint32_t run = onr_first_run(doc, d->content[1].start);
    if (tie.to - tie.from != 1 || !onr_word_in(doc, tie.from, ties, sizeof ties / sizeof *ties)) return;
    if (run < doc->quotes_n && doc->quotes[run].span.start == d->content[1].start) onr_draft_cut(d, d->content[0]);
}

/* The bytes of a dateline at the head of a paragraph ("LASKER, Norland (AP) —", "LASKER, Nov 22 —"); empty when there
 * is none: a place in capitals, a date or an agency in parentheses, a dash, or a colon after the day. */
static onr_span dateline_of(const onr_doc *doc, onr_span block) {
    enum { LONGEST = 14 };
    onr_range r = onr_tokens_in(doc, block);
    onr_slice place = r.from < r.to ? onr_word(doc, r.from) : (onr_slice){"", 0};
    int more = 0;
    for (size_t i = 0; i < place.n; i++)
        if (place.p[i] >= 'a' && place.p[i] <= 'z') return (onr_span){0, 0};
    if (place.n < 3) return (onr_span){0, 0};
    for (uint32_t t = r.from; t < r.to && t < r.from + LONGEST; t++) {
        static const char *const dashes[] = {"--", "-", "\xE2\x80\x93", "\xE2\x80\x94"};
        if (onr_word_is(doc, t, ",") || onr_word_is(doc, t, ")")) more = 1;
        int colon = t > r.from && onr_word_is(doc, t, ":") && onr_ascii_is_digit(*onr_word(doc, t - 1).p);
        if (!colon && !onr_word_in(doc, t, dashes, sizeof dashes / sizeof *dashes)) continue;
        if (!colon && t > r.from && doc->tokens[t - 1].end == doc->tokens[t].start)
            continue; /* a hyphen inside a word */
        return more ? (onr_span){block.start, doc->tokens[t].end} : (onr_span){0, 0};
    }
    return (onr_span){0, 0};
}

/* Any piece may open with it: the first ones may be of the title. */
static void drop_dateline(const onr_doc *doc, onr_draft *d) {
    for (uint32_t i = d->content_n; i-- > 0;) {
        uint32_t t = i < d->content_n ? onr_doc_token_at(doc, d->content[i].start) : doc->tokens_n;
        if (t < doc->tokens_n && doc->tokens[t].block < doc->blocks_n)
            onr_draft_cut(d, dateline_of(doc, doc->blocks[doc->tokens[t].block].span));
    }
}

void onr_drafts_complete(const onr_doc *doc, onr_drafts *drafts) {
    for (uint32_t i = 0; i < drafts->n; i++) {
        complete(doc, drafts, i);
        take_up(doc, drafts, i);
        drop_dateline(doc, &drafts->at[i]);
        drop_tie(doc, &drafts->at[i]);
        fill_holes(doc, drafts, i);
    }
}
