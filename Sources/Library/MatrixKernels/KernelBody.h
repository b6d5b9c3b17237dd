// The kernels for one scalar type and one vector width; included once for each pair, with these defined:
//
//   REAL, INTEGER   the scalar type and the signed integer of its size
//   VL              scalars in one vector register
//   MR, NV          rows and vectors of the product's register tile; MR · NV accumulators must fit
//   NAME(x)         the name that x has in this pair
//   MANTISSA_BITS, EXPONENT_BIAS, ROUNDER, LN2_HIGH, LN2_LOW, EXP_LOWEST, EXP_NORMAL, EXP_HIGHEST, EXP_TERMS,
//   INVERSE_FACTORIALS, SQUARE_ROOT
//                   the scalar type's constants (see Float.h, Double.h)
//
// Aims, in this order: the right number to the last bits; one source for every processor; speed.
// Not aimed at: products of sparse or tiny matrices, denormal results of exp at full precision.

typedef REAL NAME(vector) __attribute__((ext_vector_type(VL)));
typedef REAL NAME(loose) __attribute__((ext_vector_type(VL), aligned(__alignof__(REAL))));
typedef INTEGER NAME(integers) __attribute__((ext_vector_type(VL)));
#define VECTOR NAME(vector)
#define INTEGERS NAME(integers)
#define LOAD(p) ((VECTOR)(*(const NAME(loose) *)(p)))
#define STORE(p, v) (*(NAME(loose) *)(p) = (NAME(loose))(v))
#define NR (NV * VL)
#define SMALLER(x, y) ((x) < (y) ? (x) : (y))
#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

#pragma mark exp, tanh, sigmoid

// A cast between vectors of one size keeps the bits.
// x = n·ln 2 + r with |r| ≤ ln 2 / 2: returns e^r - 1 and leaves n. The bits of x / ln 2 + ROUNDER hold n.
static inline VECTOR NAME(reduced_expm1)(VECTOR x, INTEGERS *n) {
  const VECTOR rounder = ROUNDER;
  VECTOR shifted = x * (VECTOR)(REAL)1.44269504088896340736 + rounder;
  *n = (INTEGERS)shifted - (INTEGERS)rounder;
  VECTOR whole = shifted - rounder;
  VECTOR r = (x - whole * (REAL)LN2_HIGH) - whole * (REAL)LN2_LOW;
  VECTOR sum = INVERSE_FACTORIALS[EXP_TERMS];
  for (int i = EXP_TERMS - 1; i >= 1; i--) sum = sum * r + INVERSE_FACTORIALS[i];
  return sum * r;
}

static inline VECTOR NAME(power_of_two)(INTEGERS n) {
  return (VECTOR)((n + EXPONENT_BIAS) << MANTISSA_BITS);
}

static inline VECTOR NAME(vector_exp)(VECTOR x) {
  VECTOR low = (REAL)EXP_LOWEST, high = (REAL)EXP_HIGHEST;
  VECTOR bounded = x < low ? low : (x > high ? high : x);
  INTEGERS n;
  VECTOR minus_one = NAME(reduced_expm1)(bounded, &n);
  // Two factors, so that neither 2^n overflows on its own near the ends of the range.
  INTEGERS half = n >> 1;
  VECTOR result = (minus_one + (REAL)1) * NAME(power_of_two)(half) * NAME(power_of_two)(n - half);
  result = x > high ? (VECTOR)(REAL)__builtin_inf() : result;
  result = x < low ? (VECTOR)(REAL)0 : result;
  return x == x ? result : x;
}

// tanh|x| = m / (m + 2) with m = e^{2|x|} - 1, which loses no digits near zero.
static inline VECTOR NAME(vector_tanh)(VECTOR x) {
  VECTOR size = x < (REAL)0 ? -x : x;
  VECTOR limit = (REAL)20;
  VECTOR bounded = size > limit ? limit : size;
  INTEGERS n;
  VECTOR minus_one = NAME(reduced_expm1)(bounded + bounded, &n);
  VECTOR power = NAME(power_of_two)(n);
  VECTOR m = power * minus_one + (power - (REAL)1);
  VECTOR result = m / (m + (REAL)2);
  result = x < (REAL)0 ? -result : result;
  // Zero keeps its sign and NaN stays NaN.
  return ((x == x) & (x != (REAL)0)) ? result : x;
}

// With e = e^-|x|, which cannot overflow, it is 1 / (1 + e), or e / (1 + e) below zero. Below EXP_NORMAL, where e would
// be denormal, it is zero.
static inline VECTOR NAME(vector_sigmoid)(VECTOR x) {
  VECTOR size = x < (REAL)0 ? x : -x, lowest = (REAL)EXP_NORMAL;
  INTEGERS n;
  VECTOR minus_one = NAME(reduced_expm1)(size < lowest ? lowest : size, &n);
  VECTOR e = (minus_one + (REAL)1) * NAME(power_of_two)(n);
  e = size < lowest ? (VECTOR)(REAL)0 : e;
  VECTOR numerator = x < (REAL)0 ? e : (VECTOR)(REAL)1;
  return numerator / ((REAL)1 + e);
}

#define MAP(FUNCTION)                                                                   \
  static void NAME(FUNCTION)(ptrdiff_t count, const void *x_at, void *out_at) {          \
    const REAL *const x = x_at;                                                          \
    REAL *const out = out_at;                                                            \
    ptrdiff_t i = 0;                                                                     \
    for (; i + VL <= count; i += VL) STORE(out + i, NAME(vector_##FUNCTION)(LOAD(x + i))); \
    if (i < count) {                                                                     \
      REAL rest[VL] = {0};                                                               \
      memcpy(rest, x + i, (size_t)(count - i) * sizeof(REAL));                           \
      STORE(rest, NAME(vector_##FUNCTION)(LOAD(rest)));                                  \
      memcpy(out + i, rest, (size_t)(count - i) * sizeof(REAL));                         \
    }                                                                                    \
  }
MAP(exp)
MAP(tanh)
MAP(sigmoid)
#undef MAP

#pragma mark element-wise

#define COMBINE_ROWS(OPERATOR)                                                                         \
  for (ptrdiff_t r = 0; r < rows; r++) {                                                                \
    const REAL *a = x + r * xl.row_stride, *b = y + r * yl.row_stride;                                  \
    REAL *o = out + r * columns;                                                                        \
    if (xl.column_stride && yl.column_stride) {                                                         \
      for (ptrdiff_t c = 0; c < columns; c++) o[c] = a[c] OPERATOR b[c];                                \
    } else if (xl.column_stride) {                                                                      \
      REAL right = *b;                                                                                  \
      for (ptrdiff_t c = 0; c < columns; c++) o[c] = a[c] OPERATOR right;                               \
    } else {                                                                                            \
      REAL left = *a;                                                                                   \
      for (ptrdiff_t c = 0; c < columns; c++) o[c] = left OPERATOR b[c * yl.column_stride];             \
    }                                                                                                   \
  }

static void NAME(combine)(mk_operation operation, ptrdiff_t rows, ptrdiff_t columns, const void *x_at,
                          mk_layout xl, const void *y_at, mk_layout yl, void *out_at) {
  const REAL *const x = x_at; const REAL *const y = y_at; REAL *const out = out_at;
  switch (operation) {
    case MK_ADD: COMBINE_ROWS(+) break;
    case MK_SUBTRACT: COMBINE_ROWS(-) break;
    case MK_MULTIPLY: COMBINE_ROWS(*) break;
    case MK_DIVIDE: COMBINE_ROWS(/) break;
  }
}
#undef COMBINE_ROWS

static void NAME(axpy)(ptrdiff_t count, double factor, const void *x_at, void *y_at) {
  const REAL *const x = x_at; REAL *const y = y_at;
  for (ptrdiff_t i = 0; i < count; i++) y[i] += (REAL)factor * x[i];
}

static void NAME(adam)(ptrdiff_t count, double rate_wide, double mean_decay_wide, double square_decay_wide,
                       double correction_wide, double epsilon_wide, const void *g_at, void *m_at, void *v_at,
                       void *x_at) {
  const REAL rate = (REAL)rate_wide; const REAL mean_decay = (REAL)mean_decay_wide;
  const REAL square_decay = (REAL)square_decay_wide; const REAL correction = (REAL)correction_wide;
  const REAL epsilon = (REAL)epsilon_wide; const REAL *restrict const g = g_at; REAL *restrict const m = m_at;
  REAL *restrict const v = v_at; REAL *restrict const x = x_at;
  for (ptrdiff_t i = 0; i < count; i++) {
    m[i] = mean_decay * m[i] + (1 - mean_decay) * g[i];
    v[i] = square_decay * v[i] + (1 - square_decay) * g[i] * g[i];
    x[i] -= rate * m[i] / (SQUARE_ROOT(v[i]) * correction + epsilon);
  }
}

#pragma mark reductions

static inline REAL NAME(lane_sum)(VECTOR v) {
  REAL lanes[VL] __attribute__((aligned(sizeof(VECTOR))));
  STORE(lanes, v);
  UNROLL for (int width = VL / 2; width > 0; width /= 2)
    UNROLL for (int i = 0; i < width; i++) lanes[i] += lanes[i + width];
  return lanes[0];
}

static double NAME(dot)(ptrdiff_t count, const void *x_at, const void *y_at) {
  const REAL *const x = x_at; const REAL *const y = y_at;
  VECTOR even = 0, odd = 0;
  ptrdiff_t i = 0;
  for (; i + 2 * VL <= count; i += 2 * VL) {
    even += LOAD(x + i) * LOAD(y + i);
    odd += LOAD(x + i + VL) * LOAD(y + i + VL);
  }
  REAL sum = NAME(lane_sum)(even + odd);
  for (; i < count; i++) sum += x[i] * y[i];
  return sum;
}

static double NAME(sum)(ptrdiff_t count, const void *x_at) {
  const REAL *const x = x_at;
  VECTOR even = 0, odd = 0;
  ptrdiff_t i = 0;
  for (; i + 2 * VL <= count; i += 2 * VL) {
    even += LOAD(x + i);
    odd += LOAD(x + i + VL);
  }
  REAL sum = NAME(lane_sum)(even + odd);
  for (; i < count; i++) sum += x[i];
  return sum;
}

static void NAME(column_sums)(ptrdiff_t rows, ptrdiff_t columns, const void *x_at, void *out_at) {
  const REAL *const x = x_at; REAL *const out = out_at;
  for (ptrdiff_t c = 0; c < columns; c++) out[c] = 0;
  for (ptrdiff_t r = 0; r < rows; r++) {
    for (ptrdiff_t c = 0; c < columns; c++) out[c] += x[r * columns + c];
  }
}

static double NAME(maximum)(ptrdiff_t count, const void *x_at) {
  const REAL *const x = x_at;
  REAL largest = x[0];
  for (ptrdiff_t i = 1; i < count && largest == largest; i++) {
    if (!(x[i] <= largest)) largest = x[i];
  }
  return largest;
}

#include "PartialVectors.h"
#include "ProductTile.h"
#include "ProductPacking.h"
#include "OuterProductBody.h"
#include "VectorProductBody.h"
#include "ProductBody.h"

#undef VECTOR
#undef INTEGERS
#undef LOAD
#undef STORE
#undef NR
#undef DEPTH
#undef SMALLER
#undef ALWAYS_INLINE
#undef UNROLL
