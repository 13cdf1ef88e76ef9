/* The top of an article, block by block: date lines, credit lines and bylines are passed over, the first other block is
 * the title if it looks like one, and the first paragraph ends the search and may open with a dateline. Further down,
 * short lines without a full stop that stand over a paragraph are headings. Cost: O(blocks), a bounded look at each. */
#include "base/utf8.h"
#include "doc/date.h"
#include "read/blocks.h"
#include "read/credit.h"
#include "read/dateline.h"

enum { TOP_BLOCKS = 8, TITLE_WORDS = 20, TITLE_BYTES = 240, HEADING_WORDS = 10, HEADING_BYTES = 100 };

static onr_slice block_slice(const onr_doc *doc, uint32_t i) { return onr_doc_slice(doc, doc->blocks[i].span); }

static uint32_t first_char(onr_slice s) {
    uint32_t c = 0;
    (void)onr_utf8_decode(s.p, s.n, &c);
    return c;
}

static uint32_t last_char(onr_slice s) {
    uint32_t c = 0;
    (void)onr_utf8_before(s.p, s.n, &c);
    return c;
}

/* "... in the U.S.": the full stop of an initialism, not of a sentence. */
static int ends_in_initials(onr_slice s) {
    return s.n >= 4 && s.p[s.n - 1] == '.' && s.p[s.n - 3] == '.' && onr_char_is_upper((unsigned char)s.p[s.n - 2]) &&
           onr_char_is_upper((unsigned char)s.p[s.n - 4]);
}

static int is_byline(onr_slice s) {
    return s.n > 3 && s.n <= HEADING_BYTES && (memcmp(s.p, "By ", 3) == 0 || memcmp(s.p, "BY ", 3) == 0) &&
           !onr_read_ends_sentence(s);
}

/* Short, with letters, and not a sentence with a full stop; a question may be a title. */
static int is_title(onr_slice s) {
    onr_dateline d;
    if (s.n > TITLE_BYTES || onr_read_words(s) > TITLE_WORDS || !onr_read_has_letter(s)) return 0;
    uint32_t last = last_char(s);
    if (last == ':' || last == ';' || last == ',') return 0;
    int question = last == '?' || last == '!';
    return (question || ends_in_initials(s) || !onr_read_ends_sentence(s)) && !onr_read_dateline(s, &d);
}

static int is_short_line(onr_slice s) {
    onr_dateline d;
    return s.n <= TITLE_BYTES && onr_read_words(s) <= TITLE_WORDS && !onr_read_ends_sentence(s) &&
           !onr_read_dateline(s, &d);
}

typedef struct dates {
    onr_date line, updated, inside; /* from date lines, from "updated" lines, from the first paragraph */
} dates;

static onr_status note_date(onr_doc *doc, uint32_t i, onr_date d, int weekday, int updated, dates *out) {
    onr_date *to = updated ? &out->updated : &out->line;
    onr_span span = doc->blocks[i].span;
    doc->blocks[i].kind = ONR_BLOCK_DATE;
    if (!onr_date_exists(d)) {
        char shown[112]; /* one line, though a date may be broken over two */
        onr_slice s = onr_doc_slice(doc, span);
        return onr_doc_warn(doc, span, "%s: no such day", onr_utf8_printable(shown, sizeof shown, s.p, s.n));
    }
    if (to->year) return ONR_OK; /* the first one counts */
    *to = d;
    if (weekday < 0 || onr_date_weekday(d) == (unsigned)weekday) return ONR_OK;
    return onr_doc_warn(doc, span, "the date line says %s, but %04d-%02u-%02u was a %s",
                        onr_date_weekday_name((unsigned)weekday), d.year, d.month, d.day,
                        onr_date_weekday_name(onr_date_weekday(d)));
}

/* Do two texts say the same, white space aside? */
static int says(onr_slice a, onr_slice b) {
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.n && (unsigned char)a.p[i] <= ' ') i++;
        while (k < b.n && (unsigned char)b.p[k] <= ' ') k++;
        if (i == a.n || k == b.n) return i == a.n && k == b.n;
        if (a.p[i++] != b.p[k++]) return 0;
    }
}

/* Walk the top; returns the first block of the body in *body (blocks_n when there is none). */
static onr_status read_top(onr_doc *doc, const char *title, dates *out, uint32_t *body) {
    uint32_t i = 0;
    int named = 0; /* a block stood where the title would stand */
    if (title && doc->blocks_n && says(block_slice(doc, 0), onr_slice_of(title))) {
        doc->blocks[0].kind = ONR_BLOCK_TITLE;
        doc->meta.title = doc->blocks[0].span;
        named = 1;
        i = 1;
    }
    for (; i < doc->blocks_n && i < TOP_BLOCKS; i++) {
        onr_slice s = block_slice(doc, i);
        onr_date d;
        int weekday, updated;
        onr_credit credit;
        if (i + 1 < doc->blocks_n && onr_read_credit(s, &credit)) {
            doc->blocks[i].kind = ONR_BLOCK_CREDIT;
        } else if (onr_read_date_line(s, &d, &weekday, &updated)) {
            if (note_date(doc, i, d, weekday, updated, out) != ONR_OK) return ONR_NOMEM;
        } else if (!named && !is_byline(s)) {
            named = 1;
            if (!is_title(s) || i + 1 >= doc->blocks_n) break;
            doc->blocks[i].kind = ONR_BLOCK_TITLE;
            doc->meta.title = doc->blocks[i].span;
        } else if (!is_short_line(s)) break;
    }
    *body = i;
    return ONR_OK;
}

static onr_status read_first_paragraph(onr_doc *doc, uint32_t body, dates *out) {
    onr_dateline d;
    if (body >= doc->blocks_n || doc->blocks[body].kind != ONR_BLOCK_PARA) return ONR_OK;
    if (!onr_read_dateline(block_slice(doc, body), &d)) return ONR_OK;
    out->inside = d.date;
    if (d.agency.n == 0) return ONR_OK;
    doc->meta.agency = onr_arena_copy(&doc->arena, d.agency.p, d.agency.n);
    return doc->meta.agency ? ONR_OK : ONR_NOMEM;
}

/* "Background", "What happens next": stands between paragraphs, over one that is longer and ends a sentence. */
static int is_heading(const onr_doc *doc, uint32_t i) {
    onr_slice s = block_slice(doc, i), next = block_slice(doc, i + 1), before = block_slice(doc, i - 1);
    if (s.n > HEADING_BYTES || next.n <= s.n || is_byline(s) || !onr_read_has_letter(s)) return 0;
    uint32_t first = first_char(s), last = last_char(s);
    if (!onr_char_is_upper(first) && !onr_char_is_digit(first)) return 0;
    if (!onr_char_is_letter(last) && !onr_char_is_digit(last) && last != '?') return 0;
    if (doc->blocks[i + 1].kind != ONR_BLOCK_PARA || !onr_read_ends_sentence(next)) return 0;
    if (doc->blocks[i - 1].kind == ONR_BLOCK_PARA && !onr_read_ends_sentence(before)) return 0; /* a list, a table */
    return onr_read_words(s) <= HEADING_WORDS;
}

static int same_date(onr_date a, onr_date b) { return a.year == b.year && a.month == b.month && a.day == b.day; }

static onr_status settle_date(onr_doc *doc, onr_date given, const char *how, const dates *found) {
    onr_date d = found->line.year ? found->line : found->updated.year ? found->updated : found->inside;
    doc->meta.published_how = given.year ? (how ? how : "given") : d.year ? "dateline" : "none";
    doc->meta.published = given.year ? given : d;
    if (!doc->meta.published.year)
        return onr_doc_warn(doc, (onr_span){0, 0}, "no publication date: weekdays stay unresolved");
    if (given.year && d.year && !same_date(given, d) && !how)
        return onr_doc_warn(doc, (onr_span){0, 0},
                            "the date given is %04d-%02u-%02u, the article itself says %04d-%02u-%02u", given.year,
                            given.month, given.day, d.year, d.month, d.day);
    return ONR_OK;
}

onr_status onr_read_head(onr_doc *doc, const onr_given *given) {
    dates found = {0};
    uint32_t body = 0;
    onr_status st = read_top(doc, given->title, &found, &body);
    if (st == ONR_OK) st = read_first_paragraph(doc, body, &found);
    if (st == ONR_OK) st = settle_date(doc, given->published, given->how, &found);
    if (st != ONR_OK) return st;
    for (uint32_t i = 1; i + 1 < doc->blocks_n; i++)
        if (doc->blocks[i].kind == ONR_BLOCK_PARA && is_heading(doc, i)) doc->blocks[i].kind = ONR_BLOCK_HEADING;
    return onr_read_credits(doc);
}
