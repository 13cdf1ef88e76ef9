/* A ring of jobs: [taken, put) are in flight; workers take them in order, the caller takes them back in order.
 *
 * One mutex guards the indices and states; a job's content belongs to whoever its state says: the caller (FREE, DONE)
 * or a worker (WAITING, RUNNING). Indices only grow; a job's place is its index modulo the ring.
 */
#include "pipe/crew.h"

#include <pthread.h>
#include <string.h>

#include "base/mem.h"

enum { FREE, WAITING, RUNNING, DONE };

struct onr_crew {
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    pthread_t *threads;
    onr_worker **workers;
    unsigned workers_n, threads_n;
    onr_crew_job *ring;
    size_t ring_n, put, run, taken; /* next index to put, to run, to take */
    int stop;
    int lent; /* the job before `taken` is in the caller's hands */
};

typedef struct hand {
    onr_crew *crew;
    onr_worker *worker;
} hand;

static onr_crew_job *job_at(onr_crew *c, size_t i) { return &c->ring[i % c->ring_n]; }

static void read_job(onr_worker *worker, onr_crew_job *j) {
    j->err = (onr_err){0};
    j->status = onr_pipe_read_item(worker, &j->item, &j->options, &j->doc, &j->err);
}

static void *serve(void *arg) {
    hand h = *(hand *)arg;
    onr_crew *c = h.crew;
    onr_mem_free(arg);
    (void)pthread_mutex_lock(&c->lock);
    while (!c->stop) {
        if (c->run == c->put) {
            (void)pthread_cond_wait(&c->work, &c->lock);
            continue;
        }
        onr_crew_job *j = job_at(c, c->run++);
        j->state = RUNNING;
        (void)pthread_mutex_unlock(&c->lock);
        read_job(h.worker, j);
        (void)pthread_mutex_lock(&c->lock);
        j->state = DONE;
        (void)pthread_cond_signal(&c->done);
    }
    (void)pthread_mutex_unlock(&c->lock);
    return NULL;
}

/* ---- life and death --------------------------------------------------------------------------------------------- */

static onr_status start(onr_crew *c, const onr_pipe *pipe, onr_err *err) {
    for (unsigned i = 0; i < c->workers_n; i++) {
        onr_status st = onr_worker_new(pipe, &c->workers[i], err);
        if (st != ONR_OK) return st;
        hand *h = onr_mem_alloc(sizeof *h);
        if (!h) return onr_err_set(err, ONR_NOMEM, 0, "out of memory at the start");
        *h = (hand){c, c->workers[i]};
        if (pthread_create(&c->threads[i], NULL, serve, h) != 0) {
            onr_mem_free(h);
            return onr_err_set(err, ONR_IO, 0, "the system gives no more threads: ask for fewer jobs");
        }
        c->threads_n++;
    }
    return ONR_OK;
}

onr_status onr_crew_new(const onr_pipe *pipe, unsigned workers, size_t memory, onr_crew **out, onr_err *err) {
    *out = NULL;
    if (workers < 1) workers = 1;
    if (workers > ONR_CREW_MAX) workers = ONR_CREW_MAX;
    onr_crew *c = onr_mem_zalloc(1, sizeof *c);
    if (!c) return onr_err_set(err, ONR_NOMEM, 0, "out of memory at the start");
    (void)pthread_mutex_init(&c->lock, NULL);
    (void)pthread_cond_init(&c->work, NULL);
    (void)pthread_cond_init(&c->done, NULL);
    c->workers_n = workers;
    c->ring_n = 2 * (size_t)workers;
    c->threads = onr_mem_zalloc(workers, sizeof *c->threads);
    c->workers = onr_mem_zalloc(workers, sizeof *c->workers);
    c->ring = onr_mem_zalloc(c->ring_n, sizeof *c->ring);
    if (!c->ring) c->ring_n = 0;
    for (size_t i = 0; i < c->ring_n; i++) {
        onr_doc_init(&c->ring[i].doc, memory);
        onr_buf_init(&c->ring[i].bytes, ONR_ITEM_MAX);
        onr_arena_init(&c->ring[i].strings, ONR_ITEM_MAX);
    }
    onr_status st = ONR_OK;
    if (!c->threads || !c->workers || !c->ring) st = onr_err_set(err, ONR_NOMEM, 0, "out of memory at the start");
    if (st == ONR_OK) st = start(c, pipe, err);
    if (st == ONR_OK) *out = c;
    else onr_crew_free(c);
    return st;
}

void onr_crew_free(onr_crew *c) {
    if (!c) return;
    (void)pthread_mutex_lock(&c->lock);
    c->stop = 1;
    (void)pthread_cond_broadcast(&c->work);
    (void)pthread_mutex_unlock(&c->lock);
    for (unsigned i = 0; i < c->threads_n; i++) (void)pthread_join(c->threads[i], NULL);
    for (unsigned i = 0; c->workers && i < c->workers_n; i++) onr_worker_free(c->workers[i]);
    for (size_t i = 0; i < c->ring_n; i++) {
        onr_doc_clear(&c->ring[i].doc);
        onr_buf_clear(&c->ring[i].bytes);
        onr_arena_clear(&c->ring[i].strings);
    }
    (void)pthread_mutex_destroy(&c->lock);
    (void)pthread_cond_destroy(&c->work);
    (void)pthread_cond_destroy(&c->done);
    onr_mem_free(c->threads);
    onr_mem_free(c->workers);
    onr_mem_free(c->ring);
    onr_mem_free(c);
}

/* ---- putting and taking ----------------------------------------------------------------------------------------- */

/* `put` and `taken` are written by the caller's thread alone, so it may read them without the lock. */
int onr_crew_full(const onr_crew *c) { return c->put - c->taken + (size_t)c->lent >= c->ring_n; }
int onr_crew_busy(const onr_crew *c) { return c->put != c->taken; }

int onr_crew_ready(onr_crew *c) {
    if (!onr_crew_busy(c)) return 0;
    (void)pthread_mutex_lock(&c->lock);
    int ready = job_at(c, c->taken)->state == DONE;
    (void)pthread_mutex_unlock(&c->lock);
    return ready;
}

static const char *keep(onr_arena *a, const char *s, int *failed) {
    char *copy = s ? onr_arena_copy(a, s, strlen(s)) : NULL;
    if (s && !copy) *failed = 1;
    return copy;
}

static onr_status copy_item(onr_crew_job *j, const onr_item *item, const onr_pipe_options *o) {
    int failed = 0;
    onr_arena *a = &j->strings;
    onr_arena_reset(a);
    onr_buf_reset(&j->bytes);
    onr_buf_add(&j->bytes, item->bytes, item->n);
    j->item = *item;
    j->options = *o;
    j->item.bytes = (const unsigned char *)(j->bytes.p ? j->bytes.p : "");
    j->item.charset = keep(a, item->charset, &failed);
    j->item.path = keep(a, item->path, &failed);
    j->item.locator = keep(a, item->locator, &failed);
    onr_item_meta *m = &j->item.meta;
    m->title = keep(a, m->title, &failed);
    m->outlet = keep(a, m->outlet, &failed);
    m->url = keep(a, m->url, &failed);
    m->agency = keep(a, m->agency, &failed);
    m->language = keep(a, m->language, &failed);
    m->published_how = keep(a, m->published_how, &failed);
    const char **authors = onr_arena_alloc(a, m->authors_n, sizeof *authors);
    for (size_t i = 0; authors && i < m->authors_n; i++) authors[i] = keep(a, m->authors[i], &failed);
    m->authors = authors;
    j->options.path = keep(a, o->path, &failed);
    j->options.outlet = keep(a, o->outlet, &failed);
    j->options.url = keep(a, o->url, &failed);
    return failed || !authors || onr_buf_failed(&j->bytes) ? ONR_NOMEM : ONR_OK;
}

onr_status onr_crew_put(onr_crew *c, const onr_item *item, const onr_pipe_options *options, int64_t tag, onr_err *err) {
    c->lent = 0;
    if (onr_crew_full(c)) return onr_err_set(err, ONR_INTERNAL, 0, "an item was put where there is no place");
    onr_crew_job *j = job_at(c, c->put);
    if (copy_item(j, item, options) != ONR_OK)
        return onr_err_set(err, ONR_NOMEM, 0, "out of memory for an item: fewer jobs need less");
    j->tag = tag;
    (void)pthread_mutex_lock(&c->lock);
    j->state = WAITING;
    c->put++;
    (void)pthread_cond_signal(&c->work);
    (void)pthread_mutex_unlock(&c->lock);
    return ONR_OK;
}

onr_crew_job *onr_crew_take(onr_crew *c) {
    c->lent = 0;
    if (!onr_crew_busy(c)) return NULL;
    onr_crew_job *j = job_at(c, c->taken);
    (void)pthread_mutex_lock(&c->lock);
    while (j->state != DONE) (void)pthread_cond_wait(&c->done, &c->lock);
    j->state = FREE;
    (void)pthread_mutex_unlock(&c->lock);
    c->taken++;
    c->lent = 1;
    return j;
}
