/* figure_reject.c - numbers that count nothing, as only the words around them tell.
 *
 * Method: forms that find/number cannot know from bytes alone, because they need tags, nouns or quotation marks: ages
 * behind persons ("children under five"), points of a game, the names of races, slogans, spans of time. Each is a small
 * test of its own. Cost: O(1) a number.
 */
#include <string.h>

#include "find/cast.h"
#include "find/figure_part.h"

static char byte_at(const onr_doc *doc, uint32_t at) { return at < doc->text_n ? doc->text[at] : '\0'; }

static int word_in(const onr_doc *doc, uint32_t t, const char *list) {
    return t < doc->tokens_n && onr_figure_lemma(doc, t, list);
}

/* "children under five", "the under-18s", "men over 60": nobody counts them. */
static int is_age_bound(const onr_doc *doc, const onr_count *c) {
    uint32_t t = onr_doc_token_at(doc, c->q.text.start), first = doc->sents[c->sent].tok.from;
    const onr_value *v = &c->q.value;
    onr_decimal d = v->has_low ? v->low : v->high;
    if (c->q.what != ONR_QUANTITY_COUNT || c->q.scale || d.places || d.digits < 1 || d.digits > 100) return 0;
    if (t >= c->tok.from && t > first && word_in(doc, t - 1, "|under|over|below|above|")) t--;
    if (t <= first || !word_in(doc, t, "|under|over|below|above|")) return 0;
    if (c->tok.to < doc->sents[c->sent].tok.to && doc->tags[c->tok.to].upos == ONR_UPOS_NOUN) return 0;
    return word_in(doc, t - 1,
                   "|child|minor|person|people|man|woman|boy|girl|adult|victim|patient|resident|one|those|anyone|"
                   "everyone|youth|player|worker|citizen|voter|student|pupil|all|both|");
}

/* "Ada Brenn, six, and Piet Orlo, seven, died": an age in words behind a person's name. */
static int is_age_behind_name(const onr_doc *doc, const onr_count *c) {
    const onr_value *v = &c->q.value;
    uint32_t t = c->tok.from, to = c->tok.to, sent_from = doc->sents[c->sent].tok.from;
    if (c->q.what != ONR_QUANTITY_COUNT || c->q.scale || !v->has_low || v->low.places || v->low.digits > 115) return 0;
    if (t < sent_from + 2 || to >= doc->sents[c->sent].tok.to || !onr_word_is(doc, t - 1, ",")) return 0;
    if (!onr_word_is(doc, to, ",") && !onr_word_is(doc, to, ")") && !onr_word_is(doc, to, ";")) return 0;
    uint32_t i = onr_doc_name_at(doc, t - 2);
    return i < doc->names_n && doc->names[i].kind == ONR_NAME_PER && doc->names[i].tok.from <= t - 2;
}

/* "a plurality of seats", "a total of 12": the article is no number. */
static int is_article(const onr_doc *doc, const onr_count *c) {
    return c->tok.to - c->tok.from == 1 &&
           (onr_word_is(doc, c->tok.from, "a") || onr_word_is(doc, c->tok.from, "an")) &&
           word_in(doc, c->tok.to, "|plurality|majority|minority|number|total|lot|range|series|variety|");
}

/* "millions of years", "hundreds of hours" */
static int is_time(const onr_doc *doc, const onr_count *c) {
    return c->q.vague && c->tok.to + 1 < doc->tokens_n && onr_word_is(doc, c->tok.to, "of") &&
           word_in(doc, c->tok.to + 1, "|year|month|week|day|hour|minute|second|decade|century|night|time|");
}

/* "Goody Two-Shoes", "18-karat gold", "one half-sister" */
static int is_joined_name(const onr_doc *doc, const onr_count *c) {
    uint32_t end = c->q.number.end;
    if (byte_at(doc, end) != '-') return 0;
    char a = byte_at(doc, c->q.number.start), b = byte_at(doc, end + 1);
    uint32_t next = onr_doc_token_at(doc, end + 1);
    if (c->q.kind == ONR_NUMBER_FRACTION && b >= 'a' && b <= 'z') return 1;
    if (word_in(doc, next, "|karat|carat|hole|bit|ply|")) return 1;
    return a >= 'A' && a <= 'Z' && b >= 'A' && b <= 'Z' && c->tok.from > doc->sents[c->sent].tok.from;
}

/* "45 points to 24", "22 points to 10": the score of a game. */
static int is_points(const onr_doc *doc, const onr_count *c) {
    uint32_t t = c->tok.to, f = c->tok.from, first = doc->sents[c->sent].tok.from;
    if (t + 2 < doc->tokens_n && word_in(doc, t, "|point|run|goal|") && onr_word_is(doc, t + 1, "to") &&
        doc->tags[t + 2].upos == ONR_UPOS_NUM)
        return 1;
    return f > first + 2 && onr_word_is(doc, f - 1, "to") && word_in(doc, f - 2, "|point|run|goal|") &&
           doc->tags[f - 3].upos == ONR_UPOS_NUM && !(f > first + 3 && onr_word_is(doc, f - 4, "from"));
}

/* "the 400 m hurdles", "won the 100 metres freestyle" */
static int is_race(const onr_doc *doc, const onr_count *c) {
    static const char races[] =
        "|hurdles|hurdle|relay|freestyle|sprint|breaststroke|backstroke|butterfly|medley|steeplechase|dash|";
    return c->q.what == ONR_QUANTITY_MEASURE && c->tok.to + 1 < doc->tokens_n &&
           (word_in(doc, c->tok.to, races) || word_in(doc, c->tok.to + 1, races));
}

/* "67.5° to the north", "a 360° photo": an angle or a place; of heat C or F would tell. */
static int is_angle(const onr_doc *doc, const onr_count *c) {
    uint32_t e = c->q.number.end;
    if (e + 2 > doc->text_n || memcmp(doc->text + e, "\xC2\xB0", 2) != 0) return 0;
    e += 2;
    if (byte_at(doc, e) == ' ') e++;
    if (byte_at(doc, e) == 'C' || byte_at(doc, e) == 'F') return 0;
    uint32_t t = onr_doc_token_at(doc, e);
    for (uint32_t k = t; k < t + 4; k++)
        if (word_in(doc, k, "|north|south|east|west|n|s|e|w|latitude|longitude|photo|view|turn|camera|angle|"))
            return 1;
    return 0;
}

/* "phoned 911", "dial 112" */
static int is_dialled(const onr_doc *doc, const onr_count *c) {
    return c->q.what == ONR_QUANTITY_COUNT && c->noun == ONR_NONE && c->tok.from > 0 &&
           word_in(doc, c->tok.from - 1, "|phone|dial|ring|text|") && c->q.number.end - c->q.number.start == 3;
}

/* "one country, two systems": a few words in quotation marks, which nobody is said to have said. */
static int is_slogan(const onr_doc *doc, const onr_count *c) {
    enum { BYTES = 40 };
    for (uint32_t i = 0; i < doc->quotes_n; i++) {
        onr_span in = doc->quotes[i].inner;
        if (in.start > c->q.number.start) return 0;
        if (!onr_span_within(c->q.number, in) || in.end - in.start > BYTES) continue;
        for (uint32_t k = 0; k < doc->statements_n; k++)
            for (uint32_t n = 0; n < doc->statements[k].quoted_n; n++)
                if (onr_span_overlap(doc->statements[k].quoted[n], in)) return 0;
        return memchr(doc->text + in.start, ',', in.end - in.start) != NULL;
    }
    return 0;
}

int onr_figure_is_none(const onr_doc *doc, const onr_count *c) {
    return is_age_bound(doc, c) || is_age_behind_name(doc, c) || is_article(doc, c) || is_time(doc, c) ||
           is_joined_name(doc, c) || is_points(doc, c) || is_race(doc, c) || is_angle(doc, c) || is_dialled(doc, c) ||
           is_slogan(doc, c);
}
