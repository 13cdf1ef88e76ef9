/* crew.h - many documents at once: workers that read, and results in the order in which the items came.
 *
 *     onr_crew_new(pipe, 4, memory, &crew, &err);
 *     while (more to read or onr_crew_busy(crew)) {
 *         if (more to read && !onr_crew_full(crew)) onr_crew_put(crew, &item, &options, tag, &err);
 *         else onr_crew_take(crew, &job);          // waits for the oldest
 *         ... job->status, job->doc ...
 *     }
 *     onr_crew_free(crew);
 *
 * The order is that of the input whatever the number of workers, so what is made of it is the same too. The caller's
 * thread alone puts and takes. What is held: two items a worker and their documents, each below `memory`.
 */
#ifndef ONR_PIPE_CREW_H
#define ONR_PIPE_CREW_H

#include "base/buf.h"
#include "pipe/pipe.h"

enum { ONR_CREW_MAX = 256 }; /* workers */

typedef struct onr_crew onr_crew;

/* One item and what became of it. */
typedef struct onr_crew_job {
    onr_item item; /* a copy */
    onr_pipe_options options;
    int64_t tag;       /* the caller's */
    onr_status status; /* not ONR_OK: why in err, and doc holds nothing */
    onr_err err;
    onr_doc doc;
    onr_buf bytes;     /* of item */
    onr_arena strings; /* of item and options */
    int state;
} onr_crew_job;

/* Start the workers; each document may take `memory` bytes. ONR_NOMEM, ONR_IO (no threads). The caller frees *out. */
ONR_MUST onr_status onr_crew_new(const onr_pipe *pipe, unsigned workers, size_t memory, onr_crew **out, onr_err *err);
void onr_crew_free(onr_crew *crew); /* waits for the documents that are being read; NULL is allowed */

int onr_crew_full(const onr_crew *crew); /* no put before a take */
int onr_crew_busy(const onr_crew *crew); /* there is something to take */
int onr_crew_ready(onr_crew *crew);      /* and the oldest is done: a take would not wait */
/* Copy an item for a worker to read. Not when full. ONR_NOMEM. */
ONR_MUST onr_status onr_crew_put(onr_crew *crew, const onr_item *item, const onr_pipe_options *options, int64_t tag,
                                 onr_err *err);
/* The oldest item, when it is done; NULL when there is none. It lives until the next put or take. */
onr_crew_job *onr_crew_take(onr_crew *crew);

#endif
