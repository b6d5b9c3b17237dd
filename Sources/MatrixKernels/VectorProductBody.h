// Products of one row with a matrix as it lies: bound by the cache that holds the matrix. Part of KernelBody.h.

// y [n] (+)= x [ROWS] · b [ROWS, n]; y is read and written once for all of them.
ALWAYS_INLINE void NAME(add_rows)(const int ROWS, ptrdiff_t n, const REAL *x, const REAL *b, ptrdiff_t b_row,
                                  REAL *y, bool accumulate) {
  const ptrdiff_t part = n % VL, whole = n - part;
  for (ptrdiff_t j = 0; j < whole; j += VL) {
    VECTOR sum = accumulate ? LOAD(y + j) : (VECTOR)(REAL)0;
    UNROLL for (int r = 0; r < ROWS; r++) sum += x[r] * LOAD(b + r * b_row + j);
    STORE(y + j, sum);
  }
  if (part == 0) return;
  VECTOR sum = accumulate ? NAME(load_part)(y + whole, part) : (VECTOR)(REAL)0;
  UNROLL for (int r = 0; r < ROWS; r++) sum += x[r] * NAME(load_part)(b + r * b_row + whole, part);
  NAME(store_part)(y + whole, part, sum);
}

static void NAME(row_product)(ptrdiff_t k, ptrdiff_t n, const REAL *x, const REAL *b, ptrdiff_t b_row, REAL *y,
                              bool accumulate) {
  if (k == 0 && !accumulate) NAME(clear_rows)(1, n, y, n);
  ptrdiff_t p = 0;
  for (; p + 8 <= k; p += 8) NAME(add_rows)(8, n, x + p, b + p * b_row, b_row, y, accumulate || p > 0);
  if (k - p >= 4) {
    NAME(add_rows)(4, n, x + p, b + p * b_row, b_row, y, accumulate || p > 0);
    p += 4;
  }
  for (; p < k; p++) NAME(add_rows)(1, n, x + p, b + p * b_row, b_row, y, accumulate || p > 0);
}

// y [ROWS] (+)= b [ROWS, n] · x [n]: as many sums side by side.
ALWAYS_INLINE void NAME(dot_rows)(const int ROWS, ptrdiff_t n, const REAL *b, ptrdiff_t b_row, const REAL *x,
                                  REAL *y, bool accumulate) {
  const ptrdiff_t part = n % VL, whole = n - part;
  VECTOR sums[8];
  UNROLL for (int r = 0; r < ROWS; r++) sums[r] = (VECTOR)(REAL)0;
  for (ptrdiff_t j = 0; j < whole; j += VL)
    UNROLL for (int r = 0; r < ROWS; r++) sums[r] += LOAD(b + r * b_row + j) * LOAD(x + j);
  if (part) {
    const VECTOR rest = NAME(load_part)(x + whole, part);
    UNROLL for (int r = 0; r < ROWS; r++) sums[r] += NAME(load_part)(b + r * b_row + whole, part) * rest;
  }
  UNROLL for (int r = 0; r < ROWS; r++) y[r] = (accumulate ? y[r] : 0) + NAME(lane_sum)(sums[r]);
}

static void NAME(column_product)(ptrdiff_t k, ptrdiff_t n, const REAL *b, ptrdiff_t b_row, const REAL *x, REAL *y,
                                 bool accumulate) {
  ptrdiff_t p = 0;
  for (; p + 8 <= k; p += 8) NAME(dot_rows)(8, n, b + p * b_row, b_row, x, y + p, accumulate);
  if (k - p >= 4) {
    NAME(dot_rows)(4, n, b + p * b_row, b_row, x, y + p, accumulate);
    p += 4;
  }
  for (; p < k; p++) NAME(dot_rows)(1, n, b + p * b_row, b_row, x, y + p, accumulate);
}
