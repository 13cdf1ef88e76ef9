/* mem.h - the only door to malloc, so that a test can make the Nth allocation fail.
 *
 * In ordinary builds these are malloc, realloc and free. With ONR_FAULT defined (the `dev` and `asan` presets) a
 * process-wide counter can be armed by tests; nothing in the library arms it. Whoever allocates frees, with
 * onr_mem_free; what a document or a worker needs comes from an arena (arena.h) instead.
 */
#ifndef ONR_BASE_MEM_H
#define ONR_BASE_MEM_H

#include <stddef.h>

void *onr_mem_alloc(size_t n);                   /* uninitialised; NULL when out of memory or n == 0 */
void *onr_mem_zalloc(size_t count, size_t size); /* zeroed; checks count * size for overflow */
void *onr_mem_realloc(void *p, size_t n);
void onr_mem_free(void *p);

/* Test hook: let `n` allocations succeed and fail every later one; n < 0 disarms. Returns allocations made since the
 * last call. Without ONR_FAULT it does nothing and returns 0. */
long onr_mem_fail_after(long n);

#endif
