/* The fields that a person may set. A value is a slice of the document, a word of a fixed vocabulary (that of
 * docs/record.schema.json), a number, a date or an entity; nothing else can get into a record. */
#include "store/fields.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef enum field_type { SPAN, SPANS, WORD, TEXT, DATE, NUMBER, FLAG, ENTITY, PARTY, PLACE } field_type;

static const struct field {
    onr_store_kind kind;
    const char *name;
    field_type type;
    const char *words; /* of a WORD, separated by commas */
} fields[] = {
    {ONR_STORE_ENTITY, "name", TEXT, NULL},
    {ONR_STORE_ENTITY, "kind", WORD, "person,organisation,country,place,group,document,unknown"},
    {ONR_STORE_ENTITY, "role", SPAN, NULL},
    {ONR_STORE_ENTITY, "country", TEXT, NULL},
    {ONR_STORE_STATEMENT, "type", WORD, "direct,mixed,indirect"},
    {ONR_STORE_STATEMENT, "source", SPAN, NULL},
    {ONR_STORE_STATEMENT, "speaker", ENTITY, NULL},
    {ONR_STORE_STATEMENT, "cue", SPAN, NULL},
    {ONR_STORE_STATEMENT, "cue_class", TEXT, NULL},
    {ONR_STORE_STATEMENT, "content", SPANS, NULL},
    {ONR_STORE_STATEMENT, "quoted", SPANS, NULL},
    {ONR_STORE_STATEMENT, "addressee", SPAN, NULL},
    {ONR_STORE_STATEMENT, "venue", SPAN, NULL},
    {ONR_STORE_STATEMENT, "medium", SPAN, NULL},
    {ONR_STORE_STATEMENT, "said_on", DATE, NULL},
    {ONR_STORE_STATEMENT, "polarity", WORD, "asserted,denied,declined,asked,ordered,conditional"},
    {ONR_STORE_FIGURE, "text", SPAN, NULL},
    {ONR_STORE_FIGURE, "number", SPAN, NULL},
    {ONR_STORE_FIGURE, "value.low", NUMBER, NULL},
    {ONR_STORE_FIGURE, "value.high", NUMBER, NULL},
    {ONR_STORE_FIGURE, "value.low_open", FLAG, NULL},
    {ONR_STORE_FIGURE, "value.high_open", FLAG, NULL},
    {ONR_STORE_FIGURE, "value.approx", FLAG, NULL},
    {ONR_STORE_FIGURE, "value.vague", TEXT, NULL},
    {ONR_STORE_FIGURE, "effect", WORD,
     "killed,injured,missing,displaced,arrested,infected,recovered,rescued,charged,voted,tested,money,percent,other"},
    {ONR_STORE_FIGURE, "unit", SPAN, NULL},
    {ONR_STORE_FIGURE, "who", SPAN, NULL},
    {ONR_STORE_FIGURE, "where", SPAN, NULL},
    {ONR_STORE_FIGURE, "period", SPAN, NULL},
    {ONR_STORE_FIGURE, "currency", TEXT, NULL},
    {ONR_STORE_FIGURE, "accrual", WORD, "incident,new,cumulative,stock,projected,other"},
    {ONR_STORE_FIGURE, "since", DATE, NULL},
    {ONR_STORE_FIGURE, "as_of", DATE, NULL},
    {ONR_STORE_FIGURE, "on", DATE, NULL},
    {ONR_STORE_FIGURE, "polarity", WORD, "asserted,denied"},
    {ONR_STORE_FIGURE, "modality", WORD, "happened,feared,planned,conditional"},
    {ONR_STORE_FIGURE, "caveat", SPAN, NULL},
    {ONR_STORE_EVENT, "type", WORD,
     "AGREE,CONSULT,SUPPORT,COOPERATE,AID,YIELD,REQUEST,ACCUSE,REJECT,THREATEN,PROTEST,SANCTION,MOBILIZE,COERCE,"
     "ASSAULT"},
    {ONR_STORE_EVENT, "mode", TEXT, NULL},
    {ONR_STORE_EVENT, "cameo", TEXT, NULL},
    {ONR_STORE_EVENT, "anchor", SPAN, NULL},
    {ONR_STORE_EVENT, "actor", PARTY, NULL},
    {ONR_STORE_EVENT, "actor.code", TEXT, NULL},
    {ONR_STORE_EVENT, "actor.sector", TEXT, NULL},
    {ONR_STORE_EVENT, "recipient", PARTY, NULL},
    {ONR_STORE_EVENT, "recipient.code", TEXT, NULL},
    {ONR_STORE_EVENT, "recipient.sector", TEXT, NULL},
    {ONR_STORE_EVENT, "modality", WORD, "happened,future,hypothetical,negated,historical"},
    {ONR_STORE_EVENT, "modality_span", SPAN, NULL},
    {ONR_STORE_EVENT, "when", DATE, NULL},
    {ONR_STORE_EVENT, "where", PLACE, NULL},
    {ONR_STORE_QUOTATION, "kind", TEXT, NULL},
    {ONR_STORE_QUOTATION, "span", SPAN, NULL},
};

const char *onr_field_words(onr_store_kind kind, const char *name) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].kind == kind && strcmp(fields[i].name, name) == 0) return fields[i].words;
    return NULL;
}

const char *onr_field_blank(onr_store_kind kind) {
    static const char *const blank[] = {
        "{}",
        "{\"id\":null,\"type\":\"indirect\",\"source\":null,\"speaker\":null,\"cue\":null,\"cue_class\":null,"
        "\"content\":[],\"quoted\":[],\"addressee\":null,\"venue\":null,\"medium\":null,\"said_on\":null,"
        "\"polarity\":\"asserted\",\"within\":null,\"chain\":[{\"role\":\"outlet\",\"entity\":null,\"name\":null,"
        "\"span\":null}],\"confidence\":1.000,\"rule\":\"person\"}",
        "{\"id\":null,\"text\":null,\"number\":null,\"value\":{\"low\":null,\"high\":null,\"low_open\":false,"
        "\"high_open\":false,\"approx\":false,\"vague\":null},\"effect\":\"other\",\"unit\":null,\"who\":null,"
        "\"where\":null,\"period\":null,\"currency\":null,\"scale\":null,\"of\":null,\"relation\":null,"
        "\"accrual\":\"other\",\"since\":null,\"as_of\":null,\"on\":null,\"polarity\":\"asserted\",\"modality\":"
        "\"happened\",\"caveat\":null,\"chain\":[{\"role\":\"outlet\",\"entity\":null,\"name\":null,\"span\":null}],"
        "\"confidence\":1.000,\"rule\":\"person\"}",
        "{\"id\":null,\"type\":null,\"mode\":null,\"cameo\":null,\"anchor\":null,\"actor\":null,\"recipient\":null,"
        "\"modality\":\"happened\",\"modality_span\":null,\"when\":null,\"where\":null,\"magnitude\":[],\"same_as\":"
        "null,\"chain\":[{\"role\":\"outlet\",\"entity\":null,\"name\":null,\"span\":null}],\"confidence\":1.000,"
        "\"rule\":\"person\"}",
        "{\"id\":null,\"kind\":null,\"span\":null,\"rule\":\"person\"}"};
    return blank[kind];
}

/* ---- spans ------------------------------------------------------------------------------------------------------ */

int onr_field_nearest(onr_slice text, onr_slice words, uint32_t near, onr_span *span) {
    uint64_t best = UINT64_MAX;
    if (!words.n) return 0;
    for (size_t i = 0; words.n <= text.n && i <= text.n - words.n; i++) {
        const char *p = memchr(text.p + i, words.p[0], text.n - words.n - i + 1);
        if (!p) break;
        i = (size_t)(p - text.p);
        if (memcmp(p, words.p, words.n) != 0) continue;
        uint64_t far = i > near ? i - near : near - i;
        if (far >= best) break; /* they only get further */
        best = far;
        *span = (onr_span){(uint32_t)i, (uint32_t)(i + words.n)};
    }
    return best != UINT64_MAX;
}

static void write_span(onr_buf *json, onr_slice text, onr_span s) {
    onr_buf_fmt(json, "{\"start\":%lu,\"end\":%lu,\"text\":", (unsigned long)s.start, (unsigned long)s.end);
    onr_json_string(json, (onr_slice){text.p + s.start, s.end - s.start});
    onr_buf_char(json, '}');
}

/* "120-134" */
static int read_range(const char *v, onr_slice text, onr_span *s) {
    char *end = NULL;
    if (*v < '0' || *v > '9') return 0;
    unsigned long long a = strtoull(v, &end, 10);
    if (*end != '-' || end[1] < '0' || end[1] > '9') return 0;
    unsigned long long b = strtoull(end + 1, &end, 10);
    if (*end || a >= b || b > text.n) return 0;
    *s = (onr_span){(uint32_t)a, (uint32_t)b};
    return onr_utf8_boundary(text.p, text.n, a) && onr_utf8_boundary(text.p, text.n, b);
}

/* A span from words or START-END. */
static onr_status read_span(const onr_field_place *at, const char *value, onr_span *s, onr_err *err) {
    char shown[100];
    if (read_range(value, at->text, s)) return ONR_OK;
    if (onr_field_nearest(at->text, onr_slice_of(value), at->near, s)) return ONR_OK;
    return onr_err_set(err, ONR_NOT_FOUND, 0, "'%s' does not stand in the text: give words of it, or START-END",
                       onr_utf8_printable(shown, sizeof shown, value, strlen(value)));
}

static onr_status write_spans(const onr_field_place *at, const char *value, onr_buf *json, onr_err *err) {
    onr_field_place here = *at;
    char piece[8192];
    onr_buf_char(json, '[');
    for (int n = 0; *value; n++) {
        const char *end = strstr(value, " ... ");
        size_t k = end ? (size_t)(end - value) : strlen(value);
        onr_span s;
        if (k >= sizeof piece)
            return onr_err_set(err, ONR_TOO_BIG, 0, "a content of over %zu bytes: give START-END", sizeof piece);
        memcpy(piece, value, k);
        piece[k] = '\0';
        onr_status st = read_span(&here, piece, &s, err);
        if (st != ONR_OK) return st;
        if (n) onr_buf_char(json, ',');
        write_span(json, at->text, s);
        here.near = s.end;
        value += k + (end ? 5 : 0);
    }
    onr_buf_char(json, ']');
    return ONR_OK;
}

/* ---- other values ----------------------------------------------------------------------------------------------- */

static int in_list(const char *list, const char *word) {
    size_t n = strlen(word);
    for (const char *p = list; n && *p;) {
        size_t k = strcspn(p, ",");
        if (k == n && memcmp(p, word, n) == 0) return 1;
        p += k + (p[k] == ',');
    }
    return 0;
}

static int is_number(const char *s) {
    s += *s == '-';
    size_t whole = strspn(s, "0123456789"), part = 0;
    if (s[whole] == '.') part = strspn(s + whole + 1, "0123456789");
    int lead = whole > 1 && s[0] == '0';
    return whole && !lead && (s[whole] == '\0' || (part && s[whole + 1 + part] == '\0'));
}

static onr_status write_date(const char *v, onr_buf *json, onr_err *err) {
    static const char form[] = "dddd-dd-dd";
    size_t n = strlen(v);
    int ok = n == 4 || n == 7 || n == 10;
    for (size_t i = 0; ok && i < n; i++) ok = form[i] == 'd' ? v[i] >= '0' && v[i] <= '9' : v[i] == '-';
    if (ok && n >= 7) ok = memcmp(v + 5, "01", 2) >= 0 && memcmp(v + 5, "12", 2) <= 0;
    if (ok && n == 10) ok = memcmp(v + 8, "01", 2) >= 0 && memcmp(v + 8, "31", 2) <= 0;
    if (!ok) return onr_err_set(err, ONR_FORMAT, 0, "'%.40s' is not a date as 2031-03-06", v);
    onr_buf_fmt(json, "{\"date\":\"%s\",\"grain\":\"%s\",\"how\":\"explicit\",\"span\":null}", v,
                n == 10  ? "day"
                : n == 7 ? "month"
                         : "year");
    return ONR_OK;
}

static onr_status write_entity(const onr_field_place *at, const char *v, onr_buf *json, onr_err *err) {
    sqlite3_stmt *q = NULL;
    int row = 0, more = 0;
    onr_status st = onr_db_use(at->store,
                               "SELECT id FROM entity WHERE document = ?1 AND (id = ?2 OR lower(name) = lower(?2)) "
                               "AND review NOT IN ('rejected', 'merged') ORDER BY id <> ?2, seq",
                               &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, at->document);
    onr_db_text(q, 2, v);
    st = onr_db_step(at->store, q, &row, err);
    if (row) onr_json_string(json, onr_db_column(q, 0));
    int by_id = row && strcmp(onr_db_string(q, 0), v) == 0;
    if (row && !by_id) st = onr_db_step(at->store, q, &more, err);
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
    if (st != ONR_OK) return st;
    if (more) return onr_err_set(err, ONR_CONFLICT, 0, "'%.60s' names several entities: give the id (e1, e2 ...)", v);
    return row ? ONR_OK : onr_err_set(err, ONR_NOT_FOUND, 0, "the document has no entity '%.60s'", v);
}

/* A span with the entity whose mention it is: what a party or a place is. */
static onr_status write_party(const onr_field_place *at, const char *v, int is_party, onr_buf *json, onr_err *err) {
    onr_span s;
    sqlite3_stmt *q = NULL;
    int row = 0;
    onr_status st = read_span(at, v, &s, err);
    if (st == ONR_OK)
        st = onr_db_use(at->store,
                        "SELECT e.id, e.country FROM entity e, json_each(e.json, '$.mentions') m WHERE e.document = ?1 "
                        "AND m.value->>'start' < ?3 AND m.value->>'end' > ?2 ORDER BY m.value->>'start' LIMIT 1",
                        &q, err);
    if (st != ONR_OK) return st;
    (void)sqlite3_bind_int64(q, 1, at->document);
    (void)sqlite3_bind_int64(q, 2, s.start);
    (void)sqlite3_bind_int64(q, 3, s.end);
    st = onr_db_step(at->store, q, &row, err);
    onr_buf_str(json, "{\"entity\":");
    if (row) onr_json_string(json, onr_db_column(q, 0));
    else onr_buf_str(json, "null");
    onr_buf_str(json, ",\"span\":");
    write_span(json, at->text, s);
    if (is_party) onr_buf_str(json, ",\"code\":");
    if (is_party && row && onr_db_string(q, 1)) onr_json_string(json, onr_db_column(q, 1));
    else if (is_party) onr_buf_str(json, "null");
    onr_buf_str(json, is_party ? ",\"sector\":null}" : "}");
    (void)sqlite3_reset(q);
    return st;
}

static const struct field *find_field(onr_store_kind kind, const char *name) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].kind == kind && strcmp(fields[i].name, name) == 0) return &fields[i];
    return NULL;
}

static onr_status no_field(onr_store_kind kind, const char *name, onr_err *err) {
    char all[200] = "";
    for (size_t i = 0, n = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t k = strlen(fields[i].name);
        if (fields[i].kind != kind || n + k + 3 > sizeof all) continue;
        (void)sqlite3_snprintf((int)(sizeof all - n), all + n, "%s%s", n ? "," : "", fields[i].name);
        n += k + (n > 0);
    }
    return onr_err_set(err, ONR_FORMAT, 0, "%s has no field '%.20s' to set: %s", onr_store_kind_word(kind), name, all);
}

onr_status onr_field_value(const onr_field_place *at, onr_store_kind kind, const char *name, const char *value,
                           onr_buf *json, onr_err *err) {
    const struct field *f = find_field(kind, name);
    if (!f) return no_field(kind, name, err);
    if (onr_utf8_check(value, strlen(value)) != strlen(value))
        return onr_err_set(err, ONR_FORMAT, 0, "the value of %s is not UTF-8", name);
    if (!*value && f->type != WORD && f->type != FLAG && f->type != SPANS) {
        onr_buf_str(json, "null");
        return ONR_OK;
    }
    onr_span s;
    onr_status st = ONR_OK;
    switch (f->type) {
    case SPAN:
        st = read_span(at, value, &s, err);
        if (st == ONR_OK) write_span(json, at->text, s);
        return st;
    case SPANS: return write_spans(at, value, json, err);
    case WORD:
        if (!in_list(f->words, value)) return onr_err_set(err, ONR_FORMAT, 0, "%s is one of %s", name, f->words);
        /* fall through */
    case TEXT: onr_json_string(json, onr_slice_of(value)); return ONR_OK;
    case DATE: return write_date(value, json, err);
    case NUMBER:
        if (!is_number(value)) return onr_err_set(err, ONR_FORMAT, 0, "%s: '%.40s' is not a number", name, value);
        onr_buf_str(json, value);
        return ONR_OK;
    case FLAG:
        if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
            return onr_err_set(err, ONR_FORMAT, 0, "%s is true or false", name);
        onr_buf_str(json, value);
        return ONR_OK;
    case ENTITY: return write_entity(at, value, json, err);
    case PARTY: return write_party(at, value, 1, json, err);
    case PLACE: return write_party(at, value, 0, json, err);
    }
    return ONR_OK;
}
