/* token_words.c - the word lists of the tokeniser; made by tools/token_words.py from data/token_words.txt, do not
 * edit. A list is sorted by bytes (of the words without `|`) and searched by bisection. */
#include "lang/token_words.h"

/* clang-format off */
static const char *const abbrev[] = {
    "adm.", "al.", "ala.", "approx.", "apr.", "apt.", "assn.", "assoc.", "attn.", "atty.", "aug.", "ave.", "b.sc.",
    "bldg.", "blvd.", "bros.", "ca.", "calif.", "capt.", "cf.", "cmdr.", "co.", "colo.", "corp.", "cos.", "cpl.",
    "d.phil.", "dept.", "div.", "dr.", "e.g.", "eg.", "esp.", "esq.", "etc.", "ext.", "feb.", "ft.", "gov.", "hrs.",
    "hwy.", "i.e.", "ibid.", "ie.", "inc.", "incl.", "insp.", "intl.", "jan.", "jct.", "jr.", "jul.", "jun.", "lb.",
    "lbs.", "llc.", "lt.", "ltd.", "m.sc.", "maj.", "messrs.", "mich.", "mins.", "mlle.", "mme.", "mr.", "mrs.",
    "ms.", "mt.", "n.c.", "n.d.", "n.h.", "n.j.", "n.m.", "n.y.", "natl.", "nev.", "nov.", "oct.", "oz.", "ph.d.",
    "pres.", "prof.", "ps.", "que.", "r.i.", "rd.", "reps.", "rev.", "s.c.", "s.d.", "sens.", "sep.", "sept.", "sgt.",
    "sq.", "sr.", "st.", "ste.", "supt.", "tel.", "thu.", "thur.", "thurs.", "tue.", "tues.", "univ.", "vs.", "w.va.",
    "weds.", "wyo.", "yrs.",
};
static const char *const number[] = {
    "art.", "b.", "c.", "ch.", "d.", "fig.", "figs.", "m.", "mar.", "mass.", "miss.", "no.", "nos.", "op.", "p.",
    "para.", "pp.", "sat.", "sec.", "sun.", "vol.", "vols.",
};
static const char *const capital[] = {
    "ariz.", "ark.", "cal.", "col.", "conf.", "conn.", "dec.", "del.", "dem.", "ed.", "eds.", "fla.", "fr.", "fri.",
    "ga.", "gen.", "hon.", "hr.", "ill.", "ind.", "kan.", "ky.", "la.", "md.", "me.", "min.", "minn.", "mo.", "mon.",
    "mont.", "neb.", "okla.", "ont.", "ore.", "pa.", "rep.", "ret.", "sen.", "spec.", "tenn.", "tex.", "va.", "vt.",
    "wash.", "wed.", "wis.",
};
static const char *const starter[] = {
    "according", "after", "all", "although", "and", "another", "as", "at", "because", "before", "both", "but", "by",
    "each", "for", "from", "he", "her", "his", "how", "however", "if", "in", "it", "its", "many", "meanwhile", "more",
    "most", "not", "now", "of", "on", "other", "our", "she", "since", "so", "some", "that", "the", "their", "then",
    "there", "these", "they", "this", "those", "though", "to", "under", "until", "we", "what", "when", "while", "who",
    "why", "with", "yet", "you",
};
static const char *const prefix[] = {
    "anti", "arch", "co", "counter", "cross", "e", "electro", "ex", "geo", "hyper", "infra", "inter", "intra",
    "macro", "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo", "non", "over", "poly", "post", "pre",
    "pro", "proto", "pseudo", "psycho", "re", "semi", "socio", "sub", "super", "tele", "trans", "uber", "ultra", "un",
    "under",
};
static const char *const compound[] = {
    "cc-by", "mm-hmm", "oh-oh", "t-shirt", "uh-huh", "uh-oh", "whoo-hoo",
};
static const char *const surname[] = {
    "ahn", "bae", "baek", "ban", "chan", "chang", "chen", "cheng", "cheung", "chiang", "chin", "cho", "choe", "choi",
    "chow", "chu", "chun", "chung", "fung", "gong", "ha", "han", "ho", "hong", "hui", "hwang", "hyun", "jang", "jeon",
    "jeong", "ji", "jo", "jung", "kang", "ki", "kim", "ko", "koo", "kwak", "kwok", "kwon", "lai", "lam", "lau", "law",
    "lee", "leung", "li", "lim", "lin", "lo", "ma", "min", "mok", "moon", "na", "nam", "ng", "noh", "oh", "paek",
    "pak", "park", "ri", "roh", "ryu", "seo", "seong", "shin", "sim", "sin", "so", "sohn", "son", "song", "suh",
    "sung", "tai", "tam", "tan", "tang", "tsai", "tsang", "tse", "wong", "woo", "wu", "yang", "yau", "yeo", "yeung",
    "yi", "yim", "yip", "yoo", "yoon", "yu", "yun",
};
static const char *const tld[] = {
    "au", "biz", "ca", "ch", "cn", "com", "de", "dk", "edu", "eu", "fr", "gov", "ie", "info", "int", "io", "jp",
    "mil", "net", "nl", "nz", "org", "ru", "se", "tv", "tw", "uk",
};
static const char *const file[] = {
    "csv", "doc", "docx", "exe", "gif", "htm", "html", "jpeg", "jpg", "json", "mp3", "mp4", "pdf", "png", "ppt",
    "pptx", "rtf", "txt", "url", "xls", "xlsx", "xml", "zip",
};
static const char *const group[] = {
    "alt", "comp", "misc", "rec", "sci", "soc", "talk",
};
static const char *const unit[] = {
    "a.m", "a.m.", "am", "b", "bn", "c", "cm", "f", "ft", "g", "gb", "ghz", "gw", "h", "hr", "hrs", "hz", "k", "kb",
    "kg", "khz", "km", "km/h", "kph", "kw", "kwh", "lb", "lbs", "m", "mb", "mg", "mhz", "miles", "min", "mins", "mm",
    "mn", "mph", "mw", "mwh", "p", "p.m", "p.m.", "percent", "pm", "sec", "secs", "sqft", "t", "tb", "tn", "x",
    "yards", "yrs",
};
static const char *const money[] = {
    "a", "au", "c", "ca", "hk", "mx", "nt", "nz", "r", "s", "u", "us",
};
static const char *const elision[] = {
    "bout", "cause", "cept", "cos", "cuz", "em", "im", "n", "neath", "round", "til", "till",
};
static const char *const smile[] = {
    "(:", "-_-", ":|", ":'(", ":(", ":)", ":*", ":-(", ":-)", ":-D", ":-P", ":/", ":3", ":D", ":O", ":P", ":]", ":o",
    ":p", ";)", ";-)", ";D", ";P", "<3", "=(", "=)", "=D", ">.<", ">:(", "^_^",
};
static const char *const slash[] = {
    "a/c", "b/c", "b/t", "c/o", "i/c", "i/s", "l/c", "n/a", "s/he", "w/", "w/o", "w/out",
};
static const char *const mwt[] = {
    "'t|is", "'t|was", "ai|nt", "are|nt", "a|while", "c'm|on", "can|not", "ca|nt", "could|nt", "d'|you", "did|nt",
    "does|nt", "do|nt", "du|n|no", "gim|me", "gon|na", "got|ta", "had|nt", "has|nt", "have|nt", "he|s", "i|m",
    "is|nt", "i|ve", "lem|me", "let|s", "lot|ta", "out|ta", "she|s", "should|nt", "that|s", "there|s", "they|ll",
    "they|re", "they|ve", "wan|na", "was|nt", "were|nt", "what|s", "who|s", "wo|nt", "would|nt", "y'|all", "you|ll",
    "you|re", "you|ve",
};
const onr_words onr_token_lists[ONR_WORDS_COUNT] = {
    {"abbrev", abbrev, sizeof(abbrev) / sizeof(*abbrev)},
    {"number", number, sizeof(number) / sizeof(*number)},
    {"capital", capital, sizeof(capital) / sizeof(*capital)},
    {"starter", starter, sizeof(starter) / sizeof(*starter)},
    {"prefix", prefix, sizeof(prefix) / sizeof(*prefix)},
    {"compound", compound, sizeof(compound) / sizeof(*compound)},
    {"surname", surname, sizeof(surname) / sizeof(*surname)},
    {"tld", tld, sizeof(tld) / sizeof(*tld)},
    {"file", file, sizeof(file) / sizeof(*file)},
    {"group", group, sizeof(group) / sizeof(*group)},
    {"unit", unit, sizeof(unit) / sizeof(*unit)},
    {"money", money, sizeof(money) / sizeof(*money)},
    {"elision", elision, sizeof(elision) / sizeof(*elision)},
    {"smile", smile, sizeof(smile) / sizeof(*smile)},
    {"slash", slash, sizeof(slash) / sizeof(*slash)},
    {"mwt", mwt, sizeof(mwt) / sizeof(*mwt)},
};
/* clang-format on */
