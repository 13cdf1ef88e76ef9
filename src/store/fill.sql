-- fill.sql - the columns of a record, made from its JSON: one statement a kind, in the order of onr_store_kind.
-- ?1 JSON, ?2 document, ?3 seq, ?4 context, ?5 review, ?6 original, ?7 key, ?8 and ?9 the document's day and outlet.
-- SQLite keeps the parsed ?1 for the length of a statement, so each record is parsed once. Embedded; a statement ends
-- with a semicolon at the end of a line, and only there.

INSERT INTO entity (key, document, seq, id, start, "end",
    name, kind, role, country, country_how, mentions,
    forms, published, outlet,
    review, json, original)
SELECT ?7, ?2, ?3, ?1->>'id', coalesce(m.value->>'start', ?1->>'$.mentions[0].start', 0),
    coalesce(m.value->>'end', ?1->>'$.mentions[0].end', 0),
    ?1->>'name', ?1->>'kind', ?1->>'$.role.text', ?1->>'country', ?1->>'country_how', json_array_length(?1, '$.mentions'),
    (SELECT group_concat(t, char(10)) FROM
        (SELECT DISTINCT value->>'text' AS t FROM json_each(?1, '$.mentions') WHERE value->>'form' = 'name')),
    ?8, ?9, ?5, ?1, ?6
FROM (SELECT 1) LEFT JOIN json_each(?1, '$.mentions') m ON m.value->>'text' = ?1->>'name'
LIMIT 1;

INSERT INTO statement (key, document, seq, id, start, "end",
    type, speaker, speaker_name, speaker_kind, speaker_country, source, cue, cue_class,
    content,
    addressee, venue, medium, said_on, polarity, within,
    origin, chain,
    confidence, rule,
    who, published, outlet,
    review, json, original)
SELECT ?7, ?2, ?3, ?1->>'id', coalesce((SELECT min(value->>'start') FROM json_each(?1, '$.content')), 0),
    coalesce((SELECT max(value->>'end') FROM json_each(?1, '$.content')), 0),
    ?1->>'type', ?1->>'speaker', e.name, e.kind, e.country, ?1->>'$.source.text', ?1->>'$.cue.text', ?1->>'cue_class',
    (SELECT group_concat(value->>'text', ' ... ') FROM json_each(?1, '$.content')),
    ?1->>'$.addressee.text', ?1->>'$.venue.text', ?1->>'$.medium.text', ?1->>'$.said_on.date', ?1->>'polarity', ?1->>'within',
    ?1->>'$.chain[0].name',
    (SELECT group_concat(coalesce(value->>'name', value->>'role'), ' > ') FROM json_each(?1, '$.chain')),
    ?1->>'confidence', ?1->>'rule',
    coalesce(e.name || char(10), '') || coalesce(e.forms || char(10), '') || coalesce(e.role || char(10), '')
        || coalesce(e.country || char(10), '') || coalesce(?1->>'$.source.text', ''),
    ?8, ?9, ?5, ?1, ?6
FROM (SELECT 1) LEFT JOIN entity e ON e.document = ?2 AND e.id = ?1->>'speaker';

INSERT INTO figure (key, document, seq, id, start, "end",
    content, number, low, high, low_open,
    high_open, approx, vague, effect,
    unit, who, where_text, period, currency, scale,
    "of", relation, accrual, since, as_of, on_date,
    polarity, modality, caveat, origin,
    chain,
    confidence, rule, context, published, outlet, review, json, original)
SELECT ?7, ?2, ?3, ?1->>'id', coalesce(?1->>'$.text.start', 0), coalesce(?1->>'$.text.end', 0),
    ?1->>'$.text.text', ?1->>'$.number.text', ?1->>'$.value.low', ?1->>'$.value.high', ?1->>'$.value.low_open',
    ?1->>'$.value.high_open', ?1->>'$.value.approx', ?1->>'$.value.vague', ?1->>'effect',
    ?1->>'$.unit.text', ?1->>'$.who.text', ?1->>'$.where.text', ?1->>'$.period.text', ?1->>'currency', ?1->>'scale',
    ?1->>'of', ?1->>'relation', ?1->>'accrual', ?1->>'$.since.date', ?1->>'$.as_of.date', ?1->>'$.on.date',
    ?1->>'polarity', ?1->>'modality', ?1->>'$.caveat.text', ?1->>'$.chain[0].name',
    (SELECT group_concat(coalesce(value->>'name', value->>'role'), ' > ') FROM json_each(?1, '$.chain')),
    ?1->>'confidence', ?1->>'rule', ?4, ?8, ?9, ?5, ?1, ?6;

-- a: the actor's entity, r: the recipient's
INSERT INTO event (key, document, seq, id, start, "end",
    type, mode, cameo, anchor,
    actor, actor_name, actor_code, actor_sector,
    recipient, recipient_name, recipient_code, recipient_sector,
    modality, when_date, where_text, same_as, origin,
    chain,
    confidence, rule, context,
    actor_who,
    recipient_who, published, outlet,
    review, json, original)
SELECT ?7, ?2, ?3, ?1->>'id', coalesce(?1->>'$.anchor.start', 0), coalesce(?1->>'$.anchor.end', 0),
    ?1->>'type', ?1->>'mode', ?1->>'cameo', ?1->>'$.anchor.text',
    ?1->>'$.actor.span.text', a.name, ?1->>'$.actor.code', ?1->>'$.actor.sector',
    ?1->>'$.recipient.span.text', r.name, ?1->>'$.recipient.code', ?1->>'$.recipient.sector',
    ?1->>'modality', ?1->>'$.when.date', ?1->>'$.where.span.text', ?1->>'same_as', ?1->>'$.chain[0].name',
    (SELECT group_concat(coalesce(value->>'name', value->>'role'), ' > ') FROM json_each(?1, '$.chain')),
    ?1->>'confidence', ?1->>'rule', ?4,
    coalesce(?1->>'$.actor.span.text' || char(10), '') || coalesce(a.name || char(10), '')
        || coalesce(a.forms || char(10), '') || coalesce(a.role || char(10), '') || coalesce(?1->>'$.actor.code', ''),
    coalesce(?1->>'$.recipient.span.text' || char(10), '') || coalesce(r.name || char(10), '')
        || coalesce(r.forms || char(10), '') || coalesce(r.role || char(10), '') || coalesce(?1->>'$.recipient.code', ''),
    ?8, ?9, ?5, ?1, ?6
FROM (SELECT 1) LEFT JOIN entity a ON a.document = ?2 AND a.id = ?1->>'$.actor.entity'
    LEFT JOIN entity r ON r.document = ?2 AND r.id = ?1->>'$.recipient.entity';

INSERT INTO quotation (key, document, seq, id, start, "end", kind, content, rule, context, published, outlet, review, json,
    original)
SELECT ?7, ?2, ?3, ?1->>'id', coalesce(?1->>'$.span.start', 0), coalesce(?1->>'$.span.end', 0),
    ?1->>'kind', ?1->>'$.span.text', ?1->>'rule', ?4, ?8, ?9, ?5, ?1, ?6;
