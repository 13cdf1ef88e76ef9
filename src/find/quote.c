/* quote.c - runs of quoted text.
 *
 * Method, block by block: find/quote_marks.c says what each mark may be, find/quote_pair.c picks the cheapest reading;
 * double marks first, then guillemets inside the double runs, then single marks inside both, each family pairing only
 * within the innermost run found so far, so that runs cannot cross. Last, runs left open at the end of a block are
 * joined to the run that the next block opens with (one opening mark a paragraph, one closing mark at the end: The
 * Chicago Manual of Style, "quotations of more than one paragraph").
 * Invariants: runs lie inside one block, nest properly, are sorted by start and then outer first; parent < self < next.
 * Cost: linear in the text (marks are judged in bounded windows); work memory linear in the marks of one block.
 */
#include "find/quote.h"

#include "base/mem.h"
#include "find/quote_marks.h"
#include "find/quote_pair.h"

struct runs {
    onr_quote *items;
    size_t n, cap;
};

struct work {
    onr_doc *doc;
    onr_quote_marks marks;
    onr_quote_mark **row;
    uint32_t *chain, *head; /* marks of a group: head[group] → chain[mark] …, as mark index + 1 */
    size_t row_cap, chain_cap, head_cap;
    onr_quote_pairs pairs;
    struct runs runs, fresh, merged; /* of this block; of this family; scratch */
    struct runs all;                 /* of the document */
    uint32_t *open;                  /* open[group]: innermost open fresh run + 1 */
    size_t open_cap;
};

static int room(void **items, size_t *cap, size_t need, size_t size) {
    if (need <= *cap) return 0;
    size_t want = *cap ? *cap : 32;
    while (want < need) {
        if (want > SIZE_MAX / 4) return -1;
        want *= 2;
    }
    if (want > SIZE_MAX / size) return -1;
    void *p = onr_mem_realloc(*items, want * size);
    if (!p) return -1;
    *items = p;
    *cap = want;
    return 0;
}
#define ROOM(items, cap, need) room((void **)&(items), &(cap), (need), sizeof *(items))

static int add(struct runs *r, onr_quote q) {
    if (ROOM(r->items, r->cap, r->n + 1) != 0) return -1;
    r->items[r->n++] = q;
    return 0;
}

static uint32_t skip_space(const char *text, uint32_t from, uint32_t to) {
    while (from < to) {
        size_t n = onr_quote_space(text + from, to - from);
        if (n == 0) break;
        from += (uint32_t)n;
    }
    return from;
}

/* The end of [from, to) without white space at its end. */
static uint32_t trim_end(const char *text, uint32_t from, uint32_t to) {
    while (to > from) {
        uint32_t k = to - 1;
        while (k > from && to - k < 4 && ((unsigned char)text[k] & 0xC0) == 0x80) k--;
        if (onr_quote_space(text + k, to - k) != to - k) break;
        to = k;
    }
    return to;
}

/* Where a run without an opening mark begins: with its block or, after another run, with the next sentence, since the
 * words up to there belong to the earlier quotation. Where no sentence begins in between (“Yes,” she said.”) the mark
 * is a stray one and ONR_NONE comes back. */
static uint32_t unopened_start(const char *text, uint32_t lo, uint32_t to, int after_run) {
    if (!after_run) return skip_space(text, lo, to);
    for (uint32_t i = lo; i + 1 < to; i++) {
        if (text[i] != '.' && text[i] != '!' && text[i] != '?') continue;
        uint32_t next = skip_space(text, i + 1, to);
        if (next > i + 1 && next < to) return next;
    }
    return ONR_NONE;
}

/* The bytes that marks of a group may reach: the inside of the run around them, or the whole block. */
static onr_span group_bounds(const struct work *w, uint32_t group, onr_span block) {
    return group == 0 ? block : w->runs.items[group - 1].inner;
}

static onr_quote run_at(uint32_t start, uint32_t inner, uint8_t marks) {
    return (onr_quote){.span = {start, ONR_NONE},
                       .inner = {inner, ONR_NONE},
                       .marks = marks,
                       .parent = ONR_NONE, /* the open run below it, while it is open */
                       .next = ONR_NONE};
}

static void leave_open(const char *text, onr_quote *q, uint32_t at) {
    q->span.end = q->inner.end = trim_end(text, q->inner.start, at);
    q->flags = ONR_QUOTE_UNCLOSED;
}

/* Turn the acts of one family's marks into runs, in order of their starts. `open` holds a stack for every group. */
static onr_status emit(struct work *w, uint8_t family, onr_span block, onr_err *err) {
    const char *text = w->doc->text;
    uint32_t done = block.start; /* end of the last run outside every group */
    w->fresh.n = 0;
    for (size_t k = 0; k < w->marks.n; k++) {
        const onr_quote_mark *m = &w->marks.items[k];
        if (m->family != family || m->act == ONR_ACT_IGNORE) continue;
        uint32_t top = w->open[m->group];
        if (top && m->act != ONR_ACT_OPEN) {
            onr_quote *q = &w->fresh.items[top - 1];
            if (m->act == ONR_ACT_RESTART) leave_open(text, q, m->start);
            else q->inner.end = m->start, q->span.end = m->end;
            w->open[m->group] = q->parent == ONR_NONE ? 0 : q->parent + 1;
            if (m->group == 0 && w->open[0] == 0) done = q->span.end;
        } else if (m->act != ONR_ACT_OPEN && m->act != ONR_ACT_RESTART) {
            uint32_t start = unopened_start(text, done, m->start, done > block.start);
            done = m->end; /* also after a stray mark, so that no stretch is looked at twice */
            if (start == ONR_NONE) continue;
            onr_quote q = run_at(start, start, family);
            q.flags = ONR_QUOTE_UNOPENED;
            q.inner.end = m->start;
            q.span.end = m->end;
            if (add(&w->fresh, q) != 0) return onr_err_set(err, ONR_NOMEM, m->start, "out of memory for quotations");
        }
        if (m->act != ONR_ACT_OPEN && m->act != ONR_ACT_RESTART) continue;
        onr_quote q = run_at(m->start, m->end, family);
        if (w->open[m->group]) q.parent = w->open[m->group] - 1;
        if (add(&w->fresh, q) != 0) return onr_err_set(err, ONR_NOMEM, m->start, "out of memory for quotations");
        w->open[m->group] = (uint32_t)w->fresh.n;
    }
    for (size_t g = 0; g <= w->runs.n; g++) {
        for (uint32_t top = w->open[g]; top;) {
            onr_quote *q = &w->fresh.items[top - 1];
            leave_open(text, q, group_bounds(w, (uint32_t)g, block).end);
            top = q->parent == ONR_NONE ? 0 : q->parent + 1;
        }
        w->open[g] = 0;
    }
    return ONR_OK;
}

static int stands_before(const onr_quote *a, const onr_quote *b) {
    return a->span.start != b->span.start ? a->span.start < b->span.start : a->span.end >= b->span.end;
}

/* Merge the fresh runs into those of the block; both are in order. Runs of white space alone are dropped. */
static onr_status merge(struct work *w, onr_err *err) {
    const char *text = w->doc->text;
    size_t i = 0, k = 0;
    w->merged.n = 0;
    while (i < w->runs.n || k < w->fresh.n) {
        int old = k == w->fresh.n || (i < w->runs.n && stands_before(&w->runs.items[i], &w->fresh.items[k]));
        onr_quote q = old ? w->runs.items[i++] : w->fresh.items[k++];
        if (!old && skip_space(text, q.inner.start, q.inner.end) >= q.inner.end) continue;
        if (add(&w->merged, q) != 0) return onr_err_set(err, ONR_NOMEM, q.span.start, "out of memory for quotations");
    }
    struct runs old = w->runs;
    w->runs = w->merged;
    w->merged = old;
    return ONR_OK;
}

/* Give every mark of a family the innermost run around it as its group, and list the marks of each group. */
static onr_status group(struct work *w, uint8_t family, onr_err *err) {
    size_t groups = w->runs.n + 1, next = 0;
    if (ROOM(w->chain, w->chain_cap, w->marks.n + 1) != 0 || ROOM(w->head, w->head_cap, 2 * groups) != 0 ||
        ROOM(w->open, w->open_cap, groups) != 0 || ROOM(w->row, w->row_cap, w->marks.n + 1) != 0)
        return onr_err_set(err, ONR_NOMEM, 0, "out of memory for quotation marks");
    uint32_t *first = w->head, *last = w->head + groups, in = 0;
    for (size_t g = 0; g < groups; g++) first[g] = last[g] = w->open[g] = 0;
    for (size_t k = 0; k < w->marks.n; k++) {
        onr_quote_mark *m = &w->marks.items[k];
        /* `parent` of a run is, during the sweep, the group around it. */
        for (;;) {
            while (in && w->runs.items[in - 1].span.end <= m->start) in = w->runs.items[in - 1].parent;
            if (next >= w->runs.n || w->runs.items[next].span.start > m->start) break;
            while (in && w->runs.items[in - 1].span.end <= w->runs.items[next].span.start)
                in = w->runs.items[in - 1].parent;
            w->runs.items[next].parent = in;
            in = (uint32_t)++next;
        }
        if (m->family != family) continue;
        m->group = in;
        w->chain[k] = 0;
        if (last[in]) w->chain[last[in] - 1] = (uint32_t)k + 1;
        else first[in] = (uint32_t)k + 1;
        last[in] = (uint32_t)k + 1;
    }
    return ONR_OK;
}

/* What it costs to leave marks of this family open or closed by nothing. A single mark without a partner is far more
 * often an apostrophe, so it may stay open only where the next block goes on with one. Only double marks may close what
 * nothing opened: such a run reaches back over whatever stands before it, and they are judged first. */
static void set_costs(onr_quote_row *row, uint8_t family, int at_start, int goes_on) {
    row->at_start = at_start;
    row->unopened = family == ONR_QUOTE_DOUBLE ? 25 : ONR_PAIR_NEVER;
    if (family == ONR_QUOTE_SINGLE) {
        row->first = goes_on ? 5 : ONR_PAIR_NEVER;
        row->rest = goes_on ? 10 : ONR_PAIR_NEVER;
    } else {
        row->first = goes_on ? 5 : 10;
        row->rest = goes_on ? 10 : 25;
    }
}

static onr_status pair_family(struct work *w, uint8_t family, onr_span block, onr_span next, onr_err *err) {
    size_t of_family = 0;
    for (size_t k = 0; k < w->marks.n; k++) of_family += w->marks.items[k].family == family;
    if (of_family == 0) return ONR_OK;
    onr_status st = group(w, family, err);
    if (st != ONR_OK) return st;
    int goes_on = onr_quote_marks_opens(w->doc->text, next) - 1;
    for (size_t g = 0; g <= w->runs.n; g++) {
        onr_quote_row row = {.marks = w->row, .n = 0};
        for (uint32_t k = w->head[g]; k; k = w->chain[k - 1]) w->row[row.n++] = &w->marks.items[k - 1];
        if (row.n == 0) continue;
        onr_span in = group_bounds(w, (uint32_t)g, block);
        int at_start = skip_space(w->doc->text, in.start, in.end) == w->row[0]->start;
        /* Inside an open run the next block begins with that run's mark and then, perhaps, with ours. */
        int open = g > 0 && (w->runs.items[g - 1].flags & ONR_QUOTE_UNCLOSED) && goes_on == w->runs.items[g - 1].marks;
        set_costs(&row, family, at_start, g == 0 ? goes_on == family : open);
        st = onr_quote_pair(&w->pairs, &row, err);
        if (st != ONR_OK) return st;
    }
    st = emit(w, family, block, err);
    return st == ONR_OK ? merge(w, err) : st;
}

/* Parents and depths of the block's runs, and over to the document's. Runs that are too deep are left out. */
static onr_status settle(struct work *w, onr_err *err) {
    uint32_t stack[ONR_QUOTE_DEPTH_MAX];
    uint8_t depth = 0;
    for (size_t k = 0; k < w->runs.n; k++) {
        onr_quote q = w->runs.items[k];
        while (depth && w->all.items[stack[depth - 1]].span.end <= q.span.start) depth--;
        if (depth == ONR_QUOTE_DEPTH_MAX) continue;
        q.depth = depth;
        q.parent = depth ? stack[depth - 1] : ONR_NONE;
        if (w->all.n >= ONR_NONE - 1 || add(&w->all, q) != 0)
            return onr_err_set(err, ONR_NOMEM, q.span.start, "out of memory for quotations");
        stack[depth++] = (uint32_t)w->all.n - 1;
    }
    return ONR_OK;
}

static onr_status read_block(struct work *w, uint32_t b, onr_err *err) {
    onr_span block = w->doc->blocks[b].span, next = {0, 0};
    if (block.end > w->doc->text_n || block.start >= block.end) return ONR_OK;
    if (w->doc->blocks[b].kind == ONR_BLOCK_PARA && b + 1 < w->doc->blocks_n &&
        w->doc->blocks[b + 1].kind == ONR_BLOCK_PARA && w->doc->blocks[b + 1].span.end <= w->doc->text_n)
        next = w->doc->blocks[b + 1].span;
    onr_status st = onr_quote_marks_get(w->doc->text, block, &w->marks, err);
    w->runs.n = 0;
    static const uint8_t order[] = {ONR_QUOTE_DOUBLE, ONR_QUOTE_GUILLEMET, ONR_QUOTE_SINGLE};
    for (size_t k = 0; st == ONR_OK && k < sizeof order; k++) st = pair_family(w, order[k], block, next, err);
    return st == ONR_OK ? settle(w, err) : st;
}

/* Runs [from, mid) belong to one paragraph, [mid, to) to the next: join what is open at the end of the first to what
 * the second begins with, and so on inwards. A second run without an opening mark at all goes on with the first as
 * well: a quotation that a line break cut. */
static void join(struct work *w, size_t from, size_t mid, size_t to, onr_span block, onr_span next) {
    const char *text = w->doc->text;
    onr_quote *q = w->all.items;
    uint32_t end = trim_end(text, block.start, block.end), at = skip_space(text, next.start, next.end);
    size_t b = mid;
    for (size_t a = from; a < mid && b < to; a++) {
        if (!(q[a].flags & ONR_QUOTE_UNCLOSED) || q[a].span.end < end) continue;
        if (q[b].span.start != at || q[b].marks != q[a].marks) break;
        q[a].next = (uint32_t)b;
        if (q[b].flags & ONR_QUOTE_UNOPENED) break;
        at = skip_space(text, q[b].inner.start, q[b].inner.end);
        b++;
    }
}

static onr_status read_blocks(struct work *w, onr_err *err) {
    onr_doc *doc = w->doc;
    size_t before = 0;
    for (uint32_t b = 0; b < doc->blocks_n; b++) {
        size_t mid = w->all.n;
        onr_status st = read_block(w, b, err);
        if (st != ONR_OK) return st;
        if (b > 0 && doc->blocks[b].kind == ONR_BLOCK_PARA && doc->blocks[b - 1].kind == ONR_BLOCK_PARA)
            join(w, before, mid, w->all.n, doc->blocks[b - 1].span, doc->blocks[b].span);
        before = mid;
    }
    doc->quotes = onr_arena_alloc(&doc->arena, w->all.n, sizeof *doc->quotes);
    if (!doc->quotes) return onr_err_set(err, ONR_NOMEM, 0, "out of memory for %zu quotations", w->all.n);
    for (size_t k = 0; k < w->all.n; k++) doc->quotes[k] = w->all.items[k];
    doc->quotes_n = (uint32_t)w->all.n;
    return ONR_OK;
}

onr_status onr_find_quotes(onr_doc *doc, onr_err *err) {
    struct work w = {.doc = doc};
    doc->quotes_n = 0;
    onr_status st = read_blocks(&w, err);
    onr_quote_pairs_clear(&w.pairs);
    onr_mem_free(w.marks.items);
    onr_mem_free(w.row);
    onr_mem_free(w.chain);
    onr_mem_free(w.head);
    onr_mem_free(w.open);
    onr_mem_free(w.runs.items);
    onr_mem_free(w.fresh.items);
    onr_mem_free(w.merged.items);
    onr_mem_free(w.all.items);
    return st;
}
