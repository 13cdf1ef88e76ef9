/* News outlets by name and by description.
 *
 * Method: three lists. Names that mean an outlet wherever they stand ("TASS", "the BBC", "Agence France-Presse"); last
 * words of a longer name that is no person's ("The Lowmark Courier", "Nordkap Radio"); nouns that describe one
 * ("newspaper", "state media", "news agency"). The lists hold what press style guides hold; an outlet that is in none
 * stays an addressee or a place, which is less but not wrong.
 */
#include "find/outlet.h"

#include <string.h>

#include "find/cast.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Letters match exactly; words are parted by one space. */
static const char *const outlets[] = {"AAP",
                                      "ABC",
                                      "AFP",
                                      "ANI",
                                      "ANSA",
                                      "AP",
                                      "ARD",
                                      "Anadolu",
                                      "Agence France-Presse",
                                      "Al Arabiya",
                                      "Al Jazeera",
                                      "Al-Jazeera",
                                      "Al-Manar",
                                      "Associated Press",
                                      "Axios",
                                      "BBC",
                                      "BFM TV",
                                      "BNO",
                                      "Belga",
                                      "Bild",
                                      "Bloomberg",
                                      "Breitbart",
                                      "Buzzfeed",
                                      "BuzzFeed",
                                      "CBC",
                                      "CBS",
                                      "CCTV",
                                      "CGTN",
                                      "CNBC",
                                      "CNN",
                                      "CTV",
                                      "Canadian Press",
                                      "Corriere della Sera",
                                      "DPA",
                                      "DW",
                                      "Dawn",
                                      "Der Spiegel",
                                      "Deutsche Welle",
                                      "Die Welt",
                                      "Die Zeit",
                                      "EFE",
                                      "ESPN",
                                      "EURACTIV",
                                      "El Mundo",
                                      "El País",
                                      "El Universal",
                                      "Euronews",
                                      "Fars",
                                      "Financial Times",
                                      "Folha",
                                      "Forbes",
                                      "Fortune",
                                      "Fox",
                                      "Haaretz",
                                      "IANS",
                                      "IRIB",
                                      "IRNA",
                                      "ISNA",
                                      "ITAR-TASS",
                                      "ITV",
                                      "Interfax",
                                      "Izvestia",
                                      "KCNA",
                                      "Kommersant",
                                      "Kyodo",
                                      "La Repubblica",
                                      "Le Figaro",
                                      "Le Monde",
                                      "Lenta",
                                      "MSNBC",
                                      "Mediaset",
                                      "Meduza",
                                      "Mehr",
                                      "NBC",
                                      "NDTV",
                                      "NHK",
                                      "NOS",
                                      "NPR",
                                      "NTB",
                                      "NTV",
                                      "Newsweek",
                                      "O Globo",
                                      "PA",
                                      "PAP",
                                      "PBS",
                                      "PTI",
                                      "Politico",
                                      "ProPublica",
                                      "RAI",
                                      "RBC",
                                      "RFE/RL",
                                      "RIA",
                                      "RIA Novosti",
                                      "RT",
                                      "RTE",
                                      "RTÉ",
                                      "Reuters",
                                      "Rolling Stone",
                                      "SABC",
                                      "SANA",
                                      "SVT",
                                      "Sky",
                                      "Slate",
                                      "Sputnik",
                                      "TASS",
                                      "TF1",
                                      "TMZ",
                                      "TVN",
                                      "Tasnim",
                                      "ThePrint",
                                      "UNIAN",
                                      "UPI",
                                      "Ukrinform",
                                      "Univision",
                                      "Variety",
                                      "Vedomosti",
                                      "Vox",
                                      "WAFA",
                                      "WAM",
                                      "Wikinews",
                                      "Wired",
                                      "Xinhua",
                                      "Yle",
                                      "Yonhap",
                                      "ZDF"};
/* Last words of a name of two words or more, in lower case. */
static const char *const last_words[] = {
    "news",      "times",       "post",      "herald",     "tribune",   "gazette",      "press",     "journal",
    "guardian",  "independent", "telegraph", "observer",   "chronicle", "today",        "courier",   "examiner",
    "inquirer",  "sentinel",    "dispatch",  "mirror",     "express",   "mail",         "globe",     "bulletin",
    "register",  "magazine",    "radio",     "television", "tv",        "broadcasting", "gazeta",    "zeitung",
    "newspaper", "newswire",    "wire",      "ledger",     "weekly",    "daily",        "atlantic",  "economist",
    "argus",     "advertiser",  "sun",       "star",       "reporter",  "spectator",    "statesman", "hill",
    "intercept", "verge",       "presse"};
static const char *const describing[] = {"newspaper", "broadcaster", "tabloid", "magazine",
                                         "newswire",  "broadsheet",  "weekly"};
static const char *const press_kinds[] = {"news",          "state",    "local",      "national",  "russian",
                                          "chinese",       "public",   "television", "tv",        "radio",
                                          "press",         "media",    "wire",       "official",  "foreign",
                                          "international", "regional", "government", "state-run", "independent"};
static const char *const press_nouns[] = {"agency",  "site",        "website",      "outlet",      "channel", "station",
                                          "network", "media",       "television",   "tv",          "radio",   "portal",
                                          "service", "broadcaster", "organisation", "organization"};

/* Tokens of the longest listed name that begins at t; 0: none. */
static uint32_t listed_at(const onr_doc *doc, uint32_t t, uint32_t end) {
    uint32_t best = 0;
    for (size_t i = 0; i < COUNT(outlets); i++) {
        const char *p = outlets[i];
        size_t n = strlen(p);
        uint32_t at = doc->tokens[t].start, k = t;
        if (at + n > doc->text_n || memcmp(doc->text + at, p, n) != 0) continue;
        while (k < end && doc->tokens[k].end <= at + n) k++;
        if (k > t && doc->tokens[k - 1].end == at + n && k - t > best) best = k - t;
    }
    return best;
}

static uint32_t name_of(const onr_doc *doc, uint32_t t) {
    uint32_t i = onr_doc_name_at(doc, t);
    return i < doc->names_n && doc->names[i].tok.from <= t ? i : ONR_NONE;
}

/* A name of several words whose last is a paper's or a station's: kept when it is no person's. */
static onr_range titled_at(const onr_doc *doc, uint32_t t) {
    onr_range none = {t, t};
    uint32_t i = name_of(doc, t);
    if (i == ONR_NONE || doc->names[i].kind == ONR_NAME_PER) return none;
    onr_range r = doc->names[i].tok;
    uint32_t last = r.to - 1;
    while (last > r.from && doc->tags[last].xpos == ONR_XPOS_POS) last--;
    int article = r.from > 0 && onr_word_is(doc, r.from - 1, "the");
    if (last == r.from && !article) return none;
    return onr_word_in(doc, last, last_words, COUNT(last_words)) ? r : none;
}

static int describes(const onr_doc *doc, onr_range r, uint32_t t) {
    if (onr_word_in(doc, t, describing, COUNT(describing))) return 1;
    return t > r.from && onr_word_in(doc, t, press_nouns, COUNT(press_nouns)) &&
           onr_word_in(doc, t - 1, press_kinds, COUNT(press_kinds));
}

static int stays_in_phrase(const onr_doc *doc, uint32_t t) {
    unsigned u = doc->tags[t].upos;
    return u == ONR_UPOS_NOUN || u == ONR_UPOS_PROPN || u == ONR_UPOS_ADJ || u == ONR_UPOS_DET ||
           doc->tags[t].xpos == ONR_XPOS_HYPH;
}

/* Widen over the outlet's own words: the rest of its name, a name behind the noun that describes it, what stands before
 * it in the phrase ("French news channel BFM TV"); a name that only describes another noun ("a DW report") stays. */
static onr_range widen(const onr_doc *doc, onr_range r, onr_range found) {
    uint32_t to = found.to;
    if (to < r.to && doc->tags[to].upos == ONR_UPOS_DET) to++;
    uint32_t i = to < r.to ? name_of(doc, to) : ONR_NONE;
    if (to > found.to && to < r.to && i == ONR_NONE && doc->tags[to].upos == ONR_UPOS_PROPN) found.to = to + 1;
    if (i != ONR_NONE) found.to = doc->names[i].tok.to < r.to ? doc->names[i].tok.to : r.to;
    if ((i = name_of(doc, found.to - 1)) != ONR_NONE && doc->names[i].tok.to > found.to && doc->names[i].tok.to <= r.to)
        found.to = doc->names[i].tok.to;
    while (found.to < r.to && doc->tags[found.to].upos == ONR_UPOS_PROPN) found.to++;
    if (found.to < r.to && doc->tags[found.to].upos == ONR_UPOS_NOUN) return found;
    while (found.from > r.from && stays_in_phrase(doc, found.from - 1)) found.from--;
    return found;
}

static onr_range found_at(const onr_doc *doc, onr_range r, uint32_t t) {
    uint32_t n = listed_at(doc, t, r.to), i = name_of(doc, t);
    if (n && (i == ONR_NONE || doc->names[i].kind != ONR_NAME_PER)) return (onr_range){t, t + n};
    onr_range titled = titled_at(doc, t);
    if (titled.from < titled.to)
        return (onr_range){titled.from < r.from ? r.from : titled.from, titled.to > r.to ? r.to : titled.to};
    return describes(doc, r, t) ? (onr_range){t, t + 1} : (onr_range){t, t};
}

onr_range onr_outlet_in(const onr_doc *doc, onr_range r) {
    for (uint32_t t = r.from; t < r.to; t++)
        if (onr_word_is(doc, t, "social")) return (onr_range){r.from, r.from};
    for (uint32_t t = r.from; t < r.to; t++) {
        onr_range found = found_at(doc, r, t);
        if (found.from < found.to) return widen(doc, r, found);
    }
    return (onr_range){r.from, r.from};
}
