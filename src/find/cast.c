/* Growing arrays and a small hash table for entities; words and heads of spans.
 *
 * Keys are 64-bit hashes of case-folded words; a collision would join two names once in 10^10 pairs, which is far below
 * every other error here. Cost: O(1) a look-up.
 */
#include "find/cast.h"

#include <string.h>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"

onr_status onr_cast_entity(onr_cast *c, onr_span name, unsigned kind, uint32_t *out, onr_err *err) {
    onr_doc *doc = c->doc;
    void *e = doc->entities, *p = c->players;
    if (onr_arena_grow(&doc->arena, &e, &c->entities_cap, doc->entities_n, doc->entities_n + 1u,
                       sizeof *doc->entities) ||
        onr_arena_grow(&doc->arena, &p, &c->players_cap, doc->entities_n, doc->entities_n + 1u, sizeof *c->players))
        return onr_doc_no_memory(err);
    doc->entities = e;
    c->players = p;
    *out = doc->entities_n++;
    memset(&doc->entities[*out], 0, sizeof *doc->entities);
    doc->entities[*out].name = name;
    doc->entities[*out].kind = (uint8_t)kind;
    c->players[*out] = (onr_player){.role_head = ONR_NONE, .head = ONR_NONE, .last = name.start};
    return ONR_OK;
}

onr_status onr_cast_mention(onr_cast *c, uint32_t entity, onr_span span, unsigned form, onr_err *err) {
    onr_doc *doc = c->doc;
    void *m = doc->mentions;
    if (onr_arena_grow(&doc->arena, &m, &c->mentions_cap, doc->mentions_n, doc->mentions_n + 1u, sizeof *doc->mentions))
        return onr_doc_no_memory(err);
    doc->mentions = m;
    doc->mentions[doc->mentions_n++] = (onr_mention){span, entity, (uint8_t)form};
    c->players[entity].last = span.start;
    return ONR_OK;
}

size_t onr_fold(onr_slice s, char *out, size_t cap) {
    size_t n = 0, i = 0;
    while (i < s.n && n + 4 <= cap) {
        uint32_t c;
        size_t k = onr_utf8_decode(s.p + i, s.n - i, &c);
        i += k ? k : 1;
        n += onr_utf8_encode(onr_char_lower(onr_char_base(c)), out + n);
    }
    return n;
}

/* ---- keys ------------------------------------------------------------------------------------------------------- */

uint64_t onr_cast_hash(const onr_doc *doc, onr_range r, uint64_t salt) {
    uint64_t h = salt;
    if (r.to - r.from > 1 && onr_word_is(doc, r.from, "the")) r.from++;
    for (uint32_t t = r.from; t < r.to; t++) {
        char low[64];
        onr_slice s = onr_word(doc, t);
        h = onr_hash64(low, onr_fold(s, low, sizeof low), h + 1);
    }
    return h;
}

static size_t slot_of(const onr_cast *c, uint64_t hash) {
    size_t i = hash & (c->keys_cap - 1);
    while (c->keys[i].entity != ONR_NONE && c->keys[i].hash != hash) i = (i + 1) & (c->keys_cap - 1);
    return i;
}

uint32_t onr_cast_look_hash(const onr_cast *c, uint64_t hash) {
    return c->keys_cap ? c->keys[slot_of(c, hash)].entity : ONR_NONE;
}

static onr_status rehash(onr_cast *c, onr_err *err) {
    onr_cast old = *c;
    c->keys_cap = old.keys_cap ? old.keys_cap * 2 : 256;
    c->keys = onr_arena_alloc(&c->doc->arena, c->keys_cap, sizeof *c->keys);
    if (!c->keys) return onr_doc_no_memory(err);
    for (size_t i = 0; i < c->keys_cap; i++) c->keys[i].entity = ONR_NONE;
    for (size_t i = 0; i < old.keys_cap; i++)
        if (old.keys[i].entity != ONR_NONE) c->keys[slot_of(c, old.keys[i].hash)] = old.keys[i];
    return ONR_OK;
}

onr_status onr_cast_file_hash(onr_cast *c, uint64_t hash, uint32_t entity, onr_err *err) {
    if (2 * (c->keys_n + 1) > c->keys_cap) {
        onr_status st = rehash(c, err);
        if (st != ONR_OK) return st;
    }
    size_t i = slot_of(c, hash);
    if (c->keys[i].entity == ONR_NONE) c->keys_n++;
    c->keys[i] = (onr_cast_key){hash, entity};
    return ONR_OK;
}

uint32_t onr_cast_look(const onr_cast *c, onr_range r, uint64_t salt) {
    return onr_cast_look_hash(c, onr_cast_hash(c->doc, r, salt));
}

onr_status onr_cast_file(onr_cast *c, onr_range r, uint64_t salt, uint32_t entity, onr_err *err) {
    return onr_cast_file_hash(c, onr_cast_hash(c->doc, r, salt), entity, err);
}

/* ---- words ------------------------------------------------------------------------------------------------------ */

onr_slice onr_word(const onr_doc *doc, uint32_t t) {
    return onr_doc_slice(doc, (onr_span){doc->tokens[t].start, doc->tokens[t].end});
}

int onr_word_is(const onr_doc *doc, uint32_t t, const char *lower) { return onr_ascii_is(onr_word(doc, t), lower); }

int onr_word_in(const onr_doc *doc, uint32_t t, const char *const *lower, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (onr_word_is(doc, t, lower[i])) return 1;
    return 0;
}

uint32_t onr_head_of(const onr_doc *doc, onr_range r) {
    for (uint32_t t = r.from; t < r.to; t++)
        if (doc->arcs[t].rel != ONR_DEPREL_PUNCT &&
            (doc->arcs[t].head == ONR_NONE || doc->arcs[t].head < r.from || doc->arcs[t].head >= r.to))
            return t;
    return r.from;
}

onr_range onr_tokens_in(const onr_doc *doc, onr_span s) {
    uint32_t a = onr_doc_token_at(doc, s.start), b = a;
    while (b < doc->tokens_n && doc->tokens[b].start < s.end) b++;
    return (onr_range){a, b};
}
