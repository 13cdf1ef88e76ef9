/* Cues by pattern: statements whose form alone says what they are, where the network marked none.
 *
 * Method. Headlines: "C, says X" and "X: C", "“Q”: X speaks" and "“Q” – X". Signatures: a quotation that is a whole
 * paragraph, a dash and a name behind it; a post above its "— Name (@handle)". A quotation below "X issued the
 * following statement:". A paragraph that begins with a name, a colon and a quotation. "In X's view, C". Refusals: "did
 * not respond to C". Verbs that are only ever words of speaking and have a subject and a clause
 * ("denied that C", "threatened to C"). A pattern never adds to words that a cue of the network already has.
 * Cost: O(tokens) plus a look at the drafts near each match.
 */
#include <stdlib.h>
#include <string.h>

#include "base/search.h"
#include "dict/dict.h"
#include "find/act.h"
#include "find/cast.h"
#include "find/draft.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
static const onr_range none = {0, 0};

typedef struct rules {
    onr_doc *doc;
    onr_drafts *drafts;
    uint32_t known; /* drafts of the network: in the order of their cues */
    onr_err *err;
} rules;

/* ---- words ------------------------------------------------------------------------------------------------------ */

static int is_verb(const onr_doc *doc, uint32_t t) {
    unsigned x = doc->tags[t].xpos;
    return x == ONR_XPOS_VBD || x == ONR_XPOS_VBZ || x == ONR_XPOS_VBP || x == ONR_XPOS_MD || x == ONR_XPOS_VB;
}

static int any_verb(const onr_doc *doc, onr_range r) {
    for (uint32_t t = r.from; t < r.to; t++)
        if (is_verb(doc, t)) return 1;
    return 0;
}

static int is_dash(const onr_doc *doc, uint32_t t) {
    static const char *const dashes[] = {"-", "--", "\xE2\x80\x93", "\xE2\x80\x94"};
    return onr_word_in(doc, t, dashes, COUNT(dashes));
}

/* Does a name, or an office, end the words? */
static int ends_in_a_name(const onr_doc *doc, onr_range r) {
    onr_dict_title title;
    if (r.from >= r.to) return 0;
    uint32_t i = onr_doc_name_at(doc, r.to - 1);
    if (i < doc->names_n && doc->names[i].tok.from < r.to && doc->names[i].kind != ONR_NAME_LOC) return 1;
    return onr_dict_title_is(onr_word(doc, r.to - 1), &title) && doc->tags[r.to - 1].upos != ONR_UPOS_VERB;
}

/* The first draft of the network whose cue starts at byte `at` or behind it. */
static uint32_t draft_from(const rules *w, uint32_t at) {
    return ONR_FIRST_FROM(w->drafts->at, w->known, cue.start, at);
}

/* Has a draft of the network its cue in tokens r, or, with `content`, words of its content? */
static int has_draft(const rules *w, onr_range r, int content) {
    enum { NEAR = 12 };
    onr_span s = onr_doc_tokens_span(w->doc, r);
    uint32_t lo = draft_from(w, s.start);
    for (uint32_t i = lo > NEAR ? lo - NEAR : 0; i < w->known && i < lo + NEAR; i++) {
        const onr_draft *d = &w->drafts->at[i];
        if (!d->content_n) continue; /* a cue alone is no statement */
        if (onr_span_overlap(d->cue, s)) return 1;
        for (uint32_t k = 0; content && k < d->content_n; k++)
            if (onr_span_overlap(d->content[k], s)) return 1;
    }
    return 0;
}

static onr_status add(rules *w, onr_range source, onr_range cue, onr_range content, const char *rule) {
    onr_draft *d;
    onr_doc *doc = w->doc;
    while (content.to > content.from && onr_word_is(doc, content.to - 1, ".")) content.to--;
    if (content.from >= content.to) return ONR_OK;
    onr_status st = onr_drafts_new(doc, w->drafts, &d, w->err);
    if (st != ONR_OK) return st;
    d->mark = ONR_NONE;
    d->tok = cue;
    d->attr = ONR_ATTR_ASSERTED;
    d->rule = rule;
    d->cue = onr_doc_tokens_span(doc, cue);
    d->cue_score = 0.9f;
    d->content_score = 0.9f;
    if (source.to > source.from) d->source = onr_doc_tokens_span(doc, source);
    onr_draft_add(doc, d, onr_doc_tokens_span(doc, content));
    return ONR_OK;
}

/* The tokens of a block. */
static onr_range tokens_of(const onr_doc *doc, onr_span block) {
    onr_range r = onr_tokens_in(doc, block);
    return r;
}

/* The outermost run that begins at token t, as tokens; empty when none does. */
static onr_range run_at(const onr_doc *doc, uint32_t t, onr_range block) {
    if (t >= block.to) return none;
    for (uint32_t i = onr_first_run(doc, doc->tokens[t].start); i < doc->quotes_n; i++) {
        if (doc->quotes[i].span.start != doc->tokens[t].start) return none;
        if (doc->quotes[i].depth > 0) continue;
        onr_range r = onr_tokens_in(doc, doc->quotes[i].span);
        return r.to <= block.to ? r : none;
    }
    return none;
}

/* ---- the tree --------------------------------------------------------------------------------------------------- */

static uint32_t child(const onr_doc *doc, uint32_t verb, onr_range in, unsigned rel) {
    for (uint32_t t = in.from; t < in.to; t++)
        if (doc->arcs[t].head == verb && doc->arcs[t].rel == rel) return t;
    return ONR_NONE;
}

/* All words of `in` that hang on token t, however far down, without marks at the end. */
static onr_range all_under(const onr_doc *doc, uint32_t t, onr_range in) {
    enum { DEEP = 24 };
    onr_range r = {t, t + 1};
    for (uint32_t k = in.from; k < in.to; k++) {
        uint32_t up = k;
        for (int steps = 0; steps < DEEP && up != ONR_NONE && up != t; steps++) up = doc->arcs[up].head;
        if (up != t) continue;
        if (k < r.from) r.from = k;
        if (k + 1 > r.to) r.to = k + 1;
    }
    while (r.to > t + 1 && doc->tags[r.to - 1].upos == ONR_UPOS_PUNCT) r.to--;
    return r;
}

static int is_relative(const onr_doc *doc, uint32_t t) {
    return doc->tags[t].xpos == ONR_XPOS_WP || doc->tags[t].xpos == ONR_XPOS_WDT;
}

/* The subject of a verb with its own words, without what describes it behind a comma unless that names it. */
static onr_range subject_of(const onr_doc *doc, uint32_t verb, onr_range sent) {
    uint32_t s = child(doc, verb, (onr_range){sent.from, verb}, ONR_DEPREL_NSUBJ);
    if (s == ONR_NONE) return none;
    onr_range r = all_under(doc, s, (onr_range){sent.from, verb});
    for (uint32_t t = s + 1; t < r.to; t++)
        if ((onr_word_is(doc, t, ",") && doc->tags[t + 1].upos != ONR_UPOS_PROPN) || onr_word_is(doc, t, "(") ||
            is_relative(doc, t))
            r.to = t;
    return r;
}

/* ---- headlines and paragraphs ------------------------------------------------------------------------------------ */

/* "“Q”: X speaks", "“Q” – X": who stands behind the mark, up to a verb. */
static onr_range signer(const onr_doc *doc, onr_range r) {
    uint32_t to = r.from;
    while (to < r.to && !is_verb(doc, to) && doc->tags[to].upos != ONR_UPOS_VERB) to++;
    while (to > r.from && doc->tags[to - 1].upos == ONR_UPOS_PUNCT) to--;
    return (onr_range){r.from, to - r.from <= 8 ? to : r.from};
}

static int is_nominal(const onr_doc *doc, uint32_t t) {
    unsigned upos = doc->tags[t].upos;
    return upos == ONR_UPOS_PROPN || upos == ONR_UPOS_NOUN || upos == ONR_UPOS_ADJ || upos == ONR_UPOS_DET;
}

/* A block that begins with a quotation and has a dash (in a headline also a colon) and a signer behind it. */
static onr_status signed_quote(rules *w, onr_range b, int title) {
    const onr_doc *doc = w->doc;
    onr_range run = run_at(doc, b.from, b);
    uint32_t t = run.to;
    if (run.to <= run.from || t + 1 >= b.to || has_draft(w, run, 1)) return ONR_OK;
    if (!is_dash(doc, t) && !(title && onr_word_is(doc, t, ":"))) return ONR_OK;
    onr_range who = signer(doc, (onr_range){t + 1, b.to});
    if (who.to <= who.from || !is_nominal(doc, who.from)) return ONR_OK;
    if (!title && (who.to < b.to || doc->tags[who.from].upos != ONR_UPOS_PROPN)) return ONR_OK;
    return add(w, who, (onr_range){t, t + 1}, run, "rule.signature");
}

/* A paragraph that is a dash and a name behind one that is a quotation. */
static onr_status signature_below(rules *w, onr_range above, onr_range b) {
    const onr_doc *doc = w->doc;
    onr_range run = above.to > above.from ? run_at(doc, above.from, above) : none;
    if (run.to <= run.from || run.to < above.to || b.to - b.from < 2 || b.to - b.from > 9 || !is_dash(doc, b.from))
        return ONR_OK;
    if (doc->tags[b.from + 1].upos != ONR_UPOS_PROPN || any_verb(doc, b) || has_draft(w, run, 1)) return ONR_OK;
    return add(w, (onr_range){b.from + 1, b.to}, (onr_range){b.from, b.from + 1}, run, "rule.signature");
}

/* "X: C" in a headline, "X: “Q”" in a paragraph. */
static onr_status before_colon(rules *w, onr_range b, int title) {
    const onr_doc *doc = w->doc;
    uint32_t k = b.from;
    while (k < b.to && k < b.from + 8 && !onr_word_is(doc, k, ":")) k++;
    if (k == b.from || k >= b.to || k == b.from + 8 || !onr_word_is(doc, k, ":")) return ONR_OK;
    onr_range who = {b.from, k}, run = run_at(doc, k + 1, b), said = {k + 1, b.to};
    if (any_verb(doc, who) || !ends_in_a_name(doc, who)) return ONR_OK;
    if (run.to > run.from) said = run;
    else if (!title || b.to - k < 4 || !any_verb(doc, said)) return ONR_OK;
    if (has_draft(w, (onr_range){b.from, k + 1}, 0) || has_draft(w, said, 1)) return ONR_OK;
    onr_range cue = {k, k + 1};
    for (uint32_t t = b.from; t + 1 < k; t++)
        if (onr_word_is(doc, t, "from")) cue = (onr_range){t, t + 1}, who.from = t + 1;
    return add(w, who, cue, said, "rule.colon");
}

/* "C, says X" in a headline; a draft of the network that has no source there is set right. */
static onr_status says_at_the_end(rules *w, onr_range b) {
    onr_doc *doc = w->doc;
    for (uint32_t t = b.from + 3; t + 1 < b.to; t++) {
        if (!onr_word_is(doc, t - 1, ",") || !is_verb(doc, t) || !onr_dict_cue_class(doc->lemmas[t])) continue;
        onr_range who = {t + 1, b.to}, said = {b.from, t - 1};
        if (b.to - t > 9 || any_verb(doc, who) || !is_nominal(doc, who.from)) return ONR_OK;
        for (uint32_t i = draft_from(w, doc->tokens[b.from].start);
             i < w->known && w->drafts->at[i].cue.start < doc->tokens[b.to - 1].end; i++) {
            onr_draft *d = &w->drafts->at[i];
            if (d->tok.from > t || d->tok.to <= t) continue;
            if (!onr_span_empty(d->source)) return ONR_OK;
            d->source = onr_doc_tokens_span(doc, who);
            d->content_n = 0;
            onr_draft_add(doc, d, onr_doc_tokens_span(doc, said));
            return ONR_OK;
        }
        return has_draft(w, said, 1) ? ONR_OK : add(w, who, (onr_range){t, t + 1}, said, "rule.headline");
    }
    return ONR_OK;
}

/* The dash before the name and handle of a post that the page shows ("— Ada Brenn (@adabrenn) March 5, 2031");
 * ONR_NONE when the block has none. */
static uint32_t handle_dash(const onr_doc *doc, onr_range b, uint32_t *open) {
    enum { LONGEST = 10, TAIL = 10 };
    for (uint32_t t = b.to > b.from + TAIL ? b.to - TAIL : b.from; t < b.to; t++) {
        uint32_t at = doc->tokens[t].start;
        if (doc->text[at] != '(' || at + 2 >= doc->text_n || doc->text[at + 1] != '@') continue;
        for (uint32_t k = t; k-- > b.from && t - k < LONGEST;)
            if (is_dash(doc, k) && k + 1 < t) {
                *open = t;
                return k;
            }
    }
    return ONR_NONE;
}

/* A post of a social network: its text above, or before, the line that names who wrote it. */
static onr_status shown_post(rules *w, onr_range above, onr_range b) {
    const onr_doc *doc = w->doc;
    uint32_t open = 0, dash = handle_dash(doc, b, &open);
    if (dash == ONR_NONE) return ONR_OK;
    onr_range said = dash > b.from ? (onr_range){b.from, dash} : above;
    if (said.to <= said.from + 2 || has_draft(w, said, 1)) return ONR_OK;
    uint32_t before = w->drafts->n;
    onr_status st = add(w, (onr_range){dash + 1, open}, (onr_range){dash, dash + 1}, said, "rule.signature");
    if (st == ONR_OK && w->drafts->n > before) w->drafts->at[before].verbatim = 1;
    return st;
}

/* "The mayor has issued the following statement:" above a quotation that nobody else has. */
static onr_status stated_below(rules *w, onr_range above, onr_range b) {
    static const char verbs[] = "issue|release|publish|post|write|make|give|send|share|read|deliver";
    static const char nouns[] =
        "statement|message|letter|post|tweet|declaration|apology|response|reply|note|announcement";
    const onr_doc *doc = w->doc;
    onr_range run = above.to > above.from ? run_at(doc, b.from, b) : none;
    if (run.to <= run.from || !onr_word_is(doc, above.to - 1, ":") || has_draft(w, run, 1)) return ONR_OK;
    uint32_t last = onr_doc_sent_of(doc, above.to - 1);
    if (last == ONR_NONE) return ONR_OK;
    onr_range sent = doc->sents[last].tok;
    for (uint32_t t = sent.from + 1; t + 1 < sent.to; t++) {
        if (!onr_lemma_any(doc, t, verbs) || doc->tags[t].upos != ONR_UPOS_VERB) continue;
        uint32_t object = child(doc, t, (onr_range){t + 1, sent.to}, ONR_DEPREL_OBJ);
        onr_range who = subject_of(doc, t, sent);
        if (object == ONR_NONE || !onr_lemma_any(doc, object, nouns) || who.to <= who.from) continue;
        if (is_relative(doc, onr_head_of(doc, who)) || has_draft(w, (onr_range){t, object + 1}, 0)) return ONR_OK;
        return add(w, who, (onr_range){t, object + 1}, run, "rule.colon");
    }
    return ONR_OK;
}

static onr_status read_blocks(rules *w) {
    const onr_doc *doc = w->doc;
    onr_range above = none;
    onr_status st = ONR_OK;
    for (uint32_t i = 0; st == ONR_OK && i < doc->blocks_n; i++) {
        onr_range b = tokens_of(doc, doc->blocks[i].span);
        int title = doc->blocks[i].kind == ONR_BLOCK_TITLE || doc->blocks[i].kind == ONR_BLOCK_HEADING;
        if (b.from >= b.to || onr_doc_is_apart(doc, b.from)) continue;
        st = signed_quote(w, b, title);
        if (st == ONR_OK) st = before_colon(w, b, title);
        if (st == ONR_OK && title) st = says_at_the_end(w, b);
        if (st == ONR_OK) st = signature_below(w, above, b);
        if (st == ONR_OK) st = shown_post(w, above, b);
        if (st == ONR_OK) st = stated_below(w, above, b);
        above = title ? none : b;
    }
    return st;
}

/* ---- sentences -------------------------------------------------------------------------------------------------- */

/* "In X's view, C": view, its owner before or behind it, then a comma and the clause. */
static onr_status in_the_view(rules *w, onr_range sent) {
    static const char *const views[] = {"view", "opinion", "eyes", "words"};
    const onr_doc *doc = w->doc;
    uint32_t t = sent.from, comma;
    if (!onr_word_is(doc, t, "in")) return ONR_OK;
    while (t < sent.to && t < sent.from + 6 && !onr_word_in(doc, t, views, COUNT(views))) t++;
    if (t + 3 >= sent.to || t == sent.from + 6 || t < sent.from + 2) return ONR_OK;
    for (comma = t + 1; comma < sent.to && comma < t + 8 && !onr_word_is(doc, comma, ",");) comma++;
    if (comma + 2 >= sent.to || !onr_word_is(doc, comma, ",")) return ONR_OK;
    onr_range who = {sent.from + 1, t};
    if (onr_word_is(doc, t + 1, "of")) who = (onr_range){t + 2, comma};
    else if (comma != t + 1) return ONR_OK;
    if (doc->tags[who.to - 1].xpos == ONR_XPOS_POS) who.to--;
    else if (onr_word_is(doc, t + 1, "of") == 0 && doc->tags[who.from].xpos != ONR_XPOS_PRPS) return ONR_OK;
    if (who.to <= who.from || has_draft(w, (onr_range){sent.from, comma}, 0)) return ONR_OK;
    return add(w, who, (onr_range){t, t + 1}, (onr_range){comma + 1, sent.to}, "rule.view");
}

static int has_not(const onr_doc *doc, uint32_t verb, onr_range sent) {
    static const char *const nots[] = {"not", "n't", "never"};
    for (uint32_t t = verb > sent.from + 4 ? verb - 4 : sent.from; t < verb; t++)
        if (doc->arcs[t].head == verb && onr_word_in(doc, t, nots, COUNT(nots))) return 1;
    return 0;
}

static int verb_in(const onr_doc *doc, uint32_t t, const char *const *lemmas, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (onr_slice_eq(doc->lemmas[t], onr_slice_of(lemmas[i]))) return 1;
    return 0;
}

/* The complement of a verb that says what was said: a clause, an infinitive, for some verbs an object. */
static onr_range complement(const onr_doc *doc, uint32_t verb, onr_range sent, int object) {
    onr_range behind = {verb + 1, sent.to};
    uint32_t c = child(doc, verb, behind, ONR_DEPREL_CCOMP);
    if (c == ONR_NONE) c = child(doc, verb, behind, ONR_DEPREL_XCOMP);
    if (c == ONR_NONE && object) c = child(doc, verb, behind, ONR_DEPREL_OBJ);
    if (c == ONR_NONE && object) c = child(doc, verb, behind, ONR_DEPREL_OBL);
    return c == ONR_NONE ? none : all_under(doc, c, behind);
}

/* Is it a refusal to tell: "did not comment", "has not given a reason"? */
static int refuses_to_tell(const onr_doc *doc, uint32_t t, onr_range sent, uint32_t object) {
    static const char *const answers[] = {"comment",   "respond", "confirm", "disclose", "specify",
                                          "elaborate", "reveal",  "reply",   "answer"};
    static const char *const gives[] = {"give", "release", "provide", "name", "offer", "share", "publish"};
    static const char *const given[] = {"name",   "detail",      "reason",   "information", "figure",
                                        "number", "explanation", "identity", "motive",      "cause",
                                        "price",  "date",        "answer",   "timeline"};
    if (!has_not(doc, t, sent)) return 0;
    if (verb_in(doc, t, answers, COUNT(answers))) return object == ONR_NONE || doc->tags[object].upos != ONR_UPOS_PRON;
    return verb_in(doc, t, gives, COUNT(gives)) && object != ONR_NONE && verb_in(doc, object, given, COUNT(given));
}

/* "requests for comment" that were not answered are no request of whoever did not answer. */
static void drop_inside(const rules *w, onr_range said) {
    onr_span s = onr_doc_tokens_span(w->doc, said);
    for (uint32_t i = draft_from(w, s.start); i < w->known && w->drafts->at[i].cue.start < s.end; i++)
        if (w->doc->tags[onr_head_of(w->doc, w->drafts->at[i].tok)].upos == ONR_UPOS_NOUN) w->drafts->at[i].dropped = 1;
}

/* Can whoever the subject is do what the verb says? A feud threatens nobody with words. */
static int can_speak(const onr_doc *doc, onr_range who) {
    uint32_t head = onr_head_of(doc, who);
    return is_relative(doc, head) || onr_is_party(doc, head);
}

static onr_status by_verb(rules *w, uint32_t t, onr_range sent) {
    static const char *const sure[] = {"deny", "threaten", "vow", "pledge", "insist", "allege", "admit"};
    static const char *const deniable[] = {"charge",      "allegation",     "accusation", "claim",  "report",
                                           "involvement", "responsibility", "wrongdoing", "rumour", "rumor"};
    static const char *const done_too[] = {"threaten"}; /* by what does not speak as well */
    const onr_doc *doc = w->doc;
    if (doc->tags[t].upos != ONR_UPOS_VERB) return ONR_OK;
    uint32_t object = child(doc, t, (onr_range){t + 1, sent.to}, ONR_DEPREL_OBJ);
    int refuses = refuses_to_tell(doc, t, sent, object);
    if (!refuses && !verb_in(doc, t, sure, COUNT(sure))) return ONR_OK;
    if (has_draft(w, (onr_range){t, t + 1}, 0)) return ONR_OK;
    onr_range who = subject_of(doc, t, sent);
    onr_range said = complement(doc, t, sent, refuses);
    if (said.to <= said.from && object != ONR_NONE && verb_in(doc, object, deniable, COUNT(deniable)))
        said = all_under(doc, object, (onr_range){t + 1, sent.to});
    if (who.to <= who.from || said.to <= said.from) return ONR_OK;
    if (verb_in(doc, t, done_too, COUNT(done_too)) && !can_speak(doc, who)) return ONR_OK;
    if (refuses) drop_inside(w, said);
    if (is_relative(doc, onr_head_of(doc, who))) who = none; /* the noun before it is found with the others' */
    return add(w, who, (onr_range){t, t + 1}, said, "rule.verb");
}

static onr_status read_sentences(rules *w) {
    const onr_doc *doc = w->doc;
    onr_status st = ONR_OK;
    for (uint32_t i = 0; st == ONR_OK && i < doc->sents_n; i++) {
        onr_range sent = doc->sents[i].tok;
        if (onr_doc_is_apart(doc, sent.from)) continue;
        st = in_the_view(w, sent);
        for (uint32_t t = sent.from + 1; st == ONR_OK && t + 1 < sent.to; t++) st = by_verb(w, t, sent);
    }
    return st;
}

static int by_cue(const void *a, const void *b) {
    const onr_draft *x = a, *y = b;
    if (x->cue.start != y->cue.start) return x->cue.start < y->cue.start ? -1 : 1;
    return x->mark < y->mark ? -1 : x->mark > y->mark;
}

onr_status onr_drafts_add_by_rule(onr_doc *doc, onr_drafts *drafts, onr_err *err) {
    rules w = {.doc = doc, .drafts = drafts, .known = drafts->n, .err = err};
    if (!doc->tokens_n || !doc->tags || !doc->arcs) return ONR_OK;
    onr_status st = read_blocks(&w);
    if (st == ONR_OK) st = read_sentences(&w);
    if (st == ONR_OK && drafts->n > w.known) qsort(drafts->at, drafts->n, sizeof *drafts->at, by_cue);
    return st;
}
