/* bench_store FILE [DOCUMENTS]: a book filled with documents made from templates (no model: the records are made by
 * hand, as the stages would), then searched as users do. Prints the rate of adding, the size, and for each kind of
 * search the median and the 99th percentile in milliseconds, warm, all hits read; and the memory that it took at most.
 *
 *     bench_store /tmp/big.book 100000
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "store/find.h"
#include "store/store.h"

/* Every LONG-th document has MOST sentences (100 records), the others SENTENCES. */
enum { SENTENCES = 8, MOST = 25, LONG = 1000, RUNS = 200, WORDS = 4000 };

static uint64_t state = 1;
static uint32_t roll(uint32_t n) { /* xorshift64*, below n */
    state ^= state >> 12, state ^= state << 25, state ^= state >> 27;
    return (uint32_t)((state * 2685821657736338717ull >> 33) % n);
}

/* A word that nobody has written: word w of the vocabulary, made of syllables. */
static void add_word(onr_buf *b, uint32_t w) {
    static const char *const syllables[] = {"ba", "ce", "do", "fi", "gu", "ha", "ki", "lo", "mu", "ne",
                                            "po", "ra", "se", "ti", "vo", "wa", "xe", "yo", "zu", "qui"};
    for (int i = 0; i < 3; i++, w /= 20) onr_buf_str(b, syllables[w % 20]);
}
/* Few words are frequent, most are rare. */
static uint32_t draw(void) {
    uint32_t a = roll(WORDS) + 1, c = roll(a) + 1;
    return roll(c);
}

static onr_span add_text(onr_buf *b, const char *s) {
    onr_span span = {(uint32_t)b->n, (uint32_t)(b->n + strlen(s))};
    onr_buf_str(b, s);
    return span;
}

static onr_span add_words(onr_buf *b, int n, int capital) {
    uint32_t start = (uint32_t)b->n;
    for (int i = 0; i < n; i++) {
        size_t at = b->n + (i > 0);
        if (i) onr_buf_char(b, ' ');
        add_word(b, draw());
        if (capital) b->p[at] = (char)(b->p[at] - 'a' + 'A');
    }
    return (onr_span){start, (uint32_t)b->n};
}

typedef struct made {
    onr_doc doc;
    onr_entity entities[MOST];
    onr_mention mentions[MOST];
    onr_statement statements[MOST];
    onr_span contents[MOST];
    onr_chain_link chains[MOST][2];
    onr_figure figures[MOST];
    onr_event events[MOST];
    onr_block blocks[MOST + 1];
} made;

static const char *const outlets[] = {"The Lowmark Courier", "Meridian Wire", "Selwick Post", "Osmere Day"};

/* Sentence i: who said what; then a figure and an act in the same words. */
static void make_sentence(made *m, onr_buf *b, uint32_t i) {
    onr_statement *s = &m->statements[i];
    onr_figure *f = &m->figures[i];
    onr_event *e = &m->events[i];
    uint32_t start = (uint32_t)b->n;
    onr_span who = add_words(b, 2, 1);
    onr_buf_char(b, ' ');
    onr_span cue = add_text(b, roll(3) ? "said" : "denied");
    onr_buf_str(b, " that ");
    m->contents[i] = add_words(b, 12, 0);
    onr_buf_str(b, " while troops ");
    onr_span act = add_text(b, "attacked");
    onr_buf_str(b, " and ");
    char number[16];
    (void)snprintf(number, sizeof number, "%u", roll(500) + 2);
    onr_span count = add_text(b, number);
    onr_span people = add_text(b, " people");
    onr_buf_str(b, " were hurt.\n");
    m->blocks[i + 1] = (onr_block){{start, (uint32_t)b->n - 1}, ONR_BLOCK_PARA};
    m->entities[i] = (onr_entity){.name = who, .kind = ONR_ENTITY_PERSON};
    m->mentions[i] = (onr_mention){who, i, ONR_FORM_NAME};
    m->chains[i][0] = (onr_chain_link){ONR_LINK_ORIGIN, i, who};
    m->chains[i][1] = (onr_chain_link){ONR_LINK_OUTLET, ONR_NONE, {0, 0}};
    *s = (onr_statement){
        .type = ONR_STATEMENT_INDIRECT, .source = who, .speaker = i, .cue = cue, .content = &m->contents[i]};
    s->cue_class = cue.end - cue.start == 4 ? "say" : "deny";
    s->content_n = 1, s->polarity = "asserted", s->within = ONR_NONE, s->chain = m->chains[i], s->chain_n = 2;
    s->confidence = 0.9f, s->rule = "bench";
    *f = (onr_figure){.text = {count.start, people.end}, .number = count, .effect = ONR_MARK_INJURED, .of = ONR_NONE};
    f->value.low.digits = f->value.high.digits = atoi(number), f->value.has_low = f->value.has_high = 1;
    f->since = f->as_of = f->on = ONR_NONE, f->accrual = "incident", f->polarity = "asserted", f->modality = "happened";
    f->chain = m->chains[i], f->chain_n = 2, f->confidence = 0.9f, f->rule = "bench";
    *e = (onr_event){.type = ONR_MARK_ASSAULT, .anchor = act, .modality = ONR_ATTR_HAPPENED, .statement = i};
    e->actor = (onr_party){who, i, "", ""}, e->recipient.entity = e->where_entity = e->same_as = ONR_NONE;
    e->chain = m->chains[i], e->chain_n = 2, e->confidence = 0.9f, e->rule = "bench";
    onr_hash_hex(onr_hash64(b->p, b->n, 1), s->id);
    onr_hash_hex(onr_hash64(b->p, b->n, 2), f->id);
    onr_hash_hex(onr_hash64(b->p, b->n, 3), e->id);
}

static void make(made *m, onr_buf *b, uint32_t n) {
    onr_doc *d = &m->doc;
    uint32_t sentences = n % LONG == 0 ? MOST : SENTENCES;
    onr_buf_reset(b);
    onr_span title = add_words(b, 6, 1);
    onr_buf_char(b, '\n');
    m->blocks[0] = (onr_block){title, ONR_BLOCK_TITLE};
    for (uint32_t i = 0; i < sentences; i++) make_sentence(m, b, i);
    d->text = b->p, d->text_n = (uint32_t)b->n;
    d->blocks = m->blocks, d->blocks_n = sentences + 1;
    d->entities = m->entities, d->mentions = m->mentions, d->statements = m->statements;
    d->figures = m->figures, d->events = m->events;
    d->entities_n = d->mentions_n = d->statements_n = d->figures_n = d->events_n = sentences;
    d->meta = (onr_meta){.title = title, .outlet = outlets[roll(4)], .language = "en", .published_how = "given"};
    d->meta.published = (onr_date){2020 + (int)roll(11), (uint8_t)(roll(12) + 1), (uint8_t)(roll(28) + 1)};
    onr_hash_hex(onr_hash64(b->p, b->n, n), d->meta.id);
    d->source.media_type = "text/plain";
}

static void die(const onr_err *err) {
    (void)fprintf(stderr, "%s\n", err->msg);
    exit(1);
}

/* Time of the processor, so that a busy machine measures as an idle one does. */
static uint64_t cpu_ns(void) {
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void fill(onr_store *s, uint32_t documents) {
    static const onr_json_stage stages[] = {{"read", 1}};
    static const onr_json_run run = {"bench", NULL, stages, 1};
    static made m;
    onr_err err = {0};
    onr_buf text;
    int64_t key;
    onr_buf_init(&text, 1 << 20);
    uint64_t begun = onr_clock_ns();
    uint64_t used = cpu_ns();
    for (uint32_t i = 0; i < documents; i++) {
        if (i % 1000 == 0 && onr_store_begin(s, &err) != ONR_OK) die(&err);
        make(&m, &text, i);
        onr_store_source src = {.bytes = {text.p, text.n}, .locator = "bench", .outlet = m.doc.meta.outlet};
        if (onr_store_add(s, &src, &m.doc, &run, &key, &err) != ONR_OK) die(&err);
        if ((i % 1000 == 999 || i + 1 == documents) && onr_store_commit(s, &err) != ONR_OK) die(&err);
    }
    double seconds = (double)(onr_clock_ns() - begun) / 1e9;
    (void)printf("added %u documents in %.1f s: %.2f ms of the processor for one of %zu bytes with %d records\n",
                 documents, seconds, (double)(cpu_ns() - used) / 1e6 / documents, text.n, 4 * SENTENCES);
    onr_buf_clear(&text);
}

static int by_size(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Search RUNS times for what `vary` makes of the query; all hits are read. */
static void search(onr_store *s, const char *name, onr_store_query q, int words, int capital, uint64_t most) {
    static uint64_t took[RUNS];
    onr_err err = {0};
    onr_buf b;
    uint64_t hits = 0;
    onr_buf_init(&b, 4096);
    for (int i = -20; i < RUNS; i++) { /* the first twenty warm the cache */
        onr_cursor *c = NULL;
        onr_store_hit h;
        int more = 1;
        onr_buf_reset(&b);
        if (words) (void)add_words(&b, words, capital);
        if (words && capital && q.kind == ONR_STORE_EVENT) q.actor = b.p;
        else if (words && capital) q.speaker = b.p;
        else if (words) q.about = b.p;
        uint64_t begun = cpu_ns(), n = 0;
        if (onr_store_find(s, &q, &c, &err) != ONR_OK) die(&err);
        while (n < most && onr_cursor_hit(c, &h, &more, &err) == ONR_OK && more) n++;
        onr_cursor_close(c);
        if (i >= 0) took[i] = cpu_ns() - begun, hits += n;
    }
    qsort(took, RUNS, sizeof *took, by_size);
    (void)printf("%-44s %8.1f hits  median %7.2f ms  p99 %7.2f ms\n", name, (double)hits / RUNS,
                 (double)took[RUNS / 2] / 1e6, (double)took[RUNS * 99 / 100] / 1e6);
    onr_buf_clear(&b);
}

int main(int argc, char **argv) {
    onr_store *s = NULL;
    onr_err err = {0};
    struct rusage use;
    if (argc < 2) return 2;
    uint32_t documents = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 100000;
    if (onr_store_open(argv[1], ONR_STORE_CREATE, &s, &err) != ONR_OK) die(&err);
    onr_store_status st;
    if (onr_store_status_get(s, &st, &err) != ONR_OK) die(&err);
    if (st.documents == 0) fill(s, documents);
    (void)getrusage(RUSAGE_SELF, &use);
    (void)printf("memory at most %ld MiB after adding\n", use.ru_maxrss / 1024);
    onr_store_query any = {.kind = ONR_STORE_STATEMENT};
    search(s, "statements about one word", any, 1, 0, UINT64_MAX);
    search(s, "  the first fifty of them", any, 1, 0, 50);
    search(s, "statements about two words", any, 2, 0, UINT64_MAX);
    search(s, "statements by a speaker (two names)", any, 2, 1, UINT64_MAX);
    any.cue = "deny", any.from = "2025", any.to = "2025";
    search(s, "denials about one word in one year", any, 1, 0, UINT64_MAX);
    search(s, "acts by an actor (one name)", (onr_store_query){.kind = ONR_STORE_EVENT}, 1, 1, UINT64_MAX);
    search(s, "documents with two words", (onr_store_query){.kind = ONR_STORE_DOCUMENTS}, 2, 0, UINT64_MAX);
    (void)getrusage(RUSAGE_SELF, &use);
    (void)printf("memory at most %ld MiB after searching\n", use.ru_maxrss / 1024);
    onr_store_close(s);
    return 0;
}
