// Products of one row with a matrix as it lies, bound by the cache that holds the matrix. Part of KernelBody.h.

// The vectors of y that registers can hold.
#if MR > 6
#define STRIP 28
#else
#define STRIP (MR * NV)
#endif

// y [n] (+)= x [k] · b [k, n], where n fills VECTORS vectors but for a part of the last. The sums never leave the
// registers.
ALWAYS_INLINE void NAME(strip)(const int VECTORS, ptrdiff_t k, ptrdiff_t n, const REAL *x, const REAL *b,
                               ptrdiff_t b_row, REAL *y, bool accumulate) {
  const int whole = VECTORS - 1;
  const ptrdiff_t last = n - whole * VL;
  VECTOR sums[STRIP];
  UNROLL for (int v = 0; v < whole; v++) sums[v] = accumulate ? LOAD(y + v * VL) : (VECTOR)(REAL)0;
  sums[whole] = accumulate ? NAME(load_some)(y + whole * VL, last) : (VECTOR)(REAL)0;
  for (ptrdiff_t p = 0; p < k; p++) {
    const VECTOR left = x[p];
    const REAL *const row = b + p * b_row;
    UNROLL for (int v = 0; v < whole; v++) sums[v] += left * LOAD(row + v * VL);
    sums[whole] += left * NAME(load_some)(row + whole * VL, last);
  }
  UNROLL for (int v = 0; v < whole; v++) STORE(y + v * VL, sums[v]);
  NAME(store_some)(y + whole * VL, last, sums[whole]);
}

#define CASE(VECTORS)                                                   \
  case VECTORS:                                                         \
    NAME(strip)(VECTORS, k, width, x, b + j, b_row, y + j, accumulate); \
    break;

// Strips of columns, the fewest and as equal as can be.
static void NAME(row_product)(ptrdiff_t k, ptrdiff_t n, const void *x_at, const void *b_at, ptrdiff_t b_row,
                              void *y_at, bool accumulate) {
  const REAL *const x = x_at; const REAL *const b = b_at; REAL *const y = y_at;
  for (ptrdiff_t j = 0, width; j < n; j += width) {
    const ptrdiff_t left = (n - j + VL - 1) / VL, strips = (left + STRIP - 1) / STRIP;
    const ptrdiff_t vectors = (left + strips - 1) / strips;
    width = SMALLER(vectors * VL, n - j);
    switch (vectors) {
      CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8)
#if MR > 4
      CASE(9) CASE(10) CASE(11) CASE(12)
#endif
#if MR > 6
      CASE(13) CASE(14) CASE(15) CASE(16) CASE(17) CASE(18) CASE(19) CASE(20)
      CASE(21) CASE(22) CASE(23) CASE(24) CASE(25) CASE(26) CASE(27) CASE(28)
#endif
    }
  }
}
#undef CASE

// y [ROWS] (+)= b [ROWS, n] · x [n], each in VECTORS sums side by side.
ALWAYS_INLINE void NAME(dot_rows)(const int ROWS, const int VECTORS, ptrdiff_t n, const REAL *b, ptrdiff_t b_row,
                                  const REAL *x, REAL *y, bool accumulate) {
  VECTOR sums[8];
  UNROLL for (int s = 0; s < ROWS * VECTORS; s++) sums[s] = (VECTOR)(REAL)0;
  ptrdiff_t j = 0;
  for (; j + VECTORS * VL <= n; j += VECTORS * VL)
    UNROLL for (int r = 0; r < ROWS; r++)
      UNROLL for (int v = 0; v < VECTORS; v++)
        sums[r * VECTORS + v] += LOAD(b + r * b_row + j + v * VL) * LOAD(x + j + v * VL);
  for (; j < n; j += VL) {
    const VECTOR right = NAME(load_some)(x + j, n - j);
    UNROLL for (int r = 0; r < ROWS; r++) sums[r * VECTORS] += NAME(load_some)(b + r * b_row + j, n - j) * right;
  }
  UNROLL for (int r = 0; r < ROWS; r++) {
    UNROLL for (int v = 1; v < VECTORS; v++) sums[r * VECTORS] += sums[r * VECTORS + v];
    y[r] = (accumulate ? y[r] : 0) + NAME(lane_sum)(sums[r * VECTORS]);
  }
}

// Long rows go by one at a time, since a cache delivers fastest what is read in one run; short ones in eights,
// which keeps more sums in flight.
static void NAME(column_product)(ptrdiff_t k, ptrdiff_t n, const void *b_at, ptrdiff_t b_row, const void *x_at,
                                 void *y_at, bool accumulate) {
  const REAL *const b = b_at; const REAL *const x = x_at; REAL *const y = y_at;
  ptrdiff_t p = 0;
  if (n < 16 * VL)
    for (; p + 8 <= k; p += 8) NAME(dot_rows)(8, 1, n, b + p * b_row, b_row, x, y + p, accumulate);
  for (; p < k; p++) NAME(dot_rows)(1, 4, n, b + p * b_row, b_row, x, y + p, accumulate);
}

#undef STRIP
