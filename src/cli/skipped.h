/* skipped.h - what was not read and why, for people and as JSON. */
#ifndef ONR_CLI_SKIPPED_H
#define ONR_CLI_SKIPPED_H

#include "base/arena.h"
#include "base/buf.h"
#include "read/input.h"

/* Articles that the input gave and the reader refused, by reason; beside the input's own list. */
typedef struct cli_skipped {
    onr_arena arena;
    onr_skipped *list;
    size_t n, cap;
} cli_skipped;

void cli_skipped_init(cli_skipped *s);
void cli_skipped_clear(cli_skipped *s);
/* -1 when out of memory. */
int cli_skipped_add(cli_skipped *s, const char *locator, const char *reason);
/* The reason without the place before it ("a.warc#12: no text"), since the place is told apart. */
const char *cli_skipped_reason(const char *locator, const onr_err *err);
uint64_t cli_skipped_total(const cli_skipped *s, const onr_input *in);
/* "12 x a request record (first: a.warc.gz#1); damaged gzip data (a.warc.gz#1234)" */
void cli_skipped_reasons(const cli_skipped *s, const onr_input *in, onr_buf *out);
/* "Skipped 14: 12 x a request record, 2 x damaged gzip data (the first at a.warc.gz#1234)"; nothing where nothing was.
 */
void cli_skipped_line(const cli_skipped *s, const onr_input *in, onr_buf *out);
/* {"skipped":{"n":14,"reasons":[{"reason":...,"n":12,"first":...}]}} and a line end; nothing where nothing was. */
void cli_skipped_json(const cli_skipped *s, const onr_input *in, onr_buf *out);

#endif
