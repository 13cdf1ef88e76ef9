/* labels.h - the fixed vocabularies of the layers: tags, relations, names, marks.
 *
 * They are the field's own (UD v2, Penn Treebank, PLOVER) plus the roles of this project. Each list is an X-macro
 * `X(CONSTANT, "name")`; a model file names its labels as strings and is refused when it names one that is not here.
 */
#ifndef ONR_DOC_LABELS_H
#define ONR_DOC_LABELS_H

#include <stddef.h>

/* Universal part-of-speech tags (universaldependencies.org/u/pos) */
#define ONR_UPOS_LIST(L)                                                                                              \
    L(ADJ, "ADJ") L(ADP, "ADP") L(ADV, "ADV") L(AUX, "AUX") L(CCONJ, "CCONJ") L(DET, "DET") L(INTJ, "INTJ")          \
    L(NOUN, "NOUN") L(NUM, "NUM") L(PART, "PART") L(PRON, "PRON") L(PROPN, "PROPN") L(PUNCT, "PUNCT")                \
    L(SCONJ, "SCONJ") L(SYM, "SYM") L(VERB, "VERB") L(X, "X")

/* Penn Treebank tags as UD English uses them */
#define ONR_XPOS_LIST(X)                                                                                              \
    X(DOLLAR, "$") X(CLOSE, "''") X(COMMA, ",") X(LRB, "-LRB-") X(RRB, "-RRB-") X(STOP, ".") X(COLON, ":")           \
    X(ADD, "ADD") X(AFX, "AFX") X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(GW, "GW")              \
    X(HYPH, "HYPH") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS") X(LS, "LS") X(MD, "MD") X(NFP, "NFP")        \
    X(NN, "NN") X(NNP, "NNP") X(NNPS, "NNPS") X(NNS, "NNS") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP")                \
    X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO") X(UH, "UH")        \
    X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT") X(WP, "WP")      \
    X(WPS, "WP$") X(WRB, "WRB") X(XX, "XX") X(OPEN, "``")

/* Universal relations with the subtypes of UD English */
#define ONR_DEPREL_LIST(X)                                                                                            \
    X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod")      \
    X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc")              \
    X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt")            \
    X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer") X(CSUBJ_PASS, "csubj:pass")        \
    X(DEP, "dep") X(DET, "det") X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated")    \
    X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat") X(FLAT_FOREIGN, "flat:foreign") X(GOESWITH, "goeswith")        \
    X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc") X(NMOD_POSS, "nmod:poss")                      \
    X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") X(NSUBJ_OUTER, "nsubj:outer") X(NSUBJ_PASS, "nsubj:pass")    \
    X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl") X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked")        \
    X(ORPHAN, "orphan") X(PARATAXIS, "parataxis") X(PUNCT, "punct") X(REPARANDUM, "reparandum") X(ROOT, "root")      \
    X(VOCATIVE, "vocative") X(XCOMP, "xcomp")

#define ONR_NAME_LIST(X) X(PER, "PER") X(LOC, "LOC") X(ORG, "ORG")

/* What a mark is: pieces of statements, acts (PLOVER types), numbers by effect. One mark layer, one list. */
#define ONR_MARK_LIST(X)                                                                                              \
    X(SOURCE, "source") X(CUE, "cue") X(CONTENT, "content")                                                           \
    X(AGREE, "AGREE") X(CONSULT, "CONSULT") X(SUPPORT, "SUPPORT") X(COOPERATE, "COOPERATE") X(AID, "AID")            \
    X(YIELD, "YIELD") X(REQUEST, "REQUEST") X(ACCUSE, "ACCUSE") X(REJECT, "REJECT") X(THREATEN, "THREATEN")          \
    X(PROTEST, "PROTEST") X(SANCTION, "SANCTION") X(MOBILIZE, "MOBILIZE") X(COERCE, "COERCE") X(ASSAULT, "ASSAULT")  \
    X(KILLED, "killed") X(INJURED, "injured") X(MISSING, "missing") X(DISPLACED, "displaced")                        \
    X(ARRESTED, "arrested") X(INFECTED, "infected") X(RECOVERED, "recovered") X(RESCUED, "rescued")                  \
    X(CHARGED, "charged") X(VOTED, "voted") X(TESTED, "tested") X(MONEY, "money") X(PERCENT, "percent")              \
    X(OTHER, "other")

/* What a span is to the mark it belongs to */
#define ONR_ROLE_LIST(X)                                                                                              \
    X(SOURCE, "source") X(CUE, "cue") X(CONTENT, "content") X(ADDRESSEE, "addressee") X(VENUE, "venue")              \
    X(ACTOR, "actor") X(RECIPIENT, "recipient") X(PLACE, "place") X(EXTENT, "extent") X(UNIT, "unit") X(WHO, "who")  \
    X(WHERE, "where") X(PERIOD, "period")

/* One attribute of a mark: polarity of a statement, modality of an act, accrual of a number */
#define ONR_ATTR_LIST(X)                                                                                              \
    X(ASSERTED, "asserted") X(DENIED, "denied") X(DECLINED, "declined") X(ASKED, "asked") X(ORDERED, "ordered")      \
    X(CONDITIONAL, "conditional")                                                                                     \
    X(HAPPENED, "happened") X(FUTURE, "future") X(HYPOTHETICAL, "hypothetical") X(NEGATED, "negated")                \
    X(HISTORICAL, "historical")                                                                                       \
    X(INCIDENT, "incident") X(NEW, "new") X(CUMULATIVE, "cumulative") X(STOCK, "stock") X(PROJECTED, "projected")    \
    X(OTHER, "other-accrual")

#define ONR_ENUM_UPOS(c, s) ONR_UPOS_##c,
#define ONR_ENUM_XPOS(c, s) ONR_XPOS_##c,
#define ONR_ENUM_DEPREL(c, s) ONR_DEPREL_##c,
#define ONR_ENUM_NAME(c, s) ONR_NAME_##c,
#define ONR_ENUM_MARK(c, s) ONR_MARK_##c,
#define ONR_ENUM_ROLE(c, s) ONR_ROLE_##c,
#define ONR_ENUM_ATTR(c, s) ONR_ATTR_##c,
enum { ONR_UPOS_LIST(ONR_ENUM_UPOS) ONR_UPOS_COUNT };
enum { ONR_XPOS_LIST(ONR_ENUM_XPOS) ONR_XPOS_COUNT };
enum { ONR_DEPREL_LIST(ONR_ENUM_DEPREL) ONR_DEPREL_COUNT };
enum { ONR_NAME_LIST(ONR_ENUM_NAME) ONR_NAME_COUNT };
enum { ONR_MARK_LIST(ONR_ENUM_MARK) ONR_MARK_COUNT };
enum { ONR_ROLE_LIST(ONR_ENUM_ROLE) ONR_ROLE_COUNT };
enum { ONR_ATTR_LIST(ONR_ENUM_ATTR) ONR_ATTR_COUNT };

typedef enum onr_labels { ONR_LABELS_UPOS, ONR_LABELS_XPOS, ONR_LABELS_DEPREL, ONR_LABELS_NAME, ONR_LABELS_MARK,
                          ONR_LABELS_ROLE, ONR_LABELS_ATTR } onr_labels;

/* The name of label `i` of a list; "?" when out of range. */
const char *onr_label_name(onr_labels list, unsigned i);
/* The index of a name (n bytes) in a list, or -1. */
int onr_label_find(onr_labels list, const char *name, size_t n);
/* A relation without its subtype: ONR_DEPREL_NSUBJ for nsubj:pass. */
unsigned onr_deprel_base(unsigned deprel);

#endif
