/* battery.h - the cases of tests/quality/statements.txt, parsed; its grammar stands at that file's top. */
#ifndef ONR_TESTS_QUALITY_BATTERY_H
#define ONR_TESTS_QUALITY_BATTERY_H

#include "base/slice.h"
#include "doc/records.h"

enum { BATTERY_PIECES = 8, BATTERY_STATEMENTS = 8, BATTERY_CASES = 512, BATTERY_PHENOMENA = 96 };

/* A statement as it should be found; spans count from the start of the case's text. */
typedef struct want {
    unsigned type; /* ONR_STATEMENT_… */
    onr_span source, cue, content[BATTERY_PIECES], addressee, venue, medium;
    uint32_t content_n;
    onr_slice speaker, polarity;
    uint32_t within;   /* number in its case from 1; 0: none */
    onr_slice said_on; /* "2031-03-05", "none"; empty: not asked for */
} want;

typedef struct battery_case {
    onr_slice phenomenon, title, text;
    want want[BATTERY_STATEMENTS];
    unsigned n;
} battery_case;

typedef struct battery {
    char *bytes; /* owned */
    battery_case *at;
    unsigned n;
} battery;

/* Read the file. Prints what is wrong with it and returns 0; 1 when all is well. The caller clears. */
int battery_read(battery *b, const char *path);
void battery_clear(battery *b);

#endif
