/* Language by two kinds of evidence that can be explained in a sentence. Script: where most letters are not Latin, the
 * script (and a few telltale letters) names the language. Function words: in Latin script, the share of the words that
 * are among a language's some fifty commonest ones; running English has 35-45 % of them, other languages under 10 %.
 * After the ideas of Grefenstette (1995) "Comparing two language identification schemes", small-words scheme.
 *
 * Cost: O(bytes looked at), a binary search a word and language; at most the first 64 KiB are looked at. */
#include "read/language.h"

#include "base/utf8.h"
#include "read/language_words.h"

enum { SAMPLE = 64 * 1024, WORD_MAX = 24, FEW_WORDS = 10, MANY_WORDS = 40, KEYS = 2048 };

typedef enum script {
    LATIN,
    CYRILLIC,
    GREEK,
    HEBREW,
    ARABIC,
    DEVANAGARI,
    BENGALI,
    THAI,
    HANGUL,
    KANA,
    HAN,
    OTHER,
    SCRIPTS
} script;

typedef struct evidence {
    uint32_t letters[SCRIPTS];
    uint32_t persian, ukrainian; /* letters that Arabic and Russian have not */
    uint32_t words, hits[ONR_LANGUAGES];
} evidence;

static const struct {
    uint32_t from, to;
    script is;
} ranges[] = {
    {0x0041, 0x024F, LATIN},  {0x0370, 0x03FF, GREEK},      {0x0400, 0x052F, CYRILLIC}, {0x0590, 0x05FF, HEBREW},
    {0x0600, 0x077F, ARABIC}, {0x0900, 0x097F, DEVANAGARI}, {0x0980, 0x09FF, BENGALI},  {0x0E00, 0x0E7F, THAI},
    {0x1100, 0x11FF, HANGUL}, {0x1E00, 0x1EFF, LATIN},      {0x1F00, 0x1FFF, GREEK},    {0x3040, 0x30FF, KANA},
    {0x3400, 0x9FFF, HAN},    {0xAC00, 0xD7AF, HANGUL},     {0xF900, 0xFAFF, HAN},      {0xFB50, 0xFEFF, ARABIC},
    {0x20000, 0x3FFFF, HAN},
};

static script script_of(uint32_t c) {
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].from && c <= ranges[i].to) return ranges[i].is;
    return OTHER;
}

/* Where the words of each language begin that begin with byte b: words[l][b] up to words[l][b + 1]; and which languages
 * (bits) have a word with a key, so that most words are looked for in no language or one. */
typedef struct word_index {
    uint16_t at[ONR_LANGUAGES][257];
    uint32_t with[KEYS];
} word_index;

/* A key of a word's first two bytes, its last and its length; n > 0, word[n] is NUL. */
static unsigned key_of(const char *word, size_t n) {
    return ((unsigned char)word[0] * 37u + (unsigned char)word[1] * 11u + (unsigned char)word[n - 1] * 509u +
            (unsigned)n * 131u) %
           KEYS;
}

static void make_index(word_index *x) {
    memset(x->with, 0, sizeof x->with);
    for (size_t l = 0; l < ONR_LANGUAGES; l++) {
        size_t k = 0;
        for (size_t i = 0; i < onr_languages[l].n; i++) {
            const char *word = onr_languages[l].words[i];
            x->with[key_of(word, strlen(word))] |= UINT32_C(1) << l;
        }
        for (unsigned b = 0; b <= 256; b++) {
            while (k < onr_languages[l].n && (unsigned char)onr_languages[l].words[k][0] < b) k++;
            x->at[l][b] = (uint16_t)k;
        }
    }
}

static int in_words(const word_index *x, size_t l, const char *word) {
    unsigned char b = (unsigned char)word[0];
    for (size_t i = x->at[l][b]; i < x->at[l][b + 1u]; i++)
        if (word[1] == onr_languages[l].words[i][1] && strcmp(word, onr_languages[l].words[i]) == 0) return 1;
    return 0;
}

static void count_word(const word_index *x, evidence *e, char *word, size_t n) {
    if (n == 0) return;
    e->words++;
    if (n >= WORD_MAX) return; /* no function word is that long */
    word[n] = '\0';
    uint32_t with = x->with[key_of(word, n)];
    for (size_t i = 0; with; i++, with >>= 1)
        if (with & 1) e->hits[i] += (uint32_t)in_words(x, i, word);
}

/* The length of the line at p[0..n) if it is a row of numbers, 0 if not: the names in "Velden 12,045 4.1" tell no
 * language. */
static size_t row_length(const char *p, size_t n) {
    size_t letters = 0, digits = 0, i = 0;
    for (; i < n && p[i] != '\n'; i++) {
        unsigned char c = (unsigned char)p[i];
        digits += c >= '0' && c <= '9';
        letters += c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }
    return digits > letters ? i : 0;
}

static void gather(onr_slice text, evidence *e) {
    char word[WORD_MAX + 4];
    word_index x;
    make_index(&x);
    size_t n = 0, limit = text.n < SAMPLE ? text.n : SAMPLE;
    for (size_t i = 0, k; i < limit; i += k) {
        if (i == 0 || text.p[i - 1] == '\n') {
            k = row_length(text.p + i, limit - i);
            if (k) continue;
        }
        uint32_t c = (unsigned char)text.p[i] | 0x20;
        if (c - 'a' < 26) { /* what follows, for the letters that are nearly all there is */
            e->letters[LATIN]++;
            if (n < WORD_MAX) word[n++] = (char)c;
            k = 1;
            continue;
        }
        k = onr_utf8_decode(text.p + i, text.n - i, &c);
        if (onr_char_is_mark(c)) continue;
        if (!onr_char_is_letter(c)) {
            count_word(&x, e, word, n);
            n = 0;
            continue;
        }
        script is = script_of(c);
        e->letters[is]++;
        e->persian += c == 0x067E || c == 0x0686 || c == 0x0698 || c == 0x06AF;
        e->ukrainian += c == 0x0456 || c == 0x0457 || c == 0x0454 || c == 0x0491;
        if (n < WORD_MAX) n += onr_utf8_encode(onr_char_lower(c), word + n);
    }
    count_word(&x, e, word, n);
}

/* The language of a text that is mostly not in Latin letters. */
static const char *by_script(const evidence *e, script most) {
    switch (most) {
    case CYRILLIC: return e->ukrainian * 50 > e->letters[CYRILLIC] ? "uk" : "ru";
    case GREEK: return "el";
    case HEBREW: return "he";
    case ARABIC: return e->persian * 100 > e->letters[ARABIC] ? "fa" : "ar";
    case DEVANAGARI: return "hi";
    case BENGALI: return "bn";
    case THAI: return "th";
    case HANGUL: return "ko";
    case KANA: return "ja";
    case HAN: return e->letters[KANA] * 20 > e->letters[HAN] ? "ja" : "zh";
    case LATIN:
    case OTHER:
    case SCRIPTS: break;
    }
    return "mis";
}

const char *onr_read_language(onr_slice text) {
    evidence e = {0};
    gather(text, &e);
    uint32_t all = 0;
    script most = LATIN;
    for (int s = 0; s < SCRIPTS; s++) {
        all += e.letters[s];
        if (e.letters[s] > e.letters[most]) most = (script)s;
    }
    if (most != LATIN) return all < FEW_WORDS ? "und" : by_script(&e, most);
    if (e.words < FEW_WORDS) return "und";
    size_t best = 0;
    for (size_t i = 1; i < ONR_LANGUAGES; i++)
        if (e.hits[i] > e.hits[best]) best = i;
    /* another language must be plain (an eighth of the words) and half as much again as English */
    if (best != 0 && e.hits[best] * 8 >= e.words && e.hits[best] * 2 > e.hits[0] * 3) return onr_languages[best].code;
    if (e.hits[0] * 8 >= e.words) return "en";
    /* too little of anything: names, a table, or a language that is not known here */
    return e.words >= MANY_WORDS && e.hits[0] * 20 < e.words ? "mis" : "und";
}

const char *onr_read_language_name(const char *code) {
    static const char *const others[][2] = {{"ru", "Russian"}, {"uk", "Ukrainian"}, {"el", "Greek"},
                                            {"he", "Hebrew"},  {"ar", "Arabic"},    {"fa", "Persian"},
                                            {"hi", "Hindi"},   {"bn", "Bengali"},   {"th", "Thai"},
                                            {"ko", "Korean"},  {"ja", "Japanese"},  {"zh", "Chinese"}};
    for (size_t i = 0; i < ONR_LANGUAGES; i++)
        if (strcmp(code, onr_languages[i].code) == 0) return onr_languages[i].name;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(code, others[i][0]) == 0) return others[i][1];
    return "another language";
}

int onr_read_is_english(const char *code) { return !code || strcmp(code, "en") == 0 || strcmp(code, "und") == 0; }
