/* credit.h - the credit lines of an article: "- AFP", "(Reuters)", "With inputs from ANI", "Source: TASS", "Reporting
 * by Petra Volk; editing by Tom Averill", "Associated Press writer Ine Solberg contributed to this report".
 *
 * A credit line says who made the article, not what happened: its block is named ONR_BLOCK_CREDIT, and no statement,
 * figure or act is read from it. An agency that it names is the agency of the document, which is the last relay of
 * every chain, so it is taken only when sure:
 *
 *   - the whole block is a credit; nothing of it is left over;
 *   - short forms ("AFP", "(AFP)", "With AFP", "Source: AFP") count only above the first paragraph and below the last,
 *     since in the middle of an article they belong to a picture or a table;
 *   - the agency is one of the list that datelines are read by, in the case that it is written in there;
 *   - one agency, not several: "AFP, Reuters" is a credit that leaves the agency unknown;
 *   - an agency that the dateline or whoever gave the article has named is kept.
 *
 * At the end of the last paragraph, behind its full stop, "(AFP)" and "- AFP" name the agency too; the paragraph stays
 * one.
 */
#ifndef ONR_READ_CREDIT_H
#define ONR_READ_CREDIT_H

#include "doc/doc.h"

enum { ONR_CREDIT_AGENCY_MAX = 48 };

typedef struct onr_credit {
    int short_form;                     /* 1: a credit only at the top or the end of an article */
    char agency[ONR_CREDIT_AGENCY_MAX]; /* empty: none, or several */
} onr_credit;

/* Is the whole block a credit line? */
int onr_read_credit(onr_slice block, onr_credit *out);
/* Does the block, a paragraph, end in a credit behind its last sentence? */
int onr_read_credit_tail(onr_slice block, onr_credit *out);

/* Name the credit lines among the paragraphs of doc; set meta.agency where it is not set and the credit lines agree
 * (those that are named already count). ONR_NOMEM only. */
ONR_MUST onr_status onr_read_credits(onr_doc *doc);

#endif
