/* test_read_html.c - pages to documents: what is kept, what is left out, what is said about it, and where it came from.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "read/html.h"

#define P1                                                                                                             \
    "<p>The ferry company of Selwick said on Monday that it would sell two of its ships, Arne Solberg reported.</p>"
#define P2                                                                                                             \
    "<p>&ldquo;We have no choice,&rdquo; the harbour master, Ine&nbsp;Dahl, told reporters; &amp; nobody\n "           \
    "disagreed.</p>"
#define P3                                                                                                             \
    "<p>The islanders, some of them in tears, had gathered at the pier since the early morning hours, police "         \
    "said.</p>"

static onr_doc doc;

static void read_page(const char *page) {
    onr_err err = {0};
    onr_doc_clear(&doc);
    onr_doc_init(&doc, 64u << 20);
    onr_status st = onr_read_html((const unsigned char *)page, strlen(page), NULL, &doc, &err);
    if (st != ONR_OK) print_message("%s\n", err.msg);
    assert_int_equal(st, ONR_OK);
    assert_int_equal(onr_doc_check(&doc, &err), ONR_OK);
}

/* The source bytes of the first occurrence of `words` in the text are `want`. */
static void comes_from(const char *page, const char *words, const char *want) {
    const char *at = strstr(doc.text, words);
    assert_non_null(at);
    uint64_t start, end;
    uint32_t from = (uint32_t)(at - doc.text);
    onr_doc_source_span(&doc, (onr_span){from, from + (uint32_t)strlen(words)}, &start, &end);
    assert_int_equal(end - start, strlen(want));
    assert_memory_equal(page + start, want, strlen(want));
}

static void article_and_furniture(void **state) {
    (void)state;
    read_page(
        "<!DOCTYPE html><html><head><title>Selwick sells ships | The Tern</title>"
        "<style>p { color: red }</style></head><body>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/s>Sport and weather, and all else</a></ul></nav>"
        "<div class='story-body'><h1>Selwick sells ships</h1>" P1 P2
        "<div class='related-links'><p>More about ships, and about harbours, and about islands, is here.</p></div>"
        "<figure><figcaption>A ship, seen from the pier, in a photograph of last year.</figcaption></figure>" P3
        "<p>Advertisement</p></div><div id=comments><p>First! I never liked that ferry, to be honest, at all.</p></div>"
        "<footer><p>Copyright The Tern, all rights reserved, whatever they may be in the "
        "end.</p></footer></body></html>");
    assert_string_equal(doc.text,
                        "Selwick sells ships\n\n"
                        "The ferry company of Selwick said on Monday that it would sell two of its ships, Arne "
                        "Solberg reported.\n\n"
                        "\xE2\x80\x9CWe have no choice,\xE2\x80\x9D the harbour master, Ine\xC2\xA0"
                        "Dahl, told "
                        "reporters; & nobody disagreed.\n\n"
                        "The islanders, some of them in tears, had gathered at the pier since the early morning "
                        "hours, police said.");
    assert_int_equal(doc.blocks_n, 4);
    assert_int_equal(doc.blocks[0].kind, ONR_BLOCK_TITLE);
    assert_string_equal(doc.source.media_type, "text/html");
}

static void bytes_of_words(void **state) {
    (void)state;
    const char *page =
        "<body><h1>Ships &amp; islands</h1><article>" P1 P2 P3 "<p>Twice   two\n<b>is</b> four, <i>said</i> he, "
        "and nobody in the hall, not even the old ones, had anything to say to that.</p></article>";
    read_page(page);
    comes_from(page, "Ships & islands", "Ships &amp; islands");
    comes_from(page, "&", "&amp;");
    comes_from(page, "\xE2\x80\x9CWe have", "&ldquo;We have");
    comes_from(page, "nobody disagreed", "nobody\n disagreed");
    comes_from(page, "two is four", "two\n<b>is</b> four");
    comes_from(page, "\xC2\xA0", "&nbsp;");
}

static void breaks_are_paragraphs(void **state) {
    (void)state;
    read_page(
        "<body><div class=content>The council of Brenn met on Tuesday, for the third time this month, to talk about "
        "bread.<br><br>Nobody spoke, the minutes say, for the first hour, and then everybody did at the same time.<br>"
        "It was, said one of them, like every week, only louder than in the weeks before that.</div>");
    assert_int_equal(doc.blocks_n, 2);
}

static void a_form_around_all(void **state) {
    (void)state;
    read_page("<body><form id=aspnetForm><div>" P1 P2 P3 "</div></form>");
    assert_int_equal(doc.blocks_n, 3);
}

static int says(const char *words) { return strstr(doc.text, words) != NULL; }

/* A standfirst in the header is text; what stands above the title is not; the text is not said twice. */
static void edges_of_the_article(void **state) {
    (void)state;
    static const char lead[] = "The council sells what it can no longer repair, and the islanders are told to row.";
    const char *page =
        "<meta name=description content='The council sells what it can no longer repair, and the islanders ...'>"
        "<title>Selwick sells ships</title><body><div id=top><h1>Selwick sells ships</h1><div class=teaser><p>The "
        "council sells what it can no longer repair, and the islanders are told to row.</p></div></div>"
        "<div class=story-text>" P1 P2 P3 "</div>";
    read_page(page);
    assert_int_equal(doc.blocks_n, 5);
    assert_memory_equal(doc.text + doc.blocks[1].span.start, lead, sizeof lead - 1);
    comes_from(page, "and the islanders are told to row", "and the islanders are told to row");
    read_page("<title>Selwick sells ships</title><body><div class=content><ul><li>In Osmere the bakers asked for a "
              "longer night, and the council gave them one hour.</ul><h1>Selwick sells ships</h1>" P1 P2 P3 "</div>");
    assert_false(says("bakers"));
    assert_int_equal(doc.blocks_n, 4);
    read_page("<meta property=og:title content='Selwick sells ships'><body><div class=content><p>In Osmere the bakers "
              "asked for a longer night, and they were given one.<h2>Selwick sells ships</h2>" P1 P2 P3 "</div>");
    assert_false(says("bakers"));
    read_page("<meta name=description content='The ferry company of Selwick said on Monday that it would sell two of "
              "its'><title>Ships</title><body><h1>Ships</h1><div><p>The ferry company of Selwick said on Monday that "
              "it would sell two of its ships.</div><div>" P1 P2 P3 "</div>");
    assert_int_equal(doc.blocks_n, 4);
}

/* The next article of endless scrolling, and the caption in a picture's frame, are not this article. */
static void beside_the_article(void **state) {
    (void)state;
    read_page("<title>Selwick sells ships</title><body><div class=content><article><h1>Selwick sells ships</h1>" P1 P2
              "<div class=lead-image><img src=a><span>The bakers of Osmere look on, some of them in tears, as the "
              "ships leave the pier of the town.</span></div>" P3
              "<article><p>An entry of its own, nested, with the words of the harbour master, is kept, he said.</p>"
              "</article></article><article><h1>Bread</h1><p>The bakers of Osmere asked for a longer night, and were "
              "given one, which they spent, as ever, on bread.</p></article></div>");
    assert_false(says("bakers"));
    assert_true(says("An entry of its own"));
    assert_int_equal(doc.blocks_n, 5);
}

/* Appeals, credits and captions are no text; sentences that begin like them are. */
static void junk_by_words(void **state) {
    (void)state;
    read_page("<h1>Ships</h1><div>" P1 P2 "<p>Follow Ada Lund on Twitter @adalund.</p><p>Follow us on Facebook.</p>"
              "<p>Write to Ada Lund at ada.lund@tern.example</p><p>\xC3\x84hnliche Beitr\xC3\xA4ge</p>"
              "<p>In this May 3, 2031, file photo, a ship of Selwick lies at the pier in Osmere, in the rain.</p>"
              "<p>The pier of Selwick on Monday, seen from the town (Photo: Ada Lund)</p><h3>Read more</h3>" P3
              "<p>Follow these steps, the harbour master said, and you will find Twitter quieter than the sea.</p>"
              "<p>Share prices of Facebook rose, the bakers of Osmere noted, while bread had its quietest day.</p>"
              "<p>He keeps, he said, the photo in a drawer, and looks at it when the ferry does not come.</p></div>");
    assert_int_equal(doc.blocks_n, 7);
    assert_true(says("Share prices") && says("Follow these steps") && says("in a drawer"));
    assert_false(says("Write to") || says("file photo") || says("Photo: Ada") || says("hnliche"));
}

/* A heading stays with the text below it, with the heading above it; one over nothing goes. */
static void headings_over_text(void **state) {
    (void)state;
    read_page("<h1>Ships</h1><div>" P1 "<h2>The islands</h2><h3>Osmere</h3>" P2 "<h3>Selwick</h3><p>Advertisement</p>"
              "<h2>The sea</h2>" P3 "<h2>Related</h2><p>Read more: <a href=/b>Boats, all of them</a></p></div>");
    assert_int_equal(doc.blocks_n, 7);
    assert_true(says("The islands\n\nOsmere\n\n") && says("The sea"));
    assert_false(says("Related") || says("Selwick\n"));
}

/* What a post is filed under, the slug of a headline, chance letters of an id: none says what an element is. */
static void words_of_classes(void **state) {
    (void)state;
    read_page(
        "<h1>Ships</h1><div><article class='post-7 type-post hentry category-video tag-poll'><p>The bakers of Osmere "
        "sold bread, as ever, and rolls.</p>" P1 "</article><div class=x id=ships-promoted-to-video-and-sport>" P2
        "</div><div id=block-id-n1AuAdJlVL>" P3 "</div><table><tr class=player><td>Osmere 3, Selwick 0</table></div>");
    assert_true(says("bakers") && says("no choice") && says("pier"));
    read_page("<h1>Ships</h1><div>" P1 P2 P3
              "<div class=topAd>The bread of Osmere, at half its price, until the end of "
              "May, and no longer.</div><div id=related>The bread of Osmere, as before, at all of its price, in "
              "June.</div></div>");
    assert_int_equal(doc.blocks_n, 4);
}

static void what_the_page_says(void **state) {
    (void)state;
    const char *page =
        "<html lang=en-GB><head><meta property='og:site_name' content='The Tern'><meta property=og:title "
        "content='Ships sold'>"
        "<link rel=canonical href='https://tern.example/2021/05/04/ships'>"
        "<script "
        "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ada "
        "Lund\"},{\"name\":\"Reuters\"}],\"datePublished\":\"2021-05-04T09:00:00+02:00\",\"dateModified\":\"2021-06-"
        "01\","
        "\"comment\":{\"datePublished\":\"2020-01-01\",\"author\":\"A Troll\"},\"articleBody\":\"never this\"}</script>"
        "</head><body>" P1 P2 P3;
    read_page(page);
    assert_int_equal(doc.meta.published.year, 2021);
    assert_int_equal(doc.meta.published.month, 5);
    assert_int_equal(doc.meta.published.day, 4);
    assert_string_equal(doc.meta.published_how, "json-ld");
    assert_string_equal(doc.meta.outlet, "The Tern");
    assert_string_equal(doc.meta.url, "https://tern.example/2021/05/04/ships");
    assert_string_equal(doc.meta.agency, "Reuters");
    assert_int_equal(doc.meta.authors_n, 1);
    assert_string_equal(doc.meta.authors[0], "Ada Lund");
    assert_int_equal(doc.meta.seen_n, 3);
    assert_memory_equal(page + doc.meta.seen[0].start, "2021-05-04T09", 13);
    assert_true(doc.meta.seen[1].updated);
    assert_null(strstr(doc.text, "never this"));
}

static void dates_that_contradict(void **state) {
    (void)state;
    read_page("<head><meta property=article:published_time content=2021-05-04><link rel=canonical "
              "href=https://tern.example/2019/02/03/ships></head><body>" P1 P2 P3);
    assert_int_equal(doc.meta.published.year, 2021);
    assert_int_equal(doc.warnings_n, 1);
    assert_non_null(strstr(doc.warnings[0].message, "2019-02-03"));
    read_page("<head><meta property=article:published_time content=2021-05-04></head><body><h1>Ships</h1>"
              "<p class=date>12 June 2021</p>" P1 P2 P3 "<p class=date>2 July 2019</p>");
    assert_int_equal(doc.meta.published.month, 5);
    assert_int_equal(doc.warnings_n, 1); /* what stands above the text is said, other dates of the page are not */
    assert_non_null(strstr(doc.warnings[0].message, "the line above the text says 2021-06-12"));
    read_page("<head><meta property=article:published_time content=2021-05-04></head><body><h1>Ships</h1>"
              "<p class=date>5 May 2021</p>" P1 P2 P3);
    assert_int_equal(doc.warnings_n, 0); /* a day is the zone's */
    read_page("<body><h1>Ships</h1><p>By Ada Lund</p><p>4 de mayo de 2021</p>" P1 P2 P3);
    assert_int_equal(doc.meta.published.month, 5);
    assert_string_equal(doc.meta.published_how, "byline");
    read_page("<body><h1>Ships</h1>" P1 P2 P3);
    assert_string_equal(doc.meta.published_how, "none");
    read_page("<link rel=canonical href=https://tern.example/news/29-10-2021><body><h1>Ships</h1>" P1 P2 P3);
    assert_int_equal(doc.meta.published.day, 29);
    read_page("<link rel=canonical href=https://tern.example/22/20220127-ships-sold><body><h1>Ships</h1>" P1 P2 P3);
    assert_int_equal(doc.meta.published.day, 27);
    read_page("<link rel=canonical href=https://tern.example/news/05-10-2021><body><h1>Ships</h1>" P1 P2 P3);
    assert_string_equal(doc.meta.published_how, "none");
    read_page("<body><h1>Ships</h1><div><p>27.1.2022 - The council of Selwick, which never meets on a Thursday, met "
              "on one, and its bakers came too, as guests, with bread.</p>" P1 P2 P3 "</div>");
    assert_int_equal(doc.meta.published.day, 27);
    read_page("<title>Ships sold</title><body><h1>Ships sold<p>" P1 P2 P3); /* an h1 that is never closed */
    assert_int_equal(doc.blocks_n, 4);
}

static void title_is(const char *page, const char *want) {
    read_page(page);
    onr_slice t = onr_doc_slice(&doc, doc.meta.title);
    char got[256];
    assert_true(t.n < sizeof got);
    memcpy(got, t.p, t.n);
    got[t.n] = 0;
    assert_string_equal(got, want);
}

#define LD(fields) "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"," fields "}</script>"

static void title_of_the_head(void **state) {
    (void)state;
    /* og:title is the headline and more behind a mark; escapes and entities are runs of their own */
    const char *page = "<head><meta property=og:title content='Selwick sells &quot;Tern&quot; &amp; a tug-Sea'>" LD(
        "\"headline\":\"Selwick sells \\\"T\\u0065rn\\\" &amp; a tug\"") "</head><body>" P1 P2 P3;
    title_is(page, "Selwick sells \"Tern\" & a tug");
    assert_int_equal(doc.blocks[0].kind, ONR_BLOCK_TITLE);
    comes_from(page, "Selwick sells", "Selwick sells");
    comes_from(page, "\"T", "\\\"T");
    comes_from(page, "ern\" & a", "\\u0065rn\\\" &amp; a");
    comes_from(page, "& a tug", "&amp; a tug");
    comes_from(page, "The ferry company", "The ferry company");
    page = "<head><meta property=og:title content='Selwick sells ships-Sea\xEF\xBD\x9CTern'>" LD(
        "\"headline\":\"Selwick sells ships\"") "</head><body>" P1 P2 P3;
    title_is(page, "Selwick sells ships");
    comes_from(page, "Selwick sells ships", "Selwick sells ships");
    assert_string_equal(doc.text + doc.meta.title.end, strstr(doc.text, "\n\nThe ferry"));
    /* nothing but the headline; half of a pair is no character */
    title_is(LD("\"headline\":\"Ships \\uD83D sold\\/lost\"") "<body>" P1 P2 P3, "Ships \xEF\xBF\xBD sold/lost");
    title_is(LD("\"headline\":\"Ships \\uD83D\\uDEA2 sold\\n\\tin May\"") "<body>" P1 P2 P3,
             "Ships \xF0\x9F\x9A\xA2 sold in May");
}

static void title_by_agreement(void **state) {
    (void)state;
    /* a headline that the title element alone confirms */
    title_is("<title>Selwick sells two ships | Tern</title><meta property=og:title content='Ships sold in May'>" LD(
                 "\"headline\":\"Selwick sells two ships\"") "<h1>Ships sold in May</h1>" P1 P2 P3,
             "Ships sold in May");
    /* the headline alone, against all else; cut short; with markup; the outlet's own name */
    title_is("<title>Ships sold in May</title>" LD(
                 "\"headline\":\"Two boats leave us\"") "<h1>Ships sold in May</h1>" P1 P2 P3,
             "Ships sold in May");
    title_is("<title>Ships sold in May</title>" LD("\"headline\":\"Ships sold...\"") "<body>" P1 P2 P3,
             "Ships sold in May");
    title_is("<title>Ships <b>sold</title>" LD("\"headline\":\"Ships <b>sold\"") "<h1>Boats sold</h1>" P1 P2 P3,
             "Ships <b>sold");
    title_is("<title>The Tern, a paper</title><meta property=og:site_name content='The Tern, a paper'>" LD(
                 "\"headline\":\"The Tern, a paper\"") "<meta property=og:title content='Ships sold in May'>" P1 P2 P3,
             "Ships sold in May");
    /* of the h1 that say a part, the one that says most; never the outlet's */
    title_is("<title>The Tern: Ships sold in May, Selwick</title><meta property=og:site_name content='The Tern'>"
             "<h1>The Tern</h1><h1>In May, Selwick</h1><h1>Ships sold in May, Selwick</h1>" P1 P2 P3,
             "Ships sold in May, Selwick");
    /* a kicker that the headline has not is no part of the title; one that it has is */
    title_is("<meta property=og:title content='Islands | Ships sold in May'>" LD(
                 "\"headline\":\"Ships sold in May\"") "<h1>Ships sold in May</h1>" P1 P2 P3,
             "Ships sold in May");
    title_is("<meta property=og:title content='Islands: Ships sold in May'>" LD(
                 "\"headline\":\"Islands: Ships sold in May\"") "<h1>Ships sold in May</h1>" P1 P2 P3,
             "Islands: Ships sold in May");
    /* an h1 with a piece that is left out, which og:title has; which og:title has not */
    title_is("<meta property=og:title content='Ferries: Ships sold in May | Tern'><meta property=og:site_name "
             "content=Tern><h1><span class=share-menu>Ferries</span> Ships sold in May</h1>" P1 P2 P3,
             "Ferries: Ships sold in May");
    title_is("<meta property=og:title content='Ferries &ndash; Ships sold'><h1><span hidden>Ferries</span> Ships "
             "sold</h1>" P1 P2 P3,
             "Ferries \xE2\x80\x93 Ships sold");
    title_is("<meta property=og:title content='Ships sold in May, and a tug'><h1><span class=share-menu>Share</span> "
             "Ships sold in May</h1><h1>Ships sold in May, and a tug</h1>" P1 P2 P3,
             "Ships sold in May, and a tug");
    /* a script behind the article is too late to open the text */
    title_is("<title>Ships sold in May</title><body>" P1 P2 P3 LD("\"headline\":\"Two boats\""), "Ships sold in May");
}

/* Names in two parts, companies that are no authors, agencies of every form. */
static void authors_of_pages(void **state) {
    (void)state;
    read_page(
        LD("\"author\":[{\"familyName\":\"Lund\",\"givenName\":\"Ada\"},{\"givenName\":\"Ine\",\"name\":\"Ine Dahl\","
           "\"familyName\":\"Dahl\"}]") "<body><h1>Ships</h1>" P1 P2 P3);
    assert_int_equal(doc.meta.authors_n, 2);
    assert_string_equal(doc.meta.authors[0], "Ada Lund");
    assert_string_equal(doc.meta.authors[1], "Ine Dahl");
    read_page("<meta name=author content='Selwick Verlag und Druck GmbH &amp; Co. KG'><body><h1>Ships</h1><p "
              "class=byline>By Ada Lund (dpa/AFP)</p>" P1 P2 P3);
    assert_int_equal(doc.meta.authors_n, 1);
    assert_string_equal(doc.meta.authors[0], "Ada Lund");
    assert_string_equal(doc.meta.agency, "dpa/AFP");
    read_page("<body><h1>Ships</h1><p class=byline>By Ada Lund Image: Osmere Images</p>" P1 P2 P3);
    assert_int_equal(doc.meta.authors_n, 0);
    read_page(LD("\"author\":[{\"name\":\"Ada Lund, AP Harbour Writer\"},{\"name\":\"Tern.com\"},{\"name\":\"Tern News "
                 "Bureau\"},{\"name\":\"Tern Staff\"}]") "<body><h1>Ships</h1>" P1 P2 P3);
    assert_int_equal(doc.meta.authors_n, 2); /* jobs, addresses and bureaus are nobody; a staff signs */
    assert_string_equal(doc.meta.authors[1], "Tern Staff");
}

/* Is there a warning that begins so? */
static int warns(const char *words) {
    for (uint32_t i = 0; i < doc.warnings_n; i++)
        if (strncmp(doc.warnings[i].message, words, strlen(words)) == 0) return 1;
    return 0;
}

static void only_the_beginning(void **state) {
    (void)state;
    read_page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script>"
              "<body><article>" P1 P2 "</article>");
    assert_true(warns("text_cut: this may be only the beginning: the page is not free to read"));
    read_page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"hasPart\":{\"isAccessibleForFree\" : "
              "\"False\"}}</script><body><article>" P1 P2 "</article>");
    assert_true(warns("text_cut"));
    read_page("<meta property=article:content_tier content=locked><body><article>" P1 P2 "</article>");
    assert_true(warns("text_cut"));
    read_page("<body><article>" P1 P2
              "<p>The harbour master went on to say that the ships, which are old ...</p></article>");
    assert_true(warns("text_cut: this may be only the beginning: its text is short and breaks off"));
    read_page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script>"
              "<body><article>" P1 P2 P3 P1 P2 P3 P1 P2 P3 P1 P2 P3 P1 P2 P3 "</article>");
    assert_false(warns("text_cut")); /* all of it is there */
    read_page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":true}</script>"
              "<body><article>" P1 P2 P3 "</article>");
    assert_false(warns("text_cut"));
}

#define TEASER(n)                                                                                                      \
    "<h3><a href=/" n ">Another story of that day, number " n "</a></h3><p>It has a line below it, number " n ".</p>"

static void no_article_of_its_own(void **state) {
    (void)state;
    read_page("<title>News from Lowmark</title><body><main>" TEASER("1") TEASER("2") TEASER("3") TEASER("4") "</main>");
    assert_true(warns("text_doubtful: this may not be the article: it is a list of others"));
    read_page(
        "<title>Ships sold</title><body><div class=wall><p>We and our 84 partners store and access information on a "
        "device, such as cookies, and process personal data of all kinds for many purposes, some of them ours.</p>"
        "<p>You can withdraw your consent at any time, says this page, which has nothing else to say, and that at "
        "some length, so that there is text enough.</p></div>");
    assert_true(warns("text_doubtful: this may not be the article: it asks for consent"));
    read_page(
        "<title>Page not found</title><body><main><h1>Page not found</h1><p>The page that you are looking for cannot "
        "be "
        "found; it may have been moved or deleted, or you may have typed the address wrongly, says the site, at "
        "more length than is usual for such pages, so that somebody might take it for a text of some kind.</p></main>");
    assert_true(warns("text_doubtful: this may not be the article: its title is that of an error"));
    read_page("<title>Ships sold</title><body><article><h1>Ships sold</h1>" P1 P2 P3 "</article>");
    assert_false(warns("text_"));
}

static void walls(void **state) {
    (void)state;
    static const char *const asks[] = {"<h3>Subscribe to continue reading</h3>",
                                       "<p>To continue reading this article, please subscribe or log in.</p>",
                                       "<p>This article is for subscribers only. Cancel whenever you want.</p>"};
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        char page[2048];
        (void)snprintf(page, sizeof page, "<body><article><h1>Ships</h1>%s%s%s</article>", P1, P2, asks[i]);
        read_page(page);
        assert_int_equal(doc.blocks_n, 3);
        assert_true(warns("text_cut: this may be only the beginning: the page asks for a subscription"));
    }
}

static void teasers_at_the_end(void **state) {
    (void)state;
    read_page("<body><article><h1>Ships</h1>" P1 P2 P3 TEASER("1") TEASER("2") TEASER("3") "</article>");
    assert_int_equal(doc.blocks_n, 4);
    read_page("<body><article><h1>Ships</h1>" P1 TEASER("1") P2 P3 P1
              "</article>"); /* a section's heading with a link */
    assert_non_null(strstr(doc.text, "a line below it"));
}

static void bylines_are_no_text(void **state) {
    (void)state;
    read_page("<body><article><h1>Ships</h1><p class=author>Ada Lund</p><p>4 March 2031</p>" P1 P2 P3);
    assert_int_equal(doc.blocks_n, 4);
    read_page("<meta name=author content='Ada Lund'><body><article><h1>Ships</h1><p>By Ada Lund</p>" P1 P2 P3);
    assert_int_equal(doc.blocks_n, 4);
    read_page("<body><article><h1>Ships</h1><p>Published: Tuesday, 4 March 2031</p>" P1 P2 P3);
    assert_int_equal(doc.blocks_n, 4);
    read_page("<body><article><h1>Ships</h1>" P1 "<p>4 March 2031</p>" P2 P3); /* a heading of a diary */
    assert_int_equal(doc.blocks_n, 5);
    read_page("<body><article><h1>Ships</h1><p>The ships were sold on 4 March 2031, said the mayor.</p>" P1 P2 P3);
    assert_int_equal(doc.blocks_n, 5);
}

static void words_for_readers_of_screens(void **state) {
    (void)state;
    static const char *const styles[] = {"border:0;clip:rect(0 0 0 0)", "clip-path:inset(50%);height:1px",
                                         "clip: rect(1px, 1px, 1px, 1px)", "display:none"};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        char page[2048];
        (void)snprintf(page, sizeof page,
                       "<body><article>%s<p>The <a href=/r>report<span style='%s'>, opens new tab</span></a> "
                       "was read by the council of Selwick, which said nothing of it.</p>%s%s",
                       P1, styles[i], P2, P3);
        read_page(page);
        assert_non_null(strstr(doc.text, "The report was read"));
    }
}

static void no_article(void **state) {
    (void)state;
    onr_err err = {0};
    static const char *const pages[] = {"<html></html>", "<body><nav><a href=/>Home</a></nav>", "<script>x</script>",
                                        "<p"};
    for (size_t i = 0; i < 4; i++) {
        onr_doc_reset(&doc);
        assert_int_equal(onr_read_html((const unsigned char *)pages[i], strlen(pages[i]), NULL, &doc, &err),
                         ONR_FORMAT);
        assert_null(strchr(err.msg, '\n'));
    }
}

/* Allocation N fails, for every N: a refusal, never a crash, never half a document. */
static void no_memory(void **state) {
    (void)state;
    static const char page[] =
        "<html lang=en><meta name=author content='Ada Lund'><meta property=og:title content='Ships &amp; more'>"
        "<title>Selwick sells</title>" LD(
            "\"headline\":\"Selwick \\u0073ells\"") "<meta name=date content=2021-05-04><body><h1>Ships</h1><p>By Ada "
                                                    "Lund</p>" P1 P2 P3 "\xE9";
    onr_err err;
    long n = 0;
    onr_status st = ONR_NOMEM;
    for (; st != ONR_OK && n < 5000; n++) {
        onr_doc_clear(&doc);
        onr_doc_init(&doc, 64u << 20);
        (void)onr_mem_fail_after(n);
        st = onr_read_html((const unsigned char *)page, sizeof page - 1, NULL, &doc, &err);
        (void)onr_mem_fail_after(-1);
        assert_true(st == ONR_OK || st == ONR_NOMEM);
    }
    assert_int_equal(st, ONR_OK);
}

static int clear(void **state) {
    (void)state;
    onr_doc_clear(&doc);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(article_and_furniture),
                                       cmocka_unit_test(bytes_of_words),
                                       cmocka_unit_test(breaks_are_paragraphs),
                                       cmocka_unit_test(a_form_around_all),
                                       cmocka_unit_test(edges_of_the_article),
                                       cmocka_unit_test(beside_the_article),
                                       cmocka_unit_test(junk_by_words),
                                       cmocka_unit_test(headings_over_text),
                                       cmocka_unit_test(words_of_classes),
                                       cmocka_unit_test(what_the_page_says),
                                       cmocka_unit_test(dates_that_contradict),
                                       cmocka_unit_test(title_of_the_head),
                                       cmocka_unit_test(title_by_agreement),
                                       cmocka_unit_test(authors_of_pages),
                                       cmocka_unit_test(only_the_beginning),
                                       cmocka_unit_test(no_article_of_its_own),
                                       cmocka_unit_test(walls),
                                       cmocka_unit_test(teasers_at_the_end),
                                       cmocka_unit_test(bylines_are_no_text),
                                       cmocka_unit_test(words_for_readers_of_screens),
                                       cmocka_unit_test(no_article),
                                       cmocka_unit_test(no_memory)};
    return cmocka_run_group_tests(tests, NULL, clear);
}
