/* fuzz_warc.c - any bytes as a web archive, plain or packed, and as whatever they look like. */
#include "input_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    check_input(data, n, ONR_FORMAT_WARC);
    check_input(data, n, ONR_FORMAT_AUTO);
    return 0;
}
