/* Keys in the order of lists: see place.h. The day is counted as 416 a year and 32 a month, so that "2031" < "2031-01"
 * < "2031-01-01" as their texts are. Cost: arithmetic; for what does not fit, a look-up a try. */
#include "store/place.h"

#include <string.h>

#include "store/fill.h"
#include "store/find.h"

enum { SEQ_BITS = 14, DOCUMENT_BITS = 27, DAY_SHIFT = SEQ_BITS + DOCUMENT_BITS };
enum { YEAR = 416, MONTH = 32, DAY_MAX = 9999 * YEAR + YEAR - 1 };
enum { SEQ_HALF = 1 << (SEQ_BITS - 1), DOCUMENT_TOP = (1 << DOCUMENT_BITS) - 1, TRIES = 1 << 20, STEP = 7919 };

int onr_store_is_day(const char *s) {
    static const char form[] = "dddd-dd-dd";
    size_t n = strlen(s);
    if (n != 4 && n != 7 && n != 10) return 0;
    for (size_t i = 0; i < n; i++)
        if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != '-') return 0;
    return 1;
}

static int two(const char *s) { return 10 * (s[0] - '0') + s[1] - '0'; }

/* 0: no date, or none of this calendar. *end: the last day that begins so. */
static int64_t number_of(const char *day, int64_t *end) {
    *end = 0;
    if (!day || !onr_store_is_day(day)) return 0;
    size_t n = strlen(day);
    int64_t at = (100 * two(day) + two(day + 2)) * YEAR;
    *end = at + YEAR - 1;
    if (n < 7 || two(day + 5) > 12) return at;
    at += two(day + 5) * MONTH;
    *end = at + MONTH - 1;
    if (n < 10 || two(day + 8) > 31) return at;
    return *end = at + two(day + 8);
}

static int64_t join(int64_t day, int64_t document, int64_t seq) {
    return day << DAY_SHIFT | (document & DOCUMENT_TOP) << SEQ_BITS | seq;
}

int64_t onr_place(const char *day, int64_t document, int64_t seq) {
    int64_t end, at = number_of(day, &end);
    return join(DAY_MAX - at, DOCUMENT_TOP - document, seq & (2 * SEQ_HALF - 1));
}

int onr_place_is_same_document(int64_t key, int64_t other) { return key >> SEQ_BITS == other >> SEQ_BITS; }

void onr_place_range(const char *from, const char *to, int64_t *first, int64_t *last) {
    int64_t end, low = from ? number_of(from, &end) : 1, high = DAY_MAX;
    if (to) (void)number_of(to, &high);
    if (low < 1) low = 1; /* what has no date is in no range */
    *first = (DAY_MAX - high) << DAY_SHIFT;
    *last = ((DAY_MAX - low + 1) << DAY_SHIFT) - 1;
}

static onr_status is_taken(onr_store *s, onr_store_kind kind, int64_t key, int *taken, onr_err *err) {
    static const char *const sql[] = {"SELECT 1 FROM entity WHERE key = ?1", "SELECT 1 FROM statement WHERE key = ?1",
                                      "SELECT 1 FROM figure WHERE key = ?1", "SELECT 1 FROM event WHERE key = ?1",
                                      "SELECT 1 FROM quotation WHERE key = ?1"};
    sqlite3_stmt *q = NULL;
    onr_status st = onr_db_use(s, sql[kind], &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, key);
    st = onr_db_step(s, q, taken, err);
    (void)sqlite3_reset(q);
    return st;
}

/* The upper half of a document is for the records that people add, in the order in which they are put there. The upper
 * half of the documents is no document's: what does not fit is strewn over it. */
onr_status onr_place_free(onr_store *s, onr_store_kind kind, const char *day, int64_t document, int64_t seq,
                          int64_t *key, onr_err *err) {
    int person = seq >= ONR_SEQ_PERSON, taken = 1;
    int64_t at = person ? SEQ_HALF : seq, other = ONR_PLACE_DOCUMENT_MAX + 1;
    onr_status st = ONR_OK;
    *key = onr_place(day, document, at);
    if (!person && at < SEQ_HALF) return ONR_OK;
    for (; st == ONR_OK && person && taken && at < 2 * SEQ_HALF; at++) {
        *key = onr_place(day, document, at);
        st = is_taken(s, kind, *key, &taken, err);
    }
    for (int64_t i = document; st == ONR_OK && taken && i < document + TRIES; i++) {
        *key = onr_place(day, other + (i + (at >> SEQ_BITS) * STEP) % other, at);
        st = is_taken(s, kind, *key, &taken, err);
    }
    if (st != ONR_OK || !taken) return st;
    return onr_err_set(err, ONR_TOO_BIG, 0, "%s: no key is left for a record of document %lld", s->path,
                       (long long)document);
}
