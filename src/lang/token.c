/* token.c - text into the syntactic words of UD English.
 *
 * Method: the text of a block is parted at white space into chunks; a chunk is read from left to right by hand-written
 * rules, the first that fits takes its bytes: addresses (token_addr.c), numbers and words (token_word.c), and here the
 * rest: quotation marks, runs of dots and strokes, emoticons, tags, single marks.
 * Reference: universaldependencies.org/en/ (tokenisation) and what UD_English-EWT and -GUM 2.16 do; lists in
 * data/token_words.txt.
 * Invariants: tokens are in order, not empty, without white space; every byte that is not white space is in one token.
 * Cost: linear. Every rule looks ahead over a bounded number of bytes, or over bytes it then takes, or (addresses)
 * remembers how far it has looked. The text is read twice: once to count, once to fill an array of the right size.
 */
#include "lang/token.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "lang/token_scan.h"

uint32_t onr_scan_char(const onr_scan *s, uint32_t i, uint32_t *len) {
    if (i >= s->end) return *len = 0, 0;
    unsigned char b = (unsigned char)s->t[i];
    if (b < 0x80) return *len = 1, b;
    uint32_t c;
    return *len = (uint32_t)onr_utf8_decode(s->t + i, s->end - i, &c), c;
}

int onr_scan_class(uint32_t c) {
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return ONR_CHAR_LETTER;
        if (c >= '0' && c <= '9') return ONR_CHAR_DIGIT;
        return c <= ' ' || c == 0x7F ? ONR_CHAR_SPACE : ONR_CHAR_OTHER;
    }
    if (c == 0x200B || c == 0x2060 || c == 0xFEFF) return ONR_CHAR_SPACE; /* zero-width space and no-break space */
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC: return ONR_CHAR_SPACE;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_CF:
        return ONR_CHAR_LETTER; /* format characters such as the soft hyphen stay in their word */
    case UTF8PROC_CATEGORY_ND: return ONR_CHAR_DIGIT;
    default: return ONR_CHAR_OTHER;
    }
}

int onr_scan_alnum(const onr_scan *s, uint32_t i) {
    uint32_t len, c = onr_scan_char(s, i, &len), k = len ? (uint32_t)onr_scan_class(c) : ONR_CHAR_OTHER;
    return k == ONR_CHAR_LETTER || k == ONR_CHAR_DIGIT;
}

int onr_scan_digit(const onr_scan *s, uint32_t i) { return i < s->end && s->t[i] >= '0' && s->t[i] <= '9'; }

uint32_t onr_scan_apostrophe(const onr_scan *s, uint32_t i) {
    uint32_t len, c = onr_scan_char(s, i, &len);
    return c == '\'' || c == 0x2019 || c == 0x2BC ? len : 0;
}

void onr_scan_emit(onr_scan *s, uint32_t start, uint32_t end, uint8_t flags) {
    if (s->out) s->out[s->n] = (onr_token){start, end, s->block, flags};
    s->n++;
    s->prev = start;
    s->i = end;
}

size_t onr_scan_lower(const onr_scan *s, uint32_t a, uint32_t b, char *buf, size_t cap) {
    size_t n = 0;
    for (uint32_t len; a < b; a += len) {
        uint32_t c = onr_scan_char(s, a, &len);
        if (c == 0x2019) c = '\'';
        if (c >= 0x80 || n == cap) return 0;
        buf[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return n;
}

/* <0, 0, >0 as entry (without its `|`) lies before, at or after p[0..n). */
static int compare_entry(const char *entry, const char *p, size_t n) {
    size_t k = 0;
    for (; *entry; entry++) {
        if (*entry == '|') continue;
        if (k == n) return 1;
        if (*entry != p[k]) return (unsigned char)*entry < (unsigned char)p[k] ? -1 : 1;
        k++;
    }
    return k < n ? -1 : 0;
}

const char *onr_words_find(onr_words_kind kind, const char *p, size_t n) {
    const onr_words *list = &onr_token_lists[kind];
    for (size_t lo = 0, hi = list->n; lo < hi;) {
        size_t mid = lo + (hi - lo) / 2;
        int c = compare_entry(list->words[mid], p, n);
        if (c == 0) return list->words[mid];
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return NULL;
}

/* The end of the run of characters of `set` (ASCII) from i on. */
static uint32_t run_end(const onr_scan *s, uint32_t i, const char *set) {
    while (i < s->end && s->t[i] && strchr(set, s->t[i])) i++;
    return i;
}

/* '72, '60s, 'em, 's: a word that begins with an apostrophe of `len` bytes. */
static int take_elision(onr_scan *s, uint32_t len) {
    uint32_t a = s->i + len, b = a;
    while (b - a < 8 && b < s->end && onr_scan_class((unsigned char)s->t[b]) != ONR_CHAR_OTHER && s->t[b] > 0) b++;
    if (b == a || onr_scan_alnum(s, b)) return 0;
    char buf[12];
    size_t n = onr_scan_lower(s, a, b, buf, sizeof buf);
    int year = n >= 2 && n <= 3 && onr_scan_digit(s, a) && onr_scan_digit(s, a + 1) && (n == 2 || buf[2] == 's');
    char whole[13] = "'";
    memcpy(whole + 1, buf, n);
    if (n && onr_words_find(ONR_WORDS_MWT, whole, n + 1)) return onr_scan_clitic(s, s->i, b); /* 'tis */
    static const char clitics[][3] = {"s", "m", "re", "ll", "ve", "d"};
    int hit = year || (n && onr_words_find(ONR_WORDS_ELISION, buf, n));
    for (size_t k = 0; k < sizeof clitics / sizeof *clitics; k++)
        hit |= n == strlen(clitics[k]) && memcmp(buf, clitics[k], n) == 0;
    uint32_t close = hit && n == 1 && buf[0] == 'n' ? onr_scan_apostrophe(s, b) : 0; /* rock 'n' roll */
    if (!hit || (s->single == 0 && !close && onr_scan_apostrophe(s, b))) return 0;   /* 'em' is a word in quotes */
    onr_scan_emit(s, s->i, b + close, 0);
    return 1;
}

/* A single quotation mark, or an apostrophe that no word took. Keeps count of whether one is open. */
static int take_single(onr_scan *s) {
    uint32_t len, c = onr_scan_char(s, s->i, &len);
    if (c == 0x2018) s->single = 1;
    else if (onr_scan_apostrophe(s, s->i)) {
        if (take_elision(s, len)) return 1;
        int opens = c == '\'' && (s->i == s->chunk || strchr("([{\"-/", s->t[s->i - 1])) && s->i + 1 < s->end &&
                    s->t[s->i + 1] != '\'';
        s->single = opens;
        if (c == '\'' && s->i + 1 < s->end && s->t[s->i + 1] == '\'') len = 2; /* '' for a double mark */
    } else return 0;
    onr_scan_emit(s, s->i, s->i + len, 0);
    return 1;
}

/* An emoticon of the list; the longest that fits. */
static int take_smile(onr_scan *s) {
    if (!strchr(":;=<^->(", s->t[s->i])) return 0;
    if (s->i > s->chunk && onr_scan_digit(s, s->i - 1)) return 0;
    for (uint32_t n = 3; n >= 2; n--) {
        uint32_t end = s->i + n;
        if (end > s->end || !onr_words_find(ONR_WORDS_SMILE, s->t + s->i, n) || onr_scan_alnum(s, end)) continue;
        if (s->t[s->i] == '(' && end != s->end) continue;
        onr_scan_emit(s, s->i, end, 0);
        return 1;
    }
    return 0;
}

/* #tag, @name */
static int take_tag(onr_scan *s) {
    char c = s->t[s->i];
    uint32_t len, next = onr_scan_char(s, s->i + 1, &len);
    if ((c != '#' && c != '@') || !len || (next != '_' && onr_scan_class(next) != ONR_CHAR_LETTER)) return 0;
    if (s->i > s->chunk && onr_scan_alnum(s, s->i - 1)) return 0;
    uint32_t j = s->i + 1;
    for (;; j += len) {
        next = onr_scan_char(s, j, &len);
        if (onr_scan_alnum(s, j) || next == '_') continue;
        if (c == '@' && next == '.' && onr_scan_alnum(s, j + 1)) continue;
        break;
    }
    onr_scan_emit(s, s->i, j, 0);
    return 1;
}

/* Runs of full stops, ! and ?, or one drawing character; 0 when there is no run of at least two. */
static uint32_t take_run(const onr_scan *s) {
    uint32_t i = s->i, len, c = onr_scan_char(s, i, &len), j = i;
    if (c == '.' || c == 0x2026) {
        while ((c = onr_scan_char(s, j, &len)) == '.' || c == 0x2026) j += len;
        return j - i == 1 ? run_end(s, j, "!?") : j; /* ".?" is one word, "...?" two */
    }
    if (c == '!' || c == '?') {
        j = run_end(s, i, "!?");
        return j < s->end && s->t[j] == '.' && run_end(s, j, ".") == j + 1 ? j + 1 : j;
    }
    if (c >= 0x80 || !strchr("-*=_~+#<>$|^`", (int)c)) return 0;
    char one[2] = {(char)c, 0};
    j = run_end(s, i, one);
    uint32_t mixed = run_end(s, i, "-+=|<>*_~");
    uint32_t arrow = run_end(s, run_end(s, i, "-="), ">");
    if (mixed - i >= 5 && mixed > j) return mixed;
    if ((c == '-' || c == '=') && arrow > j && s->t[arrow - 1] == '>') return arrow;
    if (c == '<' && j == i + 1 && j < s->end && s->t[j] == '-') return j + 1;
    return j;
}

/* One token that begins with neither letter nor digit. */
static void take_mark(onr_scan *s) {
    uint32_t len, c = onr_scan_char(s, s->i, &len), next;
    if (take_single(s)) return;
    if (c < 0x80 && (take_smile(s) || take_tag(s))) return;
    int free = s->i == s->chunk || !onr_scan_alnum(s, s->i - 1);
    if (((c == '.' && free) || (c == '+' && s->i == s->chunk)) && onr_scan_digit(s, s->i + 1)) {
        uint32_t start = s->i++;
        if (onr_scan_number(s, start)) return;
        s->i = start;
    }
    uint32_t j = take_run(s);
    if (j <= s->i) j = s->i + len;
    /* Combining marks and joiners stay with the sign before them. */
    while (j < s->end && (unsigned char)s->t[j] >= 0x80) {
        next = onr_scan_char(s, j, &len);
        int cat = utf8proc_category((utf8proc_int32_t)next);
        int skin = next >= 0x1F3FB && next <= 0x1F3FF; /* emoji modifiers */
        if (!skin && cat != UTF8PROC_CATEGORY_MN && cat != UTF8PROC_CATEGORY_ME && cat != UTF8PROC_CATEGORY_CF) break;
        if (onr_scan_class(next) == ONR_CHAR_SPACE) break;
        j += len;
    }
    onr_scan_emit(s, s->i, j, 0);
}

static void split_chunk(onr_scan *s) {
    while (s->i < s->end) {
        uint32_t len, k = (uint32_t)onr_scan_class(onr_scan_char(s, s->i, &len));
        if (k == ONR_CHAR_LETTER || k == ONR_CHAR_DIGIT) {
            if (onr_scan_address(s)) continue;
            if (k == ONR_CHAR_DIGIT && onr_scan_number(s, s->i)) continue;
            if (onr_scan_word(s)) continue;
        }
        take_mark(s);
    }
}

static void split_block(onr_scan *s, onr_span span) {
    s->block_end = span.end;
    s->single = 0;
    s->prev = ONR_NONE;
    for (uint32_t i = span.start; i < span.end;) {
        uint32_t len, first = s->n;
        s->end = span.end; /* while looking for the chunk's end, the block is the limit */
        while (i < span.end && onr_scan_class(onr_scan_char(s, i, &len)) == ONR_CHAR_SPACE) i += len;
        s->chunk = s->i = i;
        while (i < span.end && onr_scan_class(onr_scan_char(s, i, &len)) != ONR_CHAR_SPACE) i += len;
        s->end = i;
        split_chunk(s);
        if (s->n > first && s->out) s->out[s->n - 1].flags |= ONR_TOKEN_SPACE_AFTER;
    }
}

onr_status onr_token_split(onr_doc *doc, onr_err *err) {
    onr_token *out = NULL;
    for (int pass = 0; pass < 2; pass++) {
        onr_scan s = {.t = doc->text, .out = out};
        for (uint32_t b = 0; b < doc->blocks_n; b++) {
            s.block = b;
            split_block(&s, doc->blocks[b].span);
        }
        doc->tokens_n = s.n;
        if (pass == 0) out = onr_arena_alloc(&doc->arena, s.n, sizeof *out);
        if (!out) {
            doc->tokens_n = 0;
            return onr_err_set(err, ONR_NOMEM, 0, "out of memory for %u words of the document", (unsigned)s.n);
        }
    }
    doc->tokens = out;
    return ONR_OK;
}
