/* What no source is.
 *
 * Method. The network links words of the sentence to a cue; some of them cannot be whose word it is. A source has no
 * comma, "and" or lone article at its edge, no participle whose complement was left out ("a report published | on
 * Friday"). Who "was told", "asked about it, …" is the one spoken to, who "was accused" is spoken of, a court that
 * "heard" was told, unless "by" stands before the words; "confirmed to the Courier" has the Courier told. "As forecast
 * in the north" names a place. Such words become the addressee or nothing: a statement without a source is better than
 * one with a wrong one. Invariant: a source is a slice of whole tokens of one sentence, or empty. Cost: O(words near
 * the cue) a draft.
 */
#include "find/act.h"
#include "find/cast.h"
#include "find/draft.h"

/* Verbs that somebody is the object of: told, asked … */
static const char to_somebody[] = "tell|ask|inform|advise|urge|warn|order|notify|remind|assure|instruct|question|quiz|"
                                  "brief|invite|reassure|press|alert|encourage|command";
/* … and verbs that somebody or something is spoken of with. */
static const char of_somebody[] =
    "accuse|charge|blame|criticise|criticize|condemn|denounce|praise|report|say|allege|believe|think|expect|estimate|"
    "project|predict|rumour|rumor|suspect|know|describe|identify|name|claim|announce|reveal|confirm|deem|consider|"
    "understand|state|declare|forecast|calculate";

/* Bodies that hear what others say. */
static const char bodies[] = "court|inquest|jury|tribunal|inquiry|hearing|trial|committee|panel|commission|judge";

static onr_span span_of(const onr_doc *doc, onr_range r) {
    return r.from < r.to ? onr_doc_tokens_span(doc, r) : (onr_span){0, 0};
}

/* ---- edges ------------------------------------------------------------------------------------------------------ */

/* "Ostrel, Lomar, | and Norland": back to the first of the list. */
static onr_range whole_list(const onr_doc *doc, onr_range r) {
    uint32_t own = onr_head_of(doc, (onr_range){r.from + 1, r.to}), first = doc->arcs[own].head;
    if (onr_deprel_base(doc->arcs[own].rel) != ONR_DEPREL_CONJ || first == ONR_NONE || first >= r.from)
        return (onr_range){r.from + 1, r.to};
    onr_range list = onr_phrase(doc, first);
    for (uint32_t t = list.from; t < list.to; t++)
        if (doc->tags[t].upos == ONR_UPOS_VERB) return (onr_range){r.from + 1, r.to};
    return list.to >= r.to ? (onr_range){list.from, r.to} : (onr_range){r.from + 1, r.to};
}

/* Is the last word a participle whose complement stands outside? */
static int is_cut_off(const onr_doc *doc, onr_range r) {
    uint32_t last = r.to - 1;
    if (doc->tags[last].xpos != ONR_XPOS_VBN || onr_deprel_base(doc->arcs[last].rel) != ONR_DEPREL_ACL) return 0;
    onr_range near = onr_near(doc, last);
    for (uint32_t t = r.to; t < near.to; t++)
        if (doc->arcs[t].head == last && doc->tags[t].upos != ONR_UPOS_PUNCT) return 1;
    return 0;
}

static int is_bare_word(const onr_doc *doc, uint32_t t) {
    unsigned upos = doc->tags[t].upos;
    return upos == ONR_UPOS_PUNCT || upos == ONR_UPOS_ADP || onr_word_is(doc, t, "the") || onr_word_is(doc, t, "a") ||
           onr_word_is(doc, t, "an");
}

static onr_range trimmed(const onr_doc *doc, onr_range r) {
    while (r.from < r.to && (onr_word_is(doc, r.from, ",") || onr_word_is(doc, r.from, ";"))) r.from++;
    while (r.from < r.to && (onr_word_is(doc, r.to - 1, ",") || onr_word_is(doc, r.to - 1, ";"))) r.to--;
    if (r.to - r.from > 1 && r.from < r.to && doc->tags[r.from].upos == ONR_UPOS_CCONJ &&
        (onr_word_is(doc, r.from, "and") || onr_word_is(doc, r.from, "or")))
        r = whole_list(doc, r);
    while (r.to - r.from > 1 && r.from < r.to && is_cut_off(doc, r)) r.to--;
    if (r.to - r.from == 1 && is_bare_word(doc, r.from)) r.to = r.from;
    return r;
}

/* ---- who is spoken to, who is spoken of -------------------------------------------------------------------------- */

static int has_word_before(const onr_doc *doc, onr_range r, const char *word) {
    return r.from > 0 && onr_word_is(doc, r.from - 1, word);
}

static int has_subject(const onr_doc *doc, uint32_t verb) {
    onr_range near = onr_near(doc, verb);
    for (uint32_t t = near.from; t < near.to; t++)
        if (doc->arcs[t].head == verb && onr_deprel_base(doc->arcs[t].rel) == ONR_DEPREL_NSUBJ) return 1;
    return 0;
}

/* Is the verb a passive one: a form of "be" or "get" right before it, adverbs aside, or a participle that nobody is the
 * subject of? */
static int is_passive(const onr_doc *doc, uint32_t verb) {
    static const char *const haves[] = {"have", "has", "had", "having", "'ve", "\xE2\x80\x99ve"};
    onr_range near = onr_near(doc, verb);
    uint32_t t = verb;
    if (doc->tags[verb].xpos != ONR_XPOS_VBN && doc->tags[verb].xpos != ONR_XPOS_VBD) return 0;
    while (t > near.from && (doc->tags[t - 1].upos == ONR_UPOS_ADV || doc->tags[t - 1].upos == ONR_UPOS_PART)) t--;
    if (t > near.from && onr_word_in(doc, t - 1, haves, sizeof haves / sizeof *haves)) return 0;
    if (t > near.from && onr_lemma_any(doc, t - 1, "be|get")) return 1;
    unsigned base = onr_deprel_base(doc->arcs[verb].rel);
    return doc->tags[verb].xpos == ONR_XPOS_VBN && (base == ONR_DEPREL_ADVCL || base == ONR_DEPREL_ACL) &&
           !has_subject(doc, verb);
}

/* "was told by Olt", "the forecast by": words behind "by" are whose word it is. */
static int is_agent(const onr_doc *doc, onr_range r) { return has_word_before(doc, r, "by"); }

static void from_passive(const onr_doc *doc, onr_draft *d, uint32_t verb, onr_range r) {
    uint32_t head = onr_head_of(doc, r);
    int told = onr_lemma_any(doc, verb, to_somebody);
    if (onr_lemma_any(doc, verb, "hear") && onr_lemma_any(doc, head, bodies)) {
        if (onr_span_empty(d->addressee)) d->addressee = d->source;
        d->source = (onr_span){0, 0};
    }
    if (is_agent(doc, r) || (!told && !onr_lemma_any(doc, verb, of_somebody)) || !is_passive(doc, verb)) return;
    unsigned rel = onr_deprel_base(doc->arcs[head].rel);
    if (!told && (rel != ONR_DEPREL_NSUBJ || doc->arcs[head].head != verb)) return;
    if (told && onr_span_empty(d->addressee)) d->addressee = d->source;
    d->source = (onr_span){0, 0};
}

/* "confirmed it in a statement to the Courier": told, and not the one who tells. */
static void from_told(const onr_doc *doc, onr_draft *d, uint32_t verb, onr_range r) {
    if (!has_word_before(doc, r, "to") || r.from < onr_tokens_in(doc, d->cue).to) return;
    if (onr_word_is(doc, onr_tokens_in(doc, d->cue).to - 1, "to") || doc->tags[verb].upos != ONR_UPOS_VERB ||
        onr_lemma_any(doc, verb, "attribute|ascribe|credit|accord|belong|impute|trace"))
        return;
    if (onr_span_empty(d->addressee)) d->addressee = d->source;
    d->source = (onr_span){0, 0};
}

/* "as forecast in the north". */
static void from_place(const onr_doc *doc, onr_draft *d, uint32_t verb, onr_range r) {
    if (verb == 0 || !onr_word_is(doc, verb - 1, "as") || r.from <= verb) return;
    if (has_word_before(doc, r, "in") || has_word_before(doc, r, "at") || has_word_before(doc, r, "for"))
        d->source = (onr_span){0, 0};
}

void onr_drafts_mend_sources(const onr_doc *doc, onr_drafts *drafts) {
    if (!doc->tags || !doc->arcs || !doc->lemmas) return;
    for (uint32_t i = 0; i < drafts->n; i++) {
        onr_draft *d = &drafts->at[i];
        onr_range r = onr_tokens_in(doc, d->source), cue = onr_tokens_in(doc, d->cue);
        if (onr_span_empty(d->source) || r.from >= r.to || cue.from >= cue.to) continue;
        r = trimmed(doc, r);
        d->source = span_of(doc, r);
        if (r.from >= r.to) continue;
        uint32_t verb = onr_head_of(doc, cue);
        from_passive(doc, d, verb, r);
        if (!onr_span_empty(d->source)) from_told(doc, d, verb, r);
        if (!onr_span_empty(d->source)) from_place(doc, d, verb, r);
    }
}
