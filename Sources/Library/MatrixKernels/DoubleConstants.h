// KernelBody.h for Double; VL, MR, NV and the instruction set's mark (ISA) are defined outside.

#define REAL double
#define INTEGER long long
#define NAME(x) JOIN(x, f64, ISA)
#define MANTISSA_BITS 52
#define EXPONENT_BIAS 1023
// 1.5 · 2^52: adding it leaves a number's nearest integer in the lowest bits.
#define ROUNDER 6755399441055744.0
// ln 2 in two parts; the first has trailing zeros, so that its product with an exponent is exact.
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define EXP_LOWEST -746.0
#define EXP_NORMAL -708.0
#define EXP_HIGHEST 709.782712893383973096
#define EXP_TERMS 13
#define INVERSE_FACTORIALS inverse_factorials_f64
// The compiler of Swift 6.0 has no square root that never sets errno; this one it does not turn into vectors.
#if __has_builtin(__builtin_elementwise_sqrt)
#define SQUARE_ROOT __builtin_elementwise_sqrt
#else
#define SQUARE_ROOT __builtin_sqrt
#endif
#define MASKED_LOAD _mm512_maskz_loadu_pd
#define MASKED_STORE _mm512_mask_storeu_pd
#define LOGARITHM __builtin_log

#include "KernelBody.h"
#include "SequenceBody.h"
#include "ForgetConstants.h"
