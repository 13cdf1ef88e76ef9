/* overdue.h - inside the room: connections that take too long to ask.
 *
 * A browser sends a request in milliseconds. One who sends a byte now and then ("slow loris") is never silent for long,
 * so that a limit on silence does not end it, and holds one of the server's connections for as long as it likes. Here
 * each connection has a time within which its next request must be there, headers and body; then its socket is shut,
 * and libmicrohttpd closes it as if the other side had gone. Answering takes what it takes: only silence ends that.
 *
 *     onr_overdue_start(&o, 20000, &err);
 *     onr_visit *v = onr_overdue_enter(&o, fd);    a connection came
 *     onr_overdue_asked(&o, v);                    its request is there
 *     onr_overdue_answered(&o, v);                 the answer is out: the next may be asked
 *     onr_overdue_leave(&o, v);                    it is going; must be called before its socket is closed
 *     onr_overdue_stop(&o);
 *
 * Threads: all functions may be called from any thread; visits belong to the list.
 */
#ifndef ONR_SERVE_OVERDUE_H
#define ONR_SERVE_OVERDUE_H

#include <pthread.h>
#include <stdint.h>

#include "base/status.h"

typedef struct onr_visit {
    struct onr_visit *before, *after;
    uint64_t since_ns; /* when it began to ask */
    int fd, asking;
} onr_visit;

typedef struct onr_overdue {
    pthread_mutex_t lock;
    pthread_cond_t wake; /* at the end */
    pthread_t thread;
    onr_visit *first;
    uint64_t patience_ns;
    int running;
} onr_overdue;

ONR_MUST onr_status onr_overdue_start(onr_overdue *o, unsigned patience_ms, onr_err *err);
void onr_overdue_stop(onr_overdue *o); /* nothing where it never started; visits that are left are freed */
onr_visit *onr_overdue_enter(onr_overdue *o, int fd); /* NULL: no memory; the others take NULL */
void onr_overdue_asked(onr_overdue *o, onr_visit *v);
void onr_overdue_answered(onr_overdue *o, onr_visit *v);
void onr_overdue_leave(onr_overdue *o, onr_visit *v);

#endif
