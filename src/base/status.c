/* Errors: a code, a message, a place.
 *
 * Method: vsnprintf into the caller's fixed buffer; what was cut is cut again at a whole character, so that a message
 * is always valid UTF-8 where its parts are. Nothing is allocated: the error of no memory can always be told.
 */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cut a message that snprintf truncated back to a whole UTF-8 character. */
static void trim_to_character(char *s) {
    size_t n = strlen(s), k = n;
    while (k > 0 && ((unsigned char)s[k - 1] & 0xC0) == 0x80) k--;
    if (k == 0) return;
    unsigned char lead = (unsigned char)s[k - 1];
    size_t need = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (n - (k - 1) < need) s[k - 1] = '\0';
}

onr_status onr_err_set(onr_err *err, onr_status code, uint64_t at, const char *fmt, ...) {
    if (!err) return code;
    err->code = code;
    err->at = at;
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(err->msg, sizeof err->msg, fmt, ap);
    va_end(ap);
    trim_to_character(err->msg);
    return code;
}

const char *onr_status_name(onr_status code) {
    switch (code) {
    case ONR_OK: return "done";
    case ONR_NOMEM: return "out of memory";
    case ONR_IO: return "input or output failed";
    case ONR_FORMAT: return "wrong format";
    case ONR_VERSION: return "wrong version";
    case ONR_CORRUPT: return "damaged";
    case ONR_TOO_BIG: return "too big";
    case ONR_TIMEOUT: return "out of time";
    case ONR_NOT_FOUND: return "not found";
    case ONR_CONFLICT: return "in conflict";
    case ONR_INTERNAL: return "internal error";
    }
    return "unknown status";
}
