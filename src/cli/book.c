/* What the commands on a book share. */
#include "cli/book.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/utf8.h"

#define SECOND 1000000000ull

int cli_book_open(const cli_args *args, onr_store_mode mode, onr_store **book) {
    onr_err err = {0};
    if (args->operands_n == 0) return cli_usage(args->command, "%s needs a BOOK", args->command->name);
    if (onr_store_open(args->operands[0], mode, book, &err) == ONR_OK) return CLI_DONE;
    cli_say_about(args->operands[0], &err);
    return CLI_FAILED;
}

onr_status cli_batch_begin(cli_batch *b, onr_err *err) {
    if (b->open) return ONR_OK;
    onr_status st = onr_store_begin(b->book, err);
    b->open = st == ONR_OK;
    b->since = onr_clock_ns();
    return st;
}

onr_status cli_batch_end(cli_batch *b, onr_err *err) {
    if (!b->open) return ONR_OK;
    b->open = 0;
    onr_status st = onr_store_commit(b->book, err);
    if (st != ONR_OK) onr_store_rollback(b->book);
    return st;
}

int cli_batch_old(const cli_batch *b) { return b->open && onr_clock_ns() - b->since > SECOND; }

void cli_add_count(onr_buf *out, int64_t n, const char *noun) {
    onr_buf_fmt(out, "%lld %s%s", (long long)n, noun, n == 1 ? "" : "s");
}

void cli_progress(const char *fmt, ...) {
    va_list ap;
    if (!isatty(STDERR_FILENO)) return;
    (void)fputs("\r\x1b[K", stderr);
    va_start(ap, fmt);
    (void)vfprintf(stderr, fmt, ap);
    va_end(ap);
}

void cli_add_line(onr_buf *out, const char *s, size_t most) {
    size_t n = strlen(s), k, shown = 0;
    for (size_t i = 0; i < n && shown < most; i += k) {
        uint32_t c;
        k = onr_utf8_decode(s + i, n - i, &c);
        if (onr_char_is_space(c)) {
            if (out->n && out->p[out->n - 1] != ' ') onr_buf_char(out, ' ');
        } else onr_buf_add(out, s + i, k);
        shown += k;
    }
    if (shown < n) onr_buf_str(out, " ...");
}
