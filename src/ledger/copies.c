/* Copies by shared runs of words: see copies.h.
 *
 * Method: of the runs of five folded words (shingles) every fourth by its hash is kept (a fixed sample, so that two
 * texts keep the same ones). A shingle that an outlet prints on three days or more is its boilerplate and is left out
 * there. Documents that share shingles within the window are compared by containment: shared / the smaller one's. From
 * .5 on they are one text, from .15 on one story; at least four shared shingles (some twenty words) in both cases,
 * fewer only where the words of both are all the same. Groups are joined pairwise (union-find, the head is the
 * earliest). A shingle in more than RUN documents joins each only with the few before it in time, which keeps the work
 * linear and loses nothing that chains of copies do not give back. Containment catches the cut wire story that Jaccard
 * misses: 35 of 54 real copies between outlets had a Jaccard below .5 (notes).
 */
#include "ledger/copies.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "ledger/words.h"

enum { SHINGLE = 5, SAMPLE = 3, RUN = 30, BACK = 4, DAYS = 3, SHARED = 4, FIRST_ROOM = 64 };
#define TEXT_SHARE  .5f
#define STORY_SHARE .15f

typedef struct article {
    uint64_t words, outlet; /* hash of all words; of the outlet, 0: not known */
    int32_t day;
    uint32_t kept; /* shingles that are no boilerplate */
} article;

typedef struct post {
    uint64_t shingle;
    uint32_t place;
} post;

typedef struct list {
    void *p;
    size_t n, cap, size;
} list;

struct onr_copies {
    list articles, posts, pairs; /* article, post, uint64_t: (lower place << 32) | higher */
    onr_copy *copies;
};

static onr_status no_memory(onr_err *err) {
    return onr_err_set(err, ONR_NOMEM, 0, "out of memory while comparing documents: take fewer at once");
}

static int push(list *l, const void *item) {
    if (l->n == l->cap) {
        size_t cap = l->cap ? 2 * l->cap : FIRST_ROOM;
        void *p = onr_mem_realloc(l->p, cap * l->size);
        if (!p) return -1;
        l->p = p;
        l->cap = cap;
    }
    memcpy((char *)l->p + l->n++ * l->size, item, l->size);
    return 0;
}

onr_status onr_copies_new(onr_copies **out, onr_err *err) {
    onr_copies *c = *out = onr_mem_zalloc(1, sizeof *c);
    if (!c) return no_memory(err);
    c->articles.size = sizeof(article);
    c->posts.size = sizeof(post);
    c->pairs.size = sizeof(uint64_t);
    return ONR_OK;
}

void onr_copies_free(onr_copies *c) {
    if (!c) return;
    onr_mem_free(c->articles.p);
    onr_mem_free(c->posts.p);
    onr_mem_free(c->pairs.p);
    onr_mem_free(c->copies);
    onr_mem_free(c);
}

/* ---- adding ----------------------------------------------------------------------------------------------------- */

static int compare_posts(const void *a, const void *b) {
    const post *x = a, *y = b;
    if (x->shingle != y->shingle) return x->shingle < y->shingle ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* Sort posts [from, n) and keep each once. */
static void settle(list *posts, size_t from) {
    post *p = posts->p;
    if (posts->n == from) return;
    qsort(p + from, posts->n - from, sizeof *p, compare_posts);
    size_t kept = from + 1;
    for (size_t i = from + 1; i < posts->n; i++)
        if (p[i].shingle != p[kept - 1].shingle || p[i].place != p[kept - 1].place) p[kept++] = p[i];
    posts->n = kept;
}

static uint32_t only_words(onr_word *w, uint32_t n) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (w[i].kind == ONR_WORD) w[kept++] = w[i];
    return kept;
}

onr_status onr_copies_add(onr_copies *c, onr_slice text, onr_slice outlet, int32_t day, onr_arena *scratch,
                          onr_err *err) {
    onr_word *w = NULL;
    uint32_t n = 0;
    if (c->articles.n >= UINT32_MAX - 1) return onr_err_set(err, ONR_TOO_BIG, 0, "too many documents to compare");
    onr_status st = onr_words_split(text, scratch, &w, &n, err);
    if (st != ONR_OK) return st;
    n = only_words(w, n);
    article a = {.outlet = outlet.n ? onr_hash64(outlet.p, outlet.n, 1) | 1 : 0, .day = day};
    size_t from = c->posts.n;
    for (uint32_t i = 0; i < n; i++) {
        a.words = onr_hash64(&w[i].fold, sizeof w[i].fold, a.words);
        if (i + SHINGLE > n) continue;
        uint64_t folds[SHINGLE];
        for (uint32_t k = 0; k < SHINGLE; k++) folds[k] = w[i + k].fold;
        post p = {onr_hash64(folds, sizeof folds, 0), (uint32_t)c->articles.n};
        if ((p.shingle & SAMPLE) == 0 && push(&c->posts, &p) != 0) return no_memory(err);
    }
    settle(&c->posts, from);
    if (push(&c->articles, &a) != 0) {
        c->posts.n = from;
        return no_memory(err);
    }
    return ONR_OK;
}

/* ---- pairs ------------------------------------------------------------------------------------------------------ */

static const article *at(const onr_copies *c, uint32_t place) { return (const article *)c->articles.p + place; }

static int in_window(const article *a, const article *b) {
    if (a->day == ONR_COPIES_NO_DAY || b->day == ONR_COPIES_NO_DAY) return 1;
    int64_t d = (int64_t)a->day - b->day;
    return d >= -ONR_COPIES_WINDOW && d <= ONR_COPIES_WINDOW;
}

/* Is the shingle of posts [0, n) boilerplate of the outlet of post i: printed by it on three days? */
static int is_boilerplate(const onr_copies *c, const post *p, size_t n, size_t i) {
    const article *own = at(c, p[i].place);
    int32_t days[DAYS];
    int found = 0;
    for (size_t k = 0; own->outlet && k < n && found < DAYS; k++) {
        const article *a = at(c, p[k].place);
        int seen = a->outlet != own->outlet || a->day == ONR_COPIES_NO_DAY;
        for (int d = 0; d < found && !seen; d++) seen = days[d] == a->day;
        if (!seen) days[found++] = a->day;
    }
    return found == DAYS;
}

static int add_pair(onr_copies *c, uint32_t a, uint32_t b) {
    if (!in_window(at(c, a), at(c, b))) return 0;
    uint64_t pair = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
    return push(&c->pairs, &pair);
}

/* The documents of one shingle, posts [0, n): count it for each, pair them. `kept` holds n places. */
static int add_run(onr_copies *c, const post *p, size_t n, uint32_t *kept) {
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (n < DAYS || !is_boilerplate(c, p, n, i)) kept[m++] = p[i].place;
    for (size_t i = 0; i < m; i++) {
        ((article *)c->articles.p)[kept[i]].kept++;
        size_t first = m > RUN && i > BACK ? i - BACK : 0;
        for (size_t k = first; k < i; k++)
            if (add_pair(c, kept[k], kept[i]) != 0) return -1;
    }
    return 0;
}

static int compare_pairs(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static onr_status find_pairs(onr_copies *c, onr_err *err) {
    const post *p = c->posts.p;
    uint32_t *kept = onr_mem_zalloc(c->articles.n + 1, sizeof *kept);
    if (!kept) return no_memory(err);
    int failed = 0;
    for (size_t i = 0, end; i < c->posts.n && !failed; i = end) {
        for (end = i + 1; end < c->posts.n && p[end].shingle == p[i].shingle;) end++;
        failed = add_run(c, p + i, end - i, kept);
    }
    onr_mem_free(kept);
    if (failed) return no_memory(err);
    if (c->pairs.n) qsort(c->pairs.p, c->pairs.n, sizeof(uint64_t), compare_pairs);
    return ONR_OK;
}

/* ---- groups ----------------------------------------------------------------------------------------------------- */

/* Is document a an earlier head than b? */
static int is_before(const onr_copies *c, uint32_t a, uint32_t b) {
    int32_t x = at(c, a)->day, y = at(c, b)->day;
    if (x != y && x != ONR_COPIES_NO_DAY && y != ONR_COPIES_NO_DAY) return x < y;
    if (x != y) return y == ONR_COPIES_NO_DAY;
    return a < b;
}

static uint32_t head(onr_copies *c, uint32_t i, int story) {
    for (;;) {
        uint32_t up = story ? c->copies[i].story : c->copies[i].text;
        if (up == i) return i;
        i = up;
    }
}

static void join(onr_copies *c, uint32_t a, uint32_t b, int story) {
    a = head(c, a, story);
    b = head(c, b, story);
    if (a == b) return;
    if (is_before(c, b, a)) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    if (story) c->copies[b].story = a;
    else c->copies[b].text = a;
}

static void raise_share(onr_copy *c, float share) {
    if (share > c->share) c->share = share < 1 ? share : 1;
}

static void join_pair(onr_copies *c, uint64_t pair, uint32_t shared) {
    uint32_t a = (uint32_t)(pair >> 32), b = (uint32_t)pair, least = at(c, a)->kept;
    if (at(c, b)->kept < least) least = at(c, b)->kept;
    float containment = (float)shared / (float)least;
    if (shared < SHARED || containment < STORY_SHARE) return;
    raise_share(&c->copies[a], (float)shared / (float)at(c, a)->kept);
    raise_share(&c->copies[b], (float)shared / (float)at(c, b)->kept);
    join(c, a, b, 1);
    if (containment >= TEXT_SHARE) join(c, a, b, 0);
}

typedef struct same_words {
    uint64_t words;
    uint32_t place;
} same_words;

static int compare_same(const void *a, const void *b) {
    const same_words *x = a, *y = b;
    if (x->words != y->words) return x->words < y->words ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* Documents whose words are all the same, however short. */
static onr_status join_same(onr_copies *c, onr_err *err) {
    size_t n = c->articles.n;
    same_words *s = onr_mem_zalloc(n + 1, sizeof *s);
    if (!s) return no_memory(err);
    for (size_t i = 0; i < n; i++) s[i] = (same_words){at(c, (uint32_t)i)->words, (uint32_t)i};
    qsort(s, n, sizeof *s, compare_same);
    for (size_t i = 1; i < n; i++) {
        if (s[i].words != s[i - 1].words || !s[i].words) continue;
        if (!in_window(at(c, s[i].place), at(c, s[i - 1].place))) continue;
        for (size_t k = i - 1; k <= i; k++) c->copies[s[k].place].share = 1;
        join(c, s[i - 1].place, s[i].place, 0);
        join(c, s[i - 1].place, s[i].place, 1);
    }
    onr_mem_free(s);
    return ONR_OK;
}

onr_status onr_copies_fold(onr_copies *c, onr_err *err) {
    size_t n = c->articles.n;
    onr_mem_free(c->copies);
    c->pairs.n = 0;
    c->copies = onr_mem_zalloc(n + 1, sizeof *c->copies);
    if (!c->copies) return no_memory(err);
    for (size_t i = 0; i < n; i++) {
        c->copies[i].text = c->copies[i].story = (uint32_t)i;
        ((article *)c->articles.p)[i].kept = 0;
    }
    settle(&c->posts, 0);
    onr_status st = find_pairs(c, err);
    if (st == ONR_OK) st = join_same(c, err);
    if (st != ONR_OK) return st;
    const uint64_t *p = c->pairs.p;
    for (size_t i = 0, end; i < c->pairs.n; i = end) {
        for (end = i + 1; end < c->pairs.n && p[end] == p[i];) end++;
        join_pair(c, p[i], (uint32_t)(end - i));
    }
    for (uint32_t i = 0; i < n; i++) { /* heads themselves, not the way there */
        uint32_t text = head(c, i, 0), story = head(c, i, 1);
        c->copies[i].text = text;
        c->copies[i].story = story;
    }
    return ONR_OK;
}

const onr_copy *onr_copies_get(const onr_copies *c, uint32_t place) { return &c->copies[place]; }
