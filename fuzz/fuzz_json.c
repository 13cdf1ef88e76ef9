/* fuzz_json.c - any bytes as lines, or a list, of JSON objects, and as whatever they look like. */
#include "input_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    check_input(data, n, ONR_FORMAT_NDJSON);
    check_input(data, n, ONR_FORMAT_AUTO);
    return 0;
}
