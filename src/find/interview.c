/* Interviews have no quotation marks: each turn is a paragraph that begins with the speaker's name or initials.
 *
 * Method: a label is a name of at most four capitalised words between double parentheses, or before a colon. A document
 * is an interview when three paragraphs begin with a label in double parentheses, or when five begin with a label
 * before a colon and no more than four different labels do. In one, a paragraph may also begin with the initials of a
 * person named before, without a colon. Cost: linear in the text, initials O(paragraphs · names).
 */
#include "find/interview.h"

#include <string.h>

enum { LABEL_BYTES = 48, LABEL_WORDS = 4 };

static int is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* Bytes of a label at the start of s: capitalised words with single spaces; 0 when there is none. */
static uint32_t label_length(onr_slice s) {
    uint32_t i = 0, words = 0;
    while (i < s.n && i < LABEL_BYTES && words < LABEL_WORDS) {
        if (!is_upper(s.p[i]) && (unsigned char)s.p[i] < 0xC3) break;
        while (i < s.n && s.p[i] != ' ' && s.p[i] != ':' && s.p[i] != ')' && s.p[i] != '\n') i++;
        words++;
        if (i >= s.n || s.p[i] != ' ') return i;
        i++;
    }
    return i > 0 && s.p[i - 1] == ' ' ? i - 1 : 0;
}

/* Labels of what is no turn: pictures and their owners, references. */
static int is_caption(onr_slice label) {
    static const char *const words[] = {"image",   "images", "photo",   "photos",    "picture", "pictures",
                                        "video",   "videos", "file",    "credit",    "credits", "source",
                                        "sources", "read",   "watch",   "listen",    "via",     "map",
                                        "graphic", "audio",  "related", "photograph"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]), k = 0;
        while (k < n && k < label.n && (label.p[k] | 32) == words[i][k]) k++;
        if (k == n && (label.n == n || label.p[n] == ' ')) return 1;
    }
    return 0;
}

static onr_span after(const onr_doc *doc, onr_span block, uint32_t at) {
    while (at < block.end && (doc->text[at] == ' ' || doc->text[at] == ':')) at++;
    return (onr_span){at, block.end};
}

/* "((LABEL)) …" */
static int in_parentheses(const onr_doc *doc, onr_span b, onr_turn *out) {
    onr_slice s = onr_doc_slice(doc, b);
    if (s.n < 6 || memcmp(s.p, "((", 2) != 0) return 0;
    uint32_t n = label_length((onr_slice){s.p + 2, s.n - 2});
    if (n == 0 || n + 4 > s.n || memcmp(s.p + 2 + n, "))", 2) != 0) return 0;
    *out = (onr_turn){{b.start + 2, b.start + 2 + n}, after(doc, b, b.start + n + 4)};
    return !onr_span_empty(out->content);
}

/* "LABEL: …" */
static int before_colon(const onr_doc *doc, onr_span b, onr_turn *out) {
    onr_slice s = onr_doc_slice(doc, b);
    uint32_t n = label_length(s);
    if (n == 0 || n + 2 >= s.n || s.p[n] != ':' || s.p[n + 1] != ' ' || is_caption((onr_slice){s.p, n})) return 0;
    *out = (onr_turn){{b.start, b.start + n}, after(doc, b, b.start + n)};
    return !onr_span_empty(out->content);
}

/* Does a person's name of several words have these initials? */
static int has_initials(const onr_doc *doc, const onr_name *name, onr_slice initials) {
    if (name->kind != ONR_NAME_PER || name->tok.to - name->tok.from != initials.n) return 0;
    for (uint32_t i = 0; i < initials.n; i++)
        if (doc->text[doc->tokens[name->tok.from + i].start] != initials.p[i]) return 0;
    return 1;
}

/* "AB It was time.", "Ada Brenn It was time.": the initials or the whole name of a person named before. */
static int by_name(const onr_doc *doc, onr_span b, onr_turn *out) {
    onr_slice s = onr_doc_slice(doc, b);
    uint32_t n = 0;
    while (n < s.n && n < 5 && is_upper(s.p[n])) n++;
    for (uint32_t i = 0; i < doc->names_n && doc->tokens[doc->names[i].tok.from].start <= b.start; i++) {
        onr_span whole = onr_doc_tokens_span(doc, doc->names[i].tok);
        uint32_t size = 0;
        if (n >= 2 && n + 2 < s.n && s.p[n] == ' ' && has_initials(doc, &doc->names[i], (onr_slice){s.p, n})) size = n;
        if (whole.start == b.start && whole.end + 1 < b.end && doc->text[whole.end] == ' ' &&
            is_upper(doc->text[whole.end + 1]))
            size = whole.end - whole.start;
        if (!size) continue;
        *out = (onr_turn){{b.start, b.start + size}, after(doc, b, b.start + size)};
        return !onr_span_empty(out->content);
    }
    return 0;
}

/* Is the document an interview: enough labels, few different ones? */
static int is_interview(const onr_doc *doc, int *parentheses) {
    enum { MOST = 4 };
    onr_slice seen[MOST];
    uint32_t round = 0, colon = 0, different = 0;
    onr_turn t;
    for (uint32_t i = 0; i < doc->blocks_n; i++) {
        if (in_parentheses(doc, doc->blocks[i].span, &t)) round++;
        if (!before_colon(doc, doc->blocks[i].span, &t)) continue;
        onr_slice label = onr_doc_slice(doc, t.label);
        uint32_t k = 0;
        while (k < different && !onr_slice_eq(seen[k], label)) k++;
        if (k == MOST) different = MOST + 1, k = MOST;
        else if (k == different) seen[different++] = label;
        if (different > MOST) break;
        colon++;
    }
    *parentheses = round >= 3;
    return round >= 3 || (different <= MOST && colon >= 5);
}

onr_status onr_find_turns(onr_doc *doc, onr_turn **out, uint32_t *n, onr_err *err) {
    int parentheses;
    *n = 0;
    *out = NULL;
    if (!is_interview(doc, &parentheses)) return ONR_OK;
    *out = onr_arena_alloc(&doc->arena, doc->blocks_n, sizeof **out);
    if (!*out) return onr_doc_no_memory(err);
    for (uint32_t i = 0; i < doc->blocks_n; i++) {
        onr_turn *t = *out + *n;
        onr_span b = doc->blocks[i].span;
        if (in_parentheses(doc, b, t) || before_colon(doc, b, t) || (parentheses && *n > 0 && by_name(doc, b, t))) ++*n;
    }
    return ONR_OK;
}
