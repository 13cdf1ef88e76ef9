/* pieces.h - words into WordPieces of an uncased BERT vocabulary, and what the network is told about their case.
 *
 *     onr_pieces pieces;
 *     uint32_t ids[ONR_PIECES_WORD_MAX];
 *     if (onr_pieces_init(&pieces, vocab, &err) != ONR_OK) ...     vocab: bytes of the model's chunk, kept alive
 *     n = onr_pieces_word(&pieces, ONR_SLICE("unbelievably"), ids);
 *     onr_pieces_clear(&pieces);
 *
 * Threads: const after init.
 */
#ifndef ONR_LANG_PIECES_H
#define ONR_LANG_PIECES_H

#include "base/slice.h"
#include "doc/doc.h"

enum {
    ONR_PIECES_WORD_MAX = 8, /* pieces a word may have; what is more is cut off */
    ONR_PIECES_STAGE = 1
}; /* raised whenever the pieces of some word change */

typedef struct onr_pieces {
    const char *text; /* the vocabulary, borrowed */
    uint32_t *starts; /* piece i is text[starts[i], starts[i + 1] - 1); owned */
    uint32_t *slots;  /* open hash table of ids + 1; owned */
    uint32_t n, mask; /* pieces; slots - 1 */
    uint32_t longest; /* bytes of the longest piece, `##` left out */
    uint32_t unknown; /* id of [UNK] */
} onr_pieces;

/* Index a vocabulary: one piece a line, the line's number is its id. O(bytes). Errors: FORMAT (no [UNK], a piece of
 * more than 255 bytes, more than a million of them), NOMEM; *p is empty then. */
ONR_MUST onr_status onr_pieces_init(onr_pieces *p, onr_slice vocab, onr_err *err);
void onr_pieces_clear(onr_pieces *p);

/* The pieces of one word (valid UTF-8 without white space): lower case, canonical decomposition, non-spacing marks
 * dropped, parted at punctuation, then the longest piece first. Returns 1 … ONR_PIECES_WORD_MAX. O(word · longest²). */
uint32_t onr_pieces_word(const onr_pieces *p, onr_slice word, uint32_t out[ONR_PIECES_WORD_MAX]);

/* The case of a word: 1 lower, 2 Title, 3 UPPER, 4 mIxed, 5 no letters (0 is for special pieces). */
uint8_t onr_pieces_case(onr_slice word);

/* What a straight double mark (", '' or ``) stands for, a byte a token: 0 it is none, 1 opening, 2 closing. The network
 * reads “ or ” in its place. White space on one side alone decides; otherwise it is the opposite of the last in the
 * block. out has doc->tokens_n bytes. */
enum { ONR_PIECES_OPEN = 1, ONR_PIECES_CLOSE = 2 };
void onr_pieces_quotes(const onr_doc *doc, uint8_t *out);

#endif
