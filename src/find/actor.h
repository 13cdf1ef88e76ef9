/* actor.h - what an actor is: its country by ISO 3166 alpha-3 (or "IGO") and its PLOVER sector.
 *
 *     onr_actors *mine = NULL;                          // NULL: the built-in lists alone
 *     onr_actors_read(&mine, "my.actors.txt", bytes, n, ONR_ACTORS_FILE, &err);
 *     onr_actor_code(&doc, mine, date, &party);         // fills party.code and party.sector from its span and entity
 *
 * A user's files are in the formats of PETRARCH's actor and agent dictionaries and win over the built-in lists.
 */
#ifndef ONR_FIND_ACTOR_H
#define ONR_FIND_ACTOR_H

#include "doc/doc.h"

typedef struct onr_actors onr_actors;

enum { ONR_ACTORS_FILE, ONR_AGENTS_FILE };

/* Add a file's n bytes to *actors, made when it is NULL; `name` is for messages ("my.txt:12: ..."). Errors: ONR_FORMAT
 * with file and line, ONR_TOO_BIG, ONR_NOMEM. The caller frees *actors, also after an error. */
ONR_MUST onr_status onr_actors_read(onr_actors **actors, const char *name, const char *bytes, size_t n, int kind,
                                    onr_err *err);
void onr_actors_free(onr_actors *actors); /* NULL is allowed */
/* The longest phrase of the files that stands in `text`, as a code on a day ("USA", "GOV", "RUSMIL"); "" for none.
 * Codes of agents ("~COP": suffix) come in *agent. Both point into the actors. */
void onr_actors_find(const onr_actors *actors, onr_slice text, onr_date day, const char **code, const char **agent);

/* Fill code and sector of a party with a span; both stay empty where nothing tells them. `user` may be NULL. */
void onr_actor_code(const onr_doc *doc, const onr_actors *user, onr_date day, onr_party *p);

#endif
