/* source.h - from the words of one source to an entity: names, pronouns, descriptions; internal to room find. */
#ifndef ONR_FIND_SOURCE_H
#define ONR_FIND_SOURCE_H

#include "find/cast.h"

/* What the resolution of one source looks at. */
typedef struct onr_view {
    onr_cast *cast;
    uint32_t statement; /* the one being resolved */
    onr_range tok;      /* its source */
    uint32_t block;
    uint32_t last_speaker, last_block; /* speaker of the statement before, and where its cue stood */
    int last_joint;                    /* others spoke with the last speaker ("Brenn and his colleagues") */
} onr_view;

/* Is the one-word source a pronoun? (pronoun.c) */
int onr_is_pronoun(const onr_doc *doc, onr_range r);
/* Whom the pronoun at token t means; ONR_NONE when that is not certain. New entities come only from the noun that a
 * relative clause describes. */
uint32_t onr_pronoun_entity(onr_view *v, uint32_t t, onr_err *err, onr_status *st);

/* Who is described by tokens r: a known entity, else a new one under these words (description.c). */
uint32_t onr_description_entity(onr_view *v, onr_range r, onr_err *err, onr_status *st);
/* As above, but no new one: ONR_NONE when nobody known is meant. */
uint32_t onr_known_description(const onr_view *v, onr_range r);
/* The entity that the same words described before, or ONR_NONE. */
uint32_t onr_described_before(const onr_cast *c, onr_range r);
/* Let tokens r, headed by `head`, describe entity e from here on. */
ONR_MUST onr_status onr_describe(onr_cast *c, onr_range r, uint32_t head, uint32_t e, onr_err *err);
/* The person whose office the definite words name, or ONR_NONE. */
uint32_t onr_officer(const onr_view *v, onr_range r);

/* Whoever issued the document that tokens r describe; ONR_NONE when it is none or nobody is known (issuer.c). */
uint32_t onr_issuer(onr_view *v, onr_range r, uint32_t head, onr_err *err, onr_status *st);
int onr_is_document_noun(const onr_doc *doc, uint32_t head);

/* The team of research that the words mean: an entity under the words that name it (team.c); ONR_NONE. */
uint32_t onr_team(onr_view *v, onr_range r, uint32_t head, onr_err *err, onr_status *st);
int onr_is_team_noun(const onr_doc *doc, uint32_t head);

/* ---- words ------------------------------------------------------------------------------------------------------ */

/* Is token t one of these nouns, in the singular or the plural? */
int onr_noun_in(const onr_doc *doc, uint32_t t, const char *const *words, size_t n);
/* Do the words begin with "the", "this" or "that"? */
int onr_is_definite(const onr_doc *doc, onr_range r);

#endif
