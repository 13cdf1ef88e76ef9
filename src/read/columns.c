/* The names that exports of newspapers' archives, media monitors and data collections give their columns, the most
 * certain first. A guess is only ever made from a name that is in this list: a column called "x" is never the text. */
#include "read/columns.h"

#include <string.h>

#include "base/ascii.h"

enum { NAME_MAX_BYTES = 48 };

static const char *const roles[ONR_COLUMNS] = {"text", "title",   "published", "outlet",
                                               "url",  "authors", "agency",    "language"};

static const char *const names[ONR_COLUMNS][24] = {
    [ONR_COLUMN_TEXT] = {"text",      "body",        "articlebody",     "articletext", "fulltext",
                         "bodytext",  "maintext",    "contentoriginal", "storytext",   "textcontent",
                         "plaintext", "cleantext",   "content",         "contenttext", "article",
                         "story",     "contenthtml", "bodyhtml",        "html",        "rawhtml",
                         "transcript"},
    [ONR_COLUMN_TITLE] = {"title", "headline", "articletitle", "heading", "titre", "hed"},
    [ONR_COLUMN_PUBLISHED] = {"published", "publishedat", "publicationdate", "datepublished", "publishdate", "pubdate",
                              "publisheddate", "publishedon", "firstpublicationdate", "webpublicationdate",
                              "articledate", "date", "datetime", "publishtime", "timestamp"},
    [ONR_COLUMN_OUTLET] = {"outlet", "sourcename", "medianame", "publication", "newspaper", "publisher", "source",
                           "sitename", "site", "domain", "journal", "medium", "media"},
    [ONR_COLUMN_URL] = {"url", "link", "articleurl", "canonicalurl", "weburl", "permalink", "uri"},
    [ONR_COLUMN_AUTHORS] = {"authors", "author", "byline", "creator", "journalist", "writer"},
    [ONR_COLUMN_AGENCY] = {"agency", "newsagency", "wire"},
    [ONR_COLUMN_LANGUAGE] = {"language", "lang"},
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

onr_status onr_columns_check(const char *map, onr_err *err) {
    for (const char *p = map ? map : ""; *p;) {
        onr_slice role, column = part_at(&p, &role);
        int known = 0;
        for (size_t i = 0; i < ONR_COLUMNS; i++) known |= onr_slice_eq(role, onr_slice_of(roles[i]));
        if (!known || !column.n)
            return onr_err_set(err, ONR_FORMAT, 0,
                               "'%.*s' is not ROLE=COLUMN with one of text, title, published, outlet, url, authors, "
                               "agency, language",
                               (int)(role.n < 60 ? role.n : 60), role.p);
    }
    return ONR_OK;
}
