/* float_avx512.c - the float loops of float_kernels.inc.c compiled for avx512; see there. */
#include "net/kernels.h"

#define FLOATS_NAME onr_floats_avx512
#include "net/float_kernels.inc.c"
