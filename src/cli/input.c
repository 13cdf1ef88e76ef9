/* Reading a whole file by read(2) in pieces, so that pipes and devices work as files do; never more than the limit. */
#include "cli/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

static onr_status system_error(onr_err *err, const char *todo) {
    onr_status st = errno == ENOENT || errno == ENOTDIR ? ONR_NOT_FOUND : ONR_IO;
    return onr_err_set(err, st, 0, "%s: %s", strerror(errno), todo);
}

static onr_status read_all(int fd, onr_buf *bytes, onr_err *err) {
    char piece[PIECE];
    for (;;) {
        ssize_t k = read(fd, piece, sizeof piece);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return system_error(err, "check the disk or the pipe");
        if (k == 0) return ONR_OK;
        if ((size_t)k > bytes->max - bytes->n)
            return onr_err_set(err, ONR_TOO_BIG, bytes->max, "over %zu MiB: split it", bytes->max >> 20);
        onr_buf_add(bytes, piece, (size_t)k);
        if (onr_buf_failed(bytes)) return onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone");
    }
}

onr_status cli_input(const char *path, onr_buf *bytes, onr_err *err) {
    int is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return system_error(err, errno == EACCES ? "make it readable" : "check the name");
    struct stat s;
    onr_status st = ONR_OK;
    if (fstat(fd, &s) == 0 && S_ISDIR(s.st_mode))
        st = onr_err_set(err, ONR_FORMAT, 0, "it is a folder: name the files in it");
    if (st == ONR_OK) st = read_all(fd, bytes, err);
    if (!is_stdin) (void)close(fd);
    return st;
}
