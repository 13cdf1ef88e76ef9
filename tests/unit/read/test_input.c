/* Inputs as items: what each container gives, what it leaves out and why, and that every allocation may fail. The files
 * are those of fuzz/corpus, which the fuzz targets replay too. */
#define _XOPEN_SOURCE 700 /* mkdtemp, symlink */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "read/columns.h"
#include "read/field_date.h"
#include "read/input.h"

/* What the first article of a file says, and how much there is of what. */
static const struct expected {
    const char *path;
    unsigned items, skipped;
    const char *locator, *title, *outlet, *author, *date;
} files[] = {
    {"fuzz/corpus/warc/all.warc", 8, 5, "#402", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/warc/all.warc.gz", 8, 5, "#356", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/warc/all.warc.zst", 2, 2, "#343", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/warc/one-member.warc.gz", 2, 2, "#unpacked402", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/warc/damaged.warc.gz", 3, 4, NULL, NULL, NULL, NULL, NULL},
    {"fuzz/corpus/warc/cut.warc.gz", 0, 2, NULL, NULL, NULL, NULL, NULL},
    {"fuzz/corpus/warc/bad-length.warc", 1, 1, NULL, NULL, NULL, NULL, NULL},
    {"fuzz/corpus/warc/packings.warc", 4, 2, "#0", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/warc/mediacloud.warc", 1, 0, "#0", "Harbour closed", "lowmark.example", NULL, "2031-03-05"},
    {"fuzz/corpus/feed/rss2.xml", 2, 1, "#entry1", "Harbour & quay", "The Lowmark Courier", "Ada Brenn", "2031-03-05"},
    {"fuzz/corpus/feed/rdf.xml", 1, 0, "#entry1", "One", "Courier", NULL, "2031-03-05"},
    {"fuzz/corpus/feed/atom.xml", 1, 0, "#entry1", "A bold day", "The Courier", "Ada Brenn", "2031-03-05"},
    {"fuzz/corpus/feed/sitemap.xml", 1, 0, "#entry1", "Harbour closed", "The Lowmark Courier", NULL, "2031-03-05"},
    {"fuzz/corpus/feed/feed.json", 2, 1, "#entry1", "Harbour closed", "The Lowmark Courier", "Ada Brenn", "2031-03-05"},
    {"fuzz/corpus/feed/cut.xml", 1, 1, "#entry1", "First & best", NULL, "Ada", NULL},
    {"fuzz/corpus/feed/petrarch.xml", 2, 0, "#entry1", NULL, "AFP", NULL, "2031-03-05"},
    {"fuzz/corpus/feed/factiva.xml", 1, 0, "#entry1", "Harbour closed", "The Lowmark Courier", NULL, "2031-03-05"},
    {"fuzz/corpus/csv/quoted.csv", 2, 1, "#row2", "Harbour, closed", "Lowmark Courier", "Ada Brenn", "2031-03-05"},
    {"fuzz/corpus/csv/packed.csv.gz", 2, 1, "#row2", "Harbour, closed", "Lowmark Courier", "Ada Brenn", "2031-03-05"},
    {"fuzz/corpus/csv/semicolon.csv", 1, 1, "#row2", "A", NULL, NULL, "2031-03-05"},
    {"fuzz/corpus/csv/tab.tsv", 2, 0, "#row2", "Two", NULL, "Ada Brenn", NULL},
    {"fuzz/corpus/json/lines.ndjson", 2, 2, "#line1", "Harbour closed", "Courier", "Ada Brenn", "2031-03-05"},
    {"fuzz/corpus/json/nested.ndjson", 2, 1, "#line1", "Harbour closed", "Courier", NULL, "2031-03-05"},
    {"fuzz/corpus/json/list.json", 2, 0, "#object1", "Harbour closed", NULL, NULL, NULL},
    {"fuzz/corpus/docx/nexis.txt", 1, 1, "#article1", "Harbour closed for a week", "The Lowmark Courier", "Ada Brenn",
     "2031-03-05"},
    {"fuzz/corpus/docx/nexis.html", 1, 0, "#article1", "Harbour closed", "The Lowmark Courier", "Ada Brenn",
     "2031-03-05"},
    {"fuzz/corpus/docx/nexis-uni.docx", 1, 0, "#article1", "Harbour closed", "The Lowmark Courier", "Ada Brenn",
     "2031-03-05"},
    {"fuzz/corpus/docx/factiva.html", 1, 0, "#article1", "Harbour closed", "The Lowmark Courier", "Ada Brenn",
     "2031-03-05"},
    {"fuzz/corpus/docx/europresse.html", 1, 0, "#article1", "Le port", "Le Courrier", NULL, "2031-03-05"},
    {"fuzz/corpus/docx/stored.docx", 1, 0, "", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/docx/files.zip", 6, 2, "#1.html", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/docx/damaged.zip", 6, 3, "#1.html", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/docx/mail.eml", 1, 0, "#part1", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/docx/saved.mhtml", 1, 0, "#part2", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/docx/article.rtf", 1, 0, "", NULL, NULL, NULL, NULL},
    {"fuzz/corpus/docx/factiva.rtf", 2, 0, "#article1", "Harbour closed", "The Lowmark Courier", "Ada Brenn",
     "2031-03-05"},
    {"fuzz/corpus/docx/keys.rtf", 1, 0, "#article1", "Harbour closed", "The Lowmark Courier", "Ada Brenn",
     "2031-03-05"},
    {"fuzz/corpus/docx/browser.wacz", 2, 4, "#archive/data.warc.gz#unpacked402", NULL, NULL, NULL, NULL},
};
enum { FILES = sizeof files / sizeof *files };

static void check_first(const struct expected *e, const onr_item *item) {
    char date[16];
    if (e->locator) assert_string_equal(item->locator + strlen(e->path), e->locator);
    if (e->title) assert_string_equal(item->meta.title, e->title);
    if (e->outlet) assert_string_equal(item->meta.outlet, e->outlet);
    if (e->author) assert_string_equal(item->meta.authors[0], e->author);
    if (!e->date) return;
    (void)snprintf(date, sizeof date, "%04d-%02u-%02u", (int)item->meta.published.year, item->meta.published.month,
                   item->meta.published.day);
    assert_string_equal(date, e->date);
    assert_non_null(item->meta.published_how);
}

static void test_files(void **state) {
    (void)state;
    for (size_t i = 0; i < FILES; i++) {
        const struct expected *e = &files[i];
        onr_input *in;
        onr_item item;
        onr_err err = {0};
        unsigned items = 0, skipped = 0;
        size_t n;
        assert_int_equal(onr_input_open(&e->path, 1, NULL, &in, &err), ONR_OK);
        for (; onr_input_next(in, &item, &err) == ONR_OK && item.bytes; items++)
            if (items == 0) check_first(e, &item);
        const onr_skipped *list = onr_input_skipped(in, &n);
        for (size_t k = 0; k < n; k++) skipped += (unsigned)list[k].n;
        if (items != e->items || skipped != e->skipped)
            fail_msg("%s: %u items and %u skipped, not %u and %u", e->path, items, skipped, e->items, e->skipped);
        onr_input_close(in);
    }
}

/* Archives that are not read say why; where one lies among others, that is a reason and not the end. */
static void test_zip_refused(void **state) {
    (void)state;
    static const char *const files_and_words[][2] = {
        {"fuzz/corpus/docx/sheet.xlsx", "spreadsheet"},
        {"fuzz/corpus/docx/share.zip", "share bytes"},
        {"fuzz/corpus/docx/cut.docx", "cut or damaged"},
    };
    for (size_t i = 0; i < sizeof files_and_words / sizeof *files_and_words; i++) {
        onr_input *in;
        onr_item item;
        onr_err err = {0};
        assert_int_equal(onr_input_open(&files_and_words[i][0], 1, NULL, &in, &err), ONR_OK);
        assert_true(onr_input_next(in, &item, &err) != ONR_OK);
        assert_non_null(strstr(err.msg, files_and_words[i][1]));
        assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
        assert_null(item.bytes);
        onr_input_close(in);
    }
}

/* A row that gives no text leaves nothing to the row behind it: neither its author nor its date. */
static void test_row_without_text(void **state) {
    (void)state;
    static const char csv[] = "title,text,author,date\n,\xC2\xA0,Ada Brenn,2031-03-05\nTwo,And more.,,\n";
    onr_input *in;
    onr_item item;
    onr_err err = {0};
    assert_int_equal(onr_input_open_bytes(csv, sizeof csv - 1, NULL, &in, &err), ONR_OK);
    assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
    assert_string_equal(item.meta.title, "Two");
    assert_int_equal(item.meta.authors_n, 0);
    assert_int_equal(item.meta.published.year, 0);
    assert_null(item.meta.published_how);
    onr_input_close(in);
}

/* A text that a container's title opens is the title's line, an empty one, the body; nothing is rewritten. */
static void test_text(void **state) {
    (void)state;
    static const char csv[] = "title,text\nOne,\"He said: \"\"No.\"\"\nShe left.\"\nTwo,\"Two\n\nand more\"\n";
    onr_input *in;
    onr_item item;
    onr_err err = {0};
    assert_int_equal(onr_input_open_bytes(csv, sizeof csv - 1, NULL, &in, &err), ONR_OK);
    assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
    assert_string_equal((const char *)item.bytes, "One\n\nHe said: \"No.\"\nShe left.");
    assert_string_equal(onr_input_note(in), "-: read with text=text, title=title");
    assert_null(onr_input_note(in));
    assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
    assert_string_equal((const char *)item.bytes, "Two\n\nand more");
    assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
    assert_null(item.bytes);
    onr_input_close(in);
}

static void test_map(void **state) {
    (void)state;
    static const char csv[] = "a,b,text\nbody one,2031-03-05,no\n";
    const onr_input_options o = {.map = "text=a,published=b", .format = ONR_FORMAT_CSV, .name = "t.csv"};
    const onr_input_options wrong = {.map = "text=z", .format = ONR_FORMAT_CSV, .name = "t.csv"};
    onr_input *in;
    onr_item item;
    onr_err err = {0};
    assert_int_equal(onr_input_open_bytes(csv, sizeof csv - 1, &o, &in, &err), ONR_OK);
    assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
    assert_string_equal((const char *)item.bytes, "body one");
    assert_string_equal(item.locator, "t.csv#row2");
    assert_int_equal(item.meta.published.year, 2031);
    onr_input_close(in);
    assert_int_equal(onr_input_open_bytes(csv, sizeof csv - 1, &wrong, &in, &err), ONR_OK);
    assert_int_equal(onr_input_next(in, &item, &err), ONR_FORMAT);
    assert_non_null(strstr(err.msg, "no column is called 'z'"));
    onr_input_close(in);
    assert_int_equal(onr_columns_check("text=a,when=b", &err), ONR_FORMAT);
    assert_int_equal(onr_columns_check("text=", &err), ONR_FORMAT);
    assert_int_equal(onr_columns_check("dates=ymd", &err), ONR_FORMAT);
    assert_int_equal(onr_columns_check("text=a,dates=dmy", &err), ONR_OK);
    assert_int_equal(onr_columns_check("text=a,published=b", &err), ONR_OK);
}

static void test_dates(void **state) {
    (void)state;
    static const char *const same[] = {"2031-03-05",
                                       "2031-03-05T10:00:00Z",
                                       "Wed, 05 Mar 2031 10:00:00 GMT",
                                       "20310305",
                                       "20310305101500",
                                       "Wed Mar 05 10:00:00 +0000 2031",
                                       "March 5, 2031 Wednesday 11:21 AM",
                                       "5 M\xC3\xA4rz 2031",
                                       "mercredi 5 mars 2031",
                                       "5 marzo 2031",
                                       "1930474800",
                                       "20310305T101500Z",
                                       "05-Mar-2031",
                                       "5-MAR-31",
                                       "05.03.2031"};
    static const char *const none[] = {"",      "yesterday",  "03/04/2031", "2031-02-31",  "31 February 2031",
                                       "12345", "5 Foo 2031", "5-Foo-31",   "31-Feb-2031", "13/13/2031",
                                       "3/4/31"};
    onr_date d;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        if (!onr_field_date(onr_slice_of(same[i]), ONR_DATES_OPEN, &d)) fail_msg("'%s' is no date", same[i]);
        if (d.year != 2031 || d.month != 3 || d.day != 5) fail_msg("'%s' is %d-%u-%u", same[i], d.year, d.month, d.day);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (onr_field_date(onr_slice_of(none[i]), ONR_DATES_OPEN, &d)) fail_msg("'%s' became a date", none[i]);
}

/* The order of two numbers is that of the column, or shown by one over 12; else the day stays unknown. */
static void test_date_order(void **state) {
    (void)state;
    static const struct {
        const char *rows, *map;
        unsigned month, day; /* of the first row */
        const char *said;    /* by the note, beside the columns; NULL: nothing */
    } cases[] = {
        {"03/04/2031,One\n25/03/2031,Two\n", NULL, 4, 3, NULL},
        {"03/04/2031 10:15,One\n04/25/2031 10:15,Two\n", NULL, 3, 4, NULL},
        {"03/04/2031,One\n05/04/2031,Two\n", NULL, 0, 0, "dates=dmy"},
        {"03/04/2031,One\n25/03/2031,Two\n03/25/2031,Three\n", NULL, 0, 0, "dates=dmy"},
        {"25/03/2031,One\n03/25/2031,Two\n", NULL, 3, 25, NULL},
        {"04/04/2031,One\n", NULL, 4, 4, NULL},
        {"3-4-2031,One\n", "dates=dmy", 4, 3, NULL},
        {"3-4-2031,One\n", "text=text,dates=mdy", 3, 4, NULL},
        {"last week,One\n", NULL, 0, 0, "the date 'last week'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char csv[160];
        const onr_input_options o = {.map = cases[i].map, .name = "t.csv"};
        onr_input *in;
        onr_item item;
        onr_err err = {0};
        (void)snprintf(csv, sizeof csv, "date,text\n%s", cases[i].rows);
        assert_int_equal(onr_input_open_bytes(csv, strlen(csv), &o, &in, &err), ONR_OK);
        assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
        const char *note = onr_input_note(in), *more = note ? strchr(note, ';') : NULL;
        if (item.meta.published.month != cases[i].month || item.meta.published.day != cases[i].day)
            fail_msg("'%s' began on %u-%u", cases[i].rows, item.meta.published.month, item.meta.published.day);
        if (!cases[i].said != !more || (more && !strstr(more, cases[i].said)))
            fail_msg("'%s': %s", cases[i].rows, note);
        onr_input_close(in);
    }
}

/* What is a table, and with which columns; prose that looks a little like one stays prose. */
static void test_tables(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *text; /* of the first item; NULL: refused */
        const char *map;
    } cases[] = {
        {"Datum;Titel;Text\n05.03.2031;Quay;It shut.\n", "Quay\n\nIt shut.", NULL},
        {"sep=;\r\ntitle;text\r\nQuay;It shut.\r\n", "Quay\n\nIt shut.", NULL},
        {"HD\tPD\tTD\nQuay\t5 March 2031\tIt shut.\n", "Quay\n\nIt shut.", NULL},
        {"text\n\"It shut, they said.\"\n", "It shut, they said.", NULL},
        {"publish_date,headline_text\n20310305,quay shut\n", "quay shut", NULL},
        {"id,media_name,publish_date,title,url\n1,Courier,2031-03-05,Quay shut,http://x.invalid/\n", "Quay shut", NULL},
        {"Class Index,Title,Description\n3,Quay,It shut.\n", "Quay\n\nIt shut.", NULL},
        {"2031-03-05,Quay,\"It shut, they said.\"\n2031-03-06,Ferry,\"It sailed.\"\n", NULL, NULL},
        {"2031-03-05,Quay,\"It shut, they said.\"\n2031-03-06,Ferry,\"It sailed.\"\n", "Quay\n\nIt shut, they said.",
         "text=3,title=2,published=1"},
        {"Text, lies and a harbour\n\nThe quay of Selwick, shut since May, opened.\n",
         "Text, lies and a harbour\n\nThe quay "
         "of Selwick, shut since May, opened.\n",
         NULL},
        {"Story, continued\nThe quay shut.\n", "Story, continued\nThe quay shut.\n", NULL},
        {"Selwick 1, Osmere 0\nLowmark 2, Selwick 2\n", "Selwick 1, Osmere 0\nLowmark 2, Selwick 2\n", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const onr_input_options o = {.map = cases[i].map, .name = "t"};
        onr_input *in;
        onr_item item;
        onr_err err = {0};
        assert_int_equal(onr_input_open_bytes(cases[i].bytes, strlen(cases[i].bytes), &o, &in, &err), ONR_OK);
        onr_status st = onr_input_next(in, &item, &err);
        if (!cases[i].text != (st == ONR_FORMAT)) fail_msg("'%s': %s", cases[i].bytes, err.msg);
        if (cases[i].text && (item.n != strlen(cases[i].text) || memcmp(item.bytes, cases[i].text, item.n) != 0))
            fail_msg("'%s' gave '%.*s'", cases[i].bytes, (int)item.n, (const char *)item.bytes);
        onr_input_close(in);
    }
}

/* UTF-16, as spreadsheets save "Unicode text": tables and lines of JSON are decoded on the way, marked or not. */
static void test_wide(void **state) {
    (void)state;
    static const char *const sources[] = {
        "date\ttitle\ttext\n2031-03-05\tQuay\tIt shut \xE2\x80\x9Ctoday\xE2\x80\x9D.\n",
        "{\"title\":\"Quay\",\"text\":\"It shut \xE2\x80\x9Ctoday\xE2\x80\x9D.\"}\n"};
    for (int k = 0; k < 8; k++) {
        const char *s = sources[k & 1];
        int big = (k & 2) != 0, marked = (k & 4) != 0;
        unsigned char wide[400];
        size_t n = 0;
        if (marked) wide[n++] = big ? 0xFE : 0xFF, wide[n++] = big ? 0xFF : 0xFE;
        for (size_t i = 0, step; s[i]; i += step) {
            uint32_t c;
            step = onr_utf8_decode(s + i, strlen(s) - i, &c);
            wide[n++] = (unsigned char)(big ? c >> 8 : c);
            wide[n++] = (unsigned char)(big ? c : c >> 8);
        }
        onr_input *in;
        onr_item item;
        onr_err err = {0};
        assert_int_equal(onr_input_open_bytes(wide, n, NULL, &in, &err), ONR_OK);
        assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
        assert_string_equal(item.meta.title, "Quay");
        assert_int_equal(item.n, strlen("Quay\n\nIt shut \xE2\x80\x9Ctoday\xE2\x80\x9D."));
        assert_memory_equal(item.bytes, "Quay\n\nIt shut \xE2\x80\x9Ctoday\xE2\x80\x9D.", item.n);
        assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
        assert_null(item.bytes);
        onr_input_close(in);
    }
}

/* A file that holds nothing says so: an empty feed, a header without rows, a list without objects. */
static void test_nothing(void **state) {
    (void)state;
    static const char *const empty[] = {"<rss version=\"2.0\"><channel><title>Courier</title></channel></rss>",
                                        "title,text\n", "[{}]", "sep=;\ntitle;text\n\n\n"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        onr_input *in;
        onr_item item;
        onr_err err = {0};
        size_t n;
        assert_int_equal(onr_input_open_bytes(empty[i], strlen(empty[i]), NULL, &in, &err), ONR_OK);
        assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
        assert_null(item.bytes);
        (void)onr_input_skipped(in, &n);
        if (n != 1) fail_msg("'%s' gave %zu reasons", empty[i], n);
        onr_input_close(in);
    }
}

static void test_authors(void **state) {
    (void)state;
    static const struct {
        const char *field, *names, *agency;
    } cases[] = {
        {"HALE, TOMAS", "HALE, TOMAS|", NULL},
        {"Hale, Tomas; Brenn, Ada", "Hale, Tomas|Brenn, Ada|", NULL},
        {"By Tomas Hale, Ada Brenn", "Tomas Hale|Ada Brenn|", NULL},
        {"Tomas Hale and Ada Brenn", "Tomas Hale|Ada Brenn|", NULL},
        {"Tomas Hale, Reuters", "Tomas Hale|", "Reuters"},
        {"Reuters, AFP", "", "Reuters"},
        {"['Tomas Hale', 'Ada Brenn']", "Tomas Hale|Ada Brenn|", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char csv[160], got[160] = "";
        onr_input *in;
        onr_item item;
        onr_err err = {0};
        (void)snprintf(csv, sizeof csv, "text,author\nIt shut.,\"%s\"\n", cases[i].field);
        assert_int_equal(onr_input_open_bytes(csv, strlen(csv), NULL, &in, &err), ONR_OK);
        assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
        for (size_t k = 0; k < item.meta.authors_n; k++) {
            size_t n = strlen(got);
            (void)snprintf(got + n, sizeof got - n, "%s|", item.meta.authors[k]);
        }
        assert_string_equal(got, cases[i].names);
        assert_string_equal(item.meta.agency ? item.meta.agency : "", cases[i].agency ? cases[i].agency : "");
        onr_input_close(in);
    }
}

static void write_file(const char *folder, const char *name, const char *text) {
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
}

static void test_folder(void **state) {
    (void)state;
    char folder[] = "/tmp/onr-input-XXXXXX", inner[64], path[80];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(inner, sizeof inner, "%s/b", folder);
    assert_int_equal(mkdir(inner, 0700), 0);
    write_file(folder, "c.txt", "Third.");
    write_file(inner, "x.txt", "Second.");
    write_file(folder, "a.txt", "First.");
    write_file(folder, ".hidden", "No.");
    (void)snprintf(path, sizeof path, "%s/loop", inner);
    assert_int_equal(symlink(folder, path), 0);
    const char *const paths[] = {folder, "/no/such/file"};
    static const char *const order[] = {"First.", "Second.", "Third."};
    onr_input *in;
    onr_item item;
    onr_err err = {0};
    assert_int_equal(onr_input_open(paths, 2, NULL, &in, &err), ONR_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
        assert_int_equal(item.n, strlen(order[i]));
        assert_memory_equal(item.bytes, order[i], item.n);
    }
    assert_int_equal(onr_input_next(in, &item, &err), ONR_NOT_FOUND);
    assert_string_equal(item.path, "/no/such/file");
    assert_int_equal(onr_input_next(in, &item, &err), ONR_OK);
    assert_null(item.bytes);
    assert_int_equal(onr_input_at(in).bytes_done, 19);
    onr_input_close(in);
    (void)unlink(path);
    static const char *const made[] = {"b/x.txt", "c.txt", "a.txt", ".hidden"};
    for (size_t i = 0; i < 4; i++) (void)snprintf(path, sizeof path, "%s/%s", folder, made[i]), (void)unlink(path);
    assert_int_equal(rmdir(inner), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* Every allocation fails once: no crash, and what comes out is an error with a line, or less, never something else. */
static void test_allocations(void **state) {
    (void)state;
    for (size_t i = 0; i < FILES; i++) {
        for (long n = 0;; n++) {
            onr_input *in = NULL;
            onr_item item;
            onr_err err = {0};
            (void)onr_mem_fail_after(n);
            onr_status st = onr_input_open(&files[i].path, 1, NULL, &in, &err);
            while (st == ONR_OK && (st = onr_input_next(in, &item, &err)) == ONR_OK && item.bytes) {}
            long made = onr_mem_fail_after(-1);
            onr_input_close(in);
            if (st == ONR_OK) break;
            assert_true(err.msg[0] != '\0' && n < 5000);
            if (made == 0) break; /* a build without the hook */
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),       cmocka_unit_test(test_text),    cmocka_unit_test(test_row_without_text),
        cmocka_unit_test(test_zip_refused), cmocka_unit_test(test_map),     cmocka_unit_test(test_dates),
        cmocka_unit_test(test_date_order),  cmocka_unit_test(test_tables),  cmocka_unit_test(test_authors),
        cmocka_unit_test(test_wide),        cmocka_unit_test(test_nothing), cmocka_unit_test(test_folder),
        cmocka_unit_test(test_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
