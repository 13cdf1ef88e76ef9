/* quote_pair.c - pairs quotation marks by the cheapest path (Viterbi 1967) over stacks of what is open.
 *
 * A state is the stack of open marks, three deep at most, written in a number of base three like a heap (pushing class
 * c on state s gives 3s + c + 1), and one bit: the bottom of the stack is the mark that opened the block. Each mark may
 *     open     push                      cost open, and NEST when something is open already
 *     close    pop                       cost close[class of what is open]
 *     restart  leave the top unclosed and open anew          cost open + anew
 *     unopened close what nothing opened (empty stack only)  cost close + row->unopened
 *     ignore   be no quotation mark      cost ignore
 * and what is open at the end costs row->first or row->rest. So `He said “one. “Two,” he said.` is read as an unclosed
 * run and a whole one, but `“He said “no” twice”` as nested; `"one "he said. "two"` as a turned mark, not as a lost
 * one. Rows longer than the window are cut where nothing is open (or, failing that, at the window's end). Invariants:
 * acts form a properly nested reading. Cost: linear.
 */
#include "find/quote_pair.h"

#include "base/mem.h"

enum { STACKS = 40, DEEPEST = 13 /* first state of depth 3 */, NEST = 20, LOST = 25, INF = 1 << 28 };

struct step {
    int cost[ONR_PAIR_STATES];
};

static void reach(struct step *to, uint8_t *from, uint8_t *act, int state, int cost, int prev, int how) {
    if (cost >= to->cost[state]) return;
    to->cost[state] = cost;
    from[state] = (uint8_t)prev;
    act[state] = (uint8_t)how;
}

static void advance(const onr_quote_row *row, const onr_quote_mark *m, int starts, const struct step *now,
                    struct step *to, uint8_t *from, uint8_t *act) {
    for (int s = 0; s < ONR_PAIR_STATES; s++) to->cost[s] = INF;
    for (int s = 0; s < ONR_PAIR_STATES; s++) {
        int cost = now->cost[s], stack = s % STACKS, bit = s - stack, c = m->opens_as;
        if (cost >= INF) continue;
        if (stack > 0) {
            int top = (stack - 1) % 3, below = (stack - 1) / 3;
            int kept = below == 0 ? 0 : bit;
            reach(to, from, act, below + kept, cost + m->close[top], s, ONR_ACT_CLOSE);
            if (stack < DEEPEST) reach(to, from, act, stack * 3 + c + 1 + bit, cost + m->open + NEST, s, ONR_ACT_OPEN);
            reach(to, from, act, below * 3 + c + 1 + kept, cost + m->open + m->anew, s, ONR_ACT_RESTART);
        } else {
            int cheapest = m->close[ONR_MARK_CURLY] < m->close[ONR_MARK_STRAIGHT] ? m->close[ONR_MARK_CURLY]
                                                                                  : m->close[ONR_MARK_STRAIGHT];
            reach(to, from, act, c + 1 + (starts ? STACKS : 0), cost + m->open, s, ONR_ACT_OPEN);
            reach(to, from, act, 0, cost + cheapest + row->unopened, s, ONR_ACT_UNOPENED);
        }
        reach(to, from, act, s, cost + m->ignore, s, ONR_ACT_IGNORE);
    }
}

/* The cost of ending in state s. */
static int ending(const onr_quote_row *row, int s) {
    int stack = s % STACKS, depth = 0;
    for (int k = stack; k > 0; k = (k - 1) / 3) depth++;
    if (depth == 0) return 0;
    return (s >= STACKS ? row->first : row->rest) + (depth - 1) * LOST;
}

/* Judge marks [at, at + n) from an empty stack; returns how many of them are settled. */
static size_t judge(onr_quote_pairs *work, const onr_quote_row *row, size_t at, size_t n, int last) {
    struct step a, b, *now = &a, *to = &b;
    for (int s = 0; s < ONR_PAIR_STATES; s++) now->cost[s] = INF;
    now->cost[0] = 0;
    for (size_t k = 0; k < n; k++) {
        size_t w = k * ONR_PAIR_STATES;
        advance(row, row->marks[at + k], at + k == 0 && row->at_start, now, to, work->from + w, work->act + w);
        struct step *old = now;
        now = to;
        to = old;
    }
    int best = 0, least = INF;
    for (int s = 0; s < ONR_PAIR_STATES; s++) {
        int c = now->cost[s] + ending(row, s);
        if (c < least) least = c, best = s;
    }
    size_t settled = last || best == 0 ? n : 0;
    for (size_t k = n; k-- > 0;) {
        size_t w = k * ONR_PAIR_STATES + (size_t)best;
        row->marks[at + k]->act = work->act[w];
        best = work->from[w];
        if (best == 0 && settled == 0 && k > n / 2) settled = k;
    }
    return settled ? settled : n;
}

onr_status onr_quote_pair(onr_quote_pairs *work, const onr_quote_row *row, onr_err *err) {
    size_t rows = row->n < ONR_PAIR_WINDOW ? row->n : ONR_PAIR_WINDOW;
    if (rows > work->cap) {
        size_t want = rows < 64 ? 64 : rows < 512 ? 512 : ONR_PAIR_WINDOW;
        onr_quote_pairs_clear(work);
        work->from = onr_mem_alloc(want * ONR_PAIR_STATES);
        work->act = onr_mem_alloc(want * ONR_PAIR_STATES);
        if (!work->from || !work->act)
            return onr_err_set(err, ONR_NOMEM, 0, "out of memory for pairing quotation marks");
        work->cap = want;
    }
    for (size_t at = 0; at < row->n;) {
        size_t left = row->n - at, n = left < ONR_PAIR_WINDOW ? left : ONR_PAIR_WINDOW;
        at += judge(work, row, at, n, n == left);
    }
    return ONR_OK;
}

void onr_quote_pairs_clear(onr_quote_pairs *work) {
    onr_mem_free(work->from);
    onr_mem_free(work->act);
    *work = (onr_quote_pairs){0};
}
