/* Paragraphs that are no text of an article, told by their words: furniture ("Advertisement", "Read more"), appeals
 * ("Follow us on ...", "Email Ada Lund at ada@..."), credits and captions of pictures. By whole lines and by beginnings
 * (data/page_words.tsv), and by three patterns. Only short paragraphs are looked at, and none that ends as a sentence
 * of an article would with the word of a picture's source before its full stop. Cost: O(beginnings) a paragraph. */
#include <stdlib.h>

#include "base/utf8.h"
#include "read/page.h"

enum { APPEAL_MOST = 320, CAPTION_MOST = 500, TAIL = 64, SMALL_MAX = 512 };

static const char *const lines[] = {
#define LINE(text, verdict) text,
#include "read/page_words.inc"
#undef LINE
};

static const char *const beginnings[] = {
#define BEGIN(text, verdict) text,
#include "read/page_words.inc"
#undef BEGIN
};

/* What asks for a subscription before the rest is shown. */
static const char *const walls[] = {
#define WALL(text, verdict) text,
#include "read/page_words.inc"
#undef WALL
};

static int compare(const void *key, const void *item) { return strcmp((const char *)key, *(const char *const *)item); }

/* In small letters, blanks of all kinds as ' ', NUL-terminated; the beginning of what is longer. */
static size_t fold(const char *p, size_t n, char out[SMALL_MAX]) {
    size_t k = 0, step;
    uint32_t c;
    for (size_t i = 0; i < n && k + 5 < SMALL_MAX; i += step) {
        c = (unsigned char)p[i];
        step = 1;
        if (c > ' ' && c < 0x7F) { /* nearly always */
            out[k++] = (char)(c - 'A' < 26 ? c | 0x20 : c);
            continue;
        }
        step = onr_utf8_decode(p + i, n - i, &c);
        k += onr_utf8_encode(onr_char_is_space(c) ? ' ' : c == 0x2019 ? '\'' : onr_char_lower(c), out + k);
    }
    out[k] = 0;
    return k;
}

static int stands(const char *s, const char *word) { return strncmp(s, word, strlen(word)) == 0; }

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80; }

/* Does s begin with one of the list, at the end of a word? */
static int begins(const char *s, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *b = list[i];
        if (*b != *s) continue;
        size_t n = strlen(b);
        if (strncmp(s, b, n) == 0 && !(is_letter(b[n - 1]) && is_letter(s[n]))) return 1;
    }
    return 0;
}
#define BEGINS(s, list) begins(s, list, sizeof list / sizeof *list)

/* "Write to Ada Lund at ada@tern.example", "Follow her on Twitter": an address or a handle behind a verb of asking, a
 * network's name behind words that nothing else begins with. */
static int is_appeal(const char *s) {
    static const char *const verbs[] = {
        "write to ",  "email ",    "e-mail ",  "contact ", "reach ",         "follow ",      "tweet ",      "send ",
        "have a tip", "got a tip", "message ", "find ",    "you can reach ", "have a story", "got a story", "connect "};
    static const char *const asks[] = {"follow him ", "follow her ", "follow us ",  "follow them ",
                                       "follow me ",  "follow our ", "follow the ", "share this ",
                                       "share your ", "share on ",   "find us ",    "connect with us"};
    static const char *const networks[] = {"twitter", "facebook", "instagram", "whatsapp", "telegram"};
    if (strchr(s, '@'))
        for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
            if (stands(s, verbs[i])) return 1;
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
        for (size_t k = 0; stands(s, asks[i]) && k < sizeof networks / sizeof *networks; k++)
            if (strstr(s, networks[k])) return 1;
    return 0;
}

/* A picture's source at the end, in brackets or without a full stop; or "In this ... photo" at the beginning. */
static int is_caption(const char *s, size_t n) {
    static const char *const sources[] = {
        "ap photo", "getty images", "via ap",    "/getty", "/reuters",          "reuters/",   "/afp",
        "afp/",     "photo:",       "(photo by", "foto:",  "file photo",        "(photo",     "photograph:",
        "/ap)",     "dpa/",         "/dpa",      "photo/", "associated press)", "file image", "picture:"};
    const char *tail = s + (n > TAIL ? n - TAIL : 0);
    const char *photo = stands(s, "in this ") ? strstr(s, "photo") : NULL;
    if (photo && photo - s < TAIL) return 1;
    if (n == 0 || s[n - 1] == '.' || s[n - 1] == '?' || s[n - 1] == '!' || s[n - 1] == ':') return 0;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        if (strstr(tail, sources[i])) return 1;
    return 0;
}

int onr_page_is_junk(const char *line, size_t n) {
    char small[SMALL_MAX];
    const char *s = small;
    if (n == 0 || n > CAPTION_MOST) return 0;
    size_t k = fold(line, n, small);
    if (bsearch(s, lines, sizeof lines / sizeof *lines, sizeof *lines, compare)) return 1;
    if (n <= APPEAL_MOST && BEGINS(s, walls)) return ONR_PAGE_WALL;
    return (n <= APPEAL_MOST && (BEGINS(s, beginnings) || is_appeal(s))) || is_caption(s, k);
}
