/* The network stage: labels of the model matched with this program's, windows encoded one after another.
 *
 * Method: count the word pieces of every token once (they decide where windows end), then for each window look the
 * pieces up again, encode, decode. Tables are passed over (table.h). Invariant: after the stage every token has tag,
 * lemma and arc, and sentences partition the tokens. Cost: the encoder's; everything else is below 3 %.
 */
#include "lang/lang.h"

#include <string.h>

#include "base/mem.h"
#include "lang/decode.h"
#include "lang/table.h"
#include "lang/tree.h"
#include "lang/viterbi.h"
#include "lang/window.h"

/* ---- labels ----------------------------------------------------------------------------------------------------- */

static onr_status unknown_label(onr_slice label, onr_err *err) {
    return onr_err_set(err, ONR_VERSION, 0,
                       "the model has a label \"%.*s\" that this program does not know: use the "
                       "program that came with the model",
                       (int)(label.n > 40 ? 40 : label.n), label.p);
}

/* Map each label of a set to its number in `list`; label 0 of a role set ("O") maps to 0 and is never looked at. */
static onr_status map_labels(const onr_net *net, onr_net_set set, onr_labels list, uint8_t *out, onr_err *err) {
    for (unsigned i = 0; i < onr_net_label_count(net, set); i++) {
        onr_slice s = onr_net_label(net, set, i);
        if (set == ONR_NET_ACC && onr_slice_eq(s, ONR_SLICE("other"))) s = ONR_SLICE("other-accrual");
        int k = onr_slice_eq(s, ONR_SLICE("O")) ? 0 : onr_label_find(list, s.p, s.n);
        if (k < 0) return unknown_label(s, err);
        out[i] = (uint8_t)k;
    }
    return ONR_OK;
}

static onr_status map_bio(const onr_net *net, onr_net_set set, onr_labels list, onr_bio_labels *out, onr_err *err) {
    out->n = onr_net_label_count(net, set);
    for (unsigned i = 0; i < out->n; i++) {
        onr_slice s = onr_net_label(net, set, i);
        if (onr_slice_eq(s, ONR_SLICE("O"))) continue;
        int k =
            s.n > 2 && s.p[1] == '-' && (s.p[0] == 'B' || s.p[0] == 'I') ? onr_label_find(list, s.p + 2, s.n - 2) : -1;
        if (k < 0) return unknown_label(s, err);
        out->part[i] = s.p[0] == 'B' ? 1 : 2;
        out->type[i] = (uint16_t)k;
    }
    return ONR_OK;
}

static onr_status map_all(onr_lang *l, onr_err *err) {
    static const struct {
        onr_net_set set;
        onr_labels list;
    } bio[ONR_BIO_SETS] = {{ONR_NET_NER, ONR_LABELS_NAME},
                           {ONR_NET_ST, ONR_LABELS_MARK},
                           {ONR_NET_EV, ONR_LABELS_MARK},
                           {ONR_NET_FG, ONR_LABELS_MARK},
                           {ONR_NET_AT, ONR_LABELS_MARK}};
    onr_status st = map_labels(&l->net, ONR_NET_UPOS, ONR_LABELS_UPOS, l->upos, err);
    if (st == ONR_OK) st = map_labels(&l->net, ONR_NET_XPOS, ONR_LABELS_XPOS, l->xpos, err);
    if (st == ONR_OK) st = map_labels(&l->net, ONR_NET_REL, ONR_LABELS_DEPREL, l->rel, err);
    for (int i = 0; st == ONR_OK && i < ONR_BIO_SETS; i++)
        st = map_bio(&l->net, bio[i].set, bio[i].list, &l->bio[i], err);
    for (int i = 0; st == ONR_OK && i < 4; i++)
        st = map_labels(&l->net, (onr_net_set)(ONR_NET_ROLE_ST + i), ONR_LABELS_ROLE, l->role[i], err);
    for (int i = 0; st == ONR_OK && i < 3; i++)
        st = map_labels(&l->net, (onr_net_set)(ONR_NET_POL + i), ONR_LABELS_ATTR, l->attr[i], err);
    return st;
}

onr_status onr_lang_init(onr_lang *l, const onr_model *model, onr_err *err) {
    memset(l, 0, sizeof *l);
    onr_slice vocab, lemmas;
    onr_status st = onr_net_init(&l->net, model, err);
    if (st == ONR_OK) st = map_all(l, err);
    if (st == ONR_OK) st = onr_model_text(model, "lemma", &lemmas, err);
    if (st == ONR_OK) st = onr_lemmas_init(&l->lemmas, lemmas, err);
    if (st == ONR_OK) st = onr_model_text(model, "vocab", &vocab, err);
    if (st == ONR_OK) st = onr_pieces_init(&l->pieces, vocab, err);
    if (st != ONR_OK) onr_lang_clear(l);
    return st;
}

void onr_lang_clear(onr_lang *l) {
    onr_pieces_clear(&l->pieces);
    memset(l, 0, sizeof *l);
}

/* ---- scratch ---------------------------------------------------------------------------------------------------- */

onr_status onr_lang_scratch_new(const onr_lang *l, onr_kernel kernel, onr_lang_scratch **out, onr_err *err) {
    enum { MOST = ONR_NET_PIECES_MAX };
    *out = NULL;
    onr_lang_scratch *s = onr_mem_zalloc(1, sizeof *s);
    if (!s) return onr_err_set(err, ONR_NOMEM, 0, "out of memory at the start");
    s->scores = onr_mem_zalloc((size_t)MOST * (MOST + 1), sizeof *s->scores);
    s->labels = onr_mem_zalloc((size_t)MOST * ONR_NET_LABELS_MAX, sizeof *s->labels);
    s->bio = onr_mem_alloc(onr_bio_scratch(MOST, ONR_NET_LABELS_MAX));
    s->tree = onr_mem_alloc(onr_tree_scratch(MOST));
    onr_status st = s->scores && s->labels && s->bio && s->tree
                        ? onr_net_scratch_new(&l->net, kernel, &s->net, err)
                        : onr_err_set(err, ONR_NOMEM, 0, "out of memory at the start");
    if (st == ONR_OK) *out = s;
    else onr_lang_scratch_free(s);
    return st;
}

void onr_lang_scratch_free(onr_lang_scratch *s) {
    if (!s) return;
    onr_net_scratch_free(s->net);
    onr_mem_free(s->scores);
    onr_mem_free(s->labels);
    onr_mem_free(s->bio);
    onr_mem_free(s->tree);
    onr_mem_free(s);
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

/* The word as the network sees it: straight double quotes enter as the curly ones they stand for. */
static onr_slice shown(const onr_doc *doc, const uint8_t *quotes, uint32_t i) {
    if (quotes[i]) return quotes[i] == ONR_PIECES_OPEN ? ONR_SLICE("“") : ONR_SLICE("”");
    return onr_doc_slice(doc, (onr_span){doc->tokens[i].start, doc->tokens[i].end});
}

/* Letter case, +6 at the start of a block, +12 where no space stands before (train/windows.py does the same). */
static uint8_t case_of(const onr_doc *doc, uint32_t i, unsigned rows) {
    const onr_token *t = &doc->tokens[i];
    unsigned c = onr_pieces_case(onr_doc_slice(doc, (onr_span){t->start, t->end}));
    if (i == 0 || t->block != t[-1].block) c += 6;
    if (i > 0 && !(t[-1].flags & ONR_TOKEN_SPACE_AFTER)) c += 12;
    return (uint8_t)(c < rows ? c : c % 6);
}

static onr_status encode(const onr_lang *l, onr_lang_scratch *s, const onr_doc *doc, const uint8_t *quotes,
                         const onr_window *w, onr_err *err) {
    enum { CLS = 101, SEP = 102 };
    unsigned n = 0;
    s->ids[n] = CLS, s->cases[n++] = 0;
    for (uint32_t i = w->context; i < w->tok.to; i++) {
        uint32_t ids[ONR_PIECES_WORD_MAX];
        unsigned k = onr_pieces_word(&l->pieces, shown(doc, quotes, i), ids);
        s->first[i - w->context] = n;
        for (unsigned j = 0; j < k && n < ONR_NET_PIECES_MAX - 1; j++) {
            s->cases[n] = case_of(doc, i, l->net.cases);
            s->ids[n++] = ids[j];
        }
    }
    s->ids[n] = SEP, s->cases[n++] = 0;
    return onr_net_encode(&l->net, s->net, s->ids, s->cases, n, s->first, w->tok.to - w->context, err);
}

static onr_status set_lemmas(const onr_lang *l, onr_doc *doc, onr_err *err) {
    for (uint32_t i = 0; i < doc->tokens_n; i++) {
        onr_slice form = onr_doc_slice(doc, (onr_span){doc->tokens[i].start, doc->tokens[i].end});
        onr_status st = onr_lemma_of(&l->lemmas, form, doc->tags[i], &doc->arena, &doc->lemmas[i], err);
        if (st != ONR_OK) return st;
    }
    return ONR_OK;
}

static onr_status allocate(onr_doc *doc, uint8_t **pieces, uint8_t **quotes, uint8_t **table, onr_err *err) {
    doc->tags = onr_arena_alloc(&doc->arena, doc->tokens_n, sizeof *doc->tags);
    doc->lemmas = onr_arena_alloc(&doc->arena, doc->tokens_n, sizeof *doc->lemmas);
    doc->arcs = onr_arena_alloc(&doc->arena, doc->tokens_n, sizeof *doc->arcs);
    *pieces = onr_arena_alloc(&doc->arena, doc->tokens_n, 1);
    *quotes = onr_arena_alloc(&doc->arena, doc->tokens_n, 1);
    *table = onr_arena_alloc(&doc->arena, doc->tokens_n, 1);
    if (!doc->tags || !doc->lemmas || !doc->arcs || !*pieces || !*quotes || !*table) return onr_doc_no_memory(err);
    memset(*table, 0, doc->tokens_n);
    return ONR_OK;
}

static onr_status warn_of_cuts(onr_doc *doc) {
    for (uint32_t i = 0; i < doc->sents_n; i++)
        if (doc->sents[i].cut)
            return onr_doc_warn(doc, onr_doc_tokens_span(doc, doc->sents[i].tok),
                                "a sentence is longer than %d words: it was read in overlapping pieces",
                                ONR_WINDOW_WORDS);
    return ONR_OK;
}

/* A window ends where a table begins. */
static void shorten(onr_window *w, const uint8_t *table) {
    for (uint32_t t = w->tok.from; t < w->tok.to; t++)
        if (table[t]) w->tok.to = t;
}

onr_status onr_lang_read(const onr_lang *l, onr_lang_scratch *s, onr_doc *doc, const onr_deadline *deadline,
                         onr_err *err) {
    uint8_t *pieces, *quotes, *table;
    onr_layers out = {.doc = doc, .sents_given = doc->sents_n > 0};
    onr_status st = allocate(doc, &pieces, &quotes, &table, err);
    if (st != ONR_OK) return st;
    onr_pieces_quotes(doc, quotes);
    for (uint32_t i = 0; i < doc->tokens_n; i++) {
        uint32_t ids[ONR_PIECES_WORD_MAX];
        pieces[i] = (uint8_t)onr_pieces_word(&l->pieces, shown(doc, quotes, i), ids);
    }
    if (!out.sents_given) onr_table_mark(doc, table);
    for (uint32_t at = 0; at < doc->tokens_n;) {
        if (onr_deadline_passed(deadline))
            return onr_err_set(err, ONR_TIMEOUT, doc->tokens[at].start, "the time for this document is over");
        if (table[at]) {
            st = onr_table_fill(&out, table, at, &at, err);
            if (st != ONR_OK) return st;
            continue;
        }
        onr_window w = onr_window_next(doc, pieces, at, out.sents_given);
        shorten(&w, table);
        st = encode(l, s, doc, quotes, &w, err);
        if (st == ONR_OK) st = onr_decode_window(l, s, &out, &w, err);
        if (st != ONR_OK) return st;
        at = w.tok.to;
    }
    st = set_lemmas(l, doc, err);
    if (st == ONR_OK) st = onr_table_warn(doc, table);
    return st == ONR_OK ? warn_of_cuts(doc) : st;
}
