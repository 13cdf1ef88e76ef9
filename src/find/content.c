/* The shape of content: whole quote runs, no cue, no stray punctuation.
 *
 * Method. A content span that holds at least half of an outermost double-quoted run takes all of it, marks included; a
 * span never holds words of its own cue or source. Then spans are trimmed: leading "that", commas, colons and dashes,
 * trailing commas and the full stop of an indirect statement are no content; quotation marks are. Pieces parted by
 * white space alone are one. Adopting: a run that no draft holds goes to the draft that its earlier part belongs to (a
 * quotation over several paragraphs), or to the draft before it in its paragraph when it stands there as a sentence of
 * its own (`"…," he said. "…"`). Such rules took direct content on PolNeAR from .665 to .828 with a CRF.
 * Cost: O(drafts · runs of the same blocks), bounded by a binary search for the first run.
 */
#include <string.h>

#include "base/search.h"
#include "find/act.h"
#include "find/cast.h"
#include "find/cue.h"

/* ---- spans ------------------------------------------------------------------------------------------------------ */

static int is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

/* Are two pieces with [a, b) between them one? White space alone between them, and no line end: a paragraph may end
 * there. */
static int joins(const onr_doc *doc, uint32_t a, uint32_t b) {
    for (uint32_t i = a; i < b; i++)
        if (!is_space(doc->text[i]) || doc->text[i] == '\n') return 0;
    return 1;
}

void onr_draft_add(const onr_doc *doc, onr_draft *d, onr_span s) {
    if (onr_span_empty(s)) return;
    uint32_t i = 0, j;
    while (i < d->content_n && d->content[i].end < s.start && !joins(doc, d->content[i].end, s.start)) i++;
    for (j = i; j < d->content_n && (d->content[j].start <= s.end || joins(doc, s.end, d->content[j].start)); j++) {
        if (d->content[j].start < s.start) s.start = d->content[j].start;
        if (d->content[j].end > s.end) s.end = d->content[j].end;
    }
    if (j == i && d->content_n == ONR_DRAFT_SPANS) return;
    memmove(d->content + i + 1, d->content + j, (d->content_n - j) * sizeof *d->content);
    d->content[i] = s;
    d->content_n = d->content_n - (j - i) + 1;
}

void onr_draft_cut(onr_draft *d, onr_span cut) {
    onr_span kept[ONR_DRAFT_SPANS + 1];
    uint32_t n = 0;
    if (onr_span_empty(cut)) return;
    for (uint32_t i = 0; i < d->content_n; i++) {
        onr_span s = d->content[i];
        if (!onr_span_overlap(s, cut)) {
            kept[n++] = s;
            continue;
        }
        if (s.start < cut.start) kept[n++] = (onr_span){s.start, cut.start};
        if (cut.end < s.end && n < ONR_DRAFT_SPANS) kept[n++] = (onr_span){cut.end, s.end};
    }
    d->content_n = n > ONR_DRAFT_SPANS ? ONR_DRAFT_SPANS : n;
    memcpy(d->content, kept, d->content_n * sizeof *kept);
}

/* Bytes of [s) that lie in the draft's content. */
static uint32_t held(const onr_draft *d, onr_span s) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < d->content_n; i++) {
        uint32_t a = d->content[i].start > s.start ? d->content[i].start : s.start;
        uint32_t b = d->content[i].end < s.end ? d->content[i].end : s.end;
        if (a < b) sum += b - a;
    }
    return sum;
}

/* ---- quote runs ------------------------------------------------------------------------------------------------- */

uint32_t onr_first_run(const onr_doc *doc, uint32_t at) {
    return ONR_FIRST_FROM(doc->quotes, doc->quotes_n, span.start, at);
}

static int is_outer(const onr_quote *q) { return q->depth == 0; }

/* Does a piece of content begin or end in the middle of the run and go on outside it? */
static int crosses(const onr_draft *d, onr_span run) {
    for (uint32_t i = 0; i < d->content_n; i++) {
        onr_span s = d->content[i];
        if (!onr_span_overlap(s, run)) continue;
        if ((s.start > run.start && s.end > run.end) || (s.start < run.start && s.end < run.end)) return 1;
    }
    return 0;
}

/* A run of which the content has half is content; one of which it has a corner only is none. */
static void take_whole_runs(const onr_doc *doc, onr_draft *d) {
    if (!d->content_n) return;
    uint32_t from = d->content[0].start > 4096 ? d->content[0].start - 4096 : 0, to = d->content[d->content_n - 1].end;
    for (uint32_t i = onr_first_run(doc, from); i < doc->quotes_n && doc->quotes[i].span.start < to; i++) {
        const onr_quote *q = &doc->quotes[i];
        if (!is_outer(q) || onr_span_overlap(q->span, d->cue)) continue;
        uint32_t inside = held(d, q->inner);
        if (inside && 2 * inside >= q->inner.end - q->inner.start) onr_draft_add(doc, d, q->span);
        else if (crosses(d, q->span)) onr_draft_cut(d, q->span);
    }
}

/* ---- trimming --------------------------------------------------------------------------------------------------- */

static int inside_quotes(const onr_doc *doc, uint32_t at) {
    uint32_t i = onr_first_run(doc, at + 1);
    for (uint32_t back = 0; i > 0 && back < 64; back++) {
        const onr_quote *q = &doc->quotes[--i];
        if (q->span.start <= at && at < q->span.end) return 1;
    }
    return 0;
}

static int is_one_of(onr_slice s, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strlen(words[i]) == s.n && memcmp(words[i], s.p, s.n) == 0) return 1;
    return 0;
}

static onr_slice token(const onr_doc *doc, uint32_t t) {
    return onr_doc_slice(doc, (onr_span){doc->tokens[t].start, doc->tokens[t].end});
}

/* "his death to | the Courier": a preposition whose noun stands outside. */
static int waits_for_noun(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].upos == ONR_UPOS_ADP && doc->arcs && doc->arcs[t].rel == ONR_DEPREL_CASE &&
           doc->arcs[t].head != ONR_NONE && doc->arcs[t].head > t;
}

/* Tokens that no content begins or ends with, unless they stand inside quotation marks. */
static int is_edge(const onr_doc *doc, uint32_t t, int left) {
    static const char *const both[] = {",", ":", ";", "-", "--", "–", "—", "."};
    onr_slice s = token(doc, t);
    if (inside_quotes(doc, doc->tokens[t].start)) return 0;
    if (is_one_of(s, both, sizeof both / sizeof *both)) return 1;
    if (!left) return doc->tags && (doc->tags[t].upos == ONR_UPOS_CCONJ || waits_for_noun(doc, t));
    return s.n == 4 && memcmp(s.p, "that", 4) == 0 && doc->arcs &&
           (doc->arcs[t].rel == ONR_DEPREL_MARK || doc->tags[t].xpos == ONR_XPOS_IN);
}

static onr_span trim(const onr_doc *doc, onr_span s) {
    uint32_t a = onr_doc_token_at(doc, s.start), b = onr_doc_token_at(doc, s.end > 0 ? s.end - 1 : 0);
    if (b >= doc->tokens_n || (b > 0 && doc->tokens[b].start >= s.end)) b--; /* the span ends in white space */
    while (a <= b && is_edge(doc, a, 1)) a++;
    while (b > a && is_edge(doc, b, 0)) b--;
    if (a > b) return (onr_span){0, 0};
    uint32_t start = doc->tokens[a].start, end = doc->tokens[b].end;
    return (onr_span){start > s.start ? start : s.start, end < s.end ? end : s.end};
}

static int has_letters(const onr_doc *doc, onr_span s) {
    for (uint32_t i = s.start; i < s.end; i++) {
        unsigned char c = (unsigned char)doc->text[i];
        if (c >= 0xC0 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')) return 1;
    }
    return 0;
}

static void trim_all(const onr_doc *doc, onr_draft *d) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->content_n; i++) {
        onr_span s = trim(doc, d->content[i]);
        if (!onr_span_empty(s) && has_letters(doc, s)) d->content[n++] = s;
    }
    d->content_n = n;
}

static uint32_t block_of(const onr_doc *doc, uint32_t at) {
    uint32_t t = onr_doc_token_at(doc, at);
    return t < doc->tokens_n ? doc->tokens[t].block : ONR_NONE;
}

/* Does a cue near the draft's own stand in block b? Drafts are in the order of their cues. */
static int has_cue(const onr_doc *doc, const onr_drafts *drafts, uint32_t self, uint32_t b) {
    enum { NEAR = 16 };
    uint32_t lo = self > NEAR ? self - NEAR : 0, hi = self + NEAR < drafts->n ? self + NEAR : drafts->n;
    for (uint32_t i = lo; i < hi; i++)
        if (i != self && block_of(doc, drafts->at[i].cue.start) == b) return 1;
    return 0;
}

/* Does the draft have half of the outermost run that holds byte `at`? */
static int has_half(const onr_doc *doc, const onr_draft *d, uint32_t at) {
    for (uint32_t i = onr_first_run(doc, at + 1); i-- > 0;) {
        const onr_quote *q = &doc->quotes[i];
        if (!is_outer(q)) continue;
        return at < q->span.end && 2 * held(d, q->inner) >= q->inner.end - q->inner.start;
    }
    return 0;
}

/* Content outside the cue's paragraph stays only where no other cue of that paragraph could claim it, and there only if
 * it is quoted or if the cue's own paragraph has none ("He said:" over a block): of 2,000 marked statements none had
 * plain words in a second paragraph, and none words of a paragraph before its own that has none ("“It fell.” / Brenn
 * agreed."). */
static void stay_in_reach(const onr_doc *doc, const onr_drafts *drafts, uint32_t self) {
    onr_draft *d = &drafts->at[self];
    uint32_t home = block_of(doc, d->cue.start), n = 0, at_home = 0;
    onr_span kept[ONR_DRAFT_SPANS];
    for (uint32_t i = 0; i < d->content_n; i++) at_home += block_of(doc, d->content[i].start) == home;
    for (uint32_t i = 0; i < d->content_n; i++) {
        onr_span s = d->content[i];
        uint32_t b = block_of(doc, s.start);
        int quoted = inside_quotes(doc, s.start) || inside_quotes(doc, s.end - 1);
        int plain = at_home && !quoted, corner = quoted && !has_half(doc, d, s.start) && !has_half(doc, d, s.end - 1);
        int behind = b < home && !at_home && d->mark != ONR_NONE; /* a signature stands below what it signs */
        if (b == home || (!plain && !corner && !behind && !has_cue(doc, drafts, self, b))) kept[n++] = s;
    }
    for (uint32_t i = 0; i < n; i++) d->content[i] = kept[i];
    d->content_n = n;
}

/* "confirmed the date to the Courier": the one who is told, with the "to", is no content. */
static void drop_addressee(const onr_doc *doc, onr_draft *d) {
    onr_range r = onr_tokens_in(doc, d->addressee);
    if (onr_span_empty(d->addressee) || r.from >= r.to || !doc->arcs || !doc->tags) return;
    onr_range np = onr_phrase(doc, onr_head_of(doc, r));
    uint32_t t = np.from;
    if (!onr_word_is(doc, t, "to") && t > 0) t--;
    if (!onr_word_is(doc, t, "to") || doc->tags[t].upos != ONR_UPOS_ADP || doc->tokens[t].start < d->cue.end) return;
    if (!inside_quotes(doc, doc->tokens[t].start)) onr_draft_cut(d, onr_doc_tokens_span(doc, (onr_range){t, np.to}));
}

void onr_drafts_shape(const onr_doc *doc, onr_drafts *drafts) {
    for (uint32_t i = 0; i < drafts->n; i++) {
        onr_draft *d = &drafts->at[i];
        onr_cue_complete(doc, d);
        stay_in_reach(doc, drafts, i);
        take_whole_runs(doc, d);
        onr_draft_cut(d, d->cue);
        drop_addressee(doc, d);
        if (!inside_quotes(doc, d->source.start)) onr_draft_cut(d, d->source);
        trim_all(doc, d);
    }
}

/* ---- adopting runs ---------------------------------------------------------------------------------------------- */

enum { REACH = 8192 }; /* bytes: how far a statement's words lie from its cue */

/* The first draft whose cue starts at or after `at`; drafts are in the order of their cues. */
static uint32_t first_draft(const onr_drafts *drafts, uint32_t at) {
    return ONR_FIRST_FROM(drafts->at, drafts->n, cue.start, at);
}

static uint32_t reach_back(uint32_t at) { return at > REACH ? at - REACH : 0; }

static onr_draft *holder(const onr_drafts *drafts, onr_span s) {
    for (uint32_t i = first_draft(drafts, reach_back(s.start));
         i < drafts->n && drafts->at[i].cue.start < s.end + REACH; i++)
        if (!drafts->at[i].dropped && held(&drafts->at[i], s)) return &drafts->at[i];
    return NULL;
}

static uint32_t words_in(const onr_doc *doc, onr_span s) {
    uint32_t n = 0;
    for (uint32_t t = onr_doc_token_at(doc, s.start); t < doc->tokens_n && doc->tokens[t].start < s.end; t++)
        n += has_letters(doc, (onr_span){doc->tokens[t].start, doc->tokens[t].end});
    return n;
}

/* Does the run stand at the start of a sentence and end where one ends? */
static int stands_alone(const onr_doc *doc, const onr_quote *q) {
    uint32_t a = onr_doc_token_at(doc, q->span.start), b = onr_doc_token_at(doc, q->span.end - 1);
    if (b >= doc->tokens_n) return 0;
    uint32_t s = onr_doc_sent_of(doc, a), e = onr_doc_sent_of(doc, b);
    return s != ONR_NONE && e != ONR_NONE && doc->sents[s].tok.from + 1 >= a && doc->sents[s].tok.from <= a &&
           doc->sents[e].tok.to <= b + 2;
}

/* The last draft whose words end before `at` in block `block`, with quoted content there. */
static onr_draft *draft_before(const onr_doc *doc, const onr_drafts *drafts, uint32_t at, uint32_t block) {
    onr_draft *best = NULL;
    uint32_t best_end = 0;
    for (uint32_t i = first_draft(drafts, reach_back(at)); i < drafts->n && drafts->at[i].cue.start < at; i++) {
        onr_draft *d = &drafts->at[i];
        if (d->dropped || !d->content_n || d->cue.end > at || block_of(doc, d->cue.start) != block) continue;
        uint32_t end = d->cue.end;
        if (end >= best_end && inside_quotes(doc, d->content[0].start)) best = d, best_end = end;
    }
    return best;
}

/* The draft that speaks in a quotation over several paragraphs: its cue stands in the paragraph of one of them, outside
 * the marks, the last such; NULL when there is none. */
static onr_draft *speaks_chain(const onr_doc *doc, const onr_drafts *drafts, uint32_t first) {
    onr_draft *best = NULL;
    for (uint32_t q = first; q != ONR_NONE; q = doc->quotes[q].next) {
        onr_span run = doc->quotes[q].span;
        uint32_t block = block_of(doc, run.start);
        for (uint32_t i = first_draft(drafts, reach_back(run.start));
             i < drafts->n && drafts->at[i].cue.start < run.end + REACH; i++) {
            onr_draft *d = &drafts->at[i];
            if (!d->dropped && block_of(doc, d->cue.start) == block && held(d, run) && !onr_span_overlap(d->cue, run))
                best = d;
        }
    }
    return best;
}

/* "He said the price fell. / “The first … / “The last …,” said the clerk": every paragraph of the quotation is the
 * clerk's, whom the network gave only the last. */
static void give_chains(const onr_doc *doc, const onr_drafts *drafts) {
    for (uint32_t i = 0; i < doc->quotes_n; i++) {
        const onr_quote *q = &doc->quotes[i];
        if (!is_outer(q) || q->next == ONR_NONE || (i > 0 && doc->quotes[i - 1].next == i)) continue;
        onr_draft *d = speaks_chain(doc, drafts, i);
        for (uint32_t k = i; d && k != ONR_NONE; k = doc->quotes[k].next) {
            onr_span run = doc->quotes[k].span;
            for (uint32_t j = first_draft(drafts, reach_back(run.start));
                 j < drafts->n && drafts->at[j].cue.start < run.end + REACH; j++) {
                onr_draft *e = &drafts->at[j];
                if (e == d || e->dropped || !held(e, run) || onr_span_overlap(e->cue, run)) continue;
                if (block_of(doc, e->cue.start) == block_of(doc, run.start)) continue;
                onr_draft_cut(e, run);
                if (!e->content_n) e->dropped = 1;
            }
            if (held(d, run) < run.end - run.start) onr_draft_add(doc, d, run), d->quoted = 1;
        }
    }
}

void onr_drafts_adopt_quotes(const onr_doc *doc, onr_drafts *drafts) {
    give_chains(doc, drafts);
    for (uint32_t i = 0; i < doc->quotes_n; i++) {
        const onr_quote *q = &doc->quotes[i];
        if (!is_outer(q)) continue;
        onr_draft *d = holder(drafts, q->span);
        if (!d && words_in(doc, q->span) >= 3 && stands_alone(doc, q))
            d = draft_before(doc, drafts, q->span.start, block_of(doc, q->span.start));
        if (d && !held(d, q->span)) onr_draft_add(doc, d, q->span), d->quoted = 1;
        if (d && held(d, q->span) && q->next != ONR_NONE && !holder(drafts, doc->quotes[q->next].span))
            onr_draft_add(doc, d, doc->quotes[q->next].span), d->quoted = 1;
    }
}

/* ---- settling --------------------------------------------------------------------------------------------------- */

static uint32_t content_bytes(const onr_draft *d) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < d->content_n; i++) sum += d->content[i].end - d->content[i].start;
    return sum;
}

static uint32_t shared_bytes(const onr_draft *a, const onr_draft *b) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < b->content_n; i++) sum += held(a, b->content[i]);
    return sum;
}

void onr_drafts_settle(const onr_doc *doc, onr_drafts *drafts) {
    for (uint32_t i = 0; i < drafts->n; i++) {
        onr_draft *d = &drafts->at[i];
        if (!d->content_n) d->dropped = 1;
        for (uint32_t j = i > 24 ? i - 24 : 0; j < i && !d->dropped; j++) { /* doubles stand close by */
            onr_draft *e = &drafts->at[j];
            if (e->dropped) continue;
            if (d->cue.start == e->cue.start && d->cue.end == e->cue.end) { /* one cue that was marked twice */
                for (uint32_t k = 0; k < d->content_n; k++) onr_draft_add(doc, e, d->content[k]);
                d->dropped = 1;
                continue;
            }
            uint32_t shared = shared_bytes(e, d), a = content_bytes(d), b = content_bytes(e);
            if (2.0 * shared < 0.9 * (a + b)) continue;
            if (d->cue_score > e->cue_score) e->dropped = 1;
            else d->dropped = 1;
        }
    }
}

/* ---- parting ---------------------------------------------------------------------------------------------------- */

static int holds_span(const onr_draft *d, onr_span s) {
    for (uint32_t i = 0; i < d->content_n; i++)
        if (onr_span_within(s, d->content[i])) return 1;
    return 0;
}

/* Does `outer` hold all of `inner`: its cue and every piece of its content? */
static int encloses(const onr_draft *outer, const onr_draft *inner) {
    if (!holds_span(outer, inner->cue)) return 0;
    for (uint32_t i = 0; i < inner->content_n; i++)
        if (!holds_span(outer, inner->content[i])) return 0;
    return 1;
}

/* Which of two gives way where they overlap: the one that has words beside those, else the less sure one. */
static onr_draft *loser_of(onr_draft *a, onr_draft *b) {
    uint32_t shared = shared_bytes(a, b);
    int all_a = 10ull * shared >= 9ull * content_bytes(a), all_b = 10ull * shared >= 9ull * content_bytes(b);
    if (all_a != all_b) return all_a ? b : a;
    return a->cue_score * a->content_score > b->cue_score * b->content_score ? b : a;
}

void onr_drafts_part(const onr_doc *doc, onr_drafts *drafts) {
    enum { NEAR = 24 };
    for (uint32_t i = 0; i < drafts->n; i++) {
        for (uint32_t j = i > NEAR ? i - NEAR : 0; j < i; j++) {
            onr_draft *a = &drafts->at[i], *b = &drafts->at[j];
            if (a->dropped || b->dropped || !shared_bytes(a, b) || encloses(a, b) || encloses(b, a)) continue;
            onr_draft *loser = loser_of(a, b);
            const onr_draft *winner = loser == a ? b : a;
            for (uint32_t k = 0; k < winner->content_n; k++) onr_draft_cut(loser, winner->content[k]);
            trim_all(doc, loser);
            if (!loser->content_n) loser->dropped = 1;
        }
    }
}
