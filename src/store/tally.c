/* Counting values in a hash table: see tally.h. Cost: a hash and a comparison a row. */
#include "store/tally.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

enum { FIRST_CAP = 64 };
#define TEXTS_MAX ((size_t)1 << 30)

void onr_tally_init(onr_tally *t) {
    *t = (onr_tally){0};
    onr_arena_init(&t->texts, TEXTS_MAX);
}

void onr_tally_clear(onr_tally *t) {
    onr_mem_free(t->at);
    onr_arena_clear(&t->texts);
}

static int is_same(onr_slice a, onr_slice b) { return !a.p == !b.p && onr_slice_eq(a, b); }

/* The place of a value, or the free one where it belongs. There is a free one. */
static onr_tally_value *place_of(onr_tally_value *at, size_t cap, onr_slice v) {
    size_t i = (size_t)onr_hash64(v.p ? v.p : "", v.n, v.p != NULL) & (cap - 1);
    while (at[i].n && !is_same(at[i].value, v)) i = (i + 1) & (cap - 1);
    return &at[i];
}

static int grow(onr_tally *t) {
    size_t cap = t->cap ? 2 * t->cap : FIRST_CAP;
    onr_tally_value *at = onr_mem_zalloc(cap, sizeof *at);
    if (!at) return -1;
    for (size_t i = 0; i < t->cap; i++)
        if (t->at[i].n) *place_of(at, cap, t->at[i].value) = t->at[i];
    onr_mem_free(t->at);
    t->at = at;
    t->cap = cap;
    return 0;
}

int onr_tally_add(onr_tally *t, onr_slice value) {
    if (2 * t->n >= t->cap && grow(t) != 0) return -1;
    onr_tally_value *v = place_of(t->at, t->cap, value);
    if (!v->n) {
        v->value = (onr_slice){value.p ? onr_arena_copy(&t->texts, value.p, value.n) : NULL, value.n};
        if (value.p && !v->value.p) return -1;
        t->n++;
    }
    v->n++;
    return 0;
}

/* More frequent; else no value, else the lesser bytes. */
static int is_before(const onr_tally_value *a, const onr_tally_value *b) {
    if (a->n != b->n) return a->n > b->n;
    if (!a->value.p || !b->value.p) return !a->value.p;
    size_t n = a->value.n < b->value.n ? a->value.n : b->value.n;
    int c = memcmp(a->value.p, b->value.p, n);
    return c ? c < 0 : a->value.n < b->value.n;
}

size_t onr_tally_top(const onr_tally *t, onr_tally_value *top, size_t most) {
    size_t n = 0;
    for (size_t i = 0; i < t->cap; i++) {
        const onr_tally_value *v = &t->at[i];
        if (!v->n || (n == most && !is_before(v, &top[n - 1]))) continue;
        size_t k = n < most ? n++ : n - 1;
        for (; k > 0 && is_before(v, &top[k - 1]); k--) top[k] = top[k - 1];
        top[k] = *v;
    }
    return n;
}
