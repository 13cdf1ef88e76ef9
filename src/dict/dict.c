/* dict.c - look-ups in sorted tables made from data/ by tools/gen_dict.sh.
 *
 * Method: the text is put into normal form (one space for any white space, ' for ’, no space around hyphens), at most
 * KEY_MAX bytes of it, noting where words end; then, from the longest of these to the shortest, a binary search in the
 * table, which is sorted by the bytes of the lower-cased entries. Only ASCII letters are folded: É and é differ.
 * Invariant: tables are sorted and free of doubles (tests/unit/dict). Cost: O(words of the match × log entries).
 */
#include "dict/dict.h"

#include <stdint.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

enum { KEY_MAX = 63, ENDS_MAX = 16 };
enum { EXACT = 1, AMBIGUOUS = 2, SHORT = 4 };
enum { COUNTRY_NAME, COUNTRY_DEMONYM, COUNTRY_CAPITAL, COUNTRY_SEAT };
enum { TITLE_HONORIFIC, TITLE_OFFICE, TITLE_RANK, TITLE_JOB };
enum { NAME_MALE, NAME_FEMALE };
enum {
    CUE_SAY,
    CUE_CLAIM,
    CUE_DENY,
    CUE_ANNOUNCE,
    CUE_ASK,
    CUE_ORDER,
    CUE_PROMISE,
    CUE_THREATEN,
    CUE_ACCUSE,
    CUE_WARN,
    CUE_AGREE,
    CUE_PRAISE,
    CUE_CRITICISE,
    CUE_DECLINE,
    CUE_CONFIRM,
    CUE_SUGGEST,
    CUE_PREDICT,
    CUE_BELIEVE,
    CUE_REPORT,
    CUE_EXPLAIN
};

struct entry {
    const char *text; /* in normal form, with its capitals */
    uint8_t flags, kind;
    const char *code; /* alpha-3 or sector */
};

static const struct entry countries[] = {
#include "dict/countries.inc"
};
static const struct entry titles[] = {
#include "dict/titles.inc"
};
static const struct entry cues[] = {
#include "dict/cues.inc"
};
static const struct entry first_names[] = {
#include "dict/first_names.inc"
};
#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Text in normal form, and the places where a match may end: `key` bytes here, `text` bytes there. */
struct key {
    char p[KEY_MAX + 1];
    size_t n;
    size_t ends;
    struct {
        size_t key, text;
    } end[ENDS_MAX];
};

static int is_word_char(onr_slice s, size_t at) {
    uint32_t c;
    if (at >= s.n || onr_utf8_decode(s.p + at, s.n - at, &c) == 0) return 0;
    return onr_char_is_letter(c) || onr_char_is_digit(c) || onr_char_is_mark(c);
}

static size_t space_at(onr_slice s, size_t at) {
    uint32_t c;
    size_t n = at < s.n ? onr_utf8_decode(s.p + at, s.n - at, &c) : 0;
    return n && onr_char_is_space(c) ? n : 0;
}

/* Append one character of the text at *at to the key; 0 when the key is full. */
static int take(onr_slice s, size_t *at, struct key *k) {
    uint32_t c;
    size_t n = onr_utf8_decode(s.p + *at, s.n - *at, &c);
    char plain = c == 0x2019 || c == 0x2018 || c == 0x2BC ? '\'' : c == 0x2010 || c == 0x2011 ? '-' : 0;
    size_t room = plain ? 1 : n;
    if (k->n + room > KEY_MAX) return 0;
    if (plain) k->p[k->n] = plain;
    else memcpy(k->p + k->n, s.p + *at, n);
    k->n += room;
    *at += n;
    return 1;
}

static void make_key(onr_slice s, struct key *k) {
    size_t at = 0;
    k->n = k->ends = 0;
    while (at < s.n && k->ends < ENDS_MAX) {
        size_t sp = space_at(s, at), past = at;
        while (sp) past += sp, sp = space_at(s, past);
        if (past > at) {
            if (past >= s.n || k->n == KEY_MAX) break;
            int hyphen = s.p[past] == '-' || (k->n && k->p[k->n - 1] == '-');
            if (!hyphen) k->p[k->n++] = ' ';
            at = past;
        }
        if (!take(s, &at, k)) break;
        if (is_word_char(s, at)) continue;
        k->end[k->ends].key = k->n;
        k->end[k->ends++].text = at;
    }
    k->p[k->n] = 0;
}

/* Compare the first n bytes of the key, lower-cased, with a lower-cased entry. */
static int compare(const char *key, size_t n, const char *entry) {
    for (size_t i = 0; i < n; i++) {
        unsigned char a = (unsigned char)onr_ascii_lower(key[i]), b = (unsigned char)onr_ascii_lower(entry[i]);
        if (a != b) return a < b ? -1 : 1; /* also where the entry ends: b is 0 */
    }
    return entry[n] ? -1 : 0;
}

static int case_fits(const struct entry *e, const char *key, size_t n) {
    if (e->flags & EXACT) return memcmp(e->text, key, n) == 0;
    for (size_t i = 0; i < n; i++) {
        int begins = i == 0 || e->text[i - 1] == ' ' || e->text[i - 1] == '-' || e->text[i - 1] == '\'';
        if (begins && e->text[i] >= 'A' && e->text[i] <= 'Z' && key[i] != e->text[i]) return 0;
    }
    return 1;
}

static const struct entry *search(const struct entry *table, size_t count, const char *key, size_t n) {
    size_t lo = 0, hi = count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = compare(key, n, table[mid].text);
        if (c == 0) return case_fits(&table[mid], key, n) ? &table[mid] : NULL;
        if (c < 0) hi = mid;
        else lo = mid + 1;
    }
    return NULL;
}

/* The longest entry that the text begins with; *n is how many bytes of the text it takes. */
static const struct entry *longest(const struct entry *table, size_t count, onr_slice text, size_t *n) {
    struct key k;
    if (!is_word_char(text, 0)) return NULL;
    make_key(text, &k);
    for (size_t i = k.ends; i-- > 0;) {
        const struct entry *e = search(table, count, k.p, k.end[i].key);
        if (!e) continue;
        *n = k.end[i].text;
        return e;
    }
    return NULL;
}

size_t onr_dict_country_at(onr_slice text, onr_dict_country *out) {
    static const char *const how[] = {"name", "demonym", "capital", "seat"};
    size_t n = 0;
    const struct entry *e = longest(countries, COUNT(countries), text, &n);
    if (!e) return 0;
    *out = (onr_dict_country){e->code, how[e->kind], (e->flags & AMBIGUOUS) != 0};
    return n;
}

/* Bytes of "former ", "ex-", "then-" … at the start of the text: what may stand before any title. */
static size_t title_prefix(onr_slice text) {
    static const char *const list[] = {"former ",  "ex-",      "ex ",        "then-",      "then ",
                                       "acting ",  "interim ", "late ",      "outgoing ",  "incoming ",
                                       "retired ", "deputy ",  "assistant ", "associate ", "senior ",
                                       "chief ",   "current ", "longtime ",  "veteran "};
    for (size_t i = 0; i < COUNT(list); i++) {
        size_t n = strlen(list[i]);
        if (text.n > n && compare(text.p, n, list[i]) == 0) return n;
    }
    return 0;
}

size_t onr_dict_title_at(onr_slice text, onr_dict_title *out) {
    static const char *const kind[] = {"honorific", "office", "rank", "job"};
    const struct entry *best = NULL;
    size_t best_n = 0, skip = 0;
    /* Some of these words are titles themselves (deputy, chief): the longer reading counts. */
    for (int round = 0; round < 3; round++) {
        onr_slice rest = {text.p + skip, text.n - skip};
        size_t n = 0;
        const struct entry *e = longest(titles, COUNT(titles), rest, &n);
        if (e && skip + n > best_n) best = e, best_n = skip + n;
        size_t more = title_prefix(rest);
        if (more == 0) break;
        skip += more;
    }
    if (!best) return 0;
    *out = (onr_dict_title){kind[best->kind], best->code};
    return best_n;
}

int onr_dict_country_is(onr_slice text, onr_dict_country *out) {
    onr_dict_country c;
    if (text.n == 0 || onr_dict_country_at(text, &c) != text.n) return 0;
    *out = c;
    return 1;
}

int onr_dict_title_is(onr_slice text, onr_dict_title *out) {
    onr_dict_title t;
    if (text.n == 0 || onr_dict_title_at(text, &t) != text.n) return 0;
    *out = t;
    return 1;
}

char onr_dict_first_name(onr_slice word) {
    size_t n = 0;
    const struct entry *e = longest(first_names, COUNT(first_names), word, &n);
    if (!e || n != word.n) return 0;
    return e->kind == NAME_FEMALE ? 'f' : 'm';
}

const char *onr_dict_country_name(onr_slice alpha3) {
    for (size_t i = 0; i < COUNT(countries); i++) {
        const struct entry *e = &countries[i];
        if ((e->flags & SHORT) && e->code && onr_slice_eq(onr_slice_of(e->code), alpha3)) return e->text;
    }
    return NULL;
}

const char *onr_dict_country_next(size_t *at, const char **name) {
    while (*at < COUNT(countries)) {
        const struct entry *e = &countries[(*at)++];
        if (!(e->flags & SHORT) || !e->code) continue;
        *name = e->text;
        return e->code;
    }
    return NULL;
}

static const char *class_name(const struct entry *e) {
    static const char *const name[] = {"say",      "claim",   "deny",    "announce", "ask",    "order",     "promise",
                                       "threaten", "accuse",  "warn",    "agree",    "praise", "criticise", "decline",
                                       "confirm",  "suggest", "predict", "believe",  "report", "explain"};
    return e ? name[e->kind] : NULL;
}

const char *onr_dict_cue_class(onr_slice lemma) {
    struct key k;
    if (lemma.n == 0 || !is_word_char(lemma, 0)) return NULL;
    make_key(lemma, &k);
    if (k.ends == 0 || k.end[k.ends - 1].text != lemma.n) return NULL;
    return class_name(search(cues, COUNT(cues), k.p, k.n));
}

/* The lemmas [at, at + words) with spaces between; 0 when they are too long for any entry. */
static size_t joined(const onr_slice *lemmas, size_t words, char out[KEY_MAX + 1]) {
    size_t n = 0;
    for (size_t i = 0; i < words; i++) {
        if (n + lemmas[i].n + 1 > KEY_MAX) return 0;
        if (i) out[n++] = ' ';
        memcpy(out + n, lemmas[i].p, lemmas[i].n);
        n += lemmas[i].n;
    }
    return n;
}

const char *onr_dict_cue_of(const onr_slice *lemmas, size_t n) {
    enum { PHRASE_MAX = 6 };
    char text[KEY_MAX + 1];
    for (size_t words = n < PHRASE_MAX ? n : PHRASE_MAX; words > 1; words--) {
        for (size_t at = 0; at + words <= n; at++) {
            size_t len = joined(lemmas + at, words, text);
            const char *c = len ? onr_dict_cue_class((onr_slice){text, len}) : NULL;
            if (c) return c;
        }
    }
    for (size_t at = n; at-- > 0;) {
        const char *c = onr_dict_cue_class(lemmas[at]);
        if (c) return c;
    }
    return NULL;
}
