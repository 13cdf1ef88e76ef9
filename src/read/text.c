/* The reader of plain text, in order: limits, sniffing, decoding, layout, blocks, head, language, ids. Each step is
 * linear in the bytes; together some ten passes over an article, a millisecond a megabyte each. */
#include "read/text.h"

#include <stdio.h>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "read/blocks.h"
#include "read/charset.h"
#include "read/dateline.h"
#include "read/language.h"
#include "read/sniff.h"

enum { SHOWN = 128, TAGS_TO_WARN = 5 };

static onr_status no_memory(const char *shown, onr_err *err) {
    return onr_err_set(err, ONR_NOMEM, 0, "%s: out of memory while reading", shown);
}

/* Refuse what is not plain text, by its look. */
static onr_status admit(const unsigned char *p, size_t n, size_t max, const char *shown, onr_sniffed *look,
                        onr_err *err) {
    if (n == 0) return onr_err_set(err, ONR_FORMAT, 0, "%s: empty file: nothing to read", shown);
    if (n > max) return onr_err_set(err, ONR_TOO_BIG, max, "%s: %zu bytes: the limit is %zu: split it", shown, n, max);
    onr_sniff(p, n, look);
    if (look->kind == ONR_SNIFF_BINARY && onr_ascii_listed(onr_slice_of(look->what), "bzip2|xz|LZ4|7-Zip|RAR"))
        return onr_err_set(err, ONR_FORMAT, 0, "%s: packed with %s, which is not read: unpack it first", shown,
                           look->what);
    if (look->kind == ONR_SNIFF_BINARY)
        return onr_err_set(err, ONR_FORMAT, 0, "%s: looks like a binary file (%s): give text", shown, look->what);
    if (look->kind == ONR_SNIFF_MARKUP)
        return onr_err_set(err, ONR_FORMAT, 0, "%s: looks like %s: this version reads plain text only", shown,
                           look->what);
    return ONR_OK;
}

static onr_status decode(const unsigned char *p, size_t n, const onr_read_options *opt, const char *shown, onr_doc *doc,
                         onr_decoded *got, onr_err *err) {
    onr_status st = onr_charset_decode(p, n, opt->deadline, doc, got);
    if (st == ONR_TIMEOUT) return onr_err_set(err, st, 0, "%s: out of time while reading", shown);
    if (st == ONR_TOO_BIG)
        return onr_err_set(err, st, 0, "%s: more than %d bytes as UTF-8: the limit: split it", shown, ONR_DOC_TEXT_MAX);
    if (st != ONR_OK) return no_memory(shown, err);
    if (doc->text_n == 0) return onr_err_set(err, ONR_FORMAT, 0, "%s: empty file: nothing to read", shown);
    int wide = got->charset == ONR_CHARSET_UTF16LE || got->charset == ONR_CHARSET_UTF16BE;
    if (wide && (got->bad_n + got->nul_n) * 20 > n)
        return onr_err_set(err, ONR_FORMAT, 0, "%s: looks like a binary file (not %s as it says): give text", shown,
                           onr_charset_name(got->charset));
    return ONR_OK;
}

/* Where in the text source byte `at` is, for warnings: the run that begins there. */
static onr_span text_of_byte(const onr_doc *doc, uint64_t at) {
    uint32_t lo = 0, hi = doc->map_n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->map[mid].byte < at) lo = mid + 1;
        else hi = mid;
    }
    if (lo == doc->map_n) return (onr_span){0, 0};
    return (onr_span){doc->map[lo].text, lo + 1 < doc->map_n ? doc->map[lo + 1].text : doc->text_n};
}

static onr_status warn_decoded(const unsigned char *p, onr_doc *doc, const onr_decoded *got) {
    onr_status st = ONR_OK;
    const char *charset = onr_charset_name(got->charset);
    if (got->charset == ONR_CHARSET_WINDOWS_1252)
        st = onr_doc_warn(doc, text_of_byte(doc, got->high_first),
                          "not valid UTF-8 (0x%02X at byte %llu): read as windows-1252", p[got->high_first],
                          (unsigned long long)got->high_first);
    else if (got->charset != ONR_CHARSET_UTF8)
        st = onr_doc_warn(doc, (onr_span){0, 0}, "read as %s%s: offsets are those of the text in UTF-8", charset,
                          got->bom ? "" : ", by its NULs");
    if (st == ONR_OK && got->bad_n)
        st = onr_doc_warn(doc, text_of_byte(doc, got->bad_first),
                          "not valid %s: %llu bad %s, the first at byte %llu, replaced by U+FFFD", charset,
                          (unsigned long long)got->bad_n, got->bad_n == 1 ? "sequence" : "sequences",
                          (unsigned long long)got->bad_first);
    if (st == ONR_OK && got->nul_n)
        st = onr_doc_warn(doc, text_of_byte(doc, got->nul_first),
                          "%llu NUL %s, the first at byte %llu, replaced by U+FFFD", (unsigned long long)got->nul_n,
                          got->nul_n == 1 ? "character" : "characters", (unsigned long long)got->nul_first);
    return st;
}

static onr_status warn_tags(onr_doc *doc, const onr_sniffed *look) {
    if (look->tags_n < TAGS_TO_WARN) return ONR_OK;
    return onr_doc_warn(doc, (onr_span){0, 0}, "holds HTML tags (the first at byte %zu): they are read as text",
                        look->first_tag);
}

onr_status onr_read_warn_language(onr_doc *doc) {
    onr_slice text = {doc->text, doc->text_n};
    if (!onr_read_has_letter(text)) {
        doc->meta.language = "und";
        return onr_doc_warn(doc, (onr_span){0, 0}, "no letter in it: nothing to read");
    }
    const char *code = onr_read_language(text);
    doc->meta.language = code;
    if (onr_read_is_english(code)) return ONR_OK;
    if (strcmp(code, "mis") == 0)
        return onr_doc_warn(doc, (onr_span){0, 0}, "does not read like English: only English is read; no records made");
    return onr_doc_warn(doc, (onr_span){0, 0}, "reads like %s (%s): only English is read; no records made",
                        onr_read_language_name(code), code);
}

/* The id: SHA-256, cut to 128 bits, of the words (each block with single spaces, blocks parted by line feeds), the
 * address it came from and who published it, where those are known. So line ends, wrapping at other spaces and the
 * file's name do not change it; one letter does, and the same text of two outlets is two documents.
 */
void onr_read_name(onr_doc *doc) {
    enum { CHUNK = 4096 }; /* words are gathered: hashing wants long pieces */
    char chunk[CHUNK];
    size_t held = 0;
    onr_sha256 s;
    unsigned char digest[32];
    const char *url = doc->meta.url ? doc->meta.url : "";
    onr_sha256_init(&s);
    for (uint32_t b = 0; b < doc->blocks_n; b++) {
        onr_slice t = onr_doc_slice(doc, doc->blocks[b].span);
        int word = 0;
        for (size_t i = 0, k; i < t.n; i += k) {
            uint32_t c = (unsigned char)t.p[i];
            k = c < 0x80 ? 1 : onr_utf8_decode(t.p + i, t.n - i, &c);
            int space = onr_char_is_space(c);
            if (held + k > CHUNK) {
                onr_sha256_add(&s, chunk, held);
                held = 0;
            }
            if (!space && k == 1) chunk[held++] = t.p[i];
            else if (!space)
                for (size_t j = 0; j < k; j++) chunk[held++] = t.p[i + j];
            else if (word) chunk[held++] = ' ';
            word = !space;
        }
        onr_sha256_add(&s, chunk, held);
        onr_sha256_add(&s, "\n", 1);
        held = 0;
    }
    onr_sha256_add(&s, "", 1);
    onr_sha256_add(&s, url, strlen(url));
    if (doc->meta.outlet) {
        onr_sha256_add(&s, "", 1);
        onr_sha256_add(&s, doc->meta.outlet, strlen(doc->meta.outlet));
    }
    onr_sha256_end(&s, digest);
    onr_hex(digest, 16, doc->meta.id);
}

static int copy(onr_doc *doc, const char *s, const char **to) {
    *to = s ? onr_arena_copy(&doc->arena, s, strlen(s)) : NULL;
    return !s || *to;
}

static onr_status fill_source(const unsigned char *p, size_t n, const onr_read_options *opt, onr_doc *doc) {
    doc->source.bytes = n;
    doc->source.media_type = "text/plain";
    onr_sha256_hex(p, n, doc->source.sha256);
    int ok = copy(doc, opt->path ? opt->path : "-", &doc->source.path) && copy(doc, opt->outlet, &doc->meta.outlet) &&
             copy(doc, opt->url, &doc->meta.url);
    if (!ok || !opt->authors_n) return ok ? ONR_OK : ONR_NOMEM;
    const char **authors = onr_arena_alloc(&doc->arena, opt->authors_n, sizeof *authors);
    for (size_t i = 0; authors && ok && i < opt->authors_n; i++) ok = copy(doc, opt->authors[i], &authors[i]);
    if (!authors || !ok) return ONR_NOMEM;
    doc->meta.authors = authors;
    doc->meta.authors_n = (uint32_t)opt->authors_n;
    return ONR_OK;
}

onr_status onr_read_text(const unsigned char *bytes, size_t n, const onr_read_options *given, onr_doc *doc,
                         onr_err *err) {
    const onr_read_options none = {0}, *opt = given ? given : &none;
    const char *path = opt->path ? opt->path : "-";
    char shown[SHOWN];
    onr_sniffed look;
    onr_decoded got;
    (void)onr_utf8_printable(shown, sizeof shown, path, strlen(path));
    onr_status st = admit(bytes, n, opt->max_bytes ? opt->max_bytes : ONR_DOC_TEXT_MAX, shown, &look, err);
    if (st == ONR_OK) st = decode(bytes, n, opt, shown, doc, &got, err);
    if (st != ONR_OK) return st;
    st = fill_source(bytes, n, opt, doc);
    if (st == ONR_OK) st = warn_decoded(bytes, doc, &got);
    if (st == ONR_OK) st = onr_read_blocks(doc, onr_read_layout(doc), opt->deadline);
    if (st == ONR_TIMEOUT) return onr_err_set(err, st, 0, "%s: out of time while reading", shown);
    if (st == ONR_OK) st = onr_read_head(doc, &(onr_given){opt->published, opt->published_how, opt->title});
    if (st == ONR_OK && opt->agency && !copy(doc, opt->agency, &doc->meta.agency)) st = ONR_NOMEM;
    if (st == ONR_OK) st = warn_tags(doc, &look);
    if (st == ONR_OK) st = onr_read_warn_language(doc);
    if (st != ONR_OK) return no_memory(shown, err);
    onr_read_name(doc);
    return ONR_OK;
}
