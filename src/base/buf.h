/* buf.h - a growing byte buffer with a maximum: no buffer without one (after curl's dynbuf).
 *
 * After the first failure the buffer stays failed and ignores additions; test onr_buf_failed once at the end. The bytes
 * are the buffer's, end in a NUL that `n` does not count, and move when it grows; `p` is NULL before the first
 * addition.
 *
 *     onr_buf b;
 *     onr_buf_init(&b, 1 << 20);
 *     onr_buf_fmt(&b, "%u of %u", i, n);
 *     if (onr_buf_failed(&b)) ...
 *     onr_buf_clear(&b);
 */
#ifndef ONR_BASE_BUF_H
#define ONR_BASE_BUF_H

#include <stddef.h>

typedef struct onr_buf {
    char *p; /* NUL-terminated when n > 0; owned */
    size_t n, cap, max;
    int failed; /* 1 out of memory, 2 over the maximum */
} onr_buf;

void onr_buf_init(onr_buf *b, size_t max_bytes);
void onr_buf_clear(onr_buf *b);
void onr_buf_reset(onr_buf *b);
void onr_buf_add(onr_buf *b, const void *p, size_t n);
void onr_buf_str(onr_buf *b, const char *s);
void onr_buf_char(onr_buf *b, char c);
void onr_buf_fmt(onr_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static inline int onr_buf_failed(const onr_buf *b) { return b->failed; }
static inline int onr_buf_full(const onr_buf *b) { return b->failed == 2; }

#endif
