/* Every export becomes lines first (read/html_lines.c, read/docx.c, read/rtf.c; paragraphs of wrapped text), so that
 * one reader of Nexis serves HTML and text alike. The marks that end or begin an article, by database:
 *
 *     Nexis       "3 of 74 DOCUMENTS" begins; outlet, date, title, BYLINE: ..., text, LOAD-DATE: ..., Copyright
 *     Nexis Uni   "End of Document" ends; title, outlet, date, ..., "Body", text, "Classification"
 *     Factiva     "Document XXXX0000..." ends; Headline, author, date, outlet, articleParagraph by their class
 *                 without classes (RTF, text): headline, "By ...", "575 words", date, outlet ..., copyright, text; or
 *                 a key on a line of its own before each field (HD, BY, PD, SN, LP, TD)
 *     Europresse  DocPublicationName begins; DocHeader, TitreArticle, text up to the copyright
 *
 * What a field says goes to the metadata and not into the text. Nothing of the text is rewritten. An article without
 * text is skipped, never made up. Cost: O(lines). */
#include "read/export.h"

#include <stdio.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "read/compose.h"
#include "read/docx.h"
#include "read/field_date.h"
#include "read/html.h"
#include "read/rtf.h"

enum { FILE_MAX = 64 << 20, LINES_MAX = 512 << 20, LOOK_LINES = 24 };
typedef enum database { NEXIS, NEXIS_UNI, FACTIVA, EUROPRESSE, ONE_DOCUMENT } database;

typedef struct export {
    onr_arena arena;
    onr_line *lines;
    size_t n, next;
    database from;
    unsigned number;
    onr_buf body, buf;
}
export;

/* What was found of an article; empty: nothing. */
typedef struct found {
    onr_slice title, outlet, byline, date, language;
} found;

/* ---- small questions -------------------------------------------------------------------------------------------- */

static int holds(onr_slice s, const char *word) {
    size_t k = strlen(word);
    for (size_t i = 0; i + k <= s.n; i++)
        if (s.p[i] == word[0] && memcmp(s.p + i, word, k) == 0) return 1;
    return 0;
}

static size_t digits(onr_slice s, size_t i) {
    size_t k = 0;
    while (i + k < s.n && s.p[i + k] >= '0' && s.p[i + k] <= '9') k++;
    return k;
}

/* "12 of 74 DOCUMENTS" */
static int is_nexis_mark(onr_slice s) {
    size_t a = digits(s, 0);
    if (!a || a > 7 || !onr_ascii_begins((onr_slice){s.p + a, s.n - a}, " of ")) return 0;
    size_t b = digits(s, a + 4);
    return b && onr_ascii_is((onr_slice){s.p + a + 4 + b, s.n - a - 4 - b}, " DOCUMENTS");
}

/* "Document IINM000020171113edbd0000d", in the language that the page was set in. */
static int is_factiva_mark(onr_slice s) {
    static const char *const words[] = {"Document ", "Dokument ", "Documento "};
    size_t at = 0;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (onr_ascii_begins(s, words[w])) at = strlen(words[w]);
    if (!at || s.n < 24 || s.n > 60) return 0;
    size_t run = 0, longest = 0; /* of digits: the day of the article is among them */
    for (size_t i = at; i < s.n; i++) {
        int digit = s.p[i] >= '0' && s.p[i] <= '9', letter = (s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z';
        if (!digit && !letter) return 0;
        run = digit ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    return longest >= 8;
}

static int is_time(onr_slice s) { return s.n >= 4 && s.n <= 12 && digits(s, 0) && s.p[digits(s, 0)] == ':'; }

static int is_date(onr_slice s) {
    onr_date d;
    return s.n < 100 && onr_field_date(s, ONR_DATES_OPEN, &d);
}

/* The value of "BYLINE: By Ada Brenn" where the line is that field; empty else. */
static int field_value(onr_slice s, const char *name, onr_slice *value) {
    size_t k = strlen(name);
    if (!onr_ascii_begins(s, name) || s.n <= k || s.p[k] != ':') return 0;
    *value = (onr_slice){s.p + k + 1, s.n - k - 1};
    return 1;
}

static int is_field(onr_slice s, const char *const *names) {
    onr_slice value;
    for (; *names; names++)
        if (field_value(s, *names, &value)) return 1;
    return 0;
}

static const char *const head_fields[] = {"BYLINE", "SECTION", "LENGTH",  "DATELINE", "HIGHLIGHT",
                                          "SERIES", "COLUMN",  "EDITION", "SOURCE",   NULL};
static const char *const tail_fields[] = {"LOAD-DATE",
                                          "LANGUAGE",
                                          "PUBLICATION-TYPE",
                                          "JOURNAL-CODE",
                                          "GRAPHIC",
                                          "SUBJECT",
                                          "ORGANIZATION",
                                          "COMPANY",
                                          "TICKER",
                                          "INDUSTRY",
                                          "PERSON",
                                          "GEOGRAPHIC",
                                          "CITY",
                                          "STATE",
                                          "COUNTRY",
                                          "CORRECTION-DATE",
                                          "CORRECTION",
                                          "TYPE",
                                          "DOCUMENT-TYPE",
                                          "PUB-TYPE",
                                          "NOTES",
                                          "URL",
                                          "ISSN",
                                          "UPDATE",
                                          "ACC-NO",
                                          "DISTRIBUTION",
                                          NULL};

static void add_paragraph(export *x, onr_slice s) {
    if (x->body.n) onr_buf_str(&x->body, "\n\n");
    onr_buf_add(&x->body, s.p, s.n);
}

/* ---- the databases: an article is lines [i, to) ----------------------------------------------------------------- */

static void take_fields(onr_slice s, found *f) {
    onr_slice v;
    if (field_value(s, "BYLINE", &v)) f->byline = v;
    if (field_value(s, "LANGUAGE", &v)) f->language = v;
}

/* A headline set over two lines is one. Where memory ends it stays its first line. */
static onr_slice joined(export *x, onr_slice a, onr_slice b) {
    char *p = onr_arena_alloc(&x->arena, a.n + b.n + 2, 1);
    if (!p) return a;
    memcpy(p, a.p, a.n);
    p[a.n] = ' ';
    memcpy(p + a.n + 1, b.p, b.n);
    return (onr_slice){p, a.n + 1 + b.n};
}

static void read_nexis(export *x, size_t i, size_t to, found *f) {
    size_t date = i;
    while (date < to && date < i + LOOK_LINES && !is_date(x->lines[date].text)) date++;
    if (date < to && date < i + LOOK_LINES) {
        f->date = x->lines[date].text;
        if (date > i) f->outlet = x->lines[i].text;
        i = date + 1;
    }
    while (i < to && !x->lines[i].blank_before) i++; /* the rest of the date's own paragraph: the edition */
    for (; i < to && !is_field(x->lines[i].text, head_fields) && !f->title.n; i++) f->title = x->lines[i].text;
    for (; i < to && !x->lines[i].blank_before && !is_field(x->lines[i].text, head_fields); i++)
        f->title = joined(x, f->title, x->lines[i].text);
    for (; i < to && (is_field(x->lines[i].text, head_fields) || !x->lines[i].blank_before); i++)
        take_fields(x->lines[i].text, f);
    int tail = 0;
    for (; i < to; i++) {
        onr_slice s = x->lines[i].text;
        tail |=
            is_field(s, tail_fields) || onr_ascii_begins(s, "Copyright ") || onr_ascii_begins(s, "All Rights Reserved");
        if (tail) take_fields(s, f);
        else add_paragraph(x, s);
    }
}

static void read_nexis_uni(export *x, size_t i, size_t to, found *f) {
    size_t body = i, date;
    while (body < to && !onr_ascii_is(x->lines[body].text, "Body")) body++;
    for (date = body; date > i && !is_date(x->lines[date - 1].text); date--) {}
    if (date > i) f->date = x->lines[date - 1].text;
    if (date > i + 1) f->outlet = x->lines[date - 2].text;
    if (date > i + 2) f->title = x->lines[date - 3].text;
    for (size_t k = date; k < body; k++) take_fields(x->lines[k].text, f);
    for (size_t k = body + 1; k < to; k++) {
        onr_slice s = x->lines[k].text;
        if (onr_ascii_is(s, "Classification") || onr_ascii_is(s, "Graphic") || is_field(s, tail_fields)) {
            for (; k < to; k++) take_fields(x->lines[k].text, f);
            return;
        }
        add_paragraph(x, s);
    }
}

static void read_factiva(export *x, size_t i, size_t to, found *f) {
    onr_slice key = {"", 0};
    size_t date = to;
    for (; i < to; i++) {
        const onr_line *l = &x->lines[i];
        int is_key = holds(l->style, "index");
        if (is_key) key = l->text;
        else if (holds(l->style, "Headline")) f->title = f->title.n ? f->title : l->text;
        else if (holds(l->style, "articleParagraph")) add_paragraph(x, l->text);
        else if (holds(l->style, "author") || onr_ascii_is(key, "BY")) f->byline = f->byline.n ? f->byline : l->text;
        else if (onr_ascii_is(key, "LA")) f->language = l->text;
        else if (onr_ascii_is(key, "SN")) f->outlet = l->text;
        else if (!f->date.n && is_date(l->text)) f->date = l->text, date = i;
        else if (!f->outlet.n && i > date && !key.n && !is_time(l->text)) f->outlet = l->text;
        if (is_key && !onr_ascii_is(key, "SN"))
            date = f->outlet.n ? date : to; /* with keys, only the key tells the outlet */
    }
}

/* "1,575 words" */
static int is_word_count(onr_slice s) {
    size_t i = 0;
    while (i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == ',')) i++;
    return i > 0 && onr_ascii_is((onr_slice){s.p + i, s.n - i}, " words");
}

static int is_rights(onr_slice s) {
    return onr_ascii_begins(s, "Copyright") || onr_ascii_begins(s, "(c) ") || onr_ascii_begins(s, "\xC2\xA9") ||
           onr_ascii_begins(s, "All rights reserved");
}

/* Where no class tells what a line is: by the count of words, which stands between the headline and the rest. */
static void read_factiva_plain(export *x, size_t i, size_t to, found *f) {
    size_t words = i, k;
    while (words < to && words < i + LOOK_LINES && !is_word_count(x->lines[words].text)) words++;
    if (words == to || words == i + LOOK_LINES || words == i) {
        for (; i < to; i++) add_paragraph(x, x->lines[i].text);
        return;
    }
    size_t title = words - 1;
    if (title > i && onr_ascii_begins(x->lines[title].text, "By ")) f->byline = x->lines[title--].text;
    f->title = x->lines[title].text;
    k = words + 1;
    if (k < to && is_date(x->lines[k].text)) f->date = x->lines[k++].text;
    if (k < to && is_time(x->lines[k].text)) k++;
    if (k < to) f->outlet = x->lines[k++].text;
    size_t body = k;
    for (size_t j = k; j < to && j < k + LOOK_LINES / 2; j++) {
        onr_slice s = x->lines[j].text;
        if (onr_ascii_is(s, "English")) f->language = s;
        if (is_rights(s) || onr_ascii_is(s, "English")) body = j + 1;
    }
    for (; body < to; body++) add_paragraph(x, x->lines[body].text);
}

/* Where keys tell it, each on a line of its own ("HD", then the headline). 0: there are none. */
static int read_factiva_keys(export *x, size_t i, size_t to, found *f) {
    static const char *const keys[] = {"HD", "BY", "WC", "PD", "ET", "SN", "SC", "PG", "ED", "VOL", "LA",  "CY",  "LP",
                                       "TD", "CO", "IN", "NS", "RE", "AN", "SE", "CR", "CT", "RF",  "IPC", "PUB", NULL};
    size_t first = i;
    onr_slice key = {"", 0};
    while (first < to && !onr_ascii_is(x->lines[first].text, "HD")) first++;
    if (first == to) return 0;
    for (; i < to; i++) {
        onr_slice s = x->lines[i].text;
        const char *const *k = keys;
        while (*k && (strlen(*k) != s.n || memcmp(*k, s.p, s.n) != 0)) k++;
        if (*k) key = s;
        else if (onr_ascii_is(key, "HD")) f->title = f->title.n ? f->title : s;
        else if (onr_ascii_is(key, "BY")) f->byline = f->byline.n ? f->byline : s;
        else if (onr_ascii_is(key, "PD")) f->date = f->date.n ? f->date : s;
        else if (onr_ascii_is(key, "SN")) f->outlet = f->outlet.n ? f->outlet : s;
        else if (onr_ascii_is(key, "LA")) f->language = s;
        else if (onr_ascii_is(key, "LP") || onr_ascii_is(key, "TD")) add_paragraph(x, s);
    }
    return 1;
}

static int has_styles(const export *x, size_t i, size_t to) {
    for (; i < to; i++)
        if (x->lines[i].style.n) return 1;
    return 0;
}

static void read_europresse(export *x, size_t i, size_t to, found *f) {
    int ended = 0;
    for (; i < to; i++) {
        const onr_line *l = &x->lines[i];
        if (onr_ascii_begins(l->text, "\xC2\xA9") || onr_ascii_begins(l->text, "\xA9") ||
            onr_ascii_begins(l->text, "Num\xC3\xA9ro de document") ||
            onr_ascii_begins(l->text, "Num\xE9ro de document") || onr_ascii_begins(l->text, "News document number"))
            ended = 1;
        if (holds(l->style, "DocPublicationName")) f->outlet = l->text;
        else if (holds(l->style, "DocHeader")) {
            const char *comma = l->text.n ? memchr(l->text.p, ',', l->text.n) : NULL; /* "Politique, jeudi 5 octobre" */
            f->date = l->text;
            if (!is_date(f->date) && comma)
                f->date = (onr_slice){comma + 1, l->text.n - (size_t)(comma + 1 - l->text.p)};
        } else if (holds(l->style, "itreArticle")) f->title = f->title.n ? f->title : l->text;
        else if (holds(l->style, "ocAuthors")) f->byline = l->text;
        else if (!ended) add_paragraph(x, l->text);
    }
}

/* ---- the file --------------------------------------------------------------------------------------------------- */

/* Paragraphs of wrapped text: lines joined up to a blank one. */
static int text_lines(onr_slice s, onr_arena *arena, onr_line **lines, size_t *n) {
    size_t cap = 0;
    void *items = NULL;
    char *copy = onr_arena_alloc(arena, s.n + 1, 1);
    size_t at = 0, from = 0, i = 0;
    if (!copy) return -1;
    if (onr_ascii_begins(s, "\xEF\xBB\xBF")) i = 3;
    while (i <= s.n) {
        const char *end = i < s.n ? memchr(s.p + i, '\n', s.n - i) : NULL;
        size_t stop = end ? (size_t)(end - s.p) : s.n, a = i, b = stop;
        while (a < b && (unsigned char)s.p[a] <= ' ') a++;
        while (b > a && (unsigned char)s.p[b - 1] <= ' ') b--;
        if (a < b) {
            if (at > from) copy[at++] = ' ';
            memcpy(copy + at, s.p + a, b - a);
            at += b - a;
        }
        if ((a == b || stop == s.n) && at > from) {
            if (onr_arena_grow(arena, &items, &cap, *n, *n + 1, sizeof **lines) != 0) return -1;
            *lines = items;
            (*lines)[(*n)++] = (onr_line){.text = {copy + from, at - from}, .blank_before = 1};
            from = at;
        }
        i = stop + 1;
    }
    return 0;
}

static database guess(const export *x) {
    size_t europresse = 0, factiva = 0;
    for (size_t i = 0; i < x->n; i++) {
        const onr_line *l = &x->lines[i];
        if (is_nexis_mark(l->text)) return NEXIS;
        if (onr_ascii_is(l->text, "End of Document")) return NEXIS_UNI;
        europresse += holds(l->style, "DocPublicationName");
        factiva += is_factiva_mark(l->text);
    }
    return factiva ? FACTIVA : europresse ? EUROPRESSE : ONE_DOCUMENT;
}

static onr_status begin(onr_part *part, onr_err *err) {
    onr_slice all;
    onr_status st = onr_stream_peek(part->stream, FILE_MAX, &all, err);
    if (st != ONR_OK) return st;
    if (all.n >= FILE_MAX) return onr_err_set(err, ONR_TOO_BIG, FILE_MAX, "an export over 64 MiB: split it");
    export *x = onr_mem_zalloc(1, sizeof *x);
    if (!x) return onr_part_no_memory(part, err);
    part->state = x;
    onr_arena_init(&x->arena, LINES_MAX);
    onr_buf_init(&x->body, ONR_ITEM_MAX);
    onr_buf_init(&x->buf, ONR_ITEM_MAX);
    int bad = 0;
    if (onr_ascii_begins(all, "PK\x03\x04")) {
        st = onr_docx_lines(all, &x->arena, &x->lines, &x->n, err);
        if (st == ONR_NOT_FOUND)
            return onr_err_set(err, ONR_FORMAT, 0, "a zip archive that is no DOCX: unpack it first");
        if (st != ONR_OK) return st;
    } else if (onr_rtf_is(all)) bad = onr_rtf_lines(all, &x->arena, &x->lines, &x->n);
    else if (onr_read_is_html((const unsigned char *)all.p, all.n))
        bad = onr_html_lines(all, &x->arena, &x->lines, &x->n);
    else bad = text_lines(all, &x->arena, &x->lines, &x->n);
    if (bad) return onr_part_no_memory(part, err);
    x->from = guess(x);
    if (x->from != NEXIS && x->from != EUROPRESSE) return ONR_OK;
    while (x->next < x->n && !is_nexis_mark(x->lines[x->next].text) &&
           !holds(x->lines[x->next].style, "DocPublicationName"))
        x->next++; /* the cover */
    return ONR_OK;
}

/* The lines of the next article: [*i, *to); x->next goes behind them. 0: there is none. */
static int next_extent(export *x, size_t *i, size_t *to) {
    size_t k = x->next;
    if (k >= x->n) return 0;
    int by_end = x->from == NEXIS_UNI || x->from == FACTIVA;
    *i = k + (x->from == NEXIS);
    for (k += !by_end; k < x->n; k++) {
        const onr_line *l = &x->lines[k];
        if (x->from == NEXIS && is_nexis_mark(l->text)) break;
        if (x->from == EUROPRESSE && holds(l->style, "DocPublicationName")) break;
        if (x->from == NEXIS_UNI && onr_ascii_is(l->text, "End of Document")) break;
        if (x->from == FACTIVA && is_factiva_mark(l->text)) break;
    }
    *to = k;
    x->next = k + (by_end && k < x->n);
    return !by_end || k < x->n; /* what stands behind the last end mark is no article */
}

static void read_article(export *x, size_t i, size_t to, found *f) {
    onr_buf_reset(&x->body);
    switch (x->from) {
    case NEXIS: read_nexis(x, i, to, f); break;
    case NEXIS_UNI: read_nexis_uni(x, i, to, f); break;
    case FACTIVA:
        if (has_styles(x, i, to)) read_factiva(x, i, to, f);
        else if (!read_factiva_keys(x, i, to, f)) read_factiva_plain(x, i, to, f);
        break;
    case EUROPRESSE: read_europresse(x, i, to, f); break;
    case ONE_DOCUMENT:
        for (; i < to; i++) add_paragraph(x, x->lines[i].text);
        break;
    }
}

static onr_status next_article(onr_part *part, onr_item *item, onr_err *err) {
    onr_status st = part->state ? ONR_OK : begin(part, err);
    export *x = part->state;
    size_t i, to;
    while (st == ONR_OK && !item->bytes && next_extent(x, &i, &to)) {
        found f = {0};
        char place[32];
        (void)snprintf(place, sizeof place, "article%u", ++x->number);
        read_article(x, i, to, &f);
        if (onr_buf_failed(&x->body)) return onr_part_no_memory(part, err);
        if (!x->body.n) {
            st = onr_part_skip(part, place, "an article without text", err);
            continue;
        }
        onr_fields fields = {.how = "meta"};
        fields.value[ONR_COLUMN_TEXT] = (onr_slice){x->body.p, x->body.n};
        fields.value[ONR_COLUMN_TITLE] = f.title;
        fields.value[ONR_COLUMN_OUTLET] = f.outlet;
        fields.value[ONR_COLUMN_PUBLISHED] = f.date;
        fields.value[ONR_COLUMN_AUTHORS] = f.byline;
        fields.value[ONR_COLUMN_LANGUAGE] = f.language;
        fields.is_plain = 1;
        st = onr_compose(part, &fields, &x->buf, item, err);
        if (st == ONR_OK) st = onr_part_locate(part, item, x->from == ONE_DOCUMENT ? "" : place, err);
    }
    return st;
}

static void close_export(onr_part *part) {
    export *x = part->state;
    if (!x) return;
    onr_arena_clear(&x->arena);
    onr_buf_clear(&x->body);
    onr_buf_clear(&x->buf);
    onr_mem_free(x);
}

int onr_export_is(onr_slice head) {
    int html = onr_read_is_html((const unsigned char *)head.p, head.n);
    if (html && (holds(head, "DocPublicationName") || holds(head, "LXNComment"))) return 1;
    if (html && holds(head, "Factiva") && (holds(head, "Headline\"") || holds(head, "articleParagraph"))) return 1;
    for (size_t i = 0; i < head.n;) {
        const char *end = memchr(head.p + i, '\n', head.n - i);
        size_t stop = end ? (size_t)(end - head.p) : head.n, a = i, b = stop;
        while (a < b && (unsigned char)head.p[a] <= ' ') a++;
        while (b > a && (unsigned char)head.p[b - 1] <= ' ') b--;
        if (!html && is_nexis_mark((onr_slice){head.p + a, b - a})) return 1;
        i = stop + 1;
    }
    return 0;
}

const onr_reader onr_export_reader = {next_article, close_export};
