/* Bylines to names. The most trusted place that gives any name is taken whole; each text there is parted at commas,
 * "and" in the languages of the list, "&", ";", "|"; what leads in ("By", "Von") and what is no name (jobs, addresses,
 * the outlet itself, "Staff") is left out; news agencies become the credit meta.agency. Cost: O(text). */
#include "base/utf8.h"
#include "read/agency.h"
#include "read/page_date.h"
#include "read/page_meta.h"

enum { NAME_MOST = 80, NAME_WORDS = 6 };

static const char *const leads[] = {
    "by",          "von",    "par",         "por",     "di",      "da",       "av",     "af",       "door",
    "przez",       "autor:", "author:",     "written", "posted",  "authors:", "text:",  "de",       "autor",
    "automatisch", "texte",  "kirjoittaja", "yazan",   "oleh",    "aut.",     "report", "reported", "about",
    "foto:",       "words",  "story",       "autore:", "auteur:", "szerző:",  "tekst:"};
static const char *const others[] = {"staff",
                                     "admin",
                                     "redaktion",
                                     "editor",
                                     "editors",
                                     "editorial",
                                     "redacción",
                                     "redaccion",
                                     "newsroom",
                                     "news desk",
                                     "staff writer",
                                     "staff reporter",
                                     "online",
                                     "web desk",
                                     "desk",
                                     "redazione",
                                     "rédaction",
                                     "la rédaction",
                                     "team",
                                     "author",
                                     "guest",
                                     "the editors",
                                     "contributor",
                                     "administrator",
                                     "webmaster",
                                     "agencies",
                                     "agencias",
                                     "wire",
                                     "unknown",
                                     "redactie",
                                     "redaktionen",
                                     "toimitus",
                                     "share",
                                     "follow",
                                     "twitter",
                                     "email",
                                     "facebook",
                                     "comments",
                                     "editorial board",
                                     "our correspondent",
                                     "staff report",
                                     "news service",
                                     "more",
                                     "updated",
                                     "published",
                                     "reporter",
                                     "correspondent",
                                     "author archive",
                                     "anonymous"};
static const char *const job_words[] = {"editor",      "correspondent",
                                        "reporter",    "writer",
                                        "journalist",  "redakteur",
                                        "redakteurin", "korrespondent",
                                        "columnist",   "contributor",
                                        "producer",    "bureau",
                                        "chief",       "director",
                                        "professor",   "specialist",
                                        "senior",      "political",
                                        "staff",       "photographer",
                                        "analyst",     "redactor",
                                        "periodista",  "journaliste",
                                        "head",        "press",
                                        "magazine",    "university",
                                        "news",        "ago",
                                        "hours",       "minutes",
                                        "updated",     "published",
                                        "gmt",         "am",
                                        "pm",          "est",
                                        "edt",         "utc",
                                        "min",         "read",
                                        "share",       "comments",
                                        "comment",     "views",
                                        "posted",      "on",
                                        "in",          "at",
                                        "is",          "has",
                                        "was",         "for",
                                        "with",        "for",
                                        "uhr",         "um",
                                        "am",          "vom",
                                        "à",           "le",
                                        "your",        "this",
                                        "who",         "redaktion",
                                        "nachrichten", "facebook",
                                        "twitter",     "instagram",
                                        "image",       "images",
                                        "photo",       "foto",
                                        "verlag",      "bearbeiten",
                                        "magazin",     "unserer",
                                        "email",       "print",
                                        "subscribe",   "newsletter"};

static int is_one_of(const char *s, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(s, list[i]) == 0) return 1;
    return 0;
}
#define ONE_OF(s, list) is_one_of(s, list, sizeof list / sizeof *list)

static void small(onr_slice s, char out[NAME_MOST + 4]) {
    size_t n = 0, k;
    for (size_t i = 0; i < s.n && n < NAME_MOST - 4; i += k) {
        uint32_t c;
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        n += onr_utf8_encode(onr_char_lower(c), out + n);
    }
    out[n] = 0;
}

static onr_slice trim(onr_slice s) {
    while (s.n && strchr(" .,:;-|/()*\t", s.p[0])) s.p++, s.n--;
    while (s.n && strchr(" ,:;-|/()*\t", s.p[s.n - 1])) s.n--;
    return s;
}

static onr_slice first_word(onr_slice s) {
    size_t n = 0;
    while (n < s.n && s.p[n] != ' ') n++;
    return (onr_slice){s.p, n};
}

static onr_slice drop_leads(onr_slice s) {
    char word[NAME_MOST + 4];
    for (int k = 0; k < 3; k++) {
        s = trim(s);
        onr_slice w = first_word(s);
        small(w, word);
        if (w.n == s.n || w.n > 14 || !ONE_OF(word, leads)) break;
        if (strcmp(word, "de") == 0 && !onr_char_is_upper((unsigned char)s.p[0])) break; /* "de Gaulle" */
        s.p += w.n;
        s.n -= w.n;
    }
    return trim(s);
}

/* What JSON-LD gives as a person, and is none: an address, a job or desk by its last word. `s` is small. */
static int is_office(const char *s) {
    static const char *const jobs[] = {"writer", "writers", "editor",   "reporter", "correspondent",
                                       "bureau", "desk",    "newsroom", "media"};
    const char *last = strrchr(s, ' ');
    return strstr(s, ".com") || strstr(s, "www.") || (last && ONE_OF(last + 1, jobs));
}

/* Two to six words with capitals (scripts without capitals: any), no job among them, no digits; one word from JSON-LD.
 */
static int is_name(onr_slice s, uint8_t trust) {
    char text[NAME_MOST + 4], *word = text;
    size_t words = 0, capitals = 0, cased = 0, k;
    if (s.n < 3 || s.n > NAME_MOST) return 0;
    uint32_t before = ' ', c;
    for (size_t i = 0; i < s.n; i += k, before = c) {
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        if (onr_char_is_digit(c) || strchr("@/<>{}=\"?!:", (int)(c < 128 ? c : 'a'))) return 0;
        if (onr_char_is_space(before) && !onr_char_is_space(c)) {
            words++;
            capitals += onr_char_is_upper(c);
            cased += onr_char_is_upper(c) || onr_char_is_lower(c);
        }
    }
    if (words > NAME_WORDS || (trust > 0 && words < 2 && cased)) return 0;
    if (cased && capitals == 0 && trust > 1) return 0;
    small(s, text);
    if (ONE_OF(text, others)) return 0;
    if (trust == 0) return !is_office(text);
    for (char *q = text;; q++) {
        if (*q && *q != ' ') continue;
        int last = *q == 0;
        *q = 0;
        if (ONE_OF(word, job_words)) return 0;
        if (last) return 1;
        word = q + 1;
    }
}

typedef struct list {
    onr_slice names[ONR_PAGE_AUTHORS_MAX];
    uint32_t n;
    onr_slice agency;
} list;

static void take(onr_slice s, uint8_t trust, const onr_page_meta *m, list *out) {
    char text[NAME_MOST + 4], other[NAME_MOST + 4];
    s = drop_leads(s);
    if (s.n < 2 || s.n > NAME_MOST) return;
    small(s, text);
    if (onr_read_is_byline_agency(s)) {
        if (!out->agency.n) out->agency = s;
        return;
    }
    onr_slice outlets[] = {m->site.s, m->publisher.s};
    for (int k = 0; k < 2; k++) {
        small(outlets[k], other);
        if (outlets[k].n && strcmp(text, other) == 0) return;
    }
    if (!is_name(s, trust)) return;
    for (uint32_t i = 0; i < out->n; i++) {
        small(out->names[i], other);
        if (strcmp(text, other) == 0) return;
    }
    if (out->n < ONR_PAGE_AUTHORS_MAX) out->names[out->n++] = s;
}

/* Bytes of a separator at s[i]; 0: none. */
static size_t parts(onr_slice s, size_t i) {
    static const char *const marks[] = {",",     ";",      "|",     " & ",  " and ", " und ", " et ",  " y ",
                                        " e ",   " og ",   " och ", " en ", " i ",   " ve ",  " · ",   " • ",
                                        " / ",   " and\n", " con ", " – ",  " - ",   " in ",  " for ", " (",
                                        " AND ", "، ",     " и ",   "、",   "／"};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        if (marks[k][0] != s.p[i]) continue;
        size_t n = strlen(marks[k]);
        if (s.n - i >= n && memcmp(s.p + i, marks[k], n) == 0) return n;
    }
    return 0;
}

/* A company is the outlet's owner, no author: its name is not to be parted at "und" and "&". */
static int is_company(onr_slice s) {
    static const char *const forms[] = {" GmbH", " AG",   " KG", " Ltd", " Ltd.", " Inc",  " Inc.", " LLC", " e. V.",
                                        " e.V.", " S.A.", " SA", " PLC", " plc",  " B.V.", " Oy",   " ASA", " S.p.A."};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t n = strlen(forms[i]);
        if (s.n > n && memcmp(s.p + s.n - n, forms[i], n) == 0) return 1;
    }
    return 0;
}

static void split(onr_slice s, uint8_t trust, const onr_page_meta *m, list *out) {
    if (is_company(trim(s))) return;
    size_t from = 0;
    for (size_t i = 0; i <= s.n; i++) {
        size_t k = i < s.n ? parts(s, i) : 1;
        if (!k) continue;
        take((onr_slice){s.p + from, i - from}, trust, m, out);
        from = i + k;
        if (k > 1) i = from - 1;
    }
}

onr_status onr_page_settle_authors(const onr_page_meta *m, onr_doc *doc) {
    list got = {0};
    for (uint8_t trust = 0; trust < 4 && got.n == 0; trust++)
        for (uint32_t i = 0; i < m->authors_n; i++)
            if (m->authors[i].trust == trust) split(m->authors[i].name, trust, m, &got);
    if (got.agency.n && !doc->meta.agency) {
        doc->meta.agency = onr_arena_copy(&doc->arena, got.agency.p, got.agency.n);
        if (!doc->meta.agency) return ONR_NOMEM;
    }
    if (!got.n) return ONR_OK;
    const char **names = onr_arena_alloc(&doc->arena, got.n, sizeof *names);
    for (uint32_t i = 0; names && i < got.n; i++)
        if (!(names[i] = onr_arena_copy(&doc->arena, got.names[i].p, got.names[i].n))) return ONR_NOMEM;
    if (!names) return ONR_NOMEM;
    doc->meta.authors = names;
    doc->meta.authors_n = got.n;
    return ONR_OK;
}

int onr_page_is_byline(onr_slice line, const onr_page_meta *m) {
    enum { SQUEEZED = 128, BESIDE_MOST = 16 }; /* "Published", a weekday, a time of day */
    char own[SQUEEZED], name[SQUEEZED];
    size_t at = 0, start = 0, n = onr_page_squeeze(line, own, sizeof own);
    onr_date d;
    if (onr_page_date_find(line, m->order, &at, &start, &d)) {
        size_t said = onr_page_squeeze((onr_slice){line.p + start, at - start}, name, sizeof name);
        if (n <= said + BESIDE_MOST) return 1;
    }
    size_t by = n > 2 && memcmp(own, "by", 2) == 0 ? 2 : 0;
    for (uint32_t i = 0; i < m->authors_n; i++) {
        size_t k = onr_page_squeeze(m->authors[i].name, name, sizeof name);
        if (k < 5 || !is_name(m->authors[i].name, 1)) continue;
        if (k == n && memcmp(own, name, n) == 0) return 1;
        if (by && k + by == n && memcmp(own + by, name, k) == 0) return 1;
    }
    return 0;
}
