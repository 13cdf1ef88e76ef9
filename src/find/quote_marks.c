/* quote_marks.c - what each quotation mark may be, judged by its shape and by what stands on both sides of it.
 *
 * Method: every mark gets costs for opening, closing and being no mark at all. A curly mark has a direction of its own,
 * a straight one takes it from white space and punctuation beside it (looking through marks that touch it); both only
 * make the other reading dearer, since real texts turn marks round. Apostrophes inside words are never marks; those at
 * word ends (the players’ strike, ’90s, rock ’n’ roll) and inches (5'11") are cheap to ignore. find/quote_pair.c then
 * takes the cheapest reading of the whole block. Costs are in tenths: 10 is "a little odd", 25 "a mark is missing".
 * Invariants: marks are in order, disjoint, inside the span. Cost: linear, two passes.
 */
#include "find/quote_marks.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* What stands beside a mark. EDGE is the end of the block. */
enum side { SPACE, LETTER, DIGIT, OPENP, CLOSEP, DOTS, DASH, OTHER };
/* Which way the surroundings point. */
enum fit { NEUTRAL, OPENS, CLOSES };
/* Shapes of marks. */
enum shape { NO_MARK, LEFT, RIGHT, LOW, STRAIGHT, BACKTICK };

struct text {
    const char *p;
    uint32_t from, to;
    int pairs, ticks; /* ‘‘ ’’ and `` '' are double marks in this block */
};

/* The code point at byte i, its length in *n. */
static uint32_t cp_at(const struct text *t, uint32_t i, uint32_t *n) {
    uint32_t c;
    *n = (uint32_t)onr_utf8_decode(t->p + i, t->to - i, &c);
    return c;
}

/* The code point that ends before byte i; 0 at the start of the block. */
static uint32_t cp_before(const struct text *t, uint32_t i) {
    uint32_t c = 0;
    if (i > t->from) (void)onr_utf8_before(t->p + t->from, i - t->from, &c);
    return c;
}

static uint32_t cp_after(const struct text *t, uint32_t i) {
    uint32_t c = 0;
    if (i < t->to) (void)onr_utf8_decode(t->p + i, t->to - i, &c);
    return c;
}

/* 0 is the end of the block. */
static int is_space(uint32_t c) { return c == 0 || onr_char_is_space(c); }

static int is_letter(uint32_t c) { return onr_char_is_letter(c) || onr_char_is_mark(c); }

/* Also fractions: a 2½" pipe. */
static int is_digit(uint32_t c) { return onr_char_is_digit(c) || (c >= 0xBC && c <= 0xBE); }

static enum side side_of(uint32_t c) {
    if (is_space(c)) return SPACE;
    if (is_digit(c)) return DIGIT;
    if (is_letter(c)) return LETTER;
    switch (c) {
    case '(':
    case '[':
    case '{':
    case 0xA1:
    case 0xBF: return OPENP;
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case ')':
    case ']':
    case '}': return CLOSEP;
    case 0x2026: return DOTS;
    case '-':
    case '/':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015: return DASH;
    default: return OTHER;
    }
}

size_t onr_quote_space(const char *p, size_t n) {
    uint32_t c;
    size_t len = onr_utf8_decode(p, n, &c);
    return len && onr_char_is_space(c) ? len : 0;
}

static enum shape shape_of(uint32_t c, uint8_t *family) {
    switch (c) {
    case '"': *family = ONR_QUOTE_DOUBLE; return STRAIGHT;
    case 0x201C:
    case 0x201F: *family = ONR_QUOTE_DOUBLE; return LEFT;
    case 0x201D: *family = ONR_QUOTE_DOUBLE; return RIGHT;
    case 0x201E: *family = ONR_QUOTE_DOUBLE; return LOW;
    case '\'': *family = ONR_QUOTE_SINGLE; return STRAIGHT;
    case '`': *family = ONR_QUOTE_SINGLE; return BACKTICK;
    case 0x2018:
    case 0x201B: *family = ONR_QUOTE_SINGLE; return LEFT;
    case 0x2019:
    case 0xB4: *family = ONR_QUOTE_SINGLE; return RIGHT;
    case 0x201A: *family = ONR_QUOTE_SINGLE; return LOW;
    case 0xAB:
    case 0x2039: *family = ONR_QUOTE_GUILLEMET; return LEFT;
    case 0xBB:
    case 0x203A: *family = ONR_QUOTE_GUILLEMET; return RIGHT;
    default: return NO_MARK;
    }
}

/* Two single marks that touch are one double mark where the block uses them so: ``…'' or ‘‘…’’. */
static int is_twin(const struct text *t, uint32_t c, uint32_t end) {
    if (c == '`' || c == '\'') return t->ticks && cp_after(t, end) == c;
    if (c == 0x2018 || c == 0x2019) return t->pairs && cp_after(t, end) == c;
    return 0;
}

static void look_for_twins(struct text *t) {
    uint32_t seen[4] = {0, 0, 0, 0}, last = 0, n;
    for (uint32_t i = t->from; i < t->to; i += n) {
        uint32_t c = cp_at(t, i, &n);
        int k = c == '`' ? 0 : c == '\'' ? 1 : c == 0x2018 ? 2 : c == 0x2019 ? 3 : -1;
        if (k >= 0 && c == last) {
            seen[k]++;
            c = 0; /* three in a row are one twin */
        }
        last = c;
    }
    t->ticks = (seen[0] && seen[1]) || seen[1] > 1;
    t->pairs = seen[2] && seen[3];
}

static int word_is(const struct text *t, uint32_t i, uint32_t end, const char *list) {
    char w[12] = " ";
    uint32_t n = end - i;
    if (n == 0 || n > sizeof w - 3) return 0;
    for (uint32_t k = 0; k < n; k++) {
        char c = t->p[i + k];
        w[k + 1] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
    }
    w[n + 1] = ' ';
    return strstr(list, w) != NULL;
}

/* The end of the word (letters, digits) that begins at byte i; looks at 16 bytes at most. */
static uint32_t word_end(const struct text *t, uint32_t i) {
    uint32_t e = i, n;
    while (e < t->to && e - i < 16) {
        uint32_t c = cp_at(t, e, &n);
        if (!is_letter(c) && !is_digit(c)) break;
        e += n;
    }
    return e;
}

/* Does byte i begin a word that is written with an apostrophe before it: ’90s, ’em, ’n’, and (in text that was cut into
 * words) ’s, ’re? */
static int elided(const struct text *t, uint32_t i) {
    uint32_t e = word_end(t, i);
    if (e - i >= 2 && is_digit((unsigned char)t->p[i]) && is_digit((unsigned char)t->p[i + 1])) {
        uint32_t n = e - i;
        return n == 2 || (n == 3 && (t->p[i + 2] | 32) == 's');
    }
    return word_is(t, i, e, " em n tis twas twere til till cause cos cuz bout round neath tude kay ere burbs hood ol ");
}

static int clitic(const struct text *t, uint32_t i) { return word_is(t, i, word_end(t, i), " s t d m ll re ve "); }

/* After a closed quotation a sentence goes on with a word like these far more often than after a plural possessive. */
static int function_word(const struct text *t, uint32_t i) {
    static const char *const list =
        " a an the and but or nor so yet to in of at on for with from by as is are was were be been has have had that "
        "which who when where while if will would can could may might should must do does did he she it they we i you "
        "not than then because after before about into over under said says told added during since until also this "
        "these those his her its their our my your ";
    return word_is(t, i, word_end(t, i), list);
}

static enum fit fit_of(enum side prev, enum side next) {
    if (prev == SPACE) return next == SPACE || next == CLOSEP ? NEUTRAL : OPENS;
    if (next == SPACE) return prev == OPENP ? NEUTRAL : CLOSES;
    if (prev == OPENP) return next == CLOSEP ? NEUTRAL : OPENS;
    if (next == CLOSEP) return CLOSES;
    if (prev == DASH && next != DASH) return OPENS;
    if (next == DASH && prev != DASH) return CLOSES;
    return NEUTRAL;
}

static void set(onr_quote_mark *m, int open, int curly, int low, int straight, int ignore) {
    m->open = (uint8_t)open;
    m->close[ONR_MARK_CURLY] = (uint8_t)curly;
    m->close[ONR_MARK_LOW] = (uint8_t)low;
    m->close[ONR_MARK_STRAIGHT] = (uint8_t)straight;
    m->ignore = (uint8_t)ignore;
}

static int pick(enum fit f, int opens, int neutral, int closes) {
    return f == OPENS ? opens : f == CLOSES ? closes : neutral;
}

/* Is the digit before byte i part of a height like 5'11 or 5’ 11? */
static int after_feet(const struct text *t, uint32_t i) {
    uint32_t k = i;
    while (k > t->from && i - k < 3 && is_digit((unsigned char)t->p[k - 1])) k--;
    if (k == i || k == t->from) return 0;
    if (t->p[k - 1] == ' ') k--;
    uint32_t c = cp_before(t, k), n = c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    if (c != '\'' && c != 0x2019 && c != 0x2032) return 0;
    return k - t->from > n && is_digit((unsigned char)t->p[k - n - 1]);
}

static void cost_double(const struct text *t, onr_quote_mark *m, enum shape s, enum side prev, enum side next) {
    enum fit f = fit_of(prev, next);
    uint32_t before = cp_before(t, m->start);
    if (s == STRAIGHT) {
        int c = pick(f, 30, 10, 0), colon = f == NEUTRAL && before == ':';
        set(m, colon ? 3 : pick(f, 0, 10, 30), c + 5, c + 5, c, prev == SPACE && next == SPACE ? 30 : 40);
    } else if (s == LEFT || s == BACKTICK) {
        int c = pick(f, 45, 22, 12);
        set(m, pick(f, 0, 2, 25), c, pick(f, 25, 5, 0), c + 20, 45);
    } else if (s == LOW) {
        set(m, 0, 60, 60, 60, 45);
    } else {
        int c = pick(f, 20, 2, 0);
        set(m, pick(f, 20, 40, 60), c, c, c + 5, 40);
    }
    if ((s == STRAIGHT || s == RIGHT) && is_digit(before) && next != OTHER) {
        int feet = after_feet(t, m->start);
        m->ignore = (uint8_t)(feet ? 0 : s == STRAIGHT ? 8 : 12);
        for (int k = 0; k < ONR_MARK_CLASSES; k++) m->close[k] = (uint8_t)(m->close[k] + (feet ? 25 : 0));
    }
}

static void cost_guillemet(onr_quote_mark *m, enum shape s, enum fit f) {
    if (s == LEFT) set(m, pick(f, 0, 0, 15), 40, pick(f, 20, 5, 0), 40, 40);
    else set(m, pick(f, 8, 30, 40), pick(f, 10, 0, 0), 15, 40, 40);
}

/* What it costs to say that a single mark after a word is an apostrophe, and that it is not. */
static void cost_after_word(const struct text *t, const onr_quote_mark *m, enum side next, int *close, int *ignore) {
    uint32_t before = cp_before(t, m->start), low = before < 0x80 ? before | 32 : before;
    int sibilant = low == 's' || low == 'z' || low == 'x';
    *close = 2;
    *ignore = 15;
    if (next == SPACE && m->end < t->to && sibilant) {
        uint32_t w = m->end, n = 1;
        while (w < t->to && w - m->end < 8 && is_space(cp_at(t, w, &n))) w += n;
        int fn = function_word(t, w);
        *close = fn ? 2 : 7;
        *ignore = fn ? 12 : 2;
    } else if (sibilant) {
        *close = 0;
        *ignore = 8;
    } else if (next == SPACE && (low == 'n' || low == 'o')) {
        *ignore = low == 'o' ? 3 : 6;
    } else if (next != SPACE) {
        *close = 0;
    }
}

static void cost_single(const struct text *t, onr_quote_mark *m, enum shape s, enum side prev, enum side next) {
    enum fit f = fit_of(prev, next);
    int close = pick(f, 30, 12, 0), ignore = 30;
    if (f == CLOSES && prev == LETTER) cost_after_word(t, m, next, &close, &ignore);
    if (f == CLOSES && prev == DIGIT) close = 2, ignore = 5;
    int lead = f == OPENS && (elided(t, m->end) || clitic(t, m->end));
    if (s == LEFT) {
        int c = pick(f, 45, 45, 15);
        set(m, lead ? 12 : pick(f, 0, 10, 40), c, pick(f, 45, 10, 0), c + 5, lead ? 3 : 20);
    } else if (s == RIGHT) {
        set(m, lead ? 45 : pick(f, 18, 45, 60), close, close, close + 5, pick(f, lead ? 0 : 10, 20, ignore));
    } else if (s == LOW) {
        set(m, pick(f, 0, 10, 40), 60, 60, 60, 15);
    } else {
        set(m, lead ? 20 : pick(f, 3, 20, 45), close + 5, close + 5, close, pick(f, lead ? 0 : 12, 10, ignore));
    }
}

/* An apostrophe inside a word (don't, O’Brien, Hawai‘i, ’s after a closing mark) is not collected at all. */
static int inside_word(const struct text *t, uint32_t start, uint32_t end) {
    uint32_t a = cp_before(t, start), b = cp_after(t, end);
    if ((is_letter(a) || is_digit(a)) && (is_letter(b) || is_digit(b))) return 1;
    return !is_space(a) && is_letter(b) && clitic(t, end);
}

static onr_status collect(struct text *t, onr_quote_marks *out, onr_err *err) {
    uint32_t n;
    out->n = 0;
    for (uint32_t i = t->from; i < t->to; i += n) {
        uint8_t family = 0;
        uint32_t c = cp_at(t, i, &n);
        enum shape s = shape_of(c, &family);
        if (s == NO_MARK) continue;
        if (family == ONR_QUOTE_SINGLE && is_twin(t, c, i + n)) {
            family = ONR_QUOTE_DOUBLE;
            n *= 2;
        } else if (family == ONR_QUOTE_SINGLE && inside_word(t, i, i + n)) {
            continue;
        }
        if (out->n == out->cap) {
            size_t cap = out->cap ? out->cap * 2 : 64;
            onr_quote_mark *p = onr_mem_realloc(out->items, cap * sizeof *p);
            if (!p) return onr_err_set(err, ONR_NOMEM, i, "out of memory for quotation marks");
            out->items = p;
            out->cap = cap;
        }
        out->items[out->n++] = (onr_quote_mark){.start = i, .end = i + n, .family = family, .act = (uint8_t)s};
    }
    return ONR_OK;
}

/* Does byte i begin a new sentence or clause? A closing mark that is missing is missing there, seldom in mid-sentence.
 */
static int after_stop(const struct text *t, uint32_t i) {
    while (i > t->from && t->p[i - 1] == ' ' && i > t->from + 1 && t->p[i - 2] != ' ') i--;
    uint32_t c = cp_before(t, i);
    return c == '.' || c == '!' || c == '?' || c == ',' || c == ':' || c == ';' || c == 0x2026;
}

onr_status onr_quote_marks_get(const char *text, onr_span span, onr_quote_marks *out, onr_err *err) {
    struct text t = {text, span.start, span.end, 0, 0};
    look_for_twins(&t);
    onr_status st = collect(&t, out, err);
    if (st != ONR_OK) return st;
    /* Sides are those of the whole cluster of marks that touch: "'Hello opens twice. `group` holds the right side
     * meanwhile, `act` the shape. */
    for (size_t k = out->n; k-- > 0;) {
        onr_quote_mark *m = &out->items[k];
        uint32_t after = cp_after(&t, m->end);
        enum side right = side_of(after);
        if (after == '.' && m->end + 1 < t.to && t.p[m->end + 1] == '.') right = DOTS;
        m->group = k + 1 < out->n && m[1].start == m->end ? m[1].group : (uint32_t)right;
    }
    enum side left = SPACE;
    for (size_t k = 0; k < out->n; k++) {
        onr_quote_mark *m = &out->items[k];
        enum shape s = (enum shape)m->act;
        enum side right = (enum side)m->group;
        if (k == 0 || m[-1].end != m->start) left = side_of(cp_before(&t, m->start));
        if (m->family == ONR_QUOTE_DOUBLE) cost_double(&t, m, s, left, right);
        else if (m->family == ONR_QUOTE_SINGLE) cost_single(&t, m, s, left, right);
        else cost_guillemet(m, s, fit_of(left, right));
        int low = s == LOW || (m->family == ONR_QUOTE_GUILLEMET && s == RIGHT);
        m->opens_as = low ? ONR_MARK_LOW : s == STRAIGHT ? ONR_MARK_STRAIGHT : ONR_MARK_CURLY;
        m->anew = after_stop(&t, m->start) ? 25 : 40;
        m->act = ONR_ACT_IGNORE;
        m->group = 0;
    }
    return ONR_OK;
}

int onr_quote_marks_opens(const char *text, onr_span span) {
    struct text t = {text, span.start, span.end, 0, 0};
    uint32_t i = t.from, n = 0;
    while (i < t.to && is_space(cp_at(&t, i, &n))) i += n;
    if (i >= t.to) return 0;
    uint8_t family = 0;
    uint32_t c = cp_at(&t, i, &n);
    enum shape s = shape_of(c, &family);
    if (s == NO_MARK) return 0;
    if ((c == '`' || c == '\'' || c == 0x2018) && cp_after(&t, i + n) == c) return 1 + ONR_QUOTE_DOUBLE;
    if (family == ONR_QUOTE_SINGLE && (s == RIGHT || elided(&t, i + n) || clitic(&t, i + n))) return 0;
    return 1 + family;
}
