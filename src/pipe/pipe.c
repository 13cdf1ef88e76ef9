/* The order of the stages.
 *
 * Method: a document is read (bytes to text and blocks), then goes through `stages` from top to bottom; a loop, not a
 * framework. A stage that needs the model is left out where there is none. Before each stage the deadline is looked at,
 * and stages look at it themselves when they are long. Cost: that of the stages.
 */
#include "pipe/pipe.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "doc/conllu.h"
#include "find/chain.h"
#include "find/confidence.h"
#include "find/event.h"
#include "find/figure.h"
#include "find/quotation.h"
#include "find/quote.h"
#include "find/said_on.h"
#include "find/speaker.h"
#include "find/statement.h"
#include "find/when.h"
#include "lang/lang.h"
#include "lang/token.h"
#include "model/model.h"
#include "read/html.h"
#include "read/language.h"
#include "read/text.h"

enum { WARNING_ROOM = 4096 }; /* memory over the cap that is kept for saying that the cap struck */

#define PROGRAM "onrecord " ONR_VERSION_STRING

struct onr_pipe {
    onr_model *model; /* NULL: none, and then lang is empty */
    onr_lang lang;
    onr_actors *actors; /* the user's own lists; NULL: none */
    onr_json_run run;
    onr_json_stage versions[16];
};

struct onr_worker {
    const onr_pipe *pipe;
    onr_lang_scratch *lang;
    onr_deadline deadline;
    onr_pipe_format format;
};

/* ---- the stages ------------------------------------------------------------------------------------------------- */

static onr_status split_tokens(onr_worker *w, onr_doc *doc, onr_err *err) {
    return w->format == ONR_PIPE_CONLLU ? ONR_OK : onr_token_split(doc, err);
}

static onr_status read_network(onr_worker *w, onr_doc *doc, onr_err *err) {
    return onr_lang_read(&w->pipe->lang, w->lang, doc, &w->deadline, err);
}

static onr_status find_statements(onr_worker *w, onr_doc *doc, onr_err *err) {
    (void)w;
    return onr_find_statements(doc, err);
}

static onr_status find_speakers(onr_worker *w, onr_doc *doc, onr_err *err) {
    (void)w;
    return onr_find_speakers(doc, err);
}

static onr_status find_chains(onr_worker *w, onr_doc *doc, onr_err *err) {
    (void)w;
    return onr_find_chains(doc, err);
}

static onr_status find_confidence(onr_worker *w, onr_doc *doc, onr_err *err) {
    (void)w;
    return onr_find_confidence(doc, err);
}

static onr_status find_figures(onr_worker *w, onr_doc *doc, onr_err *err) {
    (void)w;
    return onr_find_figures(doc, err);
}

static onr_status find_quotations(onr_worker *w, onr_doc *doc, onr_err *err) {
    (void)w;
    return onr_find_quotations(doc, err);
}

static onr_status find_events(onr_worker *w, onr_doc *doc, onr_err *err) {
    return onr_find_events(doc, w->pipe->actors, err);
}

static onr_status find_quotes(onr_worker *w, onr_doc *doc, onr_err *err) {
    (void)w;
    return onr_find_quotes(doc, err);
}

static onr_status find_dates(onr_worker *w, onr_doc *doc, onr_err *err) {
    (void)w;
    return onr_find_dates(doc, err);
}

static onr_status find_said_on(onr_worker *w, onr_doc *doc, onr_err *err) {
    (void)w;
    (void)err;
    onr_find_said_on(doc);
    return ONR_OK;
}

/* What must be there for a stage to run. An article in another language gets no records. */
enum { NEEDS_MODEL = 1, NEEDS_ENGLISH = 2 };

/* Raise a version whenever the stage's output can change. Order: each stage reads layers of the stages above it. */
static const struct stage {
    const char *name;
    unsigned version;
    unsigned needs; /* NEEDS_... */
    onr_status (*run)(onr_worker *worker, onr_doc *doc, onr_err *err);
} stages[] = {
    {"lang.token", ONR_TOKEN_STAGE, 0, split_tokens},
    {"lang.network", ONR_LANG_STAGE, NEEDS_MODEL | NEEDS_ENGLISH, read_network},
    {"find.quote", 1, 0, find_quotes},
    {"find.when", ONR_WHEN_STAGE, 0, find_dates},
    {"find.statement", ONR_STATEMENT_STAGE, NEEDS_MODEL | NEEDS_ENGLISH, find_statements},
    {"find.said_on", ONR_SAID_ON_STAGE, NEEDS_MODEL | NEEDS_ENGLISH, find_said_on},
    {"find.speaker", ONR_SPEAKER_STAGE, NEEDS_MODEL | NEEDS_ENGLISH, find_speakers},
    {"find.chain", ONR_CHAIN_STAGE, NEEDS_MODEL | NEEDS_ENGLISH, find_chains},
    {"find.figure", ONR_FIGURE_STAGE, NEEDS_MODEL | NEEDS_ENGLISH, find_figures},
    {"find.event", ONR_EVENT_STAGE, NEEDS_MODEL | NEEDS_ENGLISH, find_events},
    {"find.quotation", ONR_QUOTATION_STAGE, NEEDS_MODEL | NEEDS_ENGLISH, find_quotations},
    {"find.confidence", ONR_CONFIDENCE_STAGE, NEEDS_MODEL | NEEDS_ENGLISH, find_confidence},
};
enum { STAGES = sizeof stages / sizeof *stages };

/* ---- budgets ---------------------------------------------------------------------------------------------------- */

/* Turn a budget that struck in `stage` into a warning; any other failure stays one. */
static onr_status strike(const char *stage, onr_status st, onr_doc *doc, onr_err *err) {
    const char *what = NULL;
    if (st == ONR_TIMEOUT) what = "time";
    if (st == ONR_TOO_BIG || (st == ONR_NOMEM && doc->arena.capped)) what = "memory";
    if (!what) return st;
    doc->arena.cap += WARNING_ROOM;
    st = onr_doc_warn(doc, (onr_span){0, 0}, "the %s budget ended at %s: what it and later stages find is missing",
                      what, stage);
    if (st != ONR_OK) return onr_err_set(err, st, 0, "out of memory: read it alone");
    return ONR_OK;
}

static onr_status run_stages(onr_worker *w, onr_doc *doc, onr_err *err) {
    for (size_t i = 0; i < STAGES; i++) {
        const struct stage *s = &stages[i];
        if (s->needs & NEEDS_MODEL && !w->pipe->model) continue;
        if (s->needs & NEEDS_ENGLISH && !onr_read_is_english(doc->meta.language)) continue;
        onr_status st = onr_deadline_passed(&w->deadline) ? ONR_TIMEOUT : s->run(w, doc, err);
        if (st != ONR_OK) return strike(s->name, st, doc, err);
    }
    return ONR_OK;
}

/* ---- a document ------------------------------------------------------------------------------------------------- */

/* What the user says wins over what the container says. */
static onr_read_options options_of(const onr_item *item, const onr_pipe_options *o, const onr_deadline *deadline) {
    const onr_item_meta *m = &item->meta;
    onr_read_options r = {.path = item->locator ? item->locator : o->path, .deadline = deadline};
    r.published = o->published.year ? o->published : m->published;
    r.published_how = o->published.year || !m->published.year ? NULL : m->published_how ? m->published_how : "meta";
    r.outlet = o->outlet ? o->outlet : m->outlet;
    r.url = o->url ? o->url : m->url;
    r.charset = item->charset;
    r.title = m->title;
    r.agency = m->agency;
    r.authors = m->authors;
    r.authors_n = m->authors_n;
    return r;
}

static onr_status read_document(const onr_item *item, const onr_pipe_options *o, const onr_deadline *deadline,
                                onr_doc *doc, onr_err *err) {
    if (o->format == ONR_PIPE_CONLLU)
        return onr_conllu_read((const char *)item->bytes, item->n, ONR_CONLLU_TOKENS, doc, err);
    onr_read_options options = options_of(item, o, deadline);
    size_t cap = doc->arena.cap;
    onr_status (*read)(const unsigned char *, size_t, const onr_read_options *, onr_doc *, onr_err *) =
        item->media == ONR_MEDIA_HTML || onr_read_is_html(item->bytes, item->n) ? onr_read_html : onr_read_text;
    onr_status st = read(item->bytes, item->n, &options, doc, err);
    if (st == ONR_NOMEM && doc->arena.capped)
        st = onr_err_set(err, ONR_TOO_BIG, 0, "the text needs more than the memory budget of %zu MiB: raise it",
                         cap >> 20);
    return st;
}

static onr_status warn_no_model(onr_doc *doc, onr_err *err) {
    onr_status st = onr_doc_warn(doc, (onr_span){0, 0}, "read without a model: no records made");
    return st == ONR_OK ? st : onr_err_set(err, st, 0, "out of memory while reading: read it alone");
}

onr_status onr_pipe_read_document(const onr_item *item, const onr_pipe_options *options, onr_doc *doc, onr_err *err) {
    onr_deadline deadline = onr_deadline_in(options->timeout_ms);
    onr_doc_reset(doc);
    return read_document(item, options, &deadline, doc, err);
}

onr_status onr_pipe_read_item(onr_worker *w, const onr_item *item, const onr_pipe_options *options, onr_doc *doc,
                              onr_err *err) {
    onr_doc_reset(doc);
    size_t cap = doc->arena.cap;
    w->deadline = onr_deadline_in(options->timeout_ms);
    w->format = options->format;
    onr_status st = read_document(item, options, &w->deadline, doc, err);
    if (st == ONR_OK && !w->pipe->model) st = warn_no_model(doc, err);
    if (st == ONR_OK) st = run_stages(w, doc, err);
    doc->arena.cap = cap;
    return st;
}

onr_status onr_pipe_read(onr_worker *w, const void *bytes, size_t n, const onr_pipe_options *options, onr_doc *doc,
                         onr_err *err) {
    onr_item item = {.bytes = n ? bytes : (const void *)"", .n = n, .locator = options->path};
    return onr_pipe_read_item(w, &item, options, doc, err);
}

/* ---- life and death --------------------------------------------------------------------------------------------- */

static void name_run(onr_pipe *p) {
    p->versions[0] = (onr_json_stage){"read", ONR_READ_VERSION};
    size_t n = 1;
    for (size_t i = 0; i < STAGES; i++)
        if (!(stages[i].needs & NEEDS_MODEL) || p->model)
            p->versions[n++] = (onr_json_stage){stages[i].name, stages[i].version};
    p->run = (onr_json_run){PROGRAM, p->model ? onr_model_id(p->model) : NULL, p->versions, n};
}

onr_status onr_pipe_new(const char *model_path, onr_pipe **out, onr_err *err) {
    *out = NULL;
    onr_pipe *p = onr_mem_zalloc(1, sizeof *p);
    if (!p) return onr_err_set(err, ONR_NOMEM, 0, "out of memory at the start");
    onr_status st = model_path ? onr_model_open(model_path, &p->model, err) : ONR_OK;
    if (st == ONR_OK && p->model) st = onr_lang_init(&p->lang, p->model, err);
    if (st != ONR_OK) {
        onr_pipe_free(p);
        return st;
    }
    name_run(p);
    *out = p;
    return ONR_OK;
}

void onr_pipe_free(onr_pipe *p) {
    if (!p) return;
    onr_actors_free(p->actors);
    onr_lang_clear(&p->lang);
    onr_model_close(p->model);
    onr_mem_free(p);
}

onr_status onr_pipe_add_actors(onr_pipe *p, const char *name, const char *bytes, size_t n, int kind, onr_err *err) {
    return onr_actors_read(&p->actors, name, bytes, n, kind == ONR_PIPE_AGENTS ? ONR_AGENTS_FILE : ONR_ACTORS_FILE,
                           err);
}

const onr_json_run *onr_pipe_run(const onr_pipe *p) { return &p->run; }

onr_status onr_worker_new(const onr_pipe *pipe, onr_worker **out, onr_err *err) {
    onr_worker *w = onr_mem_zalloc(1, sizeof *w);
    *out = w;
    if (!w) return onr_err_set(err, ONR_NOMEM, 0, "out of memory at the start");
    w->pipe = pipe;
    onr_status st = pipe->model ? onr_lang_scratch_new(&pipe->lang, ONR_KERNEL_AUTO, &w->lang, err) : ONR_OK;
    if (st == ONR_OK) return ONR_OK;
    onr_worker_free(w);
    *out = NULL;
    return st;
}

void onr_worker_free(onr_worker *w) {
    if (!w) return;
    onr_lang_scratch_free(w->lang);
    onr_mem_free(w);
}
