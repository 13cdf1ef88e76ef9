/* numbers_main.c - onr-numbers: the quantities of each line of standard input, for tools/score_numbers.py.
 *
 * For each line a JSON line: a list of {"start", "end", "low", "high", "low_open", "high_open", "approx", "vague", "kind",
 * "what", "no", "num", "den", "text", "currency", "unit"}; the fields are those of find/number.h, offsets are bytes.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "doc/json.h"
#include "find/number.h"

static void key(onr_buf *out, const char *name) { onr_buf_fmt(out, ",\"%s\":", name); }

static void words(onr_buf *out, const char *name, const char *p, onr_span s) {
    key(out, name);
    onr_json_string(out, (onr_slice){p + s.start, s.end - s.start});
}

static void one(onr_buf *out, const char *p, const onr_quantity *q) {
    onr_buf_fmt(out, "{\"start\":%lu,\"end\":%lu", (unsigned long)q->number.start, (unsigned long)q->number.end);
    key(out, "low");
    if (q->value.has_low) onr_json_decimal(out, q->value.low);
    else onr_buf_str(out, "null");
    key(out, "high");
    if (q->value.has_high) onr_json_decimal(out, q->value.high);
    else onr_buf_str(out, "null");
    onr_buf_fmt(out, ",\"low_open\":%d,\"high_open\":%d,\"approx\":%d,\"vague\":%d,\"kind\":%d,\"what\":%d,\"no\":%d,\"weak\":%d",
                q->value.low_open, q->value.high_open, q->value.approx, q->vague, q->kind, q->what, q->no, q->weak);
    onr_buf_fmt(out, ",\"range\":%d,\"num\":%lld,\"den\":%lld", q->range, (long long)q->num, (long long)q->den);
    words(out, "number", p, q->number);
    words(out, "text", p, q->text);
    words(out, "unit", p, q->unit);
    key(out, "currency");
    if (q->currency) onr_json_string(out, onr_slice_of(q->currency));
    else onr_buf_str(out, "null");
    onr_buf_char(out, '}');
}

int main(void) {
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    onr_buf out;
    onr_buf_init(&out, (size_t)1 << 28);
    while ((n = getline(&line, &cap, stdin)) >= 0) {
        if (n && line[n - 1] == '\n') n--;
        onr_text t = {line, 0, (uint32_t)n};
        onr_quantity q;
        onr_buf_reset(&out);
        onr_buf_char(&out, '[');
        for (uint32_t at = 0; onr_quantity_next(&t, &at, 0, &q);) {
            if (out.n > 1) onr_buf_char(&out, ',');
            one(&out, line, &q);
        }
        onr_buf_str(&out, "]\n");
        if (onr_buf_failed(&out)) return 1;
        fwrite(out.p, 1, out.n, stdout);
    }
    onr_buf_clear(&out);
    free(line);
    return 0;
}
