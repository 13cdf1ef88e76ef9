/* token_addr.c - words that are addresses: URLs, e-mail, host names, file names, news groups.
 *
 * Method: from a letter or digit on, the run of characters that a name may have is found once; its head, the character
 * behind it and its last label decide. Where nothing fits, s->probe remembers the run's end, so that the words inside
 * it are not looked at again: the cost stays linear.
 */
#include "lang/token_scan.h"

/* Does the chunk go on with `word` (lower case) at i, in any case? */
static int starts(const onr_scan *s, uint32_t i, const char *word) {
    for (; *word; word++, i++) {
        if (i >= s->end) return 0;
        char c = s->t[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != *word) return 0;
    }
    return 1;
}

/* The end of a URL that begins at i: up to a quotation mark or angle bracket, without closing punctuation. */
static uint32_t url_end(const onr_scan *s, uint32_t i) {
    uint32_t j = i, len, open = 0, close = 0;
    for (; j < s->end; j += len) {
        uint32_t c = onr_scan_char(s, j, &len);
        if (c == '<' || c == '>' || c == '"' || (c >= 0x2018 && c <= 0x201F)) break;
        open += c == '(';
        close += c == ')';
    }
    while (j > i && strchr(".,;:!?'*]})", s->t[j - 1])) {
        if (s->t[j - 1] == ')' && close-- <= open) break;
        j--;
    }
    return j;
}

/* The end of a run of letters, digits and the ASCII characters of `set`. */
static uint32_t name_end(const onr_scan *s, uint32_t i, const char *set) {
    for (uint32_t len; i < s->end; i += len) {
        uint32_t c = onr_scan_char(s, i, &len);
        int k = onr_scan_class(c);
        if (k != ONR_CHAR_LETTER && k != ONR_CHAR_DIGIT && (c >= 0x80 || !strchr(set, (int)c))) break;
    }
    return i;
}

/* The last byte of the run [i, j) that is not one of `set`, plus one. */
static uint32_t trim(const onr_scan *s, uint32_t i, uint32_t j, const char *set) {
    while (j > i && strchr(set, s->t[j - 1])) j--;
    return j;
}

static uint32_t last_dot(const onr_scan *s, uint32_t i, uint32_t j) {
    for (uint32_t k = j, n = 0; k > i && n < 8; k--, n++)
        if (s->t[k - 1] == '.') return k - 1;
    return j;
}

/* The end of an e-mail address whose local part is [i, at). */
static uint32_t mail_end(const onr_scan *s, uint32_t i, uint32_t at) {
    uint32_t j = trim(s, at + 1, name_end(s, at + 1, ".-_"), ".-_");
    if (j == at + 1) return 0;
    return j - at > 3 || memchr(s->t + i, '.', at - i) ? j : 0; /* not "A@B" */
}

/* The end of a host, file or group name that fills [i, j), 0 when it is none. */
static uint32_t dotted_end(const onr_scan *s, uint32_t i, uint32_t j) {
    char buf[8];
    uint32_t dot = i;
    while (dot < j && dot - i < 6 && s->t[dot] != '.') dot++;
    size_t n = dot < j && s->t[dot] == '.' && s->t[i] >= 'a' ? onr_scan_lower(s, i, dot, buf, sizeof buf) : 0;
    if (n && onr_words_find(ONR_WORDS_GROUP, buf, n)) return j;
    dot = last_dot(s, i, j);
    if (dot == j || dot == i) return 0;
    n = onr_scan_lower(s, dot + 1, j, buf, sizeof buf);
    if (!n) return 0;
    if (onr_words_find(ONR_WORDS_FILE, buf, n)) return j;
    int lower = s->t[dot + 1] >= 'a', upper = s->t[i] >= 'A' && s->t[i] <= 'Z' && s->t[j - 1] <= 'Z';
    int com = n == 3 && memcmp(buf, "com", 3) == 0;
    if (dot - i >= 2 && s->t[dot - 2] != '.' && (lower || upper || com) && onr_words_find(ONR_WORDS_TLD, buf, n))
        return j < s->end && s->t[j] == '/' ? url_end(s, i) : j;
    return 0;
}

int onr_scan_address(onr_scan *s) {
    static const char *const heads[] = {"http://", "https://", "ftp://", "www.", "mailto:", "doi:10."};
    if (s->i < s->probe) return 0;
    uint32_t i = s->i, end = 0;
    for (size_t k = 0; k < sizeof heads / sizeof *heads && !end; k++)
        if (starts(s, i, heads[k]) && onr_scan_alnum(s, i + (uint32_t)strlen(heads[k]))) end = url_end(s, i);
    uint32_t j = name_end(s, i, "._-+%");
    if (!end && j < s->end && s->t[j] == '@') end = mail_end(s, i, j);
    if (!end) end = dotted_end(s, i, trim(s, i, j, "._-+%"));
    if (end <= i) {
        s->probe = j;
        return 0;
    }
    onr_scan_emit(s, i, end, 0);
    return 1;
}
