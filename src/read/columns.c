/* The names that exports of newspapers' archives, media monitors and data collections give their columns, the most
 * certain first. A guess is only ever made from a name that is in this list: a column called "x" is never the text. */
#include "read/columns.h"

#include <string.h>

#include "base/ascii.h"

enum { NAME_MAX_BYTES = 48 };

static const char *const roles[ONR_COLUMNS] = {"text", "title",   "published", "outlet",
                                               "url",  "authors", "agency",    "language"};

/* Behind those of English come the words of tables made in Germany, France, Spain, Italy, Portugal and the Netherlands;
 * last those of a text that is only a part of one. */
static const char *const names[ONR_COLUMNS][52] = {
    [ONR_COLUMN_TEXT] = {"text",           "body",        "articlebody",   "articletext",
                         "fulltext",       "bodytext",    "maintext",      "contentoriginal",
                         "storytext",      "textcontent", "plaintext",     "cleantext",
                         "articlecontent", "newstext",    "newscontent",   "fullcontent",
                         "content",        "contenttext", "article",       "story",
                         "contenthtml",    "bodyhtml",    "html",          "rawhtml",
                         "transcript",     "td",          "texte",         "texto",
                         "testo",          "tekst",       "volltext",      "inhalt",
                         "contenu",        "contenido",   "contenuto",     "conteudo",
                         "inhoud",         "artikel",     "articolo",      "description",
                         "summary",        "abstract",    "snippet",       "excerpt",
                         "hlead",          "lead",        "leadparagraph", "teaser"},
    [ONR_COLUMN_TITLE] = {"title",
                          "headline",
                          "articletitle",
                          "newstitle",
                          "storytitle",
                          "headlinetext",
                          "newsheadline",
                          "heading",
                          "hed",
                          "hd",
                          "titre",
                          "titel",
                          "titulo",
                          "t\xC3\xADtulo",
                          "titolo",
                          "\xC3\x9C"
                          "berschrift",
                          "\xC3\xBC"
                          "berschrift",
                          "schlagzeile",
                          "titular",
                          "headlines"},
    [ONR_COLUMN_PUBLISHED] = {"published",
                              "publishedat",
                              "publicationdate",
                              "datepublished",
                              "publishdate",
                              "pubdate",
                              "publisheddate",
                              "publishedon",
                              "firstpublicationdate",
                              "webpublicationdate",
                              "dateofpublication",
                              "publicationdatetime",
                              "articledate",
                              "newsdate",
                              "date",
                              "datetime",
                              "publishtime",
                              "seendate",
                              "postdate",
                              "postedat",
                              "createdat",
                              "timestamp",
                              "isodate",
                              "pd",
                              "datum",
                              "fecha",
                              "dateparution",
                              "erscheinungsdatum"},
    [ONR_COLUMN_OUTLET] = {"outlet",
                           "sourcename",
                           "medianame",
                           "publication",
                           "publicationtitle",
                           "pubtitle",
                           "publicationname",
                           "newspaper",
                           "newspapername",
                           "publisher",
                           "source",
                           "sourcetitle",
                           "newssource",
                           "newsoutlet",
                           "outletname",
                           "sitename",
                           "site",
                           "sourcecommonname",
                           "domain",
                           "domainname",
                           "journal",
                           "medium",
                           "media",
                           "sn",
                           "quelle",
                           "zeitung",
                           "fuente",
                           "fonte",
                           "bron",
                           "krant"},
    [ONR_COLUMN_URL] = {"url", "link", "articleurl", "canonicalurl", "weburl", "sourceurl", "pageurl", "storyurl",
                        "newsurl", "permalink", "uri", "documentidentifier"},
    [ONR_COLUMN_AUTHORS] = {"authors", "author", "byline", "bylines", "authorname", "authornames", "creator",
                            "journalist", "reporter", "writer", "by", "autor", "auteur", "auteurs", "autore",
                            "autoren"},
    [ONR_COLUMN_AGENCY] = {"agency", "newsagency", "wire"},
    [ONR_COLUMN_LANGUAGE] = {"language", "lang", "languagecode", "la", "sprache", "langue", "idioma"},
};

const char *onr_column_role(onr_role r) { return roles[r]; }

unsigned onr_column_fits(onr_role role, onr_slice name) {
    char plain[NAME_MAX_BYTES];
    size_t n = 0;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c == ' ' || c == '_' || c == '-' || c == '\r') continue;
        if (n + 1 == sizeof plain) return 0;
        plain[n++] = onr_ascii_lower(c);
    }
    plain[n] = '\0';
    unsigned most = sizeof names[role] / sizeof *names[role];
    for (unsigned i = 0; i < most && names[role][i]; i++)
        if (strcmp(names[role][i], plain) == 0) return most - i;
    return 0;
}

/* The part of the map at *p: "role=column"; moves *p behind it. */
static onr_slice part_at(const char **p, onr_slice *role) {
    size_t n = strcspn(*p, ",");
    const char *equals = memchr(*p, '=', n);
    onr_slice column = {"", 0};
    *role = (onr_slice){*p, equals ? (size_t)(equals - *p) : n};
    if (equals) column = (onr_slice){equals + 1, n - role->n - 1};
    *p += n + ((*p)[n] == ',');
    return column;
}

onr_slice onr_column_mapped(const char *map, onr_role wanted) {
    for (const char *p = map ? map : ""; *p;) {
        onr_slice role, column = part_at(&p, &role);
        if (onr_slice_eq(role, onr_slice_of(roles[wanted]))) return column;
    }
    return (onr_slice){"", 0};
}

static int is_dates(onr_slice role) { return onr_slice_eq(role, ONR_SLICE("dates")); }

static onr_dates dates_of(onr_slice s) {
    if (onr_slice_eq(s, ONR_SLICE("dmy"))) return ONR_DATES_DAY_FIRST;
    return onr_slice_eq(s, ONR_SLICE("mdy")) ? ONR_DATES_MONTH_FIRST : ONR_DATES_OPEN;
}

onr_dates onr_columns_dates(const char *map) {
    onr_dates order = ONR_DATES_OPEN;
    for (const char *p = map ? map : ""; *p;) {
        onr_slice role, column = part_at(&p, &role);
        if (is_dates(role)) order = dates_of(column);
    }
    return order;
}

onr_status onr_columns_check(const char *map, onr_err *err) {
    for (const char *p = map ? map : ""; *p;) {
        onr_slice role, column = part_at(&p, &role);
        int known = 0;
        for (size_t i = 0; i < ONR_COLUMNS; i++) known |= onr_slice_eq(role, onr_slice_of(roles[i]));
        if (is_dates(role)) {
            if (dates_of(column) != ONR_DATES_OPEN) continue;
            return onr_err_set(err, ONR_FORMAT, 0, "dates are dates=dmy (the day first) or dates=mdy, not '%.*s'",
                               (int)(column.n < 60 ? column.n : 60), column.p);
        }
        if (!known || !column.n)
            return onr_err_set(err, ONR_FORMAT, 0,
                               "'%.*s' is not ROLE=COLUMN with one of text, title, published, outlet, url, authors, "
                               "agency, language; nor dates=dmy or dates=mdy",
                               (int)(role.n < 60 ? role.n : 60), role.p);
    }
    return ONR_OK;
}
