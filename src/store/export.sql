-- export.sql - what a book is exported as. Embedded; read by src/store/export.c, which knows these lines:
--   --@ table NAME | meaning           a table: the statement below gives its rows; then its columns, in order:
--   --: column type | meaning          type: text, integer, real, boolean
--   --@ lines FORMAT FILE | meaning    text lines of FILE: the first column is a line; where FILE holds a %, there is a
--                                      file a group of rows: % stands for the second column
-- A statement ends with a semicolon at the end of a line, and only there. onr_units(text, byte, unit): the offset `byte`
-- counted in code points (unit 32) or UTF-16 units (unit 16). onr_line(text, marks): on one line, and with a space for each
-- of the marks. onr_plover(what, type, mode, cameo, modality, text, start, end): the event, resolved event, aux or quad of
-- an act whose modality stands at [start, end) of the text. Rows come in a fixed order, so that files are the same whenever
-- the book is.

--@ table documents | One row a document: what was read, where it came from, and how many records it gave.
--: document text | the document's id
--: title text | its headline, as written
--: published text | the day it was published, as far as known (ISO 8601)
--: published_how text | how that day is known: given, meta, json-ld, url, byline, dateline, feed, none
--: outlet text | who published it
--: url text | where
--: agency text | the agency that is credited
--: language text | ISO 639-1
--: locator text | the file it was read from, and the place in it
--: sha256 text | of the bytes received
--: bytes integer | how many they were
--: text_bytes integer | bytes of the text that was read from them
--: statements integer | records of that kind
--: figures integer | records of that kind
--: events integer | records of that kind
--: program text | the program and model that made the records
SELECT d.id, d.title, d.published, d.published_how, d.outlet, d.url, d.agency, d.language,
    (SELECT locator FROM origin WHERE source = d.key ORDER BY rowid LIMIT 1), s.sha256, s.bytes, d.text_bytes,
    (SELECT count(*) FROM statement r WHERE r.document = d.key AND r.review <> 'rejected'),
    (SELECT count(*) FROM figure r WHERE r.document = d.key AND r.review <> 'rejected'),
    (SELECT count(*) FROM event r WHERE r.document = d.key AND r.review <> 'rejected'),
    coalesce(u.program, '') || coalesce(' ' || u.model, '')
FROM document d JOIN source s ON s.key = d.key JOIN run u ON u.key = d.run ORDER BY d.key;

--@ table entities | Who or what the mentions of a document stand for.
--: document text | the document's id
--: entity text | the entity's id within its document
--: name text | the fullest form that the document gives, as written
--: kind text | person, organisation, country, place, group, document, unknown
--: role text | the words that give office or affiliation
--: country text | ISO 3166 alpha-3, or IGO
--: country_how text | dictionary, role, apposition, demonym
--: mentions integer | how often it is mentioned
--: review text | unseen, accepted, approved, corrected, added
SELECT d.id, r.id, r.name, r.kind, r.role, r.country, r.country_how, r.mentions, r.review
FROM entity r JOIN document d ON d.key = r.document WHERE r.review <> 'rejected' ORDER BY r.document, r.seq;

--@ table statements | Who said what, to whom, where, when, through whom.
--: statement text | the statement's id
--: document text | the document's id
--: published text | the day the document was published
--: outlet text | who published it
--: type text | direct (all in quotation marks), mixed, indirect
--: speaker text | the fullest name of the one who speaks
--: speaker_entity text | the entity's id within its document
--: speaker_kind text | person, organisation, country ...
--: speaker_country text | ISO 3166 alpha-3, or IGO
--: source text | the words that name the source here
--: cue text | the words that say that it was said
--: cue_class text | say, claim, deny, announce, ask, order, promise, threaten, accuse, warn, agree ...
--: content text | the exact words; parts of a split quotation are joined by " ... "
--: addressee text | to whom
--: venue text | where or on which occasion
--: medium text | by which means
--: said_on text | the day it was said (ISO 8601)
--: polarity text | asserted, denied, declined, asked, ordered, conditional
--: within text | the statement that holds it
--: origin text | on whose word: the first link of the chain
--: chain text | the chain from the origin to the outlet, joined by " > "
--: confidence real | 0 to 1, calibrated on held-out articles
--: rule text | what produced it
--: review text | unseen, accepted, approved, corrected, added
--: start integer | where its content begins in the text: bytes
--: end integer | where it ends: bytes
--: start_points integer | the same in code points (Python, R)
--: end_points integer | the same in code points
--: start_utf16 integer | the same in UTF-16 units (JavaScript, Java)
--: end_utf16 integer | the same in UTF-16 units
SELECT r.id, d.id, d.published, d.outlet, r.type, r.speaker_name, r.speaker, r.speaker_kind, r.speaker_country, r.source,
    r.cue, r.cue_class, r.content, r.addressee, r.venue, r.medium, r.said_on, r.polarity, r.within, r.origin, r.chain,
    r.confidence, r.rule, r.review, r.start, r."end", onr_units(d.text, r.start, 32), onr_units(d.text, r."end", 32),
    onr_units(d.text, r.start, 16), onr_units(d.text, r."end", 16)
FROM statement r JOIN document d ON d.key = r.document WHERE r.review <> 'rejected' ORDER BY r.document, r.seq;

--@ table figures | How many, of whom, as of when, on whose word. The number as written; no sums, no conversions.
--: figure text | the figure's id
--: document text | the document's id
--: published text | the day the document was published
--: outlet text | who published it
--: words text | the figure as written
--: number text | its number as written
--: low real | the lowest value that the words allow; empty: none given
--: high real | the highest value that the words allow; empty: none given
--: low_open boolean | "more than": low itself is left out
--: high_open boolean | "fewer than", "nearly": high itself is left out
--: approx boolean | "about"
--: vague text | a vague word ("dozens")
--: effect text | killed, injured, missing, displaced, arrested ... other
--: unit text | what is counted
--: who text | who is counted
--: where text | where
--: period text | over which time
--: currency text | ISO 4217 or the sign, where it is money
--: scale real | what a magnitude word multiplies by
--: part_of text | the figure that it is a part, share or change of
--: relation text | subset, total, share, change
--: accrual text | incident, new, cumulative, stock, projected, other
--: since text | from when it counts (ISO 8601)
--: as_of text | as of when
--: on text | on which day
--: polarity text | asserted, denied
--: modality text | happened, feared, planned, conditional
--: caveat text | "could not be independently verified"
--: origin text | on whose word: the first link of the chain
--: chain text | the chain from the origin to the outlet, joined by " > "
--: sentence text | the sentence that it stands in
--: confidence real | 0 to 1, calibrated on held-out articles
--: rule text | what produced it
--: review text | unseen, accepted, approved, corrected, added
--: start integer | where it begins in the text: bytes
--: end integer | where it ends: bytes
--: start_points integer | the same in code points
--: end_points integer | the same in code points
--: start_utf16 integer | the same in UTF-16 units
--: end_utf16 integer | the same in UTF-16 units
SELECT r.id, d.id, d.published, d.outlet, r.content, r.number, r.low, r.high, r.low_open, r.high_open, r.approx, r.vague,
    r.effect, r.unit, r.who, r.where_text, r.period, r.currency, r.scale, r."of", r.relation, r.accrual, r.since, r.as_of,
    r.on_date, r.polarity, r.modality, r.caveat, r.origin, r.chain, r.context, r.confidence, r.rule, r.review, r.start,
    r."end", onr_units(d.text, r.start, 32), onr_units(d.text, r."end", 32), onr_units(d.text, r.start, 16),
    onr_units(d.text, r."end", 16)
FROM figure r JOIN document d ON d.key = r.document WHERE r.review <> 'rejected' ORDER BY r.document, r.seq;

--@ table events | Who did what to whom, coded by PLOVER with CAMEO beside it.
--: event text | the event's id
--: document text | the document's id
--: published text | the day the document was published
--: outlet text | who published it
--: type text | PLOVER's event type
--: mode text | PLOVER's mode
--: cameo text | the CAMEO code
--: anchor text | the word that tells it
--: actor text | the words that name who acts
--: actor_name text | the fullest name
--: actor_country text | ISO 3166 alpha-3, or IGO
--: actor_sector text | GOV, MIL, COP, JUD, OPP, REB, CVL ...
--: recipient text | the words that name whom it is done to
--: recipient_name text | the fullest name
--: recipient_country text | ISO 3166 alpha-3, or IGO
--: recipient_sector text | GOV, MIL, COP ...
--: modality text | happened, future, hypothetical, negated, historical
--: date text | when (ISO 8601)
--: place text | where
--: same_as text | the earlier telling of the same act in the document
--: origin text | on whose word: the first link of the chain
--: chain text | the chain from the origin to the outlet, joined by " > "
--: sentence text | the sentence that tells it
--: confidence real | 0 to 1, calibrated on held-out articles
--: rule text | what produced it
--: review text | unseen, accepted, approved, corrected, added
--: start integer | where its anchor begins in the text: bytes
--: end integer | where it ends: bytes
--: start_points integer | the same in code points
--: end_points integer | the same in code points
--: start_utf16 integer | the same in UTF-16 units
--: end_utf16 integer | the same in UTF-16 units
SELECT r.id, d.id, d.published, d.outlet, r.type, r.mode, r.cameo, r.anchor, r.actor, r.actor_name, r.actor_code,
    r.actor_sector, r.recipient, r.recipient_name, r.recipient_code, r.recipient_sector, r.modality, r.when_date,
    r.where_text, r.same_as, r.origin, r.chain, r.context, r.confidence, r.rule, r.review, r.start, r."end",
    onr_units(d.text, r.start, 32), onr_units(d.text, r."end", 32), onr_units(d.text, r.start, 16),
    onr_units(d.text, r."end", 16)
FROM event r JOIN document d ON d.key = r.document WHERE r.review <> 'rejected' ORDER BY r.document, r.seq;

--@ table quotations | Quoted words that are nobody's statement: titles, nicknames, scare quotes, slogans.
--: quotation text | its id
--: document text | the document's id
--: kind text | title, nickname, scare, slogan, term, unattributed
--: words text | the quoted words
--: sentence text | the sentence that they stand in
--: start integer | where it begins in the text: bytes
--: end integer | where it ends: bytes
SELECT r.id, d.id, r.kind, r.content, r.context, r.start, r."end"
FROM quotation r JOIN document d ON d.key = r.document WHERE r.review <> 'rejected' ORDER BY r.document, r.seq;

--@ table corrections | What people decided, in the order in which they did; never altered.
--: correction integer | its number
--: at text | when (UTC)
--: who text | who decided
--: op text | accept, reject, set, merge, split, add, undo
--: document text | the document's id
--: kind text | entity, statement, figure, event, quotation
--: record text | the record's id when it was decided
--: field text | which field was set
--: value text | the new value (JSON)
--: before text | the old value (JSON)
--: words text | the words that the record stands on
--: state text | applied, undone, settled (the program says the same now), lost (no longer anchors)
--: note text | what the person wrote
SELECT c.key, c.at, c.who, c.op, d.id, c.kind, c.record, c.field, c.value, c."before", c.words, a.state, c.note
FROM correction c LEFT JOIN document d ON d.key = c.document LEFT JOIN applied a ON a.correction = c.key ORDER BY c.key;

--@ lines plover events.jsonl | One PLOVER record a line, as `read --plover` prints it, with outlet and document in cite_info.
SELECT json_patch(json_object('id', r.id, 'date', coalesce(r.when_date, d.published),
    'actor', json(iif(r.actor IS NULL, '[]', json_array(json_patch('{}', json_object('entity_text', r.actor,
        'code', nullif(r.actor_code, ''), 'sector', nullif(r.actor_sector, ''), 'identifier_text', r.actor_name))))),
    'recipient', json(iif(r.recipient IS NULL, '[]', json_array(json_patch('{}', json_object('entity_text', r.recipient,
        'code', nullif(r.recipient_code, ''), 'sector', nullif(r.recipient_sector, ''),
        'identifier_text', r.recipient_name))))),
    'event', onr_plover('event', r.type, r.mode, r.cameo, r.modality, d.text, NULL, NULL),
    'event_resolved', onr_plover('resolved', r.type, r.mode, r.cameo, r.modality, d.text,
        r.json->>'$.modality_span.start', r.json->>'$.modality_span.end'),
    'mode', (SELECT json_group_array(m) FROM (SELECT r.mode AS m UNION ALL
        SELECT onr_plover('aux', r.type, r.mode, r.cameo, r.modality, d.text, NULL, NULL)) WHERE m IS NOT NULL),
    'quad_code', onr_plover('quad', r.type, r.mode, r.cameo, r.modality, d.text, NULL, NULL),
    'event_text', r.anchor, 'text', r.context,
    'text_info', json_object('start', onr_units(d.text, r.start, 32), 'end', onr_units(d.text, r."end", 32),
        'start_byte', r.start, 'end_byte', r."end"),
    'chain', (SELECT json_group_array(coalesce(value->>'name', value->>'role')) FROM json_each(r.json, '$.chain')),
    'coder', coalesce(u.program, '')),
    json_object('cameo', r.cameo, 'event_loc', json(iif(r.where_text IS NULL, 'null',
        json_object('extracted_place', r.where_text, 'country_code', w.country))),
        'cite_info', json_object('title', d.title, 'url', d.url, 'outlet', d.outlet, 'document', d.id)))
FROM event r JOIN document d ON d.key = r.document JOIN run u ON u.key = d.run
    LEFT JOIN entity w ON w.document = r.document AND w.id = r.json->>'$.where.entity'
WHERE r.review <> 'rejected' ORDER BY r.document, r.seq;

--@ lines webannotation annotations.jsonl | One W3C Web Annotation a record: position and quotation selectors.
SELECT json_object('@context', 'http://www.w3.org/ns/anno.jsonld', 'id', 'urn:onrecord:' || r.kind || ':' || r.id,
    'type', 'Annotation', 'motivation', 'describing',
    'body', json_object('type', 'TextualBody', 'format', 'application/json', 'value', r.json),
    'target', json_object('source', coalesce(d.url, 'urn:onrecord:document:' || d.id), 'selector', json_array(
        json_object('type', 'TextPositionSelector', 'start', onr_units(d.text, r.start, 32),
            'end', onr_units(d.text, r."end", 32)),
        json_object('type', 'TextQuoteSelector',
            'exact', substr(d.text, onr_units(d.text, r.start, 32) + 1,
                onr_units(d.text, r."end", 32) - onr_units(d.text, r.start, 32)),
            'prefix', substr(d.text, max(0, onr_units(d.text, r.start, 32) - 32) + 1,
                min(32, onr_units(d.text, r.start, 32))),
            'suffix', substr(d.text, onr_units(d.text, r."end", 32) + 1, 32)))))
FROM (SELECT 'statement' AS kind, 1 AS n, id, document, seq, start, "end", json FROM statement WHERE review <> 'rejected'
    UNION ALL SELECT 'figure', 2, id, document, seq, start, "end", json FROM figure WHERE review <> 'rejected'
    UNION ALL SELECT 'event', 3, id, document, seq, start, "end", json FROM event WHERE review <> 'rejected') r
    JOIN document d ON d.key = r.document ORDER BY r.document, r.n, r.seq;

--@ lines claimreview claims.jsonl | schema.org ClaimReview, one a statement that asserts something, with the rating left to the reviewer.
SELECT json_object('@context', 'https://schema.org', '@type', 'ClaimReview', 'claimReviewed', r.content,
    'itemReviewed', json_patch(json_object('@type', 'Claim', 'identifier', r.id, 'text', r.content), json_object(
        'datePublished', coalesce(r.said_on, d.published),
        'author', json(iif(coalesce(r.speaker_name, r.source) IS NULL, 'null', json_object('@type',
            iif(r.speaker_kind = 'person', 'Person', 'Organization'), 'name', coalesce(r.speaker_name, r.source)))),
        'appearance', json_object('@type', 'NewsArticle', 'headline', d.title, 'url', d.url, 'datePublished', d.published,
            'publisher', json(iif(d.outlet IS NULL, 'null', json_object('@type', 'Organization', 'name', d.outlet)))))))
FROM statement r JOIN document d ON d.key = r.document WHERE r.review <> 'rejected' AND r.polarity = 'asserted'
ORDER BY r.document, r.seq;

--@ lines gkg gkg.tsv | GDELT's Global Knowledge Graph 2.1: 27 tab-separated columns; counts, persons, organisations, quotations and amounts are filled. Counts and amounts are those that are said to have happened, by their lower bound where there is one.
WITH record AS NOT MATERIALIZED (
    SELECT *, substr(replace(coalesce(published, ''), '-', '') || '0000', 1, 8) || '000000' AS moment FROM document),
counted AS NOT MATERIALIZED (
    SELECT f.*, printf('%.15g', coalesce(f.low, f.high)) AS n, onr_units(d.text, f.start, 32) AS at,
        onr_line(coalesce(f.who, iif(f.effect IN ('money', 'percent'), NULL, f.unit), f.content), '#;,') AS what
    FROM figure f JOIN document d ON d.key = f.document WHERE f.review <> 'rejected' AND f.polarity = 'asserted'
        AND f.modality = 'happened' AND coalesce(f.low, f.high) IS NOT NULL)
SELECT d.moment || '-' || d.key || char(9) || d.moment || char(9) || '1' || char(9)
    || onr_line(coalesce(d.outlet, ''), '') || char(9) || onr_line(coalesce(d.url, d.id), '') || char(9) || char(9)
    || coalesce((SELECT group_concat(CASE effect WHEN 'killed' THEN 'KILL' WHEN 'injured' THEN 'WOUND'
            WHEN 'arrested' THEN 'ARREST' WHEN 'displaced' THEN 'DISPLACED' ELSE upper(effect) END || '#' || n || '#' || what
            || '########' || at, ';')
        FROM (SELECT * FROM counted WHERE document = d.key AND effect IN ('killed', 'injured', 'missing', 'displaced',
            'arrested', 'infected', 'rescued') AND n NOT LIKE '%.%' ORDER BY seq)), '')
    || char(9) || char(9) || char(9) || char(9) || char(9)
    || coalesce((SELECT group_concat(onr_line(lower(name), ';,'), ';') FROM (SELECT name FROM entity
            WHERE document = d.key AND kind = 'person' AND review NOT IN ('rejected', 'merged') ORDER BY seq)), '')
    || char(9) || char(9)
    || coalesce((SELECT group_concat(onr_line(lower(name), ';,'), ';') FROM (SELECT name FROM entity WHERE document = d.key
            AND kind = 'organisation' AND review NOT IN ('rejected', 'merged') ORDER BY seq)), '')
    || char(9) || char(9) || char(9) || char(9) || char(9) || char(9) || char(9) || char(9) || char(9)
    || coalesce((SELECT group_concat(onr_units(d.text, start, 32) || '|' || length(content) || '|'
            || onr_line(coalesce(cue, ''), '|#') || '|' || onr_line(content, '|#'), '#')
        FROM (SELECT * FROM statement WHERE document = d.key AND type <> 'indirect' AND review <> 'rejected' ORDER BY seq)), '')
    || char(9) || char(9)
    || coalesce((SELECT group_concat(n || ',' || what || ',' || at, ';')
        FROM (SELECT * FROM counted WHERE document = d.key ORDER BY seq)), '')
    || char(9) || char(9)
FROM record d ORDER BY d.key;

--@ lines manifest runs | What made the records: program, model and stage versions.
SELECT json FROM run ORDER BY key;

--@ lines brat %.txt | The text of each document.
SELECT text, id FROM document ORDER BY key;

--@ lines brat annotation.conf | What brat must know of the labels: kinds of spans, and which relations hold between them.
SELECT '[entities]' UNION ALL SELECT value FROM json_each('["Source", "Cue", "Content", "Actor", "Recipient"]')
UNION ALL SELECT 'Figure_' || value FROM json_each('["killed", "injured", "missing", "displaced", "arrested", "infected",
    "recovered", "rescued", "charged", "voted", "tested", "money", "percent", "other"]')
UNION ALL SELECT 'Event_' || value FROM json_each('["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]')
UNION ALL SELECT value FROM json_each(json_array('', '[relations]', 'source' || char(9) || 'Arg1:Cue, Arg2:Source',
    'content' || char(9) || 'Arg1:Cue, Arg2:Content', 'actor' || char(9) || 'Arg1:<ENTITY>, Arg2:Actor',
    'recipient' || char(9) || 'Arg1:<ENTITY>, Arg2:Recipient', '', '[events]', '', '[attributes]'));

--@ lines brat %.ann | brat's stand-off annotation of each document: spans, and relations from cues and anchors.
WITH span AS (
    SELECT r.document, 1 AS n, r.seq, 'Source' AS label, r.json->>'$.source.start' AS start,
        r.json->>'$.source.end' AS "end", 's' || r.seq || 'a' AS name FROM statement r WHERE r.review <> 'rejected'
    UNION ALL SELECT r.document, 1, r.seq, 'Cue', r.json->>'$.cue.start', r.json->>'$.cue.end', 's' || r.seq || 'b'
        FROM statement r WHERE r.review <> 'rejected'
    UNION ALL SELECT r.document, 1, r.seq, 'Content', c.value->>'start', c.value->>'end', 's' || r.seq || 'c' || c.key
        FROM statement r JOIN json_each(r.json, '$.content') c WHERE r.review <> 'rejected'
    UNION ALL SELECT r.document, 2, r.seq, 'Figure_' || r.effect, r.start, r."end", 'f' || r.seq
        FROM figure r WHERE r.review <> 'rejected'
    UNION ALL SELECT r.document, 3, r.seq, 'Event_' || r.type, r.start, r."end", 'e' || r.seq || 'b'
        FROM event r WHERE r.review <> 'rejected'
    UNION ALL SELECT r.document, 3, r.seq, 'Actor', r.json->>'$.actor.span.start', r.json->>'$.actor.span.end',
        'e' || r.seq || 'a' FROM event r WHERE r.review <> 'rejected'
    UNION ALL SELECT r.document, 3, r.seq, 'Recipient', r.json->>'$.recipient.span.start',
        r.json->>'$.recipient.span.end', 'e' || r.seq || 'c' FROM event r WHERE r.review <> 'rejected'),
numbered AS (SELECT *, row_number() OVER (PARTITION BY document ORDER BY n, seq, start, name) AS t FROM span
    WHERE start IS NOT NULL),
line AS (
    SELECT s.document, 1 AS part, s.t, 'T' || s.t || char(9) || s.label || ' ' || onr_units(d.text, s.start, 32) || ' '
        || onr_units(d.text, s."end", 32) || char(9) || replace(substr(d.text, onr_units(d.text, s.start, 32) + 1,
        onr_units(d.text, s."end", 32) - onr_units(d.text, s.start, 32)), char(10), ' ') AS words
    FROM numbered s JOIN document d ON d.key = s.document
    UNION ALL SELECT a.document, 2, row_number() OVER (PARTITION BY a.document ORDER BY a.t, b.t),
        'R' || row_number() OVER (PARTITION BY a.document ORDER BY a.t, b.t) || char(9) || lower(b.label) || ' Arg1:T'
        || a.t || ' Arg2:T' || b.t
    FROM numbered a JOIN numbered b ON b.document = a.document AND b.n = a.n AND b.seq = a.seq AND b.t <> a.t
    WHERE (a.label = 'Cue' AND b.label IN ('Source', 'Content')) OR (a.n = 3 AND a.name LIKE '%b'
        AND b.label IN ('Actor', 'Recipient')))
SELECT l.words, d.id FROM line l JOIN document d ON d.key = l.document ORDER BY l.document, l.part, l.t;
