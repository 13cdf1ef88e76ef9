/* zip.h - one file out of a zip archive that lies in memory (APPNOTE 6.3: stored and deflated, no zip64). */
#ifndef ONR_READ_ZIP_H
#define ONR_READ_ZIP_H

#include "base/buf.h"
#include "base/slice.h"
#include "base/status.h"

/* Do the bytes begin as a zip does? */
int onr_zip_is(onr_slice bytes);
/* Unpack the file `name` into the empty buffer `out`, whose maximum bounds it. ONR_NOT_FOUND; ONR_CORRUPT where the
 * archive is cut or damaged; ONR_FORMAT for an encrypted file or a method that is not read; ONR_TOO_BIG; ONR_NOMEM. */
ONR_MUST onr_status onr_zip_get(onr_slice zip, const char *name, onr_buf *out, onr_err *err);

#endif
