/* A binary search over the table in small letters (agencies.inc, made by tools/gen_page.sh from data/agencies.tsv). */
#include "read/agency.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { NAME_MOST = 48, DATELINE = 1, BYLINE = 2, ANY = DATELINE | BYLINE };

static const struct agency {
    const char *name;
    unsigned where;
} agencies[] = {
#define AGENCY(name, where) {name, where},
#include "read/agencies.inc"
#undef AGENCY
};

static int compare(const void *key, const void *item) {
    return strcmp((const char *)key, ((const struct agency *)item)->name);
}

static unsigned where_of(onr_slice s) {
    char small[NAME_MOST + 4];
    size_t n = 0, k;
    if (s.n > NAME_MOST) return 0;
    for (size_t i = 0; i < s.n && n < NAME_MOST; i += k) {
        uint32_t c;
        k = onr_utf8_decode(s.p + i, s.n - i, &c);
        n += onr_utf8_encode(onr_char_lower(c), small + n);
    }
    small[n] = 0;
    const struct agency *a = bsearch(small, agencies, sizeof agencies / sizeof *agencies, sizeof *agencies, compare);
    return a ? a->where : 0;
}

int onr_read_is_agency(onr_slice name) { return (where_of(name) & DATELINE) != 0; }

int onr_read_is_byline_agency(onr_slice name) {
    if (where_of(name) & BYLINE) return 1;
    size_t from = 0, parts = 0;
    for (size_t i = 0; i <= name.n; i++) {
        if (i < name.n && name.p[i] != '/') continue;
        if (!(where_of((onr_slice){name.p + from, i - from}) & BYLINE)) return 0;
        from = i + 1;
        parts++;
    }
    return parts > 1;
}
