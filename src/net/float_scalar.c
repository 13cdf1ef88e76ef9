/* float_scalar.c - the float loops of float_kernels.inc.c compiled for scalar; see there. */
#include "net/kernels.h"

#define FLOATS_NAME onr_floats_scalar
#include "net/float_kernels.inc.c"
