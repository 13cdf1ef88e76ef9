/* arena.h - memory with one lifetime: a document's.
 *
 * An arena hands out zeroed memory and takes it all back at once. It has a hard cap: past it, allocation returns NULL
 * and the caller reports ONR_NOMEM or ONR_TOO_BIG; nothing aborts. `reset` keeps the largest chunk for the next
 * document. In debug builds (ONR_FAULT) every allocation is a malloc of its own, so that ASan sees every overrun.
 */
#ifndef ONR_BASE_ARENA_H
#define ONR_BASE_ARENA_H

#include <stddef.h>

struct onr_chunk;
typedef struct onr_arena {
    struct onr_chunk *head; /* newest chunk first */
    size_t used, cap;       /* bytes handed out and chunk bytes allowed */
    int capped;             /* the latest refusal was the cap's, not the system's */
} onr_arena;

void onr_arena_init(onr_arena *a, size_t cap_bytes);
void onr_arena_reset(onr_arena *a); /* all memory handed out becomes invalid; the arena may be used again */
void onr_arena_clear(onr_arena *a); /* gives everything back; init again before use */

/* Zeroed, 16-byte aligned; NULL past the cap, on overflow or when out of memory. count == 0 gives a valid pointer. */
void *onr_arena_alloc(onr_arena *a, size_t count, size_t size);

/* Grow an array of `size`-byte items from *cap to at least `need`, copying `used` items. *items may be NULL at first.
 * The old block stays in the arena (freed with it). Returns 0 on success, -1 when out of memory. */
int onr_arena_grow(onr_arena *a, void **items, size_t *cap, size_t used, size_t need, size_t size);

/* A NUL-terminated copy of n bytes; NULL when out of memory. */
char *onr_arena_copy(onr_arena *a, const char *p, size_t n);

#endif
