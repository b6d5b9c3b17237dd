// Products of one row with a matrix as it lies: bound by the cache that holds the matrix. Part of KernelBody.h.

// y [n] (+)= x [k] · b [k, n]. Four rows of b at a time, so that y is read and written once for four.
static void NAME(row_product)(ptrdiff_t k, ptrdiff_t n, const REAL *x, const REAL *b, ptrdiff_t b_row, REAL *y,
                              bool accumulate) {
  if (!accumulate) memset(y, 0, (size_t)n * sizeof(REAL));
  ptrdiff_t p = 0;
  for (; p + 4 <= k; p += 4) {
    const REAL *const b0 = b + p * b_row, *const b1 = b0 + b_row, *const b2 = b1 + b_row, *const b3 = b2 + b_row;
    const REAL x0 = x[p], x1 = x[p + 1], x2 = x[p + 2], x3 = x[p + 3];
    for (ptrdiff_t j = 0; j < n; j++) y[j] += x0 * b0[j] + x1 * b1[j] + x2 * b2[j] + x3 * b3[j];
  }
  for (; p < k; p++) {
    const REAL *const row = b + p * b_row;
    for (ptrdiff_t j = 0; j < n; j++) y[j] += x[p] * row[j];
  }
}

// y [k] (+)= b [k, n] · x [n]: one dot product a row of b.
static void NAME(column_product)(ptrdiff_t k, ptrdiff_t n, const REAL *b, ptrdiff_t b_row, const REAL *x, REAL *y,
                                 bool accumulate) {
  for (ptrdiff_t p = 0; p < k; p++) {
    const REAL sum = NAME(dot)(n, b + p * b_row, x);
    y[p] = accumulate ? y[p] + sum : sum;
  }
}
