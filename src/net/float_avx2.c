/* float_avx2.c - the float loops of float_kernels.inc.c compiled for avx2; see there. */
#include "net/kernels.h"

#define FLOATS_NAME onr_floats_avx2
#include "net/float_kernels.inc.c"
