#!/bin/sh
# grow_book.sh BOOK TIMES: make a book that bench_store filled TIMES as large, in minutes instead of hours: every
# document is there TIMES times, with keys and ids of its own and the same words. Indexes and the index of words are made
# anew at the end, as a fill would have made them. For measuring only: the ledger knows nothing of these documents.
set -eu
book=$1 times=$2
sql=$(mktemp)
trap 'rm -f "$sql"' EXIT INT TERM
{
    echo "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY;"
    echo "PRAGMA foreign_keys = OFF; BEGIN;"
    again=$(sqlite3 "$book" "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND (type = 'index' OR type = 'trigger')
        AND tbl_name IN ('source', 'document', 'entity', 'statement', 'figure', 'event', 'quotation')")
    sqlite3 "$book" "SELECT 'DROP ' || type || ' \"' || name || '\";' FROM sqlite_schema WHERE sql IS NOT NULL AND
        (type = 'index' OR type = 'trigger')
        AND tbl_name IN ('source', 'document', 'entity', 'statement', 'figure', 'event', 'quotation')"
    for table in source document entity statement figure event quotation; do
        columns=$(sqlite3 "$book" "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('$table')")
        values=$(sqlite3 "$book" "SELECT group_concat(CASE
            WHEN name = 'key' AND '$table' IN ('source', 'document') THEN 'key + i * top'
            WHEN name IN ('key', 'place') THEN name || ' - (i * (SELECT top FROM n_source LIMIT 1) << 14)'
            WHEN name = 'document' THEN 'document + i * (SELECT top FROM n_source LIMIT 1)'
            WHEN name = 'sha256' THEN 'printf(''x%03x'', i) || substr(sha256, 5)'
            WHEN name = 'id' THEN 'printf(''%04x'', i) || substr(id, 5)'
            ELSE '\"' || name || '\"' END) FROM pragma_table_info('$table')")
        echo "CREATE TEMP TABLE n_$table AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
              WHERE i < $times - 1) SELECT i, (SELECT max(key) FROM $table) AS top FROM n;"
        echo "CREATE TEMP TABLE once AS SELECT * FROM $table;
              INSERT INTO $table ($columns) SELECT $values FROM once t CROSS JOIN n_$table; DROP TABLE once;"
    done
    printf '%s\n' "$again"
    for table in document statement figure event quotation; do
        echo "INSERT INTO ${table}_words (${table}_words) VALUES ('rebuild');"
    done
    echo "COMMIT; PRAGMA journal_mode = WAL;"
} >"$sql"
sqlite3 -bail "$book" <"$sql"
