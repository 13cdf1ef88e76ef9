/* test_credit.c - credit lines and the agency they name; those that must not be taken for one; whole articles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "read/credit.h"
#include "read/html.h"
#include "read/text.h"

static void credits(void **state) {
    (void)state;
    static const struct {
        const char *text, *agency;
    } cases[] = {
        {"AFP", "AFP"},
        {"(AFP)", "AFP"},
        {"\xE2\x80\x94 AFP", "AFP"},
        {"-- Reuters.", "Reuters"},
        {"(Reuters).", "Reuters"},
        {"\xE2\x80\x94"
         "dpa",
         "dpa"},
        {"- PA", "PA"},
        {"With Reuters", "Reuters"},
        {"(With inputs from ANI)", "ANI"},
        {"With reporting by the Associated Press.", "Associated Press"},
        {"With files from\nThe Canadian Press", "The Canadian Press"},
        {"Associated Press contributed to this report", "Associated Press"},
        {"The Associated Press contributed to this story.", "The Associated Press"},
        {"Associated Press writers Petra Volk in Osmere and Ine Solberg in Selwick contributed to this report.",
         "Associated Press"},
        {"AFP journalist Tom Averill contributed to this article.", "AFP"},
        {"Reporting by Petra Volk, AFP; editing by Tom Averill", "AFP"},
        {"(Reporting by Petra Volk for Reuters; Editing by Tom Averill)", "Reuters"},
        {"(Reporting by Petra Volk in Osmere; Editing by Ine Solberg and Tom Averill)", ""},
        {"Additional reporting by Reuters", "Reuters"},
        {"Source: TASS", "TASS"},
        {"SOURCE: Xinhua news agency", "Xinhua"},
        {"Sources: AFP, Reuters", ""},
        {"AP and Reuters contributed to this report.", ""},
        {"By Agence France-Presse", "Agence France-Presse"},
        {"By Petra Volk, Associated Press", "Associated Press"},
        {"This story was originally published by Reuters.", "Reuters"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_credit c;
        if (!onr_read_credit(onr_slice_of(cases[i].text), &c)) fail_msg("none: %s", cases[i].text);
        if (strcmp(c.agency, cases[i].agency) != 0) fail_msg("%s: %s", cases[i].text, c.agency);
    }
}

static void no_credits(void **state) {
    (void)state;
    static const char *const cases[] = {
        "",
        "(",
        "-",
        ".",
        "PA",
        "Spa",
        "Mena",
        "(tass)",
        "Photo: AFP",
        "(Photo by Petra Volk/AFP)",
        "[Petra Volk/Reuters]",
        "Source: Ministry of Fisheries",
        "Source: AFP, Ministry of Fisheries",
        "With the harbour closed, AFP moved its office.",
        "With Petra Volk",
        "By Petra Volk",
        "By Friday",
        "Reuters said the ministry had contributed to this report",
        "The ministry told AFP that smoke contributed to this report",
        "Rising tides contributed to this story",
        "Reuters sources contributed to this report and the ministry denied it.",
        "Reporting by the ministry showed 12 dead",
        "Reporting by Reuters found that 12 died.",
        "Reporting by Petra Volk. Twelve people died",
        "Editing by hand takes 3 hours",
        "AFP reported on Monday that the ferry sank.",
        "Reuters asks for comment",
        "AFP, the agency of France",
        "\xE2\x80\x94 Petra Volk",
        "(Selwick)",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_credit c;
        if (onr_read_credit(onr_slice_of(cases[i]), &c)) fail_msg("%s: %s", cases[i], c.agency);
    }
}

static void tails(void **state) {
    (void)state;
    static const struct {
        const char *text, *agency; /* NULL: none */
    } cases[] = {
        {"The ferry sank on Monday. (AFP)", "AFP"},
        {"\"It sank,\" she said.\" \xE2\x80\x94 Reuters", "Reuters"},
        {"The ferry sank, the harbour said. -- The Associated Press", "The Associated Press"},
        {"The ferry sank. (Petra Volk)", NULL},
        {"The ferry was photographed by a man of the agency (AFP)", NULL},
        {"The ferry was sold (Reuters).", NULL},
        {"They sold it to someone - Reuters", NULL},
        {"(AFP)", NULL},
        {"AFP", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_credit c;
        int is = onr_read_credit_tail(onr_slice_of(cases[i].text), &c);
        if (is != (cases[i].agency != NULL)) fail_msg("%s", cases[i].text);
        if (is && strcmp(c.agency, cases[i].agency) != 0) fail_msg("%s: %s", cases[i].text, c.agency);
    }
}

#define BODY                                                                                                           \
    "The harbour of Selwick was closed on Monday after a ferry ran aground, its master said.\n\n"                      \
    "\"Nobody was hurt,\" Ine Solberg told a meeting of the town, which lasted three hours and a half.\n\n"

static void articles(void **state) {
    (void)state;
    static const struct {
        const char *text, *agency; /* NULL: none */
        int credits;
    } cases[] = {
        {"Ferry aground\n\n" BODY "(AFP)\n", "AFP", 1},
        {"Ferry aground\n\nReuters\n\n" BODY, "Reuters", 1},
        {"AFP\n\nFerry aground\n\n" BODY, "AFP", 1},
        {"Ferry aground\n\nBy Petra Volk, Associated Press\n\n" BODY, "Associated Press", 1},
        {"Ferry aground\n\n" BODY "Reporting by Petra Volk; editing by Tom Averill\n\n\xE2\x80\x94 AFP\n", "AFP", 2},
        {"Ferry aground\n\n" BODY "The Associated Press contributed to this report.\n\nRead our other stories here.\n",
         "The Associated Press", 1},
        {"Ferry aground\n\n" BODY "With Reuters\n\n\xE2\x80\x94 AFP\n", NULL, 2},          /* which of them? */
        {"Ferry aground\n\n" BODY "AFP\n\n" BODY, NULL, 0},                                /* a picture's */
        {"Ferry aground\n\nSELWICK, Jan 24 (Reuters) - " BODY "With AFP\n", "Reuters", 1}, /* the dateline is kept */
        {"Ferry aground\n\n" BODY "It was freed on Tuesday. (AFP)\n", "AFP", 0},
        {"Ferry aground\n\n" BODY "Source: Port of Selwick\n", NULL, 0},
        {"AFP\n", NULL, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_doc doc;
        onr_err err;
        onr_doc_init(&doc, ONR_DOC_ARENA_CAP);
        onr_slice s = onr_slice_of(cases[i].text);
        assert_int_equal(onr_read_text((const unsigned char *)s.p, s.n, NULL, &doc, &err), ONR_OK);
        assert_int_equal(onr_doc_check(&doc, &err), ONR_OK);
        int credits = 0;
        for (uint32_t b = 0; b < doc.blocks_n; b++) credits += doc.blocks[b].kind == ONR_BLOCK_CREDIT;
        const char *agency = doc.meta.agency ? doc.meta.agency : "none";
        if (credits != cases[i].credits) fail_msg("%zu: %d credits", i, credits);
        if (strcmp(agency, cases[i].agency ? cases[i].agency : "none") != 0) fail_msg("%zu: %s", i, agency);
        if (i == 2) assert_true(doc.blocks[1].kind == ONR_BLOCK_TITLE);
        onr_doc_clear(&doc);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(credits), cmocka_unit_test(no_credits), cmocka_unit_test(tails),
                                       cmocka_unit_test(articles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
