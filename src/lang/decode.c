/* Method, for one encoded window: the start head parts it into sentences (a block or window start is always one); tags
 * are the best labels; trees are maximum spanning arborescences inside their sentence; names and marks are the best
 * legal BIO paths (names a sentence at a time, marks over the window, parted where a block ends); the words in a role
 * to each anchor mark are the runs of the best role. A score is the mean probability of the labels chosen. Words off
 * the best path of acts are marked too where an act is not out of the question (FAINT): find weighs them.
 *
 * Invariant: indices into scores count from w->context, indices into layers from the document's first token.
 * Cost: O(words · labels), a tree O(n²) to O(n³) in the sentence, roles O(anchors · words).
 */
#include "lang/decode.h"

#include <string.h>

#include "base/utf8.h"
#include "dict/dict.h"
#include "lang/tree.h"
#include "lang/viterbi.h"

#define FAINT 0.02f /* an act that is less likely is none */

/* e^x for x <= 0 in plain double arithmetic: libm's last bit differs between machines. Error below 1e-9. */
static double exp_negative(double x) {
    if (x < -60) return 0;
    double t = x * 0.03125, e = 1, term = 1; /* (e^(x/32))^32 */
    for (int k = 1; k <= 12; k++) {
        term *= t / k;
        e += term;
    }
    for (int k = 0; k < 5; k++) e *= e;
    return e;
}

/* Probability of label `i` among n scores. */
static float probability(const float *score, unsigned n, unsigned i) {
    double top = score[0], sum = 0;
    for (unsigned k = 1; k < n; k++)
        if (score[k] > top) top = score[k];
    for (unsigned k = 0; k < n; k++) sum += exp_negative(score[k] - top);
    return (float)(exp_negative(score[i] - top) / sum);
}

static unsigned argmax(const float *score, unsigned n) {
    unsigned best = 0;
    for (unsigned i = 1; i < n; i++)
        if (score[i] > score[best]) best = i;
    return best;
}

/* Append one item to a layer of the document. */
#define ADD(out, layer, cap, item, err)                                                                                \
    do {                                                                                                               \
        void *items_ = (out)->doc->layer;                                                                              \
        if (onr_arena_grow(&(out)->doc->arena, &items_, &(out)->cap, (out)->doc->layer##_n,                            \
                           (size_t)(out)->doc->layer##_n + 1, sizeof *(out)->doc->layer) != 0)                         \
            return onr_doc_no_memory(err);                                                                             \
        (out)->doc->layer = items_;                                                                                    \
        (out)->doc->layer[(out)->doc->layer##_n++] = (item);                                                           \
    } while (0)

/* ---- sentences and tags ----------------------------------------------------------------------------------------- */

/* Does token i, whatever the network says, go on with its sentence: "Of those, 12 died"? No sentence ends in a comma
 * before a small letter or a digit. */
static int goes_on(const onr_doc *doc, uint32_t i) {
    uint32_t c, t = doc->tokens[i - 1].start;
    if (doc->tokens[i - 1].end - t != 1 || doc->text[t] != ',') return 0;
    onr_utf8_decode(doc->text + doc->tokens[i].start, doc->tokens[i].end - doc->tokens[i].start, &c);
    return onr_char_is_lower(c) || (c >= '0' && c <= '9');
}

onr_status onr_sents_add(onr_layers *out, onr_sent sent, onr_err *err) {
    ADD(out, sents, sents_cap, sent, err);
    return ONR_OK;
}

static onr_status add_sentences(const onr_lang *lang, struct onr_lang_scratch *s, onr_layers *out, const onr_window *w,
                                onr_err *err) {
    if (out->sents_given) return ONR_OK;
    const onr_doc *doc = out->doc;
    unsigned n = onr_net_label_count(&lang->net, ONR_NET_SS);
    onr_net_head(&lang->net, s->net, ONR_NET_SS, s->scores);
    uint32_t from = w->tok.from;
    for (uint32_t i = from + 1; i <= w->tok.to; i++) {
        int block = i == w->tok.to || doc->tokens[i].block != doc->tokens[i - 1].block;
        if (!block && (argmax(s->scores + (size_t)(i - w->context) * n, n) != 1 || goes_on(doc, i))) continue;
        onr_sent sent = {{from, i}, (uint8_t)(w->cut && (from == w->tok.from || i == w->tok.to))};
        onr_status st = onr_sents_add(out, sent, err);
        if (st != ONR_OK) return st;
        from = i;
    }
    return ONR_OK;
}

static void set_tags(const onr_lang *lang, struct onr_lang_scratch *s, onr_doc *doc, const onr_window *w) {
    unsigned nu = onr_net_label_count(&lang->net, ONR_NET_UPOS), nx = onr_net_label_count(&lang->net, ONR_NET_XPOS);
    onr_net_head(&lang->net, s->net, ONR_NET_UPOS, s->scores);
    for (uint32_t i = w->tok.from; i < w->tok.to; i++)
        doc->tags[i].upos = lang->upos[argmax(s->scores + (size_t)(i - w->context) * nu, nu)];
    onr_net_head(&lang->net, s->net, ONR_NET_XPOS, s->scores);
    for (uint32_t i = w->tok.from; i < w->tok.to; i++)
        doc->tags[i].xpos = lang->xpos[argmax(s->scores + (size_t)(i - w->context) * nx, nx)];
}

/* ---- trees ------------------------------------------------------------------------------------------------------ */

static onr_status set_tree(const onr_lang *lang, struct onr_lang_scratch *s, onr_doc *doc, const onr_window *w,
                           onr_range sent, onr_err *err) {
    unsigned from = sent.from - w->context, n = sent.to - sent.from,
             rels = onr_net_label_count(&lang->net, ONR_NET_REL);
    onr_net_arcs(&lang->net, s->net, from, from + n, s->scores);
    onr_status st = onr_tree_decode(s->scores, n, s->tree, s->heads, err);
    if (st != ONR_OK) return st;
    onr_net_rels(&lang->net, s->net, from, from + n, s->heads, s->labels);
    for (unsigned i = 0; i < n; i++) {
        float *score = s->labels + (size_t)i * rels;
        for (unsigned r = 0; r < rels; r++) /* root and only root hangs on the root */
            if ((lang->rel[r] == ONR_DEPREL_ROOT) != (s->heads[i] == 0)) score[r] = -1e9f;
        doc->arcs[sent.from + i] =
            (onr_arc){s->heads[i] ? sent.from + s->heads[i] - 1 : ONR_NONE, lang->rel[argmax(score, rels)]};
    }
    return ONR_OK;
}

/* ---- names and marks -------------------------------------------------------------------------------------------- */

static float mean_probability(const float *scores, unsigned labels, const uint16_t *best, unsigned from, unsigned to) {
    double sum = 0;
    for (unsigned i = from; i < to; i++) sum += probability(scores + (size_t)i * labels, labels, best[i]);
    return (float)(sum / (to - from));
}

/* The end of the span that begins at `i` (a B): it goes over the I that follow and ends with its block. */
static unsigned span_end(const onr_doc *doc, const onr_bio_labels *bio, const uint16_t *best, uint32_t base, unsigned i,
                         unsigned n) {
    unsigned j = i + 1;
    while (j < n && bio->part[best[j]] == 2 && doc->tokens[base + j].block == doc->tokens[base + i].block) j++;
    return j;
}

/* A person's name without the titles that the treebanks disagree about ("Prime Minister Ada Brenn": "Ada Brenn"); empty
 * for a title alone. Jobs are left: many of them are surnames (Baker, Cook). */
static onr_range without_title(const onr_doc *doc, onr_range r, uint32_t sent_end) {
    while (r.from < r.to) {
        onr_dict_title title;
        onr_slice rest = onr_doc_slice(doc, (onr_span){doc->tokens[r.from].start, doc->tokens[sent_end - 1].end});
        size_t n = onr_dict_title_at(rest, &title);
        if (n == 0 || !title.kind || strcmp(title.kind, "job") == 0) break;
        uint32_t end = doc->tokens[r.from].start + (uint32_t)n;
        while (r.from < r.to && doc->tokens[r.from].start < end) r.from++;
    }
    for (uint32_t t = r.from + 1; t < r.to; t++) /* "Ada Brenn of Lowmark": the person is Ada Brenn */
        if (doc->tags[t].upos == ONR_UPOS_ADP && doc->text[doc->tokens[t].start] >= 'a') r.to = t;
    return r;
}

static onr_status add_names(const onr_lang *lang, struct onr_lang_scratch *s, onr_layers *out, const onr_window *w,
                            onr_range sent, onr_err *err) {
    const onr_bio_labels *bio = &lang->bio[ONR_BIO_NER];
    const float *scores = s->scores + (size_t)(sent.from - w->context) * bio->n;
    unsigned n = sent.to - sent.from;
    onr_status st = onr_bio_decode(scores, n, bio->n, bio->part, bio->type, s->bio, s->best, err);
    if (st != ONR_OK) return st;
    for (unsigned i = 0, j; i < n; i = j) {
        j = i + 1;
        if (bio->part[s->best[i]] == 0) continue;
        j = span_end(out->doc, bio, s->best, sent.from, i, n);
        onr_name name = {{sent.from + i, sent.from + j},
                         (uint8_t)bio->type[s->best[i]],
                         mean_probability(scores, bio->n, s->best, i, j)};
        if (name.kind == ONR_NAME_PER) name.tok = without_title(out->doc, name.tok, sent.to);
        if (name.tok.from == name.tok.to) continue;
        ADD(out, names, names_cap, name, err);
    }
    return ONR_OK;
}

/* The likeliest label that begins a span on a word whose scores these are. */
static unsigned best_begin(const onr_bio_labels *bio, const float *score) {
    unsigned best = bio->n;
    for (unsigned k = 0; k < bio->n; k++)
        if (bio->part[k] == 1 && (best == bio->n || score[k] > score[best])) best = k;
    return best;
}

/* A word that may tell an act, although that it tells none is likelier: find weighs it against its table of acts. */
static onr_status add_faint_act(onr_layers *out, const onr_bio_labels *bio, const float *score, uint32_t t,
                                onr_err *err) {
    unsigned k = best_begin(bio, score);
    float p = k < bio->n ? probability(score, bio->n, k) : 0;
    if (p < FAINT) return ONR_OK;
    onr_mark mark = {{t, t + 1}, ONR_LAYER_ACT, (uint8_t)bio->type[k], 0, p};
    ADD(out, marks, marks_cap, mark, err);
    return ONR_OK;
}

/* One mark layer over the window's own words. A span parted by a block end begins anew in the next block. */
static onr_status add_marks(const onr_lang *lang, struct onr_lang_scratch *s, onr_layers *out, const onr_window *w,
                            unsigned layer, onr_net_set head, unsigned set, onr_err *err) {
    const onr_bio_labels *bio = &lang->bio[set];
    onr_net_head(&lang->net, s->net, head, s->scores);
    const float *scores = s->scores + (size_t)(w->tok.from - w->context) * bio->n;
    unsigned n = w->tok.to - w->tok.from;
    onr_status st = onr_bio_decode(scores, n, bio->n, bio->part, bio->type, s->bio, s->best, err);
    if (st != ONR_OK) return st;
    for (unsigned i = 0, j; i < n; i = j) {
        j = i + 1;
        if (bio->part[s->best[i]] == 0) {
            if (layer == ONR_LAYER_ACT) st = add_faint_act(out, bio, scores + (size_t)i * bio->n, w->tok.from + i, err);
            if (st != ONR_OK) return st;
            continue;
        }
        j = span_end(out->doc, bio, s->best, w->tok.from, i, n);
        onr_mark mark = {{w->tok.from + i, w->tok.from + j},
                         (uint8_t)layer,
                         (uint8_t)bio->type[s->best[i]],
                         0,
                         mean_probability(scores, bio->n, s->best, i, j)};
        ADD(out, marks, marks_cap, mark, err);
    }
    return ONR_OK;
}

/* ---- roles ------------------------------------------------------------------------------------------------------ */

/* What kind of anchor a mark is: index into lang->role, or -1. */
static int anchor_kind(const onr_mark *m) {
    if (m->layer == ONR_LAYER_ACT) return 1;
    if (m->layer == ONR_LAYER_NUMBER) return 2;
    if (m->kind != ONR_MARK_CUE) return -1;
    return m->layer == ONR_LAYER_STATEMENT ? 0 : 3;
}

static const onr_net_set role_sets[] = {ONR_NET_ROLE_ST, ONR_NET_ROLE_EV, ONR_NET_ROLE_FG, ONR_NET_ROLE_AT};
static const onr_net_set attr_sets[] = {ONR_NET_POL, ONR_NET_MOD, ONR_NET_ACC};

static void set_attribute(const onr_lang *lang, struct onr_lang_scratch *s, onr_mark *m, const onr_window *w,
                          int kind) {
    if (kind > 2) return;
    unsigned n = onr_net_label_count(&lang->net, attr_sets[kind]);
    onr_net_head(&lang->net, s->net, attr_sets[kind], s->scores);
    m->attr = lang->attr[kind][argmax(s->scores + (size_t)(m->tok.from - w->context) * n, n)];
}

/* Links of the mark at index `mark`: runs of the same role, parted where a block ends. Roles may lie in the context. */
static onr_status add_links(const onr_lang *lang, struct onr_lang_scratch *s, onr_layers *out, const onr_window *w,
                            uint32_t mark, int kind, onr_err *err) {
    unsigned labels = onr_net_label_count(&lang->net, role_sets[kind]), n = w->tok.to - w->context;
    const onr_doc *doc = out->doc;
    onr_net_roles(&lang->net, s->net, role_sets[kind], doc->marks[mark].tok.from - w->context, s->scores);
    for (unsigned i = 0; i < n; i++) s->best[i] = (uint16_t)argmax(s->scores + (size_t)i * labels, labels);
    for (unsigned i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && s->best[j] == s->best[i] &&
                        doc->tokens[w->context + j].block == doc->tokens[w->context + i].block;)
            j++;
        if (s->best[i] == 0) continue;
        onr_link link = {mark,
                         lang->role[kind][s->best[i]],
                         {w->context + i, w->context + j},
                         mean_probability(s->scores, labels, s->best, i, j)};
        ADD(out, links, links_cap, link, err);
    }
    return ONR_OK;
}

/* ---- a window --------------------------------------------------------------------------------------------------- */

static const struct {
    unsigned layer;
    onr_net_set head;
    unsigned set;
} mark_layers[] = {
    {ONR_LAYER_STATEMENT, ONR_NET_ST, ONR_BIO_ST},
    {ONR_LAYER_ACT, ONR_NET_EV, ONR_BIO_EV},
    {ONR_LAYER_NUMBER, ONR_NET_FG, ONR_BIO_FG},
    {ONR_LAYER_ATTRIBUTION, ONR_NET_AT, ONR_BIO_AT},
};

/* The part of sentence i that lies in the window's own words: all of it, unless a given sentence is longer. */
static onr_range sentence_part(const onr_doc *doc, const onr_window *w, uint32_t i) {
    onr_range r = doc->sents[i].tok;
    if (r.from < w->tok.from) r.from = w->tok.from;
    if (r.to > w->tok.to) r.to = w->tok.to;
    return r;
}

/* Hang the tree of a later part of a given sentence on the root of its first part. */
static void join_parts(onr_doc *doc, onr_range sent, onr_range part) {
    uint32_t root = sent.from, own = part.from;
    while (root < part.from && doc->arcs[root].head != ONR_NONE) root++;
    while (own < part.to && doc->arcs[own].head != ONR_NONE) own++;
    if (root < part.from && own < part.to) doc->arcs[own] = (onr_arc){root, ONR_DEPREL_PARATAXIS};
}

static onr_status decode_sentences(const onr_lang *lang, struct onr_lang_scratch *s, onr_layers *out,
                                   const onr_window *w, uint32_t first, onr_err *err) {
    onr_doc *doc = out->doc;
    onr_status st = ONR_OK;
    for (uint32_t i = first; st == ONR_OK && i < doc->sents_n && doc->sents[i].tok.from < w->tok.to; i++) {
        onr_range part = sentence_part(doc, w, i);
        st = set_tree(lang, s, doc, w, part, err);
        if (part.from > doc->sents[i].tok.from) join_parts(doc, doc->sents[i].tok, part);
    }
    onr_net_head(&lang->net, s->net, ONR_NET_NER, s->scores);
    for (uint32_t i = first; st == ONR_OK && i < doc->sents_n && doc->sents[i].tok.from < w->tok.to; i++)
        st = add_names(lang, s, out, w, sentence_part(doc, w, i), err);
    return st;
}

onr_status onr_decode_window(const onr_lang *lang, struct onr_lang_scratch *s, onr_layers *out, const onr_window *w,
                             onr_err *err) {
    onr_doc *doc = out->doc;
    uint32_t first = out->sents_given ? onr_doc_sent_of(doc, w->tok.from) : doc->sents_n, marks = doc->marks_n;
    onr_status st = add_sentences(lang, s, out, w, err);
    if (st != ONR_OK) return st;
    set_tags(lang, s, doc, w);
    st = decode_sentences(lang, s, out, w, first, err);
    for (size_t k = 0; st == ONR_OK && k < sizeof mark_layers / sizeof *mark_layers; k++)
        st = add_marks(lang, s, out, w, mark_layers[k].layer, mark_layers[k].head, mark_layers[k].set, err);
    for (uint32_t m = marks; st == ONR_OK && m < doc->marks_n; m++) {
        int kind = anchor_kind(&doc->marks[m]);
        if (kind < 0) continue;
        set_attribute(lang, s, &doc->marks[m], w, kind);
        st = add_links(lang, s, out, w, m, kind, err);
    }
    return st;
}
