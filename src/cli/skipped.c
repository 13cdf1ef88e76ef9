/* Two lists, one after the other, both in the order of the input: what the containers' readers left out, then what the
 * reader of documents refused. So the line is the same for any number of threads. */
#include "cli/skipped.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/json.h"

enum { LIST_MAX = 64 << 20, SHOWN = 512 };

void cli_skipped_init(cli_skipped *s) {
    *s = (cli_skipped){0};
    onr_arena_init(&s->arena, LIST_MAX);
}

void cli_skipped_clear(cli_skipped *s) { onr_arena_clear(&s->arena); }

int cli_skipped_add(cli_skipped *s, const char *locator, const char *reason) {
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->list[i].reason, reason) == 0) return s->list[i].n++, 0;
    void *items = s->list;
    const char *where = onr_arena_copy(&s->arena, locator, strlen(locator));
    const char *why = onr_arena_copy(&s->arena, reason, strlen(reason));
    if (!where || !why || onr_arena_grow(&s->arena, &items, &s->cap, s->n, s->n + 1, sizeof *s->list) != 0) return -1;
    s->list = items;
    s->list[s->n++] = (onr_skipped){where, why, 1};
    return 0;
}

const char *cli_skipped_reason(const char *locator, const onr_err *err) {
    size_t n = strlen(locator);
    return strncmp(err->msg, locator, n) == 0 && err->msg[n] == ':' ? err->msg + n + 2 : err->msg;
}

static const onr_skipped *at(const cli_skipped *s, const onr_input *in, size_t i) {
    size_t n;
    const onr_skipped *list = onr_input_skipped(in, &n);
    return i < n ? &list[i] : i - n < s->n ? &s->list[i - n] : NULL;
}

uint64_t cli_skipped_total(const cli_skipped *s, const onr_input *in) {
    uint64_t n = 0;
    const onr_skipped *k;
    for (size_t i = 0; (k = at(s, in, i)); i++) n += k->n;
    return n;
}

void cli_skipped_reasons(const cli_skipped *s, const onr_input *in, onr_buf *out) {
    char shown[SHOWN];
    const onr_skipped *k;
    for (size_t i = 0; (k = at(s, in, i)); i++) {
        if (i) onr_buf_str(out, "; ");
        if (k->n > 1) onr_buf_fmt(out, "%llu \xC3\x97 ", (unsigned long long)k->n);
        onr_buf_str(out, onr_utf8_printable(shown, sizeof shown, k->reason, strlen(k->reason)));
        onr_buf_fmt(out, " (%s%s)", k->n > 1 ? "first: " : "",
                    onr_utf8_printable(shown, sizeof shown, k->locator, strlen(k->locator)));
    }
}

void cli_skipped_line(const cli_skipped *s, const onr_input *in, onr_buf *out) {
    uint64_t n = cli_skipped_total(s, in);
    if (!n) return;
    onr_buf_fmt(out, "Skipped %llu: ", (unsigned long long)n);
    cli_skipped_reasons(s, in, out);
    onr_buf_char(out, '\n');
}

void cli_skipped_json(const cli_skipped *s, const onr_input *in, onr_buf *out) {
    uint64_t n = cli_skipped_total(s, in);
    const onr_skipped *k;
    if (!n) return;
    onr_buf_fmt(out, "{\"skipped\":{\"n\":%llu,\"reasons\":[", (unsigned long long)n);
    for (size_t i = 0; (k = at(s, in, i)); i++) {
        onr_buf_str(out, i ? ",{\"reason\":" : "{\"reason\":");
        onr_json_string(out, onr_slice_of(k->reason));
        onr_buf_fmt(out, ",\"n\":%llu,\"first\":", (unsigned long long)k->n);
        onr_json_string(out, onr_slice_of(k->locator));
        onr_buf_char(out, '}');
    }
    onr_buf_str(out, "]}}\n");
}
