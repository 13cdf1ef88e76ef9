/* xml.h - XML by expat, with what hostile files are refused for: no declared entities, a depth, a size. */
#ifndef ONR_READ_XML_H
#define ONR_READ_XML_H

#include "base/buf.h"
#include "base/slice.h"
#include "base/status.h"

enum { ONR_XML_DEPTH = 200 };

/* What is called back. `name` is as written but for the prefixes "rss:" and "atom:", which are left off; attrs are
 * name, value, ..., NULL. Return 0, or -1 to stop (out of memory). */
typedef struct onr_xml_handler {
    int (*open)(void *context, const char *name, const char **attrs);
    int (*close)(void *context, const char *name);
    int (*text)(void *context, const char *p, size_t n);
    void *context;
} onr_xml_handler;

/* Parse all of `s`. References that HTML knows ("&nbsp;") are decoded although XML does not know them. ONR_FORMAT: not
 * well-formed at a line, or refused; what came before has been called back. ONR_NOMEM. O(bytes). */
ONR_MUST onr_status onr_xml_parse(onr_slice s, const onr_xml_handler *handler, onr_err *err);
/* The value of an attribute; NULL where there is none. */
const char *onr_xml_attr(const char **attrs, const char *name);

#endif
