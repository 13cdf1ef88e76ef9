/* A user's actor and agent dictionaries in the formats of PETRARCH.
 *
 *     NORLAND_FOREIGN_OFFICE [NOR]          an actor; "_" is a space, a trailing one means the whole word
 *     +THE_FOREIGN_OFFICE_                  its synonyms
 *     <TAB>[NORGOV >20190401]               its code from that day on; <DATE before it, D1-D2 between, both days
 * included PEACEKEEPER {PEACEKEEPERS} [~MIL]     an agent: "~" stands where the actor's code goes; {} no plural, none:
 * by rule !PERSON! = MAN, WOMAN                 a set, put in wherever !PERSON! stands
 *
 * Days are YYYYMMDD or YYMMDD, where 00 to 29 are 2000 to 2029. The first line whose days hold the day asked for gives
 * the code, then the code on the actor's own line. "#" and ";" begin comments. Matching folds ASCII case and takes all
 * that is no letter or digit as one space; the longest phrase wins. Method: phrases are kept as 64-bit hashes in an
 * open table, so that a file of 30,000 actors is a megabyte. Cost: O(bytes) to read, O(words · longest phrase) to find.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/mem.h"
#include "find/actor.h"

enum { CODE_MAX = 47, PHRASE_MAX = 255, SETS = 32, WORDS = 64, ENTRIES_MAX = 1 << 24 };
#define NO_DAY 99991231u /* a day that is not known: what holds now */

typedef struct code {
    char text[CODE_MAX + 1];
    uint32_t from, to; /* YYYYMMDD, both included */
} code;

typedef struct slot {
    uint64_t hash;     /* 0: free */
    uint32_t first, n; /* codes */
    uint8_t agent;
} slot;

struct onr_actors {
    slot *slots;
    size_t cap, used;
    code *codes;
    size_t codes_cap, codes_n;
    unsigned longest; /* words of the longest phrase */
};

/* One file being read. */
typedef struct reader {
    onr_actors *a;
    const char *name;
    unsigned long line;
    onr_err *err;
    uint64_t *open; /* phrases of the actor that is being read */
    size_t open_n, open_cap;
    size_t first; /* its codes begin here */
    code own;     /* the code on its first line */
    int has_own, agents;
    struct {
        onr_slice name, items;
    } set[SETS];
    unsigned sets;
} reader;

static onr_status no_memory(const reader *r) {
    return onr_err_set(r->err, ONR_NOMEM, 0, "%s: out of memory while reading it", r->name);
}

static onr_status bad(const reader *r, const char *why) {
    return onr_err_set(r->err, ONR_FORMAT, 0, "%s:%lu: %s", r->name, r->line, why);
}

/* ---- phrases ---------------------------------------------------------------------------------------------------- */

static int is_word_byte(char c) {
    unsigned char u = (unsigned char)c;
    return u >= 0x80 || (u >= '0' && u <= '9') || ((u | 32) >= 'a' && (u | 32) <= 'z');
}

/* Lower case, one space between words, cut at PHRASE_MAX; returns the length. */
static size_t normalise(onr_slice s, char out[PHRASE_MAX + 1], unsigned *words) {
    size_t n = 0;
    *words = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_word_byte(s.p[i])) continue;
        int begins = i == 0 || !is_word_byte(s.p[i - 1]);
        if (begins) ++*words;
        if (n + 2 > PHRASE_MAX) break;
        if (begins && n) out[n++] = ' ';
        out[n++] = onr_ascii_lower(s.p[i]);
    }
    return n;
}

static uint64_t hash_of(const char *p, size_t n) {
    uint64_t h = onr_hash64(p, n, 0x61637472);
    return h ? h : 1;
}

static size_t slot_of(const onr_actors *a, uint64_t hash, int agent) {
    size_t i = hash & (a->cap - 1);
    while (a->slots[i].hash && (a->slots[i].hash != hash || a->slots[i].agent != agent)) i = (i + 1) & (a->cap - 1);
    return i;
}

static onr_status grow(const reader *r) {
    onr_actors *a = r->a, old = *a;
    if (a->used > ENTRIES_MAX)
        return onr_err_set(r->err, ONR_TOO_BIG, 0, "%s: more than %d phrases", r->name, ENTRIES_MAX);
    a->cap = old.cap ? old.cap * 2 : 1024;
    a->slots = onr_mem_zalloc(a->cap, sizeof *a->slots);
    if (!a->slots) {
        *a = old;
        return no_memory(r);
    }
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].hash) a->slots[slot_of(a, old.slots[i].hash, old.slots[i].agent)] = old.slots[i];
    onr_mem_free(old.slots);
    return ONR_OK;
}

/* File a phrase under codes [first, first + n); the first file that names it wins. */
static onr_status file_hash(reader *r, uint64_t hash, size_t first, size_t n) {
    onr_actors *a = r->a;
    if (2 * (a->used + 1) > a->cap) {
        onr_status st = grow(r);
        if (st != ONR_OK) return st;
    }
    size_t i = slot_of(a, hash, r->agents);
    if (a->slots[i].hash) return ONR_OK;
    a->slots[i] = (slot){hash, (uint32_t)first, (uint32_t)n, (uint8_t)r->agents};
    a->used++;
    return ONR_OK;
}

static onr_status phrase_hash(reader *r, onr_slice s, uint64_t *hash) {
    char text[PHRASE_MAX + 1];
    unsigned words;
    size_t n = normalise(s, text, &words);
    if (!n) return bad(r, "a phrase is missing");
    if (words > WORDS) return bad(r, "a phrase of more than 64 words");
    if (words > r->a->longest) r->a->longest = words;
    *hash = hash_of(text, n);
    return ONR_OK;
}

/* ---- codes ------------------------------------------------------------------------------------------------------ */

static onr_status add_code(reader *r, const code *c) {
    onr_actors *a = r->a;
    if (a->codes_n == a->codes_cap) {
        size_t cap = a->codes_cap ? a->codes_cap * 2 : 256;
        code *more = onr_mem_realloc(a->codes, cap * sizeof *more);
        if (!more) return no_memory(r);
        a->codes = more;
        a->codes_cap = cap;
    }
    a->codes[a->codes_n++] = *c;
    return ONR_OK;
}

/* A day of six or eight digits at the start of *s, which moves past it; 0 when there is none. */
static uint32_t take_day(onr_slice *s) {
    size_t n = 0;
    uint32_t v = 0;
    while (n < s->n && n < 9 && s->p[n] >= '0' && s->p[n] <= '9') v = v * 10 + (uint32_t)(s->p[n++] - '0');
    if (n != 6 && n != 8) return 0;
    if (n == 6) v += v / 10000 < 30 ? 20000000 : 19000000;
    s->p += n;
    s->n -= n;
    return v;
}

static onr_status parse_days(const reader *r, onr_slice s, code *out) {
    char sign = *s.p;
    if (sign == '<' || sign == '>') s.p++, s.n--;
    s = onr_ascii_trim(s);
    uint32_t first = take_day(&s), last = first;
    if (!first) return bad(r, "a day is not six or eight digits");
    if (sign != '<' && sign != '>') {
        s = onr_ascii_trim(s);
        if (!s.n || *s.p != '-') return bad(r, "days are <DAY, >DAY or DAY-DAY");
        s.p++, s.n--;
        s = onr_ascii_trim(s);
        last = take_day(&s);
        if (!last) return bad(r, "a day is not six or eight digits");
    }
    if (onr_ascii_trim(s).n) return bad(r, "something stands after the days");
    out->from = sign == '<' ? 0 : first;
    out->to = sign == '>' ? NO_DAY : last;
    return ONR_OK;
}

/* "[CODE]" or "[CODE days]"; s begins at the bracket. */
static onr_status parse_code(const reader *r, onr_slice s, code *out) {
    const char *close = memchr(s.p, ']', s.n);
    if (!close) return bad(r, "a bracket is not closed");
    if (onr_ascii_trim((onr_slice){close + 1, s.n - (size_t)(close + 1 - s.p)}).n)
        return bad(r, "something stands after the code");
    onr_slice in = onr_ascii_trim((onr_slice){s.p + 1, (size_t)(close - s.p) - 1});
    size_t n = 0;
    *out = (code){.to = NO_DAY};
    for (; in.n && *in.p != ' ' && *in.p != '\t'; in.p++, in.n--) {
        char c = *in.p;
        if (c == '~') continue;
        if (c >= 'a' && c <= 'z') c = (char)(c - 32);
        if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && !strchr("-/+#", c))
            return bad(r, "a code has letters, digits and -/+# only");
        if (n == CODE_MAX) return bad(r, "a code of more than 47 letters");
        out->text[n++] = c;
    }
    in = onr_ascii_trim(in);
    return in.n ? parse_days(r, in, out) : ONR_OK;
}

/* ---- actors ----------------------------------------------------------------------------------------------------- */

static onr_status close_actor(reader *r) {
    if (!r->open_n) return ONR_OK;
    onr_status st = r->has_own ? add_code(r, &r->own) : ONR_OK;
    for (size_t i = 0; st == ONR_OK && i < r->open_n; i++)
        st = file_hash(r, r->open[i], r->first, r->a->codes_n - r->first);
    r->open_n = 0;
    r->has_own = 0;
    return st;
}

static onr_status open_phrase(reader *r, onr_slice s) {
    if (r->open_n == r->open_cap) {
        size_t cap = r->open_cap ? r->open_cap * 2 : 16;
        uint64_t *more = onr_mem_realloc(r->open, cap * sizeof *more);
        if (!more) return no_memory(r);
        r->open = more;
        r->open_cap = cap;
    }
    onr_status st = phrase_hash(r, s, &r->open[r->open_n]);
    if (st == ONR_OK) r->open_n++;
    return st;
}

static onr_status actor_line(reader *r, onr_slice s) {
    char first = *s.p;
    onr_slice body = onr_ascii_trim(s);
    const char *bracket = memchr(body.p, '[', body.n);
    if (first == ' ' || first == '\t') {
        code c;
        if (!r->open_n) return bad(r, "a code stands before any actor");
        if (bracket != body.p) return bad(r, "an indented line is a code in brackets");
        onr_status st = parse_code(r, body, &c);
        return st == ONR_OK ? add_code(r, &c) : st;
    }
    if (first == '+') {
        if (!r->open_n) return bad(r, "a synonym stands before any actor");
        return open_phrase(r, (onr_slice){body.p + 1, body.n - 1});
    }
    onr_status st = close_actor(r);
    if (st != ONR_OK) return st;
    r->first = r->a->codes_n;
    if (bracket) {
        size_t at = (size_t)(bracket - body.p);
        st = parse_code(r, (onr_slice){bracket, body.n - at}, &r->own);
        r->has_own = st == ONR_OK;
        body.n = at;
    }
    return st == ONR_OK ? open_phrase(r, body) : st;
}

/* ---- agents ----------------------------------------------------------------------------------------------------- */

static onr_status file_agent(reader *r, onr_slice s, size_t code_at) {
    uint64_t hash;
    onr_status st = phrase_hash(r, s, &hash);
    return st == ONR_OK ? file_hash(r, hash, code_at, 1) : st;
}

/* The phrase and its plural by rule: Y to IES, S and more ES, else S. */
static onr_status file_with_plural(reader *r, onr_slice s, size_t code_at) {
    char text[PHRASE_MAX + 8];
    onr_status st = file_agent(r, s, code_at);
    while (s.n && !is_word_byte(s.p[s.n - 1])) s.n--;
    if (st != ONR_OK || !s.n || s.n > PHRASE_MAX) return st;
    memcpy(text, s.p, s.n);
    size_t n = s.n;
    char last = onr_ascii_lower(text[n - 1]);
    const char *ending = last == 'y' ? "ies" : last == 's' ? "es" : "s";
    if (last == 'y') n--;
    memcpy(text + n, ending, strlen(ending));
    n += strlen(ending);
    return file_agent(r, (onr_slice){text, n}, code_at);
}

/* The phrase with its first !SET! replaced by each item, or the phrase itself. */
static onr_status expand_agent(reader *r, onr_slice s, int plural, size_t code_at) {
    const char *open = memchr(s.p, '!', s.n);
    if (!open) return plural ? file_with_plural(r, s, code_at) : file_agent(r, s, code_at);
    size_t at = (size_t)(open - s.p);
    const char *close = memchr(open + 1, '!', s.n - at - 1);
    if (!close) return bad(r, "a set's name is not closed by !");
    onr_slice name = {open + 1, (size_t)(close - open) - 1}, tail = {close + 1, s.n - (size_t)(close + 1 - s.p)};
    unsigned k = 0;
    while (k < r->sets && !onr_slice_eq(r->set[k].name, name)) k++;
    if (k == r->sets) return bad(r, "a set that is not defined above");
    onr_slice items = r->set[k].items;
    while (items.n) {
        char text[PHRASE_MAX + 1];
        const char *comma = memchr(items.p, ',', items.n);
        size_t n = comma ? (size_t)(comma - items.p) : items.n;
        onr_slice item = onr_ascii_trim((onr_slice){items.p, n});
        if (at + item.n + tail.n > PHRASE_MAX) return bad(r, "a phrase of more than 255 bytes");
        memcpy(text, s.p, at);
        memcpy(text + at, item.p, item.n);
        memcpy(text + at + item.n, tail.p, tail.n);
        onr_status st = file_agent(r, (onr_slice){text, at + item.n + tail.n}, code_at);
        if (st != ONR_OK) return st;
        items.p += n + (comma != NULL);
        items.n -= n + (comma != NULL);
    }
    return ONR_OK;
}

static onr_status set_line(reader *r, onr_slice s, const char *equals) {
    onr_slice name = onr_ascii_trim((onr_slice){s.p + 1, (size_t)(equals - s.p) - 1});
    if (!name.n || name.p[name.n - 1] != '!') return bad(r, "a set is !NAME! = ITEM, ITEM");
    if (r->sets == SETS) return bad(r, "more than 32 sets");
    name.n--;
    r->set[r->sets].name = name;
    r->set[r->sets++].items = onr_ascii_trim((onr_slice){equals + 1, s.n - (size_t)(equals + 1 - s.p)});
    return ONR_OK;
}

static onr_status agent_line(reader *r, onr_slice s) {
    s = onr_ascii_trim(s);
    const char *equals = memchr(s.p, '=', s.n), *bracket = memchr(s.p, '[', s.n), *brace = memchr(s.p, '{', s.n);
    if (*s.p == '!' && equals && !bracket) return set_line(r, s, equals);
    if (!bracket) return bad(r, "an agent needs its code in brackets");
    code c;
    size_t at = (size_t)(bracket - s.p), code_at = r->a->codes_n;
    onr_status st = parse_code(r, (onr_slice){bracket, s.n - at}, &c);
    if (st == ONR_OK) st = add_code(r, &c);
    if (st != ONR_OK) return st;
    if (!brace || brace > bracket) return expand_agent(r, onr_ascii_trim((onr_slice){s.p, at}), 1, code_at);
    const char *end = memchr(brace, '}', (size_t)(bracket - brace));
    if (!end) return bad(r, "a brace is not closed");
    st = expand_agent(r, onr_ascii_trim((onr_slice){s.p, (size_t)(brace - s.p)}), 0, code_at);
    onr_slice plural = onr_ascii_trim((onr_slice){brace + 1, (size_t)(end - brace) - 1});
    return st == ONR_OK && plural.n ? expand_agent(r, plural, 0, code_at) : st;
}

/* ---- files ------------------------------------------------------------------------------------------------------ */

static onr_status read_line(reader *r, onr_slice s) {
    const char *hash = memchr(s.p, '#', s.n);
    if (hash) s.n = (size_t)(hash - s.p);
    if (!onr_ascii_trim(s).n || *s.p == ';' || (s.n >= 4 && memcmp(s.p, "<!--", 4) == 0)) return ONR_OK;
    return r->agents ? agent_line(r, s) : actor_line(r, s);
}

onr_status onr_actors_read(onr_actors **actors, const char *name, const char *bytes, size_t n, int kind, onr_err *err) {
    reader r = {.name = name, .err = err, .agents = kind == ONR_AGENTS_FILE};
    if (!*actors) *actors = onr_mem_zalloc(1, sizeof **actors);
    if (!*actors) return no_memory(&r);
    r.a = *actors;
    onr_status st = ONR_OK;
    for (size_t i = 0; st == ONR_OK && i < n;) {
        const char *end = memchr(bytes + i, '\n', n - i);
        size_t k = end ? (size_t)(end - (bytes + i)) : n - i;
        r.line++;
        if (k) st = read_line(&r, (onr_slice){bytes + i, k});
        i += k + (end != NULL);
    }
    if (st == ONR_OK && !r.agents) st = close_actor(&r);
    onr_mem_free(r.open);
    return st;
}

void onr_actors_free(onr_actors *a) {
    if (!a) return;
    onr_mem_free(a->slots);
    onr_mem_free(a->codes);
    onr_mem_free(a);
}

/* ---- finding ---------------------------------------------------------------------------------------------------- */

static const char *code_on(const onr_actors *a, const slot *s, uint32_t day) {
    for (uint32_t i = 0; i < s->n; i++)
        if (a->codes[s->first + i].from <= day && day <= a->codes[s->first + i].to) return a->codes[s->first + i].text;
    return "";
}

void onr_actors_find(const onr_actors *a, onr_slice text, onr_date d, const char **out, const char **agent) {
    char words[PHRASE_MAX + 1];
    unsigned n_words, best[2] = {0, 0};
    uint32_t day = d.year > 0 && d.month && d.day ? (uint32_t)d.year * 10000 + d.month * 100u + d.day : NO_DAY;
    size_t n = normalise(text, words, &n_words);
    *out = *agent = "";
    if (!a->cap) return;
    for (size_t from = 0; from < n;) {
        unsigned count = 0;
        for (size_t to = from + 1; to <= n && count < a->longest; to++) {
            if (to < n && words[to] != ' ') continue;
            count++;
            uint64_t hash = hash_of(words + from, to - from);
            for (int k = 0; k < 2; k++) {
                const slot *s = &a->slots[slot_of(a, hash, k)];
                const char *c = s->hash && count > best[k] ? code_on(a, s, day) : "";
                if (!*c) continue;
                *(k ? agent : out) = c;
                best[k] = count;
            }
        }
        while (from < n && words[from] != ' ') from++;
        from++;
    }
}
