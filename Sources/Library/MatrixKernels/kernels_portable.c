// The kernels for any processor.

#include "KernelTables.h"

// SSE2 has 16 registers of 128 bits: 8 accumulators leave room for the operands.
#define ISA portable
#define MR 4
#define NV 2
#define VL 4
#include "FloatConstants.h"
#undef VL
#define VL 2
#include "DoubleConstants.h"
#undef VL
#undef MR
#undef NV
#undef ISA
