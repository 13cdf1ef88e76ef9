/* The states of the standard's tokenizer, folded into loops: text is found by memchr for '<', comments by memchr for
 * '>', quoted values by memchr for their quote, raw text by memchr for '<'; only tag and attribute names are walked
 * byte by byte. What the standard calls parse errors are read as it says and not reported.
 *
 * Differences: U+0000 and CR are left to the decoder of the text (the reader's charset step turns NUL into U+FFFD); a
 * doctype is one span, its identifiers are not read; "<![CDATA[" is a comment everywhere, as in HTML content.
 * Invariant: every token begins where the last one ended, or behind what the standard drops. Cost: O(n). */
#include "read/html_lex.h"

#include "base/ascii.h"
#include "read/html_tag.h"

enum { SPACE = 1, SLASH = 2, CLOSE = 4, EQUALS = 8 };
static const unsigned char kinds[256] = {['\t'] = SPACE, ['\n'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE,
                                         [' '] = SPACE,  ['/'] = SLASH,  ['>'] = CLOSE,  ['='] = EQUALS};

static int is_any(char c, unsigned of) { return (kinds[(unsigned char)c] & of) != 0; }
static int is_space(char c) { return is_any(c, SPACE); }

static uint32_t find(const onr_html_lex *lex, uint32_t from, char c) {
    const char *q = from < lex->n ? memchr(lex->p + from, c, lex->n - from) : NULL;
    return q ? (uint32_t)(q - lex->p) : lex->n;
}

/* Does the lower-case `word` stand at `at`, in any case? */
static int stands(const onr_html_lex *lex, uint32_t at, const char *word, uint32_t k) {
    return lex->n - at >= k && onr_ascii_same(lex->p + at, word, k);
}

void onr_html_lex_init(onr_html_lex *lex, const char *page, uint32_t n) {
    *lex = (onr_html_lex){.p = page, .n = n, .mode = ONR_HTML_DATA};
}

/* ---- attributes -------------------------------------------------------------------------------------------------- */

/* The value behind '='; *at is behind the white space that follows it. -1: the page ends. */
static int read_value(const char *p, uint32_t n, uint32_t *at, onr_html_attr *a) {
    uint32_t i = *at;
    if (i >= n) return -1;
    if (p[i] == '"' || p[i] == '\'') {
        const char *q = memchr(p + i + 1, p[i], n - i - 1);
        if (!q) return -1;
        a->value = i + 1;
        a->value_end = (uint32_t)(q - p);
        *at = a->value_end + 1;
        return 1;
    }
    a->value = i;
    while (i < n && !is_any(p[i], SPACE | CLOSE)) i++;
    a->value_end = *at = i;
    return i < n ? 1 : -1;
}

int onr_html_attr_next(const char *p, uint32_t n, uint32_t *at, onr_html_attr *a) {
    uint32_t i = *at;
    while (i < n && is_any(p[i], SPACE | SLASH)) i++;
    *at = i;
    if (i >= n) return -1;
    if (p[i] == '>') return 0;
    a->name = i++; /* even a '=' begins a name */
    while (i < n && !is_any(p[i], SPACE | SLASH | CLOSE | EQUALS)) i++;
    a->name_end = a->value = a->value_end = i;
    while (i < n && is_space(p[i])) i++;
    if (i < n && p[i] == '=') {
        i++;
        while (i < n && is_space(p[i])) i++;
        *at = i;
        return read_value(p, n, at, a);
    }
    *at = i;
    return i < n ? 1 : -1;
}

static void note(const onr_html_lex *lex, const onr_html_attr *a, onr_html_token *t) {
    uint32_t n = a->name_end - a->name;
    if (n == 5 && !t->class_n && stands(lex, a->name, "class", 5)) {
        t->class_at = a->value;
        t->class_n = a->value_end - a->value;
    } else if (n == 2 && !t->id_n && stands(lex, a->name, "id", 2)) {
        t->id_at = a->value;
        t->id_n = a->value_end - a->value;
    } else if (n < 16) t->lengths |= (uint16_t)(1u << n);
}

/* ---- tags and comments ------------------------------------------------------------------------------------------- */

/* A token of one piece [start, end) with `name`, `name_end` as its content. */
static int piece(onr_html_lex *lex, onr_html_token *t, uint8_t kind, uint32_t name, uint32_t name_end, uint32_t end) {
    t->kind = kind;
    t->name = name;
    t->name_end = name_end;
    t->end = lex->at = end;
    return 1;
}

static int bogus(onr_html_lex *lex, onr_html_token *t, uint32_t from) {
    uint32_t end = find(lex, from, '>');
    return piece(lex, t, ONR_HTML_COMMENT, from, end, end + (end < lex->n));
}

static int read_comment(onr_html_lex *lex, onr_html_token *t) {
    const char *p = lex->p;
    uint32_t from = t->start + 4, n = lex->n;
    if (from < n && p[from] == '>') return piece(lex, t, ONR_HTML_COMMENT, from, from, from + 1);
    if (from + 1 < n && p[from] == '-' && p[from + 1] == '>')
        return piece(lex, t, ONR_HTML_COMMENT, from, from, from + 2);
    for (uint32_t i = find(lex, from, '>'); i < n; i = find(lex, i + 1, '>')) {
        uint32_t k = i - from;
        if (k >= 2 && p[i - 1] == '-' && p[i - 2] == '-') return piece(lex, t, ONR_HTML_COMMENT, from, i - 2, i + 1);
        if (k >= 3 && p[i - 1] == '!' && p[i - 2] == '-' && p[i - 3] == '-')
            return piece(lex, t, ONR_HTML_COMMENT, from, i - 3, i + 1);
    }
    uint32_t end = n; /* never closed: the dashes of a beginning end are not part of it */
    if (end - from >= 3 && p[end - 1] == '!' && p[end - 2] == '-' && p[end - 3] == '-') end -= 3;
    else
        for (int k = 0; k < 2 && end > from && p[end - 1] == '-'; k++) end--;
    return piece(lex, t, ONR_HTML_COMMENT, from, end, n);
}

static void follow(onr_html_lex *lex, const onr_html_token *t) {
    if (!(onr_html_tag_flags(t->tag) & ONR_TAG_IS_RAW)) {
        if (t->tag == ONR_TAG_PLAINTEXT) lex->mode = ONR_HTML_PLAIN;
        return;
    }
    lex->mode = t->tag == ONR_TAG_SCRIPT                                ? ONR_HTML_SCRIPT
                : t->tag == ONR_TAG_TITLE || t->tag == ONR_TAG_TEXTAREA ? ONR_HTML_RCDATA
                                                                        : ONR_HTML_RAW;
    lex->raw = t->name;
    lex->raw_n = t->name_end - t->name;
}

/* A tag whose name begins at `from`. 0: the page ends inside it, and nothing is left. */
static int read_tag(onr_html_lex *lex, onr_html_token *t, uint32_t from, uint8_t kind) {
    const char *p = lex->p;
    uint32_t i = from, n = lex->n;
    while (i < n && !is_any(p[i], SPACE | SLASH | CLOSE)) i++;
    t->kind = kind;
    t->name = from;
    t->name_end = i;
    t->tag = onr_html_tag_find(p + from, i - from);
    onr_html_attr a = {0};
    int more = i < n && p[i] == '>' ? 0 : 1;
    while (more && (more = onr_html_attr_next(p, n, &i, &a)) == 1) note(lex, &a, t);
    if (more < 0) {
        lex->at = n;
        return 0;
    }
    t->closed = p[i - 1] == '/' && i > t->name_end && (a.value_end != i || i - 1 == t->name_end);
    t->end = lex->at = i + 1;
    if (kind == ONR_HTML_START) follow(lex, t);
    return 1;
}

/* Something that begins with '<'; -1: it is text. */
static int read_markup(onr_html_lex *lex, onr_html_token *t) {
    const char *p = lex->p;
    uint32_t i = lex->at, n = lex->n;
    if (i + 1 >= n) return -1;
    char c = p[i + 1];
    if (onr_ascii_is_letter(c)) return read_tag(lex, t, i + 1, ONR_HTML_START);
    if (c == '?') return bogus(lex, t, i + 1);
    if (c == '!') {
        if (stands(lex, i, "<!--", 4)) return read_comment(lex, t);
        if (!stands(lex, i, "<!doctype", 9)) return bogus(lex, t, i + 2);
        uint32_t end = find(lex, i, '>');
        return piece(lex, t, ONR_HTML_DOCTYPE, i + 9, end, end + (end < n));
    }
    if (c != '/' || i + 2 >= n) return -1;
    if (onr_ascii_is_letter(p[i + 2])) return read_tag(lex, t, i + 2, ONR_HTML_END);
    if (p[i + 2] == '>') return piece(lex, t, ONR_HTML_COMMENT, i + 2, i + 2, i + 3); /* "</>" is dropped */
    return bogus(lex, t, i + 2);
}

/* ---- text -------------------------------------------------------------------------------------------------------- */

/* Does the end tag of the raw element stand at p[i] == '<'? */
static int ends_raw(const onr_html_lex *lex, uint32_t i) {
    uint32_t k = lex->raw_n, after = i + 2 + k;
    if (k == 0 || lex->n - i < 3 + k || lex->p[i + 1] != '/') return 0;
    for (uint32_t j = 0; j < k; j++)
        if ((lex->p[i + 2 + j] | 0x20) != (lex->p[lex->raw + j] | 0x20)) return 0;
    return is_space(lex->p[after]) || lex->p[after] == '/' || lex->p[after] == '>';
}

static int script_stands(const onr_html_lex *lex, uint32_t i) {
    if (!stands(lex, i, "script", 6) || lex->n - i < 7) return 0;
    char c = lex->p[i + 6];
    return is_space(c) || c == '/' || c == '>';
}

/* Where a script's text ends. Inside "<!--" it may hold "<script>" ... "</script>" pairs (the standard's escaped and
 * double escaped states), until "-->". */
static uint32_t end_of_script(const onr_html_lex *lex, uint32_t i) {
    const char *p = lex->p;
    uint32_t n = lex->n, dashes = 0;
    int escaped = 0; /* 1: behind "<!--"; 2: behind a "<script" in there */
    while (i < n) {
        if (!escaped && (i = find(lex, i, '<')) >= n) break;
        char c = p[i];
        if (c == '<' && escaped < 2 && ends_raw(lex, i)) return i;
        if (c == '<' && !escaped && stands(lex, i, "<!--", 4)) {
            escaped = 1;
            dashes = 2;
            i += 4;
            continue;
        }
        if (c == '<' && escaped == 1 && script_stands(lex, i + 1)) escaped = 2;
        else if (c == '<' && escaped == 2 && i + 1 < n && p[i + 1] == '/' && script_stands(lex, i + 2)) escaped = 1;
        else if (c == '>' && dashes >= 2) escaped = 0;
        dashes = c == '-' ? dashes + 1 : 0;
        i++;
    }
    return n;
}

static uint32_t end_of_text(const onr_html_lex *lex, uint32_t i) {
    if (lex->mode == ONR_HTML_PLAIN) return lex->n;
    if (lex->mode == ONR_HTML_SCRIPT) return end_of_script(lex, i);
    if (lex->mode == ONR_HTML_CDATA) {
        for (i = find(lex, i, ']'); i < lex->n && !stands(lex, i, "]]>", 3);) i = find(lex, i + 1, ']');
        return i;
    }
    i = find(lex, i, '<');
    if (lex->mode == ONR_HTML_DATA) return i;
    while (i < lex->n && !ends_raw(lex, i)) i = find(lex, i + 1, '<');
    return i;
}

int onr_html_next(onr_html_lex *lex, onr_html_token *t) {
    if (lex->at >= lex->n) return 0;
    *t = (onr_html_token){.start = lex->at, .mode = lex->mode};
    uint32_t end = end_of_text(lex, lex->at);
    if (end == lex->at) { /* markup, which may turn out to be text */
        uint8_t was = lex->mode;
        if (was == ONR_HTML_CDATA) {
            lex->at += 3;
            lex->mode = ONR_HTML_DATA;
            return onr_html_next(lex, t);
        }
        lex->mode = ONR_HTML_DATA;
        int rc = read_markup(lex, t);
        if (rc >= 0) return rc;
        lex->mode = was;
        end = end_of_text(lex, lex->at + 1);
    }
    t->kind = ONR_HTML_TEXT;
    t->end = lex->at = end;
    return 1;
}
