/* input.h - the bytes of a file or of standard input. */
#ifndef ONR_CLI_INPUT_H
#define ONR_CLI_INPUT_H

#include "base/buf.h"
#include "base/status.h"

/* Read all of `path` ("-" is standard input) into an initialised, empty buffer, whose maximum is the limit.
 * ONR_NOT_FOUND, ONR_IO, ONR_FORMAT (a folder), ONR_TOO_BIG, ONR_NOMEM; the message does not repeat the path. */
ONR_MUST onr_status cli_input(const char *path, onr_buf *bytes, onr_err *err);

#endif
