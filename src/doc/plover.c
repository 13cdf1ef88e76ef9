/* PLOVER records. The modality algebra is data/plover_modality.tsv; quads are those of PLOVER 2.0. Cost: O(text +
 * events · their sentence). */
#include "doc/plover.h"

#include <string.h>

#include "doc/json.h"
#include "doc/vocab.h"

unsigned onr_plover_type(unsigned type, const char *cameo, unsigned modality, int to_come) {
    static const struct {
        uint8_t type;
        const char *cameo; /* "-": any */
        uint8_t happened, future, negated, negated_future;
    } algebra[] = {
#include "doc/plover_modality.inc"
    };
    for (size_t i = 0; i < sizeof algebra / sizeof *algebra; i++)
        if (algebra[i].type == type && (algebra[i].cameo[0] == '-' || (cameo && strcmp(algebra[i].cameo, cameo) == 0)))
            return modality == ONR_ATTR_FUTURE    ? algebra[i].future
                   : modality != ONR_ATTR_NEGATED ? algebra[i].happened
                   : to_come                      ? algebra[i].negated_future
                                                  : algebra[i].negated;
    return type;
}

/* Is it said of what is to come that it will not be: does "will", "would", "won't" stand at or before the negation? */
static int is_to_come(onr_slice s) {
    static const char *const signs[] = {"will ", "won", "would ", "shall ", "'ll ", "refuse", "never"};
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        for (size_t i = 0, n = strlen(signs[k]); i + n <= s.n; i++)
            if (memcmp(s.p + i, signs[k], n) == 0) return 1;
    return 0;
}

static int is_retreat(const onr_event *e) {
    static const char *const modes[] = {"withdraw", "release", "disarm", "ceasefire", "access", "resign"};
    for (size_t i = 0; e->mode && i < sizeof modes / sizeof *modes; i++)
        if (strcmp(e->mode, modes[i]) == 0) return 1;
    return 0;
}

static const char *type_word(const onr_event *e, unsigned type) {
    if (type != ONR_MARK_YIELD) return onr_label_name(ONR_LABELS_MARK, type);
    return is_retreat(e) ? "RETREAT" : "CONCEDE";
}

static int quad_of(const onr_event *e) {
    switch (e->type) {
    case ONR_MARK_AGREE:
    case ONR_MARK_CONSULT:
    case ONR_MARK_SUPPORT: return 1;
    case ONR_MARK_COOPERATE:
    case ONR_MARK_AID: return 2;
    case ONR_MARK_YIELD: return is_retreat(e) ? 2 : 1;
    case ONR_MARK_REQUEST:
    case ONR_MARK_ACCUSE:
    case ONR_MARK_REJECT:
    case ONR_MARK_THREATEN: return 3;
    default: return 4;
    }
}

onr_plover_words onr_plover_words_of(const onr_event *e, onr_slice words) {
    unsigned resolved = onr_plover_type(e->type, e->cameo, e->modality, is_to_come(words));
    onr_plover_words w = {type_word(e, e->type), type_word(e, resolved), NULL, quad_of(e)};
    if (e->modality == ONR_ATTR_NEGATED) w.aux = "negation";
    else if (e->modality != ONR_ATTR_HAPPENED) w.aux = onr_label_name(ONR_LABELS_ATTR, e->modality);
    return w;
}

/* The words of the modality and the six bytes before them; nothing where it has none. */
static onr_slice modality_words(const onr_doc *doc, const onr_event *e) {
    uint32_t from = e->modality_span.start > 6 ? e->modality_span.start - 6 : 0;
    if (onr_span_empty(e->modality_span)) return (onr_slice){"", 0};
    return onr_doc_slice(doc, (onr_span){from, e->modality_span.end});
}

static void add_string(onr_buf *out, const char *key, onr_slice s) {
    onr_buf_fmt(out, ",\"%s\":", key);
    onr_json_string(out, s);
}

static void add_party(const onr_doc *doc, const char *key, const onr_party *p, onr_buf *out) {
    onr_buf_fmt(out, ",\"%s\":[", key);
    if (!onr_span_empty(p->span)) {
        onr_buf_str(out, "{\"entity_text\":");
        onr_json_string(out, onr_doc_slice(doc, p->span));
        if (p->code[0]) add_string(out, "code", onr_slice_of(p->code));
        if (p->sector[0]) add_string(out, "sector", onr_slice_of(p->sector));
        if (p->entity < doc->entities_n)
            add_string(out, "identifier_text", onr_doc_slice(doc, doc->entities[p->entity].name));
        onr_buf_char(out, '}');
    }
    onr_buf_char(out, ']');
}

static void add_date(const onr_doc *doc, const onr_event *e, onr_buf *out) {
    onr_date d =
        e->when.how && e->when.year ? (onr_date){e->when.year, e->when.month, e->when.day} : doc->meta.published;
    onr_buf_str(out, ",\"date\":");
    if (!d.year) {
        onr_buf_str(out, "null");
        return;
    }
    onr_buf_fmt(out, "\"%04ld", (long)d.year);
    if (d.month) onr_buf_fmt(out, "-%02u", d.month);
    if (d.month && d.day) onr_buf_fmt(out, "-%02u", d.day);
    onr_buf_char(out, '"');
}

static void add_modes(const onr_event *e, const char *aux, onr_buf *out) {
    onr_buf_str(out, ",\"mode\":[");
    if (e->mode) onr_json_string(out, onr_slice_of(e->mode));
    if (e->mode && aux) onr_buf_char(out, ',');
    if (aux) onr_json_string(out, onr_slice_of(aux));
    onr_buf_char(out, ']');
}

static void add_chain(const onr_doc *doc, const onr_event *e, onr_buf *out) {
    onr_buf_str(out, ",\"chain\":[");
    for (uint32_t i = 0; i < e->chain_n; i++) {
        const onr_chain_link *l = &e->chain[i];
        onr_slice name = ONR_SLICE("outlet");
        if (l->entity < doc->entities_n) name = onr_doc_slice(doc, doc->entities[l->entity].name);
        else if (!onr_span_empty(l->span)) name = onr_doc_slice(doc, l->span);
        else if (l->role == ONR_LINK_RELAY && doc->meta.agency) name = onr_slice_of(doc->meta.agency);
        if (i) onr_buf_char(out, ',');
        onr_json_string(out, name);
    }
    onr_buf_char(out, ']');
}

/* Code points in [from, to). */
static unsigned long points(const onr_doc *doc, uint32_t from, uint32_t to) {
    unsigned long n = 0;
    for (; from < to; from++) n += ((unsigned char)doc->text[from] & 0xC0) != 0x80;
    return n;
}

static void add_text(const onr_doc *doc, const onr_event *e, unsigned long start, onr_buf *out) {
    uint32_t s = onr_doc_sent_of(doc, onr_doc_token_at(doc, e->anchor.start));
    add_string(out, "event_text", onr_doc_slice(doc, e->anchor));
    if (s != ONR_NONE) add_string(out, "text", onr_doc_slice(doc, onr_doc_tokens_span(doc, doc->sents[s].tok)));
    onr_buf_fmt(out, ",\"text_info\":{\"start\":%lu,\"end\":%lu,\"start_byte\":%lu,\"end_byte\":%lu}", start,
                start + points(doc, e->anchor.start, e->anchor.end), (unsigned long)e->anchor.start,
                (unsigned long)e->anchor.end);
}

static void add_event(const onr_doc *doc, const onr_event *e, unsigned long start, const char *coder, onr_buf *out) {
    onr_plover_words w = onr_plover_words_of(e, modality_words(doc, e));
    onr_buf_fmt(out, "{\"id\":\"%s\"", e->id);
    add_date(doc, e, out);
    add_party(doc, "actor", &e->actor, out);
    add_party(doc, "recipient", &e->recipient, out);
    add_string(out, "event", onr_slice_of(w.event));
    add_string(out, "event_resolved", onr_slice_of(w.resolved));
    add_modes(e, w.aux, out);
    onr_buf_fmt(out, ",\"quad_code\":%d", w.quad);
    if (e->cameo) add_string(out, "cameo", onr_slice_of(e->cameo));
    if (!onr_span_empty(e->where)) {
        onr_buf_str(out, ",\"event_loc\":{\"extracted_place\":");
        onr_json_string(out, onr_doc_slice(doc, e->where));
        if (e->where_entity < doc->entities_n && doc->entities[e->where_entity].country)
            add_string(out, "country_code", onr_slice_of(doc->entities[e->where_entity].country));
        onr_buf_char(out, '}');
    }
    add_text(doc, e, start, out);
    add_chain(doc, e, out);
    onr_buf_str(out, ",\"cite_info\":{\"title\":");
    onr_json_string(out, onr_doc_slice(doc, doc->meta.title));
    if (doc->meta.url) add_string(out, "url", onr_slice_of(doc->meta.url));
    onr_buf_char(out, '}');
    add_string(out, "coder", onr_slice_of(coder));
    onr_buf_str(out, "}\n");
}

void onr_plover_write(const onr_doc *doc, const char *coder, onr_buf *out) {
    uint32_t at = 0;
    unsigned long point = 0;
    for (uint32_t i = 0; i < doc->events_n; i++) {
        point += points(doc, at, doc->events[i].anchor.start);
        at = doc->events[i].anchor.start;
        add_event(doc, &doc->events[i], point, coder, out);
    }
}
