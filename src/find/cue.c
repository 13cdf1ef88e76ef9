/* The words of a cue.
 *
 * Method. The cue's span goes over the auxiliaries and negations right before its verb ("had warned", "did not give")
 * and over the infinitive behind a refusal ("declined to comment"). Its class is that of the longest phrase that the
 * list of cues knows. Its polarity follows from its words where they decide: to deny is denied, to decline or not to
 * comment is declined, to ask and urge is asked, to order is ordered, a cue under "if", "may", "might", "could" or of
 * "anyone who" is conditional, and plain words of saying are asserted; the network decides the rest ("told": to do or
 * that). Cost: O(words of the cue).
 */
#include "find/cue.h"

#include <string.h>

#include "dict/dict.h"
#include "find/cast.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The lemma of a cue's word; where the tagger erred ("accuse" as a participle) the word itself, or it without its
 * ending, if the list knows that. */
static onr_slice cue_lemma(const onr_doc *doc, uint32_t t) {
    static const char *const endings[] = {"", "d", "ed", "s", "es", "ing"};
    onr_slice l = doc->lemmas[t], w = onr_word(doc, t);
    if (onr_dict_cue_class(l)) return l;
    for (size_t i = 0; i < COUNT(endings); i++) {
        size_t n = strlen(endings[i]);
        if (w.n < n + 3 || memcmp(w.p + w.n - n, endings[i], n) != 0) continue;
        if (onr_dict_cue_class((onr_slice){w.p, w.n - n})) return (onr_slice){w.p, w.n - n};
    }
    return l;
}

/* ---- the span --------------------------------------------------------------------------------------------------- */

static const char *const negations[] = {"not", "n't", "never"};

/* Does token t stand to the verb as its auxiliary or its "not"? */
static int helps(const onr_doc *doc, uint32_t t, onr_range cue) {
    unsigned rel = doc->arcs[t].rel;
    if (doc->arcs[t].head < cue.from || doc->arcs[t].head >= cue.to) return 0;
    return rel == ONR_DEPREL_AUX || (rel == ONR_DEPREL_ADVMOD && onr_word_in(doc, t, negations, COUNT(negations)));
}

void onr_cue_complete(const onr_doc *doc, onr_draft *d) {
    static const char *const refusals[] = {"declined", "declines", "decline", "refused", "refuses", "refuse"};
    static const char *const answers[] = {"comment",  "say",    "answer",   "discuss", "confirm", "name",     "speak",
                                          "identify", "reveal", "disclose", "give",    "respond", "elaborate"};
    onr_range r = onr_tokens_in(doc, d->cue);
    if (r.from >= r.to || onr_doc_sent_of(doc, r.from) == ONR_NONE) return;
    onr_range sent = doc->sents[onr_doc_sent_of(doc, r.from)].tok;
    while (r.from > sent.from && helps(doc, r.from - 1, r)) r.from--;
    if (r.to + 2 <= sent.to && onr_word_in(doc, r.to - 1, refusals, COUNT(refusals)) && onr_word_is(doc, r.to, "to") &&
        onr_word_in(doc, r.to + 1, answers, COUNT(answers)))
        r.to += 2;
    if (r.to < sent.to && r.to - r.from > 1 && onr_word_is(doc, r.to - 1, "to") &&
        doc->tags[r.to].xpos == ONR_XPOS_VB && onr_dict_cue_class(cue_lemma(doc, r.to)))
        r.to++; /* "went on to accuse" */
    d->cue = onr_doc_tokens_span(doc, r);
}

/* ---- the class -------------------------------------------------------------------------------------------------- */

const char *onr_cue_class(const onr_doc *doc, onr_span cue) {
    enum { MOST = 12 };
    onr_slice lemmas[MOST];
    uint32_t n = 0;
    onr_range r = onr_tokens_in(doc, cue);
    for (uint32_t t = r.from; t < r.to && n < MOST; t++) lemmas[n++] = cue_lemma(doc, t);
    const char *c = onr_dict_cue_of(lemmas, n);
    return c ? c : "say";
}

/* ---- polarity --------------------------------------------------------------------------------------------------- */

static int any_of(const onr_doc *doc, onr_range r, const char *const *lemmas, size_t n) {
    for (uint32_t t = r.from; t < r.to; t++)
        for (size_t i = 0; i < n; i++)
            if (onr_slice_eq(cue_lemma(doc, t), onr_slice_of(lemmas[i])) || onr_word_is(doc, t, lemmas[i])) return 1;
    return 0;
}
#define ANY(list) any_of(doc, r, list, COUNT(list))

static int is_negated(const onr_doc *doc, onr_range r) {
    for (uint32_t t = r.from; t < r.to; t++)
        if (onr_word_in(doc, t, negations, COUNT(negations))) return 1;
    return 0;
}

/* "If the judge says …", "anyone who claims …", "one could argue …" */
static int is_conditional(const onr_doc *doc, const onr_draft *d, onr_range r) {
    static const char *const modals[] = {"may", "might", "could"};
    static const char *const anyone[] = {"anyone", "anybody", "whoever"};
    for (uint32_t t = r.from; t < r.to; t++)
        if (doc->tags[t].xpos == ONR_XPOS_MD && onr_word_in(doc, t, modals, COUNT(modals))) return 1;
    onr_range s = onr_tokens_in(doc, d->source);
    if (s.from >= s.to || s.to > r.from) return 0;
    if (onr_word_in(doc, s.from, anyone, COUNT(anyone))) return 1;
    uint32_t sent = onr_doc_sent_of(doc, s.from);
    return sent != ONR_NONE && s.from > doc->sents[sent].tok.from && onr_word_is(doc, s.from - 1, "if");
}

/* Does the content begin with "to" and a verb ("told drivers to leave")? */
static int is_infinitive(const onr_doc *doc, const onr_draft *d) {
    uint32_t t = d->content_n ? onr_doc_token_at(doc, d->content[0].start) : doc->tokens_n;
    if (t + 1 < doc->tokens_n && onr_word_in(doc, t, negations, COUNT(negations))) t++;
    return t + 1 < doc->tokens_n && onr_word_is(doc, t, "to") && doc->tags[t].xpos == ONR_XPOS_TO;
}

/* "plead": "not guilty" denies, "guilty" does not. */
static int says_not_guilty(const onr_doc *doc, const onr_draft *d) {
    onr_range c = onr_tokens_in(doc, d->content_n ? d->content[0] : d->cue);
    for (uint32_t t = c.from; t + 1 < c.to; t++)
        if (onr_word_is(doc, t, "not") && onr_word_is(doc, t + 1, "guilty")) return 1;
    return 0;
}

/* "did not say when", "would not say whether": not told, rather than denied. */
static int asks_what(const onr_doc *doc, const onr_draft *d) {
    static const char *const open[] = {"whether", "if",    "who",   "when",  "what", "how",
                                       "why",     "where", "which", "whose", "whom"};
    uint32_t t = d->content_n ? onr_doc_token_at(doc, d->content[0].start) : doc->tokens_n;
    return t < doc->tokens_n && (onr_word_in(doc, t, open, COUNT(open)) ||
                                 (t + 1 < doc->tokens_n && onr_word_in(doc, t + 1, open, COUNT(open))));
}

/* "Nobody believes that …", "neither side said …". */
static int nobody_says(const onr_doc *doc, const onr_draft *d) {
    static const char *const nobody[] = {"nobody", "none", "neither", "no"};
    onr_range s = onr_tokens_in(doc, d->source);
    return !onr_span_empty(d->source) && s.from < s.to && onr_word_in(doc, s.from, nobody, COUNT(nobody));
}

/* Is a claim of others turned down: "rejected the allegations"? */
static int rejects_claim(const onr_doc *doc, const onr_draft *d) {
    static const char *const claims[] = {"claim",  "allegation", "accusation", "charge", "suggestion",
                                         "notion", "rumour",     "rumor",      "report", "criticism"};
    onr_range c = onr_tokens_in(doc, d->content_n ? d->content[0] : d->cue);
    if (c.to > c.from + 5) c.to = c.from + 5;
    for (uint32_t t = c.from; t < c.to; t++)
        for (size_t i = 0; i < COUNT(claims); i++)
            if (onr_slice_eq(doc->lemmas[t], onr_slice_of(claims[i]))) return 1;
    return 0;
}

const char *onr_cue_polarity(const onr_doc *doc, const onr_draft *d, unsigned attr) {
    static const char *const denying[] = {"deny", "denial", "repudiate", "refute", "dispute", "rebut", "dismiss"};
    static const char *const rejecting[] = {"reject"};
    static const char *const declining[] = {"decline"};
    static const char *const answering[] = {"comment", "respond",  "confirm",   "disclose", "name",
                                            "answer",  "identify", "elaborate", "give",     "release",
                                            "specify", "mention",  "announce",  "reply"};
    static const char *const asking[] = {"ask", "urge", "request", "wonder", "inquire", "beg", "petition", "appeal"};
    static const char *const ordering[] = {"order", "instruct", "command", "mandate", "decree"};
    static const char *const plain[] = {"say", "state", "add", "note", "claim", "report", "explain"};
    static const char *const telling[] = {"tell"};
    static const char *const pleading[] = {"plead", "pled"};
    static const char *const refusing[] = {"refuse"};
    static const char *const promising[] = {"pledge", "vow", "promise", "swear", "threaten"};
    onr_range r = onr_tokens_in(doc, d->cue);
    if (is_negated(doc, r) && ANY(answering)) return "declined";
    if (ANY(declining) || (ANY(refusing) && r.to - r.from > 1)) return "declined";
    if (is_conditional(doc, d, r)) return "conditional";
    if (nobody_says(doc, d)) return ANY(plain) && asks_what(doc, d) ? "declined" : "denied";
    if ((ANY(denying) || (ANY(rejecting) && rejects_claim(doc, d))) && !is_negated(doc, r)) return "denied";
    if (ANY(pleading)) return says_not_guilty(doc, d) ? "denied" : "asserted";
    if (ANY(ordering)) return "ordered";
    if (ANY(asking)) return "asked";
    if (ANY(telling) && is_infinitive(doc, d)) return "ordered";
    if (is_negated(doc, r) && ANY(plain)) return asks_what(doc, d) ? "declined" : "denied";
    if ((ANY(plain) || ANY(promising)) &&
        (attr == ONR_ATTR_ASKED || attr == ONR_ATTR_ORDERED || attr == ONR_ATTR_DENIED))
        return "asserted";
    return attr <= ONR_ATTR_CONDITIONAL ? onr_label_name(ONR_LABELS_ATTR, attr) : "asserted";
}
