/* test_event.c - events of hand-made trees: parties, modality, whose word, second tellings; no model needed.
 *
 * A sentence is words "form/lemma/XPOS/head/rel", heads counted from 1; the text after "|" in `expect` is one line an
 * event: TYPE mode anchor actor -> recipient modality origin [=first telling]. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "doc/conllu.h"
#include "doc/plover.h"
#include "find/event.h"

typedef struct scene {
    onr_doc doc;
    onr_name names[8];
    onr_mark marks[8];
    onr_link links[8];
    onr_statement statements[4];
    onr_chain_link chains[4][2];
    onr_span contents[4];
} scene;

static const char *upos_of(const char *x) {
    static const char *const map[][2] = {{"NNP", "PROPN"}, {"NN", "NOUN"},  {"VB", "VERB"},  {"MD", "AUX"},
                                         {"JJ", "ADJ"},    {"DT", "DET"},   {"IN", "ADP"},   {"TO", "PART"},
                                         {"PRP$", "PRON"}, {"PRP", "PRON"}, {"WP", "PRON"},  {"CD", "NUM"},
                                         {"RB", "ADV"},    {"CC", "CCONJ"}, {"POS", "PART"}, {"AX", "AUX"}};
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (strncmp(x, map[i][0], strlen(map[i][0])) == 0) return map[i][1];
    return "PUNCT";
}

static void add_sentence(onr_buf *out, const char *words) {
    char copy[2048];
    int n = 0;
    (void)snprintf(copy, sizeof copy, "%s", words);
    char *rest = copy;
    for (char *w = strtok_r(copy, " ", &rest); w; w = strtok_r(NULL, " ", &rest)) {
        char *part[5] = {w};
        for (int i = 1; i < 5; i++) {
            part[i] = strchr(part[i - 1], '/');
            assert_non_null(part[i]);
            *part[i]++ = 0;
        }
        const char *x = strcmp(part[2], "AXZ") == 0 ? "VBZ" : strncmp(part[2], "AX", 2) == 0 ? "VBD" : part[2];
        onr_buf_fmt(out, "%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t_\n", ++n, part[0], part[1], upos_of(part[2]), x, part[3],
                    part[4]);
    }
    onr_buf_char(out, '\n');
}

static void begin(scene *s, const char *const *sentences) {
    onr_buf b;
    onr_err err = {0};
    memset(s, 0, sizeof *s);
    onr_buf_init(&b, 1 << 20);
    onr_buf_str(&b, "# newdoc\n");
    for (; *sentences; sentences++) add_sentence(&b, *sentences);
    onr_doc_init(&s->doc, ONR_DOC_ARENA_CAP);
    if (onr_conllu_read(b.p, b.n, ONR_CONLLU_ALL, &s->doc, &err) != ONR_OK) fail_msg("%s", err.msg);
    onr_buf_clear(&b);
    s->doc.names = s->names;
    s->doc.marks = s->marks;
    s->doc.links = s->links;
    s->doc.statements = s->statements;
}

static onr_range range_of(const scene *s, const char *words) {
    const char *at = strstr(s->doc.text, words);
    if (!at) fail_msg("not in the text: %s", words);
    uint32_t start = (uint32_t)(at - s->doc.text), end = start + (uint32_t)strlen(words),
             a = onr_doc_token_at(&s->doc, start), b = a;
    while (b < s->doc.tokens_n && s->doc.tokens[b].start < end) b++;
    return (onr_range){a, b};
}

static void name(scene *s, const char *words, unsigned kind) {
    s->names[s->doc.names_n++] = (onr_name){range_of(s, words), (uint8_t)kind, 0};
}

static void act(scene *s, const char *words, unsigned type, unsigned modality) {
    s->marks[s->doc.marks_n++] = (onr_mark){range_of(s, words), ONR_LAYER_ACT, (uint8_t)type, (uint8_t)modality, 0.9f};
}

static void link_to(scene *s, unsigned role, const char *words) {
    s->links[s->doc.links_n++] = (onr_link){s->doc.marks_n - 1, (uint8_t)role, range_of(s, words), 0.9f};
}

static void statement(scene *s, const char *source, const char *cue, const char *content) {
    uint32_t i = s->doc.statements_n++;
    onr_statement *t = &s->statements[i];
    s->contents[i] = onr_doc_tokens_span(&s->doc, range_of(s, content));
    *t = (onr_statement){.type = ONR_STATEMENT_INDIRECT,
                         .content = &s->contents[i],
                         .content_n = 1,
                         .speaker = ONR_NONE,
                         .within = ONR_NONE,
                         .cue_class = "say",
                         .rule = "test"};
    memcpy(t->id, "0123456789abcdef", 17);
    t->source = onr_doc_tokens_span(&s->doc, range_of(s, source));
    t->cue = onr_doc_tokens_span(&s->doc, range_of(s, cue));
    s->chains[i][0] = (onr_chain_link){ONR_LINK_ORIGIN, ONR_NONE, t->source};
    s->chains[i][1] = (onr_chain_link){ONR_LINK_OUTLET, ONR_NONE, {0, 0}};
    t->chain = s->chains[i];
    t->chain_n = 2;
}

static void add_span(const scene *s, onr_span p, onr_buf *out) {
    onr_slice t = onr_doc_slice(&s->doc, p);
    if (!t.n) onr_buf_char(out, '-');
    onr_buf_add(out, t.p, t.n);
}

static void expect(scene *s, const char *want) {
    onr_buf out;
    onr_err err = {0};
    onr_buf_init(&out, 1 << 20);
    if (onr_find_events(&s->doc, NULL, &err) != ONR_OK || onr_doc_check(&s->doc, &err) != ONR_OK)
        fail_msg("%s", err.msg);
    for (uint32_t i = 0; i < s->doc.events_n; i++) {
        const onr_event *e = &s->doc.events[i];
        onr_buf_fmt(&out, "%s%s %s ", i ? "\n" : "", onr_label_name(ONR_LABELS_MARK, e->type), e->mode ? e->mode : "-");
        add_span(s, e->anchor, &out);
        onr_buf_str(&out, " | ");
        add_span(s, e->actor.span, &out);
        if (e->actor.code[0]) onr_buf_fmt(&out, " (%s)", e->actor.code);
        onr_buf_str(&out, " -> ");
        add_span(s, e->recipient.span, &out);
        if (e->recipient.sector[0]) onr_buf_fmt(&out, " (%s)", e->recipient.sector);
        onr_buf_fmt(&out, " | %s | ", onr_label_name(ONR_LABELS_ATTR, e->modality));
        add_span(s, e->chain_n > 1 ? e->chain[0].span : (onr_span){0, 0}, &out);
        if (e->same_as != ONR_NONE) onr_buf_fmt(&out, " =%lu", (unsigned long)e->same_as);
    }
    if (strcmp(out.p ? out.p : "", want) != 0) fail_msg("got:\n%s\nwanted:\n%s", out.p ? out.p : "", want);
    onr_buf_clear(&out);
    onr_doc_clear(&s->doc);
}

#define SCENE(...)                                                                                                     \
    scene s;                                                                                                           \
    static const char *const sentences[] = {__VA_ARGS__, NULL};                                                        \
    (void)state;                                                                                                       \
    begin(&s, sentences)

static void active_and_conjunction(void **state) {
    SCENE(
        "Kenyan/kenyan/JJ/2/amod soldiers/soldier/NNS/3/nsubj arrested/arrest/VBD/0/root two/two/CD/5/nummod "
        "men/man/NNS/3/obj and/and/CC/7/cc questioned/question/VBD/3/conj the/the/DT/9/det suspects/suspect/NNS/7/obj "
        "./././3/punct");
    act(&s, "questioned", ONR_MARK_ACCUSE, ONR_ATTR_HAPPENED);
    expect(&s, "COERCE arrest arrested | Kenyan soldiers (KEN) -> two men (CVL) | happened | -\n"
               "ACCUSE disapprove questioned | Kenyan soldiers (KEN) -> the suspects (CVL) | happened | -");
}

static void passive(void **state) {
    SCENE("Three/three/CD/2/nummod ministers/minister/NNS/4/nsubj:pass were/be/AXD/4/aux:pass "
          "kidnapped/kidnap/VBN/0/root "
          "by/by/IN/6/case rebels/rebel/NNS/4/obl:agent ./././4/punct");
    expect(&s, "ASSAULT abduct kidnapped | rebels -> Three ministers (GOV) | happened | -");
}

static void headline(void **state) {
    SCENE("Two/two/CD/2/nummod officers/officer/NNS/3/nsubj jailed/jail/VBN/0/root over/over/IN/5/case "
          "raid/raid/NN/3/obl");
    act(&s, "jailed", ONR_MARK_SANCTION, ONR_ATTR_HAPPENED);
    expect(&s, "SANCTION convict jailed | - -> Two officers (COP) | happened | -");
}

static void light_verb_and_owner(void **state) {
    SCENE("The/the/DT/2/det army/army/NN/3/nsubj launched/launch/VBD/0/root airstrikes/airstrike/NNS/3/obj "
          "against/against/IN/7/case "
          "the/the/DT/7/det rebels/rebel/NNS/4/nmod ./././3/punct",
          "Kenya/Kenya/NNP/3/nmod:poss 's/'s/POS/1/case airstrikes/airstrike/NNS/4/nsubj continued/continue/VBD/0/root "
          "./././4/punct");
    expect(&s, "ASSAULT aerial airstrikes | The army -> the rebels (REB) | happened | -\n"
               "ASSAULT aerial airstrikes | Kenya (KEN) -> - | happened | - =0");
}

static void modality(void **state) {
    SCENE("Police/police/NNS/4/nsubj did/do/AXD/4/aux not/not/RB/4/advmod arrest/arrest/VB/0/root him/he/PRP/4/obj "
          "./././4/punct",
          "Kenya/Kenya/NNP/3/nsubj will/will/MD/3/aux deport/deport/VB/0/root them/they/PRP/3/obj ./././3/punct",
          "Kenya/Kenya/NNP/2/nsubj wants/want/VBZ/0/root to/to/TO/4/mark deport/deport/VB/2/xcomp them/they/PRP/4/obj "
          "./././2/punct");
    expect(&s, "COERCE arrest arrest | Police -> him | negated | -\n"
               "COERCE deport deport | Kenya (KEN) -> them | future | -\n"
               "COERCE deport deport | Kenya (KEN) -> them | hypothetical | - =1");
}

static void on_whose_word(void **state) {
    SCENE("Ada/Ada/NNP/3/nsubj Brenn/Brenn/NNP/1/flat said/say/VBD/0/root rebels/rebel/NNS/5/nsubj "
          "kidnapped/kidnap/VBD/3/ccomp "
          "a/a/DT/7/det judge/judge/NN/5/obj ./././3/punct",
          "Kenya/Kenya/NNP/2/nsubj accused/accuse/VBD/0/root Uganda/Uganda/NNP/2/obj of/of/IN/5/mark "
          "abducting/abduct/VBG/2/advcl "
          "two/two/CD/7/nummod envoys/envoy/NNS/5/obj ./././2/punct");
    name(&s, "Ada Brenn", ONR_NAME_PER);
    statement(&s, "Ada Brenn", "said", "rebels kidnapped a judge");
    expect(&s, "ASSAULT abduct kidnapped | rebels -> a judge (JUD) | happened | Ada Brenn\n"
               "ACCUSE allege accused | Kenya (KEN) -> Uganda (GOV) | happened | -\n"
               "ASSAULT abduct abducting | Uganda (UGA) -> two envoys (GOV) | happened | Kenya");
}

/* Whoever is tried for an act did it, and the court that tries is no party of it. */
static void culprits(void **state) {
    SCENE("Nine/nine/CD/2/nummod men/man/NNS/4/nsubj:pass were/be/AXD/4/aux:pass jailed/jail/VBN/0/root "
          "for/for/IN/6/case "
          "murder/murder/NN/4/obl ./././4/punct",
          "A/a/DT/2/det judge/judge/NN/3/nsubj sentenced/sentence/VBD/0/root Ada/Ada/NNP/3/obj Brenn/Brenn/NNP/4/flat "
          "for/for/IN/7/mark torturing/torture/VBG/3/advcl prisoners/prisoner/NNS/7/obj ./././3/punct",
          "Police/police/NNS/2/nsubj investigated/investigate/VBD/0/root the/the/DT/4/det murder/murder/NN/2/obj "
          "./././2/punct");
    name(&s, "Ada Brenn", ONR_NAME_PER);
    act(&s, "murder", ONR_MARK_ASSAULT, ONR_ATTR_HAPPENED);
    s.marks[0].tok = (onr_range){5, 6};
    expect(&s, "SANCTION convict jailed | - -> Nine men (CVL) | happened | -\n"
               "ASSAULT - murder | - -> - | happened | -\n"
               "SANCTION convict sentenced | A judge -> Ada Brenn | happened | -\n"
               "ASSAULT torture torturing | Ada Brenn -> prisoners (CVL) | happened | -\n"
               "ACCUSE investigate investigated | Police -> - | happened | -");
}

/* Who speaks may be a thing that has a voice; who is told to do it is named by the object; papers are no party. */
static void voices(void **state) {
    SCENE("The/the/DT/2/det motion/motion/NN/3/nsubj accuses/accuse/VBZ/0/root Brenn/Brenn/NNP/3/obj ./././3/punct",
          "It/it/PRP/2/nsubj urged/urge/VBD/0/root drivers/driver/NNS/2/obj to/to/TO/5/mark stop/stop/VB/2/xcomp "
          "./././2/punct",
          "Kenya/Kenya/NNP/2/nsubj ratified/ratify/VBD/0/root the/the/DT/6/det Clean/Clean/NNP/6/compound "
          "Rivers/Rivers/NNP/6/compound Act/Act/NNP/2/obj ./././2/punct");
    name(&s, "Brenn", ONR_NAME_PER);
    act(&s, "ratified", ONR_MARK_AGREE, ONR_ATTR_HAPPENED);
    act(&s, "urged", ONR_MARK_REQUEST, ONR_ATTR_HAPPENED);
    expect(&s, "ACCUSE allege accuses | The motion -> Brenn | happened | -\n"
               "REQUEST yield urged | It -> drivers (CVL) | happened | -\n"
               "AGREE - ratified | Kenya (KEN) -> - | happened | -");
}

static void modality_of_plans(void **state) {
    SCENE("Kenya/Kenya/NNP/5/nsubj is/be/AXZ/5/aux to/to/TO/5/mark soon/soon/RB/5/advmod deport/deport/VB/0/root "
          "them/they/PRP/5/obj ./././5/punct",
          "Kenya/Kenya/NNP/2/nsubj voted/vote/VBD/0/root to/to/TO/4/mark deport/deport/VB/2/xcomp them/they/PRP/4/obj "
          "./././2/punct",
          "Kenya/Kenya/NNP/2/nsubj has/have/VBZ/0/root yet/yet/RB/2/advmod to/to/TO/5/mark deport/deport/VB/2/xcomp "
          "them/they/PRP/5/obj ./././2/punct",
          "Kenya/Kenya/NNP/3/nsubj formerly/formerly/RB/3/advmod deported/deport/VBD/0/root them/they/PRP/3/obj "
          "./././3/punct");
    expect(&s, "COERCE deport deport | Kenya (KEN) -> them | future | -\n"
               "COERCE deport deport | Kenya (KEN) -> them | happened | - =0\n"
               "COERCE deport deport | Kenya (KEN) -> them | negated | -\n"
               "COERCE deport deported | Kenya (KEN) -> them | historical | - =0");
}

/* What is said of the verb over a noun, of its object and of its tense counts for the act. */
static void modality_around(void **state) {
    SCENE("Kenya/Kenya/NNP/2/nsubj arrested/arrest/VBD/0/root no/no/DT/4/det rebels/rebel/NNS/2/obj ./././2/punct",
          "There/there/PRP/3/expl will/will/MD/3/aux be/be/VB/0/root protests/protest/NNS/3/nsubj ./././3/punct",
          "Kenya/Kenya/NNP/2/nsubj wants/want/VBZ/0/root him/he/PRP/2/obj to/to/TO/5/mark resign/resign/VB/2/xcomp "
          "or/or/CC/8/cc be/be/VB/8/aux:pass deported/deport/VBN/5/conj ./././2/punct");
    act(&s, "protests", ONR_MARK_PROTEST, ONR_ATTR_HAPPENED);
    expect(&s, "COERCE arrest arrested | Kenya (KEN) -> no rebels (REB) | negated | -\n"
               "PROTEST demo protests | - -> - | future | -\n"
               "YIELD resign resign | him -> - | hypothetical | -\n"
               "COERCE deport deported | - -> him | hypothetical | -");
}

/* An earlier time named beside the act is history, no date needed: since it, in the history of, during a tenure. */
static void earlier_times(void **state) {
    SCENE(
        "Losses/loss/NNS/2/nsubj rose/rise/VBD/0/root since/since/IN/5/case the/the/DT/5/det attack/attack/NN/2/obl "
        "./././2/punct",
        "Kenya/Kenya/NNP/2/nsubj deported/deport/VBD/0/root two/two/CD/4/nummod envoys/envoy/NNS/2/obj in/in/IN/7/case "
        "the/the/DT/7/det history/history/NN/2/obl of/of/IN/10/case the/the/DT/10/det court/court/NN/7/nmod "
        "./././2/punct",
        "During/during/IN/3/case her/she/PRP/3/nmod:poss tenure/tenure/NN/5/obl Brenn/Brenn/NNP/5/nsubj "
        "arrested/arrest/VBD/0/root rebels/rebel/NNS/5/obj ./././5/punct",
        "During/during/IN/3/case the/the/DT/3/det year/year/NN/5/obl Brenn/Brenn/NNP/5/nsubj "
        "arrested/arrest/VBD/0/root rebels/rebel/NNS/5/obj ./././5/punct");
    act(&s, "attack", ONR_MARK_ASSAULT, ONR_ATTR_HAPPENED);
    expect(&s, "ASSAULT - attack | - -> - | historical | -\n"
               "COERCE deport deported | Kenya (KEN) -> two envoys (GOV) | historical | -\n"
               "COERCE arrest arrested | Brenn -> rebels (REB) | historical | -\n"
               "COERCE arrest arrested | Brenn -> rebels (REB) | happened | - =2");
}

/* A verb that carries a plan out or calls it off outweighs "planned"; what is appealed or condemned stands. */
static void settled_plans(void **state) {
    SCENE("Kenya/Kenya/NNP/2/nsubj began/begin/VBD/0/root a/a/DT/5/det planned/planned/JJ/5/amod raid/raid/NN/2/obj "
          "./././2/punct",
          "Kenya/Kenya/NNP/2/nsubj cancelled/cancel/VBD/0/root a/a/DT/5/det planned/planned/JJ/5/amod "
          "raid/raid/NN/2/obj ./././2/punct",
          "Kenya/Kenya/NNP/2/nsubj discussed/discuss/VBD/0/root a/a/DT/5/det planned/planned/JJ/5/amod "
          "raid/raid/NN/2/obj ./././2/punct",
          "Kenya/Kenya/NNP/3/nsubj will/will/MD/3/aux condemn/condemn/VB/0/root the/the/DT/5/det raid/raid/NN/3/obj "
          "./././3/punct");
    static const uint32_t raids[] = {4, 10, 16, 22};
    for (int i = 0; i < 4; i++) {
        act(&s, "raid", ONR_MARK_ASSAULT, ONR_ATTR_HAPPENED);
        s.marks[i].tok = (onr_range){raids[i], raids[i] + 1};
    }
    expect(&s, "ASSAULT - raid | - -> - | happened | -\n"
               "ASSAULT - raid | - -> - | negated | -\n"
               "ASSAULT - raid | - -> - | future | - =0\n"
               "ACCUSE disapprove condemn | Kenya (KEN) -> - | future | -\n"
               "ASSAULT - raid | - -> - | happened | - =0");
}

/* "Neither" over the subject denies a conditional act; demands that grow to a thing, and "for X to", only wish it. */
static void wishes_and_denials(void **state) {
    SCENE("Neither/neither/CC/2/cc:preconj Kenya/Kenya/NNP/6/nsubj nor/nor/CC/4/cc Uganda/Uganda/NNP/2/conj "
          "would/would/MD/6/aux arrest/arrest/VB/0/root rebels/rebel/NNS/6/obj ./././6/punct",
          "Demands/demand/NNS/2/nsubj expanded/expand/VBD/0/root to/to/IN/5/case a/a/DT/5/det raid/raid/NN/2/obl "
          "./././2/punct",
          "Votes/vote/NNS/6/nsubj:pass for/for/IN/4/case a/a/DT/4/det raid/raid/NN/1/nmod to/to/TO/6/mark "
          "begin/begin/VB/0/root ./././6/punct");
    static const uint32_t raids[] = {12, 17};
    for (int i = 0; i < 2; i++) {
        act(&s, "raid", ONR_MARK_ASSAULT, ONR_ATTR_HAPPENED);
        s.marks[i].tok = (onr_range){raids[i], raids[i] + 1};
    }
    expect(&s, "COERCE arrest arrest | Kenya nor Uganda (KEN) -> rebels (REB) | negated | -\n"
               "ASSAULT - raid | - -> - | hypothetical | -\n"
               "ASSAULT - raid | - -> - | hypothetical | - =1");
}

/* History is not told in the present tense, whatever the network says. */
static void present_is_no_history(void **state) {
    SCENE("Kenya/Kenya/NNP/6/nsubj is/be/AXZ/6/cop in/in/IN/6/case an/a/DT/6/det armed/armed/JJ/6/amod "
          "conflict/conflict/NN/0/root with/with/IN/8/case Uganda/Uganda/NNP/6/nmod ./././6/punct",
          "Kenya/Kenya/NNP/2/nsubj fought/fight/VBD/0/root Uganda/Uganda/NNP/2/obj ./././2/punct");
    act(&s, "conflict", ONR_MARK_ASSAULT, ONR_ATTR_HISTORICAL);
    link_to(&s, ONR_ROLE_ACTOR, "Kenya");
    act(&s, "fought", ONR_MARK_ASSAULT, ONR_ATTR_HISTORICAL);
    expect(&s, "ASSAULT - conflict | Kenya (KEN) -> Uganda (GOV) | happened | -\n"
               "ASSAULT - fought | Kenya (KEN) -> Uganda (GOV) | historical | - =0");
}

static void between(void **state) {
    SCENE(
        "The/the/DT/2/det meeting/meeting/NN/7/nsubj between/between/IN/4/case Kenya/Kenya/NNP/2/nmod and/and/CC/6/cc "
        "Uganda/Uganda/NNP/4/conj ended/end/VBD/0/root ./././7/punct");
    act(&s, "meeting", ONR_MARK_CONSULT, ONR_ATTR_HAPPENED);
    expect(&s, "CONSULT - meeting | Kenya (KEN) -> Uganda (GOV) | happened | -");
}

/* The lists know a word by its form where the tagger gave it a wrong lemma. */
static void wrong_lemma(void **state) {
    SCENE("Kenya/Kenya/NNP/2/nsubj condemned/conde/VBD/0/root Uganda/Uganda/NNP/2/obj ./././2/punct",
          "Kenya/Kenya/NNP/2/nsubj stopped/stopp/VBD/0/root deporting/deportin/VBG/2/xcomp them/they/PRP/3/obj "
          "./././2/punct");
    expect(&s, "ACCUSE disapprove condemned | Kenya (KEN) -> Uganda (GOV) | happened | -\n"
               "COERCE deport deporting | Kenya (KEN) -> them | negated | -");
}

/* One act, one event; a verb takes the doer that the noun beside it names; circles of violence are talk. */
static void carriers(void **state) {
    SCENE(
        "Kenya/Kenya/NNP/2/nsubj launched/launch/VBD/0/root airstrikes/airstrike/NNS/2/obj ./././2/punct",
        "Nine/nine/CD/2/nummod men/man/NNS/4/nsubj:pass were/be/AXD/4/aux:pass killed/kill/VBN/0/root in/in/IN/7/case "
        "Kenyan/kenyan/JJ/7/amod airstrikes/airstrike/NNS/4/obl ./././4/punct",
        "The/the/DT/2/det circle/circle/NN/5/nsubj of/of/IN/4/case violence/violence/NN/2/nmod "
        "continued/continue/VBD/0/root ./././5/punct");
    act(&s, "launched", ONR_MARK_ASSAULT, ONR_ATTR_HAPPENED);
    act(&s, "airstrikes", ONR_MARK_ASSAULT, ONR_ATTR_HAPPENED);
    act(&s, "violence", ONR_MARK_ASSAULT, ONR_ATTR_HAPPENED);
    expect(&s, "ASSAULT aerial airstrikes | Kenya (KEN) -> - | happened | -\n"
               "ASSAULT - killed | Kenyan (KEN) -> Nine men (CVL) | happened | -\n"
               "ASSAULT aerial airstrikes | Kenyan (KEN) -> - | happened | - =0");
}

static void antecedent(void **state) {
    SCENE("Ada/Ada/NNP/3/nsubj Brenn/Brenn/NNP/1/flat announced/announce/VBD/0/root her/her/PRP$/5/nmod:poss "
          "resignation/resignation/NN/3/obj ./././3/punct");
    name(&s, "Ada Brenn", ONR_NAME_PER);
    expect(&s, "YIELD resign resignation | Ada Brenn -> - | happened | -");
}

/* What is no act of public life, or only the topic of one. */
static void no_act(void **state) {
    SCENE("The/the/DT/2/det striker/striker/NN/3/nsubj attacked/attack/VBD/0/root the/the/DT/5/det goal/goal/NN/3/obj "
          "./././3/punct",
          "A/a/DT/2/det storm/storm/NN/3/nsubj killed/kill/VBD/0/root nine/nine/CD/5/nummod people/people/NNS/3/obj "
          "./././3/punct",
          "He/he/PRP/2/nsubj feared/fear/VBD/0/root a/a/DT/5/det murder/murder/NN/5/compound "
          "conviction/conviction/NN/2/obj ./././2/punct");
    s.doc.events_n = 0;
    onr_err err = {0};
    assert_int_equal(onr_find_events(&s.doc, NULL, &err), ONR_OK);
    for (uint32_t i = 0; i < s.doc.events_n; i++) assert_int_not_equal(s.doc.events[i].type, ONR_MARK_ASSAULT);
    onr_doc_clear(&s.doc);
}

/* What the network links is kept where the tree says nothing. */
static void links(void **state) {
    SCENE("Talks/talk/NNS/2/nsubj went/go/VBD/0/root on/on/RB/2/advmod in/in/IN/5/case Lowmark/Lowmark/NNP/2/obl "
          "after/after/IN/7/case "
          "Kenya/Kenya/NNP/2/obl left/leave/VBD/2/advcl ./././2/punct");
    name(&s, "Lowmark", ONR_NAME_LOC);
    act(&s, "Talks", ONR_MARK_CONSULT, ONR_ATTR_HISTORICAL);
    link_to(&s, ONR_ROLE_ACTOR, "Kenya");
    expect(&s, "CONSULT - Talks | Kenya (KEN) -> - | historical | -");
}

static void plover(void **state) {
    SCENE("Kenya/Kenya/NNP/3/nsubj will/will/MD/3/aux deport/deport/VB/0/root two/two/CD/5/nummod "
          "envoys/envoy/NNS/3/obj ./././3/punct");
    onr_err err = {0};
    onr_buf out;
    onr_buf_init(&out, 1 << 20);
    assert_int_equal(onr_find_events(&s.doc, NULL, &err), ONR_OK);
    assert_int_equal(s.doc.events_n, 1);
    memcpy(s.doc.events[0].id, "0000000000000001", 17);
    onr_plover_write(&s.doc, "onrecord 0", &out);
    assert_string_equal(out.p, "{\"id\":\"0000000000000001\",\"date\":null,\"actor\":[{\"entity_text\":\"Kenya\","
                               "\"code\":\"KEN\",\"sector\":\"GOV\","
                               "\"identifier_text\":\"Kenya\"}],\"recipient\":[{\"entity_text\":\"two "
                               "envoys\",\"sector\":\"GOV\",\"identifier_text\":"
                               "\"two "
                               "envoys\"}],\"event\":\"COERCE\",\"event_resolved\":\"THREATEN\",\"mode\":[\"deport\","
                               "\"future\"],\"quad_code\":4,"
                               "\"cameo\":\"174\",\"event_text\":\"deport\",\"text\":\"Kenya will deport two envoys "
                               ".\",\"text_info\":{\"start\":11,"
                               "\"end\":17,\"start_byte\":11,\"end_byte\":17},\"chain\":[\"outlet\"],\"cite_info\":{"
                               "\"title\":\"\"},\"coder\":\"onrecord 0\"}\n");
    onr_buf_clear(&out);
    onr_doc_clear(&s.doc);
}

/* Allocation N of the stage fails, for N = 0, 1, ... until none does. */
static void no_memory(void **state) {
    (void)state;
    static const char *const sentences[] = {"Kenya/Kenya/NNP/2/nsubj arrested/arrest/VBD/0/root two/two/CD/4/nummod "
                                            "envoys/envoy/NNS/2/obj ./././2/punct",
                                            NULL};
    for (long n = 0; n < 100; n++) {
        scene s;
        onr_err err = {0};
        begin(&s, sentences);
        (void)onr_mem_fail_after(n);
        onr_status st = onr_find_events(&s.doc, NULL, &err);
        (void)onr_mem_fail_after(-1);
        if (st == ONR_OK) assert_int_equal(s.doc.events_n, 1);
        else assert_int_equal(st, ONR_NOMEM);
        onr_doc_clear(&s.doc);
        if (st == ONR_OK) return;
    }
    fail_msg("more than a hundred allocations");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(active_and_conjunction),
        cmocka_unit_test(passive),
        cmocka_unit_test(headline),
        cmocka_unit_test(light_verb_and_owner),
        cmocka_unit_test(modality),
        cmocka_unit_test(on_whose_word),
        cmocka_unit_test(culprits),
        cmocka_unit_test(voices),
        cmocka_unit_test(modality_of_plans),
        cmocka_unit_test(modality_around),
        cmocka_unit_test(earlier_times),
        cmocka_unit_test(settled_plans),
        cmocka_unit_test(wishes_and_denials),
        cmocka_unit_test(present_is_no_history),
        cmocka_unit_test(between),
        cmocka_unit_test(wrong_lemma),
        cmocka_unit_test(carriers),
        cmocka_unit_test(antecedent),
        cmocka_unit_test(no_act),
        cmocka_unit_test(links),
        cmocka_unit_test(plover),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
