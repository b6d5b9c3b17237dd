// What the kernels of every instruction set share: the form of their tables, and the names by which one source
// becomes several.
//
// Each set is the same source (KernelBody.h) compiled with other vector widths and register tiles, in a file of its
// own, so that they compile side by side. Other processors than x86-64, NEON's among them, take the portable source:
// 128-bit vectors that the compiler maps to what is there.

#pragma once

#include "MatrixKernels.h"
#include "SequenceKernels.h"

#include <stdlib.h>
#include <string.h>

#define FACTORIALS                                                                                         \
  {1.0,           1.0,            1.0 / 2,         1.0 / 6,          1.0 / 24,                             \
   1.0 / 120,     1.0 / 720,      1.0 / 5040,      1.0 / 40320,      1.0 / 362880,                         \
   1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800}
static const float inverse_factorials_f32[] = FACTORIALS;
static const double inverse_factorials_f64[] = FACTORIALS;

#define SMALLER(x, y) ((x) < (y) ? (x) : (y))

#define JOIN_(x, type, isa) x##_##type##_##isa
#define JOIN(x, type, isa) JOIN_(x, type, isa)

// The perfect shuffle of two vectors, for each length of a vector.
#define INTERLEAVE_LOW_2 0, 2
#define INTERLEAVE_HIGH_2 1, 3
#define INTERLEAVE_LOW_4 0, 4, 1, 5
#define INTERLEAVE_HIGH_4 2, 6, 3, 7
#define INTERLEAVE_LOW_8 0, 8, 1, 9, 2, 10, 3, 11
#define INTERLEAVE_HIGH_8 4, 12, 5, 13, 6, 14, 7, 15
#define INTERLEAVE_LOW_16 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define INTERLEAVE_HIGH_16 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#define JOIN_LENGTH_(x, length) x##_##length
#define JOIN_LENGTH(x, length) JOIN_LENGTH_(x, length)
#define INTERLEAVE_LOW(x, y) __builtin_shufflevector(x, y, JOIN_LENGTH(INTERLEAVE_LOW, VL))
#define INTERLEAVE_HIGH(x, y) __builtin_shufflevector(x, y, JOIN_LENGTH(INTERLEAVE_HIGH, VL))

// The tables are for the choice in kernels.c, and for nobody outside of this module.
#define TABLES(ISA)                                                                                        \
  extern const mk_kernels kernels_f32_##ISA __attribute__((visibility("hidden")));                         \
  extern const mk_kernels kernels_f64_##ISA __attribute__((visibility("hidden")));

TABLES(portable)
#if defined(__x86_64__)
TABLES(avx2)
TABLES(avx512)
#endif
