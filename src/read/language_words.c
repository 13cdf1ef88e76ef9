/* The commonest function words of the languages that the detector knows, small letters, sorted by bytes (a unit test
 * holds that). Written down for this project from the grammars' closed classes; nothing else is known of a language. */
#include "read/language_words.h"

static const char *const words_en[] = {
    "a",     "about",   "after", "against", "all",   "also", "an",   "and",   "are",   "as",     "at",
    "be",    "because", "been",  "before",  "but",   "by",   "can",  "could", "do",    "during", "for",
    "from",  "had",     "has",   "have",    "he",    "her",  "his",  "i",     "if",    "in",     "into",
    "is",    "it",      "its",   "more",    "new",   "no",   "not",  "of",    "on",    "one",    "or",
    "other", "out",     "over",  "people",  "s",     "said", "she",  "t",     "than",  "that",   "the",
    "their", "there",   "they",  "this",    "to",    "told", "two",  "up",    "was",   "we",     "were",
    "what",  "when",    "where", "which",   "while", "who",  "will", "with",  "would", "you"};

static const char *const words_fr[] = {
    "a",    "après", "au",  "aussi",  "aux",  "avec", "avoir", "c",    "ce",    "ces",  "cette", "comme", "contre",
    "d",    "dans",  "de",  "depuis", "des",  "deux", "dont",  "du",   "elle",  "en",   "entre", "est",   "et",
    "fait", "il",    "ils", "l",      "la",   "le",   "les",   "leur", "leurs", "mais", "n",     "ne",    "nous",
    "ont",  "ou",    "où",  "par",    "pas",  "plus", "pour",  "qu",   "que",   "qui",  "s",     "sa",    "sans",
    "se",   "selon", "ses", "son",    "sont", "sur",  "un",    "une",  "vous",  "à",    "était", "été",   "être"};

static const char *const words_es[] = {
    "a",     "al",    "años", "como",  "con",   "contra",  "cuando", "de",   "del",  "desde", "dijo",
    "donde", "dos",   "el",   "en",    "entre", "era",     "es",     "esta", "este", "estos", "está",
    "fue",   "ha",    "han",  "hasta", "la",    "las",     "le",     "les",  "lo",   "los",   "muy",
    "más",   "no",    "o",    "para",  "pero",  "por",     "porque", "que",  "se",   "según", "sido",
    "sin",   "sobre", "son",  "su",    "sus",   "también", "tras",   "un",   "una",  "y",     "ya"};

static const char *const words_de[] = {
    "aber",  "als",   "am",     "an",    "auch", "auf",  "aus",   "bei",   "das",   "dass",  "dem",   "den",
    "der",   "des",   "die",    "durch", "ein",  "eine", "einem", "einen", "einer", "er",    "es",    "für",
    "gegen", "haben", "hat",    "ich",   "im",   "in",   "ist",   "mehr",  "mit",   "nach",  "nicht", "noch",
    "nur",   "oder",  "sagte",  "sich",  "sie",  "sind", "so",    "um",    "und",   "unter", "von",   "vor",
    "war",   "waren", "werden", "wie",   "wir",  "wird", "wurde", "zu",    "zum",   "zur",   "über"};

static const char *const words_it[] = {
    "ai",  "al",     "all",   "alla",  "alle", "anche", "anni", "che",   "come",   "con",    "contro", "cui",  "d",
    "da",  "dal",    "dalla", "degli", "dei",  "del",   "dell", "della", "delle",  "dello",  "di",     "dopo", "e",
    "era", "essere", "fra",   "gli",   "ha",   "hanno", "i",    "il",    "in",     "l",      "la",     "le",   "lo",
    "ma",  "nel",    "nell",  "nella", "non",  "o",     "per",  "più",   "questa", "questo", "si",     "sono", "stato",
    "su",  "sua",    "sul",   "sulla", "suo",  "suoi",  "tra",  "un",    "una",    "uno",    "è"};

static const char *const words_pt[] = {
    "a",      "anos",  "ao",   "aos",  "as",     "até",   "com",    "como", "contra", "da",    "das", "de",
    "depois", "disse", "do",   "dos",  "e",      "ela",   "ele",    "eles", "em",     "entre", "era", "está",
    "foi",    "foram", "já",   "mais", "mas",    "muito", "na",     "nas",  "no",     "nos",   "não", "o",
    "os",     "ou",    "para", "pela", "pelo",   "por",   "quando", "que",  "se",     "sem",   "ser", "seu",
    "seus",   "sobre", "sua",  "são",  "também", "tem",   "ter",    "um",   "uma",    "à",     "é"};

static const char *const words_nl[] = {
    "aan",  "al",   "als",    "bij",   "dan",   "dat",    "de",    "deze", "die",     "dit",  "door",  "een",
    "en",   "er",   "geen",   "haar",  "had",   "hebben", "heeft", "het",  "hij",     "hun",  "in",    "is",
    "jaar", "maar", "meer",   "met",   "na",    "naar",   "niet",  "nog",  "of",      "om",   "onder", "onze",
    "ook",  "op",   "over",   "te",    "tegen", "tot",    "uit",   "van",  "volgens", "voor", "was",   "wel",
    "werd", "wij",  "worden", "wordt", "ze",    "zei",    "zich",  "zij",  "zijn"};

static const char *const words_sv[] = {
    "att",  "av",  "blev",  "de",    "den", "det", "där", "efter", "eller", "en",     "enligt", "ett",   "från",
    "för",  "ha",  "hade",  "han",   "har", "hon", "i",   "inte",  "kan",   "med",    "mellan", "men",   "mot",
    "nu",   "när", "och",   "också", "om",  "på",  "sig", "sina",  "ska",   "skulle", "som",    "säger", "så",
    "till", "två", "under", "ut",    "var", "vi",  "vid", "än",    "är",    "år",     "över"};

static const char *const words_da[] = {
    "af",     "at",     "blev", "blive", "de",  "den",   "der",  "det",   "efter",  "eller", "en",  "end",   "er",
    "et",     "for",    "fra",  "han",   "har", "havde", "hun",  "i",     "ifølge", "ikke",  "jeg", "kan",   "med",
    "mellem", "men",    "mod",  "nu",    "når", "og",    "også", "om",    "over",   "på",    "sig", "siger", "sin",
    "skal",   "skulle", "som",  "så",    "til", "to",    "ud",   "under", "var",    "ved",   "vi",  "være",  "år"};

static const char *const words_pl[] = {
    "ale",   "być",  "był",  "była", "było",  "czy",        "dla",   "do",    "dwa",  "gdy",  "i",   "ich",
    "jak",   "jego", "jej",  "jest", "już",   "która",      "które", "który", "lat",  "może", "na",  "nie",
    "o",     "od",   "oraz", "po",   "pod",   "powiedział", "przed", "przez", "przy", "roku", "się", "są",
    "także", "tego", "też",  "to",   "tylko", "tym",        "w",     "więc",  "z",    "za",   "ze",  "że"};

static const char *const words_tr[] = {
    "ama",      "ancak", "başkanı",    "bir",   "bu",   "da",   "daha", "de",   "dedi",   "değil",
    "diye",     "eden",  "edildi",     "en",    "etti", "gibi", "göre", "her",  "iki",    "ile",
    "ise",      "için",  "kadar",      "karşı", "ki",   "ne",   "o",    "olan", "olarak", "olduğu",
    "olduğunu", "sonra", "tarafından", "var",   "ve",   "yıl",  "çok",  "önce", "üzere",  "şekilde"};

static const char *const words_id[] = {
    "ada",     "adalah",  "akan",   "atau",  "bahwa", "bisa",     "dalam", "dan",    "dapat", "dari",    "dengan",
    "di",      "hari",    "ia",     "ini",   "itu",   "juga",     "kami",  "karena", "kata",  "kepada",  "lain",
    "lebih",   "menjadi", "mereka", "namun", "oleh",  "orang",    "pada",  "para",   "saat",  "sebagai", "secara",
    "seorang", "setelah", "sudah",  "tahun", "telah", "tersebut", "tidak", "untuk",  "yang"};

static const char *const words_sw[] = {
    "alisema", "baada",  "baadhi", "bila", "cha",    "hao",    "hata", "hayo",     "hii",    "hilo", "hiyo",
    "huo",     "huyo",   "ili",    "kama", "katika", "kutoka", "kuwa", "kwa",      "kwamba", "la",   "lakini",
    "mwaka",   "mwenye", "na",     "nchi", "ni",     "pia",    "rais", "serikali", "siku",   "wa",   "wakati",
    "wake",    "wao",    "watu",   "ya",   "yake",   "yao",    "za",   "zaidi"};

static const char *const words_ro[] = {"a",    "această", "acest", "al",   "ale",    "am",       "ani",   "au",   "ca",
                                       "care", "cea",     "cel",   "cu",   "când",   "că",       "dar",   "de",   "din",
                                       "după", "ei",      "era",   "este", "fi",     "fost",     "fără",  "la",   "lui",
                                       "mai",  "nu",      "o",     "pe",   "pentru", "potrivit", "prin",  "până", "sau",
                                       "se",   "spus",    "sunt",  "să",   "un",     "în",       "între", "și"};

static const char *const words_cs[] = {
    "a",    "aby",  "ale",    "až",  "by",    "byl",  "byla", "bylo",  "byly",  "do",    "i",  "jako",
    "je",   "jeho", "jejich", "jen", "jsme",  "jsou", "k",    "která", "které", "který", "na", "nebo",
    "není", "o",    "od",     "po",  "podle", "pro",  "před", "při",   "roku",  "s",     "se", "také",
    "to",   "už",   "v",      "ve",  "však",  "z",    "za",   "ze",    "řekl",  "že"};

static const char *const words_fi[] = {
    "ei",     "ennen",  "että", "heidän", "hän",    "hänen", "ja",   "jo",   "joita", "joka", "jotka", "jälkeen",
    "kanssa", "kertoo", "kuin", "kun",    "mukaan", "mutta", "myös", "niin", "nyt",   "ole",  "oli",   "olisi",
    "olla",   "ollut",  "on",   "ovat",   "sanoi",  "se",    "sekä", "sen",  "sitä",  "tai",  "vain",  "vuoden"};

static const char *const words_hu[] = {"a",    "aki",    "akkor",  "amely", "amelyek", "az",    "azonban", "azt",
                                       "csak", "de",     "egy",    "el",    "ez",      "ezt",   "hogy",    "is",
                                       "ki",   "két",    "között", "lehet", "lesz",    "meg",   "mert",    "minden",
                                       "mint", "mondta", "már",    "még",   "nem",     "pedig", "szerint", "után",
                                       "vagy", "van",    "volna",  "volt",  "által",   "és"};

static const char *const words_vi[] = {"bị",  "cho",   "các",   "có",    "cũng",  "của",  "khi", "không", "là",
                                       "một", "người", "nhiều", "như",   "những", "này",  "năm", "phải",  "ra",
                                       "sau", "sẽ",    "theo",  "trong", "trên",  "tại",  "từ",  "và",    "vào",
                                       "về",  "với",   "ông",   "đã",    "đó",    "được", "đến", "để",    "ở"};

#define LIST(code, name, words)                                                                                        \
    { code, name, words, sizeof words / sizeof *words }
const onr_language_words onr_languages[ONR_LANGUAGES] = {
    LIST("en", "English", words_en), LIST("fr", "French", words_fr),    LIST("es", "Spanish", words_es),
    LIST("de", "German", words_de),  LIST("it", "Italian", words_it),   LIST("pt", "Portuguese", words_pt),
    LIST("nl", "Dutch", words_nl),   LIST("sv", "Swedish", words_sv),   LIST("da", "Danish", words_da),
    LIST("pl", "Polish", words_pl),  LIST("tr", "Turkish", words_tr),   LIST("id", "Indonesian", words_id),
    LIST("sw", "Swahili", words_sw), LIST("ro", "Romanian", words_ro),  LIST("cs", "Czech", words_cs),
    LIST("fi", "Finnish", words_fi), LIST("hu", "Hungarian", words_hu), LIST("vi", "Vietnamese", words_vi),
};
