/* Lines to paragraphs. Most files have a paragraph a line; some were wrapped at a width by a mail program or an editor,
 * and there a paragraph is the run of lines up to a blank one. Which of the two is decided once a document, from its
 * joints: places where a line with words stands directly under another that does not look like a paragraph's last. In
 * wrapped text nearly every joint is
 *   full:   the next line's first word would not have fitted on the line above (within the widest of these lines), and
 *   inside: the line above does not end a sentence; and often the next line begins with a small letter;
 * and hardly any line is longer than that width. Paragraphs, lists and headlines on lines of their own fail one of
 * them.
 *
 * Line ends: LF, CR, CR LF, VT, FF, NEL, U+2028, U+2029. Invariants: blocks are in order, are never empty, begin and
 * end with a character that is no white space, and between them is only white space. Cost: O(bytes), three passes. */
#include "read/blocks.h"

#include "base/utf8.h"
#include "read/dateline.h"

enum { WIDTH_LEAST = 40, WIDTH_MOST = 100, DEADLINE_EVERY = 1 << 14 };

/* One line: its words (white space trimmed), where the next begins, and what its first and last word are like. */
typedef struct line {
    uint32_t start, end; /* empty when blank */
    uint32_t next;
    uint32_t indent, width, first; /* code points: before the words, of the words, of the first word */
    int lower;                     /* begins with a small letter */
} line;

/* Bytes of a line end at p[i], 0 when there is none. */
static uint32_t line_end(const char *p, uint32_t n, uint32_t i) {
    unsigned char b = (unsigned char)p[i];
    if (b == '\r') return i + 1 < n && p[i + 1] == '\n' ? 2 : 1;
    if (b >= '\n' && b <= '\f') return 1;
    if (b == 0xC2) return i + 1 < n && (unsigned char)p[i + 1] == 0x85 ? 2 : 0;
    if (b != 0xE2 || n - i < 3 || (unsigned char)p[i + 1] != 0x80) return 0;
    unsigned char last = (unsigned char)p[i + 2];
    return last == 0xA8 || last == 0xA9 ? 3 : 0;
}

/* Read the line that begins at `at` (< n). */
static line read_line(const char *p, uint32_t n, uint32_t at) {
    line l = {.start = at, .end = at};
    uint32_t i = at, columns = 0, k;
    int in_first = 1;
    while (i < n && (k = line_end(p, n, i)) == 0) {
        uint32_t c;
        k = (uint32_t)onr_utf8_decode(p + i, n - i, &c);
        if (!onr_char_is_space(c)) {
            if (l.end == l.start) {
                l.start = i;
                l.indent = columns;
                l.lower = onr_char_is_lower(c);
            }
            l.end = i + k;
            l.width = columns + 1 - l.indent;
            if (in_first) l.first = l.width;
        } else if (l.end > l.start) in_first = 0;
        columns++;
        i += k;
    }
    l.next = i < n ? i + line_end(p, n, i) : n;
    return l;
}

static int is_blank(const line *l) { return l->end == l->start; }

int onr_read_ends_sentence(onr_slice s) {
    size_t at = s.n, k;
    uint32_t c;
    while ((k = onr_utf8_before(s.p, at, &c)) != 0) {
        if (c == '.' || c == '!' || c == '?' || c == 0x2026) return 1;
        int closing = c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D || c == 0xBB;
        if (!closing) return 0;
        at -= k;
    }
    return 0;
}

uint32_t onr_read_words(onr_slice s) {
    uint32_t words = 0, c;
    int inside = 0;
    for (size_t i = 0, k; i < s.n; i += k) {
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        int space = onr_char_is_space(c);
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

int onr_read_has_letter(onr_slice s) {
    uint32_t c;
    for (size_t i = 0, k; i < s.n; i += k) {
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        if (onr_char_is_letter(c)) return 1;
    }
    return 0;
}

/* How many more columns the line had for the next line's first word (and a space); negative: it did not fit. */
static int64_t room(const line *above, const line *below, uint32_t width) {
    return (int64_t)width - above->indent - above->width - 1 - below->first;
}

static onr_slice words_of(const onr_doc *doc, const line *l) {
    return onr_doc_slice(doc, (onr_span){l->start, l->end});
}

/* In text wrapped at `width`: does a new paragraph begin at `below`, though no blank line stands before it? Where it is
 * indented, where the line above ends a sentence and has room left, or much room, and around date lines. */
static int breaks(const onr_doc *doc, const line *above, const line *below, uint32_t width) {
    onr_slice over = words_of(doc, above), under = words_of(doc, below);
    onr_date d;
    int weekday, updated, ends = onr_read_ends_sentence(over);
    if (below->indent >= 2 && (below->indent >= above->indent + 2 || ends)) return 1;
    int64_t left = room(above, below, width);
    if (left >= (int64_t)width / 3 || (ends && left >= 4)) return 1;
    return onr_read_date_line(over, &d, &weekday, &updated) || onr_read_date_line(under, &d, &weekday, &updated);
}

/* The widest line that stands at the top of a joint and is not over the limit; counts lines longer than that limit. */
static uint32_t joint_width(const onr_doc *doc, uint64_t *lines, uint64_t *longer) {
    uint32_t widest = 0;
    line above = {0};
    *lines = *longer = 0;
    for (uint32_t at = 0; at < doc->text_n;) {
        line l = read_line(doc->text, doc->text_n, at);
        at = l.next;
        if (!is_blank(&l)) {
            ++*lines;
            *longer += l.indent + l.width > WIDTH_MOST;
            uint32_t w = above.indent + above.width;
            if (!is_blank(&above) && w <= WIDTH_MOST && w > widest) widest = w;
        }
        above = l;
    }
    return widest;
}

onr_layout onr_read_layout(const onr_doc *doc) {
    uint64_t lines, longer, joints = 0, full = 0, inside = 0, lower = 0;
    uint32_t width = joint_width(doc, &lines, &longer);
    onr_layout no = {0, 0};
    if (width < WIDTH_LEAST || longer * 10 > lines) return no;
    line above = {0};
    for (uint32_t at = 0; at < doc->text_n;) {
        line l = read_line(doc->text, doc->text_n, at);
        at = l.next;
        if (!is_blank(&l) && !is_blank(&above) && !breaks(doc, &above, &l, width)) {
            joints++;
            full += room(&above, &l, width) < (int64_t)width / 6; /* ragged editors leave a little */
            inside += !onr_read_ends_sentence(words_of(doc, &above));
            lower += l.lower != 0;
        }
        above = l;
    }
    int wrapped = joints && full * 4 >= joints * 3 && inside * 5 >= joints * 3 && lower * 3 >= joints;
    return wrapped ? (onr_layout){1, width} : no;
}

static onr_status add(onr_doc *doc, size_t *cap, onr_span span) {
    void *items = doc->blocks;
    if (onr_arena_grow(&doc->arena, &items, cap, doc->blocks_n, doc->blocks_n + 1u, sizeof *doc->blocks) != 0)
        return ONR_NOMEM;
    doc->blocks = items;
    doc->blocks[doc->blocks_n++] = (onr_block){.span = span, .kind = ONR_BLOCK_PARA};
    return ONR_OK;
}

onr_status onr_read_blocks(onr_doc *doc, onr_layout layout, const onr_deadline *deadline) {
    size_t cap = 0;
    uint32_t steps = 0;
    onr_span open = {0, 0}; /* the paragraph being gathered */
    line above = {0};
    for (uint32_t at = 0; at < doc->text_n;) {
        if (steps++ % DEADLINE_EVERY == 0 && onr_deadline_passed(deadline)) return ONR_TIMEOUT;
        line l = read_line(doc->text, doc->text_n, at);
        at = l.next;
        int ends = is_blank(&l) || !layout.wrapped || is_blank(&above) || breaks(doc, &above, &l, layout.width);
        if (ends && !onr_span_empty(open)) {
            if (add(doc, &cap, open) != ONR_OK) return ONR_NOMEM;
            open = (onr_span){0, 0};
        }
        if (!is_blank(&l)) {
            if (onr_span_empty(open)) open.start = l.start;
            open.end = l.end;
        }
        above = l;
    }
    return onr_span_empty(open) ? ONR_OK : add(doc, &cap, open);
}
