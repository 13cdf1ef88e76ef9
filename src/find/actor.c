/* Country and sector of an actor, from its own words, its entity and its entity's office.
 *
 * Method: of the countries, demonyms, capitals and seats named in the span (dict), the one at the head counts, else the
 * first that does not belong to a later clause; then the entity's country; then the office of the entity ("Russian
 * Foreign Minister"). The sector is that of the head noun's title or body, else of any title in the span, else of the
 * office; a country that acts by its own name is its government. A user's phrases win over all of it. Cost: O(words of
 * the span · a dozen binary searches).
 */
#include "find/actor.h"

#include <string.h>

#include "dict/dict.h"
#include "find/act.h"
#include "find/cast.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Nouns that name bodies and groups rather than people with a title; lower case, sorted by sector. */
static const struct {
    const char *word, *sector;
} bodies[] = {
    {"police", "COP"},
    {"policeman", "COP"},
    {"constabulary", "COP"},
    {"detective", "COP"},
    {"fbi", "COP"},
    {"interpol", "COP"},
    {"carabinieri", "COP"},
    {"army", "MIL"},
    {"military", "MIL"},
    {"troop", "MIL"},
    {"soldier", "MIL"},
    {"navy", "MIL"},
    {"force", "MIL"},
    {"marine", "MIL"},
    {"airstrike", "MIL"},
    {"pentagon", "MIL"},
    {"idf", "MIL"},
    {"coalition", "MIL"},
    {"warship", "MIL"},
    {"peacekeeper", "MIL"},
    {"court", "JUD"},
    {"judge", "JUD"},
    {"tribunal", "JUD"},
    {"prosecutor", "JUD"},
    {"prosecution", "JUD"},
    {"jury", "JUD"},
    {"justice", "JUD"},
    {"magistrate", "JUD"},
    {"parliament", "LEG"},
    {"congress", "LEG"},
    {"senate", "LEG"},
    {"house", "LEG"},
    {"assembly", "LEG"},
    {"lawmaker", "LEG"},
    {"legislator", "LEG"},
    {"legislature", "LEG"},
    {"mp", "LEG"},
    {"senator", "LEG"},
    {"knesset", "LEG"},
    {"duma", "LEG"},
    {"bundestag", "LEG"},
    {"representative", "LEG"},
    {"committee", "LEG"},
    {"government", "GOV"},
    {"ministry", "GOV"},
    {"minister", "GOV"},
    {"president", "GOV"},
    {"cabinet", "GOV"},
    {"administration", "GOV"},
    {"authority", "GOV"},
    {"official", "GOV"},
    {"embassy", "GOV"},
    {"department", "GOV"},
    {"council", "GOV"},
    {"kremlin", "GOV"},
    {"regime", "GOV"},
    {"state", "GOV"},
    {"agency", "GOV"},
    {"commission", "GOV"},
    {"diplomat", "GOV"},
    {"ambassador", "GOV"},
    {"envoy", "GOV"},
    {"king", "GOV"},
    {"junta", "GOV"},
    {"rebel", "REB"},
    {"militant", "REB"},
    {"insurgent", "REB"},
    {"guerrilla", "REB"},
    {"taliban", "REB"},
    {"isis", "REB"},
    {"isil", "REB"},
    {"al-qaeda", "REB"},
    {"houthi", "REB"},
    {"houthis", "REB"},
    {"hamas", "REB"},
    {"hezbollah", "REB"},
    {"separatist", "REB"},
    {"fighter", "REB"},
    {"militia", "REB"},
    {"terrorist", "REB"},
    {"gunman", "REB"},
    {"jihadist", "REB"},
    {"extremist", "REB"},
    {"opposition", "OPP"},
    {"dissident", "OPP"},
    {"protester", "OPP"},
    {"protestor", "OPP"},
    {"demonstrator", "OPP"},
    {"activist", "OPP"},
    {"party", "PTY"},
    {"republican", "PTY"},
    {"republicans", "PTY"},
    {"democrat", "PTY"},
    {"democrats", "PTY"},
    {"labour", "PTY"},
    {"conservatives", "PTY"},
    {"candidate", "PTY"},
    {"people", "CVL"},
    {"civilian", "CVL"},
    {"resident", "CVL"},
    {"citizen", "CVL"},
    {"man", "CVL"},
    {"woman", "CVL"},
    {"child", "CVL"},
    {"crowd", "CVL"},
    {"villager", "CVL"},
    {"student", "EDU"},
    {"university", "EDU"},
    {"teacher", "EDU"},
    {"school", "EDU"},
    {"newspaper", "MED"},
    {"journalist", "MED"},
    {"reporter", "MED"},
    {"media", "MED"},
    {"broadcaster", "MED"},
    {"company", "BUS"},
    {"firm", "BUS"},
    {"bank", "BUS"},
    {"airline", "BUS"},
    {"corporation", "BUS"},
    {"union", "LAB"},
    {"worker", "LAB"},
    {"striker", "LAB"},
    {"church", "REL"},
    {"bishop", "REL"},
    {"pope", "REL"},
    {"vatican", "REL"},
    {"cleric", "REL"},
    {"gang", "CRM"},
    {"cartel", "CRM"},
    {"mafia", "CRM"},
    {"trafficker", "CRM"},
    {"smuggler", "CRM"},
    {"refugee", "REF"},
    {"migrant", "REF"},
    {"hospital", "HLH"},
    {"doctor", "HLH"},
    {"nurse", "HLH"},
    {"cia", "SPY"},
    {"mossad", "SPY"},
    {"mi5", "SPY"},
    {"mi6", "SPY"},
    {"intelligence", "SPY"},
    {"spy", "SPY"},
    {"victim", "CVL"},
    {"suspect", "CVL"},
    {"accused", "CVL"},
    {"attacker", "CVL"},
    {"colleague", "CVL"},
    {"driver", "CVL"},
    {"passenger", "CVL"},
    {"member", "CVL"},
    {"supporter", "CVL"},
    {"voter", "CVL"},
    {"youth", "CVL"},
    {"boy", "CVL"},
    {"girl", "CVL"},
    {"teenager", "CVL"},
    {"family", "CVL"},
    {"wounded", "CVL"},
    {"perpetrator", "CVL"},
    {"defendant", "CVL"},
    {"prisoner", "CVL"},
    {"hostage", "CVL"},
    {"detainee", "CVL"},
    {"individual", "CVL"},
    {"person", "CVL"},
    {"minor", "CVL"},
    {"group", "CVL"},
    {"community", "CVL"},
    {"minority", "CVL"},
    {"leader", "GOV"},
    {"nation", "GOV"},
    {"country", "GOV"},
    {"commander", "MIL"},
    {"officer", "COP"},
    {"entity", "BUS"},
    {"employee", "LAB"},
    {"staff", "LAB"},
    {"husband", "CVL"},
    {"wife", "CVL"},
    {"survivor", "CVL"},
    {"public", "CVL"},
    {"critic", "OPP"},
    {"thousand", "CVL"},
    {"hundred", "CVL"},
    {"dozen", "CVL"},
    {"million", "CVL"},
    {"opponent", "OPP"},
    {"patient", "CVL"},
    {"rioter", "OPP"},
    {"farmer", "AGR"},
    {"taleban", "REB"},
};

static const char *sector_of_word(const onr_doc *doc, uint32_t t) {
    for (size_t i = 0; i < COUNT(bodies); i++) {
        if (onr_word_is(doc, t, bodies[i].word)) return bodies[i].sector;
        if (doc->tags[t].upos != ONR_UPOS_PROPN && onr_slice_eq(doc->lemmas[t], onr_slice_of(bodies[i].word)))
            return bodies[i].sector;
        if (onr_inflects(onr_word(doc, t), bodies[i].word, strlen(bodies[i].word))) return bodies[i].sector;
    }
    return NULL;
}

/* ---- country ---------------------------------------------------------------------------------------------------- */

static onr_slice text_from(const onr_doc *doc, uint32_t t, uint32_t end) {
    return onr_doc_slice(doc, (onr_span){doc->tokens[t].start, end});
}

/* Where what only comments on the actor begins: a relative clause or a comma after the head. */
static uint32_t core_end(const onr_doc *doc, onr_range r, uint32_t head) {
    for (uint32_t t = head + 1; t < r.to; t++)
        if (doc->tags[t].upos == ONR_UPOS_PUNCT || doc->arcs[t].rel == ONR_DEPREL_ACL_RELCL ||
            doc->tags[t].xpos == ONR_XPOS_WP || doc->tags[t].xpos == ONR_XPOS_WDT)
            return t;
    return r.to;
}

/* The country that tokens r name best; 0 when none. */
static int country_of_range(const onr_doc *doc, onr_range r, uint32_t head, onr_dict_country *out) {
    int found = 0;
    uint32_t end = doc->tokens[r.to - 1].end;
    for (uint32_t t = r.from; t < r.to; t++) {
        onr_dict_country c;
        size_t n = onr_dict_country_at(text_from(doc, t, end), &c);
        if (!n) continue;
        uint32_t stop = doc->tokens[t].start + (uint32_t)n, last = t;
        while (last + 1 < r.to && doc->tokens[last + 1].start < stop) last++;
        int heads = t <= head && head <= last;
        if (c.alpha3 && (!c.ambiguous || heads || strcmp(c.how, "name") == 0) && (heads || !found)) *out = c, found = 1;
        if (heads) break;
        t = last;
    }
    return found;
}

static int country_of_span(const onr_doc *doc, onr_span s, onr_dict_country *out) {
    onr_range r = onr_tokens_in(doc, s);
    if (r.from >= r.to) return 0;
    uint32_t head = onr_head_of(doc, r);
    onr_range core = {r.from, core_end(doc, r, head)};
    if (country_of_range(doc, core, head, out)) return 1;
    return core.to < r.to && country_of_range(doc, r, head, out);
}

/* ---- sector ----------------------------------------------------------------------------------------------------- */

static const char *sector_of_span(const onr_doc *doc, onr_span s) {
    onr_range r = onr_tokens_in(doc, s);
    if (r.from >= r.to) return NULL;
    uint32_t head = onr_head_of(doc, r), to = core_end(doc, r, head);
    const char *found = sector_of_word(doc, head), *loose = NULL;
    if (found && onr_lemma_any(doc, head, "member")) loose = found, found = NULL;
    if (found) return found;
    for (uint32_t t = r.from; t < to; t++) {
        onr_dict_title title;
        size_t n = onr_dict_title_at(text_from(doc, t, doc->tokens[to - 1].end), &title);
        if (n && title.sector) return title.sector;
    }
    for (uint32_t t = to; t-- > r.from;)
        if (t != head && (found = sector_of_word(doc, t)) != NULL) return found;
    for (uint32_t t = to; t < r.to; t++) {
        onr_dict_title title;
        if (onr_dict_title_at(text_from(doc, t, s.end), &title) && title.sector) return title.sector;
    }
    return loose;
}

/* Armed groups by name: what country is in the name says nothing of whose they are. */
static int is_armed_group(onr_slice name) {
    static const char *const groups[] = {"Islamic State", "Boko Haram",      "al-Shabaab", "Al-Shabaab", "al-Shabab",
                                         "Al-Shabab",     "al-Qaeda",        "Al-Qaeda",   "Al Qaeda",   "Abu Sayyaf",
                                         "Shining Path",  "Lashkar-e-Taiba", "Taliban",    "Hezbollah",  "Hamas"};
    for (size_t i = 0; i < COUNT(groups); i++) {
        size_t n = strlen(groups[i]);
        if (name.n > 4 && memcmp(name.p, "the ", 4) == 0) name.p += 4, name.n -= 4;
        if (name.n >= n && memcmp(name.p, groups[i], n) == 0 && (name.n == n || name.p[n] == ' ')) return 1;
    }
    return 0;
}

/* ---- the party -------------------------------------------------------------------------------------------------- */

static void set(char *to, size_t room, const char *from) {
    size_t n = strlen(from);
    if (n >= room) n = room - 1;
    memcpy(to, from, n);
    to[n] = 0;
}

/* "RUSMIL": the first three letters are the country, the next three the sector; "~" was taken off by the reader. Of
 * PETRARCH's compounds ("RUS/UKR") the first counts; "###" and "+++" name nobody. */
static void set_user_code(onr_party *p, const char *code) {
    if (strlen(code) >= 3 && !strchr("-/+#", code[0])) {
        char three[4] = {code[0], code[1], code[2], 0};
        set(p->code, sizeof p->code, three);
        if (strlen(code) >= 6 && code[3] != '/') set(p->sector, sizeof p->sector, code + 3);
    }
}

void onr_actor_code(const onr_doc *doc, const onr_actors *user, onr_date day, onr_party *p) {
    const onr_entity *e = p->entity < doc->entities_n ? &doc->entities[p->entity] : NULL;
    const char *code = "", *agent = "", *sector = NULL;
    onr_dict_country c;
    p->code[0] = p->sector[0] = 0;
    if (onr_span_empty(p->span)) return;
    if (user) onr_actors_find(user, onr_doc_slice(doc, p->span), day, &code, &agent);
    if (user && e && !*code) {
        const char *other;
        onr_actors_find(user, onr_doc_slice(doc, e->name), day, &code, &other);
    }
    set_user_code(p, code);
    int group = !*code && !*agent && is_armed_group(onr_doc_slice(doc, p->span));
    if (group) {
        set(p->sector, sizeof p->sector, "REB");
        return;
    }
    int named = country_of_span(doc, p->span, &c);
    if (!named && e && !e->country) named = country_of_span(doc, e->name, &c);
    if (!named && e && e->country) c = (onr_dict_country){e->country, e->country_how, 0}, named = 1;
    if (!named && e && !onr_span_empty(e->role)) named = country_of_span(doc, e->role, &c);
    if (named && !p->code[0]) set(p->code, sizeof p->code, c.alpha3);
    if (*agent) set(p->sector, sizeof p->sector, agent);
    if (p->sector[0]) return;
    sector = sector_of_span(doc, p->span);
    if (!sector && e && !onr_span_empty(e->role)) sector = sector_of_span(doc, e->role);
    if (!sector && e) sector = sector_of_span(doc, e->name);
    onr_dict_country whole;
    if (!sector && onr_dict_country_is(onr_doc_slice(doc, p->span), &whole) && whole.alpha3 &&
        strcmp(whole.how, "demonym") != 0)
        sector = "GOV";
    if (sector) set(p->sector, sizeof p->sector, sector);
}
