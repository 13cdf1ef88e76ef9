/* A growing buffer.
 *
 * Method: the capacity doubles, so n bytes cost O(n) in all. Invariants: n <= max; cap > n once there is memory; p[n]
 * is NUL. A failure is kept (1: no memory, 2: past the maximum) and later additions do nothing, so that a writer tests
 * once.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

void onr_buf_init(onr_buf *b, size_t max_bytes) { *b = (onr_buf){.max = max_bytes}; }

void onr_buf_clear(onr_buf *b) {
    onr_mem_free(b->p);
    *b = (onr_buf){0};
}

void onr_buf_reset(onr_buf *b) {
    b->n = 0;
    b->failed = 0;
    if (b->p) b->p[0] = '\0';
}

/* Make room for n more bytes and a NUL; returns 0 when there is room. */
static int reserve(onr_buf *b, size_t n) {
    if (b->failed) return -1;
    if (n > b->max || b->n > b->max - n) return b->failed = 2, -1;
    if (b->n + n + 1 <= b->cap) return 0;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < b->n + n + 1) cap *= 2;
    char *p = onr_mem_realloc(b->p, cap);
    if (!p) return b->failed = 1, -1;
    b->p = p;
    b->cap = cap;
    return 0;
}

void onr_buf_add(onr_buf *b, const void *p, size_t n) {
    if (reserve(b, n) != 0) return;
    if (n) memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void onr_buf_str(onr_buf *b, const char *s) { onr_buf_add(b, s, strlen(s)); }
void onr_buf_char(onr_buf *b, char c) { onr_buf_add(b, &c, 1); }

void onr_buf_fmt(onr_buf *b, const char *fmt, ...) {
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0) b->failed = 1;
    if (n >= 0 && reserve(b, (size_t)n) == 0) {
        (void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}
