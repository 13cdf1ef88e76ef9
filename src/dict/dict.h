/* dict.h - word lists compiled into the program: countries, titles, cues, first names.
 *
 *     onr_dict_country c;
 *     size_t n = onr_dict_country_at(text_from_here, &c);     n bytes are a country's name, adjective, capital or seat
 *     if (n && c.alpha3 && !c.ambiguous) ...
 *
 * The lists are data/NAME.tsv; tools/gen_dict.sh makes tables of them. Look-ups by text read it as a printer might have
 * set it: any white space is a space, ’ is ', spaces around hyphens do not count; letters match whatever their case,
 * but a capital that begins a word of an entry must be one in the text (Turkey, not turkey), and abbreviations match
 * exactly (US, not us). `…_at` takes the longest entry that begins where the text begins and ends at a word's end; the
 * caller starts at a word's beginning and hands over the text that may follow (the rest of the sentence: a match is at
 * most 63 bytes long). What comes back is static and constant. No state, no allocation, no errors; any thread. Cost: a
 * dozen binary searches.
 */
#ifndef ONR_DICT_DICT_H
#define ONR_DICT_DICT_H

#include <stddef.h>

#include "base/slice.h"

typedef struct onr_dict_country {
    const char *alpha3; /* ISO 3166-1 alpha-3, "XKX", "IGO"; NULL: a longer name that means no country (New England) */
    const char *how;    /* "name", "demonym", "capital", "seat" */
    int ambiguous;      /* often means something else as well (Georgia, Washington) */
} onr_dict_country;

typedef struct onr_dict_title {
    const char *kind;   /* "honorific", "office", "rank", "job" */
    const char *sector; /* PLOVER sector; NULL: the title alone does not tell */
} onr_dict_title;

/* Bytes of the longest match at the start of the text; 0: none, *out untouched. */
size_t onr_dict_country_at(onr_slice text, onr_dict_country *out);
/* As above; "former", "ex-", "then-" and the like before a title belong to the match. */
size_t onr_dict_title_at(onr_slice text, onr_dict_title *out);
/* 1 when the whole text is an entry. */
int onr_dict_country_is(onr_slice text, onr_dict_country *out);
int onr_dict_title_is(onr_slice text, onr_dict_title *out);
/* The short English name of a code ("Russia" for RUS); NULL for one that is not there. O(entries). */
const char *onr_dict_country_name(onr_slice alpha3);
/* The code and the short name of one country after the other, *at being 0 at first; NULL: no more. */
const char *onr_dict_country_next(size_t *at, const char **name);

/* 'm' or 'f' where a first name tells whether a man or a woman bears it; 0: both do, or it is not in the list. */
char onr_dict_first_name(onr_slice word);

/* The class (say, deny, ask …) of a reporting verb, noun or phrase given by its lemma or the lemmas of its words with a
 * space between; NULL: not in the list. */
const char *onr_dict_cue_class(onr_slice lemma);
/* The class of a cue from the lemmas of its words, in order: the longest phrase of the list in it, else its last word
 * that has a class ("go on to accuse", "have repeatedly call for"); NULL: none. */
const char *onr_dict_cue_of(const onr_slice *lemmas, size_t n);

#endif
