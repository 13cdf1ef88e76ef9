/* The views and their filters, as tables of literals: see view_table.h. Filters and groups name only columns that the
 * index KIND_place holds, so that counting reads no row. */
#include "store/view_table.h"

#include <string.h>

#define HEAD                                                                                                           \
    "r.id AS id, d.key AS document, d.id AS document_id, d.title AS title, d.published AS published, d.outlet AS "     \
    "outlet, "
#define TAIL                                                                                                           \
    ", r.start AS start, r.\"end\" AS \"end\", r.confidence AS confidence, r.rule AS rule, r.review AS review, "       \
    "r.json AS record"
#define DAY       "coalesce(r.as_of, r.on_date, r.published)"
#define WHEN      "coalesce(r.when_date, r.published)"
#define ACTOR     "coalesce(nullif(r.actor_code, ''), r.actor_name, '?')"
#define RECIPIENT "coalesce(nullif(r.recipient_code, ''), r.recipient_name, '?')"

/* What each reader made of each record, where it was not taken back: reject, set (kept, but corrected), accept. */
#define JUDGED                                                                                                         \
    "(SELECT max(key) AS key, who, document, kind, record, CASE WHEN op <> 'reject' AND total(op = 'set') > 0 THEN "   \
    "'set' ELSE op END AS op FROM correction WHERE op IN ('accept', 'reject', 'set') AND key NOT IN (SELECT undoes "   \
    "FROM correction WHERE undoes IS NOT NULL) GROUP BY who, document, kind, record)"
#define BOTH_JUDGED                                                                                                    \
    JUDGED " a JOIN " JUDGED " b ON a.document = b.document AND a.kind = b.kind AND a.record = b.record AND a.who < "  \
           "b.who"
#define EITHER(op) "sum(a.op = '" op "') + sum(b.op = '" op "')"

enum {
    STATEMENT = ONR_VIEW_STATEMENT,
    FIGURE = ONR_VIEW_FIGURE,
    EVENT = ONR_VIEW_EVENT,
    QUOTATION = ONR_VIEW_QUOTATION,
    DOCUMENT = ONR_VIEW_DOCUMENT,
    DECISION = ONR_VIEW_DECISION,
    RECORDS = ONR_VIEW_RECORDS,
    ANY = ONR_VIEW_ANY
};

static const onr_view_table views[] = {
    {.name = "documents",
     .is = DOCUMENT,
     .kind = ONR_STORE_DOCUMENTS,
     .columns = "r.key AS document, r.id AS document_id, r.title AS title, r.published AS published, r.outlet AS "
                "outlet, r.url AS url, r.language AS language, r.agency AS agency, "
                "(SELECT count(*) FROM statement x WHERE x.document = r.key) AS statements, "
                "(SELECT count(*) FROM figure x WHERE x.document = r.key) AS figures, "
                "(SELECT count(*) FROM event x WHERE x.document = r.key) AS acts, "
                "(SELECT x.story FROM copy x WHERE x.document = r.key) AS story, "
                "(SELECT count(*) FROM copy x JOIN copy y ON y.story = x.story WHERE x.document = r.key) AS carriers"},
    {.name = "statements",
     .is = STATEMENT,
     .kind = ONR_STORE_STATEMENT,
     .columns = HEAD "r.type AS type, r.speaker_name AS speaker, r.source AS source, r.cue AS cue, r.cue_class AS "
                     "cue_class, r.content AS content, r.addressee AS addressee, r.venue AS venue, r.medium AS medium, "
                     "r.said_on AS said_on, r.polarity AS polarity, r.origin AS origin, r.chain AS chain" TAIL},
    {.name = "figures",
     .is = FIGURE,
     .kind = ONR_STORE_FIGURE,
     .columns = HEAD DAY " AS day, r.content AS content, r.low AS low, r.high AS high, r.low_open AS low_open, "
                         "r.high_open AS high_open, r.approx AS approx, r.vague AS vague, r.effect AS effect, "
                         "r.unit AS unit, r.who AS who, r.where_text AS place, r.accrual AS accrual, "
                         "r.polarity AS polarity, r.modality AS modality, r.origin AS origin, r.chain AS chain, "
                         "r.context AS context" TAIL},
    {.name = "events",
     .is = EVENT,
     .kind = ONR_STORE_EVENT,
     .columns = HEAD WHEN " AS day, r.type AS type, r.mode AS mode, r.anchor AS anchor, " ACTOR
                          " AS actor, r.actor_name AS actor_name, r.actor_sector AS actor_sector, " RECIPIENT
                          " AS recipient, r.recipient_name AS recipient_name, r.recipient_sector AS recipient_sector, "
                          "r.modality AS modality, r.where_text AS place, r.same_as AS same_as, r.origin AS origin, "
                          "r.chain AS chain, r.context AS context" TAIL},
    {.name = "quotations",
     .is = QUOTATION,
     .kind = ONR_STORE_QUOTATION,
     .columns = HEAD "r.kind AS kind, r.content AS content, r.start AS start, r.\"end\" AS \"end\", NULL AS "
                     "confidence, r.rule AS rule, r.review AS review, r.json AS record"},
    {.name = "speakers",
     .is = STATEMENT,
     .kind = ONR_STORE_STATEMENT,
     .columns = "r.speaker_name AS speaker, count(*) AS statements, sum(r.type = 'direct') AS direct, "
                "count(DISTINCT r.document) AS documents, count(DISTINCT r.outlet) AS outlets, min(r.published) AS "
                "first, max(r.published) AS last",
     .where = "r.speaker_name IS NOT NULL",
     .group = "GROUP BY r.speaker_name",
     .index = "statement_speaker",
     .order = "ORDER BY statements DESC, r.speaker_name"},
    {.name = "series",
     .is = FIGURE,
     .kind = ONR_STORE_FIGURE,
     .columns = "r.effect AS effect, r.where_text AS place, r.origin AS origin, count(*) AS figures, "
                "count(DISTINCT r.outlet) AS outlets, min(" DAY ") AS first, max(" DAY ") AS last, min(r.low) AS low, "
                "max(coalesce(r.high, r.low)) AS high",
     .where = "(r.low IS NOT NULL OR r.high IS NOT NULL)",
     .group = "GROUP BY r.effect, r.where_text, r.origin",
     .order = "ORDER BY r.effect = 'other', figures DESC, r.effect, r.where_text, r.origin"},
    {.name = "acts",
     .is = EVENT,
     .kind = ONR_STORE_EVENT,
     .columns = ACTOR " AS actor, " RECIPIENT " AS recipient, count(*) AS acts, count(DISTINCT r.document) AS "
                      "documents, min(" WHEN ") AS first, max(" WHEN ") AS last",
     .where = "r.same_as IS NULL",
     .group = "GROUP BY " ACTOR ", " RECIPIENT,
     .order = "ORDER BY acts DESC, 1, 2"},
    {.name = "stories",
     .is = DOCUMENT,
     .kind = ONR_STORE_DOCUMENTS,
     .columns = "c.story AS story, (SELECT title FROM document h WHERE h.key = c.story) AS title, count(*) AS "
                "documents, count(DISTINCT c.text) AS texts, count(DISTINCT r.outlet) AS outlets, min(r.published) AS "
                "first, max(r.published) AS last",
     .from = "copy c JOIN document r ON r.key = c.document",
     .group = "GROUP BY c.story HAVING count(*) > 1",
     .order = "ORDER BY documents DESC, c.story"},
    {.name = "decisions",
     .is = DECISION,
     .kind = ONR_STORE_DOCUMENTS,
     .columns = "c.key AS key, c.at AS at, c.who AS who, c.op AS op, c.document AS document, c.kind AS kind, c.record "
                "AS id, c.words AS words, c.field AS field, c.value AS value, c.undoes AS undoes, "
                "EXISTS (SELECT 1 FROM correction u WHERE u.undoes = c.key) AS undone",
     .from = "correction c",
     .group = "",
     .order = "ORDER BY c.key DESC"},
    {.name = "agreement",
     .kind = ONR_STORE_DOCUMENTS,
     .columns = "a.who AS first, b.who AS second, a.kind AS kind, count(*) AS both, sum(a.op = b.op) AS same, " EITHER(
         "accept") " AS accepts, " EITHER("set") " AS corrects, " EITHER("reject") " AS rejects",
     .from = BOTH_JUDGED,
     .group = "GROUP BY a.who, b.who, a.kind",
     .order = "ORDER BY 1, 2, 3"},
};

static const onr_view_filter filters[] = {
    {"type", STATEMENT | EVENT, STATEMENT | EVENT, 0, "r.type", NULL},
    {"effect", FIGURE, FIGURE, 0, "r.effect", NULL},
    {"kind", QUOTATION, QUOTATION, 0, "r.kind", NULL},
    {"speaker", STATEMENT, STATEMENT, 1, "r.speaker_name", NULL},
    {"name", STATEMENT, 0, 0, NULL, "r.speaker_name LIKE '%' || ? || '%'"},
    {"cue_class", STATEMENT, STATEMENT, 0, "r.cue_class", NULL},
    {"polarity", STATEMENT | FIGURE, STATEMENT | FIGURE, 0, "r.polarity", NULL},
    {"modality", FIGURE | EVENT, FIGURE | EVENT, 0, "r.modality", NULL},
    {"accrual", FIGURE, FIGURE, 0, "r.accrual", NULL},
    {"actor", EVENT, EVENT, 1, ACTOR, NULL},
    {"recipient", EVENT, EVENT, 1, RECIPIENT, NULL},
    {"place", FIGURE | EVENT, FIGURE | EVENT, 0, "r.where_text", NULL},
    {"origin", STATEMENT | FIGURE | EVENT, FIGURE | EVENT, 0, "r.origin", NULL},
    {"outlet", ANY, ANY, 1, "r.outlet", NULL},
    {"rule", RECORDS, RECORDS, 0, "r.rule", NULL},
    {"review", RECORDS, RECORDS, 0, "r.review", NULL},
    {"id", RECORDS, 0, 2, NULL, "r.id = ?"},
    {"document", RECORDS, 0, 2, NULL, "r.document = CAST(? AS INTEGER)"},
    {"document", DOCUMENT, 0, 2, NULL, "r.key = CAST(? AS INTEGER)"},
    {"document", DECISION, 0, 0, NULL, "c.document = CAST(? AS INTEGER)"},
    {"story", DOCUMENT, 0, 2, NULL, "r.key IN (SELECT x.document FROM copy x WHERE x.story = CAST(? AS INTEGER))"},
    {"fold", RECORDS, 0, 0, NULL,
     "NOT EXISTS (SELECT 1 FROM copy x WHERE x.document = r.document AND x.text <> x.document AND ? = 'text')"},
    {"fold", DOCUMENT, 0, 0, NULL,
     "NOT EXISTS (SELECT 1 FROM copy x WHERE x.document = r.key AND x.text <> x.document AND ? = 'text')"},
    {"who", DECISION, DECISION, 0, "c.who", NULL},
    {"op", DECISION, DECISION, 0, "c.op", NULL},
    {"not_by", RECORDS, 0, 0, NULL,
     "r.seq < 1000000000 AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.document = r.document AND c.record = r.id "
     "AND c.who = ? AND c.op <> 'undo' AND NOT EXISTS (SELECT 1 FROM correction u WHERE u.document = c.document AND "
     "u.undoes = c.key))"},
    {"disputed", RECORDS, 0, 0, NULL,
     "(r.document, r.id) IN (SELECT a.document, a.record FROM " BOTH_JUDGED " WHERE a.op <> b.op) AND ? <> ''"},
    {"min_confidence", STATEMENT | FIGURE | EVENT, 0, 0, NULL, "r.confidence >= CAST(? AS REAL)"},
    {"max_confidence", STATEMENT | FIGURE | EVENT, 0, 0, NULL, "r.confidence <= CAST(? AS REAL)"},
    {"q", ANY, 0, 0, NULL, NULL}, /* words, from and to are asked by what where.h has for them */
    {"from", ANY, 0, 0, NULL, NULL},
    {"to", ANY, 0, 0, NULL, NULL},
};

const onr_view_table *onr_view_table_find(const char *name) {
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        if (strcmp(views[i].name, name) == 0) return &views[i];
    return NULL;
}

const onr_view_filter *onr_view_filter_at(size_t i) {
    return i < sizeof filters / sizeof *filters ? &filters[i] : NULL;
}

const onr_view_filter *onr_view_filter_find(const char *name, unsigned of) {
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (filters[i].of & of && strcmp(filters[i].name, name) == 0) return &filters[i];
    return NULL;
}
