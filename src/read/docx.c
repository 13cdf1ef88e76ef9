/* Office Open XML (ISO 29500): w:p is a paragraph, w:t its text, w:tab and w:br what they say; w:pStyle names a style,
 * w:b makes a run bold. Text that is deleted (w:delText) or a field's code (w:instrText) is left out, as Word shows it.
 * A line is bold when all its letters are. Cost: O(bytes unpacked). */
#include "read/docx.h"

#include <string.h>

#include "base/buf.h"
#include "read/xml.h"
#include "read/zip.h"

enum { XML_MAX = 64 << 20 };

typedef struct docx {
    onr_arena *arena;
    onr_line *lines;
    size_t n, cap;
    onr_buf line;
    onr_slice style;
    int in_text, bold, plain, empty_before;
} docx;

static int end_line(docx *d) {
    const char *p = d->line.p;
    size_t n = d->line.n;
    while (n && (unsigned char)p[0] <= ' ') p++, n--;
    while (n && (unsigned char)p[n - 1] <= ' ') n--;
    int failed = onr_buf_failed(&d->line);
    if (!n) d->empty_before = 1;
    else {
        void *items = d->lines;
        char *copy = onr_arena_copy(d->arena, p, n);
        if (!copy || onr_arena_grow(d->arena, &items, &d->cap, d->n, d->n + 1, sizeof *d->lines) != 0) return -1;
        d->lines = items;
        d->lines[d->n++] =
            (onr_line){.text = {copy, n}, .style = d->style, .bold = !d->plain, .blank_before = d->empty_before != 0};
        d->empty_before = 0;
    }
    onr_buf_reset(&d->line);
    d->plain = 0;
    return -failed;
}

static int on_open(void *context, const char *name, const char **attrs) {
    docx *d = context;
    if (strcmp(name, "w:t") == 0) d->in_text = 1;
    else if (strcmp(name, "w:br") == 0 || strcmp(name, "w:cr") == 0) return end_line(d);
    else if (strcmp(name, "w:tab") == 0) onr_buf_char(&d->line, ' ');
    else if (strcmp(name, "w:r") == 0) d->bold = 0;
    else if (strcmp(name, "w:b") == 0) {
        const char *v = onr_xml_attr(attrs, "w:val");
        d->bold = !v || (strcmp(v, "0") != 0 && strcmp(v, "false") != 0);
    } else if (strcmp(name, "w:p") == 0) {
        d->style = (onr_slice){"", 0};
        return end_line(d);
    } else if (strcmp(name, "w:pStyle") == 0) {
        const char *v = onr_xml_attr(attrs, "w:val");
        char *copy = onr_arena_copy(d->arena, v ? v : "", v ? strlen(v) : 0);
        d->style = (onr_slice){copy, copy && v ? strlen(v) : 0};
        return copy ? 0 : -1;
    }
    return 0;
}

static int on_close(void *context, const char *name) {
    docx *d = context;
    if (strcmp(name, "w:t") == 0) d->in_text = 0;
    return strcmp(name, "w:p") == 0 ? end_line(d) : 0;
}

static int on_text(void *context, const char *p, size_t n) {
    docx *d = context;
    if (!d->in_text) return 0;
    if (!d->bold) d->plain = 1;
    onr_buf_add(&d->line, p, n);
    return -onr_buf_failed(&d->line);
}

onr_status onr_docx_lines(onr_slice zip, onr_arena *arena, onr_line **lines, size_t *n, onr_err *err) {
    onr_buf xml;
    docx d = {.arena = arena};
    onr_buf_init(&xml, XML_MAX);
    onr_buf_init(&d.line, XML_MAX);
    onr_status st = onr_zip_get(zip, "word/document.xml", &xml, err);
    const onr_xml_handler handler = {on_open, on_close, on_text, &d};
    if (st == ONR_OK) st = onr_xml_parse((onr_slice){xml.n ? xml.p : "", xml.n}, &handler, err);
    onr_buf_clear(&xml);
    onr_buf_clear(&d.line);
    *lines = d.lines;
    *n = d.n;
    return st;
}
