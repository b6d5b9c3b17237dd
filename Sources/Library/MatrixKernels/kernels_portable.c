// The kernels for any processor.

#include "KernelTables.h"

#define ISA portable
// As many accumulators as there are registers beside the operands: NEON has 32, SSE2 has 16.
#if defined(__aarch64__)
#define MR 12
#else
#define MR 4
#endif
#define NV 2
#define IN_ROUNDS
#define VL 4
#include "FloatConstants.h"
#undef VL
#define VL 2
#include "DoubleConstants.h"
