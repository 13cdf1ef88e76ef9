/* A cell of CSV: quoted where it must be, never a formula. */
#include "base/csv.h"

void onr_csv_cell(onr_buf *out, onr_slice v, int is_number) {
    int formula = !is_number && v.n && memchr("=+-@\t\r", v.p[0], 6) != NULL, quote = formula;
    for (size_t i = 0; i < v.n && !quote; i++)
        quote = v.p[i] == ',' || v.p[i] == '"' || v.p[i] == '\n' || v.p[i] == '\r';
    if (!quote) {
        onr_buf_add(out, v.p, v.n);
        return;
    }
    onr_buf_str(out, formula ? "\"'" : "\"");
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] == '"') onr_buf_char(out, '"');
        onr_buf_char(out, v.p[i]);
    }
    onr_buf_char(out, '"');
}
