/* output.h - standard output, written whole and checked: a full disk or a closed pipe is an error, not silence. */
#ifndef ONR_CLI_OUTPUT_H
#define ONR_CLI_OUTPUT_H

#include <stddef.h>

/* Write all n bytes to standard output. 0, or -1 after saying why (a closed pipe is quiet: the reader has left). */
int cli_write(const char *p, size_t n);
/* Close standard output, where some file systems report what they could not write. 0 or -1 as above. */
int cli_close(void);
/* Columns of the terminal that standard output is; 0 when it is none. */
unsigned cli_terminal_width(void);

#endif
