/* expat without namespaces: feeds are recognised by the names that are written, as their authors did. Declared entities
 * are how a small file becomes a large one (billion laughs), and no feed or export needs them: the first declaration
 * ends the reading. References that are not declared are given to the HTML table. Memory comes from base/mem.h, so that
 * tests can make it fail. */
#include "read/xml.h"

#include <expat.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "read/html_entity.h"

enum { PIECE = 1 << 20, NAME_BYTES = 40 };

typedef struct parse {
    XML_Parser parser;
    const onr_xml_handler *h;
    unsigned depth;
    const char *refused; /* why it was stopped; NULL: it was not, or memory ended */
    int failed;
} parse;

static void stop(parse *p, const char *why) {
    if (!p->refused) p->refused = why;
    p->failed = 1;
    (void)XML_StopParser(p->parser, XML_FALSE);
}

static const char *plain(const char *name) {
    if (strncmp(name, "rss:", 4) == 0) return name + 4;
    return strncmp(name, "atom:", 5) == 0 ? name + 5 : name;
}

static void XMLCALL on_open(void *user, const XML_Char *name, const XML_Char **attrs) {
    parse *p = user;
    if (++p->depth > ONR_XML_DEPTH) stop(p, "elements nested too deep");
    else if (p->h->open(p->h->context, plain(name), (const char **)attrs) != 0) stop(p, NULL);
}

static void XMLCALL on_close(void *user, const XML_Char *name) {
    parse *p = user;
    p->depth--;
    if (p->h->close(p->h->context, plain(name)) != 0) stop(p, NULL);
}

static void XMLCALL on_text(void *user, const XML_Char *s, int n) {
    parse *p = user;
    if (p->h->text(p->h->context, s, (size_t)n) != 0) stop(p, NULL);
}

static void XMLCALL on_entity(void *user, const XML_Char *name, int is_parameter, const XML_Char *value, int n,
                              const XML_Char *base, const XML_Char *system, const XML_Char *public_id,
                              const XML_Char *notation) {
    (void)name, (void)is_parameter, (void)value, (void)n, (void)base, (void)system, (void)public_id, (void)notation;
    stop(user, "it declares entities of its own");
}

static void XMLCALL on_unknown(void *user, const XML_Char *name, int is_parameter) {
    parse *p = user;
    char reference[NAME_BYTES + 3], out[8];
    uint32_t points[2] = {0, 0};
    size_t n = strlen(name), k = 0;
    if (is_parameter || n > NAME_BYTES) return;
    reference[0] = '&';
    memcpy(reference + 1, name, n);
    memcpy(reference + 1 + n, ";", 2);
    if (onr_html_entity(reference, n + 2, 0, points) != n + 2) return;
    k = onr_utf8_encode(points[0], out);
    if (points[1]) k += onr_utf8_encode(points[1], out + k);
    if (p->h->text(p->h->context, out, k) != 0) stop(p, NULL);
}

static onr_status say(const parse *p, onr_err *err) {
    enum XML_Error code = XML_GetErrorCode(p->parser);
    unsigned long line = XML_GetCurrentLineNumber(p->parser);
    if (p->refused) return onr_err_set(err, ONR_FORMAT, 0, "refused at line %lu: %s", line, p->refused);
    if (p->failed || code == XML_ERROR_NO_MEMORY) return onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone");
    return onr_err_set(err, ONR_FORMAT, 0, "XML that is not well-formed at line %lu: %s", line, XML_ErrorString(code));
}

onr_status onr_xml_parse(onr_slice s, const onr_xml_handler *handler, onr_err *err) {
    static const XML_Memory_Handling_Suite memory = {onr_mem_alloc, onr_mem_realloc, onr_mem_free};
    parse p = {.h = handler, .parser = XML_ParserCreate_MM(NULL, &memory, NULL)};
    if (!p.parser) return onr_err_set(err, ONR_NOMEM, 0, "out of memory: read it alone");
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, on_open, on_close);
    XML_SetCharacterDataHandler(p.parser, on_text);
    XML_SetEntityDeclHandler(p.parser, on_entity);
    XML_SetSkippedEntityHandler(p.parser, on_unknown);
    (void)XML_UseForeignDTD(p.parser, XML_TRUE); /* so that "&nbsp;" is skipped, and not an error */
    (void)XML_SetParamEntityParsing(p.parser, XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE);
    (void)XML_SetHashSalt(p.parser, 0x6F6E7265); /* the same everywhere; the depth and size bounds hold without it */
    onr_status st = ONR_OK;
    for (size_t at = 0, k = 0; st == ONR_OK; at += k) {
        k = s.n - at < PIECE ? s.n - at : PIECE;
        if (XML_Parse(p.parser, s.p + at, (int)k, at + k == s.n) != XML_STATUS_OK) st = say(&p, err);
        if (at + k == s.n) break;
    }
    XML_ParserFree(p.parser);
    return st;
}

const char *onr_xml_attr(const char **attrs, const char *name) {
    for (size_t i = 0; attrs[i]; i += 2)
        if (strcmp(attrs[i], name) == 0) return attrs[i + 1];
    return NULL;
}
