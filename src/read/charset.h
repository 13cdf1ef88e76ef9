/* charset.h - bytes to UTF-8 text with a map back, whatever the bytes are. */
#ifndef ONR_READ_CHARSET_H
#define ONR_READ_CHARSET_H

#include "base/clock.h"
#include "doc/doc.h"
#include "read/charset_label.h"

typedef enum onr_charset {
    ONR_CHARSET_UTF8,
    ONR_CHARSET_UTF16LE,
    ONR_CHARSET_UTF16BE,
    ONR_CHARSET_WINDOWS_1252,
    ONR_CHARSET_LABELLED /* another of the Encoding Standard, by its label */
} onr_charset;

const char *onr_charset_name(onr_charset c);

/* What was found on the way; offsets are source bytes. */
typedef struct onr_decoded {
    onr_charset charset;
    const onr_encoding *encoding; /* of ONR_CHARSET_LABELLED */
    uint8_t by_label;             /* 1: a label decided, not the bytes */
    uint32_t bom;                 /* bytes of a byte order mark, left out of the text */
    uint64_t bad_n, bad_first;    /* sequences that are nothing in the charset, now U+FFFD */
    uint64_t nul_n, nul_first;    /* NULs, now U+FFFD */
    uint64_t high_first;          /* first byte that made windows-1252 of it */
} onr_decoded;

/* Fill doc->text, text_n, map, map_n. Valid UTF-8 without mark and NUL gives the same bytes and no map (identity).
 * ONR_TOO_BIG when the text would pass ONR_DOC_TEXT_MAX, ONR_TIMEOUT, ONR_NOMEM: without a message. Cost: two passes.
 */
ONR_MUST onr_status onr_charset_decode(const unsigned char *p, size_t n, const onr_deadline *deadline, onr_doc *doc,
                                       onr_decoded *out);

/* Are the bytes of a page its text, whatever any label says: valid UTF-8 without mark, escape and NUL? */
int onr_charset_is_plain(const unsigned char *p, size_t n);
/* The same for a page: a byte order mark, or the NULs of UTF-16, decide; then valid UTF-8 is believed over any label;
 * then `label`, what the transport says (a charset or a media type; NULL: nothing); then the page's own meta element;
 * then as above. */
ONR_MUST onr_status onr_charset_decode_page(const unsigned char *p, size_t n, const char *label,
                                            const onr_deadline *deadline, onr_doc *doc, onr_decoded *out);

#endif
