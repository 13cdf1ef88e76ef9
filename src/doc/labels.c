/* The names of labels.h as tables.
 *
 * Method: the lists of labels.h are expanded once as numbers and here as names, so that the two cannot part. A look-up
 * by name walks its list; it is used when a model or a CoNLL-U file is read, not for each word.
 */
#include "doc/labels.h"

#include <string.h>

#define NAME(c, s) s,
static const char *const upos[] = {ONR_UPOS_LIST(NAME)};
static const char *const xpos[] = {ONR_XPOS_LIST(NAME)};
static const char *const deprel[] = {ONR_DEPREL_LIST(NAME)};
static const char *const names[] = {ONR_NAME_LIST(NAME)};
static const char *const marks[] = {ONR_MARK_LIST(NAME)};
static const char *const roles[] = {ONR_ROLE_LIST(NAME)};
static const char *const attrs[] = {ONR_ATTR_LIST(NAME)};

static const struct {
    const char *const *name;
    unsigned n;
} lists[] = {
    [ONR_LABELS_UPOS] = {upos, ONR_UPOS_COUNT},       [ONR_LABELS_XPOS] = {xpos, ONR_XPOS_COUNT},
    [ONR_LABELS_DEPREL] = {deprel, ONR_DEPREL_COUNT}, [ONR_LABELS_NAME] = {names, ONR_NAME_COUNT},
    [ONR_LABELS_MARK] = {marks, ONR_MARK_COUNT},      [ONR_LABELS_ROLE] = {roles, ONR_ROLE_COUNT},
    [ONR_LABELS_ATTR] = {attrs, ONR_ATTR_COUNT},
};

const char *onr_label_name(onr_labels list, unsigned i) { return i < lists[list].n ? lists[list].name[i] : "?"; }

int onr_label_find(onr_labels list, const char *name, size_t n) {
    for (unsigned i = 0; i < lists[list].n; i++)
        if (strlen(lists[list].name[i]) == n && memcmp(lists[list].name[i], name, n) == 0) return (int)i;
    return -1;
}

unsigned onr_deprel_base(unsigned d) {
    const char *s = onr_label_name(ONR_LABELS_DEPREL, d), *colon = strchr(s, ':');
    int base = colon ? onr_label_find(ONR_LABELS_DEPREL, s, (size_t)(colon - s)) : (int)d;
    return base < 0 ? d : (unsigned)base;
}
