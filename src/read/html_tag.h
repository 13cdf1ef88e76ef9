/* html_tag.h - the elements of HTML that the reader tells apart. */
#ifndef ONR_READ_HTML_TAG_H
#define ONR_READ_HTML_TAG_H

#include <stddef.h>
#include <stdint.h>

/* X(constant, name, flags), sorted by name. */
#define ONR_HTML_TAGS(X)                                                                                               \
    X(A, "a", INLINE)                                                                                                  \
    X(ABBR, "abbr", INLINE)                                                                                            \
    X(ACRONYM, "acronym", INLINE)                                                                                      \
    X(ADDRESS, "address", BLOCK)                                                                                       \
    X(AREA, "area", VOID) X(ARTICLE, "article", BLOCK) X(ASIDE, "aside", BLOCK) X(AUDIO, "audio", OTHER) X(            \
        B, "b", INLINE) X(BASE, "base", VOID) X(BDI, "bdi", INLINE) X(BDO, "bdo", INLINE) X(BIG, "big", INLINE)        \
        X(BLOCKQUOTE, "blockquote", BLOCK) X(BODY, "body", BLOCK) X(BR, "br", VOID) X(BUTTON, "button", OTHER) X(      \
            CANVAS, "canvas", OTHER) X(CAPTION, "caption", BLOCK) X(CENTER, "center", BLOCK) X(CITE, "cite", INLINE)   \
            X(CODE, "code", INLINE) X(COL, "col", VOID) X(DATA, "data", INLINE) X(DD, "dd", BLOCK)                     \
                X(DEL, "del", INLINE) X(DETAILS, "details", BLOCK) X(DFN, "dfn", INLINE) X(DIALOG, "dialog", BLOCK) X( \
                    DIR, "dir",                                                                                        \
                    BLOCK) X(DIV, "div",                                                                               \
                             BLOCK) X(DL, "dl", BLOCK)                                                                 \
                    X(DT, "dt", BLOCK) X(EM, "em", INLINE) X(EMBED, "embed", VOID) X(FIELDSET, "fieldset", BLOCK) X(   \
                        FIGCAPTION,                                                                                    \
                        "figcaption",                                                                                  \
                        BLOCK) X(FIGURE, "figure",                                                                     \
                                 BLOCK) X(FONT, "font", INLINE)                                                        \
                        X(FOOTER, "footer", BLOCK) X(FORM, "form", BLOCK) X(H1, "h1", BLOCK) X(H2, "h2", BLOCK)        \
                            X(H3, "h3", BLOCK) X(H4, "h4", BLOCK) X(H5, "h5", BLOCK) X(H6, "h6", BLOCK) X(             \
                                HEAD,                                                                                  \
                                "head",                                                                                \
                                BLOCK) X(HEADER, "header",                                                             \
                                         BLOCK) X(HGROUP, "hgroup", BLOCK)                                             \
                                X(HR, "hr", VOID | BLOCK) X(HTML, "html", BLOCK) X(I, "i", INLINE)                     \
                                    X(IFRAME, "iframe", RAW) X(IMG, "img", VOID) X(INPUT, "input", VOID) X(            \
                                        INS, "ins",                                                                    \
                                        INLINE) X(KBD, "kbd", INLINE)                                                  \
                                        X(LABEL, "label", INLINE) X(LEGEND, "legend", BLOCK) X(LI, "li", BLOCK)        \
                                            X(LINK, "link", VOID) X(MAIN, "main", BLOCK) X(MAP, "map", OTHER) X(       \
                                                MARK,                                                                  \
                                                "mark",                                                                \
                                                INLINE) X(MENU, "menu", BLOCK)                                         \
                                                X(META, "meta", VOID) X(NAV, "nav", BLOCK) X(NOBR, "nobr", INLINE) X(  \
                                                    NOEMBED, "noembed",                                                \
                                                    RAW) X(NOFRAMES, "noframes",                                       \
                                                           RAW) X(NOSCRIPT, "noscript", OTHER)                         \
                                                    X(OBJECT, "object", OTHER) X(OL, "ol", BLOCK)                      \
                                                        X(OPTGROUP, "optgroup", BLOCK) X(OPTION, "option", BLOCK) X(   \
                                                            P, "p",                                                    \
                                                            BLOCK) X(PARAM, "param",                                   \
                                                                     VOID) X(PICTURE, "picture", OTHER)                \
                                                            X(PLAINTEXT, "plaintext", BLOCK) X(PRE, "pre", BLOCK) X(   \
                                                                Q,                                                     \
                                                                "q", INLINE) X(RP, "rp",                               \
                                                                               INLINE) X(RT, "rt",                     \
                                                                                         INLINE) X(RUBY, "ruby",       \
                                                                                                   INLINE)             \
                                                                X(S, "s", INLINE) X(SAMP, "samp", INLINE) X(           \
                                                                    SCRIPT,                                            \
                                                                    "script",                                          \
                                                                    RAW) X(SEARCH, "search",                           \
                                                                           BLOCK) X(SECTION, "section", BLOCK)         \
                                                                    X(SELECT, "select",                                \
                                                                      OTHER) X(SMALL, "small",                         \
                                                                               INLINE) X(SOURCE, "source",             \
                                                                                         VOID) X(SPAN, "span",         \
                                                                                                 INLINE) X(STRIKE,     \
                                                                                                           "strike",   \
                                                                                                           INLINE)     \
                                                                        X(STRONG, "strong",                            \
                                                                          INLINE) X(STYLE, "style", RAW)               \
                                                                            X(SUB, "sub", INLINE) X(                   \
                                                                                SUMMARY, "summary",                    \
                                                                                BLOCK) X(SUP, "sup", INLINE)           \
                                                                                X(SVG, "svg", OTHER) X(                \
                                                                                    TABLE, "table",                    \
                                                                                    BLOCK) X(TBODY, "tbody",           \
                                                                                             BLOCK) X(TD, "td", BLOCK) \
                                                                                    X(TEMPLATE, "template", OTHER) X(  \
                                                                                        TEXTAREA,                      \
                                                                                        "textarea",                    \
                                                                                        RAW) X(TFOOT, "tfoot", BLOCK)  \
                                                                                        X(TH, "th", BLOCK) X(          \
                                                                                            THEAD, "thead",            \
                                                                                            BLOCK) X(TIME, "time",     \
                                                                                                     INLINE)           \
                                                                                            X(TITLE, "title", RAW) X(  \
                                                                                                TR, "tr",              \
                                                                                                BLOCK) X(TRACK,        \
                                                                                                         "track",      \
                                                                                                         VOID)         \
                                                                                                X(TT, "tt", INLINE) X( \
                                                                                                    U, "u", INLINE)    \
                                                                                                    X(UL, "ul",        \
                                                                                                      BLOCK) X(VAR,    \
                                                                                                               "var",  \
                                                                                                               INLINE) \
                                                                                                        X(VIDEO,       \
                                                                                                          "video",     \
                                                                                                          OTHER)       \
                                                                                                            X(WBR,     \
                                                                                                              "wbr",   \
                                                                                                              VOID)    \
                                                                                                                X(XMP, \
                                                                                                                  "xm" \
                                                                                                                  "p", \
                                                                                                                  RAW)

typedef enum onr_html_tag {
    ONR_TAG_OTHER, /* a name that is not in the list: treated as inline */
#define ONR_X(constant, name, flags) ONR_TAG_##constant,
    ONR_HTML_TAGS(ONR_X)
#undef ONR_X
        ONR_TAG_COUNT
} onr_html_tag;

/* OTHER: neither breaks a paragraph by itself nor formats it; RAW: its content is text up to its end tag. */
enum { ONR_TAG_IS_OTHER = 0, ONR_TAG_IS_INLINE = 1, ONR_TAG_IS_BLOCK = 2, ONR_TAG_IS_VOID = 4, ONR_TAG_IS_RAW = 8 };

/* The tag of a name, in any case; ONR_TAG_OTHER for one that is not in the list. */
uint8_t onr_html_tag_find(const char *name, size_t n);
const char *onr_html_tag_name(uint8_t tag); /* "" for ONR_TAG_OTHER */
unsigned onr_html_tag_flags(uint8_t tag);   /* ONR_TAG_IS_... */

#endif
