/* number_reject.c - what looks like a number and counts nothing.
 *
 * Method: first the form alone (phone numbers, net addresses, times, dates in digits, letters grown onto digits), read
 * from the stretch of bytes without white space; then the words beside a number (months, labels, streets, ages, years).
 * Rules, each with its example beside it; a class below ONR_NOT_SOFT is certain. Cost: bounded look-around.
 */
#include <string.h>

#include "find/number_part.h"

enum { CHUNK = 256 }; /* bytes of a stretch without white space that are looked at */

/* ---- the form --------------------------------------------------------------------------------------------------- */

static int is_blank(char c) { return c == 0 || c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

static onr_span chunk_of(const onr_text *t, uint32_t at) {
    onr_span s = {at, at};
    while (s.start > t->from && at - s.start < CHUNK && !is_blank(t->p[s.start - 1])) s.start--;
    while (s.end < t->to && s.end - at < CHUNK && !is_blank(t->p[s.end])) s.end++;
    return s;
}

/* http://… · www.… · name@… · example.org/page · C:\\2 · #12 · two letters or more on both sides of a point */
static int is_address_of_net(const onr_text *t, onr_span s) {
    for (uint32_t i = s.start; i + 2 < s.end; i++) {
        const char *p = t->p + i;
        if (p[0] == '@' || p[0] == '#' || p[0] == '_' || p[0] == '\\') return 1;
        if (p[0] == ':' && p[1] == '/' && p[2] == '/') return 1;
        if (p[0] == '.' && i > s.start && onr_is_alpha(p[1]) && onr_is_alpha(p[2]) && i + 3 <= s.end &&
            (onr_is_alpha(p[-1]) || onr_is_digit(p[-1])) && memchr(p, '/', s.end - i))
            return 1;
    }
    for (uint32_t i = s.start; i + 4 < s.end; i++)
        if (memcmp(t->p + i, "www.", 4) == 0) return 1;
    return 0;
}

/* Digits and letters in groups joined by dashes, three dashes or more: GUIDs, serial numbers; or mixed hexadecimal. */
static int is_serial(const onr_text *t, onr_span s) {
    unsigned dashes = 0, digits = 0, letters = 0, turns = 0, colons = 0;
    int last = 0;
    for (uint32_t i = s.start; i < s.end; i++) {
        char c = t->p[i];
        int now = onr_is_digit(c) ? 1 : onr_is_alpha(c) ? 2 : 0;
        dashes += c == '-';
        colons += c == ':';
        digits += now == 1;
        letters += now == 2;
        turns += now && last && now != last;
        if (now) last = now;
    }
    return (digits && letters && dashes >= 3 && turns >= 3) || (digits >= 3 && letters >= 2 && turns >= 4) ||
           (colons >= 3 && digits + letters >= 4);
}

typedef struct groups {
    uint32_t length[10], end;
    unsigned n, digits;
    int plus, paren, dash, point, slash, space;
} groups;

static void collect(const onr_text *t, uint32_t at, groups *g) {
    memset(g, 0, sizeof *g);
    uint32_t i = at;
    char before = onr_byte(t, i - 1);
    if (i > t->from && (before == '(' || before == '+')) g->plus = before == '+', g->paren = before == '(';
    if (i > t->from + 1 && before == '(' && onr_byte(t, i - 2) == '+') g->plus = 1;
    while (g->n < 10 && onr_is_digit(onr_byte(t, i))) {
        uint32_t from = i;
        while (onr_is_digit(onr_byte(t, i)) && i - from < 32) i++;
        g->length[g->n++] = i - from;
        g->digits += i - from;
        g->end = i;
        groups so_far = *g; /* separators count when digits follow them */
        for (int k = 0; k < 3; k++, i++) {
            char c = onr_byte(t, i);
            int more = onr_is_digit(onr_byte(t, i + 1)) || onr_byte(t, i + 1) == ' ' || onr_byte(t, i + 1) == '(';
            if (c == '-') g->dash += more;
            else if (c == '.') g->point += onr_is_digit(onr_byte(t, i + 1));
            else if (c == '/') g->slash++;
            else if (c == ' ' || c == '\t') g->space++;
            else if (c == ')' || c == '(') g->paren += g->paren || c == '(' ? 1 : 0;
            else break;
        }
        if (!onr_is_digit(onr_byte(t, i))) *g = so_far;
    }
}

static int in_thousands(const groups *g) {
    for (unsigned i = 1; i < g->n; i++)
        if (g->length[i] != 3) return 0;
    return g->length[0] <= 3 && g->n > 1;
}

/* Two digits at least behind a leading nought are a code: 018, 0044, 06 44 44 44 44. */
static int is_code(const onr_text *t, uint32_t at, const groups *g) { return t->p[at] == '0' && g->length[0] > 1; }

static int same_length(const groups *g, uint32_t length) {
    for (unsigned i = 0; i < g->n; i++)
        if (g->length[i] != length) return 0;
    return 1;
}

/* +44 20 7946 0000 · (425) 555-0100 · 555-0100 · 020 7946 0000 · 1-800-555-0100 · a card: four fours */
static uint32_t phone_end(const onr_text *t, uint32_t at) {
    groups g;
    collect(t, at, &g);
    if (is_code(t, at, &g)) return g.digits >= 7 && g.digits <= 20 ? g.end : at + g.length[0];
    if (g.digits < 7) return 0;
    if (g.n == 4 && same_length(&g, 4)) return g.end;
    if (g.digits > 16 && !g.plus) return 0;
    if (g.plus) return g.end;
    if (g.n == 1) return 0;
    if (g.paren >= 2 && g.n >= 2) return g.end;
    onr_span after = onr_num_word_after(t, g.end);
    int noun = after.end > after.start && onr_byte(t, after.start) >= 'a' && onr_byte(t, after.start) <= 'z';
    if (g.n == 2 && g.dash == 1 && !g.space && g.length[1] == 4 && g.length[0] == 3) return noun ? 0 : g.end;
    if (g.n == 2 && g.dash == 1 && !g.space) return g.length[0] >= 3 && g.length[1] >= 6 ? g.end : 0;
    if (g.n == 2) return g.space && g.length[0] <= 3 && g.length[1] >= 8 ? g.end : 0;
    if (g.dash >= 2 || (g.point >= 2 && g.digits >= 9 && !g.dash)) return g.end;
    if (g.dash + g.slash + g.point) return g.space && g.length[g.n - 1] >= 3 && g.length[0] <= 4 && !noun ? g.end : 0;
    if (g.n == 4 && same_length(&g, 2)) return g.end;
    if (g.n == 3 && g.length[0] == 3 && g.length[1] == 4 && g.length[2] == 4) return g.end;
    if (g.n >= 4 && g.n <= 5 && g.length[0] == 3 && g.length[1] == 2 && g.length[2] == 2) return g.end;
    return !in_thousands(&g) && g.length[0] <= 3 && g.length[1] == 3 && g.length[2] == 4 ? g.end : 0;
}

/* 3:30 · 1:36.6 · 21:00:05 */
static uint32_t time_end(const onr_text *t, uint32_t at) {
    uint32_t i = at;
    int colons = 0;
    for (; i < t->to && i - at < 24; i++) {
        if (onr_is_digit(t->p[i])) continue;
        char next = onr_byte(t, i + 1);
        if ((t->p[i] != ':' && !(t->p[i] == '.' && colons)) || !onr_is_digit(next)) break;
        colons += t->p[i] == ':';
    }
    return colons ? i : 0;
}

/* 31/12/2019 · 2019-12-31 · 9/11 · 24/7 · 14/4; 4/5 is a fraction */
static uint32_t slash_end(const onr_text *t, uint32_t at, uint8_t *no) {
    groups g;
    collect(t, at, &g);
    if (g.n >= 3 && g.slash == 2 && !g.space && !g.dash) return *no = ONR_NOT_DATE, g.end;
    if (g.n == 3 && g.dash == 2 && !g.space && (g.length[0] == 4 || g.length[2] == 4) && g.length[1] <= 2)
        return *no = ONR_NOT_DATE, g.end;
    uint32_t second = at + g.length[0] + 1, end = second + (g.n > 1 ? g.length[1] : 0);
    if (g.n < 2 || onr_byte(t, second - 1) != '/') return 0;
    if (g.length[0] == 1 && g.length[1] == 2 && memcmp(t->p + second, "11", 2) == 0) return *no = ONR_NOT_NAME, end;
    if (g.length[0] == 4 || g.length[1] == 4) return *no = ONR_NOT_DATE, end;
    if (g.n == 2 && g.length[0] == 2 && g.length[1] == 1 && t->p[at] > '0') return *no = ONR_NOT_DATE, end;
    return 0;
}

/* 1000-1=999 · 3333*2=6666: the whole of it */
static int has_formula(const onr_text *t, onr_span s) {
    for (uint32_t i = s.start; i + 1 < s.end; i++)
        if ((t->p[i] == '=' || t->p[i] == '*') && onr_is_digit(t->p[i + 1]) && i > s.start && onr_is_digit(t->p[i - 1]))
            return 1;
    return 0;
}

uint32_t onr_num_no_number(const onr_text *t, uint32_t at, uint8_t *no) {
    uint32_t end;
    onr_span s = chunk_of(t, at);
    if (is_address_of_net(t, s)) return *no = ONR_NOT_URL, s.end;
    if (is_serial(t, s) || has_formula(t, s)) return *no = ONR_NOT_ID, s.end;
    if ((end = time_end(t, at)) > 0) return *no = ONR_NOT_TIME, end;
    if ((end = slash_end(t, at, no)) > 0) return end;
    if ((end = phone_end(t, at)) > at + 1) return *no = ONR_NOT_PHONE, end;
    return 0;
}

/* ---- the words beside it ---------------------------------------------------------------------------------------- */

static int is_month(const onr_text *t, onr_span s) {
    if (s.end <= s.start || t->p[s.start] < 'A' || t->p[s.start] > 'Z') return 0;
    return onr_num_in(t, s,
                      "|january|february|march|april|may|june|july|august|september|october|november|december|"
                      "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|");
}

static int is_upper(const onr_text *t, onr_span s) {
    char c = onr_byte(t, s.start);
    return s.end > s.start && c >= 'A' && c <= 'Z';
}

int onr_num_counted(const onr_text *t, onr_span s) {
    if (s.end - s.start < 3 || t->p[s.start] < 'a' || t->p[s.start] > 'z') return 0;
    if (onr_num_in(t, s, "|people|men|women|children|police|troops|others|dead|wounded|staff|personnel|crew|cattle|"))
        return 1;
    char c = t->p[s.end - 1], d = t->p[s.end - 2];
    return c == 's' && d != 's' && d != '\'' && d != 'u' &&
           !onr_num_in(t, s, "|was|is|has|its|his|as|this|does|plus|versus|");
}

/* The point of an abbreviation stands between the word and the number: "Oct. 31", "No. 5". */
static onr_span label_before(const onr_text *t, uint32_t at) {
    uint32_t i = onr_num_back_space(t, at);
    if (i > t->from && t->p[i - 1] == '.' && i < at) i--;
    return onr_num_word_before(t, i);
}

static int is_whole(const onr_quantity *q, int64_t least, int64_t most) {
    return q->value.has_low && q->value.low.places == 0 && q->value.low.digits >= least && q->value.low.digits <= most;
}

static const char labels[] =
    "|route|highway|interstate|motorway|road|article|articles|section|sections|chapter|chapters|resolution|area|flight|"
    "boeing|airbus|apollo|soyuz|no|nos|nr|number|numbers|page|pages|figure|figures|table|room|channel|line|gate|unit|"
    "phase|level|episode|volume|issue|version|windows|grade|platform|track|bill|proposition|amendment|form|formula|"
    "pier|terminal|block|lot|apartment|apt|suite|fortune|psalm|verse|exhibit|count|rule|title|paragraph|clause|box|"
    "class|row|lap|round|stage|step|part|seed|top|hole|size|zone|ward|district|precinct|squadron|regiment|covid|"
    "euro|week|day|game|season|world|ps|iphone|galaxy|xbox|playstation|android|ios|firefox|chrome|python|php|ubuntu|"
    "linux|tier|appendix|annex|protocol|exit|junction|pm|radio|f-|u-|under-|mp|cc|bbc|itv|espn|p|pp|vol|fig|sec|art|ch|"
    "category|bottom|ranked|rank|ranks|age|aged|ages|turning|turned|turns|postcode|zip|isbn|id|code|pin|";

static int is_label(const onr_text *t, onr_span before) {
    if (before.end <= before.start || !onr_num_in(t, before, labels)) return 0;
    if (onr_num_in(t, before, "|age|aged|ages|no|nr|nos|turned|turning|ranked|row|page|pages|p|pp|number|under-|"))
        return 1;
    return is_upper(t, before) || onr_num_in(t, before,
                                             "|category|room|channel|gate|phase|version|flight|seed|lap|route|section|"
                                             "article|chapter|resolution|grade|episode|day|week|");
}

static int is_street(const onr_text *t, uint32_t at) {
    for (int k = 0; k < 4; k++) {
        onr_span w = onr_num_word_after(t, at);
        if (!is_upper(t, w) || w.start > at + 3) return 0;
        if (k && onr_num_in(t, w,
                            "|street|st|avenue|ave|road|rd|boulevard|blvd|lane|drive|dr|square|way|terrace|court|"
                            "highway|parkway|place|plaza|crescent|row|walk|close|gardens|hill|"))
            return 1;
        at = w.end;
    }
    return 0;
}

/* 12-year-old · 34 years old · six-month-old */
static int is_age(const onr_text *t, const onr_quantity *q) {
    uint32_t k = onr_num_dash(t, q->number.end);
    onr_span w = onr_num_word_after(t, q->number.end + k), next = onr_num_word_after(t, w.end);
    static const char units[] = "|year|years|month|months|week|weeks|day|days|yr|yrs|";
    if (onr_num_in(t, w, "|year-old|year-olds|years-old|month-old|months-old|week-old|day-old|yr-old|")) return 1;
    return onr_num_in(t, w, units) && onr_num_in(t, next, "|old|olds|old.|");
}

/* "Kowalska, 34, said": a comma, a capital before it, a comma or bracket behind. */
static int is_age_in_commas(const onr_text *t, const onr_quantity *q) {
    if (!is_whole(q, 1, 115) || !onr_is_digit(t->p[q->number.start])) return 0;
    uint32_t i = onr_num_back_space(t, q->number.start);
    char after = onr_byte(t, q->number.end);
    if (i == t->from || i == q->number.start || t->p[i - 1] != ',') return 0;
    onr_span name = onr_num_word_before(t, i - 1);
    return is_upper(t, name) && !is_month(t, name) && (after == ',' || after == ')' || after == ';');
}

static uint8_t is_date(const onr_text *t, const onr_quantity *q, onr_span before, onr_span after) {
    if (!is_whole(q, 1, 31) || q->scale || q->what != ONR_QUANTITY_COUNT) return 0;
    int short_month = before.end > before.start && onr_byte(t, before.end) == '.';
    if (is_month(t, before) && (short_month || !onr_num_counted(t, after))) return ONR_NOT_DATE;
    if (is_month(t, after) && q->number.end < after.start && !onr_num_is(t, after, "may")) return ONR_NOT_DATE;
    if (is_month(t, after) && onr_is_digit(t->p[q->number.start]) && after.start - q->number.end <= 1)
        return ONR_NOT_DATE;
    return 0;
}

/* between 1600 and 1900 */
static int is_years(const onr_text *t, const onr_quantity *q, onr_span after) {
    if (!q->range || q->scale || q->what != ONR_QUANTITY_COUNT || onr_num_counted(t, after)) return 0;
    onr_decimal a = q->value.low, b = q->value.high;
    uint32_t n = q->number.end;
    int four = onr_is_digit(onr_byte(t, q->number.start + 3)) && n >= 4 && onr_is_digit(t->p[n - 1]) &&
               onr_is_digit(t->p[n - 4]);
    return four && a.places == 0 && b.places == 0 && a.digits >= 1000 && b.digits <= 2100;
}

static uint8_t is_year(const onr_text *t, const onr_quantity *q, onr_span before, onr_span after) {
    if (onr_num_is(t, before, "year") && q->what == ONR_QUANTITY_COUNT && is_whole(q, 0, 9999) &&
        onr_is_digit(t->p[q->number.start]) && !onr_num_counted(t, after))
        return ONR_NOT_YEAR; /* the year 0 */
    if (q->number.end - q->number.start < 4 || !onr_is_digit(t->p[q->number.start]) || q->scale ||
        q->what != ONR_QUANTITY_COUNT || !is_whole(q, 1000, 2199))
        return 0;
    for (uint32_t i = q->number.start; i < q->number.start + 4; i++)
        if (!onr_is_digit(onr_byte(t, i))) return 0;
    if (onr_is_digit(onr_byte(t, q->number.start + 4))) return 0;
    int bracket = onr_byte(t, q->number.start - 1) == '(' && onr_byte(t, q->number.end) == ')';
    if (bracket || is_month(t, before)) return ONR_NOT_YEAR;
    int64_t v = q->value.low.digits;
    if (onr_num_in(t, before,
                   "|in|since|during|until|till|circa|early|late|mid|year|fiscal|spring|summer|autumn|winter|") &&
        !(onr_num_in(t, before, "|in|") && onr_num_in(t, after, "|people|miles|metres|meters|feet|homes|cases|")))
        return ONR_NOT_YEAR;
    if (v < 1700 || v > 2100) return 0;
    if (onr_num_is(t, before, "the") && !onr_num_in(t, after, "|people|men|women|")) return ONR_NOT_YEAR;
    return onr_num_counted(t, after) || onr_byte(t, q->number.end) == '-' ? 0 : ONR_NOT_YEAR;
}

/* this one · one another · day one · the one who · one can */
static int is_pronoun(const onr_text *t, const onr_quantity *q, onr_span before, onr_span after) {
    if (!onr_num_is(t, q->number, "one")) return 0;
    if (onr_num_in(t, before,
                   "|this|that|which|each|every|any|some|another|the|day|number|square|good|bad|only|new|"
                   "same|formula|stage|first|last|next|right|wrong|big|small|air|phase|"))
        return !onr_num_counted(t, after) && !onr_num_in(t, after, "|person|man|woman|child|percent|per|%|");
    return onr_num_in(t, after, "|another|can|could|who|that|is|has|day|may|might|would|thing|way|hand|point|time|") ||
           onr_num_is(t, before, "one");
}

/* 11 at night · 6 in the morning · 11 tonight · 5 h ago */
static int is_hour(const onr_text *t, const onr_quantity *q, onr_span after) {
    if (!is_whole(q, 0, 60)) return 0;
    uint32_t dash = onr_num_dash(t, onr_num_skip_space(t, q->number.end)); /* 10 - 11 at night */
    if (dash && q->what == ONR_QUANTITY_COUNT) {
        onr_span other = onr_num_word_after(t, onr_num_skip_space(t, q->number.end) + dash);
        if (other.end > other.start && onr_is_digit(t->p[other.start])) after = onr_num_word_after(t, other.end);
    }
    onr_span b = onr_num_word_after(t, after.end), c = onr_num_word_after(t, b.end);
    static const char parts[] = "|morning|afternoon|evening|";
    if (onr_num_in(t, after, "|tonight|") || (onr_num_is(t, after, "at") && onr_num_is(t, b, "night"))) return 1;
    if (onr_num_is(t, after, "in") && onr_num_is(t, b, "the") && onr_num_in(t, c, parts)) return 1;
    return onr_num_in(t, after, "|h|m|s|d|w|y|") &&
           (onr_num_is(t, b, "ago") || (onr_num_is(t, b, "from") && onr_num_is(t, c, "now")));
}

/* aged 18 to 34: the second of two ages */
static int is_second_age(const onr_text *t, const onr_quantity *q, onr_span before) {
    if (!is_whole(q, 0, 120) || !onr_num_in(t, before, "|to|and|or|")) return 0;
    onr_span first = onr_num_word_before(t, before.start), w = onr_num_word_before(t, first.start);
    if (first.end <= first.start || !onr_is_digit(t->p[first.start])) return 0;
    if (onr_num_is(t, w, "of")) w = onr_num_word_before(t, w.start);
    return onr_num_in(t, w, "|aged|age|ages|");
}

/* 3333*2=6666 · 1.1.1.2/25 */
static int is_formula(const onr_text *t, const onr_quantity *q) {
    char a = onr_byte(t, q->number.start - (q->number.start > t->from)), b = onr_byte(t, q->number.end);
    int first = q->number.start == t->from;
    char cross = onr_byte(t, q->number.end + 1); /* 1.99×10 */
    if (b == '\xC3' && cross == '\x97') return 1;
    return (!first && (a == '*' || a == '=' || a == '/')) || b == '*' || b == '=';
}

/* "the number is 12345678", "account 12345678", "ext. 123": digits that name something */
static int is_named_number(const onr_text *t, const onr_quantity *q, onr_span before) {
    if (!onr_is_digit(onr_byte(t, q->number.start)) || q->scale) return 0;
    if (onr_num_in(t, before, "|ext|extension|account|visa|tel|telephone|phone|fax|mobile|x|")) return 1;
    for (uint32_t i = q->number.start; i < q->number.end; i++)
        if (!onr_is_digit(t->p[i])) return 0;
    if (q->number.end - q->number.start >= 10) return 1;
    onr_span two = onr_num_word_before(t, before.start);
    return q->number.end - q->number.start >= 7 && onr_num_in(t, before, "|is|") && onr_num_in(t, two, "|number|");
}

/* 3-2 · won 24–17 · 6-4: a number on the other side of the dash, and no unit behind. */
static int is_score(const onr_text *t, const onr_quantity *q) {
    uint32_t k = onr_num_dash(t, q->number.end), end = q->number.end + k;
    if (k && onr_is_digit(onr_byte(t, end))) return 1;
    for (uint32_t back = 1; back <= 3 && q->number.start >= t->from + back + 1; back += 2)
        if (onr_num_dash(t, q->number.start - back) == back && onr_is_digit(t->p[q->number.start - back - 1])) return 1;
    return 0;
}

/* iPhone 11 Pro · S&P 500 · Model 3: digits behind a capital with nothing counted behind them */
static int is_model(const onr_text *t, const onr_quantity *q, onr_span before, onr_span after) {
    if (!onr_is_digit(onr_byte(t, q->number.start)) || q->scale || !is_whole(q, 1, 9999)) return 0;
    if (q->number.end - q->number.start > 4 || before.end + 1 != q->number.start || before.end - before.start < 1)
        return 0;
    int capital = is_upper(t, before) ||
                  (before.end - before.start > 2 && t->p[before.start + 1] >= 'A' && t->p[before.start + 1] <= 'Z');
    if (!capital || is_month(t, before) || onr_num_counted(t, after)) return 0;
    if (onr_num_in(
            t, before,
            "|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the|a|in|on|at|of|and|about|some|only|just|over|"
            "all|up|killed|more|than|least|nearly|almost|around|under|these|those|another|when|as|for|by|with|from|"
            "to|"))
        return 0;
    uint32_t first = before.start;
    char c = first > t->from ? onr_byte(t, onr_num_back_space(t, first) - 1) : 0;
    return first > t->from && c != '.' && c != '!' && c != '?' && c != '"';
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

static uint32_t over_blanks(const onr_text *t, uint32_t i) {
    while (onr_byte(t, i) == ' ' || onr_byte(t, i) == '\t') i++;
    return i;
}

/* The end of the bare number, in digits or as one word, that begins at `i`; i when none does. */
static uint32_t bare_end(const onr_text *t, uint32_t i) {
    uint32_t e = i;
    while (onr_is_digit(onr_byte(t, e))) e++;
    if (e > i) return e;
    onr_num_word w = onr_num_word_at(t, i);
    return w.what >= ONR_WORD_UNIT && w.what <= ONR_WORD_TENS ? w.end : i;
}

/* Is one of two words or digits with blanks alone between them a bare number behind `at`? */
static int bare_before(const onr_text *t, uint32_t at) {
    uint32_t i = at;
    while (i > t->from && at - i < 4 && (t->p[i - 1] == ' ' || t->p[i - 1] == '\t')) i--;
    if (i == at || i == t->from) return 0;
    if (onr_is_digit(t->p[i - 1])) return 1;
    onr_span w = onr_num_word_before(t, i);
    return w.end == i && w.end > w.start && bare_end(t, w.start) == w.end;
}

/* "37 41 4, 38 5145", "two three.", the cells of a table: numbers in a row with nothing that they count behind them. */
static int is_in_row(const onr_text *t, const onr_quantity *q) {
    enum { MOST = 8 };
    if (q->kind != ONR_NUMBER_CARDINAL || q->range || q->scale || q->what != ONR_QUANTITY_COUNT) return 0;
    uint32_t end = q->number.end;
    unsigned n = bare_before(t, q->number.start) != 0;
    for (int k = 0; k < MOST; k++) {
        uint32_t i = over_blanks(t, end), e = i > end ? bare_end(t, i) : i;
        if (e == i) break;
        end = e;
        n++;
    }
    if (!n) return 0;
    onr_span w = onr_num_word_after(t, end), m = onr_num_word_after(t, w.end);
    char c = onr_byte(t, over_blanks(t, end));
    int clock = onr_num_in(t, w, "|a|p|") && onr_num_is(t, m, "m"); /* two sixty a m */
    return clock || c == 0 || c == '\n' || c == ',' || c == '.' || c == ';' || c == ')';
}

/* 1237812739: seven digits and more without a separator, and no word behind */
static int is_long(const onr_text *t, const onr_quantity *q) {
    for (uint32_t i = q->number.start; i < q->number.end; i++)
        if (!onr_is_digit(t->p[i])) return 0;
    onr_span w = onr_num_word_after(t, q->number.end);
    return q->number.end - q->number.start >= 7 && q->what <= ONR_QUANTITY_PERCENT && w.end == w.start;
}

uint8_t onr_num_reject(const onr_text *t, const onr_quantity *q) {
    onr_span before = label_before(t, q->number.start), after = onr_num_word_after(t, q->number.end);
    if (onr_num_in(t, before, "|minus|negative|")) before.end = before.start;
    uint8_t no = is_date(t, q, before, after);
    if (no) return no;
    int of_age = onr_num_is(t, before, "of") && onr_num_in(t, onr_num_word_before(t, before.start), "|age|ages|");
    if (is_age(t, q) || ((of_age || onr_num_in(t, before, "|aged|age|ages|")) && is_whole(q, 0, 120)))
        return ONR_NOT_AGE;
    if (onr_num_in(t, after, "|a.m|p.m|am|pm|o'clock|a.m.|p.m.|gmt|utc|") && is_whole(q, 0, 2400)) return ONR_NOT_TIME;
    if (q->what == ONR_QUANTITY_COUNT && is_street(t, q->number.end)) return ONR_NOT_ADDRESS;
    if (q->what == ONR_QUANTITY_COUNT && !q->range && is_score(t, q)) return ONR_NOT_SCORE;
    if (onr_num_in(t, before, "|ad|bc|a.d|b.c|c.e|") || onr_num_in(t, after, "|bc|ad|bce|b.c|b.c.e|a.d|c.e|"))
        return ONR_NOT_DATE;
    if (is_years(t, q, after)) return ONR_NOT_YEAR;
    if ((no = is_year(t, q, before, after)) != 0) return no;
    if (q->what == ONR_QUANTITY_COUNT && q->kind == ONR_NUMBER_CARDINAL && !q->scale && is_label(t, before))
        return ONR_NOT_LABEL;
    if (q->what == ONR_QUANTITY_COUNT && is_model(t, q, before, after)) return ONR_NOT_LABEL;
    if (is_formula(t, q) || q->value.low.places > 6 || is_in_row(t, q) || is_long(t, q)) return ONR_NOT_ID;
    if (is_age_in_commas(t, q)) return ONR_NOT_LABEL;
    if (is_hour(t, q, after)) return ONR_NOT_TIME;
    if (is_second_age(t, q, before)) return ONR_NOT_AGE;
    if (q->kind == ONR_NUMBER_FRACTION && q->den == 2 && onr_num_in(t, before, "|first|second|latter|"))
        return ONR_NOT_LABEL; /* the second half of 2025 */
    if (q->what == ONR_QUANTITY_COUNT && is_named_number(t, q, before)) return ONR_NOT_LABEL;
    if (onr_num_is(t, before, "per")) return ONR_NOT_LABEL; /* parts per million, 4 per 100,000: the base of a rate */
    if (is_pronoun(t, q, before, after)) return ONR_NOT_PRONOUN;
    return ONR_NOT_NOTHING;
}
