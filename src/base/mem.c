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
