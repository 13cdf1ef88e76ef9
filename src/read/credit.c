/* Credit lines by whole-block patterns.
 *
 * A block of up to 400 bytes is folded (white space to one blank, a pair of brackets around it, a dash before it and a
 * full stop after it off). It is a credit if it is [lead] agencies; or a lead of makers ("Reporting by") and then
 * names: words with a capital and a closed list of small ones, so that a sentence with a verb is none; or agencies [job
 * names] "contributed to this report". Abbreviations that are also words of other trades (PA, SPA, UNI ...) need a
 * bracket, a dash or a lead. Cost: O(blocks), at most 400 bytes of each looked at, by a constant number of leads. */
#include "read/credit.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/agency.h"
#include "read/blocks.h"
#include "read/dateline.h"

enum { LONGEST = 400, TAIL = 48, PART_MOST = 72 }; /* PART_MOST: "the", an agency, "news agencies" */

/* A block folded. */
typedef struct folded {
    char text[LONGEST + 1];
    onr_slice s; /* what is left of text */
    int marked;  /* in brackets, or behind a dash */
} folded;

/* Bytes of a prefix, of a suffix that s has, whatever its case; 0: it has not. */
static size_t begins(onr_slice s, const char *prefix) { return onr_ascii_begins(s, prefix) ? strlen(prefix) : 0; }
static size_t ends(onr_slice s, const char *suffix) { return onr_ascii_ends(s, suffix) ? strlen(suffix) : 0; }

static onr_slice skip(onr_slice s, size_t n) { return (onr_slice){s.p + n, s.n - n}; }

static onr_slice trim(onr_slice s) {
    while (s.n && s.p[0] == ' ') s = skip(s, 1);
    while (s.n && s.p[s.n - 1] == ' ') s.n--;
    return s;
}

/* Bytes of the dashes that s begins with. */
static size_t dashes(onr_slice s) {
    size_t at = 0;
    for (;;) {
        uint32_t c = 0;
        size_t k = onr_utf8_decode(s.p + at, s.n - at, &c);
        if (!k || (c != '-' && !(c >= 0x2010 && c <= 0x2015) && c != 0x2212)) return at;
        at += k;
    }
}

static int fold(onr_slice block, folded *f) {
    size_t n = 0;
    f->marked = 0;
    if (block.n > LONGEST) return 0;
    for (size_t i = 0, k; i < block.n; i += k) {
        uint32_t c = (unsigned char)block.p[i];
        k = 1;
        if (c - '!' < 0x7F - '!') {
            f->text[n++] = (char)c;
            continue;
        }
        k = onr_utf8_decode(block.p + i, block.n - i, &c);
        if (!k) break;
        if (onr_char_is_space(c)) {
            if (n && f->text[n - 1] != ' ') f->text[n++] = ' ';
            continue;
        }
        memcpy(f->text + n, block.p + i, k);
        n += k;
    }
    f->text[n] = 0;
    f->s = trim((onr_slice){f->text, n});
    size_t dash = dashes(f->s);
    f->marked = dash != 0;
    f->s = trim(skip(f->s, dash));
    if (f->s.n && f->s.p[f->s.n - 1] == '.') f->s.n--;
    if (f->s.n > 2 && f->s.p[0] == '(' && f->s.p[f->s.n - 1] == ')') {
        f->s = trim((onr_slice){f->s.p + 1, f->s.n - 2});
        f->marked = 1;
        if (f->s.n && f->s.p[f->s.n - 1] == '.') f->s.n--;
    }
    return f->s.n > 1;
}

/* ---- agencies ---------------------------------------------------------------------------------------------------- */

typedef struct named {
    uint32_t n;    /* how many different ones */
    onr_slice one; /* the first */
} named;

/* Is it an agency of the list? Not in small letters; an abbreviation in capitals only ("Spa", "Mena" are names). */
static int is_agency(onr_slice s) {
    size_t capitals = 0;
    for (size_t i = 0; i < s.n; i++) capitals += s.p[i] >= 'A' && s.p[i] <= 'Z';
    if (capitals == 0 && !onr_slice_eq(s, ONR_SLICE("dpa"))) return 0;
    return onr_read_is_agency(s) && (s.n > 4 || capitals == s.n || capitals == 0);
}

/* Two or more trades know these letters. */
static int is_ambiguous(onr_slice s) {
    static const char *const words[] = {"AA",  "ANI", "APA", "CP",  "KNA", "MENA",
                                        "NNA", "PA",  "RIA", "SPA", "UNI", "WAM"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (onr_slice_eq(s, onr_slice_of(words[i]))) return 1;
    return 0;
}

/* Bytes of a separator at the start of s. */
static size_t separator(onr_slice s) {
    static const char *const marks[] = {", and ", " and ", ", ", "; ", " & ", " / ", "/", " | ", " + "};
    if (!s.n || !memchr(" ,;/", s.p[0], 4)) return 0; /* most bytes begin none */
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (begins(s, marks[i])) return strlen(marks[i]);
    return 0;
}

static void note(named *out, onr_slice s) {
    if (out->n == 0) out->one = s;
    if (out->n == 0 || !onr_slice_eq(out->one, s)) out->n++;
}

/* "news agency" and "news agencies" behind a name. */
static onr_slice drop_trade(onr_slice s) {
    static const char *const trades[] = {" news agency", " news agencies", " newswire", " wire service"};
    for (size_t i = 0; i < sizeof trades / sizeof *trades; i++) {
        size_t n = ends(s, trades[i]);
        if (n) return (onr_slice){s.p, s.n - n};
    }
    return s;
}

/* Is s nothing but agencies? */
static int all_agencies(onr_slice s, named *out) {
    *out = (named){0};
    for (size_t from = 0, i = 0; i <= s.n; i++) {
        size_t k = i < s.n ? separator(skip(s, i)) : 1;
        if (i - from > PART_MOST) return 0;
        if (!k) continue;
        onr_slice part = {s.p + from, i - from};
        if (!is_agency(part)) part = drop_trade(part);
        if (part.n > 4 && memcmp(part.p, "the ", 4) == 0) part = skip(part, 4);
        if (!is_agency(part)) return 0;
        note(out, part);
        from = i + k;
        i = from - 1;
    }
    return out->n != 0;
}

/* ---- the makers of an article -------------------------------------------------------------------------------------
 */

static int is_small_word(onr_slice w) {
    static const char *const words[] = {"in",      "and",        "by",      "at",     "for", "from",   "with",   "the",
                                        "editing", "additional", "writing", "de",     "van", "von",    "bin",    "al",
                                        "la",      "reporting",  "del",     "editor", "&",   "edited", "written"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (onr_slice_eq(w, onr_slice_of(words[i]))) return 1;
    return 0;
}

/* Are there only names in s, with the small words between them? Notes agencies that stand between separators. */
static int all_names(onr_slice s, named *out) {
    *out = (named){0};
    size_t from = 0;
    for (size_t i = 0; i <= s.n; i++) {
        int stop = i == s.n || strchr(",;()/|", s.p[i]) != NULL;
        if (!stop) continue;
        onr_slice part = trim((onr_slice){s.p + from, i - from}), whole = part;
        while (part.n) {
            size_t n = 0;
            uint32_t c = 0;
            while (n < part.n && part.p[n] != ' ') n++;
            (void)onr_utf8_decode(part.p, n, &c);
            if (!onr_char_is_upper(c) && !is_small_word((onr_slice){part.p, n})) return 0;
            if (n > 3 && n < part.n && part.p[n - 1] == '.') return 0; /* a sentence ends here */
            if (begins(part, "for ") && is_agency(skip(part, 4))) whole = skip(part, 4);
            part = trim(skip(part, n));
        }
        if (is_agency(whole) && !is_ambiguous(whole)) note(out, whole);
        from = i + 1;
    }
    return 1;
}

static int by_makers(onr_slice s, named *out) {
    static const char *const leads[] = {
        "reporting by ", "additional reporting by ",  "additional reporting from ",   "writing by ",
        "editing by ",   "reporting and writing by ", "with additional reporting by "};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t n = begins(s, leads[i]);
        if (n && (all_agencies(skip(s, n), out) || all_names(skip(s, n), out))) return 1;
    }
    return 0;
}

/* "By Petra Volk, AFP": only with an agency. */
static int by_name(onr_slice s, named *out) {
    size_t n = begins(s, "by ");
    return n && all_names(skip(s, n), out) && out->n;
}

/* "Associated Press writers Petra Volk in Osmere and Ine Solberg": the agency before the job, only names behind it. */
static int agency_writers(onr_slice s, named *out) {
    static const char *const jobs[] = {" writer ",       " writers ",       " journalist ",      " journalists ",
                                       " reporter ",     " reporters ",     " correspondent ",   " correspondents ",
                                       " staff writer ", " staff writers ", " business writer ", " video journalist "};
    for (size_t i = 0; i < s.n && i < ONR_CREDIT_AGENCY_MAX; i++)
        for (size_t k = 0; k < sizeof jobs / sizeof *jobs; k++) {
            size_t n = begins(skip(s, i), jobs[k]);
            named others;
            if (n && all_agencies((onr_slice){s.p, i}, out) && all_names(skip(s, i + n), &others)) return 1;
        }
    return 0;
}

static int by_contributors(onr_slice s, named *out) {
    static const char *const tails[] = {" contributed to this report",          " contributed to this story",
                                        " contributed to this article",         " contributed reporting",
                                        " contributed reporting to this story", " also contributed to this report"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t n = ends(s, tails[i]);
        onr_slice front = {s.p, s.n - n};
        if (n && (all_agencies(front, out) || agency_writers(front, out))) return 1;
    }
    return 0;
}

/* ---- a block ------------------------------------------------------------------------------------------------------
 */

/* A lead and then nothing but agencies. */
static int by_lead(onr_slice s, named *out, int *short_form) {
    static const struct {
        const char *words;
        int short_form;
    } leads[] = {{"with files from ", 0},
                 {"with reporting from ", 0},
                 {"with reporting by ", 0},
                 {"with inputs from ", 0},
                 {"with input from ", 0},
                 {"with information from ", 0},
                 {"with material from ", 0},
                 {"with contributions from ", 0},
                 {"with additional reporting from ", 0},
                 {"with agency inputs from ", 0},
                 {"inputs from ", 0},
                 {"this story was originally published by ", 0},
                 {"this article was originally published by ", 0},
                 {"this story was first published by ", 0},
                 {"with ", 1},
                 {"by ", 1},
                 {"source: ", 1},
                 {"sources: ", 1},
                 {"agency: ", 1},
                 {"via ", 1},
                 {"\xC2\xA9 ", 1}};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t n = begins(s, leads[i].words);
        if (!n || !all_agencies(skip(s, n), out)) continue;
        *short_form = leads[i].short_form;
        return 1;
    }
    return 0;
}

static int fill(const named *got, int short_form, onr_credit *out) {
    *out = (onr_credit){.short_form = short_form};
    if (got->n == 1 && got->one.n < sizeof out->agency) memcpy(out->agency, got->one.p, got->one.n);
    return 1;
}

int onr_read_credit(onr_slice block, onr_credit *out) {
    folded f;
    named got;
    int short_form = 0;
    *out = (onr_credit){0};
    if (!fold(block, &f)) return 0;
    if (by_makers(f.s, &got) || by_contributors(f.s, &got)) return fill(&got, 0, out);
    if (by_lead(f.s, &got, &short_form)) return fill(&got, short_form, out);
    if (by_name(f.s, &got)) return fill(&got, 1, out);
    if (!all_agencies(f.s, &got) || (!f.marked && is_ambiguous(got.one))) return 0;
    return fill(&got, 1, out);
}

int onr_read_credit_tail(onr_slice block, onr_credit *out) {
    size_t low = block.n > TAIL ? block.n - TAIL : 0;
    *out = (onr_credit){0};
    for (size_t i = block.n; i-- > low + 1;) {
        onr_slice tail = skip(block, i);
        if (block.p[i - 1] != ' ' && block.p[i - 1] != '\n') continue;
        if (tail.p[0] != '(' && !dashes(tail)) continue;
        onr_slice before = {block.p, i - 1};
        return onr_read_ends_sentence(before) && onr_read_credit(tail, out) && out->short_form;
    }
    return 0;
}

/* ---- a document ---------------------------------------------------------------------------------------------------
 */

/* The agency that credits agree on so far. */
typedef struct verdict {
    char agency[ONR_CREDIT_AGENCY_MAX];
    int torn;
} verdict;

static void count(verdict *v, const onr_credit *c) {
    if (!c->agency[0]) return;
    if (!v->agency[0]) memcpy(v->agency, c->agency, sizeof v->agency);
    else if (strcmp(v->agency, c->agency) != 0) v->torn = 1;
}

onr_status onr_read_credits(onr_doc *doc) {
    verdict v = {0};
    onr_credit c;
    int end = 1; /* only credits stand below */
    for (uint32_t i = doc->blocks_n; i-- > 0;) {
        onr_block *b = &doc->blocks[i];
        onr_slice s = onr_doc_slice(doc, b->span);
        if (b->kind != ONR_BLOCK_CREDIT && b->kind != ONR_BLOCK_PARA && b->kind != ONR_BLOCK_HEADING) continue;
        if (onr_read_credit(s, &c) && (b->kind == ONR_BLOCK_CREDIT || (i > 0 && (end || !c.short_form)))) {
            b->kind = ONR_BLOCK_CREDIT;
            count(&v, &c);
            continue;
        }
        if (end && i > 0 && b->kind == ONR_BLOCK_PARA && onr_read_credit_tail(s, &c)) count(&v, &c);
        end = 0;
    }
    if (doc->meta.agency || !v.agency[0] || v.torn) return ONR_OK;
    doc->meta.agency = onr_arena_copy(&doc->arena, v.agency, strlen(v.agency));
    return doc->meta.agency ? ONR_OK : ONR_NOMEM;
}
