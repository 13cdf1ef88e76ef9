/* vocab.h - the words by which the JSON contract and the printed layers call the records' enumerations.
 *
 * One table for every output (JSON, printed layers, the sheet), so that a kind has one name everywhere. An index out of
 * range gives "unknown": an output is never undefined because a stage was wrong.
 */
#ifndef ONR_DOC_VOCAB_H
#define ONR_DOC_VOCAB_H

const char *onr_block_kind_word(unsigned kind);     /* title, date, heading, para */
const char *onr_entity_kind_word(unsigned kind);    /* unknown, person, organisation, ... */
const char *onr_mention_form_word(unsigned form);   /* name, nominal, pronoun */
const char *onr_statement_type_word(unsigned type); /* direct, mixed, indirect */
const char *onr_chain_role_word(unsigned role);     /* origin, relay, outlet */
const char *onr_quote_marks_word(unsigned marks);   /* double, single, guillemet */
const char *onr_when_kind_word(unsigned kind);      /* date, range, since, until, as_of, period, duration, vague */
const char *onr_when_grain_word(unsigned grain);    /* none, second ... day, week ... century */
const char *onr_when_how_word(unsigned how);        /* none, explicit, weekday, nearest, relative, context */
const char *onr_mark_layer_word(unsigned layer);    /* statement, act, number, attribution */
const char *onr_relation_word(unsigned relation);   /* none, subset, total, share, change */

#endif
