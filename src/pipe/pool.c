/* A ring of slots between one reader and the workers. Slot numbers only grow; number k lives in slots[k % n]:
 *
 *     emitted <= taken <= filled <= emitted + n
 *      [ being read and done ][ waiting ]
 *
 * The caller's thread fills and emits, workers take the lowest number that waits; one lock guards the three counters
 * and the slots' `done`. A slot's content belongs to the caller before it is filled and after it is done, to its worker
 * in between. Cost: one copy of each item's bytes. */
#include "pipe/pool.h"

#include <pthread.h>
#include <string.h>

#include "base/mem.h"

enum { SLOTS_A_WORKER = 2 };

typedef struct slot {
    onr_arena strings;
    onr_buf bytes, out;
    onr_item item;
    int is_file, done;
    onr_status st;
    onr_err err;
} slot;

typedef struct worker {
    onr_pool *pool;
    onr_worker *scratch;
    onr_doc doc;
    pthread_t thread;
    int started;
} worker;

struct onr_pool {
    onr_pool_options options;
    worker *workers;
    slot *slots;
    size_t slots_n, emitted, taken, filled;
    pthread_mutex_t lock;
    pthread_cond_t waiting, ready; /* something to take; something is done */
    int stop;
};

static onr_status no_memory(onr_err *err) { return onr_err_set(err, ONR_NOMEM, 0, "out of memory: use fewer jobs"); }

/* ---- one item --------------------------------------------------------------------------------------------------- */

static void read_slot(worker *w, slot *s) {
    const onr_pool_options *o = &w->pool->options;
    onr_buf_reset(&s->out);
    s->err = (onr_err){0};
    s->st = onr_pipe_read_item(w->scratch, &s->item, o->read, &w->doc, &s->err);
    if (s->st == ONR_OK) s->st = o->render(&w->doc, &s->item, o->context, &s->out, &s->err);
}

static void *work(void *arg) {
    worker *w = arg;
    onr_pool *p = w->pool;
    (void)pthread_mutex_lock(&p->lock);
    for (;;) {
        while (!p->stop && p->taken == p->filled) (void)pthread_cond_wait(&p->waiting, &p->lock);
        if (p->stop) break;
        slot *s = &p->slots[p->taken++ % p->slots_n];
        if (s->done) continue; /* a file's failure: there is nothing to read */
        (void)pthread_mutex_unlock(&p->lock);
        read_slot(w, s);
        (void)pthread_mutex_lock(&p->lock);
        s->done = 1;
        (void)pthread_cond_signal(&p->ready);
    }
    (void)pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* ---- the caller's thread ---------------------------------------------------------------------------------------- */

static int copy_string(slot *s, const char **text) {
    if (*text) *text = onr_arena_copy(&s->strings, *text, strlen(*text));
    return s->strings.capped;
}

/* The item's own copy of everything that the input lends. */
static onr_status keep_item(slot *s) {
    onr_item *item = &s->item;
    onr_item_meta *m = &item->meta;
    const char **strings[] = {&item->charset, &item->path, &item->locator, &m->title,
                              &m->outlet,     &m->url,     &m->agency,     &m->language};
    onr_arena_reset(&s->strings);
    onr_buf_reset(&s->bytes);
    onr_buf_add(&s->bytes, item->bytes, item->n);
    if (onr_buf_failed(&s->bytes)) return ONR_NOMEM;
    item->bytes = item->n ? (const unsigned char *)s->bytes.p : (const unsigned char *)"";
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        const char *was = *strings[i];
        if (copy_string(s, strings[i]) || (was && !*strings[i])) return ONR_NOMEM;
    }
    if (!m->authors_n) return ONR_OK;
    const char **authors = onr_arena_alloc(&s->strings, m->authors_n, sizeof *authors);
    for (size_t i = 0; authors && i < m->authors_n; i++)
        if (!(authors[i] = onr_arena_copy(&s->strings, m->authors[i], strlen(m->authors[i])))) return ONR_NOMEM;
    m->authors = authors;
    return authors ? ONR_OK : ONR_NOMEM;
}

/* The next item, or the next failure, into a slot. 0: there is no more. */
static int fill(slot *s, onr_input *in, int copy) {
    s->err = (onr_err){0};
    s->st = onr_input_next(in, &s->item, &s->err);
    s->is_file = s->st != ONR_OK;
    s->done = s->is_file;
    if (s->st == ONR_OK && !s->item.bytes) return 0;
    if (!copy) return 1;
    const unsigned char *bytes = s->item.bytes;
    if (s->is_file) s->item.bytes = (const unsigned char *)"", s->item.n = 0;
    if (keep_item(s) != ONR_OK) {
        s->st = no_memory(&s->err);
        s->done = 1;
        s->item = (onr_item){.bytes = bytes};
    }
    return 1;
}

static int emit(onr_pool *p, slot *s, onr_input *in) {
    onr_pool_result r = {s->item.path, s->item.locator, s->is_file, s->st, &s->err, &s->out};
    return p->options.emit(&r, in, p->options.context);
}

static void run_alone(onr_pool *p, onr_input *in) {
    slot *s = &p->slots[0];
    while (fill(s, in, 0)) {
        if (!s->done) read_slot(&p->workers[0], s);
        if (emit(p, s, in)) return;
    }
}

/* Wait for the oldest slot where `wait` is set, then emit all that are done in order. Not 0: stop. */
static int emit_done(onr_pool *p, onr_input *in, int wait) {
    for (;;) {
        (void)pthread_mutex_lock(&p->lock);
        slot *s = &p->slots[p->emitted % p->slots_n];
        int any = p->emitted < p->filled;
        while (any && wait && !s->done) (void)pthread_cond_wait(&p->ready, &p->lock);
        any = any && s->done;
        (void)pthread_mutex_unlock(&p->lock);
        if (!any) return 0;
        int stop = emit(p, s, in);
        (void)pthread_mutex_lock(&p->lock);
        p->emitted++;
        (void)pthread_mutex_unlock(&p->lock);
        if (stop) return 1;
        wait = 0;
    }
}

void onr_pool_run(onr_pool *p, onr_input *in) {
    if (p->options.workers == 1) {
        run_alone(p, in);
        return;
    }
    for (int more = 1, stop = 0; !stop && (more || p->emitted < p->filled);) {
        /* only this thread moves `filled` and `emitted`: they may be looked at without the lock */
        int room = p->filled - p->emitted < p->slots_n;
        if (more && room) {
            more = fill(&p->slots[p->filled % p->slots_n], in, 1);
            if (!more) continue;
            (void)pthread_mutex_lock(&p->lock);
            p->filled++;
            (void)pthread_cond_signal(&p->waiting);
            (void)pthread_mutex_unlock(&p->lock);
        }
        stop = emit_done(p, in, !more || !room);
    }
}

/* ---- life and death --------------------------------------------------------------------------------------------- */

static onr_status start(onr_pool *p, const onr_pipe *pipe, onr_err *err) {
    for (unsigned i = 0; i < p->options.workers; i++) {
        worker *w = &p->workers[i];
        w->pool = p;
        onr_doc_init(&w->doc, p->options.memory);
        onr_status st = onr_worker_new(pipe, &w->scratch, err);
        if (st != ONR_OK) return st;
        if (p->options.workers == 1) continue;
        if (pthread_create(&w->thread, NULL, work, w) != 0)
            return onr_err_set(err, ONR_IO, 0, "cannot start %u threads: use fewer jobs", p->options.workers);
        w->started = 1;
    }
    return ONR_OK;
}

onr_status onr_pool_new(const onr_pipe *pipe, const onr_pool_options *options, onr_pool **out, onr_err *err) {
    onr_pool *p = onr_mem_zalloc(1, sizeof *p);
    *out = NULL;
    if (!p) return no_memory(err);
    p->options = *options;
    (void)pthread_mutex_init(&p->lock, NULL);
    (void)pthread_cond_init(&p->waiting, NULL);
    (void)pthread_cond_init(&p->ready, NULL);
    p->slots_n = options->workers == 1 ? 1 : (size_t)options->workers * SLOTS_A_WORKER;
    p->workers = onr_mem_zalloc(options->workers, sizeof *p->workers);
    p->slots = onr_mem_zalloc(p->slots_n, sizeof *p->slots);
    onr_status st = p->workers && p->slots ? ONR_OK : no_memory(err);
    for (size_t i = 0; p->slots && i < p->slots_n; i++) {
        onr_arena_init(&p->slots[i].strings, ONR_DOC_TEXT_MAX);
        onr_buf_init(&p->slots[i].bytes, ONR_ITEM_MAX);
        onr_buf_init(&p->slots[i].out, options->out_max);
    }
    if (st == ONR_OK) st = start(p, pipe, err);
    if (st == ONR_OK) *out = p;
    else onr_pool_free(p);
    return st;
}

void onr_pool_free(onr_pool *p) {
    if (!p) return;
    (void)pthread_mutex_lock(&p->lock);
    p->stop = 1;
    (void)pthread_cond_broadcast(&p->waiting);
    (void)pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; p->workers && i < p->options.workers; i++) {
        if (p->workers[i].started) (void)pthread_join(p->workers[i].thread, NULL);
        if (p->workers[i].pool) onr_doc_clear(&p->workers[i].doc);
        onr_worker_free(p->workers[i].scratch);
    }
    for (size_t i = 0; p->slots && i < p->slots_n; i++) {
        onr_arena_clear(&p->slots[i].strings);
        onr_buf_clear(&p->slots[i].bytes);
        onr_buf_clear(&p->slots[i].out);
    }
    onr_mem_free(p->workers);
    onr_mem_free(p->slots);
    (void)pthread_cond_destroy(&p->waiting);
    (void)pthread_cond_destroy(&p->ready);
    (void)pthread_mutex_destroy(&p->lock);
    onr_mem_free(p);
}
