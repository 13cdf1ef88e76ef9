/* The list of connections and the thread that looks through it, four times within the time that is allowed. A socket is
 * shut under the lock and only while its connection is in the list, so it is never one that was closed and given out
 * anew. Cost: a walk over at most the server's connections, a few times a minute.
 */
#include "serve/overdue.h"

#include <sys/socket.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"

static void look(const onr_overdue *o) {
    uint64_t now = onr_clock_ns();
    for (onr_visit *v = o->first; v; v = v->after)
        if (v->asking && now - v->since_ns > o->patience_ns) (void)shutdown(v->fd, SHUT_RDWR);
}

static void *watch(void *closure) {
    onr_overdue *o = closure;
    uint64_t step = o->patience_ns / 4;
    (void)pthread_mutex_lock(&o->lock);
    while (o->running) {
        struct timespec t;
        (void)clock_gettime(CLOCK_MONOTONIC, &t);
        uint64_t ns = (uint64_t)t.tv_nsec + step;
        t.tv_sec += (time_t)(ns / 1000000000);
        t.tv_nsec = (long)(ns % 1000000000);
        (void)pthread_cond_timedwait(&o->wake, &o->lock, &t);
        if (o->running) look(o);
    }
    (void)pthread_mutex_unlock(&o->lock);
    return NULL;
}

onr_status onr_overdue_start(onr_overdue *o, unsigned patience_ms, onr_err *err) {
    pthread_condattr_t monotonic;
    *o = (onr_overdue){.patience_ns = (uint64_t)patience_ms * 1000000, .running = 1};
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&o->lock, NULL);
    (void)pthread_cond_init(&o->wake, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    if (pthread_create(&o->thread, NULL, watch, o) == 0) return ONR_OK;
    o->running = 0;
    return onr_err_set(err, ONR_NOMEM, 0, "no thread can be started: too many processes run");
}

void onr_overdue_stop(onr_overdue *o) {
    if (!o->running) return;
    (void)pthread_mutex_lock(&o->lock);
    o->running = 0;
    (void)pthread_cond_signal(&o->wake);
    (void)pthread_mutex_unlock(&o->lock);
    (void)pthread_join(o->thread, NULL);
    while (o->first) onr_overdue_leave(o, o->first);
    (void)pthread_cond_destroy(&o->wake);
    (void)pthread_mutex_destroy(&o->lock);
}

onr_visit *onr_overdue_enter(onr_overdue *o, int fd) {
    onr_visit *v = onr_mem_zalloc(1, sizeof *v);
    if (!v) return NULL;
    *v = (onr_visit){.fd = fd, .since_ns = onr_clock_ns(), .asking = 1};
    (void)pthread_mutex_lock(&o->lock);
    v->after = o->first;
    if (o->first) o->first->before = v;
    o->first = v;
    (void)pthread_mutex_unlock(&o->lock);
    return v;
}

static void set(onr_overdue *o, onr_visit *v, int asking) {
    if (!v) return;
    (void)pthread_mutex_lock(&o->lock);
    v->asking = asking;
    v->since_ns = onr_clock_ns();
    (void)pthread_mutex_unlock(&o->lock);
}

void onr_overdue_asked(onr_overdue *o, onr_visit *v) { set(o, v, 0); }
void onr_overdue_answered(onr_overdue *o, onr_visit *v) { set(o, v, 1); }

void onr_overdue_leave(onr_overdue *o, onr_visit *v) {
    if (!v) return;
    (void)pthread_mutex_lock(&o->lock);
    if (v->before) v->before->after = v->after;
    else o->first = v->after;
    if (v->after) v->after->before = v->before;
    (void)pthread_mutex_unlock(&o->lock);
    onr_mem_free(v);
}
