/* fuzz_docx.c - any bytes as an export of a database: HTML, text or DOCX, and as whatever they look like. */
#include "input_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    check_input(data, n, ONR_FORMAT_EXPORT);
    check_input(data, n, ONR_FORMAT_AUTO);
    return 0;
}
