/* The door to malloc.
 *
 * Method: with ONR_FAULT every allocation is counted before it is made and refused past the number that a test allowed
 * (after SQLite's and H3's tests of memory). The two counters are the only variables of the library that change; builds
 * for users have none. A request for nothing gives NULL, on every system alike.
 */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

#ifdef ONR_FAULT
#include <stdatomic.h>
static atomic_long allocations;
static atomic_long allowed = -1;

static int refuse(void) {
    long n = atomic_fetch_add(&allocations, 1);
    long cap = atomic_load(&allowed);
    return cap >= 0 && n >= cap;
}

long onr_mem_fail_after(long n) {
    atomic_store(&allowed, n);
    return atomic_exchange(&allocations, 0);
}
#else
static int refuse(void) { return 0; }
long onr_mem_fail_after(long n) {
    (void)n;
    return 0;
}
#endif

void *onr_mem_alloc(size_t n) { return n == 0 || refuse() ? NULL : malloc(n); }

void *onr_mem_zalloc(size_t count, size_t size) {
    if (count == 0 || size == 0 || count > SIZE_MAX / size || refuse()) return NULL;
    return calloc(count, size);
}

void *onr_mem_realloc(void *p, size_t n) { return n == 0 || refuse() ? NULL : realloc(p, n); }

void onr_mem_free(void *p) { free(p); }
