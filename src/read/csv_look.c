/* Is it a table, and of what kind? Asked of a file's first bytes, before anything is unquoted.
 *
 * A table has a first row of names: some of them known (columns.c), one of them the text or, with an address, a day or
 * an outlet beside it, the title. A headline may look like that ("Text, lies and a harbour"), so a row of names that
 * are not all known is believed only where the row behind it has as many fields. Rows without names are a table where
 * several in a row have the same number of fields, parted by tabs or by commas with quotation marks: then the reader
 * asks for a map, since nothing says what the columns are. Cost: O(the first rows). */
#include "read/csv_look.h"

#include <string.h>

#include "base/ascii.h"
#include "read/columns.h"

enum { NAME_MOST = 60, ROWS_LOOK = 5, NAMELESS_TABS = 4, NAMELESS_COMMAS = 3, NAMELESS_WIDE = 16 };

size_t onr_csv_row_end(onr_slice s, char separator) {
    int quoted = 0, start = 1;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (quoted) {
            if (c != '"') continue;
            if (i + 1 < s.n && s.p[i + 1] == '"') i++;
            else quoted = 0;
        } else if (c == '"' && start) quoted = 1;
        else if (c == '\n') return i + 1;
        start = !quoted && c == separator;
    }
    return 0;
}

char onr_csv_separator(onr_slice header) {
    static const char choices[] = {',', ';', '\t', '|'};
    size_t best = 0;
    char found = ',';
    for (size_t k = 0; k < sizeof choices; k++) {
        size_t n = 0;
        int quoted = 0;
        for (size_t i = 0; i < header.n; i++) {
            if (header.p[i] == '"') quoted = !quoted;
            else n += !quoted && header.p[i] == choices[k];
        }
        if (n > best) best = n, found = choices[k];
    }
    return found;
}

size_t onr_csv_preamble(onr_slice s, char *separator) {
    size_t at = s.n >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    onr_slice line = {s.p + at, s.n - at};
    if (line.n < 6 || memcmp(line.p, "sep=", 4) != 0) return at;
    size_t end = line.p[5] == '\r' ? 6 : 5;
    if (end >= line.n || line.p[end] != '\n') return at;
    *separator = line.p[4];
    return at + end + 1;
}

/* One row: its fields, whether each letter's field was in quotation marks, and of the header what its names are. */
typedef struct look {
    size_t fields, quoted, known, longest;
    int has[ONR_COLUMNS];
} look;

static void look_at_field(look *l, onr_slice name) {
    int known = 0;
    name = onr_ascii_trim(name);
    if (name.n > l->longest) l->longest = name.n;
    if (name.n >= 2 && name.p[0] == '"' && name.p[name.n - 1] == '"') name.p++, name.n -= 2, l->quoted++;
    l->fields++;
    for (unsigned r = 0; r < ONR_COLUMNS; r++)
        if (onr_column_fits((onr_role)r, name)) l->has[r] = known = 1;
    l->known += (size_t)known;
}

static look look_at_row(onr_slice row, char separator) {
    look l = {0};
    size_t from = 0;
    int quoted = 0;
    for (size_t i = 0; i <= row.n; i++) {
        if (i < row.n && row.p[i] == '"') quoted = !quoted;
        if (i < row.n && (quoted || row.p[i] != separator)) continue;
        look_at_field(&l, (onr_slice){row.p + from, i - from});
        from = i + 1;
    }
    return l;
}

/* The next row of s, which is moved behind it; the last may have no line end. */
static onr_slice take_row(onr_slice *s, char separator) {
    size_t n = onr_csv_row_end(*s, separator);
    onr_slice row = {s->p, n ? n : s->n};
    s->p += row.n;
    s->n -= row.n;
    return row;
}

/* The same number of fields in the first rows, and something that text has not: tabs, or fields in quotation marks. */
static int is_nameless(onr_slice s, char separator) {
    size_t rows = 0, fields = 0;
    if (separator == '|') return 0;
    while (s.n && rows < ROWS_LOOK) {
        int whole = onr_csv_row_end(s, separator) > 0;
        look l = look_at_row(take_row(&s, separator), separator);
        if (!whole && rows) break; /* cut off by the end of what is looked at */
        if (l.fields < (separator == '\t' ? NAMELESS_TABS : NAMELESS_COMMAS)) return 0;
        if ((rows && l.fields != fields) || (separator != '\t' && !l.quoted)) return 0;
        fields = l.fields;
        rows++;
    }
    return rows > 1 || (separator == '\t' && fields >= NAMELESS_WIDE);
}

int onr_csv_is_table(onr_slice head) {
    char separator = 0;
    size_t skip = onr_csv_preamble(head, &separator);
    onr_slice s = {head.p + skip, head.n - skip}, rest = s;
    const char *end = s.n ? memchr(s.p, '\n', s.n) : NULL;
    if (!end) return 0;
    if (!separator) separator = onr_csv_separator((onr_slice){s.p, (size_t)(end - s.p)});
    onr_slice header = take_row(&rest, separator);
    look names = look_at_row(header, separator);
    const int *has = names.has;
    int named = has[ONR_COLUMN_TEXT] ||
                (has[ONR_COLUMN_TITLE] && (has[ONR_COLUMN_URL] || has[ONR_COLUMN_PUBLISHED] || has[ONR_COLUMN_OUTLET]));
    if (names.fields == 1) return has[ONR_COLUMN_TEXT] && rest.n && rest.p[0] == '"';
    if (!named || names.longest > NAME_MOST) return is_nameless(s, separator);
    if (names.known == names.fields) return 1;
    for (int rows = 0; rest.n && rows < ROWS_LOOK; rows++)
        if (look_at_row(take_row(&rest, separator), separator).fields == names.fields) return 1;
    return 0;
}
