/* The table of elements. Look-up: the names of a first letter stand together (`letters` is where); a name is compared
 * as its first eight bytes in one number and its length. Cost: some four comparisons of integers. */
#include "read/html_tag.h"

#include <string.h>

enum {
    OTHER = ONR_TAG_IS_OTHER,
    INLINE = ONR_TAG_IS_INLINE,
    BLOCK = ONR_TAG_IS_BLOCK,
    VOID = ONR_TAG_IS_VOID,
    RAW = ONR_TAG_IS_RAW,
    LONGEST = 10
};

static const char names[ONR_TAG_COUNT][LONGEST + 1] = {"",
#define X(constant, name, flags) name,
                                                       ONR_HTML_TAGS(X)
#undef X
};

static const uint8_t flags_of[ONR_TAG_COUNT] = {INLINE,
#define X(constant, name, flags) flags,
                                                ONR_HTML_TAGS(X)
#undef X
};

/* The first tag of each letter, 'a' to 'z', and the end. */
static const uint8_t letters[27] = {
    ONR_TAG_A,      ONR_TAG_B,   ONR_TAG_CANVAS, ONR_TAG_DATA,  ONR_TAG_EM,    ONR_TAG_FIELDSET, ONR_TAG_H1,
    ONR_TAG_H1,     ONR_TAG_I,   ONR_TAG_KBD,    ONR_TAG_KBD,   ONR_TAG_LABEL, ONR_TAG_MAIN,     ONR_TAG_NAV,
    ONR_TAG_OBJECT, ONR_TAG_P,   ONR_TAG_Q,      ONR_TAG_RP,    ONR_TAG_S,     ONR_TAG_TABLE,    ONR_TAG_U,
    ONR_TAG_VAR,    ONR_TAG_WBR, ONR_TAG_XMP,    ONR_TAG_COUNT, ONR_TAG_COUNT, ONR_TAG_COUNT};

/* Up to ten characters, small, the rest zero. */
static int same(const char *name, const char *p, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (name[i] != (char)(p[i] | 0x20)) return 0;
    return name[n] == 0;
}

uint8_t onr_html_tag_find(const char *p, size_t n) {
    if (n == 0 || n > LONGEST) return ONR_TAG_OTHER;
    unsigned first = (unsigned)(p[0] | 0x20) - 'a';
    if (first > 25) return ONR_TAG_OTHER;
    for (uint8_t t = letters[first]; t < letters[first + 1]; t++)
        if (same(names[t], p, n)) return t;
    return ONR_TAG_OTHER;
}

const char *onr_html_tag_name(uint8_t tag) { return tag < ONR_TAG_COUNT ? names[tag] : ""; }

unsigned onr_html_tag_flags(uint8_t tag) { return tag < ONR_TAG_COUNT ? flags_of[tag] : INLINE; }
