/* number_unit.c - what a number is of, by the signs and words beside it: percent, money, a measure, a stretch of time.
 *
 * Method: tables of signs, currencies, nations, measures; a nation before a currency's word fixes its code ("Lebanese
 * pounds"). A currency that the text leaves open stays the sign or the word as written. Cost: the tables a number.
 */
#include <string.h>

#include "find/number_part.h"

/* ---- signs and units -------------------------------------------------------------------------------------------- */

static const struct sign {
    const char *text, *code;
} signs[] = {
    {"CDN$", "CAD"},         {"$US", "USD"},
    {"$A", "AUD"},           {"$C", "CAD"},
    {"$NZ", "NZD"},          {"US$", "USD"},
    {"AU$", "AUD"},          {"NZ$", "NZD"},
    {"HK$", "HKD"},          {"CA$", "CAD"},
    {"C$", "CAD"},           {"A$", "AUD"},
    {"S$", "SGD"},           {"R$", "BRL"},
    {"NT$", "TWD"},          {"\xC2\xA3", "GBP"},
    {"\xE2\x82\xAC", "EUR"}, {"\xE2\x82\xB9", "INR"},
    {"\xE2\x82\xBD", "RUB"}, {"\xE2\x82\xB4", "UAH"},
    {"\xE2\x82\xAA", "ILS"}, {"\xC2\xA5", "\xC2\xA5"},
    {"\xE2\x82\xA9", "KRW"}, {"\xE2\x82\xA6", "NGN"},
    {"\xE2\x82\xB1", "PHP"}, {"$", "$"},
    {"USD", "USD"},          {"EUR", "EUR"},
    {"GBP", "GBP"},          {"SEK", "SEK"},
    {"NOK", "NOK"},          {"DKK", "DKK"},
    {"CHF", "CHF"},          {"CAD", "CAD"},
    {"AUD", "AUD"},          {"CNY", "CNY"},
    {"RMB", "CNY"},          {"JPY", "JPY"},
    {"INR", "INR"},          {"RUB", "RUB"},
    {"PLN", "PLN"},          {"NZD", "NZD"},
    {"HKD", "HKD"},          {"SGD", "SGD"},
    {"MYR", "MYR"},          {"ZAR", "ZAR"},
    {"BRL", "BRL"},          {"TRY", "TRY"},
    {"UAH", "UAH"},          {"KRW", "KRW"},
    {"Rs.", "Rs"},           {"Rs", "Rs"},
    {"RM", "MYR"},           {"MNT", "MNT"},
    {"KWD", "KWD"},          {"LBP", "LBP"},
    {"EGP", "EGP"},          {"QAR", "QAR"},
    {"SAR", "SAR"},          {"BGN", "BGN"},
    {"ILS", "ILS"},
};

/* A sign of money that ends at `at`, white space between them or not: its first byte, or `at`. */
uint32_t onr_num_sign_before(const onr_text *t, uint32_t at, const char **code) {
    uint32_t i = onr_num_back_space(t, at);
    if (i == t->from || (i < at && memchr(t->p + i, '\n', at - i))) return at;
    char last = t->p[i - 1];
    if ((last >= 'a' && last <= 'z' && last != 's') || onr_is_digit(last)) return at; /* no sign ends so */
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        uint32_t n = (uint32_t)strlen(signs[k].text);
        if (i - t->from < n || memcmp(t->p + i - n, signs[k].text, n) != 0) continue;
        if (onr_is_alpha(signs[k].text[0]) && i - n > t->from && onr_is_word_byte(t->p[i - n - 1])) continue;
        *code = signs[k].code;
        return i - n;
    }
    return at;
}

static const struct sign moneys[] = {
    {"z\xC5\x82oty", "PLN"}, {"z\xC5\x82otys", "PLN"}, {"lari", "GEL"},         {"forint", "HUF"},
    {"forints", "HUF"},      {"koruna", "CZK"},        {"baht", "THB"},         {"rupiah", "IDR"},
    {"dong", "VND"},         {"taka", "BDT"},          {"birr", "ETB"},         {"shillings", "shilling"},
    {"kwacha", "kwacha"},    {"cedi", "GHS"},          {"cedis", "GHS"},        {"hryvnya", "UAH"},
    {"tenge", "KZT"},        {"leva", "BGN"},          {"lei", "leu"},          {"dollar", "$"},
    {"dollars", "$"},        {"cent", "\xC2\xA2"},     {"cents", "\xC2\xA2"},   {"bucks", "$"},
    {"euro", "EUR"},         {"euros", "EUR"},         {"yen", "JPY"},          {"yuan", "CNY"},
    {"renminbi", "CNY"},     {"ruble", "RUB"},         {"rubles", "RUB"},       {"rouble", "RUB"},
    {"roubles", "RUB"},      {"rupee", "rupee"},       {"rupees", "rupee"},     {"franc", "franc"},
    {"francs", "franc"},     {"pence", "p"},           {"pennies", "\xC2\xA2"}, {"krona", "SEK"},
    {"kronor", "SEK"},       {"peso", "peso"},         {"pesos", "peso"},       {"lira", "lira"},
    {"rand", "ZAR"},         {"real", "BRL"},          {"reais", "BRL"},        {"hryvnia", "UAH"},
    {"hryvnias", "UAH"},     {"zloty", "PLN"},         {"shekel", "ILS"},       {"shekels", "ILS"},
    {"dinar", "dinar"},      {"dinars", "dinar"},      {"dirham", "dirham"},    {"dirhams", "dirham"},
    {"rial", "rial"},        {"rials", "rial"},        {"riyal", "riyal"},      {"riyals", "riyal"},
    {"ringgit", "MYR"},      {"ringgits", "MYR"},      {"baht", "THB"},         {"won", "KRW"},
    {"tugrik", "MNT"},       {"tugriks", "MNT"},       {"naira", "NGN"},        {"bitcoin", "BTC"},
    {"bitcoins", "BTC"},     {"USD", "USD"},           {"EUR", "EUR"},          {"GBP", "GBP"},
    {"SEK", "SEK"},          {"CAD", "CAD"},           {"AUD", "AUD"},          {"CHF", "CHF"},
    {"CNY", "CNY"},          {"JPY", "JPY"},           {"INR", "INR"},          {"RUB", "RUB"},
    {"KWD", "KWD"},          {"LBP", "LBP"},           {"EGP", "EGP"},          {"QAR", "QAR"},
    {"SAR", "SAR"},          {"BGN", "BGN"},           {"MYR", "MYR"},          {"RM", "MYR"},
    {"ILS", "ILS"},          {"MNT", "MNT"},           {"UAH", "UAH"},          {"PLN", "PLN"},
};

static const struct sign nations[] = {
    {"us", "USD"},        {"u.s", "USD"},       {"american", "USD"},   {"canadian", "CAD"}, {"australian", "AUD"},
    {"hong", "HKD"},      {"singapore", "SGD"}, {"taiwan", "TWD"},     {"swiss", "CHF"},    {"indian", "INR"},
    {"pakistani", "PKR"}, {"mexican", "MXN"},   {"philippine", "PHP"}, {"turkish", "TRY"},  {"kuwaiti", "KWD"},
    {"iraqi", "IQD"},     {"iranian", "IRR"},   {"saudi", "SAR"},      {"qatari", "QAR"},   {"egyptian", "EGP"},
    {"lebanese", "LBP"},  {"british", "GBP"},   {"georgian", "GEL"},   {"polish", "PLN"},   {"malaysian", "MYR"},
    {"malaysia", "MYR"},  {"swedish", "SEK"},   {"japanese", "JPY"},   {"chinese", "CNY"},  {"russian", "RUB"},
    {"israeli", "ILS"},   {"moroccan", "MAD"},  {"brazilian", "BRL"},
};

/* dollars · US dollars · Lebanese pounds · pounds sterling */
int onr_num_money_behind(const onr_text *t, uint32_t at, onr_quantity *q) {
    onr_span w = onr_num_word_after(t, at), x = w;
    const char *nation = NULL;
    for (size_t k = 0; k < sizeof nations / sizeof *nations; k++)
        if (onr_num_is(t, w, nations[k].text)) nation = nations[k].code;
    if (nation) {
        x = onr_num_word_after(t, onr_byte(t, w.end) == '.' ? w.end + 1 : w.end);
        if (onr_num_is(t, x, "kong")) x = onr_num_word_after(t, x.end);
    }
    const char *code = NULL;
    for (size_t k = 0; k < sizeof moneys / sizeof *moneys; k++) {
        char first = moneys[k].text[0];
        if (x.end == x.start || (t->p[x.start] != first && t->p[x.start] != (first ^ 32))) continue;
        size_t n = first <= 'Z' ? strlen(moneys[k].text) : 0; /* a code, in capitals */
        if (n ? x.end - x.start == n && memcmp(t->p + x.start, moneys[k].text, n) == 0
              : onr_num_is(t, x, moneys[k].text))
            code = moneys[k].code;
    }
    if (onr_num_in(t, x, "|pound|pounds|")) {
        onr_span s = onr_num_word_after(t, x.end);
        int sterling = onr_num_is(t, s, "sterling");
        if (!nation && q->scale >= 1000000) code = "pound"; /* by the million it is money */
        if (nation || sterling) code = sterling ? "GBP" : nation;
        if (sterling) x.end = s.end;
    }
    if (!code) {
        uint32_t i = onr_num_skip_space(t, at);
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) { /* 20€, 10$, 3.14US$ */
            if (onr_byte(t, i) != signs[k].text[0]) continue;
            uint32_t n = (uint32_t)strlen(signs[k].text);
            if (onr_is_alpha(signs[k].text[n - 1]) || t->to - i < n || memcmp(t->p + i, signs[k].text, n) != 0)
                continue;
            if (i > at && onr_is_digit(onr_byte(t, i + n))) continue;
            code = signs[k].code;
            x = (onr_span){i, i + n};
            w = x;
            if (onr_is_digit(onr_byte(t, x.end))) return 0;
            break;
        }
        if (!code) return 0;
    }
    q->currency = nation ? nation : code;
    q->unit = (onr_span){w.start, x.end};
    q->what = ONR_QUANTITY_MONEY;
    q->text.end = x.end;
    return 1;
}

static const char durations[] = "|second|seconds|sec|secs|minute|minutes|min|mins|hour|hours|hr|hrs|day|days|night|"
                                "nights|week|weeks|month|months|year|years|yr|yrs|decade|decades|century|centuries|"
                                "fortnight|weekend|weekends|semester|semesters|ms|millisecond|milliseconds|";
static const char measures[] =
    "|km|kms|kilometer|kilometers|kilometre|kilometres|m|metre|metres|meter|meters|cm|mm|centimeter|centimeters|"
    "centimetre|centimetres|millimeter|millimeters|millimetre|millimetres|micrometers|micrometres|mile|miles|mi|yard|"
    "yards|yd|foot|feet|ft|inch|inches|in|lb|lbs|pound|pounds|oz|ounce|ounces|kg|kgs|kilogram|kilograms|kilo|kilos|g|"
    "gram|grams|mg|mcg|milligram|milligrams|ton|tons|tonne|tonnes|t|acre|acres|hectare|hectares|ha|litre|litres|liter|"
    "liters|l|ml|gallon|gallons|barrel|barrels|mph|kph|km/"
    "h|kmh|knot|knots|degree|degrees|deg|degf|degc|mw|gw|kw|kwh|mwh|watt|watts|"
    "volt|volts|hz|khz|mhz|ghz|mb|gb|tb|kb|gigabytes|megabytes|bit|bits|byte|bytes|rpm|hp|horsepower|mole|moles|joules|"
    "calories|psi|hpa|mbar|mb/s|mbps|gbps|megawatts|gigawatts|kilowatts|cup|cups|pint|pints|tsp|tbsp|bps|ppm|nm|";

int onr_num_percent_behind(const onr_text *t, uint32_t at, onr_quantity *q) {
    uint32_t i = onr_num_skip_space(t, at);
    onr_span w = onr_num_word_after(t, at), x = onr_num_word_after(t, w.end);
    uint32_t end = 0;
    if (onr_byte(t, i) == '%') {
        end = i + 1;
        w = onr_num_word_after(t, end);
        x = onr_num_word_after(t, w.end);
        if (onr_num_in(t, w, "|point|points|")) q->what = ONR_QUANTITY_POINTS, end = w.end;
    } else if (onr_num_in(t, w, "|percent|percents|pct|pc|")) end = w.end;
    else if (onr_num_is(t, w, "per") && onr_num_is(t, x, "cent")) end = x.end;
    else if (onr_num_in(t, w, "|percentage|basis|") && onr_num_in(t, x, "|point|points|"))
        end = x.end, q->what = ONR_QUANTITY_POINTS;
    else if (onr_num_is(t, w, "percentage")) end = w.end;
    if (!end) return 0;
    if (q->what != ONR_QUANTITY_POINTS) q->what = ONR_QUANTITY_PERCENT;
    q->unit = (onr_span){i, end};
    q->text.end = end;
    return 1;
}

int onr_num_is_measure(const onr_text *t, onr_span w) { return w.end > w.start + 2 && onr_num_in(t, w, measures); }

/* What stands behind the number, or grows on it: percent, money, a measure, a stretch of time. */
void onr_num_unit_behind(const onr_text *t, onr_quantity *q) {
    uint32_t at = q->text.end, k = onr_num_dash(t, at);
    if (onr_num_percent_behind(t, at + (k == 1 ? 1 : 0), q) || q->what == ONR_QUANTITY_MONEY ||
        onr_num_money_behind(t, at, q))
        return;
    uint32_t i = onr_num_skip_space(t, at + k);
    if (onr_byte(t, i) == '\xC2' && onr_byte(t, i + 1) == '\xB0') {
        q->what = ONR_QUANTITY_MEASURE;
        q->unit = (onr_span){i, i + 2};
        if (onr_is_alpha(onr_byte(t, i + 2)) && !onr_is_alpha(onr_byte(t, i + 3))) q->unit.end++;
        return;
    }
    onr_span w = onr_num_word_after(t, at + k), first = w;
    if (!k && w.start == at && onr_num_is(t, w, "p")) { /* 164p */
        q->what = ONR_QUANTITY_MONEY;
        q->currency = "p";
        q->unit = w;
        return;
    }
    for (uint32_t c = w.start; c < w.end; c++) /* "foot-long", "minute-by-minute" */
        if (t->p[c] == '-') first.end = w.end = c, c = w.end;
    if (w.end > w.start && onr_byte(t, w.end) == '/' && onr_is_alpha(onr_byte(t, w.end + 1))) { /* km/h */
        uint32_t e = w.end + 1;
        while (onr_is_alpha(onr_byte(t, e))) e++;
        w.end = e;
    }
    if (onr_num_in(t, w, "|square|cubic|metric|nautical|short|sq|consecutive|more|full|straight|other|additional|"))
        w = onr_num_word_after(t, w.end);
    int joined = first.start == at;
    if (joined && w.end == w.start + 1 && (t->p[w.start] == 'G' || t->p[w.start] == 'T')) return; /* 5G */
    if (onr_num_in(t, w, "|in|t|g|l|mi|m|cup|foot|bit|") && !k && !joined && !onr_num_in(t, w, "|m|g|t|foot|cup|bit|"))
        return;
    if (onr_num_in(t, w, durations)) q->what = ONR_QUANTITY_DURATION;
    else if (onr_num_in(t, w, measures) || (first.end < w.end && onr_byte(t, first.end) == '/'))
        q->what = ONR_QUANTITY_MEASURE;
    else return;
    q->unit = w;
}

/* Over a sign of money. */
uint32_t onr_num_skip_sign(const onr_text *t, uint32_t at) {
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        if (onr_byte(t, at) != signs[k].text[0]) continue;
        uint32_t n = (uint32_t)strlen(signs[k].text);
        if (at < t->to && t->to - at > n && memcmp(t->p + at, signs[k].text, n) == 0)
            return onr_num_skip_space(t, at + n);
    }
    return at;
}
