/* Rows are cut where a line ends outside quotation marks; fields are unquoted into one buffer. A quotation mark inside
 * an unquoted field is a letter; text behind a closing one belongs to the field. The separator is the one of the four
 * that parts the header best. A row larger than ONR_ITEM_MAX is passed over up to the next line end, since its quotes
 * are wrong or it is no article. Cost: O(bytes), the window being doubled while a row does not end in it. */
#include "read/csv.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "read/compose.h"
#include "read/csv_look.h"
#include "read/field_date.h"

enum { AHEAD = 64 * 1024, FIELDS_MAX = 1024, NOTE = 400, UNREAD = 40 };

typedef struct csv {
    onr_buf row, buf;
    size_t ends[FIELDS_MAX]; /* of the fields in `row` */
    size_t fields_n;
    int column[ONR_COLUMNS]; /* -1: none */
    char separator;
    char note[NOTE]; /* for the user: what was decided */
    int nameless;    /* the map says columns by their number: the first row is no header */
    uint64_t number; /* of the row, the header is 1 */
} csv;

/* Unquote the row's fields into c->row. Fields beyond FIELDS_MAX are dropped. */
static void cut(csv *c, onr_slice row) {
    onr_buf_reset(&c->row);
    c->fields_n = 0;
    while (row.n && (row.p[row.n - 1] == '\n' || row.p[row.n - 1] == '\r')) row.n--;
    int quoted = 0, start = 1;
    for (size_t i = 0, from = 0; i <= row.n; i++) {
        char b = i < row.n ? row.p[i] : c->separator;
        int ends = i == row.n || (!quoted && b == c->separator);
        int mark = b == '"' && (quoted || start) && i < row.n;
        if (!ends && !mark) {
            start = 0;
            continue;
        }
        onr_buf_add(&c->row, row.p + from, i - from);
        from = i + 1;
        if (ends) {
            if (c->fields_n < FIELDS_MAX) c->ends[c->fields_n++] = c->row.n;
            start = 1;
            quoted = 0;
        } else if (!quoted) quoted = 1, start = 0;
        else if (i + 1 < row.n && row.p[i + 1] == '"') from = ++i;
        else quoted = 0;
    }
}

static onr_slice field(const csv *c, int k) {
    if (k < 0 || (size_t)k >= c->fields_n || !c->row.n) return (onr_slice){"", 0};
    size_t from = k ? c->ends[k - 1] : 0;
    return (onr_slice){c->row.p + from, c->ends[k] - from};
}

/* ---- the header ------------------------------------------------------------------------------------------------- */

static void add_note(csv *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void add_note(csv *c, const char *fmt, ...) {
    size_t n = strlen(c->note);
    va_list ap;
    if (n) n += (size_t)snprintf(c->note + n, sizeof c->note - n, "; ");
    va_start(ap, fmt);
    if (n < sizeof c->note) (void)vsnprintf(c->note + n, sizeof c->note - n, fmt, ap);
    va_end(ap);
}

/* "3": the third column, where none is called so; -1: no such. */
static int column_numbered(const csv *c, onr_slice mapped) {
    size_t k = 0;
    for (size_t i = 0; i < mapped.n; i++) {
        if (mapped.p[i] < '0' || mapped.p[i] > '9' || k > FIELDS_MAX) return -1;
        k = k * 10 + (size_t)(mapped.p[i] - '0');
    }
    return k >= 1 && k <= c->fields_n ? (int)k - 1 : -1;
}

static int column_for(csv *c, const char *map, onr_role role) {
    onr_slice mapped = onr_column_mapped(map, role);
    int best = -1;
    unsigned fit = 0;
    for (size_t i = 0; i < c->fields_n; i++) {
        onr_slice name = onr_ascii_trim(field(c, (int)i));
        unsigned f = mapped.n ? (unsigned)onr_slice_eq(name, mapped) : onr_column_fits(role, name);
        if (f > fit) fit = f, best = (int)i;
    }
    if (!mapped.n || best >= 0) return best;
    best = column_numbered(c, mapped);
    c->nameless |= best >= 0;
    return best;
}

static onr_status refuse_header(const csv *c, const char *what, onr_err *err) {
    char names[120];
    size_t n = 0;
    names[0] = '\0';
    for (size_t i = 0; i < c->fields_n && n + 24 < sizeof names; i++) {
        onr_slice name = onr_ascii_trim(field(c, (int)i));
        int k =
            snprintf(names + n, sizeof names - n, "%s%.*s", i ? ", " : "", (int)(name.n < 20 ? name.n : 20), name.p);
        if (k > 0) n += (size_t)k;
    }
    char shown[160]; /* a column's name may hold anything */
    (void)onr_utf8_printable(shown, sizeof shown, names, strlen(names));
    return onr_err_set(err, ONR_FORMAT, 0,
                       "no column is %s: say --map text=COLUMN, or its number as text=3 (there are: %s)", what, shown);
}

static onr_status map_columns(onr_part *part, onr_err *err) {
    csv *c = part->state;
    char note[NOTE];
    size_t n = 0;
    for (unsigned r = 0; r < ONR_COLUMNS; r++) {
        onr_slice mapped = onr_column_mapped(part->map, (onr_role)r);
        c->column[r] = column_for(c, part->map, (onr_role)r);
        if (mapped.n && c->column[r] < 0) {
            char what[80];
            (void)snprintf(what, sizeof what, "called '%.*s'", (int)(mapped.n < 60 ? mapped.n : 60), mapped.p);
            return refuse_header(c, what, err);
        }
        onr_slice name = onr_ascii_trim(field(c, c->column[r]));
        if (c->column[r] < 0 || n >= sizeof note) continue;
        int k = snprintf(note + n, sizeof note - n, "%s%s=%.*s", n ? ", " : "", onr_column_role((onr_role)r),
                         (int)(name.n < 40 ? name.n : 40), name.p);
        if (k > 0) n += (size_t)k;
    }
    if (c->nameless) /* what the first row holds is no name */
        for (unsigned r = 0; r < ONR_COLUMNS; r++)
            if (!onr_column_mapped(part->map, (onr_role)r).n) c->column[r] = -1;
    int titles = c->column[ONR_COLUMN_TEXT] < 0 && c->column[ONR_COLUMN_TITLE] >= 0;
    if (c->column[ONR_COLUMN_TEXT] < 0 && !titles) return refuse_header(c, "known to hold the text", err);
    if (!part->map)
        add_note(c, "read with %s%s", note, titles ? "; titles alone, no column is known to hold the text" : "");
    return ONR_OK;
}

/* Which comes first in "03/04/2021", the day or the month? The rows at hand may show it by a number over 12. Where they
 * do not, the days stay unknown, which is said, as it is where a day is written in a way that is not read. */
static onr_status look_at_dates(onr_part *part, onr_slice ready, onr_err *err) {
    csv *c = part->state;
    char strange[UNREAD] = "";
    unsigned seen = 0;
    onr_date day;
    part->dates = onr_columns_dates(part->map);
    if (c->column[ONR_COLUMN_PUBLISHED] < 0) return ONR_OK;
    for (size_t n; (n = onr_csv_row_end(ready, c->separator)) > 0; ready.p += n, ready.n -= n) {
        cut(c, (onr_slice){ready.p, n});
        onr_slice s = onr_ascii_trim(field(c, c->column[ONR_COLUMN_PUBLISHED]));
        unsigned order = onr_field_order(s);
        seen |= order;
        if (s.n && !strange[0] && !(order & ONR_ORDER_OPEN) && !onr_field_date(s, part->dates, &day))
            (void)onr_utf8_printable(strange, sizeof strange, s.p, s.n < UNREAD - 4 ? s.n : UNREAD - 4);
    }
    if (onr_buf_failed(&c->row)) return onr_part_no_memory(part, err);
    if (part->dates == ONR_DATES_OPEN) part->dates = onr_dates_shown(seen);
    if (part->dates == ONR_DATES_OPEN && (seen & ONR_ORDER_OPEN))
        add_note(c, "day or month first? such dates are left out: say --map dates=dmy or dates=mdy");
    if (strange[0]) add_note(c, "the date '%s' and others like it cannot be read: left out", strange);
    return ONR_OK;
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

/* The next row's bytes, taken at the next call; n == 0 at the end. *reason: it is too large. */
static onr_status find_row(onr_part *part, onr_slice *row, const char **reason, onr_err *err) {
    csv *c = part->state;
    *reason = NULL;
    for (size_t ask = AHEAD;; ask *= 2) {
        onr_slice ready;
        onr_status st = onr_stream_peek(part->stream, ask, &ready, err);
        *row = (onr_slice){"", 0};
        if (st != ONR_OK || !ready.n) return st;
        if (!c->separator) {
            const char *end = memchr(ready.p, '\n', ready.n);
            c->separator = onr_csv_separator((onr_slice){ready.p, end ? (size_t)(end - ready.p) : ready.n});
        }
        *row = (onr_slice){ready.p, onr_csv_row_end(ready, c->separator)};
        if (!row->n && ready.n < ask) row->n = ready.n; /* the last row, or one whose quotes never close */
        if (row->n) return ONR_OK;
        if (ask < ONR_ITEM_MAX) continue;
        const char *end = memchr(ready.p, '\n', ready.n);
        row->n = end ? (size_t)(end - ready.p) + 1 : ready.n;
        *reason = "a row over 64 MiB (a quotation mark that is never closed?)";
        return ONR_OK;
    }
}

static onr_status begin(onr_part *part, onr_err *err) {
    onr_slice head;
    csv *c = onr_mem_zalloc(1, sizeof *c);
    if (!c) return onr_part_no_memory(part, err);
    part->state = c;
    onr_buf_init(&c->row, ONR_STREAM_WINDOW);
    onr_buf_init(&c->buf, ONR_ITEM_MAX);
    onr_status st = onr_stream_peek(part->stream, AHEAD, &head, err);
    if (st != ONR_OK) return st;
    onr_stream_skip(part->stream, onr_csv_preamble(head, &c->separator));
    const char *reason;
    st = find_row(part, &head, &reason, err);
    if (st != ONR_OK) return st;
    cut(c, head);
    if (onr_buf_failed(&c->row)) return onr_part_no_memory(part, err);
    st = map_columns(part, err);
    if (st != ONR_OK) return st;
    if (!c->nameless) onr_stream_skip(part->stream, head.n);
    c->number = !c->nameless;
    st = onr_stream_peek(part->stream, AHEAD, &head, err);
    if (head.n > AHEAD) head.n = AHEAD; /* how much is ready depends on the reading, the answer must not */
    if (st == ONR_OK) st = look_at_dates(part, head, err);
    return st == ONR_OK && c->note[0] ? onr_part_note(part, "%s: %s", part->path, c->note) : st;
}

static onr_status read_row(onr_part *part, onr_item *item, const char **reason, onr_err *err) {
    csv *c = part->state;
    onr_fields f = {.how = "meta"};
    for (unsigned r = 0; r < ONR_COLUMNS; r++) f.value[r] = field(c, c->column[r]);
    *reason = "a row without text";
    onr_role words = c->column[ONR_COLUMN_TEXT] >= 0 ? ONR_COLUMN_TEXT : ONR_COLUMN_TITLE;
    if (!onr_ascii_trim(f.value[words]).n) return ONR_OK;
    return onr_compose(part, &f, &c->buf, item, err);
}

static onr_status next_row(onr_part *part, onr_item *item, onr_err *err) {
    onr_status st = part->state ? ONR_OK : begin(part, err);
    csv *c = part->state;
    while (st == ONR_OK && !item->bytes) {
        onr_slice row;
        const char *reason;
        char place[32];
        onr_arena_reset(&part->arena);
        st = find_row(part, &row, &reason, err);
        if (st != ONR_OK) return st;
        if (!row.n) return ONR_OK;
        (void)snprintf(place, sizeof place, "row%llu", (unsigned long long)++c->number);
        if (!reason) {
            cut(c, row);
            if (onr_buf_failed(&c->row)) return onr_part_no_memory(part, err);
            int blank = c->fields_n == 1 && !onr_ascii_trim(field(c, 0)).n;
            if (!blank) st = read_row(part, item, &reason, err);
            if (blank) c->number--;
        }
        onr_stream_skip(part->stream, row.n);
        if (st == ONR_OK && item->bytes) return onr_part_locate(part, item, place, err);
        if (st == ONR_OK && reason) st = onr_part_skip(part, place, reason, err);
    }
    return st;
}

static void close_csv(onr_part *part) {
    csv *c = part->state;
    if (!c) return;
    onr_buf_clear(&c->row);
    onr_buf_clear(&c->buf);
    onr_mem_free(c);
}

const onr_reader onr_csv_reader = {next_row, close_csv};
