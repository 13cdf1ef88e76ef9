/* kernels.c - which kernels this machine has, and their tables. The choice never changes a result, only the speed. */
#include "net/kernels.h"

#if defined(__x86_64__)
static int here_avx2(void) { return __builtin_cpu_supports("avx2") != 0; }
static int here_vnni(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vnni");
}
static void fill_avx2(onr_kernels *k) {
    k->gemm8 = onr_gemm8_avx2;
    k->gemm16 = onr_gemm16_avx2;
    onr_floats_avx2(k);
}
static void fill_vnni(onr_kernels *k) {
    k->gemm8 = onr_gemm8_vnni;
    k->gemm16 = onr_gemm16_vnni;
    onr_floats_avx512(k);
}
#else
static int here_avx2(void) { return 0; }
static int here_vnni(void) { return 0; }
static void fill_avx2(onr_kernels *k) { (void)k; }
static void fill_vnni(onr_kernels *k) { (void)k; }
#endif

int onr_net_kernel_here(onr_kernel kernel) {
    switch (kernel) {
    case ONR_KERNEL_AUTO:
    case ONR_KERNEL_SCALAR: return 1;
    case ONR_KERNEL_AVX2: return here_avx2();
    case ONR_KERNEL_VNNI: return here_vnni();
    }
    return 0;
}

const char *onr_kernel_name(onr_kernel kernel) {
    switch (kernel) {
    case ONR_KERNEL_AUTO: return "auto";
    case ONR_KERNEL_SCALAR: return "scalar";
    case ONR_KERNEL_AVX2: return "avx2";
    case ONR_KERNEL_VNNI: return "avx512-vnni";
    }
    return "unknown";
}

int onr_kernels_init(onr_kernels *k, onr_kernel kernel) {
    if (!onr_net_kernel_here(kernel)) return -1;
    if (kernel == ONR_KERNEL_AUTO)
        kernel = here_vnni() ? ONR_KERNEL_VNNI : here_avx2() ? ONR_KERNEL_AVX2 : ONR_KERNEL_SCALAR;
    *k = (onr_kernels){.id = kernel, .gemm8 = onr_gemm8_scalar, .gemm16 = onr_gemm16_scalar};
    onr_floats_scalar(k);
    if (kernel == ONR_KERNEL_AVX2) fill_avx2(k);
    if (kernel == ONR_KERNEL_VNNI) fill_vnni(k);
    return 0;
}
