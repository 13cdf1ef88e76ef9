/* From the network's marks and links to drafts.
 *
 * Method: every cue mark of the statement layer becomes a draft. The role scorer gives, for each cue, the words that
 * are its source, content, addressee, venue; of several source runs the surest wins, and where the tagger marked a
 * source that overlaps it, the tagger's boundaries are taken, which are the better ones. A source that ends in a word
 * that waits for its noun goes on to it; a cue without a source takes that of the cue whose subject it shares, the
 * noun that its relative clause describes, or the owner of its own noun. Cost: O(marks · sources of the neighbourhood),
 * linear in practice.
 */
#include "find/draft.h"

#include <string.h>

#include "find/cast.h"
#include "find/source.h"

/* The statement-layer mark of this kind that overlaps tokens [from, to) most; ONR_NONE when none does. */
static uint32_t overlapping_mark(const onr_doc *doc, uint32_t near, unsigned kind, onr_range r) {
    uint32_t best = ONR_NONE, most = 0;
    uint32_t lo = near > 60 ? near - 60 : 0, hi = near + 60 < doc->marks_n ? near + 60 : doc->marks_n;
    for (uint32_t i = lo; i < hi; i++) {
        const onr_mark *m = &doc->marks[i];
        if (m->layer != ONR_LAYER_STATEMENT || m->kind != kind || m->tok.from >= r.to || m->tok.to <= r.from) continue;
        uint32_t a = m->tok.from > r.from ? m->tok.from : r.from, b = m->tok.to < r.to ? m->tok.to : r.to;
        if (b - a > most) most = b - a, best = i;
    }
    return best;
}

/* Does a word wait for its noun ("the", "900", "Thousands of")? */
static int leans(unsigned rel) {
    unsigned base = onr_deprel_base((uint8_t)rel);
    return base == ONR_DEPREL_DET || base == ONR_DEPREL_CASE || base == ONR_DEPREL_NUMMOD || base == ONR_DEPREL_AMOD ||
           base == ONR_DEPREL_COMPOUND || rel == ONR_DEPREL_NMOD_POSS;
}

/* A source whose last word leans on one behind it goes on to that, unless a cue is in between. */
static onr_range whole_phrase(const onr_doc *doc, onr_range r, onr_range cue) {
    enum { FAR = 4 }; /* words between the two */
    for (int steps = 0; steps < FAR; steps++) {
        uint32_t last = r.to - 1, head = doc->arcs[last].head;
        if (!leans(doc->arcs[last].rel) || head == ONR_NONE || head < r.to || head > last + FAR) break;
        if (r.to <= cue.from && head >= cue.from) break;
        r.to = head + 1;
    }
    return r;
}

/* Does the relative pronoun stand in a clause that describes a noun before it? */
static int antecedent_exists(const onr_doc *doc, uint32_t t) {
    uint32_t verb = doc->arcs[t].head;
    return doc->tags[t].xpos == ONR_XPOS_WP && verb != ONR_NONE && doc->arcs[verb].rel == ONR_DEPREL_ACL_RELCL &&
           doc->arcs[verb].head != ONR_NONE && doc->arcs[verb].head < t;
}

/* The source without the clause that describes it ("an engineer who asked not to be named"); empty where it is the
 * clause's pronoun alone, whose noun is found later. */
static onr_range without_clause(const onr_doc *doc, onr_range r) {
    for (uint32_t t = r.from; t < r.to; t++) {
        unsigned x = doc->tags[t].xpos;
        if (x != ONR_XPOS_WP && x != ONR_XPOS_WDT && x != ONR_XPOS_WPS) continue;
        if (t == r.from) return r.to == t + 1 && antecedent_exists(doc, t) ? (onr_range){t, t} : r;
        r.to = t;
        while (r.to > r.from + 1 && doc->tags[r.to - 1].upos == ONR_UPOS_PUNCT) r.to--;
    }
    return r;
}

static void take_source(const onr_doc *doc, onr_draft *d, const onr_link *best) {
    uint32_t m = overlapping_mark(doc, d->mark, ONR_MARK_SOURCE, best->tok);
    onr_range r = whole_phrase(doc, m == ONR_NONE ? best->tok : doc->marks[m].tok, d->tok);
    r = without_clause(doc, r);
    if (r.to > r.from) d->source = onr_doc_tokens_span(doc, r);
}

/* Fill a draft from its links, which are consecutive: [first, last). */
static void fill(const onr_doc *doc, onr_draft *d, uint32_t first, uint32_t last) {
    const onr_link *source = NULL, *addressee = NULL, *venue = NULL;
    double weight = 0, sum = 0;
    for (uint32_t i = first; i < last; i++) {
        const onr_link *l = &doc->links[i];
        if (l->role == ONR_ROLE_SOURCE && (!source || l->score > source->score)) source = l;
        if (l->role == ONR_ROLE_ADDRESSEE && (!addressee || l->score > addressee->score)) addressee = l;
        if (l->role == ONR_ROLE_VENUE && (!venue || l->score > venue->score)) venue = l;
        if (l->role != ONR_ROLE_CONTENT) continue;
        onr_draft_add(doc, d, onr_doc_tokens_span(doc, l->tok));
        weight += l->tok.to - l->tok.from;
        sum += (double)l->score * (l->tok.to - l->tok.from);
    }
    if (source) take_source(doc, d, source);
    if (addressee) d->addressee = onr_doc_tokens_span(doc, addressee->tok);
    if (venue) d->venue = onr_doc_tokens_span(doc, venue->tok);
    d->content_score = weight > 0 ? (float)(sum / weight) : 0;
}

/* The words of a cue; where the tagger marked its auxiliaries alone ("has" of "has said") they go on to the verb. */
static onr_span cue_span(const onr_doc *doc, onr_range cue) {
    for (uint32_t t = cue.from; t < cue.to; t++)
        if (doc->tags[t].upos != ONR_UPOS_AUX) return onr_doc_tokens_span(doc, cue);
    uint32_t verb = doc->arcs[cue.from].head;
    if (verb != ONR_NONE && verb >= cue.to && verb < cue.to + 3 && doc->tags[verb].upos == ONR_UPOS_VERB)
        cue.to = verb + 1;
    return onr_doc_tokens_span(doc, cue);
}

onr_status onr_drafts_new(onr_doc *doc, onr_drafts *drafts, onr_draft **out, onr_err *err) {
    void *items = drafts->at;
    if (onr_arena_grow(&doc->arena, &items, &drafts->cap, drafts->n, drafts->n + 1u, sizeof *drafts->at) != 0)
        return onr_doc_no_memory(err);
    drafts->at = items;
    *out = &drafts->at[drafts->n++];
    memset(*out, 0, sizeof **out);
    return ONR_OK;
}

onr_status onr_drafts_collect(onr_doc *doc, onr_drafts *out, onr_err *err) {
    uint32_t link = 0;
    for (uint32_t i = 0; i < doc->marks_n; i++) {
        const onr_mark *m = &doc->marks[i];
        uint32_t first = link;
        while (first < doc->links_n && doc->links[first].mark < i) first++;
        for (link = first; link < doc->links_n && doc->links[link].mark == i;) link++;
        if (m->layer != ONR_LAYER_STATEMENT || m->kind != ONR_MARK_CUE || onr_doc_is_apart(doc, m->tok.from)) continue;
        onr_draft *d = NULL;
        onr_status st = onr_drafts_new(doc, out, &d, err);
        if (st != ONR_OK) return st;
        d->mark = i;
        d->tok = m->tok;
        d->attr = m->attr;
        d->rule = "network";
        d->cue = cue_span(doc, m->tok);
        d->cue_score = m->score;
        fill(doc, d, first, link);
    }
    return ONR_OK;
}

/* The draft near `self` whose cue holds token t, or NULL. */
static const onr_draft *draft_of_token(const onr_drafts *drafts, uint32_t self, uint32_t t) {
    enum { NEAR = 8 };
    uint32_t lo = self > NEAR ? self - NEAR : 0, hi = self + NEAR < drafts->n ? self + NEAR : drafts->n;
    for (uint32_t i = lo; i < hi; i++) {
        onr_range cue = drafts->at[i].tok;
        if (i != self && cue.from <= t && t < cue.to) return &drafts->at[i];
    }
    return NULL;
}

static int shares_subject(unsigned rel) {
    return rel == ONR_DEPREL_ADVCL || rel == ONR_DEPREL_CONJ || rel == ONR_DEPREL_XCOMP || rel == ONR_DEPREL_PARATAXIS;
}

static int has_subject(const onr_doc *doc, onr_range near, uint32_t verb) {
    uint32_t lo = near.from > 12 ? near.from - 12 : 0, hi = near.to + 12 < doc->tokens_n ? near.to + 12 : doc->tokens_n;
    for (uint32_t t = lo; t < hi; t++)
        if (doc->arcs[t].head == verb && onr_deprel_base(doc->arcs[t].rel) == ONR_DEPREL_NSUBJ) return 1;
    return 0;
}

/* The draft whose cue the verb t hangs on by relations that share a subject. */
static const onr_draft *governing_draft(const onr_doc *doc, const onr_drafts *drafts, uint32_t self, uint32_t t) {
    for (int steps = 0; steps < 4 && doc->arcs[t].head != ONR_NONE && shares_subject(doc->arcs[t].rel); steps++) {
        t = doc->arcs[t].head;
        const onr_draft *other = draft_of_token(drafts, self, t);
        if (other) return other;
    }
    return NULL;
}

/* "…, he said, adding …": the draft just before a participle in the same sentence, however the tree hangs them. */
static const onr_draft *draft_of_participle(const onr_doc *doc, const onr_drafts *drafts, uint32_t self, uint32_t t) {
    if (self == 0 || doc->tags[t].xpos != ONR_XPOS_VBG) return NULL;
    const onr_draft *other = &drafts->at[self - 1];
    uint32_t before = other->tok.to;
    return before <= t && onr_doc_sent_of(doc, before - 1) == onr_doc_sent_of(doc, t) ? other : NULL;
}

static int is_relative(const onr_doc *doc, uint32_t t) {
    unsigned x = doc->tags[t].xpos;
    return x == ONR_XPOS_WP || x == ONR_XPOS_WDT;
}

/* "Olt, who said …": the noun phrase that the relative clause with the cue's verb t describes; empty when there is
 * none, or when somebody else is the clause's subject. */
static onr_span antecedent(const onr_doc *doc, uint32_t t) {
    uint32_t noun = doc->arcs[t].head, subject = ONR_NONE;
    if (doc->arcs[t].rel != ONR_DEPREL_ACL_RELCL || noun == ONR_NONE || noun >= t) return (onr_span){0, 0};
    for (uint32_t k = noun + 1; k < t; k++)
        if (doc->arcs[k].head == t && doc->arcs[k].rel == ONR_DEPREL_NSUBJ) subject = k;
    if (subject == ONR_NONE || !is_relative(doc, subject)) return (onr_span){0, 0};
    onr_range r = {noun, noun + 1};
    uint32_t first = doc->sents[onr_doc_sent_of(doc, noun)].tok.from;
    while (r.from > first && doc->arcs[r.from - 1].head == noun && leans(doc->arcs[r.from - 1].rel) &&
           doc->arcs[r.from - 1].rel != ONR_DEPREL_CASE)
        r.from--;
    while (r.to < subject && doc->arcs[r.to].head == noun && onr_deprel_base(doc->arcs[r.to].rel) == ONR_DEPREL_FLAT)
        r.to++;
    return onr_doc_tokens_span(doc, r);
}

/* Is the draft's source the noun of its relative clause, or the pronoun? "Olt heads the Norland Forum, which says …"
 * has the Forum say it, whomever the network chose. */
static int says_who(const onr_doc *doc, const onr_draft *d, onr_span noun, uint32_t t) {
    if (onr_is_document_noun(doc, onr_head_of(doc, onr_tokens_in(doc, noun)))) return 1; /* its issuer says it */
    return onr_span_overlap(d->source, noun) || d->source.start >= doc->tokens[t].end ||
           (d->source.start > noun.start && !onr_span_empty(d->source));
}

/* The token of the cue that hangs on a word outside it, or ONR_NONE. */
static uint32_t head_token(const onr_doc *doc, onr_range cue) {
    uint32_t t = cue.from;
    while (t < cue.to && doc->arcs[t].head != ONR_NONE && doc->arcs[t].head >= cue.from && doc->arcs[t].head < cue.to)
        t++;
    return t < cue.to ? t : ONR_NONE;
}

/* "his conviction that …", "the mayor's fear of …": the owner of the cue's noun t, without the 's; empty when there is
 * none in the ten words before. */
static onr_span owner(const onr_doc *doc, uint32_t t) {
    enum { NEAR = 10 };
    if (doc->tags[t].upos != ONR_UPOS_NOUN) return (onr_span){0, 0};
    uint32_t first = doc->sents[onr_doc_sent_of(doc, t)].tok.from, own = t;
    while (own > first && t - own < NEAR)
        if (doc->arcs[--own].head == t && doc->arcs[own].rel == ONR_DEPREL_NMOD_POSS) break;
    if (doc->arcs[own].head != t || doc->arcs[own].rel != ONR_DEPREL_NMOD_POSS) return (onr_span){0, 0};
    onr_range r = {own, own + 1};
    while (r.from > first && doc->arcs[r.from - 1].head == own && leans(doc->arcs[r.from - 1].rel)) r.from--;
    while (r.to < t && doc->arcs[r.to].head == own && onr_deprel_base(doc->arcs[r.to].rel) == ONR_DEPREL_FLAT) r.to++;
    return onr_doc_tokens_span(doc, r);
}

void onr_drafts_share_sources(const onr_doc *doc, onr_drafts *drafts) {
    for (uint32_t i = 0; i < drafts->n; i++) {
        onr_draft *d = &drafts->at[i];
        onr_range cue = d->tok;
        uint32_t t = head_token(doc, cue);
        onr_span noun = t == ONR_NONE ? (onr_span){0, 0} : antecedent(doc, t);
        if (!onr_span_empty(noun) && !says_who(doc, d, noun, t)) d->source = noun;
        if (!onr_span_empty(d->source)) continue;
        if (t == ONR_NONE || !onr_span_empty(d->source) || has_subject(doc, cue, t)) continue;
        const onr_draft *other = governing_draft(doc, drafts, i, t);
        if (!other) other = draft_of_participle(doc, drafts, i, t);
        d->source = other ? other->source : owner(doc, t);
    }
}

/* Does the verb t go on with what the words of `other` began: a participle behind a comma, or a verb joined by "and"?
 */
static int goes_on(const onr_doc *doc, const onr_draft *other, uint32_t t) {
    onr_range cue = other->tok;
    uint32_t head = head_token(doc, cue), up = doc->arcs[t].head;
    if (head == ONR_NONE || doc->tags[head].upos != ONR_UPOS_VERB || t == 0) return 0;
    int participle = doc->tags[t].xpos == ONR_XPOS_VBG && onr_word_is(doc, t - 1, ",");
    return participle || (doc->arcs[t].rel == ONR_DEPREL_CONJ && up == head);
}

/* "… called for talks, calling for “joint efforts”": the same verb again is one statement. */
static int says_it_again(const onr_doc *doc, const onr_draft *first, const onr_draft *again, uint32_t t) {
    uint32_t head = head_token(doc, first->tok);
    return head != ONR_NONE && doc->tags[t].xpos == ONR_XPOS_VBG && onr_slice_eq(doc->lemmas[head], doc->lemmas[t]) &&
           first->content_n && again->content_n && first->content[0].start < again->content[0].start;
}

/* "a leaflet called ‘Be ready’" and "Olt reported from Lasker" name a thing and a place; nobody says anything. */
static int says_nothing(const onr_doc *doc, const onr_draft *d) {
    static const char *const naming[] = {"called", "titled", "entitled", "dubbed", "named", "headlined"};
    uint32_t t = d->tok.from;
    if (d->tok.to != t + 1 || !d->content_n || t + 1 >= doc->tokens_n) return 0;
    if (onr_word_is(doc, t, "reported") && onr_word_is(doc, t + 1, "from")) return 1;
    uint32_t run = onr_first_run(doc, doc->tokens[t].end);
    int quoted = run < doc->quotes_n && doc->quotes[run].span.start == doc->tokens[t + 1].start;
    return quoted && doc->arcs[t].rel == ONR_DEPREL_ACL && onr_word_in(doc, t, naming, sizeof naming / sizeof *naming);
}

/* "according to a memo seen by Norpress": whose word it is begins right behind the cue. */
static void begin_at_cue(const onr_doc *doc, onr_draft *d) {
    enum { MOST = 10 };
    onr_range cue = d->tok, s = onr_tokens_in(doc, d->source);
    if (onr_span_empty(d->source) || cue.to - cue.from != 2 || !onr_word_is(doc, cue.from, "according")) return;
    if (s.from <= cue.to || s.from - cue.to > MOST) return;
    for (uint32_t t = cue.to; t < s.from; t++)
        if (doc->tags[t].upos == ONR_UPOS_PUNCT && doc->tags[t].xpos != ONR_XPOS_HYPH) return;
    d->source.start = doc->tokens[cue.to].start;
}

void onr_drafts_split(const onr_doc *doc, onr_drafts *drafts) {
    for (uint32_t i = 0; i < drafts->n; i++) {
        begin_at_cue(doc, &drafts->at[i]);
        if (says_nothing(doc, &drafts->at[i])) drafts->at[i].dropped = 1;
    }
    for (uint32_t i = 1; i < drafts->n; i++) {
        const onr_draft *d = &drafts->at[i];
        onr_range cue = d->tok;
        uint32_t t = head_token(doc, cue), s = onr_doc_sent_of(doc, cue.from);
        if (t == ONR_NONE || s == ONR_NONE || has_subject(doc, cue, t)) continue;
        const onr_draft *other = governing_draft(doc, drafts, i, t);
        if (!other) other = draft_of_participle(doc, drafts, i, t);
        if (!other || other->cue.end > d->cue.start || !goes_on(doc, other, t)) continue;
        onr_draft *first = &drafts->at[other - drafts->at];
        if (says_it_again(doc, first, d, t)) {
            onr_draft_add(doc, first, (onr_span){first->content[0].start, d->content[d->content_n - 1].end});
            drafts->at[i].dropped = 1;
            continue;
        }
        onr_span rest = {d->cue.start, doc->tokens[doc->sents[s].tok.to - 1].end};
        onr_draft_cut(first, rest);
    }
}
