// The kernels for x86-64 with AVX-512.

#include "KernelTables.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), \
                             apply_to = function)
#define ISA avx512
#define HAS_LANE_MASKS
#define MR 12
#define NV 2
#define IN_ROUNDS
#define VL 16
#include "FloatConstants.h"
#undef VL
#define VL 8
#include "DoubleConstants.h"
#pragma clang attribute pop

#endif
