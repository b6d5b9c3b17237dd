// The kernels for one scalar type and one vector width; included once for each pair, with these defined:
//
//   REAL, INTEGER   the scalar type and the signed integer of its size
//   VL              scalars in one vector register
//   MR, NV          rows and vectors of the product's register tile; MR · NV accumulators must fit
//   IN_ROUNDS       what is said to the compiler of a tile's loop: how many terms one round adds
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
#define LOAD(p) ((VECTOR)(*(const NAME(loose) *)(p)))
#define STORE(p, v) (*(NAME(loose) *)(p) = (NAME(loose))(v))
#define NR (NV * VL)
#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

#pragma mark exp, tanh, sigmoid

// ABREAST vectors at a time: each function is one long chain, and a single one would keep the processor waiting.
#define ABREAST 4
typedef REAL NAME(wide) __attribute__((ext_vector_type(ABREAST * VL)));
typedef REAL NAME(loose_wide) __attribute__((ext_vector_type(ABREAST * VL), aligned(__alignof__(REAL))));
typedef INTEGER NAME(wide_integers) __attribute__((ext_vector_type(ABREAST * VL)));
#define WIDE NAME(wide)
#define WIDE_INTEGERS NAME(wide_integers)

// A cast between vectors of one size keeps the bits.
#define POWER_OF_TWO(n) ((WIDE)(((n) + EXPONENT_BIAS) << MANTISSA_BITS))

// x = n·ln 2 + r with |r| ≤ ln 2 / 2: leaves e^r - 1 and n. The bits of x / ln 2 + ROUNDER hold n.
ALWAYS_INLINE void NAME(reduce_expm1)(WIDE *x, WIDE_INTEGERS *n) {
  const WIDE rounder = ROUNDER;
  WIDE shifted = *x * (WIDE)(REAL)1.44269504088896340736 + rounder;
  *n = (WIDE_INTEGERS)shifted - (WIDE_INTEGERS)rounder;
  WIDE whole = shifted - rounder;
  WIDE r = (*x - whole * (REAL)LN2_HIGH) - whole * (REAL)LN2_LOW;
  WIDE sum = INVERSE_FACTORIALS[EXP_TERMS];
  for (int i = EXP_TERMS - 1; i >= 1; i--) sum = sum * r + INVERSE_FACTORIALS[i];
  *x = sum * r;
}

ALWAYS_INLINE void NAME(wide_exp)(WIDE *x) {
  WIDE low = (REAL)EXP_LOWEST, high = (REAL)EXP_HIGHEST;
  WIDE minus_one = *x < low ? low : (*x > high ? high : *x);
  WIDE_INTEGERS n;
  NAME(reduce_expm1)(&minus_one, &n);
  // Two factors, so that neither 2^n overflows on its own near the ends of the range.
  WIDE_INTEGERS half = n >> 1;
  WIDE result = (minus_one + (REAL)1) * POWER_OF_TWO(half) * POWER_OF_TWO(n - half);
  result = *x > high ? (WIDE)(REAL)__builtin_inf() : result;
  result = *x < low ? (WIDE)(REAL)0 : result;
  *x = *x == *x ? result : *x;
}

// tanh|x| = m / (m + 2) with m = e^{2|x|} - 1, which loses no digits near zero.
ALWAYS_INLINE void NAME(wide_tanh)(WIDE *x) {
  WIDE size = *x < (REAL)0 ? -*x : *x;
  WIDE limit = (REAL)20;
  WIDE bounded = size > limit ? limit : size;
  WIDE minus_one = bounded + bounded;
  WIDE_INTEGERS n;
  NAME(reduce_expm1)(&minus_one, &n);
  WIDE power = POWER_OF_TWO(n);
  WIDE m = power * minus_one + (power - (REAL)1);
  WIDE result = m / (m + (REAL)2);
  result = *x < (REAL)0 ? -result : result;
  // Zero keeps its sign and NaN stays NaN.
  *x = ((*x == *x) & (*x != (REAL)0)) ? result : *x;
}

// With e = e^-|x|, which cannot overflow, it is 1 / (1 + e), or e / (1 + e) below zero. Below EXP_NORMAL, where e would
// be denormal, it is zero.
ALWAYS_INLINE void NAME(wide_sigmoid)(WIDE *x) {
  WIDE size = *x < (REAL)0 ? *x : -*x, lowest = (REAL)EXP_NORMAL;
  WIDE minus_one = size < lowest ? lowest : size;
  WIDE_INTEGERS n;
  NAME(reduce_expm1)(&minus_one, &n);
  WIDE e = (minus_one + (REAL)1) * POWER_OF_TWO(n);
  e = size < lowest ? (WIDE)(REAL)0 : e;
  WIDE numerator = *x < (REAL)0 ? e : (WIDE)(REAL)1;
  *x = numerator / ((REAL)1 + e);
}

#define MAP(FUNCTION)                                                                \
  __attribute__((noinline)) static void NAME(FUNCTION)(                              \
      ptrdiff_t count, const void *x_at, void *out_at) {                             \
    const REAL *const x = x_at;                                                      \
    REAL *const out = out_at;                                                        \
    ptrdiff_t i = 0;                                                                 \
    for (; i + ABREAST * VL <= count; i += ABREAST * VL) {                           \
      WIDE values = *(const NAME(loose_wide) *)(x + i);                              \
      NAME(wide_##FUNCTION)(&values);                                                \
      *(NAME(loose_wide) *)(out + i) = values;                                       \
    }                                                                                \
    if (i == count) return;                                                          \
    WIDE rest = 0;                                                                   \
    memcpy(&rest, x + i, (size_t)(count - i) * sizeof(REAL));                        \
    NAME(wide_##FUNCTION)(&rest);                                                    \
    memcpy(out + i, &rest, (size_t)(count - i) * sizeof(REAL));                      \
  }
MAP(exp)
MAP(tanh)
MAP(sigmoid)
#undef MAP
#undef ABREAST
#undef POWER_OF_TWO
#undef WIDE
#undef WIDE_INTEGERS

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
#undef LOAD
#undef STORE
#undef NR
#undef DEPTH
#undef ALWAYS_INLINE
#undef UNROLL
