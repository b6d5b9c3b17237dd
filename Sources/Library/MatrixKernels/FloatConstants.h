// KernelBody.h for Float; VL, MR, NV and the instruction set's mark (ISA) are defined outside.

#define REAL float
#define INTEGER int
#define NAME(x) JOIN(x, f32, ISA)
#define MANTISSA_BITS 23
#define EXPONENT_BIAS 127
// 1.5 · 2^23: adding it leaves a number's nearest integer in the lowest bits.
#define ROUNDER 12582912.0f
// ln 2 in two parts; the first has trailing zeros, so that its product with an exponent is exact.
#define LN2_HIGH 0.693359375f
#define LN2_LOW -2.12194440e-4f
#define EXP_LOWEST -104.0f
#define EXP_NORMAL -87.0f
#define EXP_HIGHEST 88.7228394f
#define EXP_TERMS 7
#define INVERSE_FACTORIALS inverse_factorials_f32
// The compiler of Swift 6.0 has no square root that never sets errno; this one it does not turn into vectors.
#if __has_builtin(__builtin_elementwise_sqrt)
#define SQUARE_ROOT __builtin_elementwise_sqrt
#else
#define SQUARE_ROOT __builtin_sqrtf
#endif
#define MASKED_LOAD _mm512_maskz_loadu_ps
#define MASKED_STORE _mm512_mask_storeu_ps
#define LOGARITHM __builtin_logf

#include "KernelBody.h"
#include "SequenceBody.h"
#include "ForgetConstants.h"
