/* quotation.c - what a quoted run is when it is no statement.
 *
 * Method: exact rules over the run's words and up to six words before and two after it in its sentence, tried in order:
 *     nickname  Ilse “The Heron” Brandt; nicknamed, alias, goes by
 *     slogan    a sign, banner, motto, chant … stands before it
 *     term      so-called, known as, the term/word/phrase, “X” is a …
 *     title     Title Case, after a film, book, song, … or a naming verb, or all Title Case by itself
 *     scare     one to three words in lower case inside a sentence
 * after a test for speech: a finite clause (by tags, else by a list of auxiliaries and pronouns), a sentence's end
 * before the closing mark, or a naming verb that makes the words somebody's own. A run in a list (“A”, “B” and “C”) is
 * what the one before it is. The rules are heuristics of English news; tests/quality/quotes.txt measures them.
 * Invariants: quotations are in text order and do not overlap a statement's content. Cost: linear, look-ups
 * logarithmic.
 */
#include "find/quotation.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "doc/doc.h"

enum { BEFORE = 6, AFTER = 2, WORD_MAX = 24, REACH = 240 /* bytes looked at on either side */ };

struct context {
    const onr_doc *doc;
    onr_span block, inner;                  /* inner without white space at its ends */
    onr_slice before[BEFORE], after[AFTER]; /* nearest first; n 0: none in this sentence */
    int joined_before, joined_after;        /* only one space stands between */
    char mark_before;                       /* ':' or ',' right before the run, else 0 */
    uint32_t words;
    int title_case, first_upper, any_upper, finite;
    char last; /* last byte of inner */
};

static int is_word_byte(const char *p, onr_span block, uint32_t i) {
    unsigned char c = (unsigned char)p[i];
    if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')) return 1;
    if (c == '-' || c == '\'' || c == '.') /* inside a word only: so-called, a.k.a, don't */
        return i > block.start && i + 1 < block.end && (p[i + 1] | 32) >= 'a' && (p[i + 1] | 32) <= 'z' &&
               (p[i - 1] | 32) >= 'a' && (p[i - 1] | 32) <= 'z';
    /* Other characters count as letters, general punctuation (U+2000…, E2 80 xx) apart. */
    if (c < 0x80) return 0;
    uint32_t s = i;
    while (s > block.start && i - s < 3 && ((unsigned char)p[s] & 0xC0) == 0x80) s--;
    if (s + 2 < block.end && memcmp(p + s, "\xE2\x80\x99", 3) == 0) /* ’ inside a word */
        return s > block.start && s + 3 < block.end && (p[s - 1] | 32) >= 'a' && (p[s - 1] | 32) <= 'z' &&
               (p[s + 3] | 32) >= 'a' && (p[s + 3] | 32) <= 'z';
    return !((unsigned char)p[s] == 0xE2 && s + 1 < block.end && (unsigned char)p[s + 1] == 0x80) &&
           (unsigned char)p[s] != 0xC2;
}

/* Is the word in a list " a b c ", its case aside? */
static int listed(onr_slice w, const char *list) {
    char low[WORD_MAX + 3] = " ";
    if (w.n == 0 || w.n > WORD_MAX) return 0;
    for (size_t i = 0; i < w.n; i++) low[i + 1] = w.p[i] >= 'A' && w.p[i] <= 'Z' ? (char)(w.p[i] | 32) : w.p[i];
    low[w.n + 1] = ' ';
    low[w.n + 2] = 0;
    return strstr(list, low) != NULL;
}

static int begins_upper(onr_slice w) {
    uint32_t c;
    return w.n && onr_utf8_decode(w.p, w.n, &c) && onr_char_is_upper(c);
}

/* Words before the run, nearest first, up to the end of another sentence. Other runs are looked through. */
static void look_before(struct context *x, uint32_t at) {
    const char *p = x->doc->text;
    uint32_t i = at, spaces = 0, least = at - x->block.start > REACH ? at - REACH : x->block.start;
    while (i > least && p[i - 1] == ' ') i--, spaces++;
    if (i > x->block.start && (p[i - 1] == ':' || p[i - 1] == ',')) x->mark_before = p[i - 1];
    x->joined_before = spaces == 1 && i > x->block.start && is_word_byte(p, x->block, i - 1);
    for (int k = 0; k < BEFORE;) {
        while (i > least && !is_word_byte(p, x->block, i - 1)) {
            char c = p[--i];
            if ((c == '.' || c == '!' || c == '?' || c == ';') && p[i + 1] == ' ') return;
        }
        uint32_t end = i;
        while (i > least && is_word_byte(p, x->block, i - 1) && end - i < 64) i--;
        if (i == end) return;
        x->before[k++] = (onr_slice){p + i, end - i};
    }
}

static void look_after(struct context *x, uint32_t at) {
    const char *p = x->doc->text;
    uint32_t i = at;
    for (int k = 0; k < AFTER; k++) {
        uint32_t start = i;
        while (i < x->block.end && i - start < 8 && p[i] == ' ') i++;
        uint32_t from = i;
        while (i < x->block.end && is_word_byte(p, x->block, i) && i - from < 64) i++;
        if (i == from) return;
        if (k == 0) x->joined_after = from - start == 1;
        x->after[k] = (onr_slice){p + from, i - from};
    }
}

static int tagged_finite(const onr_doc *doc, onr_span s) {
    for (uint32_t t = onr_doc_token_at(doc, s.start); t < doc->tokens_n && doc->tokens[t].start < s.end; t++) {
        uint8_t tag = doc->tags[t].xpos;
        if (tag == ONR_XPOS_MD || tag == ONR_XPOS_VBD || tag == ONR_XPOS_VBZ || tag == ONR_XPOS_VBP) return 1;
    }
    return 0;
}

static void look_inside(struct context *x) {
    static const char *const small = " a an the and or but nor of in on at to for from with by as vs de la le du von ";
    static const char *const clause =
        " i we you he she they it i'm we're you're he's she's it's they're that's there's i've we've i'll we'll don't "
        "is are was were am isn't aren't wasn't weren't has have had hasn't haven't do does did doesn't didn't will "
        "won't "
        "would can can't could may might should must let's ";
    const char *p = x->doc->text;
    uint32_t i = x->inner.start;
    x->title_case = 1;
    while (i < x->inner.end) {
        while (i < x->inner.end && !is_word_byte(p, x->block, i)) i++;
        uint32_t from = i;
        while (i < x->inner.end && is_word_byte(p, x->block, i)) i++;
        if (i == from) break;
        onr_slice w = {p + from, i - from};
        int upper = begins_upper(w), digit = w.p[0] >= '0' && w.p[0] <= '9';
        if (x->words == 0) x->first_upper = upper;
        x->any_upper |= upper;
        if (!upper && !digit && (x->words == 0 || !listed(w, small))) x->title_case = 0;
        if (!x->doc->tags && listed(w, clause)) x->finite = 1;
        x->words++;
    }
    x->title_case &= x->any_upper;
    if (x->doc->tags) x->finite = tagged_finite(x->doc, x->inner);
    x->last = x->inner.end > x->inner.start ? p[x->inner.end - 1] : 0;
    if (x->inner.end - x->inner.start >= 3 && memcmp(p + x->inner.end - 3, "\xE2\x80\xA6", 3) == 0) x->last = '.';
}

static int make_context(const onr_doc *doc, const onr_quote *q, struct context *x) {
    *x = (struct context){.doc = doc, .inner = q->inner};
    uint32_t b = onr_doc_block_at(doc, q->span.start);
    if (b == doc->blocks_n || !onr_span_within(q->span, doc->blocks[b].span) || q->inner.end > doc->text_n) return 0;
    x->block = doc->blocks[b].span;
    while (x->inner.start < x->inner.end && doc->text[x->inner.start] == ' ') x->inner.start++;
    while (x->inner.start < x->inner.end && doc->text[x->inner.end - 1] == ' ') x->inner.end--;
    look_before(x, q->span.start);
    look_after(x, q->span.end);
    look_inside(x);
    return 1;
}

static int near(const struct context *x, int words, const char *list) {
    for (int k = 0; k < words && k < BEFORE; k++)
        if (listed(x->before[k], list)) return 1;
    return 0;
}

static int is_nickname(const struct context *x) {
    static const char *const no_name =
        " the a an in on at of to for from with by as and or but his her its their our my your this that these those "
        "when while after before since if so is was are were said says film movie book song album series show ";
    if (x->words > 3 || !x->any_upper || x->last == '!' || x->last == '?') return 0;
    if (near(x, 1, " nicknamed nickname alias aka a.k.a moniker ")) return 1;
    if (listed(x->before[0], " by ") && listed(x->before[1], " go goes went going ")) return 1;
    if (listed(x->before[0], " of ") && listed(x->before[1], " nickname moniker ")) return 1;
    return x->joined_before && x->joined_after && x->last != '.' && x->last != ',' && begins_upper(x->before[0]) &&
           !listed(x->before[0], no_name) && begins_upper(x->after[0]);
}

static int is_slogan(const struct context *x) {
    return near(
        x, 4,
        " placard placards sign signs banner banners slogan slogans motto mottos tagline hashtag mantra graffiti "
        "t-shirt t-shirts shirt shirts hat hats cap caps sticker stickers poster posters billboard billboards "
        "leaflet leaflets flag flags chants ");
}

static int is_chanted(const struct context *x) { return near(x, 3, " chant chanted chanting chants "); }

static int is_term(const struct context *x) {
    if (x->words > 6) return 0;
    if (near(x, 1,
             " so-called termed dubbed term terms word words phrase phrases expression concept notion label acronym "
             "euphemism buzzword jargon codename code-named codenamed "))
        return 1;
    int art = listed(x->before[0], " a an the "); /* known as “X”, known as the “X” */
    if (listed(x->before[art], " as ") && near(x, 4 + art, " known referred defined ")) return 1;
    if (listed(x->before[art], " called ") && !x->any_upper &&
        listed(x->before[art + 1], " is are was were be been also now "))
        return 1;
    if (listed(x->before[0], " of ") && listed(x->before[1], " concept notion idea term ") && x->words <= 3) return 1;
    return x->words <= 3 && (!x->first_upper || x->before[0].n == 0) && listed(x->after[0], " is are means refers ") &&
           listed(x->after[1], " a an the to ");
}

static int is_title(const struct context *x) {
    static const char *const works =
        " film films movie movies documentary book books novel novels memoir biography autobiography song songs single "
        "singles album albums track tracks series show shows programme program sitcom drama play plays musical opera "
        "ballet "
        "poem poems essay essays paper papers study report reports article articles story column editorial podcast "
        "magazine newspaper episode game games exhibition exhibit painting paintings sculpture mural photograph titled "
        "entitled named called headlined subtitled retitled renamed anthem hymn bill act law project operation award "
        "prize "
        "campaign website blog panel hall festival workshop lecture symphony sequel trilogy soundtrack ep lp video "
        "videos ";
    if (!x->title_case || x->words > 12 || x->last == '!' || x->last == '?') return 0;
    if (near(x, 5, works) || listed(x->after[0], works)) return 1;
    if (x->last == '.' && x->words < 2) return 0;
    if (x->last == ',' && x->words < 2 && x->before[0].n == 0) return 0; /* “Overall,” he said */
    return x->before[0].n > 0 || x->words >= 2;
}

/* Verbs that make the words after them somebody's own: called it “absurd”, said it was “absurd”. */
static int is_naming(const struct context *x) {
    return near(
        x, BEFORE,
        " called calls calling call described describes describing describe branded labelled labeled denounced "
        "dismissed praised hailed slammed blasted criticised criticized deemed said says saying say added adding "
        "told tweeted wrote writes writing claimed claims alleged warned stated remarked noted quipped replied "
        "asked argued insisted declared ");
}

static int ends_sentence(const struct context *x) {
    return x->last == '.' || x->last == ',' || x->last == '!' || x->last == '?';
}

/* *speech: the run may well be reported speech, whatever else it looks like. */
static const char *judge(const struct context *x, int *speech) {
    *speech = 0;
    if (is_nickname(x)) return "nickname";
    int title = is_title(x), clause = x->words >= 3 && x->finite && !title;
    int sentence = ends_sentence(x) && (x->words >= 4 || (x->first_upper && !x->title_case));
    if (x->mark_before == ':' && x->words >= 2 && !title) sentence = 1;
    if (is_slogan(x) && !(sentence && x->words >= 12)) return "slogan";
    if (is_chanted(x)) {
        *speech = 1;
        return "slogan";
    }
    if (is_term(x)) return "term";
    if (title && !(ends_sentence(x) && x->before[0].n == 0 && x->mark_before == 0)) return "title";
    int opens = x->before[0].n == 0 && x->first_upper && x->words >= 2; /* “We stand ready” tweeted Brandt */
    if (clause || sentence || opens || x->words >= 8 || (x->last == ',' && x->before[0].n == 0)) {
        *speech = 1;
        return NULL;
    }
    if (is_naming(x) || x->words > 3 || ends_sentence(x)) *speech = x->words > 3 || is_naming(x) || x->last == '!';
    return "scare";
}

const char *onr_quote_kind(const onr_doc *doc, const onr_quote *q) {
    struct context x;
    int speech;
    if (!make_context(doc, q, &x)) return NULL;
    const char *kind = judge(&x, &speech);
    return speech ? NULL : kind;
}

/* Only a comma, a slash, "and" or "or" stands between two runs. */
static int in_a_list(const onr_doc *doc, uint32_t from, uint32_t to) {
    static const char *const between[] = {", ", " and ", " or ", ", and ", ", or ", "/", " / ", " & ", " "};
    if (to <= from || to - from > 7) return 0;
    for (size_t i = 0; i < sizeof between / sizeof *between; i++)
        if (strlen(between[i]) == to - from && memcmp(doc->text + from, between[i], to - from) == 0) return 1;
    return 0;
}

static void set_id(const onr_doc *doc, onr_quotation *q) {
    uint64_t h = onr_hash64(doc->meta.id, strlen(doc->meta.id), 0x71756f74);
    h = onr_hash64(&q->span.start, sizeof q->span.start, h);
    h = onr_hash64(&q->span.end, sizeof q->span.end, h);
    h = onr_hash64(q->kind, strlen(q->kind), h);
    onr_hash_hex(h, q->id);
}

/* The first outermost run of `tops` that ends after `at`; the outermost runs do not overlap. */
static uint32_t top_after(const onr_doc *doc, const uint32_t *tops, uint32_t n, uint32_t at) {
    uint32_t lo = 0, hi = n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->quotes[tops[mid]].span.end > at) hi = mid;
        else lo = mid + 1;
    }
    return lo;
}

/* Mark the outermost runs that a statement's content overlaps. */
static void mark_taken(const onr_doc *doc, const uint32_t *tops, uint32_t n, uint8_t *taken) {
    for (uint32_t s = 0; s < doc->statements_n; s++)
        for (uint32_t c = 0; c < doc->statements[s].content_n; c++) {
            onr_span span = doc->statements[s].content[c];
            for (uint32_t k = top_after(doc, tops, n, span.start); k < n; k++) {
                if (doc->quotes[tops[k]].span.start >= span.end) break;
                taken[k] = 1;
            }
        }
}

onr_status onr_find_quotations(onr_doc *doc, onr_err *err) {
    uint32_t n = 0, last_end = 0;
    const char *last_kind = NULL;
    doc->quotations_n = 0;
    uint32_t *tops = onr_arena_alloc(&doc->arena, doc->quotes_n, sizeof *tops);
    uint8_t *taken = onr_arena_alloc(&doc->arena, doc->quotes_n, 1);
    doc->quotations = onr_arena_alloc(&doc->arena, doc->quotes_n, sizeof *doc->quotations);
    if (!tops || !taken || !doc->quotations) return onr_err_set(err, ONR_NOMEM, 0, "out of memory for quotations");
    for (uint32_t i = 0; i < doc->quotes_n; i++)
        if (doc->quotes[i].depth == 0) tops[n++] = i;
    mark_taken(doc, tops, n, taken);
    for (uint32_t k = 0; k < n; k++) {
        const onr_quote *q = &doc->quotes[tops[k]];
        struct context x;
        int speech;
        if (taken[k] || !make_context(doc, q, &x)) continue;
        const char *kind = judge(&x, &speech), *rule = "quotation.rule";
        if (!kind || (speech && x.words > 3 && strcmp(kind, "scare") == 0)) kind = "unattributed";
        if (last_kind && !speech && in_a_list(doc, last_end, q->span.start) && x.words <= 12 &&
            strcmp(kind, "nickname") != 0) {
            kind = last_kind;
            rule = "quotation.list";
        }
        onr_quotation *out = &doc->quotations[doc->quotations_n++];
        *out = (onr_quotation){.span = q->span, .kind = kind, .rule = rule};
        set_id(doc, out);
        last_kind =
            strcmp(kind, "title") == 0 || strcmp(kind, "term") == 0 || strcmp(kind, "slogan") == 0 ? kind : NULL;
        last_end = q->span.end;
    }
    return ONR_OK;
}
