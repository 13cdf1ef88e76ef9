/* input_check.h - what must hold of every input, whatever its bytes: each item has bytes, a locator that begins with
 * its path, strings that are UTF-8 and dates that exist; an error or a reason is one line; the end comes; and a second
 * reading gives the same items. Shared by the fuzz targets of the containers. */
#ifndef ONR_FUZZ_INPUT_CHECK_H
#define ONR_FUZZ_INPUT_CHECK_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "doc/date.h"
#include "read/input.h"

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

static inline void check_line(const char *s) {
    MUST(!s || (s[0] && !strchr(s, '\n') && onr_utf8_check(s, strlen(s)) == strlen(s)));
}

static inline void check_item(const onr_item *item) {
    const onr_item_meta *m = &item->meta;
    MUST(item->n <= ONR_ITEM_MAX && item->path && item->locator);
    MUST(strncmp(item->locator, item->path, strlen(item->path)) == 0);
    check_line(m->title);
    check_line(m->outlet);
    check_line(m->agency);
    check_line(m->language);
    for (size_t i = 0; i < m->authors_n; i++) check_line(m->authors[i]);
    MUST(!m->published.year || (onr_date_exists(m->published) && m->published_how));
}

enum { PACKED_MOST = 1100 }; /* bytes that deflate makes of one; an item takes at least a byte */

/* Read all of it; returns a hash of all items. */
static inline uint64_t read_input(const uint8_t *data, size_t n, const onr_input_options *options) {
    onr_input *in;
    onr_item item;
    onr_err err = {0};
    uint64_t sum = 0, items = 0;
    MUST(onr_input_open_bytes(data, n, options, &in, &err) == ONR_OK);
    for (;;) {
        onr_status st = onr_input_next(in, &item, &err);
        if (st != ONR_OK) {
            MUST(err.code == st && err.msg[0] && !strchr(err.msg, '\n') && st != ONR_INTERNAL && st != ONR_NOMEM);
            MUST(!item.bytes && item.path);
            sum = onr_hash64(err.msg, strlen(err.msg), sum);
            continue;
        }
        if (!item.bytes) break;
        check_item(&item);
        sum = onr_hash64(item.bytes, item.n, sum);
        sum = onr_hash64(item.locator, strlen(item.locator), sum);
        MUST(++items <= (n + 1) * PACKED_MOST);
    }
    size_t skipped;
    const onr_skipped *list = onr_input_skipped(in, &skipped);
    for (size_t i = 0; i < skipped; i++) MUST(list[i].n > 0 && list[i].locator && list[i].reason[0]);
    onr_input_close(in);
    return sum;
}

/* Under the fuzzer one input in eight, by its hash, is read a second time; in a replay each. */
static inline int reads_again(const uint8_t *data, size_t n) {
#ifdef ONR_FUZZ
    return (onr_hash64(data, n, 0) & 7) == 0;
#else
    (void)data, (void)n;
    return 1;
#endif
}

static inline void check_input(const uint8_t *data, size_t n, onr_format format) {
    const onr_input_options options = {.format = format, .name = "fuzz"};
    uint64_t sum = read_input(data, n, &options);
    if (reads_again(data, n)) MUST(read_input(data, n, &options) == sum);
}

#endif
