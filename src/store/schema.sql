-- schema.sql - migration 1: the tables of a book. Embedded in the program; docs/book.md explains them.
--
-- Three kinds of table. What came in (`source`, `origin`) is never altered. What was derived (`document` and the five
-- record tables) is made again by `rebuild`. What people decided (`correction`) is only ever added to, and is applied
-- over the derived tables each time that they are made.
--
-- A record's `json` is the record as `read --json` prints it, with the corrections in it; `original` is what the
-- program said, where a correction changed it. The other columns repeat what one asks for, and are made from `json` by
-- fill.sql alone. Names are those of docs/record.schema.json; where a name is a word of SQL, it has the kind of
-- its value behind it (where_text, when_date, on_date).

-- ---- what came in ----------------------------------------------------------------------------------------------

-- The bytes of one document as they were received. The same bytes of the same outlet and address are one source.
CREATE TABLE source (
    key        INTEGER PRIMARY KEY,
    sha256     TEXT    NOT NULL,
    outlet     TEXT    NOT NULL DEFAULT '', -- as given by the user or by the container; '': not given
    url        TEXT    NOT NULL DEFAULT '',
    published  TEXT,
    media      TEXT    NOT NULL,            -- how they are read: text, html, conllu
    charset    TEXT,                        -- as the transport said
    given      TEXT    NOT NULL,            -- JSON: title, agency, language, authors, published_how as given
    bytes      INTEGER NOT NULL,
    problem    TEXT,                        -- why there is no document of it; NULL: there is one
    added      TEXT    NOT NULL,            -- when, in UTC
    codec      TEXT    NOT NULL CHECK (codec IN ('plain', 'zstd')),
    data       BLOB    NOT NULL,
    UNIQUE (sha256, outlet, url)
) STRICT;

-- Every place where those bytes were seen: a path as it was named, "path#place" inside a container.
CREATE TABLE origin (
    source  INTEGER NOT NULL REFERENCES source (key),
    locator TEXT    NOT NULL,
    UNIQUE (source, locator)
) STRICT;

-- ---- what was derived ------------------------------------------------------------------------------------------

-- Which documents are copies, as `onrecord copies` folded them last: the documents that head its text and its story.
CREATE TABLE copy (
    document INTEGER PRIMARY KEY REFERENCES source (key),
    text     INTEGER NOT NULL,
    story    INTEGER NOT NULL,
    share    REAL    NOT NULL               -- of its words found in another document of the story
) STRICT;
CREATE INDEX copy_story ON copy (story);

-- What made a document's records: program, model and stage versions.
CREATE TABLE run (
    key     INTEGER PRIMARY KEY,
    program TEXT,
    model   TEXT,
    json    TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE document (
    key           INTEGER PRIMARY KEY REFERENCES source (key), -- the same as its source's
    place         INTEGER NOT NULL,         -- where it stands in lists: by publication, the latest first (place.h)
    id            TEXT    NOT NULL,
    title         TEXT,
    published     TEXT,                     -- 2031, 2031-03 or 2031-03-06
    published_how TEXT    NOT NULL,
    outlet        TEXT,
    url           TEXT,
    language      TEXT,
    agency        TEXT,
    run           INTEGER NOT NULL REFERENCES run (key),
    text_bytes    INTEGER NOT NULL,         -- how long the text is
    text_at       INTEGER NOT NULL,         -- where in json the value of "text" goes: an empty string stands there
    json          TEXT    NOT NULL,         -- the "document" object without its text
    dates         TEXT    NOT NULL,         -- the "dates" list
    blocks        TEXT    NOT NULL,         -- [[start, end, kind], ...]
    sentences     TEXT    NOT NULL,         -- [[start, end], ...]
    map           TEXT    NOT NULL,         -- [[text, byte, same], ...]; empty: the text is the source's bytes
    text          TEXT    NOT NULL
) STRICT;
CREATE INDEX document_id ON document (id);
CREATE INDEX document_run ON document (run);
CREATE INDEX document_outlet ON document (outlet);

-- The columns that all records have: document and place (start, end: bytes of the text), seq (order within the
-- document), id, review, json, original; published and outlet are the document's. The key is the place in lists: by
-- day, document and seq (place.h).
--
-- The index KIND_place holds, in the order of the keys, what searches narrow and count by: hits are filtered and
-- counted without their rows. KIND_hidden holds the few that are not shown.

CREATE UNIQUE INDEX document_place ON document (place, key, published, outlet, language);

CREATE TABLE entity (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (key), seq INTEGER NOT NULL,
    id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    name TEXT NOT NULL, kind TEXT, role TEXT, country TEXT, country_how TEXT,
    mentions INTEGER NOT NULL,
    forms TEXT,                             -- the different names that it has in the document, one a line
    published TEXT, outlet TEXT,
    review TEXT NOT NULL DEFAULT 'unseen', json TEXT NOT NULL, original TEXT
) STRICT;
CREATE INDEX entity_document ON entity (document, id);
CREATE INDEX entity_name ON entity (name);
CREATE INDEX entity_place ON entity (key, document, review, kind, name, forms, outlet, published);
CREATE INDEX entity_hidden ON entity (key) WHERE review IN ('rejected', 'merged');

CREATE TABLE statement (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (key), seq INTEGER NOT NULL,
    id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    type TEXT, speaker TEXT, speaker_name TEXT, speaker_kind TEXT, speaker_country TEXT, source TEXT,
    cue TEXT, cue_class TEXT, content TEXT, -- split contents are joined by " ... "
    addressee TEXT, venue TEXT, medium TEXT, said_on TEXT, polarity TEXT, within TEXT,
    origin TEXT, chain TEXT,                -- the first link's name; all names from the origin to the outlet
    confidence REAL, rule TEXT,
    who TEXT,                               -- the speaker's names, role and source, for searching
    published TEXT, outlet TEXT,
    review TEXT NOT NULL DEFAULT 'unseen', json TEXT NOT NULL, original TEXT
) STRICT;
CREATE INDEX statement_document ON statement (document, start);
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_place ON statement (key, document, review, type, speaker_name, cue_class, polarity, origin,
    outlet, published, rule, confidence);
CREATE INDEX statement_hidden ON statement (key) WHERE review IN ('rejected', 'merged');
CREATE INDEX statement_speaker ON statement (speaker_name, review, document, outlet, published, type);
CREATE INDEX statement_outlet ON statement (outlet);

CREATE TABLE figure (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (key), seq INTEGER NOT NULL,
    id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    content TEXT, number TEXT,              -- the words of the figure ("text"); of its number
    low REAL, high REAL, low_open INTEGER, high_open INTEGER, approx INTEGER, vague TEXT,
    effect TEXT, unit TEXT, who TEXT, where_text TEXT, period TEXT, currency TEXT, scale REAL,
    "of" TEXT, relation TEXT, accrual TEXT, since TEXT, as_of TEXT, on_date TEXT,
    polarity TEXT, modality TEXT, caveat TEXT, origin TEXT, chain TEXT, confidence REAL, rule TEXT,
    context TEXT,                           -- the sentence that it stands in
    published TEXT, outlet TEXT,
    review TEXT NOT NULL DEFAULT 'unseen', json TEXT NOT NULL, original TEXT
) STRICT;
CREATE INDEX figure_document ON figure (document, start);
CREATE INDEX figure_id ON figure (id);
CREATE INDEX figure_place ON figure (key, document, review, effect, polarity, modality, accrual, where_text, origin,
    outlet, published, rule, confidence, as_of, on_date, low, high);
CREATE INDEX figure_hidden ON figure (key) WHERE review IN ('rejected', 'merged');
CREATE INDEX figure_outlet ON figure (outlet);

CREATE TABLE event (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (key), seq INTEGER NOT NULL,
    id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    type TEXT, mode TEXT, cameo TEXT, anchor TEXT,
    actor TEXT, actor_name TEXT, actor_code TEXT, actor_sector TEXT,
    recipient TEXT, recipient_name TEXT, recipient_code TEXT, recipient_sector TEXT,
    modality TEXT, when_date TEXT, where_text TEXT, same_as TEXT, origin TEXT, chain TEXT, confidence REAL, rule TEXT,
    context TEXT,                           -- the sentence that tells it
    actor_who TEXT, recipient_who TEXT,     -- names, words and code, for searching
    published TEXT, outlet TEXT,
    review TEXT NOT NULL DEFAULT 'unseen', json TEXT NOT NULL, original TEXT
) STRICT;
CREATE INDEX event_document ON event (document, start);
CREATE INDEX event_id ON event (id);
CREATE INDEX event_place ON event (key, document, review, type, modality, actor_code, actor_name, recipient_code,
    recipient_name, where_text, origin, outlet, published, rule, confidence, when_date, same_as);
CREATE INDEX event_hidden ON event (key) WHERE review IN ('rejected', 'merged');
CREATE INDEX event_outlet ON event (outlet);
CREATE INDEX event_actor ON event (coalesce(nullif(actor_code, ''), actor_name, '?'));
CREATE INDEX event_recipient ON event (coalesce(nullif(recipient_code, ''), recipient_name, '?'));

CREATE TABLE quotation (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (key), seq INTEGER NOT NULL,
    id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    kind TEXT, content TEXT, rule TEXT,
    context TEXT,
    published TEXT, outlet TEXT,
    review TEXT NOT NULL DEFAULT 'unseen', json TEXT NOT NULL, original TEXT
) STRICT;
CREATE INDEX quotation_document ON quotation (document, start);
CREATE INDEX quotation_id ON quotation (id);
CREATE INDEX quotation_place ON quotation (key, document, review, kind, outlet, published, rule);
CREATE INDEX quotation_outlet ON quotation (outlet);
CREATE INDEX quotation_hidden ON quotation (key) WHERE review IN ('rejected', 'merged');

-- ---- words -----------------------------------------------------------------------------------------------------
-- English stems; accents do not count. The tables above hold the words, these only the index. Rows of the tables above
-- are inserted and deleted, never updated in these columns, so two triggers a table keep the index true.

CREATE VIRTUAL TABLE document_words USING fts5 (title, text, content = 'document', content_rowid = 'place',
    tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_words USING fts5 (content, who, content = 'statement', content_rowid = 'key',
    tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE figure_words USING fts5 (content, context, who, content = 'figure', content_rowid = 'key',
    tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE event_words USING fts5 (context, actor_who, recipient_who, content = 'event',
    content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE quotation_words USING fts5 (content, context, content = 'quotation', content_rowid = 'key',
    tokenize = 'porter unicode61 remove_diacritics 2');

CREATE TRIGGER document_in AFTER INSERT ON document BEGIN
    INSERT INTO document_words (rowid, title, text) VALUES (new.place, new.title, new.text);
END;
CREATE TRIGGER document_out AFTER DELETE ON document BEGIN
    INSERT INTO document_words (document_words, rowid, title, text) VALUES ('delete', old.place, old.title, old.text);
END;
CREATE TRIGGER statement_in AFTER INSERT ON statement BEGIN
    INSERT INTO statement_words (rowid, content, who) VALUES (new.key, new.content, new.who);
END;
CREATE TRIGGER statement_out AFTER DELETE ON statement BEGIN
    INSERT INTO statement_words (statement_words, rowid, content, who)
    VALUES ('delete', old.key, old.content, old.who);
END;
CREATE TRIGGER figure_in AFTER INSERT ON figure BEGIN
    INSERT INTO figure_words (rowid, content, context, who) VALUES (new.key, new.content, new.context, new.who);
END;
CREATE TRIGGER figure_out AFTER DELETE ON figure BEGIN
    INSERT INTO figure_words (figure_words, rowid, content, context, who)
    VALUES ('delete', old.key, old.content, old.context, old.who);
END;
CREATE TRIGGER event_in AFTER INSERT ON event BEGIN
    INSERT INTO event_words (rowid, context, actor_who, recipient_who)
    VALUES (new.key, new.context, new.actor_who, new.recipient_who);
END;
CREATE TRIGGER event_out AFTER DELETE ON event BEGIN
    INSERT INTO event_words (event_words, rowid, context, actor_who, recipient_who)
    VALUES ('delete', old.key, old.context, old.actor_who, old.recipient_who);
END;
CREATE TRIGGER quotation_in AFTER INSERT ON quotation BEGIN
    INSERT INTO quotation_words (rowid, content, context) VALUES (new.key, new.content, new.context);
END;
CREATE TRIGGER quotation_out AFTER DELETE ON quotation BEGIN
    INSERT INTO quotation_words (quotation_words, rowid, content, context)
    VALUES ('delete', old.key, old.content, old.context);
END;

-- ---- what people decided ---------------------------------------------------------------------------------------

-- The log. A row is never changed and never deleted: a decision is taken back by an 'undo' that names it.
CREATE TABLE correction (
    key      INTEGER PRIMARY KEY,
    at       TEXT    NOT NULL,              -- when, in UTC
    who      TEXT    NOT NULL,
    op       TEXT    NOT NULL CHECK (op IN ('accept', 'reject', 'set', 'merge', 'split', 'add', 'undo')),
    document INTEGER NOT NULL REFERENCES source (key),
    kind     TEXT    NOT NULL,              -- entity, statement, figure, event, quotation
    record   TEXT    NOT NULL,              -- the record's id when it was decided
    start    INTEGER NOT NULL,              -- where the record stood in the text, and its words: the anchor
    "end"    INTEGER NOT NULL,
    words    TEXT    NOT NULL,
    field    TEXT,                          -- 'set': which
    value    TEXT,                          -- JSON: the new value, the whole record, the other entity
    before   TEXT,                          -- JSON: what stood there; of an accept, how the record read
    undoes   INTEGER REFERENCES correction (key),
    note     TEXT
) STRICT;
CREATE INDEX correction_document ON correction (document);
CREATE TRIGGER correction_keep BEFORE UPDATE ON correction BEGIN
    SELECT raise(ABORT, 'the log of corrections is only ever added to');
END;
CREATE TRIGGER correction_stay BEFORE DELETE ON correction BEGIN
    SELECT raise(ABORT, 'the log of corrections is only ever added to');
END;

-- What became of each correction when it was last applied (derived: made again with the records).
CREATE TABLE applied (
    correction INTEGER PRIMARY KEY REFERENCES correction (key),
    state      TEXT NOT NULL CHECK (state IN ('applied', 'undone', 'settled', 'lost')),
    record     TEXT,                        -- the id of the record that it is applied to now
    reason     TEXT
) STRICT;
