/* onrecord cite: a record as a citation that can be checked: the exact words, who is credited, outlet and date, a link
 * that opens on the words (a text fragment, as in WICG's scroll-to-text-fragment), and the hash of the bytes received.
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/output.h"
#include "doc/json.h"
#include "store/texts.h"

enum { JSON, OPTIONS };
enum { OUT_MAX = 16 << 20, WHOLE = 120, WORDS = 5 };

static const cli_option options[OPTIONS] = {
    [JSON] = {"json", NULL, "print one JSON object a record"},
};

/* ---- the link --------------------------------------------------------------------------------------------------- */

static void percent(onr_buf *out, onr_slice s) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~";
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] && strchr(plain, s.p[i])) onr_buf_char(out, s.p[i]);
        else onr_buf_fmt(out, "%%%02X", (unsigned char)s.p[i]);
    }
}

/* The first (or last) `words` words of s. */
static onr_slice some_words(onr_slice s, int words, int last) {
    size_t n = 0;
    int left = words;
    while (n < s.n) {
        char c = last ? s.p[s.n - 1 - n] : s.p[n];
        if ((c == ' ' || c == '\n') && --left == 0) break;
        n++;
    }
    return last ? (onr_slice){s.p + s.n - n, n} : (onr_slice){s.p, n};
}

/* The address with a fragment that finds the words; nothing where there is no address on the web. */
static void add_link(onr_buf *out, const onr_store_citation *c) {
    if (!c->url || (strncmp(c->url, "http://", 7) != 0 && strncmp(c->url, "https://", 8) != 0)) return;
    onr_buf_add(out, c->url, strcspn(c->url, "#"));
    onr_buf_str(out, "#:~:text=");
    int whole = c->passage.n <= WHOLE && !memchr(c->passage.p, '\n', c->passage.n);
    if (whole) percent(out, c->passage);
    if (whole) return;
    percent(out, some_words(c->passage, WORDS, 0));
    onr_buf_char(out, ',');
    percent(out, some_words(c->passage, WORDS, 1));
}

/* ---- printing --------------------------------------------------------------------------------------------------- */

static void add_words(onr_buf *out, onr_slice s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        onr_buf_char(out, b < 0x20 || b == 0x7F ? ' ' : s.p[i]);
    }
}

static void add_text(onr_buf *out, const char *s) { add_words(out, onr_slice_of(s)); }

/* Whose words they are: a speaker's only where all stand in quotation marks; else the outlet's, whoever is meant. */
static void add_author(onr_buf *out, const onr_store_citation *c) {
    int is_own = c->type && strcmp(c->type, "direct") == 0, is_statement = strcmp(c->kind, "statement") == 0;
    const char *outlet = c->outlet ? c->outlet : "the article";
    if (is_statement && c->who) add_text(out, c->who);
    if (is_statement && c->who && !is_own) onr_buf_str(out, ", in the words of ");
    if (!is_statement || (c->who && !is_own)) add_text(out, outlet);
    if (!is_statement || c->who) onr_buf_str(out, ": ");
}

static void print_text(const onr_store_citation *c, onr_buf *out) {
    add_author(out, c);
    int quoted = c->words.n && memchr("\"\xE2\xC2'", c->words.p[0], 4) != NULL;
    if (!quoted) onr_buf_str(out, "“");
    add_words(out, c->words);
    if (!quoted) onr_buf_str(out, "”");
    onr_buf_str(out, "\n    ");
    add_text(out, c->title ? c->title : "(no title)");
    if (c->outlet) onr_buf_str(out, ", "), add_text(out, c->outlet);
    if (c->published) onr_buf_str(out, ", "), add_text(out, c->published);
    if (c->chain) onr_buf_str(out, "; on the word of "), add_text(out, c->chain);
    onr_buf_str(out, ".\n    ");
    size_t before = out->n;
    add_link(out, c);
    if (out->n != before) onr_buf_str(out, "\n    ");
    onr_buf_fmt(out, "%s %s, bytes %u-%u of the text; sha256 of the source %s\n", c->kind, c->id, c->start, c->end,
                c->sha256);
}

static void add_field(onr_buf *out, const char *name, const char *value) {
    onr_buf_fmt(out, ", \"%s\": ", name);
    if (value) onr_json_string(out, onr_slice_of(value));
    else onr_buf_str(out, "null");
}

static void print_json(const onr_store_citation *c, onr_buf *out) {
    onr_buf link;
    onr_buf_init(&link, OUT_MAX);
    add_link(&link, c);
    onr_buf_fmt(out, "{\"id\": \"%s\", \"kind\": \"%s\", \"words\": ", c->id, c->kind);
    onr_json_string(out, c->words);
    add_field(out, "who", c->who);
    add_field(out, "type", c->type);
    add_field(out, "chain", c->chain);
    add_field(out, "title", c->title);
    add_field(out, "outlet", c->outlet);
    add_field(out, "published", c->published);
    add_field(out, "url", c->url);
    add_field(out, "link", link.n ? link.p : NULL);
    add_field(out, "document", c->document);
    onr_buf_fmt(out, ", \"start\": %u, \"end\": %u", c->start, c->end);
    add_field(out, "sha256", c->sha256);
    onr_buf_str(out, "}\n");
    if (onr_buf_failed(&link)) out->failed = link.failed;
    onr_buf_clear(&link);
}

static int run(const cli_args *args) {
    if (args->operands_n < 2) return cli_usage(args->command, "cite needs a BOOK and the ID of a record");
    onr_store *book = NULL;
    onr_err err = {0};
    onr_buf out;
    onr_buf_init(&out, OUT_MAX);
    onr_status st = onr_store_open(args->operands[0], ONR_STORE_READ, &book, &err);
    for (size_t i = 1; i < args->operands_n && st == ONR_OK; i++) {
        onr_store_citation c;
        st = onr_store_cite(book, args->operands[i], &c, &err);
        if (st != ONR_OK) break;
        if (args->value[JSON]) print_json(&c, &out);
        else print_text(&c, &out);
    }
    onr_store_close(book);
    if (st == ONR_OK && onr_buf_failed(&out)) st = onr_err_set(&err, ONR_NOMEM, 0, "out of memory");
    if (st != ONR_OK) cli_say_about(args->operands[0], &err);
    int rc = out.n && cli_write(out.p, out.n) != 0 ? CLI_FAILED : CLI_DONE;
    onr_buf_clear(&out);
    return st == ONR_OK ? rc : CLI_FAILED;
}

const cli_command cli_cite_command = {
    .name = "cite",
    .operands = "BOOK ID...",
    .summary = "print a record as a citation that can be checked",
    .text = "Each ID is that of a statement, figure, event or quotation. Prints the exact words, who is credited, "
            "title, outlet\n"
            "and date, a link that opens on the words, and the SHA-256 of the bytes that were received. Words that do "
            "not all\n"
            "stand in quotation marks are cited as the outlet's.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};
