/* figure.h - how many, of whom, as of when, on whose word: doc->figures.
 *
 * A figure is a number that the network marks (layer ONR_LAYER_NUMBER), or that certainly counts something by its own
 * form and the tree, with the exact value that find/number reads. It needs tags, trees and lemmas; statements, names,
 * entities and dates are used where they are there.
 */
#ifndef ONR_FIND_FIGURE_H
#define ONR_FIND_FIGURE_H

#include "doc/doc.h"

enum { ONR_FIGURE_STAGE = 7 }; /* raise when the layer can change */

/* Fill doc->figures, in the order of the text. ONR_NOMEM is the only failure. Linear in the text and its layers. */
ONR_MUST onr_status onr_find_figures(onr_doc *doc, onr_err *err);

#endif
