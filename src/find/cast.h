/* cast.h - the people and things of a document while they are being told apart; internal to room find. */
#ifndef ONR_FIND_CAST_H
#define ONR_FIND_CAST_H

#include "doc/doc.h"

enum { ONR_GENDER_UNKNOWN, ONR_GENDER_MALE, ONR_GENDER_FEMALE };

/* What is known of an entity beside its record. */
typedef struct onr_player {
    uint8_t gender, plural;
    uint32_t role_head; /* token that names the office ("minister"), or ONR_NONE */
    uint32_t head;      /* head token of a nominal entity's description, or ONR_NONE */
    uint32_t last;      /* byte of the latest mention */
} onr_player;

typedef struct onr_cast_key {
    uint64_t hash;
    uint32_t entity; /* ONR_NONE: free slot */
} onr_cast_key;

typedef struct onr_cast {
    onr_doc *doc;
    onr_player *players; /* parallel to doc->entities */
    size_t entities_cap, players_cap, mentions_cap;
    onr_cast_key *keys; /* open addressing, a power of two slots; the latest entity of a key wins */
    size_t keys_cap, keys_n;
    onr_name *names; /* the document's names, made whole (whole_names.c) */
    uint32_t names_n;
    uint32_t *name_entity; /* entity of names[i] */
} onr_cast;

/* ---- growing (cast.c) ------------------------------------------------------------------------------------------- */

ONR_MUST onr_status onr_cast_entity(onr_cast *c, onr_span name, unsigned kind, uint32_t *out, onr_err *err);
ONR_MUST onr_status onr_cast_mention(onr_cast *c, uint32_t entity, onr_span span, unsigned form, onr_err *err);
/* The entity last filed under the words of tokens r (case, accents and a leading "the" do not count), ONR_NONE if none.
 * `salt` keeps kinds of keys apart. */
uint32_t onr_cast_look(const onr_cast *c, onr_range r, uint64_t salt);
ONR_MUST onr_status onr_cast_file(onr_cast *c, onr_range r, uint64_t salt, uint32_t entity, onr_err *err);
uint64_t onr_cast_hash(const onr_doc *doc, onr_range r, uint64_t salt);
uint32_t onr_cast_look_hash(const onr_cast *c, uint64_t hash);
ONR_MUST onr_status onr_cast_file_hash(onr_cast *c, uint64_t hash, uint32_t entity, onr_err *err);

/* ---- stages ----------------------------------------------------------------------------------------------------- */

/* Fill c->names from doc->names (whole_names.c). */
ONR_MUST onr_status onr_cast_whole_names(onr_cast *c, onr_err *err);
/* The first of c->names that ends after token `tok`; names_n when none does. O(log n). */
uint32_t onr_cast_name_at(const onr_cast *c, uint32_t tok);
/* Entities and mentions of every name of c->names (names.c). */
ONR_MUST onr_status onr_cast_names(onr_cast *c, onr_err *err);
/* The person whose family name token t is; ONR_NONE when nobody is. O(1). (names.c) */
uint32_t onr_cast_family(const onr_cast *c, uint32_t t);
/* Office or affiliation of the person named by tokens `name`, as a span; empty when none. *head: its last noun. */
onr_span onr_role_of(const onr_doc *doc, onr_range name, uint32_t *head);
/* What a word beside a name or for a person tells of them: "Mr", "actress", "his wife", "spokesman"; ONR_GENDER_…
 * (names.c). */
unsigned onr_gender_of_word(const onr_doc *doc, uint32_t t);

/* ---- words ------------------------------------------------------------------------------------------------------ */

onr_slice onr_word(const onr_doc *doc, uint32_t t);
/* A word in small letters without accents, cut to `cap` bytes; returns its bytes. */
size_t onr_fold(onr_slice s, char *out, size_t cap);
/* ASCII case-insensitive comparison with a lower-case NUL-terminated word. */
int onr_word_is(const onr_doc *doc, uint32_t t, const char *lower);
int onr_word_in(const onr_doc *doc, uint32_t t, const char *const *lower, size_t n);
/* The token of r whose head lies outside r. */
uint32_t onr_head_of(const onr_doc *doc, onr_range r);
/* The tokens that a byte span covers. */
onr_range onr_tokens_in(const onr_doc *doc, onr_span s);

#endif
