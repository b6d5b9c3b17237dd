// The kernels for one scalar type and one vector width; included once for each pair, with these defined:
//
//   REAL, INTEGER   the scalar type and the signed integer of its size
//   VL              scalars in one vector register
//   MR, NV          rows and vectors of the product's register tile; MR · NV accumulators must fit
//   NAME(x)         the name that x has in this pair
//   TABLE           the type of the table of functions at the end
//   MANTISSA_BITS, EXPONENT_BIAS, ROUNDER, LN2_HIGH, LN2_LOW, EXP_LOWEST, EXP_HIGHEST, EXP_TERMS,
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

static inline VECTOR NAME(vector_sigmoid)(VECTOR x) {
  VECTOR e = NAME(vector_exp)(x < (REAL)0 ? x : -x);
  VECTOR numerator = x < (REAL)0 ? e : (VECTOR)(REAL)1;
  return numerator / ((REAL)1 + e);
}

#define MAP(FUNCTION)                                                                   \
  static void NAME(FUNCTION)(ptrdiff_t count, const REAL *x, REAL *out) {                \
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

static void NAME(combine)(mk_operation operation, ptrdiff_t rows, ptrdiff_t columns, const REAL *x,
                          mk_layout xl, const REAL *y, mk_layout yl, REAL *out) {
  switch (operation) {
    case MK_ADD: COMBINE_ROWS(+) break;
    case MK_SUBTRACT: COMBINE_ROWS(-) break;
    case MK_MULTIPLY: COMBINE_ROWS(*) break;
    case MK_DIVIDE: COMBINE_ROWS(/) break;
  }
}
#undef COMBINE_ROWS

static void NAME(axpy)(ptrdiff_t count, REAL factor, const REAL *x, REAL *y) {
  for (ptrdiff_t i = 0; i < count; i++) y[i] += factor * x[i];
}

static void NAME(adam)(ptrdiff_t count, REAL rate, REAL mean_decay, REAL square_decay, REAL correction,
                       REAL epsilon, const REAL *restrict g, REAL *restrict m, REAL *restrict v,
                       REAL *restrict x) {
  for (ptrdiff_t i = 0; i < count; i++) {
    m[i] = mean_decay * m[i] + (1 - mean_decay) * g[i];
    v[i] = square_decay * v[i] + (1 - square_decay) * g[i] * g[i];
    x[i] -= rate * m[i] / (SQUARE_ROOT(v[i]) * correction + epsilon);
  }
}

#pragma mark reductions

static inline REAL NAME(lane_sum)(VECTOR v) {
  REAL sum = 0;
  for (int i = 0; i < VL; i++) sum += v[i];
  return sum;
}

static REAL NAME(dot)(ptrdiff_t count, const REAL *x, const REAL *y) {
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

static REAL NAME(sum)(ptrdiff_t count, const REAL *x) {
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

static void NAME(column_sums)(ptrdiff_t rows, ptrdiff_t columns, const REAL *x, REAL *out) {
  for (ptrdiff_t c = 0; c < columns; c++) out[c] = 0;
  for (ptrdiff_t r = 0; r < rows; r++) {
    for (ptrdiff_t c = 0; c < columns; c++) out[c] += x[r * columns + c];
  }
}

static REAL NAME(maximum)(ptrdiff_t count, const REAL *x) {
  REAL largest = x[0];
  for (ptrdiff_t i = 1; i < count && largest == largest; i++) {
    if (!(x[i] <= largest)) largest = x[i];
  }
  return largest;
}

#pragma mark product

// A register tile: c[ROWS × NR] (+)= a · b over k, where a is packed as [k][ROWS] and b's rows are
// b_stride apart. ROWS is a constant at every call, so that the accumulators live in registers.
static inline __attribute__((always_inline)) void NAME(tile)(const int ROWS, ptrdiff_t k, const REAL *a,
                                                             const REAL *b, ptrdiff_t b_stride, REAL *c,
                                                             ptrdiff_t c_stride, bool accumulate) {
  VECTOR sums[MR][NV];
#pragma clang loop unroll(full)
  for (int i = 0; i < ROWS; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < NV; j++) sums[i][j] = accumulate ? LOAD(c + i * c_stride + j * VL) : (VECTOR)(REAL)0;
  for (ptrdiff_t p = 0; p < k; p++) {
    VECTOR right[NV];
#pragma clang loop unroll(full)
    for (int j = 0; j < NV; j++) right[j] = LOAD(b + p * b_stride + j * VL);
#pragma clang loop unroll(full)
    for (int i = 0; i < ROWS; i++) {
      VECTOR left = a[p * ROWS + i];
#pragma clang loop unroll(full)
      for (int j = 0; j < NV; j++) sums[i][j] += left * right[j];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < ROWS; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < NV; j++) STORE(c + i * c_stride + j * VL, sums[i][j]);
}

#define TILE(ROWS)                                                     \
  case ROWS:                                                           \
    NAME(tile)(ROWS, k, a, b, b_stride, c, c_stride, accumulate);      \
    break;

static void NAME(any_tile)(ptrdiff_t rows, ptrdiff_t k, const REAL *a, const REAL *b, ptrdiff_t b_stride,
                           REAL *c, ptrdiff_t c_stride, bool accumulate) {
  switch (rows) {
    TILE(1) TILE(2) TILE(3) TILE(4)
#if MR > 4
    TILE(5) TILE(6)
#endif
#if MR > 6
    TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#endif
  }
}
#undef TILE

// A tile that hangs over the right edge of c is computed beside it and its part is copied.
static void NAME(edge_tile)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t k, const REAL *a, const REAL *b,
                            REAL *c, ptrdiff_t c_stride, bool accumulate) {
  REAL beside[MR * NR];
  NAME(any_tile)(rows, k, a, b, NR, beside, NR, false);
  for (ptrdiff_t i = 0; i < rows; i++) {
    for (ptrdiff_t j = 0; j < columns; j++) {
      REAL *place = c + i * c_stride + j;
      *place = (accumulate ? *place : 0) + beside[i * NR + j];
    }
  }
}

// Element (i, p) of op(a) is a[i * a_row + p * a_column]; panels of MR rows become [k][MR] each.
static void NAME(pack_left)(ptrdiff_t m, ptrdiff_t k, const REAL *a, ptrdiff_t a_row, ptrdiff_t a_column,
                            REAL *packed) {
  for (ptrdiff_t i = 0; i < m; i += MR) {
    ptrdiff_t rows = m - i < MR ? m - i : MR;
    for (ptrdiff_t p = 0; p < k; p++) {
      const REAL *source = a + i * a_row + p * a_column;
      for (ptrdiff_t r = 0; r < rows; r++) *packed++ = source[r * a_row];
    }
  }
}

// Element (p, j) of op(b) is b[p * b_row + j * b_column]; panels of NR columns become [k][NR], zero-padded.
static void NAME(pack_right)(ptrdiff_t n, ptrdiff_t k, const REAL *b, ptrdiff_t b_row, ptrdiff_t b_column,
                             REAL *packed) {
  for (ptrdiff_t j = 0; j < n; j += NR, packed += k * NR) {
    ptrdiff_t columns = n - j < NR ? n - j : NR;
    if (columns < NR) memset(packed, 0, (size_t)(k * NR) * sizeof(REAL));
    if (b_column == 1) {
      for (ptrdiff_t p = 0; p < k; p++)
        memcpy(packed + p * NR, b + p * b_row + j, (size_t)columns * sizeof(REAL));
    } else {
      for (ptrdiff_t c = 0; c < columns; c++)
        for (ptrdiff_t p = 0; p < k; p++) packed[p * NR + c] = b[p * b_row + (j + c) * b_column];
    }
  }
}

#define SMALLER(x, y) ((x) < (y) ? (x) : (y))

// One block of op(b) against every row of op(a). Full panels of an untransposed b are read in place when
// too few rows of a share them to pay for packing.
static void NAME(block)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *packed_a, const REAL *b,
                        ptrdiff_t b_stride, const REAL *packed_b, REAL *c, ptrdiff_t c_stride,
                        bool accumulate) {
  for (ptrdiff_t j = 0; j < n; j += NR) {
    const REAL *panel = packed_b ? packed_b + j * k : b + j;
    ptrdiff_t stride = packed_b ? NR : b_stride;
    for (ptrdiff_t i = 0; i < m; i += MR) {
      ptrdiff_t rows = SMALLER(MR, m - i);
      const REAL *left = packed_a + i * k;
      REAL *place = c + i * c_stride + j;
      if (n - j >= NR)
        NAME(any_tile)(rows, k, left, panel, stride, place, c_stride, accumulate);
      else
        NAME(edge_tile)(rows, n - j, k, left, panel, place, c_stride, accumulate);
    }
  }
}

static void NAME(matmul)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a, bool transpose_a,
                         const REAL *b, bool transpose_b, REAL *c, bool accumulate) {
  if (k == 0 && !accumulate) memset(c, 0, (size_t)(m * n) * sizeof(REAL));
  if (m == 0 || n == 0 || k == 0) return;
  const ptrdiff_t a_row = transpose_a ? 1 : k, a_column = transpose_a ? m : 1;
  const ptrdiff_t b_row = transpose_b ? 1 : n, b_column = transpose_b ? k : 1;
  const ptrdiff_t depth = 256, height = 16 * MR, width = 64 * NR;
  const bool in_place = !transpose_b && m <= 8 * MR;
  const ptrdiff_t full = n / NR * NR;
  const ptrdiff_t most_k = SMALLER(k, depth);
  const ptrdiff_t packed_width = in_place ? NR : SMALLER((n + NR - 1) / NR * NR, width);
  const size_t left_count = (size_t)(SMALLER(m, height) * most_k);
  REAL on_stack[4096] __attribute__((aligned(64)));
  const size_t wanted = left_count + (size_t)(packed_width * most_k);
  REAL *const room = wanted <= 4096 ? on_stack : malloc(wanted * sizeof(REAL));
  if (!room) abort();
  REAL *const left = room, *const right = room + left_count;
  for (ptrdiff_t p = 0; p < k; p += depth) {
    const ptrdiff_t ks = SMALLER(depth, k - p);
    const bool adds = accumulate || p > 0;
    for (ptrdiff_t j = 0; j < n; j += in_place ? n : width) {
      const ptrdiff_t ns = in_place ? n : SMALLER(width, n - j);
      if (!in_place) NAME(pack_right)(ns, ks, b + p * b_row + j * b_column, b_row, b_column, right);
      else if (full < n) NAME(pack_right)(n - full, ks, b + p * n + full, n, 1, right);
      for (ptrdiff_t i = 0; i < m; i += height) {
        const ptrdiff_t ms = SMALLER(height, m - i);
        NAME(pack_left)(ms, ks, a + i * a_row + p * a_column, a_row, a_column, left);
        REAL *const place = c + i * n + j;
        if (!in_place) {
          NAME(block)(ms, ns, ks, left, NULL, 0, right, place, n, adds);
        } else {
          NAME(block)(ms, full, ks, left, b + p * n, n, NULL, place, n, adds);
          NAME(block)(ms, n - full, ks, left, NULL, 0, right, place + full, n, adds);
        }
      }
    }
  }
  if (room != on_stack) free(room);
}

static const TABLE NAME(table) = {NAME(matmul), NAME(exp), NAME(tanh), NAME(sigmoid),     NAME(combine),
                                  NAME(axpy),   NAME(adam), NAME(dot), NAME(sum), NAME(column_sums), NAME(maximum)};

#undef VECTOR
#undef INTEGERS
#undef LOAD
#undef STORE
#undef NR
#undef SMALLER
