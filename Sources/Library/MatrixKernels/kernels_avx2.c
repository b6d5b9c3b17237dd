// The kernels for x86-64 with AVX2 and FMA.

#include "KernelTables.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define ISA avx2
#define MR 6
#define NV 2
// A step is 20 instructions in 6 cycles: counting and moving pointers at each would cost a fourth more.
#define IN_ROUNDS _Pragma("clang loop unroll_count(4)")
#define VL 8
#include "FloatConstants.h"
#undef VL
#define VL 4
#include "DoubleConstants.h"
#pragma clang attribute pop

#endif
