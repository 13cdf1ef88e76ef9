/* Mode and CAMEO code of an act, and which words tell one.
 *
 * Method: data/modes.tsv, compiled into rows sorted by lemma, is looked up by the anchor's lemma; the first row whose
 * conditions all hold in the anchor's frame is taken. A frame is read off the tree: for a verb its subject, object
 * (of a passive: its subject), particle, prepositions and complement; for a noun its compounds and adjectives, owner,
 * prepositions and the verb that carries it; after a word that is a party stands its class, PARTY or STATE. Cost: O(log
 * rows + rows of the lemma · conditions).
 */
#include "find/mode.h"

#include <string.h>

#include "base/ascii.h"
#include "find/act.h"

static const onr_mode_row rows[] = {
#include "find/modes.inc"
};
enum { ROWS = sizeof rows / sizeof *rows };

/* ---- matching --------------------------------------------------------------------------------------------------- */

static int begins(onr_slice form, const char *word, size_t n) {
    if (form.n < n) return 0;
    for (size_t i = 0; i < n; i++)
        if (onr_ascii_lower(form.p[i]) != word[i]) return 0;
    return 1;
}

static int ending_is(onr_slice form, size_t at, const char *const *endings) {
    for (; *endings; endings++) {
        size_t n = strlen(*endings);
        if (form.n - at != n) continue;
        size_t i = 0;
        while (i < n && onr_ascii_lower(form.p[at + i]) == (*endings)[i]) i++;
        if (i == n) return 1;
    }
    return 0;
}

int onr_inflects(onr_slice form, const char *word, size_t n) {
    static const char *const plain[] = {"s", "es", "ed", "ing", NULL}, *const after_e[] = {"ed", "ing", NULL},
                             *const d[] = {"d", "s", NULL}, *const after_y[] = {"ies", "ied", NULL};
    if (n < 3 || form.n <= n - 1 || onr_ascii_lower(form.p[0]) != word[0]) return 0;
    char last = word[n - 1];
    if (begins(form, word, n)) {
        if (ending_is(form, n, last == 'e' ? d : plain)) return 1;
        if (form.n > n + 1 && onr_ascii_lower(form.p[n]) == last && ending_is(form, n + 1, after_e))
            return 1; /* stopped */
    }
    if (last == 'e') return begins(form, word, n - 1) && ending_is(form, n - 1, after_e);
    return last == 'y' && begins(form, word, n - 1) && ending_is(form, n - 1, after_y);
}

static int slice_in(onr_slice s, const char *list, size_t n) {
    for (size_t i = 0; i < n;) {
        size_t k = i;
        while (k < n && list[k] != '|') k++;
        if (k - i == s.n && memcmp(list + i, s.p, s.n) == 0) return 1;
        i = k + 1;
    }
    return 0;
}

static int inflects_any(onr_slice form, const char *list, size_t n) {
    for (size_t i = 0; form.n && i < n;) {
        size_t k = i;
        while (k < n && list[k] != '|') k++;
        if (onr_inflects(form, list + i, k - i)) return 1;
        i = k + 1;
    }
    return 0;
}

/* One condition, "rel|rel:word|word" without its "!". */
static int fits(const onr_frame *f, const char *c, size_t n) {
    const char *colon = memchr(c, ':', n);
    size_t rels = colon ? (size_t)(colon - c) : n;
    for (uint32_t i = 0; i < f->n; i++)
        if (slice_in(f->arg[i].rel, c, rels) && (!colon || slice_in(f->arg[i].lemma, colon + 1, n - rels - 1) ||
                                                 inflects_any(f->arg[i].form, colon + 1, n - rels - 1)))
            return 1;
    return 0;
}

static int all_fit(const onr_frame *f, const char *c) {
    while (*c) {
        size_t n = strcspn(c, " ");
        int not = *c == '!';
        if (fits(f, c + not, n - (size_t) not ) == not ) return 0;
        c += n + (c[n] == ' ');
    }
    return 1;
}

static int compare(const char *lemma, onr_slice s) {
    size_t n = strlen(lemma);
    int c = memcmp(lemma, s.p, n < s.n ? n : s.n);
    return c ? c : n < s.n ? -1 : n > s.n;
}

/* The first row of the lemma or of a later one. */
static size_t lower_bound(onr_slice lemma) {
    size_t lo = 0, hi = ROWS;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        /* "_", any word, is sorted last */
        int c = rows[mid].lemma[0] == '_' ? 1 : compare(rows[mid].lemma, lemma);
        if (lemma.n == 1 && lemma.p[0] == '_') c = rows[mid].lemma[0] == '_' ? 0 : -1;
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static const onr_mode_row *search(const onr_frame *f, onr_slice lemma, int type) {
    for (size_t lo = lower_bound(lemma); lo < ROWS && compare(rows[lo].lemma, lemma) == 0; lo++) {
        const onr_mode_row *r = &rows[lo];
        if (r->pos != f->pos || (type >= 0 ? r->type != type : r->strength == '-')) continue;
        if (all_fit(f, r->conditions)) return r;
    }
    return NULL;
}

const onr_mode_row *onr_mode_of(const onr_frame *f, int type) {
    if (!f->lemma.n) return type < 0 ? NULL : search(f, ONR_SLICE("_"), type);
    const onr_mode_row *r = search(f, f->lemma, type);
    return r || type < 0 ? r : search(f, ONR_SLICE("_"), type);
}

int onr_mode_knows(onr_slice lemma) {
    size_t at = lower_bound(lemma);
    return at < ROWS && rows[at].lemma[0] != '_' && compare(rows[at].lemma, lemma) == 0;
}

/* ---- frames ----------------------------------------------------------------------------------------------------- */

static void put(onr_frame *f, onr_slice rel, onr_slice lemma, onr_slice form) {
    if (f->n == ONR_FRAME_ARGS) return;
    f->arg[f->n].rel = rel;
    f->arg[f->n].lemma = lemma;
    f->arg[f->n++].form = form;
}

void onr_frame_add(onr_frame *f, onr_slice rel, onr_slice lemma) { put(f, rel, lemma, (onr_slice){NULL, 0}); }

static onr_slice form_of(const onr_doc *doc, uint32_t t) {
    return onr_doc_slice(doc, (onr_span){doc->tokens[t].start, doc->tokens[t].end});
}

/* The word itself, and after it the class that it belongs to: a party, and among them a state or one of public life. */
static void put_token(const onr_doc *doc, onr_frame *f, onr_slice rel, uint32_t t) {
    const onr_slice none = {NULL, 0};
    put(f, rel, doc->lemmas[t], form_of(doc, t));
    if (!onr_is_party(doc, t)) return;
    put(f, rel, ONR_SLICE("PARTY"), none);
    if (onr_is_public(doc, (onr_range){t, t + 1}, ONR_NONE)) put(f, rel, ONR_SLICE("STATE"), none);
}

/* The first row whose lemma the form inflects; among rows that begin like it, so few are asked. */
static const char *lemma_by_form(onr_slice form) {
    if (form.n < 4) return NULL;
    char three[3] = {onr_ascii_lower(form.p[0]), onr_ascii_lower(form.p[1]), onr_ascii_lower(form.p[2])};
    for (size_t i = lower_bound((onr_slice){three, 2}); i < ROWS && memcmp(rows[i].lemma, three, 2) == 0; i++)
        if (onr_inflects(form, rows[i].lemma, strlen(rows[i].lemma))) return rows[i].lemma;
    return NULL;
}

onr_slice onr_mode_lemma(const onr_doc *doc, uint32_t t) {
    if (onr_mode_knows(doc->lemmas[t])) return doc->lemmas[t];
    const char *known = lemma_by_form(form_of(doc, t));
    return known ? onr_slice_of(known) : doc->lemmas[t];
}

/* Prepositions that hang on token t: each becomes the relation of t's lemma. */
static void add_prepositions(const onr_doc *doc, onr_frame *f, uint32_t t, onr_range sent) {
    for (uint32_t k = sent.from; k < sent.to; k++)
        if (doc->arcs[k].head == t && doc->arcs[k].rel == ONR_DEPREL_CASE) put_token(doc, f, doc->lemmas[k], t);
}

/* Words that only count: in "dozens of prisoners" the prisoners are the object too. */
static int only_counts(onr_slice lemma, unsigned upos) {
    static const char words[] = "dozen|hundred|thousand|million|number|group|score|handful|couple|series|batch|dozens|"
                                "hundreds|thousands|all|some|many|most|majority|lot";
    return upos == ONR_UPOS_NUM || slice_in(lemma, words, sizeof words - 1);
}

/* An object, and what hangs on it with a preposition ("a state of emergency"). */
static void add_object(const onr_doc *doc, onr_frame *f, uint32_t t, onr_range sent) {
    int counts = only_counts(doc->lemmas[t], doc->tags[t].upos);
    put_token(doc, f, ONR_SLICE("obj"), t);
    for (uint32_t k = t + 1; k < sent.to; k++)
        if (doc->arcs[k].head == t && doc->arcs[k].rel == ONR_DEPREL_NMOD) {
            put_token(doc, f, counts ? ONR_SLICE("obj") : ONR_SLICE("objof"), k);
            if (onr_has_case(doc, k, "to|with|against")) add_prepositions(doc, f, k, sent); /* hung on the object */
        }
}

static void add_dependent(const onr_doc *doc, onr_frame *f, uint32_t t, onr_range sent) {
    unsigned rel = doc->arcs[t].rel, base = onr_deprel_base(rel);
    switch (base) {
    case ONR_DEPREL_NSUBJ:
    case ONR_DEPREL_CSUBJ:
        if (rel == ONR_DEPREL_NSUBJ_PASS) add_object(doc, f, t, sent);
        else put_token(doc, f, ONR_SLICE("subj"), t);
        break;
    case ONR_DEPREL_OBJ:
    case ONR_DEPREL_IOBJ: add_object(doc, f, t, sent); break;
    case ONR_DEPREL_XCOMP:
    case ONR_DEPREL_CCOMP: put_token(doc, f, ONR_SLICE("x"), t); break;
    case ONR_DEPREL_COMPOUND:
        put_token(doc, f, rel == ONR_DEPREL_COMPOUND_PRT ? ONR_SLICE("prt") : ONR_SLICE("comp"), t);
        break;
    case ONR_DEPREL_AMOD:
    case ONR_DEPREL_NUMMOD: put_token(doc, f, ONR_SLICE("comp"), t); break;
    case ONR_DEPREL_ADVMOD:
        put_token(doc, f, f->pos == 'v' ? ONR_SLICE("prt") : ONR_SLICE("comp"), t);
        if (f->pos == 'v') put_token(doc, f, ONR_SLICE("comp"), t);
        break;
    case ONR_DEPREL_OBL:
        if (rel == ONR_DEPREL_OBL_AGENT) put_token(doc, f, ONR_SLICE("subj"), t);
        add_prepositions(doc, f, t, sent);
        break;
    case ONR_DEPREL_NMOD:
        if (rel == ONR_DEPREL_NMOD_POSS) put_token(doc, f, ONR_SLICE("poss"), t);
        add_prepositions(doc, f, t, sent);
        break;
    case ONR_DEPREL_ADVCL:
    case ONR_DEPREL_ACL: add_prepositions(doc, f, t, sent); break;
    default: break;
    }
}

/* The verb that carries noun t as its object or, passive, its subject; and "on strike", "in contempt". */
static void add_carrier(const onr_doc *doc, onr_frame *f, uint32_t t, onr_range sent) {
    unsigned rel = doc->arcs[t].rel;
    uint32_t head = doc->arcs[t].head;
    if (head == ONR_NONE) return;
    if (rel == ONR_DEPREL_OBJ || rel == ONR_DEPREL_NSUBJ_PASS) put_token(doc, f, ONR_SLICE("light"), head);
    add_prepositions(doc, f, t, sent);
}

void onr_frame_of(const onr_doc *doc, uint32_t t, onr_frame *out) {
    memset(out, 0, sizeof *out);
    unsigned upos = doc->tags[t].upos;
    out->pos = upos == ONR_UPOS_VERB || upos == ONR_UPOS_AUX ? 'v' : 'n';
    out->lemma = onr_mode_lemma(doc, t);
    uint32_t s = onr_doc_sent_of(doc, t);
    if (s == ONR_NONE) return;
    onr_range sent = doc->sents[s].tok;
    if (t > sent.from + 60) sent.from = t - 60; /* what belongs to a word stands near it */
    if (sent.to > t + 60) sent.to = t + 60;
    for (uint32_t k = sent.from; k < sent.to; k++)
        if (doc->arcs[k].head == t) add_dependent(doc, out, k, sent);
    if (out->pos == 'n') add_carrier(doc, out, t, sent);
}
