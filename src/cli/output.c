/* Standard output by write(2): the program makes whole documents in memory, so there is nothing for stdio to buffer and
 * no error for it to keep until later. SIGPIPE is ignored by main, so a closed pipe arrives here as EPIPE. */
#include "cli/output.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/command.h"

static int failed(void) {
    if (errno != EPIPE) cli_say("standard output: %s: make room or write elsewhere", strerror(errno));
    return -1;
}

int cli_write(const char *p, size_t n) {
    while (n > 0) {
        ssize_t k = write(STDOUT_FILENO, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return failed();
        p += k;
        n -= (size_t)k;
    }
    return 0;
}

int cli_close(void) { return close(STDOUT_FILENO) != 0 && errno != EINTR && errno != EBADF ? failed() : 0; }

unsigned cli_terminal_width(void) {
    struct winsize w = {0};
    if (!isatty(STDOUT_FILENO)) return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col ? w.ws_col : 80;
}
