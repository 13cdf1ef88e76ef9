/* figure_guess.c - what must stand beside a figure for the network's guess of its effect to be believed.
 *
 * Method: an effect needs a word that tells it in the sentence (in the one before too, where the network is not sure of
 * the number); doers, who is left behind and who was merely there are not its victims. Asked only where the tree gives
 * no effect. Cost: O(words of a sentence) a figure.
 */
#include "find/act.h"
#include "find/cast.h"
#include "find/figure_part.h"

enum { SPREAD = 60 };

/* Words without which an effect is not told. */
static const struct trigger {
    uint8_t mark;
    const char *words;
} triggers[] = {
    {ONR_MARK_KILLED,
     "|kill|die|dead|death|deadly|murder|assassinate|body|toll|victim|casualty|fatal|fatally|fatality|massacre|"
     "slay|execute|deceased|perish|drown|life|bury|suicide|shoot|shooting|bomb|bombing|corpse|succumb|behead|"
     "hang|remains|funeral|grave|martyr|mortality|lethal|slaughter|claim|homicide|manslaughter|"},
    {ONR_MARK_INJURED, "|injure|injury|injured|wound|wounded|hurt|hospital|hospitalize|hospitalise|casualty|burn|shoot|"
                       "shooting|stab|condition|victim|treat|maim|fracture|concussion|"},
    {ONR_MARK_MISSING, "|missing|unaccounted|trap|trapped|search|disappear|lost|lose|vanish|rubble|under|"},
    {ONR_MARK_DISPLACED, "|displace|flee|evacuate|evacuation|homeless|refugee|shelter|home|camp|uproot|relocate|return|"
                         "displacement|leave|migrant|seeker|migrate|"},
    {ONR_MARK_ARRESTED,
     "|arrest|detain|custody|capture|jail|imprison|prison|hostage|kidnap|abduct|apprehend|hold|seize|"
     "suspect|police|sentence|detention|detainee|prisoner|raid|"},
    {ONR_MARK_INFECTED,
     "|case|infect|infection|virus|covid|covid-19|coronavirus|positive|disease|outbreak|measles|ebola|"
     "patient|flu|influenza|cholera|contract|sick|ill|epidemic|pandemic|variant|infected|asymptomatic|"},
    {ONR_MARK_RECOVERED, "|recover|recovery|recovered|discharge|heal|cure|"},
    {ONR_MARK_RESCUED, "|rescue|save|survive|survivor|evacuate|free|pull|extricate|extrication|trap|trapped|"},
    {ONR_MARK_CHARGED,
     "|charge|indict|accuse|convict|count|plead|guilty|prosecute|sentence|impeach|impeachment|crime|"},
    {ONR_MARK_TESTED, "|test|sample|swab|screen|"},
};

int onr_figure_is_told(const onr_doc *doc, const onr_count *c, unsigned effect, int wide) {
    const char *words = NULL;
    for (size_t k = 0; k < sizeof triggers / sizeof *triggers; k++)
        if (triggers[k].mark == effect) words = triggers[k].words;
    if (!words) return 1;
    onr_range r = doc->sents[c->sent].tok;
    if (c->tok.from - r.from > 2 * SPREAD) r.from = c->tok.from - 2 * SPREAD;
    if (r.to - c->tok.from > 2 * SPREAD) r.to = c->tok.from + 2 * SPREAD;
    if (onr_figure_says(doc, r, words)) return 1;
    if (!wide || !c->sent) return 0;
    onr_range b = doc->sents[c->sent - 1].tok;
    if (b.to - b.from > 2 * SPREAD) b.from = b.to - 2 * SPREAD;
    return onr_figure_says(doc, b, words);
}

/* "There were four people on board": they were there, which is all that is said of them. */
static int is_only_there(const onr_doc *doc, uint32_t t) {
    uint32_t verb = doc->arcs[t].head;
    return doc->arcs[t].rel == ONR_DEPREL_NSUBJ && verb != ONR_NONE && onr_figure_lemma(doc, verb, "|be|") &&
           onr_child(doc, verb, ONR_DEPREL_EXPL) != ONR_NONE;
}

/* "15,000 stranded" and those who were only there are no victims either. */
int onr_figure_is_doer(const onr_doc *doc, const onr_count *c) {
    static const char doers[] = "|gunman|attacker|assailant|bomber|suspect|perpetrator|shooter|hijacker|arsonist|";
    uint32_t t = c->noun != ONR_NONE && !c->below ? c->noun : onr_head_of(doc, c->tok), next = t + 1;
    if (c->effect != ONR_MARK_KILLED && c->effect != ONR_MARK_INJURED) return 0;
    if (next == c->tok.from) next = c->tok.to;
    if (next < doc->tokens_n && onr_figure_lemma(doc, next, "|stranded|strand|behind|")) return 1;
    if (is_only_there(doc, t)) return 1;
    return onr_figure_lemma(doc, t, doers) ||
           (doc->arcs[t].rel == ONR_DEPREL_OBL_AGENT && doc->tags[t].upos != ONR_UPOS_NUM);
}

int onr_figure_is_polled(const onr_doc *doc, const onr_count *c) {
    static const char words[] =
        "|poll|percent|rating|approval|percentage|rate|share|support|survey|turnout|proportion|";
    return onr_figure_says_near(doc, c, words);
}
