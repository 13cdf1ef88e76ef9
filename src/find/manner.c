/* To whom, where, by what medium.
 *
 * Method: the network marks addressees and places of speaking as one field each, and cuts a place short where the
 * addressee begins ("in remarks to | the BBC"). Here a phrase that ends in a word that waits for its noun goes on to
 * that noun, one that begins inside its noun phrase goes back to its first word. Then the noun decides: what carries
 * words (statement, letter, tweet, television, Twitter) is the medium, where people meet (interview, summit, court) the
 * venue. Where the network found none, the cue's own "in/at/on/via" phrase is taken when its noun is in one of the two
 * lists, and "told" and its kin take their object as addressee. A length or day of the calendar is none of them.
 * Measured on marked articles; a phrase is a slice or absent. Cost: O(words near the cue) a statement.
 */
#include "find/manner.h"

#include <string.h>

#include "base/ascii.h"
#include "find/act.h"
#include "find/cast.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char media[] =
    "statement|tweet|post|letter|report|release|email|e-mail|mail|message|article|blog|book|autobiography|memoir|essay|"
    "video|clip|recording|broadcast|podcast|livestream|stream|column|editorial|memo|note|notice|bulletin|"
    "advisory|filing|document|paper|study|survey|poll|order|ruling|judgment|decision|complaint|lawsuit|petition|"
    "motion|affidavit|indictment|declaration|communique|communiqué|dispatch|telegram|text|caption|thread|finding|"
    "website|site|page|account|journal|television|tv|radio|media|twitter|facebook|instagram|telegram|youtube|tiktok|"
    "whatsapp|weibo|reddit|linkedin|platform|newsletter|review|manifesto|leaflet|poster|banner|prospectus|"
    "announcement|analysis|summary|data|figure|circular|decree|law|act|resolution|warning|alert|update|fax|cable";
static const char venues[] =
    "interview|conference|briefing|summit|meeting|speech|address|hearing|trial|court|debate|rally|session|remark|"
    "ceremony|forum|convention|congress|panel|event|talk|conversation|call|discussion|lecture|sermon|mass|vigil|"
    "funeral|protest|demonstration|march|gathering|visit|appearance|testimony|comment|question|answer|reply|"
    "parliament|floor|chamber|assembly|council|presser|webinar|teleconference|videoconference|launch|opening|"
    "inauguration|dinner|breakfast|lunch|party|festival|workshop|symposium|seminar|broadcast|show|program|programme";
static const char channels[] = "twitter|facebook|instagram|telegram|youtube|television|tv|radio|website|page|account|"
                               "channel|platform|site|air|media|weibo|blog";
static const char telling[] = "tell|inform|assure|remind|notify|reassure";

/* ---- words ------------------------------------------------------------------------------------------------------ */

static int lemma_in(const onr_doc *doc, uint32_t t, const char *list) { return onr_ascii_listed(doc->lemmas[t], list); }

/* Is the token taken by the statement's own words: cue, source or content? */
static int is_taken(const onr_doc *doc, const onr_statement *s, uint32_t t) {
    onr_span w = {doc->tokens[t].start, doc->tokens[t].end};
    if (onr_span_overlap(w, s->cue) || onr_span_overlap(w, s->source)) return 1;
    for (uint32_t i = 0; i < s->content_n; i++)
        if (onr_span_overlap(w, s->content[i])) return 1;
    return 0;
}

static onr_range sentence_of(const onr_doc *doc, uint32_t t) {
    uint32_t i = onr_doc_sent_of(doc, t);
    return i == ONR_NONE ? (onr_range){t, t + 1} : doc->sents[i].tok;
}

/* Does the word wait for one behind it? */
static int waits(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos, base = onr_deprel_base(doc->arcs[t].rel);
    if (u == ONR_UPOS_ADP || u == ONR_UPOS_DET || u == ONR_UPOS_PART) return 1;
    if (doc->tags[t].xpos == ONR_XPOS_PRPS || doc->tags[t].xpos == ONR_XPOS_POS) return 1;
    uint32_t h = doc->arcs[t].head;
    return h != ONR_NONE && h > t && (base == ONR_DEPREL_AMOD || base == ONR_DEPREL_COMPOUND);
}

/* ---- the ends of a phrase --------------------------------------------------------------------------------------- */

static onr_range without_tail(const onr_doc *doc, onr_range r) {
    while (r.to > r.from) {
        uint32_t t = r.to - 1;
        unsigned u = doc->tags[t].upos;
        int participle = doc->tags[t].xpos == ONR_XPOS_VBN && t > r.from;
        if (u != ONR_UPOS_PUNCT && u != ONR_UPOS_CCONJ && !participle && !waits(doc, t)) break;
        r.to--;
    }
    return r;
}

/* A last word that waits goes on to its noun's phrase, as far as the statement's own words leave it free. */
static onr_range onwards(const onr_doc *doc, const onr_statement *s, onr_range r) {
    enum { FAR = 8, LONGEST = 12 };
    onr_range sent = sentence_of(doc, r.from);
    uint32_t last = r.to - 1, h = doc->arcs[last].head;
    if (!waits(doc, last)) return without_tail(doc, r);
    if (h == ONR_NONE || h <= last || h > last + FAR || h >= sent.to || doc->tags[h].upos == ONR_UPOS_VERB)
        return without_tail(doc, r);
    if (doc->tags[last].upos == ONR_UPOS_ADP && last > r.from + 1 && doc->tags[last - 1].xpos == ONR_XPOS_VBN)
        return without_tail(doc, r); /* "an advisory issued in ...": what follows is the participle's */
    onr_range np = onr_phrase(doc, h);
    uint32_t to = np.to > h && np.to - h < LONGEST ? np.to : h + 1;
    for (uint32_t t = r.to; t < to; t++)
        if (is_taken(doc, s, t) || onr_word_is(doc, t, ",")) to = t;
    if (to <= h) return without_tail(doc, r);
    r.to = to;
    return without_tail(doc, r);
}

/* A phrase that begins inside its noun phrase goes back to the first word of that; a place to its preposition too. */
static onr_range backwards(const onr_doc *doc, const onr_statement *s, onr_range r, int place) {
    enum { FAR = 6 };
    static const char *const preps[] = {"in", "on", "at", "via", "during", "by", "through"};
    onr_range sent = sentence_of(doc, r.from);
    for (int steps = 0; steps < FAR && r.from > sent.from; steps++) {
        uint32_t t = r.from - 1, h = doc->arcs[t].head;
        unsigned base = onr_deprel_base(doc->arcs[t].rel);
        int joined = doc->tags[t].xpos == ONR_XPOS_HYPH;
        int amod = base == ONR_DEPREL_AMOD && doc->tags[t].upos == ONR_UPOS_ADJ;
        int inside = base == ONR_DEPREL_DET || amod || base == ONR_DEPREL_COMPOUND || base == ONR_DEPREL_CASE ||
                     doc->arcs[t].rel == ONR_DEPREL_NMOD_POSS || base == ONR_DEPREL_NUMMOD;
        if (h == ONR_NONE || h < r.from || h >= r.to || (!inside && !joined) || is_taken(doc, s, t)) break;
        int prep = base == ONR_DEPREL_CASE;
        if (prep && (!place || doc->tags[r.from].upos == ONR_UPOS_ADP || !onr_word_in(doc, t, preps, COUNT(preps))))
            break;
        r.from = t;
        if (prep) break;
    }
    return r;
}

/* A phrase does not end in the middle of a name. */
static onr_range over_name(const onr_doc *doc, const onr_statement *s, onr_range r) {
    uint32_t i = r.from < r.to ? onr_doc_name_at(doc, r.to - 1) : doc->names_n;
    if (i >= doc->names_n || doc->names[i].tok.from >= r.to) return r;
    for (uint32_t t = r.to; t < doc->names[i].tok.to; t++)
        if (is_taken(doc, s, t)) return r;
    if (doc->names[i].tok.to > r.to) r.to = doc->names[i].tok.to;
    return r;
}

static onr_range whole(const onr_doc *doc, const onr_statement *s, onr_span span, int place) {
    onr_range r = onr_tokens_in(doc, span);
    if (r.from >= r.to) return r;
    r = over_name(doc, s, onwards(doc, s, r));
    return r.from < r.to ? backwards(doc, s, r, place) : r;
}

/* ---- addressee -------------------------------------------------------------------------------------------------- */

/* "the government | of Ukraine", "the family, friends | and fans": what hangs on the words inside, right behind. */
static onr_range with_complement(const onr_doc *doc, const onr_statement *s, onr_range r) {
    enum { LONGEST = 12 };
    onr_range np = onr_phrase(doc, onr_head_of(doc, r));
    if (np.from > r.to || np.to <= r.to || np.to - r.to > LONGEST || !onr_word_is(doc, r.to, "of")) return r;
    for (uint32_t t = r.to; t < np.to; t++)
        if (is_taken(doc, s, t) || doc->tags[t].upos == ONR_UPOS_PUNCT) return r;
    r.to = np.to;
    return r;
}

static int can_be_told(const onr_doc *doc, onr_range r) {
    unsigned u = doc->tags[onr_head_of(doc, r)].upos;
    return u != ONR_UPOS_DET && u != ONR_UPOS_ADV && u != ONR_UPOS_ADP && u != ONR_UPOS_PART && u != ONR_UPOS_PUNCT;
}

/* The object of "told" that stands between cue and content. */
static onr_range told_object(const onr_doc *doc, const onr_statement *s) {
    onr_range cue = onr_tokens_in(doc, s->cue), none = {0, 0};
    uint32_t verb = onr_head_of(doc, cue);
    if (!lemma_in(doc, verb, telling)) return none;
    onr_range near = onr_near(doc, verb);
    for (uint32_t t = verb + 1; t < near.to && t < verb + 8; t++) {
        unsigned base = onr_deprel_base(doc->arcs[t].rel);
        if (doc->arcs[t].head != verb || (base != ONR_DEPREL_OBJ && base != ONR_DEPREL_IOBJ)) continue;
        onr_range r = onr_phrase(doc, t);
        for (uint32_t k = r.from; k < r.to; k++)
            if (k < cue.to || is_taken(doc, s, k)) return none;
        return r;
    }
    return none;
}

static int is_topic(const onr_doc *doc, onr_range r) {
    static const char *const about[] = {"of", "about", "by", "against", "over"};
    return r.from > 0 && onr_word_in(doc, r.from - 1, about, COUNT(about)) &&
           doc->tags[r.from - 1].upos == ONR_UPOS_ADP;
}

static void settle_addressee(const onr_doc *doc, onr_statement *s) {
    onr_range r = {0, 0};
    if (!onr_span_empty(s->addressee)) {
        r = whole(doc, s, s->addressee, 0);
        if (r.from < r.to) r = with_complement(doc, s, r);
    }
    if (r.from < r.to && is_topic(doc, r)) r.to = r.from; /* "said of the miners": about them, not to them */
    if (r.from >= r.to) r = told_object(doc, s);
    s->addressee = r.from < r.to && can_be_told(doc, r) ? onr_doc_tokens_span(doc, r) : (onr_span){0, 0};
}

/* ---- venue and medium ------------------------------------------------------------------------------------------- */

enum { NEITHER, MEDIUM, VENUE };

static int is_dated(const onr_doc *doc, onr_span s) {
    uint32_t i = onr_doc_date_at(doc, s.start);
    return i < doc->dates_n && doc->dates[i].span.start < s.end;
}

/* What the phrase's noun says; `other` where it is in neither list. */
static int kind_of(const onr_doc *doc, onr_range r, int other) {
    if (onr_word_is(doc, r.from, "speaking") && r.to - r.from > 2) r.from++; /* "speaking in August" is no place */
    uint32_t head = onr_head_of(doc, r);
    if (onr_word_is(doc, r.from, "via")) return MEDIUM;
    if (onr_word_is(doc, r.from, "per")) return NEITHER; /* names a carrier */
    if (is_dated(doc, onr_doc_tokens_span(doc, (onr_range){head, head + 1}))) return NEITHER;
    if (lemma_in(doc, head, venues)) return VENUE;
    if (lemma_in(doc, head, media)) return MEDIUM;
    if (onr_word_is(doc, r.from, "on") && r.to - r.from <= 4 && doc->tags[head].upos == ONR_UPOS_PROPN) return MEDIUM;
    if (lemma_in(doc, head, "year|month|week|day|quarter|season|response|addition|reply|favor|favour|reference"))
        return NEITHER;
    int common = doc->tags[head].upos == ONR_UPOS_NOUN;
    return onr_word_is(doc, r.from, "on") && common ? NEITHER : other; /* "demanded answers on the dam" */
}

/* A phrase of the cue itself that the network did not mark: "said in a statement", "wrote on Twitter". */
static onr_range plain_phrase(const onr_doc *doc, const onr_statement *s, int *kind) {
    onr_range cue = onr_tokens_in(doc, s->cue), none = {0, 0};
    uint32_t verb = onr_head_of(doc, cue);
    onr_range near = onr_near(doc, verb);
    for (uint32_t t = near.from; t < near.to; t++) {
        if (doc->arcs[t].head != verb || onr_deprel_base(doc->arcs[t].rel) != ONR_DEPREL_OBL) continue;
        onr_range r = onr_phrase(doc, t);
        while (r.from > near.from && doc->arcs[r.from - 1].head == t && doc->arcs[r.from - 1].rel == ONR_DEPREL_CASE)
            r.from--;
        static const char *const preps[] = {"in", "at", "via", "during"};
        int on = onr_word_is(doc, r.from, "on") && (r.to - r.from == 2 || lemma_in(doc, t, channels));
        if ((!on && !onr_word_in(doc, r.from, preps, COUNT(preps))) || r.to - r.from > 12) continue;
        for (uint32_t k = r.from; k < r.to; k++)
            if (is_taken(doc, s, k) || doc->tags[k].upos == ONR_UPOS_PUNCT) r.to = k;
        *kind = r.to > t ? kind_of(doc, r, NEITHER) : NEITHER;
        if (*kind != NEITHER) return r;
    }
    return none;
}

static void settle_place(const onr_doc *doc, onr_statement *s) {
    int kind = NEITHER;
    onr_range r = {0, 0};
    if (!onr_span_empty(s->venue)) {
        r = whole(doc, s, s->venue, 1);
        if (r.from < r.to) kind = kind_of(doc, r, VENUE);
    }
    if (r.from >= r.to && onr_span_empty(s->medium)) r = plain_phrase(doc, s, &kind);
    onr_span span = r.from < r.to ? onr_doc_tokens_span(doc, r) : (onr_span){0, 0};
    s->venue = kind == VENUE ? span : (onr_span){0, 0};
    if (kind == MEDIUM) s->medium = span;
}

void onr_find_manner(onr_doc *doc) {
    if (!doc->arcs || !doc->tags || !doc->lemmas || !doc->sents_n) return;
    for (uint32_t i = 0; i < doc->statements_n; i++) {
        onr_statement *s = &doc->statements[i];
        if (onr_span_empty(s->cue)) continue;
        settle_place(doc, s);
        settle_addressee(doc, s);
    }
}
