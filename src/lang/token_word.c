/* token_word.c - words and numbers: hyphens, full stops, clitics, units.
 *
 * Method: a word runs over letters and digits; at each other character a rule says whether it goes on (the full stops
 * of U.S., the hyphen of pre-war, the apostrophe of O'Neill, the & of R&D). Then the full stop behind it is weighed,
 * and the word is parted into clitics. Cost: linear; look-ahead is bounded, but for white space, which one word looks
 * over once.
 */
#include "lang/token_scan.h"

static int is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static int is_letter(char c) { return (c >= 'a' && c <= 'z') || is_upper(c); }
static char at(const onr_scan *s, uint32_t i) { return i < s->end ? s->t[i] : 0; }

/* ---- clitics ---------------------------------------------------------------------------------------------------- */

/* Emit [start, end) as the parts of a list entry such as "gon|na", one code point a byte of the entry. */
static void emit_parts(onr_scan *s, const char *entry, uint32_t start, uint32_t end) {
    uint32_t a = start, i = start, len;
    for (;; entry++) {
        if (*entry && *entry != '|') {
            (void)onr_scan_char(s, i, &len);
            i += len;
            continue;
        }
        onr_scan_emit(s, a, *entry ? i : end, a == start ? ONR_TOKEN_MWT_HEAD : ONR_TOKEN_MWT_TAIL);
        if (!*entry) return;
        a = i;
    }
}

/* Where the last clitic of [start, end) begins ('s 'm 're 'll 've 'd n't); `end` when it has none. */
static uint32_t clitic_start(const onr_scan *s, uint32_t start, uint32_t end) {
    for (uint32_t n = 1; n <= 2; n++) {
        if (end - start < n + 2) return end;
        uint32_t a = end - n; /* letters after the apostrophe */
        uint32_t q = a > start && s->t[a - 1] == '\''                           ? 1
                     : a >= start + 3 && memcmp(s->t + a - 3, "\u2019", 3) == 0 ? 3
                                                                                : 0;
        if (!q && n == 1 && s->t[a - 1] == '`') q = 1;
        if (!q || a - q == start) continue;
        char x = s->t[a] | 32, y = n == 2 ? s->t[a + 1] | 32 : 0;
        if (n == 1 && (x == 's' || x == 'm' || x == 'd')) return a - q;
        if (n == 1 && x == 't' && a - q > start + 1 && (s->t[a - q - 1] | 32) == 'n') return a - q - 1;
        if (n == 2 && ((x == 'r' && y == 'e') || (x == 'l' && y == 'l') || (x == 'v' && y == 'e'))) return a - q;
    }
    return end;
}

int onr_scan_clitic(onr_scan *s, uint32_t start, uint32_t end) {
    char buf[12];
    size_t n = onr_scan_lower(s, start, end, buf, sizeof buf);
    const char *entry = n ? onr_words_find(ONR_WORDS_MWT, buf, n) : NULL;
    if (entry) return emit_parts(s, entry, start, end), 1;

    uint32_t cut[3], cuts = 0;
    for (uint32_t e = end, c; cuts < 3 && (c = clitic_start(s, start, e)) < e; e = c) cut[cuts++] = c;
    /* The bare apostrophe of a plural: not while a single quotation mark waits for its partner. */
    uint32_t q = onr_scan_apostrophe(s, end);
    if (q && (onr_scan_alnum(s, end + q) || s->single || cuts)) q = 0;
    char last = s->t[end - 1] | 32;
    if (q && (last == 's' || last == 'z' || last == 'x')) cut[cuts++] = end, end += q;
    else if (q && end - start > 3 && last == 'n' && (s->t[end - 2] | 32) == 'i') end += q; /* cookin' */
    if (cuts == 0) return onr_scan_emit(s, start, end, 0), 1;
    onr_scan_emit(s, start, cut[cuts - 1], ONR_TOKEN_MWT_HEAD);
    for (; cuts; cuts--) onr_scan_emit(s, cut[cuts - 1], cuts > 1 ? cut[cuts - 2] : end, ONR_TOKEN_MWT_TAIL);
    return 1;
}

/* ---- full stops ------------------------------------------------------------------------------------------------- */

/* The first character after white space from byte i on, inside the block; 0 at the block's end. *starter: does a word
 * stand there that begins sentences ("The")? */
static uint32_t next_char(const onr_scan *s, uint32_t i, int *starter) {
    onr_scan b = *s;
    uint32_t len, c, j;
    char buf[12];
    b.end = s->block_end;
    while ((c = onr_scan_char(&b, i, &len)), len && onr_scan_class(c) == ONR_CHAR_SPACE) i += len;
    for (j = i; j - i < sizeof buf && is_letter(at(&b, j));) j++;
    size_t n = j > i && !onr_scan_alnum(&b, j) && at(&b, j) != '.' ? onr_scan_lower(&b, i, j, buf, sizeof buf) : 0;
    *starter = n && onr_words_find(ONR_WORDS_STARTER, buf, n);
    return len ? c : 0;
}

static int is_capital(uint32_t c) { /* good enough for what may follow an abbreviation */
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

/* Does the full stop at `stop` belong to the word [start, stop)? `dots`: full stops inside the word so far. */
static int keeps_stop(const onr_scan *s, uint32_t start, uint32_t stop, uint32_t dots) {
    char buf[16];
    int two = at(s, stop + 1) == '.'; /* "Inc.." is Inc. and a full stop, "so..." is not so. */
    if (at(s, stop) != '.' || (two && at(s, stop + 2) == '.')) return 0;
    if (dots) return 1;
    size_t n = onr_scan_lower(s, start, stop + 1, buf, sizeof buf);
    if (!n) return 0;
    if (onr_words_find(ONR_WORDS_ABBREV, buf, n)) return 1;
    if (two) return 0;
    int starter;
    uint32_t next = next_char(s, stop + 1, &starter);
    int digit = next >= '0' && next <= '9';
    if (digit && onr_words_find(ONR_WORDS_NUMBER, buf, n)) return 1;
    if (at(s, stop + 1) == ',' && n <= 6 && is_letter(buf[0])) return 1; /* "Wis.," */
    if (!is_upper(s->t[start]) || starter) return 0;
    if (onr_words_find(ONR_WORDS_CAPITAL, buf, n)) return digit || is_capital(next);
    if (n != 2) return 0; /* an initial */
    if (s->t[start] == 'I') return is_capital(next) && s->prev != ONR_NONE && is_upper(s->t[s->prev]);
    return next != 0;
}

/* ---- words ------------------------------------------------------------------------------------------------------ */

/* "Kim Min-ho": is the word before a surname whose given names are written with a hyphen? */
static int is_given_name(const onr_scan *s, uint32_t start, uint32_t j) {
    char buf[8];
    uint32_t end = j + 1;
    if (s->prev == ONR_NONE || !is_upper(s->t[start]) || !is_upper(s->t[s->prev]) || j - start > 6) return 0;
    if (start - s->prev > sizeof buf || s->t[start - 1] != ' ') return 0;
    while (end - j < 8 && is_letter(at(s, end))) end++;
    if (onr_scan_alnum(s, end) || at(s, end) == '-') return 0;
    size_t n = onr_scan_lower(s, s->prev, start - 1, buf, sizeof buf);
    return n && onr_words_find(ONR_WORDS_SURNAME, buf, n);
}

/* Is the hyphen at j inside one word ("pre-war", "uh-oh")? `piece` is where the part before it begins. */
static int keeps_hyphen(const onr_scan *s, uint32_t start, uint32_t piece, uint32_t j, uint32_t len) {
    char buf[16];
    if (!onr_scan_alnum(s, j + len)) return 0;
    size_t n = onr_scan_lower(s, piece, j, buf, sizeof buf);
    if (piece == start && n && onr_words_find(ONR_WORDS_PREFIX, buf, n)) return 1;
    if (piece == start && len == 1 && is_given_name(s, start, j)) return 1;
    uint32_t end = j + len;
    while (end - start < sizeof buf && (is_letter(at(s, end)) || at(s, end) == '-')) end++;
    n = onr_scan_lower(s, start, end, buf, sizeof buf);
    return n && onr_words_find(ONR_WORDS_COMPOUND, buf, n);
}

/* How many bytes at j the word that began at `start` goes over, 0 when it ends here. `dots` counts its full stops. */
static uint32_t joins(const onr_scan *s, uint32_t start, uint32_t piece, uint32_t j, uint32_t *dots) {
    uint32_t len, c = onr_scan_char(s, j, &len);
    if (c == '.' && is_letter(s->t[j - 1]) && j - start == 2 * *dots + 1 && is_letter(at(s, j + 1)) &&
        !onr_scan_alnum(s, j + 2))
        return ++*dots, 1; /* U.S, a.m */
    if (!onr_scan_alnum(s, j + len)) return 0;
    if (onr_scan_apostrophe(s, j) || c == '_' || c == 0x200D) return len;
    if (c == '`') return (at(s, j + 1) | 32) == 's' && !onr_scan_alnum(s, j + 2) ? 1 : 0;
    if (c == '&') return is_upper(s->t[start]) && is_upper(s->t[j - 1]) && is_upper(at(s, j + 1)) && j - start <= 4;
    if (c == '*') return is_letter(s->t[j - 1]) && j - start <= 2 && is_letter(at(s, j + 1));
    if (c == '-' || c == 0x2010 || c == 0x2011) return keeps_hyphen(s, start, piece, j, len) ? len : 0;
    return 0;
}

/* w/o, US$, Ph.D.: the end of a short word that a sign completes, 0 when there is none. */
static uint32_t signed_end(const onr_scan *s, uint32_t start, uint32_t j) {
    char buf[8];
    if (j - start > 3) return 0;
    size_t n = onr_scan_lower(s, start, j, buf, sizeof buf);
    if (n && at(s, j) == '$' && onr_words_find(ONR_WORDS_MONEY, buf, n)) return j + 1;
    if (!n || (at(s, j) != '/' && at(s, j) != '.')) return 0;
    uint32_t end = j + 1;
    while (end - start < sizeof buf && is_letter(at(s, end))) end++;
    end += at(s, j) == '.' && at(s, end) == '.';
    n = onr_scan_lower(s, start, end, buf, sizeof buf);
    if (!n || end == j + 1 || onr_scan_alnum(s, end)) return at(s, j) == '/' && n == 2 && buf[0] == 'w' ? end : 0;
    if (at(s, j) == '.') return onr_words_find(ONR_WORDS_ABBREV, buf, n) ? end : 0;
    return at(s, end) != '/' && onr_words_find(ONR_WORDS_SLASH, buf, n) ? end : 0;
}

int onr_scan_word(onr_scan *s) {
    uint32_t start = s->i, j = start, piece = start, dots = 0;
    while (j < s->end) {
        uint32_t len, c = onr_scan_char(s, j, &len);
        int k = onr_scan_class(c);
        if (k != ONR_CHAR_LETTER && k != ONR_CHAR_DIGIT) {
            len = joins(s, start, piece, j, &dots);
            if (!len) break;
            if (c == '-') piece = j + len;
        }
        j += len;
    }
    uint32_t end = signed_end(s, start, j);
    if (end) return onr_scan_emit(s, start, end, 0), 1;
    if (keeps_stop(s, start, j, dots)) {
        j++;
        return onr_scan_emit(s, start, j, 0), 1;
    }
    /* A word that breaks off ("th-"), as transcripts of speech have it. */
    if (at(s, j) == '-' && j - start <= 3 && is_letter(s->t[j - 1]) &&
        (j + 1 == s->end || strchr(",?", at(s, j + 1)))) {
        j++;
        return onr_scan_emit(s, start, j, 0), 1;
    }
    return onr_scan_clitic(s, start, j);
}

/* ---- numbers ---------------------------------------------------------------------------------------------------- */

static uint32_t digits(const onr_scan *s, uint32_t i) {
    uint32_t j = i;
    while (onr_scan_digit(s, j)) j++;
    return j - i;
}

/* The end of digits with their separators: 1,234.50 7:30 10.11.2001. `plain` is set when there was none. */
static uint32_t number_end(const onr_scan *s, uint32_t i, int *plain) {
    uint32_t j = i + digits(s, i);
    *plain = 1;
    for (;; *plain = 0) {
        char c = at(s, j);
        if (!onr_scan_digit(s, j + 1)) return j;
        if (c == '.' || c == ':') j += 1 + digits(s, j + 1);
        else if (c == ',' && onr_scan_digit(s, j + 2) && onr_scan_digit(s, j + 3) && !onr_scan_digit(s, j + 4)) j += 4;
        else return j;
    }
}

/* Dates and telephone numbers: groups of digits joined by - or / that stay one word. The end, or j when they do not. */
static uint32_t groups_end(const onr_scan *s, uint32_t i, uint32_t j) {
    uint32_t size[8] = {j - i}, n = 1, k = j, slash = 0;
    while (n < 8 && (at(s, k) == '-' || at(s, k) == '/') && onr_scan_digit(s, k + 1)) {
        uint32_t d = 0;
        while (d < 12 && onr_scan_digit(s, k + 1 + d)) d++;
        slash += at(s, k) == '/';
        size[n++] = d;
        k += 1 + d;
    }
    if (n == 1 || onr_scan_alnum(s, k)) return j;
    if (n == 2 && slash) { /* 9/11, 5/18, 1/2; not 3/4, 20/20 */
        int month = size[0] == 1 || (size[0] == 2 && s->t[i] == '1' && s->t[i + 1] <= '2');
        int half = size[0] == 1 && size[1] == 1 && s->t[i] == '1' && s->t[j + 1] == '2';
        return half || (month && size[1] == 2 && s->t[j + 1] <= '3') ? k : j;
    }
    if (n == 2) return size[0] % 2 && size[0] <= 5 && size[1] == 4 ? k : j; /* 555-0134 */
    return size[0] <= 5 && size[1] <= 4 ? k : j;
}

/* How many letters behind a number stay with it: the whole run, or none when it is a unit or another word. */
static uint32_t suffix_length(const onr_scan *s, uint32_t i, uint32_t j) {
    char buf[8];
    uint32_t e = j;
    while (e - j < sizeof buf && is_letter(at(s, e))) e++;
    size_t n = onr_scan_lower(s, j, e, buf, sizeof buf);
    if (!n || onr_scan_digit(s, e)) return n ? e - j : 0;
    if (n == 2 && (!memcmp(buf, "st", 2) || !memcmp(buf, "nd", 2) || !memcmp(buf, "rd", 2) || !memcmp(buf, "th", 2)))
        return 2;
    if (n == 1) {
        if (buf[0] == 's') return 1;
        int upper = is_upper(s->t[j]);
        if (upper && !strchr("KMB", s->t[j])) return 1;
        if (upper && s->t[j] == 'B' && !(i && s->t[i - 1] == '$')) return 1;
        return onr_words_find(ONR_WORDS_UNIT, buf, 1) ? 0 : 1;
    }
    return 0;
}

int onr_scan_number(onr_scan *s, uint32_t start) {
    int plain;
    uint32_t i = s->i, j = number_end(s, i, &plain);
    if (j == i) return 0;
    if (plain) j = groups_end(s, i, j);
    uint32_t more = suffix_length(s, i, j);
    /* 3D_x, 4x4, 5ème: the letters make it a word; after separators no, or 1.1.1…1x4 would be read again and again */
    int word = more ? onr_scan_alnum(s, j + more) || at(s, j + more) == '_' : at(s, j) == '_' || (at(s, j) & 0x80);
    if (word && plain && onr_scan_alnum(s, j + more + (at(s, j + more) == '_')))
        return start == i ? onr_scan_word(s) : 0;
    j += word ? 0 : more;
    uint32_t q = onr_scan_apostrophe(s, j);
    if (q && (at(s, j + q) | 32) == 's' && !onr_scan_alnum(s, j + q + 1)) {
        if (s->t[j - 1] == '0' && j - i >= 2) return onr_scan_emit(s, start, j + q + 1, 0), 1; /* the 1930's */
        onr_scan_emit(s, start, j, ONR_TOKEN_MWT_HEAD);
        return onr_scan_emit(s, j, j + q + 1, ONR_TOKEN_MWT_TAIL), 1;
    }
    return onr_scan_emit(s, start, j, 0), 1;
}
