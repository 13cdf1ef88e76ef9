/* derive.c - sums, remainders, shares and conventions over figures.
 *
 * Method: one pass over the figures in the order of the text; every rule looks at one figure, at the figure that it is
 * a part of, or at the list that begins with it: figures between which the text has only commas and "and". Arithmetic
 * is exact and in decimals; where it would not fit, there is no row. Only what was asserted to have happened, counts
 * with numbers and one word to stand on may be added up. Cost: O(figures).
 */
#include "ledger/derive.h"

#include <string.h>

#include "base/hash.h"

enum { SUM_LIST, REST_PART, COUNT_SHARE, RANGE_MID, BOUND_LOW, VAGUE_ACLED, VAGUE_ISAF, VAGUE_LEAST, RULES };

static const char *const names[] = {"sum.list",  "rest.part",   "count.share", "range.mid",
                                    "bound.low", "vague.acled", "vague.isaf",  "vague.least"};

static const struct convention {
    int rule;
    const char *word;
    int64_t low, high; /* -1: none */
} conventions[] = {
#include "ledger/conventions.inc"
};

unsigned onr_derive_find(const char *name, size_t n) {
    unsigned bits = 0;
    if (n == 3 && memcmp(name, "all", 3) == 0) return (1u << RULES) - 1;
    for (unsigned i = 0; i < RULES && n; i++)
        if (strncmp(names[i], name, n) == 0 && (names[i][n] == '\0' || names[i][n] == '.')) bits |= 1u << i;
    return bits;
}

const char *onr_derive_rule(unsigned i) { return i < RULES ? names[i] : NULL; }

/* ---- numbers ---------------------------------------------------------------------------------------------------- */

static int has_point(const onr_figure *f) {
    const onr_value *v = &f->value;
    return v->has_low && v->has_high && v->low.digits == v->high.digits && v->low.places == v->high.places &&
           !v->approx && !v->vague;
}

/* d with `places` places; 0 when it does not fit. */
static int widen(onr_decimal *d, unsigned places) {
    for (; d->places < places; d->places++)
        if (__builtin_mul_overflow(d->digits, 10, &d->digits)) return 0;
    return 1;
}

static void reduce(onr_decimal *d) {
    while (d->places && d->digits % 10 == 0) d->digits /= 10, d->places--;
}

/* *sum += sign * d; 0 when it does not fit. */
static int add(onr_decimal *sum, onr_decimal d, int sign) {
    unsigned places = sum->places > d.places ? sum->places : d.places;
    if (!widen(sum, places) || !widen(&d, places)) return 0;
    if (sign < 0 ? __builtin_sub_overflow(sum->digits, d.digits, &sum->digits)
                 : __builtin_add_overflow(sum->digits, d.digits, &sum->digits))
        return 0;
    reduce(sum);
    return 1;
}

/* d / 10^places, in lowest form */
static int shift(onr_decimal *d, unsigned places) {
    if (d->places + places > 18) return 0;
    d->places = (uint8_t)(d->places + places);
    reduce(d);
    return 1;
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

typedef struct rows {
    onr_doc *doc;
    size_t cap;
} rows;

/* Decimals of records have at most eighteen digits. */
static int fits(onr_decimal d) { return d.digits <= INT64_C(1000000000000000000); }

static onr_status put(rows *r, unsigned rule, onr_value value, unsigned effect, const uint32_t *from, uint32_t n,
                      onr_err *err) {
    onr_doc *doc = r->doc;
    void *items = doc->derived;
    if ((value.has_low && !fits(value.low)) || (value.has_high && !fits(value.high))) return ONR_OK;
    if (onr_arena_grow(&doc->arena, &items, &r->cap, doc->derived_n, doc->derived_n + 1, sizeof *doc->derived) != 0)
        return onr_doc_no_memory(err);
    doc->derived = items;
    onr_derived *d = &doc->derived[doc->derived_n];
    *d = (onr_derived){.rule = names[rule], .value = value, .effect = (uint8_t)effect, .from_n = n};
    d->from = onr_arena_alloc(&doc->arena, n, sizeof *d->from);
    if (!d->from) return onr_doc_no_memory(err);
    memcpy(d->from, from, n * sizeof *from);
    uint64_t h = onr_hash64(names[rule], strlen(names[rule]), 0x64657269);
    for (uint32_t i = 0; i < n; i++) h = onr_hash64(doc->figures[from[i]].id, 16, h);
    onr_hash_hex(h, d->id);
    doc->derived_n++;
    return ONR_OK;
}

static onr_value point(onr_decimal d, int approx) {
    return (onr_value){.low = d, .high = d, .has_low = 1, .has_high = 1, .approx = (uint8_t)approx};
}

/* ---- one figure ------------------------------------------------------------------------------------------------- */

static onr_status by_convention(rows *r, unsigned rules, uint32_t i, onr_err *err) {
    const onr_figure *f = &r->doc->figures[i];
    onr_status st = ONR_OK;
    for (size_t k = 0; f->value.vague && st == ONR_OK && k < sizeof conventions / sizeof *conventions; k++) {
        const struct convention *c = &conventions[k];
        if (!(rules & 1u << c->rule) || strcmp(c->word, f->value.vague) != 0) continue;
        onr_value v = {.low = {c->low, 0}, .has_low = 1};
        if (c->high >= 0) v.high = (onr_decimal){c->high, 0}, v.has_high = 1;
        st = put(r, (unsigned)c->rule, v, f->effect, &i, 1, err);
    }
    return st;
}

static onr_status by_bounds(rows *r, unsigned rules, uint32_t i, onr_err *err) {
    const onr_figure *f = &r->doc->figures[i];
    const onr_value *v = &f->value;
    onr_status st = ONR_OK;
    if (v->vague || !v->has_low || has_point(f) || v->approx) return ONR_OK;
    if (rules & 1u << BOUND_LOW && !v->has_high) st = put(r, BOUND_LOW, point(v->low, 0), f->effect, &i, 1, err);
    onr_decimal mid = v->low;
    if (st != ONR_OK || !(rules & 1u << RANGE_MID) || !v->has_high || !add(&mid, v->high, 1)) return st;
    if (__builtin_mul_overflow(mid.digits, 5, &mid.digits) || !shift(&mid, 1)) return ONR_OK;
    return put(r, RANGE_MID, point(mid, 0), f->effect, &i, 1, err);
}

/* What a part or a share says of its whole. */
static onr_status by_part(rows *r, unsigned rules, uint32_t i, onr_err *err) {
    const onr_figure *f = &r->doc->figures[i];
    if (f->of >= r->doc->figures_n || !has_point(f)) return ONR_OK;
    const onr_figure *whole = &r->doc->figures[f->of];
    uint32_t from[] = {f->of, i};
    if (!has_point(whole) || whole->effect == ONR_MARK_PERCENT || whole->effect == ONR_MARK_MONEY) return ONR_OK;
    if (f->relation == ONR_RELATION_SUBSET && rules & 1u << REST_PART && f->effect != ONR_MARK_PERCENT) {
        onr_decimal d = whole->value.low;
        if (!add(&d, f->value.low, -1) || d.digits < 0) return ONR_OK;
        return put(r, REST_PART, point(d, 0), whole->effect, from, 2, err);
    }
    if (f->relation == ONR_RELATION_SHARE && rules & 1u << COUNT_SHARE && f->effect == ONR_MARK_PERCENT) {
        onr_decimal d = whole->value.low;
        if (__builtin_mul_overflow(d.digits, f->value.low.digits, &d.digits)) return ONR_OK;
        if (!shift(&d, f->value.low.places + 2u)) return ONR_OK;
        return put(r, COUNT_SHARE, point(d, 1), whole->effect, from, 2, err);
    }
    return ONR_OK;
}

/* ---- lists ------------------------------------------------------------------------------------------------------ */

/* May it be added to others? */
static int is_member(const onr_figure *f) {
    const onr_value *v = &f->value;
    return f->effect >= ONR_MARK_KILLED && f->effect <= ONR_MARK_CHARGED && f->relation == ONR_RELATION_NONE &&
           !v->vague && (v->has_low || v->has_high) && strcmp(f->polarity, "asserted") == 0 &&
           strcmp(f->modality, "happened") == 0 && strcmp(f->accrual, "cumulative") != 0;
}

/* Is there nothing but commas and "and" between byte a and byte b? */
static int is_joint(const onr_doc *doc, uint32_t a, uint32_t b) {
    static const char *const joints[] = {",", "and", ", and", "as well as", "plus", "&"};
    while (a < b && doc->text[a] == ' ') a++;
    while (b > a && doc->text[b - 1] == ' ') b--;
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (onr_slice_eq((onr_slice){doc->text + a, b - a}, onr_slice_of(joints[i]))) return 1;
    return 0;
}

/* Do two figures stand on the same word, for the same effect, in one list? */
static int is_next(const onr_doc *doc, const onr_figure *a, const onr_figure *b) {
    if (a->effect != b->effect || a->chain_n != b->chain_n || a->text.end > b->text.start) return 0;
    if (a->chain_n && a->chain[0].entity != b->chain[0].entity) return 0;
    return is_joint(doc, a->text.end, b->text.start);
}

/* Is another figure a part of figures[i]? "12 people, including three children" is no list. */
static int has_parts(const onr_doc *doc, uint32_t i) {
    for (uint32_t k = i + 1; k < doc->figures_n && k < i + 3; k++)
        if (doc->figures[k].of == i) return 1;
    return 0;
}

/* The figure behind the last of the list that begins with figures[i]. */
static uint32_t list_end(const onr_doc *doc, uint32_t i) {
    uint32_t end = i;
    while (end < doc->figures_n && is_member(&doc->figures[end]) && !has_parts(doc, end) &&
           (end == i || is_next(doc, &doc->figures[end - 1], &doc->figures[end])))
        end++;
    return end;
}

static onr_status by_list(rows *r, uint32_t i, uint32_t end, onr_err *err) {
    enum { MEMBERS = 32 };
    uint32_t from[MEMBERS];
    onr_value sum = point((onr_decimal){0, 0}, 0);
    if (end - i < 2 || end - i > MEMBERS) return ONR_OK;
    for (uint32_t k = i; k < end; k++) {
        const onr_value *v = &r->doc->figures[k].value;
        from[k - i] = k;
        if (v->has_low ? !add(&sum.low, v->low, 1) : 0) return ONR_OK;
        if (v->has_high && !add(&sum.high, v->high, 1)) return ONR_OK;
        sum.has_high &= v->has_high;
        sum.low_open |= v->low_open;
        sum.high_open |= v->high_open;
        sum.approx |= v->approx;
    }
    if (!sum.has_high) sum.high = (onr_decimal){0, 0}, sum.high_open = 0;
    return put(r, SUM_LIST, sum, r->doc->figures[i].effect, from, end - i, err);
}

/* ---- all together ----------------------------------------------------------------------------------------------- */

onr_status onr_derive(onr_doc *doc, unsigned rules, onr_err *err) {
    rows r = {.doc = doc};
    doc->derived_n = 0;
    doc->derived = onr_arena_alloc(&doc->arena, 1, sizeof *doc->derived); /* asked for, though there may be none */
    if (!doc->derived) return onr_doc_no_memory(err);
    r.cap = 1;
    onr_status st = ONR_OK;
    for (uint32_t i = 0, listed = 0; st == ONR_OK && i < doc->figures_n; i++) {
        if (rules & 1u << SUM_LIST && i >= listed) {
            listed = list_end(doc, i);
            st = by_list(&r, i, listed, err);
        }
        if (st == ONR_OK) st = by_bounds(&r, rules, i, err);
        if (st == ONR_OK) st = by_part(&r, rules, i, err);
        if (st == ONR_OK) st = by_convention(&r, rules, i, err);
    }
    return st;
}
