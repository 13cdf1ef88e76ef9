/* Memory of one lifetime, in a list of chunks.
 *
 * Method: the newest chunk gives from its free end; when it is full the next is twice its size, or as large as asked.
 * Invariants: every block is aligned to 16 bytes and zeroed; `used` is the sum of the chunks' sizes and never above
 * `cap`. Arrays grow by doubling and leave their old block behind: at most as many bytes again. Cost: O(1) a block
 * beside the zeroing.
 */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"

/* A chunk is this header followed by `size` bytes; `at` is the next free one. */
struct onr_chunk {
    struct onr_chunk *next;
    size_t size, at;
};

enum { HEADER = (sizeof(struct onr_chunk) + 15) & ~15u, FIRST_CHUNK = 64 * 1024 };

void onr_arena_init(onr_arena *a, size_t cap_bytes) { *a = (onr_arena){.head = NULL, .used = 0, .cap = cap_bytes}; }

static void free_chunks(struct onr_chunk *c) {
    while (c) {
        struct onr_chunk *next = c->next;
        onr_mem_free(c);
        c = next;
    }
}

void onr_arena_clear(onr_arena *a) {
    free_chunks(a->head);
    *a = (onr_arena){0};
}

void onr_arena_reset(onr_arena *a) {
    struct onr_chunk *keep = a->head;
    a->used = 0;
    a->capped = 0;
#ifdef ONR_FAULT
    free_chunks(keep);
    a->head = NULL;
#else
    if (!keep) return;
    free_chunks(keep->next);
    keep->next = NULL;
    keep->at = 0;
    a->used = keep->size;
#endif
}

/* `used` counts whole chunks, so the cap bounds what the process really holds. */
static struct onr_chunk *add_chunk(onr_arena *a, size_t n) {
    a->capped = n > a->cap || a->used > a->cap - n;
    if (a->capped) return NULL;
    struct onr_chunk *c = onr_mem_alloc(HEADER + n);
    if (!c) return NULL;
    *c = (struct onr_chunk){.next = a->head, .size = n, .at = 0};
    a->head = c;
    a->used += n;
    return c;
}

/* Memory as it is: the caller writes or zeroes it. */
static void *take(onr_arena *a, size_t count, size_t size, size_t *bytes) {
    if (size != 0 && count > (SIZE_MAX - 64) / size) return NULL;
    size_t n = (count * size + 15) & ~(size_t)15;
    if (n == 0) n = 16;
    struct onr_chunk *c = a->head;
#ifdef ONR_FAULT
    c = add_chunk(a, n);
#else
    if (!c || c->size - c->at < n) {
        size_t want = c ? c->size * 2 : FIRST_CHUNK;
        if (want < n) want = n;
        c = add_chunk(a, want);
        if (!c && want > n) c = add_chunk(a, n);
    }
#endif
    if (!c) return NULL;
    void *p = (char *)c + HEADER + c->at;
    c->at += n;
    *bytes = n;
    return p;
}

void *onr_arena_alloc(onr_arena *a, size_t count, size_t size) {
    size_t n;
    void *p = take(a, count, size, &n);
    return p ? memset(p, 0, n) : NULL;
}

int onr_arena_grow(onr_arena *a, void **items, size_t *cap, size_t used, size_t need, size_t size) {
    if (need <= *cap) return 0;
    size_t want = *cap ? *cap : 16;
    while (want < need) {
        if (want > SIZE_MAX / 2) return -1;
        want *= 2;
    }
    size_t n;
    char *p = take(a, want, size, &n);
    if (!p) return -1;
    if (used) memcpy(p, *items, used * size);
    memset(p + used * size, 0, n - used * size);
    *items = p;
    *cap = want;
    return 0;
}

char *onr_arena_copy(onr_arena *a, const char *p, size_t n) {
    size_t bytes;
    char *s = take(a, n + 1, 1, &bytes);
    if (!s) return NULL;
    if (n) memcpy(s, p, n);
    memset(s + n, 0, bytes - n);
    return s;
}
